import Memory
import Trace

// Attributes of instances: the inline values array and its class's shared keys. Origin: Objects/dictobject.c.
//
// Below values[0] lie single bytes: -1 the size of this prefix, -2 the number of attributes set, -3, -4 … their slots in insertion order.

/// A values array for `size` values, uninitialised but for the prefix size.
func new_values(_ size: Int) -> PyObj? {
    let prefix = (size &+ 2 &+ 7) & ~7
    guard let mem = PyMem_Malloc(prefix &+ size &* 8) else { return nil }
    mem.storeBytes(of: UInt8(truncatingIfNeeded: prefix), toByteOffset: prefix &- 1, as: UInt8.self)
    return mem + prefix
}

/// Frees a values array (not what it holds).
@inline(__always) func free_values(_ values: PyObj) { PyMem_Free(values - Int((values - 1).load(as: UInt8.self))) }

/// How many attributes are set.
@inline(__always) func values_count(_ values: PyObj) -> Int { Int((values - 2).load(as: UInt8.self)) }

/// Appends a slot to the insertion order.
@inline(__always) func _PyDictValues_AddToInsertionOrder(_ values: PyObj, _ ix: Int) {
    let sizePtr = values - 2
    let size = Int(sizePtr.load(as: UInt8.self)) &+ 1
    (sizePtr - size).storeBytes(of: UInt8(truncatingIfNeeded: ix), as: UInt8.self)
    sizePtr.storeBytes(of: UInt8(truncatingIfNeeded: size), as: UInt8.self)
}

/// Takes a slot out of the insertion order.
func delete_index_from_values(_ values: PyObj, _ ix: Int) {
    let sizePtr = values - 2
    let size = Int(sizePtr.load(as: UInt8.self))
    var i = 1
    while Int((sizePtr - i).load(as: UInt8.self)) != ix { i &+= 1 }
    while i < size {
        (sizePtr - i).storeBytes(of: (sizePtr - i - 1).load(as: UInt8.self), as: UInt8.self)
        i &+= 1
    }
    sizePtr.storeBytes(of: UInt8(truncatingIfNeeded: size &- 1), as: UInt8.self)
}

/// The slot of the i-th attribute in insertion order.
@inline(__always) func get_index_from_order(_ mp: PyObj, _ i: Int) -> Int {
    Int((mp.ma_values.unsafelyUnwrapped - 3 - i).load(as: UInt8.self))
}

/// How many names a shared table may come to hold.
@inline(__always) func shared_keys_usable_size(_ keys: PyObj) -> Int { keys.dk_nentries &+ keys.dk_usable }

/// Shared keys for a new class, or nil (no exception).
func _PyDict_NewKeysForClass() -> PyObj? {
    guard let keys = new_keys_object(6, true) else {
        PyErr_Clear()
        return nil
    }
    // One more than there will be: each new instance takes one away before it allocates its values.
    keys.dk_usable = SHARED_KEYS_MAX_SIZE
    keys.dk_kind = DICT_KEYS_SPLIT
    return keys
}

/// Adds a name to shared keys; its slot, or DKIX_EMPTY if there is no room.
func insert_into_dictkeys(_ keys: PyObj, _ name: PyObj) -> Int {
    let hash = dict_key_hash(name)
    if hash == -1 {
        PyErr_Clear()
        return DKIX_EMPTY
    }
    var ix = unicodekeys_lookup_unicode(keys, name, hash)
    if ix == DKIX_EMPTY {
        if keys.dk_usable <= 0 { return DKIX_EMPTY }
        Py_INCREF(name)
        keys.dk_version = 0
        let hashpos = find_empty_slot(keys, hash)
        ix = keys.dk_nentries
        dictkeys_set_index(keys, hashpos, ix)
        (DK_ENTRIES(keys) + ix &* 16).ue_key = name
        keys.dk_usable = keys.dk_usable &- 1
        keys.dk_nentries = ix &+ 1
    }
    return ix
}

