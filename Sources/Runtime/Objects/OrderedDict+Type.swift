import Memory

// The type OrderedDict. Origin: Objects/odictobject.c.

private func odict_dealloc(_ od: PyObj) {
    PyObject_GC_UnTrack(od)
    if !Py_TRASHCAN_BEGIN(od, odict_dealloc) { return }
    Py_XDECREF(od[ref: 96])
    if od[ref: 104] != nil { PyObject_ClearWeakRefs(od) }
    _odict_clear_nodes(od)
    PyDict_Type.tp_dealloc.unsafelyUnwrapped(od)
    Py_TRASHCAN_END()
}

private func odict_traverse(_ od: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(od[ref: 96], visit, arg)
    if r != 0 { return r }
    var node = od.od_first
    while let n = node {
        let r = visit(n.nodeKey, arg)
        if r != 0 { return r }
        node = n.nodeNext
    }
    return PyDict_Type.tp_traverse.unsafelyUnwrapped(od, visit, arg)
}

private func odict_tp_clear(_ od: PyObj) -> Int32 {
    Py_CLEAR(od, 96)
    PyDict_Clear(od)
    _odict_clear_nodes(od)
    return 0
}

private func odict_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    guard PyODict_Check(v), PyDict_Check(w), op == Py_EQ || op == Py_NE else { return Py_NewRef(Py_NotImplemented) }
    guard let r = PyDict_Type.tp_richcompare.unsafelyUnwrapped(v, w, op) else { return nil }
    if !PyODict_Check(w) || (op == Py_EQ && r == Py_False) || (op == Py_NE && r == Py_True) { return r }
    Py_DECREF(r)
    let equal = _odict_keys_equal(v, w)
    return equal < 0 ? nil : PyBool_FromLong((equal != 0) == (op == Py_EQ))
}

private func odict_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    let n = PyObject_Size(args)
    if n == -1 { return -1 }
    if n > 1 {
        PyErr_SetString(PyExc_TypeError, "expected at most 1 arguments, got \(n)")
        return -1
    }
    guard let none = odict_update(op, args, kwds) else { return -1 }
    Py_DECREF(none)
    return 0
}

/// The (key, value) pairs as a list; nil with an exception.
private func pairs(_ od: PyObj) -> PyObj? {
    if od.ob_type != PyODict_Type {
        guard let items = PyObject_CallMethodNoArgs(od, _Py_ID(.items)) else { return nil }
        defer { Py_DECREF(items) }
        return PySequence_List(items)
    }
    guard let list = PyList_New(od.ma_used) else { return nil }
    var count = 0
    var node = od.od_first
    while let n = node {
        guard let value = PyDict_GetItemWithError(od, n.nodeKey), let pair = pack2(n.nodeKey, value) else {
            if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_KeyError, n.nodeKey) }
            Py_DECREF(list)
            return nil
        }
        if count < list.ob_size {
            PyList_SET_ITEM(list, count, pair)
        } else {
            let r = PyList_Append(list, pair)
            Py_DECREF(pair)
            if r < 0 {
                Py_DECREF(list)
                return nil
            }
        }
        count += 1
        node = n.nodeNext
    }
    if count < list.ob_size { list.ob_size = count }
    return list
}

private func odict_repr(_ od: PyObj) -> PyObj? {
    if od.ma_used == 0 { return PyUnicode_FromString("\(_PyType_Name(od.ob_type))()") }
    let status = Py_ReprEnter(od)
    if status != 0 { return status > 0 ? PyUnicode_FromString("...") : nil }
    defer { Py_ReprLeave(od) }
    guard let list = pairs(od) else { return nil }
    defer { Py_DECREF(list) }
    guard let r = PyObject_Repr(list) else { return nil }
    var text: PyObj? = PyUnicode_FromString("\(_PyType_Name(od.ob_type))(")
    PyUnicode_AppendAndDel(&text, r)
    if text != nil { PyUnicode_AppendAndDel(&text, PyUnicode_FromString(")")) }
    return text
}

private func odict_or(_ left: PyObj, _ right: PyObj) -> PyObj? {
    let (own, other) = PyODict_Check(left) ? (left, right) : (right, left)
    if !PyDict_Check(other) { return Py_NewRef(Py_NotImplemented) }
    guard let new = PyObject_CallOneArg(own.ob_type, left) else { return nil }
    if mutablemapping_update_arg(new, right) == 0 { return new }
    Py_DECREF(new)
    return nil
}

