import Glibc
import Memory
import Trace

// Set algebra. Origin: Objects/setobject.c.

/// Exchanges what two sets hold.
private func set_swap_bodies(_ a: PyObj, _ b: PyObj) {
    let aSmall = a.set_table == a.smallTable
    let bSmall = b.set_table == b.smallTable
    (a.set_fill, b.set_fill) = (b.set_fill, a.set_fill)
    (a.set_used, b.set_used) = (b.set_used, a.set_used)
    (a.set_mask, b.set_mask) = (b.set_mask, a.set_mask)
    let t = a.set_table
    a.set_table = bSmall ? a.smallTable : b.set_table
    b.set_table = aSmall ? b.smallTable : t
    if aSmall || bSmall {
        for i in 0..<16 {
            let w = a.smallTable.word(i)
            a.smallTable.setWord(i, b.smallTable.word(i))
            b.smallTable.setWord(i, w)
        }
    }
    if PyType_IsSubtype(a.ob_type, PyFrozenSet_Type) && PyType_IsSubtype(b.ob_type, PyFrozenSet_Type) {
        (a.set_hash, b.set_hash) = (b.set_hash, a.set_hash)
    } else {
        a.set_hash = -1
        b.set_hash = -1
    }
}

func set_copy(_ so: PyObj) -> PyObj? { make_new_set_basetype(so.ob_type, so) }
func frozenset_copy(_ so: PyObj) -> PyObj? { PyFrozenSet_CheckExact(so) ? Py_NewRef(so) : set_copy(so) }

/// Drops a half-made result: for returning nil.
@inline(__always) private func drop(_ result: PyObj) -> PyObj? {
    Py_DECREF(result)
    return nil
}

@inline(__always) private func none() -> PyObj? { Py_NewRef(Py_None) }

// MARK: Union

func set_update(_ so: PyObj, _ args: PyObj) -> PyObj? {
    for i in 0..<args.ob_size where set_update_internal(so, PyTuple_GET_ITEM(args, i)) != 0 { return nil }
    return none()
}

func set_union(_ so: PyObj, _ args: PyObj) -> PyObj? {
    guard let result = set_copy(so) else { return nil }
    for i in 0..<args.ob_size {
        let other = PyTuple_GET_ITEM(args, i)
        if so == other { continue }
        if set_update_internal(result, other) != 0 { return drop(result) }
    }
    return result
}

func set_or(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(so) || !PyAnySet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    guard let result = set_copy(so) else { return nil }
    if so == other { return result }
    if set_update_internal(result, other) != 0 { return drop(result) }
    return result
}

func set_ior(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    return set_update_internal(so, other) != 0 ? nil : Py_NewRef(so)
}

// MARK: Intersection

func set_intersection(_ first: PyObj, _ second: PyObj) -> PyObj? {
    var so = first
    var other = second
    if so == other { return set_copy(so) }
    guard let result = make_new_set_basetype(so.ob_type, nil) else { return nil }
    if PyAnySet_Check(other) {
        if other.set_used > so.set_used { swap(&so, &other) }
        var pos = 0
        var key = so
        var hash = 0
        while set_next(other, &pos, &key, &hash) {
            Py_INCREF(key)
            let rv = set_contains_entry(so, key, hash)
            if rv < 0 || (rv > 0 && set_add_entry(result, key, hash) != 0) {
                Py_DECREF(result)
                Py_DECREF(key)
                return nil
            }
            Py_DECREF(key)
        }
        return result
    }
    guard let it = PyObject_GetIter(other) else { return drop(result) }
    while let key = PyIter_Next(it) {
        let hash = PyObject_Hash(key)
        var rv: Int32 = -1
        if hash != -1 { rv = set_contains_entry(so, key, hash) }
        if rv < 0 || (rv > 0 && set_add_entry(result, key, hash) != 0) {
            Py_DECREF(it)
            Py_DECREF(result)
            Py_DECREF(key)
            return nil
        }
        Py_DECREF(key)
        if rv > 0 && result.set_used >= so.set_used { break }
    }
    Py_DECREF(it)
    return PyErr_Occurred() != nil ? drop(result) : result
}

func set_intersection_multi(_ so: PyObj, _ args: PyObj) -> PyObj? {
    if args.ob_size == 0 { return set_copy(so) }
    var result = Py_NewRef(so)
    for i in 0..<args.ob_size {
        let new = set_intersection(result, PyTuple_GET_ITEM(args, i))
        Py_DECREF(result)
        guard let new else { return nil }
        result = new
    }
    return result
}

func set_intersection_update(_ so: PyObj, _ other: PyObj) -> PyObj? {
    guard let tmp = set_intersection(so, other) else { return nil }
    set_swap_bodies(so, tmp)
    Py_DECREF(tmp)
    return none()
}

