import Memory
import Trace

// repr, str, ascii, bytes, and their texts for messages. Origin: Objects/object.c.

/// The `tp_name` of a type as Swift text, cut after `limit` bytes as C's `%.200s` does.
public func typeText(_ type: PyObj, _ limit: Int = 200) -> String {
    let name = type.tp_name.assumingMemoryBound(to: UInt8.self)
    var count = 0
    while count < limit && name[count] != 0 { count += 1 }
    return String(decoding: UnsafeBufferPointer(start: name, count: count), as: UTF8.self)
}

extension UnsafeMutableRawPointer {
    /// The name of the object's type, for messages (`Py_TYPE(op)->tp_name`).
    public var typeName: String { typeText(ob_type) }
}

/// An address as C's `%p` prints it.
public func addressText(_ op: PyObj) -> String { "0x" + String(UInt(bitPattern: op), radix: 16) }

/// `repr(op)` as Swift text for messages; "<?>" and no exception if it fails.
public func reprText(_ op: PyObj) -> String {
    guard let repr = PyObject_Repr(op) else {
        PyErr_Clear()
        return "<?>"
    }
    defer { Py_DECREF(repr) }
    return swiftString(repr)
}

/// `str(op)` as Swift text for messages; "<?>" and no exception if it fails.
public func strText(_ op: PyObj) -> String {
    guard let text = PyObject_Str(op) else {
        PyErr_Clear()
        return "<?>"
    }
    defer { Py_DECREF(text) }
    return swiftString(text)
}

/// `repr(op)`: a new str, or nil with an exception. Origin: Objects/object.c.
public func PyObject_Repr(_ op: PyObj?) -> PyObj? {
    guard let op else { return PyUnicode_FromString("<NULL>") }
    guard let slot = op.ob_type.tp_repr else {
        return PyUnicode_FromString("<\(op.typeName) object at \(addressText(op))>")
    }
    // A repr may loop through its own contents without end.
    if !_Py_EnterRecursiveCall(" while getting the repr of an object") { return nil }
    let result = slot(op)
    _Py_LeaveRecursiveCall()
    guard let result else { return nil }
    if !PyUnicode_Check(result) {
        PyErr_SetString(PyExc_TypeError, "__repr__ returned non-string (type \(result.typeName))")
        Py_DECREF(result)
        return nil
    }
    return result
}

/// `str(op)`: a new reference to a str, or nil with an exception. Origin: Objects/object.c.
public func PyObject_Str(_ op: PyObj?) -> PyObj? {
    guard let op else { return PyUnicode_FromString("<NULL>") }
    if PyUnicode_CheckExact(op) { return Py_NewRef(op) }
    guard let slot = op.ob_type.tp_str else { return PyObject_Repr(op) }
    if !_Py_EnterRecursiveCall(" while getting the str of an object") { return nil }
    let result = slot(op)
    _Py_LeaveRecursiveCall()
    guard let result else { return nil }
    if !PyUnicode_Check(result) {
        PyErr_SetString(PyExc_TypeError, "__str__ returned non-string (type \(result.typeName))")
        Py_DECREF(result)
        return nil
    }
    return result
}

/// `ascii(op)`: the repr with everything outside ASCII escaped. Origin: Objects/object.c.
public func PyObject_ASCII(_ op: PyObj?) -> PyObj? {
    guard let repr = PyObject_Repr(op) else { return nil }
    if PyUnicode_IS_ASCII(repr) { return repr }
    defer { Py_DECREF(repr) }
    var bytes: [UInt8] = []
    func escape(_ c: UInt32, _ letter: UInt8, _ digits: Int) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(letter)
        for i in stride(from: digits - 1, through: 0, by: -1) {
            let d = UInt8((c >> UInt32(4 * i)) & 15)
            bytes.append(d < 10 ? 48 + d : 87 + d)
        }
    }
    for i in 0..<PyUnicode_GET_LENGTH(repr) {
        let c = PyUnicode_READ_CHAR(repr, i)
        switch c {
        case 0..<128: bytes.append(UInt8(c))
        case 128..<256: escape(c, UInt8(ascii: "x"), 2)
        case 256..<0x10000: escape(c, UInt8(ascii: "u"), 4)
        default: escape(c, UInt8(ascii: "U"), 8)
        }
    }
    return PyUnicode_FromString(String(decoding: bytes, as: UTF8.self))
}

/// `bytes(op)` by `__bytes__` or the buffer protocol; nil with an exception. Origin: Objects/object.c.
public func PyObject_Bytes(_ op: PyObj) -> PyObj? {
    if PyBytes_CheckExact(op) { return Py_NewRef(op) }
    if let function = _PyObject_LookupSpecial(op, _Py_ID(.__bytes__)) {
        let result = PyObject_CallNoArgs(function)
        Py_DECREF(function)
        guard let result else { return nil }
        if !PyBytes_Check(result) {
            PyErr_SetString(PyExc_TypeError, "__bytes__ returned non-bytes (type \(result.typeName))")
            Py_DECREF(result)
            return nil
        }
        return result
    }
    if PyErr_Occurred() != nil { return nil }
    return PyBytes_FromObject(op)
}

/// The text by which messages name a function: `module.qualname()`; nil with an exception. Origin: Objects/object.c.
public func _PyObject_FunctionStr(_ op: PyObj) -> PyObj? {
    var qualname: PyObj?
    if _PyObject_LookupAttr(op, _Py_ID(.__qualname__), &qualname) < 0 { return nil }
    guard let qualname else { return PyObject_Str(op) }
    defer { Py_DECREF(qualname) }
    var module: PyObj?
    if _PyObject_LookupAttr(op, _Py_ID(.__module__), &module) < 0 { return nil }
    defer { Py_XDECREF(module) }
    if let module, module != Py_None {
        let other = PyObject_RichCompareBool(module, _Py_ID(.builtins), Py_NE)
        if other < 0 { return nil }
        if other > 0 { return PyUnicode_FromString("\(strText(module)).\(strText(qualname))()") }
    }
    return PyUnicode_FromString("\(strText(qualname))()")
}

/// Marks that `op`'s repr is being made: 0, 1 if it already is, -1 with an exception. Origin: Objects/object.c.
public func Py_ReprEnter(_ op: PyObj) -> Int32 {
    if Interp.reprList == nil {
        guard let list = PyList_New(0) else { return -1 }
        Interp.reprList = list
    }
    guard let list = Interp.reprList else { return -1 }
    var i = list.ob_size - 1
    while i >= 0 {
        if PyList_GET_ITEM(list, i) == op { return 1 }
        i -= 1
    }
    return PyList_Append(list, op) < 0 ? -1 : 0
}

/// Ends what `Py_ReprEnter` began; keeps the current exception. Origin: Objects/object.c.
public func Py_ReprLeave(_ op: PyObj) {
    guard let list = Interp.reprList else { return }
    let (type, value, traceback) = PyErr_Fetch()
    var i = list.ob_size - 1
    // From the end: it is nearly always the last.
    while i >= 0 {
        if PyList_GET_ITEM(list, i) == op {
            _ = PyList_SetSlice(list, i, i + 1, nil)
            break
        }
        i -= 1
    }
    PyErr_Restore(type, value, traceback)
}
