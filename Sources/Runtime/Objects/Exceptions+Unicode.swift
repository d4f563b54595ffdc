import Memory

// UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError: encoding 72, object 80, start 88, end 96, reason 104.
// Origin: Objects/exceptions.c.

extension UnsafeMutableRawPointer {
    /// `start` of a Unicode error, at byte 88.
    var ue_start: Int {
        get { load(fromByteOffset: 88, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 88, as: Int.self) }
    }
    /// `end` of a Unicode error, at byte 96.
    var ue_end: Int {
        get { load(fromByteOffset: 96, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 96, as: Int.self) }
    }
}

private func getUnicode(_ attr: PyObj?, _ name: String) -> PyObj? {
    guard let attr else { return PyErr_Format(PyExc_TypeError, "\(name) attribute not set") }
    if !PyUnicode_Check(attr) { return PyErr_Format(PyExc_TypeError, "\(name) attribute must be unicode") }
    return Py_NewRef(attr)
}

private func getBytes(_ attr: PyObj?, _ name: String) -> PyObj? {
    guard let attr else { return PyErr_Format(PyExc_TypeError, "\(name) attribute not set") }
    if !PyBytes_Check(attr) { return PyErr_Format(PyExc_TypeError, "\(name) attribute must be bytes") }
    return Py_NewRef(attr)
}

/// The `encoding` of a Unicode error: a new reference, or nil with TypeError. Origin: `PyUnicodeEncodeError_GetEncoding`.
public func PyUnicodeEncodeError_GetEncoding(_ exc: PyObj) -> PyObj? { getUnicode(exc.exc_word0, "encoding") }
/// Origin: `PyUnicodeDecodeError_GetEncoding`.
public func PyUnicodeDecodeError_GetEncoding(_ exc: PyObj) -> PyObj? { getUnicode(exc.exc_word0, "encoding") }
/// The `object` (str) of an encode error: a new reference, or nil with TypeError. Origin: `PyUnicodeEncodeError_GetObject`.
public func PyUnicodeEncodeError_GetObject(_ exc: PyObj) -> PyObj? { getUnicode(exc.exc_word1, "object") }
/// The `object` (bytes) of a decode error. Origin: `PyUnicodeDecodeError_GetObject`.
public func PyUnicodeDecodeError_GetObject(_ exc: PyObj) -> PyObj? { getBytes(exc.exc_word1, "object") }
/// The `object` (str) of a translate error. Origin: `PyUnicodeTranslateError_GetObject`.
public func PyUnicodeTranslateError_GetObject(_ exc: PyObj) -> PyObj? { getUnicode(exc.exc_word1, "object") }
/// The `reason`: a new reference, or nil with TypeError. Origin: `PyUnicodeEncodeError_GetReason`.
public func PyUnicodeEncodeError_GetReason(_ exc: PyObj) -> PyObj? { getUnicode(exc.exc_word4, "reason") }
/// Origin: `PyUnicodeDecodeError_GetReason`.
public func PyUnicodeDecodeError_GetReason(_ exc: PyObj) -> PyObj? { getUnicode(exc.exc_word4, "reason") }

/// The length of the object in a Unicode error, or -1 with TypeError.
private func objectLength(_ exc: PyObj, bytes: Bool) -> Int {
    guard let object = bytes ? getBytes(exc.exc_word1, "object") : getUnicode(exc.exc_word1, "object") else { return -1 }
    let n = bytes ? object.ob_size : PyUnicode_GET_LENGTH(object)
    Py_DECREF(object)
    return n
}

private func getStart(_ exc: PyObj, _ start: inout Int, bytes: Bool) -> Int32 {
    let size = objectLength(exc, bytes: bytes)
    if size < 0 { return -1 }
    start = max(exc.ue_start, 0)
    if start >= size { start = size - 1 }
    return 0
}

private func getEnd(_ exc: PyObj, _ end: inout Int, bytes: Bool) -> Int32 {
    let size = objectLength(exc, bytes: bytes)
    if size < 0 { return -1 }
    end = max(exc.ue_end, 1)
    if end > size { end = size }
    return 0
}

