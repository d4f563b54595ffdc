import Glibc
import Memory

// Splitting and partitioning, one text for str, bytes and bytearray. Origin: Objects/stringlib/split.h, partition.h.

/// What the algorithms need to know of the type.
protocol StringLib {
    /// Whether pieces must always be new objects.
    static var mutable: Bool { get }
    static func isSpace(_ c: UInt32) -> Bool
    static func isLinebreak(_ c: UInt32) -> Bool
    /// A new object from characters.
    static func make(_ kind: Int, _ p: UnsafeRawPointer, _ n: Int) -> PyObj?
    /// Whether all characters are below 128, so that pieces need not be looked at.
    static func isASCII(_ op: PyObj) -> Bool
    static func makeASCII(_ p: UnsafeRawPointer, _ n: Int) -> PyObj?
    /// Whether an object may stand for itself as a piece.
    static func isExact(_ op: PyObj) -> Bool
    /// The empty object, borrowed (immutable types only).
    static var empty: PyObj { get }
}

enum StrLib: StringLib {
    @inline(__always) static var mutable: Bool { false }
    @inline(__always) static func isSpace(_ c: UInt32) -> Bool { _PyUnicode_IsWhitespace(c) }
    @inline(__always) static func isLinebreak(_ c: UInt32) -> Bool { _PyUnicode_IsLinebreak(c) }
    @inline(__always) static func make(_ kind: Int, _ p: UnsafeRawPointer, _ n: Int) -> PyObj? {
        PyUnicode_FromKindAndData(kind, p, n)
    }
    @inline(__always) static func isASCII(_ op: PyObj) -> Bool { PyUnicode_IS_ASCII(op) }
    @inline(__always) static func makeASCII(_ p: UnsafeRawPointer, _ n: Int) -> PyObj? { _PyUnicode_FromASCII(p, n) }
    @inline(__always) static func isExact(_ op: PyObj) -> Bool { PyUnicode_CheckExact(op) }
    @inline(__always) static var empty: PyObj { emptyUnicode }
}
enum BytesLib: StringLib {
    @inline(__always) static var mutable: Bool { false }
    @inline(__always) static func isSpace(_ c: UInt32) -> Bool { c == 32 || c &- 9 < 5 }
    @inline(__always) static func isLinebreak(_ c: UInt32) -> Bool { c == 10 || c == 13 }
    @inline(__always) static func make(_ kind: Int, _ p: UnsafeRawPointer, _ n: Int) -> PyObj? { PyBytes_FromStringAndSize(p, n) }
    @inline(__always) static func isASCII(_ op: PyObj) -> Bool { false }
    @inline(__always) static func makeASCII(_ p: UnsafeRawPointer, _ n: Int) -> PyObj? { PyBytes_FromStringAndSize(p, n) }
    @inline(__always) static func isExact(_ op: PyObj) -> Bool { PyBytes_CheckExact(op) }
    @inline(__always) static var empty: PyObj { emptyBytes }
}
enum ByteArrayLib: StringLib {
    @inline(__always) static var mutable: Bool { true }
    @inline(__always) static func isSpace(_ c: UInt32) -> Bool { c == 32 || c &- 9 < 5 }
    @inline(__always) static func isLinebreak(_ c: UInt32) -> Bool { c == 10 || c == 13 }
    @inline(__always) static func make(_ kind: Int, _ p: UnsafeRawPointer, _ n: Int) -> PyObj? {
        PyByteArray_FromStringAndSize(p, n)
    }
    @inline(__always) static func isASCII(_ op: PyObj) -> Bool { false }
    @inline(__always) static func makeASCII(_ p: UnsafeRawPointer, _ n: Int) -> PyObj? { PyByteArray_FromStringAndSize(p, n) }
    @inline(__always) static func isExact(_ op: PyObj) -> Bool { false }
    @inline(__always) static var empty: PyObj { emptyBytes }
}

/// A list with room for the usual number of pieces, filled without appends up to there.
private struct PieceList<L: StringLib> {
    let list: PyObj
    var count = 0
    let kind: Int
    let s: UnsafeRawPointer
    let ascii: Bool

