import Glibc
import Memory

// Writing through a buffer: `BufferedWriter`, and the writing half of `BufferedRandom`. Origin: Modules/_io/bufferedio.c.

/// The raw stream and the size of a buffered stream's `__init__`: nil with an exception.
private func sizeArgument(_ op: PyObj?) -> Int? { op.map { clinicSsize($0) } ?? ioDefaultBufferSize }

func bufferedwriter_init(_ self_: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("BufferedWriter", args, kwargs, ["raw", "buffer_size"], min: 1, max: 2, -1) { p in
        guard let size = sizeArgument(p[1]) else { return -1 }
        let raw = p[0].unsafelyUnwrapped
        self_.b_ok = false
        self_[int: 28] = 0
        if !ioIs(_PyIOBase_check_writable, raw) { return -1 }
        Py_XSETREF(self_, 16, Py_NewRef(raw))
        self_.b_readable = false
        self_.b_writable = true
        self_.b_bufferSize = size
        if !buffered_init(self_) { return -1 }
        self_.b_resetWriting()
        self_.b_pos = 0
        self_[int: 44] = self_.ob_type == PyBufferedWriter_Type && raw.ob_type == PyFileIO_Type ? 1 : 0
        self_.b_ok = true
        return 0
    }
}

private func bufferedrandom_init(_ self_: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("BufferedRandom", args, kwargs, ["raw", "buffer_size"], min: 1, max: 2, -1) { p in
        guard let size = sizeArgument(p[1]) else { return -1 }
        let raw = p[0].unsafelyUnwrapped
        self_.b_ok = false
        self_[int: 28] = 0
        if !ioIs(_PyIOBase_check_seekable, raw) || !ioIs(_PyIOBase_check_readable, raw) || !ioIs(_PyIOBase_check_writable, raw) {
            return -1
        }
        Py_XSETREF(self_, 16, Py_NewRef(raw))
        self_.b_bufferSize = size
        self_.b_readable = true
        self_.b_writable = true
        if !buffered_init(self_) { return -1 }
        self_.b_resetReading()
        self_.b_resetWriting()
        self_.b_pos = 0
        self_[int: 44] = self_.ob_type == PyBufferedRandom_Type && raw.ob_type == PyFileIO_Type ? 1 : 0
        self_.b_ok = true
        return 0
    }
}

/// Writes to the raw stream: a number of bytes, -1 with an exception, -2 if it would block. Origin: `_bufferedwriter_raw_write`.
private func rawWrite(_ self_: PyObj, _ start: UnsafeMutableRawPointer, _ length: Int) -> Int {
    guard let view = ioMemoryView(start, length, readonly: true) else { return -1 }
    let raw = self_.b_raw.unsafelyUnwrapped
    let watched = watchedRaw(raw)
    // What comes from here has been shown already.
    if let watched { watched[byte: 23] = 1 }
    Interp.blockedError = 0
    var result: PyObj?
    repeat { result = PyObject_CallMethodOneArg(raw, _Py_ID(.write), view) } while result == nil && _PyIO_trap_eintr()
    if let watched { watched[byte: 23] = 0 }
    Py_DECREF(view)
    guard let result else { return -1 }
    if result == Py_None {
        Py_DECREF(result)
        return -2
    }
    let n = PyNumber_AsSsize_t(result, PyExc_ValueError)
    Py_DECREF(result)
    if n < 0 || n > length {
        PyErr_SetString(
            PyExc_OSError, "raw write() returned invalid length \(n) (should have been between 0 and \(length))")
        return -1
    }
    if n > 0 && self_.b_absPos != -1 { self_.b_absPos += n }
    return n
}

/// Writes what waits: false with an exception. Origin: `_bufferedwriter_flush_unlocked`.
func bufferedwriter_flush(_ self_: PyObj) -> Bool {
    if self_.b_writesValid && self_.b_writePos != self_.b_writeEnd {
        let rewind = self_.b_rawOffset + (self_.b_pos - self_.b_writePos)
        if rewind != 0 {
            if buffered_rawSeek(self_, -rewind, 1) < 0 { return false }
            self_.b_rawPos -= rewind
        }
        while self_.b_writePos < self_.b_writeEnd {
            let n = rawWrite(
                self_, self_.b_buffer.unsafelyUnwrapped + self_.b_writePos, self_.b_writeEnd - self_.b_writePos)
            if n == -1 { return false }
            if n == -2 {
                setBlockingIOError("write could not complete without blocking", 0)
                return false
            }
            self_.b_writePos += n
            self_.b_rawPos = self_.b_writePos
            if PyErr_CheckSignals() < 0 { return false }
        }
    }
    self_.b_resetWriting()
    return true
}

