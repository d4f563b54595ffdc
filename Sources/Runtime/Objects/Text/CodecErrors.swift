import Glibc
import Memory

// What a codec does at an error: the built-in handlers directly, others by calling the registered function with a UnicodeError.
// Origin: Objects/unicodeobject.c, Python/codecs.c.

/// The error handlers that codecs know. Origin: _Py_error_handler.
enum CodecErrorHandler {
    case strict, surrogateescape, replace, ignore, backslashreplace, surrogatepass, xmlcharrefreplace, other

    init(_ name: String?) {
        switch name {
        case nil, "strict": self = .strict
        case "surrogateescape": self = .surrogateescape
        case "replace": self = .replace
        case "ignore": self = .ignore
        case "backslashreplace": self = .backslashreplace
        case "surrogatepass": self = .surrogatepass
        case "xmlcharrefreplace": self = .xmlcharrefreplace
        default: self = .other
        }
    }
}

/// A tuple that takes over its new references; nil if one of them is nil.
func tupleSteal(_ items: PyObj?...) -> PyObj? {
    if items.contains(where: { $0 == nil }) {
        for item in items { Py_XDECREF(item) }
        return nil
    }
    guard let t = PyTuple_New(items.count) else { return nil }
    for (i, item) in items.enumerated() { PyTuple_SET_ITEM(t, i, item.unsafelyUnwrapped) }
    return t
}

/// Sets start, end and reason of a UnicodeError that is used again. Origin: PyUnicodeDecodeError_SetStart and its like.
private func updateUnicodeError(_ exc: PyObj, _ start: Int, _ end: Int, _ reason: String) -> Bool {
    exc.storeBytes(of: start, toByteOffset: 88, as: Int.self)
    exc.storeBytes(of: end, toByteOffset: 96, as: Int.self)
    guard let text = PyUnicode_FromString(reason) else { return false }
    Py_XSETREF(exc, 104, text)
    return true
}

/// The `object` of a UnicodeError, a new reference; TypeError if it is missing or of the wrong type.
func unicodeErrorObject(_ exc: PyObj, bytes: Bool) -> PyObj? {
    guard let object = exc.load(fromByteOffset: 80, as: PyObj?.self) else {
        PyErr_SetString(PyExc_TypeError, "object attribute not set")
        return nil
    }
    if bytes ? !PyBytes_Check(object) : !PyUnicode_Check(object) {
        PyErr_SetString(PyExc_TypeError, "object attribute must be \(bytes ? "bytes" : "unicode")")
        return nil
    }
    return Py_NewRef(object)
}

/// Calls a handler function and unpacks its (replacement, position). The tuple keeps the replacement alive; nil on error.
private func callErrorHandler(_ callback: PyObj, _ exc: PyObj, _ message: StaticString, _ bytesToo: Bool) -> (
    tuple: PyObj, replacement: PyObj, position: Int
)? {
    guard let tuple = PyObject_CallOneArg(callback, exc) else { return nil }
    func fail() -> (tuple: PyObj, replacement: PyObj, position: Int)? {
        Py_DECREF(tuple)
        return nil
    }
    guard PyTuple_Check(tuple), PyTuple_GET_SIZE(tuple) == 2 else {
        PyErr_SetString(PyExc_TypeError, "\(message)")
        return fail()
    }
    let replacement = PyTuple_GET_ITEM(tuple, 0)
    guard PyUnicode_Check(replacement) || (bytesToo && PyBytes_Check(replacement)) else {
        PyErr_SetString(PyExc_TypeError, "\(message)")
        return fail()
    }
    let position = PyNumber_AsSsize_t(PyTuple_GET_ITEM(tuple, 1), PyExc_OverflowError)
    if position == -1 && PyErr_Occurred() != nil { return fail() }
    return (tuple, replacement, position)
}

/// The state of error handling while one input is decoded.
struct DecodeErrors {
    var encoding: String
    let errors: String?
    /// The input; a handler may replace it.
    var input: UnsafeRawPointer
    var length: Int
    private var handler: CodecErrorHandler?
    private var callback: PyObj?
    private var exc: PyObj?

    init(_ encoding: String, _ errors: String?, _ input: UnsafeRawPointer, _ length: Int) {
        (self.encoding, self.errors, self.input, self.length) = (encoding, errors, input, length)
    }

    mutating func dispose() {
        Py_XDECREF(callback)
        Py_XDECREF(exc)
        callback = nil
        exc = nil
    }
    /// Gives up: frees everything, returns nil.
    mutating func fail(_ writer: inout UnicodeWriter) -> PyObj? {
        writer.dealloc()
        dispose()
        return nil
    }

