import Memory

// The modules `_codecs` and `_string`, on which Lib/codecs.py and Lib/string.py stand. Origin: Modules/_codecsmodule.c,
// Objects/unicodeobject.c (`_string`).

/// An optional text argument, where None is the same as absent. False with a TypeError.
private func optionalText(_ function: StaticString, _ i: Int, _ args: PyArgs, _ nargs: Int, _ out: inout String?) -> Bool {
    if i >= nargs || args[i] == Py_None { return true }
    if !PyUnicode_Check(args[i]) {
        _PyArg_BadArgument("\(function)", "argument \(i + 1)", "str or None", args[i])
        return false
    }
    out = clinicString("\(function)", "argument \(i + 1)", args[i])
    return out != nil
}
private func optionalInt(_ i: Int, _ args: PyArgs, _ nargs: Int, _ out: inout Int) -> Bool {
    if i >= nargs { return true }
    guard let v = clinicInt(args[i]) else { return false }
    out = v
    return true
}

/// A decoder of the form (data, errors=None, final=False).
private func decode(
    _ name: StaticString, _ args: PyArgs, _ nargs: Int, stateful: Bool = true,
    _ body: (UnsafeRawPointer, Int, String?, UnsafeMutablePointer<Int>?) -> PyObj?
) -> PyObj? {
    if !_PyArg_CheckPositional("\(name)", nargs, 1, stateful ? 3 : 2) { return nil }
    var errors: String?
    var final = 0
    if !optionalText(name, 1, args, nargs, &errors) || !optionalInt(2, args, nargs, &final) { return nil }
    let result: PyObj?? = withBytes(args[0]) { p, n in
        var consumed = n
        let text = withUnsafeMutablePointer(to: &consumed) { body(p, n, errors, !stateful || final != 0 ? nil : $0) }
        return tupleSteal(text, PyLong_FromSsize_t(consumed))
    }
    return result ?? nil
}
/// The bytes of a bytes-like object or the UTF-8 form of a str.
private func withBytesOrText<R>(_ op: PyObj, _ body: (UnsafeRawPointer, Int) -> R) -> R? {
    if PyUnicode_Check(op) {
        guard let utf8 = PyUnicode_AsUTF8AndSize(op) else { return nil }
        return body(utf8.baseAddress ?? UnsafeRawPointer(emptyBytes + 32), utf8.count)
    }
    return withBytes(op, body)
}
/// A decoder of escapes: (data, errors=None, final=True), where data may be a str.
private func decodeEscapes(
    _ name: StaticString, _ args: PyArgs, _ nargs: Int, _ maximum: Int,
    _ body: (UnsafeRawPointer, Int, String?, UnsafeMutablePointer<Int>?) -> PyObj?
) -> PyObj? {
    if !_PyArg_CheckPositional("\(name)", nargs, 1, maximum) { return nil }
    var errors: String?
    var final = 1
    if !optionalText(name, 1, args, nargs, &errors) || !optionalInt(2, args, nargs, &final) { return nil }
    let result: PyObj?? = withBytesOrText(args[0]) { p, n in
        var consumed = n
        let text = withUnsafeMutablePointer(to: &consumed) { body(p, n, errors, final != 0 ? nil : $0) }
        return tupleSteal(text, PyLong_FromSsize_t(consumed))
    }
    return result ?? nil
}
/// An encoder of the form (str, errors=None).
private func encode(_ name: StaticString, _ args: PyArgs, _ nargs: Int, _ body: (PyObj, String?) -> PyObj?) -> PyObj? {
    if !_PyArg_CheckPositional("\(name)", nargs, 1, 2) { return nil }
    if !PyUnicode_Check(args[0]) {
        _PyArg_BadArgument("\(name)", "argument 1", "str", args[0])
        return nil
    }
    var errors: String?
    if !optionalText(name, 1, args, nargs, &errors) { return nil }
    return tupleSteal(body(args[0], errors), PyLong_FromSsize_t(args[0].unicode_length))
}
/// `utf_16_ex_decode`, `utf_32_ex_decode`: (data, errors=None, byteorder=0, final=False).
private func decodeEx(
    _ name: StaticString, _ args: PyArgs, _ nargs: Int,
    _ body: (UnsafeRawPointer, Int, String?, UnsafeMutablePointer<Int>, UnsafeMutablePointer<Int>?) -> PyObj?
) -> PyObj? {
    if !_PyArg_CheckPositional("\(name)", nargs, 1, 4) { return nil }
    var errors: String?
    var order = 0
    var final = 0
    if !optionalText(name, 1, args, nargs, &errors) || !optionalInt(2, args, nargs, &order)
        || !optionalInt(3, args, nargs, &final)
    {
        return nil
    }
    let result: PyObj?? = withBytes(args[0]) { p, n in
        var consumed = n
        let text = withUnsafeMutablePointer(to: &consumed) { c in
            withUnsafeMutablePointer(to: &order) { body(p, n, errors, $0, final != 0 ? nil : c) }
        }
        return tupleSteal(text, PyLong_FromSsize_t(consumed), PyLong_FromLong(order))
    }
    return result ?? nil
}
private func ordered(
    _ order: Int,
    _ body: @escaping (UnsafeRawPointer, Int, String?, UnsafeMutablePointer<Int>?, UnsafeMutablePointer<Int>?) -> PyObj?
) -> (UnsafeRawPointer, Int, String?, UnsafeMutablePointer<Int>?) -> PyObj? {
    { p, n, errors, consumed in
        var order = order
        return withUnsafeMutablePointer(to: &order) { body(p, n, errors, $0, consumed) }
    }
}

