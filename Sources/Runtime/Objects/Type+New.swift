import Memory

// `type(name, bases, dict)`: how a class is made. Origin: Objects/typeobject.c (type_new and its parts).

/// What the steps of type_new hand on.
private struct NewContext {
    var metatype: PyObj
    var args: PyObj
    var kwds: PyObj?
    var origDict: PyObj
    var name: PyObj
    var bases: PyObj  // owned once `base` is set
    var base: PyObj  // borrowed
    var slots: PyObj?  // owned
    var nslot = 0
    var addDict = 0
    var addWeak = 0
    var mayAddDict = false
    var mayAddWeak = false
}

/// A private name in a class is prefixed with the class's name: a new reference. Origin: `_Py_Mangle`, Python/compile.c.
func _Py_Mangle(_ privateName: PyObj?, _ ident: PyObj) -> PyObj? {
    guard let privateName, PyUnicode_Check(privateName) else { return Py_NewRef(ident) }
    let nlen = PyUnicode_GET_LENGTH(ident)
    let plen = PyUnicode_GET_LENGTH(privateName)
    if nlen < 2 || PyUnicode_READ_CHAR(ident, 0) != 0x5f || PyUnicode_READ_CHAR(ident, 1) != 0x5f { return Py_NewRef(ident) }
    // __x__ and dotted names stay as they are.
    if PyUnicode_READ_CHAR(ident, nlen - 1) == 0x5f && PyUnicode_READ_CHAR(ident, nlen - 2) == 0x5f { return Py_NewRef(ident) }
    for i in 0..<nlen where PyUnicode_READ_CHAR(ident, i) == 0x2e { return Py_NewRef(ident) }
    var start = 0
    while start < plen && PyUnicode_READ_CHAR(privateName, start) == 0x5f { start += 1 }
    if start == plen { return Py_NewRef(ident) }
    let className = swiftString(privateName).unicodeScalars.dropFirst(start)
    return PyUnicode_FromString("_" + String(String.UnicodeScalarView(className)) + swiftString(ident))
}

private func valid_identifier(_ s: PyObj) -> Bool {
    if !PyUnicode_Check(s) {
        PyErr_SetString(PyExc_TypeError, "__slots__ items must be strings, not '\(clip(s.typeName, 200))'")
        return false
    }
    if !PyUnicode_IsIdentifier(s) {
        PyErr_SetString(PyExc_TypeError, "__slots__ must be identifiers")
        return false
    }
    return true
}

// MARK: slots

