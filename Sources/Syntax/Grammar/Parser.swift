import Bytecode

/// The parser for correct programs: hand-written recursive descent over an array of tokens, giving the tree and the places that
/// CPython's PEG parser gives. At the first thing that is wrong it gives up by throwing `ParseFailed`; finding out what CPython
/// would say about it is the work of `GrammarMachine`. Origin: Grammar/python.gram.
struct Parser {
    let source: SourceBuffer
    let base: UnsafePointer<UInt8>
    let filename: String
    let flags: ParseFlags
    let tokens: UnsafeMutablePointer<Token>
    let count: Int
    var pos = 0
    /// How deep the rules are nested, by a generous estimate of the levels that CPython counts.
    var depth = 0
    /// The depth at which to give up.
    let limit: Int
    /// Whether it gave up because of that.
    var isTooDeep = false
    /// With the token that a warning is about, if its error is still to be worded.
    var warnings: [(order: Int, warning: SyntaxWarningInfo, token: Token?)] = []
    /// The type comments of statements and parameters.
    var typeComments: [ObjectIdentifier: String] = [:]

    init(
        source: SourceBuffer, filename: String, flags: ParseFlags, tokens: UnsafeMutablePointer<Token>, count: Int, limit: Int
    ) {
        self.limit = limit
        self.source = source
        base = UnsafePointer(source.base)
        self.filename = filename
        self.flags = flags
        self.tokens = tokens
        self.count = count
    }

    // MARK: Tokens

    @inline(__always) var kind: TokenKind { tokens[pos].kind }
    @inline(__always) var nextKind: TokenKind { tokens[pos + 1].kind }

    @inline(__always)
    mutating func expect(_ k: TokenKind) throws(ParseFailed) {
        if tokens[pos].kind != k { throw ParseFailed() }
        pos += 1
    }

    @inline(__always)
    mutating func accept(_ k: TokenKind) -> Bool {
        if tokens[pos].kind != k { return false }
        pos += 1
        return true
    }

    /// From token `start` to the last token read; the last one must have text.
    @inline(__always)
    func location(_ start: Int) -> Location {
        let a = tokens[start]
        let b = tokens[pos - 1]
        return Location(
            lineno: a.lineno, col_offset: a.col_offset, end_lineno: b.end_lineno, end_col_offset: b.end_col_offset)
    }

    /// From token `start` to the last token read that has text.
    func statementLocation(_ start: Int) -> Location {
        let a = tokens[start]
        var e = pos - 1
        while e > start {
            switch tokens[e].kind {
            case .newline, .indent, .dedent, .endmarker:
                e -= 1
                continue
            default: break
            }
            break
        }
        let b = tokens[e]
        return Location(
            lineno: a.lineno, col_offset: a.col_offset, end_lineno: b.end_lineno, end_col_offset: b.end_col_offset)
    }

    /// The identifier that token `i` spells.
    func identifier(_ i: Int) -> String {
        let t = tokens[i]
        return Identifiers.identifier(base + Int(t.start), Int(t.end - t.start))
    }

    /// Reads a name that is no reserved word.
    @inline(__always)
    mutating func name() throws(ParseFailed) -> String {
        if tokens[pos].kind != .name { throw ParseFailed() }
        pos += 1
        return identifier(pos - 1)
    }

    /// Whether token `i` is spelled like the soft keyword `word`.
    func isWord(_ i: Int, _ word: StaticString) -> Bool {
        let t = tokens[i]
        let n = word.utf8CodeUnitCount
        if t.kind != .name || Int(t.end - t.start) != n { return false }
        let s = base + Int(t.start)
        for k in 0..<n where s[k] != word.utf8Start[k] { return false }
        return true
    }

    @inline(__always)
    mutating func enter(_ levels: Int) throws(ParseFailed) {
        depth += levels
        if depth > limit {
            isTooDeep = true
            throw ParseFailed()
        }
    }

    /// Operators and trailers in one chain nest to the left without end; CPython's compiler gives up long before this.
    static let longestChain = 10000

    func checkChain(_ n: Int) throws(ParseFailed) {
        if n > Parser.longestChain { throw ParseFailed() }
    }

    /// Whether a token may begin an expression (`*` and `yield` not counted).
    @inline(__always)
    static func beginsExpression(_ k: TokenKind) -> Bool {
        switch k {
        case .name, .number, .string, .lpar, .lsqb, .lbrace, .minus, .plus, .tilde, .kwNot, .kwLambda, .await, .ellipsis, .kwNone,
            .kwTrue, .kwFalse:
            return true
        default:
            return false
        }
    }

    /// Reads a type comment, if one stands here.
    @inline(__always)
    mutating func typeComment() -> String? {
        if tokens[pos].kind != .typeComment { return nil }
        pos += 1
        return source.string(Int(tokens[pos - 1].start), Int(tokens[pos - 1].end))
    }

    /// The node, with its type comment noted.
    @inline(__always)
    mutating func commented<Node: AnyObject>(_ node: Node, _ comment: String?) -> Node {
        if let comment { typeComments[ObjectIdentifier(node)] = comment }
        return node
    }

    // MARK: Start rules

    mutating func file() throws(ParseFailed) -> [Stmt] {
        var body: [Stmt] = []
        while kind != .endmarker { try statement(&body) }
        return body
    }

    mutating func interactive() throws(ParseFailed) -> [Stmt] {
        var body: [Stmt] = []
        if accept(.newline) {
            // The place of this Pass is that of the newline.
            return [Stmt(.pass, location(pos - 1))]
        }
        if kind == .endmarker { throw ParseFailed() }
        let before = pos
        if try compoundStatement(&body) {
            try expect(.newline)
        } else {
            pos = before
            try simpleStatements(&body)
        }
        return body
    }

