import Glibc
import Memory

// `TextIOWrapper`: characters and lines on top of a buffered stream. This file: its layout, and how it gets its codec.
// Origin: Modules/_io/textio.c.
//
//     ok 16 (int)   detached 20   chunk_size 24   buffer 32   encoding 40   encoder 48   decoder 56   readnl 64   errors 72   writenl 80
//     chars from 88: line_buffering, write_through, readuniversal, readtranslate, writetranslate, seekable, has_read1, telling, finalizing
//     encodefunc 104 (`TextEncoding`)   encoding_start_of_stream 112   decoded_chars 120   decoded_chars_used 128   pending_bytes 136
//     pending_bytes_count 144   snapshot 152   b2cratio 160   raw 168   weakreflist 176   dict 184

/// Codecs that need no Python code for encoding. Origin: `encodefuncs`.
enum TextEncoding: Int {
    case none, ascii, latin1, utf8, utf16be, utf16le, utf16, utf32be, utf32le, utf32

    /// The codec with a normalized name.
    init(name: PyObj) {
        switch swiftString(name) {
        case "ascii": self = .ascii
        case "iso8859-1": self = .latin1
        case "utf-8": self = .utf8
        case "utf-16-be": self = .utf16be
        case "utf-16-le": self = .utf16le
        case "utf-16": self = .utf16
        case "utf-32-be": self = .utf32be
        case "utf-32-le": self = .utf32le
        case "utf-32": self = .utf32
        default: self = .none
        }
    }
    /// Whether ASCII text is its own encoding.
    var isASCIICompatible: Bool { self == .ascii || self == .latin1 || self == .utf8 }
}

enum TextOffset {
    static let buffer = 32, encoding = 40, encoder = 48, decoder = 56, readnl = 64, errors = 72, decoded = 120, pending = 136
    static let snapshot = 152, raw = 168, dict = 184
    static let lineBuffering = 88, writeThrough = 89, readUniversal = 90, readTranslate = 91, writeTranslate = 92, seekable = 93
    static let hasRead1 = 94, telling = 95, finalizing = 96, startOfStream = 112
}

extension UnsafeMutableRawPointer {
    var t_buffer: PyObj { self[ref: TextOffset.buffer].unsafelyUnwrapped }
    var t_chunkSize: Int {
        get { self[word: 24] }
        nonmutating set { self[word: 24] = newValue }
    }
    /// A char field as a truth value.
    subscript(flag offset: Int) -> Bool {
        @inline(__always) get { self[byte: offset] != 0 }
        @inline(__always) nonmutating set { self[byte: offset] = newValue ? 1 : 0 }
    }
    var t_encoding: TextEncoding {
        get { TextEncoding(rawValue: self[word: 104]) ?? .none }
        nonmutating set { self[word: 104] = newValue.rawValue }
    }
    /// Whether newlines are written as something else: readnl is it.
    var t_writesOtherNewline: Bool {
        get { self[word: 80] != 0 }
        nonmutating set { self[word: 80] = newValue ? 1 : 0 }
    }
    var t_decodedUsed: Int {
        get { self[word: 128] }
        nonmutating set { self[word: 128] = newValue }
    }
    var t_ratio: Double {
        get { load(fromByteOffset: 160, as: Double.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 160, as: Double.self) }
    }
    /// Whether there is an encoder, or a codec that needs none.
    var t_canWrite: Bool { self[ref: TextOffset.encoder] != nil || self[word: 104] != 0 }
    /// The text of `errors`.
    var t_errorsText: String { self[ref: TextOffset.errors].map { swiftString($0) } ?? "strict" }
}

/// False with ValueError if the object cannot be used. Origin: `CHECK_ATTACHED`.
func text_check(_ self_: PyObj) -> Bool {
    if self_[int: 16] <= 0 {
        PyErr_SetString(PyExc_ValueError, "I/O operation on uninitialized object")
        return false
    }
    if self_[int: 20] != 0 {
        PyErr_SetString(PyExc_ValueError, "underlying buffer has been detached")
        return false
    }
    return true
}

/// False with ValueError if the stream is closed. Origin: `CHECK_CLOSED`.
func text_checkOpen(_ self_: PyObj) -> Bool {
    if self_.ob_type != PyTextIOWrapper_Type { return iobase_check_closed(self_) == 0 }
    var closed = false
    if let raw = self_[ref: TextOffset.raw] {
        closed = _PyFileIO_closed(raw)
    } else {
        if !text_check(self_) { return false }
        guard let r = PyObject_GetAttr(self_.t_buffer, _Py_ID(.closed)) else { return false }
        let truth = PyObject_IsTrue(r)
        Py_DECREF(r)
        if truth < 0 { return false }
        closed = truth > 0
    }
    if closed { PyErr_SetString(PyExc_ValueError, "I/O operation on closed file.") }
    return !closed
}

