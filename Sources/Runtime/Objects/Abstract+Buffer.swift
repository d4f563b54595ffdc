import Memory
import Trace

// The buffer protocol, simple contiguous buffers. Origin: Objects/abstract.c, Include/cpython/object.h.

/// `bf_getbuffer`: object, `Py_buffer` to fill, request flags; 0, or -1 with an exception.
public typealias getbufferproc = @convention(c) (PyObj, UnsafeMutableRawPointer, Int32) -> Int32
/// `bf_releasebuffer`.
public typealias releasebufferproc = @convention(c) (PyObj, UnsafeMutableRawPointer) -> Void

/// Request flags of `PyObject_GetBuffer`. Origin: Include/cpython/object.h.
public enum BufferFlags {
    /// No demands.
    public static let SIMPLE: Int32 = 0
    /// The bytes must be writable.
    public static let WRITABLE: Int32 = 1
    /// Fill in `format`.
    public static let FORMAT: Int32 = 4
    /// Fill in `shape`.
    public static let ND: Int32 = 8
    /// Fill in `strides`.
    public static let STRIDES: Int32 = 0x10 | ND
}

/// Fields of Py_buffer (80 bytes). Origin: Include/cpython/object.h.
extension UnsafeMutableRawPointer {
    /// `buf` at byte 0.
    @inlinable @inline(__always) public var buffer_buf: UnsafeMutableRawPointer? {
        get { load(fromByteOffset: 0, as: UnsafeMutableRawPointer?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: UnsafeMutableRawPointer?.self) }
    }
    /// `obj` at byte 8: the exporter, a reference of the view's own.
    @inlinable @inline(__always) public var buffer_obj: PyObj? {
        get { load(fromByteOffset: 8, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: PyObj?.self) }
    }
    /// `len` in bytes, at byte 16.
    @inlinable @inline(__always) public var buffer_len: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `itemsize` at byte 24.
    @inlinable @inline(__always) public var buffer_itemsize: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
    /// `readonly` at byte 32.
    @inlinable @inline(__always) public var buffer_readonly: Int32 {
        get { load(fromByteOffset: 32, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int32.self) }
    }
    /// `ndim` at byte 36.
    @inlinable @inline(__always) public var buffer_ndim: Int32 {
        get { load(fromByteOffset: 36, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 36, as: Int32.self) }
    }
    /// `format` (a C string or nil) at byte 40.
    @inlinable @inline(__always) public var buffer_format: UnsafeMutableRawPointer? {
        get { load(fromByteOffset: 40, as: UnsafeMutableRawPointer?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: UnsafeMutableRawPointer?.self) }
    }
    /// `shape` at byte 48.
    @inlinable @inline(__always) public var buffer_shape: UnsafeMutableRawPointer? {
        get { load(fromByteOffset: 48, as: UnsafeMutableRawPointer?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: UnsafeMutableRawPointer?.self) }
    }
    /// `strides` at byte 56.
    @inlinable @inline(__always) public var buffer_strides: UnsafeMutableRawPointer? {
        get { load(fromByteOffset: 56, as: UnsafeMutableRawPointer?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: UnsafeMutableRawPointer?.self) }
    }
    /// `suboffsets` at byte 64.
    @inlinable @inline(__always) public var buffer_suboffsets: UnsafeMutableRawPointer? {
        get { load(fromByteOffset: 64, as: UnsafeMutableRawPointer?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: UnsafeMutableRawPointer?.self) }
    }
    /// `internal` at byte 72.
    @inlinable @inline(__always) public var buffer_internal: UnsafeMutableRawPointer? {
        get { load(fromByteOffset: 72, as: UnsafeMutableRawPointer?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: UnsafeMutableRawPointer?.self) }
    }
}

/// Whether the object exports buffers. Origin: Objects/abstract.c.
public func PyObject_CheckBuffer(_ op: PyObj) -> Bool { op.ob_type.tp_as_buffer?.bf_getbuffer != nil }

/// Fills a `Py_buffer` of 80 bytes: 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PyObject_GetBuffer(_ op: PyObj, _ view: UnsafeMutableRawPointer, _ flags: Int32) -> Int32 {
    guard let slot = op.ob_type.tp_as_buffer?.bf_getbuffer else {
        PyErr_SetString(PyExc_TypeError, "a bytes-like object is required, not '\(typeText(op.ob_type, 100))'")
        return -1
    }
    return unsafeBitCast(slot, to: getbufferproc.self)(op, view, flags)
}

/// Gives a buffer back to its exporter. Origin: Objects/abstract.c.
public func PyBuffer_Release(_ view: UnsafeMutableRawPointer) {
    guard let op = view.buffer_obj else { return }
    if let slot = op.ob_type.tp_as_buffer?.bf_releasebuffer { unsafeBitCast(slot, to: releasebufferproc.self)(op, view) }
    view.buffer_obj = nil
    Py_DECREF(op)
}

/// Fills a view of plain bytes: 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PyBuffer_FillInfo(
    _ view: UnsafeMutableRawPointer, _ op: PyObj?, _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ readonly: Int32,
    _ flags: Int32
) -> Int32 {
    if flags & BufferFlags.WRITABLE != 0 && readonly == 1 {
        PyErr_SetString(PyExc_BufferError, "Object is not writable.")
        return -1
    }
    Py_XINCREF(op)
    view.buffer_obj = op
    view.buffer_buf = bytes
    view.buffer_len = count
    view.buffer_readonly = readonly
    view.buffer_itemsize = 1
    // The format "B" is the name of a cached one-character string's data, which lies in the machine's memory.
    view.buffer_format = flags & BufferFlags.FORMAT != 0 ? latin1Character(UInt8(ascii: "B")) + 48 : nil
    view.buffer_ndim = 1
    view.buffer_shape = flags & BufferFlags.ND != 0 ? view + 16 : nil
    view.buffer_strides = flags & BufferFlags.STRIDES == BufferFlags.STRIDES ? view + 24 : nil
    view.buffer_suboffsets = nil
    view.buffer_internal = nil
    return 0
}

/// Calls `body` with the bytes of an object's buffer. Nil without an exception if it has none, with one if `body` fails.
func withBuffer(_ op: PyObj, _ body: (UnsafeMutableRawPointer, Int) -> PyObj?) -> PyObj? {
    guard PyObject_CheckBuffer(op) else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 80, alignment: 16) { view in
        let view = view.baseAddress.unsafelyUnwrapped
        if PyObject_GetBuffer(op, view, BufferFlags.SIMPLE) != 0 { return nil }
        defer { PyBuffer_Release(view) }
        return body(view.buffer_buf ?? view, view.buffer_len)
    }
}
