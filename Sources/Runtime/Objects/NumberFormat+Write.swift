import Glibc
import Memory

// Numbers laid out by a format specification. Origin: Python/formatter_unicode.c. The locale is C's ("n" groups nothing), as in a Python
// that never called `locale.setlocale`.

/// The digits with separators and, up to a minimum width, leading zeros. Origin: `_PyUnicode_InsertThousandsGrouping`.
private func grouped(_ digits: ArraySlice<UInt8>, _ minWidth: Int, _ grouping: InternalFormatSpec.Grouping) -> [UInt8] {
    var remaining = digits.count
    var width = max(0, minWidth)
    if grouping == .none { return [UInt8](repeating: 48, count: max(0, width - remaining)) + digits }
    let group = grouping == .underscoreByFour ? 4 : 3
    let separator = UInt8(ascii: grouping == .comma ? "," : "_")
    // From the right.
    var reversed: [UInt8] = []
    var source = digits.reversed().makeIterator()
    var first = true
    while true {
        let n = min(group, max(remaining, width, 1))
        if !first { reversed.append(separator) }
        first = false
        let characters = max(0, min(remaining, n))
        for _ in 0..<characters { if let c = source.next() { reversed.append(c) } }
        for _ in 0..<(n - characters) { reversed.append(48) }
        remaining -= characters
        width -= n
        if remaining <= 0 && width <= 0 { break }
        width -= 1
    }
    return reversed.reversed()
}

/// A number ready to be written: its parts from left to right. Origin: `NumberFieldWidths`.
private struct NumberLayout {
    var leftPadding = 0
    var sign: UInt8?
    var prefix: ArraySlice<UInt8> = []
    var signPadding = 0
    var digits: [UInt8] = []
    /// Decimal point, decimals, exponent, or the character of 'c'.
    var rest: [UInt32] = []
    var rightPadding = 0

    /// All but the outer padding.
    var count: Int { (sign == nil ? 0 : 1) + prefix.count + signPadding + digits.count + rest.count }

    /// Origin: `calc_number_widths`.
    init(
        _ format: InternalFormatSpec, negative: Bool, prefix: ArraySlice<UInt8>, digits: ArraySlice<UInt8>, rest: [UInt32]
    ) {
        self.prefix = prefix
        self.rest = rest
        switch format.sign {
        case 43: sign = UInt8(ascii: negative ? "-" : "+")
        case 32: sign = UInt8(ascii: negative ? "-" : " ")
        default: sign = negative ? UInt8(ascii: "-") : nil
        }
        let others = (sign == nil ? 0 : 1) + prefix.count + rest.count
        if !digits.isEmpty {
            let zeroFill = format.fill_char == 48 && format.align == 61
            self.digits = grouped(digits, zeroFill ? format.width - others : 0, format.thousands_separators)
        }
        let padding = format.width - others - self.digits.count
        if padding > 0 {
            switch format.align {
            case 60: rightPadding = padding
            case 94:
                leftPadding = padding / 2
                rightPadding = padding - leftPadding
            case 61: signPadding = padding
            default: leftPadding = padding
            }
        }
    }

    /// Origin: `fill_number`; true if all went well.
    func write(_ writer: inout UnicodeWriter, fill: UInt32, upper: Bool) -> Bool {
        func put(_ c: UInt8) -> Bool { writer.writeChar(UInt32(upper && c >= 97 && c <= 122 ? c - 32 : c)) }
        for _ in 0..<leftPadding where !writer.writeChar(fill) { return false }
        if let sign, !put(sign) { return false }
        for c in prefix where !put(c) { return false }
        for _ in 0..<signPadding where !writer.writeChar(fill) { return false }
        for c in digits where !put(c) { return false }
        for c in rest where !writer.writeChar(c) { return false }
        for _ in 0..<rightPadding where !writer.writeChar(fill) { return false }
        return true
    }

    /// The largest code point.
    func maxchar(fill: UInt32) -> UInt32 {
        max(127, leftPadding + signPadding + rightPadding > 0 ? fill : 0, rest.max() ?? 0)
    }
}

