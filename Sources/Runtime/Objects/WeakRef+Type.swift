import Memory
import Trace

// The type `weakref.ReferenceType`. Origin: Objects/weakrefobject.c.

private func weakref_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    clear_weakref(op)
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

func weakref_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(op.wr_callback, visit, arg)
}

func weakref_clear(_ op: PyObj) -> Int32 {
    clear_weakref(op)
    return 0
}

func weakref_vectorcall(_ op: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    guard _PyArg_NoKwnames("weakref", kwnames), _PyArg_CheckPositional("weakref", PyVectorcall_NARGS(nargsf), 0, 0) else {
        return nil
    }
    return Py_NewRef(PyWeakref_GET_OBJECT(op))
}

private func weakref_hash(_ op: PyObj) -> Int {
    if op.wr_hash != -1 { return op.wr_hash }
    let ob = PyWeakref_GET_OBJECT(op)
    if ob == Py_None {
        PyErr_SetString(PyExc_TypeError, "weak object has gone away")
        return -1
    }
    Py_INCREF(ob)
    op.wr_hash = PyObject_Hash(ob)
    Py_DECREF(ob)
    return op.wr_hash
}

private func hex(_ op: PyObj) -> String { "0x" + String(UInt(bitPattern: op), radix: 16) }

private func weakref_repr(_ op: PyObj) -> PyObj? {
    let ob = PyWeakref_GET_OBJECT(op)
    if ob == Py_None { return PyUnicode_FromString("<weakref at \(hex(op)); dead>") }
    Py_INCREF(ob)
    var name: PyObj?
    if _PyObject_LookupAttr(ob, _Py_ID(.__name__), &name) < 0 {
        Py_DECREF(ob)
        return nil
    }
    var text = "<weakref at \(hex(op)); to '\(ob.typeName)' at \(hex(ob))"
    if let name, PyUnicode_Check(name) { text += " (\(swiftString(name)))" }
    Py_DECREF(ob)
    Py_XDECREF(name)
    return PyUnicode_FromString(text + ">")
}

private func weakref_richcompare(_ op: PyObj, _ other: PyObj, _ operation: Int32) -> PyObj? {
    guard operation == Py_EQ || operation == Py_NE, PyWeakref_Check(op), PyWeakref_Check(other) else {
        return Py_NewRef(Py_NotImplemented)
    }
    let a = PyWeakref_GET_OBJECT(op)
    let b = PyWeakref_GET_OBJECT(other)
    if a == Py_None || b == Py_None { return PyBool_FromLong((op == other) == (operation == Py_EQ)) }
    Py_INCREF(a)
    Py_INCREF(b)
    let result = PyObject_RichCompare(a, b, operation)
    Py_DECREF(a)
    Py_DECREF(b)
    return result
}

private func weakref___new__(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard PyArg_UnpackTuple(args, "__new__", 1, 2) else { return nil }
    let ob = PyTuple_GET_ITEM(args, 0)
    var callback: PyObj? = args.ob_size > 1 ? PyTuple_GET_ITEM(args, 1) : nil
    guard _PyType_SUPPORTS_WEAKREFS(ob.ob_type) else {
        PyErr_SetString(PyExc_TypeError, "cannot create weak reference to '\(ob.typeName)' object")
        return nil
    }
    if callback == Py_None { callback = nil }
    let list = _PyObject_GET_WEAKREFS_LISTPTR(ob)
    let shared = callback == nil && type == _PyWeakref_Ref_Type
    if shared, let ref = get_basic_refs(list.pointee).ref { return Py_NewRef(ref) }
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    init_weakref(op, ob, callback)
    if shared {
        insert_head(op, list)
    } else {
        // The collector may have run since the list was looked at.
        let (ref, proxy) = get_basic_refs(list.pointee)
        if let prev = proxy ?? ref { insert_after(op, prev) } else { insert_head(op, list) }
    }
    return op
}

private func weakref___init__(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    guard _PyArg_NoKeywords("ref", kwargs), PyArg_UnpackTuple(args, "__init__", 1, 2) else { return -1 }
    return 0
}

/// Fills `weakref.ReferenceType`.
func initWeakrefType() {
    let t = _PyWeakref_Ref_Type
    t.initStaticType(
        "weakref.ReferenceType", basicsize: 64, flags: TypeFlags.HAVE_GC | TypeFlags.HAVE_VECTORCALL | TypeFlags.BASETYPE)
    t.tp_dealloc = weakref_dealloc
    t.tp_vectorcall_offset = 56
    t.tp_call = PyVectorcall_Call
    t.tp_repr = weakref_repr
    t.tp_hash = weakref_hash
    t.tp_traverse = weakref_traverse
    t.tp_clear = weakref_clear
    t.tp_richcompare = weakref_richcompare
    t.setMethods([.o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS)])
    t.setMembers([MemberSpec("__callback__", .object, 24)])
    t.tp_init = weakref___init__
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = weakref___new__
    t.tp_free = PyObject_GC_Del
}
