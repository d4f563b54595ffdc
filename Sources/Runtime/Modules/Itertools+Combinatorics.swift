import Memory

// itertools: product, combinations, combinations_with_replacement, permutations. Origin: Modules/itertoolsmodule.c.

var PyItertoolsProduct_Type: PyObj { ModuleTypes.slot(217) }
var PyItertoolsCombinations_Type: PyObj { ModuleTypes.slot(218) }
var PyItertoolsCwr_Type: PyObj { ModuleTypes.slot(219) }
var PyItertoolsPermutations_Type: PyObj { ModuleTypes.slot(220) }

extension UnsafeMutableRawPointer {
    /// The array of `Py_ssize_t` that a field points to.
    @inline(__always) fileprivate func ints(_ offset: Int) -> UnsafeMutablePointer<Int> {
        load(fromByteOffset: offset, as: UnsafeMutableRawPointer.self).assumingMemoryBound(to: Int.self)
    }
}

/// The result tuple to fill in place, or a copy of it when somebody else holds it. Takes the field's reference over.
@inline(__always) private func ownResult(_ op: PyObj, _ offset: Int) -> PyObj? {
    let old = op[ref: offset].unsafelyUnwrapped
    if old.ob_refcnt > 1 {
        guard let copy = _PyTuple_FromArray(_PyTuple_ITEMS(old), old.ob_size) else { return nil }
        op[ref: offset] = copy
        Py_DECREF(old)
        return copy
    }
    // The collector may have untracked it while it held simple values.
    if !_PyObject_GC_IS_TRACKED(old) { _PyObject_GC_TRACK(old) }
    return old
}

/// Puts an item (a new reference to it) into a result tuple.
@inline(__always) private func put(_ result: PyObj, _ i: Int, _ item: PyObj) {
    Py_INCREF(item)
    let old = PyTuple_GET_ITEM(result, i)
    PyTuple_SET_ITEM(result, i, item)
    Py_DECREF(old)
}

/// A tuple of items of a pool at indices; nil with an exception.
private func select(_ pool: PyObj, _ indices: UnsafeMutablePointer<Int>, _ r: Int) -> PyObj? {
    guard let t = PyTuple_New(r) else { return nil }
    for i in 0..<r { PyTuple_SET_ITEM(t, i, Py_NewRef(PyTuple_GET_ITEM(pool, indices[i]))) }
    return t
}

// MARK: product (pools 16, indices 24, result 32, stopped 40)

private func product_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    var count = 1
    if kwargs != nil {
        let ok = withArguments("product", emptyTuple, kwargs, ["repeat"], min: 0, max: 1, false) { p in
            guard let r = p[0] else { return true }
            guard let n = ssizeArgument(r) else { return false }
            count = n
            return true
        }
        if !ok { return nil }
        if count < 0 { return PyErr_Format(PyExc_ValueError, "repeat argument cannot be negative") }
    }
    let nargs = count == 0 ? 0 : args.ob_size
    if count != 0 && nargs > Int.max / 8 / count { return PyErr_Format(PyExc_OverflowError, "repeat argument too large") }
    let npools = nargs * count
    guard let indices = PyMem_Malloc(npools * 8) else { return PyErr_NoMemory() }
    guard let pools = PyTuple_New(npools) else {
        PyMem_Free(indices)
        return nil
    }
    func fail() -> PyObj? {
        PyMem_Free(indices)
        Py_DECREF(pools)
        return nil
    }
    for i in 0..<npools {
        if i < nargs {
            guard let pool = PySequence_Tuple(PyTuple_GET_ITEM(args, i)) else { return fail() }
            PyTuple_SET_ITEM(pools, i, pool)
        } else {
            PyTuple_SET_ITEM(pools, i, Py_NewRef(PyTuple_GET_ITEM(pools, i - nargs)))
        }
        indices[word: 8 * i] = 0
    }
    guard let lz = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return fail() }
    lz[ref: 16] = pools
    lz[ref: 24] = indices
    lz[ref: 32] = nil
    lz[int: 40] = 0
    return lz
}

