import Glibc
import Memory
import Trace

// Operators of floats. Origin: Objects/floatobject.c.

/// The operand of a float operator: a double, NotImplemented, or an exception.
private enum Operand {
    case value(Double)
    case other(PyObj?)
}

@inline(__always) private func operand(_ op: PyObj) -> Operand {
    if op.ob_type == PyFloat_Type { return .value(op.ob_fval) }
    return operandSlow(op)
}

/// Origin: `convert_to_double`.
@inline(never) private func operandSlow(_ op: PyObj) -> Operand {
    if PyFloat_Check(op) { return .value(op.ob_fval) }
    if !PyLong_Check(op) { return .other(Py_NewRef(Py_NotImplemented)) }
    let value = PyLong_AsDouble(op)
    if value == -1.0 && PyErr_Occurred() != nil { return .other(nil) }
    return .value(value)
}

/// Converts both operands and applies `body`.
@inline(__always) private func binary(_ v: PyObj, _ w: PyObj, _ body: (Double, Double) -> PyObj?) -> PyObj? {
    switch operand(v) {
    case .other(let result): return result
    case .value(let a):
        switch operand(w) {
        case .other(let result): return result
        case .value(let b): return body(a, b)
        }
    }
}

private func divisionByZero(_ text: String) -> PyObj? {
    PyErr_SetString(PyExc_ZeroDivisionError, text)
    return nil
}

func float_add(_ v: PyObj, _ w: PyObj) -> PyObj? { binary(v, w) { PyFloat_FromDouble($0 + $1) } }
func float_sub(_ v: PyObj, _ w: PyObj) -> PyObj? { binary(v, w) { PyFloat_FromDouble($0 - $1) } }
func float_mul(_ v: PyObj, _ w: PyObj) -> PyObj? { binary(v, w) { PyFloat_FromDouble($0 * $1) } }

func float_div(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary(v, w) { $1 == 0 ? divisionByZero("float division by zero") : PyFloat_FromDouble($0 / $1) }
}

/// The remainder with the sign of the divisor. Origin: `float_rem`.
@inline(__always) func floatRemainder(_ v: Double, _ w: Double) -> Double {
    let mod = fmod(v, w)
    if mod == 0 { return copysign(0.0, w) }
    return (w < 0) != (mod < 0) ? mod + w : mod
}

func float_rem(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary(v, w) { $1 == 0 ? divisionByZero("float modulo") : PyFloat_FromDouble(floatRemainder($0, $1)) }
}

/// Floor quotient and remainder. Origin: `_float_div_mod`.
func floatDivMod(_ v: Double, _ w: Double) -> (quotient: Double, remainder: Double) {
    var mod = fmod(v, w)
    var div = (v - mod) / w
    if mod != 0 {
        if (w < 0) != (mod < 0) {
            mod += w
            div -= 1.0
        }
    } else {
        mod = copysign(0.0, w)
    }
    if div != 0 {
        // The quotient is nearly whole: snap to the nearest.
        var quotient = floor(div)
        if div - quotient > 0.5 { quotient += 1.0 }
        return (quotient, mod)
    }
    return (copysign(0.0, v / w), mod)
}

func float_floor_div(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary(v, w) { $1 == 0 ? divisionByZero("float floor division by zero") : PyFloat_FromDouble(floatDivMod($0, $1).quotient) }
}

func float_divmod(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary(v, w) {
        if $1 == 0 { return divisionByZero("float divmod()") }
        let (quotient, remainder) = floatDivMod($0, $1)
        guard let q = PyFloat_FromDouble(quotient), let r = PyFloat_FromDouble(remainder), let tuple = PyTuple_New(2) else {
            return nil
        }
        PyTuple_SET_ITEM(tuple, 0, q)
        PyTuple_SET_ITEM(tuple, 1, r)
        return tuple
    }
}

private func isOdd(_ x: Double) -> Bool { fmod(abs(x), 2.0) == 1.0 }

