import Glibc
import Memory

// Searching in buffers of 1, 2 or 4 byte characters, for str, bytes and bytearray. Origin: Objects/stringlib/fastsearch.h (same results;
// the C library's searches do the work for one-byte characters).

/// The first index of a character, or -1.
@inline(__always)
func findChar(_ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ c: UInt32) -> Int {
    if n <= 0 { return -1 }
    switch kind {
    case 1:
        if c > 0xff { return -1 }
        guard let p = memchr(s, Int32(c), n) else { return -1 }
        return UnsafeRawPointer(p) - s
    case 2:
        if c > 0xffff { return -1 }
        let p = s.assumingMemoryBound(to: UInt16.self)
        let x = UInt16(c)
        for i in 0..<n where p[i] == x { return i }
        return -1
    default:
        let p = s.assumingMemoryBound(to: UInt32.self)
        for i in 0..<n where p[i] == c { return i }
        return -1
    }
}
/// The last index of a character, or -1.
func rfindChar(_ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ c: UInt32) -> Int {
    var i = n - 1
    while i >= 0 {
        if unicodeRead(kind, s, i) == c { return i }
        i -= 1
    }
    return -1
}

/// The first index of a needle of the same kind, or -1; 0 for an empty needle.
func anyFind(_ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ p: UnsafeRawPointer, _ m: Int) -> Int {
    if m == 0 { return 0 }
    if n < m { return -1 }
    if m == 1 { return findChar(kind, s, n, unicodeRead(kind, p, 0)) }
    if kind == 1 {
        guard let hit = memmem(s, n, p, m) else { return -1 }
        return UnsafeRawPointer(hit) - s
    }
    var from = 0
    while true {
        // A hit that does not begin at a character is none.
        guard let hit = memmem(s + from, n * kind - from, p, m * kind) else { return -1 }
        let offset = UnsafeRawPointer(hit) - s
        if offset % kind == 0 { return offset / kind }
        from = offset + 1
    }
}
/// The last index of a needle of the same kind, or -1; `n` for an empty needle.
func anyRfind(_ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ p: UnsafeRawPointer, _ m: Int) -> Int {
    if m == 0 { return n }
    if n < m { return -1 }
    let first = unicodeRead(kind, p, 0)
    if m == 1 { return rfindChar(kind, s, n, first) }
    var i = n - m
    while i >= 0 {
        if unicodeRead(kind, s, i) == first && memcmp(s + i * kind, p, m * kind) == 0 { return i }
        i -= 1
    }
    return -1
}
/// How often a needle of the same kind occurs without overlap, at most `maxcount` times.
func anyCount(_ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ p: UnsafeRawPointer, _ m: Int, _ maxcount: Int) -> Int {
    if n < 0 { return 0 }
    if m == 0 { return n < maxcount ? n + 1 : maxcount }
    var count = 0
    var i = 0
    while count < maxcount {
        let k = anyFind(kind, s + i * kind, n - i, p, m)
        if k < 0 { break }
        count += 1
        i += k + m
    }
    return count
}

/// Brings slice bounds into 0…n as Python does. Origin: ADJUST_INDICES.
@inline(__always) func adjustIndices(_ start: inout Int, _ end: inout Int, _ n: Int) {
    if end > n {
        end = n
    } else if end < 0 {
        end += n
        if end < 0 { end = 0 }
    }
    if start < 0 {
        start += n
        if start < 0 { start = 0 }
    }
}

/// Whether an object has `__index__`.
@inline(__always) func hasIndex(_ op: PyObj) -> Bool { op.ob_type.tp_as_number?.nb_index != nil }

/// A slice bound: None leaves the default; -1 with a TypeError for what is no integer.
func sliceBound(_ op: PyObj, _ value: inout Int) -> Bool {
    if op == Py_None { return true }
    if hasIndex(op) {
        let x = PyNumber_AsSsize_t(op, nil)
        if x == -1 && PyErr_Occurred() != nil { return false }
        value = x
        return true
    }
    PyErr_SetString(PyExc_TypeError, "slice indices must be integers or None or have an __index__ method")
    return false
}
/// The arguments of find, count, startswith and their like: sub, start, end. Origin: stringlib parse_args_finds.
func parseArgsFinds(_ name: StaticString, _ args: PyObj, _ start: inout Int, _ end: inout Int) -> PyObj? {
    let n = args.ob_size
    if n < 1 || n > 3 {
        PyErr_SetString(
            PyExc_TypeError, "\(name)() takes at \(n < 1 ? "least 1 argument" : "most 3 arguments") (\(n) given)")
        return nil
    }
    if n > 1 && !sliceBound(PyTuple_GET_ITEM(args, 1), &start) { return nil }
    if n > 2 && !sliceBound(PyTuple_GET_ITEM(args, 2), &end) { return nil }
    return PyTuple_GET_ITEM(args, 0)
}
/// A `Py_ssize_t` argument; nil with an exception. Origin: Argument Clinic's Py_ssize_t.
func clinicSsize(_ op: PyObj) -> Int? {
    if PyLong_CheckExact(op) {
        let x = PyLong_AsSsize_t(op)
        return x == -1 && PyErr_Occurred() != nil ? nil : x
    }
    guard let index = PyNumber_Index(op) else { return nil }
    let x = PyLong_AsSsize_t(index)
    Py_DECREF(index)
    return x == -1 && PyErr_Occurred() != nil ? nil : x
}
/// An `int` argument; nil with an exception. Origin: Argument Clinic's int.
func clinicInt(_ op: PyObj) -> Int? {
    let x = _PyLong_AsInt(op)
    return x == -1 && PyErr_Occurred() != nil ? nil : Int(x)
}
/// A `str` argument as a Swift text; nil with an exception. Origin: Argument Clinic's str.
func clinicString(_ function: String, _ display: String, _ op: PyObj) -> String? {
    guard PyUnicode_Check(op) else {
        _PyArg_BadArgument(function, display, "str", op)
        return nil
    }
    guard let utf8 = PyUnicode_AsUTF8AndSize(op) else { return nil }
    if utf8.contains(0) {
        PyErr_SetString(PyExc_ValueError, "embedded null character")
        return nil
    }
    return String(decoding: utf8, as: UTF8.self)
}
