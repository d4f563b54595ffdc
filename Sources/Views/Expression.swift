import Memory
import Runtime
import Timeline

/// A condition that is evaluated on the standing machine without running any Python code: names, numbers, texts, comparisons, arithmetic on
/// numbers, `and or not`, items of lists, tuples and dicts, `len`, `refcount`, `type`, `id`. What it cannot do is refused when it is read.
public struct Expression: Sendable {
    /// Why an expression cannot be used: one line.
    public struct ReadError: Error, CustomStringConvertible, Sendable {
        /// One line.
        public var description: String
    }

    indirect enum Node: Sendable {
        case number(Double), text(String), constant(Value), name(String)
        case binary(String, Node, Node)
        case not(Node), negative(Node)
        case call(String, Node)
        case item(Node, Node)
    }

    /// What an expression can be.
    enum Value: Sendable {
        case number(Double), text(String), bool(Bool), none
        case object(UInt)
    }

    private struct Unknown: Error {}
    private let root: Node

    /// Reads an expression.
    public init(_ text: String) throws(ReadError) {
        var reader = Reader(text)
        root = try reader.whole()
    }

    /// Whether it is true at the position; false if a name is not bound there.
    public func isTrueNow() -> Bool {
        guard let record = Machine.frames.first, let frame = FrameView(record), let v = try? value(root, frame) else {
            return false
        }
        return Self.isTrue(v)
    }

    private static func isTrue(_ v: Value) -> Bool {
        switch v {
        case .number(let n): n != 0
        case .text(let t): !t.isEmpty
        case .bool(let b): b
        case .none: false
        case .object(let p): PyObj(bitPattern: p).map { Inspect.isObject($0) && !isEmptyContainer($0) } ?? false
        }
    }

    private static func isEmptyContainer(_ p: PyObj) -> Bool {
        switch p.ob_type {
        case PyList_Type, PyTuple_Type: p.ob_size == 0
        case PyDict_Type: p.ma_used == 0
        case PySet_Type, PyFrozenSet_Type: p.set_used == 0
        default: false
        }
    }

    private func read(_ p: PyObj) -> Value {
        switch p.ob_type {
        case PyBool_Type: return .bool(p == Py_True)
        case _PyNone_Type: return .none
        case PyFloat_Type: return .number(p.ob_fval)
        case PyUnicode_Type: return .text(Inspect.text(p, limit: 10_000))
        case PyLong_Type:
            if let n = Double(Inspect.shortRepr(p, limit: 400)) { return .number(n) }
            return .object(UInt(bitPattern: p))
        default: return .object(UInt(bitPattern: p))
        }
    }

    private func object(_ node: Node, _ f: FrameView) throws -> PyObj {
        switch node {
        case .name(let name):
            if let v = f.variables.first(where: { $0.name == name })?.value { return v }
            for dict in [f.frame.fr_globals, f.frame.fr_builtins] {
                guard let dict, Inspect.isObject(dict), dict.ob_type == PyDict_Type else { continue }
                let hit = Inspect.dictEntries(dict).first {
                    Inspect.isObject($0.key) && $0.key.ob_type == PyUnicode_Type && Inspect.text($0.key, limit: 200) == name
                }
                if let hit { return hit.value }
            }
            throw Unknown()
        case .item(let base, let index):
            let p = try object(base, f)
            let key = try value(index, f)
            guard Inspect.isObject(p) else { throw Unknown() }
            switch (p.ob_type, key) {
            case (PyList_Type, .number(let n)), (PyTuple_Type, .number(let n)):
                let items = p.ob_type == PyList_Type ? p.list_item : p + 24
                guard let i = Int(exactly: n), let items else { throw Unknown() }
                let at = i < 0 ? i + p.ob_size : i
                guard at >= 0, at < p.ob_size, let v = items.load(fromByteOffset: at * 8, as: PyObj?.self) else { throw Unknown() }
                return v
            case (PyDict_Type, _):
                for e in Inspect.dictEntries(p) where try Self.compare("==", read(e.key), key) { return e.value }
                throw Unknown()
            default: throw Unknown()
            }
        default: throw Unknown()
        }
    }

