import Glibc
import Memory
import Trace

// Ints to and from text. Origin: Objects/longobject.c.

/// Texts longer than this are checked against `sys.get_int_max_str_digits()`. Origin: `_PY_LONG_MAX_STR_DIGITS_THRESHOLD`.
private let strDigitsThreshold = 640

private func digitLimitError(_ limit: Int, _ digits: Int? = nil) {
    let what = digits.map { ": value has \($0) digits" } ?? ""
    PyErr_SetString(
        PyExc_ValueError,
        "Exceeds the limit (\(limit) digits) for integer string conversion\(what); use sys.set_int_max_str_digits() to increase "
            + "the limit")
}

/// Calls `body` with the decimal text (ASCII, with the sign) of an int; nil with an exception if it is too long.
func withDecimalText(_ op: PyObj, _ body: (UnsafeMutablePointer<UInt8>, Int) -> PyObj?) -> PyObj? {
    let n = op.digitCount
    let negative = op.ob_size < 0
    if n <= 2 {
        // At most 60 bits: 19 digits and the sign.
        var value = n == 0 ? 0 : UInt(op.ob_digit[0]) | (n == 2 ? UInt(op.ob_digit[1]) << 30 : 0)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
            let end = buffer.baseAddress.unsafelyUnwrapped + 24
            var p = end
            repeat {
                p -= 1
                p.pointee = UInt8(truncatingIfNeeded: 48 + value % 10)
                value /= 10
            } while value != 0
            if negative {
                p -= 1
                p.pointee = UInt8(ascii: "-")
            }
            return body(p, end - p)
        }
    }
    let limit = Interp.intMaxStrDigits
    if n >= 10 * strDigitsThreshold / (3 * 30) + 2 && limit > 0 && limit / (3 * 30) <= (n - 11) / 10 {
        digitLimitError(limit)
        return nil
    }
    // Groups of 9 decimal digits (Knuth 4.4, method 1b).
    let capacity = 1 + n + n / 33
    let out = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    defer { out.deallocate() }
    var size = 0
    for i in stride(from: n - 1, through: 0, by: -1) {
        var high = op.ob_digit[i]
        for j in 0..<size {
            let z = UInt64(out[j]) << 30 | UInt64(high)
            high = UInt32(truncatingIfNeeded: z / 1_000_000_000)
            out[j] = UInt32(truncatingIfNeeded: z &- UInt64(high) &* 1_000_000_000)
        }
        while high != 0 {
            out[size] = high % 1_000_000_000
            size &+= 1
            high /= 1_000_000_000
        }
    }
    let room = size * 9 + 2
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    defer { text.deallocate() }
    let end = text + room
    var p = end
    for i in 0..<size - 1 {
        var group = out[i]
        for _ in 0..<9 {
            p -= 1
            p.pointee = UInt8(truncatingIfNeeded: 48 + group % 10)
            group /= 10
        }
    }
    var group = out[size - 1]
    repeat {
        p -= 1
        p.pointee = UInt8(truncatingIfNeeded: 48 + group % 10)
        group /= 10
    } while group != 0
    if end - p > strDigitsThreshold && limit > 0 && end - p > limit {
        digitLimitError(limit)
        return nil
    }
    if negative {
        p -= 1
        p.pointee = UInt8(ascii: "-")
    }
    return body(p, end - p)
}

/// A new ASCII str of bytes.
func asciiString(_ p: UnsafePointer<UInt8>, _ n: Int) -> PyObj? {
    guard let text = PyUnicode_New(n, 127) else { return nil }
    if n > 0 { (text + 48).copyMemory(from: p, byteCount: n) }
    return text
}

/// The decimal text of an int: its repr. Origin: `long_to_decimal_string`.
func long_to_decimal_string(_ op: PyObj) -> PyObj? {
    if !isMedium(op) { return withDecimalText(op) { asciiString($0, $1) } }
    var value = op.ob_size == 0 ? 0 : op.ob_digit[0]
    var n = 1
    var limit: UInt32 = 10
    while value >= limit {
        n &+= 1
        // At most 10 digits; the tenth power would not fit.
        if n == 10 { break }
        limit &*= 10
    }
    let negative = op.ob_size < 0
    guard let text = PyUnicode_New(negative ? n &+ 1 : n, 127) else { return nil }
    var p = (text + 48 + (negative ? n &+ 1 : n)).assumingMemoryBound(to: UInt8.self)
    for _ in 0..<n {
        p -= 1
        p.pointee = UInt8(truncatingIfNeeded: 48 &+ value % 10)
        value /= 10
    }
    if negative { p[-1] = UInt8(ascii: "-") }
    return text
}

