import Glibc

/// The machine's memory at one moment. Pages that did not change are shared with other snapshots; dropping a snapshot frees
/// the pages that only it had.
public final class Snapshot: @unchecked Sendable {
    /// The parts of the range that may hold something else than zeros, ascending, in whole pages.
    let parts: [Range<UInt>]
    /// The copies of the pages of all parts, in order.
    let pages: [UInt32]
    /// Pages that had to be copied because they had changed.
    public let copiedPages: Int

    init(parts: [Range<UInt>], pages: [UInt32], copiedPages: Int) {
        self.parts = parts
        self.pages = pages
        self.copiedPages = copiedPages
    }

    deinit {
        PageStore.lock()
        for page in pages { PageStore.release(page) }
        PageStore.unlock()
    }

    /// Number of pages, changed or not.
    public var pageCount: Int { pages.count }

    /// Calls `body` with the page that holds an address as it was then; nil if it was a page of zeros outside all parts.
    public func withPage<R>(at address: UInt, _ body: (UnsafeRawPointer?) -> R) -> R {
        var first = 0
        for part in parts {
            if part.contains(address) {
                PageStore.lock()
                defer { PageStore.unlock() }
                return body(PageStore.bytes(pages[first + Int((address - part.lowerBound) / Layout.pageSize)]))
            }
            first += Int((part.upperBound - part.lowerBound) / Layout.pageSize)
        }
        return body(nil)
    }

    /// A byte as it was then.
    public func byte(at address: UInt) -> UInt8 {
        withPage(at: address) { $0?.load(fromByteOffset: Int(address % Layout.pageSize), as: UInt8.self) ?? 0 }
    }
}

extension Memory {
    /// Bytes that the copies of all living snapshots take together.
    public static var snapshotBytes: Int { PageStore.used * Int(Layout.pageSize) }

    /// The parts of the range that may hold something else than zeros, ascending, in whole pages, without the trace control page.
    static func extents() -> [Range<UInt>] {
        let page = Layout.pageSize
        var parts: [Range<UInt>] = []
        func add(_ from: UInt, _ to: UInt) {
            let low = from & ~(page - 1)
            let high = roundUp(to, page)
            if low < high { parts.append(low..<high) }
        }
        add(Layout.machineState, State.staticTop)
        add(Layout.chunkBase, State.chunkHigh)
        add(Layout.arenaObjectsBase, Layout.arenaObjectsBase + UInt(State.maxarenas) * 48)
        var arenas: [Range<UInt>] = []
        for i in 0..<State.maxarenas {
            let a = State.arenas[i]
            if a.address != 0, a.address < a.pool_address { arenas.append(a.address..<a.pool_address) }
        }
        arenas.sort { $0.lowerBound < $1.lowerBound }
        for a in arenas { add(a.lowerBound, a.upperBound) }
        add(Layout.largeBase, State.largeTouched)
        return parts
    }

    /// Takes a snapshot: only pages that changed since their last copy are copied.
    public static func snapshot() -> Snapshot {
        let parts = extents()
        let size = Int(Layout.pageSize)
        var total = 0
        for part in parts { total += (Int(part.upperBound) - Int(part.lowerBound)) / size }
        PageStore.lock()
        defer { PageStore.unlock() }
        PageStore.prepare()
        let last = PageStore.copies
        var copied = 0
        let pages = [UInt32](unsafeUninitializedCapacity: total) { buffer, count in
            var i = 0
            for part in parts {
                var address = part.lowerBound
                var entry = last + Int((address - Layout.base) / Layout.pageSize)
                while address < part.upperBound {
                    var page = entry.pointee
                    if PageStore.isLive(page), memcmp(PageStore.bytes(page), UnsafeRawPointer(bitPattern: address)!, size) == 0 {
                        PageStore.retain(page)
                    } else {
                        page = PageStore.copy(address)
                        entry.pointee = page
                        copied += 1
                    }
                    buffer[i] = page
                    i += 1
                    address += Layout.pageSize
                    entry += 1
                }
            }
            count = i
        }
        return Snapshot(parts: parts, pages: pages, copiedPages: copied)
    }

    /// Puts the memory back to a snapshot, byte for byte; pages that it does not know become zero.
    public static func restore(_ snapshot: Snapshot) {
        discardOutside(snapshot.parts)
        PageStore.lock()
        defer { PageStore.unlock() }
        let last = PageStore.copies
        let size = Int(Layout.pageSize)
        var i = 0
        for part in snapshot.parts {
            var address = part.lowerBound
            var entry = last + Int((address - Layout.base) / Layout.pageSize)
            while address < part.upperBound {
                let page = snapshot.pages[i]
                let live = UnsafeMutableRawPointer(bitPattern: address)!
                // Comparing first: an unchanged page need not become a private copy.
                if memcmp(PageStore.bytes(page), live, size) != 0 { memcpy(live, PageStore.bytes(page), size) }
                entry.pointee = page
                i += 1
                address += Layout.pageSize
                entry += 1
            }
        }
    }

    /// Zeroes what is in use now and lies in none of some parts.
    private static func discardOutside(_ kept: [Range<UInt>]) {
        var k = 0
        for part in extents() {
            var from = part.lowerBound
            while from < part.upperBound {
                while k < kept.count, kept[k].upperBound <= from { k += 1 }
                guard k < kept.count, kept[k].lowerBound < part.upperBound else {
                    discard(from, part.upperBound)
                    break
                }
                discard(from, min(kept[k].lowerBound, part.upperBound))
                from = max(from, kept[k].upperBound)
            }
        }
    }

    /// Whether the memory is now what it was at a snapshot: the address of the first difference, or nil.
    public static func firstDifference(from snapshot: Snapshot) -> UInt? {
        let now = self.snapshot()
        var all: [UInt: (UInt32, UInt32)] = [:]
        func collect(_ s: Snapshot, _ set: (inout (UInt32, UInt32), UInt32) -> Void) {
            var i = 0
            for part in s.parts {
                for address in stride(from: part.lowerBound, to: part.upperBound, by: Int(Layout.pageSize)) {
                    set(&all[address, default: (0, 0)], s.pages[i])
                    i += 1
                }
            }
        }
        collect(snapshot) { $0.0 = $1 }
        collect(now) { $0.1 = $1 }
        PageStore.lock()
        defer { PageStore.unlock() }
        for address in all.keys.sorted() {
            let (a, b) = all[address]!
            let old = PageStore.bytes(a)
            let new = PageStore.bytes(b)
            guard a != b, memcmp(old, new, Int(Layout.pageSize)) != 0 else { continue }
            for i in 0..<Int(Layout.pageSize)
            where old.load(fromByteOffset: i, as: UInt8.self) != new.load(fromByteOffset: i, as: UInt8.self) {
                return address + UInt(i)
            }
        }
        return nil
    }
}

extension Memory {
    /// The number of every page that may hold something else than zeros (FNV-1a over words), by address.
    public static func pageDigests() -> [(address: UInt, digest: UInt64)] {
        extents().flatMap { part in
            stride(from: part.lowerBound, to: part.upperBound, by: Int(Layout.pageSize)).map { page in
                var hash: UInt64 = 0xcbf2_9ce4_8422_2325
                for address in stride(from: page, to: page + Layout.pageSize, by: 8) {
                    hash = (hash ^ UnsafePointer<UInt64>(bitPattern: address)!.pointee) &* 0x100_0000_01b3
                }
                return (page, hash)
            }
        }
    }
}
