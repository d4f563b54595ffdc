import Memory

// Built-in functions about iteration. Origin: Python/bltinmodule.c.

func builtin_iter(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("iter", nargs, 1, 2) { return nil }
    if nargs == 1 { return PyObject_GetIter(args[0]) }
    if !PyCallable_Check(args[0]) { return PyErr_Format(PyExc_TypeError, "iter(v, w): v must be callable") }
    return PyCallIter_New(args[0], args[1])
}

func builtin_next(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("next", nargs, 1, 2) { return nil }
    let it = args[0]
    if !PyIter_Check(it) { return PyErr_Format(PyExc_TypeError, "'\(it.typeName)' object is not an iterator") }
    if let result = it.ob_type.tp_iternext.unsafelyUnwrapped(it) { return result }
    if nargs > 1 {
        if PyErr_Occurred() != nil {
            if !PyErr_ExceptionMatches(PyExc_StopIteration) { return nil }
            PyErr_Clear()
        }
        return Py_NewRef(args[1])
    }
    if PyErr_Occurred() == nil { PyErr_SetNone(PyExc_StopIteration) }
    return nil
}

func builtin_aiter(_ module: PyObj, _ obj: PyObj) -> PyObj? { PyObject_GetAIter(obj) }

func builtin_anext(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("anext", nargs, 1, 2) { return nil }
    guard let anext = args[0].ob_type.tp_as_async?.am_anext else {
        return PyErr_Format(PyExc_TypeError, "'\(args[0].typeName)' object is not an async iterator")
    }
    guard let awaitable = anext(args[0]) else { return nil }
    if nargs == 1 { return awaitable }
    let result = PyAnextAwaitable_New(awaitable, args[1])
    Py_DECREF(awaitable)
    return result
}

/// Whether any (or all) items are true.
private func quantify(_ iterable: PyObj, stopAt: Bool) -> PyObj? {
    guard let it = PyObject_GetIter(iterable) else { return nil }
    defer { Py_DECREF(it) }
    let next = it.ob_type.tp_iternext.unsafelyUnwrapped
    while let item = next(it) {
        let truth = PyObject_IsTrue(item)
        Py_DECREF(item)
        if truth < 0 { return nil }
        if (truth > 0) == stopAt { return PyBool_FromLong(stopAt) }
    }
    if PyErr_Occurred() != nil {
        if !PyErr_ExceptionMatches(PyExc_StopIteration) { return nil }
        PyErr_Clear()
    }
    return PyBool_FromLong(!stopAt)
}

func builtin_all(_ module: PyObj, _ iterable: PyObj) -> PyObj? { quantify(iterable, stopAt: false) }
func builtin_any(_ module: PyObj, _ iterable: PyObj) -> PyObj? { quantify(iterable, stopAt: true) }

func builtin_sorted(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_CheckPositional("sorted", nargs, 1, 1) { return nil }
    guard let list = PySequence_List(args[0]) else { return nil }
    guard let sort = PyObject_GetAttr(list, _Py_ID(.sort)) else {
        Py_DECREF(list)
        return nil
    }
    let result = PyObject_Vectorcall(sort, args + 1, nargs - 1, kwnames)
    Py_DECREF(sort)
    guard let result else {
        Py_DECREF(list)
        return nil
    }
    Py_DECREF(result)
    return list
}

private func minMax(_ args: PyObj, _ kwds: PyObj?, _ op: Int32) -> PyObj? {
    let name: StaticString = op == Py_LT ? "min" : "max"
    let positional = args.ob_size > 1
    if args.ob_size == 0 { return PyErr_Format(PyExc_TypeError, "\(name) expected at least 1 argument, got 0") }
    let source = positional ? args : PyTuple_GET_ITEM(args, 0)
    return withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buf in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: name, args: nil, nargs: 0, kwargs: kwds, kwnames: nil, keywords: ["key", "default"], minpos: 0, maxpos: 0,
            minkw: 0, into: p)
        {
            return nil
        }
        let key = p[0] == Py_None ? nil : p[0]
        let fallback = p[1]
        if positional && fallback != nil {
            return PyErr_Format(
                PyExc_TypeError, "Cannot specify a default for \(name)() with multiple positional arguments")
        }
        guard let it = PyObject_GetIter(source) else { return nil }
        defer { Py_DECREF(it) }
        var best: PyObj?
        var bestValue: PyObj?
        func drop() -> PyObj? {
            Py_XDECREF(bestValue)
            Py_XDECREF(best)
            return nil
        }
        while let item = PyIter_Next(it) {
            let value: PyObj
            if let key {
                guard let v = PyObject_CallOneArg(key, item) else {
                    Py_DECREF(item)
                    return drop()
                }
                value = v
            } else {
                value = Py_NewRef(item)
            }
            guard let old = bestValue else {
                best = item
                bestValue = value
                continue
            }
            let better = PyObject_RichCompareBool(value, old, op)
            if better < 0 {
                Py_DECREF(value)
                Py_DECREF(item)
                return drop()
            }
            if better > 0 {
                Py_DECREF(old)
                Py_XDECREF(best)
                bestValue = value
                best = item
            } else {
                Py_DECREF(item)
                Py_DECREF(value)
            }
        }
        if PyErr_Occurred() != nil { return drop() }
        if bestValue == nil {
            if let fallback { return Py_NewRef(fallback) }
            return PyErr_Format(PyExc_ValueError, "\(name)() arg is an empty sequence")
        }
        Py_XDECREF(bestValue)
        return best
    }
}

func builtin_min(_ module: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? { minMax(args, kwds, Py_LT) }
func builtin_max(_ module: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? { minMax(args, kwds, Py_GT) }
