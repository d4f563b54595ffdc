import Memory

// Reading values in the format of `.pyc` files. Origin: Python/marshal.c.

/// Reads values from bytes in memory, or from a file-like object.
struct MarshalReader {
    /// The next byte, and the end; nil if the bytes come from `readable`.
    private var ptr: UnsafePointer<UInt8>?
    private var end: UnsafePointer<UInt8>?
    /// A file-like object with `readinto` (borrowed), or nil.
    private let readable: PyObj?
    /// What the last `readinto` filled, an owned bytearray.
    private var chunk: PyObj?
    private var depth = 0
    /// The objects that have an index, an owned list.
    private let refs: PyObj

    /// Reads from memory that outlives the reader; nil with an exception.
    init?(_ bytes: UnsafeRawPointer, _ count: Int) {
        guard let list = PyList_New(0) else { return nil }
        refs = list
        ptr = bytes.assumingMemoryBound(to: UInt8.self)
        end = ptr.unsafelyUnwrapped + count
        readable = nil
    }

    /// Reads from a file-like object (borrowed); nil with an exception.
    init?(readable: PyObj) {
        guard let list = PyList_New(0) else { return nil }
        refs = list
        self.readable = readable
    }

    /// Drops what the reader holds.
    func finish() {
        Py_DECREF(refs)
        Py_XDECREF(chunk)
    }

    /// The next value, a new reference; nil with an exception. Origin: `read_object`.
    mutating func value() -> PyObj? {
        let v = object()
        if v == nil && PyErr_Occurred() == nil { PyErr_SetString(PyExc_TypeError, "NULL object in marshal data for object") }
        return v
    }

    private func bad(_ what: String) -> PyObj? {
        PyErr_SetString(PyExc_ValueError, "bad marshal data (\(what))")
        return nil
    }

    /// The next n bytes, valid until the next call; nil with an exception. Origin: `r_string`.
    private mutating func string(_ n: Int) -> UnsafePointer<UInt8>? {
        if let p = ptr, let e = end {
            if e - p < n {
                PyErr_SetString(PyExc_EOFError, "marshal data too short")
                return nil
            }
            ptr = p + n
            return p
        }
        guard let readable else { return nil }
        Py_XDECREF(chunk)
        chunk = PyByteArray_FromStringAndSize(nil, n)
        guard let chunk, let view = PyMemoryView_FromObject(chunk), let name = PyUnicode_InternFromString("readinto") else {
            return nil
        }
        let result = PyObject_CallMethodOneArg(readable, name, view)
        Py_DECREF(name)
        Py_DECREF(view)
        var count = -1
        if let result {
            count = PyNumber_AsSsize_t(result, PyExc_ValueError)
            Py_DECREF(result)
        }
        if count != n {
            if PyErr_Occurred() != nil { return nil }
            if count > n {
                PyErr_SetString(
                    PyExc_ValueError, "read() returned too much data: \(n) bytes requested, \(count) returned")
            } else {
                PyErr_SetString(PyExc_EOFError, "EOF read where not expected")
            }
            return nil
        }
        return UnsafePointer(PyByteArray_AS_STRING(chunk).assumingMemoryBound(to: UInt8.self))
    }

    /// The next byte, or -1 at the end. Origin: `r_byte`.
    private mutating func byte() -> Int {
        if let p = ptr, let e = end {
            if p >= e { return -1 }
            ptr = p + 1
            return Int(p.pointee)
        }
        return string(1).map { Int($0.pointee) } ?? -1
    }

    private mutating func short() -> Int? {
        guard let p = string(2) else { return nil }
        return Int(Int16(truncatingIfNeeded: Int(p[0]) | Int(p[1]) << 8))
    }

    private mutating func long() -> Int? {
        guard let p = string(4) else { return nil }
        return Int(Int32(truncatingIfNeeded: Int(p[0]) | Int(p[1]) << 8 | Int(p[2]) << 16 | Int(p[3]) << 24))
    }

    /// A length; nil with an exception.
    private mutating func size(_ what: String) -> Int? {
        guard let n = long() else { return nil }
        if n < 0 {
            _ = bad("\(what) size out of range")
            return nil
        }
        return n
    }