    private func value(_ node: Node, _ f: FrameView) throws -> Value {
        switch node {
        case .number(let n): return .number(n)
        case .text(let t): return .text(t)
        case .constant(let v): return v
        case .name, .item: return read(try object(node, f))
        case .not(let n): return .bool(!Self.isTrue(try value(n, f)))
        case .negative(let n):
            guard case .number(let x) = try value(n, f) else { throw Unknown() }
            return .number(-x)
        case .call(let name, let argument):
            if name == "len", case .text(let t) = try value(argument, f) { return .number(Double(t.unicodeScalars.count)) }
            let p = try object(argument, f)
            guard Inspect.isObject(p) else { throw Unknown() }
            switch name {
            case "refcount": return .number(Double(p.ob_refcnt))
            case "id": return .number(Double(UInt(bitPattern: p)))
            case "type": return .text(Inspect.typeName(p))
            default:
                switch p.ob_type {
                case PyList_Type, PyTuple_Type, PyBytes_Type: return .number(Double(p.ob_size))
                case PyDict_Type: return .number(Double(p.ma_used))
                case PySet_Type, PyFrozenSet_Type: return .number(Double(p.set_used))
                default: throw Unknown()
                }
            }
        case .binary("and", let a, let b):
            let left = try value(a, f)
            return Self.isTrue(left) ? try value(b, f) : left
        case .binary("or", let a, let b):
            let left = try value(a, f)
            return Self.isTrue(left) ? left : try value(b, f)
        case .binary("is", let a, let b): return .bool(try Self.same(value(a, f), value(b, f)))
        case .binary(let op, let a, let b):
            let x = try value(a, f)
            let y = try value(b, f)
            if ["==", "!=", "<", "<=", ">", ">="].contains(op) { return .bool(try Self.compare(op, x, y)) }
            guard let m = Self.number(x), let n = Self.number(y) else {
                if op == "+", case .text(let s) = x, case .text(let t) = y { return .text(s + t) }
                throw Unknown()
            }
            switch op {
            case "+": return .number(m + n)
            case "-": return .number(m - n)
            case "*": return .number(m * n)
            case "/":
                if n == 0 { throw Unknown() }
                return .number(m / n)
            case "//":
                if n == 0 { throw Unknown() }
                return .number((m / n).rounded(.down))
            case "%":
                if n == 0 { throw Unknown() }
                return .number(m - n * (m / n).rounded(.down))
            default: throw Unknown()
            }
        }
    }

    private static func number(_ v: Value) -> Double? {
        switch v {
        case .number(let n): n
        case .bool(let b): b ? 1 : 0
        default: nil
        }
    }

    private static func same(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.none, .none): true
        case (.bool(let x), .bool(let y)): x == y
        case (.object(let x), .object(let y)): x == y
        case (.number(let x), .number(let y)): x == y
        case (.text(let x), .text(let y)): x == y
        default: false
        }
    }

    private static func compare(_ op: String, _ a: Value, _ b: Value) throws -> Bool {
        if let x = number(a), let y = number(b) { return order(op, x, y) }
        if case .text(let x) = a, case .text(let y) = b { return order(op, x, y) }
        switch op {
        case "==": return same(a, b)
        case "!=": return !same(a, b)
        default: throw Unknown()
        }
    }

    private static func order<T: Comparable>(_ op: String, _ x: T, _ y: T) -> Bool {
        switch op {
        case "==": x == y
        case "!=": x != y
        case "<": x < y
        case "<=": x <= y
        case ">": x > y
        default: x >= y
        }
    }
}

/// Reads an expression by precedence: or, and, not, comparison, sum, product, sign, item, atom.
private struct Reader {
    private var tokens: [String] = []
    private var at = 0
    private let text: String
    private static let functions: Set<String> = ["len", "refcount", "id", "type"]

