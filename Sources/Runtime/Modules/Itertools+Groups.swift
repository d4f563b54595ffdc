import Memory

// itertools: groupby, tee, zip_longest, and the module. Origin: Modules/itertoolsmodule.c.

var PyItertoolsGroupby_Type: PyObj { ModuleTypes.slot(212) }
var PyItertoolsGrouper_Type: PyObj { ModuleTypes.slot(213) }
var PyItertoolsTeeData_Type: PyObj { ModuleTypes.slot(214) }
var PyItertoolsTee_Type: PyObj { ModuleTypes.slot(215) }
var PyItertoolsZipLongest_Type: PyObj { ModuleTypes.slot(216) }

// MARK: groupby (it 16, keyfunc 24, tgtkey 32, currkey 40, currvalue 48, currgrouper 56)

private func groupby_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withArguments("groupby", args, kwargs, ["iterable", "key"], min: 1, max: 2, nil) { p in
        guard let gbo = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
        gbo[ref: 24] = Py_NewRef(p[1] ?? Py_None)
        gbo[ref: 16] = PyObject_GetIter(p[0].unsafelyUnwrapped)
        if gbo[ref: 16] == nil {
            Py_DECREF(gbo)
            return nil
        }
        return gbo
    }
}

private func groupby_dealloc(_ gbo: PyObj) {
    PyObject_GC_UnTrack(gbo)
    for offset in stride(from: 16, through: 48, by: 8) { Py_XDECREF(gbo[ref: offset]) }
    gbo.ob_type.tp_free.unsafelyUnwrapped(gbo)
}

private func groupby_traverse(_ gbo: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(gbo, visit, arg, 16, 24, 32, 40, 48)
}

private func groupby_step(_ gbo: PyObj) -> Bool {
    guard let value = PyIter_Next(gbo[ref: 16].unsafelyUnwrapped) else { return false }
    let keyfunc = gbo[ref: 24].unsafelyUnwrapped
    let key: PyObj
    if keyfunc == Py_None {
        key = Py_NewRef(value)
    } else {
        guard let k = PyObject_CallOneArg(keyfunc, value) else {
            Py_DECREF(value)
            return false
        }
        key = k
    }
    let old = gbo[ref: 48]
    gbo[ref: 48] = value
    Py_XSETREF(gbo, 40, key)
    Py_XDECREF(old)
    return true
}

private func groupby_next(_ gbo: PyObj) -> PyObj? {
    gbo[ref: 56] = nil
    while true {
        if let current = gbo[ref: 40] {
            guard let target = gbo[ref: 32] else { break }
            let same = PyObject_RichCompareBool(target, current, Py_EQ)
            if same < 0 { return nil }
            if same == 0 { break }
        }
        if !groupby_step(gbo) { return nil }
    }
    let key = gbo[ref: 40].unsafelyUnwrapped
    Py_INCREF(key)
    Py_XSETREF(gbo, 32, key)
    guard let grouper = grouper_create(gbo, gbo[ref: 32].unsafelyUnwrapped) else { return nil }
    let r = PyTuple_Pack(2, gbo[ref: 40].unsafelyUnwrapped, grouper)
    Py_DECREF(grouper)
    return r
}

private func groupby_reduce(_ gbo: PyObj) -> PyObj? {
    let args = PyTuple_Pack(2, gbo[ref: 16].unsafelyUnwrapped, gbo[ref: 24].unsafelyUnwrapped)
    if let target = gbo[ref: 32], let key = gbo[ref: 40], let value = gbo[ref: 48] {
        return buildTuple(Py_NewRef(gbo.ob_type), args, PyTuple_Pack(3, key, value, target))
    }
    return buildTuple(Py_NewRef(gbo.ob_type), args)
}

private func groupby_setstate(_ gbo: PyObj, _ state: PyObj) -> PyObj? {
    guard stateTuple(state, 3, 3) else { return nil }
    Py_XSETREF(gbo, 40, Py_NewRef(PyTuple_GET_ITEM(state, 0)))
    Py_XSETREF(gbo, 48, Py_NewRef(PyTuple_GET_ITEM(state, 1)))
    Py_XSETREF(gbo, 32, Py_NewRef(PyTuple_GET_ITEM(state, 2)))
    return Py_NewRef(Py_None)
}

// MARK: _grouper (parent 16, tgtkey 24)

private func grouper_create(_ parent: PyObj, _ key: PyObj) -> PyObj? {
    guard let igo = _PyObject_GC_New(PyItertoolsGrouper_Type) else { return nil }
    igo[ref: 16] = Py_NewRef(parent)
    igo[ref: 24] = Py_NewRef(key)
    parent[ref: 56] = igo
    PyObject_GC_Track(igo)
    return igo
}

