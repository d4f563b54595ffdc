import Glibc
import Memory

// The type object of bytes and what is its own. Origin: Objects/bytesobject.c.

/// The cached int of a byte, a new reference. Origin: _PyLong_FromUnsignedChar.
@inline(__always) func byteInt(_ b: UInt8) -> PyObj { Py_NewRef(smallInt(Int(b))) }

func bytes_length(_ op: PyObj) -> Int { op.ob_size }
func bytes_item(_ op: PyObj, _ i: Int) -> PyObj? {
    if i < 0 || i >= op.ob_size {
        PyErr_SetString(PyExc_IndexError, "index out of range")
        return nil
    }
    return byteInt(op.load(fromByteOffset: 32 + i, as: UInt8.self))
}
func bytes_concat(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if PyBytes_CheckExact(a) && PyBytes_CheckExact(b) {
        let n = a.ob_size
        let m = b.ob_size
        if n == 0 { return Py_NewRef(b) }
        if m == 0 { return Py_NewRef(a) }
        if n > Int.max - m { return PyErr_NoMemory() }
        guard let out = bytesNew(n + m) else { return nil }
        memcpy(out + 32, a + 32, n)
        memcpy(out + 32 + n, b + 32, m)
        return out
    }
    func wrongType() -> PyObj? {
        PyErr_SetString(PyExc_TypeError, "can't concat \(b.typeName) to \(a.typeName)")
        return nil
    }
    var va = Py_buffer()
    if PyObject_GetBuffer(a, &va, PyBUF_SIMPLE) != 0 { return wrongType() }
    defer { PyBuffer_Release(&va) }
    var vb = Py_buffer()
    if PyObject_GetBuffer(b, &vb, PyBUF_SIMPLE) != 0 { return wrongType() }
    defer { PyBuffer_Release(&vb) }
    if va.len == 0 && PyBytes_CheckExact(b) { return Py_NewRef(b) }
    if vb.len == 0 && PyBytes_CheckExact(a) { return Py_NewRef(a) }
    if va.len > Int.max - vb.len { return PyErr_NoMemory() }
    guard let out = PyBytes_FromStringAndSize(nil, va.len + vb.len) else { return nil }
    if let from = va.buf, va.len > 0 { memcpy(out + 32, from, va.len) }
    if let from = vb.buf, vb.len > 0 { memcpy(out + 32 + va.len, from, vb.len) }
    return out
}
/// Replaces the bytes in a variable by a concatenation, in place if nobody else refers to them. Origin: PyBytes_Concat.
func PyBytes_Concat(_ p: UnsafeMutablePointer<PyObj?>, _ w: PyObj?) {
    guard let v = p.pointee else { return }
    guard let w else {
        p.pointee = nil
        Py_DECREF(v)
        return
    }
    if v.ob_refcnt == 1 && PyBytes_CheckExact(v) {
        let old = v.ob_size
        let done: Bool? = withBytes(w) { from, n in
            if old > Int.max - n {
                _ = PyErr_NoMemory()
                return false
            }
            if _PyBytes_Resize(p, old + n) < 0 { return false }
            if n > 0 { memcpy(PyBytes_AS_STRING(p.pointee.unsafelyUnwrapped) + old, from, n) }
            return true
        }
        if done == nil { PyErr_SetString(PyExc_TypeError, "can't concat \(w.typeName) to \(v.typeName)") }
        if done != true, let left = p.pointee {
            p.pointee = nil
            Py_DECREF(left)
        }
        return
    }
    p.pointee = bytes_concat(v, w)
    Py_DECREF(v)
}
func PyBytes_ConcatAndDel(_ p: UnsafeMutablePointer<PyObj?>, _ w: PyObj?) {
    PyBytes_Concat(p, w)
    Py_XDECREF(w)
}
func bytes_repeat(_ op: PyObj, _ count: Int) -> PyObj? {
    let count = max(count, 0)
    let n = op.ob_size
    if count > 0 && n > Int.max / count {
        PyErr_SetString(PyExc_OverflowError, "repeated bytes are too long")
        return nil
    }
    let size = n * count
    if size == n && PyBytes_CheckExact(op) { return Py_NewRef(op) }
    // Not through the shared small objects, as in CPython: even an empty or one-byte result is a new block.
    guard let out = PyObject_Malloc(33 + size) else { return PyErr_NoMemory() }
    _ = PyObject_InitVar(out, PyBytes_Type, size)
    out.ob_shash = -1
    out.storeBytes(of: 0, toByteOffset: 32 + size, as: UInt8.self)
    bytesRepeat(out + 32, size, op + 32, n)
    return out
}
func bytes_subscript(_ op: PyObj, _ item: PyObj) -> PyObj? {
    let n = op.ob_size
    if hasIndex(item) {
        var i = PyNumber_AsSsize_t(item, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        if i < 0 { i += n }
        return bytes_item(op, i)
    }
    if PySlice_Check(item) {
        var start = 0
        var stop = 0
        var step = 0
        if PySlice_Unpack(item, &start, &stop, &step) < 0 { return nil }
        let count = PySlice_AdjustIndices(n, &start, &stop, step)
        if count <= 0 { return Py_NewRef(emptyBytes) }
        if start == 0 && step == 1 && count == n && PyBytes_CheckExact(op) { return Py_NewRef(op) }
        if step == 1 { return PyBytes_FromStringAndSize(op + 32 + start, count) }
        guard let out = PyBytes_FromStringAndSize(nil, count) else { return nil }
        for i in 0..<count {
            out.storeBytes(
                of: op.load(fromByteOffset: 32 + start + i * step, as: UInt8.self), toByteOffset: 32 + i, as: UInt8.self)
        }
        return out
    }
    PyErr_SetString(PyExc_TypeError, "byte indices must be integers or slices, not \(item.typeName)")
    return nil
}
func bytes_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    if !PyBytes_Check(a) || !PyBytes_Check(b) { return Py_NewRef(Py_NotImplemented) }
    if a == b { return PyBool_FromLong(richcompareResult(0, op)) }
    let n = a.ob_size
    let m = b.ob_size
    if op == Py_EQ || op == Py_NE {
        let equal = n == m && memcmp(a + 32, b + 32, n) == 0
        return PyBool_FromLong(equal == (op == Py_EQ))
    }
    let c = Int(memcmp(a + 32, b + 32, min(n, m)))
    return PyBool_FromLong(richcompareResult(c != 0 ? c : n - m, op))
}
func bytes_hash(_ op: PyObj) -> Int {
    if op.ob_shash == -1 { op.ob_shash = _Py_HashBytes(op + 32, op.ob_size) }
    return op.ob_shash
}
/// Appends the escaped form of bytes between quotes.
private func appendBytesEscaped(_ p: UnsafeRawPointer, _ n: Int, _ quote: UInt8, alsoSingle: Bool, _ out: inout [UInt8]) {
    for i in 0..<n {
        let b = p.load(fromByteOffset: i, as: UInt8.self)
        if b == quote || b == 92 || (alsoSingle && b == 39) {
            out += [92, b]
        } else if b == 9 || b == 10 || b == 13 {
            out += [92, b == 9 ? 116 : b == 10 ? 110 : 114]
        } else if b < 32 || b >= 127 {
            out += [92, 120, hexDigit(UInt32(b >> 4)), hexDigit(UInt32(b & 15))]
        } else {
            out.append(b)
        }
    }
}
/// `repr` of bytes; with smart quotes double ones if there are only single ones inside. Origin: PyBytes_Repr.
func PyBytes_Repr(_ op: PyObj, _ smartquotes: Bool) -> PyObj? {
    let p = PyBytes_AS_STRING(op)
    let n = op.ob_size
    let quote: UInt8 = smartquotes && findChar(1, p, n, 39) >= 0 && findChar(1, p, n, 34) < 0 ? 34 : 39
    var out: [UInt8] = [98, quote]
    out.reserveCapacity(n + 3)
    appendBytesEscaped(p, n, quote, alsoSingle: false, &out)
    out.append(quote)
    return out.withUnsafeBytes { _PyUnicode_FromASCII($0.baseAddress.unsafelyUnwrapped, $0.count) }
}
/// `repr` of a bytearray: single quotes are always escaped. Origin: bytearray_repr.
func bytearray_repr(_ op: PyObj) -> PyObj? {
    let p = PyByteArray_AS_STRING(op)
    let n = op.ob_size
    // A double quote inside decides for single ones, as long as it comes before the end of the scan.
    var quote: UInt8 = 39
    for i in 0..<n {
        let b = p.load(fromByteOffset: i, as: UInt8.self)
        if b == 34 {
            quote = 39
            break
        }
        if b == 39 { quote = 34 }
    }
    var out: [UInt8] = []
    let name = op.typeName
    out += Array((name.split(separator: ".").last.map { String($0) } ?? name).utf8)
    out += [40, 98, quote]
    appendBytesEscaped(p, n, 92, alsoSingle: true, &out)
    out += [quote, 41]
    return out.withUnsafeBytes { PyUnicode_FromUTF8($0.baseAddress.unsafelyUnwrapped, $0.count) }
}
func bytes_repr(_ op: PyObj) -> PyObj? { PyBytes_Repr(op, true) }
func bytes_str(_ op: PyObj) -> PyObj? { bytes_repr(op) }

