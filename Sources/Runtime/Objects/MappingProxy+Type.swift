import Memory

// Read-only views of mappings: what `C.__dict__` is. Origin: Objects/descrobject.c.

private func mappingproxy_or(_ left: PyObj, _ right: PyObj) -> PyObj? {
    let l = PyObject_TypeCheck(left, PyDictProxy_Type) ? left.mappingproxy_mapping : left
    let r = PyObject_TypeCheck(right, PyDictProxy_Type) ? right.mappingproxy_mapping : right
    return PyNumber_Or(l, r)
}

private func mappingproxy_ior(_ op: PyObj, _ other: PyObj) -> PyObj? {
    PyErr_SetString(PyExc_TypeError, "'|=' is not supported by \(op.typeName); use '|' instead")
    return nil
}

private func mappingproxy_contains(_ op: PyObj, _ key: PyObj) -> Int32 {
    let mapping = op.mappingproxy_mapping
    return PyDict_CheckExact(mapping) ? PyDict_Contains(mapping, key) : PySequence_Contains(mapping, key)
}

private func mappingproxy_get(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("get", nargs, 1, 2) { return nil }
    var stack = (op.mappingproxy_mapping, args[0], nargs > 1 ? args[1] : Py_None)
    return withUnsafeMutablePointer(to: &stack) {
        PyObject_VectorcallMethod(_Py_ID(.get), UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 3, nil)
    }
}

private func mappingproxy_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    Py_DECREF(op.mappingproxy_mapping)
    PyObject_GC_Del(op)
}

private func mappingproxy_repr(_ op: PyObj) -> PyObj? {
    guard let repr = PyObject_Repr(op.mappingproxy_mapping) else { return nil }
    defer { Py_DECREF(repr) }
    return PyUnicode_FromString("mappingproxy(\(swiftString(repr)))")
}

private func mappingproxy_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(op.mappingproxy_mapping, visit, arg)
}

/// A proxy of a mapping: a new reference, or nil with TypeError.
func PyDictProxy_New(_ mapping: PyObj) -> PyObj? {
    if !PyMapping_Check(mapping) || PyList_Check(mapping) || PyTuple_Check(mapping) {
        PyErr_SetString(PyExc_TypeError, "mappingproxy() argument must be a mapping, not \(mapping.typeName)")
        return nil
    }
    guard let op = _PyObject_GC_New(PyDictProxy_Type) else { return nil }
    op.setRawSlot(16, Py_NewRef(mapping))
    _PyObject_GC_TRACK(op)
    return op
}

private func mappingproxy_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    var mapping: PyObj?
    let ok = _PyArg_UnpackKeywords(
        fname: "mappingproxy", args: (args + 24).assumingMemoryBound(to: PyObj.self), nargs: PyTuple_GET_SIZE(args),
        kwargs: kwds, kwnames: nil, keywords: ["mapping"], minpos: 1, maxpos: 1, minkw: 0, into: &mapping)
    return ok ? PyDictProxy_New(mapping.unsafelyUnwrapped) : nil
}

func initDictProxyType() {
    let t = PyDictProxy_Type
    t.initStaticType("mappingproxy", basicsize: 24, flags: TypeFlags.HAVE_GC | TypeFlags.MAPPING)
    t.tp_dealloc = mappingproxy_dealloc
    t.tp_repr = mappingproxy_repr
    let number = t.newNumberMethods()
    number.nb_or = mappingproxy_or
    number.nb_inplace_or = mappingproxy_ior
    t.newSequenceMethods().sq_contains = mappingproxy_contains
    let mapping = t.newMappingMethods()
    mapping.mp_length = { PyObject_Size($0.mappingproxy_mapping) }
    mapping.mp_subscript = { PyObject_GetItem($0.mappingproxy_mapping, $1) }
    t.tp_str = { PyObject_Str($0.mappingproxy_mapping) }
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = mappingproxy_traverse
    t.tp_richcompare = { PyObject_RichCompare($0.mappingproxy_mapping, $1, $2) }
    t.tp_iter = { PyObject_GetIter($0.mappingproxy_mapping) }
    t.tp_new = mappingproxy_new
    t.setMethods([
        .fast("get", mappingproxy_get, "D.get(k[,d]) -> D[k] if k in D, else d.  d defaults to None."),
        .noargs(
            "keys", { PyObject_CallMethodNoArgs($0.mappingproxy_mapping, _Py_ID(.keys)) },
            "D.keys() -> a set-like object providing a view on D's keys"),
        .noargs(
            "values", { PyObject_CallMethodNoArgs($0.mappingproxy_mapping, _Py_ID(.values)) },
            "D.values() -> an object providing a view on D's values"),
        .noargs(
            "items", { PyObject_CallMethodNoArgs($0.mappingproxy_mapping, _Py_ID(.items)) },
            "D.items() -> a set-like object providing a view on D's items"),
        .noargs(
            "copy", { PyObject_CallMethodNoArgs($0.mappingproxy_mapping, _Py_ID(.copy)) }, "D.copy() -> a shallow copy of D"),
        .o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS),
        .noargs(
            "__reversed__", { PyObject_CallMethodNoArgs($0.mappingproxy_mapping, _Py_ID(.__reversed__)) },
            "D.__reversed__() -> reverse iterator"),
    ])
}
