import Bytecode
import Memory
import Runtime
import Trace

/// What a memory expression is.
public enum MemoryValue: Equatable, Sendable {
    /// `None`.
    case none
    /// `True` or `False`.
    case bool(Bool)
    /// An int that fits a machine word.
    case int(Int)
    /// A float.
    case real(Double)
    /// A str, or an int too large for a word in decimal.
    case text(String)
    /// Another object: its address.
    case object(UInt)

    /// Whether Python would take it for true.
    public var isTrue: Bool {
        switch self {
        case .none: return false
        case .bool(let b): return b
        case .int(let n): return n != 0
        case .real(let x): return x != 0
        case .text(let t): return !t.isEmpty
        case .object(let address):
            guard let p = PyObj(bitPattern: address), Inspect.isObject(p) else { return false }
            return (try? MemoryExpression.length(p)) != 0
        }
    }

    /// As a person writes it; texts without quotes.
    public var display: String {
        switch self {
        case .none: return "None"
        case .bool(let b): return b ? "True" : "False"
        case .int(let n): return "\(n)"
        case .real(let x): return "\(x)"
        case .text(let t): return t
        case .object(let address): return PyObj(bitPattern: address).map { Inspect.shortRepr($0, limit: 60) } ?? "NULL"
        }
    }
}

/// Why an expression has no value at a position: one line.
public struct EvaluationProblem: Error, CustomStringConvertible, Sendable {
    /// One line.
    public var description: String
}

/// Where a memory expression is evaluated.
public struct MemoryContext {
    /// The frame whose names are meant; nil if none runs.
    public var frame: PyObj?
    /// What the script has written.
    public var output: String
    /// Objects that keep their name after `del`: what a name meant when it was last seen.
    public var remembered: [String: UInt]

    /// The innermost frame that can be read.
    public init(output: String = "", remembered: [String: UInt] = [:]) {
        frame = Machine.frames.first { FrameNames.isFrame($0) }
        self.output = output
        self.remembered = remembered
    }
}

extension MemoryExpression {
    /// An object in the machine, or a value of the expression's own.
    enum Operand {
        case object(PyObj)
        case null
        case plain(MemoryValue)
    }

    /// The value at the position where the machine stands.
    public func value(_ context: MemoryContext = MemoryContext()) throws(EvaluationProblem) -> MemoryValue {
        try Self.plain(operand(root, context))
    }

    /// Whether it is true where the machine stands; false if it has no value there.
    public func isTrueNow(_ context: MemoryContext = MemoryContext()) -> Bool { (try? value(context).isTrue) ?? false }

    /// The object that it denotes; nil if it is no object.
    public func object(_ context: MemoryContext = MemoryContext()) -> PyObj? {
        if case .object(let p)? = try? operand(root, context) { return p }
        return nil
    }

    private static func refuse(_ why: String) -> EvaluationProblem { EvaluationProblem(description: why) }

    /// The plain value of an object, if its type has one.
    static func plain(_ operand: Operand) -> MemoryValue {
        switch operand {
        case .plain(let v): return v
        case .null: return .text("NULL")
        case .object(let p):
            switch p.ob_type {
            case _PyNone_Type: return .none
            case PyBool_Type: return .bool(p == Py_True)
            case PyLong_Type:
                let text = Inspect.shortRepr(p, limit: 700)
                return Int(text).map { .int($0) } ?? .text(text)
            case PyFloat_Type: return .real(p.ob_fval)
            case PyUnicode_Type: return .text(Inspect.text(p, limit: 100_000))
            default: return .object(UInt(bitPattern: p))
            }
        }
    }

    static func length(_ p: PyObj) throws(EvaluationProblem) -> Int {
        switch p.ob_type {
        case PyUnicode_Type: return p.unicode_length
        case PyList_Type, PyTuple_Type, PyBytes_Type, PyByteArray_Type: return p.ob_size
        case PyDict_Type: return p.ma_used
        case PySet_Type, PyFrozenSet_Type: return p.set_used
        default: throw refuse("len() of \(Inspect.typeName(p)) is not in memory")
        }
    }