    private func eof() -> PyObj? {
        PyErr_SetString(PyExc_EOFError, "EOF read where object expected")
        return nil
    }

    /// Takes the next index for a new object. Origin: `r_ref`.
    private func ref(_ o: PyObj?, _ flag: Bool) -> PyObj? {
        guard flag, let o else { return o }
        if PyList_Append(refs, o) < 0 {
            Py_DECREF(o)
            return nil
        }
        return o
    }
    /// Takes an index for an object that is yet to be made; -1 with an exception. Origin: `r_ref_reserve`.
    private func reserve(_ flag: Bool) -> Int {
        if !flag { return 0 }
        let index = refs.ob_size
        return PyList_Append(refs, Py_None) < 0 ? -1 : index
    }
    /// Origin: `r_ref_insert`.
    private func insert(_ o: PyObj?, _ index: Int, _ flag: Bool) -> PyObj? {
        guard flag, let o else { return o }
        let old = PyList_GET_ITEM(refs, index)
        Py_INCREF(o)
        PyList_SET_ITEM(refs, index, o)
        Py_DECREF(old)
        return o
    }

    private mutating func bigInteger() -> PyObj? {
        guard let n = long() else { return nil }
        if n == 0 { return _PyLong_New(0) }
        let count = abs(n)
        let size = 1 + (count - 1) / 2
        guard let op = _PyLong_New(size) else { return nil }
        if n < 0 { op.ob_size = -size }
        for i in 0..<size {
            var d = 0
            let shorts = i < size - 1 || count % 2 == 0 ? 2 : 1
            for j in 0..<shorts {
                guard let part = short() else {
                    Py_DECREF(op)
                    return nil
                }
                if part < 0 {
                    Py_DECREF(op)
                    return bad("digit out of range in long")
                }
                if part == 0 && i == size - 1 && j == shorts - 1 {
                    Py_DECREF(op)
                    return bad("unnormalized long data")
                }
                d += part << (15 * j)
            }
            op.storeBytes(of: UInt32(d), toByteOffset: 24 + i * 4, as: UInt32.self)
        }
        return op
    }

