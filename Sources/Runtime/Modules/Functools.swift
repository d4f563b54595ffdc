import Memory

// The module `_functools`: partial, cmp_to_key, reduce (the caches are in Functools+Cache.swift). Origin: Modules/_functoolsmodule.c.

var PyPartial_Type: PyObj { ModuleTypes.heap(221) }
var PyKeyObject_Type: PyObj { ModuleTypes.heap(222) }
var PyLruCache_Type: PyObj { ModuleTypes.heap(223) }
var PyLruListElem_Type: PyObj { ModuleTypes.heap(224) }

// MARK: partial (fn 16, args 24, kw 32, dict 40, weakreflist 48, vectorcall 56)

private func partial_setvectorcall(_ pto: PyObj) {
    if PyVectorcall_Function(pto[ref: 16].unsafelyUnwrapped) == nil {
        pto[ref: 56] = nil
    } else {
        let f: vectorcallfunc = partial_vectorcall
        pto[ref: 56] = unsafeBitCast(f, to: UnsafeMutableRawPointer.self)
    }
}

private func partial_new(_ type: PyObj, _ args: PyObj, _ kw: PyObj?) -> PyObj? {
    if args.ob_size < 1 { return PyErr_Format(PyExc_TypeError, "type 'partial' takes at least one argument") }
    var function = PyTuple_GET_ITEM(args, 0)
    var pargs: PyObj?
    var pkw: PyObj?
    let call: ternaryfunc = partial_call
    if unsafeBitCast(function.ob_type.tp_call, to: UInt.self) == unsafeBitCast(call, to: UInt.self), function[ref: 40] == nil {
        pargs = function[ref: 24]
        pkw = function[ref: 32]
        function = function[ref: 16].unsafelyUnwrapped
    }
    if !PyCallable_Check(function) { return PyErr_Format(PyExc_TypeError, "the first argument must be callable") }
    guard let pto = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    pto[ref: 16] = Py_NewRef(function)
    func fail() -> PyObj? {
        Py_DECREF(pto)
        return nil
    }
    guard let nargs = PyTuple_GetSlice(args, 1, Int.max) else { return fail() }
    if let pargs {
        pto[ref: 24] = PySequence_Concat(pargs, nargs)
        Py_DECREF(nargs)
        if pto[ref: 24] == nil { return fail() }
    } else {
        pto[ref: 24] = nargs
    }
    if let pkw, pkw.ma_used != 0 {
        pto[ref: 32] = PyDict_Copy(pkw)
        if let kw, let mine = pto[ref: 32], PyDict_Merge(mine, kw, 1) != 0 { return fail() }
    } else if let kw {
        pto[ref: 32] = kw.ob_refcnt == 1 ? Py_NewRef(kw) : PyDict_Copy(kw)
    } else {
        pto[ref: 32] = PyDict_New()
    }
    if pto[ref: 32] == nil { return fail() }
    partial_setvectorcall(pto)
    return pto
}

private func partial_clear(_ pto: PyObj) -> Int32 {
    for offset in [16, 24, 32, 40] { Py_CLEAR(pto, offset) }
    return 0
}

private func partial_traverse(_ pto: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(pto, visit, arg, 16, 24, 32, 40)
}

private func partial_dealloc(_ pto: PyObj) {
    PyObject_GC_UnTrack(pto)
    if pto[ref: 48] != nil { PyObject_ClearWeakRefs(pto) }
    _ = partial_clear(pto)
    let type = pto.ob_type
    type.tp_free.unsafelyUnwrapped(pto)
    Py_DECREF(type)
}

