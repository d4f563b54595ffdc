/// An arena, for panes.
public struct ArenaInfo: Sendable, Equatable {
    /// Index in the vector of arena objects.
    public let index: Int
    /// Address of the arena; not pool-aligned as a rule.
    public let address: UInt
    /// Address of the next pool to be carved.
    public let poolAddress: UInt
    /// Free pools, carved or not.
    public let freePools: Int
    /// All pools.
    public let totalPools: Int
    /// Pools carved so far.
    public let carvedPools: Int
    /// Position in `usable_arenas`, 0 is used next; nil if the arena is full.
    public let usablePosition: Int?
}

/// A pool, for panes.
public struct PoolInfo: Sendable, Equatable {
    /// What a pool is doing.
    public enum State: UInt8, Sendable {
        /// Never carved from its arena.
        case untouched
        /// No block in use; waits in its arena's free pools.
        case empty
        /// Some blocks in use, some free; in its class's ring.
        case used
        /// All blocks in use; in no list.
        case full
    }
    /// Address of the pool.
    public let address: UInt
    /// Its state.
    public let state: State
    /// Size-class index, or of an empty pool the last one; nil if untouched.
    public let sizeClass: Int?
    /// Bytes of a block; 0 if untouched.
    public let blockSize: Int
    /// Blocks in use.
    public let usedBlocks: Int
    /// All blocks.
    public let capacity: Int
    /// Index of its arena.
    public let arena: Int
    /// Head of the free list, 0 if empty.
    public let freeblock: UInt
    /// Offset of the first block never handed out.
    public let nextoffset: Int
}

/// A block, small or large, for panes.
public struct BlockInfo: Sendable, Equatable {
    /// What a block is doing.
    public enum State: UInt8, Sendable {
        /// Handed out.
        case used
        /// In the free list.
        case free
        /// Never handed out since its pool was set up.
        case untouched
    }
    /// Address of the block (of a large block: of its payload).
    public let address: UInt
    /// Bytes, without the header of a large block.
    public let size: Int
    /// Its state.
    public let state: State
    /// Whether it is a large block.
    public let isLarge: Bool

    /// A block as somebody has found it.
    public init(address: UInt, size: Int, state: State, isLarge: Bool) {
        self.address = address
        self.size = size
        self.state = state
        self.isLarge = isLarge
    }
}

/// Where the next request of a size would be served from.
public enum NextBlock: Sendable, Equatable {
    /// This block heads the free list of the used pool at the ring's front.
    case freeList(block: UInt, pool: UInt)
    /// No used pool: this free pool of an arena would be set up, or re-used as it is; its block would be returned.
    case freePool(block: UInt, pool: UInt)
    /// No free pool: the next pool of the arena would be carved.
    case newPool(block: UInt, pool: UInt)
    /// No usable arena: an arena would be allocated.
    case newArena
    /// Not a small request.
    case large
}

extension Memory {
    /// All allocated arenas by ascending index.
    public static func arenas() -> [ArenaInfo] {
        let poolSize = UInt(model.poolSize)
        let order = usableArenas()
        var list: [ArenaInfo] = []
        for i in 0..<State.maxarenas where State.arenas[i].address != 0 {
            let a = State.arenas[i]
            let first = roundUp(a.address, poolSize)
            list.append(
                ArenaInfo(
                    index: i, address: a.address, poolAddress: a.pool_address, freePools: Int(a.nfreepools),
                    totalPools: Int(a.ntotalpools), carvedPools: Int((a.pool_address - first) / poolSize),
                    usablePosition: order.firstIndex(of: i)))
        }
        return list
    }

    /// Indices of the usable arenas in their order: the first is used next, it has the fewest free pools.
    public static func usableArenas() -> [Int] {
        var list: [Int] = []
        var next = State.usable_arenas
        while let a = next, list.count <= State.maxarenas {
            list.append(a - State.arenas)
            next = a.pointee.nextarena
        }
        return list
    }

