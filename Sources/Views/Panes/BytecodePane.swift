import Bytecode
import Canvas
import Runtime

/// The code of the current frame, as it is now: specialised forms and counters are those in memory.
struct BytecodePane: Pane {
    let kind = PaneKind.bytecode
    var scroll = 0
    var follows = true
    /// Whether inline caches are shown.
    var showsCaches = false

    /// At the top.
    init() {}

    func note(_ s: Snapshot) -> String { s.frame?.name ?? "" }

    var keys: [(String, String)] { [("i", showsCaches ? "hide caches" : "caches"), ("\u{2191}\u{2193}", "scroll")] }

    /// One row: an instruction, or an exception-table entry at the end.
    func lines(_ s: Snapshot) -> (lines: [TextLine], current: Int?) {
        guard let f = s.frame else {
            return ([TextLine(s.exitStatus == nil ? "no frame runs" : "no frame is left", .dim)], nil)
        }
        let listing = f.listing
        let all = Disassembler.instructions(listing, showCaches: showsCaches)
        let current = f.current(all)
        let entries = ExceptionTable.entries(listing.exceptiontable)
        let covering = f.lasti.flatMap { at in entries.first { $0.start * 2 <= at && at < $0.end * 2 } }
        let target = current.flatMap { all[$0].jumpTarget }
        let lineWidth = max(2, String(all.compactMap(\.startsLine).max() ?? 0).count)
        let offsetWidth = max(3, String(listing.code.count).count)
        // Between a jump and its target runs a line in a column of its own.
        let span: ClosedRange<Int>? = current.flatMap { c in
            guard let target, let t = all.firstIndex(where: { $0.offset == target }) else { return nil }
            return min(c, t)...max(c, t)
        }
        var out: [TextLine] = []
        for (i, instruction) in all.enumerated() {
            var line = TextLine()
            let here = i == current
            let isCache = instruction.opcode == Opcode.CACHE
            line.right(instruction.startsLine.map(String.init) ?? "", lineWidth, .dim)
            line.add(here ? s.glyphs.here : " ", .timelineHere, .bold)
            if let span, span.contains(i) {
                let isTarget = instruction.offset == target
                line.add(
                    isTarget
                        ? s.glyphs.jumpTo
                        : i == span.lowerBound ? s.glyphs.topLeft : i == span.upperBound ? s.glyphs.bottomLeft : s.glyphs.vertical,
                    .next)
            } else {
                line.add(instruction.isJumpTarget ? s.glyphs.jumpTo : " ", .dim)
            }
            line.right("\(instruction.offset)", offsetWidth, .address)
            line.add(" ")
            if isCache {
                line.add("  " + (instruction.argrepr.isEmpty ? "CACHE" : instruction.argrepr), .dim)
                out.append(line)
                continue
            }
            let base = Opcode.deoptimized[Int(instruction.opcode)]
            let specialised = base != instruction.opcode
            line.add(instruction.opname, specialised ? .changed : .opcode, here ? .bold : [])
            if let arg = instruction.arg {
                let start = lineWidth + 2 + offsetWidth + 1
                line.pad(to: start + 13, gap: true)
                line.right("\(arg)", 2, .argument)
                if !instruction.argrepr.isEmpty { line.add(" (\(instruction.argrepr))", .name) }
            }
            if here { line.background = .current }
            if let c = covering, !here, instruction.offset == c.target * 2 {
                line.add("  handler", .warning)
            }
            out.append(line)
        }
        if !entries.isEmpty {
            out.append(TextLine("Exception table", .dim))
            for e in entries {
                let active = covering == e
                var line = TextLine(active ? s.glyphs.here : " ", .warning)
                line.add(
                    "\(e.start * 2)-\(e.end * 2 - 2) \(s.glyphs.arrow) \(e.target * 2)  depth \(e.depth)\(e.lasti ? " +lasti" : "")",
                    active ? .warning : .dim)
                out.append(line)
            }
        }
        return (out, current)
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        drawLines(lines(s).lines, &canvas, rect, scroll: scroll)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        let (all, current) = lines(s)
        scroll = scrolled(scroll, toShow: current ?? 0, of: all.count, height: rect.height, margin: 3)
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let count = lines(s).lines.count
        let top = max(0, count - rect.height)
        switch key {
        case .up: scroll = max(0, scroll - 1)
        case .down: scroll = min(top, scroll + 1)
        case .pageUp: scroll = max(0, scroll - rect.height)
        case .pageDown: scroll = min(top, scroll + rect.height)
        case .wheel(_, _, let direction): scroll = max(0, min(top, scroll + 3 * direction))
        case .character("i"):
            showsCaches.toggle()
            follow(s, rect)
        default: return nil
        }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] {
        guard let f = s.frame else { return [] }
        let all = Disassembler.instructions(f.listing)
        guard let c = f.current(all) else { return [] }
        let i = all[c]
        let argument = i.arg.map { " \($0)" + (i.argrepr.isEmpty ? "" : " (\(i.argrepr))") } ?? ""
        return ["next: \(i.opname)\(argument) at offset \(i.offset) of \(f.name)"]
    }
}
