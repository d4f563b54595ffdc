import Glibc
import Memory
import Trace

// Shifts and bitwise operators of ints. Origin: Objects/longobject.c.

/// The whole digits and the bits of a shift count ≥ 0; what no memory could hold is clipped. Origin: `divmod_shift`.
private func shiftParts(_ count: PyObj) -> (words: Int, bits: Int) {
    if let n = longAsInt(count) { return (n / 30, n % 30) }
    let limit = Int.max / 4
    if count.ob_size > 3 { return (limit, 0) }
    var wide: UInt128 = 0
    for i in stride(from: count.ob_size - 1, through: 0, by: -1) { wide = wide << 30 | UInt128(count.ob_digit[i]) }
    let words = wide / 30
    return words < UInt128(limit) ? (Int(words), Int(wide % 30)) : (limit, 0)
}

/// `a >> (30 words + bits)`, floored. Origin: `long_rshift1`.
private func shiftRight(_ a: PyObj, _ words: Int, _ bits: Int) -> PyObj? {
    if isMedium(a) { return PyLong_FromLong(mediumValue(a) >> (words == 0 ? bits : 30)) }
    let negative = a.ob_size < 0
    let n = a.digitCount
    var (words, bits) = (words, bits)
    if negative && bits == 0 {
        // So that the size of the result is right below: 0 < bits ≤ 30.
        if words == 0 { return long_long(a) }
        bits = 30
        words -= 1
    }
    let size = n - words
    if size <= 0 { return PyLong_FromLong(negative ? -1 : 0) }
    guard let z = _PyLong_New(size) else { return nil }
    let d = a.ob_digit, dz = z.ob_digit
    let high = UInt64(30 - bits)
    var accumulator = UInt64(d[words])
    if negative {
        // (-a) >> s = -((a + 2**s - 1) >> s).
        z.ob_size = -size
        var sticky: UInt32 = 0
        for j in 0..<words { sticky |= d[j] }
        accumulator += UInt64(PyLong_MASK >> UInt32(high)) + (sticky != 0 ? 1 : 0)
    }
    accumulator >>= UInt64(bits)
    var i = 0, j = words + 1
    while j < n {
        accumulator += UInt64(d[j]) << high
        dz[i] = UInt32(truncatingIfNeeded: accumulator) & PyLong_MASK
        accumulator >>= 30
        i += 1
        j += 1
    }
    dz[size - 1] = UInt32(truncatingIfNeeded: accumulator)
    longNormalize(z)
    return maybeSmall(z)
}

/// `a << (30 words + bits)`. Origin: `long_lshift1`.
private func shiftLeft(_ a: PyObj, _ words: Int, _ bits: Int) -> PyObj? {
    if words == 0 && isMedium(a) { return PyLong_FromLong(mediumValue(a) << bits) }
    let n = a.digitCount
    let size = n &+ words &+ (bits != 0 ? 1 : 0)
    guard let z = _PyLong_New(size) else { return nil }
    let dz = z.ob_digit
    dz.update(repeating: 0, count: words)
    let carry = magShiftLeft(dz + words, a.ob_digit, n, bits)
    if bits != 0 { dz[size - 1] = carry }
    if a.ob_size < 0 { z.ob_size = -size }
    longNormalize(z)
    return maybeSmall(z)
}

/// `a >> count` of a machine count ≥ 0. Origin: `_PyLong_Rshift`.
public func _PyLong_Rshift(_ a: PyObj, _ count: Int) -> PyObj? { shiftRight(a, count / 30, count % 30) }
/// `a << count` of a machine count ≥ 0. Origin: `_PyLong_Lshift`.
public func _PyLong_Lshift(_ a: PyObj, _ count: Int) -> PyObj? { shiftLeft(a, count / 30, count % 30) }

func long_rshift(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !bothLongs(a, b) { return Py_NewRef(Py_NotImplemented) }
    if b.ob_size < 0 {
        PyErr_SetString(PyExc_ValueError, "negative shift count")
        return nil
    }
    if a.ob_size == 0 { return PyLong_FromLong(0) }
    let (words, bits) = shiftParts(b)
    return shiftRight(a, words, bits)
}

