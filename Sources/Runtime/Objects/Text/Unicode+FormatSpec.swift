// Format specifications of strings. Origin: Python/formatter_unicode.c.

/// Formats a str by a specification; 0, or -1 with an exception. Origin: _PyUnicode_FormatAdvancedWriter.
func _PyUnicode_FormatAdvancedWriter(_ writer: inout UnicodeWriter, _ op: PyObj, _ spec: PyObj, _ start: Int, _ end: Int) -> Int32 {
    if start == end {
        if PyUnicode_CheckExact(op) { return writer.writeStr(op) ? 0 : -1 }
        guard let text = PyObject_Str(op) else { return -1 }
        let ok = writer.writeStr(text)
        Py_DECREF(text)
        return ok ? 0 : -1
    }
    func error(_ message: String) -> Int32 {
        PyErr_SetString(PyExc_ValueError, message)
        return -1
    }
    let kind = PyUnicode_KIND(spec)
    let data = PyUnicode_DATA(spec)
    var pos = start
    func peek(_ offset: Int = 0) -> UInt32 { pos + offset < end ? unicodeRead(kind, data, pos + offset) : 0 }
    func isAlign(_ c: UInt32) -> Bool { c == 60 || c == 62 || c == 61 || c == 94 }
    var fill: UInt32 = 32
    var align: UInt32 = 60
    var fillGiven = false
    if end - pos >= 2 && isAlign(peek(1)) {
        align = peek(1)
        fill = peek()
        fillGiven = true
        pos += 2
    } else if isAlign(peek()) {
        align = peek()
        pos += 1
    }
    var sign: UInt32 = 0
    if pos < end, peek() == 32 || peek() == 43 || peek() == 45 {
        sign = peek()
        pos += 1
    }
    var noNegativeZero = false
    if peek() == 122 {
        noNegativeZero = true
        pos += 1
    }
    var alternate = false
    if peek() == 35 {
        alternate = true
        pos += 1
    }
    if !fillGiven && peek() == 48 {
        fill = 48
        pos += 1
    }
    /// Digits from here; -1 if there are none, nil if too many.
    func number() -> Int? {
        var x = 0
        var any = false
        while pos < end {
            let d = _PyUnicode_ToDecimalDigit(unicodeRead(kind, data, pos))
            if d < 0 { break }
            if x > (Int.max - d) / 10 {
                PyErr_SetString(PyExc_ValueError, "Too many decimal digits in format string")
                return nil
            }
            x = x * 10 + d
            any = true
            pos += 1
        }
        return any ? x : -1
    }
    guard let width = number() else { return -1 }
    var separator: UInt32 = 0
    if peek() == 44 {
        separator = 44
        pos += 1
    }
    if peek() == 95 {
        if separator != 0 { return error("Cannot specify both ',' and '_'.") }
        separator = 95
        pos += 1
    }
    if peek() == 44 && separator == 95 { return error("Cannot specify both ',' and '_'.") }
    var precision = -1
    if peek() == 46 {
        pos += 1
        guard let p = number() else { return -1 }
        if p < 0 { return error("Format specifier missing precision") }
        precision = p
    }
    if end - pos > 1 {
        guard let whole = PyUnicode_Substring(spec, start, end) else { return -1 }
        let text = swiftString(whole)
        Py_DECREF(whole)
        return error("Invalid format specifier '\(text)' for object of type '\(op.typeName)'")
    }
    var type: UInt32 = 115
    if end - pos == 1 { type = peek() }
    func shown(_ c: UInt32) -> String { c > 32 && c < 128 ? String(Unicode.Scalar(UInt8(c))) : "\\x" + String(c, radix: 16) }
    if separator != 0 {
        let allowed: Bool
        switch type {
        case 100, 101, 102, 103, 69, 71, 37, 70, 0: allowed = true
        case 98, 111, 120, 88: allowed = separator == 95
        default: allowed = false
        }
        if !allowed { return error("Cannot specify '\(shown(separator))' with '\(shown(type))'.") }
    }
    if type != 115 { return error("Unknown format code '\(shown(type))' for object of type '\(op.typeName)'") }
    if sign != 0 {
        return error(
            sign == 32 ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier")
    }
    if noNegativeZero { return error("Negative zero coercion (z) not allowed in string format specifier") }
    if alternate { return error("Alternate form (#) not allowed in string format specifier") }
    if align == 61 { return error("'=' alignment not allowed in string format specifier") }
    var n = op.unicode_length
    if (width == -1 || width <= n) && (precision == -1 || precision >= n) { return writer.writeStr(op) ? 0 : -1 }
    if precision >= 0 && n >= precision { n = precision }
    let total = max(width, n)
    let left = align == 62 ? total - n : align == 94 ? (total - n) / 2 : 0
    let right = total - n - left
    var maxchar = writer.maxchar
    if left != 0 || right != 0 { maxchar = max(maxchar, fill) }
    if PyUnicode_MAX_CHAR_VALUE(op) > maxchar { maxchar = max(maxchar, _PyUnicode_FindMaxChar(op, 0, n)) }
    if !writer.prepare(total, maxchar) { return -1 }
    if left > 0 { unicodeFill(writer.kind, writer.data, fill, writer.pos, left) }
    if right > 0 { unicodeFill(writer.kind, writer.data, fill, writer.pos + left + n, right) }
    if n > 0 { unicodeConvert(writer.kind, writer.data, writer.pos + left, PyUnicode_KIND(op), PyUnicode_DATA(op), 0, n) }
    writer.pos += total
    return 0
}
