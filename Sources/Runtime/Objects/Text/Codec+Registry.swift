import Glibc
import Memory

// Choosing a codec by its name, the registry of search functions and of error handlers. Origin: Objects/unicodeobject.c, Python/codecs.c.

/// Lower-case letters and digits, runs of anything else one underscore; nil if longer than the longest shortcut.
/// Origin: _Py_normalize_encoding.
private func normalizedEncoding(_ encoding: String) -> String? {
    var out: [UInt8] = []
    var punct = false
    for b in encoding.utf8 {
        let c = UInt32(b)
        if isASCIILetter(c) || isASCIIDigit(c) || b == 46 {
            if punct && !out.isEmpty { out.append(95) }
            punct = false
            out.append(isASCIIUpper(c) ? b + 32 : b)
            if out.count > 10 { return nil }
        } else {
            punct = true
        }
    }
    return String(decoding: out, as: UTF8.self)
}

/// The codecs that need no registry.
private enum BuiltinCodec {
    case utf8, utf16, utf32, ascii, latin1

    init?(_ encoding: String?) {
        guard let encoding else {
            self = .utf8
            return
        }
        switch normalizedEncoding(encoding) {
        case "utf8", "utf_8": self = .utf8
        case "utf16", "utf_16": self = .utf16
        case "utf32", "utf_32": self = .utf32
        case "ascii", "us_ascii": self = .ascii
        case "latin1", "latin_1", "iso_8859_1", "iso8859_1": self = .latin1
        default: return nil
        }
    }
}

/// Decodes bytes; encoding nil: UTF-8. Origin: PyUnicode_Decode.
func PyUnicode_Decode(_ p: UnsafeRawPointer, _ n: Int, _ encoding: String?, _ errors: String?) -> PyObj? {
    if n == 0 { return Py_NewRef(emptyUnicode) }
    switch BuiltinCodec(encoding) {
    case .utf8: return PyUnicode_DecodeUTF8Stateful(p, n, errors, nil)
    case .utf16: return PyUnicode_DecodeUTF16Stateful(p, n, errors, nil, nil)
    case .utf32: return PyUnicode_DecodeUTF32Stateful(p, n, errors, nil, nil)
    case .ascii: return PyUnicode_DecodeASCII(p, n, errors)
    case .latin1: return PyUnicode_DecodeLatin1(p, n, errors)
    case nil: break
    }
    let encoding = encoding ?? "utf-8"
    guard let decoder = textCodec(encoding, "codecs.decode()", 1) else { return nil }
    guard let bytes = PyBytes_FromStringAndSize(p, n) else {
        Py_DECREF(decoder)
        return nil
    }
    let text = callCodec(decoder, bytes, encoding, errors, "decoder must return a tuple (object,integer)", "decoding")
    Py_DECREF(bytes)
    guard let text else { return nil }
    if !PyUnicode_Check(text) {
        PyErr_SetString(
            PyExc_TypeError,
            "'\(encoding)' decoder returned '\(text.typeName)' instead of 'str'; use codecs.decode() to decode to arbitrary types")
        Py_DECREF(text)
        return nil
    }
    return unicode_result(text)
}

/// Encodes a str; encoding nil: UTF-8. Origin: PyUnicode_AsEncodedString.
func PyUnicode_AsEncodedString(_ op: PyObj, _ encoding: String?, _ errors: String?) -> PyObj? {
    if !PyUnicode_Check(op) {
        PyErr_BadArgument()
        return nil
    }
    switch BuiltinCodec(encoding) {
    case .utf8: return _PyUnicode_AsUTF8String(op, errors)
    case .utf16: return _PyUnicode_EncodeUTF16(op, errors, 0)
    case .utf32: return _PyUnicode_EncodeUTF32(op, errors, 0)
    case .ascii: return _PyUnicode_AsASCIIString(op, errors)
    case .latin1: return _PyUnicode_AsLatin1String(op, errors)
    case nil: break
    }
    let encoding = encoding ?? "utf-8"
    guard let encoder = textCodec(encoding, "codecs.encode()", 0) else { return nil }
    guard let v = callCodec(encoder, op, encoding, errors, "encoder must return a tuple (object, integer)", "encoding") else {
        return nil
    }
    if PyBytes_Check(v) { return v }
    if PyByteArray_Check(v) {
        let message =
            "encoder \(encoding) returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types"
        let failed = PyErr_WarnEx(PyExc_RuntimeWarning, message, 1) != 0
        let bytes = failed ? nil : PyBytes_FromStringAndSize(PyByteArray_AS_STRING(v), PyByteArray_GET_SIZE(v))
        Py_DECREF(v)
        return bytes
    }
    PyErr_SetString(
        PyExc_TypeError,
        "'\(encoding)' encoder returned '\(v.typeName)' instead of 'bytes'; use codecs.encode() to encode to arbitrary types")
    Py_DECREF(v)
    return nil
}

