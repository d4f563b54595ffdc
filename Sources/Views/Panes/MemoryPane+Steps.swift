import Canvas
import Memory
import Runtime
import Trace

/// Each allocation of the last step with the way that it took.
extension MemoryPane {
    /// How an allocation found its block, from the events just before it.
    func way(_ s: Snapshot, _ e: Event, _ before: ArraySlice<Event>) -> String {
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

    func stepLines(_ s: Snapshot, _ width: Int) -> [TextLine] {
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
            default: continue
            }
            out.append(line)
        }
        if out.count == 1 { out.append(TextLine("nothing was allocated or freed since the last instruction", .dim)) }
        return out
    }

    /// The questions of an allocation, answered for the last one.
    func ladder(_ s: Snapshot, _ all: [Event]) -> TextLine {
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
}

extension ArraySlice {
    /// The longest end of the slice all of whose elements satisfy a condition.
    fileprivate func suffix(while isIn: (Element) -> Bool) -> ArraySlice {
        var start = endIndex
        while start > startIndex, isIn(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
