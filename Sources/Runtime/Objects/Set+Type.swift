import Memory
import Trace

// The types `set`, `frozenset` and their iterator: slots and methods. Origin: Objects/setobject.c.

private func set_dealloc(_ so: PyObj) {
    let used = so.set_used
    PyObject_GC_UnTrack(so)
    if !Py_TRASHCAN_BEGIN(so, set_dealloc) { return }
    if so.set_weakreflist != nil { PyObject_ClearWeakRefs(so) }
    set_drop_keys(so.setTable, used)
    if so.setTable != so.smallTable { PyMem_Free(so.setTable) }
    so.ob_type.tp_free.unsafelyUnwrapped(so)
    Py_TRASHCAN_END()
}

private func set_repr(_ so: PyObj) -> PyObj? {
    let status = Py_ReprEnter(so)
    if status != 0 { return status < 0 ? nil : PyUnicode_FromString("\(so.typeName)(...)") }
    if so.set_used == 0 {
        Py_ReprLeave(so)
        return PyUnicode_FromString("\(so.typeName)()")
    }
    var result: PyObj?
    if let keys = PySequence_List(so) {
        let listrepr = PyObject_Repr(keys)
        Py_DECREF(keys)
        if let listrepr {
            var writer = UnicodeWriter()
            writer.overallocate = true
            let exact = PySet_CheckExact(so)
            if writer.writeText(exact ? "{" : "\(so.typeName)({") && writer.writeSubstring(listrepr, 1, listrepr.unicode_length - 1)
                && writer.writeText(exact ? "}" : "})")
            {
                result = writer.finish()
            } else {
                writer.dealloc()
            }
            Py_DECREF(listrepr)
        }
    }
    Py_ReprLeave(so)
    return result
}

private func set_len(_ so: PyObj) -> Int { so.set_used }

private func set_traverse(_ so: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var pos = 0
    while let entry = set_next_entry(so, &pos) {
        let r = Py_VISIT(entry.se_key, visit, arg)
        if r != 0 { return r }
    }
    return 0
}

private func set_tp_clear(_ so: PyObj) -> Int32 {
    set_clear_internal(so)
    return 0
}

@inline(__always) private func shuffle(_ h: UInt) -> UInt { ((h ^ 89_869_747) ^ (h &<< 16)) &* 3_644_798_167 }

private func frozenset_hash(_ so: PyObj) -> Int {
    if so.set_hash != -1 { return so.set_hash }
    var hash: UInt = 0
    // All slots are mixed in; what unused and deleted ones added is taken out again.
    var entry = so.setTable
    for _ in 0...so.set_mask {
        hash ^= shuffle(UInt(bitPattern: entry.se_hash))
        entry += 16
    }
    if (so.set_mask &+ 1 &- so.set_fill) & 1 != 0 { hash ^= shuffle(0) }
    if (so.set_fill &- so.set_used) & 1 != 0 { hash ^= shuffle(UInt.max) }
    hash ^= (UInt(bitPattern: so.set_used) &+ 1) &* 1_927_868_237
    hash ^= (hash &>> 11) ^ (hash &>> 25)
    hash = hash &* 69069 &+ 907_133_923
    if hash == UInt.max { hash = 590_923_713 }
    so.set_hash = Int(bitPattern: hash)
    return so.set_hash
}

// MARK: Methods

private func set_add(_ so: PyObj, _ key: PyObj) -> PyObj? { set_add_key(so, key) != 0 ? nil : Py_NewRef(Py_None) }

private func set_clear(_ so: PyObj) -> PyObj? {
    set_clear_internal(so)
    return Py_NewRef(Py_None)
}

private func set_pop(_ so: PyObj) -> PyObj? {
    if so.set_used == 0 {
        PyErr_SetString(PyExc_KeyError, "pop from an empty set")
        return nil
    }
    let table = so.setTable
    let mask = so.set_mask
    var i = so.set_finger & mask
    while true {
        let entry = table + i &* 16
        if let key = entry.se_key, key != _PySet_Dummy {
            entry.se_key = _PySet_Dummy
            entry.se_hash = -1
            so.set_used = so.set_used &- 1
            so.set_finger = i &+ 1
            return key
        }
        i &+= 1
        if i > mask { i = 0 }
    }
}

/// PySet_Pop: a new reference; nil with an exception.
func PySet_Pop(_ set: PyObj) -> PyObj? {
    if !PySet_Check(set) {
        PyErr_BadInternalCall()
        return nil
    }
    return set_pop(set)
}

