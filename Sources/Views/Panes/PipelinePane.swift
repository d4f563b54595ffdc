import Bytecode
import Canvas
import Runtime

/// Reports of how files became bytecode, each made when it is first looked at.
public final class Pipelines {
    private var known: [String: PipelineReport?] = [:]
    private let read: (String) -> [UInt8]?
    private let make: ([UInt8], String) -> PipelineReport

    /// Takes what reads a file and what compiles it.
    public init(read: @escaping (String) -> [UInt8]?, make: @escaping ([UInt8], String) -> PipelineReport) {
        self.read = read
        self.make = make
    }

    /// The report of a file; nil if there is no such file.
    public func report(_ path: String) -> PipelineReport? {
        if let r = known[path] { return r }
        let report = path.hasPrefix("<") ? nil : read(path).map { make($0, path) }
        known[path] = .some(report)
        return report
    }
}

/// One statement on its way from text to bytecode: tokens, tree, scopes, and the instructions after each pass. What is chosen in one column
/// is marked in all the others.
struct PipelinePane: Pane {
    typealias Report = PipelineReport

    let kind = PaneKind.pipeline
    /// The line that the person went to; nil: the one that runs.
    var line: Int?
    /// By how many statements the shown part is wider than the innermost one.
    var wider = 0
    /// The column that gets keys.
    var column = 0
    /// The row that was chosen in it.
    var cursor: Int?
    /// What was chosen; nil: what the instruction that runs next came from.
    var chosen: [Report.Position]?
    private var position: UInt64 = 0

    /// Follows the run.
    init() {}

    var keys: [(String, String)] {
        [("\u{2190}\u{2192}", "stage"), ("\u{2191}\u{2193}", "choose"), ("[ ]", "statement"), ("+ -", "wider"), ("l h", "step")]
    }

    // MARK: What is shown

    /// What the pane shows at one moment.
    struct Shown {
        var report: Report
        var path: String
        var line: Int
        var extent: Report.Position?
        var columns: [Report.Column]
        var chosen: [Report.Position]
        /// The byte offset of the instruction that runs next, and its code's name.
        var current: (name: String, offset: Int)?
    }

    private func path(_ s: Snapshot) -> String { SourcePane().path(s) }

    /// Why there is nothing to show, or what there is.
    private func shown(_ s: Snapshot) -> (what: Shown?, why: String) {
        let path = path(s)
        guard let report = s.pipelines.report(path) else { return (nil, "no source text: \(path)") }
        if let error = report.error { return (nil, "this does not compile: \(error)") }
        let line = line ?? SourcePane().currentLine(s) ?? 1
        let chain = report.statements(atLine: line)
        let at = chain.count - 1 - wider
        let extent = chain.indices.contains(at) ? chain[at].position : nil
        if chain.isEmpty && wider == 0 { return (nil, "there is no statement on line \(line); [ and ] go to one") }
        var ranges = chosen ?? []
        var current: (name: String, offset: Int)?
        if let f = s.frame, let lasti = f.lasti, f.filename == path {
            current = (f.name, lasti)
            if chosen == nil {
                let p = PyCode_Addr2Location(f.code, lasti)
                let here = Report.Position(
                    line: Int32(p.line), endLine: Int32(p.endLine), column: Int32(p.column), endColumn: Int32(p.endColumn))
                if here.isKnown, extent.map({ $0.contains(here) }) ?? true { ranges = [here] }
            }
        }
        return (
            Shown(
                report: report, path: path, line: line, extent: extent, columns: report.columns(in: extent), chosen: ranges,
                current: current), ""
        )
    }

    func note(_ s: Snapshot) -> String {
        guard let it = shown(s).what else { return "" }
        var text = "line \(it.line)"
        if let e = it.extent, e.endLine > e.line { text = "lines \(e.line)-\(e.endLine)" }
        if it.extent == nil { text = "the whole file" }
        if let same = isInMemory(s, it.report) { text += same ? ", as in memory" : ", NOT the code in memory" }
        return text
    }

