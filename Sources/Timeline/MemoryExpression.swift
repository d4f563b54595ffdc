import Trace

/// An expression about the standing machine, in Python's notation: `refcount(a) == 2 and b[0] is a`. It is evaluated by reading memory; no
/// Python code runs and nothing is disturbed.
///
///     names            of the innermost frame: fast locals, cells, its namespace, globals, builtins
///     x.attr  x[i]     attributes that an object holds itself; items of list, tuple, dict, str
///     refcount(x)  gc_refs(x)  id(x)  type(x)  len(x)  repr(x)  alive(x)  tracked(x)  in_list(x, "young")
///     size(x)  field(x, "ob_item")  address(x)  block(x)  block_size(x)  pool(x)  next_block(n)  finalized(x)  interned(x)  static(x)
///     opcodes(n)       the instructions of line n in the code that runs, by name; instructions(n): how many
///     stack[i]         the value stack, 0 is the top; depth: how many values there are
///     line  opcode  output  collecting  gc_pass  gc_count[i]
///     1  2.5  "text"  True  None  == != < <= > >= is  is not  in  not in  and  or  not  + - * / // % ( )
public struct MemoryExpression: Sendable, CustomStringConvertible {
    /// Why a text is no expression.
    public struct SyntaxProblem: Error, CustomStringConvertible, Sendable {
        /// One line.
        public var description: String
    }

    indirect enum Node: Sendable {
        case int(Int)
        case real(Double)
        case text(String)
        case constant(Bool?)
        case name(String)
        case attribute(Node, String)
        case item(Node, Node)
        case call(String, [Node])
        case not(Node)
        case negative(Node)
        case and(Node, Node)
        case or(Node, Node)
        case compare(String, Node, Node)
        case arithmetic(String, Node, Node)
    }

    /// As it was written.
    public let description: String
    let root: Node

    /// The functions, and how many arguments each takes.
    static let functions: [String: Int] = [
        "refcount": 1, "gc_refs": 1, "id": 1, "type": 1, "len": 1, "repr": 1, "alive": 1, "tracked": 1, "in_list": 2,
        "size": 1, "field": 2, "address": 1, "block": 1, "block_size": 1, "pool": 1, "next_block": 1, "finalized": 1, "interned": 1,
        "static": 1,
        "opcodes": 1, "instructions": 1,
    ]
    /// The lists that `in_list` knows.
    static let lists = ["young", "old", "unreachable", "finalizers", "trash", "gen0", "gen1", "gen2", "permanent"]

    /// Reads an expression.
    public init(_ text: String) throws(SyntaxProblem) {
        description = text
        var reader = MemoryExpressionReader(text)
        root = try reader.whole()
    }

    /// Whether it is a literal that needs no machine.
    public var isConstant: Bool {
        switch root {
        case .int, .real, .text, .constant: true
        case .negative(.int), .negative(.real): true
        default: false
        }
    }

    /// The kinds of events at which it is worth while to look whether it has become true: instructions, and what the collector does if it
    /// is about that.
    public var kinds: [EventKind] {
        let isAboutCollector =
            !functionsUsed.isDisjoint(with: ["gc_refs", "in_list", "tracked", "alive", "finalized"]) || names.contains("collecting")
            || names.contains("gc_pass")
        guard isAboutCollector else { return [.instruction] }
        return [
            .instruction, .gcStart, .gcPass, .gcUpdateRefs, .gcSubtract, .gcMove, .gcVisit, .gcWeakref, .gcFinalize, .gcClear,
            .gcTrack,
            .gcUntrack, .gcEnd, .decref,
        ]
    }

    /// The variables that it mentions, in order.
    public var names: [String] { mentioned.names }

    private var functionsUsed: Set<String> { mentioned.functions }

