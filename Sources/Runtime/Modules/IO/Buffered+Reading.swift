import Glibc
import Memory

// Reading through a buffer: `BufferedReader`, and the reading half of `BufferedRandom`. Origin: Modules/_io/bufferedio.c.

func bufferedreader_init(_ self_: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("BufferedReader", args, kwargs, ["raw", "buffer_size"], min: 1, max: 2, -1) { p in
        var size = ioDefaultBufferSize
        if let s = p[1] {
            guard let n = clinicSsize(s) else { return -1 }
            size = n
        }
        return bufferedReaderSetUp(self_, p[0].unsafelyUnwrapped, size)
    }
}

/// Origin: `_io_BufferedReader___init___impl`.
func bufferedReaderSetUp(_ self_: PyObj, _ raw: PyObj, _ size: Int) -> Int32 {
    self_.b_ok = false
    self_[int: 28] = 0
    if !ioIs(_PyIOBase_check_readable, raw) { return -1 }
    Py_XSETREF(self_, 16, Py_NewRef(raw))
    self_.b_bufferSize = size
    self_.b_readable = true
    self_.b_writable = false
    if !buffered_init(self_) { return -1 }
    self_.b_resetReading()
    self_[int: 44] = self_.ob_type == PyBufferedReader_Type && raw.ob_type == PyFileIO_Type ? 1 : 0
    self_.b_ok = true
    return 0
}

/// Reads from the raw stream: a number of bytes, -1 with an exception, -2 if it would block. Origin: `_bufferedreader_raw_read`.
private func rawRead(_ self_: PyObj, _ start: UnsafeMutableRawPointer, _ length: Int) -> Int {
    guard let view = ioMemoryView(start, length, readonly: false) else { return -1 }
    var result: PyObj?
    repeat {
        result = PyObject_CallMethodOneArg(self_.b_raw.unsafelyUnwrapped, _Py_ID(.readinto), view)
    } while result == nil && _PyIO_trap_eintr()
    Py_DECREF(view)
    guard let result else { return -1 }
    if result == Py_None {
        Py_DECREF(result)
        return -2
    }
    let n = PyNumber_AsSsize_t(result, PyExc_ValueError)
    Py_DECREF(result)
    if n == -1 && PyErr_Occurred() != nil {
        _ = _PyErr_FormatFromCause(PyExc_OSError, "raw readinto() failed")
        return -1
    }
    if n < 0 || n > length {
        PyErr_SetString(
            PyExc_OSError, "raw readinto() returned invalid length \(n) (should have been between 0 and \(length))")
        return -1
    }
    if n > 0 && self_.b_absPos != -1 { self_.b_absPos += n }
    return n
}

private func fillBuffer(_ self_: PyObj) -> Int {
    let start = self_.b_readsValid ? self_.b_readEnd : 0
    let n = rawRead(self_, self_.b_buffer.unsafelyUnwrapped + start, self_.b_bufferSize - start)
    if n <= 0 { return n }
    self_.b_readEnd = start + n
    self_.b_rawPos = start + n
    return n
}

/// Takes bytes that were read ahead; nil without an exception if there are not so many.
private func readFast(_ self_: PyObj, _ n: Int) -> PyObj?? {
    if n > self_.b_readAhead { return nil }
    let p = n == 0 ? emptyBytes + 32 : self_.b_buffer.unsafelyUnwrapped + self_.b_pos
    let result = PyBytes_FromStringAndSize(p, n)
    if result != nil { self_.b_pos += n }
    return .some(result)
}

private func readAll(_ self_: PyObj) -> PyObj? {
    var current = self_.b_readAhead
    var data: PyObj?
    if current != 0 {
        data = PyBytes_FromStringAndSize(self_.b_buffer.unsafelyUnwrapped + self_.b_pos, current)
        if data == nil { return nil }
        self_.b_pos += current
    }
    func fail() -> PyObj? {
        Py_XDECREF(data)
        return nil
    }
    if self_.b_writable && !buffered_flushAndRewind(self_) { return fail() }
    self_.b_resetReading()
    let raw = self_.b_raw.unsafelyUnwrapped
    var readall: PyObj?
    if _PyObject_LookupAttr(raw, _Py_ID(.readall), &readall) < 0 { return fail() }
    if let readall {
        let rest = PyObject_CallNoArgs(readall)
        Py_DECREF(readall)
        guard let rest else { return fail() }
        if rest != Py_None && !PyBytes_Check(rest) {
            Py_DECREF(rest)
            PyErr_SetString(PyExc_TypeError, "readall() should return bytes")
            return fail()
        }
        if current == 0 { return rest }
        if rest != Py_None { PyBytes_Concat(&data, rest) }
        Py_DECREF(rest)
        return data
    }
    guard let chunks = PyList_New(0) else { return fail() }
    defer { Py_DECREF(chunks) }
    while true {
        if let d = data {
            if PyList_Append(chunks, d) < 0 { return fail() }
            Py_DECREF(d)
            data = nil
        }
        data = PyObject_CallMethodNoArgs(raw, _Py_ID(.read))
        guard let d = data else { return nil }
        if d != Py_None && !PyBytes_Check(d) {
            PyErr_SetString(PyExc_TypeError, "read() should return bytes")
            return fail()
        }
        if d == Py_None || d.ob_size == 0 {
            if current == 0 { return d }
            Py_DECREF(d)
            return _PyBytes_JoinEmpty(chunks)
        }
        current += d.ob_size
        if self_.b_absPos != -1 { self_.b_absPos += d.ob_size }
    }
}

