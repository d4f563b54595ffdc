import Glibc
import Memory

// Functions of the module math with rules of their own. Origin: Modules/mathmodule.c.

/// Calls a special method of what is no float: result, or nil and whether to go on with the float.
private func special(_ op: PyObj, _ name: PyObj) -> (result: PyObj?, goOn: Bool) {
    if PyFloat_CheckExact(op) { return (nil, true) }
    guard let method = _PyObject_LookupSpecial(op, name) else { return (nil, PyErr_Occurred() == nil) }
    defer { Py_DECREF(method) }
    return (PyObject_CallNoArgs(method), false)
}

private func math_ceil(_ module: PyObj, _ op: PyObj) -> PyObj? {
    let (result, goOn) = special(op, _Py_ID(.__ceil__))
    if !goOn { return result }
    guard let x = doubleArgument(op) else { return nil }
    return PyLong_FromDouble(ceil(x))
}

private func math_floor(_ module: PyObj, _ op: PyObj) -> PyObj? {
    let (result, goOn) = special(op, _Py_ID(.__floor__))
    if !goOn { return result }
    guard let x = doubleArgument(op) else { return nil }
    return PyLong_FromDouble(floor(x))
}

private func math_trunc(_ module: PyObj, _ op: PyObj) -> PyObj? {
    if PyFloat_CheckExact(op) { return float___trunc__(op) }
    guard let method = _PyObject_LookupSpecial(op, _Py_ID(.__trunc__)) else {
        if PyErr_Occurred() == nil {
            PyErr_SetString(PyExc_TypeError, "type \(typeText(op.ob_type, 100)) doesn't define __trunc__ method")
        }
        return nil
    }
    defer { Py_DECREF(method) }
    return PyObject_CallNoArgs(method)
}

private func pair(_ x: Double, _ y: Double) -> PyObj? { tupleStealing(PyFloat_FromDouble(x), PyFloat_FromDouble(y)) }

private func math_frexp(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let x = doubleArgument(op) else { return nil }
    if !x.isFinite || x == 0 { return tupleStealing(PyFloat_FromDouble(x), PyLong_FromLong(0)) }
    var exponent: Int32 = 0
    let m = frexp(x, &exponent)
    return tupleStealing(PyFloat_FromDouble(m), PyLong_FromLong(Int(exponent)))
}

private func math_modf(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let x = doubleArgument(op) else { return nil }
    if x.isInfinite { return pair(copysign(0, x), x) }
    if x.isNaN { return pair(x, x) }
    let whole = trunc(x)
    return pair(copysign(x - whole, x), whole)
}

private func math_ldexp(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("ldexp", nargs, 2, 2) { return nil }
    guard let x = doubleArgument(args[0]) else { return nil }
    if !PyLong_Check(args[1]) {
        PyErr_SetString(PyExc_TypeError, "Expected an int as second argument to ldexp.")
        return nil
    }
    let exponent = longAsInt(args[1]) ?? (args[1].ob_size < 0 ? Int.min : Int.max)
    if x == 0 || !x.isFinite { return PyFloat_FromDouble(x) }
    if exponent > Int(Int32.max) { return mathRangeError() }
    if exponent < Int(Int32.min) { return PyFloat_FromDouble(copysign(0, x)) }
    let r = Glibc.ldexp(x, Int32(exponent))
    return r.isInfinite ? mathRangeError() : PyFloat_FromDouble(r)
}

/// f of an int of any size, or of a double; NaN and infinity from numbers are domain errors. Origin: `loghelper`.
private func logarithm(_ op: PyObj, _ f: (Double) -> Double) -> PyObj? {
    if PyLong_Check(op) {
        if op.ob_size <= 0 { return mathDomainError() }
        var exponent = 0
        let fraction = _PyLong_Frexp(op, &exponent)
        // Too large for a double: log(x 2**e) = log(x) + log(2) e.
        if exponent > 1024 || (exponent == 1024 && ldexp(fraction, Int32(1024)).isInfinite) {
            return PyFloat_FromDouble(f(fraction) + f(2.0) * Double(exponent))
        }
        return PyFloat_FromDouble(f(ldexp(fraction, Int32(exponent))))
    }
    guard let x = doubleArgument(op) else { return nil }
    if x.isNaN || (x.isInfinite && x > 0) { return PyFloat_FromDouble(x) }
    if x <= 0 { return mathDomainError() }
    return PyFloat_FromDouble(f(x))
}

