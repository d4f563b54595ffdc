import Memory

// The modules `_imp`, `_frozen_importlib`, `_frozen_importlib_external` and `atexit`, as far as `importlib` and `weakref` need them. Importing
// itself is native (Import.swift); what is not there stops loudly when it is used.

/// The call of a class or function that this version does not have.
private func unavailable(_ module: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: this part of importlib or io is not available in this version")
}

/// A class, in a module by name, with bases; if it is not available, making an instance stops. A new reference, or nil with an exception.
func moduleClass(_ module: String, _ name: String, _ bases: [PyObj], available: Bool) -> PyObj? {
    guard let dict = PyDict_New(), let text = PyUnicode_InternFromString(name), let moduleName = PyUnicode_InternFromString(module),
        let tuple = PyTuple_New(bases.count)
    else { return nil }
    defer { for o in [dict, text, moduleName, tuple] { Py_DECREF(o) } }
    for (i, b) in bases.enumerated() { PyTuple_SET_ITEM(tuple, i, Py_NewRef(b)) }
    if PyDict_SetItemString(dict, "__module__", moduleName) < 0 { return nil }
    if !available {
        let table = staticMethodDefs([.keywords("__new__", unavailable)])
        guard let function = PyCFunction_NewEx(table, nil, nil) else { return nil }
        defer { Py_DECREF(function) }
        if PyDict_SetItemString(dict, "__new__", function) < 0 { return nil }
    }
    return PyObject_CallFunctionObjArgs(PyType_Type, text, tuple, dict)
}

/// Makes the module `_imp`; nil with an exception.
func PyInit__imp() -> PyObj? { makeModule("_imp", "(Extremely) low-level import machinery bits as used by importlib.", []) }

private func importlib__gcd_import(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("_gcd_import", args, nargs, kwnames, ["name", "package", "level"], min: 1, max: 3) { p in
        let level = p[2].map { PyLong_AsLong($0) } ?? 0
        if level == -1 && PyErr_Occurred() != nil { return nil }
        let name = p[0].unsafelyUnwrapped
        if level == 0 { return PyImport_Import(name) }
        guard let package = p[1], PyUnicode_Check(package), PyUnicode_Check(name) else {
            return PyErr_Format(PyExc_TypeError, "__package__ not set to a string")
        }
        var parent = swiftString(package)[...]
        for _ in 1..<max(level, 1) {
            guard let dot = parent.lastIndex(of: ".") else {
                return PyErr_Format(PyExc_ImportError, "attempted relative import beyond top-level package")
            }
            parent = parent[..<dot]
        }
        let tail = swiftString(name)
        guard let full = PyUnicode_FromString(tail.isEmpty ? String(parent) : "\(parent).\(tail)") else { return nil }
        defer { Py_DECREF(full) }
        return PyImport_Import(full)
    }
}

/// Makes the module `_frozen_importlib`; nil with an exception.
func PyInit__frozen_importlib() -> PyObj? {
    guard let m = makeModule("_frozen_importlib", "", [.fastKeywords("_gcd_import", importlib__gcd_import)]) else { return nil }
    let frozen = moduleClass("_frozen_importlib", "FrozenImporter", [], available: false)
    let importFunction = PyEval_GetBuiltins().flatMap { PyDict_GetItemString($0, "__import__") }
    if PyModule_AddObjectRef(m, "ModuleSpec", Interp.moduleSpecType) < 0
        || PyModule_AddObjectRef(m, "BuiltinImporter", Interp.builtinImporter) < 0
        || PyModule_AddObject(m, "FrozenImporter", frozen) < 0 || PyModule_AddObjectRef(m, "__import__", importFunction) < 0
    {
        return nil
    }
    return m
}