private func product_dealloc(_ lz: PyObj) {
    PyObject_GC_UnTrack(lz)
    Py_XDECREF(lz[ref: 16])
    Py_XDECREF(lz[ref: 32])
    if let p = lz[ref: 24] { PyMem_Free(p) }
    lz.ob_type.tp_free.unsafelyUnwrapped(lz)
}

private func pool_traverse(_ lz: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(lz, visit, arg, 16, 32)
}

private func product_sizeof(_ lz: PyObj) -> PyObj? {
    PyLong_FromSsize_t(lz.ob_type.tp_basicsize + lz[ref: 16].unsafelyUnwrapped.ob_size * 8)
}

private func product_next(_ lz: PyObj) -> PyObj? {
    if lz[int: 40] != 0 { return nil }
    let pools = lz[ref: 16].unsafelyUnwrapped
    let npools = pools.ob_size
    func empty() -> PyObj? {
        lz[int: 40] = 1
        return nil
    }
    if lz[ref: 32] == nil {
        guard let result = PyTuple_New(npools) else { return empty() }
        lz[ref: 32] = result
        for i in 0..<npools {
            let pool = PyTuple_GET_ITEM(pools, i)
            if pool.ob_size == 0 { return empty() }
            PyTuple_SET_ITEM(result, i, Py_NewRef(PyTuple_GET_ITEM(pool, 0)))
        }
        return Py_NewRef(result)
    }
    guard let result = ownResult(lz, 32) else { return empty() }
    let indices = lz.ints(24)
    var i = npools - 1
    while i >= 0 {
        let pool = PyTuple_GET_ITEM(pools, i)
        indices[i] += 1
        if indices[i] == pool.ob_size {
            indices[i] = 0
            put(result, i, PyTuple_GET_ITEM(pool, 0))
        } else {
            put(result, i, PyTuple_GET_ITEM(pool, indices[i]))
            break
        }
        i -= 1
    }
    return i < 0 ? empty() : Py_NewRef(result)
}

private func product_reduce(_ lz: PyObj) -> PyObj? {
    let pools = lz[ref: 16].unsafelyUnwrapped
    if lz[int: 40] != 0 { return buildTuple(Py_NewRef(lz.ob_type), PyTuple_Pack(1, emptyTuple)) }
    if lz[ref: 32] == nil { return PyTuple_Pack(2, lz.ob_type, pools) }
    return buildTuple(Py_NewRef(lz.ob_type), Py_NewRef(pools), tupleOfInts(lz.ints(24), pools.ob_size))
}

private func product_setstate(_ lz: PyObj, _ state: PyObj) -> PyObj? {
    let pools = lz[ref: 16].unsafelyUnwrapped
    let n = pools.ob_size
    if !PyTuple_Check(state) || state.ob_size != n { return PyErr_Format(PyExc_ValueError, "invalid arguments") }
    let indices = lz.ints(24)
    for i in 0..<n {
        let index = PyLong_AsSsize_t(PyTuple_GET_ITEM(state, i))
        if index < 0 && PyErr_Occurred() != nil { return nil }
        let size = PyTuple_GET_ITEM(pools, i).ob_size
        if size == 0 {
            lz[int: 40] = 1
            return Py_NewRef(Py_None)
        }
        indices[i] = min(max(index, 0), size - 1)
    }
    guard let result = PyTuple_New(n) else { return nil }
    for i in 0..<n { PyTuple_SET_ITEM(result, i, Py_NewRef(PyTuple_GET_ITEM(PyTuple_GET_ITEM(pools, i), indices[i]))) }
    Py_XSETREF(lz, 32, result)
    return Py_NewRef(Py_None)
}

// MARK: combinations and combinations_with_replacement (pool 16, indices 24, result 32, r 40, stopped 48)

