import Memory
import Trace

// The type range. Origin: Objects/rangeobject.c.

/// A tuple that takes over its items; nil (and nothing left over) if one of them is nil.
func tupleStealing(_ items: PyObj?...) -> PyObj? {
    guard items.allSatisfy({ $0 != nil }), let tuple = PyTuple_New(items.count) else {
        for item in items { Py_XDECREF(item) }
        return nil
    }
    for (i, item) in items.enumerated() { if let item { PyTuple_SET_ITEM(tuple, i, item) } }
    return tuple
}

/// The number of items as an int; the arguments are ints. Origin: `compute_range_length`.
private func computeLength(_ start: PyObj, _ stop: PyObj, _ step: PyObj) -> PyObj? {
    if isMedium(start) && isMedium(stop) && isMedium(step) {
        let lo = mediumValue(start), hi = mediumValue(stop), by = mediumValue(step)
        return PyLong_FromLong(Int(lengthOfRange(lo, hi, by)))
    }
    let up = step.ob_size > 0
    let lo = up ? start : stop, hi = up ? stop : start
    if longCompare(lo, hi) >= 0 { return PyLong_FromLong(0) }
    guard let by = up ? Py_NewRef(step) : long_neg(step) else { return nil }
    defer { Py_DECREF(by) }
    guard let distance = _PyLong_Subtract(hi, lo) else { return nil }
    defer { Py_DECREF(distance) }
    guard let diff = _PyLong_Subtract(distance, smallInt(1)) else { return nil }
    defer { Py_DECREF(diff) }
    guard let count = longFloorDiv(diff, by) else { return nil }
    defer { Py_DECREF(count) }
    return _PyLong_Add(count, smallInt(1))
}

/// The number of items of a machine-integer range. Origin: `get_len_of_range`.
@inline(__always) func lengthOfRange(_ lo: Int, _ hi: Int, _ step: Int) -> UInt {
    if step > 0 && lo < hi { return 1 &+ (UInt(bitPattern: hi) &- 1 &- UInt(bitPattern: lo)) / UInt(bitPattern: step) }
    if step < 0 && lo > hi { return 1 &+ (UInt(bitPattern: lo) &- 1 &- UInt(bitPattern: hi)) / (0 &- UInt(bitPattern: step)) }
    return 0
}

/// A range that takes over start, stop and step; nil leaves them to the caller. Origin: `make_range_object`.
func makeRange(_ start: PyObj, _ stop: PyObj, _ step: PyObj) -> PyObj? {
    guard let length = computeLength(start, stop, step) else { return nil }
    guard let op = PyObject_New(PyRange_Type) else {
        Py_DECREF(length)
        return nil
    }
    op.range_start = start
    op.range_stop = stop
    op.range_step = step
    op.range_length = length
    return op
}

/// Origin: `range_from_array`.
private func rangeFromArray(_ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs == 0 {
        PyErr_SetString(PyExc_TypeError, "range expected at least 1 argument, got 0")
        return nil
    }
    if nargs > 3 {
        PyErr_SetString(PyExc_TypeError, "range expected at most 3 arguments, got \(nargs)")
        return nil
    }
    var start = Py_NewRef(smallInt(0)), step = Py_NewRef(smallInt(1))
    guard let first = PyNumber_Index(args[0]) else { return nil }
    var stop = first
    if nargs > 1 {
        start = first
        guard let second = PyNumber_Index(args[1]) else {
            Py_DECREF(start)
            return nil
        }
        stop = second
        if nargs > 2 {
            let given = PyNumber_Index(args[2])
            if let given, given.ob_size == 0 { PyErr_SetString(PyExc_ValueError, "range() arg 3 must not be zero") }
            guard let given, given.ob_size != 0 else {
                Py_XDECREF(given)
                Py_DECREF(start)
                Py_DECREF(stop)
                return nil
            }
            step = given
        }
    }
    if let op = makeRange(start, stop, step) { return op }
    Py_DECREF(start)
    Py_DECREF(stop)
    Py_DECREF(step)
    return nil
}

private func range_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if !_PyArg_NoKeywords("range", kwargs) { return nil }
    return rangeFromArray((args + 24).assumingMemoryBound(to: PyObj.self), args.ob_size)
}

private func range_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_NoKwnames("range", kwnames) { return nil }
    return rangeFromArray(args, PyVectorcall_NARGS(nargsf))
}

