import Canvas
import Memory
import Runtime

/// One object in memory: the fields of its struct, with offsets, beside the bytes that they are.
struct BytesPane: Pane {
    let kind = PaneKind.bytes
    var scroll = 0
    var selection = 0
    var object: PyObj?
    var trail: [PyObj] = []

    /// Shows nothing in particular yet.
    init() {}

    /// Shows an object and remembers where one came from.
    mutating func show(_ p: PyObj) {
        if let object, object != p { trail.append(object) }
        object = p
        selection = 0
        scroll = 0
    }

    /// The object that is shown: the one that was chosen, else the top of the stack, else the first variable's.
    func shown(_ s: Snapshot) -> PyObj? {
        if let object { return object }
        if let top = s.frame?.stack.first(where: { $0.value != nil })?.value, Inspect.isObject(top) { return top }
        return s.frame?.variables.last(where: { $0.value != nil })?.value
    }

    func note(_ s: Snapshot) -> String {
        guard let p = shown(s), Inspect.isObject(p) else { return "" }
        return "\(s.markLine(p).plain) \(Inspect.typeName(p)) at \(s.shortAddress(UInt(bitPattern: p)))".trimmed
    }

    var keys: [(String, String)] { [("\u{2191}\u{2193}", "select"), ("Enter", "follow"), ("Bksp", "back")] }

    typealias Row = (line: TextLine, target: PyObj?)

    func rows(_ s: Snapshot, width: Int) -> [Row] {
        guard let p = shown(s) else { return [(TextLine("choose an object: Enter in Frames, Stack or Objects", .dim), nil)] }
        let address = UInt(bitPattern: p)
        let block = Memory.block(containing: address)
        if let block, block.state != .used {
            return [
                (TextLine("freed: the block at \(s.shortAddress(block.address)) of \(block.size) bytes", .freed), nil),
                (TextLine(block.state == .free ? "is on its pool's free list" : "was never handed out", .freed), nil),
            ]
        }
        guard Inspect.isObject(p) else { return [(TextLine("no object lies at \(s.shortAddress(address)) now", .freed), nil)] }
        let fields = Inspect.fields(p)
        let wide = width >= 62
        let nameWidth = min(max(9, fields.map { $0.name.count }.max() ?? 9), wide ? 22 : max(9, width - 31))
        var out: [Row] = []
        for field in fields {
            var line = TextLine()
            let at = address &+ UInt(bitPattern: field.offset)
            let changed = s.changes.isChanged(at & ~7)
            line.right(field.offset < 0 ? s.glyphs.minus + "\(-field.offset)" : "\(field.offset)", 4, .address)
            line.add(changed ? s.glyphs.changed : " ", .changed, .bold)
            line.add(s.fit(field.name, nameWidth), changed ? .changed : .normal, changed ? .bold : [])
            line.pad(to: 5 + nameWidth)
            line.add(" ")
            var hex = ""
            if Memory.isReadable(at, field.size), let bytes = UnsafeRawPointer(bitPattern: at) {
                for i in 0..<min(field.size, 8) {
                    hex += (i > 0 && wide ? " " : "") + hexadecimal(UInt(bytes.load(fromByteOffset: i, as: UInt8.self)), 2)
                }
            }
            line.add(hex, .hex)
            line.pad(to: 6 + nameWidth + (wide ? 23 : 16), gap: true)
            line.add(" ")
            let value = Inspect.value(p, field)
            if field.name.hasPrefix("_gc_"), Memory.isReadable(at, 8), let word = UnsafeRawPointer(bitPattern: at) {
                let bits = word.load(as: UInt.self)
                line.add(bits == 0 ? "0" : s.shortAddress(bits), .address)
            } else if let target = value.target, !Inspect.isObject(target) {
                line.add(s.shortAddress(UInt(bitPattern: target)), .address)
            } else if let target = value.target {
                line.add(s.glyphs.arrow + (wide ? " " : ""), .dim)
                line.add(s.line(for: target, limit: max(6, width - line.width), withType: false))
            } else {
                line.add(value.text, field.kind == .bytes ? .string : .number)
            }
            out.append((line, value.target.flatMap { Inspect.isObject($0) ? $0 : nil }))
        }
        var foot = TextLine("\(Inspect.size(p)) bytes", .dim)
        if let block { foot.add(" in a block of \(block.size)", .dim) } else { foot.add(", static", .dim) }
        if Inspect.isCollected(p) { foot.add(Inspect.isTracked(p) ? ", tracked" : ", not tracked", .dim) }
        out.append((foot, nil))
        return out
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        var lines = rows(s, width: rect.width).map(\.line)
        if focused, lines.indices.contains(selection) { lines[selection].background = .current }
        drawLines(lines, &canvas, rect, scroll: scroll)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        scroll = max(0, min(scroll, rows(s, width: rect.width).count - rect.height))
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let all = rows(s, width: rect.width)
        switch key {
        case .up: selection = max(0, selection - 1)
        case .down: selection = min(all.count - 1, selection + 1)
        case .pageUp: selection = max(0, selection - rect.height)
        case .pageDown: selection = min(all.count - 1, selection + rect.height)
        case .enter:
            guard all.indices.contains(selection), let target = all[selection].target else {
                return .message("this field leads to no object")
            }
            return .inspect(target)
        case .backspace:
            guard let last = trail.popLast() else {
                object = nil
                return PaneAction.none
            }
            object = last
            selection = 0
        case .wheel(_, _, let direction):
            scroll = max(0, min(max(0, all.count - rect.height), scroll + 3 * direction))
            return PaneAction.none
        case .click(_, let y):
            let i = scroll + y - rect.y
            guard all.indices.contains(i) else { return nil }
            if selection == i, let target = all[i].target { return .inspect(target) }
            selection = i
        default: return nil
        }
        scroll = scrolled(scroll, toShow: selection, of: all.count, height: rect.height)
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { rows(s, width: 90).map { "bytes: " + $0.line.plain } }
}
