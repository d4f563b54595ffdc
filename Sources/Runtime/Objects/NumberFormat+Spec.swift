import Memory

// The standard format specification. Origin: Python/formatter_unicode.c.

/// A format specification taken apart: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
struct InternalFormatSpec {
    /// The padding character.
    var fill_char: UInt32 = 32
    /// One of < > = ^.
    var align: UInt32 = 0
    /// `#`.
    var alternate = false
    /// `z`.
    var no_neg_0 = false
    /// + - blank, or 0.
    var sign: UInt32 = 0
    /// -1 if not given.
    var width = -1
    /// The grouping.
    var thousands_separators = Grouping.none
    /// -1 if not given.
    var precision = -1
    /// The presentation type, or the default.
    var type: UInt32 = 0

    /// How digits are grouped: a comma or underscore every three, an underscore every four.
    enum Grouping { case none, comma, underscore, underscoreByFour }
}

/// A character for messages: itself if it can be printed, else `\x` and its code.
private func shown(_ c: UInt32) -> String {
    c > 32 && c < 128 ? String(Character(Unicode.Scalar(UInt8(c)))) : "\\x" + String(c, radix: 16)
}

/// Raises ValueError: no such presentation type. Origin: `unknown_presentation_type`.
func unknown_presentation_type(_ type: UInt32, _ op: PyObj) {
    PyErr_SetString(PyExc_ValueError, "Unknown format code '\(shown(type))' for object of type '\(op.typeName)'")
}

/// Reads decimal digits (of any script) at `pos`: the value and their number; nil with an exception if too large. Origin: `get_integer`.
private func readInteger(_ spec: PyObj, _ pos: inout Int, _ end: Int) -> (value: Int, count: Int)? {
    var value = 0, count = 0
    while pos < end {
        let c = PyUnicode_READ_CHAR(spec, pos)
        let digit: Int
        if c >= 48 && c <= 57 {
            digit = Int(c) - 48
        } else if c > 127, let properties = Unicode.Scalar(c)?.properties, properties.numericType == .decimal,
            let number = properties.numericValue
        {
            digit = Int(number)
        } else {
            break
        }
        if value > (Int.max - digit) / 10 {
            PyErr_SetString(PyExc_ValueError, "Too many decimal digits in format string")
            return nil
        }
        value = value * 10 + digit
        count += 1
        pos += 1
    }
    return (value, count)
}

/// Takes a format specification apart; false with ValueError. Origin: Python/formatter_unicode.c.
func parse_internal_render_format_spec(
    _ op: PyObj, _ spec: PyObj, _ start: Int, _ end: Int, _ format: inout InternalFormatSpec, _ defaultType: UInt32,
    _ defaultAlign: UInt32
) -> Bool {
    var pos = start
    func at(_ i: Int) -> UInt32 { PyUnicode_READ_CHAR(spec, i) }
    func isChar(_ c: Unicode.Scalar) -> Bool { pos < end && at(pos) == c.value }
    func isAlign(_ c: UInt32) -> Bool { c == 60 || c == 62 || c == 61 || c == 94 }
    format = InternalFormatSpec()
    format.align = defaultAlign
    format.type = defaultType
    var alignGiven = false, fillGiven = false
    if end - pos >= 2 && isAlign(at(pos + 1)) {
        format.align = at(pos + 1)
        format.fill_char = at(pos)
        fillGiven = true
        alignGiven = true
        pos += 2
    } else if end - pos >= 1 && isAlign(at(pos)) {
        format.align = at(pos)
        alignGiven = true
        pos += 1
    }
    if isChar(" ") || isChar("+") || isChar("-") {
        format.sign = at(pos)
        pos += 1
    }
    if isChar("z") {
        format.no_neg_0 = true
        pos += 1
    }
    if isChar("#") {
        format.alternate = true
        pos += 1
    }
    if !fillGiven && isChar("0") {
        format.fill_char = 48
        if !alignGiven && defaultAlign == 62 { format.align = 61 }
        pos += 1
    }
    guard let width = readInteger(spec, &pos, end) else { return false }
    if width.count > 0 { format.width = width.value }
    if isChar(",") {
        format.thousands_separators = .comma
        pos += 1
    }
    func both() -> Bool {
        PyErr_SetString(PyExc_ValueError, "Cannot specify both ',' and '_'.")
        return false
    }
    if isChar("_") {
        if format.thousands_separators != .none { return both() }
        format.thousands_separators = .underscore
        pos += 1
    }
    if isChar(",") && format.thousands_separators == .underscore { return both() }
    if isChar(".") {
        pos += 1
        guard let precision = readInteger(spec, &pos, end) else { return false }
        if precision.count == 0 {
            PyErr_SetString(PyExc_ValueError, "Format specifier missing precision")
            return false
        }
        format.precision = precision.value
    }
    if end - pos > 1 {
        var text = String.UnicodeScalarView()
        for i in start..<end { text.append(Unicode.Scalar(at(i)) ?? "\u{fffd}") }
        PyErr_SetString(
            PyExc_ValueError, "Invalid format specifier '\(String(text))' for object of type '\(op.typeName)'")
        return false
    }
    if end - pos == 1 { format.type = at(pos) }
    if format.thousands_separators != .none {
        let underscore = format.thousands_separators == .underscore
        switch format.type {
        case 100, 101, 102, 103, 69, 71, 37, 70, 0: break
        case 98 where underscore, 111 where underscore, 120 where underscore, 88 where underscore:
            format.thousands_separators = .underscoreByFour
        default:
            let separator = format.thousands_separators == .comma ? "," : "_"
            PyErr_SetString(PyExc_ValueError, "Cannot specify '\(separator)' with '\(shown(format.type))'.")
            return false
        }
    }
    return true
}
