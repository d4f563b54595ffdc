import Memory

// Reading bytes-like arguments.

/// A `Py_buffer` on the native stack, laid out as C's (80 bytes); pass it with `&`.
struct Py_buffer {
    var buf: UnsafeMutableRawPointer?
    var obj: PyObj?
    var len = 0
    var itemsize = 0
    var readonly: Int32 = 0
    var ndim: Int32 = 0
    var format: UnsafeMutableRawPointer?
    var shape: UnsafeMutableRawPointer?
    var strides: UnsafeMutableRawPointer?
    var suboffsets: UnsafeMutableRawPointer?
    var internalPointer: UnsafeMutableRawPointer?
}
let PyBUF_SIMPLE: Int32 = 0

/// Runs a body with the bytes of a bytes-like object; nil with a TypeError if it is none.
@inline(__always)
func withBytes<R>(_ op: PyObj, _ body: (UnsafeRawPointer, Int) -> R) -> R? {
    if PyBytes_Check(op) { return body(op + 32, op.ob_size) }
    var view = Py_buffer()
    if PyObject_GetBuffer(op, &view, PyBUF_SIMPLE) != 0 { return nil }
    let result = body(view.buf ?? op, view.len)
    PyBuffer_Release(&view)
    return result
}
