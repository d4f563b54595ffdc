import Memory
import Trace

// Dict items: looking up, setting, deleting, walking. Origin: Objects/dictobject.c.

// MARK: Looking up

/// The value of a key (borrowed), or nil; any exception is suppressed, as for historical reasons.
func PyDict_GetItem(_ op: PyObj, _ key: PyObj) -> PyObj? {
    if !PyDict_Check(op) { return nil }
    let hash = dict_key_hash(key)
    if hash == -1 {
        PyErr_Clear()
        return nil
    }
    var value: PyObj?
    if op.ma_keys.dk_kind != DICT_KEYS_GENERAL && key.ob_type == PyUnicode_Type {
        _ = _Py_dict_lookup(op, key, hash, &value)
        return value
    }
    let saved = PyErr_Fetch()
    _ = _Py_dict_lookup(op, key, hash, &value)
    PyErr_Restore(saved.0, saved.1, saved.2)
    return value
}

/// The entry and value (borrowed) of an exact string, first looked for at entry `hint`; the entry's number, DKIX_EMPTY, or -1 with an
/// exception.
func _PyDict_GetItemHint(_ mp: PyObj, _ key: PyObj, _ hint: Int, _ value: inout PyObj?) -> Int {
    let keys = mp.ma_keys
    if hint >= 0 && hint < keys.dk_nentries {
        var res: PyObj?
        if DK_IS_UNICODE(keys) {
            let ep = DK_ENTRIES(keys) + hint &* 16
            if ep.ue_key == key { res = mp.ma_values != nil ? mp.ma_values.unsafelyUnwrapped.word(hint) : ep.ue_value }
        } else {
            let ep = DK_ENTRIES(keys) + hint &* 24
            if ep.me_key == key { res = ep.me_value }
        }
        if let res {
            value = res
            return hint
        }
    }
    let hash = dict_key_hash(key)
    if hash == -1 { return -1 }
    return _Py_dict_lookup(mp, key, hash, &value)
}

/// The value of a key whose hash is known (borrowed); nil without an exception if absent, with one if a comparison raised.
func _PyDict_GetItem_KnownHash(_ op: PyObj, _ key: PyObj, _ hash: Int) -> PyObj? {
    if !PyDict_Check(op) {
        PyErr_BadInternalCall()
        return nil
    }
    var value: PyObj?
    _ = _Py_dict_lookup(op, key, hash, &value)
    return value
}

/// The value of a key (borrowed); nil without an exception if absent, with one on error.
func PyDict_GetItemWithError(_ op: PyObj, _ key: PyObj) -> PyObj? {
    if !PyDict_Check(op) {
        PyErr_BadInternalCall()
        return nil
    }
    let hash = dict_key_hash(key)
    if hash == -1 { return nil }
    var value: PyObj?
    _ = _Py_dict_lookup(op, key, hash, &value)
    return value
}

/// The same for a key that is an exact string.
func _PyDict_GetItemWithError(_ op: PyObj, _ key: PyObj) -> PyObj? { PyDict_GetItemWithError(op, key) }

/// The value of a string key given as text (borrowed); errors are suppressed.
func PyDict_GetItemString(_ v: PyObj, _ key: String) -> PyObj? {
    guard let kv = PyUnicode_FromString(key) else {
        PyErr_Clear()
        return nil
    }
    let rv = PyDict_GetItem(v, kv)
    Py_DECREF(kv)
    return rv
}

/// The same with errors.
func _PyDict_GetItemStringWithError(_ v: PyObj, _ key: String) -> PyObj? {
    guard let kv = PyUnicode_FromString(key) else { return nil }
    let rv = PyDict_GetItemWithError(v, kv)
    Py_DECREF(kv)
    return rv
}

