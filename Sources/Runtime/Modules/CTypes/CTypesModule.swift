import Memory

// The module `_ctypes`. Origin: Modules/_ctypes/callproc.c, _ctypes.c.

private func ctypes_sizeof(_ m: PyObj, _ op: PyObj) -> PyObj? {
    if let stg = ctDescription(op) { return PyLong_FromSsize_t(stg.stg_size) }
    if ctIsData(op) { return PyLong_FromSsize_t(op.b_size) }
    return PyErr_Format(PyExc_TypeError, "this type has no size")
}

private func ctypes_alignment(_ m: PyObj, _ op: PyObj) -> PyObj? {
    if let stg = ctDescription(op) ?? ctDescription(op.ob_type) { return PyLong_FromSsize_t(stg.stg_align) }
    return PyErr_Format(PyExc_TypeError, "no alignment info")
}

private func ctypes_addressof(_ m: PyObj, _ op: PyObj) -> PyObj? {
    if !ctIsData(op) { return PyErr_Format(PyExc_TypeError, "invalid type") }
    return PyLong_FromVoidPtr(op.b_ptr)
}

private func ctypes_byref(_ m: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("byref", nargs, 1, 2) { return nil }
    if !ctIsData(args[0]) {
        return PyErr_Format(PyExc_TypeError, "byref() argument must be a ctypes instance, not '\(args[0].typeName)'")
    }
    var offset = 0
    if nargs == 2 {
        guard let n = ssizeArgument(args[1]) else { return nil }
        offset = n
    }
    return ctByref(args[0], offset)
}

private func ctypes_resize(_ m: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("resize", nargs, 2, 2) { return nil }
    let op = args[0]
    guard let size = ssizeArgument(args[1]) else { return nil }
    guard ctIsData(op), let stg = ctDescription(op.ob_type) else {
        return PyErr_Format(PyExc_TypeError, "excepted ctypes instance")
    }
    if size < stg.stg_size { return PyErr_Format(PyExc_ValueError, "minimum size is \(stg.stg_size)") }
    if op.b_needsfree == 0 {
        return PyErr_Format(PyExc_ValueError, "Memory cannot be resized because this object doesn't own it")
    }
    if size > 16 {
        let inside = op.b_ptr == op + 80
        guard let p = inside ? PyMem_Malloc(size) : PyMem_Realloc(op.b_ptr, size) else { return PyErr_NoMemory() }
        let old = min(op.b_size, size)
        if inside { p.copyMemory(from: op + 80, byteCount: old) }
        (p + old).initializeMemory(as: UInt8.self, repeating: 0, count: size - old)
        op.b_ptr = p
    }
    op.b_size = size
    return Py_NewRef(Py_None)
}

private func ctypes_get_errno(_ m: PyObj) -> PyObj? { PyLong_FromLong(Interp.ctypesErrno) }

private func ctypes_set_errno(_ m: PyObj, _ value: PyObj) -> PyObj? {
    let n = _PyLong_AsInt(value)
    if n == -1 && PyErr_Occurred() != nil { return nil }
    let old = Interp.ctypesErrno
    Interp.ctypesErrno = Int(n)
    return PyLong_FromLong(old)
}

private func ctypes_POINTER(_ m: PyObj, _ cls: PyObj) -> PyObj? {
    guard let cache = Interp.pointerTypeCache else { return nil }
    if let found = PyDict_GetItemWithError(cache, cls) { return Py_NewRef(found) }
    if PyErr_Occurred() != nil { return nil }
    let isName = PyUnicode_Check(cls)
    if !isName && !PyType_Check(cls) { return PyErr_Format(PyExc_TypeError, "must have a ctypes type") }
    let text = isName ? swiftString(cls) : cls.ht_name.map { strText($0) } ?? typeText(cls)
    guard let name = PyUnicode_FromString("LP_\(text)"), let bases = tupleOf(CT.Pointer), let dict = PyDict_New() else {
        return nil
    }
    defer { for o in [name, bases, dict] { Py_DECREF(o) } }
    if !isName && PyDict_SetItemString(dict, "_type_", cls) < 0 { return nil }
    guard let made = PyObject_CallFunctionObjArgs(CT.PointerMeta, name, bases, dict) else { return nil }
    let key = isName ? PyLong_FromVoidPtr(made) : Py_NewRef(cls)
    guard let key else { return nil }
    defer { Py_DECREF(key) }
    if PyDict_SetItem(cache, key, made) < 0 {
        Py_DECREF(made)
        return nil
    }
    return made
}

private func ctypes_pointer(_ m: PyObj, _ arg: PyObj) -> PyObj? {
    guard let type = ctypes_POINTER(m, arg.ob_type) else { return nil }
    defer { Py_DECREF(type) }
    return PyObject_CallOneArg(type, arg)
}

