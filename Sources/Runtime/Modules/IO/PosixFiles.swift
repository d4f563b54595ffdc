import Glibc
import Memory

// What changes files and folders, and what is asked of the process. Origin: Modules/posixmodule.c.

private func removeFile(
    _ name: StaticString, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, _ call: SystemCall, _ flags: Int32
) -> PyObj? {
    posixArguments(name, args, nargs, kwnames, ["path", "dir_fd"], min: 1, max: 1) { p in
        withPath("\(name)", "path", p[0].unsafelyUnwrapped) { path in
            guard let folder = folderArgument(p[1]) else { return nil }
            return doneOrFail(hostCall(call) { Int(unlinkat(folder, path.text.unsafelyUnwrapped, flags)) }, path)
        }
    }
}
func posix_unlink(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    removeFile("unlink", args, nargs, kwnames, .unlink, 0)
}
func posix_remove(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    removeFile("remove", args, nargs, kwnames, .unlink, 0)
}
func posix_rmdir(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    removeFile("rmdir", args, nargs, kwnames, .removeFolder, AT_REMOVEDIR)
}

private func renameFile(_ name: StaticString, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments(name, args, nargs, kwnames, ["src", "dst", "src_dir_fd", "dst_dir_fd"], min: 2, max: 2) { p in
        withPath("\(name)", "src", p[0].unsafelyUnwrapped) { from in
            withPath("\(name)", "dst", p[1].unsafelyUnwrapped) { to in
                guard let a = folderArgument(p[2]), let b = folderArgument(p[3]) else { return nil }
                let r = hostCall(.rename) { Int(renameat(a, from.text.unsafelyUnwrapped, b, to.text.unsafelyUnwrapped)) }
                if r.value >= 0 { return Py_NewRef(Py_None) }
                return PyErr_SetFromErrno(PyExc_OSError, r.error, from.object, to.object)
            }
        }
    }
}
func posix_rename(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    renameFile("rename", args, nargs, kwnames)
}
func posix_replace(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    renameFile("replace", args, nargs, kwnames)
}

func posix_link(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments(
        "link", args, nargs, kwnames, ["src", "dst", "src_dir_fd", "dst_dir_fd", "follow_symlinks"], min: 2, max: 2
    ) { p in
        withPath("link", "src", p[0].unsafelyUnwrapped) { from in
            withPath("link", "dst", p[1].unsafelyUnwrapped) { to in
                guard let a = folderArgument(p[2]), let b = folderArgument(p[3]), let follows = truthArgument(p[4], true) else {
                    return nil
                }
                let r = hostCall(.link) {
                    Int(
                        linkat(
                            a, from.text.unsafelyUnwrapped, b, to.text.unsafelyUnwrapped,
                            follows && (p[2] != nil || p[3] != nil || p[4] != nil) ? AT_SYMLINK_FOLLOW : 0))
                }
                if r.value >= 0 { return Py_NewRef(Py_None) }
                return PyErr_SetFromErrno(PyExc_OSError, r.error, from.object, to.object)
            }
        }
    }
}
func posix_symlink(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("symlink", args, nargs, kwnames, ["src", "dst", "target_is_directory", "dir_fd"], min: 2, max: 3) { p in
        withPath("symlink", "src", p[0].unsafelyUnwrapped) { from in
            withPath("symlink", "dst", p[1].unsafelyUnwrapped) { to in
                guard let folder = folderArgument(p[3]) else { return nil }
                let r = hostCall(.symbolicLink) { Int(symlinkat(from.text.unsafelyUnwrapped, folder, to.text.unsafelyUnwrapped)) }
                if r.value >= 0 { return Py_NewRef(Py_None) }
                return PyErr_SetFromErrno(PyExc_OSError, r.error, from.object, to.object)
            }
        }
    }
}

