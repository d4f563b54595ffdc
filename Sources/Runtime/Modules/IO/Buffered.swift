import Glibc
import Memory

// What the buffered streams share: one object layout, one buffer for reading and writing, a cached position of the raw stream.
// Origin: Modules/_io/bufferedio.c.
//
//     raw 16   ok 24 (int)   detached 28   readable 32   writable 36   finalizing 40 (char)   fast_closed_checks 44   abs_pos 48
//     buffer 56   pos 64   raw_pos 72   read_end 80   write_pos 88   write_end 96   lock 104 (unused: there is one thread)
//     owner 112   buffer_size 120   buffer_mask 128   dict 136   weakreflist 144

extension UnsafeMutableRawPointer {
    @inline(__always) var b_raw: PyObj? { self[ref: 16] }
    @inline(__always) var b_ok: Bool {
        get { self[int: 24] > 0 }
        nonmutating set { self[int: 24] = newValue ? 1 : 0 }
    }
    @inline(__always) var b_readable: Bool {
        get { self[int: 32] != 0 }
        nonmutating set { self[int: 32] = newValue ? 1 : 0 }
    }
    @inline(__always) var b_writable: Bool {
        get { self[int: 36] != 0 }
        nonmutating set { self[int: 36] = newValue ? 1 : 0 }
    }
    @inline(__always) var b_absPos: Int {
        get { self[word: 48] }
        nonmutating set { self[word: 48] = newValue }
    }
    @inline(__always) var b_buffer: UnsafeMutableRawPointer? {
        get { self[ref: 56] }
        nonmutating set { self[ref: 56] = newValue }
    }
    @inline(__always) var b_pos: Int {
        get { self[word: 64] }
        nonmutating set { self[word: 64] = newValue }
    }
    @inline(__always) var b_rawPos: Int {
        get { self[word: 72] }
        nonmutating set { self[word: 72] = newValue }
    }
    @inline(__always) var b_readEnd: Int {
        get { self[word: 80] }
        nonmutating set { self[word: 80] = newValue }
    }
    @inline(__always) var b_writePos: Int {
        get { self[word: 88] }
        nonmutating set { self[word: 88] = newValue }
    }
    @inline(__always) var b_writeEnd: Int {
        get { self[word: 96] }
        nonmutating set { self[word: 96] = newValue }
    }
    @inline(__always) var b_bufferSize: Int {
        get { self[word: 120] }
        nonmutating set { self[word: 120] = newValue }
    }
    /// Whether the buffer holds bytes that were read.
    @inline(__always) var b_readsValid: Bool { b_readable && b_readEnd != -1 }
    /// Whether the buffer holds bytes that wait to be written.
    @inline(__always) var b_writesValid: Bool { b_writable && b_writeEnd != -1 }
    /// How many bytes were read ahead.
    @inline(__always) var b_readAhead: Int { b_readsValid ? b_readEnd - b_pos : 0 }
    /// How far the raw stream is beyond the logical position.
    @inline(__always) var b_rawOffset: Int { (b_readsValid || b_writesValid) && b_rawPos >= 0 ? b_rawPos - b_pos : 0 }
    /// Moves the logical position.
    @inline(__always) func b_adjust(_ position: Int) {
        b_pos = position
        if b_readsValid && b_readEnd < position { b_readEnd = position }
    }
    @inline(__always) func b_resetReading() { b_readEnd = -1 }
    @inline(__always) func b_resetWriting() {
        b_writePos = 0
        b_writeEnd = -1
    }
}

/// False with ValueError if the object cannot be used.
func buffered_check(_ self_: PyObj) -> Bool {
    if self_.b_ok { return true }
    PyErr_SetString(
        PyExc_ValueError,
        self_[int: 28] != 0 ? "raw stream has been detached" : "I/O operation on uninitialized object")
    return false
}

/// Takes the lock; false with RuntimeError if the object is busy already. Origin: `ENTER_BUFFERED`.
func buffered_enter(_ self_: PyObj) -> Bool {
    if self_[word: 112] != 0 {
        PyErr_SetString(PyExc_RuntimeError, "reentrant call inside \(reprText(self_))")
        return false
    }
    self_[word: 112] = 1
    return true
}
@inline(__always) func buffered_leave(_ self_: PyObj) { self_[word: 112] = 0 }

