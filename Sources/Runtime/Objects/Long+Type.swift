import Memory
import Trace

// The type int: constructor, methods, slots. Origin: Objects/longobject.c.

private let intDoc: StaticString = """
    int([x]) -> integer
    int(x, base=10) -> integer

    Convert a number or string to an integer, or return 0 if no arguments
    are given.  If x is a number, return x.__int__().  For floating point
    numbers, this truncates towards zero.

    If x is not a number or if base is given, then x must be a string,
    bytes, or bytearray instance representing an integer literal in the
    given base.  The literal can be preceded by '+' or '-' and be surrounded
    by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.
    Base 0 means to interpret the base from the string as an integer literal.
    >>> int('0b100', base=0)
    4
    """

/// Origin: `long_new_impl` for the exact type.
private func longNewExact(_ x: PyObj?, _ obase: PyObj?) -> PyObj? {
    guard let x else {
        if obase != nil {
            PyErr_SetString(PyExc_TypeError, "int() missing string argument")
            return nil
        }
        return PyLong_FromLong(0)
    }
    guard let obase else { return PyNumber_Long(x) }
    let base = PyNumber_AsSsize_t(obase, nil)
    if base == -1 && PyErr_Occurred() != nil { return nil }
    if (base != 0 && base < 2) || base > 36 {
        PyErr_SetString(PyExc_ValueError, "int() base must be >= 2 and <= 36, or 0")
        return nil
    }
    if PyUnicode_Check(x) { return PyLong_FromUnicodeObject(x, base) }
    if PyByteArray_Check(x) { return _PyLong_FromBytes(PyByteArray_AS_STRING(x), x.ob_size, base) }
    if PyBytes_Check(x) { return _PyLong_FromBytes(PyBytes_AS_STRING(x), x.ob_size, base) }
    PyErr_SetString(PyExc_TypeError, "int() can't convert non-string with explicit base")
    return nil
}

func long_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        p.initialize(repeating: nil, count: 2)
        let items = (args + 24).assumingMemoryBound(to: PyObj.self)
        if !_PyArg_UnpackKeywords(
            fname: "int", args: items, nargs: args.ob_size, kwargs: kwargs, kwnames: nil, keywords: ["", "base"], minpos: 0,
            maxpos: 2, minkw: 0, into: p)
        {
            return nil
        }
        let value = longNewExact(p[0], p[1])
        if type == PyLong_Type { return value }
        guard let value else { return nil }
        // An instance of a subclass with the same digits.
        defer { Py_DECREF(value) }
        let n = value.digitCount
        guard let op = type.tp_alloc.unsafelyUnwrapped(type, n) else { return nil }
        op.ob_size = value.ob_size
        op.ob_digit.update(from: value.ob_digit, count: n)
        return op
    }
}

private func int_float(_ op: PyObj) -> PyObj? {
    let value = PyLong_AsDouble(op)
    if value == -1.0 && PyErr_Occurred() != nil { return nil }
    return PyFloat_FromDouble(value)
}

private func int_get_self(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { long_long(op) }
private func int_get_0(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyLong_FromLong(0) }
private func int_get_1(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyLong_FromLong(1) }

private func int___format__(_ op: PyObj, _ spec: PyObj) -> PyObj? { formatNumber(op, spec, _PyLong_FormatAdvancedWriter) }

private func int___getnewargs__(_ op: PyObj) -> PyObj? {
    guard let copy = _PyLong_Copy(op), let tuple = PyTuple_New(1) else { return nil }
    PyTuple_SET_ITEM(tuple, 0, copy)
    return tuple
}

private func int___sizeof__(_ op: PyObj) -> PyObj? {
    // In 3.11.2 an int counts one digit at least.
    PyLong_FromLong(24 + max(op.digitCount, 1) * 4)
}

private func int_as_integer_ratio(_ op: PyObj) -> PyObj? {
    guard let numerator = long_long(op), let tuple = PyTuple_New(2) else { return nil }
    PyTuple_SET_ITEM(tuple, 0, numerator)
    PyTuple_SET_ITEM(tuple, 1, Py_NewRef(smallInt(1)))
    return tuple
}

/// `round(int, ndigits)`: to a multiple of 10 ** -ndigits, halves to even. Origin: `int___round___impl`.
private func int___round__(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("__round__", nargs, 0, 1) { return nil }
    if nargs == 0 { return long_long(op) }
    guard let ndigits = _PyNumber_Index(args[0]) else { return nil }
    if ndigits.ob_size >= 0 {
        Py_DECREF(ndigits)
        return long_long(op)
    }
    let exponent = long_neg(ndigits)
    Py_DECREF(ndigits)
    guard let exponent else { return nil }
    let power = long_pow(smallInt(10), exponent, Py_None)
    Py_DECREF(exponent)
    guard let power else { return nil }
    let pair = _PyLong_DivmodNear(op, power)
    Py_DECREF(power)
    guard let pair else { return nil }
    defer { Py_DECREF(pair) }
    return _PyLong_Subtract(op, PyTuple_GET_ITEM(pair, 1))
}

/// The byte order argument: true for little; nil with ValueError.
private func littleEndian(_ order: PyObj?) -> Bool? {
    guard let order else { return false }
    if !PyUnicode_Check(order) { return nil }
    if _PyUnicode_EqualToASCIIString(order, "little") { return true }
    if _PyUnicode_EqualToASCIIString(order, "big") { return false }
    PyErr_SetString(PyExc_ValueError, "byteorder must be either 'little' or 'big'")
    return nil
}

private func int_to_bytes(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 3) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        p.initialize(repeating: nil, count: 3)
        if !_PyArg_UnpackKeywords(
            fname: "to_bytes", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames,
            keywords: ["length", "byteorder", "signed"], minpos: 0, maxpos: 2, minkw: 0, into: p)
        {
            return nil
        }
        var length = 1
        if let given = p[0] {
            guard let index = PyNumber_Index(given) else { return nil }
            length = PyLong_AsSsize_t(index)
            Py_DECREF(index)
            if length == -1 && PyErr_Occurred() != nil { return nil }
        }
        if let order = p[1], !PyUnicode_Check(order) {
            _PyArg_BadArgument("to_bytes", "argument 'byteorder'", "str", order)
            return nil
        }
        var signed: Int32 = 0
        if let given = p[2] {
            signed = PyObject_IsTrue(given)
            if signed < 0 { return nil }
        }
        guard let little = littleEndian(p[1]) else { return nil }
        if length < 0 {
            PyErr_SetString(PyExc_ValueError, "length argument must be non-negative")
            return nil
        }
        guard let bytes = PyBytes_FromStringAndSize(nil, length) else { return nil }
        let data = PyBytes_AS_STRING(bytes).assumingMemoryBound(to: UInt8.self)
        if _PyLong_AsByteArray(op, data, length, little, signed != 0) < 0 {
            Py_DECREF(bytes)
            return nil
        }
        return bytes
    }
}

