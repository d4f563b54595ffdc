import Glibc
import Memory

// Equality, order and hash of strings. Origin: Objects/unicodeobject.c, Python/pyhash.c.

/// Whether two strings have the same text. Origin: unicode_compare_eq.
@inline(__always) func _PyUnicode_EQ(_ a: PyObj, _ b: PyObj) -> Bool {
    let n = a.unicode_length
    if n != b.unicode_length { return false }
    let kind = PyUnicode_KIND(a)
    if kind != PyUnicode_KIND(b) { return false }
    return memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), n &* kind) == 0
}
/// Whether two strings are the same object or have the same text. Origin: _PyUnicode_Equal.
@inline(__always) func _PyUnicode_Equal(_ a: PyObj, _ b: PyObj) -> Bool { a == b || _PyUnicode_EQ(a, b) }

/// Whether a string has this ASCII text. Origin: _PyUnicode_EqualToASCIIString.
func _PyUnicode_EqualToASCIIString(_ op: PyObj, _ s: StaticString) -> Bool {
    PyUnicode_IS_ASCII(op) && op.unicode_length == s.utf8CodeUnitCount
        && memcmp(PyUnicode_DATA(op), s.utf8Start, s.utf8CodeUnitCount) == 0
}
/// Whether a string has this ASCII text. Origin: _PyUnicode_EqualToASCIIId.
func _PyUnicode_EqualToASCIIId(_ op: PyObj, _ id: PyObj) -> Bool { _PyUnicode_Equal(op, id) }

/// -1, 0 or 1 by the order of code points. Origin: unicode_compare.
func unicode_compare(_ a: PyObj, _ b: PyObj) -> Int32 {
    let n = a.unicode_length
    let m = b.unicode_length
    let common = min(n, m)
    let ka = PyUnicode_KIND(a)
    let kb = PyUnicode_KIND(b)
    let da = PyUnicode_DATA(a)
    let db = PyUnicode_DATA(b)
    if ka == 1 && kb == 1 {
        let c = memcmp(da, db, common)
        if c != 0 { return c < 0 ? -1 : 1 }
    } else {
        for i in 0..<common {
            let x = unicodeRead(ka, da, i)
            let y = unicodeRead(kb, db, i)
            if x != y { return x < y ? -1 : 1 }
        }
    }
    return n == m ? 0 : n < m ? -1 : 1
}
/// -1, 0 or 1; -1 with a TypeError if one is no str. Origin: PyUnicode_Compare.
func PyUnicode_Compare(_ a: PyObj, _ b: PyObj) -> Int32 {
    if PyUnicode_Check(a) && PyUnicode_Check(b) { return a == b ? 0 : unicode_compare(a, b) }
    PyErr_SetString(PyExc_TypeError, "Can't compare \(a.typeName) and \(b.typeName)")
    return -1
}
/// -1, 0 or 1 against an ASCII text. Origin: PyUnicode_CompareWithASCIIString.
func PyUnicode_CompareWithASCIIString(_ op: PyObj, _ s: StaticString) -> Int32 {
    let n = op.unicode_length
    let m = s.utf8CodeUnitCount
    for i in 0..<min(n, m) {
        let x = PyUnicode_READ(op, i)
        let y = UInt32(s.utf8Start[i])
        if x != y { return x < y ? -1 : 1 }
    }
    return n == m ? 0 : n < m ? -1 : 1
}

/// The outcome of a comparison operator on an order -1, 0, 1.
@inline(__always) func richcompareResult(_ order: Int, _ op: Int32) -> Bool {
    switch op {
    case Py_LT: return order < 0
    case Py_LE: return order <= 0
    case Py_EQ: return order == 0
    case Py_NE: return order != 0
    case Py_GT: return order > 0
    default: return order >= 0
    }
}
/// `tp_richcompare` of str. Origin: PyUnicode_RichCompare.
func PyUnicode_RichCompare(_ left: PyObj, _ right: PyObj, _ op: Int32) -> PyObj? {
    if !PyUnicode_Check(left) || !PyUnicode_Check(right) { return Py_NewRef(Py_NotImplemented) }
    if left == right { return PyBool_FromLong(richcompareResult(0, op)) }
    if op == Py_EQ { return PyBool_FromLong(_PyUnicode_EQ(left, right)) }
    if op == Py_NE { return PyBool_FromLong(!_PyUnicode_EQ(left, right)) }
    return PyBool_FromLong(richcompareResult(Int(unicode_compare(left, right)), op))
}

/// `tp_hash` of str, kept in the object. Origin: unicode_hash.
func unicode_hash(_ op: PyObj) -> Int {
    let known = op.unicode_hash
    if known != -1 { return known }
    let x = _Py_HashBytes(PyUnicode_DATA(op), op.unicode_length &* PyUnicode_KIND(op))
    op.unicode_hash = x
    return x
}
