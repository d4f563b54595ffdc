import Glibc
import Memory

// memoryview, one-dimensional: what the machine's own exporters (bytes, bytearray) and casts of them give.
// Origin: Objects/memoryobject.c.

/// Offsets in PyMemoryViewObject and _PyManagedBufferObject, and their flags.
enum MV {
    static let mbuf = 24, hash = 32, flags = 40, exports = 48, view = 56, weakreflist = 136, array = 144
    static let mbufFlags = 16, mbufExports = 24, master = 32
    static let released: Int32 = 1, contiguousC: Int32 = 2, contiguousF: Int32 = 4, scalar: Int32 = 8
}
extension UnsafeMutableRawPointer {
    @inline(__always) func int(_ offset: Int) -> Int { load(fromByteOffset: offset, as: Int.self) }
    func set(_ offset: Int, _ value: Int) { storeBytes(of: value, toByteOffset: offset, as: Int.self) }
    func int32(_ offset: Int) -> Int32 { load(fromByteOffset: offset, as: Int32.self) }
    func set(_ offset: Int, _ value: Int32) { storeBytes(of: value, toByteOffset: offset, as: Int32.self) }
    /// The `Py_buffer` inside a memoryview.
    @inline(__always) var mv: UnsafeMutableRawPointer { self + MV.view }
    var mvLength: Int { int(MV.array) }
    var mvStride: Int { int(MV.array + 8) }
    var mvFormat: UInt8 {
        guard let f = mv.buffer_format else { return 66 }
        let c = f.load(as: UInt8.self)
        return c == 64 ? f.load(fromByteOffset: 1, as: UInt8.self) : c
    }
    var mvFormatText: String { mv.buffer_format.map { cText($0) } ?? "B" }
    func mvItem(_ i: Int) -> UnsafeMutableRawPointer { (mv.buffer_buf ?? self) + i * mvStride }
}

/// False with a ValueError if the view or its buffer was released.
func memoryAccessible(_ op: PyObj) -> Bool {
    if memoryInaccessible(op) {
        PyErr_SetString(PyExc_ValueError, "operation forbidden on released memoryview object")
        return false
    }
    return true
}
func memoryInaccessible(_ op: PyObj) -> Bool {
    op.int32(MV.flags) & MV.released != 0
        || op.load(fromByteOffset: MV.mbuf, as: PyObj.self).int32(MV.mbufFlags) & MV.released != 0
}

/// Bytes of an item of a native format, or nil.
func memoryNativeSize(_ format: UInt8) -> Int? {
    switch format {
    case 99, 98, 66, 63: return 1  // c b B ?
    case 104, 72: return 2  // h H
    case 105, 73, 102: return 4  // i I f
    case 108, 76, 113, 81, 110, 78, 100, 80: return 8  // l L q Q n N d P
    default: return nil
    }
}
func memoryIsByteFormat(_ c: UInt8) -> Bool { c == 98 || c == 66 || c == 99 }

// MARK: Managed buffers

func mbuf_release(_ op: PyObj) {
    if op.int32(MV.mbufFlags) & MV.released != 0 { return }
    op.set(MV.mbufFlags, op.int32(MV.mbufFlags) | MV.released)
    _PyObject_GC_UNTRACK(op)
    PyBuffer_Release(op + MV.master)
}
func mbuf_dealloc(_ op: PyObj) {
    mbuf_release(op)
    PyObject_GC_Del(op)
}
func mbuf_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT((op + MV.master).buffer_obj, visit, arg)
}
func mbuf_clear(_ op: PyObj) -> Int32 {
    mbuf_release(op)
    return 0
}

// MARK: Making views