    private var mentioned: (names: [String], functions: Set<String>) {
        var all: [String] = []
        var functions: Set<String> = []
        func visit(_ node: Node) {
            switch node {
            case .name(let name): if !all.contains(name) { all.append(name) }
            case .attribute(let n, _), .not(let n), .negative(let n): visit(n)
            case .item(let a, let b), .and(let a, let b), .or(let a, let b), .compare(_, let a, let b),
                .arithmetic(_, let a, let b):
                visit(a)
                visit(b)
            case .call(let function, let arguments):
                functions.insert(function)
                arguments.forEach(visit)
            case .int, .real, .text, .constant: break
            }
        }
        visit(root)
        return (all, functions)
    }
}

/// Reads an expression by recursive descent.
private struct MemoryExpressionReader {
    typealias Problem = MemoryExpression.SyntaxProblem
    typealias Node = MemoryExpression.Node

    private enum Token: Equatable {
        case word(String), int(Int), real(Double), text(String), sign(String), bad(String), end
    }

    private let source: String
    private var tokens: [Token] = []
    private var at = 0

    init(_ source: String) {
        self.source = source
        var s = source.unicodeScalars[...]
        func isStart(_ c: Unicode.Scalar) -> Bool { c == "_" || c.properties.isXIDStart }
        while let c = s.first {
            if c == " " || c == "\t" || c == "\n" {
                s.removeFirst()
            } else if isStart(c) {
                let word = s.prefix { $0 == "_" || $0.properties.isXIDContinue }
                s = s.dropFirst(word.count)
                tokens.append(.word(String(word)))
            } else if ("0"..."9").contains(c) {
                let digits = s.prefix {
                    ("0"..."9").contains($0) || $0 == "." || $0 == "x" || $0 == "_" || ("a"..."f").contains($0)
                }
                s = s.dropFirst(digits.count)
                let plain = String(digits.filter { $0 != "_" })
                if plain.hasPrefix("0x"), let n = Int(plain.dropFirst(2), radix: 16) {
                    tokens.append(.int(n))
                } else if let n = Int(plain) {
                    tokens.append(.int(n))
                } else if let x = Double(plain) {
                    tokens.append(.real(x))
                } else {
                    tokens.append(.bad(plain))
                }
            } else if c == "\"" || c == "'" {
                s.removeFirst()
                var text = String.UnicodeScalarView()
                var isClosed = false
                while let d = s.popFirst() {
                    if d == c {
                        isClosed = true
                        break
                    }
                    if d == "\\", let e = s.popFirst() {
                        text.append(e == "n" ? "\n" : e == "t" ? "\t" : e)
                    } else {
                        text.append(d)
                    }
                }
                tokens.append(isClosed ? .text(String(text)) : .bad("a text that is not closed"))
            } else {
                let two = String(s.prefix(2))
                let sign = ["==", "!=", "<=", ">=", "//", "**"].contains(two) ? two : String(Character(c))
                s = s.dropFirst(sign.unicodeScalars.count)
                tokens.append("()[].,<>+-*/%".contains(sign) || sign.count == 2 ? .sign(sign) : .bad(sign))
            }
        }
        tokens.append(.end)
    }

    private var next: Token { tokens[at] }

    private mutating func take(_ sign: String) -> Bool {
        guard next == .sign(sign) else { return false }
        at += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard next == .word(word) else { return false }
        at += 1
        return true
    }

    private func refuse(_ why: String) -> Problem { Problem(description: "'\(source)': \(why)") }

    private func describe(_ token: Token) -> String {
        switch token {
        case .word(let w), .sign(let w), .bad(let w): "'\(w)'"
        case .int(let n): "'\(n)'"
        case .real(let x): "'\(x)'"
        case .text(let t): "\"\(t)\""
        case .end: "the end"
        }
    }

    private func require(_ sign: String) -> Problem { refuse("\(sign) is missing before \(describe(next))") }

    mutating func whole() throws(Problem) -> Node {
        if tokens.count == 1 { throw Problem(description: "an expression is missing") }
        let node = try or()
        if next != .end { throw refuse("\(describe(next)) is not understood here") }
        return node
    }