    /// All pools of an arena by address, with those never carved.
    public static func pools(ofArena index: Int) -> [PoolInfo] {
        guard index >= 0, index < State.maxarenas, State.arenas[index].address != 0 else { return [] }
        let a = State.arenas[index]
        let first = roundUp(a.address, UInt(model.poolSize))
        return (0..<Int(a.ntotalpools)).map { n in
            let address = first + UInt(n) * UInt(model.poolSize)
            guard address < a.pool_address else {
                return PoolInfo(
                    address: address, state: .untouched, sizeClass: nil, blockSize: 0, usedBlocks: 0, capacity: 0, arena: index,
                    freeblock: 0, nextoffset: 0)
            }
            return pool(at: address)
        }
    }

    /// The carved pool at an address.
    public static func pool(at address: UInt) -> PoolInfo {
        let p = at(address, pool_header.self).pointee
        let known = Int(p.szidx) < model.classCount
        let capacity = known ? model.blocksPerPool(ofClass: Int(p.szidx)) : 0
        let used = Int(p.count)
        return PoolInfo(
            address: address, state: used == 0 ? .empty : used == capacity ? .full : .used, sizeClass: known ? Int(p.szidx) : nil,
            blockSize: known ? model.size(ofClass: Int(p.szidx)) : 0, usedBlocks: used, capacity: capacity,
            arena: Int(p.arenaindex),
            freeblock: UInt(bitPattern: p.freeblock), nextoffset: Int(p.nextoffset))
    }

    /// The free list of a pool, first the block that is handed out next.
    public static func freeList(ofPool address: UInt) -> [UInt] {
        var list: [UInt] = []
        var next = UInt(bitPattern: at(address, pool_header.self).pointee.freeblock)
        while next != 0, list.count <= model.poolSize / model.alignment, next >= address, next < address + UInt(model.poolSize) {
            list.append(next)
            next = at(next, UInt.self).pointee
        }
        return list
    }

    /// All blocks of a carved pool by address.
    public static func blocks(ofPool address: UInt) -> [BlockInfo] {
        let info = pool(at: address)
        guard info.blockSize > 0 else { return [] }
        let free = Set(freeList(ofPool: address))
        return (0..<info.capacity).map { n in
            let offset = model.poolOverhead + n * info.blockSize
            let block = address + UInt(offset)
            let state: BlockInfo.State = offset >= info.nextoffset ? .untouched : free.contains(block) ? .free : .used
            return BlockInfo(address: block, size: info.blockSize, state: state, isLarge: false)
        }
    }

    /// The used pools of a size class in the ring's order: the first serves the next request.
    public static func usedPools(ofClass index: Int) -> [UInt] {
        let head = usedPoolHead(UInt(index))
        var list: [UInt] = []
        var next = head.pointee.nextpool.unsafelyUnwrapped
        while next != head, list.count < 1 << 20 {
            list.append(UInt(bitPattern: next))
            next = next.pointee.nextpool.unsafelyUnwrapped
        }
        return list
    }

    /// Where `malloc(n)` would take its block from.
    public static func nextBlock(for n: Int) -> NextBlock {
        guard n >= 1, n <= model.threshold else { return .large }
        let index = model.sizeClass(of: n)
        if let pool = usedPools(ofClass: index).first {
            return .freeList(block: UInt(bitPattern: at(pool, pool_header.self).pointee.freeblock), pool: pool)
        }
        guard let arena = State.usable_arenas else { return .newArena }
        if let pool = arena.pointee.freepools {
            let address = UInt(bitPattern: pool)
            let same = Int(pool.pointee.szidx) == index
            return .freePool(block: same ? UInt(bitPattern: pool.pointee.freeblock) : address + 48, pool: address)
        }
        return .newPool(block: arena.pointee.pool_address + 48, pool: arena.pointee.pool_address)
    }

    /// All large blocks by address, free ones too.
    public static func largeBlocks() -> [BlockInfo] {
        var list: [BlockInfo] = []
        var block = Layout.largeBase
        while block < State.largeTop {
            let size = blockSize(block)
            guard size >= largeMinimum else { break }
            list.append(
                BlockInfo(
                    address: block + largeHeader, size: Int(size - largeHeader), state: blockIsFree(block) ? .free : .used,
                    isLarge: true))
            block += size
        }
        return list
    }

