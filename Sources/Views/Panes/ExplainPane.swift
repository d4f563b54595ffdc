import Bytecode
import Canvas
import Memory
import Runtime
import Trace

/// In plain English: what the next instruction will do, and what the last step did, with the real names and numbers.
struct ExplainPane: Pane {
    let kind = PaneKind.explain
    var scroll = 0

    /// At the top.
    init() {}

    func note(_ s: Snapshot) -> String { "" }
    var keys: [(String, String)] { [("\u{2191}\u{2193}", "scroll")] }

    /// The paragraphs, not wrapped.
    func paragraphs(_ s: Snapshot) -> [TextLine] {
        var out: [TextLine] = []
        if let status = s.exitStatus {
            out.append(
                TextLine("The run has ended with exit status \(status). Its objects are gone; step back to see them.", .normal))
            return out
        }
        if let typed = s.typed {
            _ = typed
            out.append(TextLine("The script waits for a line of input: type it in the Output pane and press Enter.", .warning))
            return out
        }
        guard s.position > 0 else { return [TextLine("The machine is fresh: nothing has happened yet.")] }
        if s.event.kind == .instruction || s.event.kind == .line {
            out += instruction(s)
        } else {
            out.append(fill(s.explanations.events["\(s.event.kind)"] ?? "\(s.event.kind)", Self.eventValues(s, s.event), s))
        }
        let past = happened(s)
        if !past.isEmpty {
            out.append(TextLine("In the last step:", .dim))
            out += past
        }
        return out
    }

    private func instruction(_ s: Snapshot) -> [TextLine] {
        guard let f = s.frame, s.selectedFrame == 0 else {
            guard let f = s.frame else { return [] }
            return [
                TextLine(
                    "This frame of \(f.name) waits: it has called what runs now and goes on at line \(f.line ?? 0) when that returns."
                )
            ]
        }
        let all = Disassembler.instructions(f.listing)
        guard let c = f.current(all) else { return [] }
        let i = all[c]
        let base = Opcode.deoptimized[Int(i.opcode)]
        let name = Opcode.names[Int(base)]
        var line = TextLine(i.opname + (i.arg.map { " \($0)" } ?? "") + ". ", .opcode, .bold)
        line.add(fill(s.explanations.opcodes[name] ?? "", InstructionValues(s, f, all, c), s))
        var out = [line]
        if base != i.opcode {
            if let words = s.explanations.opcodes[i.opname] { out.append(fill(words, InstructionValues(s, f, all, c), s)) }
        }
        return out
    }

