import Testing

@testable import Memory

/// A small deterministic random generator (xorshift64*): tests name their seed.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}

/// A fresh memory; the range is reserved once in a process.
func freshMemory(_ model: MemoryModel = .modern, limit: UInt = Memory.defaultLimit, aligned: Bool = false) {
    if !Memory.isReserved { try! Memory.reserve() }
    Memory.reinitialize(model: model, limit: limit, arenasAligned: aligned)
}

/// All tests share the one memory of the process, so they run one after the other.
@Suite(.serialized) enum MemoryTests {}
