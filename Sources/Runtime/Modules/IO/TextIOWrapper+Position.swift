import Glibc
import Memory

// seek and tell of text streams, and what is passed on to the buffer. Origin: Modules/_io/textio.c.

/// A position of a text stream: where to begin in the buffer, the decoder's state there, and how to come to the character from there.
/// As an int: 21 bytes, the fields in this order, the lowest first.
private struct Cookie {
    var start = 0
    var flags: Int32 = 0
    var bytesToFeed: Int32 = 0
    var charactersToSkip: Int32 = 0
    var needsEnd = false

    init() {}

    /// Nil with an exception.
    init?(_ op: PyObj) {
        guard let number = PyNumber_Long(op) else { return nil }
        defer { Py_DECREF(number) }
        var bytes = [UInt8](repeating: 0, count: 21)
        if _PyLong_AsByteArray(number, &bytes, 21, true, false) < 0 { return nil }
        bytes.withUnsafeBytes { p in
            start = p.loadUnaligned(fromByteOffset: 0, as: Int.self)
            flags = p.loadUnaligned(fromByteOffset: 8, as: Int32.self)
            bytesToFeed = p.loadUnaligned(fromByteOffset: 12, as: Int32.self)
            charactersToSkip = p.loadUnaligned(fromByteOffset: 16, as: Int32.self)
            needsEnd = p[20] != 0
        }
    }

    /// The int; nil with an exception.
    var object: PyObj? {
        var bytes = [UInt8](repeating: 0, count: 21)
        bytes.withUnsafeMutableBytes { p in
            p.storeBytes(of: start, toByteOffset: 0, as: Int.self)
            p.storeBytes(of: flags, toByteOffset: 8, as: Int32.self)
            p.storeBytes(of: bytesToFeed, toByteOffset: 12, as: Int32.self)
            p.storeBytes(of: charactersToSkip, toByteOffset: 16, as: Int32.self)
            p[20] = needsEnd ? 1 : 0
        }
        return _PyLong_FromByteArray(bytes, 21, true, false)
    }

    var isStart: Bool { start == 0 && flags == 0 }
}

/// Calls a method and drops its result: false with an exception.
private func call(_ object: PyObj, _ name: PyObj, _ arg: PyObj? = nil) -> Bool {
    let result = arg.map { PyObject_CallMethodOneArg(object, name, $0) } ?? PyObject_CallMethodNoArgs(object, name)
    guard let result else { return false }
    Py_DECREF(result)
    return true
}

/// Origin: `_textiowrapper_decoder_setstate`.
private func setDecoderState(_ decoder: PyObj, _ cookie: Cookie) -> Bool {
    if cookie.isStart { return call(decoder, _Py_ID(.reset)) }
    guard let state = buildTuple(Py_NewRef(emptyBytes), PyLong_FromLong(Int(cookie.flags))) else { return false }
    defer { Py_DECREF(state) }
    return call(decoder, _Py_ID(.setstate), state)
}

/// Origin: `_textiowrapper_encoder_reset`.
private func resetEncoder(_ self_: PyObj, atStart: Bool) -> Bool {
    self_[flag: TextOffset.startOfStream] = atStart
    guard let encoder = self_[ref: TextOffset.encoder] else { return true }
    return atStart ? call(encoder, _Py_ID(.reset)) : call(encoder, _Py_ID(.setstate), smallInt(0))
}

