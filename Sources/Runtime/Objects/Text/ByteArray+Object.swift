import Glibc
import Memory
import Trace

// bytearray: a head with a block of its own, whose used part may begin after the block's begin. Origin: Objects/bytearrayobject.c.

/// The number of bytes. Origin: PyByteArray_GET_SIZE.
@inline(__always) func PyByteArray_GET_SIZE(_ op: PyObj) -> Int { op.ob_size }
/// The address of the first byte; of an empty text if there is none. Origin: PyByteArray_AS_STRING.
@inline(__always) func PyByteArray_AS_STRING(_ op: PyObj) -> UnsafeMutableRawPointer {
    op.ob_size > 0 ? op.ob_start.unsafelyUnwrapped : emptyBytes + 32
}
/// A bytearray copied from memory, or not initialised if the address is nil. Origin: PyByteArray_FromStringAndSize.
func PyByteArray_FromStringAndSize(_ p: UnsafeRawPointer?, _ n: Int) -> PyObj? {
    if n < 0 {
        PyErr_SetString(PyExc_SystemError, "Negative size passed to PyByteArray_FromStringAndSize")
        return nil
    }
    if n == Int.max { return PyErr_NoMemory() }
    guard let op = PyObject_New(PyByteArray_Type) else { return nil }
    op.ob_size = 0
    op.ob_alloc = 0
    op.ob_bytes = nil
    op.ob_start = nil
    op.ob_exports = 0
    if n > 0 {
        guard let block = PyObject_Malloc(n + 1) else {
            Py_DECREF(op)
            return PyErr_NoMemory()
        }
        if let p { memcpy(block, p, n) }
        block.storeBytes(of: 0, toByteOffset: n, as: UInt8.self)
        op.ob_bytes = block
        op.ob_start = block
        op.ob_alloc = n + 1
        op.ob_size = n
    }
    return op
}
/// A bytearray of any source. Origin: PyByteArray_FromObject.
func PyByteArray_FromObject(_ x: PyObj) -> PyObj? { PyObject_CallOneArg(PyByteArray_Type, x) }

