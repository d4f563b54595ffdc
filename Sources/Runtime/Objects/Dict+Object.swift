import Glibc
import Memory
import Trace

// Dict objects: making, inserting, resizing, deleting, walking. Origin: Objects/dictobject.c.

/// Tracks the dict if a key or value now needs it.
@inline(__always) func MAINTAIN_TRACKING(_ mp: PyObj, _ key: PyObj, _ value: PyObj) {
    if !_PyObject_GC_IS_TRACKED(mp) && (_PyObject_GC_MAY_BE_TRACKED(key) || _PyObject_GC_MAY_BE_TRACKED(value)) {
        _PyObject_GC_TRACK(mp)
    }
}

/// A dict over a keys table (one reference taken over) and, if split, values. nil with an exception.
func new_dict(_ keys: PyObj, _ values: PyObj?, _ used: Int, _ freeValuesOnFailure: Bool) -> PyObj? {
    let mp: PyObj
    let list = Freelists.dicts
    let count = list.load(as: Int.self)
    if count > 0 {
        mp = list.load(fromByteOffset: count &* 8, as: PyObj.self)
        list.storeBytes(of: count &- 1, as: Int.self)
        emitIfTracing(.freelistTake, bits(mp), bits(PyDict_Type), bits(count &- 1))
        _Py_NewReference(mp)
    } else {
        guard let p = _PyObject_GC_New(PyDict_Type) else {
            dictkeys_decref(keys)
            if freeValuesOnFailure, let values { free_values(values) }
            return nil
        }
        mp = p
    }
    mp.ma_keys = keys
    mp.ma_values = values
    mp.ma_used = used
    mp.ma_version_tag = DICT_NEXT_VERSION()
    return mp
}

/// A split dict with no attribute set yet (one reference to the keys taken over).
func new_dict_with_shared_keys(_ keys: PyObj) -> PyObj? {
    let size = shared_keys_usable_size(keys)
    guard let values = new_values(size) else {
        dictkeys_decref(keys)
        return PyErr_NoMemory()
    }
    (values - 2).storeBytes(of: 0, as: UInt8.self)
    for i in 0..<size { values.setWord(i, nil) }
    return new_dict(keys, values, 0, true)
}

/// A copy of a combined dict's keys table, holes included, with a reference to each key and value.
func clone_combined_dict_keys(_ orig: PyObj) -> PyObj? {
    let size = _PyDict_KeysSize(orig.ma_keys)
    guard let keys = PyObject_Malloc(size) else {
        _ = PyErr_NoMemory()
        return nil
    }
    keys.copyMemory(from: orig.ma_keys, byteCount: size)
    let unicode = DK_IS_UNICODE(keys)
    let stride = unicode ? 16 : 24
    var pkey = DK_ENTRIES(keys) + (unicode ? 0 : 8)
    for _ in 0..<keys.dk_nentries {
        if let value = pkey.word(1) {
            Py_INCREF(value)
            Py_INCREF(pkey.word(0).unsafelyUnwrapped)
        }
        pkey += stride
    }
    return keys
}

/// A new empty dict: it shares the one empty keys table.
func PyDict_New() -> PyObj? {
    dictkeys_incref(Py_EMPTY_KEYS)
    return new_dict(Py_EMPTY_KEYS, nil, 0, false)
}

/// A new dict with room for `minused` keys.
func dict_new_presized(_ minused: Int, _ unicode: Bool) -> PyObj? {
    if minused <= 5 { return PyDict_New() }
    let log2 = minused > USABLE_FRACTION(1 << 17) ? 17 : estimate_log2_keysize(minused)
    guard let keys = new_keys_object(log2, unicode) else { return nil }
    return new_dict(keys, nil, 0, false)
}

/// A new dict with room for `minused` keys of any kind.
func _PyDict_NewPresized(_ minused: Int) -> PyObj? { dict_new_presized(minused, false) }

/// A dict of keys and values that lie in arrays of objects, at strides counted in objects (BUILD_MAP, BUILD_CONST_KEY_MAP).
func _PyDict_FromItems(_ keys: PyObj, _ keysOffset: Int, _ values: PyObj, _ valuesOffset: Int, _ length: Int) -> PyObj? {
    var unicode = true
    for i in 0..<length where keys.word(i &* keysOffset).unsafelyUnwrapped.ob_type != PyUnicode_Type {
        unicode = false
        break
    }
    guard let dict = dict_new_presized(length, unicode) else { return nil }
    for i in 0..<length {
        let k = keys.word(i &* keysOffset).unsafelyUnwrapped
        let v = values.word(i &* valuesOffset).unsafelyUnwrapped
        if PyDict_SetItem(dict, k, v) < 0 {
            Py_DECREF(dict)
            return nil
        }
    }
    return dict
}

