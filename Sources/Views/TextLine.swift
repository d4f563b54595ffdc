import Canvas

/// A line of text with styles: what panes are made of. It can be drawn, or read as plain text.
public struct TextLine: Sendable {
    /// A piece of one style.
    public struct Span: Sendable {
        /// Its text.
        public var text: String
        /// Its look.
        public var style: Style
    }

    /// The pieces.
    public private(set) var spans: [Span] = []
    /// Background of the whole line, such as the current one.
    public var background: Role?

    /// An empty line.
    public init() {}

    /// A line of one style.
    public init(_ text: String, _ role: Role = .normal, _ attributes: Attributes = []) { add(text, role, attributes) }

    /// Adds a piece.
    public mutating func add(_ text: String, _ role: Role = .normal, _ attributes: Attributes = []) {
        if !text.isEmpty { spans.append(Span(text: text, style: Style(role, attributes))) }
    }

    /// Adds another line's pieces.
    public mutating func add(_ line: TextLine) { spans += line.spans }

    /// Adds blanks up to a column; at least one if `gap` is true.
    public mutating func pad(to column: Int, gap: Bool = false) {
        let n = column - width
        if n > 0 { add(String(repeating: " ", count: n)) } else if gap { add(" ") }
    }

    /// Adds text at the right end of so many columns.
    public mutating func right(_ text: String, _ columns: Int, _ role: Role = .normal, _ attributes: Attributes = []) {
        let n = columns - TextWidth.of(text)
        if n > 0 { add(String(repeating: " ", count: n)) }
        add(text, role, attributes)
    }

    /// Columns.
    public var width: Int { spans.reduce(0) { $0 + TextWidth.of($1.text) } }

    /// The text alone.
    public var plain: String {
        var s = spans.map(\.text).joined()
        while s.last == " " { s.removeLast() }
        return s
    }

    /// Draws the line; what does not fit ends in an ellipsis.
    public func draw(_ canvas: inout Canvas, _ x: Int, _ y: Int, _ columns: Int) {
        guard columns > 0 else { return }
        let cut = width > columns
        canvas.clipped(to: Rect(x, y, cut ? columns - 1 : columns, 1)) { canvas in
            var at = x
            for span in spans { at = canvas.text(at, y, span.text, span.style) }
        }
        if cut { canvas.text(x + columns - 1, y, canvas.glyphs.ellipsis, Style(.dim)) }
        if let background { canvas.restyle(Rect(x, y, columns, 1)) { Style(background, $0.attributes) } }
    }

    /// Breaks into lines of at most so many columns, at blanks.
    public func wrapped(_ columns: Int) -> [TextLine] {
        guard columns > 4 else { return [self] }
        var lines: [TextLine] = []
        var line = TextLine()
        var used = 0
        for span in spans {
            var first = true
            for word in span.text.split(separator: " ", omittingEmptySubsequences: false) {
                var piece = (first ? "" : " ") + word
                first = false
                var w = TextWidth.of(piece)
                if used + w > columns && used > 0 {
                    lines.append(line)
                    line = TextLine()
                    used = 0
                    piece = String(word)
                    w = TextWidth.of(piece)
                }
                while w > columns {
                    // A word longer than the pane.
                    var head = ""
                    while let c = piece.first, TextWidth.of(head) + TextWidth.of(String(c)) <= columns {
                        head.append(c)
                        piece.removeFirst()
                    }
                    if head.isEmpty { break }
                    line.add(head, span.style.role, span.style.attributes)
                    lines.append(line)
                    line = TextLine()
                    w = TextWidth.of(piece)
                }
                line.add(piece, span.style.role, span.style.attributes)
                used += w
            }
        }
        lines.append(line)
        return lines
    }
}

/// Draws lines from a scroll position on, and a hint at the edge when there is more.
func drawLines(_ lines: [TextLine], _ canvas: inout Canvas, _ rect: Rect, scroll: Int) {
    for row in 0..<max(0, rect.height) {
        let i = scroll + row
        guard lines.indices.contains(i) else { break }
        lines[i].draw(&canvas, rect.x, rect.y + row, rect.width)
    }
}

/// A scroll position that keeps a line visible, moving only when it must.
func scrolled(_ scroll: Int, toShow line: Int, of count: Int, height: Int, margin: Int = 1) -> Int {
    guard height > 0 else { return 0 }
    let m = min(margin, (height - 1) / 2)
    var s = scroll
    if line < s + m { s = line - m }
    if line > s + height - 1 - m { s = line - height + 1 + m }
    return max(0, min(s, max(0, count - height)))
}

/// A number with commas between thousands.
public func grouped(_ n: UInt64) -> String {
    let digits = String(n)
    var out = ""
    for (i, c) in digits.enumerated() {
        if i > 0 && (digits.count - i) % 3 == 0 { out += "," }
        out.append(c)
    }
    return out
}

/// A number in hexadecimal with leading zeros.
func hexadecimal(_ n: UInt, _ width: Int = 0) -> String {
    let digits = String(n, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