/// Reads until there are enough bytes, or the end, or it would block. Origin: `_bufferedreader_read_generic`.
private func readGeneric(_ self_: PyObj, _ n: Int) -> PyObj? {
    let ahead = self_.b_readAhead
    if let fast = readFast(self_, n) { return fast }
    var result = PyBytes_FromStringAndSize(nil, n)
    guard let op = result else { return nil }
    let out = op + 32
    var remaining = n
    var written = 0
    func finish(_ r: Int) -> PyObj? {
        // The end came, or it would block.
        if r == 0 || written > 0 { return _PyBytes_Resize(&result, written) < 0 ? nil : result }
        Py_XDECREF(result)
        return Py_NewRef(Py_None)
    }
    func fail() -> PyObj? {
        Py_XDECREF(result)
        return nil
    }
    if ahead > 0 {
        memcpy(out, self_.b_buffer.unsafelyUnwrapped + self_.b_pos, ahead)
        remaining -= ahead
        written += ahead
        self_.b_pos += ahead
    }
    if self_.b_writable && !buffered_flushAndRewind(self_) { return fail() }
    self_.b_resetReading()
    while remaining > 0 {
        let mask = self_[word: 128]
        let whole = mask != 0 ? remaining & ~mask : self_.b_bufferSize * (remaining / self_.b_bufferSize)
        if whole == 0 { break }
        let r = rawRead(self_, out + written, whole)
        if r == -1 { return fail() }
        if r == 0 || r == -2 { return finish(r) }
        remaining -= r
        written += r
    }
    self_.b_pos = 0
    self_.b_rawPos = 0
    self_.b_readEnd = 0
    while remaining > 0 && self_.b_readEnd < self_.b_bufferSize {
        let r = fillBuffer(self_)
        if r == -1 { return fail() }
        if r == 0 || r == -2 { return finish(r) }
        let take = min(remaining, r)
        memcpy(out + written, self_.b_buffer.unsafelyUnwrapped + self_.b_pos, take)
        written += take
        self_.b_pos += take
        remaining -= take
    }
    return result
}

func buffered_peek(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard ioSizeArgument("peek", args, nargs, 0, acceptsNone: false) != nil, buffered_check(self_),
        buffered_checkOpen(self_, "peek of closed file"), buffered_enter(self_)
    else { return nil }
    defer { buffered_leave(self_) }
    if self_.b_writable && !buffered_flushAndRewind(self_) { return nil }
    let have = self_.b_readAhead
    if have > 0 { return PyBytes_FromStringAndSize(self_.b_buffer.unsafelyUnwrapped + self_.b_pos, have) }
    self_.b_resetReading()
    let r = fillBuffer(self_)
    if r == -1 { return nil }
    self_.b_pos = 0
    return PyBytes_FromStringAndSize(self_.b_buffer.unsafelyUnwrapped, max(r, 0))
}

func buffered_read(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let n = ioSizeArgument("read", args, nargs), buffered_check(self_) else { return nil }
    if n < -1 { return PyErr_Format(PyExc_ValueError, "read length must be non-negative or -1") }
    if !buffered_checkOpen(self_, "read of closed file") { return nil }
    if n >= 0, let fast = readFast(self_, n) { return fast }
    if !buffered_enter(self_) { return nil }
    defer { buffered_leave(self_) }
    return n == -1 ? readAll(self_) : readGeneric(self_, n)
}

func buffered_read1(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard var n = ioSizeArgument("read1", args, nargs, acceptsNone: false), buffered_check(self_) else { return nil }
    if n < 0 { n = self_.b_bufferSize }
    if !buffered_checkOpen(self_, "read of closed file") { return nil }
    if n == 0 { return Py_NewRef(emptyBytes) }
    let have = self_.b_readAhead
    if have > 0 { return readFast(self_, min(have, n)) ?? nil }
    var result = PyBytes_FromStringAndSize(nil, n)
    guard let op = result else { return nil }
    if !buffered_enter(self_) {
        Py_DECREF(op)
        return nil
    }
    self_.b_resetReading()
    let r = rawRead(self_, op + 32, n)
    buffered_leave(self_)
    if r == -1 {
        Py_DECREF(op)
        return nil
    }
    if n > max(r, 0) { _ = _PyBytes_Resize(&result, max(r, 0)) }
    return result
}