/// Splits text like `12.5e+10` into its whole digits and the rest. Origin: `parse_number`.
private func splitNumber(_ text: ArraySlice<UInt8>) -> (digits: ArraySlice<UInt8>, rest: [UInt32]) {
    let digits = text.prefix { $0 >= 48 && $0 <= 57 }
    return (digits, text[digits.endIndex...].map(UInt32.init))
}

private func valueError(_ text: String) -> Int32 {
    PyErr_SetString(PyExc_ValueError, text)
    return -1
}

/// Writes an int by a specification: 0, or -1 with an exception. Origin: `format_long_internal`.
private func formatLong(_ op: PyObj, _ format: InternalFormatSpec, _ writer: inout UnicodeWriter) -> Int32 {
    if format.precision != -1 { return valueError("Precision not allowed in integer format specifier") }
    if format.no_neg_0 { return valueError("Negative zero coercion (z) not allowed in integer format specifier") }
    let layout: NumberLayout
    if format.type == 99 {
        if format.sign != 0 { return valueError("Sign not allowed with integer format specifier 'c'") }
        if format.alternate { return valueError("Alternate form (#) not allowed with integer format specifier 'c'") }
        let c = PyLong_AsLong(op)
        if c == -1 && PyErr_Occurred() != nil { return -1 }
        if c < 0 || c > 0x10ffff {
            PyErr_SetString(PyExc_OverflowError, "%c arg not in range(0x110000)")
            return -1
        }
        layout = NumberLayout(format, negative: false, prefix: [], digits: [], rest: [UInt32(c)])
    } else {
        let base: Int32 =
            switch format.type {
            case 98: 2
            case 111: 8
            case 120, 88: 16
            default: 10
            }
        if format.sign != 43 && format.sign != 32 && format.width == -1 && format.type != 88 && format.type != 110
            && format.thousands_separators == .none && PyLong_CheckExact(op)
        {
            return _PyLong_FormatWriter(&writer, op, Int(base), format.alternate)
        }
        var text: [UInt8] = []
        let body: (UnsafeMutablePointer<UInt8>, Int) -> PyObj? = { p, n in
            text = Array(UnsafeBufferPointer(start: p, count: n))
            return Py_None
        }
        if (base == 10 ? withDecimalText(op, body) : withBinaryText(op, base, body)) == nil { return -1 }
        let negative = op.ob_size < 0
        let unsigned = negative ? text.dropFirst() : text[...]
        let prefix = base == 10 || !format.alternate ? [] : unsigned.prefix(2)
        layout = NumberLayout(
            format, negative: negative, prefix: prefix, digits: base == 10 ? unsigned : unsigned.dropFirst(2), rest: [])
    }
    let fill = format.fill_char
    let total = layout.count + layout.leftPadding + layout.rightPadding
    if !writer.prepare(total, layout.maxchar(fill: fill)) { return -1 }
    return layout.write(&writer, fill: fill, upper: format.type == 88) ? 0 : -1
}

/// Writes a float by a specification: 0, or -1 with an exception. Origin: `format_float_internal`.
private func formatFloat(_ op: PyObj, _ format: InternalFormatSpec, _ writer: inout UnicodeWriter) -> Int32 {
    if format.precision > Int(Int32.max) { return valueError("precision too big") }
    var flags: Int32 = (format.alternate ? Py_DTSF_ALT : 0) | (format.no_neg_0 ? Py_DTSF_NO_NEG_0 : 0)
    var type = format.type
    var precision = format.precision
    var defaultPrecision = 6
    if type == 0 {
        flags |= Py_DTSF_ADD_DOT_0
        type = 114
        defaultPrecision = 0
    }
    if type == 110 { type = 103 }
    var value = PyFloat_AsDouble(op)
    if value == -1.0 && PyErr_Occurred() != nil { return -1 }
    let percent = type == 37
    if percent {
        type = 102
        value *= 100
    }
    if precision < 0 { precision = defaultPrecision } else if type == 114 { type = 103 }
    var text = doubleBytes(value, UInt8(type), precision, flags)
    if percent { text.append(37) }
    if format.sign != 43 && format.sign != 32 && format.width == -1 && format.type != 110 && format.thousands_separators == .none {
        return text.withUnsafeBufferPointer { writer.writeASCII($0.baseAddress.unsafelyUnwrapped, $0.count) } ? 0 : -1
    }
    let negative = text[0] == UInt8(ascii: "-")
    let (digits, rest) = splitNumber(negative ? text.dropFirst() : text[...])
    let layout = NumberLayout(format, negative: negative, prefix: [], digits: digits, rest: rest)
    let fill = format.fill_char
    if !writer.prepare(layout.count + layout.leftPadding + layout.rightPadding, layout.maxchar(fill: fill)) { return -1 }
    return layout.write(&writer, fill: fill, upper: false) ? 0 : -1
}