/// LOAD_GLOBAL: a name in the globals, then in the builtins (borrowed); nil without an exception if in neither.
func _PyDict_LoadGlobal(_ globals: PyObj, _ builtins: PyObj, _ key: PyObj) -> PyObj? {
    let hash = dict_key_hash(key)
    if hash == -1 { return nil }
    var value: PyObj?
    let ix = _Py_dict_lookup(globals, key, hash, &value)
    if ix == DKIX_ERROR { return nil }
    if ix != DKIX_EMPTY, let value { return value }
    _ = _Py_dict_lookup(builtins, key, hash, &value)
    return value
}

/// Whether a key is there: 1, 0, or -1 with an exception.
func PyDict_Contains(_ op: PyObj, _ key: PyObj) -> Int32 {
    let hash = dict_key_hash(key)
    if hash == -1 { return -1 }
    return _PyDict_Contains_KnownHash(op, key, hash)
}

/// The same for a key whose hash is known.
func _PyDict_Contains_KnownHash(_ op: PyObj, _ key: PyObj, _ hash: Int) -> Int32 {
    var value: PyObj?
    let ix = _Py_dict_lookup(op, key, hash, &value)
    if ix == DKIX_ERROR { return -1 }
    return ix != DKIX_EMPTY && value != nil ? 1 : 0
}

/// Whether all keys are strings (subclasses included).
func _PyDict_HasOnlyStringKeys(_ dict: PyObj) -> Bool {
    if dict.ma_keys.dk_kind != DICT_KEYS_GENERAL { return true }
    var pos = 0
    var key = dict
    var value = dict
    while dict_next(dict, &pos, &key, &value) {
        if !PyUnicode_Check(key) { return false }
    }
    return true
}

// MARK: Setting

/// Sets an item, taking over the references to key and value. 0, or -1 with an exception.
func _PyDict_SetItem_Take2(_ mp: PyObj, _ key: PyObj, _ value: PyObj) -> Int32 {
    let hash = dict_key_hash(key)
    if hash == -1 {
        Py_DECREF(key)
        Py_DECREF(value)
        return -1
    }
    if mp.ma_keys == Py_EMPTY_KEYS { return insert_to_emptydict(mp, key, hash, value) }
    return insertdict(mp, key, hash, value)
}

/// Sets an item. 0, or -1 with an exception.
@discardableResult func PyDict_SetItem(_ op: PyObj, _ key: PyObj, _ value: PyObj) -> Int32 {
    if !PyDict_Check(op) {
        PyErr_BadInternalCall()
        return -1
    }
    Py_INCREF(key)
    Py_INCREF(value)
    return _PyDict_SetItem_Take2(op, key, value)
}

/// Sets an item whose key's hash is known.
@discardableResult func _PyDict_SetItem_KnownHash(_ op: PyObj, _ key: PyObj, _ value: PyObj, _ hash: Int) -> Int32 {
    if !PyDict_Check(op) {
        PyErr_BadInternalCall()
        return -1
    }
    Py_INCREF(key)
    Py_INCREF(value)
    if op.ma_keys == Py_EMPTY_KEYS { return insert_to_emptydict(op, key, hash, value) }
    return insertdict(op, key, hash, value)
}

/// Sets an item whose key is given as text (it is interned).
@discardableResult func PyDict_SetItemString(_ v: PyObj, _ key: String, _ item: PyObj) -> Int32 {
    guard let kv = PyUnicode_InternFromString(key) else { return -1 }
    let err = PyDict_SetItem(v, kv, item)
    Py_DECREF(kv)
    return err
}

