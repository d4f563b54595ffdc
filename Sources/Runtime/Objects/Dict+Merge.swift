import Memory
import Trace

// Copies, merges, lists of keys and values. Origin: Objects/dictobject.c.

/// A list of the keys, values or items (kind 0, 1, 2) of a dict.
private func dict_list(_ mp: PyObj, _ kind: Int) -> PyObj? {
    while true {
        let n = mp.ma_used
        guard let v = PyList_New(n) else { return nil }
        if kind == 2 {
            for i in 0..<n {
                guard let item = PyTuple_New(2) else {
                    Py_DECREF(v)
                    return nil
                }
                PyList_SET_ITEM(v, i, item)
            }
        }
        // The allocations may have run the collector, and that any code.
        if n != mp.ma_used {
            Py_DECREF(v)
            continue
        }
        var j = 0
        var pos = 0
        var key = mp
        var value = mp
        while dict_next(mp, &pos, &key, &value) {
            if kind == 0 {
                PyList_SET_ITEM(v, j, Py_NewRef(key))
            } else if kind == 1 {
                PyList_SET_ITEM(v, j, Py_NewRef(value))
            } else {
                let item = PyList_GET_ITEM(v, j)
                PyTuple_SET_ITEM(item, 0, Py_NewRef(key))
                PyTuple_SET_ITEM(item, 1, Py_NewRef(value))
            }
            j &+= 1
        }
        return v
    }
}

/// A new list of the keys; nil with an exception.
func PyDict_Keys(_ mp: PyObj) -> PyObj? {
    if !PyDict_Check(mp) {
        PyErr_BadInternalCall()
        return nil
    }
    return dict_list(mp, 0)
}
/// A new list of the values; nil with an exception.
func PyDict_Values(_ mp: PyObj) -> PyObj? {
    if !PyDict_Check(mp) {
        PyErr_BadInternalCall()
        return nil
    }
    return dict_list(mp, 1)
}
/// A new list of (key, value) tuples; nil with an exception.
func PyDict_Items(_ mp: PyObj) -> PyObj? {
    if !PyDict_Check(mp) {
        PyErr_BadInternalCall()
        return nil
    }
    return dict_list(mp, 2)
}

/// dict.fromkeys for any class.
func _PyDict_FromKeys(_ cls: PyObj, _ iterable: PyObj, _ value: PyObj) -> PyObj? {
    guard let d = PyObject_CallNoArgs(cls) else { return nil }
    if PyDict_CheckExact(d) && d.ma_used == 0 {
        var pos = 0
        var key = iterable
        var hash = 0
        if PyDict_CheckExact(iterable) {
            var old = iterable
            if dictresize(d, estimate_log2_keysize(iterable.ma_used), DK_IS_UNICODE(iterable.ma_keys)) < 0 {
                Py_DECREF(d)
                return nil
            }
            while dict_next(iterable, &pos, &key, &old, &hash) {
                Py_INCREF(key)
                Py_INCREF(value)
                if insertdict(d, key, hash, value) < 0 {
                    Py_DECREF(d)
                    return nil
                }
            }
            return d
        }
        if PyAnySet_CheckExact(iterable) {
            if dictresize(d, estimate_log2_keysize(iterable.set_used), false) < 0 {
                Py_DECREF(d)
                return nil
            }
            while set_next(iterable, &pos, &key, &hash) {
                Py_INCREF(key)
                Py_INCREF(value)
                if insertdict(d, key, hash, value) < 0 {
                    Py_DECREF(d)
                    return nil
                }
            }
            return d
        }
    }
    guard let it = PyObject_GetIter(iterable) else {
        Py_DECREF(d)
        return nil
    }
    let exact = PyDict_CheckExact(d)
    while let key = PyIter_Next(it) {
        let status = exact ? PyDict_SetItem(d, key, value) : PyObject_SetItem(d, key, value)
        Py_DECREF(key)
        if status < 0 {
            Py_DECREF(it)
            Py_DECREF(d)
            return nil
        }
    }
    Py_DECREF(it)
    if PyErr_Occurred() != nil {
        Py_DECREF(d)
        return nil
    }
    return d
}