    /// What happened between the last instruction and this one: first what a script's author did, then what it cost, repetition counted.
    private func happened(_ s: Snapshot) -> [TextLine] {
        var since: [Event] = []
        for e in s.recent.reversed() {
            if e.kind == .instruction { break }
            since.append(e)
        }
        since.reverse()
        var counts: [UInt64: UInt64] = [:]
        var told: [(rank: Int, order: Int, line: TextLine)] = []
        var quiet: [EventKind: (count: Int, bytes: UInt64)] = [:]
        for (order, e) in since.enumerated() {
            switch e.kind {
            case .incref, .decref: counts[e.a] = e.b
            case .push, .pop, .line, .instruction, .none: continue
            case .alloc, .free:
                let old = quiet[e.kind] ?? (0, 0)
                quiet[e.kind] = (old.count + 1, old.bytes + (e.kind == .alloc ? e.c : e.b))
                if old.count == 0 { told.append((3, order, TextLine())) }
            case .gcUpdateRefs, .gcSubtract, .gcVisit, .gcMove, .gcTrack, .gcUntrack, .freelistTake, .freelistPut, .newObject,
                .poolCarve, .poolFull, .poolUsed, .poolNew, .poolFree, .specializeFail, .specializeMiss, .framePush, .framePop,
                .intern,
                .resize:
                // Of these, those about objects that are known here are told, the others only counted.
                let known = Inspect.object(at: e.a).map { s.marks.existing($0) != nil } ?? false
                if known && told.count < 40 {
                    told.append((1, order, sentence(e, s)))
                } else {
                    let old = quiet[e.kind] ?? (0, 0)
                    quiet[e.kind] = (old.count + 1, 0)
                }
            default: if told.count < 60 { told.append((0, order, sentence(e, s))) }
            }
        }
        var lines = told.filter { $0.line.width > 0 }.sorted { ($0.rank, $0.order) < ($1.rank, $1.order) }.map(\.line)
        for (object, count) in counts.sorted(by: { $0.key < $1.key }) {
            guard let p = Inspect.object(at: object), s.marks.existing(p) != nil, p.ob_refcnt == Int(count) else { continue }
            var line = s.line(for: p, limit: 24, giving: false)
            line.add(" now has \(count) reference\(count == 1 ? "" : "s").")
            lines.append(line)
        }
        if lines.count > 14 {
            lines = Array(lines.prefix(13)) + [TextLine("\(s.glyphs.ellipsis) \(lines.count - 13) more: step with . and ,", .dim)]
        }
        let rest = quiet.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, n in
            switch kind {
            case .alloc: "\(n.count) block\(n.count == 1 ? "" : "s") of \(n.bytes) bytes allocated"
            case .free: "\(n.count) block\(n.count == 1 ? "" : "s") of \(n.bytes) bytes freed"
            default: "\(n.count) \(Names.quiet(kind))"
            }
        }
        if !rest.isEmpty { lines.append(TextLine(rest.joined(separator: ", ") + ".", .dim)) }
        return lines.map { line in
            var bullet = TextLine("\(s.glyphs.circledMarks ? "\u{b7}" : "-") ", .dim)
            bullet.add(line)
            return bullet
        }
    }

    private func sentence(_ e: Event, _ s: Snapshot) -> TextLine {
        fill(s.explanations.events["\(e.kind)"] ?? "\(e.kind)", Self.eventValues(s, e), s)
    }

    /// Puts values into a sentence.
    func fill(_ template: String, _ values: TemplateValues, _ s: Snapshot) -> TextLine {
        var line = TextLine()
        for part in Explanations.parts(template) {
            if part.isName { line.add(values.value(part.text)) } else { line.add(part.text) }
        }
        return line
    }

    static func eventValues(_ s: Snapshot, _ e: Event) -> TemplateValues { EventValues(s: s, e: e) }

    func lines(_ s: Snapshot, width: Int) -> [TextLine] { paragraphs(s).flatMap { $0.wrapped(width) } }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        drawLines(lines(s, width: rect.width), &canvas, rect, scroll: scroll)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) { scroll = 0 }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        switch key {
        case .up, .down, .pageUp, .pageDown, .wheel: break
        default: return nil
        }
        let most = max(0, lines(s, width: rect.width).count - rect.height)
        switch key {
        case .up: scroll = max(0, scroll - 1)
        case .down: scroll = min(most, scroll + 1)
        case .pageUp: scroll = max(0, scroll - rect.height)
        case .pageDown: scroll = min(most, scroll + rect.height)
        case .wheel(_, _, let direction): scroll = max(0, min(most, scroll + 3 * direction))
        default: return nil
        }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { paragraphs(s).map(\.plain).filter { !$0.isEmpty } }
}

/// What can stand in braces.
protocol TemplateValues {
    /// The text for a name.
    func value(_ name: String) -> TextLine
}

/// Values of an event's operands.
struct EventValues: TemplateValues {
    let s: Snapshot
    let e: Event

    private func object(_ address: UInt64) -> TextLine {
        if address == 0 { return TextLine("nothing", .dim) }
        guard let p = Inspect.object(at: address) else { return TextLine("an object that is gone", .dim) }
        return s.line(for: p, limit: 24, giving: false)
    }

    func value(_ name: String) -> TextLine {
        switch name {
        case "a": return object(e.a)
        case "b": return object(e.b)
        case "c": return object(e.c)
        case "na": return TextLine("\(Int64(bitPattern: e.a))", .number)
        case "nb": return TextLine("\(Int64(bitPattern: e.b))", .number)
        case "nc": return TextLine("\(Int64(bitPattern: e.c))", .number)
        case "ha": return TextLine("0x" + hexadecimal(UInt(e.a)), .address)
        case "hb": return TextLine("0x" + hexadecimal(UInt(e.b)), .address)
        case "type": return TextLine(Inspect.object(at: e.b).map { Inspect.typeText(ofType: $0) } ?? "object", .builtin)
        case "list": return TextLine(GCList(rawValue: UInt8(truncatingIfNeeded: e.b)).map { Names.list($0) } ?? "another list")
        case "reason": return TextLine(GCReason(rawValue: UInt8(truncatingIfNeeded: e.c)).map { Names.reason($0) } ?? "")
        case "pass": return TextLine(GCPass(rawValue: UInt8(truncatingIfNeeded: e.a)).map { Names.pass($0) } ?? "\(e.a)", .opcode)
        case "namespace":
            let p = PyObj(bitPattern: UInt(e.a))
            let isGlobal = s.frames.contains { FrameView($0)?.frame.fr_globals == p }
            return TextLine(isGlobal ? "among the globals" : "in a namespace")
        case "sb": return TextLine(e.b == 1 ? "" : "s")
        case "sc": return TextLine(e.c == 1 ? "" : "s")
        case "bound":
            guard e.c != 0 else { return TextLine("no longer bound to anything") }
            var line = TextLine("now bound to ")
            line.add(object(e.c))
            return line
        case "exception": return object(e.a != 0 ? e.a : e.b)
        case "last": return TextLine(e.b == 0 ? ", so it is deallocated" : "")
        case "function": return TextLine(s.frame?.name ?? "the program", .builtin)
        default: return TextLine("{\(name)}", .error)
        }
    }
}