    /// Makes or updates the exception object.
    mutating func makeException(_ start: Int, _ end: Int, _ reason: String) -> Bool {
        if let exc {
            if updateUnicodeError(exc, start, end, reason) { return true }
            Py_DECREF(exc)
            self.exc = nil
            return false
        }
        let args = tupleSteal(
            PyUnicode_FromString(encoding), PyBytes_FromStringAndSize(input, length), PyLong_FromSsize_t(start),
            PyLong_FromSsize_t(end), PyUnicode_FromString(reason))
        guard let args else { return false }
        exc = PyObject_Call(PyExc_UnicodeDecodeError, args, nil)
        Py_DECREF(args)
        return exc != nil
    }

    /// Handles one error of the bytes start..<end; `i` becomes the position to go on from. `builtin`: ignore, replace and
    /// surrogateescape are done here (byte-oriented codecs), else by their functions.
    mutating func handle(
        _ writer: inout UnicodeWriter, _ start: Int, _ end: Int, _ reason: String, _ i: inout Int, builtin: Bool = true
    ) -> Bool {
        if handler == nil { handler = CodecErrorHandler(errors) }
        switch handler.unsafelyUnwrapped {
        case .strict:
            if makeException(start, end, reason), let exc { PyErr_SetObject(exc.ob_type, exc) }
            return false
        case .ignore where builtin:
            i = end
            return true
        case .replace where builtin:
            i = end
            return writer.writeChar(0xfffd)
        case .surrogateescape where builtin:
            if !writer.prepareKind(2) { return false }
            for k in start..<end {
                if !writer.writeChar(UInt32(input.load(fromByteOffset: k, as: UInt8.self)) + 0xdc00) { return false }
            }
            i = end
            return true
        default: break
        }
        if callback == nil { callback = PyCodec_LookupError(errors) }
        guard let callback, makeException(start, end, reason), let exc else { return false }
        guard
            let (tuple, replacement, position) = callErrorHandler(
                callback, exc, "decoding error handler must return (str, int) tuple", false)
        else { return false }
        guard let object = unicodeErrorObject(exc, bytes: true) else {
            Py_DECREF(tuple)
            return false
        }
        let remain = length - end
        input = UnsafeRawPointer(PyBytes_AS_STRING(object))
        length = PyBytes_GET_SIZE(object)
        // The exception keeps the object alive.
        Py_DECREF(object)
        let newpos = position < 0 ? length + position : position
        if newpos < 0 || newpos > length {
            PyErr_SetString(PyExc_IndexError, "position \(newpos) from error handler out of bounds")
            Py_DECREF(tuple)
            return false
        }
        var grow = false
        let n = replacement.unicode_length
        if n > 1 {
            writer.min_length += n - 1
            grow = true
        }
        if length - newpos > remain {
            writer.min_length += length - newpos - remain
            grow = true
        }
        if grow {
            writer.overallocate = true
            if !writer.prepare(writer.min_length - writer.pos, PyUnicode_MAX_CHAR_VALUE(replacement)) {
                Py_DECREF(tuple)
                return false
            }
        }
        let ok = writer.writeStr(replacement)
        Py_DECREF(tuple)
        i = newpos
        return ok
    }
}

/// What an encoder can take as a replacement text.
enum EncodeTarget { case utf8, ascii, latin1 }

/// The state of error handling while one string is encoded.
struct EncodeErrors {
    let encoding: String
    let errors: String?
    let unicode: PyObj
    private var handler: CodecErrorHandler?
    private var callback: PyObj?
    private var exc: PyObj?

    init(_ encoding: String, _ errors: String?, _ unicode: PyObj) {
        (self.encoding, self.errors, self.unicode) = (encoding, errors, unicode)
    }

    mutating func dispose() {
        Py_XDECREF(callback)
        Py_XDECREF(exc)
        callback = nil
        exc = nil
    }
    /// Gives up: frees everything, returns nil.
    mutating func fail(_ out: inout BytesWriter) -> PyObj? {
        out.dealloc()
        dispose()
        return nil
    }

    mutating func makeException(_ start: Int, _ end: Int, _ reason: String) -> Bool {
        if let exc {
            if updateUnicodeError(exc, start, end, reason) { return true }
            Py_DECREF(exc)
            self.exc = nil
            return false
        }
        let args = tupleSteal(
            PyUnicode_FromString(encoding), Py_NewRef(unicode), PyLong_FromSsize_t(start), PyLong_FromSsize_t(end),
            PyUnicode_FromString(reason))
        guard let args else { return false }
        exc = PyObject_Call(PyExc_UnicodeEncodeError, args, nil)
        Py_DECREF(args)
        return exc != nil
    }
    /// Raises the error.
    mutating func raise(_ start: Int, _ end: Int, _ reason: String) {
        if makeException(start, end, reason), let exc { PyErr_SetObject(exc.ob_type, exc) }
    }

