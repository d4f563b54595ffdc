import Memory

// The module `_heapq`. Origin: Modules/_heapqmodule.c. Each comparison and its order show in programs whose `__lt__` talks.

@inline(__always) private func items(_ heap: PyObj) -> UnsafeMutablePointer<PyObj> {
    heap.list_item.unsafelyUnwrapped.assumingMemoryBound(to: PyObj.self)
}

/// `a < b` with both held: 1, 0, or -1 with an exception.
@inline(__always) private func less(_ a: PyObj, _ b: PyObj) -> Int32 {
    Py_INCREF(a)
    Py_INCREF(b)
    let r = PyObject_RichCompareBool(a, b, Py_LT)
    Py_DECREF(a)
    Py_DECREF(b)
    return r
}

/// Whether the list has the length it had before a comparison; else RuntimeError.
private func unchanged(_ heap: PyObj, _ size: Int) -> Bool {
    if heap.ob_size == size { return true }
    PyErr_SetString(PyExc_RuntimeError, "list changed size during iteration")
    return false
}

private func outOfRange() -> Bool {
    PyErr_SetString(PyExc_IndexError, "index out of range")
    return false
}

/// Moves the item at a place up the path to the root until its parent is not larger (`max`: not smaller). False with an exception.
private func siftdown(_ heap: PyObj, _ start: Int, _ from: Int, _ max: Bool) -> Bool {
    var pos = from
    let size = heap.ob_size
    if pos >= size { return outOfRange() }
    while pos > start {
        let parent = (pos - 1) >> 1
        let (item, above) = (items(heap)[pos], items(heap)[parent])
        let r = max ? less(above, item) : less(item, above)
        if r < 0 || !unchanged(heap, size) { return false }
        if r == 0 { break }
        let p = items(heap)
        (p[pos], p[parent]) = (p[parent], p[pos])
        pos = parent
    }
    return true
}

/// Bubbles the smaller (`max`: larger) child up until a leaf, then sifts the item to its place. False with an exception.
private func siftup(_ heap: PyObj, _ from: Int, _ max: Bool) -> Bool {
    var pos = from
    let end = heap.ob_size
    if pos >= end { return outOfRange() }
    while pos < end >> 1 {
        var child = 2 * pos + 1
        if child + 1 < end {
            let (left, right) = (items(heap)[child], items(heap)[child + 1])
            let r = max ? less(right, left) : less(left, right)
            if r < 0 { return false }
            if r == 0 { child += 1 }
            if !unchanged(heap, end) { return false }
        }
        let p = items(heap)
        (p[pos], p[child]) = (p[child], p[pos])
        pos = child
    }
    return siftdown(heap, from, pos, max)
}

private func heappop(_ heap: PyObj, _ max: Bool) -> PyObj? {
    let n = heap.ob_size
    if n == 0 {
        _ = outOfRange()
        return nil
    }
    let last = Py_NewRef(items(heap)[n - 1])
    if PyList_SetSlice(heap, n - 1, n, nil) != 0 {
        Py_DECREF(last)
        return nil
    }
    if n == 1 { return last }
    return replaceFirst(heap, last, max)
}

/// Puts an item (a reference that is given away) into the first place and sifts; the result is what was there.
private func replaceFirst(_ heap: PyObj, _ item: PyObj, _ max: Bool) -> PyObj? {
    let first = items(heap)[0]
    items(heap)[0] = item
    if siftup(heap, 0, max) { return first }
    Py_DECREF(first)
    return nil
}

private func heapreplace(_ heap: PyObj, _ item: PyObj, _ max: Bool) -> PyObj? {
    if heap.ob_size == 0 {
        _ = outOfRange()
        return nil
    }
    return replaceFirst(heap, Py_NewRef(item), max)
}

private func heapify(_ heap: PyObj, _ max: Bool) -> PyObj? {
    let n = heap.ob_size
    if n <= 2500 {
        for i in stride(from: (n >> 1) - 1, through: 0, by: -1) where !siftup(heap, i, max) { return nil }
        return Py_NewRef(Py_None)
    }
    // Large heaps: a parent directly after its children, while they are in the cache.
    let m = n >> 1
    var top = 1
    while top * 2 <= m + 1 { top *= 2 }
    let leftmost = top - 1
    func rows(_ from: Int, _ to: Int) -> Bool {
        for i in stride(from: from, through: to, by: -1) {
            var j = i
            while true {
                if !siftup(heap, j, max) { return false }
                if j & 1 == 0 { break }
                j >>= 1
            }
        }
        return true
    }
    return rows(leftmost - 1, m >> 1) && rows(m - 1, leftmost) ? Py_NewRef(Py_None) : nil
}

/// The list of a method of two arguments; nil with a TypeError.
private func listArgument(_ name: String, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional(name, nargs, 2, 2) else { return nil }
    if PyList_Check(args[0]) { return args[0] }
    _PyArg_BadArgument(name, "argument 1", "list", args[0])
    return nil
}

private func isList(_ name: String, _ arg: PyObj) -> Bool {
    if PyList_Check(arg) { return true }
    _PyArg_BadArgument(name, "argument", "list", arg)
    return false
}

private func heapq_heappush(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let heap = listArgument("heappush", args, nargs), PyList_Append(heap, args[1]) == 0 else { return nil }
    return siftdown(heap, 0, heap.ob_size - 1, false) ? Py_NewRef(Py_None) : nil
}

private func heapq_heappushpop(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let heap = listArgument("heappushpop", args, nargs) else { return nil }
    if heap.ob_size == 0 { return Py_NewRef(args[1]) }
    let top = Py_NewRef(items(heap)[0])
    let r = PyObject_RichCompareBool(top, args[1], Py_LT)
    Py_DECREF(top)
    if r < 0 { return nil }
    return r == 0 ? Py_NewRef(args[1]) : heapreplace(heap, args[1], false)
}

private func heapq_heapreplace(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    listArgument("heapreplace", args, nargs).flatMap { heapreplace($0, args[1], false) }
}
private func heapq_heapreplace_max(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    listArgument("_heapreplace_max", args, nargs).flatMap { heapreplace($0, args[1], true) }
}
private func heapq_heappop(_ module: PyObj, _ heap: PyObj) -> PyObj? { isList("heappop", heap) ? heappop(heap, false) : nil }
private func heapq_heapify(_ module: PyObj, _ heap: PyObj) -> PyObj? { isList("heapify", heap) ? heapify(heap, false) : nil }
private func heapq_heappop_max(_ module: PyObj, _ heap: PyObj) -> PyObj? {
    isList("_heappop_max", heap) ? heappop(heap, true) : nil
}
private func heapq_heapify_max(_ module: PyObj, _ heap: PyObj) -> PyObj? {
    isList("_heapify_max", heap) ? heapify(heap, true) : nil
}

/// Makes the module `_heapq`; nil with an exception.
func PyInit__heapq() -> PyObj? {
    makeModule(
        "_heapq", "Heap queue algorithm (a.k.a. priority queue).",
        [
            .fast("heappush", heapq_heappush, "Push item onto heap, maintaining the heap invariant."),
            .fast("heappushpop", heapq_heappushpop), .o("heappop", heapq_heappop), .fast("heapreplace", heapq_heapreplace),
            .o("heapify", heapq_heapify, "Transform list into a heap, in-place, in O(len(heap)) time."),
            .o("_heappop_max", heapq_heappop_max), .o("_heapify_max", heapq_heapify_max),
            .fast("_heapreplace_max", heapq_heapreplace_max),
        ])
}
