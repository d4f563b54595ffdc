import Glibc
import Memory
import Trace

// Making and resizing bytes objects. Origin: Objects/bytesobject.c. The data lies at 32, with a null after it.

/// The number of bytes. Origin: PyBytes_GET_SIZE.
@inlinable @inline(__always) public func PyBytes_GET_SIZE(_ op: PyObj) -> Int { op.ob_size }
/// The address of the first byte. Origin: PyBytes_AS_STRING.
@inlinable @inline(__always) public func PyBytes_AS_STRING(_ op: PyObj) -> UnsafeMutableRawPointer { op + 32 }

/// Lays out b'' and the 256 one-byte objects in the static area.
func initStaticBytes() {
    func set(_ op: PyObj, _ n: Int) {
        op.ob_refcnt = StaticArea.refcnt
        op.ob_type = PyBytes_Type
        op.ob_size = n
        op.ob_shash = -1
    }
    set(emptyBytes, 0)
    for b in 0..<256 {
        let op = byteCharacter(UInt8(b))
        set(op, 1)
        (op + 32).storeBytes(of: UInt16(b), as: UInt16.self)
    }
}

/// A new bytes object of n bytes whose content is not initialised but for the final null; a shared one for 0 bytes.
@inline(__always) func bytesNew(_ n: Int) -> PyObj? {
    if n == 0 { return Py_NewRef(emptyBytes) }
    if _slowPath(n > Int.max - 40) {
        PyErr_SetString(PyExc_OverflowError, "byte string is too large")
        return nil
    }
    guard let op = PyObject_Malloc(33 &+ n) else { return PyErr_NoMemory() }
    op.ob_refcnt = 1
    op.ob_type = PyBytes_Type
    op.ob_size = n
    op.ob_shash = -1
    op.storeBytes(of: 0, toByteOffset: 32 &+ n, as: UInt8.self)
    emitIfTracing(.newObject(op, PyBytes_Type))
    return op
}
/// Bytes copied from memory, or not initialised if the address is nil. Origin: PyBytes_FromStringAndSize.
func PyBytes_FromStringAndSize(_ p: UnsafeRawPointer?, _ n: Int) -> PyObj? {
    if n < 0 {
        PyErr_SetString(PyExc_SystemError, "Negative size passed to PyBytes_FromStringAndSize")
        return nil
    }
    if n == 1, let p { return Py_NewRef(byteCharacter(p.load(as: UInt8.self))) }
    guard let op = bytesNew(n) else { return nil }
    if let p, n > 0 { memcpy(op + 32, p, n) }
    return op
}
/// Bytes of a Swift text in UTF-8.
func PyBytes_FromString(_ s: String) -> PyObj? {
    var s = s
    return s.withUTF8 { PyBytes_FromStringAndSize($0.baseAddress.map { UnsafeRawPointer($0) }, $0.count) }
}
/// Changes the length of a new bytes object in a variable; nil there on error. Origin: _PyBytes_Resize.
func _PyBytes_Resize(_ p: UnsafeMutablePointer<PyObj?>, _ n: Int) -> Int32 {
    guard let op = p.pointee, PyBytes_Check(op), n >= 0 else {
        let old = p.pointee
        p.pointee = nil
        Py_XDECREF(old)
        PyErr_BadInternalCall()
        return -1
    }
    let old = op.ob_size
    if old == n { return 0 }
    if old == 0 {
        p.pointee = PyBytes_FromStringAndSize(nil, n)
        Py_DECREF(op)
        return p.pointee == nil ? -1 : 0
    }
    if op.ob_refcnt != 1 {
        p.pointee = nil
        Py_DECREF(op)
        PyErr_BadInternalCall()
        return -1
    }
    if n == 0 {
        p.pointee = Py_NewRef(emptyBytes)
        Py_DECREF(op)
        return 0
    }
    guard let new = PyObject_Realloc(op, 33 + n) else {
        PyObject_Free(op)
        p.pointee = nil
        _ = PyErr_NoMemory()
        return -1
    }
    new.ob_refcnt = 1
    new.ob_size = n
    new.storeBytes(of: 0, toByteOffset: 32 + n, as: UInt8.self)
    new.ob_shash = -1
    p.pointee = new
    return 0
}
/// The bytes of a bytes object; nil with a TypeError for another object. Origin: PyBytes_AsString.
func PyBytes_AsString(_ op: PyObj) -> UnsafeMutableRawPointer? {
    if PyBytes_Check(op) { return PyBytes_AS_STRING(op) }
    PyErr_SetString(PyExc_TypeError, "expected bytes, \(op.typeName) found")
    return nil
}
