import Glibc
import Memory

// Reading text and lines. Origin: Modules/_io/textio.c.

/// Replaces the decoded text (taken over).
func textSetDecoded(_ self_: PyObj, _ text: PyObj?) {
    let old = self_[ref: TextOffset.decoded]
    self_[ref: TextOffset.decoded] = text
    Py_XDECREF(old)
    self_.t_decodedUsed = 0
}

/// Takes up to `n` characters (all if negative) of the decoded text. Origin: `textiowrapper_get_decoded_chars`.
private func takeDecoded(_ self_: PyObj, _ wanted: Int) -> PyObj? {
    guard let decoded = self_[ref: TextOffset.decoded] else { return Py_NewRef(emptyUnicode) }
    let used = self_.t_decodedUsed
    let available = PyUnicode_GET_LENGTH(decoded) - used
    let n = wanted < 0 || wanted > available ? available : wanted
    let text = used > 0 || n < available ? PyUnicode_Substring(decoded, used, used + n) : Py_NewRef(decoded)
    if text != nil { self_.t_decodedUsed = used + n }
    return text
}

/// Decodes bytes: a new str, or nil with an exception. Origin: `_textiowrapper_decode`.
func textDecode(_ decoder: PyObj, _ bytes: PyObj, _ final: Bool) -> PyObj? {
    if decoder.ob_type == PyIncrementalNewlineDecoder_Type { return _PyIncrementalNewlineDecoder_decode(decoder, bytes, final) }
    return checkDecoded(PyObject_CallMethodObjArgs(decoder, _Py_ID(.decode), bytes, final ? Py_True : Py_False))
}

/// The two parts of a decoder's state, new references; nil with an exception.
func decoderState(_ decoder: PyObj) -> (buffer: PyObj, flags: PyObj)? {
    guard let state = PyObject_CallMethodNoArgs(decoder, _Py_ID(.getstate)) else { return nil }
    defer { Py_DECREF(state) }
    if !PyTuple_Check(state) || state.ob_size != 2 {
        PyErr_SetString(PyExc_TypeError, "illegal decoder state")
        return nil
    }
    let buffer = PyTuple_GET_ITEM(state, 0)
    if !PyBytes_Check(buffer) {
        PyErr_SetString(
            PyExc_TypeError,
            "illegal decoder state: the first item should be a bytes object, not '\(clip(buffer.typeName, 200))'")
        return nil
    }
    return (Py_NewRef(buffer), Py_NewRef(PyTuple_GET_ITEM(state, 1)))
}

/// Reads and decodes a chunk: 1, 0 at the end, -1 with an exception. Origin: `textiowrapper_read_chunk`.
private func readChunk(_ self_: PyObj, _ hintIn: Int) -> Int {
    guard let decoder = self_[ref: TextOffset.decoder] else {
        ioUnsupported("not readable")
        return -1
    }
    var state: (buffer: PyObj, flags: PyObj)?
    if self_[flag: TextOffset.telling] {
        // A point to which tell() can go back: the decoder's state before this chunk.
        state = decoderState(decoder)
        if state == nil { return -1 }
    }
    func fail() -> Int {
        if let state {
            Py_DECREF(state.buffer)
            Py_DECREF(state.flags)
        }
        return -1
    }
    let hint = hintIn > 0 ? Int(max(self_.t_ratio, 1.0) * Double(hintIn)) : hintIn
    guard let size = PyLong_FromSsize_t(max(self_.t_chunkSize, hint)) else { return fail() }
    let once = self_[flag: TextOffset.hasRead1]
    let input = PyObject_CallMethodOneArg(self_.t_buffer, once ? _Py_ID(.read1) : _Py_ID(.read), size)
    Py_DECREF(size)
    guard let input else { return fail() }
    defer { Py_DECREF(input) }
    var view = Py_buffer()
    if PyObject_GetBuffer(input, &view, PyBUF_SIMPLE) != 0 {
        PyErr_SetString(
            PyExc_TypeError,
            "underlying \(once ? "read1" : "read")() should have returned a bytes-like object, not '\(clip(input.typeName, 200))'")
        return fail()
    }
    let count = view.len
    var isEnd = count == 0
    let text = textDecode(decoder, input, isEnd)
    PyBuffer_Release(&view)
    guard let text else { return fail() }
    textSetDecoded(self_, text)
    let characters = PyUnicode_GET_LENGTH(text)
    self_.t_ratio = characters > 0 ? Double(count) / Double(characters) : 0
    if characters > 0 { isEnd = false }
    if let state {
        var next: PyObj? = state.buffer
        PyBytes_Concat(&next, input)
        guard let next, let snapshot = buildTuple(state.flags, next) else { return -1 }
        Py_XSETREF(self_, TextOffset.snapshot, snapshot)
    }
    return isEnd ? 0 : 1
}

