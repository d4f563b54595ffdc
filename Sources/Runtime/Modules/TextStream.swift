import Memory
import Trace

// `_io.TextIOWrapper`, as far as the standard streams need it: text written to and read from a file descriptor through the host doors.
// Origin: Modules/_io/textio.c. Not a buffered file: there is no `buffer`, and what is held back is the host's affair.
//
//     16 fd (int)   24 encoding   32 errors   40 name   48 text read ahead (str or null)   56 flags (1 closed, 2 readable, 4 line buffering)
//     64 mode   72 weakrefs   80 dict   88 pending texts (nil, one, or a list)   96 their bytes

extension UnsafeMutableRawPointer {
    var ts_fd: Int32 {
        get { load(fromByteOffset: 16, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int32.self) }
    }
    var ts_encoding: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    var ts_errors: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    var ts_name: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    var ts_ahead: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
    var ts_flags: Int {
        get { load(fromByteOffset: 56, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: Int.self) }
    }
    /// Texts written and not flushed yet, kept as CPython's `pending_bytes` keeps them: a reference to the str itself if it is ASCII.
    var ts_pending: PyObj? {
        get { load(fromByteOffset: 88, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 88, as: PyObj?.self) }
    }
    /// Bytes of the pending texts.
    var ts_pending_count: Int {
        get { load(fromByteOffset: 96, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 96, as: Int.self) }
    }
    var ts_mode: PyObj? {
        get { load(fromByteOffset: 64, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: PyObj?.self) }
    }
}

/// Makes the stream of a descriptor. A new reference, or nil with an exception. Origin: `create_stdio` in Python/pylifecycle.c.
func newTextStream(fd: Int32, name: String, errors: String, reading: Bool) -> PyObj? {
    guard let s = PyType_GenericAlloc(PyTextIOWrapper_Type, 0) else { return nil }
    s.ts_fd = fd
    s.ts_encoding = PyUnicode_InternFromString("utf-8")
    s.ts_errors = PyUnicode_InternFromString(errors)
    s.ts_name = PyUnicode_FromString(name)
    s.ts_mode = PyUnicode_InternFromString(reading ? "r" : "w")
    s.ts_flags = (reading ? 2 : 0) | (HostDoor.isTerminal(fd) || fd == 2 ? 4 : 0)
    if s.ts_encoding == nil || s.ts_errors == nil || s.ts_name == nil || s.ts_mode == nil {
        Py_DECREF(s)
        return nil
    }
    return s
}

private func stream_clear(_ s: PyObj) -> Int32 {
    for offset in [24, 32, 40, 48, 64, 80, 88] { Py_CLEAR(s, offset) }
    return 0
}

private func stream_dealloc(_ s: PyObj) {
    if _PyObject_GC_IS_TRACKED(s) { _PyObject_GC_UNTRACK(s) }
    if s.load(fromByteOffset: 72, as: PyObj?.self) != nil { PyObject_ClearWeakRefs(s) }
    _ = stream_clear(s)
    s.ob_type.tp_free.unsafelyUnwrapped(s)
}

private func stream_traverse(_ s: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    for offset in [24, 32, 40, 48, 64, 80, 88] {
        let r = Py_VISIT(s.load(fromByteOffset: offset, as: PyObj?.self), visit, arg)
        if r != 0 { return r }
    }
    return 0
}

private func stream_repr(_ s: PyObj) -> PyObj? {
    PyUnicode_FromString(
        "<_io.TextIOWrapper name=\(reprText(s.ts_name ?? Py_None)) mode=\(reprText(s.ts_mode ?? Py_None)) encoding=\(reprText(s.ts_encoding ?? Py_None))>"
    )
}

/// False with ValueError if the stream is closed.
private func checkOpen(_ s: PyObj) -> Bool {
    if s.ts_flags & 1 == 0 { return true }
    PyErr_SetString(PyExc_ValueError, "I/O operation on closed file.")
    return false
}