/// Decodes a bytes-like object. Origin: PyUnicode_FromEncodedObject.
func PyUnicode_FromEncodedObject(_ op: PyObj, _ encoding: String?, _ errors: String?) -> PyObj? {
    if PyBytes_Check(op) { return PyUnicode_Decode(PyBytes_AS_STRING(op), PyBytes_GET_SIZE(op), encoding, errors) }
    if PyUnicode_Check(op) {
        PyErr_SetString(PyExc_TypeError, "decoding str is not supported")
        return nil
    }
    var view = Py_buffer()
    if PyObject_GetBuffer(op, &view, PyBUF_SIMPLE) < 0 {
        PyErr_SetString(PyExc_TypeError, "decoding to str: need a bytes-like object, \(op.typeName) found")
        return nil
    }
    let text = PyUnicode_Decode(view.buf ?? op, view.len, encoding, errors)
    PyBuffer_Release(&view)
    return text
}

// The file system's encoding is UTF-8 with surrogateescape.

func PyUnicode_DecodeFSDefaultAndSize(_ p: UnsafeRawPointer, _ n: Int) -> PyObj? {
    PyUnicode_DecodeUTF8Stateful(p, n, "surrogateescape", nil)
}
func PyUnicode_DecodeFSDefault(_ p: UnsafeRawPointer) -> PyObj? {
    PyUnicode_DecodeFSDefaultAndSize(p, strlen(p.assumingMemoryBound(to: CChar.self)))
}
func PyUnicode_EncodeFSDefault(_ op: PyObj) -> PyObj? { _PyUnicode_AsUTF8String(op, "surrogateescape") }

// MARK: The registry

/// The registry's state: words 50 (search functions, a list), 51 (cache, a dict), 52 (error handlers, a dict).
enum CodecRegistry {
    @inline(__always) static var searchPath: PyObj? {
        get { Interp.object(50) }
        set { Interp.set(50, newValue) }
    }
    @inline(__always) static var cache: PyObj? {
        get { Interp.object(51) }
        set { Interp.set(51, newValue) }
    }
    @inline(__always) static var errors: PyObj? {
        get { Interp.object(52) }
        set { Interp.set(52, newValue) }
    }

    /// Makes the registry, with the standard error handlers, and imports `encodings`, which registers the standard codecs.
    static func start() -> Bool {
        if searchPath != nil { return true }
        guard let path = PyList_New(0), let dict = PyDict_New(), let handlers = PyDict_New() else { return false }
        cache = dict
        errors = handlers
        searchPath = path
        let methods = staticMethodDefs([
            .o("strict_errors", { PyCodec_StrictErrors($1) }), .o("ignore_errors", { PyCodec_IgnoreErrors($1) }),
            .o("replace_errors", { PyCodec_ReplaceErrors($1) }),
            .o("xmlcharrefreplace_errors", { PyCodec_XMLCharRefReplaceErrors($1) }),
            .o("backslashreplace_errors", { PyCodec_BackslashReplaceErrors($1) }),
            .o("namereplace_errors", { PyCodec_NameReplaceErrors($1) }), .o("surrogatepass", { PyCodec_SurrogatePassErrors($1) }),
            .o("surrogateescape", { PyCodec_SurrogateEscapeErrors($1) }),
        ])
        let names: [String] = [
            "strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogatepass",
            "surrogateescape",
        ]
        for (i, name) in names.enumerated() {
            guard let function = PyCFunction_NewEx(methods + i * 32, nil, nil), let key = PyUnicode_InternFromString(name) else {
                return false
            }
            let failed = PyDict_SetItem(handlers, key, function) < 0
            Py_DECREF(function)
            Py_DECREF(key)
            if failed { return false }
        }
        return true
    }
    /// Makes sure that the standard search function is there.
    static func importEncodings() -> Bool {
        if !start() { return false }
        if let path = searchPath, path.ob_size > 0 { return true }
        guard let module = PyImport_ImportModule("encodings") else { return false }
        Py_DECREF(module)
        return true
    }
}