private func codecs_lookup(_ module: PyObj, _ name: PyObj) -> PyObj? {
    guard let encoding = clinicString("lookup", "argument", name) else { return nil }
    return _PyCodec_Lookup(encoding)
}
private func codecs_convert(_ name: StaticString, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, encode: Bool) -> PyObj? {
    withArguments(3) { a in
        if !unpackFast(name, args, nargs, kwnames, ["obj", "encoding", "errors"], 1, 3, 0, a) { return nil }
        guard let object = a[0] else { return nil }
        var encoding = "utf-8"
        var errors: String?
        if let e = a[1] {
            guard let text = clinicString("\(name)", "argument 'encoding'", e) else { return nil }
            encoding = text
        }
        if let e = a[2] {
            errors = clinicString("\(name)", "argument 'errors'", e)
            if errors == nil { return nil }
        }
        return encode ? PyCodec_Encode(object, encoding, errors) : PyCodec_Decode(object, encoding, errors)
    }
}
private func codecs_register_error(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("register_error", nargs, 2, 2) { return nil }
    guard let name = clinicString("register_error", "argument 1", args[0]) else { return nil }
    return PyCodec_RegisterError(name, args[1]) < 0 ? nil : Py_NewRef(Py_None)
}
private func codecs_lookup_error(_ module: PyObj, _ name: PyObj) -> PyObj? {
    guard let text = clinicString("lookup_error", "argument", name) else { return nil }
    return PyCodec_LookupError(text)
}
private func codecs_charmap_encode(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("charmap_encode", nargs, 1, 3) { return nil }
    if !PyUnicode_Check(args[0]) {
        _PyArg_BadArgument("charmap_encode", "argument 1", "str", args[0])
        return nil
    }
    var errors: String?
    if !optionalText("charmap_encode", 1, args, nargs, &errors) { return nil }
    let mapping = nargs > 2 && args[2] != Py_None ? args[2] : nil
    return tupleSteal(_PyUnicode_EncodeCharmap(args[0], mapping, errors), PyLong_FromSsize_t(args[0].unicode_length))
}
private func codecs_charmap_decode(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("charmap_decode", nargs, 1, 3) { return nil }
    var errors: String?
    if !optionalText("charmap_decode", 1, args, nargs, &errors) { return nil }
    let mapping = nargs > 2 && args[2] != Py_None ? args[2] : nil
    let result: PyObj?? = withBytes(args[0]) { p, n in
        tupleSteal(PyUnicode_DecodeCharmap(p, n, mapping, errors), PyLong_FromSsize_t(n))
    }
    return result ?? nil
}
private func codecs_charmap_build(_ module: PyObj, _ map: PyObj) -> PyObj? {
    if !PyUnicode_Check(map) {
        _PyArg_BadArgument("charmap_build", "argument", "str", map)
        return nil
    }
    return PyUnicode_BuildEncodingMap(map)
}
private func codecs_escape_encode(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("escape_encode", nargs, 1, 2) { return nil }
    if !PyBytes_Check(args[0]) {
        _PyArg_BadArgument("escape_encode", "argument 1", "bytes", args[0])
        return nil
    }
    return tupleSteal(bytesEscapeEncode(args[0] + 32, args[0].ob_size), PyLong_FromSsize_t(args[0].ob_size))
}
private func codecs_readbuffer_encode(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("readbuffer_encode", nargs, 1, 2) { return nil }
    let result: PyObj?? = withBytesOrText(args[0]) { p, n in tupleSteal(PyBytes_FromStringAndSize(p, n), PyLong_FromSsize_t(n)) }
    return result ?? nil
}