/// The value of a key (borrowed); if absent, `defaultobj` is inserted and returned. nil with an exception on error.
func PyDict_SetDefault(_ mp: PyObj, _ key: PyObj, _ defaultobj: PyObj) -> PyObj? {
    if !PyDict_Check(mp) {
        PyErr_BadInternalCall()
        return nil
    }
    let hash = dict_key_hash(key)
    if hash == -1 { return nil }
    if mp.ma_keys == Py_EMPTY_KEYS {
        Py_INCREF(key)
        Py_INCREF(defaultobj)
        return insert_to_emptydict(mp, key, hash, defaultobj) < 0 ? nil : defaultobj
    }
    if key.ob_type != PyUnicode_Type && DK_IS_UNICODE(mp.ma_keys) {
        if insertion_resize(mp, false) < 0 { return nil }
    }
    var value: PyObj?
    let ix = _Py_dict_lookup(mp, key, hash, &value)
    if ix == DKIX_ERROR { return nil }
    if ix == DKIX_EMPTY {
        mp.ma_keys.dk_version = 0
        if must_resize(mp, key) && insertion_resize(mp, key.ob_type == PyUnicode_Type) < 0 { return nil }
        Py_INCREF(key)
        Py_INCREF(defaultobj)
        MAINTAIN_TRACKING(mp, key, defaultobj)
        insertNewEntry(mp, key, hash, defaultobj)
        return defaultobj
    }
    if value == nil {
        let values = mp.ma_values.unsafelyUnwrapped
        Py_INCREF(defaultobj)
        MAINTAIN_TRACKING(mp, key, defaultobj)
        values.setWord(ix, defaultobj)
        _PyDictValues_AddToInsertionOrder(values, ix)
        mp.ma_used = mp.ma_used &+ 1
        mp.ma_version_tag = DICT_NEXT_VERSION()
        return defaultobj
    }
    return value
}

// MARK: Deleting

private func delitem_common(_ mp: PyObj, _ hash: Int, _ ix: Int, _ old_value: PyObj) {
    let keys = mp.ma_keys
    let hashpos = lookdict_index(keys, hash, ix)
    mp.ma_used = mp.ma_used &- 1
    mp.ma_version_tag = DICT_NEXT_VERSION()
    if let values = mp.ma_values {
        values.setWord(ix, nil)
        delete_index_from_values(values, ix)
    } else {
        keys.dk_version = 0
        dictkeys_set_index(keys, UInt(bitPattern: hashpos), DKIX_DUMMY)
        let old_key: PyObj
        if DK_IS_UNICODE(keys) {
            let ep = DK_ENTRIES(keys) + ix &* 16
            old_key = ep.ue_key.unsafelyUnwrapped
            ep.ue_key = nil
            ep.ue_value = nil
        } else {
            let ep = DK_ENTRIES(keys) + ix &* 24
            old_key = ep.me_key.unsafelyUnwrapped
            ep.me_key = nil
            ep.me_value = nil
            ep.me_hash = 0
        }
        Py_DECREF(old_key)
    }
    Py_DECREF(old_value)
}

/// Deletes an item: 0, or -1 with KeyError or another exception.
@discardableResult func PyDict_DelItem(_ op: PyObj, _ key: PyObj) -> Int32 {
    let hash = dict_key_hash(key)
    if hash == -1 { return -1 }
    return _PyDict_DelItem_KnownHash(op, key, hash)
}

/// The same for a key whose hash is known.
@discardableResult func _PyDict_DelItem_KnownHash(_ op: PyObj, _ key: PyObj, _ hash: Int) -> Int32 {
    if !PyDict_Check(op) {
        PyErr_BadInternalCall()
        return -1
    }
    var old: PyObj?
    let ix = _Py_dict_lookup(op, key, hash, &old)
    if ix == DKIX_ERROR { return -1 }
    guard ix != DKIX_EMPTY, let old else {
        _PyErr_SetKeyError(key)
        return -1
    }
    delitem_common(op, hash, ix, old)
    return 0
}

/// Deletes an item if `predicate` of its value is positive. 0, or -1 with an exception.
@discardableResult func _PyDict_DelItemIf(_ op: PyObj, _ key: PyObj, _ predicate: (PyObj) -> Int32) -> Int32 {
    if !PyDict_Check(op) {
        PyErr_BadInternalCall()
        return -1
    }
    let hash = PyObject_Hash(key)
    if hash == -1 { return -1 }
    var old: PyObj?
    let ix = _Py_dict_lookup(op, key, hash, &old)
    if ix == DKIX_ERROR { return -1 }
    guard ix != DKIX_EMPTY, let old else {
        _PyErr_SetKeyError(key)
        return -1
    }
    let res = predicate(old)
    if res == -1 { return -1 }
    if res > 0 { delitem_common(op, hash, ix, old) }
    return 0
}

