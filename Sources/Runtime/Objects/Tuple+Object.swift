import Glibc
import Memory
import Trace

// Tuples: making, free lists, resizing. Origin: Objects/tupleobject.c, Include/internal/pycore_tuple.h.

/// Tuples shorter than this are taken from the free lists; those up to this size are parked on them.
var PyTuple_MAXSAVESIZE: Int { @inline(__always) get { 20 } }
/// How many tuples of one size are parked.
var PyTuple_MAXFREELIST: Int { @inline(__always) get { 2000 } }

/// One item of what is known to be a tuple (borrowed).
@inline(__always) public func PyTuple_GET_ITEM(_ op: PyObj, _ i: Int) -> PyObj {
    op.load(fromByteOffset: 24 &+ i &* 8, as: PyObj?.self).unsafelyUnwrapped
}
/// Stores an item (taken over) into a new tuple's empty place.
@inline(__always) public func PyTuple_SET_ITEM(_ op: PyObj, _ i: Int, _ v: PyObj?) {
    op.storeBytes(of: v, toByteOffset: 24 &+ i &* 8, as: PyObj?.self)
}
/// The length of what is known to be a tuple.
@inline(__always) public func PyTuple_GET_SIZE(_ op: PyObj) -> Int { op.ob_size }
/// The first item's place.
@inline(__always) public func _PyTuple_ITEMS(_ op: PyObj) -> PyArgs { (op + 24).assumingMemoryBound(to: PyObj.self) }

/// Writes the empty tuple into its place. Called once, before any tuple is made.
func initEmptyTuple() {
    emptyTuple.ob_refcnt = StaticArea.refcnt
    emptyTuple.ob_type = PyTuple_Type
    emptyTuple.ob_size = 0
}

/// A tuple with undefined items, not tracked; `size` is positive.
@inline(__always) func tuple_alloc(_ size: Int) -> PyObj? {
    if size < PyTuple_MAXSAVESIZE && size > 0 {
        let list = Freelists.tupleHead(size)
        if let op = list.load(as: PyObj?.self) {
            list.storeBytes(of: op.load(fromByteOffset: 24, as: PyObj?.self), as: PyObj?.self)
            let count = list.load(fromByteOffset: 8, as: Int.self) &- 1
            list.storeBytes(of: count, toByteOffset: 8, as: Int.self)
            emitIfTracing(.freelistTake, bits(op), bits(PyTuple_Type), bits(count))
            _Py_NewReference(op)
            return op
        }
    }
    return tuple_alloc_new(size)
}

@inline(never) private func tuple_alloc_new(_ size: Int) -> PyObj? {
    if size < 0 {
        PyErr_BadInternalCall()
        return nil
    }
    if size > (Int.max - 24) / 8 { return PyErr_NoMemory() }
    return _PyObject_GC_NewVar(PyTuple_Type, size)
}

/// Parks a tuple; false if its list is full or its size has none.
@inline(__always) private func maybe_freelist_push(_ op: PyObj) -> Bool {
    let size = op.ob_size
    if size == 0 || size > PyTuple_MAXSAVESIZE || op.ob_type != PyTuple_Type { return false }
    let list = Freelists.tupleHead(size)
    let count = list.load(fromByteOffset: 8, as: Int.self)
    if count >= PyTuple_MAXFREELIST { return false }
    op.storeBytes(of: list.load(as: PyObj?.self), toByteOffset: 24, as: PyObj?.self)
    list.storeBytes(of: op, as: PyObj.self)
    list.storeBytes(of: count &+ 1, toByteOffset: 8, as: Int.self)
    emitIfTracing(.freelistPut, bits(op), bits(PyTuple_Type), bits(count &+ 1))
    return true
}

/// Frees the parked tuples. Called by full collections.
func _PyTuple_ClearFreeList() {
    for size in 1...PyTuple_MAXSAVESIZE {
        let list = Freelists.tupleHead(size)
        var next = list.load(as: PyObj?.self)
        list.storeBytes(of: nil, as: PyObj?.self)
        list.storeBytes(of: 0, toByteOffset: 8, as: Int.self)
        while let op = next {
            next = op.load(fromByteOffset: 24, as: PyObj?.self)
            PyObject_GC_Del(op)
        }
    }
}

/// A new tuple of `size` empty places; the one empty tuple for 0. nil with an exception.
public func PyTuple_New(_ size: Int) -> PyObj? {
    if size == 0 { return Py_NewRef(emptyTuple) }
    guard let op = tuple_alloc(size) else { return nil }
    for i in 0..<size { PyTuple_SET_ITEM(op, i, nil) }
    _PyObject_GC_TRACK(op)
    return op
}