private func type_new_visit_slots(_ ctx: inout NewContext) -> Bool {
    let slots = ctx.slots.unsafelyUnwrapped
    for i in 0..<ctx.nslot {
        let name = PyTuple_GET_ITEM(slots, i)
        if !valid_identifier(name) { return false }
        if _PyUnicode_EQ(name, _Py_ID(.__dict__)) {
            if !ctx.mayAddDict || ctx.addDict != 0 {
                PyErr_SetString(PyExc_TypeError, "__dict__ slot disallowed: we already got one")
                return false
            }
            ctx.addDict += 1
        }
        if _PyUnicode_EQ(name, _Py_ID(.__weakref__)) {
            if !ctx.mayAddWeak || ctx.addWeak != 0 {
                PyErr_SetString(
                    PyExc_TypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0")
                return false
            }
            ctx.addWeak += 1
        }
    }
    return true
}

/// The slots but `__dict__` and `__weakref__`, mangled and sorted, as a new tuple.
private func type_new_copy_slots(_ ctx: NewContext, _ dict: PyObj) -> PyObj? {
    let slots = ctx.slots.unsafelyUnwrapped
    guard let newSlots = PyList_New(ctx.nslot - ctx.addDict - ctx.addWeak) else { return nil }
    var j = 0
    for i in 0..<ctx.nslot {
        let slot = PyTuple_GET_ITEM(slots, i)
        if (ctx.addDict != 0 && _PyUnicode_EQ(slot, _Py_ID(.__dict__)))
            || (ctx.addWeak != 0 && _PyUnicode_EQ(slot, _Py_ID(.__weakref__)))
        {
            continue
        }
        guard let mangled = _Py_Mangle(ctx.name, slot) else {
            Py_DECREF(newSlots)
            return nil
        }
        PyList_SET_ITEM(newSlots, j, mangled)
        let r = PyDict_Contains(dict, mangled)
        if r != 0 {
            if r < 0 {
                Py_DECREF(newSlots)
                return nil
            }
            // The compiler itself puts these two into the namespace.
            if !_PyUnicode_EQ(mangled, _Py_ID(.__qualname__)) && !_PyUnicode_EQ(mangled, _Py_ID(.__classcell__)) {
                PyErr_SetString(
                    PyExc_ValueError, "\(reprText(mangled)) in __slots__ conflicts with class variable")
                Py_DECREF(newSlots)
                return nil
            }
        }
        j += 1
    }
    if PyList_Sort(newSlots) == -1 {
        Py_DECREF(newSlots)
        return nil
    }
    let tuple = PyList_AsTuple(newSlots)
    Py_DECREF(newSlots)
    return tuple
}

/// A secondary base may bring a dict or weak references.
private func type_new_slots_bases(_ ctx: inout NewContext) {
    let nbases = PyTuple_GET_SIZE(ctx.bases)
    guard nbases > 1, (ctx.mayAddDict && ctx.addDict == 0) || (ctx.mayAddWeak && ctx.addWeak == 0) else { return }
    for i in 0..<nbases {
        let base = PyTuple_GET_ITEM(ctx.bases, i)
        if base == ctx.base { continue }
        if ctx.mayAddDict && ctx.addDict == 0 && base.tp_dictoffset != 0 { ctx.addDict += 1 }
        if ctx.mayAddWeak && ctx.addWeak == 0 && base.tp_weaklistoffset != 0 { ctx.addWeak += 1 }
        if ctx.mayAddDict && ctx.addDict == 0 { continue }
        if ctx.mayAddWeak && ctx.addWeak == 0 { continue }
        break
    }
}

private func type_new_slots(_ ctx: inout NewContext, _ dict: PyObj) -> Bool {
    ctx.mayAddDict = ctx.base.tp_dictoffset == 0
    ctx.mayAddWeak = ctx.base.tp_weaklistoffset == 0 && ctx.base.tp_itemsize == 0
    if ctx.slots == nil {
        if ctx.mayAddDict { ctx.addDict += 1 }
        if ctx.mayAddWeak { ctx.addWeak += 1 }
        return true
    }
    if ctx.nslot > 0 && ctx.base.tp_itemsize != 0 {
        PyErr_SetString(
            PyExc_TypeError, "nonempty __slots__ not supported for subtype of '\(typeText(ctx.base))'")
        return false
    }
    if !type_new_visit_slots(&ctx) { return false }
    guard let newSlots = type_new_copy_slots(ctx, dict) else { return false }
    Py_XDECREF(ctx.slots)
    ctx.slots = newSlots
    ctx.nslot = PyTuple_GET_SIZE(newSlots)
    type_new_slots_bases(&ctx)
    return true
}

private func type_new_get_slots(_ ctx: inout NewContext, _ dict: PyObj) -> Bool {
    guard let slots = PyDict_GetItemWithError(dict, _Py_ID(.__slots__)) else {
        ctx.slots = nil
        ctx.nslot = 0
        return PyErr_Occurred() == nil
    }
    guard let tuple = PyUnicode_Check(slots) ? pack1(slots) : PySequence_Tuple(slots) else { return false }
    ctx.slots = tuple
    ctx.nslot = PyTuple_GET_SIZE(tuple)
    return true
}

// MARK: the type object

private func type_new_alloc(_ ctx: NewContext) -> PyObj? {
    let metatype = ctx.metatype
    guard let type = metatype.tp_alloc.unsafelyUnwrapped(metatype, ctx.nslot) else { return nil }
    type.tp_flags = TypeFlags.DEFAULT | TypeFlags.HEAPTYPE | TypeFlags.BASETYPE | TypeFlags.HAVE_GC
    type.tp_as_async = type + SlotOffset.as_async
    type.tp_as_number = type + SlotOffset.as_number
    type.tp_as_sequence = type + SlotOffset.as_sequence
    type.tp_as_mapping = type + SlotOffset.as_mapping
    type.tp_as_buffer = type + SlotOffset.as_buffer
    type.tp_bases = Py_NewRef(ctx.bases)
    type.tp_base = Py_NewRef(ctx.base)
    type.tp_dealloc = subtype_dealloc
    type.tp_alloc = PyType_GenericAlloc
    type.tp_free = PyObject_GC_Del
    type.tp_traverse = subtype_traverse
    type.tp_clear = subtype_clear
    type.ht_name = Py_NewRef(ctx.name)
    return type
}

private func type_new_set_module(_ type: PyObj) -> Bool {
    let dict = type.tp_dict.unsafelyUnwrapped
    let r = PyDict_Contains(dict, _Py_ID(.__module__))
    if r != 0 { return r > 0 }
    guard let globals = PyEval_GetGlobals() else { return true }
    guard let module = PyDict_GetItemWithError(globals, _Py_ID(.__name__)) else { return PyErr_Occurred() == nil }
    return PyDict_SetItem(dict, _Py_ID(.__module__), module) >= 0
}

private func type_new_set_ht_name(_ type: PyObj) -> Bool {
    let dict = type.tp_dict.unsafelyUnwrapped
    if let qualname = PyDict_GetItemWithError(dict, _Py_ID(.__qualname__)) {
        if !PyUnicode_Check(qualname) {
            PyErr_SetString(PyExc_TypeError, "type __qualname__ must be a str, not \(qualname.typeName)")
            return false
        }
        type.ht_qualname = Py_NewRef(qualname)
        return PyDict_DelItem(dict, _Py_ID(.__qualname__)) >= 0
    }
    if PyErr_Occurred() != nil { return false }
    type.ht_qualname = Py_XNewRef(type.ht_name)
    return true
}

private func type_new_set_doc(_ type: PyObj) -> Bool {
    guard let doc = PyDict_GetItemWithError(type.tp_dict.unsafelyUnwrapped, _Py_ID(.__doc__)) else {
        return PyErr_Occurred() == nil
    }
    if !PyUnicode_Check(doc) { return true }
    guard let text = PyUnicode_AsUTF8AndSize(doc) else { return false }
    let size = text.count
    guard let copy = PyObject_Malloc(size + 1) else {
        _ = PyErr_NoMemory()
        return false
    }
    if let start = text.baseAddress { copy.copyMemory(from: start, byteCount: size) }
    copy.storeBytes(of: 0, toByteOffset: size, as: UInt8.self)
    type.tp_doc = copy
    return true
}

/// A plain function under this name becomes a static or class method.
private func type_new_wrap(_ type: PyObj, _ attr: PyObj, _ make: (PyObj) -> PyObj?) -> Bool {
    let dict = type.tp_dict.unsafelyUnwrapped
    guard let function = PyDict_GetItemWithError(dict, attr) else { return PyErr_Occurred() == nil }
    if function.ob_type != PyFunction_Type { return true }
    guard let method = make(function) else { return false }
    let r = PyDict_SetItem(dict, attr, method)
    Py_DECREF(method)
    return r >= 0
}

/// Lays out the instance: slots, then a dict pointer, then the weak reference list; a managed dict lies before the object.
private func type_new_descriptors(_ ctx: NewContext, _ type: PyObj) -> Bool {
    var slotoffset = ctx.base.tp_basicsize
    var mp = _PyHeapType_GET_MEMBERS(type)
    if let slots = type.ht_slots {
        for i in 0..<PyTuple_GET_SIZE(slots) {
            guard let name = PyUnicode_AsUTF8(PyTuple_GET_ITEM(slots, i)) else { return false }
            mp.mem_name = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(name))
            mp.mem_type = MemberType.objectEx.rawValue
            mp.mem_offset = slotoffset
            slotoffset += 8
            mp += SlotOffset.memberSize
        }
    }
    if ctx.addDict != 0 && ctx.base.tp_itemsize != 0 {
        type.tp_dictoffset = -8
        slotoffset += 8
    }
    if ctx.addWeak != 0 {
        type.tp_weaklistoffset = slotoffset
        slotoffset += 8
    }
    if ctx.addDict != 0 && ctx.base.tp_itemsize == 0 {
        type.tp_flags |= TypeFlags.MANAGED_DICT
        type.tp_dictoffset = -slotoffset - 24
    }
    type.tp_basicsize = slotoffset
    type.tp_itemsize = ctx.base.tp_itemsize
    type.tp_members = _PyHeapType_GET_MEMBERS(type)
    return true
}