/// Deletes an item whose key is given as text.
@discardableResult func PyDict_DelItemString(_ v: PyObj, _ key: String) -> Int32 {
    guard let kv = PyUnicode_FromString(key) else { return -1 }
    let err = PyDict_DelItem(v, kv)
    Py_DECREF(kv)
    return err
}

/// Empties a dict: it goes back to the shared empty table.
func PyDict_Clear(_ mp: PyObj) {
    if !PyDict_Check(mp) { return }
    let oldkeys = mp.ma_keys
    let oldvalues = mp.ma_values
    if oldkeys == Py_EMPTY_KEYS { return }
    dictkeys_incref(Py_EMPTY_KEYS)
    mp.ma_keys = Py_EMPTY_KEYS
    mp.ma_values = nil
    mp.ma_used = 0
    mp.ma_version_tag = DICT_NEXT_VERSION()
    if let oldvalues {
        for i in 0..<oldkeys.dk_nentries { Py_CLEAR(oldvalues, i &* 8) }
        free_values(oldvalues)
    }
    dictkeys_decref(oldkeys)
}

/// Removes a key whose hash is known and returns its value (new reference), or `deflt`; KeyError if there is none.
func _PyDict_Pop_KnownHash(_ mp: PyObj, _ key: PyObj, _ hash: Int, _ deflt: PyObj?) -> PyObj? {
    var old: PyObj?
    if mp.ma_used != 0 {
        let ix = _Py_dict_lookup(mp, key, hash, &old)
        if ix == DKIX_ERROR { return nil }
        if ix != DKIX_EMPTY, let old {
            Py_INCREF(old)
            delitem_common(mp, hash, ix, old)
            return old
        }
    }
    if let deflt { return Py_NewRef(deflt) }
    _PyErr_SetKeyError(key)
    return nil
}

/// dict.pop.
func _PyDict_Pop(_ dict: PyObj, _ key: PyObj, _ deflt: PyObj?) -> PyObj? {
    if dict.ma_used == 0 { return _PyDict_Pop_KnownHash(dict, key, 0, deflt) }
    let hash = dict_key_hash(key)
    if hash == -1 { return nil }
    return _PyDict_Pop_KnownHash(dict, key, hash, deflt)
}

// MARK: Walking

/// The next item at or after `pos`: false at the end. The references are borrowed.
@inline(__always) func dict_next(_ mp: PyObj, _ pos: inout Int, _ key: inout PyObj, _ value: inout PyObj) -> Bool {
    var hash = 0
    return dict_next(mp, &pos, &key, &value, &hash)
}

/// The same, with the key's hash.
@inline(__always) func dict_next(
    _ mp: PyObj, _ pos: inout Int, _ key: inout PyObj, _ value: inout PyObj, _ hash: inout Int
) -> Bool {
    var i = pos
    let keys = mp.ma_keys
    if let values = mp.ma_values {
        if i < 0 || i >= mp.ma_used { return false }
        let index = get_index_from_order(mp, i)
        value = values.word(index).unsafelyUnwrapped
        key = (DK_ENTRIES(keys) + index &* 16).ue_key.unsafelyUnwrapped
        hash = key.unicode_hash
    } else {
        let n = keys.dk_nentries
        if i < 0 || i >= n { return false }
        if DK_IS_UNICODE(keys) {
            var ep = DK_ENTRIES(keys) + i &* 16
            while ep.ue_value == nil {
                ep += 16
                i &+= 1
                if i >= n { return false }
            }
            key = ep.ue_key.unsafelyUnwrapped
            value = ep.ue_value.unsafelyUnwrapped
            hash = key.unicode_hash
        } else {
            var ep = DK_ENTRIES(keys) + i &* 24
            while ep.me_value == nil {
                ep += 24
                i &+= 1
                if i >= n { return false }
            }
            key = ep.me_key.unsafelyUnwrapped
            value = ep.me_value.unsafelyUnwrapped
            hash = ep.me_hash
        }
    }
    pos = i &+ 1
    return true
}

