/// A value in a block or in the front matter: a text, a list `[a, b]` or a map `{key: value}`. Texts may be quoted with `"` and then have the
/// escapes \n \" \\; without quotes they end at the end of the line, inside lists and maps at a comma or bracket.
public indirect enum BlockValue: Equatable, Sendable {
    /// A text. `isQuoted` tells `"3"` from `3`.
    case text(String, isQuoted: Bool)
    /// A list.
    case list([BlockValue])
    /// A map in the order in which it was written.
    case map([Entry])

    /// A key and its value.
    public struct Entry: Equatable, Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: BlockValue

        /// Makes an entry.
        public init(key: String, value: BlockValue) {
            self.key = key
            self.value = value
        }
    }

    /// The text, if it is one.
    public var text: String? { if case .text(let t, _) = self { t } else { nil } }

    /// What kind of value it is, for messages.
    public var kindName: String {
        switch self {
        case .text: "a text"
        case .list: "a list"
        case .map: "a map"
        }
    }
}

/// The `key: value` lines of a block. A line that begins with a space goes on with the value before it.
public struct BlockFields: Sendable {
    /// A key, its value, and the line of the file on which it stands.
    public struct Field: Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: BlockValue
        /// The line of the file.
        public var line: Int
    }

    /// The fields in their order.
    public private(set) var fields: [Field] = []
    let file: String
    let line: Int

    /// Reads lines; `firstLine` is the file's line of the first, `line` that of the block itself.
    public init(_ text: String, file: String, line: Int, firstLine: Int) throws(LessonProblem) {
        self.file = file
        self.line = line
        var raw: [(key: String, text: String, line: Int)] = []
        for (i, content) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let number = firstLine + i
            if content.allSatisfy({ $0 == " " || $0 == "\t" }) || content.first == "#" { continue }
            if content.first == " " || content.first == "\t" {
                guard !raw.isEmpty else {
                    throw LessonProblem(file: file, line: number, message: "a block begins with 'key: value'")
                }
                raw[raw.count - 1].text += " " + content.drop { $0 == " " || $0 == "\t" }
                continue
            }
            guard let colon = content.firstIndex(of: ":") else {
                throw LessonProblem(file: file, line: number, message: "'\(content)' is not of the form 'key: value'")
            }
            let key = String(content[..<colon])
            guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0 == "_" }) else {
                throw LessonProblem(file: file, line: number, message: "'\(key)' is not a key: letters and _ only")
            }
            if raw.contains(where: { $0.key == key }) {
                throw LessonProblem(file: file, line: number, message: "'\(key)' is given twice")
            }
            raw.append((key, String(content[content.index(after: colon)...].drop { $0 == " " }), number))
        }
        for (key, text, number) in raw {
            do {
                var reader = ValueReader(text)
                fields.append(Field(key: key, value: try reader.whole(), line: number))
            } catch {
                throw LessonProblem(file: file, line: number, message: "\(key): \(error.message)")
            }
        }
    }

    func problem(_ message: String, _ field: Field? = nil) -> LessonProblem {
        LessonProblem(file: file, line: field?.line ?? line, message: message)
    }

    /// A field by its key.
    public subscript(key: String) -> Field? { fields.first { $0.key == key } }

    /// Refuses keys that a block does not know.
    func allow(_ keys: [String], in what: String) throws(LessonProblem) {
        for field in fields where !keys.contains(field.key) {
            throw problem("\(what) has no key '\(field.key)'; there are \(keys.joined(separator: ", "))", field)
        }
    }

    func text(_ key: String) throws(LessonProblem) -> String? {
        guard let field = self[key] else { return nil }
        guard let text = field.value.text else { throw problem("\(key) must be a text, not \(field.value.kindName)", field) }
        return text
    }

    func requiredText(_ key: String, in what: String) throws(LessonProblem) -> String {
        guard let text = try text(key), !text.isEmpty else { throw problem("\(what) needs '\(key)'", self[key]) }
        return text
    }

    /// A list of texts; a single text counts as a list of one.
    func texts(_ key: String) throws(LessonProblem) -> [String] {
        guard let field = self[key] else { return [] }
        switch field.value {
        case .text(let t, _): return t.isEmpty ? [] : [t]
        case .list(let all):
            var out: [String] = []
            for v in all {
                guard let t = v.text else { throw problem("\(key) must be a list of texts", field) }
                out.append(t)
            }
            return out
        case .map: throw problem("\(key) must be a list, not a map", field)
        }
    }

    func map(_ key: String) throws(LessonProblem) -> [BlockValue.Entry] {
        guard let field = self[key] else { return [] }
        guard case .map(let entries) = field.value else {
            throw problem("\(key) must be a map, not \(field.value.kindName)", field)
        }
        return entries
    }
}

