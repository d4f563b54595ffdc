import Glibc
import Memory

// Finding, counting, splitting, replacing and joining. Origin: Objects/unicodeobject.c.

/// A needle in the kind of the haystack (which must be at least as wide); a temporary block is made if the kinds differ.
/// Origin: unicode_askind.
@inline(__always)
func withKind<R>(_ op: PyObj, _ kind: Int, _ failed: R, _ body: (UnsafeRawPointer) -> R) -> R {
    let own = PyUnicode_KIND(op)
    if own == kind { return body(PyUnicode_DATA(op)) }
    let n = op.unicode_length
    guard let block = PyMem_Malloc(max(1, n * kind)) else {
        _ = PyErr_NoMemory()
        return failed
    }
    unicodeConvert(kind, block, 0, own, PyUnicode_DATA(op), 0, n)
    let result = body(block)
    PyMem_Free(block)
    return result
}

/// TypeError for what is no str. Origin: ensure_unicode.
@inline(__always) func ensure_unicode(_ op: PyObj) -> Bool {
    if PyUnicode_Check(op) { return true }
    PyErr_SetString(PyExc_TypeError, "must be str, not \(op.typeName)")
    return false
}

/// The index of a string in a slice of another, -1 if it does not occur, -2 with an exception. Origin: any_find_slice.
func unicodeFindSlice(_ s: PyObj, _ sub: PyObj, _ start: Int, _ end: Int, _ direction: Int) -> Int {
    let kind = PyUnicode_KIND(s)
    let subKind = PyUnicode_KIND(sub)
    if kind < subKind { return -1 }
    let m = sub.unicode_length
    var start = start
    var end = end
    adjustIndices(&start, &end, s.unicode_length)
    if end - start < m { return -1 }
    let base = UnsafeRawPointer(PyUnicode_DATA(s) + start * kind)
    if m == 1 {
        let c = PyUnicode_READ(sub, 0)
        let k = direction > 0 ? findChar(kind, base, end - start, c) : rfindChar(kind, base, end - start, c)
        return k < 0 ? -1 : start + k
    }
    return withKind(sub, kind, -2) { p in
        let k = direction > 0 ? anyFind(kind, base, end - start, p, m) : anyRfind(kind, base, end - start, p, m)
        return k < 0 ? -1 : start + k
    }
}
/// The index of a string in a slice of another, -1 if it does not occur, -2 with an exception. Origin: PyUnicode_Find.
func PyUnicode_Find(_ s: PyObj, _ sub: PyObj, _ start: Int, _ end: Int, _ direction: Int) -> Int {
    if !ensure_unicode(s) || !ensure_unicode(sub) { return -2 }
    return unicodeFindSlice(s, sub, start, end, direction)
}
/// The index of a character in a slice, or -1. Origin: PyUnicode_FindChar.
func PyUnicode_FindChar(_ s: PyObj, _ c: UInt32, _ start: Int, _ end: Int, _ direction: Int) -> Int {
    var start = start
    var end = end
    adjustIndices(&start, &end, s.unicode_length)
    if end - start < 1 { return -1 }
    let kind = PyUnicode_KIND(s)
    let base = PyUnicode_DATA(s) + start * kind
    let k = direction > 0 ? findChar(kind, base, end - start, c) : rfindChar(kind, base, end - start, c)
    return k < 0 ? -1 : start + k
}
/// How often a string occurs in a slice of another; -1 with an exception. Origin: PyUnicode_Count.
func PyUnicode_Count(_ s: PyObj, _ sub: PyObj, _ start: Int, _ end: Int) -> Int {
    if !ensure_unicode(s) || !ensure_unicode(sub) { return -1 }
    let kind = PyUnicode_KIND(s)
    if kind < PyUnicode_KIND(sub) { return 0 }
    var start = start
    var end = end
    adjustIndices(&start, &end, s.unicode_length)
    let m = sub.unicode_length
    if end - start < m { return 0 }
    let base = PyUnicode_DATA(s) + start * kind
    return withKind(sub, kind, -1) { anyCount(kind, base, end - start, $0, m, Int.max) }
}
/// `sq_contains`. Origin: PyUnicode_Contains.
func PyUnicode_Contains(_ s: PyObj, _ sub: PyObj) -> Int32 {
    if !PyUnicode_Check(sub) {
        PyErr_SetString(PyExc_TypeError, "'in <string>' requires string as left operand, not \(sub.typeName)")
        return -1
    }
    if !ensure_unicode(s) { return -1 }
    let kind = PyUnicode_KIND(s)
    if kind < PyUnicode_KIND(sub) { return 0 }
    let n = s.unicode_length
    let m = sub.unicode_length
    if n < m { return 0 }
    if m == 1 { return findChar(kind, PyUnicode_DATA(s), n, PyUnicode_READ(sub, 0)) >= 0 ? 1 : 0 }
    return withKind(sub, kind, -1) { anyFind(kind, PyUnicode_DATA(s), n, $0, m) >= 0 ? 1 : 0 }
}
/// Whether a slice begins (direction < 0) or ends with a string. Origin: tailmatch.
func unicodeTailmatch(_ s: PyObj, _ sub: PyObj, _ start: Int, _ end: Int, _ direction: Int) -> Bool {
    var start = start
    var end = end
    adjustIndices(&start, &end, s.unicode_length)
    let m = sub.unicode_length
    end -= m
    if end < start { return false }
    if m == 0 { return true }
    let kind = PyUnicode_KIND(s)
    let subKind = PyUnicode_KIND(sub)
    let data = PyUnicode_DATA(s)
    let subData = PyUnicode_DATA(sub)
    let offset = direction > 0 ? end : start
    if kind == subKind { return memcmp(data + offset * kind, subData, m * kind) == 0 }
    for i in 0..<m where unicodeRead(kind, data, offset + i) != unicodeRead(subKind, subData, i) { return false }
    return true
}
/// 1 or 0 whether a slice begins or ends with a string; -1 with a TypeError. Origin: PyUnicode_Tailmatch.
func PyUnicode_Tailmatch(_ s: PyObj, _ sub: PyObj, _ start: Int, _ end: Int, _ direction: Int) -> Int32 {
    if !ensure_unicode(s) || !ensure_unicode(sub) { return -1 }
    return unicodeTailmatch(s, sub, start, end, direction) ? 1 : 0
}