func posix_mkdir(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("mkdir", args, nargs, kwnames, ["path", "mode", "dir_fd"], min: 1, max: 2) { p in
        withPath("mkdir", "path", p[0].unsafelyUnwrapped) { path in
            guard let mode = posixInt(p[1], 0o777), let folder = folderArgument(p[2]) else { return nil }
            return doneOrFail(
                hostCall(.makeFolder) { Int(mkdirat(folder, path.text.unsafelyUnwrapped, mode_t(bitPattern: mode))) }, path)
        }
    }
}
func posix_chdir(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("chdir", args, nargs, kwnames, ["path"], min: 1, max: 1) { p in
        withPath("chdir", "path", p[0].unsafelyUnwrapped, allowsFD: true) { path in
            doneOrFail(
                hostCall(.changeFolder) { Int(path.fd != -1 ? fchdir(path.fd) : chdir(path.text.unsafelyUnwrapped)) }, path)
        }
    }
}
func posix_fchdir(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("fchdir", args, nargs, kwnames, ["fd"], min: 1, max: 1) { p in
        let fd = PyObject_AsFileDescriptor(p[0].unsafelyUnwrapped)
        return fd < 0 ? nil : doneOrFail(hostCall(.changeFolder) { Int(fchdir(fd)) })
    }
}
func posix_chmod(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("chmod", args, nargs, kwnames, ["path", "mode", "dir_fd", "follow_symlinks"], min: 2, max: 2) { p in
        withPath("chmod", "path", p[0].unsafelyUnwrapped, allowsFD: true) { path in
            guard let mode = clinicInt(p[1].unsafelyUnwrapped), let folder = folderArgument(p[2]),
                let follows = truthArgument(p[3], true)
            else { return nil }
            return doneOrFail(
                hostCall(.changeMode) {
                    path.fd != -1
                        ? Int(fchmod(path.fd, mode_t(truncatingIfNeeded: mode)))
                        : Int(
                            fchmodat(
                                folder, path.text.unsafelyUnwrapped, mode_t(truncatingIfNeeded: mode),
                                follows ? 0 : AT_SYMLINK_NOFOLLOW))
                }, path)
        }
    }
}
func posix_fchmod(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("fchmod", args, nargs, kwnames, ["fd", "mode"], min: 2, max: 2) { p in
        guard let fd = clinicInt(p[0].unsafelyUnwrapped), let mode = clinicInt(p[1].unsafelyUnwrapped) else { return nil }
        return doneOrFail(hostCall(.changeMode) { Int(fchmod(Int32(fd), mode_t(truncatingIfNeeded: mode))) })
    }
}
func posix_umask(_ module: PyObj, _ mask: PyObj) -> PyObj? {
    guard let m = clinicInt(mask) else { return nil }
    return PyLong_FromLong(hostCall(.mask) { Int(umask(mode_t(truncatingIfNeeded: m))) }.value)
}

/// A time in nanoseconds of a pair's item; nil with an exception.
private func timeOf(_ op: PyObj, nanoseconds: Bool) -> timespec? {
    if !nanoseconds {
        guard let n = nanosecondsArgument(op) else { return nil }
        let seconds = n >= 0 || n % 1_000_000_000 == 0 ? n / 1_000_000_000 : n / 1_000_000_000 - 1
        return timespec(tv_sec: seconds, tv_nsec: n - seconds * 1_000_000_000)
    }
    guard let billion = PyLong_FromLong(1_000_000_000), let parts = PyNumber_Divmod(op, billion) else { return nil }
    defer { Py_DECREF(parts) }
    let s = PyLong_AsLong(PyTuple_GET_ITEM(parts, 0))
    if s == -1 && PyErr_Occurred() != nil { return nil }
    return timespec(tv_sec: s, tv_nsec: PyLong_AsLong(PyTuple_GET_ITEM(parts, 1)))
}
func posix_utime(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("utime", args, nargs, kwnames, ["path", "times", "ns", "dir_fd", "follow_symlinks"], min: 1, max: 2) { p in
        withPath("utime", "path", p[0].unsafelyUnwrapped, allowsFD: true) { path in
            guard let folder = folderArgument(p[3]), let follows = truthArgument(p[4], true) else { return nil }
            let times = p[1] == Py_None ? nil : p[1]
            if times != nil && p[2] != nil {
                return PyErr_Format(
                    PyExc_ValueError, "utime: you may specify either 'times' or 'ns' but not both")
            }
            var pair = (timespec(tv_sec: 0, tv_nsec: (1 << 30) - 1), timespec(tv_sec: 0, tv_nsec: (1 << 30) - 1))
            if let given = times ?? p[2] {
                if !PyTuple_CheckExact(given) || given.ob_size != 2 {
                    return PyErr_Format(
                        PyExc_TypeError,
                        times != nil
                            ? "utime: 'times' must be either a tuple of two ints or None"
                            : "utime: 'ns' must be a tuple of two ints")
                }
                guard let a = timeOf(PyTuple_GET_ITEM(given, 0), nanoseconds: times == nil),
                    let m = timeOf(PyTuple_GET_ITEM(given, 1), nanoseconds: times == nil)
                else { return nil }
                pair = (a, m)
            }
            return withUnsafePointer(to: &pair) { p in
                p.withMemoryRebound(to: timespec.self, capacity: 2) { p in
                    doneOrFail(
                        hostCall(.setTimes) {
                            Int(
                                path.fd != -1
                                    ? futimens(path.fd, p)
                                    : utimensat(folder, path.text.unsafelyUnwrapped, p, follows ? 0 : AT_SYMLINK_NOFOLLOW))
                        })
                }
            }
        }
    }
}

