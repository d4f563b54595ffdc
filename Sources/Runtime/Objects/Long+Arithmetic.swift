import Glibc
import Memory
import Trace

// + - * of ints. Origin: Objects/longobject.c.

/// |a| + |b|. Origin: `x_add`.
private func xAdd(_ a: PyObj, _ b: PyObj) -> PyObj? {
    var (a, b) = (a, b)
    var na = a.digitCount, nb = b.digitCount
    if na < nb { swap(&a, &b); swap(&na, &nb) }
    guard let z = _PyLong_New(na &+ 1) else { return nil }
    let da = a.ob_digit, db = b.ob_digit, dz = z.ob_digit
    if na == 2 {
        // Sums beyond 30 bits: the commonest case by far.
        let x = UInt64(da[0]) | UInt64(da[1]) &<< 30
        let y = nb == 2 ? UInt64(db[0]) | UInt64(db[1]) &<< 30 : UInt64(db[0])
        let sum = x &+ y
        dz[0] = UInt32(truncatingIfNeeded: sum) & PyLong_MASK
        dz[1] = UInt32(truncatingIfNeeded: sum &>> 30) & PyLong_MASK
        dz[2] = UInt32(truncatingIfNeeded: sum &>> 60)
        z.ob_size = dz[2] != 0 ? 3 : 2
        return z
    }
    var carry: UInt32 = 0
    var i = 0
    while i < nb {
        carry &+= da[i] &+ db[i]
        dz[i] = carry & PyLong_MASK
        carry >>= 30
        i &+= 1
    }
    while i < na {
        carry &+= da[i]
        dz[i] = carry & PyLong_MASK
        carry >>= 30
        i &+= 1
    }
    dz[i] = carry
    longNormalize(z)
    return z
}

/// |a| - |b|. Origin: `x_sub`.
private func xSubtract(_ a: PyObj, _ b: PyObj) -> PyObj? {
    var (a, b) = (a, b)
    var na = a.digitCount, nb = b.digitCount
    var negative = false
    if na < nb {
        negative = true
        swap(&a, &b)
        swap(&na, &nb)
    } else if na == nb {
        var i = na &- 1
        while i >= 0 && a.ob_digit[i] == b.ob_digit[i] { i &-= 1 }
        if i < 0 { return PyLong_FromLong(0) }
        if a.ob_digit[i] < b.ob_digit[i] {
            negative = true
            swap(&a, &b)
        }
        na = i &+ 1
        nb = na
    }
    guard let z = _PyLong_New(na) else { return nil }
    let da = a.ob_digit, db = b.ob_digit, dz = z.ob_digit
    var borrow: UInt32 = 0
    var i = 0
    while i < nb {
        borrow = da[i] &- db[i] &- borrow
        dz[i] = borrow & PyLong_MASK
        borrow = (borrow >> 30) & 1
        i &+= 1
    }
    while i < na {
        borrow = da[i] &- borrow
        dz[i] = borrow & PyLong_MASK
        borrow = (borrow >> 30) & 1
        i &+= 1
    }
    if negative { z.ob_size = 0 &- z.ob_size }
    longNormalize(z)
    return maybeSmall(z)
}

@inline(never) private func addLarge(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if a.ob_size < 0 {
        if b.ob_size < 0 {
            // At least one has two digits, so the sum is no small int.
            guard let z = xAdd(a, b) else { return nil }
            z.ob_size = 0 &- z.ob_size
            return z
        }
        return xSubtract(b, a)
    }
    return b.ob_size < 0 ? xSubtract(a, b) : xAdd(a, b)
}

@inline(never) private func subtractLarge(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if a.ob_size < 0 {
        if b.ob_size < 0 { return xSubtract(b, a) }
        guard let z = xAdd(a, b) else { return nil }
        z.ob_size = 0 &- z.ob_size
        return z
    }
    return b.ob_size < 0 ? xAdd(a, b) : xSubtract(a, b)
}

@inline(never) private func multiplyLarge(_ a: PyObj, _ b: PyObj) -> PyObj? {
    let na = a.digitCount, nb = b.digitCount
    if na == 0 || nb == 0 { return PyLong_FromLong(0) }
    guard let z = _PyLong_New(na &+ nb) else { return nil }
    magMultiply(z.ob_digit, a.ob_digit, na, b.ob_digit, nb)
    if (a.ob_size ^ b.ob_size) < 0 { z.ob_size = 0 &- z.ob_size }
    longNormalize(z)
    return z
}

