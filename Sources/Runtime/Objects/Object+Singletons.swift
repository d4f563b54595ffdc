import Memory
import Trace

// None, NotImplemented (Objects/object.c) and Ellipsis (Objects/sliceobject.c), and their types.

private func none_repr(_ op: PyObj) -> PyObj? { Py_NewRef(_Py_ID(.None)) }
private func NotImplemented_repr(_ op: PyObj) -> PyObj? { Py_NewRef(_Py_ID(.NotImplemented)) }

private func none_dealloc(_ op: PyObj) { Py_FatalError("deallocating None") }
private func notimplemented_dealloc(_ op: PyObj) { Py_FatalError("deallocating NotImplemented") }

private func none_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if args.ob_size != 0 || (kwargs?.ma_used ?? 0) != 0 {
        PyErr_SetString(PyExc_TypeError, "NoneType takes no arguments")
        return nil
    }
    return Py_NewRef(Py_None)
}

private func notimplemented_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if args.ob_size != 0 || (kwargs?.ma_used ?? 0) != 0 {
        PyErr_SetString(PyExc_TypeError, "NotImplementedType takes no arguments")
        return nil
    }
    return Py_NewRef(Py_NotImplemented)
}

private func notimplemented_bool(_ op: PyObj) -> Int32 {
    let text = "NotImplemented should not be used in a boolean context"
    return PyErr_WarnEx(PyExc_DeprecationWarning, text, 1) < 0 ? -1 : 1
}

/// Fills `NoneType`. Origin: Objects/object.c.
func initNoneType() {
    let t = _PyNone_Type
    t.initStaticType("NoneType", basicsize: 0)
    t.tp_dealloc = none_dealloc
    t.tp_repr = none_repr
    t.newNumberMethods().nb_bool = { _ in 0 }
    t.tp_new = none_new
}

/// Fills `NotImplementedType`. Origin: Objects/object.c.
func initNotImplementedType() {
    let t = _PyNotImplemented_Type
    t.initStaticType("NotImplementedType", basicsize: 0)
    t.tp_dealloc = notimplemented_dealloc
    t.tp_repr = NotImplemented_repr
    t.newNumberMethods().nb_bool = notimplemented_bool
    t.setMethods([.noargs("__reduce__", NotImplemented_repr)])
    t.tp_new = notimplemented_new
}

private func ellipsis_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if args.ob_size != 0 || (kwargs?.ma_used ?? 0) != 0 {
        PyErr_SetString(PyExc_TypeError, "EllipsisType takes no arguments")
        return nil
    }
    return Py_NewRef(Py_Ellipsis)
}

private func ellipsis_repr(_ op: PyObj) -> PyObj? { Py_NewRef(_Py_ID(.Ellipsis)) }

/// Fills `ellipsis`. Origin: Objects/sliceobject.c.
func initEllipsisType() {
    let t = PyEllipsis_Type
    t.initStaticType("ellipsis", basicsize: 0)
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_repr = ellipsis_repr
    t.setMethods([.noargs("__reduce__", ellipsis_repr)])
    t.tp_new = ellipsis_new
}

/// Writes the heads of None, NotImplemented and Ellipsis.
func initSingletonObjects() {
    for (op, type) in [(Py_None, _PyNone_Type), (Py_NotImplemented, _PyNotImplemented_Type), (Py_Ellipsis, PyEllipsis_Type)] {
        op.ob_refcnt += 1  // the method cache holds None already
        op.ob_type = type
    }
}
