import Glibc
import Memory

// `BytesIO`: a stream in memory. Its bytes object is shared with whoever has it as long as nobody changes anything.
// Origin: Modules/_io/bytesio.c.
//
//     buf 16, pos 24, string_size 32, dict 40, weakreflist 48, exports 56;  _BytesIOBuffer: source 16

extension UnsafeMutableRawPointer {
    fileprivate var bio_buf: PyObj? {
        get { self[ref: 16] }
        nonmutating set { self[ref: 16] = newValue }
    }
    fileprivate var bio_pos: Int {
        get { self[word: 24] }
        nonmutating set { self[word: 24] = newValue }
    }
    fileprivate var bio_size: Int {
        get { self[word: 32] }
        nonmutating set { self[word: 32] = newValue }
    }
    fileprivate var bio_exports: Int {
        get { self[word: 56] }
        nonmutating set { self[word: 56] = newValue }
    }
}

/// The buffer, or nil with ValueError if the stream is closed.
private func openBuffer(_ self_: PyObj) -> PyObj? {
    if let buf = self_.bio_buf { return buf }
    return PyErr_Format(PyExc_ValueError, "I/O operation on closed file.")
}
private func hasExports(_ self_: PyObj) -> Bool {
    if self_.bio_exports <= 0 { return false }
    PyErr_SetString(PyExc_BufferError, "Existing exports of data: object cannot be re-sized")
    return true
}
private func isShared(_ self_: PyObj) -> Bool { self_.bio_buf.unsafelyUnwrapped.ob_refcnt > 1 }

/// The length of the line at the position, at most `limit` bytes if that is not negative. Origin: `scan_eol`.
private func scanLine(_ self_: PyObj, _ limit: Int) -> Int {
    if self_.bio_pos >= self_.bio_size { return 0 }
    let most = self_.bio_size - self_.bio_pos
    let n = limit < 0 || limit > most ? most : limit
    if n == 0 { return 0 }
    let start = self_.bio_buf.unsafelyUnwrapped + 32 + self_.bio_pos
    guard let found = memchr(start, 10, n) else { return n }
    return found - start + 1
}

/// Takes a buffer of its own of `size` bytes: false with an exception. Origin: `unshare_buffer`.
private func unshare(_ self_: PyObj, _ size: Int) -> Bool {
    guard let new = PyBytes_FromStringAndSize(nil, size) else { return false }
    memcpy(new + 32, self_.bio_buf.unsafelyUnwrapped + 32, self_.bio_size)
    Py_XSETREF(self_, 16, new)
    return true
}

/// Changes the size of the buffer, with some room to spare. Origin: `resize_buffer`.
private func resize(_ self_: PyObj, _ size: Int) -> Bool {
    var alloc = self_.bio_buf.unsafelyUnwrapped.ob_size
    if size < alloc / 2 {
        alloc = size + 1
    } else if size < alloc {
        return true
    } else if Double(size) <= Double(alloc) * 1.125 {
        alloc = size + (size >> 3) + (size < 9 ? 3 : 6)
    } else {
        alloc = size + 1
    }
    if isShared(self_) { return unshare(self_, alloc) }
    return _PyBytes_Resize((self_ + 16).assumingMemoryBound(to: PyObj?.self), alloc) == 0
}

/// Writes a bytes-like object: the number of bytes, or -1 with an exception. Origin: `write_bytes`.
private func writeBytes(_ self_: PyObj, _ data: PyObj) -> Int {
    if openBuffer(self_) == nil || hasExports(self_) { return -1 }
    var view = Py_buffer()
    if PyObject_GetBuffer(data, &view, BufferFlags.ND) < 0 { return -1 }
    defer { PyBuffer_Release(&view) }
    let n = view.len
    if n == 0 { return 0 }
    let end = self_.bio_pos + n
    if end > self_.bio_buf.unsafelyUnwrapped.ob_size {
        if !resize(self_, end) { return -1 }
    } else if isShared(self_), !unshare(self_, max(end, self_.bio_size)) {
        return -1
    }
    let bytes = self_.bio_buf.unsafelyUnwrapped + 32
    if self_.bio_pos > self_.bio_size { memset(bytes + self_.bio_size, 0, self_.bio_pos - self_.bio_size) }
    memcpy(bytes + self_.bio_pos, view.buf.unsafelyUnwrapped, n)
    self_.bio_pos = end
    if self_.bio_size < end { self_.bio_size = end }
    return n
}

