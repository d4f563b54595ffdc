import Memory

// collections.deque: a doubly linked list of blocks. Origin: Modules/_collectionsmodule.c.
//
// dequeobject: ob_size 16, leftblock 24, rightblock 32, leftindex 40, rightindex 48, state 56, maxlen 64, numfreeblocks 72,
// freeblocks[16] 80, weakreflist 208. A block: leftlink 0, 64 items from 8, rightlink 520.

var PyDeque_Type: PyObj { ModuleTypes.slot(227) }
var PyDequeIter_Type: PyObj { ModuleTypes.slot(228) }
var PyDequeRevIter_Type: PyObj { ModuleTypes.slot(229) }

private let BLOCKLEN = 64
private let CENTER = 31
private let MAXFREEBLOCKS = 16

extension UnsafeMutableRawPointer {
    fileprivate var leftblock: PyObj {
        get { load(fromByteOffset: 24, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj.self) }
    }
    fileprivate var rightblock: PyObj {
        get { load(fromByteOffset: 32, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj.self) }
    }
    fileprivate var leftindex: Int {
        get { self[word: 40] }
        nonmutating set { self[word: 40] = newValue }
    }
    fileprivate var rightindex: Int {
        get { self[word: 48] }
        nonmutating set { self[word: 48] = newValue }
    }
    fileprivate var state: Int {
        get { self[word: 56] }
        nonmutating set { self[word: 56] = newValue }
    }
    fileprivate var maxlen: Int { self[word: 64] }
    fileprivate var leftlink: PyObj {
        get { load(as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, as: PyObj.self) }
    }
    fileprivate var rightlink: PyObj {
        get { load(fromByteOffset: 520, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 520, as: PyObj.self) }
    }
    /// Item `i` of a block.
    fileprivate subscript(at i: Int) -> PyObj {
        get { load(fromByteOffset: 8 + 8 * i, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8 + 8 * i, as: PyObj.self) }
    }
}

private func newblock(_ d: PyObj) -> PyObj? {
    if d[word: 72] != 0 {
        d[word: 72] -= 1
        return d[ref: 80 + 8 * d[word: 72]]
    }
    return PyMem_Malloc(528) ?? PyErr_NoMemory()
}

private func freeblock(_ d: PyObj, _ b: PyObj) {
    if d[word: 72] < MAXFREEBLOCKS {
        d[ref: 80 + 8 * d[word: 72]] = b
        d[word: 72] += 1
    } else {
        PyMem_Free(b)
    }
}

private func deque_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard let d = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    guard let b = newblock(d) else {
        Py_DECREF(d)
        return nil
    }
    d.ob_size = 0
    d.leftblock = b
    d.rightblock = b
    d.leftindex = CENTER + 1
    d.rightindex = CENTER
    d.state = 0
    d[word: 64] = -1
    d[word: 72] = 0
    d[ref: 208] = nil
    return d
}

private func popRight(_ d: PyObj) -> PyObj? {
    if d.ob_size == 0 { return PyErr_Format(PyExc_IndexError, "pop from an empty deque") }
    let item = d.rightblock[at: d.rightindex]
    d.rightindex -= 1
    d.ob_size -= 1
    d.state &+= 1
    if d.rightindex < 0 {
        if d.ob_size != 0 {
            let prev = d.rightblock.leftlink
            freeblock(d, d.rightblock)
            d.rightblock = prev
            d.rightindex = BLOCKLEN - 1
        } else {
            d.leftindex = CENTER + 1
            d.rightindex = CENTER
        }
    }
    return item
}

private func popLeft(_ d: PyObj) -> PyObj? {
    if d.ob_size == 0 { return PyErr_Format(PyExc_IndexError, "pop from an empty deque") }
    let item = d.leftblock[at: d.leftindex]
    d.leftindex += 1
    d.ob_size -= 1
    d.state &+= 1
    if d.leftindex == BLOCKLEN {
        if d.ob_size != 0 {
            let next = d.leftblock.rightlink
            freeblock(d, d.leftblock)
            d.leftblock = next
            d.leftindex = 0
        } else {
            d.leftindex = CENTER + 1
            d.rightindex = CENTER
        }
    }
    return item
}

