import Memory

// Match objects. Origin: Modules/_sre/sre.c. The layout is in SREModule.swift.

/// The match object of a finished search (a status above 0), None (0), or nil with an exception. Origin: `pattern_new_match`.
func sreNewMatch(_ pattern: PyObj, _ m: SREMatcher, _ status: Int) -> PyObj? {
    if status == 0 { return Py_NewRef(Py_None) }
    if status < 0 { return sreError(m) }
    let groups = pattern[word: 24]
    guard let match = _PyObject_GC_NewVar(PySREMatch_Type, 2 * (groups + 1)) else { return nil }
    match[ref: 24] = Py_NewRef(m.string)
    match[ref: 32] = nil
    match[ref: 40] = Py_NewRef(pattern)
    match[word: 72] = groups + 1
    match[word: 80] = m.start
    match[word: 88] = m.ptr
    for i in 0..<groups {
        let j = 2 * i
        let took = j + 1 <= m.lastmark && m.marks[j] >= 0 && m.marks[j + 1] >= 0
        match[word: 96 + 16 * i] = took ? m.marks[j] : -1
        match[word: 104 + 16 * i] = took ? m.marks[j + 1] : -1
    }
    match[word: 48] = m.pos
    match[word: 56] = m.endpos
    match[word: 64] = m.lastindex
    PyObject_GC_Track(match)
    return match
}

private func match_dealloc(_ match: PyObj) { deallocHeapFields(match, 24, 32, 40) }

private func match_traverse(_ match: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(match, visit, arg, 24, 32, 40)
}

private func match_clear(_ match: PyObj) -> Int32 {
    for offset in [24, 32, 40] { Py_CLEAR(match, offset) }
    return 0
}

/// The text of a group, or the default if it took no part. A new reference, or nil with an exception.
private func group(_ match: PyObj, _ index: Int, _ otherwise: PyObj) -> PyObj? {
    if index < 0 || index >= match[word: 72] { return PyErr_Format(PyExc_IndexError, "no such group") }
    let start = match[word: 80 + 16 * index]
    let end = match[word: 88 + 16 * index]
    let string = match[ref: 24].unsafelyUnwrapped
    if string == Py_None || start < 0 { return Py_NewRef(otherwise) }
    if PyUnicode_Check(string) { return PyUnicode_Substring(string, start, end) }
    let view = UnsafeMutableRawPointer.allocate(byteCount: 80, alignment: 16)
    defer { view.deallocate() }
    if PyObject_GetBuffer(string, view, 0) != 0 { return nil }
    defer { PyBuffer_Release(view) }
    let n = view.buffer_len
    let i = min(start, n)
    let j = min(end, n)
    if PyBytes_CheckExact(string) && i == 0 && j == n { return Py_NewRef(string) }
    return PyBytes_FromStringAndSize((view.buffer_buf ?? view) + i, j - i)
}

/// The number of a group given by number or name; -1 with IndexError.
private func groupIndex(_ match: PyObj, _ key: PyObj?) -> Int {
    guard let key else { return 0 }
    var i = -1
    if PyIndex_Check(key) {
        i = PyNumber_AsSsize_t(key, nil)
    } else if let names = match[ref: 40].unsafelyUnwrapped[ref: 32], let index = PyDict_GetItemWithError(names, key),
        PyLong_Check(index)
    {
        i = PyLong_AsSsize_t(index)
    }
    if i < 0 || i >= match[word: 72] {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_IndexError, "no such group") }
        return -1
    }
    return i
}

private func groupByKey(_ match: PyObj, _ key: PyObj) -> PyObj? {
    let i = groupIndex(match, key)
    return i < 0 ? nil : group(match, i, Py_None)
}

private func match_group(_ match: PyObj, _ args: PyObj) -> PyObj? {
    switch args.ob_size {
    case 0: return group(match, 0, Py_None)
    case 1: return groupByKey(match, PyTuple_GET_ITEM(args, 0))
    default:
        guard let result = PyTuple_New(args.ob_size) else { return nil }
        for i in 0..<args.ob_size {
            guard let item = groupByKey(match, PyTuple_GET_ITEM(args, i)) else {
                Py_DECREF(result)
                return nil
            }
            PyTuple_SET_ITEM(result, i, item)
        }
        return result
    }
}

private func match_getitem(_ match: PyObj, _ key: PyObj) -> PyObj? { groupByKey(match, key) }

private func match_groups(_ match: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("groups", args, nargs, kwnames, ["default"], min: 0, max: 1) { p in
        let n = match[word: 72]
        guard let result = PyTuple_New(n - 1) else { return nil }
        for i in stride(from: 1, to: n, by: 1) {
            guard let item = group(match, i, p[0] ?? Py_None) else {
                Py_DECREF(result)
                return nil
            }
            PyTuple_SET_ITEM(result, i - 1, item)
        }
        return result
    }
}

