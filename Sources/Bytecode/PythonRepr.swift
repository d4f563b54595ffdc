/// `repr` as Python 3.11 writes it, for the values that a compiler meets.
public enum PythonRepr {
    /// `repr` of a float: the shortest digits that read back as the same number. Origin: `PyOS_double_to_string` with format 'r'.
    public static func float(_ value: Double, addPoint: Bool = true) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + (addPoint ? "0.0" : "0") }
        let (digits, point) = shortestDigits(value.magnitude)
        var text = sign
        if point > -4 && point <= 16 {
            if point <= 0 {
                text += "0." + String(repeating: "0", count: -point) + digits
            } else if point >= digits.count {
                text += digits + String(repeating: "0", count: point - digits.count) + (addPoint ? ".0" : "")
            } else {
                text += digits.prefix(point) + "." + digits.dropFirst(point)
            }
            return text
        }
        text += digits.prefix(1)
        if digits.count > 1 { text += "." + digits.dropFirst() }
        let exponent = point - 1
        let magnitude = exponent.magnitude
        return text + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + String(magnitude)
    }

    /// The shortest decimal digits of a positive finite number, without leading or trailing zeros, and the position of the
    /// decimal point relative to their start: 1.5 is ("15", 1).
    public static func shortestDigits(_ value: Double) -> (digits: String, point: Int) {
        // The standard library's description has the same digits; only its layout differs.
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = Array(value.description.utf8)
        var i = 0
        while i < text.count {
            let c = text[i]
            if c == UInt8(ascii: ".") {
                point = digits.count
            } else if c == UInt8(ascii: "e") {
                let rest = String(decoding: text[(i + 1)...], as: UTF8.self)
                exponent = Int(rest) ?? 0
                break
            } else {
                digits.append(c)
            }
            i += 1
        }
        var position = (point ?? digits.count) + exponent
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leading)
        position -= leading
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (String(decoding: digits, as: UTF8.self), position)
    }

    /// `repr` of a complex number. Origin: `complex_repr` in Objects/complexobject.c.
    public static func complex(_ real: Double, _ imag: Double) -> String {
        if real == 0 && real.sign == .plus { return float(imag, addPoint: false) + "j" }
        let sign = imag.isNaN || imag.sign == .plus ? "+" : ""
        return "(" + float(real, addPoint: false) + sign + float(imag, addPoint: false) + "j)"
    }

    /// `repr` of a string given as code points: single quotes unless only single quotes occur inside.
    public static func string(_ codePoints: [UInt32]) -> String {
        let single = UInt32(UInt8(ascii: "'"))
        let quote: UInt32 = codePoints.contains(single) && !codePoints.contains(0x22) ? 0x22 : single
        var text = String.UnicodeScalarView()
        let add = { (s: String) in text.append(contentsOf: s.unicodeScalars) }
        text.append(Unicode.Scalar(quote)!)
        for c in codePoints {
            switch c {
            case quote, 0x5c:
                add("\\")
                text.append(Unicode.Scalar(c)!)
            case 0x09: add("\\t")
            case 0x0a: add("\\n")
            case 0x0d: add("\\r")
            default:
                if Printable.contains(c), let scalar = Unicode.Scalar(c) {
                    text.append(scalar)
                } else if c < 0x100 {
                    add("\\x" + hex(c, width: 2))
                } else if c < 0x10000 {
                    add("\\u" + hex(c, width: 4))
                } else {
                    add("\\U" + hex(c, width: 8))
                }
            }
        }
        text.append(Unicode.Scalar(quote)!)
        return String(text)
    }

    /// `repr` of a bytes object.
    public static func bytes(_ value: [UInt8]) -> String {
        let quote: UInt8 = value.contains(UInt8(ascii: "'")) && !value.contains(0x22) ? 0x22 : UInt8(ascii: "'")
        var text: [UInt8] = [UInt8(ascii: "b"), quote]
        for b in value {
            switch b {
            case quote, 0x5c: text += [0x5c, b]
            case 0x09: text += "\\t".utf8
            case 0x0a: text += "\\n".utf8
            case 0x0d: text += "\\r".utf8
            case 0x20..<0x7f: text.append(b)
            default: text += ("\\x" + hex(UInt32(b), width: 2)).utf8
            }
        }
        text.append(quote)
        return String(decoding: text, as: UTF8.self)
    }

    /// Lower-case hexadecimal, padded with zeros.
    public static func hex(_ value: UInt32, width: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// What `float.hex` returns.
    public static func floatHex(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0x0.0p+0" }
        let fraction = String(value.significandBitPattern, radix: 16)
        let padded = String(repeating: "0", count: 13 - fraction.count) + fraction
        let exponent = value.isSubnormal ? -1022 : Int(value.exponent)
        return sign + (value.isSubnormal ? "0x0." : "0x1.") + padded + "p" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
    }
}

