import Memory
import Trace

// Unary operators and conversions to numbers. Origin: Objects/abstract.c.

/// `-op`. Origin: Objects/abstract.c.
public func PyNumber_Negative(_ op: PyObj) -> PyObj? {
    if let f = op.ob_type.tp_as_number?.nb_negative { return f(op) }
    return typeError("bad operand type for unary -: '", op)
}

/// `+op`. Origin: Objects/abstract.c.
public func PyNumber_Positive(_ op: PyObj) -> PyObj? {
    if let f = op.ob_type.tp_as_number?.nb_positive { return f(op) }
    return typeError("bad operand type for unary +: '", op)
}

/// `~op`. Origin: Objects/abstract.c.
public func PyNumber_Invert(_ op: PyObj) -> PyObj? {
    if let f = op.ob_type.tp_as_number?.nb_invert { return f(op) }
    return typeError("bad operand type for unary ~: '", op)
}

/// `abs(op)`. Origin: Objects/abstract.c.
public func PyNumber_Absolute(_ op: PyObj) -> PyObj? {
    if let f = op.ob_type.tp_as_number?.nb_absolute { return f(op) }
    return typeError("bad operand type for abs(): '", op)
}

/// Whether the object is some kind of number. Origin: Objects/abstract.c.
public func PyNumber_Check(_ op: PyObj?) -> Bool {
    guard let op, let nb = op.ob_type.tp_as_number else { return false }
    return nb.nb_index != nil || nb.nb_int != nil || nb.nb_float != nil || PyComplex_Check(op)
}

/// Whether the object can be an index. Origin: pycore_abstract.h.
@inline(__always) public func _PyIndex_Check(_ op: PyObj) -> Bool { op.ob_type.tp_as_number?.nb_index != nil }
/// Whether the object can be an index. Origin: Objects/abstract.c.
@inline(__always) public func PyIndex_Check(_ op: PyObj) -> Bool { _PyIndex_Check(op) }

/// The object as an int (or instance of a subclass) by `__index__`: a new reference, or nil with an exception. Origin: abstract.c.
public func _PyNumber_Index(_ op: PyObj) -> PyObj? {
    if PyLong_Check(op) { return Py_NewRef(op) }
    guard let f = op.ob_type.tp_as_number?.nb_index else {
        return typeError("'", op, "' object cannot be interpreted as an integer")
    }
    guard let result = f(op) else { return nil }
    return checkedInt(result, "__index__")
}

/// Lets an int pass, warns about a subclass, refuses everything else. Takes over the reference.
private func checkedInt(_ result: PyObj, _ method: String) -> PyObj? {
    if PyLong_CheckExact(result) { return result }
    if !PyLong_Check(result) {
        PyErr_SetString(PyExc_TypeError, "\(method) returned non-int (type \(result.typeName))")
        Py_DECREF(result)
        return nil
    }
    let text =
        "\(method) returned non-int (type \(result.typeName)).  The ability to return an instance of a strict subclass of int "
        + "is deprecated, and may be removed in a future version of Python."
    if PyErr_WarnEx(PyExc_DeprecationWarning, text, 1) != 0 {
        Py_DECREF(result)
        return nil
    }
    return result
}

/// An exact int in place of an instance of a subclass. Takes over the reference.
private func exactInt(_ result: PyObj?) -> PyObj? {
    guard let result else { return nil }
    if PyLong_CheckExact(result) { return result }
    defer { Py_DECREF(result) }
    return _PyLong_Copy(result)
}

/// The object as an exact int by `__index__`. Origin: Objects/abstract.c.
public func PyNumber_Index(_ op: PyObj) -> PyObj? { exactInt(_PyNumber_Index(op)) }

