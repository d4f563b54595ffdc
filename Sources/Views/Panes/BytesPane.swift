import Canvas
import Memory
import Runtime

/// One thing in memory: the fields of its struct, with offsets, beside the bytes that they are. Pointers lead on: to objects, and to the tables and
/// records that are none.
struct BytesPane: Pane {
    let kind = PaneKind.bytes
    var scroll = 0
    var selection = 0
    var thing: MemoryThing?
    private var trail: [(thing: MemoryThing, selection: Int)] = []

    /// Shows nothing in particular yet.
    init() {}

    /// Shows an object and remembers where one came from.
    mutating func show(_ p: PyObj) { show(.object(UInt(bitPattern: p))) }

    /// Shows anything and remembers where one came from.
    mutating func show(_ next: MemoryThing) {
        if let thing, thing != next { trail.append((thing, selection)) }
        if trail.count > 200 { trail.removeFirst(50) }
        thing = next
        selection = 0
        scroll = 0
    }

    /// What is shown: what was chosen, else the top of the stack, else the last variable's object.
    func shown(_ s: Snapshot) -> MemoryThing? {
        if let thing { return thing }
        if let top = s.frame?.stack.first(where: { $0.value != nil })?.value, Inspect.isObject(top) {
            return .object(UInt(bitPattern: top))
        }
        return s.frame?.variables.last(where: { $0.value != nil })?.value.map { .object(UInt(bitPattern: $0)) }
    }

    func note(_ s: Snapshot) -> String {
        guard let thing = shown(s) else { return "" }
        if case .object(let a) = thing {
            guard let p = Inspect.object(at: UInt64(a)) else { return "" }
            return "\(s.markLine(p).plain) \(Inspect.typeName(p)) at \(s.shortAddress(a))".trimmed
        }
        return "\(thing.title) at \(s.shortAddress(thing.address))"
    }

    var keys: [(String, String)] {
        [
            ("\u{2191}\u{2193}", "select"), ("Enter", "follow"), ("Bksp", "back"), ("a", "its pool"), ("t", "its type"),
            ("R", "frame record"),
        ]
    }

    /// Why nothing can be shown, or nil.
    private func absence(_ s: Snapshot) -> [TextLine]? {
        guard let thing = shown(s) else { return [TextLine("choose an object: Enter in Frames, Stack or Objects", .dim)] }
        let address = thing.address
        let isInPools: Bool
        if case .pool = thing { isInPools = true } else if case .freeBlock = thing { isInPools = true } else { isInPools = false }
        if isInPools {
            if case .pool = thing, !Memory.isPool(address) { return [TextLine("no pool lies here now", .freed)] }
            if case .freeBlock = thing, let b = s.heap.block(containing: address), b.state == .used {
                return [TextLine("the block is in use now", .freed)]
            }
            return nil
        }
        if let block = s.heap.block(containing: address), block.state != .used {
            return [
                TextLine("freed: the block at \(s.shortAddress(block.address)) of \(block.size) bytes", .freed),
                TextLine(block.state == .free ? "is on its pool's free list (a: look at it)" : "was never handed out", .freed),
            ]
        }
        if case .object = thing, Inspect.object(at: UInt64(address)) == nil {
            return [TextLine("no object lies at \(s.shortAddress(address)) now", .freed)]
        }
        return nil
    }

    private func foot(_ s: Snapshot, _ thing: MemoryThing) -> TextLine {
        var foot = TextLine()
        if case .object(let a) = thing, let p = Inspect.object(at: UInt64(a)) {
            foot.add("\(Inspect.size(p)) bytes", .dim)
            if let block = s.heap.block(containing: a) {
                foot.add(block.isLarge ? " in a large block of \(block.size)" : " in a block of \(block.size)", .dim)
            } else {
                foot.add(", static", .dim)
            }
            if Inspect.isCollected(p) { foot.add(Inspect.isTracked(p) ? ", tracked" : ", not tracked", .dim) }
        } else if let block = s.heap.block(containing: thing.address) {
            foot.add(block.isLarge ? "in a large block of \(block.size)" : "in a block of \(block.size)", .dim)
        }
        return foot
    }