private func math_log(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs < 1 || nargs > 2 {
        PyErr_SetString(PyExc_TypeError, "math.log requires 1 to 2 arguments")
        return nil
    }
    guard let numerator = logarithm(args[0], { log($0) }) else { return nil }
    if nargs == 1 { return numerator }
    defer { Py_DECREF(numerator) }
    guard let denominator = logarithm(args[1], { log($0) }) else { return nil }
    defer { Py_DECREF(denominator) }
    return PyNumber_TrueDivide(numerator, denominator)
}

private func math_fmod(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("fmod", nargs, 2, 2) { return nil }
    guard let x = doubleArgument(args[0]), let y = doubleArgument(args[1]) else { return nil }
    if y.isInfinite && x.isFinite { return PyFloat_FromDouble(x) }
    let r = fmod(x, y)
    if r.isNaN && !x.isNaN && !y.isNaN { return mathDomainError() }
    return PyFloat_FromDouble(r)
}

private func math_pow(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("pow", nargs, 2, 2) { return nil }
    guard let x = doubleArgument(args[0]), let y = doubleArgument(args[1]) else { return nil }
    var r = 0.0
    if !x.isFinite || !y.isFinite {
        if x.isNaN {
            r = y == 0 ? 1 : x
        } else if y.isNaN {
            r = x == 1 ? 1 : y
        } else if x.isInfinite {
            let odd = y.isFinite && fmod(abs(y), 2.0) == 1.0
            if y > 0 { r = odd ? x : abs(x) } else if y == 0 { r = 1 } else { r = odd ? copysign(0, x) : 0 }
        } else if abs(x) == 1 {
            r = 1
        } else if y > 0 && abs(x) > 1 {
            r = y
        } else if y < 0 && abs(x) < 1 {
            r = -y
        }
    } else {
        r = pow(x, y)
        if r.isNaN { return mathDomainError() }
        // Infinity: a pole, or overflow.
        if r.isInfinite { return x == 0 ? mathDomainError() : mathRangeError() }
    }
    return PyFloat_FromDouble(r)
}

/// The Euclidean norm, accurate to the last bit nearly always: scaled by a power of 2, squares split in two, sums compensated, the root
/// corrected once. Origin: `vector_norm`.
private func vectorNorm(_ vector: [Double], _ largest: Double, _ foundNaN: Bool) -> Double {
    let t27 = 134217729.0
    if largest.isInfinite { return largest }
    if foundNaN { return .nan }
    if largest == 0 || vector.count <= 1 { return largest }
    var csum = 1.0, frac1 = 0.0, frac2 = 0.0, frac3 = 0.0
    var exponent: Int32 = 0
    _ = frexp(largest, &exponent)
    if exponent < -1023 {
        // The scale would overflow.
        for value in vector {
            var x = value / largest
            x = x * x
            let old = csum
            csum += x
            frac1 += (old - csum) + x
        }
        return largest * (csum - 1.0 + frac1).squareRoot()
    }
    func split(_ x: Double) -> (hi: Double, lo: Double) {
        let t = x * t27
        let hi = t - (t - x)
        return (hi, x - hi)
    }
    func add(_ x: Double, _ fraction: inout Double) {
        let old = csum
        csum += x
        fraction += (old - csum) + x
    }
    let scale = ldexp(1.0, -exponent)
    for value in vector {
        let (hi, lo) = split(value * scale)
        add(hi * hi, &frac1)
        add(2.0 * hi * lo, &frac2)
        frac3 += lo * lo
    }
    let h = (csum - 1.0 + (frac1 + frac2 + frac3)).squareRoot()
    let (hi, lo) = split(h)
    add(-hi * hi, &frac1)
    add(-2.0 * hi * lo, &frac2)
    add(-lo * lo, &frac3)
    let x = csum - 1.0 + (frac1 + frac2 + frac3)
    return (h + x / (2.0 * h)) / scale
}

