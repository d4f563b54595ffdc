import Memory
import Trace

// dict_keys, dict_values, dict_items. Origin: Objects/dictobject.c.

@inline(__always) func PyDictKeys_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, PyDictKeys_Type) }
@inline(__always) func PyDictItems_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, PyDictItems_Type) }
@inline(__always) func PyDictValues_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, PyDictValues_Type) }
@inline(__always) func PyDictViewSet_Check(_ op: PyObj) -> Bool { PyDictKeys_Check(op) || PyDictItems_Check(op) }

private func dictview_dealloc(_ dv: PyObj) {
    _PyObject_GC_UNTRACK(dv)
    Py_XDECREF(dv.dv_dict)
    PyObject_GC_Del(dv)
}

private func dictview_traverse(_ dv: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(dv.dv_dict, visit, arg)
}

private func dictview_len(_ dv: PyObj) -> Int { dv.dv_dict?.ma_used ?? 0 }

/// A new view of one of the three types; nil with an exception.
func _PyDictView_New(_ dict: PyObj, _ type: PyObj) -> PyObj? {
    if !PyDict_Check(dict) {
        PyErr_SetString(PyExc_TypeError, "\(typeText(type))() requires a dict argument, not '\(dict.typeName)'")
        return nil
    }
    guard let dv = _PyObject_GC_New(type) else { return nil }
    dv.dv_dict = Py_NewRef(dict)
    _PyObject_GC_TRACK(dv)
    return dv
}

/// dict.keys.
func dictkeys_new(_ dict: PyObj) -> PyObj? { _PyDictView_New(dict, PyDictKeys_Type) }
/// dict.items.
func dictitems_new(_ dict: PyObj) -> PyObj? { _PyDictView_New(dict, PyDictItems_Type) }
/// dict.values.
func dictvalues_new(_ dict: PyObj) -> PyObj? { _PyDictView_New(dict, PyDictValues_Type) }

private func dictview_mapping(_ view: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    PyDictProxy_New(view.dv_dict.unsafelyUnwrapped)
}

/// Whether all of `a` is in `other`: 1, 0, or -1 with an exception.
private func all_contained_in(_ a: PyObj, _ other: PyObj) -> Int32 {
    guard let iter = PyObject_GetIter(a) else { return -1 }
    var ok: Int32 = 1
    while true {
        guard let next = PyIter_Next(iter) else {
            if PyErr_Occurred() != nil { ok = -1 }
            break
        }
        ok = PySequence_Contains(other, next)
        Py_DECREF(next)
        if ok <= 0 { break }
    }
    Py_DECREF(iter)
    return ok
}

private func dictview_richcompare(_ a: PyObj, _ other: PyObj, _ op: Int32) -> PyObj? {
    if !PyAnySet_Check(other) && !PyDictViewSet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    let lenA = PyObject_Size(a)
    if lenA < 0 { return nil }
    let lenB = PyObject_Size(other)
    if lenB < 0 { return nil }
    var ok: Int32 = 0
    switch op {
    case Py_NE, Py_EQ:
        if lenA == lenB { ok = all_contained_in(a, other) }
        if op == Py_NE && ok >= 0 { ok = ok == 0 ? 1 : 0 }
    case Py_LT: if lenA < lenB { ok = all_contained_in(a, other) }
    case Py_LE: if lenA <= lenB { ok = all_contained_in(a, other) }
    case Py_GT: if lenA > lenB { ok = all_contained_in(other, a) }
    default: if lenA >= lenB { ok = all_contained_in(other, a) }
    }
    return ok < 0 ? nil : PyBool_FromLong(ok != 0)
}

private func dictview_repr(_ dv: PyObj) -> PyObj? {
    let rc = Py_ReprEnter(dv)
    if rc != 0 { return rc > 0 ? PyUnicode_FromString("...") : nil }
    var result: PyObj?
    if let seq = PySequence_List(dv) {
        var writer = UnicodeWriter()
        writer.overallocate = true
        if writer.writeText(dv.typeName + "(") && writeRepr(&writer, seq) && writer.writeChar(0x29) {
            result = writer.finish()
        } else {
            writer.dealloc()
        }
        Py_DECREF(seq)
    }
    Py_ReprLeave(dv)
    return result
}

