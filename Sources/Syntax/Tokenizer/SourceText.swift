import Glibc

/// A source text decoded and ready for the tokenizer. Origin: decode_str, check_bom and check_coding_spec in Parser/tokenizer.c.
struct SourceText {
    let buffer: SourceBuffer
    /// The encoding that the text or its caller declared, in CPython's spelling; nil if none: then error columns count bytes.
    let encoding: String?
    /// Whether the source began with a byte order mark.
    let hasBOM: Bool
    /// Whether lines are checked to be UTF-8 as they are read.
    let checksUTF8: Bool

    /// The text of an f-string's expression.
    init(expression: SourceBuffer) {
        buffer = expression
        encoding = nil
        hasBOM = false
        checksUTF8 = false
    }

    init(_ source: [UInt8], filename: String, mode: ParseMode, flags: ParseFlags) throws(SyntaxErrorInfo) {
        let isFile = flags.contains(.file)
        if source.contains(0), !isFile {
            throw SyntaxErrorInfo(kind: .valueError, message: "source code string cannot contain null bytes", filename: filename)
        }
        let addNewline = mode == .exec || isFile
        if flags.contains(.ignoreCookie) {
            buffer = source.withUnsafeBufferPointer { SourceBuffer($0, addNewline: addNewline) }
            encoding = "utf-8"
            hasBOM = false
            checksUTF8 = false
            return
        }
        var bytes = source[...]
        var declared: String?
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            bytes = bytes.dropFirst(3)
            declared = "utf-8"
        }
        hasBOM = declared != nil
        func problem(_ message: String) -> SyntaxErrorInfo {
            // CPython gives these no place but line 0.
            isFile
                ? SyntaxErrorInfo(kind: .syntaxError, message: message, filename: filename)
                : SyntaxErrorInfo(kind: .syntaxError, message: message, filename: filename, lineno: 0, offset: -1)
        }
        var decoded: [UInt8]?
        if let cookie = SourceText.cookie(bytes, isWhole: addNewline) {
            if declared != nil {
                if cookie != "utf-8" { throw problem("encoding problem: \(cookie) with BOM") }
            } else if cookie != "utf-8" {
                // A string's line ends are made newlines first.
                var normal = isFile ? bytes : SourceText.withNewlines(bytes)
                // As `SourceBuffer` does for a text that is not decoded.
                if !isFile, addNewline, bytes.suffix(2).elementsEqual([0x0d, 0x0a]) { normal.append(0x0a) }
                switch SourceText.decode(normal, cookie) {
                case .text(let text): decoded = text
                case .unknown: throw problem(isFile ? "encoding problem: \(cookie)" : "unknown encoding: \(cookie)")
                case .bad(let message): throw problem(isFile ? "encoding problem: \(cookie)" : message)
                }
            }
            declared = cookie
        }
        encoding = declared
        checksUTF8 = isFile && declared == nil
        buffer = (decoded?[...] ?? bytes).withUnsafeBufferPointer { SourceBuffer($0, addNewline: addNewline, isString: !isFile) }
    }

    /// Line `number` (from 1) as it stands in the file; nil if there is none.
    func fileLine(_ number: Int) -> [UInt8]? {
        guard var result = line(number, withNewline: true) else { return nil }
        if number == 1, hasBOM { result.insert(contentsOf: [0xef, 0xbb, 0xbf], at: 0) }
        if buffer.newlineWasAdded, line(number + 1, withNewline: true) == nil { result.removeLast() }
        return result
    }

    /// Line `number` (from 1); nil if there is none.
    func line(_ number: Int, withNewline: Bool) -> [UInt8]? {
        var i = 0
        var n = 1
        while n < number {
            while i < buffer.count, buffer.base[i] != 0x0a { i += 1 }
            if i >= buffer.count { return nil }
            i += 1
            n += 1
        }
        if number < 1 || (i >= buffer.count && withNewline) { return nil }
        let begin = i
        while i < buffer.count, buffer.base[i] != 0x0a { i += 1 }
        if withNewline, i < buffer.count { i += 1 }
        return Array(UnsafeBufferPointer(start: buffer.base + begin, count: i - begin))
    }

    // MARK: Encodings

    private static func withNewlines(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if !bytes.contains(0x0d) { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for b in bytes {
            if b == 0x0d {
                out.append(0x0a)
            } else if b != 0x0a || previous != 0x0d {
                out.append(b)
            }
            previous = b
        }
        return out[...]
    }

    /// The encoding named in a comment on one of the first two lines. Origin: decode_str, get_coding_spec.
    private static func cookie(_ source: ArraySlice<UInt8>, isWhole: Bool) -> String? {
        var rest = source
        for _ in 0..<2 {
            let end = rest.firstIndex { $0 == 0x0a || $0 == 0x0d } ?? rest.endIndex
            // Where no newline is added to the text, CPython does not look at a last line that lacks it.
            if end == rest.endIndex, !isWhole { return nil }
            let line = rest[rest.startIndex..<end]
            if let name = cookie(inLine: Array(line)) { return name }
            // Only comments and blank lines may stand before it.
            let first = line.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0c }
            if let first, first != 0x23 { return nil }
            if end == rest.endIndex { return nil }
            var next = end + 1
            if rest[end] == 0x0d, next < rest.endIndex, rest[next] == 0x0a { next += 1 }
            rest = rest[next...]
        }
        return nil
    }

    private static func cookie(inLine s: [UInt8]) -> String? {
        var i = 0
        while i + 6 < s.count {
            if s[i] == 0x23 { break }
            if s[i] != 0x20, s[i] != 0x09, s[i] != 0x0c { return nil }
            i += 1
        }
        while i + 6 < s.count {
            if s[i..<(i + 6)].elementsEqual("coding".utf8) {
                var t = i + 6
                if s[t] == 0x3a || s[t] == 0x3d {
                    repeat { t += 1 } while t < s.count && (s[t] == 0x20 || s[t] == 0x09)
                    let begin = t
                    while t < s.count {
                        let c = s[t] | 0x20
                        guard
                            (c >= 0x61 && c <= 0x7a) || (s[t] >= 0x30 && s[t] <= 0x39) || s[t] == 0x2d || s[t] == 0x5f
                                || s[t] == 0x2e
                        else { break }
                        t += 1
                    }
                    if begin < t { return normalName(String(decoding: s[begin..<t], as: UTF8.self)) }
                }
            }
            i += 1
        }
        return nil
    }

    /// Origin: get_normal_name.
    static func normalName(_ name: String) -> String {
        let n = String(name.prefix(12)).lowercased().replacing("_", with: "-")
        if n == "utf-8" || n.hasPrefix("utf-8-") { return "utf-8" }
        if ["latin-1", "iso-8859-1", "iso-latin-1"].contains(n) || n.hasPrefix("latin-1-") || n.hasPrefix("iso-8859-1-")
            || n.hasPrefix("iso-latin-1-")
        {
            return "iso-8859-1"
        }
        return name
    }

    enum Decoded {
        case text([UInt8])
        case unknown
        case bad(String)
    }

    /// The name as the codec registry looks it up: runs of other characters than letters, digits and dots become one underscore.
    /// Origin: normalize_encoding in Lib/encodings/__init__.py.
    private static func codecName(_ name: String) -> String {
        var out = ""
        var isPending = false
        for c in name.lowercased().unicodeScalars {
            if c == "." || c.properties.isAlphabetic || (c.value >= 0x30 && c.value <= 0x39) {
                if isPending, !out.isEmpty { out += "_" }
                isPending = false
                out.unicodeScalars.append(c)
            } else {
                isPending = true
            }
        }
        return out
    }

    /// Turns bytes of an encoding into UTF-8.
    static func decode(_ bytes: ArraySlice<UInt8>, _ name: String) -> Decoded {
        switch codecName(name) {
        case "8859", "cp819", "csisolatin1", "ibm819", "iso8859", "iso8859_1", "iso_8859_1", "iso_8859_1_1987", "iso_ir_100", "l1",
            "latin", "latin1", "latin_1":
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count + 16)
            for b in bytes {
                if b < 0x80 {
                    out.append(b)
                } else {
                    out.append(0xc0 | b >> 6)
                    out.append(0x80 | b & 0x3f)
                }
            }
            return .text(out)
        case "646", "ansi_x3.4_1968", "ansi_x3_4_1968", "ansi_x3.4_1986", "cp367", "csascii", "ibm367", "iso646_us",
            "iso_646.irv_1991", "iso_ir_6", "us", "us_ascii", "ascii":
            if let i = bytes.firstIndex(where: { $0 >= 0x80 }) {
                return .bad(
                    "'ascii' codec can't decode byte 0x\(String(bytes[i], radix: 16)) in position \(i - bytes.startIndex): "
                        + "ordinal not in range(128)")
            }
            return .text(Array(bytes))
        case "u8", "utf", "utf8", "utf8_ucs2", "utf8_ucs4", "cp65001", "utf_8":
            if let problem = bytes.withUnsafeBufferPointer({ utf8Problem($0) }) { return .bad(problem) }
            return .text(Array(bytes))
        default:
            guard let codec = Codecs.byName[codecName(name)], codec.system != "-" else { return .unknown }
            return decodeWithSystem(bytes, codec.system, module: codec.module)
        }
    }

    /// The system's converters know the other encodings.
    private static func decodeWithSystem(_ bytes: ArraySlice<UInt8>, _ name: String, module: String) -> Decoded {
        guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { return .unknown }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        var inLeft = input.count
        var outLeft = output.count
        let status = input.withUnsafeMutableBufferPointer { inBuffer in
            output.withUnsafeMutableBufferPointer { outBuffer in
                var from = inBuffer.baseAddress
                var to = outBuffer.baseAddress
                return iconv(converter, &from, &inLeft, &to, &outLeft)
            }
        }
        if status == -1 {
            let at = bytes.count - inLeft
            let hex = String(bytes[bytes.startIndex + min(at, bytes.count - 1)], radix: 16)
            let isMultibyte = ["big5", "cp9", "euc", "gb", "iso2022", "johab", "shift"].contains { module.hasPrefix($0) }
            let reason = isMultibyte ? "illegal multibyte sequence" : "character maps to <undefined>"
            return .bad(
                "'\(isMultibyte ? module : "charmap")' codec can't decode byte 0x\(hex.utf8.count < 2 ? "0" : "")\(hex) "
                    + "in position \(at): \(reason)")
        }
        return .text(output[0..<(output.count - outLeft)].map { UInt8(bitPattern: $0) })
    }
}