private func range_dealloc(_ op: PyObj) {
    Py_DECREF(op.range_start)
    Py_DECREF(op.range_stop)
    Py_DECREF(op.range_step)
    Py_DECREF(op.range_length)
    PyObject_Free(op)
}

private func range_length(_ op: PyObj) -> Int { PyLong_AsSsize_t(op.range_length) }

/// start + i * step. Origin: `compute_item`.
private func computeItem(_ op: PyObj, _ i: PyObj) -> PyObj? {
    if op.range_step == smallInt(1) { return PyNumber_Add(op.range_start, i) }
    guard let offset = PyNumber_Multiply(i, op.range_step) else { return nil }
    defer { Py_DECREF(offset) }
    return PyNumber_Add(op.range_start, offset)
}

/// Item `index`, an int that may be negative. Origin: `compute_range_item`.
private func itemAt(_ op: PyObj, _ index: PyObj) -> PyObj? {
    guard let i = index.ob_size < 0 ? _PyLong_Add(op.range_length, index) : Py_NewRef(index) else { return nil }
    defer { Py_DECREF(i) }
    if i.ob_size < 0 || longCompare(i, op.range_length) >= 0 {
        PyErr_SetString(PyExc_IndexError, "range object index out of range")
        return nil
    }
    return computeItem(op, i)
}

private func range_item(_ op: PyObj, _ i: Int) -> PyObj? {
    guard let index = PyLong_FromSsize_t(i) else { return nil }
    defer { Py_DECREF(index) }
    return itemAt(op, index)
}

/// Origin: `compute_slice`.
private func sliceOf(_ op: PyObj, _ slice: PyObj) -> PyObj? {
    var start: PyObj?, stop: PyObj?, step: PyObj?
    if _PySlice_GetLongIndices(slice, op.range_length, &start, &stop, &step) == -1 { return nil }
    defer {
        Py_XDECREF(start)
        Py_XDECREF(stop)
        Py_XDECREF(step)
    }
    guard let start, let stop, let step else { return nil }
    let newStep = PyNumber_Multiply(op.range_step, step)
    let newStart = computeItem(op, start)
    let newStop = computeItem(op, stop)
    if let newStart, let newStop, let newStep, let result = makeRange(newStart, newStop, newStep) { return result }
    Py_XDECREF(newStart)
    Py_XDECREF(newStop)
    Py_XDECREF(newStep)
    return nil
}

private func range_subscript(_ op: PyObj, _ item: PyObj) -> PyObj? {
    if _PyIndex_Check(item) {
        guard let i = PyNumber_Index(item) else { return nil }
        defer { Py_DECREF(i) }
        return itemAt(op, i)
    }
    if PySlice_Check(item) { return sliceOf(op, item) }
    return typeError("range indices must be integers or slices, not ", item, "")
}

/// Whether an int is in the range: 1, 0, or -1 with an exception. Origin: `range_contains_long`.
private func containsLong(_ op: PyObj, _ value: PyObj) -> Int32 {
    let inside =
        op.range_step.ob_size > 0
        ? longCompare(op.range_start, value) <= 0 && longCompare(value, op.range_stop) < 0
        : longCompare(value, op.range_start) <= 0 && longCompare(op.range_stop, value) < 0
    if !inside { return 0 }
    guard let offset = _PyLong_Subtract(value, op.range_start) else { return -1 }
    defer { Py_DECREF(offset) }
    guard let rest = longMod(offset, op.range_step) else { return -1 }
    defer { Py_DECREF(rest) }
    return rest.ob_size == 0 ? 1 : 0
}

private func range_contains(_ op: PyObj, _ value: PyObj) -> Int32 {
    if PyLong_CheckExact(value) || PyBool_Check(value) { return containsLong(op, value) }
    return Int32(_PySequence_IterSearch(op, value, PY_ITERSEARCH_CONTAINS))
}

private func equal(_ a: PyObj, _ b: PyObj) -> Bool {
    if a == b { return true }
    if longCompare(a.range_length, b.range_length) != 0 { return false }
    if a.range_length.ob_size == 0 { return true }
    if longCompare(a.range_start, b.range_start) != 0 { return false }
    if longCompare(a.range_length, smallInt(1)) == 0 { return true }
    return longCompare(a.range_step, b.range_step) == 0
}

private func range_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    if b.ob_type != PyRange_Type || (op != Py_EQ && op != Py_NE) { return Py_NewRef(Py_NotImplemented) }
    return PyBool_FromLong(equal(a, b) == (op == Py_EQ))
}

