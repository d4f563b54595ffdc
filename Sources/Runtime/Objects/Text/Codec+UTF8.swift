import Glibc
import Memory

// UTF-8. Origin: Objects/stringlib/codecs.h, Objects/unicodeobject.c.

/// One step of the UTF-8 decoder: a code point and its length, or what is wrong.
private enum UTF8Step {
    case scalar(UInt32, Int)
    case truncated
    case badStart
    /// An invalid continuation: so many bytes are bad.
    case badContinuation(Int)
}

@inline(__always)
private func utf8Step(_ s: UnsafePointer<UInt8>, _ left: Int) -> UTF8Step {
    let c = UInt32(s[0])
    @inline(__always) func cont(_ x: UInt8) -> Bool { x & 0xc0 == 0x80 }
    if c < 0x80 { return .scalar(c, 1) }
    if c < 0xe0 {
        if c < 0xc2 { return .badStart }
        if left < 2 { return .truncated }
        if !cont(s[1]) { return .badContinuation(1) }
        return .scalar((c & 0x1f) << 6 | UInt32(s[1] & 0x3f), 2)
    }
    if c < 0xf0 {
        if left < 2 { return .truncated }
        let bad = !cont(s[1]) || (c == 0xe0 && s[1] < 0xa0) || (c == 0xed && s[1] >= 0xa0)
        if bad { return .badContinuation(1) }
        if left < 3 { return .truncated }
        if !cont(s[2]) { return .badContinuation(2) }
        return .scalar((c & 0xf) << 12 | UInt32(s[1] & 0x3f) << 6 | UInt32(s[2] & 0x3f), 3)
    }
    if c < 0xf5 {
        if left < 2 { return .truncated }
        let bad = !cont(s[1]) || (c == 0xf0 && s[1] < 0x90) || (c == 0xf4 && s[1] >= 0x90)
        if bad { return .badContinuation(1) }
        if left < 3 { return .truncated }
        if !cont(s[2]) { return .badContinuation(2) }
        if left < 4 { return .truncated }
        if !cont(s[3]) { return .badContinuation(3) }
        return .scalar((c & 7) << 18 | UInt32(s[1] & 0x3f) << 12 | UInt32(s[2] & 0x3f) << 6 | UInt32(s[3] & 0x3f), 4)
    }
    return .badStart
}

/// How many leading bytes are ASCII.
func asciiPrefix(_ p: UnsafeRawPointer, _ n: Int) -> Int {
    var i = 0
    while i &+ 8 <= n {
        if p.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
        i &+= 8
    }
    while i < n && p.load(fromByteOffset: i, as: UInt8.self) < 128 { i &+= 1 }
    return i
}

/// Decodes UTF-8; with `consumed` an incomplete end is left over and reported there. Origin: PyUnicode_DecodeUTF8Stateful.
func PyUnicode_DecodeUTF8Stateful(_ p: UnsafeRawPointer, _ n: Int, _ errors: String?, _ consumed: UnsafeMutablePointer<Int>?)
    -> PyObj?
{
    if n == 0 {
        consumed?.pointee = 0
        return Py_NewRef(emptyUnicode)
    }
    let prefix = asciiPrefix(p, n)
    if prefix == n {
        consumed?.pointee = n
        return _PyUnicode_FromASCII(p, n)
    }
    guard let first = PyUnicode_New(n, 127) else { return nil }
    if prefix > 0 { memcpy(first + 48, p, prefix) }
    var writer = UnicodeWriter(buffer: first)
    writer.pos = prefix
    var handler = DecodeErrors("utf-8", errors, p, n)
    var i = prefix
    scan: while i < handler.length {
        let reason: String
        let end: Int
        switch utf8Step(handler.input.assumingMemoryBound(to: UInt8.self) + i, handler.length - i) {
        case .scalar(let c, let k):
            if !writer.writeChar(c) { return handler.fail(&writer) }
            i += k
            continue
        case .truncated:
            if consumed != nil { break scan }
            reason = "unexpected end of data"
            end = handler.length
        case .badStart:
            reason = "invalid start byte"
            end = i + 1
        case .badContinuation(let k):
            let s = handler.input.assumingMemoryBound(to: UInt8.self) + i
            if k == 1, consumed != nil, s[0] == 0xed, handler.length - i == 2, s[1] >= 0xa0, s[1] <= 0xbf { break scan }
            reason = "invalid continuation byte"
            end = i + k
        }
        if !handler.handle(&writer, i, end, reason, &i) { return handler.fail(&writer) }
    }
    consumed?.pointee = i
    handler.dispose()
    return writer.finish()
}
/// Decodes UTF-8. Origin: PyUnicode_DecodeUTF8.
func PyUnicode_DecodeUTF8(_ p: UnsafeRawPointer, _ n: Int, _ errors: String?) -> PyObj? {
    PyUnicode_DecodeUTF8Stateful(p, n, errors, nil)
}

