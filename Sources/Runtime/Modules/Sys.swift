import Memory
import Trace

// The module `sys`. Origin: Python/sysmodule.c.

/// An attribute of `sys` by its interned name (borrowed), or nil without an exception. Origin: `_PySys_GetAttr`.
func _PySys_GetAttr(_ name: PyObj) -> PyObj? {
    guard let dict = Interp.sysdict else { return nil }
    let saved = PyErr_Fetch()
    let value = PyDict_GetItemWithError(dict, name)
    PyErr_Restore(saved.type, saved.value, saved.traceback)
    return value
}

/// An attribute of `sys` by name (borrowed), or nil without an exception. Origin: `PySys_GetObject`.
public func PySys_GetObject(_ name: String) -> PyObj? {
    guard let dict = Interp.sysdict, let key = PyUnicode_InternFromString(name) else {
        PyErr_Clear()
        return nil
    }
    defer { Py_DECREF(key) }
    let saved = PyErr_Fetch()
    let value = PyDict_GetItemWithError(dict, key)
    PyErr_Restore(saved.type, saved.value, saved.traceback)
    return value
}

/// Sets (nil: deletes) an attribute of `sys`. -1 with an exception. Origin: `_PySys_SetAttr`.
@discardableResult
func _PySys_SetAttr(_ name: PyObj, _ value: PyObj?) -> Int32 {
    guard let dict = Interp.sysdict else { return -1 }
    if let value { return PyDict_SetItem(dict, name, value) }
    return PyDict_Contains(dict, name) > 0 ? PyDict_DelItem(dict, name) : 0
}

extension Interp {
    /// `sys.get_int_max_str_digits()`.
    static var intMaxStrDigits: Int {
        get { word(122) }
        set { set(122, newValue) }
    }
    /// `sys.getswitchinterval()` in microseconds.
    static var switchInterval: Int {
        get { word(123) }
        set { set(123, newValue) }
    }
}

// MARK: Hooks

private func sys_displayhook(_ module: PyObj, _ o: PyObj) -> PyObj? {
    guard let builtins = PyImport_GetModule(_Py_ID(.builtins)) else {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_RuntimeError, "lost builtins module") }
        return nil
    }
    defer { Py_DECREF(builtins) }
    if o == Py_None { return Py_NewRef(Py_None) }
    if PyObject_SetAttr(builtins, _Py_ID(.underscore), Py_None) != 0 { return nil }
    guard let out = _PySys_GetAttr(_Py_ID(.stdout)), out != Py_None else {
        return PyErr_Format(PyExc_RuntimeError, "lost sys.stdout")
    }
    Py_INCREF(out)
    defer { Py_DECREF(out) }
    if PyFile_WriteObject(o, out, raw: false) != 0 {
        if !PyErr_ExceptionMatches(PyExc_UnicodeEncodeError) { return nil }
        PyErr_Clear()
        guard let text = PyObject_Repr(o) else { return nil }
        defer { Py_DECREF(text) }
        guard let bytes = PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace") else { return nil }
        defer { Py_DECREF(bytes) }
        if PyFile_WriteString(
            String(decoding: UnsafeRawBufferPointer(start: bytes + 32, count: bytes.ob_size), as: UTF8.self), out) < 0
        {
            return nil
        }
    }
    if PyFile_WriteString("\n", out) != 0 { return nil }
    if PyObject_SetAttr(builtins, _Py_ID(.underscore), o) != 0 { return nil }
    return Py_NewRef(Py_None)
}

private func sys_excepthook(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("excepthook", nargs, 3, 3) { return nil }
    PyErr_Display(args[1], args[2])
    return Py_NewRef(Py_None)
}

private func sys_unraisablehook(_ module: PyObj, _ args: PyObj) -> PyObj? { _PyErr_WriteUnraisableDefaultHook(args) }

private func sys_breakpointhook(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: breakpoint(): the debugger pdb is not available in this version")
}

private func sys_exception(_ module: PyObj) -> PyObj? { PyErr_GetHandledException() ?? Py_NewRef(Py_None) }

private func sys_exc_info(_ module: PyObj) -> PyObj? { _PyErr_StackItemToExcInfoTuple(_PyErr_GetTopmostException()) }

private func sys_exit(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("exit", nargs, 0, 1) { return nil }
    PyErr_SetObject(PyExc_SystemExit, nargs > 0 ? args[0] : Py_None)
    return nil
}

// MARK: Objects and memory