/// False with `io.UnsupportedOperation`, which here is an OSError, if the stream does not do this.
private func checkMode(_ s: PyObj, reading: Bool) -> Bool {
    if !checkOpen(s) { return false }
    if (s.ts_flags & 2 != 0) == reading { return true }
    PyErr_SetString(Interp.unsupportedOperation ?? PyExc_OSError, reading ? "not readable" : "not writable")
    return false
}

/// Writes a str. -1 with an exception.
func textStreamWrite(_ s: PyObj, _ text: PyObj) -> Int32 {
    if !checkMode(s, reading: false) { return -1 }
    if PyUnicode_IS_ASCII(text) {
        hostWrite(s.ts_fd, PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text))
        return keepPending(s, Py_NewRef(text), PyUnicode_GET_LENGTH(text), text)
    }
    let errors = s.ts_errors.map { swiftString($0) } ?? "strict"
    let encoding = s.ts_encoding.map { swiftString($0) } ?? "utf-8"
    guard let bytes = PyUnicode_AsEncodedString(text, encoding, errors) else { return -1 }
    hostWrite(s.ts_fd, bytes + 32, bytes.ob_size)
    return keepPending(s, bytes, bytes.ob_size, text)
}

/// `_CHUNK_SIZE`: so many pending bytes are flushed.
private let chunkSize = 8192

/// Keeps what was written until the flush, as CPython does; the host has it already. Takes over `piece`. -1 with an exception.
/// Origin: `_io_TextIOWrapper_write_impl`.
private func keepPending(_ s: PyObj, _ piece: PyObj, _ count: Int, _ text: PyObj) -> Int32 {
    if let pending = s.ts_pending, s.ts_pending_count + count <= chunkSize {
        if pending.ob_type == PyList_Type {
            let failed = PyList_Append(pending, piece) < 0
            Py_DECREF(piece)
            if failed { return -1 }
        } else {
            guard let list = PyList_New(2) else {
                Py_DECREF(piece)
                return -1
            }
            PyList_SET_ITEM(list, 0, pending)
            PyList_SET_ITEM(list, 1, piece)
            s.ts_pending = list
        }
    } else {
        dropPending(s)
        s.ts_pending = piece
    }
    s.ts_pending_count += count
    let lines = s.ts_flags & 4 != 0
    if s.ts_pending_count >= chunkSize || (lines && hasLineEnd(text)) { dropPending(s) }
    return 0
}

private func hasLineEnd(_ text: PyObj) -> Bool {
    let n = PyUnicode_GET_LENGTH(text)
    for i in 0..<n {
        let c = PyUnicode_READ_CHAR(text, i)
        if c == 10 || c == 13 { return true }
    }
    return false
}

/// Lets the pending texts go: they are flushed.
private func dropPending(_ s: PyObj) {
    s.ts_pending_count = 0
    let pending = s.ts_pending
    s.ts_pending = nil
    Py_XDECREF(pending)
}

private func stream_write(_ s: PyObj, _ text: PyObj) -> PyObj? {
    if !PyUnicode_Check(text) {
        return PyErr_Format(PyExc_TypeError, "write() argument must be str, not \(text == Py_None ? "None" : text.typeName)")
    }
    if textStreamWrite(s, text) < 0 { return nil }
    return PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text))
}

private func stream_writelines(_ s: PyObj, _ lines: PyObj) -> PyObj? {
    if !checkOpen(s) { return nil }
    guard let it = PyObject_GetIter(lines) else { return nil }
    defer { Py_DECREF(it) }
    while let line = PyIter_Next(it) {
        let r = stream_write(s, line)
        Py_DECREF(line)
        guard let r else { return nil }
        Py_DECREF(r)
    }
    return PyErr_Occurred() == nil ? Py_NewRef(Py_None) : nil
}

