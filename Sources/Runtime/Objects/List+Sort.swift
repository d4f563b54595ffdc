import Glibc
import Memory
import Trace

// list.sort: a stable, adaptive merge sort of natural runs, which makes exactly CPython 3.11's comparisons in its order. Origin:
// Objects/listobject.c, Objects/listsort.txt.
//
// The sort's own arrays live on the native stack, as in C; the machine's memory holds only the list and big temporary blocks.

private typealias Items = UnsafeMutablePointer<PyObj>

/// A place in the array of keys and, if a key function was given, the same place in the array of values.
private struct SortSlice {
    var keys: Items
    var values: Items?

    @inline(__always) mutating func advance(_ n: Int) {
        keys += n
        if let v = values { values = v + n }
    }
    @inline(__always) func copy(_ i: Int, _ from: SortSlice, _ j: Int) {
        keys[i] = from.keys[j]
        if let v = values { v[i] = from.values.unsafelyUnwrapped[j] }
    }
    /// Copies one item and moves both slices by `step`.
    @inline(__always) mutating func take(_ from: inout SortSlice, _ step: Int) {
        keys.pointee = from.keys.pointee
        if let v = values { v.pointee = from.values.unsafelyUnwrapped.pointee }
        advance(step)
        from.advance(step)
    }
    @inline(__always) func move(_ i: Int, _ from: SortSlice, _ j: Int, _ n: Int) {
        memmove(keys + i, from.keys + j, n &* 8)
        if let v = values { memmove(v + i, from.values.unsafelyUnwrapped + j, n &* 8) }
    }
    func reverse(_ n: Int) {
        reverse_slice(keys, n)
        if let v = values { reverse_slice(v, n) }
    }
}

/// A run that waits to be merged.
private struct PendingRun {
    var base: SortSlice
    var len: Int
    /// The level in the merge tree at which it is merged with the next run.
    var power: Int
}

/// Which comparison is safe and fastest for the keys at hand.
private enum Comparison { case safe, sameType, latin, boundedInt, float, tuple }

private let tempSize = 256
private let minGallopStart = 7

private struct MergeState {
    var minGallop = minGallopStart
    var listLength: Int
    var baseKeys: Items
    var temp: SortSlice
    var tempArray: Items
    var alloced: Int
    var n = 0
    var pending: UnsafeMutablePointer<PendingRun>
    var compare = Comparison.safe
    var elementCompare = Comparison.safe
    var richcompare: richcmpfunc?
    var firstItemsDecided = true

    /// Frees the temporary block, if there is one.
    mutating func freeTemp() {
        if temp.keys != tempArray {
            PyMem_Free(temp.keys)
            temp.keys = tempArray
        }
    }
}

private typealias State = UnsafeMutablePointer<MergeState>

// MARK: Comparing

@inline(__always) private func isLess(_ x: PyObj, _ y: PyObj, _ ms: State) -> Int32 { less(x, y, ms, ms.pointee.compare) }

