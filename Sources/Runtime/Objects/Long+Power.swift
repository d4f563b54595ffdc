import Glibc
import Memory
import Trace

// Powers, modular inverse, greatest common divisor. Origin: Objects/longobject.c.

/// `a` modulo-inverted: nil with ValueError if there is no inverse; n > 0. Origin: `long_invmod`.
private func inverse(_ a: PyObj, _ n: PyObj) -> PyObj? {
    var a = Py_NewRef(a), n = Py_NewRef(n)
    var b = Py_NewRef(smallInt(1)), c = Py_NewRef(smallInt(0))
    defer {
        Py_DECREF(a)
        Py_DECREF(n)
        Py_DECREF(b)
        Py_DECREF(c)
    }
    while n.ob_size != 0 {
        guard let (q, r) = longDivMod(a, n) else { return nil }
        Py_DECREF(a)
        a = n
        n = r
        let t = _PyLong_Multiply(q, c)
        Py_DECREF(q)
        guard let t else { return nil }
        let s = _PyLong_Subtract(b, t)
        Py_DECREF(t)
        guard let s else { return nil }
        Py_DECREF(b)
        b = c
        c = s
    }
    if longCompare(a, smallInt(1)) != 0 {
        PyErr_SetString(PyExc_ValueError, "base is not invertible for the given modulus")
        return nil
    }
    return Py_NewRef(b)
}

/// `v ** w`, `pow(v, w, x)`. Origin: `long_pow`.
func long_pow(_ v: PyObj, _ w: PyObj, _ x: PyObj?) -> PyObj? {
    if !bothLongs(v, w) { return Py_NewRef(Py_NotImplemented) }
    var modulus: PyObj?
    if let x, x != Py_None {
        if !PyLong_Check(x) { return Py_NewRef(Py_NotImplemented) }
        modulus = Py_NewRef(x)
    }
    if w.ob_size < 0 && modulus == nil { return float_pow(v, w, Py_None) }
    var a = Py_NewRef(v), b = Py_NewRef(w)
    var negativeOutput = false
    defer {
        Py_DECREF(a)
        Py_DECREF(b)
        Py_XDECREF(modulus)
    }
    if let c = modulus {
        if c.ob_size == 0 {
            PyErr_SetString(PyExc_ValueError, "pow() 3rd argument cannot be 0")
            return nil
        }
        if c.ob_size < 0 {
            negativeOutput = true
            guard let turned = long_neg(c) else { return nil }
            Py_DECREF(c)
            modulus = turned
        }
    }
    if let c = modulus {
        if c.ob_size == 1 && c.ob_digit[0] == 1 { return PyLong_FromLong(0) }
        if b.ob_size < 0 {
            guard let turned = long_neg(b) else { return nil }
            Py_DECREF(b)
            b = turned
            guard let inverted = inverse(a, c) else { return nil }
            Py_DECREF(a)
            a = inverted
        }
        if a.ob_size < 0 || a.ob_size > c.ob_size {
            guard let reduced = longMod(a, c) else { return nil }
            Py_DECREF(a)
            a = reduced
        }
    }
    var z = Py_NewRef(smallInt(1))
    /// x * y modulo `modulus`; nil with an exception.
    func multiply(_ x: PyObj, _ y: PyObj) -> PyObj? {
        guard let product = _PyLong_Multiply(x, y) else { return nil }
        guard let c = modulus else { return product }
        defer { Py_DECREF(product) }
        return longMod(product, c)
    }
    func step(_ y: PyObj) -> Bool {
        guard let next = multiply(z, y) else { return false }
        Py_DECREF(z)
        z = next
        return true
    }
    let n = b.ob_size
    let top = n > 0 ? b.ob_digit[n - 1] : 0
    var ok = true
    if n <= 1 && top <= 3 {
        if top == 1 {
            ok = step(a)
        } else if top >= 2 {
            if let square = multiply(a, a) {
                Py_DECREF(z)
                z = square
                ok = top == 2 || step(a)
            } else {
                ok = false
            }
        }
    } else if n <= 60 / 30 {
        // Left to right, bit by bit.
        Py_DECREF(z)
        z = Py_NewRef(a)
        var i = n - 1
        var bit = (UInt32(1) << UInt32(31 - top.leadingZeroBitCount)) >> 1
        while true {
            let digit = b.ob_digit[i]
            while ok && bit != 0 {
                ok = step(z)
                if ok && digit & bit != 0 { ok = step(a) }
                bit >>= 1
            }
            i -= 1
            if !ok || i < 0 { break }
            bit = 1 << 29
        }
    } else {
        ok = windowedPower(a, b, n, multiply, step, { z })
    }
    if !ok {
        Py_DECREF(z)
        return nil
    }
    if negativeOutput && z.ob_size != 0, let c = modulus {
        defer { Py_DECREF(z) }
        return _PyLong_Subtract(z, c)
    }
    return z
}

