import Glibc
import Memory

// The unicode_escape, raw_unicode_escape and byte escape codecs. Origin: Objects/unicodeobject.c, Objects/bytesobject.c.

/// The code point of a Unicode character name, or nil. A scan of all names: only for the codec at run time.
private func characterNamed(_ name: String) -> UInt32? {
    let wanted = String(decoding: name.utf8.map { $0 &- 97 < 26 ? $0 - 32 : $0 }, as: UTF8.self)
    for (low, high) in [(UInt32(0x20), UInt32(0x3ffff)), (0xe0000, 0xe01ff)] {
        for c in low...high {
            guard let p = Unicode.Scalar(c)?.properties else { continue }
            if p.name == wanted || p.nameAlias == wanted { return c }
        }
    }
    return nil
}
private func hexValue(_ b: UInt8) -> UInt32? {
    switch b {
    case 48...57: return UInt32(b) - 48
    case 97...102: return UInt32(b) - 87
    case 65...70: return UInt32(b) - 55
    default: return nil
    }
}

/// Decodes escapes; `invalid` gets the offset of the first escape that is none. Origin: _PyUnicode_DecodeUnicodeEscapeInternal.
func _PyUnicode_DecodeUnicodeEscape(
    _ p: UnsafeRawPointer, _ n: Int, _ errors: String?, _ consumed: UnsafeMutablePointer<Int>?, _ invalid: inout Int?,
    raw: Bool = false
) -> PyObj? {
    if n == 0 {
        consumed?.pointee = 0
        return Py_NewRef(emptyUnicode)
    }
    var writer = UnicodeWriter()
    writer.min_length = n
    if !writer.prepare(n, 127) { return nil }
    var handler = DecodeErrors(raw ? "rawunicodeescape" : "unicodeescape", errors, p, n)
    var i = 0
    var used = n
    scan: while i < handler.length {
        func at(_ k: Int) -> UInt8 { handler.input.load(fromByteOffset: k, as: UInt8.self) }
        let start = i
        var c = at(i)
        i += 1
        var message = "\\ at end of string"
        var incomplete = false
        if c != 92 || (raw && i >= handler.length && consumed == nil) {
            if !writer.writeChar(UInt32(c)) { return handler.fail(&writer) }
            continue
        }
        decode: do {
            if i >= handler.length {
                incomplete = true
                break decode
            }
            c = at(i)
            i += 1
            var ch: UInt32
            var digits = 0
            switch (c, raw) {
            case (117, _):
                digits = 4
                message = "truncated \\uXXXX escape"
            case (85, _):
                digits = 8
                message = "truncated \\UXXXXXXXX escape"
            case (_, true):
                if !writer.writeChar(92) || !writer.writeChar(UInt32(c)) { return handler.fail(&writer) }
                continue scan
            case (10, _): continue scan
            case (120, _):
                digits = 2
                message = "truncated \\xXX escape"
            case (48...55, _):
                ch = UInt32(c) - 48
                var k = 0
                while k < 2 && i < handler.length && (48...55).contains(at(i)) {
                    ch = ch << 3 + UInt32(at(i)) - 48
                    i += 1
                    k += 1
                }
                if ch > 0o377 && invalid == nil { invalid = i - 3 }
                if !writer.writeChar(ch) { return handler.fail(&writer) }
                continue scan
            case (78, _):
                message = "malformed \\N character escape"
                if i >= handler.length {
                    incomplete = true
                    break decode
                }
                if at(i) == 123 {
                    i += 1
                    let from = i
                    while i < handler.length && at(i) != 125 { i += 1 }
                    if i >= handler.length {
                        incomplete = true
                        break decode
                    }
                    if i > from {
                        let name = String(
                            decoding: UnsafeRawBufferPointer(start: handler.input + from, count: i - from), as: UTF8.self)
                        i += 1
                        if let found = characterNamed(name) {
                            if !writer.writeChar(found) { return handler.fail(&writer) }
                            continue scan
                        }
                        message = "unknown Unicode character name"
                    }
                }
                break decode
            default:
                let plain: UInt32?
                switch c {
                case 92, 39, 34: plain = UInt32(c)
                case 98: plain = 8
                case 102: plain = 12
                case 116: plain = 9
                case 110: plain = 10
                case 114: plain = 13
                case 118: plain = 11
                case 97: plain = 7
                default: plain = nil
                }
                if let plain {
                    if !writer.writeChar(plain) { return handler.fail(&writer) }
                } else {
                    if invalid == nil { invalid = i - 1 }
                    if !writer.writeChar(92) || !writer.writeChar(UInt32(c)) { return handler.fail(&writer) }
                }
                continue scan
            }
            ch = 0
            while digits > 0 {
                if i >= handler.length {
                    incomplete = true
                    break decode
                }
                guard let v = hexValue(at(i)) else { break decode }
                ch = ch << 4 + v
                i += 1
                digits -= 1
            }
            if ch > 0x10ffff {
                message = raw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character"
                break decode
            }
            if !writer.writeChar(ch) { return handler.fail(&writer) }
            continue scan
        }
        if incomplete && consumed != nil {
            used = start
            break
        }
        writer.min_length = handler.length - i + writer.pos
        if !handler.handle(&writer, start, i, message, &i, builtin: false) { return handler.fail(&writer) }
    }
    consumed?.pointee = used
    handler.dispose()
    return writer.finish()
}
/// Decodes escapes and warns of invalid ones. Origin: _PyUnicode_DecodeUnicodeEscapeStateful.
func PyUnicode_DecodeUnicodeEscape(_ p: UnsafeRawPointer, _ n: Int, _ errors: String?, _ consumed: UnsafeMutablePointer<Int>?)
    -> PyObj?
{
    var invalid: Int?
    guard let text = _PyUnicode_DecodeUnicodeEscape(p, n, errors, consumed, &invalid) else { return nil }
    if let at = invalid, warnInvalidEscape(p, at, "octal escape") < 0 {
        Py_DECREF(text)
        return nil
    }
    return text
}
private func warnInvalidEscape(_ p: UnsafeRawPointer, _ at: Int, _ octal: String) -> Int32 {
    let c = p.load(fromByteOffset: at, as: UInt8.self)
    if (52...55).contains(c) {
        let digits = String(decoding: UnsafeRawBufferPointer(start: p + at, count: 3), as: UTF8.self)
        return PyErr_WarnEx(PyExc_DeprecationWarning, "invalid \(octal) sequence '\\\(digits)'", 1)
    }
    return PyErr_WarnEx(PyExc_DeprecationWarning, "invalid escape sequence '\\\(Character(Unicode.Scalar(c)))'", 1)
}
/// Origin: PyUnicode_AsUnicodeEscapeString, PyUnicode_AsRawUnicodeEscapeString.
func PyUnicode_AsUnicodeEscapeString(_ op: PyObj, raw: Bool = false) -> PyObj? {
    if !PyUnicode_Check(op) {
        PyErr_BadArgument()
        return nil
    }
    var out: [UInt8] = []
    out.reserveCapacity(op.unicode_length)
    for i in 0..<op.unicode_length {
        let c = PyUnicode_READ(op, i)
        if raw ? c < 0x100 : c >= 32 && c < 127 && c != 92 {
            out.append(UInt8(c))
        } else if !raw && c == 92 {
            out += [92, 92]
        } else if !raw && (c == 9 || c == 10 || c == 13) {
            out += [92, c == 9 ? 116 : c == 10 ? 110 : 114]
        } else {
            appendBackslash(c, &out)
        }
    }
    return out.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }
}