private func textiowrapper_seek(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("seek", nargs, 1, 2) else { return nil }
    var whence = 0
    if nargs > 1 {
        guard let w = clinicInt(args[1]) else { return nil }
        whence = w
    }
    if !text_check(self_) || !text_checkOpen(self_) { return nil }
    if !self_[flag: TextOffset.seekable] { return ioUnsupported("underlying stream is not seekable") }
    if whence == 2 { return seekToEnd(self_, args[0]) }
    var target = Py_NewRef(args[0])
    if whence == 1 {
        let isZero = PyObject_RichCompareBool(target, smallInt(0), Py_EQ)
        Py_DECREF(target)
        if isZero < 0 { return nil }
        if isZero == 0 { return ioUnsupported("can't do nonzero cur-relative seeks") }
        guard let here = PyObject_CallMethodNoArgs(self_, _Py_ID(.tell)) else { return nil }
        target = here
    } else if whence != 0 {
        Py_DECREF(target)
        return PyErr_Format(PyExc_ValueError, "invalid whence (\(whence), should be 0, 1 or 2)")
    }
    if seekTo(self_, target) { return target }
    Py_DECREF(target)
    return nil
}

private func seekToEnd(_ self_: PyObj, _ offset: PyObj) -> PyObj? {
    let isZero = PyObject_RichCompareBool(offset, smallInt(0), Py_EQ)
    if isZero < 0 { return nil }
    if isZero == 0 { return ioUnsupported("can't do nonzero end-relative seeks") }
    if !call(self_, _Py_ID(.flush)) { return nil }
    textSetDecoded(self_, nil)
    Py_CLEAR(self_, TextOffset.snapshot)
    if let decoder = self_[ref: TextOffset.decoder], !call(decoder, _Py_ID(.reset)) { return nil }
    guard let result = PyObject_CallMethodObjArgs(self_.t_buffer, _Py_ID(.seek), smallInt(0), smallInt(2)) else { return nil }
    if self_.t_canWrite {
        let atStart = PyObject_RichCompareBool(result, smallInt(0), Py_EQ)
        if atStart < 0 || !resetEncoder(self_, atStart: atStart != 0) {
            Py_DECREF(result)
            return nil
        }
    }
    return result
}

/// Goes to a position that `tell` gave: false with an exception.
private func seekTo(_ self_: PyObj, _ target: PyObj) -> Bool {
    let isNegative = PyObject_RichCompareBool(target, smallInt(0), Py_LT)
    if isNegative < 0 { return false }
    if isNegative != 0 {
        PyErr_SetString(PyExc_ValueError, "negative seek position \(reprText(target))")
        return false
    }
    if !call(self_, _Py_ID(.flush)) { return false }
    guard let cookie = Cookie(target), let position = PyLong_FromLong(cookie.start) else { return false }
    let moved = call(self_.t_buffer, _Py_ID(.seek), position)
    Py_DECREF(position)
    if !moved { return false }
    textSetDecoded(self_, nil)
    Py_CLEAR(self_, TextOffset.snapshot)
    let decoder = self_[ref: TextOffset.decoder]
    if let decoder, !setDecoderState(decoder, cookie) { return false }
    if cookie.charactersToSkip != 0, let decoder {
        guard let size = PyLong_FromLong(Int(cookie.bytesToFeed)) else { return false }
        let input = PyObject_CallMethodOneArg(self_.t_buffer, _Py_ID(.read), size)
        Py_DECREF(size)
        guard let input else { return false }
        if !PyBytes_Check(input) {
            PyErr_SetString(
                PyExc_TypeError, "underlying read() should have returned a bytes object, not '\(clip(input.typeName, 200))'")
            Py_DECREF(input)
            return false
        }
        guard let snapshot = buildTuple(PyLong_FromLong(Int(cookie.flags)), input) else { return false }
        Py_XSETREF(self_, TextOffset.snapshot, snapshot)
        let decoded = checkDecoded(
            PyObject_CallMethodObjArgs(decoder, _Py_ID(.decode), input, cookie.needsEnd ? Py_True : Py_False))
        guard let decoded else { return false }
        textSetDecoded(self_, decoded)
        if PyUnicode_GET_LENGTH(decoded) < Int(cookie.charactersToSkip) {
            PyErr_SetString(PyExc_OSError, "can't restore logical file position")
            return false
        }
        self_.t_decodedUsed = Int(cookie.charactersToSkip)
    } else {
        guard let snapshot = buildTuple(PyLong_FromLong(Int(cookie.flags)), Py_NewRef(emptyBytes)) else { return false }
        Py_XSETREF(self_, TextOffset.snapshot, snapshot)
    }
    return !self_.t_canWrite || resetEncoder(self_, atStart: cookie.isStart)
}

