import Memory
import Trace

/// One collection of a generation and all younger ones. Result: what was found unreachable; `collected` and `uncollectable` are its parts
/// (CPython's `gc_collect_main`).
func gc_collect_main(_ generation: Int, _ collected: inout Int, _ uncollectable: inout Int, nofail: Bool) -> Int {
    let stats = GCState.debug & GCState.DEBUG_STATS != 0
    var start = 0
    if stats {
        PySys_WriteStderr("gc: collecting generation \(generation)...\n")
        show_stats_each_generations()
        start = _PyTime_GetPerfCounter()
    }
    GCProgress.generation = generation

    if generation + 1 < GCState.NUM_GENERATIONS { GCState.setCount(generation + 1, GCState.count(generation + 1) &+ 1) }
    for i in 0...generation { GCState.setCount(i, 0) }

    let young = GCState.head(generation)
    for i in 0..<generation { gc_list_merge(GCState.head(i), young) }
    let old = generation < GCState.NUM_GENERATIONS - 1 ? GCState.head(generation + 1) : young
    GCProgress.young = young
    GCProgress.old = old
    if TraceControl.isTracing {
        emitIfTracing(.gcStart, generation, gc_list_size(young), GCProgress.manual)
        GCProgress.begin(.merge)
    }

    let unreachable = GCLists.unreachable
    deduce_unreachable(young, unreachable)
    var survivors = untrack_tuples(young)
    GCProgress.begin(.mergeSurvivors)
    if young != old {
        if generation == GCState.NUM_GENERATIONS - 2 { GCState.long_lived_pending += survivors.count }
        gc_list_merge(young, old)
    } else {
        // Dicts only in full collections: doing it each time would be quadratic for a dict that is being built.
        untrack_dicts(young, &survivors)
        GCState.long_lived_pending = 0
        GCState.long_lived_total = survivors.count
    }

    let finalizers = GCLists.finalizers
    gc_list_init(finalizers)
    move_legacy_finalizers(unreachable, finalizers)
    move_legacy_finalizer_reachable(finalizers)

    if GCState.debug & GCState.DEBUG_COLLECTABLE != 0 { debug_cycles("collectable", unreachable) }

    var m = handle_weakrefs(unreachable, old)
    finalize_garbage(unreachable)
    let final = GCLists.finalUnreachable
    handle_resurrected_objects(unreachable, final, old)
    m += gc_list_size(final)
    delete_garbage(final, old)

    let n = gc_list_size(finalizers)
    if GCState.debug & GCState.DEBUG_UNCOLLECTABLE != 0 { debug_cycles("uncollectable", finalizers) }
    if stats {
        let elapsed = fixed4(_PyTime_GetPerfCounter() - start)
        PySys_WriteStderr("gc: done, \(n + m) unreachable, \(n) uncollectable, \(elapsed)s elapsed\n")
    }
    handle_legacy_finalizers(finalizers, old)
    if generation == GCState.NUM_GENERATIONS - 1 { clear_freelists() }
    if ThreadState.curexc_type != nil {
        if nofail { PyErr_Clear() } else { _PyErr_WriteUnraisableMsg("in garbage collection", nil) }
    }
    collected = m
    uncollectable = n
    let s = GCState.stats(generation)
    s.storeBytes(of: s.load(as: Int.self) + 1, as: Int.self)
    s.storeBytes(of: s.load(fromByteOffset: 8, as: Int.self) + m, toByteOffset: 8, as: Int.self)
    s.storeBytes(of: s.load(fromByteOffset: 16, as: Int.self) + n, toByteOffset: 16, as: Int.self)
    GCProgress.pass = 0
    GCProgress.current = nil
    emitIfTracing(.gcEnd, generation, m, n)
    return n + m
}

/// Nanoseconds as seconds with four decimals.
private func fixed4(_ ns: Int) -> String {
    let tenths = (ns + 50_000) / 100_000
    let fraction = String(tenths % 10_000)
    return "\(tenths / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
}

private func show_stats_each_generations() {
    let sizes = (0..<GCState.NUM_GENERATIONS).map { " \(gc_list_size(GCState.head($0)))" }.joined()
    PySys_WriteStderr(
        "gc: objects in each generation:\(sizes)\ngc: objects in permanent generation: \(gc_list_size(GCState.permanent))\n")
}

private func debug_cycles(_ message: String, _ list: PyObj) {
    var gc = GC_NEXT(list)
    while gc != list {
        let op = FROM_GC(gc)
        PySys_WriteStderr("gc: \(message) <\(op.typeName) 0x\(String(UInt(bitPattern: op), radix: 16))>\n")
        gc = GC_NEXT(gc)
    }
}