/// Splits at a separator, or at whitespace if it is nil. Origin: PyUnicode_Split.
func PyUnicode_Split(_ s: PyObj, _ sep: PyObj?, _ maxsplit: Int) -> PyObj? {
    let maxcount = maxsplit < 0 ? Int.max : maxsplit
    let kind = PyUnicode_KIND(s)
    let n = s.unicode_length
    guard let sep else { return splitWhitespace(StrLib.self, s, kind, PyUnicode_DATA(s), n, maxcount) }
    let m = sep.unicode_length
    if kind < PyUnicode_KIND(sep) || n < m { return listOfOne(s) }
    return withKind(sep, kind, nil) { splitSeparator(StrLib.self, s, kind, PyUnicode_DATA(s), n, $0, m, maxcount) }
}
/// Splits from the right. Origin: PyUnicode_RSplit.
func PyUnicode_RSplit(_ s: PyObj, _ sep: PyObj?, _ maxsplit: Int) -> PyObj? {
    let maxcount = maxsplit < 0 ? Int.max : maxsplit
    let kind = PyUnicode_KIND(s)
    let n = s.unicode_length
    guard let sep else { return rsplitWhitespace(StrLib.self, s, kind, PyUnicode_DATA(s), n, maxcount) }
    let m = sep.unicode_length
    if kind < PyUnicode_KIND(sep) || n < m { return listOfOne(s) }
    return withKind(sep, kind, nil) { rsplitSeparator(StrLib.self, s, kind, PyUnicode_DATA(s), n, $0, m, maxcount) }
}
private func listOfOne(_ op: PyObj) -> PyObj? {
    guard let list = PyList_New(1) else { return nil }
    PyList_SET_ITEM(list, 0, Py_NewRef(op))
    return list
}
/// The lines of a string. Origin: PyUnicode_Splitlines.
func PyUnicode_Splitlines(_ s: PyObj, _ keepends: Bool) -> PyObj? {
    splitLines(StrLib.self, s, PyUnicode_KIND(s), PyUnicode_DATA(s), s.unicode_length, keepends)
}
/// Head, separator, tail. Origin: PyUnicode_Partition, PyUnicode_RPartition.
func unicodePartition(_ s: PyObj, _ sep: PyObj, right: Bool) -> PyObj? {
    if !ensure_unicode(s) || !ensure_unicode(sep) { return nil }
    let kind = PyUnicode_KIND(s)
    let n = s.unicode_length
    let m = sep.unicode_length
    if kind < PyUnicode_KIND(sep) || n < m { return partitionMissing(StrLib.self, s, kind, PyUnicode_DATA(s), n, right: right) }
    return withKind(sep, kind, nil) { partition(StrLib.self, s, kind, PyUnicode_DATA(s), n, sep, $0, m, right: right) }
}
func PyUnicode_Partition(_ s: PyObj, _ sep: PyObj) -> PyObj? { unicodePartition(s, sep, right: false) }
func PyUnicode_RPartition(_ s: PyObj, _ sep: PyObj) -> PyObj? { unicodePartition(s, sep, right: true) }

