import Glibc
import Memory
import Trace

// `FileIO`: a file descriptor as a raw stream. Origin: Modules/_io/fileio.c, `_Py_read` and `_Py_write` of Python/fileutils.c.
//
//     fd 16 (int)   bit field 20: created 1, readable 2, writable 4, appending 8, seekable 16+32 (signed), closefd 64
//     finalizing 21 (char)   22 (padding): 1 if it is a standard stream of the program   blksize 24   weakreflist 32   dict 40

enum FileIOFlag {
    static let created: UInt8 = 1, readable: UInt8 = 2, writable: UInt8 = 4, appending: UInt8 = 8, closefd: UInt8 = 64
}

extension UnsafeMutableRawPointer {
    var fio_fd: Int32 {
        @inline(__always) get { self[int: 16] }
        @inline(__always) nonmutating set { self[int: 16] = newValue }
    }
    /// Whether a flag of the bit field is set.
    subscript(fio flag: UInt8) -> Bool {
        @inline(__always) get { self[byte: 20] & flag != 0 }
        @inline(__always) nonmutating set { self[byte: 20] = newValue ? self[byte: 20] | flag : self[byte: 20] & ~flag }
    }
    /// 1, 0, or -1 if it is not known.
    var fio_seekable: Int {
        get {
            switch self[byte: 20] >> 4 & 3 {
            case 0: 0
            case 1: 1
            default: -1
            }
        }
        nonmutating set { self[byte: 20] = self[byte: 20] & ~0x30 | UInt8(newValue & 3) << 4 }
    }
    /// Whether this is the raw stream of `sys.stdout` or `sys.stderr`.
    var fio_isStandard: Bool {
        get { self[byte: 22] != 0 }
        nonmutating set { self[byte: 22] = newValue ? 1 : 0 }
    }
}

/// Whether a FileIO is closed.
@inline(__always) func _PyFileIO_closed(_ self_: PyObj) -> Bool { self_.fio_fd < 0 }

private func err_closed() -> PyObj? { PyErr_Format(PyExc_ValueError, "I/O operation on closed file") }
private func err_mode(_ action: String) -> PyObj? { ioUnsupported("File not open for \(action)") }

private func fileio_dealloc_warn(_ self_: PyObj, _ source: PyObj) -> PyObj? {
    if self_.fio_fd >= 0 && self_[fio: FileIOFlag.closefd] {
        let saved = PyErr_Fetch()
        if PyErr_ResourceWarning(source, 1, "unclosed file \(reprText(source))") < 0 {
            // Other errors are noise at the end of a program.
            if PyErr_ExceptionMatches(PyExc_Warning) { PyErr_WriteUnraisable(self_) }
        }
        PyErr_Restore(saved.type, saved.value, saved.traceback)
    }
    return Py_NewRef(Py_None)
}

private func internal_close(_ self_: PyObj) -> Int32 {
    let fd = self_.fio_fd
    if fd < 0 { return 0 }
    self_.fio_fd = -1
    let r = hostClose(fd)
    if r.value >= 0 { return 0 }
    PyErr_SetFromErrno(PyExc_OSError, r.error)
    return -1
}

private func fileio_close(_ self_: PyObj) -> PyObj? {
    var result = PyObject_CallMethodOneArg(PyRawIOBase_Type, _Py_ID(.close), self_)
    if !self_[fio: FileIOFlag.closefd] {
        self_.fio_fd = -1
        return result
    }
    let saved = result == nil ? PyErr_Fetch() : nil
    if self_[byte: 21] != 0 {
        if let r = fileio_dealloc_warn(self_, self_) { Py_DECREF(r) } else { PyErr_Clear() }
    }
    let rc = internal_close(self_)
    if let saved { _PyErr_ChainExceptions(saved.type, saved.value, saved.traceback) }
    if rc < 0 {
        Py_XDECREF(result)
        result = nil
    }
    return result
}

private func fileio_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard let self_ = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    self_.fio_fd = -1
    self_[fio: FileIOFlag.closefd] = true
    self_.fio_seekable = -1
    return self_
}

