import Glibc
import Memory

// What the types of `_io` share: their places, errors, small argument readers. Origin: Modules/_io/_iomodule.h, _iomodule.c.

var PyIOBase_Type: PyObj { ModuleTypes.slot(276) }
var PyRawIOBase_Type: PyObj { ModuleTypes.slot(277) }
var PyBufferedIOBase_Type: PyObj { ModuleTypes.slot(278) }
var PyTextIOBase_Type: PyObj { ModuleTypes.slot(279) }
var PyFileIO_Type: PyObj { ModuleTypes.slot(280) }
var PyBytesIO_Type: PyObj { ModuleTypes.slot(281) }
var _PyBytesIOBuffer_Type: PyObj { ModuleTypes.slot(282) }
var PyBufferedReader_Type: PyObj { ModuleTypes.slot(283) }
var PyBufferedWriter_Type: PyObj { ModuleTypes.slot(284) }
var PyBufferedRWPair_Type: PyObj { ModuleTypes.slot(285) }
var PyBufferedRandom_Type: PyObj { ModuleTypes.slot(286) }
var PyIncrementalNewlineDecoder_Type: PyObj { ModuleTypes.slot(287) }

/// `DEFAULT_BUFFER_SIZE`.
let ioDefaultBufferSize = 8192

extension Interp {
    /// The class io.UnsupportedOperation (an owned reference).
    static var unsupportedOperation: PyObj? {
        get { object(114) }
        set { set(114, newValue) }
    }
}

/// Raises io.UnsupportedOperation; nil to return.
@discardableResult
func ioUnsupported(_ message: String) -> PyObj? { PyErr_Format(Interp.unsupportedOperation ?? PyExc_OSError, message) }

extension UnsafeMutableRawPointer {
    /// The byte at an offset.
    subscript(byte offset: Int) -> UInt8 {
        @inline(__always) get { load(fromByteOffset: offset, as: UInt8.self) }
        @inline(__always) nonmutating set { storeBytes(of: newValue, toByteOffset: offset, as: UInt8.self) }
    }
}

/// An optional size argument of read and its kin: `fallback` if it is absent or None; nil with an exception.
func ioSizeArgument(_ name: String, _ args: PyArgs, _ nargs: Int, _ fallback: Int = -1, acceptsNone: Bool = true) -> Int? {
    guard _PyArg_CheckPositional(name, nargs, 0, 1) else { return nil }
    if nargs == 0 || (acceptsNone && args[0] == Py_None) { return fallback }
    return acceptsNone ? ioConvertOptionalSize(args[0]) : clinicSsize(args[0])
}

/// An int where None was allowed; nil with an exception. Origin: `_Py_convert_optional_to_ssize_t`.
private func ioConvertOptionalSize(_ op: PyObj) -> Int? {
    if !_PyIndex_Check(op) {
        PyErr_SetString(PyExc_TypeError, "argument should be integer or None, not '\(clip(op.typeName, 200))'")
        return nil
    }
    let n = PyNumber_AsSsize_t(op, PyExc_OverflowError)
    return n == -1 && PyErr_Occurred() != nil ? nil : n
}

/// The bytes of a writable buffer. Nil with an exception. Origin: Argument Clinic's `Py_buffer(accept={rwbuffer})`.
func withWritableBuffer(_ function: String, _ op: PyObj, _ body: (UnsafeMutableRawPointer, Int) -> PyObj?) -> PyObj? {
    var view = Py_buffer()
    if PyObject_GetBuffer(op, &view, BufferFlags.WRITABLE) < 0 {
        PyErr_Clear()
        _PyArg_BadArgument(function, "argument", "read-write bytes-like object", op)
        return nil
    }
    defer { PyBuffer_Release(&view) }
    return body(view.buf ?? op, view.len)
}

/// The bytes of a buffer. Nil with an exception.
func withReadableBuffer(_ op: PyObj, _ body: (UnsafeMutableRawPointer, Int) -> PyObj?) -> PyObj? {
    var view = Py_buffer()
    if PyObject_GetBuffer(op, &view, PyBUF_SIMPLE) < 0 { return nil }
    defer { PyBuffer_Release(&view) }
    return body(view.buf ?? op, view.len)
}

/// A memoryview of bytes that belong to no object. Nil with an exception. Origin: `PyMemoryView_FromMemory`.
func ioMemoryView(_ p: UnsafeMutableRawPointer, _ count: Int, readonly: Bool) -> PyObj? {
    var info = Py_buffer()
    return withUnsafeMutablePointer(to: &info) { view in
        _ = PyBuffer_FillInfo(view, nil, p, count, readonly ? 1 : 0, BufferFlags.FORMAT)
        return PyMemoryView_FromBuffer(view)
    }
}

