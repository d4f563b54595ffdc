import Memory

// How an OrderedDict takes over other mappings: as `MutableMapping.update` does, item by item. Origin: Objects/odictobject.c.

/// One pair of an iterable of pairs. False with an exception.
private func addPair(_ op: PyObj, _ pair: PyObj) -> Bool {
    guard let it = PyObject_GetIter(pair) else { return false }
    defer { Py_DECREF(it) }
    guard let key = PyIter_Next(it) else {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_ValueError, "need more than 0 values to unpack") }
        return false
    }
    defer { Py_DECREF(key) }
    guard let value = PyIter_Next(it) else {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_ValueError, "need more than 1 value to unpack") }
        return false
    }
    defer { Py_DECREF(value) }
    if let more = PyIter_Next(it) {
        Py_DECREF(more)
        PyErr_SetString(PyExc_ValueError, "too many values to unpack (expected 2)")
        return false
    }
    return PyErr_Occurred() == nil && PyObject_SetItem(op, key, value) >= 0
}

private func addPairs(_ op: PyObj, _ pairs: PyObj) -> Int32 {
    guard let it = PyObject_GetIter(pairs) else { return -1 }
    defer { Py_DECREF(it) }
    while let pair = PyIter_Next(it) {
        let ok = addPair(op, pair)
        Py_DECREF(pair)
        if !ok { break }
    }
    return PyErr_Occurred() == nil ? 0 : -1
}

/// The items that a mapping gives by its keys. 0, or -1 with an exception.
private func addByKeys(_ op: PyObj, _ mapping: PyObj, _ keys: PyObj) -> Int32 {
    let it = PyObject_GetIter(keys)
    Py_DECREF(keys)
    guard let it else { return -1 }
    defer { Py_DECREF(it) }
    while let key = PyIter_Next(it) {
        defer { Py_DECREF(key) }
        guard let value = PyObject_GetItem(mapping, key) else { return -1 }
        let r = PyObject_SetItem(op, key, value)
        Py_DECREF(value)
        if r != 0 { return -1 }
    }
    return PyErr_Occurred() == nil ? 0 : -1
}

/// The one positional argument of `update`. 0, or -1 with an exception.
func mutablemapping_update_arg(_ op: PyObj, _ arg: PyObj) -> Int32 {
    if arg.ob_type == PyDict_Type {
        guard let items = PyDict_Items(arg) else { return -1 }
        defer { Py_DECREF(items) }
        return addPairs(op, items)
    }
    var function: PyObj?
    if _PyObject_LookupAttr(arg, _Py_ID(.keys), &function) < 0 { return -1 }
    if let f = function {
        let keys = PyObject_CallNoArgs(f)
        Py_DECREF(f)
        guard let keys else { return -1 }
        return addByKeys(op, arg, keys)
    }
    if _PyObject_LookupAttr(arg, _Py_ID(.items), &function) < 0 { return -1 }
    if let f = function {
        let items = PyObject_CallNoArgs(f)
        Py_DECREF(f)
        guard let items else { return -1 }
        defer { Py_DECREF(items) }
        return addPairs(op, items)
    }
    return addPairs(op, arg)
}

/// `update([other], **kwargs)`.
func odict_update(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    let n = args.ob_size
    if n > 1 { return PyErr_Format(PyExc_TypeError, "update() takes at most 1 positional argument (\(n) given)") }
    if n == 1 {
        let other = Py_NewRef(PyTuple_GET_ITEM(args, 0))
        let r = mutablemapping_update_arg(op, other)
        Py_DECREF(other)
        if r < 0 { return nil }
    }
    if let kwargs, kwargs.ma_used > 0 {
        guard let items = PyDict_Items(kwargs) else { return nil }
        let r = addPairs(op, items)
        Py_DECREF(items)
        if r < 0 { return nil }
    }
    return Py_NewRef(Py_None)
}