private func partial_vectorcall(_ pto: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    let total = nargs + (kwnames?.ob_size ?? 0)
    let own = pto[ref: 24].unsafelyUnwrapped
    let function = pto[ref: 16].unsafelyUnwrapped
    if pto[ref: 32].unsafelyUnwrapped.ma_used != 0 {
        pto[ref: 56] = nil
        return PyObject_VectorcallByTuple(pto, args, nargs, kwnames)
    }
    let n = own.ob_size
    if total == 0 { return PyObject_Vectorcall(function, _PyTuple_ITEMS(own), n, nil) }
    if n == 1 && nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET != 0 {
        let new = args - 1
        let saved = UnsafeMutableRawPointer(new)[ref: 0]
        new[0] = PyTuple_GET_ITEM(own, 0)
        let ret = PyObject_Vectorcall(function, new, nargs + 1, kwnames)
        UnsafeMutableRawPointer(new)[ref: 0] = saved
        return ret
    }
    return withUnsafeTemporaryAllocation(of: PyObj.self, capacity: n + total) { stack in
        let p = stack.baseAddress.unsafelyUnwrapped
        for i in 0..<n { p[i] = PyTuple_GET_ITEM(own, i) }
        for i in 0..<total { p[n + i] = args[i] }
        return PyObject_Vectorcall(function, p, n + nargs, kwnames)
    }
}

/// Calls through `tp_call` with a tuple and a dict. Origin: `_PyObject_MakeTpCall`.
private func PyObject_VectorcallByTuple(_ callable: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    guard let tuple = _PyTuple_FromArray(args, nargs) else { return nil }
    defer { Py_DECREF(tuple) }
    var dict: PyObj?
    if let kwnames, kwnames.ob_size > 0 {
        dict = _PyStack_AsDict(args + nargs, kwnames)
        if dict == nil { return nil }
    }
    defer { Py_XDECREF(dict) }
    if !_Py_EnterRecursiveCall(" while calling a Python object") { return nil }
    defer { _Py_LeaveRecursiveCall() }
    return partial_call(callable, tuple, dict)
}

private func partial_call(_ pto: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    let own = pto[ref: 32].unsafelyUnwrapped
    var merged: PyObj?
    if own.ma_used == 0 {
        merged = Py_XNewRef(kwargs)
    } else {
        guard let copy = PyDict_Copy(own) else { return nil }
        if let kwargs, PyDict_Merge(copy, kwargs, 1) != 0 {
            Py_DECREF(copy)
            return nil
        }
        merged = copy
    }
    defer { Py_XDECREF(merged) }
    guard let all = PySequence_Concat(pto[ref: 24].unsafelyUnwrapped, args) else { return nil }
    defer { Py_DECREF(all) }
    return PyObject_Call(pto[ref: 16].unsafelyUnwrapped, all, merged)
}

private func partial_repr(_ pto: PyObj) -> PyObj? {
    let status = Py_ReprEnter(pto)
    if status != 0 { return status < 0 ? nil : PyUnicode_FromString("...") }
    defer { Py_ReprLeave(pto) }
    var text: PyObj? = PyUnicode_FromString("\(cText(pto.ob_type.tp_name))(")
    func add(_ s: PyObj?) { if s == nil { Py_XDECREF(text); text = nil } else { PyUnicode_AppendAndDel(&text, s) } }
    add(PyObject_Repr(pto[ref: 16]))
    let args = Py_NewRef(pto[ref: 24].unsafelyUnwrapped)
    defer { Py_DECREF(args) }
    for i in 0..<args.ob_size where text != nil {
        add(PyUnicode_FromString(", "))
        if text != nil { add(PyObject_Repr(PyTuple_GET_ITEM(args, i))) }
    }
    let kw = Py_NewRef(pto[ref: 32].unsafelyUnwrapped)
    defer { Py_DECREF(kw) }
    var pos = 0
    var key: PyObj?
    var value: PyObj?
    while text != nil, PyDict_Next(kw, &pos, &key, &value) {
        let held = Py_XNewRef(value)
        add(PyUnicode_FromString(", "))
        if text != nil { add(PyObject_Str(key)) }
        if text != nil { add(PyUnicode_FromString("=")) }
        if text != nil { add(PyObject_Repr(held)) }
        Py_XDECREF(held)
    }
    if text != nil { add(PyUnicode_FromString(")")) }
    return text
}

private func partial_reduce(_ pto: PyObj) -> PyObj? {
    let function = pto[ref: 16].unsafelyUnwrapped
    return buildTuple(
        Py_NewRef(pto.ob_type), PyTuple_Pack(1, function),
        buildTuple(
            Py_NewRef(function), Py_XNewRef(pto[ref: 24]), Py_XNewRef(pto[ref: 32]), Py_NewRef(pto[ref: 40] ?? Py_None)))
}

