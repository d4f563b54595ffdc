import Memory

// The module `_weakref`. Origin: Modules/_weakref.c.

private func weakref_getweakrefcount(_ module: PyObj, _ op: PyObj) -> PyObj? {
    PyLong_FromLong(_PyType_SUPPORTS_WEAKREFS(op.ob_type) ? _PyWeakref_GetWeakrefCount(weakrefListHead(op)) : 0)
}

private func weakref_getweakrefs(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard _PyType_SUPPORTS_WEAKREFS(op.ob_type) else { return PyList_New(0) }
    let list = _PyObject_GET_WEAKREFS_LISTPTR(op)
    let count = _PyWeakref_GetWeakrefCount(list.pointee)
    guard let result = PyList_New(count) else { return nil }
    var next = list.pointee
    var i = 0
    while let ref = next, i < count {
        PyList_SET_ITEM(result, i, Py_NewRef(ref))
        next = ref.wr_next
        i += 1
    }
    return result
}

private func is_dead_weakref(_ value: PyObj) -> Int32 {
    guard PyWeakref_Check(value) else {
        PyErr_SetString(PyExc_TypeError, "not a weakref")
        return -1
    }
    return PyWeakref_GET_OBJECT(value) == Py_None ? 1 : 0
}

private func weakref__remove_dead_weakref(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("_remove_dead_weakref", nargs, 2, 2) else { return nil }
    guard PyDict_Check(args[0]) else {
        _PyArg_BadArgument("_remove_dead_weakref", "argument 1", "dict", args[0])
        return nil
    }
    if _PyDict_DelItemIf(args[0], args[1], is_dead_weakref) < 0 {
        // The key may be gone already.
        guard PyErr_ExceptionMatches(PyExc_KeyError) else { return nil }
        PyErr_Clear()
    }
    return Py_NewRef(Py_None)
}

private func weakref_proxy(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("proxy", nargs, 1, 2) else { return nil }
    return PyWeakref_NewProxy(args[0], nargs > 1 ? args[1] : nil)
}

/// Makes the module `_weakref`; nil with an exception.
func PyInit__weakref() -> PyObj? {
    guard let m = PyModule_New("_weakref") else { return nil }
    let methods = staticMethodDefs([
        .o("getweakrefcount", weakref_getweakrefcount, "Return the number of weak references to 'object'."),
        .fast(
            "_remove_dead_weakref", weakref__remove_dead_weakref, "Atomically remove key from dict if it points to a dead weakref."),
        .o("getweakrefs", weakref_getweakrefs, "Return a list of all weak reference objects pointing to 'object'."),
        .fast(
            "proxy", weakref_proxy,
            "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be finalized."
        ),
    ])
    if PyModule_AddFunctions(m, methods) < 0 || PyModule_SetDocString(m, "Weak-reference support module.") < 0
        || PyModule_AddObjectRef(m, "ref", _PyWeakref_Ref_Type) < 0
        || PyModule_AddObjectRef(m, "ReferenceType", _PyWeakref_Ref_Type) < 0
        || PyModule_AddObjectRef(m, "ProxyType", _PyWeakref_Proxy_Type) < 0
        || PyModule_AddObjectRef(m, "CallableProxyType", _PyWeakref_CallableProxy_Type) < 0
    {
        Py_DECREF(m)
        return nil
    }
    return m
}