    private func operand(_ node: Node, _ context: MemoryContext) throws(EvaluationProblem) -> Operand {
        switch node {
        case .int(let n): return .plain(.int(n))
        case .real(let x): return .plain(.real(x))
        case .text(let t): return .plain(.text(t))
        case .constant(let b): return .plain(b.map { .bool($0) } ?? .none)
        case .name(let name): return try self.name(name, context)
        case .attribute(let base, let name): return try attribute(base, name, context)
        case .item(let base, let index): return try item(base, index, context)
        case .call(let function, let arguments): return .plain(try call(function, arguments, context))
        case .not(let n): return .plain(.bool(!Self.plain(try operand(n, context)).isTrue))
        case .negative(let n):
            switch Self.plain(try operand(n, context)) {
            case .int(let v): return .plain(.int(-v))
            case .real(let v): return .plain(.real(-v))
            case let other: throw Self.refuse("- of \(other.display) is no number")
            }
        case .and(let a, let b):
            let left = try operand(a, context)
            return Self.plain(left).isTrue ? try operand(b, context) : left
        case .or(let a, let b):
            let left = try operand(a, context)
            return Self.plain(left).isTrue ? left : try operand(b, context)
        case .compare(let op, let a, let b):
            return .plain(.bool(try Self.compare(op, operand(a, context), operand(b, context))))
        case .arithmetic(let op, let a, let b):
            return .plain(try Self.compute(op, Self.plain(operand(a, context)), Self.plain(operand(b, context))))
        }
    }

    // MARK: Names, attributes, items

    private func name(_ name: String, _ context: MemoryContext) throws(EvaluationProblem) -> Operand {
        if let frame = context.frame, let p = FrameNames.value(of: name, in: frame) { return .object(p) }
        if let address = context.remembered[name], let p = PyObj(bitPattern: address) {
            guard Inspect.isObject(p) else { throw Self.refuse("the object that was '\(name)' is gone") }
            return .object(p)
        }
        switch name {
        case "line":
            guard let frame = context.frame, let line = FrameNames.line(of: frame) else { throw Self.refuse("no line runs here") }
            return .plain(.int(line))
        case "opcode":
            guard let frame = context.frame, frame.frameLasti >= 0 else { throw Self.refuse("no instruction runs here") }
            let byte = UInt8(truncatingIfNeeded: frame.fr_prev_instr.load(as: UInt16.self))
            return .plain(.text(Opcode.names[Int(Opcode.deoptimized[Int(byte)])]))
        case "depth":
            guard let frame = context.frame else { throw Self.refuse("no frame runs here") }
            return .plain(.int(FrameNames.stack(of: frame).count))
        case "output": return .plain(.text(context.output))
        case "collecting": return .plain(.bool(GCProgress.pass != 0))
        case "gc_pass": return .plain(.text(GCPass(rawValue: UInt8(truncatingIfNeeded: GCProgress.pass)).map { "\($0)" } ?? ""))
        default: throw Self.refuse("name '\(name)' is not bound here")
        }
    }

    private func attribute(_ base: Node, _ name: String, _ context: MemoryContext) throws(EvaluationProblem) -> Operand {
        let p = try object(base, "attribute '\(name)'", context)
        for a in Inspect.instanceAttributes(p) where Inspect.text(a.name, limit: 200) == name { return .object(a.value) }
        // Fields of modules, functions, classes and others by the names that Python gives them.
        if p.ob_type == PyModule_Type, let dict = p.md_dict, let value = Self.value(dict, .text(name)) { return .object(value) }
        if name == "__class__" { return .object(p.ob_type) }
        for r in Inspect.references(p) where r.label == name || r.label == "." + name { return .object(r.target) }
        // What a class gives to its instances, as long as no descriptor would have to run.
        for cls in Self.bases(Inspect.isType(p) ? p : p.ob_type) {
            guard let dict = cls.load(fromByteOffset: 264, as: PyObj?.self), Inspect.isObject(dict) else { continue }
            if let value = Self.value(dict, .text(name)) { return .object(value) }
        }
        throw Self.refuse("\(Inspect.shortRepr(p, limit: 30)) has no attribute '\(name)' in memory")
    }

