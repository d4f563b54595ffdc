import Memory
import Trace

// The type `list`: slots and methods. Origin: Objects/listobject.c.

private func list_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    if !Py_TRASHCAN_BEGIN(op, list_dealloc) { return }
    if let items = op.list_item {
        var i = op.ob_size
        while i > 0 {
            i &-= 1
            Py_XDECREF(items.word(i))
        }
        PyMem_Free(items)
    }
    let list = Freelists.lists
    let count = list.load(as: Int.self)
    if count < PyList_MAXFREELIST && PyList_CheckExact(op) {
        list.storeBytes(of: count &+ 1, as: Int.self)
        list.storeBytes(of: op, toByteOffset: (count &+ 1) &* 8, as: PyObj.self)
        emitIfTracing(.freelistPut, bits(op), bits(PyList_Type), bits(count &+ 1))
    } else {
        op.ob_type.tp_free.unsafelyUnwrapped(op)
    }
    Py_TRASHCAN_END()
}

private func list_repr(_ v: PyObj) -> PyObj? {
    if v.ob_size == 0 { return PyUnicode_FromString("[]") }
    let rc = Py_ReprEnter(v)
    if rc != 0 { return rc > 0 ? PyUnicode_FromString("[...]") : nil }
    var writer = UnicodeWriter()
    writer.overallocate = true
    writer.min_length = 1 + 1 + (2 + 1) * (v.ob_size - 1) + 1
    var ok = writer.writeChar(0x5b)
    var i = 0
    // repr may change the list.
    while ok && i < v.ob_size {
        ok = (i == 0 || writer.writeASCII(", ")) && writeRepr(&writer, PyList_GET_ITEM(v, i))
        i += 1
    }
    if ok {
        writer.overallocate = false
        ok = writer.writeChar(0x5d)
    }
    if ok {
        Py_ReprLeave(v)
        return writer.finish()
    }
    writer.dealloc()
    Py_ReprLeave(v)
    return nil
}

private func list_length(_ a: PyObj) -> Int { a.ob_size }

private func list_contains(_ a: PyObj, _ el: PyObj) -> Int32 {
    var i = 0
    while i < a.ob_size {
        let item = PyList_GET_ITEM(a, i)
        Py_INCREF(item)
        let cmp = PyObject_RichCompareBool(item, el, Py_EQ)
        Py_DECREF(item)
        if cmp != 0 { return cmp }
        i &+= 1
    }
    return 0
}

func list_item_at(_ a: PyObj, _ i: Int) -> PyObj? {
    if UInt(bitPattern: i) >= UInt(bitPattern: a.ob_size) {
        PyErr_SetString(PyExc_IndexError, "list index out of range")
        return nil
    }
    return Py_NewRef(PyList_GET_ITEM(a, i))
}

private func list_concat(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !PyList_Check(b) {
        PyErr_SetString(PyExc_TypeError, "can only concatenate list (not \"\(b.typeName)\") to list")
        return nil
    }
    let m = a.ob_size
    let n = b.ob_size
    if m &+ n == 0 { return PyList_New(0) }
    guard let np = list_new_prealloc(m &+ n) else { return nil }
    for i in 0..<m { PyList_SET_ITEM(np, i, Py_NewRef(PyList_GET_ITEM(a, i))) }
    for i in 0..<n { PyList_SET_ITEM(np, m &+ i, Py_NewRef(PyList_GET_ITEM(b, i))) }
    np.ob_size = m &+ n
    return np
}

/// Adds many references at once, as a repetition does.
@inline(__always) func addReferences(_ op: PyObj, _ n: Int) {
    let count = op.ob_refcnt &+ n
    op.ob_refcnt = count
    emitIfTracing(.incref(op, count))
}