private func match_groupdict(_ match: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("groupdict", args, nargs, kwnames, ["default"], min: 0, max: 1) { p in
        guard let result = PyDict_New(), let names = match[ref: 40].unsafelyUnwrapped[ref: 32] else { return nil }
        var pos = 0
        var key: PyObj?
        var value: PyObj?
        while PyDict_Next(names, &pos, &key, &value) {
            guard let key else { break }
            Py_INCREF(key)
            defer { Py_DECREF(key) }
            let i = groupIndex(match, key)
            guard i >= 0, let item = group(match, i, p[0] ?? Py_None) else {
                Py_DECREF(result)
                return nil
            }
            let status = PyDict_SetItem(result, key, item)
            Py_DECREF(item)
            if status < 0 {
                Py_DECREF(result)
                return nil
            }
        }
        return result
    }
}

private func position(
    _ name: String, _ match: PyObj, _ args: PyArgs, _ nargs: Int, _ body: (Int, Int) -> PyObj?
) -> PyObj? {
    guard _PyArg_CheckPositional(name, nargs, 0, 1) else { return nil }
    let i = groupIndex(match, nargs == 1 ? args[0] : nil)
    return i < 0 ? nil : body(match[word: 80 + 16 * i], match[word: 88 + 16 * i])
}

private func match_start(_ match: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    position("start", match, args, nargs) { start, _ in PyLong_FromSsize_t(start) }
}
private func match_end(_ match: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    position("end", match, args, nargs) { _, end in PyLong_FromSsize_t(end) }
}
private func match_span(_ match: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    position("span", match, args, nargs) { start, end in buildTuple(PyLong_FromSsize_t(start), PyLong_FromSsize_t(end)) }
}

private func match_expand(_ match: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("expand", args, nargs, kwnames, ["template"], min: 1, max: 1) { p in
        guard let re = PyImport_ImportModule("re") else { return nil }
        let function = PyObject_GetAttrString(re, "_expand")
        Py_DECREF(re)
        guard let function else { return nil }
        defer { Py_DECREF(function) }
        return PyObject_CallFunctionObjArgs(function, match[ref: 40].unsafelyUnwrapped, match, p[0].unsafelyUnwrapped)
    }
}

private func match_lastindex(_ match: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    match[word: 64] >= 0 ? PyLong_FromSsize_t(match[word: 64]) : Py_NewRef(Py_None)
}

private func match_lastgroup(_ match: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    let names = match[ref: 40].unsafelyUnwrapped[ref: 40].unsafelyUnwrapped
    let i = match[word: 64]
    return Py_NewRef(i >= 0 && i < names.ob_size ? PyTuple_GET_ITEM(names, i) : Py_None)
}

private func match_regs(_ match: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if let regs = match[ref: 32] { return Py_NewRef(regs) }
    let n = match[word: 72]
    guard let regs = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        guard let pair = buildTuple(PyLong_FromSsize_t(match[word: 80 + 16 * i]), PyLong_FromSsize_t(match[word: 88 + 16 * i]))
        else {
            Py_DECREF(regs)
            return nil
        }
        PyTuple_SET_ITEM(regs, i, pair)
    }
    match[ref: 32] = Py_NewRef(regs)
    return regs
}

private func match_repr(_ match: PyObj) -> PyObj? {
    guard let text = group(match, 0, Py_None) else { return nil }
    defer { Py_DECREF(text) }
    var result: PyObj? = PyUnicode_FromString(
        "<\(typeText(match.ob_type)) object; span=(\(match[word: 80]), \(match[word: 88])), match=")
    guard let r = PyObject_Repr(text) else {
        Py_XDECREF(result)
        return nil
    }
    let shown = PyUnicode_GET_LENGTH(r) > 50 ? PyUnicode_Substring(r, 0, 50) : Py_NewRef(r)
    Py_DECREF(r)
    PyUnicode_AppendAndDel(&result, shown)
    if result != nil { PyUnicode_AppendAndDel(&result, PyUnicode_FromString(">")) }
    return result
}

/// Fills `PySREMatch_Type`.
func initSREMatchType() {
    let t = ModuleTypes.slot(233)
    t.initStaticType(
        "re.Match", basicsize: 88, itemsize: 8,
        flags: TypeFlags.HAVE_GC | TypeFlags.IMMUTABLETYPE | TypeFlags.DISALLOW_INSTANTIATION)
    t.tp_dealloc = match_dealloc
    t.tp_repr = match_repr
    t.tp_traverse = match_traverse
    t.tp_clear = match_clear
    t.tp_free = PyObject_GC_Del
    t.tp_doc = staticCString(
        "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.")
    t.newMappingMethods().mp_subscript = match_getitem
    t.setMethods([
        .varargs("group", match_group), .fast("start", match_start), .fast("end", match_end), .fast("span", match_span),
        .fastKeywords("groups", match_groups), .fastKeywords("groupdict", match_groupdict),
        .fastKeywords("expand", match_expand), .noargs("__copy__", sre_copy), .o("__deepcopy__", sre_deepcopy),
        .o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS),
    ])
    t.setGetSets([
        GetSetSpec("lastindex", match_lastindex), GetSetSpec("lastgroup", match_lastgroup), GetSetSpec("regs", match_regs),
    ])
    t.setMembers([
        MemberSpec("string", .object, 24), MemberSpec("re", .object, 40), MemberSpec("pos", .pyssizet, 48),
        MemberSpec("endpos", .pyssizet, 56),
    ])
}