func set_intersection_update_multi(_ so: PyObj, _ args: PyObj) -> PyObj? {
    guard let tmp = set_intersection_multi(so, args) else { return nil }
    set_swap_bodies(so, tmp)
    Py_DECREF(tmp)
    return none()
}

func set_and(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(so) || !PyAnySet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    return set_intersection(so, other)
}

func set_iand(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    guard let result = set_intersection_update(so, other) else { return nil }
    Py_DECREF(result)
    return Py_NewRef(so)
}

func set_isdisjoint(_ first: PyObj, _ second: PyObj) -> PyObj? {
    var so = first
    var other = second
    if so == other { return PyBool_FromLong(so.set_used == 0) }
    if PyAnySet_CheckExact(other) {
        if other.set_used > so.set_used { swap(&so, &other) }
        var pos = 0
        var key = so
        var hash = 0
        while set_next(other, &pos, &key, &hash) {
            Py_INCREF(key)
            let rv = set_contains_entry(so, key, hash)
            Py_DECREF(key)
            if rv != 0 { return rv < 0 ? nil : PyBool_FromLong(false) }
        }
        return PyBool_FromLong(true)
    }
    guard let it = PyObject_GetIter(other) else { return nil }
    while let key = PyIter_Next(it) {
        let rv = set_contains_key(so, key)
        Py_DECREF(key)
        if rv != 0 {
            Py_DECREF(it)
            return rv < 0 ? nil : PyBool_FromLong(false)
        }
    }
    Py_DECREF(it)
    return PyErr_Occurred() != nil ? nil : PyBool_FromLong(true)
}

// MARK: Difference

/// Removes all that an object yields. 0, or -1 with an exception.
private func set_difference_update_internal(_ so: PyObj, _ argument: PyObj) -> Int32 {
    if so == argument {
        set_clear_internal(so)
        return 0
    }
    if PyAnySet_Check(argument) {
        var other = argument
        // When the other set is much larger, its intersection with this one is walked instead.
        if (other.set_used >> 3) > so.set_used {
            guard let common = set_intersection(so, other) else { return -1 }
            other = common
        } else {
            Py_INCREF(other)
        }
        var pos = 0
        var key = so
        var hash = 0
        while set_next(other, &pos, &key, &hash) {
            Py_INCREF(key)
            let rv = set_discard_entry(so, key, hash)
            Py_DECREF(key)
            if rv < 0 {
                Py_DECREF(other)
                return -1
            }
        }
        Py_DECREF(other)
    } else {
        guard let it = PyObject_GetIter(argument) else { return -1 }
        while let key = PyIter_Next(it) {
            let rv = set_discard_key(so, key)
            if rv < 0 {
                Py_DECREF(it)
                Py_DECREF(key)
                return -1
            }
            Py_DECREF(key)
        }
        Py_DECREF(it)
        if PyErr_Occurred() != nil { return -1 }
    }
    // More than a quarter deleted slots: rebuild.
    if so.set_fill &- so.set_used <= so.set_mask / 4 { return 0 }
    return set_table_resize(so, so.set_used > 50000 ? so.set_used &* 2 : so.set_used &* 4)
}

func set_difference_update(_ so: PyObj, _ args: PyObj) -> PyObj? {
    for i in 0..<args.ob_size where set_difference_update_internal(so, PyTuple_GET_ITEM(args, i)) != 0 { return nil }
    return none()
}

private func set_copy_and_difference(_ so: PyObj, _ other: PyObj) -> PyObj? {
    guard let result = set_copy(so) else { return nil }
    return set_difference_update_internal(result, other) == 0 ? result : drop(result)
}

func set_difference(_ so: PyObj, _ other: PyObj) -> PyObj? {
    let otherIsSet = PyAnySet_Check(other)
    if !otherIsSet && !PyDict_CheckExact(other) { return set_copy_and_difference(so, other) }
    let otherSize = otherIsSet ? other.set_used : other.ma_used
    if (so.set_used >> 2) > otherSize { return set_copy_and_difference(so, other) }
    guard let result = make_new_set_basetype(so.ob_type, nil) else { return nil }
    let isDict = PyDict_CheckExact(other)
    var pos = 0
    var key = so
    var hash = 0
    while set_next(so, &pos, &key, &hash) {
        Py_INCREF(key)
        let rv = isDict ? _PyDict_Contains_KnownHash(other, key, hash) : set_contains_entry(other, key, hash)
        if rv < 0 || (rv == 0 && set_add_entry(result, key, hash) != 0) {
            Py_DECREF(result)
            Py_DECREF(key)
            return nil
        }
        Py_DECREF(key)
    }
    return result
}

