import Bytecode

/// A token as Python's own `tokenize` module sees it: with comments, with line ends that mean nothing, and with error tokens where
/// the compiler's tokenizer refuses. Origin: `TokenInfo` in Lib/tokenize.py.
public struct LibraryToken: Sendable {
    /// The name of its kind, operators by their own names: `NAME`, `NL`, `PLUSEQUAL`, …
    public var kind: String
    /// Its text as code points.
    public var string: [UInt32]
    /// Line from 1 (0 for the encoding) and column from 0, in code points.
    public var start: (line: Int, column: Int)
    /// Just after its last code point.
    public var end: (line: Int, column: Int)

    /// The line that `python3.11 -m tokenize -e` prints for it, without the line end.
    public var listing: String {
        func left(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
        }
        let range = "\(start.line),\(start.column)-\(end.line),\(end.column):"
        return left(range, 20) + left(kind, 15) + left(PythonRepr.string(string), 15)
    }
}

/// Why `tokenize` gave up: what it prints on standard error.
public struct LibraryTokenizerFailure: Error {
    /// One line without its end.
    public var message: String
}

/// Splits a text into tokens as Python's `tokenize` module does, which is not how the compiler does it.
///
/// - Throws: what the module's main program would print on standard error; it prints no tokens then.
public func libraryTokens(source: [UInt8], filename: String) throws(LibraryTokenizerFailure) -> [LibraryToken] {
    var tokenizer = LibraryTokenizer(source, filename)
    try tokenizer.readAll()
    return tokenizer.tokens
}

/// The work of `libraryTokens`. Origin: `tokenize`, `_tokenize` and `detect_encoding` in Lib/tokenize.py.
struct LibraryTokenizer {
    typealias Place = (line: Int, column: Int)

    /// A string that goes on in the next line.
    struct OpenString {
        var text: [UInt32]
        var start: Place
        var quote: UInt32
        var isTriple: Bool
    }

    let source: [UInt8]
    let filename: String
    var tokens: [LibraryToken] = []
    /// Where the next line begins.
    private var at = 0
    private var encoding = "utf-8"
    /// The current line, decoded, with its end.
    var line: [UInt32] = []
    var lnum = 0
    var parenlev = 0
    var continued = false
    var open: OpenString?

    init(_ source: [UInt8], _ filename: String) {
        self.source = source
        self.filename = filename
    }

    func failure(_ message: String) -> LibraryTokenizerFailure { LibraryTokenizerFailure(message: message) }

    mutating func add(_ kind: String, _ string: ArraySlice<UInt32>, _ start: Place, _ end: Place) {
        tokens.append(LibraryToken(kind: kind, string: Array(string), start: start, end: end))
    }

    // MARK: Lines

    private func endOfLine(_ from: Int) -> Int { source[from...].firstIndex(of: 0x0a).map { $0 + 1 } ?? source.count }

    private mutating func readLine() throws(LibraryTokenizerFailure) {
        let end = endOfLine(at)
        let bytes = source[at..<end]
        at = end
        line = try decode(bytes)
    }

    private func decode(_ bytes: ArraySlice<UInt8>) throws(LibraryTokenizerFailure) -> [UInt32] {
        if encoding == "utf-8" {
            if let problem = bytes.withUnsafeBufferPointer({ utf8Problem($0) }) { throw failure("unexpected error: " + problem) }
            return String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
        }
        switch SourceText.decode(bytes, encoding) {
        case .text(let text): return String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
        case .unknown: throw failure("unexpected error: unknown encoding: \(encoding)")
        case .bad(let message): throw failure("unexpected error: " + message)
        }
    }

