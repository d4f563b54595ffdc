import Memory

// Module objects. Origin: Objects/moduleobject.c.

/// Whether an object is a module.
@inline(__always) func PyModule_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, PyModule_Type) }
/// Whether an object is exactly a module.
@inline(__always) func PyModule_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyModule_Type }

private func module_init_dict(_ mod: PyObj, _ dict: PyObj, _ name: PyObj, _ doc: PyObj?) -> Int32 {
    if PyDict_SetItem(dict, _Py_ID(.__name__), name) != 0 || PyDict_SetItem(dict, _Py_ID(.__doc__), doc ?? Py_None) != 0
        || PyDict_SetItem(dict, _Py_ID(.__package__), Py_None) != 0
        || PyDict_SetItem(dict, _Py_ID(.__loader__), Py_None) != 0 || PyDict_SetItem(dict, _Py_ID(.__spec__), Py_None) != 0
    {
        return -1
    }
    if PyUnicode_CheckExact(name) {
        Py_INCREF(name)
        Py_XSETREF(mod, 48, name)
    }
    return 0
}

private func new_module_notrack(_ type: PyObj) -> PyObj? {
    guard let m = _PyType_AllocNoTrack(type, 0) else { return nil }
    guard let dict = PyDict_New() else {
        Py_DECREF(m)
        return nil
    }
    m.md_dict = dict
    return m
}

private func new_module(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let m = new_module_notrack(type) else { return nil }
    _PyObject_GC_TRACK(m)
    return m
}

/// A new empty module by name. nil with an exception.
func PyModule_NewObject(_ name: PyObj) -> PyObj? {
    guard let m = new_module_notrack(PyModule_Type) else { return nil }
    if module_init_dict(m, m.md_dict.unsafelyUnwrapped, name, nil) != 0 {
        Py_DECREF(m)
        return nil
    }
    _PyObject_GC_TRACK(m)
    return m
}

/// A new empty module by name. nil with an exception.
func PyModule_New(_ name: String) -> PyObj? {
    guard let nameObject = PyUnicode_FromString(name) else { return nil }
    let m = PyModule_NewObject(nameObject)
    Py_DECREF(nameObject)
    return m
}

/// Adds the functions of a null-terminated PyMethodDef table. 0, or -1 with an exception.
func PyModule_AddFunctions(_ m: PyObj, _ functions: PyObj) -> Int32 {
    guard let name = PyModule_GetNameObject(m) else { return -1 }
    defer { Py_DECREF(name) }
    var def = functions
    while def.rawSlot(0) != nil {
        if def.ml_flags & (MethodFlags.CLASS | MethodFlags.STATIC) != 0 {
            PyErr_SetString(PyExc_ValueError, "module functions cannot set METH_CLASS or METH_STATIC")
            return -1
        }
        guard let function = PyCFunction_NewEx(def, m, name) else { return -1 }
        let err = PyObject_SetAttrString(m, cText(def.ml_name), function)
        Py_DECREF(function)
        if err != 0 { return -1 }
        def += 32
    }
    return 0
}

/// Sets `__doc__`. 0, or -1 with an exception.
func PyModule_SetDocString(_ m: PyObj, _ doc: String) -> Int32 {
    guard let text = PyUnicode_FromString(doc) else { return -1 }
    let err = PyObject_SetAttr(m, _Py_ID(.__doc__), text)
    Py_DECREF(text)
    return err != 0 ? -1 : 0
}

/// The module's dict: borrowed, or nil with SystemError.
func PyModule_GetDict(_ m: PyObj) -> PyObj? {
    if !PyModule_Check(m) {
        PyErr_BadInternalCall()
        return nil
    }
    return m.md_dict
}

/// The module's `__name__`: a new reference, or nil with SystemError.
func PyModule_GetNameObject(_ m: PyObj) -> PyObj? { moduleText(m, _Py_ID(.__name__), "nameless module") }
/// The module's `__file__`: a new reference, or nil with SystemError.
func PyModule_GetFilenameObject(_ m: PyObj) -> PyObj? { moduleText(m, _Py_ID(.__file__), "module filename missing") }

private func moduleText(_ m: PyObj, _ key: PyObj, _ message: String) -> PyObj? {
    if !PyModule_Check(m) {
        _ = PyErr_BadArgument()
        return nil
    }
    if let dict = m.md_dict, PyDict_Check(dict), let value = PyDict_GetItemWithError(dict, key), PyUnicode_Check(value) {
        return Py_NewRef(value)
    }
    if PyErr_Occurred() == nil { PyErr_SetString(PyExc_SystemError, message) }
    return nil
}