/// Powers by a sliding window of 5 bits, for huge exponents: drives `step`. Origin: the last part of `long_pow`.
private func windowedPower(
    _ a: PyObj, _ b: PyObj, _ n: Int, _ multiply: (PyObj, PyObj) -> PyObj?, _ step: (PyObj) -> Bool, _ z: () -> PyObj
) -> Bool {
    // table[i] = a ** (2 i + 1).
    var table: [PyObj] = [Py_NewRef(a)]
    defer { for entry in table { Py_DECREF(entry) } }
    guard let square = multiply(a, a) else { return false }
    defer { Py_DECREF(square) }
    for i in 1..<16 {
        guard let next = multiply(table[i - 1], square) else { return false }
        table.append(next)
    }
    var pending = 0, length = 0
    func absorb() -> Bool {
        var zeros = 0
        while pending & 1 == 0 {
            zeros += 1
            pending >>= 1
        }
        for _ in 0..<(length - zeros) where !step(z()) { return false }
        if !step(table[pending >> 1]) { return false }
        for _ in 0..<zeros where !step(z()) { return false }
        pending = 0
        length = 0
        return true
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
        let digit = b.ob_digit[i]
        for j in stride(from: 29, through: 0, by: -1) {
            pending = pending << 1 | Int((digit >> UInt32(j)) & 1)
            if pending != 0 {
                length += 1
                if length == 5 && !absorb() { return false }
            } else if !step(z()) {
                return false
            }
        }
    }
    return pending == 0 || absorb()
}

/// The greatest common divisor of two ints: a new reference. Origin: `_PyLong_GCD` (Lehmer's algorithm).
public func _PyLong_GCD(_ x: PyObj, _ y: PyObj) -> PyObj? {
    guard var a = long_abs(x) else { return nil }
    guard var b = long_abs(y) else {
        Py_DECREF(a)
        return nil
    }
    if longCompare(a, b) < 0 { swap(&a, &b) }
    // Until both fit a machine word.
    while a.ob_size > 2 {
        let na = a.ob_size, nb = b.ob_size
        if nb == 0 {
            Py_DECREF(b)
            return a
        }
        let da = a.ob_digit, db = b.ob_digit
        let bits = 32 - da[na - 1].leadingZeroBitCount
        var u = Int(da[na - 1]) << (60 - bits) | Int(da[na - 2]) << (30 - bits) | Int(da[na - 3]) >> bits
        var w =
            (nb >= na - 2 ? Int(db[na - 3]) >> bits : 0) | (nb >= na - 1 ? Int(db[na - 2]) << (30 - bits) : 0)
            | (nb >= na ? Int(db[na - 1]) << (60 - bits) : 0)
        var (A, B, C, D) = (1, 0, 0, 1)
        var k = 0
        while w - C != 0 {
            let q = (u + (A - 1)) / (w - C)
            let s = B + q * D
            let t = u - q * w
            if s > t { break }
            (u, w) = (w, t)
            (A, B, C, D) = (D, C, s, A + q * C)
            k += 1
        }
        if k == 0 {
            // No progress: one step of Euclid.
            let r = longMod(a, b)
            Py_DECREF(a)
            a = b
            guard let r else {
                Py_DECREF(a)
                return nil
            }
            b = r
            continue
        }
        if k & 1 != 0 { (A, B, C, D) = (-B, -A, -D, -C) }
        guard let c = _PyLong_New(na), let d = _PyLong_New(na) else { return nil }
        let dc = c.ob_digit, dd = d.ob_digit
        var carryC = 0, carryD = 0
        for i in 0..<na {
            let ai = Int(da[i]), bi = i < nb ? Int(db[i]) : 0
            carryC += A * ai - B * bi
            carryD += D * bi - C * ai
            dc[i] = UInt32(truncatingIfNeeded: carryC) & PyLong_MASK
            dd[i] = UInt32(truncatingIfNeeded: carryD) & PyLong_MASK
            carryC >>= 30
            carryD >>= 30
        }
        Py_DECREF(a)
        Py_DECREF(b)
        longNormalize(c)
        longNormalize(d)
        (a, b) = (c, d)
    }
    var u = (longAsInt(a) ?? 0).magnitude, w = (longAsInt(b) ?? 0).magnitude
    Py_DECREF(a)
    Py_DECREF(b)
    while w != 0 { (u, w) = (w, u % w) }
    return PyLong_FromUnsignedLong(u)
}