/// Whether a BlockingIOError is raised.
private func wouldBlock() -> Bool { PyErr_ExceptionMatches(PyExc_BlockingIOError) }

func bufferedwriter_write(_ self_: PyObj, _ data: PyObj) -> PyObj? {
    withReadableBuffer(data) { p, count in
        if !buffered_check(self_) || !buffered_enter(self_) { return nil }
        defer { buffered_leave(self_) }
        if Interp.handsTextOver == 0, let raw = watchedRaw(self_.b_raw) { showEarly(raw, p, count) }
        let n = writeUnlocked(self_, p, count)
        return n < 0 ? nil : PyLong_FromSsize_t(n)
    }
}

private func writeUnlocked(_ self_: PyObj, _ p: UnsafeMutableRawPointer, _ count: Int) -> Int {
    if buffered_isClosed(self_) {
        PyErr_SetString(PyExc_ValueError, "write to closed file")
        return -1
    }
    if !self_.b_readsValid && !self_.b_writesValid {
        self_.b_pos = 0
        self_.b_rawPos = 0
    }
    let size = self_.b_bufferSize
    let buffer = self_.b_buffer.unsafelyUnwrapped
    if count <= size - self_.b_pos {
        memcpy(buffer + self_.b_pos, p, count)
        if !self_.b_writesValid || self_.b_writePos > self_.b_pos { self_.b_writePos = self_.b_pos }
        self_.b_adjust(self_.b_pos + count)
        if self_.b_pos > self_.b_writeEnd { self_.b_writeEnd = self_.b_pos }
        return count
    }
    if !bufferedwriter_flush(self_) {
        if !wouldBlock() { return -1 }
        if self_.b_readable { self_.b_resetReading() }
        let shift = self_.b_writePos
        memmove(buffer, buffer + shift, self_.b_writeEnd - shift)
        self_.b_writeEnd -= shift
        self_.b_rawPos -= shift
        self_.b_pos -= shift
        self_.b_writePos = 0
        let available = size - self_.b_writeEnd
        let take = min(count, available)
        memcpy(buffer + self_.b_writeEnd, p, take)
        self_.b_writeEnd += take
        self_.b_pos += take
        if count <= available {
            PyErr_Clear()
            return count
        }
        setBlockingIOError("write could not complete without blocking", take)
        return -1
    }
    let offset = self_.b_rawOffset
    if offset != 0 {
        if buffered_rawSeek(self_, -offset, 1) < 0 { return -1 }
        self_.b_rawPos -= offset
    }
    var remaining = count
    var written = 0
    while remaining > size {
        let n = rawWrite(self_, p + written, count - written)
        if n == -1 { return -1 }
        if n == -2 {
            if remaining > size {
                memcpy(buffer, p + written, size)
                self_.b_rawPos = 0
                self_.b_adjust(size)
                self_.b_writeEnd = size
                written += size
                setBlockingIOError("write could not complete without blocking", written)
                return -1
            }
            PyErr_Clear()
            break
        }
        written += n
        remaining -= n
        if PyErr_CheckSignals() < 0 { return -1 }
    }
    if self_.b_readable { self_.b_resetReading() }
    if remaining > 0 {
        memcpy(buffer, p + written, remaining)
        written += remaining
    }
    self_.b_writePos = 0
    self_.b_writeEnd = remaining
    self_.b_adjust(remaining)
    self_.b_rawPos = 0
    return written
}

// MARK: BufferedRWPair (reader 16, writer 24, dict 32, weakreflist 40)