extension Interp {
    /// 1 if Python's UTF-8 mode is on, 2 if it is not; 0 if nobody has asked yet.
    fileprivate static var utf8Mode: Int {
        get { word(168) }
        set { set(168, newValue) }
    }
}

/// The name of the locale's encoding; "utf-8" in UTF-8 mode, which the C locale turns on. Origin: `_Py_GetLocaleEncodingObject`.
func localeEncoding() -> String {
    if Interp.utf8Mode == 1 { return "utf-8" }
    guard let locale = newlocale(1 << LC_CTYPE, "", nil) else {
        Interp.utf8Mode = 1
        return "utf-8"
    }
    defer { freelocale(locale) }
    let name = String(cString: nl_langinfo_l(nl_item(CODESET), locale))
    if name == "ANSI_X3.4-1968" {
        Interp.utf8Mode = 1
        return "utf-8"
    }
    Interp.utf8Mode = 2
    return name
}

/// Whether UTF-8 mode is on.
func isUTF8Mode() -> Bool {
    if Interp.utf8Mode == 0 { _ = localeEncoding() }
    return Interp.utf8Mode == 1
}

/// False with ValueError if this is no newline. Origin: `validate_newline`.
func validateNewline(_ newline: String?) -> Bool {
    guard let newline, !["", "\n", "\r", "\r\n"].contains(newline) else { return true }
    PyErr_SetString(PyExc_ValueError, "illegal newline value: \(newline)")
    return false
}

private func setNewline(_ self_: PyObj, _ newline: String?) -> Bool {
    var new: PyObj?
    if let newline {
        new = PyUnicode_FromString(newline)
        if new == nil { return false }
    }
    let old = self_[ref: TextOffset.readnl]
    self_[ref: TextOffset.readnl] = new
    self_[flag: TextOffset.readUniversal] = newline == nil || newline == ""
    self_[flag: TextOffset.readTranslate] = newline == nil
    self_[flag: TextOffset.writeTranslate] = newline != ""
    self_.t_writesOtherNewline = newline == "\r" || newline == "\r\n"
    Py_XDECREF(old)
    return true
}

private func textiowrapper_init(_ self_: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments(
        "TextIOWrapper", args, kwargs, ["buffer", "encoding", "errors", "newline", "line_buffering", "write_through"], min: 1,
        max: 6,
        -1
    ) { p in
        func text(_ op: PyObj?, _ name: String, _ out: inout String?) -> Bool {
            guard let op, op != Py_None else { return true }
            if !PyUnicode_Check(op) {
                _PyArg_BadArgument("TextIOWrapper", "argument '\(name)'", "str or None", op)
                return false
            }
            out = clinicString("TextIOWrapper", "argument '\(name)'", op)
            return out != nil
        }
        func truth(_ op: PyObj?) -> Bool? {
            guard let op else { return false }
            return clinicInt(op).map { $0 != 0 }
        }
        var encoding: String?
        var newline: String?
        guard text(p[1], "encoding", &encoding), text(p[3], "newline", &newline), let lines = truth(p[4]),
            let through = truth(p[5])
        else { return -1 }
        let ok = textSetUp(
            self_, p[0].unsafelyUnwrapped, encoding, p[2] ?? Py_None, newline, lineBuffering: lines, writeThrough: through)
        return ok ? 0 : -1
    }
}

