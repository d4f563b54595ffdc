import Glibc
import Memory

// `StringIO`: text in memory. What is only appended lies in a list of strings until somebody wants to read; then in a buffer of code points.
// Origin: Modules/_io/stringio.c, Objects/accu.c.
//
//     buf 16   pos 24   string_size 32   buf_size 40   state 48 (int)   accu 56: large list, 64: small list
//     chars from 72: ok, closed, readuniversal, readtranslate   decoder 80   readnl 88   writenl 96   dict 104   weakreflist 112

var PyStringIO_Type: PyObj { ModuleTypes.slot(241) }

private let realized: Int32 = 1, accumulating: Int32 = 2

extension UnsafeMutableRawPointer {
    fileprivate var sio_buf: UnsafeMutableRawPointer? {
        get { self[ref: 16] }
        nonmutating set { self[ref: 16] = newValue }
    }
    fileprivate var sio_pos: Int {
        get { self[word: 24] }
        nonmutating set { self[word: 24] = newValue }
    }
    fileprivate var sio_size: Int {
        get { self[word: 32] }
        nonmutating set { self[word: 32] = newValue }
    }
    fileprivate var sio_room: Int {
        get { self[word: 40] }
        nonmutating set { self[word: 40] = newValue }
    }
    fileprivate var sio_state: Int32 {
        get { self[int: 48] }
        nonmutating set { self[int: 48] = newValue }
    }
}

/// False with ValueError if the object cannot be used.
private func check(_ s: PyObj) -> Bool {
    if s[byte: 72] == 0 {
        PyErr_SetString(PyExc_ValueError, "I/O operation on uninitialized object")
        return false
    }
    if s[byte: 73] != 0 {
        PyErr_SetString(PyExc_ValueError, "I/O operation on closed file")
        return false
    }
    return true
}

// MARK: The accumulator

private func accuInit(_ s: PyObj) -> Bool {
    s[ref: 56] = nil
    s[ref: 64] = PyList_New(0)
    return s[ref: 64] != nil
}
private func accuDestroy(_ s: PyObj) {
    Py_CLEAR(s, 56)
    Py_CLEAR(s, 64)
}
private func accuFlush(_ s: PyObj) -> Bool {
    let small = s[ref: 64].unsafelyUnwrapped
    if small.ob_size == 0 { return true }
    guard let joined = PyUnicode_Join(emptyUnicode, small) else { return false }
    defer { Py_DECREF(joined) }
    if PyList_SetSlice(small, 0, small.ob_size, nil) < 0 { return false }
    return PyList_Append(s[ref: 56].unsafelyUnwrapped, joined) == 0
}
private func accumulate(_ s: PyObj, _ text: PyObj) -> Bool {
    let small = s[ref: 64].unsafelyUnwrapped
    if PyList_Append(small, text) < 0 { return false }
    if small.ob_size < 100_000 { return true }
    if s[ref: 56] == nil {
        s[ref: 56] = PyList_New(0)
        if s[ref: 56] == nil { return false }
    }
    return accuFlush(s)
}
private func accuFinish(_ s: PyObj) -> PyObj? {
    var list = s[ref: 64]
    if s[ref: 56] != nil {
        if !accuFlush(s) {
            Py_CLEAR(s, 56)
            return nil
        }
        Py_CLEAR(s, 64)
        list = s[ref: 56]
        s[ref: 56] = nil
    } else {
        s[ref: 64] = nil
    }
    guard let list else { return nil }
    let joined = PyUnicode_Join(emptyUnicode, list)
    Py_DECREF(list)
    return joined
}

// MARK: The buffer

/// Makes room for `n` code points and one more: false with an exception. Origin: `resize_buffer`.
private func resize(_ s: PyObj, _ n: Int) -> Bool {
    var alloc = s.sio_room
    let size = n + 1
    if size < alloc / 2 {
        alloc = size + 1
    } else if size < alloc {
        return true
    } else if Double(size) <= Double(alloc) * 1.125 {
        alloc = size + (size >> 3) + (size < 9 ? 3 : 6)
    } else {
        alloc = size + 1
    }
    if alloc > Int.max / 4 {
        PyErr_SetString(PyExc_OverflowError, "new buffer size too large")
        return false
    }
    guard let new = PyMem_Realloc(s.sio_buf, alloc * 4) else {
        PyErr_NoMemory()
        return false
    }
    s.sio_room = alloc
    s.sio_buf = new
    return true
}

private func store(_ s: PyObj, _ text: PyObj, at: Int) {
    let p = s.sio_buf.unsafelyUnwrapped + 4 * at
    for i in 0..<PyUnicode_GET_LENGTH(text) { p.storeBytes(of: PyUnicode_READ(text, i), toByteOffset: 4 * i, as: UInt32.self) }
}