/// Calls `body` with the text of an int in base 2, 8 or 16, with sign and prefix.
func withBinaryText(_ op: PyObj, _ base: Int32, _ body: (UnsafeMutablePointer<UInt8>, Int) -> PyObj?) -> PyObj? {
    let bits = base == 16 ? 4 : base == 8 ? 3 : 1
    let n = op.digitCount
    let room = (n * 30 + bits - 1) / bits + 4
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    defer { text.deallocate() }
    let end = text + room
    var p = end
    if n == 0 {
        p -= 1
        p.pointee = 48
    } else {
        var accumulator: UInt64 = 0
        var accumulated = 0
        for i in 0..<n {
            accumulator |= UInt64(op.ob_digit[i]) << UInt64(accumulated)
            accumulated += 30
            repeat {
                let c = UInt8(truncatingIfNeeded: accumulator & UInt64(base - 1))
                p -= 1
                p.pointee = c < 10 ? 48 + c : 87 + c
                accumulated -= bits
                accumulator >>= UInt64(bits)
            } while i < n - 1 ? accumulated >= bits : accumulator > 0
        }
    }
    p -= 1
    p.pointee = UInt8(ascii: base == 16 ? "x" : base == 8 ? "o" : "b")
    p -= 1
    p.pointee = 48
    if op.ob_size < 0 {
        p -= 1
        p.pointee = UInt8(ascii: "-")
    }
    return body(p, end - p)
}

/// The text in base 2, 8, 16 (with prefix) or 10. Origin: `_PyLong_Format`.
public func _PyLong_Format(_ op: PyObj, _ base: some BinaryInteger) -> PyObj? {
    base == 10 ? long_to_decimal_string(op) : withBinaryText(op, Int32(base)) { asciiString($0, $1) }
}

/// The value of a character as a digit, 37 if it is none.
@inline(__always) private func digitValue(_ c: UInt8) -> Int {
    switch c {
    case 48...57: Int(c) - 48
    case 97...122: Int(c) - 87
    case 65...90: Int(c) - 55
    default: 37
    }
}

@inline(__always) private func isSpace(_ c: UInt8) -> Bool { c == 32 || (c >= 9 && c <= 13) }

/// What reading an int's text gave: the int, no int, or another exception that is set.
enum IntParse {
    case value(PyObj)
    case syntax
    case failed
}

/// Reads an int from bytes; `c(n)` past the end is 0, as the null of a C string. Stops with a syntax error at an embedded null.
/// Origin: `PyLong_FromString`.
func parseInt(_ text: UnsafePointer<UInt8>, _ count: Int, _ givenBase: Int) -> IntParse {
    var base = givenBase
    var i = 0
    @inline(__always) func at(_ k: Int) -> UInt8 { k < count ? text[k] : 0 }
    var negative = false
    var errorIfNonzero = false
    while i < count && isSpace(text[i]) { i += 1 }
    if at(i) == UInt8(ascii: "+") {
        i += 1
    } else if at(i) == UInt8(ascii: "-") {
        i += 1
        negative = true
    }
    let marker = at(i + 1) | 0x20
    if base == 0 {
        if at(i) != 48 {
            base = 10
        } else if marker == UInt8(ascii: "x") {
            base = 16
        } else if marker == UInt8(ascii: "o") {
            base = 8
        } else if marker == UInt8(ascii: "b") {
            base = 2
        } else {
            // An octal literal of old; may still be 0.
            errorIfNonzero = true
            base = 10
        }
    }
    if at(i) == 48
        && ((base == 16 && marker == UInt8(ascii: "x")) || (base == 8 && marker == UInt8(ascii: "o"))
            || (base == 2 && marker == UInt8(ascii: "b")))
    {
        i += 2
        if at(i) == UInt8(ascii: "_") { i += 1 }
    }
    if at(i) == UInt8(ascii: "_") { return .syntax }
    let start = i
    // The digits and single underscores between them.
    var digits = 0
    var previous: UInt8 = 0
    while i < count && (digitValue(text[i]) < base || text[i] == UInt8(ascii: "_")) {
        if text[i] == UInt8(ascii: "_") {
            if previous == UInt8(ascii: "_") { return .syntax }
        } else {
            digits += 1
        }
        previous = text[i]
        i += 1
    }
    if previous == UInt8(ascii: "_") { return .syntax }
    let end = i
    let z: PyObj
    if base & (base - 1) == 0 {
        let bits = base.trailingZeroBitCount
        guard let new = _PyLong_New((digits * bits + 29) / 30) else { return .failed }
        z = new
        var accumulator: UInt64 = 0
        var accumulated = 0, index = 0
        i = end
        while i > start {
            i -= 1
            if text[i] == UInt8(ascii: "_") { continue }
            accumulator |= UInt64(digitValue(text[i])) << UInt64(accumulated)
            accumulated += bits
            if accumulated >= 30 {
                z.ob_digit[index] = UInt32(truncatingIfNeeded: accumulator) & PyLong_MASK
                index += 1
                accumulator >>= 30
                accumulated -= 30
            }
        }
        if accumulated > 0 {
            z.ob_digit[index] = UInt32(truncatingIfNeeded: accumulator)
            index += 1
        }
        while index < z.ob_size {
            z.ob_digit[index] = 0
            index += 1
        }
    } else {
        let limit = Interp.intMaxStrDigits
        if digits > strDigitsThreshold && limit > 0 && digits > limit {
            digitLimitError(limit, digits)
            return .failed
        }
        var width = 1, power = base
        while power * base <= PyLong_BASE {
            power *= base
            width += 1
        }
        let capacity = Int(Double(digits) * (log(Double(base)) / log(1073741824.0)) + 1.0)
        guard let new = _PyLong_New(capacity + 1) else { return .failed }
        z = new
        let d = z.ob_digit
        var size = 0
        i = start
        while i < end {
            if text[i] == UInt8(ascii: "_") {
                i += 1
                continue
            }
            // As many digits at once as fit one digit of ours.
            var c = UInt64(digitValue(text[i]))
            i += 1
            var taken = 1
            var multiplier = base
            while taken < width && i < end {
                if text[i] != UInt8(ascii: "_") {
                    c = c &* UInt64(base) &+ UInt64(digitValue(text[i]))
                    taken += 1
                    if taken > 1 { multiplier *= base }
                }
                i += 1
            }
            let m = UInt64(multiplier)
            for k in 0..<size {
                c &+= UInt64(d[k]) &* m
                d[k] = UInt32(truncatingIfNeeded: c) & PyLong_MASK
                c >>= 30
            }
            if c != 0 {
                d[size] = UInt32(truncatingIfNeeded: c)
                size += 1
            }
        }
        z.ob_size = size
    }
    func syntax() -> IntParse {
        Py_DECREF(z)
        return .syntax
    }
    longNormalize(z)
    if errorIfNonzero && z.ob_size != 0 { return syntax() }
    if end == start { return syntax() }
    i = end
    while i < count && isSpace(text[i]) { i += 1 }
    if i != count { return syntax() }
    if negative { z.ob_size = -z.ob_size }
    guard let result = maybeSmall(z) else { return .failed }
    return .value(result)
}