    private func line(_ s: Snapshot, _ thing: MemoryThing, _ field: Field, _ nameWidth: Int, _ width: Int) -> TextLine {
        let wide = width >= 62
        guard let p = PyObj(bitPattern: thing.address) else { return TextLine() }
        var line = TextLine()
        let at = thing.address &+ UInt(bitPattern: field.offset)
        // Byte by byte, as far as the words were shown before the movement.
        var changedBytes: Set<Int> = []
        var word = at & ~7
        while word < at + UInt(min(field.size, 8)) {
            if s.changes.isChanged(word), let old = s.changes.old(word), let now = UnsafeRawPointer(bitPattern: word) {
                let difference = old ^ now.load(as: UInt.self)
                for i in 0..<8 where difference >> UInt(i * 8) & 0xff != 0 { changedBytes.insert(Int(word) + i - Int(at)) }
            }
            word += 8
        }
        changedBytes = changedBytes.filter { $0 >= 0 && $0 < field.size }
        let changed = !changedBytes.isEmpty
        let farAway = field.offset > 99_999 || field.offset < -99_999
        line.right(
            farAway ? "" : field.offset < 0 ? s.glyphs.minus + "\(-field.offset)" : "\(field.offset)", field.offset > 9999 ? 5 : 4,
            .address)
        line.add(changed ? s.glyphs.changed : " ", .changed, .bold)
        line.add(s.fit(field.name, nameWidth), changed ? .changed : .normal, changed ? .bold : [])
        line.pad(to: 5 + nameWidth)
        line.add(" ")
        let value = Inspect.value(p, field)
        let leads = field.link != nil || value.target.map { Inspect.isObject($0) } ?? false
        // In a narrow pane what a pointer leads to says more than its bytes.
        let isHexShown = wide || !leads
        if isHexShown, Memory.isReadable(at, field.size), let bytes = UnsafeRawPointer(bitPattern: at) {
            for i in 0..<min(field.size, 8) {
                let text = hexadecimal(UInt(bytes.load(fromByteOffset: i, as: UInt8.self)), 2)
                if i > 0 && wide { line.add(" ") }
                let isChanged = changedBytes.contains(i)
                line.add(text, isChanged ? .changed : .hex, isChanged ? [.bold, .underline] : [])
            }
        }
        if isHexShown {
            line.pad(to: 6 + nameWidth + (wide ? 23 : 16), gap: true)
            line.add(" ")
        }
        if let link = field.link, value.target == nil || !Inspect.isObject(value.target!) {
            line.add(s.glyphs.arrow + " ", .dim)
            if case .object(let a) = link, let target = PyObj(bitPattern: a) {
                line.add(s.line(for: target, limit: max(6, width - line.width), withType: false))
            } else {
                line.add("\(link.title) ", .builtin)
                line.add(s.shortAddress(link.address), .address)
            }
        } else if field.name.hasPrefix("_gc_"), Memory.isReadable(at, 8), let word = UnsafeRawPointer(bitPattern: at) {
            let bits = word.load(as: UInt.self)
            line.add(bits == 0 ? "0" : s.shortAddress(bits), .address)
        } else if let target = value.target, !Inspect.isObject(target) {
            line.add(s.shortAddress(UInt(bitPattern: target)), .address)
        } else if let target = value.target {
            line.add(s.glyphs.arrow + " ", .dim)
            line.add(s.line(for: target, limit: max(6, width - line.width - (wide ? field.note.count : 0)), withType: false))
        } else if field.kind == .address, value.text != "NULL", let word = UnsafeRawPointer(bitPattern: at) {
            line.add(s.shortAddress(word.loadUnaligned(as: UInt.self)), .address)
        } else {
            line.add(value.text, field.kind == .bytes ? .string : field.kind == .function ? .builtin : .number)
        }
        if !field.note.isEmpty { line.add("  " + field.note, .dim) }
        return line
    }

