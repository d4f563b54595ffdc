import Memory

// Exception classes with fields of their own, except OSError, groups and Unicode errors. Origin: Objects/exceptions.c.

/// Drops the object fields of an exception at the given byte offsets, then what every exception has.
@inline(__always)
func clearFields(_ self_: PyObj, _ offsets: StaticOffsets) -> Int32 {
    if offsets.a >= 0 { Py_CLEAR(self_, offsets.a) }
    if offsets.b >= 0 { Py_CLEAR(self_, offsets.b) }
    if offsets.c >= 0 { Py_CLEAR(self_, offsets.c) }
    if offsets.d >= 0 { Py_CLEAR(self_, offsets.d) }
    return BaseException_clear(self_)
}

/// Visits the object fields of an exception at the given byte offsets, then what every exception has.
@inline(__always)
func visitFields(_ self_: PyObj, _ offsets: StaticOffsets, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    for offset in [offsets.a, offsets.b, offsets.c, offsets.d] where offset >= 0 {
        let r = Py_VISIT(self_.load(fromByteOffset: offset, as: PyObj?.self), visit, arg)
        if r != 0 { return r }
    }
    return BaseException_traverse(self_, visit, arg)
}

/// Up to four byte offsets, -1 where there is none.
struct StaticOffsets {
    var a = -1
    var b = -1
    var c = -1
    var d = -1
}

/// Untracks, clears by the type's own function, frees.
@inline(__always)
func deallocException(_ self_: PyObj, _ clear: (PyObj) -> Int32) {
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    _ = clear(self_)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}

// MARK: StopIteration (value 72), SystemExit (code 72)

private func word_clear(_ self_: PyObj) -> Int32 { clearFields(self_, StaticOffsets(a: 72)) }
private func word_dealloc(_ self_: PyObj) { deallocException(self_, word_clear) }
private func word_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(self_, StaticOffsets(a: 72), visit, arg)
}

private func StopIteration_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, kwds) == -1 { return -1 }
    Py_CLEAR(self_, 72)
    self_.exc_word0 = Py_NewRef(args.ob_size > 0 ? PyTuple_GET_ITEM(args, 0) : Py_None)
    return 0
}

private func SystemExit_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, kwds) == -1 { return -1 }
    switch args.ob_size {
    case 0: break
    case 1: Py_XSETREF(self_, 72, Py_NewRef(PyTuple_GET_ITEM(args, 0)))
    default: Py_XSETREF(self_, 72, Py_NewRef(args))
    }
    return 0
}

// MARK: ImportError (msg 72, name 80, path 88)

/// Reads the keyword-only arguments of an exception class into fields (borrowed); false with TypeError.
private func keywordFields(
    _ fname: StaticString, _ kwds: PyObj?, _ names: [StaticString], _ into: UnsafeMutablePointer<PyObj?>
) -> Bool {
    _PyArg_UnpackKeywords(
        fname: fname, args: nil, nargs: 0, kwargs: kwds, kwnames: nil, keywords: names, minpos: 0, maxpos: 0, minkw: 0, into: into)
}

private func ImportError_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, nil) == -1 { return -1 }
    return withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buf in
        if !keywordFields("ImportError", kwds, ["name", "path"], buf.baseAddress.unsafelyUnwrapped) { return -1 }
        Py_XSETREF(self_, 80, Py_XNewRef(buf[0]))
        Py_XSETREF(self_, 88, Py_XNewRef(buf[1]))
        Py_XSETREF(self_, 72, args.ob_size == 1 ? Py_NewRef(PyTuple_GET_ITEM(args, 0)) : nil)
        return 0
    }
}
private func ImportError_clear(_ self_: PyObj) -> Int32 { clearFields(self_, StaticOffsets(a: 72, b: 80, c: 88)) }
private func ImportError_dealloc(_ self_: PyObj) { deallocException(self_, ImportError_clear) }
private func ImportError_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(self_, StaticOffsets(a: 72, b: 80, c: 88), visit, arg)
}
private func ImportError_str(_ self_: PyObj) -> PyObj? {
    if let msg = self_.exc_word0, PyUnicode_CheckExact(msg) { return Py_NewRef(msg) }
    return BaseException_str(self_)
}
private func ImportError_reduce(_ self_: PyObj) -> PyObj? {
    let args = self_.exc_args ?? emptyTuple
    if self_.exc_word1 == nil && self_.exc_word2 == nil {
        if let dict = self_.exc_dict { return tupleOf(self_.ob_type, args, dict) }
        return tupleOf(self_.ob_type, args)
    }
    guard let state = self_.exc_dict.map({ PyDict_Copy($0) }) ?? PyDict_New() else { return nil }
    defer { Py_DECREF(state) }
    if let name = self_.exc_word1, PyDict_SetItem(state, _Py_ID(.name), name) < 0 { return nil }
    if let path = self_.exc_word2, PyDict_SetItem(state, _Py_ID(.path), path) < 0 { return nil }
    return tupleOf(self_.ob_type, args, state)
}