private func dictkeys_iter(_ dv: PyObj) -> PyObj? { dictiter_new(dv.dv_dict.unsafelyUnwrapped, PyDictIterKey_Type) }
private func dictvalues_iter(_ dv: PyObj) -> PyObj? { dictiter_new(dv.dv_dict.unsafelyUnwrapped, PyDictIterValue_Type) }
private func dictitems_iter(_ dv: PyObj) -> PyObj? { dictiter_new(dv.dv_dict.unsafelyUnwrapped, PyDictIterItem_Type) }
private func dictkeys_reversed(_ dv: PyObj) -> PyObj? { dictiter_new(dv.dv_dict.unsafelyUnwrapped, PyDictRevIterKey_Type) }
private func dictvalues_reversed(_ dv: PyObj) -> PyObj? { dictiter_new(dv.dv_dict.unsafelyUnwrapped, PyDictRevIterValue_Type) }
private func dictitems_reversed(_ dv: PyObj) -> PyObj? { dictiter_new(dv.dv_dict.unsafelyUnwrapped, PyDictRevIterItem_Type) }

private func dictkeys_contains(_ dv: PyObj, _ obj: PyObj) -> Int32 {
    guard let d = dv.dv_dict else { return 0 }
    return PyDict_Contains(d, obj)
}

private func dictitems_contains(_ dv: PyObj, _ obj: PyObj) -> Int32 {
    guard let d = dv.dv_dict else { return 0 }
    if !PyTuple_Check(obj) || obj.ob_size != 2 { return 0 }
    guard let found = PyDict_GetItemWithError(d, PyTuple_GET_ITEM(obj, 0)) else { return PyErr_Occurred() != nil ? -1 : 0 }
    Py_INCREF(found)
    let result = PyObject_RichCompareBool(found, PyTuple_GET_ITEM(obj, 1), Py_EQ)
    Py_DECREF(found)
    return result
}

private func dictviews_to_set(_ view: PyObj) -> PyObj? {
    if PyDictKeys_Check(view), let dict = view.dv_dict, PyDict_CheckExact(dict) { return PySet_New(dict) }
    return PySet_New(view)
}

private func dictviews_sub(_ a: PyObj, _ other: PyObj) -> PyObj? {
    guard let result = dictviews_to_set(a) else { return nil }
    guard let tmp = PyObject_CallMethodOneArg(result, _Py_ID(.difference_update), other) else {
        Py_DECREF(result)
        return nil
    }
    Py_DECREF(tmp)
    return result
}

/// `view & other`: a new set.
func _PyDictView_Intersect(_ first: PyObj, _ second: PyObj) -> PyObj? {
    var view = first
    var other = second
    // The view may be the right operand.
    if !PyDictViewSet_Check(view) { swap(&view, &other) }
    let len = dictview_len(view)
    if other.ob_type == PySet_Type && len <= PyObject_Size(other) {
        return PyObject_CallMethodOneArg(other, _Py_ID(.intersection), view)
    }
    if PyDictViewSet_Check(other) && dictview_len(other) > len { swap(&view, &other) }
    guard let result = PySet_New(nil) else { return nil }
    guard let it = PyObject_GetIter(other) else {
        Py_DECREF(result)
        return nil
    }
    let keys = PyDictKeys_Check(view)
    while let key = PyIter_Next(it) {
        let rv = keys ? dictkeys_contains(view, key) : dictitems_contains(view, key)
        if rv < 0 || (rv > 0 && PySet_Add(result, key) != 0) {
            Py_DECREF(it)
            Py_DECREF(result)
            Py_DECREF(key)
            return nil
        }
        Py_DECREF(key)
    }
    Py_DECREF(it)
    if PyErr_Occurred() != nil {
        Py_DECREF(result)
        return nil
    }
    return result
}

private func dictviews_or(_ a: PyObj, _ other: PyObj) -> PyObj? {
    guard let result = dictviews_to_set(a) else { return nil }
    if _PySet_Update(result, other) < 0 {
        Py_DECREF(result)
        return nil
    }
    return result
}