private func sys_getrefcount(_ module: PyObj, _ o: PyObj) -> PyObj? { PyLong_FromSsize_t(o.ob_refcnt) }

/// The size of an object with its GC head; -1 with an exception. Origin: `_PySys_GetSizeOf`.
func _PySys_GetSizeOf(_ o: PyObj) -> Int {
    guard let method = _PyObject_LookupSpecial(o, _Py_ID(.__sizeof__)) else {
        if PyErr_Occurred() == nil {
            PyErr_SetString(PyExc_TypeError, "Type \(o.typeName) doesn't define __sizeof__")
        }
        return -1
    }
    let result = PyObject_CallNoArgs(method)
    Py_DECREF(method)
    guard let result else { return -1 }
    let size = PyLong_AsSsize_t(result)
    Py_DECREF(result)
    if size == -1 && PyErr_Occurred() != nil { return -1 }
    if size < 0 {
        PyErr_SetString(PyExc_ValueError, "__sizeof__() should return >= 0")
        return -1
    }
    return size + Int(_PyType_PreHeaderSize(o.ob_type))
}

private func sys_getsizeof(_ module: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buf -> PyObj? in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "getsizeof", args: tupleItems(args), nargs: args.ob_size, kwargs: kwds, kwnames: nil,
            keywords: ["object", "default"], minpos: 1, maxpos: 2, minkw: 0, into: p)
        {
            return nil
        }
        let size = _PySys_GetSizeOf(p[0].unsafelyUnwrapped)
        if size == -1 && PyErr_Occurred() != nil {
            if let fallback = p[1], PyErr_ExceptionMatches(PyExc_TypeError) {
                PyErr_Clear()
                return Py_NewRef(fallback)
            }
            return nil
        }
        return PyLong_FromSsize_t(size)
    }
}

private func sys_intern(_ module: PyObj, _ s: PyObj) -> PyObj? {
    if !PyUnicode_Check(s) {
        _PyArg_BadArgument("intern", "argument", "str", s)
        return nil
    }
    if !PyUnicode_CheckExact(s) { return PyErr_Format(PyExc_TypeError, "can't intern \(s.typeName)") }
    var p: PyObj = Py_NewRef(s)
    PyUnicode_InternInPlace(&p)
    return p
}

private func sys_getallocatedblocks(_ module: PyObj) -> PyObj? { PyLong_FromSsize_t(getallocatedblocks()) }

// MARK: Limits and settings

private func sys_getrecursionlimit(_ module: PyObj) -> PyObj? { PyLong_FromLong(Int(ThreadState.recursion_limit)) }

private func sys_setrecursionlimit(_ module: PyObj, _ arg: PyObj) -> PyObj? {
    let limit = _PyLong_AsInt(arg)
    if limit == -1 && PyErr_Occurred() != nil { return nil }
    if limit < 1 { return PyErr_Format(PyExc_ValueError, "recursion limit must be greater or equal than 1") }
    let depth = ThreadState.recursion_limit - ThreadState.recursion_remaining
    if depth >= limit {
        return PyErr_Format(
            PyExc_RecursionError,
            "cannot set the recursion limit to \(limit) at the recursion depth \(depth): the limit is too low")
    }
    ThreadState.recursion_remaining += limit - ThreadState.recursion_limit
    ThreadState.recursion_limit = limit
    return Py_NewRef(Py_None)
}

private func sys_getswitchinterval(_ module: PyObj) -> PyObj? { PyFloat_FromDouble(1e-6 * Double(Interp.switchInterval)) }

private func sys_setswitchinterval(_ module: PyObj, _ arg: PyObj) -> PyObj? {
    let seconds = PyFloat_AsDouble(arg)
    if seconds == -1 && PyErr_Occurred() != nil { return nil }
    if seconds <= 0 { return PyErr_Format(PyExc_ValueError, "switch interval must be strictly positive") }
    Interp.switchInterval = Int(min(seconds * 1e6, 4e15))
    return Py_NewRef(Py_None)
}

private func sys_get_int_max_str_digits(_ module: PyObj) -> PyObj? { PyLong_FromLong(Interp.intMaxStrDigits) }

private func sys_set_int_max_str_digits(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 1) { buf -> PyObj? in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "set_int_max_str_digits", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["maxdigits"],
            minpos: 1, maxpos: 1, minkw: 0, into: p)
        {
            return nil
        }
        let n = _PyLong_AsInt(p[0].unsafelyUnwrapped)
        if n == -1 && PyErr_Occurred() != nil { return nil }
        if n != 0 && n < 640 {
            return PyErr_Format(PyExc_ValueError, "maxdigits must be 0 or larger than 640")
        }
        Interp.intMaxStrDigits = Int(n)
        return Py_NewRef(Py_None)
    }
}

