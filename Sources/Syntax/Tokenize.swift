/// The tokens of a source text, the end marker included, with the source bytes that their offsets refer to.
///
/// - Throws: `SyntaxErrorInfo` if a token is wrong.
public func tokenize(
    source: [UInt8], filename: String, flags: ParseFlags = []
) throws(SyntaxErrorInfo) -> (tokens: [Token], text: [UInt8]) {
    let text = try SourceText(source, filename: filename, mode: .exec, flags: flags)
    var list = TokenList(source: text.buffer, filename: filename)
    defer { list.deallocate() }
    if !list.readAll(single: false, implyDedent: true) {
        // The parser words the error.
        _ = try parseModule(source: source, filename: filename, mode: .exec, flags: flags)
    }
    return (
        Array(UnsafeBufferPointer(start: list.tokens, count: list.count)),
        Array(UnsafeBufferPointer(start: text.buffer.base, count: text.buffer.count))
    )
}
