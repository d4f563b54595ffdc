import Memory

// Making a type ready: bases, MRO, dict, inherited slots. Origin: Objects/typeobject.c (PyType_Ready and its parts).

private func type_add_method(_ type: PyObj, _ meth: PyObj) -> Int32 {
    let flags = meth.ml_flags
    let descr: PyObj?
    var isDescriptor = true
    if flags & MethodFlags.CLASS != 0 {
        descr = PyDescr_NewClassMethod(type, meth)
    } else if flags & MethodFlags.STATIC != 0 {
        guard let function = PyCFunction_NewEx(meth, type, nil) else { return -1 }
        descr = PyStaticMethod_New(function)
        Py_DECREF(function)
        isDescriptor = false
    } else {
        descr = PyDescr_NewMethod(type, meth)
    }
    guard let descr else { return -1 }
    let name: PyObj
    if isDescriptor {
        name = Py_NewRef(descr.d_name.unsafelyUnwrapped)
    } else {
        guard let n = PyUnicode_InternFromString(cText(meth.ml_name)) else {
            Py_DECREF(descr)
            return -1
        }
        name = n
    }
    let dict = type.tp_dict.unsafelyUnwrapped
    let err =
        flags & MethodFlags.COEXIST == 0
        ? PyDict_SetDefault(dict, name, descr) == nil : PyDict_SetItem(dict, name, descr) < 0
    Py_DECREF(name)
    Py_DECREF(descr)
    return err ? -1 : 0
}

/// Puts a descriptor (taken over) into the type's dict unless its name is there.
private func addDescriptor(_ type: PyObj, _ descr: PyObj?) -> Bool {
    guard let descr else { return false }
    let ok = PyDict_SetDefault(type.tp_dict.unsafelyUnwrapped, descr.d_name.unsafelyUnwrapped, descr) != nil
    Py_DECREF(descr)
    return ok
}

private func type_ready_fill_dict(_ type: PyObj) -> Int32 {
    if add_operators(type) < 0 { return -1 }
    if var meth = type.tp_methods {
        while meth.rawSlot(0) != nil {
            if type_add_method(type, meth) < 0 { return -1 }
            meth += 32
        }
    }
    if var memb = type.tp_members {
        while memb.mem_name != nil {
            if !addDescriptor(type, PyDescr_NewMember(type, memb)) { return -1 }
            memb += SlotOffset.memberSize
        }
    }
    if var gsp = type.tp_getset {
        while gsp.gs_name != nil {
            if !addDescriptor(type, PyDescr_NewGetSet(type, gsp)) { return -1 }
            gsp += 40
        }
    }
    return type_dict_set_doc(type)
}

private func type_dict_set_doc(_ type: PyObj) -> Int32 {
    let dict = type.tp_dict.unsafelyUnwrapped
    let r = PyDict_Contains(dict, _Py_ID(.__doc__))
    if r != 0 { return r < 0 ? -1 : 0 }
    guard let docText = type.tp_doc else { return PyDict_SetItem(dict, _Py_ID(.__doc__), Py_None) }
    guard let doc = docWithoutSignature(typeText(type), docText) else { return -1 }
    let res = PyDict_SetItem(dict, _Py_ID(.__doc__), doc)
    Py_DECREF(doc)
    return res < 0 ? -1 : 0
}

private func type_ready_set_bases(_ type: PyObj) -> Int32 {
    var base = type.tp_base
    if base == nil && type != PyBaseObject_Type {
        base = PyBaseObject_Type
        type.tp_base = type.tp_flags & TypeFlags.HEAPTYPE != 0 ? Py_NewRef(PyBaseObject_Type) : PyBaseObject_Type
    }
    if let base, !_PyType_IsReady(base), PyType_Ready(base) < 0 { return -1 }
    if type.rawSlot(8) == nil, let base { type.ob_type = base.ob_type }
    if type.tp_bases == nil {
        guard let bases = base == nil ? PyTuple_New(0) : pack1(base.unsafelyUnwrapped) else { return -1 }
        type.tp_bases = bases
    }
    return 0
}

private func type_ready_mro(_ type: PyObj) -> Int32 {
    var old: PyObj?
    if mro_internal(type, &old, keepOld: false) < 0 { return -1 }
    if type.tp_flags & TypeFlags.HEAPTYPE == 0 {
        let mro = type.tp_mro.unsafelyUnwrapped
        for i in 0..<PyTuple_GET_SIZE(mro) where PyTuple_GET_ITEM(mro, i).tp_flags & TypeFlags.HEAPTYPE != 0 {
            PyErr_SetString(
                PyExc_TypeError,
                "type '\(typeText(type))' is not dynamically allocated but its base type '\(typeText(PyTuple_GET_ITEM(mro, i)))' is dynamically allocated"
            )
            return -1
        }
    }
    return 0
}

