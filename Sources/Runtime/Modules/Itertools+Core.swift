import Memory

// itertools: the iterators over one or more iterables. Origin: Modules/itertoolsmodule.c. The layouts are the C file's.

var PyItertoolsCycle_Type: PyObj { ModuleTypes.slot(200) }
var PyItertoolsDropwhile_Type: PyObj { ModuleTypes.slot(201) }
var PyItertoolsTakewhile_Type: PyObj { ModuleTypes.slot(202) }
var PyItertoolsIslice_Type: PyObj { ModuleTypes.slot(203) }
var PyItertoolsStarmap_Type: PyObj { ModuleTypes.slot(204) }
var PyItertoolsChain_Type: PyObj { ModuleTypes.slot(205) }
var PyItertoolsAccumulate_Type: PyObj { ModuleTypes.slot(206) }
var PyItertoolsCompress_Type: PyObj { ModuleTypes.slot(207) }
var PyItertoolsFilterfalse_Type: PyObj { ModuleTypes.slot(208) }
var PyItertoolsCount_Type: PyObj { ModuleTypes.slot(209) }
var PyItertoolsRepeat_Type: PyObj { ModuleTypes.slot(210) }
var PyItertoolsPairwise_Type: PyObj { ModuleTypes.slot(211) }

/// A new object of a type with references (taken over) in consecutive fields from byte 16; nil with an exception.
private func newWithFields(_ type: PyObj, _ fields: PyObj?...) -> PyObj? {
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else {
        for f in fields { Py_XDECREF(f) }
        return nil
    }
    for (i, f) in fields.enumerated() { op[ref: 16 + 8 * i] = f }
    return op
}

// MARK: cycle (it 16, saved 24, index 32, firstpass 40)

private func cycle_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords("cycle", type, PyItertoolsCycle_Type, kwargs), PyArg_UnpackTuple(args, "cycle", 1, 1),
        let it = PyObject_GetIter(PyTuple_GET_ITEM(args, 0))
    else { return nil }
    guard let saved = PyList_New(0) else {
        Py_DECREF(it)
        return nil
    }
    return newWithFields(type, it, saved)
}

private func cycle_dealloc(_ op: PyObj) { deallocFields(op, 24, 16) }

private func cycle_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(op, visit, arg, 16, 24)
}

private func cycle_next(_ op: PyObj) -> PyObj? {
    if let it = op[ref: 16] {
        if let item = PyIter_Next(it) {
            if op[int: 40] != 0 { return item }
            if PyList_Append(op[ref: 24].unsafelyUnwrapped, item) != 0 {
                Py_DECREF(item)
                return nil
            }
            return item
        }
        if PyErr_Occurred() != nil { return nil }
        Py_CLEAR(op, 16)
    }
    let saved = op[ref: 24].unsafelyUnwrapped
    if saved.ob_size == 0 { return nil }
    let item = PyList_GET_ITEM(saved, op[word: 32])
    op[word: 32] += 1
    if op[word: 32] >= saved.ob_size { op[word: 32] = 0 }
    return Py_NewRef(item)
}

private func cycle_reduce(_ op: PyObj) -> PyObj? {
    let saved = op[ref: 24].unsafelyUnwrapped
    if op[ref: 16] == nil {
        guard let it = PyObject_GetIter(saved) else { return nil }
        if op[word: 32] != 0 {
            guard let index = PyLong_FromSsize_t(op[word: 32]) else {
                Py_DECREF(it)
                return nil
            }
            let res = PyObject_CallMethodOneArg(it, _Py_ID(.__setstate__), index)
            Py_DECREF(index)
            guard let res else {
                Py_DECREF(it)
                return nil
            }
            Py_DECREF(res)
        }
        return buildTuple(Py_NewRef(op.ob_type), buildTuple(it), PyTuple_Pack(2, saved, Py_True))
    }
    return buildTuple(
        Py_NewRef(op.ob_type), PyTuple_Pack(1, op[ref: 16].unsafelyUnwrapped),
        PyTuple_Pack(2, saved, op[int: 40] != 0 ? Py_True : Py_False))
}

