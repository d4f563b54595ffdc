import Memory

// The module `gc`. Origin: Modules/gcmodule.c.

private func gc_enable(_ module: PyObj) -> PyObj? {
    PyGC_Enable()
    return Py_NewRef(Py_None)
}

private func gc_disable(_ module: PyObj) -> PyObj? {
    PyGC_Disable()
    return Py_NewRef(Py_None)
}

private func gc_isenabled(_ module: PyObj) -> PyObj? { PyBool_FromLong(PyGC_IsEnabled()) }

private func gc_collect(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    var argument: PyObj?
    guard
        _PyArg_UnpackKeywords(
            fname: "collect", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["generation"], minpos: 0,
            maxpos: 1,
            minkw: 0, into: &argument)
    else { return nil }
    var generation = GCState.NUM_GENERATIONS - 1
    if let argument {
        let value = _PyLong_AsInt(argument)
        if value == -1, PyErr_Occurred() != nil { return nil }
        generation = Int(value)
    }
    guard generation >= 0, generation < GCState.NUM_GENERATIONS else {
        PyErr_SetString(PyExc_ValueError, "invalid generation")
        return nil
    }
    return PyLong_FromLong(gc_collect_now(generation))
}

private func gc_set_debug(_ module: PyObj, _ flags: PyObj) -> PyObj? {
    let value = _PyLong_AsInt(flags)
    if value == -1, PyErr_Occurred() != nil { return nil }
    GCState.debug = Int32(truncatingIfNeeded: value)
    return Py_NewRef(Py_None)
}

private func gc_get_debug(_ module: PyObj) -> PyObj? { PyLong_FromLong(Int(GCState.debug)) }

private func gc_set_threshold(_ module: PyObj, _ args: PyObj) -> PyObj? {
    let n = args.ob_size
    guard n >= 1, n <= 3 else {
        let bound = n < 1 ? "at least 1 argument" : "at most 3 arguments"
        PyErr_SetString(PyExc_TypeError, "set_threshold() takes \(bound) (\(n) given)")
        return nil
    }
    for i in 0..<n {
        let value = _PyLong_AsInt(PyTuple_GET_ITEM(args, i))
        if value == -1, PyErr_Occurred() != nil { return nil }  // the earlier ones are set, as in CPython
        GCState.setThreshold(i, Int32(truncatingIfNeeded: value))
    }
    return Py_NewRef(Py_None)
}

private func threeInts(_ number: (Int) -> Int32) -> PyObj? {
    guard let tuple = PyTuple_New(3) else { return nil }
    for i in 0..<3 {
        guard let value = PyLong_FromLong(Int(number(i))) else {
            Py_DECREF(tuple)
            return nil
        }
        PyTuple_SET_ITEM(tuple, i, value)
    }
    return tuple
}

private func gc_get_threshold(_ module: PyObj) -> PyObj? { threeInts(GCState.threshold) }

private func gc_get_count(_ module: PyObj) -> PyObj? {
    // Read before the tuple is made: that is one more object.
    let counts = (GCState.count(0), GCState.count(1), GCState.count(2))
    return threeInts { $0 == 0 ? counts.0 : $0 == 1 ? counts.1 : counts.2 }
}

private func referrersvisit(_ op: PyObj, _ objs: UnsafeMutableRawPointer?) -> Int32 {
    let objs = objs.unsafelyUnwrapped
    for i in 0..<objs.ob_size where PyTuple_GET_ITEM(objs, i) == op { return 1 }
    return 0
}

private func gc_get_referrers(_ module: PyObj, _ args: PyObj) -> PyObj? {
    guard let result = PyList_New(0) else { return nil }
    for i in 0..<GCState.NUM_GENERATIONS {
        let head = GCState.head(i)
        var gc = GC_NEXT(head)
        while gc != head {
            let op = FROM_GC(gc)
            if op != args, op != result, op.ob_type.tp_traverse.unsafelyUnwrapped(op, referrersvisit, args) != 0,
                PyList_Append(result, op) < 0
            {
                Py_DECREF(result)
                return nil
            }
            gc = GC_NEXT(gc)
        }
    }
    return result
}

private func referentsvisit(_ op: PyObj, _ list: UnsafeMutableRawPointer?) -> Int32 {
    PyList_Append(list.unsafelyUnwrapped, op) < 0 ? 1 : 0
}

private func gc_get_referents(_ module: PyObj, _ args: PyObj) -> PyObj? {
    guard let result = PyList_New(0) else { return nil }
    for i in 0..<args.ob_size {
        let op = PyTuple_GET_ITEM(args, i)
        guard _PyObject_IS_GC(op), let traverse = op.ob_type.tp_traverse else { continue }
        if traverse(op, referentsvisit, result) != 0 {
            Py_DECREF(result)
            return nil
        }
    }
    return result
}

private func append_objects(_ result: PyObj, _ head: PyObj) -> Bool {
    var gc = GC_NEXT(head)
    while gc != head {
        let op = FROM_GC(gc)
        if op != result, PyList_Append(result, op) < 0 { return false }
        gc = GC_NEXT(gc)
    }
    return true
}

