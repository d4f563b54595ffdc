import Glibc
import Memory

// `format % args`. Origin: PyUnicode_Format of Objects/unicodeobject.c.

/// Flags of a conversion. Origin: pycore_format.h.
enum FormatFlags {
    static let ljust = 1, sign = 2, blank = 4, alt = 8, zero = 16
}

/// The state of one % formatting.
private struct PercentFormatter {
    let format: PyObj
    let kind: Int
    let data: UnsafeMutableRawPointer
    /// Characters not read yet, less one.
    var fmtcnt: Int
    var fmtpos = 0
    var args: PyObj
    var argsOwned = false
    var arglen: Int
    var argidx: Int
    var dict: PyObj?
    var writer = UnicodeWriter()

    // The conversion at hand.
    var ch: UInt32 = 0
    var flags = 0
    var width = -1
    var prec = -1
    var sign = false

    init(_ format: PyObj, _ args: PyObj) {
        self.format = format
        kind = PyUnicode_KIND(format)
        data = PyUnicode_DATA(format)
        fmtcnt = format.unicode_length
        self.args = args
        if PyTuple_Check(args) {
            arglen = args.ob_size
            argidx = 0
        } else {
            arglen = -1
            argidx = -2
            if PyMapping_Check(args) && !PyUnicode_Check(args) { dict = args }
        }
        writer.min_length = fmtcnt + 100
        writer.overallocate = true
    }

    @inline(__always) func read() -> UInt32 { unicodeRead(kind, data, fmtpos) }

    mutating func nextArg() -> PyObj? {
        let i = argidx
        if i < arglen {
            argidx += 1
            return arglen < 0 ? args : PyTuple_GET_ITEM(args, i)
        }
        PyErr_SetString(PyExc_TypeError, "not enough arguments for format string")
        return nil
    }

    mutating func run() -> PyObj? {
        while true {
            fmtcnt -= 1
            if fmtcnt < 0 { break }
            if read() != 37 {
                let start = fmtpos
                fmtpos += 1
                while fmtcnt >= 0 && fmtpos < format.unicode_length && read() != 37 {
                    fmtpos += 1
                    fmtcnt -= 1
                }
                if fmtpos == format.unicode_length {
                    // The text ends here: no more room is needed.
                    fmtcnt = 0
                    writer.overallocate = false
                }
                if !writer.writeSubstring(format, start, fmtpos) { return fail() }
            } else {
                fmtpos += 1
                if !oneArgument() { return fail() }
            }
        }
        if argidx < arglen && dict == nil {
            PyErr_SetString(PyExc_TypeError, "not all arguments converted during string formatting")
            return fail()
        }
        if argsOwned { Py_DECREF(args) }
        return writer.finish()
    }
    mutating func fail() -> PyObj? {
        writer.dealloc()
        if argsOwned { Py_DECREF(args) }
        return nil
    }

    /// Reads the next character of the format, if any, into `ch`.
    @inline(__always) private mutating func advance() {
        fmtcnt -= 1
        if fmtcnt >= 0 {
            ch = read()
            fmtpos += 1
        }
    }

    mutating func oneArgument() -> Bool {
        // Past the end there is the string's final null.
        ch = read()
        if ch == 37 {
            fmtpos += 1
            fmtcnt -= 1
            return writer.writeChar(37)
        }
        flags = 0
        width = -1
        prec = -1
        sign = false
        if !parse() { return false }
        var text: PyObj?
        guard let written = render(&text) else { return false }
        if !written {
            guard let text else { return false }
            let ok = output(text)
            Py_DECREF(text)
            if !ok { return false }
        }
        if dict != nil && argidx < arglen {
            PyErr_SetString(PyExc_TypeError, "not all arguments converted during string formatting")
            return false
        }
        return true
    }