/// Binds a name in the module (borrowed value). 0, or -1 with an exception. Origin: Python/modsupport.c.
func PyModule_AddObjectRef(_ m: PyObj, _ name: String, _ value: PyObj?) -> Int32 {
    guard PyModule_Check(m) else {
        PyErr_SetString(PyExc_TypeError, "PyModule_AddObjectRef() first argument must be a module")
        return -1
    }
    guard let value else {
        if PyErr_Occurred() == nil {
            PyErr_SetString(
                PyExc_SystemError, "PyModule_AddObjectRef() must be called with an exception raised if value is NULL")
        }
        return -1
    }
    guard let dict = m.md_dict else {
        PyErr_SetString(PyExc_SystemError, "module has no __dict__")
        return -1
    }
    guard let key = PyUnicode_InternFromString(name) else { return -1 }
    let err = PyDict_SetItem(dict, key, value)
    Py_DECREF(key)
    return err != 0 ? -1 : 0
}

/// Binds a name in the module and takes the reference over if that succeeds.
func PyModule_AddObject(_ m: PyObj, _ name: String, _ value: PyObj?) -> Int32 {
    let res = PyModule_AddObjectRef(m, name, value)
    if res == 0 { Py_XDECREF(value) }
    return res
}

/// Binds a name to an int.
func PyModule_AddIntConstant(_ m: PyObj, _ name: String, _ value: Int) -> Int32 {
    guard let object = PyLong_FromLong(value) else { return -1 }
    let res = PyModule_AddObjectRef(m, name, object)
    Py_DECREF(object)
    return res
}

/// Binds a name to a str.
func PyModule_AddStringConstant(_ m: PyObj, _ name: String, _ value: String) -> Int32 {
    guard let object = PyUnicode_FromString(value) else { return -1 }
    let res = PyModule_AddObjectRef(m, name, object)
    Py_DECREF(object)
    return res
}

/// Makes a type ready and binds it under the last part of its name.
func PyModule_AddType(_ m: PyObj, _ type: PyObj) -> Int32 {
    if PyType_Ready(type) < 0 { return -1 }
    return PyModule_AddObjectRef(m, _PyType_Name(type), type)
}

/// Sets the values of a module's dict to None: first names with one leading underscore, then all but `__builtins__`.
func _PyModule_ClearDict(_ dict: PyObj) {
    for pass in 1...2 {
        var pos = 0
        var key: PyObj?, value: PyObj?
        while PyDict_Next(dict, &pos, &key, &value) {
            guard let k = key, value != Py_None, PyUnicode_Check(k) else { continue }
            let underscore = PyUnicode_GET_LENGTH(k) > 0 && PyUnicode_READ_CHAR(k, 0) == 0x5f
            let private1 = underscore && (PyUnicode_GET_LENGTH(k) < 2 || PyUnicode_READ_CHAR(k, 1) != 0x5f)
            if pass == 1 ? private1 : (!underscore || !_PyUnicode_Equal(k, _Py_ID(.__builtins__))) {
                if PyDict_SetItem(dict, k, Py_None) != 0 { PyErr_WriteUnraisable(nil) }
            }
        }
    }
}

/// Clears the module's dict in the way of `_PyModule_ClearDict`.
func _PyModule_Clear(_ m: PyObj) {
    if let dict = m.md_dict { _PyModule_ClearDict(dict) }
}

// MARK: slots

private func module_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    var found: (PyObj?, PyObj?) = (nil, nil)
    let ok = withUnsafeMutablePointer(to: &found) { p in
        _PyArg_UnpackKeywords(
            fname: "module", args: (args + 24).assumingMemoryBound(to: PyObj.self), nargs: PyTuple_GET_SIZE(args),
            kwargs: kwds, kwnames: nil, keywords: ["name", "doc"], minpos: 1, maxpos: 2, minkw: 0,
            into: UnsafeMutableRawPointer(p).assumingMemoryBound(to: PyObj?.self))
    }
    guard ok, let name = found.0 else { return -1 }
    if !PyUnicode_Check(name) {
        _PyArg_BadArgument("module", "argument 'name'", "str", name)
        return -1
    }
    if op.md_dict == nil {
        guard let dict = PyDict_New() else { return -1 }
        op.md_dict = dict
    }
    return module_init_dict(op, op.md_dict.unsafelyUnwrapped, name, found.1)
}

