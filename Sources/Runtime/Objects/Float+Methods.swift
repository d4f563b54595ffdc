import Glibc
import Memory
import Trace

// Methods of floats. Origin: Objects/floatobject.c.

func float_is_integer(_ op: PyObj) -> PyObj? { PyBool_FromLong(op.ob_fval.isFinite && floor(op.ob_fval) == op.ob_fval) }
func float___trunc__(_ op: PyObj) -> PyObj? { PyLong_FromDouble(op.ob_fval) }
func float___floor__(_ op: PyObj) -> PyObj? { PyLong_FromDouble(floor(op.ob_fval)) }
func float___ceil__(_ op: PyObj) -> PyObj? { PyLong_FromDouble(ceil(op.ob_fval)) }

/// A finite double rounded to a multiple of 10 ** -ndigits by exact decimal digits, halves to even. Origin: `double_round`.
private func roundDigits(_ x: Double, _ ndigits: Int) -> PyObj? {
    let text: [UInt8]
    // Both operands of the division are exact: one rounding.
    if let scaled = scaledDecimal(abs(x), ndigits), scaled < 1 << 53 {
        let rounded = Double(UInt64(scaled)) / pow(10.0, Double(ndigits))
        return PyFloat_FromDouble(x.sign == .minus ? -rounded : rounded)
    }
    if ndigits >= 0 {
        text = cFormat(abs(x), UInt8(ascii: "f"), ndigits)
    } else {
        // All digits of the number; those before the point are counted.
        let whole = cFormat(floor(abs(x)), UInt8(ascii: "f"), 0)
        let kept = whole.count + ndigits
        if kept < 0 || x == 0 {
            text = [48]
        } else if kept == 0 {
            // Up only if more than half.
            let half = whole[0] == 53 && whole.dropFirst().allSatisfy { $0 == 48 } && floor(abs(x)) == abs(x)
            text = whole[0] >= 53 && !half ? [49] + Array("e\(-ndigits)".utf8) : [48]
        } else {
            text = cFormat(abs(x), UInt8(ascii: "e"), kept - 1)
        }
    }
    let rounded = text.withUnsafeBufferPointer { scanDouble($0.baseAddress.unsafelyUnwrapped, $0.count).value }
    if rounded.isInfinite {
        PyErr_SetString(PyExc_OverflowError, "rounded value too large to represent")
        return nil
    }
    return PyFloat_FromDouble(x.sign == .minus ? -rounded : rounded)
}

/// `round(float, ndigits)`. Origin: `float___round___impl`.
func float___round__(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("__round__", nargs, 0, 1) { return nil }
    let x = op.ob_fval
    if nargs == 0 || args[0] == Py_None {
        var rounded = round(x)
        if abs(x - rounded) == 0.5 { rounded = 2.0 * round(x / 2.0) }
        return PyLong_FromDouble(rounded)
    }
    let ndigits = PyNumber_AsSsize_t(args[0], nil)
    if ndigits == -1 && PyErr_Occurred() != nil { return nil }
    if !x.isFinite { return PyFloat_FromDouble(x) }
    // Beyond these a double rounds to itself or to zero.
    if ndigits > 323 { return PyFloat_FromDouble(x) }
    if ndigits < -308 { return PyFloat_FromDouble(0.0 * x) }
    return roundDigits(x, ndigits)
}

/// `float.hex()`. Origin: `float_hex_impl`.
func float_hex(_ op: PyObj) -> PyObj? {
    let x = op.ob_fval
    if !x.isFinite { return float_repr(op) }
    if x == 0 { return PyUnicode_FromString(x.sign == .minus ? "-0x0.0p+0" : "0x0.0p+0") }
    var exponent: Int32 = 0
    var m = frexp(abs(x), &exponent)
    let shift = 1 - max(-1021 - exponent, 0)
    m = ldexp(m, shift)
    exponent -= shift
    var text = x < 0 ? "-0x" : "0x"
    text += String(Int(m)) + "."
    for _ in 0..<13 {
        m -= floor(m)
        m *= 16.0
        text += String(Int(m), radix: 16)
    }
    text += "p\(exponent < 0 ? "-" : "+")\(abs(exponent))"
    return PyUnicode_FromString(text)
}

