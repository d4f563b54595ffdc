import Memory
import Trace

// list[index] and list[slice]: reading, assigning, deleting. Origin: Objects/listobject.c.

func list_subscript(_ op: PyObj, _ item: PyObj) -> PyObj? {
    if _PyIndex_Check(item) {
        var i = PyNumber_AsSsize_t(item, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        if i < 0 { i &+= op.ob_size }
        return list_item_at(op, i)
    }
    if PySlice_Check(item) {
        var start = 0
        var stop = 0
        var step = 0
        if PySlice_Unpack(item, &start, &stop, &step) < 0 { return nil }
        let length = PySlice_AdjustIndices(op.ob_size, &start, &stop, step)
        if length <= 0 { return PyList_New(0) }
        if step == 1 { return list_slice(op, start, stop) }
        guard let result = list_new_prealloc(length) else { return nil }
        var cur = start
        for i in 0..<length {
            PyList_SET_ITEM(result, i, Py_NewRef(PyList_GET_ITEM(op, cur)))
            cur &+= step
        }
        result.ob_size = length
        return result
    }
    PyErr_SetString(PyExc_TypeError, "list indices must be integers or slices, not \(item.typeName)")
    return nil
}

func list_ass_subscript(_ op: PyObj, _ item: PyObj, _ value: PyObj?) -> Int32 {
    if _PyIndex_Check(item) {
        var i = PyNumber_AsSsize_t(item, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return -1 }
        if i < 0 { i &+= op.ob_size }
        return list_ass_item(op, i, value)
    }
    if !PySlice_Check(item) {
        PyErr_SetString(PyExc_TypeError, "list indices must be integers or slices, not \(item.typeName)")
        return -1
    }
    var start = 0
    var stop = 0
    var step = 0
    if PySlice_Unpack(item, &start, &stop, &step) < 0 { return -1 }
    let length = PySlice_AdjustIndices(op.ob_size, &start, &stop, step)
    if step == 1 { return list_ass_slice(op, start, stop, value) }
    if (step < 0 && start < stop) || (step > 0 && start > stop) { stop = start }
    guard let value else { return list_delete_extended(op, start, stop, step, length) }
    guard
        let seq = op == value
            ? list_slice(value, 0, value.ob_size) : PySequence_Fast(value, "must assign iterable to extended slice")
    else { return -1 }
    if seq.ob_size != length {
        PyErr_SetString(
            PyExc_ValueError, "attempt to assign sequence of size \(seq.ob_size) to extended slice of size \(length)")
        Py_DECREF(seq)
        return -1
    }
    if length == 0 {
        Py_DECREF(seq)
        return 0
    }
    guard let garbage = PyMem_Malloc(length &* 8) else {
        Py_DECREF(seq)
        _ = PyErr_NoMemory()
        return -1
    }
    let items = op.list_item.unsafelyUnwrapped
    let new = PySequence_Fast_ITEMS(seq)
    var cur = start
    for i in 0..<length {
        garbage.setWord(i, items.word(cur))
        items.setWord(cur, Py_NewRef(new[i]))
        cur &+= step
    }
    for i in 0..<length { Py_DECREF(garbage.word(i).unsafelyUnwrapped) }
    PyMem_Free(garbage)
    Py_DECREF(seq)
    return 0
}

private func list_delete_extended(_ op: PyObj, _ first: Int, _ last: Int, _ by: Int, _ length: Int) -> Int32 {
    if length <= 0 { return 0 }
    var start = first
    var step = by
    if step < 0 {
        start = first &+ 1 &+ step &* (length &- 1) &- 1
        step = -step
    }
    guard let garbage = PyMem_Malloc(length &* 8) else {
        _ = PyErr_NoMemory()
        return -1
    }
    let items = op.list_item.unsafelyUnwrapped
    let size = op.ob_size
    // Close the gaps: what lies between two deleted items moves down by the number deleted so far.
    var to = start
    for i in 0..<length {
        let cur = start &+ i &* step
        garbage.setWord(i, items.word(cur))
        let end = i &+ 1 < length ? cur &+ step : size
        var from = cur &+ 1
        while from < end {
            items.setWord(to, items.word(from))
            to &+= 1
            from &+= 1
        }
    }
    op.ob_size = size &- length
    let res = list_resize(op, op.ob_size)
    for i in 0..<length { Py_DECREF(garbage.word(i).unsafelyUnwrapped) }
    PyMem_Free(garbage)
    return res
}