func textiowrapper_read(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let n = ioSizeArgument("read", args, nargs), text_check(self_), text_checkOpen(self_) else { return nil }
    guard let decoder = self_[ref: TextOffset.decoder] else { return ioUnsupported("not readable") }
    if !textWriteFlush(self_) { return nil }
    if n < 0 {
        guard let bytes = PyObject_CallMethodNoArgs(self_.t_buffer, _Py_ID(.read)) else { return nil }
        let rest = textDecode(decoder, bytes, true)
        Py_DECREF(bytes)
        guard let rest else { return nil }
        var result = takeDecoded(self_, -1)
        if result == nil {
            Py_DECREF(rest)
            return nil
        }
        PyUnicode_AppendAndDel(&result, rest)
        if result == nil { return nil }
        textSetDecoded(self_, nil)
        Py_CLEAR(self_, TextOffset.snapshot)
        return result
    }
    var result = takeDecoded(self_, n)
    guard let first = result else { return nil }
    var remaining = n - PyUnicode_GET_LENGTH(first)
    var chunks: PyObj?
    defer { Py_XDECREF(chunks) }
    func fail() -> PyObj? {
        Py_XDECREF(result)
        return nil
    }
    while remaining > 0 {
        let r = readChunk(self_, remaining)
        if r < 0 {
            if _PyIO_trap_eintr() { continue }
            return fail()
        }
        if r == 0 { break }
        if chunks == nil {
            chunks = PyList_New(0)
            if chunks == nil { return fail() }
        }
        if let piece = result {
            if PyUnicode_GET_LENGTH(piece) > 0 && PyList_Append(chunks.unsafelyUnwrapped, piece) < 0 { return fail() }
            Py_DECREF(piece)
        }
        result = takeDecoded(self_, remaining)
        guard let piece = result else { return nil }
        remaining -= PyUnicode_GET_LENGTH(piece)
    }
    if let list = chunks, let last = result {
        if PyList_Append(list, last) < 0 { return fail() }
        Py_DECREF(last)
        result = PyUnicode_Join(emptyUnicode, list)
    }
    return result
}

/// Where a line ends: its length from `start`, or -1 and how many characters surely belong to it. Origin: `_PyIO_find_line_ending`.
func ioFindLineEnding(
    translated: Bool, universal: Bool, _ newline: PyObj?, kind: Int, _ data: UnsafeRawPointer, _ start: Int, _ end: Int,
    _ consumed: inout Int
) -> Int {
    @inline(__always) func at(_ i: Int) -> UInt32 {
        switch kind {
        case 1: UInt32(data.load(fromByteOffset: i, as: UInt8.self))
        case 2: UInt32(data.load(fromByteOffset: 2 * i, as: UInt16.self))
        default: data.load(fromByteOffset: 4 * i, as: UInt32.self)
        }
    }
    /// The index of a control character, or nil.
    @inline(__always) func find(_ c: UInt32, _ from: Int) -> Int? {
        if kind == 1 {
            if from >= end { return nil }
            return memchr(data + from, Int32(c), end - from).map { UnsafeRawPointer($0) - data }
        }
        var i = from
        while i < end {
            if at(i) == c { return i }
            i += 1
        }
        return nil
    }
    if translated {
        if let i = find(10, start) { return i - start + 1 }
        consumed = end - start
        return -1
    }
    if universal {
        var i = start
        while i < end {
            let c = at(i)
            i += 1
            if c == 10 { return i - start }
            if c == 13 { return i < end && at(i) == 10 ? i - start + 1 : i - start }
        }
        consumed = end - start
        return -1
    }
    let nl = newline.unsafelyUnwrapped
    let n = PyUnicode_GET_LENGTH(nl)
    let first = PyUnicode_READ_CHAR(nl, 0)
    if n == 1 {
        if let i = find(first, start) { return i - start + 1 }
        consumed = end - start
        return -1
    }
    let last = max(end - (n - 1), start)
    var i = start
    while i < last {
        guard let p = find(first, i), p < last else { break }
        var j = 1
        while j < n && at(p + j) == PyUnicode_READ_CHAR(nl, j) { j += 1 }
        if j == n { return p - start + n }
        i = p + 1
    }
    consumed = (find(first, last) ?? end) - start
    return -1
}

