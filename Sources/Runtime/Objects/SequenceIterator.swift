import Memory
import Trace

// The iterator over anything with `__getitem__`, iter(callable, sentinel), and anext() with a default. Origin: Objects/iterobject.c.

// MARK: iterator

/// An iterator over a sequence; nil with an exception.
func PySeqIter_New(_ seq: PyObj) -> PyObj? {
    if !PySequence_Check(seq) {
        PyErr_BadInternalCall()
        return nil
    }
    guard let it = _PyObject_GC_New(PySeqIter_Type) else { return nil }
    it.it_index = 0
    it.it_seq = Py_NewRef(seq)
    _PyObject_GC_TRACK(it)
    return it
}

private func iter_iternext(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    if it.it_index == Int.max {
        PyErr_SetString(PyExc_OverflowError, "iter index too large")
        return nil
    }
    if let result = PySequence_GetItem(seq, it.it_index) {
        it.it_index = it.it_index &+ 1
        return result
    }
    if PyErr_ExceptionMatches(PyExc_IndexError) || PyErr_ExceptionMatches(PyExc_StopIteration) {
        PyErr_Clear()
        it.it_seq = nil
        Py_DECREF(seq)
    }
    return nil
}

private func iter_len(_ it: PyObj) -> PyObj? {
    if let seq = it.it_seq {
        if !_PyObject_HasLen(seq) { return Py_NewRef(Py_NotImplemented) }
        let size = PySequence_Size(seq)
        if size == -1 { return nil }
        if size >= it.it_index { return PyLong_FromSsize_t(size &- it.it_index) }
    }
    return PyLong_FromSsize_t(0)
}

private func iter_reduce(_ it: PyObj) -> PyObj? {
    if let seq = it.it_seq { return iteratorReduction(.iter, seq, it.it_index) }
    return iteratorReduction(.iter, Py_NewRef(emptyTuple))
}

private func iter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    let index = PyLong_AsSsize_t(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if it.it_seq != nil { it.it_index = max(index, 0) }
    return Py_NewRef(Py_None)
}

// MARK: callable_iterator

/// iter(callable, sentinel); nil with an exception.
func PyCallIter_New(_ callable: PyObj, _ sentinel: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(PyCallIter_Type) else { return nil }
    it.it_callable = Py_NewRef(callable)
    it.it_sentinel = Py_NewRef(sentinel)
    _PyObject_GC_TRACK(it)
    return it
}

private func calliter_dealloc(_ it: PyObj) {
    _PyObject_GC_UNTRACK(it)
    Py_XDECREF(it.it_callable)
    Py_XDECREF(it.it_sentinel)
    PyObject_GC_Del(it)
}

private func calliter_traverse(_ it: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(it.it_callable, visit, arg)
    return r != 0 ? r : Py_VISIT(it.it_sentinel, visit, arg)
}

private func calliter_iternext(_ it: PyObj) -> PyObj? {
    guard let callable = it.it_callable else { return nil }
    if let result = PyObject_CallNoArgs(callable) {
        // The call may have ended the iterator itself.
        guard let sentinel = it.it_sentinel else {
            Py_DECREF(result)
            return nil
        }
        let ok = PyObject_RichCompareBool(sentinel, result, Py_EQ)
        if ok == 0 { return result }
        Py_DECREF(result)
        if ok > 0 {
            Py_CLEAR(it, 16)
            Py_CLEAR(it, 24)
        }
    } else if PyErr_ExceptionMatches(PyExc_StopIteration) {
        PyErr_Clear()
        Py_CLEAR(it, 16)
        Py_CLEAR(it, 24)
    }
    return nil
}

private func calliter_reduce(_ it: PyObj) -> PyObj? {
    guard let callable = it.it_callable, let sentinel = it.it_sentinel else {
        return iteratorReduction(.iter, Py_NewRef(emptyTuple))
    }
    guard let function = _PyEval_GetBuiltin(_Py_ID(.iter)) else { return nil }
    guard let args = PyTuple_Pack(2, callable, sentinel) else {
        Py_DECREF(function)
        return nil
    }
    let result = PyTuple_Pack(2, function, args)
    Py_DECREF(function)
    Py_DECREF(args)
    return result
}