/// 1, 0, or -1 with an exception.
func buffered_closed(_ self_: PyObj) -> Int32 {
    if !buffered_check(self_) { return -1 }
    guard let r = PyObject_GetAttr(self_.b_raw.unsafelyUnwrapped, _Py_ID(.closed)) else { return -1 }
    let closed = PyObject_IsTrue(r)
    Py_DECREF(r)
    return closed
}
/// Origin: `IS_CLOSED`.
func buffered_isClosed(_ self_: PyObj) -> Bool {
    self_.b_buffer == nil
        || (self_[int: 44] != 0 ? _PyFileIO_closed(self_.b_raw.unsafelyUnwrapped) : buffered_closed(self_) != 0)
}
/// False with ValueError if the stream is closed and nothing was read ahead. Origin: `CHECK_CLOSED`.
func buffered_checkOpen(_ self_: PyObj, _ message: String) -> Bool {
    if !(buffered_isClosed(self_) && self_.b_readAhead == 0) { return true }
    PyErr_SetString(PyExc_ValueError, message)
    return false
}

/// Reads the raw stream's position: -1 with an exception. Origin: `_buffered_raw_tell`.
func buffered_rawTell(_ self_: PyObj) -> Int {
    rawPosition(self_, PyObject_CallMethodNoArgs(self_.b_raw.unsafelyUnwrapped, _Py_ID(.tell)))
}
/// Moves the raw stream: -1 with an exception. Origin: `_buffered_raw_seek`.
func buffered_rawSeek(_ self_: PyObj, _ target: Int, _ whence: Int) -> Int {
    guard let t = PyLong_FromLong(target) else { return -1 }
    defer { Py_DECREF(t) }
    guard let w = PyLong_FromLong(whence) else { return -1 }
    defer { Py_DECREF(w) }
    return rawPosition(self_, PyObject_CallMethodObjArgs(self_.b_raw.unsafelyUnwrapped, _Py_ID(.seek), t, w))
}
private func rawPosition(_ self_: PyObj, _ result: PyObj?) -> Int {
    guard let result else { return -1 }
    let n = PyNumber_AsOff_t(result, PyExc_ValueError)
    Py_DECREF(result)
    if n < 0 {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_OSError, "Raw stream returned invalid position \(n)") }
        return -1
    }
    self_.b_absPos = n
    return n
}

/// Gets the buffer: false with an exception. Origin: `_buffered_init`.
func buffered_init(_ self_: PyObj) -> Bool {
    let size = self_.b_bufferSize
    if size <= 0 {
        PyErr_SetString(PyExc_ValueError, "buffer size must be strictly positive")
        return false
    }
    if let old = self_.b_buffer { PyMem_Free(old) }
    self_.b_buffer = PyMem_Malloc(size)
    if self_.b_buffer == nil {
        PyErr_NoMemory()
        return false
    }
    self_[word: 112] = 0
    self_[word: 128] = size & (size - 1) == 0 ? size - 1 : 0
    if buffered_rawTell(self_) == -1 { PyErr_Clear() }
    return true
}

extension Interp {
    /// `errno` when a raw stream last took nothing: a stream that is written in Python leaves 0.
    static var blockedError: Int {
        get { word(169) }
        set { set(169, newValue) }
    }
}

/// Raises BlockingIOError with the number of bytes that were taken. Origin: `_set_BlockingIOError`.
func setBlockingIOError(_ message: String, _ written: Int) {
    PyErr_Clear()
    guard let args = buildTuple(PyLong_FromLong(Interp.blockedError), PyUnicode_FromString(message), PyLong_FromSsize_t(written))
    else {
        return
    }
    let error = PyObject_Call(PyExc_BlockingIOError, args, nil)
    Py_DECREF(args)
    if let error {
        PyErr_SetObject(PyExc_BlockingIOError, error)
        Py_DECREF(error)
    }
}

// MARK: Life

func buffered_dealloc(_ self_: PyObj) {
    self_[byte: 40] = 1
    if _PyIOBase_finalize(self_) < 0 { return }
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    self_.b_ok = false
    if self_[ref: 144] != nil { PyObject_ClearWeakRefs(self_) }
    Py_CLEAR(self_, 16)
    if let buffer = self_.b_buffer {
        PyMem_Free(buffer)
        self_.b_buffer = nil
    }
    Py_CLEAR(self_, 136)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}
func buffered_sizeof(_ self_: PyObj) -> PyObj? {
    PyLong_FromSsize_t(self_.ob_type.tp_basicsize + (self_.b_buffer != nil ? self_.b_bufferSize : 0))
}
func buffered_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(self_, visit, arg, 16, 136)
}
func buffered_clear(_ self_: PyObj) -> Int32 {
    self_.b_ok = false
    Py_CLEAR(self_, 16)
    Py_CLEAR(self_, 136)
    return 0
}
func buffered_dealloc_warn(_ self_: PyObj, _ source: PyObj) -> PyObj? {
    if self_.b_ok, let raw = self_.b_raw {
        if let r = PyObject_CallMethodOneArg(raw, _Py_ID(._dealloc_warn), source) { Py_DECREF(r) } else { PyErr_Clear() }
    }
    return Py_NewRef(Py_None)
}

