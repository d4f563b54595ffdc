import Canvas
import Memory
import Runtime
import Trace

/// The allocator: arenas, their pools, and the blocks of one pool; what a request would get; what the last step allocated and freed.
struct MemoryPane: Pane {
    let kind = PaneKind.memory

    enum Mode: CaseIterable { case pool, arenas, classes }
    var mode = Mode.pool
    /// The pool that is shown.
    var poolAddress: UInt = 0
    var scroll = 0

    /// Shows the pool of the last step's last block.
    init() {}

    func note(_ s: Snapshot) -> String {
        switch mode {
        case .pool:
            guard poolAddress != 0 else { return "" }
            let p = Memory.pool(at: poolAddress)
            return "arena \(p.arena), \(p.blockSize)-byte blocks"
        case .arenas: return "arenas"
        case .classes: return "size classes"
        }
    }

    var keys: [(String, String)] { [("x", "pool/arenas/classes"), ("\u{2191}\u{2193}", mode == .pool ? "pool" : "scroll")] }

    /// Blocks handed out and given back since the last instruction.
    private func since(_ s: Snapshot) -> (allocated: Set<UInt>, freed: Set<UInt>) {
        var allocated: Set<UInt> = []
        var freed: Set<UInt> = []
        var events: [Event] = []
        for e in s.recent.reversed() {
            if e.kind == .instruction { break }
            events.append(e)
        }
        for e in events.reversed() {
            if e.kind == .alloc {
                allocated.insert(UInt(e.a))
                freed.remove(UInt(e.a))
            }
            if e.kind == .free {
                freed.insert(UInt(e.a))
                allocated.remove(UInt(e.a))
            }
        }
        return (allocated, freed)
    }

    private func isPool(_ address: UInt) -> Bool {
        guard Memory.region(of: address) == .arenas else { return false }
        let size = UInt(Memory.model.poolSize)
        guard address % size == 0 else { return false }
        return Memory.arenas().contains { address >= $0.address && address < $0.poolAddress }
    }

    func lines(_ s: Snapshot, width: Int, height: Int) -> [TextLine] {
        switch mode {
        case .pool: poolLines(s, width, height)
        case .arenas: arenaLines(s, width)
        case .classes: classLines(s, width)
        }
    }

    private func poolLines(_ s: Snapshot, _ width: Int, _ height: Int) -> [TextLine] {
        guard isPool(poolAddress) else { return [TextLine("no pool has been used yet", .dim)] }
        let pool = Memory.pool(at: poolAddress)
        let blocks = Memory.blocks(ofPool: poolAddress)
        let (allocated, freed) = since(s)
        var out: [TextLine] = []
        let marked = Dictionary(
            s.marks.addresses.filter { $0 & ~UInt(Memory.model.poolSize - 1) == poolAddress }.compactMap { a -> (UInt, Int)? in
                guard let b = Memory.block(containing: a), b.state == .used, let p = UnsafeMutableRawPointer(bitPattern: a) else {
                    return nil
                }
                return s.marks.existing(p).map { (b.address, $0) }
            }, uniquingKeysWith: { a, _ in a })
        var head = TextLine("pool \(s.shortAddress(pool.address)) ", .address)
        head.add("\(pool.usedBlocks) used of \(pool.capacity)")
        head.add(pool.state == .full ? ", full" : pool.state == .empty ? ", empty" : "", .dim)
        out.append(head)
        let next: UInt? = {
            guard pool.blockSize > 0 else { return nil }
            switch Memory.nextBlock(for: pool.blockSize) {
            case .freeList(let b, _), .freePool(let b, _), .newPool(let b, _): return b
            default: return nil
            }
        }()
        // As many rows of blocks as there is room for, around what the last step touched.
        let columns = max(8, width)
        let rowCount = (blocks.count + columns - 1) / columns
        let room = max(1, height - 4)
        let touched = blocks.firstIndex { allocated.contains($0.address) || freed.contains($0.address) || $0.address == next } ?? 0
        let first = rowCount <= room ? 0 : max(0, min(touched / columns - room / 2, rowCount - room))
        for row in first..<min(rowCount, first + room) {
            var line = TextLine()
            for b in blocks[row * columns..<min(blocks.count, (row + 1) * columns)] {
                let bold: Attributes = allocated.contains(b.address) || freed.contains(b.address) ? .bold : []
                if b.address == next {
                    line.add(s.glyphs.next, .next, .bold)
                } else if allocated.contains(b.address) {
                    line.add(
                        marked[b.address].flatMap { $0 < 50 && s.glyphs.circledMarks ? s.glyphs.mark($0) : nil } ?? "+", .added,
                        .bold)
                } else if freed.contains(b.address) {
                    line.add("x", .removed, .bold)
                } else {
                    switch b.state {
                    case .used:
                        if let n = marked[b.address], n < 50, s.glyphs.circledMarks {
                            line.add(s.glyphs.mark(n), .mark(n))
                        } else {
                            line.add(s.glyphs.used, .used, bold)
                        }
                    case .free: line.add(s.glyphs.free, .free, bold)
                    case .untouched: line.add(s.glyphs.untouched, .untouched, bold)
                    }
                }
            }
            out.append(line)
        }
        let untouched = blocks.filter { $0.state == .untouched }.count
        let free = blocks.filter { $0.state == .free }.count
        var key = TextLine(s.glyphs.used, .used)
        key.add(" used \(pool.usedBlocks) ")
        key.add(s.glyphs.free, .free)
        key.add(" free \(free) ")
        key.add(s.glyphs.untouched, .untouched)
        key.add(" untouched \(untouched)")
        if !allocated.isEmpty || !freed.isEmpty { key.add("  + \(allocated.count) x \(freed.count) in this step", .changed) }
        out.append(key)
        var request = TextLine("malloc(\(pool.blockSize)) would return ", .dim)
        if pool.blockSize > 0 {
            switch Memory.nextBlock(for: pool.blockSize) {
            case .freeList(let block, let from):
                request.add(s.shortAddress(block), .address)
                request.add(from == poolAddress ? ", the \(s.glyphs.next)" : ", in another pool", .dim)
            case .freePool(let block, _):
                request.add(s.shortAddress(block), .address)
                request.add(", in a free pool", .dim)
            case .newPool(let block, _):
                request.add(s.shortAddress(block), .address)
                request.add(", in a new pool", .dim)
            case .newArena: request.add("a block of a new arena")
            case .large: request.add("a large block")
            }
        }
        out.append(request)
        let ring = pool.sizeClass.map { Memory.usedPools(ofClass: $0) } ?? []
        out.append(
            TextLine(
                "usedpools[\(pool.sizeClass ?? 0)] \(s.glyphs.arrow) "
                    + (ring.isEmpty
                        ? "none"
                        : ring.prefix(3).map { $0 == poolAddress ? "this pool" : s.shortAddress($0) }.joined(
                            separator: " \(s.glyphs.arrow) "))
                    + (ring.count > 3 ? " \(s.glyphs.ellipsis)" : ""), .dim))
        return out
    }