// MARK: NameError (name 72), AttributeError (obj 72, name 80)

private func NameError_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, nil) == -1 { return -1 }
    return withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 1) { buf in
        if !keywordFields("NameError", kwds, ["name"], buf.baseAddress.unsafelyUnwrapped) { return -1 }
        Py_XSETREF(self_, 72, Py_XNewRef(buf[0]))
        return 0
    }
}
private func AttributeError_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, nil) == -1 { return -1 }
    return withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buf in
        if !keywordFields("AttributeError", kwds, ["name", "obj"], buf.baseAddress.unsafelyUnwrapped) { return -1 }
        Py_XSETREF(self_, 80, Py_XNewRef(buf[0]))
        Py_XSETREF(self_, 72, Py_XNewRef(buf[1]))
        return 0
    }
}
private func AttributeError_clear(_ self_: PyObj) -> Int32 { clearFields(self_, StaticOffsets(a: 72, b: 80)) }
private func AttributeError_dealloc(_ self_: PyObj) { deallocException(self_, AttributeError_clear) }
private func AttributeError_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(self_, StaticOffsets(a: 72, b: 80), visit, arg)
}

// MARK: SyntaxError (msg 72, filename 80, lineno 88, offset 96, end_lineno 104, end_offset 112, text 120, print_file_and_line 128)

private func SyntaxError_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, kwds) == -1 { return -1 }
    let count = args.ob_size
    if count >= 1 { Py_XSETREF(self_, 72, Py_NewRef(PyTuple_GET_ITEM(args, 0))) }
    if count == 2 {
        guard let info = PySequence_Tuple(PyTuple_GET_ITEM(args, 1)) else { return -1 }
        defer { Py_DECREF(info) }
        let n = info.ob_size
        Py_CLEAR(self_, 104)
        Py_CLEAR(self_, 112)
        if n < 4 || n > 6 {
            let bound = n < 4 ? "at least 4" : "at most 6"
            PyErr_SetString(PyExc_TypeError, "function takes \(bound) arguments (\(n) given)")
            return -1
        }
        // filename, lineno, offset, text, end_lineno, end_offset
        for (i, offset) in [80, 88, 96, 120, 104, 112].enumerated() where i < n {
            Py_XSETREF(self_, offset, Py_NewRef(PyTuple_GET_ITEM(info, i)))
        }
        if self_.exc_word4 != nil && self_.exc_word5 == nil {
            PyErr_SetString(PyExc_TypeError, "end_offset must be provided when end_lineno is provided")
            return -1
        }
    }
    return 0
}
private func SyntaxError_clear(_ self_: PyObj) -> Int32 {
    for offset in stride(from: 72, through: 128, by: 8) { Py_CLEAR(self_, offset) }
    return BaseException_clear(self_)
}
private func SyntaxError_dealloc(_ self_: PyObj) { deallocException(self_, SyntaxError_clear) }
private func SyntaxError_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    for offset in stride(from: 72, through: 128, by: 8) {
        let r = Py_VISIT(self_.load(fromByteOffset: offset, as: PyObj?.self), visit, arg)
        if r != 0 { return r }
    }
    return BaseException_traverse(self_, visit, arg)
}
private func SyntaxError_str(_ self_: PyObj) -> PyObj? {
    let msg = self_.exc_word0 ?? Py_None
    var filename: String?
    if let f = self_.exc_word1, PyUnicode_Check(f) {
        let path = swiftString(f)
        filename = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
    var line: Int?
    if let n = self_.exc_word2, PyLong_CheckExact(n) {
        var overflow: Int32 = 0
        line = PyLong_AsLongAndOverflow(n, &overflow)
    }
    if filename == nil && line == nil { return PyObject_Str(msg) }
    guard let text = PyObject_Str(msg) else { return nil }
    defer { Py_DECREF(text) }
    var place = filename ?? ""
    if let line { place += (filename == nil ? "" : ", ") + "line \(line)" }
    return PyUnicode_FromString("\(swiftString(text)) (\(place))")
}

// MARK: KeyError, MemoryError

private func KeyError_str(_ self_: PyObj) -> PyObj? {
    if let args = self_.exc_args, args.ob_size == 1 { return PyObject_Repr(PyTuple_GET_ITEM(args, 0)) }
    return BaseException_str(self_)
}

/// Takes a MemoryError from the free list of 16, so that one can be raised when there is no memory. Origin: `MemoryError_new`.
private func MemoryError_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard type == PyExc_MemoryError, let self_ = Interp.memoryErrors else { return BaseException_new(type, args, kwds) }
    self_.exc_args = Py_NewRef(emptyTuple)
    Interp.memoryErrors = self_.exc_dict
    Interp.memoryErrorCount -= 1
    self_.exc_dict = nil
    self_.ob_refcnt = 1
    _PyObject_GC_TRACK(self_)
    return self_
}
private func MemoryError_dealloc(_ self_: PyObj) {
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    _ = BaseException_clear(self_)
    if self_.ob_type != PyExc_MemoryError || Interp.memoryErrorCount >= 16 {
        self_.ob_type.tp_free.unsafelyUnwrapped(self_)
        return
    }
    self_.exc_dict = Interp.memoryErrors
    Interp.memoryErrors = self_
    Interp.memoryErrorCount += 1
}

