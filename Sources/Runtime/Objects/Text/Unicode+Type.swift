import Glibc
import Memory

// The type object of str, its sequence and mapping slots, and `str.__new__`. Origin: Objects/unicodeobject.c.

func unicode_length(_ op: PyObj) -> Int { op.unicode_length }
func unicode_str(_ op: PyObj) -> PyObj? { unicode_result_unchanged(op) }
func unicode_getitem(_ op: PyObj, _ index: Int) -> PyObj? {
    if index < 0 || index >= op.unicode_length {
        PyErr_SetString(PyExc_IndexError, "string index out of range")
        return nil
    }
    return unicode_char(PyUnicode_READ(op, index))
}
func unicode_repeat(_ op: PyObj, _ count: Int) -> PyObj? {
    if count < 1 { return Py_NewRef(emptyUnicode) }
    if count == 1 { return unicode_result_unchanged(op) }
    let n = op.unicode_length
    if n > Int.max / count {
        PyErr_SetString(PyExc_OverflowError, "repeated string is too long")
        return nil
    }
    guard let out = PyUnicode_New(n * count, PyUnicode_MAX_CHAR_VALUE(op)) else { return nil }
    if n == 0 { return out }
    let kind = PyUnicode_KIND(op)
    if n == 1 {
        unicodeFill(kind, PyUnicode_DATA(out), PyUnicode_READ(op, 0), 0, count)
    } else {
        bytesRepeat(PyUnicode_DATA(out), n * count * kind, PyUnicode_DATA(op), n * kind)
    }
    return out
}
/// Fills memory with copies of a pattern, doubling what is there. Origin: _PyBytes_Repeat.
func bytesRepeat(_ to: UnsafeMutableRawPointer, _ size: Int, _ from: UnsafeRawPointer, _ n: Int) {
    if size == 0 || n == 0 { return }
    if n == 1 {
        memset(to, Int32(from.load(as: UInt8.self)), size)
        return
    }
    memcpy(to, from, n)
    var have = n
    while have < size {
        let k = min(have, size - have)
        memcpy(to + have, to, k)
        have += k
    }
}
func unicode_subscript(_ op: PyObj, _ item: PyObj) -> PyObj? {
    // A non-negative int of one digit needs no conversion.
    if item.ob_type == PyLong_Type, item.ob_size == 0 || item.ob_size == 1 {
        let i = Int(item.load(fromByteOffset: 24, as: UInt32.self)) &* item.ob_size
        if i < op.unicode_length {
            return PyUnicode_IS_ASCII(op)
                ? get_latin1_char(PyUnicode_DATA(op).load(fromByteOffset: i, as: UInt8.self)) : unicode_char(PyUnicode_READ(op, i))
        }
    }
    if hasIndex(item) {
        var i = PyNumber_AsSsize_t(item, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        if i < 0 { i += op.unicode_length }
        return unicode_getitem(op, i)
    }
    if PySlice_Check(item) {
        var start = 0
        var stop = 0
        var step = 0
        if PySlice_Unpack(item, &start, &stop, &step) < 0 { return nil }
        let n = op.unicode_length
        let count = PySlice_AdjustIndices(n, &start, &stop, step)
        if count <= 0 { return Py_NewRef(emptyUnicode) }
        if start == 0 && step == 1 && count == n { return unicode_result_unchanged(op) }
        if step == 1 { return PyUnicode_Substring(op, start, start + count) }
        let kind = PyUnicode_KIND(op)
        let data = PyUnicode_DATA(op)
        var maxchar: UInt32 = 0
        if PyUnicode_IS_ASCII(op) {
            maxchar = 127
        } else {
            for i in 0..<count { maxchar = max(maxchar, unicodeRead(kind, data, start + i * step)) }
        }
        guard let out = PyUnicode_New(count, maxchar) else { return nil }
        let outKind = PyUnicode_KIND(out)
        let outData = PyUnicode_DATA(out)
        for i in 0..<count { unicodeWrite(outKind, outData, i, unicodeRead(kind, data, start + i * step)) }
        return out
    }
    PyErr_SetString(PyExc_TypeError, "string indices must be integers, not '\(item.typeName)'")
    return nil
}
func unicode_mod(_ v: PyObj, _ w: PyObj) -> PyObj? { PyUnicode_Check(v) ? PyUnicode_Format(v, w) : Py_NewRef(Py_NotImplemented) }

/// `tp_new`.
func unicode_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    let text: PyObj? = withArguments(3) { a in
        if !unpackTuple("str", args, kwargs, ["object", "encoding", "errors"], 0, 3, 0, a) { return nil }
        var encoding: String?
        var errors: String?
        if let e = a[1] {
            encoding = clinicString("str", "argument 'encoding'", e)
            if encoding == nil { return nil }
        }
        if let e = a[2] {
            errors = clinicString("str", "argument 'errors'", e)
            if errors == nil { return nil }
        }
        guard let x = a[0] else { return Py_NewRef(emptyUnicode) }
        return encoding == nil && errors == nil ? PyObject_Str(x) : PyUnicode_FromEncodedObject(x, encoding, errors)
    }
    guard let text else { return nil }
    if type == PyUnicode_Type { return text }
    let op = unicode_subtype_new(type, text)
    Py_DECREF(text)
    return op
}
/// An instance of a subclass: the characters are in a block of their own. Origin: unicode_subtype_new.
func unicode_subtype_new(_ type: PyObj, _ text: PyObj) -> PyObj? {
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    let n = text.unicode_length
    let kind = PyUnicode_KIND(text)
    let ascii = PyUnicode_IS_ASCII(text)
    op.unicode_length = n
    op.unicode_hash = text.unicode_hash
    op.storeBytes(
        of: UInt64(UInt32(kind) << 2 | UnicodeState.ready | (ascii ? UnicodeState.ascii : 0)), toByteOffset: 32, as: UInt64.self)
    op.wstr = nil
    op.utf8 = nil
    op.utf8_length = 0
    op.wstr_length = 0
    op.unicode_data = nil
    guard let data = PyObject_Malloc((n + 1) * kind) else {
        Py_DECREF(op)
        return PyErr_NoMemory()
    }
    op.unicode_data = data
    if ascii {
        op.utf8 = data
        op.utf8_length = n
    }
    if kind == 4 {
        op.wstr = data
        op.wstr_length = n
    }
    memcpy(data, PyUnicode_DATA(text), kind * (n + 1))
    return op
}