/// The length, or -1 with an exception.
public func PyTuple_Size(_ op: PyObj) -> Int {
    if !PyTuple_Check(op) {
        PyErr_BadInternalCall()
        return -1
    }
    return op.ob_size
}

/// One item (borrowed); nil with IndexError.
public func PyTuple_GetItem(_ op: PyObj, _ i: Int) -> PyObj? {
    if !PyTuple_Check(op) {
        PyErr_BadInternalCall()
        return nil
    }
    if i < 0 || i >= op.ob_size {
        PyErr_SetString(PyExc_IndexError, "tuple index out of range")
        return nil
    }
    return PyTuple_GET_ITEM(op, i)
}

/// Replaces an item of a tuple that nobody else knows (the new one is taken over). 0, or -1 with an exception.
@discardableResult public func PyTuple_SetItem(_ op: PyObj, _ i: Int, _ newitem: PyObj?) -> Int32 {
    if !PyTuple_Check(op) || op.ob_refcnt != 1 {
        Py_XDECREF(newitem)
        PyErr_BadInternalCall()
        return -1
    }
    if i < 0 || i >= op.ob_size {
        Py_XDECREF(newitem)
        PyErr_SetString(PyExc_IndexError, "tuple assignment index out of range")
        return -1
    }
    Py_XSETREF(op, 24 &+ i &* 8, newitem)
    return 0
}

/// Untracks a tuple that holds nothing which can take part in a cycle. Called by collections.
func _PyTuple_MaybeUntrack(_ op: PyObj) {
    if !PyTuple_CheckExact(op) || !_PyObject_GC_IS_TRACKED(op) { return }
    for i in 0..<op.ob_size {
        guard let item = op.load(fromByteOffset: 24 &+ i &* 8, as: PyObj?.self) else { return }
        if _PyObject_GC_MAY_BE_TRACKED(item) { return }
    }
    _PyObject_GC_UNTRACK(op)
}

/// A new tuple of one object. nil with an exception.
public func PyTuple_Pack(_ n: Int, _ a: PyObj) -> PyObj? {
    guard let op = tuple_alloc(1) else { return nil }
    PyTuple_SET_ITEM(op, 0, Py_NewRef(a))
    _PyObject_GC_TRACK(op)
    return op
}
/// A new tuple of two objects. nil with an exception.
public func PyTuple_Pack(_ n: Int, _ a: PyObj, _ b: PyObj) -> PyObj? {
    guard let op = tuple_alloc(2) else { return nil }
    PyTuple_SET_ITEM(op, 0, Py_NewRef(a))
    PyTuple_SET_ITEM(op, 1, Py_NewRef(b))
    _PyObject_GC_TRACK(op)
    return op
}
/// A new tuple of three objects. nil with an exception.
public func PyTuple_Pack(_ n: Int, _ a: PyObj, _ b: PyObj, _ c: PyObj) -> PyObj? {
    guard let op = tuple_alloc(3) else { return nil }
    PyTuple_SET_ITEM(op, 0, Py_NewRef(a))
    PyTuple_SET_ITEM(op, 1, Py_NewRef(b))
    PyTuple_SET_ITEM(op, 2, Py_NewRef(c))
    _PyObject_GC_TRACK(op)
    return op
}
/// A new tuple of four or more objects. nil with an exception.
public func PyTuple_Pack(_ n: Int, _ a: PyObj, _ b: PyObj, _ c: PyObj, _ d: PyObj, _ more: PyObj...) -> PyObj? {
    guard let op = tuple_alloc(n) else { return nil }
    PyTuple_SET_ITEM(op, 0, Py_NewRef(a))
    PyTuple_SET_ITEM(op, 1, Py_NewRef(b))
    PyTuple_SET_ITEM(op, 2, Py_NewRef(c))
    PyTuple_SET_ITEM(op, 3, Py_NewRef(d))
    for i in 4..<max(n, 4) { PyTuple_SET_ITEM(op, i, Py_NewRef(more[i - 4])) }
    _PyObject_GC_TRACK(op)
    return op
}

/// A new tuple of `n` objects that lie in an array, with a reference to each. nil with an exception.
public func _PyTuple_FromArray(_ src: UnsafeMutableRawPointer?, _ n: Int) -> PyObj? {
    if n == 0 { return Py_NewRef(emptyTuple) }
    guard let op = tuple_alloc(n) else { return nil }
    let src = src.unsafelyUnwrapped
    for i in 0..<n {
        let item = src.word(i).unsafelyUnwrapped
        Py_INCREF(item)
        PyTuple_SET_ITEM(op, i, item)
    }
    _PyObject_GC_TRACK(op)
    return op
}

