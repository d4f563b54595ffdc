import Glibc
import Memory

// ASCII, Latin-1, UTF-16 and UTF-32. Origin: Objects/unicodeobject.c, Objects/stringlib/codecs.h.

/// Origin: PyUnicode_DecodeASCII.
func PyUnicode_DecodeASCII(_ p: UnsafeRawPointer, _ n: Int, _ errors: String?) -> PyObj? {
    if n == 0 { return Py_NewRef(emptyUnicode) }
    let prefix = asciiPrefix(p, n)
    if prefix == n { return _PyUnicode_FromASCII(p, n) }
    guard let first = PyUnicode_New(n, 127) else { return nil }
    if prefix > 0 { memcpy(first + 48, p, prefix) }
    var writer = UnicodeWriter(buffer: first)
    writer.pos = prefix
    var handler = DecodeErrors("ascii", errors, p, n)
    var i = prefix
    while i < handler.length {
        let c = handler.input.load(fromByteOffset: i, as: UInt8.self)
        if c < 128 {
            if !writer.writeChar(UInt32(c)) { return handler.fail(&writer) }
            i += 1
        } else if !handler.handle(&writer, i, i + 1, "ordinal not in range(128)", &i) {
            return handler.fail(&writer)
        }
    }
    handler.dispose()
    return writer.finish()
}
/// Origin: PyUnicode_DecodeLatin1.
func PyUnicode_DecodeLatin1(_ p: UnsafeRawPointer, _ n: Int, _ errors: String?) -> PyObj? { PyUnicode_FromKindAndData(1, p, n) }

/// Origin: unicode_encode_ucs1.
private func encodeByteSized(_ op: PyObj, _ errors: String?, _ limit: UInt32) -> PyObj? {
    let n = op.unicode_length
    if n == 0 { return Py_NewRef(emptyBytes) }
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    let target: EncodeTarget = limit == 256 ? .latin1 : .ascii
    let reason = limit == 256 ? "ordinal not in range(256)" : "ordinal not in range(128)"
    var out = BytesWriter()
    if !out.alloc(n) { return nil }
    var handler = EncodeErrors(limit == 256 ? "latin-1" : "ascii", errors, op)
    var i = 0
    while i < n {
        let c = unicodeRead(kind, data, i)
        if c < limit {
            out.put(UInt8(c))
            i += 1
            continue
        }
        var end = i + 1
        while end < n && unicodeRead(kind, data, end) >= limit { end += 1 }
        out.overallocate = end < n
        if !handler.handle(&out, &i, end, reason, target, 1) { return handler.fail(&out) }
    }
    handler.dispose()
    return out.finish()
}
/// Origin: _PyUnicode_AsASCIIString.
func _PyUnicode_AsASCIIString(_ op: PyObj, _ errors: String?) -> PyObj? {
    if !PyUnicode_Check(op) {
        PyErr_BadArgument()
        return nil
    }
    if PyUnicode_IS_ASCII(op) { return PyBytes_FromStringAndSize(PyUnicode_DATA(op), op.unicode_length) }
    return encodeByteSized(op, errors, 128)
}
func PyUnicode_AsASCIIString(_ op: PyObj) -> PyObj? { _PyUnicode_AsASCIIString(op, nil) }
/// Origin: _PyUnicode_AsLatin1String.
func _PyUnicode_AsLatin1String(_ op: PyObj, _ errors: String?) -> PyObj? {
    if !PyUnicode_Check(op) {
        PyErr_BadArgument()
        return nil
    }
    if PyUnicode_KIND(op) == 1 { return PyBytes_FromStringAndSize(PyUnicode_DATA(op), op.unicode_length) }
    return encodeByteSized(op, errors, 256)
}
func PyUnicode_AsLatin1String(_ op: PyObj) -> PyObj? { _PyUnicode_AsLatin1String(op, nil) }