/// Joins any iterable of strings. Origin: PyUnicode_Join.
func PyUnicode_Join(_ separator: PyObj?, _ seq: PyObj) -> PyObj? {
    guard let fast = PySequence_Fast(seq, "can only join an iterable") else { return nil }
    let n = fast.ob_size
    let items = PyList_Check(fast) ? fast.list_item : fast + 24
    let result = _PyUnicode_JoinArray(separator, (items ?? fast).assumingMemoryBound(to: PyObj.self), n)
    Py_DECREF(fast)
    return result
}
/// Joins strings that lie one after the other in memory; separator nil: one space. Origin: _PyUnicode_JoinArray.
func _PyUnicode_JoinArray(_ separator: PyObj?, _ items: PyArgs, _ n: Int) -> PyObj? {
    if n == 0 { return Py_NewRef(emptyUnicode) }
    var maxchar: UInt32 = 0
    var sep: PyObj?
    var m = 0
    if n == 1 {
        if PyUnicode_CheckExact(items[0]) { return Py_NewRef(items[0]) }
    } else {
        let s = separator ?? latin1Character(32)
        if !PyUnicode_Check(s) {
            PyErr_SetString(PyExc_TypeError, "separator: expected str instance, \(s.typeName) found")
            return nil
        }
        sep = s
        m = s.unicode_length
        maxchar = PyUnicode_MAX_CHAR_VALUE(s)
    }
    var total = 0
    var sameKind = true
    var kindSeen = sep.map(PyUnicode_KIND)
    for i in 0..<n {
        let item = items[i]
        if !PyUnicode_Check(item) {
            PyErr_SetString(PyExc_TypeError, "sequence item \(i): expected str instance, \(item.typeName) found")
            return nil
        }
        let add = item.unicode_length &+ (i == 0 ? 0 : m)
        maxchar = max(maxchar, PyUnicode_MAX_CHAR_VALUE(item))
        if add > Int.max - total {
            PyErr_SetString(PyExc_OverflowError, "join() result is too long for a Python string")
            return nil
        }
        total &+= add
        let kind = PyUnicode_KIND(item)
        if let seen = kindSeen, seen != kind { sameKind = false }
        kindSeen = kind
    }
    guard let result = PyUnicode_New(total, maxchar) else { return nil }
    if total == 0 { return result }
    if sameKind {
        let kind = PyUnicode_KIND(result)
        var to = PyUnicode_DATA(result)
        let sepData = sep.map(PyUnicode_DATA) ?? to
        let sepBytes = m &* kind
        for i in 0..<n {
            if i != 0 && sepBytes != 0 {
                memcpy(to, sepData, sepBytes)
                to += sepBytes
            }
            let bytes = items[i].unicode_length &* kind
            if bytes != 0 {
                memcpy(to, PyUnicode_DATA(items[i]), bytes)
                to += bytes
            }
        }
    } else {
        var offset = 0
        for i in 0..<n {
            if i != 0, m != 0, let sep {
                _PyUnicode_FastCopyCharacters(result, offset, sep, 0, m)
                offset += m
            }
            let k = items[i].unicode_length
            if k != 0 {
                _PyUnicode_FastCopyCharacters(result, offset, items[i], 0, k)
                offset += k
            }
        }
    }
    return result
}

