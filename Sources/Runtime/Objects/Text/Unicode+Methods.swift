import Glibc
import Memory

// The methods of str that are not searching, case or formatting. Origin: Objects/unicodeobject.c.

// MARK: find, count, startswith and their like

private func findArgs(_ name: StaticString, _ args: PyObj, _ start: inout Int, _ end: inout Int) -> PyObj? {
    guard let sub = parseArgsFinds(name, args, &start, &end), ensure_unicode(sub) else { return nil }
    return sub
}
private func findMethod(_ name: StaticString, _ op: PyObj, _ args: PyObj, _ direction: Int, mustExist: Bool) -> PyObj? {
    var start = 0
    var end = Int.max
    guard let sub = findArgs(name, args, &start, &end) else { return nil }
    let k = unicodeFindSlice(op, sub, start, end, direction)
    if k == -2 { return nil }
    if k < 0 && mustExist {
        PyErr_SetString(PyExc_ValueError, "substring not found")
        return nil
    }
    return PyLong_FromSsize_t(k)
}
func unicode_find(_ op: PyObj, _ args: PyObj) -> PyObj? { findMethod("find", op, args, 1, mustExist: false) }
func unicode_rfind(_ op: PyObj, _ args: PyObj) -> PyObj? { findMethod("rfind", op, args, -1, mustExist: false) }
func unicode_index(_ op: PyObj, _ args: PyObj) -> PyObj? { findMethod("index", op, args, 1, mustExist: true) }
func unicode_rindex(_ op: PyObj, _ args: PyObj) -> PyObj? { findMethod("rindex", op, args, -1, mustExist: true) }
func unicode_count(_ op: PyObj, _ args: PyObj) -> PyObj? {
    var start = 0
    var end = Int.max
    guard let sub = findArgs("count", args, &start, &end) else { return nil }
    let k = PyUnicode_Count(op, sub, start, end)
    return k < 0 ? nil : PyLong_FromSsize_t(k)
}
private func tailMethod(_ name: StaticString, _ op: PyObj, _ args: PyObj, _ direction: Int) -> PyObj? {
    var start = 0
    var end = Int.max
    guard let sub = parseArgsFinds(name, args, &start, &end) else { return nil }
    if PyTuple_Check(sub) {
        for i in 0..<sub.ob_size {
            let item = PyTuple_GET_ITEM(sub, i)
            if !PyUnicode_Check(item) {
                PyErr_SetString(PyExc_TypeError, "tuple for \(name) must only contain str, not \(item.typeName)")
                return nil
            }
            if unicodeTailmatch(op, item, start, end, direction) { return PyBool_FromLong(true) }
        }
        return PyBool_FromLong(false)
    }
    if !PyUnicode_Check(sub) {
        PyErr_SetString(PyExc_TypeError, "\(name) first arg must be str or a tuple of str, not \(sub.typeName)")
        return nil
    }
    return PyBool_FromLong(unicodeTailmatch(op, sub, start, end, direction))
}
func unicode_startswith(_ op: PyObj, _ args: PyObj) -> PyObj? { tailMethod("startswith", op, args, -1) }
func unicode_endswith(_ op: PyObj, _ args: PyObj) -> PyObj? { tailMethod("endswith", op, args, 1) }

// MARK: split, replace, join

