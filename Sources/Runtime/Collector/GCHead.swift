import Memory
import Trace

// The 16 bytes before an object that the collector may track. Origin: Include/internal/pycore_gc.h, pycore_object.h and the
// list functions of Modules/gcmodule.c. A list head has the same two words; `gc` below is always the address of a head or list head.
//
//     _gc_next  0: not tracked; bit 0: in the list `unreachable` (only during a collection)
//     _gc_prev  bit 0: the finalizer was called; bit 1: in the set being collected; above: previous head, or gc_refs during a collection

@usableFromInline let PREV_MASK_FINALIZED: UInt = 1
@usableFromInline let PREV_MASK_COLLECTING: UInt = 2
@usableFromInline let PREV_SHIFT: UInt = 2
@usableFromInline let PREV_MASK: UInt = ~3
@usableFromInline let NEXT_MASK_UNREACHABLE: UInt = 1

/// The GC head of an object.
@inlinable @inline(__always) public func AS_GC(_ op: PyObj) -> PyObj { op - 16 }
/// The object of a GC head.
@inlinable @inline(__always) public func FROM_GC(_ gc: PyObj) -> PyObj { gc + 16 }

@inlinable @inline(__always) func GC_NEXT(_ gc: PyObj) -> PyObj { PyObj(bitPattern: gc._gc_next).unsafelyUnwrapped }
@inlinable @inline(__always) func GC_PREV(_ gc: PyObj) -> PyObj { PyObj(bitPattern: gc._gc_prev & ~3).unsafelyUnwrapped }
@inlinable @inline(__always) func SET_NEXT(_ gc: PyObj, _ next: PyObj) { gc._gc_next = UInt(bitPattern: next) }
/// Sets the previous pointer and keeps the flags.
@inlinable @inline(__always) func SET_PREV(_ gc: PyObj, _ prev: PyObj) {
    gc._gc_prev = (gc._gc_prev & 3) | UInt(bitPattern: prev)
}

@inline(__always) func gc_is_collecting(_ gc: PyObj) -> Bool { gc._gc_prev & 2 != 0 }
@inline(__always) func gc_clear_collecting(_ gc: PyObj) { gc._gc_prev &= ~2 }
@inline(__always) func gc_get_refs(_ gc: PyObj) -> Int { Int(bitPattern: gc._gc_prev >> 2) }
@inline(__always) func gc_set_refs(_ gc: PyObj, _ refs: Int) { gc._gc_prev = (gc._gc_prev & 3) | UInt(bitPattern: refs) << 2 }
@inline(__always) func gc_reset_refs(_ gc: PyObj, _ refs: Int) {
    gc._gc_prev = (gc._gc_prev & 1) | 2 | UInt(bitPattern: refs) << 2
}

/// Whether the finalizer of an object with a GC head was called.
@inlinable @inline(__always) public func _PyGC_FINALIZED(_ op: PyObj) -> Bool { AS_GC(op)._gc_prev & 1 != 0 }
/// Marks that the finalizer of an object with a GC head was called.
@inlinable @inline(__always) public func _PyGC_SET_FINALIZED(_ op: PyObj) { AS_GC(op)._gc_prev |= 1 }

/// Whether a type's objects have a GC head.
@inlinable @inline(__always) public func _PyType_IS_GC(_ type: PyObj) -> Bool { type.tp_flags & TypeFlags.HAVE_GC != 0 }
/// Whether an object has a GC head: static types do not, although `type` objects in general do.
@inlinable @inline(__always) public func _PyObject_IS_GC(_ op: PyObj) -> Bool {
    let type = op.ob_type
    guard _PyType_IS_GC(type) else { return false }
    guard let is_gc = type.tp_is_gc else { return true }
    // Every instance refers to its class: without the call.
    return type == PyType_Type ? op.tp_flags & TypeFlags.HEAPTYPE != 0 : is_gc(op) != 0
}
/// The same as a function for other languages' callers (CPython's `PyObject_IS_GC`).
public func PyObject_IS_GC(_ op: PyObj) -> Bool { _PyObject_IS_GC(op) }

/// Whether an object with a GC head is in a list of the collector.
@inlinable @inline(__always) public func _PyObject_GC_IS_TRACKED(_ op: PyObj) -> Bool { AS_GC(op)._gc_next != 0 }
/// Whether an object is tracked now or may be later; false for what can never be, so that a container of it need not be tracked.
@inlinable @inline(__always) public func _PyObject_GC_MAY_BE_TRACKED(_ op: PyObj) -> Bool {
    _PyObject_IS_GC(op) && (op.ob_type != PyTuple_Type || _PyObject_GC_IS_TRACKED(op))
}

