import Glibc
import Memory

// `bytes % args`. Origin: _PyBytes_FormatEx of Objects/bytesobject.c.

/// What a conversion yields.
private enum BytesPiece {
    /// Bytes that live as long as an object (taken over).
    case object(PyObj, UnsafeRawPointer, Int)
    case byte(UInt8)
    case text(String)
}

/// Formats bytes; a new bytes or bytearray object.
func bytesFormat(_ format: UnsafeRawPointer, _ n: Int, _ args: PyObj, useByteArray: Bool) -> PyObj? {
    var writer = BytesWriter()
    writer.useByteArray = useByteArray
    if !writer.alloc(n) { return nil }
    if !useByteArray { writer.overallocate = true }
    var args = args
    var argsOwned = false
    defer { if argsOwned { Py_DECREF(args) } }
    var arglen = -1
    var argidx = -2
    var dict: PyObj?
    if PyTuple_Check(args) {
        arglen = args.ob_size
        argidx = 0
    } else if args.ob_type.tp_as_mapping?.mp_subscript != nil, !PyBytes_Check(args), !PyUnicode_Check(args),
        !PyByteArray_Check(args)
    {
        dict = args
    }
    func fail(_ type: PyObj, _ message: String) -> PyObj? {
        PyErr_SetString(type, message)
        writer.dealloc()
        return nil
    }
    func fail() -> PyObj? {
        writer.dealloc()
        return nil
    }
    func nextArg() -> PyObj? {
        let i = argidx
        if i < arglen {
            argidx += 1
            return arglen < 0 ? args : PyTuple_GET_ITEM(args, i)
        }
        PyErr_SetString(PyExc_TypeError, "not enough arguments for format string")
        return nil
    }
    var pos = 0
    var left = n
    // Past the end there is the final null of the object.
    func byte() -> UInt8 { format.load(fromByteOffset: pos, as: UInt8.self) }
    func isDigit(_ c: UInt8) -> Bool { c &- 48 < 10 }
    while true {
        left -= 1
        if left < 0 { break }
        if byte() != 37 {
            let k = findChar(1, format + pos + 1, left, 37)
            let count = k < 0 ? left + 1 : k + 1
            writer.put(format + pos, count)
            pos += count
            left -= count - 1
            continue
        }
        var flags = 0
        var width = -1
        var prec = -1
        var c: UInt8 = 0
        pos += 1
        if byte() == 37 {
            writer.put(37)
            pos += 1
            left -= 1
            continue
        }
        if byte() == 40 {
            guard let dict else { return fail(PyExc_TypeError, "format requires a mapping") }
            pos += 1
            left -= 1
            let start = pos
            var depth = 1
            while depth > 0 {
                left -= 1
                if left < 0 { break }
                if byte() == 41 { depth -= 1 } else if byte() == 40 { depth += 1 }
                pos += 1
            }
            if left < 0 || depth > 0 { return fail(PyExc_ValueError, "incomplete format key") }
            guard let key = PyBytes_FromStringAndSize(format + start, pos - start - 1) else { return fail() }
            if argsOwned {
                argsOwned = false
                Py_DECREF(args)
            }
            let value = PyObject_GetItem(dict, key)
            Py_DECREF(key)
            guard let value else { return fail() }
            args = value
            argsOwned = true
            arglen = -1
            argidx = -2
        }
        var noNegativeZero = false
        flags: while true {
            left -= 1
            if left < 0 { break }
            c = byte()
            pos += 1
            switch c {
            case 45: flags |= FormatFlags.ljust
            case 43: flags |= FormatFlags.sign
            case 32: flags |= FormatFlags.blank
            case 35: flags |= FormatFlags.alt
            case 48: flags |= FormatFlags.zero
            case 122: noNegativeZero = true
            default: break flags
            }
        }
        func advance() {
            left -= 1
            if left >= 0 {
                c = byte()
                pos += 1
            }
        }
        if c == 42 {
            guard let v = nextArg() else { return fail() }
            if !PyLong_Check(v) { return fail(PyExc_TypeError, "* wants int") }
            width = PyLong_AsSsize_t(v)
            if width == -1 && PyErr_Occurred() != nil { return fail() }
            if width < 0 {
                flags |= FormatFlags.ljust
                width = 0 &- width
            }
            advance()
        } else if isDigit(c) {
            width = Int(c) - 48
            while true {
                left -= 1
                if left < 0 { break }
                c = byte()
                pos += 1
                if !isDigit(c) { break }
                if width > (Int.max - (Int(c) - 48)) / 10 { return fail(PyExc_ValueError, "width too big") }
                width = width * 10 + Int(c) - 48
            }
        }
        if c == 46 {
            prec = 0
            advance()
            if c == 42 {
                guard let v = nextArg() else { return fail() }
                if !PyLong_Check(v) { return fail(PyExc_TypeError, "* wants int") }
                prec = Int(_PyLong_AsInt(v))
                if prec == -1 && PyErr_Occurred() != nil { return fail() }
                if prec < 0 { prec = 0 }
                advance()
            } else if isDigit(c) {
                prec = Int(c) - 48
                while true {
                    left -= 1
                    if left < 0 { break }
                    c = byte()
                    pos += 1
                    if !isDigit(c) { break }
                    if prec > (Int(Int32.max) - (Int(c) - 48)) / 10 { return fail(PyExc_ValueError, "prec too big") }
                    prec = prec * 10 + Int(c) - 48
                }
            }
        }
        if left >= 0 && (c == 104 || c == 108 || c == 76) { advance() }
        if left < 0 { return fail(PyExc_ValueError, "incomplete format") }
        guard let v = nextArg() else { return fail() }
        if left == 0 { writer.overallocate = false }
        var numeric = false
        let plain = width == -1 && prec == -1 && flags & (FormatFlags.sign | FormatFlags.blank) == 0
        let piece: BytesPiece
        switch c {
        case 114, 97:
            guard let text = PyObject_ASCII(v) else { return fail() }
            let m = text.unicode_length
            piece = .object(text, PyUnicode_DATA(text), prec >= 0 ? min(m, prec) : m)
        case 115, 98:
            guard let (object, p, m) = bytesOfArgument(v) else { return fail() }
            piece = .object(object, p, prec >= 0 ? min(m, prec) : m)
        case 105, 100, 117, 111, 120, 88:
            guard let text = integerOfArgument(v, flags, prec, c) else { return fail() }
            let m = text.unicode_length
            if PyLong_CheckExact(v) && plain && c != 88 {
                writer.min_size -= 2
                let ok = writer.write(PyUnicode_DATA(text), m)
                Py_DECREF(text)
                if !ok { return nil }
                continue
            }
            piece = .object(text, PyUnicode_DATA(text), m)
            numeric = true
        case 101, 69, 102, 70, 103, 71:
            let x = PyFloat_AsDouble(v)
            if x == -1 && PyErr_Occurred() != nil {
                return fail(PyExc_TypeError, "float argument required, not \(v.typeName)")
            }
            let options =
                (flags & FormatFlags.alt != 0 ? Py_DTSF_ALT : 0) | (noNegativeZero ? Py_DTSF_NO_NEG_0 : 0)
            guard var text = PyOS_double_to_string(x, c, prec < 0 ? 6 : prec, options) else { return fail() }
            if plain {
                writer.min_size -= 2
                let ok = text.withUTF8 { writer.write($0.baseAddress.unsafelyUnwrapped, $0.count) }
                if !ok { return nil }
                continue
            }
            piece = .text(text)
            numeric = true
        case 99:
            guard let b = byteOfArgument(v) else { return fail() }
            if width == -1 {
                writer.put(b)
                continue
            }
            piece = .byte(b)
        default:
            let shown = Unicode.Scalar(c).isASCII ? String(Unicode.Scalar(c)) : "\u{fffd}"
            return fail(
                PyExc_ValueError,
                "unsupported format character '\(shown)' (0x\(String(c, radix: 16))) at index \(pos - 1)")
        }
        var ok = false
        let fill: UInt8 = numeric && flags & FormatFlags.zero != 0 ? 48 : 32
        switch piece {
        case .object(let owner, let p, let m):
            ok = outputBytes(&writer, p, m, width, flags, numeric, fill, c)
            Py_DECREF(owner)
        case .byte(var b):
            ok = withUnsafeBytes(of: &b) {
                outputBytes(&writer, $0.baseAddress.unsafelyUnwrapped, 1, width, flags, numeric, fill, c)
            }
        case .text(var text):
            ok = text.withUTF8 {
                outputBytes(&writer, $0.baseAddress.unsafelyUnwrapped, $0.count, width, flags, numeric, fill, c)
            }
        }
        if !ok { return nil }
        if dict != nil && argidx < arglen {
            return fail(PyExc_TypeError, "not all arguments converted during bytes formatting")
        }
    }
    if argidx < arglen && dict == nil {
        return fail(PyExc_TypeError, "not all arguments converted during bytes formatting")
    }
    return writer.finish()
}

