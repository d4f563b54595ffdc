import Bytecode

/// Runs the grammar rule by rule, with the order of trials, the kept results and the two passes of CPython's generated parser, to
/// find the error that CPython reports for a wrong program. It builds only as much of the tree as messages ask about. Slower than
/// `Parser`, and only used when that has failed. Origin: Parser/pegen.c, Parser/pegen_errors.c and the generated Parser/parser.c.
final class GrammarMachine {
    /// The rule that a parse starts with.
    enum Start { case file, interactive, eval, fstring }

    /// What a rule matched, as far as error messages need it.
    enum Value {
        case unit
        case token(Int)
        case expr(Expr)
        case place(Location)
        case keyword(Location, isUnpacking: Bool)
        case list([Value])
    }

    struct MemoEntry {
        var rule: Int
        var mark: Int
        var value: Value?
        var next: Int
    }

    static let maxStack = 6000
    /// Stands for "where the tokenizer is now" among columns and lines.
    static let currentPosition = -5

    let grammar = GrammarRules.shared
    let start: Start
    let flags: ParseFlags
    let filename: String
    let text: SourceText
    let startingLineno: Int32
    let startingCol: Int32
    var tok: Tokenizer
    var tokens: [Token] = []
    var memoHead: [Int] = []
    var memo: [MemoEntry] = []
    var mark = 0
    var level = 0
    var errorIndicator = false
    var callInvalidRules = false
    var parsingStarted = false
    var error: SyntaxErrorInfo?
    /// What has been warned of so far; both passes warn.
    var warnings: [SyntaxWarningInfo] = []
    let dummy = Expr(
        .constant(value: .ellipsis, u: false), Location(lineno: 1, col_offset: 0, end_lineno: 1, end_col_offset: 0))

    init(text: SourceText, filename: String, start: Start, flags: ParseFlags, startingLineno: Int32 = 0, startingCol: Int32 = 0) {
        self.text = text
        self.start = start
        self.flags = flags
        self.filename = filename
        self.startingLineno = startingLineno
        self.startingCol = startingCol
        tok = Tokenizer(source: text.buffer, filename: filename)
        tok.checksUTF8 = text.checksUTF8
        tok.typeComments = flags.contains(.typeComments)
        tok.isFile = start == .file && flags.contains(.file)
        if startingLineno != 0 { tok.lineno = startingLineno - 1 }
    }

    // MARK: The two passes

    /// Parses, and gives the error; nil if there is none. Origin: _PyPegen_run_parser.
    func run() -> (error: SyntaxErrorInfo?, value: Value?) {
        if let value = parse() {
            if start == .interactive, moreFollows() {
                raise("multiple statements found while compiling a single statement")
                return (error, nil)
            }
            return (nil, value)
        }
        if flags.contains(.allowIncompleteInput), tok.done == .eof || tok.done == .eofs || tok.done == .eols {
            error = nil
            raise("incomplete input")
            return (error, nil)
        }
        if let error, error.kind == .memoryError { return (error, nil) }
        let last = tokens.last
        for i in memoHead.indices { memoHead[i] = -1 }
        memo.removeAll(keepingCapacity: true)
        mark = 0
        callInvalidRules = true
        level = 0
        _ = parse()
        setSyntaxError(last)
        return (error, nil)
    }

    private func parse() -> Value? {
        let name: String
        switch start {
        case .file: name = "file"
        case .interactive: name = "interactive"
        case .eval: name = "eval"
        case .fstring: name = "fstring"
        }
        return rule(grammar.index[name]!)
    }

    private func moreFollows() -> Bool {
        var i = tok.cur
        while i < text.buffer.count {
            switch tok.base[i] {
            case 0x20, 0x09, 0x0a, 0x0c: i += 1
            case 0x23: while i < text.buffer.count, tok.base[i] != 0x0a { i += 1 }
            default: return true
            }
        }
        return false
    }

    // MARK: Tokens

    /// Reads one more token; false on error. Origin: _PyPegen_fill_token, initialize_token.
    func fill() -> Bool {
        var kind = tok.get()
        while kind == .typeIgnore { kind = tok.get() }
        collectWarnings()
        if start == .interactive, kind == .endmarker, parsingStarted {
            kind = .newline
            parsingStarted = false
            if tok.indent > 0, !flags.contains(.dontImplyDedent) {
                tok.pendin = -tok.indent
                tok.indent = 0
            }
        } else {
            parsingStarted = true
        }
        tokens.append(tok.describe(kind, startingLineno: startingLineno, startingCol: startingCol))
        memoHead.append(-1)
        if kind == .errortoken {
            tokenizerError()
            return false
        }
        return true
    }

    /// The kind of the token at the mark, nil on error.
    @inline(__always)
    func current() -> TokenKind? {
        if mark == tokens.count, !fill() {
            errorIndicator = true
            return nil
        }
        return tokens[mark].kind
    }

    func spelling(_ token: Token) -> String { text.buffer.string(Int(token.start), Int(token.end)) }

    // MARK: Rules

    func rule(_ r: Int) -> Value? {
        if level == GrammarMachine.maxStack {
            errorIndicator = true
            error = SyntaxErrorInfo(kind: .memoryError, message: "", filename: filename)
        }
        level += 1
        defer { level -= 1 }
        if errorIndicator { return nil }
        guard let kind = current() else { return nil }
        if !grammar.rules[r].nullable, !grammar.rules[r].first.contains(kind) { return nil }
        if grammar.rules[r].isLeftRecursive { return leftRecursive(r) }
        let isMemo = grammar.rules[r].isMemo
        if isMemo, let entry = memoized(r) {
            mark = entry.mark
            return entry.value
        }
        let begin = mark
        let savedInvalid = callInvalidRules
        if grammar.rules[r].withoutInvalid { callInvalidRules = false }
        var wasCut = false
        let value = alternatives(grammar.rules[r].alternatives, begin, &wasCut)
        callInvalidRules = savedInvalid
        if isMemo, !wasCut, !errorIndicator { insertMemo(begin, r, value) }
        return value
    }