/// Takes a mode's letters apart: the flags of open(2), or nil with ValueError.
private func parseMode(_ self_: PyObj, _ mode: String) -> Int32? {
    var flags: Int32 = 0
    var hasMain = false
    var plus = false
    func bad() -> Int32? {
        PyErr_SetString(
            PyExc_ValueError, "Must have exactly one of create/read/write/append mode and at most one plus")
        return nil
    }
    for c in mode.utf8 {
        switch c {
        case UInt8(ascii: "x"), UInt8(ascii: "r"), UInt8(ascii: "w"), UInt8(ascii: "a"):
            if hasMain { return bad() }
            hasMain = true
            self_[fio: c == UInt8(ascii: "r") ? FileIOFlag.readable : FileIOFlag.writable] = true
            if c == UInt8(ascii: "x") {
                self_[fio: FileIOFlag.created] = true
                flags |= O_EXCL | O_CREAT
            } else if c == UInt8(ascii: "w") {
                flags |= O_CREAT | O_TRUNC
            } else if c == UInt8(ascii: "a") {
                self_[fio: FileIOFlag.appending] = true
                flags |= O_APPEND | O_CREAT
            }
        case UInt8(ascii: "b"): break
        case UInt8(ascii: "+"):
            if plus { return bad() }
            self_[fio: FileIOFlag.readable] = true
            self_[fio: FileIOFlag.writable] = true
            plus = true
        default:
            PyErr_SetString(PyExc_ValueError, "invalid mode: \(clip(mode, 200))")
            return nil
        }
    }
    if !hasMain { return bad() }
    let reads = self_[fio: FileIOFlag.readable]
    flags |= reads ? (self_[fio: FileIOFlag.writable] ? O_RDWR : O_RDONLY) : O_WRONLY
    return flags | O_CLOEXEC
}

private func fileio_init(_ self_: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("FileIO", args, kwargs, ["file", "mode", "closefd", "opener"], min: 1, max: 4, -1) { p in
        var mode = "r"
        if let m = p[1] {
            guard let text = clinicString("FileIO", "argument 'mode'", m) else { return -1 }
            mode = text
        }
        var closefd = true
        if let c = p[2] {
            let truth = _PyLong_AsInt(c)
            if truth == -1 && PyErr_Occurred() != nil { return -1 }
            closefd = truth != 0
        }
        return fileioOpen(self_, p[0].unsafelyUnwrapped, mode, closefd, p[3] ?? Py_None)
    }
}

/// Opens the file of a new or closed FileIO: 0, or -1 with an exception. Origin: `_io_FileIO___init___impl`.
func fileioOpen(_ self_: PyObj, _ name: PyObj, _ mode: String, _ closefd: Bool, _ opener: PyObj) -> Int32 {
    if self_.fio_fd >= 0 {
        if self_[fio: FileIOFlag.closefd] {
            if internal_close(self_) < 0 { return -1 }
        } else {
            self_.fio_fd = -1
        }
    }
    var isOwn = false
    func fail() -> Int32 {
        if !isOwn { self_.fio_fd = -1 }
        if self_.fio_fd >= 0 { _ = internal_close(self_) }
        return -1
    }
    let fd = _PyLong_AsInt(name)
    var path: PyObj?
    if fd < 0 {
        if PyErr_Occurred() == nil {
            PyErr_SetString(PyExc_ValueError, "negative file descriptor")
            return -1
        }
        PyErr_Clear()
        path = PyUnicode_FSConverter(name)
        if path == nil { return -1 }
    }
    defer { Py_XDECREF(path) }
    guard let flags = parseMode(self_, mode) else { return fail() }
    if fd >= 0 {
        self_.fio_fd = fd
        self_[fio: FileIOFlag.closefd] = closefd
    } else {
        self_[fio: FileIOFlag.closefd] = true
        if !closefd {
            PyErr_SetString(PyExc_ValueError, "Cannot use closefd=False with file name")
            return fail()
        }
        var error: Int32 = 0
        if opener == Py_None {
            let cPath = (path.unsafelyUnwrapped + 32).assumingMemoryBound(to: CChar.self)
            repeat {
                let r = hostCall(.open) { Int(open(cPath, flags, 0o666)) }
                self_.fio_fd = Int32(r.value)
                error = r.error
                if r.value < 0 && error == EINTR && PyErr_CheckSignals() != 0 { return fail() }
            } while self_.fio_fd < 0 && error == EINTR
        } else {
            guard let number = PyLong_FromLong(Int(flags)) else { return fail() }
            let result = PyObject_CallFunctionObjArgs(opener, name, number)
            Py_DECREF(number)
            guard let result else { return fail() }
            defer { Py_DECREF(result) }
            if !PyLong_Check(result) {
                PyErr_SetString(PyExc_TypeError, "expected integer from opener")
                return fail()
            }
            self_.fio_fd = _PyLong_AsInt(result)
            if self_.fio_fd < 0 {
                if PyErr_Occurred() == nil { PyErr_SetString(PyExc_ValueError, "opener returned \(self_.fio_fd)") }
                return fail()
            }
            let own = self_.fio_fd
            _ = hostCall(.setInheritable) { Int(fcntl(own, F_SETFD, FD_CLOEXEC)) }
        }
        isOwn = true
        if self_.fio_fd < 0 {
            PyErr_SetFromErrno(PyExc_OSError, error, name)
            return fail()
        }
    }
    self_[int: 24] = Int32(ioDefaultBufferSize)
    let opened = self_.fio_fd
    var error: Int32 = 0
    if let s = hostStat(&error, { fstat(opened, $0) }) {
        if s.st_mode & S_IFMT == S_IFDIR {
            PyErr_SetFromErrno(PyExc_OSError, EISDIR, name)
            return fail()
        }
        if s.st_blksize > 1 { self_[int: 24] = Int32(s.st_blksize) }
    } else if error == EBADF {
        PyErr_SetFromErrno(PyExc_OSError, EBADF)
        return fail()
    }
    if PyObject_SetAttr(self_, _Py_ID(.name), name) < 0 { return fail() }
    if self_[fio: FileIOFlag.appending] {
        guard let position = portable_lseek(self_, nil, 2, suppressesPipe: true) else { return fail() }
        Py_DECREF(position)
    }
    return 0
}

