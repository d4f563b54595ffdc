import Glibc
import Memory

// The methods and the type object of bytearray. Origin: Objects/bytearrayobject.c.

private func none() -> PyObj? { Py_NewRef(Py_None) }

func bytearray_append(_ op: PyObj, _ item: PyObj) -> PyObj? {
    guard let byte = bytearrayValue(item) else { return nil }
    let n = op.ob_size
    if PyByteArray_Resize(op, n + 1) < 0 { return nil }
    PyByteArray_AS_STRING(op).storeBytes(of: byte, toByteOffset: n, as: UInt8.self)
    return none()
}
func bytearray_insert(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("insert", nargs, 2, 2) { return nil }
    guard var index = clinicSsize(args[0]), let byte = bytearrayValue(args[1]) else { return nil }
    let n = op.ob_size
    if PyByteArray_Resize(op, n + 1) < 0 { return nil }
    if index < 0 { index = max(0, index + n) }
    if index > n { index = n }
    let buf = PyByteArray_AS_STRING(op)
    memmove(buf + index + 1, buf + index, n - index)
    buf.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
    return none()
}
func bytearray_pop(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("pop", nargs, 0, 1) { return nil }
    var index = -1
    if nargs == 1 {
        guard let v = clinicSsize(args[0]) else { return nil }
        index = v
    }
    let n = op.ob_size
    if n == 0 {
        PyErr_SetString(PyExc_IndexError, "pop from empty bytearray")
        return nil
    }
    if index < 0 { index += n }
    if index < 0 || index >= n {
        PyErr_SetString(PyExc_IndexError, "pop index out of range")
        return nil
    }
    if !bytearrayCanResize(op) { return nil }
    let buf = PyByteArray_AS_STRING(op)
    let byte = buf.load(fromByteOffset: index, as: UInt8.self)
    memmove(buf + index, buf + index + 1, n - index)
    if PyByteArray_Resize(op, n - 1) < 0 { return nil }
    return byteInt(byte)
}
func bytearray_remove(_ op: PyObj, _ item: PyObj) -> PyObj? {
    guard let byte = bytearrayValue(item) else { return nil }
    let n = op.ob_size
    let buf = PyByteArray_AS_STRING(op)
    let at = findChar(1, buf, n, UInt32(byte))
    if at < 0 {
        PyErr_SetString(PyExc_ValueError, "value not found in bytearray")
        return nil
    }
    if !bytearrayCanResize(op) { return nil }
    memmove(buf + at, buf + at + 1, n - at)
    return PyByteArray_Resize(op, n - 1) < 0 ? nil : none()
}
func bytearray_extend(_ op: PyObj, _ iterable: PyObj) -> PyObj? {
    if PyObject_CheckBuffer(iterable) {
        return bytearraySetslice(op, op.ob_size, op.ob_size, iterable) == -1 ? nil : none()
    }
    guard let it = PyObject_GetIter(iterable) else {
        if PyErr_ExceptionMatches(PyExc_TypeError) {
            PyErr_SetString(PyExc_TypeError, "can't extend bytearray with \(iterable.typeName)")
        }
        return nil
    }
    defer { Py_DECREF(it) }
    var room = PyObject_LengthHint(iterable, 32)
    if room == -1 { return nil }
    guard let temp = PyByteArray_FromStringAndSize(nil, room) else { return nil }
    defer { Py_DECREF(temp) }
    var n = 0
    while let item = PyIter_Next(it) {
        let value = bytearrayValue(item)
        Py_DECREF(item)
        guard let value else { return nil }
        // A length hint of 0 leaves no block to write to.
        if n >= room {
            room = n + n >> 1 + 1
            if PyByteArray_Resize(temp, room) < 0 { return nil }
        }
        PyByteArray_AS_STRING(temp).storeBytes(of: value, toByteOffset: n, as: UInt8.self)
        n += 1
        if n >= room {
            room = n + (n >> 1) + 1
            if PyByteArray_Resize(temp, room) < 0 { return nil }
        }
    }
    if PyErr_Occurred() != nil { return nil }
    if PyByteArray_Resize(temp, n) < 0 { return nil }
    return bytearraySetslice(op, op.ob_size, op.ob_size, temp) == -1 ? nil : none()
}
func bytearray_reverse(_ op: PyObj) -> PyObj? {
    let n = op.ob_size
    let d = PyByteArray_AS_STRING(op).assumingMemoryBound(to: UInt8.self)
    for i in 0..<n / 2 {
        let x = d[i]
        d[i] = d[n - 1 - i]
        d[n - 1 - i] = x
    }
    return none()
}
func bytearray_clear(_ op: PyObj) -> PyObj? { PyByteArray_Resize(op, 0) < 0 ? nil : none() }
func bytearray_copy(_ op: PyObj) -> PyObj? { PyByteArray_FromStringAndSize(PyByteArray_AS_STRING(op), op.ob_size) }
func bytearray_alloc(_ op: PyObj) -> PyObj? { PyLong_FromSsize_t(op.ob_alloc) }
func bytearray_sizeof(_ op: PyObj) -> PyObj? { PyLong_FromSsize_t(op.ob_type.tp_basicsize + op.ob_alloc) }
func bytearray_fromhex(_ type: PyObj, _ string: PyObj) -> PyObj? {
    if !PyUnicode_Check(string) {
        _PyArg_BadArgument("fromhex", "argument", "str", string)
        return nil
    }
    guard let bytes = _PyBytes_FromHex(string, useByteArray: type == PyByteArray_Type) else { return nil }
    if type == PyByteArray_Type { return bytes }
    let result = PyObject_CallOneArg(type, bytes)
    Py_DECREF(bytes)
    return result
}
private func reduce(_ op: PyObj, _ proto: Int) -> PyObj? {
    guard let state = _PyObject_GetState(op) else { return nil }
    let type = Py_NewRef(op.ob_type)
    let n = op.ob_size
    if n == 0 { return tupleSteal(type, Py_NewRef(emptyTuple), state) }
    let p = PyByteArray_AS_STRING(op)
    let args =
        proto < 3
        ? tupleSteal(PyUnicode_DecodeLatin1(p, n, nil), PyUnicode_FromString("latin-1"))
        : tupleSteal(PyBytes_FromStringAndSize(p, n))
    return tupleSteal(type, args, state)
}
func bytearray_reduce(_ op: PyObj) -> PyObj? { reduce(op, 2) }
func bytearray_reduce_ex(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("__reduce_ex__", nargs, 0, 1) { return nil }
    var proto = 0
    if nargs == 1 {
        guard let v = clinicInt(args[0]) else { return nil }
        proto = v
    }
    return reduce(op, proto)
}