private func fromBuffer(_ s: PyObj, _ at: Int, _ count: Int) -> PyObj? {
    PyUnicode_FromKindAndData(4, s.sio_buf.unsafelyUnwrapped + 4 * at, count)
}

/// The text of an accumulating stream, which goes on accumulating. Origin: `make_intermediate`.
private func makeIntermediate(_ s: PyObj) -> PyObj? {
    let text = accuFinish(s)
    s.sio_state = realized
    guard let text else { return nil }
    if !accuInit(s) || !accumulate(s, text) {
        Py_DECREF(text)
        return nil
    }
    s.sio_state = accumulating
    return text
}

/// Puts the text into the buffer: false with an exception.
private func realize(_ s: PyObj) -> Bool {
    if s.sio_state == realized { return true }
    s.sio_state = realized
    guard let text = accuFinish(s) else { return false }
    defer { Py_DECREF(text) }
    if !resize(s, PyUnicode_GET_LENGTH(text)) { return false }
    store(s, text, at: 0)
    return true
}

/// Writes a str: false with an exception. Origin: `write_str`.
private func writeText(_ s: PyObj, _ given: PyObj) -> Bool {
    var decoded =
        s[ref: 80].map { _PyIncrementalNewlineDecoder_decode($0, given, true) } ?? Py_NewRef(given)
    if let newline = s[ref: 96], let d = decoded {
        decoded = PyUnicode_Replace(d, latin1Character(10), newline, -1)
        Py_DECREF(d)
    }
    guard let text = decoded else { return false }
    defer { Py_DECREF(text) }
    let n = PyUnicode_GET_LENGTH(text)
    if s.sio_pos > Int.max - n {
        PyErr_SetString(PyExc_OverflowError, "new position too large")
        return false
    }
    if s.sio_state == accumulating && s.sio_size == s.sio_pos {
        if !accumulate(s, text) { return false }
    } else {
        if !realize(s) { return false }
        if s.sio_pos + n > s.sio_size && !resize(s, s.sio_pos + n) { return false }
        if s.sio_pos > s.sio_size { memset(s.sio_buf.unsafelyUnwrapped + 4 * s.sio_size, 0, 4 * (s.sio_pos - s.sio_size)) }
        store(s, text, at: s.sio_pos)
    }
    s.sio_pos += n
    s.sio_size = max(s.sio_size, s.sio_pos)
    return true
}

// MARK: Methods

private func stringio_getvalue(_ s: PyObj) -> PyObj? {
    if !check(s) { return nil }
    return s.sio_state == accumulating ? makeIntermediate(s) : fromBuffer(s, 0, s.sio_size)
}
private func stringio_tell(_ s: PyObj) -> PyObj? { check(s) ? PyLong_FromSsize_t(s.sio_pos) : nil }

private func stringio_read(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard var size = ioSizeArgument("read", args, nargs), check(s) else { return nil }
    let n = s.sio_size - s.sio_pos
    if size < 0 || size > n { size = max(n, 0) }
    if s.sio_state == accumulating && s.sio_pos == 0 && size == n {
        let text = makeIntermediate(s)
        s.sio_pos = s.sio_size
        return text
    }
    if !realize(s) { return nil }
    let at = s.sio_pos
    s.sio_pos += size
    // Beyond the end there is nothing, and perhaps no buffer.
    return size == 0 ? Py_NewRef(emptyUnicode) : fromBuffer(s, at, size)
}

private func readLine(_ s: PyObj, _ limitIn: Int) -> PyObj? {
    if s.sio_pos >= s.sio_size { return Py_NewRef(emptyUnicode) }
    let rest = s.sio_size - s.sio_pos
    let limit = limitIn < 0 || limitIn > rest ? rest : limitIn
    var consumed = 0
    var n = ioFindLineEnding(
        translated: s[byte: 75] != 0, universal: s[byte: 74] != 0, s[ref: 88], kind: 4, s.sio_buf.unsafelyUnwrapped, s.sio_pos,
        s.sio_pos + limit, &consumed)
    if n < 0 { n = limit }
    let at = s.sio_pos
    s.sio_pos += n
    return fromBuffer(s, at, n)
}
private func stringio_readline(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let limit = ioSizeArgument("readline", args, nargs), check(s), realize(s) else { return nil }
    return readLine(s, limit)
}
private func stringio_iternext(_ s: PyObj) -> PyObj? {
    if !check(s) || !realize(s) { return nil }
    let line: PyObj?
    if s.ob_type == PyStringIO_Type {
        line = readLine(s, -1)
    } else {
        line = PyObject_CallMethodNoArgs(s, _Py_ID(.readline))
        if let line, !PyUnicode_Check(line) {
            let name = clip(line.typeName, 200)
            Py_DECREF(line)
            return PyErr_Format(PyExc_OSError, "readline() should have returned a str object, not '\(name)'")
        }
    }
    guard let line else { return nil }
    if PyUnicode_GET_LENGTH(line) > 0 { return line }
    Py_DECREF(line)
    return nil
}