private func makeCombinations(_ fname: StaticString, _ type: PyObj, _ args: PyObj, _ kwargs: PyObj?, replace: Bool) -> PyObj? {
    withArguments(fname, args, kwargs, ["iterable", "r"], min: 2, max: 2, nil) { p in
        guard let r = ssizeArgument(p[1].unsafelyUnwrapped), let pool = PySequence_Tuple(p[0].unsafelyUnwrapped) else { return nil }
        let n = pool.ob_size
        if r < 0 {
            Py_DECREF(pool)
            return PyErr_Format(PyExc_ValueError, "r must be non-negative")
        }
        guard let indices = PyMem_Malloc(r * 8) else {
            Py_DECREF(pool)
            return PyErr_NoMemory()
        }
        for i in 0..<r { indices[word: 8 * i] = replace ? 0 : i }
        guard let co = type.tp_alloc.unsafelyUnwrapped(type, 0) else {
            PyMem_Free(indices)
            Py_DECREF(pool)
            return nil
        }
        co[ref: 16] = pool
        co[ref: 24] = indices
        co[ref: 32] = nil
        co[word: 40] = r
        co[int: 48] = (replace ? n == 0 && r > 0 : r > n) ? 1 : 0
        return co
    }
}

private func combinations_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    makeCombinations("combinations", type, args, kwargs, replace: false)
}

private func cwr_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    makeCombinations("combinations_with_replacement", type, args, kwargs, replace: true)
}

private func combinations_sizeof(_ co: PyObj) -> PyObj? { PyLong_FromSsize_t(co.ob_type.tp_basicsize + co[word: 40] * 8) }

private func combinations_next(_ co: PyObj) -> PyObj? {
    if co[int: 48] != 0 { return nil }
    func stop() -> PyObj? {
        co[int: 48] = 1
        return nil
    }
    let pool = co[ref: 16].unsafelyUnwrapped
    let indices = co.ints(24)
    let n = pool.ob_size
    let r = co[word: 40]
    if co[ref: 32] == nil {
        guard let result = select(pool, indices, r) else { return stop() }
        co[ref: 32] = result
        return Py_NewRef(result)
    }
    guard let result = ownResult(co, 32) else { return stop() }
    var i = r - 1
    while i >= 0 && indices[i] == i + n - r { i -= 1 }
    if i < 0 { return stop() }
    indices[i] += 1
    for j in stride(from: i + 1, to: r, by: 1) { indices[j] = indices[j - 1] + 1 }
    for j in i..<r { put(result, j, PyTuple_GET_ITEM(pool, indices[j])) }
    return Py_NewRef(result)
}

private func cwr_next(_ co: PyObj) -> PyObj? {
    if co[int: 48] != 0 { return nil }
    func stop() -> PyObj? {
        co[int: 48] = 1
        return nil
    }
    let pool = co[ref: 16].unsafelyUnwrapped
    let indices = co.ints(24)
    let n = pool.ob_size
    let r = co[word: 40]
    if co[ref: 32] == nil {
        guard let result = PyTuple_New(r) else { return stop() }
        co[ref: 32] = result
        if n > 0 { for i in 0..<r { PyTuple_SET_ITEM(result, i, Py_NewRef(PyTuple_GET_ITEM(pool, 0))) } }
        return Py_NewRef(result)
    }
    guard let result = ownResult(co, 32) else { return stop() }
    var i = r - 1
    while i >= 0 && indices[i] == n - 1 { i -= 1 }
    if i < 0 { return stop() }
    let index = indices[i] + 1
    let item = PyTuple_GET_ITEM(pool, index)
    for j in i..<r {
        indices[j] = index
        put(result, j, item)
    }
    return Py_NewRef(result)
}

private func combinations_reduce(_ co: PyObj) -> PyObj? {
    let r = co[word: 40]
    if co[ref: 32] == nil {
        return buildTuple(Py_NewRef(co.ob_type), buildTuple(Py_XNewRef(co[ref: 16]), PyLong_FromSsize_t(r)))
    }
    if co[int: 48] != 0 { return buildTuple(Py_NewRef(co.ob_type), buildTuple(Py_NewRef(emptyTuple), PyLong_FromSsize_t(r))) }
    return buildTuple(
        Py_NewRef(co.ob_type), buildTuple(Py_XNewRef(co[ref: 16]), PyLong_FromSsize_t(r)), tupleOfInts(co.ints(24), r))
}

