import Canvas
import Memory

/// Pools and blocks by size class, and fragmentation.
extension MemoryPane {
    /// Pools and blocks of one size class.
    struct ClassUse {
        var pools = 0
        var full = 0
        var used = 0
        var capacity = 0
        var untouched = 0
    }

    /// Sums over all pools: by size class, and those that serve none.
    static func census() -> (classes: [Int: ClassUse], empty: Int, untouched: Int) {
        var classes: [Int: ClassUse] = [:]
        var empty = 0
        var untouched = 0
        for arena in Memory.arenas() {
            untouched += arena.totalPools - arena.carvedPools
            for p in Memory.pools(ofArena: arena.index) {
                switch p.state {
                case .untouched: break
                case .empty: empty += 1
                case .used, .full:
                    guard let c = p.sizeClass else { continue }
                    var u = classes[c] ?? ClassUse()
                    u.pools += 1
                    if p.state == .full { u.full += 1 }
                    u.used += p.usedBlocks
                    u.capacity += p.capacity
                    u.untouched += max(
                        0, (Memory.model.poolOverhead + p.capacity * p.blockSize - p.nextoffset) / max(1, p.blockSize))
                    classes[c] = u
                }
            }
        }
        return (classes, empty, untouched)
    }

    func percent(_ part: Int, _ whole: Int) -> String {
        let tenths = whole > 0 ? part * 1000 / whole : 0
        return "\(tenths / 10).\(tenths % 10) %"
    }

    func classLines(_ s: Snapshot, _ width: Int) -> [TextLine] {
        let (classes, empty, untouched) = Self.census()
        let model = Memory.model
        var inUse = 0
        var free = 0
        var pools = 0
        for (c, u) in classes {
            inUse += u.used * model.size(ofClass: c)
            free += (u.capacity - u.used) * model.size(ofClass: c)
            pools += u.pools
        }
        let arenas = Memory.totals.arenas * model.arenaSize
        var out: [TextLine] = []
        var sum = TextLine("in arenas ", .dim)
        sum.add(grouped(UInt64(arenas)), .number)
        sum.add(": in use ", .dim)
        sum.add("\(grouped(UInt64(inUse))) (\(percent(inUse, arenas)))", .number)
        out.append(sum)
        var lost = TextLine("fragmentation: free blocks in used pools ", .dim)
        lost.add("\(grouped(UInt64(free))) (\(percent(free, inUse + free)))", .number)
        out += lost.wrapped(max(20, width))
        out += TextLine(
            "pools: \(pools) used, \(empty) empty, \(untouched) untouched; headers and ends \(grouped(UInt64(max(0, pools * model.poolSize - inUse - free)))) bytes",
            .dim
        ).wrapped(max(20, width))
        out.append(TextLine("class bytes pools  blocks used", .dim))
        for (c, u) in classes.sorted(by: { $0.key < $1.key }) {
            var line = TextLine()
            line.right("\(c)", 5, .number)
            line.right("\(model.size(ofClass: c))", 6)
            line.right("\(u.pools)", 6)
            line.right("\(u.used)", 8)
            line.add(" of \(u.capacity) ", .dim)
            line.pad(to: 40)
            let room = max(0, min(60, width - line.width))
            line.add(String(repeating: s.glyphs.used, count: room * u.used / max(1, u.capacity)), .used)
            if c == selectedClass { line.background = .current }
            out.append(line)
        }
        return out
    }
}
