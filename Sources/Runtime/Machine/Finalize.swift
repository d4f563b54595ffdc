import Memory

// The end of the interpreter: modules are cleared in CPython's order, so that finalisers run as there. Origin: Python/pylifecycle.c.

/// Stores None under a name of a module's dict.
private func wipe(_ dict: PyObj?, _ name: String) {
    guard let dict, let key = PyUnicode_InternFromString(name) else { return }
    defer { Py_DECREF(key) }
    if PyDict_SetItem(dict, key, Py_None) < 0 { PyErr_WriteUnraisable(nil) }
}

/// Runs what a program has left to run, and clears its modules. The exit status. Origin: `Py_FinalizeEx`.
func finalizeInterpreter(_ statusIn: Int32) -> Int32 {
    var status = statusIn
    callAtExit()
    if !flushAtEnd() { status = 120 }
    Interp.finalizing = 1
    _ = PyGC_Collect()
    finalizeModules()
    stopTracemalloc()
    if !flushAtEnd() { status = 120 }
    HostDoor.flush(1)
    return status
}

/// Calls what was registered by the module `atexit`, if that is there. Origin: `_PyAtExit_Call`.
private func callAtExit() {
    guard let modules = Interp.modules, let key = PyUnicode_InternFromString("atexit") else { return }
    defer { Py_DECREF(key) }
    guard let module = PyDict_GetItemWithError(modules, key), module != Py_None else {
        PyErr_Clear()
        return
    }
    guard let run = PyObject_GetAttrString(module, "_run_exitfuncs") else {
        PyErr_Clear()
        return
    }
    let result = PyObject_CallNoArgs(run)
    Py_DECREF(run)
    if let result { Py_DECREF(result) } else { PyErr_WriteUnraisable(nil) }
}

/// Flushes the streams; false if `sys.stdout` failed. Origin: `flush_std_files`.
private func flushAtEnd() -> Bool {
    var good = true
    for (name, isOutput) in [(_Py_ID(.stdout), true), (_Py_ID(.stderr), false)] {
        guard let file = _PySys_GetAttr(name), file != Py_None else { continue }
        Py_INCREF(file)
        defer { Py_DECREF(file) }
        var closed: PyObj?
        if _PyObject_LookupAttr(file, _Py_ID(.closed), &closed) < 0 { PyErr_Clear() }
        if let closed {
            let isClosed = PyObject_IsTrue(closed) > 0
            Py_DECREF(closed)
            if isClosed { continue }
        }
        guard let method = PyObject_GetAttr(file, _Py_ID(.flush)) else {
            PyErr_Clear()
            continue
        }
        let result = PyObject_CallNoArgs(method)
        Py_DECREF(method)
        if let result {
            Py_DECREF(result)
        } else if isOutput {
            PyErr_WriteUnraisable(file)
            good = false
        } else {
            PyErr_Clear()
        }
    }
    return good
}

/// Origin: `finalize_modules`.
private func finalizeModules() {
    guard let modules = Interp.modules else { return }
    wipe(Interp.builtins, "_")
    for name in [
        "path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback", "path_hooks", "path_importer_cache",
        "meta_path", "__interactivehook__",
    ] { wipe(Interp.sysdict, name) }
    for (name, original) in [("stdin", "__stdin__"), ("stdout", "__stdout__"), ("stderr", "__stderr__")] {
        let value = PySys_GetObject(original) ?? Py_None
        if let key = PyUnicode_InternFromString(name) {
            _PySys_SetAttr(key, value)
            Py_DECREF(key)
        }
    }
    Interp.mainModule = nil

    let weakrefs = removeModules(modules)
    PyDict_Clear(modules)
    restoreBuiltins()
    _ = _PyGC_CollectNoFail()
    if let weakrefs {
        clearModules(weakrefs)
        Py_DECREF(weakrefs)
    }
    if let dict = Interp.sysdict { _PyModule_ClearDict(dict) }
    if let dict = Interp.builtins { _PyModule_ClearDict(dict) }
    Interp.modules = nil
    Py_DECREF(modules)
    _ = _PyGC_CollectNoFail()
}

/// Sets every module in `sys.modules` to None; weak references to them, in order. Origin: `finalize_remove_modules`.
private func removeModules(_ modules: PyObj) -> PyObj? {
    let weakrefs = PyList_New(0)
    var pos = 0
    var key: PyObj?
    var value: PyObj?
    while PyDict_Next(modules, &pos, &key, &value) {
        guard let name = key, let module = value, PyObject_TypeCheck(module, PyModule_Type) else { continue }
        if let weakrefs {
            if let ref = PyWeakref_NewRef(module, nil) {
                if PyList_Append(weakrefs, ref) < 0 { PyErr_WriteUnraisable(nil) }
                Py_DECREF(ref)
            } else {
                PyErr_WriteUnraisable(nil)
            }
        }
        Py_INCREF(name)
        if PyDict_SetItem(modules, name, Py_None) < 0 { PyErr_WriteUnraisable(nil) }
        Py_DECREF(name)
    }
    return weakrefs
}

/// Goes back to the built-in names of the start. Origin: `finalize_restore_builtins`.
private func restoreBuiltins() {
    guard let builtins = Interp.builtins, let copy = Interp.builtinsCopy else { return }
    let old = PyDict_Copy(builtins)
    if old == nil { PyErr_WriteUnraisable(nil) }
    PyDict_Clear(builtins)
    if PyDict_Update(builtins, copy) != 0 { PyErr_Clear() }
    Py_XDECREF(old)
}

/// Clears the dicts of modules that are still alive, the ones imported later first. Origin: `finalize_modules_clear_weaklist`.
private func clearModules(_ weakrefs: PyObj) {
    for i in stride(from: weakrefs.ob_size - 1, through: 0, by: -1) {
        guard let module = PyList_GET_ITEM(weakrefs, i).wr_object, module != Py_None, module.ob_refcnt > 0,
            let dict = module.md_dict
        else { continue }
        if dict == Interp.builtins || dict == Interp.sysdict { continue }
        Py_INCREF(module)
        _PyModule_Clear(module)
        Py_DECREF(module)
    }
}
