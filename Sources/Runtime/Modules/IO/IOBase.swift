import Memory

// The base classes `_IOBase` and `_RawIOBase`. Origin: Modules/_io/iobase.c.
//
//     iobase: dict 16, weakreflist 24

/// Whether the internal flag of being closed is set: 1, 0, -1 with an exception.
private func iobase_is_closed(_ self_: PyObj) -> Int32 {
    var value: PyObj?
    let result = _PyObject_LookupAttr(self_, _Py_ID(.__IOBase_closed), &value)
    Py_XDECREF(value)
    return result
}

/// 0, or -1 with ValueError if `closed` is true.
func iobase_check_closed(_ self_: PyObj) -> Int32 {
    var value: PyObj?
    var closed = _PyObject_LookupAttr(self_, _Py_ID(.closed), &value)
    if closed > 0, let value {
        closed = PyObject_IsTrue(value)
        Py_DECREF(value)
        if closed > 0 {
            PyErr_SetString(PyExc_ValueError, "I/O operation on closed file.")
            return -1
        }
    }
    return closed
}

func _PyIOBase_check_closed(_ self_: PyObj) -> PyObj? { iobase_check_closed(self_) != 0 ? nil : Py_NewRef(Py_None) }

/// Calls an inquiry of a stream; nil with an exception unless it is True itself.
private func checkInquiry(_ self_: PyObj, _ name: PyObj, _ message: String) -> PyObj? {
    guard let r = PyObject_CallMethodNoArgs(self_, name) else { return nil }
    if r == Py_True { return r }
    Py_DECREF(r)
    return ioUnsupported(message)
}
func _PyIOBase_check_seekable(_ self_: PyObj) -> PyObj? {
    checkInquiry(self_, _Py_ID(.seekable), "File or stream is not seekable.")
}
func _PyIOBase_check_readable(_ self_: PyObj) -> PyObj? {
    checkInquiry(self_, _Py_ID(.readable), "File or stream is not readable.")
}
func _PyIOBase_check_writable(_ self_: PyObj) -> PyObj? {
    checkInquiry(self_, _Py_ID(.writable), "File or stream is not writable.")
}
/// The same as a truth value; false with an exception.
func ioIs(_ check: (PyObj) -> PyObj?, _ self_: PyObj) -> Bool {
    guard let r = check(self_) else { return false }
    Py_DECREF(r)
    return true
}

private func iobase_seek(_ self_: PyObj, _ args: PyObj) -> PyObj? { ioUnsupported("seek") }
private func iobase_truncate(_ self_: PyObj, _ args: PyObj) -> PyObj? { ioUnsupported("truncate") }
private func iobase_fileno(_ self_: PyObj) -> PyObj? { ioUnsupported("fileno") }
private func iobase_tell(_ self_: PyObj) -> PyObj? {
    PyObject_CallMethodObjArgs(self_, _Py_ID(.seek), smallInt(0), smallInt(1))
}
private func iobase_false(_ self_: PyObj) -> PyObj? { PyBool_FromLong(false) }
private func iobase_isatty(_ self_: PyObj) -> PyObj? { iobase_check_closed(self_) != 0 ? nil : PyBool_FromLong(false) }
private func iobase_enter(_ self_: PyObj) -> PyObj? { iobase_check_closed(self_) != 0 ? nil : Py_NewRef(self_) }
private func iobase_exit(_ self_: PyObj, _ args: PyObj) -> PyObj? { PyObject_CallMethodNoArgs(self_, _Py_ID(.close)) }
private func iobase_iter(_ self_: PyObj) -> PyObj? { iobase_check_closed(self_) != 0 ? nil : Py_NewRef(self_) }

private func iobase_flush(_ self_: PyObj) -> PyObj? {
    let closed = iobase_is_closed(self_)
    if closed == 0 { return Py_NewRef(Py_None) }
    if closed > 0 { PyErr_SetString(PyExc_ValueError, "I/O operation on closed file.") }
    return nil
}

private func iobase_get_closed(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    let closed = iobase_is_closed(self_)
    return closed < 0 ? nil : PyBool_FromLong(closed > 0)
}

func iobase_close(_ self_: PyObj) -> PyObj? {
    let closed = iobase_is_closed(self_)
    if closed < 0 { return nil }
    if closed > 0 { return Py_NewRef(Py_None) }
    var result = PyObject_CallMethodNoArgs(self_, _Py_ID(.flush))
    let saved = PyErr_Fetch()
    let rc = PyObject_SetAttr(self_, _Py_ID(.__IOBase_closed), Py_True)
    _PyErr_ChainExceptions(saved.type, saved.value, saved.traceback)
    if rc < 0 {
        Py_XDECREF(result)
        result = nil
    }
    guard let result else { return nil }
    Py_DECREF(result)
    return Py_NewRef(Py_None)
}

