import Glibc
import Memory
import Trace

// Lists: making, growing, slices. Origin: Objects/listobject.c, Include/internal/pycore_list.h.

/// How many list heads are kept for reuse.
var PyList_MAXFREELIST: Int { @inline(__always) get { 80 } }

/// One item of what is known to be a list (borrowed).
@inline(__always) public func PyList_GET_ITEM(_ op: PyObj, _ i: Int) -> PyObj {
    op.list_item.unsafelyUnwrapped.word(i).unsafelyUnwrapped
}
/// Stores an item (taken over) into a new list's empty place.
@inline(__always) public func PyList_SET_ITEM(_ op: PyObj, _ i: Int, _ v: PyObj?) { op.list_item.unsafelyUnwrapped.setWord(i, v) }
/// The length of what is known to be a list.
@inline(__always) public func PyList_GET_SIZE(_ op: PyObj) -> Int { op.ob_size }

/// Gives a list room for `newsize` items and that length; new places are undefined. 0, or -1 with MemoryError.
@inline(__always) func list_resize(_ op: PyObj, _ newsize: Int) -> Int32 {
    let allocated = op.list_allocated
    if allocated >= newsize && newsize >= (allocated >> 1) {
        op.ob_size = newsize
        return 0
    }
    return list_resize_block(op, newsize)
}

@inline(never) private func list_resize_block(_ op: PyObj, _ newsize: Int) -> Int32 {
    // A little more than is needed: 0, 4, 8, 16, 24, 32, 40, 52, 64, 76 … as items are appended.
    var new = (newsize &+ (newsize >> 3) &+ 6) & ~3
    if newsize &- op.ob_size > new &- newsize { new = (newsize &+ 3) & ~3 }
    if newsize == 0 { new = 0 }
    guard let items = PyMem_Realloc(op.list_item, new &* 8) else {
        _ = PyErr_NoMemory()
        return -1
    }
    emitIfTracing(.resize, bits(op), bits(new), bits(op.list_allocated))
    op.list_item = items
    op.ob_size = newsize
    op.list_allocated = new
    return 0
}

/// The first block of an empty list that is about to get `size` items: rounded up to an even number.
private func list_preallocate_exact(_ op: PyObj, _ size: Int) -> Int32 {
    let n = (size &+ 1) & ~1
    guard let items = PyMem_Malloc(n &* 8) else {
        _ = PyErr_NoMemory()
        return -1
    }
    emitIfTracing(.resize, bits(op), bits(n), 0)
    op.list_item = items
    op.list_allocated = n
    return 0
}

/// Frees the parked list heads. Called by full collections.
func _PyList_ClearFreeList() {
    let list = Freelists.lists
    while case let n = list.load(as: Int.self), n > 0 {
        list.storeBytes(of: n &- 1, as: Int.self)
        PyObject_GC_Del(list.load(fromByteOffset: n &* 8, as: PyObj.self))
    }
}

/// A list head from the free list or new, without items and not tracked; nil with an exception.
@inline(__always) private func list_head() -> PyObj? {
    let list = Freelists.lists
    let count = list.load(as: Int.self)
    if count > 0 {
        let op = list.load(fromByteOffset: count &* 8, as: PyObj.self)
        list.storeBytes(of: count &- 1, as: Int.self)
        emitIfTracing(.freelistTake, bits(op), bits(PyList_Type), bits(count &- 1))
        _Py_NewReference(op)
        return op
    }
    return _PyObject_GC_New(PyList_Type)
}

/// A new list of `size` empty places; nil with an exception.
public func PyList_New(_ size: Int) -> PyObj? {
    if size < 0 {
        PyErr_BadInternalCall()
        return nil
    }
    guard let op = list_head() else { return nil }
    op.list_item = nil
    if size > 0 {
        guard let items = PyMem_Calloc(size, 8) else {
            op.ob_size = 0
            Py_DECREF(op)
            return PyErr_NoMemory()
        }
        op.list_item = items
    }
    op.ob_size = size
    op.list_allocated = size
    _PyObject_GC_TRACK(op)
    return op
}

/// A new empty list with room for exactly `size` items.
func list_new_prealloc(_ size: Int) -> PyObj? {
    guard let op = PyList_New(0) else { return nil }
    guard let items = PyMem_Malloc(size &* 8) else {
        Py_DECREF(op)
        return PyErr_NoMemory()
    }
    op.list_item = items
    op.list_allocated = size
    return op
}

/// The length, or -1 with an exception.
public func PyList_Size(_ op: PyObj) -> Int {
    if !PyList_Check(op) {
        PyErr_BadInternalCall()
        return -1
    }
    return op.ob_size
}

