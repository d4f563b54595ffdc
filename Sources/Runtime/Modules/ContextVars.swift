import Memory

// The module `_contextvars`. Origin: Python/context.c. A context's variables are kept in a dict, where CPython has a HAMT; neither shows.

var PyContext_Type: PyObj { ModuleTypes.slot(237) }
var PyContextVar_Type: PyObj { ModuleTypes.slot(238) }
var PyContextToken_Type: PyObj { ModuleTypes.slot(239) }

extension Interp {
    /// The context that is current (an owned reference), nil before the first use.
    fileprivate static var currentContext: PyObj? {
        get { object(111) }
        set { set(111, newValue) }
    }
}

// MARK: Context (previous 16, vars 24, weakrefs 32, entered 40)

private func newContext(_ values: PyObj?) -> PyObj? {
    guard let dict = values.map({ PyDict_Copy($0) }) ?? PyDict_New() else { return nil }
    guard let c = _PyObject_GC_New(PyContext_Type) else {
        Py_DECREF(dict)
        return nil
    }
    c[ref: 24] = dict
    c[ref: 16] = nil
    c[word: 40] = 0
    c[ref: 32] = nil
    PyObject_GC_Track(c)
    return c
}

/// The current context (borrowed), made at the first use; nil with an exception.
private func current() -> PyObj? {
    if Interp.currentContext == nil { Interp.currentContext = newContext(nil) }
    return Interp.currentContext
}

private func context_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if args.ob_size != 0 || kwargs.map({ $0.ma_used != 0 }) ?? false {
        return PyErr_Format(PyExc_TypeError, "Context() does not accept any arguments")
    }
    return newContext(nil)
}

private func context_dealloc(_ c: PyObj) {
    PyObject_GC_UnTrack(c)
    if c[ref: 32] != nil { PyObject_ClearWeakRefs(c) }
    Py_CLEAR(c, 16)
    Py_CLEAR(c, 24)
    PyObject_GC_Del(c)
}

private func context_traverse(_ c: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(c, visit, arg, 16, 24)
}

private func context_clear(_ c: PyObj) -> Int32 {
    Py_CLEAR(c, 16)
    Py_CLEAR(c, 24)
    return 0
}

private func context_run(_ c: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    if nargs < 1 { return PyErr_Format(PyExc_TypeError, "run() missing 1 required positional argument") }
    if c[word: 40] != 0 {
        return PyErr_Format(PyExc_RuntimeError, "cannot enter context: \(reprText(c)) is already entered")
    }
    guard let before = current() else { return nil }
    c[word: 40] = 1
    c[ref: 16] = before
    Interp.currentContext = Py_NewRef(c)
    let result = PyObject_Vectorcall(args[0], args + 1, nargs - 1, kwnames)
    c[ref: 16] = nil
    c[word: 40] = 0
    Interp.currentContext = before
    Py_DECREF(c)
    return result
}

private func context_copy(_ c: PyObj) -> PyObj? { newContext(c[ref: 24]) }

private func variable(_ op: PyObj) -> Bool {
    if op.ob_type == PyContextVar_Type { return true }
    PyErr_SetString(PyExc_TypeError, "a ContextVar key was expected, got \(reprText(op))")
    return false
}

private func context_getitem(_ c: PyObj, _ key: PyObj) -> PyObj? {
    guard variable(key) else { return nil }
    if let v = PyDict_GetItemWithError(c[ref: 24].unsafelyUnwrapped, key) { return Py_NewRef(v) }
    if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_KeyError, key) }
    return nil
}

private func context_contains(_ c: PyObj, _ key: PyObj) -> Int32 {
    variable(key) ? PyDict_Contains(c[ref: 24].unsafelyUnwrapped, key) : -1
}

private func context_get(_ c: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("get", nargs, 1, 2), variable(args[0]) else { return nil }
    if let v = PyDict_GetItemWithError(c[ref: 24].unsafelyUnwrapped, args[0]) { return Py_NewRef(v) }
    return PyErr_Occurred() != nil ? nil : Py_NewRef(nargs == 2 ? args[1] : Py_None)
}