private func splitMethod(_ name: StaticString, _ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, right: Bool) -> PyObj?
{
    if nargs == 0 && kwnames == nil {
        return right ? PyUnicode_RSplit(op, nil, -1) : PyUnicode_Split(op, nil, -1)
    }
    if nargs == 1 && kwnames == nil && PyUnicode_Check(args[0]) {
        return right ? PyUnicode_RSplit(op, args[0], -1) : PyUnicode_Split(op, args[0], -1)
    }
    return withArguments(2) { a in
        if !unpackFast(name, args, nargs, kwnames, ["sep", "maxsplit"], 0, 2, 0, a) { return nil }
        var maxsplit = -1
        if let m = a[1] {
            guard let v = clinicSsize(m) else { return nil }
            maxsplit = v
        }
        var sep = a[0]
        if sep == Py_None { sep = nil }
        if let sep, !PyUnicode_Check(sep) {
            PyErr_SetString(PyExc_TypeError, "must be str or None, not \(sep.typeName)")
            return nil
        }
        return right ? PyUnicode_RSplit(op, sep, maxsplit) : PyUnicode_Split(op, sep, maxsplit)
    }
}
func unicode_split(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    splitMethod("split", op, args, nargs, kwnames, right: false)
}
func unicode_rsplit(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    splitMethod("rsplit", op, args, nargs, kwnames, right: true)
}
func unicode_splitlines(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withArguments(1) { a in
        if !unpackFast("splitlines", args, nargs, kwnames, ["keepends"], 0, 1, 0, a) { return nil }
        var keepends = 0
        if let k = a[0] {
            guard let v = clinicInt(k) else { return nil }
            keepends = v
        }
        return PyUnicode_Splitlines(op, keepends != 0)
    }
}
func unicode_replace(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("replace", nargs, 2, 3) { return nil }
    for i in 0..<2 where !PyUnicode_Check(args[i]) {
        _PyArg_BadArgument("replace", "argument \(i + 1)", "str", args[i])
        return nil
    }
    var count = -1
    if nargs > 2 {
        guard let v = clinicSsize(args[2]) else { return nil }
        count = v
    }
    return PyUnicode_Replace(op, args[0], args[1], count)
}
func unicode_removeprefix(_ op: PyObj, _ prefix: PyObj) -> PyObj? {
    if !PyUnicode_Check(prefix) {
        _PyArg_BadArgument("removeprefix", "argument", "str", prefix)
        return nil
    }
    if unicodeTailmatch(op, prefix, 0, Int.max, -1) {
        return PyUnicode_Substring(op, prefix.unicode_length, op.unicode_length)
    }
    return unicode_result_unchanged(op)
}
func unicode_removesuffix(_ op: PyObj, _ suffix: PyObj) -> PyObj? {
    if !PyUnicode_Check(suffix) {
        _PyArg_BadArgument("removesuffix", "argument", "str", suffix)
        return nil
    }
    if unicodeTailmatch(op, suffix, 0, Int.max, 1) {
        return PyUnicode_Substring(op, 0, op.unicode_length - suffix.unicode_length)
    }
    return unicode_result_unchanged(op)
}

// MARK: strip

/// Origin: do_strip, _PyUnicode_XStrip. `chars` nil: white space.
func unicodeStrip(_ op: PyObj, _ chars: PyObj?, left: Bool, right: Bool) -> PyObj? {
    let n = op.unicode_length
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    @inline(__always) func drop(_ c: UInt32) -> Bool {
        if let chars { return findChar(PyUnicode_KIND(chars), PyUnicode_DATA(chars), chars.unicode_length, c) >= 0 }
        return _PyUnicode_IsWhitespace(c)
    }
    var i = 0
    var j = n
    if left { while i < n && drop(unicodeRead(kind, data, i)) { i += 1 } }
    if right { while j > i && drop(unicodeRead(kind, data, j - 1)) { j -= 1 } }
    return PyUnicode_Substring(op, i, j)
}
private func stripMethod(_ name: StaticString, _ op: PyObj, _ args: PyArgs, _ nargs: Int, left: Bool, right: Bool) -> PyObj? {
    if nargs > 1 && !_PyArg_CheckPositional("\(name)", nargs, 0, 1) { return nil }
    if nargs == 1 && args[0] != Py_None {
        if PyUnicode_Check(args[0]) { return unicodeStrip(op, args[0], left: left, right: right) }
        PyErr_SetString(PyExc_TypeError, "\(name) arg must be None or str")
        return nil
    }
    return unicodeStrip(op, nil, left: left, right: right)
}
func unicode_strip(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    stripMethod("strip", op, args, nargs, left: true, right: true)
}
func unicode_lstrip(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    stripMethod("lstrip", op, args, nargs, left: true, right: false)
}
func unicode_rstrip(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    stripMethod("rstrip", op, args, nargs, left: false, right: true)
}

// MARK: padding