@inline(__always) private func less(_ v: PyObj, _ w: PyObj, _ ms: State, _ how: Comparison) -> Int32 {
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

private func lessLatin(_ v: PyObj, _ w: PyObj) -> Int32 {
    let m = v.unicode_length
    let n = w.unicode_length
    let r = memcmp(v + (v.unicode_state & 0x40 != 0 ? 48 : 72), w + (w.unicode_state & 0x40 != 0 ? 48 : 72), min(m, n))
    return (r != 0 ? r < 0 : m < n) ? 1 : 0
}

private func lessSameType(_ v: PyObj, _ w: PyObj, _ ms: State) -> Int32 {
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

private func lessTuple(_ v: PyObj, _ w: PyObj, _ ms: State) -> Int32 {
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
private func lessElement(_ v: PyObj, _ w: PyObj, _ ms: State, _ how: Comparison) -> Int32 {
    how == .tuple ? PyObject_RichCompareBool(v, w, Py_LT) : lessNoTuple(v, w, ms, how)
}
@inline(__always) private func lessNoTuple(_ v: PyObj, _ w: PyObj, _ ms: State, _ how: Comparison) -> Int32 {
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

// MARK: Runs

/// Sorts `lo ..< lo + hi` by binary insertion; the items before `start` are sorted already. 0, or -1 with an exception.
private func binarysort(_ ms: State, _ lo: SortSlice, _ hi: Int, _ first: Int) -> Int32 {
    var start = first == 0 ? 1 : first
    let keys = lo.keys
    while start < hi {
        var l = 0
        var r = start
        let pivot = keys[r]
        repeat {
            let p = l &+ ((r &- l) >> 1)
            let k = isLess(pivot, keys[p], ms)
            if k < 0 { return -1 }
            if k != 0 { r = p } else { l = p &+ 1 }
        } while l < r
        memmove(keys + l + 1, keys + l, (start &- l) &* 8)
        keys[l] = pivot
        if let values = lo.values {
            let v = values[start]
            memmove(values + l + 1, values + l, (start &- l) &* 8)
            values[l] = v
        }
        start &+= 1
    }
    return 0
}

/// The length of the run at `lo`, or -1 with an exception; a descending run is strictly so.
private func count_run(_ ms: State, _ lo: Items, _ n: Int, _ descending: inout Bool) -> Int {
    descending = false
    if n == 1 { return 1 }
    var i = 1
    var k = isLess(lo[1], lo[0], ms)
    if k < 0 { return -1 }
    descending = k != 0
    i = 2
    while i < n {
        k = isLess(lo[i], lo[i &- 1], ms)
        if k < 0 { return -1 }
        if (k != 0) != descending { break }
        i &+= 1
    }
    return i
}

/// Where `key` belongs in sorted `a`, left of equal items; the search starts at `hint` and gallops. -1 with an exception.
private func gallop_left(_ ms: State, _ key: PyObj, _ base: Items, _ n: Int, _ hint: Int) -> Int {
    let a = base + hint
    var lastofs = 0
    var ofs = 1
    var k = isLess(a[0], key, ms)
    if k < 0 { return -1 }
    if k != 0 {
        let maxofs = n &- hint
        while ofs < maxofs {
            k = isLess(a[ofs], key, ms)
            if k < 0 { return -1 }
            if k == 0 { break }
            lastofs = ofs
            ofs = (ofs &<< 1) &+ 1
        }
        if ofs > maxofs { ofs = maxofs }
        lastofs &+= hint
        ofs &+= hint
    } else {
        let maxofs = hint &+ 1
        while ofs < maxofs {
            k = isLess(a[-ofs], key, ms)
            if k < 0 { return -1 }
            if k != 0 { break }
            lastofs = ofs
            ofs = (ofs &<< 1) &+ 1
        }
        if ofs > maxofs { ofs = maxofs }
        let t = lastofs
        lastofs = hint &- ofs
        ofs = hint &- t
    }
    lastofs &+= 1
    while lastofs < ofs {
        let m = lastofs &+ ((ofs &- lastofs) >> 1)
        k = isLess(base[m], key, ms)
        if k < 0 { return -1 }
        if k != 0 { lastofs = m &+ 1 } else { ofs = m }
    }
    return ofs
}

/// Where `key` belongs in sorted `a`, right of equal items. -1 with an exception.
private func gallop_right(_ ms: State, _ key: PyObj, _ base: Items, _ n: Int, _ hint: Int) -> Int {
    let a = base + hint
    var lastofs = 0
    var ofs = 1
    var k = isLess(key, a[0], ms)
    if k < 0 { return -1 }
    if k != 0 {
        let maxofs = hint &+ 1
        while ofs < maxofs {
            k = isLess(key, a[-ofs], ms)
            if k < 0 { return -1 }
            if k == 0 { break }
            lastofs = ofs
            ofs = (ofs &<< 1) &+ 1
        }
        if ofs > maxofs { ofs = maxofs }
        let t = lastofs
        lastofs = hint &- ofs
        ofs = hint &- t
    } else {
        let maxofs = n &- hint
        while ofs < maxofs {
            k = isLess(key, a[ofs], ms)
            if k < 0 { return -1 }
            if k != 0 { break }
            lastofs = ofs
            ofs = (ofs &<< 1) &+ 1
        }
        if ofs > maxofs { ofs = maxofs }
        lastofs &+= hint
        ofs &+= hint
    }
    lastofs &+= 1
    while lastofs < ofs {
        let m = lastofs &+ ((ofs &- lastofs) >> 1)
        k = isLess(key, base[m], ms)
        if k < 0 { return -1 }
        if k != 0 { ofs = m } else { lastofs = m &+ 1 }
    }
    return ofs
}

// MARK: Merging

private func merge_getmem(_ ms: State, _ need: Int) -> Int32 {
    if need <= ms.pointee.alloced { return 0 }
    let hasValues = ms.pointee.temp.values != nil
    ms.pointee.freeTemp()
    guard let p = PyMem_Malloc((hasValues ? 2 : 1) &* need &* 8) else {
        _ = PyErr_NoMemory()
        return -1
    }
    ms.pointee.alloced = need
    ms.pointee.temp.keys = p.assumingMemoryBound(to: PyObj.self)
    if hasValues { ms.pointee.temp.values = ms.pointee.temp.keys + need }
    return 0
}

private enum MergeEnd { case succeed, fail, copyLast }

/// Merges neighbouring runs of `n1 <= n2` items from the left, with the first one in the temporary array. 0, or -1 with an exception.
private func merge_lo(_ ms: State, _ a: SortSlice, _ n1: Int, _ b: SortSlice, _ n2: Int) -> Int32 {
    var ssa = a
    var ssb = b
    var na = n1
    var nb = n2
    if merge_getmem(ms, na) < 0 { return -1 }
    ms.pointee.temp.move(0, ssa, 0, na)
    var dest = ssa
    ssa = ms.pointee.temp
    dest.take(&ssb, 1)
    nb &-= 1
    let end: MergeEnd
    if nb == 0 {
        end = .succeed
    } else if na == 1 {
        end = .copyLast
    } else {
        end = merge_lo_loop(ms, &dest, &ssa, &na, &ssb, &nb)
    }
    if end == .copyLast {
        // The last item of A belongs at the very end.
        dest.move(0, ssb, 0, nb)
        dest.copy(nb, ssa, 0)
        return 0
    }
    if na > 0 { dest.move(0, ssa, 0, na) }
    return end == .succeed ? 0 : -1
}

private func merge_lo_loop(
    _ ms: State, _ dest: inout SortSlice, _ ssa: inout SortSlice, _ na: inout Int, _ ssb: inout SortSlice, _ nb: inout Int
) -> MergeEnd {
    var minGallop = ms.pointee.minGallop
    while true {
        var acount = 0
        var bcount = 0
        // One pair at a time until one run wins often in a row.
        while true {
            let k = isLess(ssb.keys[0], ssa.keys[0], ms)
            if k < 0 { return .fail }
            if k != 0 {
                dest.take(&ssb, 1)
                bcount &+= 1
                acount = 0
                nb &-= 1
                if nb == 0 { return .succeed }
                if bcount >= minGallop { break }
            } else {
                dest.take(&ssa, 1)
                acount &+= 1
                bcount = 0
                na &-= 1
                if na == 1 { return .copyLast }
                if acount >= minGallop { break }
            }
        }
        // Then whole stretches, found by galloping, as long as they are long.
        minGallop &+= 1
        repeat {
            if minGallop > 1 { minGallop &-= 1 }
            ms.pointee.minGallop = minGallop
            var k = gallop_right(ms, ssb.keys[0], ssa.keys, na, 0)
            acount = k
            if k != 0 {
                if k < 0 { return .fail }
                dest.move(0, ssa, 0, k)
                dest.advance(k)
                ssa.advance(k)
                na &-= k
                if na == 1 { return .copyLast }
                if na == 0 { return .succeed }
            }
            dest.take(&ssb, 1)
            nb &-= 1
            if nb == 0 { return .succeed }
            k = gallop_left(ms, ssa.keys[0], ssb.keys, nb, 0)
            bcount = k
            if k != 0 {
                if k < 0 { return .fail }
                dest.move(0, ssb, 0, k)
                dest.advance(k)
                ssb.advance(k)
                nb &-= k
                if nb == 0 { return .succeed }
            }
            dest.take(&ssa, 1)
            na &-= 1
            if na == 1 { return .copyLast }
        } while acount >= minGallopStart || bcount >= minGallopStart
        minGallop &+= 1
        ms.pointee.minGallop = minGallop
    }
}

/// Merges neighbouring runs of `n1 > n2` items from the right, with the second one in the temporary array. 0, or -1 with an exception.
private func merge_hi(_ ms: State, _ a: SortSlice, _ n1: Int, _ b: SortSlice, _ n2: Int) -> Int32 {
    var ssa = a
    var ssb = b
    var na = n1
    var nb = n2
    if merge_getmem(ms, nb) < 0 { return -1 }
    var dest = ssb
    dest.advance(nb &- 1)
    ms.pointee.temp.move(0, ssb, 0, nb)
    let basea = ssa
    let baseb = ms.pointee.temp
    ssb = baseb
    if b.values == nil { ssb.values = nil }
    ssb.advance(nb &- 1)
    ssa.advance(na &- 1)
    dest.take(&ssa, -1)
    na &-= 1
    let end: MergeEnd
    if na == 0 {
        end = .succeed
    } else if nb == 1 {
        end = .copyLast
    } else {
        end = merge_hi_loop(ms, &dest, &ssa, &na, basea, &ssb, &nb, baseb)
    }
    if end == .copyLast {
        // The first item of B belongs at the very front.
        dest.move(1 &- na, ssa, 1 &- na, na)
        dest.advance(-na)
        ssa.advance(-na)
        dest.copy(0, ssb, 0)
        return 0
    }
    if nb > 0 { dest.move(-(nb &- 1), baseb, 0, nb) }
    return end == .succeed ? 0 : -1
}

private func merge_hi_loop(
    _ ms: State, _ dest: inout SortSlice, _ ssa: inout SortSlice, _ na: inout Int, _ basea: SortSlice, _ ssb: inout SortSlice,
    _ nb: inout Int, _ baseb: SortSlice
) -> MergeEnd {
    var minGallop = ms.pointee.minGallop
    while true {
        var acount = 0
        var bcount = 0
        while true {
            let k = isLess(ssb.keys[0], ssa.keys[0], ms)
            if k < 0 { return .fail }
            if k != 0 {
                dest.take(&ssa, -1)
                acount &+= 1
                bcount = 0
                na &-= 1
                if na == 0 { return .succeed }
                if acount >= minGallop { break }
            } else {
                dest.take(&ssb, -1)
                bcount &+= 1
                acount = 0
                nb &-= 1
                if nb == 1 { return .copyLast }
                if bcount >= minGallop { break }
            }
        }
        minGallop &+= 1
        repeat {
            if minGallop > 1 { minGallop &-= 1 }
            ms.pointee.minGallop = minGallop
            var k = gallop_right(ms, ssb.keys[0], basea.keys, na, na &- 1)
            if k < 0 { return .fail }
            k = na &- k
            acount = k
            if k != 0 {
                dest.advance(-k)
                ssa.advance(-k)
                dest.move(1, ssa, 1, k)
                na &-= k
                if na == 0 { return .succeed }
            }
            dest.take(&ssb, -1)
            nb &-= 1
            if nb == 1 { return .copyLast }
            k = gallop_left(ms, ssa.keys[0], baseb.keys, nb, nb &- 1)
            if k < 0 { return .fail }
            k = nb &- k
            bcount = k
            if k != 0 {
                dest.advance(-k)
                ssb.advance(-k)
                dest.move(1, ssb, 1, k)
                nb &-= k
                if nb == 1 { return .copyLast }
                if nb == 0 { return .succeed }
            }
            dest.take(&ssa, -1)
            na &-= 1
            if na == 0 { return .succeed }
        } while acount >= minGallopStart || bcount >= minGallopStart
        minGallop &+= 1
        ms.pointee.minGallop = minGallop
    }
}

/// Merges pending runs `i` and `i + 1`. 0, or -1 with an exception.
private func merge_at(_ ms: State, _ i: Int) -> Int32 {
    let p = ms.pointee.pending
    var ssa = p[i].base
    var na = p[i].len
    let ssb = p[i &+ 1].base
    var nb = p[i &+ 1].len
    p[i].len = na &+ nb
    if i == ms.pointee.n &- 3 { p[i &+ 1] = p[i &+ 2] }
    ms.pointee.n &-= 1
    // What lies before B's first item in A is in place already, and what lies after A's last in B.
    let k = gallop_right(ms, ssb.keys[0], ssa.keys, na, 0)
    if k < 0 { return -1 }
    ssa.advance(k)
    na &-= k
    if na == 0 { return 0 }
    nb = gallop_left(ms, ssa.keys[na &- 1], ssb.keys, nb, nb &- 1)
    if nb <= 0 { return Int32(nb) }
    return na <= nb ? merge_lo(ms, ssa, na, ssb, nb) : merge_hi(ms, ssa, na, ssb, nb)
}

/// The level at which two neighbouring runs are merged: the first bit in which their midpoints, as fractions of the list, differ.
private func powerloop(_ s1: Int, _ n1: Int, _ n2: Int, _ n: Int) -> Int {
    var result = 0
    var a = 2 &* s1 &+ n1
    var b = a &+ n1 &+ n2
    while true {
        result &+= 1
        if a >= n {
            a &-= n
            b &-= n
        } else if b >= n {
            return result
        }
        a &<<= 1
        b &<<= 1
    }
}

private func found_new_run(_ ms: State, _ n2: Int) -> Int32 {
    if ms.pointee.n > 0 {
        let p = ms.pointee.pending
        let last = ms.pointee.n &- 1
        let s1 = p[last].base.keys - ms.pointee.baseKeys
        let power = powerloop(s1, p[last].len, n2, ms.pointee.listLength)
        while ms.pointee.n > 1 && p[ms.pointee.n &- 2].power > power {
            if merge_at(ms, ms.pointee.n &- 2) < 0 { return -1 }
        }
        p[ms.pointee.n &- 1].power = power
    }
    return 0
}

private func merge_force_collapse(_ ms: State) -> Int32 {
    let p = ms.pointee.pending
    while ms.pointee.n > 1 {
        var n = ms.pointee.n &- 2
        if n > 0 && p[n &- 1].len < p[n &+ 1].len { n &-= 1 }
        if merge_at(ms, n) < 0 { return -1 }
    }
    return 0
}

/// Natural runs shorter than this are extended by insertion.
private func merge_compute_minrun(_ length: Int) -> Int {
    var n = length
    var r = 0
    while n >= 64 {
        r |= n & 1
        n >>= 1
    }
    return n &+ r
}

// MARK: The whole

/// Looks at all keys and chooses the comparison.
private func chooseComparison(_ ms: State, _ keys: Items, _ n: Int) {
    var inTuples = keys[0].ob_type == PyTuple_Type && keys[0].ob_size > 0
    let keyType = inTuples ? PyTuple_GET_ITEM(keys[0], 0).ob_type : keys[0].ob_type
    var sameType = true
    var latin = true
    var bounded = true
    for i in 0..<n {
        if inTuples && !(keys[i].ob_type == PyTuple_Type && keys[i].ob_size != 0) {
            inTuples = false
            sameType = false
            break
        }
        let key = inTuples ? PyTuple_GET_ITEM(keys[i], 0) : keys[i]
        if key.ob_type != keyType {
            sameType = false
            if !inTuples { break }
        }
        if sameType {
            if keyType == PyLong_Type && bounded && (key.ob_size > 1 || key.ob_size < -1) {
                bounded = false
            } else if keyType == PyUnicode_Type && latin && (key.unicode_state >> 2) & 7 != 1 {
                latin = false
            }
        }
    }
    if sameType {
        if keyType == PyUnicode_Type && latin {
            ms.pointee.compare = .latin
        } else if keyType == PyLong_Type && bounded {
            ms.pointee.compare = .boundedInt
        } else if keyType == PyFloat_Type {
            ms.pointee.compare = .float
        } else if let f = keyType.tp_richcompare {
            ms.pointee.richcompare = f
            ms.pointee.compare = .sameType
        }
    }
    if inTuples {
        ms.pointee.elementCompare = keyType == PyTuple_Type ? .safe : ms.pointee.compare
        ms.pointee.compare = .tuple
    }
}

private func sortRuns(_ ms: State, _ start: SortSlice, _ n: Int) -> Int32 {
    var lo = start
    var remaining = n
    let minrun = merge_compute_minrun(n)
    repeat {
        var descending = false
        var run = count_run(ms, lo.keys, remaining, &descending)
        if run < 0 { return -1 }
        if descending { lo.reverse(run) }
        if run < minrun {
            let force = min(remaining, minrun)
            if binarysort(ms, lo, force, run) < 0 { return -1 }
            run = force
        }
        if found_new_run(ms, run) < 0 { return -1 }
        ms.pointee.pending[ms.pointee.n] = PendingRun(base: lo, len: run, power: 0)
        ms.pointee.n &+= 1
        lo.advance(run)
        remaining &-= run
    } while remaining > 0
    return merge_force_collapse(ms)
}

/// list.sort: a new reference to None, or nil with an exception.
func list_sort_impl(_ op: PyObj, _ keyArgument: PyObj?, _ reverse: Bool) -> PyObj? {
    let keyfunc = keyArgument == Py_None ? nil : keyArgument
    let n = op.ob_size
    let items = op.list_item
    let allocated = op.list_allocated
    // While it is sorted the list looks empty, so that comparisons cannot touch the items.
    op.ob_size = 0
    op.list_item = nil
    op.list_allocated = -1
    let ok = withUnsafeTemporaryAllocation(byteCount: tempSize * 8 + 64 * MemoryLayout<PendingRun>.stride, alignment: 16) { stack in
        let base = stack.baseAddress.unsafelyUnwrapped
        return sortItems(
            op, items?.assumingMemoryBound(to: PyObj.self), n, keyfunc, reverse, base.assumingMemoryBound(to: PyObj.self),
            (base + tempSize * 8).assumingMemoryBound(to: PendingRun.self))
    }
    let strangeItems = op.list_item
    var i = op.ob_size
    op.ob_size = n
    op.list_item = items
    op.list_allocated = allocated
    if let strangeItems {
        while i > 0 {
            i &-= 1
            Py_XDECREF(strangeItems.word(i))
        }
        PyMem_Free(strangeItems)
    }
    return ok ? Py_NewRef(Py_None) : nil
}

private func sortItems(
    _ op: PyObj, _ items: Items?, _ n: Int, _ keyfunc: PyObj?, _ reverse: Bool, _ temp: Items,
    _ pending: UnsafeMutablePointer<PendingRun>
) -> Bool {
    var keys: Items?
    let keysOnStack = n < tempSize / 2
    if let keyfunc {
        let k: Items
        if keysOnStack {
            k = temp + (n + 1)
        } else {
            guard let p = PyMem_Malloc(n &* 8) else {
                _ = PyErr_NoMemory()
                return false
            }
            k = p.assumingMemoryBound(to: PyObj.self)
        }
        for i in 0..<n {
            guard let key = PyObject_CallOneArg(keyfunc, items.unsafelyUnwrapped[i]) else {
                var j = i
                while j > 0 {
                    j &-= 1
                    Py_DECREF(k[j])
                }
                if !keysOnStack { PyMem_Free(k) }
                return false
            }
            k[i] = key
        }
        keys = k
    }
    var ok = true
    if n > 1 {
        let items = items.unsafelyUnwrapped
        let lo = SortSlice(keys: keys ?? items, values: keys == nil ? nil : items)
        // With keys the temporary array holds both, at most half of it each.
        let alloced = keys == nil ? tempSize : min((n + 1) / 2, tempSize / 2)
        var state = MergeState(
            listLength: n, baseKeys: lo.keys, temp: SortSlice(keys: temp, values: keys == nil ? nil : temp + alloced),
            tempArray: temp, alloced: alloced, pending: pending)
        ok = withUnsafeMutablePointer(to: &state) { ms in
            chooseComparison(ms, lo.keys, n)
            // Stability in reverse: reverse, sort, reverse.
            if reverse {
                if let keys { reverse_slice(keys, n) }
                reverse_slice(items, n)
            }
            return sortRuns(ms, lo, n) == 0
        }
        if let keys { for i in 0..<n { Py_DECREF(keys[i]) } }
        if keys != nil && !keysOnStack { PyMem_Free(keys.unsafelyUnwrapped) }
        if op.list_allocated != -1 && ok {
            PyErr_SetString(PyExc_ValueError, "list modified during sort")
            ok = false
        }
        if reverse { reverse_slice(items, n) }
        state.freeTemp()
        return ok
    }
    if let keys {
        for i in 0..<n { Py_DECREF(keys[i]) }
        if !keysOnStack { PyMem_Free(keys) }
    }
    if op.list_allocated != -1 {
        PyErr_SetString(PyExc_ValueError, "list modified during sort")
        ok = false
    }
    return ok
}

/// Sorts a list in place by `<`. 0, or -1 with an exception.
@discardableResult func PyList_Sort(_ v: PyObj) -> Int32 {
    if !PyList_Check(v) {
        PyErr_BadInternalCall()
        return -1
    }
    guard let r = list_sort_impl(v, nil, false) else { return -1 }
    Py_DECREF(r)
    return 0
}
