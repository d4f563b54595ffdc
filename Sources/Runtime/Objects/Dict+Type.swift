import Memory
import Trace

// The type `dict`: slots and methods. Origin: Objects/dictobject.c.

private func dict_dealloc(_ mp: PyObj) {
    let values = mp.ma_values
    let keys = mp.ma_keys
    PyObject_GC_UnTrack(mp)
    if !Py_TRASHCAN_BEGIN(mp, dict_dealloc) { return }
    if let values {
        for i in 0..<keys.dk_nentries { Py_XDECREF(values.word(i)) }
        free_values(values)
    }
    dictkeys_decref(keys)
    let list = Freelists.dicts
    let count = list.load(as: Int.self)
    if count < PyDict_MAXFREELIST && mp.ob_type == PyDict_Type {
        list.storeBytes(of: count &+ 1, as: Int.self)
        list.storeBytes(of: mp, toByteOffset: (count &+ 1) &* 8, as: PyObj.self)
        emitIfTracing(.freelistPut, bits(mp), bits(PyDict_Type), bits(count &+ 1))
    } else {
        mp.ob_type.tp_free.unsafelyUnwrapped(mp)
    }
    Py_TRASHCAN_END()
}

private func dict_repr(_ mp: PyObj) -> PyObj? {
    let rc = Py_ReprEnter(mp)
    if rc != 0 { return rc > 0 ? PyUnicode_FromString("{...}") : nil }
    if mp.ma_used == 0 {
        Py_ReprLeave(mp)
        return PyUnicode_FromString("{}")
    }
    var writer = UnicodeWriter()
    writer.overallocate = true
    writer.min_length = 1 + 4 + (2 + 4) * (mp.ma_used - 1) + 1
    let ok = dict_repr_items(mp, &writer)
    Py_ReprLeave(mp)
    if ok { return writer.finish() }
    writer.dealloc()
    return nil
}

/// Writes `repr(op)`; false with an exception.
func writeRepr(_ writer: inout UnicodeWriter, _ op: PyObj) -> Bool {
    guard let s = PyObject_Repr(op) else { return false }
    let ok = writer.writeStr(s)
    Py_DECREF(s)
    return ok
}

private func dict_repr_items(_ mp: PyObj, _ writer: inout UnicodeWriter) -> Bool {
    if !writer.writeChar(0x7b) { return false }
    var pos = 0
    var key = mp
    var value = mp
    var first = true
    while dict_next(mp, &pos, &key, &value) {
        // repr may change the dict.
        Py_INCREF(key)
        Py_INCREF(value)
        let ok =
            (first || writer.writeASCII(", ")) && writeRepr(&writer, key) && writer.writeASCII(": ") && writeRepr(&writer, value)
        Py_DECREF(key)
        Py_DECREF(value)
        if !ok { return false }
        first = false
    }
    writer.overallocate = false
    return writer.writeChar(0x7d)
}

private func dict_length(_ mp: PyObj) -> Int { mp.ma_used }

/// `d[key]`: a new reference; `__missing__` of subclasses is asked; else KeyError.
func dict_subscript(_ mp: PyObj, _ key: PyObj) -> PyObj? {
    let hash = dict_key_hash(key)
    if hash == -1 { return nil }
    var value: PyObj?
    let ix = _Py_dict_lookup(mp, key, hash, &value)
    if ix == DKIX_ERROR { return nil }
    if ix != DKIX_EMPTY, let value { return Py_NewRef(value) }
    if !PyDict_CheckExact(mp) {
        if let missing = _PyObject_LookupSpecial(mp, _Py_ID(.__missing__)) {
            let res = PyObject_CallOneArg(missing, key)
            Py_DECREF(missing)
            return res
        }
        if PyErr_Occurred() != nil { return nil }
    }
    _PyErr_SetKeyError(key)
    return nil
}

private func dict_ass_sub(_ mp: PyObj, _ v: PyObj, _ w: PyObj?) -> Int32 {
    if let w { return PyDict_SetItem(mp, v, w) }
    return PyDict_DelItem(mp, v)
}

private func dict_contains(_ mp: PyObj, _ key: PyObj) -> Int32 { PyDict_Contains(mp, key) }

private func dict_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if !PyDict_Check(v) || !PyDict_Check(w) || (op != Py_EQ && op != Py_NE) { return Py_NewRef(Py_NotImplemented) }
    let cmp = dict_equal(v, w)
    if cmp < 0 { return nil }
    return PyBool_FromLong((cmp == 1) == (op == Py_EQ))
}

private func dict_traverse(_ mp: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let keys = mp.ma_keys
    let n = keys.dk_nentries
    if let values = mp.ma_values {
        for i in 0..<n {
            let r = Py_VISIT(values.word(i), visit, arg)
            if r != 0 { return r }
        }
    } else if DK_IS_UNICODE(keys) {
        var ep = DK_ENTRIES(keys)
        for _ in 0..<n {
            let r = Py_VISIT(ep.ue_value, visit, arg)
            if r != 0 { return r }
            ep += 16
        }
    } else {
        var ep = DK_ENTRIES(keys)
        for _ in 0..<n {
            if let value = ep.me_value {
                var r = Py_VISIT(value, visit, arg)
                if r != 0 { return r }
                r = Py_VISIT(ep.me_key, visit, arg)
                if r != 0 { return r }
            }
            ep += 24
        }
    }
    return 0
}