/// Names of the collector's lists, reasons and passes for sentences.
enum Names {
    static func list(_ list: GCList) -> String {
        switch list {
        case .young: "the set under examination"
        case .unreachable: "the unreachable ones, for now"
        case .old: "the survivors, the next older generation"
        case .finalizers: "those with an old-style finalizer"
        case .weakrefsToCall: "the weak references to call"
        case .seen: "those whose finalizer has been looked at"
        case .permanent: "the permanent generation"
        case .freed: "no list: it was freed"
        case .finalUnreachable: "the trash"
        }
    }

    /// A reason in so few words that a narrow table has room.
    static func shortReason(_ reason: GCReason) -> String {
        switch reason {
        case .noOutsideReference: "nothing outside holds it"
        case .reachedFromReachable: "a reachable one holds it"
        case .reachedFromFinalizer: "reached from a tp_del"
        case .callback: "its callback comes"
        case .finalizerSeen: "finalizer looked at"
        case .resurrected: "brought back"
        case .stillUnreachable: "still unreachable"
        default: self.reason(reason)
        }
    }

    static func reason(_ reason: GCReason) -> String {
        switch reason {
        case .noOutsideReference: "all its references come from inside the set"
        case .reachedFromReachable: "a reachable object refers to it"
        case .survived: "it survived the collection"
        case .legacyFinalizer: "it has tp_del"
        case .reachedFromFinalizer: "an object with tp_del reaches it"
        case .callback: "its callback must be called"
        case .finalizerSeen: "its finalizer has been looked at"
        case .resurrected: "a finalizer brought it back"
        case .stillAlive: "something still refers to it"
        case .stillUnreachable: "it is still unreachable after the finalizers"
        }
    }

    /// What a number of events of one kind is called.
    static func quiet(_ kind: EventKind) -> String {
        switch kind {
        case .gcUpdateRefs: "counts copied"
        case .gcSubtract: "references subtracted"
        case .gcVisit: "references followed"
        case .gcMove: "objects moved between lists"
        case .gcTrack: "objects tracked"
        case .gcUntrack: "objects untracked"
        case .freelistTake: "objects from free lists"
        case .freelistPut: "objects onto free lists"
        case .newObject: "objects made"
        case .poolCarve: "blocks carved"
        case .poolFull: "pools filled"
        case .poolUsed: "pools in use again"
        case .poolNew: "pools set up"
        case .poolFree: "pools emptied"
        case .specializeFail: "failed specialisations"
        case .specializeMiss: "specialised guards missed"
        case .framePush: "frame records taken"
        case .framePop: "frame records given back"
        case .intern: "texts interned"
        case .resize: "containers resized"
        default: "\(kind)"
        }
    }

    static func pass(_ pass: GCPass) -> String {
        switch pass {
        case .merge: "merge younger generations"
        case .updateRefs: "update_refs"
        case .subtractRefs: "subtract_refs"
        case .moveUnreachable: "move_unreachable"
        case .untrackTuples: "untrack_tuples"
        case .mergeSurvivors: "merge survivors"
        case .untrackDicts: "untrack_dicts"
        case .legacyFinalizers: "move_legacy_finalizers"
        case .weakrefs: "handle_weakrefs"
        case .finalize: "finalize_garbage"
        case .resurrected: "handle_resurrected_objects"
        case .deleteGarbage: "delete_garbage"
        case .uncollectable: "handle_legacy_finalizers"
        case .clearFreelists: "clear_freelists"
        }
    }
}

/// Values around an instruction that is about to run.
struct InstructionValues: TemplateValues {
    let s: Snapshot
    let f: FrameView
    let all: [Disassembler.Instruction]
    let index: Int
    let stack: [FrameView.Slot]

    init(_ s: Snapshot, _ f: FrameView, _ all: [Disassembler.Instruction], _ index: Int) {
        self.s = s
        self.f = f
        self.all = all
        self.index = index
        stack = f.stack
    }

    private var instruction: Disassembler.Instruction { all[index] }
    private var base: UInt8 { Opcode.deoptimized[Int(instruction.opcode)] }
    private var argument: Int { Int(instruction.arg ?? 0) }

    private func top(_ n: Int) -> TextLine {
        guard n < stack.count else { return TextLine("nothing", .dim) }
        return s.line(for: stack[n].value, limit: 24, giving: false)
    }

    private var bareName: String {
        let text = instruction.argrepr
        return text.hasPrefix("NULL + ") ? String(text.dropFirst(7)) : text
    }