/// Does `body` with a key; if that is an unhashable set, with a frozenset of it.
@inline(__always) private func withSetKey(_ so: PyObj, _ key: PyObj, _ body: (PyObj, PyObj) -> Int32) -> Int32 {
    let rv = body(so, key)
    if rv >= 0 || !PySet_Check(key) || !PyErr_ExceptionMatches(PyExc_TypeError) { return rv }
    PyErr_Clear()
    guard let tmp = make_new_set(PyFrozenSet_Type, key) else { return -1 }
    let again = body(so, tmp)
    Py_DECREF(tmp)
    return again
}

private func set_contains(_ so: PyObj, _ key: PyObj) -> Int32 { withSetKey(so, key) { set_contains_key($0, $1) } }

private func set_direct_contains(_ so: PyObj, _ key: PyObj) -> PyObj? {
    let r = set_contains(so, key)
    return r < 0 ? nil : PyBool_FromLong(r != 0)
}

private func set_remove(_ so: PyObj, _ key: PyObj) -> PyObj? {
    let rv = withSetKey(so, key) { set_discard_key($0, $1) }
    if rv < 0 { return nil }
    if rv == 0 {
        _PyErr_SetKeyError(key)
        return nil
    }
    return Py_NewRef(Py_None)
}

private func set_discard(_ so: PyObj, _ key: PyObj) -> PyObj? {
    withSetKey(so, key) { set_discard_key($0, $1) } < 0 ? nil : Py_NewRef(Py_None)
}

private func set_reduce(_ so: PyObj) -> PyObj? {
    guard let keys = PySequence_List(so) else { return nil }
    guard let args = PyTuple_Pack(1, keys) else {
        Py_DECREF(keys)
        return nil
    }
    Py_DECREF(keys)
    guard let state = _PyObject_GetState(so) else {
        Py_DECREF(args)
        return nil
    }
    let result = PyTuple_Pack(3, so.ob_type, args, state)
    Py_DECREF(args)
    Py_DECREF(state)
    return result
}

private func set_sizeof(_ so: PyObj) -> PyObj? {
    PyLong_FromSsize_t(so.ob_type.tp_basicsize + (so.setTable != so.smallTable ? (so.set_mask + 1) * 16 : 0))
}

private func set_init(_ so: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if !_PyArg_NoKeywords("set", kwds) { return -1 }
    if !_PyArg_CheckPositional(so.typeName, args.ob_size, 0, 1) { return -1 }
    if so.set_fill > 0 { set_clear_internal(so) }
    so.set_hash = -1
    return args.ob_size == 0 ? 0 : set_update_internal(so, PyTuple_GET_ITEM(args, 0))
}

private func set_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? { make_new_set(type, nil) }

private func set_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_NoKwnames("set", kwnames) { return nil }
    let nargs = PyVectorcall_NARGS(nargsf)
    if !_PyArg_CheckPositional("set", nargs, 0, 1) { return nil }
    return make_new_set(type, nargs > 0 ? args[0] : nil)
}

private func make_new_frozenset(_ type: PyObj, _ iterable: PyObj?) -> PyObj? {
    if type == PyFrozenSet_Type, let iterable, PyFrozenSet_CheckExact(iterable) { return Py_NewRef(iterable) }
    return make_new_set(type, iterable)
}

private func frozenset_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    let plain =
        type == PyFrozenSet_Type
        || unsafeBitCast(type.tp_init, to: UInt.self) == unsafeBitCast(PyFrozenSet_Type.tp_init, to: UInt.self)
    if plain && !_PyArg_NoKeywords("frozenset", kwds) { return nil }
    if !_PyArg_CheckPositional(typeText(type), args.ob_size, 0, 1) { return nil }
    return make_new_frozenset(type, args.ob_size == 0 ? nil : PyTuple_GET_ITEM(args, 0))
}

private func frozenset_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_NoKwnames("frozenset", kwnames) { return nil }
    let nargs = PyVectorcall_NARGS(nargsf)
    if !_PyArg_CheckPositional("frozenset", nargs, 0, 1) { return nil }
    return make_new_frozenset(type, nargs > 0 ? args[0] : nil)
}

