import Canvas
import Runtime
import Timeline
import Trace

/// The cycle collector: generations with their counts and what starts the next collection; during one, each container with its counts, the list
/// that it is in and why, the references as they are subtracted, and what became of weak references and finalizers.
struct CollectorPane: Pane {
    let kind = PaneKind.collector
    var scroll = 0
    var selection: Int?
    /// Whether all containers are listed, in their order, not only those that matter now.
    var showsAll = false

    /// At the top.
    init() {}

    var isCollecting: Bool { GCState.collecting != 0 && GCProgress.pass > 0 }

    var pass: GCPass? { GCPass(rawValue: UInt8(truncatingIfNeeded: GCProgress.pass)) }

    func note(_ s: Snapshot) -> String {
        guard s.exitStatus == nil, isCollecting, let pass else { return "idle" }
        return "gen \(GCProgress.generation), \(Names.pass(pass))"
    }

    var keys: [(String, String)] {
        [
            (">", "next pass"), ("]", "next object"), (".", "next event"), ("\u{2191}\u{2193}", "select"),
            ("x", showsAll ? "those that matter" : "all"),
            ("/", "find"), ("Enter", "bytes"),
        ]
    }

    /// The whole pane: what stands above the table, the table's rows, and what stands below.
    func content(_ s: Snapshot, _ rect: Rect) -> (above: [TextLine], rows: [Row], below: [TextLine], log: CollectionLog) {
        let log = s.collection
        let rows = rows(s)
        var above: [TextLine] = []
        if rect.height >= 12 { above.append(totals(s, log)) }
        above.append(header(rect.width))
        var below: [TextLine] = []
        if rect.height >= 12 {
            let room = rect.height - above.count - 1
            let edges = edges(s, rect.width, log, limit: max(2, room / 3 - 1))
            let events = told(s, log, limit: max(2, room / 3))
            below = edges + events
        }
        below.append(generations(s))
        return (above, rows, below, log)
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        if s.exitStatus != nil { return drawLines([TextLine("the run has ended", .dim)], &canvas, rect, scroll: 0) }
        guard isCollecting else {
            let lines = idle(s, rect.width)
            return drawLines(lines, &canvas, rect, scroll: max(0, min(scroll, lines.count - rect.height)))
        }
        let (above, rows, below, log) = content(s, rect)
        drawLines(above, &canvas, rect, scroll: 0)
        let height = max(1, rect.height - above.count - below.count)
        let first = max(0, min(scroll, rows.count - height))
        var visible = rows.dropFirst(first).prefix(height).map { line(s, $0, rect.width, log) }
        if focused, let selection, visible.indices.contains(selection - first) { visible[selection - first].background = .current }
        drawLines(Array(visible), &canvas, Rect(rect.x, rect.y + above.count, rect.width, height), scroll: 0)
        drawLines(below, &canvas, Rect(rect.x, rect.bottom - below.count, rect.width, below.count), scroll: 0)
    }

    func tableHeight(_ s: Snapshot, _ rect: Rect) -> Int {
        let c = content(s, rect)
        return max(1, rect.height - c.above.count - c.below.count)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        guard s.exitStatus == nil, isCollecting else {
            selection = nil
            return
        }
        let all = rows(s)
        // Keep what is scanned in sight.
        let wanted =
            all.firstIndex { $0.object == GCProgress.current }
            ?? all.firstIndex { UInt64(UInt(bitPattern: $0.object)) == s.event.a }
        if let i = wanted { scroll = scrolled(scroll, toShow: i, of: all.count, height: tableHeight(s, rect), margin: 2) }
        if let i = selection, i >= all.count { selection = nil }
        scroll = max(0, min(scroll, max(0, all.count - 1)))
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        guard s.exitStatus == nil else { return nil }
        switch key {
        case .up, .down, .pageUp, .pageDown, .wheel, .character("x"), .enter, .click: break
        default: return nil
        }
        let collecting = isCollecting
        let all = rows(s)
        let height = collecting ? tableHeight(s, rect) : rect.height
        let count = collecting ? all.count : idle(s, rect.width).count
        func move(_ by: Int) {
            if collecting {
                selection = max(0, min(count - 1, (selection ?? (by > 0 ? scroll - 1 : scroll + 1)) + by))
                scroll = scrolled(scroll, toShow: selection!, of: count, height: height)
            } else {
                scroll = max(0, min(max(0, count - height), scroll + by))
            }
        }
        switch key {
        case .up: move(-1)
        case .down: move(1)
        case .pageUp: move(-height)
        case .pageDown: move(height)
        case .wheel(_, _, let direction): scroll = max(0, min(max(0, count - height), scroll + 3 * direction))
        case .character("x"):
            guard collecting else { return .message("no collection runs here: > goes to the next") }
            showsAll.toggle()
            selection = nil
            follow(s, rect)
        case .enter:
            guard collecting, let i = selection, all.indices.contains(i) else { return nil }
            return .inspect(all[i].object)
        case .click(_, let y):
            guard collecting else { return nil }
            let i = scroll + y - rect.y - content(s, rect).above.count
            guard all.indices.contains(i) else { return nil }
            if selection == i { return .inspect(all[i].object) }
            selection = i
        default: return nil
        }
        return PaneAction.none
    }

    /// Finds a container of the collection by id, type or repr.
    mutating func search(_ text: String, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        guard s.exitStatus == nil, isCollecting else {
            return .message("no collection runs here; in Objects, / finds objects of the whole heap")
        }
        showsAll = true
        let rows = all()
        guard !rows.isEmpty, !text.isEmpty else { return PaneAction.none }
        let wanted = text.lowercased()
        let address = wanted.hasPrefix("0x") ? UInt(wanted.dropFirst(2), radix: 16) : UInt(wanted)
        let from = selection ?? -1
        for n in 1...rows.count {
            let i = (from + n + rows.count) % rows.count
            let p = rows[i].object
            guard Inspect.isObject(p) else { continue }
            if UInt(bitPattern: p) == address || Inspect.typeName(p).lowercased() == wanted
                || Inspect.shortRepr(p, limit: 60).lowercased().contains(wanted)
            {
                selection = i
                scroll = scrolled(scroll, toShow: i, of: rows.count, height: tableHeight(s, rect))
                return .message("container \(i + 1) of \(rows.count); / Enter finds the next")
            }
        }
        return .message("no container of this collection is \(text)")
    }

    func plain(_ s: Snapshot) -> [String] {
        if s.exitStatus != nil { return ["collector: the run has ended"] }
        guard isCollecting else { return idle(s, 76).map { "collector: " + $0.plain } }
        let (above, rows, below, log) = content(s, Rect(0, 0, 100, 40))
        return (above + rows.map { line(s, $0, 100, log) } + below).map { "collector: " + $0.plain }
    }
}
