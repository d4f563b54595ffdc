import Memory
import Trace

// Generators and coroutines: an object that owns a frame record. Origin: Objects/genobject.c.
//
//     created ──send──► executing ──yield──► suspended ──send──► executing …
//        │                  │ return or raise
//        └──close──►        └──────────────► completed ──► cleared

/// Makes the object that RETURN_GENERATOR returns. Origin: _Py_MakeCoro.
func _Py_MakeCoro(_ function: PyObj) -> PyObj? {
    let code = function.func_code!
    let flags = code.co_flags & (CodeFlags.GENERATOR | CodeFlags.COROUTINE | CodeFlags.ASYNC_GENERATOR)
    guard
        let gen = _PyObject_GC_NewVar(
            flags == CodeFlags.GENERATOR ? PyGen_Type : flags == CodeFlags.COROUTINE ? PyCoro_Type : PyAsyncGen_Type,
            Int(code.co_nlocalsplus + code.co_stacksize))
    else {
        return nil
    }
    gen.gi_code = Py_NewRef(code)
    gen.gi_weakreflist = nil
    gen.gi_exc_value = nil
    gen.gi_exc_previous_item = nil
    gen.gi_name = Py_NewRef(function.func_name!)
    gen.gi_qualname = Py_NewRef(function.func_qualname!)
    gen.gi_origin_or_finalizer = nil
    gen.gi_hooks_inited = 0
    gen.gi_closed = 0
    gen.gi_running_async = 0
    gen.gi_frame_state = FrameState.cleared
    // Only once the record is in place may the collector look at it; it is tracked now because nothing can fail any more.
    gen.gi_iframe.fr_stacktop = 0
    _PyObject_GC_TRACK(gen)
    return gen
}

func kindName(_ gen: PyObj) -> String {
    gen.ob_type == PyCoro_Type ? "coroutine" : gen.ob_type == PyAsyncGen_Type ? "async generator" : "generator"
}

/// What a resumed generator did. Origin: PySendResult.
enum SendResult {
    static let returned: Int32 = 0
    static let error: Int32 = -1
    static let next: Int32 = 1
}

/// Drops the exception that a suspended generator was handling.
private func clearExceptionState(_ gen: PyObj) {
    let value = gen.gi_exc_value
    gen.gi_exc_value = nil
    Py_XDECREF(value)
}

/// Resumes a generator with a value (nil: next()), or with the exception that is set. Origin: gen_send_ex2.
func gen_send_ex2(_ gen: PyObj, _ arg: PyObj?, _ presult: UnsafeMutablePointer<PyObj?>, exc: Bool, closing: Bool) -> Int32 {
    let frame = gen.gi_iframe
    presult.pointee = nil
    if gen.gi_frame_state == FrameState.created, let arg, arg != Py_None {
        PyErr_SetString(PyExc_TypeError, "can't send non-None value to a just-started \(kindName(gen))")
        return SendResult.error
    }
    if gen.gi_frame_state == FrameState.executing {
        PyErr_SetString(PyExc_ValueError, "\(kindName(gen)) already executing")
        return SendResult.error
    }
    if gen.gi_frame_state >= FrameState.completed {
        if gen.ob_type == PyCoro_Type && !closing {
            PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited coroutine")
        } else if arg != nil && !exc {
            presult.pointee = Py_NewRef(Py_None)
            return SendResult.returned
        }
        return SendResult.error
    }
    let value = arg ?? Py_None
    Py_INCREF(value)
    frame.localsplus[Int(frame.fr_stacktop)] = value
    frame.fr_stacktop = frame.fr_stacktop &+ 1
    // The frame's `previous` is set by the eval loop, which links every entry frame to the one that runs.
    gen.gi_exc_previous_item = ThreadState.exc_info
    ThreadState.exc_info = gen + 48
    if exc { _PyErr_ChainStackItem(nil) }
    gen.gi_frame_state = FrameState.executing
    emitIfTracing(.resume, UnsafeRawPointer(frame), UnsafeRawPointer(value), UnsafeRawPointer(gen))
    var result = _PyEval_EvalFrame(frame, exc)
    if gen.gi_frame_state == FrameState.executing { gen.gi_frame_state = FrameState.completed }
    ThreadState.exc_info = gen.gi_exc_previous_item!
    gen.gi_exc_previous_item = nil
    frame.fr_previous = nil
    if result != nil {
        if gen.gi_frame_state == FrameState.suspended {
            presult.pointee = result
            return SendResult.next
        }
        if result == Py_None && arg == nil && gen.ob_type != PyAsyncGen_Type {
            // next() signals the end by nil without an exception.
            Py_DECREF(Py_None)
            result = nil
        }
    } else if PyErr_ExceptionMatches(PyExc_StopIteration) {
        _PyErr_FormatFromCause(PyExc_RuntimeError, "\(kindName(gen)) raised StopIteration")
    } else if gen.ob_type == PyAsyncGen_Type && PyErr_ExceptionMatches(PyExc_StopAsyncIteration) {
        _PyErr_FormatFromCause(PyExc_RuntimeError, "async generator raised StopAsyncIteration")
    }
    clearExceptionState(gen)
    gen.gi_frame_state = FrameState.cleared
    _PyFrame_Clear(frame)
    presult.pointee = result
    return result != nil ? SendResult.returned : SendResult.error
}

