import Glibc
import Memory

// The methods that bytes and bytearray share, one text for both. Origin: Objects/bytes_methods.c, Objects/stringlib/transmogrify.h,
// ctype.h, join.h, replace.h.

/// bytes or bytearray.
protocol ByteStringLib: StringLib {
    static func data(_ op: PyObj) -> UnsafeMutableRawPointer
    /// The writable bytes of a new object of n bytes: the object, or nil with an exception.
    static func new(_ n: Int) -> PyObj?
}
extension ByteStringLib {
    /// The object itself if nothing changes: a copy for bytearray and subclasses. Origin: return_self.
    static func unchanged(_ op: PyObj) -> PyObj? { isExact(op) ? Py_NewRef(op) : make(1, data(op), op.ob_size) }
}
extension BytesLib: ByteStringLib {
    @inline(__always) static func data(_ op: PyObj) -> UnsafeMutableRawPointer { op + 32 }
    static func new(_ n: Int) -> PyObj? { PyBytes_FromStringAndSize(nil, n) }
}
extension ByteArrayLib: ByteStringLib {
    @inline(__always) static func data(_ op: PyObj) -> UnsafeMutableRawPointer { PyByteArray_AS_STRING(op) }
    static func new(_ n: Int) -> PyObj? { PyByteArray_FromStringAndSize(nil, n) }
}

/// The needle of find and its like: a bytes-like object, or one byte given as an int.
private func withNeedle<R>(_ op: PyObj, _ body: (UnsafeRawPointer, Int) -> R) -> R? {
    if PyObject_CheckBuffer(op) { return withBytes(op, body) }
    if !hasIndex(op) {
        PyErr_SetString(PyExc_TypeError, "argument should be integer or bytes-like object, not '\(op.typeName)'")
        return nil
    }
    let value = PyNumber_AsSsize_t(op, nil)
    if value == -1 && PyErr_Occurred() != nil { return nil }
    if value < 0 || value > 255 {
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)")
        return nil
    }
    var byte = UInt8(value)
    return withUnsafeBytes(of: &byte) { body($0.baseAddress.unsafelyUnwrapped, 1) }
}

func bytesFind<L: ByteStringLib>(_: L.Type, _ name: StaticString, _ op: PyObj, _ args: PyObj, right: Bool, mustExist: Bool)
    -> PyObj?
{
    var start = 0
    var end = Int.max
    guard let sub = parseArgsFinds(name, args, &start, &end) else { return nil }
    let found: Int? = withNeedle(sub) { p, m in
        let n = op.ob_size
        adjustIndices(&start, &end, n)
        if end - start < m { return -1 }
        let s = L.data(op) + start
        let k = right ? anyRfind(1, s, end - start, p, m) : anyFind(1, s, end - start, p, m)
        return k < 0 ? -1 : k + start
    }
    guard let found else { return nil }
    if found < 0 && mustExist {
        PyErr_SetString(PyExc_ValueError, "subsection not found")
        return nil
    }
    return PyLong_FromSsize_t(found)
}
func bytesCount<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ args: PyObj) -> PyObj? {
    var start = 0
    var end = Int.max
    guard let sub = parseArgsFinds("count", args, &start, &end) else { return nil }
    let count: Int? = withNeedle(sub) { p, m in
        adjustIndices(&start, &end, op.ob_size)
        return anyCount(1, L.data(op) + start, end - start, p, m, Int.max)
    }
    return count.flatMap { PyLong_FromSsize_t($0) }
}
/// `sq_contains`.
func bytesContains<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ arg: PyObj) -> Int32 {
    let value = PyNumber_AsSsize_t(arg, nil)
    if value == -1 && PyErr_Occurred() != nil {
        PyErr_Clear()
        return withBytes(arg) { p, m in anyFind(1, L.data(op), op.ob_size, p, m) >= 0 ? 1 : 0 } ?? -1
    }
    if value < 0 || value > 255 {
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)")
        return -1
    }
    return findChar(1, L.data(op), op.ob_size, UInt32(value)) >= 0 ? 1 : 0
}
func bytesTailmatch<L: ByteStringLib>(_: L.Type, _ name: StaticString, _ op: PyObj, _ args: PyObj, end atEnd: Bool) -> PyObj? {
    var start = 0
    var end = Int.max
    guard let sub = parseArgsFinds(name, args, &start, &end) else { return nil }
    func match(_ item: PyObj) -> Bool? {
        withBytes(item) { p, m in
            let n = op.ob_size
            var start = start
            var end = end
            adjustIndices(&start, &end, n)
            if atEnd {
                if end - start < m || start > n { return false }
                if end - m > start { start = end - m }
            } else if start > n - m {
                return false
            }
            if end - start < m { return false }
            return memcmp(L.data(op) + start, p, m) == 0
        }
    }
    if PyTuple_Check(sub) {
        for i in 0..<sub.ob_size {
            guard let hit = match(PyTuple_GET_ITEM(sub, i)) else { return nil }
            if hit { return PyBool_FromLong(true) }
        }
        return PyBool_FromLong(false)
    }
    guard let hit = match(sub) else {
        if PyErr_ExceptionMatches(PyExc_TypeError) {
            PyErr_SetString(PyExc_TypeError, "\(name) first arg must be bytes or a tuple of bytes, not \(sub.typeName)")
        }
        return nil
    }
    return PyBool_FromLong(hit)
}

