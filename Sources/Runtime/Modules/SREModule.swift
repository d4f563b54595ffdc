import Memory

// The module `_sre`: patterns and scanners (match objects are in SRE+Match.swift). Origin: Modules/_sre/sre.c.
//
// PatternObject: ob_size 16 (code words), groups 24, groupindex 32, indexgroup 40, pattern 48, flags 56, weakreflist 64, isbytes 72,
// codesize 80, code 88… MatchObject: ob_size 16, string 24, regs 32, pattern 40, pos 48, endpos 56, lastindex 64, groups 72, mark 80…
// A scanner: pattern 16, string 24, start 32, end 40, must_advance 48 (C keeps its whole match state inside).

var PySREPattern_Type: PyObj { ModuleTypes.heap(232) }
var PySREMatch_Type: PyObj { ModuleTypes.heap(233) }
var PySREScanner_Type: PyObj { ModuleTypes.heap(234) }

/// Raises the exception of an engine that gave up; nil to return.
@discardableResult
func sreError(_ m: SREMatcher) -> PyObj? {
    if m.tooDeep {
        return PyErr_Format(PyExc_RecursionError, "not implemented: a match that backtracks through more than 20000 levels")
    }
    return PyErr_Format(PyExc_RuntimeError, "internal error in regular expression engine")
}

/// A part of the subject: str, or bytes. A new reference, or nil with an exception.
func sreSlice(_ m: SREMatcher, _ start: Int, _ end: Int) -> PyObj? {
    if m.isBytes {
        if PyBytes_CheckExact(m.string) && start == 0 && end == PyBytes_GET_SIZE(m.string) { return Py_NewRef(m.string) }
        return PyBytes_FromStringAndSize(m.data + start, end - start)
    }
    return PyUnicode_Substring(m.string, start, end)
}

/// The text of a group of the last match; if it took no part, empty text or None.
private func groupSlice(_ m: SREMatcher, _ group: Int, empty: Bool) -> PyObj? {
    let i = (group - 1) * 2
    if i >= m.lastmark || m.marks[i] < 0 || m.marks[i + 1] < 0 { return empty ? sreSlice(m, 0, 0) : Py_NewRef(Py_None) }
    return sreSlice(m, m.marks[i], m.marks[i + 1])
}

/// The optional index arguments `pos` and `endpos`; nil with an exception.
private func bounds(_ p: UnsafeMutablePointer<PyObj?>) -> (Int, Int)? {
    var pos = 0
    var endpos = Int.max
    if let v = p[1] {
        guard let n = ssizeArgument(v) else { return nil }
        pos = n
    }
    if let v = p[2] {
        guard let n = ssizeArgument(v) else { return nil }
        endpos = n
    }
    return (pos, endpos)
}

private func find(
    _ name: StaticString, _ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, all: Bool = false, search: Bool = false
) -> PyObj? {
    withFastArguments(name, args, nargs, kwnames, ["string", "pos", "endpos"], min: 1, max: 3) { p in
        guard let (pos, endpos) = bounds(p), let m = SREMatcher(pattern, p[0].unsafelyUnwrapped, pos, endpos) else { return nil }
        defer { m.finish() }
        m.matchAll = all
        let status = search ? m.search() : m.match(0, true)
        if PyErr_Occurred() != nil { return nil }
        return sreNewMatch(pattern, m, status)
    }
}

private func pattern_match(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    find("match", pattern, args, nargs, kwnames)
}
private func pattern_fullmatch(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    find("fullmatch", pattern, args, nargs, kwnames, all: true)
}
private func pattern_search(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    find("search", pattern, args, nargs, kwnames, search: true)
}

/// Appends a new reference to a list and drops it. False with an exception.
private func append(_ list: PyObj, _ item: PyObj?) -> Bool {
    guard let item else { return false }
    defer { Py_DECREF(item) }
    return PyList_Append(list, item) == 0
}