/// Writes a complex number by a specification: 0, or -1 with an exception. Origin: `format_complex_internal`.
private func formatComplex(_ op: PyObj, _ format: InternalFormatSpec, _ writer: inout UnicodeWriter) -> Int32 {
    if format.precision > Int(Int32.max) { return valueError("precision too big") }
    if format.fill_char == 48 { return valueError("Zero padding is not allowed in complex format specifier") }
    if format.align == 61 { return valueError("'=' alignment flag is not allowed in complex format specifier") }
    let re = op.cval_real, im = op.cval_imag
    let flags: Int32 = (format.alternate ? Py_DTSF_ALT : 0) | (format.no_neg_0 ? Py_DTSF_NO_NEG_0 : 0)
    var type = format.type
    var precision = format.precision
    var defaultPrecision = 6
    var skipReal = false, parentheses = false
    if type == 0 {
        type = 114
        defaultPrecision = 0
        if re == 0 && re.sign == .plus { skipReal = true } else { parentheses = true }
    }
    if type == 110 { type = 103 }
    if precision < 0 { precision = defaultPrecision } else if type == 114 { type = 103 }
    // The parts are not padded one by one.
    var part = format
    part.fill_char = 0
    part.align = 60
    part.width = -1
    func layout(_ x: Double) -> NumberLayout {
        let text = doubleBytes(x, UInt8(type), precision, flags)
        let negative = text[0] == UInt8(ascii: "-")
        let (digits, rest) = splitNumber(negative ? text.dropFirst() : text[...])
        return NumberLayout(part, negative: negative, prefix: [], digits: digits, rest: rest)
    }
    let real = layout(re)
    if !skipReal { part.sign = 43 }
    let imaginary = layout(im)
    let count = (skipReal ? 0 : real.count) + imaginary.count + 1 + (parentheses ? 2 : 0)
    let padding = max(0, format.width - count)
    let left = format.align == 62 ? padding : format.align == 94 ? padding / 2 : 0
    let fill = format.fill_char
    if !writer.prepare(count + padding, padding > 0 ? max(127, fill) : 127) { return -1 }
    for _ in 0..<left where !writer.writeChar(fill) { return -1 }
    if parentheses && !writer.writeChar(40) { return -1 }
    if !skipReal && !real.write(&writer, fill: 0, upper: false) { return -1 }
    if !imaginary.write(&writer, fill: 0, upper: false) || !writer.writeChar(106) { return -1 }
    if parentheses && !writer.writeChar(41) { return -1 }
    for _ in 0..<(padding - left) where !writer.writeChar(fill) { return -1 }
    return 0
}

/// Writes `str(op)`. Origin: `format_obj`.
private func formatPlain(_ op: PyObj, _ writer: inout UnicodeWriter) -> Int32 {
    guard let text = PyObject_Str(op) else { return -1 }
    defer { Py_DECREF(text) }
    return writer.writeStr(text) ? 0 : -1
}