private func type_ready_set_new(_ type: PyObj) -> Int32 {
    let base = type.tp_base
    // A static type right under `object` without tp_new cannot be called.
    if type.tp_new == nil && base == PyBaseObject_Type && type.tp_flags & TypeFlags.HEAPTYPE == 0 {
        type.tp_flags |= TypeFlags.DISALLOW_INSTANTIATION
    }
    if type.tp_flags & TypeFlags.DISALLOW_INSTANTIATION != 0 {
        type.tp_new = nil
    } else if type.tp_new != nil {
        return add_tp_new_wrapper(type)
    } else {
        type.tp_new = base.unsafelyUnwrapped.tp_new
    }
    return 0
}

// MARK: inheritance

private func inherit_special(_ type: PyObj, _ base: PyObj) {
    if type.tp_flags & TypeFlags.HAVE_GC == 0 && base.tp_flags & TypeFlags.HAVE_GC != 0 && type.tp_traverse == nil
        && type.tp_clear == nil
    {
        type.tp_flags |= TypeFlags.HAVE_GC
        type.tp_traverse = base.tp_traverse
        type.tp_clear = base.tp_clear
    }
    type.tp_flags |= base.tp_flags & TypeFlags.MANAGED_DICT
    if type.tp_basicsize == 0 { type.tp_basicsize = base.tp_basicsize }
    if type.tp_itemsize == 0 { type.tp_itemsize = base.tp_itemsize }
    if type.tp_weaklistoffset == 0 { type.tp_weaklistoffset = base.tp_weaklistoffset }
    if type.tp_dictoffset == 0 { type.tp_dictoffset = base.tp_dictoffset }
    if PyType_IsSubtype(base, PyExc_BaseException) {
        type.tp_flags |= TypeFlags.BASE_EXC_SUBCLASS
    } else if PyType_IsSubtype(base, PyType_Type) {
        type.tp_flags |= TypeFlags.TYPE_SUBCLASS
    } else if PyType_IsSubtype(base, PyLong_Type) {
        type.tp_flags |= TypeFlags.LONG_SUBCLASS
    } else if PyType_IsSubtype(base, PyBytes_Type) {
        type.tp_flags |= TypeFlags.BYTES_SUBCLASS
    } else if PyType_IsSubtype(base, PyUnicode_Type) {
        type.tp_flags |= TypeFlags.UNICODE_SUBCLASS
    } else if PyType_IsSubtype(base, PyTuple_Type) {
        type.tp_flags |= TypeFlags.TUPLE_SUBCLASS
    } else if PyType_IsSubtype(base, PyList_Type) {
        type.tp_flags |= TypeFlags.LIST_SUBCLASS
    } else if PyType_IsSubtype(base, PyDict_Type) {
        type.tp_flags |= TypeFlags.DICT_SUBCLASS
    }
    type.tp_flags |= base.tp_flags & TypeFlags.MATCH_SELF
}

/// Whether the type's own dict has `__eq__` or `__hash__`; -1 is an error.
private func overrides_hash(_ type: PyObj) -> Int32 {
    let dict = type.tp_dict.unsafelyUnwrapped
    let r = PyDict_Contains(dict, _Py_ID(.__eq__))
    return r != 0 ? r : PyDict_Contains(dict, _Py_ID(.__hash__))
}

/// Copies a slot if it is empty here and the base defines it (does not merely inherit it).
@inline(__always) private func copySlot(_ to: PyObj, _ from: PyObj, _ fromBase: PyObj?, _ offset: Int) {
    if to.rawSlot(offset) == nil, let value = from.rawSlot(offset), fromBase == nil || fromBase!.rawSlot(offset) != value {
        to.setRawSlot(offset, value)
    }
}

/// The same for a whole method table.
private func copyTable(_ type: PyObj, _ base: PyObj, _ table: Int, _ size: Int) {
    guard let to = type.rawSlot(table), let from = base.rawSlot(table) else { return }
    let fromBase = base.tp_base?.rawSlot(table)
    var offset = 0
    while offset < size {
        copySlot(to, from, fromBase, offset)
        offset += 8
    }
}