@inline(__always) func bytearrayCanResize(_ op: PyObj) -> Bool {
    if op.ob_exports > 0 {
        PyErr_SetString(PyExc_BufferError, "Existing exports of data: object cannot be re-sized")
        return false
    }
    return true
}
/// Changes the length: 0, or -1 with an exception. Origin: PyByteArray_Resize.
func PyByteArray_Resize(_ op: PyObj, _ size: Int) -> Int32 {
    if size == op.ob_size { return 0 }
    if !bytearrayCanResize(op) { return -1 }
    var alloc = op.ob_alloc
    let offset = op.ob_start.map { $0 - op.ob_bytes.unsafelyUnwrapped } ?? 0
    if size + offset + 1 <= alloc {
        if size < alloc / 2 {
            alloc = size + 1
        } else {
            op.ob_size = size
            op.ob_start?.storeBytes(of: 0, toByteOffset: size, as: UInt8.self)
            return 0
        }
    } else if Double(size) <= Double(alloc) * 1.125 {
        alloc = size + (size >> 3) + (size < 9 ? 3 : 6)
    } else {
        alloc = size + 1
    }
    let block: PyObj?
    if offset > 0 {
        block = PyObject_Malloc(alloc)
        if let block, let start = op.ob_start {
            memcpy(block, start, min(size, op.ob_size))
            PyObject_Free(op.ob_bytes)
        }
    } else {
        block = PyObject_Realloc(op.ob_bytes, alloc)
    }
    guard let block else {
        _ = PyErr_NoMemory()
        return -1
    }
    emitIfTracing(.resize, op, alloc, op.ob_alloc)
    op.ob_bytes = block
    op.ob_start = block
    op.ob_size = size
    op.ob_alloc = alloc
    block.storeBytes(of: 0, toByteOffset: size, as: UInt8.self)
    return 0
}
/// `a + b` of bytes-like objects as a bytearray. Origin: PyByteArray_Concat.
func PyByteArray_Concat(_ a: PyObj, _ b: PyObj) -> PyObj? {
    func wrongType() -> PyObj? {
        PyErr_SetString(PyExc_TypeError, "can't concat \(b.typeName) to \(a.typeName)")
        return nil
    }
    var va = Py_buffer()
    if PyObject_GetBuffer(a, &va, PyBUF_SIMPLE) != 0 { return wrongType() }
    defer { PyBuffer_Release(&va) }
    var vb = Py_buffer()
    if PyObject_GetBuffer(b, &vb, PyBUF_SIMPLE) != 0 { return wrongType() }
    defer { PyBuffer_Release(&vb) }
    if va.len > Int.max - vb.len { return PyErr_NoMemory() }
    guard let out = PyByteArray_FromStringAndSize(nil, va.len + vb.len) else { return nil }
    if let from = va.buf, va.len > 0 { memcpy(PyByteArray_AS_STRING(out), from, va.len) }
    if let from = vb.buf, vb.len > 0 { memcpy(PyByteArray_AS_STRING(out) + va.len, from, vb.len) }
    return out
}
/// The value of an item, nil with an exception. Origin: _getbytevalue.
func bytearrayValue(_ x: PyObj) -> UInt8? {
    var overflow: Int32 = 0
    let value = PyLong_AsLongAndOverflow(x, &overflow)
    if value == -1 && PyErr_Occurred() != nil { return nil }
    if value < 0 || value > 255 {
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)")
        return nil
    }
    return UInt8(value)
}
/// Replaces the bytes lo..<hi. Origin: bytearray_setslice_linear.
func bytearraySetsliceLinear(_ op: PyObj, _ lo: Int, _ hi: Int, _ p: UnsafeRawPointer?, _ n: Int) -> Int32 {
    let growth = n - (hi - lo)
    var result: Int32 = 0
    if growth < 0 {
        if !bytearrayCanResize(op) { return -1 }
        if lo == 0 {
            op.ob_start = op.ob_start.map { $0 - growth }
        } else {
            let buf = PyByteArray_AS_STRING(op)
            memmove(buf + lo + n, buf + hi, op.ob_size - hi)
        }
        if PyByteArray_Resize(op, op.ob_size + growth) < 0 {
            if lo == 0 {
                op.ob_start = op.ob_start.map { $0 + growth }
                return -1
            }
            op.ob_size += growth
            result = -1
        }
    } else if growth > 0 {
        if op.ob_size > Int.max - growth {
            _ = PyErr_NoMemory()
            return -1
        }
        if PyByteArray_Resize(op, op.ob_size + growth) < 0 { return -1 }
        let buf = PyByteArray_AS_STRING(op)
        memmove(buf + lo + n, buf + hi, op.ob_size - lo - n)
    }
    if n > 0, let p { memcpy(PyByteArray_AS_STRING(op) + lo, p, n) }
    return result
}
/// Replaces a slice by a bytes-like object, or deletes it. Origin: bytearray_setslice.
func bytearraySetslice(_ op: PyObj, _ lo: Int, _ hi: Int, _ values: PyObj?) -> Int32 {
    if values == op {
        guard let copy = PyByteArray_FromStringAndSize(PyByteArray_AS_STRING(op), op.ob_size) else { return -1 }
        let result = bytearraySetslice(op, lo, hi, copy)
        Py_DECREF(copy)
        return result
    }
    let lo = max(lo, 0)
    let hi = min(max(hi, lo), op.ob_size)
    guard let values else { return bytearraySetsliceLinear(op, lo, hi, nil, 0) }
    let result: Int32? = withBytes(values) { bytearraySetsliceLinear(op, lo, hi, $0, $1) }
    if let result { return result }
    PyErr_SetString(PyExc_TypeError, "can't set bytearray slice from \(values.typeName)")
    return -1
}

// MARK: Slots