/// Origin: pad.
func unicodePad(_ op: PyObj, _ left: Int, _ right: Int, _ fill: UInt32) -> PyObj? {
    let left = max(left, 0)
    let right = max(right, 0)
    if left == 0 && right == 0 { return unicode_result_unchanged(op) }
    let n = op.unicode_length
    if left > Int.max - n || right > Int.max - (left + n) {
        PyErr_SetString(PyExc_OverflowError, "padded string is too long")
        return nil
    }
    guard let out = PyUnicode_New(left + n + right, max(PyUnicode_MAX_CHAR_VALUE(op), fill)) else { return nil }
    let kind = PyUnicode_KIND(out)
    let data = PyUnicode_DATA(out)
    if left > 0 { unicodeFill(kind, data, fill, 0, left) }
    if right > 0 { unicodeFill(kind, data, fill, left + n, right) }
    _PyUnicode_FastCopyCharacters(out, left, op, 0, n)
    return out
}
private func padArgs(_ name: String, _ args: PyArgs, _ nargs: Int) -> (Int, UInt32)? {
    if !_PyArg_CheckPositional(name, nargs, 1, 2) { return nil }
    guard let width = clinicSsize(args[0]) else { return nil }
    if nargs == 1 { return (width, 32) }
    let c = args[1]
    if !PyUnicode_Check(c) {
        PyErr_SetString(PyExc_TypeError, "The fill character must be a unicode character, not \(c.typeName)")
        return nil
    }
    if c.unicode_length != 1 {
        PyErr_SetString(PyExc_TypeError, "The fill character must be exactly one character long")
        return nil
    }
    return (width, PyUnicode_READ(c, 0))
}
func unicode_center(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let (width, fill) = padArgs("center", args, nargs) else { return nil }
    if op.unicode_length >= width { return unicode_result_unchanged(op) }
    let margin = width - op.unicode_length
    let left = margin / 2 + (margin & width & 1)
    return unicodePad(op, left, margin - left, fill)
}
func unicode_ljust(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let (width, fill) = padArgs("ljust", args, nargs) else { return nil }
    if op.unicode_length >= width { return unicode_result_unchanged(op) }
    return unicodePad(op, 0, width - op.unicode_length, fill)
}
func unicode_rjust(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let (width, fill) = padArgs("rjust", args, nargs) else { return nil }
    if op.unicode_length >= width { return unicode_result_unchanged(op) }
    return unicodePad(op, width - op.unicode_length, 0, fill)
}
func unicode_zfill(_ op: PyObj, _ arg: PyObj) -> PyObj? {
    guard let width = clinicSsize(arg) else { return nil }
    if op.unicode_length >= width { return unicode_result_unchanged(op) }
    let fill = width - op.unicode_length
    guard let out = unicodePad(op, fill, 0, 48) else { return nil }
    let c = PyUnicode_READ(out, fill)
    if c == 43 || c == 45 {
        PyUnicode_WRITE(out, 0, c)
        PyUnicode_WRITE(out, fill, 48)
    }
    return out
}
func unicode_expandtabs(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    var tabsize = 8
    let ok = withArguments(1) { a in
        if !unpackFast("expandtabs", args, nargs, kwnames, ["tabsize"], 0, 1, 0, a) { return false }
        if let t = a[0] {
            guard let v = clinicInt(t) else { return false }
            tabsize = v
        }
        return true
    }
    if !ok { return nil }
    let n = op.unicode_length
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var size = 0
    var column = 0
    var found = false
    for i in 0..<n {
        let c = unicodeRead(kind, data, i)
        if c == 9 {
            found = true
            if tabsize > 0 {
                let add = tabsize - column % tabsize
                if size > Int.max - add {
                    PyErr_SetString(PyExc_OverflowError, "new string is too long")
                    return nil
                }
                column += add
                size += add
            }
        } else {
            column += 1
            size += 1
            if c == 10 || c == 13 { column = 0 }
        }
    }
    if !found { return unicode_result_unchanged(op) }
    guard let out = PyUnicode_New(size, PyUnicode_MAX_CHAR_VALUE(op)) else { return nil }
    let to = PyUnicode_DATA(out)
    var o = 0
    column = 0
    for i in 0..<n {
        let c = unicodeRead(kind, data, i)
        if c == 9 {
            if tabsize > 0 {
                let add = tabsize - column % tabsize
                column += add
                unicodeFill(kind, to, 32, o, add)
                o += add
            }
        } else {
            column += 1
            unicodeWrite(kind, to, o, c)
            o += 1
            if c == 10 || c == 13 { column = 0 }
        }
    }
    return unicode_result(out)
}

