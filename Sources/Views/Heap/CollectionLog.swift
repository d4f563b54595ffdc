import Memory
import Runtime
import Trace

/// What has happened in the collection that runs at a position, as far as the recorded events reach.
struct CollectionLog {
    /// The last move of each object between lists: where to, and why.
    private(set) var moves: [UInt64: (list: UInt64, reason: UInt64)] = [:]
    /// What a person wants to know of, oldest first: weak references, finalizers, resurrections, clears, frees.
    private(set) var told: [Event] = []
    /// How often the object that is being scanned was followed in this pass.
    private(set) var followed = 0
    /// Events of the pass so far: counts copied, references subtracted, references visited.
    private(set) var copied = 0, subtracted = 0, visited = 0, freed = 0
    /// Objects at the start, and whether the events reach back to it.
    private(set) var started: Event?

    /// Reads the events from the position back to the collection's beginning.
    init(position: UInt64, recordedFrom: UInt64, current: Event) {
        var events: [Event] = []
        var n = position
        var depth = 0
        if current.kind == .gcStart { started = current }
        while started == nil, n > recordedFrom + 1, let e = TraceControl.recorded(n - 1) {
            n -= 1
            switch e.kind {
            case .gcEnd: depth += 1
            case .gcStart:
                // A collection cannot begin in another, but one that has ended may lie on the way back.
                if depth == 0 { started = e } else { depth -= 1 }
            default: break
            }
            if depth > 0 { break }
            switch e.kind {
            case .gcPass, .gcUpdateRefs, .gcSubtract, .gcMove, .gcVisit, .gcWeakref, .gcFinalize, .gcClear, .gcUntrack,
                .weakrefClear,
                .weakrefCallback, .dealloc:
                events.append(e)
            default: break
            }
        }
        let scanned = GCProgress.current.map { UInt64(UInt(bitPattern: $0)) } ?? 0
        for e in events.reversed() {
            switch e.kind {
            case .gcPass:
                copied = 0
                subtracted = 0
                visited = 0
                followed = 0
            case .gcUpdateRefs: copied += 1
            case .gcSubtract:
                subtracted += 1
                if e.a == scanned { followed += 1 }
            case .gcVisit:
                visited += 1
                if e.a == scanned { followed += 1 }
            case .gcMove:
                moves[e.a] = (e.b, e.c)
                if e.c == UInt64(GCReason.resurrected.rawValue) { told.append(e) }
            case .dealloc:
                freed += 1
                told.append(e)
            case .gcWeakref, .gcFinalize, .gcClear, .weakrefClear, .weakrefCallback: told.append(e)
            default: break
            }
        }
        if told.count > 200 { told.removeFirst(told.count - 200) }
    }
}