private func fileio_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(self_[ref: 40], visit, arg)
}
private func fileio_clear(_ self_: PyObj) -> Int32 {
    Py_CLEAR(self_, 40)
    return 0
}
private func fileio_dealloc(_ self_: PyObj) {
    self_[byte: 21] = 1
    if _PyIOBase_finalize(self_) < 0 { return }
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    if self_[ref: 32] != nil { PyObject_ClearWeakRefs(self_) }
    Py_CLEAR(self_, 40)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
}

private func fileio_fileno(_ self_: PyObj) -> PyObj? { self_.fio_fd < 0 ? err_closed() : PyLong_FromLong(Int(self_.fio_fd)) }
private func fileio_readable(_ self_: PyObj) -> PyObj? {
    self_.fio_fd < 0 ? err_closed() : PyBool_FromLong(self_[fio: FileIOFlag.readable])
}
private func fileio_writable(_ self_: PyObj) -> PyObj? {
    self_.fio_fd < 0 ? err_closed() : PyBool_FromLong(self_[fio: FileIOFlag.writable])
}
private func fileio_seekable(_ self_: PyObj) -> PyObj? {
    if self_.fio_fd < 0 { return err_closed() }
    if self_.fio_seekable < 0 {
        if let position = portable_lseek(self_, nil, SEEK_CUR, suppressesPipe: false) {
            Py_DECREF(position)
        } else {
            PyErr_Clear()
        }
    }
    return PyBool_FromLong(self_.fio_seekable != 0)
}

/// Reads until a signal handler raises or bytes come: -1 with an exception. Origin: `_Py_read`.
func _Py_read(_ fd: Int32, _ p: UnsafeMutableRawPointer, _ count: Int, _ error: inout Int32) -> Int {
    while true {
        let r = hostRead(fd, p, min(count, Int.max))
        error = r.error
        if r.value >= 0 { return r.value }
        if r.error == EINTR {
            if PyErr_CheckSignals() != 0 { return -1 }
            continue
        }
        PyErr_SetFromErrno(PyExc_OSError, r.error)
        return -1
    }
}

/// Writes: -1 with an exception. Origin: `_Py_write`.
func _Py_write(_ fd: Int32, _ p: UnsafeRawPointer, _ count: Int, _ error: inout Int32) -> Int {
    while true {
        let r = hostWriteBytes(fd, p, count)
        error = r.error
        if r.value >= 0 { return r.value }
        if r.error == EINTR {
            if PyErr_CheckSignals() != 0 { return -1 }
            continue
        }
        PyErr_SetFromErrno(PyExc_OSError, r.error)
        return -1
    }
}

