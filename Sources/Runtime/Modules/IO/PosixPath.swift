import Glibc
import Memory

// Paths and descriptors as arguments of `posix`. Origin: `path_converter` and its kin in Modules/posixmodule.c.

/// A path argument: a C string, or a descriptor, or the null path (None where that is allowed).
struct PosixPath {
    /// What was given (borrowed), for the error's `filename`.
    var object: PyObj
    /// The C string; nil for a descriptor and for None.
    var text: UnsafePointer<CChar>?
    /// The descriptor, or -1.
    var fd: Int32 = -1
    /// Whether the path was bytes.
    var isBytes = false

    /// Raises OSError for the path; nil to return. Origin: `path_error`.
    @discardableResult
    func fail(_ code: Int32) -> PyObj? { PyErr_SetFromErrno(PyExc_OSError, code, object == Py_None ? nil : object) }
}

/// Reads a path argument and runs a body with it; nil with an exception.
func withPath(
    _ function: String, _ argument: String, _ given: PyObj, nullable: Bool = false, allowsFD: Bool = false,
    _ body: (PosixPath) -> PyObj?
) -> PyObj? {
    if given == Py_None && nullable { return body(PosixPath(object: given)) }
    func typeError() -> PyObj? {
        let expected =
            allowsFD && nullable
            ? "string, bytes, os.PathLike, integer or None"
            : allowsFD
                ? "string, bytes, os.PathLike or integer"
                : nullable ? "string, bytes, os.PathLike or None" : "string, bytes or os.PathLike"
        return PyErr_Format(
            PyExc_TypeError, "\(function): \(argument) should be \(expected), not \(clip(typeShortName(given), 200))")
    }
    var op = Py_NewRef(given)
    defer { Py_DECREF(op) }
    let isIndex = allowsFD && PyIndex_Check(op)
    if !isIndex && !PyObject_CheckBuffer(op) && !PyUnicode_Check(op) {
        guard let method = _PyObject_LookupSpecial(op, _Py_ID(.__fspath__)) else {
            return PyErr_Occurred() != nil ? nil : typeError()
        }
        let result = PyObject_CallNoArgs(method)
        Py_DECREF(method)
        guard let result else { return nil }
        if !PyUnicode_Check(result) && !PyBytes_Check(result) {
            let name = typeShortName(result)
            Py_DECREF(result)
            return PyErr_Format(
                PyExc_TypeError,
                "expected \(clip(typeShortName(given), 200)).__fspath__() to return str or bytes, not \(clip(name, 200))")
        }
        Py_DECREF(op)
        op = result
    }
    var bytes: PyObj
    if PyUnicode_Check(op) {
        guard let b = PyUnicode_FSConverter(op) else { return nil }
        bytes = b
    } else if PyBytes_Check(op) {
        bytes = Py_NewRef(op)
    } else if PyObject_CheckBuffer(op) {
        if PyErr_WarnEx(
            PyExc_DeprecationWarning, "\(function): \(argument) should be string, bytes or os.PathLike, not \(typeShortName(op))", 1
        )
            < 0
        {
            return nil
        }
        guard let b = PyBytes_FromObject(op) else { return nil }
        bytes = b
    } else if isIndex {
        guard let fd = descriptorArgument(op) else { return nil }
        return body(PosixPath(object: given, fd: fd))
    } else {
        return typeError()
    }
    defer { Py_DECREF(bytes) }
    for i in 0..<bytes.ob_size where bytes[byte: 32 + i] == 0 {
        return PyErr_Format(PyExc_ValueError, "\(function): embedded null character in \(argument)")
    }
    return body(
        PosixPath(
            object: given, text: UnsafePointer((bytes + 32).assumingMemoryBound(to: CChar.self)), isBytes: !PyUnicode_Check(op)))
}

/// The last part of a type's name.
func typeShortName(_ op: PyObj) -> String { op.typeName.split(separator: ".").last.map(String.init) ?? op.typeName }