private func context_len(_ c: PyObj) -> Int { c[ref: 24].unsafelyUnwrapped.ma_used }
private func context_iter(_ c: PyObj) -> PyObj? { PyObject_GetIter(c[ref: 24].unsafelyUnwrapped) }
private func listIterator(_ list: PyObj?) -> PyObj? {
    guard let list else { return nil }
    defer { Py_DECREF(list) }
    return PyObject_GetIter(list)
}
private func context_keys(_ c: PyObj) -> PyObj? { listIterator(PyDict_Keys(c[ref: 24].unsafelyUnwrapped)) }
private func context_values(_ c: PyObj) -> PyObj? { listIterator(PyDict_Values(c[ref: 24].unsafelyUnwrapped)) }
private func context_items(_ c: PyObj) -> PyObj? { listIterator(PyDict_Items(c[ref: 24].unsafelyUnwrapped)) }

private func context_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if w.ob_type != PyContext_Type || (op != Py_EQ && op != Py_NE) { return Py_NewRef(Py_NotImplemented) }
    return PyObject_RichCompare(v[ref: 24].unsafelyUnwrapped, w[ref: 24].unsafelyUnwrapped, op)
}

// MARK: ContextVar (name 16, default 24, cached 32, cached_tsid 40, cached_tsver 48, hash 56)

private func contextvar_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments("ContextVar", args, kwargs, ["", "default"], min: 1, max: 1, nil) { p in
        let name = p[0].unsafelyUnwrapped
        if !PyUnicode_Check(name) { return PyErr_Format(PyExc_TypeError, "context variable name must be a str") }
        guard let v = _PyObject_GC_New(PyContextVar_Type) else { return nil }
        v[ref: 16] = Py_NewRef(name)
        v[ref: 24] = Py_XNewRef(p[1])
        for offset in [32, 40, 48] { v[word: offset] = 0 }
        v[word: 56] = PyObject_Hash(name) ^ _Py_HashPointer(v)
        PyObject_GC_Track(v)
        return v
    }
}

private func contextvar_dealloc(_ v: PyObj) {
    PyObject_GC_UnTrack(v)
    Py_CLEAR(v, 16)
    Py_CLEAR(v, 24)
    PyObject_GC_Del(v)
}

private func contextvar_traverse(_ v: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(v, visit, arg, 16, 24)
}

private func contextvar_clear(_ v: PyObj) -> Int32 {
    Py_CLEAR(v, 16)
    Py_CLEAR(v, 24)
    return 0
}

private func contextvar_hash(_ v: PyObj) -> Int { v[word: 56] }

private func contextvar_get(_ v: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("get", nargs, 0, 1), let c = current() else { return nil }
    if let value = PyDict_GetItemWithError(c[ref: 24].unsafelyUnwrapped, v) { return Py_NewRef(value) }
    if PyErr_Occurred() != nil { return nil }
    if nargs == 1 { return Py_NewRef(args[0]) }
    if let value = v[ref: 24] { return Py_NewRef(value) }
    PyErr_SetObject(PyExc_LookupError, v)
    return nil
}

private func contextvar_set(_ v: PyObj, _ value: PyObj) -> PyObj? {
    guard let c = current() else { return nil }
    let old = PyDict_GetItemWithError(c[ref: 24].unsafelyUnwrapped, v)
    if old == nil && PyErr_Occurred() != nil { return nil }
    guard let token = _PyObject_GC_New(PyContextToken_Type) else { return nil }
    token[ref: 16] = Py_NewRef(c)
    token[ref: 24] = Py_NewRef(v)
    token[ref: 32] = Py_XNewRef(old)
    token[word: 40] = 0
    PyObject_GC_Track(token)
    if PyDict_SetItem(c[ref: 24].unsafelyUnwrapped, v, value) < 0 {
        Py_DECREF(token)
        return nil
    }
    return token
}

private func contextvar_reset(_ v: PyObj, _ token: PyObj) -> PyObj? {
    if token.ob_type != PyContextToken_Type {
        return PyErr_Format(PyExc_TypeError, "expected an instance of Token, got \(reprText(token))")
    }
    if token[word: 40] != 0 {
        return PyErr_Format(PyExc_RuntimeError, "\(reprText(token)) has already been used once")
    }
    if token[ref: 24] != v {
        return PyErr_Format(PyExc_ValueError, "\(reprText(token)) was created by a different ContextVar")
    }
    guard let c = current() else { return nil }
    if token[ref: 16] != c {
        return PyErr_Format(PyExc_ValueError, "\(reprText(token)) was created in a different Context")
    }
    token[word: 40] = 1
    let dict = c[ref: 24].unsafelyUnwrapped
    let status = token[ref: 32].map { PyDict_SetItem(dict, v, $0) } ?? PyDict_DelItem(dict, v)
    return status < 0 ? nil : Py_NewRef(Py_None)
}