/// Fills `PySet_Type` and `PyFrozenSet_Type`.
func initSetTypes() {
    func fill(_ t: PyObj, _ name: StaticString) -> PyObj {
        t.initStaticType(name, basicsize: 200, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.MATCH_SELF)
        t.tp_dealloc = set_dealloc
        t.tp_repr = set_repr
        let nb = t.newNumberMethods()
        nb.nb_subtract = set_sub
        nb.nb_and = set_and
        nb.nb_xor = set_xor
        nb.nb_or = set_or
        let sq = t.newSequenceMethods()
        sq.sq_length = set_len
        sq.sq_contains = set_contains
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = set_traverse
        t.tp_clear = set_tp_clear
        t.tp_richcompare = set_richcompare
        t.tp_weaklistoffset = 192
        t.tp_iter = set_iter
        t.tp_alloc = PyType_GenericAlloc
        t.tp_free = PyObject_GC_Del
        return nb
    }
    let nb = fill(PySet_Type, "set")
    nb.nb_inplace_subtract = set_isub
    nb.nb_inplace_and = set_iand
    nb.nb_inplace_xor = set_ixor
    nb.nb_inplace_or = set_ior
    let set = PySet_Type
    set.tp_hash = PyObject_HashNotImplemented
    set.tp_init = set_init
    set.tp_new = set_new
    set.tp_vectorcall = set_vectorcall
    let shared: [MethodSpec] = [
        .o("__contains__", set_direct_contains, "x.__contains__(y) <==> y in x.", flags: MethodFlags.COEXIST),
        .varargs("difference", set_difference_multi),
        .varargs("intersection", set_intersection_multi),
        .o("isdisjoint", set_isdisjoint),
        .o("issubset", set_issubset),
        .o("issuperset", set_issuperset),
        .noargs("__reduce__", set_reduce),
        .noargs("__sizeof__", set_sizeof),
        .o("symmetric_difference", set_symmetric_difference),
        .varargs("union", set_union),
        .o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS),
    ]
    // In CPython's order, which `set.__dict__` shows; the numbers are places in `shared`.
    set.setMethods([
        .o("add", set_add), .noargs("clear", set_clear), shared[0], .noargs("copy", set_copy), .o("discard", set_discard),
        shared[1], .varargs("difference_update", set_difference_update), shared[2],
        .varargs("intersection_update", set_intersection_update_multi), shared[3], shared[4], shared[5],
        .noargs("pop", set_pop), shared[6], .o("remove", set_remove), shared[7], shared[8],
        .o("symmetric_difference_update", set_symmetric_difference_update), shared[9], .varargs("update", set_update),
        shared[10],
    ])
    _ = fill(PyFrozenSet_Type, "frozenset")
    let frozen = PyFrozenSet_Type
    frozen.tp_hash = frozenset_hash
    frozen.tp_new = frozenset_new
    frozen.tp_vectorcall = frozenset_vectorcall
    frozen.setMethods([.noargs("copy", frozenset_copy)] + shared)
}

// MARK: Iterator

private func set_iter(_ so: PyObj) -> PyObj? {
    guard let si = _PyObject_GC_New(PySetIter_Type) else { return nil }
    si.si_set = Py_NewRef(so)
    si.si_used = so.set_used
    si.si_pos = 0
    si.si_len = so.set_used
    _PyObject_GC_TRACK(si)
    return si
}

private func setiter_dealloc(_ si: PyObj) {
    _PyObject_GC_UNTRACK(si)
    Py_XDECREF(si.si_set)
    PyObject_GC_Del(si)
}

private func setiter_traverse(_ si: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(si.si_set, visit, arg)
}

private func setiter_len(_ si: PyObj) -> PyObj? {
    guard let so = si.si_set, si.si_used == so.set_used else { return PyLong_FromSsize_t(0) }
    return PyLong_FromSsize_t(si.si_len)
}

private func setiter_reduce(_ si: PyObj) -> PyObj? {
    guard let tmp = PyObject_Malloc(48) else { return PyErr_NoMemory() }
    tmp.copyMemory(from: si, byteCount: 48)
    Py_XINCREF(tmp.si_set)
    let list = PySequence_List(tmp)
    Py_XDECREF(tmp.si_set)
    PyObject_Free(tmp)
    guard let list else { return nil }
    return iteratorReduction(.iter, list)
}

private func setiter_iternext(_ si: PyObj) -> PyObj? {
    guard let so = si.si_set else { return nil }
    if si.si_used != so.set_used {
        PyErr_SetString(PyExc_RuntimeError, "Set changed size during iteration")
        si.si_used = -1
        return nil
    }
    var pos = si.si_pos
    let entry = set_next_entry(so, &pos)
    si.si_pos = pos
    guard let entry else {
        si.si_set = nil
        Py_DECREF(so)
        return nil
    }
    si.si_len = si.si_len &- 1
    return Py_NewRef(entry.se_key.unsafelyUnwrapped)
}

/// Fills `PySetIter_Type`.
func initSetIterType() {
    let t = PySetIter_Type
    t.initStaticType("set_iterator", basicsize: 48, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = setiter_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = setiter_traverse
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = setiter_iternext
    t.setMethods([
        .noargs("__length_hint__", setiter_len, "Private method returning an estimate of len(list(it))."),
        .noargs("__reduce__", setiter_reduce, "Return state information for pickling."),
    ])
}
