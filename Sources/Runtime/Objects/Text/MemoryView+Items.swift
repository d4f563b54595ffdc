import Glibc
import Memory

// The items of a memoryview: reading, writing, slicing, casting, comparing. Origin: Objects/memoryobject.c.

/// An item as an object. Origin: unpack_single.
func memoryUnpack(_ p: UnsafeRawPointer, _ format: UInt8) -> PyObj? {
    switch format {
    case 66: return PyLong_FromLong(Int(p.load(as: UInt8.self)))
    case 98: return PyLong_FromLong(Int(p.load(as: Int8.self)))
    case 104: return PyLong_FromLong(Int(p.loadUnaligned(as: Int16.self)))
    case 72: return PyLong_FromLong(Int(p.loadUnaligned(as: UInt16.self)))
    case 105: return PyLong_FromLong(Int(p.loadUnaligned(as: Int32.self)))
    case 73: return PyLong_FromLong(Int(p.loadUnaligned(as: UInt32.self)))
    case 108, 113, 110: return PyLong_FromLong(p.loadUnaligned(as: Int.self))
    case 76, 81, 78, 80: return PyLong_FromUnsignedLong(p.loadUnaligned(as: UInt.self))
    case 102: return PyFloat_FromDouble(Double(p.loadUnaligned(as: Float.self)))
    case 100: return PyFloat_FromDouble(p.loadUnaligned(as: Double.self))
    case 63: return PyBool_FromLong(p.load(as: UInt8.self) != 0)
    case 99: return PyBytes_FromStringAndSize(p, 1)
    default:
        PyErr_SetString(PyExc_NotImplementedError, "memoryview: format \(Character(Unicode.Scalar(format))) not supported")
        return nil
    }
}
/// Stores an object as an item: 0, or -1 with an exception. Origin: pack_single.
func memoryPack(_ p: UnsafeMutableRawPointer, _ item: PyObj, _ format: UInt8, _ name: String) -> Int32 {
    func typeError() -> Int32 {
        PyErr_SetString(PyExc_TypeError, "memoryview: invalid type for format '\(name)'")
        return -1
    }
    func valueError() -> Int32 {
        PyErr_SetString(PyExc_ValueError, "memoryview: invalid value for format '\(name)'")
        return -1
    }
    func occurred() -> Int32 {
        if PyErr_ExceptionMatches(PyExc_TypeError) { return typeError() }
        if PyErr_ExceptionMatches(PyExc_OverflowError) || PyErr_ExceptionMatches(PyExc_ValueError) { return valueError() }
        return -1
    }
    func store<T: FixedWidthInteger>(_: T.Type) -> Int32 {
        guard let index = PyNumber_Index(item) else { return occurred() }
        defer { Py_DECREF(index) }
        if T.isSigned {
            let v = PyLong_AsLong(index)
            if v == -1 && PyErr_Occurred() != nil { return occurred() }
            guard let x = T(exactly: v) else { return valueError() }
            p.storeBytes(of: x, as: T.self)
        } else {
            let v = PyLong_AsUnsignedLong(index)
            if v == UInt.max && PyErr_Occurred() != nil { return occurred() }
            guard let x = T(exactly: v) else { return valueError() }
            p.storeBytes(of: x, as: T.self)
        }
        return 0
    }
    switch format {
    case 66: return store(UInt8.self)
    case 98: return store(Int8.self)
    case 104: return store(Int16.self)
    case 72: return store(UInt16.self)
    case 105: return store(Int32.self)
    case 73: return store(UInt32.self)
    case 108, 113, 110: return store(Int64.self)
    case 76, 81, 78, 80: return store(UInt64.self)
    case 102, 100:
        let v = PyFloat_AsDouble(item)
        if v == -1 && PyErr_Occurred() != nil { return occurred() }
        if format == 102 { p.storeBytes(of: Float(v), as: Float.self) } else { p.storeBytes(of: v, as: Double.self) }
        return 0
    case 63:
        let v = PyObject_IsTrue(item)
        if v < 0 { return -1 }
        p.storeBytes(of: UInt8(v), as: UInt8.self)
        return 0
    case 99:
        if !PyBytes_Check(item) { return typeError() }
        if item.ob_size != 1 { return valueError() }
        p.storeBytes(of: PyBytes_AS_STRING(item).load(as: UInt8.self), as: UInt8.self)
        return 0
    default:
        PyErr_SetString(PyExc_NotImplementedError, "memoryview: format \(name) not supported")
        return -1
    }
}
func memoryItemPointer(_ op: PyObj, _ index: Int) -> UnsafeMutableRawPointer? {
    let n = op.mvLength
    let i = index < 0 ? index + n : index
    if i < 0 || i >= n {
        PyErr_SetString(PyExc_IndexError, "index out of bounds on dimension 1")
        return nil
    }
    return op.mvItem(i)
}
func memory_length(_ op: PyObj) -> Int { memoryAccessible(op) ? op.mvLength : -1 }
func memory_item(_ op: PyObj, _ index: Int) -> PyObj? {
    if !memoryAccessible(op) { return nil }
    return memoryItemPointer(op, index).flatMap { memoryUnpack($0, op.mvFormat) }
}
func memory_subscript(_ op: PyObj, _ key: PyObj) -> PyObj? {
    if !memoryAccessible(op) { return nil }
    if hasIndex(key) {
        let i = PyNumber_AsSsize_t(key, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        return memory_item(op, i)
    }
    if PySlice_Check(key) {
        var start = 0
        var stop = 0
        var step = 0
        if PySlice_Unpack(key, &start, &stop, &step) < 0 { return nil }
        let count = PySlice_AdjustIndices(op.mvLength, &start, &stop, step)
        guard let out = memoryAddView(op.load(fromByteOffset: MV.mbuf, as: PyObj.self), op.mv, count, op.mvStride * step) else {
            return nil
        }
        out.mv.buffer_buf = op.mv.buffer_buf.map { $0 + op.mvStride * start }
        out.mv.buffer_len = count * op.mv.buffer_itemsize
        return out
    }
    if PyTuple_Check(key) {
        let n = key.ob_size
        if (0..<n).allSatisfy({ hasIndex(PyTuple_GET_ITEM(key, $0)) }) {
            if n == 1 {
                let i = PyNumber_AsSsize_t(PyTuple_GET_ITEM(key, 0), PyExc_IndexError)
                if i == -1 && PyErr_Occurred() != nil { return nil }
                return memory_item(op, i)
            }
            if n < 1 {
                PyErr_SetString(PyExc_NotImplementedError, "sub-views are not implemented")
            } else {
                PyErr_SetString(PyExc_TypeError, "cannot index 1-dimension view with \(n)-element tuple")
            }
            return nil
        }
        if (0..<n).allSatisfy({ PySlice_Check(PyTuple_GET_ITEM(key, $0)) }) {
            PyErr_SetString(PyExc_NotImplementedError, "multi-dimensional slicing is not implemented")
            return nil
        }
    }
    PyErr_SetString(PyExc_TypeError, "memoryview: invalid slice key")
    return nil
}
func memory_ass_sub(_ op: PyObj, _ key: PyObj, _ value: PyObj?) -> Int32 {
    if !memoryAccessible(op) { return -1 }
    func typeError(_ message: String) -> Int32 {
        PyErr_SetString(PyExc_TypeError, message)
        return -1
    }
    if op.mv.buffer_readonly != 0 { return typeError("cannot modify read-only memory") }
    guard let value else { return typeError("cannot delete memory") }
    if hasIndex(key) {
        let i = PyNumber_AsSsize_t(key, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return -1 }
        guard let p = memoryItemPointer(op, i) else { return -1 }
        return memoryPack(p, value, op.mvFormat, op.mvFormatText)
    }
    if PySlice_Check(key) {
        var source = Py_buffer()
        if PyObject_GetBuffer(value, &source, BufferFlags.STRIDES | BufferFlags.FORMAT) < 0 { return -1 }
        defer { PyBuffer_Release(&source) }
        var start = 0
        var stop = 0
        var step = 0
        if PySlice_Unpack(key, &start, &stop, &step) < 0 { return -1 }
        let count = PySlice_AdjustIndices(op.mvLength, &start, &stop, step)
        let size = op.mv.buffer_itemsize
        let sourceCount = source.len / max(source.itemsize, 1)
        let sourceFormat = source.format.map { cText($0) } ?? "B"
        let plain = { (s: String) in s.first == "@" ? String(s.dropFirst()) : s }
        if plain(sourceFormat) != plain(op.mvFormatText) || source.itemsize != size || sourceCount != count {
            PyErr_SetString(
                PyExc_ValueError, "memoryview assignment: lvalue and rvalue have different structures")
            return -1
        }
        if count == 0 { return 0 }
        let stride = source.strides.map { $0.load(as: Int.self) } ?? size
        // Through a copy, because the two may overlap.
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: count * size, alignment: 8)
        defer { bytes.deallocate() }
        for i in 0..<count { memcpy(bytes + i * size, (source.buf ?? bytes) + i * stride, size) }
        for i in 0..<count { memcpy(op.mvItem(start + i * step), bytes + i * size, size) }
        return 0
    }
    if PyTuple_Check(key), key.ob_size == 1, hasIndex(PyTuple_GET_ITEM(key, 0)) {
        return memory_ass_sub(op, PyTuple_GET_ITEM(key, 0), value)
    }
    return typeError("memoryview: invalid slice key")
}

