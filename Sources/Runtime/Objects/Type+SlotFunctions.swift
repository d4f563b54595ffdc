import Memory

// The slots of Python classes: each looks a special method up and calls it. Origin: Objects/typeobject.c (slot_* functions).

// MARK: calling a method that may or may not be bound

/// Calls `f` with `args` (the first is self), or without self if `f` is already bound.
@inline(__always) private func vectorcall_unbound(_ unbound: Bool, _ f: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    unbound
        ? PyObject_Vectorcall(f, args, nargs, nil)
        : PyObject_Vectorcall(f, args + 1, (nargs &- 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, nil)
}

@inline(__always) func call_unbound_noarg(_ unbound: Bool, _ f: PyObj, _ op: PyObj) -> PyObj? {
    unbound ? PyObject_CallOneArg(f, op) : PyObject_CallNoArgs(f)
}

/// `op.name()`.
@inline(__always) func slot0(_ op: PyObj, _ name: PyObj) -> PyObj? {
    var unbound = false
    guard let f = lookup_method(op, name, &unbound) else { return nil }
    let res = call_unbound_noarg(unbound, f, op)
    Py_DECREF(f)
    return res
}

/// `op.name(arg)`.
@inline(__always) func slot1(_ op: PyObj, _ arg: PyObj, _ name: PyObj) -> PyObj? {
    var unbound = false
    guard let f = lookup_method(op, name, &unbound) else { return nil }
    var stack = (op, arg)
    let res = withUnsafeMutablePointer(to: &stack) {
        vectorcall_unbound(unbound, f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 2)
    }
    Py_DECREF(f)
    return res
}

/// `op.name(a, b)`.
@inline(__always) func slot2(_ op: PyObj, _ a: PyObj, _ b: PyObj, _ name: PyObj) -> PyObj? {
    var unbound = false
    guard let f = lookup_method(op, name, &unbound) else { return nil }
    var stack = (op, a, b)
    let res = withUnsafeMutablePointer(to: &stack) {
        vectorcall_unbound(unbound, f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 3)
    }
    Py_DECREF(f)
    return res
}

/// `op.name(arg)`, or NotImplemented when there is no such method.
@inline(__always) func vectorcall_maybe(_ name: PyObj, _ op: PyObj, _ arg: PyObj) -> PyObj? {
    var unbound = false
    guard let f = lookup_maybe_method(op, name, &unbound) else {
        return PyErr_Occurred() == nil ? Py_NewRef(Py_NotImplemented) : nil
    }
    var stack = (op, arg)
    let res = withUnsafeMutablePointer(to: &stack) {
        vectorcall_unbound(unbound, f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 2)
    }
    Py_DECREF(f)
    return res
}

/// The status of a call whose result does not matter.
@inline(__always) private func status(_ res: PyObj?) -> Int32 {
    guard let res else { return -1 }
    Py_DECREF(res)
    return 0
}

// MARK: containers

func slot_sq_length(_ op: PyObj) -> Int {
    guard let answer = slot0(op, _Py_ID(.__len__)) else { return -1 }
    let index = _PyNumber_Index(answer)
    Py_DECREF(answer)
    guard let index else { return -1 }
    if index.ob_size < 0 {
        Py_DECREF(index)
        PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0")
        return -1
    }
    let len = PyNumber_AsSsize_t(index, PyExc_OverflowError)
    Py_DECREF(index)
    return len
}

func slot_sq_item(_ op: PyObj, _ i: Int) -> PyObj? {
    guard let index = PyLong_FromSsize_t(i) else { return nil }
    let res = slot1(op, index, _Py_ID(.__getitem__))
    Py_DECREF(index)
    return res
}

func slot_sq_ass_item(_ op: PyObj, _ i: Int, _ value: PyObj?) -> Int32 {
    guard let index = PyLong_FromSsize_t(i) else { return -1 }
    let res = slot_mp_ass_subscript(op, index, value)
    Py_DECREF(index)
    return res
}

func slot_sq_contains(_ op: PyObj, _ value: PyObj) -> Int32 {
    var unbound = false
    guard let f = lookup_maybe_method(op, _Py_ID(.__contains__), &unbound) else {
        if PyErr_Occurred() != nil { return -1 }
        return _PySequence_Contains_ByIteration(op, value)
    }
    if f == Py_None {
        Py_DECREF(f)
        PyErr_SetString(PyExc_TypeError, "'\(clip(op.typeName, 200))' object is not a container")
        return -1
    }
    var stack = (op, value)
    let res = withUnsafeMutablePointer(to: &stack) {
        vectorcall_unbound(unbound, f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 2)
    }
    Py_DECREF(f)
    guard let res else { return -1 }
    let result = PyObject_IsTrue(res)
    Py_DECREF(res)
    return result
}

/// Membership by iterating: 1, 0 or -1.
private func _PySequence_Contains_ByIteration(_ op: PyObj, _ value: PyObj) -> Int32 {
    Int32(truncatingIfNeeded: _PySequence_IterSearch(op, value, PY_ITERSEARCH_CONTAINS))
}

func slot_mp_subscript(_ op: PyObj, _ key: PyObj) -> PyObj? { slot1(op, key, _Py_ID(.__getitem__)) }

func slot_mp_ass_subscript(_ op: PyObj, _ key: PyObj, _ value: PyObj?) -> Int32 {
    guard let value else { return status(slot1(op, key, _Py_ID(.__delitem__))) }
    return status(slot2(op, key, value, _Py_ID(.__setitem__)))
}

// MARK: tp_ slots

func slot_tp_repr(_ op: PyObj) -> PyObj? {
    var unbound = false
    if let f = lookup_maybe_method(op, _Py_ID(.__repr__), &unbound) {
        let res = call_unbound_noarg(unbound, f, op)
        Py_DECREF(f)
        return res
    }
    PyErr_Clear()
    return PyUnicode_FromString("<\(op.typeName) object at \(addressText(op))>")
}

func slot_tp_str(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__str__)) }

