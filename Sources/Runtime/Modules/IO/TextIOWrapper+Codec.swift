import Memory

// How a text stream gets its codec. Origin: Modules/_io/textio.c, Python/codecs.c.

/// Calls an inquiry of the buffer: 1, 0, -1 with an exception.
func textAskBuffer(_ self_: PyObj, _ name: PyObj) -> Int32 {
    guard let r = PyObject_CallMethodNoArgs(self_.t_buffer, name) else { return -1 }
    let truth = PyObject_IsTrue(r)
    Py_DECREF(r)
    return truth
}

/// Makes the decoder if the buffer is readable. `codec` is nil for the codecs that are built in. False with an exception.
private func setDecoder(_ self_: PyObj, _ codec: PyObj?, _ errors: PyObj) -> Bool {
    let readable = textAskBuffer(self_, _Py_ID(.readable))
    if readable <= 0 { return readable == 0 }
    Py_CLEAR(self_, TextOffset.decoder)
    let decoder =
        codec == nil
        ? newNativeDecoder(self_.t_encoding, errors) : incrementalCodec(codec.unsafelyUnwrapped, "incrementaldecoder", errors)
    guard let decoder else { return false }
    self_[ref: TextOffset.decoder] = decoder
    if self_[flag: TextOffset.readUniversal] {
        let outer = PyObject_CallFunctionObjArgs(
            PyIncrementalNewlineDecoder_Type, decoder, self_[flag: TextOffset.readTranslate] ? Py_True : Py_False)
        guard let outer else { return false }
        Py_XSETREF(self_, TextOffset.decoder, outer)
    }
    return true
}

private func setEncoder(_ self_: PyObj, _ codec: PyObj?, _ errors: PyObj) -> Bool {
    let writable = textAskBuffer(self_, _Py_ID(.writable))
    if writable < 0 { return false }
    if writable == 0 {
        self_.t_encoding = .none
        return true
    }
    Py_CLEAR(self_, TextOffset.encoder)
    guard let codec else { return true }
    self_.t_encoding = .none
    guard let encoder = incrementalCodec(codec, "incrementalencoder", errors) else { return false }
    self_[ref: TextOffset.encoder] = encoder
    var name: PyObj?
    if _PyObject_LookupAttr(codec, _Py_ID(.name), &name) < 0 { return false }
    if let name {
        if PyUnicode_Check(name) { self_.t_encoding = TextEncoding(name: name) }
        Py_DECREF(name)
    }
    return true
}

/// An incremental encoder or decoder of a codec. Origin: `_PyCodecInfo_GetIncrementalDecoder` and its kin.
private func incrementalCodec(_ codec: PyObj, _ attribute: String, _ errors: PyObj) -> PyObj? {
    guard let make = PyObject_GetAttrString(codec, attribute) else { return nil }
    defer { Py_DECREF(make) }
    return PyObject_CallOneArg(make, errors)
}

/// Tells the encoder whether the stream is at its start: false with an exception. Origin: `_textiowrapper_fix_encoder_state`.
func fixEncoderState(_ self_: PyObj) -> Bool {
    if !self_[flag: TextOffset.seekable] || !self_.t_canWrite { return true }
    self_[flag: TextOffset.startOfStream] = true
    guard let position = PyObject_CallMethodNoArgs(self_.t_buffer, _Py_ID(.tell)) else { return false }
    let atStart = PyObject_RichCompareBool(position, smallInt(0), Py_EQ)
    Py_DECREF(position)
    if atStart < 0 { return false }
    if atStart == 0 {
        self_[flag: TextOffset.startOfStream] = false
        if let encoder = self_[ref: TextOffset.encoder] {
            guard let r = PyObject_CallMethodOneArg(encoder, _Py_ID(.setstate), smallInt(0)) else { return false }
            Py_DECREF(r)
        }
    }
    return true
}

/// What is known of a codec.
enum FoundCodec {
    case failed
    case info(PyObj)
    /// One that is built in, because the library's codecs are not there.
    case native(TextEncoding)
}

/// Finds a text codec. Without the library, and for the standard streams before it is loaded, the three simplest are built in.
/// Origin: `_PyCodec_LookupTextEncoding`.
func findCodec(_ encoding: String, early: Bool) -> FoundCodec {
    let native: TextEncoding
    switch String(encoding.lowercased().map { $0 == "_" ? "-" : $0 }) {
    case "utf-8", "utf8": native = .utf8
    case "ascii", "us-ascii": native = .ascii
    case "latin-1", "latin1", "iso-8859-1", "iso8859-1": native = .latin1
    default: native = .none
    }
    if early && native != .none && (CodecRegistry.searchPath?.ob_size ?? 0) == 0 { return .native(native) }
    guard let codec = _PyCodec_Lookup(encoding) else {
        if native != .none && PyErr_ExceptionMatches(PyExc_ModuleNotFoundError) {
            PyErr_Clear()
            return .native(native)
        }
        return .failed
    }
    if !PyTuple_CheckExact(codec) {
        var isText: PyObj?
        if _PyObject_LookupAttr(codec, _Py_ID(._is_text_encoding), &isText) < 0 {
            Py_DECREF(codec)
            return .failed
        }
        if let isText {
            let truth = PyObject_IsTrue(isText)
            Py_DECREF(isText)
            if truth <= 0 {
                Py_DECREF(codec)
                if truth == 0 {
                    PyErr_SetString(
                        PyExc_LookupError,
                        "'\(clip(encoding, 400))' is not a text encoding; use codecs.open() to handle arbitrary codecs")
                }
                return .failed
            }
        }
    }
    return .info(codec)
}

/// Gives the stream encoder and decoder: false with an exception.
func textSetCodec(_ self_: PyObj, _ found: FoundCodec, _ errors: PyObj) -> Bool {
    switch found {
    case .failed: return false
    case .native(let native):
        self_.t_encoding = native
        return setDecoder(self_, nil, errors) && setEncoder(self_, nil, errors)
    case .info(let codec):
        defer { Py_DECREF(codec) }
        return setDecoder(self_, codec, errors) && setEncoder(self_, codec, errors)
    }
}