private func bytesio_yes(_ self_: PyObj) -> PyObj? { openBuffer(self_) == nil ? nil : PyBool_FromLong(true) }
private func bytesio_isatty(_ self_: PyObj) -> PyObj? { openBuffer(self_) == nil ? nil : PyBool_FromLong(false) }
private func bytesio_flush(_ self_: PyObj) -> PyObj? { openBuffer(self_) == nil ? nil : Py_NewRef(Py_None) }
private func bytesio_tell(_ self_: PyObj) -> PyObj? { openBuffer(self_) == nil ? nil : PyLong_FromSsize_t(self_.bio_pos) }

private func bytesio_getbuffer(_ self_: PyObj) -> PyObj? {
    if openBuffer(self_) == nil { return nil }
    guard let buffer = PyType_GenericAlloc(_PyBytesIOBuffer_Type, 0) else { return nil }
    buffer[ref: 16] = Py_NewRef(self_)
    let view = PyMemoryView_FromObject(buffer)
    Py_DECREF(buffer)
    return view
}

private func bytesio_getvalue(_ self_: PyObj) -> PyObj? {
    guard let buf = openBuffer(self_) else { return nil }
    if self_.bio_size <= 1 || self_.bio_exports > 0 { return PyBytes_FromStringAndSize(buf + 32, self_.bio_size) }
    if self_.bio_size != buf.ob_size {
        if isShared(self_) {
            if !unshare(self_, self_.bio_size) { return nil }
        } else if _PyBytes_Resize((self_ + 16).assumingMemoryBound(to: PyObj?.self), self_.bio_size) < 0 {
            return nil
        }
    }
    return Py_XNewRef(self_.bio_buf)
}

/// Takes bytes from the position. Origin: `read_bytes`.
private func readBytes(_ self_: PyObj, _ size: Int) -> PyObj? {
    let buf = self_.bio_buf.unsafelyUnwrapped
    let from = self_.bio_pos
    self_.bio_pos += size
    if size > 1 && from == 0 && size == buf.ob_size && self_.bio_exports == 0 { return Py_NewRef(buf) }
    return PyBytes_FromStringAndSize(buf + 32 + from, size)
}

private func readUpTo(_ self_: PyObj, _ size: Int) -> PyObj? {
    if openBuffer(self_) == nil { return nil }
    let n = self_.bio_size - self_.bio_pos
    return readBytes(self_, size < 0 || size > n ? max(n, 0) : size)
}
private func bytesio_read(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let size = ioSizeArgument("read", args, nargs) else { return nil }
    return readUpTo(self_, size)
}
private func bytesio_read1(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let size = ioSizeArgument("read1", args, nargs) else { return nil }
    return readUpTo(self_, size)
}
private func bytesio_readline(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let size = ioSizeArgument("readline", args, nargs), openBuffer(self_) != nil else { return nil }
    return readBytes(self_, scanLine(self_, size))
}
private func bytesio_iternext(_ self_: PyObj) -> PyObj? {
    if openBuffer(self_) == nil { return nil }
    let n = scanLine(self_, -1)
    return n == 0 ? nil : readBytes(self_, n)
}

private func bytesio_readlines(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("readlines", nargs, 0, 1), openBuffer(self_) != nil else { return nil }
    var most = -1
    if nargs > 0 && args[0] != Py_None {
        if !PyLong_Check(args[0]) {
            return PyErr_Format(PyExc_TypeError, "integer argument expected, got '\(args[0].typeName)'")
        }
        most = PyLong_AsSsize_t(args[0])
        if most == -1 && PyErr_Occurred() != nil { return nil }
    }
    guard let result = PyList_New(0) else { return nil }
    var size = 0
    while true {
        let n = scanLine(self_, -1)
        if n == 0 { return result }
        let from = self_.bio_pos
        self_.bio_pos += n
        guard let line = PyBytes_FromStringAndSize(self_.bio_buf.unsafelyUnwrapped + 32 + from, n) else { break }
        let failed = PyList_Append(result, line) < 0
        Py_DECREF(line)
        if failed { break }
        size += n
        if most > 0 && size >= most { return result }
    }
    Py_DECREF(result)
    return nil
}

private func bytesio_readinto(_ self_: PyObj, _ buffer: PyObj) -> PyObj? {
    withWritableBuffer("readinto", buffer) { p, count in
        guard let buf = openBuffer(self_) else { return nil }
        let n = max(min(count, self_.bio_size - self_.bio_pos), 0)
        if n > 0 { memcpy(p, buf + 32 + self_.bio_pos, n) }
        self_.bio_pos += n
        return PyLong_FromSsize_t(n)
    }
}

private func bytesio_truncate(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let size = ioSizeArgument("truncate", args, nargs, self_.bio_pos), openBuffer(self_) != nil, !hasExports(self_) else {
        return nil
    }
    if size < 0 { return PyErr_Format(PyExc_ValueError, "negative size value \(size)") }
    if size < self_.bio_size {
        self_.bio_size = size
        if !resize(self_, size) { return nil }
    }
    return PyLong_FromSsize_t(size)
}

