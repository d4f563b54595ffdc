import Glibc
import Memory

// Folders: listdir, scandir and its entries. A folder is read as a whole when it is opened, so that nothing of the host is held by an
// iterator. Origin: Modules/posixmodule.c.
//
//     DirEntry: name 16, path 24, stat 32, lstat 40, d_type 48, d_ino 56, dir_fd 64
//     ScandirIterator: entries 16 (bytes: type, number in 8 bytes, length in 2 bytes, name), next 24, path 32 (what was given), flags 40
//     (1 bytes wanted, 2 closed), fd 48

var PyDirEntry_Type: PyObj { ModuleTypes.slot(288) }
var PyScandirIterator_Type: PyObj { ModuleTypes.slot(289) }

/// The entries of a folder but `.` and `..`, packed; an error number that is not 0 if it cannot be read.
private func readFolder(_ path: PosixPath) -> (bytes: [UInt8], error: Int32) {
    hostBytes(.folder) {
        var folder: OpaquePointer?
        if path.fd != -1 {
            let copy = fcntl(path.fd, F_DUPFD_CLOEXEC, 0)
            if copy < 0 { return ([], errno) }
            folder = fdopendir(copy)
            if folder == nil {
                let code = errno
                close(copy)
                return ([], code)
            }
        } else if let text = path.text {
            folder = opendir(text)
        } else {
            folder = opendir(".")
        }
        guard let folder else { return ([], errno) }
        defer { closedir(folder) }
        if path.fd != -1 { rewinddir(folder) }
        var all: [UInt8] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else { return errno != 0 ? ([], errno) : (all, 0) }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name == [0x2e] || name == [0x2e, 0x2e] { continue }
            all.append(entry.pointee.d_type)
            withUnsafeBytes(of: UInt64(entry.pointee.d_ino).littleEndian) { all.append(contentsOf: $0) }
            withUnsafeBytes(of: UInt16(name.count).littleEndian) { all.append(contentsOf: $0) }
            all.append(contentsOf: name)
        }
    }
}

/// One packed entry and where the next one begins.
private func unpackEntry(_ p: UnsafeRawPointer, _ at: Int) -> (type: UInt8, number: UInt64, name: [UInt8], next: Int) {
    let length = Int(p.loadUnaligned(fromByteOffset: at + 9, as: UInt16.self))
    return (
        p.load(fromByteOffset: at, as: UInt8.self), p.loadUnaligned(fromByteOffset: at + 1, as: UInt64.self),
        Array(UnsafeRawBufferPointer(start: p + at + 11, count: length)), at + 11 + length
    )
}

func posix_listdir(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("listdir", args, nargs, kwnames, ["path"], min: 0, max: 1) { p in
        withPath("listdir", "path", p[0] ?? Py_None, nullable: true, allowsFD: true) { path in
            let (bytes, error) = readFolder(path)
            if error != 0 { return path.fail(error) }
            guard let list = PyList_New(0) else { return nil }
            var at = 0
            while at < bytes.count {
                let entry = bytes.withUnsafeBytes { unpackEntry($0.baseAddress.unsafelyUnwrapped, at) }
                at = entry.next
                guard let name = fileNameObject(entry.name, isBytes: path.isBytes) else {
                    Py_DECREF(list)
                    return nil
                }
                let failed = PyList_Append(list, name) < 0
                Py_DECREF(name)
                if failed {
                    Py_DECREF(list)
                    return nil
                }
            }
            return list
        }
    }
}

func posix_scandir(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    posixArguments("scandir", args, nargs, kwnames, ["path"], min: 0, max: 1) { p in
        withPath("scandir", "path", p[0] ?? Py_None, nullable: true, allowsFD: true) { path in
            let (bytes, error) = readFolder(path)
            if error != 0 { return path.fail(error) }
            guard let it = PyObject_New(PyScandirIterator_Type) else { return nil }
            memset(it + 16, 0, 88)
            it[word: 40] = path.isBytes ? 1 : 0
            it[word: 48] = Int(path.fd)
            it[ref: 32] = Py_NewRef(path.object)
            it[ref: 16] = bytes.withUnsafeBytes {
                PyBytes_FromStringAndSize($0.baseAddress ?? UnsafeRawPointer(emptyBytes + 32), bytes.count)
            }
            if it[ref: 16] == nil {
                Py_DECREF(it)
                return nil
            }
            return it
        }
    }
}

