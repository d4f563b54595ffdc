import Glibc
import Memory
import Trace

// The standard streams, and files as objects with `write`. Origin: `init_sys_streams` in Python/pylifecycle.c, Objects/fileobject.c.

/// Makes the stream of a descriptor, or None if that is closed. Nil with an exception. Origin: `create_stdio`.
private func createStdio(_ fd: Int32, _ name: String, _ errors: String, writes: Bool, unbuffered: Bool) -> PyObj? {
    if hostCall(.descriptorFlags, nil, .result, { Int(fcntl(fd, F_GETFD)) }).value < 0 { return Py_NewRef(Py_None) }
    guard let number = PyLong_FromLong(Int(fd)) else { return nil }
    defer { Py_DECREF(number) }
    let isRaw = unbuffered && writes
    guard
        let buffer = io_open(
            number, writes ? "wb" : "rb", isRaw ? 0 : -1, nil, nil, nil, closefd: false, opener: Py_None)
    else { return nil }
    defer { Py_DECREF(buffer) }
    let raw = isRaw ? buffer : buffer.b_raw.unsafelyUnwrapped
    if writes { raw.fio_isStandard = true }
    guard let text = PyUnicode_FromString(name) else { return nil }
    let named = PyObject_SetAttr(raw, _Py_ID(.name), text)
    Py_DECREF(text)
    if named < 0 { return nil }
    let isTerminal = hostIsTerminal(fd)
    let stream = newTextIOWrapper(
        buffer, "utf-8", errors, "\n", lineBuffering: !unbuffered && (isTerminal || fd == 2), writeThrough: unbuffered, early: true)
    guard let stream else { return nil }
    guard let mode = PyUnicode_FromString(writes ? "w" : "r") else {
        Py_DECREF(stream)
        return nil
    }
    let moded = PyObject_SetAttr(stream, _Py_ID(.mode), mode)
    Py_DECREF(mode)
    if moded < 0 {
        Py_DECREF(stream)
        return nil
    }
    return stream
}

/// Makes the three standard streams. False with an exception. Origin: `init_sys_streams`.
func initStandardStreams(unbuffered: Bool) -> Bool {
    guard let dict = Interp.sysdict, initNativeDecoderType() else { return false }
    for (fd, name, errors) in [
        (Int32(0), "stdin", "surrogateescape"), (1, "stdout", "surrogateescape"), (2, "stderr", "backslashreplace"),
    ] {
        guard let stream = createStdio(fd, "<\(name)>", errors, writes: fd > 0, unbuffered: unbuffered) else { return false }
        defer { Py_DECREF(stream) }
        for key in ["__\(name)__", name] {
            guard let k = PyUnicode_InternFromString(key) else { return false }
            defer { Py_DECREF(k) }
            if PyDict_SetItem(dict, k, stream) < 0 { return false }
        }
    }
    return true
}

// MARK: Files as objects with write(). Origin: Objects/fileobject.c

/// Writes `str(v)` (raw) or `repr(v)` to a file object. 0, or -1 with an exception. Origin: `PyFile_WriteObject`.
func PyFile_WriteObject(_ v: PyObj, _ file: PyObj, raw: Bool) -> Int32 {
    guard let writer = PyObject_GetAttr(file, _Py_ID(.write)) else { return -1 }
    defer { Py_DECREF(writer) }
    guard let text = raw ? PyObject_Str(v) : PyObject_Repr(v) else { return -1 }
    let result = PyObject_CallOneArg(writer, text)
    Py_DECREF(text)
    guard let result else { return -1 }
    Py_DECREF(result)
    return 0
}

/// Writes host text to a file object. 0, or -1 with an exception. Origin: `PyFile_WriteString`.
func PyFile_WriteString(_ text: String, _ file: PyObj) -> Int32 {
    if PyErr_Occurred() != nil { return -1 }
    guard let v = PyUnicode_FromString(text) else { return -1 }
    defer { Py_DECREF(v) }
    return PyFile_WriteObject(v, file, raw: true)
}

/// Reads one line from a file object without its newline; EOFError at the end. Origin: `PyFile_GetLine(f, -1)`.
func PyFile_GetLine(_ file: PyObj) -> PyObj? {
    guard let line = PyObject_CallMethodNoArgs(file, _Py_ID(.readline)) else { return nil }
    if !PyUnicode_Check(line) {
        Py_DECREF(line)
        return PyErr_Format(PyExc_TypeError, "object.readline() returned non-string")
    }
    let n = PyUnicode_GET_LENGTH(line)
    if n == 0 {
        Py_DECREF(line)
        return PyErr_Format(PyExc_EOFError, "EOF when reading a line")
    }
    if PyUnicode_READ_CHAR(line, n - 1) != 10 { return line }
    defer { Py_DECREF(line) }
    return PyUnicode_Substring(line, 0, n - 1)
}

/// Calls a method without arguments and drops the result; errors are forgotten.
func callQuietly(_ object: PyObj, _ name: PyObj) {
    if let r = PyObject_CallMethodNoArgs(object, name) { Py_DECREF(r) } else { PyErr_Clear() }
}

/// Flushes `sys.stderr` and `sys.stdout`, keeping the raised exception. Origin: `flush_io`.
func flushStandardStreams() {
    let saved = PyErr_Fetch()
    for name in [_Py_ID(.stderr), _Py_ID(.stdout)] {
        if let file = _PySys_GetAttr(name), file != Py_None {
            Py_INCREF(file)
            callQuietly(file, _Py_ID(.flush))
            Py_DECREF(file)
        }
    }
    PyErr_Restore(saved.type, saved.value, saved.traceback)
}