private func list_repeat(_ a: PyObj, _ times: Int) -> PyObj? {
    let n = max(times, 0)
    let len = a.ob_size
    let (size, overflow) = len.multipliedReportingOverflow(by: n)
    if overflow || size > Int.max / 8 { return PyErr_NoMemory() }
    if size == 0 { return PyList_New(0) }
    guard let np = list_new_prealloc(size) else { return nil }
    let dest = np.list_item.unsafelyUnwrapped
    for i in 0..<len {
        let v = PyList_GET_ITEM(a, i)
        addReferences(v, n)
        dest.setWord(i, v)
    }
    if len == 1 {
        let v = dest.word(0)
        for i in 1..<max(size, 1) { dest.setWord(i, v) }
    } else {
        for i in len..<max(size, len) { dest.setWord(i, dest.word(i &- len)) }
    }
    np.ob_size = size
    return np
}

private func list_inplace_repeat(_ op: PyObj, _ n: Int) -> PyObj? {
    let size = op.ob_size
    if size == 0 || n == 1 { return Py_NewRef(op) }
    if n < 1 {
        list_clear_items(op)
        return Py_NewRef(op)
    }
    let (total, overflow) = size.multipliedReportingOverflow(by: n)
    if overflow || total > Int.max / 8 { return PyErr_NoMemory() }
    if list_resize(op, total) < 0 { return nil }
    let items = op.list_item.unsafelyUnwrapped
    for i in size..<max(total, size) {
        let v = items.word(i &- size).unsafelyUnwrapped
        Py_INCREF(v)
        items.setWord(i, v)
    }
    return Py_NewRef(op)
}

private func list_inplace_concat(_ op: PyObj, _ other: PyObj) -> PyObj? {
    guard let result = list_extend(op, other) else { return nil }
    Py_DECREF(result)
    return Py_NewRef(op)
}

func list_ass_item(_ a: PyObj, _ i: Int, _ v: PyObj?) -> Int32 {
    if UInt(bitPattern: i) >= UInt(bitPattern: a.ob_size) {
        PyErr_SetString(PyExc_IndexError, "list assignment index out of range")
        return -1
    }
    guard let v else { return list_ass_slice(a, i, i &+ 1, nil) }
    Py_INCREF(v)
    Py_XSETREF(a.list_item.unsafelyUnwrapped, i &* 8, v)
    return 0
}

private func list_traverse(_ o: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var i = o.ob_size
    while i > 0 {
        i &-= 1
        let r = Py_VISIT(o.list_item.unsafelyUnwrapped.word(i), visit, arg)
        if r != 0 { return r }
    }
    return 0
}

private func list_tp_clear(_ a: PyObj) -> Int32 {
    list_clear_items(a)
    return 0
}

/// The truth of comparing two lengths.
@inline(__always) func compareSizes(_ a: Int, _ b: Int, _ op: Int32) -> PyObj? {
    let r: Bool
    switch op {
    case Py_EQ: r = a == b
    case Py_NE: r = a != b
    case Py_LT: r = a < b
    case Py_GT: r = a > b
    case Py_LE: r = a <= b
    default: r = a >= b
    }
    return PyBool_FromLong(r)
}

private func list_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if !PyList_Check(v) || !PyList_Check(w) { return Py_NewRef(Py_NotImplemented) }
    if v.ob_size != w.ob_size && (op == Py_EQ || op == Py_NE) { return PyBool_FromLong(op == Py_NE) }
    var i = 0
    while i < v.ob_size && i < w.ob_size {
        let a = PyList_GET_ITEM(v, i)
        let b = PyList_GET_ITEM(w, i)
        if a != b {
            Py_INCREF(a)
            Py_INCREF(b)
            let k = PyObject_RichCompareBool(a, b, Py_EQ)
            Py_DECREF(a)
            Py_DECREF(b)
            if k < 0 { return nil }
            if k == 0 { break }
        }
        i &+= 1
    }
    if i >= v.ob_size || i >= w.ob_size { return compareSizes(v.ob_size, w.ob_size, op) }
    if op == Py_EQ { return PyBool_FromLong(false) }
    if op == Py_NE { return PyBool_FromLong(true) }
    return PyObject_RichCompare(PyList_GET_ITEM(v, i), PyList_GET_ITEM(w, i), op)
}

private func list_init_impl(_ op: PyObj, _ iterable: PyObj?) -> Int32 {
    if op.list_item != nil { list_clear_items(op) }
    if let iterable {
        guard let rv = list_extend(op, iterable) else { return -1 }
        Py_DECREF(rv)
    }
    return 0
}

