import Canvas

/// The text of a Python file, with a role for each character.
public struct SourceText: Sendable {
    /// One character as it is drawn.
    public struct Glyph: Sendable {
        /// What is drawn.
        public var text: String
        /// What it is.
        public var role: Role
        /// Its first byte in the line.
        public var byte: Int
    }

    /// The lines, as in the file.
    public let lines: [String]
    /// The lines as drawn: tabs are spaces.
    public let glyphs: [[Glyph]]

    static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
        "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
        "raise",
        "return", "try", "while", "with", "yield", "match", "case",
    ]
    static let builtins: Set<String> = [
        "abs", "all", "any", "bool", "bytes", "callable", "chr", "dict", "dir", "enumerate", "eval", "exec", "filter", "float",
        "getattr", "hasattr", "hash", "hex", "id", "input", "int", "isinstance", "iter", "len", "list", "map", "max", "min", "next",
        "object", "open", "ord", "print", "property", "range", "repr", "reversed", "round", "set", "setattr", "sorted", "str",
        "sum",
        "super", "tuple", "type", "vars", "zip",
    ]

    /// Reads a file's text. Roles are for the eye only: a light tokenizer that never fails.
    public init(_ text: String) {
        var all = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
        }
        if all.last == "" { all.removeLast() }
        lines = all
        var open: String?
        glyphs = all.map { Self.glyphs(of: $0, &open) }
    }

    private static func glyphs(of line: String, _ open: inout String?) -> [Glyph] {
        let chars = Array(line)
        var roles = [Role](repeating: .normal, count: chars.count)
        var i = 0
        func starts(_ quote: String, at i: Int) -> Bool {
            let q = Array(quote)
            return i + q.count <= chars.count && Array(chars[i..<i + q.count]) == q
        }
        /// Marks a string's rest as such, from its content on.
        func string(_ quote: String) {
            while i < chars.count {
                if chars[i] == "\\" {
                    roles[i] = .string
                    if i + 1 < chars.count { roles[i + 1] = .string }
                    i += 2
                    continue
                }
                if starts(quote, at: i) {
                    for _ in 0..<quote.count {
                        roles[i] = .string
                        i += 1
                    }
                    open = nil
                    return
                }
                roles[i] = .string
                i += 1
            }
            if quote.count == 1 { open = nil }
        }
        if let quote = open { string(quote) }
        while i < chars.count {
            let c = chars[i]
            if c == "#" {
                while i < chars.count {
                    roles[i] = .comment
                    i += 1
                }
            } else if c == "\"" || c == "'" {
                let triple = String(repeating: c, count: 3)
                let quote = starts(triple, at: i) ? triple : String(c)
                for _ in 0..<quote.count {
                    roles[i] = .string
                    i += 1
                }
                open = quote
                string(quote)
            } else if c.isLetter || c == "_" {
                let start = i
                while i < chars.count, chars[i].isLetter || chars[i].isNumber || chars[i] == "_" { i += 1 }
                let word = String(chars[start..<i])
                let isPrefix =
                    i < chars.count && (chars[i] == "'" || chars[i] == "\"") && word.count <= 2
                    && word.lowercased().allSatisfy { "rbfu".contains($0) }
                let role: Role =
                    isPrefix ? .string : keywords.contains(word) ? .keyword : builtins.contains(word) ? .builtin : .normal
                for j in start..<i { roles[j] = role }
            } else if c.isNumber {
                while i < chars.count, chars[i].isLetter || chars[i].isNumber || chars[i] == "_" || chars[i] == "." {
                    roles[i] = .number
                    i += 1
                }
            } else {
                i += 1
            }
        }
        var out: [Glyph] = []
        var byte = 0
        for (c, role) in zip(chars, roles) {
            if c == "\t" {
                let n = 8 - out.count % 8
                for _ in 0..<n { out.append(Glyph(text: " ", role: role, byte: byte)) }
            } else {
                out.append(Glyph(text: String(c), role: role, byte: byte))
            }
            byte += c.utf8.count
        }
        return out
    }
}

/// The texts of the files that the machine runs, read on first demand.
public final class Sources {
    private var known: [String: SourceText?] = [:]
    private let read: (String) -> [UInt8]?

    /// Takes the function that reads a file.
    public init(read: @escaping (String) -> [UInt8]?) { self.read = read }

    /// The text of a file; nil if it cannot be read.
    public func text(_ path: String) -> SourceText? {
        if let t = known[path] { return t }
        let text = path.hasPrefix("<") ? nil : read(path).map { SourceText(String(decoding: $0, as: UTF8.self)) }
        known[path] = .some(text)
        return text
    }
}