/// The same for the evaluation stack's typed pointers.
func _PyDict_FromItems(_ keys: PyArgs, _ keysOffset: Int, _ values: PyArgs, _ valuesOffset: Int, _ length: Int) -> PyObj? {
    _PyDict_FromItems(PyObj(keys), keysOffset, PyObj(values), valuesOffset, length)
}

// MARK: Insertion and resizing

@inline(__always) func insertion_resize(_ mp: PyObj, _ unicode: Bool) -> Int32 {
    dictresize(mp, calculate_log2_keysize(mp.ma_used &* 3), unicode)
}

/// Whether a new key needs another table: there is no room, or the table is for strings only and the key is none. The latter can be so
/// even after insertdict's first test, if a comparison emptied the dict; CPython 3.11 overlooks it and corrupts the table.
@inline(__always) func must_resize(_ mp: PyObj, _ key: PyObj) -> Bool {
    let keys = mp.ma_keys
    return keys.dk_usable <= 0 || (DK_IS_UNICODE(keys) && key.ob_type != PyUnicode_Type)
}

/// Gives a dict a new combined table of `1 << log2_newsize` slots, without holes. 0, or -1 with an exception.
func dictresize(_ mp: PyObj, _ log2_newsize: UInt8, _ wantUnicode: Bool) -> Int32 {
    if log2_newsize >= 64 {
        _ = PyErr_NoMemory()
        return -1
    }
    let oldkeys = mp.ma_keys
    let unicode = wantUnicode && DK_IS_UNICODE(oldkeys)
    guard let newkeys = new_keys_object(log2_newsize, unicode) else { return -1 }
    mp.ma_keys = newkeys
    let n = mp.ma_used
    emitIfTracing(.resize, bits(mp), bits(newkeys.dk_usable), bits(USABLE_FRACTION(DK_SIZE(oldkeys))))
    var to = DK_ENTRIES(newkeys)
    if let oldvalues = mp.ma_values {
        // Split to combined: the new table needs references to the keys; the values move.
        let old = DK_ENTRIES(oldkeys)
        for i in 0..<n {
            let index = get_index_from_order(mp, i)
            let key = (old + index &* 16).ue_key.unsafelyUnwrapped
            Py_INCREF(key)
            if unicode {
                to.ue_key = key
                to.ue_value = oldvalues.word(index)
                to += 16
            } else {
                to.me_key = key
                to.me_hash = key.unicode_hash
                to.me_value = oldvalues.word(index)
                to += 24
            }
        }
        build_indices(newkeys, n)
        dictkeys_decref(oldkeys)
        mp.ma_values = nil
        free_values(oldvalues)
    } else {
        var ep = DK_ENTRIES(oldkeys)
        if !DK_IS_UNICODE(oldkeys) {
            if oldkeys.dk_nentries == n {
                to.copyMemory(from: ep, byteCount: n &* 24)
            } else {
                for _ in 0..<n {
                    while ep.me_value == nil { ep += 24 }
                    to.copyMemory(from: ep, byteCount: 24)
                    ep += 24
                    to += 24
                }
            }
        } else if unicode {
            if oldkeys.dk_nentries == n {
                to.copyMemory(from: ep, byteCount: n &* 16)
            } else {
                for _ in 0..<n {
                    while ep.ue_value == nil { ep += 16 }
                    to.copyMemory(from: ep, byteCount: 16)
                    ep += 16
                    to += 16
                }
            }
        } else {
            for _ in 0..<n {
                while ep.ue_value == nil { ep += 16 }
                let key = ep.ue_key.unsafelyUnwrapped
                to.me_key = key
                to.me_hash = key.unicode_hash
                to.me_value = ep.ue_value
                ep += 16
                to += 24
            }
        }
        build_indices(newkeys, n)
        // The references have moved: only the block is given back.
        if oldkeys == Py_EMPTY_KEYS {
            oldkeys.dk_refcnt = oldkeys.dk_refcnt &- 1
        } else {
            release_keys_block(oldkeys)
        }
    }
    newkeys.dk_usable = newkeys.dk_usable &- n
    newkeys.dk_nentries = n
    return 0
}

