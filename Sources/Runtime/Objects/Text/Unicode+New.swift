import Glibc
import Memory
import Trace

// Making and resizing strings. Origin: Objects/unicodeobject.c.

/// A new string of `size` code points that may be as large as `maxchar`; its content is not initialised but for the final null.
/// For size 0 the empty string.
func PyUnicode_New(_ size: Int, _ maxchar: UInt32) -> PyObj? {
    if size == 0 { return Py_NewRef(emptyUnicode) }
    if _slowPath(size < 0) {
        PyErr_SetString(PyExc_SystemError, "Negative size passed to PyUnicode_New")
        return nil
    }
    if _fastPath(maxchar < 128) {
        if _slowPath(size > Int.max - 64) { return PyErr_NoMemory() }
        guard let op = PyObject_Malloc(48 &+ size &+ 1) else { return PyErr_NoMemory() }
        op.ob_refcnt = 1
        op.ob_type = PyUnicode_Type
        op.unicode_length = size
        op.unicode_hash = -1
        op.storeBytes(of: UInt64(UnicodeState.compactASCII), toByteOffset: 32, as: UInt64.self)
        op.wstr = nil
        op.storeBytes(of: 0, toByteOffset: 48 &+ size, as: UInt8.self)
        emitIfTracing(.newObject(op, PyUnicode_Type))
        return op
    }
    if maxchar > 0x10ffff {
        PyErr_SetString(PyExc_SystemError, "invalid maximum character passed to PyUnicode_New")
        return nil
    }
    let kind = maxchar < 256 ? 1 : maxchar < 65536 ? 2 : 4
    if _slowPath(size > (Int.max - 72) / kind - 1) { return PyErr_NoMemory() }
    guard let op = PyObject_Malloc(72 + (size + 1) * kind) else { return PyErr_NoMemory() }
    op.ob_refcnt = 1
    op.ob_type = PyUnicode_Type
    op.unicode_length = size
    op.unicode_hash = -1
    op.storeBytes(of: UInt64(UnicodeState.compactWide(kind)), toByteOffset: 32, as: UInt64.self)
    op.utf8 = nil
    op.utf8_length = 0
    // wchar_t has four bytes here, so a string of kind 4 is its own wide string.
    op.wstr = kind == 4 ? op + 72 : nil
    op.wstr_length = kind == 4 ? size : 0
    unicodeWrite(kind, op + 72, size, 0)
    emitIfTracing(.newObject(op, PyUnicode_Type))
    return op
}

/// The cached string of one Latin-1 character, a new reference. Origin: get_latin1_char.
@inline(__always) func get_latin1_char(_ c: UInt8) -> PyObj { Py_NewRef(latin1Character(c)) }

/// A string of one code point. Origin: unicode_char.
func unicode_char(_ c: UInt32) -> PyObj? {
    if c < 256 { return get_latin1_char(UInt8(c)) }
    guard let op = PyUnicode_New(1, c) else { return nil }
    PyUnicode_WRITE(op, 0, c)
    return op
}
/// `chr(ordinal)`.
func PyUnicode_FromOrdinal(_ ordinal: Int) -> PyObj? {
    if ordinal < 0 || ordinal > 0x10ffff {
        PyErr_SetString(PyExc_ValueError, "chr() arg not in range(0x110000)")
        return nil
    }
    return unicode_char(UInt32(ordinal))
}

/// A string of ASCII bytes. Origin: _PyUnicode_FromASCII.
func _PyUnicode_FromASCII(_ p: UnsafeRawPointer, _ n: Int) -> PyObj? {
    if n == 1 { return get_latin1_char(p.load(as: UInt8.self)) }
    guard let op = PyUnicode_New(n, 127) else { return nil }
    if n > 0 { memcpy(op + 48, p, n) }
    return op
}
/// A string of a known short text: ASCII only.
func _PyUnicode_FromASCII(_ s: StaticString) -> PyObj? { _PyUnicode_FromASCII(s.utf8Start, s.utf8CodeUnitCount) }

