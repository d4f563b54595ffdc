import Memory
import Trace

// Calling objects. Origin: Objects/call.c.

/// The vectorcall function of a callable, or nil if its type has none.
@inline(__always) public func PyVectorcall_Function(_ callable: PyObj) -> vectorcallfunc? {
    let type = callable.ob_type
    guard type.tp_flags & TypeFlags.HAVE_VECTORCALL != 0 else { return nil }
    return callable.load(fromByteOffset: type.tp_vectorcall_offset, as: vectorcallfunc?.self)
}

/// Sees that a result and the exception state agree.
@inline(__always) func _Py_CheckFunctionResult(_ callable: PyObj?, _ result: PyObj?) -> PyObj? {
    if _slowPath((result == nil) == (ThreadState.curexc_type == nil)) { return badFunctionResult(callable, result) }
    return result
}

@inline(never) private func badFunctionResult(_ callable: PyObj?, _ result: PyObj?) -> PyObj? {
    let text = callable.map { reprText($0) } ?? "a function"
    if result == nil {
        PyErr_SetString(PyExc_SystemError, "\(text) returned NULL without setting an exception")
    } else {
        Py_XDECREF(result)
        _PyErr_FormatFromCause(PyExc_SystemError, "\(text) returned a result with an exception set")
    }
    return nil
}

/// Calls with a vector of arguments: `nargsf` positional ones, then those named by `kwnames`. Origin: PyObject_Vectorcall.
@inline(__always) public func PyObject_Vectorcall(_ callable: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if let f = PyVectorcall_Function(callable) { return _Py_CheckFunctionResult(callable, f(callable, args, nargsf, kwnames)) }
    return _PyObject_MakeTpCall(callable, args, PyVectorcall_NARGS(nargsf), kwnames)
}

/// Calls through `tp_call` with a tuple and a dict made for the purpose; `keywords` is a names tuple, a dict, or nil.
@inline(never) public func _PyObject_MakeTpCall(_ callable: PyObj, _ args: PyArgs, _ nargs: Int, _ keywords: PyObj?) -> PyObj? {
    guard let call = callable.ob_type.tp_call else {
        PyErr_SetString(PyExc_TypeError, "'\(callable.typeName)' object is not callable")
        return nil
    }
    guard let tuple = _PyTuple_FromArray(args, nargs) else { return nil }
    var kwdict: PyObj?
    var ownsDict = false
    if let keywords {
        if PyDict_Check(keywords) {
            kwdict = keywords
        } else if keywords.ob_size > 0 {
            kwdict = _PyStack_AsDict(args + nargs, keywords)
            if kwdict == nil {
                Py_DECREF(tuple)
                return nil
            }
            ownsDict = true
        }
    }
    var result: PyObj?
    if _Py_EnterRecursiveCall(" while calling a Python object") {
        result = call(callable, tuple, kwdict)
        _Py_LeaveRecursiveCall()
    }
    Py_DECREF(tuple)
    if ownsDict { Py_DECREF(kwdict!) }
    return _Py_CheckFunctionResult(callable, result)
}

/// A dict from argument values and their names tuple. Origin: _PyStack_AsDict.
func _PyStack_AsDict(_ values: PyArgs, _ kwnames: PyObj) -> PyObj? {
    guard let d = PyDict_New() else { return nil }
    for i in 0..<kwnames.ob_size where PyDict_SetItem(d, kwnames.tupleItem(i), values[i]) != 0 {
        Py_DECREF(d)
        return nil
    }
    return d
}

/// Calls with an argument tuple and an optional dict. Origin: _PyObject_Call.
public func PyObject_Call(_ callable: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if let f = PyVectorcall_Function(callable) { return vectorcallWithTuple(f, callable, args, kwargs) }
    guard let call = callable.ob_type.tp_call else {
        PyErr_SetString(PyExc_TypeError, "'\(callable.typeName)' object is not callable")
        return nil
    }
    guard _Py_EnterRecursiveCall(" while calling a Python object") else { return nil }
    let result = call(callable, args, kwargs)
    _Py_LeaveRecursiveCall()
    return _Py_CheckFunctionResult(callable, result)
}

/// `tp_call` of types that support vectorcall. Origin: PyVectorcall_Call.
func PyVectorcall_Call(_ callable: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    // The flag HAVE_VECTORCALL is not asked: subclasses inherit this function but not the flag.
    let offset = callable.ob_type.tp_vectorcall_offset
    guard offset > 0, let f = callable.load(fromByteOffset: offset, as: vectorcallfunc?.self) else {
        PyErr_SetString(PyExc_TypeError, "'\(callable.typeName)' object does not support vectorcall")
        return nil
    }
    return vectorcallWithTuple(f, callable, args, kwargs)
}

private func vectorcallWithTuple(_ f: vectorcallfunc, _ callable: PyObj, _ tuple: PyObj, _ kwargs: PyObj?) -> PyObj? {
    vectorcallWithDict(f, callable, tuple.tupleItems, tuple.ob_size, kwargs)
}