private func grouper_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords("_grouper", type, PyItertoolsGrouper_Type, kwargs), _PyArg_CheckPositional("_grouper", args.ob_size, 2, 2)
    else { return nil }
    let parent = PyTuple_GET_ITEM(args, 0)
    guard PyObject_TypeCheck(parent, PyItertoolsGroupby_Type) else {
        _PyArg_BadArgument("_grouper", "argument 1", "itertools.groupby", parent)
        return nil
    }
    return grouper_create(parent, PyTuple_GET_ITEM(args, 1))
}

private func grouper_dealloc(_ igo: PyObj) {
    PyObject_GC_UnTrack(igo)
    Py_DECREF(igo[ref: 16].unsafelyUnwrapped)
    Py_DECREF(igo[ref: 24].unsafelyUnwrapped)
    PyObject_GC_Del(igo)
}

private func two_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(op, visit, arg, 16, 24)
}

private func grouper_next(_ igo: PyObj) -> PyObj? {
    let gbo = igo[ref: 16].unsafelyUnwrapped
    if gbo[ref: 56] != igo { return nil }
    if gbo[ref: 48] == nil && !groupby_step(gbo) { return nil }
    let same = PyObject_RichCompareBool(igo[ref: 24].unsafelyUnwrapped, gbo[ref: 40].unsafelyUnwrapped, Py_EQ)
    if same <= 0 { return nil }
    let r = gbo[ref: 48]
    gbo[ref: 48] = nil
    Py_CLEAR(gbo, 40)
    return r
}

private func grouper_reduce(_ igo: PyObj) -> PyObj? {
    let gbo = igo[ref: 16].unsafelyUnwrapped
    if gbo[ref: 56] != igo {
        guard let iter = PyUnicode_InternFromString("iter") else { return nil }
        let function = _PyEval_GetBuiltin(iter)
        Py_DECREF(iter)
        return buildTuple(function, PyTuple_Pack(1, emptyTuple))
    }
    return buildTuple(Py_NewRef(igo.ob_type), PyTuple_Pack(2, gbo, igo[ref: 24].unsafelyUnwrapped))
}

// MARK: tee data (it 16, numread 24, running 28, nextlink 32, values 40…), 57 values a link

private let LINKCELLS: Int32 = 57

private func teedataobject_newinternal(_ it: PyObj) -> PyObj? {
    guard let tdo = _PyObject_GC_New(PyItertoolsTeeData_Type) else { return nil }
    tdo[int: 28] = 0
    tdo[int: 24] = 0
    tdo[ref: 32] = nil
    tdo[ref: 16] = Py_NewRef(it)
    PyObject_GC_Track(tdo)
    return tdo
}

private func teedataobject_jumplink(_ tdo: PyObj) -> PyObj? {
    if tdo[ref: 32] == nil { tdo[ref: 32] = teedataobject_newinternal(tdo[ref: 16].unsafelyUnwrapped) }
    return Py_XNewRef(tdo[ref: 32])
}

private func teedataobject_getitem(_ tdo: PyObj, _ i: Int32) -> PyObj? {
    let offset = 40 + 8 * Int(i)
    if i < tdo[int: 24] { return Py_NewRef(tdo[ref: offset].unsafelyUnwrapped) }
    if tdo[int: 28] != 0 { return PyErr_Format(PyExc_RuntimeError, "cannot re-enter the tee iterator") }
    tdo[int: 28] = 1
    let value = PyIter_Next(tdo[ref: 16].unsafelyUnwrapped)
    tdo[int: 28] = 0
    guard let value else { return nil }
    tdo[int: 24] += 1
    tdo[ref: offset] = value
    return Py_NewRef(value)
}

private func teedataobject_traverse(_ tdo: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var r = Py_VISIT(tdo[ref: 16], visit, arg)
    for i in 0..<Int(tdo[int: 24]) where r == 0 { r = Py_VISIT(tdo[ref: 40 + 8 * i], visit, arg) }
    return r != 0 ? r : Py_VISIT(tdo[ref: 32], visit, arg)
}

private func teedataobject_clear(_ tdo: PyObj) -> Int32 {
    Py_CLEAR(tdo, 16)
    for i in 0..<Int(tdo[int: 24]) { Py_CLEAR(tdo, 40 + 8 * i) }
    var link = tdo[ref: 32]
    tdo[ref: 32] = nil
    // A long chain of links is dropped without recursion.
    while let l = link, l.ob_type == PyItertoolsTeeData_Type, l.ob_refcnt == 1 {
        let next = l[ref: 32]
        l[ref: 32] = nil
        Py_DECREF(l)
        link = next
    }
    Py_XDECREF(link)
    return 0
}

