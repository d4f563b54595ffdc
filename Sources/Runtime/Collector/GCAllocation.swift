import Memory
import Trace

/// Counts a new object for the collector, which may run now; the object is not tracked yet (CPython's `_PyObject_GC_Link`).
@inlinable @inline(__always) public func _PyObject_GC_Link(_ op: PyObj) {
    let gc = AS_GC(op)
    gc._gc_next = 0
    gc._gc_prev = 0
    let count = GCState.count(0) &+ 1
    GCState.setCount(0, count)
    if _slowPath(count > GCState.threshold(0)) { gc_link_slow() }
}

/// Generation 0 is over its threshold: collect, unless that is off, running, or an exception is set.
@usableFromInline @inline(never) func gc_link_slow() {
    if GCState.enabled != 0, GCState.threshold(0) != 0, GCState.collecting == 0, ThreadState.curexc_type == nil {
        GCState.collecting = 1
        GCProgress.manual = 0
        _ = gc_collect_generations()
        GCState.collecting = 0
    }
}

/// Memory for an object of `basicsize` bytes with its words before it; nil with MemoryError (CPython's `gc_alloc`).
@inlinable @inline(__always) func gc_alloc(_ basicsize: Int, _ presize: Int) -> PyObj? {
    let (size, overflow) = basicsize.addingReportingOverflow(presize)
    guard !overflow, let mem = PyObject_Malloc(size) else { return PyErr_NoMemory() }
    // The words of a managed dict, or what the GC head will overwrite.
    mem.storeBytes(of: nil, as: PyObj?.self)
    mem.storeBytes(of: nil, toByteOffset: 8, as: PyObj?.self)
    let op = mem + presize
    _PyObject_GC_Link(op)
    return op
}

/// The bytes of an object of a type with items, rounded up to 8; -1 if that is too large (CPython's `_PyObject_VAR_SIZE`).
@inlinable @inline(__always) func gc_var_size(_ type: PyObj, _ nitems: Int) -> Int {
    let (items, overflow) = nitems.multipliedReportingOverflow(by: type.tp_itemsize)
    let (sum, overflow2) = items.addingReportingOverflow(type.tp_basicsize &+ 7)
    return overflow || overflow2 ? -1 : sum & ~7
}

/// Gives a new object its type and first reference.
@inlinable @inline(__always) func gc_init_object(_ op: PyObj, _ type: PyObj) {
    op.ob_type = type
    if type.tp_flags & TypeFlags.HEAPTYPE != 0 { Py_INCREF(type) }
    op.ob_refcnt = 1
    emitIfTracing(.newObject(op, type))
}

/// A new object with a GC head, not tracked, fields uninitialised; nil with MemoryError (CPython's `_PyObject_GC_New`).
@inlinable public func _PyObject_GC_New(_ type: PyObj) -> PyObj? {
    guard let op = gc_alloc(type.tp_basicsize, _PyType_PreHeaderSize(type)) else { return nil }
    gc_init_object(op, type)
    return op
}

/// A new object with a GC head and items, not tracked; nil with an exception (CPython's `_PyObject_GC_NewVar`).
@inlinable public func _PyObject_GC_NewVar(_ type: PyObj, _ nitems: Int) -> PyObj? {
    guard nitems >= 0 else {
        PyErr_BadInternalCall()
        return nil
    }
    let size = gc_var_size(type, nitems)
    guard size >= 0, let op = gc_alloc(size, _PyType_PreHeaderSize(type)) else { return size < 0 ? PyErr_NoMemory() : nil }
    op.ob_size = nitems
    gc_init_object(op, type)
    return op
}

/// Resizes an untracked object with items; nil with MemoryError, and the object unchanged (CPython's `_PyObject_GC_Resize`).
public func _PyObject_GC_Resize(_ op: PyObj, _ nitems: Int) -> PyObj? {
    let size = gc_var_size(op.ob_type, nitems)
    guard size >= 0, size <= Int.max - 16, let gc = PyObject_Realloc(AS_GC(op), size + 16) else { return PyErr_NoMemory() }
    let new = FROM_GC(gc)
    new.ob_size = nitems
    return new
}

/// Frees an object with a GC head; the last step of its deallocation (CPython's `PyObject_GC_Del`).
@inlinable public func PyObject_GC_Del(_ op: PyObj) {
    let presize = _PyType_PreHeaderSize(op.ob_type)
    let gc = AS_GC(op)
    if gc._gc_next != 0 {
        let prev = GC_PREV(gc)
        let next = GC_NEXT(gc)
        SET_NEXT(prev, next)
        SET_PREV(next, prev)
        gc._gc_next = 0
        emitIfTracing(.gcUntrack, UnsafeRawPointer(op), 0)
    }
    let count = GCState.count(0)
    if count > 0 { GCState.setCount(0, count &- 1) }
    PyObject_Free(op - presize)
}

/// `gc.is_tracked`.
public func PyObject_GC_IsTracked(_ op: PyObj) -> Bool { _PyObject_IS_GC(op) && _PyObject_GC_IS_TRACKED(op) }
/// `gc.is_finalized`.
public func PyObject_GC_IsFinalized(_ op: PyObj) -> Bool { _PyObject_IS_GC(op) && _PyGC_FINALIZED(op) }
