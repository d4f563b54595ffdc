import Memory

// The incremental decoder of streams whose codec is built in: the standard streams before the library's codecs are loaded, and every stream
// when there is no library. It does what `encodings.utf_8.IncrementalDecoder` and its kin do.
//
//     codec 16 (`TextEncoding`)   errors 24   bytes held back 32 (a bytes object)

var NativeDecoder_Type: PyObj { ModuleTypes.slot(290) }

/// A decoder; nil with an exception.
func newNativeDecoder(_ encoding: TextEncoding, _ errors: PyObj) -> PyObj? {
    guard let d = PyObject_New(NativeDecoder_Type) else { return nil }
    d[word: 16] = encoding.rawValue
    d[ref: 24] = Py_NewRef(errors)
    d[ref: 32] = Py_NewRef(emptyBytes)
    return d
}

private func decoder_dealloc(_ d: PyObj) {
    Py_CLEAR(d, 24)
    Py_CLEAR(d, 32)
    PyObject_Free(d)
}

private func decoder_decode(_ d: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("decode", args, nargs, kwnames, ["input", "final"], min: 1, max: 2) { p in
        let final = p[1].map { PyObject_IsTrue($0) } ?? 0
        if final < 0 { return nil }
        let errors = d[ref: 24].map { swiftString($0) }
        return withReadableBuffer(p[0].unsafelyUnwrapped) { bytes, count in
            switch TextEncoding(rawValue: d[word: 16]) {
            case .ascii: return PyUnicode_DecodeASCII(bytes, count, errors)
            case .latin1: return PyUnicode_DecodeLatin1(bytes, count, errors)
            default: break
            }
            let held = d[ref: 32].unsafelyUnwrapped
            guard let data = PyBytes_FromStringAndSize(nil, held.ob_size + count) else { return nil }
            defer { Py_DECREF(data) }
            if held.ob_size > 0 { (data + 32).copyMemory(from: held + 32, byteCount: held.ob_size) }
            if count > 0 { (data + 32 + held.ob_size).copyMemory(from: bytes, byteCount: count) }
            var consumed = data.ob_size
            let text =
                final != 0
                ? PyUnicode_DecodeUTF8Stateful(data + 32, data.ob_size, errors, nil)
                : withUnsafeMutablePointer(to: &consumed) { PyUnicode_DecodeUTF8Stateful(data + 32, data.ob_size, errors, $0) }
            guard let text else { return nil }
            guard let rest = PyBytes_FromStringAndSize(data + 32 + consumed, data.ob_size - consumed) else {
                Py_DECREF(text)
                return nil
            }
            Py_XSETREF(d, 32, rest)
            return text
        }
    }
}

private func decoder_getstate(_ d: PyObj) -> PyObj? { buildTuple(Py_XNewRef(d[ref: 32]), PyLong_FromLong(0)) }

private func decoder_setstate(_ d: PyObj, _ state: PyObj) -> PyObj? {
    if !PyTuple_Check(state) || state.ob_size != 2 || !PyBytes_Check(PyTuple_GET_ITEM(state, 0)) {
        return PyErr_Format(PyExc_TypeError, "illegal decoder state")
    }
    Py_XSETREF(d, 32, Py_NewRef(PyTuple_GET_ITEM(state, 0)))
    return Py_NewRef(Py_None)
}

private func decoder_reset(_ d: PyObj) -> PyObj? {
    Py_XSETREF(d, 32, Py_NewRef(emptyBytes))
    return Py_NewRef(Py_None)
}

/// Fills the slots of the type and makes it ready; false with an exception.
func initNativeDecoderType() -> Bool {
    let t = NativeDecoder_Type
    if t.ob_refcnt != 0 { return true }
    t.initStaticType("_codecs.IncrementalDecoder", basicsize: 40, flags: TypeFlags.DISALLOW_INSTANTIATION)
    t.tp_dealloc = decoder_dealloc
    t.setMethods([
        .fastKeywords("decode", decoder_decode), .noargs("getstate", decoder_getstate), .o("setstate", decoder_setstate),
        .noargs("reset", decoder_reset),
    ])
    t.setMembers([MemberSpec("errors", .object, 24)])
    return PyType_Ready(t) == 0
}