func long_lshift(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !bothLongs(a, b) { return Py_NewRef(Py_NotImplemented) }
    if b.ob_size < 0 {
        PyErr_SetString(PyExc_ValueError, "negative shift count")
        return nil
    }
    if a.ob_size == 0 { return PyLong_FromLong(0) }
    let (words, bits) = shiftParts(b)
    return shiftLeft(a, words, bits)
}

/// z = two's complement of a (n digits); z may be a. Origin: `v_complement`.
private func complement(_ z: Digits, _ a: Digits, _ n: Int) {
    var carry: UInt32 = 1
    for i in 0..<n {
        carry &+= a[i] ^ PyLong_MASK
        z[i] = carry & PyLong_MASK
        carry >>= 30
    }
}

private enum BitOperator { case and, or, xor }

/// & | ^ of ints of any size, as if they were in two's complement. Origin: `long_bitwise`.
@inline(never) private func bitwise(_ a: PyObj, _ op: BitOperator, _ b: PyObj) -> PyObj? {
    var na = a.digitCount, nb = b.digitCount
    var negA = a.ob_size < 0, negB = b.ob_size < 0
    let scratch = Digits.allocate(capacity: na + nb + 1)
    defer { scratch.deallocate() }
    var da = a.ob_digit, db = b.ob_digit
    if negA {
        complement(scratch, da, na)
        da = scratch
    }
    if negB {
        complement(scratch + na, db, nb)
        db = b.ob_size < 0 ? scratch + na : db
    }
    if na < nb {
        swap(&da, &db)
        swap(&na, &nb)
        swap(&negA, &negB)
    }
    let negative: Bool
    let size: Int
    switch op {
    case .xor: (negative, size) = (negA != negB, na)
    case .and: (negative, size) = (negA && negB, negB ? na : nb)
    case .or: (negative, size) = (negA || negB, negB ? nb : na)
    }
    // One more digit, so that the complement below cannot overflow.
    guard let z = _PyLong_New(size + (negative ? 1 : 0)) else { return nil }
    let dz = z.ob_digit
    var i = 0
    switch op {
    case .and:
        while i < nb {
            dz[i] = da[i] & db[i]
            i &+= 1
        }
    case .or:
        while i < nb {
            dz[i] = da[i] | db[i]
            i &+= 1
        }
    case .xor:
        while i < nb {
            dz[i] = da[i] ^ db[i]
            i &+= 1
        }
    }
    let flip = op == .xor && negB ? PyLong_MASK : 0
    while i < size {
        dz[i] = da[i] ^ flip
        i &+= 1
    }
    if negative {
        z.ob_size = -z.ob_size
        dz[size] = PyLong_MASK
        complement(dz, dz, size + 1)
    }
    longNormalize(z)
    return maybeSmall(z)
}

func long_and(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !bothLongs(a, b) { return Py_NewRef(Py_NotImplemented) }
    if isMedium(a) && isMedium(b) { return PyLong_FromLong(mediumValue(a) & mediumValue(b)) }
    return bitwise(a, .and, b)
}

func long_or(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !bothLongs(a, b) { return Py_NewRef(Py_NotImplemented) }
    if isMedium(a) && isMedium(b) { return PyLong_FromLong(mediumValue(a) | mediumValue(b)) }
    return bitwise(a, .or, b)
}

func long_xor(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !bothLongs(a, b) { return Py_NewRef(Py_NotImplemented) }
    if isMedium(a) && isMedium(b) { return PyLong_FromLong(mediumValue(a) ^ mediumValue(b)) }
    return bitwise(a, .xor, b)
}

/// `int.bit_length()`. Origin: `int_bit_length_impl`.
func int_bit_length(_ op: PyObj) -> PyObj? { PyLong_FromLong(_PyLong_NumBits(op)) }

/// `int.bit_count()`: the ones of the absolute value. Origin: `int_bit_count_impl`.
func int_bit_count(_ op: PyObj) -> PyObj? {
    var ones = 0
    for i in 0..<op.digitCount { ones += op.ob_digit[i].nonzeroBitCount }
    return PyLong_FromLong(ones)
}
