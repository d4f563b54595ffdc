import Memory

// Integer functions of the module math. Origin: Modules/mathmodule.c.

/// `math.gcd(*integers)`.
func math_gcd(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs == 0 { return PyLong_FromLong(0) }
    guard var result = PyNumber_Index(args[0]) else { return nil }
    if nargs == 1 {
        defer { Py_DECREF(result) }
        return long_abs(result)
    }
    for i in 1..<nargs {
        guard let x = _PyNumber_Index(args[i]) else {
            Py_DECREF(result)
            return nil
        }
        // 1 stays 1; the arguments are still checked.
        if result == smallInt(1) {
            Py_DECREF(x)
            continue
        }
        let next = _PyLong_GCD(result, x)
        Py_DECREF(result)
        Py_DECREF(x)
        guard let next else { return nil }
        result = next
    }
    return result
}

/// Origin: `long_lcm`.
private func lcm(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if a.ob_size == 0 || b.ob_size == 0 { return PyLong_FromLong(0) }
    guard let g = _PyLong_GCD(a, b) else { return nil }
    let f = longFloorDiv(a, g)
    Py_DECREF(g)
    guard let f else { return nil }
    let m = _PyLong_Multiply(f, b)
    Py_DECREF(f)
    guard let m else { return nil }
    defer { Py_DECREF(m) }
    return long_abs(m)
}

/// `math.lcm(*integers)`.
func math_lcm(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs == 0 { return PyLong_FromLong(1) }
    guard var result = PyNumber_Index(args[0]) else { return nil }
    if nargs == 1 {
        defer { Py_DECREF(result) }
        return long_abs(result)
    }
    for i in 1..<nargs {
        guard let x = PyNumber_Index(args[i]) else {
            Py_DECREF(result)
            return nil
        }
        if result == smallInt(0) {
            Py_DECREF(x)
            continue
        }
        let next = lcm(result, x)
        Py_DECREF(result)
        Py_DECREF(x)
        guard let next else { return nil }
        result = next
    }
    return result
}

/// A close integer square root of 2**62 ≤ n < 2**64: within 1. Origin: `_approximate_isqrt`.
private func approximateRoot(_ n: UInt64) -> UInt64 {
    var u = UInt64((Double(n >> 56) * 256 + 128).squareRoot().rounded(.toNearestOrEven))
    u = min(u, 255)
    u = (u << 7) + (n >> 41) / u
    return (u << 15) + (n >> 17) / u
}

/// `math.isqrt(n)` by Newton's iteration of growing precision. Origin: `math_isqrt`.
func math_isqrt(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let n = _PyNumber_Index(op) else { return nil }
    defer { Py_DECREF(n) }
    if n.ob_size < 0 {
        PyErr_SetString(PyExc_ValueError, "isqrt() argument must be nonnegative")
        return nil
    }
    if n.ob_size == 0 { return PyLong_FromLong(0) }
    let c = (_PyLong_NumBits(n) - 1) / 2
    if c <= 31 {
        let shift = UInt64(31 - c)
        let m = UInt64(PyLong_AsUnsignedLong(n))
        var u = approximateRoot(m << (2 * shift)) >> shift
        if u.multipliedReportingOverflow(by: u).overflow || u * u > m { u -= 1 }
        return PyLong_FromUnsignedLong(UInt(u))
    }
    var bits = 6
    while c >> bits > 0 { bits += 1 }
    var d = c >> (bits - 5)
    guard let top = _PyLong_Rshift(n, 2 * c - 62) else { return nil }
    let m = UInt64(PyLong_AsUnsignedLong(top))
    Py_DECREF(top)
    guard var a = PyLong_FromUnsignedLong(UInt(approximateRoot(m) >> UInt64(31 - d))) else { return nil }
    for s in stride(from: bits - 6, through: 0, by: -1) {
        let e = d
        d = c >> s
        // a = (a << d - e - 1) + (n >> 2 c - e - d + 1) // a
        guard let shifted = _PyLong_Rshift(n, 2 * c - d - e + 1) else { return nil }
        let q = longFloorDiv(shifted, a)
        Py_DECREF(shifted)
        let left = _PyLong_Lshift(a, d - 1 - e)
        Py_DECREF(a)
        guard let q, let left else { return nil }
        let next = _PyLong_Add(left, q)
        Py_DECREF(left)
        Py_DECREF(q)
        guard let next else { return nil }
        a = next
    }
    // The root is a or a - 1.
    guard let square = _PyLong_Multiply(a, a) else { return nil }
    let tooLarge = longCompare(n, square) < 0
    Py_DECREF(square)
    if !tooLarge { return a }
    defer { Py_DECREF(a) }
    return _PyLong_Subtract(a, smallInt(1))
}

/// The product of the odd numbers in start ..< stop by halving. Origin: `factorial_partial_product`.
private func oddProduct(_ start: Int, _ stop: Int, _ maxBits: Int) -> PyObj? {
    let count = (stop - start) / 2
    if count <= 64 && count * maxBits <= 64 {
        var total = UInt(start)
        for j in stride(from: start + 2, to: stop, by: 2) { total *= UInt(j) }
        return PyLong_FromUnsignedLong(total)
    }
    let middle = (start + count) | 1
    guard let left = oddProduct(start, middle, Int.bitWidth - (middle - 2).leadingZeroBitCount) else { return nil }
    defer { Py_DECREF(left) }
    guard let right = oddProduct(middle, stop, maxBits) else { return nil }
    defer { Py_DECREF(right) }
    return _PyLong_Multiply(left, right)
}