private func rwpair_init(_ self_: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    if self_.ob_type == PyBufferedRWPair_Type && !_PyArg_NoKeywords("BufferedRWPair", kwargs) { return -1 }
    if !_PyArg_CheckPositional("BufferedRWPair", args.ob_size, 2, 3) { return -1 }
    guard let size = sizeArgument(args.ob_size > 2 ? PyTuple_GET_ITEM(args, 2) : nil) else { return -1 }
    let reader = PyTuple_GET_ITEM(args, 0)
    let writer = PyTuple_GET_ITEM(args, 1)
    if !ioIs(_PyIOBase_check_readable, reader) || !ioIs(_PyIOBase_check_writable, writer) { return -1 }
    guard let number = PyLong_FromSsize_t(size) else { return -1 }
    defer { Py_DECREF(number) }
    self_[ref: 16] = PyObject_CallFunctionObjArgs(PyBufferedReader_Type, reader, number)
    if self_[ref: 16] == nil { return -1 }
    self_[ref: 24] = PyObject_CallFunctionObjArgs(PyBufferedWriter_Type, writer, number)
    if self_[ref: 24] == nil {
        Py_CLEAR(self_, 16)
        return -1
    }
    return 0
}
private func rwpair_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(self_[ref: 32], visit, arg)
}
private func rwpair_clear(_ self_: PyObj) -> Int32 {
    for offset in [16, 24, 32] { Py_CLEAR(self_, offset) }
    return 0
}
private func rwpair_dealloc(_ self_: PyObj) {
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    if self_[ref: 40] != nil { PyObject_ClearWeakRefs(self_) }
    _ = rwpair_clear(self_)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}

private func forward(_ stream: PyObj?, _ name: PyObj, _ args: PyObj?) -> PyObj? {
    guard let stream else { return PyErr_Format(PyExc_ValueError, "I/O operation on uninitialized object") }
    guard let function = PyObject_GetAttr(stream, name) else {
        PyErr_SetObject(PyExc_AttributeError, name)
        return nil
    }
    defer { Py_DECREF(function) }
    return PyObject_Call(function, args ?? emptyTuple, nil)
}
private func rwpair_close(_ self_: PyObj) -> PyObj? {
    var saved: (type: PyObj?, value: PyObj?, traceback: PyObj?)?
    if let r = forward(self_[ref: 24], _Py_ID(.close), nil) { Py_DECREF(r) } else { saved = PyErr_Fetch() }
    let result = forward(self_[ref: 16], _Py_ID(.close), nil)
    if let saved {
        _PyErr_ChainExceptions(saved.type, saved.value, saved.traceback)
        Py_XDECREF(result)
        return nil
    }
    return result
}
private func rwpair_isatty(_ self_: PyObj) -> PyObj? {
    let result = forward(self_[ref: 24], _Py_ID(.isatty), nil)
    if result != Py_False { return result }
    Py_DECREF(Py_False)
    return forward(self_[ref: 16], _Py_ID(.isatty), nil)
}
private func rwpair_closed(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    guard let writer = self_[ref: 24] else {
        return PyErr_Format(PyExc_RuntimeError, "the BufferedRWPair object is being garbage-collected")
    }
    return PyObject_GetAttr(writer, _Py_ID(.closed))
}

// MARK: _BufferedIOBase

private func readIntoGeneric(_ self_: PyObj, _ name: PyObj, _ function: String, _ buffer: PyObj) -> PyObj? {
    withWritableBuffer(function, buffer) { p, count in
        guard let size = PyLong_FromSsize_t(count) else { return nil }
        let data = PyObject_CallMethodOneArg(self_, name, size)
        Py_DECREF(size)
        guard let data else { return nil }
        defer { Py_DECREF(data) }
        if !PyBytes_Check(data) { return PyErr_Format(PyExc_TypeError, "read() should return bytes") }
        let n = data.ob_size
        if n > count {
            return PyErr_Format(
                PyExc_ValueError, "read() returned too much data: \(count) bytes requested, \(n) returned")
        }
        memcpy(p, data + 32, n)
        return PyLong_FromSsize_t(n)
    }
}