    private mutating func binaryDouble() -> Double? {
        guard let p = string(8) else { return nil }
        return Double(bitPattern: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
    }

    private mutating func textDouble() -> Double? {
        let n = byte()
        if n < 0 {
            _ = eof()
            return nil
        }
        guard let p = string(n) else { return nil }
        return PyOS_string_to_double(String(decoding: UnsafeBufferPointer(start: p, count: n), as: UTF8.self))
    }

    private mutating func ascii(_ n: Int, interned: Bool, _ flag: Bool) -> PyObj? {
        guard let p = string(n), var v = PyUnicode_FromKindAndData(1, p, n) else { return nil }
        if interned { PyUnicode_InternInPlace(&v) }
        return ref(v, flag)
    }

    private mutating func items(_ v: PyObj?, _ n: Int, _ flag: Bool, list: Bool) -> PyObj? {
        guard let v = ref(v, flag) else { return nil }
        for i in 0..<n {
            guard let item = object() else {
                if PyErr_Occurred() == nil {
                    PyErr_SetString(PyExc_TypeError, "NULL object in marshal data for \(list ? "list" : "tuple")")
                }
                Py_DECREF(v)
                return nil
            }
            if list { PyList_SET_ITEM(v, i, item) } else { PyTuple_SET_ITEM(v, i, item) }
        }
        return v
    }

    private mutating func dict(_ flag: Bool) -> PyObj? {
        guard let v = ref(PyDict_New(), flag) else { return nil }
        while let key = object() {
            defer { Py_DECREF(key) }
            guard let value = object() else { break }
            defer { Py_DECREF(value) }
            if PyDict_SetItem(v, key, value) < 0 { break }
        }
        if PyErr_Occurred() != nil {
            Py_DECREF(v)
            return nil
        }
        return v
    }

    private mutating func set(frozen: Bool, _ flag: Bool) -> PyObj? {
        guard let n = size("set") else { return nil }
        if n == 0 && frozen { return ref(PyObject_CallNoArgs(PyFrozenSet_Type), flag) }
        var index = 0
        var made = frozen ? PyFrozenSet_New(nil) : PySet_New(nil)
        if frozen {
            // A frozenset can be filled only while nobody else holds it.
            index = reserve(flag)
            if index < 0 { return nil }
        } else {
            made = ref(made, flag)
        }
        guard let v = made else { return nil }
        for _ in 0..<n {
            guard let item = object() else {
                if PyErr_Occurred() == nil { PyErr_SetString(PyExc_TypeError, "NULL object in marshal data for set") }
                Py_DECREF(v)
                return nil
            }
            let failed = PySet_Add(v, item) == -1
            Py_DECREF(item)
            if failed {
                Py_DECREF(v)
                return nil
            }
        }
        return frozen ? insert(v, index, flag) : v
    }

    private mutating func code(_ flag: Bool) -> PyObj? {
        let index = reserve(flag)
        if index < 0 { return nil }
        return withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 10) { parts -> PyObj? in
            var count = 0
            defer { for i in 0..<count { Py_XDECREF(parts[i]) } }
            guard let argcount = long(), let posonly = long(), let kwonly = long(), let stacksize = long(), let flags = long()
            else {
                return nil
            }
            while count < 8 {
                guard let part = object() else { return nil }
                parts[count] = part
                count += 1
            }
            guard let firstlineno = long() else { return nil }
            while count < 10 {
                guard let part = object() else { return nil }
                parts[count] = part
                count += 1
            }
            func part(_ i: Int) -> PyObj { parts[i].unsafelyUnwrapped }
            let constructor = CodeConstructor(
                filename: part(5), name: part(6), qualname: part(7), flags: Int32(flags), code: part(0),
                firstlineno: Int32(firstlineno), linetable: part(8), consts: part(1), names: part(2), localsplusnames: part(3),
                localspluskinds: part(4), argcount: Int32(argcount), posonlyargcount: Int32(posonly), kwonlyargcount: Int32(kwonly),
                stacksize: Int32(stacksize), exceptiontable: part(9))
            if !_PyCode_Validate(constructor) { return nil }
            return insert(_PyCode_New(constructor), index, flag)
        }
    }