    mutating func evalInput() throws(ParseFailed) -> Expr {
        let e = try expressions()
        while accept(.newline) {}
        try expect(.endmarker)
        return e
    }
}

extension Parser: LiteralHost {
    mutating func literalError(_ message: String) -> ParseFailed { ParseFailed() }

    mutating func literalWarning(_ message: String, _ token: Token) {
        warnings.append(
            (pos, SyntaxWarningInfo(category: .deprecationWarning, message: message, lineno: Int(token.lineno)), token))
    }

    mutating func replacementField(
        _ text: SourceBuffer, startingLineno: Int32, startingCol: Int32
    ) throws(ParseFailed) -> Expr {
        var list = TokenList(source: text, filename: filename, startingLineno: startingLineno, startingCol: startingCol)
        defer { list.deallocate() }
        if !list.readAll(single: false, implyDedent: true) { throw ParseFailed() }
        var parser = Parser(
            source: text, filename: filename, flags: flags, tokens: list.tokens, count: list.count, limit: limit)
        parser.depth = depth + 200
        let e: Expr
        do throws(ParseFailed) {
            e = try parser.starExpressions()
        } catch {
            isTooDeep = parser.isTooDeep
            throw error
        }
        for w in list.tokenizer.warnings { warnings.append((pos, w, nil)) }
        for w in parser.warnings { warnings.append((pos, w.warning, nil)) }
        return e
    }
}

/// Options of a parse.
public struct ParseFlags: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt32

    /// The options with these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The source is a `str` that was encoded as UTF-8: a coding cookie in it does not count (PyCF_IGNORE_COOKIE).
    public static let ignoreCookie = ParseFlags(rawValue: 1)
    /// `from __future__ import barry_as_FLUFL` is in force: `<>` instead of `!=`.
    public static let barryAsBDFL = ParseFlags(rawValue: 2)
    /// The source is the contents of a script or module file, read as CPython reads files: this decides how wrong bytes and error
    /// lines are reported.
    public static let file = ParseFlags(rawValue: 4)
    /// The source is still being typed: an input that ends too early is the error "incomplete input" (PyCF_ALLOW_INCOMPLETE_INPUT).
    public static let allowIncompleteInput = ParseFlags(rawValue: 8)
    /// Do not close blocks at the end of interactive input (PyCF_DONT_IMPLY_DEDENT).
    public static let dontImplyDedent = ParseFlags(rawValue: 16)
    /// Comments that begin with `# type: ` belong to the tree (PyCF_TYPE_COMMENTS).
    public static let typeComments = ParseFlags(rawValue: 32)
    /// The file of the given name holds just this source: the lines that errors quote are read from there, so they end with newlines.
    public static let quotesFile = ParseFlags(rawValue: 64)
}

/// All tokens of a text in an array.
struct TokenList {
    var tokenizer: Tokenizer
    let startingLineno: Int32
    let startingCol: Int32
    var tokens: UnsafeMutablePointer<Token>
    var count = 0
    var capacity: Int
    /// The lines of `# type: ignore` and what follows these words.
    var typeIgnores: [(lineno: Int, tag: String)] = []
    /// For each of the tokenizer's warnings, the index of the token that it came with.
    var warningOrder: [Int] = []

    init(source: SourceBuffer, filename: String, startingLineno: Int32 = 0, startingCol: Int32 = 0) {
        tokenizer = Tokenizer(source: source, filename: filename)
        if startingLineno != 0 { tokenizer.lineno = startingLineno - 1 }
        self.startingLineno = startingLineno
        self.startingCol = startingCol
        capacity = source.count / 3 + 16
        tokens = .allocate(capacity: capacity)
    }

    mutating func deallocate() { tokens.deallocate() }

    /// Reads to the end; false if the tokenizer found an error. In `single` mode a newline stands before the end marker and open
    /// blocks are closed if `implyDedent` says so. Origin: _PyPegen_fill_token.
    mutating func readAll(single: Bool, implyDedent: Bool) -> Bool {
        var started = false
        while true {
            var k = tokenizer.get()
            while k == .typeIgnore {
                let tag = tokenizer.source.string(tokenizer.pStart, tokenizer.pEnd)
                typeIgnores.append((Int(tokenizer.lineno), tag))
                k = tokenizer.get()
            }
            if k == .errortoken { return false }
            if single, k == .endmarker, started {
                k = .newline
                started = false
                if tokenizer.indent > 0, implyDedent {
                    tokenizer.pendin = -tokenizer.indent
                    tokenizer.indent = 0
                }
            } else {
                started = true
            }
            if count + 2 >= capacity {
                let bigger = UnsafeMutablePointer<Token>.allocate(capacity: capacity * 2)
                bigger.update(from: tokens, count: count)
                tokens.deallocate()
                tokens = bigger
                capacity *= 2
            }
            tokens[count] = tokenizer.describe(k, startingLineno: startingLineno, startingCol: startingCol)
            count += 1
            if tokenizer.warnings.count > warningOrder.count { warningOrder.append(count) }
            if k == .endmarker {
                // One more, so that looking one ahead needs no check.
                tokens[count] = tokens[count - 1]
                return true
            }
        }
    }
}

/// Identifiers as Python compares them.
enum Identifiers {
    /// The identifier spelled by `count` bytes at `s`, normalised.
    @inline(__always)
    static func identifier(_ s: UnsafePointer<UInt8>, _ count: Int) -> String {
        let text = String(decoding: UnsafeBufferPointer(start: s, count: count), as: UTF8.self)
        for i in 0..<count where s[i] >= 0x80 { return normalised(text) }
        return text
    }

    /// NFKC. Origin: _PyPegen_new_identifier.
    static func normalised(_ text: String) -> String { Normalization.nfkc(text) }
}