@inline(__always) private func valid_index(_ i: Int, _ limit: Int) -> Bool { UInt(bitPattern: i) < UInt(bitPattern: limit) }

/// One item (borrowed); nil with IndexError.
public func PyList_GetItem(_ op: PyObj, _ i: Int) -> PyObj? {
    if !PyList_Check(op) {
        PyErr_BadInternalCall()
        return nil
    }
    if !valid_index(i, op.ob_size) {
        PyErr_SetString(PyExc_IndexError, "list index out of range")
        return nil
    }
    return PyList_GET_ITEM(op, i)
}

/// Replaces an item (the new one is taken over). 0, or -1 with an exception.
@discardableResult public func PyList_SetItem(_ op: PyObj, _ i: Int, _ newitem: PyObj?) -> Int32 {
    if !PyList_Check(op) {
        Py_XDECREF(newitem)
        PyErr_BadInternalCall()
        return -1
    }
    if !valid_index(i, op.ob_size) {
        Py_XDECREF(newitem)
        PyErr_SetString(PyExc_IndexError, "list assignment index out of range")
        return -1
    }
    Py_XSETREF(op.list_item.unsafelyUnwrapped, i &* 8, newitem)
    return 0
}

/// Inserts before `where`, which is clipped. 0, or -1 with an exception.
@discardableResult public func PyList_Insert(_ op: PyObj, _ position: Int, _ v: PyObj) -> Int32 {
    if !PyList_Check(op) {
        PyErr_BadInternalCall()
        return -1
    }
    return list_ins1(op, position, v)
}

/// The same for what is known to be a list.
func list_ins1(_ op: PyObj, _ position: Int, _ v: PyObj) -> Int32 {
    let n = op.ob_size
    var at = position
    if list_resize(op, n &+ 1) < 0 { return -1 }
    if at < 0 {
        at &+= n
        if at < 0 { at = 0 }
    }
    if at > n { at = n }
    let items = op.list_item.unsafelyUnwrapped
    memmove(items + (at &+ 1) &* 8, items + at &* 8, (n &- at) &* 8)
    Py_INCREF(v)
    items.setWord(at, v)
    return 0
}

/// Appends an item, which is taken over even on error. 0, or -1 with an exception.
@inline(__always) func _PyList_AppendTakeRef(_ op: PyObj, _ newitem: PyObj) -> Int32 {
    let len = op.ob_size
    if op.list_allocated > len {
        PyList_SET_ITEM(op, len, newitem)
        op.ob_size = len &+ 1
        return 0
    }
    return _PyList_AppendTakeRefListResize(op, newitem)
}

/// The same when the block is full.
@inline(never) func _PyList_AppendTakeRefListResize(_ op: PyObj, _ newitem: PyObj) -> Int32 {
    let len = op.ob_size
    if list_resize(op, len &+ 1) < 0 {
        Py_DECREF(newitem)
        return -1
    }
    PyList_SET_ITEM(op, len, newitem)
    return 0
}

/// Appends an item. 0, or -1 with an exception.
@discardableResult public func PyList_Append(_ op: PyObj, _ newitem: PyObj) -> Int32 {
    if !PyList_Check(op) {
        PyErr_BadInternalCall()
        return -1
    }
    Py_INCREF(newitem)
    return _PyList_AppendTakeRef(op, newitem)
}

/// A new list of items `ilow ..< ihigh`, which are in range.
func list_slice(_ a: PyObj, _ ilow: Int, _ ihigh: Int) -> PyObj? {
    let len = ihigh &- ilow
    if len <= 0 { return PyList_New(0) }
    guard let np = list_new_prealloc(len) else { return nil }
    let src = a.list_item.unsafelyUnwrapped + ilow &* 8
    let dest = np.list_item.unsafelyUnwrapped
    for i in 0..<len {
        let v = src.word(i).unsafelyUnwrapped
        Py_INCREF(v)
        dest.setWord(i, v)
    }
    np.ob_size = len
    return np
}

/// A new list of items `ilow ..< ihigh`, clipped.
public func PyList_GetSlice(_ a: PyObj, _ ilow: Int, _ ihigh: Int) -> PyObj? {
    if !PyList_Check(a) {
        PyErr_BadInternalCall()
        return nil
    }
    let low = min(max(ilow, 0), a.ob_size)
    let high = ihigh < low ? low : min(ihigh, a.ob_size)
    return list_slice(a, low, high)
}