/// Updates `d` from an iterable of pairs; existing keys stay if `override` is 0. 0, or -1 with an exception.
func PyDict_MergeFromSeq2(_ d: PyObj, _ seq2: PyObj, _ override: Int32) -> Int32 {
    guard let it = PyObject_GetIter(seq2) else { return -1 }
    var i = 0
    while let item = PyIter_Next(it) {
        guard let fast = PySequence_Fast(item, "") else {
            if PyErr_ExceptionMatches(PyExc_TypeError) {
                PyErr_SetString(PyExc_TypeError, "cannot convert dictionary update sequence element #\(i) to a sequence")
            }
            Py_DECREF(item)
            Py_DECREF(it)
            return -1
        }
        let n = fast.ob_size
        var failed = false
        if n != 2 {
            PyErr_SetString(PyExc_ValueError, "dictionary update sequence element #\(i) has length \(n); 2 is required")
            failed = true
        } else {
            let items = PySequence_Fast_ITEMS(fast)
            let key = Py_NewRef(items[0])
            let value = Py_NewRef(items[1])
            if override != 0 {
                failed = PyDict_SetItem(d, key, value) < 0
            } else {
                failed = PyDict_SetDefault(d, key, value) == nil
            }
            Py_DECREF(key)
            Py_DECREF(value)
        }
        if failed {
            Py_DECREF(item)
            Py_DECREF(fast)
            Py_DECREF(it)
            return -1
        }
        Py_DECREF(fast)
        Py_DECREF(item)
        i &+= 1
    }
    Py_DECREF(it)
    return PyErr_Occurred() != nil ? -1 : 0
}

/// Merges mapping `b` into dict `a`: override 0 keeps existing keys, 1 replaces them, 2 raises KeyError for them.
func dict_merge(_ a: PyObj, _ b: PyObj, _ overrideArg: Int32) -> Int32 {
    var override = overrideArg
    if !PyDict_Check(a) {
        PyErr_BadInternalCall()
        return -1
    }
    if PyDict_Check(b) && dict_has_own_iter(b) {
        let mp = a
        let other = b
        if other == mp || other.ma_used == 0 { return 0 }
        if mp.ma_used == 0 {
            override = 1
            let okeys = other.ma_keys
            if other.ma_values == nil && other.ma_used == okeys.dk_nentries
                && (okeys.dk_log2_size == PyDict_LOG_MINSIZE || USABLE_FRACTION(DK_SIZE(okeys) / 2) < other.ma_used)
            {
                guard let keys = clone_combined_dict_keys(other) else { return -1 }
                dictkeys_decref(mp.ma_keys)
                mp.ma_keys = keys
                if let values = mp.ma_values {
                    free_values(values)
                    mp.ma_values = nil
                }
                mp.ma_used = other.ma_used
                mp.ma_version_tag = DICT_NEXT_VERSION()
                emitIfTracing(.resize, bits(mp), bits(USABLE_FRACTION(DK_SIZE(keys))), 0)
                if _PyObject_GC_IS_TRACKED(other) && !_PyObject_GC_IS_TRACKED(mp) { _PyObject_GC_TRACK(mp) }
                return 0
            }
        }
        // One big resize at the start rather than several on the way.
        if USABLE_FRACTION(DK_SIZE(mp.ma_keys)) < other.ma_used {
            if dictresize(mp, estimate_log2_keysize(mp.ma_used &+ other.ma_used), DK_IS_UNICODE(other.ma_keys)) < 0 { return -1 }
        }
        let orig_size = other.ma_keys.dk_nentries
        var pos = 0
        var key = a
        var value = a
        var hash = 0
        while dict_next(other, &pos, &key, &value, &hash) {
            var err: Int32 = 0
            Py_INCREF(key)
            Py_INCREF(value)
            if override == 1 {
                Py_INCREF(key)
                Py_INCREF(value)
                err = insertdict(mp, key, hash, value)
            } else {
                err = _PyDict_Contains_KnownHash(a, key, hash)
                if err == 0 {
                    Py_INCREF(key)
                    Py_INCREF(value)
                    err = insertdict(mp, key, hash, value)
                } else if err > 0 {
                    if override != 0 {
                        _PyErr_SetKeyError(key)
                        Py_DECREF(value)
                        Py_DECREF(key)
                        return -1
                    }
                    err = 0
                }
            }
            Py_DECREF(value)
            Py_DECREF(key)
            if err != 0 { return -1 }
            if orig_size != other.ma_keys.dk_nentries {
                PyErr_SetString(PyExc_RuntimeError, "dict mutated during update")
                return -1
            }
        }
        return 0
    }
    guard let keys = PyMapping_Keys(b) else { return -1 }
    let iterOrNil = PyObject_GetIter(keys)
    Py_DECREF(keys)
    guard let iter = iterOrNil else { return -1 }
    while let key = PyIter_Next(iter) {
        if override != 1 {
            let status = PyDict_Contains(a, key)
            if status != 0 {
                if status > 0 {
                    if override == 0 {
                        Py_DECREF(key)
                        continue
                    }
                    _PyErr_SetKeyError(key)
                }
                Py_DECREF(key)
                Py_DECREF(iter)
                return -1
            }
        }
        guard let value = PyObject_GetItem(b, key) else {
            Py_DECREF(iter)
            Py_DECREF(key)
            return -1
        }
        let status = PyDict_SetItem(a, key, value)
        Py_DECREF(key)
        Py_DECREF(value)
        if status < 0 {
            Py_DECREF(iter)
            return -1
        }
    }
    Py_DECREF(iter)
    return PyErr_Occurred() != nil ? -1 : 0
}

