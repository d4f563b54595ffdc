import Memory

// Vectorcalls of method descriptors, one for each calling convention. Origin: Objects/descrobject.c.

/// Checks that there is a self that fits and, unless allowed, no keywords. False with TypeError.
@inline(__always) private func method_check_args(_ function: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> Bool {
    if _slowPath(nargs < 1) {
        functionError(function, "unbound method ", " needs an argument")
        return false
    }
    if !descr_check(function, args[0]) { return false }
    if let kwnames, PyTuple_GET_SIZE(kwnames) != 0 {
        functionError(function, "", " takes no keyword arguments")
        return false
    }
    return true
}

/// TypeError with the function's qualified name and "()".
@inline(never) private func functionError(_ function: PyObj, _ before: String, _ after: String) {
    guard let text = _PyObject_FunctionStr(function) else { return }
    PyErr_SetString(PyExc_TypeError, before + swiftString(text) + after)
    Py_DECREF(text)
}

@inline(__always) private func function(_ descr: PyObj) -> PyObj { descr.d_method.ml_meth.unsafelyUnwrapped }

func method_vectorcall_VARARGS(_ f: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if !method_check_args(f, args, nargs, kwnames) { return nil }
    guard let tuple = _PyTuple_FromArray(args + 1, nargs - 1) else { return nil }
    defer { Py_DECREF(tuple) }
    if !_Py_EnterRecursiveCall(" while calling a Python object") { return nil }
    let res = unsafeBitCast(function(f), to: VarArgsFunction.self)(args[0], tuple)
    _Py_LeaveRecursiveCall()
    return res
}

func method_vectorcall_VARARGS_KEYWORDS(_ f: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if !method_check_args(f, args, nargs, nil) { return nil }
    guard let tuple = _PyTuple_FromArray(args + 1, nargs - 1) else { return nil }
    defer { Py_DECREF(tuple) }
    var kwargs: PyObj?
    if let kwnames, PyTuple_GET_SIZE(kwnames) > 0 {
        kwargs = _PyStack_AsDict(args + nargs, kwnames)
        if kwargs == nil { return nil }
    }
    defer { Py_XDECREF(kwargs) }
    if !_Py_EnterRecursiveCall(" while calling a Python object") { return nil }
    let res = unsafeBitCast(function(f), to: KeywordsFunction.self)(args[0], tuple, kwargs)
    _Py_LeaveRecursiveCall()
    return res
}

func method_vectorcall_FASTCALL_KEYWORDS_METHOD(_ f: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if !method_check_args(f, args, nargs, nil) { return nil }
    if !_Py_EnterRecursiveCall(" while calling a Python object") { return nil }
    typealias CMethod = @convention(c) (PyObj, PyObj, PyArgs, Int, PyObj?) -> PyObj?
    let res = unsafeBitCast(function(f), to: CMethod.self)(args[0], f.d_type.unsafelyUnwrapped, args + 1, nargs - 1, kwnames)
    _Py_LeaveRecursiveCall()
    return res
}

func method_vectorcall_FASTCALL(_ f: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if !method_check_args(f, args, nargs, kwnames) { return nil }
    if !_Py_EnterRecursiveCall(" while calling a Python object") { return nil }
    let res = unsafeBitCast(function(f), to: FastFunction.self)(args[0], args + 1, nargs - 1)
    _Py_LeaveRecursiveCall()
    return res
}

func method_vectorcall_FASTCALL_KEYWORDS(_ f: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if !method_check_args(f, args, nargs, nil) { return nil }
    if !_Py_EnterRecursiveCall(" while calling a Python object") { return nil }
    let res = unsafeBitCast(function(f), to: FastKeywordsFunction.self)(args[0], args + 1, nargs - 1, kwnames)
    _Py_LeaveRecursiveCall()
    return res
}

func method_vectorcall_NOARGS(_ f: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if !method_check_args(f, args, nargs, kwnames) { return nil }
    if nargs != 1 {
        functionError(f, "", " takes no arguments (\(nargs - 1) given)")
        return nil
    }
    if !_Py_EnterRecursiveCall(" while calling a Python object") { return nil }
    let res = unsafeBitCast(function(f), to: NoArgsFunction.self)(args[0])
    _Py_LeaveRecursiveCall()
    return res
}

func method_vectorcall_O(_ f: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if !method_check_args(f, args, nargs, kwnames) { return nil }
    if nargs != 2 {
        functionError(f, "", " takes exactly one argument (\(nargs - 1) given)")
        return nil
    }
    if !_Py_EnterRecursiveCall(" while calling a Python object") { return nil }
    let res = unsafeBitCast(function(f), to: OneArgFunction.self)(args[0], args[1])
    _Py_LeaveRecursiveCall()
    return res
}
