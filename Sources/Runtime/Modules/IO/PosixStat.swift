import Glibc
import Memory

// `stat` and its kin, and what else is asked of a path. Origin: Modules/posixmodule.c.

extension Interp {
    /// The type os.stat_result, once `posix` is made.
    static var statResultType: PyObj? {
        get { object(161) }
        set { set(161, newValue) }
    }
}

/// Fills in the times of a stat_result that was made of ten ints. Origin: `statresult_new`.
private func statresult_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard let result = structseq_new(type, args, kwargs) else { return nil }
    for i in 7...9 where PyTuple_GET_ITEM(result, i + 3) == Py_None {
        Py_DECREF(Py_None)
        PyStructSequence_SET_ITEM(result, i + 3, Py_NewRef(PyTuple_GET_ITEM(result, i)))
    }
    return result
}

/// Makes the type os.stat_result; false with an exception.
func initStatResultType() -> Bool {
    if Interp.statResultType != nil { return true }
    guard
        let type = PyStructSequence_NewType(
            PyStructSequence_Desc(
                name: "os.stat_result", doc: "stat_result: Result from stat, fstat, or lstat.\n",
                fields: [
                    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "", "", "", "st_atime", "st_mtime",
                    "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev",
                ], n_in_sequence: 10))
    else { return false }
    type.tp_new = statresult_new
    Interp.statResultType = type
    return true
}

/// A stat_result of a C `stat`. Origin: `_pystat_fromstructstat`.
private func statResult(_ s: stat) -> PyObj? {
    guard let type = Interp.statResultType, let v = PyStructSequence_New(type) else { return nil }
    PyStructSequence_SET_ITEM(v, 0, PyLong_FromLong(Int(s.st_mode)))
    PyStructSequence_SET_ITEM(v, 1, PyLong_FromUnsignedLong(UInt(s.st_ino)))
    PyStructSequence_SET_ITEM(v, 2, PyLong_FromUnsignedLong(UInt(s.st_dev)))
    PyStructSequence_SET_ITEM(v, 3, PyLong_FromLong(Int(s.st_nlink)))
    PyStructSequence_SET_ITEM(v, 4, PyLong_FromLong(Int(s.st_uid)))
    PyStructSequence_SET_ITEM(v, 5, PyLong_FromLong(Int(s.st_gid)))
    PyStructSequence_SET_ITEM(v, 6, PyLong_FromLong(Int(s.st_size)))
    for (i, t) in [s.st_atim, s.st_mtim, s.st_ctim].enumerated() {
        PyStructSequence_SET_ITEM(v, 7 + i, PyLong_FromLong(t.tv_sec))
        PyStructSequence_SET_ITEM(v, 10 + i, PyFloat_FromDouble(Double(t.tv_sec) + 1e-9 * Double(t.tv_nsec)))
        PyStructSequence_SET_ITEM(v, 13 + i, PyLong_FromLong(t.tv_sec * 1_000_000_000 + t.tv_nsec))
    }
    PyStructSequence_SET_ITEM(v, 16, PyLong_FromLong(Int(s.st_blksize)))
    PyStructSequence_SET_ITEM(v, 17, PyLong_FromLong(Int(s.st_blocks)))
    PyStructSequence_SET_ITEM(v, 18, PyLong_FromLong(Int(s.st_rdev)))
    if PyErr_Occurred() != nil {
        Py_DECREF(v)
        return nil
    }
    return v
}

/// Origin: `posix_do_stat`.
func posixDoStat(_ function: String, _ path: PosixPath, _ folder: Int32, follows: Bool) -> PyObj? {
    if path.fd != -1 && folder != AT_FDCWD {
        return PyErr_Format(PyExc_ValueError, "\(function): can't specify both dir_fd and fd")
    }
    if path.fd > 0 && !follows {
        return PyErr_Format(PyExc_ValueError, "\(function): cannot use fd and follow_symlinks together")
    }
    var error: Int32 = 0
    let s = hostStat(&error) { p in
        path.fd != -1 ? fstat(path.fd, p) : fstatat(folder, path.text.unsafelyUnwrapped, p, follows ? 0 : AT_SYMLINK_NOFOLLOW)
    }
    guard let s else { return path.fail(error) }
    return statResult(s)
}

func posix_stat(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("stat", args, nargs, kwnames, ["path", "dir_fd", "follow_symlinks"], min: 1, max: 1) { p in
        withPath("stat", "path", p[0].unsafelyUnwrapped, allowsFD: true) { path in
            guard let folder = folderArgument(p[1]), let follows = truthArgument(p[2], true) else { return nil }
            return posixDoStat("stat", path, folder, follows: follows)
        }
    }
}
func posix_lstat(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("lstat", args, nargs, kwnames, ["path", "dir_fd"], min: 1, max: 1) { p in
        withPath("lstat", "path", p[0].unsafelyUnwrapped) { path in
            guard let folder = folderArgument(p[1]) else { return nil }
            return posixDoStat("lstat", path, folder, follows: false)
        }
    }
}
func posix_fstat(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("fstat", args, nargs, kwnames, ["fd"], min: 1, max: 1) { p in
        guard let fd = clinicInt(p[0].unsafelyUnwrapped) else { return nil }
        var error: Int32 = 0
        guard let s = hostStat(&error, { fstat(Int32(fd), $0) }) else { return PyErr_SetFromErrno(PyExc_OSError, error) }
        return statResult(s)
    }
}