private func textiowrapper_tell(_ self_: PyObj) -> PyObj? {
    if !text_check(self_) || !text_checkOpen(self_) { return nil }
    if !self_[flag: TextOffset.seekable] { return ioUnsupported("underlying stream is not seekable") }
    if !self_[flag: TextOffset.telling] { return PyErr_Format(PyExc_OSError, "telling position disabled by next() call") }
    if !textWriteFlush(self_) || !call(self_, _Py_ID(.flush)) { return nil }
    guard let position = PyObject_CallMethodNoArgs(self_.t_buffer, _Py_ID(.tell)) else { return nil }
    guard let decoder = self_[ref: TextOffset.decoder], let snapshot = self_[ref: TextOffset.snapshot] else { return position }
    var cookie = Cookie()
    cookie.start = PyLong_AsLong(position)
    Py_DECREF(position)
    if PyErr_Occurred() != nil { return nil }
    let flags = _PyLong_AsInt(PyTuple_GET_ITEM(snapshot, 0))
    if flags == -1 && PyErr_Occurred() != nil { return nil }
    cookie.flags = flags
    let next = PyTuple_GET_ITEM(snapshot, 1)
    cookie.start -= next.ob_size
    if self_.t_decodedUsed == 0 { return cookie.object }
    guard let saved = PyObject_CallMethodNoArgs(decoder, _Py_ID(.getstate)) else { return nil }
    defer { Py_DECREF(saved) }
    Py_INCREF(next)
    let found = findPosition(self_, decoder, next, &cookie)
    Py_DECREF(next)
    if !found {
        let error = PyErr_Fetch()
        let r = PyObject_CallMethodOneArg(decoder, _Py_ID(.setstate), saved)
        _PyErr_ChainExceptions(error.type, error.value, error.traceback)
        Py_XDECREF(r)
        return nil
    }
    return call(decoder, _Py_ID(.setstate), saved) ? cookie.object : nil
}

/// Finds the safe point before the position, and what is to be fed from there: false with an exception.
private func findPosition(_ self_: PyObj, _ decoder: PyObj, _ next: PyObj, _ cookie: inout Cookie) -> Bool {
    /// How many characters some bytes give; nil with an exception.
    func decode(_ at: Int, _ count: Int, final: Bool = false) -> Int? {
        guard let bytes = PyBytes_FromStringAndSize(next + 32 + at, count) else { return nil }
        let decoded =
            final
            ? PyObject_CallMethodObjArgs(decoder, _Py_ID(.decode), bytes, Py_True)
            : PyObject_CallMethodOneArg(decoder, _Py_ID(.decode), bytes)
        Py_DECREF(bytes)
        guard let text = checkDecoded(decoded) else { return nil }
        let n = PyUnicode_GET_LENGTH(text)
        Py_DECREF(text)
        return n
    }
    /// How many bytes the decoder holds, and its flags; nil with an exception.
    func state() -> (held: Int, flags: Int32)? {
        guard let s = decoderState(decoder) else { return nil }
        let flags = _PyLong_AsInt(s.flags)
        let held = s.buffer.ob_size
        Py_DECREF(s.buffer)
        Py_DECREF(s.flags)
        return flags == -1 && PyErr_Occurred() != nil ? nil : (held, flags)
    }
    var toSkip = self_.t_decodedUsed
    var skipped = Int(self_.t_ratio * Double(toSkip))
    var back = 1
    while skipped > 0 {
        guard setDecoderState(decoder, cookie), let characters = decode(0, skipped) else { return false }
        if characters <= toSkip {
            guard let s = state() else { return false }
            if s.held == 0 {
                cookie.flags = s.flags
                toSkip -= characters
                break
            }
            skipped -= s.held
            back = 1
        } else {
            skipped -= back
            back *= 2
        }
    }
    if skipped <= 0 {
        skipped = 0
        if !setDecoderState(decoder, cookie) { return false }
    }
    cookie.start += skipped
    cookie.charactersToSkip = Int32(truncatingIfNeeded: toSkip)
    if toSkip == 0 { return true }
    // Byte by byte to the character, noting the last point where the decoder held nothing.
    var characters = 0
    var at = skipped
    while at < next.ob_size {
        guard let n = decode(at, 1) else { return false }
        characters += n
        cookie.bytesToFeed += 1
        guard let s = state() else { return false }
        if s.held == 0 && characters <= toSkip {
            cookie.start += Int(cookie.bytesToFeed)
            toSkip -= characters
            cookie.flags = s.flags
            cookie.bytesToFeed = 0
            characters = 0
        }
        if characters >= toSkip { break }
        at += 1
    }
    if at == next.ob_size {
        guard let n = decode(at, 0, final: true) else { return false }
        characters += n
        cookie.needsEnd = true
        if characters < toSkip {
            PyErr_SetString(PyExc_OSError, "can't reconstruct logical file position")
            return false
        }
    }
    cookie.charactersToSkip = Int32(truncatingIfNeeded: toSkip)
    return true
}