private func teedataobject_dealloc(_ tdo: PyObj) {
    PyObject_GC_UnTrack(tdo)
    _ = teedataobject_clear(tdo)
    PyObject_GC_Del(tdo)
}

private func teedataobject_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords("teedataobject", type, PyItertoolsTeeData_Type, kwargs),
        _PyArg_CheckPositional("teedataobject", args.ob_size, 3, 3)
    else { return nil }
    let values = PyTuple_GET_ITEM(args, 1)
    let next = PyTuple_GET_ITEM(args, 2)
    guard PyList_Check(values) else {
        _PyArg_BadArgument("teedataobject", "argument 2", "list", values)
        return nil
    }
    guard let tdo = teedataobject_newinternal(PyTuple_GET_ITEM(args, 0)) else { return nil }
    let n = values.ob_size
    var ok = n <= Int(LINKCELLS)
    if ok {
        for i in 0..<n { tdo[ref: 40 + 8 * i] = Py_NewRef(PyList_GET_ITEM(values, i)) }
        tdo[int: 24] = Int32(n)
        if next != Py_None {
            ok = n == Int(LINKCELLS) && next.ob_type == PyItertoolsTeeData_Type
            if ok { tdo[ref: 32] = Py_NewRef(next) }
        }
    }
    if ok { return tdo }
    Py_DECREF(tdo)
    return PyErr_Format(PyExc_ValueError, "Invalid arguments")
}

private func teedataobject_reduce(_ tdo: PyObj) -> PyObj? {
    let n = Int(tdo[int: 24])
    guard let values = PyList_New(n) else { return nil }
    for i in 0..<n { PyList_SET_ITEM(values, i, Py_XNewRef(tdo[ref: 40 + 8 * i])) }
    return buildTuple(
        Py_NewRef(tdo.ob_type), buildTuple(Py_XNewRef(tdo[ref: 16]), values, Py_NewRef(tdo[ref: 32] ?? Py_None)))
}

// MARK: tee (dataobj 16, index 24, weakreflist 32)

private func tee_copy(_ to: PyObj) -> PyObj? {
    guard let new = _PyObject_GC_New(PyItertoolsTee_Type) else { return nil }
    new[ref: 16] = Py_XNewRef(to[ref: 16])
    new[int: 24] = to[int: 24]
    new[ref: 32] = nil
    PyObject_GC_Track(new)
    return new
}

private func tee_fromiterable(_ iterable: PyObj) -> PyObj? {
    guard let it = PyObject_GetIter(iterable) else { return nil }
    defer { Py_DECREF(it) }
    if PyObject_TypeCheck(it, PyItertoolsTee_Type) { return tee_copy(it) }
    guard let data = teedataobject_newinternal(it) else { return nil }
    guard let to = _PyObject_GC_New(PyItertoolsTee_Type) else {
        Py_DECREF(data)
        return nil
    }
    to[ref: 16] = data
    to[int: 24] = 0
    to[ref: 32] = nil
    PyObject_GC_Track(to)
    return to
}

private func tee_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords("_tee", type, PyItertoolsTee_Type, kwargs), _PyArg_CheckPositional("_tee", args.ob_size, 1, 1) else {
        return nil
    }
    return tee_fromiterable(PyTuple_GET_ITEM(args, 0))
}

private func tee_next(_ to: PyObj) -> PyObj? {
    if to[int: 24] >= LINKCELLS {
        guard let link = teedataobject_jumplink(to[ref: 16].unsafelyUnwrapped) else { return nil }
        Py_XSETREF(to, 16, link)
        to[int: 24] = 0
    }
    guard let value = teedataobject_getitem(to[ref: 16].unsafelyUnwrapped, to[int: 24]) else { return nil }
    to[int: 24] += 1
    return value
}

private func one_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(op, visit, arg, 16)
}

private func tee_clear(_ to: PyObj) -> Int32 {
    if to[ref: 32] != nil { PyObject_ClearWeakRefs(to) }
    Py_CLEAR(to, 16)
    return 0
}

private func tee_dealloc(_ to: PyObj) {
    PyObject_GC_UnTrack(to)
    _ = tee_clear(to)
    PyObject_GC_Del(to)
}

private func tee_reduce(_ to: PyObj) -> PyObj? {
    buildTuple(
        Py_NewRef(to.ob_type), PyTuple_Pack(1, emptyTuple),
        buildTuple(Py_XNewRef(to[ref: 16]), PyLong_FromLong(Int(to[int: 24]))))
}