    /// Calls the registered handler; the tuple keeps the replacement alive. Positions are checked. Origin:
    /// unicode_encode_call_errorhandler.
    mutating func call(_ start: Int, _ end: Int, _ reason: String) -> (tuple: PyObj, replacement: PyObj, position: Int)? {
        if CodecErrorHandler(errors) == .strict {
            raise(start, end, reason)
            return nil
        }
        if callback == nil { callback = PyCodec_LookupError(errors) }
        guard let callback, makeException(start, end, reason), let exc else { return nil }
        guard
            let (tuple, replacement, position) = callErrorHandler(
                callback, exc, "encoding error handler must return (str/bytes, int) tuple", true)
        else { return nil }
        let n = unicode.unicode_length
        let newpos = position < 0 ? n + position : position
        if newpos < 0 || newpos > n {
            PyErr_SetString(PyExc_IndexError, "position \(newpos) from error handler out of bounds")
            Py_DECREF(tuple)
            return nil
        }
        return (tuple, replacement, newpos)
    }

    /// Handles one run pos..<end of characters that cannot be encoded; `pos` becomes the position to go on from. `reserved` bytes a
    /// character are set aside in the writer.
    mutating func handle(
        _ out: inout BytesWriter, _ pos: inout Int, _ end: Int, _ reason: String, _ target: EncodeTarget, _ reserved: Int
    ) -> Bool {
        if handler == nil { handler = CodecErrorHandler(errors) }
        let kind = PyUnicode_KIND(unicode)
        let data = PyUnicode_DATA(unicode)
        var start = pos
        switch handler.unsafelyUnwrapped {
        case .strict:
            raise(start, end, reason)
            return false
        case .replace:
            out.fill(63, end - start)
            pos = end
            return true
        case .ignore:
            pos = end
            return true
        case .backslashreplace, .xmlcharrefreplace:
            out.min_size -= reserved * (end - start)
            var text: [UInt8] = []
            for k in start..<end {
                let c = unicodeRead(kind, data, k)
                if handler == .backslashreplace { appendBackslash(c, &text) } else { text += Array("&#\(c);".utf8) }
            }
            pos = end
            return text.withUnsafeBytes { out.write($0.baseAddress.unsafelyUnwrapped, $0.count) }
        case .surrogatepass where target == .utf8:
            for k in start..<end {
                let c = unicodeRead(kind, data, k)
                out.put(UInt8(0xe0 | c >> 12))
                out.put(UInt8(0x80 | c >> 6 & 0x3f))
                out.put(UInt8(0x80 | c & 0x3f))
            }
            pos = end
            return true
        case .surrogateescape:
            while start < end {
                let c = unicodeRead(kind, data, start)
                if c < 0xdc80 || c > 0xdcff { break }
                out.put(UInt8(c & 0xff))
                start += 1
            }
            if start == end {
                pos = end
                return true
            }
        default: break
        }
        guard let (tuple, replacement, newpos) = call(start, end, reason) else { return false }
        defer { Py_DECREF(tuple) }
        if newpos < start {
            out.overallocate = true
            if !out.reserve(reserved * (start - newpos)) { return false }
        } else {
            out.min_size -= reserved * (newpos - start)
            out.overallocate = newpos < unicode.unicode_length
        }
        pos = newpos
        if PyBytes_Check(replacement) { return out.write(PyBytes_AS_STRING(replacement), PyBytes_GET_SIZE(replacement)) }
        if target == .latin1 ? PyUnicode_KIND(replacement) != 1 : !PyUnicode_IS_ASCII(replacement) {
            raise(start, end, reason)
            return false
        }
        return out.write(PyUnicode_DATA(replacement), replacement.unicode_length)
    }
}

/// Appends `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
func appendBackslash(_ c: UInt32, _ to: inout [UInt8]) {
    let digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8
    to.append(92)
    to.append(digits == 2 ? 120 : digits == 4 ? 117 : 85)
    var shift = UInt32(digits * 4)
    while shift > 0 {
        shift -= 4
        to.append(hexDigit(c >> shift & 15))
    }
}
/// A lower-case hexadecimal digit.
@inline(__always) func hexDigit(_ v: UInt32) -> UInt8 { UInt8(v < 10 ? 48 + v : 87 + v) }