/// Updates `a` from mapping `b`. 0, or -1 with an exception.
@discardableResult func PyDict_Update(_ a: PyObj, _ b: PyObj) -> Int32 { dict_merge(a, b, 1) }
/// Merges `b` into `a`; existing keys stay if `override` is 0.
@discardableResult func PyDict_Merge(_ a: PyObj, _ b: PyObj, _ override: Int32) -> Int32 { dict_merge(a, b, override != 0 ? 1 : 0) }
/// The same; override 2 raises KeyError for a key that is in both.
@discardableResult func _PyDict_MergeEx(_ a: PyObj, _ b: PyObj, _ override: Int32) -> Int32 { dict_merge(a, b, override) }

/// A shallow copy as an exact dict; nil with an exception.
func PyDict_Copy(_ mp: PyObj) -> PyObj? {
    if !PyDict_Check(mp) {
        PyErr_BadInternalCall()
        return nil
    }
    if mp.ma_used == 0 { return PyDict_New() }
    if let oldvalues = mp.ma_values {
        let size = shared_keys_usable_size(mp.ma_keys)
        guard let values = new_values(size) else { return PyErr_NoMemory() }
        guard let copy = _PyObject_GC_New(PyDict_Type) else {
            free_values(values)
            return nil
        }
        let prefix = Int((values - 1).load(as: UInt8.self))
        (values - prefix).copyMemory(from: oldvalues - prefix, byteCount: prefix &- 1)
        copy.ma_values = values
        copy.ma_keys = mp.ma_keys
        copy.ma_used = mp.ma_used
        copy.ma_version_tag = DICT_NEXT_VERSION()
        dictkeys_incref(mp.ma_keys)
        for i in 0..<size { values.setWord(i, Py_XNewRef(oldvalues.word(i))) }
        if _PyObject_GC_IS_TRACKED(mp) { _PyObject_GC_TRACK(copy) }
        return copy
    }
    if dict_has_own_iter(mp) && mp.ma_used >= mp.ma_keys.dk_nentries &* 2 / 3 {
        // Few holes: the table is copied as it is.
        guard let keys = clone_combined_dict_keys(mp) else { return nil }
        guard let copy = new_dict(keys, nil, 0, false) else { return nil }
        copy.ma_used = mp.ma_used
        if _PyObject_GC_IS_TRACKED(mp) { _PyObject_GC_TRACK(copy) }
        return copy
    }
    guard let copy = PyDict_New() else { return nil }
    if dict_merge(copy, mp, 1) == 0 { return copy }
    Py_DECREF(copy)
    return nil
}

/// Whether iteration over the dict is dict's own, so that its table may be read directly.
@inline(__always) func dict_has_own_iter(_ op: PyObj) -> Bool {
    if op.ob_type == PyDict_Type { return true }
    return unsafeBitCast(op.ob_type.tp_iter, to: UInt.self) == unsafeBitCast(PyDict_Type.tp_iter, to: UInt.self)
}

/// Equality of two dicts: 1, 0, or -1 with an exception.
func dict_equal(_ a: PyObj, _ b: PyObj) -> Int32 {
    if a.ma_used != b.ma_used { return 0 }
    var i = 0
    while i < a.ma_keys.dk_nentries {
        let keys = a.ma_keys
        let key: PyObj?
        let aval: PyObj?
        let hash: Int
        if DK_IS_UNICODE(keys) {
            let ep = DK_ENTRIES(keys) + i &* 16
            key = ep.ue_key
            hash = key?.unicode_hash ?? 0
            aval = a.ma_values != nil ? a.ma_values.unsafelyUnwrapped.word(i) : ep.ue_value
        } else {
            let ep = DK_ENTRIES(keys) + i &* 24
            key = ep.me_key
            hash = ep.me_hash
            aval = ep.me_value
        }
        i &+= 1
        guard let key, let aval else { continue }
        Py_INCREF(aval)
        Py_INCREF(key)
        var bval: PyObj?
        _ = _Py_dict_lookup(b, key, hash, &bval)
        guard let bval else {
            Py_DECREF(key)
            Py_DECREF(aval)
            return PyErr_Occurred() != nil ? -1 : 0
        }
        Py_INCREF(bval)
        let cmp = PyObject_RichCompareBool(aval, bval, Py_EQ)
        Py_DECREF(key)
        Py_DECREF(aval)
        Py_DECREF(bval)
        if cmp <= 0 { return cmp }
    }
    return 1
}