    /// Whether a carved pool lies at an address: its header names its arena, and the arena has carved that far.
    public static func isPool(_ address: UInt) -> Bool {
        guard region(of: address) == .arenas, address & UInt(model.poolSize - 1) == 0 else { return false }
        let index = Int(at(address, pool_header.self).pointee.arenaindex)
        guard index < State.maxarenas else { return false }
        let a = State.arenas[index]
        return a.address != 0 && address >= a.address && address < a.pool_address
    }

    /// The pool that holds an address, or nil if no carved pool does.
    public static func pool(containing address: UInt) -> UInt? {
        let pool = address & ~UInt(model.poolSize - 1)
        return isPool(pool) ? pool : nil
    }

    /// Address of the record of an arena: 48 bytes, CPython's `struct arena_object`; nil if there is no such record.
    public static func arenaObject(_ index: Int) -> UInt? {
        index >= 0 && index < State.maxarenas ? UInt(bitPattern: State.arenas + index) : nil
    }

    /// Number of records of arenas, in use or not.
    public static var arenaRecords: Int { State.maxarenas }

    /// Address of the head of a size class's ring, as the pretended pool that CPython's `usedpools` makes of it.
    public static func ringHead(ofClass index: Int) -> UInt { UInt(bitPattern: usedPoolHead(UInt(index))) }

    /// First address after the static objects and tables.
    public static var staticTop: UInt { State.staticTop }

    /// Calls `body` for each large block from one on: address and size of its payload, whether it is free; false stops. Returns the payload of the
    /// block where it stopped, nil at the end.
    @discardableResult
    public static func forEachLargeBlock(from payload: UInt? = nil, _ body: (UInt, Int, Bool) -> Bool) -> UInt? {
        var block = payload.map { $0 - largeHeader } ?? Layout.largeBase
        while block < State.largeTop {
            let size = blockSize(block)
            guard size >= largeMinimum else { break }
            if !body(block + largeHeader, Int(size - largeHeader), blockIsFree(block)) { return block + largeHeader }
            block += size
        }
        return nil
    }

    /// The block that holds an address, or nil if none does.
    public static func block(containing address: UInt) -> BlockInfo? {
        switch region(of: address) {
        case .arenas:
            let pool = address & ~UInt(model.poolSize - 1)
            guard isPool(pool) else { return nil }
            let info = self.pool(at: pool)
            let offset = Int(address - pool) - model.poolOverhead
            guard info.blockSize > 0, offset >= 0, offset / info.blockSize < info.capacity else { return nil }
            let start = pool + UInt(model.poolOverhead + offset / info.blockSize * info.blockSize)
            let isFree = freeList(ofPool: pool).contains(start)
            let state: BlockInfo.State = Int(start - pool) >= info.nextoffset ? .untouched : isFree ? .free : .used
            return BlockInfo(address: start, size: info.blockSize, state: state, isLarge: false)
        case .large:
            var found: BlockInfo?
            forEachLargeBlock { start, size, isFree in
                guard address + largeHeader >= start, address < start + UInt(size) else { return true }
                found = BlockInfo(address: start, size: size, state: isFree ? .free : .used, isLarge: true)
                return false
            }
            return found
        default:
            return nil
        }
    }

    /// Totals, as `sys._debugmallocstats()` shows them.
    public struct Totals: Sendable, Equatable {
        /// Arenas now.
        public let arenas: Int
        /// Arenas ever allocated.
        public let arenasEver: Int
        /// The most arenas at one time.
        public let arenasHighwater: Int
        /// Large blocks in use.
        public let largeBlocks: Int
        /// Their bytes, with headers.
        public let largeBytes: Int
    }

    /// Totals of the allocator.
    public static var totals: Totals {
        Totals(
            arenas: State.narenas_currently_allocated, arenasEver: State.ntimes_arena_allocated,
            arenasHighwater: State.narenas_highwater,
            largeBlocks: State.largeCount, largeBytes: State.largeInUse)
    }
}
