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
    /// Whether the other memory model is shown as well, or, where both do not fit, instead.
    var showsBoth = false
    /// The size class that is selected in the list of classes.
    var selectedClass: Int?

    /// Shows the pool of the last step's last block.
    init() {}

    func note(_ s: Snapshot) -> String {
        // The title's numbers are this machine's; beside or under it is the other's map.
        if showsBoth { return "\(mode), both models" }
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

    var keys: [(String, String)] { ownKeys + [("B", showsBoth ? "this model only" : "both models")] }

    private var ownKeys: [(String, String)] {
        switch mode {
        case .pool:
            [("x", "arenas"), ("\u{2191}\u{2193}", "pool by address"), (") (", "same size"), ("Enter", "pool header")]
        case .arenas: [("x", "classes"), ("\u{2191}\u{2193}", "scroll")]
        case .classes: [("x", "this step"), ("\u{2191}\u{2193}", "select"), ("Enter", "its pool")]
        case .steps: [("x", "pool"), ("\u{2191}\u{2193}", "scroll"), (".", "next event")]
        }
    }

    /// Blocks handed out and given back since the last instruction.
    func since(_ s: Snapshot) -> (allocated: Set<UInt>, freed: Set<UInt>) {
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
    func events(_ s: Snapshot) -> ArraySlice<Event> {
        let i = s.recent.lastIndex { $0.kind == .instruction }
        return i.map { s.recent[($0 + 1)...] } ?? s.recent[...]
    }

    func lines(_ s: Snapshot, width: Int, height: Int) -> [TextLine] {
        switch mode {
        case .pool: height >= 26 ? overview(s, width, height) : poolLines(s, width, height)
        case .arenas: arenaLines(s, width, height)
        case .classes: classLines(s, width)
        case .steps: stepLines(s, width)
        }
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        if showsBoth, let other = s.other { return drawBoth(s, other, &canvas, rect) }
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
