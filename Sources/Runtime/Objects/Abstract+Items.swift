import Memory
import Trace

// Size, items, formatting. Origin: Objects/abstract.c.

/// Raises TypeError with a text around the type name of an object. Origin: `type_error`.
@inline(never) func typeError(_ before: String, _ op: PyObj, _ after: String = "'") -> PyObj? {
    PyErr_SetString(PyExc_TypeError, before + op.typeName + after)
    return nil
}

/// As `typeError`, returning -1.
@inline(never) func typeErrorCode(_ before: String, _ op: PyObj, _ after: String = "'") -> Int32 {
    _ = typeError(before, op, after)
    return -1
}

/// `type(op)`: a new reference. Origin: Objects/abstract.c.
public func PyObject_Type(_ op: PyObj) -> PyObj? { Py_NewRef(op.ob_type) }

/// `len(op)`; -1 with an exception. Origin: Objects/abstract.c.
public func PyObject_Size(_ op: PyObj) -> Int {
    if let f = op.ob_type.tp_as_sequence?.sq_length { return f(op) }
    return PyMapping_Size(op)
}

/// `PyObject_Size`. Origin: Objects/abstract.c.
@inline(__always) public func PyObject_Length(_ op: PyObj) -> Int { PyObject_Size(op) }

/// Whether `len()` is defined. Origin: Objects/abstract.c.
public func _PyObject_HasLen(_ op: PyObj) -> Bool {
    op.ob_type.tp_as_sequence?.sq_length != nil || op.ob_type.tp_as_mapping?.mp_length != nil
}

/// A guess at the length by `len()` or `__length_hint__`, else `defaultValue`; -1 with an exception. Origin: Objects/abstract.c.
public func PyObject_LengthHint(_ op: PyObj, _ defaultValue: Int) -> Int {
    if _PyObject_HasLen(op) {
        let n = PyObject_Size(op)
        if n >= 0 { return n }
        if !PyErr_ExceptionMatches(PyExc_TypeError) { return -1 }
        PyErr_Clear()
    }
    guard let hint = _PyObject_LookupSpecial(op, _Py_ID(.__length_hint__)) else {
        return PyErr_Occurred() != nil ? -1 : defaultValue
    }
    let result = PyObject_CallNoArgs(hint)
    Py_DECREF(hint)
    guard let result else {
        if PyErr_ExceptionMatches(PyExc_TypeError) {
            PyErr_Clear()
            return defaultValue
        }
        return -1
    }
    defer { Py_DECREF(result) }
    if result == Py_NotImplemented { return defaultValue }
    if !PyLong_Check(result) {
        PyErr_SetString(PyExc_TypeError, "__length_hint__ must be an integer, not \(typeText(result.ob_type, 100))")
        return -1
    }
    let n = PyLong_AsSsize_t(result)
    if n < 0 && PyErr_Occurred() != nil { return -1 }
    if n < 0 {
        PyErr_SetString(PyExc_ValueError, "__length_hint__() should return >= 0")
        return -1
    }
    return n
}

/// `op[key]`: a new reference, or nil with an exception. Origin: Objects/abstract.c.
public func PyObject_GetItem(_ op: PyObj, _ key: PyObj) -> PyObj? {
    let type = op.ob_type
    if let f = type.tp_as_mapping?.mp_subscript { return f(op, key) }
    if type.tp_as_sequence?.sq_item != nil {
        if !_PyIndex_Check(key) { return typeError("sequence index must be integer, not '", key) }
        let i = PyNumber_AsSsize_t(key, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        return PySequence_GetItem(op, i)
    }
    if PyType_Check(op) {
        // type[int] is allowed, str[int] is not.
        if op == PyType_Type { return Py_GenericAlias(op, key) }
        var method: PyObj?
        if _PyObject_LookupAttr(op, _Py_ID(.__class_getitem__), &method) < 0 { return nil }
        if let method, method != Py_None {
            let result = PyObject_CallOneArg(method, key)
            Py_DECREF(method)
            return result
        }
        Py_XDECREF(method)
        PyErr_SetString(PyExc_TypeError, "type '\(typeText(op))' is not subscriptable")
        return nil
    }
    return typeError("'", op, "' object is not subscriptable")
}

/// `op[key] = value`: 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PyObject_SetItem(_ op: PyObj, _ key: PyObj, _ value: PyObj) -> Int32 {
    let type = op.ob_type
    if let f = type.tp_as_mapping?.mp_ass_subscript { return f(op, key, value) }
    if let sequence = type.tp_as_sequence {
        if _PyIndex_Check(key) {
            let i = PyNumber_AsSsize_t(key, PyExc_IndexError)
            if i == -1 && PyErr_Occurred() != nil { return -1 }
            return PySequence_SetItem(op, i, value)
        }
        if sequence.sq_ass_item != nil { return typeErrorCode("sequence index must be integer, not '", key) }
    }
    return typeErrorCode("'", op, "' object does not support item assignment")
}

/// `del op[key]`: 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PyObject_DelItem(_ op: PyObj, _ key: PyObj) -> Int32 {
    let type = op.ob_type
    if let f = type.tp_as_mapping?.mp_ass_subscript { return f(op, key, nil) }
    if let sequence = type.tp_as_sequence {
        if _PyIndex_Check(key) {
            let i = PyNumber_AsSsize_t(key, PyExc_IndexError)
            if i == -1 && PyErr_Occurred() != nil { return -1 }
            return PySequence_DelItem(op, i)
        }
        if sequence.sq_ass_item != nil { return typeErrorCode("sequence index must be integer, not '", key) }
    }
    return typeErrorCode("'", op, "' object does not support item deletion")
}

/// `format(op, spec)`; a nil spec counts as empty: a new str, or nil with an exception. Origin: Objects/abstract.c.
public func PyObject_Format(_ op: PyObj, _ spec: PyObj?) -> PyObj? {
    if let spec, !PyUnicode_Check(spec) {
        PyErr_SetString(PyExc_SystemError, "Format specifier must be a string, not \(spec.typeName)")
        return nil
    }
    if spec == nil || PyUnicode_GET_LENGTH(spec.unsafelyUnwrapped) == 0 {
        if PyUnicode_CheckExact(op) { return Py_NewRef(op) }
        if PyLong_CheckExact(op) { return PyObject_Str(op) }
    }
    guard let method = _PyObject_LookupSpecial(op, _Py_ID(.__format__)) else {
        if PyErr_Occurred() == nil {
            PyErr_SetString(PyExc_TypeError, "Type \(typeText(op.ob_type, 100)) doesn't define __format__")
        }
        return nil
    }
    let result = PyObject_CallOneArg(method, spec ?? emptyUnicode)
    Py_DECREF(method)
    guard let result else { return nil }
    if !PyUnicode_Check(result) {
        PyErr_SetString(PyExc_TypeError, "__format__ must return a str, not \(result.typeName)")
        Py_DECREF(result)
        return nil
    }
    return result
}