private func math_hypot(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    var vector: [Double] = []
    var largest = 0.0, foundNaN = false
    for i in 0..<nargs {
        guard let value = doubleArgument(args[i]) else { return nil }
        let x = abs(value)
        vector.append(x)
        foundNaN = foundNaN || x.isNaN
        if x > largest { largest = x }
    }
    return PyFloat_FromDouble(vectorNorm(vector, largest, foundNaN))
}

private func math_dist(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("dist", nargs, 2, 2) { return nil }
    guard let p = PyTuple_Check(args[0]) ? Py_NewRef(args[0]) : PySequence_Tuple(args[0]) else { return nil }
    defer { Py_DECREF(p) }
    guard let q = PyTuple_Check(args[1]) ? Py_NewRef(args[1]) : PySequence_Tuple(args[1]) else { return nil }
    defer { Py_DECREF(q) }
    if p.ob_size != q.ob_size {
        PyErr_SetString(PyExc_ValueError, "both points must have the same number of dimensions")
        return nil
    }
    var vector: [Double] = []
    var largest = 0.0, foundNaN = false
    for i in 0..<p.ob_size {
        guard let a = doubleArgument(PyTuple_GET_ITEM(p, i)), let b = doubleArgument(PyTuple_GET_ITEM(q, i)) else { return nil }
        let x = abs(a - b)
        vector.append(x)
        foundNaN = foundNaN || x.isNaN
        if x > largest { largest = x }
    }
    return PyFloat_FromDouble(vectorNorm(vector, largest, foundNaN))
}

/// An exact sum by non-overlapping partial sums. Origin: `math_fsum`.
private func math_fsum(_ module: PyObj, _ sequence: PyObj) -> PyObj? {
    guard let it = PyObject_GetIter(sequence) else { return nil }
    defer { Py_DECREF(it) }
    var partials: [Double] = []
    var specialSum = 0.0, infinitySum = 0.0
    while let item = PyIter_Next(it) {
        let value = doubleArgument(item)
        Py_DECREF(item)
        guard let value else { return nil }
        var x = value
        var kept = 0
        for j in partials.indices {
            var y = partials[j]
            if abs(x) < abs(y) { swap(&x, &y) }
            let hi = x + y
            let lo = y - (hi - x)
            if lo != 0 {
                partials[kept] = lo
                kept += 1
            }
            x = hi
        }
        partials.removeSubrange(kept...)
        if x != 0 {
            if !x.isFinite {
                if value.isFinite {
                    PyErr_SetString(PyExc_OverflowError, "intermediate overflow in fsum")
                    return nil
                }
                if value.isInfinite { infinitySum += value }
                specialSum += value
                partials.removeAll()
            } else {
                partials.append(x)
            }
        }
    }
    if PyErr_Occurred() != nil { return nil }
    if specialSum != 0 {
        if infinitySum.isNaN {
            PyErr_SetString(PyExc_ValueError, "-inf + inf in fsum")
            return nil
        }
        return PyFloat_FromDouble(specialSum)
    }
    guard var hi = partials.popLast() else { return PyFloat_FromDouble(0) }
    var lo = 0.0
    while let y = partials.popLast() {
        let x = hi
        hi = x + y
        lo = y - (hi - x)
        if lo != 0 { break }
    }
    // Half to even across partials.
    if let next = partials.last, (lo < 0 && next < 0) || (lo > 0 && next > 0) {
        let y = lo * 2.0
        let x = hi + y
        if y == x - hi { hi = x }
    }
    return PyFloat_FromDouble(hi)
}

private func math_prod(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        p.initialize(repeating: nil, count: 2)
        if !_PyArg_UnpackKeywords(
            fname: "prod", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["", "start"], minpos: 1, maxpos: 1,
            minkw: 0, into: p)
        {
            return nil
        }
        guard let iterable = p[0], let it = PyObject_GetIter(iterable) else { return nil }
        defer { Py_DECREF(it) }
        var result = Py_NewRef(p[1] ?? smallInt(1))
        while let item = PyIter_Next(it) {
            let next = PyNumber_Multiply(result, item)
            Py_DECREF(result)
            Py_DECREF(item)
            guard let next else { return nil }
            result = next
        }
        if PyErr_Occurred() != nil {
            Py_DECREF(result)
            return nil
        }
        return result
    }
}