    /// Whether the code that runs is, instruction for instruction, what the last pass made; nil if nothing of it runs.
    private func isInMemory(_ s: Snapshot, _ report: Report) -> Bool? {
        guard let f = s.frame, f.filename == path(s),
            let final = report.finalInstructions(name: f.name, firstLine: f.code.co_firstlineno)
        else { return nil }
        var all: [(Int32, Int32)] = []
        Disassembler.forEachInstruction(f.listing.code) { offset, opcode, _ in
            let base = Opcode.deoptimized[Int(opcode)]
            if base != Opcode.EXTENDED_ARG { all.append((Int32(offset), Int32(base))) }
        }
        return all.count == final.count && zip(all, final).allSatisfy { $0.0 == $1.offset && $0.1 == $1.opcode }
    }

    // MARK: Drawing

    private struct Layout {
        var source: Rect
        var titles: Rect
        var columns: Rect
        var notes: Rect
    }

    private func layout(_ rect: Rect, _ it: Shown, _ s: Snapshot) -> Layout {
        let lines = it.extent.map { Int($0.endLine - $0.line) + 1 } ?? 9
        let isLarge = rect.height > 30
        let (source, rest) = rect.splitTop(min(lines, isLarge ? 6 : 2))
        let (titles, below) = rest.splitTop(1)
        let wanted = self.notes(it, min(column, it.columns.count - 1), s, rect.width).count + 1
        let notes = max(isLarge ? 4 : 3, min(wanted, isLarge ? 16 : 6))
        let (columns, bottom) = below.splitTop(below.height - notes)
        return Layout(source: source, titles: titles, columns: columns, notes: bottom)
    }

    /// Which columns are on the screen, and where.
    private func window(_ all: [Report.Column], _ rect: Rect) -> [(index: Int, rect: Rect)] {
        let focus = min(column, all.count - 1)
        let widths = all.map { c in
            let lead = c.rows.map(\.lead.count).max() ?? 0
            var widest = 0
            for row in c.rows {
                let note = row.note.isEmpty ? 0 : TextWidth.of(row.note) + 2
                widest = max(widest, 3 + (lead > 0 ? lead + 1 : 0) + 2 * row.indent + TextWidth.of(row.text) + note)
            }
            return min(max(widest + 1, c.title.count + 4, 22), max(22, min(46, rect.width / 2 - 1)))
        }
        func end(from first: Int) -> Int {
            var width = 0
            var i = first
            while i < all.count, width + widths[i] <= rect.width {
                width += widths[i] + 1
                i += 1
            }
            return max(i, first + 1)
        }
        // The column with the focus and the one before it, so that one sees what changed.
        var first = 0
        while first < focus, end(from: first) <= focus { first += 1 }
        let last = min(end(from: first), all.count)
        let used = widths[first..<last].reduce(0) { $0 + $1 + 1 } - 1
        let spare = max(0, rect.width - used) / (last - first)
        var x = rect.x
        var out: [(index: Int, rect: Rect)] = []
        for i in first..<last {
            let width = min(widths[i] + spare, rect.right - x)
            out.append((i, Rect(x, rect.y, width, rect.height)))
            x += width + 1
        }
        return out
    }