    init(_ text: String) {
        self.text = text
        let chars = Array(text)
        var i = 0
        while i < chars.count {
            let c = chars[i]
            if c == " " || c == "\t" {
                i += 1
            } else if c.isLetter || c == "_" || c.isNumber {
                let start = i
                let numeric = c.isNumber
                while i < chars.count, chars[i].isLetter || chars[i].isNumber || chars[i] == "_" || (numeric && chars[i] == ".") {
                    i += 1
                }
                tokens.append(String(chars[start..<i]))
            } else if c == "'" || c == "\"" {
                let start = i
                i += 1
                while i < chars.count, chars[i] != c { i += 1 }
                i = min(i + 1, chars.count)
                tokens.append(String(chars[start..<i]))
            } else {
                let two = i + 1 < chars.count ? String(chars[i...i + 1]) : ""
                if ["==", "!=", "<=", ">=", "//", "**"].contains(two) {
                    tokens.append(two)
                    i += 2
                } else {
                    tokens.append(String(c))
                    i += 1
                }
            }
        }
    }

    private var next: String? { at < tokens.count ? tokens[at] : nil }

    private mutating func take(_ token: String) -> Bool {
        guard next == token else { return false }
        at += 1
        return true
    }

    private func refuse(_ why: String) -> Expression.ReadError { Expression.ReadError(description: "'\(text)': \(why)") }

    mutating func whole() throws(Expression.ReadError) -> Expression.Node {
        if tokens.isEmpty { throw Expression.ReadError(description: "an expression is missing") }
        let node = try or()
        if let next {
            throw refuse(
                "'\(next)' is not understood here (only names, numbers, texts, comparisons, and or not, len, refcount, id, type)")
        }
        return node
    }

    private mutating func or() throws(Expression.ReadError) -> Expression.Node {
        var node = try and()
        while take("or") { node = .binary("or", node, try and()) }
        return node
    }

    private mutating func and() throws(Expression.ReadError) -> Expression.Node {
        var node = try not()
        while take("and") { node = .binary("and", node, try not()) }
        return node
    }

    private mutating func not() throws(Expression.ReadError) -> Expression.Node {
        if take("not") { return .not(try not()) }
        let left = try sum()
        for op in ["==", "!=", "<=", ">=", "<", ">"] where take(op) { return .binary(op, left, try sum()) }
        if take("is") {
            if take("not") { return .not(.binary("is", left, try sum())) }
            return .binary("is", left, try sum())
        }
        return left
    }

    private mutating func sum() throws(Expression.ReadError) -> Expression.Node {
        var node = try product()
        while let op = next, op == "+" || op == "-" {
            at += 1
            node = .binary(op, node, try product())
        }
        return node
    }

    private mutating func product() throws(Expression.ReadError) -> Expression.Node {
        var node = try item()
        while let op = next, ["*", "/", "//", "%"].contains(op) {
            at += 1
            node = .binary(op, node, try item())
        }
        return node
    }

    private mutating func item() throws(Expression.ReadError) -> Expression.Node {
        if take("-") { return .negative(try item()) }
        var node = try atom()
        while take("[") {
            node = .item(node, try or())
            if !take("]") { throw refuse("a ] is missing") }
        }
        return node
    }

    private mutating func atom() throws(Expression.ReadError) -> Expression.Node {
        guard let token = next else { throw refuse("something is missing at the end") }
        at += 1
        if token == "(" {
            let node = try or()
            if !take(")") { throw refuse("a ) is missing") }
            return node
        }
        if let c = token.first, c == "'" || c == "\"" { return .text(String(token.dropFirst().dropLast())) }
        if let n = Double(token) { return .number(n) }
        switch token {
        case "True": return .constant(.bool(true))
        case "False": return .constant(.bool(false))
        case "None": return .constant(.none)
        default: break
        }
        guard let c = token.first, c.isLetter || c == "_" else { throw refuse("'\(token)' is not understood") }
        if next == "(" {
            guard Self.functions.contains(token) else {
                throw refuse("\(token)() would run Python code; only len, refcount, id, type are possible")
            }
            at += 1
            let argument = try or()
            if !take(")") { throw refuse("a ) is missing") }
            return .call(token, argument)
        }
        return .name(token)
    }
}