private func odict_inplace_or(_ od: PyObj, _ other: PyObj) -> PyObj? {
    mutablemapping_update_arg(od, other) < 0 ? nil : Py_NewRef(od)
}

private func odict_fromkeys(_ type: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("fromkeys", args, nargs, kwnames, ["iterable", "value"], min: 1, max: 2) {
        _PyDict_FromKeys(type, $0[0].unsafelyUnwrapped, $0[1] ?? Py_None)
    }
}

private func odict_sizeof(_ od: PyObj) -> PyObj? {
    var size = _PyDict_SizeOf(od) + 8 * od[word: 72]
    if od.od_first != nil { size += 32 * od.ma_used }
    return PyLong_FromSsize_t(size)
}

private func odict_reduce(_ od: PyObj) -> PyObj? {
    guard let state = _PyObject_GetState(od) else { return nil }
    guard let items = PyObject_CallMethodNoArgs(od, _Py_ID(.items)) else {
        Py_DECREF(state)
        return nil
    }
    let iterator = PyObject_GetIter(items)
    Py_DECREF(items)
    return buildTuple(Py_NewRef(od.ob_type), Py_NewRef(emptyTuple), state, Py_NewRef(Py_None), iterator)
}

private func odict_clear(_ od: PyObj) -> PyObj? {
    PyDict_Clear(od)
    _odict_clear_nodes(od)
    return Py_NewRef(Py_None)
}

/// Copies the items to another OrderedDict. False with an exception.
private func copyItems(_ od: PyObj, _ copy: PyObj) -> Bool {
    var node = od.od_first
    while let n = node {
        if od.ob_type == PyODict_Type {
            guard let value = PyDict_GetItemWithError(od, n.nodeKey) else {
                if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_KeyError, n.nodeKey) }
                return false
            }
            if _PyODict_SetItem_KnownHash(copy, n.nodeKey, value, n.nodeHash) != 0 { return false }
        } else {
            guard let value = PyObject_GetItem(od, n.nodeKey) else { return false }
            let r = PyObject_SetItem(copy, n.nodeKey, value)
            Py_DECREF(value)
            if r != 0 { return false }
        }
        node = n.nodeNext
    }
    return true
}

private func odict_copy(_ od: PyObj) -> PyObj? {
    let exact = od.ob_type == PyODict_Type
    guard let copy = exact ? PyDict_Type.tp_new.unsafelyUnwrapped(PyODict_Type, emptyTuple, nil) : PyObject_CallNoArgs(od.ob_type)
    else {
        return nil
    }
    if copyItems(od, copy) { return copy }
    Py_DECREF(copy)
    return nil
}

/// Fills the types of OrderedDict.
func initODictTypes() {
    let t = PyODict_Type
    t.initStaticType("collections.OrderedDict", basicsize: 112, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE, base: PyDict_Type)
    t.tp_doc = staticCString("Dictionary that remembers insertion order")
    t.tp_dealloc = odict_dealloc
    t.tp_repr = odict_repr
    let nb = t.newNumberMethods()
    nb.nb_or = odict_or
    nb.nb_inplace_or = odict_inplace_or
    t.newMappingMethods().mp_ass_subscript = odict_mp_ass_sub
    t.tp_traverse = odict_traverse
    t.tp_clear = odict_tp_clear
    t.tp_richcompare = odict_richcompare
    t.tp_weaklistoffset = 104
    t.tp_dictoffset = 96
    t.tp_iter = odict_iter
    t.tp_init = odict_init
    t.tp_alloc = PyType_GenericAlloc
    t.setMethods([
        .fastKeywords(
            "fromkeys", odict_fromkeys, "Create a new ordered dictionary with keys from iterable and values set to value.",
            flags: MethodFlags.CLASS),
        .noargs("__sizeof__", odict_sizeof), .noargs("__reduce__", odict_reduce, "Return state information for pickling"),
        .fastKeywords("setdefault", odict_setdefault), .fastKeywords("pop", odict_pop), .fastKeywords("popitem", odict_popitem),
        .noargs("keys", odictkeys_new), .noargs("values", odictvalues_new), .noargs("items", odictitems_new),
        .keywords("update", odict_update), .noargs("clear", odict_clear, "od.clear() -> None.  Remove all items from od."),
        .noargs("copy", odict_copy, "od.copy() -> a shallow copy of od"),
        .noargs("__reversed__", odict_reversed, "od.__reversed__() <==> reversed(od)"),
        .fastKeywords("move_to_end", odict_move_to_end),
    ])
    t.setGetSets([GetSetSpec("__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict)])
    initODictIterTypes()
}