@inline(__always) private func needsTrim(_ d: PyObj, _ maxlen: Int) -> Bool { UInt(bitPattern: maxlen) < UInt(d.ob_size) }

/// Adds an item at the right, taking its reference over. False with an exception.
private func appendRight(_ d: PyObj, _ item: PyObj, _ maxlen: Int) -> Bool {
    if d.rightindex == BLOCKLEN - 1 {
        guard let b = newblock(d) else { return false }
        b.leftlink = d.rightblock
        d.rightblock.rightlink = b
        d.rightblock = b
        d.rightindex = -1
    }
    d.ob_size += 1
    d.rightindex += 1
    d.rightblock[at: d.rightindex] = item
    if needsTrim(d, maxlen) { Py_XDECREF(popLeft(d)) } else { d.state &+= 1 }
    return true
}

private func appendLeft(_ d: PyObj, _ item: PyObj, _ maxlen: Int) -> Bool {
    if d.leftindex == 0 {
        guard let b = newblock(d) else { return false }
        b.rightlink = d.leftblock
        d.leftblock.leftlink = b
        d.leftblock = b
        d.leftindex = BLOCKLEN
    }
    d.ob_size += 1
    d.leftindex -= 1
    d.leftblock[at: d.leftindex] = item
    if needsTrim(d, maxlen) { Py_XDECREF(popRight(d)) } else { d.state &+= 1 }
    return true
}

private func deque_append(_ d: PyObj, _ item: PyObj) -> PyObj? {
    Py_INCREF(item)
    return appendRight(d, item, d.maxlen) ? Py_NewRef(Py_None) : nil
}

private func deque_appendleft(_ d: PyObj, _ item: PyObj) -> PyObj? {
    Py_INCREF(item)
    return appendLeft(d, item, d.maxlen) ? Py_NewRef(Py_None) : nil
}

private func extend(_ d: PyObj, _ iterable: PyObj, left: Bool) -> Bool {
    if d == iterable {
        guard let list = PySequence_List(iterable) else { return false }
        defer { Py_DECREF(list) }
        return extend(d, list, left: left)
    }
    guard let it = PyObject_GetIter(iterable) else { return false }
    defer { Py_DECREF(it) }
    let maxlen = d.maxlen
    if maxlen == 0 {
        while let item = it.nextItem() { Py_DECREF(item) }
    } else {
        if d.ob_size == 0 {
            // Start at the far end, to save blocks.
            d.leftindex = left ? BLOCKLEN - 1 : 1
            d.rightindex = left ? BLOCKLEN - 2 : 0
        }
        while let item = it.nextItem() {
            if !(left ? appendLeft(d, item, maxlen) : appendRight(d, item, maxlen)) {
                Py_DECREF(item)
                return false
            }
        }
    }
    if PyErr_Occurred() != nil {
        if !PyErr_ExceptionMatches(PyExc_StopIteration) { return false }
        PyErr_Clear()
    }
    return true
}

private func deque_extend(_ d: PyObj, _ iterable: PyObj) -> PyObj? { extend(d, iterable, left: false) ? Py_NewRef(Py_None) : nil }
private func deque_extendleft(_ d: PyObj, _ iterable: PyObj) -> PyObj? {
    extend(d, iterable, left: true) ? Py_NewRef(Py_None) : nil
}

private func deque_inplace_concat(_ d: PyObj, _ other: PyObj) -> PyObj? { extend(d, other, left: false) ? Py_NewRef(d) : nil }

private func deque_copy(_ d: PyObj) -> PyObj? {
    if d.ob_type == PyDeque_Type {
        guard let new = deque_new(PyDeque_Type, emptyTuple, nil) else { return nil }
        new[word: 64] = d.maxlen
        let ok = d.ob_size == 1 ? deque_append(new, d.leftblock[at: d.leftindex]) != nil : extend(new, d, left: false)
        if ok {
            if d.ob_size == 1 { Py_DECREF(Py_None) }
            return new
        }
        Py_DECREF(new)
        return nil
    }
    let result: PyObj?
    if d.maxlen < 0 {
        result = PyObject_CallOneArg(d.ob_type, d)
    } else {
        guard let limit = PyLong_FromSsize_t(d.maxlen) else { return nil }
        result = PyObject_CallFunctionObjArgs(d.ob_type, d, limit)
        Py_DECREF(limit)
    }
    if let result, !PyObject_TypeCheck(result, PyDeque_Type) {
        PyErr_SetString(PyExc_TypeError, "\(d.typeName)() must return a deque, not \(result.typeName)")
        Py_DECREF(result)
        return nil
    }
    return result
}