/// Origin: `_io_TextIOWrapper___init___impl`. `early`: a standard stream at the start. False with an exception.
func textSetUp(
    _ self_: PyObj, _ buffer: PyObj, _ encoding: String?, _ errorsIn: PyObj, _ newline: String?, lineBuffering: Bool,
    writeThrough: Bool, early: Bool = false
) -> Bool {
    self_[int: 16] = 0
    self_[int: 20] = 0
    var errors = errorsIn
    if errors == Py_None {
        errors = _Py_ID(.strict)
    } else if !PyUnicode_Check(errors) {
        PyErr_SetString(
            PyExc_TypeError, "TextIOWrapper() argument 'errors' must be str or None, not \(clip(errors.typeName, 50))")
        return false
    }
    if !validateNewline(newline) { return false }
    for offset in [
        TextOffset.buffer, TextOffset.encoding, TextOffset.encoder, TextOffset.decoder, TextOffset.readnl, TextOffset.decoded,
        TextOffset.pending, TextOffset.snapshot, TextOffset.errors, TextOffset.raw,
    ] { Py_CLEAR(self_, offset) }
    self_.t_decodedUsed = 0
    self_[word: 144] = 0
    self_.t_encoding = .none
    self_.t_ratio = 0
    let name = encoding == nil || encoding == "locale" ? localeEncoding() : encoding.unsafelyUnwrapped
    guard let encodingObject = PyUnicode_FromString(name) else { return false }
    self_[ref: TextOffset.encoding] = encodingObject
    let codec = findCodec(name, early: early)
    if case .failed = codec {
        Py_CLEAR(self_, TextOffset.encoding)
        return false
    }
    self_[ref: TextOffset.errors] = Py_NewRef(errors)
    self_.t_chunkSize = 8192
    self_[flag: TextOffset.lineBuffering] = lineBuffering
    self_[flag: TextOffset.writeThrough] = writeThrough
    if !setNewline(self_, newline) {
        if case .info(let info) = codec { Py_DECREF(info) }
        return false
    }
    self_[ref: TextOffset.buffer] = Py_NewRef(buffer)
    if !textSetCodec(self_, codec, errors) { return false }
    let type = buffer.ob_type
    if type == PyBufferedReader_Type || type == PyBufferedWriter_Type || type == PyBufferedRandom_Type {
        if let raw = buffer.b_raw, raw.ob_type == PyFileIO_Type { self_[ref: TextOffset.raw] = Py_NewRef(raw) }
    }
    let seekable = textAskBuffer(self_, _Py_ID(.seekable))
    if seekable < 0 { return false }
    self_[flag: TextOffset.seekable] = seekable != 0
    self_[flag: TextOffset.telling] = seekable != 0
    var read1: PyObj?
    let has = _PyObject_LookupAttr(buffer, _Py_ID(.read1), &read1)
    if has < 0 { return false }
    Py_XDECREF(read1)
    self_[flag: TextOffset.hasRead1] = has != 0
    self_[flag: TextOffset.startOfStream] = false
    if !fixEncoderState(self_) { return false }
    self_[int: 16] = 1
    return true
}

/// A new TextIOWrapper, or nil with an exception.
func newTextIOWrapper(
    _ buffer: PyObj, _ encoding: String?, _ errors: String?, _ newline: String?, lineBuffering: Bool, writeThrough: Bool = false,
    early: Bool = false
) -> PyObj? {
    guard let self_ = PyType_GenericAlloc(PyTextIOWrapper_Type, 0) else { return nil }
    var errorsObject = Py_NewRef(Py_None)
    if let errors {
        guard let e = PyUnicode_FromString(errors) else {
            Py_DECREF(self_)
            return nil
        }
        errorsObject = e
    }
    defer { Py_DECREF(errorsObject) }
    if textSetUp(
        self_, buffer, encoding, errorsObject, newline, lineBuffering: lineBuffering, writeThrough: writeThrough, early: early)
    {
        return self_
    }
    Py_DECREF(self_)
    return nil
}

private func textiowrapper_reconfigure(_ self_: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments(
        "reconfigure", args, nargs, kwnames, ["encoding", "errors", "newline", "line_buffering", "write_through"], min: 0, max: 0
    ) { p in
        let encoding = p[0] ?? Py_None
        let errors = p[1] ?? Py_None
        let hasNewline = p[2] != nil
        if self_[ref: TextOffset.decoded] != nil && (encoding != Py_None || errors != Py_None || hasNewline) {
            return ioUnsupported("It is not possible to set the encoding or newline of stream after the first read")
        }
        var newline: String?
        if let n = p[2], n != Py_None {
            if !PyUnicode_Check(n) {
                PyErr_BadArgument()
                return nil
            }
            newline = swiftString(n)
            if !validateNewline(newline) { return nil }
        }
        func truth(_ op: PyObj?, _ old: Bool) -> Bool? {
            guard let op, op != Py_None else { return old }
            let v = PyLong_AsLong(op)
            return v == -1 && PyErr_Occurred() != nil ? nil : v != 0
        }
        guard let lines = truth(p[3], self_[flag: TextOffset.lineBuffering]),
            let through = truth(p[4], self_[flag: TextOffset.writeThrough])
        else { return nil }
        guard let r = PyObject_CallMethodNoArgs(self_, _Py_ID(.flush)) else { return nil }
        Py_DECREF(r)
        self_.t_ratio = 0
        if hasNewline && !setNewline(self_, newline) { return nil }
        if !changeEncoding(self_, encoding, errors, hasNewline) { return nil }
        self_[flag: TextOffset.lineBuffering] = lines
        self_[flag: TextOffset.writeThrough] = through
        return Py_NewRef(Py_None)
    }
}

