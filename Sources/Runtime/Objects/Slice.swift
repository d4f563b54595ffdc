import Memory
import Trace

// Slice objects. Origin: Objects/sliceobject.c.

/// Takes the cached slice away and frees it. Called at the end of the machine.
func _PySlice_Fini() {
    if let op = Interp.sliceCache {
        Interp.sliceCache = nil
        PyObject_GC_Del(op)
    }
}

/// A new slice; nil stands for None. nil with an exception.
public func PySlice_New(_ start: PyObj?, _ stop: PyObj?, _ step: PyObj?) -> PyObj? {
    let op: PyObj
    if let cached = Interp.sliceCache {
        Interp.sliceCache = nil
        emitIfTracing(.freelistTake, bits(cached), bits(PySlice_Type), 0)
        _Py_NewReference(cached)
        op = cached
    } else {
        guard let new = _PyObject_GC_New(PySlice_Type) else { return nil }
        op = new
    }
    op.slice_step = Py_NewRef(step ?? Py_None)
    op.slice_start = Py_NewRef(start ?? Py_None)
    op.slice_stop = Py_NewRef(stop ?? Py_None)
    _PyObject_GC_TRACK(op)
    return op
}

/// A slice of two numbers.
func _PySlice_FromIndices(_ istart: Int, _ istop: Int) -> PyObj? {
    guard let start = PyLong_FromSsize_t(istart) else { return nil }
    guard let stop = PyLong_FromSsize_t(istop) else {
        Py_DECREF(start)
        return nil
    }
    let slice = PySlice_New(start, stop, nil)
    Py_DECREF(start)
    Py_DECREF(stop)
    return slice
}

/// The three numbers of a slice, huge ones clipped. 0, or -1 with an exception.
public func PySlice_Unpack(_ r: PyObj, _ start: inout Int, _ stop: inout Int, _ step: inout Int) -> Int32 {
    if r.slice_step == Py_None {
        step = 1
    } else {
        if !_PyEval_SliceIndex(r.slice_step, &step) { return -1 }
        if step == 0 {
            PyErr_SetString(PyExc_ValueError, "slice step cannot be zero")
            return -1
        }
        // So that it can be negated.
        if step < -Int.max { step = -Int.max }
    }
    if r.slice_start == Py_None {
        start = step < 0 ? Int.max : 0
    } else if !_PyEval_SliceIndex(r.slice_start, &start) {
        return -1
    }
    if r.slice_stop == Py_None {
        stop = step < 0 ? Int.min : Int.max
    } else if !_PyEval_SliceIndex(r.slice_stop, &stop) {
        return -1
    }
    return 0
}

/// Clips a slice's numbers to a sequence of `length` items and returns how many items it selects.
public func PySlice_AdjustIndices(_ length: Int, _ start: inout Int, _ stop: inout Int, _ step: Int) -> Int {
    if start < 0 {
        start &+= length
        if start < 0 { start = step < 0 ? -1 : 0 }
    } else if start >= length {
        start = step < 0 ? length &- 1 : length
    }
    if stop < 0 {
        stop &+= length
        if stop < 0 { stop = step < 0 ? -1 : 0 }
    } else if stop >= length {
        stop = step < 0 ? length &- 1 : length
    }
    if step < 0 {
        if stop < start { return (start &- stop &- 1) / (-step) &+ 1 }
    } else if start < stop {
        return (stop &- start &- 1) / step &+ 1
    }
    return 0
}

/// Both of the above. 0, or -1 with an exception.
public func PySlice_GetIndicesEx(
    _ r: PyObj, _ length: Int, _ start: inout Int, _ stop: inout Int, _ step: inout Int, _ slicelength: inout Int
) -> Int32 {
    if PySlice_Unpack(r, &start, &stop, &step) < 0 { return -1 }
    slicelength = PySlice_AdjustIndices(length, &start, &stop, step)
    return 0
}

private func evaluate_slice_index(_ v: PyObj) -> PyObj? {
    if _PyIndex_Check(v) { return PyNumber_Index(v) }
    PyErr_SetString(PyExc_TypeError, "slice indices must be integers or None or have an __index__ method")
    return nil
}

/// One bound of a slice, clipped to `lower … upper`; a new reference, or nil with an exception.
private func clippedBound(_ v: PyObj, _ length: PyObj, _ lower: PyObj, _ upper: PyObj) -> PyObj? {
    guard let value = evaluate_slice_index(v) else { return nil }
    let cmp: Int32
    var bound = value
    let limit: PyObj
    if _PyLong_Sign(value) < 0 {
        let sum = PyNumber_Add(value, length)
        Py_DECREF(value)
        guard let sum else { return nil }
        bound = sum
        limit = lower
        cmp = PyObject_RichCompareBool(bound, lower, Py_LT)
    } else {
        limit = upper
        cmp = PyObject_RichCompareBool(bound, upper, Py_GT)
    }
    if cmp == 0 { return bound }
    Py_DECREF(bound)
    return cmp < 0 ? nil : Py_NewRef(limit)
}