    /// The lines from one on, only so many as can be seen: a table may have thousands of rows.
    private func lines(_ s: Snapshot, width: Int, from: Int, count: Int) -> (lines: [TextLine], total: Int) {
        if let absent = absence(s) { return (Array(absent.dropFirst(from).prefix(count)), absent.count) }
        guard let thing = shown(s) else { return ([], 0) }
        let fields = Inspect.fields(of: thing)
        let wide = width >= 62
        let longest = fields.lazy.prefix(400).map { $0.name.count }.max() ?? 9
        let nameWidth = min(max(9, longest), wide ? 24 : max(9, width - 31))
        var out: [TextLine] = []
        for i in from..<max(from, min(fields.count, from + count)) { out.append(line(s, thing, fields[i], nameWidth, width)) }
        if out.count < count, from <= fields.count { out.append(foot(s, thing)) }
        return (out, fields.count + 1)
    }

    /// What the selected field leads to.
    private func target(_ s: Snapshot, _ i: Int) -> MemoryThing? {
        guard absence(s) == nil, let thing = shown(s), let p = PyObj(bitPattern: thing.address) else { return nil }
        let fields = Inspect.fields(of: thing)
        guard fields.indices.contains(i) else { return nil }
        if let link = fields[i].link { return link }
        guard let target = Inspect.value(p, fields[i]).target else { return nil }
        return MemoryThing.at(UInt(bitPattern: target))
    }

    private func total(_ s: Snapshot) -> Int {
        if let absent = absence(s) { return absent.count }
        return shown(s).map { Inspect.fields(of: $0).count + 1 } ?? 0
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        var part = lines(s, width: rect.width, from: scroll, count: rect.height).lines
        if focused, part.indices.contains(selection - scroll) { part[selection - scroll].background = .current }
        drawLines(part, &canvas, rect, scroll: 0)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) { scroll = max(0, min(scroll, total(s) - rect.height)) }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let count = total(s)
        switch key {
        case .up: selection = max(0, selection - 1)
        case .down: selection = max(0, min(count - 1, selection + 1))
        case .pageUp: selection = max(0, selection - rect.height)
        case .pageDown: selection = max(0, min(count - 1, selection + rect.height))
        case .enter:
            guard let next = target(s, selection) else { return .message("this field leads nowhere") }
            return .inspectThing(next)
        case .character("a"):
            guard let now = shown(s) else { return nil }
            if let pool = Memory.pool(containing: now.address) {
                if case .pool = now { return .message("this is the pool; arenaindex leads to its arena") }
                return .inspectThing(.pool(pool))
            }
            return .message(Memory.region(of: now.address) == .large ? "a large block lies in no pool" : "it lies in no pool")
        case .character("t"):
            guard case .object(let a)? = shown(s), let p = Inspect.object(at: UInt64(a)) else {
                return .message("only objects have a type")
            }
            return .inspectThing(.object(UInt(bitPattern: p.ob_type)))
        case .character("R"):
            guard let frame = s.currentFrame else { return .message("no frame runs here") }
            return .inspectThing(.frame(UInt(bitPattern: frame)))
        case .backspace:
            guard let last = trail.popLast() else {
                thing = nil
                return PaneAction.none
            }
            thing = last.thing
            selection = last.selection
        case .wheel(_, _, let direction):
            scroll = max(0, min(max(0, count - rect.height), scroll + 3 * direction))
            return PaneAction.none
        case .click(_, let y):
            let i = scroll + y - rect.y
            guard i < count else { return nil }
            if selection == i, let next = target(s, i) { return .inspectThing(next) }
            selection = i
        default: return nil
        }
        scroll = scrolled(scroll, toShow: selection, of: count, height: rect.height)
        return PaneAction.none
    }

    /// Finds a field by its name.
    mutating func search(_ text: String, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        guard let now = shown(s) else { return nil }
        let fields = Inspect.fields(of: now)
        guard !fields.isEmpty, !text.isEmpty else { return .message("nothing to search in") }
        let found = (1...fields.count).map { (selection + $0) % fields.count }.first {
            (fields[$0].name + " " + fields[$0].note).lowercased().contains(text.lowercased())
        }
        guard let found else { return .message("no field here is called \(text)") }
        selection = found
        scroll = scrolled(scroll, toShow: selection, of: fields.count + 1, height: rect.height)
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { lines(s, width: 90, from: 0, count: 400).lines.map { "bytes: " + $0.plain } }
}