/// A string of the code points of a buffer of a kind, in the narrowest form. Origin: PyUnicode_FromKindAndData.
func PyUnicode_FromKindAndData(_ kind: Int, _ data: UnsafeRawPointer, _ n: Int) -> PyObj? {
    if n == 0 { return Py_NewRef(emptyUnicode) }
    if n == 1 { return unicode_char(unicodeRead(kind, data, 0)) }
    guard let op = PyUnicode_New(n, unicodeFindMaxChar(kind, data, 0, n)) else { return nil }
    unicodeConvert(PyUnicode_KIND(op), PyUnicode_DATA(op), 0, kind, data, 0, n)
    return op
}

/// A str with the text of a Swift string.
public func PyUnicode_FromString(_ s: String) -> PyObj? {
    var s = s
    return s.withUTF8 { PyUnicode_FromUTF8($0.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped, $0.count) }
}
/// A str of UTF-8 bytes; UnicodeDecodeError if they are malformed. Origin: PyUnicode_FromStringAndSize.
public func PyUnicode_FromUTF8(_ p: UnsafeRawPointer, _ n: Int) -> PyObj? { PyUnicode_DecodeUTF8Stateful(p, n, nil, nil) }
/// A str of UTF-8 bytes. Origin: Objects/unicodeobject.c.
func PyUnicode_FromStringAndSize(_ p: UnsafeRawPointer, _ n: Int) -> PyObj? { PyUnicode_FromUTF8(p, n) }
/// A str of a null-terminated UTF-8 text.
func PyUnicode_FromCString(_ p: UnsafeRawPointer) -> PyObj? {
    PyUnicode_FromUTF8(p, strlen(p.assumingMemoryBound(to: CChar.self)))
}

/// An exact str with the same text. Origin: _PyUnicode_Copy.
func _PyUnicode_Copy(_ op: PyObj) -> PyObj? {
    let n = PyUnicode_GET_LENGTH(op)
    guard let copy = PyUnicode_New(n, PyUnicode_MAX_CHAR_VALUE(op)) else { return nil }
    if n > 0 { memcpy(PyUnicode_DATA(copy), PyUnicode_DATA(op), n * PyUnicode_KIND(op)) }
    return copy
}
/// The string itself, or an exact copy of a subclass's instance. Origin: unicode_result_unchanged.
func unicode_result_unchanged(_ op: PyObj) -> PyObj? { PyUnicode_CheckExact(op) ? Py_NewRef(op) : _PyUnicode_Copy(op) }
/// Like `unicode_result_unchanged`, with a TypeError for what is no str. Origin: PyUnicode_FromObject.
func PyUnicode_FromObject(_ op: PyObj) -> PyObj? {
    if PyUnicode_CheckExact(op) { return Py_NewRef(op) }
    if PyUnicode_Check(op) { return _PyUnicode_Copy(op) }
    PyErr_SetString(PyExc_TypeError, "Can't convert '\(op.typeName)' object to str implicitly")
    return nil
}
/// Replaces a new empty or one-character Latin-1 string by the cached one. Origin: unicode_result_ready.
func unicode_result(_ op: PyObj) -> PyObj {
    let n = PyUnicode_GET_LENGTH(op)
    if n > 1 { return op }
    var cached = emptyUnicode
    if n == 1 {
        if PyUnicode_KIND(op) != 1 { return op }
        cached = latin1Character(PyUnicode_DATA(op).load(as: UInt8.self))
    }
    if cached != op {
        Py_INCREF(cached)
        Py_DECREF(op)
    }
    return cached
}

