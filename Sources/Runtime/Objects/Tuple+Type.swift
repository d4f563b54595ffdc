import Memory
import Trace

// The type `tuple` and its iterator: slots and methods. Origin: Objects/tupleobject.c.

private func tuplerepr(_ v: PyObj) -> PyObj? {
    let n = v.ob_size
    if n == 0 { return PyUnicode_FromString("()") }
    let rc = Py_ReprEnter(v)
    if rc != 0 { return rc > 0 ? PyUnicode_FromString("(...)") : nil }
    var writer = UnicodeWriter()
    writer.overallocate = true
    writer.min_length = n > 1 ? 1 + 1 + (2 + 1) * (n - 1) + 1 : 4
    var ok = writer.writeChar(0x28)
    var i = 0
    while ok && i < n {
        ok = (i == 0 || writer.writeASCII(", ")) && writeRepr(&writer, PyTuple_GET_ITEM(v, i))
        i += 1
    }
    if ok {
        writer.overallocate = false
        ok = n > 1 ? writer.writeChar(0x29) : writer.writeASCII(",)")
    }
    Py_ReprLeave(v)
    if ok { return writer.finish() }
    writer.dealloc()
    return nil
}

private func tuplehash(_ v: PyObj) -> Int {
    // One lane of xxHash, without its final mixing.
    let prime1: UInt = 11_400_714_785_074_694_791
    let prime2: UInt = 14_029_467_366_897_019_727
    let prime5: UInt = 2_870_177_450_012_600_261
    var acc = prime5
    let len = v.ob_size
    for i in 0..<len {
        let lane = PyObject_Hash(PyTuple_GET_ITEM(v, i))
        if lane == -1 { return -1 }
        acc &+= UInt(bitPattern: lane) &* prime2
        acc = (acc &<< 31) | (acc &>> 33)
        acc &*= prime1
    }
    acc &+= UInt(bitPattern: len) ^ (prime5 ^ 3_527_539)
    return acc == UInt.max ? 1_546_275_796 : Int(bitPattern: acc)
}

private func tuplelength(_ a: PyObj) -> Int { a.ob_size }

private func tuplecontains(_ a: PyObj, _ el: PyObj) -> Int32 {
    for i in 0..<a.ob_size {
        let cmp = PyObject_RichCompareBool(PyTuple_GET_ITEM(a, i), el, Py_EQ)
        if cmp != 0 { return cmp }
    }
    return 0
}

private func tupleitem(_ a: PyObj, _ i: Int) -> PyObj? {
    if UInt(bitPattern: i) >= UInt(bitPattern: a.ob_size) {
        PyErr_SetString(PyExc_IndexError, "tuple index out of range")
        return nil
    }
    return Py_NewRef(PyTuple_GET_ITEM(a, i))
}

private func tupleconcat(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if a.ob_size == 0 && PyTuple_CheckExact(b) { return Py_NewRef(b) }
    if !PyTuple_Check(b) {
        PyErr_SetString(PyExc_TypeError, "can only concatenate tuple (not \"\(b.typeName)\") to tuple")
        return nil
    }
    if b.ob_size == 0 && PyTuple_CheckExact(a) { return Py_NewRef(a) }
    let m = a.ob_size
    let n = b.ob_size
    if m &+ n == 0 { return Py_NewRef(emptyTuple) }
    guard let np = tuple_alloc(m &+ n) else { return nil }
    for i in 0..<m { PyTuple_SET_ITEM(np, i, Py_NewRef(PyTuple_GET_ITEM(a, i))) }
    for i in 0..<n { PyTuple_SET_ITEM(np, m &+ i, Py_NewRef(PyTuple_GET_ITEM(b, i))) }
    _PyObject_GC_TRACK(np)
    return np
}

private func tuplerepeat(_ a: PyObj, _ n: Int) -> PyObj? {
    let len = a.ob_size
    if (len == 0 || n == 1) && PyTuple_CheckExact(a) { return Py_NewRef(a) }
    if len == 0 || n <= 0 { return Py_NewRef(emptyTuple) }
    let (size, overflow) = len.multipliedReportingOverflow(by: n)
    if overflow { return PyErr_NoMemory() }
    guard let np = tuple_alloc(size) else { return nil }
    for i in 0..<len {
        let v = PyTuple_GET_ITEM(a, i)
        addReferences(v, n)
        PyTuple_SET_ITEM(np, i, v)
    }
    for i in len..<max(size, len) { PyTuple_SET_ITEM(np, i, PyTuple_GET_ITEM(np, i &- len)) }
    _PyObject_GC_TRACK(np)
    return np
}

