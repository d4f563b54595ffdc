/// Turns source text into tokens, one at a time. Works line by line exactly as the string tokenizer of CPython does, because
/// error places depend on it. Origin: Parser/tokenizer.c.
struct Tokenizer {
    /// How the reading stands. Origin: the E_ codes of Include/errcode.h.
    enum Done { case ok, eof, eofs, eols, error, token, tabspace, toodeep, dedent, linecont, decode }

    static let maxIndent = 100
    static let maxLevel = 200
    static let tabSize = 8
    /// Stands for the end of the input among characters.
    static let eof: Int32 = -1

    let source: SourceBuffer
    let base: UnsafeMutablePointer<UInt8>
    let filename: String
    /// Next byte to read.
    var cur = 0
    /// End of the lines read so far.
    var inp = 0
    /// Start of the line at which the current token began.
    var buf = 0
    /// Start of the current token, -1 between tokens.
    var start = -1
    var lineStart = 0
    var multiLineStart = 0
    var lineno: Int32 = 0
    var firstLineno: Int32 = 0
    var done = Done.ok
    var atbol = true
    var contLine = false
    /// Indents still to be given out if positive, dedents if negative.
    var pendin = 0
    var indent = 0
    var indstack = [Int32](repeating: 0, count: Tokenizer.maxIndent)
    var altindstack = [Int32](repeating: 0, count: Tokenizer.maxIndent)
    var level = 0
    var parenstack = [UInt8](repeating: 0, count: Tokenizer.maxLevel)
    var parenlinenostack = [Int32](repeating: 0, count: Tokenizer.maxLevel)
    var parencolstack = [Int32](repeating: 0, count: Tokenizer.maxLevel)
    /// The error that `syntaxError` made.
    var error: SyntaxErrorInfo?
    var warnings: [SyntaxWarningInfo] = []
    /// Comments that begin with `# type: ` are tokens.
    var typeComments = false
    /// The text is a file's.
    var isFile = false
    /// The text came from a file without a declared encoding: each line is checked when it is read.
    var checksUTF8 = false
    /// A line was found that is no UTF-8; every further token is an error.
    var decodingErred = false
    /// Text of the token just given: bytes `pStart ..< pEnd`, both -1 for none.
    var pStart = -1
    var pEnd = -1

    init(source: SourceBuffer, filename: String) {
        self.source = source
        base = source.base
        self.filename = filename
    }

    /// The next byte, or `eof`. Origin: tok_nextc.
    @inline(__always)
    mutating func nextc() -> Int32 {
        if cur != inp {
            let c = base[cur]
            cur += 1
            return Int32(c)
        }
        return underflow()
    }

    /// Reads one more line, and gives its first byte. Origin: tok_underflow_string.
    mutating func underflow() -> Int32 {
        if done != .ok { return Tokenizer.eof }
        if inp >= source.count {
            done = .eof
            cur = inp
            // Reading from a file, CPython starts its buffer anew before it sees the end.
            if isFile, start < 0 { buf = cur }
            return Tokenizer.eof
        }
        var end = inp
        while end < source.count {
            end += 1
            if base[end - 1] == 0x0a { break }
        }
        if checksUTF8, !lineIsUTF8(inp, end) { return Tokenizer.eof }
        if start < 0 { buf = cur }
        lineStart = cur
        lineno += 1
        inp = end
        let c = base[cur]
        cur += 1
        return Int32(c)
    }

    /// Whether a line is UTF-8; if not, that is the error. Origin: ensure_utf8.
    private mutating func lineIsUTF8(_ from: Int, _ to: Int) -> Bool {
        var i = from
        while i < to {
            if base[i] < 0x80 {
                i += 1
                continue
            }
            // As loose as CPython's own check: only the number of following bytes counts.
            let b = base[i]
            let following = b < 0xc0 ? -1 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : b < 0xf8 ? 3 : -1
            var good = following > 0
            for k in 0..<max(following, 0) where good { good = base[i + 1 + k] & 0xc0 == 0x80 }
            if !good {
                let hex = String(b, radix: 16)
                error = SyntaxErrorInfo(
                    kind: .syntaxError,
                    message: "Non-UTF-8 code starting with '\\x\(hex)' in file \(filename) on line \(lineno + 1), but no encoding "
                        + "declared; see https://peps.python.org/pep-0263/ for details", filename: filename)
                done = .decode
                decodingErred = true
                cur = inp
                return false
            }
            i += following + 1
        }
        return true
    }