/// Decodes UTF-16; `byteorder` -1, 0 (by mark, else little), 1, and is set by a mark. Origin: PyUnicode_DecodeUTF16Stateful.
func PyUnicode_DecodeUTF16Stateful(
    _ p: UnsafeRawPointer, _ n: Int, _ errors: String?, _ byteorder: UnsafeMutablePointer<Int>?,
    _ consumed: UnsafeMutablePointer<Int>?
) -> PyObj? {
    var i = 0
    var order = byteorder?.pointee ?? 0
    func unit(_ s: UnsafeRawPointer, _ i: Int, big: Bool) -> UInt32 {
        let a = UInt32(s.load(fromByteOffset: i, as: UInt8.self))
        let b = UInt32(s.load(fromByteOffset: i + 1, as: UInt8.self))
        return big ? a << 8 | b : b << 8 | a
    }
    if order == 0 && n >= 2 {
        let mark = unit(p, 0, big: false)
        if mark == 0xfeff { order = -1 } else if mark == 0xfffe { order = 1 }
        if order != 0 { i = 2 }
        byteorder?.pointee = order
    }
    if i == n {
        consumed?.pointee = n
        return Py_NewRef(emptyUnicode)
    }
    let big = order > 0
    var writer = UnicodeWriter()
    writer.min_length = (n - i + 1) / 2
    if !writer.prepare(writer.min_length, 127) { return nil }
    var handler = DecodeErrors(big ? "utf-16-be" : "utf-16-le", errors, p, n)
    loop: while true {
        let left = handler.length - i
        let reason: String
        let end: Int
        if left < 2 {
            if left == 0 || consumed != nil { break }
            reason = "truncated data"
            end = handler.length
        } else {
            let c = unit(handler.input, i, big: big)
            if c & 0xf800 != 0xd800 {
                if !writer.writeChar(c) { return handler.fail(&writer) }
                i += 2
                continue
            }
            if c >= 0xdc00 {
                reason = "illegal encoding"
                end = i + 2
            } else if left < 4 {
                if consumed != nil { break loop }
                reason = "unexpected end of data"
                end = handler.length
            } else {
                let d = unit(handler.input, i + 2, big: big)
                if d & 0xfc00 == 0xdc00 {
                    if !writer.writeChar(0x10000 + ((c & 0x3ff) << 10 | d & 0x3ff)) { return handler.fail(&writer) }
                    i += 4
                    continue
                }
                reason = "illegal UTF-16 surrogate"
                end = i + 2
            }
        }
        if !handler.handle(&writer, i, end, reason, &i, builtin: false) { return handler.fail(&writer) }
    }
    consumed?.pointee = i
    handler.dispose()
    return writer.finish()
}
/// Decodes UTF-32. Origin: PyUnicode_DecodeUTF32Stateful.
func PyUnicode_DecodeUTF32Stateful(
    _ p: UnsafeRawPointer, _ n: Int, _ errors: String?, _ byteorder: UnsafeMutablePointer<Int>?,
    _ consumed: UnsafeMutablePointer<Int>?
) -> PyObj? {
    var i = 0
    var order = byteorder?.pointee ?? 0
    if order == 0 && n >= 4 {
        let mark = p.loadUnaligned(as: UInt32.self)
        if mark == 0xfeff { order = -1 } else if mark == 0xfffe_0000 { order = 1 }
        if order != 0 { i = 4 }
        byteorder?.pointee = order
    }
    if i == n {
        consumed?.pointee = n
        return Py_NewRef(emptyUnicode)
    }
    let big = order > 0
    var writer = UnicodeWriter()
    writer.min_length = (n - i + 3) / 4
    if !writer.prepare(writer.min_length, 127) { return nil }
    var handler = DecodeErrors(big ? "utf-32-be" : "utf-32-le", errors, p, n)
    while true {
        let left = handler.length - i
        let reason: String
        let end: Int
        if left < 4 {
            if left == 0 || consumed != nil { break }
            reason = "truncated data"
            end = handler.length
        } else {
            let raw = handler.input.loadUnaligned(fromByteOffset: i, as: UInt32.self)
            let c = big ? raw.byteSwapped : raw
            end = i + 4
            if c & 0xffff_f800 == 0xd800 {
                reason = "code point in surrogate code point range(0xd800, 0xe000)"
            } else if c >= 0x110000 {
                reason = "code point not in range(0x110000)"
            } else {
                if !writer.writeChar(c) { return handler.fail(&writer) }
                i += 4
                continue
            }
        }
        if !handler.handle(&writer, i, end, reason, &i, builtin: false) { return handler.fail(&writer) }
    }
    consumed?.pointee = i
    handler.dispose()
    return writer.finish()
}