    /// The next object, a new reference. nil: an exception, or the type byte of NULL. Origin: `r_object`.
    private mutating func object() -> PyObj? {
        let first = byte()
        if first < 0 { return eof() }
        depth += 1
        defer { depth -= 1 }
        if depth > MAX_MARSHAL_STACK_DEPTH {
            PyErr_SetString(PyExc_ValueError, "recursion limit exceeded")
            return nil
        }
        let flag = first & 0x80 != 0
        switch UInt8(first & 0x7f) {
        case MarshalType.null: return nil
        case MarshalType.none: return Py_NewRef(Py_None)
        case MarshalType.stopIteration: return Py_NewRef(PyExc_StopIteration)
        case MarshalType.ellipsis: return Py_NewRef(Py_Ellipsis)
        case MarshalType.false: return Py_NewRef(Py_False)
        case MarshalType.true: return Py_NewRef(Py_True)
        case MarshalType.int: return long().flatMap { ref(PyLong_FromLong($0), flag) }
        case MarshalType.int64:
            guard let p = string(8) else { return nil }
            return ref(_PyLong_FromByteArray(p, 8, true, true), flag)
        case MarshalType.long: return ref(bigInteger(), flag)
        case MarshalType.float: return textDouble().flatMap { ref(PyFloat_FromDouble($0), flag) }
        case MarshalType.binaryFloat: return binaryDouble().flatMap { ref(PyFloat_FromDouble($0), flag) }
        case MarshalType.complex:
            guard let re = textDouble(), let im = textDouble() else { return nil }
            return ref(PyComplex_FromDoubles(re, im), flag)
        case MarshalType.binaryComplex:
            guard let re = binaryDouble(), let im = binaryDouble() else { return nil }
            return ref(PyComplex_FromDoubles(re, im), flag)
        case MarshalType.string:
            guard let n = size("bytes object"), let v = PyBytes_FromStringAndSize(nil, n) else { return nil }
            guard let p = string(n) else {
                Py_DECREF(v)
                return nil
            }
            if n > 0 { (v + 32).copyMemory(from: p, byteCount: n) }
            return ref(v, flag)
        case MarshalType.asciiInterned: return size("string").flatMap { ascii($0, interned: true, flag) }
        case MarshalType.ascii: return size("string").flatMap { ascii($0, interned: false, flag) }
        case MarshalType.shortASCIIInterned:
            let n = byte()
            return n < 0 ? eof() : ascii(n, interned: true, flag)
        case MarshalType.shortASCII:
            let n = byte()
            return n < 0 ? eof() : ascii(n, interned: false, flag)
        case MarshalType.interned, MarshalType.unicode:
            guard let n = size("string"), let p = string(n),
                var v = n == 0 ? Py_NewRef(emptyUnicode) : PyUnicode_DecodeUTF8(p, n, "surrogatepass")
            else { return nil }
            if UInt8(first & 0x7f) == MarshalType.interned { PyUnicode_InternInPlace(&v) }
            return ref(v, flag)
        case MarshalType.smallTuple:
            // CPython takes the end of the data for 255 here, and fails at the first item.
            let n = byte() & 0xff
            return PyErr_Occurred() != nil ? nil : items(PyTuple_New(n), n, flag, list: false)
        case MarshalType.tuple: return size("tuple").flatMap { items(PyTuple_New($0), $0, flag, list: false) }
        case MarshalType.list: return size("list").flatMap { items(PyList_New($0), $0, flag, list: true) }
        case MarshalType.dict: return dict(flag)
        case MarshalType.set: return set(frozen: false, flag)
        case MarshalType.frozenset: return set(frozen: true, flag)
        case MarshalType.code: return code(flag)
        case MarshalType.ref:
            guard let n = long() else { return nil }
            if n < 0 || n >= refs.ob_size { return bad("invalid reference") }
            let v = PyList_GET_ITEM(refs, n)
            if v == Py_None { return bad("invalid reference") }
            return Py_NewRef(v)
        default: return bad("unknown type code")
        }
    }
}

/// Whether the parts of a code object fit each other; false with an exception. Origin: `_PyCode_Validate`.
func _PyCode_Validate(_ c: CodeConstructor) -> Bool {
    let fits =
        c.argcount >= c.posonlyargcount && c.posonlyargcount >= 0 && c.kwonlyargcount >= 0 && c.stacksize >= 0 && c.flags >= 0
        && PyBytes_Check(c.code) && PyTuple_Check(c.consts) && PyTuple_Check(c.names) && PyTuple_Check(c.localsplusnames)
        && PyBytes_Check(c.localspluskinds) && c.localsplusnames.ob_size == c.localspluskinds.ob_size && PyUnicode_Check(c.name)
        && PyUnicode_Check(c.qualname) && PyUnicode_Check(c.filename) && PyBytes_Check(c.linetable)
        && PyBytes_Check(c.exceptiontable)
    if !fits {
        PyErr_BadInternalCall()
        return false
    }
    if c.code.ob_size % 2 != 0 {
        PyErr_SetString(PyExc_ValueError, "code: co_code is malformed")
        return false
    }
    var nlocals = 0
    for i in 0..<c.localspluskinds.ob_size
    where c.localspluskinds.load(fromByteOffset: 32 + i, as: UInt8.self) & FastKind.local != 0 {
        nlocals += 1
    }
    // *args is 0x4, **kwargs 0x8.
    let stars = (c.flags & 0x4 != 0 ? 1 : 0) + (c.flags & 0x8 != 0 ? 1 : 0)
    if nlocals < Int(c.argcount) + Int(c.kwonlyargcount) + stars {
        PyErr_SetString(PyExc_ValueError, "code: co_varnames is too small")
        return false
    }
    return true
}

/// A value from bytes in memory, a new reference; nil with an exception. Origin: `PyMarshal_ReadObjectFromString`.
func PyMarshal_ReadObjectFromString(_ bytes: UnsafeRawPointer, _ count: Int) -> PyObj? {
    guard var reader = MarshalReader(bytes, count) else { return nil }
    defer { reader.finish() }
    return reader.value()
}