private func textiowrapper_truncate(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("truncate", nargs, 0, 1), text_check(self_), call(self_, _Py_ID(.flush)) else { return nil }
    return PyObject_CallMethodOneArg(self_.t_buffer, _Py_ID(.truncate), nargs > 0 ? args[0] : Py_None)
}

func textiowrapper_repr(_ self_: PyObj) -> PyObj? {
    if self_[int: 16] <= 0 { return PyErr_Format(PyExc_ValueError, "I/O operation on uninitialized object") }
    let status = Py_ReprEnter(self_)
    if status != 0 {
        return status < 0 ? nil : PyErr_Format(PyExc_RuntimeError, "reentrant call inside \(self_.typeName).__repr__")
    }
    defer { Py_ReprLeave(self_) }
    var result = PyUnicode_FromString("<_io.TextIOWrapper")
    for (attribute, head) in [(_Py_ID(.name), " name="), (_Py_ID(.mode), " mode=")] {
        var value: PyObj?
        if _PyObject_LookupAttr(self_, attribute, &value) < 0 {
            if attribute == _Py_ID(.mode) || !PyErr_ExceptionMatches(PyExc_ValueError) {
                Py_XDECREF(result)
                return nil
            }
            PyErr_Clear()
        }
        guard let value else { continue }
        let text = PyObject_Repr(value)
        Py_DECREF(value)
        guard let text else {
            Py_XDECREF(result)
            return nil
        }
        PyUnicode_AppendAndDel(&result, PyUnicode_FromString(head))
        if result != nil { PyUnicode_AppendAndDel(&result, text) }
    }
    if result != nil {
        PyUnicode_AppendAndDel(
            &result, PyUnicode_FromString(" encoding=\(reprText(self_[ref: TextOffset.encoding] ?? Py_None))>"))
    }
    return result
}

private func forward(_ self_: PyObj, _ name: PyObj) -> PyObj? {
    text_check(self_) ? PyObject_CallMethodNoArgs(self_.t_buffer, name) : nil
}

private func textiowrapper_flush(_ self_: PyObj) -> PyObj? {
    if !text_check(self_) || !text_checkOpen(self_) { return nil }
    self_[flag: TextOffset.telling] = self_[flag: TextOffset.seekable]
    return textWriteFlush(self_) ? PyObject_CallMethodNoArgs(self_.t_buffer, _Py_ID(.flush)) : nil
}

private func textiowrapper_detach(_ self_: PyObj) -> PyObj? {
    if !text_check(self_) || !call(self_, _Py_ID(.flush)) { return nil }
    let buffer = self_.t_buffer
    self_[ref: TextOffset.buffer] = nil
    self_[int: 20] = 1
    return buffer
}

