import Memory
import Trace

// Iterators over dicts, forward and backward. Origin: Objects/dictobject.c.

/// A new iterator of one of the six types; nil with an exception.
func dictiter_new(_ dict: PyObj, _ itertype: PyObj) -> PyObj? {
    guard let di = _PyObject_GC_New(itertype) else { return nil }
    Py_INCREF(dict)
    di.di_dict = dict
    di.di_used = dict.ma_used
    di.di_len = dict.ma_used
    if itertype == PyDictRevIterKey_Type || itertype == PyDictRevIterItem_Type || itertype == PyDictRevIterValue_Type {
        di.di_pos = (dict.ma_values != nil ? dict.ma_used : dict.ma_keys.dk_nentries) &- 1
    } else {
        di.di_pos = 0
    }
    di.di_result = nil
    if itertype == PyDictIterItem_Type || itertype == PyDictRevIterItem_Type {
        guard let result = PyTuple_Pack(2, Py_None, Py_None) else {
            Py_DECREF(di)
            return nil
        }
        di.di_result = result
    }
    _PyObject_GC_TRACK(di)
    return di
}

private func dictiter_dealloc(_ di: PyObj) {
    _PyObject_GC_UNTRACK(di)
    Py_XDECREF(di.di_dict)
    Py_XDECREF(di.di_result)
    PyObject_GC_Del(di)
}

private func dictiter_traverse(_ di: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(di.di_dict, visit, arg)
    return r != 0 ? r : Py_VISIT(di.di_result, visit, arg)
}

private func dictiter_len(_ di: PyObj) -> PyObj? {
    guard let d = di.di_dict, di.di_used == d.ma_used else { return PyLong_FromSsize_t(0) }
    return PyLong_FromSsize_t(di.di_len)
}

private func dictiter_reduce(_ di: PyObj) -> PyObj? {
    // The list is made by a copy of the iterator, so that this one does not move.
    guard let tmp = PyObject_Malloc(56) else { return PyErr_NoMemory() }
    tmp.copyMemory(from: di, byteCount: 56)
    Py_XINCREF(tmp.di_dict)
    let list = PySequence_List(tmp)
    Py_XDECREF(tmp.di_dict)
    PyObject_Free(tmp)
    guard let list else { return nil }
    return iteratorReduction(.iter, list)
}

/// `(iter, (arg,))` for `__reduce__`, with the built-in of that name; `arg` is taken over.
func iteratorReduction(_ builtin: Identifier, _ arg: PyObj?) -> PyObj? {
    guard let function = _PyEval_GetBuiltin(_Py_ID(builtin)) else {
        Py_XDECREF(arg)
        return nil
    }
    let args = PyTuple_New(arg == nil ? 0 : 1)
    if let args, let arg { PyTuple_SET_ITEM(args, 0, arg) }
    guard let args, let result = PyTuple_New(2) else {
        Py_DECREF(function)
        Py_XDECREF(args)
        return nil
    }
    PyTuple_SET_ITEM(result, 0, function)
    PyTuple_SET_ITEM(result, 1, args)
    return result
}

/// `(iter, (seq,), index)` for `__reduce__`; `seq` is borrowed.
func iteratorReduction(_ builtin: Identifier, _ seq: PyObj, _ index: Int) -> PyObj? {
    guard let pair = iteratorReduction(builtin, Py_NewRef(seq)) else { return nil }
    guard let number = PyLong_FromSsize_t(index), let result = PyTuple_New(3) else {
        Py_DECREF(pair)
        return nil
    }
    PyTuple_SET_ITEM(result, 0, Py_NewRef(PyTuple_GET_ITEM(pair, 0)))
    PyTuple_SET_ITEM(result, 1, Py_NewRef(PyTuple_GET_ITEM(pair, 1)))
    PyTuple_SET_ITEM(result, 2, number)
    Py_DECREF(pair)
    return result
}

/// The end: the iterator lets go of its dict.
@inline(never) private func exhausted(_ di: PyObj, _ d: PyObj) -> PyObj? {
    di.di_dict = nil
    Py_DECREF(d)
    return nil
}

@inline(never) private func sizeChanged(_ di: PyObj) -> PyObj? {
    PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration")
    di.di_used = -1
    return nil
}

@inline(never) private func keysChanged(_ di: PyObj, _ d: PyObj) -> PyObj? {
    PyErr_SetString(PyExc_RuntimeError, "dictionary keys changed during iteration")
    return exhausted(di, d)
}

private func dictiter_iternextkey(_ di: PyObj) -> PyObj? {
    guard let d = di.di_dict else { return nil }
    if di.di_used != d.ma_used { return sizeChanged(di) }
    var pos = di.di_pos
    var key = d
    var value = d
    if !dict_next(d, &pos, &key, &value) { return exhausted(di, d) }
    if di.di_len == 0 { return keysChanged(di, d) }
    di.di_pos = pos
    di.di_len = di.di_len &- 1
    return Py_NewRef(key)
}