/// The same, with a return value turned into StopIteration. Origin: gen_send_ex.
func gen_send_ex(_ gen: PyObj, _ arg: PyObj?, exc: Bool, closing: Bool) -> PyObj? {
    var result: PyObj?
    if gen_send_ex2(gen, arg, &result, exc: exc, closing: closing) == SendResult.returned {
        if gen.ob_type == PyAsyncGen_Type {
            PyErr_SetNone(PyExc_StopAsyncIteration)
        } else if result == Py_None {
            PyErr_SetNone(PyExc_StopIteration)
        } else {
            _ = _PyGen_SetStopIterationValue(result!)
        }
        Py_XDECREF(result)
        result = nil
    }
    return result
}

func gen_am_send(_ gen: PyObj, _ arg: PyObj, _ result: UnsafeMutablePointer<PyObj?>) -> Int32 {
    gen_send_ex2(gen, arg, result, exc: false, closing: false)
}

private func gen_iternext(_ gen: PyObj) -> PyObj? {
    var result: PyObj?
    if gen_send_ex2(gen, nil, &result, exc: false, closing: false) == SendResult.returned {
        if result != Py_None { _ = _PyGen_SetStopIterationValue(result!) }
        Py_XDECREF(result)
        result = nil
    }
    return result
}

/// Sets StopIteration with a value. Origin: _PyGen_SetStopIterationValue.
func _PyGen_SetStopIterationValue(_ value: PyObj) -> Int32 {
    if !PyTuple_Check(value) && !PyExceptionInstance_Check(value) {
        PyErr_SetObject(PyExc_StopIteration, value)
        return 0
    }
    // A tuple would be taken for the arguments: make the instance by hand.
    guard let e = PyObject_CallOneArg(PyExc_StopIteration, value) else { return -1 }
    PyErr_SetObject(PyExc_StopIteration, e)
    Py_DECREF(e)
    return 0
}

/// Takes the value out of a StopIteration that is set (None if nothing is set); -1 if another exception is.
/// Origin: _PyGen_FetchStopIterationValue.
func _PyGen_FetchStopIterationValue(_ pvalue: UnsafeMutablePointer<PyObj?>) -> Int32 {
    var value: PyObj?
    if PyErr_ExceptionMatches(PyExc_StopIteration) {
        var (t, v, tb) = PyErr_Fetch()
        if let e = v {
            if PyObject_TypeCheck(e, t!) {
                value = Py_XNewRef(e.exc_word0)
                Py_DECREF(e)
            } else if t == PyExc_StopIteration && !PyTuple_Check(e) {
                value = e
            } else {
                PyErr_NormalizeException(&t, &v, &tb)
                guard let e = v, PyObject_TypeCheck(e, PyExc_StopIteration) else {
                    PyErr_Restore(t, v, tb)
                    return -1
                }
                value = Py_XNewRef(e.exc_word0)
                Py_DECREF(e)
            }
        }
        Py_XDECREF(t)
        Py_XDECREF(tb)
    } else if PyErr_Occurred() != nil {
        return -1
    }
    pvalue.pointee = value ?? Py_NewRef(Py_None)
    return 0
}