/// An offset argument; -1 perhaps with an exception. Origin: `PyNumber_AsOff_t`.
func PyNumber_AsOff_t(_ item: PyObj, _ error: PyObj) -> Int {
    guard let value = _PyNumber_Index(item) else { return -1 }
    defer { Py_DECREF(value) }
    let result = PyLong_AsSsize_t(value)
    if result != -1 || PyErr_Occurred() == nil { return result }
    if PyErr_ExceptionMatches(PyExc_OverflowError) {
        PyErr_Clear()
        PyErr_SetString(error, "cannot fit '\(clip(item.typeName, 200))' into an offset-sized integer")
    }
    return -1
}

/// Whether an OSError with EINTR is raised, which is then cleared. Origin: `_PyIO_trap_eintr`.
func _PyIO_trap_eintr() -> Bool {
    if !PyErr_ExceptionMatches(PyExc_OSError) { return false }
    var (type, value, tb) = PyErr_Fetch()
    PyErr_NormalizeException(&type, &value, &tb)
    if let v = value, let number = v.load(fromByteOffset: 72, as: PyObj?.self),
        PyObject_RichCompareBool(number, smallInt(Int(EINTR)), Py_EQ) > 0
    {
        Py_XDECREF(type)
        Py_XDECREF(value)
        Py_XDECREF(tb)
        return true
    }
    PyErr_Restore(type, value, tb)
    return false
}

/// Joins a list of bytes; nil with an exception. Origin: `_PyBytes_Join` with an empty separator.
func _PyBytes_JoinEmpty(_ list: PyObj) -> PyObj? { bytesJoin(BytesLib.self, emptyBytes, list) }

/// The repr `<type name=… …>` of a stream. Origin: `buffered_repr` and its like.
func ioReprWithName(_ self_: PyObj, _ head: String, _ tail: String, withoutName: String) -> PyObj? {
    var name: PyObj?
    if _PyObject_LookupAttr(self_, _Py_ID(.name), &name) < 0 {
        if !PyErr_ExceptionMatches(PyExc_ValueError) { return nil }
        PyErr_Clear()
    }
    guard let name else { return PyUnicode_FromString(withoutName) }
    defer { Py_DECREF(name) }
    let status = Py_ReprEnter(self_)
    if status < 0 { return nil }
    if status > 0 { return PyErr_Format(PyExc_RuntimeError, "reentrant call inside \(self_.typeName).__repr__") }
    defer { Py_ReprLeave(self_) }
    guard let text = PyObject_Repr(name) else { return nil }
    defer { Py_DECREF(text) }
    guard let left = PyUnicode_FromString(head), let right = PyUnicode_FromString(tail) else { return nil }
    var joined: PyObj? = left
    PyUnicode_Append(&joined, text)
    PyUnicode_AppendAndDel(&joined, right)
    return joined
}

/// The path of a path-like object: a new str or bytes, or nil with an exception. Origin: `PyOS_FSPath` in Modules/posixmodule.c.
func PyOS_FSPath(_ path: PyObj) -> PyObj? {
    if PyUnicode_Check(path) || PyBytes_Check(path) { return Py_NewRef(path) }
    guard let method = _PyObject_LookupSpecial(path, _Py_ID(.__fspath__)) else {
        if PyErr_Occurred() != nil { return nil }
        return PyErr_Format(PyExc_TypeError, "expected str, bytes or os.PathLike object, not \(clip(path.typeName, 200))")
    }
    let result = PyObject_CallNoArgs(method)
    Py_DECREF(method)
    guard let result else { return nil }
    if PyUnicode_Check(result) || PyBytes_Check(result) { return result }
    let name = clip(result.typeName, 200)
    Py_DECREF(result)
    return PyErr_Format(
        PyExc_TypeError, "expected \(clip(path.typeName, 200)).__fspath__() to return str or bytes, not \(name)")
}

/// A path as bytes in the file system's encoding: a new reference, or nil with an exception. Origin: `PyUnicode_FSConverter`.
func PyUnicode_FSConverter(_ arg: PyObj) -> PyObj? {
    guard let path = PyOS_FSPath(arg) else { return nil }
    var bytes = path
    if !PyBytes_Check(path) {
        let encoded = PyUnicode_EncodeFSDefault(path)
        Py_DECREF(path)
        guard let encoded else { return nil }
        bytes = encoded
    }
    for i in 0..<bytes.ob_size where bytes[byte: 32 + i] == 0 {
        Py_DECREF(bytes)
        return PyErr_Format(PyExc_ValueError, "embedded null byte")
    }
    return bytes
}