    /// `tp_mro`.
    private static func bases(_ type: PyObj) -> [PyObj] {
        guard Inspect.isType(type), let mro = type.load(fromByteOffset: 344, as: PyObj?.self), Inspect.isObject(mro),
            mro.ob_type == PyTuple_Type
        else { return [] }
        return (0..<mro.ob_size).compactMap { mro.load(fromByteOffset: 24 + $0 * 8, as: PyObj?.self) }
    }

    private static func value(_ dict: PyObj, _ key: MemoryValue) -> PyObj? {
        guard Inspect.isObject(dict), dict.ob_type == PyDict_Type else { return nil }
        return Inspect.dictEntries(dict).first { Inspect.isObject($0.key) && same(plain(.object($0.key)), key) }?.value
    }

    private func item(_ base: Node, _ index: Node, _ context: MemoryContext) throws(EvaluationProblem) -> Operand {
        let key = Self.plain(try operand(index, context))
        if case .name("stack") = base, context.frame.flatMap({ FrameNames.value(of: "stack", in: $0) }) == nil {
            guard let frame = context.frame, case .int(let i) = key else {
                throw Self.refuse("stack[…] wants a number, 0 is the top")
            }
            let stack = FrameNames.stack(of: frame)
            let at = i < 0 ? i + stack.count : i
            guard stack.indices.contains(at) else { throw Self.refuse("stack[\(i)]: there are \(stack.count) values on the stack") }
            guard let p = stack[at] else { return .null }
            guard Inspect.isObject(p) else { throw Self.refuse("stack[\(i)] holds no object") }
            return .object(p)
        }
        if case .name("gc_count") = base, case .int(let i) = key, (0..<GCState.NUM_GENERATIONS).contains(i) {
            return .plain(.int(Int(GCState.count(i))))
        }
        let p = try object(base, "item [\(key.display)]", context)
        switch (p.ob_type, key) {
        case (PyList_Type, .int(let i)), (PyTuple_Type, .int(let i)):
            let at = i < 0 ? i + p.ob_size : i
            let items = p.ob_type == PyList_Type ? p.list_item : p + 24
            guard at >= 0, at < p.ob_size, let items, Memory.isReadable(UInt(bitPattern: items + at * 8), 8) else {
                throw Self.refuse("[\(i)] is outside of the \(p.ob_size) items")
            }
            guard let target = items.load(fromByteOffset: at * 8, as: PyObj?.self), Inspect.isObject(target) else { return .null }
            return .object(target)
        case (PyUnicode_Type, .int(let i)):
            let all = Array(Inspect.text(p, limit: 100_000).unicodeScalars)
            let at = i < 0 ? i + all.count : i
            guard all.indices.contains(at) else { throw Self.refuse("[\(i)] is outside of the text") }
            return .plain(.text(String(Character(all[at]))))
        case (PyDict_Type, _):
            guard let hit = Self.value(p, key) else { throw Self.refuse("the dict has no key \(key.display)") }
            return .object(hit)
        default: throw Self.refuse("\(Inspect.typeName(p)) has no item [\(key.display)] that can be read from memory")
        }
    }

    private func object(_ node: Node, _ what: String, _ context: MemoryContext) throws(EvaluationProblem) -> PyObj {
        guard case .object(let p) = try operand(node, context) else { throw Self.refuse("\(what) needs an object of the machine") }
        return p
    }

    // MARK: Functions