/// The next match of a run over the whole subject: 1, 0, or -1 with an exception.
private func nextMatch(_ m: SREMatcher) -> Int {
    m.reset()
    m.ptr = m.start
    let status = m.search()
    if PyErr_Occurred() != nil { return -1 }
    if status < 0 { sreError(m) }
    return status
}

private func pattern_findall(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("findall", args, nargs, kwnames, ["string", "pos", "endpos"], min: 1, max: 3) { p in
        guard let (pos, endpos) = bounds(p), let m = SREMatcher(pattern, p[0].unsafelyUnwrapped, pos, endpos) else { return nil }
        defer { m.finish() }
        guard let list = PyList_New(0) else { return nil }
        func fail() -> PyObj? {
            Py_DECREF(list)
            return nil
        }
        let groups = pattern[word: 24]
        while m.start <= m.end {
            let status = nextMatch(m)
            if status < 0 { return fail() }
            if status == 0 { break }
            var item: PyObj?
            switch groups {
            case 0: item = sreSlice(m, m.start, m.ptr)
            case 1: item = groupSlice(m, 1, empty: true)
            default:
                item = PyTuple_New(groups)
                for i in 0..<groups {
                    guard let t = item else { break }
                    if let part = groupSlice(m, i + 1, empty: true) {
                        PyTuple_SET_ITEM(t, i, part)
                    } else {
                        Py_DECREF(t)
                        item = nil
                    }
                }
            }
            if !append(list, item) { return fail() }
            m.mustAdvance = m.ptr == m.start
            m.start = m.ptr
        }
        return list
    }
}

private func pattern_split(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("split", args, nargs, kwnames, ["string", "maxsplit"], min: 1, max: 2) { p in
        var limit = 0
        if let v = p[1] {
            guard let n = ssizeArgument(v) else { return nil }
            limit = n
        }
        guard let m = SREMatcher(pattern, p[0].unsafelyUnwrapped, 0, Int.max) else { return nil }
        defer { m.finish() }
        guard let list = PyList_New(0) else { return nil }
        func fail() -> PyObj? {
            Py_DECREF(list)
            return nil
        }
        var n = 0
        var last = m.start
        while limit == 0 || n < limit {
            let status = nextMatch(m)
            if status < 0 { return fail() }
            if status == 0 { break }
            if !append(list, sreSlice(m, last, m.start)) { return fail() }
            for i in 0..<pattern[word: 24] where !append(list, groupSlice(m, i + 1, empty: false)) { return fail() }
            n += 1
            m.mustAdvance = m.ptr == m.start
            last = m.ptr
            m.start = m.ptr
        }
        return append(list, sreSlice(m, last, m.endpos)) ? list : fail()
    }
}

/// Whether a replacement is plain text without a backslash.
private func isLiteral(_ template: PyObj) -> Bool {
    if PyUnicode_Check(template) { return PyUnicode_FindChar(template, 92, 0, PyUnicode_GET_LENGTH(template), 1) == -1 }
    let view = UnsafeMutableRawPointer.allocate(byteCount: 80, alignment: 16)
    defer { view.deallocate() }
    if PyObject_GetBuffer(template, view, 0) != 0 {
        PyErr_Clear()
        return false
    }
    defer { PyBuffer_Release(view) }
    let bytes = UnsafeRawBufferPointer(start: view.buffer_buf, count: view.buffer_len)
    return !bytes.contains(92)
}

