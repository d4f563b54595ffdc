import Canvas
import Memory
import Runtime
import Trace

/// The allocator: arenas as maps of pools, a pool as a map of blocks with its free list in order, size classes with fragmentation, and each allocation of
/// the last step with the way it took; what a request would get, before it is made.
struct MemoryPane: Pane {
    let kind = PaneKind.memory

    enum Mode: CaseIterable { case pool, arenas, classes, steps }
    var mode = Mode.pool
    /// The pool that is shown.
    var poolAddress: UInt = 0
    var scroll = 0
    /// The size class that is selected in the list of classes.
    var selectedClass: Int?

    /// Shows the pool of the last step's last block.
    init() {}

    func note(_ s: Snapshot) -> String {
        switch mode {
        case .pool:
            guard Memory.isPool(poolAddress) else { return "" }
            let p = Memory.pool(at: poolAddress)
            return "arena \(p.arena), \(p.blockSize)-byte blocks"
        case .arenas: return "arenas by address"
        case .classes: return "size classes"
        case .steps: return "this step"
        }
    }

    var keys: [(String, String)] {
        switch mode {
        case .pool:
            [("x", "arenas"), ("\u{2191}\u{2193}", "pool by address"), (") (", "same size"), ("Enter", "pool header")]
        case .arenas: [("x", "classes"), ("\u{2191}\u{2193}", "scroll")]
        case .classes: [("x", "this step"), ("\u{2191}\u{2193}", "select"), ("Enter", "its pool")]
        case .steps: [("x", "pool"), ("\u{2191}\u{2193}", "scroll"), (".", "next event")]
        }
    }

