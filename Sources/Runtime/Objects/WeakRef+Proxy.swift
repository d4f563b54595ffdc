import Memory

// Weak proxies: every operation goes to the referent, which is kept alive meanwhile. Origin: Objects/weakrefobject.c.

/// The referent of a proxy (borrowed), nil with ReferenceError if it is gone; another object is itself.
@inline(__always) private func unwrap(_ op: PyObj) -> PyObj? {
    guard PyWeakref_CheckProxy(op) else { return op }
    let ob = PyWeakref_GET_OBJECT(op)
    if ob == Py_None {
        PyErr_SetString(PyExc_ReferenceError, "weakly-referenced object no longer exists")
        return nil
    }
    return ob
}

@inline(__always) private func unwrapped(_ x: PyObj, _ operation: (PyObj) -> PyObj?) -> PyObj? {
    guard let x = unwrap(x) else { return nil }
    Py_INCREF(x)
    let result = operation(x)
    Py_DECREF(x)
    return result
}

@inline(__always) private func unwrapped(_ x: PyObj, _ y: PyObj, _ operation: (PyObj, PyObj) -> PyObj?) -> PyObj? {
    guard let x = unwrap(x), let y = unwrap(y) else { return nil }
    Py_INCREF(x)
    Py_INCREF(y)
    let result = operation(x, y)
    Py_DECREF(x)
    Py_DECREF(y)
    return result
}

@inline(__always) private func unwrapped(_ x: PyObj, _ y: PyObj, _ z: PyObj, _ operation: (PyObj, PyObj, PyObj) -> PyObj?) -> PyObj?
{
    guard let x = unwrap(x), let y = unwrap(y), let z = unwrap(z) else { return nil }
    Py_INCREF(x)
    Py_INCREF(y)
    Py_INCREF(z)
    let result = operation(x, y, z)
    Py_DECREF(x)
    Py_DECREF(y)
    Py_DECREF(z)
    return result
}

/// An operation with a number as its result; -1 if the referent is gone.
@inline(__always) private func counted<N: SignedInteger>(_ x: PyObj, _ operation: (PyObj) -> N) -> N {
    guard let x = unwrap(x) else { return -1 }
    Py_INCREF(x)
    let result = operation(x)
    Py_DECREF(x)
    return result
}

private func proxy_dealloc(_ op: PyObj) {
    if op.wr_callback != nil { PyObject_GC_UnTrack(op) }
    clear_weakref(op)
    PyObject_GC_Del(op)
}

private func proxy_repr(_ op: PyObj) -> PyObj? {
    let ob = PyWeakref_GET_OBJECT(op)
    func hex(_ p: PyObj) -> String { "0x" + String(UInt(bitPattern: p), radix: 16) }
    return PyUnicode_FromString("<weakproxy at \(hex(op)) to \(ob.typeName) at \(hex(ob))>")
}

private func proxy_call(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard let op = unwrap(op), let args = unwrap(args) else { return nil }
    Py_INCREF(op)
    Py_INCREF(args)
    Py_XINCREF(kwargs)
    let result = PyObject_Call(op, args, kwargs)
    Py_DECREF(op)
    Py_DECREF(args)
    Py_XDECREF(kwargs)
    return result
}

private func proxy_iternext(_ op: PyObj) -> PyObj? {
    guard let ob = unwrap(op) else { return nil }
    guard PyIter_Check(ob) else {
        PyErr_SetString(PyExc_TypeError, "Weakref proxy referenced a non-iterator '\(ob.typeName)' object")
        return nil
    }
    Py_INCREF(ob)
    let result = PyIter_Next(ob)
    Py_DECREF(ob)
    return result
}