private func substitute(_ pattern: PyObj, _ template: PyObj, _ string: PyObj, _ count: Int, counted: Bool) -> PyObj? {
    let filter: PyObj
    var callable = PyCallable_Check(template)
    if callable || isLiteral(template) {
        filter = Py_NewRef(template)
    } else {
        guard let re = PyImport_ImportModule("re") else { return nil }
        let function = PyObject_GetAttrString(re, "_subx")
        Py_DECREF(re)
        guard let function else { return nil }
        let made = PyObject_CallFunctionObjArgs(function, pattern, template)
        Py_DECREF(function)
        guard let made else { return nil }
        filter = made
        callable = PyCallable_Check(made)
    }
    defer { Py_DECREF(filter) }
    guard let m = SREMatcher(pattern, string, 0, Int.max) else { return nil }
    defer { m.finish() }
    guard let list = PyList_New(0) else { return nil }
    defer { Py_DECREF(list) }
    var n = 0
    var i = 0
    while count == 0 || n < count {
        let status = nextMatch(m)
        if status < 0 { return nil }
        if status == 0 { break }
        let b = m.start
        let e = m.ptr
        if i < b && !append(list, sreSlice(m, i, b)) { return nil }
        if callable {
            guard let match = sreNewMatch(pattern, m, 1) else { return nil }
            let item = PyObject_CallOneArg(filter, match)
            Py_DECREF(match)
            guard let item else { return nil }
            if item == Py_None { Py_DECREF(item) } else if !append(list, item) { return nil }
        } else if PyList_Append(list, filter) != 0 {
            return nil
        }
        i = e
        n += 1
        m.mustAdvance = e == b
        m.start = e
    }
    if i < m.endpos && !append(list, sreSlice(m, i, m.endpos)) { return nil }
    guard let joiner = sreSlice(m, 0, 0) else { return nil }
    var result: PyObj? = joiner
    if list.ob_size != 0 {
        if m.isBytes {
            result = PyUnicode_InternFromString("join").flatMap { name in
                defer { Py_DECREF(name) }
                return PyObject_CallMethodOneArg(joiner, name, list)
            }
        } else {
            result = PyUnicode_Join(joiner, list)
        }
        Py_DECREF(joiner)
    }
    return counted ? buildTuple(result, PyLong_FromSsize_t(n)) : result
}

private func sub(_ name: StaticString, _ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, _ counted: Bool) -> PyObj?
{
    withFastArguments(name, args, nargs, kwnames, ["repl", "string", "count"], min: 2, max: 3) { p in
        var count = 0
        if let v = p[2] {
            guard let n = ssizeArgument(v) else { return nil }
            count = n
        }
        return substitute(pattern, p[0].unsafelyUnwrapped, p[1].unsafelyUnwrapped, count, counted: counted)
    }
}

private func pattern_sub(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    sub("sub", pattern, args, nargs, kwnames, false)
}
private func pattern_subn(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    sub("subn", pattern, args, nargs, kwnames, true)
}

// MARK: scanners

private func newScanner(_ name: StaticString, _ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments(name, args, nargs, kwnames, ["string", "pos", "endpos"], min: 1, max: 3) { p in
        // A matcher checks the subject and clamps the bounds.
        guard let (pos, endpos) = bounds(p), let m = SREMatcher(pattern, p[0].unsafelyUnwrapped, pos, endpos) else { return nil }
        defer { m.finish() }
        guard let s = _PyObject_GC_New(PySREScanner_Type) else { return nil }
        s[ref: 16] = Py_NewRef(pattern)
        s[ref: 24] = Py_NewRef(m.string)
        s[word: 32] = m.pos
        s[word: 40] = m.endpos
        s[word: 48] = 0
        s[word: 56] = m.pos
        PyObject_GC_Track(s)
        return s
    }
}

private func pattern_scanner(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    newScanner("scanner", pattern, args, nargs, kwnames)
}

private func pattern_finditer(_ pattern: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    guard let scanner = newScanner("finditer", pattern, args, nargs, kwnames) else { return nil }
    let search = PyObject_GetAttrString(scanner, "search")
    Py_DECREF(scanner)
    guard let search else { return nil }
    defer { Py_DECREF(search) }
    return PyCallIter_New(search, Py_None)
}