/// The common part of the UTF-16 and UTF-32 encoders. Byte order -1 little, 1 big, 0 little with a mark.
private func encodeWide(_ op: PyObj, _ errors: String?, _ byteorder: Int, _ width: Int) -> PyObj? {
    if !PyUnicode_Check(op) {
        PyErr_BadArgument()
        return nil
    }
    let n = op.unicode_length
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var pairs = 0
    if width == 2 && kind == 4 {
        for i in 0..<n where unicodeRead(4, data, i) >= 0x10000 { pairs += 1 }
    }
    let big = byteorder > 0
    if n > Int.max / width - pairs - 1 { return PyErr_NoMemory() }
    var result = PyBytes_FromStringAndSize(nil, (n + pairs + (byteorder == 0 ? 1 : 0)) * width)
    guard var out = result.map(PyBytes_AS_STRING) else { return nil }
    var o = 0
    func put(_ c: UInt32) {
        for k in 0..<width {
            let shift = UInt32((big ? width - 1 - k : k) * 8)
            out.storeBytes(of: UInt8(truncatingIfNeeded: c >> shift), toByteOffset: o, as: UInt8.self)
            o += 1
        }
    }
    if byteorder == 0 { put(0xfeff) }
    let suffix = byteorder < 0 ? "-le" : byteorder > 0 ? "-be" : ""
    var handler = EncodeErrors("utf-\(width * 8)\(suffix)", errors, op)
    let reason = "surrogates not allowed"
    func fail() -> PyObj? {
        Py_XDECREF(result)
        return nil
    }
    var i = 0
    while i < n {
        let c = unicodeRead(kind, data, i)
        if c & 0xffff_f800 != 0xd800 {
            if width == 2 && c >= 0x10000 {
                put(0xd800 + (c - 0x10000) >> 10)
                put(0xdc00 + (c - 0x10000) & 0x3ff)
            } else {
                put(c)
            }
            i += 1
            continue
        }
        guard let (tuple, replacement, position) = handler.call(i, i + 1, reason) else {
            handler.dispose()
            return fail()
        }
        let isBytes = PyBytes_Check(replacement)
        let size = isBytes ? PyBytes_GET_SIZE(replacement) : replacement.unicode_length
        if isBytes ? size % width != 0 : !PyUnicode_IS_ASCII(replacement) {
            handler.raise(i, i + 1, reason)
            Py_DECREF(tuple)
            handler.dispose()
            return fail()
        }
        let more = (isBytes ? size / width : size) + i - position
        i = position
        if more > 0 {
            if _PyBytes_Resize(&result, PyBytes_GET_SIZE(result.unsafelyUnwrapped) + width * more) < 0 {
                Py_DECREF(tuple)
                handler.dispose()
                return nil
            }
            out = PyBytes_AS_STRING(result.unsafelyUnwrapped)
        }
        if isBytes {
            memcpy(out + o, PyBytes_AS_STRING(replacement), size)
            o += size
        } else {
            for k in 0..<size { put(PyUnicode_READ(replacement, k)) }
        }
        Py_DECREF(tuple)
    }
    handler.dispose()
    if o != PyBytes_GET_SIZE(result.unsafelyUnwrapped) { _ = _PyBytes_Resize(&result, o) }
    return result
}
/// Origin: _PyUnicode_EncodeUTF16.
func _PyUnicode_EncodeUTF16(_ op: PyObj, _ errors: String?, _ byteorder: Int) -> PyObj? { encodeWide(op, errors, byteorder, 2) }
/// Origin: _PyUnicode_EncodeUTF32.
func _PyUnicode_EncodeUTF32(_ op: PyObj, _ errors: String?, _ byteorder: Int) -> PyObj? { encodeWide(op, errors, byteorder, 4) }
