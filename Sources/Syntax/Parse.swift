import Bytecode

/// Parses a source text given as bytes. The tree's warnings are in the module.
///
/// - Throws: `SyntaxErrorInfo` with CPython's class, message and place.
public func parseModule(
    source: [UInt8], filename: String, mode: ParseMode = .exec, flags: ParseFlags = []
) throws(SyntaxErrorInfo) -> Module {
    let text = try SourceText(source, filename: filename, mode: mode, flags: flags)
    var list = TokenList(source: text.buffer, filename: filename)
    defer { list.deallocate() }
    if list.readAll(single: mode == .single) {
        var parser = Parser(
            source: text.buffer, filename: filename, flags: flags, tokens: list.tokens, count: list.count)
        do throws(ParseFailed) {
            let kind: ModuleKind
            switch mode {
            case .exec: kind = .module(body: try parser.file())
            case .eval: kind = .expression(body: try parser.evalInput())
            case .single:
                kind = .interactive(body: try parser.interactive())
                if parser.moreFollows() { throw ParseFailed() }
            }
            var ordered: [(order: Int, warning: SyntaxWarningInfo)] = []
            for (i, w) in list.tokenizer.warnings.enumerated() { ordered.append((list.warningOrder[i] * 2, w)) }
            for (order, w) in parser.warnings { ordered.append((order * 2 + 3, w)) }
            if ordered.count > 1 { ordered.sort { $0.order < $1.order } }
            return Module(kind, warnings: ordered.map(\.warning))
        } catch {}
    }
    throw SyntaxErrorInfo(kind: .syntaxError, message: "invalid syntax", filename: filename)
}

extension Parser {
    /// After an interactive statement: whether anything but white space and comments is left. Origin: bad_single_statement.
    func moreFollows() -> Bool {
        let t = tokens[pos - 1]
        var i = t.end >= 0 ? Int(t.end) : source.count
        while i < source.count {
            switch base[i] {
            case 0x20, 0x09, 0x0a, 0x0c: i += 1
            case 0x23: while i < source.count, base[i] != 0x0a { i += 1 }
            default: return true
            }
        }
        return false
    }
}

/// A source text decoded and ready for the tokenizer. Origin: decode_str in Parser/tokenizer.c.
struct SourceText {
    let buffer: SourceBuffer
    /// The encoding that the text or its caller declared, in CPython's spelling; nil if none.
    let encoding: String?

    init(_ source: [UInt8], filename: String, mode: ParseMode, flags: ParseFlags) throws(SyntaxErrorInfo) {
        buffer = source.withUnsafeBufferPointer { SourceBuffer($0, addNewline: mode == .exec) }
        encoding = "utf-8"
    }
}
