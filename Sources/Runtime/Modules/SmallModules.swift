import Glibc
import Memory

// Small modules: `_typing` and `errno`. Origin: Modules/_typingmodule.c, errnomodule.c.

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
