import Bytecode

/// What the reading of string literals needs of the parser around it.
protocol LiteralHost {
    /// Notes a syntax error at the current token and gives what to throw.
    mutating func literalError(_ message: String) -> ParseFailed
    /// Notes a warning about the token.
    mutating func literalWarning(_ message: String, _ token: Token)
    /// Parses the expression of a replacement field: `text` is the field with a parenthesis around it.
    mutating func replacementField(_ text: SourceBuffer, startingLineno: Int32, startingCol: Int32) throws(ParseFailed) -> Expr
}

/// Reads the literals of one string expression (adjacent literals are one), f-strings included. Origin: Parser/string_parser.c.
struct StringLiteralReader {
    let base: UnsafePointer<UInt8>
    let first: Token
    let last: Token

    /// One string under way: literal text not yet made a node, and the nodes so far.
    struct Pieces {
        var text: [UInt32] = []
        var isFormatted = false
        var nodes: [Expr] = []
    }

    var location: Location {
        Location(
            lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset)
    }

    /// The node for string tokens `tokens`. Origin: _PyPegen_concatenate_strings.
    static func read<H: LiteralHost>(
        _ base: UnsafePointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, _ host: inout H
    ) throws(ParseFailed) -> Expr {
        let reader = StringLiteralReader(base: base, first: tokens[0], last: tokens[tokens.count - 1])
        var pieces = Pieces()
        var bytes: [UInt8] = []
        var bytesMode = false
        for (i, token) in tokens.enumerated() {
            let part = Part(base, token)
            if part.isBytes, !part.isFormatted {
                let decoded = try reader.bytesValue(part, token, &host)
                if i != 0, !bytesMode { throw host.literalError("cannot mix bytes and nonbytes literals") }
                bytesMode = true
                bytes += decoded
                continue
            }
            if part.isFormatted {
                if i != 0, bytesMode { throw host.literalError("cannot mix bytes and nonbytes literals") }
                var at = part.start
                try reader.formatted(&pieces, &at, part.end, part.isRaw, 0, reader.first, token, reader.last, &host)
            } else {
                let isRaw = part.isRaw || !part.hasBackslash
                let text =
                    isRaw
                    ? try reader.plain(part.start, part.end, &host) : try reader.escaped(part.start, part.end, token, &host)
                if i != 0, bytesMode { throw host.literalError("cannot mix bytes and nonbytes literals") }
                if pieces.text.isEmpty { pieces.text = text } else { pieces.text += text }
            }
        }
        if bytesMode { return Expr(.constant(value: .bytes(bytes), u: false), reader.location) }
        return reader.finish(&pieces, reader.first, reader.last)
    }

    /// Prefix, quotes and extent of one literal. Origin: _PyPegen_parsestr.
    struct Part {
        var isBytes = false
        var isRaw = false
        var isFormatted = false
        var hasBackslash = false
        /// Offsets of the text between the quotes.
        var start: Int
        var end: Int

        init(_ base: UnsafePointer<UInt8>, _ token: Token) {
            var s = Int(token.start)
            var e = Int(token.end)
            prefix: while true {
                switch base[s] | 0x20 {
                case 0x62: isBytes = true
                case 0x75: break
                case 0x72: isRaw = true
                case 0x66: isFormatted = true
                default: break prefix
                }
                s += 1
            }
            let quote = base[s]
            if e - s >= 6, base[s + 1] == quote, base[s + 2] == quote {
                s += 3
                e -= 3
            } else {
                s += 1
                e -= 1
            }
            start = s
            end = e
            var i = s
            while i < e {
                if base[i] == 0x5c {
                    hasBackslash = true
                    break
                }
                i += 1
            }
        }
    }

    // MARK: Text

    /// Refuses bytes that are no UTF-8; their position in the message is that in their run of non-ASCII bytes. Origin: decode_utf8.
    func checkRuns<H: LiteralHost>(_ start: Int, _ end: Int, _ host: inout H) throws(ParseFailed) {
        var i = start
        while i < end {
            if base[i] < 0x80 {
                i += 1
                continue
            }
            var run = i
            while run < end, base[run] >= 0x80 { run += 1 }
            if let problem = utf8Problem(UnsafeBufferPointer(start: base + i, count: run - i)) {
                throw host.literalError("(unicode error) " + problem)
            }
            i = run
        }
    }

