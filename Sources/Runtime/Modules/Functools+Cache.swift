import Memory

// functools.lru_cache's wrapper. Origin: Modules/_functoolsmodule.c.
//
// lru_cache_object: it begins as a link (the root of the circular list), wrapper 56, typed 64, cache 72, hits 80, func 88, maxsize 96,
// misses 104, kwd_mark 112, link type 120, cache_info_type 128, dict 136, weakreflist 144. A link: prev 16, next 24, hash 32, key 40,
// result 48.

@inline(__always) private func extractLink(_ link: PyObj) {
    let prev = link[ref: 16].unsafelyUnwrapped
    let next = link[ref: 24].unsafelyUnwrapped
    prev[ref: 24] = next
    next[ref: 16] = prev
}

@inline(__always) private func appendLink(_ obj: PyObj, _ link: PyObj) {
    let head = obj
    let last = head[ref: 16].unsafelyUnwrapped
    last[ref: 24] = link
    head[ref: 16] = link
    link[ref: 16] = last
    link[ref: 24] = head
}

@inline(__always) private func prependLink(_ obj: PyObj, _ link: PyObj) {
    let head = obj
    let first = head[ref: 24].unsafelyUnwrapped
    first[ref: 16] = link
    head[ref: 24] = link
    link[ref: 16] = head
    link[ref: 24] = first
}

private func link_dealloc(_ link: PyObj) {
    let type = link.ob_type
    Py_XDECREF(link[ref: 40])
    Py_XDECREF(link[ref: 48])
    type.tp_free.unsafelyUnwrapped(link)
    Py_DECREF(type)
}

private func makeKey(_ mark: PyObj, _ args: PyObj, _ kwds: PyObj?, _ typed: Bool) -> PyObj? {
    let n = args.ob_size
    let nk = kwds?.ma_used ?? 0
    if !typed && nk == 0 {
        if n == 1 {
            let key = PyTuple_GET_ITEM(args, 0)
            if PyUnicode_CheckExact(key) || PyLong_CheckExact(key) { return Py_NewRef(key) }
        }
        return Py_NewRef(args)
    }
    guard let key = PyTuple_New(n + (nk != 0 ? 2 * nk + 1 : 0) + (typed ? n + nk : 0)) else { return nil }
    var at = 0
    func add(_ item: PyObj?) {
        PyTuple_SET_ITEM(key, at, Py_XNewRef(item))
        at += 1
    }
    for i in 0..<n { add(PyTuple_GET_ITEM(args, i)) }
    var pos = 0
    var keyword: PyObj?
    var value: PyObj?
    if let kwds, nk != 0 {
        add(mark)
        while PyDict_Next(kwds, &pos, &keyword, &value) {
            add(keyword)
            add(value)
        }
    }
    if typed {
        for i in 0..<n { add(PyTuple_GET_ITEM(args, i).ob_type) }
        if let kwds, nk != 0 {
            pos = 0
            while PyDict_Next(kwds, &pos, &keyword, &value) { add(value.unsafelyUnwrapped.ob_type) }
        }
    }
    return key
}

private func uncached_wrapper(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    op[word: 104] += 1
    return PyObject_Call(op[ref: 88].unsafelyUnwrapped, args, kwds)
}

private func infinite_wrapper(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let key = makeKey(op[ref: 112].unsafelyUnwrapped, args, kwds, op[int: 64] != 0) else { return nil }
    defer { Py_DECREF(key) }
    let hash = PyObject_Hash(key)
    if hash == -1 { return nil }
    let cache = op[ref: 72].unsafelyUnwrapped
    if let found = _PyDict_GetItem_KnownHash(cache, key, hash) {
        Py_INCREF(found)
        op[word: 80] += 1
        return found
    }
    if PyErr_Occurred() != nil { return nil }
    op[word: 104] += 1
    guard let result = PyObject_Call(op[ref: 88].unsafelyUnwrapped, args, kwds) else { return nil }
    if _PyDict_SetItem_KnownHash(op[ref: 72].unsafelyUnwrapped, key, result, hash) < 0 {
        Py_DECREF(result)
        return nil
    }
    return result
}