private func fillProxyType(_ t: PyObj, _ name: StaticString) {
    t.initStaticType(name, basicsize: 64, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = proxy_dealloc
    t.tp_repr = proxy_repr
    t.tp_str = { unwrapped($0, { PyObject_Str($0) }) }
    t.tp_getattro = { unwrapped($0, $1, PyObject_GetAttr) }
    t.tp_setattro = { op, name, value in counted(op) { PyObject_SetAttr($0, name, value) } }
    t.tp_traverse = weakref_traverse
    t.tp_clear = weakref_clear
    t.tp_richcompare = { x, y, operation in
        guard let x = unwrap(x), let y = unwrap(y) else { return nil }
        return PyObject_RichCompare(x, y, operation)
    }
    t.tp_iter = { unwrapped($0, PyObject_GetIter) }
    t.tp_iternext = proxy_iternext
    let nb = t.newNumberMethods()
    nb.nb_add = { unwrapped($0, $1, PyNumber_Add) }
    nb.nb_subtract = { unwrapped($0, $1, PyNumber_Subtract) }
    nb.nb_multiply = { unwrapped($0, $1, PyNumber_Multiply) }
    nb.nb_remainder = { unwrapped($0, $1, PyNumber_Remainder) }
    nb.nb_divmod = { unwrapped($0, $1, PyNumber_Divmod) }
    nb.nb_power = { unwrapped($0, $1, $2 ?? Py_None, PyNumber_Power) }
    nb.nb_negative = { unwrapped($0, PyNumber_Negative) }
    nb.nb_positive = { unwrapped($0, PyNumber_Positive) }
    nb.nb_absolute = { unwrapped($0, PyNumber_Absolute) }
    nb.nb_invert = { unwrapped($0, PyNumber_Invert) }
    nb.nb_lshift = { unwrapped($0, $1, PyNumber_Lshift) }
    nb.nb_rshift = { unwrapped($0, $1, PyNumber_Rshift) }
    nb.nb_and = { unwrapped($0, $1, PyNumber_And) }
    nb.nb_xor = { unwrapped($0, $1, PyNumber_Xor) }
    nb.nb_or = { unwrapped($0, $1, PyNumber_Or) }
    nb.nb_int = { unwrapped($0, PyNumber_Long) }
    nb.nb_float = { unwrapped($0, PyNumber_Float) }
    nb.nb_inplace_add = { unwrapped($0, $1, PyNumber_InPlaceAdd) }
    nb.nb_inplace_subtract = { unwrapped($0, $1, PyNumber_InPlaceSubtract) }
    nb.nb_inplace_multiply = { unwrapped($0, $1, PyNumber_InPlaceMultiply) }
    nb.nb_inplace_remainder = { unwrapped($0, $1, PyNumber_InPlaceRemainder) }
    nb.nb_inplace_power = { unwrapped($0, $1, $2 ?? Py_None, PyNumber_InPlacePower) }
    nb.nb_inplace_lshift = { unwrapped($0, $1, PyNumber_InPlaceLshift) }
    nb.nb_inplace_rshift = { unwrapped($0, $1, PyNumber_InPlaceRshift) }
    nb.nb_inplace_and = { unwrapped($0, $1, PyNumber_InPlaceAnd) }
    nb.nb_inplace_xor = { unwrapped($0, $1, PyNumber_InPlaceXor) }
    nb.nb_inplace_or = { unwrapped($0, $1, PyNumber_InPlaceOr) }
    nb.nb_floor_divide = { unwrapped($0, $1, PyNumber_FloorDivide) }
    nb.nb_true_divide = { unwrapped($0, $1, PyNumber_TrueDivide) }
    nb.nb_inplace_floor_divide = { unwrapped($0, $1, PyNumber_InPlaceFloorDivide) }
    nb.nb_inplace_true_divide = { unwrapped($0, $1, PyNumber_InPlaceTrueDivide) }
    nb.nb_index = { unwrapped($0, PyNumber_Index) }
    nb.nb_matrix_multiply = { unwrapped($0, $1, PyNumber_MatrixMultiply) }
    nb.nb_inplace_matrix_multiply = { unwrapped($0, $1, PyNumber_InPlaceMatrixMultiply) }
    nb.nb_bool = { counted($0, PyObject_IsTrue) }
    let sq = t.newSequenceMethods()
    sq.sq_length = { counted($0, PyObject_Size) }
    sq.sq_contains = { op, value in counted(op) { PySequence_Contains($0, value) } }
    let mp = t.newMappingMethods()
    mp.mp_length = { counted($0, PyObject_Size) }
    mp.mp_subscript = { unwrapped($0, $1, PyObject_GetItem) }
    mp.mp_ass_subscript = { op, key, value in
        counted(op) { ob in
            guard let value else { return PyObject_DelItem(ob, key) }
            return PyObject_SetItem(ob, key, value)
        }
    }
}

/// Fills `weakref.ProxyType` and `weakref.CallableProxyType`.
func initWeakProxyTypes() {
    fillProxyType(_PyWeakref_Proxy_Type, "weakref.ProxyType")
    // The callable one has no methods, in CPython too.
    _PyWeakref_Proxy_Type.setMethods([
        .noargs("__bytes__", { unwrapped($0) { PyObject_CallMethodNoArgs($0, _Py_ID(.__bytes__)) } }),
        .noargs("__reversed__", { unwrapped($0) { PyObject_CallMethodNoArgs($0, _Py_ID(.__reversed__)) } }),
    ])
    fillProxyType(_PyWeakref_CallableProxy_Type, "weakref.CallableProxyType")
    _PyWeakref_CallableProxy_Type.tp_call = proxy_call
}