/// A descriptor as an argument; nil with an exception. Origin: `_fd_converter`.
func descriptorArgument(_ op: PyObj) -> Int32? {
    guard let index = _PyNumber_Index(op) else { return nil }
    defer { Py_DECREF(index) }
    var overflow: Int32 = 0
    let value = PyLong_AsLongAndOverflow(index, &overflow)
    if overflow > 0 || value > Int(Int32.max) {
        PyErr_SetString(PyExc_OverflowError, "fd is greater than maximum")
        return nil
    }
    if overflow < 0 || value < Int(Int32.min) {
        PyErr_SetString(PyExc_OverflowError, "fd is less than minimum")
        return nil
    }
    return Int32(value)
}

/// The argument `dir_fd`: AT_FDCWD if it is absent or None; nil with an exception. Origin: `dir_fd_converter`.
func folderArgument(_ op: PyObj?) -> Int32? {
    guard let op, op != Py_None else { return AT_FDCWD }
    if PyIndex_Check(op) { return descriptorArgument(op) }
    PyErr_SetString(PyExc_TypeError, "argument should be integer or None, not \(clip(typeShortName(op), 200))")
    return nil
}

/// A truth value of an optional argument; nil with an exception. Origin: Argument Clinic's `bool`.
func truthArgument(_ op: PyObj?, _ fallback: Bool) -> Bool? {
    guard let op else { return fallback }
    let truth = PyObject_IsTrue(op)
    return truth < 0 ? nil : truth != 0
}

/// A C `int` of an optional argument; nil with an exception.
func posixInt(_ op: PyObj?, _ fallback: Int32) -> Int32? {
    guard let op else { return fallback }
    return clinicInt(op).map { Int32($0) }
}

/// The descriptor of an int or of an object with `fileno()`: -1 with an exception. Origin: `PyObject_AsFileDescriptor`.
func PyObject_AsFileDescriptor(_ op: PyObj) -> Int32 {
    var fd: Int32 = -1
    if PyLong_Check(op) {
        fd = _PyLong_AsInt(op)
    } else {
        var method: PyObj?
        if _PyObject_LookupAttr(op, _Py_ID(.fileno), &method) < 0 { return -1 }
        guard let method else {
            PyErr_SetString(PyExc_TypeError, "argument must be an int, or have a fileno() method.")
            return -1
        }
        let number = PyObject_CallNoArgs(method)
        Py_DECREF(method)
        guard let number else { return -1 }
        defer { Py_DECREF(number) }
        if !PyLong_Check(number) {
            PyErr_SetString(PyExc_TypeError, "fileno() returned a non-integer")
            return -1
        }
        fd = _PyLong_AsInt(number)
    }
    if fd == -1 && PyErr_Occurred() != nil { return -1 }
    if fd < 0 {
        PyErr_SetString(PyExc_ValueError, "file descriptor cannot be a negative integer (\(fd))")
        return -1
    }
    return fd
}

/// The keyword-only arguments of a FASTCALL|KEYWORDS function of `posix`. Nil with an exception.
func posixArguments(
    _ fname: StaticString, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, _ keywords: [StaticString], min: Int, max: Int,
    required: Int = 0, _ body: (UnsafeMutablePointer<PyObj?>) -> PyObj?
) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: keywords.count) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        guard
            _PyArg_UnpackKeywords(
                fname: fname, args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: keywords, minpos: min,
                maxpos: max, minkw: required, into: p)
        else { return nil }
        return body(p)
    }
}

/// None, or OSError with the path.
func doneOrFail(_ r: SystemResult, _ path: PosixPath) -> PyObj? { r.value < 0 ? path.fail(r.error) : Py_NewRef(Py_None) }
/// None, or OSError.
func doneOrFail(_ r: SystemResult) -> PyObj? {
    r.value < 0 ? PyErr_SetFromErrno(PyExc_OSError, r.error) : Py_NewRef(Py_None)
}