    mutating func parse() -> Bool {
        if ch == 40 {
            guard let dict else {
                PyErr_SetString(PyExc_TypeError, "format requires a mapping")
                return false
            }
            fmtpos += 1
            fmtcnt -= 1
            let start = fmtpos
            var depth = 1
            while depth > 0 {
                fmtcnt -= 1
                if fmtcnt < 0 { break }
                ch = read()
                if ch == 41 { depth -= 1 } else if ch == 40 { depth += 1 }
                fmtpos += 1
            }
            if fmtcnt < 0 || depth > 0 {
                PyErr_SetString(PyExc_ValueError, "incomplete format key")
                return false
            }
            guard let key = PyUnicode_Substring(format, start, fmtpos - 1) else { return false }
            if argsOwned {
                argsOwned = false
                Py_DECREF(args)
            }
            let value = PyObject_GetItem(dict, key)
            Py_DECREF(key)
            guard let value else { return false }
            args = value
            argsOwned = true
            arglen = -1
            argidx = -2
        }
        flags: while true {
            fmtcnt -= 1
            if fmtcnt < 0 { break }
            ch = read()
            fmtpos += 1
            switch ch {
            case 45: flags |= FormatFlags.ljust
            case 43: flags |= FormatFlags.sign
            case 32: flags |= FormatFlags.blank
            case 35: flags |= FormatFlags.alt
            case 48: flags |= FormatFlags.zero
            default: break flags
            }
        }
        if ch == 42 {
            guard let v = nextArg() else { return false }
            if !PyLong_Check(v) {
                PyErr_SetString(PyExc_TypeError, "* wants int")
                return false
            }
            width = PyLong_AsSsize_t(v)
            if width == -1 && PyErr_Occurred() != nil { return false }
            if width < 0 {
                flags |= FormatFlags.ljust
                width = 0 &- width
            }
            advance()
        } else if isASCIIDigit(ch) {
            width = Int(ch) - 48
            while true {
                fmtcnt -= 1
                if fmtcnt < 0 { break }
                ch = read()
                fmtpos += 1
                if !isASCIIDigit(ch) { break }
                if width > (Int.max - (Int(ch) - 48)) / 10 {
                    PyErr_SetString(PyExc_ValueError, "width too big")
                    return false
                }
                width = width * 10 + Int(ch) - 48
            }
        }
        if ch == 46 {
            prec = 0
            advance()
            if ch == 42 {
                guard let v = nextArg() else { return false }
                if !PyLong_Check(v) {
                    PyErr_SetString(PyExc_TypeError, "* wants int")
                    return false
                }
                prec = Int(_PyLong_AsInt(v))
                if prec == -1 && PyErr_Occurred() != nil { return false }
                if prec < 0 { prec = 0 }
                advance()
            } else if isASCIIDigit(ch) {
                prec = Int(ch) - 48
                while true {
                    fmtcnt -= 1
                    if fmtcnt < 0 { break }
                    ch = read()
                    fmtpos += 1
                    if !isASCIIDigit(ch) { break }
                    if prec > (Int(Int32.max) - (Int(ch) - 48)) / 10 {
                        PyErr_SetString(PyExc_ValueError, "precision too big")
                        return false
                    }
                    prec = prec * 10 + Int(ch) - 48
                }
            }
        }
        if fmtcnt >= 0 && (ch == 104 || ch == 108 || ch == 76) { advance() }
        if fmtcnt < 0 {
            PyErr_SetString(PyExc_ValueError, "incomplete format")
            return false
        }
        return true
    }