/// Writes a converted argument with sign, prefix and padding. Two bytes were reserved for the conversion.
private func outputBytes(
    _ writer: inout BytesWriter, _ p: UnsafeRawPointer, _ n: Int, _ width: Int, _ flags: Int, _ numeric: Bool, _ fill: UInt8,
    _ c: UInt8
) -> Bool {
    var p = p
    var n = n
    var width = width
    var sign: UInt8 = 0
    if numeric {
        let first = p.load(as: UInt8.self)
        if first == 45 || first == 43 {
            sign = first
            p += 1
            n -= 1
        } else if flags & FormatFlags.sign != 0 {
            sign = 43
        } else if flags & FormatFlags.blank != 0 {
            sign = 32
        }
    }
    if width < n { width = n }
    let room = sign != 0 && n == width ? width + 1 : width
    if room > 2 && !writer.reserve(room - 2) { return false }
    if sign != 0 {
        if fill != 32 { writer.put(sign) }
        if width > n { width -= 1 }
    }
    let prefixed = flags & FormatFlags.alt != 0 && (c == 111 || c == 120 || c == 88)
    if prefixed {
        if fill != 32 {
            writer.put(p, 2)
            p += 2
        }
        width = max(0, width - 2)
        n -= 2
    }
    if width > n && flags & FormatFlags.ljust == 0 {
        writer.fill(fill, width - n)
        width = n
    }
    if fill == 32 {
        if sign != 0 { writer.put(sign) }
        if prefixed {
            writer.put(p, 2)
            p += 2
        }
    }
    writer.put(p, n)
    if width > n { writer.fill(32, width - n) }
    return true
}
/// The bytes of a %b argument: a new reference, address and length. Origin: format_obj.
private func bytesOfArgument(_ v: PyObj) -> (PyObj, UnsafeRawPointer, Int)? {
    if PyBytes_Check(v) { return (Py_NewRef(v), UnsafeRawPointer(PyBytes_AS_STRING(v)), v.ob_size) }
    if PyByteArray_Check(v) { return (Py_NewRef(v), UnsafeRawPointer(PyByteArray_AS_STRING(v)), v.ob_size) }
    if let function = _PyObject_LookupSpecial(v, _Py_ID(.__bytes__)) {
        let result = _PyObject_CallNoArgs(function)
        Py_DECREF(function)
        guard let result else { return nil }
        if !PyBytes_Check(result) {
            PyErr_SetString(PyExc_TypeError, "__bytes__ returned non-bytes (type \(result.typeName))")
            Py_DECREF(result)
            return nil
        }
        return (result, UnsafeRawPointer(PyBytes_AS_STRING(result)), result.ob_size)
    }
    if PyErr_Occurred() != nil { return nil }
    if PyObject_CheckBuffer(v) {
        let copy: PyObj?? = withBytes(v) { PyBytes_FromStringAndSize($0, $1) }
        guard let outer = copy, let result = outer else { return nil }
        return (result, UnsafeRawPointer(PyBytes_AS_STRING(result)), result.ob_size)
    }
    PyErr_SetString(
        PyExc_TypeError,
        "%b requires a bytes-like object, or an object that implements __bytes__, not '\(v.typeName)'")
    return nil
}
/// The digits of an integer conversion as a str. Origin: formatlong.
private func integerOfArgument(_ v: PyObj, _ flags: Int, _ prec: Int, _ c: UInt8) -> PyObj? {
    let alternate = flags & FormatFlags.alt != 0
    let type: UInt32 = c == 105 ? 100 : UInt32(c)
    if PyLong_Check(v) { return _PyUnicode_FormatLong(v, alternate, prec, type) }
    let radix = c == 111 || c == 120 || c == 88
    if PyNumber_Check(v) {
        if let number = radix ? PyNumber_Index(v) : PyNumber_Long(v) {
            let text = _PyUnicode_FormatLong(number, alternate, prec, type)
            Py_DECREF(number)
            return text
        }
        if !PyErr_ExceptionMatches(PyExc_TypeError) { return nil }
    }
    PyErr_SetString(
        PyExc_TypeError,
        "%\(String(Unicode.Scalar(UInt8(type)))) format: \(radix ? "an integer" : "a real number") is required, not \(v.typeName)")
    return nil
}
/// The byte of a %c argument. Origin: byte_converter.
private func byteOfArgument(_ v: PyObj) -> UInt8? {
    if PyBytes_Check(v) && v.ob_size == 1 { return PyBytes_AS_STRING(v).load(as: UInt8.self) }
    if PyByteArray_Check(v) && v.ob_size == 1 { return PyByteArray_AS_STRING(v).load(as: UInt8.self) }
    var overflow: Int32 = 0
    let x = PyLong_AsLongAndOverflow(v, &overflow)
    if x == -1 && PyErr_Occurred() != nil {
        if PyErr_ExceptionMatches(PyExc_TypeError) {
            PyErr_SetString(PyExc_TypeError, "%c requires an integer in range(256) or a single byte")
        }
        return nil
    }
    if x < 0 || x > 255 {
        PyErr_SetString(PyExc_OverflowError, "%c arg not in range(256)")
        return nil
    }
    return UInt8(x)
}