private func sys_getdefaultencoding(_ module: PyObj) -> PyObj? { PyUnicode_InternFromString("utf-8") }
private func sys_getfilesystemencodeerrors(_ module: PyObj) -> PyObj? { PyUnicode_InternFromString("surrogateescape") }
private func sys_is_finalizing(_ module: PyObj) -> PyObj? { PyBool_FromLong(Interp.finalizing != 0) }
private func sys_getdlopenflags(_ module: PyObj) -> PyObj? { PyLong_FromLong(2) }
private func sys_setdlopenflags(_ module: PyObj, _ arg: PyObj) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: sys.setdlopenflags()")
}
private func sys_getquickenedcount(_ module: PyObj) -> PyObj? { PyLong_FromLong(Interp.quickenedCount) }

// MARK: Frames and tracing

private func sys__getframe(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("_getframe", nargs, 0, 1) { return nil }
    var depth: Int32 = 0
    if nargs > 0 {
        depth = _PyLong_AsInt(args[0])
        if depth == -1 && PyErr_Occurred() != nil { return nil }
    }
    func complete(_ f: PyObj?) -> PyObj? {
        var f = f
        while let g = f, _PyFrame_IsIncomplete(g) { f = g.fr_previous }
        return f
    }
    var frame = complete(ThreadState.cframe.cframe_current_frame)
    while depth > 0, let f = frame {
        frame = complete(f.fr_previous)
        depth -= 1
    }
    guard let frame else { return PyErr_Format(PyExc_ValueError, "call stack is not deep enough") }
    return Py_XNewRef(_PyFrame_GetFrameObject(frame))
}

private func sys_settrace(_ module: PyObj, _ f: PyObj) -> PyObj? {
    if f == Py_None { return Py_NewRef(Py_None) }
    return PyErr_Format(PyExc_NotImplementedError, "not implemented: sys.settrace()")
}

private func sys_setprofile(_ module: PyObj, _ f: PyObj) -> PyObj? {
    if f == Py_None { return Py_NewRef(Py_None) }
    return PyErr_Format(PyExc_NotImplementedError, "not implemented: sys.setprofile()")
}

private func sys_none(_ module: PyObj) -> PyObj? { Py_NewRef(Py_None) }

private func sys_call_tracing(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("call_tracing", nargs, 2, 2) { return nil }
    if !PyTuple_Check(args[1]) {
        _PyArg_BadArgument("call_tracing", "argument 2", "tuple", args[1])
        return nil
    }
    return PyObject_Call(args[0], args[1], nil)
}

private func sys_audit(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs == 0 { return PyErr_Format(PyExc_TypeError, "audit() missing 1 required positional argument: 'event'") }
    if !PyUnicode_Check(args[0]) {
        return PyErr_Format(PyExc_TypeError, "expected str for argument 'event', not \(args[0].typeName)")
    }
    return Py_NewRef(Py_None)
}

private func sys_addaudithook(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: sys.addaudithook()")
}

private func sys_clear_type_cache(_ module: PyObj) -> PyObj? {
    _ = PyType_ClearCache()
    return Py_NewRef(Py_None)
}

private func sys_current_frames(_ module: PyObj) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: sys._current_frames()")
}

private func sys_current_exceptions(_ module: PyObj) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: sys._current_exceptions()")
}

private func sys_debugmallocstats(_ module: PyObj) -> PyObj? {
    // Descriptor 2 itself, as CPython's `fprintf(stderr)`.
    hostWriteText(2, mallocStatsText())
    return Py_NewRef(Py_None)
}

private func sys_set_origin(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 1) { buf -> PyObj? in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "set_coroutine_origin_tracking_depth", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames,
            keywords: ["depth"], minpos: 1, maxpos: 1, minkw: 0, into: p)
        {
            return nil
        }
        let n = _PyLong_AsInt(p[0].unsafelyUnwrapped)
        if n == -1 && PyErr_Occurred() != nil { return nil }
        if n < 0 { return PyErr_Format(PyExc_ValueError, "depth must be >= 0") }
        if n > 0 {
            return PyErr_Format(PyExc_NotImplementedError, "not implemented: coroutine origin tracking")
        }
        return Py_NewRef(Py_None)
    }
}

private func sys_get_origin(_ module: PyObj) -> PyObj? { PyLong_FromLong(0) }

