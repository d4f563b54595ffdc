import Memory
import Trace

// Nested deallocation of containers goes at most 50 deep; deeper ones wait in a chain. Origin: Objects/object.c, Include/cpython/object.h.
//
// C keeps the outcome of BEGIN's test in a local of the deallocator; here it goes on a small stack of bytes in the interpreter's words 34…46
// (depth in word 32), because BEGIN and END are calls. Every level that counts can have at most one uncounted level on top of it (a
// subclass's deallocator calling its base's), so 2 × 51 bytes suffice.

private let trashDepthWord = 32
private let trashStackByte = 34 * 8
private let trashUnwindLevel: Int32 = 50

/// Starts a container's deallocation: true = go on (and call `Py_TRASHCAN_END` at the end), false = it was put off, return at once.
/// The object must be untracked. Origin: `Py_TRASHCAN_BEGIN`.
@inline(__always) func Py_TRASHCAN_BEGIN(_ op: PyObj, _ dealloc: destructor) -> Bool {
    // A base type's deallocator called by a subclass's must not put off the half-dead object.
    let counts = unsafeBitCast(op.ob_type.tp_dealloc, to: UInt.self) == unsafeBitCast(dealloc, to: UInt.self)
    if counts {
        let nesting = ThreadState.trash_delete_nesting
        if nesting >= trashUnwindLevel {
            // The chain goes through `_gc_prev`.
            let head = op - 16
            head._gc_prev = (head._gc_prev & 3) | UInt(bitPattern: ThreadState.trash_delete_later)
            ThreadState.trash_delete_later = op
            return false
        }
        ThreadState.trash_delete_nesting = nesting &+ 1
    }
    let depth = Interp.word(trashDepthWord)
    Interp.p.storeBytes(of: counts ? 1 : 0, toByteOffset: trashStackByte &+ depth, as: UInt8.self)
    Interp.set(trashDepthWord, depth &+ 1)
    return true
}

/// Ends a container's deallocation; at the outermost level those put off are deallocated. Origin: `Py_TRASHCAN_END`.
@inline(__always) func Py_TRASHCAN_END() {
    let depth = Interp.word(trashDepthWord) &- 1
    Interp.set(trashDepthWord, depth)
    if Interp.p.load(fromByteOffset: trashStackByte &+ depth, as: UInt8.self) == 0 { return }
    let nesting = ThreadState.trash_delete_nesting &- 1
    ThreadState.trash_delete_nesting = nesting
    if _slowPath(nesting <= 0 && ThreadState.trash_delete_later != nil) { _PyTrash_thread_destroy_chain() }
}

/// Deallocates everything that was put off. Origin: Objects/object.c.
@inline(never) func _PyTrash_thread_destroy_chain() {
    // The level is raised so that nested deallocations do not come back here.
    ThreadState.trash_delete_nesting += 1
    while let op = ThreadState.trash_delete_later {
        ThreadState.trash_delete_later = PyObj(bitPattern: (op - 16)._gc_prev & ~3)
        op.ob_type.tp_dealloc.unsafelyUnwrapped(op)
    }
    ThreadState.trash_delete_nesting -= 1
}