private func tee_setstate(_ to: PyObj, _ state: PyObj) -> PyObj? {
    guard stateTuple(state, 2, 2) else { return nil }
    let data = PyTuple_GET_ITEM(state, 0)
    guard data.ob_type == PyItertoolsTeeData_Type else {
        return PyErr_Format(PyExc_TypeError, "argument 1 must be itertools._tee_dataobject, not \(data.typeName)")
    }
    let index = _PyLong_AsInt(PyTuple_GET_ITEM(state, 1))
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if index < 0 || index > LINKCELLS { return PyErr_Format(PyExc_ValueError, "Index out of range") }
    Py_XSETREF(to, 16, Py_NewRef(data))
    to[int: 24] = index
    return Py_NewRef(Py_None)
}

private func itertools_tee(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("tee", nargs, 1, 2) else { return nil }
    var n = 2
    if nargs == 2 {
        guard let count = ssizeArgument(args[1]) else { return nil }
        n = count
    }
    if n < 0 { return PyErr_Format(PyExc_ValueError, "n must be >= 0") }
    guard let result = PyTuple_New(n) else { return nil }
    if n == 0 { return result }
    func fail() -> PyObj? {
        Py_DECREF(result)
        return nil
    }
    guard let it = PyObject_GetIter(args[0]) else { return fail() }
    var copyfunc: PyObj?
    if _PyObject_LookupAttr(it, _Py_ID(.__copy__), &copyfunc) < 0 {
        Py_DECREF(it)
        return fail()
    }
    var first = it
    if copyfunc == nil {
        let made = tee_fromiterable(it)
        Py_DECREF(it)
        guard let made else { return fail() }
        first = made
        copyfunc = PyObject_GetAttr(first, _Py_ID(.__copy__))
        if copyfunc == nil {
            Py_DECREF(first)
            return fail()
        }
    }
    let copy = copyfunc.unsafelyUnwrapped
    defer { Py_DECREF(copy) }
    PyTuple_SET_ITEM(result, 0, first)
    for i in 1..<max(n, 1) {
        guard let next = PyObject_CallNoArgs(copy) else { return fail() }
        PyTuple_SET_ITEM(result, i, next)
    }
    return result
}

// MARK: zip_longest (tuplesize 16, numactive 24, ittuple 32, result 40, fillvalue 48)

private func zip_longest_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    var fill = Py_None
    if let kwargs, kwargs.ma_used > 0 {
        guard kwargs.ma_used == 1, let f = PyDict_GetItemWithError(kwargs, _Py_ID(.fillvalue)) else {
            if PyErr_Occurred() == nil {
                PyErr_SetString(PyExc_TypeError, "zip_longest() got an unexpected keyword argument")
            }
            return nil
        }
        fill = f
    }
    let n = args.ob_size
    guard let iterators = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        guard let it = PyObject_GetIter(PyTuple_GET_ITEM(args, i)) else {
            Py_DECREF(iterators)
            return nil
        }
        PyTuple_SET_ITEM(iterators, i, it)
    }
    guard let result = PyTuple_New(n) else {
        Py_DECREF(iterators)
        return nil
    }
    for i in 0..<n { PyTuple_SET_ITEM(result, i, Py_NewRef(Py_None)) }
    guard let lz = type.tp_alloc.unsafelyUnwrapped(type, 0) else {
        Py_DECREF(iterators)
        Py_DECREF(result)
        return nil
    }
    lz[word: 16] = n
    lz[word: 24] = n
    lz[ref: 32] = iterators
    lz[ref: 40] = result
    lz[ref: 48] = Py_NewRef(fill)
    return lz
}

private func zip_longest_dealloc(_ lz: PyObj) { deallocFields(lz, 32, 40, 48) }

private func zip_longest_traverse(_ lz: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(lz, visit, arg, 32, 40, 48)
}

/// The item of one of the iterables, or the fill value; nil at the end of all or with an exception.
private func zip_longest_item(_ lz: PyObj, _ i: Int) -> PyObj? {
    let slot = lz[ref: 32].unsafelyUnwrapped + 24 + 8 * i
    if let it = slot[ref: 0] {
        if let item = PyIter_Next(it) { return item }
        lz[word: 24] -= 1
        if lz[word: 24] == 0 || PyErr_Occurred() != nil {
            lz[word: 24] = 0
            return nil
        }
        let fill = Py_XNewRef(lz[ref: 48])
        slot[ref: 0] = nil
        Py_DECREF(it)
        return fill
    }
    return Py_XNewRef(lz[ref: 48])
}

