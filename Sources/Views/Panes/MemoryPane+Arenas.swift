import Canvas
import Memory

/// Arenas as maps of pools.
extension MemoryPane {
    func arenaRows(_ width: Int) -> Int { 1 + (Memory.model.poolsPerArena + max(16, width) - 1) / max(16, width) }

    func arenaLines(_ s: Snapshot, _ width: Int, _ height: Int) -> [TextLine] {
        let arenas = Memory.arenas()
        let columns = max(16, width)
        let rows = arenaRows(width)
        // Lines out of sight are not made.
        let wanted = scroll / rows...(scroll + height) / rows
        var out: [TextLine] = []
        for (i, arena) in arenas.enumerated() {
            guard wanted.contains(i) else {
                out += Array(repeating: TextLine(), count: rows)
                continue
            }
            var head = TextLine("arena \(arena.index) ", .title, .bold)
            head.add(s.shortAddress(arena.address), .address)
            head.add(" \(arena.totalPools - arena.freePools) of \(arena.totalPools) pools in use", .dim)
            if let n = arena.usablePosition { head.add(n == 0 ? ", next pools come from here" : ", usable \(n + 1)", .dim) }
            var block = [head]
            let pools = Memory.pools(ofArena: arena.index)
            for start in stride(from: 0, to: pools.count, by: columns) {
                var map = Map()
                for p in pools[start..<min(pools.count, start + columns)] {
                    let here: Attributes = p.address == poolAddress ? [.bold, .reverse] : []
                    switch p.state {
                    case .full: map.add(s.glyphs.used, .used, here)
                    case .used: map.add("\(min(9, p.usedBlocks * 10 / max(1, p.capacity)))", .next, here)
                    case .empty: map.add(s.glyphs.free, .free, here)
                    case .untouched: map.add(s.glyphs.untouched, .untouched, here)
                    }
                }
                block.append(map.finished())
            }
            while block.count < rows { block.append(TextLine()) }
            out += block.prefix(rows)
        }
        out.append(
            TextLine("\(s.glyphs.used) full, 0-9 tenths in use, \(s.glyphs.free) empty, \(s.glyphs.untouched) untouched", .dim))
        let t = Memory.totals
        out.append(
            TextLine(
                "arenas: \(t.arenas) now, \(t.arenasHighwater) at most; large blocks: \(t.largeBlocks), \(grouped(UInt64(t.largeBytes))) bytes",
                .dim))
        return out
    }
}