private func bounded_wrapper(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let key = makeKey(op[ref: 112].unsafelyUnwrapped, args, kwds, op[int: 64] != 0) else { return nil }
    let hash = PyObject_Hash(key)
    func fail(_ result: PyObj? = nil) -> PyObj? {
        Py_DECREF(key)
        Py_XDECREF(result)
        return nil
    }
    if hash == -1 { return fail() }
    let cache = op[ref: 72].unsafelyUnwrapped
    if let link = _PyDict_GetItem_KnownHash(cache, key, hash) {
        extractLink(link)
        appendLink(op, link)
        op[word: 80] += 1
        let result = Py_XNewRef(link[ref: 48])
        Py_DECREF(key)
        return result
    }
    if PyErr_Occurred() != nil { return fail() }
    op[word: 104] += 1
    guard let result = PyObject_Call(op[ref: 88].unsafelyUnwrapped, args, kwds) else { return fail() }
    if _PyDict_GetItem_KnownHash(cache, key, hash) != nil {
        // The call itself has cached this key.
        Py_DECREF(key)
        return result
    }
    if PyErr_Occurred() != nil { return fail(result) }
    let head = op
    if cache.ma_used < op[word: 96] || head[ref: 24] == head {
        guard let link = PyObject_New(PyLruListElem_Type) else { return fail(result) }
        link[word: 32] = hash
        link[ref: 40] = key
        link[ref: 48] = result
        if _PyDict_SetItem_KnownHash(cache, key, link, hash) < 0 {
            Py_DECREF(link)
            return nil
        }
        // The link keeps one reference of its own beside the dict's, as in C.
        appendLink(op, link)
        return Py_NewRef(result)
    }
    let link = head[ref: 24].unsafelyUnwrapped
    extractLink(link)
    guard let popped = _PyDict_Pop_KnownHash(cache, link[ref: 40].unsafelyUnwrapped, link[word: 32], Py_None) else {
        prependLink(op, link)
        return fail(result)
    }
    if popped == Py_None {
        Py_DECREF(popped)
        Py_DECREF(link)
        Py_DECREF(key)
        return result
    }
    let oldKey = link[ref: 40]
    let oldResult = link[ref: 48]
    link[word: 32] = hash
    link[ref: 40] = key
    link[ref: 48] = result
    defer {
        Py_XDECREF(oldKey)
        Py_XDECREF(oldResult)
    }
    if _PyDict_SetItem_KnownHash(cache, key, link, hash) < 0 {
        Py_DECREF(popped)
        Py_DECREF(link)
        return nil
    }
    appendLink(op, link)
    Py_INCREF(result)
    Py_DECREF(popped)
    return result
}

private func lru_cache_new(_ type: PyObj, _ args: PyObj, _ kw: PyObj?) -> PyObj? {
    withArguments(
        "lru_cache", args, kw, ["user_function", "maxsize", "typed", "cache_info_type"], min: 4, max: 4, nil
    ) { p in
        let function = p[0].unsafelyUnwrapped
        let limit = p[1].unsafelyUnwrapped
        let typed = PyObject_IsTrue(p[2].unsafelyUnwrapped)
        if typed < 0 { return nil }
        if !PyCallable_Check(function) { return PyErr_Format(PyExc_TypeError, "the first argument must be callable") }
        var wrapper: ternaryfunc = bounded_wrapper
        var maxsize = -1
        if limit == Py_None {
            wrapper = infinite_wrapper
        } else if PyIndex_Check(limit) {
            maxsize = PyNumber_AsSsize_t(limit, PyExc_OverflowError)
            if maxsize == -1 && PyErr_Occurred() != nil { return nil }
            maxsize = max(maxsize, 0)
            if maxsize == 0 { wrapper = uncached_wrapper }
        } else {
            return PyErr_Format(PyExc_TypeError, "maxsize should be integer or None")
        }
        guard let cache = PyDict_New() else { return nil }
        // The type's module holds the mark.
        guard let mark = PyLruListElem_Type.ht_module?.md_state?.rawSlot(0), let op = type.tp_alloc.unsafelyUnwrapped(type, 0)
        else {
            Py_DECREF(cache)
            return nil
        }
        let head = op
        head[ref: 16] = head
        head[ref: 24] = head
        op[ref: 56] = unsafeBitCast(wrapper, to: UnsafeMutableRawPointer.self)
        op[int: 64] = typed
        op[ref: 72] = cache
        op[ref: 88] = Py_NewRef(function)
        op[word: 96] = maxsize
        op[ref: 112] = Py_NewRef(mark)
        op[ref: 120] = Py_NewRef(PyLruListElem_Type)
        op[ref: 128] = Py_NewRef(p[3].unsafelyUnwrapped)
        return op
    }
}

/// Takes the links off the cache and returns the first; they hang together by `next`, the last has nil. The caller drops them.
private func unlink(_ op: PyObj) -> PyObj? {
    let head = op
    guard let first = head[ref: 24], first != head else { return nil }
    head[ref: 16].unsafelyUnwrapped[ref: 24] = nil
    head[ref: 24] = head
    head[ref: 16] = head
    return first
}