private func int_from_bytes(_ type: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 3) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        p.initialize(repeating: nil, count: 3)
        if !_PyArg_UnpackKeywords(
            fname: "from_bytes", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames,
            keywords: ["bytes", "byteorder", "signed"], minpos: 1, maxpos: 2, minkw: 0, into: p)
        {
            return nil
        }
        if let order = p[1], !PyUnicode_Check(order) {
            _PyArg_BadArgument("from_bytes", "argument 'byteorder'", "str", order)
            return nil
        }
        var signed: Int32 = 0
        if let given = p[2] {
            signed = PyObject_IsTrue(given)
            if signed < 0 { return nil }
        }
        guard let source = p[0], let little = littleEndian(p[1]), let bytes = PyObject_Bytes(source) else { return nil }
        let data = PyBytes_AS_STRING(bytes).assumingMemoryBound(to: UInt8.self)
        let value = _PyLong_FromByteArray(data, bytes.ob_size, little, signed != 0)
        Py_DECREF(bytes)
        guard let value, type != PyLong_Type else { return value }
        defer { Py_DECREF(value) }
        return PyObject_CallOneArg(type, value)
    }
}

/// Fills `int`. Origin: `PyLong_Type`.
func initLongType() {
    let t = PyLong_Type
    t.initStaticType(
        "int", basicsize: 24, itemsize: 4, flags: TypeFlags.BASETYPE | TypeFlags.LONG_SUBCLASS | TypeFlags.MATCH_SELF)
    t.tp_doc = staticCString(intDoc)
    t.tp_dealloc = long_dealloc
    t.tp_repr = long_to_decimal_string
    t.tp_hash = long_hash
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_richcompare = long_richcompare
    t.tp_new = long_new
    t.tp_free = { PyObject_Free($0) }
    let n = t.newNumberMethods()
    n.nb_add = long_add
    n.nb_subtract = long_sub
    n.nb_multiply = long_mul
    n.nb_remainder = long_mod
    n.nb_divmod = long_divmod
    n.nb_power = long_pow
    n.nb_negative = long_neg
    n.nb_positive = long_long
    n.nb_absolute = long_abs
    n.nb_bool = long_bool
    n.nb_invert = long_invert
    n.nb_lshift = long_lshift
    n.nb_rshift = long_rshift
    n.nb_and = long_and
    n.nb_xor = long_xor
    n.nb_or = long_or
    n.nb_int = long_long
    n.nb_float = int_float
    n.nb_floor_divide = long_div
    n.nb_true_divide = long_true_divide
    n.nb_index = long_long
    t.setMethods([
        .noargs("conjugate", long_long, "Returns self, the complex conjugate of any int."),
        .noargs("bit_length", int_bit_length),
        .noargs("bit_count", int_bit_count),
        .fastKeywords("to_bytes", int_to_bytes),
        .fastKeywords("from_bytes", int_from_bytes, flags: MethodFlags.CLASS),
        .noargs("as_integer_ratio", int_as_integer_ratio),
        .noargs("__trunc__", long_long, "Truncating an Integral returns itself."),
        .noargs("__floor__", long_long, "Flooring an Integral returns itself."),
        .noargs("__ceil__", long_long, "Ceiling of an Integral returns itself."),
        .fast("__round__", int___round__),
        .noargs("__getnewargs__", int___getnewargs__),
        .o("__format__", int___format__),
        .noargs("__sizeof__", int___sizeof__),
    ])
    t.setGetSets([
        GetSetSpec("real", int_get_self, nil, "the real part of a complex number"),
        GetSetSpec("imag", int_get_0, nil, "the imaginary part of a complex number"),
        GetSetSpec("numerator", int_get_self, nil, "the numerator of a rational number in lowest terms"),
        GetSetSpec("denominator", int_get_1, nil, "the denominator of a rational number in lowest terms"),
    ])
}
