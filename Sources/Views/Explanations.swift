/// Sentences with names in braces, by opcode and by kind of event: the text of the Explain pane. They are data: `Assets/explain/*.txt`.
public struct Explanations: Sendable {
    /// By opcode name.
    public var opcodes: [String: String] = [:]
    /// By the name of an `EventKind`.
    public var events: [String: String] = [:]

    /// No sentences.
    public init() {}

    /// Reads both files.
    public init(opcodes: String, events: String) {
        self.opcodes = Self.parse(opcodes)
        self.events = Self.parse(events)
    }

    /// Reads lines `NAME: sentence`; `#` begins a comment line, and a line that begins with a blank continues the one before.
    public static func parse(_ text: String) -> [String: String] {
        var all: [String: String] = [:]
        var last: String?
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix(" ") {
                if let last { all[last, default: ""] += " " + String(line).trimmed }
                continue
            }
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = String(line[..<colon])
            all[name] = String(line[line.index(after: colon)...]).trimmed
            last = name
        }
        return all
    }

    /// Splits a sentence into text and names in braces.
    static func parts(_ template: String) -> [(text: String, isName: Bool)] {
        var out: [(text: String, isName: Bool)] = []
        var text = ""
        var rest = template[...]
        while let c = rest.popFirst() {
            if c == "{", let close = rest.firstIndex(of: "}") {
                if !text.isEmpty { out.append((text, false)) }
                text = ""
                out.append((String(rest[..<close]), true))
                rest = rest[rest.index(after: close)...]
            } else {
                text.append(c)
            }
        }
        if !text.isEmpty { out.append((text, false)) }
        return out
    }
}