private func range_hash(_ op: PyObj) -> Int {
    let empty = op.range_length.ob_size == 0
    let single = longCompare(op.range_length, smallInt(1)) == 0
    let tuple = tupleStealing(
        Py_NewRef(op.range_length), Py_NewRef(empty ? Py_None : op.range_start),
        Py_NewRef(empty || single ? Py_None : op.range_step))
    guard let tuple else { return -1 }
    defer { Py_DECREF(tuple) }
    return PyObject_Hash(tuple)
}

private func range_count(_ op: PyObj, _ value: PyObj) -> PyObj? {
    if PyLong_CheckExact(value) || PyBool_Check(value) {
        let n = containsLong(op, value)
        return n == -1 ? nil : PyLong_FromLong(Int(n))
    }
    let n = _PySequence_IterSearch(op, value, PY_ITERSEARCH_COUNT)
    return n == -1 ? nil : PyLong_FromSsize_t(n)
}

private func range_index(_ op: PyObj, _ value: PyObj) -> PyObj? {
    if !PyLong_CheckExact(value) && !PyBool_Check(value) {
        let i = _PySequence_IterSearch(op, value, PY_ITERSEARCH_INDEX)
        return i == -1 ? nil : PyLong_FromSsize_t(i)
    }
    let contains = containsLong(op, value)
    if contains == -1 { return nil }
    if contains == 1 {
        guard let offset = _PyLong_Subtract(value, op.range_start) else { return nil }
        if op.range_step == smallInt(1) { return offset }
        defer { Py_DECREF(offset) }
        return longFloorDiv(offset, op.range_step)
    }
    PyErr_SetString(PyExc_ValueError, "\(reprText(value)) is not in range")
    return nil
}

private func range_repr(_ op: PyObj) -> PyObj? {
    let step = PyNumber_AsSsize_t(op.range_step, nil)
    if step == -1 && PyErr_Occurred() != nil { return nil }
    guard let start = PyObject_Repr(op.range_start) else { return nil }
    defer { Py_DECREF(start) }
    guard let stop = PyObject_Repr(op.range_stop) else { return nil }
    defer { Py_DECREF(stop) }
    let bounds = "\(swiftString(start)), \(swiftString(stop))"
    return PyUnicode_FromString(step == 1 ? "range(\(bounds))" : "range(\(bounds), \(reprText(op.range_step)))")
}

private func range_reduce(_ op: PyObj, _ args: PyObj) -> PyObj? {
    let items = tupleStealing(Py_NewRef(op.range_start), Py_NewRef(op.range_stop), Py_NewRef(op.range_step))
    return tupleStealing(Py_NewRef(op.ob_type), items)
}

private func range_bool(_ op: PyObj) -> Int32 { op.range_length.ob_size != 0 ? 1 : 0 }

private let rangeDoc: StaticString = """
    range(stop) -> range object
    range(start, stop[, step]) -> range object

    Return an object that produces a sequence of integers from start (inclusive)
    to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.
    start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.
    These are exactly the valid indices for a list of 4 elements.
    When step is given, it specifies the increment (or decrement).
    """

/// Fills `range`. Origin: `PyRange_Type`.
func initRangeType() {
    let t = PyRange_Type
    t.initStaticType("range", basicsize: 48, flags: TypeFlags.SEQUENCE)
    t.tp_doc = staticCString(rangeDoc)
    t.tp_dealloc = range_dealloc
    t.tp_repr = range_repr
    t.tp_hash = range_hash
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_richcompare = range_richcompare
    t.tp_iter = range_iter
    t.tp_new = range_new
    t.tp_vectorcall = range_vectorcall
    t.newNumberMethods().nb_bool = range_bool
    let s = t.newSequenceMethods()
    s.sq_length = range_length
    s.sq_item = range_item
    s.sq_contains = range_contains
    let m = t.newMappingMethods()
    m.mp_length = range_length
    m.mp_subscript = range_subscript
    t.setMethods([
        .noargs("__reversed__", range_reverse, "Return a reverse iterator."),
        .varargs("__reduce__", range_reduce),
        .o("count", range_count, "rangeobject.count(value) -> integer -- return number of occurrences of value"),
        .o(
            "index", range_index,
            "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present."),
    ])
    t.setMembers([
        MemberSpec("start", .objectEx, 16), MemberSpec("stop", .objectEx, 24), MemberSpec("step", .objectEx, 32),
    ])
}
