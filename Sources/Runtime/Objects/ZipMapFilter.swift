import Memory
import Trace

// zip, map and filter. Origin: Python/bltinmodule.c.

/// Whether a type has its base's own `tp_init`, so that keyword arguments are an error.
@inline(__always) func hasInit(of base: PyObj, _ type: PyObj) -> Bool {
    type == base || unsafeBitCast(type.tp_init, to: UInt.self) == unsafeBitCast(base.tp_init, to: UInt.self)
}

// MARK: filter

private func filter_make(_ type: PyObj, _ function: PyObj, _ seq: PyObj) -> PyObj? {
    guard let it = PyObject_GetIter(seq) else { return nil }
    guard let lz = type.tp_alloc.unsafelyUnwrapped(type, 0) else {
        Py_DECREF(it)
        return nil
    }
    lz.filter_func = Py_NewRef(function)
    lz.filter_it = it
    return lz
}

private func filter_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    if hasInit(of: PyFilter_Type, type) && !_PyArg_NoKeywords("filter", kwds) { return nil }
    if !_PyArg_CheckPositional("filter", args.ob_size, 2, 2) { return nil }
    return filter_make(type, PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1))
}

private func filter_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if type == PyFilter_Type && !_PyArg_NoKwnames("filter", kwnames) { return nil }
    if !_PyArg_CheckPositional("filter", PyVectorcall_NARGS(nargsf), 2, 2) { return nil }
    return filter_make(type, args[0], args[1])
}

private func filter_dealloc(_ lz: PyObj) {
    PyObject_GC_UnTrack(lz)
    Py_XDECREF(lz.filter_func)
    Py_XDECREF(lz.filter_it)
    lz.ob_type.tp_free.unsafelyUnwrapped(lz)
}

private func filter_traverse(_ lz: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(lz.filter_it, visit, arg)
    return r != 0 ? r : Py_VISIT(lz.filter_func, visit, arg)
}

private func filter_next(_ lz: PyObj) -> PyObj? {
    let it = lz.filter_it.unsafelyUnwrapped
    let function = lz.filter_func.unsafelyUnwrapped
    let truth = function == Py_None || function == PyBool_Type
    let next = it.ob_type.tp_iternext.unsafelyUnwrapped
    while true {
        guard let item = next(it) else { return nil }
        let ok: Int32
        if truth {
            ok = PyObject_IsTrue(item)
        } else {
            guard let good = PyObject_CallOneArg(function, item) else {
                Py_DECREF(item)
                return nil
            }
            ok = PyObject_IsTrue(good)
            Py_DECREF(good)
        }
        if ok > 0 { return item }
        Py_DECREF(item)
        if ok < 0 { return nil }
    }
}

private func filter_reduce(_ lz: PyObj) -> PyObj? {
    guard let args = PyTuple_Pack(2, lz.filter_func.unsafelyUnwrapped, lz.filter_it.unsafelyUnwrapped) else { return nil }
    let result = PyTuple_Pack(2, lz.ob_type, args)
    Py_DECREF(args)
    return result
}

// MARK: map

private func map_make(_ type: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs < 2 {
        PyErr_SetString(PyExc_TypeError, "map() must have at least two arguments.")
        return nil
    }
    guard let iters = PyTuple_New(nargs - 1) else { return nil }
    for i in 1..<nargs {
        guard let it = PyObject_GetIter(args[i]) else {
            Py_DECREF(iters)
            return nil
        }
        PyTuple_SET_ITEM(iters, i - 1, it)
    }
    guard let lz = type.tp_alloc.unsafelyUnwrapped(type, 0) else {
        Py_DECREF(iters)
        return nil
    }
    lz.map_iters = iters
    lz.map_func = Py_NewRef(args[0])
    return lz
}

private func map_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    if hasInit(of: PyMap_Type, type) && !_PyArg_NoKeywords("map", kwds) { return nil }
    return map_make(type, _PyTuple_ITEMS(args), args.ob_size)
}

private func map_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if type == PyMap_Type && !_PyArg_NoKwnames("map", kwnames) { return nil }
    return map_make(type, args, PyVectorcall_NARGS(nargsf))
}

private func map_dealloc(_ lz: PyObj) {
    PyObject_GC_UnTrack(lz)
    Py_XDECREF(lz.map_iters)
    Py_XDECREF(lz.map_func)
    lz.ob_type.tp_free.unsafelyUnwrapped(lz)
}

