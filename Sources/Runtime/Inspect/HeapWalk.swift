import Memory

/// Finds all objects in memory, a piece at a time: static ones, those in pools, those in large blocks, by address. The memory must stand still
/// from the first piece to the last.
///
/// Blocks do not say what they hold. A block holds an object if the words where a head would be are a plausible count and the address of a type that
/// wants a head of just that size.
public struct HeapWalk {
    private enum Stage { case statics, arenas, large, done }
    private var stage: Stage
    private var at: UInt
    private var pools: [UInt] = []
    private var nextPool = 0
    private var types: [UInt: Bool] = [:]
    private var large: UInt?
    private let end: UInt
    private let total: Double
    private var passed = 0.0

    /// A walk that has not begun.
    public init(withStatics: Bool = true) {
        stage = withStatics ? .statics : .arenas
        at = Layout.staticBase
        end = Memory.staticTop
        pools = []
        for a in Memory.arenas() {
            let first = a.poolAddress - UInt(a.carvedPools) * UInt(Memory.model.poolSize)
            for n in 0..<a.carvedPools { pools.append(first + UInt(n) * UInt(Memory.model.poolSize)) }
        }
        pools.sort()
        total = Double(pools.count) * 300 + Double(Memory.totals.largeBlocks) + Double(end - Layout.staticBase) / 8 + 1
    }

    /// Whether all has been seen.
    public var isDone: Bool { stage == .done }
    /// How much has been seen, from 0 to 1; an estimate.
    public var progress: Double { isDone ? 1 : min(0.99, passed / total) }

    /// Looks at about so many blocks and calls `body` with the objects in them.
    public mutating func advance(_ count: Int, _ body: (PyObj) -> Void) {
        var left = count
        while left > 0 {
            switch stage {
            case .statics:
                while left > 0, at + 16 <= end {
                    left -= 1
                    passed += 1
                    if let p = PyObj(bitPattern: at), isStaticObject(p) {
                        body(p)
                        at += Inspect.isType(p) ? 416 : 16
                    } else {
                        at += 8
                    }
                }
                if at + 16 > end { stage = .arenas }
            case .arenas:
                guard nextPool < pools.count else {
                    stage = .large
                    break
                }
                let pool = pools[nextPool]
                nextPool += 1
                passed += 300
                left -= 30
                for b in Memory.usedBlocks(ofPool: pool) {
                    left -= 1
                    if let p = object(inBlock: b.address, b.size) { body(p) }
                }
            case .large:
                large = Memory.forEachLargeBlock(from: large) { start, size, isFree in
                    if left <= 0 { return false }
                    left -= 1
                    passed += 1
                    if !isFree, let p = object(inBlock: start, size) { body(p) }
                    return true
                }
                if large == nil { stage = .done }
            case .done: return
            }
        }
    }

    private mutating func isType(_ address: UInt) -> Bool {
        if let known = types[address] { return known }
        let answer = address & 7 == 0 && address >= Layout.base && PyObj(bitPattern: address).map { Inspect.isType($0) } ?? false
        types[address] = answer
        return answer
    }

    private mutating func isStaticObject(_ p: PyObj) -> Bool {
        let count = p.ob_refcnt
        // Static objects begin at 999,999,999; the machine's own tables hold no such numbers.
        guard count > 900_000_000, count < 1_100_000_000 else { return false }
        return isType(p.load(fromByteOffset: 8, as: UInt.self))
    }

    /// The object that a block in use holds, or nil: then it is a table, a buffer, or an object that is being made.
    public mutating func object(inBlock address: UInt, _ size: Int) -> PyObj? {
        for before in [0, 16, 32] where before + 16 <= size {
            guard let p = PyObj(bitPattern: address + UInt(before)) else { continue }
            let count = p.ob_refcnt
            guard count > 0, count < 0x1000_0000, isType(p.load(fromByteOffset: 8, as: UInt.self)) else { continue }
            if Inspect.preHeader(p) == before, p.ob_type.tp_basicsize + before <= size { return p }
        }
        return nil
    }
}

extension Memory {
    /// The blocks in use of a carved pool, by address: address and size.
    public static func usedBlocks(ofPool address: UInt) -> [(address: UInt, size: Int)] {
        let info = pool(at: address)
        guard info.blockSize > 0, info.usedBlocks > 0 else { return [] }
        var free = [Bool](repeating: false, count: info.capacity)
        for block in freeList(ofPool: address) {
            let i = (Int(block - address) - model.poolOverhead) / info.blockSize
            if i >= 0, i < info.capacity { free[i] = true }
        }
        var out: [(address: UInt, size: Int)] = []
        out.reserveCapacity(info.usedBlocks)
        for n in 0..<info.capacity {
            let offset = model.poolOverhead + n * info.blockSize
            if offset >= info.nextoffset { break }
            if !free[n] { out.append((address + UInt(offset), info.blockSize)) }
        }
        return out
    }
}