/// What a generator is delegating to with `yield from` or `await`: a new reference, or nil. Origin: _PyGen_yf.
func _PyGen_yf(_ gen: PyObj) -> PyObj? {
    guard gen.gi_frame_state < FrameState.cleared, gen.gi_frame_state != FrameState.created else { return nil }
    let frame = gen.gi_iframe
    if frame.fr_stacktop <= 0 { return nil }
    let next = (frame.fr_prev_instr + 2).load(as: UInt16.self)
    guard baseInstruction(Instruction(byte: UInt8(truncatingIfNeeded: next))) == .RESUME, next >> 8 >= 2 else { return nil }
    return Py_XNewRef(frame.localsplus[Int(frame.fr_stacktop) - 1])
}

private func gen_close_iter(_ yf: PyObj) -> Int32 {
    if yf.ob_type == PyGen_Type || yf.ob_type == PyCoro_Type {
        guard let r = gen_close(yf) else { return -1 }
        Py_DECREF(r)
        return 0
    }
    var method: PyObj?
    if _PyObject_LookupAttr(yf, _Py_ID(.close), &method) < 0 { PyErr_WriteUnraisable(yf) }
    if let method {
        let r = _PyObject_CallNoArgs(method)
        Py_DECREF(method)
        guard let r else { return -1 }
        Py_DECREF(r)
    }
    return 0
}

/// `close()`. Origin: gen_close.
func gen_close(_ gen: PyObj) -> PyObj? {
    var error: Int32 = 0
    if let yf = _PyGen_yf(gen) {
        let state = gen.gi_frame_state
        gen.gi_frame_state = FrameState.executing
        error = gen_close_iter(yf)
        gen.gi_frame_state = state
        Py_DECREF(yf)
    }
    if error == 0 { PyErr_SetNone(PyExc_GeneratorExit) }
    if let r = gen_send_ex(gen, Py_None, exc: true, closing: true) {
        Py_DECREF(r)
        PyErr_SetString(PyExc_RuntimeError, "\(kindName(gen)) ignored GeneratorExit")
        return nil
    }
    if PyErr_ExceptionMatches(PyExc_StopIteration) || PyErr_ExceptionMatches(PyExc_GeneratorExit) {
        PyErr_Clear()
        return Py_NewRef(Py_None)
    }
    return nil
}

