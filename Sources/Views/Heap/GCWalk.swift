import Memory
import Runtime

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
