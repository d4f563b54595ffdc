import Memory

// types.SimpleNamespace. Origin: Objects/namespaceobject.c. The dict is at byte 16.

private func namespace_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    guard let dict = PyDict_New() else {
        Py_DECREF(op)
        return nil
    }
    op.setRawSlot(16, dict)
    return op
}

private func namespace_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if PyTuple_GET_SIZE(args) != 0 {
        PyErr_SetString(PyExc_TypeError, "no positional arguments expected")
        return -1
    }
    guard let kwds else { return 0 }
    if !_PyDict_HasOnlyStringKeys(kwds) {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings")
        return -1
    }
    return PyDict_Update(op.rawSlot(16).unsafelyUnwrapped, kwds)
}

private func namespace_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    Py_CLEAR(op, 16)
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

private func namespace_repr(_ op: PyObj) -> PyObj? {
    let name = op.ob_type == _PyNamespace_Type ? "namespace" : op.typeName
    let entered = Py_ReprEnter(op)
    if entered != 0 { return entered > 0 ? PyUnicode_FromString("\(name)(...)") : nil }
    defer { Py_ReprLeave(op) }
    let dict = Py_NewRef(op.rawSlot(16).unsafelyUnwrapped)
    defer { Py_DECREF(dict) }
    guard let keys = PyDict_Keys(dict) else { return nil }
    defer { Py_DECREF(keys) }
    var writer = UnicodeWriter()
    writer.overallocate = true
    guard writer.writeText("\(name)(") else { return fail(&writer) }
    var first = true
    for i in 0..<PyList_GET_SIZE(keys) {
        let key = PyList_GET_ITEM(keys, i)
        guard PyUnicode_Check(key), PyUnicode_GET_LENGTH(key) > 0 else { continue }
        guard let value = PyDict_GetItemWithError(dict, key) else {
            if PyErr_Occurred() != nil { return fail(&writer) }
            continue
        }
        guard let repr = PyObject_Repr(Py_NewRef(value)) else {
            Py_DECREF(value)
            return fail(&writer)
        }
        Py_DECREF(value)
        let ok = (first || writer.writeASCII(", ")) && writer.writeStr(key) && writer.writeASCII("=") && writer.writeStr(repr)
        Py_DECREF(repr)
        if !ok { return fail(&writer) }
        first = false
    }
    guard writer.writeASCII(")") else { return fail(&writer) }
    return writer.finish()
}

/// Gives up a writer: nil.
func fail(_ writer: inout UnicodeWriter) -> PyObj? {
    writer.dealloc()
    return nil
}

private func namespace_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(op.rawSlot(16), visit, arg)
}

private func namespace_clear(_ op: PyObj) -> Int32 {
    Py_CLEAR(op, 16)
    return 0
}

private func namespace_richcompare(_ a: PyObj, _ b: PyObj, _ cmp: Int32) -> PyObj? {
    if PyObject_TypeCheck(a, _PyNamespace_Type) && PyObject_TypeCheck(b, _PyNamespace_Type) {
        return PyObject_RichCompare(a.rawSlot(16).unsafelyUnwrapped, b.rawSlot(16).unsafelyUnwrapped, cmp)
    }
    return Py_NewRef(Py_NotImplemented)
}

private func namespace_reduce(_ op: PyObj) -> PyObj? { pack3(op.ob_type, emptyTuple, op.rawSlot(16).unsafelyUnwrapped) }

/// A namespace with the items of a dict (or none).
func _PyNamespace_New(_ kwds: PyObj?) -> PyObj? {
    guard let op = namespace_new(_PyNamespace_Type, emptyTuple, nil) else { return nil }
    if let kwds, PyDict_Update(op.rawSlot(16).unsafelyUnwrapped, kwds) != 0 {
        Py_DECREF(op)
        return nil
    }
    return op
}

func initNamespaceType() {
    let t = _PyNamespace_Type
    t.initStaticType("types.SimpleNamespace", basicsize: 24, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE)
    t.tp_doc = staticCString("A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)")
    t.tp_dealloc = namespace_dealloc
    t.tp_repr = namespace_repr
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_traverse = namespace_traverse
    t.tp_clear = namespace_clear
    t.tp_richcompare = namespace_richcompare
    t.tp_dictoffset = 16
    t.tp_init = namespace_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = namespace_new
    t.tp_free = PyObject_GC_Del
    t.setMethods([.noargs("__reduce__", namespace_reduce, "Return state information for pickling")])
    t.setMembers([MemberSpec("__dict__", .object, 16)])
}