/// The items of a state tuple of a given size, else TypeError.
func stateTuple(_ state: PyObj, _ min: Int, _ max: Int) -> Bool {
    if !PyTuple_Check(state) {
        PyErr_SetString(PyExc_TypeError, "state is not a tuple")
        return false
    }
    let n = state.ob_size
    if n < min || n > max {
        let bound = min == max ? "exactly" : n < min ? "at least" : "at most"
        let limit = n < min ? min : max
        PyErr_SetString(PyExc_TypeError, "function takes \(bound) \(limit) argument\(limit == 1 ? "" : "s") (\(n) given)")
        return false
    }
    return true
}

private func cycle_setstate(_ op: PyObj, _ state: PyObj) -> PyObj? {
    guard stateTuple(state, 2, 2) else { return nil }
    let saved = PyTuple_GET_ITEM(state, 0)
    if !PyList_Check(saved) {
        PyErr_SetString(PyExc_TypeError, "argument 1 must be list, not \(saved.typeName)")
        return nil
    }
    let first = _PyLong_AsInt(PyTuple_GET_ITEM(state, 1))
    if first == -1 && PyErr_Occurred() != nil { return nil }
    Py_XSETREF(op, 24, Py_NewRef(saved))
    op[int: 40] = first != 0 ? 1 : 0
    op[word: 32] = 0
    return Py_NewRef(Py_None)
}

// MARK: dropwhile, takewhile (func 16, it 24, flag 32)

private func functionAndIterator(_ name: String, _ type: PyObj, _ base: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords(name, type, base, kwargs), PyArg_UnpackTuple(args, name, 2, 2),
        let it = PyObject_GetIter(PyTuple_GET_ITEM(args, 1))
    else { return nil }
    return newWithFields(type, Py_NewRef(PyTuple_GET_ITEM(args, 0)), it)
}

private func pair_dealloc(_ op: PyObj) { deallocFields(op, 16, 24) }

private func pair_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(op, visit, arg, 24, 16)
}

private func pairAndFlag_reduce(_ op: PyObj) -> PyObj? {
    buildTuple(
        Py_NewRef(op.ob_type), PyTuple_Pack(2, op[ref: 16].unsafelyUnwrapped, op[ref: 24].unsafelyUnwrapped),
        PyLong_FromLong(op[word: 32]))
}

private func flag_setstate(_ op: PyObj, _ state: PyObj) -> PyObj? {
    let flag = PyObject_IsTrue(state)
    if flag < 0 { return nil }
    op[word: 32] = Int(flag)
    return Py_NewRef(Py_None)
}

private func dropwhile_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    functionAndIterator("dropwhile", type, PyItertoolsDropwhile_Type, args, kwargs)
}

private func dropwhile_next(_ op: PyObj) -> PyObj? {
    let it = op[ref: 24].unsafelyUnwrapped
    while true {
        guard let item = it.nextItem() else { return nil }
        if op[word: 32] == 1 { return item }
        guard let good = PyObject_CallOneArg(op[ref: 16].unsafelyUnwrapped, item) else {
            Py_DECREF(item)
            return nil
        }
        let ok = PyObject_IsTrue(good)
        Py_DECREF(good)
        if ok == 0 {
            op[word: 32] = 1
            return item
        }
        Py_DECREF(item)
        if ok < 0 { return nil }
    }
}

private func takewhile_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    functionAndIterator("takewhile", type, PyItertoolsTakewhile_Type, args, kwargs)
}

private func takewhile_next(_ op: PyObj) -> PyObj? {
    if op[word: 32] == 1 { return nil }
    guard let item = op[ref: 24].unsafelyUnwrapped.nextItem() else { return nil }
    guard let good = PyObject_CallOneArg(op[ref: 16].unsafelyUnwrapped, item) else {
        Py_DECREF(item)
        return nil
    }
    let ok = PyObject_IsTrue(good)
    Py_DECREF(good)
    if ok > 0 { return item }
    Py_DECREF(item)
    if ok == 0 { op[word: 32] = 1 }
    return nil
}

// MARK: islice (it 16, next 24, stop 32, step 40, cnt 48)

