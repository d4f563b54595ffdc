import Glibc
import Memory
import Trace

// Finding and merging runs for list.sort. Origin: Objects/listobject.c.

// MARK: Runs

/// Sorts `lo ..< lo + hi` by binary insertion; the items before `start` are sorted already. 0, or -1 with an exception.
func binarysort(_ ms: SortState, _ lo: SortSlice, _ hi: Int, _ first: Int) -> Int32 {
    var start = first == 0 ? 1 : first
    let keys = lo.keys
    while start < hi {
        var l = 0
        var r = start
        let pivot = keys[r]
        repeat {
            let p = l &+ ((r &- l) >> 1)
            let k = sortIsLess(pivot, keys[p], ms)
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
func count_run(_ ms: SortState, _ lo: SortItems, _ n: Int, _ descending: inout Bool) -> Int {
    descending = false
    if n == 1 { return 1 }
    var i = 1
    var k = sortIsLess(lo[1], lo[0], ms)
    if k < 0 { return -1 }
    descending = k != 0
    i = 2
    while i < n {
        k = sortIsLess(lo[i], lo[i &- 1], ms)
        if k < 0 { return -1 }
        if (k != 0) != descending { break }
        i &+= 1
    }
    return i
}

/// Where `key` belongs in sorted `a`, left of equal items; the search starts at `hint` and gallops. -1 with an exception.
func gallop_left(_ ms: SortState, _ key: PyObj, _ base: SortItems, _ n: Int, _ hint: Int) -> Int {
    let a = base + hint
    var lastofs = 0
    var ofs = 1
    var k = sortIsLess(a[0], key, ms)
    if k < 0 { return -1 }
    if k != 0 {
        let maxofs = n &- hint
        while ofs < maxofs {
            k = sortIsLess(a[ofs], key, ms)
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
            k = sortIsLess(a[-ofs], key, ms)
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
        k = sortIsLess(base[m], key, ms)
        if k < 0 { return -1 }
        if k != 0 { lastofs = m &+ 1 } else { ofs = m }
    }
    return ofs
}

/// Where `key` belongs in sorted `a`, right of equal items. -1 with an exception.
func gallop_right(_ ms: SortState, _ key: PyObj, _ base: SortItems, _ n: Int, _ hint: Int) -> Int {
    let a = base + hint
    var lastofs = 0
    var ofs = 1
    var k = sortIsLess(key, a[0], ms)
    if k < 0 { return -1 }
    if k != 0 {
        let maxofs = hint &+ 1
        while ofs < maxofs {
            k = sortIsLess(key, a[-ofs], ms)
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
            k = sortIsLess(key, a[ofs], ms)
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
        k = sortIsLess(key, base[m], ms)
        if k < 0 { return -1 }
        if k != 0 { ofs = m } else { lastofs = m &+ 1 }
    }
    return ofs
}

// MARK: Merging

func merge_getmem(_ ms: SortState, _ need: Int) -> Int32 {
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

enum MergeEnd { case succeed, fail, copyLast }

/// Merges neighbouring runs of `n1 <= n2` items from the left, with the first one in the temporary array. 0, or -1 with an exception.
func merge_lo(_ ms: SortState, _ a: SortSlice, _ n1: Int, _ b: SortSlice, _ n2: Int) -> Int32 {
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

func merge_lo_loop(
    _ ms: SortState, _ dest: inout SortSlice, _ ssa: inout SortSlice, _ na: inout Int, _ ssb: inout SortSlice, _ nb: inout Int
) -> MergeEnd {
    var minGallop = ms.pointee.minGallop
    while true {
        var acount = 0
        var bcount = 0
        // One pair at a time until one run wins often in a row.
        while true {
            let k = sortIsLess(ssb.keys[0], ssa.keys[0], ms)
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
        } while acount >= sortMinGallop || bcount >= sortMinGallop
        minGallop &+= 1
        ms.pointee.minGallop = minGallop
    }
}

/// Merges neighbouring runs of `n1 > n2` items from the right, with the second one in the temporary array. 0, or -1 with an exception.
func merge_hi(_ ms: SortState, _ a: SortSlice, _ n1: Int, _ b: SortSlice, _ n2: Int) -> Int32 {
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

func merge_hi_loop(
    _ ms: SortState, _ dest: inout SortSlice, _ ssa: inout SortSlice, _ na: inout Int, _ basea: SortSlice, _ ssb: inout SortSlice,
    _ nb: inout Int, _ baseb: SortSlice
) -> MergeEnd {
    var minGallop = ms.pointee.minGallop
    while true {
        var acount = 0
        var bcount = 0
        while true {
            let k = sortIsLess(ssb.keys[0], ssa.keys[0], ms)
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
        } while acount >= sortMinGallop || bcount >= sortMinGallop
        minGallop &+= 1
        ms.pointee.minGallop = minGallop
    }
}

/// Merges pending runs `i` and `i + 1`. 0, or -1 with an exception.
func merge_at(_ ms: SortState, _ i: Int) -> Int32 {
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
func powerloop(_ s1: Int, _ n1: Int, _ n2: Int, _ n: Int) -> Int {
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

func found_new_run(_ ms: SortState, _ n2: Int) -> Int32 {
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

func merge_force_collapse(_ ms: SortState) -> Int32 {
    let p = ms.pointee.pending
    while ms.pointee.n > 1 {
        var n = ms.pointee.n &- 2
        if n > 0 && p[n &- 1].len < p[n &+ 1].len { n &-= 1 }
        if merge_at(ms, n) < 0 { return -1 }
    }
    return 0
}

/// Natural runs shorter than this are extended by insertion.
func merge_compute_minrun(_ length: Int) -> Int {
    var n = length
    var r = 0
    while n >= 64 {
        r |= n & 1
        n >>= 1
    }
    return n &+ r
}