private func deque_concat(_ d: PyObj, _ other: PyObj) -> PyObj? {
    let isDeque = PyObject_IsInstance(other, PyDeque_Type)
    if isDeque <= 0 {
        if isDeque == 0 {
            PyErr_SetString(PyExc_TypeError, "can only concatenate deque (not \"\(other.typeName)\") to deque")
        }
        return nil
    }
    guard let new = deque_copy(d) else { return nil }
    if extend(new, other, left: false) { return new }
    Py_DECREF(new)
    return nil
}

private func deque_clear(_ d: PyObj) -> Int32 {
    var n = d.ob_size
    if n == 0 { return 0 }
    guard let b = newblock(d) else {
        PyErr_Clear()
        while d.ob_size != 0 { Py_XDECREF(popRight(d)) }
        return 0
    }
    var block = d.leftblock
    var i = d.leftindex
    d.ob_size = 0
    d.leftblock = b
    d.rightblock = b
    d.leftindex = CENTER + 1
    d.rightindex = CENTER
    d.state &+= 1
    while n > 0 {
        if i == BLOCKLEN {
            let prev = block
            block = block.rightlink
            freeblock(d, prev)
            i = 0
        }
        Py_DECREF(block[at: i])
        i += 1
        n -= 1
    }
    freeblock(d, block)
    return 0
}

private func deque_clearmethod(_ d: PyObj) -> PyObj? {
    _ = deque_clear(d)
    return Py_NewRef(Py_None)
}

private func deque_inplace_repeat(_ d: PyObj, _ count: Int) -> PyObj? {
    var n = count
    let size = d.ob_size
    if size == 0 || n == 1 { return Py_NewRef(d) }
    if n <= 0 {
        _ = deque_clear(d)
        return Py_NewRef(d)
    }
    if size == 1 {
        let item = d.leftblock[at: d.leftindex]
        if d.maxlen >= 0 && n > d.maxlen { n = d.maxlen }
        d.state &+= 1
        for _ in 0..<max(n - 1, 0) {
            if d.rightindex == BLOCKLEN - 1 {
                guard let b = newblock(d) else { return nil }
                b.leftlink = d.rightblock
                d.rightblock.rightlink = b
                d.rightblock = b
                d.rightindex = -1
            }
            d.rightindex += 1
            d.rightblock[at: d.rightindex] = Py_NewRef(item)
            d.ob_size += 1
        }
        return Py_NewRef(d)
    }
    if size > Int.max / n { return PyErr_NoMemory() }
    guard let seq = PySequence_List(d) else { return nil }
    defer { Py_DECREF(seq) }
    if d.maxlen >= 0 && n * size > d.maxlen { n = (d.maxlen + size - 1) / size }
    for _ in 0..<max(n - 1, 0) where !extend(d, seq, left: false) { return nil }
    return Py_NewRef(d)
}

private func deque_repeat(_ d: PyObj, _ n: Int) -> PyObj? {
    guard let new = deque_copy(d) else { return nil }
    defer { Py_DECREF(new) }
    return deque_inplace_repeat(new, n)
}

