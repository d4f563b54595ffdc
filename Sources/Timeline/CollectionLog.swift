import Trace

/// What has happened in the collection that runs at a position, from its beginning.
public struct CollectionLog: Sendable {
    /// The last move of an object between lists.
    public struct Move: Sendable, Equatable {
        /// A `GCList` raw value.
        public var list: UInt64
        /// A `GCReason` raw value.
        public var reason: UInt64
        /// The `GCPass` raw value of the pass that moved it.
        public var pass: UInt64
    }

    /// The last move of each object between lists: where to, and why.
    public private(set) var moves: [UInt64: Move] = [:]
    /// What a person wants to know of, oldest first: weak references, finalizers, resurrections, clears, frees. The newest few hundred.
    public private(set) var told: [Event] = []
    /// How many there were in all.
    public private(set) var toldCount = 0
    /// Counts copied, references subtracted, references followed in the pass.
    public private(set) var copied = 0, subtracted = 0, visited = 0
    /// Members of the trash that were freed, in all passes.
    public private(set) var freed = 0
    /// The collection's first event; nil if it is not known, and numbers are lower bounds then.
    public private(set) var started: Event?
    /// The number of the last event that is counted here.
    public private(set) var position: UInt64 = 0
    private var pass: UInt64 = 0
    private var scanned: UInt64 = 0
    private var scannedCount = 0

    static let limit = 300

    /// No collection.
    public init() {}

    /// The kinds of events that it counts.
    static let kinds: [EventKind] = [
        .gcStart, .gcPass, .gcUpdateRefs, .gcSubtract, .gcMove, .gcVisit, .gcWeakref, .gcFinalize, .gcClear, .gcEnd, .weakrefClear,
        .weakrefCallback, .decref,
    ]

    /// How often the object that is being scanned was followed in this pass.
    public func followed(of object: UInt64) -> Int { object == scanned ? scannedCount : 0 }

    private mutating func tell(_ e: Event) {
        toldCount += 1
        told.append(e)
        if told.count > 2 * Self.limit { told.removeFirst(Self.limit) }
    }

    private mutating func follow(_ object: UInt64) {
        if object != scanned {
            scanned = object
            scannedCount = 0
        }
        scannedCount += 1
    }

    /// Counts an event; those of the collection come in their order.
    mutating func note(_ e: Event, _ number: UInt64) {
        position = number
        switch e.kind {
        case .gcStart:
            self = CollectionLog()
            position = number
            started = e
        case .gcEnd:
            self = CollectionLog()
            position = number
        case .gcPass:
            pass = e.a
            copied = 0
            subtracted = 0
            visited = 0
            scanned = 0
        case .gcUpdateRefs: copied += 1
        case .gcSubtract:
            subtracted += 1
            follow(e.a)
        case .gcVisit:
            visited += 1
            follow(e.a)
        case .gcMove:
            moves[e.a] = Move(list: e.b, reason: e.c, pass: pass)
            if e.c == UInt64(GCReason.resurrected.rawValue) { tell(e) }
        case .decref where e.b == 0 && pass >= UInt64(GCPass.weakrefs.rawValue):
            // About to be deallocated: one of the trash, or something that only the trash held.
            guard let move = moves[e.a], move.list != UInt64(GCList.young.rawValue) else { return }
            moves[e.a] = nil
            freed += 1
            tell(e)
        case .gcWeakref, .gcFinalize, .gcClear, .weakrefClear, .weakrefCallback: tell(e)
        default: break
        }
    }
}