private func inherit_slots(_ type: PyObj, _ base: PyObj) -> Int32 {
    typealias S = SlotOffset
    copyTable(type, base, S.tp_as_number, 288)
    copyTable(type, base, S.tp_as_async, 24)  // am_send is not inherited
    copyTable(type, base, S.tp_as_sequence, 80)
    copyTable(type, base, S.tp_as_mapping, 24)
    copyTable(type, base, S.tp_as_buffer, 16)
    let basebase = base.tp_base

    copySlot(type, base, basebase, S.tp_dealloc)
    if type.tp_getattr == nil && type.tp_getattro == nil {
        type.tp_getattr = base.tp_getattr
        type.tp_getattro = base.tp_getattro
    }
    if type.tp_setattr == nil && type.tp_setattro == nil {
        type.tp_setattr = base.tp_setattr
        type.tp_setattro = base.tp_setattro
    }
    copySlot(type, base, basebase, S.tp_repr)
    copySlot(type, base, basebase, S.tp_vectorcall_offset)
    // Vectorcall is inherited by immutable types only: a class could get another `__call__` later.
    if type.tp_call == nil && PyType_HasFeature(base, TypeFlags.HAVE_VECTORCALL)
        && PyType_HasFeature(type, TypeFlags.IMMUTABLETYPE)
    {
        type.tp_flags |= TypeFlags.HAVE_VECTORCALL
    }
    copySlot(type, base, basebase, S.tp_call)
    copySlot(type, base, basebase, S.tp_str)
    if type.tp_richcompare == nil && type.tp_hash == nil {
        let r = overrides_hash(type)
        if r < 0 { return -1 }
        if r == 0 {
            type.tp_richcompare = base.tp_richcompare
            type.tp_hash = base.tp_hash
        }
    }
    copySlot(type, base, basebase, S.tp_iter)
    copySlot(type, base, basebase, S.tp_iternext)
    copySlot(type, base, basebase, S.tp_descr_get)
    if let get = base.rawSlot(S.tp_descr_get), type.rawSlot(S.tp_descr_get) == get,
        PyType_HasFeature(type, TypeFlags.IMMUTABLETYPE), PyType_HasFeature(base, TypeFlags.METHOD_DESCRIPTOR)
    {
        type.tp_flags |= TypeFlags.METHOD_DESCRIPTOR
    }
    copySlot(type, base, basebase, S.tp_descr_set)
    copySlot(type, base, basebase, S.tp_dictoffset)
    copySlot(type, base, basebase, S.tp_init)
    copySlot(type, base, basebase, S.tp_alloc)
    copySlot(type, base, basebase, S.tp_is_gc)
    copySlot(type, base, basebase, S.tp_finalize)
    if type.tp_flags & TypeFlags.HAVE_GC == base.tp_flags & TypeFlags.HAVE_GC {
        copySlot(type, base, basebase, S.tp_free)
    } else if type.tp_flags & TypeFlags.HAVE_GC != 0 && type.tp_free == nil
        && base.rawSlot(S.tp_free) == PyBaseObject_Type.rawSlot(S.tp_free)
    {
        type.tp_free = PyObject_GC_Del  // a collected type over one that is not
    }
    return 0
}

private func type_ready_inherit(_ type: PyObj) -> Int32 {
    let base = type.tp_base
    if let base { inherit_special(type, base) }
    let mro = type.tp_mro.unsafelyUnwrapped
    let collection = TypeFlags.SEQUENCE | TypeFlags.MAPPING
    for i in 1..<max(1, PyTuple_GET_SIZE(mro)) {
        let b = PyTuple_GET_ITEM(mro, i)
        if !PyType_Check(b) { continue }
        if inherit_slots(type, b) < 0 { return -1 }
        if type.tp_flags & collection == 0 { type.tp_flags |= b.tp_flags & collection }
    }
    if let base {
        if type.tp_as_async == nil { type.tp_as_async = base.tp_as_async }
        if type.tp_as_number == nil { type.tp_as_number = base.tp_as_number }
        if type.tp_as_sequence == nil { type.tp_as_sequence = base.tp_as_sequence }
        if type.tp_as_mapping == nil { type.tp_as_mapping = base.tp_as_mapping }
        if type.tp_as_buffer == nil { type.tp_as_buffer = base.tp_as_buffer }
    }
    if type.tp_flags & TypeFlags.HAVE_GC != 0 && type.tp_flags & TypeFlags.BASETYPE != 0
        && (type.tp_free == nil || type.rawSlot(SlotOffset.tp_free) == PyBaseObject_Type.rawSlot(SlotOffset.tp_free))
    {
        PyErr_SetString(
            PyExc_TypeError,
            "type '\(clip(typeText(type), 100))' participates in gc and is a base type but has inappropriate tp_free slot")
        return -1
    }
    return 0
}

