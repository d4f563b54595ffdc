import Glibc
import Memory
import Trace

// Writing text: encoded pieces are held until there are enough of them. Origin: Modules/_io/textio.c.

extension Interp {
    /// How many bytes for descriptor 1 or 2 a watched run has shown already although the program still holds them.
    static func earlyOutput(_ fd: Int32) -> Int { word(fd == 1 ? 165 : 166) }
    static func setEarlyOutput(_ fd: Int32, _ count: Int) { set(fd == 1 ? 165 : 166, count) }
    /// 1 while a text stream hands its text to its buffer, which has been shown already.
    static var handsTextOver: Int {
        get { word(167) }
        set { set(167, newValue) }
    }
}

/// The raw stream of a standard stream under glass, whose output is shown when it is written rather than when it is flushed; else nil.
func watchedRaw(_ raw: PyObj?) -> PyObj? {
    guard TraceControl.isTracing, let raw, raw.ob_type == PyFileIO_Type, raw.fio_isStandard,
        isStandardDescriptor(raw.fio_fd)
    else { return nil }
    return raw
}

/// Shows bytes of a watched program that are on their way to a standard stream.
func showEarly(_ raw: PyObj, _ bytes: UnsafeRawPointer, _ count: Int) {
    if count == 0 { return }
    hostWrite(raw.fio_fd, bytes, count)
    Interp.setEarlyOutput(raw.fio_fd, Interp.earlyOutput(raw.fio_fd) + count)
}

/// How many of the bytes that a flush brings to a standard stream have been shown already; they are not counted again.
func takeEarlyOutput(_ raw: PyObj, _ count: Int) -> Int {
    guard watchedRaw(raw) != nil, raw[byte: 23] != 0 else { return 0 }
    let n = min(Interp.earlyOutput(raw.fio_fd), count)
    Interp.setEarlyOutput(raw.fio_fd, Interp.earlyOutput(raw.fio_fd) - n)
    return n
}

/// Encodes without Python code. Origin: `utf8_encode` and its kin.
private func encodeFast(_ self_: PyObj, _ text: PyObj) -> PyObj? {
    let errors = self_.t_errorsText
    let atStart = self_[flag: TextOffset.startOfStream]
    switch self_.t_encoding {
    case .ascii: return _PyUnicode_AsASCIIString(text, errors)
    case .latin1: return _PyUnicode_AsLatin1String(text, errors)
    case .utf8: return _PyUnicode_AsUTF8String(text, errors)
    case .utf16be: return _PyUnicode_EncodeUTF16(text, errors, 1)
    case .utf16le: return _PyUnicode_EncodeUTF16(text, errors, -1)
    case .utf16: return _PyUnicode_EncodeUTF16(text, errors, atStart ? 0 : -1)
    case .utf32be: return _PyUnicode_EncodeUTF32(text, errors, 1)
    case .utf32le: return _PyUnicode_EncodeUTF32(text, errors, -1)
    case .utf32: return _PyUnicode_EncodeUTF32(text, errors, atStart ? 0 : -1)
    case .none: return nil
    }
}

/// The bytes of a pending piece: a bytes object, or a str of ASCII characters.
@inline(__always) private func pieceBytes(_ piece: PyObj) -> (UnsafeMutableRawPointer, Int) {
    PyUnicode_Check(piece) ? (PyUnicode_DATA(piece), PyUnicode_GET_LENGTH(piece)) : (piece + 32, piece.ob_size)
}

/// Hands what is pending to the buffer: false with an exception. Origin: `_textiowrapper_writeflush`.
func textWriteFlush(_ self_: PyObj) -> Bool {
    guard let pending = self_[ref: TextOffset.pending] else { return true }
    let bytes: PyObj?
    if PyBytes_Check(pending) {
        bytes = Py_NewRef(pending)
    } else if PyUnicode_Check(pending) {
        bytes = PyBytes_FromStringAndSize(PyUnicode_DATA(pending), PyUnicode_GET_LENGTH(pending))
    } else {
        bytes = PyBytes_FromStringAndSize(nil, self_[word: 144])
        if let bytes {
            var at = 0
            for i in 0..<pending.ob_size {
                let (p, n) = pieceBytes(PyList_GET_ITEM(pending, i))
                memcpy(bytes + 32 + at, p, n)
                at += n
            }
        }
    }
    guard let bytes else { return false }
    self_[word: 144] = 0
    self_[ref: TextOffset.pending] = nil
    Py_DECREF(pending)
    let isWatched = watchedRaw(self_[ref: TextOffset.raw]) != nil
    if isWatched { Interp.handsTextOver = 1 }
    var result: PyObj?
    repeat { result = PyObject_CallMethodOneArg(self_.t_buffer, _Py_ID(.write), bytes) } while result == nil && _PyIO_trap_eintr()
    if isWatched { Interp.handsTextOver = 0 }
    Py_DECREF(bytes)
    guard let result else { return false }
    Py_DECREF(result)
    return true
}