    /// Blocks handed out and given back since the last instruction.
    private func since(_ s: Snapshot) -> (allocated: Set<UInt>, freed: Set<UInt>) {
        var allocated: Set<UInt> = []
        var freed: Set<UInt> = []
        for e in events(s) {
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

    /// The events since the last instruction, oldest first.
    private func events(_ s: Snapshot) -> ArraySlice<Event> {
        let i = s.recent.lastIndex { $0.kind == .instruction }
        return i.map { s.recent[($0 + 1)...] } ?? s.recent[...]
    }

    func lines(_ s: Snapshot, width: Int, height: Int) -> [TextLine] {
        switch mode {
        case .pool: poolLines(s, width, height)
        case .arenas: arenaLines(s, width, height)
        case .classes: classLines(s, width)
        case .steps: stepLines(s, width)
        }
    }

    // MARK: A pool

    /// Cells of one look together, so that a row of a map is a few pieces and not one for each cell.
    private struct Map {
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

    private func poolLines(_ s: Snapshot, _ width: Int, _ height: Int) -> [TextLine] {
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
                let mark = marked[b.address].flatMap { $0 < 50 && s.glyphs.circledMarks ? $0 : nil }
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
        out.append(request(s, pool))
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

    private func request(_ s: Snapshot, _ pool: PoolInfo) -> TextLine {
        var request = TextLine("malloc(\(pool.blockSize)) would return ", .dim)
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

    // MARK: Arenas

    private func arenaRows(_ width: Int) -> Int { 1 + (Memory.model.poolsPerArena + max(16, width) - 1) / max(16, width) }

    private func arenaLines(_ s: Snapshot, _ width: Int, _ height: Int) -> [TextLine] {
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

    // MARK: Size classes

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

    private func percent(_ part: Int, _ whole: Int) -> String {
        let tenths = whole > 0 ? part * 1000 / whole : 0
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private func classLines(_ s: Snapshot, _ width: Int) -> [TextLine] {
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

    // MARK: The allocations of a step

    /// How an allocation found its block, from the events just before it.
    private func way(_ s: Snapshot, _ e: Event, _ before: ArraySlice<Event>) -> String {
        if e.c > UInt64(Memory.model.threshold) { return "large block" }
        var words: [String] = []
        for b in before.reversed() {
            switch b.kind {
            case .arenaNew: words.append("new arena \(b.b)")
            case .poolNew: words.append("pool \(s.shortAddress(UInt(b.a))) set up for it")
            case .poolCarve: words.append("the next one is carved")
            case .poolFull: words.append("the pool is full now")
            default: return words.isEmpty ? "head of its pool's free list" : words.reversed().joined(separator: ", ")
            }
        }
        return words.isEmpty ? "head of its pool's free list" : words.reversed().joined(separator: ", ")
    }

    private func stepLines(_ s: Snapshot, _ width: Int) -> [TextLine] {
        let all = Array(events(s)) + (s.event.kind == .instruction || s.event.kind == .line ? [] : [s.event])
        var out = [ladder(s, all)]
        for (i, e) in all.enumerated() {
            var line = TextLine(i == all.count - 1 && e == s.event ? s.glyphs.here : " ", .timelineHere, .bold)
            func type(_ address: UInt64) -> String { Inspect.object(at: address).map { Inspect.typeText(ofType: $0) } ?? "object" }
            switch e.kind {
            case .alloc:
                line.add("malloc(\(e.b)) ", .builtin)
                line.add("\(s.glyphs.arrow) \(s.shortAddress(UInt(e.a)))", .added, .bold)
                line.add(" of \(e.c): \(way(s, e, all[..<i]))", .dim)
            case .free:
                line.add("free(\(s.shortAddress(UInt(e.a))))", .removed, .bold)
                line.add(" of \(e.b): heads its free list", .dim)
            case .realloc:
                line.add("realloc(\(s.shortAddress(UInt(e.c))), \(e.b)) ", .builtin)
                line.add(e.a == e.c ? "in place" : "\(s.glyphs.arrow) \(s.shortAddress(UInt(e.a)))", .added)
            case .freelistTake:
                line.add("freelist \(s.glyphs.arrow) \(type(e.b)) \(s.shortAddress(UInt(e.a)))", .added)
                line.add("; \(e.c) left there, no malloc", .dim)
            case .freelistPut:
                line.add("\(type(e.b)) \(s.shortAddress(UInt(e.a))) \(s.glyphs.arrow) freelist", .removed)
                line.add("; \(e.c) there now, no free", .dim)
            case .poolNew:
                line.add("  pool \(s.shortAddress(UInt(e.a))) of arena \(e.c) ", .address)
                line.add("begins to serve \(Memory.model.size(ofClass: Int(e.b))) bytes", .dim)
            case .poolCarve:
                line.add("  carved \(s.shortAddress(UInt(e.b)))", .address)
                line.add(": the free list was empty", .dim)
            case .poolFull: line.add("  pool \(s.shortAddress(UInt(e.a))) is full and leaves its ring", .warning)
            case .poolUsed: line.add("  pool \(s.shortAddress(UInt(e.a))) is back at the front of its ring", .dim)
            case .poolFree: line.add("  pool \(s.shortAddress(UInt(e.a))) is empty: back to arena \(e.c)", .dim)
            case .arenaNew: line.add("  arena \(e.b) from the system: \(e.c) pools", .warning)
            case .arenaFree: line.add("  arena \(e.b) back to the system", .warning)
            case .resize:
                line.add(
                    "\(Inspect.object(at: e.a).map { Inspect.typeName($0) } ?? "object") room \(e.c) \(s.glyphs.arrow) \(e.b)",
                    .changed)
            case .newObject: line.add("  is a new \(type(e.b)) at \(s.shortAddress(UInt(e.a)))", .dim)
            case .dealloc: line.add("dealloc of \(type(e.b)) \(s.shortAddress(UInt(e.a)))", .dim)
            default: continue
            }
            out.append(line)
        }
        if out.count == 1 { out.append(TextLine("nothing was allocated or freed since the last instruction", .dim)) }
        return out
    }

    /// The questions of an allocation, answered for the last one.
    private func ladder(_ s: Snapshot, _ all: [Event]) -> TextLine {
        var line = TextLine()
        func step(_ name: String, _ answer: Bool?) {
            line.add("\(name)? ", .dim)
            line.add(answer == nil ? "- " : answer! ? "yes " : "no ", answer == true ? .added : .dim, answer == true ? .bold : [])
        }
        guard let i = all.lastIndex(where: { [.alloc, .freelistTake, .poolNew, .arenaNew, .poolCarve].contains($0.kind) }) else {
            return TextLine("freelist? pool? new pool? new arena? large?", .dim)
        }
        let e = all[i]
        if e.kind == .freelistTake {
            step("freelist", true)
            for name in ["pool", "new pool", "new arena", "large"] { step(name, nil) }
            return line
        }
        step("freelist", false)
        if e.kind == .alloc && e.c > UInt64(Memory.model.threshold) {
            for name in ["pool", "new pool", "new arena"] { step(name, false) }
            step("large", true)
            return line
        }
        // The events of one allocation: from the last one that ended another.
        let own = all[...i].suffix(while: { [.poolNew, .arenaNew, .poolCarve, .poolFull].contains($0.kind) || $0 == e })
        let arena = own.contains { $0.kind == .arenaNew }
        let pool = own.contains { $0.kind == .poolNew }
        step("pool", !pool && !arena)
        step("new pool", pool ? true : arena ? true : nil)
        step("new arena", arena ? true : pool ? false : nil)
        step("large", nil)
        return line
    }

    // MARK: Drawing and keys

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        drawLines(lines(s, width: rect.width, height: rect.height), &canvas, rect, scroll: mode == .pool ? 0 : scroll)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        if mode == .steps { scroll = max(0, stepLines(s, rect.width).count - rect.height) }
        for e in s.recent.reversed() {
            if e.kind == .alloc || e.kind == .free, let pool = Memory.pool(containing: UInt(e.a)) {
                poolAddress = pool
                return
            }
        }
        if !Memory.isPool(poolAddress) {
            if let a = Memory.arenas().first, let p = Memory.pools(ofArena: a.index).last(where: { $0.state == .used }) {
                poolAddress = p.address
            }
        }
    }

    /// The next pool by address, across arenas, that satisfies a condition.
    private func pool(after address: UInt, by: Int, where isWanted: (PoolInfo) -> Bool = { _ in true }) -> UInt? {
        var all: [UInt] = []
        for a in Memory.arenas() {
            all += Memory.pools(ofArena: a.index).filter { $0.state != .untouched && isWanted($0) }.map(\.address)
        }
        all.sort()
        guard let i = all.firstIndex(where: { $0 >= address }) else { return all.last }
        return all[max(0, min(all.count - 1, i + by))]
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        switch key {
        case .up, .down, .pageUp, .pageDown, .wheel, .enter, .character("x"), .character(")"), .character("("): break
        default: return nil
        }
        let most = max(
            0,
            (mode == .arenas
                ? arenaRows(rect.width) * Memory.arenas().count + 2 : lines(s, width: rect.width, height: rect.height).count)
                - rect.height)
        func move(_ by: Int) {
            switch mode {
            case .pool: poolAddress = pool(after: poolAddress, by: by) ?? poolAddress
            case .classes:
                let all = Self.census().classes.keys.sorted()
                guard !all.isEmpty else { return }
                let i = selectedClass.flatMap { c in all.firstIndex { $0 >= c } }
                let next = max(0, min(all.count - 1, i.map { $0 + by } ?? 0))
                selectedClass = all[next]
                scroll = scrolled(scroll, toShow: next + 4, of: all.count + 4, height: rect.height)
            case .arenas, .steps: scroll = max(0, min(most, scroll + by))
            }
        }
        switch key {
        case .character("x"):
            mode = Mode.allCases[(Mode.allCases.firstIndex(of: mode)! + 1) % Mode.allCases.count]
            scroll = 0
            if mode == .steps { follow(s, rect) }
        case .character(")") where mode == .pool, .character("(") where mode == .pool:
            let size = Memory.isPool(poolAddress) ? Memory.pool(at: poolAddress).sizeClass : nil
            poolAddress = pool(after: poolAddress, by: key == .character(")") ? 1 : -1) { $0.sizeClass == size } ?? poolAddress
        case .enter:
            if mode == .classes, let c = selectedClass {
                guard let pool = Memory.usedPools(ofClass: c).first ?? pool(after: 0, by: 0, where: { $0.sizeClass == c }) else {
                    return .message("no pool serves this class now")
                }
                poolAddress = pool
                mode = .pool
                scroll = 0
                return PaneAction.none
            }
            guard mode == .pool, Memory.isPool(poolAddress) else { return nil }
            return .inspectThing(.pool(poolAddress))
        case .up: move(-1)
        case .down: move(1)
        case .pageUp: move(mode == .pool ? -8 : -rect.height)
        case .pageDown: move(mode == .pool ? 8 : rect.height)
        case .wheel(_, _, let direction): if mode != .pool { scroll = max(0, min(most, scroll + direction)) }
        default: return nil
        }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { lines(s, width: 72, height: 12).map { "memory: " + $0.plain } }
}

extension ArraySlice {
    /// The longest end of the slice all of whose elements satisfy a condition.
    fileprivate func suffix(while isIn: (Element) -> Bool) -> ArraySlice {
        var start = endIndex
        while start > startIndex, isIn(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
