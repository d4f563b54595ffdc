import Memory

// `str.format`, `format_map`, `str.__format__`, and what string.Formatter needs. Origin: Objects/stringlib/unicode_format.h,
// Python/formatter_unicode.c (the string part).

/// A part of a string, borrowed; the string is nil for "not there".
private struct SubString {
    var str: PyObj?
    var start = 0
    var end = 0
    init(_ str: PyObj? = nil, _ start: Int = 0, _ end: Int = 0) { (self.str, self.start, self.end) = (str, start, end) }
    /// The text, or None.
    func object() -> PyObj? {
        guard let str else { return Py_NewRef(Py_None) }
        return PyUnicode_Substring(str, start, end)
    }
    /// The text, or the empty string.
    func objectOrEmpty() -> PyObj? { str == nil ? Py_NewRef(emptyUnicode) : object() }

    /// The value as a decimal number, or -1 (with an exception if it is too large).
    func integer() -> Int {
        guard let str, start < end else { return -1 }
        var x = 0
        for i in start..<end {
            let d = _PyUnicode_ToDecimalDigit(PyUnicode_READ(str, i))
            if d < 0 { return -1 }
            if x > (Int.max - d) / 10 {
                PyErr_SetString(PyExc_ValueError, "Too many decimal digits in format string")
                return -1
            }
            x = x * 10 + d
        }
        return x
    }
}

/// Whether fields are numbered automatically.
private struct AutoNumber {
    enum State { case start, auto, manual }
    var state = State.start
    var next = 0
}

/// The attribute and item accesses after a field's first part.
private struct FieldNameIterator {
    var str: PyObj
    var index: Int
    var end: Int

    struct Part {
        var isAttribute: Bool
        var index: Int
        var name: SubString
    }
    /// The next access; `.some(nil)` at the end, nil with an exception.
    mutating func next() -> Part?? {
        if index >= end { return .some(nil) }
        let c = PyUnicode_READ(str, index)
        index += 1
        var part: Part
        let start = index
        if c == 46 {
            while index < end {
                let c = PyUnicode_READ(str, index)
                if c == 91 || c == 46 { break }
                index += 1
            }
            part = Part(isAttribute: true, index: -1, name: SubString(str, start, index))
        } else if c == 91 {
            var closed = false
            while index < end {
                let c = PyUnicode_READ(str, index)
                index += 1
                if c == 93 {
                    closed = true
                    break
                }
            }
            if !closed {
                PyErr_SetString(PyExc_ValueError, "Missing ']' in format string")
                return nil
            }
            part = Part(isAttribute: false, index: -1, name: SubString(str, start, index - 1))
            part.index = part.name.integer()
            if part.index == -1 && PyErr_Occurred() != nil { return nil }
        } else {
            PyErr_SetString(PyExc_ValueError, "Only '.' or '[' may follow ']' in format field specifier")
            return nil
        }
        if part.name.start == part.name.end {
            PyErr_SetString(PyExc_ValueError, "Empty attribute in format string")
            return nil
        }
        return part
    }
}

/// Splits a field name; nil with an exception.
private func splitFieldName(_ str: PyObj, _ start: Int, _ end: Int, _ auto: UnsafeMutablePointer<AutoNumber>?) -> (
    first: SubString, index: Int, rest: FieldNameIterator
)? {
    var i = start
    while i < end {
        let c = PyUnicode_READ(str, i)
        if c == 91 || c == 46 { break }
        i += 1
    }
    let first = SubString(str, start, i)
    let rest = FieldNameIterator(str: str, index: i, end: end)
    var index = first.integer()
    if index == -1 && PyErr_Occurred() != nil { return nil }
    let empty = start >= i
    if let auto {
        if empty || index != -1 {
            if auto.pointee.state == .start { auto.pointee.state = empty ? .auto : .manual }
            if auto.pointee.state == .manual && empty {
                PyErr_SetString(
                    PyExc_ValueError, "cannot switch from manual field specification to automatic field numbering")
                return nil
            }
            if auto.pointee.state == .auto && !empty {
                PyErr_SetString(
                    PyExc_ValueError, "cannot switch from automatic field numbering to manual field specification")
                return nil
            }
        }
        if empty {
            index = auto.pointee.next
            auto.pointee.next += 1
        }
    }
    return (first, index, rest)
}