private func module_dealloc(_ m: PyObj) {
    PyObject_GC_UnTrack(m)
    if m.md_weaklist != nil { PyObject_ClearWeakRefs(m) }
    clearModuleState(m)
    Py_XDECREF(m.md_dict)
    Py_XDECREF(m.md_name)
    if let state = m.md_state { PyMem_Free(state) }
    m.ob_type.tp_free.unsafelyUnwrapped(m)
}

/// An attribute, or None when it is missing; nil with an exception.
private func attributeOrNone(_ op: PyObj, _ name: StaticString) -> PyObj? {
    guard let key = PyUnicode_InternFromString("\(name)") else { return nil }
    defer { Py_DECREF(key) }
    var value: PyObj?
    if _PyObject_LookupAttr(op, key, &value) < 0 { return nil }
    return value ?? Py_NewRef(Py_None)
}

/// What importlib's `_module_repr` says: by the spec if there is one, else by `__name__`, `__file__` and `__loader__`.
private func module_repr(_ m: PyObj) -> PyObj? {
    var owned: [PyObj] = []
    defer { owned.forEach { Py_DECREF($0) } }
    func attr(_ op: PyObj, _ name: StaticString) -> PyObj? {
        let value = attributeOrNone(op, name)
        if let value { owned.append(value) }
        return value
    }
    guard let spec = attr(m, "__spec__") else { return nil }
    let hasSpec = PyObject_IsTrue(spec)
    if hasSpec < 0 { return nil }
    if hasSpec != 0 {
        guard let name = attr(spec, "name"), let origin = attr(spec, "origin"), let loader = attr(spec, "loader") else {
            return nil
        }
        let nameText = name == Py_None ? "'?'" : reprText(name)
        if origin == Py_None {
            return PyUnicode_FromString(
                loader == Py_None ? "<module \(nameText)>" : "<module \(nameText) (\(reprText(loader)))>")
        }
        guard let located = attr(spec, "has_location") else { return nil }
        let isLocated = PyObject_IsTrue(located)
        if isLocated < 0 { return nil }
        return PyUnicode_FromString(
            isLocated != 0 ? "<module \(nameText) from \(reprText(origin))>" : "<module \(nameText) (\(strText(origin)))>")
    }
    guard let loader = attr(m, "__loader__") else { return nil }
    if let own = attr(loader, "module_repr"), own != Py_None {
        // A loader may have its say, as long as it raises nothing.
        if let text = PyObject_CallOneArg(own, m) { return text }
        if !PyErr_ExceptionMatches(PyExc_Exception) { return nil }
        PyErr_Clear()
    }
    guard let name = attr(m, "__name__"), let file = attr(m, "__file__") else { return nil }
    let nameText = name == Py_None ? "'?'" : reprText(name)
    if file != Py_None { return PyUnicode_FromString("<module \(nameText) from \(reprText(file))>") }
    if loader == Interp.builtinImporter { return PyUnicode_FromString("<module \(nameText) (built-in)>") }
    return PyUnicode_FromString(loader == Py_None ? "<module \(nameText)>" : "<module \(nameText) (\(reprText(loader)))>")
}

/// Whether a module spec says that its module is being initialised.
func _PyModuleSpec_IsInitializing(_ spec: PyObj?) -> Bool {
    if let spec, let value = PyObject_GetAttr(spec, _Py_ID(._initializing)) {
        let initializing = PyObject_IsTrue(value)
        Py_DECREF(value)
        if initializing >= 0 { return initializing != 0 }
    }
    PyErr_Clear()
    return false
}

/// Whether a module spec lists a submodule that is not initialised yet.
private func isUninitializedSubmodule(_ spec: PyObj?, _ name: PyObj) -> Bool {
    guard let spec, let value = PyObject_GetAttr(spec, _Py_ID(._uninitialized_submodules)) else {
        PyErr_Clear()
        return false
    }
    let res = PySequence_Contains(value, name)
    Py_DECREF(value)
    if res < 0 { PyErr_Clear() }
    return res > 0
}