private func zip_longest_next(_ lz: PyObj) -> PyObj? {
    let n = lz[word: 16]
    if n == 0 || lz[word: 24] == 0 { return nil }
    let own = lz[ref: 40].unsafelyUnwrapped
    if own.ob_refcnt == 1 {
        Py_INCREF(own)
        for i in 0..<n {
            guard let item = zip_longest_item(lz, i) else {
                Py_DECREF(own)
                return nil
            }
            let old = PyTuple_GET_ITEM(own, i)
            PyTuple_SET_ITEM(own, i, item)
            Py_DECREF(old)
        }
        if !_PyObject_GC_IS_TRACKED(own) { _PyObject_GC_TRACK(own) }
        return own
    }
    guard let result = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        guard let item = zip_longest_item(lz, i) else {
            Py_DECREF(result)
            return nil
        }
        PyTuple_SET_ITEM(result, i, item)
    }
    return result
}

private func zip_longest_reduce(_ lz: PyObj) -> PyObj? {
    let iterators = lz[ref: 32].unsafelyUnwrapped
    let n = iterators.ob_size
    guard let args = PyTuple_New(n) else { return nil }
    for i in 0..<n { PyTuple_SET_ITEM(args, i, Py_NewRef(iterators[ref: 24 + 8 * i] ?? emptyTuple)) }
    return buildTuple(Py_NewRef(lz.ob_type), args, Py_XNewRef(lz[ref: 48]))
}

private func zip_longest_setstate(_ lz: PyObj, _ state: PyObj) -> PyObj? {
    Py_XSETREF(lz, 48, Py_NewRef(state))
    return Py_NewRef(Py_None)
}

/// Makes the module `itertools`; nil with an exception.
func PyInit_itertools() -> PyObj? {
    if !_PyType_IsReady(PyItertoolsChain_Type) {
        initItertoolsCoreTypes()
        initItertoolsCombinatoricTypes()
        var t = PyItertoolsGroupby_Type
        initIteratorType(t, "itertools.groupby", 64, groupby_dealloc, groupby_traverse, groupby_next, groupby_new)
        t.setMethods([.noargs("__reduce__", groupby_reduce), .o("__setstate__", groupby_setstate)])
        t = PyItertoolsGrouper_Type
        initIteratorType(t, "itertools._grouper", 32, grouper_dealloc, two_traverse, grouper_next, grouper_new, subclasses: false)
        t.setMethods([.noargs("__reduce__", grouper_reduce)])
        t = PyItertoolsTeeData_Type
        t.initStaticType("itertools._tee_dataobject", basicsize: 40 + 8 * Int(LINKCELLS), flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = teedataobject_dealloc
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = teedataobject_traverse
        t.tp_clear = teedataobject_clear
        t.tp_new = teedataobject_new
        t.tp_free = PyObject_GC_Del
        t.setMethods([.noargs("__reduce__", teedataobject_reduce)])
        t = PyItertoolsTee_Type
        initIteratorType(t, "itertools._tee", 40, tee_dealloc, one_traverse, tee_next, tee_new, subclasses: false)
        t.tp_clear = tee_clear
        t.tp_weaklistoffset = 32
        t.setMethods([
            .noargs("__copy__", tee_copy), .noargs("__reduce__", tee_reduce), .o("__setstate__", tee_setstate),
        ])
        t = PyItertoolsZipLongest_Type
        initIteratorType(
            t, "itertools.zip_longest", 56, zip_longest_dealloc, zip_longest_traverse, zip_longest_next, zip_longest_new)
        t.setMethods([.noargs("__reduce__", zip_longest_reduce), .o("__setstate__", zip_longest_setstate)])
    }
    return makeModule(
        "itertools", "Functional tools for creating and using iterators.", [.fast("tee", itertools_tee)],
        [
            PyItertoolsAccumulate_Type, PyItertoolsCombinations_Type, PyItertoolsCwr_Type, PyItertoolsCycle_Type,
            PyItertoolsDropwhile_Type, PyItertoolsTakewhile_Type, PyItertoolsIslice_Type, PyItertoolsStarmap_Type,
            PyItertoolsChain_Type, PyItertoolsCompress_Type, PyItertoolsFilterfalse_Type, PyItertoolsCount_Type,
            PyItertoolsZipLongest_Type, PyItertoolsPairwise_Type, PyItertoolsPermutations_Type, PyItertoolsProduct_Type,
            PyItertoolsRepeat_Type, PyItertoolsGroupby_Type, PyItertoolsGrouper_Type, PyItertoolsTee_Type,
            PyItertoolsTeeData_Type,
        ])
}
