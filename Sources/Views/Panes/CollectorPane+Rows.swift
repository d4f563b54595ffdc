import Canvas
import Memory
import Runtime
import Trace

/// Which containers of a collection are listed.
extension CollectorPane {
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

    static func isTrash(_ name: String) -> Bool { name != "young" && name != "old" }

    struct Row {
        var object: PyObj
        var list: String
    }

    /// Objects of a list are looked at up to here for one frame.
    static let reach = 30_000

    /// The rows that matter now: what is scanned and its neighbours, what the event is about, what a person has seen, and all that is suspected.
    func important(_ s: Snapshot) -> [Row] {
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
    func all() -> [Row] {
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
}