private func rotate(_ d: PyObj, _ count: Int) -> Bool {
    var n = count
    let len = d.ob_size
    let half = len >> 1
    if len <= 1 { return true }
    if n > half || n < -half {
        n %= len
        if n > half { n -= len } else if n < -half { n += len }
    }
    var spare: PyObj?
    var leftblock = d.leftblock
    var rightblock = d.rightblock
    var leftindex = d.leftindex
    var rightindex = d.rightindex
    var ok = true
    d.state &+= 1
    while n > 0 {
        if leftindex == 0 {
            guard let b = spare ?? newblock(d) else {
                ok = false
                break
            }
            b.rightlink = leftblock
            leftblock.leftlink = b
            leftblock = b
            leftindex = BLOCKLEN
            spare = nil
        }
        let m = min(n, rightindex + 1, leftindex)
        rightindex -= m
        leftindex -= m
        n -= m
        for k in 0..<m { leftblock[at: leftindex + k] = rightblock[at: rightindex + 1 + k] }
        if rightindex < 0 {
            spare = rightblock
            rightblock = rightblock.leftlink
            rightindex = BLOCKLEN - 1
        }
    }
    while n < 0 && ok {
        if rightindex == BLOCKLEN - 1 {
            guard let b = spare ?? newblock(d) else {
                ok = false
                break
            }
            b.leftlink = rightblock
            rightblock.rightlink = b
            rightblock = b
            rightindex = -1
            spare = nil
        }
        let m = min(-n, BLOCKLEN - leftindex, BLOCKLEN - 1 - rightindex)
        for k in 0..<m { rightblock[at: rightindex + 1 + k] = leftblock[at: leftindex + k] }
        leftindex += m
        rightindex += m
        n += m
        if leftindex == BLOCKLEN {
            spare = leftblock
            leftblock = leftblock.rightlink
            leftindex = 0
        }
    }
    if let spare { freeblock(d, spare) }
    d.leftblock = leftblock
    d.rightblock = rightblock
    d.leftindex = leftindex
    d.rightindex = rightindex
    return ok
}

private func deque_rotate(_ d: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("deque.rotate", nargs, 0, 1) else { return nil }
    var n = 1
    if nargs == 1 {
        guard let v = ssizeArgument(args[0]) else { return nil }
        n = v
    }
    return rotate(d, n) ? Py_NewRef(Py_None) : nil
}

private func deque_reverse(_ d: PyObj) -> PyObj? {
    var leftblock = d.leftblock
    var rightblock = d.rightblock
    var left = d.leftindex
    var right = d.rightindex
    for _ in 0..<(d.ob_size >> 1) {
        let t = leftblock[at: left]
        leftblock[at: left] = rightblock[at: right]
        rightblock[at: right] = t
        left += 1
        if left == BLOCKLEN {
            leftblock = leftblock.rightlink
            left = 0
        }
        right -= 1
        if right < 0 {
            rightblock = rightblock.leftlink
            right = BLOCKLEN - 1
        }
    }
    return Py_NewRef(Py_None)
}

/// Compares items from `start` to `stop` with a value until the body says stop (true); false with an exception.
private func scan(_ d: PyObj, _ v: PyObj, _ start: Int, _ stop: Int, _ error: PyObj, _ body: (Int, Bool) -> Bool) -> Bool {
    var block = d.leftblock
    var index = d.leftindex + start
    while index >= BLOCKLEN {
        block = block.rightlink
        index -= BLOCKLEN
    }
    let state = d.state
    for i in start..<max(stop, start) {
        let item = Py_NewRef(block[at: index])
        let cmp = PyObject_RichCompareBool(item, v, Py_EQ)
        Py_DECREF(item)
        if cmp < 0 { return false }
        if state != d.state {
            PyErr_SetString(error, "deque mutated during iteration")
            return false
        }
        if body(i, cmp > 0) { return true }
        index += 1
        if index == BLOCKLEN && i + 1 < stop {
            block = block.rightlink
            index = 0
        }
    }
    return true
}

private func deque_count(_ d: PyObj, _ v: PyObj) -> PyObj? {
    var count = 0
    let ok = scan(d, v, 0, d.ob_size, PyExc_RuntimeError) { _, same in
        if same { count += 1 }
        return false
    }
    return ok ? PyLong_FromSsize_t(count) : nil
}

private func deque_contains(_ d: PyObj, _ v: PyObj) -> Int32 {
    var found: Int32 = 0
    let ok = scan(d, v, 0, d.ob_size, PyExc_RuntimeError) { _, same in
        if same { found = 1 }
        return same
    }
    return ok ? found : -1
}