// MARK: translate

func unicode_maketrans(_ null: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("maketrans", nargs, 1, 3) { return nil }
    for i in 1..<max(nargs, 1) where !PyUnicode_Check(args[i]) {
        _PyArg_BadArgument("maketrans", "argument \(i + 1)", "str", args[i])
        return nil
    }
    guard let dict = PyDict_New() else { return nil }
    func fail(_ type: PyObj, _ message: String) -> PyObj? {
        PyErr_SetString(type, message)
        Py_DECREF(dict)
        return nil
    }
    func set(_ key: UInt32, _ value: PyObj?) -> Bool {
        guard let k = PyLong_FromLong(Int(key)) else {
            Py_XDECREF(value)
            return false
        }
        guard let value else {
            Py_DECREF(k)
            return false
        }
        let ok = PyDict_SetItem(dict, k, value) == 0
        Py_DECREF(k)
        Py_DECREF(value)
        return ok
    }
    let x = args[0]
    if nargs > 1 {
        let y = args[1]
        if !PyUnicode_Check(x) {
            return fail(PyExc_TypeError, "first maketrans argument must be a string if there is a second argument")
        }
        if x.unicode_length != y.unicode_length {
            return fail(PyExc_ValueError, "the first two maketrans arguments must have equal length")
        }
        for i in 0..<x.unicode_length where !set(PyUnicode_READ(x, i), PyLong_FromLong(Int(PyUnicode_READ(y, i)))) {
            Py_DECREF(dict)
            return nil
        }
        if nargs > 2 {
            for i in 0..<args[2].unicode_length where !set(PyUnicode_READ(args[2], i), Py_NewRef(Py_None)) {
                Py_DECREF(dict)
                return nil
            }
        }
        return dict
    }
    if !PyDict_CheckExact(x) {
        return fail(PyExc_TypeError, "if you give only one argument to maketrans it must be a dict")
    }
    var pos = 0
    var key: PyObj?
    var value: PyObj?
    while PyDict_Next(x, &pos, &key, &value) {
        guard let key, let value else { break }
        if PyUnicode_Check(key) {
            if key.unicode_length != 1 { return fail(PyExc_ValueError, "string keys in translate table must be of length 1") }
            if !set(PyUnicode_READ(key, 0), Py_NewRef(value)) {
                Py_DECREF(dict)
                return nil
            }
        } else if PyLong_Check(key) {
            if PyDict_SetItem(dict, key, value) < 0 {
                Py_DECREF(dict)
                return nil
            }
        } else {
            return fail(PyExc_TypeError, "keys in translate table must be strings or integers")
        }
    }
    return dict
}