    /// Puts `c` back. Origin: tok_backup.
    @inline(__always)
    mutating func backup(_ c: Int32) {
        if c != Tokenizer.eof { cur -= 1 }
    }

    /// Records a syntax error at the current place, or in the given columns (from 1, in characters). Origin: _syntaxerror_range.
    @discardableResult
    mutating func syntaxError(_ message: String, col: Int = -1, endCol: Int = -1) -> TokenKind {
        error = errorHere(message, col: col, endCol: endCol)
        done = .error
        return .errortoken
    }

    private func errorHere(_ message: String, col: Int = -1, endCol: Int = -1) -> SyntaxErrorInfo {
        var col = col
        if col == -1 { col = source.string(lineStart, cur).unicodeScalars.count }
        let endCol = endCol == -1 ? col : endCol
        var e = lineStart
        while base[e] != 0x0a, base[e] != 0 { e += 1 }
        return SyntaxErrorInfo(
            kind: .syntaxError, message: message, filename: filename, lineno: Int(lineno), offset: col, end_lineno: Int(lineno),
            end_offset: endCol, text: source.string(lineStart, e))
    }

    /// Tabs and spaces disagree. Origin: indenterror.
    mutating func indentError() -> TokenKind {
        done = .tabspace
        cur = inp
        return .errortoken
    }

    mutating func warn(_ category: SyntaxWarningInfo.Category, _ message: String) {
        warnings.append(
            SyntaxWarningInfo(category: category, message: message, lineno: Int(lineno), error: errorHere(message)))
    }

    /// After a backslash: the line must end here and another must follow. Origin: tok_continuation_line.
    mutating func continuationLine() -> Int32 {
        var c = nextc()
        if c != 0x0a {
            done = .linecont
            return -1
        }
        c = nextc()
        if c == Tokenizer.eof {
            done = .eof
            cur = inp
            return -1
        }
        backup(c)
        return c
    }

    @inline(__always)
    static func isIdentifierStart(_ c: Int32) -> Bool {
        (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c == 0x5f || c >= 128
    }

    @inline(__always)
    static func isIdentifierChar(_ c: Int32) -> Bool {
        (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || (c >= 0x30 && c <= 0x39) || c == 0x5f || c >= 128
    }

    @inline(__always)
    static func isDigit(_ c: Int32) -> Bool { c >= 0x30 && c <= 0x39 }

    /// Checks a non-ASCII identifier (bytes `start ..< cur`) by the rules of PEP 3131. Origin: verify_identifier.
    mutating func verifyIdentifier() -> Bool {
        var offset = start
        var first = true
        if let bad = firstUndecodable() {
            done = .decode
            error = decodeFailure(at: bad)
            return false
        }
        while offset < cur {
            guard let (scalar, length) = decodeUTF8(UnsafePointer(base + offset), cur - offset) else {
                done = .decode
                error = decodeFailure(at: offset)
                return false
            }
            offset += length
            let ok = first ? scalar.isXIDStart311 || scalar == "_" : scalar.isXIDContinue311
            first = false
            if !ok {
                cur = offset
                let hex = hexadecimal(scalar.value, minimumDigits: 4)
                if scalar.isPrintable311 {
                    syntaxError("invalid character '\(Character(scalar))' (U+\(hex))")
                } else {
                    syntaxError("invalid non-printable character U+\(hex)")
                }
                return false
            }
        }
        return true
    }

    /// The first byte of the identifier that is no UTF-8.
    private func firstUndecodable() -> Int? {
        var i = start
        while i < cur {
            guard let (_, length) = decodeUTF8(UnsafePointer(base + i), cur - i) else { return i }
            i += length
        }
        return nil
    }

    /// The "(unicode error)" that CPython's UTF-8 decoder gives for the identifier with a bad byte at `offset`.
    private func decodeFailure(at offset: Int) -> SyntaxErrorInfo {
        let text = UnsafeBufferPointer(start: UnsafePointer(base + start), count: cur - start)
        let problem = utf8Problem(text) ?? "'utf-8' codec can't decode bytes"
        var error = SyntaxErrorInfo(kind: .syntaxError, message: "(unicode error) " + problem, filename: filename)
        error.undecoded = Array(text)
        return error
    }
}

/// Upper-case hexadecimal with at least so many digits.
func hexadecimal(_ value: UInt32, minimumDigits: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, minimumDigits - digits.utf8.count)) + digits
}