func float_pow(_ v: PyObj, _ w: PyObj, _ z: PyObj?) -> PyObj? {
    if let z, z != Py_None {
        PyErr_SetString(PyExc_TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
        return nil
    }
    return binary(v, w) { power($0, $1, v, w) }
}

/// x ** y with the special cases decided here and not by the C library. Origin: `float_pow`.
private func power(_ x: Double, _ y: Double, _ v: PyObj, _ w: PyObj) -> PyObj? {
    if y == 0 { return PyFloat_FromDouble(1.0) }
    if x.isNaN { return PyFloat_FromDouble(x) }
    if y.isNaN { return PyFloat_FromDouble(x == 1.0 ? 1.0 : y) }
    if y.isInfinite {
        let magnitude = abs(x)
        if magnitude == 1.0 { return PyFloat_FromDouble(1.0) }
        return PyFloat_FromDouble((y > 0) == (magnitude > 1.0) ? abs(y) : 0.0)
    }
    if x.isInfinite {
        let odd = isOdd(y)
        if y > 0 { return PyFloat_FromDouble(odd ? x : abs(x)) }
        return PyFloat_FromDouble(odd ? copysign(0.0, x) : 0.0)
    }
    if x == 0 {
        let odd = isOdd(y)
        if y < 0 { return divisionByZero("0.0 cannot be raised to a negative power") }
        return PyFloat_FromDouble(odd ? x : 0.0)
    }
    var base = x
    var negate = false
    if x < 0 {
        // Fractional powers of negative numbers are complex.
        if y != floor(y) { return complex_pow(v, w, Py_None) }
        base = -x
        negate = isOdd(y)
    }
    if base == 1.0 { return PyFloat_FromDouble(negate ? -1.0 : 1.0) }
    let result = pow(base, y)
    // Underflow to zero is no error; overflow is.
    if result.isInfinite { return PyErr_SetFromErrno(PyExc_OverflowError, ERANGE) }
    return PyFloat_FromDouble(negate ? -result : result)
}

func float_neg(_ op: PyObj) -> PyObj? { PyFloat_FromDouble(-op.ob_fval) }
func float_abs(_ op: PyObj) -> PyObj? { PyFloat_FromDouble(abs(op.ob_fval)) }
func float_bool(_ op: PyObj) -> Int32 { op.ob_fval != 0 ? 1 : 0 }
func float_float(_ op: PyObj) -> PyObj? { PyFloat_CheckExact(op) ? Py_NewRef(op) : PyFloat_FromDouble(op.ob_fval) }
func float_hash(_ op: PyObj) -> Int { _Py_HashDouble(op, op.ob_fval) }

func float_repr(_ op: PyObj) -> PyObj? {
    let text = doubleBytes(op.ob_fval, UInt8(ascii: "r"), 0, Py_DTSF_ADD_DOT_0)
    return text.withUnsafeBufferPointer { asciiString($0.baseAddress.unsafelyUnwrapped, $0.count) }
}

@inline(__always) private func compare(_ a: Double, _ b: Double, _ op: Int32) -> PyObj? { richCompareResult(a, b, op) }

/// Comparison with floats and, exactly, with ints. Origin: `float_richcompare`.
func float_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    let x = v.ob_fval
    if w.ob_type == PyFloat_Type || PyFloat_Check(w) { return compare(x, w.ob_fval, op) }
    if !PyLong_Check(w) { return Py_NewRef(Py_NotImplemented) }
    if !x.isFinite { return compare(x, 0, op) }
    let vsign = x == 0 ? 0 : x < 0 ? -1 : 1
    let wsign = w.ob_size.signum()
    if vsign != wsign { return compare(Double(vsign), Double(wsign), op) }
    let bits = _PyLong_NumBits(w)
    if bits <= 48 { return compare(x, PyLong_AsDouble(w), op) }
    // Now both are far from zero and have the same sign; compare magnitudes.
    let op = vsign < 0 ? swappedOp(op) : op
    let magnitude = abs(x)
    var exponent: Int32 = 0
    _ = frexp(magnitude, &exponent)
    if exponent < 0 || Int(exponent) < bits { return compare(1, 2, op) }
    if Int(exponent) > bits { return compare(2, 1, op) }
    // The same number of bits before the point.
    let whole = trunc(magnitude)
    guard let vv = PyLong_FromDouble(whole) else { return nil }
    defer { Py_DECREF(vv) }
    var order = magCompare(vv.ob_digit, vv.digitCount, w.ob_digit, w.digitCount)
    if order == 0 && magnitude != whole { order = 1 }
    return richCompareResult(order, 0, op)
}