/// Calls each of `gc.callbacks` with a phase and a dict of numbers.
private func invoke_gc_callback(_ phase: String, _ generation: Int, _ collected: Int, _ uncollectable: Int) {
    guard let callbacks = GCState.callbacks, callbacks.ob_size > 0 else { return }
    guard let info = gc_number_dict([("generation", generation), ("collected", collected), ("uncollectable", uncollectable)]) else {
        PyErr_WriteUnraisable(nil)
        return
    }
    var i = 0
    while i < callbacks.ob_size {
        let cb = PyList_GET_ITEM(callbacks, i)
        Py_INCREF(cb)
        var result: PyObj?
        if let text = PyUnicode_FromString(phase) {
            result = PyObject_CallFunctionObjArgs(cb, text, info)
            Py_DECREF(text)
        }
        if let result { Py_DECREF(result) } else { PyErr_WriteUnraisable(cb) }
        Py_DECREF(cb)
        i += 1
    }
    Py_DECREF(info)
}

/// A dict of names and ints; nil with an exception.
func gc_number_dict(_ items: [(String, Int)]) -> PyObj? {
    guard let dict = PyDict_New() else { return nil }
    for (name, number) in items {
        guard let key = PyUnicode_FromString(name) else {
            Py_DECREF(dict)
            return nil
        }
        let value = PyLong_FromLong(number)
        let failed = value == nil || PyDict_SetItem(dict, key, value.unsafelyUnwrapped) < 0
        Py_DECREF(key)
        Py_XDECREF(value)
        if failed {
            Py_DECREF(dict)
            return nil
        }
    }
    return dict
}

/// One collection with `gc.callbacks` before and after it.
func gc_collect_with_callback(_ generation: Int) -> Int {
    var collected = 0
    var uncollectable = 0
    invoke_gc_callback("start", generation, 0, 0)
    let result = gc_collect_main(generation, &collected, &uncollectable, nofail: false)
    invoke_gc_callback("stop", generation, collected, uncollectable)
    return result
}

/// Collects the oldest generation whose count is over its threshold. The oldest of all only if the objects that entered it since its last
/// collection are at least a quarter of those that survived that one.
func gc_collect_generations() -> Int {
    for i in (0..<GCState.NUM_GENERATIONS).reversed() where GCState.count(i) > GCState.threshold(i) {
        if i == GCState.NUM_GENERATIONS - 1, GCState.long_lived_pending < GCState.long_lived_total / 4 { continue }
        return gc_collect_with_callback(i)
    }
    return 0
}

/// Collects a generation because the program asks; 0 if a collection is running already.
func gc_collect_now(_ generation: Int) -> Int {
    guard GCState.collecting == 0 else { return 0 }
    GCState.collecting = 1
    GCProgress.manual = 1
    let n = gc_collect_with_callback(generation)
    GCState.collecting = 0
    return n
}

/// A full collection, if collection is enabled; an exception that is set is kept (CPython's `PyGC_Collect`).
@discardableResult public func PyGC_Collect() -> Int {
    guard GCState.enabled != 0, GCState.collecting == 0 else { return 0 }
    let (type, value, traceback) = PyErr_Fetch()
    let n = gc_collect_now(GCState.NUM_GENERATIONS - 1)
    PyErr_Restore(type, value, traceback)
    return n
}

/// A full collection at shutdown: no callbacks, errors dropped (CPython's `_PyGC_CollectNoFail`).
@discardableResult public func _PyGC_CollectNoFail() -> Int {
    guard GCState.collecting == 0 else { return 0 }
    GCState.collecting = 1
    GCProgress.manual = 0
    var collected = 0
    var uncollectable = 0
    let n = gc_collect_main(GCState.NUM_GENERATIONS - 1, &collected, &uncollectable, nofail: true)
    GCState.collecting = 0
    return n
}

/// Turns automatic collection on or off; the result is what it was before.
@discardableResult public func PyGC_Enable() -> Bool {
    let old = GCState.enabled != 0
    GCState.enabled = 1
    return old
}
/// Turns automatic collection off; the result is what it was before.
@discardableResult public func PyGC_Disable() -> Bool {
    let old = GCState.enabled != 0
    GCState.enabled = 0
    return old
}
/// Whether automatic collection is on.
public func PyGC_IsEnabled() -> Bool { GCState.enabled != 0 }

/// Says at shutdown how many objects could not be collected (CPython's `_PyGC_DumpShutdownStats`).
public func _PyGC_DumpShutdownStats() {
    guard GCState.debug & GCState.DEBUG_SAVEALL == 0, let garbage = GCState.garbage, garbage.ob_size > 0 else { return }
    let uncollectable = GCState.debug & GCState.DEBUG_UNCOLLECTABLE != 0
    let hint = uncollectable ? "" : "; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them"
    let message = "gc: \(garbage.ob_size) uncollectable objects at shutdown\(hint)"
    if PyErr_WarnEx(PyExc_ResourceWarning, message, 1) < 0 { PyErr_WriteUnraisable(nil) }
    if uncollectable { PySys_WriteStderr("      \(reprText(garbage))\n") }
}
