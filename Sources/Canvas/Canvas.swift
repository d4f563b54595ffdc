/// One cell of a canvas.
public struct Cell: Hashable, Sendable {
    /// One spacing scalar with its combining ones; empty for the right half of a wide one.
    public var text: String
    /// How it looks.
    public var style: Style

    /// A blank.
    public static let blank = Cell(text: " ", style: Style())
    /// Makes a cell.
    public init(text: String, style: Style) {
        self.text = text
        self.style = style
    }
}

/// A grid of cells, drawn by views and shown by a terminal or written as a picture. Everything drawn is clipped to the current clip, so that a view
/// can neither leave its pane nor split a wide character.
public struct Canvas: Sendable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// The cells, row by row.
    public fileprivate(set) var cells: [Cell]
    /// Where drawing is allowed.
    public var clip: Rect
    /// The glyphs for lines and marks.
    public var glyphs: Glyphs
    /// Where the text cursor is to be shown, if anywhere.
    public var cursor: (x: Int, y: Int)?

    /// A blank canvas.
    public init(width: Int, height: Int, glyphs: Glyphs = .unicode) {
        self.width = max(0, width)
        self.height = max(0, height)
        self.glyphs = glyphs
        cells = Array(repeating: .blank, count: self.width * self.height)
        clip = Rect(0, 0, width, height)
    }

    /// The whole grid.
    public var bounds: Rect { Rect(0, 0, width, height) }

    /// A cell, or a blank outside.
    public subscript(x: Int, y: Int) -> Cell { bounds.contains(x: x, y: y) ? cells[y * width + x] : .blank }

    /// Draws with the clip narrowed to a rectangle.
    public mutating func clipped(to rect: Rect, _ body: (inout Canvas) -> Void) {
        let saved = clip
        let x = max(saved.x, rect.x)
        let y = max(saved.y, rect.y)
        clip = Rect(x, y, min(saved.right, rect.right) - x, min(saved.bottom, rect.bottom) - y)
        body(&self)
        clip = saved
    }

    private mutating func put(_ x: Int, _ y: Int, _ text: String, _ columns: Int, _ style: Style) {
        guard y >= clip.y, y < clip.bottom, x >= clip.x, x + columns <= clip.right else { return }
        let i = y * width + x
        // Overwriting half of a wide character would leave the other half: it becomes a blank.
        if cells[i].text.isEmpty && x > 0 { cells[i - 1].text = " " }
        let last = i + columns - 1
        if x + columns < width && cells[last + 1].text.isEmpty { cells[last + 1].text = " " }
        cells[i] = Cell(text: text, style: style)
        if columns == 2 { cells[i + 1] = Cell(text: "", style: style) }
    }

    /// Draws text on one line and returns the column after it. What does not fit is cut; control characters are shown escaped.
    @discardableResult
    public mutating func text(_ x: Int, _ y: Int, _ text: String, _ style: Style = Style()) -> Int {
        var x = x
        for c in text {
            if x >= clip.right { break }
            if let d = TextWidth.drawn(c) {
                put(x, y, d.text, d.width, style)
                x += d.width
            } else {
                for e in TextWidth.escaped(c) {
                    put(x, y, String(e), 1, style.with(.reverse))
                    x += 1
                }
            }
        }
        return x
    }

    /// Draws text in at most `columns` columns, with an ellipsis if it is cut; returns the column after the field.
    @discardableResult
    public mutating func field(
        _ x: Int, _ y: Int, _ columns: Int, _ text: String, _ style: Style = Style(), alignRight: Bool = false
    ) -> Int {
        guard columns > 0 else { return x }
        let w = TextWidth.of(text)
        if w <= columns {
            self.text(alignRight ? x + columns - w : x, y, text, style)
        } else {
            clipped(to: Rect(x, y, columns - 1, 1)) { $0.text(x, y, text, style) }
            self.text(x + columns - 1, y, glyphs.ellipsis, style)
        }
        return x + columns
    }

    /// Fills a rectangle with blanks of a style.
    public mutating func fill(_ rect: Rect, _ style: Style = Style(), _ glyph: String = " ") {
        for y in rect.y..<max(rect.y, rect.bottom) {
            for x in rect.x..<max(rect.x, rect.right) { put(x, y, glyph, 1, style) }
        }
    }

    /// Gives cells another style and keeps their text.
    public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        for y in max(rect.y, clip.y)..<max(max(rect.y, clip.y), min(rect.bottom, clip.bottom)) {
            for x in max(rect.x, clip.x)..<max(max(rect.x, clip.x), min(rect.right, clip.right)) {
                cells[y * width + x].style = change(cells[y * width + x].style)
            }
        }
    }

    /// Draws a frame with a title in its top edge, and returns the inside.
    public mutating func frame(_ r: Rect, title: String, right: String = "", focused: Bool) -> Rect {
        guard r.width >= 2, r.height >= 2 else { return Rect(r.x, r.y, 0, 0) }
        let line = Style(focused ? .focusBorder : .border, focused ? .bold : [])
        let g = glyphs
        for x in r.x + 1..<r.right - 1 {
            put(x, r.y, g.horizontal, 1, line)
            put(x, r.bottom - 1, g.horizontal, 1, line)
        }
        for y in r.y + 1..<r.bottom - 1 {
            put(r.x, y, g.vertical, 1, line)
            put(r.right - 1, y, g.vertical, 1, line)
        }
        put(r.x, r.y, g.topLeft, 1, line)
        put(r.right - 1, r.y, g.topRight, 1, line)
        put(r.x, r.bottom - 1, g.bottomLeft, 1, line)
        put(r.right - 1, r.bottom - 1, g.bottomRight, 1, line)
        let room = r.width - 4
        if room > 0 {
            let titleWidth = min(TextWidth.of(title), room)
            field(r.x + 1, r.y, titleWidth + 2, " " + title + " ", Style(focused ? .focusTitle : .title, .bold))
            let rightWidth = TextWidth.of(right)
            if rightWidth > 0 && titleWidth + rightWidth + 4 <= room {
                text(r.right - rightWidth - 3, r.y, " " + right + " ", Style(.dim))
            }
        }
        return r.inset(1)
    }
}

extension Canvas {
    /// Replaces everything outside ASCII: a few by what looks like it, the rest by question marks of the same width.
    public mutating func makeASCII() {
        for i in cells.indices where !cells[i].text.utf8.allSatisfy({ $0 < 0x80 }) {
            switch cells[i].text {
            case "…": cells[i].text = "~"
            case "→": cells[i].text = ">"
            case "−": cells[i].text = "-"
            case "·": cells[i].text = "."
            default:
                cells[i].text = "?"
                if i + 1 < cells.count, cells[i + 1].text.isEmpty { cells[i + 1].text = "?" }
            }
        }
    }
}