@inline(__always) private func has(_ text: PyObj, _ c: UInt32) -> Bool {
    PyUnicode_FindChar(text, c, 0, PyUnicode_GET_LENGTH(text), 1) != -1
}

func textiowrapper_write(_ self_: PyObj, _ given: PyObj) -> PyObj? {
    if !PyUnicode_Check(given) {
        _PyArg_BadArgument("write", "argument", "str", given)
        return nil
    }
    if !text_check(self_) || !text_checkOpen(self_) { return nil }
    if !self_.t_canWrite { return ioUnsupported("not writable") }
    let length = PyUnicode_GET_LENGTH(given)
    let lines = self_[flag: TextOffset.lineBuffering]
    let translates = self_[flag: TextOffset.writeTranslate] && self_.t_writesOtherNewline
    let hasLine = (translates || lines) && has(given, 10)
    var text = Py_NewRef(given)
    if hasLine && translates {
        let new = PyUnicode_Replace(text, latin1Character(10), self_[ref: TextOffset.readnl].unsafelyUnwrapped, -1)
        Py_DECREF(text)
        guard let new else { return nil }
        text = new
    }
    let needsFlush = lines && (hasLine || has(text, 13))
    let encoding = self_.t_encoding
    let piece: PyObj?
    if encoding != .none {
        if PyUnicode_IS_ASCII(text) && PyUnicode_GET_LENGTH(text) <= self_.t_chunkSize && encoding.isASCIICompatible {
            piece = Py_NewRef(text)
        } else {
            piece = encodeFast(self_, text)
        }
        self_[flag: TextOffset.startOfStream] = false
    } else {
        piece = PyObject_CallMethodOneArg(self_[ref: TextOffset.encoder].unsafelyUnwrapped, _Py_ID(.encode), text)
    }
    let isText = piece == text
    Py_DECREF(text)
    guard let piece else { return nil }
    if !isText && !PyBytes_Check(piece) {
        let name = clip(piece.typeName, 200)
        Py_DECREF(piece)
        return PyErr_Format(PyExc_TypeError, "encoder should return a bytes object, not '\(name)'")
    }
    let (p, count) = pieceBytes(piece)
    if let raw = watchedRaw(self_[ref: TextOffset.raw]) { showEarly(raw, p, count) }
    if let pending = self_[ref: TextOffset.pending] {
        if self_[word: 144] + count > self_.t_chunkSize {
            if !textWriteFlush(self_) {
                Py_DECREF(piece)
                return nil
            }
            self_[ref: TextOffset.pending] = piece
        } else if !PyList_CheckExact(pending) {
            guard let list = PyList_New(2) else {
                Py_DECREF(piece)
                return nil
            }
            PyList_SET_ITEM(list, 0, pending)
            PyList_SET_ITEM(list, 1, piece)
            self_[ref: TextOffset.pending] = list
        } else {
            let failed = PyList_Append(pending, piece) < 0
            Py_DECREF(piece)
            if failed { return nil }
        }
    } else {
        self_[word: 144] = 0
        self_[ref: TextOffset.pending] = piece
    }
    self_[word: 144] += count
    if self_[word: 144] >= self_.t_chunkSize || needsFlush || self_[flag: TextOffset.writeThrough] {
        if !textWriteFlush(self_) { return nil }
    }
    if needsFlush {
        guard let r = PyObject_CallMethodNoArgs(self_.t_buffer, _Py_ID(.flush)) else { return nil }
        Py_DECREF(r)
    }
    textSetDecoded(self_, nil)
    Py_CLEAR(self_, TextOffset.snapshot)
    if let decoder = self_[ref: TextOffset.decoder] {
        guard let r = PyObject_CallMethodNoArgs(decoder, _Py_ID(.reset)) else { return nil }
        Py_DECREF(r)
    }
    return PyLong_FromSsize_t(length)
}
