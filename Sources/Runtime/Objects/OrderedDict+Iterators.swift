import Memory

// Iterators and views of OrderedDict. Origin: Objects/odictobject.c.
//
// odictiterobject: kind 16, di_odict 24, di_size 32, di_state 40, di_current 48, di_result 56. It holds the current key, not the node, so that
// changes in between do no harm.

/// The type `odict_iterator`.
var PyODictIter_Type: PyObj { StaticArea.at(StaticArea.types + 416 * 243) }
/// The type `odict_keys`.
var PyODictKeys_Type: PyObj { StaticArea.at(StaticArea.types + 416 * 244) }
/// The type `odict_items`.
var PyODictItems_Type: PyObj { StaticArea.at(StaticArea.types + 416 * 245) }
/// The type `odict_values`.
var PyODictValues_Type: PyObj { StaticArea.at(StaticArea.types + 416 * 246) }

/// What an iterator gives, as bits.
private enum Kind {
    static let reversed: Int32 = 1, keys: Int32 = 2, values: Int32 = 4, items: Int32 = 6
}

private func odictiter_new(_ od: PyObj, _ kind: Int32) -> PyObj? {
    guard let di = _PyObject_GC_New(PyODictIter_Type) else { return nil }
    di[ref: 56] = nil
    if kind & Kind.items == Kind.items {
        guard let pair = pack2(Py_None, Py_None) else {
            // Half made: only the memory is given back.
            di[ref: 24] = nil
            di[ref: 48] = nil
            di[int: 16] = kind & ~Kind.items
            _PyObject_GC_TRACK(di)
            Py_DECREF(di)
            return nil
        }
        di[ref: 56] = pair
    }
    di[word: 16] = 0
    di[int: 16] = kind
    let node = kind & Kind.reversed != 0 ? od.od_last : od.od_first
    di[ref: 48] = node.map { Py_NewRef($0.nodeKey) }
    di[word: 32] = od.ma_used
    di[word: 40] = od.od_state
    di[ref: 24] = Py_NewRef(od)
    _PyObject_GC_TRACK(di)
    return di
}

private func odictiter_dealloc(_ di: PyObj) {
    _PyObject_GC_UNTRACK(di)
    Py_XDECREF(di[ref: 24])
    Py_XDECREF(di[ref: 48])
    if di[int: 16] & Kind.items == Kind.items { Py_XDECREF(di[ref: 56]) }
    PyObject_GC_Del(di)
}

private func odictiter_traverse(_ di: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(di, visit, arg, 24, 48, 56)
}

/// The next key, a new reference; nil at the end or with an exception.
private func nextKey(_ di: PyObj) -> PyObj? {
    guard let od = di[ref: 24] else { return nil }
    guard let current = di[ref: 48] else {
        Py_CLEAR(di, 24)
        return nil
    }
    if od.od_state != di[word: 40] {
        PyErr_SetString(PyExc_RuntimeError, "OrderedDict mutated during iteration")
        Py_CLEAR(di, 24)
        return nil
    }
    if di[word: 32] != od.ma_used {
        PyErr_SetString(PyExc_RuntimeError, "OrderedDict changed size during iteration")
        di[word: 32] = -1
        return nil
    }
    guard let node = _odict_find_node(od, current) else {
        if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_KeyError, current) }
        Py_CLEAR(di, 48)
        return nil
    }
    let next = di[int: 16] & Kind.reversed != 0 ? node.nodePrev : node.nodeNext
    di[ref: 48] = next.map { Py_NewRef($0.nodeKey) }
    return current
}