/// Makes the module `_frozen_importlib_external`; nil with an exception.
func PyInit__frozen_importlib_external() -> PyObj? {
    let name = "_frozen_importlib_external"
    guard let m = makeModule(name, "", [.keywords("_pack_uint32", unavailable), .keywords("_unpack_uint32", unavailable)]),
        PyModule_AddObjectRef(m, "SourceFileLoader", Interp.sourceFileLoader) == 0
    else { return nil }
    for missing in [
        "WindowsRegistryFinder", "PathFinder", "FileFinder", "SourcelessFileLoader", "ExtensionFileLoader", "NamespaceLoader",
    ] where PyModule_AddObject(m, missing, moduleClass(name, missing, [], available: false)) < 0 { return nil }
    for (list, suffixes) in [
        ("SOURCE_SUFFIXES", [".py"]), ("DEBUG_BYTECODE_SUFFIXES", [".pyc"]), ("OPTIMIZED_BYTECODE_SUFFIXES", [".pyc"]),
        ("BYTECODE_SUFFIXES", [".pyc"]), ("EXTENSION_SUFFIXES", []),
    ] {
        guard let l = PyList_New(0) else { return nil }
        for s in suffixes {
            guard let text = PyUnicode_FromString(s) else { return nil }
            defer { Py_DECREF(text) }
            if PyList_Append(l, text) < 0 { return nil }
        }
        if PyModule_AddObject(m, list, l) < 0 { return nil }
    }
    return m
}

// MARK: atexit

extension Interp {
    /// The list of (function, args, kwargs) that run at the exit (an owned reference), nil before the first.
    fileprivate static var exitFunctions: PyObj? {
        get { object(110) }
        set { set(110, newValue) }
    }
}

private func atexit_register(_ module: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if args.ob_size == 0 { return PyErr_Format(PyExc_TypeError, "register() takes at least 1 argument (0 given)") }
    let function = PyTuple_GET_ITEM(args, 0)
    if !PyCallable_Check(function) { return PyErr_Format(PyExc_TypeError, "the first argument must be callable") }
    if Interp.exitFunctions == nil { Interp.exitFunctions = PyList_New(0) }
    guard let list = Interp.exitFunctions,
        let entry = buildTuple(Py_NewRef(function), PyTuple_GetSlice(args, 1, args.ob_size), Py_NewRef(kwargs ?? Py_None))
    else { return nil }
    defer { Py_DECREF(entry) }
    return PyList_Append(list, entry) < 0 ? nil : Py_NewRef(function)
}

private func atexit_unregister(_ module: PyObj, _ function: PyObj) -> PyObj? {
    guard let list = Interp.exitFunctions else { return Py_NewRef(Py_None) }
    for i in stride(from: list.ob_size - 1, through: 0, by: -1) {
        let same = PyObject_RichCompareBool(PyTuple_GET_ITEM(PyList_GET_ITEM(list, i), 0), function, Py_EQ)
        if same < 0 { return nil }
        if same > 0 && PyList_SetSlice(list, i, i + 1, nil) < 0 { return nil }
    }
    return Py_NewRef(Py_None)
}

private func atexit_clear(_ module: PyObj) -> PyObj? {
    let list = Interp.exitFunctions
    Interp.exitFunctions = nil
    Py_XDECREF(list)
    return Py_NewRef(Py_None)
}

private func atexit_ncallbacks(_ module: PyObj) -> PyObj? { PyLong_FromSsize_t(Interp.exitFunctions?.ob_size ?? 0) }

private func atexit_run(_ module: PyObj) -> PyObj? {
    runExitFunctions()
    return Py_NewRef(Py_None)
}

/// Calls the functions registered with `atexit`, the last first; their exceptions are reported and dropped. Origin: `atexit_callfuncs`.
func runExitFunctions() {
    guard let list = Interp.exitFunctions else { return }
    while list.ob_size > 0 {
        let last = list.ob_size - 1
        let entry = Py_NewRef(PyList_GET_ITEM(list, last))
        _ = PyList_SetSlice(list, last, last + 1, nil)
        let kwargs = PyTuple_GET_ITEM(entry, 2)
        let function = PyTuple_GET_ITEM(entry, 0)
        if let result = PyObject_Call(function, PyTuple_GET_ITEM(entry, 1), kwargs == Py_None ? nil : kwargs) {
            Py_DECREF(result)
        } else {
            _PyErr_WriteUnraisableMsg("in atexit callback", function)
        }
        Py_DECREF(entry)
    }
    Interp.exitFunctions = nil
    Py_DECREF(list)
}

/// Makes the module `atexit`; nil with an exception.
func PyInit_atexit() -> PyObj? {
    makeModule(
        "atexit", "allow programmer to define multiple exit functions to be executed\nupon normal program termination.",
        [
            .keywords("register", atexit_register), .o("unregister", atexit_unregister), .noargs("_clear", atexit_clear),
            .noargs("_run_exitfuncs", atexit_run), .noargs("_ncallbacks", atexit_ncallbacks),
        ])
}