private func bytesio_seek(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("seek", nargs, 1, 2), var position = clinicSsize(args[0]) else { return nil }
    var whence = 0
    if nargs > 1 {
        guard let w = clinicInt(args[1]) else { return nil }
        whence = w
    }
    if openBuffer(self_) == nil { return nil }
    if position < 0 && whence == 0 { return PyErr_Format(PyExc_ValueError, "negative seek value \(position)") }
    if whence == 1 || whence == 2 {
        let base = whence == 1 ? self_.bio_pos : self_.bio_size
        let (sum, overflow) = position.addingReportingOverflow(base)
        if overflow { return PyErr_Format(PyExc_OverflowError, "new position too large") }
        position = sum
    } else if whence != 0 {
        return PyErr_Format(PyExc_ValueError, "invalid whence (\(whence), should be 0, 1 or 2)")
    }
    self_.bio_pos = max(position, 0)
    return PyLong_FromSsize_t(self_.bio_pos)
}

private func bytesio_write(_ self_: PyObj, _ data: PyObj) -> PyObj? {
    let n = writeBytes(self_, data)
    return n < 0 ? nil : PyLong_FromSsize_t(n)
}
private func bytesio_writelines(_ self_: PyObj, _ lines: PyObj) -> PyObj? {
    if openBuffer(self_) == nil { return nil }
    guard let it = PyObject_GetIter(lines) else { return nil }
    defer { Py_DECREF(it) }
    while let item = PyIter_Next(it) {
        let n = writeBytes(self_, item)
        Py_DECREF(item)
        if n < 0 { return nil }
    }
    return PyErr_Occurred() != nil ? nil : Py_NewRef(Py_None)
}
private func bytesio_close(_ self_: PyObj) -> PyObj? {
    if hasExports(self_) { return nil }
    Py_CLEAR(self_, 16)
    return Py_NewRef(Py_None)
}

private func bytesio_getstate(_ self_: PyObj) -> PyObj? {
    guard let value = bytesio_getvalue(self_) else { return nil }
    let dict = self_[ref: 40].map { PyDict_Copy($0) } ?? Py_NewRef(Py_None)
    return buildTuple(value, PyLong_FromSsize_t(self_.bio_pos), dict)
}

private func bytesio_setstate(_ self_: PyObj, _ state: PyObj) -> PyObj? {
    if !PyTuple_Check(state) || state.ob_size < 3 {
        return PyErr_Format(
            PyExc_TypeError,
            "\(clip(self_.typeName, 200)).__setstate__ argument should be 3-tuple, got \(clip(state.typeName, 200))")
    }
    if hasExports(self_) { return nil }
    self_.bio_size = 0
    self_.bio_pos = 0
    if writeBytes(self_, PyTuple_GET_ITEM(state, 0)) < 0 { return nil }
    let position = PyTuple_GET_ITEM(state, 1)
    if !PyLong_Check(position) {
        return PyErr_Format(
            PyExc_TypeError, "second item of state must be an integer, not \(clip(position.typeName, 200))")
    }
    let p = PyLong_AsSsize_t(position)
    if p == -1 && PyErr_Occurred() != nil { return nil }
    if p < 0 { return PyErr_Format(PyExc_ValueError, "position value cannot be negative") }
    self_.bio_pos = p
    return ioSetStateDict(self_, 40, PyTuple_GET_ITEM(state, 2), "third")
}

/// Takes a dict over from a pickled state: None, or nil with an exception.
func ioSetStateDict(_ self_: PyObj, _ offset: Int, _ dict: PyObj, _ place: String) -> PyObj? {
    if dict == Py_None { return Py_NewRef(Py_None) }
    if !PyDict_Check(dict) {
        return PyErr_Format(
            PyExc_TypeError, "\(place) item of state should be a dict, got a \(clip(dict.typeName, 200))")
    }
    if let own = self_[ref: offset] {
        if PyDict_Update(own, dict) < 0 { return nil }
    } else {
        self_[ref: offset] = Py_NewRef(dict)
    }
    return Py_NewRef(Py_None)
}

private func bytesio_sizeof(_ self_: PyObj) -> PyObj? {
    var size = self_.ob_type.tp_basicsize
    if let buf = self_.bio_buf, buf.ob_refcnt == 1 {
        let s = _PySys_GetSizeOf(buf)
        if s == -1 { return nil }
        size += s
    }
    return PyLong_FromSsize_t(size)
}

private func bytesio_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard let self_ = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    self_.bio_buf = Py_NewRef(emptyBytes)
    return self_
}