private func step(_ s: PyObj, search: Bool) -> PyObj? {
    // A start of -1 is C's NULL: the last match failed.
    if s[word: 32] < 0 { return Py_NewRef(Py_None) }
    let pattern = s[ref: 16].unsafelyUnwrapped
    guard let m = SREMatcher(pattern, s[ref: 24].unsafelyUnwrapped, s[word: 56], s[word: 40]) else { return nil }
    defer { m.finish() }
    m.start = s[word: 32]
    m.ptr = m.start
    m.mustAdvance = s[word: 48] != 0
    let status = search ? m.search() : m.match(0, true)
    if PyErr_Occurred() != nil { return nil }
    let match = sreNewMatch(pattern, m, status)
    if status == 0 {
        s[word: 32] = -1
    } else {
        s[word: 48] = m.ptr == m.start ? 1 : 0
        s[word: 32] = m.ptr
    }
    return match
}

private func scanner_search(_ s: PyObj) -> PyObj? { step(s, search: true) }
private func scanner_match(_ s: PyObj) -> PyObj? { step(s, search: false) }
private func scanner_dealloc(_ s: PyObj) { deallocHeapFields(s, 24, 16) }
private func scanner_traverse(_ s: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(s, visit, arg, 16)
}

// MARK: patterns

private func pattern_dealloc(_ pattern: PyObj) {
    PyObject_GC_UnTrack(pattern)
    if pattern[ref: 64] != nil { PyObject_ClearWeakRefs(pattern) }
    _ = pattern_clear(pattern)
    let type = pattern.ob_type
    type.tp_free.unsafelyUnwrapped(pattern)
    Py_DECREF(type)
}

private func pattern_traverse(_ pattern: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(pattern, visit, arg, 32, 40, 48)
}

private func pattern_clear(_ pattern: PyObj) -> Int32 {
    for offset in [32, 40, 48] { Py_CLEAR(pattern, offset) }
    return 0
}

private func pattern_repr(_ pattern: PyObj) -> PyObj? {
    var flags = pattern[int: 56]
    if pattern[int: 72] == 0 && flags & (4 | 32 | 256) == 32 { flags &= ~32 }
    var names: [String] = []
    for (name, value) in [
        ("IGNORECASE", 2), ("LOCALE", 4), ("MULTILINE", 8), ("DOTALL", 16), ("UNICODE", 32), ("VERBOSE", 64), ("DEBUG", 128),
        ("ASCII", 256),
    ] as [(String, Int32)] where flags & value != 0 {
        names.append("re.\(name)")
        flags &= ~value
    }
    if flags != 0 { names.append("0x\(String(flags, radix: 16))") }
    guard let r = PyObject_Repr(pattern[ref: 48]) else { return nil }
    let shown = PyUnicode_GET_LENGTH(r) > 200 ? PyUnicode_Substring(r, 0, 200) : Py_NewRef(r)
    Py_DECREF(r)
    var text: PyObj? = PyUnicode_FromString("re.compile(")
    PyUnicode_AppendAndDel(&text, shown)
    if text != nil {
        PyUnicode_AppendAndDel(&text, PyUnicode_FromString(names.isEmpty ? ")" : ", \(names.joined(separator: "|")))"))
    }
    return text
}

private func pattern_hash(_ pattern: PyObj) -> Int {
    let h = PyObject_Hash(pattern[ref: 48].unsafelyUnwrapped)
    if h == -1 { return -1 }
    let hash =
        h ^ _Py_HashBytes(pattern + 88, pattern.ob_size * 4) ^ Int(pattern[int: 56]) ^ Int(pattern[int: 72]) ^ pattern[word: 24]
    return hash == -1 ? -2 : hash
}

