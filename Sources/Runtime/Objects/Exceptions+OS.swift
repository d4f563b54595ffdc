import Glibc
import Memory

// OSError and its subclasses: errno 72, strerror 80, filename 88, filename2 96, characters written 104.
// Origin: Objects/exceptions.c.

private struct OSErrorParts {
    var number: PyObj?
    var strerror: PyObj?
    var filename: PyObj?
    var filename2: PyObj?
}

private func parse(_ args: PyObj) -> OSErrorParts {
    var parts = OSErrorParts()
    let n = args.ob_size
    if n >= 2 && n <= 5 {
        parts.number = PyTuple_GET_ITEM(args, 0)
        parts.strerror = PyTuple_GET_ITEM(args, 1)
        if n > 2 { parts.filename = PyTuple_GET_ITEM(args, 2) }
        if n > 4 { parts.filename2 = PyTuple_GET_ITEM(args, 4) }
    }
    return parts
}

/// Fills the fields; `args` is borrowed. Origin: `oserror_init`.
private func fill(_ self_: PyObj, _ args: PyObj, _ parts: OSErrorParts) -> Int32 {
    var kept = Py_NewRef(args)
    if let filename = parts.filename, filename != Py_None {
        if self_.ob_type == PyExc_BlockingIOError && PyNumber_Check(filename) {
            let written = PyNumber_AsSsize_t(filename, PyExc_ValueError)
            if written == -1 && PyErr_Occurred() != nil {
                Py_DECREF(kept)
                return -1
            }
            self_.storeBytes(of: written, toByteOffset: 104, as: Int.self)
        } else {
            self_.exc_word2 = Py_NewRef(filename)
            if let filename2 = parts.filename2, filename2 != Py_None { self_.exc_word3 = Py_NewRef(filename2) }
            if args.ob_size >= 2 && args.ob_size <= 5 {
                guard let two = PyTuple_GetSlice(args, 0, 2) else {
                    Py_DECREF(kept)
                    return -1
                }
                Py_DECREF(kept)
                kept = two
            }
        }
    }
    self_.exc_word0 = Py_XNewRef(parts.number)
    self_.exc_word1 = Py_XNewRef(parts.strerror)
    Py_XSETREF(self_, 24, kept)
    return 0
}

/// Whether a subclass defines `__init__` but not `__new__`, so that the arguments are left to it. Origin: `oserror_use_init`.
private func usesInit(_ type: PyObj) -> Bool {
    slotAddress(type.tp_init) != slotAddress(OSError_init as initproc)
        && slotAddress(type.tp_new) == slotAddress(OSError_new as newfunc)
}

/// A slot's function as an address.
private func slotAddress<T>(_ f: T) -> UInt { unsafeBitCast(f, to: UInt.self) }

private func OSError_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    var type = type
    var parts = OSErrorParts()
    if !usesInit(type) {
        if !_PyArg_NoKeywords(typeText(type), kwds) { return nil }
        parts = parse(args)
        if type == PyExc_OSError, let number = parts.number, PyLong_Check(number), let map = Interp.errnoMap {
            if let other = PyDict_GetItemWithError(map, number) {
                type = other
            } else if PyErr_Occurred() != nil {
                return nil
            }
        }
    }
    guard let self_ = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    self_.storeBytes(of: -1, toByteOffset: 104, as: Int.self)
    if !usesInit(type) {
        if fill(self_, args, parts) != 0 {
            Py_DECREF(self_)
            return nil
        }
    } else {
        self_.exc_args = Py_NewRef(emptyTuple)
    }
    return self_
}

private func OSError_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if !usesInit(self_.ob_type) { return 0 }
    if kwds != nil && !_PyArg_NoKeywords(self_.typeName, kwds) { return -1 }
    return fill(self_, args, parse(args))
}

private func OSError_clear(_ self_: PyObj) -> Int32 { clearFields(self_, StaticOffsets(a: 72, b: 80, c: 88, d: 96)) }
private func OSError_dealloc(_ self_: PyObj) { deallocException(self_, OSError_clear) }
private func OSError_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(self_, StaticOffsets(a: 72, b: 80, c: 88, d: 96), visit, arg)
}

private func OSError_str(_ self_: PyObj) -> PyObj? {
    let number = self_.exc_word0
    let message = self_.exc_word1
    if let filename = self_.exc_word2 {
        let head = "[Errno \(strText(number ?? Py_None))] \(strText(message ?? Py_None)): \(reprText(filename))"
        if let filename2 = self_.exc_word3 { return PyUnicode_FromString("\(head) -> \(reprText(filename2))") }
        return PyUnicode_FromString(head)
    }
    if let number, let message { return PyUnicode_FromString("[Errno \(strText(number))] \(strText(message))") }
    return BaseException_str(self_)
}

private func OSError_reduce(_ self_: PyObj) -> PyObj? {
    var args = Py_NewRef(self_.exc_args ?? emptyTuple)
    if args.ob_size == 2, let filename = self_.exc_word2 {
        let first = PyTuple_GET_ITEM(args, 0)
        let second = PyTuple_GET_ITEM(args, 1)
        let full =
            self_.exc_word3.map { tupleOf(first, second, filename, Py_None, $0) } ?? tupleOf(first, second, filename)
        guard let full else {
            Py_DECREF(args)
            return nil
        }
        Py_DECREF(args)
        args = full
    }
    defer { Py_DECREF(args) }
    if let dict = self_.exc_dict { return tupleOf(self_.ob_type, args, dict) }
    return tupleOf(self_.ob_type, args)
}