// MARK: Iterator

func bytearray_iter(_ op: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(PyByteArrayIter_Type) else { return nil }
    it.it_index = 0
    it.it_seq = Py_NewRef(op)
    _PyObject_GC_TRACK(it)
    return it
}
func bytearrayiter_next(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    let i = it.it_index
    if i < seq.ob_size {
        it.it_index = i + 1
        return byteInt(PyByteArray_AS_STRING(seq).load(fromByteOffset: i, as: UInt8.self))
    }
    it.it_seq = nil
    Py_DECREF(seq)
    return nil
}

/// `bytearray`, its iterator, and their types.
func initByteArrayType() {
    let i = PyByteArrayIter_Type
    i.initStaticType("bytearray_iterator", basicsize: 32, flags: TypeFlags.HAVE_GC)
    i.tp_dealloc = textiter_dealloc
    i.tp_traverse = textiter_traverse
    i.tp_getattro = PyObject_GenericGetAttr
    i.tp_iter = PyObject_SelfIter
    i.tp_iternext = bytearrayiter_next
    i.setMethods([
        .noargs("__length_hint__", striter_len), .noargs("__reduce__", striter_reduce), .o("__setstate__", striter_setstate),
    ])

    let t = PyByteArray_Type
    t.initStaticType("bytearray", basicsize: 56, flags: TypeFlags.BASETYPE | TypeFlags.MATCH_SELF)
    t.tp_doc = staticCString(
        """
        bytearray(iterable_of_ints) -> bytearray
        bytearray(string, encoding[, errors]) -> bytearray
        bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer
        bytearray(int) -> bytes array of size given by the parameter initialized with null bytes
        bytearray() -> empty bytes array

        Construct a mutable bytearray object from:
          - an iterable yielding integers in range(256)
          - a text string encoded using the specified encoding
          - a bytes or a buffer object
          - any object implementing the buffer API.
          - an integer
        """)
    t.tp_dealloc = bytearray_dealloc
    t.tp_repr = bytearray_repr
    t.tp_str = bytearray_repr
    t.tp_richcompare = bytearray_richcompare
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_iter = bytearray_iter
    t.tp_init = bytearray_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = PyType_GenericNew
    t.tp_free = PyObject_Del
    t.newNumberMethods().nb_remainder = bytearray_mod
    let sequence = t.newSequenceMethods()
    sequence.sq_length = bytes_length
    sequence.sq_concat = PyByteArray_Concat
    sequence.sq_repeat = bytearray_repeat
    sequence.sq_item = bytearray_item
    sequence.sq_ass_item = bytearray_ass_item
    sequence.sq_contains = { bytesContains(ByteArrayLib.self, $0, $1) }
    sequence.sq_inplace_concat = bytearray_iconcat
    sequence.sq_inplace_repeat = bytearray_irepeat
    let mapping = t.newMappingMethods()
    mapping.mp_length = bytes_length
    mapping.mp_subscript = bytearray_subscript
    mapping.mp_ass_subscript = bytearray_ass_subscript
    let buffer = staticAlloc(16)
    buffer.bf_getbuffer = unsafeBitCast(bytearray_getbuffer as getbufferproc, to: UnsafeMutableRawPointer.self)
    buffer.bf_releasebuffer = unsafeBitCast(bytearray_releasebuffer as releasebufferproc, to: UnsafeMutableRawPointer.self)
    t.tp_as_buffer = buffer
    t.setMethods(bytearrayMethods())
}
private func bytearrayMethods() -> [MethodSpec] {
    typealias L = ByteArrayLib
    return [
        .noargs("__alloc__", bytearray_alloc), .noargs("__reduce__", bytearray_reduce),
        .fast("__reduce_ex__", bytearray_reduce_ex), .noargs("__sizeof__", bytearray_sizeof), .o("append", bytearray_append),
        .noargs("capitalize", { bytesCase(L.self, $0, .capitalize) }),
        .fast("center", { bytesJustify(L.self, "center", $0, $1, $2, .center) }), .noargs("clear", bytearray_clear),
        .noargs("copy", bytearray_copy), .varargs("count", { bytesCount(L.self, $0, $1) }), .fastKeywords("decode", bytesDecode),
        .varargs("endswith", { bytesTailmatch(L.self, "endswith", $0, $1, end: true) }),
        .fastKeywords("expandtabs", { bytesExpandtabs(L.self, $0, $1, $2, $3) }), .o("extend", bytearray_extend),
        .varargs("find", { bytesFind(L.self, "find", $0, $1, right: false, mustExist: false) }),
        .o("fromhex", bytearray_fromhex, flags: MethodFlags.CLASS), .fastKeywords("hex", { bytesHex(L.self, $0, $1, $2, $3) }),
        .varargs("index", { bytesFind(L.self, "index", $0, $1, right: false, mustExist: true) }), .fast("insert", bytearray_insert),
        .noargs("isalnum", { bytesAll(L.self, $0) { isASCIILetter($0) || isASCIIDigit($0) } }),
        .noargs("isalpha", { bytesAll(L.self, $0) { isASCIILetter($0) } }),
        .noargs("isascii", { PyBool_FromLong(asciiPrefix(L.data($0), $0.ob_size) == $0.ob_size) }),
        .noargs("isdigit", { bytesAll(L.self, $0) { isASCIIDigit($0) } }),
        .noargs("islower", { bytesIsLower(L.self, $0, lower: true) }),
        .noargs("isspace", { bytesAll(L.self, $0) { L.isSpace($0) } }),
        .noargs("istitle", { bytesIsTitle(L.self, $0) }), .noargs("isupper", { bytesIsLower(L.self, $0, lower: false) }),
        .o("join", { bytesJoin(L.self, $0, $1) }), .fast("ljust", { bytesJustify(L.self, "ljust", $0, $1, $2, .left) }),
        .noargs("lower", { bytesCase(L.self, $0, .lower) }),
        .fast("lstrip", { bytesStrip(L.self, "lstrip", $0, $1, $2, left: true, right: false) }),
        .fast("maketrans", bytes_maketrans, flags: MethodFlags.STATIC),
        .o("partition", { bytesPartition(L.self, $0, $1, right: false) }), .fast("pop", bytearray_pop),
        .o("remove", bytearray_remove), .fast("replace", { bytesReplace(L.self, $0, $1, $2) }),
        .o("removeprefix", { bytesRemoveAffix(L.self, $0, $1, suffix: false) }),
        .o("removesuffix", { bytesRemoveAffix(L.self, $0, $1, suffix: true) }), .noargs("reverse", bytearray_reverse),
        .varargs("rfind", { bytesFind(L.self, "rfind", $0, $1, right: true, mustExist: false) }),
        .varargs("rindex", { bytesFind(L.self, "rindex", $0, $1, right: true, mustExist: true) }),
        .fast("rjust", { bytesJustify(L.self, "rjust", $0, $1, $2, .right) }),
        .o("rpartition", { bytesPartition(L.self, $0, $1, right: true) }),
        .fastKeywords("rsplit", { bytesSplit(L.self, "rsplit", $0, $1, $2, $3, right: true) }),
        .fast("rstrip", { bytesStrip(L.self, "rstrip", $0, $1, $2, left: false, right: true) }),
        .fastKeywords("split", { bytesSplit(L.self, "split", $0, $1, $2, $3, right: false) }),
        .fastKeywords("splitlines", { bytesSplitlines(L.self, $0, $1, $2, $3) }),
        .varargs("startswith", { bytesTailmatch(L.self, "startswith", $0, $1, end: false) }),
        .fast("strip", { bytesStrip(L.self, "strip", $0, $1, $2, left: true, right: true) }),
        .noargs("swapcase", { bytesCase(L.self, $0, .swap) }), .noargs("title", { bytesCase(L.self, $0, .title) }),
        .fastKeywords("translate", { bytesTranslate(L.self, $0, $1, $2, $3) }), .noargs("upper", { bytesCase(L.self, $0, .upper) }),
        .o("zfill", { bytesZfill(L.self, $0, $1) }),
    ]
}