// MARK: What is passed to the raw stream

private func callRaw(_ self_: PyObj, _ name: PyObj) -> PyObj? {
    buffered_check(self_) ? PyObject_CallMethodNoArgs(self_.b_raw.unsafelyUnwrapped, name) : nil
}
func buffered_simple_flush(_ self_: PyObj) -> PyObj? { callRaw(self_, _Py_ID(.flush)) }
func buffered_seekable(_ self_: PyObj) -> PyObj? { callRaw(self_, _Py_ID(.seekable)) }
func buffered_is_readable(_ self_: PyObj) -> PyObj? { callRaw(self_, _Py_ID(.readable)) }
func buffered_is_writable(_ self_: PyObj) -> PyObj? { callRaw(self_, _Py_ID(.writable)) }
func buffered_fileno(_ self_: PyObj) -> PyObj? { callRaw(self_, _Py_ID(.fileno)) }
func buffered_isatty(_ self_: PyObj) -> PyObj? { callRaw(self_, _Py_ID(.isatty)) }
private func rawAttribute(_ self_: PyObj, _ name: PyObj) -> PyObj? {
    buffered_check(self_) ? PyObject_GetAttr(self_.b_raw.unsafelyUnwrapped, name) : nil
}
func buffered_getsets() -> [GetSetSpec] {
    [
        GetSetSpec("closed", { s, _ in rawAttribute(s, _Py_ID(.closed)) }),
        GetSetSpec("name", { s, _ in rawAttribute(s, _Py_ID(.name)) }),
        GetSetSpec("mode", { s, _ in rawAttribute(s, _Py_ID(.mode)) }),
    ]
}

func buffered_close(_ self_: PyObj) -> PyObj? {
    if !buffered_check(self_) || !buffered_enter(self_) { return nil }
    let closed = buffered_closed(self_)
    if closed != 0 {
        buffered_leave(self_)
        return closed < 0 ? nil : Py_NewRef(Py_None)
    }
    if self_[byte: 40] != 0 {
        if let r = buffered_dealloc_warn(self_, self_) { Py_DECREF(r) } else { PyErr_Clear() }
    }
    // flush() takes the lock itself.
    buffered_leave(self_)
    var result = PyObject_CallMethodNoArgs(self_, _Py_ID(.flush))
    if !buffered_enter(self_) { return nil }
    var saved: (type: PyObj?, value: PyObj?, traceback: PyObj?)?
    if let r = result { Py_DECREF(r) } else { saved = PyErr_Fetch() }
    result = PyObject_CallMethodNoArgs(self_.b_raw.unsafelyUnwrapped, _Py_ID(.close))
    if let buffer = self_.b_buffer {
        PyMem_Free(buffer)
        self_.b_buffer = nil
    }
    if let saved {
        _PyErr_ChainExceptions(saved.type, saved.value, saved.traceback)
        Py_XDECREF(result)
        result = nil
    }
    self_.b_readEnd = 0
    self_.b_pos = 0
    buffered_leave(self_)
    return result
}

func buffered_detach(_ self_: PyObj) -> PyObj? {
    if !buffered_check(self_) { return nil }
    guard let r = PyObject_CallMethodNoArgs(self_, _Py_ID(.flush)) else { return nil }
    Py_DECREF(r)
    let raw = self_.b_raw
    self_[ref: 16] = nil
    self_[int: 28] = 1
    self_.b_ok = false
    return raw
}

/// Writes what waits and puts the raw stream where the logical position is: false with an exception.
/// Origin: `buffered_flush_and_rewind_unlocked`.
func buffered_flushAndRewind(_ self_: PyObj) -> Bool {
    if !bufferedwriter_flush(self_) { return false }
    if self_.b_readable {
        let n = buffered_rawSeek(self_, -self_.b_rawOffset, 1)
        self_.b_resetReading()
        if n == -1 { return false }
    }
    return true
}

func buffered_flush(_ self_: PyObj) -> PyObj? {
    if !buffered_check(self_) || !buffered_checkOpen(self_, "flush of closed file") || !buffered_enter(self_) { return nil }
    defer { buffered_leave(self_) }
    return buffered_flushAndRewind(self_) ? Py_NewRef(Py_None) : nil
}