    func value(_ name: String) -> TextLine {
        switch name {
        case "tos": return top(0)
        case "tos1": return top(1)
        case "tos2": return top(2)
        case "tos3": return top(3)
        case "rc": return TextLine(stack.first?.value.map { s.refcountText($0) } ?? "", .number)
        case "arg": return TextLine("\(argument)", .number)
        case "argval":
            if base == Opcode.KW_NAMES { return constant(argument) }
            if base == Opcode.LOAD_CONST { return constant(argument) }
            if base == Opcode.MAKE_FUNCTION && bareName.isEmpty { return TextLine("nothing else") }
            return TextLine(bareName, .name, .bold)
        case "items":
            let word =
                base == Opcode.BUILD_MAP || base == Opcode.BUILD_CONST_KEY_MAP
                ? "pair" : base == Opcode.BUILD_STRING ? "part" : "item"
            return TextLine("\(argument) \(word)\(argument == 1 ? "" : "s")")
        case "target":
            guard let target = instruction.jumpTarget else { return TextLine("elsewhere") }
            let line = PyCode_Addr2Line(f.code, target)
            return TextLine("offset \(target)" + (line > 0 ? ", line \(line)" : ""), .address)
        case "truth": return TextLine(truth.map { $0 ? "true" : "false" } ?? "true or false, as its own method says")
        case "jumps": return TextLine(jumps.map { $0 ? "it will jump" : "it will not jump" } ?? "so it may jump", .normal, .bold)
        case "function": return TextLine(f.name, .builtin)
        case "callable": return callable
        case "arguments": return TextLine("\(argument) argument\(argument == 1 ? "" : "s")")
        case "value": return named.line
        case "where": return TextLine(named.place)
        default: return TextLine("{\(name)}", .error)
        }
    }

    private func constant(_ index: Int) -> TextLine {
        let consts = f.code.co_consts
        guard index < consts.ob_size else { return TextLine("?") }
        return s.line(for: consts.load(fromByteOffset: 24 + index * 8, as: PyObj?.self), limit: 30)
    }

    private var callable: TextLine {
        if base == Opcode.CALL_FUNCTION_EX { return top(1 + argument & 1) }
        // Above a NULL the callable; else the method with its receiver above it.
        guard argument + 1 < stack.count else { return TextLine("nothing", .dim) }
        let below = stack[argument + 1].value
        if below == nil { return top(argument) }
        var line = s.line(for: below, limit: 24, giving: false)
        line.add(" of ")
        line.add(top(argument))
        return line
    }

    /// Whether the top counts as true, where that can be known without running code.
    private var truth: Bool? {
        guard let p = stack.first?.value, Inspect.isObject(p) else { return nil }
        switch p.ob_type {
        case PyBool_Type: return p == Py_True
        case _PyNone_Type: return false
        case PyLong_Type, PyTuple_Type, PyList_Type, PyBytes_Type: return p.ob_size != 0
        case PyFloat_Type: return p.ob_fval != 0
        case PyUnicode_Type: return p.unicode_length != 0
        case PyDict_Type: return p.ma_used != 0
        case PySet_Type, PyFrozenSet_Type: return p.set_used != 0
        default: return nil
        }
    }

    private var jumps: Bool? {
        let name = Opcode.names[Int(base)]
        if name.hasSuffix("IF_NOT_NONE") { return stack.first?.value != Py_None }
        if name.hasSuffix("IF_NONE") { return stack.first?.value == Py_None }
        guard let truth else { return nil }
        return name.contains("IF_FALSE") ? !truth : truth
    }

    /// What the instruction's name is bound to now, and where it was found.
    private var named: (line: TextLine, place: String) {
        let unbound = (TextLine("nothing", .dim), "nowhere")
        let name = bareName
        func look(_ dict: PyObj?) -> PyObj? {
            NameLookup.find(name, in: dict)?.value
        }
        func found(_ p: PyObj, _ place: String) -> (TextLine, String) { (s.line(for: p, limit: 24, giving: false), place) }
        switch base {
        case Opcode.LOAD_FAST, Opcode.STORE_FAST, Opcode.DELETE_FAST, Opcode.LOAD_DEREF, Opcode.STORE_DEREF, Opcode.LOAD_CLASSDEREF:
            guard let v = f.variables.first(where: { $0.name == name })?.value else { return unbound }
            return found(v, "in its slot")
        case Opcode.LOAD_NAME, Opcode.STORE_NAME, Opcode.DELETE_NAME:
            if let p = look(f.frame.fr_locals) {
                return found(p, f.frame.fr_locals == f.frame.fr_globals ? "among the globals" : "among the locals")
            }
            fallthrough
        default:
            if let p = look(f.frame.fr_globals) { return found(p, "among the globals") }
            if let p = look(f.frame.fr_builtins) { return found(p, "among the built-ins") }
            return unbound
        }
    }
}