/// Spreads a dict of keyword arguments behind the positional ones. Origin: _PyStack_UnpackDict.
private func vectorcallWithDict(_ f: vectorcallfunc, _ callable: PyObj, _ args: PyArgs, _ nargs: Int, _ kwargs: PyObj?) -> PyObj? {
    guard let kwargs, kwargs.ma_used > 0 else { return f(callable, args, nargs, nil) }
    let count = kwargs.ma_used
    guard let block = PyMem_Malloc((1 + nargs + count) * 8) else { return PyErr_NoMemory() }
    defer { PyMem_Free(block) }
    guard let kwnames = PyTuple_New(count) else { return nil }
    let stack = (block + 8).assumingMemoryBound(to: PyObj.self)
    for i in 0..<nargs { stack[i] = Py_NewRef(args[i]) }
    var position = 0
    var key: PyObj?
    var value: PyObj?
    var i = 0
    var allStrings = true
    while PyDict_Next(kwargs, &position, &key, &value) {
        allStrings = allStrings && PyUnicode_Check(key!)
        PyTuple_SET_ITEM(kwnames, i, Py_NewRef(key!))
        stack[nargs + i] = Py_NewRef(value!)
        i += 1
    }
    var result: PyObj?
    if allStrings {
        result = f(callable, stack, nargs | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames)
    } else {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings")
    }
    for i in 0..<nargs + count { Py_DECREF(stack[i]) }
    Py_DECREF(kwnames)
    return _Py_CheckFunctionResult(callable, result)
}

/// Calls with a tuple (nil: no arguments). Origin: PyObject_CallObject.
public func PyObject_CallObject(_ callable: PyObj, _ args: PyObj?) -> PyObj? {
    guard let args else { return _PyObject_CallNoArgs(callable) }
    if !PyTuple_Check(args) {
        PyErr_SetString(PyExc_TypeError, "argument list must be a tuple")
        return nil
    }
    return PyObject_Call(callable, args, nil)
}

/// Calls without arguments.
public func PyObject_CallNoArgs(_ callable: PyObj) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 1) {
        PyObject_Vectorcall(callable, $0.baseAddress! + 1, PY_VECTORCALL_ARGUMENTS_OFFSET, nil)
    }
}

/// Calls without arguments.
@inline(__always) public func _PyObject_CallNoArgs(_ callable: PyObj) -> PyObj? { PyObject_CallNoArgs(callable) }

/// Calls with one argument.
public func PyObject_CallOneArg(_ callable: PyObj, _ arg: PyObj) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 2) { stack in
        stack[1] = arg
        return PyObject_Vectorcall(callable, stack.baseAddress! + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nil)
    }
}

/// Calls with these arguments.
public func PyObject_CallFunctionObjArgs(_ callable: PyObj, _ args: PyObj...) -> PyObj? { PyObject_CallWithArgs(callable, args) }

/// Calls with these arguments (cold: they come in a Swift array).
public func PyObject_CallWithArgs(_ callable: PyObj, _ args: [PyObj]) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj.self, capacity: args.count + 1) { stack in
        for (i, a) in args.enumerated() { stack[i + 1] = a }
        return PyObject_Vectorcall(callable, stack.baseAddress! + 1, args.count | PY_VECTORCALL_ARGUMENTS_OFFSET, nil)
    }
}

/// Calls a method by name with a vector whose first item is the receiver. Origin: PyObject_VectorcallMethod.
public func PyObject_VectorcallMethod(_ name: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    var method: PyObj?
    let unbound = _PyObject_GetMethod(args[0], name, &method)
    guard let method else { return nil }
    let nargs = PyVectorcall_NARGS(nargsf)
    let result =
        unbound != 0
        ? PyObject_Vectorcall(method, args, nargs, kwnames)
        : PyObject_Vectorcall(method, args + 1, (nargs - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames)
    Py_DECREF(method)
    return result
}

/// Calls a method without arguments.
public func PyObject_CallMethodNoArgs(_ receiver: PyObj, _ name: PyObj) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 2) { stack in
        stack[1] = receiver
        return PyObject_VectorcallMethod(name, stack.baseAddress! + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nil)
    }
}

/// Calls a method with one argument.
public func PyObject_CallMethodOneArg(_ receiver: PyObj, _ name: PyObj, _ arg: PyObj) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 3) { stack in
        stack[1] = receiver
        stack[2] = arg
        return PyObject_VectorcallMethod(name, stack.baseAddress! + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, nil)
    }
}

/// Calls a method with these arguments.
public func PyObject_CallMethodObjArgs(_ receiver: PyObj, _ name: PyObj, _ args: PyObj...) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj.self, capacity: args.count + 2) { stack in
        stack[1] = receiver
        for (i, a) in args.enumerated() { stack[i + 2] = a }
        return PyObject_VectorcallMethod(name, stack.baseAddress! + 1, (args.count + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, nil)
    }
}

/// Calls with a receiver put before an argument tuple. Origin: _PyObject_Call_Prepend.
func _PyObject_Call_Prepend(_ callable: PyObj, _ receiver: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    let n = args.ob_size
    return withUnsafeTemporaryAllocation(of: PyObj.self, capacity: n + 1) { stack in
        stack[0] = receiver
        for i in 0..<n { stack[i + 1] = args.tupleItem(i) }
        return _PyObject_FastCallDict(callable, stack.baseAddress!, n + 1, kwargs)
    }
}

/// Calls with a vector and an optional dict of keyword arguments. Origin: _PyObject_FastCallDictTstate.
func _PyObject_FastCallDict(_ callable: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwargs: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    guard let f = PyVectorcall_Function(callable) else { return _PyObject_MakeTpCall(callable, args, nargs, kwargs) }
    guard let kwargs, kwargs.ma_used > 0 else { return _Py_CheckFunctionResult(callable, f(callable, args, nargsf, nil)) }
    return vectorcallWithDict(f, callable, args, nargs, kwargs)
}
