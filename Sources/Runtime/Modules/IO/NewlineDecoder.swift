import Glibc
import Memory

// `IncrementalNewlineDecoder`: universal newlines on top of a decoder. Origin: Modules/_io/textio.c.
//
//     decoder 16, errors 24, bit field 32: pendingcr 1, translate 2, seennl in three bits

private let seenCR: UInt8 = 1, seenLF: UInt8 = 2, seenCRLF: UInt8 = 4

extension UnsafeMutableRawPointer {
    fileprivate var nl_pending: Bool {
        get { self[byte: 32] & 1 != 0 }
        nonmutating set { self[byte: 32] = self[byte: 32] & ~1 | (newValue ? 1 : 0) }
    }
    fileprivate var nl_translate: Bool {
        get { self[byte: 32] & 2 != 0 }
        nonmutating set { self[byte: 32] = self[byte: 32] & ~2 | (newValue ? 2 : 0) }
    }
    fileprivate var nl_seen: UInt8 {
        get { self[byte: 32] >> 2 & 7 }
        nonmutating set { self[byte: 32] = self[byte: 32] & 3 | newValue << 2 }
    }
}

/// The result of a decoder if it is a str, else nil with an exception; takes the reference over. Origin: `check_decoded`.
func checkDecoded(_ decoded: PyObj?) -> PyObj? {
    guard let decoded else { return nil }
    if PyUnicode_Check(decoded) { return decoded }
    let name = clip(decoded.typeName, 200)
    Py_DECREF(decoded)
    return PyErr_Format(PyExc_TypeError, "decoder should return a string result, not '\(name)'")
}

private func nldecoder_init(_ self_: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("IncrementalNewlineDecoder", args, kwargs, ["decoder", "translate", "errors"], min: 2, max: 3, -1) { p in
        guard let translate = clinicInt(p[1].unsafelyUnwrapped) else { return -1 }
        newlineDecoderSetUp(self_, p[0].unsafelyUnwrapped, translate: translate != 0, errors: p[2])
        return 0
    }
}

/// Origin: `_io_IncrementalNewlineDecoder___init___impl`.
func newlineDecoderSetUp(_ self_: PyObj, _ decoder: PyObj, translate: Bool, errors: PyObj?) {
    self_[ref: 16] = Py_NewRef(decoder)
    self_[ref: 24] = Py_NewRef(errors ?? _Py_ID(.strict))
    self_[byte: 32] = 0
    self_.nl_translate = translate
}

private func nldecoder_dealloc(_ self_: PyObj) {
    Py_CLEAR(self_, 16)
    Py_CLEAR(self_, 24)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}

/// Decodes and translates newlines: a new str, or nil with an exception.
func _PyIncrementalNewlineDecoder_decode(_ self_: PyObj, _ input: PyObj, _ final: Bool) -> PyObj? {
    guard let decoder = self_[ref: 16] else {
        return PyErr_Format(PyExc_ValueError, "IncrementalNewlineDecoder.__init__() not called")
    }
    let decoded: PyObj? =
        decoder != Py_None
        ? PyObject_CallMethodObjArgs(decoder, _Py_ID(.decode), input, final ? Py_True : Py_False) : Py_NewRef(input)
    guard var output = checkDecoded(decoded) else { return nil }
    var length = PyUnicode_GET_LENGTH(output)
    if self_.nl_pending && (final || length > 0) {
        let joined = PyUnicode_Concat(latin1Character(13), output)
        Py_DECREF(output)
        guard let joined else { return nil }
        output = joined
        self_.nl_pending = false
        length += 1
    }
    // A last \r is kept back, so that \r\n comes in one piece.
    if !final && length > 0 && PyUnicode_READ_CHAR(output, length - 1) == 13 {
        let cut = PyUnicode_Substring(output, 0, length - 1)
        Py_DECREF(output)
        guard let cut else { return nil }
        output = cut
        length -= 1
        self_.nl_pending = true
    }
    if length == 0 { return output }
    var seen = self_.nl_seen
    let kind = PyUnicode_KIND(output)
    let data = PyUnicode_DATA(output)
    if (seen == seenLF || seen == 0) && memchr(data, 13, kind * length) == nil {
        if seen == 0 {
            for i in 0..<length where PyUnicode_READ(output, i) == 10 {
                seen |= seenLF
                break
            }
        }
        self_.nl_seen = self_.nl_seen | seen
        return output
    }
    var room: UnsafeMutableRawPointer?
    if self_.nl_translate {
        room = PyMem_Malloc(kind * length)
        if room == nil {
            Py_DECREF(output)
            return PyErr_NoMemory()
        }
    }
    var i = 0
    var out = 0
    while i < length {
        var c = PyUnicode_READ(output, i)
        i += 1
        if c == 10 {
            seen |= seenLF
        } else if c == 13 {
            if i < length && PyUnicode_READ(output, i) == 10 {
                seen |= seenCRLF
                i += 1
            } else {
                seen |= seenCR
            }
            c = 10
        }
        guard let room else { continue }
        switch kind {
        case 1: room.storeBytes(of: UInt8(truncatingIfNeeded: c), toByteOffset: out, as: UInt8.self)
        case 2: room.storeBytes(of: UInt16(truncatingIfNeeded: c), toByteOffset: 2 * out, as: UInt16.self)
        default: room.storeBytes(of: c, toByteOffset: 4 * out, as: UInt32.self)
        }
        out += 1
    }
    if let room {
        Py_DECREF(output)
        let translated = PyUnicode_FromKindAndData(kind, room, out)
        PyMem_Free(room)
        guard let translated else { return nil }
        output = translated
    }
    self_.nl_seen = self_.nl_seen | seen
    return output
}