/// Inserts or replaces, taking over the references to key and value. 0, or -1 with an exception.
func insertdict(_ mp: PyObj, _ key: PyObj, _ hash: Int, _ value: PyObj) -> Int32 {
    if DK_IS_UNICODE(mp.ma_keys) && key.ob_type != PyUnicode_Type {
        if insertion_resize(mp, false) < 0 { return insertFailed(key, value) }
    }
    var old_value: PyObj?
    let ix = _Py_dict_lookup(mp, key, hash, &old_value)
    if ix == DKIX_ERROR { return insertFailed(key, value) }
    MAINTAIN_TRACKING(mp, key, value)
    if ix == DKIX_EMPTY {
        mp.ma_keys.dk_version = 0
        if must_resize(mp, key) && insertion_resize(mp, key.ob_type == PyUnicode_Type) < 0 { return insertFailed(key, value) }
        insertNewEntry(mp, key, hash, value)
        return 0
    }
    if old_value != value {
        let keys = mp.ma_keys
        if let values = mp.ma_values {
            values.setWord(ix, value)
            if old_value == nil {
                _PyDictValues_AddToInsertionOrder(values, ix)
                mp.ma_used = mp.ma_used &+ 1
            }
        } else if DK_IS_UNICODE(keys) {
            (DK_ENTRIES(keys) + ix &* 16).ue_value = value
        } else {
            (DK_ENTRIES(keys) + ix &* 24).me_value = value
        }
        mp.ma_version_tag = DICT_NEXT_VERSION()
    }
    Py_XDECREF(old_value)
    Py_DECREF(key)
    return 0
}

@inline(never) func insertFailed(_ key: PyObj, _ value: PyObj) -> Int32 {
    Py_DECREF(value)
    Py_DECREF(key)
    return -1
}

/// Appends an entry for a key that is known to be absent; there is room.
@inline(__always) func insertNewEntry(_ mp: PyObj, _ key: PyObj, _ hash: Int, _ value: PyObj) {
    let keys = mp.ma_keys
    let n = keys.dk_nentries
    dictkeys_set_index(keys, find_empty_slot(keys, hash), n)
    if DK_IS_UNICODE(keys) {
        let ep = DK_ENTRIES(keys) + n &* 16
        ep.ue_key = key
        if let values = mp.ma_values {
            _PyDictValues_AddToInsertionOrder(values, n)
            values.setWord(n, value)
        } else {
            ep.ue_value = value
        }
    } else {
        let ep = DK_ENTRIES(keys) + n &* 24
        ep.me_key = key
        ep.me_hash = hash
        ep.me_value = value
    }
    mp.ma_used = mp.ma_used &+ 1
    mp.ma_version_tag = DICT_NEXT_VERSION()
    keys.dk_usable = keys.dk_usable &- 1
    keys.dk_nentries = n &+ 1
}

/// The first insertion into a dict that uses the shared empty table.
func insert_to_emptydict(_ mp: PyObj, _ key: PyObj, _ hash: Int, _ value: PyObj) -> Int32 {
    let unicode = key.ob_type == PyUnicode_Type
    guard let keys = new_keys_object(PyDict_LOG_MINSIZE, unicode) else {
        Py_DECREF(key)
        Py_DECREF(value)
        return -1
    }
    dictkeys_decref(Py_EMPTY_KEYS)
    mp.ma_keys = keys
    mp.ma_values = nil
    emitIfTracing(.resize, bits(mp), bits(keys.dk_usable), 0)
    MAINTAIN_TRACKING(mp, key, value)
    dictkeys_set_index(keys, UInt(bitPattern: hash) & 7, 0)
    let ep = DK_ENTRIES(keys)
    if unicode {
        ep.ue_key = key
        ep.ue_value = value
    } else {
        ep.me_key = key
        ep.me_hash = hash
        ep.me_value = value
    }
    mp.ma_used = mp.ma_used &+ 1
    mp.ma_version_tag = DICT_NEXT_VERSION()
    keys.dk_usable = keys.dk_usable &- 1
    keys.dk_nentries = keys.dk_nentries &+ 1
    return 0
}
