import Memory
import Trace

// Asynchronous generators and the awaitables of their methods. Origin: Objects/genobject.c.
//
//     asend / anext awaitable   0 head  16 ags_gen  24 ags_sendval (NULL: anext)  32 ags_state (4)
//     athrow / aclose awaitable 0 head  16 agt_gen  24 agt_args (NULL: aclose)    32 agt_state (4)
//     wrapped value             0 head  16 agw_val: what an `async yield` yields, told apart from what an inner await yields
//
//     state: init ──first send──► iter ──value or exception──► closed

private enum AwaitableState {
    static let initial: Int32 = 0
    static let iterating: Int32 = 1
    static let closed: Int32 = 2
}

extension UnsafeMutableRawPointer {
    fileprivate var awaitableGen: PyObj { load(fromByteOffset: 16, as: PyObj.self) }
    fileprivate var awaitableArgument: PyObj? { load(fromByteOffset: 24, as: PyObj?.self) }
    fileprivate var awaitableState: Int32 {
        get { load(fromByteOffset: 32, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int32.self) }
    }
}

/// Free lists of 80: a count and an array each. Awaitables of asend come first, wrapped values after them.
private enum AsyncFreelist {
    static let size = 80
    static var asends: PyObj { Freelists.asyncGen }
    static var values: PyObj { Freelists.asyncGen + 8 + size * 8 }

    static func take(_ list: PyObj) -> PyObj? {
        let n = list.load(as: Int.self)
        guard n > 0 else { return nil }
        list.storeBytes(of: n - 1, as: Int.self)
        let op = list.load(fromByteOffset: n * 8, as: PyObj.self)
        op.ob_refcnt = 1
        emitIfTracing(.freelistTake, UnsafeRawPointer(op), UnsafeRawPointer(op.ob_type))
        return op
    }

    static func put(_ list: PyObj, _ op: PyObj) -> Bool {
        let n = list.load(as: Int.self)
        guard n < size else { return false }
        list.storeBytes(of: n + 1, as: Int.self)
        list.storeBytes(of: op, toByteOffset: (n + 1) * 8, as: PyObj.self)
        emitIfTracing(.freelistPut, UnsafeRawPointer(op), UnsafeRawPointer(op.ob_type))
        return true
    }
}

/// Empties the free lists of asynchronous generators' helper objects. Origin: _PyAsyncGen_ClearFreeLists.
func _PyAsyncGen_ClearFreeLists() {
    for list in [AsyncFreelist.values, AsyncFreelist.asends] {
        while list.load(as: Int.self) > 0 {
            let n = list.load(as: Int.self)
            list.storeBytes(of: n - 1, as: Int.self)
            PyObject_GC_Del(list.load(fromByteOffset: n * 8, as: PyObj.self))
        }
    }
}

/// ASYNC_GEN_WRAP: wraps a value (borrowed). Origin: _PyAsyncGenValueWrapperNew.
func _PyAsyncGenValueWrapperNew(_ value: PyObj) -> PyObj? {
    guard let op = AsyncFreelist.take(AsyncFreelist.values) ?? _PyObject_GC_New(_PyAsyncGenWrappedValue_Type) else { return nil }
    op.ob_ref = Py_NewRef(value)
    _PyObject_GC_TRACK(op)
    return op
}

private func newAwaitable(_ type: PyObj, _ list: PyObj?, _ gen: PyObj, _ argument: PyObj?) -> PyObj? {
    guard let op = list.flatMap({ AsyncFreelist.take($0) }) ?? _PyObject_GC_New(type) else { return nil }
    op.storeBytes(of: Py_NewRef(gen), toByteOffset: 16, as: PyObj.self)
    op.storeBytes(of: Py_XNewRef(argument), toByteOffset: 24, as: PyObj?.self)
    op.awaitableState = AwaitableState.initial
    _PyObject_GC_TRACK(op)
    return op
}

/// What an awaitable's step gave: a wrapped value ends the await with StopIteration, the generator's end with StopAsyncIteration; anything else
/// was yielded by an inner await. Origin: async_gen_unwrap_value.
private func unwrap(_ gen: PyObj, _ result: PyObj?) -> PyObj? {
    guard let result else {
        if PyErr_Occurred() == nil { PyErr_SetNone(PyExc_StopAsyncIteration) }
        if PyErr_ExceptionMatches(PyExc_StopAsyncIteration) || PyErr_ExceptionMatches(PyExc_GeneratorExit) { gen.gi_closed = 1 }
        gen.gi_running_async = 0
        return nil
    }
    if result.ob_type == _PyAsyncGenWrappedValue_Type {
        _ = _PyGen_SetStopIterationValue(result.ob_ref!)
        Py_DECREF(result)
        gen.gi_running_async = 0
        return nil
    }
    return result
}

