import Memory
import Trace

// isinstance, issubclass, iterators. Origin: Objects/abstract.c.

/// `cls.__bases__` if it is a tuple; nil with or without an exception (AttributeError is swallowed). Origin: `abstract_get_bases`.
private func abstractGetBases(_ cls: PyObj) -> PyObj? {
    var bases: PyObj?
    _ = _PyObject_LookupAttr(cls, _Py_ID(.__bases__), &bases)
    if let b = bases, !PyTuple_Check(b) {
        Py_DECREF(b)
        return nil
    }
    return bases
}

private func abstractIsSubclass(_ derived: PyObj, _ cls: PyObj) -> Int32 {
    var derived = derived
    var bases: PyObj?
    while true {
        if derived == cls {
            Py_XDECREF(bases)
            return 1
        }
        // The old bases may hold the only reference to `derived`: drop them last.
        let old = bases
        bases = abstractGetBases(derived)
        Py_XDECREF(old)
        guard let tuple = bases else { return PyErr_Occurred() != nil ? -1 : 0 }
        let n = tuple.ob_size
        if n == 0 {
            Py_DECREF(tuple)
            return 0
        }
        if n == 1 {
            derived = PyTuple_GET_ITEM(tuple, 0)
            continue
        }
        defer { Py_DECREF(tuple) }
        if !_Py_EnterRecursiveCall(" in __issubclass__") { return -1 }
        var r: Int32 = 0
        for i in 0..<n {
            r = abstractIsSubclass(PyTuple_GET_ITEM(tuple, i), cls)
            if r != 0 { break }
        }
        _Py_LeaveRecursiveCall()
        return r
    }
}

private func checkClass(_ cls: PyObj, _ message: String) -> Bool {
    guard let bases = abstractGetBases(cls) else {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_TypeError, message) }
        return false
    }
    Py_DECREF(bases)
    return true
}

/// What `type.__instancecheck__` does: 1, 0, or -1 with an exception. Origin: Objects/abstract.c.
public func _PyObject_RealIsInstance(_ inst: PyObj, _ cls: PyObj) -> Int32 {
    if PyType_Check(cls) {
        if PyObject_TypeCheck(inst, cls) { return 1 }
        var icls: PyObj?
        let found = _PyObject_LookupAttr(inst, _Py_ID(.__class__), &icls)
        guard let icls else { return found }
        defer { Py_DECREF(icls) }
        return icls != inst.ob_type && PyType_Check(icls) && PyType_IsSubtype(icls, cls) ? 1 : 0
    }
    if !checkClass(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union") { return -1 }
    var icls: PyObj?
    let found = _PyObject_LookupAttr(inst, _Py_ID(.__class__), &icls)
    guard let icls else { return found }
    defer { Py_DECREF(icls) }
    return abstractIsSubclass(icls, cls)
}

/// `isinstance(inst, cls)`: 1, 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PyObject_IsInstance(_ inst: PyObj, _ cls: PyObj) -> Int32 {
    if inst.ob_type == cls { return 1 }
    // What type's own `__instancecheck__` does is known.
    if cls.ob_type == PyType_Type { return _PyObject_RealIsInstance(inst, cls) }
    var cls = cls
    if cls.ob_type == _PyUnion_Type { cls = _Py_union_args(cls) }
    if PyTuple_Check(cls) {
        if !_Py_EnterRecursiveCall(" in __instancecheck__") { return -1 }
        var r: Int32 = 0
        for i in 0..<cls.ob_size {
            r = PyObject_IsInstance(inst, PyTuple_GET_ITEM(cls, i))
            if r != 0 { break }
        }
        _Py_LeaveRecursiveCall()
        return r
    }
    if let checker = _PyObject_LookupSpecial(cls, _Py_ID(.__instancecheck__)) {
        defer { Py_DECREF(checker) }
        if !_Py_EnterRecursiveCall(" in __instancecheck__") { return -1 }
        let result = PyObject_CallOneArg(checker, inst)
        _Py_LeaveRecursiveCall()
        guard let result else { return -1 }
        defer { Py_DECREF(result) }
        return PyObject_IsTrue(result)
    }
    if PyErr_Occurred() != nil { return -1 }
    return _PyObject_RealIsInstance(inst, cls)
}