private func ctypes_dlopen(_ m: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("dlopen", nargs, 1, 2) { return nil }
    // None is the program itself, as `pythonapi` opens it.
    if args[0] == Py_None { return PyLong_FromLong(0) }
    return PyErr_Format(
        PyExc_NotImplementedError,
        "not implemented: loading the shared library \(reprText(args[0])) (the machine has no C code to call)")
}

private func ctypes_missing(_ m: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: calls of foreign functions")
}

private func ctypes_PyObj_FromPtr(_ m: PyObj, _ value: PyObj) -> PyObj? {
    let address = PyLong_AsUnsignedLongMask(value)
    if PyErr_Occurred() != nil { return nil }
    guard let op = UnsafeMutableRawPointer(bitPattern: address), ctCheckAddress(op, 16) else { return nil }
    return Py_NewRef(op)
}

private func ctypes_Py_INCREF(_ m: PyObj, _ op: PyObj) -> PyObj? {
    Py_INCREF(op)
    return Py_NewRef(op)
}

private func ctypes_Py_DECREF(_ m: PyObj, _ op: PyObj) -> PyObj? {
    Py_DECREF(op)
    return Py_NewRef(op)
}

private func ctypes_buffer_info(_ m: PyObj, _ op: PyObj) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: _ctypes.buffer_info")
}

/// Makes the module `_ctypes`; nil with an exception.
func PyInit__ctypes() -> PyObj? {
    CTNative.makeTable()
    Interp.pointerTypeCache = PyDict_New()
    Interp.arrayTypeCache = PyDict_New()
    ctInitStgDict()
    ctInitMetatypes()
    ctInitCData()
    ctInitStructures()
    ctInitInstances()
    ctInitFunctions()
    ctInitField()
    for t in [
        CT.StgDict, CT.StructMeta, CT.UnionMeta, CT.PointerMeta, CT.ArrayMeta, CT.SimpleMeta, CT.FuncMeta, CT.CData, CT.Struct,
        CT.Union,
        CT.Pointer, CT.Array, CT.Simple, CT.FuncPtr, CT.Field, CT.Arg,
    ] where PyType_Ready(t) < 0 { return nil }
    guard
        let m = makeModule(
            "_ctypes", "Create and manipulate C compatible data types in Python.",
            [
                .o("sizeof", ctypes_sizeof), .o("alignment", ctypes_alignment), .o("addressof", ctypes_addressof),
                .fast("byref", ctypes_byref),
                .fast("resize", ctypes_resize), .noargs("get_errno", ctypes_get_errno), .o("set_errno", ctypes_set_errno),
                .o("POINTER", ctypes_POINTER), .o("pointer", ctypes_pointer), .fast("dlopen", ctypes_dlopen),
                .keywords("dlsym", ctypes_missing),
                .keywords("dlclose", ctypes_missing), .keywords("call_function", ctypes_missing),
                .keywords("call_cdeclfunction", ctypes_missing),
                .o("PyObj_FromPtr", ctypes_PyObj_FromPtr), .o("Py_INCREF", ctypes_Py_INCREF), .o("Py_DECREF", ctypes_Py_DECREF),
                .o("buffer_info", ctypes_buffer_info),
            ])
    else { return nil }
    Interp.argumentError = PyErr_NewException("ctypes.ArgumentError", nil, nil)
    let types = [
        ("Structure", CT.Struct), ("Union", CT.Union), ("_Pointer", CT.Pointer), ("Array", CT.Array), ("_SimpleCData", CT.Simple),
        ("CFuncPtr", CT.FuncPtr),
    ]
    for (name, t) in types where PyModule_AddObjectRef(m, name, t) < 0 { return nil }
    let numbers = [
        ("FUNCFLAG_CDECL", 1), ("FUNCFLAG_USE_ERRNO", 8), ("FUNCFLAG_USE_LASTERROR", 16), ("FUNCFLAG_PYTHONAPI", 4),
        ("CTYPES_MAX_ARGCOUNT", 1024),
        ("RTLD_LOCAL", 0), ("RTLD_GLOBAL", 0x100),
    ]
    for (name, v) in numbers where PyModule_AddIntConstant(m, name, v) < 0 { return nil }
    let natives: [(String, CTNative)] = [
        ("_memmove_addr", .memmove), ("_memset_addr", .memset), ("_string_at_addr", .string_at), ("_cast_addr", .cast),
        ("_wstring_at_addr", .wstring_at),
    ]
    for (name, f) in natives where PyModule_AddObject(m, name, PyLong_FromUnsignedLong(f.address)) < 0 { return nil }
    if PyModule_AddObjectRef(m, "ArgumentError", Interp.argumentError) < 0
        || PyModule_AddObjectRef(m, "_pointer_type_cache", Interp.pointerTypeCache) < 0
        || PyModule_AddObject(m, "__version__", PyUnicode_FromString("1.1.0")) < 0
    {
        return nil
    }
    return m
}