// MARK: asend and anext

private func isReusable(_ op: PyObj, _ what: String) -> Bool {
    if op.awaitableState != AwaitableState.closed { return true }
    PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited \(what)")
    return false
}

private func asend_send(_ op: PyObj, _ argument: PyObj?) -> PyObj? {
    guard isReusable(op, "__anext__()/asend()") else { return nil }
    let gen = op.awaitableGen
    var arg = argument
    if op.awaitableState == AwaitableState.initial {
        if gen.gi_running_async != 0 {
            PyErr_SetString(PyExc_RuntimeError, "anext(): asynchronous generator is already running")
            return nil
        }
        if arg == nil || arg == Py_None { arg = op.awaitableArgument }
        op.awaitableState = AwaitableState.iterating
    }
    gen.gi_running_async = 1
    let result = unwrap(gen, gen_send_ex(gen, arg, exc: false, closing: false))
    if result == nil { op.awaitableState = AwaitableState.closed }
    return result
}

private func asend_throw(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard isReusable(op, "__anext__()/asend()") else { return nil }
    let result = unwrap(op.awaitableGen, gen_throw(op.awaitableGen, args, nargs))
    if result == nil { op.awaitableState = AwaitableState.closed }
    return result
}

// MARK: athrow and aclose

private let ignoredExit = "async generator ignored GeneratorExit"

private func yieldedInClose(_ op: PyObj, _ wrapped: PyObj) -> PyObj? {
    Py_DECREF(wrapped)
    op.awaitableGen.gi_running_async = 0
    op.awaitableState = AwaitableState.closed
    PyErr_SetString(PyExc_RuntimeError, ignoredExit)
    return nil
}

/// An aclose that ended the generator is done: StopIteration instead of what ended it.
private func endOfThrow(_ op: PyObj) -> PyObj? {
    op.awaitableGen.gi_running_async = 0
    op.awaitableState = AwaitableState.closed
    if op.awaitableArgument == nil, PyErr_ExceptionMatches(PyExc_StopAsyncIteration) || PyErr_ExceptionMatches(PyExc_GeneratorExit)
    {
        PyErr_Clear()
        PyErr_SetNone(PyExc_StopIteration)
    }
    return nil
}

private func athrow_send(_ op: PyObj, _ argument: PyObj?) -> PyObj? {
    guard isReusable(op, "aclose()/athrow()") else { return nil }
    let gen = op.awaitableGen
    let args = op.awaitableArgument
    if gen.gi_frame_state >= FrameState.completed {
        op.awaitableState = AwaitableState.closed
        PyErr_SetNone(PyExc_StopIteration)
        return nil
    }
    if op.awaitableState == AwaitableState.initial {
        if gen.gi_running_async != 0 {
            op.awaitableState = AwaitableState.closed
            PyErr_SetString(PyExc_RuntimeError, "\(args == nil ? "aclose" : "athrow")(): asynchronous generator is already running")
            return nil
        }
        if gen.gi_closed != 0 {
            op.awaitableState = AwaitableState.closed
            PyErr_SetNone(PyExc_StopAsyncIteration)
            return nil
        }
        if argument != Py_None {
            PyErr_SetString(PyExc_RuntimeError, "can't send non-None value to a just-started coroutine")
            return nil
        }
        op.awaitableState = AwaitableState.iterating
        gen.gi_running_async = 1
        var result: PyObj?
        if let args {
            guard _PyArg_CheckPositional("athrow", args.ob_size, 1, 3) else { return nil }
            result = _gen_throw(
                gen, false, args.tupleItem(0), args.ob_size > 1 ? args.tupleItem(1) : nil,
                args.ob_size > 2 ? args.tupleItem(2) : nil)
            result = unwrap(gen, result)
        } else {
            gen.gi_closed = 1
            result = _gen_throw(gen, false, PyExc_GeneratorExit, nil, nil)
            if let r = result, r.ob_type == _PyAsyncGenWrappedValue_Type { return yieldedInClose(op, r) }
        }
        return result ?? endOfThrow(op)
    }
    let result = gen_send_ex(gen, argument, exc: false, closing: false)
    if args != nil { return unwrap(gen, result) }
    guard let result else { return endOfThrow(op) }
    return result.ob_type == _PyAsyncGenWrappedValue_Type ? yieldedInClose(op, result) : result
}

private func athrow_throw(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard isReusable(op, "aclose()/athrow()") else { return nil }
    let result = gen_throw(op.awaitableGen, args, nargs)
    if op.awaitableArgument != nil { return unwrap(op.awaitableGen, result) }
    if let result, result.ob_type == _PyAsyncGenWrappedValue_Type { return yieldedInClose(op, result) }
    if result == nil, PyErr_ExceptionMatches(PyExc_StopAsyncIteration) || PyErr_ExceptionMatches(PyExc_GeneratorExit) {
        PyErr_Clear()
        PyErr_SetNone(PyExc_StopIteration)
    }
    return result
}