/// n! without its factors of 2. Origin: `factorial_odd_part`.
private func factorialOddPart(_ n: Int) -> PyObj? {
    guard var inner = PyLong_FromLong(1) else { return nil }
    var outer = Py_NewRef(inner)
    defer { Py_DECREF(inner) }
    var upper = 3
    for i in stride(from: Int.bitWidth - n.leadingZeroBitCount - 2, through: 0, by: -1) {
        let v = n >> i
        if v <= 2 { continue }
        let lower = upper
        upper = (v + 1) | 1
        guard let part = oddProduct(lower, upper, Int.bitWidth - (upper - 2).leadingZeroBitCount) else {
            Py_DECREF(outer)
            return nil
        }
        let nextInner = _PyLong_Multiply(inner, part)
        Py_DECREF(part)
        guard let nextInner else {
            Py_DECREF(outer)
            return nil
        }
        Py_DECREF(inner)
        inner = nextInner
        let nextOuter = _PyLong_Multiply(outer, inner)
        Py_DECREF(outer)
        guard let nextOuter else { return nil }
        outer = nextOuter
    }
    return outer
}

/// `math.factorial(n)`.
func math_factorial(_ module: PyObj, _ op: PyObj) -> PyObj? {
    var overflow: Int32 = 0
    let n = PyLong_AsLongAndOverflow(op, &overflow)
    if n == -1 && PyErr_Occurred() != nil { return nil }
    if overflow == 1 {
        PyErr_SetString(PyExc_OverflowError, "factorial() argument should not exceed \(Int.max)")
        return nil
    }
    if overflow == -1 || n < 0 {
        PyErr_SetString(PyExc_ValueError, "factorial() not defined for negative values")
        return nil
    }
    if n <= 20 {
        var result = 1
        for i in stride(from: 2, through: n, by: 1) { result *= i }
        return PyLong_FromLong(result)
    }
    guard let odd = factorialOddPart(n) else { return nil }
    defer { Py_DECREF(odd) }
    return _PyLong_Lshift(odd, n - n.nonzeroBitCount)
}

/// P(n, k) or C(n, k) by splitting k, with machine arithmetic while it fits; 0 ≤ k ≤ n. Origin: `perm_comb`.
private func permComb(_ n: PyObj, _ k: Int, _ isComb: Bool) -> PyObj? {
    if k == 0 { return PyLong_FromLong(1) }
    if k == 1 { return Py_NewRef(n) }
    if let value = longAsInt(n), value >= 0, let small = smallPermComb(UInt(value), UInt(k), isComb) {
        return PyLong_FromUnsignedLong(small)
    }
    let j = k / 2
    guard let a = permComb(n, j, isComb) else { return nil }
    defer { Py_DECREF(a) }
    guard let jj = PyLong_FromLong(j) else { return nil }
    let rest = _PyLong_Subtract(n, jj)
    Py_DECREF(jj)
    guard let rest else { return nil }
    let b = permComb(rest, k - j, isComb)
    Py_DECREF(rest)
    guard let b else { return nil }
    let product = _PyLong_Multiply(a, b)
    Py_DECREF(b)
    guard isComb, let product else { return product }
    defer { Py_DECREF(product) }
    guard let kk = PyLong_FromLong(k) else { return nil }
    let divisor = permComb(kk, j, true)
    Py_DECREF(kk)
    guard let divisor else { return nil }
    defer { Py_DECREF(divisor) }
    return longFloorDiv(product, divisor)
}

/// The same in machine arithmetic; nil if a step overflows.
private func smallPermComb(_ n: UInt, _ k: UInt, _ isComb: Bool) -> UInt? {
    var result = n
    for i in 1..<k {
        let (product, overflow) = result.multipliedReportingOverflow(by: n - i)
        if overflow { return nil }
        result = isComb ? product / (i + 1) : product
    }
    return result
}

/// Checks n and k of perm and comb: new references; nil with an exception.
private func nAndK(_ n: PyObj, _ k: PyObj) -> (n: PyObj, k: PyObj)? {
    guard let n = PyNumber_Index(n) else { return nil }
    guard let k = PyNumber_Index(k) else {
        Py_DECREF(n)
        return nil
    }
    if n.ob_size < 0 || k.ob_size < 0 {
        PyErr_SetString(PyExc_ValueError, "\(n.ob_size < 0 ? "n" : "k") must be a non-negative integer")
        Py_DECREF(n)
        Py_DECREF(k)
        return nil
    }
    return (n, k)
}

/// `math.perm(n, k=None)`.
func math_perm(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("perm", nargs, 1, 2) { return nil }
    if nargs == 1 || args[1] == Py_None { return math_factorial(module, args[0]) }
    guard let (n, k) = nAndK(args[0], args[1]) else { return nil }
    defer {
        Py_DECREF(n)
        Py_DECREF(k)
    }
    if longCompare(n, k) < 0 { return PyLong_FromLong(0) }
    guard let count = longAsInt(k) else {
        PyErr_SetString(PyExc_OverflowError, "k must not exceed \(Int.max)")
        return nil
    }
    return permComb(n, count, false)
}

/// `math.comb(n, k)`.
func math_comb(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("comb", nargs, 2, 2) { return nil }
    guard let (n, k) = nAndK(args[0], args[1]) else { return nil }
    defer {
        Py_DECREF(n)
        Py_DECREF(k)
    }
    guard let rest = _PyLong_Subtract(n, k) else { return nil }
    defer { Py_DECREF(rest) }
    if rest.ob_size < 0 { return PyLong_FromLong(0) }
    // k or n - k, whichever is smaller.
    guard let count = longAsInt(longCompare(rest, k) < 0 ? rest : k) else {
        PyErr_SetString(PyExc_OverflowError, "min(n - k, k) must not exceed \(Int.max)")
        return nil
    }
    return permComb(n, count, true)
}