private func dictitems_xor(_ a: PyObj, _ other: PyObj) -> PyObj? {
    let d2 = other.dv_dict.unsafelyUnwrapped
    guard let temp = PyDict_Copy(a.dv_dict.unsafelyUnwrapped) else { return nil }
    guard let result = PySet_New(nil) else {
        Py_DECREF(temp)
        return nil
    }
    func step(_ key: PyObj, _ val2: PyObj, _ hash: Int) -> Bool {
        let val1 = _PyDict_GetItem_KnownHash(temp, key, hash)
        if let val1 {
            Py_INCREF(val1)
            let same = PyObject_RichCompareBool(val1, val2, Py_EQ)
            var ok = same >= 0
            if same > 0 { ok = _PyDict_DelItem_KnownHash(temp, key, hash) == 0 }
            if same == 0 { ok = addPair(key, val2) }
            Py_DECREF(val1)
            return ok
        }
        if PyErr_Occurred() != nil { return false }
        return addPair(key, val2)
    }
    func addPair(_ key: PyObj, _ value: PyObj) -> Bool {
        guard let pair = PyTuple_Pack(2, key, value) else { return false }
        let ok = PySet_Add(result, pair) == 0
        Py_DECREF(pair)
        return ok
    }
    var pos = 0
    var key = d2
    var val2 = d2
    var hash = 0
    var ok = true
    while ok && dict_next(d2, &pos, &key, &val2, &hash) {
        Py_INCREF(key)
        Py_INCREF(val2)
        ok = step(key, val2, hash)
        Py_DECREF(key)
        Py_DECREF(val2)
    }
    if ok {
        if let rest = PyObject_CallMethodNoArgs(temp, _Py_ID(.items)) {
            ok = _PySet_Update(result, rest) == 0
            Py_DECREF(temp)
            Py_DECREF(rest)
            if ok { return result }
            Py_DECREF(result)
            return nil
        }
    }
    Py_DECREF(temp)
    Py_DECREF(result)
    return nil
}

private func dictviews_xor(_ a: PyObj, _ other: PyObj) -> PyObj? {
    if PyDictItems_Check(a) && PyDictItems_Check(other) { return dictitems_xor(a, other) }
    guard let result = dictviews_to_set(a) else { return nil }
    guard let tmp = PyObject_CallMethodOneArg(result, _Py_ID(.symmetric_difference_update), other) else {
        Py_DECREF(result)
        return nil
    }
    Py_DECREF(tmp)
    return result
}

private func dictviews_isdisjoint(_ a: PyObj, _ b: PyObj) -> PyObj? {
    var view = a
    var other = b
    if view == other { return PyBool_FromLong(dictview_len(view) == 0) }
    if PyAnySet_Check(other) || PyDictViewSet_Check(other) {
        let lenOther = PyObject_Size(other)
        if lenOther == -1 { return nil }
        if lenOther > dictview_len(view) { swap(&view, &other) }
    }
    guard let it = PyObject_GetIter(other) else { return nil }
    while let item = PyIter_Next(it) {
        let contains = PySequence_Contains(view, item)
        Py_DECREF(item)
        if contains != 0 {
            Py_DECREF(it)
            return contains < 0 ? nil : PyBool_FromLong(false)
        }
    }
    Py_DECREF(it)
    return PyErr_Occurred() != nil ? nil : PyBool_FromLong(true)
}

/// Fills the three view types.
func initDictViewTypes() {
    func fill(_ t: PyObj, _ name: StaticString, _ iter: @escaping getiterfunc) -> PyObj {
        t.initStaticType(name, basicsize: 24, flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = dictview_dealloc
        t.tp_repr = dictview_repr
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = dictview_traverse
        t.tp_iter = iter
        t.setGetSets([GetSetSpec("mapping", dictview_mapping, nil, "dictionary that this view refers to")])
        let sq = t.newSequenceMethods()
        sq.sq_length = dictview_len
        return sq
    }
    func fillSet(_ t: PyObj) {
        let nb = t.newNumberMethods()
        nb.nb_subtract = dictviews_sub
        nb.nb_and = _PyDictView_Intersect
        nb.nb_xor = dictviews_xor
        nb.nb_or = dictviews_or
        t.tp_richcompare = dictview_richcompare
    }
    fill(PyDictKeys_Type, "dict_keys", dictkeys_iter).sq_contains = dictkeys_contains
    fillSet(PyDictKeys_Type)
    PyDictKeys_Type.setMethods([
        .o("isdisjoint", dictviews_isdisjoint), .noargs("__reversed__", dictkeys_reversed),
    ])
    fill(PyDictItems_Type, "dict_items", dictitems_iter).sq_contains = dictitems_contains
    fillSet(PyDictItems_Type)
    PyDictItems_Type.setMethods([
        .o("isdisjoint", dictviews_isdisjoint), .noargs("__reversed__", dictitems_reversed),
    ])
    _ = fill(PyDictValues_Type, "dict_values", dictvalues_iter)
    PyDictValues_Type.setMethods([.noargs("__reversed__", dictvalues_reversed)])
}
