import Glibc

// Hostile memory, for tests only (in the spirit of Lua's `ltests`): the allocator does what a healthy run rarely sees.
//
//   fail     the n-th allocation from now on fails, once
//   poison   a block that is freed is filled with 0xdd, and when it is given out again it must still hold that: else somebody wrote to a dead
//            block. A block that is given out holds 0xcd, so that nobody gets by with the zeros that happened to be there
//
// Bookkeeping is the host's: no snapshot holds it, and it is not for runs under glass. All of it lies on the allocator's way round
// (`State.path`), so that a healthy run pays nothing.

/// The hostile modes of the allocator.
public enum Torture {
    /// Allocations since the modes were switched on.
    public static var allocations: Int { count }

    nonisolated(unsafe) private static var count = 0
    nonisolated(unsafe) private static var failing = 0
    nonisolated(unsafe) private static var isPlanned = false
    nonisolated(unsafe) private static var isPoisoning = false
    /// For each pool, its poisoned blocks.
    nonisolated(unsafe) private static var poisoned: [UInt: Set<UInt>] = [:]

    /// Plans modes, to be switched on when the program proper begins: the allocation with number `failing` from there (0: none) fails; freed blocks
    /// are poisoned if asked.
    public static func plan(failing: Int = 0, poison: Bool = false) {
        self.failing = failing
        isPoisoning = poison
        isPlanned = true
    }

    /// Switches on what is planned, if anything is.
    public static func beginIfPlanned() {
        guard isPlanned else { return }
        count = 0
        State.tortured = true
    }

    /// Counts an allocation; true if it shall fail.
    static func refuses() -> Bool {
        count += 1
        return count == failing
    }

    private static func poolBase(_ p: UnsafeMutableRawPointer) -> UInt { UInt(bitPattern: p) & ~(UInt(Memory.model.poolSize) - 1) }

    /// A block was given out: looks at the poison and puts other in its place.
    static func gaveOut(_ p: UnsafeMutableRawPointer) {
        guard isPoisoning, address_in_range(p) else { return }
        let size = pymalloc_size(p)
        // The first word was the free list's.
        if poisoned[poolBase(p)]?.remove(UInt(bitPattern: p)) != nil {
            for i in 8..<max(size, 8) where p.load(fromByteOffset: i, as: UInt8.self) != 0xdd {
                let address = String(UInt(bitPattern: p), radix: 16)
                var text = "torture: the dead block at 0x\(address) was written to, at byte \(i) of \(size)\n"
                text.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
                abort()
            }
        }
        memset(p, 0xcd, size)
    }

    /// A block is about to be freed: poisons it.
    static func willFree(_ p: UnsafeMutableRawPointer) {
        guard isPoisoning, address_in_range(p) else { return }
        memset(p, 0xdd, pymalloc_size(p))
        poisoned[poolBase(p), default: []].insert(UInt(bitPattern: p))
    }

    /// A block was freed: an empty pool may serve another size next, so its blocks are forgotten.
    static func freed(_ p: UnsafeMutableRawPointer) {
        guard isPoisoning, address_in_range(p) else { return }
        let pool = poolBase(p)
        if at(pool, pool_header.self).pointee.count == 0 { poisoned[pool] = nil }
    }
}