private func textiowrapper_close(_ self_: PyObj) -> PyObj? {
    if !text_check(self_) { return nil }
    guard let r = PyObject_GetAttr(self_.t_buffer, _Py_ID(.closed)) else { return nil }
    let closed = PyObject_IsTrue(r)
    Py_DECREF(r)
    if closed != 0 { return closed < 0 ? nil : Py_NewRef(Py_None) }
    if self_[flag: TextOffset.finalizing] {
        if let r = PyObject_CallMethodOneArg(self_.t_buffer, _Py_ID(._dealloc_warn), self_) { Py_DECREF(r) } else { PyErr_Clear() }
    }
    var saved: (type: PyObj?, value: PyObj?, traceback: PyObj?)?
    if let r = PyObject_CallMethodNoArgs(self_, _Py_ID(.flush)) { Py_DECREF(r) } else { saved = PyErr_Fetch() }
    let result = PyObject_CallMethodNoArgs(self_.t_buffer, _Py_ID(.close))
    if let saved {
        _PyErr_ChainExceptions(saved.type, saved.value, saved.traceback)
        Py_XDECREF(result)
        return nil
    }
    return result
}

private func textiowrapper_set_chunk_size(_ self_: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    if !text_check(self_) { return -1 }
    guard let value else {
        PyErr_SetString(PyExc_AttributeError, "cannot delete attribute")
        return -1
    }
    let n = PyNumber_AsSsize_t(value, PyExc_ValueError)
    if n == -1 && PyErr_Occurred() != nil { return -1 }
    if n <= 0 {
        PyErr_SetString(PyExc_ValueError, "a strictly positive integer is required")
        return -1
    }
    self_.t_chunkSize = n
    return 0
}

private func textiowrapper_newlines(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if !text_check(self_) { return nil }
    var value: PyObj?
    guard let decoder = self_[ref: TextOffset.decoder] else { return Py_NewRef(Py_None) }
    return _PyObject_LookupAttr(decoder, _Py_ID(.newlines), &value) == 0 ? Py_NewRef(Py_None) : value
}

/// The methods but `write` and `reconfigure`.
func textiowrapperMethods() -> [MethodSpec] {
    [
        .noargs("detach", textiowrapper_detach), .fast("read", textiowrapper_read), .fast("readline", textiowrapper_readline),
        .noargs("flush", textiowrapper_flush), .noargs("close", textiowrapper_close),
        .noargs("fileno", { forward($0, _Py_ID(.fileno)) }), .noargs("seekable", { forward($0, _Py_ID(.seekable)) }),
        .noargs("readable", { forward($0, _Py_ID(.readable)) }), .noargs("writable", { forward($0, _Py_ID(.writable)) }),
        .noargs("isatty", { forward($0, _Py_ID(.isatty)) }), .fast("seek", textiowrapper_seek),
        .noargs("tell", textiowrapper_tell), .fast("truncate", textiowrapper_truncate),
    ]
}

/// The computed attributes.
func textiowrapperGetSets() -> [GetSetSpec] {
    return [
        GetSetSpec("name", { s, _ in text_check(s) ? PyObject_GetAttr(s.t_buffer, _Py_ID(.name)) : nil }),
        GetSetSpec("closed", { s, _ in text_check(s) ? PyObject_GetAttr(s.t_buffer, _Py_ID(.closed)) : nil }),
        GetSetSpec("newlines", textiowrapper_newlines),
        GetSetSpec(
            "errors",
            { s, _ in
                s[int: 16] > 0
                    ? Py_XNewRef(s[ref: TextOffset.errors])
                    : PyErr_Format(PyExc_ValueError, "I/O operation on uninitialized object")
            }),
        GetSetSpec(
            "_CHUNK_SIZE", { s, _ in text_check(s) ? PyLong_FromSsize_t(s.t_chunkSize) : nil }, textiowrapper_set_chunk_size),
    ]
}