// MARK: Split and join

func bytesSplit<L: ByteStringLib>(
    _: L.Type, _ name: StaticString, _ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, right: Bool
) -> PyObj? {
    withArguments(2) { a in
        if !unpackFast(name, args, nargs, kwnames, ["sep", "maxsplit"], 0, 2, 0, a) { return nil }
        var maxsplit = -1
        if let m = a[1] {
            guard let v = clinicSsize(m) else { return nil }
            maxsplit = v
        }
        if maxsplit < 0 { maxsplit = Int.max }
        let n = op.ob_size
        guard let sep = a[0], sep != Py_None else {
            let s = L.data(op)
            return right ? rsplitWhitespace(L.self, op, 1, s, n, maxsplit) : splitWhitespace(L.self, op, 1, s, n, maxsplit)
        }
        let result: PyObj?? = withBytes(sep) { p, m in
            right
                ? rsplitSeparator(L.self, op, 1, L.data(op), n, p, m, maxsplit)
                : splitSeparator(L.self, op, 1, L.data(op), n, p, m, maxsplit)
        }
        return result ?? nil
    }
}
func bytesSplitlines<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withArguments(1) { a in
        if !unpackFast("splitlines", args, nargs, kwnames, ["keepends"], 0, 1, 0, a) { return nil }
        var keepends = 0
        if let k = a[0] {
            guard let v = clinicInt(k) else { return nil }
            keepends = v
        }
        return splitLines(L.self, op, 1, L.data(op), op.ob_size, keepends != 0)
    }
}
func bytesPartition<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ sep: PyObj, right: Bool) -> PyObj? {
    // bytearray gives a copy of the separator; bytes the object itself.
    if L.mutable {
        let made: PyObj?? = withBytes(sep) { PyByteArray_FromStringAndSize($0, $1) }
        guard let outer = made, let copy = outer else { return nil }
        let result = partition(
            L.self, op, 1, L.data(op), op.ob_size, copy, PyByteArray_AS_STRING(copy), copy.ob_size, right: right)
        Py_DECREF(copy)
        return result
    }
    let result: PyObj?? = withBytes(sep) { p, m in
        partition(L.self, op, 1, L.data(op), op.ob_size, sep, p, m, right: right)
    }
    return result ?? nil
}
/// `join` of any iterable of bytes-like objects.
func bytesJoin<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ iterable: PyObj) -> PyObj? {
    guard let seq = PySequence_Fast(iterable, "can only join an iterable") else { return nil }
    defer { Py_DECREF(seq) }
    let count = seq.ob_size
    if count == 0 { return L.new(0) }
    func item(_ i: Int) -> PyObj {
        (PyList_Check(seq) ? seq.list_item.unsafelyUnwrapped : seq + 24).load(fromByteOffset: i * 8, as: PyObj.self)
    }
    if !L.mutable && count == 1 && PyBytes_CheckExact(item(0)) { return Py_NewRef(item(0)) }
    return withUnsafeTemporaryAllocation(of: Py_buffer.self, capacity: count) { views in
        views.initialize(repeating: Py_buffer())
        var filled = 0
        defer { for i in 0..<filled { PyBuffer_Release(&views[i]) } }
        var total = 0
        let m = op.ob_size
        for i in 0..<count {
            let x = item(i)
            if PyBytes_CheckExact(x) {
                views[i].obj = Py_NewRef(x)
                views[i].buf = PyBytes_AS_STRING(x)
                views[i].len = x.ob_size
            } else if PyObject_GetBuffer(x, &views[i], PyBUF_SIMPLE) != 0 {
                PyErr_SetString(PyExc_TypeError, "sequence item \(i): expected a bytes-like object, \(x.typeName) found")
                return nil
            }
            filled = i + 1
            let (sum, overflow) = total.addingReportingOverflow(views[i].len + (i == 0 ? 0 : m))
            if overflow {
                PyErr_SetString(PyExc_OverflowError, "join() result is too long")
                return nil
            }
            total = sum
            if count != seq.ob_size {
                PyErr_SetString(PyExc_RuntimeError, "sequence changed size during iteration")
                return nil
            }
        }
        guard let result = L.new(total) else { return nil }
        var to = L.data(result)
        for i in 0..<count {
            if i > 0 && m > 0 {
                memcpy(to, L.data(op), m)
                to += m
            }
            let k = views[i].len
            if k > 0, let from = views[i].buf {
                memcpy(to, from, k)
                to += k
            }
        }
        return result
    }
}
func bytesReplace<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("replace", nargs, 2, 3) { return nil }
    let result: PyObj?? = withBytes(args[0]) { old, m in
        let inner: PyObj?? = withBytes(args[1]) { new, k in
            var limit = Int.max
            if nargs > 2 {
                guard let v = clinicSsize(args[2]) else { return nil }
                if v >= 0 { limit = v }
            }
            let n = op.ob_size
            let s = UnsafeRawPointer(L.data(op))
            if n < m || limit == 0 || (m == 0 && k == 0) { return L.unchanged(op) }
            let count = anyCount(1, s, n, old, m, limit)
            if count == 0 { return L.unchanged(op) }
            if k > m && k - m > (Int.max - n) / count {
                PyErr_SetString(PyExc_OverflowError, "replace bytes is too long")
                return nil
            }
            guard let out = L.new(n + count * (k - m)) else { return nil }
            if out.ob_size == 0 { return out }
            let to = L.data(out)
            var i = 0
            var o = 0
            for step in 0..<count {
                if m == 0 {
                    memcpy(to + o, new, k)
                    o += k
                    if step == count - 1 { break }
                    memcpy(to + o, s + i, 1)
                    o += 1
                    i += 1
                    continue
                }
                let j = anyFind(1, s + i, n - i, old, m)
                memcpy(to + o, s + i, j)
                o += j
                memcpy(to + o, new, k)
                o += k
                i += j + m
            }
            if i < n { memcpy(to + o, s + i, n - i) }
            return out
        }
        return inner ?? nil
    }
    return result ?? nil
}