/// Reads one line as a new str, "" at the end; nil with an exception.
private func readLineText(_ s: PyObj) -> PyObj? {
    if let ahead = s.ts_ahead {
        s.ts_ahead = nil
        return ahead
    }
    HostDoor.flush(1)
    var line = hostReadLine(s.ts_fd)
    if PyErr_CheckSignals() < 0 { return nil }
    if line.count >= 2 && line[line.count - 1] == 10 && line[line.count - 2] == 13 { line.remove(at: line.count - 2) }
    let errors = s.ts_errors.map { swiftString($0) } ?? "strict"
    return line.withUnsafeBytes { buffer in
        guard let p = buffer.baseAddress, buffer.count > 0 else { return PyUnicode_FromString("") }
        return PyUnicode_DecodeUTF8(p, buffer.count, errors)
    }
}

/// An optional size argument; nil with an exception.
private func sizeArgument(_ name: String, _ args: PyArgs, _ nargs: Int) -> Int? {
    if !_PyArg_CheckPositional(name, nargs, 0, 1) { return nil }
    if nargs == 0 || args[0] == Py_None { return -1 }
    guard let index = PyNumber_Index(args[0]) else { return nil }
    let n = PyLong_AsSsize_t(index)
    Py_DECREF(index)
    return n == -1 && PyErr_Occurred() != nil ? nil : n
}

/// Keeps what is beyond `size` characters for the next read and returns the rest (takes over the text).
private func keepBeyond(_ s: PyObj, _ text: PyObj, _ size: Int) -> PyObj? {
    let n = PyUnicode_GET_LENGTH(text)
    if size < 0 || n <= size { return text }
    defer { Py_DECREF(text) }
    guard let rest = PyUnicode_Substring(text, size, n) else { return nil }
    s.ts_ahead = rest
    return PyUnicode_Substring(text, 0, size)
}

private func stream_readline(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let size = sizeArgument("readline", args, nargs), checkMode(s, reading: true) else { return nil }
    guard let line = readLineText(s) else { return nil }
    return keepBeyond(s, line, size)
}

private func stream_read(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let size = sizeArgument("read", args, nargs), checkMode(s, reading: true) else { return nil }
    guard var text = PyUnicode_FromString("") else { return nil }
    while size < 0 || PyUnicode_GET_LENGTH(text) < size {
        guard let line = readLineText(s) else {
            Py_DECREF(text)
            return nil
        }
        if PyUnicode_GET_LENGTH(line) == 0 {
            Py_DECREF(line)
            break
        }
        let joined = PyUnicode_Concat(text, line)
        Py_DECREF(text)
        Py_DECREF(line)
        guard let joined else { return nil }
        text = joined
    }
    return keepBeyond(s, text, size)
}

private func stream_readlines(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let hint = sizeArgument("readlines", args, nargs), checkMode(s, reading: true), let list = PyList_New(0) else {
        return nil
    }
    var total = 0
    while hint <= 0 || total < hint {
        guard let line = readLineText(s) else {
            Py_DECREF(list)
            return nil
        }
        let n = PyUnicode_GET_LENGTH(line)
        let failed = n != 0 && PyList_Append(list, line) < 0
        Py_DECREF(line)
        if failed {
            Py_DECREF(list)
            return nil
        }
        if n == 0 { break }
        total += n
    }
    return list
}

private func stream_iternext(_ s: PyObj) -> PyObj? {
    if !checkMode(s, reading: true) { return nil }
    guard let line = readLineText(s) else { return nil }
    if PyUnicode_GET_LENGTH(line) == 0 {
        Py_DECREF(line)
        return nil
    }
    return line
}

private func stream_flush(_ s: PyObj) -> PyObj? {
    if !checkOpen(s) { return nil }
    if s.ts_flags & 2 == 0 {
        dropPending(s)
        HostDoor.flush(s.ts_fd)
    }
    return Py_NewRef(Py_None)
}

private func stream_close(_ s: PyObj) -> PyObj? {
    if s.ts_flags & 1 == 0 {
        dropPending(s)
        HostDoor.flush(s.ts_fd)
        s.ts_flags |= 1
    }
    return Py_NewRef(Py_None)
}