    private func arenaLines(_ s: Snapshot, _ width: Int) -> [TextLine] {
        var out: [TextLine] = []
        for arena in Memory.arenas() {
            var head = TextLine("arena \(arena.index) ", .title, .bold)
            head.add(s.shortAddress(arena.address), .address)
            head.add(" \(arena.totalPools - arena.freePools) of \(arena.totalPools) pools in use", .dim)
            out.append(head)
            var line = TextLine()
            for p in Memory.pools(ofArena: arena.index) {
                let here: Attributes = p.address == poolAddress ? [.bold, .reverse] : []
                switch p.state {
                case .full: line.add(s.glyphs.used, .used, here)
                case .used: line.add("\(min(9, p.usedBlocks * 10 / max(1, p.capacity)))", .next, here)
                case .empty: line.add(s.glyphs.free, .free, here)
                case .untouched: line.add(s.glyphs.untouched, .untouched, here)
                }
                if line.width >= width {
                    out.append(line)
                    line = TextLine()
                }
            }
            if line.width > 0 { out.append(line) }
        }
        out.append(
            TextLine("\(s.glyphs.used) full, 0-9 tenths in use, \(s.glyphs.free) empty, \(s.glyphs.untouched) untouched", .dim))
        let t = Memory.totals
        out.append(TextLine("large blocks: \(t.largeBlocks), \(grouped(UInt64(t.largeBytes))) bytes", .dim))
        return out
    }

    private func classLines(_ s: Snapshot, _ width: Int) -> [TextLine] {
        var pools: [Int: (pools: Int, used: Int, capacity: Int)] = [:]
        for arena in Memory.arenas() {
            for p in Memory.pools(ofArena: arena.index) where p.state == .used || p.state == .full {
                guard let c = p.sizeClass else { continue }
                let old = pools[c] ?? (0, 0, 0)
                pools[c] = (old.pools + 1, old.used + p.usedBlocks, old.capacity + p.capacity)
            }
        }
        var out = [TextLine("class bytes pools  blocks used", .dim)]
        for (c, v) in pools.sorted(by: { $0.key < $1.key }) {
            var line = TextLine()
            line.right("\(c)", 5, .number)
            line.right("\(Memory.model.size(ofClass: c))", 6)
            line.right("\(v.pools)", 6)
            line.right("\(v.used)", 8)
            line.add(" of \(v.capacity) ", .dim)
            let room = max(0, width - line.width)
            line.add(String(repeating: s.glyphs.used, count: room * v.used / max(1, v.capacity)), .used)
            out.append(line)
        }
        return out
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        drawLines(lines(s, width: rect.width, height: rect.height), &canvas, rect, scroll: mode == .pool ? 0 : scroll)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        let size = UInt(Memory.model.poolSize)
        for e in s.recent.reversed() {
            if e.kind == .alloc || e.kind == .free, Memory.region(of: UInt(e.a)) == .arenas, isPool(UInt(e.a) & ~(size - 1)) {
                poolAddress = UInt(e.a) & ~(size - 1)
                return
            }
        }
        if !isPool(poolAddress) {
            if let a = Memory.arenas().first, let p = Memory.pools(ofArena: a.index).last(where: { $0.state == .used }) {
                poolAddress = p.address
            }
        }
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        func movePool(_ by: Int) {
            let all = Memory.arenas().flatMap { Memory.pools(ofArena: $0.index) }.filter { $0.state != .untouched }
            guard let i = all.firstIndex(where: { $0.address == poolAddress }) else { return }
            poolAddress = all[max(0, min(all.count - 1, i + by))].address
        }
        let most = max(0, lines(s, width: rect.width, height: rect.height).count - rect.height)
        switch key {
        case .character("x"):
            mode = Mode.allCases[(Mode.allCases.firstIndex(of: mode)! + 1) % Mode.allCases.count]
            scroll = 0
        case .up: if mode == .pool { movePool(-1) } else { scroll = max(0, scroll - 1) }
        case .down: if mode == .pool { movePool(1) } else { scroll = min(most, scroll + 1) }
        case .pageUp: if mode == .pool { movePool(-8) } else { scroll = max(0, scroll - rect.height) }
        case .pageDown: if mode == .pool { movePool(8) } else { scroll = min(most, scroll + rect.height) }
        case .wheel(_, _, let direction): scroll = max(0, min(most, scroll + direction))
        default: return nil
        }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { lines(s, width: 72, height: 12).map { "memory: " + $0.plain } }
}