private func bytesio_init(_ self_: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("BytesIO", args, kwargs, ["initial_bytes"], min: 0, max: 1, -1) { p in
        self_.bio_size = 0
        self_.bio_pos = 0
        if hasExports(self_) { return -1 }
        guard let value = p[0], value != Py_None else { return 0 }
        if PyBytes_CheckExact(value) {
            Py_XSETREF(self_, 16, Py_NewRef(value))
            self_.bio_size = value.ob_size
        } else {
            if writeBytes(self_, value) < 0 { return -1 }
            self_.bio_pos = 0
        }
        return 0
    }
}

private func bytesio_dealloc(_ self_: PyObj) {
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    if self_.bio_exports > 0 {
        PyErr_SetString(PyExc_SystemError, "deallocated BytesIO object has exported buffers")
        PyErr_Print()
    }
    Py_CLEAR(self_, 16)
    Py_CLEAR(self_, 40)
    if self_[ref: 48] != nil { PyObject_ClearWeakRefs(self_) }
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}
private func bytesio_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(self_[ref: 40], visit, arg)
}
private func bytesio_clear(_ self_: PyObj) -> Int32 {
    Py_CLEAR(self_, 40)
    return 0
}

private func bytesiobuf_getbuffer(_ self_: PyObj, _ view: UnsafeMutableRawPointer, _ flags: Int32) -> Int32 {
    let b = self_[ref: 16].unsafelyUnwrapped
    if isShared(b) && !unshare(b, b.bio_size) { return -1 }
    _ = PyBuffer_FillInfo(view, self_, b.bio_buf.unsafelyUnwrapped + 32, b.bio_size, 0, flags)
    b.bio_exports += 1
    return 0
}
private func bytesiobuf_releasebuffer(_ self_: PyObj, _ view: UnsafeMutableRawPointer) {
    self_[ref: 16].unsafelyUnwrapped.bio_exports -= 1
}
private func bytesiobuf_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(self_[ref: 16], visit, arg)
}
private func bytesiobuf_dealloc(_ self_: PyObj) {
    PyObject_GC_UnTrack(self_)
    Py_CLEAR(self_, 16)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}

/// Fills the slots of `BytesIO` and of the exporter behind its buffers.
func initBytesIOTypes() {
    let t = PyBytesIO_Type
    t.initStaticType("_io.BytesIO", basicsize: 64, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC, base: PyBufferedIOBase_Type)
    t.tp_doc = staticCString("Buffered I/O implementation using an in-memory bytes buffer.")
    t.tp_dealloc = bytesio_dealloc
    t.tp_traverse = bytesio_traverse
    t.tp_clear = bytesio_clear
    t.tp_weaklistoffset = 48
    t.tp_dictoffset = 40
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = bytesio_iternext
    t.tp_init = bytesio_init
    t.tp_new = bytesio_new
    t.setMethods([
        .noargs("readable", bytesio_yes), .noargs("seekable", bytesio_yes), .noargs("writable", bytesio_yes),
        .noargs("close", bytesio_close), .noargs("flush", bytesio_flush), .noargs("isatty", bytesio_isatty),
        .noargs("tell", bytesio_tell), .o("write", bytesio_write), .o("writelines", bytesio_writelines),
        .fast("read1", bytesio_read1), .o("readinto", bytesio_readinto), .fast("readline", bytesio_readline),
        .fast("readlines", bytesio_readlines), .fast("read", bytesio_read), .noargs("getbuffer", bytesio_getbuffer),
        .noargs("getvalue", bytesio_getvalue), .fast("seek", bytesio_seek), .fast("truncate", bytesio_truncate),
        .noargs("__getstate__", bytesio_getstate), .o("__setstate__", bytesio_setstate), .noargs("__sizeof__", bytesio_sizeof),
    ])
    t.setGetSets([GetSetSpec("closed", { s, _ in PyBool_FromLong(s.bio_buf == nil) }, nil, "True if the file is closed.")])

    let b = _PyBytesIOBuffer_Type
    b.initStaticType("_io._BytesIOBuffer", basicsize: 24, flags: TypeFlags.HAVE_GC)
    b.tp_dealloc = bytesiobuf_dealloc
    b.tp_traverse = bytesiobuf_traverse
    let buffer = staticAlloc(16)
    buffer.bf_getbuffer = unsafeBitCast(bytesiobuf_getbuffer as getbufferproc, to: UnsafeMutableRawPointer.self)
    buffer.bf_releasebuffer = unsafeBitCast(bytesiobuf_releasebuffer as releasebufferproc, to: UnsafeMutableRawPointer.self)
    b.tp_as_buffer = buffer
}