    /// Makes the text of the argument; true: it is written already, nil: exception.
    mutating func render(_ text: inout PyObj?) -> Bool? {
        if fmtcnt == 0 { writer.overallocate = false }
        guard let v = nextArg() else { return nil }
        switch ch {
        case 115, 114, 97:
            if PyLong_CheckExact(v) && width == -1 && prec == -1 {
                return _PyLong_FormatWriter(&writer, v, 10, flags & FormatFlags.alt != 0) == -1 ? nil : true
            }
            if ch == 115 {
                text = PyUnicode_CheckExact(v) ? Py_NewRef(v) : PyObject_Str(v)
            } else {
                text = ch == 114 ? PyObject_Repr(v) : PyObject_ASCII(v)
            }
        case 105, 100, 117, 111, 120, 88:
            guard let written = renderInteger(v, &text) else { return nil }
            if written { return true }
            sign = true
        case 101, 69, 102, 70, 103, 71:
            let x = PyFloat_AsDouble(v)
            if x == -1 && PyErr_Occurred() != nil { return nil }
            guard
                let digits = PyOS_double_to_string(
                    x, UInt8(ch), prec < 0 ? 6 : prec, flags & FormatFlags.alt != 0 ? Py_DTSF_ALT : 0)
            else { return nil }
            if width == -1 && prec == -1 && flags & (FormatFlags.sign | FormatFlags.blank) == 0 {
                return writer.writeASCII(digits) ? true : nil
            }
            sign = true
            text = PyUnicode_FromString(digits)
        case 99:
            guard let c = character(v) else { return nil }
            if width == -1 && prec == -1 { return writer.writeChar(c) ? true : nil }
            text = PyUnicode_FromOrdinal(Int(c))
        default:
            let shown = (31...126).contains(ch) ? String(Unicode.Scalar(UInt8(ch))) : "?"
            PyErr_SetString(
                PyExc_ValueError,
                "unsupported format character '\(shown)' (0x\(String(ch, radix: 16))) at index \(fmtpos - 1)")
            return nil
        }
        return text == nil ? nil : false
    }

    mutating func renderInteger(_ v: PyObj, _ text: inout PyObj?) -> Bool? {
        func wrongType() -> Bool? {
            let radix = ch == 111 || ch == 120 || ch == 88
            PyErr_SetString(
                PyExc_TypeError,
                "%\(Character(Unicode.Scalar(UInt8(ch)))) format: \(radix ? "an integer" : "a real number") is required, not \(v.typeName)"
            )
            return nil
        }
        if !PyNumber_Check(v) { return wrongType() }
        let number: PyObj
        if PyLong_Check(v) {
            number = Py_NewRef(v)
        } else {
            let radix = ch == 111 || ch == 120 || ch == 88
            guard let n = radix ? PyNumber_Index(v) : PyNumber_Long(v) else {
                return PyErr_ExceptionMatches(PyExc_TypeError) ? wrongType() : nil
            }
            number = n
        }
        defer { Py_DECREF(number) }
        if PyLong_CheckExact(v) && width == -1 && prec == -1 && flags & (FormatFlags.sign | FormatFlags.blank) == 0 && ch != 88 {
            let base = ch == 111 ? 8 : ch == 120 ? 16 : 10
            return _PyLong_FormatWriter(&writer, v, base, flags & FormatFlags.alt != 0) == -1 ? nil : true
        }
        text = _PyUnicode_FormatLong(number, flags & FormatFlags.alt != 0, prec, ch)
        return text == nil ? nil : false
    }

    func character(_ v: PyObj) -> UInt32? {
        if PyUnicode_Check(v) {
            if v.unicode_length == 1 { return PyUnicode_READ(v, 0) }
            PyErr_SetString(PyExc_TypeError, "%c requires int or char")
            return nil
        }
        var overflow: Int32 = 0
        let x = PyLong_AsLongAndOverflow(v, &overflow)
        if x == -1 && PyErr_Occurred() != nil {
            if PyErr_ExceptionMatches(PyExc_TypeError) { PyErr_SetString(PyExc_TypeError, "%c requires int or char") }
            return nil
        }
        if x < 0 || x > 0x10ffff {
            PyErr_SetString(PyExc_OverflowError, "%c arg not in range(0x110000)")
            return nil
        }
        return UInt32(x)
    }