private func nldecoder_decode(_ self_: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("decode", args, nargs, kwnames, ["input", "final"], min: 1, max: 2) { p in
        var final = 0
        if let f = p[1] {
            guard let n = clinicInt(f) else { return nil }
            final = n
        }
        return _PyIncrementalNewlineDecoder_decode(self_, p[0].unsafelyUnwrapped, final != 0)
    }
}

/// False with ValueError if `__init__` was not called.
private func isReady(_ self_: PyObj) -> Bool {
    if self_[ref: 16] != nil { return true }
    PyErr_SetString(PyExc_ValueError, "IncrementalNewlineDecoder.__init__() not called")
    return false
}

private func nldecoder_getstate(_ self_: PyObj) -> PyObj? {
    if !isReady(self_) { return nil }
    let decoder = self_[ref: 16].unsafelyUnwrapped
    var buffer = Py_NewRef(emptyBytes)
    var flag: UInt = 0
    if decoder != Py_None {
        guard let state = PyObject_CallMethodNoArgs(decoder, _Py_ID(.getstate)) else { return nil }
        defer { Py_DECREF(state) }
        if !PyTuple_Check(state) || state.ob_size != 2 || !PyLong_Check(PyTuple_GET_ITEM(state, 1)) {
            return PyErr_Format(PyExc_TypeError, "illegal decoder state")
        }
        buffer = Py_NewRef(PyTuple_GET_ITEM(state, 0))
        flag = PyLong_AsUnsignedLongMask(PyTuple_GET_ITEM(state, 1))
    }
    return buildTuple(buffer, PyLong_FromUnsignedLong(flag << 1 | (self_.nl_pending ? 1 : 0)))
}

private func nldecoder_setstate(_ self_: PyObj, _ state: PyObj) -> PyObj? {
    if !isReady(self_) { return nil }
    if !PyTuple_Check(state) { return PyErr_Format(PyExc_TypeError, "state argument must be a tuple") }
    if state.ob_size != 2 || !PyLong_Check(PyTuple_GET_ITEM(state, 1)) {
        return PyErr_Format(PyExc_TypeError, "setstate(): illegal state argument")
    }
    let flag = PyLong_AsUnsignedLongMask(PyTuple_GET_ITEM(state, 1))
    self_.nl_pending = flag & 1 != 0
    let decoder = self_[ref: 16].unsafelyUnwrapped
    if decoder == Py_None { return Py_NewRef(Py_None) }
    guard let inner = buildTuple(Py_NewRef(PyTuple_GET_ITEM(state, 0)), PyLong_FromUnsignedLong(flag >> 1)) else { return nil }
    defer { Py_DECREF(inner) }
    return PyObject_CallMethodOneArg(decoder, _Py_ID(.setstate), inner)
}

private func nldecoder_reset(_ self_: PyObj) -> PyObj? {
    if !isReady(self_) { return nil }
    self_.nl_seen = 0
    self_.nl_pending = false
    let decoder = self_[ref: 16].unsafelyUnwrapped
    return decoder != Py_None ? PyObject_CallMethodNoArgs(decoder, _Py_ID(.reset)) : Py_NewRef(Py_None)
}

private func nldecoder_newlines(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if !isReady(self_) { return nil }
    var kinds: [String] = []
    if self_.nl_seen & seenCR != 0 { kinds.append("\r") }
    if self_.nl_seen & seenLF != 0 { kinds.append("\n") }
    if self_.nl_seen & seenCRLF != 0 { kinds.append("\r\n") }
    if kinds.isEmpty { return Py_NewRef(Py_None) }
    if kinds.count == 1 { return PyUnicode_FromString(kinds[0]) }
    guard let t = PyTuple_New(kinds.count) else { return nil }
    for (i, k) in kinds.enumerated() { PyTuple_SET_ITEM(t, i, PyUnicode_FromString(k)) }
    return t
}

/// Fills the slots of `IncrementalNewlineDecoder`.
func initNewlineDecoderType() {
    let t = PyIncrementalNewlineDecoder_Type
    t.initStaticType("_io.IncrementalNewlineDecoder", basicsize: 40, flags: TypeFlags.BASETYPE)
    t.tp_doc = staticCString("Codec used when reading a file in universal newlines mode.\n")
    t.tp_dealloc = nldecoder_dealloc
    t.tp_init = nldecoder_init
    t.tp_new = PyType_GenericNew
    t.setMethods([
        .fastKeywords("decode", nldecoder_decode), .noargs("getstate", nldecoder_getstate), .o("setstate", nldecoder_setstate),
        .noargs("reset", nldecoder_reset),
    ])
    t.setGetSets([GetSetSpec("newlines", nldecoder_newlines)])
}