/// Encodes as UTF-8 into new bytes. Origin: _PyUnicode_AsUTF8String.
func _PyUnicode_AsUTF8String(_ op: PyObj, _ errors: String?) -> PyObj? {
    if !PyUnicode_Check(op) {
        PyErr_BadArgument()
        return nil
    }
    let n = op.unicode_length
    if PyUnicode_IS_ASCII(op) { return PyBytes_FromStringAndSize(PyUnicode_DATA(op), n) }
    if let utf8 = op.utf8 { return PyBytes_FromStringAndSize(utf8, op.utf8_length) }
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var out = BytesWriter()
    guard out.alloc(n * (kind == 1 ? 2 : kind == 2 ? 3 : 4)) else { return nil }
    var handler = EncodeErrors("utf-8", errors, op)
    var i = 0
    while i < n {
        let c = unicodeRead(kind, data, i)
        if c < 0x80 {
            out.put(UInt8(c))
        } else if c < 0x800 {
            out.put(UInt8(0xc0 | c >> 6))
            out.put(UInt8(0x80 | c & 0x3f))
        } else if c & 0xffff_f800 == 0xd800 {
            var end = i + 1
            while end < n && unicodeRead(kind, data, end) & 0xffff_f800 == 0xd800 { end += 1 }
            out.overallocate = end < n
            // What the encoder reserves for the rest is 3 or 4 bytes a character.
            guard handler.handle(&out, &i, end, "surrogates not allowed", .utf8, kind == 2 ? 3 : 4) else {
                return handler.fail(&out)
            }
            continue
        } else if c < 0x10000 {
            out.put(UInt8(0xe0 | c >> 12))
            out.put(UInt8(0x80 | c >> 6 & 0x3f))
            out.put(UInt8(0x80 | c & 0x3f))
        } else {
            out.put(UInt8(0xf0 | c >> 18))
            out.put(UInt8(0x80 | c >> 12 & 0x3f))
            out.put(UInt8(0x80 | c >> 6 & 0x3f))
            out.put(UInt8(0x80 | c & 0x3f))
        }
        i += 1
    }
    handler.dispose()
    return out.finish()
}
/// Encodes as UTF-8 into new bytes. Origin: PyUnicode_AsUTF8String.
func PyUnicode_AsUTF8String(_ op: PyObj) -> PyObj? { _PyUnicode_AsUTF8String(op, nil) }

/// The UTF-8 form of a string, kept in the object (the ASCII data itself, or a block at `utf8`); nil with an exception for
/// surrogates. The bytes live as long as the string and end with a null. Origin: PyUnicode_AsUTF8AndSize.
func PyUnicode_AsUTF8AndSize(_ op: PyObj) -> UnsafeRawBufferPointer? {
    if !PyUnicode_Check(op) {
        PyErr_BadArgument()
        return nil
    }
    if PyUnicode_IS_COMPACT_ASCII(op) { return UnsafeRawBufferPointer(start: op + 48, count: op.unicode_length) }
    if op.utf8 == nil {
        guard let bytes = _PyUnicode_AsUTF8String(op, nil) else { return nil }
        let n = PyBytes_GET_SIZE(bytes)
        guard let block = PyObject_Malloc(n + 1) else {
            Py_DECREF(bytes)
            _ = PyErr_NoMemory()
            return nil
        }
        memcpy(block, PyBytes_AS_STRING(bytes), n + 1)
        op.utf8 = block
        op.utf8_length = n
        Py_DECREF(bytes)
    }
    return UnsafeRawBufferPointer(start: op.utf8, count: op.utf8_length)
}
/// The null-terminated UTF-8 form. Origin: PyUnicode_AsUTF8.
func PyUnicode_AsUTF8(_ op: PyObj) -> UnsafePointer<CChar>? {
    PyUnicode_AsUTF8AndSize(op)?.baseAddress?.assumingMemoryBound(to: CChar.self)
}