/// `codecs.register`. Origin: PyCodec_Register.
func PyCodec_Register(_ function: PyObj) -> Int32 {
    if !CodecRegistry.start() { return -1 }
    if !PyCallable_Check(function) {
        PyErr_SetString(PyExc_TypeError, "argument must be callable")
        return -1
    }
    return PyList_Append(CodecRegistry.searchPath.unsafelyUnwrapped, function)
}
/// `codecs.unregister`. Origin: PyCodec_Unregister.
func PyCodec_Unregister(_ function: PyObj) -> Int32 {
    guard let path = CodecRegistry.searchPath, let cache = CodecRegistry.cache, let items = path.list_item else { return 0 }
    let array = items.assumingMemoryBound(to: PyObj.self)
    for i in 0..<path.ob_size where array[i] == function {
        PyDict_Clear(cache)
        return PyList_SetSlice(path, i, i + 1, nil)
    }
    return 0
}
/// The codec tuple of an encoding, a new reference; LookupError if there is none. Origin: _PyCodec_Lookup.
func _PyCodec_Lookup(_ encoding: String) -> PyObj? {
    if !CodecRegistry.importEncodings() { return nil }
    guard let path = CodecRegistry.searchPath, let cache = CodecRegistry.cache else { return nil }
    let lower = String(
        decoding: encoding.utf8.map { $0 == 32 ? 45 : isASCIIUpper(UInt32($0)) ? $0 + 32 : $0 }, as: UTF8.self)
    guard let name = PyUnicode_InternFromString(lower) else { return nil }
    defer { Py_DECREF(name) }
    if let known = PyDict_GetItemWithError(cache, name) { return Py_NewRef(known) }
    if PyErr_Occurred() != nil { return nil }
    if path.ob_size == 0 {
        PyErr_SetString(PyExc_LookupError, "no codec search functions registered: can't find encoding")
        return nil
    }
    var i = 0
    while i < path.ob_size {
        guard let function = path.list_item?.load(fromByteOffset: i * 8, as: PyObj.self) else { break }
        guard let result = PyObject_CallOneArg(function, name) else { return nil }
        if result == Py_None {
            Py_DECREF(result)
            i += 1
            continue
        }
        if !PyTuple_Check(result) || result.ob_size != 4 {
            PyErr_SetString(PyExc_TypeError, "codec search functions must return 4-tuples")
            Py_DECREF(result)
            return nil
        }
        if PyDict_SetItem(cache, name, result) < 0 {
            Py_DECREF(result)
            return nil
        }
        return result
    }
    PyErr_SetString(PyExc_LookupError, "unknown encoding: \(encoding)")
    return nil
}
/// One function of a text codec. Origin: codec_getitem_checked.
private func textCodec(_ encoding: String, _ alternative: String, _ index: Int) -> PyObj? {
    guard let codec = _PyCodec_Lookup(encoding) else { return nil }
    defer { Py_DECREF(codec) }
    if !PyTuple_CheckExact(codec) {
        var attr: PyObj?
        if _PyObject_LookupAttr(codec, _Py_ID(._is_text_encoding), &attr) < 0 { return nil }
        if let attr {
            let isText = PyObject_IsTrue(attr)
            Py_DECREF(attr)
            if isText <= 0 {
                if isText == 0 {
                    PyErr_SetString(
                        PyExc_LookupError,
                        "'\(encoding)' is not a text encoding; use \(alternative) to handle arbitrary codecs")
                }
                return nil
            }
        }
    }
    return Py_NewRef(PyTuple_GET_ITEM(codec, index))
}
/// Calls an encoder or decoder (taken over) and unpacks its result.
private func callCodec(
    _ function: PyObj, _ object: PyObj, _ encoding: String, _ errors: String?, _ wrongResult: String, _ operation: String
) -> PyObj? {
    defer { Py_DECREF(function) }
    let args = errors == nil ? tupleSteal(Py_NewRef(object)) : tupleSteal(Py_NewRef(object), PyUnicode_FromString(errors ?? ""))
    guard let args else { return nil }
    let result = PyObject_Call(function, args, nil)
    Py_DECREF(args)
    guard let result else {
        _PyErr_TrySetFromCause("\(operation) with '\(encoding)' codec failed")
        return nil
    }
    defer { Py_DECREF(result) }
    if !PyTuple_Check(result) || result.ob_size != 2 {
        PyErr_SetString(PyExc_TypeError, wrongResult)
        return nil
    }
    return Py_NewRef(PyTuple_GET_ITEM(result, 0))
}
/// `codecs.encode`. Origin: PyCodec_Encode.
func PyCodec_Encode(_ object: PyObj, _ encoding: String, _ errors: String?) -> PyObj? {
    guard let codec = _PyCodec_Lookup(encoding) else { return nil }
    let function = Py_NewRef(PyTuple_GET_ITEM(codec, 0))
    Py_DECREF(codec)
    return callCodec(function, object, encoding, errors, "encoder must return a tuple (object, integer)", "encoding")
}
/// `codecs.decode`. Origin: PyCodec_Decode.
func PyCodec_Decode(_ object: PyObj, _ encoding: String, _ errors: String?) -> PyObj? {
    guard let codec = _PyCodec_Lookup(encoding) else { return nil }
    let function = Py_NewRef(PyTuple_GET_ITEM(codec, 1))
    Py_DECREF(codec)
    return callCodec(function, object, encoding, errors, "decoder must return a tuple (object,integer)", "decoding")
}