private func restoreCombinations(_ co: PyObj, _ state: PyObj, _ limit: (Int, Int, Int) -> Int) -> PyObj? {
    let pool = co[ref: 16].unsafelyUnwrapped
    let n = pool.ob_size
    let r = co[word: 40]
    if !PyTuple_Check(state) || state.ob_size != r { return PyErr_Format(PyExc_ValueError, "invalid arguments") }
    let indices = co.ints(24)
    for i in 0..<r {
        let index = PyLong_AsSsize_t(PyTuple_GET_ITEM(state, i))
        if index == -1 && PyErr_Occurred() != nil { return nil }
        indices[i] = max(min(index, limit(i, n, r)), 0)
    }
    guard let result = select(pool, indices, r) else { return nil }
    Py_XSETREF(co, 32, result)
    return Py_NewRef(Py_None)
}

private func combinations_setstate(_ co: PyObj, _ state: PyObj) -> PyObj? {
    restoreCombinations(co, state) { i, n, r in i + n - r }
}
private func cwr_setstate(_ co: PyObj, _ state: PyObj) -> PyObj? { restoreCombinations(co, state) { _, n, _ in n - 1 } }

// MARK: permutations (pool 16, indices 24, cycles 32, result 40, r 48, stopped 56)

private func permutations_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments("permutations", args, kwargs, ["iterable", "r"], min: 1, max: 2, nil) { p in
        guard let pool = PySequence_Tuple(p[0].unsafelyUnwrapped) else { return nil }
        func fail() -> PyObj? {
            Py_DECREF(pool)
            return nil
        }
        let n = pool.ob_size
        var r = n
        if let robj = p[1], robj != Py_None {
            if !PyLong_Check(robj) {
                PyErr_SetString(PyExc_TypeError, "Expected int as r")
                return fail()
            }
            r = PyLong_AsSsize_t(robj)
            if r == -1 && PyErr_Occurred() != nil { return fail() }
        }
        if r < 0 {
            PyErr_SetString(PyExc_ValueError, "r must be non-negative")
            return fail()
        }
        guard let indices = PyMem_Malloc(n * 8), let cycles = PyMem_Malloc(r * 8) else {
            _ = PyErr_NoMemory()
            return fail()
        }
        for i in 0..<n { indices[word: 8 * i] = i }
        for i in 0..<r { cycles[word: 8 * i] = n - i }
        guard let po = type.tp_alloc.unsafelyUnwrapped(type, 0) else {
            PyMem_Free(indices)
            PyMem_Free(cycles)
            return fail()
        }
        po[ref: 16] = pool
        po[ref: 24] = indices
        po[ref: 32] = cycles
        po[ref: 40] = nil
        po[word: 48] = r
        po[int: 56] = r > n ? 1 : 0
        return po
    }
}

private func permutations_dealloc(_ po: PyObj) {
    PyObject_GC_UnTrack(po)
    Py_XDECREF(po[ref: 16])
    Py_XDECREF(po[ref: 40])
    if let p = po[ref: 24] { PyMem_Free(p) }
    if let p = po[ref: 32] { PyMem_Free(p) }
    po.ob_type.tp_free.unsafelyUnwrapped(po)
}

private func permutations_traverse(_ po: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(po, visit, arg, 16, 40)
}

private func permutations_sizeof(_ po: PyObj) -> PyObj? {
    PyLong_FromSsize_t(po.ob_type.tp_basicsize + (po[ref: 16].unsafelyUnwrapped.ob_size + po[word: 48]) * 8)
}

private func permutations_next(_ po: PyObj) -> PyObj? {
    if po[int: 56] != 0 { return nil }
    func stop() -> PyObj? {
        po[int: 56] = 1
        return nil
    }
    let pool = po[ref: 16].unsafelyUnwrapped
    let indices = po.ints(24)
    let cycles = po.ints(32)
    let n = pool.ob_size
    let r = po[word: 48]
    if po[ref: 40] == nil {
        guard let result = select(pool, indices, r) else { return stop() }
        po[ref: 40] = result
        return Py_NewRef(result)
    }
    if n == 0 { return stop() }
    guard let result = ownResult(po, 40) else { return stop() }
    var i = r - 1
    while i >= 0 {
        cycles[i] -= 1
        if cycles[i] == 0 {
            let index = indices[i]
            for j in i..<(n - 1) { indices[j] = indices[j + 1] }
            indices[n - 1] = index
            cycles[i] = n - i
        } else {
            let j = n - cycles[i]
            let index = indices[i]
            indices[i] = indices[j]
            indices[j] = index
            for k in i..<r { put(result, k, PyTuple_GET_ITEM(pool, indices[k])) }
            break
        }
        i -= 1
    }
    return i < 0 ? stop() : Py_NewRef(result)
}