    private mutating func detectEncoding() throws(LibraryTokenizerFailure) {
        let hasBOM = source.starts(with: [0xef, 0xbb, 0xbf])
        if hasBOM { at = 3 }
        var from = at
        for _ in 0..<2 {
            let end = endOfLine(from)
            let bytes = source[from..<end]
            if bytes.isEmpty { return }
            if utf8Problem(Array(bytes)) != nil {
                throw failure(
                    "\(filename): error: invalid or missing encoding declaration for "
                        + PythonRepr.string(filename.unicodeScalars.map(\.value)))
            }
            if let name = cookie(bytes) {
                let repr = PythonRepr.string(filename.unicodeScalars.map(\.value))
                if case .unknown = SourceText.decode([], name), name != "utf-8" {
                    throw failure("\(filename): error: unknown encoding for \(repr): \(name)")
                }
                if hasBOM, name != "utf-8" { throw failure("\(filename): error: encoding problem for \(repr): utf-8") }
                encoding = name
                return
            }
            // Only a blank line or a comment may stand before the declaration.
            if let c = bytes.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0c }), c != 0x23, c != 0x0d, c != 0x0a { return }
            from = end
        }
    }

    private func utf8Problem(_ bytes: [UInt8]) -> String? { bytes.withUnsafeBufferPointer { Syntax.utf8Problem($0) } }

    private func utf8Problem(_ bytes: UnsafeBufferPointer<UInt8>) -> String? { Syntax.utf8Problem(bytes) }

    /// The encoding that a line declares.
    private func cookie(_ line: ArraySlice<UInt8>) -> String? {
        let rest = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0c }
        guard rest.first == 0x23 else { return nil }
        let s = Array(rest.prefix { $0 != 0x0a })
        let whole = Array(rest)
        var i = 1
        while i + 6 < s.count {
            if s[i..<(i + 6)].elementsEqual("coding".utf8), s[i + 6] == 0x3a || s[i + 6] == 0x3d {
                var t = i + 7
                while t < whole.count, whole[t] == 0x20 || whole[t] == 0x09 { t += 1 }
                let begin = t
                while t < whole.count, isNamePart(whole[t]) { t += 1 }
                if begin < t { return SourceText.normalName(String(decoding: whole[begin..<t], as: UTF8.self)) }
            }
            i += 1
        }
        return nil
    }

    private func isNamePart(_ c: UInt8) -> Bool {
        let lower = c | 0x20
        return (lower >= 0x61 && lower <= 0x7a) || (c >= 0x30 && c <= 0x39) || c == 0x2d || c == 0x5f || c == 0x2e
    }

    // MARK: The main loop

    mutating func readAll() throws(LibraryTokenizerFailure) {
        try detectEncoding()
        add("ENCODING", encoding.unicodeScalars.map(\.value)[...], (0, 0), (0, 0))
        var indents = [0]
        var lastLine: [UInt32] = []
        while true {
            lastLine = line
            try readLine()
            lnum += 1
            var pos = 0
            if open != nil {
                if line.isEmpty { throw giveUp(open!.start, "EOF in multi-line string") }
                guard let next = continueString() else { continue }
                pos = next
            } else if parenlev == 0, !continued {
                if line.isEmpty { break }
                var column = 0
                measure: while pos < line.count {
                    switch line[pos] {
                    case 0x20: column += 1
                    case 0x09: column = (column / 8 + 1) * 8
                    case 0x0c: column = 0
                    default: break measure
                    }
                    pos += 1
                }
                if pos == line.count { break }
                if line[pos] == 0x23 || line[pos] == 0x0d || line[pos] == 0x0a {
                    if line[pos] == 0x23 {
                        var end = line.count
                        while end > pos, line[end - 1] == 0x0a || line[end - 1] == 0x0d { end -= 1 }
                        add("COMMENT", line[pos..<end], (lnum, pos), (lnum, end))
                        pos = end
                    }
                    add("NL", line[pos...], (lnum, pos), (lnum, line.count))
                    continue
                }
                if column > indents.last! {
                    indents.append(column)
                    add("INDENT", line[..<pos], (lnum, 0), (lnum, pos))
                }
                while column < indents.last! {
                    if !indents.contains(column) {
                        throw giveUp((lnum, pos), "unindent does not match any outer indentation level")
                    }
                    indents.removeLast()
                    add("DEDENT", [], (lnum, pos), (lnum, pos))
                }
            } else {
                if line.isEmpty { throw giveUp((lnum, 0), "EOF in multi-line statement") }
                continued = false
            }
            scanLine(from: pos)
        }
        if let last = lastLine.last, last != 0x0d, last != 0x0a, lastLine.first(where: { !LibraryTokenizer.isSpace($0) }) != 0x23 {
            add("NEWLINE", [], (lnum - 1, lastLine.count), (lnum - 1, lastLine.count + 1))
        }
        for _ in indents.dropFirst() { add("DEDENT", [], (lnum, 0), (lnum, 0)) }
        add("ENDMARKER", [], (lnum, 0), (lnum, 0))
    }

    private func giveUp(_ place: Place, _ message: String) -> LibraryTokenizerFailure {
        failure("\(filename):\(place.line):\(place.column): error: \(message)")
    }

    /// Looks for the end of the open string in the line; gives where the rest of the line begins, nil if the line is used up.
    private mutating func continueString() -> Int? {
        let string = open!
        if let end = stringEnd(from: 0, string.quote, isTriple: string.isTriple) {
            add("STRING", (string.text + line[..<end])[...], string.start, (lnum, end))
            open = nil
            return end
        }
        let goesOn = line.suffix(2) == [0x5c, 0x0a] || line.suffix(3) == [0x5c, 0x0d, 0x0a]
        if !string.isTriple, !goesOn {
            add("ERRORTOKEN", (string.text + line)[...], string.start, (lnum, line.count))
            open = nil
            return nil
        }
        open!.text += line
        return nil
    }

    /// Just after the closing quotes of a string whose inside begins at `from`; nil if the line does not have them.
    func stringEnd(from: Int, _ quote: UInt32, isTriple: Bool) -> Int? {
        var i = from
        while i < line.count {
            let c = line[i]
            if c == 0x5c {
                if i + 1 >= line.count || line[i + 1] == 0x0a { return nil }
                i += 2
            } else if c == quote {
                if !isTriple { return i + 1 }
                if i + 2 < line.count, line[i + 1] == quote, line[i + 2] == quote { return i + 3 }
                i += 1
            } else {
                i += 1
            }
        }
        return nil
    }

    /// White space as `str.isspace` knows it.
    static func isSpace(_ c: UInt32) -> Bool {
        switch c {
        case 0x09...0x0d, 0x1c...0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: return true
        default: return false
        }
    }
}