/// Start, stop and step for a sequence of `length` (an int object of any size) items: new references. 0, or -1 with an exception.
func _PySlice_GetLongIndices(
    _ op: PyObj, _ length: PyObj, _ startPtr: inout PyObj?, _ stopPtr: inout PyObj?, _ stepPtr: inout PyObj?
) -> Int32 {
    startPtr = nil
    stopPtr = nil
    stepPtr = nil
    var negative = false
    let step: PyObj
    if op.slice_step == Py_None {
        step = Py_NewRef(smallInt(1))
    } else {
        guard let s = evaluate_slice_index(op.slice_step) else { return -1 }
        let sign = _PyLong_Sign(s)
        if sign == 0 {
            PyErr_SetString(PyExc_ValueError, "slice step cannot be zero")
            Py_DECREF(s)
            return -1
        }
        negative = sign < 0
        step = s
    }
    let lower = Py_NewRef(smallInt(negative ? -1 : 0))
    guard let upper = negative ? PyNumber_Add(length, lower) : Py_NewRef(length) else {
        Py_DECREF(step)
        Py_DECREF(lower)
        return -1
    }
    defer {
        Py_DECREF(upper)
        Py_DECREF(lower)
    }
    let start =
        op.slice_start == Py_None ? Py_NewRef(negative ? upper : lower) : clippedBound(op.slice_start, length, lower, upper)
    guard let start else {
        Py_DECREF(step)
        return -1
    }
    let stop = op.slice_stop == Py_None ? Py_NewRef(negative ? lower : upper) : clippedBound(op.slice_stop, length, lower, upper)
    guard let stop else {
        Py_DECREF(start)
        Py_DECREF(step)
        return -1
    }
    startPtr = start
    stopPtr = stop
    stepPtr = step
    return 0
}

private func slice_new(_ type: PyObj, _ args: PyObj, _ kw: PyObj?) -> PyObj? {
    if !_PyArg_NoKeywords("slice", kw) { return nil }
    let n = args.ob_size
    if !_PyArg_CheckPositional("slice", n, 1, 3) { return nil }
    // As for range, one argument is the stop.
    if n == 1 { return PySlice_New(nil, PyTuple_GET_ITEM(args, 0), nil) }
    return PySlice_New(PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1), n > 2 ? PyTuple_GET_ITEM(args, 2) : nil)
}

private func slice_dealloc(_ r: PyObj) {
    _PyObject_GC_UNTRACK(r)
    Py_DECREF(r.slice_step)
    Py_DECREF(r.slice_start)
    Py_DECREF(r.slice_stop)
    if Interp.sliceCache == nil {
        Interp.sliceCache = r
        emitIfTracing(.freelistPut, bits(r), bits(PySlice_Type), 1)
    } else {
        PyObject_GC_Del(r)
    }
}

private func slice_repr(_ r: PyObj) -> PyObj? {
    var writer = UnicodeWriter()
    writer.overallocate = true
    if writer.writeASCII("slice(") && writeRepr(&writer, r.slice_start) && writer.writeASCII(", ")
        && writeRepr(&writer, r.slice_stop) && writer.writeASCII(", ") && writeRepr(&writer, r.slice_step) && writer.writeChar(0x29)
    {
        return writer.finish()
    }
    writer.dealloc()
    return nil
}

private func slice_indices(_ op: PyObj, _ len: PyObj) -> PyObj? {
    guard let length = PyNumber_Index(len) else { return nil }
    if _PyLong_Sign(length) < 0 {
        PyErr_SetString(PyExc_ValueError, "length should not be negative")
        Py_DECREF(length)
        return nil
    }
    var start: PyObj?
    var stop: PyObj?
    var step: PyObj?
    let error = _PySlice_GetLongIndices(op, length, &start, &stop, &step)
    Py_DECREF(length)
    if error < 0 { return nil }
    guard let result = PyTuple_New(3) else { return nil }
    PyTuple_SET_ITEM(result, 0, start)
    PyTuple_SET_ITEM(result, 1, stop)
    PyTuple_SET_ITEM(result, 2, step)
    return result
}

private func slice_reduce(_ op: PyObj) -> PyObj? {
    guard let args = PyTuple_Pack(3, op.slice_start, op.slice_stop, op.slice_step) else { return nil }
    let result = PyTuple_Pack(2, op.ob_type, args)
    Py_DECREF(args)
    return result
}

private func slice_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if !PySlice_Check(v) || !PySlice_Check(w) { return Py_NewRef(Py_NotImplemented) }
    if v == w { return PyBool_FromLong(op == Py_EQ || op == Py_LE || op == Py_GE) }
    guard let t1 = PyTuple_Pack(3, v.slice_start, v.slice_stop, v.slice_step) else { return nil }
    guard let t2 = PyTuple_Pack(3, w.slice_start, w.slice_stop, w.slice_step) else {
        Py_DECREF(t1)
        return nil
    }
    let res = PyObject_RichCompare(t1, t2, op)
    Py_DECREF(t1)
    Py_DECREF(t2)
    return res
}

private func slice_traverse(_ v: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var r = Py_VISIT(v.slice_start, visit, arg)
    if r == 0 { r = Py_VISIT(v.slice_stop, visit, arg) }
    return r != 0 ? r : Py_VISIT(v.slice_step, visit, arg)
}

/// Fills `PySlice_Type`.
func initSliceType() {
    let t = PySlice_Type
    t.initStaticType("slice", basicsize: 40, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = slice_dealloc
    t.tp_repr = slice_repr
    t.tp_hash = PyObject_HashNotImplemented
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = slice_traverse
    t.tp_richcompare = slice_richcompare
    t.tp_new = slice_new
    t.setMembers([
        MemberSpec("start", .object, 16), MemberSpec("stop", .object, 24), MemberSpec("step", .object, 32),
    ])
    t.setMethods([.o("indices", slice_indices), .noargs("__reduce__", slice_reduce, "Return state information for pickling.")])
}