/// Makes the 16 MemoryErrors of the free list. False if there was no memory. Origin: `preallocate_memerrors`.
func preallocateMemoryErrors() -> Bool {
    var errors: [PyObj] = []
    for _ in 0..<16 {
        guard let e = MemoryError_new(PyExc_MemoryError, emptyTuple, nil) else { return false }
        errors.append(e)
    }
    for e in errors { Py_DECREF(e) }
    return true
}

/// Fills the slots of the classes of this file.
func initFieldExceptionTypes() {
    initExceptionType(
        PyExc_StopIteration, "StopIteration", base: PyExc_Exception, size: 80, dealloc: word_dealloc, traverse: word_traverse,
        clear: word_clear, initialise: StopIteration_init, new: nil)
    PyExc_StopIteration.setMembers([MemberSpec("value", .object, 72, readonly: false)])
    initExceptionType(
        PyExc_SystemExit, "SystemExit", base: PyExc_BaseException, size: 80, dealloc: word_dealloc, traverse: word_traverse,
        clear: word_clear, initialise: SystemExit_init, new: nil)
    PyExc_SystemExit.setMembers([MemberSpec("code", .object, 72, readonly: false)])

    for (type, name, base) in [
        (PyExc_ImportError, "ImportError" as StaticString, PyExc_Exception),
        (PyExc_ModuleNotFoundError, "ModuleNotFoundError", PyExc_ImportError),
    ] {
        initExceptionType(
            type, name, base: base, size: 96, dealloc: ImportError_dealloc, traverse: ImportError_traverse,
            clear: ImportError_clear, initialise: ImportError_init, new: nil)
    }
    PyExc_ImportError.tp_str = ImportError_str
    PyExc_ImportError.setMethods([.noargs("__reduce__", ImportError_reduce)])
    PyExc_ImportError.setMembers([
        MemberSpec("msg", .object, 72, readonly: false), MemberSpec("name", .object, 80, readonly: false),
        MemberSpec("path", .object, 88, readonly: false),
    ])

    for (type, name, base) in [
        (PyExc_NameError, "NameError" as StaticString, PyExc_Exception),
        (PyExc_UnboundLocalError, "UnboundLocalError", PyExc_NameError),
    ] {
        initExceptionType(
            type, name, base: base, size: 80, dealloc: word_dealloc, traverse: word_traverse, clear: word_clear,
            initialise: NameError_init, new: nil)
    }
    PyExc_NameError.tp_str = BaseException_str
    PyExc_NameError.setMembers([MemberSpec("name", .object, 72, readonly: false)])

    initExceptionType(
        PyExc_AttributeError, "AttributeError", base: PyExc_Exception, size: 88, dealloc: AttributeError_dealloc,
        traverse: AttributeError_traverse, clear: AttributeError_clear, initialise: AttributeError_init, new: nil,
        str: BaseException_str)
    PyExc_AttributeError.setMembers([
        MemberSpec("name", .object, 80, readonly: false), MemberSpec("obj", .object, 72, readonly: false),
    ])

    for (type, name, base) in [
        (PyExc_SyntaxError, "SyntaxError" as StaticString, PyExc_Exception),
        (PyExc_IndentationError, "IndentationError", PyExc_SyntaxError), (PyExc_TabError, "TabError", PyExc_IndentationError),
    ] {
        initExceptionType(
            type, name, base: base, size: 136, dealloc: SyntaxError_dealloc, traverse: SyntaxError_traverse,
            clear: SyntaxError_clear, initialise: SyntaxError_init, new: nil)
    }
    PyExc_SyntaxError.tp_str = SyntaxError_str
    PyExc_SyntaxError.setMembers([
        MemberSpec("msg", .object, 72, readonly: false), MemberSpec("filename", .object, 80, readonly: false),
        MemberSpec("lineno", .object, 88, readonly: false), MemberSpec("offset", .object, 96, readonly: false),
        MemberSpec("text", .object, 120, readonly: false), MemberSpec("end_lineno", .object, 104, readonly: false),
        MemberSpec("end_offset", .object, 112, readonly: false),
        MemberSpec("print_file_and_line", .object, 128, readonly: false),
    ])

    initExceptionType(PyExc_KeyError, "KeyError", base: PyExc_LookupError, new: nil, str: KeyError_str)
    initExceptionType(
        PyExc_MemoryError, "MemoryError", base: PyExc_Exception, dealloc: MemoryError_dealloc, new: MemoryError_new)
}