// MARK: Error handlers

/// `codecs.register_error`. Origin: PyCodec_RegisterError.
func PyCodec_RegisterError(_ name: String, _ handler: PyObj) -> Int32 {
    if !CodecRegistry.start() { return -1 }
    if !PyCallable_Check(handler) {
        PyErr_SetString(PyExc_TypeError, "handler must be callable")
        return -1
    }
    guard let key = PyUnicode_FromString(name) else { return -1 }
    let result = PyDict_SetItem(CodecRegistry.errors.unsafelyUnwrapped, key, handler)
    Py_DECREF(key)
    return result
}
/// The function of an error handler's name, a new reference. Origin: PyCodec_LookupError.
func PyCodec_LookupError(_ name: String?) -> PyObj? {
    if !CodecRegistry.start() { return nil }
    guard let key = PyUnicode_FromString(name ?? "strict") else { return nil }
    let handler = PyDict_GetItemWithError(CodecRegistry.errors.unsafelyUnwrapped, key)
    Py_DECREF(key)
    if let handler { return Py_NewRef(handler) }
    if PyErr_Occurred() == nil { PyErr_SetString(PyExc_LookupError, "unknown error handler name '\(name ?? "strict")'") }
    return nil
}

/// What a UnicodeError says, brought into range as PyUnicodeEncodeError_GetStart and _GetEnd do.
private struct UnicodeErrorView {
    enum Kind { case encode, decode, translate }
    let kind: Kind
    let object: PyObj
    let start: Int
    let end: Int

