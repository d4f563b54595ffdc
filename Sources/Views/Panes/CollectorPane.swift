import Canvas
import Memory
import Runtime
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

    private var pass: GCPass? { GCPass(rawValue: UInt8(truncatingIfNeeded: GCProgress.pass)) }

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

    // MARK: Lists

    /// A list of the collector that is not empty.
    typealias GCChain = (name: String, head: PyObj)

    /// The lists of the collection that runs. What is in `unreachable` is only a guess until move_unreachable has ended, and may still be saved by a
    /// finalizer after that.
    func chains() -> [GCChain] {
        var all: [GCChain] = []
        let number = GCProgress.pass
        if let young = GCProgress.young { all.append((young == GCLists.unreachable ? "trash?" : "young", young)) }
        let tentative =
            number <= Int(GCPass.moveUnreachable.rawValue)
            ? "unreach.?" : number < Int(GCPass.deleteGarbage.rawValue) ? "unreachable" : "trash"
        for (name, head) in [
            (tentative, GCLists.unreachable), ("finalizers", GCLists.finalizers), ("trash", GCLists.finalUnreachable),
            ("seen", GCLists.seen),
        ] where head != GCProgress.young && head._gc_next != 0 && head._gc_next & ~1 != UInt(bitPattern: head) {
            all.append((name, head))
        }
        if let old = GCProgress.old, old != GCProgress.young { all.append(("old", old)) }
        return all
    }

    private static func isTrash(_ name: String) -> Bool { name != "young" && name != "old" }

    struct Row {
        var object: PyObj
        var list: String
    }

    /// Objects of a list are looked at up to here for one frame.
    private static let reach = 12_000

    /// The rows that matter now: what is scanned and its neighbours, what the event is about, what a person has seen, and all that is suspected.
    private func important(_ s: Snapshot) -> [Row] {
        var out: [Row] = []
        var listed: Set<PyObj> = []
        func add(_ p: PyObj, _ name: String) {
            if listed.insert(p).inserted, Inspect.isObject(p) { out.append(Row(object: p, list: name)) }
        }
        for (name, head) in chains() {
            if Self.isTrash(name) {
                for p in GCWalk.objects(head, limit: 300) { add(p, name) }
                continue
            }
            var rows: [(number: Int, object: PyObj)] = []
            let bound = Set((s.frame?.variables ?? []).prefix(100).compactMap(\.value).filter { s.isMarked($0) })
            var last: [PyObj] = []
            var index = 0
            var around = 0
            GCWalk.forEach(head, limit: Self.reach) { p in
                let isCurrent = p == GCProgress.current
                let involved = isCurrent || UInt64(UInt(bitPattern: p)) == s.event.a || UInt64(UInt(bitPattern: p)) == s.event.b
                if involved, isCurrent {
                    for q in last.suffix(2) { rows.append((s.marks.existing(q) ?? Int.max, q)) }
                    around = 3
                }
                if involved || around > 0 || s.marks.existing(p) != nil || bound.contains(p) {
                    rows.append((s.marks.existing(p) ?? Int.max, p))
                }
                if around > 0 { around -= 1 }
                last.append(p)
                if last.count > 16 { last.removeFirst(10) }
                index += 1
            }
            // Beyond the reach: from where the scan stands.
            if index == Self.reach, let current = GCProgress.current, !rows.contains(where: { $0.object == current }),
                Inspect.isObject(current),
                GCProgress.pass <= Int(GCPass.moveUnreachable.rawValue), name == "young"
            {
                rows.append((-1, current))
                GCWalk.forEach(current - 16, limit: 3) { rows.append((-1, $0)) }
            }
            // The newest are at the end of the list: those are the script's own.
            for p in last.suffix(6) { rows.append((s.marks.existing(p) ?? Int.max, p)) }
            for r in rows.enumerated().sorted(by: { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }) {
                add(r.element.object, name)
            }
        }
        return out
    }

    /// All containers of the collection in the order of their lists; only a part of a very long one.
    private func all() -> [Row] {
        var out: [Row] = []
        for (name, head) in chains() { for p in GCWalk.objects(head, limit: Self.reach) { out.append(Row(object: p, list: name)) } }
        return out
    }

    func rows(_ s: Snapshot) -> [Row] {
        guard s.exitStatus == nil, isCollecting else { return [] }
        // Asked for several times a frame: found once for a position.
        if let known = s.heap.collectorRows[showsAll] { return known }
        let rows = showsAll ? all() : important(s)
        s.heap.collectorRows[showsAll] = rows
        return rows
    }

    // MARK: Lines

    private func generations(_ s: Snapshot) -> TextLine {
        var line = TextLine()
        for g in 0..<3 {
            line.add("gen \(g) ", .dim)
            let slot = UInt(bitPattern: GCState.head(g)) + 16
            let changed = s.changes.isChanged(slot)
            line.add("\(GCState.count(g))/\(GCState.threshold(g))", changed ? .changed : .number, changed ? .bold : [])
            line.add(changed ? s.glyphs.changed : " ", .changed)
            line.add(" ")
        }
        if GCState.enabled == 0 { line.add("disabled", .warning) }
        return line
    }

    /// What starts the next collection, and which generation it takes.
    private func trigger() -> String {
        guard GCState.enabled != 0 else { return "The automatic collector is off: only gc.collect() starts a collection." }
        let threshold = Int(GCState.threshold(0))
        guard threshold > 0 else { return "Threshold 0 of generation 0: no collection starts by itself." }
        let left = threshold - Int(GCState.count(0)) + 1
        var generation = 0
        for g in (1..<3).reversed() where Int(GCState.count(g)) > Int(GCState.threshold(g)) {
            if g == 2 && GCState.long_lived_pending < GCState.long_lived_total / 4 { continue }
            generation = g
            break
        }
        var text = "Next: when \(max(1, left)) more container\(left <= 1 ? " is" : "s are") made than freed"
        text +=
            generation == 0
            ? "; it takes generation 0." : "; it takes generations 0 to \(generation): count \(generation) is above its threshold."
        if Int(GCState.count(2)) > Int(GCState.threshold(2)), generation != 2 {
            text += " A full one waits until a quarter of the long-lived objects is new."
        }
        return text
    }

    private func idle(_ s: Snapshot, _ width: Int) -> [TextLine] {
        var out = [generations(s)]
        out += TextLine(trigger()).wrapped(width)
        for g in 0..<3 {
            let count = s.heap.count(GCState.head(g))
            var head = TextLine("generation \(g)", .title, .bold)
            head.add(": \(count.text) object\(count.count == 1 ? "" : "s")", .dim)
            let stats = GCState.stats(g)
            let runs = stats.load(as: Int.self)
            if runs > 0, width > 60 {
                head.add(
                    ", \(runs) collection\(runs == 1 ? "" : "s"), \(stats.load(fromByteOffset: 8, as: Int.self)) collected", .dim)
            }
            // From the newest back.
            var newest: [PyObj] = []
            var marked: [PyObj] = []
            GCWalk.backward(GCState.head(g), limit: 3000) { p in
                if newest.count < 4 { newest.append(p) }
                if marked.count < 40, s.marks.existing(p) != nil { marked.append(p) }
            }
            let known = (marked.isEmpty && g == 0 ? newest : marked.reversed()).filter { Inspect.isObject($0) }
            if known.isEmpty {
                out.append(head)
                continue
            }
            head.add(marked.isEmpty ? ", the newest:" : ", of those seen here:", .dim)
            out.append(head)
            for p in known {
                var line = TextLine("  ")
                line.add(s.line(for: p, limit: max(8, width - 14), withType: true, giving: false))
                let rc = "rc \(s.refcountText(p))"
                line.pad(to: width - rc.count - 1, gap: true)
                line.add(rc, .dim)
                out.append(line)
            }
        }
        if GCWalk.objects(GCState.permanent, limit: 1).count > 0 {
            out.append(TextLine("permanent (gc.freeze): \(s.heap.count(GCState.permanent).text) objects", .dim))
        }
        var last = TextLine("long-lived \(GCState.long_lived_total), pending \(GCState.long_lived_pending)", .dim)
        if let garbage = GCState.garbage, Inspect.isObject(garbage), garbage.ob_type == PyList_Type, garbage.ob_size > 0 {
            last.add(", gc.garbage \(garbage.ob_size)", .warning)
        }
        out.append(last)
        return out
    }

    /// gc_refs of an object, where `_gc_prev` holds them: while the passes count, until a move puts a list's pointer there again.
    static func gcRefs(_ p: PyObj, _ list: String) -> Int? {
        let prev = (p - 16)._gc_prev
        guard prev & 2 != 0,
            GCProgress.pass <= Int(GCPass.moveUnreachable.rawValue) || GCProgress.pass == Int(GCPass.resurrected.rawValue)
        else { return nil }
        let refs = prev >> 2
        return refs <= UInt(max(p.ob_refcnt, 0)) && (list == "young" || list == "trash?") ? Int(refs) : nil
    }

    private func why(_ s: Snapshot, _ row: Row, _ refs: Int?, _ log: CollectionLog) -> String {
        let address = UInt64(UInt(bitPattern: row.object))
        if s.event.a == address || s.event.b == address {
            switch s.event.kind {
            case .gcSubtract where s.event.b == address: return "\(mark(s, s.event.a)) refers to it: \(s.glyphs.minus)1"
            case .gcSubtract: return "being followed"
            case .gcVisit where s.event.b == address: return "\(mark(s, s.event.a)), reachable, refers to it"
            case .gcUpdateRefs where s.event.b == 1 && GCProgress.pass == Int(GCPass.moveUnreachable.rawValue):
                return "reached: gc_refs is 1 now"
            case .gcUpdateRefs: return "count copied"
            case .gcFinalize: return "its finalizer is about to run"
            case .gcClear: return "tp_clear is about to empty it"
            default: break
            }
        }
        if let move = log.moves[address], let reason = GCReason(rawValue: UInt8(truncatingIfNeeded: move.reason)) {
            return Names.reason(reason)
        }
        guard let refs else {
            return Self.isTrash(row.list)
                ? "all its references come from inside the set" : row.list == "old" ? "an older generation" : ""
        }
        switch pass {
        case .subtractRefs:
            return refs == 0
                ? "nothing left from outside"
                : refs == row.object.ob_refcnt ? "" : "\(row.object.ob_refcnt - refs) from inside so far"
        case .moveUnreachable, .resurrected:
            return refs == 0 ? "not reached yet" : "\(refs) from outside: reachable"
        default: return ""
        }
    }

    private func mark(_ s: Snapshot, _ address: UInt64) -> String {
        guard let p = Inspect.object(at: address) else { return "something" }
        return s.marks.existing(p).map { s.glyphs.mark($0) } ?? s.fit(Inspect.shortRepr(p, limit: 16), 16)
    }

    private func line(_ s: Snapshot, _ row: Row, _ width: Int, _ log: CollectionLog) -> TextLine {
        let p = row.object
        let wide = width >= 52
        let withWhy = width >= 74
        let room = withWhy ? max(18, width * 3 / 10) : max(12, width - (wide ? 33 : 27))
        var line = TextLine()
        let isCurrent = GCProgress.current == p
        let involved = isCurrent || UInt64(UInt(bitPattern: p)) == s.event.a || UInt64(UInt(bitPattern: p)) == s.event.b
        line.add(involved ? s.glyphs.here : " ", .timelineHere, .bold)
        let isTrash = Self.isTrash(row.list)
        line.add(s.line(for: p, limit: max(8, room - 2), withType: wide, giving: isTrash || involved))
        line.pad(to: room, gap: true)
        line.right(s.refcountText(p), wide ? 9 : 4)
        let refs = Self.gcRefs(p, row.list)
        let changed = s.changes.isChanged(UInt(bitPattern: p) - 8)
        if let refs {
            let old = s.changes.old(UInt(bitPattern: p) - 8)
            let before = changed && old.map { $0 & 2 != 0 } == true ? old.map { "\($0 >> 2)\(s.glyphs.arrow)" } ?? "" : ""
            line.right(before + "\(refs)", 8, changed ? .changed : .number, changed ? .bold : [])
            line.add(changed ? s.glyphs.changed : " ", .changed, .bold)
        } else {
            line.right("-", 8, .dim)
            line.add(" ")
        }
        line.add(row.list, isTrash ? .warning : .dim)
        if withWhy {
            line.pad(to: room + 30, gap: true)
            line.add(why(s, row, refs, log), .dim)
        }
        return line
    }

    private func header(_ width: Int) -> TextLine {
        let wide = width >= 52
        let withWhy = width >= 74
        let room = withWhy ? max(18, width * 3 / 10) : max(12, width - (wide ? 33 : 27))
        var head = TextLine("container", .dim)
        head.pad(to: room)
        head.add(wide ? "ob_refcnt gc_refs list" : "  rc gc_refs list", .dim)
        if withWhy {
            head.pad(to: room + 30)
            head.add("why", .dim)
        }
        return head
    }

    /// Totals of the lists and of the pass.
    private func totals(_ s: Snapshot, _ log: CollectionLog) -> TextLine {
        var line = TextLine()
        for (i, (name, head)) in chains().enumerated() {
            let count = s.heap.count(head)
            line.add((i > 0 ? ", " : "") + "\(name) ", .dim)
            line.add(count.text, .number)
            if name == "young",
                GCProgress.pass == Int(GCPass.subtractRefs.rawValue) || GCProgress.pass == Int(GCPass.moveUnreachable.rawValue)
            {
                line.add(" (\(grouped(UInt64(count.zeros))) at 0)", .dim)
            }
        }
        switch pass {
        case .updateRefs: line.add("; \(log.copied)\(log.started == nil ? "+" : "") counts copied", .dim)
        case .subtractRefs: line.add("; \(log.subtracted)\(log.started == nil ? "+" : "") references subtracted", .dim)
        case .moveUnreachable, .resurrected: line.add("; \(log.visited)\(log.started == nil ? "+" : "") references followed", .dim)
        case .deleteGarbage, .finalize: line.add("; \(log.freed) objects freed", .dim)
        default: break
        }
        return line
    }

    /// The references of the object that is scanned: those done, the one of this event, those to come.
    private func edges(_ s: Snapshot, _ width: Int, _ log: CollectionLog, limit: Int) -> [TextLine] {
        guard let current = GCProgress.current, Inspect.isObject(current),
            pass == .subtractRefs || pass == .moveUnreachable || pass == .resurrected
        else { return [] }
        var head = TextLine("references of ", .title, .bold)
        head.add(s.line(for: current, limit: max(8, width - 30), withType: true))
        if pass == .moveUnreachable || pass == .resurrected, GCProgress.current.flatMap({ Self.gcRefs($0, "young") }) == 0 {
            head.add(": not followed, nothing outside refers to it", .dim)
            return [head]
        }
        var out = [head]
        // As tp_traverse visits them; what is no container is passed over.
        let all = Inspect.references(current, limit: 5000)
        let rows = all.filter { Inspect.isCollected($0.target) }
        func isThis(_ r: Reference) -> Bool {
            UInt64(UInt(bitPattern: r.target)) == s.event.b && s.event.a == UInt64(UInt(bitPattern: current))
        }
        let first = max(0, min((rows.firstIndex(where: isThis) ?? 0) - limit / 2, rows.count - limit))
        for r in rows.dropFirst(first).prefix(limit) {
            let isThis = isThis(r)
            var line = TextLine(isThis ? s.glyphs.here + " " : "  ", .timelineHere, .bold)
            line.add(s.fit(r.label.isEmpty ? "refers to" : r.label, 22), .name)
            line.add(" \(s.glyphs.arrow) ", .dim)
            line.add(s.line(for: r.target, limit: max(8, width - line.width - 26), withType: true, giving: isThis))
            line.pad(to: min(width - 24, 58), gap: true)
            if (r.target - 16)._gc_prev & 2 != 0, let refs = Self.gcRefs(r.target, "young") {
                line.add("gc_refs \(refs)", isThis ? .changed : .number, isThis ? .bold : [])
            } else {
                line.add("not in the set", .dim)
            }
            out.append(line)
        }
        var foot = "  \(rows.count) container\(rows.count == 1 ? "" : "s")"
        if all.count > rows.count { foot += " and \(all.count - rows.count) others" }
        out.append(TextLine(foot + ", \(log.followed) followed", .dim))
        return out
    }

    /// Weak references, finalizers, resurrections, clears and frees, the newest last.
    private func told(_ s: Snapshot, _ log: CollectionLog, limit: Int) -> [TextLine] {
        guard !log.told.isEmpty, limit > 1 else { return [] }
        var out = [TextLine("so far:", .title, .bold)]
        for e in log.told.suffix(limit - 1) {
            var line = TextLine("  ")
            let known = Inspect.object(at: e.a).map { s.heap.isLive($0) } ?? false
            func object(_ address: UInt64) {
                if known || address != e.a, let p = Inspect.object(at: address) {
                    line.add(s.line(for: p, limit: 28, withType: true))
                } else {
                    if let p = PyObj(bitPattern: UInt(address)), let n = s.marks.existing(p) {
                        line.add(s.glyphs.mark(n) + " ", .mark(n))
                    }
                    line.add(s.shortAddress(UInt(address)), .freed)
                }
            }
            switch e.kind {
            case .gcWeakref, .weakrefClear:
                line.add("weak reference to ")
                object(e.b)
                line.add(e.c == 1 ? " cleared, its callback will be called" : " cleared", .warning)
            case .weakrefCallback:
                line.add("callback of a weak reference called: ")
                object(e.b)
            case .gcFinalize:
                line.add("finalizer called: ", .warning)
                object(e.a)
            case .gcMove:
                line.add("brought back by a finalizer: ", .added, .bold)
                object(e.a)
            case .gcClear:
                line.add("tp_clear: ", .dim)
                object(e.a)
            default:
                line.add("freed: ", .removed)
                object(e.a)
                line.add(" " + (Inspect.object(at: e.b).map { Inspect.typeText(ofType: $0) } ?? ""), .dim)
            }
            out.append(line)
        }
        return out
    }

    /// The whole pane: what stands above the table, the table's rows, and what stands below.
    private func content(_ s: Snapshot, _ rect: Rect) -> (above: [TextLine], rows: [Row], below: [TextLine], log: CollectionLog) {
        let log = s.heap.collection(s)
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

    private func tableHeight(_ s: Snapshot, _ rect: Rect) -> Int {
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

/// Walking the collector's lists.
enum GCWalk {
    /// Calls a function for the objects of a list, oldest first; at most `limit`. Safe in the middle of a collection.
    static func forEach(_ head: PyObj, limit: Int, _ body: (PyObj) -> Void) {
        var at = head._gc_next & ~1
        var n = 0
        while at != UInt(bitPattern: head), at != 0, at & 7 == 0, n < limit, Memory.isReadable(at, 16),
            let gc = UnsafeMutableRawPointer(bitPattern: at)
        {
            body(gc + 16)
            at = gc._gc_next & ~1
            n += 1
        }
    }

    /// The same from the newest back. Not during the passes of a collection: there the links back are counts.
    static func backward(_ head: PyObj, limit: Int, _ body: (PyObj) -> Void) {
        var at = head._gc_prev & ~3
        var n = 0
        while at != UInt(bitPattern: head), at != 0, n < limit, Memory.isReadable(at, 16),
            let gc = UnsafeMutableRawPointer(bitPattern: at)
        {
            body(gc + 16)
            at = gc._gc_prev & ~3
            n += 1
        }
    }

    /// The objects of a list, oldest first; at most `limit`.
    static func objects(_ head: PyObj, limit: Int = 200_000) -> [PyObj] {
        var out: [PyObj] = []
        forEach(head, limit: limit) { out.append($0) }
        return out
    }
}
