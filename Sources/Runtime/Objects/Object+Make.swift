import Memory
import Trace

// Making and finalising objects that the collector does not know. Origin: Objects/object.c, pycore_object.h.

/// Sets the head of a fresh object: count 1 and its type; heap types count their instances. Origin: `_PyObject_Init`.
@inline(__always) func _PyObject_Init(_ op: PyObj, _ type: PyObj) {
    op.ob_type = type
    if type.tp_flags & TypeFlags.HEAPTYPE != 0 { Py_INCREF(type) }
    op.ob_refcnt = 1
    emitIfTracing(.newObject(op, type))
}

/// `_PyObject_Init` for an object with a variable part of `size` items.
@inline(__always) func _PyObject_InitVar(_ op: PyObj, _ type: PyObj, _ size: Int) {
    op.ob_size = size
    _PyObject_Init(op, type)
}

/// Count 1 again, for an object that comes from a free list or is brought back to life. Origin: `_Py_NewReference`.
@inline(__always) func _Py_NewReference(_ op: PyObj) {
    if Memory.isTraced { Memory.tellTraceOfReuse(op) }
    op.ob_refcnt = 1
    emitIfTracing(.newObject(op, op.ob_type))
}

/// Sets the head of a block; nil and MemoryError if there is no block. Origin: Objects/object.c.
@inline(__always) public func PyObject_Init(_ op: PyObj?, _ type: PyObj) -> PyObj? {
    guard let op else { return PyErr_NoMemory() }
    _PyObject_Init(op, type)
    return op
}

/// As `PyObject_Init`, with `ob_size`. Origin: Objects/object.c.
@inline(__always) public func PyObject_InitVar(_ op: PyObj?, _ type: PyObj, _ size: Int) -> PyObj? {
    guard let op else { return PyErr_NoMemory() }
    _PyObject_InitVar(op, type, size)
    return op
}

/// Bytes of an object with `n` items, rounded up to a pointer. Origin: pycore_object.h `_PyObject_VAR_SIZE`.
@inline(__always) public func _PyObject_VAR_SIZE(_ type: PyObj, _ n: Int) -> Int {
    (type.tp_basicsize &+ n &* type.tp_itemsize &+ 7) & ~7
}

/// Allocates and starts an object of a type without a collector head; nil and MemoryError on failure. Origin: `_PyObject_New`.
public func PyObject_New(_ type: PyObj) -> PyObj? { PyObject_Init(PyObject_Malloc(type.tp_basicsize), type) }

/// Allocates and starts an object with `n` items; nil and MemoryError on failure. Origin: `_PyObject_NewVar`.
public func PyObject_NewVar(_ type: PyObj, _ n: Int) -> PyObj? {
    PyObject_InitVar(PyObject_Malloc(_PyObject_VAR_SIZE(type, n)), type, n)
}

/// Calls `tp_finalize`, once in an object's life. Origin: Objects/object.c.
public func PyObject_CallFinalizer(_ op: PyObj) {
    let type = op.ob_type
    guard let finalize = type.tp_finalize else { return }
    let isGC = type.tp_flags & TypeFlags.HAVE_GC != 0
    if isGC && _PyGC_FINALIZED(op) { return }
    finalize(op)
    if isGC { _PyGC_SET_FINALIZED(op) }
}

/// Calls the finalizer of an object whose count is 0: returns 0 if it still is, -1 if the finalizer brought it back. Origin: object.c.
public func PyObject_CallFinalizerFromDealloc(_ op: PyObj) -> Int32 {
    op.ob_refcnt = 1
    PyObject_CallFinalizer(op)
    op.ob_refcnt -= 1
    return op.ob_refcnt == 0 ? 0 : -1
}

/// The object itself, for iterators' `tp_iter`. Origin: Objects/object.c.
public func PyObject_SelfIter(_ op: PyObj) -> PyObj? { Py_NewRef(op) }

/// The `tp_iternext` of a type whose `__next__` was removed: raises TypeError. Origin: Objects/object.c.
public func _PyObject_NextNotImplemented(_ op: PyObj) -> PyObj? {
    PyErr_SetString(PyExc_TypeError, "'\(op.typeName)' object is not iterable")
    return nil
}