/// A type without a hash says so in its dict.
private func type_ready_set_hash(_ type: PyObj) -> Int32 {
    if type.tp_hash != nil { return 0 }
    let dict = type.tp_dict.unsafelyUnwrapped
    let r = PyDict_Contains(dict, _Py_ID(.__hash__))
    if r != 0 { return r < 0 ? -1 : 0 }
    if PyDict_SetItem(dict, _Py_ID(.__hash__), Py_None) < 0 { return -1 }
    type.tp_hash = PyObject_HashNotImplemented
    return 0
}

private func type_ready(_ type: PyObj) -> Int32 {
    if type.tp_dict == nil {
        guard let dict = PyDict_New() else { return -1 }
        type.tp_dict = dict
    }
    if type_ready_set_bases(type) < 0 || type_ready_mro(type) < 0 || type_ready_set_new(type) < 0
        || type_ready_fill_dict(type) < 0 || type_ready_inherit(type) < 0 || type_ready_set_hash(type) < 0
    {
        return -1
    }
    let bases = type.tp_bases.unsafelyUnwrapped
    for i in 0..<PyTuple_GET_SIZE(bases) {
        let b = PyTuple_GET_ITEM(bases, i)
        if PyType_Check(b) && add_subclass(b, type) < 0 { return -1 }
    }
    if type.tp_flags & TypeFlags.HAVE_GC != 0 && type.tp_traverse == nil {
        PyErr_SetString(
            PyExc_SystemError, "type \(typeText(type)) has the Py_TPFLAGS_HAVE_GC flag but has no traverse function")
        return -1
    }
    return 0
}

/// Completes a type: 0, or -1 with an exception. Origin: Objects/typeobject.c.
public func PyType_Ready(_ type: PyObj) -> Int32 {
    if type.tp_flags & TypeFlags.READY != 0 { return 0 }
    type.tp_flags |= TypeFlags.READYING
    if type.tp_flags & TypeFlags.HEAPTYPE == 0 { type.tp_flags |= TypeFlags.IMMUTABLETYPE }
    if type_ready(type) < 0 {
        type.tp_flags &= ~TypeFlags.READYING
        return -1
    }
    type.tp_flags = type.tp_flags & ~TypeFlags.READYING | TypeFlags.READY
    return 0
}

// MARK: subclasses (a dict: address of the subclass → weak reference to it)

func add_subclass(_ base: PyObj, _ type: PyObj) -> Int32 {
    guard let key = PyLong_FromVoidPtr(type) else { return -1 }
    guard let ref = PyWeakref_NewRef(type, nil) else {
        Py_DECREF(key)
        return -1
    }
    if base.tp_subclasses == nil {
        guard let dict = PyDict_New() else { return -1 }
        base.tp_subclasses = dict
    }
    let result = PyDict_SetItem(base.tp_subclasses.unsafelyUnwrapped, key, ref)
    Py_DECREF(ref)
    Py_DECREF(key)
    return result
}

func add_all_subclasses(_ type: PyObj, _ bases: PyObj) -> Int32 {
    var res: Int32 = 0
    for i in 0..<PyTuple_GET_SIZE(bases) where add_subclass(PyTuple_GET_ITEM(bases, i), type) < 0 { res = -1 }
    return res
}

private func remove_subclass(_ base: PyObj, _ type: PyObj) {
    guard let subclasses = base.tp_subclasses else { return }
    if let key = PyLong_FromVoidPtr(type) {
        if PyDict_DelItem(subclasses, key) != 0 { PyErr_Clear() }
        Py_DECREF(key)
    } else {
        PyErr_Clear()
    }
    if subclasses.ma_used == 0 { Py_CLEAR(base, SlotOffset.tp_subclasses) }
}

func remove_all_subclasses(_ type: PyObj, _ bases: PyObj) {
    for i in 0..<PyTuple_GET_SIZE(bases) {
        let base = PyTuple_GET_ITEM(bases, i)
        if PyType_Check(base) { remove_subclass(base, type) }
    }
}

/// The live direct subclasses as a new list.
func _PyType_GetSubclasses(_ type: PyObj) -> PyObj? {
    guard let list = PyList_New(0) else { return nil }
    guard let subclasses = type.tp_subclasses else { return list }
    var i = 0
    var key: PyObj?, ref: PyObj?
    while PyDict_Next(subclasses, &i, &key, &ref) {
        guard let sub = subclassOf(ref.unsafelyUnwrapped) else { continue }
        if PyList_Append(list, sub) < 0 {
            Py_DECREF(list)
            return nil
        }
    }
    return list
}