extension IntegerConstant {
    /// Decimal digits with a minus sign if negative: what `repr` returns.
    public var decimal: String {
        if digits.isEmpty { return "0" }
        // Groups of nine decimal digits, least significant first.
        var groups: [UInt64] = []
        for digit in digits.reversed() {
            var carry = UInt64(digit)
            for i in groups.indices {
                let value = groups[i] << 30 | carry
                groups[i] = value % 1_000_000_000
                carry = value / 1_000_000_000
            }
            while carry != 0 {
                groups.append(carry % 1_000_000_000)
                carry /= 1_000_000_000
            }
        }
        var text = (isNegative ? "-" : "") + String(groups.last!)
        for group in groups.dropLast().reversed() {
            let part = String(group)
            text += String(repeating: "0", count: 9 - part.count) + part
        }
        return text
    }

    /// What `hex()` returns.
    public var hexadecimal: String {
        if digits.isEmpty { return "0x0" }
        var nibbles: [UInt8] = []
        var bits: UInt64 = 0
        var count = 0
        for digit in digits {
            bits |= UInt64(digit) << UInt64(count)
            count += 30
            while count >= 4 {
                nibbles.append(UInt8(bits & 15))
                bits >>= 4
                count -= 4
            }
        }
        nibbles.append(UInt8(bits & 15))
        while nibbles.last == 0 { nibbles.removeLast() }
        let text = nibbles.reversed().map { $0 < 10 ? $0 + 48 : $0 + 87 }
        return (isNegative ? "-0x" : "0x") + String(decoding: text, as: UTF8.self)
    }

    /// The value, if it fits.
    public var int64: Int64? {
        if digits.count > 3 { return nil }
        var value: UInt64 = 0
        for digit in digits.reversed() {
            if value >> 34 != 0 { return nil }
            value = value << 30 | UInt64(digit)
        }
        if isNegative { return value <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- value) : nil }
        return value < 1 << 63 ? Int64(value) : nil
    }

    /// Makes the constant from a machine integer.
    public init(_ value: Int64) {
        var rest = value.magnitude
        var digits: [UInt32] = []
        while rest != 0 {
            digits.append(UInt32(rest & 0x3fff_ffff))
            rest >>= 30
        }
        self.init(isNegative: value < 0, digits: digits)
    }
}

extension Constant {
    /// What Python's `repr` returns. A code object has no address before the machine builds it, so `codeAddress` says what to
    /// write in its place.
    public func repr(codeAddress: (CodeDescription) -> String = { _ in "0x..." }) -> String {
        switch self {
        case .none: return "None"
        case .ellipsis: return "Ellipsis"
        case .bool(let value): return value ? "True" : "False"
        case .int(let value): return value.decimal
        case .float(let value): return PythonRepr.float(value)
        case .complex(let real, let imag): return PythonRepr.complex(real, imag)
        case .str(let codePoints): return PythonRepr.string(codePoints)
        case .bytes(let bytes): return PythonRepr.bytes(bytes)
        case .tuple(let items):
            let list = items.map { $0.repr(codeAddress: codeAddress) }.joined(separator: ", ")
            return items.count == 1 ? "(\(list),)" : "(\(list))"
        case .frozenset(let items):
            if items.isEmpty { return "frozenset()" }
            let order = SetOrder.iteration(of: items)
            return "frozenset({" + order.map { items[$0].repr(codeAddress: codeAddress) }.joined(separator: ", ") + "})"
        case .code(let code):
            return
                "<code object \(code.co_name) at \(codeAddress(code)), file \"\(code.co_filename)\", line \(code.co_firstlineno)>"
        }
    }
}
