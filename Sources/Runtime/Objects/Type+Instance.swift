import Memory

// What instances of Python classes do: allocation, traversal, clearing, deallocation, `__dict__` and `__weakref__`. Origin: Objects/typeobject.c.

/// Memory for an instance, zeroed, with its head filled in and not tracked by the collector. nil with MemoryError.
@inline(__always) func _PyType_AllocNoTrack(_ type: PyObj, _ nitems: Int) -> PyObj? {
    let itemsize = type.tp_itemsize
    // One item more than asked for is the sentinel of var-sized types; sizes are multiples of 8.
    let size = (type.tp_basicsize &+ itemsize &* (nitems &+ 1) &+ 7) & ~7
    let presize = _PyType_PreHeaderSize(type)
    guard let alloc = PyObject_Malloc(size &+ presize) else { return PyErr_NoMemory() }
    let obj = alloc + presize
    if presize != 0 {
        alloc.setRawSlot(0, nil)
        alloc.setRawSlot(8, nil)
        _PyObject_GC_Link(obj)
    }
    obj.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    if itemsize == 0 { _ = PyObject_Init(obj, type) } else { _ = PyObject_InitVar(obj, type, nitems) }
    return obj
}

/// `tp_alloc` of nearly all types: a zeroed, tracked instance.
public func PyType_GenericAlloc(_ type: PyObj, _ nitems: Int) -> PyObj? {
    guard let obj = _PyType_AllocNoTrack(type, nitems) else { return nil }
    if type.tp_flags & TypeFlags.HAVE_GC != 0 { _PyObject_GC_TRACK(obj) }
    return obj
}

/// `tp_new` that only allocates.
public func PyType_GenericNew(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    type.tp_alloc.unsafelyUnwrapped(type, 0)
}

/// The member definitions of a heap type, which lie behind it (its slots).
@inline(__always) func _PyHeapType_GET_MEMBERS(_ type: PyObj) -> PyObj { type + type.ob_type.tp_basicsize }

private func traverse_slots(_ type: PyObj, _ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var mp = _PyHeapType_GET_MEMBERS(type)
    for _ in 0..<type.ob_size {
        if mp.mem_type == MemberType.objectEx.rawValue, let obj = op.rawSlot(mp.mem_offset) {
            let err = visit(obj, arg)
            if err != 0 { return err }
        }
        mp += SlotOffset.memberSize
    }
    return 0
}

/// `tp_traverse` of Python classes.
func subtype_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let type = op.ob_type
    var base = type
    let mine = fptr(subtype_traverse)
    // Up to the nearest base with a traverse of another kind, visiting slots on the way.
    while base.rawSlot(SlotOffset.tp_traverse) == mine {
        if base.ob_size != 0 {
            let err = traverse_slots(base, op, visit, arg)
            if err != 0 { return err }
        }
        base = base.tp_base.unsafelyUnwrapped
    }
    if type.tp_flags & TypeFlags.MANAGED_DICT != 0 {
        let err = _PyObject_VisitInstanceAttributes(op, visit, arg)
        if err != 0 { return err }
    }
    if type.tp_flags & TypeFlags.MANAGED_DICT != 0 {
        if type.tp_dictoffset != base.tp_dictoffset, let dict = op.rawSlot(-24) {
            let err = visit(dict, arg)
            if err != 0 { return err }
        }
    } else if type.tp_dictoffset != base.tp_dictoffset {
        if let dictptr = _PyObject_DictPointer(op), let dict = dictptr.pointee {
            let err = visit(dict, arg)
            if err != 0 { return err }
        }
    }
    if type.tp_flags & TypeFlags.HEAPTYPE != 0
        && (base.tp_traverse == nil || base.tp_flags & TypeFlags.HEAPTYPE == 0)
    {
        // The instance owns its type; a heap-type base visits the type itself.
        let err = visit(type, arg)
        if err != 0 { return err }
    }
    if let basetraverse = base.tp_traverse { return basetraverse(op, visit, arg) }
    return 0
}

private func clear_slots(_ type: PyObj, _ op: PyObj) {
    var mp = _PyHeapType_GET_MEMBERS(type)
    for _ in 0..<type.ob_size {
        if mp.mem_type == MemberType.objectEx.rawValue && mp.mem_flags & 1 == 0 {
            let offset = mp.mem_offset
            if let obj = op.rawSlot(offset) {
                op.setRawSlot(offset, nil)
                Py_DECREF(obj)
            }
        }
        mp += SlotOffset.memberSize
    }
}

/// `tp_clear` of Python classes.
func subtype_clear(_ op: PyObj) -> Int32 {
    let type = op.ob_type
    var base = type
    let mine = fptr(subtype_clear)
    while base.rawSlot(SlotOffset.tp_clear) == mine {
        if base.ob_size != 0 { clear_slots(base, op) }
        base = base.tp_base.unsafelyUnwrapped
    }
    if type.tp_flags & TypeFlags.MANAGED_DICT != 0 { _PyObject_ClearInstanceAttributes(op) }
    if type.tp_dictoffset != base.tp_dictoffset {
        if let dictptr = _PyObject_DictPointer(op), let dict = dictptr.pointee {
            dictptr.pointee = nil
            Py_DECREF(dict)
        }
    }
    if let baseclear = base.tp_clear { return baseclear(op) }
    return 0
}

