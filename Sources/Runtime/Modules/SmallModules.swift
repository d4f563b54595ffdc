import Glibc
import Memory

// Small modules: `_typing`, `errno`, `_imp`, and `posix` as far as `os` needs it to be imported and asked for paths, names and the environment.
// Origin: Modules/_typingmodule.c, errnomodule.c, posixmodule.c. What `posix` has no function for here, `os` does not have either.

private func typing__idfunc(_ module: PyObj, _ x: PyObj) -> PyObj? { Py_NewRef(x) }

/// Makes the module `_typing`; nil with an exception.
func PyInit__typing() -> PyObj? {
    makeModule("_typing", "Accelerators for the typing module.\n", [.o("_idfunc", typing__idfunc)])
}

/// Makes the module `errno`; nil with an exception.
func PyInit_errno() -> PyObj? {
    guard let m = makeModule("errno", "This module makes available standard errno system symbols.", []), let codes = PyDict_New()
    else {
        return nil
    }
    defer { Py_DECREF(codes) }
    let names: [(String, Int32)] = [
        ("EPERM", EPERM), ("ENOENT", ENOENT), ("ESRCH", ESRCH), ("EINTR", EINTR), ("EIO", EIO), ("ENXIO", ENXIO), ("E2BIG", E2BIG),
        ("ENOEXEC", ENOEXEC), ("EBADF", EBADF), ("ECHILD", ECHILD), ("EAGAIN", EAGAIN), ("EWOULDBLOCK", EWOULDBLOCK),
        ("ENOMEM", ENOMEM), ("EACCES", EACCES), ("EFAULT", EFAULT), ("EBUSY", EBUSY), ("EEXIST", EEXIST), ("EXDEV", EXDEV),
        ("ENODEV", ENODEV), ("ENOTDIR", ENOTDIR), ("EISDIR", EISDIR), ("EINVAL", EINVAL), ("ENFILE", ENFILE), ("EMFILE", EMFILE),
        ("ENOTTY", ENOTTY), ("EFBIG", EFBIG), ("ENOSPC", ENOSPC), ("ESPIPE", ESPIPE), ("EROFS", EROFS), ("EMLINK", EMLINK),
        ("EPIPE", EPIPE), ("EDOM", EDOM), ("ERANGE", ERANGE), ("EDEADLK", EDEADLK), ("ENAMETOOLONG", ENAMETOOLONG),
        ("ENOSYS", ENOSYS), ("ENOTEMPTY", ENOTEMPTY), ("ELOOP", ELOOP), ("EOVERFLOW", EOVERFLOW), ("ENOTSOCK", ENOTSOCK),
        ("EADDRINUSE", EADDRINUSE), ("EADDRNOTAVAIL", EADDRNOTAVAIL), ("ENETUNREACH", ENETUNREACH),
        ("ECONNABORTED", ECONNABORTED), ("ECONNRESET", ECONNRESET), ("EISCONN", EISCONN), ("ENOTCONN", ENOTCONN),
        ("ETIMEDOUT", ETIMEDOUT), ("ECONNREFUSED", ECONNREFUSED), ("EALREADY", EALREADY), ("EINPROGRESS", EINPROGRESS),
        ("ESHUTDOWN", ESHUTDOWN), ("ENOTSUP", ENOTSUP), ("EOPNOTSUPP", EOPNOTSUPP), ("ECANCELED", ECANCELED),
    ]
    for (name, code) in names {
        guard let key = PyLong_FromLong(Int(code)), let text = PyUnicode_InternFromString(name) else { return nil }
        defer {
            Py_DECREF(key)
            Py_DECREF(text)
        }
        if PyModule_AddIntConstant(m, name, Int(code)) < 0 || PyDict_SetItem(codes, key, text) < 0 { return nil }
    }
    return PyModule_AddObjectRef(m, "errorcode", codes) < 0 ? nil : m
}

// MARK: posix

private func path(_ op: PyObj) -> String? {
    if PyUnicode_Check(op) { return swiftString(op) }
    PyErr_SetString(PyExc_TypeError, "not implemented: a path that is \(op.typeName), not str")
    return nil
}

private func posix_getcwd(_ module: PyObj) -> PyObj? {
    guard let p = getcwd(nil, 0) else { return PyErr_SetFromErrno(PyExc_OSError, errno) }
    defer { free(p) }
    return PyUnicode_DecodeFSDefault(p)
}

private func posix_getpid(_ module: PyObj) -> PyObj? { PyLong_FromLong(Int(getpid())) }

private func posix_cpu_count(_ module: PyObj) -> PyObj? { PyLong_FromLong(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

private func posix_strerror(_ module: PyObj, _ code: PyObj) -> PyObj? {
    let n = _PyLong_AsInt(code)
    if n == -1 && PyErr_Occurred() != nil { return nil }
    return PyUnicode_FromString(String(cString: strerror(n)))
}

private func posix_urandom(_ module: PyObj, _ size: PyObj) -> PyObj? {
    guard let n = ssizeArgument(size) else { return nil }
    if n < 0 { return PyErr_Format(PyExc_ValueError, "negative argument not allowed") }
    return (hostRandomBytes(n) + [0]).withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress.unsafelyUnwrapped, n) }
}

