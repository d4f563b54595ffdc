import Memory

// The method resolution order: C3 linearisation, custom `mro()` methods, and the choice of the best base. Origin: Objects/typeobject.c.

private func tail_contains(_ tuple: PyObj, _ whence: Int, _ o: PyObj) -> Bool {
    var j = whence + 1
    let size = PyTuple_GET_SIZE(tuple)
    while j < size {
        if PyTuple_GET_ITEM(tuple, j) == o { return true }
        j += 1
    }
    return false
}

/// The `__name__` of a class, or its repr: a new reference.
private func class_name(_ cls: PyObj) -> PyObj? {
    var name: PyObj?
    if _PyObject_LookupAttr(cls, _Py_ID(.__name__), &name) == 0 { name = PyObject_Repr(cls) }
    return name
}

private func check_duplicates(_ tuple: PyObj) -> Int32 {
    let n = PyTuple_GET_SIZE(tuple)
    for i in 0..<n {
        let o = PyTuple_GET_ITEM(tuple, i)
        for j in (i + 1)..<max(n, i + 1) where PyTuple_GET_ITEM(tuple, j) == o {
            if let name = class_name(o) {
                PyErr_SetString(
                    PyExc_TypeError, PyUnicode_Check(name) ? "duplicate base class \(swiftString(name))" : "duplicate base class")
                Py_DECREF(name)
            }
            return -1
        }
    }
    return 0
}

/// Raises the error that names the classes at the heads of the remaining lists.
private func set_mro_error(_ toMerge: UnsafeMutablePointer<PyObj>, _ size: Int, _ remain: UnsafeMutablePointer<Int32>) {
    guard let set = PyDict_New() else { return }
    for i in 0..<size where Int(remain[i]) < PyTuple_GET_SIZE(toMerge[i]) {
        if PyDict_SetItem(set, PyTuple_GET_ITEM(toMerge[i], Int(remain[i])), Py_None) < 0 {
            Py_DECREF(set)
            return
        }
    }
    var text = "Cannot create a consistent method resolution\norder (MRO) for bases"
    var first = true
    var pos = 0
    var key: PyObj?, value: PyObj?
    while PyDict_Next(set, &pos, &key, &value) {
        guard let name = class_name(key.unsafelyUnwrapped) else {
            Py_DECREF(set)
            return
        }
        text += (first ? " " : ", ") + (PyUnicode_Check(name) ? swiftString(name) : "?")
        first = false
        Py_DECREF(name)
    }
    PyErr_SetString(PyExc_TypeError, clip(text, 999))
    Py_DECREF(set)
}

/// C3: appends to the list `acc` the merge of the tuples. -1 with an exception.
private func pmerge(_ acc: PyObj, _ toMerge: UnsafeMutablePointer<PyObj>, _ size: Int) -> Int32 {
    let remain = UnsafeMutablePointer<Int32>.allocate(capacity: size)
    remain.initialize(repeating: 0, count: size)
    defer { remain.deallocate() }
    again: while true {
        var empty = 0
        candidates: for i in 0..<size {
            let current = toMerge[i]
            if Int(remain[i]) >= PyTuple_GET_SIZE(current) {
                empty += 1
                continue
            }
            // A good head is in no list's tail.
            let candidate = PyTuple_GET_ITEM(current, Int(remain[i]))
            for j in 0..<size where tail_contains(toMerge[j], Int(remain[j]), candidate) { continue candidates }
            if PyList_Append(acc, candidate) < 0 { return -1 }
            for j in 0..<size
            where Int(remain[j]) < PyTuple_GET_SIZE(toMerge[j]) && PyTuple_GET_ITEM(toMerge[j], Int(remain[j])) == candidate {
                remain[j] += 1
            }
            continue again
        }
        if empty != size {
            set_mro_error(toMerge, size, remain)
            return -1
        }
        return 0
    }
}

/// The C3 order as a new tuple or list. nil with an exception.
func mro_implementation(_ type: PyObj) -> PyObj? {
    if !_PyType_IsReady(type) && PyType_Ready(type) < 0 { return nil }
    let bases = type.tp_bases.unsafelyUnwrapped
    let n = PyTuple_GET_SIZE(bases)
    for i in 0..<n {
        let base = PyTuple_GET_ITEM(bases, i)
        if base.tp_mro == nil {
            PyErr_SetString(PyExc_TypeError, "Cannot extend an incomplete type '\(clip(typeText(base), 100))'")
            return nil
        }
    }
    if n == 1 {
        // Single inheritance: the base's order with the type in front.
        let mro = PyTuple_GET_ITEM(bases, 0).tp_mro.unsafelyUnwrapped
        let k = PyTuple_GET_SIZE(mro)
        guard let result = PyTuple_New(k + 1) else { return nil }
        PyTuple_SET_ITEM(result, 0, Py_NewRef(type))
        for i in 0..<k { PyTuple_SET_ITEM(result, i + 1, Py_NewRef(PyTuple_GET_ITEM(mro, i))) }
        return result
    }
    if check_duplicates(bases) < 0 { return nil }
    let toMerge = UnsafeMutablePointer<PyObj>.allocate(capacity: n + 1)
    defer { toMerge.deallocate() }
    for i in 0..<n { toMerge[i] = PyTuple_GET_ITEM(bases, i).tp_mro.unsafelyUnwrapped }
    toMerge[n] = bases
    guard let result = PyList_New(1) else { return nil }
    PyList_SET_ITEM(result, 0, Py_NewRef(type))
    if pmerge(result, toMerge, n + 1) < 0 {
        Py_DECREF(result)
        return nil
    }
    return result
}

