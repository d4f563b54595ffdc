import Memory
import Trace

// Weak references: the list that hangs on an object, and what happens when the object dies. Origin: Objects/weakrefobject.c.
//
// An object whose type has `tp_weaklistoffset` holds the head of a doubly linked list of its weak references. In front stand, if they
// exist, the one plain `ref` and then the one proxy that have no callback and are shared.

/// Whether a type's objects can be weakly referenced.
@inline(__always) public func _PyType_SUPPORTS_WEAKREFS(_ type: PyObj) -> Bool { type.tp_weaklistoffset > 0 }

/// The field of an object that holds the head of its weak references.
@inline(__always) public func _PyObject_GET_WEAKREFS_LISTPTR(_ op: PyObj) -> UnsafeMutablePointer<PyObj?> {
    (op + op.ob_type.tp_weaklistoffset).assumingMemoryBound(to: PyObj?.self)
}

/// The first weak reference to an object whose type supports them, or nil.
@inline(__always) func weakrefListHead(_ op: PyObj) -> PyObj? {
    op.load(fromByteOffset: op.ob_type.tp_weaklistoffset, as: PyObj?.self)
}

/// Whether an object is a `weakref.ref` or of a subclass.
public func PyWeakref_CheckRef(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, _PyWeakref_Ref_Type) }
/// Whether an object is exactly a `weakref.ref`.
@inline(__always) public func PyWeakref_CheckRefExact(_ op: PyObj) -> Bool { op.ob_type == _PyWeakref_Ref_Type }
/// Whether an object is a weak proxy.
@inline(__always) public func PyWeakref_CheckProxy(_ op: PyObj) -> Bool {
    op.ob_type == _PyWeakref_Proxy_Type || op.ob_type == _PyWeakref_CallableProxy_Type
}
/// Whether an object is a weak reference of any kind.
public func PyWeakref_Check(_ op: PyObj) -> Bool { PyWeakref_CheckProxy(op) || PyWeakref_CheckRef(op) }

/// The referent (borrowed), or None if it is gone or dying.
@inline(__always) public func PyWeakref_GET_OBJECT(_ ref: PyObj) -> PyObj {
    let op = ref.wr_object.unsafelyUnwrapped
    return op.ob_refcnt > 0 ? op : Py_None
}

/// The referent (borrowed), or None; nil with SystemError if `ref` is no weak reference (CPython's `PyWeakref_GetObject`).
public func PyWeakref_GetObject(_ ref: PyObj) -> PyObj? {
    guard PyWeakref_Check(ref) else {
        PyErr_BadInternalCall()
        return nil
    }
    return PyWeakref_GET_OBJECT(ref)
}

/// Number of weak references in a list.
func _PyWeakref_GetWeakrefCount(_ head: PyObj?) -> Int {
    var count = 0
    var next = head
    while let wr = next {
        count += 1
        next = wr.wr_next
    }
    return count
}

func init_weakref(_ ref: PyObj, _ ob: PyObj, _ callback: PyObj?) {
    ref.wr_hash = -1
    ref.wr_object = ob
    ref.wr_prev = nil
    ref.wr_next = nil
    ref.wr_callback = Py_XNewRef(callback)
    ref.wr_vectorcall = weakref_vectorcall
}

private func new_weakref(_ ob: PyObj, _ callback: PyObj?) -> PyObj? {
    guard let ref = _PyObject_GC_New(_PyWeakref_Ref_Type) else { return nil }
    init_weakref(ref, ob, callback)
    _PyObject_GC_TRACK(ref)
    return ref
}

/// Takes a weak reference out of its referent's list; it refers to None then and has no callback.
func clear_weakref(_ ref: PyObj) {
    let callback = ref.wr_callback
    let ob = ref.wr_object.unsafelyUnwrapped
    if ob != Py_None {
        let list = _PyObject_GET_WEAKREFS_LISTPTR(ob)
        if list.pointee == ref { list.pointee = ref.wr_next }
        ref.wr_object = Py_None
        ref.wr_prev?.wr_next = ref.wr_next
        ref.wr_next?.wr_prev = ref.wr_prev
        ref.wr_prev = nil
        ref.wr_next = nil
    }
    if let callback {
        Py_DECREF(callback)
        ref.wr_callback = nil
    }
}

/// The same, but the callback stays: dropping it could run Python code in the middle of a collection.
func _PyWeakref_ClearRef(_ ref: PyObj) {
    let callback = ref.wr_callback
    ref.wr_callback = nil
    clear_weakref(ref)
    ref.wr_callback = callback
}

/// The shared `ref` and proxy without callback, at the front of a list.
func get_basic_refs(_ head: PyObj?) -> (ref: PyObj?, proxy: PyObj?) {
    var ref: PyObj?
    var next = head
    if let first = head, first.wr_callback == nil, PyWeakref_CheckRefExact(first) {
        ref = first
        next = first.wr_next
    }
    if let head, head.wr_callback == nil, let second = next, second.wr_callback == nil, PyWeakref_CheckProxy(second) {
        return (ref, second)
    }
    return (ref, nil)
}

func insert_after(_ new: PyObj, _ prev: PyObj) {
    new.wr_prev = prev
    new.wr_next = prev.wr_next
    prev.wr_next?.wr_prev = new
    prev.wr_next = new
}

func insert_head(_ new: PyObj, _ list: UnsafeMutablePointer<PyObj?>) {
    let next = list.pointee
    new.wr_prev = nil
    new.wr_next = next
    next?.wr_prev = new
    list.pointee = new
}

