import Glibc
import Memory

// The charmap codec: one byte a character through a table, and the compact reverse table of the standard encodings.
// Origin: Objects/unicodeobject.c.

// struct encoding_map: level1 (32 bytes) at 16, count2 at 48, count3 at 52, level2 and level3 from 56.

private func encoding_map_size(_ op: PyObj) -> PyObj? {
    PyLong_FromSsize_t(
        63 + 16 * Int(op.load(fromByteOffset: 48, as: Int32.self)) + 128 * Int(op.load(fromByteOffset: 52, as: Int32.self)))
}
private func encoding_map_dealloc(_ op: PyObj) { PyObject_Free(op) }

/// Fills the type of `codecs.charmap_build`'s results.
func initEncodingMapType() {
    let t = EncodingMap_Type
    t.initStaticType("EncodingMap", basicsize: 64)
    t.tp_dealloc = encoding_map_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.setMethods([.noargs("size", encoding_map_size)])
}

/// The reverse of a decoding table of up to 256 characters: a three-level table, or a dict where that cannot be.
/// Origin: PyUnicode_BuildEncodingMap.
func PyUnicode_BuildEncodingMap(_ string: PyObj) -> PyObj? {
    if !PyUnicode_Check(string) || string.unicode_length == 0 {
        PyErr_BadArgument()
        return nil
    }
    let n = min(string.unicode_length, 256)
    var level1 = [UInt8](repeating: 0xff, count: 32)
    var level2 = [UInt8](repeating: 0xff, count: 512)
    var count2 = 0
    var count3 = 0
    var needDict = PyUnicode_READ(string, 0) != 0
    for i in 1..<max(n, 1) {
        let c = PyUnicode_READ(string, i)
        if c == 0 || c > 0xffff {
            needDict = true
            break
        }
        if c == 0xfffe { continue }
        if level1[Int(c >> 11)] == 0xff {
            level1[Int(c >> 11)] = UInt8(truncatingIfNeeded: count2)
            count2 += 1
        }
        if level2[Int(c >> 7)] == 0xff {
            level2[Int(c >> 7)] = UInt8(truncatingIfNeeded: count3)
            count3 += 1
        }
    }
    if count2 >= 0xff || count3 >= 0xff { needDict = true }
    if needDict {
        guard let dict = PyDict_New() else { return nil }
        for i in 0..<n {
            guard let key = PyLong_FromLong(Int(PyUnicode_READ(string, i))), let value = PyLong_FromLong(i) else {
                Py_DECREF(dict)
                return nil
            }
            let failed = PyDict_SetItem(dict, key, value) < 0
            Py_DECREF(key)
            Py_DECREF(value)
            if failed {
                Py_DECREF(dict)
                return nil
            }
        }
        return dict
    }
    guard let map = PyObject_Malloc(63 + 16 * count2 + 128 * count3) else { return PyErr_NoMemory() }
    _ = PyObject_Init(map, EncodingMap_Type)
    map.storeBytes(of: Int32(count2), toByteOffset: 48, as: Int32.self)
    map.storeBytes(of: Int32(count3), toByteOffset: 52, as: Int32.self)
    level1.withUnsafeBytes { _ = memcpy(map + 16, $0.baseAddress.unsafelyUnwrapped, 32) }
    let second = (map + 56).assumingMemoryBound(to: UInt8.self)
    let third = second + 16 * count2
    memset(second, 0xff, 16 * count2)
    memset(third, 0, 128 * count3)
    count3 = 0
    for i in 1..<max(n, 1) {
        let c = Int(PyUnicode_READ(string, i))
        if c == 0xfffe { continue }
        let at = 16 * Int(level1[c >> 11]) + (c >> 7) & 0xf
        if second[at] == 0xff {
            second[at] = UInt8(count3)
            count3 += 1
        }
        third[128 * Int(second[at]) + c & 0x7f] = UInt8(i)
    }
    return map
}
/// The byte of a character, or nil.
private func encodingMapLookup(_ c: UInt32, _ map: PyObj) -> UInt8? {
    if c > 0xffff { return nil }
    if c == 0 { return 0 }
    let c = Int(c)
    let i = Int(map.load(fromByteOffset: 16 + c >> 11, as: UInt8.self))
    if i == 0xff { return nil }
    let j = Int(map.load(fromByteOffset: 56 + 16 * i + (c >> 7) & 0xf, as: UInt8.self))
    if j == 0xff { return nil }
    let count2 = Int(map.load(fromByteOffset: 48, as: Int32.self))
    let b = map.load(fromByteOffset: 56 + 16 * count2 + 128 * j + c & 0x7f, as: UInt8.self)
    return b == 0 ? nil : b
}