    /// nil with a TypeError for other exceptions. `object` is a new reference.
    init?(_ exc: PyObj, _ kinds: [Kind]) {
        let kind: Kind
        if PyObject_TypeCheck(exc, PyExc_UnicodeEncodeError) {
            kind = .encode
        } else if PyObject_TypeCheck(exc, PyExc_UnicodeDecodeError) {
            kind = .decode
        } else if PyObject_TypeCheck(exc, PyExc_UnicodeTranslateError) {
            kind = .translate
        } else {
            PyErr_SetString(PyExc_TypeError, "don't know how to handle \(exc.typeName) in error callback")
            return nil
        }
        if !kinds.contains(kind) {
            PyErr_SetString(PyExc_TypeError, "don't know how to handle \(exc.typeName) in error callback")
            return nil
        }
        guard let object = unicodeErrorObject(exc, bytes: kind == .decode) else { return nil }
        let n = kind == .decode ? PyBytes_GET_SIZE(object) : object.unicode_length
        var start = exc.load(fromByteOffset: 88, as: Int.self)
        var end = exc.load(fromByteOffset: 96, as: Int.self)
        if start < 0 { start = 0 }
        if start >= n { start = n - 1 }
        if end < 1 { end = 1 }
        if end > n { end = n }
        (self.kind, self.object, self.start, self.end) = (kind, object, start, end)
    }
}
/// (text, position), taking over the text.
private func handlerResult(_ text: PyObj?, _ position: Int) -> PyObj? { tupleSteal(text, PyLong_FromSsize_t(position)) }
private func asciiResult(_ text: [UInt8], _ position: Int) -> PyObj? {
    handlerResult(
        text.isEmpty
            ? Py_NewRef(emptyUnicode) : text.withUnsafeBytes { _PyUnicode_FromASCII($0.baseAddress.unsafelyUnwrapped, $0.count) },
        position)
}