/// Replaces at most `maxcount` occurrences (all if negative). Origin: replace.
func PyUnicode_Replace(_ s: PyObj, _ old: PyObj, _ new: PyObj, _ maxcount: Int) -> PyObj? {
    if !ensure_unicode(s) || !ensure_unicode(old) || !ensure_unicode(new) { return nil }
    let n = s.unicode_length
    let m = old.unicode_length
    let k = new.unicode_length
    let limit = maxcount < 0 ? Int.max : maxcount
    let kind = PyUnicode_KIND(s)
    if n < m || limit == 0 || old == new { return unicode_result_unchanged(s) }
    let maxS = PyUnicode_MAX_CHAR_VALUE(s)
    let maxOld = PyUnicode_MAX_CHAR_VALUE(old)
    let maxNew = PyUnicode_MAX_CHAR_VALUE(new)
    if maxS < maxOld { return unicode_result_unchanged(s) }
    let mayShrink = maxNew < maxOld && maxS == maxOld
    let maxchar = max(maxS, maxNew)
    let data = PyUnicode_DATA(s)
    if m == k && m == 1 {
        let c = PyUnicode_READ(old, 0)
        var at = findChar(kind, data, n, c)
        if at < 0 { return unicode_result_unchanged(s) }
        guard let out = PyUnicode_New(n, maxchar) else { return nil }
        _PyUnicode_FastCopyCharacters(out, 0, s, 0, n)
        let with = PyUnicode_READ(new, 0)
        let outKind = PyUnicode_KIND(out)
        let outData = PyUnicode_DATA(out)
        var left = limit
        while true {
            unicodeWrite(outKind, outData, at, with)
            left -= 1
            if left == 0 { break }
            let next = findChar(kind, data + (at + 1) * kind, n - at - 1, c)
            if next < 0 { break }
            at += next + 1
        }
        return mayShrink ? unicode_adjust_maxchar(out) : out
    }
    if m == k && m == 0 { return unicode_result_unchanged(s) }
    let outcome: (PyObj?, Bool) = withKind(old, kind, (nil, false)) { needle in
        let found = m == k ? min(1, anyCount(kind, data, n, needle, m, 1)) : anyCount(kind, data, n, needle, m, limit)
        if found == 0 { return (unicode_result_unchanged(s), false) }
        var size = n
        if m != k {
            if m < k && k - m > (Int.max - n) / found {
                PyErr_SetString(PyExc_OverflowError, "replace string is too long")
                return (nil, false)
            }
            size = n + found * (k - m)
            if size == 0 { return (Py_NewRef(emptyUnicode), false) }
        }
        guard let out = PyUnicode_New(size, maxchar) else { return (nil, false) }
        let outKind = PyUnicode_KIND(out)
        let outData = PyUnicode_DATA(out)
        let newKind = PyUnicode_KIND(new)
        let newData = PyUnicode_DATA(new)
        var left = m == k ? limit : found
        var i = 0
        var o = 0
        if m > 0 {
            while left > 0 {
                left -= 1
                let j = anyFind(kind, data + i * kind, n - i, needle, m)
                if j < 0 { break }
                if j > 0 {
                    unicodeConvert(outKind, outData, o, kind, data, i, j)
                    o += j
                }
                if k > 0 {
                    unicodeConvert(outKind, outData, o, newKind, newData, 0, k)
                    o += k
                }
                i += j + m
            }
        } else {
            while left > 0 {
                unicodeConvert(outKind, outData, o, newKind, newData, 0, k)
                o += k
                left -= 1
                if left == 0 { break }
                unicodeConvert(outKind, outData, o, kind, data, i, 1)
                o += 1
                i += 1
            }
        }
        if i < n { unicodeConvert(outKind, outData, o, kind, data, i, n - i) }
        return (out, true)
    }
    guard let out = outcome.0, outcome.1, mayShrink else { return outcome.0 }
    return unicode_adjust_maxchar(out)
}
