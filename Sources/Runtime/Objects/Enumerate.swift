import Memory
import Trace

// enumerate and reversed. Origin: Objects/enumobject.c.

// MARK: enumerate

private func enum_new_impl(_ type: PyObj, _ iterable: PyObj, _ startArgument: PyObj?) -> PyObj? {
    guard let en = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    en.en_index = 0
    if let startArgument {
        guard let start = PyNumber_Index(startArgument) else {
            Py_DECREF(en)
            return nil
        }
        en.en_index = PyLong_AsSsize_t(start)
        if en.en_index == -1 && PyErr_Occurred() != nil {
            PyErr_Clear()
            en.en_index = Int.max
            en.en_longindex = start
        } else {
            Py_DECREF(start)
        }
    }
    guard let it = PyObject_GetIter(iterable) else {
        Py_DECREF(en)
        return nil
    }
    en.en_sit = it
    guard let result = PyTuple_Pack(2, Py_None, Py_None) else {
        Py_DECREF(en)
        return nil
    }
    en.en_result = result
    en.en_one = smallInt(1)
    return en
}

private func check_keyword(_ kwnames: PyObj, _ index: Int, _ name: StaticString) -> Bool {
    let kw = PyTuple_GET_ITEM(kwnames, index)
    if _PyUnicode_EqualToASCIIString(kw, name) { return true }
    PyErr_SetString(PyExc_TypeError, "'\(strText(kw))' is an invalid keyword argument for enumerate()")
    return false
}

private func enumerate_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    let nkwargs = kwnames?.ob_size ?? 0
    if nargs + nkwargs == 2 {
        if let kwnames {
            if nkwargs == 1 {
                if !check_keyword(kwnames, 0, "start") { return nil }
            } else if nkwargs == 2 {
                if _PyUnicode_EqualToASCIIString(PyTuple_GET_ITEM(kwnames, 0), "start") {
                    if !check_keyword(kwnames, 1, "iterable") { return nil }
                    return enum_new_impl(type, args[1], args[0])
                }
                if !check_keyword(kwnames, 0, "iterable") || !check_keyword(kwnames, 1, "start") { return nil }
            }
        }
        return enum_new_impl(type, args[0], args[1])
    }
    if nargs + nkwargs == 1 {
        if let kwnames, nkwargs == 1, !check_keyword(kwnames, 0, "iterable") { return nil }
        return enum_new_impl(type, args[0], nil)
    }
    if nargs == 0 {
        PyErr_SetString(PyExc_TypeError, "enumerate() missing required argument 'iterable'")
        return nil
    }
    PyErr_SetString(PyExc_TypeError, "enumerate() takes at most 2 arguments (\(nargs + nkwargs) given)")
    return nil
}

private func enum_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    var buffer: (PyObj?, PyObj?) = (nil, nil)
    let ok = withUnsafeMutableBytes(of: &buffer) {
        _PyArg_UnpackKeywords(
            fname: "enumerate", args: _PyTuple_ITEMS(args), nargs: args.ob_size, kwargs: kwargs, kwnames: nil,
            keywords: ["iterable", "start"], minpos: 1, maxpos: 2, minkw: 0,
            into: $0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: PyObj?.self))
    }
    guard ok, let iterable = buffer.0 else { return nil }
    return enum_new_impl(type, iterable, buffer.1)
}

private func enum_dealloc(_ en: PyObj) {
    PyObject_GC_UnTrack(en)
    Py_XDECREF(en.en_sit)
    Py_XDECREF(en.en_result)
    Py_XDECREF(en.en_longindex)
    en.ob_type.tp_free.unsafelyUnwrapped(en)
}

private func enum_traverse(_ en: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var r = Py_VISIT(en.en_sit, visit, arg)
    if r == 0 { r = Py_VISIT(en.en_result, visit, arg) }
    return r != 0 ? r : Py_VISIT(en.en_longindex, visit, arg)
}

/// The pair as a tuple, the enumerator's own one if nobody else holds it. Takes the references over.
@inline(__always) private func enumPair(_ result: PyObj, _ index: PyObj, _ item: PyObj) -> PyObj? {
    if result.ob_refcnt == 1 {
        Py_INCREF(result)
        let oldIndex = PyTuple_GET_ITEM(result, 0)
        let oldItem = PyTuple_GET_ITEM(result, 1)
        PyTuple_SET_ITEM(result, 0, index)
        PyTuple_SET_ITEM(result, 1, item)
        Py_DECREF(oldIndex)
        Py_DECREF(oldItem)
        if !_PyObject_GC_IS_TRACKED(result) { _PyObject_GC_TRACK(result) }
        return result
    }
    guard let new = PyTuple_New(2) else {
        Py_DECREF(index)
        Py_DECREF(item)
        return nil
    }
    PyTuple_SET_ITEM(new, 0, index)
    PyTuple_SET_ITEM(new, 1, item)
    return new
}

private func enum_next_long(_ en: PyObj, _ item: PyObj) -> PyObj? {
    if en.en_longindex == nil {
        guard let big = PyLong_FromSsize_t(Int.max) else {
            Py_DECREF(item)
            return nil
        }
        en.en_longindex = big
    }
    let index = en.en_longindex.unsafelyUnwrapped
    guard let next = PyNumber_Add(index, smallInt(1)) else {
        Py_DECREF(item)
        return nil
    }
    en.en_longindex = next
    return enumPair(en.en_result.unsafelyUnwrapped, index, item)
}

private func enum_next(_ en: PyObj) -> PyObj? {
    let result = en.en_result.unsafelyUnwrapped
    let it = en.en_sit.unsafelyUnwrapped
    guard let item = it.ob_type.tp_iternext.unsafelyUnwrapped(it) else { return nil }
    if en.en_index == Int.max { return enum_next_long(en, item) }
    guard let index = PyLong_FromSsize_t(en.en_index) else {
        Py_DECREF(item)
        return nil
    }
    en.en_index = en.en_index &+ 1
    return enumPair(result, index, item)
}