private func dropLinks(_ first: PyObj?) {
    var link = first
    while let l = link {
        link = l[ref: 24]
        Py_DECREF(l)
    }
}

private func lru_cache_clear_all(_ op: PyObj) -> Int32 {
    let links = unlink(op)
    Py_CLEAR(op, 72)
    for offset in [88, 112, 120, 128, 136] { Py_CLEAR(op, offset) }
    dropLinks(links)
    return 0
}

private func lru_cache_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    if op[ref: 144] != nil { PyObject_ClearWeakRefs(op) }
    _ = lru_cache_clear_all(op)
    let type = op.ob_type
    type.tp_free.unsafelyUnwrapped(op)
    Py_DECREF(type)
}

private func lru_cache_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let own = visit(op.ob_type, arg)
    if own != 0 { return own }
    let head = op
    var link = head[ref: 24].unsafelyUnwrapped
    while link != head {
        let next = link[ref: 24].unsafelyUnwrapped
        var r = visitFields(link, visit, arg, 40, 48)
        if r == 0 { r = visit(link.ob_type, arg) }
        if r != 0 { return r }
        link = next
    }
    let r = visitFields(op, visit, arg, 72, 88, 112, 120, 128)
    return r != 0 ? r : Py_VISIT(op[ref: 136], visit, arg)
}

private func lru_cache_call(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    unsafeBitCast(op[ref: 56], to: ternaryfunc.self)(op, args, kwds)
}

private func lru_cache_descr_get(_ op: PyObj, _ obj: PyObj?, _ type: PyObj?) -> PyObj? {
    guard let obj, obj != Py_None else { return Py_NewRef(op) }
    return PyMethod_New(op, obj)
}

private func lru_cache_info(_ op: PyObj) -> PyObj? {
    let info = op[ref: 128].unsafelyUnwrapped
    let size = op[ref: 72].unsafelyUnwrapped.ma_used
    let limit = op[word: 96] == -1 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(op[word: 96])
    guard
        let args = buildTuple(PyLong_FromSsize_t(op[word: 80]), PyLong_FromSsize_t(op[word: 104]), limit, PyLong_FromSsize_t(size))
    else { return nil }
    defer { Py_DECREF(args) }
    return PyObject_Call(info, args, nil)
}

private func lru_cache_clear(_ op: PyObj) -> PyObj? {
    let links = unlink(op)
    op[word: 80] = 0
    op[word: 104] = 0
    PyDict_Clear(op[ref: 72].unsafelyUnwrapped)
    dropLinks(links)
    return Py_NewRef(Py_None)
}

private func lru_cache_reduce(_ op: PyObj) -> PyObj? {
    guard let key = PyUnicode_InternFromString("__qualname__") else { return nil }
    defer { Py_DECREF(key) }
    return PyObject_GetAttr(op, key)
}

private func lru_cache_copy(_ op: PyObj) -> PyObj? { Py_NewRef(op) }
private func lru_cache_deepcopy(_ op: PyObj, _ memo: PyObj) -> PyObj? { Py_NewRef(op) }

/// Fills the types of this file.
func initLruCacheTypes() {
    var t = ModuleTypes.slot(223)
    t.initStaticType(
        "functools._lru_cache_wrapper", basicsize: 152,
        flags: TypeFlags.HAVE_GC | TypeFlags.METHOD_DESCRIPTOR | TypeFlags.IMMUTABLETYPE)
    t.tp_dealloc = lru_cache_dealloc
    t.tp_call = lru_cache_call
    t.tp_traverse = lru_cache_traverse
    t.tp_clear = lru_cache_clear_all
    t.tp_descr_get = lru_cache_descr_get
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = lru_cache_new
    t.tp_free = PyObject_GC_Del
    t.setMethods([
        .noargs("cache_info", lru_cache_info, "Report cache statistics"),
        .noargs("cache_clear", lru_cache_clear, "Clear the cache and cache statistics"), .noargs("__reduce__", lru_cache_reduce),
        .noargs("__copy__", lru_cache_copy), .o("__deepcopy__", lru_cache_deepcopy),
    ])
    t.setMembers([MemberSpec("__dictoffset__", .pyssizet, 136), MemberSpec("__weaklistoffset__", .pyssizet, 144)])
    t.setGetSets([GetSetSpec("__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict)])
    t = ModuleTypes.slot(224)
    t.initStaticType(
        "functools._lru_list_elem", basicsize: 56, flags: TypeFlags.DISALLOW_INSTANTIATION | TypeFlags.IMMUTABLETYPE)
    t.tp_dealloc = link_dealloc
    t.tp_free = PyObject_Del
}