/// The value of an item of a bytes constructor, or nil with an exception.
private func byteValue(_ item: PyObj) -> UInt8? {
    let value = PyNumber_AsSsize_t(item, nil)
    if value == -1 && PyErr_Occurred() != nil { return nil }
    if value < 0 || value > 255 {
        PyErr_SetString(PyExc_ValueError, "bytes must be in range(0, 256)")
        return nil
    }
    return UInt8(value)
}
/// Bytes of a buffer, or of an iterable of ints. Origin: PyBytes_FromObject.
func PyBytes_FromObject(_ x: PyObj) -> PyObj? {
    if PyBytes_CheckExact(x) { return Py_NewRef(x) }
    if x.ob_type == PyMemoryView_Type { return memoryAccessible(x) ? memoryFlatBytes(x) : nil }
    if PyObject_CheckBuffer(x) { return (withBytes(x) { PyBytes_FromStringAndSize($0, $1) }) ?? nil }
    var writer = BytesWriter()
    if PyList_CheckExact(x) || PyTuple_CheckExact(x) {
        if !writer.alloc(x.ob_size) { return nil }
        writer.overallocate = true
        var i = 0
        while i < x.ob_size {
            let item = Py_NewRef(
                PyList_CheckExact(x)
                    ? x.list_item.unsafelyUnwrapped.load(fromByteOffset: i * 8, as: PyObj.self) : PyTuple_GET_ITEM(x, i))
            let value = byteValue(item)
            Py_DECREF(item)
            guard let value else {
                writer.dealloc()
                return nil
            }
            // The list may grow while its items are asked for their values.
            if i >= writer.min_size && !writer.reserve(1) { return nil }
            writer.put(value)
            i += 1
        }
        return writer.finish()
    }
    if !PyUnicode_Check(x) {
        if let it = PyObject_GetIter(x) {
            defer { Py_DECREF(it) }
            let hint = PyObject_LengthHint(x, 64)
            if hint == -1 && PyErr_Occurred() != nil { return nil }
            if !writer.alloc(hint) { return nil }
            writer.overallocate = true
            var count = 0
            while let item = PyIter_Next(it) {
                let value = byteValue(item)
                Py_DECREF(item)
                guard let value else {
                    writer.dealloc()
                    return nil
                }
                if count >= hint && !writer.reserve(1) { return nil }
                writer.put(value)
                count += 1
            }
            if PyErr_Occurred() != nil {
                writer.dealloc()
                return nil
            }
            return writer.finish()
        }
        if !PyErr_ExceptionMatches(PyExc_TypeError) { return nil }
    }
    PyErr_SetString(PyExc_TypeError, "cannot convert '\(x.typeName)' object to bytes")
    return nil
}
/// The three arguments of bytes() and bytearray().
func bytesConstructorArgs(
    _ name: StaticString, _ args: PyObj, _ kwargs: PyObj?, _ encoding: inout String?, _ errors: inout String?
) -> PyObj?? {
    withArguments(3) { a in
        if !unpackTuple(name, args, kwargs, ["source", "encoding", "errors"], 0, 3, 0, a) { return nil }
        if let e = a[1] {
            encoding = clinicString("\(name)", "argument 'encoding'", e)
            if encoding == nil { return nil }
        }
        if let e = a[2] {
            errors = clinicString("\(name)", "argument 'errors'", e)
            if errors == nil { return nil }
        }
        return .some(a[0])
    }
}
/// `tp_new` of bytes.
func bytes_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    var encoding: String?
    var errors: String?
    guard let source = bytesConstructorArgs("bytes", args, kwargs, &encoding, &errors) else { return nil }
    guard let bytes = bytesFromArguments(source, encoding, errors) else { return nil }
    if type == PyBytes_Type { return bytes }
    defer { Py_DECREF(bytes) }
    let n = bytes.ob_size
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, n) else { return nil }
    memcpy(op + 32, bytes + 32, n + 1)
    op.ob_shash = bytes.ob_shash
    return op
}
private func bytesFromArguments(_ source: PyObj?, _ encoding: String?, _ errors: String?) -> PyObj? {
    func typeError(_ message: String) -> PyObj? {
        PyErr_SetString(PyExc_TypeError, message)
        return nil
    }
    guard let x = source else {
        if encoding != nil { return typeError("encoding without a string argument") }
        if errors != nil { return typeError("errors without a string argument") }
        return Py_NewRef(emptyBytes)
    }
    if encoding != nil {
        if !PyUnicode_Check(x) { return typeError("encoding without a string argument") }
        return PyUnicode_AsEncodedString(x, encoding, errors)
    }
    if errors != nil {
        return typeError(PyUnicode_Check(x) ? "string argument without an encoding" : "errors without a string argument")
    }
    if let function = _PyObject_LookupSpecial(x, _Py_ID(.__bytes__)) {
        let bytes = _PyObject_CallNoArgs(function)
        Py_DECREF(function)
        guard let bytes else { return nil }
        if !PyBytes_Check(bytes) {
            PyErr_SetString(PyExc_TypeError, "__bytes__ returned non-bytes (type \(bytes.typeName))")
            Py_DECREF(bytes)
            return nil
        }
        return bytes
    }
    if PyErr_Occurred() != nil { return nil }
    if PyUnicode_Check(x) { return typeError("string argument without an encoding") }
    if hasIndex(x) {
        let size = PyNumber_AsSsize_t(x, PyExc_OverflowError)
        if size == -1 && PyErr_Occurred() != nil {
            if !PyErr_ExceptionMatches(PyExc_TypeError) { return nil }
            PyErr_Clear()
            return PyBytes_FromObject(x)
        }
        if size < 0 {
            PyErr_SetString(PyExc_ValueError, "negative count")
            return nil
        }
        guard let out = bytesNew(size) else { return nil }
        if size > 0 { memset(out + 32, 0, size) }
        return out
    }
    return PyBytes_FromObject(x)
}
func bytes_getbuffer(_ op: PyObj, _ view: UnsafeMutableRawPointer, _ flags: Int32) -> Int32 {
    PyBuffer_FillInfo(view, op, op + 32, op.ob_size, 1, flags)
}
func bytes_fromhex(_ type: PyObj, _ string: PyObj) -> PyObj? {
    if !PyUnicode_Check(string) {
        _PyArg_BadArgument("fromhex", "argument", "str", string)
        return nil
    }
    guard let bytes = _PyBytes_FromHex(string, useByteArray: false) else { return nil }
    if type == PyBytes_Type { return bytes }
    let result = PyObject_CallOneArg(type, bytes)
    Py_DECREF(bytes)
    return result
}
func bytes__bytes__(_ op: PyObj) -> PyObj? { BytesLib.unchanged(op) }
func bytes_getnewargs(_ op: PyObj) -> PyObj? { tupleSteal(PyBytes_FromStringAndSize(op + 32, op.ob_size)) }
func bytes_mod(_ v: PyObj, _ w: PyObj) -> PyObj? {
    PyBytes_Check(v) ? bytesFormat(v + 32, v.ob_size, w, useByteArray: false) : Py_NewRef(Py_NotImplemented)
}