/// `start`, clipped to the object; -1 with TypeError. Origin: `PyUnicodeEncodeError_GetStart`.
public func PyUnicodeEncodeError_GetStart(_ exc: PyObj, _ start: inout Int) -> Int32 { getStart(exc, &start, bytes: false) }
/// Origin: `PyUnicodeDecodeError_GetStart`.
public func PyUnicodeDecodeError_GetStart(_ exc: PyObj, _ start: inout Int) -> Int32 { getStart(exc, &start, bytes: true) }
/// Origin: `PyUnicodeTranslateError_GetStart`.
public func PyUnicodeTranslateError_GetStart(_ exc: PyObj, _ start: inout Int) -> Int32 { getStart(exc, &start, bytes: false) }
/// `end`, clipped to the object; -1 with TypeError. Origin: `PyUnicodeEncodeError_GetEnd`.
public func PyUnicodeEncodeError_GetEnd(_ exc: PyObj, _ end: inout Int) -> Int32 { getEnd(exc, &end, bytes: false) }
/// Origin: `PyUnicodeDecodeError_GetEnd`.
public func PyUnicodeDecodeError_GetEnd(_ exc: PyObj, _ end: inout Int) -> Int32 { getEnd(exc, &end, bytes: true) }
/// Origin: `PyUnicodeTranslateError_GetEnd`.
public func PyUnicodeTranslateError_GetEnd(_ exc: PyObj, _ end: inout Int) -> Int32 { getEnd(exc, &end, bytes: false) }
/// Origin: `PyUnicodeEncodeError_SetStart`; always 0.
@discardableResult public func PyUnicodeEncodeError_SetStart(_ exc: PyObj, _ start: Int) -> Int32 { exc.ue_start = start; return 0 }
/// Origin: `PyUnicodeDecodeError_SetStart`; always 0.
@discardableResult public func PyUnicodeDecodeError_SetStart(_ exc: PyObj, _ start: Int) -> Int32 { exc.ue_start = start; return 0 }
/// Origin: `PyUnicodeEncodeError_SetEnd`; always 0.
@discardableResult public func PyUnicodeEncodeError_SetEnd(_ exc: PyObj, _ end: Int) -> Int32 { exc.ue_end = end; return 0 }
/// Origin: `PyUnicodeDecodeError_SetEnd`; always 0.
@discardableResult public func PyUnicodeDecodeError_SetEnd(_ exc: PyObj, _ end: Int) -> Int32 { exc.ue_end = end; return 0 }
/// Sets the reason; -1 with MemoryError. Origin: `PyUnicodeEncodeError_SetReason`.
@discardableResult public func PyUnicodeEncodeError_SetReason(_ exc: PyObj, _ reason: String) -> Int32 {
    guard let text = PyUnicode_FromString(reason) else { return -1 }
    Py_XSETREF(exc, 104, text)
    return 0
}
/// Origin: `PyUnicodeDecodeError_SetReason`.
@discardableResult public func PyUnicodeDecodeError_SetReason(_ exc: PyObj, _ reason: String) -> Int32 {
    PyUnicodeEncodeError_SetReason(exc, reason)
}

private func UnicodeError_clear(_ self_: PyObj) -> Int32 { clearFields(self_, StaticOffsets(a: 72, b: 80, c: 104)) }
private func UnicodeError_dealloc(_ self_: PyObj) { deallocException(self_, UnicodeError_clear) }
private func UnicodeError_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(self_, StaticOffsets(a: 72, b: 80, c: 104), visit, arg)
}

/// Reads the arguments by a format of U (str), O (any) and n (index) letters into fields at the offsets; -1 with TypeError.
private func parse(_ self_: PyObj, _ args: PyObj, _ format: [Character], _ offsets: [Int]) -> Int32 {
    let n = args.ob_size
    if n != format.count {
        PyErr_SetString(PyExc_TypeError, "function takes exactly \(format.count) arguments (\(n) given)")
        return -1
    }
    var found: [(Int, PyObj)] = []
    for i in 0..<n {
        let arg = PyTuple_GET_ITEM(args, i)
        switch format[i] {
        case "U":
            if !PyUnicode_Check(arg) {
                PyErr_SetString(
                    PyExc_TypeError, "argument \(i + 1) must be str, not \(arg == Py_None ? "None" : arg.typeName)")
                return -1
            }
            found.append((offsets[i], arg))
        case "n":
            guard let index = PyNumber_Index(arg) else { return -1 }
            let value = PyLong_AsSsize_t(index)
            Py_DECREF(index)
            if value == -1 && PyErr_Occurred() != nil { return -1 }
            self_.storeBytes(of: value, toByteOffset: offsets[i], as: Int.self)
        default: found.append((offsets[i], arg))
        }
    }
    for (offset, object) in found { self_.storeBytes(of: Py_NewRef(object), toByteOffset: offset, as: PyObj?.self) }
    return 0
}

private func reset(_ self_: PyObj) {
    Py_CLEAR(self_, 72)
    Py_CLEAR(self_, 80)
    Py_CLEAR(self_, 104)
}

private func UnicodeEncodeError_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, kwds) == -1 { return -1 }
    reset(self_)
    return parse(self_, args, ["U", "U", "n", "n", "U"], [72, 80, 88, 96, 104])
}