/// The object that a field name stands for. Origin: get_field_object.
private func fieldObject(_ name: SubString, _ args: PyObj?, _ kwargs: PyObj?, _ auto: UnsafeMutablePointer<AutoNumber>) -> PyObj? {
    guard let str = name.str, let split = splitFieldName(str, name.start, name.end, auto) else { return nil }
    let (first, index) = (split.first, split.index)
    var rest = split.rest
    var object: PyObj
    if index == -1 {
        guard let key = first.object() else { return nil }
        defer { Py_DECREF(key) }
        guard let kwargs else {
            PyErr_SetObject(PyExc_KeyError, key)
            return nil
        }
        guard let found = PyObject_GetItem(kwargs, key) else { return nil }
        object = found
    } else {
        guard let args else {
            PyErr_SetString(PyExc_ValueError, "Format string contains positional fields")
            return nil
        }
        guard let found = PySequence_GetItem(args, index) else {
            PyErr_SetString(PyExc_IndexError, "Replacement index \(index) out of range for positional args tuple")
            return nil
        }
        object = found
    }
    while true {
        guard let step = rest.next() else {
            Py_DECREF(object)
            return nil
        }
        guard let part = step else { return object }
        var value: PyObj?
        if part.isAttribute || part.index == -1 {
            if let key = part.name.object() {
                value = part.isAttribute ? PyObject_GetAttr(object, key) : PyObject_GetItem(object, key)
                Py_DECREF(key)
            }
        } else if PySequence_Check(object) {
            value = PySequence_GetItem(object, part.index)
        } else if let key = PyLong_FromSsize_t(part.index) {
            value = PyObject_GetItem(object, key)
            Py_DECREF(key)
        }
        Py_DECREF(object)
        guard let value else { return nil }
        object = value
    }
}

/// Breaks a format string into literal text and fields. Origin: MarkupIterator.
private struct MarkupIterator {
    var str: PyObj
    var start: Int
    var end: Int

    struct Piece {
        var literal = SubString()
        var hasField = false
        var fieldName = SubString()
        var spec = SubString()
        var conversion: UInt32 = 0
        var specNeedsExpanding = false
    }
    private func error(_ message: String) -> Piece?? {
        PyErr_SetString(PyExc_ValueError, message)
        return nil
    }
    /// The next piece; `.some(nil)` at the end, nil with an exception.
    mutating func next() -> Piece?? {
        if start >= end { return .some(nil) }
        var piece = Piece()
        let from = start
        var c: UInt32 = 0
        var markup = false
        let kind = PyUnicode_KIND(str)
        let data = PyUnicode_DATA(str)
        while start < end {
            c = unicodeRead(kind, data, start)
            start += 1
            if c == 123 || c == 125 {
                markup = true
                break
            }
        }
        let atEnd = start >= end
        var n = start - from
        if c == 125 && (atEnd || c != unicodeRead(kind, data, start)) { return error("Single '}' encountered in format string") }
        if atEnd && c == 123 { return error("Single '{' encountered in format string") }
        if !atEnd {
            if c == unicodeRead(kind, data, start) {
                start += 1
                markup = false
            } else {
                n -= 1
            }
        }
        piece.literal = SubString(str, from, from + n)
        if !markup { return piece }
        piece.hasField = true
        return parseField(&piece) ? .some(piece) : nil
    }

    private mutating func parseField(_ piece: inout Piece) -> Bool {
        func error(_ message: String) -> Bool {
            PyErr_SetString(PyExc_ValueError, message)
            return false
        }
        let kind = PyUnicode_KIND(str)
        let data = PyUnicode_DATA(str)
        var c: UInt32 = 0
        piece.fieldName = SubString(str, start, start)
        name: while start < end {
            c = unicodeRead(kind, data, start)
            start += 1
            switch c {
            case 123: return error("unexpected '{' in field name")
            case 91:
                while start < end && unicodeRead(kind, data, start) != 93 { start += 1 }
            case 125, 58, 33: break name
            default: break
            }
        }
        piece.fieldName.end = start - 1
        if c == 33 || c == 58 {
            if c == 33 {
                if start >= end { return error("end of string while looking for conversion specifier") }
                piece.conversion = unicodeRead(kind, data, start)
                start += 1
                if start < end {
                    c = unicodeRead(kind, data, start)
                    start += 1
                    if c == 125 { return true }
                    if c != 58 { return error("expected ':' after conversion specifier") }
                }
            }
            piece.spec = SubString(str, start, start)
            var depth = 1
            while start < end {
                c = unicodeRead(kind, data, start)
                start += 1
                if c == 123 {
                    piece.specNeedsExpanding = true
                    depth += 1
                } else if c == 125 {
                    depth -= 1
                    if depth == 0 {
                        piece.spec.end = start - 1
                        return true
                    }
                }
            }
            return error("unmatched '{' in format spec")
        }
        if c != 125 { return error("expected '}' before end of string") }
        return true
    }
}