private func map_traverse(_ lz: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(lz.map_iters, visit, arg)
    return r != 0 ? r : Py_VISIT(lz.map_func, visit, arg)
}

private func map_next(_ lz: PyObj) -> PyObj? {
    let iters = lz.map_iters.unsafelyUnwrapped
    let n = iters.ob_size
    func run(_ stack: UnsafeMutableRawPointer) -> PyObj? {
        var nargs = 0
        var result: PyObj?
        while nargs < n {
            let it = PyTuple_GET_ITEM(iters, nargs)
            guard let value = it.ob_type.tp_iternext.unsafelyUnwrapped(it) else { break }
            stack.setWord(nargs, value)
            nargs &+= 1
        }
        if nargs == n {
            result = PyObject_Vectorcall(lz.map_func.unsafelyUnwrapped, stack.assumingMemoryBound(to: PyObj.self), nargs, nil)
        }
        for i in 0..<nargs { Py_DECREF(stack.word(i).unsafelyUnwrapped) }
        return result
    }
    if n <= 5 {
        var small: (PyObj?, PyObj?, PyObj?, PyObj?, PyObj?) = (nil, nil, nil, nil, nil)
        return withUnsafeMutableBytes(of: &small) { run($0.baseAddress.unsafelyUnwrapped) }
    }
    guard let stack = PyMem_Malloc(n &* 8) else { return PyErr_NoMemory() }
    let result = run(stack)
    PyMem_Free(stack)
    return result
}

private func map_reduce(_ lz: PyObj) -> PyObj? {
    let iters = lz.map_iters.unsafelyUnwrapped
    let n = iters.ob_size
    guard let args = PyTuple_New(n + 1) else { return nil }
    PyTuple_SET_ITEM(args, 0, Py_NewRef(lz.map_func.unsafelyUnwrapped))
    for i in 0..<n { PyTuple_SET_ITEM(args, i + 1, Py_NewRef(PyTuple_GET_ITEM(iters, i))) }
    let result = PyTuple_Pack(2, lz.ob_type, args)
    Py_DECREF(args)
    return result
}

// MARK: zip

/// The `strict` keyword; nil with an exception.
private func zipStrict(_ kwds: PyObj?) -> Bool? {
    guard let kwds, kwds.ma_used > 0 else { return false }
    if kwds.ma_used > 1 {
        PyErr_SetString(PyExc_TypeError, "zip() takes at most 1 keyword argument (\(kwds.ma_used) given)")
        return nil
    }
    var pos = 0
    var key = kwds
    var value = kwds
    _ = dict_next(kwds, &pos, &key, &value)
    if !PyUnicode_Check(key) {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings")
        return nil
    }
    if !_PyUnicode_EqualToASCIIString(key, "strict") {
        PyErr_SetString(PyExc_TypeError, "'\(swiftString(key))' is an invalid keyword argument for zip()")
        return nil
    }
    let truth = PyObject_IsTrue(value)
    return truth < 0 ? nil : truth > 0
}

private func zip_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let strict = zipStrict(kwds) else { return nil }
    let n = args.ob_size
    guard let ittuple = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        guard let it = PyObject_GetIter(PyTuple_GET_ITEM(args, i)) else {
            Py_DECREF(ittuple)
            return nil
        }
        PyTuple_SET_ITEM(ittuple, i, it)
    }
    guard let result = PyTuple_New(n) else {
        Py_DECREF(ittuple)
        return nil
    }
    for i in 0..<n { PyTuple_SET_ITEM(result, i, Py_NewRef(Py_None)) }
    guard let lz = type.tp_alloc.unsafelyUnwrapped(type, 0) else {
        Py_DECREF(ittuple)
        Py_DECREF(result)
        return nil
    }
    lz.zip_ittuple = ittuple
    lz.zip_tuplesize = n
    lz.zip_result = result
    lz.zip_strict = strict ? 1 : 0
    return lz
}

private func zip_dealloc(_ lz: PyObj) {
    PyObject_GC_UnTrack(lz)
    Py_XDECREF(lz.zip_ittuple)
    Py_XDECREF(lz.zip_result)
    lz.ob_type.tp_free.unsafelyUnwrapped(lz)
}

private func zip_traverse(_ lz: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(lz.zip_ittuple, visit, arg)
    return r != 0 ? r : Py_VISIT(lz.zip_result, visit, arg)
}