private func type_new_set_slots(_ ctx: NewContext, _ type: PyObj) {
    switch (type.tp_weaklistoffset != 0, type.tp_dictoffset != 0) {
    case (true, true): type.tp_getset = Interp.object(TypeWords.getsetsFull)
    case (true, false): type.tp_getset = Interp.object(TypeWords.getsetsWeakref)
    case (false, true): type.tp_getset = Interp.object(TypeWords.getsetsDict)
    case (false, false): type.tp_getset = nil
    }
    if type.tp_dictoffset != 0 || ctx.nslot > 0 {
        let base = ctx.base
        if base.tp_getattr == nil && base.tp_getattro == nil { type.tp_getattro = PyObject_GenericGetAttr }
        if base.tp_setattr == nil && base.tp_setattro == nil { type.tp_setattro = PyObject_GenericSetAttr }
    }
}

private func type_new_set_classcell(_ type: PyObj) -> Bool {
    let dict = type.tp_dict.unsafelyUnwrapped
    guard let cell = PyDict_GetItemWithError(dict, _Py_ID(.__classcell__)) else { return PyErr_Occurred() == nil }
    if cell.ob_type != PyCell_Type {
        PyErr_SetString(
            PyExc_TypeError, "__classcell__ must be a nonlocal cell, not \(clip(reprText(cell.ob_type), 200))")
        return false
    }
    Py_INCREF(type)
    Py_XSETREF(cell, 16, type)
    return PyDict_DelItem(dict, _Py_ID(.__classcell__)) >= 0
}

