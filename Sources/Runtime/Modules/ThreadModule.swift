import Memory

// The module `_thread`: locks for one thread. Origin: Modules/_threadmodule.c. There is one thread in this version; starting another stops loudly.

var PyLock_Type: PyObj { ModuleTypes.slot(225) }
var PyRLock_Type: PyObj { ModuleTypes.slot(226) }

/// What `get_ident` returns for the one thread.
private let mainThreadIdent = 0x7000_0000_0000

/// The arguments of `acquire`: blocking and timeout. nil with an exception.
private func acquireArguments(_ args: PyObj, _ kwargs: PyObj?) -> (blocking: Bool, timeout: Double)? {
    withArguments("acquire", args, kwargs, ["blocking", "timeout"], min: 0, max: 2, nil) { p -> (Bool, Double)? in
        var blocking = true
        var timeout = -1.0
        if let b = p[0] {
            let v = PyObject_IsTrue(b)
            if v < 0 { return nil }
            blocking = v != 0
        }
        if let t = p[1] {
            timeout = PyFloat_AsDouble(t)
            if timeout == -1 && PyErr_Occurred() != nil { return nil }
        }
        if !blocking && timeout != -1 {
            PyErr_SetString(PyExc_ValueError, "can't specify a timeout for a non-blocking call")
            return nil
        }
        if timeout < 0 && timeout != -1 {
            PyErr_SetString(PyExc_ValueError, "timeout value must be a non-negative number")
            return nil
        }
        return (blocking, timeout)
    }
}

// MARK: lock (lock_lock 16, in_weakreflist 24, locked 32)

private func lock_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    if op[ref: 24] != nil { PyObject_ClearWeakRefs(op) }
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

private func lock_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 { 0 }

private func lock_acquire(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard let (blocking, timeout) = acquireArguments(args, kwargs) else { return nil }
    if op.load(fromByteOffset: 32, as: UInt8.self) == 0 {
        op.storeBytes(of: 1, toByteOffset: 32, as: UInt8.self)
        return PyBool_FromLong(true)
    }
    // With one thread nobody can release it: waiting would be for ever.
    if blocking && timeout < 0 {
        return PyErr_Format(PyExc_RuntimeError, "not implemented: waiting for a lock that this only thread holds (deadlock)")
    }
    return PyBool_FromLong(false)
}

private func lock_release(_ op: PyObj) -> PyObj? {
    if op.load(fromByteOffset: 32, as: UInt8.self) == 0 { return PyErr_Format(PyExc_RuntimeError, "release unlocked lock") }
    op.storeBytes(of: 0, toByteOffset: 32, as: UInt8.self)
    return Py_NewRef(Py_None)
}

private func lock_exit(_ op: PyObj, _ args: PyObj) -> PyObj? { lock_release(op) }

private func lock_locked(_ op: PyObj) -> PyObj? { PyBool_FromLong(op.load(fromByteOffset: 32, as: UInt8.self) != 0) }

private func lock_repr(_ op: PyObj) -> PyObj? {
    let state = op.load(fromByteOffset: 32, as: UInt8.self) != 0 ? "locked" : "unlocked"
    return PyUnicode_FromString("<\(state) \(op.typeName) object at 0x\(String(UInt(bitPattern: op), radix: 16))>")
}

private func newLock() -> PyObj? { PyType_GenericAlloc(PyLock_Type, 0) }

private func thread_allocate_lock(_ module: PyObj) -> PyObj? { newLock() }

// MARK: RLock (rlock_lock 16, rlock_owner 24, rlock_count 32, in_weakreflist 40)

private func rlock_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    if op[ref: 40] != nil { PyObject_ClearWeakRefs(op) }
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

private func rlock_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? { type.tp_alloc.unsafelyUnwrapped(type, 0) }

private func rlock_acquire(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard acquireArguments(args, kwargs) != nil else { return nil }
    op[word: 24] = mainThreadIdent
    op[word: 32] += 1
    return PyBool_FromLong(true)
}

private func rlock_release(_ op: PyObj) -> PyObj? {
    if op[word: 32] == 0 { return PyErr_Format(PyExc_RuntimeError, "cannot release un-acquired lock") }
    op[word: 32] -= 1
    if op[word: 32] == 0 { op[word: 24] = 0 }
    return Py_NewRef(Py_None)
}

private func rlock_exit(_ op: PyObj, _ args: PyObj) -> PyObj? { rlock_release(op) }

private func rlock_is_owned(_ op: PyObj) -> PyObj? { PyBool_FromLong(op[word: 32] > 0) }

