import Memory
import Runtime
import Timeline

/// A search through the whole heap that works in pieces, so that no key ever waits for it. The memory must stand still meanwhile.
protocol HeapJob: AnyObject {
    /// Whether it has its whole answer.
    var isDone: Bool { get }
    /// How far it is, from 0 to 1.
    var progress: Double { get }
    /// Does a small piece: some 50 microseconds' worth.
    func advance()
}

/// What panes ask of the heap as a whole at one position: which block holds an address, who refers to an object, what keeps it alive, where
/// objects of a kind are. Answers are found in pieces and kept until the machine moves.
public final class Heap {
    private var large: [(start: UInt, size: Int, isFree: Bool)]?
    private var referrerJobs: [UInt: ReferrerJob] = [:]
    private var pathJobs: [UInt: PathJob] = [:]
    private var searchJobs: [String: SearchJob] = [:]
    private var countJobs: [UInt: ListCount] = [:]
    private var waiting: [any HeapJob] = []
    /// The collector's table, all of it or what matters.
    var collectorRows: [Bool: [CollectorPane.Row]] = [:]

    /// Knows nothing yet.
    public init() {}

    /// The machine moved: all answers are void.
    public func forget() {
        large = nil
        referrerJobs = [:]
        pathJobs = [:]
        searchJobs = [:]
        countJobs = [:]
        waiting = []
        collectorRows = [:]
    }

    /// Whether a search has not ended yet.
    public var isPending: Bool { !waiting.isEmpty }

    /// Works for about so many microseconds.
    public func advance(microseconds: Int) {
        let start = Clock.nanoseconds
        while let job = waiting.first {
            job.advance()
            if job.isDone { waiting.removeFirst() }
            if Clock.nanoseconds - start > microseconds * 1000 { return }
        }
    }

    /// Works until all searches have ended.
    public func complete() { while isPending { advance(microseconds: 1_000_000) } }

    /// The block that holds an address. Large blocks are listed once for a position.
    func block(containing address: UInt) -> BlockInfo? {
        guard Memory.region(of: address) == .large else { return Memory.block(containing: address) }
        if large == nil {
            var all: [(start: UInt, size: Int, isFree: Bool)] = []
            Memory.forEachLargeBlock {
                all.append(($0, $1, $2))
                return true
            }
            large = all
        }
        let all = large!
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].start <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0, address < all[low - 1].start + UInt(all[low - 1].size) else { return nil }
        let b = all[low - 1]
        return BlockInfo(address: b.start, size: b.size, state: b.isFree ? .free : .used, isLarge: true)
    }

    /// Whether an address still holds a live object.
    func isLive(_ p: PyObj) -> Bool {
        guard Inspect.isObject(p), p.ob_refcnt > 0 else { return false }
        if Memory.region(of: UInt(bitPattern: p)) == .statics { return true }
        return block(containing: UInt(bitPattern: p)).map { $0.state == .used } ?? false
    }

    /// The search for who refers to an object; it begins when it is first asked for.
    func referrers(of p: PyObj) -> ReferrerJob {
        let key = UInt(bitPattern: p)
        if let job = referrerJobs[key] { return job }
        let job = ReferrerJob(p)
        referrerJobs[key] = job
        waiting.append(job)
        return job
    }

    /// The search for a way from a root to an object.
    func path(to p: PyObj) -> PathJob {
        let key = UInt(bitPattern: p)
        if let job = pathJobs[key] { return job }
        let job = PathJob(p)
        pathJobs[key] = job
        if !job.isDone { waiting.append(job) }
        return job
    }

    /// The search for objects by id, type or repr.
    func search(_ text: String) -> SearchJob {
        if let job = searchJobs[text] { return job }
        let job = SearchJob(text)
        searchJobs[text] = job
        if !job.isDone { waiting.append(job) }
        return job
    }

    /// The number of objects in a list of the collector; a long list is counted in pieces.
    func count(_ head: PyObj) -> ListCount {
        let key = UInt(bitPattern: head)
        if let job = countJobs[key] { return job }
        let job = ListCount(head)
        countJobs[key] = job
        if !job.isDone { waiting.append(job) }
        return job
    }
}

/// Counts a list of the collector.
final class ListCount: HeapJob {
    private let head: UInt
    private var at: UInt
    /// Objects so far.
    private(set) var count = 0
    /// Of these, how many have gc_refs 0 (only where the passes keep gc_refs).
    private(set) var zeros = 0
    private(set) var isDone = false
    var progress: Double { isDone ? 1 : 0.5 }

    init(_ head: PyObj) {
        self.head = UInt(bitPattern: head)
        at = head._gc_next & ~1
        // All but very long lists at once.
        advance(40_000)
    }

    func advance() { advance(4000) }

    private func advance(_ n: Int) {
        for _ in 0..<n {
            guard at != head, at != 0, at & 7 == 0, Memory.isReadable(at, 16), let gc = PyObj(bitPattern: at) else {
                isDone = true
                return
            }
            count += 1
            if gc._gc_prev & 2 != 0, gc._gc_prev >> 2 == 0 { zeros += 1 }
            at = gc._gc_next & ~1
        }
    }

    /// The number as text; with a plus while it is not complete.
    var text: String { grouped(UInt64(count)) + (isDone ? "" : "+") }
}

/// Finds objects by id, type name or repr.
final class SearchJob: HeapJob {
    private var walk = HeapWalk()
    private let wanted: String
    private let bytes: [UInt8]
    private var types: [UInt: Bool] = [:]
    /// The first of those found, by address.
    private(set) var found: [PyObj] = []
    /// How many there are.
    private(set) var count = 0
    private(set) var isDone = false
    /// All objects looked at.
    private(set) var seen = 0
    var progress: Double { isDone ? 1 : walk.progress }
    static let limit = 2000

    init(_ text: String) {
        wanted = text.lowercased()
        bytes = Array(wanted.utf8)
        let digits = wanted.hasPrefix("0x") ? UInt(wanted.dropFirst(2), radix: 16) : UInt(wanted)
        if let address = digits, address >= Layout.base {
            // An id: the object there, or the one whose block holds it.
            if let p = Inspect.object(at: UInt64(address)) {
                found = [p]
            } else if let block = Memory.block(containing: address), block.state == .used {
                var walk = HeapWalk(withStatics: false)
                if let p = walk.object(inBlock: block.address, block.size) { found = [p] }
            }
            count = found.count
            isDone = true
        }
    }

    /// Whether a text contains bytes of lower-case letters, whatever the case of its own ASCII letters.
    private static func contains(_ text: String, _ wanted: [UInt8]) -> Bool {
        var text = text
        return text.withUTF8 { t in
            guard let first = wanted.first else { return true }
            guard t.count >= wanted.count else { return false }
            func lower(_ c: UInt8) -> UInt8 { c >= 0x41 && c <= 0x5a ? c | 0x20 : c }
            for i in 0...t.count - wanted.count where lower(t[i]) == first {
                var n = 1
                while n < wanted.count, lower(t[i + n]) == wanted[n] { n += 1 }
                if n == wanted.count { return true }
            }
            return false
        }
    }

    func advance() {
        walk.advance(100) { p in
            seen += 1
            let type = UInt(bitPattern: p.ob_type)
            let isOfType: Bool
            if let known = types[type] {
                isOfType = known
            } else {
                isOfType = Inspect.typeName(p).lowercased() == wanted
                types[type] = isOfType
            }
            guard isOfType || Self.contains(Inspect.shortRepr(p, limit: 60), bytes) else { return }
            count += 1
            if found.count < Self.limit { found.append(p) }
        }
        isDone = walk.isDone
    }
}