private func islice_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords("islice", type, PyItertoolsIslice_Type, kwargs), PyArg_UnpackTuple(args, "islice", 2, 4) else { return nil }
    let n = args.ob_size
    var start = 0
    var stop = -1
    var step = 1
    func badStop() -> PyObj? {
        if PyErr_Occurred() != nil { PyErr_Clear() }
        return PyErr_Format(PyExc_ValueError, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    }
    let a1 = PyTuple_GET_ITEM(args, 1)
    if n == 2 {
        if a1 != Py_None {
            stop = PyNumber_AsSsize_t(a1, PyExc_OverflowError)
            if stop == -1 { return badStop() }
        }
    } else {
        if a1 != Py_None { start = PyNumber_AsSsize_t(a1, PyExc_OverflowError) }
        if start == -1 && PyErr_Occurred() != nil { PyErr_Clear() }
        let a2 = PyTuple_GET_ITEM(args, 2)
        if a2 != Py_None {
            stop = PyNumber_AsSsize_t(a2, PyExc_OverflowError)
            if stop == -1 { return badStop() }
        }
    }
    if start < 0 || stop < -1 {
        return PyErr_Format(PyExc_ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    }
    if n == 4 {
        let a3 = PyTuple_GET_ITEM(args, 3)
        if a3 != Py_None { step = PyNumber_AsSsize_t(a3, PyExc_OverflowError) }
        if step == -1 && PyErr_Occurred() != nil { PyErr_Clear() }
    }
    if step < 1 { return PyErr_Format(PyExc_ValueError, "Step for islice() must be a positive integer or None.") }
    guard let it = PyObject_GetIter(PyTuple_GET_ITEM(args, 0)), let op = newWithFields(type, it) else { return nil }
    op[word: 24] = start
    op[word: 32] = stop
    op[word: 40] = step
    return op
}

private func one_dealloc(_ op: PyObj) { deallocFields(op, 16) }

private func one_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(op, visit, arg, 16)
}

private func islice_next(_ op: PyObj) -> PyObj? {
    guard let it = op[ref: 16] else { return nil }
    let stop = op[word: 32]
    while op[word: 48] < op[word: 24] {
        guard let item = it.nextItem() else {
            Py_CLEAR(op, 16)
            return nil
        }
        Py_DECREF(item)
        op[word: 48] += 1
    }
    if stop != -1 && op[word: 48] >= stop {
        Py_CLEAR(op, 16)
        return nil
    }
    guard let item = it.nextItem() else {
        Py_CLEAR(op, 16)
        return nil
    }
    op[word: 48] += 1
    let old = op[word: 24]
    let (next, overflow) = old.addingReportingOverflow(op[word: 40])
    op[word: 24] = overflow || next < old || (stop != -1 && next > stop) ? stop : next
    return item
}

private func islice_reduce(_ op: PyObj) -> PyObj? {
    guard let it = op[ref: 16] else {
        guard let list = PyList_New(0) else { return nil }
        let empty = PyObject_GetIter(list)
        Py_DECREF(list)
        return buildTuple(Py_NewRef(op.ob_type), buildTuple(empty, PyLong_FromLong(0)), PyLong_FromLong(0))
    }
    return buildTuple(
        Py_NewRef(op.ob_type),
        buildTuple(
            Py_NewRef(it), PyLong_FromSsize_t(op[word: 24]),
            op[word: 32] == -1 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(op[word: 32]), PyLong_FromSsize_t(op[word: 40])),
        PyLong_FromSsize_t(op[word: 48]))
}

private func islice_setstate(_ op: PyObj, _ state: PyObj) -> PyObj? {
    let cnt = PyLong_AsSsize_t(state)
    if cnt == -1 && PyErr_Occurred() != nil { return nil }
    op[word: 48] = cnt
    return Py_NewRef(Py_None)
}

// MARK: starmap (func 16, it 24)

private func starmap_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    functionAndIterator("starmap", type, PyItertoolsStarmap_Type, args, kwargs)
}

private func starmap_next(_ op: PyObj) -> PyObj? {
    guard var args = op[ref: 24].unsafelyUnwrapped.nextItem() else { return nil }
    if !PyTuple_CheckExact(args) {
        let tuple = PySequence_Tuple(args)
        Py_DECREF(args)
        guard let tuple else { return nil }
        args = tuple
    }
    let result = PyObject_Call(op[ref: 16].unsafelyUnwrapped, args, nil)
    Py_DECREF(args)
    return result
}

private func pair_reduce(_ op: PyObj) -> PyObj? {
    buildTuple(Py_NewRef(op.ob_type), PyTuple_Pack(2, op[ref: 16].unsafelyUnwrapped, op[ref: 24].unsafelyUnwrapped))
}

