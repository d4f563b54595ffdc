extension CodeDescription {
    /// This code object and all nested ones as one JSON array: module first, then each code constant depth first. Constants
    /// are `["kind", value]`, bytes are hexadecimal, no spaces.
    public var json: String {
        var codes: [String] = []
        Self.append(self, to: &codes)
        return "[" + codes.joined(separator: ",") + "]"
    }

    /// Text as a JSON string in ASCII.
    public static func jsonString(_ text: String) -> String {
        var out = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: out += "\\\""
            case 0x5c: out += "\\\\"
            case 0x0a: out += "\\n"
            case 0x0d: out += "\\r"
            case 0x09: out += "\\t"
            case 0x08: out += "\\b"
            case 0x0c: out += "\\f"
            case 0x20..<0x7f: out.unicodeScalars.append(Unicode.Scalar(unit)!)
            default: out += "\\u" + PythonRepr.hex(UInt32(unit), width: 4)
            }
        }
        return out + "\""
    }

    /// Bytes as lower-case hexadecimal text.
    public static func hexText(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    @discardableResult
    private static func append(_ code: CodeDescription, to codes: inout [String]) -> Int {
        let me = codes.count
        codes.append("")
        var constants: [String] = []
        for constant in code.co_consts { constants.append(json(constant, separator: ",", codes: &codes)) }
        func list(_ names: [String]) -> String { "[" + names.map(jsonString).joined(separator: ",") + "]" }
        var text = "{\"name\":\(jsonString(code.co_name)),\"qualname\":\(jsonString(code.co_qualname))"
        text += ",\"firstlineno\":\(code.co_firstlineno),\"argcount\":\(code.co_argcount)"
        text += ",\"posonlyargcount\":\(code.co_posonlyargcount),\"kwonlyargcount\":\(code.co_kwonlyargcount)"
        text += ",\"nlocals\":\(code.co_nlocals),\"stacksize\":\(code.co_stacksize),\"flags\":\(code.co_flags)"
        text += ",\"names\":\(list(code.co_names)),\"varnames\":\(list(code.co_varnames))"
        text += ",\"cellvars\":\(list(code.co_cellvars)),\"freevars\":\(list(code.co_freevars))"
        text += ",\"consts\":[\(constants.joined(separator: ","))],\"code\":\"\(hexText(code.co_code))\""
        text += ",\"exceptiontable\":\"\(hexText(code.co_exceptiontable))\",\"linetable\":\"\(hexText(code.co_linetable))\"}"
        codes[me] = text
        return me
    }

    private static func json(_ constant: Constant, separator: String, codes: inout [String]) -> String {
        func pair(_ kind: String, _ value: String) -> String { "[\"\(kind)\"\(separator)\(value)]" }
        func quoted(_ text: String) -> String { "\"\(text)\"" }
        switch constant {
        case .none: return "[\"None\"]"
        case .ellipsis: return "[\"Ellipsis\"]"
        case .bool(let value): return pair("bool", value ? "true" : "false")
        case .int(let value): return pair("int", quoted(value.hexadecimal))
        case .float(let value): return pair("float", quoted(PythonRepr.floatHex(value)))
        case .complex(let real, let imag):
            return pair("complex", quoted(PythonRepr.floatHex(real)) + separator + quoted(PythonRepr.floatHex(imag)))
        case .str(let codePoints): return pair("str", quoted(hexText(utf8(codePoints))))
        case .bytes(let bytes): return pair("bytes", quoted(hexText(bytes)))
        case .tuple(let items):
            return pair(
                "tuple", "[" + items.map { json($0, separator: separator, codes: &codes) }.joined(separator: separator) + "]")
        case .frozenset(let items):
            let sorted = SetOrder.iteration(of: items).map { items[$0] }.map {
                (key: json($0, separator: ", ", codes: &codes), text: json($0, separator: separator, codes: &codes))
            }.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
            return pair("frozenset", "[" + sorted.map(\.text).joined(separator: separator) + "]")
        case .code(let code):
            return pair("code", String(append(code, to: &codes)))
        }
    }

    /// UTF-8 in which a lone surrogate takes three bytes like any other code point of its size (`surrogatepass`).
    public static func utf8(_ codePoints: [UInt32]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(codePoints.count)
        for c in codePoints {
            switch c {
            case 0..<0x80: out.append(UInt8(c))
            case 0x80..<0x800: out += [UInt8(0xc0 | c >> 6), UInt8(0x80 | c & 63)]
            case 0x800..<0x10000: out += [UInt8(0xe0 | c >> 12), UInt8(0x80 | (c >> 6) & 63), UInt8(0x80 | c & 63)]
            default:
                out += [UInt8(0xf0 | c >> 18), UInt8(0x80 | (c >> 12) & 63), UInt8(0x80 | (c >> 6) & 63), UInt8(0x80 | c & 63)]
            }
        }
        return out
    }
}