/// Appends an int in base 2, 8, 10 or 16: 0, or -1 with an exception. Origin: `_PyLong_FormatWriter`.
func _PyLong_FormatWriter(_ writer: inout UnicodeWriter, _ op: PyObj, _ base: Int, _ alternate: Bool) -> Int32 {
    var ok = false
    func append(_ p: UnsafeMutablePointer<UInt8>, _ n: Int) -> PyObj? {
        // `_PyUnicodeWriter_Prepare` first, as in C: the text then lies in a fresh string.
        ok = writer.prepare(n, 127) && writer.writeASCII(p, n)
        return Py_None
    }
    if base == 10 {
        if withDecimalText(op, append) == nil { return -1 }
    } else if alternate {
        if withBinaryText(op, Int32(base), append) == nil { return -1 }
    } else {
        let negative = op.ob_size < 0
        let stripped = withBinaryText(op, Int32(base)) { p, n in
            if !negative { return append(p + 2, n - 2) }
            p[2] = UInt8(ascii: "-")
            return append(p + 2, n - 2)
        }
        if stripped == nil { return -1 }
    }
    return ok ? 0 : -1
}

/// `format(int, spec[start ..< end])` into a writer: 0, or -1 with an exception. Origin: Python/formatter_unicode.c.
func _PyLong_FormatAdvancedWriter(_ writer: inout UnicodeWriter, _ op: PyObj, _ spec: PyObj, _ start: Int, _ end: Int) -> Int32 {
    if start == end {
        return PyLong_CheckExact(op) ? _PyLong_FormatWriter(&writer, op, 10, false) : formatPlain(op, &writer)
    }
    var format = InternalFormatSpec()
    if !parse_internal_render_format_spec(op, spec, start, end, &format, 100, 62) { return -1 }
    switch format.type {
    case 98, 99, 100, 111, 120, 88, 110: return formatLong(op, format, &writer)
    case 101, 69, 102, 70, 103, 71, 37:
        guard let float = PyNumber_Float(op) else { return -1 }
        defer { Py_DECREF(float) }
        return formatFloat(float, format, &writer)
    default:
        unknown_presentation_type(format.type, op)
        return -1
    }
}

/// `format(float, spec[start ..< end])` into a writer: 0, or -1 with an exception. Origin: Python/formatter_unicode.c.
func _PyFloat_FormatAdvancedWriter(_ writer: inout UnicodeWriter, _ op: PyObj, _ spec: PyObj, _ start: Int, _ end: Int) -> Int32 {
    if start == end { return formatPlain(op, &writer) }
    var format = InternalFormatSpec()
    if !parse_internal_render_format_spec(op, spec, start, end, &format, 0, 62) { return -1 }
    switch format.type {
    case 0, 101, 69, 102, 70, 103, 71, 110, 37: return formatFloat(op, format, &writer)
    default:
        unknown_presentation_type(format.type, op)
        return -1
    }
}

/// `format(complex, spec[start ..< end])` into a writer: 0, or -1 with an exception. Origin: Python/formatter_unicode.c.
func _PyComplex_FormatAdvancedWriter(_ writer: inout UnicodeWriter, _ op: PyObj, _ spec: PyObj, _ start: Int, _ end: Int) -> Int32 {
    if start == end { return formatPlain(op, &writer) }
    var format = InternalFormatSpec()
    if !parse_internal_render_format_spec(op, spec, start, end, &format, 0, 62) { return -1 }
    switch format.type {
    case 0, 101, 69, 102, 70, 103, 71, 110: return formatComplex(op, format, &writer)
    default:
        unknown_presentation_type(format.type, op)
        return -1
    }
}

/// `__format__` by one of the functions above.
func formatNumber(
    _ op: PyObj, _ spec: PyObj, _ format: (inout UnicodeWriter, PyObj, PyObj, Int, Int) -> Int32
) -> PyObj? {
    if !PyUnicode_Check(spec) {
        _PyArg_BadArgument("__format__", "argument", "str", spec)
        return nil
    }
    var writer = UnicodeWriter()
    if format(&writer, op, spec, 0, PyUnicode_GET_LENGTH(spec)) == -1 {
        writer.dealloc()
        return nil
    }
    return writer.finish()
}
