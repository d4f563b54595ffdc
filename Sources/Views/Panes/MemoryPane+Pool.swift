import Canvas
import Memory
import Runtime

/// A pool as a map of its blocks, with its free list in order, and what the next request gets.
extension MemoryPane {
    /// Cells of one look together, so that a row of a map is a few pieces and not one for each cell.
    struct Map {
        var line = TextLine()
        private var text = ""
        private var role = Role.normal
        private var attributes: Attributes = []

        mutating func add(_ cell: String, _ role: Role, _ attributes: Attributes = []) {
            if role != self.role || attributes != self.attributes { flush() }
            self.role = role
            self.attributes = attributes
            text += cell
        }

        mutating func flush() {
            line.add(text, role, attributes)
            text = ""
        }

        mutating func finished() -> TextLine {
            flush()
            return line
        }
    }

    func poolLines(_ s: Snapshot, _ width: Int, _ height: Int) -> [TextLine] {
        guard Memory.isPool(poolAddress) else { return [TextLine("no pool has been used yet", .dim)] }
        let pool = Memory.pool(at: poolAddress)
        let blocks = Memory.blocks(ofPool: poolAddress)
        let freeList = Memory.freeList(ofPool: poolAddress)
        let (allocated, freed) = since(s)
        var out: [TextLine] = []
        let size = UInt(Memory.model.poolSize)
        var marked: [UInt: Int] = [:]
        for a in s.marks.addresses.suffix(5000) where a & ~(size - 1) == poolAddress && pool.blockSize > 0 {
            let i = (Int(a - poolAddress) - Memory.model.poolOverhead) / pool.blockSize
            guard blocks.indices.contains(i), blocks[i].state == .used, let p = PyObj(bitPattern: a) else { continue }
            marked[blocks[i].address] = s.marks.existing(p)
        }
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
        // The order of the first of the free list, on the map itself.
        var order: [UInt: Int] = [:]
        for (i, b) in freeList.prefix(9).enumerated() where i > 0 { order[b] = i + 1 }
        // As many rows of blocks as there is room for, around what the last step touched.
        let columns = max(8, width)
        let rowCount = (blocks.count + columns - 1) / columns
        let room = max(1, height - (height >= 10 ? 6 : 4))
        let touched = blocks.firstIndex { allocated.contains($0.address) || freed.contains($0.address) || $0.address == next } ?? 0
        let first = rowCount <= room ? 0 : max(0, min(touched / columns - room / 2, rowCount - room))
        for row in first..<min(rowCount, first + room) {
            var map = Map()
            for b in blocks[row * columns..<min(blocks.count, (row + 1) * columns)] {
                let mark = marked[b.address].flatMap { $0 < 20 && s.glyphs.circledMarks ? $0 : nil }
                if b.address == next {
                    map.add(s.glyphs.next, .next, .bold)
                } else if allocated.contains(b.address) {
                    map.add(mark.map { s.glyphs.mark($0) } ?? "+", .added, .bold)
                } else if let n = order[b.address] {
                    map.add("\(n)", freed.contains(b.address) ? .removed : .free, freed.contains(b.address) ? .bold : [])
                } else if freed.contains(b.address) {
                    map.add("x", .removed, .bold)
                } else {
                    switch b.state {
                    case .used: if let mark { map.add(s.glyphs.mark(mark), .mark(mark)) } else { map.add(s.glyphs.used, .used) }
                    case .free: map.add(s.glyphs.free, .free)
                    case .untouched: map.add(s.glyphs.untouched, .untouched)
                    }
                }
            }
            out.append(map.finished())
        }
        let untouched = blocks.filter { $0.state == .untouched }.count
        var key = TextLine(s.glyphs.used, .used)
        key.add(" used \(pool.usedBlocks) ")
        key.add(s.glyphs.free, .free)
        key.add(" free \(blocks.count - untouched - pool.usedBlocks) ")
        key.add(s.glyphs.untouched, .untouched)
        key.add(" untouched \(untouched)")
        if !allocated.isEmpty || !freed.isEmpty { key.add("  + \(allocated.count) x \(freed.count) in this step", .changed) }
        out.append(key)
        if height >= 10 {
            var list = TextLine("free list: ", .dim)
            if freeList.isEmpty { list.add("empty", .dim) }
            for (i, b) in freeList.prefix(max(2, (width - 24) / 9)).enumerated() {
                if i > 0 { list.add(" \(s.glyphs.arrow) ", .dim) }
                list.add(s.shortAddress(b), b == next ? .next : .address, b == next ? .bold : [])
            }
            list.add(" (\(freeList.count))", .dim)
            out.append(list)
        }
        out.append(request(s, pool, width))
        let ring = pool.sizeClass.map { Memory.usedPools(ofClass: $0) } ?? []
        out.append(
            TextLine(
                "usedpools[\(pool.sizeClass ?? 0)] \(s.glyphs.arrow) "
                    + (ring.isEmpty
                        ? "none"
                        : ring.prefix(3).map { $0 == poolAddress ? "this pool" : s.shortAddress($0) }.joined(
                            separator: " \(s.glyphs.arrow) "))
                    + (ring.count > 3 ? " \(s.glyphs.ellipsis) (\(ring.count))" : ""), .dim))
        return out
    }

    /// Where there is room: the pool, then the sums over all pools, then the arenas.
    func overview(_ s: Snapshot, _ width: Int, _ height: Int) -> [TextLine] {
        let sums = classLines(s, width).prefix { !$0.plain.hasPrefix("class ") }
        let arenas = Memory.totals.arenas * arenaRows(width) + 2
        let pool = poolLines(s, width, max(14, height - sums.count - min(arenas, height / 2) - 2))
        var all = pool + [TextLine()] + sums + [TextLine()]
        let left = height - all.count
        var map = MemoryPane()
        map.poolAddress = poolAddress
        if arenas > left {
            // The arena of the pool, with its neighbours.
            let index = Memory.isPool(poolAddress) ? Memory.pool(at: poolAddress).arena : 0
            let position = Memory.arenas().firstIndex { $0.index == index } ?? 0
            map.scroll = max(0, min(position * arenaRows(width), arenas - left))
        }
        all += map.arenaLines(s, width, left).dropFirst(map.scroll).prefix(max(0, left))
        return all
    }

    func request(_ s: Snapshot, _ pool: PoolInfo, _ width: Int) -> TextLine {
        var request = TextLine("malloc(\(pool.blockSize)) \(width < 46 ? s.glyphs.arrow : "would return") ", .dim)
        guard pool.blockSize > 0 else { return TextLine("no block size yet", .dim) }
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
        return request
    }
}