/// Decodes by a table: a str indexed by the byte, or any mapping from ints. Origin: PyUnicode_DecodeCharmap.
func PyUnicode_DecodeCharmap(_ p: UnsafeRawPointer, _ n: Int, _ mapping: PyObj?, _ errors: String?) -> PyObj? {
    guard let mapping else { return PyUnicode_DecodeLatin1(p, n, errors) }
    if n == 0 { return Py_NewRef(emptyUnicode) }
    var writer = UnicodeWriter()
    writer.min_length = n
    if !writer.prepare(n, 127) { return nil }
    var handler = DecodeErrors("charmap", errors, p, n)
    let reason = "character maps to <undefined>"
    var i = 0
    while i < handler.length {
        let b = Int(handler.input.load(fromByteOffset: i, as: UInt8.self))
        if PyUnicode_CheckExact(mapping) {
            let c = b < mapping.unicode_length ? PyUnicode_READ(mapping, b) : 0xfffe
            if c != 0xfffe {
                if !writer.writeChar(c) { return handler.fail(&writer) }
                i += 1
                continue
            }
        } else {
            guard let key = PyLong_FromLong(b) else { return handler.fail(&writer) }
            let item = PyObject_GetItem(mapping, key)
            Py_DECREF(key)
            if let item {
                defer { Py_DECREF(item) }
                var ok: Bool?
                if PyLong_Check(item) {
                    let value = PyLong_AsLong(item)
                    if value < 0 || value > 0x10ffff {
                        PyErr_Clear()
                        PyErr_SetString(PyExc_TypeError, "character mapping must be in range(0x110000)")
                        ok = false
                    } else if value != 0xfffe {
                        ok = writer.writeChar(UInt32(value))
                    }
                } else if PyUnicode_Check(item) {
                    if item.unicode_length == 1 {
                        let c = PyUnicode_READ(item, 0)
                        if c != 0xfffe { ok = writer.writeChar(c) }
                    } else {
                        writer.overallocate = true
                        ok = writer.writeStr(item)
                    }
                } else if item != Py_None {
                    PyErr_SetString(PyExc_TypeError, "character mapping must return integer, None or str")
                    ok = false
                }
                if ok == false { return handler.fail(&writer) }
                if ok == true {
                    i += 1
                    continue
                }
            } else if PyErr_ExceptionMatches(PyExc_LookupError) {
                PyErr_Clear()
            } else {
                return handler.fail(&writer)
            }
        }
        if !handler.handle(&writer, i, i + 1, reason, &i, builtin: false) { return handler.fail(&writer) }
    }
    handler.dispose()
    return writer.finish()
}

/// Appends the bytes of one character: true done, false not in the table, nil exception.
private func charmapOutput(_ c: UInt32, _ mapping: PyObj, _ out: inout [UInt8]) -> Bool? {
    if mapping.ob_type == EncodingMap_Type {
        guard let b = encodingMapLookup(c, mapping) else { return false }
        out.append(b)
        return true
    }
    guard let key = PyLong_FromLong(Int(c)) else { return nil }
    let item = PyObject_GetItem(mapping, key)
    Py_DECREF(key)
    guard let item else {
        if !PyErr_ExceptionMatches(PyExc_LookupError) { return nil }
        PyErr_Clear()
        return false
    }
    defer { Py_DECREF(item) }
    if item == Py_None { return false }
    if PyLong_Check(item) {
        let value = PyLong_AsLong(item)
        if value < 0 || value > 255 {
            PyErr_Clear()
            PyErr_SetString(PyExc_TypeError, "character mapping must be in range(256)")
            return nil
        }
        out.append(UInt8(value))
        return true
    }
    if PyBytes_Check(item) {
        out += UnsafeRawBufferPointer(start: PyBytes_AS_STRING(item), count: item.ob_size)
        return true
    }
    PyErr_SetString(PyExc_TypeError, "character mapping must return integer, bytes or None, not \(item.typeName)")
    return nil
}
/// Encodes by a table. Origin: _PyUnicode_EncodeCharmap.
func _PyUnicode_EncodeCharmap(_ op: PyObj, _ mapping: PyObj?, _ errors: String?) -> PyObj? {
    guard let mapping else { return _PyUnicode_AsLatin1String(op, errors) }
    let n = op.unicode_length
    var out: [UInt8] = []
    out.reserveCapacity(n)
    var handler = EncodeErrors("charmap", errors, op)
    defer { handler.dispose() }
    let reason = "character maps to <undefined>"
    var i = 0
    while i < n {
        guard let done = charmapOutput(PyUnicode_READ(op, i), mapping, &out) else { return nil }
        if done {
            i += 1
            continue
        }
        var end = i + 1
        while end < n {
            var scratch: [UInt8] = []
            guard let known = charmapOutput(PyUnicode_READ(op, end), mapping, &scratch) else { return nil }
            if known { break }
            end += 1
        }
        /// Writes a replacement through the table; false with an exception.
        func put(_ c: UInt32) -> Bool {
            guard let ok = charmapOutput(c, mapping, &out) else { return false }
            if !ok { handler.raise(i, end, reason) }
            return ok
        }
        switch CodecErrorHandler(errors) {
        case .strict:
            handler.raise(i, end, reason)
            return nil
        case .replace:
            for _ in i..<end where !put(63) { return nil }
            i = end
        case .ignore: i = end
        case .xmlcharrefreplace:
            for k in i..<end {
                for b in "&#\(PyUnicode_READ(op, k));".utf8 where !put(UInt32(b)) { return nil }
            }
            i = end
        default:
            guard let (tuple, replacement, position) = handler.call(i, end, reason) else { return nil }
            defer { Py_DECREF(tuple) }
            if PyBytes_Check(replacement) {
                out += UnsafeRawBufferPointer(start: PyBytes_AS_STRING(replacement), count: replacement.ob_size)
            } else {
                for k in 0..<replacement.unicode_length where !put(PyUnicode_READ(replacement, k)) { return nil }
            }
            i = position
        }
    }
    return out.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }
}