    private func call(_ function: String, _ arguments: [Node], _ context: MemoryContext) throws(EvaluationProblem) -> MemoryValue {
        if function == "alive" {
            // Asked of objects that may be gone, by the name that they had.
            guard case .name(let name) = arguments[0] else {
                return .bool(try object(arguments[0], "alive()", context).ob_refcnt > 0)
            }
            if let frame = context.frame, FrameNames.value(of: name, in: frame) != nil { return .bool(true) }
            guard let address = context.remembered[name] else { throw Self.refuse("name '\(name)' is not bound here") }
            return .bool(Self.isLiveObject(address))
        }
        if ["address", "block", "block_size", "pool"].contains(function) {
            return .int(try Self.place(function, placeOf(arguments[0], context)))
        }
        if function == "next_block" {
            guard case .int(let n) = Self.plain(try operand(arguments[0], context)) else {
                throw Self.refuse("next_block() wants a number of bytes")
            }
            switch Memory.nextBlock(for: n) {
            case .freeList(let block, _), .freePool(let block, _), .newPool(let block, _): return .int(Int(block))
            case .newArena, .large: throw Self.refuse("malloc(\(n)) would not take a block of a pool that is there")
            }
        }
        if function == "opcodes" || function == "instructions" {
            guard case .int(let line) = Self.plain(try operand(arguments[0], context)) else {
                throw Self.refuse("\(function)() wants the number of a line")
            }
            guard let frame = context.frame else { throw Self.refuse("no frame runs here") }
            let names = Self.opcodes(of: frame.fr_code, line: line)
            return function == "opcodes" ? .text(names.joined(separator: " ")) : .int(names.count)
        }
        if function == "repr", case .plain(let v) = try operand(arguments[0], context) { return .text(v.display) }
        if function == "len", case .plain(.text(let t)) = try operand(arguments[0], context) { return .int(t.unicodeScalars.count) }
        let p = try object(arguments[0], "\(function)()", context)
        switch function {
        case "refcount": return .int(p.ob_refcnt)
        case "id": return .int(Int(bitPattern: p))
        case "type": return .text(Inspect.typeName(p))
        case "len": return .int(try Self.length(p))
        case "repr": return .text(Inspect.shortRepr(p, limit: 200))
        case "size": return .int(Inspect.size(p))
        case "static": return .bool(Inspect.isStatic(p))
        case "finalized":
            guard Inspect.isCollected(p) else { throw Self.refuse("\(Inspect.shortRepr(p, limit: 30)) has no collector's head") }
            return .bool((p - 16)._gc_prev & 1 != 0)
        case "interned": return .bool(p.ob_type == PyUnicode_Type && p.unicode_state & 3 != 0)
        case "field":
            guard case .text(let name) = Self.plain(try operand(arguments[1], context)) else {
                throw Self.refuse("field() wants a field's name in quotes")
            }
            guard let field = Inspect.fields(of: .object(UInt(bitPattern: p))).first(where: { $0.name == name }) else {
                throw Self.refuse("\(Inspect.typeName(p)) has no field '\(name)'")
            }
            return .int(Int(Self.word(p + field.offset, field.size)))
        case "tracked": return .bool(Inspect.isTracked(p))
        case "gc_refs": return .int(try Self.gcRefs(p))
        default:
            guard case .text(let list) = arguments[1] else { throw Self.refuse("in_list() wants the name of a list") }
            return .bool(Self.isInList(p, list))
        }
    }

    /// The address that a name stands for, or did before `del`; whether there still is an object does not matter.
    private func placeOf(_ node: Node, _ context: MemoryContext) throws(EvaluationProblem) -> UInt {
        if case .name(let name) = node, context.frame.flatMap({ FrameNames.value(of: name, in: $0) }) == nil,
            let address = context.remembered[name]
        {
            return address
        }
        return UInt(bitPattern: try object(node, "this", context))
    }

    private static func place(_ function: String, _ address: UInt) throws(EvaluationProblem) -> Int {
        if function == "address" { return Int(address) }
        guard let block = Memory.block(containing: address) else { throw refuse("a static object lies in no block") }
        switch function {
        case "block": return Int(block.address)
        case "block_size": return block.size
        default:
            guard let pool = Memory.pool(containing: address) else { throw refuse("a large block lies in no pool") }
            return Int(pool)
        }
    }