/// An int of bytes; the message of a syntax error shows them. Origin: `_PyLong_FromBytes`.
public func _PyLong_FromBytes(_ text: UnsafeMutableRawPointer, _ count: Int, _ base: Int) -> PyObj? {
    switch parseInt(UnsafePointer(text.assumingMemoryBound(to: UInt8.self)), count, base) {
    case .value(let value): return value
    case .failed: return nil
    case .syntax:
        guard let bytes = PyBytes_FromStringAndSize(text, min(count, 200)) else { return nil }
        defer { Py_DECREF(bytes) }
        PyErr_SetString(PyExc_ValueError, "invalid literal for int() with base \(base): \(clippedRepr(bytes))")
        return nil
    }
}

/// The first 200 characters of a repr, as C's `%.200R` prints it.
private func clippedRepr(_ op: PyObj) -> String { String(String.UnicodeScalarView(reprText(op).unicodeScalars.prefix(200))) }

/// An int of text given as Swift bytes without a null, for the compiler's number literals. Origin: `PyLong_FromString`.
public func PyLong_FromString(_ text: String, _ base: Int) -> PyObj? {
    var text = text
    let parse = text.withUTF8 { bytes in
        // An empty string may have no address.
        bytes.baseAddress.map { parseInt($0, bytes.count, base) } ?? .syntax
    }
    switch parse {
    case .value(let value): return value
    case .failed: return nil
    case .syntax:
        guard let shownText = PyUnicode_FromString(text) else { return nil }
        defer { Py_DECREF(shownText) }
        PyErr_SetString(PyExc_ValueError, "invalid literal for int() with base \(base): \(clippedRepr(shownText))")
        return nil
    }
}

/// The text with every decimal digit of any script as an ASCII digit and every space as a blank; other characters outside ASCII become
/// '?', which no number contains. Origin: `_PyUnicode_TransformDecimalAndSpaceToASCII`.
func decimalAndSpaceBytes(_ op: PyObj) -> [UInt8] {
    let n = PyUnicode_GET_LENGTH(op)
    var bytes = [UInt8](repeating: 63, count: n)
    for i in 0..<n {
        let c = PyUnicode_READ_CHAR(op, i)
        if c < 128 {
            bytes[i] = UInt8(c)
        } else if _PyUnicode_IsWhitespace(c) {
            bytes[i] = 32
        } else {
            let value = _PyUnicode_ToDecimalDigit(c)
            // From the first other character on nothing can be a number.
            if value < 0 { return Array(bytes[..<i]) + [63] }
            bytes[i] = UInt8(48 + value)
        }
    }
    return bytes
}

/// An int of a str: a new reference, or nil with ValueError. Origin: `PyLong_FromUnicodeObject`.
public func PyLong_FromUnicodeObject(_ op: PyObj, _ base: Int) -> PyObj? {
    let parse: IntParse
    if PyUnicode_IS_ASCII(op) {
        let data = UnsafePointer(PyUnicode_DATA(op).assumingMemoryBound(to: UInt8.self))
        parse = parseInt(data, PyUnicode_GET_LENGTH(op), base)
    } else {
        let bytes = decimalAndSpaceBytes(op)
        parse = bytes.withUnsafeBufferPointer { parseInt($0.baseAddress.unsafelyUnwrapped, $0.count, base) }
    }
    switch parse {
    case .value(let value): return value
    case .failed: return nil
    case .syntax:
        PyErr_SetString(PyExc_ValueError, "invalid literal for int() with base \(base): \(clippedRepr(op))")
        return nil
    }
}