// MARK: chain (source 16, active 24)

private func chain_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords("chain", type, PyItertoolsChain_Type, kwargs), let source = PyObject_GetIter(args) else { return nil }
    return newWithFields(type, source)
}

private func chain_from_iterable(_ type: PyObj, _ iterable: PyObj) -> PyObj? {
    guard let source = PyObject_GetIter(iterable) else { return nil }
    return newWithFields(type, source)
}

private func chain_dealloc(_ op: PyObj) { deallocFields(op, 24, 16) }

private func chain_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(op, visit, arg, 16, 24)
}

private func chain_next(_ op: PyObj) -> PyObj? {
    while let source = op[ref: 16] {
        if op[ref: 24] == nil {
            guard let iterable = PyIter_Next(source) else {
                Py_CLEAR(op, 16)
                return nil
            }
            let active = PyObject_GetIter(iterable)
            Py_DECREF(iterable)
            guard let active else {
                Py_CLEAR(op, 16)
                return nil
            }
            op[ref: 24] = active
        }
        if let item = op[ref: 24].unsafelyUnwrapped.nextItem() { return item }
        if PyErr_Occurred() != nil {
            if !PyErr_ExceptionMatches(PyExc_StopIteration) { return nil }
            PyErr_Clear()
        }
        Py_CLEAR(op, 24)
    }
    return nil
}

private func chain_reduce(_ op: PyObj) -> PyObj? {
    guard let source = op[ref: 16] else { return PyTuple_Pack(2, op.ob_type, emptyTuple) }
    let state = op[ref: 24].map { PyTuple_Pack(2, source, $0) } ?? PyTuple_Pack(1, source)
    return buildTuple(Py_NewRef(op.ob_type), Py_NewRef(emptyTuple), state)
}

private func chain_setstate(_ op: PyObj, _ state: PyObj) -> PyObj? {
    guard stateTuple(state, 1, 2) else { return nil }
    let source = PyTuple_GET_ITEM(state, 0)
    let active = state.ob_size == 2 ? PyTuple_GET_ITEM(state, 1) : nil
    if !PyIter_Check(source) || active.map({ !PyIter_Check($0) }) ?? false {
        return PyErr_Format(PyExc_TypeError, "Arguments must be iterators.")
    }
    Py_XSETREF(op, 16, Py_NewRef(source))
    Py_XSETREF(op, 24, Py_XNewRef(active))
    return Py_NewRef(Py_None)
}

// MARK: accumulate (total 16, it 24, binop 32, initial 40)

private func accumulate_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments("accumulate", args, kwargs, ["iterable", "func", "initial"], min: 1, max: 2, nil) { p in
        guard let it = PyObject_GetIter(p[0].unsafelyUnwrapped) else { return nil }
        let binop = p[1] == Py_None ? nil : p[1]
        return newWithFields(type, nil, it, Py_XNewRef(binop), Py_NewRef(p[2] ?? Py_None))
    }
}

private func accumulate_dealloc(_ op: PyObj) { deallocFields(op, 32, 16, 24, 40) }

private func accumulate_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(op, visit, arg, 32, 24, 16, 40)
}

private func accumulate_next(_ op: PyObj) -> PyObj? {
    if let initial = op[ref: 40], initial != Py_None {
        op[ref: 16] = initial
        op[ref: 40] = Py_NewRef(Py_None)
        return Py_NewRef(initial)
    }
    guard let value = op[ref: 24].unsafelyUnwrapped.nextItem() else { return nil }
    guard let total = op[ref: 16] else {
        op[ref: 16] = Py_NewRef(value)
        return value
    }
    let new = op[ref: 32].map { PyObject_CallFunctionObjArgs($0, total, value) } ?? PyNumber_Add(total, value)
    Py_DECREF(value)
    guard let new else { return nil }
    Py_INCREF(new)
    Py_XSETREF(op, 16, new)
    return new
}