func buffered_tell(_ self_: PyObj) -> PyObj? {
    if !buffered_check(self_) { return nil }
    let position = buffered_rawTell(self_)
    return position == -1 ? nil : PyLong_FromLong(position - self_.b_rawOffset)
}

func buffered_seek(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("seek", nargs, 1, 2) else { return nil }
    var whence = 0
    if nargs > 1 {
        guard let w = clinicInt(args[1]) else { return nil }
        whence = w
    }
    if !buffered_check(self_) { return nil }
    // 3 and 4 are SEEK_DATA and SEEK_HOLE.
    if whence < 0 || whence > 4 { return PyErr_Format(PyExc_ValueError, "whence value \(whence) unsupported") }
    if !buffered_checkOpen(self_, "seek of closed file") || !ioIs(_PyIOBase_check_seekable, self_.b_raw.unsafelyUnwrapped) {
        return nil
    }
    var target = PyNumber_AsOff_t(args[0], PyExc_ValueError)
    if target == -1 && PyErr_Occurred() != nil { return nil }
    if whence <= 1 && self_.b_readable {
        // The new position may lie in what was read ahead.
        let current = self_.b_absPos != -1 ? self_.b_absPos : buffered_rawTell(self_)
        let available = self_.b_readAhead
        if available > 0 {
            let offset = whence == 0 ? target - (current - self_.b_rawOffset) : target
            if offset >= -self_.b_pos && offset <= available {
                self_.b_pos += offset
                return PyLong_FromLong(current - available + offset)
            }
        }
    }
    if !buffered_enter(self_) { return nil }
    defer { buffered_leave(self_) }
    if self_.b_writable && !bufferedwriter_flush(self_) { return nil }
    if whence == 1 { target -= self_.b_rawOffset }
    let n = buffered_rawSeek(self_, target, whence)
    if n == -1 { return nil }
    self_.b_rawPos = -1
    let result = PyLong_FromLong(n)
    if result != nil && self_.b_readable { self_.b_resetReading() }
    return result
}

func buffered_truncate(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("truncate", nargs, 0, 1), buffered_check(self_),
        buffered_checkOpen(self_, "truncate of closed file")
    else { return nil }
    if !self_.b_writable { return ioUnsupported("truncate") }
    if !buffered_enter(self_) { return nil }
    defer { buffered_leave(self_) }
    if !buffered_flushAndRewind(self_) { return nil }
    let result = PyObject_CallMethodOneArg(
        self_.b_raw.unsafelyUnwrapped, _Py_ID(.truncate), nargs > 0 ? args[0] : Py_None)
    guard let result else { return nil }
    if buffered_rawTell(self_) == -1 { PyErr_Clear() }
    return result
}

func buffered_iternext(_ self_: PyObj) -> PyObj? {
    if !buffered_check(self_) { return nil }
    let type = self_.ob_type
    let line: PyObj?
    if type == PyBufferedReader_Type || type == PyBufferedRandom_Type {
        line = bufferedReadLine(self_, -1)
    } else {
        line = PyObject_CallMethodNoArgs(self_, _Py_ID(.readline))
        if let line, !PyBytes_Check(line) {
            let name = clip(line.typeName, 200)
            Py_DECREF(line)
            return PyErr_Format(PyExc_OSError, "readline() should have returned a bytes object, not '\(name)'")
        }
    }
    guard let line else { return nil }
    if line.ob_size == 0 {
        Py_DECREF(line)
        return nil
    }
    return line
}

func buffered_repr(_ self_: PyObj) -> PyObj? {
    ioReprWithName(self_, "<\(self_.typeName) name=", ">", withoutName: "<\(self_.typeName)>")
}

/// Fills the slots that all buffered streams share.
func initBufferedType(_ t: PyObj, _ name: StaticString, _ doc: StaticString, _ initialise: initproc) {
    t.initStaticType(name, basicsize: 152, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC, base: PyBufferedIOBase_Type)
    t.tp_doc = staticCString(doc)
    t.tp_dealloc = buffered_dealloc
    t.tp_repr = buffered_repr
    t.tp_traverse = buffered_traverse
    t.tp_clear = buffered_clear
    t.tp_weaklistoffset = 144
    t.tp_dictoffset = 136
    t.tp_init = initialise
    t.tp_new = PyType_GenericNew
    t.setMembers([MemberSpec("raw", .object, 16), MemberSpec("_finalizing", .bool, 40, readonly: false)])
    t.setGetSets(buffered_getsets())
}