func bytearray_dealloc(_ op: PyObj) {
    if op.ob_exports > 0 {
        PyErr_SetString(PyExc_SystemError, "deallocated bytearray object has exported buffers")
        PyErr_Print()
    }
    if let block = op.ob_bytes { PyObject_Free(block) }
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}
func bytearray_item(_ op: PyObj, _ i: Int) -> PyObj? {
    if i < 0 || i >= op.ob_size {
        PyErr_SetString(PyExc_IndexError, "bytearray index out of range")
        return nil
    }
    return byteInt(PyByteArray_AS_STRING(op).load(fromByteOffset: i, as: UInt8.self))
}
func bytearray_subscript(_ op: PyObj, _ item: PyObj) -> PyObj? {
    if hasIndex(item) {
        var i = PyNumber_AsSsize_t(item, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        if i < 0 { i += op.ob_size }
        return bytearray_item(op, i)
    }
    if PySlice_Check(item) {
        var start = 0
        var stop = 0
        var step = 0
        if PySlice_Unpack(item, &start, &stop, &step) < 0 { return nil }
        let count = PySlice_AdjustIndices(op.ob_size, &start, &stop, step)
        if count <= 0 { return PyByteArray_FromStringAndSize(nil, 0) }
        let s = PyByteArray_AS_STRING(op)
        if step == 1 { return PyByteArray_FromStringAndSize(s + start, count) }
        guard let out = PyByteArray_FromStringAndSize(nil, count) else { return nil }
        let d = PyByteArray_AS_STRING(out)
        for i in 0..<count {
            d.storeBytes(of: s.load(fromByteOffset: start + i * step, as: UInt8.self), toByteOffset: i, as: UInt8.self)
        }
        return out
    }
    PyErr_SetString(PyExc_TypeError, "bytearray indices must be integers or slices, not \(item.typeName)")
    return nil
}
func bytearray_ass_item(_ op: PyObj, _ index: Int, _ value: PyObj?) -> Int32 {
    let i = index < 0 ? index + op.ob_size : index
    if i < 0 || i >= op.ob_size {
        PyErr_SetString(PyExc_IndexError, "bytearray index out of range")
        return -1
    }
    guard let value else { return bytearraySetslice(op, i, i + 1, nil) }
    guard let byte = bytearrayValue(value) else { return -1 }
    PyByteArray_AS_STRING(op).storeBytes(of: byte, toByteOffset: i, as: UInt8.self)
    return 0
}
func bytearray_ass_subscript(_ op: PyObj, _ item: PyObj, _ values: PyObj?) -> Int32 {
    var start = 0
    var stop = 0
    var step = 1
    var count = 1
    if hasIndex(item) {
        var i = PyNumber_AsSsize_t(item, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return -1 }
        if i < 0 { i += op.ob_size }
        if i < 0 || i >= op.ob_size {
            PyErr_SetString(PyExc_IndexError, "bytearray index out of range")
            return -1
        }
        if let values {
            guard let byte = bytearrayValue(values) else { return -1 }
            // __index__ may have changed the length meanwhile.
            if i < op.ob_size { PyByteArray_AS_STRING(op).storeBytes(of: byte, toByteOffset: i, as: UInt8.self) }
            return 0
        }
        start = i
        stop = i + 1
    } else if PySlice_Check(item) {
        if PySlice_Unpack(item, &start, &stop, &step) < 0 { return -1 }
        count = PySlice_AdjustIndices(op.ob_size, &start, &stop, step)
    } else {
        PyErr_SetString(PyExc_TypeError, "bytearray indices must be integers or slices, not \(item.typeName)")
        return -1
    }
    var from: UnsafeRawPointer?
    var needed = 0
    if let values {
        if values == op || !PyByteArray_Check(values) {
            if PyNumber_Check(values) || PyUnicode_Check(values) {
                PyErr_SetString(
                    PyExc_TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
                return -1
            }
            guard let copy = PyByteArray_FromObject(values) else { return -1 }
            let result = bytearray_ass_subscript(op, item, copy)
            Py_DECREF(copy)
            return result
        }
        from = UnsafeRawPointer(PyByteArray_AS_STRING(values))
        needed = values.ob_size
    }
    if (step < 0 && start < stop) || (step > 0 && start > stop) { stop = start }
    if step == 1 { return bytearraySetsliceLinear(op, start, stop, from, needed) }
    let buf = PyByteArray_AS_STRING(op)
    if needed == 0 {
        if !bytearrayCanResize(op) { return -1 }
        if count == 0 { return 0 }
        if step < 0 {
            stop = start + 1
            start = stop + step * (count - 1) - 1
            step = -step
        }
        let n = op.ob_size
        var cur = start
        for i in 0..<count {
            // The step may be huge: only the last item's sum can wrap, and then it is past the end.
            let lim = UInt(bitPattern: cur &+ step) >= UInt(n) ? n - cur - 1 : step - 1
            memmove(buf + cur - i, buf + cur + 1, lim)
            cur &+= step
        }
        cur = start &+ count &* step
        if UInt(bitPattern: cur) < UInt(n) { memmove(buf + cur - count, buf + cur, n - cur) }
        return PyByteArray_Resize(op, n - count)
    }
    if needed != count {
        PyErr_SetString(
            PyExc_ValueError, "attempt to assign bytes of size \(needed) to extended slice of size \(count)")
        return -1
    }
    for i in 0..<count {
        buf.storeBytes(
            of: from.unsafelyUnwrapped.load(fromByteOffset: i, as: UInt8.self), toByteOffset: start + i * step, as: UInt8.self)
    }
    return 0
}
func bytearray_iconcat(_ op: PyObj, _ other: PyObj) -> PyObj? {
    var view = Py_buffer()
    if PyObject_GetBuffer(other, &view, PyBUF_SIMPLE) != 0 {
        PyErr_SetString(PyExc_TypeError, "can't concat \(other.typeName) to \(op.typeName)")
        return nil
    }
    defer { PyBuffer_Release(&view) }
    let n = op.ob_size
    if n > Int.max - view.len { return PyErr_NoMemory() }
    if PyByteArray_Resize(op, n + view.len) < 0 { return nil }
    if view.len > 0, let from = view.buf { memcpy(PyByteArray_AS_STRING(op) + n, from, view.len) }
    return Py_NewRef(op)
}
func bytearray_repeat(_ op: PyObj, _ count: Int) -> PyObj? {
    let count = max(count, 0)
    let n = op.ob_size
    if count > 0 && n > Int.max / count { return PyErr_NoMemory() }
    guard let out = PyByteArray_FromStringAndSize(nil, n * count) else { return nil }
    bytesRepeat(PyByteArray_AS_STRING(out), n * count, PyByteArray_AS_STRING(op), n)
    return out
}
func bytearray_irepeat(_ op: PyObj, _ count: Int) -> PyObj? {
    if count == 1 { return Py_NewRef(op) }
    let count = max(count, 0)
    let n = op.ob_size
    if count > 0 && n > Int.max / count { return PyErr_NoMemory() }
    if PyByteArray_Resize(op, n * count) < 0 { return nil }
    let buf = PyByteArray_AS_STRING(op)
    var have = n
    while have < n * count {
        let k = min(have, n * count - have)
        memcpy(buf + have, buf, k)
        have += k
    }
    return Py_NewRef(op)
}
func bytearray_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    if !PyObject_CheckBuffer(a) || !PyObject_CheckBuffer(b) { return Py_NewRef(Py_NotImplemented) }
    let order: Int?? = withBytes(a) { p, n in
        withBytes(b) { q, m in
            if n != m && (op == Py_EQ || op == Py_NE) { return 1 }
            let c = Int(memcmp(p, q, min(n, m)))
            return c != 0 ? c : n - m
        }
    }
    guard let outer = order, let order = outer else {
        PyErr_Clear()
        return Py_NewRef(Py_NotImplemented)
    }
    return PyBool_FromLong(richcompareResult(order, op))
}
/// `tp_init`.
func bytearray_init(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    var encoding: String?
    var errors: String?
    guard let source = bytesConstructorArgs("bytearray", args, kwargs, &encoding, &errors) else { return -1 }
    func typeError(_ message: String) -> Int32 {
        PyErr_SetString(PyExc_TypeError, message)
        return -1
    }
    if op.ob_size != 0 && PyByteArray_Resize(op, 0) < 0 { return -1 }
    guard let x = source else {
        if encoding != nil { return typeError("encoding without a string argument") }
        return errors != nil ? typeError("errors without a string argument") : 0
    }
    if PyUnicode_Check(x) {
        if encoding == nil { return typeError("string argument without an encoding") }
        guard let bytes = PyUnicode_AsEncodedString(x, encoding, errors) else { return -1 }
        let result = bytearray_iconcat(op, bytes)
        Py_DECREF(bytes)
        Py_XDECREF(result)
        return result == nil ? -1 : 0
    }
    if encoding != nil { return typeError("encoding without a string argument") }
    if errors != nil { return typeError("errors without a string argument") }
    if hasIndex(x) {
        let count = PyNumber_AsSsize_t(x, PyExc_OverflowError)
        if count == -1 && PyErr_Occurred() != nil {
            if !PyErr_ExceptionMatches(PyExc_TypeError) { return -1 }
            PyErr_Clear()
        } else {
            if count < 0 {
                PyErr_SetString(PyExc_ValueError, "negative count")
                return -1
            }
            if count > 0 {
                if PyByteArray_Resize(op, count) != 0 { return -1 }
                memset(PyByteArray_AS_STRING(op), 0, count)
            }
            return 0
        }
    }
    if x.ob_type == PyMemoryView_Type {
        // Any stride will do here.
        guard memoryAccessible(x), let bytes = memoryFlatBytes(x) else { return -1 }
        defer { Py_DECREF(bytes) }
        if PyByteArray_Resize(op, bytes.ob_size) < 0 { return -1 }
        memcpy(PyByteArray_AS_STRING(op), bytes + 32, bytes.ob_size)
        return 0
    }
    if PyObject_CheckBuffer(x) {
        let done: Bool? = withBytes(x) { from, n in
            if PyByteArray_Resize(op, n) < 0 { return false }
            if n > 0 { memcpy(PyByteArray_AS_STRING(op), from, n) }
            return true
        }
        return done == true ? 0 : -1
    }
    if PyList_CheckExact(x) || PyTuple_CheckExact(x) {
        let n = x.ob_size
        if PyByteArray_Resize(op, n) < 0 { return -1 }
        var plain = true
        for i in 0..<n {
            let item =
                PyList_CheckExact(x)
                ? x.list_item.unsafelyUnwrapped.load(fromByteOffset: i * 8, as: PyObj.self) : PyTuple_GET_ITEM(x, i)
            if !PyLong_CheckExact(item) {
                if op.ob_size != 0 && PyByteArray_Resize(op, 0) < 0 { return -1 }
                plain = false
                break
            }
            guard let byte = bytearrayValue(item) else { return -1 }
            PyByteArray_AS_STRING(op).storeBytes(of: byte, toByteOffset: i, as: UInt8.self)
        }
        if plain { return 0 }
    }
    guard let it = PyObject_GetIter(x) else {
        if PyErr_ExceptionMatches(PyExc_TypeError) {
            return typeError("cannot convert '\(x.typeName)' object to bytearray")
        }
        return -1
    }
    defer { Py_DECREF(it) }
    while let item = PyIter_Next(it) {
        let value = bytearrayValue(item)
        Py_DECREF(item)
        guard let value else { return -1 }
        let n = op.ob_size
        if n + 1 < op.ob_alloc {
            op.ob_size = n + 1
            PyByteArray_AS_STRING(op).storeBytes(of: 0, toByteOffset: n + 1, as: UInt8.self)
        } else if PyByteArray_Resize(op, n + 1) < 0 {
            return -1
        }
        PyByteArray_AS_STRING(op).storeBytes(of: value, toByteOffset: n, as: UInt8.self)
    }
    return PyErr_Occurred() != nil ? -1 : 0
}
func bytearray_getbuffer(_ op: PyObj, _ view: UnsafeMutableRawPointer, _ flags: Int32) -> Int32 {
    _ = PyBuffer_FillInfo(view, op, PyByteArray_AS_STRING(op), op.ob_size, 0, flags)
    op.ob_exports += 1
    return 0
}
func bytearray_releasebuffer(_ op: PyObj, _ view: UnsafeMutableRawPointer) { op.ob_exports -= 1 }
func bytearray_mod(_ v: PyObj, _ w: PyObj) -> PyObj? {
    PyByteArray_Check(v)
        ? bytesFormat(PyByteArray_AS_STRING(v), v.ob_size, w, useByteArray: true) : Py_NewRef(Py_NotImplemented)
}