private func partial_setstate(_ pto: PyObj, _ state: PyObj) -> PyObj? {
    guard PyTuple_Check(state), state.ob_size == 4, PyCallable_Check(PyTuple_GET_ITEM(state, 0)),
        PyTuple_Check(PyTuple_GET_ITEM(state, 1)),
        PyTuple_GET_ITEM(state, 2) == Py_None || PyDict_Check(PyTuple_GET_ITEM(state, 2))
    else { return PyErr_Format(PyExc_TypeError, "invalid partial state") }
    let given = PyTuple_GET_ITEM(state, 1)
    guard let args = PyTuple_CheckExact(given) ? Py_NewRef(given) : PySequence_Tuple(given) else { return nil }
    let kwGiven = PyTuple_GET_ITEM(state, 2)
    let kw = kwGiven == Py_None ? PyDict_New() : PyDict_CheckExact(kwGiven) ? Py_NewRef(kwGiven) : PyDict_Copy(kwGiven)
    guard let kw else {
        Py_DECREF(args)
        return nil
    }
    let dict = PyTuple_GET_ITEM(state, 3)
    Py_XSETREF(pto, 16, Py_NewRef(PyTuple_GET_ITEM(state, 0)))
    Py_XSETREF(pto, 24, args)
    Py_XSETREF(pto, 32, kw)
    Py_XSETREF(pto, 40, dict == Py_None ? nil : Py_NewRef(dict))
    partial_setvectorcall(pto)
    return Py_NewRef(Py_None)
}

// MARK: cmp_to_key (cmp 16, object 24)

private func keyobject_clear(_ ko: PyObj) -> Int32 {
    Py_CLEAR(ko, 16)
    Py_CLEAR(ko, 24)
    return 0
}

private func keyobject_dealloc(_ ko: PyObj) { deallocHeapFields(ko, 16, 24) }

private func keyobject_traverse(_ ko: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(ko, visit, arg, 16, 24)
}

private func newKey(_ compare: PyObj, _ object: PyObj?) -> PyObj? {
    guard let ko = _PyObject_GC_New(PyKeyObject_Type) else { return nil }
    ko[ref: 16] = Py_NewRef(compare)
    ko[ref: 24] = Py_XNewRef(object)
    PyObject_GC_Track(ko)
    return ko
}

private func keyobject_call(_ ko: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments("K", args, kwargs, ["obj"], min: 1, max: 1, nil) { newKey(ko[ref: 16].unsafelyUnwrapped, $0[0]) }
}

private func keyobject_richcompare(_ ko: PyObj, _ other: PyObj, _ op: Int32) -> PyObj? {
    if other.ob_type != ko.ob_type { return PyErr_Format(PyExc_TypeError, "other argument must be K instance") }
    guard let x = ko[ref: 24], let y = other[ref: 24] else { return PyErr_Format(PyExc_AttributeError, "object") }
    guard let res = PyObject_CallFunctionObjArgs(ko[ref: 16].unsafelyUnwrapped, x, y) else { return nil }
    defer { Py_DECREF(res) }
    return PyObject_RichCompare(res, smallInt(0), op)
}

private func functools_cmp_to_key(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("cmp_to_key", args, nargs, kwnames, ["mycmp"], min: 1, max: 1) { newKey($0[0].unsafelyUnwrapped, nil) }
}

// MARK: reduce

