import Memory

// UTF-7 (RFC 2152): encodes conservatively, decodes liberally. Origin: Objects/unicodeobject.c.

private func isBase64(_ c: UInt32) -> Bool { isASCIILetter(c) || isASCIIDigit(c) || c == 43 || c == 47 }
private func fromBase64(_ c: UInt32) -> UInt64 {
    switch c {
    case 65...90: return UInt64(c) - 65
    case 97...122: return UInt64(c) - 71
    case 48...57: return UInt64(c) + 4
    default: return c == 43 ? 62 : 63
    }
}
private func toBase64(_ v: UInt64) -> UInt8 {
    let x = UInt8(v & 63)
    return x < 26 ? 65 + x : x < 52 ? 71 + x : x < 62 ? x - 4 : x == 62 ? 43 : 47
}
/// Whether an ASCII character stands for itself: all but `+`, `\`, `~` and most control characters.
private func isDirect(_ c: UInt32) -> Bool {
    switch c {
    case 9, 10, 13: return true
    case 32..<127: return c != 43 && c != 92 && c != 126
    default: return false
    }
}

/// Decodes UTF-7; with `consumed` an unfinished shift sequence is left over. Origin: PyUnicode_DecodeUTF7Stateful.
func PyUnicode_DecodeUTF7Stateful(_ p: UnsafeRawPointer, _ n: Int, _ errors: String?, _ consumed: UnsafeMutablePointer<Int>?)
    -> PyObj?
{
    if n == 0 {
        consumed?.pointee = 0
        return Py_NewRef(emptyUnicode)
    }
    var writer = UnicodeWriter()
    writer.min_length = n
    var handler = DecodeErrors("utf7", errors, p, n)
    var i = 0
    var start = 0
    var inShift = false
    var shiftOutStart = 0
    var bits = 0
    var buffer: UInt64 = 0
    var surrogate: UInt32 = 0
    while true {
        while i < handler.length {
            let c = UInt32(handler.input.load(fromByteOffset: i, as: UInt8.self))
            var message: String?
            if inShift {
                if isBase64(c) {
                    buffer = buffer << 6 | fromBase64(c)
                    bits += 6
                    i += 1
                    if bits < 16 { continue }
                    let unit = UInt32(truncatingIfNeeded: buffer >> UInt64(bits - 16)) & 0xffff
                    bits -= 16
                    buffer &= 1 << UInt64(bits) - 1
                    if surrogate != 0 {
                        let first = surrogate
                        surrogate = 0
                        if unit & 0xfc00 == 0xdc00 {
                            if !writer.writeChar(0x10000 + ((first & 0x3ff) << 10 | unit & 0x3ff)) { return handler.fail(&writer) }
                            continue
                        }
                        if !writer.writeChar(first) { return handler.fail(&writer) }
                    }
                    if unit & 0xfc00 == 0xd800 {
                        surrogate = unit
                    } else if !writer.writeChar(unit) {
                        return handler.fail(&writer)
                    }
                    continue
                }
                inShift = false
                if bits >= 6 {
                    i += 1
                    message = "partial character in shift sequence"
                } else if bits > 0 && buffer != 0 {
                    i += 1
                    message = "non-zero padding bits in shift sequence"
                } else {
                    if surrogate != 0 && c <= 127 && c != 43 && !writer.writeChar(surrogate) { return handler.fail(&writer) }
                    surrogate = 0
                    // The closing dash is no part of the text.
                    if c == 45 { i += 1 }
                }
            } else if c == 43 {
                start = i
                i += 1
                let next = i < handler.length ? UInt32(handler.input.load(fromByteOffset: i, as: UInt8.self)) : nil
                if next == 45 {
                    i += 1
                    if !writer.writeChar(43) { return handler.fail(&writer) }
                } else if let next, !isBase64(next) {
                    i += 1
                    message = "ill-formed sequence"
                } else {
                    inShift = true
                    surrogate = 0
                    shiftOutStart = writer.pos
                    bits = 0
                    buffer = 0
                }
            } else if c <= 127 {
                i += 1
                if !writer.writeChar(c) { return handler.fail(&writer) }
            } else {
                start = i
                i += 1
                message = "unexpected special character"
            }
            if let message, !handler.handle(&writer, start, i, message, &i, builtin: false) { return handler.fail(&writer) }
        }
        if !inShift || consumed != nil { break }
        inShift = false
        if surrogate == 0 && bits < 6 && (bits == 0 || buffer == 0) { break }
        if !handler.handle(&writer, start, n, "unterminated shift sequence", &i, builtin: false) { return handler.fail(&writer) }
        if i >= handler.length { break }
    }
    handler.dispose()
    if let consumed {
        if inShift {
            consumed.pointee = start
            if writer.pos != shiftOutStart && writer.maxchar > 127 {
                let result = PyUnicode_FromKindAndData(writer.kind, writer.data, shiftOutStart)
                writer.dealloc()
                return result
            }
            writer.pos = shiftOutStart
        } else {
            consumed.pointee = i
        }
    }
    return writer.finish()
}

/// Encodes as UTF-7, punctuation and white space as themselves. Origin: _PyUnicode_EncodeUTF7.
func _PyUnicode_EncodeUTF7(_ op: PyObj, _ errors: String?) -> PyObj? {
    var out: [UInt8] = []
    var inShift = false
    var bits = 0
    var buffer: UInt64 = 0
    func put(_ unit: UInt32) {
        bits += 16
        buffer = buffer << 16 | UInt64(unit)
        while bits >= 6 {
            out.append(toBase64(buffer >> UInt64(bits - 6)))
            bits -= 6
        }
    }
    for i in 0..<op.unicode_length {
        let c = PyUnicode_READ(op, i)
        if isDirect(c) {
            if inShift {
                if bits > 0 { out.append(toBase64(buffer << UInt64(6 - bits))) }
                buffer = 0
                bits = 0
                inShift = false
                if isBase64(c) || c == 45 { out.append(45) }
            }
            out.append(UInt8(c))
            continue
        }
        if !inShift {
            out.append(43)
            if c == 43 {
                out.append(45)
                continue
            }
            inShift = true
        }
        if c >= 0x10000 {
            put(0xd800 + (c - 0x10000) >> 10)
            put(0xdc00 + (c - 0x10000) & 0x3ff)
        } else {
            put(c)
        }
    }
    if bits > 0 { out.append(toBase64(buffer << UInt64(6 - bits))) }
    if inShift { out.append(45) }
    return out.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }
}