private func stringio_truncate(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let size = ioSizeArgument("truncate", args, nargs, s.sio_pos), check(s) else { return nil }
    if size < 0 { return PyErr_Format(PyExc_ValueError, "Negative size value \(size)") }
    if size < s.sio_size {
        if !realize(s) || !resize(s, size) { return nil }
        s.sio_size = size
    }
    return PyLong_FromSsize_t(size)
}

private func stringio_seek(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("seek", nargs, 1, 2), let position = clinicSsize(args[0]) else { return nil }
    var whence = 0
    if nargs > 1 {
        guard let w = clinicInt(args[1]) else { return nil }
        whence = w
    }
    if !check(s) { return nil }
    if whence < 0 || whence > 2 { return PyErr_Format(PyExc_ValueError, "Invalid whence (\(whence), should be 0, 1 or 2)") }
    if position < 0 && whence == 0 { return PyErr_Format(PyExc_ValueError, "Negative seek position \(position)") }
    if whence != 0 && position != 0 { return PyErr_Format(PyExc_OSError, "Can't do nonzero cur-relative seeks") }
    s.sio_pos = whence == 0 ? position : whence == 1 ? s.sio_pos : s.sio_size
    return PyLong_FromSsize_t(s.sio_pos)
}

private func stringio_write(_ s: PyObj, _ text: PyObj) -> PyObj? {
    if s[byte: 72] == 0 && !check(s) { return nil }
    if !PyUnicode_Check(text) { return PyErr_Format(PyExc_TypeError, "string argument expected, got '\(text.typeName)'") }
    if !check(s) { return nil }
    let n = PyUnicode_GET_LENGTH(text)
    return n > 0 && !writeText(s, text) ? nil : PyLong_FromSsize_t(n)
}

private func stringio_close(_ s: PyObj) -> PyObj? {
    s[byte: 73] = 1
    if !resize(s, 0) { return nil }
    accuDestroy(s)
    for offset in [88, 96, 80] { Py_CLEAR(s, offset) }
    return Py_NewRef(Py_None)
}
private func stringio_yes(_ s: PyObj) -> PyObj? { check(s) ? PyBool_FromLong(true) : nil }

private func stringio_getstate(_ s: PyObj) -> PyObj? {
    guard let value = stringio_getvalue(s) else { return nil }
    let dict = s[ref: 104].map { PyDict_Copy($0) } ?? Py_NewRef(Py_None)
    return buildTuple(value, Py_NewRef(s[ref: 88] ?? Py_None), PyLong_FromSsize_t(s.sio_pos), dict)
}

private func stringio_setstate(_ s: PyObj, _ state: PyObj) -> PyObj? {
    if s[byte: 73] != 0 { return PyErr_Format(PyExc_ValueError, "I/O operation on closed file") }
    if !PyTuple_Check(state) || state.ob_size < 4 {
        return PyErr_Format(
            PyExc_TypeError,
            "\(clip(s.typeName, 200)).__setstate__ argument should be 4-tuple, got \(clip(state.typeName, 200))")
    }
    guard let args = PyTuple_GetSlice(state, 0, 2) else { return nil }
    let failed = stringio_init(s, args, nil) < 0
    Py_DECREF(args)
    if failed { return nil }
    let text = PyTuple_GET_ITEM(state, 0)
    guard PyUnicode_Check(text) else {
        PyErr_BadInternalCall()
        return nil
    }
    // The text has been translated already: it is put in as it is.
    if !realize(s) || !resize(s, PyUnicode_GET_LENGTH(text)) { return nil }
    store(s, text, at: 0)
    s.sio_size = PyUnicode_GET_LENGTH(text)
    let position = PyTuple_GET_ITEM(state, 2)
    if !PyLong_Check(position) {
        return PyErr_Format(
            PyExc_TypeError, "third item of state must be an integer, got \(clip(position.typeName, 200))")
    }
    let p = PyLong_AsSsize_t(position)
    if p == -1 && PyErr_Occurred() != nil { return nil }
    if p < 0 { return PyErr_Format(PyExc_ValueError, "position value cannot be negative") }
    s.sio_pos = p
    return ioSetStateDict(s, 104, PyTuple_GET_ITEM(state, 3), "fourth")
}

// MARK: Life

private func stringio_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard let s = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    s.sio_buf = PyMem_Malloc(0)
    if s.sio_buf == nil {
        Py_DECREF(s)
        return PyErr_NoMemory()
    }
    return s
}