private func tuplesubscript(_ op: PyObj, _ item: PyObj) -> PyObj? {
    if _PyIndex_Check(item) {
        var i = PyNumber_AsSsize_t(item, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        if i < 0 { i &+= op.ob_size }
        return tupleitem(op, i)
    }
    if PySlice_Check(item) {
        var start = 0
        var stop = 0
        var step = 0
        if PySlice_Unpack(item, &start, &stop, &step) < 0 { return nil }
        let length = PySlice_AdjustIndices(op.ob_size, &start, &stop, step)
        if length <= 0 { return Py_NewRef(emptyTuple) }
        if start == 0 && step == 1 && length == op.ob_size && PyTuple_CheckExact(op) { return Py_NewRef(op) }
        guard let result = tuple_alloc(length) else { return nil }
        var cur = start
        for i in 0..<length {
            PyTuple_SET_ITEM(result, i, Py_NewRef(PyTuple_GET_ITEM(op, cur)))
            cur &+= step
        }
        _PyObject_GC_TRACK(result)
        return result
    }
    PyErr_SetString(PyExc_TypeError, "tuple indices must be integers or slices, not \(item.typeName)")
    return nil
}

private func tuple_index(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("index", nargs, 1, 3) { return nil }
    var start = 0
    var stop = Int.max
    if nargs > 1 && !_PyEval_SliceIndexNotNone(args[1], &start) { return nil }
    if nargs > 2 && !_PyEval_SliceIndexNotNone(args[2], &stop) { return nil }
    let size = op.ob_size
    if start < 0 { start = max(start &+ size, 0) }
    if stop < 0 { stop &+= size } else if stop > size { stop = size }
    var i = start
    while i < stop {
        let cmp = PyObject_RichCompareBool(PyTuple_GET_ITEM(op, i), args[0], Py_EQ)
        if cmp > 0 { return PyLong_FromSsize_t(i) }
        if cmp < 0 { return nil }
        i &+= 1
    }
    PyErr_SetString(PyExc_ValueError, "tuple.index(x): x not in tuple")
    return nil
}

private func tuple_count(_ op: PyObj, _ value: PyObj) -> PyObj? {
    var count = 0
    for i in 0..<op.ob_size {
        let cmp = PyObject_RichCompareBool(PyTuple_GET_ITEM(op, i), value, Py_EQ)
        if cmp > 0 { count &+= 1 }
        if cmp < 0 { return nil }
    }
    return PyLong_FromSsize_t(count)
}

private func tuple_getnewargs(_ op: PyObj) -> PyObj? {
    guard let copy = tupleslice(op, 0, op.ob_size) else { return nil }
    let result = PyTuple_Pack(1, copy)
    Py_DECREF(copy)
    return result
}

private func tupletraverse(_ o: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var i = o.ob_size
    while i > 0 {
        i &-= 1
        let r = Py_VISIT(o.load(fromByteOffset: 24 &+ i &* 8, as: PyObj?.self), visit, arg)
        if r != 0 { return r }
    }
    return 0
}

private func tuplerichcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if !PyTuple_Check(v) || !PyTuple_Check(w) { return Py_NewRef(Py_NotImplemented) }
    let m = v.ob_size
    let n = w.ob_size
    var i = 0
    while i < m && i < n {
        let k = PyObject_RichCompareBool(PyTuple_GET_ITEM(v, i), PyTuple_GET_ITEM(w, i), Py_EQ)
        if k < 0 { return nil }
        if k == 0 { break }
        i &+= 1
    }
    if i >= m || i >= n { return compareSizes(m, n, op) }
    if op == Py_EQ { return PyBool_FromLong(false) }
    if op == Py_NE { return PyBool_FromLong(true) }
    return PyObject_RichCompare(PyTuple_GET_ITEM(v, i), PyTuple_GET_ITEM(w, i), op)
}

private func tuple_new_impl(_ type: PyObj, _ iterable: PyObj?) -> PyObj? {
    if type != PyTuple_Type { return tuple_subtype_new(type, iterable) }
    guard let iterable else { return Py_NewRef(emptyTuple) }
    return PySequence_Tuple(iterable)
}

