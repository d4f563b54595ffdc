import Glibc
import Memory
import Trace

// The comparisons of list.sort, by what is known about the keys. Origin: Objects/listobject.c.

@inline(__always) func sortIsLess(_ x: PyObj, _ y: PyObj, _ ms: SortState) -> Int32 { sortLess(x, y, ms, ms.pointee.compare) }

@inline(__always) func sortLess(_ v: PyObj, _ w: PyObj, _ ms: SortState, _ how: SortComparison) -> Int32 {
    switch how {
    case .safe: return PyObject_RichCompareBool(v, w, Py_LT)
    case .boundedInt:
        let a = v.ob_size == 0 ? 0 : v.ob_size &* Int(v.load(fromByteOffset: 24, as: UInt32.self))
        let b = w.ob_size == 0 ? 0 : w.ob_size &* Int(w.load(fromByteOffset: 24, as: UInt32.self))
        return a < b ? 1 : 0
    case .latin: return lessLatin(v, w)
    case .float:
        return v.load(fromByteOffset: 16, as: Double.self) < w.load(fromByteOffset: 16, as: Double.self) ? 1 : 0
    case .sameType: return lessSameType(v, w, ms)
    case .tuple: return lessTuple(v, w, ms)
    }
}

func lessLatin(_ v: PyObj, _ w: PyObj) -> Int32 {
    let m = v.unicode_length
    let n = w.unicode_length
    let r = memcmp(v + (v.unicode_state & 0x40 != 0 ? 48 : 72), w + (w.unicode_state & 0x40 != 0 ? 48 : 72), min(m, n))
    return (r != 0 ? r < 0 : m < n) ? 1 : 0
}

func lessSameType(_ v: PyObj, _ w: PyObj, _ ms: SortState) -> Int32 {
    guard let f = v.ob_type.tp_richcompare,
        unsafeBitCast(f, to: UInt.self) == unsafeBitCast(ms.pointee.richcompare, to: UInt.self)
    else { return PyObject_RichCompareBool(v, w, Py_LT) }
    guard let res = f(v, w, Py_LT) else { return -1 }
    if res == Py_NotImplemented {
        Py_DECREF(res)
        return PyObject_RichCompareBool(v, w, Py_LT)
    }
    let truth: Int32 = PyBool_Check(res) ? (res == Py_True ? 1 : 0) : PyObject_IsTrue(res)
    Py_DECREF(res)
    return truth
}

func lessTuple(_ v: PyObj, _ w: PyObj, _ ms: SortState) -> Int32 {
    var i = 0
    let how = ms.pointee.elementCompare
    if ms.pointee.firstItemsDecided {
        // The first items settled it last time: see whether they do again, by the faster comparison.
        let a = PyTuple_GET_ITEM(v, 0)
        let b = PyTuple_GET_ITEM(w, 0)
        var k = lessElement(a, b, ms, how)
        if k != 0 { return k }
        k = lessElement(b, a, ms, how)
        if k > 0 { return 0 }
        if k < 0 { return -1 }
        i = 1
        ms.pointee.firstItemsDecided = false
    }
    let m = v.ob_size
    let n = w.ob_size
    while i < m && i < n {
        let a = PyTuple_GET_ITEM(v, i)
        let b = PyTuple_GET_ITEM(w, i)
        let k = PyObject_RichCompareBool(a, b, Py_EQ)
        if k == 0 {
            if i > 0 { return PyObject_RichCompareBool(a, b, Py_LT) }
            ms.pointee.firstItemsDecided = true
            return lessElement(a, b, ms, how)
        }
        if k < 0 { return -1 }
        i &+= 1
    }
    return m < n ? 1 : 0
}

/// The comparison of tuples' first items: never by `.tuple` itself.
func lessElement(_ v: PyObj, _ w: PyObj, _ ms: SortState, _ how: SortComparison) -> Int32 {
    how == .tuple ? PyObject_RichCompareBool(v, w, Py_LT) : lessNoTuple(v, w, ms, how)
}
@inline(__always) func lessNoTuple(_ v: PyObj, _ w: PyObj, _ ms: SortState, _ how: SortComparison) -> Int32 {
    switch how {
    case .latin: return lessLatin(v, w)
    case .sameType: return lessSameType(v, w, ms)
    case .boundedInt:
        let a = v.ob_size == 0 ? 0 : v.ob_size &* Int(v.load(fromByteOffset: 24, as: UInt32.self))
        let b = w.ob_size == 0 ? 0 : w.ob_size &* Int(w.load(fromByteOffset: 24, as: UInt32.self))
        return a < b ? 1 : 0
    case .float:
        return v.load(fromByteOffset: 16, as: Double.self) < w.load(fromByteOffset: 16, as: Double.self) ? 1 : 0
    default: return PyObject_RichCompareBool(v, w, Py_LT)
    }
}