private func module_getattro(_ m: PyObj, _ name: PyObj) -> PyObj? {
    if let attr = PyObject_GenericGetAttr(m, name) { return attr }
    if !PyErr_ExceptionMatches(PyExc_AttributeError) { return nil }
    PyErr_Clear()
    let dict = m.md_dict.unsafelyUnwrapped
    if let getattr = PyDict_GetItemWithError(dict, _Py_ID(.__getattr__)) { return PyObject_CallOneArg(getattr, name) }
    if PyErr_Occurred() != nil { return nil }
    guard let modName = PyDict_GetItemWithError(dict, _Py_ID(.__name__)), PyUnicode_Check(modName) else {
        if PyErr_Occurred() == nil {
            PyErr_SetString(PyExc_AttributeError, "module has no attribute '\(swiftString(name))'")
        }
        return nil
    }
    let spec = PyDict_GetItemWithError(dict, _Py_ID(.__spec__))
    if spec == nil && PyErr_Occurred() != nil { return nil }
    Py_INCREF(modName)
    Py_XINCREF(spec)
    let (mod, attr) = (swiftString(modName), swiftString(name))
    if _PyModuleSpec_IsInitializing(spec) {
        PyErr_SetString(
            PyExc_AttributeError,
            "partially initialized module '\(mod)' has no attribute '\(attr)' (most likely due to a circular import)")
    } else if isUninitializedSubmodule(spec, name) {
        PyErr_SetString(
            PyExc_AttributeError,
            "cannot access submodule '\(attr)' of module '\(mod)' (most likely due to a circular import)")
    } else {
        PyErr_SetString(PyExc_AttributeError, "module '\(mod)' has no attribute '\(attr)'")
    }
    Py_XDECREF(spec)
    Py_DECREF(modName)
    return nil
}

private func module_traverse(_ m: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = visitModuleState(m, visit, arg)
    return r != 0 ? r : Py_VISIT(m.md_dict, visit, arg)
}

private func module_clear(_ m: PyObj) -> Int32 {
    clearModuleState(m)
    Py_CLEAR(m, 16)
    return 0
}

/// The module's `__dict__` attribute, checked: a new reference.
private func moduleDict(_ m: PyObj) -> PyObj? {
    guard let dict = PyObject_GetAttr(m, _Py_ID(.__dict__)), PyDict_Check(dict) else {
        PyErr_SetString(PyExc_TypeError, "<module>.__dict__ is not a dictionary")
        return nil
    }
    return dict
}

private func module_dir(_ m: PyObj) -> PyObj? {
    guard let dict = moduleDict(m) else { return nil }
    defer { Py_DECREF(dict) }
    if let function = PyDict_GetItemWithError(dict, _Py_ID(.__dir__)) { return PyObject_CallNoArgs(function) }
    return PyErr_Occurred() == nil ? PyDict_Keys(dict) : nil
}

private func module_get_annotations(_ m: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    guard let dict = moduleDict(m) else { return nil }
    defer { Py_DECREF(dict) }
    if PyDict_Contains(dict, _Py_ID(.__annotations__)) != 0 {
        return Py_XNewRef(PyDict_GetItemWithError(dict, _Py_ID(.__annotations__)))
    }
    guard let annotations = PyDict_New() else { return nil }
    if PyDict_SetItem(dict, _Py_ID(.__annotations__), annotations) != 0 {
        Py_DECREF(annotations)
        return nil
    }
    return annotations
}

private func module_set_annotations(_ m: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard let dict = moduleDict(m) else { return -1 }
    defer { Py_DECREF(dict) }
    if let value { return PyDict_SetItem(dict, _Py_ID(.__annotations__), value) }
    if PyDict_Contains(dict, _Py_ID(.__annotations__)) == 0 {
        PyErr_SetString(PyExc_AttributeError, "__annotations__")
        return -1
    }
    return PyDict_DelItem(dict, _Py_ID(.__annotations__))
}

func initModuleType() {
    let t = PyModule_Type
    t.initStaticType("module", basicsize: 56, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE)
    t.tp_doc = staticCString(
        "module(name, doc=None)\n--\n\nCreate a module object.\n\nThe name must be a string; the optional doc argument can have any type."
    )
    t.tp_dealloc = module_dealloc
    t.tp_repr = module_repr
    t.tp_getattro = module_getattro
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_traverse = module_traverse
    t.tp_clear = module_clear
    t.tp_weaklistoffset = 40
    t.tp_dictoffset = 16
    t.tp_init = module_init
    t.tp_new = new_module
    t.tp_free = PyObject_GC_Del
    t.setMethods([.noargs("__dir__", module_dir, "__dir__() -> list\nspecialized dir() implementation")])
    t.setMembers([MemberSpec("__dict__", .object, 16)])
    t.setGetSets([GetSetSpec("__annotations__", module_get_annotations, module_set_annotations)])

    PyModuleDef_Type.initStaticType("moduledef", basicsize: 104)
}