private func init_inline_values(_ obj: PyObj, _ tp: PyObj) -> Int32 {
    let keys = tp.ht_cached_keys.unsafelyUnwrapped
    if keys.dk_usable > 1 { keys.dk_usable = keys.dk_usable &- 1 }
    let size = shared_keys_usable_size(keys)
    guard let values = new_values(size) else {
        _ = PyErr_NoMemory()
        return -1
    }
    (values - 2).storeBytes(of: 0, as: UInt8.self)
    for i in 0..<size { values.setWord(i, nil) }
    _PyObject_ValuesPointer(obj).pointee = values
    return 0
}

/// Gives a new instance its values array or dict. 0, or -1 with an exception.
func _PyObject_InitializeDict(_ obj: PyObj) -> Int32 {
    let tp = obj.ob_type
    if tp.tp_dictoffset == 0 { return 0 }
    if tp.tp_flags & TypeFlags.MANAGED_DICT != 0 { return init_inline_values(obj, tp) }
    let dict: PyObj?
    if tp.tp_flags & TypeFlags.HEAPTYPE != 0, let keys = tp.ht_cached_keys {
        dictkeys_incref(keys)
        dict = new_dict_with_shared_keys(keys)
    } else {
        dict = PyDict_New()
    }
    guard let dict else { return -1 }
    _PyObject_DictPointer(obj).unsafelyUnwrapped.pointee = dict
    return 0
}

/// A split dict over the values of an instance, which it takes over.
func make_dict_from_instance_attributes(_ keys: PyObj, _ values: PyObj) -> PyObj? {
    dictkeys_incref(keys)
    var used = 0
    var track = false
    for i in 0..<shared_keys_usable_size(keys) {
        if let v = values.word(i) {
            used &+= 1
            if _PyObject_GC_MAY_BE_TRACKED(v) { track = true }
        }
    }
    let res = new_dict(keys, values, used, false)
    if track, let res { _PyObject_GC_TRACK(res) }
    return res
}

/// The dict of an instance that still has inline values (taken over by the dict); the caller stores it and clears the values pointer.
func _PyObject_MakeDictFromInstanceAttributes(_ obj: PyObj, _ values: PyObj) -> PyObj? {
    make_dict_from_instance_attributes(obj.ob_type.ht_cached_keys.unsafelyUnwrapped, values)
}

/// Sets (or with nil deletes) an attribute of an instance with inline values. 0, or -1 with an exception.
func _PyObject_StoreInstanceAttribute(_ obj: PyObj, _ values: PyObj, _ name: PyObj, _ value: PyObj?) -> Int32 {
    let keys = obj.ob_type.ht_cached_keys.unsafelyUnwrapped
    var ix = DKIX_EMPTY
    if name.ob_type == PyUnicode_Type { ix = insert_into_dictkeys(keys, name) }
    if ix == DKIX_EMPTY {
        guard let dict = make_dict_from_instance_attributes(keys, values) else { return -1 }
        _PyObject_ValuesPointer(obj).pointee = nil
        _PyObject_ManagedDictPointer(obj).pointee = dict
        if let value { return PyDict_SetItem(dict, name, value) }
        return PyDict_DelItem(dict, name)
    }
    let old = values.word(ix)
    Py_XINCREF(value)
    values.setWord(ix, value)
    if let old {
        if value == nil { delete_index_from_values(values, ix) }
        Py_DECREF(old)
    } else {
        if value == nil {
            PyErr_SetString(PyExc_AttributeError, "'\(obj.typeName)' object has no attribute '\(swiftString(name))'")
            return -1
        }
        _PyDictValues_AddToInsertionOrder(values, ix)
    }
    return 0
}

/// An attribute of an instance with inline values: a new reference, or nil (no exception).
func _PyObject_GetInstanceAttribute(_ obj: PyObj, _ values: PyObj, _ name: PyObj) -> PyObj? {
    let ix = _PyDictKeys_StringLookup(obj.ob_type.ht_cached_keys.unsafelyUnwrapped, name)
    if ix < 0 { return nil }
    return Py_XNewRef(values.word(ix))
}