/// Bytes before an object of a type: 16 for the GC head, 16 more for the two words of a managed dict.
@inlinable @inline(__always) public func _PyType_PreHeaderSize(_ type: PyObj) -> Int {
    let flags = type.tp_flags
    return (flags & TypeFlags.HAVE_GC != 0 ? 16 : 0) &+ (flags & TypeFlags.MANAGED_DICT != 0 ? 16 : 0)
}

/// Starts to track an object: it becomes the last of generation 0. It must not be tracked yet.
@inlinable @inline(__always) public func _PyObject_GC_TRACK(_ op: PyObj) {
    let gc = AS_GC(op)
    let head = GCState.head(0)
    let last = PyObj(bitPattern: head._gc_prev).unsafelyUnwrapped
    SET_NEXT(last, gc)
    SET_PREV(gc, last)
    SET_NEXT(gc, head)
    head._gc_prev = UInt(bitPattern: gc)
    emitIfTracing(.gcTrack, UnsafeRawPointer(op), Int(GCState.count(0)))
}

/// Stops tracking an object, which must be tracked.
@inlinable @inline(__always) public func _PyObject_GC_UNTRACK(_ op: PyObj) {
    let gc = AS_GC(op)
    let prev = GC_PREV(gc)
    let next = GC_NEXT(gc)
    SET_NEXT(prev, next)
    SET_PREV(next, prev)
    gc._gc_next = 0
    gc._gc_prev &= 1
    emitIfTracing(.gcUntrack, UnsafeRawPointer(op), 0)
}

/// Starts to track an object (CPython's `PyObject_GC_Track`).
public func PyObject_GC_Track(_ op: PyObj) { _PyObject_GC_TRACK(op) }

/// Stops tracking an object, if it is tracked: the trashcan makes deallocators call it twice (CPython's `PyObject_GC_UnTrack`).
@inlinable @inline(__always) public func PyObject_GC_UnTrack(_ op: PyObj) {
    if _PyObject_GC_IS_TRACKED(op) { _PyObject_GC_UNTRACK(op) }
}

/// Visits a referent, if there is one; for `tp_traverse`: `let r = Py_VISIT(…); if r != 0 { return r }`.
@inlinable @inline(__always) public func Py_VISIT(_ op: PyObj?, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    guard let op else { return 0 }
    return visit(op, arg)
}

// MARK: Lists

@inline(__always) func gc_list_init(_ list: PyObj) {
    list._gc_prev = UInt(bitPattern: list)
    list._gc_next = UInt(bitPattern: list)
}

@inline(__always) func gc_list_is_empty(_ list: PyObj) -> Bool { list._gc_next == UInt(bitPattern: list) }

/// Appends a head that is in no list.
@inline(__always) func gc_list_append(_ gc: PyObj, _ list: PyObj) {
    let last = PyObj(bitPattern: list._gc_prev).unsafelyUnwrapped
    SET_PREV(gc, last)
    SET_NEXT(last, gc)
    SET_NEXT(gc, list)
    list._gc_prev = UInt(bitPattern: gc)
}

/// Takes a head out of its list; the object is untracked then.
@inline(__always) func gc_list_remove(_ gc: PyObj) {
    let prev = GC_PREV(gc)
    let next = GC_NEXT(gc)
    SET_NEXT(prev, next)
    SET_PREV(next, prev)
    gc._gc_next = 0
}

/// Takes a head out of its list and appends it to another.
@inline(__always) func gc_list_move(_ gc: PyObj, _ list: PyObj) {
    let prev = GC_PREV(gc)
    let next = GC_NEXT(gc)
    SET_NEXT(prev, next)
    SET_PREV(next, prev)
    gc_list_append(gc, list)
}

/// Appends all of one list to another and empties it.
func gc_list_merge(_ from: PyObj, _ to: PyObj) {
    if !gc_list_is_empty(from) {
        let toTail = GC_PREV(to)
        let fromHead = GC_NEXT(from)
        let fromTail = GC_PREV(from)
        SET_NEXT(toTail, fromHead)
        SET_PREV(fromHead, toTail)
        SET_NEXT(fromTail, to)
        SET_PREV(to, fromTail)
    }
    gc_list_init(from)
}

/// Number of objects in a list.
func gc_list_size(_ list: PyObj) -> Int {
    var n = 0
    var gc = GC_NEXT(list)
    while gc != list {
        n += 1
        gc = GC_NEXT(gc)
    }
    return n
}