private func statOf(_ name: PyObj, links: Bool) -> PyObj? {
    guard let text = path(name) else { return nil }
    var s = stat()
    if (links ? stat(text, &s) : lstat(text, &s)) != 0 { return PyErr_SetFromErrno(PyExc_OSError, errno, name) }
    guard let m = PyImport_ImportModule("posix") else { return nil }
    defer { Py_DECREF(m) }
    guard let type = PyObject_GetAttrString(m, "stat_result") else { return nil }
    defer { Py_DECREF(type) }
    let times = [s.st_atim, s.st_mtim, s.st_ctim]
    guard let result = PyStructSequence_New(type) else { return nil }
    let numbers: [Int] = [
        Int(s.st_mode), Int(s.st_ino), Int(s.st_dev), Int(s.st_nlink), Int(s.st_uid), Int(s.st_gid), Int(s.st_size),
    ]
    for (i, n) in (numbers + times.map { $0.tv_sec }).enumerated() { PyStructSequence_SET_ITEM(result, i, PyLong_FromLong(n)) }
    for (i, t) in times.enumerated() {
        PyStructSequence_SET_ITEM(result, 10 + i, PyFloat_FromDouble(Double(t.tv_sec) + 1e-9 * Double(t.tv_nsec)))
        PyStructSequence_SET_ITEM(result, 13 + i, PyLong_FromLong(t.tv_sec * 1_000_000_000 + t.tv_nsec))
    }
    for (i, n) in [Int(s.st_blksize), Int(s.st_blocks), Int(s.st_rdev)].enumerated() {
        PyStructSequence_SET_ITEM(result, 16 + i, PyLong_FromLong(n))
    }
    return result
}

private func posix_stat(_ module: PyObj, _ name: PyObj) -> PyObj? { statOf(name, links: true) }
private func posix_lstat(_ module: PyObj, _ name: PyObj) -> PyObj? { statOf(name, links: false) }

private func posix_listdir(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("listdir", nargs, 0, 1) else { return nil }
    var name = "."
    if nargs == 1 && args[0] != Py_None {
        guard let text = path(args[0]) else { return nil }
        name = text
    }
    guard let folder = opendir(name) else { return PyErr_SetFromErrno(PyExc_OSError, errno, nargs == 1 ? args[0] : nil) }
    defer { closedir(folder) }
    guard let list = PyList_New(0) else { return nil }
    while let entry = readdir(folder) {
        let text = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if text == "." || text == ".." { continue }
        guard let item = PyUnicode_FromString(text) else { return nil }
        defer { Py_DECREF(item) }
        if PyList_Append(list, item) < 0 { return nil }
    }
    return list
}

private func posix_environ() -> PyObj? {
    guard let dict = PyDict_New() else { return nil }
    var p = environ
    while let entry = p.pointee {
        let text = String(cString: entry)
        if let equals = text.firstIndex(of: "=") {
            guard let key = PyBytes_FromString(String(text[..<equals])),
                let value = PyBytes_FromString(String(text[text.index(after: equals)...]))
            else { return nil }
            defer {
                Py_DECREF(key)
                Py_DECREF(value)
            }
            if PyDict_SetDefault(dict, key, value) == nil { return nil }
        }
        p += 1
    }
    return dict
}

/// Makes the module `posix`; nil with an exception.
func PyInit_posix() -> PyObj? {
    guard
        let m = makeModule(
            "posix", "",
            [
                .noargs("getcwd", posix_getcwd), .noargs("getpid", posix_getpid), .noargs("cpu_count", posix_cpu_count),
                .o("strerror", posix_strerror), .o("urandom", posix_urandom), .o("stat", posix_stat), .o("lstat", posix_lstat),
                .fast("listdir", posix_listdir),
            ]),
        let statResult = PyStructSequence_NewType(
            PyStructSequence_Desc(
                name: "os.stat_result",
                fields: [
                    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime",
                    "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks",
                    "st_rdev",
                ], n_in_sequence: 10))
    else { return nil }
    for (name, value) in [("F_OK", 0), ("R_OK", 4), ("W_OK", 2), ("X_OK", 1), ("O_RDONLY", 0), ("O_WRONLY", 1), ("O_RDWR", 2)]
    where PyModule_AddIntConstant(m, name, value) < 0 { return nil }
    if PyModule_AddObjectRef(m, "error", PyExc_OSError) < 0 || PyModule_AddObject(m, "environ", posix_environ()) < 0
        || PyModule_AddObject(m, "_have_functions", PyList_New(0)) < 0 || PyModule_AddObjectRef(m, "stat_result", statResult) < 0
    {
        return nil
    }
    return m
}
