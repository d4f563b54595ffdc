import Memory
import Trace

// list_iterator and list_reverseiterator. Origin: Objects/listobject.c.

/// iter(list).
func list_iter(_ seq: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(PyListIter_Type) else { return nil }
    it.it_index = 0
    it.it_seq = Py_NewRef(seq)
    _PyObject_GC_TRACK(it)
    return it
}

/// list.__reversed__.
func list_reversed(_ seq: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(PyListRevIter_Type) else { return nil }
    it.it_index = seq.ob_size &- 1
    it.it_seq = Py_NewRef(seq)
    _PyObject_GC_TRACK(it)
    return it
}

/// `tp_dealloc` of iterators that hold one sequence at byte 24.
func seqiter_dealloc(_ it: PyObj) {
    _PyObject_GC_UNTRACK(it)
    Py_XDECREF(it.it_seq)
    PyObject_GC_Del(it)
}

/// `tp_traverse` of iterators that hold one sequence at byte 24.
func seqiter_traverse(_ it: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(it.it_seq, visit, arg)
}

func listiter_next(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    let i = it.it_index
    if i < seq.ob_size {
        let item = PyList_GET_ITEM(seq, i)
        it.it_index = i &+ 1
        Py_INCREF(item)
        return item
    }
    it.it_seq = nil
    Py_DECREF(seq)
    return nil
}

private func listiter_len(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return PyLong_FromSsize_t(0) }
    return PyLong_FromSsize_t(max(seq.ob_size &- it.it_index, 0))
}

private func listiter_reduce(_ it: PyObj) -> PyObj? {
    if let seq = it.it_seq { return iteratorReduction(.iter, seq, it.it_index) }
    guard let list = PyList_New(0) else { return nil }
    return iteratorReduction(.iter, list)
}

private func listiter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    let index = PyLong_AsSsize_t(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if let seq = it.it_seq { it.it_index = min(max(index, 0), seq.ob_size) }
    return Py_NewRef(Py_None)
}

private func listreviter_next(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    let i = it.it_index
    if i >= 0 && i < seq.ob_size {
        let item = PyList_GET_ITEM(seq, i)
        it.it_index = i &- 1
        Py_INCREF(item)
        return item
    }
    it.it_index = -1
    it.it_seq = nil
    Py_DECREF(seq)
    return nil
}

private func listreviter_len(_ it: PyObj) -> PyObj? {
    var len = it.it_index &+ 1
    if let seq = it.it_seq { if seq.ob_size < len { len = 0 } } else { len = 0 }
    return PyLong_FromSsize_t(len)
}

private func listreviter_reduce(_ it: PyObj) -> PyObj? {
    if let seq = it.it_seq { return iteratorReduction(.reversed, seq, it.it_index) }
    guard let list = PyList_New(0) else { return nil }
    return iteratorReduction(.iter, list)
}

private func listreviter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    let index = PyLong_AsSsize_t(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if let seq = it.it_seq { it.it_index = index < -1 ? -1 : min(index, seq.ob_size &- 1) }
    return Py_NewRef(Py_None)
}

/// Fills the two iterator types.
func initListIterTypes() {
    func fill(_ t: PyObj, _ name: StaticString, _ next: @escaping iternextfunc) {
        t.initStaticType(name, basicsize: 32, flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = seqiter_dealloc
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = seqiter_traverse
        t.tp_iter = PyObject_SelfIter
        t.tp_iternext = next
    }
    fill(PyListIter_Type, "list_iterator", listiter_next)
    PyListIter_Type.setMethods([
        .noargs("__length_hint__", listiter_len, "Private method returning an estimate of len(list(it))."),
        .noargs("__reduce__", listiter_reduce, "Return state information for pickling."),
        .o("__setstate__", listiter_setstate, "Set state information for unpickling."),
    ])
    fill(PyListRevIter_Type, "list_reverseiterator", listreviter_next)
    PyListRevIter_Type.setMethods([
        .noargs("__length_hint__", listreviter_len, "Private method returning an estimate of len(list(it))."),
        .noargs("__reduce__", listreviter_reduce, "Return state information for pickling."),
        .o("__setstate__", listreviter_setstate, "Set state information for unpickling."),
    ])
}