/// Empties a list; what dropping the items runs may fill it again.
func list_clear_items(_ a: PyObj) {
    guard let items = a.list_item else { return }
    var i = a.ob_size
    a.ob_size = 0
    a.list_item = nil
    a.list_allocated = 0
    while i > 0 {
        i &-= 1
        Py_XDECREF(items.word(i))
    }
    PyMem_Free(items)
}

/// `a[ilow:ihigh] = v`, or `del a[ilow:ihigh]` if `v` is nil. 0, or -1 with an exception.
func list_ass_slice(_ a: PyObj, _ low: Int, _ high: Int, _ v: PyObj?) -> Int32 {
    var n = 0
    var fast: PyObj?
    if let v {
        if a == v {
            guard let copy = list_slice(v, 0, v.ob_size) else { return -1 }
            let result = list_ass_slice(a, low, high, copy)
            Py_DECREF(copy)
            return result
        }
        guard let seq = PySequence_Fast(v, "can only assign an iterable") else { return -1 }
        fast = seq
        n = seq.ob_size
    }
    var ilow = min(max(low, 0), a.ob_size)
    let ihigh = high < ilow ? ilow : min(high, a.ob_size)
    let norig = ihigh &- ilow
    let d = n &- norig
    if a.ob_size &+ d == 0 {
        Py_XDECREF(fast)
        list_clear_items(a)
        return 0
    }
    // The items that go are dropped last, when the list is in order again: up to 8 are kept on the stack, more in a block.
    if norig <= 8 {
        var r: (PyObj?, PyObj?, PyObj?, PyObj?, PyObj?, PyObj?, PyObj?, PyObj?) = (nil, nil, nil, nil, nil, nil, nil, nil)
        let result = withUnsafeMutableBytes(of: &r) {
            replace(a, &ilow, ihigh, n, norig, d, fast, $0.baseAddress.unsafelyUnwrapped)
        }
        Py_XDECREF(fast)
        return result
    }
    guard let recycle = PyMem_Malloc(norig &* 8) else {
        Py_XDECREF(fast)
        _ = PyErr_NoMemory()
        return -1
    }
    let result = replace(a, &ilow, ihigh, n, norig, d, fast, recycle)
    PyMem_Free(recycle)
    Py_XDECREF(fast)
    return result
}

private func replace(
    _ a: PyObj, _ ilow: inout Int, _ ihigh: Int, _ n: Int, _ norig: Int, _ d: Int, _ fast: PyObj?,
    _ recycle: UnsafeMutableRawPointer
) -> Int32 {
    if norig > 0 { memcpy(recycle, a.list_item.unsafelyUnwrapped + ilow &* 8, norig &* 8) }
    if d < 0 {
        let item = a.list_item.unsafelyUnwrapped
        let tail = (a.ob_size &- ihigh) &* 8
        memmove(item + (ihigh &+ d) &* 8, item + ihigh &* 8, tail)
        if list_resize(a, a.ob_size &+ d) < 0 {
            memmove(item + ihigh &* 8, item + (ihigh &+ d) &* 8, tail)
            memcpy(item + ilow &* 8, recycle, norig &* 8)
            return -1
        }
    } else if d > 0 {
        let k = a.ob_size
        if list_resize(a, k &+ d) < 0 { return -1 }
        let item = a.list_item.unsafelyUnwrapped
        memmove(item + (ihigh &+ d) &* 8, item + ihigh &* 8, (k &- ihigh) &* 8)
    }
    if let fast, n > 0 {
        let item = a.list_item.unsafelyUnwrapped
        let vitem = PySequence_Fast_ITEMS(fast)
        for k in 0..<n {
            let w = vitem[k]
            Py_INCREF(w)
            item.setWord(ilow, w)
            ilow &+= 1
        }
    }
    var k = norig
    while k > 0 {
        k &-= 1
        Py_XDECREF(recycle.word(k))
    }
    return 0
}

/// `a[ilow:ihigh] = v`, or deletion if `v` is nil. 0, or -1 with an exception.
@discardableResult public func PyList_SetSlice(_ a: PyObj, _ ilow: Int, _ ihigh: Int, _ v: PyObj?) -> Int32 {
    if !PyList_Check(a) {
        PyErr_BadInternalCall()
        return -1
    }
    return list_ass_slice(a, ilow, ihigh, v)
}