private func rlock_acquire_restore(_ op: PyObj, _ args: PyObj) -> PyObj? {
    let state = args.ob_size == 1 ? PyTuple_GET_ITEM(args, 0) : args
    guard PyTuple_Check(state), state.ob_size == 2 else { return PyErr_Format(PyExc_TypeError, "argument 1 must be tuple") }
    op[word: 32] = PyLong_AsLong(PyTuple_GET_ITEM(state, 0))
    op[word: 24] = PyLong_AsLong(PyTuple_GET_ITEM(state, 1))
    return PyErr_Occurred() != nil ? nil : Py_NewRef(Py_None)
}

private func rlock_release_save(_ op: PyObj) -> PyObj? {
    if op[word: 32] == 0 { return PyErr_Format(PyExc_RuntimeError, "cannot release un-acquired lock") }
    let result = buildTuple(PyLong_FromLong(op[word: 32]), PyLong_FromLong(op[word: 24]))
    op[word: 32] = 0
    op[word: 24] = 0
    return result
}

private func rlock_repr(_ op: PyObj) -> PyObj? {
    let state = op[word: 32] != 0 ? "locked" : "unlocked"
    return PyUnicode_FromString(
        "<\(state) \(op.typeName) object owner=\(op[word: 24]) count=\(op[word: 32]) at 0x\(String(UInt(bitPattern: op), radix: 16))>"
    )
}

private func thread_get_ident(_ module: PyObj) -> PyObj? { PyLong_FromLong(mainThreadIdent) }
private func thread_count(_ module: PyObj) -> PyObj? { PyLong_FromLong(0) }

private func thread_start_new_thread(_ module: PyObj, _ args: PyObj) -> PyObj? {
    PyErr_Format(PyExc_RuntimeError, "not implemented: starting a thread")
}

private func thread_set_sentinel(_ module: PyObj) -> PyObj? { newLock() }

/// Makes the module `_thread`; nil with an exception.
func PyInit__thread() -> PyObj? {
    if !_PyType_IsReady(PyLock_Type) {
        var t = PyLock_Type
        t.initStaticType(
            "_thread.lock", basicsize: 40,
            flags: TypeFlags.HAVE_GC | TypeFlags.DISALLOW_INSTANTIATION | TypeFlags.IMMUTABLETYPE)
        t.tp_dealloc = lock_dealloc
        t.tp_repr = lock_repr
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = lock_traverse
        t.tp_weaklistoffset = 24
        t.tp_free = PyObject_GC_Del
        t.setMethods([
            .keywords("acquire_lock", lock_acquire), .keywords("acquire", lock_acquire), .noargs("release_lock", lock_release),
            .noargs("release", lock_release), .noargs("locked_lock", lock_locked), .noargs("locked", lock_locked),
            .keywords("__enter__", lock_acquire), .varargs("__exit__", lock_exit),
        ])
        t = PyRLock_Type
        t.initStaticType("_thread.RLock", basicsize: 48, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.IMMUTABLETYPE)
        t.tp_dealloc = rlock_dealloc
        t.tp_repr = rlock_repr
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = lock_traverse
        t.tp_weaklistoffset = 40
        t.tp_alloc = PyType_GenericAlloc
        t.tp_new = rlock_new
        t.tp_free = PyObject_GC_Del
        t.setMethods([
            .keywords("acquire", rlock_acquire), .noargs("release", rlock_release), .noargs("_is_owned", rlock_is_owned),
            .varargs("_acquire_restore", rlock_acquire_restore), .noargs("_release_save", rlock_release_save),
            .keywords("__enter__", rlock_acquire), .varargs("__exit__", rlock_exit),
        ])
    }
    guard
        let m = makeModule(
            "_thread",
            "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
            [
                .varargs("start_new_thread", thread_start_new_thread), .varargs("start_new", thread_start_new_thread),
                .noargs("allocate_lock", thread_allocate_lock), .noargs("allocate", thread_allocate_lock),
                .noargs("get_ident", thread_get_ident), .noargs("get_native_id", thread_get_ident), .noargs("_count", thread_count),
                .noargs("_set_sentinel", thread_set_sentinel),
            ], [PyRLock_Type])
    else { return nil }
    if PyType_Ready(PyLock_Type) < 0 || PyModule_AddObjectRef(m, "LockType", PyLock_Type) < 0
        || PyModule_AddObjectRef(m, "error", PyExc_RuntimeError) < 0
        || PyModule_AddObject(m, "TIMEOUT_MAX", PyFloat_FromDouble(9_223_372_036.0)) < 0
    {
        Py_DECREF(m)
        return nil
    }
    return m
}