/// `float.fromhex(text)`. Origin: `float_fromhex`.
func float_fromhex(_ type: PyObj, _ string: PyObj) -> PyObj? {
    func failed(_ text: String = "invalid hexadecimal floating-point string") -> PyObj? {
        PyErr_SetString(PyExc_ValueError, text)
        return nil
    }
    if !PyUnicode_Check(string) {
        PyErr_SetString(PyExc_TypeError, "bad argument type for built-in operation")
        return nil
    }
    let text = Array(swiftString(string).utf8)
    func at(_ i: Int) -> UInt8 { i < text.count ? text[i] : 0 }
    func isSpace(_ c: UInt8) -> Bool { c == 32 || (c >= 9 && c <= 13) }
    func isHex(_ c: UInt8) -> Bool { (c >= 48 && c <= 57) || (c | 0x20 >= 97 && c | 0x20 <= 102) }
    var i = 0
    while isSpace(at(i)) { i += 1 }
    var value = 0.0
    let rest = text[i...]
    let word = rest.withUnsafeBufferPointer { p -> (value: Double, length: Int) in
        guard let base = p.baseAddress else { return (0, 0) }
        let (value, length) = scanDouble(base, p.count)
        return value.isFinite || p.prefix(length).contains { $0 >= 48 && $0 <= 57 } ? (0, 0) : (value, length)
    }
    if word.length > 0 {
        value = word.value
        i += word.length
    } else {
        let negative = at(i) == UInt8(ascii: "-")
        if negative || at(i) == UInt8(ascii: "+") { i += 1 }
        if at(i) == 48 && at(i + 1) | 0x20 == UInt8(ascii: "x") { i += 2 }
        let start = i
        var digits = 0, nonzero = false
        while isHex(at(i)) || (at(i) == UInt8(ascii: ".") && !text[start..<i].contains(UInt8(ascii: "."))) {
            if at(i) != UInt8(ascii: ".") {
                digits += 1
                if at(i) != 48 { nonzero = true }
            }
            i += 1
        }
        if digits == 0 { return failed() }
        if at(i) | 0x20 == UInt8(ascii: "p") {
            i += 1
            if at(i) == UInt8(ascii: "-") || at(i) == UInt8(ascii: "+") { i += 1 }
            if !(at(i) >= 48 && at(i) <= 57) { return failed() }
            while at(i) >= 48 && at(i) <= 57 { i += 1 }
        }
        // The C library reads hexadecimal correctly rounded.
        if nonzero {
            value = ("0x" + String(decoding: text[start..<i], as: UTF8.self)).withCString { strtod($0, nil) }
            if value.isInfinite {
                PyErr_SetString(PyExc_OverflowError, "hexadecimal value too large to represent as a float")
                return nil
            }
        }
        if negative { value = -value }
    }
    while isSpace(at(i)) { i += 1 }
    if i != text.count { return failed() }
    let result = PyFloat_FromDouble(value)
    guard let result, type != PyFloat_Type else { return result }
    defer { Py_DECREF(result) }
    return PyObject_CallOneArg(type, result)
}

/// `float.as_integer_ratio()`. Origin: `float_as_integer_ratio_impl`.
func float_as_integer_ratio(_ op: PyObj) -> PyObj? {
    let x = op.ob_fval
    if x.isInfinite {
        PyErr_SetString(PyExc_OverflowError, "cannot convert Infinity to integer ratio")
        return nil
    }
    if x.isNaN {
        PyErr_SetString(PyExc_ValueError, "cannot convert NaN to integer ratio")
        return nil
    }
    var exponent: Int32 = 0
    var part = frexp(x, &exponent)
    while part != floor(part) {
        part *= 2.0
        exponent -= 1
    }
    guard let whole = PyLong_FromDouble(part) else { return nil }
    let numerator: PyObj, denominator: PyObj
    if exponent > 0 {
        let shifted = _PyLong_Lshift(whole, Int(exponent))
        Py_DECREF(whole)
        guard let shifted else { return nil }
        (numerator, denominator) = (shifted, Py_NewRef(smallInt(1)))
    } else {
        guard let shifted = _PyLong_Lshift(smallInt(1), Int(-exponent)) else { return nil }
        (numerator, denominator) = (whole, shifted)
    }
    guard let tuple = PyTuple_New(2) else { return nil }
    PyTuple_SET_ITEM(tuple, 0, numerator)
    PyTuple_SET_ITEM(tuple, 1, denominator)
    return tuple
}

private func floatNewExact(_ x: PyObj?) -> PyObj? {
    guard let x else { return PyFloat_FromDouble(0.0) }
    return PyUnicode_CheckExact(x) ? PyFloat_FromString(x) : PyNumber_Float(x)
}