/// The part from start to end (both at least 0). Origin: PyUnicode_Substring.
func PyUnicode_Substring(_ op: PyObj, _ start: Int, _ end: Int) -> PyObj? {
    let length = PyUnicode_GET_LENGTH(op)
    let end = min(end, length)
    if start == 0 && end == length { return unicode_result_unchanged(op) }
    if start < 0 || end < 0 {
        PyErr_SetString(PyExc_IndexError, "string index out of range")
        return nil
    }
    if start >= length || end < start { return Py_NewRef(emptyUnicode) }
    if PyUnicode_IS_ASCII(op) { return _PyUnicode_FromASCII(PyUnicode_DATA(op) + start, end - start) }
    let kind = PyUnicode_KIND(op)
    return PyUnicode_FromKindAndData(kind, PyUnicode_DATA(op) + start * kind, end - start)
}
/// The character at an index, or -1 with an IndexError. Origin: PyUnicode_ReadChar.
func PyUnicode_ReadChar(_ op: PyObj, _ index: Int) -> Int {
    if index < 0 || index >= PyUnicode_GET_LENGTH(op) {
        PyErr_SetString(PyExc_IndexError, "string index out of range")
        return -1
    }
    return Int(PyUnicode_READ(op, index))
}

/// Whether the object may be changed in place: one reference, no hash, not interned, exact str. Origin: unicode_modifiable.
@inline(__always) func unicode_modifiable(_ op: PyObj) -> Bool {
    op.ob_refcnt == 1 && op.unicode_hash == -1 && op.unicode_state & UnicodeState.internedMask == 0 && op.ob_type == PyUnicode_Type
}

/// Whether there is a separate block with the UTF-8 form. Origin: _PyUnicode_HAS_UTF8_MEMORY.
@inline(__always) func unicodeHasUTF8Memory(_ op: PyObj) -> Bool {
    if PyUnicode_IS_COMPACT_ASCII(op) { return false }
    guard let utf8 = op.utf8 else { return false }
    return utf8 != PyUnicode_DATA(op)
}

/// Changes the length of a modifiable compact string; returns its new address. Origin: resize_compact.
func resize_compact(_ op: PyObj, _ length: Int) -> PyObj? {
    let kind = PyUnicode_KIND(op)
    let ascii = PyUnicode_IS_ASCII(op)
    let head = ascii ? 48 : 72
    if length > (Int.max - head) / kind - 1 { return PyErr_NoMemory() }
    if unicodeHasUTF8Memory(op) {
        PyObject_Free(op.utf8)
        op.utf8 = nil
        op.utf8_length = 0
    }
    let old = op.unicode_length
    guard let new = PyObject_Realloc(op, head + (length + 1) * kind) else { return PyErr_NoMemory() }
    new.ob_refcnt = 1
    new.unicode_length = length
    if kind == 4 {
        new.wstr = new + 72
        new.wstr_length = length
    }
    unicodeWrite(kind, new + head, length, 0)
    emitIfTracing(.resize, new, length, old)
    return new
}

/// Changes a string's length; the variable may get another object. -1 on error. Origin: unicode_resize.
func PyUnicode_Resize(_ p: UnsafeMutablePointer<PyObj?>, _ length: Int) -> Int32 {
    guard let op = p.pointee, PyUnicode_Check(op), length >= 0 else {
        PyErr_BadInternalCall()
        return -1
    }
    let old = PyUnicode_GET_LENGTH(op)
    if old == length { return 0 }
    if length == 0 {
        p.pointee = Py_NewRef(emptyUnicode)
        Py_DECREF(op)
        return 0
    }
    if !unicode_modifiable(op) || !PyUnicode_IS_COMPACT(op) {
        guard let copy = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(op)) else { return -1 }
        _PyUnicode_FastCopyCharacters(copy, 0, op, 0, min(old, length))
        p.pointee = copy
        Py_DECREF(op)
        return 0
    }
    guard let new = resize_compact(op, length) else { return -1 }
    p.pointee = new
    return 0
}