func slot_tp_hash(_ op: PyObj) -> Int {
    var unbound = false
    guard let f = lookup_maybe_method(op, _Py_ID(.__hash__), &unbound) else { return PyObject_HashNotImplemented(op) }
    if f == Py_None {
        Py_DECREF(f)
        return PyObject_HashNotImplemented(op)
    }
    let res = call_unbound_noarg(unbound, f, op)
    Py_DECREF(f)
    guard let res else { return -1 }
    if !PyLong_Check(res) {
        PyErr_SetString(PyExc_TypeError, "__hash__ method should return an integer")
        return -1
    }
    // An int of any size is good; what does not fit is hashed as an int.
    var h = PyLong_AsSsize_t(res)
    if h == -1 && PyErr_Occurred() != nil {
        PyErr_Clear()
        h = PyLong_Type.tp_hash.unsafelyUnwrapped(res)
    }
    if h == -1 { h = -2 }
    Py_DECREF(res)
    return h
}

func slot_tp_call(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    var unbound = false
    guard let meth = lookup_method(op, _Py_ID(.__call__), &unbound) else { return nil }
    let res = unbound ? _PyObject_Call_Prepend(meth, op, args, kwds) : PyObject_Call(meth, args, kwds)
    Py_DECREF(meth)
    return res
}

func slot_tp_getattro(_ op: PyObj, _ name: PyObj) -> PyObj? { slot1(op, name, _Py_ID(.__getattribute__)) }

private func call_attribute(_ op: PyObj, _ attr: PyObj, _ name: PyObj) -> PyObj? {
    guard let get = attr.ob_type.tp_descr_get else { return PyObject_CallOneArg(attr, name) }
    guard let bound = get(attr, op, op.ob_type) else { return nil }
    let res = PyObject_CallOneArg(bound, name)
    Py_DECREF(bound)
    return res
}

/// `tp_getattro` of classes with `__getattr__`: the usual lookup first, `__getattr__` after an AttributeError.
func slot_tp_getattr_hook(_ op: PyObj, _ name: PyObj) -> PyObj? {
    let type = op.ob_type
    guard let getattr = _PyType_Lookup(type, _Py_ID(.__getattr__)) else {
        // No hook: a simpler slot is enough from now on.
        type.tp_getattro = slot_tp_getattro
        return slot_tp_getattro(op, name)
    }
    Py_INCREF(getattr)
    let getattribute = _PyType_Lookup(type, _Py_ID(.__getattribute__))
    var res: PyObj?
    if let g = getattribute,
        g.ob_type != PyWrapperDescr_Type || g.d_wrapped != PyBaseObject_Type.rawSlot(SlotOffset.tp_getattro)
    {
        Py_INCREF(g)
        res = call_attribute(op, g, name)
        Py_DECREF(g)
    } else {
        res = PyObject_GenericGetAttr(op, name)
    }
    if res == nil && PyErr_ExceptionMatches(PyExc_AttributeError) {
        PyErr_Clear()
        res = call_attribute(op, getattr, name)
    }
    Py_DECREF(getattr)
    return res
}

func slot_tp_setattro(_ op: PyObj, _ name: PyObj, _ value: PyObj?) -> Int32 {
    guard let value else { return status(slot1(op, name, _Py_ID(.__delattr__))) }
    return status(slot2(op, name, value, _Py_ID(.__setattr__)))
}