private func iobase_finalize(_ self_: PyObj) {
    let saved = PyErr_Fetch()
    var value: PyObj?
    var closed: Int32 = -1
    if _PyObject_LookupAttr(self_, _Py_ID(.closed), &value) <= 0 {
        PyErr_Clear()
    } else if let value {
        closed = PyObject_IsTrue(value)
        Py_DECREF(value)
        if closed == -1 { PyErr_Clear() }
    }
    if closed == 0 {
        // Tells close() that it is called by the finaliser.
        if PyObject_SetAttr(self_, _Py_ID(._finalizing), Py_True) != 0 { PyErr_Clear() }
        // Errors are silent here, as they would be noise at the end of a program.
        if let r = PyObject_CallMethodNoArgs(self_, _Py_ID(.close)) { Py_DECREF(r) } else { PyErr_Clear() }
    }
    PyErr_Restore(saved.type, saved.value, saved.traceback)
}

/// Finalises an object that dies: 0, or -1 if it came back to life.
func _PyIOBase_finalize(_ self_: PyObj) -> Int32 {
    if self_.ob_refcnt == 0 { return PyObject_CallFinalizerFromDealloc(self_) }
    PyObject_CallFinalizer(self_)
    return 0
}

private func iobase_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(self_[ref: 16], visit, arg)
}
private func iobase_clear(_ self_: PyObj) -> Int32 {
    Py_CLEAR(self_, 16)
    return 0
}
private func iobase_dealloc(_ self_: PyObj) {
    if _PyIOBase_finalize(self_) < 0 {
        // The dealloc of the heap type that called will drop a reference to the type.
        if self_.ob_type.tp_flags & TypeFlags.HEAPTYPE != 0 { Py_INCREF(self_.ob_type) }
        return
    }
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    if self_[ref: 24] != nil { PyObject_ClearWeakRefs(self_) }
    Py_CLEAR(self_, 16)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}

/// How many bytes of the text that `peek` shows belong to the line.
private func lineLength(_ p: UnsafeRawPointer, _ count: Int, _ limit: Int) -> Int {
    var n = 0
    let end = limit >= 0 ? min(count, limit) : count
    while n < end {
        n += 1
        if p.load(fromByteOffset: n - 1, as: UInt8.self) == 10 { break }
    }
    return n
}

private func iobase_readline(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let limit = ioSizeArgument("readline", args, nargs) else { return nil }
    var peek: PyObj?
    if _PyObject_LookupAttr(self_, _Py_ID(.peek), &peek) < 0 { return nil }
    defer { Py_XDECREF(peek) }
    guard let buffer = PyByteArray_FromStringAndSize(nil, 0) else { return nil }
    defer { Py_DECREF(buffer) }
    while limit < 0 || PyByteArray_GET_SIZE(buffer) < limit {
        var ahead = 1
        if let peek {
            guard let shown = PyObject_CallOneArg(peek, smallInt(1)) else {
                if _PyIO_trap_eintr() { continue }
                return nil
            }
            defer { Py_DECREF(shown) }
            if !PyBytes_Check(shown) {
                return PyErr_Format(
                    PyExc_OSError, "peek() should have returned a bytes object, not '\(clip(shown.typeName, 200))'")
            }
            if shown.ob_size > 0 { ahead = lineLength(shown + 32, shown.ob_size, limit) }
        }
        guard let size = PyLong_FromSsize_t(ahead) else { return nil }
        let piece = PyObject_CallMethodOneArg(self_, _Py_ID(.read), size)
        Py_DECREF(size)
        guard let piece else {
            if _PyIO_trap_eintr() { continue }
            return nil
        }
        defer { Py_DECREF(piece) }
        if !PyBytes_Check(piece) {
            return PyErr_Format(PyExc_OSError, "read() should have returned a bytes object, not '\(clip(piece.typeName, 200))'")
        }
        let n = piece.ob_size
        if n == 0 { break }
        let old = PyByteArray_GET_SIZE(buffer)
        if PyByteArray_Resize(buffer, old + n) < 0 { return nil }
        (PyByteArray_AS_STRING(buffer) + old).copyMemory(from: piece + 32, byteCount: n)
        if (PyByteArray_AS_STRING(buffer) + old + n - 1).load(as: UInt8.self) == 10 { break }
    }
    return PyBytes_FromStringAndSize(PyByteArray_AS_STRING(buffer), PyByteArray_GET_SIZE(buffer))
}

private func iobase_iternext(_ self_: PyObj) -> PyObj? {
    guard let line = PyObject_CallMethodNoArgs(self_, _Py_ID(.readline)) else { return nil }
    if PyObject_Size(line) <= 0 {
        Py_DECREF(line)
        return nil
    }
    return line
}

private func iobase_readlines(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let hint = ioSizeArgument("readlines", args, nargs), let result = PyList_New(0) else { return nil }
    func fail() -> PyObj? {
        Py_DECREF(result)
        return nil
    }
    if hint <= 0 {
        guard let r = PyObject_CallMethodOneArg(result, _Py_ID(.extend), self_) else { return fail() }
        Py_DECREF(r)
        return result
    }
    guard let it = PyObject_GetIter(self_) else { return fail() }
    defer { Py_DECREF(it) }
    var length = 0
    while true {
        guard let line = PyIter_Next(it) else { return PyErr_Occurred() != nil ? fail() : result }
        defer { Py_DECREF(line) }
        if PyList_Append(result, line) < 0 { return fail() }
        let n = PyObject_Size(line)
        if n < 0 { return fail() }
        if n > hint - length { return result }
        length += n
    }
}