private func fileio_readinto(_ self_: PyObj, _ buffer: PyObj) -> PyObj? {
    withWritableBuffer("readinto", buffer) { p, count in
        if self_.fio_fd < 0 { return err_closed() }
        if !self_[fio: FileIOFlag.readable] { return err_mode("reading") }
        var error: Int32 = 0
        let n = _Py_read(self_.fio_fd, p, count, &error)
        if n >= 0 { return PyLong_FromSsize_t(n) }
        if error != EAGAIN { return nil }
        PyErr_Clear()
        return Py_NewRef(Py_None)
    }
}

/// The next room for reading everything. Origin: `new_buffersize`.
private func newBufferSize(_ current: Int) -> Int {
    let addend = max(current > 65536 ? current >> 3 : 256 + current, ioDefaultBufferSize)
    return addend + current
}

private func fileio_readall(_ self_: PyObj) -> PyObj? {
    let fd = self_.fio_fd
    if fd < 0 { return err_closed() }
    let position = hostCall(.seek) { lseek(fd, 0, SEEK_CUR) }.value
    var error: Int32 = 0
    let end = hostStat(&error) { fstat(fd, $0) }.map { Int($0.st_size) } ?? -1
    var room = end > 0 && end >= position && position >= 0 ? end - position + 1 : ioDefaultBufferSize
    var result = PyBytes_FromStringAndSize(nil, room)
    if result == nil { return nil }
    var done = 0
    while true {
        if done >= room {
            room = newBufferSize(done)
            if _PyBytes_Resize(&result, room) < 0 { return nil }
        }
        let n = _Py_read(fd, result.unsafelyUnwrapped + 32 + done, room - done, &error)
        if n == 0 { break }
        if n < 0 {
            if error == EAGAIN {
                PyErr_Clear()
                if done > 0 { break }
                Py_XDECREF(result)
                return Py_NewRef(Py_None)
            }
            Py_XDECREF(result)
            return nil
        }
        done += n
    }
    if result.unsafelyUnwrapped.ob_size > done, _PyBytes_Resize(&result, done) < 0 { return nil }
    return result
}

private func fileio_read(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard let size = ioSizeArgument("read", args, nargs) else { return nil }
    if self_.fio_fd < 0 { return err_closed() }
    if !self_[fio: FileIOFlag.readable] { return err_mode("reading") }
    if size < 0 { return fileio_readall(self_) }
    var bytes = PyBytes_FromStringAndSize(nil, size)
    guard let op = bytes else { return nil }
    var error: Int32 = 0
    // A room of one byte is the cached object only if its content is given.
    let n = _Py_read(self_.fio_fd, op + 32, size, &error)
    if n < 0 {
        Py_DECREF(op)
        if error != EAGAIN { return nil }
        PyErr_Clear()
        return Py_NewRef(Py_None)
    }
    if n != size && _PyBytes_Resize(&bytes, n) < 0 { return nil }
    return bytes
}

private func fileio_write(_ self_: PyObj, _ data: PyObj) -> PyObj? {
    withReadableBuffer(data) { p, count in
        if self_.fio_fd < 0 { return err_closed() }
        if !self_[fio: FileIOFlag.writable] { return err_mode("writing") }
        var skipped = 0
        if self_.fio_isStandard { skipped = takeEarlyOutput(self_, count) }
        if skipped == count && count > 0 { return PyLong_FromSsize_t(count) }
        var error: Int32 = 0
        let n = _Py_write(self_.fio_fd, p + skipped, count - skipped, &error)
        if n >= 0 { return PyLong_FromSsize_t(n + skipped) }
        if error != EAGAIN { return nil }
        PyErr_Clear()
        Interp.blockedError = Int(EAGAIN)
        return Py_NewRef(Py_None)
    }
}

/// Moves the position: the new one, or nil with an exception. Origin: `portable_lseek`.
private func portable_lseek(_ self_: PyObj, _ position: PyObj?, _ whence: Int32, suppressesPipe: Bool) -> PyObj? {
    var offset = 0
    if let position {
        offset = PyLong_AsLong(position)
        if PyErr_Occurred() != nil { return nil }
    }
    let fd = self_.fio_fd
    var r = hostCall(.seek) { lseek(fd, offset, whence) }
    if self_.fio_seekable < 0 { self_.fio_seekable = r.value >= 0 ? 1 : 0 }
    if r.value < 0 {
        if suppressesPipe && r.error == ESPIPE { r.value = 0 } else { return PyErr_SetFromErrno(PyExc_OSError, r.error) }
    }
    return PyLong_FromLong(r.value)
}

