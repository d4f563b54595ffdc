import Memory
import Trace

// The passes that find out what is trash. Origin: Modules/gcmodule.c.

/// Copies each object's reference count to its gc_refs and marks it as belonging to the set.
func update_refs(_ containers: PyObj) {
    GCProgress.begin(.updateRefs)
    var gc = GC_NEXT(containers)
    while gc != containers {
        let op = FROM_GC(gc)
        precondition(op.ob_refcnt > 0, "an object with no reference is still tracked")
        gc_reset_refs(gc, op.ob_refcnt)
        GCProgress.current = op
        emitIfTracing(.gcUpdateRefs, UnsafeRawPointer(op), op.ob_refcnt)
        gc = GC_NEXT(gc)
    }
}

/// A reference inside the set: one less from outside.
private func visit_decref(_ op: PyObj, _ parent: UnsafeMutableRawPointer?) -> Int32 {
    if _PyObject_IS_GC(op) {
        let gc = AS_GC(op)
        if gc_is_collecting(gc) {
            precondition(gc_get_refs(gc) > 0, "more references inside the set than the reference count")
            gc._gc_prev &-= 1 << 2
            emitIfTracing(.gcSubtract, UnsafeRawPointer(parent), UnsafeRawPointer(op), gc_get_refs(gc))
        }
    }
    return 0
}

/// Subtracts each reference that comes from inside the set: gc_refs is then the number of references from outside.
func subtract_refs(_ containers: PyObj) {
    GCProgress.begin(.subtractRefs)
    var gc = GC_NEXT(containers)
    while gc != containers {
        let op = FROM_GC(gc)
        GCProgress.current = op
        _ = op.ob_type.tp_traverse.unsafelyUnwrapped(op, visit_decref, op)
        gc = GC_NEXT(gc)
    }
}

/// A reachable object refers to `op`: so that is reachable too.
private func visit_reachable(_ op: PyObj, _ reachable: UnsafeMutableRawPointer?) -> Int32 {
    guard _PyObject_IS_GC(op) else { return 0 }
    let gc = AS_GC(op)
    let refs = gc_get_refs(gc)
    // Not in the set, or scanned already.
    guard gc_is_collecting(gc) else { return 0 }
    emitIfTracing(.gcVisit, UnsafeRawPointer(GCProgress.current), UnsafeRawPointer(op), refs)
    if gc._gc_next & NEXT_MASK_UNREACHABLE != 0 {
        // It was put aside when the scan met it; it goes back to the end of the set. Links in `unreachable` carry the
        // flag, so the list functions cannot be used.
        let prev = GC_PREV(gc)
        let next = PyObj(bitPattern: gc._gc_next & ~NEXT_MASK_UNREACHABLE).unsafelyUnwrapped
        prev._gc_next = gc._gc_next
        SET_PREV(next, prev)
        gc_list_append(gc, reachable.unsafelyUnwrapped)
        gc_set_refs(gc, 1)
        emitIfTracing(
            .gcMove, UInt64(UInt(bitPattern: op)), UInt64(GCList.young.rawValue), UInt64(GCReason.reachedFromReachable.rawValue))
    } else if refs == 0 {
        gc_set_refs(gc, 1)
        emitIfTracing(.gcUpdateRefs, UnsafeRawPointer(op), 1)
    }
    return 0
}

/// Scans the set from left to right and moves to `unreachable` what nothing outside is known to refer to; what turns out to be reachable
/// later comes back. Links of `unreachable` carry the flag NEXT_MASK_UNREACHABLE afterwards.
func move_unreachable(_ young: PyObj, _ unreachable: PyObj) {
    GCProgress.begin(.moveUnreachable)
    var prev = young
    var gc = GC_NEXT(young)
    while gc != young {
        let op = FROM_GC(gc)
        GCProgress.current = op
        if gc_get_refs(gc) != 0 {
            // Traversing may append to the set, so the next element is read afterwards.
            _ = op.ob_type.tp_traverse.unsafelyUnwrapped(op, visit_reachable, young)
            SET_PREV(gc, prev)
            gc_clear_collecting(gc)
            prev = gc
        } else {
            prev._gc_next = gc._gc_next
            let last = GC_PREV(unreachable)
            last._gc_next = NEXT_MASK_UNREACHABLE | UInt(bitPattern: gc)
            SET_PREV(gc, last)
            gc._gc_next = NEXT_MASK_UNREACHABLE | UInt(bitPattern: unreachable)
            unreachable._gc_prev = UInt(bitPattern: gc)
            emitIfTracing(
                .gcMove, UInt64(UInt(bitPattern: op)), UInt64(GCList.unreachable.rawValue),
                UInt64(GCReason.noOutsideReference.rawValue))
        }
        gc = PyObj(bitPattern: prev._gc_next).unsafelyUnwrapped
    }
    young._gc_prev = UInt(bitPattern: prev)
    unreachable._gc_next &= ~NEXT_MASK_UNREACHABLE  // the head got the flag as well
}