private func list_init(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    let plain =
        op.ob_type == PyList_Type
        || unsafeBitCast(op.ob_type.tp_new, to: UInt.self) == unsafeBitCast(PyList_Type.tp_new, to: UInt.self)
    if plain && !_PyArg_NoKeywords("list", kwargs) { return -1 }
    if !_PyArg_CheckPositional("list", args.ob_size, 0, 1) { return -1 }
    return list_init_impl(op, args.ob_size < 1 ? nil : PyTuple_GET_ITEM(args, 0))
}

private func list_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_NoKwnames("list", kwnames) { return nil }
    let nargs = PyVectorcall_NARGS(nargsf)
    if !_PyArg_CheckPositional("list", nargs, 0, 1) { return nil }
    guard let list = PyType_GenericAlloc(type, 0) else { return nil }
    if nargs > 0 && list_init_impl(list, args[0]) < 0 {
        Py_DECREF(list)
        return nil
    }
    return list
}

// MARK: Methods

private func list_sizeof(_ op: PyObj) -> PyObj? { PyLong_FromSsize_t(op.ob_type.tp_basicsize + op.list_allocated * 8) }
private func list_clear(_ op: PyObj) -> PyObj? {
    list_clear_items(op)
    return Py_NewRef(Py_None)
}
private func list_copy(_ op: PyObj) -> PyObj? { list_slice(op, 0, op.ob_size) }
private func list_append(_ op: PyObj, _ object: PyObj) -> PyObj? {
    Py_INCREF(object)
    return _PyList_AppendTakeRef(op, object) < 0 ? nil : Py_NewRef(Py_None)
}

/// A Py_ssize_t argument through `__index__`; nil with an exception.
func indexArgument(_ arg: PyObj) -> Int? {
    guard let iobj = _PyNumber_Index(arg) else { return nil }
    let i = PyLong_AsSsize_t(iobj)
    Py_DECREF(iobj)
    return i == -1 && PyErr_Occurred() != nil ? nil : i
}

private func list_insert(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("insert", nargs, 2, 2) { return nil }
    guard let index = indexArgument(args[0]) else { return nil }
    return list_ins1(op, index, args[1]) < 0 ? nil : Py_NewRef(Py_None)
}

private func list_pop(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("pop", nargs, 0, 1) { return nil }
    var index = -1
    if nargs > 0 {
        guard let i = indexArgument(args[0]) else { return nil }
        index = i
    }
    let size = op.ob_size
    if size == 0 {
        PyErr_SetString(PyExc_IndexError, "pop from empty list")
        return nil
    }
    if index < 0 { index &+= size }
    if UInt(bitPattern: index) >= UInt(bitPattern: size) {
        PyErr_SetString(PyExc_IndexError, "pop index out of range")
        return nil
    }
    let v = PyList_GET_ITEM(op, index)
    // The list's own reference passes to the caller.
    if index == size &- 1 { return list_resize(op, size &- 1) < 0 ? nil : v }
    Py_INCREF(v)
    if list_ass_slice(op, index, index &+ 1, nil) < 0 {
        Py_DECREF(v)
        return nil
    }
    return v
}

private func list_remove(_ op: PyObj, _ value: PyObj) -> PyObj? {
    var i = 0
    while i < op.ob_size {
        let obj = PyList_GET_ITEM(op, i)
        Py_INCREF(obj)
        let cmp = PyObject_RichCompareBool(obj, value, Py_EQ)
        Py_DECREF(obj)
        if cmp > 0 { return list_ass_slice(op, i, i &+ 1, nil) < 0 ? nil : Py_NewRef(Py_None) }
        if cmp < 0 { return nil }
        i &+= 1
    }
    PyErr_SetString(PyExc_ValueError, "list.remove(x): x not in list")
    return nil
}

