import Glibc
import Memory
import Trace

// Ints to and from machine numbers and bytes. Origin: Objects/longobject.c.

/// The value of an int if it fits a machine integer.
func longAsInt(_ op: PyObj) -> Int? {
    let n = op.digitCount
    let d = op.ob_digit
    let magnitude: UInt
    switch n {
    case 0: return 0
    case 1: magnitude = UInt(d[0])
    case 2: magnitude = UInt(d[0]) | UInt(d[1]) << 30
    case 3:
        if d[2] >= 16 { return nil }
        magnitude = UInt(d[0]) | UInt(d[1]) << 30 | UInt(d[2]) << 60
    default: return nil
    }
    if op.ob_size < 0 { return magnitude <= UInt(Int.max) + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
    return magnitude <= UInt(Int.max) ? Int(magnitude) : nil
}

/// The value by `__index__`: overflow is 1 or -1 (value -1 without an exception) if it does not fit. Origin: Objects/longobject.c.
public func PyLong_AsLongAndOverflow(_ op: PyObj, _ overflow: inout Int32) -> Int {
    overflow = 0
    if PyLong_Check(op) {
        if let value = longAsInt(op) { return value }
        overflow = op.ob_size < 0 ? -1 : 1
        return -1
    }
    guard let index = _PyNumber_Index(op) else { return -1 }
    defer { Py_DECREF(index) }
    if let value = longAsInt(index) { return value }
    overflow = index.ob_size < 0 ? -1 : 1
    return -1
}

/// The value as a C long; -1 with an exception. Origin: Objects/longobject.c.
public func PyLong_AsLong(_ op: PyObj) -> Int {
    var overflow: Int32 = 0
    let value = PyLong_AsLongAndOverflow(op, &overflow)
    if overflow != 0 { PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C long") }
    return value
}

/// The value as a C long long; -1 with an exception. Origin: Objects/longobject.c.
public func PyLong_AsLongLong(_ op: PyObj) -> Int {
    var overflow: Int32 = 0
    let value = PyLong_AsLongAndOverflow(op, &overflow)
    if overflow != 0 { PyErr_SetString(PyExc_OverflowError, "int too big to convert") }
    return value
}

/// The value as a C int; -1 with an exception. Origin: `_PyLong_AsInt`.
public func _PyLong_AsInt(_ op: PyObj) -> Int32 {
    var overflow: Int32 = 0
    let value = PyLong_AsLongAndOverflow(op, &overflow)
    if overflow != 0 || value > Int(Int32.max) || value < Int(Int32.min) {
        PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C int")
        return -1
    }
    return Int32(value)
}

/// The value of an int object as a machine integer; -1 with an exception. Origin: Objects/longobject.c.
@inline(__always) public func PyLong_AsSsize_t(_ op: PyObj) -> Int {
    if _fastPath(PyLong_Check(op) && isMedium(op)) { return mediumValue(op) }
    return asSsizeSlow(op)
}

@inline(never) private func asSsizeSlow(_ op: PyObj) -> Int {
    if !PyLong_Check(op) {
        PyErr_SetString(PyExc_TypeError, "an integer is required")
        return -1
    }
    if let value = longAsInt(op) { return value }
    PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C ssize_t")
    return -1
}

/// The value of an int object as an unsigned C long; `UInt.max` with an exception. Origin: Objects/longobject.c.
public func PyLong_AsUnsignedLong(_ op: PyObj) -> UInt {
    if !PyLong_Check(op) {
        PyErr_SetString(PyExc_TypeError, "an integer is required")
        return UInt.max
    }
    if op.ob_size < 0 {
        PyErr_SetString(PyExc_OverflowError, "can't convert negative value to unsigned int")
        return UInt.max
    }
    let n = op.ob_size, d = op.ob_digit
    if n > 3 || (n == 3 && d[2] >= 16) {
        PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C unsigned long")
        return UInt.max
    }
    var value: UInt = 0
    for i in stride(from: n - 1, through: 0, by: -1) { value = value << 30 | UInt(d[i]) }
    return value
}

/// The low 64 bits in two's complement, of an int or by `__index__`; `UInt.max` with an exception. Origin: Objects/longobject.c.
public func PyLong_AsUnsignedLongMask(_ op: PyObj) -> UInt {
    guard let index = _PyNumber_Index(op) else { return UInt.max }
    defer { Py_DECREF(index) }
    var value: UInt = 0
    for i in stride(from: index.digitCount - 1, through: 0, by: -1) { value = value << 30 | UInt(index.ob_digit[i]) }
    return index.ob_size < 0 ? 0 &- value : value
}

/// The address that an int holds; nil with or without an exception. Origin: Objects/longobject.c.
public func PyLong_AsVoidPtr(_ op: PyObj) -> UnsafeMutableRawPointer? {
    if op.ob_size < 0 { return UnsafeMutableRawPointer(bitPattern: PyLong_AsLong(op)) }
    return UnsafeMutableRawPointer(bitPattern: PyLong_AsUnsignedLong(op))
}

/// An int of a whole double; nil with OverflowError or ValueError for infinity and NaN. Origin: Objects/longobject.c.
public func PyLong_FromDouble(_ value: Double) -> PyObj? {
    if value > -9223372036854775808.0 && value < 9223372036854775808.0 { return PyLong_FromLong(Int(value)) }
    if value.isInfinite {
        PyErr_SetString(PyExc_OverflowError, "cannot convert float infinity to integer")
        return nil
    }
    if value.isNaN {
        PyErr_SetString(PyExc_ValueError, "cannot convert float NaN to integer")
        return nil
    }
    var exponent: Int32 = 0
    var fraction = frexp(abs(value), &exponent)
    let n = (Int(exponent) - 1) / 30 + 1
    guard let op = _PyLong_New(n) else { return nil }
    fraction = ldexp(fraction, (exponent - 1) % 30 + 1)
    for i in stride(from: n - 1, through: 0, by: -1) {
        let bits = UInt32(fraction)
        op.ob_digit[i] = bits
        fraction = ldexp(fraction - Double(bits), Int32(30))
    }
    if value < 0 { op.ob_size = -n }
    return op
}

/// The fraction in 0.5 … 1.0 and the exponent of an int, correctly rounded (half to even). Origin: `_PyLong_Frexp`.
func _PyLong_Frexp(_ op: PyObj, _ exponent: inout Int) -> Double {
    let n = op.digitCount
    exponent = 0
    if n == 0 { return 0 }
    let d = op.ob_digit
    var bits = _PyLong_NumBits(op)
    // The highest 55 bits, the lowest of them made sticky.
    var top: UInt64 = 0
    if bits <= 55 {
        for i in stride(from: n - 1, through: 0, by: -1) { top = top << 30 | UInt64(d[i]) }
        top <<= UInt64(55 - bits)
    } else {
        let shift = bits - 55
        let word = shift / 30, bit = UInt64(shift % 30)
        var i = n - 1
        var wide: UInt128 = 0
        while i >= word {
            wide = wide << 30 | UInt128(d[i])
            i -= 1
        }
        top = UInt64(truncatingIfNeeded: wide >> UInt128(bit))
        var sticky = wide & ((UInt128(1) << UInt128(bit)) - 1) != 0
        while !sticky && i >= 0 {
            sticky = d[i] != 0
            i -= 1
        }
        if sticky { top |= 1 }
    }
    // Half to even at 4: what `half_even_correction` does.
    let correction: [Int64] = [0, -1, -2, 1, 0, -1, 2, 1]
    top = UInt64(Int64(top) + correction[Int(top & 7)])
    var fraction = Double(top) / (4.0 * 9007199254740992.0)
    if fraction == 1.0 {
        fraction = 0.5
        bits += 1
    }
    exponent = bits
    return op.ob_size < 0 ? -fraction : fraction
}

/// The nearest double; -1.0 with an exception if it is not an int or too large. Origin: Objects/longobject.c.
public func PyLong_AsDouble(_ op: PyObj) -> Double {
    if !PyLong_Check(op) {
        PyErr_SetString(PyExc_TypeError, "an integer is required")
        return -1.0
    }
    if isMedium(op) { return Double(mediumValue(op)) }
    var exponent = 0
    let fraction = _PyLong_Frexp(op, &exponent)
    if exponent > 1024 {
        PyErr_SetString(PyExc_OverflowError, "int too large to convert to float")
        return -1.0
    }
    return ldexp(fraction, Int32(exponent))
}

/// An int of `n` bytes. Origin: `_PyLong_FromByteArray`.
public func _PyLong_FromByteArray(_ bytes: UnsafePointer<UInt8>, _ n: Int, _ littleEndian: Bool, _ isSigned: Bool) -> PyObj? {
    if n == 0 { return PyLong_FromLong(0) }
    let (low, step) = littleEndian ? (0, 1) : (n - 1, -1)
    let high = littleEndian ? n - 1 : 0
    let negative = isSigned && bytes[high] >= 0x80
    // Bytes that only repeat the sign are not counted.
    let filler: UInt8 = negative ? 0xff : 0
    var significant = n
    while significant > 0 && bytes[low + step * (significant - 1)] == filler { significant -= 1 }
    if negative && significant < n { significant += 1 }
    guard let op = _PyLong_New((significant * 8 + 29) / 30) else { return nil }
    let digits = op.ob_digit
    var index = 0, bits = 0
    var accumulator: UInt64 = 0
    var carry: UInt64 = 1
    for i in 0..<significant {
        var byte = UInt64(bytes[low + step * i])
        if negative {
            byte = (0xff ^ byte) + carry
            carry = byte >> 8
            byte &= 0xff
        }
        accumulator |= byte << UInt64(bits)
        bits += 8
        if bits >= 30 {
            digits[index] = UInt32(truncatingIfNeeded: accumulator) & PyLong_MASK
            index += 1
            accumulator >>= 30
            bits -= 30
        }
    }
    if bits > 0 {
        digits[index] = UInt32(truncatingIfNeeded: accumulator)
        index += 1
    }
    op.ob_size = negative ? -index : index
    longNormalize(op)
    return maybeSmall(op)
}

/// Writes an int into `n` bytes: 0, or -1 with OverflowError. Origin: `_PyLong_AsByteArray`.
public func _PyLong_AsByteArray(
    _ op: PyObj, _ bytes: UnsafeMutablePointer<UInt8>, _ n: Int, _ littleEndian: Bool, _ isSigned: Bool
) -> Int32 {
    let count = op.digitCount
    let negative = op.ob_size < 0
    if negative && !isSigned {
        PyErr_SetString(PyExc_OverflowError, "can't convert negative int to unsigned")
        return -1
    }
    func tooBig() -> Int32 {
        PyErr_SetString(PyExc_OverflowError, "int too big to convert")
        return -1
    }
    let (low, step) = littleEndian ? (0, 1) : (n - 1, -1)
    let digits = op.ob_digit
    var written = 0, bits = 0
    var accumulator: UInt64 = 0
    var carry: UInt32 = negative ? 1 : 0
    for i in 0..<count {
        var digit = digits[i]
        if negative {
            digit = (digit ^ PyLong_MASK) &+ carry
            carry = digit >> 30
            digit &= PyLong_MASK
        }
        accumulator |= UInt64(digit) << UInt64(bits)
        if i == count - 1 {
            // Of the highest digit only the bits that differ from the sign count.
            var rest = negative ? digit ^ PyLong_MASK : digit
            while rest != 0 {
                rest >>= 1
                bits += 1
            }
        } else {
            bits += 30
        }
        while bits >= 8 {
            if written >= n { return tooBig() }
            bytes[low + step * written] = UInt8(truncatingIfNeeded: accumulator)
            written += 1
            bits -= 8
            accumulator >>= 8
        }
    }
    if bits > 0 {
        if written >= n { return tooBig() }
        if negative { accumulator |= ~UInt64(0) << UInt64(bits) }
        bytes[low + step * written] = UInt8(truncatingIfNeeded: accumulator)
        written += 1
    } else if written == n && n > 0 && isSigned {
        // The sign bit must be there.
        let top = bytes[low + step * (written - 1)]
        return (top >= 0x80) == negative ? 0 : tooBig()
    }
    if written == n && bits > 0 && isSigned && n > 0 {
        let top = bytes[low + step * (written - 1)]
        if (top >= 0x80) != negative { return tooBig() }
    }
    while written < n {
        bytes[low + step * written] = negative ? 0xff : 0
        written += 1
    }
    return 0
}

/// An int of a sign and normalised 30-bit digits, lowest first (a code description's constant). Small ones are shared.
func _PyLong_FromDigits(_ negative: Bool, _ digits: [UInt32]) -> PyObj? {
    guard let op = _PyLong_New(digits.count) else { return nil }
    for (i, digit) in digits.enumerated() { op.ob_digit[i] = digit }
    if negative { op.ob_size = -digits.count }
    return maybeSmall(op)
}