// MARK: The process

private func identity(_ perform: () -> Int) -> PyObj? { PyLong_FromLong(hostCall(.identity, nil, .result, perform).value) }
func posix_getpid(_ module: PyObj) -> PyObj? { identity { Int(getpid()) } }
func posix_getppid(_ module: PyObj) -> PyObj? { identity { Int(getppid()) } }
func posix_getuid(_ module: PyObj) -> PyObj? { identity { Int(getuid()) } }
func posix_geteuid(_ module: PyObj) -> PyObj? { identity { Int(geteuid()) } }
func posix_getgid(_ module: PyObj) -> PyObj? { identity { Int(getgid()) } }
func posix_getegid(_ module: PyObj) -> PyObj? { identity { Int(getegid()) } }
func posix_getpgrp(_ module: PyObj) -> PyObj? { identity { Int(getpgrp()) } }

func posix_cpu_count(_ module: PyObj) -> PyObj? {
    let n = hostCall(.processors) { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }.value
    return n < 1 ? Py_NewRef(Py_None) : PyLong_FromLong(n)
}
func posix_strerror(_ module: PyObj, _ code: PyObj) -> PyObj? {
    guard let n = clinicInt(code) else { return nil }
    return PyUnicode_FromString(String(cString: strerror(Int32(n))))
}
func posix_urandom(_ module: PyObj, _ size: PyObj) -> PyObj? {
    guard let n = clinicSsize(size) else { return nil }
    if n < 0 { return PyErr_Format(PyExc_ValueError, "negative argument not allowed") }
    return (hostRandomBytes(n) + [0]).withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress.unsafelyUnwrapped, n) }
}
func posix_getrandom(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("getrandom", args, nargs, kwnames, ["size", "flags"], min: 1, max: 2) { p in
        guard let n = clinicSsize(p[0].unsafelyUnwrapped) else { return nil }
        if n < 0 { return PyErr_SetFromErrno(PyExc_OSError, EINVAL) }
        return posix_urandom(module, p[0].unsafelyUnwrapped)
    }
}

func posix_uname(_ module: PyObj) -> PyObj? {
    var u = utsname()
    let r = withUnsafeMutablePointer(to: &u) { p in
        hostCall(.systemName, UnsafeMutableRawBufferPointer(start: p, count: MemoryLayout<utsname>.size), .whole) { Int(uname(p)) }
    }
    if r.value < 0 { return PyErr_SetFromErrno(PyExc_OSError, r.error) }
    guard let type = Interp.unameResultType, let v = PyStructSequence_New(type) else { return nil }
    withUnsafeBytes(of: &u) { all in
        for i in 0..<5 {
            PyStructSequence_SET_ITEM(v, i, PyUnicode_DecodeFSDefault(all.baseAddress.unsafelyUnwrapped + 65 * i))
        }
    }
    return v
}

