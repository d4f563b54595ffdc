import Glibc
import Memory

// Doubles to text. Origin: Python/pystrtod.c (and what Python/dtoa.c computes: the shortest digits come from Swift's own shortest and
// closest conversion, given numbers of digits from the C library's exact one).

/// Flags of `PyOS_double_to_string`: always a sign; ".0" after a whole number; C's `#`; no minus before what rounds to zero.
public let Py_DTSF_SIGN: Int32 = 1, Py_DTSF_ADD_DOT_0: Int32 = 2, Py_DTSF_ALT: Int32 = 4, Py_DTSF_NO_NEG_0: Int32 = 8

/// Decimal digits without leading or trailing zeros ("0" for zero), and where the point is: 0.digits × 10 ** point.
struct DecimalDigits {
    var digits: [UInt8]
    var point: Int
}

/// The digits in a text like `-12.5e-7`.
private func digitsOf(_ text: some Collection<UInt8>) -> DecimalDigits {
    var result = DecimalDigits(digits: [], point: 0)
    var pointSeen = false
    var exponent = 0
    var inExponent = false, negativeExponent = false
    for c in text {
        switch c {
        case 48...57:
            if inExponent {
                exponent = exponent * 10 + Int(c - 48)
            } else if result.digits.isEmpty && c == 48 {
                // Leading zeros after the point shift it.
                if pointSeen { result.point -= 1 }
            } else {
                result.digits.append(c)
                if !pointSeen { result.point += 1 }
            }
        case UInt8(ascii: "e"): inExponent = true
        case UInt8(ascii: "-"): if inExponent { negativeExponent = true }
        case UInt8(ascii: "+"): break
        default: pointSeen = true
        }
    }
    while result.digits.last == 48 { result.digits.removeLast() }
    if result.digits.isEmpty { return DecimalDigits(digits: [48], point: 1) }
    result.point += negativeExponent ? -exponent : exponent
    return result
}

/// What the C library prints for a double by `%` + flags + precision + conversion.
func cFormat(_ x: Double, _ conversion: UInt8, _ precision: Int, _ alternate: Bool = false) -> [UInt8] {
    let format = "%\(alternate ? "#" : "").\(precision)\(Character(Unicode.Scalar(conversion)))"
    // At most 309 digits before the point.
    let capacity = precision + 340
    return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        let n = withVaList([x]) { arguments in
            buffer.withMemoryRebound(to: CChar.self) { vsnprintf($0.baseAddress, capacity, format, arguments) }
        }
        count = Int(n)
    }
}

/// x × 10 ** precision rounded to a whole number, halves to even, exactly; x ≥ 0 and finite. Nil where 128 bits are too few.
func scaledDecimal(_ x: Double, _ precision: Int) -> UInt128? {
    if precision < 0 || precision > 22 { return nil }
    // x = m × 2**e.
    let bits = x.bitPattern
    let field = Int(bits >> 52)
    let m = bits & 0xf_ffff_ffff_ffff | (field == 0 ? 0 : 1 << 52)
    let e = max(field, 1) - 1075
    var scaled = UInt128(m)
    for _ in 0..<precision { scaled &*= 10 }
    if e >= 0 { return scaled.leadingZeroBitCount > e ? scaled << UInt128(e) : nil }
    let shift = -e
    // Less than half when everything is shifted out.
    if shift > 127 { return 0 }
    let whole = scaled >> UInt128(shift)
    let rest = scaled & ((UInt128(1) << UInt128(shift)) - 1)
    let half = UInt128(1) << UInt128(shift - 1)
    return rest > half || (rest == half && whole & 1 == 1) ? whole + 1 : whole
}

/// What C's `%.<precision>f` prints for x ≥ 0, finite.
private func fixedText(_ x: Double, _ precision: Int, _ alternate: Bool) -> [UInt8] {
    guard let scaled = scaledDecimal(x, precision) else { return cFormat(x, UInt8(ascii: "f"), precision, alternate) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 44) { buffer in
        var i = 44
        var written = 0
        func put(_ c: UInt8) {
            i &-= 1
            buffer[i] = c
        }
        if precision == 0 && alternate { put(UInt8(ascii: ".")) }
        // Down to a word, then fast.
        var high = scaled
        func digit() -> UInt8 {
            let (quotient, remainder) = high.quotientAndRemainder(dividingBy: 10)
            high = quotient
            return UInt8(truncatingIfNeeded: remainder)
        }
        while high > UInt128(UInt64.max) {
            put(48 + digit())
            written += 1
            if written == precision { put(UInt8(ascii: ".")) }
        }
        var low = UInt64(truncatingIfNeeded: high)
        while low != 0 || written <= precision {
            put(UInt8(truncatingIfNeeded: 48 + low % 10))
            low /= 10
            written += 1
            if written == precision { put(UInt8(ascii: ".")) }
        }
        return Array(buffer[i...])
    }
}

/// The shortest digits that read back as the same double (`mode` 0 of dtoa); x is finite.
func shortestDigits(_ x: Double) -> DecimalDigits { digitsOf(abs(x).description.utf8) }

