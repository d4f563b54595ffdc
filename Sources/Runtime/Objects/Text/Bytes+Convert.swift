import Memory

// Translation, hexadecimal and decoding of bytes and bytearray. Origin: Objects/bytesobject.c, Python/pystrhex.c.

func bytesTranslate<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withArguments(2) { a in
        if !unpackFast("translate", args, nargs, kwnames, ["", "delete"], 1, 2, 0, a) { return nil }
        guard let table = a[0] else { return nil }
        var map = [Int16](repeating: 0, count: 256)
        if table == Py_None {
            for i in 0..<256 { map[i] = Int16(i) }
        } else {
            let ok: Bool? = withBytes(table) { p, m in
                if m != 256 {
                    PyErr_SetString(PyExc_ValueError, "translation table must be 256 characters long")
                    return false
                }
                for i in 0..<256 { map[i] = Int16(p.load(fromByteOffset: i, as: UInt8.self)) }
                return true
            }
            if ok != true { return nil }
        }
        var deletes = false
        if let delete = a[1] {
            let ok: Bool? = withBytes(delete) { p, m in
                deletes = m > 0
                for i in 0..<m { map[Int(p.load(fromByteOffset: i, as: UInt8.self))] = -1 }
                return true
            }
            if ok == nil { return nil }
        }
        let n = op.ob_size
        var out = L.new(n)
        guard let first = out else { return nil }
        let s = L.data(op).assumingMemoryBound(to: UInt8.self)
        let d = L.data(first).assumingMemoryBound(to: UInt8.self)
        var o = 0
        var changed = false
        for i in 0..<n {
            let x = map[Int(s[i])]
            if x < 0 {
                changed = true
                continue
            }
            d[o] = UInt8(x)
            o += 1
            if x != Int16(s[i]) { changed = true }
        }
        if !L.mutable {
            if !changed && L.isExact(op) {
                Py_DECREF(first)
                return Py_NewRef(op)
            }
            if deletes || o != n { _ = _PyBytes_Resize(&out, o) }
        } else if o != n, PyByteArray_Resize(first, o) < 0 {
            Py_DECREF(first)
            return nil
        }
        return out
    }
}
/// `bytes.maketrans`, static.
func bytes_maketrans(_ null: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("maketrans", nargs, 2, 2) { return nil }
    let result: PyObj?? = withBytes(args[0]) { from, n in
        let inner: PyObj?? = withBytes(args[1]) { to, m in
            if n != m {
                PyErr_SetString(PyExc_ValueError, "maketrans arguments must have same length")
                return nil
            }
            guard let out = PyBytes_FromStringAndSize(nil, 256) else { return nil }
            let d = (out + 32).assumingMemoryBound(to: UInt8.self)
            for i in 0..<256 { d[i] = UInt8(i) }
            for i in 0..<n { d[Int(from.load(fromByteOffset: i, as: UInt8.self))] = to.load(fromByteOffset: i, as: UInt8.self) }
            return out
        }
        return inner ?? nil
    }
    return result ?? nil
}
/// Hexadecimal digits as a str, with a separator after every so many bytes (counted from the right if positive).
/// Origin: Python/pystrhex.c.
func _Py_strhex_with_sep(_ p: UnsafeRawPointer, _ n: Int, _ sep: PyObj?, _ group: Int) -> PyObj? {
    var sepChar: UInt8 = 0
    var group = group
    if let sep {
        let m = PyObject_Size(sep)
        if m < 0 { return nil }
        func error(_ type: PyObj, _ message: String) -> PyObj? {
            PyErr_SetString(type, message)
            return nil
        }
        if m != 1 { return error(PyExc_ValueError, "sep must be length 1.") }
        if PyUnicode_Check(sep) {
            if PyUnicode_KIND(sep) != 1 { return error(PyExc_ValueError, "sep must be ASCII.") }
            sepChar = UInt8(PyUnicode_READ(sep, 0))
        } else if PyBytes_Check(sep) {
            sepChar = PyBytes_AS_STRING(sep).load(as: UInt8.self)
        } else {
            return error(PyExc_TypeError, "sep must be str or bytes.")
        }
        if sepChar > 127 { return error(PyExc_ValueError, "sep must be ASCII.") }
    } else {
        group = 0
    }
    let size = abs(group)
    var total = size > 0 && n > 0 ? (n - 1) / size : 0
    if n >= Int.max / 2 - total { return PyErr_NoMemory() }
    total += n * 2
    if size >= n { group = 0 }
    guard let out = PyUnicode_New(total, 127) else { return nil }
    if total == 0 { return out }
    let d = (out + 48).assumingMemoryBound(to: UInt8.self)
    var o = 0
    for i in 0..<n {
        if group != 0 && i > 0 && (group < 0 ? i % size == 0 : (n - i) % size == 0) {
            d[o] = sepChar
            o += 1
        }
        let b = UInt32(p.load(fromByteOffset: i, as: UInt8.self))
        d[o] = hexDigit(b >> 4)
        d[o + 1] = hexDigit(b & 15)
        o += 2
    }
    return out
}
func bytesHex<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withArguments(2) { a in
        if !unpackFast("hex", args, nargs, kwnames, ["sep", "bytes_per_sep"], 0, 2, 0, a) { return nil }
        var group = 1
        if let g = a[1] {
            guard let v = clinicInt(g) else { return nil }
            group = v
        }
        return _Py_strhex_with_sep(L.data(op), op.ob_size, a[0], group)
    }
}
/// Bytes of hexadecimal digits. Origin: _PyBytes_FromHex.
func _PyBytes_FromHex(_ string: PyObj, useByteArray: Bool) -> PyObj? {
    let n = string.unicode_length
    var writer = BytesWriter()
    func error(_ position: Int) -> PyObj? {
        PyErr_SetString(PyExc_ValueError, "non-hexadecimal number found in fromhex() arg at position \(position)")
        return nil
    }
    if !PyUnicode_IS_ASCII(string) {
        var i = 0
        while PyUnicode_READ(string, i) < 128 { i += 1 }
        return error(i)
    }
    writer.useByteArray = useByteArray
    if !writer.alloc(n / 2) { return nil }
    let s = PyUnicode_DATA(string).assumingMemoryBound(to: UInt8.self)
    func digit(_ b: UInt8) -> UInt8? {
        switch b {
        case 48...57: return b - 48
        case 97...102: return b - 87
        case 65...70: return b - 55
        default: return nil
        }
    }
    var i = 0
    while i < n {
        if BytesLib.isSpace(UInt32(s[i])) {
            while BytesLib.isSpace(UInt32(s[i])) { i += 1 }
            if i >= n { break }
        }
        guard let top = digit(s[i]) else {
            writer.dealloc()
            return error(i)
        }
        i += 1
        guard let bottom = digit(s[i]) else {
            writer.dealloc()
            return error(i)
        }
        i += 1
        writer.put(top << 4 | bottom)
    }
    return writer.finish()
}
func bytesDecode(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    if nargs == 0 && kwnames == nil { return PyUnicode_FromEncodedObject(op, nil, nil) }
    return withArguments(2) { a in
        if !unpackFast("decode", args, nargs, kwnames, ["encoding", "errors"], 0, 2, 0, a) { return nil }
        var encoding: String?
        var errors: String?
        if let e = a[0] {
            encoding = clinicString("decode", "argument 'encoding'", e)
            if encoding == nil { return nil }
        }
        if let e = a[1] {
            errors = clinicString("decode", "argument 'errors'", e)
            if errors == nil { return nil }
        }
        return PyUnicode_FromEncodedObject(op, encoding, errors)
    }
}
