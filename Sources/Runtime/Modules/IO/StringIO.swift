import Memory

// `StringIO`. Origin: Modules/_io/stringio.c.

var PyStringIO_Type: PyObj { ModuleTypes.slot(241) }

// MARK: StringIO (text 16, position 24, closed 32, dict 40, weakrefs 48)

private func text(_ s: PyObj) -> PyObj? {
    if s[int: 32] != 0 { return PyErr_Format(PyExc_ValueError, "I/O operation on closed file") }
    return s[ref: 16]
}

private func stringio_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard let s = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    s[ref: 16] = Py_NewRef(emptyUnicode)
    return s
}

private func stringio_init(_ s: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("StringIO", args, kwargs, ["initial_value", "newline"], min: 0, max: 2, -1) { p in
        if let newline = p[1], !(PyUnicode_Check(newline) && _PyUnicode_EqualToASCIIString(newline, "\n")) {
            PyErr_SetString(PyExc_NotImplementedError, "not implemented: StringIO with a newline that is not '\\n'")
            return -1
        }
        s[word: 24] = 0
        s[int: 32] = 0
        if let value = p[0], value != Py_None {
            if !PyUnicode_Check(value) {
                PyErr_SetString(PyExc_TypeError, "initial_value must be str or None, not \(value.typeName)")
                return -1
            }
            Py_XSETREF(s, 16, Py_NewRef(value))
        } else {
            Py_XSETREF(s, 16, Py_NewRef(emptyUnicode))
        }
        return 0
    }
}

private func stringio_dealloc(_ s: PyObj) {
    PyObject_GC_UnTrack(s)
    if s[ref: 48] != nil { PyObject_ClearWeakRefs(s) }
    Py_CLEAR(s, 16)
    Py_CLEAR(s, 40)
    s.ob_type.tp_free.unsafelyUnwrapped(s)
}

private func stringio_traverse(_ s: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(s, visit, arg, 40)
}

private func stringio_clear(_ s: PyObj) -> Int32 {
    Py_CLEAR(s, 40)
    return 0
}

private func stringio_write(_ s: PyObj, _ str: PyObj) -> PyObj? {
    guard let old = text(s) else { return nil }
    if !PyUnicode_Check(str) { return PyErr_Format(PyExc_TypeError, "string argument expected, got '\(str.typeName)'") }
    let n = PyUnicode_GET_LENGTH(str)
    let length = PyUnicode_GET_LENGTH(old)
    let position = s[word: 24]
    if n == 0 { return PyLong_FromLong(0) }
    if position == length {
        var joined: PyObj? = old
        PyUnicode_Append(&joined, str)
        s[ref: 16] = joined
    } else {
        var joined = PyUnicode_Substring(old, 0, min(position, length))
        if position > length, joined != nil {
            guard let gap = PyUnicode_FromString(String(repeating: "\0", count: position - length)) else { return nil }
            PyUnicode_AppendAndDel(&joined, gap)
        }
        if joined != nil { PyUnicode_Append(&joined, str) }
        if joined != nil && position + n < length {
            PyUnicode_AppendAndDel(&joined, PyUnicode_Substring(old, position + n, length))
        }
        guard let joined else { return nil }
        Py_XSETREF(s, 16, joined)
    }
    if s[ref: 16] == nil {
        s[ref: 16] = Py_NewRef(emptyUnicode)
        return nil
    }
    s[word: 24] = position + n
    return PyLong_FromSsize_t(n)
}

private func stringio_getvalue(_ s: PyObj) -> PyObj? { Py_XNewRef(text(s)) }

/// The size argument of read and its kin: -1 for all; nil with an exception.
private func size(_ name: String, _ args: PyArgs, _ nargs: Int) -> Int? {
    guard _PyArg_CheckPositional(name, nargs, 0, 1) else { return nil }
    if nargs == 0 || args[0] == Py_None { return -1 }
    return ssizeArgument(args[0])
}

private func stringio_read(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let n = size("read", args, nargs), let t = text(s) else { return nil }
    let start = min(s[word: 24], PyUnicode_GET_LENGTH(t))
    let end = n < 0 ? PyUnicode_GET_LENGTH(t) : min(start + n, PyUnicode_GET_LENGTH(t))
    if end > start { s[word: 24] = end }
    return PyUnicode_Substring(t, start, end)
}

private func line(_ s: PyObj, _ limit: Int) -> PyObj? {
    guard let t = text(s) else { return nil }
    let length = PyUnicode_GET_LENGTH(t)
    let start = min(s[word: 24], length)
    var end = start
    while end < length {
        end += 1
        if PyUnicode_READ_CHAR(t, end - 1) == 10 { break }
    }
    if limit >= 0 { end = min(end, start + limit) }
    if end > start { s[word: 24] = end }
    return PyUnicode_Substring(t, start, end)
}

private func stringio_readline(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let n = size("readline", args, nargs) else { return nil }
    return line(s, n)
}

private func stringio_next(_ s: PyObj) -> PyObj? {
    guard let l = line(s, -1) else { return nil }
    if PyUnicode_GET_LENGTH(l) > 0 { return l }
    Py_DECREF(l)
    return nil
}

