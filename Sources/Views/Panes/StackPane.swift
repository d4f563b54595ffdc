import Bytecode
import Canvas
import Memory
import Runtime

/// The value stack of the current frame, top first, and what the current instruction will do to it.
struct StackPane: Pane {
    let kind = PaneKind.stack
    var scroll = 0
    var selection: Int?

    /// At the top.
    init() {}

    func note(_ s: Snapshot) -> String {
        guard let f = s.frame else { return "" }
        return "\(f.stack.count)/\(f.code.co_stacksize)"
    }

    var keys: [(String, String)] { [("\u{2191}\u{2193}", "select"), ("Enter", "bytes")] }

    /// The current instruction and its use of the stack, if the machine stands before one.
    func use(_ s: Snapshot) -> (name: String, pops: Int, pushes: Int, isCallNext: Int?)? {
        guard s.exitStatus == nil, s.selectedFrame == 0, s.event.kind == .instruction || s.event.kind == .line, let f = s.frame
        else { return nil }
        let all = Disassembler.instructions(f.listing)
        guard let c = f.current(all) else { return nil }
        let base = Opcode.deoptimized[Int(all[c].opcode)]
        let fused = Opcode.names[Int(all[c].opcode)].hasSuffix("_JUMP") || all[c].opcode == Opcode.BINARY_OP_INPLACE_ADD_UNICODE
        let (pops, pushes) = StackUse.of(fused ? all[c].opcode : base, Int(all[c].arg ?? 0))
        var call: Int?
        // A specialised PRECALL of a built-in does the CALL's work itself; the pane says the same of it.
        if base == Opcode.PRECALL, c + 1 < all.count { call = Int(all[c].arg ?? 0) }
        return (all[c].opname, pops, pushes, call)
    }

    func lines(_ s: Snapshot, width: Int) -> [TextLine] {
        guard let f = s.frame else { return [TextLine("no frame", .dim)] }
        let stack = f.stack
        let use = use(s)
        var out: [TextLine] = []
        for address in f.aboveTop { _ = s.changes.isChanged(address) }
        for (i, slot) in stack.enumerated() {
            var line = TextLine()
            let popped = use.map { i < $0.pops } ?? false
            line.add(popped ? s.glyphs.minus : " ", .warning, .bold)
            line.add(i == 0 ? "top" : "   ", .dim)
            let changed = s.changes.isChanged(slot.address)
            line.add(changed ? s.glyphs.changed : " ", .changed, .bold)
            var rc = ""
            var rcChanged = false
            if let v = slot.value, Inspect.isObject(v) {
                rcChanged = s.changes.isChanged(UInt(bitPattern: v))
                rc = "rc " + s.refcountText(v)
            }
            let room = max(6, width - line.width - rc.count - 3)
            line.add(s.line(for: slot.value, limit: room))
            line.pad(to: width - rc.count - 2, gap: true)
            line.add(rc, rcChanged ? .changed : .dim, rcChanged ? .bold : [])
            line.add(rcChanged ? s.glyphs.changed : " ", .changed)
            if i == selection { line.background = .current }
            out.append(line)
        }
        if stack.isEmpty { out.append(TextLine("     (empty)", .dim)) }
        return out
    }

    func effect(_ s: Snapshot, width: Int) -> [TextLine] {
        guard let use = use(s) else { return [] }
        var lines = [TextLine(String(repeating: s.glyphs.horizontal, count: max(0, width)), .border)]
        var a = TextLine(use.name, .opcode)
        a.add(" pops \(use.pops)", .warning)
        a.add(", pushes \(use.pushes)", .added)
        lines += a.wrapped(width)
        if let n = use.isCallNext {
            lines += TextLine("then CALL pops \(n + 2), pushes 1", .dim).wrapped(width)
        }
        return lines
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        let foot = effect(s, width: rect.width)
        let room = max(1, rect.height - foot.count)
        drawLines(lines(s, width: rect.width), &canvas, Rect(rect.x, rect.y, rect.width, room), scroll: scroll)
        drawLines(foot, &canvas, Rect(rect.x, rect.y + room, rect.width, rect.height - room), scroll: 0)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        scroll = 0
        selection = nil
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        guard let stack = s.frame?.stack, !stack.isEmpty else { return nil }
        switch key {
        case .up: selection = max(0, (selection ?? 1) - 1)
        case .down: selection = min(stack.count - 1, (selection ?? -1) + 1)
        case .enter:
            guard let i = selection, i < stack.count, let v = stack[i].value, Inspect.isObject(v) else { return nil }
            return .inspect(v)
        case .click(_, let y):
            let i = scroll + y - rect.y
            guard stack.indices.contains(i) else { return nil }
            if selection == i, let v = stack[i].value, Inspect.isObject(v) { return .inspect(v) }
            selection = i
        default: return nil
        }
        if let i = selection {
            scroll = scrolled(scroll, toShow: i, of: stack.count, height: max(1, rect.height - effect(s, width: rect.width).count))
        }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] {
        guard let f = s.frame else { return [] }
        let items = f.stack.map { s.line(for: $0.value, limit: 30).plain }
        return ["stack, top first: " + (items.isEmpty ? "empty" : items.joined(separator: " | "))]
    }
}
