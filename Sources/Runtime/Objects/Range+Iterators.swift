import Memory
import Trace

// Iterators of ranges: one of machine integers, one of ints of any size. Origin: Objects/rangeobject.c.

private func fastRangeIter(_ start: Int, _ step: Int, _ count: Int) -> PyObj? {
    guard let it = PyObject_New(PyRangeIter_Type) else { return nil }
    it.ri_start = start
    it.ri_step = step
    it.ri_len = count
    it.ri_index = 0
    return it
}

/// The three fields as machine integers; nil if one does not fit.
private func machineFields(_ op: PyObj) -> (start: Int, stop: Int, step: Int)? {
    guard let start = longAsInt(op.range_start), let stop = longAsInt(op.range_stop), let step = longAsInt(op.range_step) else {
        return nil
    }
    return (start, stop, step)
}

/// `iter(range)`. Origin: Objects/rangeobject.c.
func range_iter(_ op: PyObj) -> PyObj? {
    if let (start, stop, step) = machineFields(op) {
        let count = lengthOfRange(start, stop, step)
        // No item and not even the end may overflow.
        let safe = count == 0 || (step > 0 ? stop <= Int.max - (step - 1) : stop >= Int.min + (-1 - step))
        if count <= UInt(Int.max) && safe { return fastRangeIter(start, step, Int(count)) }
    }
    guard let it = PyObject_New(PyLongRangeIter_Type) else { return nil }
    it.lri_start = Py_NewRef(op.range_start)
    it.lri_step = Py_NewRef(op.range_step)
    it.lri_len = Py_NewRef(op.range_length)
    it.lri_index = Py_NewRef(smallInt(0))
    return it
}

/// `reversed(range)`. Origin: Objects/rangeobject.c.
func range_reverse(_ op: PyObj) -> PyObj? {
    if let (start, stop, step) = machineFields(op), step != Int.min {
        let fits =
            step > 0
            ? UInt(bitPattern: start) &- UInt(bitPattern: Int.min) >= UInt(step)
            : UInt(bitPattern: Int.max) &- UInt(bitPattern: start) >= UInt(-step)
        let count = lengthOfRange(start, stop, step)
        if fits && count <= UInt(Int.max) {
            return fastRangeIter(start &- step &+ Int(count) &* step, -step, Int(count))
        }
    }
    guard let last = _PyLong_Subtract(op.range_length, smallInt(1)) else { return nil }
    defer { Py_DECREF(last) }
    guard let product = _PyLong_Multiply(last, op.range_step) else { return nil }
    defer { Py_DECREF(product) }
    guard let start = _PyLong_Add(op.range_start, product) else { return nil }
    guard let step = long_neg(op.range_step) else {
        Py_DECREF(start)
        return nil
    }
    guard let it = PyObject_New(PyLongRangeIter_Type) else {
        Py_DECREF(start)
        Py_DECREF(step)
        return nil
    }
    it.lri_len = Py_NewRef(op.range_length)
    it.lri_start = start
    it.lri_step = step
    it.lri_index = Py_NewRef(smallInt(0))
    return it
}

/// The next item of a machine-integer range. Origin: `rangeiter_next`.
@inline(__always) func rangeiter_next(_ it: PyObj) -> PyObj? {
    let index = it.ri_index
    if index >= it.ri_len { return nil }
    it.ri_index = index &+ 1
    return PyLong_FromLong(it.ri_start &+ index &* it.ri_step)
}

private func rangeiter_len(_ it: PyObj) -> PyObj? { PyLong_FromLong(it.ri_len - it.ri_index) }

/// `(iter, (range,), index)`.
private func reduced(_ start: PyObj?, _ stop: PyObj?, _ step: PyObj?, _ index: PyObj?) -> PyObj? {
    guard let start, let stop, let step, let range = makeRange(start, stop, step) else {
        Py_XDECREF(start)
        Py_XDECREF(stop)
        Py_XDECREF(step)
        Py_XDECREF(index)
        return nil
    }
    return tupleStealing(_PyEval_GetBuiltin(_Py_ID(.iter)), tupleStealing(range), index)
}