    init?(_ op: PyObj, _ maxcount: Int, _ kind: Int, _ s: UnsafeRawPointer) {
        ascii = L.isASCII(op)
        guard let list = PyList_New(maxcount >= 12 ? 12 : maxcount + 1) else { return nil }
        (self.list, self.kind, self.s) = (list, kind, s)
    }
    /// Adds the characters i..<j; on failure the list is gone.
    @inline(__always) mutating func add(_ i: Int, _ j: Int) -> Bool {
        guard let sub = ascii ? L.makeASCII(s + i, j &- i) : L.make(kind, s + i &* kind, j &- i) else {
            Py_DECREF(list)
            return false
        }
        if count < 12 {
            PyList_SET_ITEM(list, count, sub)
        } else {
            let failed = PyList_Append(list, sub) != 0
            Py_DECREF(sub)
            if failed {
                Py_DECREF(list)
                return false
            }
        }
        count &+= 1
        return true
    }
    mutating func addWhole(_ op: PyObj) {
        PyList_SET_ITEM(list, 0, Py_NewRef(op))
        count += 1
    }
    func finish() -> PyObj? {
        list.ob_size = count
        return list
    }
    func finishReversed() -> PyObj? {
        list.ob_size = count
        if PyList_Reverse(list) < 0 {
            Py_DECREF(list)
            return nil
        }
        return list
    }
}

func splitWhitespace<L: StringLib>(_: L.Type, _ op: PyObj, _ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ maxcount: Int) -> PyObj?
{
    guard var out = PieceList<L>(op, maxcount, kind, s) else { return nil }
    var left = maxcount
    var i = 0
    while left > 0 {
        left &-= 1
        while i < n && L.isSpace(unicodeRead(kind, s, i)) { i &+= 1 }
        if i == n { break }
        let j = i
        i &+= 1
        while i < n && !L.isSpace(unicodeRead(kind, s, i)) { i &+= 1 }
        if !L.mutable && j == 0 && i == n && L.isExact(op) {
            out.addWhole(op)
            break
        }
        if !out.add(j, i) { return nil }
    }
    if i < n {
        while i < n && L.isSpace(unicodeRead(kind, s, i)) { i &+= 1 }
        if i != n && !out.add(i, n) { return nil }
    }
    return out.finish()
}
func rsplitWhitespace<L: StringLib>(_: L.Type, _ op: PyObj, _ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ maxcount: Int)
    -> PyObj?
{
    guard var out = PieceList<L>(op, maxcount, kind, s) else { return nil }
    var left = maxcount
    var i = n - 1
    while left > 0 {
        left -= 1
        while i >= 0 && L.isSpace(unicodeRead(kind, s, i)) { i -= 1 }
        if i < 0 { break }
        let j = i
        i -= 1
        while i >= 0 && !L.isSpace(unicodeRead(kind, s, i)) { i -= 1 }
        if !L.mutable && j == n - 1 && i < 0 && L.isExact(op) {
            out.addWhole(op)
            break
        }
        if !out.add(i + 1, j + 1) { return nil }
    }
    if i >= 0 {
        while i >= 0 && L.isSpace(unicodeRead(kind, s, i)) { i -= 1 }
        if i >= 0 && !out.add(0, i + 1) { return nil }
    }
    return out.finishReversed()
}
func splitSeparator<L: StringLib>(
    _: L.Type, _ op: PyObj, _ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ sep: UnsafeRawPointer, _ m: Int, _ maxcount: Int
) -> PyObj? {
    if m == 0 {
        PyErr_SetString(PyExc_ValueError, "empty separator")
        return nil
    }
    guard var out = PieceList<L>(op, maxcount, kind, s) else { return nil }
    var left = maxcount
    var i = 0
    while left > 0 {
        left &-= 1
        let k = anyFind(kind, s + i &* kind, n &- i, sep, m)
        if k < 0 { break }
        if !out.add(i, i &+ k) { return nil }
        i = i &+ k &+ m
    }
    if !L.mutable && out.count == 0 && L.isExact(op) {
        out.addWhole(op)
    } else if !out.add(i, n) {
        return nil
    }
    return out.finish()
}
func rsplitSeparator<L: StringLib>(
    _: L.Type, _ op: PyObj, _ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ sep: UnsafeRawPointer, _ m: Int, _ maxcount: Int
) -> PyObj? {
    if m == 0 {
        PyErr_SetString(PyExc_ValueError, "empty separator")
        return nil
    }
    guard var out = PieceList<L>(op, maxcount, kind, s) else { return nil }
    var left = maxcount
    var j = n
    while left > 0 {
        left -= 1
        let k = anyRfind(kind, s, j, sep, m)
        if k < 0 { break }
        if !out.add(k + m, j) { return nil }
        j = k
    }
    if !L.mutable && out.count == 0 && L.isExact(op) {
        out.addWhole(op)
    } else if !out.add(0, j) {
        return nil
    }
    return out.finishReversed()
}
func splitLines<L: StringLib>(_: L.Type, _ op: PyObj, _ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ keepends: Bool) -> PyObj? {
    guard let list = PyList_New(0) else { return nil }
    var i = 0
    var j = 0
    while i < n {
        while i < n && !L.isLinebreak(unicodeRead(kind, s, i)) { i += 1 }
        var eol = i
        if i < n {
            if unicodeRead(kind, s, i) == 13 && i + 1 < n && unicodeRead(kind, s, i + 1) == 10 { i += 2 } else { i += 1 }
            if keepends { eol = i }
        }
        if !L.mutable && j == 0 && eol == n && L.isExact(op) {
            if PyList_Append(list, op) != 0 {
                Py_DECREF(list)
                return nil
            }
            break
        }
        guard let sub = L.make(kind, s + j * kind, eol - j) else {
            Py_DECREF(list)
            return nil
        }
        let failed = PyList_Append(list, sub) != 0
        Py_DECREF(sub)
        if failed {
            Py_DECREF(list)
            return nil
        }
        j = i
    }
    return list
}

