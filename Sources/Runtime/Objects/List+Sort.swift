import Glibc
import Memory
import Trace

// list.sort: a stable, adaptive merge sort of natural runs, which makes exactly CPython 3.11's comparisons in its order. Origin:
// Objects/listobject.c, Objects/listsort.txt.
//
// The sort's own arrays live on the native stack, as in C; the machine's memory holds only the list and big temporary blocks.

typealias SortItems = UnsafeMutablePointer<PyObj>

/// A place in the array of keys and, if a key function was given, the same place in the array of values.
struct SortSlice {
    var keys: SortItems
    var values: SortItems?

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
struct PendingRun {
    var base: SortSlice
    var len: Int
    /// The level in the merge tree at which it is merged with the next run.
    var power: Int
}

/// Which comparison is safe and fastest for the keys at hand.
enum SortComparison { case safe, sameType, latin, boundedInt, float, tuple }

let sortTempSize = 256
let sortMinGallop = 7

struct MergeState {
    var minGallop = sortMinGallop
    var listLength: Int
    var baseKeys: SortItems
    var temp: SortSlice
    var tempArray: SortItems
    var alloced: Int
    var n = 0
    var pending: UnsafeMutablePointer<PendingRun>
    var compare = SortComparison.safe
    var elementCompare = SortComparison.safe
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

typealias SortState = UnsafeMutablePointer<MergeState>

// MARK: The whole

/// Looks at all keys and chooses the comparison.
func chooseComparison(_ ms: SortState, _ keys: SortItems, _ n: Int) {
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

func sortRuns(_ ms: SortState, _ start: SortSlice, _ n: Int) -> Int32 {
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
    let ok = withUnsafeTemporaryAllocation(byteCount: sortTempSize * 8 + 64 * MemoryLayout<PendingRun>.stride, alignment: 16) {
        stack in
        let base = stack.baseAddress.unsafelyUnwrapped
        return sortItems(
            op, items?.assumingMemoryBound(to: PyObj.self), n, keyfunc, reverse, base.assumingMemoryBound(to: PyObj.self),
            (base + sortTempSize * 8).assumingMemoryBound(to: PendingRun.self))
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

func sortItems(
    _ op: PyObj, _ items: SortItems?, _ n: Int, _ keyfunc: PyObj?, _ reverse: Bool, _ temp: SortItems,
    _ pending: UnsafeMutablePointer<PendingRun>
) -> Bool {
    var keys: SortItems?
    let keysOnStack = n < sortTempSize / 2
    if let keyfunc {
        let k: SortItems
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
        let alloced = keys == nil ? sortTempSize : min((n + 1) / 2, sortTempSize / 2)
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