func set_difference_multi(_ so: PyObj, _ args: PyObj) -> PyObj? {
    if args.ob_size == 0 { return set_copy(so) }
    guard let result = set_difference(so, PyTuple_GET_ITEM(args, 0)) else { return nil }
    for i in 1..<max(args.ob_size, 1) where set_difference_update_internal(result, PyTuple_GET_ITEM(args, i)) != 0 {
        return drop(result)
    }
    return result
}

func set_sub(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(so) || !PyAnySet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    return set_difference(so, other)
}

func set_isub(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    return set_difference_update_internal(so, other) != 0 ? nil : Py_NewRef(so)
}

// MARK: Symmetric difference

/// Removes a key if it is there, else adds it. false with an exception.
private func toggle(_ so: PyObj, _ key: PyObj, _ hash: Int) -> Bool {
    Py_INCREF(key)
    let rv = set_discard_entry(so, key, hash)
    let ok = rv > 0 || (rv == 0 && set_add_entry(so, key, hash) == 0)
    Py_DECREF(key)
    return ok
}

func set_symmetric_difference_update(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if so == other {
        set_clear_internal(so)
        return none()
    }
    var pos = 0
    var key = so
    var hash = 0
    if PyDict_CheckExact(other) {
        var value = so
        while dict_next(other, &pos, &key, &value, &hash) {
            if !toggle(so, key, hash) { return nil }
        }
        return none()
    }
    guard let otherset = PyAnySet_Check(other) ? Py_NewRef(other) : make_new_set_basetype(so.ob_type, other) else { return nil }
    while set_next(otherset, &pos, &key, &hash) {
        if !toggle(so, key, hash) { return drop(otherset) }
    }
    Py_DECREF(otherset)
    return none()
}

func set_symmetric_difference(_ so: PyObj, _ other: PyObj) -> PyObj? {
    guard let otherset = make_new_set_basetype(so.ob_type, other) else { return nil }
    guard let rv = set_symmetric_difference_update(otherset, so) else { return drop(otherset) }
    Py_DECREF(rv)
    return otherset
}

func set_xor(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(so) || !PyAnySet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    return set_symmetric_difference(so, other)
}

func set_ixor(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(other) { return Py_NewRef(Py_NotImplemented) }
    guard let result = set_symmetric_difference_update(so, other) else { return nil }
    Py_DECREF(result)
    return Py_NewRef(so)
}

// MARK: Comparing

func set_issubset(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if !PyAnySet_Check(other) {
        guard let tmp = make_new_set(PySet_Type, other) else { return nil }
        let result = set_issubset(so, tmp)
        Py_DECREF(tmp)
        return result
    }
    if so.set_used > other.set_used { return PyBool_FromLong(false) }
    var pos = 0
    var key = so
    var hash = 0
    while set_next(so, &pos, &key, &hash) {
        Py_INCREF(key)
        let rv = set_contains_entry(other, key, hash)
        Py_DECREF(key)
        if rv <= 0 { return rv < 0 ? nil : PyBool_FromLong(false) }
    }
    return PyBool_FromLong(true)
}

func set_issuperset(_ so: PyObj, _ other: PyObj) -> PyObj? {
    if PyAnySet_Check(other) { return set_issubset(other, so) }
    guard let it = PyObject_GetIter(other) else { return nil }
    while let key = PyIter_Next(it) {
        let rv = set_contains_key(so, key)
        Py_DECREF(key)
        if rv <= 0 {
            Py_DECREF(it)
            return rv < 0 ? nil : PyBool_FromLong(false)
        }
    }
    Py_DECREF(it)
    return PyErr_Occurred() != nil ? nil : PyBool_FromLong(true)
}

func set_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if !PyAnySet_Check(w) { return Py_NewRef(Py_NotImplemented) }
    switch op {
    case Py_EQ:
        if v.set_used != w.set_used { return PyBool_FromLong(false) }
        if v.set_hash != -1 && w.set_hash != -1 && v.set_hash != w.set_hash { return PyBool_FromLong(false) }
        return set_issubset(v, w)
    case Py_NE:
        guard let r1 = set_richcompare(v, w, Py_EQ) else { return nil }
        let truth = r1 == Py_True
        Py_DECREF(r1)
        return PyBool_FromLong(!truth)
    case Py_LE: return set_issubset(v, w)
    case Py_GE: return set_issuperset(v, w)
    case Py_LT: return v.set_used >= w.set_used ? PyBool_FromLong(false) : set_issubset(v, w)
    case Py_GT: return v.set_used <= w.set_used ? PyBool_FromLong(false) : set_issuperset(v, w)
    default: return Py_NewRef(Py_NotImplemented)
    }
}