private func dict_tp_clear(_ op: PyObj) -> Int32 {
    PyDict_Clear(op)
    return 0
}

/// The bytes of a dict and its table; shared keys count with the class.
func _PyDict_SizeOf(_ mp: PyObj) -> Int {
    var res = mp.ob_type.tp_basicsize
    if mp.ma_values != nil { res += shared_keys_usable_size(mp.ma_keys) * 8 }
    if mp.ma_keys.dk_refcnt == 1 { res += _PyDict_KeysSize(mp.ma_keys) }
    return res
}

/// Updates from a mapping or an iterable of pairs. 0, or -1 with an exception.
private func dict_update_arg(_ mp: PyObj, _ arg: PyObj) -> Int32 {
    if PyDict_CheckExact(arg) { return PyDict_Merge(mp, arg, 1) }
    var keys: PyObj?
    if _PyObject_LookupAttr(arg, _Py_ID(.keys), &keys) < 0 { return -1 }
    if let keys {
        Py_DECREF(keys)
        return PyDict_Merge(mp, arg, 1)
    }
    return PyDict_MergeFromSeq2(mp, arg, 1)
}

private func dict_update_common(_ mp: PyObj, _ args: PyObj, _ kwds: PyObj?, _ name: String) -> Int32 {
    if !_PyArg_CheckPositional(name, args.ob_size, 0, 1) { return -1 }
    var result: Int32 = 0
    if args.ob_size == 1 { result = dict_update_arg(mp, PyTuple_GET_ITEM(args, 0)) }
    if result == 0, let kwds {
        if !_PyDict_HasOnlyStringKeys(kwds) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings")
            return -1
        }
        result = PyDict_Merge(mp, kwds, 1)
    }
    return result
}

private func dict_or(_ v: PyObj, _ other: PyObj) -> PyObj? {
    if !PyDict_Check(v) || !PyDict_Check(other) { return Py_NewRef(Py_NotImplemented) }
    guard let new = PyDict_Copy(v) else { return nil }
    if dict_update_arg(new, other) != 0 {
        Py_DECREF(new)
        return nil
    }
    return new
}

private func dict_ior(_ v: PyObj, _ other: PyObj) -> PyObj? {
    if dict_update_arg(v, other) != 0 { return nil }
    return Py_NewRef(v)
}

// MARK: Methods

private func dict___contains__(_ mp: PyObj, _ key: PyObj) -> PyObj? {
    let r = PyDict_Contains(mp, key)
    return r < 0 ? nil : PyBool_FromLong(r != 0)
}
private func dict_sizeof(_ mp: PyObj) -> PyObj? { PyLong_FromSsize_t(_PyDict_SizeOf(mp)) }
private func dict_get(_ mp: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("get", nargs, 1, 2) { return nil }
    let key = args[0]
    let hash = dict_key_hash(key)
    if hash == -1 { return nil }
    var value: PyObj?
    let ix = _Py_dict_lookup(mp, key, hash, &value)
    if ix == DKIX_ERROR { return nil }
    if ix != DKIX_EMPTY, let value { return Py_NewRef(value) }
    return Py_NewRef(nargs > 1 ? args[1] : Py_None)
}
private func dict_setdefault(_ mp: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("setdefault", nargs, 1, 2) { return nil }
    return Py_XNewRef(PyDict_SetDefault(mp, args[0], nargs > 1 ? args[1] : Py_None))
}
private func dict_pop(_ mp: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("pop", nargs, 1, 2) { return nil }
    return _PyDict_Pop(mp, args[0], nargs > 1 ? args[1] : nil)
}

private func dict_popitem(_ mp: PyObj) -> PyObj? {
    // The tuple first: its allocation may run the collector, which may empty the dict.
    guard let res = PyTuple_New(2) else { return nil }
    if mp.ma_used == 0 {
        Py_DECREF(res)
        PyErr_SetString(PyExc_KeyError, "popitem(): dictionary is empty")
        return nil
    }
    if mp.ma_keys.dk_kind == DICT_KEYS_SPLIT {
        if dictresize(mp, mp.ma_keys.dk_log2_size, true) < 0 {
            Py_DECREF(res)
            return nil
        }
    }
    let keys = mp.ma_keys
    keys.dk_version = 0
    let unicode = DK_IS_UNICODE(keys)
    let ep0 = DK_ENTRIES(keys)
    var i = keys.dk_nentries - 1
    let key: PyObj
    let value: PyObj
    let hash: Int
    if unicode {
        while i >= 0 && (ep0 + i &* 16).ue_value == nil { i &-= 1 }
        let ep = ep0 + i &* 16
        key = ep.ue_key.unsafelyUnwrapped
        value = ep.ue_value.unsafelyUnwrapped
        hash = key.unicode_hash
        ep.ue_key = nil
        ep.ue_value = nil
    } else {
        while i >= 0 && (ep0 + i &* 24).me_value == nil { i &-= 1 }
        let ep = ep0 + i &* 24
        key = ep.me_key.unsafelyUnwrapped
        value = ep.me_value.unsafelyUnwrapped
        hash = ep.me_hash
        ep.me_key = nil
        ep.me_hash = -1
        ep.me_value = nil
    }
    dictkeys_set_index(keys, UInt(bitPattern: lookdict_index(keys, hash, i)), DKIX_DUMMY)
    PyTuple_SET_ITEM(res, 0, key)
    PyTuple_SET_ITEM(res, 1, value)
    // dk_usable stays: the index table still has a dummy.
    keys.dk_nentries = i
    mp.ma_used = mp.ma_used &- 1
    mp.ma_version_tag = DICT_NEXT_VERSION()
    return res
}