private func rangeiter_reduce(_ it: PyObj) -> PyObj? {
    reduced(
        PyLong_FromLong(it.ri_start), PyLong_FromLong(it.ri_start &+ it.ri_len &* it.ri_step), PyLong_FromLong(it.ri_step),
        PyLong_FromLong(it.ri_index))
}

private func rangeiter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    let index = PyLong_AsLong(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    it.ri_index = max(0, min(index, it.ri_len))
    return Py_NewRef(Py_None)
}

private func longrangeiter_dealloc(_ it: PyObj) {
    Py_DECREF(it.lri_index)
    Py_DECREF(it.lri_start)
    Py_DECREF(it.lri_step)
    Py_DECREF(it.lri_len)
    PyObject_Free(it)
}

private func longrangeiter_next(_ it: PyObj) -> PyObj? {
    if longCompare(it.lri_index, it.lri_len) >= 0 { return nil }
    guard let next = _PyLong_Add(it.lri_index, smallInt(1)) else { return nil }
    guard let product = _PyLong_Multiply(it.lri_index, it.lri_step) else {
        Py_DECREF(next)
        return nil
    }
    let result = _PyLong_Add(it.lri_start, product)
    Py_DECREF(product)
    if result == nil {
        Py_DECREF(next)
        return nil
    }
    let old = it.lri_index
    it.lri_index = next
    Py_DECREF(old)
    return result
}

private func longrangeiter_len(_ it: PyObj) -> PyObj? { _PyLong_Subtract(it.lri_len, it.lri_index) }

private func longrangeiter_reduce(_ it: PyObj) -> PyObj? {
    guard let product = _PyLong_Multiply(it.lri_len, it.lri_step) else { return nil }
    let stop = _PyLong_Add(it.lri_start, product)
    Py_DECREF(product)
    return reduced(Py_NewRef(it.lri_start), stop, Py_NewRef(it.lri_step), Py_NewRef(it.lri_index))
}

private func longrangeiter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    let below = PyObject_RichCompareBool(state, smallInt(0), Py_LT)
    if below < 0 { return nil }
    var state = state
    if below > 0 {
        state = smallInt(0)
    } else {
        let above = PyObject_RichCompareBool(it.lri_len, state, Py_LT)
        if above < 0 { return nil }
        if above > 0 { state = it.lri_len }
    }
    let old = it.lri_index
    it.lri_index = Py_NewRef(state)
    Py_DECREF(old)
    return Py_NewRef(Py_None)
}

/// Fills `range_iterator` and `longrange_iterator`. Origin: `PyRangeIter_Type`, `PyLongRangeIter_Type`.
func initRangeIteratorTypes() {
    let hint: StaticString = "Private method returning an estimate of len(list(it))."
    let reduce: StaticString = "Return state information for pickling."
    let setstate: StaticString = "Set state information for unpickling."
    let t = PyRangeIter_Type
    t.initStaticType("range_iterator", basicsize: 48)
    t.tp_dealloc = { PyObject_Free($0) }
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = rangeiter_next
    t.setMethods([
        .noargs("__length_hint__", rangeiter_len, hint), .noargs("__reduce__", rangeiter_reduce, reduce),
        .o("__setstate__", rangeiter_setstate, setstate),
    ])
    let l = PyLongRangeIter_Type
    l.initStaticType("longrange_iterator", basicsize: 48)
    l.tp_dealloc = longrangeiter_dealloc
    l.tp_getattro = PyObject_GenericGetAttr
    l.tp_iter = PyObject_SelfIter
    l.tp_iternext = longrangeiter_next
    l.setMethods([
        .noargs("__length_hint__", longrangeiter_len, hint), .noargs("__reduce__", longrangeiter_reduce, reduce),
        .o("__setstate__", longrangeiter_setstate, setstate),
    ])
}