/// Fills the two types.
func initSequenceIteratorTypes() {
    let t = PySeqIter_Type
    t.initStaticType("iterator", basicsize: 32, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = seqiter_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = seqiter_traverse
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = iter_iternext
    t.setMethods([
        .noargs("__length_hint__", iter_len, "Private method returning an estimate of len(list(it))."),
        .noargs("__reduce__", iter_reduce, "Return state information for pickling."),
        .o("__setstate__", iter_setstate, "Set state information for unpickling."),
    ])
    let c = PyCallIter_Type
    c.initStaticType("callable_iterator", basicsize: 32, flags: TypeFlags.HAVE_GC)
    c.tp_dealloc = calliter_dealloc
    c.tp_getattro = PyObject_GenericGetAttr
    c.tp_traverse = calliter_traverse
    c.tp_iter = PyObject_SelfIter
    c.tp_iternext = calliter_iternext
    c.setMethods([.noargs("__reduce__", calliter_reduce, "Return state information for pickling.")])
}

// MARK: anext_awaitable: the awaitable at 16, the default at 24

extension UnsafeMutableRawPointer {
    fileprivate var anext_wrapped: PyObj? { load(fromByteOffset: 16, as: PyObj?.self) }
    fileprivate var anext_default: PyObj? { load(fromByteOffset: 24, as: PyObj?.self) }
}

/// What anext(iterator, default) returns; nil with an exception.
func PyAnextAwaitable_New(_ awaitable: PyObj, _ defaultValue: PyObj) -> PyObj? {
    guard let op = _PyObject_GC_New(_PyAnextAwaitable_Type) else { return nil }
    op.storeBytes(of: Py_NewRef(awaitable), toByteOffset: 16, as: PyObj.self)
    op.storeBytes(of: Py_NewRef(defaultValue), toByteOffset: 24, as: PyObj.self)
    _PyObject_GC_TRACK(op)
    return op
}

private func anextawaitable_getiter(_ op: PyObj) -> PyObj? {
    guard let awaitable = _PyCoro_GetAwaitableIter(op.anext_wrapped.unsafelyUnwrapped) else { return nil }
    if awaitable.ob_type.tp_iternext != nil { return awaitable }
    // Of coroutines, generators and iterators only coroutines have no tp_iternext.
    let new = awaitable.ob_type.tp_as_async.unsafelyUnwrapped.am_await.unsafelyUnwrapped(awaitable)
    Py_DECREF(awaitable)
    guard let new else { return nil }
    if !PyIter_Check(new) {
        PyErr_SetString(PyExc_TypeError, "__await__ returned a non-iterable")
        Py_DECREF(new)
        return nil
    }
    return new
}

/// Turns StopAsyncIteration into StopIteration(default).
private func anextStopped(_ op: PyObj) -> PyObj? {
    if PyErr_ExceptionMatches(PyExc_StopAsyncIteration) {
        _ = _PyGen_SetStopIterationValue(op.anext_default.unsafelyUnwrapped)
    }
    return nil
}

private func anextawaitable_iternext(_ op: PyObj) -> PyObj? {
    guard let awaitable = anextawaitable_getiter(op) else { return nil }
    let result = awaitable.ob_type.tp_iternext.unsafelyUnwrapped(awaitable)
    Py_DECREF(awaitable)
    return result ?? anextStopped(op)
}

/// Calls a method of the awaitable with the arguments in a tuple, or with one argument that is no tuple.
private func anextawaitable_proxy(_ op: PyObj, _ name: Identifier, _ arg: PyObj) -> PyObj? {
    guard let awaitable = anextawaitable_getiter(op) else { return nil }
    var result: PyObj?
    if PyTuple_CheckExact(arg) {
        if let method = PyObject_GetAttr(awaitable, _Py_ID(name)) {
            result = PyObject_Call(method, arg, nil)
            Py_DECREF(method)
        }
    } else {
        result = PyObject_CallMethodOneArg(awaitable, _Py_ID(name), arg)
    }
    Py_DECREF(awaitable)
    return result ?? anextStopped(op)
}

private func anextawaitable_send(_ op: PyObj, _ arg: PyObj) -> PyObj? { anextawaitable_proxy(op, .send, arg) }
private func anextawaitable_throw(_ op: PyObj, _ args: PyObj) -> PyObj? { anextawaitable_proxy(op, .throw, args) }
private func anextawaitable_close(_ op: PyObj, _ args: PyObj) -> PyObj? { anextawaitable_proxy(op, .close, args) }

private func anextawaitable_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    Py_XDECREF(op.anext_wrapped)
    Py_XDECREF(op.anext_default)
    PyObject_GC_Del(op)
}

private func anextawaitable_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(op.anext_wrapped, visit, arg)
    return r != 0 ? r : Py_VISIT(op.anext_default, visit, arg)
}

/// Fills `_PyAnextAwaitable_Type`.
func initAnextAwaitableType() {
    let t = _PyAnextAwaitable_Type
    t.initStaticType("anext_awaitable", basicsize: 32, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = anextawaitable_dealloc
    t.newAsyncMethods().am_await = PyObject_SelfIter
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = anextawaitable_traverse
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = anextawaitable_iternext
    t.setMethods([
        .o("send", anextawaitable_send), .varargs("throw", anextawaitable_throw), .varargs("close", anextawaitable_close),
    ])
}