/// Whether an instance has no attribute of its own.
func _PyObject_IsInstanceDictEmpty(_ obj: PyObj) -> Bool {
    let tp = obj.ob_type
    if tp.tp_dictoffset == 0 { return true }
    let dict: PyObj?
    if tp.tp_flags & TypeFlags.MANAGED_DICT != 0 {
        if let values = _PyObject_ValuesPointer(obj).pointee {
            let keys = tp.ht_cached_keys.unsafelyUnwrapped
            for i in 0..<keys.dk_nentries where values.word(i) != nil { return false }
            return true
        }
        dict = _PyObject_ManagedDictPointer(obj).pointee
    } else {
        dict = _PyObject_DictPointer(obj)?.pointee
    }
    guard let dict else { return true }
    return dict.ma_used == 0
}

/// `tp_traverse` of inline values.
func _PyObject_VisitInstanceAttributes(_ obj: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    guard let values = _PyObject_ValuesPointer(obj).pointee else { return 0 }
    let keys = obj.ob_type.ht_cached_keys.unsafelyUnwrapped
    for i in 0..<keys.dk_nentries {
        let r = Py_VISIT(values.word(i), visit, arg)
        if r != 0 { return r }
    }
    return 0
}

/// `tp_clear` of inline values.
func _PyObject_ClearInstanceAttributes(_ obj: PyObj) {
    guard _PyObject_ValuesPointer(obj).pointee != nil else { return }
    let keys = obj.ob_type.ht_cached_keys.unsafelyUnwrapped
    var i = 0
    while i < keys.dk_nentries {
        // Read again each time: dropping a value may run code that turns the values into a dict.
        guard let values = _PyObject_ValuesPointer(obj).pointee else { return }
        Py_CLEAR(values, i &* 8)
        i &+= 1
    }
}

/// Drops and frees inline values.
func _PyObject_FreeInstanceAttributes(_ obj: PyObj) {
    guard let values = _PyObject_ValuesPointer(obj).pointee else { return }
    let keys = obj.ob_type.ht_cached_keys.unsafelyUnwrapped
    var i = 0
    while i < keys.dk_nentries {
        Py_XDECREF(values.word(i))
        i &+= 1
    }
    free_values(values)
}

/// `__dict__` of an instance, made on demand: a new reference, or nil with an exception.
func PyObject_GenericGetDict(_ obj: PyObj, _ context: UnsafeMutableRawPointer?) -> PyObj? {
    let tp = obj.ob_type
    if tp.tp_flags & TypeFlags.MANAGED_DICT != 0 {
        let valuesPtr = _PyObject_ValuesPointer(obj)
        let dictPtr = _PyObject_ManagedDictPointer(obj)
        if let values = valuesPtr.pointee {
            let dict = make_dict_from_instance_attributes(tp.ht_cached_keys.unsafelyUnwrapped, values)
            dictPtr.pointee = dict
            if dict != nil { valuesPtr.pointee = nil }
        } else if dictPtr.pointee == nil {
            dictPtr.pointee = PyDict_New()
        }
        return Py_XNewRef(dictPtr.pointee)
    }
    guard let dictPtr = _PyObject_DictPointer(obj) else {
        PyErr_SetString(PyExc_AttributeError, "This object has no __dict__")
        return nil
    }
    if dictPtr.pointee == nil {
        if tp.tp_flags & TypeFlags.HEAPTYPE != 0, let keys = tp.ht_cached_keys {
            dictkeys_incref(keys)
            dictPtr.pointee = new_dict_with_shared_keys(keys)
        } else {
            dictPtr.pointee = PyDict_New()
        }
    }
    return Py_XNewRef(dictPtr.pointee)
}

/// Sets or deletes a name in the dict at `dictptr`, which is made if there is none. 0, or -1 with an exception.
func _PyObjectDict_SetItem(_ tp: PyObj, _ dictptr: UnsafeMutablePointer<PyObj?>, _ key: PyObj, _ value: PyObj?) -> Int32 {
    if dictptr.pointee == nil {
        if tp.tp_flags & TypeFlags.HEAPTYPE != 0, let cached = tp.ht_cached_keys {
            dictkeys_incref(cached)
            dictptr.pointee = new_dict_with_shared_keys(cached)
        } else {
            dictptr.pointee = PyDict_New()
        }
    }
    guard let dict = dictptr.pointee else { return -1 }
    if let value { return PyDict_SetItem(dict, key, value) }
    return PyDict_DelItem(dict, key)
}