private func pattern_richcompare(_ left: PyObj, _ right: PyObj, _ op: Int32) -> PyObj? {
    if (op != Py_EQ && op != Py_NE) || right.ob_type != left.ob_type { return Py_NewRef(Py_NotImplemented) }
    if left == right { return PyBool_FromLong(op == Py_EQ) }
    var same = left[int: 56] == right[int: 56] && left[int: 72] == right[int: 72] && left.ob_size == right.ob_size
    for i in 0..<left.ob_size where same { same = left[int: 88 + 4 * i] == right[int: 88 + 4 * i] }
    if same {
        let r = PyObject_RichCompareBool(left[ref: 48].unsafelyUnwrapped, right[ref: 48].unsafelyUnwrapped, Py_EQ)
        if r < 0 { return nil }
        same = r != 0
    }
    return PyBool_FromLong(same == (op == Py_EQ))
}

private func pattern_groupindex(_ pattern: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    PyDictProxy_New(pattern[ref: 32].unsafelyUnwrapped)
}

func sre_copy(_ op: PyObj) -> PyObj? { Py_NewRef(op) }
func sre_deepcopy(_ op: PyObj, _ memo: PyObj) -> PyObj? { Py_NewRef(op) }

// MARK: module functions

private func sre_compile(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments(
        "compile", args, nargs, kwnames, ["pattern", "flags", "code", "groups", "groupindex", "indexgroup"], min: 6, max: 6
    ) { p in
        let text = p[0].unsafelyUnwrapped
        let code = p[2].unsafelyUnwrapped
        let flags = _PyLong_AsInt(p[1].unsafelyUnwrapped)
        if flags == -1 && PyErr_Occurred() != nil { return nil }
        guard PyList_Check(code) else {
            _PyArg_BadArgument("compile", "argument 'code'", "list", code)
            return nil
        }
        guard let groups = ssizeArgument(p[3].unsafelyUnwrapped) else { return nil }
        let n = code.ob_size
        guard let pattern = _PyObject_GC_NewVar(PySREPattern_Type, n) else { return nil }
        for offset in [24, 32, 40, 48, 56, 64, 72, 80] { pattern[word: offset] = 0 }
        pattern[word: 80] = n
        let words = (pattern + 88).assumingMemoryBound(to: UInt32.self)
        for i in 0..<n {
            let value = PyLong_AsUnsignedLong(PyList_GET_ITEM(code, i))
            if value == UInt.max && PyErr_Occurred() != nil || value > UInt(UInt32.max) {
                if PyErr_Occurred() == nil { PyErr_SetString(PyExc_OverflowError, "regular expression code size limit exceeded") }
                Py_DECREF(pattern)
                return nil
            }
            words[i] = UInt32(value)
        }
        if text == Py_None {
            pattern[int: 72] = -1
        } else if PyUnicode_Check(text) {
            pattern[int: 72] = 0
        } else if PyObject_CheckBuffer(text) {
            pattern[int: 72] = 1
        } else {
            Py_DECREF(pattern)
            return PyErr_Format(PyExc_TypeError, "expected string or bytes-like object, got '\(text.typeName)'")
        }
        pattern[ref: 48] = Py_NewRef(text)
        pattern[int: 56] = flags
        pattern[word: 24] = groups
        pattern[ref: 32] = Py_NewRef(p[4].unsafelyUnwrapped)
        pattern[ref: 40] = Py_NewRef(p[5].unsafelyUnwrapped)
        PyObject_GC_Track(pattern)
        return pattern
    }
}

private func character(_ op: PyObj) -> UInt32? {
    let c = _PyLong_AsInt(op)
    return c == -1 && PyErr_Occurred() != nil ? nil : UInt32(bitPattern: c)
}

private func sre_getcodesize(_ module: PyObj) -> PyObj? { PyLong_FromLong(4) }
private func sre_ascii_iscased(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let c = character(op) else { return nil }
    return PyBool_FromLong((c >= 65 && c <= 90) || (c >= 97 && c <= 122))
}
private func sre_unicode_iscased(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let c = character(op) else { return nil }
    return PyBool_FromLong(_PyUnicode_ToLowercase(c) != c || _PyUnicode_ToUppercase(c) != c)
}
private func sre_ascii_tolower(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let c = character(op) else { return nil }
    return PyLong_FromLong(Int(sreLowerASCII(c)))
}
private func sre_unicode_tolower(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let c = character(op) else { return nil }
    return PyLong_FromLong(Int(_PyUnicode_ToLowercase(c)))
}