private func deque_len(_ d: PyObj) -> Int { d.ob_size }

private func deque_index(_ d: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("index", nargs, 1, 3) else { return nil }
    var start = 0
    var stop = d.ob_size
    if nargs > 1 && !_PyEval_SliceIndexNotNone(args[1], &start) { return nil }
    if nargs > 2 && !_PyEval_SliceIndexNotNone(args[2], &stop) { return nil }
    let n = d.ob_size
    if start < 0 { start = max(start + n, 0) }
    if stop < 0 { stop = max(stop + n, 0) }
    stop = min(stop, n)
    start = min(start, stop)
    var found = -1
    guard
        scan(
            d, args[0], start, stop, PyExc_RuntimeError,
            { i, same in
                if same { found = i }
                return same
            })
    else { return nil }
    if found >= 0 { return PyLong_FromSsize_t(found) }
    return PyErr_Format(PyExc_ValueError, "\(reprText(args[0])) is not in deque")
}

private func deque_insert(_ d: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("insert", nargs, 2, 2), let index = ssizeArgument(args[0]) else { return nil }
    let n = d.ob_size
    let value = args[1]
    if d.maxlen == n { return PyErr_Format(PyExc_IndexError, "deque already at its maximum size") }
    if index >= n { return deque_append(d, value) }
    if index <= -n || index == 0 { return deque_appendleft(d, value) }
    if !rotate(d, -index) { return nil }
    guard let none = index < 0 ? deque_append(d, value) : deque_appendleft(d, value) else { return nil }
    return rotate(d, index) ? none : nil
}

private func delItem(_ d: PyObj, _ i: Int) -> Bool {
    if !rotate(d, -i) { return false }
    let item = popLeft(d)
    let ok = rotate(d, i)
    Py_XDECREF(item)
    return ok
}

private func deque_remove(_ d: PyObj, _ value: PyObj) -> PyObj? {
    var found = -1
    guard
        scan(
            d, value, 0, d.ob_size, PyExc_IndexError,
            { i, same in
                if same { found = i }
                return same
            })
    else { return nil }
    if found < 0 { return PyErr_Format(PyExc_ValueError, "\(reprText(value)) is not in deque") }
    return delItem(d, found) ? Py_NewRef(Py_None) : nil
}

/// The block and index of item `i`, reached from the nearer end.
private func locate(_ d: PyObj, _ i: Int) -> (PyObj, Int) {
    let n = d.ob_size
    let position = d.leftindex + i
    var blocks = position / BLOCKLEN
    if i < n >> 1 {
        var b = d.leftblock
        while blocks > 0 {
            b = b.rightlink
            blocks -= 1
        }
        return (b, position % BLOCKLEN)
    }
    blocks = (d.leftindex + n - 1) / BLOCKLEN - blocks
    var b = d.rightblock
    while blocks > 0 {
        b = b.leftlink
        blocks -= 1
    }
    return (b, position % BLOCKLEN)
}

private func deque_item(_ d: PyObj, _ i: Int) -> PyObj? {
    if i < 0 || i >= d.ob_size { return PyErr_Format(PyExc_IndexError, "deque index out of range") }
    let (b, index) = locate(d, i)
    return Py_NewRef(b[at: index])
}

private func deque_ass_item(_ d: PyObj, _ i: Int, _ v: PyObj?) -> Int32 {
    if i < 0 || i >= d.ob_size {
        PyErr_SetString(PyExc_IndexError, "deque index out of range")
        return -1
    }
    guard let v else { return delItem(d, i) ? 0 : -1 }
    let (b, index) = locate(d, i)
    let old = b[at: index]
    b[at: index] = Py_NewRef(v)
    Py_DECREF(old)
    return 0
}

private func deque_dealloc(_ d: PyObj) {
    PyObject_GC_UnTrack(d)
    if d[ref: 208] != nil { PyObject_ClearWeakRefs(d) }
    if d[ref: 24] != nil {
        _ = deque_clear(d)
        freeblock(d, d.leftblock)
    }
    d[ref: 24] = nil
    d[ref: 32] = nil
    for i in 0..<d[word: 72] { PyMem_Free(d[ref: 80 + 8 * i].unsafelyUnwrapped) }
    d.ob_type.tp_free.unsafelyUnwrapped(d)
}