/// The bytes of a view in order, whatever its stride.
func memoryFlatBytes(_ op: PyObj) -> PyObj? {
    let n = op.mvLength
    let size = op.mv.buffer_itemsize
    guard let out = PyBytes_FromStringAndSize(nil, n * size) else { return nil }
    for i in 0..<n { memcpy(PyBytes_AS_STRING(out) + i * size, op.mvItem(i), size) }
    return out
}
func memory_tobytes(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withArguments(1) { a in
        if !unpackFast("tobytes", args, nargs, kwnames, ["order"], 0, 1, 0, a) { return nil }
        if let order = a[0], order != Py_None {
            if !PyUnicode_Check(order) {
                _PyArg_BadArgument("tobytes", "argument 'order'", "str or None", order)
                return nil
            }
            if !["C", "F", "A"].contains(swiftString(order)) {
                PyErr_SetString(PyExc_ValueError, "order must be 'C', 'F' or 'A'")
                return nil
            }
        }
        if !memoryAccessible(op) { return nil }
        let n = op.mvLength
        let size = op.mv.buffer_itemsize
        guard let out = PyBytes_FromStringAndSize(nil, n * size) else { return nil }
        for i in 0..<n { memcpy(PyBytes_AS_STRING(out) + i * size, op.mvItem(i), size) }
        return out
    }
}
func memory_tolist(_ op: PyObj) -> PyObj? {
    if !memoryAccessible(op) { return nil }
    let n = op.mvLength
    guard let list = PyList_New(n) else { return nil }
    for i in 0..<n {
        guard let item = memoryUnpack(op.mvItem(i), op.mvFormat) else {
            Py_DECREF(list)
            return nil
        }
        PyList_SET_ITEM(list, i, item)
    }
    return list
}
func memory_hex(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    if !memoryAccessible(op) { return nil }
    guard let flat = memoryFlatBytes(op) else { return nil }
    let text = bytesHex(BytesLib.self, flat, args, nargs, kwnames)
    Py_DECREF(flat)
    return text
}
func memory_cast(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withArguments(2) { a in
        if !unpackFast("cast", args, nargs, kwnames, ["format", "shape"], 1, 2, 0, a) { return nil }
        guard let format = a[0] else { return nil }
        if !PyUnicode_Check(format) {
            _PyArg_BadArgument("cast", "argument 'format'", "str", format)
            return nil
        }
        func error(_ type: PyObj, _ message: String) -> PyObj? {
            PyErr_SetString(type, message)
            return nil
        }
        if !memoryAccessible(op) { return nil }
        if op.int32(MV.flags) & MV.contiguousC == 0 {
            return error(PyExc_TypeError, "memoryview: casts are restricted to C-contiguous views")
        }
        if let shape = a[1], !PyList_Check(shape) && !PyTuple_Check(shape) {
            return error(PyExc_TypeError, "shape must be a list or a tuple")
        }
        if a[1] != nil { return error(PyExc_NotImplementedError, "not implemented: memoryview.cast() with a shape") }
        let text = swiftString(format)
        let bytes = Array(text.utf8)
        let plain = bytes.first == 64 ? Array(bytes.dropFirst()) : bytes
        guard plain.count == 1, let size = memoryNativeSize(plain[0]) else {
            return error(
                PyExc_ValueError,
                "memoryview: destination format must be a native single character format prefixed with an optional '@'")
        }
        if !memoryIsByteFormat(op.mvFormat) && !memoryIsByteFormat(plain[0]) {
            return error(PyExc_TypeError, "memoryview: cannot cast between two non-byte formats")
        }
        if op.mv.buffer_len % size != 0 {
            return error(PyExc_TypeError, "memoryview: length is not a multiple of itemsize")
        }
        guard
            let out = memoryAddView(op.load(fromByteOffset: MV.mbuf, as: PyObj.self), op.mv, op.mv.buffer_len / size, size)
        else { return nil }
        out.mv.buffer_itemsize = size
        // The names of the formats with @ lie together in the static area (word 53).
        out.mv.buffer_format =
            bytes.count == 2
            ? PyObj(bitPattern: Interp.word(53)).unsafelyUnwrapped + Int(plain[0]) * 3 : latin1Character(plain[0]) + 48
        memorySetFlags(out)
        return out
    }
}
func memory_toreadonly(_ op: PyObj) -> PyObj? {
    if !memoryAccessible(op) { return nil }
    guard let out = memoryAddView(op.load(fromByteOffset: MV.mbuf, as: PyObj.self), op.mv, op.mvLength, op.mvStride) else {
        return nil
    }
    out.mv.buffer_readonly = 1
    return out
}
func memory_repr(_ op: PyObj) -> PyObj? {
    let address = "0x" + String(UInt(bitPattern: op), radix: 16)
    return PyUnicode_FromString(
        op.int32(MV.flags) & MV.released != 0 ? "<released memory at \(address)>" : "<memory at \(address)>")
}
func memory_hash(_ op: PyObj) -> Int {
    if op.int(MV.hash) != -1 { return op.int(MV.hash) }
    if !memoryAccessible(op) { return -1 }
    if op.mv.buffer_readonly == 0 {
        PyErr_SetString(PyExc_ValueError, "cannot hash writable memoryview object")
        return -1
    }
    if !memoryIsByteFormat(op.mvFormat) {
        PyErr_SetString(PyExc_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
        return -1
    }
    if let object = op.mv.buffer_obj, PyObject_Hash(object) == -1 { return -1 }
    guard let flat = memoryFlatBytes(op) else { return -1 }
    op.set(MV.hash, _Py_HashBytes(PyBytes_AS_STRING(flat), flat.ob_size))
    Py_DECREF(flat)
    return op.int(MV.hash)
}
func memory_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if op != Py_EQ && op != Py_NE { return Py_NewRef(Py_NotImplemented) }
    if memoryInaccessible(v) { return PyBool_FromLong((v == w) == (op == Py_EQ)) }
    var other = w
    if w.ob_type != PyMemoryView_Type {
        guard let view = PyMemoryView_FromObject(w) else {
            PyErr_Clear()
            return Py_NewRef(Py_NotImplemented)
        }
        other = view
    } else {
        if memoryInaccessible(w) { return PyBool_FromLong((v == w) == (op == Py_EQ)) }
        Py_INCREF(w)
    }
    defer { Py_DECREF(other) }
    var equal = v.mvLength == other.mvLength
    var i = 0
    while equal && i < v.mvLength {
        guard let a = memoryUnpack(v.mvItem(i), v.mvFormat) else { return nil }
        guard let b = memoryUnpack(other.mvItem(i), other.mvFormat) else {
            Py_DECREF(a)
            return nil
        }
        // By value, so that a NaN is not equal to itself.
        let result = PyObject_RichCompare(a, b, Py_EQ)
        Py_DECREF(a)
        Py_DECREF(b)
        guard let result else { return nil }
        equal = result == Py_True
        Py_DECREF(result)
        i += 1
    }
    return PyBool_FromLong(equal == (op == Py_EQ))
}

// MARK: Iterator

func memory_iter(_ op: PyObj) -> PyObj? {
    if !memoryAccessible(op) { return nil }
    guard let it = _PyObject_GC_New(PyMemoryIter_Type) else { return nil }
    it.it_index = 0
    it.it_seq = Py_NewRef(op)
    it.set(32, op.mvLength)
    it.storeBytes(of: op.mv.buffer_format, toByteOffset: 40, as: UnsafeMutableRawPointer?.self)
    _PyObject_GC_TRACK(it)
    return it
}
func memoryiter_next(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    let i = it.it_index
    if i < it.int(32) {
        if !memoryAccessible(seq) { return nil }
        it.it_index = i + 1
        return memoryUnpack(seq.mvItem(i), seq.mvFormat)
    }
    it.it_seq = nil
    Py_DECREF(seq)
    return nil
}