private func zip_next(_ lz: PyObj) -> PyObj? {
    let n = lz.zip_tuplesize
    if n == 0 { return nil }
    let iters = lz.zip_ittuple.unsafelyUnwrapped
    var result = lz.zip_result.unsafelyUnwrapped
    // The zip's own tuple is used again if nobody else holds the last one.
    let reuse = result.ob_refcnt == 1
    if reuse {
        Py_INCREF(result)
    } else {
        guard let new = PyTuple_New(n) else { return nil }
        result = new
    }
    for i in 0..<n {
        let it = PyTuple_GET_ITEM(iters, i)
        guard let item = it.ob_type.tp_iternext.unsafelyUnwrapped(it) else {
            Py_DECREF(result)
            return lz.zip_strict != 0 ? zipCheck(lz, i) : nil
        }
        if reuse {
            let old = PyTuple_GET_ITEM(result, i)
            PyTuple_SET_ITEM(result, i, item)
            Py_DECREF(old)
        } else {
            PyTuple_SET_ITEM(result, i, item)
        }
    }
    if reuse && !_PyObject_GC_IS_TRACKED(result) { _PyObject_GC_TRACK(result) }
    return result
}

/// Iterator `i` is at its end: in strict mode, are all the others? Always nil.
private func zipCheck(_ lz: PyObj, _ index: Int) -> PyObj? {
    func stopped() -> Bool {
        if PyErr_Occurred() == nil { return true }
        if !PyErr_ExceptionMatches(PyExc_StopIteration) { return false }
        PyErr_Clear()
        return true
    }
    if !stopped() { return nil }
    func complain(_ i: Int, _ how: String) -> PyObj? {
        PyErr_SetString(PyExc_ValueError, "zip() argument \(i + 1) is \(how) than argument\(i == 1 ? " " : "s 1-")\(i)")
        return nil
    }
    if index > 0 { return complain(index, "shorter") }
    var i = 1
    while i < lz.zip_tuplesize {
        let it = PyTuple_GET_ITEM(lz.zip_ittuple.unsafelyUnwrapped, i)
        if let item = it.ob_type.tp_iternext.unsafelyUnwrapped(it) {
            Py_DECREF(item)
            return complain(i, "longer")
        }
        if !stopped() { return nil }
        i += 1
    }
    return nil
}

private func zip_reduce(_ lz: PyObj) -> PyObj? {
    let iters = lz.zip_ittuple.unsafelyUnwrapped
    return lz.zip_strict != 0 ? PyTuple_Pack(3, lz.ob_type, iters, Py_True) : PyTuple_Pack(2, lz.ob_type, iters)
}

private func zip_setstate(_ lz: PyObj, _ state: PyObj) -> PyObj? {
    let strict = PyObject_IsTrue(state)
    if strict < 0 { return nil }
    lz.zip_strict = strict
    return Py_NewRef(Py_None)
}

/// Fills the three types.
func initZipMapFilterTypes() {
    func fill(_ t: PyObj, _ name: StaticString, _ size: Int) {
        t.initStaticType(name, basicsize: size, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE)
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_iter = PyObject_SelfIter
        t.tp_alloc = PyType_GenericAlloc
        t.tp_free = PyObject_GC_Del
    }
    let f = PyFilter_Type
    fill(f, "filter", 32)
    f.tp_dealloc = filter_dealloc
    f.tp_traverse = filter_traverse
    f.tp_iternext = filter_next
    f.tp_new = filter_new
    f.tp_vectorcall = filter_vectorcall
    f.setMethods([.noargs("__reduce__", filter_reduce, "Return state information for pickling.")])
    let m = PyMap_Type
    fill(m, "map", 32)
    m.tp_dealloc = map_dealloc
    m.tp_traverse = map_traverse
    m.tp_iternext = map_next
    m.tp_new = map_new
    m.tp_vectorcall = map_vectorcall
    m.setMethods([.noargs("__reduce__", map_reduce, "Return state information for pickling.")])
    let z = PyZip_Type
    fill(z, "zip", 48)
    z.tp_dealloc = zip_dealloc
    z.tp_traverse = zip_traverse
    z.tp_iternext = zip_next
    z.tp_new = zip_new
    z.setMethods([
        .noargs("__reduce__", zip_reduce, "Return state information for pickling."),
        .o("__setstate__", zip_setstate, "Set state information for unpickling."),
    ])
}
