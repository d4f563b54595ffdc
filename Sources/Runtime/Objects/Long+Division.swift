import Glibc
import Memory
import Trace

// // % divmod and true division of ints. Origin: Objects/longobject.c.

/// Quotient and remainder, both nil on error.
typealias DivMod = (quotient: PyObj, remainder: PyObj)

private func zeroDivision(_ text: String = "integer division or modulo by zero") {
    PyErr_SetString(PyExc_ZeroDivisionError, text)
}

/// Division toward zero: the remainder has the sign of `a`. Origin: `long_divrem`.
func longDivRem(_ a: PyObj, _ b: PyObj) -> DivMod? {
    let na = a.digitCount, nb = b.digitCount
    if nb == 0 {
        zeroDivision()
        return nil
    }
    if na < nb || (na == nb && a.ob_digit[na &- 1] < b.ob_digit[nb &- 1]) {
        guard let remainder = long_long(a) else { return nil }
        return (Py_NewRef(smallInt(0)), remainder)
    }
    let quotient: PyObj
    var remainder: PyObj
    if nb == 1 {
        guard let z = _PyLong_New(na) else { return nil }
        let rest = magDivideByDigit(z.ob_digit, a.ob_digit, na, b.ob_digit[0])
        guard let r = PyLong_FromLong(a.ob_size < 0 ? 0 &- Int(rest) : Int(rest)) else {
            Py_DECREF(z)
            return nil
        }
        (quotient, remainder) = (z, r)
    } else {
        guard let z = _PyLong_New(na &- nb &+ 1) else { return nil }
        guard let r = _PyLong_New(nb) else {
            Py_DECREF(z)
            return nil
        }
        let k = magDivide(z.ob_digit, r.ob_digit, a.ob_digit, na, b.ob_digit, nb)
        z.ob_size = k
        longNormalize(r)
        if a.ob_size < 0 { r.ob_size = 0 &- r.ob_size }
        guard let small = maybeSmall(r) else { return nil }
        (quotient, remainder) = (z, small)
    }
    longNormalize(quotient)
    if (a.ob_size < 0) != (b.ob_size < 0) { quotient.ob_size = 0 &- quotient.ob_size }
    guard let q = maybeSmall(quotient) else {
        Py_DECREF(remainder)
        return nil
    }
    return (q, remainder)
}

/// The remainder toward zero. Origin: `long_rem`.
private func longRemainder(_ a: PyObj, _ b: PyObj) -> PyObj? {
    let na = a.digitCount, nb = b.digitCount
    if nb == 0 {
        zeroDivision("integer modulo by zero")
        return nil
    }
    if na < nb || (na == nb && a.ob_digit[na &- 1] < b.ob_digit[nb &- 1]) { return long_long(a) }
    if nb == 1 {
        let rest = Int(magRemainderByDigit(a.ob_digit, na, b.ob_digit[0]))
        return PyLong_FromLong(a.ob_size < 0 ? 0 &- rest : rest)
    }
    guard let (quotient, remainder) = longDivRem(a, b) else { return nil }
    Py_DECREF(quotient)
    return remainder
}

/// Whether both have exactly one digit.
@inline(__always) private func oneDigitEach(_ a: PyObj, _ b: PyObj) -> Bool {
    (a.ob_size == 1 || a.ob_size == -1) && (b.ob_size == 1 || b.ob_size == -1)
}

/// Floor division of one-digit ints. Origin: `fast_floor_div`.
@inline(__always) private func fastFloorDiv(_ a: PyObj, _ b: PyObj) -> PyObj? {
    let left = Int(a.ob_digit[0]), right = Int(b.ob_digit[0])
    return PyLong_FromLong(a.ob_size == b.ob_size ? left / right : -1 &- (left &- 1) / right)
}

/// Remainder of one-digit ints, with the sign of `b`. Origin: `fast_mod`.
@inline(__always) private func fastMod(_ a: PyObj, _ b: PyObj) -> PyObj? {
    let left = Int(a.ob_digit[0]), right = Int(b.ob_digit[0])
    let mod = a.ob_size == b.ob_size ? left % right : right &- 1 &- (left &- 1) % right
    return PyLong_FromLong(mod &* b.ob_size)
}

