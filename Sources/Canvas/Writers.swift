// A canvas as text, ANSI text, SVG and HTML.

extension Canvas {
    /// The rows as plain text without trailing blanks.
    public var plainText: String {
        (0..<height).map { y in
            var line = (0..<width).map { cells[y * width + $0].text }.joined()
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n") + "\n"
    }

    /// Calls `body` for each run of cells of one style: row, first column, number of columns, text, style.
    public func forEachRun(_ body: (Int, Int, Int, String, Style) -> Void) {
        for y in 0..<height {
            var x = 0
            while x < width {
                let style = cells[y * width + x].style
                var end = x
                var text = ""
                while end < width && cells[y * width + end].style == style {
                    text += cells[y * width + end].text
                    end += 1
                }
                body(y, x, end - x, text, style)
                x = end
            }
        }
    }

    /// The rows with escape sequences for colours and attributes.
    public func ansiText(_ theme: Theme) -> String {
        var out = ""
        var row = 0
        forEachRun { y, _, _, text, style in
            while row < y {
                out += "\u{1b}[0m\n"
                row += 1
            }
            let look = theme.look(style)
            var codes = ["0"]
            if look.attributes.contains(.bold) { codes.append("1") }
            if look.attributes.contains(.dim) { codes.append("2") }
            if look.attributes.contains(.underline) { codes.append("4") }
            if look.attributes.contains(.reverse) { codes.append("7") }
            if let f = look.foreground { codes.append("38;5;\(f)") }
            if let b = look.background { codes.append("48;5;\(b)") }
            out += "\u{1b}[\(codes.joined(separator: ";"))m" + text
        }
        return out + "\u{1b}[0m\n"
    }
}

/// Colours of the 256-colour palette as red, green, blue.
enum Palette {
    private static let base: [UInt32] = [
        0x000000, 0xcd3131, 0x0dbc79, 0xe5e510, 0x2472c8, 0xbc3fbc, 0x11a8cd, 0xe5e5e5, 0x666666, 0xf14c4c, 0x23d18b, 0xf5f543,
        0x3b8eea, 0xd670d6,
        0x29b8db, 0xffffff,
    ]

    static func css(_ index: UInt8) -> String {
        let i = Int(index)
        let value: UInt32
        if i < 16 {
            value = base[i]
        } else if i < 232 {
            func level(_ n: Int) -> UInt32 { n == 0 ? 0 : UInt32(55 + 40 * n) }
            value = level((i - 16) / 36) << 16 | level((i - 16) / 6 % 6) << 8 | level((i - 16) % 6)
        } else {
            let g = UInt32(8 + 10 * (i - 232))
            value = g << 16 | g << 8 | g
        }
        let digits = String(value, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

/// Background and foreground of a page, for pictures of themes that leave them to the terminal.
public struct Paper: Sendable {
    /// CSS colours.
    public var background, foreground: String
    /// White on near-black.
    public static let dark = Paper(background: "#14161a", foreground: "#e6e6e6")
    /// Near-black on white.
    public static let light = Paper(background: "#ffffff", foreground: "#1b1b1b")
}

extension Theme {
    /// A style's colours as CSS, and whether it is bold or underlined.
    func css(_ style: Style, _ paper: Paper) -> (foreground: String, background: String?, bold: Bool, underline: Bool, dim: Bool) {
        let look = look(style)
        var foreground = look.foreground.map(Palette.css) ?? paper.foreground
        var background = look.background.map(Palette.css)
        if look.attributes.contains(.reverse) { (foreground, background) = (background ?? paper.background, foreground) }
        return (
            foreground, background, look.attributes.contains(.bold), look.attributes.contains(.underline),
            look.attributes.contains(.dim)
        )
    }
}

extension Canvas {
    /// The canvas as an SVG picture. Box lines become paths, because glyphs of different fonts leave seams.
    public func svg(_ theme: Theme, paper: Paper) -> String {
        let cw = 9.0
        let ch = 18.0
        let w = Double(width) * cw + 16
        let h = Double(height) * ch + 16
        var out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\">\n"
        out += "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"\(paper.background)\"/>\n"
        out +=
            "<g transform=\"translate(8,8)\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n"
        forEachRun { y, x, n, text, style in
            let css = theme.css(style, paper)
            let px = Double(x) * cw
            let py = Double(y) * ch
            if let background = css.background {
                out += "<rect x=\"\(px)\" y=\"\(py)\" width=\"\(Double(n) * cw)\" height=\"\(ch)\" fill=\"\(background)\"/>\n"
            }
            var path = ""
            var column = x
            var letters = ""
            var start = x
            let opacity = css.dim ? " opacity=\"0.65\"" : ""
            func flush() {
                if letters.contains(where: { $0 != " " }) {
                    let length = Double(column - start) * cw
                    out +=
                        "<text x=\"\(Double(start) * cw)\" y=\"\(py + 14)\" textLength=\"\(length)\" lengthAdjust=\"spacingAndGlyphs\" fill=\"\(css.foreground)\"\(opacity)"
                    if css.bold { out += " font-weight=\"bold\"" }
                    if css.underline { out += " text-decoration=\"underline\"" }
                    out += ">\(Quoting.markup(letters))</text>\n"
                }
                letters = ""
                start = column
            }
            while column < x + n {
                let cell = cells[y * width + column].text
                if let segment = Self.linePath(cell, Double(column) * cw, py, cw, ch) {
                    flush()
                    path += segment
                    column += 1
                    start = column
                } else {
                    letters += cell
                    column += 1
                }
            }
            flush()
            if !path.isEmpty {
                out +=
                    "<path d=\"\(path)\" stroke=\"\(css.foreground)\" stroke-width=\"\(css.bold ? 2.0 : 1.2)\" fill=\"none\"\(opacity)/>\n"
            }
        }
        return out + "</g>\n</svg>\n"
    }

    /// The strokes of a box-drawing character in its cell, or nil.
    private static func linePath(_ text: String, _ x: Double, _ y: Double, _ w: Double, _ h: Double) -> String? {
        let cx = x + w / 2
        let cy = y + h / 2
        switch text {
        case "─", "━": return "M\(x) \(cy)H\(x + w)"
        case "│": return "M\(cx) \(y)V\(y + h)"
        case "┌": return "M\(x + w) \(cy)H\(cx)V\(y + h)"
        case "┐": return "M\(x) \(cy)H\(cx)V\(y + h)"
        case "└": return "M\(x + w) \(cy)H\(cx)V\(y)"
        case "┘": return "M\(x) \(cy)H\(cx)V\(y)"
        default: return nil
        }
    }

    /// The canvas as a page of HTML.
    public func html(_ theme: Theme, paper: Paper, title: String) -> String {
        var out =
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\(Quoting.markup(title))</title></head>\n"
        out +=
            "<body style=\"background:\(paper.background)\"><pre style=\"color:\(paper.foreground);font:15px/1.2 'DejaVu Sans Mono',Menlo,Consolas,monospace\">"
        var row = 0
        forEachRun { y, _, _, text, style in
            while row < y {
                out += "\n"
                row += 1
            }
            let css = theme.css(style, paper)
            var rule = "color:\(css.foreground)"
            if let background = css.background { rule += ";background:\(background)" }
            if css.bold { rule += ";font-weight:bold" }
            if css.underline { rule += ";text-decoration:underline" }
            if css.dim { rule += ";opacity:.65" }
            out += "<span style=\"\(rule)\">\(Quoting.markup(text))</span>"
        }
        return out + "\n</pre></body></html>\n"
    }
}