/// One line, at most `limit` characters of it if that is not negative. Origin: `_textiowrapper_readline`.
func textReadLine(_ self_: PyObj, _ limit: Int) -> PyObj? {
    if !text_checkOpen(self_) || !textWriteFlush(self_) { return nil }
    var line: PyObj?
    var chunks: PyObj?
    var remaining: PyObj?
    defer { Py_XDECREF(chunks) }
    func fail() -> PyObj? {
        Py_XDECREF(remaining)
        Py_XDECREF(line)
        return nil
    }
    var chunked = 0
    var start = 0
    var end = 0
    var offset = 0
    while true {
        var r = 1
        while (self_[ref: TextOffset.decoded].map { PyUnicode_GET_LENGTH($0) } ?? 0) == 0 {
            r = readChunk(self_, 0)
            if r < 0 {
                if _PyIO_trap_eintr() { continue }
                return fail()
            }
            if r == 0 { break }
        }
        if r == 0 {
            textSetDecoded(self_, nil)
            Py_CLEAR(self_, TextOffset.snapshot)
            start = 0
            end = 0
            offset = 0
            break
        }
        let decoded = self_[ref: TextOffset.decoded].unsafelyUnwrapped
        if let head = remaining {
            line = PyUnicode_Concat(head, decoded)
            start = 0
            offset = PyUnicode_GET_LENGTH(head)
            remaining = nil
            Py_DECREF(head)
            if line == nil { return fail() }
        } else {
            line = Py_NewRef(decoded)
            start = self_.t_decodedUsed
            offset = 0
        }
        let current = line.unsafelyUnwrapped
        let length = PyUnicode_GET_LENGTH(current)
        var consumed = 0
        end = ioFindLineEnding(
            translated: self_[flag: TextOffset.readTranslate], universal: self_[flag: TextOffset.readUniversal],
            self_[ref: TextOffset.readnl], kind: PyUnicode_KIND(current), PyUnicode_DATA(current), start, length, &consumed)
        if end >= 0 {
            end += start
            if limit >= 0 && end - start + chunked >= limit { end = start + limit - chunked }
            break
        }
        end = consumed + start
        if limit >= 0 && end - start + chunked >= limit {
            end = start + limit - chunked
            break
        }
        if end > start {
            if chunks == nil {
                chunks = PyList_New(0)
                if chunks == nil { return fail() }
            }
            guard let piece = PyUnicode_Substring(current, start, end) else { return fail() }
            let failed = PyList_Append(chunks.unsafelyUnwrapped, piece) < 0
            chunked += PyUnicode_GET_LENGTH(piece)
            Py_DECREF(piece)
            if failed { return fail() }
        }
        if end < length {
            remaining = PyUnicode_Substring(current, end, length)
            if remaining == nil { return fail() }
        }
        line = nil
        Py_DECREF(current)
        textSetDecoded(self_, nil)
    }
    if let current = line {
        self_.t_decodedUsed = end - offset
        if start > 0 || end < PyUnicode_GET_LENGTH(current) {
            line = PyUnicode_Substring(current, start, end)
            Py_DECREF(current)
            if line == nil { return fail() }
        }
    }
    if let head = remaining {
        if chunks == nil {
            chunks = PyList_New(0)
            if chunks == nil { return fail() }
        }
        if PyList_Append(chunks.unsafelyUnwrapped, head) < 0 { return fail() }
        remaining = nil
        Py_DECREF(head)
    }
    if let list = chunks {
        if let current = line {
            if PyList_Append(list, current) < 0 { return fail() }
            Py_DECREF(current)
        }
        line = PyUnicode_Join(emptyUnicode, list)
        return line
    }
    return line ?? Py_NewRef(emptyUnicode)
}

func textiowrapper_readline(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let limit = ioSizeArgument("readline", args, nargs, acceptsNone: false), text_check(self_) else { return nil }
    return textReadLine(self_, limit)
}

func textiowrapper_iternext(_ self_: PyObj) -> PyObj? {
    if !text_check(self_) { return nil }
    self_[flag: TextOffset.telling] = false
    let line: PyObj?
    if self_.ob_type == PyTextIOWrapper_Type {
        line = textReadLine(self_, -1)
    } else {
        line = PyObject_CallMethodNoArgs(self_, _Py_ID(.readline))
        if let line, !PyUnicode_Check(line) {
            let name = clip(line.typeName, 200)
            Py_DECREF(line)
            return PyErr_Format(PyExc_OSError, "readline() should have returned a str object, not '\(name)'")
        }
    }
    guard let line else { return nil }
    if PyUnicode_GET_LENGTH(line) == 0 {
        Py_DECREF(line)
        Py_CLEAR(self_, TextOffset.snapshot)
        self_[flag: TextOffset.telling] = self_[flag: TextOffset.seekable]
        return nil
    }
    return line
}