private func odictiter_iternext(_ di: PyObj) -> PyObj? {
    guard let key = nextKey(di) else { return nil }
    let kind = di[int: 16]
    if kind & Kind.values == 0 { return key }
    func fail() -> PyObj? {
        Py_CLEAR(di, 48)
        Py_CLEAR(di, 24)
        return nil
    }
    // As C's PyDict_GetItem: errors of comparing are dropped, a missing key is a KeyError.
    guard let value = di[ref: 24].flatMap({ PyDict_GetItem($0, key) }) else {
        if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_KeyError, key) }
        Py_DECREF(key)
        return fail()
    }
    Py_INCREF(value)
    if kind & Kind.keys == 0 {
        Py_DECREF(key)
        return value
    }
    var result = di[ref: 56].unsafelyUnwrapped
    if result.ob_refcnt == 1 {
        Py_INCREF(result)
        Py_DECREF(PyTuple_GET_ITEM(result, 0))
        Py_DECREF(PyTuple_GET_ITEM(result, 1))
        if !_PyObject_GC_IS_TRACKED(result) { _PyObject_GC_TRACK(result) }
    } else {
        guard let fresh = PyTuple_New(2) else {
            Py_DECREF(key)
            Py_DECREF(value)
            return fail()
        }
        result = fresh
    }
    PyTuple_SET_ITEM(result, 0, key)
    PyTuple_SET_ITEM(result, 1, value)
    return result
}

private func odictiter_reduce(_ di: PyObj) -> PyObj? {
    // A second iterator in the same state is run into a list.
    guard let copy = _PyObject_GC_New(PyODictIter_Type) else { return nil }
    for offset in [16, 32, 40] { copy[word: offset] = di[word: offset] }
    for offset in [24, 48] { copy[ref: offset] = Py_XNewRef(di[ref: offset]) }
    copy[ref: 56] = nil
    _PyObject_GC_TRACK(copy)
    if di[int: 16] & Kind.items == Kind.items {
        copy[ref: 56] = pack2(Py_None, Py_None)
        if copy[ref: 56] == nil {
            Py_DECREF(copy)
            return nil
        }
    }
    let list = PySequence_List(copy)
    Py_DECREF(copy)
    guard let list else { return nil }
    return buildTuple(_PyEval_GetBuiltin(_Py_ID(.iter)), buildTuple(list))
}

func odict_iter(_ od: PyObj) -> PyObj? { odictiter_new(od, Kind.keys) }
func odict_reversed(_ od: PyObj) -> PyObj? { odictiter_new(od, Kind.keys | Kind.reversed) }
func odictkeys_new(_ od: PyObj) -> PyObj? { _PyDictView_New(od, PyODictKeys_Type) }
func odictitems_new(_ od: PyObj) -> PyObj? { _PyDictView_New(od, PyODictItems_Type) }
func odictvalues_new(_ od: PyObj) -> PyObj? { _PyDictView_New(od, PyODictValues_Type) }

private func viewIter(_ view: PyObj, _ kind: Int32) -> PyObj? {
    guard let od = view.dv_dict else { return Py_NewRef(Py_None) }
    return odictiter_new(od, kind)
}

private func odictkeys_iter(_ view: PyObj) -> PyObj? { viewIter(view, Kind.keys) }
private func odictkeys_reversed(_ view: PyObj) -> PyObj? { viewIter(view, Kind.keys | Kind.reversed) }
private func odictitems_iter(_ view: PyObj) -> PyObj? { viewIter(view, Kind.items) }
private func odictitems_reversed(_ view: PyObj) -> PyObj? { viewIter(view, Kind.items | Kind.reversed) }
private func odictvalues_iter(_ view: PyObj) -> PyObj? { viewIter(view, Kind.values) }
private func odictvalues_reversed(_ view: PyObj) -> PyObj? { viewIter(view, Kind.values | Kind.reversed) }

/// Fills the types of this file.
func initODictIterTypes() {
    var t = PyODictIter_Type
    t.initStaticType("odict_iterator", basicsize: 64, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = odictiter_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = odictiter_traverse
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = odictiter_iternext
    t.setMethods([.noargs("__reduce__", odictiter_reduce, "Return state information for pickling")])
    t = PyODictKeys_Type
    t.initStaticType("odict_keys", basicsize: 0, base: PyDictKeys_Type)
    t.tp_iter = odictkeys_iter
    t.setMethods([.noargs("__reversed__", odictkeys_reversed)])
    t = PyODictItems_Type
    t.initStaticType("odict_items", basicsize: 0, base: PyDictItems_Type)
    t.tp_iter = odictitems_iter
    t.setMethods([.noargs("__reversed__", odictitems_reversed)])
    t = PyODictValues_Type
    t.initStaticType("odict_values", basicsize: 0, base: PyDictValues_Type)
    t.tp_iter = odictvalues_iter
    t.setMethods([.noargs("__reversed__", odictvalues_reversed)])
}