    /// What was cut at the top of a column: the row that must be visible is.
    private func scroll(_ marks: [Report.Mark], _ count: Int, _ height: Int, isFocus: Bool) -> Int {
        var target = isFocus ? cursor : nil
        if target == nil { target = marks.firstIndex { if case .exact = $0 { true } else { false } } }
        if target == nil { target = marks.firstIndex { if case .none = $0 { false } else { true } } }
        return scrolled(0, toShow: target ?? 0, of: count, height: height, margin: 3)
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        let (what, why) = shown(s)
        guard let it = what else {
            TextLine(why, .dim).draw(&canvas, rect.x, rect.y, rect.width)
            return
        }
        let place = layout(rect, it, s)
        for (row, line) in sourceLines(it, s, place.source.height).enumerated() {
            line.draw(&canvas, place.source.x, place.source.y + row, place.source.width)
        }
        let focus = min(column, it.columns.count - 1)
        let visible = window(it.columns, place.columns)
        for (i, r) in visible {
            let c = it.columns[i]
            let isFocus = i == focus
            let more = (i == visible[0].index && i > 0 ? "< " : "") + c.title
            var title = TextLine(more, isFocus ? .focusTitle : .title, .bold)
            title.pad(to: r.width - (i == visible.last!.index && i < it.columns.count - 1 ? 2 : 0))
            if i == visible.last!.index && i < it.columns.count - 1 { title.add(" >", .dim) }
            title.draw(&canvas, r.x, place.titles.y, r.width)
            let marks = it.report.marks(of: c.rows, chosen: it.chosen)
            let top = scroll(marks, c.rows.count, r.height, isFocus: isFocus)
            let lead = c.rows.map(\.lead.count).max() ?? 0
            for y in 0..<r.height where c.rows.indices.contains(top + y) {
                let n = top + y
                var line = text(c.rows[n], marks[n], lead: lead, c.kind, it, s)
                if isFocus && focused && n == cursor { line.pad(to: r.width) }
                line.draw(&canvas, r.x, r.y + y, r.width)
                if isFocus && focused && n == cursor {
                    canvas.restyle(Rect(r.x, r.y + y, r.width, 1)) { $0.with(.reverse) }
                }
            }
            if i != visible.last!.index {
                for y in place.titles.y..<r.bottom { canvas.text(r.right, y, canvas.glyphs.vertical, Style(.border)) }
            }
        }
        let title = " \(it.columns[focus].title), \(focus + 1) of \(it.columns.count) "
        for x in place.notes.x..<place.notes.right { canvas.text(x, place.notes.y, canvas.glyphs.horizontal, Style(.border)) }
        canvas.text(place.notes.x + 1, place.notes.y, title, Style(.title, .bold))
        let inner = Rect(place.notes.x, place.notes.y + 1, place.notes.width, place.notes.height - 1)
        var lines = notes(it, focus, s, inner.width)
        if lines.count > inner.height {
            let rest = lines.count - inner.height + 1
            lines =
                Array(lines.prefix(inner.height - 1)) + [
                    TextLine("\(rest) more line\(rest == 1 ? "" : "s"); z and a larger window show more", .dim)
                ]
        }
        drawLines(lines, &canvas, inner, scroll: 0)
    }

    /// The statement's text with what is chosen underlined.
    private func sourceLines(_ it: Shown, _ s: Snapshot, _ rows: Int) -> [TextLine] {
        guard let text = s.sources.text(it.path) else { return [] }
        let first = it.extent.map { Int($0.line) } ?? max(1, it.line - rows / 2)
        let last = it.extent.map { Int($0.endLine) } ?? text.lines.count
        let center = it.chosen.first.map { Int($0.line) } ?? it.line
        let start = max(first, min(center - rows / 2, last - rows + 1))
        let digits = String(text.lines.count).count
        var out: [TextLine] = []
        for n in start..<(start + rows) where text.glyphs.indices.contains(n - 1) {
            var line = TextLine()
            line.right("\(n) ", digits + 1, n == it.line ? .timelineHere : .dim)
            for g in text.glyphs[n - 1] {
                let isChosen = it.chosen.contains { p in
                    (p.line, p.column) <= (Int32(n), Int32(g.byte)) && (Int32(n), Int32(g.byte)) < (p.endLine, p.endColumn)
                }
                line.add(g.text, isChosen ? .current : g.role, isChosen ? .underline : [])
            }
            out.append(line)
        }
        return out
    }