private func dict_update(_ mp: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    dict_update_common(mp, args, kwds, "update") < 0 ? nil : Py_NewRef(Py_None)
}
private func dict_fromkeys(_ type: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("fromkeys", nargs, 1, 2) { return nil }
    return _PyDict_FromKeys(type, args[0], nargs > 1 ? args[1] : Py_None)
}
private func dict_clear(_ mp: PyObj) -> PyObj? {
    PyDict_Clear(mp)
    return Py_NewRef(Py_None)
}
private func dict_copy(_ mp: PyObj) -> PyObj? { PyDict_Copy(mp) }
private func dict_reversed(_ mp: PyObj) -> PyObj? { dictiter_new(mp, PyDictRevIterKey_Type) }
private func dict_iter(_ mp: PyObj) -> PyObj? { dictiter_new(mp, PyDictIterKey_Type) }

private func dict_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? { dict_alloc(type) }

private func dict_alloc(_ type: PyObj) -> PyObj? {
    guard let d = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    d.ma_used = 0
    d.ma_version_tag = DICT_NEXT_VERSION()
    dictkeys_incref(Py_EMPTY_KEYS)
    d.ma_keys = Py_EMPTY_KEYS
    d.ma_values = nil
    // Exact dicts are tracked later, when they first hold something that can be in a cycle.
    if type != PyDict_Type && !_PyObject_GC_IS_TRACKED(d) { _PyObject_GC_TRACK(d) }
    return d
}

private func dict_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 { dict_update_common(op, args, kwds, "dict") }

private func dict_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if !_PyArg_CheckPositional("dict", nargs, 0, 1) { return nil }
    guard let d = dict_alloc(type) else { return nil }
    if nargs == 1 && dict_update_arg(d, args[0]) < 0 {
        Py_DECREF(d)
        return nil
    }
    if let kwnames {
        for i in 0..<kwnames.ob_size where PyDict_SetItem(d, PyTuple_GET_ITEM(kwnames, i), args[nargs + i]) < 0 {
            Py_DECREF(d)
            return nil
        }
    }
    return d
}

/// Fills `PyDict_Type`.
func initDictType() {
    let t = PyDict_Type
    t.initStaticType(
        "dict", basicsize: 48,
        flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.DICT_SUBCLASS | TypeFlags.MATCH_SELF | TypeFlags.MAPPING)
    t.tp_dealloc = dict_dealloc
    t.tp_repr = dict_repr
    let nb = t.newNumberMethods()
    nb.nb_or = dict_or
    nb.nb_inplace_or = dict_ior
    t.newSequenceMethods().sq_contains = dict_contains
    let mp = t.newMappingMethods()
    mp.mp_length = dict_length
    mp.mp_subscript = dict_subscript
    mp.mp_ass_subscript = dict_ass_sub
    t.tp_hash = PyObject_HashNotImplemented
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = dict_traverse
    t.tp_clear = dict_tp_clear
    t.tp_richcompare = dict_richcompare
    t.tp_iter = dict_iter
    t.tp_init = dict_init
    t.tp_alloc = _PyType_AllocNoTrack
    t.tp_new = dict_new
    t.tp_free = PyObject_GC_Del
    t.tp_vectorcall = dict_vectorcall
    t.setMethods([
        .o(
            "__contains__", dict___contains__, "True if the dictionary has the specified key, else False.",
            flags: MethodFlags.COEXIST),
        .o("__getitem__", dict_subscript, "x.__getitem__(y) <==> x[y]", flags: MethodFlags.COEXIST),
        .noargs("__sizeof__", dict_sizeof),
        .fast("get", dict_get, "Return the value for key if key is in the dictionary, else default."),
        .fast("setdefault", dict_setdefault),
        .fast("pop", dict_pop),
        .noargs("popitem", dict_popitem),
        .noargs("keys", dictkeys_new),
        .noargs("items", dictitems_new),
        .noargs("values", dictvalues_new),
        .keywords("update", dict_update),
        .fast("fromkeys", dict_fromkeys, flags: MethodFlags.CLASS),
        .noargs("clear", dict_clear),
        .noargs("copy", dict_copy),
        .noargs("__reversed__", dict_reversed),
        .o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS),
    ])
}
