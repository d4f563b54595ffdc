import Bytecode
import Canvas
import Runtime
import Timeline

/// The script's text: the line that runs, and in it the very expression of the current instruction.
struct SourcePane: Pane {
    let kind = PaneKind.source
    var scroll = 0
    /// The line that the person's cursor is on, if it was moved; else the current line.
    var cursor: Int?
    /// A word to look for.
    var searched = ""

    /// At the top.
    init() {}

    func note(_ s: Snapshot) -> String {
        let name = (path(s) as String?).map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? ""
        return name == s.scriptName.split(separator: "/").last.map(String.init) ? "" : name
    }

    var keys: [(String, String)] { [("b", "breakpoint"), ("\u{2191}\u{2193}", "move"), ("click", "run to line")] }

    func path(_ s: Snapshot) -> String { s.frame?.filename ?? s.scriptPath }

    /// The line of the current frame.
    func currentLine(_ s: Snapshot) -> Int? {
        if s.event.kind == .line, s.selectedFrame == 0, s.exitStatus == nil { return Int(s.event.a) }
        return s.frame?.line
    }

    /// The source range of the current instruction.
    func range(_ s: Snapshot) -> (line: Int, column: Int, endLine: Int, endColumn: Int)? {
        guard let f = s.frame, let lasti = f.lasti else { return nil }
        let p = PyCode_Addr2Location(f.code, lasti)
        return p.line > 0 && p.column >= 0 && p.endColumn >= 0 ? p : nil
    }

    private func breakpoint(_ s: Snapshot, _ line: Int) -> Breakpoint? {
        s.breakpoints.first { $0.place == .line(line) }
    }

    func lines(_ s: Snapshot, width: Int) -> [TextLine] {
        guard let text = s.sources.text(path(s)) else {
            return [TextLine("no source text: \(path(s))", .dim)]
        }
        let isMain = path(s) == s.scriptPath
        let current = currentLine(s)
        let expression = range(s)
        let digits = max(2, String(text.lines.count).count)
        return text.glyphs.enumerated().map { index, glyphs in
            let number = index + 1
            var line = TextLine()
            let b = isMain ? breakpoint(s, number) : nil
            let here = number == current
            if here {
                line.add(s.glyphs.here, .timelineHere, .bold)
            } else if let b {
                line.add(b.isEnabled ? s.glyphs.breakpoint : "o", .breakpoint, .bold)
            } else {
                line.add(" ")
            }
            line.right("\(number)", digits, b != nil ? .breakpoint : here ? .timelineHere : .dim, here || b != nil ? .bold : [])
            line.add(
                here && b != nil ? s.glyphs.breakpoint : number == cursor ? ">" : " ",
                here && b != nil ? .breakpoint : .timelineHere)
            let match = searched.isEmpty ? nil : findAll(searched, in: text.lines[index])
            for (g, at) in zip(glyphs, 0...) {
                var attributes: Attributes = here ? .bold : []
                var role = g.role
                if let e = expression, number >= e.line, number <= e.endLine,
                    number > e.line || g.byte >= e.column, number < e.endLine || g.byte < e.endColumn
                {
                    attributes.insert(.underline)
                    if number != e.line || !g.text.allSatisfy({ $0 == " " }) || g.byte >= e.column { role = .current }
                }
                if let match, match.contains(where: { $0.contains(at) }) { role = .match }
                line.add(g.text, role, attributes)
            }
            return line
        }
    }

    private func findAll(_ word: String, in line: String) -> [Range<Int>]? {
        let chars = Array(line.lowercased())
        let w = Array(word.lowercased())
        guard !w.isEmpty, chars.count >= w.count else { return nil }
        var found: [Range<Int>] = []
        for i in 0...(chars.count - w.count) where Array(chars[i..<i + w.count]) == w { found.append(i..<i + w.count) }
        return found.isEmpty ? nil : found
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        drawLines(lines(s, width: rect.width), &canvas, rect, scroll: scroll)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        let count = s.sources.text(path(s))?.lines.count ?? 1
        guard let line = cursor ?? currentLine(s) else { return }
        scroll = scrolled(scroll, toShow: line - 1, of: count, height: rect.height, margin: 2)
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let count = s.sources.text(path(s))?.lines.count ?? 1
        let here = cursor ?? currentLine(s) ?? 1
        switch key {
        case .up: cursor = max(1, here - 1)
        case .down: cursor = min(count, here + 1)
        case .pageUp: cursor = max(1, here - max(1, rect.height - 2))
        case .pageDown: cursor = min(count, here + max(1, rect.height - 2))
        case .wheel(_, _, let direction):
            scroll = max(0, min(scroll + direction * 3, max(0, count - rect.height)))
            return PaneAction.none
        case .click(let x, let y):
            let line = scroll + y - rect.y + 1
            guard line >= 1, line <= count else { return nil }
            if x < rect.x + max(2, String(count).count) + 2 { return .toggleBreakpoint(line: line) }
            if cursor == line { return .runToLine(line) }
            cursor = line
        case .character("b"): return .toggleBreakpoint(line: here)
        default: return nil
        }
        if let cursor { scroll = scrolled(scroll, toShow: cursor - 1, of: count, height: rect.height) }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] {
        guard let line = currentLine(s), let text = s.sources.text(path(s)), text.lines.indices.contains(line - 1) else {
            return []
        }
        var out = "line \(line): \(text.lines[line - 1].trimmed)"
        if let e = range(s), e.line == e.endLine, text.lines.indices.contains(e.line - 1) {
            let bytes = Array(text.lines[e.line - 1].utf8)
            if e.column < e.endColumn, e.endColumn <= bytes.count {
                out += "   expression: " + String(decoding: bytes[e.column..<e.endColumn], as: UTF8.self)
            }
        }
        return [out]
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        var s = self[...]
        while let c = s.first, c == " " || c == "\t" { s.removeFirst() }
        while let c = s.last, c == " " || c == "\t" { s.removeLast() }
        return String(s)
    }
}