/// `partition` and `rpartition`; the needle has the same kind.
func partition<L: StringLib>(
    _: L.Type, _ op: PyObj, _ kind: Int, _ s: UnsafeRawPointer, _ n: Int, _ sepObject: PyObj, _ sep: UnsafeRawPointer, _ m: Int,
    right: Bool
) -> PyObj? {
    if m == 0 {
        PyErr_SetString(PyExc_ValueError, "empty separator")
        return nil
    }
    let pos = right ? anyRfind(kind, s, n, sep, m) : anyFind(kind, s, n, sep, m)
    if pos < 0 { return partitionMissing(L.self, op, kind, s, n, right: right) }
    guard let out = PyTuple_New(3) else { return nil }
    guard let head = L.make(kind, s, pos) else {
        Py_DECREF(out)
        return nil
    }
    PyTuple_SET_ITEM(out, 0, head)
    PyTuple_SET_ITEM(out, 1, Py_NewRef(sepObject))
    guard let tail = L.make(kind, s + (pos + m) * kind, n - pos - m) else {
        Py_DECREF(out)
        return nil
    }
    PyTuple_SET_ITEM(out, 2, tail)
    return out
}
/// The result of a partition whose separator does not occur.
func partitionMissing<L: StringLib>(_: L.Type, _ op: PyObj, _ kind: Int, _ s: UnsafeRawPointer, _ n: Int, right: Bool) -> PyObj? {
    guard let out = PyTuple_New(3) else { return nil }
    for i in 0..<3 {
        let whole = i == (right ? 2 : 0)
        let item: PyObj?
        if L.mutable {
            item = L.make(kind, s, whole ? n : 0)
        } else {
            item = Py_NewRef(whole ? op : L.empty)
        }
        guard let item else {
            Py_DECREF(out)
            return nil
        }
        PyTuple_SET_ITEM(out, i, item)
    }
    return out
}