private func isClosed(_ it: PyObj) -> Bool { it[word: 40] & 2 != 0 }
private func scandir_close(_ it: PyObj) -> PyObj? {
    it[word: 40] |= 2
    return Py_NewRef(Py_None)
}

private func scandir_next(_ it: PyObj) -> PyObj? {
    guard !isClosed(it), let entries = it[ref: 16] else { return nil }
    if it[word: 24] >= entries.ob_size {
        it[word: 40] |= 2
        return nil
    }
    let e = unpackEntry(entries + 32, it[word: 24])
    it[word: 24] = e.next
    let isBytes = it[word: 40] & 1 != 0
    guard let entry = PyObject_New(PyDirEntry_Type) else { return nil }
    memset(entry + 16, 0, 56)
    entry[byte: 48] = e.type
    entry.storeBytes(of: e.number, toByteOffset: 56, as: UInt64.self)
    entry[int: 64] = Int32(it[word: 48])
    entry[ref: 16] = fileNameObject(e.name, isBytes: isBytes)
    let given = it[ref: 32].unsafelyUnwrapped
    if it[word: 48] != -1 {
        entry[ref: 24] = Py_XNewRef(entry[ref: 16])
    } else {
        // The folder's own text, a slash if it needs one, the name. Origin: `join_path_filename`.
        var folder: [UInt8] = [0x2e]
        if given != Py_None {
            guard let b = PyUnicode_FSConverter(given) else {
                Py_DECREF(entry)
                return nil
            }
            folder = Array(UnsafeRawBufferPointer(start: b + 32, count: b.ob_size))
            Py_DECREF(b)
        }
        if let last = folder.last, last != 0x2f { folder.append(0x2f) }
        entry[ref: 24] = fileNameObject(folder + e.name, isBytes: isBytes)
    }
    if entry[ref: 16] == nil || entry[ref: 24] == nil {
        Py_DECREF(entry)
        return nil
    }
    return entry
}

private func scandir_finalize(_ it: PyObj) {
    if isClosed(it) { return }
    let saved = PyErr_Fetch()
    it[word: 40] |= 2
    if PyErr_ResourceWarning(it, 1, "unclosed scandir iterator \(reprText(it))") < 0, PyErr_ExceptionMatches(PyExc_Warning) {
        PyErr_WriteUnraisable(it)
    }
    PyErr_Restore(saved.type, saved.value, saved.traceback)
}
private func scandir_dealloc(_ it: PyObj) {
    if it[ref: 16] != nil && PyObject_CallFinalizerFromDealloc(it) < 0 { return }
    Py_CLEAR(it, 16)
    Py_CLEAR(it, 32)
    PyObject_Free(it)
}

// MARK: DirEntry

private func direntry_dealloc(_ entry: PyObj) {
    for offset in [16, 24, 32, 40] { Py_CLEAR(entry, offset) }
    PyObject_Free(entry)
}

/// The kept or fresh stat_result: a new reference, or nil with an exception. Origin: `DirEntry_get_stat` and its kin.
private func entryStat(_ entry: PyObj, follows: Bool) -> PyObj? {
    func fetch(_ follows: Bool) -> PyObj? {
        let folder = entry[int: 64]
        return withPath("stat", "path", entry[ref: folder != -1 ? 16 : 24].unsafelyUnwrapped) { path in
            posixDoStat("DirEntry", path, folder != -1 ? folder : AT_FDCWD, follows: follows)
        }
    }
    if !follows {
        if entry[ref: 40] == nil { entry[ref: 40] = fetch(false) }
        return Py_XNewRef(entry[ref: 40])
    }
    if entry[ref: 32] == nil {
        let link = isSymlink(entry)
        if link < 0 { return nil }
        entry[ref: 32] = link != 0 ? fetch(true) : entryStat(entry, follows: false)
    }
    return Py_XNewRef(entry[ref: 32])
}