/// `type.mro()`.
func type_mro(_ type: PyObj) -> PyObj? {
    guard let seq = mro_implementation(type) else { return nil }
    if PyList_Check(seq) { return seq }
    let list = PySequence_List(seq)
    Py_DECREF(seq)
    return list
}

private func mro_check(_ type: PyObj, _ mro: PyObj) -> Int32 {
    let solid = solid_base(type)
    for i in 0..<PyTuple_GET_SIZE(mro) {
        let obj = PyTuple_GET_ITEM(mro, i)
        if !PyType_Check(obj) {
            PyErr_SetString(PyExc_TypeError, "mro() returned a non-class ('\(clip(obj.typeName, 500))')")
            return -1
        }
        if !PyType_IsSubtype(solid, solid_base(obj)) {
            PyErr_SetString(
                PyExc_TypeError, "mro() returned base with unsuitable layout ('\(clip(typeText(obj), 500))')")
            return -1
        }
    }
    return 0
}

/// The order by the metaclass's `mro()`, as a new tuple.
private func mro_invoke(_ type: PyObj) -> PyObj? {
    let custom = type.ob_type != PyType_Type
    let result: PyObj?
    if custom {
        var unbound = false
        guard let method = lookup_method(type, _Py_ID(.mro), &unbound) else { return nil }
        result = call_unbound_noarg(unbound, method, type)
        Py_DECREF(method)
    } else {
        result = mro_implementation(type)
    }
    guard let result else { return nil }
    let tuple = PySequence_Tuple(result)
    Py_DECREF(result)
    guard let tuple else { return nil }
    if PyTuple_GET_SIZE(tuple) == 0 {
        Py_DECREF(tuple)
        PyErr_SetString(PyExc_TypeError, "type MRO must not be empty")
        return nil
    }
    if custom && mro_check(type, tuple) < 0 {
        Py_DECREF(tuple)
        return nil
    }
    return tuple
}

/// Computes and stores `tp_mro`. 1 done, 0 a reentrant call did it, -1 an exception. With `keepOld`, the old order is handed over.
func mro_internal(_ type: PyObj, _ old: inout PyObj?, keepOld: Bool) -> Int32 {
    let oldMro = type.tp_mro
    Py_XINCREF(oldMro)  // a custom mro() may replace it
    let newMro = mro_invoke(type)
    let reentered = type.tp_mro != oldMro
    Py_XDECREF(oldMro)
    guard let newMro else { return -1 }
    if reentered {
        Py_DECREF(newMro)
        return 0
    }
    type.tp_mro = newMro
    type_mro_modified(type, newMro)
    type_mro_modified(type, type.tp_bases.unsafelyUnwrapped)  // the bases may not be in the order
    PyType_Modified(type)
    if keepOld { old = oldMro } else { Py_XDECREF(oldMro) }
    return 1
}

/// The base whose layout the new class extends; borrowed, or nil with TypeError.
func best_base(_ bases: PyObj) -> PyObj? {
    var base: PyObj?
    var winner: PyObj?
    for i in 0..<PyTuple_GET_SIZE(bases) {
        let candidateBase = PyTuple_GET_ITEM(bases, i)
        if !PyType_Check(candidateBase) {
            PyErr_SetString(PyExc_TypeError, "bases must be types")
            return nil
        }
        if !_PyType_IsReady(candidateBase) && PyType_Ready(candidateBase) < 0 { return nil }
        if !PyType_HasFeature(candidateBase, TypeFlags.BASETYPE) {
            PyErr_SetString(
                PyExc_TypeError, "type '\(clip(typeText(candidateBase), 100))' is not an acceptable base type")
            return nil
        }
        let candidate = solid_base(candidateBase)
        if let w = winner {
            if PyType_IsSubtype(w, candidate) { continue }
            if PyType_IsSubtype(candidate, w) {
                winner = candidate
                base = candidateBase
            } else {
                PyErr_SetString(PyExc_TypeError, "multiple bases have instance lay-out conflict")
                return nil
            }
        } else {
            winner = candidate
            base = candidateBase
        }
    }
    return base
}

/// Whether instances of a type have more fields than those of its base (a weak reference list alone does not count).
private func extra_ivars(_ type: PyObj, _ base: PyObj) -> Bool {
    var size = type.tp_basicsize
    let baseSize = base.tp_basicsize
    if type.tp_itemsize != 0 || base.tp_itemsize != 0 { return size != baseSize || type.tp_itemsize != base.tp_itemsize }
    if type.tp_weaklistoffset != 0 && base.tp_weaklistoffset == 0 && type.tp_weaklistoffset + 8 == size
        && type.tp_flags & TypeFlags.HEAPTYPE != 0
    {
        size -= 8
    }
    return size != baseSize
}

/// The nearest type up the chain that adds fields.
func solid_base(_ type: PyObj) -> PyObj {
    let base = type.tp_base != nil ? solid_base(type.tp_base.unsafelyUnwrapped) : PyBaseObject_Type
    return extra_ivars(type, base) ? type : base
}

/// The most derived metaclass of a metaclass and the types of the bases; borrowed, or nil with TypeError.
func _PyType_CalculateMetaclass(_ metatype: PyObj, _ bases: PyObj) -> PyObj? {
    var winner = metatype
    for i in 0..<PyTuple_GET_SIZE(bases) {
        let candidate = PyTuple_GET_ITEM(bases, i).ob_type
        if PyType_IsSubtype(winner, candidate) { continue }
        if PyType_IsSubtype(candidate, winner) {
            winner = candidate
            continue
        }
        PyErr_SetString(
            PyExc_TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"
        )
        return nil
    }
    return winner
}