func PyCodec_StrictErrors(_ exc: PyObj) -> PyObj? {
    if PyExceptionInstance_Check(exc) {
        PyErr_SetObject(exc.ob_type, exc)
    } else {
        PyErr_SetString(PyExc_TypeError, "codec must pass exception instance")
    }
    return nil
}
func PyCodec_IgnoreErrors(_ exc: PyObj) -> PyObj? {
    guard let e = UnicodeErrorView(exc, [.encode, .decode, .translate]) else { return nil }
    Py_DECREF(e.object)
    return handlerResult(Py_NewRef(emptyUnicode), e.end)
}
func PyCodec_ReplaceErrors(_ exc: PyObj) -> PyObj? {
    guard let e = UnicodeErrorView(exc, [.encode, .decode, .translate]) else { return nil }
    Py_DECREF(e.object)
    switch e.kind {
    case .decode: return handlerResult(unicode_char(0xfffd), e.end)
    case .encode: return asciiResult([UInt8](repeating: 63, count: max(0, e.end - e.start)), e.end)
    case .translate:
        let n = max(0, e.end - e.start)
        guard let text = PyUnicode_New(n, 0xfffd) else { return nil }
        if n > 0 { _PyUnicode_FastFill(text, 0, n, 0xfffd) }
        return handlerResult(text, e.end)
    }
}
func PyCodec_XMLCharRefReplaceErrors(_ exc: PyObj) -> PyObj? {
    guard let e = UnicodeErrorView(exc, [.encode]) else { return nil }
    var text: [UInt8] = []
    for i in e.start..<max(e.start, e.end) { text += Array("&#\(PyUnicode_READ(e.object, i));".utf8) }
    Py_DECREF(e.object)
    return asciiResult(text, e.end)
}
func PyCodec_BackslashReplaceErrors(_ exc: PyObj) -> PyObj? {
    guard let e = UnicodeErrorView(exc, [.encode, .decode, .translate]) else { return nil }
    var text: [UInt8] = []
    for i in e.start..<max(e.start, e.end) {
        if e.kind == .decode {
            appendBackslash(UInt32(PyBytes_AS_STRING(e.object).load(fromByteOffset: i, as: UInt8.self)), &text)
        } else {
            appendBackslash(PyUnicode_READ(e.object, i), &text)
        }
    }
    Py_DECREF(e.object)
    return asciiResult(text, e.end)
}
func PyCodec_NameReplaceErrors(_ exc: PyObj) -> PyObj? {
    guard let e = UnicodeErrorView(exc, [.encode]) else { return nil }
    var text: [UInt8] = []
    for i in e.start..<max(e.start, e.end) {
        let c = PyUnicode_READ(e.object, i)
        if let name = Unicode.Scalar(c)?.properties.name { text += Array("\\N{\(name)}".utf8) } else { appendBackslash(c, &text) }
    }
    Py_DECREF(e.object)
    return asciiResult(text, e.end)
}
func PyCodec_SurrogateEscapeErrors(_ exc: PyObj) -> PyObj? {
    guard let e = UnicodeErrorView(exc, [.encode, .decode]) else { return nil }
    defer { Py_DECREF(e.object) }
    if e.kind == .encode {
        var bytes: [UInt8] = []
        for i in e.start..<max(e.start, e.end) {
            let c = PyUnicode_READ(e.object, i)
            if c < 0xdc80 || c > 0xdcff {
                PyErr_SetObject(exc.ob_type, exc)
                return nil
            }
            bytes.append(UInt8(c - 0xdc00))
        }
        return handlerResult(bytes.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }, e.end)
    }
    // At most four bytes that are not ASCII.
    var chars: [UInt16] = []
    while chars.count < 4 && chars.count < e.end - e.start {
        let b = PyBytes_AS_STRING(e.object).load(fromByteOffset: e.start + chars.count, as: UInt8.self)
        if b < 128 { break }
        chars.append(0xdc00 + UInt16(b))
    }
    if chars.isEmpty {
        PyErr_SetObject(exc.ob_type, exc)
        return nil
    }
    let text = chars.withUnsafeBytes { PyUnicode_FromKindAndData(2, $0.baseAddress.unsafelyUnwrapped, chars.count) }
    return handlerResult(text, e.start + chars.count)
}
func PyCodec_SurrogatePassErrors(_ exc: PyObj) -> PyObj? {
    guard let e = UnicodeErrorView(exc, [.encode, .decode]) else { return nil }
    defer { Py_DECREF(e.object) }
    func raise() -> PyObj? {
        PyErr_SetObject(exc.ob_type, exc)
        return nil
    }
    guard let encodingObject = exc.load(fromByteOffset: 72, as: PyObj?.self) else { return raise() }
    // The standard encodings by width and byte order; 0: not one of them.
    var width = 0
    var big = false
    switch swiftString(encodingObject).lowercased().replacingDashes() {
    case "utf8", "cputf8": width = 3
    case "utf16", "utf16le": width = 2
    case "utf16be": (width, big) = (2, true)
    case "utf32", "utf32le": width = 4
    case "utf32be": (width, big) = (4, true)
    default: return raise()
    }
    if e.kind == .encode {
        var bytes: [UInt8] = []
        for i in e.start..<max(e.start, e.end) {
            let c = PyUnicode_READ(e.object, i)
            if c & 0xffff_f800 != 0xd800 { return raise() }
            if width == 3 {
                bytes += [UInt8(0xe0 | c >> 12), UInt8(0x80 | c >> 6 & 0x3f), UInt8(0x80 | c & 0x3f)]
            } else {
                var unit = (0..<width).map { UInt8(truncatingIfNeeded: c >> UInt32($0 * 8)) }
                if big { unit.reverse() }
                bytes += unit
            }
        }
        return handlerResult(bytes.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }, e.end)
    }
    let p = PyBytes_AS_STRING(e.object)
    if PyBytes_GET_SIZE(e.object) - e.start < width { return raise() }
    let unit = (0..<width).map { UInt32(p.load(fromByteOffset: e.start + $0, as: UInt8.self)) }
    var c: UInt32 = 0
    if width == 3 {
        if unit[0] & 0xf0 != 0xe0 || unit[1] & 0xc0 != 0x80 || unit[2] & 0xc0 != 0x80 { return raise() }
        c = (unit[0] & 0xf) << 12 | (unit[1] & 0x3f) << 6 | unit[2] & 0x3f
    } else {
        for b in big ? unit : unit.reversed() { c = c << 8 | b }
    }
    if c & 0xffff_f800 != 0xd800 { return raise() }
    return handlerResult(unicode_char(c), e.start + width)
}
extension String {
    /// Without dashes and underscores.
    fileprivate func replacingDashes() -> String { String(filter { $0 != "-" && $0 != "_" }) }
}