/// `a + b` of two ints: a new reference. Origin: Objects/longobject.c.
@inline(__always) public func _PyLong_Add(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if _fastPath(isMedium(a) && isMedium(b)) { return PyLong_FromLong(mediumValue(a) &+ mediumValue(b)) }
    return addLarge(a, b)
}

/// `a - b` of two ints: a new reference. Origin: Objects/longobject.c.
@inline(__always) public func _PyLong_Subtract(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if _fastPath(isMedium(a) && isMedium(b)) { return PyLong_FromLong(mediumValue(a) &- mediumValue(b)) }
    return subtractLarge(a, b)
}

/// `a * b` of two ints: a new reference. Origin: Objects/longobject.c.
@inline(__always) public func _PyLong_Multiply(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if _fastPath(isMedium(a) && isMedium(b)) { return PyLong_FromLong(mediumValue(a) &* mediumValue(b)) }
    return multiplyLarge(a, b)
}

/// Whether both operands are ints; a binary slot returns NotImplemented if not. Origin: `CHECK_BINOP`.
@inline(__always) func bothLongs(_ a: PyObj, _ b: PyObj) -> Bool { PyLong_Check(a) && PyLong_Check(b) }

func long_add(_ a: PyObj, _ b: PyObj) -> PyObj? { bothLongs(a, b) ? _PyLong_Add(a, b) : Py_NewRef(Py_NotImplemented) }
func long_sub(_ a: PyObj, _ b: PyObj) -> PyObj? { bothLongs(a, b) ? _PyLong_Subtract(a, b) : Py_NewRef(Py_NotImplemented) }
func long_mul(_ a: PyObj, _ b: PyObj) -> PyObj? { bothLongs(a, b) ? _PyLong_Multiply(a, b) : Py_NewRef(Py_NotImplemented) }

/// The object itself if it is exactly an int, else a copy. Origin: `long_long`.
func long_long(_ op: PyObj) -> PyObj? { PyLong_CheckExact(op) ? Py_NewRef(op) : _PyLong_Copy(op) }

func long_neg(_ op: PyObj) -> PyObj? {
    if isMedium(op) { return PyLong_FromLong(0 &- mediumValue(op)) }
    guard let z = _PyLong_Copy(op) else { return nil }
    z.ob_size = 0 &- z.ob_size
    return z
}

func long_abs(_ op: PyObj) -> PyObj? { op.ob_size < 0 ? long_neg(op) : long_long(op) }

func long_invert(_ op: PyObj) -> PyObj? {
    if isMedium(op) { return PyLong_FromLong(~mediumValue(op)) }
    guard let z = _PyLong_Add(op, smallInt(1)) else { return nil }
    // A fresh int of more than one digit, or 2**30 - 1 with the sign to turn.
    z.ob_size = 0 &- z.ob_size
    return z
}

func long_bool(_ op: PyObj) -> Int32 { op.ob_size != 0 ? 1 : 0 }

/// The order of two ints: negative, 0, positive. Origin: `long_compare`.
@inline(__always) func longCompare(_ a: PyObj, _ b: PyObj) -> Int {
    let sign = a.ob_size &- b.ob_size
    if sign != 0 { return sign }
    var i = a.digitCount &- 1
    let da = a.ob_digit, db = b.ob_digit
    while i >= 0 {
        let diff = Int(da[i]) &- Int(db[i])
        if diff != 0 { return a.ob_size < 0 ? 0 &- diff : diff }
        i &-= 1
    }
    return 0
}

func long_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    if !bothLongs(a, b) { return Py_NewRef(Py_NotImplemented) }
    return richCompareResult(a == b ? 0 : longCompare(a, b), 0, op)
}

/// The hash: the value modulo 2**61 - 1, -2 for -1. Origin: `long_hash`.
func long_hash(_ op: PyObj) -> Int {
    if isMedium(op) {
        let value = mediumValue(op)
        return value == -1 ? -2 : value
    }
    let modulus: UInt = (1 << 61) - 1
    var x: UInt = 0
    let d = op.ob_digit
    for i in stride(from: op.digitCount - 1, through: 0, by: -1) {
        x = ((x << 30) & modulus) | (x >> 31)
        x &+= UInt(d[i])
        if x >= modulus { x &-= modulus }
    }
    let hash = op.ob_size < 0 ? 0 &- Int(bitPattern: x) : Int(bitPattern: x)
    return hash == -1 ? -2 : hash
}