    /// A field's bytes as a signed number, little-endian.
    private static func word(_ at: PyObj, _ size: Int) -> Int64 {
        switch size {
        case 1: Int64(at.load(as: Int8.self))
        case 2: Int64(at.loadUnaligned(as: Int16.self))
        case 4: Int64(at.loadUnaligned(as: Int32.self))
        default: at.loadUnaligned(as: Int64.self)
        }
    }

    /// The names of the instructions of a line, unspecialised, in the order of the code in memory.
    private static func opcodes(of code: PyObj, line: Int) -> [String] {
        var names: [String] = []
        let bytes = [UInt8](UnsafeRawBufferPointer(start: code.codeStart, count: code.ob_size * 2))
        Disassembler.forEachInstruction(bytes) { offset, opcode, _ in
            let base = Opcode.deoptimized[Int(opcode)]
            if base != Opcode.EXTENDED_ARG, PyCode_Addr2Line(code, offset) == line { names.append(Opcode.names[Int(base)]) }
        }
        return names
    }

    /// Whether an address still holds a live object: its block is not free, and its count is above 0 (freelists park dead ones with 0).
    public static func isLiveObject(_ address: UInt) -> Bool {
        guard let p = PyObj(bitPattern: address), Inspect.isObject(p), p.ob_refcnt > 0 else { return false }
        if Memory.region(of: address) == .statics { return true }
        guard let block = Memory.block(containing: address) else { return false }
        return block.state == .used
    }

    /// The copy of the count that a collection keeps in `_gc_prev`.
    public static func gcRefs(_ p: PyObj) throws(EvaluationProblem) -> Int {
        let what = Inspect.shortRepr(p, limit: 30)
        guard Inspect.isCollected(p) else { throw refuse("\(what) has no collector's head, so no gc_refs") }
        let prev = (p - 16)._gc_prev
        guard GCProgress.pass != 0, prev & 2 != 0 else { throw refuse("\(what) is not in the set that is being collected") }
        // move_unreachable puts the link back in the place of the count.
        guard prev & ~3 < machineBase else { throw refuse("_gc_prev of \(what) is a link again, not gc_refs") }
        return Int(prev >> 2)
    }

    /// Whether an object is in one of the collector's lists; the names are those of `in_list`.
    public static func isInList(_ p: PyObj, _ list: String) -> Bool {
        guard Inspect.isCollected(p) else { return false }
        let head: PyObj?
        let runs = GCProgress.pass != 0
        switch list {
        case "young": head = runs ? GCProgress.young : GCState.head(0)
        case "old": head = runs ? GCProgress.old : nil
        case "unreachable": head = runs ? GCLists.unreachable : nil
        case "finalizers": head = runs ? GCLists.finalizers : nil
        case "trash": head = runs ? GCLists.finalUnreachable : nil
        case "gen0": head = GCState.head(0)
        case "gen1": head = GCState.head(1)
        case "gen2": head = GCState.head(2)
        default: head = GCState.permanent
        }
        guard let head else { return false }
        var next = head._gc_next & ~1
        var steps = 0
        while next != 0, next != UInt(bitPattern: head), steps < 10_000_000, Memory.isReadable(next, 16),
            let gc = PyObj(bitPattern: next)
        {
            if gc + 16 == p { return true }
            next = gc._gc_next & ~1
            steps += 1
        }
        return false
    }

    // MARK: Operators

    private static func number(_ v: MemoryValue) -> Double? {
        switch v {
        case .int(let n): Double(n)
        case .real(let x): x
        case .bool(let b): b ? 1 : 0
        default: nil
        }
    }

    /// Equality of plain values: numbers of any type by value.
    static func same(_ a: MemoryValue, _ b: MemoryValue) -> Bool {
        if case .int(let x) = a, case .int(let y) = b { return x == y }
        if let x = number(a), let y = number(b) { return x == y }
        return a == b
    }