/// Floor division and its remainder: nil with an exception. Origin: `l_divmod`.
func longDivMod(_ v: PyObj, _ w: PyObj) -> DivMod? {
    if oneDigitEach(v, w) {
        guard let q = fastFloorDiv(v, w), let r = fastMod(v, w) else { return nil }
        return (q, r)
    }
    guard var (div, mod) = longDivRem(v, w) else { return nil }
    if (mod.ob_size < 0 && w.ob_size > 0) || (mod.ob_size > 0 && w.ob_size < 0) {
        let newMod = _PyLong_Add(mod, w)
        Py_DECREF(mod)
        let newDiv = _PyLong_Subtract(div, smallInt(1))
        Py_DECREF(div)
        guard let newMod, let newDiv else {
            Py_XDECREF(newMod)
            Py_XDECREF(newDiv)
            return nil
        }
        (div, mod) = (newDiv, newMod)
    }
    return (div, mod)
}

/// `v % w` of two ints. Origin: `l_mod`.
func longMod(_ v: PyObj, _ w: PyObj) -> PyObj? {
    if oneDigitEach(v, w) { return fastMod(v, w) }
    guard let mod = longRemainder(v, w) else { return nil }
    if (mod.ob_size < 0 && w.ob_size > 0) || (mod.ob_size > 0 && w.ob_size < 0) {
        defer { Py_DECREF(mod) }
        return _PyLong_Add(mod, w)
    }
    return mod
}

/// `v // w` of two ints.
@inline(__always) func longFloorDiv(_ v: PyObj, _ w: PyObj) -> PyObj? {
    if oneDigitEach(v, w) { return fastFloorDiv(v, w) }
    guard let (div, mod) = longDivMod(v, w) else { return nil }
    Py_DECREF(mod)
    return div
}

func long_div(_ a: PyObj, _ b: PyObj) -> PyObj? { bothLongs(a, b) ? longFloorDiv(a, b) : Py_NewRef(Py_NotImplemented) }
func long_mod(_ a: PyObj, _ b: PyObj) -> PyObj? { bothLongs(a, b) ? longMod(a, b) : Py_NewRef(Py_NotImplemented) }

func long_divmod(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !bothLongs(a, b) { return Py_NewRef(Py_NotImplemented) }
    guard let (div, mod) = longDivMod(a, b) else { return nil }
    guard let tuple = PyTuple_New(2) else {
        Py_DECREF(div)
        Py_DECREF(mod)
        return nil
    }
    PyTuple_SET_ITEM(tuple, 0, div)
    PyTuple_SET_ITEM(tuple, 1, mod)
    return tuple
}

/// `divmod(a, b)` with the quotient rounded to the nearest, halves to even: a tuple. Origin: `_PyLong_DivmodNear`.
public func _PyLong_DivmodNear(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !bothLongs(a, b) {
        PyErr_SetString(PyExc_TypeError, "non-integer arguments in division")
        return nil
    }
    let negative = (a.ob_size < 0) != (b.ob_size < 0)
    guard var (quotient, remainder) = longDivRem(a, b) else { return nil }
    guard var twice = _PyLong_Add(remainder, remainder) else { return nil }
    if negative {
        let turned = long_neg(twice)
        Py_DECREF(twice)
        guard let turned else { return nil }
        twice = turned
    }
    let order = longCompare(twice, b)
    Py_DECREF(twice)
    let odd = quotient.ob_size != 0 && quotient.ob_digit[0] & 1 != 0
    if (b.ob_size < 0 ? order < 0 : order > 0) || (order == 0 && odd) {
        let q = negative ? _PyLong_Subtract(quotient, smallInt(1)) : _PyLong_Add(quotient, smallInt(1))
        Py_DECREF(quotient)
        let r = negative ? _PyLong_Add(remainder, b) : _PyLong_Subtract(remainder, b)
        Py_DECREF(remainder)
        guard let q, let r else { return nil }
        (quotient, remainder) = (q, r)
    }
    guard let tuple = PyTuple_New(2) else { return nil }
    PyTuple_SET_ITEM(tuple, 0, quotient)
    PyTuple_SET_ITEM(tuple, 1, remainder)
    return tuple
}