    mutating func output(_ text: PyObj) -> Bool {
        let fill: UInt32 = sign && flags & FormatFlags.zero != 0 ? 48 : 32
        var n = text.unicode_length
        if (width == -1 || width <= n) && (prec == -1 || prec >= n) && flags & (FormatFlags.sign | FormatFlags.blank) == 0 {
            return writer.writeStr(text)
        }
        if (ch == 115 || ch == 114 || ch == 97) && prec >= 0 && n > prec { n = prec }
        let kind = PyUnicode_KIND(text)
        let data = PyUnicode_DATA(text)
        var index = 0
        var signChar: UInt32 = 0
        if sign {
            let c = unicodeRead(kind, data, 0)
            if c == 45 || c == 43 {
                signChar = c
                n -= 1
                index = 1
            } else if flags & FormatFlags.sign != 0 {
                signChar = 43
            } else if flags & FormatFlags.blank != 0 {
                signChar = 32
            } else {
                sign = false
            }
        }
        if width < n { width = n }
        var maxchar = writer.maxchar
        if flags & FormatFlags.ljust == 0 && (sign ? width - 1 : width) > n { maxchar = max(maxchar, fill) }
        if PyUnicode_MAX_CHAR_VALUE(text) > maxchar { maxchar = max(maxchar, _PyUnicode_FindMaxChar(text, 0, index + n)) }
        let room = sign && n == width ? width + 1 : width
        if !writer.prepare(room, maxchar) { return false }
        @inline(__always) func put(_ w: inout UnicodeWriter, _ c: UInt32) {
            unicodeWrite(w.kind, w.data, w.pos, c)
            w.pos += 1
        }
        if sign {
            if fill != 32 { put(&writer, signChar) }
            if width > n { width -= 1 }
        }
        let prefixed = flags & FormatFlags.alt != 0 && (ch == 120 || ch == 88 || ch == 111)
        if prefixed {
            if fill != 32 {
                put(&writer, 48)
                put(&writer, ch)
                index += 2
            }
            width = max(0, width - 2)
            n -= 2
        }
        if width > n && flags & FormatFlags.ljust == 0 {
            unicodeFill(writer.kind, writer.data, fill, writer.pos, width - n)
            writer.pos += width - n
            width = n
        }
        if fill == 32 {
            if sign { put(&writer, signChar) }
            if prefixed {
                put(&writer, 48)
                put(&writer, ch)
                index += 2
            }
        }
        if n > 0 {
            unicodeConvert(writer.kind, writer.data, writer.pos, kind, data, index, n)
            writer.pos += n
        }
        if width > n {
            unicodeFill(writer.kind, writer.data, 32, writer.pos, width - n)
            writer.pos += width - n
        }
        return true
    }
}

/// `format % args`, a new reference. Origin: PyUnicode_Format.
func PyUnicode_Format(_ format: PyObj, _ args: PyObj) -> PyObj? {
    if !ensure_unicode(format) { return nil }
    var formatter = PercentFormatter(format, args)
    return formatter.run()
}

/// An int by a % conversion (d, i, u, o, x or X) with at least so many digits; a new str. Origin: _PyUnicode_FormatLong.
func _PyUnicode_FormatLong(_ value: PyObj, _ alternate: Bool, _ prec: Int, _ type: UInt32) -> PyObj? {
    if prec > Int(Int32.max) - 3 {
        PyErr_SetString(PyExc_OverflowError, "precision too large")
        return nil
    }
    let radix = type == 111 ? 8 : type == 120 || type == 88 ? 16 : 10
    guard let digits = PyNumber_ToBase(value, Int32(radix)) else { return nil }
    defer { Py_DECREF(digits) }
    let s = PyUnicode_DATA(digits).assumingMemoryBound(to: UInt8.self)
    let n = digits.unicode_length
    let negative = s[0] == 45
    var i = negative ? 1 : 0
    var head: [UInt8] = negative ? [45] : []
    if radix != 10 {
        if alternate { head += [s[i], s[i + 1]] }
        i += 2
    }
    let count = n - i
    if prec <= count && type != 88 && head.count + count == n { return Py_NewRef(digits) }
    let zeros = max(0, prec - count)
    guard let out = PyUnicode_New(head.count + zeros + count, 127) else { return nil }
    let d = (out + 48).assumingMemoryBound(to: UInt8.self)
    var o = 0
    for b in head {
        d[o] = b
        o += 1
    }
    for _ in 0..<zeros {
        d[o] = 48
        o += 1
    }
    for k in i..<n {
        d[o] = s[k]
        o += 1
    }
    if type == 88 {
        for k in 0..<o where d[k] >= 97 && d[k] <= 120 { d[k] -= 32 }
    }
    return o == 1 ? unicode_result(out) : out
}
