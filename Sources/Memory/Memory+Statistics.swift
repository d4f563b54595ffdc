/// What the allocator's pools hold, as numbers (`_PyObject_DebugMallocStats` in CPython's Objects/obmalloc.c).
public struct PoolStatistics: Sendable {
    /// Pools, blocks in use and free blocks of a size class.
    public struct SizeClass: Sendable {
        /// Pools in use.
        public var pools = 0
        /// Blocks in use.
        public var used = 0
        /// Blocks that could be given out.
        public var free = 0
    }
    /// By size class.
    public var classes: [SizeClass]
    /// Arenas now.
    public var arenas = 0
    /// Arenas ever made.
    public var arenasEver = 0
    /// The most arenas at a time.
    public var arenasHigh = 0
    /// Pools that are free or not carved yet.
    public var freePools = 0
    /// Bytes before the first whole pool of arenas, and what is lost behind the last.
    public var alignmentBytes = 0
    /// Nodes of the two lower levels that an address tree over the arenas has (36 bits of the address above the arena's 20, in steps of 15, 15 and 14 bits).
    public var mapMidNodes = 0
    /// The lowest level's nodes.
    public var mapBotNodes = 0
}

extension Memory {
    /// Counts pools and blocks by walking all arenas.
    public static func poolStatistics() -> PoolStatistics {
        let model = Memory.model
        let size = UInt(model.poolSize)
        var s = PoolStatistics(classes: Array(repeating: .init(), count: model.classCount))
        s.arenasEver = State.ntimes_arena_allocated
        s.arenasHigh = State.narenas_highwater
        var mids: Set<UInt> = [], bots: Set<UInt> = []
        for i in 0..<State.maxarenas where State.arenas[i].address != 0 {
            let arena = State.arenas[i]
            s.arenas += 1
            s.freePools += Int(arena.nfreepools)
            if arena.address & (size - 1) != 0 { s.alignmentBytes += Int(size) }
            // An arena that is not aligned to its own size has its end marked too.
            for end in [arena.address, arena.address + UInt(model.arenaSize) - 1] {
                bots.insert(end >> 34)
                mids.insert(end >> 49)
            }
            var pool = roundUp(arena.address, size)
            while pool < arena.pool_address {
                let p = at(pool, pool_header.self).pointee
                pool += size
                if p.count == 0 { continue }
                let c = Int(p.szidx)
                s.classes[c].pools += 1
                s.classes[c].used += Int(p.count)
                s.classes[c].free += model.blocksPerPool(ofClass: c) - Int(p.count)
            }
        }
        s.mapMidNodes = mids.count
        s.mapBotNodes = bots.count
        return s
    }
}