/// list.extend: a new reference to None, or nil with an exception.
func list_extend(_ op: PyObj, _ arg: PyObj) -> PyObj? {
    if PyList_CheckExact(arg) || PyTuple_CheckExact(arg) || op == arg {
        guard let fast = PySequence_Fast(arg, "argument must be iterable") else { return nil }
        let n = fast.ob_size
        if n == 0 {
            Py_DECREF(fast)
            return Py_NewRef(Py_None)
        }
        let m = op.ob_size
        if op.list_item == nil {
            if list_preallocate_exact(op, n) < 0 {
                Py_DECREF(fast)
                return nil
            }
            op.ob_size = n
        } else if list_resize(op, m &+ n) < 0 {
            Py_DECREF(fast)
            return nil
        }
        let src = PySequence_Fast_ITEMS(fast)
        let dest = op.list_item.unsafelyUnwrapped + m &* 8
        for i in 0..<n {
            let o = src[i]
            Py_INCREF(o)
            dest.setWord(i, o)
        }
        Py_DECREF(fast)
        return Py_NewRef(Py_None)
    }
    guard let it = PyObject_GetIter(arg) else { return nil }
    let next = it.ob_type.tp_iternext.unsafelyUnwrapped
    let n = PyObject_LengthHint(arg, 8)
    if n < 0 {
        Py_DECREF(it)
        return nil
    }
    let m = op.ob_size
    if m > Int.max &- n {
        // The guess cannot be right: let the loop find out.
    } else if op.list_item == nil {
        if n > 0 && list_preallocate_exact(op, n) < 0 {
            Py_DECREF(it)
            return nil
        }
    } else {
        if list_resize(op, m &+ n) < 0 {
            Py_DECREF(it)
            return nil
        }
        op.ob_size = m
    }
    while true {
        guard let item = next(it) else {
            if PyErr_Occurred() != nil {
                if !PyErr_ExceptionMatches(PyExc_StopIteration) {
                    Py_DECREF(it)
                    return nil
                }
                PyErr_Clear()
            }
            break
        }
        let size = op.ob_size
        if size < op.list_allocated {
            PyList_SET_ITEM(op, size, item)
            op.ob_size = size &+ 1
        } else if _PyList_AppendTakeRef(op, item) < 0 {
            Py_DECREF(it)
            return nil
        }
    }
    if op.ob_size < op.list_allocated && list_resize(op, op.ob_size) < 0 {
        Py_DECREF(it)
        return nil
    }
    Py_DECREF(it)
    return Py_NewRef(Py_None)
}

/// list.extend for the eval loop and PySequence_List.
func _PyList_Extend(_ op: PyObj, _ iterable: PyObj) -> PyObj? { list_extend(op, iterable) }

/// A tuple of a list's items; nil with an exception.
public func PyList_AsTuple(_ v: PyObj) -> PyObj? {
    if !PyList_Check(v) {
        PyErr_BadInternalCall()
        return nil
    }
    return _PyTuple_FromArray(v.list_item, v.ob_size)
}

/// Reverses `n` objects in place.
func reverse_slice(_ p: UnsafeMutableRawPointer, _ n: Int) {
    var lo = 0
    var hi = n &- 1
    while lo < hi {
        let t = p.word(lo)
        p.setWord(lo, p.word(hi))
        p.setWord(hi, t)
        lo &+= 1
        hi &-= 1
    }
}

/// Reverses a list in place. 0, or -1 with an exception.
@discardableResult public func PyList_Reverse(_ v: PyObj) -> Int32 {
    if !PyList_Check(v) {
        PyErr_BadInternalCall()
        return -1
    }
    if v.ob_size > 1 { reverse_slice(v.list_item.unsafelyUnwrapped, v.ob_size) }
    return 0
}

/// What is wrong with a list: one line for each broken rule; empty if all is well.
public func _PyList_CheckConsistency(_ op: PyObj) -> [String] {
    var wrong: [String] = []
    func check(_ ok: Bool, _ rule: String) { if !ok { wrong.append("list \(op): \(rule)") } }
    check(PyList_Check(op), "is a list")
    let n = op.ob_size
    check(n >= 0, "0 <= ob_size")
    if op.list_allocated == -1 {
        check(n == 0 && op.list_item == nil, "a list that is being sorted looks empty")
        return wrong
    }
    check(op.list_allocated >= n, "ob_size <= allocated")
    check((op.list_item != nil) || (n == 0 && op.list_allocated == 0), "without a block there is no item")
    if !wrong.isEmpty { return wrong }
    for i in 0..<n {
        guard let item = op.list_item.unsafelyUnwrapped.word(i) else {
            check(false, "item \(i) is there")
            continue
        }
        check(item.ob_refcnt > 0, "item \(i) is alive")
    }
    return wrong
}