private func sys_set_asyncgen_hooks(_ module: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buf -> PyObj? in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "set_asyncgen_hooks", args: tupleItems(args), nargs: args.ob_size, kwargs: kwds, kwnames: nil,
            keywords: ["firstiter", "finalizer"], minpos: 0, maxpos: 2, minkw: 0, into: p)
        {
            return nil
        }
        for (i, name) in ["firstiter", "finalizer"].enumerated() {
            guard let hook = p[i] else { continue }
            if hook != Py_None && !PyCallable_Check(hook) {
                return PyErr_Format(PyExc_TypeError, "callable \(name) expected, got \(hook.typeName)")
            }
        }
        if let f = p[0] {
            let old = Interp.asyncGenFirstIter
            Interp.asyncGenFirstIter = f == Py_None ? nil : Py_NewRef(f)
            Py_XDECREF(old)
        }
        if let f = p[1] {
            let old = Interp.asyncGenFinalizer
            Interp.asyncGenFinalizer = f == Py_None ? nil : Py_NewRef(f)
            Py_XDECREF(old)
        }
        return Py_NewRef(Py_None)
    }
}

extension Interp {
    /// `firstiter` of `sys.set_asyncgen_hooks`, or nil.
    static var asyncGenFirstIter: PyObj? {
        get { object(124) }
        set { set(124, newValue) }
    }
    /// `finalizer` of `sys.set_asyncgen_hooks`, or nil.
    static var asyncGenFinalizer: PyObj? {
        get { object(125) }
        set { set(125, newValue) }
    }
    /// The struct sequence type of `sys.get_asyncgen_hooks()`.
    static var asyncGenHooksType: PyObj? {
        get { object(126) }
        set { set(126, newValue) }
    }
}

private func sys_get_asyncgen_hooks(_ module: PyObj) -> PyObj? {
    newStructSequence(
        Interp.asyncGenHooksType,
        [
            Py_NewRef(Interp.asyncGenFirstIter ?? Py_None), Py_NewRef(Interp.asyncGenFinalizer ?? Py_None),
        ])
}

/// The functions of `sys`, in CPython's order.
func sysMethods() -> [MethodSpec] {
    [
        .fastKeywords("addaudithook", sys_addaudithook), .fast("audit", sys_audit),
        .fastKeywords("breakpointhook", sys_breakpointhook), .noargs("_clear_type_cache", sys_clear_type_cache),
        .noargs("_current_frames", sys_current_frames), .noargs("_current_exceptions", sys_current_exceptions),
        .o("displayhook", sys_displayhook), .noargs("exception", sys_exception), .noargs("exc_info", sys_exc_info),
        .fast("excepthook", sys_excepthook), .fast("exit", sys_exit), .noargs("getdefaultencoding", sys_getdefaultencoding),
        .noargs("getdlopenflags", sys_getdlopenflags), .noargs("getallocatedblocks", sys_getallocatedblocks),
        .noargs("getfilesystemencoding", sys_getdefaultencoding),
        .noargs("getfilesystemencodeerrors", sys_getfilesystemencodeerrors),
        .noargs("_getquickenedcount", sys_getquickenedcount), .o("getrefcount", sys_getrefcount),
        .noargs("getrecursionlimit", sys_getrecursionlimit), .keywords("getsizeof", sys_getsizeof),
        .fast("_getframe", sys__getframe), .o("intern", sys_intern), .noargs("is_finalizing", sys_is_finalizing),
        .o("setswitchinterval", sys_setswitchinterval), .noargs("getswitchinterval", sys_getswitchinterval),
        .o("setdlopenflags", sys_setdlopenflags), .o("setprofile", sys_setprofile), .noargs("getprofile", sys_none),
        .o("setrecursionlimit", sys_setrecursionlimit),
        .o("settrace", sys_settrace), .noargs("gettrace", sys_none), .fast("call_tracing", sys_call_tracing),
        .noargs("_debugmallocstats", sys_debugmallocstats),
        .fastKeywords("set_coroutine_origin_tracking_depth", sys_set_origin),
        .noargs("get_coroutine_origin_tracking_depth", sys_get_origin), .keywords("set_asyncgen_hooks", sys_set_asyncgen_hooks),
        .noargs("get_asyncgen_hooks", sys_get_asyncgen_hooks), .o("unraisablehook", sys_unraisablehook),
        .noargs("get_int_max_str_digits", sys_get_int_max_str_digits),
        .fastKeywords("set_int_max_str_digits", sys_set_int_max_str_digits),
    ]
}