    private mutating func or() throws(Problem) -> Node {
        var node = try and()
        while takeWord("or") { node = .or(node, try and()) }
        return node
    }

    private mutating func and() throws(Problem) -> Node {
        var node = try not()
        while takeWord("and") { node = .and(node, try not()) }
        return node
    }

    private mutating func not() throws(Problem) -> Node {
        if takeWord("not") { return .not(try not()) }
        return try comparison()
    }

    /// A comparison; a chain `a < b < c` is the conjunction of its links.
    private mutating func comparison() throws(Problem) -> Node {
        var left = try sum()
        var chain: Node?
        while let op = comparator() {
            let right = try sum()
            let link = Node.compare(op, left, right)
            chain = chain.map { .and($0, link) } ?? link
            left = right
        }
        return chain ?? left
    }

    private mutating func comparator() -> String? {
        for op in ["==", "!=", "<=", ">=", "<", ">"] where take(op) { return op }
        if takeWord("is") { return takeWord("not") ? "is not" : "is" }
        if takeWord("in") { return "in" }
        if next == .word("not"), tokens[at + 1] == .word("in") {
            at += 2
            return "not in"
        }
        return nil
    }

    private mutating func sum() throws(Problem) -> Node {
        var node = try product()
        while true {
            if take("+") {
                node = .arithmetic("+", node, try product())
            } else if take("-") {
                node = .arithmetic("-", node, try product())
            } else {
                return node
            }
        }
    }

    private mutating func product() throws(Problem) -> Node {
        var node = try unary()
        while true {
            if take("*") {
                node = .arithmetic("*", node, try unary())
            } else if take("/") {
                node = .arithmetic("/", node, try unary())
            } else if take("//") {
                node = .arithmetic("//", node, try unary())
            } else if take("%") {
                node = .arithmetic("%", node, try unary())
            } else {
                return node
            }
        }
    }

    private mutating func unary() throws(Problem) -> Node {
        if take("-") { return .negative(try unary()) }
        var node = try atom()
        while true {
            if take("[") {
                node = .item(node, try or())
                if !take("]") { throw require("]") }
            } else if take(".") {
                guard case .word(let name) = next else { throw refuse("a name is missing after the dot") }
                at += 1
                node = .attribute(node, name)
            } else {
                return node
            }
        }
    }

    private mutating func atom() throws(Problem) -> Node {
        let token = next
        at += 1
        switch token {
        case .int(let n): return .int(n)
        case .real(let x): return .real(x)
        case .text(let t): return .text(t)
        case .sign("("):
            let node = try or()
            if !take(")") { throw require(")") }
            return node
        case .word("True"): return .constant(true)
        case .word("False"): return .constant(false)
        case .word("None"): return .constant(nil)
        case .word(let name) where ["and", "or", "not", "is", "in"].contains(name):
            throw refuse("something is missing before '\(name)'")
        case .word(let name): return take("(") ? try call(name) : .name(name)
        case .end: throw refuse("something is missing at the end")
        case .bad, .sign: throw refuse("\(describe(token)) is not understood")
        }
    }

    private mutating func call(_ name: String) throws(Problem) -> Node {
        guard let count = MemoryExpression.functions[name] else {
            let known = MemoryExpression.functions.keys.sorted().joined(separator: ", ")
            throw refuse("\(name)() would run Python code; there are \(known)")
        }
        var arguments: [Node] = []
        while !take(")") {
            if !arguments.isEmpty, !take(",") { throw require(")") }
            arguments.append(try or())
        }
        guard arguments.count == count else {
            throw refuse("\(name)() takes \(count) argument\(count == 1 ? "" : "s"), not \(arguments.count)")
        }
        if name == "in_list" {
            guard case .text(let list) = arguments[1], MemoryExpression.lists.contains(list) else {
                throw refuse(
                    "the second argument of in_list() is one of \(MemoryExpression.lists.joined(separator: ", ")), in quotes")
            }
        }
        return .call(name, arguments)
    }
}
