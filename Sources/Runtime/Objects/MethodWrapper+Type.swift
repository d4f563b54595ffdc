import Memory

// Bound slot wrappers, such as `[].__len__`. Origin: Objects/descrobject.c (wrapperobject).

private func wrapper_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    if !Py_TRASHCAN_BEGIN(op, wrapper_dealloc) { return }
    Py_XDECREF(op.wrapper_descr)
    Py_XDECREF(op.wrapper_self)
    PyObject_GC_Del(op)
    Py_TRASHCAN_END()
}

private func wrapper_richcompare(_ a: PyObj, _ b: PyObj, _ cmp: Int32) -> PyObj? {
    if (cmp != Py_EQ && cmp != Py_NE) || a.ob_type != _PyMethodWrapper_Type || b.ob_type != _PyMethodWrapper_Type {
        return Py_NewRef(Py_NotImplemented)
    }
    let equal = a.wrapper_descr == b.wrapper_descr && a.wrapper_self == b.wrapper_self
    return PyBool_FromLong(equal == (cmp == Py_EQ))
}

private func wrapper_hash(_ op: PyObj) -> Int {
    let h = _Py_HashPointer(op.wrapper_self) ^ _Py_HashPointer(op.wrapper_descr)
    return h == -1 ? -2 : h
}

private func wrapper_repr(_ op: PyObj) -> PyObj? {
    let receiver = op.wrapper_self.unsafelyUnwrapped
    let name = cText(op.wrapper_descr.unsafelyUnwrapped.d_base.wb_name)
    return PyUnicode_FromString("<method-wrapper '\(name)' of \(receiver.typeName) object at \(addressText(receiver))>")
}

private func wrapper_reduce(_ op: PyObj) -> PyObj? {
    reduceAsGetattr(op.wrapper_self.unsafelyUnwrapped, op.wrapper_descr.unsafelyUnwrapped.d_name.unsafelyUnwrapped)
}

private func wrapper_call(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    wrapperdescr_raw_call(op.wrapper_descr.unsafelyUnwrapped, op.wrapper_self.unsafelyUnwrapped, args, kwds)
}

private func wrapper_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let err = Py_VISIT(op.wrapper_descr, visit, arg)
    return err != 0 ? err : Py_VISIT(op.wrapper_self, visit, arg)
}

private func wrapper_objclass(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    Py_XNewRef(op.wrapper_descr.unsafelyUnwrapped.d_type)
}
private func wrapper_name(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    PyUnicode_FromString(cText(op.wrapper_descr.unsafelyUnwrapped.d_base.wb_name))
}
private func wrapper_qualname(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    descr_get_qualname(op.wrapper_descr.unsafelyUnwrapped, nil)
}
private func wrapper_doc(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    let base = op.wrapper_descr.unsafelyUnwrapped.d_base
    return _PyType_GetDocFromInternalDoc(cText(base.wb_name), base.wb_doc)
}
private func wrapper_text_signature(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    let base = op.wrapper_descr.unsafelyUnwrapped.d_base
    return _PyType_GetTextSignatureFromInternalDoc(cText(base.wb_name), base.wb_doc)
}

/// A slot wrapper bound to an object.
func PyWrapper_New(_ descr: PyObj, _ receiver: PyObj) -> PyObj? {
    guard let op = _PyObject_GC_New(_PyMethodWrapper_Type) else { return nil }
    op.wrapper_descr = Py_NewRef(descr)
    op.wrapper_self = Py_NewRef(receiver)
    _PyObject_GC_TRACK(op)
    return op
}

func initMethodWrapperType() {
    let t = _PyMethodWrapper_Type
    t.initStaticType("method-wrapper", basicsize: 32, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = wrapper_dealloc
    t.tp_repr = wrapper_repr
    t.tp_hash = wrapper_hash
    t.tp_call = wrapper_call
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = wrapper_traverse
    t.tp_richcompare = wrapper_richcompare
    t.setMethods([.noargs("__reduce__", wrapper_reduce)])
    t.setMembers([MemberSpec("__self__", .object, 24)])
    t.setGetSets([
        GetSetSpec("__objclass__", wrapper_objclass), GetSetSpec("__name__", wrapper_name),
        GetSetSpec("__qualname__", wrapper_qualname), GetSetSpec("__doc__", wrapper_doc),
        GetSetSpec("__text_signature__", wrapper_text_signature),
    ])
}