private func hex(_ op: PyObj) -> String { "0x\(String(UInt(bitPattern: op), radix: 16))" }

private func contextvar_repr(_ v: PyObj) -> PyObj? {
    let name = reprText(v[ref: 16].unsafelyUnwrapped)
    let rest = v[ref: 24].map { " default=\(reprText($0))" } ?? ""
    return PyUnicode_FromString("<ContextVar name=\(name)\(rest) at \(hex(v))>")
}

// MARK: Token (context 16, var 24, old value 32, used 40)

private func token_dealloc(_ t: PyObj) { deallocFields(t, 16, 24, 32) }
private func token_traverse(_ t: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(t, visit, arg, 16, 24, 32)
}
private func token_repr(_ t: PyObj) -> PyObj? {
    PyUnicode_FromString("<Token\(t[word: 40] != 0 ? " used" : "") var=\(reprText(t[ref: 24].unsafelyUnwrapped)) at \(hex(t))>")
}
private func token_var(_ t: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { Py_XNewRef(t[ref: 24]) }
private func token_missing() -> PyObj? { PyContextToken_Type.tp_dict.flatMap { PyDict_GetItemString($0, "MISSING") } }
private func token_old_value(_ t: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    Py_XNewRef(t[ref: 32] ?? token_missing())
}

private func contextvars_copy_context(_ module: PyObj) -> PyObj? { current().flatMap { newContext($0[ref: 24]) } }

/// Makes the module `_contextvars`; nil with an exception.
func PyInit__contextvars() -> PyObj? {
    if !_PyType_IsReady(PyContext_Type) {
        var t = PyContext_Type
        t.initStaticType("_contextvars.Context", basicsize: 48, flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = context_dealloc
        t.tp_traverse = context_traverse
        t.tp_clear = context_clear
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_richcompare = context_richcompare
        t.tp_hash = PyObject_HashNotImplemented
        t.tp_iter = context_iter
        t.tp_weaklistoffset = 32
        t.tp_new = context_new
        t.tp_free = PyObject_GC_Del
        let mapping = t.newMappingMethods()
        mapping.mp_length = context_len
        mapping.mp_subscript = context_getitem
        t.newSequenceMethods().sq_contains = context_contains
        t.setMethods([
            .fastKeywords("run", context_run), .noargs("copy", context_copy), .fast("get", context_get),
            .noargs("items", context_items), .noargs("keys", context_keys), .noargs("values", context_values),
        ])
        t = PyContextVar_Type
        t.initStaticType("_contextvars.ContextVar", basicsize: 64, flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = contextvar_dealloc
        t.tp_repr = contextvar_repr
        t.tp_hash = contextvar_hash
        t.tp_traverse = contextvar_traverse
        t.tp_clear = contextvar_clear
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_new = contextvar_new
        t.tp_free = PyObject_GC_Del
        t.setMethods([
            .fast("get", contextvar_get), .o("set", contextvar_set), .o("reset", contextvar_reset),
            .o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS),
        ])
        t.setMembers([MemberSpec("name", .object, 16)])
        t = PyContextToken_Type
        t.initStaticType("_contextvars.Token", basicsize: 48, flags: TypeFlags.HAVE_GC | TypeFlags.DISALLOW_INSTANTIATION)
        t.tp_dealloc = token_dealloc
        t.tp_repr = token_repr
        t.tp_hash = PyObject_HashNotImplemented
        t.tp_traverse = token_traverse
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_free = PyObject_GC_Del
        t.setMethods([.o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS)])
        t.setGetSets([GetSetSpec("var", token_var), GetSetSpec("old_value", token_old_value)])
        if PyType_Ready(t) < 0 { return nil }
        // A class that nobody else has stands for "there was no value".
        guard let dict = t.tp_dict, let missing = PyObject_CallNoArgs(PyBaseObject_Type) else { return nil }
        defer { Py_DECREF(missing) }
        if PyDict_SetItemString(dict, "MISSING", missing) < 0 { return nil }
    }
    return makeModule(
        "_contextvars", "Context Variables", [.noargs("copy_context", contextvars_copy_context)],
        [PyContext_Type, PyContextVar_Type, PyContextToken_Type])
}
