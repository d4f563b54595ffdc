import Bytecode

/// The parse has failed; whoever threw it knows why.
struct ParseFailed: Error {}

/// Reads the text of a number token. Origin: parsenumber in Parser/pegen.c.
enum NumberLiteral {
    /// The value of the literal in `count` bytes at `s`; nil if it is a decimal integer with more digits than `int()` reads
    /// (then `digitCount` says how many).
    static func value(_ s: UnsafePointer<UInt8>, _ count: Int, digitCount: inout Int) -> Constant? {
        // The short decimal integer, which most are.
        if count <= 9 {
            var v: UInt32 = 0
            var i = 0
            while i < count, s[i] >= 0x30, s[i] <= 0x39 {
                v = v * 10 + UInt32(s[i] - 0x30)
                i += 1
            }
            if i == count, s[0] != 0x30 || count == 1 {
                if v == 0 { return .int(IntegerConstant(isNegative: false, digits: [])) }
                return .int(IntegerConstant(isNegative: false, digits: v < 1 << 30 ? [v] : [v & 0x3fff_ffff, v >> 30]))
            }
        }
        var text: [UInt8] = []
        text.reserveCapacity(count)
        for i in 0..<count where s[i] != 0x5f { text.append(s[i]) }
        if text[0] == 0x30, text.count > 1 {
            switch text[1] | 0x20 {
            case 0x78: return .int(binary(text[2...], bits: 4))
            case 0x6f: return .int(binary(text[2...], bits: 3))
            case 0x62: return .int(binary(text[2...], bits: 1))
            default: break
            }
        }
        if text.last! | 0x20 == 0x6a {
            return .complex(real: 0, imag: double(text.dropLast()))
        }
        if text.contains(where: { $0 == 0x2e || $0 | 0x20 == 0x65 }) { return .float(double(text[...])) }
        // More digits than sys.get_int_max_str_digits() allows by default.
        if text.count > 4300 {
            digitCount = text.count
            return nil
        }
        return .int(decimal(text[...]))
    }

    private static func double(_ text: ArraySlice<UInt8>) -> Double {
        // Swift's own conversion is correctly rounded and knows no locale.
        Double(String(decoding: text, as: UTF8.self))!
    }

    private static func digitValue(_ c: UInt8) -> UInt32 {
        c <= 0x39 ? UInt32(c - 0x30) : UInt32((c | 0x20) - 0x61 + 10)
    }

    private static func binary(_ text: ArraySlice<UInt8>, bits: UInt32) -> IntegerConstant {
        var digits: [UInt32] = []
        var accumulator: UInt64 = 0
        var filled: UInt32 = 0
        for c in text.reversed() {
            accumulator |= UInt64(digitValue(c)) << UInt64(filled)
            filled += bits
            if filled >= 30 {
                digits.append(UInt32(accumulator & 0x3fff_ffff))
                accumulator >>= 30
                filled -= 30
            }
        }
        if filled > 0 { digits.append(UInt32(accumulator)) }
        while digits.last == 0 { digits.removeLast() }
        return IntegerConstant(isNegative: false, digits: digits)
    }

    private static func decimal(_ text: ArraySlice<UInt8>) -> IntegerConstant {
        var digits: [UInt32] = []
        var i = text.startIndex
        while i < text.endIndex {
            // Nine decimal digits at a time.
            var chunk: UInt64 = 0
            var scale: UInt64 = 1
            while i < text.endIndex, scale < 1_000_000_000 {
                chunk = chunk * 10 + UInt64(text[i] - 0x30)
                scale *= 10
                i += 1
            }
            var carry = chunk
            for k in digits.indices {
                let v = UInt64(digits[k]) * scale + carry
                digits[k] = UInt32(v & 0x3fff_ffff)
                carry = v >> 30
            }
            if carry > 0 { digits.append(UInt32(carry)) }
        }
        return IntegerConstant(isNegative: false, digits: digits)
    }
}