private func type_new_set_attrs(_ ctx: NewContext, _ type: PyObj) -> Bool {
    guard let bytes = typeNameBytes(ctx.name) else { return false }
    type.tp_name = bytes
    guard type_new_set_module(type), type_new_set_ht_name(type), type_new_set_doc(type) else { return false }
    guard type_new_wrap(type, _Py_ID(.__new__), { PyStaticMethod_New($0) }),
        type_new_wrap(type, _Py_ID(.__init_subclass__), { PyClassMethod_New($0) }),
        type_new_wrap(type, _Py_ID(.__class_getitem__), { PyClassMethod_New($0) }),
        type_new_descriptors(ctx, type)
    else { return false }
    type_new_set_slots(ctx, type)
    return type_new_set_classcell(type)
}

private func type_new_init(_ ctx: inout NewContext) -> PyObj? {
    guard let dict = PyDict_Copy(ctx.origDict) else { return nil }
    guard type_new_get_slots(&ctx, dict), type_new_slots(&ctx, dict), let type = type_new_alloc(ctx) else {
        Py_XDECREF(ctx.slots)
        ctx.slots = nil
        Py_DECREF(dict)
        return nil
    }
    type.tp_dict = dict
    type.ht_slots = ctx.slots
    ctx.slots = nil
    return type
}

/// Calls `__set_name__` of what is in the class's namespace.
private func type_new_set_names(_ type: PyObj) -> Bool {
    guard let names = PyDict_Copy(type.tp_dict.unsafelyUnwrapped) else { return false }
    defer { Py_DECREF(names) }
    var i = 0
    var key: PyObj?, value: PyObj?
    while PyDict_Next(names, &i, &key, &value) {
        let k = key.unsafelyUnwrapped, v = value.unsafelyUnwrapped
        guard let setName = _PyObject_LookupSpecial(v, _Py_ID(.__set_name__)) else {
            if PyErr_Occurred() != nil { return false }
            continue
        }
        let res = call2(setName, type, k)
        Py_DECREF(setName)
        guard let res else {
            _ = _PyErr_FormatFromCause(
                PyExc_RuntimeError,
                "Error calling __set_name__ on '\(clip(v.typeName, 100))' instance \(reprText(k)) in '\(clip(typeText(type), 100))'"
            )
            return false
        }
        Py_DECREF(res)
    }
    return true
}