/// `tp_dealloc` of Python classes: finalizer, weak references, slots, attributes, then the base's deallocator, then the type.
func subtype_dealloc(_ op: PyObj) {
    var type = op.ob_type
    let mine = fptr(subtype_dealloc)
    if type.tp_flags & TypeFlags.HAVE_GC == 0 {
        if type.tp_finalize != nil && PyObject_CallFinalizerFromDealloc(op) < 0 { return }
        if let del = type.tp_del {
            del(op)
            if op.ob_refcnt > 0 { return }
        }
        var base = type
        while base.rawSlot(SlotOffset.tp_dealloc) == mine { base = base.tp_base.unsafelyUnwrapped }
        type = op.ob_type  // tp_del may have changed it
        let ownsType = type.tp_flags & TypeFlags.HEAPTYPE != 0 && base.tp_flags & TypeFlags.HEAPTYPE == 0
        base.tp_dealloc.unsafelyUnwrapped(op)
        if ownsType { Py_DECREF(type) }
        return
    }
    PyObject_GC_UnTrack(op)
    if !Py_TRASHCAN_BEGIN(op, subtype_dealloc) { return }
    defer { Py_TRASHCAN_END() }

    var base = type
    while base.rawSlot(SlotOffset.tp_dealloc) == mine { base = base.tp_base.unsafelyUnwrapped }
    let hasFinalizer = type.tp_finalize != nil || type.tp_del != nil
    let hasWeakrefs = type.tp_weaklistoffset != 0 && base.tp_weaklistoffset == 0

    if type.tp_finalize != nil {
        _PyObject_GC_TRACK(op)
        if PyObject_CallFinalizerFromDealloc(op) < 0 { return }  // resurrected
        _PyObject_GC_UNTRACK(op)
    }
    if hasWeakrefs { PyObject_ClearWeakRefs(op) }
    if let del = type.tp_del {
        _PyObject_GC_TRACK(op)
        del(op)
        if op.ob_refcnt > 0 { return }
        _PyObject_GC_UNTRACK(op)
    }
    if hasFinalizer && hasWeakrefs {
        // References made during finalization go without callbacks.
        while let ref = op.rawSlot(type.tp_weaklistoffset) { _PyWeakref_ClearRef(ref) }
    }

    base = type
    while base.rawSlot(SlotOffset.tp_dealloc) == mine {
        if base.ob_size != 0 { clear_slots(base, op) }
        base = base.tp_base.unsafelyUnwrapped
    }
    if type.tp_flags & TypeFlags.MANAGED_DICT != 0 {
        if let dict = op.rawSlot(-24) {
            Py_DECREF(dict)
            op.setRawSlot(-24, nil)
        } else {
            _PyObject_FreeInstanceAttributes(op)
        }
    } else if type.tp_dictoffset != 0 && base.tp_dictoffset == 0 {
        if let dictptr = _PyObject_DictPointer(op), let dict = dictptr.pointee {
            Py_DECREF(dict)
            dictptr.pointee = nil
        }
    }
    type = op.ob_type
    // The base's deallocator untracks it again.
    if base.tp_flags & TypeFlags.HAVE_GC != 0 { _PyObject_GC_TRACK(op) }
    let ownsType = type.tp_flags & TypeFlags.HEAPTYPE != 0 && base.tp_flags & TypeFlags.HEAPTYPE == 0
    base.tp_dealloc.unsafelyUnwrapped(op)
    if ownsType { Py_DECREF(type) }
}

// MARK: `__dict__` and `__weakref__` of instances

/// The nearest static base with a dict of its own: its `__dict__` descriptor wins.
private func get_builtin_base_with_dict(_ start: PyObj) -> PyObj? {
    var type = start
    while let base = type.tp_base {
        if type.tp_dictoffset != 0 && type.tp_flags & TypeFlags.HEAPTYPE == 0 { return type }
        type = base
    }
    return nil
}

private func get_dict_descriptor(_ type: PyObj) -> PyObj? {
    guard let descr = _PyType_Lookup(type, _Py_ID(.__dict__)), descr.ob_type.tp_descr_set != nil else { return nil }
    return descr
}

private func raise_dict_descr_error(_ op: PyObj) {
    PyErr_SetString(
        PyExc_TypeError, "this __dict__ descriptor does not support '\(clip(op.typeName, 200))' objects")
}

func subtype_dict(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if let base = get_builtin_base_with_dict(op.ob_type) {
        guard let descr = get_dict_descriptor(base), let get = descr.ob_type.tp_descr_get else {
            raise_dict_descr_error(op)
            return nil
        }
        return get(descr, op, op.ob_type)
    }
    return PyObject_GenericGetDict(op, closure)
}

func subtype_setdict(_ op: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    if let base = get_builtin_base_with_dict(op.ob_type) {
        guard let descr = get_dict_descriptor(base), let set = descr.ob_type.tp_descr_set else {
            raise_dict_descr_error(op)
            return -1
        }
        return set(descr, op, value)
    }
    guard let dictptr = _PyObject_GetDictPtr(op) else {
        PyErr_SetString(PyExc_AttributeError, "This object has no __dict__")
        return -1
    }
    if let value, !PyDict_Check(value) {
        PyErr_SetString(
            PyExc_TypeError, "__dict__ must be set to a dictionary, not a '\(clip(value.typeName, 200))'")
        return -1
    }
    Py_XINCREF(value)
    let old = dictptr.pointee
    dictptr.pointee = value
    Py_XDECREF(old)
    return 0
}

func subtype_getweakref(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    let offset = op.ob_type.tp_weaklistoffset
    if offset == 0 {
        PyErr_SetString(PyExc_AttributeError, "This object has no __weakref__")
        return nil
    }
    return Py_NewRef(op.rawSlot(offset) ?? Py_None)
}