    private func text(
        _ row: Report.Row, _ mark: Report.Mark, lead: Int, _ kind: Report.Column.Kind, _ it: Shown, _ s: Snapshot
    ) -> TextLine {
        var line = TextLine()
        if row.isHeading {
            line.add(String(repeating: "  ", count: row.indent) + "   " + row.text, .dim)
            return line
        }
        switch mark {
        case .none: line.add(" ")
        case .part: line.add("+", .match, .bold)
        case .whole: line.add("(", .match, .bold)
        case .exact: line.add(s.glyphs.here, .timelineHere, .bold)
        }
        if row.isGone {
            line.add(s.glyphs.minus, .removed, .bold)
        } else if row.isNew {
            line.add(s.glyphs.changed, .changed, .bold)
        } else {
            line.add(" ")
        }
        let runsNext = it.current.map { kind == .final && $0.name == row.code && $0.offset == Int(row.offset) } ?? false
        line.add(runsNext ? s.glyphs.position : " ", .timelineHere, .bold)
        if lead > 0 {
            if kind == .tokens {
                line.add(row.lead, .dim)
                line.pad(to: 3 + lead + 1)
            } else {
                line.right(row.lead, lead, .address)
                line.add(" ")
            }
        }
        line.add(String(repeating: "  ", count: kind == .stage || kind == .final ? 0 : row.indent))
        let role: Role =
            switch mark {
            case .none: row.isNew ? .changed : .normal
            case .part, .whole: .match
            case .exact: .current
            }
        line.add(row.text, role, row.isNew || mark == .exact ? .bold : [])
        if !row.note.isEmpty { line.add("  " + row.note, .dim) }
        return line
    }

    /// What the column with the focus is, and what its pass did.
    private func notes(_ it: Shown, _ focus: Int, _ s: Snapshot, _ width: Int) -> [TextLine] {
        let c = it.columns[focus]
        var out: [TextLine] = []
        if c.changes.isEmpty {
            out += TextLine(c.purpose, .normal).wrapped(width)
        } else {
            out += TextLine(c.purpose, .dim).wrapped(width)
        }
        let marks = it.report.marks(of: c.changes.map(\.position), chosen: it.chosen)
        // What was done to what is chosen comes first.
        let order = c.changes.indices.filter { marks[$0] != .none } + c.changes.indices.filter { marks[$0] == .none }
        for i in order {
            let change = c.changes[i]
            var line = TextLine(marks[i] == .none ? "  " : s.glyphs.here + " ", .timelineHere, .bold)
            if change.position.line > 0, it.extent.map({ $0.endLine > $0.line }) ?? true {
                line.add("line \(change.position.line): ", .dim)
            }
            line.add(change.what, .normal, .bold)
            line.add(": " + change.why + ".")
            let wrapped = line.wrapped(width - 2)
            out += wrapped.prefix(1)
            for more in wrapped.dropFirst() {
                var l = TextLine("    ")
                l.add(more)
                out.append(l)
            }
        }
        if c.kind == .scopes {
            for symbol in symbols(it) where it.report.mark(of: symbol, chosen: it.chosen) != .none {
                out += TextLine("\(symbol.name) is \(symbol.scope): \(symbol.why).", .normal).wrapped(width)
            }
        }
        if c.changes.isEmpty && (c.kind == .stage || c.kind == .final) {
            out.append(
                TextLine(c.title == "code generation" ? "Nothing was added or left out here." : "It changed nothing here.", .dim))
        }
        return out
    }

    private func symbols(_ it: Shown) -> [Report.Symbol] { it.report.scopes.flatMap(\.symbols) }

