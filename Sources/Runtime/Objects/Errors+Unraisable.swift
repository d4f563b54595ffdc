import Memory

// Exceptions that nobody can handle. Origin: Python/errors.c.

/// Writes the report to a file object. -1 with an exception if writing failed.
private func writeReport(
    _ type: PyObj?, _ value: PyObj?, _ tb: PyObj?, _ message: PyObj?, _ object: PyObj?, _ file: PyObj
) -> Int32 {
    let message = message == Py_None ? nil : message
    if let object, object != Py_None {
        if let message {
            if PyFile_WriteObject(message, file, raw: true) < 0 || PyFile_WriteString(": ", file) < 0 { return -1 }
        } else if PyFile_WriteString("Exception ignored in: ", file) < 0 {
            return -1
        }
        if PyFile_WriteObject(object, file, raw: false) < 0 {
            PyErr_Clear()
            if PyFile_WriteString("<object repr() failed>", file) < 0 { return -1 }
        }
        if PyFile_WriteString("\n", file) < 0 { return -1 }
    } else if let message {
        if PyFile_WriteObject(message, file, raw: true) < 0 || PyFile_WriteString(":\n", file) < 0 { return -1 }
    }
    if let tb, tb != Py_None, PyTraceBack_Print(tb, file) < 0 { PyErr_Clear() }
    guard let type, type != Py_None else { return -1 }
    if writeQualifiedName(type, file) < 0 { return -1 }
    if let value, value != Py_None {
        if PyFile_WriteString(": ", file) < 0 { return -1 }
        if PyFile_WriteObject(value, file, raw: true) < 0 {
            PyErr_Clear()
            if PyFile_WriteString("<exception str() failed>", file) < 0 { return -1 }
        }
    }
    if PyFile_WriteString("\n", file) < 0 { return -1 }
    callQuietly(file, _Py_ID(.flush))
    return 0
}

/// Writes "module.qualname" of a class, without the module if it is builtins or __main__. -1 with an exception.
func writeQualifiedName(_ type: PyObj, _ file: PyObj) -> Int32 {
    let module = PyObject_GetAttr(type, _Py_ID(.__module__))
    if let module, PyUnicode_Check(module) {
        defer { Py_DECREF(module) }
        if !_PyUnicode_EQ(module, _Py_ID(.builtins)) && !_PyUnicode_EQ(module, _Py_ID(.__main__)) {
            if PyFile_WriteObject(module, file, raw: true) < 0 || PyFile_WriteString(".", file) < 0 { return -1 }
        }
    } else {
        Py_XDECREF(module)
        PyErr_Clear()
        if PyFile_WriteString("<unknown>", file) < 0 { return -1 }
    }
    let name = PyObject_GetAttr(type, _Py_ID(.__qualname__))
    if let name, PyUnicode_Check(name) {
        defer { Py_DECREF(name) }
        return PyFile_WriteObject(name, file, raw: true)
    }
    Py_XDECREF(name)
    PyErr_Clear()
    return PyFile_WriteString("<unknown>", file)
}

/// Writes the report to `sys.stderr` if there is one. -1 with an exception.
private func writeUnraisable(_ type: PyObj?, _ value: PyObj?, _ tb: PyObj?, _ message: PyObj?, _ object: PyObj?) -> Int32 {
    guard let file = _PySys_GetAttr(_Py_ID(.stderr)), file != Py_None else { return 0 }
    Py_INCREF(file)
    defer { Py_DECREF(file) }
    return writeReport(type, value, tb, message, object, file)
}

/// `sys.unraisablehook` as it comes: writes a report. Origin: `_PyErr_WriteUnraisableDefaultHook`.
func _PyErr_WriteUnraisableDefaultHook(_ args: PyObj) -> PyObj? {
    if args.ob_type != Interp.unraisableHookArgsType {
        return PyErr_Format(PyExc_TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs")
    }
    func item(_ i: Int) -> PyObj { PyTuple_GET_ITEM(args, i) }
    if writeUnraisable(item(0), item(1), item(2), item(3), item(4)) < 0 && PyErr_Occurred() != nil { return nil }
    return Py_NewRef(Py_None)
}

extension Interp {
    /// The struct sequence type UnraisableHookArgs.
    static var unraisableHookArgsType: PyObj? {
        get { object(115) }
        set { set(115, newValue) }
    }
}

/// Reports the raised exception, which has nowhere to go, through `sys.unraisablehook`; it is cleared. Origin: `_PyErr_WriteUnraisableMsg`.
func _PyErr_WriteUnraisableMsg(_ text: String?, _ object: PyObj?) {
    var object = object
    var (type, value, tb) = PyErr_Fetch()
    var message: PyObj?
    report: do {
        if type == nil { break report }
        if tb == nil, let frame = PyEval_GetFrame() {
            tb = _PyTraceBack_FromFrame(nil, frame)
            if tb == nil { PyErr_Clear() }
        }
        PyErr_NormalizeException(&type, &value, &tb)
        if let tb, let value, tb.ob_type == PyTraceBack_Type, PyException_SetTraceback(value, tb) < 0 { PyErr_Clear() }
        if let text {
            message = PyUnicode_FromString("Exception ignored \(text)")
            if message == nil { PyErr_Clear() }
        }
        var failure = "Exception ignored on building sys.unraisablehook arguments"
        if let hookType = Interp.unraisableHookArgsType, let args = PyStructSequence_New(hookType) {
            for (i, item) in [type, value, tb, message, object].enumerated() {
                PyStructSequence_SET_ITEM(args, i, Py_NewRef(item ?? Py_None))
            }
            guard let hook = _PySys_GetAttr(_Py_ID(.unraisablehook)), hook != Py_None else {
                Py_DECREF(args)
                break report
            }
            Py_INCREF(hook)
            let result = PyObject_CallOneArg(hook, args)
            Py_DECREF(args)
            if let result {
                Py_DECREF(result)
                Py_DECREF(hook)
                Py_XDECREF(type)
                Py_XDECREF(value)
                Py_XDECREF(tb)
                Py_XDECREF(message)
                PyErr_Clear()
                return
            }
            object = hook
            failure = "Exception ignored in sys.unraisablehook"
            Py_DECREF(hook)
        }
        Py_XDECREF(message)
        message = PyUnicode_FromString(failure)
        Py_XDECREF(type)
        Py_XDECREF(value)
        Py_XDECREF(tb)
        (type, value, tb) = PyErr_Fetch()
    }
    _ = writeUnraisable(type, value, tb, message, object)
    Py_XDECREF(type)
    Py_XDECREF(value)
    Py_XDECREF(tb)
    Py_XDECREF(message)
    PyErr_Clear()
}

/// Reports the raised exception as ignored in an object (nil for none). Origin: `PyErr_WriteUnraisable`.
public func PyErr_WriteUnraisable(_ object: PyObj?) { _PyErr_WriteUnraisableMsg(nil, object) }