/// The same for a typed argument vector.
public func _PyTuple_FromArray(_ src: PyArgs, _ n: Int) -> PyObj? { _PyTuple_FromArray(UnsafeMutableRawPointer(src), n) }

/// A new tuple that takes over the references in an array, even on error.
public func _PyTuple_FromArraySteal(_ src: UnsafeMutableRawPointer, _ n: Int) -> PyObj? {
    if n == 0 { return Py_NewRef(emptyTuple) }
    guard let op = tuple_alloc(n) else {
        for i in 0..<n { Py_DECREF(src.word(i).unsafelyUnwrapped) }
        return nil
    }
    (op + 24).copyMemory(from: src, byteCount: n &* 8)
    _PyObject_GC_TRACK(op)
    return op
}

/// The same for a typed array.
public func _PyTuple_FromArraySteal(_ src: PyArgs, _ n: Int) -> PyObj? { _PyTuple_FromArraySteal(UnsafeMutableRawPointer(src), n) }

/// A new tuple of items `i ..< j`, clipped; an exact tuple's whole is the tuple itself.
public func PyTuple_GetSlice(_ op: PyObj, _ i: Int, _ j: Int) -> PyObj? {
    if !PyTuple_Check(op) {
        PyErr_BadInternalCall()
        return nil
    }
    return tupleslice(op, i, j)
}

/// The same for what is known to be a tuple.
func tupleslice(_ a: PyObj, _ i: Int, _ j: Int) -> PyObj? {
    let low = max(i, 0)
    let high = max(min(j, a.ob_size), low)
    if low == 0 && high == a.ob_size && PyTuple_CheckExact(a) { return Py_NewRef(a) }
    return _PyTuple_FromArray(a + (24 &+ low &* 8), high &- low)
}

/// Changes the size of a tuple that nobody else knows. 0, or -1 with an exception and `pv` nil.
@discardableResult public func _PyTuple_Resize(_ pv: inout PyObj?, _ newsize: Int) -> Int32 {
    guard let v = pv, v.ob_type == PyTuple_Type, v.ob_size == 0 || v.ob_refcnt == 1 else {
        let v = pv
        pv = nil
        Py_XDECREF(v)
        PyErr_BadInternalCall()
        return -1
    }
    let oldsize = v.ob_size
    if oldsize == newsize { return 0 }
    if newsize == 0 {
        Py_DECREF(v)
        pv = Py_NewRef(emptyTuple)
        return 0
    }
    if oldsize == 0 {
        Py_DECREF(v)
        pv = PyTuple_New(newsize)
        return pv == nil ? -1 : 0
    }
    if _PyObject_GC_IS_TRACKED(v) { _PyObject_GC_UNTRACK(v) }
    var i = newsize
    while i < oldsize {
        Py_CLEAR(v, 24 &+ i &* 8)
        i &+= 1
    }
    guard let sv = _PyObject_GC_Resize(v, newsize) else {
        pv = nil
        PyObject_GC_Del(v)
        return -1
    }
    _Py_NewReference(sv)
    if newsize > oldsize { memset(sv + (24 &+ oldsize &* 8), 0, (newsize &- oldsize) &* 8) }
    pv = sv
    _PyObject_GC_TRACK(sv)
    return 0
}

/// `tp_dealloc` of tuples.
func tupledealloc(_ op: PyObj) {
    if op.ob_size == 0 && op == emptyTuple { return }
    PyObject_GC_UnTrack(op)
    if !Py_TRASHCAN_BEGIN(op, tupledealloc) { return }
    var i = op.ob_size
    while i > 0 {
        i &-= 1
        Py_XDECREF(op.load(fromByteOffset: 24 &+ i &* 8, as: PyObj?.self))
    }
    if !maybe_freelist_push(op) { op.ob_type.tp_free.unsafelyUnwrapped(op) }
    Py_TRASHCAN_END()
}

/// What is wrong with a tuple: one line for each broken rule; empty if all is well.
public func _PyTuple_CheckConsistency(_ op: PyObj) -> [String] {
    var wrong: [String] = []
    if !PyTuple_Check(op) { wrong.append("tuple \(op): is a tuple") }
    if op.ob_size < 0 { wrong.append("tuple \(op): 0 <= ob_size") }
    for i in 0..<max(op.ob_size, 0) {
        if let item = op.load(fromByteOffset: 24 + i * 8, as: PyObj?.self), item.ob_refcnt <= 0 {
            wrong.append("tuple \(op): item \(i) is alive")
        }
    }
    return wrong
}