/// Origin: `textiowrapper_change_encoding`.
private func changeEncoding(_ self_: PyObj, _ encodingIn: PyObj, _ errorsIn: PyObj, _ newlineChanged: Bool) -> Bool {
    if encodingIn == Py_None && errorsIn == Py_None && !newlineChanged { return true }
    var errors = errorsIn
    var encoding = Py_XNewRef(self_[ref: TextOffset.encoding])
    if encodingIn == Py_None {
        if errors == Py_None { errors = self_[ref: TextOffset.errors] ?? _Py_ID(.strict) }
    } else {
        Py_XDECREF(encoding)
        encoding =
            PyUnicode_Check(encodingIn) && _PyUnicode_EqualToASCIIString(encodingIn, "locale")
            ? PyUnicode_FromString(localeEncoding()) : Py_NewRef(encodingIn)
        if errors == Py_None { errors = _Py_ID(.strict) }
    }
    guard let encoding else { return false }
    if !PyUnicode_Check(encoding) || !PyUnicode_Check(errors) {
        PyErr_BadArgument()
        Py_DECREF(encoding)
        return false
    }
    Py_INCREF(errors)
    let isNative = self_[ref: TextOffset.encoder] == nil && self_.t_encoding != .none
    if !textSetCodec(self_, findCodec(swiftString(encoding), early: isNative), errors) {
        Py_DECREF(encoding)
        Py_DECREF(errors)
        return false
    }
    Py_XSETREF(self_, TextOffset.encoding, encoding)
    Py_XSETREF(self_, TextOffset.errors, errors)
    return fixEncoderState(self_)
}

// MARK: Life

func textiowrapper_clear(_ self_: PyObj) -> Int32 {
    self_[int: 16] = 0
    for offset in [
        TextOffset.buffer, TextOffset.encoding, TextOffset.encoder, TextOffset.decoder, TextOffset.readnl, TextOffset.decoded,
        TextOffset.pending, TextOffset.snapshot, TextOffset.errors, TextOffset.raw, TextOffset.dict,
    ] { Py_CLEAR(self_, offset) }
    return 0
}
func textiowrapper_dealloc(_ self_: PyObj) {
    self_[byte: TextOffset.finalizing] = 1
    if _PyIOBase_finalize(self_) < 0 { return }
    self_[int: 16] = 0
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    if self_[ref: 176] != nil { PyObject_ClearWeakRefs(self_) }
    _ = textiowrapper_clear(self_)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}
func textiowrapper_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = visitFields(
        self_, visit, arg, TextOffset.buffer, TextOffset.encoding, TextOffset.encoder, TextOffset.decoder, TextOffset.readnl)
    if r != 0 { return r }
    let s = visitFields(
        self_, visit, arg, TextOffset.decoded, TextOffset.pending, TextOffset.snapshot, TextOffset.errors, TextOffset.raw)
    return s != 0 ? s : Py_VISIT(self_[ref: TextOffset.dict], visit, arg)
}

/// Fills the slots of `TextIOWrapper`.
func initTextIOWrapperType() {
    let t = PyTextIOWrapper_Type
    t.initStaticType("_io.TextIOWrapper", basicsize: 192, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC, base: PyTextIOBase_Type)
    t.tp_doc = staticCString("Character and line based layer over a BufferedIOBase object, buffer.\n")
    t.tp_dealloc = textiowrapper_dealloc
    t.tp_repr = textiowrapper_repr
    t.tp_traverse = textiowrapper_traverse
    t.tp_clear = textiowrapper_clear
    t.tp_weaklistoffset = 176
    t.tp_dictoffset = 184
    t.tp_iternext = textiowrapper_iternext
    t.tp_init = textiowrapper_init
    t.tp_new = PyType_GenericNew
    t.setMethods(
        [.fastKeywords("reconfigure", textiowrapper_reconfigure), .o("write", textiowrapper_write)] + textiowrapperMethods())
    t.setMembers([
        MemberSpec("encoding", .object, TextOffset.encoding), MemberSpec("buffer", .object, TextOffset.buffer),
        MemberSpec("line_buffering", .bool, TextOffset.lineBuffering), MemberSpec("write_through", .bool, TextOffset.writeThrough),
        MemberSpec("_finalizing", .bool, TextOffset.finalizing, readonly: false),
    ])
    t.setGetSets(textiowrapperGetSets())
}