/// Throws into a generator; type, value and traceback are borrowed. Origin: _gen_throw.
func _gen_throw(_ gen: PyObj, _ closeOnExit: Bool, _ typ: PyObj, _ val: PyObj?, _ tb: PyObj?) -> PyObj? {
    if let yf = _PyGen_yf(gen) {
        let frame = gen.gi_iframe
        var throwHere = false
        var result: PyObj?
        if closeOnExit && PyErr_GivenExceptionMatches(typ, PyExc_GeneratorExit) {
            let state = gen.gi_frame_state
            gen.gi_frame_state = FrameState.executing
            let error = gen_close_iter(yf)
            gen.gi_frame_state = state
            Py_DECREF(yf)
            if error < 0 { return gen_send_ex(gen, Py_None, exc: true, closing: false) }
            throwHere = true
        } else if yf.ob_type == PyGen_Type || yf.ob_type == PyCoro_Type {
            // Skip the eval loop of this generator, but keep it in the frame chain for the traceback.
            let previous = ThreadState.currentFrame
            frame.fr_previous = previous
            ThreadState.currentFrame = frame
            let state = gen.gi_frame_state
            gen.gi_frame_state = FrameState.executing
            result = _gen_throw(yf, closeOnExit, typ, val, tb)
            gen.gi_frame_state = state
            ThreadState.currentFrame = previous
            frame.fr_previous = nil
            Py_DECREF(yf)
        } else {
            var method: PyObj?
            if _PyObject_LookupAttr(yf, _Py_ID(.throw), &method) < 0 {
                Py_DECREF(yf)
                return nil
            }
            if let method {
                let state = gen.gi_frame_state
                gen.gi_frame_state = FrameState.executing
                var args = [typ]
                if let val { args.append(val) }
                if val != nil, let tb { args.append(tb) }
                result = PyObject_CallWithArgs(method, args)
                gen.gi_frame_state = state
                Py_DECREF(method)
            } else {
                throwHere = true
            }
            Py_DECREF(yf)
        }
        if !throwHere {
            if result != nil { return result }
            // The delegate is done: take it off the stack and go on behind the SEND loop.
            frame.fr_stacktop -= 1
            Py_DECREF(frame.localsplus[Int(frame.fr_stacktop)]!)
            let send = (frame.fr_prev_instr - 2).load(as: UInt16.self)
            frame.fr_prev_instr += (Int(send >> 8) - 1) * 2
            var value: PyObj?
            if _PyGen_FetchStopIterationValue(&value) == 0 {
                let r = gen_send_ex(gen, value, exc: false, closing: false)
                Py_XDECREF(value)
                return r
            }
            return gen_send_ex(gen, Py_None, exc: true, closing: false)
        }
    }
    let traceback = tb == Py_None ? nil : tb
    if let traceback, traceback.ob_type != PyTraceBack_Type {
        PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object")
        return nil
    }
    var t: PyObj? = Py_NewRef(typ)
    var v: PyObj? = Py_XNewRef(val)
    var b: PyObj? = Py_XNewRef(traceback)
    if PyExceptionClass_Check(typ) {
        PyErr_NormalizeException(&t, &v, &b)
    } else if PyExceptionInstance_Check(typ) {
        if let val, val != Py_None {
            PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value")
            Py_XDECREF(t)
            Py_XDECREF(v)
            Py_XDECREF(b)
            return nil
        }
        Py_XDECREF(v)
        v = typ
        t = Py_NewRef(typ.ob_type)
        if b == nil { b = PyException_GetTraceback(typ) }
    } else {
        PyErr_SetString(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException, not \(typ.typeName)")
        Py_XDECREF(t)
        Py_XDECREF(v)
        Py_XDECREF(b)
        return nil
    }
    PyErr_Restore(t, v, b)
    return gen_send_ex(gen, Py_None, exc: true, closing: false)
}

func gen_throw(_ gen: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("throw", nargs, 1, 3) else { return nil }
    return _gen_throw(gen, true, args[0], nargs > 1 ? args[1] : nil, nargs > 2 ? args[2] : nil)
}

/// `tp_finalize`: closes a suspended generator. Origin: _PyGen_Finalize.
func _PyGen_Finalize(_ gen: PyObj) {
    if gen.gi_frame_state >= FrameState.completed { return }
    let (t, v, tb) = PyErr_Fetch()
    var result: PyObj?
    if gen.ob_type == PyCoro_Type && gen.gi_frame_state == FrameState.created {
        let message = "coroutine '\(strText(gen.gi_qualname!))' was never awaited"
        if PyErr_WarnEx(PyExc_RuntimeWarning, message, 1) < 0 { PyErr_WriteUnraisable(gen) }
        result = Py_NewRef(Py_None)
    } else {
        result = gen_close(gen)
    }
    if let result {
        Py_DECREF(result)
    } else if PyErr_Occurred() != nil {
        PyErr_WriteUnraisable(gen)
    }
    PyErr_Restore(t, v, tb)
}

func gen_dealloc(_ gen: PyObj) {
    _PyObject_GC_UNTRACK(gen)
    if gen.gi_weakreflist != nil { PyObject_ClearWeakRefs(gen) }
    _PyObject_GC_TRACK(gen)
    if PyObject_CallFinalizerFromDealloc(gen) != 0 { return }
    _PyObject_GC_UNTRACK(gen)
    if gen.gi_frame_state < FrameState.cleared {
        gen.gi_frame_state = FrameState.cleared
        gen.gi_iframe.fr_previous = nil
        _PyFrame_Clear(gen.gi_iframe)
    }
    Py_CLEAR(gen, 64)
    Py_CLEAR(gen, 16)
    Py_CLEAR(gen, 32)
    Py_CLEAR(gen, 40)
    clearExceptionState(gen)
    PyObject_GC_Del(gen)
}

func gen_traverse(_ gen: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var r = Py_VISIT(gen.gi_code, visit, arg)
    if r == 0 { r = Py_VISIT(gen.gi_name, visit, arg) }
    if r == 0 { r = Py_VISIT(gen.gi_qualname, visit, arg) }
    if r == 0 && gen.gi_frame_state < FrameState.cleared { r = _PyFrame_Traverse(gen.gi_iframe, visit, arg) }
    if r == 0 { r = Py_VISIT(gen.gi_exc_value, visit, arg) }
    return r
}

private func gen_repr(_ gen: PyObj) -> PyObj? {
    PyUnicode_FromString(
        "<\(gen.ob_type == PyAsyncGen_Type ? "async_generator" : kindName(gen)) object \(strText(gen.gi_qualname!)) at \(addressText(gen))>"
    )
}

func setGeneratorName(_ gen: PyObj, _ value: PyObj?, _ offset: Int, _ name: String) -> Int32 {
    guard let value, PyUnicode_Check(value) else {
        PyErr_SetString(PyExc_TypeError, "\(name) must be set to a string object")
        return -1
    }
    Py_XSETREF(gen, offset, Py_NewRef(value))
    return 0
}

func gen_getframe(_ gen: PyObj, _: UnsafeMutableRawPointer?) -> PyObj? {
    if gen.gi_frame_state == FrameState.cleared { return Py_NewRef(Py_None) }
    return Py_XNewRef(_PyFrame_GetFrameObject(gen.gi_iframe))
}

func gen_getyieldfrom(_ gen: PyObj, _: UnsafeMutableRawPointer?) -> PyObj? { _PyGen_yf(gen) ?? Py_NewRef(Py_None) }

func gen_sizeof(_ gen: PyObj) -> PyObj? {
    PyLong_FromLong(80 + FRAME_SPECIALS_BYTES + Int(gen.gi_code!.co_nlocalsplus + gen.gi_code!.co_stacksize) * 8)
}

func initGeneratorLike(_ t: PyObj) {
    t.tp_dealloc = gen_dealloc
    t.tp_repr = gen_repr
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = gen_traverse
    t.tp_weaklistoffset = 24
    t.tp_finalize = _PyGen_Finalize
}

func initGeneratorTypes() {
    let g = PyGen_Type
    g.initStaticType("generator", basicsize: 152, itemsize: 8, flags: TypeFlags.HAVE_GC)
    initGeneratorLike(g)
    g.newAsyncMethods().am_send = gen_am_send
    g.tp_iter = PyObject_SelfIter
    g.tp_iternext = gen_iternext
    g.setMethods([
        .o("send", { gen, arg in gen_send_ex(gen, arg, exc: false, closing: false) }), .fast("throw", gen_throw),
        .noargs("close", gen_close),
        .noargs("__sizeof__", gen_sizeof),
    ])
    g.setGetSets([
        GetSetSpec("__name__", { gen, _ in Py_NewRef(gen.gi_name!) }, { gen, v, _ in setGeneratorName(gen, v, 32, "__name__") }),
        GetSetSpec(
            "__qualname__", { gen, _ in Py_NewRef(gen.gi_qualname!) }, { gen, v, _ in setGeneratorName(gen, v, 40, "__qualname__") }
        ),
        GetSetSpec("gi_yieldfrom", gen_getyieldfrom),
        GetSetSpec("gi_running", { gen, _ in PyBool_FromLong(gen.gi_frame_state == FrameState.executing) }),
        GetSetSpec("gi_frame", gen_getframe),
        GetSetSpec("gi_suspended", { gen, _ in PyBool_FromLong(gen.gi_frame_state == FrameState.suspended) }),
    ])
    g.setMembers([MemberSpec("gi_code", .object, 16)])

    let c = PyCoro_Type
    c.initStaticType("coroutine", basicsize: 152, itemsize: 8, flags: TypeFlags.HAVE_GC)
    initGeneratorLike(c)
    let asyncMethods = c.newAsyncMethods()
    asyncMethods.am_send = gen_am_send
    asyncMethods.am_await = coro_await
    c.setMethods([
        .o("send", { gen, arg in gen_send_ex(gen, arg, exc: false, closing: false) }), .fast("throw", gen_throw),
        .noargs("close", gen_close),
        .noargs("__sizeof__", gen_sizeof),
    ])
    c.setGetSets([
        GetSetSpec("__name__", { gen, _ in Py_NewRef(gen.gi_name!) }, { gen, v, _ in setGeneratorName(gen, v, 32, "__name__") }),
        GetSetSpec(
            "__qualname__", { gen, _ in Py_NewRef(gen.gi_qualname!) }, { gen, v, _ in setGeneratorName(gen, v, 40, "__qualname__") }
        ),
        GetSetSpec("cr_await", gen_getyieldfrom),
        GetSetSpec("cr_running", { gen, _ in PyBool_FromLong(gen.gi_frame_state == FrameState.executing) }),
        GetSetSpec("cr_frame", gen_getframe),
        GetSetSpec("cr_suspended", { gen, _ in PyBool_FromLong(gen.gi_frame_state == FrameState.suspended) }),
    ])
    c.setMembers([MemberSpec("cr_code", .object, 16), MemberSpec("cr_origin", .object, 64)])

    let w = _PyCoroWrapper_Type
    w.initStaticType("coroutine_wrapper", basicsize: 24, flags: TypeFlags.HAVE_GC)
    w.tp_dealloc = { op in
        _PyObject_GC_UNTRACK(op)
        Py_CLEAR(op, 16)
        PyObject_GC_Del(op)
    }
    w.tp_getattro = PyObject_GenericGetAttr
    w.tp_traverse = { op, visit, arg in Py_VISIT(op.ob_ref, visit, arg) }
    w.tp_iter = PyObject_SelfIter
    w.tp_iternext = { op in gen_iternext(op.ob_ref!) }
    w.setMethods([
        .o("send", { op, arg in gen_send_ex(op.ob_ref!, arg, exc: false, closing: false) }),
        .fast("throw", { op, args, n in gen_throw(op.ob_ref!, args, n) }), .noargs("close", { op in gen_close(op.ob_ref!) }),
    ])
}

// A coroutine wrapper holds its coroutine at 16, where a cell holds its value.
private func coro_await(_ coro: PyObj) -> PyObj? {
    guard let op = _PyObject_GC_New(_PyCoroWrapper_Type) else { return nil }
    op.ob_ref = Py_NewRef(coro)
    _PyObject_GC_TRACK(op)
    return op
}

// MARK: Awaiting

/// The iterator of an awaitable: a new reference. Origin: _PyCoro_GetAwaitableIter.
func _PyCoro_GetAwaitableIter(_ o: PyObj) -> PyObj? {
    if o.ob_type == PyCoro_Type || o.ob_type == PyGen_Type && o.gi_code!.co_flags & CodeFlags.ITERABLE_COROUTINE != 0 {
        return Py_NewRef(o)
    }
    if let awaitSlot = o.ob_type.tp_as_async?.am_await {
        guard let iterator = awaitSlot(o) else { return nil }
        if iterator.ob_type == PyCoro_Type {
            PyErr_SetString(PyExc_TypeError, "__await__() returned a coroutine")
            Py_DECREF(iterator)
            return nil
        }
        if !PyIter_Check(iterator) {
            PyErr_SetString(PyExc_TypeError, "__await__() returned non-iterator of type '\(iterator.typeName)'")
            Py_DECREF(iterator)
            return nil
        }
        return iterator
    }
    PyErr_SetString(PyExc_TypeError, "object \(o.typeName) can't be used in 'await' expression")
    return nil
}

/// GET_AWAITABLE: the iterator, with the message that fits the place.
func getAwaitable(_ iterable: PyObj, _ oparg: Int) -> PyObj? {
    let iterator = _PyCoro_GetAwaitableIter(iterable)
    if iterator == nil && iterable.ob_type.tp_as_async?.am_await == nil && oparg != 0 && iterable.ob_type != PyCoro_Type {
        PyErr_SetString(
            PyExc_TypeError,
            "'async with' received an object from \(oparg == 1 ? "__aenter__" : "__aexit__") that does not implement __await__: \(iterable.typeName)"
        )
    }
    if let iterator, iterator.ob_type == PyCoro_Type, let yf = _PyGen_yf(iterator) {
        Py_DECREF(yf)
        Py_DECREF(iterator)
        PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already")
        return nil
    }
    return iterator
}

/// GET_AITER.
func getAsyncIterator(_ object: PyObj) -> PyObj? {
    guard let aiter = object.ob_type.tp_as_async?.am_aiter else {
        PyErr_SetString(PyExc_TypeError, "'async for' requires an object with __aiter__ method, got \(object.typeName)")
        return nil
    }
    guard let iterator = aiter(object) else { return nil }
    if iterator.ob_type.tp_as_async?.am_anext == nil {
        PyErr_SetString(
            PyExc_TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: \(iterator.typeName)"
        )
        Py_DECREF(iterator)
        return nil
    }
    return iterator
}

/// GET_ANEXT: the awaitable of the next item.
func getAsyncNext(_ aiter: PyObj) -> PyObj? {
    guard let anext = aiter.ob_type.tp_as_async?.am_anext else {
        PyErr_SetString(PyExc_TypeError, "'async for' requires an iterator with __anext__ method, got \(aiter.typeName)")
        return nil
    }
    guard let next = anext(aiter) else { return nil }
    let awaitable = _PyCoro_GetAwaitableIter(next)
    if awaitable == nil {
        _PyErr_FormatFromCause(PyExc_TypeError, "'async for' received an invalid object from __anext__: \(next.typeName)")
    }
    Py_DECREF(next)
    return awaitable
}