    private func memoized(_ r: Int) -> MemoEntry? {
        var i = memoHead[mark]
        while i >= 0 {
            if memo[i].rule == r { return memo[i] }
            i = memo[i].next
        }
        return nil
    }

    private func insertMemo(_ at: Int, _ r: Int, _ value: Value?) {
        memo.append(MemoEntry(rule: r, mark: mark, value: value, next: memoHead[at]))
        memoHead[at] = memo.count - 1
    }

    /// Grows the result of a left-recursive rule until it grows no more.
    private func leftRecursive(_ r: Int) -> Value? {
        if let entry = memoized(r) {
            mark = entry.mark
            return entry.value
        }
        let begin = mark
        var resultMark = mark
        var result: Value?
        var slot = -1
        while true {
            if slot < 0 {
                insertMemo(begin, r, result)
                slot = memo.count - 1
            } else {
                memo[slot].value = result
                memo[slot].mark = mark
            }
            mark = begin
            level += 1
            var wasCut = false
            let raw = alternatives(grammar.rules[r].alternatives, begin, &wasCut)
            level -= 1
            if errorIndicator { return nil }
            guard let raw, mark > resultMark else { break }
            resultMark = mark
            result = raw
        }
        mark = resultMark
        return result
    }

    private func alternatives(_ list: [GrammarRules.Alternative], _ begin: Int, _ wasCut: inout Bool) -> Value? {
        for alternative in list {
            if errorIndicator { return nil }
            if alternative.isInvalid, !callInvalidRules { continue }
            if !alternative.nullable {
                guard let kind = current() else { return nil }
                if !alternative.first.contains(kind) { continue }
            }
            var values: [Value] = []
            values.reserveCapacity(alternative.items.count)
            var matched = true
            for item in alternative.items {
                if case .cut = item {
                    wasCut = true
                    values.append(.unit)
                    continue
                }
                guard let value = match(item) else {
                    matched = false
                    break
                }
                values.append(value)
            }
            if matched {
                let value = act(alternative, values, begin)
                if value == nil, error != nil { errorIndicator = true }
                return value
            }
            mark = begin
            if wasCut { return nil }
        }
        return nil
    }

    private func enterLevel() -> Bool {
        if level == GrammarMachine.maxStack {
            errorIndicator = true
            error = SyntaxErrorInfo(kind: .memoryError, message: "", filename: filename)
        }
        level += 1
        return !errorIndicator
    }

    private func match(_ item: GrammarRules.Item) -> Value? {
        switch item {
        case .token(let kind):
            guard current() == kind else { return nil }
            mark += 1
            return .token(mark - 1)
        case .name:
            guard current() == .name else { return nil }
            mark += 1
            let t = tokens[mark - 1]
            return .expr(Expr(.name(id: spelling(t), ctx: .load), place(t)))
        case .number:
            guard current() == .number else { return nil }
            mark += 1
            return number(tokens[mark - 1])
        case .softKeyword(let word):
            guard current() == .name else { return nil }
            let t = tokens[mark]
            if Int(t.end - t.start) != word.count { return nil }
            for i in 0..<word.count where tok.base[Int(t.start) + i] != word[i] { return nil }
            mark += 1
            return .expr(Expr(.name(id: spelling(t), ctx: .load), place(t)))
        case .anySoftKeyword:
            guard current() == .name else { return nil }
            let t = tokens[mark]
            mark += 1
            // CPython compares only as many bytes as the token has, so a beginning of the word will do.
            let word = spelling(t)
            return "_".hasPrefix(word) || "case".hasPrefix(word) || "match".hasPrefix(word) ? .token(mark - 1) : nil
        case .rule(let r):
            return rule(r)
        case .group(let list):
            defer { level -= 1 }
            if !enterLevel() { return nil }
            var wasCut = false
            return alternatives(list, mark, &wasCut)
        case .optional(let inner):
            let saved = mark
            if let value = match(inner) { return errorIndicator ? nil : value }
            if errorIndicator { return nil }
            mark = saved
            return .list([])
        case .star(let inner), .plus(let inner):
            defer { level -= 1 }
            if !enterLevel() { return nil }
            var values: [Value] = []
            while true {
                let saved = mark
                guard let value = match(inner) else {
                    mark = saved
                    break
                }
                values.append(value)
            }
            if case .plus = item, values.isEmpty || errorIndicator { return nil }
            return .list(values)
        case .gather(let inner, let separator):
            defer { level -= 1 }
            if !enterLevel() { return nil }
            guard let first = match(inner) else { return nil }
            var values = [first]
            defer { level -= 1 }
            if !enterLevel() { return nil }
            while true {
                let saved = mark
                guard current() == separator else { break }
                mark += 1
                guard let value = match(inner) else {
                    mark = saved
                    break
                }
                values.append(value)
            }
            return .list(values)
        case .lookahead(let positive, let inner):
            let saved = mark
            let matched = match(inner) != nil
            mark = saved
            return matched == positive ? .unit : nil
        case .cut:
            return .unit
        case .forced(let kind, let spelling):
            if errorIndicator { return nil }
            guard let k = current() else { return nil }
            if k != kind {
                raise(.syntaxError, place(tokens[mark]), "expected '\(spelling)'")
                return nil
            }
            mark += 1
            return .token(mark - 1)
        }
    }
}