/// Narrows a new string to the kind that its content needs. Takes and returns ownership. Origin: unicode_adjust_maxchar.
func unicode_adjust_maxchar(_ op: PyObj) -> PyObj? {
    if PyUnicode_IS_ASCII(op) { return op }
    let n = PyUnicode_GET_LENGTH(op)
    let maxchar = _PyUnicode_FindMaxChar(op, 0, n)
    if maxchar == PyUnicode_MAX_CHAR_VALUE(op) { return op }
    let copy = PyUnicode_New(n, maxchar)
    if let copy { _PyUnicode_FastCopyCharacters(copy, 0, op, 0, n) }
    Py_DECREF(op)
    return copy
}

/// `left + right`. Origin: PyUnicode_Concat.
func PyUnicode_Concat(_ left: PyObj, _ right: PyObj) -> PyObj? {
    guard PyUnicode_Check(left) else {
        PyErr_SetString(PyExc_TypeError, "must be str, not \(left.typeName)")
        return nil
    }
    guard PyUnicode_Check(right) else {
        PyErr_SetString(PyExc_TypeError, "can only concatenate str (not \"\(right.typeName)\") to str")
        return nil
    }
    if left == emptyUnicode { return PyUnicode_FromObject(right) }
    if right == emptyUnicode { return PyUnicode_FromObject(left) }
    let n = left.unicode_length
    let m = right.unicode_length
    if _fastPath(left.unicode_state & right.unicode_state & 96 == 96) {
        guard let op = PyUnicode_New(n &+ m, 127) else { return nil }
        memcpy(op + 48, left + 48, n)
        memcpy(op + 48 + n, right + 48, m)
        return op
    }
    if n > Int.max - m {
        PyErr_SetString(PyExc_OverflowError, "strings are too large to concat")
        return nil
    }
    guard let op = PyUnicode_New(n + m, max(PyUnicode_MAX_CHAR_VALUE(left), PyUnicode_MAX_CHAR_VALUE(right))) else { return nil }
    _PyUnicode_FastCopyCharacters(op, 0, left, 0, n)
    _PyUnicode_FastCopyCharacters(op, n, right, 0, m)
    return op
}

/// Replaces a string by itself plus another one, in place when nobody can see it; nil in the variable on error. Origin: PyUnicode_Append.
func PyUnicode_Append(_ p: UnsafeMutablePointer<PyObj?>, _ right: PyObj?) {
    guard let left = p.pointee, let right, PyUnicode_Check(left), PyUnicode_Check(right) else {
        if PyErr_Occurred() == nil { PyErr_BadInternalCall() }
        let old = p.pointee
        p.pointee = nil
        Py_XDECREF(old)
        return
    }
    if left == emptyUnicode {
        Py_DECREF(left)
        p.pointee = Py_NewRef(right)
        return
    }
    if right == emptyUnicode { return }
    let n = left.unicode_length
    let m = right.unicode_length
    if unicode_modifiable(left) && right.ob_type == PyUnicode_Type && PyUnicode_KIND(right) <= PyUnicode_KIND(left)
        && !(PyUnicode_IS_ASCII(left) && !PyUnicode_IS_ASCII(right))
    {
        if PyUnicode_Resize(p, n + m) != 0 {
            p.pointee = nil
            Py_DECREF(left)
            return
        }
        _PyUnicode_FastCopyCharacters(p.pointee.unsafelyUnwrapped, n, right, 0, m)
        return
    }
    let maxchar = max(PyUnicode_MAX_CHAR_VALUE(left), PyUnicode_MAX_CHAR_VALUE(right))
    let op = PyUnicode_New(n + m, maxchar)
    if let op {
        _PyUnicode_FastCopyCharacters(op, 0, left, 0, n)
        _PyUnicode_FastCopyCharacters(op, n, right, 0, m)
    }
    p.pointee = op
    Py_DECREF(left)
}
/// `PyUnicode_Append` that also drops the right operand.
func PyUnicode_AppendAndDel(_ p: UnsafeMutablePointer<PyObj?>, _ right: PyObj?) {
    PyUnicode_Append(p, right)
    Py_XDECREF(right)
}