/// Formats one object into the writer. Origin: render_field.
private func renderField(_ object: PyObj, _ spec: SubString, _ writer: inout UnicodeWriter) -> Bool {
    let type = object.ob_type
    // An empty specification has no string: any will do.
    let str = spec.str ?? emptyUnicode
    if type == PyUnicode_Type { return _PyUnicode_FormatAdvancedWriter(&writer, object, str, spec.start, spec.end) == 0 }
    if type == PyLong_Type { return _PyLong_FormatAdvancedWriter(&writer, object, str, spec.start, spec.end) == 0 }
    if type == PyFloat_Type { return _PyFloat_FormatAdvancedWriter(&writer, object, str, spec.start, spec.end) == 0 }
    if type == PyComplex_Type { return _PyComplex_FormatAdvancedWriter(&writer, object, str, spec.start, spec.end) == 0 }
    guard let specObject = spec.objectOrEmpty() else { return false }
    let text = PyObject_Format(object, specObject)
    Py_DECREF(specObject)
    guard let text else { return false }
    let ok = writer.writeStr(text)
    Py_DECREF(text)
    return ok
}

/// Origin: do_markup, output_markup.
private func doMarkup(
    _ input: SubString, _ args: PyObj?, _ kwargs: PyObj?, _ writer: inout UnicodeWriter, _ depth: Int,
    _ auto: UnsafeMutablePointer<AutoNumber>
) -> Bool {
    guard let str = input.str else { return true }
    var iterator = MarkupIterator(str: str, start: input.start, end: input.end)
    while true {
        guard let step = iterator.next() else { return false }
        guard let piece = step else { return true }
        let last = iterator.start == iterator.end
        if piece.literal.start != piece.literal.end {
            if !piece.hasField && last { writer.overallocate = false }
            if !writer.writeSubstring(str, piece.literal.start, piece.literal.end) { return false }
        }
        if !piece.hasField { continue }
        if last { writer.overallocate = false }
        guard var object = fieldObject(piece.fieldName, args, kwargs, auto) else { return false }
        if piece.conversion != 0 {
            let converted: PyObj?
            switch piece.conversion {
            case 114: converted = PyObject_Repr(object)
            case 115: converted = PyObject_Str(object)
            case 97: converted = PyObject_ASCII(object)
            default:
                let c = piece.conversion
                let shown = c > 32 && c < 127 ? String(Unicode.Scalar(UInt8(c))) : "\\x" + String(c, radix: 16)
                PyErr_SetString(PyExc_ValueError, "Unknown conversion specifier \(shown)")
                converted = nil
            }
            Py_DECREF(object)
            guard let converted else { return false }
            object = converted
        }
        var spec = piece.spec
        var expanded: PyObj?
        if piece.specNeedsExpanding {
            expanded = buildString(piece.spec, args, kwargs, depth - 1, auto)
            guard let text = expanded else {
                Py_DECREF(object)
                return false
            }
            spec = SubString(text, 0, text.unicode_length)
        }
        let ok = renderField(object, spec, &writer)
        Py_DECREF(object)
        Py_XDECREF(expanded)
        if !ok { return false }
    }
}
private func buildString(
    _ input: SubString, _ args: PyObj?, _ kwargs: PyObj?, _ depth: Int, _ auto: UnsafeMutablePointer<AutoNumber>
) -> PyObj? {
    if depth <= 0 {
        PyErr_SetString(PyExc_ValueError, "Max string recursion exceeded")
        return nil
    }
    var writer = UnicodeWriter()
    writer.overallocate = true
    writer.min_length = (input.str?.unicode_length ?? 0) + 100
    if !doMarkup(input, args, kwargs, &writer, depth, auto) {
        writer.dealloc()
        return nil
    }
    return writer.finish()
}
private func formatString(_ op: PyObj, _ args: PyObj?, _ kwargs: PyObj?) -> PyObj? {
    var auto = AutoNumber()
    return buildString(SubString(op, 0, op.unicode_length), args, kwargs, 2, &auto)
}
/// `str.format`.
func unicode_format(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? { formatString(op, args, kwargs) }
/// `str.format_map`.
func unicode_format_map(_ op: PyObj, _ mapping: PyObj) -> PyObj? { formatString(op, nil, mapping) }

/// `str.__format__`.
func unicode__format__(_ op: PyObj, _ spec: PyObj) -> PyObj? {
    if !PyUnicode_Check(spec) {
        _PyArg_BadArgument("__format__", "argument", "str", spec)
        return nil
    }
    var writer = UnicodeWriter()
    if _PyUnicode_FormatAdvancedWriter(&writer, op, spec, 0, spec.unicode_length) == -1 {
        writer.dealloc()
        return nil
    }
    return writer.finish()
}

// MARK: string.Formatter

/// `_string.formatter_parser`: an iterator of (literal, field name, format specification, conversion).
func formatter_parser(_ module: PyObj, _ str: PyObj) -> PyObj? {
    if !PyUnicode_Check(str) {
        PyErr_SetString(PyExc_TypeError, "expected str, got \(str.typeName)")
        return nil
    }
    guard let it = PyObject_New(PyFormatterIter_Type) else { return nil }
    // str at 16; the SubString: str at 24, start at 32, end at 40.
    it.storeBytes(of: Py_NewRef(str), toByteOffset: 16, as: PyObj.self)
    it.storeBytes(of: str, toByteOffset: 24, as: PyObj.self)
    it.storeBytes(of: 0, toByteOffset: 32, as: Int.self)
    it.storeBytes(of: str.unicode_length, toByteOffset: 40, as: Int.self)
    return it
}
private func formatteriter_dealloc(_ it: PyObj) {
    Py_XDECREF(it.load(fromByteOffset: 16, as: PyObj?.self))
    PyObject_Free(it)
}
private func formatteriter_next(_ it: PyObj) -> PyObj? {
    var iterator = MarkupIterator(
        str: it.load(fromByteOffset: 24, as: PyObj.self), start: it.load(fromByteOffset: 32, as: Int.self),
        end: it.load(fromByteOffset: 40, as: Int.self))
    let step = iterator.next()
    it.storeBytes(of: iterator.start, toByteOffset: 32, as: Int.self)
    guard let step, let piece = step else { return nil }
    guard let literal = piece.literal.object() else { return nil }
    guard let name = piece.fieldName.object() else {
        Py_DECREF(literal)
        return nil
    }
    let spec = piece.hasField ? piece.spec.objectOrEmpty() : piece.spec.object()
    let conversion = piece.conversion == 0 ? Py_NewRef(Py_None) : unicode_char(piece.conversion)
    return tupleSteal(literal, name, spec, conversion)
}
/// `_string.formatter_field_name_split`: (first part, iterator of (is attribute, name)).
func formatter_field_name_split(_ module: PyObj, _ str: PyObj) -> PyObj? {
    if !PyUnicode_Check(str) {
        PyErr_SetString(PyExc_TypeError, "expected str, got \(str.typeName)")
        return nil
    }
    guard let it = PyObject_New(PyFieldNameIter_Type) else { return nil }
    // str at 16; the iterator: str at 24, start at 32, end at 40, index at 48.
    it.storeBytes(of: Py_NewRef(str), toByteOffset: 16, as: PyObj.self)
    guard let (first, index, rest) = splitFieldName(str, 0, str.unicode_length, nil) else {
        Py_DECREF(it)
        return nil
    }
    it.storeBytes(of: str, toByteOffset: 24, as: PyObj.self)
    it.storeBytes(of: rest.index, toByteOffset: 32, as: Int.self)
    it.storeBytes(of: rest.end, toByteOffset: 40, as: Int.self)
    it.storeBytes(of: rest.index, toByteOffset: 48, as: Int.self)
    return tupleSteal(index != -1 ? PyLong_FromSsize_t(index) : first.object(), it)
}
private func fieldnameiter_next(_ it: PyObj) -> PyObj? {
    var iterator = FieldNameIterator(
        str: it.load(fromByteOffset: 24, as: PyObj.self), index: it.load(fromByteOffset: 48, as: Int.self),
        end: it.load(fromByteOffset: 40, as: Int.self))
    let step = iterator.next()
    it.storeBytes(of: iterator.index, toByteOffset: 48, as: Int.self)
    guard let step, let part = step else { return nil }
    return tupleSteal(
        PyBool_FromLong(part.isAttribute), part.index != -1 ? PyLong_FromSsize_t(part.index) : part.name.object())
}
func initFormatterTypes() {
    let f = PyFormatterIter_Type
    f.initStaticType("formatteriterator", basicsize: 48)
    f.tp_dealloc = formatteriter_dealloc
    f.tp_getattro = PyObject_GenericGetAttr
    f.tp_iter = PyObject_SelfIter
    f.tp_iternext = formatteriter_next
    let n = PyFieldNameIter_Type
    n.initStaticType("fieldnameiterator", basicsize: 56)
    n.tp_dealloc = formatteriter_dealloc
    n.tp_getattro = PyObject_GenericGetAttr
    n.tp_iter = PyObject_SelfIter
    n.tp_iternext = fieldnameiter_next
}