/// Whether the entry's mode is of a kind: 1, 0, -1 with an exception. Origin: `DirEntry_test_mode`.
private func testMode(_ entry: PyObj, follows: Bool, _ mode: mode_t) -> Int32 {
    let type = Int32(entry[byte: 48])
    let isLink = type == Int32(DT_LNK)
    let needsStat = type == Int32(DT_UNKNOWN) || (follows && isLink)
    if !needsStat {
        if isLink { return 0 }
        return type == Int32(mode == S_IFDIR ? DT_DIR : DT_REG) ? 1 : 0
    }
    guard let s = entryStat(entry, follows: follows) else {
        // A link that leads nowhere is neither file nor folder.
        if PyErr_ExceptionMatches(PyExc_FileNotFoundError) {
            PyErr_Clear()
            return 0
        }
        return -1
    }
    defer { Py_DECREF(s) }
    let m = PyLong_AsLong(PyTuple_GET_ITEM(s, 0))
    if m == -1 && PyErr_Occurred() != nil { return -1 }
    return mode_t(truncatingIfNeeded: m) & S_IFMT == mode ? 1 : 0
}

private func isSymlink(_ entry: PyObj) -> Int32 {
    if Int32(entry[byte: 48]) != Int32(DT_UNKNOWN) { return Int32(entry[byte: 48]) == Int32(DT_LNK) ? 1 : 0 }
    return testMode(entry, follows: false, S_IFLNK)
}

private func entryInquiry(
    _ name: StaticString, _ entry: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, _ body: (Bool) -> PyObj?
) -> PyObj? {
    posixArguments(name, args, nargs, kwnames, ["follow_symlinks"], min: 0, max: 0) { p in
        truthArgument(p[0], true).flatMap(body)
    }
}
private func direntry_is_dir(_ entry: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    entryInquiry("is_dir", entry, args, nargs, kwnames) {
        let r = testMode(entry, follows: $0, S_IFDIR)
        return r < 0 ? nil : PyBool_FromLong(r != 0)
    }
}
private func direntry_is_file(_ entry: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    entryInquiry("is_file", entry, args, nargs, kwnames) {
        let r = testMode(entry, follows: $0, S_IFREG)
        return r < 0 ? nil : PyBool_FromLong(r != 0)
    }
}
private func direntry_stat(_ entry: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    entryInquiry("stat", entry, args, nargs, kwnames) { entryStat(entry, follows: $0) }
}
private func direntry_is_symlink(_ entry: PyObj) -> PyObj? {
    let r = isSymlink(entry)
    return r < 0 ? nil : PyBool_FromLong(r != 0)
}
private func direntry_inode(_ entry: PyObj) -> PyObj? {
    PyLong_FromUnsignedLong(UInt(entry.load(fromByteOffset: 56, as: UInt64.self)))
}
private func direntry_fspath(_ entry: PyObj) -> PyObj? { Py_XNewRef(entry[ref: 24]) }
private func direntry_repr(_ entry: PyObj) -> PyObj? {
    PyUnicode_FromString("<DirEntry \(reprText(entry[ref: 16] ?? Py_None))>")
}

/// Fills the types of scandir; false with an exception.
func initScandirTypes() -> Bool {
    let t = PyDirEntry_Type
    if t.ob_refcnt != 0 { return true }
    t.initStaticType("posix.DirEntry", basicsize: 72, flags: TypeFlags.DISALLOW_INSTANTIATION)
    t.tp_dealloc = direntry_dealloc
    t.tp_repr = direntry_repr
    t.setMembers([
        MemberSpec("name", .objectEx, 16, "the entry's base filename, relative to scandir() \"path\" argument"),
        MemberSpec(
            "path", .objectEx, 24, "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)"),
    ])
    t.setMethods([
        .fastKeywords("is_dir", direntry_is_dir), .fastKeywords("is_file", direntry_is_file),
        .noargs("is_symlink", direntry_is_symlink), .fastKeywords("stat", direntry_stat), .noargs("inode", direntry_inode),
        .noargs("__fspath__", direntry_fspath), .o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS),
    ])
    let s = PyScandirIterator_Type
    s.initStaticType("posix.ScandirIterator", basicsize: 104, flags: TypeFlags.DISALLOW_INSTANTIATION)
    s.tp_dealloc = scandir_dealloc
    s.tp_finalize = scandir_finalize
    s.tp_iter = PyObject_SelfIter
    s.tp_iternext = scandir_next
    s.setMethods([
        .noargs("__enter__", { Py_NewRef($0) }), .varargs("__exit__", { s, _ in scandir_close(s) }),
        .noargs("close", scandir_close),
    ])
    return PyType_Ready(t) == 0 && PyType_Ready(s) == 0
}