private func permutations_reduce(_ po: PyObj) -> PyObj? {
    let r = po[word: 48]
    if po[ref: 40] == nil {
        return buildTuple(Py_NewRef(po.ob_type), buildTuple(Py_XNewRef(po[ref: 16]), PyLong_FromSsize_t(r)))
    }
    if po[int: 56] != 0 { return buildTuple(Py_NewRef(po.ob_type), buildTuple(Py_NewRef(emptyTuple), PyLong_FromSsize_t(r))) }
    return buildTuple(
        Py_NewRef(po.ob_type), buildTuple(Py_XNewRef(po[ref: 16]), PyLong_FromSsize_t(r)),
        buildTuple(tupleOfInts(po.ints(24), po[ref: 16].unsafelyUnwrapped.ob_size), tupleOfInts(po.ints(32), r)))
}

private func permutations_setstate(_ po: PyObj, _ state: PyObj) -> PyObj? {
    guard stateTuple(state, 2, 2) else { return nil }
    let savedIndices = PyTuple_GET_ITEM(state, 0)
    let savedCycles = PyTuple_GET_ITEM(state, 1)
    for (i, part) in [savedIndices, savedCycles].enumerated() where !PyTuple_Check(part) {
        return PyErr_Format(PyExc_TypeError, "argument \(i + 1) must be tuple, not \(part.typeName)")
    }
    let pool = po[ref: 16].unsafelyUnwrapped
    let n = pool.ob_size
    let r = po[word: 48]
    if savedIndices.ob_size != n || savedCycles.ob_size != r { return PyErr_Format(PyExc_ValueError, "invalid arguments") }
    for i in 0..<n {
        let index = PyLong_AsSsize_t(PyTuple_GET_ITEM(savedIndices, i))
        if index < 0 && PyErr_Occurred() != nil { return nil }
        po.ints(24)[i] = min(max(index, 0), n - 1)
    }
    for i in 0..<r {
        let index = PyLong_AsSsize_t(PyTuple_GET_ITEM(savedCycles, i))
        if index < 0 && PyErr_Occurred() != nil { return nil }
        po.ints(32)[i] = min(max(index, 1), n - i)
    }
    guard let result = select(pool, po.ints(24), r) else { return nil }
    Py_XSETREF(po, 40, result)
    return Py_NewRef(Py_None)
}

/// Fills the types of this file.
func initItertoolsCombinatoricTypes() {
    var t = PyItertoolsProduct_Type
    initIteratorType(t, "itertools.product", 48, product_dealloc, pool_traverse, product_next, product_new)
    t.setMethods([
        .noargs("__reduce__", product_reduce), .o("__setstate__", product_setstate), .noargs("__sizeof__", product_sizeof),
    ])
    t = PyItertoolsCombinations_Type
    initIteratorType(t, "itertools.combinations", 56, product_dealloc, pool_traverse, combinations_next, combinations_new)
    t.setMethods([
        .noargs("__reduce__", combinations_reduce), .o("__setstate__", combinations_setstate),
        .noargs("__sizeof__", combinations_sizeof),
    ])
    t = PyItertoolsCwr_Type
    initIteratorType(t, "itertools.combinations_with_replacement", 56, product_dealloc, pool_traverse, cwr_next, cwr_new)
    t.setMethods([
        .noargs("__reduce__", combinations_reduce), .o("__setstate__", cwr_setstate), .noargs("__sizeof__", combinations_sizeof),
    ])
    t = PyItertoolsPermutations_Type
    initIteratorType(
        t, "itertools.permutations", 64, permutations_dealloc, permutations_traverse, permutations_next, permutations_new)
    t.setMethods([
        .noargs("__reduce__", permutations_reduce), .o("__setstate__", permutations_setstate),
        .noargs("__sizeof__", permutations_sizeof),
    ])
}
