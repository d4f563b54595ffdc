import Memory
import Trace

// The passes that take trash apart. Origin: Modules/gcmodule.c. Each may run Python code.

/// Clears all weak references to trash, then calls the callbacks of those that are not trash themselves. Result: weak references that
/// were freed by that.
func handle_weakrefs(_ unreachable: PyObj, _ old: PyObj) -> Int {
    GCProgress.begin(.weakrefs)
    let toCall = GCLists.weakrefsToCall
    gc_list_init(toCall)
    var freed = 0
    // All are cleared before any callback runs, lest a callback bring trash back through one that is not cleared yet.
    var gc = GC_NEXT(unreachable)
    while gc != unreachable {
        let op = FROM_GC(gc)
        let next = GC_NEXT(gc)
        GCProgress.current = op
        if PyWeakref_Check(op) {
            // A weak reference that is trash itself: its callback must never run.
            if op.wr_object != Py_None { emitIfTracing(.gcWeakref, UnsafeRawPointer(op), UnsafeRawPointer(op.wr_object), 0) }
            _PyWeakref_ClearRef(op)
        }
        if _PyType_SUPPORTS_WEAKREFS(op.ob_type) {
            while let wr = weakrefListHead(op) {
                _PyWeakref_ClearRef(wr)  // it leaves the callback and takes wr out of the list
                let calls = wr.wr_callback != nil && !gc_is_collecting(AS_GC(wr))
                emitIfTracing(.gcWeakref, UnsafeRawPointer(wr), UnsafeRawPointer(op), calls ? 1 : 0)
                guard calls else { continue }
                Py_INCREF(wr)
                gc_list_move(AS_GC(wr), toCall)
                emitIfTracing(
                    .gcMove, UInt64(UInt(bitPattern: wr)), UInt64(GCList.weakrefsToCall.rawValue),
                    UInt64(GCReason.callback.rawValue))
            }
        }
        gc = next
    }
    while !gc_list_is_empty(toCall) {
        let gc = GC_NEXT(toCall)
        let wr = FROM_GC(gc)
        GCProgress.current = wr
        handle_callback(wr, wr.wr_callback.unsafelyUnwrapped)
        // This often drops the last reference, and the callback with it.
        Py_DECREF(wr)
        if GC_NEXT(toCall) == gc {
            gc_list_move(gc, old)
            emitIfTracing(
                .gcMove, UInt64(UInt(bitPattern: wr)), UInt64(GCList.old.rawValue), UInt64(GCReason.stillAlive.rawValue))
        } else {
            freed += 1
        }
    }
    return freed
}

/// Calls `tp_finalize` of each object that has one, once in its life.
func finalize_garbage(_ collectable: PyObj) {
    GCProgress.begin(.finalize)
    let seen = GCLists.seen
    gc_list_init(seen)
    // A finalizer may free any of the others, so the first one left is taken each time.
    while !gc_list_is_empty(collectable) {
        let gc = GC_NEXT(collectable)
        let op = FROM_GC(gc)
        GCProgress.current = op
        gc_list_move(gc, seen)
        emitIfTracing(.gcMove, UInt64(UInt(bitPattern: op)), UInt64(GCList.seen.rawValue), UInt64(GCReason.finalizerSeen.rawValue))
        if gc._gc_prev & PREV_MASK_FINALIZED == 0, let finalize = op.ob_type.tp_finalize {
            gc._gc_prev |= PREV_MASK_FINALIZED
            Py_INCREF(op)
            emitIfTracing(.gcFinalize, UnsafeRawPointer(op), UnsafeRawPointer(op.ob_type))
            finalize(op)
            Py_DECREF(op)
        }
    }
    gc_list_merge(seen, collectable)
}

/// Finds what finalizers brought back: it goes to the old generation; the rest is in `still`.
func handle_resurrected_objects(_ unreachable: PyObj, _ still: PyObj, _ old: PyObj) {
    GCProgress.begin(.resurrected)
    var gc = GC_NEXT(unreachable)
    while gc != unreachable {
        gc_clear_collecting(gc)
        gc = GC_NEXT(gc)
    }
    deduce_unreachable(unreachable, still)
    clear_unreachable_mask(still)
    if TraceControl.isTracing {
        gc = GC_NEXT(unreachable)
        while gc != unreachable {
            emitIfTracing(
                .gcMove, UInt64(UInt(bitPattern: FROM_GC(gc))), UInt64(GCList.old.rawValue), UInt64(GCReason.resurrected.rawValue))
            gc = GC_NEXT(gc)
        }
    }
    gc_list_merge(unreachable, old)
}

/// Breaks the cycles by `tp_clear`: the objects die by their reference counts. What does not die goes to the old generation.
func delete_garbage(_ collectable: PyObj, _ old: PyObj) {
    GCProgress.begin(.deleteGarbage)
    while !gc_list_is_empty(collectable) {
        let gc = GC_NEXT(collectable)
        let op = FROM_GC(gc)
        GCProgress.current = op
        if GCState.debug & GCState.DEBUG_SAVEALL != 0 {
            if PyList_Append(GCState.garbage.unsafelyUnwrapped, op) < 0 { PyErr_Clear() }
        } else if let clear = op.ob_type.tp_clear {
            Py_INCREF(op)
            emitIfTracing(.gcClear, UnsafeRawPointer(op), UnsafeRawPointer(op.ob_type))
            _ = clear(op)
            if ThreadState.curexc_type != nil { _PyErr_WriteUnraisableMsg("in tp_clear of", op.ob_type) }
            Py_DECREF(op)
        }
        if GC_NEXT(collectable) == gc {
            // Still alive; it may die later.
            gc_clear_collecting(gc)
            gc_list_move(gc, old)
            emitIfTracing(
                .gcMove, UInt64(UInt(bitPattern: op)), UInt64(GCList.old.rawValue), UInt64(GCReason.stillAlive.rawValue))
        }
    }
}

/// Puts what cannot be freed into `gc.garbage`: objects with `tp_del`, or with DEBUG_SAVEALL all that they reach.
func handle_legacy_finalizers(_ finalizers: PyObj, _ old: PyObj) {
    GCProgress.begin(.uncollectable)
    var gc = GC_NEXT(finalizers)
    while gc != finalizers {
        let op = FROM_GC(gc)
        if GCState.debug & GCState.DEBUG_SAVEALL != 0 || has_legacy_finalizer(op) {
            if PyList_Append(GCState.garbage.unsafelyUnwrapped, op) < 0 {
                PyErr_Clear()
                break
            }
        }
        gc = GC_NEXT(gc)
    }
    gc_list_merge(finalizers, old)
}

/// Empties the freelists: parked objects may hold whole arenas.
func clear_freelists() {
    GCProgress.begin(.clearFreelists)
    _PyTuple_ClearFreeList()
    _PyFloat_ClearFreeList()
    _PyList_ClearFreeList()
    _PyDict_ClearFreeList()
    _PyAsyncGen_ClearFreeLists()
}