func memorySetFlags(_ op: PyObj) {
    var flags: Int32 = 0
    if op.mvLength == 1 || op.mvStride == op.mv.buffer_itemsize { flags = MV.contiguousC | MV.contiguousF }
    op.set(MV.flags, op.int32(MV.flags) & MV.released | flags)
}
/// A view of a managed buffer with the data of another `Py_buffer`. Origin: mbuf_add_view.
func memoryAddView(_ mbuf: PyObj, _ source: UnsafeMutableRawPointer, _ length: Int, _ stride: Int) -> PyObj? {
    guard let op = _PyObject_GC_NewVar(PyMemoryView_Type, 3) else { return nil }
    memcpy(op.mv, source, 80)
    op.mv.buffer_obj = (mbuf + MV.master).buffer_obj
    if op.mv.buffer_format == nil { op.mv.buffer_format = latin1Character(66) + 48 }
    op.mv.buffer_ndim = 1
    op.mv.buffer_shape = op + MV.array
    op.mv.buffer_strides = op + MV.array + 8
    op.mv.buffer_suboffsets = nil
    op.set(MV.array, length)
    op.set(MV.array + 8, stride)
    op.set(MV.array + 16, 0)
    op.set(MV.hash, -1)
    op.set(MV.flags, Int32(0))
    op.set(MV.exports, 0)
    op.set(MV.weakreflist, 0)
    op.storeBytes(of: Py_NewRef(mbuf), toByteOffset: MV.mbuf, as: PyObj.self)
    mbuf.set(MV.mbufExports, mbuf.int(MV.mbufExports) + 1)
    memorySetFlags(op)
    _PyObject_GC_TRACK(op)
    return op
}
/// A memoryview of an exporter. Origin: PyMemoryView_FromObject.
func PyMemoryView_FromObject(_ object: PyObj) -> PyObj? {
    if object.ob_type == PyMemoryView_Type {
        if !memoryAccessible(object) { return nil }
        return memoryAddView(
            object.load(fromByteOffset: MV.mbuf, as: PyObj.self), object.mv, object.mvLength, object.mvStride)
    }
    if !PyObject_CheckBuffer(object) {
        PyErr_SetString(PyExc_TypeError, "memoryview: a bytes-like object is required, not '\(object.typeName)'")
        return nil
    }
    guard let mbuf = _PyObject_GC_New(_PyManagedBuffer_Type) else { return nil }
    mbuf.set(MV.mbufFlags, Int32(0))
    mbuf.set(MV.mbufExports, 0)
    memset(mbuf + MV.master, 0, 80)
    _PyObject_GC_TRACK(mbuf)
    if PyObject_GetBuffer(object, mbuf + MV.master, BufferFlags.STRIDES | BufferFlags.FORMAT) < 0 {
        (mbuf + MV.master).buffer_obj = nil
        Py_DECREF(mbuf)
        return nil
    }
    let master = mbuf + MV.master
    let size = max(master.buffer_itemsize, 1)
    let view = memoryAddView(mbuf, master, master.buffer_len / size, size)
    Py_DECREF(mbuf)
    return view
}
/// A memoryview of what a `Py_buffer` describes, which belongs to no exporter. Origin: PyMemoryView_FromBuffer.
func PyMemoryView_FromBuffer(_ info: UnsafeMutableRawPointer) -> PyObj? {
    guard let mbuf = _PyObject_GC_New(_PyManagedBuffer_Type) else { return nil }
    mbuf.set(MV.mbufFlags, Int32(0))
    mbuf.set(MV.mbufExports, 0)
    memcpy(mbuf + MV.master, info, 80)
    (mbuf + MV.master).buffer_obj = nil
    _PyObject_GC_TRACK(mbuf)
    let size = max(info.buffer_itemsize, 1)
    let view = memoryAddView(mbuf, mbuf + MV.master, info.buffer_len / size, size)
    Py_DECREF(mbuf)
    return view
}
func memoryview_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments(1) { a in
        if !unpackTuple("memoryview", args, kwargs, ["object"], 1, 1, 0, a) { return nil }
        return a[0].flatMap { PyMemoryView_FromObject($0) }
    }
}

/// 0, or -1 with a BufferError. Origin: _memory_release.
func memoryRelease(_ op: PyObj) -> Int32 {
    if op.int32(MV.flags) & MV.released != 0 { return 0 }
    let exports = op.int(MV.exports)
    if exports > 0 {
        PyErr_SetString(PyExc_BufferError, "memoryview has \(exports) exported buffer\(exports == 1 ? "" : "s")")
        return -1
    }
    op.set(MV.flags, op.int32(MV.flags) | MV.released)
    if let mbuf = op.load(fromByteOffset: MV.mbuf, as: PyObj?.self) {
        mbuf.set(MV.mbufExports, mbuf.int(MV.mbufExports) - 1)
        if mbuf.int(MV.mbufExports) == 0 { mbuf_release(mbuf) }
    }
    return 0
}
func memory_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    _ = memoryRelease(op)
    Py_CLEAR(op, MV.mbuf)
    if op.int(MV.weakreflist) != 0 { PyObject_ClearWeakRefs(op) }
    PyObject_GC_Del(op)
}
func memory_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(op.load(fromByteOffset: MV.mbuf, as: PyObj?.self), visit, arg)
}
func memory_clear(_ op: PyObj) -> Int32 {
    _ = memoryRelease(op)
    Py_CLEAR(op, MV.mbuf)
    return 0
}
func memory_getbuf(_ op: PyObj, _ view: UnsafeMutableRawPointer, _ flags: Int32) -> Int32 {
    func error(_ message: String) -> Int32 {
        PyErr_SetString(PyExc_BufferError, message)
        view.buffer_obj = nil
        return -1
    }
    if !memoryAccessible(op) { return -1 }
    memcpy(view, op.mv, 80)
    view.buffer_obj = nil
    if flags & BufferFlags.WRITABLE != 0 && op.mv.buffer_readonly != 0 {
        return error("memoryview: underlying buffer is not writable")
    }
    if flags & BufferFlags.FORMAT == 0 { view.buffer_format = nil }
    if flags & 0x10 == 0 {
        if op.int32(MV.flags) & MV.contiguousC == 0 { return error("memoryview: underlying buffer is not C-contiguous") }
        view.buffer_strides = nil
    }
    if flags & BufferFlags.ND == 0 {
        if view.buffer_format != nil {
            return error("memoryview: cannot cast to unsigned bytes if the format flag is present")
        }
        view.buffer_ndim = 1
        view.buffer_shape = nil
    }
    view.buffer_obj = Py_NewRef(op)
    op.set(MV.exports, op.int(MV.exports) + 1)
    return 0
}
func memory_releasebuf(_ op: PyObj, _ view: UnsafeMutableRawPointer) { op.set(MV.exports, op.int(MV.exports) - 1) }