private func deque_traverse(_ d: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var n = d.ob_size
    if n == 0 { return 0 }
    var block = d.leftblock
    var i = d.leftindex
    while n > 0 {
        let r = visit(block[at: i], arg)
        if r != 0 { return r }
        i += 1
        n -= 1
        if i == BLOCKLEN && n > 0 {
            block = block.rightlink
            i = 0
        }
    }
    return 0
}

private func deque_reduce(_ d: PyObj) -> PyObj? {
    guard let state = _PyObject_GetState(d) else { return nil }
    guard let it = PyObject_GetIter(d) else {
        Py_DECREF(state)
        return nil
    }
    let args = d.maxlen < 0 ? Py_NewRef(emptyTuple) : buildTuple(Py_NewRef(emptyTuple), PyLong_FromSsize_t(d.maxlen))
    return buildTuple(Py_NewRef(d.ob_type), args, state, it)
}

private func deque_repr(_ d: PyObj) -> PyObj? {
    let status = Py_ReprEnter(d)
    if status != 0 { return status < 0 ? nil : PyUnicode_FromString("[...]") }
    defer { Py_ReprLeave(d) }
    guard let list = PySequence_List(d) else { return nil }
    defer { Py_DECREF(list) }
    var text: PyObj? = PyUnicode_FromString("\(_PyType_Name(d.ob_type))(")
    PyUnicode_AppendAndDel(&text, PyObject_Repr(list))
    if text != nil { PyUnicode_AppendAndDel(&text, PyUnicode_FromString(d.maxlen >= 0 ? ", maxlen=\(d.maxlen))" : ")")) }
    return text
}

private func deque_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    guard PyObject_TypeCheck(v, PyDeque_Type), PyObject_TypeCheck(w, PyDeque_Type) else { return Py_NewRef(Py_NotImplemented) }
    if op == Py_EQ || op == Py_NE {
        if v == w { return PyBool_FromLong(op == Py_EQ) }
        if v.ob_size != w.ob_size { return PyBool_FromLong(op == Py_NE) }
    }
    guard let it1 = PyObject_GetIter(v) else { return nil }
    defer { Py_DECREF(it1) }
    guard let it2 = PyObject_GetIter(w) else { return nil }
    defer { Py_DECREF(it2) }
    while true {
        let x = PyIter_Next(it1)
        if x == nil && PyErr_Occurred() != nil { return nil }
        let y = PyIter_Next(it2)
        guard let x, let y else {
            Py_XDECREF(x)
            Py_XDECREF(y)
            if PyErr_Occurred() != nil { return nil }
            switch op {
            case Py_LT: return PyBool_FromLong(y != nil)
            case Py_LE: return PyBool_FromLong(x == nil)
            case Py_EQ: return PyBool_FromLong(x == nil && y == nil)
            case Py_NE: return PyBool_FromLong(x != nil || y != nil)
            case Py_GT: return PyBool_FromLong(x != nil)
            default: return PyBool_FromLong(y == nil)
            }
        }
        defer {
            Py_DECREF(x)
            Py_DECREF(y)
        }
        let same = PyObject_RichCompareBool(x, y, Py_EQ)
        if same < 0 { return nil }
        if same == 0 {
            let cmp = PyObject_RichCompareBool(x, y, op)
            return cmp < 0 ? nil : PyBool_FromLong(cmp != 0)
        }
    }
}

private func deque_init(_ d: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    withArguments("deque", args, kwargs, ["iterable", "maxlen"], min: 0, max: 2, -1) { p in
        var maxlen = -1
        if let limit = p[1], limit != Py_None {
            maxlen = PyLong_AsSsize_t(limit)
            if maxlen == -1 && PyErr_Occurred() != nil { return -1 }
            if maxlen < 0 {
                PyErr_SetString(PyExc_ValueError, "maxlen must be non-negative")
                return -1
            }
        }
        d[word: 64] = maxlen
        if d.ob_size > 0 { _ = deque_clear(d) }
        if let iterable = p[0], !extend(d, iterable, left: false) { return -1 }
        return 0
    }
}