// MARK: Iterator

func bytes_iter(_ op: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(PyBytesIter_Type) else { return nil }
    it.it_index = 0
    it.it_seq = Py_NewRef(op)
    _PyObject_GC_TRACK(it)
    return it
}
func striter_next(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    let i = it.it_index
    if i < seq.ob_size {
        it.it_index = i &+ 1
        return byteInt(seq.load(fromByteOffset: 32 &+ i, as: UInt8.self))
    }
    it.it_seq = nil
    Py_DECREF(seq)
    return nil
}
func striter_len(_ it: PyObj) -> PyObj? { PyLong_FromSsize_t(it.it_seq.map { max(0, $0.ob_size - it.it_index) } ?? 0) }
func striter_reduce(_ it: PyObj) -> PyObj? {
    let iter = _PyEval_GetBuiltin(_Py_ID(.iter))
    guard let seq = it.it_seq else { return tupleSteal(iter, tupleSteal(Py_NewRef(emptyTuple))) }
    return tupleSteal(iter, tupleSteal(Py_NewRef(seq)), PyLong_FromSsize_t(it.it_index))
}
func striter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    let index = PyLong_AsSsize_t(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if let seq = it.it_seq { it.it_index = min(max(index, 0), seq.ob_size) }
    return Py_NewRef(Py_None)
}
func initBytesIteratorType() {
    let t = PyBytesIter_Type
    t.initStaticType("bytes_iterator", basicsize: 32, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = textiter_dealloc
    t.tp_traverse = textiter_traverse
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = striter_next
    t.setMethods([
        .noargs("__length_hint__", striter_len), .noargs("__reduce__", striter_reduce), .o("__setstate__", striter_setstate),
    ])
}

/// `bytes` and its type.
func initBytesType() {
    let t = PyBytes_Type
    t.initStaticType(
        "bytes", basicsize: 33, itemsize: 1, flags: TypeFlags.BASETYPE | TypeFlags.BYTES_SUBCLASS | TypeFlags.MATCH_SELF)
    t.tp_doc = staticCString(
        """
        bytes(iterable_of_ints) -> bytes
        bytes(string, encoding[, errors]) -> bytes
        bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer
        bytes(int) -> bytes object of size given by the parameter initialized with null bytes
        bytes() -> empty bytes object

        Construct an immutable array of bytes from:
          - an iterable yielding integers in range(256)
          - a text string encoded using the specified encoding
          - any object implementing the buffer API.
          - an integer
        """)
    t.tp_repr = bytes_repr
    t.tp_str = bytes_str
    t.tp_hash = bytes_hash
    t.tp_richcompare = bytes_richcompare
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_iter = bytes_iter
    t.tp_new = bytes_new
    t.tp_alloc = bytes_alloc
    t.tp_free = PyObject_Del
    t.newNumberMethods().nb_remainder = bytes_mod
    let sequence = t.newSequenceMethods()
    sequence.sq_length = bytes_length
    sequence.sq_concat = bytes_concat
    sequence.sq_repeat = bytes_repeat
    sequence.sq_item = bytes_item
    sequence.sq_contains = { bytesContains(BytesLib.self, $0, $1) }
    let mapping = t.newMappingMethods()
    mapping.mp_length = bytes_length
    mapping.mp_subscript = bytes_subscript
    let buffer = staticAlloc(16)
    buffer.bf_getbuffer = unsafeBitCast(bytes_getbuffer as getbufferproc, to: UnsafeMutableRawPointer.self)
    t.tp_as_buffer = buffer
    t.setMethods(bytesMethods())
}
private func bytesMethods() -> [MethodSpec] {
    typealias L = BytesLib
    return [
        .noargs("__getnewargs__", bytes_getnewargs), .noargs("__bytes__", bytes__bytes__),
        .noargs("capitalize", { bytesCase(L.self, $0, .capitalize) }),
        .fast("center", { bytesJustify(L.self, "center", $0, $1, $2, .center) }), .varargs("count", { bytesCount(L.self, $0, $1) }),
        .fastKeywords("decode", bytesDecode), .varargs("endswith", { bytesTailmatch(L.self, "endswith", $0, $1, end: true) }),
        .fastKeywords("expandtabs", { bytesExpandtabs(L.self, $0, $1, $2, $3) }),
        .varargs("find", { bytesFind(L.self, "find", $0, $1, right: false, mustExist: false) }),
        .o("fromhex", bytes_fromhex, flags: MethodFlags.CLASS), .fastKeywords("hex", { bytesHex(L.self, $0, $1, $2, $3) }),
        .varargs("index", { bytesFind(L.self, "index", $0, $1, right: false, mustExist: true) }),
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
        .o("partition", { bytesPartition(L.self, $0, $1, right: false) }), .fast("replace", { bytesReplace(L.self, $0, $1, $2) }),
        .o("removeprefix", { bytesRemoveAffix(L.self, $0, $1, suffix: false) }),
        .o("removesuffix", { bytesRemoveAffix(L.self, $0, $1, suffix: true) }),
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
        .fastKeywords("translate", { bytesTranslate(L.self, $0, $1, $2, $3) }),
        .noargs("upper", { bytesCase(L.self, $0, .upper) }), .o("zfill", { bytesZfill(L.self, $0, $1) }),
    ]
}
/// `tp_alloc` of bytes: no collector, the hash unknown. Origin: bytes_alloc.
func bytes_alloc(_ type: PyObj, _ n: Int) -> PyObj? {
    guard let op = PyType_GenericAlloc(type, n) else { return nil }
    op.ob_shash = -1
    return op
}