    // MARK: Keys

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        guard s.position != position else { return }
        position = s.position
        line = nil
        chosen = nil
        cursor = nil
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let it = shown(s).what
        switch key {
        case .character("["), .character("]"):
            guard let report = s.pipelines.report(path(s)), report.error == nil else { return nil }
            let here = Int32(it?.line ?? line ?? SourcePane().currentLine(s) ?? 1)
            let lines = report.tree.filter(\.isStatement).map(\.position.line)
            let next = key == .character("]") ? lines.filter { $0 > here }.min() : lines.filter { $0 < here }.max()
            guard let next else { return .message("There is no statement in this direction.") }
            line = Int(next)
            wider = 0
            chosen = []
            cursor = nil
            return PaneAction.none
        case .escape:
            guard chosen != nil || line != nil || wider > 0 else { return nil }
            (line, chosen, cursor, wider) = (nil, nil, nil, 0)
            return PaneAction.none
        default: break
        }
        guard let it else { return nil }
        let place = layout(rect, it, s)
        column = min(column, it.columns.count - 1)
        switch key {
        case .left: move(column - 1, it)
        case .right: move(column + 1, it)
        case .up: choose(-1, it)
        case .down: choose(1, it)
        case .pageUp: for _ in 0..<max(1, place.columns.height - 1) { choose(-1, it) }
        case .pageDown: for _ in 0..<max(1, place.columns.height - 1) { choose(1, it) }
        case .wheel(_, _, let direction): choose(direction, it)
        case .character("+"), .character("="):
            if it.extent != nil { wider += 1 }
            cursor = nil
        case .character("-"):
            wider = max(0, wider - 1)
            cursor = nil
        case .click(let x, let y): return click(x, y, it, s, place)
        default: return nil
        }
        return PaneAction.none
    }

    /// Another column; what is chosen stays so, and the cursor goes to what came from it.
    private mutating func move(_ to: Int, _ it: Shown) {
        column = max(0, min(it.columns.count - 1, to))
        chosen = it.chosen
        cursor = nil
        guard !it.chosen.isEmpty else { return }
        let marks = it.report.marks(of: it.columns[column].rows, chosen: it.chosen)
        cursor = marks.firstIndex(of: .exact) ?? marks.firstIndex { $0 != .none }
    }

    private mutating func choose(_ by: Int, _ it: Shown) {
        let rows = it.columns[column].rows
        let places = rows.indices.filter { !rows[$0].positions.isEmpty }
        guard !places.isEmpty else { return }
        let marks = it.report.marks(of: rows, chosen: it.chosen)
        let here = cursor ?? marks.firstIndex(of: .exact)
        let next: Int
        if let here {
            next = by > 0 ? places.first { $0 > here } ?? places.last! : places.last { $0 < here } ?? places.first!
        } else {
            next = by > 0 ? places.first! : places.last!
        }
        cursor = next
        chosen = it.report.ranges(of: rows[next], in: it.columns[column])
    }

    private mutating func click(_ x: Int, _ y: Int, _ it: Shown, _ s: Snapshot, _ place: Layout) -> PaneAction {
        for (i, r) in window(it.columns, place.columns) where x >= r.x && x < r.right {
            if y == place.titles.y {
                move(i, it)
                return .none
            }
            guard r.contains(x: x, y: y) else { continue }
            let rows = it.columns[i].rows
            let marks = it.report.marks(of: rows, chosen: it.chosen)
            let n = scroll(marks, rows.count, r.height, isFocus: i == column) + y - r.y
            column = i
            guard rows.indices.contains(n), !rows[n].positions.isEmpty else { return .none }
            cursor = n
            chosen = it.report.ranges(of: rows[n], in: it.columns[i])
            return .none
        }
        return .none
    }

    // MARK: Text

    func plain(_ s: Snapshot) -> [String] {
        let (what, why) = shown(s)
        guard let it = what else { return [why] }
        var out: [String] = []
        for c in it.columns {
            out.append("\(c.title):")
            out += c.rows.map { (String(repeating: "  ", count: $0.indent + 1) + ($0.lead.isEmpty ? "" : $0.lead + " ") + $0.text) }
            out += c.changes.map { "  \($0.what): \($0.why)" }
        }
        return out
    }
}