/// The object as a machine integer by `__index__`. What does not fit raises `error`, or is clipped if that is nil.
/// -1 with an exception. Origin: Objects/abstract.c.
public func PyNumber_AsSsize_t(_ op: PyObj, _ error: PyObj?) -> Int {
    if PyLong_CheckExact(op), op.ob_size >= -1, op.ob_size <= 1 { return mediumValue(op) }
    guard let value = _PyNumber_Index(op) else { return -1 }
    defer { Py_DECREF(value) }
    if let n = longAsInt(value) { return n }
    guard let error else { return value.ob_size < 0 ? Int.min : Int.max }
    PyErr_SetString(error, "cannot fit '\(op.typeName)' into an index-sized integer")
    return -1
}

/// `int(op)`: a new exact int, or nil with an exception. Origin: Objects/abstract.c.
public func PyNumber_Long(_ op: PyObj) -> PyObj? {
    if PyLong_CheckExact(op) { return Py_NewRef(op) }
    let m = op.ob_type.tp_as_number
    if let f = m?.nb_int {
        guard let result = f(op) else { return nil }
        return exactInt(checkedInt(result, "__int__"))
    }
    if m?.nb_index != nil { return PyNumber_Index(op) }
    if let trunc = _PyObject_LookupSpecial(op, _Py_ID(.__trunc__)) {
        defer { Py_DECREF(trunc) }
        if PyErr_WarnEx(PyExc_DeprecationWarning, "The delegation of int() to __trunc__ is deprecated.", 1) != 0 { return nil }
        guard let result = PyObject_CallNoArgs(trunc) else { return nil }
        if PyLong_Check(result) { return exactInt(result) }
        defer { Py_DECREF(result) }
        if !_PyIndex_Check(result) {
            PyErr_SetString(PyExc_TypeError, "__trunc__ returned non-Integral (type \(result.typeName))")
            return nil
        }
        return PyNumber_Index(result)
    }
    if PyErr_Occurred() != nil { return nil }
    if PyUnicode_Check(op) { return PyLong_FromUnicodeObject(op, 10) }
    if PyBytes_Check(op) { return _PyLong_FromBytes(PyBytes_AS_STRING(op), op.ob_size, 10) }
    if PyByteArray_Check(op) { return _PyLong_FromBytes(PyByteArray_AS_STRING(op), op.ob_size, 10) }
    if PyObject_CheckBuffer(op) { return withBuffer(op) { _PyLong_FromBytes($0, $1, 10) } }
    return typeError("int() argument must be a string, a bytes-like object or a real number, not '", op)
}

/// `float(op)`: a new exact float, or nil with an exception. Origin: Objects/abstract.c.
public func PyNumber_Float(_ op: PyObj) -> PyObj? {
    if PyFloat_CheckExact(op) { return Py_NewRef(op) }
    let m = op.ob_type.tp_as_number
    if let f = m?.nb_float {
        guard let result = f(op) else { return nil }
        if PyFloat_CheckExact(result) { return result }
        defer { Py_DECREF(result) }
        let before = "\(typeText(op.ob_type, 50)).__float__ returned non-float (type \(typeText(result.ob_type, 50)))"
        if !PyFloat_Check(result) {
            PyErr_SetString(PyExc_TypeError, before)
            return nil
        }
        let text =
            before + ".  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in "
            + "a future version of Python."
        if PyErr_WarnEx(PyExc_DeprecationWarning, text, 1) != 0 { return nil }
        return PyFloat_FromDouble(result.ob_fval)
    }
    if m?.nb_index != nil {
        guard let index = _PyNumber_Index(op) else { return nil }
        let value = PyLong_AsDouble(index)
        Py_DECREF(index)
        if value == -1.0 && PyErr_Occurred() != nil { return nil }
        return PyFloat_FromDouble(value)
    }
    if PyFloat_Check(op) { return PyFloat_FromDouble(op.ob_fval) }
    return PyFloat_FromString(op)
}

/// The text of an integer in base 2, 8, 10 or 16, with its prefix. Origin: Objects/abstract.c.
public func PyNumber_ToBase(_ op: PyObj, _ base: Int32) -> PyObj? {
    guard let index = _PyNumber_Index(op) else { return nil }
    defer { Py_DECREF(index) }
    return _PyLong_Format(index, base)
}