/// Reads one value.
private struct ValueReader {
    struct Problem: Error {
        var message: String
    }

    private let chars: [Character]
    private var at = 0

    init(_ text: String) { chars = Array(text) }

    private var next: Character? { at < chars.count ? chars[at] : nil }

    private mutating func skip() { while next == " " { at += 1 } }

    mutating func whole() throws(Problem) -> BlockValue {
        skip()
        if next == "[" || next == "{" {
            let value = try flow()
            skip()
            if let c = next { throw Problem(message: "'\(c)' after the end of the value") }
            return value
        }
        if next == "\"" {
            let start = at
            if let text = try? quoted() {
                skip()
                if next == nil { return .text(text, isQuoted: true) }
            }
            // A quoted text may also be the beginning of an expression.
            at = start
        }
        var end = chars.count
        while end > at, chars[end - 1] == " " { end -= 1 }
        return .text(String(chars[at..<end]), isQuoted: false)
    }

    private mutating func quoted() throws(Problem) -> String {
        at += 1
        var out = ""
        while let c = next {
            at += 1
            if c == "\"" { return out }
            if c == "\\", let d = next {
                at += 1
                switch d {
                case "n": out += "\n"
                case "\"", "\\": out.append(d)
                default: throw Problem(message: "unknown escape \\\(d)")
                }
            } else {
                out.append(c)
            }
        }
        throw Problem(message: "a text in quotes is not closed")
    }

    private mutating func flow() throws(Problem) -> BlockValue {
        skip()
        switch next {
        case "[":
            at += 1
            var items: [BlockValue] = []
            while true {
                skip()
                if next == "]" {
                    at += 1
                    return .list(items)
                }
                items.append(try flow())
                try separator("]")
            }
        case "{":
            at += 1
            var entries: [BlockValue.Entry] = []
            while true {
                skip()
                if next == "}" {
                    at += 1
                    return .map(entries)
                }
                let key: String
                if next == "\"" {
                    key = try quoted()
                } else {
                    let start = at
                    while let c = next, c != ":", c != "}", c != "," { at += 1 }
                    key = String(chars[start..<at]).trimmed
                }
                skip()
                guard next == ":" else {
                    throw Problem(message: "a map is written {key: value, key: value}; after '\(key)' there is no colon")
                }
                at += 1
                if entries.contains(where: { $0.key == key }) { throw Problem(message: "'\(key)' is given twice") }
                entries.append(BlockValue.Entry(key: key, value: try flow()))
                try separator("}")
            }
        case "\"": return .text(try quoted(), isQuoted: true)
        default: return .text(try plain(), isQuoted: false)
        }
    }

    private mutating func separator(_ close: Character) throws(Problem) {
        skip()
        if next == "," {
            at += 1
        } else if next != close {
            throw Problem(message: next.map { "'\($0)' where a comma or \(close) must be" } ?? "\(close) is missing")
        }
    }

    /// Text without quotes: to a comma or closing bracket that is not inside brackets or quotes of its own.
    private mutating func plain() throws(Problem) -> String {
        let start = at
        var nesting = 0
        while let c = next {
            if nesting == 0, c == "," || c == "]" || c == "}" { break }
            if c == "(" || c == "[" { nesting += 1 }
            if c == ")" || c == "]" { nesting -= 1 }
            if c == "\"" {
                _ = try quoted()
            } else {
                at += 1
            }
        }
        let text = String(chars[start..<at]).trimmed
        if text.isEmpty { throw Problem(message: "a value is missing") }
        return text
    }
}

extension String {
    /// Without spaces at both ends.
    var trimmed: String {
        var s = self[...]
        while let c = s.first, c == " " || c == "\t" || c == "\n" || c == "\r" { s.removeFirst() }
        while let c = s.last, c == " " || c == "\t" || c == "\n" || c == "\r" { s.removeLast() }
        return String(s)
    }
}