private func iobase_writelines(_ self_: PyObj, _ lines: PyObj) -> PyObj? {
    if iobase_check_closed(self_) != 0 { return nil }
    guard let it = PyObject_GetIter(lines) else { return nil }
    defer { Py_DECREF(it) }
    while let line = PyIter_Next(it) {
        defer { Py_DECREF(line) }
        var r: PyObj?
        repeat { r = PyObject_CallMethodOneArg(self_, _Py_ID(.write), line) } while r == nil && _PyIO_trap_eintr()
        guard let r else { return nil }
        Py_DECREF(r)
    }
    return PyErr_Occurred() != nil ? nil : Py_NewRef(Py_None)
}

// MARK: _RawIOBase

private func rawiobase_read(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let n = ioSizeArgument("read", args, nargs, acceptsNone: false) else { return nil }
    if n < 0 { return PyObject_CallMethodNoArgs(self_, _Py_ID(.readall)) }
    guard let buffer = PyByteArray_FromStringAndSize(nil, n) else { return nil }
    defer { Py_DECREF(buffer) }
    guard let r = PyObject_CallMethodOneArg(self_, _Py_ID(.readinto), buffer) else { return nil }
    if r == Py_None { return r }
    let count = PyNumber_AsSsize_t(r, PyExc_ValueError)
    Py_DECREF(r)
    if count == -1 && PyErr_Occurred() != nil { return nil }
    return PyBytes_FromStringAndSize(PyByteArray_AS_STRING(buffer), count)
}

private func rawiobase_readall(_ self_: PyObj) -> PyObj? {
    guard let chunks = PyList_New(0) else { return nil }
    defer { Py_DECREF(chunks) }
    while true {
        guard let size = PyLong_FromLong(ioDefaultBufferSize) else { return nil }
        let data = PyObject_CallMethodOneArg(self_, _Py_ID(.read), size)
        Py_DECREF(size)
        guard let data else {
            if _PyIO_trap_eintr() { continue }
            return nil
        }
        if data == Py_None {
            if chunks.ob_size == 0 { return data }
            Py_DECREF(data)
            break
        }
        defer { Py_DECREF(data) }
        if !PyBytes_Check(data) { return PyErr_Format(PyExc_TypeError, "read() should return bytes") }
        if data.ob_size == 0 { break }
        if PyList_Append(chunks, data) < 0 { return nil }
    }
    return _PyBytes_JoinEmpty(chunks)
}

private func rawiobase_missing(_ self_: PyObj, _ args: PyObj) -> PyObj? {
    PyErr_SetNone(PyExc_NotImplementedError)
    return nil
}

/// Fills the slots of `_IOBase` and `_RawIOBase`.
func initIOBaseTypes() {
    let t = PyIOBase_Type
    t.initStaticType("_io._IOBase", basicsize: 32, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC)
    t.tp_doc = staticCString("The abstract base class for all I/O classes.\n")
    t.tp_dealloc = iobase_dealloc
    t.tp_traverse = iobase_traverse
    t.tp_clear = iobase_clear
    t.tp_weaklistoffset = 24
    t.tp_dictoffset = 16
    t.tp_iter = iobase_iter
    t.tp_iternext = iobase_iternext
    t.tp_new = PyType_GenericNew
    t.tp_finalize = iobase_finalize
    t.setMethods([
        .varargs("seek", iobase_seek), .noargs("tell", iobase_tell), .varargs("truncate", iobase_truncate),
        .noargs("flush", iobase_flush), .noargs("close", iobase_close), .noargs("seekable", iobase_false),
        .noargs("readable", iobase_false), .noargs("writable", iobase_false), .noargs("_checkClosed", _PyIOBase_check_closed),
        .noargs("_checkSeekable", _PyIOBase_check_seekable), .noargs("_checkReadable", _PyIOBase_check_readable),
        .noargs("_checkWritable", _PyIOBase_check_writable), .noargs("fileno", iobase_fileno), .noargs("isatty", iobase_isatty),
        .noargs("__enter__", iobase_enter), .varargs("__exit__", iobase_exit), .fast("readline", iobase_readline),
        .fast("readlines", iobase_readlines), .o("writelines", iobase_writelines),
    ])
    t.setGetSets([GetSetSpec("__dict__", PyObject_GenericGetDict), GetSetSpec("closed", iobase_get_closed)])

    let raw = PyRawIOBase_Type
    raw.initStaticType("_io._RawIOBase", basicsize: 0, flags: TypeFlags.BASETYPE, base: t)
    raw.tp_doc = staticCString("Base class for raw binary I/O.")
    raw.setMethods([
        .fast("read", rawiobase_read), .noargs("readall", rawiobase_readall), .varargs("readinto", rawiobase_missing),
        .varargs("write", rawiobase_missing),
    ])
}