private func tuple_subtype_new(_ type: PyObj, _ iterable: PyObj?) -> PyObj? {
    guard let tmp = tuple_new_impl(PyTuple_Type, iterable) else { return nil }
    let n = tmp.ob_size
    guard let new = type.tp_alloc.unsafelyUnwrapped(type, n) else {
        Py_DECREF(tmp)
        return nil
    }
    for i in 0..<n { PyTuple_SET_ITEM(new, i, Py_NewRef(PyTuple_GET_ITEM(tmp, i))) }
    Py_DECREF(tmp)
    if !_PyObject_GC_IS_TRACKED(new) { _PyObject_GC_TRACK(new) }
    return new
}

private func tuple_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    let plain =
        type == PyTuple_Type || unsafeBitCast(type.tp_init, to: UInt.self) == unsafeBitCast(PyTuple_Type.tp_init, to: UInt.self)
    if plain && !_PyArg_NoKeywords("tuple", kwargs) { return nil }
    if !_PyArg_CheckPositional("tuple", args.ob_size, 0, 1) { return nil }
    return tuple_new_impl(type, args.ob_size < 1 ? nil : PyTuple_GET_ITEM(args, 0))
}

private func tuple_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_NoKwnames("tuple", kwnames) { return nil }
    let nargs = PyVectorcall_NARGS(nargsf)
    if !_PyArg_CheckPositional("tuple", nargs, 0, 1) { return nil }
    return nargs > 0 ? tuple_new_impl(type, args[0]) : Py_NewRef(emptyTuple)
}

/// Fills `PyTuple_Type`.
func initTupleType() {
    let t = PyTuple_Type
    t.initStaticType(
        "tuple", basicsize: 24, itemsize: 8,
        flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.TUPLE_SUBCLASS | TypeFlags.MATCH_SELF | TypeFlags.SEQUENCE)
    t.tp_dealloc = tupledealloc
    t.tp_repr = tuplerepr
    let sq = t.newSequenceMethods()
    sq.sq_length = tuplelength
    sq.sq_concat = tupleconcat
    sq.sq_repeat = tuplerepeat
    sq.sq_item = tupleitem
    sq.sq_contains = tuplecontains
    let mp = t.newMappingMethods()
    mp.mp_length = tuplelength
    mp.mp_subscript = tuplesubscript
    t.tp_hash = tuplehash
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = tupletraverse
    t.tp_richcompare = tuplerichcompare
    t.tp_iter = tuple_iter
    t.tp_new = tuple_new
    t.tp_free = PyObject_GC_Del
    t.tp_vectorcall = tuple_vectorcall
    t.setMethods([
        .noargs("__getnewargs__", tuple_getnewargs),
        .fast("index", tuple_index),
        .o("count", tuple_count),
        .o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS),
    ])
}

// MARK: Iterator

private func tuple_iter(_ seq: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(PyTupleIter_Type) else { return nil }
    it.it_index = 0
    it.it_seq = Py_NewRef(seq)
    _PyObject_GC_TRACK(it)
    return it
}

private func tupleiter_next(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return nil }
    let i = it.it_index
    if i < seq.ob_size {
        let item = PyTuple_GET_ITEM(seq, i)
        it.it_index = i &+ 1
        Py_INCREF(item)
        return item
    }
    it.it_seq = nil
    Py_DECREF(seq)
    return nil
}

private func tupleiter_len(_ it: PyObj) -> PyObj? {
    guard let seq = it.it_seq else { return PyLong_FromSsize_t(0) }
    return PyLong_FromSsize_t(seq.ob_size &- it.it_index)
}

private func tupleiter_reduce(_ it: PyObj) -> PyObj? {
    if let seq = it.it_seq { return iteratorReduction(.iter, seq, it.it_index) }
    return iteratorReduction(.iter, Py_NewRef(emptyTuple))
}

private func tupleiter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    let index = PyLong_AsSsize_t(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if let seq = it.it_seq { it.it_index = min(max(index, 0), seq.ob_size) }
    return Py_NewRef(Py_None)
}

/// Fills `PyTupleIter_Type`.
func initTupleIterType() {
    let t = PyTupleIter_Type
    t.initStaticType("tuple_iterator", basicsize: 32, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = seqiter_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = seqiter_traverse
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = tupleiter_next
    t.setMethods([
        .noargs("__length_hint__", tupleiter_len, "Private method returning an estimate of len(list(it))."),
        .noargs("__reduce__", tupleiter_reduce, "Return state information for pickling."),
        .o("__setstate__", tupleiter_setstate, "Set state information for unpickling."),
    ])
}