private func fileio_seek(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("seek", nargs, 1, 2) else { return nil }
    var whence = 0
    if nargs > 1 {
        guard let w = clinicInt(args[1]) else { return nil }
        whence = w
    }
    return self_.fio_fd < 0 ? err_closed() : portable_lseek(self_, args[0], Int32(whence), suppressesPipe: false)
}
private func fileio_tell(_ self_: PyObj) -> PyObj? {
    self_.fio_fd < 0 ? err_closed() : portable_lseek(self_, nil, 1, suppressesPipe: false)
}
private func fileio_truncate(_ self_: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("truncate", nargs, 0, 1) else { return nil }
    let fd = self_.fio_fd
    if fd < 0 { return err_closed() }
    if !self_[fio: FileIOFlag.writable] { return err_mode("writing") }
    let given: PyObj? = nargs == 0 || args[0] == Py_None ? portable_lseek(self_, nil, 1, suppressesPipe: false) : Py_NewRef(args[0])
    guard let given else { return nil }
    let size = PyLong_AsLong(given)
    var r = SystemResult(value: -1, error: 0)
    if PyErr_Occurred() == nil {
        r = hostCall(.truncate) { Int(ftruncate(fd, size)) }
        if r.value >= 0 { return given }
        PyErr_SetFromErrno(PyExc_OSError, r.error)
    }
    Py_DECREF(given)
    return nil
}

private func modeString(_ self_: PyObj) -> String {
    let reads = self_[fio: FileIOFlag.readable]
    if self_[fio: FileIOFlag.created] { return reads ? "xb+" : "xb" }
    if self_[fio: FileIOFlag.appending] { return reads ? "ab+" : "ab" }
    return reads ? (self_[fio: FileIOFlag.writable] ? "rb+" : "rb") : "wb"
}

private func fileio_repr(_ self_: PyObj) -> PyObj? {
    if self_.fio_fd < 0 { return PyUnicode_FromString("<_io.FileIO [closed]>") }
    let tail = " mode='\(modeString(self_))' closefd=\(self_[fio: FileIOFlag.closefd] ? "True" : "False")>"
    return ioReprWithName(self_, "<_io.FileIO name=", tail, withoutName: "<_io.FileIO fd=\(self_.fio_fd)\(tail)")
}

/// Whether a descriptor is a terminal, through the door.
func hostIsTerminal(_ fd: Int32) -> Bool {
    isStandardDescriptor(fd) ? HostDoor.isTerminal(fd) : hostCall(.isTerminal) { Int(isatty(fd)) }.value > 0
}

private func fileio_isatty(_ self_: PyObj) -> PyObj? {
    self_.fio_fd < 0 ? err_closed() : PyBool_FromLong(hostIsTerminal(self_.fio_fd))
}

/// Fills the slots of `FileIO`.
func initFileIOType() {
    let t = PyFileIO_Type
    t.initStaticType("_io.FileIO", basicsize: 48, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC, base: PyRawIOBase_Type)
    t.tp_doc = staticCString("Open a file.\n")
    t.tp_dealloc = fileio_dealloc
    t.tp_repr = fileio_repr
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = fileio_traverse
    t.tp_clear = fileio_clear
    t.tp_weaklistoffset = 32
    t.tp_dictoffset = 40
    t.tp_init = fileio_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = fileio_new
    t.tp_free = PyObject_GC_Del
    t.setMethods([
        .fast("read", fileio_read), .noargs("readall", fileio_readall), .o("readinto", fileio_readinto), .o("write", fileio_write),
        .fast("seek", fileio_seek), .noargs("tell", fileio_tell), .fast("truncate", fileio_truncate),
        .noargs("close", fileio_close), .noargs("seekable", fileio_seekable), .noargs("readable", fileio_readable),
        .noargs("writable", fileio_writable), .noargs("fileno", fileio_fileno), .noargs("isatty", fileio_isatty),
        .o("_dealloc_warn", fileio_dealloc_warn),
    ])
    t.setMembers([MemberSpec("_blksize", .uint, 24, readonly: false), MemberSpec("_finalizing", .bool, 21, readonly: false)])
    t.setGetSets([
        GetSetSpec("closed", { s, _ in PyBool_FromLong(s.fio_fd < 0) }),
        GetSetSpec("closefd", { s, _ in PyBool_FromLong(s[fio: FileIOFlag.closefd]) }),
        GetSetSpec("mode", { s, _ in PyUnicode_FromString(modeString(s)) }),
    ])
}