private func OSError_written_get(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    let written = self_.load(fromByteOffset: 104, as: Int.self)
    if written == -1 { return PyErr_Format(PyExc_AttributeError, "characters_written") }
    return PyLong_FromSsize_t(written)
}

private func OSError_written_set(_ self_: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard let value else {
        if self_.load(fromByteOffset: 104, as: Int.self) == -1 {
            PyErr_SetString(PyExc_AttributeError, "characters_written")
            return -1
        }
        self_.storeBytes(of: -1, toByteOffset: 104, as: Int.self)
        return 0
    }
    let n = PyNumber_AsSsize_t(value, PyExc_ValueError)
    if n == -1 && PyErr_Occurred() != nil { return -1 }
    self_.storeBytes(of: n, toByteOffset: 104, as: Int.self)
    return 0
}

/// Fills the slots of OSError and its subclasses.
func initOSErrorTypes() {
    func fillType(_ type: PyObj, _ name: StaticString, _ base: PyObj, new: newfunc? = nil) {
        initExceptionType(
            type, name, base: base, size: 112, dealloc: OSError_dealloc, traverse: OSError_traverse, clear: OSError_clear,
            initialise: OSError_init, new: new)
    }
    fillType(PyExc_OSError, "OSError", PyExc_Exception, new: OSError_new)
    PyExc_OSError.tp_str = OSError_str
    PyExc_OSError.setMethods([.noargs("__reduce__", OSError_reduce)])
    PyExc_OSError.setMembers([
        MemberSpec("errno", .object, 72, readonly: false), MemberSpec("strerror", .object, 80, readonly: false),
        MemberSpec("filename", .object, 88, readonly: false), MemberSpec("filename2", .object, 96, readonly: false),
    ])
    PyExc_OSError.setGetSets([GetSetSpec("characters_written", OSError_written_get, OSError_written_set)])
    fillType(PyExc_BlockingIOError, "BlockingIOError", PyExc_OSError)
    fillType(PyExc_ConnectionError, "ConnectionError", PyExc_OSError)
    fillType(PyExc_ChildProcessError, "ChildProcessError", PyExc_OSError)
    fillType(PyExc_BrokenPipeError, "BrokenPipeError", PyExc_ConnectionError)
    fillType(PyExc_ConnectionAbortedError, "ConnectionAbortedError", PyExc_ConnectionError)
    fillType(PyExc_ConnectionRefusedError, "ConnectionRefusedError", PyExc_ConnectionError)
    fillType(PyExc_ConnectionResetError, "ConnectionResetError", PyExc_ConnectionError)
    fillType(PyExc_FileExistsError, "FileExistsError", PyExc_OSError)
    fillType(PyExc_FileNotFoundError, "FileNotFoundError", PyExc_OSError)
    fillType(PyExc_IsADirectoryError, "IsADirectoryError", PyExc_OSError)
    fillType(PyExc_NotADirectoryError, "NotADirectoryError", PyExc_OSError)
    fillType(PyExc_InterruptedError, "InterruptedError", PyExc_OSError)
    fillType(PyExc_PermissionError, "PermissionError", PyExc_OSError)
    fillType(PyExc_ProcessLookupError, "ProcessLookupError", PyExc_OSError)
    fillType(PyExc_TimeoutError, "TimeoutError", PyExc_OSError)
}

/// Makes the dict from errno to subclass. False with an exception set. Origin: `_PyExc_InitState`.
func initErrnoMap() -> Bool {
    guard let map = PyDict_New() else { return false }
    Interp.errnoMap = map
    let entries: [(Int32, PyObj)] = [
        (EAGAIN, PyExc_BlockingIOError), (EALREADY, PyExc_BlockingIOError), (EINPROGRESS, PyExc_BlockingIOError),
        (EPIPE, PyExc_BrokenPipeError), (ESHUTDOWN, PyExc_BrokenPipeError), (ECHILD, PyExc_ChildProcessError),
        (ECONNABORTED, PyExc_ConnectionAbortedError), (ECONNREFUSED, PyExc_ConnectionRefusedError),
        (ECONNRESET, PyExc_ConnectionResetError), (EEXIST, PyExc_FileExistsError), (ENOENT, PyExc_FileNotFoundError),
        (EISDIR, PyExc_IsADirectoryError), (ENOTDIR, PyExc_NotADirectoryError), (EINTR, PyExc_InterruptedError),
        (EACCES, PyExc_PermissionError), (EPERM, PyExc_PermissionError), (ESRCH, PyExc_ProcessLookupError),
        (ETIMEDOUT, PyExc_TimeoutError),
    ]
    for (code, type) in entries {
        guard let key = PyLong_FromLong(Int(code)) else { return false }
        defer { Py_DECREF(key) }
        if PyDict_SetItem(map, key, type) < 0 { return false }
    }
    return true
}