private func awaitable_close(_ op: PyObj) -> PyObj? {
    op.awaitableState = AwaitableState.closed
    return Py_NewRef(Py_None)
}

// MARK: Types

private func awaitable_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(op.awaitableGen, visit, arg)
    return r != 0 ? r : Py_VISIT(op.awaitableArgument, visit, arg)
}

func initAsyncGeneratorTypes() {
    let g = PyAsyncGen_Type
    g.initStaticType("async_generator", basicsize: 152, itemsize: 8, flags: TypeFlags.HAVE_GC)
    initGeneratorLike(g)
    g.tp_traverse = { gen, visit, arg in
        let r = Py_VISIT(gen.gi_origin_or_finalizer, visit, arg)
        return r != 0 ? r : gen_traverse(gen, visit, arg)
    }
    let asyncMethods = g.newAsyncMethods()
    asyncMethods.am_aiter = PyObject_SelfIter
    asyncMethods.am_anext = { gen in newAwaitable(_PyAsyncGenASend_Type, AsyncFreelist.asends, gen, nil) }
    asyncMethods.am_send = gen_am_send
    g.setMethods([
        .o("asend", { gen, arg in newAwaitable(_PyAsyncGenASend_Type, AsyncFreelist.asends, gen, arg) }),
        .varargs("athrow", { gen, args in newAwaitable(_PyAsyncGenAThrow_Type, nil, gen, args) }),
        .noargs("aclose", { gen in newAwaitable(_PyAsyncGenAThrow_Type, nil, gen, nil) }), .noargs("__sizeof__", gen_sizeof),
        .o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS),
    ])
    g.setGetSets([
        GetSetSpec("__name__", { gen, _ in Py_NewRef(gen.gi_name!) }, { gen, v, _ in setGeneratorName(gen, v, 32, "__name__") }),
        GetSetSpec(
            "__qualname__", { gen, _ in Py_NewRef(gen.gi_qualname!) }, { gen, v, _ in setGeneratorName(gen, v, 40, "__qualname__") }
        ),
        GetSetSpec("ag_await", gen_getyieldfrom), GetSetSpec("ag_frame", gen_getframe),
    ])
    g.setMembers([MemberSpec("ag_running", .bool, 74), MemberSpec("ag_code", .object, 16)])

    let s = _PyAsyncGenASend_Type
    s.initStaticType("async_generator_asend", basicsize: 40, flags: TypeFlags.HAVE_GC)
    s.tp_dealloc = { op in
        _PyObject_GC_UNTRACK(op)
        Py_CLEAR(op, 16)
        Py_CLEAR(op, 24)
        if !AsyncFreelist.put(AsyncFreelist.asends, op) { PyObject_GC_Del(op) }
    }
    s.tp_traverse = awaitable_traverse
    s.tp_getattro = PyObject_GenericGetAttr
    s.newAsyncMethods().am_await = PyObject_SelfIter
    s.tp_iter = PyObject_SelfIter
    s.tp_iternext = { op in asend_send(op, nil) }
    s.setMethods([.o("send", { op, arg in asend_send(op, arg) }), .fast("throw", asend_throw), .noargs("close", awaitable_close)])

    let t = _PyAsyncGenAThrow_Type
    t.initStaticType("async_generator_athrow", basicsize: 40, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = { op in
        _PyObject_GC_UNTRACK(op)
        Py_CLEAR(op, 16)
        Py_CLEAR(op, 24)
        PyObject_GC_Del(op)
    }
    t.tp_traverse = awaitable_traverse
    t.tp_getattro = PyObject_GenericGetAttr
    t.newAsyncMethods().am_await = PyObject_SelfIter
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = { op in athrow_send(op, Py_None) }
    t.setMethods([.o("send", { op, arg in athrow_send(op, arg) }), .fast("throw", athrow_throw), .noargs("close", awaitable_close)])

    let w = _PyAsyncGenWrappedValue_Type
    w.initStaticType("async_generator_wrapped_value", basicsize: 24, flags: TypeFlags.HAVE_GC)
    w.tp_dealloc = { op in
        _PyObject_GC_UNTRACK(op)
        Py_CLEAR(op, 16)
        if !AsyncFreelist.put(AsyncFreelist.values, op) { PyObject_GC_Del(op) }
    }
    w.tp_traverse = { op, visit, arg in Py_VISIT(op.ob_ref, visit, arg) }
    w.tp_getattro = PyObject_GenericGetAttr
}