/// Ints of at most 53 bits as doubles: exact.
private func exactDouble(_ op: PyObj, _ n: Int) -> Double? {
    if n > 2 || (n == 2 && op.ob_digit[1] >> 23 != 0) { return nil }
    var value: UInt64 = 0
    for i in stride(from: n - 1, through: 0, by: -1) { value = value << 30 | UInt64(op.ob_digit[i]) }
    return Double(value)
}

/// `a / b`: the nearest double, halves to even. Origin: `long_true_divide`.
func long_true_divide(_ v: PyObj, _ w: PyObj) -> PyObj? {
    if !bothLongs(v, w) { return Py_NewRef(Py_NotImplemented) }
    let na = v.digitCount, nb = w.digitCount
    let negative = (v.ob_size < 0) != (w.ob_size < 0)
    if nb == 0 {
        zeroDivision("division by zero")
        return nil
    }
    if na == 0 { return PyFloat_FromDouble(negative ? -0.0 : 0.0) }
    if let x = exactDouble(v, na), let y = exactDouble(w, nb) { return PyFloat_FromDouble(negative ? -(x / y) : x / y) }
    func overflow() -> PyObj? {
        PyErr_SetString(PyExc_OverflowError, "integer division result too large for a float")
        return nil
    }
    let diff = _PyLong_NumBits(v) - _PyLong_NumBits(w)
    if diff > 1024 { return overflow() }
    if diff < -1021 - 53 - 1 { return PyFloat_FromDouble(negative ? -0.0 : 0.0) }
    // x = floor(|a| * 2**-shift / |b|) has 55 or 56 bits (fewer for subnormals).
    let shift = max(diff, -1021) - 53 - 2
    var inexact = false
    let capacity = shift <= 0 ? na + -shift / 30 + 1 : na - shift / 30
    let x = Digits.allocate(capacity: 2 * capacity + nb + 2)
    defer { x.deallocate() }
    if shift <= 0 {
        let words = -shift / 30
        x.update(repeating: 0, count: words)
        x[na + words] = magShiftLeft(x + words, v.ob_digit, na, -shift % 30)
    } else {
        var words = shift / 30
        if magShiftRight(x, v.ob_digit + words, na - words, shift % 30) != 0 { inexact = true }
        while !inexact && words > 0 {
            words -= 1
            if v.ob_digit[words] != 0 { inexact = true }
        }
    }
    var n = capacity
    while n > 0 && x[n - 1] == 0 { n -= 1 }
    var quotient = x
    if nb == 1 {
        if magDivideByDigit(x, x, n, w.ob_digit[0]) != 0 { inexact = true }
    } else {
        // Here n ≥ nb: the quotient is never zero.
        quotient = x + capacity
        let rest = quotient + (n - nb + 1)
        let k = magDivide(quotient, rest, x, n, w.ob_digit, nb)
        for i in 0..<nb where rest[i] != 0 { inexact = true }
        n = k
    }
    while n > 0 && quotient[n - 1] == 0 { n -= 1 }
    let bits = (n - 1) * 30 + 32 - quotient[n - 1].leadingZeroBitCount
    let extra = max(bits, -1021 - shift) - 53
    let mask = UInt32(1) << UInt32(extra - 1)
    var low = quotient[0] | (inexact ? 1 : 0)
    if low & mask != 0 && low & (3 &* mask &- 1) != 0 { low &+= mask }
    quotient[0] = low & ~(2 &* mask &- 1)
    var dx = Double(quotient[n - 1])
    for i in stride(from: n - 2, through: 0, by: -1) { dx = dx * 1073741824.0 + Double(quotient[i]) }
    if shift + bits >= 1024 && (shift + bits > 1024 || dx == ldexp(1.0, Int32(bits))) { return overflow() }
    let result = ldexp(dx, Int32(shift))
    return PyFloat_FromDouble(negative ? -result : result)
}
