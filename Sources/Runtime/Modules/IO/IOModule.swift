import Glibc
import Memory

// The module `_io`, and `open`. Origin: Modules/_io/_iomodule.c.

/// Fills the slots of the types of `_io`.
func initIOTypes() {
    initIOBaseTypes()
    initTextIOBaseType()
    initNewlineDecoderType()
    initFileIOType()
    initBufferedTypes()
    initBytesIOTypes()
    initStringIOType()
    initTextIOWrapperType()
}

/// An optional text argument where None is the same as absent. False with an exception.
private func optionalText(_ name: String, _ op: PyObj?, _ out: inout String?) -> Bool {
    guard let op, op != Py_None else { return true }
    if !PyUnicode_Check(op) {
        _PyArg_BadArgument("open", "argument '\(name)'", "str or None", op)
        return false
    }
    out = clinicString("open", "argument '\(name)'", op)
    return out != nil
}

/// A mode's letters.
private struct OpenMode {
    var creating = false, reading = false, writing = false, appending = false, updating = false, text = false, binary = false

    /// Nil if a letter is wrong or comes twice.
    init?(_ mode: String) {
        var seen: Set<UInt8> = []
        for c in mode.utf8 {
            if !seen.insert(c).inserted { return nil }
            switch c {
            case UInt8(ascii: "x"): creating = true
            case UInt8(ascii: "r"): reading = true
            case UInt8(ascii: "w"): writing = true
            case UInt8(ascii: "a"): appending = true
            case UInt8(ascii: "+"): updating = true
            case UInt8(ascii: "t"): text = true
            case UInt8(ascii: "b"): binary = true
            default: return nil
            }
        }
    }

    /// The mode of the raw stream.
    var raw: String {
        (creating ? "x" : "") + (reading ? "r" : "") + (writing ? "w" : "") + (appending ? "a" : "") + (updating ? "+" : "")
    }
}

func builtin_open(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments(
        "open", args, nargs, kwnames, ["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"], min: 1,
        max: 8
    ) { p in
        var mode = "r"
        if let m = p[1] {
            guard let text = clinicString("open", "argument 'mode'", m) else { return nil }
            mode = text
        }
        var buffering = -1
        if let b = p[2] {
            guard let n = clinicInt(b) else { return nil }
            buffering = n
        }
        var encoding: String?, errors: String?, newline: String?
        if !optionalText("encoding", p[3], &encoding) || !optionalText("errors", p[4], &errors)
            || !optionalText("newline", p[5], &newline)
        {
            return nil
        }
        var closefd = true
        if let c = p[6] {
            guard let n = clinicInt(c) else { return nil }
            closefd = n != 0
        }
        return io_open(
            p[0].unsafelyUnwrapped, mode, buffering, encoding, errors, newline, closefd: closefd, opener: p[7] ?? Py_None)
    }
}

/// Raises ValueError; nil to return.
private func invalid(_ message: String) -> PyObj? { PyErr_Format(PyExc_ValueError, message) }