// MARK: Case and kinds of bytes

func bytesCase<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ operation: CaseOperation) -> PyObj? {
    let n = op.ob_size
    guard let out = L.new(n) else { return nil }
    if n == 0 { return out }
    let s = L.data(op).assumingMemoryBound(to: UInt8.self)
    let d = L.data(out).assumingMemoryBound(to: UInt8.self)
    func lower(_ b: UInt8) -> UInt8 { b &- 65 < 26 ? b + 32 : b }
    func upper(_ b: UInt8) -> UInt8 { b &- 97 < 26 ? b - 32 : b }
    var previous = false
    for i in 0..<n {
        let b = s[i]
        switch operation {
        case .lower, .fold: d[i] = lower(b)
        case .upper: d[i] = upper(b)
        case .capitalize: d[i] = i == 0 ? upper(b) : lower(b)
        case .swap: d[i] = isASCIILetter(UInt32(b)) ? b ^ 0x20 : b
        case .title:
            d[i] = previous ? lower(b) : upper(b)
            previous = isASCIILetter(UInt32(b))
        }
    }
    return out
}
@inline(__always)
func bytesAll<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ test: (UInt32) -> Bool) -> PyObj? {
    let n = op.ob_size
    if n == 0 { return PyBool_FromLong(false) }
    let s = L.data(op).assumingMemoryBound(to: UInt8.self)
    for i in 0..<n where !test(UInt32(s[i])) { return PyBool_FromLong(false) }
    return PyBool_FromLong(true)
}
func bytesIsLower<L: ByteStringLib>(_: L.Type, _ op: PyObj, lower: Bool) -> PyObj? {
    let s = L.data(op).assumingMemoryBound(to: UInt8.self)
    var cased = false
    for i in 0..<op.ob_size {
        let c = UInt32(s[i])
        if lower ? isASCIIUpper(c) : isASCIILower(c) { return PyBool_FromLong(false) }
        if lower ? isASCIILower(c) : isASCIIUpper(c) { cased = true }
    }
    return PyBool_FromLong(cased)
}
func bytesIsTitle<L: ByteStringLib>(_: L.Type, _ op: PyObj) -> PyObj? {
    let s = L.data(op).assumingMemoryBound(to: UInt8.self)
    var cased = false
    var previous = false
    for i in 0..<op.ob_size {
        let c = UInt32(s[i])
        if isASCIIUpper(c) {
            if previous { return PyBool_FromLong(false) }
            previous = true
            cased = true
        } else if isASCIILower(c) {
            if !previous { return PyBool_FromLong(false) }
            cased = true
        } else {
            previous = false
        }
    }
    return PyBool_FromLong(cased)
}