private func initSRETypes() {
    let flags = TypeFlags.HAVE_GC | TypeFlags.IMMUTABLETYPE | TypeFlags.DISALLOW_INSTANTIATION
    var t = ModuleTypes.slot(232)
    t.initStaticType("re.Pattern", basicsize: 96, itemsize: 4, flags: flags)
    t.tp_dealloc = pattern_dealloc
    t.tp_repr = pattern_repr
    t.tp_hash = pattern_hash
    t.tp_richcompare = pattern_richcompare
    t.tp_traverse = pattern_traverse
    t.tp_clear = pattern_clear
    t.tp_free = PyObject_GC_Del
    t.tp_doc = staticCString("Compiled regular expression object.")
    t.setMethods([
        .fastKeywords("match", pattern_match, "Matches zero or more characters at the beginning of the string."),
        .fastKeywords("fullmatch", pattern_fullmatch, "Matches against all of the string."),
        .fastKeywords("search", pattern_search), .fastKeywords("sub", pattern_sub), .fastKeywords("subn", pattern_subn),
        .fastKeywords("findall", pattern_findall), .fastKeywords("split", pattern_split),
        .fastKeywords("finditer", pattern_finditer), .fastKeywords("scanner", pattern_scanner), .noargs("__copy__", sre_copy),
        .o("__deepcopy__", sre_deepcopy), .o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS),
    ])
    t.setGetSets([GetSetSpec("groupindex", pattern_groupindex)])
    t.setMembers([
        MemberSpec("pattern", .object, 48), MemberSpec("flags", .int, 56), MemberSpec("groups", .pyssizet, 24),
        MemberSpec("__weaklistoffset__", .pyssizet, 64),
    ])
    initSREMatchType()
    t = ModuleTypes.slot(234)
    t.initStaticType("_sre.SRE_Scanner", basicsize: 232, flags: flags)
    t.tp_dealloc = scanner_dealloc
    t.tp_traverse = scanner_traverse
    t.tp_free = PyObject_GC_Del
    t.setMethods([.noargs("match", scanner_match), .noargs("search", scanner_search)])
    t.setMembers([MemberSpec("pattern", .object, 16)])
}

/// Makes the module `_sre`; nil with an exception.
func PyInit__sre() -> PyObj? {
    if ModuleTypes.slot(232).tp_basicsize == 0 { initSRETypes() }
    guard
        let m = makeModule(
            "_sre", "",
            [
                .fastKeywords("compile", sre_compile), .noargs("getcodesize", sre_getcodesize),
                .o("ascii_iscased", sre_ascii_iscased), .o("unicode_iscased", sre_unicode_iscased),
                .o("ascii_tolower", sre_ascii_tolower), .o("unicode_tolower", sre_unicode_tolower),
            ])
    else { return nil }
    if PyModule_SetState(m, words: 3) < 0 || PyModule_AddHeapType(m, 232, state: 0, shown: false) < 0
        || PyModule_AddHeapType(m, 233, state: 1, shown: false) < 0 || PyModule_AddHeapType(m, 234, state: 2, shown: false) < 0
    {
        Py_DECREF(m)
        return nil
    }
    if PyModule_AddIntConstant(m, "MAGIC", 20_220_615) < 0 || PyModule_AddIntConstant(m, "CODESIZE", 4) < 0
        || PyModule_AddIntConstant(m, "MAXREPEAT", 4_294_967_295) < 0 || PyModule_AddIntConstant(m, "MAXGROUPS", 1_073_741_823) < 0
    {
        Py_DECREF(m)
        return nil
    }
    return m
}