private func math_isclose(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 4) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        p.initialize(repeating: nil, count: 4)
        if !_PyArg_UnpackKeywords(
            fname: "isclose", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["a", "b", "rel_tol", "abs_tol"],
            minpos: 2, maxpos: 2, minkw: 0, into: p)
        {
            return nil
        }
        var values = [0, 0, 1e-09, 0.0]
        for i in 0..<4 {
            guard let op = p[i] else { continue }
            guard let value = doubleArgument(op) else { return nil }
            values[i] = value
        }
        let (a, b, relative, absolute) = (values[0], values[1], values[2], values[3])
        if relative < 0 || absolute < 0 {
            PyErr_SetString(PyExc_ValueError, "tolerances must be non-negative")
            return nil
        }
        if a == b { return PyBool_FromLong(true) }
        if a.isInfinite || b.isInfinite { return PyBool_FromLong(false) }
        let diff = abs(b - a)
        return PyBool_FromLong(diff <= abs(relative * b) || diff <= abs(relative * a) || diff <= absolute)
    }
}

private func math_nextafter(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("nextafter", nargs, 2, 2) { return nil }
    guard let x = doubleArgument(args[0]), let y = doubleArgument(args[1]) else { return nil }
    return PyFloat_FromDouble(nextafter(x, y))
}

private func math_ulp(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let value = doubleArgument(op) else { return nil }
    let x = abs(value)
    if !x.isFinite { return PyFloat_FromDouble(x) }
    let next = nextafter(x, Double.infinity)
    return PyFloat_FromDouble(next.isInfinite ? x - nextafter(x, -Double.infinity) : next - x)
}

/// A function of one double.
@inline(__always) private func simple(_ op: PyObj, _ f: (Double) -> PyObj?) -> PyObj? {
    guard let x = doubleArgument(op) else { return nil }
    return f(x)
}

/// Makes the module `math`. Origin: `PyInit_math`.
func PyInit_math() -> PyObj? {
    guard let module = PyModule_New("math") else { return nil }
    let methods =
        mathWrappers() + [
            .o("ceil", math_ceil), .o("degrees", { simple($1) { PyFloat_FromDouble($0 * (180.0 / Double.pi)) } }),
            .fast("dist", math_dist), .o("factorial", math_factorial), .o("floor", math_floor), .fast("fmod", math_fmod),
            .o("frexp", math_frexp), .o("fsum", math_fsum), .fast("gcd", math_gcd), .fast("hypot", math_hypot),
            .fastKeywords("isclose", math_isclose), .o("isfinite", { simple($1) { PyBool_FromLong($0.isFinite) } }),
            .o("isinf", { simple($1) { PyBool_FromLong($0.isInfinite) } }),
            .o("isnan", { simple($1) { PyBool_FromLong($0.isNaN) } }), .o("isqrt", math_isqrt), .fast("lcm", math_lcm),
            .fast("ldexp", math_ldexp), .fast("log", math_log), .o("log10", { logarithm($1, { log10($0) }) }),
            .o("log2", { logarithm($1, { log2($0) }) }), .o("modf", math_modf), .fast("pow", math_pow),
            .o("radians", { simple($1) { PyFloat_FromDouble($0 * (Double.pi / 180.0)) } }), .o("trunc", math_trunc),
            .fastKeywords("prod", math_prod), .fast("perm", math_perm), .fast("comb", math_comb),
            .fast("nextafter", math_nextafter), .o("ulp", math_ulp),
        ]
    let constants: [(String, Double)] = [
        ("pi", Double.pi), ("e", M_E), ("tau", 2 * Double.pi), ("inf", Double.infinity), ("nan", Double.nan),
    ]
    var ok = PyModule_AddFunctions(module, staticMethodDefs(methods)) == 0
    for (name, value) in constants where ok {
        guard let op = PyFloat_FromDouble(value) else { return nil }
        // Takes the reference over if it succeeds.
        ok = PyModule_AddObject(module, name, op) == 0
    }
    let doc = "This module provides access to the mathematical functions\ndefined by the C standard."
    ok = ok && PyModule_SetDocString(module, doc) == 0
    if ok { return module }
    Py_DECREF(module)
    return nil
}