/// Walks a dict: start with position 0; true while there is an item. References are borrowed; unwanted results may be nil pointers.
func _PyDict_Next(
    _ op: PyObj, _ ppos: UnsafeMutablePointer<Int>, _ pkey: UnsafeMutablePointer<PyObj?>?, _ pvalue: UnsafeMutablePointer<PyObj?>?,
    _ phash: UnsafeMutablePointer<Int>?
) -> Bool {
    if !PyDict_Check(op) { return false }
    var key = op
    var value = op
    var hash = 0
    if !dict_next(op, &ppos.pointee, &key, &value, &hash) { return false }
    pkey?.pointee = key
    pvalue?.pointee = value
    phash?.pointee = hash
    return true
}

/// The same without the hash.
func PyDict_Next(
    _ op: PyObj, _ ppos: UnsafeMutablePointer<Int>, _ pkey: UnsafeMutablePointer<PyObj?>?, _ pvalue: UnsafeMutablePointer<PyObj?>?
) -> Bool { _PyDict_Next(op, ppos, pkey, pvalue, nil) }

/// The same as a C int, for code that compares with 0.
func PyDict_Next(
    _ op: PyObj, _ ppos: UnsafeMutablePointer<Int>, _ pkey: UnsafeMutablePointer<PyObj?>?, _ pvalue: UnsafeMutablePointer<PyObj?>?
) -> Int32 { _PyDict_Next(op, ppos, pkey, pvalue, nil) ? 1 : 0 }

/// The number of items, or -1 with an exception.
func PyDict_Size(_ mp: PyObj) -> Int {
    if !PyDict_Check(mp) {
        PyErr_BadInternalCall()
        return -1
    }
    return mp.ma_used
}
/// The number of items of what is known to be a dict.
@inline(__always) func PyDict_GET_SIZE(_ mp: PyObj) -> Int { mp.ma_used }

/// Untracks a dict that holds nothing which can take part in a cycle. Called by full collections.
func _PyDict_MaybeUntrack(_ op: PyObj) {
    if !PyDict_CheckExact(op) || !_PyObject_GC_IS_TRACKED(op) { return }
    let keys = op.ma_keys
    let n = keys.dk_nentries
    if let values = op.ma_values {
        for i in 0..<n {
            if let v = values.word(i), _PyObject_GC_MAY_BE_TRACKED(v) { return }
        }
    } else if DK_IS_UNICODE(keys) {
        var ep = DK_ENTRIES(keys)
        for _ in 0..<n {
            if let v = ep.ue_value, _PyObject_GC_MAY_BE_TRACKED(v) { return }
            ep += 16
        }
    } else {
        var ep = DK_ENTRIES(keys)
        for _ in 0..<n {
            if let v = ep.me_value, _PyObject_GC_MAY_BE_TRACKED(v) || _PyObject_GC_MAY_BE_TRACKED(ep.me_key.unsafelyUnwrapped) {
                return
            }
            ep += 24
        }
    }
    _PyObject_GC_UNTRACK(op)
}

/// Frees the parked dict heads and keys tables. Called by full collections.
func _PyDict_ClearFreeList() {
    let dicts = Freelists.dicts
    while case let n = dicts.load(as: Int.self), n > 0 {
        dicts.storeBytes(of: n &- 1, as: Int.self)
        PyObject_GC_Del(dicts.load(fromByteOffset: n &* 8, as: PyObj.self))
    }
    let keys = Freelists.dictKeys
    while case let n = keys.load(as: Int.self), n > 0 {
        keys.storeBytes(of: n &- 1, as: Int.self)
        PyObject_Free(keys.load(fromByteOffset: n &* 8, as: PyObj.self))
    }
}