/// `str(object='') -> str` and its type.
func initUnicodeType() {
    let t = PyUnicode_Type
    t.initStaticType(
        "str", basicsize: 80, flags: TypeFlags.BASETYPE | TypeFlags.UNICODE_SUBCLASS | TypeFlags.MATCH_SELF)
    t.tp_doc = staticCString(
        """
        str(object='') -> str
        str(bytes_or_buffer[, encoding[, errors]]) -> str

        Create a new string object from the given object. If encoding or
        errors is specified, then the object must expose a data buffer
        that will be decoded using the given encoding and error handler.
        Otherwise, returns the result of object.__str__() (if defined)
        or repr(object).
        encoding defaults to sys.getdefaultencoding().
        errors defaults to 'strict'.
        """)
    t.tp_dealloc = unicode_dealloc
    t.tp_repr = unicode_repr
    t.tp_str = unicode_str
    t.tp_hash = unicode_hash
    t.tp_richcompare = PyUnicode_RichCompare
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_iter = unicode_iter
    t.tp_new = unicode_new
    t.tp_free = PyObject_Del
    t.newNumberMethods().nb_remainder = unicode_mod
    let sequence = t.newSequenceMethods()
    sequence.sq_length = unicode_length
    sequence.sq_concat = PyUnicode_Concat
    sequence.sq_repeat = unicode_repeat
    sequence.sq_item = unicode_getitem
    sequence.sq_contains = PyUnicode_Contains
    let mapping = t.newMappingMethods()
    mapping.mp_length = unicode_length
    mapping.mp_subscript = unicode_subscript
    t.setMethods(unicodeMethods())
}
private func unicodeMethods() -> [MethodSpec] {
    [
        .fastKeywords("encode", unicode_encode), .fast("replace", unicode_replace), .fastKeywords("split", unicode_split),
        .fastKeywords("rsplit", unicode_rsplit), .o("join", { PyUnicode_Join($0, $1) }), .noargs("capitalize", unicode_capitalize),
        .noargs("casefold", unicode_casefold), .noargs("title", unicode_title), .fast("center", unicode_center),
        .varargs("count", unicode_count), .fastKeywords("expandtabs", unicode_expandtabs), .varargs("find", unicode_find),
        .o("partition", PyUnicode_Partition), .varargs("index", unicode_index), .fast("ljust", unicode_ljust),
        .noargs("lower", unicode_lower), .fast("lstrip", unicode_lstrip), .varargs("rfind", unicode_rfind),
        .varargs("rindex", unicode_rindex), .fast("rjust", unicode_rjust), .fast("rstrip", unicode_rstrip),
        .o("rpartition", PyUnicode_RPartition), .fastKeywords("splitlines", unicode_splitlines), .fast("strip", unicode_strip),
        .noargs("swapcase", unicode_swapcase), .o("translate", unicode_translate), .noargs("upper", unicode_upper),
        .varargs("startswith", unicode_startswith), .varargs("endswith", unicode_endswith),
        .o("removeprefix", unicode_removeprefix),
        .o("removesuffix", unicode_removesuffix), .noargs("isascii", unicode_isascii), .noargs("islower", unicode_islower),
        .noargs("isupper", unicode_isupper), .noargs("istitle", unicode_istitle), .noargs("isspace", unicode_isspace),
        .noargs("isdecimal", unicode_isdecimal), .noargs("isdigit", unicode_isdigit), .noargs("isnumeric", unicode_isnumeric),
        .noargs("isalpha", unicode_isalpha), .noargs("isalnum", unicode_isalnum), .noargs("isidentifier", unicode_isidentifier),
        .noargs("isprintable", unicode_isprintable), .o("zfill", unicode_zfill), .keywords("format", unicode_format),
        .o("format_map", unicode_format_map), .o("__format__", unicode__format__),
        .fast("maketrans", unicode_maketrans, flags: MethodFlags.STATIC), .noargs("__sizeof__", unicode_sizeof),
        .noargs("__getnewargs__", unicode_getnewargs),
    ]
}