private func enum_reduce(_ en: PyObj) -> PyObj? {
    guard let index = en.en_longindex != nil ? Py_XNewRef(en.en_longindex) : PyLong_FromSsize_t(en.en_index) else { return nil }
    let args = PyTuple_Pack(2, en.en_sit.unsafelyUnwrapped, index)
    Py_DECREF(index)
    guard let args else { return nil }
    let result = PyTuple_Pack(2, en.ob_type, args)
    Py_DECREF(args)
    return result
}

/// Fills `PyEnum_Type`.
func initEnumType() {
    let t = PyEnum_Type
    t.initStaticType("enumerate", basicsize: 56, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE)
    t.tp_dealloc = enum_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = enum_traverse
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = enum_next
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = enum_new
    t.tp_free = PyObject_GC_Del
    t.tp_vectorcall = enumerate_vectorcall
    t.setMethods([
        .noargs("__reduce__", enum_reduce, "Return state information for pickling."),
        .o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS),
    ])
}

// MARK: reversed

private func reversed_new_impl(_ type: PyObj, _ seq: PyObj) -> PyObj? {
    if let method = _PyObject_LookupSpecial(seq, _Py_ID(.__reversed__)) {
        if method == Py_None {
            Py_DECREF(method)
            PyErr_SetString(PyExc_TypeError, "'\(seq.typeName)' object is not reversible")
            return nil
        }
        let res = PyObject_CallNoArgs(method)
        Py_DECREF(method)
        return res
    }
    if PyErr_Occurred() != nil { return nil }
    if !PySequence_Check(seq) {
        PyErr_SetString(PyExc_TypeError, "'\(seq.typeName)' object is not reversible")
        return nil
    }
    let n = PySequence_Size(seq)
    if n == -1 { return nil }
    guard let ro = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    ro.rev_index = n - 1
    ro.rev_seq = Py_NewRef(seq)
    return ro
}

private func reversed_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    let plain =
        type == PyReversed_Type
        || unsafeBitCast(type.tp_init, to: UInt.self) == unsafeBitCast(PyReversed_Type.tp_init, to: UInt.self)
    if plain && !_PyArg_NoKeywords("reversed", kwargs) { return nil }
    if !_PyArg_CheckPositional("reversed", args.ob_size, 1, 1) { return nil }
    return reversed_new_impl(type, PyTuple_GET_ITEM(args, 0))
}

private func reversed_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_NoKwnames("reversed", kwnames) { return nil }
    if !_PyArg_CheckPositional("reversed", PyVectorcall_NARGS(nargsf), 1, 1) { return nil }
    return reversed_new_impl(type, args[0])
}

private func reversed_dealloc(_ ro: PyObj) {
    PyObject_GC_UnTrack(ro)
    Py_XDECREF(ro.rev_seq)
    ro.ob_type.tp_free.unsafelyUnwrapped(ro)
}

private func reversed_traverse(_ ro: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(ro.rev_seq, visit, arg)
}

private func reversed_next(_ ro: PyObj) -> PyObj? {
    let index = ro.rev_index
    if index >= 0, let seq = ro.rev_seq {
        if let item = PySequence_GetItem(seq, index) {
            ro.rev_index = ro.rev_index &- 1
            return item
        }
        if PyErr_ExceptionMatches(PyExc_IndexError) || PyErr_ExceptionMatches(PyExc_StopIteration) { PyErr_Clear() }
    }
    ro.rev_index = -1
    Py_CLEAR(ro, 24)
    return nil
}

private func reversed_len(_ ro: PyObj) -> PyObj? {
    guard let seq = ro.rev_seq else { return PyLong_FromSsize_t(0) }
    let size = PySequence_Size(seq)
    if size == -1 { return nil }
    let position = ro.rev_index &+ 1
    return PyLong_FromSsize_t(size < position ? 0 : position)
}

private func reversed_reduce(_ ro: PyObj) -> PyObj? {
    guard let args = ro.rev_seq.map({ PyTuple_Pack(1, $0) }) ?? PyTuple_Pack(1, emptyTuple) else { return nil }
    defer { Py_DECREF(args) }
    if ro.rev_seq == nil { return PyTuple_Pack(2, ro.ob_type, args) }
    guard let index = PyLong_FromSsize_t(ro.rev_index) else { return nil }
    let result = PyTuple_Pack(3, ro.ob_type, args, index)
    Py_DECREF(index)
    return result
}

private func reversed_setstate(_ ro: PyObj, _ state: PyObj) -> PyObj? {
    var index = PyLong_AsSsize_t(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if let seq = ro.rev_seq {
        let n = PySequence_Size(seq)
        if n < 0 { return nil }
        if index < -1 { index = -1 } else if index > n - 1 { index = n - 1 }
        ro.rev_index = index
    }
    return Py_NewRef(Py_None)
}

/// Fills `PyReversed_Type`.
func initReversedType() {
    let t = PyReversed_Type
    t.initStaticType("reversed", basicsize: 32, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE)
    t.tp_dealloc = reversed_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = reversed_traverse
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = reversed_next
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = reversed_new
    t.tp_free = PyObject_GC_Del
    t.tp_vectorcall = reversed_vectorcall
    t.setMethods([
        .noargs("__length_hint__", reversed_len, "Private method returning an estimate of len(list(it))."),
        .noargs("__reduce__", reversed_reduce, "Return state information for pickling."),
        .o("__setstate__", reversed_setstate, "Set state information for unpickling."),
    ])
}
