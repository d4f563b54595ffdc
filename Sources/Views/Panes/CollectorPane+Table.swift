import Canvas
import Memory
import Runtime
import Timeline
import Trace

/// A line for a container of a collection: its counts, its list, and why it is there.
extension CollectorPane {
    /// gc_refs of an object, where `_gc_prev` holds them: while the passes count, until a move puts a list's pointer there again.
    static func gcRefs(_ p: PyObj, _ list: String) -> Int? {
        let prev = (p - 16)._gc_prev
        guard prev & 2 != 0,
            GCProgress.pass <= Int(GCPass.moveUnreachable.rawValue) || GCProgress.pass == Int(GCPass.resurrected.rawValue)
        else { return nil }
        let refs = prev >> 2
        return refs <= UInt(max(p.ob_refcnt, 0)) && (list == "young" || list == "trash?") ? Int(refs) : nil
    }

    /// Why an object that was trash is among the older ones: alone it is no longer suspected, but it may die yet.
    private func survived(_ p: PyObj, _ move: CollectionLog.Move) -> String {
        if move.pass == UInt64(GCPass.weakrefs.rawValue) { return "its callback ran; something still refers to it" }
        if GCState.debug & GCState.DEBUG_SAVEALL != 0 { return "gc.garbage keeps it (DEBUG_SAVEALL)" }
        guard p.ob_type.tp_clear != nil else {
            return "\(Inspect.typeName(p)) has no tp_clear: it dies with what refers to it"
        }
        return p.ob_refcnt > 0
            ? "emptied by tp_clear; \(count(p.ob_refcnt)) still lead\(p.ob_refcnt == 1 ? "s" : "") to it" : "freed"
    }

    private func count(_ n: Int) -> String { n == 1 ? "1 reference" : "\(n) references" }

    func why(_ s: Snapshot, _ row: Row, _ refs: Int?, _ log: CollectionLog, _ width: Int) -> String {
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
        // While gc_refs are counted once more after the finalizers, these say more.
        if let move = log.moves[address], let reason = GCReason(rawValue: UInt8(truncatingIfNeeded: move.reason)),
            refs == nil || reason != .finalizerSeen
        {
            if reason == .stillAlive { return survived(row.object, move) }
            if reason == .finalizerSeen, row.object.ob_type.tp_finalize == nil { return "it has no finalizer" }
            return width < 96 ? Names.shortReason(reason) : Names.reason(reason)
        }
        guard let refs else {
            return Self.isTrash(row.list)
                ? width < 96 ? Names.shortReason(.noOutsideReference) : Names.reason(.noOutsideReference)
                : row.list == "old" ? GCProgress.generation == 2 ? "reachable: it stays" : "older, or it survived" : ""
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

    func mark(_ s: Snapshot, _ address: UInt64) -> String {
        guard let p = Inspect.object(at: address) else { return "something" }
        return s.marks.existing(p).map { s.glyphs.mark($0) } ?? s.fit(Inspect.shortRepr(p, limit: 16), 16)
    }

    func line(_ s: Snapshot, _ row: Row, _ width: Int, _ log: CollectionLog) -> TextLine {
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
            line.right(before + "\(refs)", 7, changed ? .changed : .number, changed ? .bold : [])
            line.add(changed ? s.glyphs.changed + " " : "  ", .changed, .bold)
        } else {
            line.right("-", 7, .dim)
            line.add("  ")
        }
        line.add(row.list, isTrash ? .warning : .dim)
        if withWhy {
            line.pad(to: room + 30, gap: true)
            line.add(why(s, row, refs, log, width), .dim)
        }
        return line
    }

    func header(_ width: Int) -> TextLine {
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
}
