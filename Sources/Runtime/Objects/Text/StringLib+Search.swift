import Glibc
import Memory

// Searching in buffers of 1, 2 or 4 byte characters, for str, bytes and bytearray. Origin: Objects/stringlib/fastsearch.h (same results,
// other methods).

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
    switch kind {
    case 1: return search(s.assumingMemoryBound(to: UInt8.self), n, p.assumingMemoryBound(to: UInt8.self), m)
    case 2: return search(s.assumingMemoryBound(to: UInt16.self), n, p.assumingMemoryBound(to: UInt16.self), m)
    default: return search(s.assumingMemoryBound(to: UInt32.self), n, p.assumingMemoryBound(to: UInt32.self), m)
    }
}
/// Looks for the first character, then compares; when that has cost too much, a search in linear time goes on.
@inline(__always)
private func search<C: FixedWidthInteger & UnsignedInteger>(_ s: UnsafePointer<C>, _ n: Int, _ p: UnsafePointer<C>, _ m: Int) -> Int
{
    let first = p[0]
    let last = p[m &- 1]
    var budget = 4 &* n &+ 256
    var i = 0
    let end = n &- m
    while i <= end {
        if MemoryLayout<C>.size == 1 {
            guard let hit = memchr(s + i, Int32(truncatingIfNeeded: first), end &- i &+ 1) else { return -1 }
            i = UnsafeRawPointer(hit) - UnsafeRawPointer(s)
        } else {
            while i <= end && s[i] != first { i &+= 1 }
            if i > end { return -1 }
        }
        if s[i &+ m &- 1] == last {
            var k = 1
            while k < m && s[i &+ k] == p[k] { k &+= 1 }
            if k == m { return i }
            budget &-= k
        }
        i &+= 1
        budget &-= 1
        if budget < 0 {
            let rest = linearSearch(s + i, n &- i, p, m)
            return rest < 0 ? -1 : i &+ rest
        }
    }
    return -1
}
/// Knuth, Morris and Pratt: never looks at a character of the text twice.
@inline(never)
private func linearSearch<C: FixedWidthInteger & UnsignedInteger>(_ s: UnsafePointer<C>, _ n: Int, _ p: UnsafePointer<C>, _ m: Int)
    -> Int
{
    withUnsafeTemporaryAllocation(of: Int.self, capacity: m) { fail in
        fail[0] = 0
        var k = 0
        for i in 1..<m {
            while k > 0 && p[i] != p[k] { k = fail[k - 1] }
            if p[i] == p[k] { k += 1 }
            fail[i] = k
        }
        k = 0
        for i in 0..<n {
            while k > 0 && s[i] != p[k] { k = fail[k - 1] }
            if s[i] == p[k] { k += 1 }
            if k == m { return i - m + 1 }
        }
        return -1
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