private func deque_sizeof(_ d: PyObj) -> PyObj? {
    let blocks = (d.leftindex + d.ob_size + BLOCKLEN - 1) / BLOCKLEN
    return PyLong_FromSsize_t(d.ob_type.tp_basicsize + blocks * 528)
}

private func deque_bool(_ d: PyObj) -> Int32 { d.ob_size != 0 ? 1 : 0 }

private func deque_get_maxlen(_ d: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    d.maxlen < 0 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(d.maxlen)
}

private func deque_pop(_ d: PyObj) -> PyObj? { popRight(d) }
private func deque_popleft(_ d: PyObj) -> PyObj? { popLeft(d) }

// MARK: iterators (block 16, deque 24, index 32, state 40, counter 48)

private func newIterator(_ type: PyObj, _ d: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(type) else { return nil }
    let forward = type == PyDequeIter_Type
    it[ref: 16] = forward ? d.leftblock : d.rightblock
    it[word: 32] = forward ? d.leftindex : d.rightindex
    it[ref: 24] = Py_NewRef(d)
    it[word: 40] = d.state
    it[word: 48] = d.ob_size
    PyObject_GC_Track(it)
    return it
}

private func deque_iter(_ d: PyObj) -> PyObj? { newIterator(PyDequeIter_Type, d) }
private func deque_reviter(_ d: PyObj) -> PyObj? { newIterator(PyDequeRevIter_Type, d) }

private func dequeiter_dealloc(_ it: PyObj) {
    PyObject_GC_UnTrack(it)
    Py_XDECREF(it[ref: 24])
    PyObject_GC_Del(it)
}

private func dequeiter_traverse(_ it: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(it[ref: 24], visit, arg)
}

private func dequeiter_next(_ it: PyObj) -> PyObj? {
    if it[ref: 24].unsafelyUnwrapped.state != it[word: 40] {
        it[word: 48] = 0
        return PyErr_Format(PyExc_RuntimeError, "deque mutated during iteration")
    }
    if it[word: 48] == 0 { return nil }
    let block = it[ref: 16].unsafelyUnwrapped
    let item = block[at: it[word: 32]]
    it[word: 32] += 1
    it[word: 48] -= 1
    if it[word: 32] == BLOCKLEN && it[word: 48] > 0 {
        it[ref: 16] = block.rightlink
        it[word: 32] = 0
    }
    return Py_NewRef(item)
}

private func dequereviter_next(_ it: PyObj) -> PyObj? {
    if it[word: 48] == 0 { return nil }
    if it[ref: 24].unsafelyUnwrapped.state != it[word: 40] {
        it[word: 48] = 0
        return PyErr_Format(PyExc_RuntimeError, "deque mutated during iteration")
    }
    let block = it[ref: 16].unsafelyUnwrapped
    let item = block[at: it[word: 32]]
    it[word: 32] -= 1
    it[word: 48] -= 1
    if it[word: 32] < 0 && it[word: 48] > 0 {
        it[ref: 16] = block.leftlink
        it[word: 32] = BLOCKLEN - 1
    }
    return Py_NewRef(item)
}

private func iteratorNew(_ type: PyObj, _ args: PyObj) -> PyObj? {
    guard _PyArg_CheckPositional("function", args.ob_size, 1, 2) else { return nil }
    let d = PyTuple_GET_ITEM(args, 0)
    if !PyObject_TypeCheck(d, PyDeque_Type) {
        return PyErr_Format(PyExc_TypeError, "argument 1 must be collections.deque, not \(d.typeName)")
    }
    var index = 0
    if args.ob_size == 2 {
        guard let n = ssizeArgument(PyTuple_GET_ITEM(args, 1)) else { return nil }
        index = n
    }
    guard let it = newIterator(type, d) else { return nil }
    for _ in 0..<max(index, 0) {
        guard let item = it.nextItem() else { break }
        Py_DECREF(item)
    }
    return it
}

private func dequeiter_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? { iteratorNew(type, args) }