    private static func compare(_ op: String, _ a: Operand, _ b: Operand) throws(EvaluationProblem) -> Bool {
        switch op {
        case "is", "is not":
            let isSame: Bool
            if case .object(let x) = a, case .object(let y) = b {
                isSame = x == y
            } else {
                // A literal stands for the one object that it names.
                let x = plain(a)
                let y = plain(b)
                switch (x, y) {
                case (.none, _), (.bool, _), (_, .none), (_, .bool): isSame = x == y
                case (.int(let m), .int(let n)) where (-5...256).contains(m): isSame = m == n
                case (.text("NULL"), _), (_, .text("NULL")): isSame = x == y
                default: throw refuse("'is' compares objects of the machine")
                }
            }
            return isSame == (op == "is")
        case "in", "not in":
            let isIn: Bool
            if case .text(let whole) = plain(b) {
                guard case .text(let part) = plain(a) else { throw refuse("'in' a text wants a text") }
                isIn = contains(whole, part)
            } else if case .object(let p) = b {
                let wanted = plain(a)
                let held =
                    p.ob_type == PyDict_Type
                    ? Inspect.dictEntries(p).map(\.key) : Inspect.references(p, limit: 100_000).map(\.target)
                isIn = held.contains { same(plain(.object($0)), wanted) }
            } else {
                throw refuse("'in' wants a container")
            }
            return isIn == (op == "in")
        case "==": return equal(a, b, 0)
        case "!=": return !equal(a, b, 0)
        default:
            let x = plain(a)
            let y = plain(b)
            if let m = number(x), let n = number(y) { return order(op, m, n) }
            if case .text(let s) = x, case .text(let t) = y { return order(op, s, t) }
            throw refuse("\(x.display) \(op) \(y.display) cannot be ordered")
        }
    }

    /// Equality; lists and tuples item by item, other objects by identity.
    private static func equal(_ a: Operand, _ b: Operand, _ nesting: Int) -> Bool {
        guard case .object(let x) = a, case .object(let y) = b, x != y, x.ob_type == y.ob_type, nesting < 20,
            x.ob_type == PyList_Type || x.ob_type == PyTuple_Type
        else { return same(plain(a), plain(b)) }
        let left = Inspect.references(x, limit: 10_000)
        let right = Inspect.references(y, limit: 10_000)
        return left.count == right.count
            && zip(left, right).allSatisfy { equal(.object($0.target), .object($1.target), nesting + 1) }
    }

    private static func contains(_ whole: String, _ part: String) -> Bool {
        let w = Array(whole.utf8)
        let p = Array(part.utf8)
        guard !p.isEmpty else { return true }
        guard w.count >= p.count else { return false }
        return (0...w.count - p.count).contains { w[$0..<$0 + p.count].elementsEqual(p) }
    }

    private static func order<T: Comparable>(_ op: String, _ x: T, _ y: T) -> Bool {
        switch op {
        case "<": x < y
        case "<=": x <= y
        case ">": x > y
        default: x >= y
        }
    }

    private static func compute(_ op: String, _ a: MemoryValue, _ b: MemoryValue) throws(EvaluationProblem) -> MemoryValue {
        if op == "+", case .text(let s) = a, case .text(let t) = b { return .text(s + t) }
        if case .int(let m) = a, case .int(let n) = b {
            if op == "//" || op == "%" {
                if n == 0 { throw refuse("division by zero") }
                let whole = m % n != 0 && (m < 0) != (n < 0) ? m / n - 1 : m / n
                return .int(op == "//" ? whole : m - n * whole)
            }
            let (result, overflow) =
                switch op {
                case "+": m.addingReportingOverflow(n)
                case "-": m.subtractingReportingOverflow(n)
                case "*": m.multipliedReportingOverflow(by: n)
                default: (partialValue: 0, overflow: true)
                }
            if !overflow { return .int(result) }
        }
        guard let x = number(a), let y = number(b) else { throw refuse("\(a.display) \(op) \(b.display) is not possible") }
        switch op {
        case "+": return .real(x + y)
        case "-": return .real(x - y)
        case "*": return .real(x * y)
        case "/":
            if y == 0 { throw refuse("division by zero") }
            return .real(x / y)
        default:
            if y == 0 { throw refuse("division by zero") }
            let q = (x / y).rounded(.down)
            return .real(op == "//" ? q : x - y * q)
        }
    }
}
