import Canvas

/// JSON as far as a progress file needs it: numbers are whole.
indirect enum JSON: Equatable {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])

    static func == (a: JSON, b: JSON) -> Bool { a.text == b.text }

    /// A member of an object.
    subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// As text, objects and their members on lines of their own.
    var text: String { written(0) }

    private func written(_ depth: Int) -> String {
        let indent = String(repeating: "  ", count: depth + 1)
        switch self {
        case .null: return "null"
        case .bool(let b): return b ? "true" : "false"
        case .number(let n): return "\(n)"
        case .string(let s): return Quoting.json(s)
        case .array(let items): return "[" + items.map { $0.written(depth) }.joined(separator: ", ") + "]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            return "{\n"
                + members.map { indent + Quoting.json($0.key) + ": " + $0.value.written(depth + 1) }.joined(separator: ",\n") + "\n"
                + String(repeating: "  ", count: depth) + "}"
        }
    }

    /// Reads a text; nil if it is not JSON, or has what is not read here (fractions).
    init?(_ text: String) {
        var rest = text.unicodeScalars[...]
        guard let value = Self.read(&rest, 0) else { return nil }
        Self.skip(&rest)
        guard rest.isEmpty else { return nil }
        self = value
    }

    private typealias Rest = Substring.UnicodeScalarView

    private static func skip(_ rest: inout Rest) {
        while let c = rest.first, c == " " || c == "\n" || c == "\t" || c == "\r" { rest.removeFirst() }
    }

    private static func take(_ word: String, _ rest: inout Rest) -> Bool {
        guard rest.starts(with: word.unicodeScalars) else { return false }
        rest = rest.dropFirst(word.unicodeScalars.count)
        return true
    }

    private static func read(_ rest: inout Rest, _ depth: Int) -> JSON? {
        if depth > 50 { return nil }
        skip(&rest)
        if take("null", &rest) { return .null }
        if take("true", &rest) { return .bool(true) }
        if take("false", &rest) { return .bool(false) }
        if take("[", &rest) {
            var items: [JSON] = []
            skip(&rest)
            if take("]", &rest) { return .array(items) }
            while let item = read(&rest, depth + 1) {
                items.append(item)
                skip(&rest)
                if take("]", &rest) { return .array(items) }
                if !take(",", &rest) { return nil }
            }
            return nil
        }
        if take("{", &rest) {
            var members: [(key: String, value: JSON)] = []
            skip(&rest)
            if take("}", &rest) { return .object(members) }
            while true {
                skip(&rest)
                guard let key = string(&rest) else { return nil }
                skip(&rest)
                guard take(":", &rest), let value = read(&rest, depth + 1) else { return nil }
                members.append((key, value))
                skip(&rest)
                if take("}", &rest) { return .object(members) }
                if !take(",", &rest) { return nil }
            }
        }
        if rest.first == "\"" { return string(&rest).map { .string($0) } }
        let digits = rest.prefix { $0 == "-" || ("0"..."9").contains($0) }
        rest = rest.dropFirst(digits.count)
        return Int(String(digits)).map { .number($0) }
    }

    private static func string(_ rest: inout Rest) -> String? {
        guard take("\"", &rest) else { return nil }
        var out = String.UnicodeScalarView()
        while let c = rest.popFirst() {
            if c == "\"" { return String(out) }
            guard c == "\\" else {
                out.append(c)
                continue
            }
            guard let e = rest.popFirst() else { return nil }
            switch e {
            case "n": out.append("\n")
            case "t": out.append("\t")
            case "r": out.append("\r")
            case "b": out.append("\u{8}")
            case "f": out.append("\u{c}")
            case "u":
                let hex = String(rest.prefix(4))
                rest = rest.dropFirst(4)
                guard let v = UInt32(hex, radix: 16), let s = Unicode.Scalar(v) else { return nil }
                out.append(s)
            default: out.append(e)
            }
        }
        return nil
    }
}