/// What a translation table says of a character: a new reference, nil for "not in the table". False with an exception.
private func translateLookup(_ c: UInt32, _ table: PyObj, _ result: inout PyObj?) -> Bool {
    guard let key = PyLong_FromLong(Int(c)) else { return false }
    let x = PyObject_GetItem(table, key)
    Py_DECREF(key)
    guard let x else {
        if PyErr_ExceptionMatches(PyExc_LookupError) {
            PyErr_Clear()
            result = nil
            return true
        }
        return false
    }
    if x == Py_None || PyUnicode_Check(x) {
        result = x
        return true
    }
    if PyLong_Check(x) {
        let value = PyLong_AsLong(x)
        if value < 0 || value > 0x10ffff {
            PyErr_Clear()
            PyErr_SetString(PyExc_ValueError, "character mapping must be in range(0x110000)")
            Py_DECREF(x)
            return false
        }
        result = x
        return true
    }
    PyErr_SetString(PyExc_TypeError, "character mapping must return integer, None or str")
    Py_DECREF(x)
    return false
}
/// `str.translate`: characters mapped to None are left out. Origin: _PyUnicode_TranslateCharmap with "ignore".
func unicode_translate(_ op: PyObj, _ table: PyObj) -> PyObj? {
    let n = op.unicode_length
    if n == 0 { return PyUnicode_FromObject(op) }
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var writer = UnicodeWriter()
    if !writer.prepare(n, 127) { return nil }
    var i = 0
    if PyUnicode_IS_ASCII(op) {
        // Each ASCII character is looked up once as long as all results are ASCII: 255 unknown, 254 deleted.
        let done: Bool? = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { known in
            known.initialize(repeating: 255)
            let out = writer.data.assumingMemoryBound(to: UInt8.self)
            while i < n {
                let c = Int(data.load(fromByteOffset: i, as: UInt8.self))
                if known[c] == 255 {
                    var item: PyObj?
                    if !translateLookup(UInt32(c), table, &item) { return nil }
                    guard let item else {
                        known[c] = UInt8(c)
                        out[writer.pos] = UInt8(c)
                        writer.pos += 1
                        i += 1
                        continue
                    }
                    defer { Py_DECREF(item) }
                    if item == Py_None {
                        known[c] = 254
                    } else if PyLong_Check(item) {
                        let v = PyLong_AsLong(item)
                        if v > 127 { return false }
                        known[c] = UInt8(v)
                    } else {
                        if item.unicode_length != 1 || PyUnicode_READ(item, 0) > 127 { return false }
                        known[c] = UInt8(PyUnicode_READ(item, 0))
                    }
                }
                if known[c] != 254 {
                    out[writer.pos] = known[c]
                    writer.pos += 1
                }
                i += 1
            }
            return true
        }
        guard let done else {
            writer.dealloc()
            return nil
        }
        if done { return writer.finish() }
    }
    while i < n {
        let c = unicodeRead(kind, data, i)
        var item: PyObj?
        if !translateLookup(c, table, &item) {
            writer.dealloc()
            return nil
        }
        var ok = true
        if let item {
            if item == Py_None {
                // Left out; CPython looks at the following characters here for the run of untranslatable ones.
                Py_DECREF(item)
                i += 1
                while i < n {
                    var next: PyObj?
                    if !translateLookup(unicodeRead(kind, data, i), table, &next) {
                        writer.dealloc()
                        return nil
                    }
                    Py_XDECREF(next)
                    if next != Py_None { break }
                    i += 1
                }
                continue
            }
            ok = PyLong_Check(item) ? writer.writeChar(UInt32(PyLong_AsLong(item))) : writer.writeStr(item)
            Py_DECREF(item)
        } else {
            ok = writer.writeChar(c)
        }
        if !ok {
            writer.dealloc()
            return nil
        }
        i += 1
    }
    return writer.finish()
}

// MARK: encode, sizes, pickling

func unicode_encode(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    if nargs == 0 && kwnames == nil { return _PyUnicode_AsUTF8String(op, nil) }
    return withArguments(2) { a in
        if !unpackFast("encode", args, nargs, kwnames, ["encoding", "errors"], 0, 2, 0, a) { return nil }
        var encoding: String?
        var errors: String?
        if let e = a[0] {
            encoding = clinicString("encode", "argument 'encoding'", e)
            if encoding == nil { return nil }
        }
        if let e = a[1] {
            errors = clinicString("encode", "argument 'errors'", e)
            if errors == nil { return nil }
        }
        return PyUnicode_AsEncodedString(op, encoding, errors)
    }
}
func unicode_sizeof(_ op: PyObj) -> PyObj? {
    var size: Int
    if PyUnicode_IS_COMPACT_ASCII(op) {
        size = 48 + op.unicode_length + 1
    } else if PyUnicode_IS_COMPACT(op) {
        size = 72 + (op.unicode_length + 1) * PyUnicode_KIND(op)
    } else {
        size = 80
        if op.unicode_data != nil { size += (op.unicode_length + 1) * PyUnicode_KIND(op) }
    }
    if unicodeHasUTF8Memory(op) { size += op.utf8_length + 1 }
    return PyLong_FromSsize_t(size)
}
func unicode_getnewargs(_ op: PyObj) -> PyObj? { tupleSteal(_PyUnicode_Copy(op)) }