private func dictiter_iternextvalue(_ di: PyObj) -> PyObj? {
    guard let d = di.di_dict else { return nil }
    if di.di_used != d.ma_used { return sizeChanged(di) }
    var pos = di.di_pos
    var key = d
    var value = d
    if !dict_next(d, &pos, &key, &value) { return exhausted(di, d) }
    if di.di_len == 0 { return keysChanged(di, d) }
    di.di_pos = pos
    di.di_len = di.di_len &- 1
    return Py_NewRef(value)
}

/// The pair as a tuple: the iterator's own one if nobody else holds it. Takes new references to both.
@inline(__always) private func resultPair(_ di: PyObj, _ key: PyObj, _ value: PyObj) -> PyObj? {
    Py_INCREF(key)
    Py_INCREF(value)
    let result = di.di_result.unsafelyUnwrapped
    if result.ob_refcnt == 1 {
        let oldkey = PyTuple_GET_ITEM(result, 0)
        let oldvalue = PyTuple_GET_ITEM(result, 1)
        PyTuple_SET_ITEM(result, 0, key)
        PyTuple_SET_ITEM(result, 1, value)
        Py_INCREF(result)
        Py_DECREF(oldkey)
        Py_DECREF(oldvalue)
        // The collector may have untracked it when it held atoms.
        if !_PyObject_GC_IS_TRACKED(result) { _PyObject_GC_TRACK(result) }
        return result
    }
    guard let new = PyTuple_New(2) else { return nil }
    PyTuple_SET_ITEM(new, 0, key)
    PyTuple_SET_ITEM(new, 1, value)
    return new
}

private func dictiter_iternextitem(_ di: PyObj) -> PyObj? {
    guard let d = di.di_dict else { return nil }
    if di.di_used != d.ma_used { return sizeChanged(di) }
    var pos = di.di_pos
    var key = d
    var value = d
    if !dict_next(d, &pos, &key, &value) { return exhausted(di, d) }
    if di.di_len == 0 { return keysChanged(di, d) }
    di.di_pos = pos
    di.di_len = di.di_len &- 1
    return resultPair(di, key, value)
}

private func dictreviter_iternext(_ di: PyObj) -> PyObj? {
    guard let d = di.di_dict else { return nil }
    if di.di_used != d.ma_used { return sizeChanged(di) }
    var i = di.di_pos
    let k = d.ma_keys
    if i < 0 { return exhausted(di, d) }
    let key: PyObj
    let value: PyObj
    if let values = d.ma_values {
        let index = get_index_from_order(d, i)
        key = (DK_ENTRIES(k) + index &* 16).ue_key.unsafelyUnwrapped
        value = values.word(index).unsafelyUnwrapped
    } else {
        let unicode = DK_IS_UNICODE(k)
        let stride = unicode ? 16 : 24
        var p = DK_ENTRIES(k) + (i &* stride &+ (unicode ? 0 : 8))
        while p.word(1) == nil {
            i &-= 1
            if i < 0 { return exhausted(di, d) }
            p -= stride
        }
        key = p.word(0).unsafelyUnwrapped
        value = p.word(1).unsafelyUnwrapped
    }
    di.di_pos = i &- 1
    di.di_len = di.di_len &- 1
    if di.ob_type == PyDictRevIterKey_Type { return Py_NewRef(key) }
    if di.ob_type == PyDictRevIterValue_Type { return Py_NewRef(value) }
    return resultPair(di, key, value)
}

/// Fills the six iterator types.
func initDictIterTypes() {
    func fill(_ t: PyObj, _ name: StaticString, _ next: @escaping iternextfunc) {
        t.initStaticType(name, basicsize: 56, flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = dictiter_dealloc
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = dictiter_traverse
        t.tp_iter = PyObject_SelfIter
        t.tp_iternext = next
        t.setMethods([
            .noargs("__length_hint__", dictiter_len, "Private method returning an estimate of len(list(it))."),
            .noargs("__reduce__", dictiter_reduce, "Return state information for pickling."),
        ])
    }
    fill(PyDictIterKey_Type, "dict_keyiterator", dictiter_iternextkey)
    fill(PyDictIterValue_Type, "dict_valueiterator", dictiter_iternextvalue)
    fill(PyDictIterItem_Type, "dict_itemiterator", dictiter_iternextitem)
    fill(PyDictRevIterKey_Type, "dict_reversekeyiterator", dictreviter_iternext)
    fill(PyDictRevIterValue_Type, "dict_reversevalueiterator", dictreviter_iternext)
    fill(PyDictRevIterItem_Type, "dict_reverseitemiterator", dictreviter_iternext)
}