private func cannotReference(_ ob: PyObj) -> PyObj? {
    PyErr_SetString(PyExc_TypeError, "cannot create weak reference to '\(ob.typeName)' object")
    return nil
}

/// A weak reference to an object, shared if there is no callback; nil with an exception (CPython's `PyWeakref_NewRef`).
public func PyWeakref_NewRef(_ ob: PyObj, _ callback: PyObj?) -> PyObj? {
    guard _PyType_SUPPORTS_WEAKREFS(ob.ob_type) else { return cannotReference(ob) }
    let callback = callback == Py_None ? nil : callback
    let list = _PyObject_GET_WEAKREFS_LISTPTR(ob)
    if callback == nil, let ref = get_basic_refs(list.pointee).ref { return Py_NewRef(ref) }
    guard let new = new_weakref(ob, callback) else { return nil }
    // Making it may have run the collector, and that may have changed the list: look again.
    let (ref, proxy) = get_basic_refs(list.pointee)
    if callback == nil {
        if let ref {
            Py_DECREF(new)
            return Py_NewRef(ref)
        }
        insert_head(new, list)
    } else if let prev = proxy ?? ref {
        insert_after(new, prev)
    } else {
        insert_head(new, list)
    }
    return new
}

/// A weak proxy of an object, shared if there is no callback; nil with an exception (CPython's `PyWeakref_NewProxy`).
public func PyWeakref_NewProxy(_ ob: PyObj, _ callback: PyObj?) -> PyObj? {
    guard _PyType_SUPPORTS_WEAKREFS(ob.ob_type) else { return cannotReference(ob) }
    let callback = callback == Py_None ? nil : callback
    let list = _PyObject_GET_WEAKREFS_LISTPTR(ob)
    if callback == nil, let proxy = get_basic_refs(list.pointee).proxy { return Py_NewRef(proxy) }
    guard let new = new_weakref(ob, callback) else { return nil }
    new.ob_type = PyCallable_Check(ob) ? _PyWeakref_CallableProxy_Type : _PyWeakref_Proxy_Type
    let (ref, proxy) = get_basic_refs(list.pointee)
    if callback == nil, let proxy {
        Py_DECREF(new)
        return Py_NewRef(proxy)
    }
    if let prev = callback == nil ? ref : proxy ?? ref { insert_after(new, prev) } else { insert_head(new, list) }
    return new
}

/// Calls the callback of a dead weak reference; an exception is printed.
func handle_callback(_ ref: PyObj, _ callback: PyObj) {
    emitIfTracing(.weakrefCallback, UnsafeRawPointer(ref), UnsafeRawPointer(callback))
    if let result = PyObject_CallOneArg(callback, ref) {
        Py_DECREF(result)
    } else {
        PyErr_WriteUnraisable(callback)
    }
}

private func clearAndTell(_ ref: PyObj, _ op: PyObj, callback: Bool) {
    clear_weakref(ref)
    emitIfTracing(.weakrefClear, UnsafeRawPointer(ref), UnsafeRawPointer(op), callback ? 1 : 0)
}

/// Clears all weak references to a dying object (count 0) and calls their callbacks, newest first; for `tp_dealloc`
/// (CPython's `PyObject_ClearWeakRefs`).
public func PyObject_ClearWeakRefs(_ op: PyObj) {
    guard _PyType_SUPPORTS_WEAKREFS(op.ob_type), op.ob_refcnt == 0 else {
        PyErr_BadInternalCall()
        return
    }
    let list = _PyObject_GET_WEAKREFS_LISTPTR(op)
    // The shared ones without callback.
    if let first = list.pointee, first.wr_callback == nil {
        clearAndTell(first, op, callback: false)
        if let second = list.pointee, second.wr_callback == nil { clearAndTell(second, op, callback: false) }
    }
    guard let first = list.pointee else { return }
    let count = _PyWeakref_GetWeakrefCount(first)
    let (type, value, traceback) = PyErr_Fetch()
    if count == 1 {
        let callback = first.wr_callback
        first.wr_callback = nil
        clearAndTell(first, op, callback: callback != nil)
        if let callback {
            if first.ob_refcnt > 0 { handle_callback(first, callback) }
            Py_DECREF(callback)
        }
    } else {
        // All are cleared before the first callback runs.
        guard let tuple = PyTuple_New(count * 2) else {
            _PyErr_ChainExceptions(type, value, traceback)
            return
        }
        var current: PyObj? = first
        for i in 0..<count {
            let ref = current.unsafelyUnwrapped
            let next = ref.wr_next
            let callback = ref.wr_callback
            if ref.ob_refcnt > 0 {
                Py_INCREF(ref)
                PyTuple_SET_ITEM(tuple, i * 2, ref)
                if let callback { PyTuple_SET_ITEM(tuple, i * 2 + 1, callback) }
            } else {
                Py_XDECREF(callback)
            }
            ref.wr_callback = nil
            clearAndTell(ref, op, callback: callback != nil)
            current = next
        }
        for i in 0..<count {
            let items = tuple + 24
            guard let callback = items.load(fromByteOffset: (i * 2 + 1) * 8, as: PyObj?.self) else { continue }
            handle_callback(items.load(fromByteOffset: i * 16, as: PyObj.self), callback)
        }
        Py_DECREF(tuple)
    }
    PyErr_Restore(type, value, traceback)
}