private func stringio_init(_ s: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("StringIO", args, kwargs, ["initial_value", "newline"], min: 0, max: 2, -1) { p in
        var newline: String? = "\n"
        if let n = p[1] {
            if n == Py_None {
                newline = nil
            } else if !PyUnicode_Check(n) {
                PyErr_SetString(PyExc_TypeError, "newline must be str or None, not \(clip(n.typeName, 200))")
                return -1
            } else {
                newline = swiftString(n)
                if !["", "\n", "\r", "\r\n"].contains(newline) {
                    PyErr_SetString(PyExc_ValueError, "illegal newline value: \(reprText(n))")
                    return -1
                }
            }
        }
        let value = p[0] == Py_None ? nil : p[0]
        if let value, !PyUnicode_Check(value) {
            PyErr_SetString(PyExc_TypeError, "initial_value must be str or None, not \(clip(value.typeName, 200))")
            return -1
        }
        s[byte: 72] = 0
        accuDestroy(s)
        for offset in [88, 96, 80] { Py_CLEAR(s, offset) }
        if let newline {
            s[ref: 88] = PyUnicode_FromString(newline)
            if s[ref: 88] == nil { return -1 }
        }
        s[byte: 74] = newline == nil || newline == "" ? 1 : 0
        s[byte: 75] = newline == nil ? 1 : 0
        if newline == "\r" || newline == "\r\n" { s[ref: 96] = Py_XNewRef(s[ref: 88]) }
        if s[byte: 74] != 0 {
            s[ref: 80] = PyObject_CallFunctionObjArgs(
                PyIncrementalNewlineDecoder_Type, Py_None, newline == nil ? Py_True : Py_False)
            if s[ref: 80] == nil { return -1 }
        }
        s.sio_size = 0
        if !resize(s, 0) { return -1 }
        if let value, PyUnicode_GET_LENGTH(value) > 0 {
            s.sio_state = realized
            s.sio_pos = 0
            if !writeText(s, value) { return -1 }
        } else {
            if !accuInit(s) { return -1 }
            s.sio_state = accumulating
        }
        s.sio_pos = 0
        s[byte: 73] = 0
        s[byte: 72] = 1
        return 0
    }
}

private func stringio_dealloc(_ s: PyObj) {
    if _PyObject_GC_IS_TRACKED(s) { _PyObject_GC_UNTRACK(s) }
    s[byte: 72] = 0
    if let buffer = s.sio_buf {
        PyMem_Free(buffer)
        s.sio_buf = nil
    }
    accuDestroy(s)
    for offset in [88, 96, 80, 104] { Py_CLEAR(s, offset) }
    if s[ref: 112] != nil { PyObject_ClearWeakRefs(s) }
    s.ob_type.tp_free.unsafelyUnwrapped(s)
}
private func stringio_traverse(_ s: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(s[ref: 104], visit, arg)
}
private func stringio_clear(_ s: PyObj) -> Int32 {
    Py_CLEAR(s, 104)
    return 0
}

private func stringio_closed(_ s: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    s[byte: 72] == 0 ? (check(s) ? nil : nil) : PyBool_FromLong(s[byte: 73] != 0)
}
private func stringio_line_buffering(_ s: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    check(s) ? PyBool_FromLong(false) : nil
}
private func stringio_newlines(_ s: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if !check(s) { return nil }
    return s[ref: 80].map { PyObject_GetAttr($0, _Py_ID(.newlines)) } ?? Py_NewRef(Py_None)
}

/// Fills the slots of `StringIO`.
func initStringIOType() {
    let t = PyStringIO_Type
    t.initStaticType("_io.StringIO", basicsize: 120, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE, base: PyTextIOBase_Type)
    t.tp_doc = staticCString("Text I/O implementation using an in-memory buffer.\n")
    t.tp_dealloc = stringio_dealloc
    t.tp_traverse = stringio_traverse
    t.tp_clear = stringio_clear
    t.tp_weaklistoffset = 112
    t.tp_dictoffset = 104
    t.tp_iternext = stringio_iternext
    t.tp_init = stringio_init
    t.tp_new = stringio_new
    t.setMethods([
        .noargs("close", stringio_close), .noargs("getvalue", stringio_getvalue), .fast("read", stringio_read),
        .fast("readline", stringio_readline), .noargs("tell", stringio_tell), .fast("truncate", stringio_truncate),
        .fast("seek", stringio_seek), .o("write", stringio_write), .noargs("seekable", stringio_yes),
        .noargs("readable", stringio_yes), .noargs("writable", stringio_yes), .noargs("__getstate__", stringio_getstate),
        .o("__setstate__", stringio_setstate),
    ])
    t.setGetSets([
        GetSetSpec("closed", stringio_closed), GetSetSpec("newlines", stringio_newlines),
        GetSetSpec("line_buffering", stringio_line_buffering),
    ])
}