func slot_tp_richcompare(_ op: PyObj, _ other: PyObj, _ cmp: Int32) -> PyObj? {
    let name: PyObj
    switch cmp {
    case Py_LT: name = _Py_ID(.__lt__)
    case Py_LE: name = _Py_ID(.__le__)
    case Py_EQ: name = _Py_ID(.__eq__)
    case Py_NE: name = _Py_ID(.__ne__)
    case Py_GT: name = _Py_ID(.__gt__)
    default: name = _Py_ID(.__ge__)
    }
    var unbound = false
    guard let f = lookup_maybe_method(op, name, &unbound) else {
        PyErr_Clear()
        return Py_NewRef(Py_NotImplemented)
    }
    var stack = (op, other)
    let res = withUnsafeMutablePointer(to: &stack) {
        vectorcall_unbound(unbound, f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 2)
    }
    Py_DECREF(f)
    return res
}

func slot_tp_iter(_ op: PyObj) -> PyObj? {
    var unbound = false
    if let f = lookup_maybe_method(op, _Py_ID(.__iter__), &unbound) {
        if f == Py_None {
            Py_DECREF(f)
            PyErr_SetString(PyExc_TypeError, "'\(clip(op.typeName, 200))' object is not iterable")
            return nil
        }
        let res = call_unbound_noarg(unbound, f, op)
        Py_DECREF(f)
        return res
    }
    PyErr_Clear()
    guard let f = lookup_maybe_method(op, _Py_ID(.__getitem__), &unbound) else {
        PyErr_SetString(PyExc_TypeError, "'\(clip(op.typeName, 200))' object is not iterable")
        return nil
    }
    Py_DECREF(f)
    return PySeqIter_New(op)
}

func slot_tp_iternext(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__next__)) }

func slot_tp_descr_get(_ op: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    let type = op.ob_type
    guard let get = _PyType_Lookup(type, _Py_ID(.__get__)) else {
        // `__get__` is gone: empty the slot.
        if type.rawSlot(SlotOffset.tp_descr_get) == fptr(slot_tp_descr_get) { type.tp_descr_get = nil }
        return Py_NewRef(op)
    }
    return call3(get, op, obj ?? Py_None, owner ?? Py_None)
}

func slot_tp_descr_set(_ op: PyObj, _ target: PyObj, _ value: PyObj?) -> Int32 {
    guard let value else { return status(slot1(op, target, _Py_ID(.__delete__))) }
    return status(slot2(op, target, value, _Py_ID(.__set__)))
}

func slot_tp_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    var unbound = false
    guard let meth = lookup_method(op, _Py_ID(.__init__), &unbound) else { return -1 }
    let res = unbound ? _PyObject_Call_Prepend(meth, op, args, kwds) : PyObject_Call(meth, args, kwds)
    Py_DECREF(meth)
    guard let res else { return -1 }
    if res != Py_None {
        PyErr_SetString(PyExc_TypeError, "__init__() should return None, not '\(clip(res.typeName, 200))'")
        Py_DECREF(res)
        return -1
    }
    Py_DECREF(res)
    return 0
}

func slot_tp_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let f = PyObject_GetAttr(type, _Py_ID(.__new__)) else { return nil }
    let result = _PyObject_Call_Prepend(f, type, args, kwds)
    Py_DECREF(f)
    return result
}

func slot_tp_finalize(_ op: PyObj) {
    let saved = PyErr_Fetch()
    var unbound = false
    if let del = lookup_maybe_method(op, _Py_ID(.__del__), &unbound) {
        if let res = call_unbound_noarg(unbound, del, op) { Py_DECREF(res) } else { PyErr_WriteUnraisable(del) }
        Py_DECREF(del)
    }
    PyErr_Restore(saved.0, saved.1, saved.2)
}

// MARK: async slots

private func asyncSlot(_ op: PyObj, _ name: PyObj, _ text: StaticString) -> PyObj? {
    var unbound = false
    if let f = lookup_maybe_method(op, name, &unbound) {
        let res = call_unbound_noarg(unbound, f, op)
        Py_DECREF(f)
        return res
    }
    PyErr_SetString(PyExc_AttributeError, "object \(clip(op.typeName, 50)) does not have \(text) method")
    return nil
}

func slot_am_await(_ op: PyObj) -> PyObj? { asyncSlot(op, _Py_ID(.__await__), "__await__") }
func slot_am_aiter(_ op: PyObj) -> PyObj? { asyncSlot(op, _Py_ID(.__aiter__), "__aiter__") }
func slot_am_anext(_ op: PyObj) -> PyObj? { asyncSlot(op, _Py_ID(.__anext__), "__anext__") }