private func accumulate_reduce(_ op: PyObj) -> PyObj? {
    let it = op[ref: 24].unsafelyUnwrapped
    let binop = op[ref: 32] ?? Py_None
    func chained(_ first: PyObj) -> PyObj? {
        guard let front = PyTuple_Pack(1, first) else { return nil }
        defer { Py_DECREF(front) }
        return PyObject_CallFunctionObjArgs(PyItertoolsChain_Type, front, it)
    }
    if let initial = op[ref: 40], initial != Py_None {
        guard let joined = chained(initial) else { return nil }
        return buildTuple(Py_NewRef(op.ob_type), buildTuple(joined, Py_NewRef(binop)), Py_NewRef(Py_None))
    }
    if op[ref: 16] == Py_None {
        guard let joined = chained(Py_None) else { return nil }
        let rest = PyObject_CallFunctionObjArgs(op.ob_type, joined, binop)
        Py_DECREF(joined)
        guard let rest else { return nil }
        return buildTuple(
            Py_NewRef(PyItertoolsIslice_Type), buildTuple(rest, PyLong_FromLong(1), Py_NewRef(Py_None)))
    }
    return buildTuple(Py_NewRef(op.ob_type), PyTuple_Pack(2, it, binop), Py_NewRef(op[ref: 16] ?? Py_None))
}

private func accumulate_setstate(_ op: PyObj, _ state: PyObj) -> PyObj? {
    Py_XSETREF(op, 16, Py_NewRef(state))
    return Py_NewRef(Py_None)
}

// MARK: compress (data 16, selectors 24), filterfalse (func 16, it 24)

private func compress_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments("compress", args, kwargs, ["data", "selectors"], min: 2, max: 2, nil) { p in
        guard let data = PyObject_GetIter(p[0].unsafelyUnwrapped) else { return nil }
        guard let selectors = PyObject_GetIter(p[1].unsafelyUnwrapped) else {
            Py_DECREF(data)
            return nil
        }
        return newWithFields(type, data, selectors)
    }
}

private func compress_next(_ op: PyObj) -> PyObj? {
    let data = op[ref: 16].unsafelyUnwrapped
    let selectors = op[ref: 24].unsafelyUnwrapped
    while true {
        guard let datum = data.nextItem() else { return nil }
        guard let selector = selectors.nextItem() else {
            Py_DECREF(datum)
            return nil
        }
        let ok = PyObject_IsTrue(selector)
        Py_DECREF(selector)
        if ok == 1 { return datum }
        Py_DECREF(datum)
        if ok < 0 { return nil }
    }
}

private func filterfalse_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    functionAndIterator("filterfalse", type, PyItertoolsFilterfalse_Type, args, kwargs)
}

private func filterfalse_next(_ op: PyObj) -> PyObj? {
    let it = op[ref: 24].unsafelyUnwrapped
    let function = op[ref: 16].unsafelyUnwrapped
    while true {
        guard let item = it.nextItem() else { return nil }
        let ok: Int32
        if function == Py_None || function == PyBool_Type {
            ok = PyObject_IsTrue(item)
        } else {
            guard let good = PyObject_CallOneArg(function, item) else {
                Py_DECREF(item)
                return nil
            }
            ok = PyObject_IsTrue(good)
            Py_DECREF(good)
        }
        if ok == 0 { return item }
        Py_DECREF(item)
        if ok < 0 { return nil }
    }
}

// MARK: count (cnt 16, long_cnt 24, long_step 32)

private func count_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments("count", args, kwargs, ["start", "step"], min: 0, max: 2, nil) { p in
        let start = p[0]
        if start.map({ !PyNumber_Check($0) }) ?? false || p[1].map({ !PyNumber_Check($0) }) ?? false {
            return PyErr_Format(PyExc_TypeError, "a number is required")
        }
        let step = p[1] ?? smallInt(1)
        var fast = (start.map { PyLong_Check($0) } ?? true) && PyLong_Check(step)
        var cnt = 0
        if let start, fast {
            cnt = PyLong_AsSsize_t(start)
            if cnt == -1 && PyErr_Occurred() != nil {
                PyErr_Clear()
                fast = false
            }
        }
        if fast {
            let value = PyLong_AsLong(step)
            if value != 1 {
                fast = false
                if value == -1 && PyErr_Occurred() != nil { PyErr_Clear() }
            }
        }
        guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
        op[word: 16] = fast ? cnt : Int.max
        op[ref: 24] = fast ? nil : Py_NewRef(start ?? smallInt(0))
        op[ref: 32] = Py_NewRef(step)
        return op
    }
}