private func stringio_readlines(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard size("readlines", args, nargs) != nil, text(s) != nil else { return nil }
    return PySequence_List(s)
}

private func stringio_writelines(_ s: PyObj, _ lines: PyObj) -> PyObj? {
    guard let it = PyObject_GetIter(lines) else { return nil }
    defer { Py_DECREF(it) }
    while let l = PyIter_Next(it) {
        let r = stringio_write(s, l)
        Py_DECREF(l)
        guard let r else { return nil }
        Py_DECREF(r)
    }
    return PyErr_Occurred() != nil ? nil : Py_NewRef(Py_None)
}

private func stringio_tell(_ s: PyObj) -> PyObj? { text(s) == nil ? nil : PyLong_FromSsize_t(s[word: 24]) }

private func stringio_seek(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("seek", nargs, 1, 2), let position = ssizeArgument(args[0]), let t = text(s) else { return nil }
    var whence = 0
    if nargs == 2 {
        guard let w = ssizeArgument(args[1]) else { return nil }
        whence = w
    }
    if whence < 0 || whence > 2 {
        return PyErr_Format(PyExc_ValueError, "Invalid whence (\(whence), should be 0, 1 or 2)")
    }
    if position < 0 && whence == 0 { return PyErr_Format(PyExc_ValueError, "Negative seek position \(position)") }
    if whence != 0 && position != 0 { return PyErr_Format(PyExc_OSError, "Can't do nonzero cur-relative seeks") }
    s[word: 24] = whence == 0 ? position : whence == 1 ? s[word: 24] : PyUnicode_GET_LENGTH(t)
    return PyLong_FromSsize_t(s[word: 24])
}

private func stringio_truncate(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let given = size("truncate", args, nargs), let t = text(s) else { return nil }
    let n = nargs == 0 || args[0] == Py_None ? s[word: 24] : given
    if n < 0 { return PyErr_Format(PyExc_ValueError, "Negative size value \(n)") }
    if n < PyUnicode_GET_LENGTH(t) {
        guard let cut = PyUnicode_Substring(t, 0, n) else { return nil }
        Py_XSETREF(s, 16, cut)
    }
    return PyLong_FromSsize_t(n)
}

private func stringio_close(_ s: PyObj) -> PyObj? {
    s[int: 32] = 1
    Py_XSETREF(s, 16, Py_NewRef(emptyUnicode))
    return Py_NewRef(Py_None)
}

private func stringio_flush(_ s: PyObj) -> PyObj? { text(s) == nil ? nil : Py_NewRef(Py_None) }
private func stringio_yes(_ s: PyObj) -> PyObj? { text(s) == nil ? nil : PyBool_FromLong(true) }
private func stringio_no(_ s: PyObj) -> PyObj? { text(s) == nil ? nil : PyBool_FromLong(false) }
private func stringio_enter(_ s: PyObj) -> PyObj? { text(s) == nil ? nil : Py_NewRef(s) }
private func stringio_exit(_ s: PyObj, _ args: PyObj) -> PyObj? { stringio_close(s) }
private func stringio_iter(_ s: PyObj) -> PyObj? { text(s) == nil ? nil : Py_NewRef(s) }
private func stringio_closed(_ s: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyBool_FromLong(s[int: 32] != 0) }
private func stringio_none(_ s: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(Py_None) }
private func stringio_false(_ s: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyBool_FromLong(false) }

/// Fills the slots of `StringIO`.
func initStringIOType() {
    let t = PyStringIO_Type
    t.initStaticType("_io.StringIO", basicsize: 56, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE, base: PyTextIOBase_Type)
    t.tp_dealloc = stringio_dealloc
    t.tp_traverse = stringio_traverse
    t.tp_clear = stringio_clear
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_dictoffset = 40
    t.tp_weaklistoffset = 48
    t.tp_iter = stringio_iter
    t.tp_iternext = stringio_next
    t.tp_init = stringio_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = stringio_new
    t.tp_free = PyObject_GC_Del
    t.setMethods([
        .o("write", stringio_write), .noargs("getvalue", stringio_getvalue), .fast("read", stringio_read),
        .fast("readline", stringio_readline), .fast("readlines", stringio_readlines), .o("writelines", stringio_writelines),
        .noargs("tell", stringio_tell), .fast("seek", stringio_seek), .fast("truncate", stringio_truncate),
        .noargs("close", stringio_close), .noargs("flush", stringio_flush), .noargs("readable", stringio_yes),
        .noargs("writable", stringio_yes), .noargs("seekable", stringio_yes), .noargs("isatty", stringio_no),
        .noargs("__enter__", stringio_enter), .varargs("__exit__", stringio_exit),
    ])
    t.setGetSets([
        GetSetSpec("closed", stringio_closed), GetSetSpec("newlines", stringio_none), GetSetSpec("encoding", stringio_none),
        GetSetSpec("errors", stringio_none), GetSetSpec("line_buffering", stringio_false),
    ])
}
