import Memory

// Built-in functions about objects and attributes. Origin: Python/bltinmodule.c.

func builtin_callable(_ module: PyObj, _ obj: PyObj) -> PyObj? { PyBool_FromLong(PyCallable_Check(obj)) }

func builtin_getattr(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("getattr", nargs, 2, 3) { return nil }
    let name = args[1]
    if nargs > 2 {
        var result: PyObj?
        if _PyObject_LookupAttr(args[0], name, &result) == 0 { return Py_NewRef(args[2]) }
        return result
    }
    return PyObject_GetAttr(args[0], name)
}

func builtin_hasattr(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("hasattr", nargs, 2, 2) { return nil }
    var result: PyObj?
    if _PyObject_LookupAttr(args[0], args[1], &result) < 0 { return nil }
    guard let result else { return PyBool_FromLong(false) }
    Py_DECREF(result)
    return PyBool_FromLong(true)
}

func builtin_setattr(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("setattr", nargs, 3, 3) { return nil }
    if PyObject_SetAttr(args[0], args[1], args[2]) != 0 { return nil }
    return Py_NewRef(Py_None)
}

func builtin_delattr(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("delattr", nargs, 2, 2) { return nil }
    if PyObject_SetAttr(args[0], args[1], nil) != 0 { return nil }
    return Py_NewRef(Py_None)
}

func builtin_hash(_ module: PyObj, _ obj: PyObj) -> PyObj? {
    let h = PyObject_Hash(obj)
    return h == -1 ? nil : PyLong_FromSsize_t(h)
}

func builtin_id(_ module: PyObj, _ obj: PyObj) -> PyObj? { PyLong_FromVoidPtr(obj) }

func builtin_isinstance(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("isinstance", nargs, 2, 2) { return nil }
    let r = PyObject_IsInstance(args[0], args[1])
    return r < 0 ? nil : PyBool_FromLong(r != 0)
}

func builtin_issubclass(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("issubclass", nargs, 2, 2) { return nil }
    let r = PyObject_IsSubclass(args[0], args[1])
    return r < 0 ? nil : PyBool_FromLong(r != 0)
}

func builtin_len(_ module: PyObj, _ obj: PyObj) -> PyObj? {
    let n = PyObject_Size(obj)
    return n < 0 ? nil : PyLong_FromSsize_t(n)
}

func builtin_repr(_ module: PyObj, _ obj: PyObj) -> PyObj? { PyObject_Repr(obj) }
func builtin_ascii(_ module: PyObj, _ obj: PyObj) -> PyObj? { PyObject_ASCII(obj) }

func builtin_format(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("format", nargs, 1, 2) { return nil }
    if nargs > 1 && !PyUnicode_Check(args[1]) {
        _PyArg_BadArgument("format", "argument 2", "str", args[1])
        return nil
    }
    return PyObject_Format(args[0], nargs > 1 ? args[1] : nil)
}

func builtin_dir(_ module: PyObj, _ args: PyObj) -> PyObj? {
    if !PyArg_UnpackTuple(args, "dir", 0, 1) { return nil }
    return PyObject_Dir(args.ob_size > 0 ? PyTuple_GET_ITEM(args, 0) : nil)
}

func builtin_vars(_ module: PyObj, _ args: PyObj) -> PyObj? {
    if !PyArg_UnpackTuple(args, "vars", 0, 1) { return nil }
    if args.ob_size == 0 { return Py_XNewRef(PyEval_GetLocals()) }
    var d: PyObj?
    if _PyObject_LookupAttr(PyTuple_GET_ITEM(args, 0), _Py_ID(.__dict__), &d) == 0 {
        PyErr_SetString(PyExc_TypeError, "vars() argument must have __dict__ attribute")
    }
    return d
}

func builtin_globals(_ module: PyObj) -> PyObj? { Py_XNewRef(PyEval_GetGlobals()) }
func builtin_locals(_ module: PyObj) -> PyObj? { Py_XNewRef(PyEval_GetLocals()) }

func builtin_breakpoint(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    guard let hook = PySys_GetObject("breakpointhook") else {
        return PyErr_Format(PyExc_RuntimeError, "lost sys.breakpointhook")
    }
    Py_INCREF(hook)
    defer { Py_DECREF(hook) }
    return PyObject_Vectorcall(hook, args, nargs, kwnames)
}