/// Opens a file: a new reference, or nil with an exception. Origin: `_io_open_impl`.
func io_open(
    _ file: PyObj, _ mode: String, _ bufferingIn: Int, _ encoding: String?, _ errors: String?, _ newline: String?, closefd: Bool,
    opener: PyObj
) -> PyObj? {
    var path: PyObj
    if PyNumber_Check(file) {
        path = Py_NewRef(file)
    } else {
        guard let p = PyOS_FSPath(file) else { return nil }
        path = p
    }
    defer { Py_DECREF(path) }
    guard let m = OpenMode(mode) else { return invalid("invalid mode: '\(mode)'") }
    if m.text && m.binary { return invalid("can't have text and binary mode at once") }
    if [m.creating, m.reading, m.writing, m.appending].filter({ $0 }).count > 1 {
        return invalid("must have exactly one of create/read/write/append mode")
    }
    if m.binary {
        if encoding != nil { return invalid("binary mode doesn't take an encoding argument") }
        if errors != nil { return invalid("binary mode doesn't take an errors argument") }
        if newline != nil { return invalid("binary mode doesn't take a newline argument") }
        if bufferingIn == 1,
            PyErr_WarnEx(
                PyExc_RuntimeWarning,
                "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", 1) < 0
        {
            return nil
        }
    }
    guard let rawMode = PyUnicode_FromString(m.raw) else { return nil }
    let raw = PyObject_CallFunctionObjArgs(PyFileIO_Type, path, rawMode, closefd ? Py_True : Py_False, opener)
    Py_DECREF(rawMode)
    guard let raw else { return nil }
    var result = raw
    /// Closes what was made so far.
    func fail() -> PyObj? {
        let saved = PyErr_Fetch()
        let closed = PyObject_CallMethodNoArgs(result, _Py_ID(.close))
        _PyErr_ChainExceptions(saved.type, saved.value, saved.traceback)
        Py_XDECREF(closed)
        Py_DECREF(result)
        return nil
    }
    guard let modeObject = PyUnicode_FromString(mode) else { return fail() }
    defer { Py_DECREF(modeObject) }
    var buffering = bufferingIn
    var isTerminal = false
    if buffering < 0 {
        guard let r = PyObject_CallMethodNoArgs(raw, _Py_ID(.isatty)) else { return fail() }
        let n = PyLong_AsLong(r)
        Py_DECREF(r)
        if n == -1 && PyErr_Occurred() != nil { return fail() }
        isTerminal = n != 0
    }
    var lineBuffering = false
    if buffering == 1 || isTerminal {
        buffering = -1
        lineBuffering = true
    }
    if buffering < 0 {
        guard let size = PyObject_GetAttr(raw, _Py_ID(._blksize)) else { return fail() }
        buffering = PyLong_AsLong(size)
        Py_DECREF(size)
        if buffering == -1 && PyErr_Occurred() != nil { return fail() }
    }
    if buffering < 0 {
        PyErr_SetString(PyExc_ValueError, "invalid buffering size")
        return fail()
    }
    if buffering == 0 {
        if m.binary { return result }
        PyErr_SetString(PyExc_ValueError, "can't have unbuffered text I/O")
        return fail()
    }
    let type: PyObj
    if m.updating {
        type = PyBufferedRandom_Type
    } else if m.creating || m.writing || m.appending {
        type = PyBufferedWriter_Type
    } else if m.reading {
        type = PyBufferedReader_Type
    } else {
        PyErr_SetString(PyExc_ValueError, "unknown mode: '\(mode)'")
        return fail()
    }
    guard let size = PyLong_FromLong(buffering) else { return fail() }
    let buffer = PyObject_CallFunctionObjArgs(type, raw, size)
    Py_DECREF(size)
    guard let buffer else { return fail() }
    result = buffer
    Py_DECREF(raw)
    if m.binary { return result }
    guard let wrapper = newTextIOWrapper(buffer, encoding, errors, newline, lineBuffering: lineBuffering) else { return fail() }
    result = wrapper
    Py_DECREF(buffer)
    if PyObject_SetAttr(wrapper, _Py_ID(.mode), modeObject) < 0 { return fail() }
    return result
}

private func io_text_encoding(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("text_encoding", nargs, 1, 2) else { return nil }
    if nargs > 1 && clinicInt(args[1]) == nil { return nil }
    return args[0] == Py_None ? (isUTF8Mode() ? PyUnicode_FromString("utf-8") : Py_NewRef(_Py_ID(.locale))) : Py_NewRef(args[0])
}

private func io_open_code(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("open_code", args, nargs, kwnames, ["path"], min: 1, max: 1) { p in
        let path = p[0].unsafelyUnwrapped
        if !PyUnicode_Check(path) {
            _PyArg_BadArgument("open_code", "argument 'path'", "str", path)
            return nil
        }
        return io_open(path, "rb", -1, nil, nil, nil, closefd: true, opener: Py_None)
    }
}

/// Makes the class io.UnsupportedOperation; false with an exception.
func initUnsupportedOperation() -> Bool {
    if Interp.unsupportedOperation != nil { return true }
    guard let bases = tupleOf(PyExc_OSError, PyExc_ValueError) else { return false }
    defer { Py_DECREF(bases) }
    Interp.unsupportedOperation = PyErr_NewException("io.UnsupportedOperation", bases, nil)
    return Interp.unsupportedOperation != nil
}

/// Makes the module `_io`; nil with an exception.
func PyInit__io() -> PyObj? {
    guard
        let m = makeModule(
            "io", "The io module provides the Python interfaces to stream handling.",
            [
                .fastKeywords("open", builtin_open), .fast("text_encoding", io_text_encoding),
                .fastKeywords("open_code", io_open_code),
            ])
    else { return nil }
    if PyModule_AddIntConstant(m, "DEFAULT_BUFFER_SIZE", ioDefaultBufferSize) < 0 || !initUnsupportedOperation()
        || PyModule_AddObjectRef(m, "UnsupportedOperation", Interp.unsupportedOperation) < 0
        || PyModule_AddObjectRef(m, "BlockingIOError", PyExc_BlockingIOError) < 0
    {
        return nil
    }
    for t in [
        PyIOBase_Type, PyIncrementalNewlineDecoder_Type, PyBufferedIOBase_Type, PyRawIOBase_Type, PyTextIOBase_Type, PyBytesIO_Type,
        PyBufferedReader_Type, PyBufferedWriter_Type, PyBufferedRWPair_Type, PyBufferedRandom_Type, PyFileIO_Type, PyStringIO_Type,
        PyTextIOWrapper_Type,
    ]
    where PyModule_AddType(m, t) < 0 { return nil }
    return PyType_Ready(_PyBytesIOBuffer_Type) < 0 ? nil : m
}