/// The digits laid out as `format_float_short` does for 'r', and for 'g' with ".0".
private func layout(_ x: Double, _ d: DecimalDigits, useExponent: Bool, end: Int, addDot: Bool, alternate: Bool) -> [UInt8] {
    var point = d.point
    let exponent = point - 1
    if useExponent { point = 1 }
    let n = d.digits.count
    let start = point <= 0 ? point - 1 : 0
    let last = !useExponent && addDot ? max(end, point + 1) : max(end, point)
    var out: [UInt8] = []
    out.reserveCapacity(last - start + 8)
    for i in start..<last {
        if i == point { out.append(UInt8(ascii: ".")) }
        out.append(i >= 0 && i < n ? d.digits[i] : 48)
    }
    if last == point && alternate { out.append(UInt8(ascii: ".")) }
    if useExponent {
        out.append(UInt8(ascii: "e"))
        out.append(UInt8(ascii: exponent < 0 ? "-" : "+"))
        let magnitude = abs(exponent)
        if magnitude < 10 { out.append(48) }
        out.append(contentsOf: String(magnitude).utf8)
    }
    return out
}

/// The text of a double by a format code of e E f F g G r and `Py_DTSF_` flags, as ASCII. Origin: `PyOS_double_to_string`.
func doubleBytes(_ x: Double, _ code: UInt8, _ precision: Int, _ flags: Int32) -> [UInt8] {
    let upper = code < 97
    let kind = code | 0x20
    let alternate = flags & Py_DTSF_ALT != 0
    let addDot = flags & Py_DTSF_ADD_DOT_0 != 0
    var out: [UInt8]
    if x.isNaN {
        out = Array("nan".utf8)
    } else if x.isInfinite {
        out = Array((x < 0 ? "-inf" : "inf").utf8)
    } else {
        switch kind {
        case UInt8(ascii: "r"):
            let d = shortestDigits(x)
            out = layout(
                x, d, useExponent: d.point <= -4 || d.point > 16, end: d.digits.count, addDot: addDot, alternate: alternate)
        case UInt8(ascii: "g") where addDot:
            let precision = max(precision, 1)
            let d = x == 0 ? DecimalDigits(digits: [48], point: 1) : digitsOf(cFormat(abs(x), UInt8(ascii: "e"), precision - 1))
            out = layout(
                x, d, useExponent: d.point <= -4 || d.point > precision - 1, end: alternate ? precision : d.digits.count,
                addDot: true, alternate: alternate)
        case UInt8(ascii: "g"): out = cFormat(abs(x), kind, max(precision, 1), alternate)
        case UInt8(ascii: "f"): out = fixedText(abs(x), precision, alternate)
        default: out = cFormat(abs(x), kind, precision, alternate)
        }
        if x.sign == .minus {
            // The sign of what rounds to zero goes on request.
            let zero = flags & Py_DTSF_NO_NEG_0 != 0 && out.prefix { $0 != UInt8(ascii: "e") }.allSatisfy { $0 == 48 || $0 == 46 }
            if !zero { out.insert(UInt8(ascii: "-"), at: 0) }
        }
    }
    if flags & Py_DTSF_SIGN != 0 && out[0] != UInt8(ascii: "-") { out.insert(UInt8(ascii: "+"), at: 0) }
    if upper { for i in out.indices where out[i] >= 97 { out[i] -= 32 } }
    return out
}

/// The text of a double by a format code of e E f F g G r; nil with an exception if there is no such code. Origin: Python/pystrtod.c.
public func PyOS_double_to_string(_ x: Double, _ code: UInt8, _ precision: Int, _ flags: Int32) -> String? {
    String(decoding: doubleBytes(x, code, precision, flags), as: UTF8.self)
}

/// Reads a double from the start of ASCII bytes: the value and how many bytes it takes (0: none). Accepts inf, infinity and nan; no
/// hexadecimal, no leading space. Origin: `_PyOS_ascii_strtod`.
func scanDouble(_ text: UnsafePointer<UInt8>, _ count: Int) -> (value: Double, length: Int) {
    var i = 0
    @inline(__always) func at(_ k: Int) -> UInt8 { k < count ? text[k] : 0 }
    let negative = at(0) == UInt8(ascii: "-")
    if negative || at(0) == UInt8(ascii: "+") { i = 1 }
    let start = i
    var digits = 0
    while at(i) >= 48 && at(i) <= 57 {
        i += 1
        digits += 1
    }
    if at(i) == UInt8(ascii: ".") {
        i += 1
        while at(i) >= 48 && at(i) <= 57 {
            i += 1
            digits += 1
        }
    }
    if digits == 0 {
        func matches(_ word: StaticString) -> Bool {
            (0..<word.utf8CodeUnitCount).allSatisfy { at(start + $0) | 0x20 == word.utf8Start[$0] }
        }
        if matches("inf") {
            let n = matches("infinity") ? 8 : 3
            return (negative ? -Double.infinity : Double.infinity, start + n)
        }
        // The sign of a NaN shows in copysign only.
        if matches("nan") { return (negative ? -Double.nan : Double.nan, start + 3) }
        return (0, 0)
    }
    var end = i
    if at(i) | 0x20 == UInt8(ascii: "e") {
        var j = i + 1
        if at(j) == UInt8(ascii: "-") || at(j) == UInt8(ascii: "+") { j += 1 }
        if at(j) >= 48 && at(j) <= 57 {
            while at(j) >= 48 && at(j) <= 57 { j += 1 }
            end = j
        }
    }
    // The C library's conversion is correctly rounded. It wants a null.
    let length = end - start
    let magnitude = withUnsafeTemporaryAllocation(of: CChar.self, capacity: length + 1) { buffer in
        for k in 0..<length { buffer[k] = CChar(bitPattern: text[start + k]) }
        buffer[length] = 0
        return strtod(buffer.baseAddress.unsafelyUnwrapped, nil)
    }
    return (negative ? -magnitude : magnitude, end)
}