func posix_access(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments(
        "access", args, nargs, kwnames, ["path", "mode", "dir_fd", "effective_ids", "follow_symlinks"], min: 2, max: 2
    ) { p in
        withPath("access", "path", p[0].unsafelyUnwrapped) { path in
            guard let mode = clinicInt(p[1].unsafelyUnwrapped), let folder = folderArgument(p[2]),
                let effective = truthArgument(p[3], false), let follows = truthArgument(p[4], true)
            else { return nil }
            let flags = (effective ? AT_EACCESS : 0) | (follows ? 0 : AT_SYMLINK_NOFOLLOW)
            let r = hostCall(.access) { Int(faccessat(folder, path.text.unsafelyUnwrapped, Int32(mode), flags)) }
            return PyBool_FromLong(r.value == 0)
        }
    }
}

func posix_readlink(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("readlink", args, nargs, kwnames, ["path", "dir_fd"], min: 1, max: 1) { p in
        withPath("readlink", "path", p[0].unsafelyUnwrapped) { path in
            guard let folder = folderArgument(p[1]) else { return nil }
            let (bytes, error) = hostBytes(.readLink) {
                var room = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
                let n = readlinkat(folder, path.text.unsafelyUnwrapped, &room, Int(PATH_MAX))
                return n < 0 ? ([], errno) : (room[..<n].map { UInt8(bitPattern: $0) }, 0)
            }
            if error != 0 { return path.fail(error) }
            return fileNameObject(bytes, isBytes: path.isBytes)
        }
    }
}

/// A file's name as str, or as bytes.
func fileNameObject(_ bytes: [UInt8], isBytes: Bool) -> PyObj? {
    (bytes + [0]).withUnsafeBytes {
        let p = $0.baseAddress.unsafelyUnwrapped
        return isBytes ? PyBytes_FromStringAndSize(p, bytes.count) : PyUnicode_DecodeFSDefaultAndSize(p, bytes.count)
    }
}

private func currentFolder(isBytes: Bool) -> PyObj? {
    let (bytes, error) = hostBytes(.currentFolder) {
        guard let p = getcwd(nil, 0) else { return ([], errno) }
        defer { free(p) }
        return (Array(UnsafeRawBufferPointer(start: p, count: strlen(p))), 0)
    }
    return error != 0 ? PyErr_SetFromErrno(PyExc_OSError, error) : fileNameObject(bytes, isBytes: isBytes)
}
func posix_getcwd(_ module: PyObj) -> PyObj? { currentFolder(isBytes: false) }
func posix_getcwdb(_ module: PyObj) -> PyObj? { currentFolder(isBytes: true) }

func posix_fspath(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("fspath", args, nargs, kwnames, ["path"], min: 1, max: 1) { PyOS_FSPath($0[0].unsafelyUnwrapped) }
}

/// A path without `.`, `..` and doubled slashes. Origin: `_Py_normpath` in Python/fileutils.c.
func posix__path_normpath(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("_path_normpath", args, nargs, kwnames, ["path"], min: 1, max: 1) { p in
        let given = p[0].unsafelyUnwrapped
        guard PyUnicode_Check(given) else {
            _PyArg_BadArgument("_path_normpath", "argument 'path'", "str", given)
            return nil
        }
        var characters: [UInt32] = []
        for i in 0..<PyUnicode_GET_LENGTH(given) {
            let c = PyUnicode_READ_CHAR(given, i)
            characters.append(c)
        }
        let slash: UInt32 = 0x2f
        let leading = characters.prefix { $0 == slash }.count
        let root = leading == 0 ? 0 : leading == 2 ? 2 : 1
        var parts: [ArraySlice<UInt32>] = []
        for part in characters.split(separator: slash) {
            if part.elementsEqual([0x2e]) { continue }
            if part.elementsEqual([0x2e, 0x2e]) {
                if let last = parts.last, !last.elementsEqual([0x2e, 0x2e]) {
                    parts.removeLast()
                    continue
                }
                if root > 0 { continue }
            }
            parts.append(part)
        }
        let joined = [UInt32](repeating: slash, count: root) + parts.joined(separator: [slash])
        return joined.withUnsafeBytes {
            PyUnicode_FromKindAndData(4, $0.baseAddress ?? UnsafeRawPointer(emptyBytes), joined.count)
        }
    }
}