/// Calls `super(type, type).__init_subclass__(**kwds)`.
private func type_new_init_subclass(_ type: PyObj, _ kwds: PyObj?) -> Bool {
    guard let sup = call2(PySuper_Type, type, type) else { return false }
    let function = PyObject_GetAttr(sup, _Py_ID(.__init_subclass__))
    Py_DECREF(sup)
    guard let function else { return false }
    // kwds may be nil; no positional arguments.
    let result = _PyObject_FastCallDict(function, emptyTuple.assumingMemoryBound(to: PyObj.self), 0, kwds)
    Py_DECREF(function)
    guard let result else { return false }
    Py_DECREF(result)
    return true
}

private func type_new_impl(_ ctx: inout NewContext) -> PyObj? {
    guard let type = type_new_init(&ctx) else { return nil }
    if type_new_set_attrs(ctx, type), PyType_Ready(type) >= 0 {
        fixup_slot_dispatchers(type)
        var hasKeys = true
        if type.tp_flags & TypeFlags.MANAGED_DICT != 0 {
            type.ht_cached_keys = _PyDict_NewKeysForClass()
            // CPython goes on without keys, and its first instance crashes.
            hasKeys = type.ht_cached_keys != nil
            if !hasKeys { _ = PyErr_NoMemory() }
        }
        if hasKeys, type_new_set_names(type), type_new_init_subclass(type, ctx.kwds) { return type }
    }
    Py_DECREF(type)
    return nil
}

/// `type.__new__`: a new class. Origin: type_new.
func type_new(_ metatype: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    let nargs = PyTuple_GET_SIZE(args)
    if nargs != 3 {
        PyErr_SetString(PyExc_TypeError, "type.__new__() takes exactly 3 arguments (\(nargs) given)")
        return nil
    }
    let name = PyTuple_GET_ITEM(args, 0)
    let bases = PyTuple_GET_ITEM(args, 1)
    let origDict = PyTuple_GET_ITEM(args, 2)
    for (i, arg, ok, expected) in [
        (1, name, PyUnicode_Check(name), "str"), (2, bases, PyTuple_Check(bases), "tuple"),
        (3, origDict, PyDict_Check(origDict), "dict"),
    ] where !ok {
        PyErr_SetString(
            PyExc_TypeError,
            "type.__new__() argument \(i) must be \(expected), not \(arg == Py_None ? "None" : clip(arg.typeName, 50))")
        return nil
    }
    var ctx = NewContext(
        metatype: metatype, args: args, kwds: kwds, origDict: origDict, name: name, bases: bases, base: PyBaseObject_Type)
    let nbases = PyTuple_GET_SIZE(bases)
    if nbases == 0 {
        guard let single = pack1(PyBaseObject_Type) else { return nil }
        ctx.bases = single
    } else {
        for i in 0..<nbases {
            let base = PyTuple_GET_ITEM(bases, i)
            if PyType_Check(base) { continue }
            var entries: PyObj?
            if _PyObject_LookupAttr(base, _Py_ID(.__mro_entries__), &entries) < 0 { return nil }
            if let entries {
                PyErr_SetString(
                    PyExc_TypeError, "type() doesn't support MRO entry resolution; use types.new_class()")
                Py_DECREF(entries)
                return nil
            }
        }
        guard let winner = _PyType_CalculateMetaclass(metatype, bases) else { return nil }
        if winner != metatype {
            // A base's metaclass takes over, unless it makes classes in this very way.
            if winner.rawSlot(SlotOffset.tp_new) != fptr(type_new) {
                return winner.tp_new.unsafelyUnwrapped(winner, args, kwds)
            }
            ctx.metatype = winner
        }
        guard let base = best_base(bases) else { return nil }
        ctx.base = base
        Py_INCREF(bases)
    }
    let type = type_new_impl(&ctx)
    Py_DECREF(ctx.bases)
    return type
}

/// `type.__init__`: checks the arguments and does nothing.
func type_init(_ cls: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    let n = PyTuple_GET_SIZE(args)
    if let kwds, n == 1, kwds.ma_used != 0 {
        PyErr_SetString(PyExc_TypeError, "type.__init__() takes no keyword arguments")
        return -1
    }
    if n != 1 && n != 3 {
        PyErr_SetString(PyExc_TypeError, "type.__init__() takes 1 or 3 arguments")
        return -1
    }
    return 0
}