    /// Code points of UTF-8 text without escapes. `byRuns` says how positions in messages count.
    func plain<H: LiteralHost>(
        _ start: Int, _ end: Int, byRuns: Bool = false, _ host: inout H
    ) throws(ParseFailed) -> [UInt32] {
        var ascii = true
        var i = start
        while i < end {
            if base[i] >= 0x80 {
                ascii = false
                break
            }
            i += 1
        }
        let base = base
        if ascii {
            return [UInt32](unsafeUninitializedCapacity: end - start) { buffer, count in
                for k in 0..<(end - start) { buffer[k] = UInt32(base[start + k]) }
                count = end - start
            }
        }
        var result: [UInt32] = []
        result.reserveCapacity(end - start)
        i = start
        while i < end {
            guard let (scalar, length) = decodeUTF8(base + i, end - i) else {
                if byRuns { try checkRuns(start, end, &host) }
                let problem = utf8Problem(UnsafeBufferPointer(start: base + start, count: end - start))!
                throw host.literalError("(unicode error) " + problem)
            }
            result.append(scalar.value)
            i += length
        }
        return result
    }

    /// Code points of text with escapes. Positions in messages are those of CPython's intermediate text, in which a non-ASCII
    /// character takes ten bytes. Origin: decode_unicode_with_escapes, _PyUnicode_DecodeUnicodeEscapeInternal.
    func escaped<H: LiteralHost>(_ start: Int, _ end: Int, _ token: Token, _ host: inout H) throws(ParseFailed) -> [UInt32] {
        try checkRuns(start, end, &host)
        var result: [UInt32] = []
        result.reserveCapacity(end - start)
        var i = start
        // Difference between a position in CPython's intermediate text and `i - start`.
        var shift = 0
        var invalidEscape = ""
        func failure(_ from: Int, _ to: Int, _ message: String) -> ParseFailed {
            let a = from - start + shift
            let b = to - start + shift
            if b - a == 1 {
                return host.literalError(
                    "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position \(a): \(message)")
            }
            return host.literalError(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position \(a)-\(b - 1): \(message)")
        }
        while i < end {
            let c = base[i]
            if c >= 0x80 {
                guard let (scalar, length) = decodeUTF8(base + i, end - i) else {
                    var run = i
                    while run < end, base[run] >= 0x80 { run += 1 }
                    let problem = utf8Problem(UnsafeBufferPointer(start: base + i, count: run - i))!
                    throw host.literalError("(unicode error) " + problem)
                }
                result.append(scalar.value)
                i += length
                shift += 10 - length
                continue
            }
            if c != 0x5c {
                result.append(UInt32(c))
                i += 1
                continue
            }
            let at = i
            i += 1
            if i >= end || base[i] >= 0x80 {
                result.append(0x5c)
                shift += 5
                continue
            }
            let e = base[i]
            i += 1
            switch e {
            case 0x0a: break
            case 0x5c, 0x27, 0x22: result.append(UInt32(e))
            case 0x62: result.append(8)
            case 0x66: result.append(12)
            case 0x74: result.append(9)
            case 0x6e: result.append(10)
            case 0x72: result.append(13)
            case 0x76: result.append(11)
            case 0x61: result.append(7)
            case 0x30...0x37:
                var v = UInt32(e - 0x30)
                var n = 0
                while n < 2, i < end, base[i] >= 0x30, base[i] <= 0x37 {
                    v = v << 3 + UInt32(base[i] - 0x30)
                    i += 1
                    n += 1
                }
                if v > 0xff, invalidEscape.isEmpty { invalidEscape = StringLiteralReader.octal(v) }
                result.append(v)
            case 0x78, 0x75, 0x55:
                let want = e == 0x78 ? 2 : e == 0x75 ? 4 : 8
                var v: UInt32 = 0
                var n = 0
                while n < want, i < end, let d = StringLiteralReader.hexValue(base[i]) {
                    v = v << 4 | d
                    i += 1
                    n += 1
                }
                if n < want {
                    let shown = e == 0x78 ? "\\xXX" : e == 0x75 ? "\\uXXXX" : "\\UXXXXXXXX"
                    throw failure(at, i, "truncated \(shown) escape")
                }
                if v > 0x10ffff { throw failure(at, i, "illegal Unicode character") }
                result.append(v)
            case 0x4e:
                var message = "malformed \\N character escape"
                var found = false
                if i < end, base[i] == 0x7b {
                    i += 1
                    let nameStart = i
                    var nameShift = 0
                    while i < end, base[i] != 0x7d {
                        // Non-ASCII bytes count as ten a character.
                        if base[i] >= 0xc0 { nameShift += 10 - (base[i] >= 0xf0 ? 4 : base[i] >= 0xe0 ? 3 : 2) }
                        i += 1
                    }
                    if i < end, i > nameStart {
                        let name = String(
                            decoding: UnsafeBufferPointer(start: base + nameStart, count: i - nameStart), as: UTF8.self)
                        i += 1
                        if nameShift == 0, let v = UnicodeNames.lookup(name) {
                            result.append(v)
                            found = true
                        } else {
                            message = "unknown Unicode character name"
                        }
                    }
                    if !found {
                        let to = i + nameShift
                        throw failure(at, to, message)
                    }
                } else {
                    throw failure(at, i, message)
                }
            default:
                if invalidEscape.isEmpty { invalidEscape = "escape sequence '\\\(Character(Unicode.Scalar(e)))'" }
                result.append(0x5c)
                result.append(UInt32(e))
            }
        }
        if !invalidEscape.isEmpty { host.literalWarning("invalid " + invalidEscape, token) }
        return result
    }

    private static func octal(_ v: UInt32) -> String { "octal escape sequence '\\\(String(v, radix: 8))'" }

    static func hexValue(_ c: UInt8) -> UInt32? {
        switch c {
        case 0x30...0x39: return UInt32(c - 0x30)
        case 0x61...0x66: return UInt32(c - 0x61 + 10)
        case 0x41...0x46: return UInt32(c - 0x41 + 10)
        default: return nil
        }
    }

    /// Bytes of a bytes literal. Origin: _PyPegen_parsestr, _PyBytes_DecodeEscape.
    func bytesValue<H: LiteralHost>(_ part: Part, _ token: Token, _ host: inout H) throws(ParseFailed) -> [UInt8] {
        for i in part.start..<part.end where base[i] >= 0x80 {
            throw host.literalError("bytes can only contain ASCII literal characters")
        }
        var result: [UInt8] = []
        result.reserveCapacity(part.end - part.start)
        if part.isRaw || !part.hasBackslash {
            result.append(contentsOf: UnsafeBufferPointer(start: base + part.start, count: part.end - part.start))
            return result
        }
        var invalidEscape = ""
        var i = part.start
        while i < part.end {
            let c = base[i]
            i += 1
            if c != 0x5c {
                result.append(c)
                continue
            }
            let e = base[i]
            i += 1
            switch e {
            case 0x0a: break
            case 0x5c, 0x27, 0x22: result.append(e)
            case 0x62: result.append(8)
            case 0x66: result.append(12)
            case 0x74: result.append(9)
            case 0x6e: result.append(10)
            case 0x72: result.append(13)
            case 0x76: result.append(11)
            case 0x61: result.append(7)
            case 0x30...0x37:
                var v = UInt32(e - 0x30)
                var n = 0
                while n < 2, i < part.end, base[i] >= 0x30, base[i] <= 0x37 {
                    v = v << 3 + UInt32(base[i] - 0x30)
                    i += 1
                    n += 1
                }
                if v > 0xff, invalidEscape.isEmpty { invalidEscape = StringLiteralReader.octal(v) }
                result.append(UInt8(truncatingIfNeeded: v))
            case 0x78:
                if i + 1 < part.end, let a = StringLiteralReader.hexValue(base[i]),
                    let b = StringLiteralReader.hexValue(base[i + 1])
                {
                    result.append(UInt8(a << 4 | b))
                    i += 2
                } else {
                    throw host.literalError("(value error) invalid \\x escape at position \(i - 2 - part.start)")
                }
            default:
                if invalidEscape.isEmpty { invalidEscape = "escape sequence '\\\(Character(Unicode.Scalar(e)))'" }
                result.append(0x5c)
                result.append(e)
            }
        }
        if !invalidEscape.isEmpty { host.literalWarning("invalid " + invalidEscape, token) }
        return result
    }

    // MARK: Nodes

    /// Turns the text so far into a node. Origin: make_str_node_and_del.
    func textNode(_ pieces: inout Pieces, _ first: Token, _ last: Token) -> Expr {
        let text = pieces.text
        pieces.text = []
        return Expr(
            .constant(value: .str(text), u: base[Int(first.start)] == 0x75),
            Location(
                lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset
            ))
    }

    /// Origin: _PyPegen_FstringParser_Finish.
    func finish(_ pieces: inout Pieces, _ first: Token, _ last: Token) -> Expr {
        if !pieces.isFormatted { return textNode(&pieces, first, last) }
        if !pieces.text.isEmpty { pieces.nodes.append(textNode(&pieces, first, last)) }
        return Expr(
            .joinedStr(values: pieces.nodes),
            Location(
                lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset
            ))
    }
}