private func readInto(_ self_: PyObj, _ p: UnsafeMutableRawPointer, _ count: Int, once: Bool) -> PyObj? {
    if !buffered_check(self_) || !buffered_checkOpen(self_, "readinto of closed file") { return nil }
    var written = 0
    let ahead = self_.b_readAhead
    if ahead > 0 {
        let take = min(ahead, count)
        memcpy(p, self_.b_buffer.unsafelyUnwrapped + self_.b_pos, take)
        self_.b_pos += take
        if ahead >= count { return PyLong_FromSsize_t(count) }
        written = take
    }
    if !buffered_enter(self_) { return nil }
    defer { buffered_leave(self_) }
    if self_.b_writable && !buffered_flushAndRewind(self_) { return nil }
    self_.b_resetReading()
    self_.b_pos = 0
    var remaining = count - written
    while remaining > 0 {
        var n = 0
        if remaining > self_.b_bufferSize {
            n = rawRead(self_, p + written, remaining)
        } else if !(once && written != 0) {
            n = fillBuffer(self_)
            if n > 0 {
                n = min(n, remaining)
                memcpy(p + written, self_.b_buffer.unsafelyUnwrapped + self_.b_pos, n)
                self_.b_pos += n
                written += n
                remaining -= n
                continue
            }
        }
        if n == 0 || (n == -2 && written > 0) { break }
        if n < 0 { return n == -2 ? Py_NewRef(Py_None) : nil }
        written += n
        remaining -= n
        if once { break }
    }
    return PyLong_FromSsize_t(written)
}
func buffered_readinto(_ self_: PyObj, _ buffer: PyObj) -> PyObj? {
    withWritableBuffer("readinto", buffer) { readInto(self_, $0, $1, once: false) }
}
func buffered_readinto1(_ self_: PyObj, _ buffer: PyObj) -> PyObj? {
    withWritableBuffer("readinto1", buffer) { readInto(self_, $0, $1, once: true) }
}

/// One line, at most `limit` bytes of it if that is not negative. Origin: `_buffered_readline`.
func bufferedReadLine(_ self_: PyObj, _ limitIn: Int) -> PyObj? {
    var limit = limitIn
    if !buffered_checkOpen(self_, "readline of closed file") { return nil }
    var n = self_.b_readAhead
    if limit >= 0 && n > limit { n = limit }
    if n > 0 {
        let start = self_.b_buffer.unsafelyUnwrapped + self_.b_pos
        if let found = memchr(start, 10, n) {
            let length = found - start + 1
            let result = PyBytes_FromStringAndSize(start, length)
            if result != nil { self_.b_pos += length }
            return result
        }
    }
    if n == limit {
        let result = PyBytes_FromStringAndSize(n > 0 ? self_.b_buffer.unsafelyUnwrapped + self_.b_pos : emptyBytes + 32, n)
        if result != nil { self_.b_pos += n }
        return result
    }
    if !buffered_enter(self_) { return nil }
    defer { buffered_leave(self_) }
    guard let chunks = PyList_New(0) else { return nil }
    defer { Py_DECREF(chunks) }
    func add(_ p: UnsafeMutableRawPointer, _ count: Int) -> Bool {
        guard let piece = PyBytes_FromStringAndSize(p, count) else { return false }
        defer { Py_DECREF(piece) }
        return PyList_Append(chunks, piece) == 0
    }
    if n > 0 {
        if !add(self_.b_buffer.unsafelyUnwrapped + self_.b_pos, n) { return nil }
        self_.b_pos += n
        if limit >= 0 { limit -= n }
    }
    if self_.b_writable && !buffered_flushAndRewind(self_) { return nil }
    while true {
        self_.b_resetReading()
        n = fillBuffer(self_)
        if n == -1 { return nil }
        if n <= 0 { break }
        if limit >= 0 && n > limit { n = limit }
        let start = self_.b_buffer.unsafelyUnwrapped
        if let found = memchr(start, 10, n) {
            let length = found - start + 1
            if !add(start, length) { return nil }
            self_.b_pos = length
            break
        }
        if !add(start, n) { return nil }
        if n == limit {
            self_.b_pos = n
            break
        }
        if limit >= 0 { limit -= n }
    }
    return _PyBytes_JoinEmpty(chunks)
}
func buffered_readline(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let limit = ioSizeArgument("readline", args, nargs), buffered_check(self_) else { return nil }
    return bufferedReadLine(self_, limit)
}

/// Fills the slots of `BufferedReader`.
func initBufferedReaderType() {
    let t = PyBufferedReader_Type
    initBufferedType(
        t, "_io.BufferedReader", "Create a new buffered reader using the given readable raw IO object.", bufferedreader_init)
    t.tp_iternext = buffered_iternext
    t.setMethods([
        .noargs("detach", buffered_detach), .noargs("flush", buffered_simple_flush), .noargs("close", buffered_close),
        .noargs("seekable", buffered_seekable), .noargs("readable", buffered_is_readable), .noargs("fileno", buffered_fileno),
        .noargs("isatty", buffered_isatty), .o("_dealloc_warn", buffered_dealloc_warn), .fast("read", buffered_read),
        .fast("peek", buffered_peek), .fast("read1", buffered_read1), .o("readinto", buffered_readinto),
        .o("readinto1", buffered_readinto1), .fast("readline", buffered_readline), .fast("seek", buffered_seek),
        .noargs("tell", buffered_tell), .fast("truncate", buffered_truncate), .noargs("__sizeof__", buffered_sizeof),
    ])
}