/// Decodes one well-formed UTF-8 sequence of at most `count` bytes; nil if it is not well-formed.
func decodeUTF8(_ p: UnsafePointer<UInt8>, _ count: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let b = p[0]
    if b < 0x80 { return (Unicode.Scalar(b), 1) }
    let length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc2 ? 2 : 0
    if length == 0 || b > 0xf4 || count < length { return nil }
    var value = UInt32(b) & (0xff >> UInt32(length + 1))
    for i in 1..<length {
        if p[i] & 0xc0 != 0x80 { return nil }
        value = value << 6 | UInt32(p[i] & 0x3f)
    }
    if length == 3, value < 0x800 { return nil }
    if length == 4, value < 0x10000 { return nil }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
}

/// CPython's words for the first thing that is wrong with `bytes` as UTF-8; nil if nothing is.
/// Origin: utf8_decode in Objects/stringlib/codecs.h and the message of UnicodeDecodeError.
func utf8Problem(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var i = 0
    while i < bytes.count {
        let b = bytes[i]
        if b < 0x80 {
            i += 1
            continue
        }
        if let (_, length) = decodeUTF8(bytes.baseAddress! + i, bytes.count - i) {
            i += length
            continue
        }
        // How many bytes of the sequence were good decides between the three messages.
        let need = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2
        var good = 1
        var reason = "invalid start byte"
        if b >= 0xc2, b <= 0xf4 {
            reason = "unexpected end of data"
            while good < need {
                if i + good >= bytes.count { break }
                let c = bytes[i + good]
                var low: UInt8 = 0x80
                var high: UInt8 = 0xbf
                if good == 1 {
                    if b == 0xe0 { low = 0xa0 }
                    if b == 0xed { high = 0x9f }
                    if b == 0xf0 { low = 0x90 }
                    if b == 0xf4 { high = 0x8f }
                }
                if c < low || c > high {
                    reason = "invalid continuation byte"
                    break
                }
                good += 1
            }
        }
        if good == 1 {
            let hex = String(b, radix: 16)
            return "'utf-8' codec can't decode byte 0x\(hex.utf8.count < 2 ? "0" : "")\(hex) in position \(i): \(reason)"
        }
        return "'utf-8' codec can't decode bytes in position \(i)-\(i + good - 1): \(reason)"
    }
    return nil
}

extension Tokenizer {
    /// Describes the token just given by `get()`; `startingLineno` and `startingCol` shift the tokens of the first line of an
    /// f-string's expression. Origin: initialize_token in Parser/pegen.c.
    @inline(__always)
    func describe(_ kind: TokenKind, startingLineno: Int32, startingCol: Int32) -> Token {
        let isString = kind == .string
        let lineStart = isString ? multiLineStart : self.lineStart
        var col: Int32 = pStart >= 0 && pStart >= lineStart ? Int32(pStart - lineStart) : -1
        var endCol: Int32 = pEnd >= 0 && pEnd >= self.lineStart ? Int32(pEnd - self.lineStart) : -1
        if lineno == startingLineno {
            col += startingCol
            endCol += startingCol
        }
        return Token(
            kind: kind, level: Int16(truncatingIfNeeded: level), start: Int32(pStart), end: Int32(pEnd),
            lineno: isString ? firstLineno : lineno, col_offset: col, end_lineno: lineno, end_col_offset: endCol)
    }
}
