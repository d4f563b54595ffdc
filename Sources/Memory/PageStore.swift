import Glibc

/// Copies of pages, shared by snapshots and counted. Page number 0 is a page of zeros that always exists.
///
/// Lives outside the machine's range. A lock guards it, because a snapshot may be dropped on another thread than the machine's.
enum PageStore {
    static let slabPages = 1024
    nonisolated(unsafe) private static var slabs: [UnsafeMutableRawPointer] = []
    nonisolated(unsafe) private static var counts: [UInt32] = []
    nonisolated(unsafe) private static var freeList: [UInt32] = []
    nonisolated(unsafe) private static var lastCopies: UnsafeMutablePointer<UInt32>?
    nonisolated(unsafe) private static var mutex = pthread_mutex_t()

    /// Number of copies in use, without the page of zeros.
    nonisolated(unsafe) private(set) static var used = 0

    /// For each page of the range the number of its most recent copy: what an unchanged page is compared with.
    static var copies: UnsafeMutablePointer<UInt32> {
        if let lastCopies { return lastCopies }
        let bytes = Int((State.rangeEnd - Layout.base) / Layout.pageSize) * 4
        let p = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)!
        precondition(UInt(bitPattern: p) != UInt.max, "no memory for the table of pages")
        lastCopies = p.assumingMemoryBound(to: UInt32.self)
        return p.assumingMemoryBound(to: UInt32.self)
    }

    static func lock() { pthread_mutex_lock(&mutex) }
    static func unlock() { pthread_mutex_unlock(&mutex) }

    /// The bytes of a copy. Call it locked.
    @inline(__always)
    static func bytes(_ page: UInt32) -> UnsafeMutableRawPointer {
        slabs[Int(page) / slabPages] + (Int(page) % slabPages) * Int(Layout.pageSize)
    }

    /// Whether a copy still exists. Call it locked.
    @inline(__always)
    static func isLive(_ page: UInt32) -> Bool { counts[Int(page)] > 0 }

    @inline(__always)
    static func retain(_ page: UInt32) { if page != 0 { counts[Int(page)] += 1 } }

    @inline(__always)
    static func release(_ page: UInt32) {
        guard page != 0 else { return }
        counts[Int(page)] -= 1
        if counts[Int(page)] == 0 {
            freeList.append(page)
            used -= 1
        }
    }

    /// A new copy of a page of memory, counted once. Call it locked.
    static func copy(_ address: UInt) -> UInt32 {
        if freeList.isEmpty { grow() }
        let page = freeList.removeLast()
        counts[Int(page)] = 1
        used += 1
        memcpy(bytes(page), UnsafeRawPointer(bitPattern: address)!, Int(Layout.pageSize))
        return page
    }

    /// Makes the page of zeros. Call it locked, before anything else.
    static func prepare() {
        guard slabs.isEmpty else { return }
        grow()
        let zero = freeList.removeLast()
        precondition(zero == 0)
        counts[0] = 1
    }

    private static func grow() {
        let bytes = slabPages * Int(Layout.pageSize)
        let p = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)!
        precondition(UInt(bitPattern: p) != UInt.max, "no memory for snapshots")
        let first = slabs.count * slabPages
        slabs.append(p)
        counts.append(contentsOf: repeatElement(0, count: slabPages))
        // The lowest number is taken first.
        for i in stride(from: slabPages - 1, through: 0, by: -1) { freeList.append(UInt32(first + i)) }
    }
}