// MARK: Padding and stripping

private func bytesPad<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ left: Int, _ right: Int, _ fill: UInt8) -> PyObj? {
    let left = max(left, 0)
    let right = max(right, 0)
    if left == 0 && right == 0 { return L.unchanged(op) }
    let n = op.ob_size
    guard let out = L.new(left + n + right) else { return nil }
    let to = L.data(out)
    memset(to, Int32(fill), left)
    if n > 0 { memcpy(to + left, L.data(op), n) }
    memset(to + left + n, Int32(fill), right)
    return out
}
enum Justify { case left, right, center }
func bytesJustify<L: ByteStringLib>(_: L.Type, _ name: String, _ op: PyObj, _ args: PyArgs, _ nargs: Int, _ how: Justify) -> PyObj?
{
    if !_PyArg_CheckPositional(name, nargs, 1, 2) { return nil }
    guard let width = clinicSsize(args[0]) else { return nil }
    var fill: UInt8 = 32
    if nargs == 2 {
        let c = args[1]
        if PyBytes_Check(c) && c.ob_size == 1 {
            fill = PyBytes_AS_STRING(c).load(as: UInt8.self)
        } else if PyByteArray_Check(c) && c.ob_size == 1 {
            fill = PyByteArray_AS_STRING(c).load(as: UInt8.self)
        } else {
            _PyArg_BadArgument(name, "argument 2", "a byte string of length 1", c)
            return nil
        }
    }
    let n = op.ob_size
    if n >= width { return L.unchanged(op) }
    switch how {
    case .left: return bytesPad(L.self, op, 0, width - n, fill)
    case .right: return bytesPad(L.self, op, width - n, 0, fill)
    case .center:
        let margin = width - n
        let left = margin / 2 + (margin & width & 1)
        return bytesPad(L.self, op, left, margin - left, fill)
    }
}
func bytesZfill<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ arg: PyObj) -> PyObj? {
    guard let width = clinicSsize(arg) else { return nil }
    let n = op.ob_size
    if n >= width { return L.unchanged(op) }
    guard let out = bytesPad(L.self, op, width - n, 0, 48) else { return nil }
    let d = L.data(out).assumingMemoryBound(to: UInt8.self)
    if n > 0 && (d[width - n] == 43 || d[width - n] == 45) {
        d[0] = d[width - n]
        d[width - n] = 48
    }
    return out
}
func bytesStrip<L: ByteStringLib>(_: L.Type, _ name: String, _ op: PyObj, _ args: PyArgs, _ nargs: Int, left: Bool, right: Bool)
    -> PyObj?
{
    if !_PyArg_CheckPositional(name, nargs, 0, 1) { return nil }
    func strip(_ drop: (UInt32) -> Bool) -> PyObj? {
        let n = op.ob_size
        let s = L.data(op).assumingMemoryBound(to: UInt8.self)
        var i = 0
        var j = n
        if left { while i < n && drop(UInt32(s[i])) { i += 1 } }
        if right { while j > i && drop(UInt32(s[j - 1])) { j -= 1 } }
        if i == 0 && j == n && L.isExact(op) { return Py_NewRef(op) }
        return L.make(1, s + i, j - i)
    }
    if nargs == 0 || args[0] == Py_None { return strip(L.isSpace) }
    let result: PyObj?? = withBytes(args[0]) { p, m in strip { findChar(1, p, m, $0) >= 0 } }
    return result ?? nil
}
func bytesExpandtabs<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    var tabsize = 8
    let ok = withArguments(1) { a in
        if !unpackFast("expandtabs", args, nargs, kwnames, ["tabsize"], 0, 1, 0, a) { return false }
        if let t = a[0] {
            guard let v = clinicInt(t) else { return false }
            tabsize = v
        }
        return true
    }
    if !ok { return nil }
    let n = op.ob_size
    let s = L.data(op).assumingMemoryBound(to: UInt8.self)
    var size = 0
    var column = 0
    for i in 0..<n {
        if s[i] == 9 {
            if tabsize > 0 {
                let add = tabsize - column % tabsize
                if size > Int.max - add {
                    PyErr_SetString(PyExc_OverflowError, "result too long")
                    return nil
                }
                column += add
                size += add
            }
        } else {
            column += 1
            size += 1
            if s[i] == 10 || s[i] == 13 { column = 0 }
        }
    }
    guard let out = L.new(size) else { return nil }
    if size == 0 { return out }
    let d = L.data(out).assumingMemoryBound(to: UInt8.self)
    var o = 0
    column = 0
    for i in 0..<n {
        if s[i] == 9 {
            if tabsize > 0 {
                let add = tabsize - column % tabsize
                column += add
                for _ in 0..<add {
                    d[o] = 32
                    o += 1
                }
            }
        } else {
            column += 1
            d[o] = s[i]
            o += 1
            if s[i] == 10 || s[i] == 13 { column = 0 }
        }
    }
    return out
}
func bytesRemoveAffix<L: ByteStringLib>(_: L.Type, _ op: PyObj, _ affix: PyObj, suffix: Bool) -> PyObj? {
    let result: PyObj?? = withBytes(affix) { p, m in
        let n = op.ob_size
        let s = L.data(op)
        if n >= m && m > 0 && memcmp(suffix ? s + (n - m) : s, p, m) == 0 {
            return L.make(1, suffix ? s : s + m, n - m)
        }
        return L.unchanged(op)
    }
    return result ?? nil
}
