import Canvas
import Memory
import Runtime
import Trace

/// The cycle collector: generations with their counts; during a collection, each container with its counts and the list that it is in.
struct CollectorPane: Pane {
    let kind = PaneKind.collector
    var scroll = 0

    /// At the top.
    init() {}

    private var isCollecting: Bool { GCState.collecting != 0 && GCProgress.pass > 0 }

    func note(_ s: Snapshot) -> String {
        guard s.exitStatus == nil, isCollecting, let pass = GCPass(rawValue: UInt8(truncatingIfNeeded: GCProgress.pass)) else {
            return "idle"
        }
        return "gen \(GCProgress.generation), \(Names.pass(pass))"
    }

    var keys: [(String, String)] { [(">", "next pass"), ("\u{2191}\u{2193}", "scroll")] }

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

    func lines(_ s: Snapshot, width: Int) -> [TextLine] {
        if s.exitStatus != nil { return [TextLine("the run has ended", .dim)] }
        return isCollecting ? collection(s, width) : idle(s, width)
    }

    private func idle(_ s: Snapshot, _ width: Int) -> [TextLine] {
        var out = [generations(s)]
        for g in 0..<3 {
            let all = GCWalk.objects(GCState.head(g))
            var head = TextLine("generation \(g)", .title, .bold)
            head.add(": \(all.count) object\(all.count == 1 ? "" : "s")", .dim)
            let marked = all.filter { s.marks.existing($0) != nil }
            let known = (marked.isEmpty && g == 0 ? all.suffix(4).reversed() : marked).filter { Inspect.isObject($0) }
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
        out.append(TextLine("long-lived \(GCState.long_lived_total), pending \(GCState.long_lived_pending)", .dim))
        return out
    }

    private func collection(_ s: Snapshot, _ width: Int) -> [TextLine] {
        var out: [TextLine] = []
        var head = TextLine("container", .dim)
        let wide = width >= 52
        let room = max(12, width - (wide ? 31 : 25))
        head.pad(to: room)
        head.add(wide ? "ob_refcnt gc_refs list" : "  rc gc_refs list", .dim)
        out.append(head)
        var lists: [(name: String, head: PyObj)] = []
        if let young = GCProgress.young { lists.append(("young", young)) }
        for (name, head) in [
            ("unreachable", GCLists.unreachable), ("finalizers", GCLists.finalizers), ("trash", GCLists.finalUnreachable),
            ("seen", GCLists.seen),
        ] where head._gc_next != 0 && head._gc_next & ~1 != UInt(bitPattern: head) { lists.append((name, head)) }
        if let old = GCProgress.old, old != GCProgress.young { lists.append(("old", old)) }
        var rows: [(number: Int, line: TextLine)] = []
        var others: [String: Int] = [:]
        for (name, head) in lists {
            let all = GCWalk.objects(head)
            // The newest are at the end of the list: those are the script's own.
            let newest = Set(all.suffix(6))
            for p in all {
                let isCurrent = GCProgress.current == p
                let involved = isCurrent || UInt64(UInt(bitPattern: p)) == s.event.a || UInt64(UInt(bitPattern: p)) == s.event.b
                guard Inspect.isObject(p),
                    s.marks.existing(p) != nil || involved || newest.contains(p) || name != "young" && name != "old"
                else {
                    others[name, default: 0] += 1
                    continue
                }
                var line = TextLine(involved ? s.glyphs.here : " ", .timelineHere, .bold)
                let isTrash = name != "young" && name != "old"
                line.add(s.line(for: p, limit: max(8, room - 2), withType: wide, giving: isTrash))
                line.pad(to: room, gap: true)
                line.right("\(p.ob_refcnt)", wide ? 9 : 4)
                // gc_refs lies in _gc_prev while the passes count; an object that was moved has a list's pointer there again.
                let gc = p - 16
                let refs = gc._gc_prev >> 2
                let changed = s.changes.isChanged(UInt(bitPattern: gc) + 8)
                if gc._gc_prev & 2 != 0, name == "young", GCProgress.pass <= Int(GCPass.moveUnreachable.rawValue),
                    refs <= UInt(p.ob_refcnt)
                {
                    line.right("\(refs)", 8, changed ? .changed : .number, changed ? .bold : [])
                    line.add(changed ? s.glyphs.changed : " ", .changed, .bold)
                } else {
                    line.right("-", 8, .dim)
                    line.add(" ")
                }
                line.add(name, isTrash ? .warning : .dim)
                rows.append((s.marks.existing(p) ?? Int.max, line))
            }
        }
        out += rows.sorted { $0.number < $1.number }.map(\.line)
        for (name, n) in others.sorted(by: { $0.key < $1.key }) {
            out.append(TextLine("  \(s.glyphs.ellipsis) \(n) more in \(name)", .dim))
        }
        out.append(generations(s))
        return out
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        drawLines(lines(s, width: rect.width), &canvas, rect, scroll: scroll)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        scroll = max(0, min(scroll, lines(s, width: rect.width).count - rect.height))
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let most = max(0, lines(s, width: rect.width).count - rect.height)
        switch key {
        case .up: scroll = max(0, scroll - 1)
        case .down: scroll = min(most, scroll + 1)
        case .pageUp: scroll = max(0, scroll - rect.height)
        case .pageDown: scroll = min(most, scroll + rect.height)
        case .wheel(_, _, let direction): scroll = max(0, min(most, scroll + 3 * direction))
        default: return nil
        }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { lines(s, width: 76).map { "collector: " + $0.plain } }
}