private func UnicodeDecodeError_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, kwds) == -1 { return -1 }
    reset(self_)
    if parse(self_, args, ["U", "O", "n", "n", "U"], [72, 80, 88, 96, 104]) < 0 { return -1 }
    let object = self_.exc_word1.unsafelyUnwrapped
    if PyBytes_Check(object) { return 0 }
    if PyByteArray_Check(object) {
        guard let copy = PyBytes_FromStringAndSize(object.ob_start, object.ob_size) else {
            reset(self_)
            return -1
        }
        Py_XSETREF(self_, 80, copy)
        return 0
    }
    PyErr_SetString(PyExc_TypeError, "a bytes-like object is required, not '\(object.typeName)'")
    reset(self_)
    return -1
}

private func UnicodeTranslateError_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if BaseException_init(self_, args, kwds) == -1 { return -1 }
    reset(self_)
    return parse(self_, args, ["U", "n", "n", "U"], [80, 88, 96, 104])
}

/// A number in hexadecimal, padded with zeros.
private func hex(_ n: UInt32, _ width: Int) -> String {
    let text = String(n, radix: 16)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}

/// A character as an escape: \x, \u or \U.
private func escaped(_ c: UInt32) -> String {
    c <= 0xff ? "\\x" + hex(c, 2) : c <= 0xffff ? "\\u" + hex(c, 4) : "\\U" + hex(c, 8)
}

private func UnicodeEncodeError_str(_ self_: PyObj) -> PyObj? {
    guard let object = self_.exc_word1 else { return PyUnicode_FromString("") }
    let reason = strText(self_.exc_word4 ?? Py_None)
    let encoding = strText(self_.exc_word0 ?? Py_None)
    let (start, end) = (self_.ue_start, self_.ue_end)
    if start < PyUnicode_GET_LENGTH(object) && end == start + 1 {
        let c = escaped(PyUnicode_READ_CHAR(object, start))
        return PyUnicode_FromString("'\(encoding)' codec can't encode character '\(c)' in position \(start): \(reason)")
    }
    return PyUnicode_FromString("'\(encoding)' codec can't encode characters in position \(start)-\(end - 1): \(reason)")
}

private func UnicodeDecodeError_str(_ self_: PyObj) -> PyObj? {
    guard let object = self_.exc_word1 else { return PyUnicode_FromString("") }
    let reason = strText(self_.exc_word4 ?? Py_None)
    let encoding = strText(self_.exc_word0 ?? Py_None)
    let (start, end) = (self_.ue_start, self_.ue_end)
    if start < object.ob_size && end == start + 1 {
        let byte = object.load(fromByteOffset: 32 + start, as: UInt8.self)
        return PyUnicode_FromString(
            "'\(encoding)' codec can't decode byte 0x\(hex(UInt32(byte), 2)) in position \(start): \(reason)")
    }
    return PyUnicode_FromString("'\(encoding)' codec can't decode bytes in position \(start)-\(end - 1): \(reason)")
}

private func UnicodeTranslateError_str(_ self_: PyObj) -> PyObj? {
    guard let object = self_.exc_word1 else { return PyUnicode_FromString("") }
    let reason = strText(self_.exc_word4 ?? Py_None)
    let (start, end) = (self_.ue_start, self_.ue_end)
    if start < PyUnicode_GET_LENGTH(object) && end == start + 1 {
        let c = escaped(PyUnicode_READ_CHAR(object, start))
        return PyUnicode_FromString("can't translate character '\(c)' in position \(start): \(reason)")
    }
    return PyUnicode_FromString("can't translate characters in position \(start)-\(end - 1): \(reason)")
}

/// Fills the slots of the Unicode error classes.
func initUnicodeErrorTypes() {
    initExceptionType(PyExc_UnicodeError, "UnicodeError", base: PyExc_ValueError)
    for (type, name, initialise, str) in [
        (
            PyExc_UnicodeEncodeError, "UnicodeEncodeError" as StaticString, UnicodeEncodeError_init as initproc,
            UnicodeEncodeError_str as reprfunc
        ), (PyExc_UnicodeDecodeError, "UnicodeDecodeError", UnicodeDecodeError_init, UnicodeDecodeError_str),
        (PyExc_UnicodeTranslateError, "UnicodeTranslateError", UnicodeTranslateError_init, UnicodeTranslateError_str),
    ] {
        initExceptionType(
            type, name, base: PyExc_UnicodeError, size: 112, dealloc: UnicodeError_dealloc, traverse: UnicodeError_traverse,
            clear: UnicodeError_clear, initialise: initialise, str: str)
        type.setMembers([
            MemberSpec("encoding", .object, 72, readonly: false), MemberSpec("object", .object, 80, readonly: false),
            MemberSpec("start", .pyssizet, 88, readonly: false), MemberSpec("end", .pyssizet, 96, readonly: false),
            MemberSpec("reason", .object, 104, readonly: false),
        ])
    }
}