private func count_dealloc(_ op: PyObj) { deallocFields(op, 24, 32) }

private func count_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(op, visit, arg, 24, 32)
}

private func count_next(_ op: PyObj) -> PyObj? {
    let cnt = op[word: 16]
    if cnt != Int.max {
        op[word: 16] = cnt + 1
        return PyLong_FromSsize_t(cnt)
    }
    guard let long = op[ref: 24] ?? PyLong_FromSsize_t(Int.max),
        let stepped = PyNumber_Add(long, op[ref: 32].unsafelyUnwrapped)
    else { return nil }
    op[ref: 24] = stepped
    return long
}

private func count_repr(_ op: PyObj) -> PyObj? {
    let name = _PyType_Name(op.ob_type)
    if op[word: 16] != Int.max { return PyUnicode_FromString("\(name)(\(op[word: 16]))") }
    // A start of exactly sys.maxsize stays in fast mode until its first step and has no long yet.
    guard let step = op[ref: 32], let r = PyObject_Repr(op[ref: 24]) else { return nil }
    defer { Py_DECREF(r) }
    if PyLong_Check(step) {
        let value = PyLong_AsLong(step)
        if value == -1 && PyErr_Occurred() != nil { PyErr_Clear() }
        if value == 1 { return PyUnicode_FromString("\(name)(\(swiftString(r)))") }
    }
    guard let s = PyObject_Repr(step) else { return nil }
    defer { Py_DECREF(s) }
    return PyUnicode_FromString("\(name)(\(swiftString(r)), \(swiftString(s)))")
}

private func count_reduce(_ op: PyObj) -> PyObj? {
    if op[word: 16] == Int.max {
        return buildTuple(Py_NewRef(op.ob_type), buildTuple(Py_XNewRef(op[ref: 24]), Py_XNewRef(op[ref: 32])))
    }
    return buildTuple(Py_NewRef(op.ob_type), buildTuple(PyLong_FromSsize_t(op[word: 16])))
}

// MARK: repeat (element 16, cnt 24)

private func repeat_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments("repeat", args, kwargs, ["object", "times"], min: 1, max: 2, nil) { p in
        var cnt = -1
        if let times = p[1] {
            guard let n = ssizeArgument(times) else { return nil }
            cnt = max(n, 0)
        }
        guard let op = newWithFields(type, Py_NewRef(p[0].unsafelyUnwrapped)) else { return nil }
        op[word: 24] = cnt
        return op
    }
}

private func repeat_next(_ op: PyObj) -> PyObj? {
    let cnt = op[word: 24]
    if cnt == 0 { return nil }
    if cnt > 0 { op[word: 24] = cnt - 1 }
    return Py_NewRef(op[ref: 16].unsafelyUnwrapped)
}

private func repeat_repr(_ op: PyObj) -> PyObj? {
    guard let r = PyObject_Repr(op[ref: 16]) else { return nil }
    defer { Py_DECREF(r) }
    let name = _PyType_Name(op.ob_type)
    let tail = op[word: 24] == -1 ? ")" : ", \(op[word: 24]))"
    guard let head = PyUnicode_FromString("\(name)("), let end = PyUnicode_FromString(tail) else { return nil }
    var text: PyObj? = head
    PyUnicode_Append(&text, r)
    PyUnicode_AppendAndDel(&text, end)
    return text
}

private func repeat_len(_ op: PyObj) -> PyObj? {
    if op[word: 24] == -1 { return PyErr_Format(PyExc_TypeError, "len() of unsized object") }
    return PyLong_FromSsize_t(op[word: 24])
}

private func repeat_reduce(_ op: PyObj) -> PyObj? {
    let element = op[ref: 16].unsafelyUnwrapped
    let args =
        op[word: 24] >= 0 ? buildTuple(Py_NewRef(element), PyLong_FromSsize_t(op[word: 24])) : PyTuple_Pack(1, element)
    return buildTuple(Py_NewRef(op.ob_type), args)
}

// MARK: pairwise (it 16, old 24)

private func pairwise_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords("pairwise", type, PyItertoolsPairwise_Type, kwargs), _PyArg_CheckPositional("pairwise", args.ob_size, 1, 1),
        let it = PyObject_GetIter(PyTuple_GET_ITEM(args, 0))
    else { return nil }
    return newWithFields(type, it)
}