/// Decodes the escapes of bytes literals. Origin: PyBytes_DecodeEscape.
func PyBytes_DecodeEscape(_ p: UnsafeRawPointer, _ n: Int, _ errors: String?) -> PyObj? {
    var out: [UInt8] = []
    out.reserveCapacity(n)
    var invalid: Int?
    var i = 0
    func at(_ k: Int) -> UInt8 { p.load(fromByteOffset: k, as: UInt8.self) }
    while i < n {
        if at(i) != 92 {
            out.append(at(i))
            i += 1
            continue
        }
        i += 1
        if i == n {
            PyErr_SetString(PyExc_ValueError, "Trailing \\ in string")
            return nil
        }
        let c = at(i)
        i += 1
        switch c {
        case 10: break
        case 92, 39, 34: out.append(c)
        case 98: out.append(8)
        case 102: out.append(12)
        case 116: out.append(9)
        case 110: out.append(10)
        case 114: out.append(13)
        case 118: out.append(11)
        case 97: out.append(7)
        case 48...55:
            var v = Int(c) - 48
            var k = 0
            while k < 2 && i < n && (48...55).contains(at(i)) {
                v = v << 3 + Int(at(i)) - 48
                i += 1
                k += 1
            }
            if v > 0o377 && invalid == nil { invalid = i - 3 }
            out.append(UInt8(v & 0xff))
        case 120:
            if i + 1 < n, let a = hexValue(at(i)), let b = hexValue(at(i + 1)) {
                out.append(UInt8(a << 4 | b))
                i += 2
                break
            }
            // A lone digit is skipped too.
            switch errors {
            case nil, "strict":
                PyErr_SetString(PyExc_ValueError, "invalid \\x escape at position \(i - 2)")
                return nil
            case "replace": out.append(63)
            case "ignore": break
            default:
                PyErr_SetString(PyExc_ValueError, "decoding error; unknown error handling code: \(errors ?? "")")
                return nil
            }
            if i < n && hexValue(at(i)) != nil { i += 1 }
        default:
            if invalid == nil { invalid = i - 1 }
            out += [92, c]
        }
    }
    if let at = invalid, warnInvalidEscape(p, at, "octal escape") < 0 { return nil }
    return out.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }
}
/// Escapes bytes as in a bytes literal with single quotes. Origin: _codecs.escape_encode.
func bytesEscapeEncode(_ p: UnsafeRawPointer, _ n: Int) -> PyObj? {
    var out: [UInt8] = []
    for i in 0..<n {
        let b = p.load(fromByteOffset: i, as: UInt8.self)
        switch b {
        case 39, 92: out += [92, b]
        case 9: out += [92, 116]
        case 10: out += [92, 110]
        case 13: out += [92, 114]
        case 32..<127: out.append(b)
        default: out += [92, 120, hexDigit(UInt32(b >> 4)), hexDigit(UInt32(b & 15))]
        }
    }
    return out.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }
}