private func dequeiter_len(_ it: PyObj) -> PyObj? { PyLong_FromSsize_t(it[word: 48]) }

private func dequeiter_reduce(_ it: PyObj) -> PyObj? {
    let d = it[ref: 24].unsafelyUnwrapped
    return buildTuple(Py_NewRef(it.ob_type), buildTuple(Py_NewRef(d), PyLong_FromSsize_t(d.ob_size - it[word: 48])))
}

/// Fills the types of this file.
func initDequeTypes() {
    var t = PyDeque_Type
    t.initStaticType("collections.deque", basicsize: 216, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.SEQUENCE)
    t.tp_dealloc = deque_dealloc
    t.tp_repr = deque_repr
    let seq = t.newSequenceMethods()
    seq.sq_length = deque_len
    seq.sq_concat = deque_concat
    seq.sq_repeat = deque_repeat
    seq.sq_item = deque_item
    seq.sq_ass_item = deque_ass_item
    seq.sq_contains = deque_contains
    seq.sq_inplace_concat = deque_inplace_concat
    seq.sq_inplace_repeat = deque_inplace_repeat
    t.newNumberMethods().nb_bool = deque_bool
    t.tp_hash = PyObject_HashNotImplemented
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_doc = staticCString(
        "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its endpoints.")
    t.tp_traverse = deque_traverse
    t.tp_clear = deque_clear
    t.tp_richcompare = deque_richcompare
    t.tp_weaklistoffset = 208
    t.tp_iter = deque_iter
    t.tp_init = deque_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = deque_new
    t.tp_free = PyObject_GC_Del
    t.setMethods([
        .o("append", deque_append, "Add an element to the right side of the deque."),
        .o("appendleft", deque_appendleft, "Add an element to the left side of the deque."),
        .noargs("clear", deque_clearmethod, "Remove all elements from the deque."),
        .noargs("__copy__", deque_copy, "Return a shallow copy of a deque."),
        .noargs("copy", deque_copy, "Return a shallow copy of a deque."),
        .o("count", deque_count, "D.count(value) -> integer -- return number of occurrences of value"),
        .o("extend", deque_extend, "Extend the right side of the deque with elements from the iterable"),
        .o("extendleft", deque_extendleft, "Extend the left side of the deque with elements from the iterable"),
        .fast(
            "index", deque_index,
            "D.index(value, [start, [stop]]) -> integer -- return first index of value.\nRaises ValueError if the value is not present."
        ),
        .fast("insert", deque_insert, "D.insert(index, object) -- insert object before index"),
        .noargs("pop", deque_pop, "Remove and return the rightmost element."),
        .noargs("popleft", deque_popleft, "Remove and return the leftmost element."),
        .noargs("__reduce__", deque_reduce, "Return state information for pickling."),
        .o("remove", deque_remove, "D.remove(value) -- remove first occurrence of value."),
        .noargs("__reversed__", deque_reviter, "D.__reversed__() -- return a reverse iterator over the deque"),
        .noargs("reverse", deque_reverse, "D.reverse() -- reverse *IN PLACE*"),
        .fast(
            "rotate", deque_rotate, "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left."),
        .noargs("__sizeof__", deque_sizeof, "D.__sizeof__() -- size of D in memory, in bytes"),
        .o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS),
    ])
    t.setGetSets([GetSetSpec("maxlen", deque_get_maxlen, nil, "maximum size of a deque or None if unbounded")])
    let methods: [MethodSpec] = [
        .noargs("__length_hint__", dequeiter_len, "Private method returning an estimate of len(list(it))."),
        .noargs("__reduce__", dequeiter_reduce, "Return state information for pickling."),
    ]
    t = PyDequeIter_Type
    initIteratorType(
        t, "_collections._deque_iterator", 56, dequeiter_dealloc, dequeiter_traverse, dequeiter_next, dequeiter_new,
        subclasses: false)
    t.setMethods(methods)
    t = PyDequeRevIter_Type
    initIteratorType(
        t, "_collections._deque_reverse_iterator", 56, dequeiter_dealloc, dequeiter_traverse, dequereviter_next, dequeiter_new,
        subclasses: false)
    t.setMethods(methods)
}