/// Origin: `float_new_impl`, `float_subtype_new`.
private func floatNew(_ type: PyObj, _ x: PyObj?) -> PyObj? {
    let value = floatNewExact(x)
    guard let value, type != PyFloat_Type else { return value }
    defer { Py_DECREF(value) }
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    op.ob_fval = value.ob_fval
    return op
}

private func float_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    // Subclasses may take keywords of their own.
    if (type == PyFloat_Type
        || type.tp_init.map { unsafeBitCast($0, to: UInt.self) }
            == PyFloat_Type.tp_init.map { unsafeBitCast($0, to: UInt.self) })
        && !_PyArg_NoKeywords("float", kwargs)
    {
        return nil
    }
    if !_PyArg_CheckPositional("float", args.ob_size, 0, 1) { return nil }
    return floatNew(type, args.ob_size == 0 ? nil : PyTuple_GET_ITEM(args, 0))
}

private func float_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_NoKwnames("float", kwnames) { return nil }
    let nargs = PyVectorcall_NARGS(nargsf)
    if !_PyArg_CheckPositional("float", nargs, 0, 1) { return nil }
    return floatNew(type, nargs == 0 ? nil : args[0])
}

private func float___getnewargs__(_ op: PyObj) -> PyObj? {
    guard let value = PyFloat_FromDouble(op.ob_fval), let tuple = PyTuple_New(1) else { return nil }
    PyTuple_SET_ITEM(tuple, 0, value)
    return tuple
}

private func float___getformat__(_ type: PyObj, _ name: PyObj) -> PyObj? {
    if !PyUnicode_Check(name) {
        _PyArg_BadArgument("__getformat__", "argument", "str", name)
        return nil
    }
    if !_PyUnicode_EqualToASCIIString(name, "double") && !_PyUnicode_EqualToASCIIString(name, "float") {
        PyErr_SetString(PyExc_ValueError, "__getformat__() argument 1 must be 'double' or 'float'")
        return nil
    }
    return PyUnicode_FromString("IEEE, little-endian")
}

private func float_getreal(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { float_float(op) }
private func float_getimag(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyFloat_FromDouble(0.0) }
private func float___format__(_ op: PyObj, _ spec: PyObj) -> PyObj? { formatNumber(op, spec, _PyFloat_FormatAdvancedWriter) }

/// Fills `float`. Origin: `PyFloat_Type`.
func initFloatType() {
    let t = PyFloat_Type
    t.initStaticType("float", basicsize: 24, flags: TypeFlags.BASETYPE | TypeFlags.MATCH_SELF)
    t.tp_doc = staticCString("Convert a string or number to a floating point number, if possible.")
    t.tp_dealloc = float_dealloc
    t.tp_repr = float_repr
    t.tp_hash = float_hash
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_richcompare = float_richcompare
    t.tp_new = float_new
    t.tp_vectorcall = float_vectorcall
    let n = t.newNumberMethods()
    n.nb_add = float_add
    n.nb_subtract = float_sub
    n.nb_multiply = float_mul
    n.nb_remainder = float_rem
    n.nb_divmod = float_divmod
    n.nb_power = float_pow
    n.nb_negative = float_neg
    n.nb_positive = float_float
    n.nb_absolute = float_abs
    n.nb_bool = float_bool
    n.nb_int = float___trunc__
    n.nb_float = float_float
    n.nb_floor_divide = float_floor_div
    n.nb_true_divide = float_div
    t.setMethods([
        .noargs("conjugate", float_float),
        .noargs("__trunc__", float___trunc__),
        .noargs("__floor__", float___floor__),
        .noargs("__ceil__", float___ceil__),
        .fast("__round__", float___round__),
        .noargs("as_integer_ratio", float_as_integer_ratio),
        .o("fromhex", float_fromhex, flags: MethodFlags.CLASS),
        .noargs("hex", float_hex),
        .noargs("is_integer", float_is_integer),
        .noargs("__getnewargs__", float___getnewargs__),
        .o("__getformat__", float___getformat__, flags: MethodFlags.CLASS),
        .o("__format__", float___format__),
    ])
    t.setGetSets([
        GetSetSpec("real", float_getreal, nil, "the real part of a complex number"),
        GetSetSpec("imag", float_getimag, nil, "the imaginary part of a complex number"),
    ])
}