func posix_times(_ module: PyObj) -> PyObj? {
    var t = tms()
    let r = withUnsafeMutablePointer(to: &t) { p in
        hostCall(.processTimes, UnsafeMutableRawBufferPointer(start: p, count: MemoryLayout<tms>.size), .whole) { Int(times(p)) }
    }
    guard let type = Interp.timesResultType, let v = PyStructSequence_New(type) else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    for (i, n) in [Int(t.tms_utime), Int(t.tms_stime), Int(t.tms_cutime), Int(t.tms_cstime), r.value].enumerated() {
        PyStructSequence_SET_ITEM(v, i, PyFloat_FromDouble(Double(n) / ticks))
    }
    return v
}

func posix_putenv(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("putenv", nargs, 2, 2), let name = PyUnicode_FSConverter(args[0]) else { return nil }
    defer { Py_DECREF(name) }
    guard let value = PyUnicode_FSConverter(args[1]) else { return nil }
    defer { Py_DECREF(value) }
    if memchr(name + 32, 0x3d, name.ob_size) != nil {
        return PyErr_Format(PyExc_ValueError, "illegal environment variable name")
    }
    let n = (name + 32).assumingMemoryBound(to: CChar.self)
    let v = (value + 32).assumingMemoryBound(to: CChar.self)
    return doneOrFail(hostCall(.environment) { Int(setenv(n, v, 1)) })
}
func posix_unsetenv(_ module: PyObj, _ given: PyObj) -> PyObj? {
    guard let name = PyUnicode_FSConverter(given) else { return nil }
    defer { Py_DECREF(name) }
    return doneOrFail(hostCall(.environment) { Int(unsetenv((name + 32).assumingMemoryBound(to: CChar.self))) })
}

/// The environment as a dict of bytes: a new reference, or nil with an exception. Origin: `convertenviron`.
func posixEnviron() -> PyObj? {
    let (all, _) = hostBytes(.environment) {
        var all: [UInt8] = []
        var p = environ
        while let entry = p.pointee {
            all.append(contentsOf: UnsafeRawBufferPointer(start: entry, count: strlen(entry) + 1))
            p += 1
        }
        return (all, 0)
    }
    guard let dict = PyDict_New() else { return nil }
    for entry in all.split(separator: 0) {
        guard let equals = entry.firstIndex(of: 0x3d) else { continue }
        let key = fileNameObject(Array(entry[..<equals]), isBytes: true)
        let value = fileNameObject(Array(entry[(equals + 1)...]), isBytes: true)
        defer {
            Py_XDECREF(key)
            Py_XDECREF(value)
        }
        guard let key, let value, PyDict_SetDefault(dict, key, value) != nil else {
            Py_DECREF(dict)
            return nil
        }
    }
    return dict
}

func posix__exit(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("_exit", args, nargs, kwnames, ["status"], min: 1, max: 1) { p in
        guard let status = clinicInt(p[0].unsafelyUnwrapped) else { return nil }
        if HostDoor.endsProcess { _exit(Int32(truncatingIfNeeded: status)) }
        return PyErr_Format(PyExc_NotImplementedError, "not implemented: os._exit() while watching")
    }
}
func posix_abort(_ module: PyObj) -> PyObj? {
    if HostDoor.endsProcess { abort() }
    return PyErr_Format(PyExc_NotImplementedError, "not implemented: os.abort() while watching")
}
/// Nothing is forked here, so the functions are never due. Origin: `os_register_at_fork`.
func posix_register_at_fork(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("register_at_fork", args, nargs, kwnames, ["before", "after_in_child", "after_in_parent"], min: 0, max: 0) { p in
        var isGiven = false
        for (i, name) in ["before", "after_in_child", "after_in_parent"].enumerated() {
            guard let f = p[i] else { continue }
            isGiven = true
            if !PyCallable_Check(f) {
                return PyErr_Format(PyExc_TypeError, "'\(name)' must be callable, not \(f.typeName)")
            }
        }
        if !isGiven { return PyErr_Format(PyExc_TypeError, "At least one argument is required.") }
        return Py_NewRef(Py_None)
    }
}