private func list_index(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("index", nargs, 1, 3) { return nil }
    var start = 0
    var stop = Int.max
    if nargs > 1 && !_PyEval_SliceIndexNotNone(args[1], &start) { return nil }
    if nargs > 2 && !_PyEval_SliceIndexNotNone(args[2], &stop) { return nil }
    if start < 0 { start = max(start &+ op.ob_size, 0) }
    if stop < 0 { stop = max(stop &+ op.ob_size, 0) }
    var i = start
    while i < stop && i < op.ob_size {
        let obj = PyList_GET_ITEM(op, i)
        Py_INCREF(obj)
        let cmp = PyObject_RichCompareBool(obj, args[0], Py_EQ)
        Py_DECREF(obj)
        if cmp > 0 { return PyLong_FromSsize_t(i) }
        if cmp < 0 { return nil }
        i &+= 1
    }
    guard let repr = PyObject_Repr(args[0]) else { return nil }
    PyErr_SetString(PyExc_ValueError, "\(swiftString(repr)) is not in list")
    Py_DECREF(repr)
    return nil
}

private func list_count(_ op: PyObj, _ value: PyObj) -> PyObj? {
    var count = 0
    var i = 0
    while i < op.ob_size {
        let obj = PyList_GET_ITEM(op, i)
        i &+= 1
        if obj == value {
            count &+= 1
            continue
        }
        Py_INCREF(obj)
        let cmp = PyObject_RichCompareBool(obj, value, Py_EQ)
        Py_DECREF(obj)
        if cmp > 0 { count &+= 1 }
        if cmp < 0 { return nil }
    }
    return PyLong_FromSsize_t(count)
}

private func list_reverse(_ op: PyObj) -> PyObj? {
    PyList_Reverse(op)
    return Py_NewRef(Py_None)
}

private func list_sort(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    var buffer: (PyObj?, PyObj?) = (nil, nil)
    let ok = withUnsafeMutableBytes(of: &buffer) {
        _PyArg_UnpackKeywords(
            fname: "sort", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["key", "reverse"], minpos: 0,
            maxpos: 0, minkw: 0, into: $0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: PyObj?.self))
    }
    if !ok { return nil }
    var reverse = false
    if let r = buffer.1 {
        let value = _PyLong_AsInt(r)
        if value == -1 && PyErr_Occurred() != nil { return nil }
        reverse = value != 0
    }
    return list_sort_impl(op, buffer.0, reverse)
}

/// Fills `PyList_Type`.
func initListType() {
    let t = PyList_Type
    t.initStaticType(
        "list", basicsize: 40,
        flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.LIST_SUBCLASS | TypeFlags.MATCH_SELF | TypeFlags.SEQUENCE)
    t.tp_dealloc = list_dealloc
    t.tp_repr = list_repr
    let sq = t.newSequenceMethods()
    sq.sq_length = list_length
    sq.sq_concat = list_concat
    sq.sq_repeat = list_repeat
    sq.sq_item = list_item_at
    sq.sq_ass_item = list_ass_item
    sq.sq_contains = list_contains
    sq.sq_inplace_concat = list_inplace_concat
    sq.sq_inplace_repeat = list_inplace_repeat
    let mp = t.newMappingMethods()
    mp.mp_length = list_length
    mp.mp_subscript = list_subscript
    mp.mp_ass_subscript = list_ass_subscript
    t.tp_hash = PyObject_HashNotImplemented
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = list_traverse
    t.tp_clear = list_tp_clear
    t.tp_richcompare = list_richcompare
    t.tp_iter = list_iter
    t.tp_init = list_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = PyType_GenericNew
    t.tp_free = PyObject_GC_Del
    t.tp_vectorcall = list_vectorcall
    t.setMethods([
        .o("__getitem__", list_subscript, "x.__getitem__(y) <==> x[y]", flags: MethodFlags.COEXIST),
        .noargs("__reversed__", list_reversed),
        .noargs("__sizeof__", list_sizeof),
        .noargs("clear", list_clear),
        .noargs("copy", list_copy),
        .o("append", list_append, "Append object to the end of the list."),
        .fast("insert", list_insert),
        .o("extend", list_extend),
        .fast("pop", list_pop),
        .o("remove", list_remove),
        .fast("index", list_index),
        .o("count", list_count),
        .noargs("reverse", list_reverse),
        .fastKeywords("sort", list_sort),
        .o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS),
    ])
}