private func stream_fileno(_ s: PyObj) -> PyObj? { checkOpen(s) ? PyLong_FromLong(Int(s.ts_fd)) : nil }
private func stream_isatty(_ s: PyObj) -> PyObj? { checkOpen(s) ? PyBool_FromLong(HostDoor.isTerminal(s.ts_fd)) : nil }
private func stream_readable(_ s: PyObj) -> PyObj? { checkOpen(s) ? PyBool_FromLong(s.ts_flags & 2 != 0) : nil }
private func stream_writable(_ s: PyObj) -> PyObj? { checkOpen(s) ? PyBool_FromLong(s.ts_flags & 2 == 0) : nil }
private func stream_seekable(_ s: PyObj) -> PyObj? { checkOpen(s) ? PyBool_FromLong(false) : nil }
private func stream_enter(_ s: PyObj) -> PyObj? { checkOpen(s) ? Py_NewRef(s) : nil }
private func stream_exit(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? { stream_close(s) }

private func stream_reconfigure(_ s: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 5) { buf in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "reconfigure", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames,
            keywords: ["encoding", "errors", "newline", "line_buffering", "write_through"], minpos: 0, maxpos: 0, minkw: 0, into: p
        ) {
            return nil
        }
        if let encoding = p[0], encoding != Py_None {
            if !PyUnicode_Check(encoding) {
                return PyErr_Format(
                    PyExc_TypeError, "reconfigure() argument 'encoding' must be str or None, not \(encoding.typeName)")
            }
            Py_XSETREF(s, 24, Py_NewRef(encoding))
            if p[1] == nil { Py_XSETREF(s, 32, PyUnicode_InternFromString("strict")) }
        }
        if let errors = p[1], errors != Py_None {
            if !PyUnicode_Check(errors) {
                return PyErr_Format(
                    PyExc_TypeError, "reconfigure() argument 'errors' must be str or None, not \(errors.typeName)")
            }
            Py_XSETREF(s, 32, Py_NewRef(errors))
        }
        if let lines = p[3], lines != Py_None {
            let on = PyObject_IsTrue(lines)
            if on < 0 { return nil }
            s.ts_flags = on != 0 ? s.ts_flags | 4 : s.ts_flags & ~4
        }
        dropPending(s)
        HostDoor.flush(s.ts_fd)
        return Py_NewRef(Py_None)
    }
}