/// What `type.__subclasscheck__` does: 1, 0, or -1 with an exception. Origin: Objects/abstract.c.
public func _PyObject_RealIsSubclass(_ derived: PyObj, _ cls: PyObj) -> Int32 {
    if PyType_Check(cls) && PyType_Check(derived) { return PyType_IsSubtype(derived, cls) ? 1 : 0 }
    if !checkClass(derived, "issubclass() arg 1 must be a class") { return -1 }
    if cls.ob_type != _PyUnion_Type
        && !checkClass(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
    {
        return -1
    }
    return abstractIsSubclass(derived, cls)
}

/// `issubclass(derived, cls)`: 1, 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PyObject_IsSubclass(_ derived: PyObj, _ cls: PyObj) -> Int32 {
    if cls.ob_type == PyType_Type {
        if derived == cls { return 1 }
        return _PyObject_RealIsSubclass(derived, cls)
    }
    var cls = cls
    if cls.ob_type == _PyUnion_Type { cls = _Py_union_args(cls) }
    if PyTuple_Check(cls) {
        if !_Py_EnterRecursiveCall(" in __subclasscheck__") { return -1 }
        var r: Int32 = 0
        for i in 0..<cls.ob_size {
            r = PyObject_IsSubclass(derived, PyTuple_GET_ITEM(cls, i))
            if r != 0 { break }
        }
        _Py_LeaveRecursiveCall()
        return r
    }
    if let checker = _PyObject_LookupSpecial(cls, _Py_ID(.__subclasscheck__)) {
        defer { Py_DECREF(checker) }
        if !_Py_EnterRecursiveCall(" in __subclasscheck__") { return -1 }
        let result = PyObject_CallOneArg(checker, derived)
        _Py_LeaveRecursiveCall()
        guard let result else { return -1 }
        defer { Py_DECREF(result) }
        return PyObject_IsTrue(result)
    }
    if PyErr_Occurred() != nil { return -1 }
    return _PyObject_RealIsSubclass(derived, cls)
}

/// `iter(op)`: a new reference, or nil with an exception. Origin: Objects/abstract.c.
public func PyObject_GetIter(_ op: PyObj) -> PyObj? {
    guard let f = op.ob_type.tp_iter else {
        if PySequence_Check(op) { return PySeqIter_New(op) }
        return typeError("'", op, "' object is not iterable")
    }
    guard let result = f(op) else { return nil }
    if !PyIter_Check(result) {
        PyErr_SetString(PyExc_TypeError, "iter() returned non-iterator of type '\(typeText(result.ob_type, 100))'")
        Py_DECREF(result)
        return nil
    }
    return result
}

/// `aiter(op)`: a new reference, or nil with an exception. Origin: Objects/abstract.c.
public func PyObject_GetAIter(_ op: PyObj) -> PyObj? {
    guard let f = op.ob_type.tp_as_async?.am_aiter else { return typeError("'", op, "' object is not an async iterable") }
    guard let it = f(op) else { return nil }
    if !PyAIter_Check(it) {
        PyErr_SetString(PyExc_TypeError, "aiter() returned not an async iterator of type '\(typeText(it.ob_type, 100))'")
        Py_DECREF(it)
        return nil
    }
    return it
}

/// The address of `_PyObject_NextNotImplemented` as slots hold it.
@inline(__always) private func isNextNotImplemented(_ f: unaryfunc) -> Bool {
    let none: unaryfunc = _PyObject_NextNotImplemented
    return unsafeBitCast(f, to: UInt.self) == unsafeBitCast(none, to: UInt.self)
}

/// Whether the object is an iterator. Origin: Objects/abstract.c.
@inline(__always) public func PyIter_Check(_ op: PyObj) -> Bool {
    if let f = op.ob_type.tp_iternext { return !isNextNotImplemented(f) }
    return false
}

/// Whether the object is an asynchronous iterator. Origin: Objects/abstract.c.
public func PyAIter_Check(_ op: PyObj) -> Bool {
    if let f = op.ob_type.tp_as_async?.am_anext { return !isNextNotImplemented(f) }
    return false
}

/// The next item: a new reference; nil without an exception at the end (StopIteration is cleared). Origin: Objects/abstract.c.
public func PyIter_Next(_ it: PyObj) -> PyObj? {
    let result = it.ob_type.tp_iternext.unsafelyUnwrapped(it)
    if result == nil && ThreadState.curexc_type != nil && PyErr_ExceptionMatches(PyExc_StopIteration) { PyErr_Clear() }
    return result
}

/// The outcomes of sending into an iterator.
public let PYGEN_RETURN: Int32 = 0, PYGEN_ERROR: Int32 = -1, PYGEN_NEXT: Int32 = 1

/// Sends a value into an iterator: `PYGEN_NEXT`, `PYGEN_RETURN` or `PYGEN_ERROR`, and the result. Origin: Objects/abstract.c.
public func PyIter_Send(_ it: PyObj, _ argument: PyObj, _ result: UnsafeMutablePointer<PyObj?>) -> Int32 {
    if let send = it.ob_type.tp_as_async?.am_send { return send(it, argument, result) }
    if argument == Py_None && PyIter_Check(it) {
        result.pointee = it.ob_type.tp_iternext.unsafelyUnwrapped(it)
    } else {
        result.pointee = PyObject_CallMethodOneArg(it, _Py_ID(.send), argument)
    }
    if result.pointee != nil { return PYGEN_NEXT }
    return _PyGen_FetchStopIterationValue(&result.pointee) == 0 ? PYGEN_RETURN : PYGEN_ERROR
}