private func pairwise_next(_ op: PyObj) -> PyObj? {
    guard let it = op[ref: 16] else { return nil }
    if op[ref: 24] == nil {
        op[ref: 24] = it.nextItem()
        if op[ref: 24] == nil {
            Py_CLEAR(op, 16)
            return nil
        }
    }
    // 3.11.2 keeps the old item alive over the call: the iterator may come back here.
    let old = Py_NewRef(op[ref: 24].unsafelyUnwrapped)
    guard let new = it.nextItem() else {
        Py_CLEAR(op, 16)
        Py_CLEAR(op, 24)
        Py_DECREF(old)
        return nil
    }
    let result = PyTuple_Pack(2, old, new)
    Py_XSETREF(op, 24, new)
    Py_DECREF(old)
    return result
}

/// Fills the types of this file.
func initItertoolsCoreTypes() {
    var t = PyItertoolsCycle_Type
    initIteratorType(t, "itertools.cycle", 48, cycle_dealloc, cycle_traverse, cycle_next, cycle_new)
    t.setMethods([.noargs("__reduce__", cycle_reduce), .o("__setstate__", cycle_setstate)])
    t = PyItertoolsDropwhile_Type
    initIteratorType(t, "itertools.dropwhile", 40, pair_dealloc, pair_traverse, dropwhile_next, dropwhile_new)
    t.setMethods([.noargs("__reduce__", pairAndFlag_reduce), .o("__setstate__", flag_setstate)])
    t = PyItertoolsTakewhile_Type
    initIteratorType(t, "itertools.takewhile", 40, pair_dealloc, pair_traverse, takewhile_next, takewhile_new)
    t.setMethods([.noargs("__reduce__", pairAndFlag_reduce), .o("__setstate__", flag_setstate)])
    t = PyItertoolsIslice_Type
    initIteratorType(t, "itertools.islice", 56, one_dealloc, one_traverse, islice_next, islice_new)
    t.setMethods([.noargs("__reduce__", islice_reduce), .o("__setstate__", islice_setstate)])
    t = PyItertoolsStarmap_Type
    initIteratorType(t, "itertools.starmap", 32, pair_dealloc, pair_traverse, starmap_next, starmap_new)
    t.setMethods([.noargs("__reduce__", pair_reduce)])
    t = PyItertoolsChain_Type
    initIteratorType(t, "itertools.chain", 32, chain_dealloc, chain_traverse, chain_next, chain_new)
    t.setMethods([
        .o("from_iterable", chain_from_iterable, flags: MethodFlags.CLASS), .noargs("__reduce__", chain_reduce),
        .o("__setstate__", chain_setstate), .o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS),
    ])
    t = PyItertoolsAccumulate_Type
    initIteratorType(t, "itertools.accumulate", 48, accumulate_dealloc, accumulate_traverse, accumulate_next, accumulate_new)
    t.setMethods([.noargs("__reduce__", accumulate_reduce), .o("__setstate__", accumulate_setstate)])
    t = PyItertoolsCompress_Type
    initIteratorType(t, "itertools.compress", 32, pair_dealloc, chain_traverse, compress_next, compress_new)
    t.setMethods([.noargs("__reduce__", pair_reduce)])
    t = PyItertoolsFilterfalse_Type
    initIteratorType(t, "itertools.filterfalse", 32, pair_dealloc, pair_traverse, filterfalse_next, filterfalse_new)
    t.setMethods([.noargs("__reduce__", pair_reduce)])
    t = PyItertoolsCount_Type
    initIteratorType(t, "itertools.count", 40, count_dealloc, count_traverse, count_next, count_new)
    t.tp_repr = count_repr
    t.setMethods([.noargs("__reduce__", count_reduce)])
    t = PyItertoolsRepeat_Type
    initIteratorType(t, "itertools.repeat", 32, one_dealloc, one_traverse, repeat_next, repeat_new)
    t.tp_repr = repeat_repr
    t.setMethods([.noargs("__length_hint__", repeat_len), .noargs("__reduce__", repeat_reduce)])
    t = PyItertoolsPairwise_Type
    initIteratorType(t, "itertools.pairwise", 32, pair_dealloc, chain_traverse, pairwise_next, pairwise_new)
}
