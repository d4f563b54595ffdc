import Memory

// The module `builtins`. Origin: `_PyBuiltin_Init` in Python/bltinmodule.c.

/// The functions of `builtins`, in CPython's order.
private func builtinMethods() -> [MethodSpec] {
    [
        .fastKeywords("__build_class__", builtin___build_class__), .fastKeywords("__import__", builtin___import__),
        .o("abs", builtin_abs), .o("all", builtin_all), .o("any", builtin_any), .o("ascii", builtin_ascii), .o("bin", builtin_bin),
        .fastKeywords("breakpoint", builtin_breakpoint), .o("callable", builtin_callable), .o("chr", builtin_chr),
        .fastKeywords("compile", builtin_compile), .fast("delattr", builtin_delattr), .varargs("dir", builtin_dir),
        .fast("divmod", builtin_divmod), .fast("eval", builtin_eval), .fastKeywords("exec", builtin_exec),
        .fast("format", builtin_format), .fast("getattr", builtin_getattr), .noargs("globals", builtin_globals),
        .fast("hasattr", builtin_hasattr), .o("hash", builtin_hash), .o("hex", builtin_hex), .o("id", builtin_id),
        .fast("input", builtin_input), .fast("isinstance", builtin_isinstance), .fast("issubclass", builtin_issubclass),
        .fast("iter", builtin_iter), .o("aiter", builtin_aiter), .o("len", builtin_len), .noargs("locals", builtin_locals),
        .keywords("max", builtin_max), .keywords("min", builtin_min), .fast("next", builtin_next), .fast("anext", builtin_anext),
        .o("oct", builtin_oct), .o("ord", builtin_ord), .fastKeywords("pow", builtin_pow), .fastKeywords("print", builtin_print),
        .o("repr", builtin_repr), .fastKeywords("round", builtin_round), .fast("setattr", builtin_setattr),
        .fastKeywords("sorted", builtin_sorted), .fastKeywords("sum", builtin_sum), .varargs("vars", builtin_vars),
    ]
}

/// Makes the module `builtins` with everything in it, and stores its dict in `Interp.builtins`. A new reference, or nil with an exception.
func PyInit_builtins() -> PyObj? {
    guard let module = newBuiltinModule("builtins", builtinMethods()), let dict = module.md_dict else { return nil }
    let doc =
        "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is the `nil' object; Ellipsis represents `...' in slices."
    if PyModule_SetDocString(module, doc) < 0 { return nil }
    let debug = Interp.optimize == 0
    let values: [(StaticString, PyObj)] = [
        ("None", Py_None), ("Ellipsis", Py_Ellipsis), ("NotImplemented", Py_NotImplemented), ("False", Py_False), ("True", Py_True),
        ("bool", PyBool_Type), ("memoryview", PyMemoryView_Type), ("bytearray", PyByteArray_Type), ("bytes", PyBytes_Type),
        ("classmethod", PyClassMethod_Type), ("complex", PyComplex_Type), ("dict", PyDict_Type), ("enumerate", PyEnum_Type),
        ("filter", PyFilter_Type), ("float", PyFloat_Type), ("frozenset", PyFrozenSet_Type), ("property", PyProperty_Type),
        ("int", PyLong_Type), ("list", PyList_Type), ("map", PyMap_Type), ("object", PyBaseObject_Type), ("range", PyRange_Type),
        ("reversed", PyReversed_Type), ("set", PySet_Type), ("slice", PySlice_Type), ("staticmethod", PyStaticMethod_Type),
        ("str", PyUnicode_Type), ("super", PySuper_Type), ("tuple", PyTuple_Type), ("type", PyType_Type), ("zip", PyZip_Type),
        ("__debug__", debug ? Py_True : Py_False),
    ]
    for (name, value) in values + builtinExceptions() {
        // A type whose slots nobody has filled is not there yet; its name is left out rather than bound to a broken object.
        if value.ob_type != PyType_Type && value.ob_refcnt == 0 { continue }
        if !setByName(dict, name, value) { return nil }
    }
    Interp.builtins = Py_NewRef(dict)
    initCallableCache(dict)
    return module
}

/// Stores a value (borrowed) under an interned name. False with an exception.
func setByName(_ dict: PyObj, _ name: StaticString, _ value: PyObj?) -> Bool {
    guard let value, let key = PyUnicode_InternFromString("\(name)") else { return false }
    defer { Py_DECREF(key) }
    return PyDict_SetItem(dict, key, value) == 0
}

/// Stores a value whose reference is given away. False with an exception.
func setByNameStealing(_ dict: PyObj, _ name: StaticString, _ value: PyObj?) -> Bool {
    guard let value else { return false }
    defer { Py_DECREF(value) }
    return setByName(dict, name, value)
}

/// Makes a built-in module with functions: `__name__`, `__doc__`, `__package__`, `__loader__`, `__spec__`, then the functions.
/// A new reference, or nil with an exception. Origin: `PyModule_Create2`.
func newBuiltinModule(_ name: StaticString, _ methods: [MethodSpec]) -> PyObj? {
    guard let nameObject = PyUnicode_InternFromString("\(name)") else { return nil }
    defer { Py_DECREF(nameObject) }
    guard let module = PyModule_NewObject(nameObject) else { return nil }
    if methods.isEmpty { return module }
    let table = staticMethodDefs(methods)
    guard let dict = module.md_dict else { return nil }
    for (i, spec) in methods.enumerated() {
        guard let function = PyCFunction_NewEx(table + i * 32, module, nameObject) else { return nil }
        if !setByNameStealing(dict, spec.name, function) { return nil }
    }
    return module
}