private func gc_get_objects(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    var argument: PyObj?
    guard
        _PyArg_UnpackKeywords(
            fname: "get_objects", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["generation"], minpos: 0,
            maxpos: 1, minkw: 0, into: &argument)
    else { return nil }
    var generation = -1
    if let argument, argument != Py_None {
        guard _PyIndex_Check(argument) else {
            PyErr_SetString(PyExc_TypeError, "argument should be integer or None, not '\(argument.typeName)'")
            return nil
        }
        generation = PyNumber_AsSsize_t(argument, PyExc_OverflowError)
        if generation == -1, PyErr_Occurred() != nil { return nil }
    }
    guard let result = PyList_New(0) else { return nil }
    if generation == -1 {
        for i in 0..<GCState.NUM_GENERATIONS where !append_objects(result, GCState.head(i)) {
            Py_DECREF(result)
            return nil
        }
        return result
    }
    if generation >= GCState.NUM_GENERATIONS {
        PyErr_SetString(PyExc_ValueError, "generation parameter must be less than the number of available generations (3)")
    } else if generation < 0 {
        PyErr_SetString(PyExc_ValueError, "generation parameter cannot be negative")
    } else if append_objects(result, GCState.head(generation)) {
        return result
    }
    Py_DECREF(result)
    return nil
}

private func gc_get_stats(_ module: PyObj) -> PyObj? {
    let stats = (0..<GCState.NUM_GENERATIONS).map { i in
        let s = GCState.stats(i)
        return (s.load(as: Int.self), s.load(fromByteOffset: 8, as: Int.self), s.load(fromByteOffset: 16, as: Int.self))
    }
    guard let result = PyList_New(0) else { return nil }
    for s in stats {
        guard let dict = gc_number_dict([("collections", s.0), ("collected", s.1), ("uncollectable", s.2)]) else {
            Py_DECREF(result)
            return nil
        }
        let failed = PyList_Append(result, dict) < 0
        Py_DECREF(dict)
        if failed {
            Py_DECREF(result)
            return nil
        }
    }
    return result
}

private func gc_is_tracked(_ module: PyObj, _ op: PyObj) -> PyObj? { PyBool_FromLong(PyObject_GC_IsTracked(op)) }
private func gc_is_finalized(_ module: PyObj, _ op: PyObj) -> PyObj? { PyBool_FromLong(PyObject_GC_IsFinalized(op)) }

private func gc_freeze(_ module: PyObj) -> PyObj? {
    for i in 0..<GCState.NUM_GENERATIONS {
        gc_list_merge(GCState.head(i), GCState.permanent)
        GCState.setCount(i, 0)
    }
    return Py_NewRef(Py_None)
}

private func gc_unfreeze(_ module: PyObj) -> PyObj? {
    gc_list_merge(GCState.permanent, GCState.head(GCState.NUM_GENERATIONS - 1))
    return Py_NewRef(Py_None)
}

private func gc_get_freeze_count(_ module: PyObj) -> PyObj? { PyLong_FromLong(gc_list_size(GCState.permanent)) }

/// Makes the module `gc`; nil with an exception.
func PyInit_gc() -> PyObj? {
    guard let m = PyModule_New("gc") else { return nil }
    let methods = staticMethodDefs([
        .noargs("enable", gc_enable, "Enable automatic garbage collection."),
        .noargs("disable", gc_disable, "Disable automatic garbage collection."),
        .noargs("isenabled", gc_isenabled, "Returns true if automatic garbage collection is enabled."),
        .o("set_debug", gc_set_debug), .noargs("get_debug", gc_get_debug, "Get the garbage collection debugging flags."),
        .noargs("get_count", gc_get_count, "Return a three-tuple of the current collection counts."),
        .varargs("set_threshold", gc_set_threshold),
        .noargs("get_threshold", gc_get_threshold, "Return the current collection thresholds."),
        .fastKeywords("collect", gc_collect), .fastKeywords("get_objects", gc_get_objects),
        .noargs("get_stats", gc_get_stats, "Return a list of dictionaries containing per-generation statistics."),
        .o("is_tracked", gc_is_tracked), .o("is_finalized", gc_is_finalized), .varargs("get_referrers", gc_get_referrers),
        .varargs("get_referents", gc_get_referents), .noargs("freeze", gc_freeze), .noargs("unfreeze", gc_unfreeze),
        .noargs("get_freeze_count", gc_get_freeze_count, "Return the number of objects in the permanent generation."),
    ])
    let constants: [(String, Int32)] = [
        ("DEBUG_STATS", GCState.DEBUG_STATS), ("DEBUG_COLLECTABLE", GCState.DEBUG_COLLECTABLE),
        ("DEBUG_UNCOLLECTABLE", GCState.DEBUG_UNCOLLECTABLE), ("DEBUG_SAVEALL", GCState.DEBUG_SAVEALL),
        ("DEBUG_LEAK", GCState.DEBUG_LEAK),
    ]
    // CPython makes the two lists at start-up; nothing needs them before the module is imported.
    if GCState.garbage == nil, !_PyGC_Init() {
        Py_DECREF(m)
        return nil
    }
    guard let garbage = GCState.garbage, let callbacks = GCState.callbacks,
        PyModule_AddFunctions(m, methods) >= 0,
        PyModule_SetDocString(m, "This module provides access to the garbage collector for reference cycles.\n") >= 0,
        PyModule_AddObjectRef(m, "garbage", garbage) >= 0, PyModule_AddObjectRef(m, "callbacks", callbacks) >= 0,
        constants.allSatisfy({ PyModule_AddIntConstant(m, $0.0, Int($0.1)) >= 0 })
    else {
        Py_DECREF(m)
        return nil
    }
    return m
}

/// Fills the static types that this part owns.
func initGCTypes() {
    initWeakrefType()
    initWeakProxyTypes()
}