private func functools_reduce(_ module: PyObj, _ arguments: PyObj) -> PyObj? {
    guard PyArg_UnpackTuple(arguments, "reduce", 2, 3) else { return nil }
    let function = PyTuple_GET_ITEM(arguments, 0)
    var result = arguments.ob_size == 3 ? Py_NewRef(PyTuple_GET_ITEM(arguments, 2)) : nil
    guard let it = PyObject_GetIter(PyTuple_GET_ITEM(arguments, 1)) else {
        if PyErr_ExceptionMatches(PyExc_TypeError) {
            PyErr_SetString(PyExc_TypeError, "reduce() arg 2 must support iteration")
        }
        Py_XDECREF(result)
        return nil
    }
    defer { Py_DECREF(it) }
    guard var args = PyTuple_New(2) else {
        Py_XDECREF(result)
        return nil
    }
    while true {
        if args.ob_refcnt > 1 {
            Py_DECREF(args)
            guard let fresh = PyTuple_New(2) else {
                Py_XDECREF(result)
                return nil
            }
            args = fresh
        }
        guard let item = PyIter_Next(it) else {
            if PyErr_Occurred() != nil {
                Py_DECREF(args)
                Py_XDECREF(result)
                return nil
            }
            break
        }
        if result == nil {
            result = item
            continue
        }
        Py_XSETREF(args, 24, result)
        Py_XSETREF(args, 32, item)
        result = PyObject_Call(function, args, nil)
        if result == nil {
            Py_DECREF(args)
            return nil
        }
        if !_PyObject_GC_IS_TRACKED(args) { _PyObject_GC_TRACK(args) }
    }
    Py_DECREF(args)
    if result == nil { PyErr_SetString(PyExc_TypeError, "reduce() of empty iterable with no initial value") }
    return result
}

/// Makes the module `_functools`; nil with an exception.
func PyInit__functools() -> PyObj? {
    if ModuleTypes.slot(221).tp_basicsize == 0 {
        var t = ModuleTypes.slot(221)
        t.initStaticType(
            "functools.partial", basicsize: 64,
            flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.HAVE_VECTORCALL | TypeFlags.IMMUTABLETYPE)
        t.tp_dealloc = partial_dealloc
        t.tp_repr = partial_repr
        t.tp_call = partial_call
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_setattro = PyObject_GenericSetAttr
        t.tp_traverse = partial_traverse
        t.tp_clear = partial_clear
        t.tp_alloc = PyType_GenericAlloc
        t.tp_new = partial_new
        t.tp_free = PyObject_GC_Del
        t.tp_doc = staticCString(
            "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n")
        t.setMethods([
            .noargs("__reduce__", partial_reduce), .o("__setstate__", partial_setstate),
            .o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS),
        ])
        t.setMembers([
            MemberSpec("func", .object, 16), MemberSpec("args", .object, 24), MemberSpec("keywords", .object, 32),
            MemberSpec("__weaklistoffset__", .pyssizet, 48), MemberSpec("__dictoffset__", .pyssizet, 40),
            MemberSpec("__vectorcalloffset__", .pyssizet, 56),
        ])
        t.setGetSets([GetSetSpec("__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict)])
        t = ModuleTypes.slot(222)
        t.initStaticType(
            "functools.KeyWrapper", basicsize: 32,
            flags: TypeFlags.HAVE_GC | TypeFlags.DISALLOW_INSTANTIATION | TypeFlags.IMMUTABLETYPE)
        t.tp_dealloc = keyobject_dealloc
        t.tp_call = keyobject_call
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = keyobject_traverse
        t.tp_clear = keyobject_clear
        t.tp_richcompare = keyobject_richcompare
        t.tp_free = PyObject_GC_Del
        t.setMembers([MemberSpec("obj", .object, 24, readonly: false)])
        initLruCacheTypes()
    }
    let module = makeModule(
        "_functools", "Tools that operate on functions.",
        [
            .varargs(
                "reduce", functools_reduce,
                "reduce(function, iterable[, initial], /) -> value\n\nApply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the items of the iterable in the calculation, and serves as\na default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5)."
            ),
            .fastKeywords("cmp_to_key", functools_cmp_to_key, "Convert a cmp= function into a key= function."),
        ])
    guard let module else { return nil }
    if PyModule_SetState(module, words: 4) == 0, let mark = PyObject_CallNoArgs(PyBaseObject_Type), let state = module.md_state {
        // kwd_mark, partial, KeyWrapper, _lru_list_elem; the module alone holds the wrapper's type.
        state.setRawSlot(0, mark)
        if PyModule_AddHeapType(module, 221, state: 1) == 0, PyModule_AddHeapType(module, 223, state: nil) == 0,
            PyModule_AddHeapType(module, 222, state: 2, shown: false) == 0,
            PyModule_AddHeapType(module, 224, state: 3, shown: false) == 0
        {
            return module
        }
    }
    Py_DECREF(module)
    return nil
}