/// Finds what of a list cannot be reached from outside it and moves that to `unreachable`.
func deduce_unreachable(_ base: PyObj, _ unreachable: PyObj) {
    GCProgress.young = base
    update_refs(base)
    subtract_refs(base)
    gc_list_init(unreachable)
    move_unreachable(base, unreachable)
}

/// What a walk over the survivors found: how many are tracked, and the first dict among them. CPython walks once more for each of the two.
struct Survivors {
    var count: Int
    var firstDict: PyObj?
}

/// Untracks tuples that can take no part in a cycle.
func untrack_tuples(_ head: PyObj) -> Survivors {
    GCProgress.begin(.untrackTuples)
    var count = 0
    var firstDict: PyObj?
    var gc = GC_NEXT(head)
    while gc != head {
        let op = FROM_GC(gc)
        let next = GC_NEXT(gc)
        let type = op.ob_type
        count &+= 1
        if type == PyTuple_Type {
            GCProgress.current = op
            _PyTuple_MaybeUntrack(op)
            if !_PyObject_GC_IS_TRACKED(op) {
                count &-= 1
                emitIfTracing(.gcUntrack, UnsafeRawPointer(op), 1)
            }
        } else if type == PyDict_Type, firstDict == nil {
            firstDict = gc
        }
        gc = next
    }
    return Survivors(count: count, firstDict: firstDict)
}

/// Untracks dicts that can take no part in a cycle, and counts what is left.
func untrack_dicts(_ head: PyObj, _ survivors: inout Survivors) {
    GCProgress.begin(.untrackDicts)
    guard var gc = survivors.firstDict else { return }
    while gc != head {
        let op = FROM_GC(gc)
        let next = GC_NEXT(gc)
        if PyDict_CheckExact(op) {
            GCProgress.current = op
            _PyDict_MaybeUntrack(op)
            if !_PyObject_GC_IS_TRACKED(op) {
                survivors.count &-= 1
                emitIfTracing(.gcUntrack, UnsafeRawPointer(op), 1)
            }
        }
        gc = next
    }
}

/// Whether an object has a finalizer from before PEP 442, which makes its cycle uncollectable.
@inline(__always) func has_legacy_finalizer(_ op: PyObj) -> Bool { op.ob_type.tp_del != nil }

/// Moves objects with `tp_del` to `finalizers`, and clears the flag in the links of `unreachable`.
func move_legacy_finalizers(_ unreachable: PyObj, _ finalizers: PyObj) {
    GCProgress.begin(.legacyFinalizers)
    var gc = GC_NEXT(unreachable)
    while gc != unreachable {
        gc._gc_next &= ~NEXT_MASK_UNREACHABLE
        let next = GC_NEXT(gc)
        let op = FROM_GC(gc)
        if has_legacy_finalizer(op) {
            gc_clear_collecting(gc)
            gc_list_move(gc, finalizers)
            emitIfTracing(
                .gcMove, UInt64(UInt(bitPattern: op)), UInt64(GCList.finalizers.rawValue), UInt64(GCReason.legacyFinalizer.rawValue)
            )
        }
        gc = next
    }
}

/// Clears the flag in the links of `unreachable`.
func clear_unreachable_mask(_ unreachable: PyObj) {
    var gc = GC_NEXT(unreachable)
    while gc != unreachable {
        gc._gc_next &= ~NEXT_MASK_UNREACHABLE
        gc = GC_NEXT(gc)
    }
}

private func visit_move(_ op: PyObj, _ list: UnsafeMutableRawPointer?) -> Int32 {
    if _PyObject_IS_GC(op) {
        let gc = AS_GC(op)
        if gc_is_collecting(gc) {
            gc_list_move(gc, list.unsafelyUnwrapped)
            gc_clear_collecting(gc)
            emitIfTracing(
                .gcMove, UInt64(UInt(bitPattern: op)), UInt64(GCList.finalizers.rawValue),
                UInt64(GCReason.reachedFromFinalizer.rawValue))
        }
    }
    return 0
}

/// Moves what objects with `tp_del` reach to `finalizers`; that list grows while it is walked.
func move_legacy_finalizer_reachable(_ finalizers: PyObj) {
    var gc = GC_NEXT(finalizers)
    while gc != finalizers {
        let op = FROM_GC(gc)
        _ = op.ob_type.tp_traverse.unsafelyUnwrapped(op, visit_move, finalizers)
        gc = GC_NEXT(gc)
    }
}
