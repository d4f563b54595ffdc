import Memory

// The iterators of str: one for ASCII, whose characters are all cached, and one for the rest. Origin: Objects/unicodeobject.c.

func unicode_iter(_ op: PyObj) -> PyObj? {
    if !PyUnicode_Check(op) {
        PyErr_BadInternalCall()
        return nil
    }
    guard let it = _PyObject_GC_New(PyUnicode_IS_COMPACT_ASCII(op) ? _PyUnicodeASCIIIter_Type : PyUnicodeIter_Type) else {
        return nil
    }
    it.it_index = 0
    it.it_seq = Py_NewRef(op)
    _PyObject_GC_TRACK(it)
    return it
}
/// `tp_dealloc` of the iterators of str, bytes and bytearray.
func textiter_dealloc(_ it: PyObj) {
    _PyObject_GC_UNTRACK(it)
    Py_XDECREF(it.it_seq)
    PyObject_GC_Del(it)
}
/// `tp_traverse` of the iterators of str, bytes and bytearray.
func textiter_traverse(_ it: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(it.it_seq, visit, arg)
}

func unicodeiter_next(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    let i = it.it_index
    if i < seq.unicode_length {
        it.it_index = i + 1
        return unicode_char(PyUnicode_READ(seq, i))
    }
    it.it_seq = nil
    Py_DECREF(seq)
    return nil
}
func unicode_ascii_iter_next(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    let i = it.it_index
    if i < seq.unicode_length {
        it.it_index = i &+ 1
        return get_latin1_char(seq.load(fromByteOffset: 48 &+ i, as: UInt8.self))
    }
    it.it_seq = nil
    Py_DECREF(seq)
    return nil
}
func unicodeiter_len(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return PyLong_FromSsize_t(0) }
    return PyLong_FromSsize_t(seq.unicode_length - it.it_index)
}
func unicodeiter_reduce(_ it: PyObj) -> PyObj? {
    let iter = _PyEval_GetBuiltin(_Py_ID(.iter))
    guard let seq = it.it_seq else { return tupleSteal(iter, tupleSteal(Py_NewRef(emptyUnicode))) }
    return tupleSteal(iter, tupleSteal(Py_NewRef(seq)), PyLong_FromSsize_t(it.it_index))
}
func unicodeiter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    var index = PyLong_AsSsize_t(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if let seq = it.it_seq {
        if index < 0 { index = 0 } else if index > seq.unicode_length { index = seq.unicode_length }
        it.it_index = index
    }
    return Py_NewRef(Py_None)
}

func initUnicodeIteratorTypes() {
    func fill(_ t: PyObj, _ name: StaticString, _ next: iternextfunc) {
        t.initStaticType(name, basicsize: 32, flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = textiter_dealloc
        t.tp_traverse = textiter_traverse
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_iter = PyObject_SelfIter
        t.tp_iternext = next
        t.setMethods([
            .noargs("__length_hint__", unicodeiter_len), .noargs("__reduce__", unicodeiter_reduce),
            .o("__setstate__", unicodeiter_setstate),
        ])
    }
    fill(PyUnicodeIter_Type, "str_iterator", unicodeiter_next)
    fill(_PyUnicodeASCIIIter_Type, "str_ascii_iterator", unicode_ascii_iter_next)
}