/// Fills the slots of `_BufferedIOBase`, `BufferedWriter`, `BufferedRandom` and `BufferedRWPair`.
func initBufferedTypes() {
    let base = PyBufferedIOBase_Type
    base.initStaticType("_io._BufferedIOBase", basicsize: 0, flags: TypeFlags.BASETYPE, base: PyIOBase_Type)
    base.tp_doc = staticCString("Base class for buffered IO objects.\n")
    base.setMethods([
        .noargs("detach", { _ in ioUnsupported("detach") }), .varargs("read", { _, _ in ioUnsupported("read") }),
        .varargs("read1", { _, _ in ioUnsupported("read1") }),
        .o("readinto", { readIntoGeneric($0, _Py_ID(.read), "readinto", $1) }),
        .o("readinto1", { readIntoGeneric($0, _Py_ID(.read1), "readinto1", $1) }),
        .varargs("write", { _, _ in ioUnsupported("write") }),
    ])
    initBufferedReaderType()

    let w = PyBufferedWriter_Type
    initBufferedType(w, "_io.BufferedWriter", "A buffer for a writeable sequential RawIO object.\n", bufferedwriter_init)
    w.setMethods([
        .noargs("close", buffered_close), .noargs("detach", buffered_detach), .noargs("seekable", buffered_seekable),
        .noargs("writable", buffered_is_writable), .noargs("fileno", buffered_fileno), .noargs("isatty", buffered_isatty),
        .o("_dealloc_warn", buffered_dealloc_warn), .o("write", bufferedwriter_write), .fast("truncate", buffered_truncate),
        .noargs("flush", buffered_flush), .fast("seek", buffered_seek), .noargs("tell", buffered_tell),
        .noargs("__sizeof__", buffered_sizeof),
    ])

    let r = PyBufferedRandom_Type
    initBufferedType(r, "_io.BufferedRandom", "A buffered interface to random access streams.\n", bufferedrandom_init)
    r.tp_iternext = buffered_iternext
    r.setMethods([
        .noargs("close", buffered_close), .noargs("detach", buffered_detach), .noargs("seekable", buffered_seekable),
        .noargs("readable", buffered_is_readable), .noargs("writable", buffered_is_writable), .noargs("fileno", buffered_fileno),
        .noargs("isatty", buffered_isatty), .o("_dealloc_warn", buffered_dealloc_warn), .noargs("flush", buffered_flush),
        .fast("seek", buffered_seek), .noargs("tell", buffered_tell), .fast("truncate", buffered_truncate),
        .fast("read", buffered_read), .fast("read1", buffered_read1), .o("readinto", buffered_readinto),
        .o("readinto1", buffered_readinto1), .fast("readline", buffered_readline), .fast("peek", buffered_peek),
        .o("write", bufferedwriter_write), .noargs("__sizeof__", buffered_sizeof),
    ])

    let p = PyBufferedRWPair_Type
    p.initStaticType(
        "_io.BufferedRWPair", basicsize: 48, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC, base: PyBufferedIOBase_Type)
    p.tp_doc = staticCString("A buffered reader and writer object together.\n")
    p.tp_dealloc = rwpair_dealloc
    p.tp_traverse = rwpair_traverse
    p.tp_clear = rwpair_clear
    p.tp_weaklistoffset = 40
    p.tp_dictoffset = 32
    p.tp_init = rwpair_init
    p.tp_new = PyType_GenericNew
    p.setMethods([
        .varargs("read", { forward($0[ref: 16], _Py_ID(.read), $1) }),
        .varargs("peek", { forward($0[ref: 16], _Py_ID(.peek), $1) }),
        .varargs("read1", { forward($0[ref: 16], _Py_ID(.read1), $1) }),
        .varargs("readinto", { forward($0[ref: 16], _Py_ID(.readinto), $1) }),
        .varargs("readinto1", { forward($0[ref: 16], _Py_ID(.readinto1), $1) }),
        .varargs("write", { forward($0[ref: 24], _Py_ID(.write), $1) }),
        .noargs("flush", { forward($0[ref: 24], _Py_ID(.flush), nil) }),
        .noargs("readable", { forward($0[ref: 16], _Py_ID(.readable), nil) }),
        .noargs("writable", { forward($0[ref: 24], _Py_ID(.writable), nil) }), .noargs("close", rwpair_close),
        .noargs("isatty", rwpair_isatty),
    ])
    p.setGetSets([GetSetSpec("closed", rwpair_closed)])
}