private func stream_get_encoding(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(s.ts_encoding ?? Py_None) }
private func stream_get_errors(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(s.ts_errors ?? Py_None) }
private func stream_get_name(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(s.ts_name ?? Py_None) }
private func stream_get_newlines(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(Py_None) }
private func stream_get_closed(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { PyBool_FromLong(s.ts_flags & 1 != 0) }
private func stream_get_lines(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { PyBool_FromLong(s.ts_flags & 4 != 0) }
private func stream_get_false(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { PyBool_FromLong(false) }
private func stream_get_mode(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(s.ts_mode ?? Py_None) }
private func stream_get_buffer(_ s: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: the binary buffer of a standard stream")
}

/// Fills the slots of the stream type.
func initTextStreamType() {
    let t = PyTextIOWrapper_Type
    t.initStaticType("_io.TextIOWrapper", basicsize: 192, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = stream_dealloc
    t.tp_repr = stream_repr
    t.tp_traverse = stream_traverse
    t.tp_clear = stream_clear
    t.tp_weaklistoffset = 72
    t.tp_dictoffset = 80
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_iter = { Py_NewRef($0) }
    t.tp_iternext = stream_iternext
    t.setMethods([
        .o("write", stream_write), .o("writelines", stream_writelines), .fast("read", stream_read),
        .fast("readline", stream_readline), .fast("readlines", stream_readlines), .noargs("flush", stream_flush),
        .noargs("close", stream_close), .noargs("fileno", stream_fileno), .noargs("isatty", stream_isatty),
        .noargs("readable", stream_readable), .noargs("writable", stream_writable), .noargs("seekable", stream_seekable),
        .noargs("__enter__", stream_enter), .fast("__exit__", stream_exit), .fastKeywords("reconfigure", stream_reconfigure),
    ])
    t.setGetSets([
        GetSetSpec("encoding", stream_get_encoding), GetSetSpec("errors", stream_get_errors), GetSetSpec("name", stream_get_name),
        GetSetSpec("mode", stream_get_mode), GetSetSpec("closed", stream_get_closed), GetSetSpec("newlines", stream_get_newlines),
        GetSetSpec("line_buffering", stream_get_lines), GetSetSpec("write_through", stream_get_false),
        GetSetSpec("buffer", stream_get_buffer), GetSetSpec("__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict),
    ])
}

// MARK: Files as objects with write(). Origin: Objects/fileobject.c

/// Writes `str(v)` (raw) or `repr(v)` to a file object. 0, or -1 with an exception. Origin: `PyFile_WriteObject`.
func PyFile_WriteObject(_ v: PyObj, _ file: PyObj, raw: Bool) -> Int32 {
    if file.ob_type == PyTextIOWrapper_Type {
        if raw && PyUnicode_CheckExact(v) { return textStreamWrite(file, v) }
        guard let text = raw ? PyObject_Str(v) : PyObject_Repr(v) else { return -1 }
        defer { Py_DECREF(text) }
        return textStreamWrite(file, text)
    }
    guard let writer = PyObject_GetAttr(file, _Py_ID(.write)) else { return -1 }
    defer { Py_DECREF(writer) }
    guard let text = raw ? PyObject_Str(v) : PyObject_Repr(v) else { return -1 }
    defer { Py_DECREF(text) }
    guard let result = PyObject_CallOneArg(writer, text) else { return -1 }
    Py_DECREF(result)
    return 0
}

/// Writes host text to a file object. 0, or -1 with an exception. Origin: `PyFile_WriteString`.
func PyFile_WriteString(_ text: String, _ file: PyObj) -> Int32 {
    if file.ob_type == PyTextIOWrapper_Type {
        if !checkMode(file, reading: false) { return -1 }
        hostWriteText(file.ts_fd, text)
        return 0
    }
    if PyErr_Occurred() != nil { return -1 }
    guard let v = PyUnicode_FromString(text) else { return -1 }
    defer { Py_DECREF(v) }
    return PyFile_WriteObject(v, file, raw: true)
}

/// Reads one line from a file object without its newline; EOFError at the end. Origin: `PyFile_GetLine(f, -1)`.
func PyFile_GetLine(_ file: PyObj) -> PyObj? {
    guard let readline = PyObject_GetAttr(file, _Py_ID(.readline)) else { return nil }
    let line = PyObject_CallNoArgs(readline)
    Py_DECREF(readline)
    guard let line else { return nil }
    if !PyUnicode_Check(line) {
        Py_DECREF(line)
        return PyErr_Format(PyExc_TypeError, "object.readline() returned non-string")
    }
    let n = PyUnicode_GET_LENGTH(line)
    if n == 0 {
        Py_DECREF(line)
        return PyErr_Format(PyExc_EOFError, "EOF when reading a line")
    }
    if PyUnicode_READ_CHAR(line, n - 1) != 10 { return line }
    defer { Py_DECREF(line) }
    return PyUnicode_Substring(line, 0, n - 1)
}

/// Calls a method without arguments and drops the result; errors are forgotten.
func callQuietly(_ object: PyObj, _ name: PyObj) {
    guard let method = PyObject_GetAttr(object, name) else {
        PyErr_Clear()
        return
    }
    let r = PyObject_CallNoArgs(method)
    Py_DECREF(method)
    if let r { Py_DECREF(r) } else { PyErr_Clear() }
}

/// Flushes `sys.stderr` and `sys.stdout`, keeping the raised exception. Origin: `flush_io`.
func flushStandardStreams() {
    let saved = PyErr_Fetch()
    for name in [_Py_ID(.stderr), _Py_ID(.stdout)] {
        if let file = _PySys_GetAttr(name), file != Py_None {
            Py_INCREF(file)
            callQuietly(file, _Py_ID(.flush))
            Py_DECREF(file)
        }
    }
    PyErr_Restore(saved.type, saved.value, saved.traceback)
}