/// Makes the module `_codecs`; nil with an exception.
func PyInit__codecs() -> PyObj? {
    guard let m = PyModule_New("_codecs") else { return nil }
    let methods = staticMethodDefs([
        .o("register", { PyCodec_Register($1) != 0 ? nil : Py_NewRef(Py_None) }),
        .o("unregister", { PyCodec_Unregister($1) < 0 ? nil : Py_NewRef(Py_None) }), .o("lookup", codecs_lookup),
        .fastKeywords("encode", { codecs_convert("encode", $1, $2, $3, encode: true) }),
        .fastKeywords("decode", { codecs_convert("decode", $1, $2, $3, encode: false) }),
        .fast("escape_encode", codecs_escape_encode),
        .fast("escape_decode", { decodeEscapes("escape_decode", $1, $2, 2) { p, n, e, _ in PyBytes_DecodeEscape(p, n, e) } }),
        .fast("utf_8_encode", { encode("utf_8_encode", $1, $2, _PyUnicode_AsUTF8String) }),
        .fast("utf_8_decode", { decode("utf_8_decode", $1, $2, PyUnicode_DecodeUTF8Stateful) }),
        .fast("utf_7_encode", { encode("utf_7_encode", $1, $2, _PyUnicode_EncodeUTF7) }),
        .fast("utf_7_decode", { decode("utf_7_decode", $1, $2, PyUnicode_DecodeUTF7Stateful) }),
        .fast("utf_16_encode", codecs_utf_16_encode), .fast("utf_32_encode", codecs_utf_32_encode),
        .fast("utf_16_le_encode", { encode("utf_16_le_encode", $1, $2) { _PyUnicode_EncodeUTF16($0, $1, -1) } }),
        .fast("utf_16_be_encode", { encode("utf_16_be_encode", $1, $2) { _PyUnicode_EncodeUTF16($0, $1, 1) } }),
        .fast("utf_32_le_encode", { encode("utf_32_le_encode", $1, $2) { _PyUnicode_EncodeUTF32($0, $1, -1) } }),
        .fast("utf_32_be_encode", { encode("utf_32_be_encode", $1, $2) { _PyUnicode_EncodeUTF32($0, $1, 1) } }),
        .fast("utf_16_decode", { decode("utf_16_decode", $1, $2, ordered(0, PyUnicode_DecodeUTF16Stateful)) }),
        .fast("utf_16_le_decode", { decode("utf_16_le_decode", $1, $2, ordered(-1, PyUnicode_DecodeUTF16Stateful)) }),
        .fast("utf_16_be_decode", { decode("utf_16_be_decode", $1, $2, ordered(1, PyUnicode_DecodeUTF16Stateful)) }),
        .fast("utf_32_decode", { decode("utf_32_decode", $1, $2, ordered(0, PyUnicode_DecodeUTF32Stateful)) }),
        .fast("utf_32_le_decode", { decode("utf_32_le_decode", $1, $2, ordered(-1, PyUnicode_DecodeUTF32Stateful)) }),
        .fast("utf_32_be_decode", { decode("utf_32_be_decode", $1, $2, ordered(1, PyUnicode_DecodeUTF32Stateful)) }),
        .fast("utf_16_ex_decode", { decodeEx("utf_16_ex_decode", $1, $2, PyUnicode_DecodeUTF16Stateful) }),
        .fast("utf_32_ex_decode", { decodeEx("utf_32_ex_decode", $1, $2, PyUnicode_DecodeUTF32Stateful) }),
        .fast(
            "unicode_escape_encode", { encode("unicode_escape_encode", $1, $2) { op, _ in PyUnicode_AsUnicodeEscapeString(op) } }),
        .fast(
            "raw_unicode_escape_encode",
            { encode("raw_unicode_escape_encode", $1, $2) { op, _ in PyUnicode_AsUnicodeEscapeString(op, raw: true) } }),
        .fast("unicode_escape_decode", { decodeEscapes("unicode_escape_decode", $1, $2, 3, PyUnicode_DecodeUnicodeEscape) }),
        .fast(
            "raw_unicode_escape_decode",
            {
                decodeEscapes("raw_unicode_escape_decode", $1, $2, 3) { p, n, e, c in
                    var invalid: Int?
                    return _PyUnicode_DecodeUnicodeEscape(p, n, e, c, &invalid, raw: true)
                }
            }),
        .fast("latin_1_encode", { encode("latin_1_encode", $1, $2, _PyUnicode_AsLatin1String) }),
        .fast(
            "latin_1_decode",
            { decode("latin_1_decode", $1, $2, stateful: false) { p, n, e, _ in PyUnicode_DecodeLatin1(p, n, e) } }),
        .fast("ascii_encode", { encode("ascii_encode", $1, $2, _PyUnicode_AsASCIIString) }),
        .fast(
            "ascii_decode", { decode("ascii_decode", $1, $2, stateful: false) { p, n, e, _ in PyUnicode_DecodeASCII(p, n, e) } }),
        .fast("charmap_encode", codecs_charmap_encode), .fast("charmap_decode", codecs_charmap_decode),
        .o("charmap_build", codecs_charmap_build), .fast("readbuffer_encode", codecs_readbuffer_encode),
        .fast("register_error", codecs_register_error), .o("lookup_error", codecs_lookup_error),
    ])
    if PyModule_AddFunctions(m, methods) < 0 {
        Py_DECREF(m)
        return nil
    }
    return m
}
private func encodeOrdered(_ name: StaticString, _ args: PyArgs, _ nargs: Int, _ body: (PyObj, String?, Int) -> PyObj?) -> PyObj? {
    if !_PyArg_CheckPositional("\(name)", nargs, 1, 3) { return nil }
    var order = 0
    if !optionalInt(2, args, nargs, &order) { return nil }
    return encode(name, args, min(nargs, 2)) { body($0, $1, order) }
}
private func codecs_utf_16_encode(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    encodeOrdered("utf_16_encode", args, nargs, _PyUnicode_EncodeUTF16)
}
private func codecs_utf_32_encode(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    encodeOrdered("utf_32_encode", args, nargs, _PyUnicode_EncodeUTF32)
}

/// Makes the module `_string`; nil with an exception.
func PyInit__string() -> PyObj? {
    guard let m = PyModule_New("_string") else { return nil }
    let methods = staticMethodDefs([
        .o("formatter_field_name_split", formatter_field_name_split, "split the argument as a field name"),
        .o("formatter_parser", formatter_parser, "parse the argument as a format string"),
    ])
    if PyModule_AddFunctions(m, methods) < 0 || PyModule_SetDocString(m, "string helper module") < 0 {
        Py_DECREF(m)
        return nil
    }
    return m
}
