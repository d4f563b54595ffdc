import Glibc
import Syntax

/// Files under Tests/Golden/syntax.
enum Golden {
    static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(2)
        return "/" + parts.joined(separator: "/") + "/Golden/syntax/"
    }()

    static func text(_ path: String) -> String {
        guard let file = fopen(root + path, "rb") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    static func lines(_ path: String) -> [String] { text(path).split(separator: "\n").map(String.init) }

    static func programs(_ path: String) -> [Program] {
        lines(path).map { line in
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            let mode: ParseMode = parts[0] == "exec" ? .exec : parts[0] == "eval" ? .eval : .single
            return Program(mode: mode, source: unescaped(parts[1]))
        }
    }

    private static func unescaped(_ text: Substring) -> String {
        var out = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        while let c = scalars.next() {
            if c != "\\" {
                out.append(c)
                continue
            }
            switch scalars.next() {
            case "n": out.append("\n")
            case "t": out.append("\t")
            case "r": out.append("\r")
            case "f": out.append("\u{c}")
            default: out.append("\\")
            }
        }
        return String(out)
    }
}

/// A source text and how it is to be parsed.
struct Program {
    let mode: ParseMode
    let source: String

    func parse() throws(SyntaxErrorInfo) -> Module {
        try parseModule(source: Array(source.utf8), filename: "<test>", mode: mode, flags: [.ignoreCookie])
    }
}

func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for c in text.unicodeScalars {
        switch c {
        case "\\": out.append(contentsOf: "\\\\".unicodeScalars)
        case "\n": out.append(contentsOf: "\\n".unicodeScalars)
        case "\t": out.append(contentsOf: "\\t".unicodeScalars)
        case "\r": out.append(contentsOf: "\\r".unicodeScalars)
        case "\u{c}": out.append(contentsOf: "\\f".unicodeScalars)
        default: out.append(c)
        }
    }
    return String(out)
}

/// The fields of an error as regen.py writes them.
func describe(_ e: SyntaxErrorInfo) -> String {
    let name: String
    switch e.kind {
    case .syntaxError: name = "SyntaxError"
    case .indentationError: name = "IndentationError"
    case .tabError: name = "TabError"
    case .memoryError: name = "MemoryError"
    case .valueError: name = "ValueError"
    case .recursionError: name = "RecursionError"
    case .unicodeDecodeError: name = "UnicodeDecodeError"
    }
    let numbers = [e.lineno, e.offset, e.end_lineno, e.end_offset].map { $0.map(String.init) ?? "None" }
    return escaped(([name, e.message] + numbers + [e.text ?? "None"]).joined(separator: "|"))
}

func crc32(_ text: String) -> String {
    var crc: UInt32 = 0xffff_ffff
    for byte in text.utf8 {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 != 0 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    let digits = String(~crc, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
}

extension String {
    /// The parts between occurrences of `separator`.
    func components(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        parts.append(String(rest))
        return parts
    }
}
