import Memory

// itemgetter (count 16, item 24, index 32, vectorcall 40), attrgetter (count 16, attr 24, vectorcall 32) and methodcaller (name 16, args 24,
// kwds 32). Origin: Modules/_operator.c.

var PyItemGetter_Type: PyObj { ModuleTypes.heap(300) }
var PyAttrGetter_Type: PyObj { ModuleTypes.heap(301) }
var PyMethodCaller_Type: PyObj { ModuleTypes.heap(302) }

/// The address of a vectorcall function, for an object's field.
private func address(_ f: vectorcallfunc) -> PyObj { unsafeBitCast(f, to: PyObj.self) }

// MARK: itemgetter

private func itemgetter_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard _PyArg_NoKeywords("itemgetter", kwds) else { return nil }
    let n = args.ob_size
    if n <= 1 && !PyArg_UnpackTuple(args, "itemgetter", 1, 1) { return nil }
    let item = n == 1 ? PyTuple_GET_ITEM(args, 0) : args
    guard let ig = _PyObject_GC_New(PyItemGetter_Type) else { return nil }
    ig[word: 16] = n
    ig[ref: 24] = Py_NewRef(item)
    ig[word: 32] = -1
    if PyLong_CheckExact(item) {
        // Negative, or too large: the general way.
        let index = PyLong_AsSsize_t(item)
        if index < 0 { PyErr_Clear() } else { ig[word: 32] = index }
    }
    ig[ref: 40] = address(itemgetter_vectorcall)
    PyObject_GC_Track(ig)
    return ig
}

private func itemgetter_dealloc(_ ig: PyObj) { deallocHeapFields(ig, 24) }
private func itemgetter_traverse(_ ig: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(ig, visit, arg, 24)
}
private func itemgetter_clear(_ ig: PyObj) -> Int32 {
    Py_CLEAR(ig, 24)
    return 0
}

private func itemgetter_apply(_ ig: PyObj, _ obj: PyObj) -> PyObj? {
    let n = ig[word: 16]
    let item = ig[ref: 24].unsafelyUnwrapped
    if n == 1 {
        let index = ig[word: 32]
        if index >= 0 && obj.ob_type == PyTuple_Type && index < obj.ob_size { return Py_NewRef(PyTuple_GET_ITEM(obj, index)) }
        return PyObject_GetItem(obj, item)
    }
    guard let result = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        guard let value = PyObject_GetItem(obj, PyTuple_GET_ITEM(item, i)) else {
            Py_DECREF(result)
            return nil
        }
        PyTuple_SET_ITEM(result, i, value)
    }
    return result
}

private func itemgetter_call(_ ig: PyObj, _ args: PyObj, _ kw: PyObj?) -> PyObj? {
    guard _PyArg_NoKeywords("itemgetter", kw), _PyArg_CheckPositional("itemgetter", args.ob_size, 1, 1) else { return nil }
    return itemgetter_apply(ig, PyTuple_GET_ITEM(args, 0))
}

private func itemgetter_vectorcall(_ ig: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    guard _PyArg_NoKwnames("itemgetter", kwnames), _PyArg_CheckPositional("itemgetter", PyVectorcall_NARGS(nargsf), 1, 1) else {
        return nil
    }
    return itemgetter_apply(ig, args[0])
}

/// The repr between `Py_ReprEnter` and `Py_ReprLeave`.
private func guarded(_ op: PyObj, _ body: () -> PyObj?) -> PyObj? {
    let status = Py_ReprEnter(op)
    if status != 0 { return status < 0 ? nil : PyUnicode_FromString("\(op.typeName)(...)") }
    defer { Py_ReprLeave(op) }
    return body()
}

/// `name`, an opening text, the repr of an object, a closing text.
private func reprWith(_ op: PyObj, _ open: String, _ object: PyObj, _ close: String) -> PyObj? {
    guard let r = PyObject_Repr(object) else { return nil }
    var text: PyObj? = PyUnicode_FromString(op.typeName + open)
    PyUnicode_AppendAndDel(&text, r)
    if text != nil && !close.isEmpty { PyUnicode_AppendAndDel(&text, PyUnicode_FromString(close)) }
    return text
}

private func itemgetter_repr(_ ig: PyObj) -> PyObj? {
    guarded(ig) {
        let item = ig[ref: 24].unsafelyUnwrapped
        return ig[word: 16] == 1 ? reprWith(ig, "(", item, ")") : reprWith(ig, "", item, "")
    }
}

private func itemgetter_reduce(_ ig: PyObj) -> PyObj? {
    let item = ig[ref: 24].unsafelyUnwrapped
    return buildTuple(Py_NewRef(ig.ob_type), ig[word: 16] == 1 ? pack1(item) : Py_NewRef(item))
}

// MARK: attrgetter

/// A name interned, or a tuple of the interned parts of a dotted one; nil with an exception. A new reference.
private func attributeChain(_ item: PyObj) -> PyObj? {
    let n = PyUnicode_GET_LENGTH(item)
    var dots = 0
    for i in 0..<n where PyUnicode_READ(item, i) == 0x2e { dots += 1 }
    if dots == 0 {
        var name = Py_NewRef(item)
        PyUnicode_InternInPlace(&name)
        return name
    }
    guard let chain = PyTuple_New(dots + 1) else { return nil }
    var from = 0
    for k in 0...dots {
        var to = from
        while to < n && PyUnicode_READ(item, to) != 0x2e { to += 1 }
        guard var part = PyUnicode_Substring(item, from, k == dots ? n : to) else {
            Py_DECREF(chain)
            return nil
        }
        PyUnicode_InternInPlace(&part)
        PyTuple_SET_ITEM(chain, k, part)
        from = to + 1
    }
    return chain
}

private func attrgetter_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard _PyArg_NoKeywords("attrgetter", kwds) else { return nil }
    let n = args.ob_size
    if n <= 1 && !PyArg_UnpackTuple(args, "attrgetter", 1, 1) { return nil }
    guard let attr = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        let item = PyTuple_GET_ITEM(args, i)
        guard PyUnicode_Check(item) else {
            Py_DECREF(attr)
            return PyErr_Format(PyExc_TypeError, "attribute name must be a string")
        }
        guard let chain = attributeChain(item) else {
            Py_DECREF(attr)
            return nil
        }
        PyTuple_SET_ITEM(attr, i, chain)
    }
    guard let ag = _PyObject_GC_New(PyAttrGetter_Type) else {
        Py_DECREF(attr)
        return nil
    }
    ag[ref: 24] = attr
    ag[word: 16] = n
    ag[ref: 32] = address(attrgetter_vectorcall)
    PyObject_GC_Track(ag)
    return ag
}

private func attrgetter_traverse(_ ag: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = visitFields(ag, visit, arg, 24)
    return r != 0 ? r : visit(ag.ob_type, arg)
}

private func dotted_getattr(_ obj: PyObj, _ attr: PyObj) -> PyObj? {
    guard attr.ob_type == PyTuple_Type else { return PyObject_GetAttr(obj, attr) }
    var current = Py_NewRef(obj)
    for i in 0..<attr.ob_size {
        let next = PyObject_GetAttr(current, PyTuple_GET_ITEM(attr, i))
        Py_DECREF(current)
        guard let next else { return nil }
        current = next
    }
    return current
}

private func attrgetter_apply(_ ag: PyObj, _ obj: PyObj) -> PyObj? {
    let n = ag[word: 16]
    let attr = ag[ref: 24].unsafelyUnwrapped
    if n == 1 { return dotted_getattr(obj, PyTuple_GET_ITEM(attr, 0)) }
    guard let result = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        guard let value = dotted_getattr(obj, PyTuple_GET_ITEM(attr, i)) else {
            Py_DECREF(result)
            return nil
        }
        PyTuple_SET_ITEM(result, i, value)
    }
    return result
}

private func attrgetter_call(_ ag: PyObj, _ args: PyObj, _ kw: PyObj?) -> PyObj? {
    guard _PyArg_NoKeywords("attrgetter", kw), _PyArg_CheckPositional("attrgetter", args.ob_size, 1, 1) else { return nil }
    return attrgetter_apply(ag, PyTuple_GET_ITEM(args, 0))
}

private func attrgetter_vectorcall(_ ag: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    guard _PyArg_NoKwnames("attrgetter", kwnames), _PyArg_CheckPositional("attrgetter", PyVectorcall_NARGS(nargsf), 1, 1) else {
        return nil
    }
    return attrgetter_apply(ag, args[0])
}

/// A chain of names with dots between. A new reference, or nil with an exception.
private func joinDots(_ attr: PyObj) -> PyObj? {
    guard attr.ob_type == PyTuple_Type else { return Py_NewRef(attr) }
    guard let dot = PyUnicode_FromString(".") else { return nil }
    defer { Py_DECREF(dot) }
    return PyUnicode_Join(dot, attr)
}

private func attrgetter_args(_ ag: PyObj) -> PyObj? {
    let n = ag[word: 16]
    guard let names = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        guard let name = joinDots(PyTuple_GET_ITEM(ag[ref: 24].unsafelyUnwrapped, i)) else {
            Py_DECREF(names)
            return nil
        }
        PyTuple_SET_ITEM(names, i, name)
    }
    return names
}

private func attrgetter_repr(_ ag: PyObj) -> PyObj? {
    guarded(ag) {
        let single = ag[word: 16] == 1
        guard let shown = single ? joinDots(PyTuple_GET_ITEM(ag[ref: 24].unsafelyUnwrapped, 0)) : attrgetter_args(ag) else {
            return nil
        }
        defer { Py_DECREF(shown) }
        return single ? reprWith(ag, "(", shown, ")") : reprWith(ag, "", shown, "")
    }
}

private func attrgetter_reduce(_ ag: PyObj) -> PyObj? { buildTuple(Py_NewRef(ag.ob_type), attrgetter_args(ag)) }

// MARK: methodcaller

private func methodcaller_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    if args.ob_size < 1 {
        return PyErr_Format(PyExc_TypeError, "methodcaller needs at least one argument, the method name")
    }
    var name = PyTuple_GET_ITEM(args, 0)
    if !PyUnicode_Check(name) { return PyErr_Format(PyExc_TypeError, "method name must be a string") }
    guard let mc = _PyObject_GC_New(PyMethodCaller_Type) else { return nil }
    Py_INCREF(name)
    PyUnicode_InternInPlace(&name)
    mc[ref: 16] = name
    mc[ref: 32] = Py_XNewRef(kwds)
    mc[ref: 24] = PyTuple_GetSlice(args, 1, args.ob_size)
    if mc[ref: 24] == nil {
        Py_DECREF(mc)
        return nil
    }
    PyObject_GC_Track(mc)
    return mc
}

private func methodcaller_dealloc(_ mc: PyObj) { deallocHeapFields(mc, 16, 24, 32) }
private func methodcaller_traverse(_ mc: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = visitFields(mc, visit, arg, 16, 24, 32)
    return r != 0 ? r : visit(mc.ob_type, arg)
}
private func methodcaller_clear(_ mc: PyObj) -> Int32 {
    for offset in [16, 24, 32] { Py_CLEAR(mc, offset) }
    return 0
}

private func methodcaller_call(_ mc: PyObj, _ args: PyObj, _ kw: PyObj?) -> PyObj? {
    guard _PyArg_NoKeywords("methodcaller", kw), _PyArg_CheckPositional("methodcaller", args.ob_size, 1, 1) else { return nil }
    guard let method = PyObject_GetAttr(PyTuple_GET_ITEM(args, 0), mc[ref: 16].unsafelyUnwrapped) else { return nil }
    defer { Py_DECREF(method) }
    return PyObject_Call(method, mc[ref: 24].unsafelyUnwrapped, mc[ref: 32])
}

/// The reprs of the arguments, as a tuple; nil with an exception.
private func argumentReprs(_ mc: PyObj) -> PyObj? {
    let args = mc[ref: 24].unsafelyUnwrapped
    let total = args.ob_size + (mc[ref: 32]?.ma_used ?? 0)
    guard let reprs = PyTuple_New(total) else { return nil }
    func fail() -> PyObj? {
        Py_DECREF(reprs)
        return nil
    }
    for i in 0..<args.ob_size {
        guard let r = PyObject_Repr(PyTuple_GET_ITEM(args, i)) else { return fail() }
        PyTuple_SET_ITEM(reprs, i, r)
    }
    var i = args.ob_size
    guard let kwds = mc[ref: 32] else { return reprs }
    var pos = 0
    var key: PyObj?
    var value: PyObj?
    while PyDict_Next(kwds, &pos, &key, &value) {
        guard let key, let value else { break }
        var text: PyObj? = PyUnicode_Concat(key, latin1Character(0x3d))
        if text != nil { PyUnicode_AppendAndDel(&text, PyObject_Repr(value)) }
        guard let text else { return fail() }
        if i >= total {
            Py_DECREF(text)
            i = -1
            break
        }
        PyTuple_SET_ITEM(reprs, i, text)
        i += 1
    }
    if i != total {
        PyErr_SetString(PyExc_RuntimeError, "keywords dict changed size during iteration")
        return fail()
    }
    return reprs
}

private func methodcaller_repr(_ mc: PyObj) -> PyObj? {
    guarded(mc) {
        let name = mc[ref: 16].unsafelyUnwrapped
        if mc[ref: 24].unsafelyUnwrapped.ob_size + (mc[ref: 32]?.ma_used ?? 0) == 0 { return reprWith(mc, "(", name, ")") }
        guard let reprs = argumentReprs(mc) else { return nil }
        defer { Py_DECREF(reprs) }
        guard let comma = PyUnicode_FromString(", ") else { return nil }
        defer { Py_DECREF(comma) }
        guard let joined = PyUnicode_Join(comma, reprs) else { return nil }
        var text = reprWith(mc, "(", name, ", ")
        if text == nil { Py_DECREF(joined) } else { PyUnicode_AppendAndDel(&text, joined) }
        if text != nil { PyUnicode_AppendAndDel(&text, PyUnicode_FromString(")")) }
        return text
    }
}

private func methodcaller_reduce(_ mc: PyObj) -> PyObj? {
    let args = mc[ref: 24].unsafelyUnwrapped
    let name = mc[ref: 16].unsafelyUnwrapped
    guard let kwds = mc[ref: 32], kwds.ma_used > 0 else {
        guard let all = PyTuple_New(1 + args.ob_size) else { return nil }
        PyTuple_SET_ITEM(all, 0, Py_NewRef(name))
        for i in 0..<args.ob_size { PyTuple_SET_ITEM(all, i + 1, Py_NewRef(PyTuple_GET_ITEM(args, i))) }
        return buildTuple(Py_NewRef(mc.ob_type), all)
    }
    guard let functools = PyImport_ImportModule("functools") else { return nil }
    let partial = PyObject_GetAttrString(functools, "partial")
    Py_DECREF(functools)
    guard let partial else { return nil }
    defer { Py_DECREF(partial) }
    let constructor = withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 2) { p -> PyObj? in
        p[0] = mc.ob_type
        p[1] = name
        return _PyObject_FastCallDict(partial, p.baseAddress.unsafelyUnwrapped, 2, kwds)
    }
    return buildTuple(constructor, Py_NewRef(args))
}

// MARK: the patterns

/// Fills the patterns of this file.
func initGetterTypes() {
    let flags = TypeFlags.HAVE_GC | TypeFlags.IMMUTABLETYPE
    var t = ModuleTypes.slot(300)
    t.initStaticType("operator.itemgetter", basicsize: 48, flags: flags | TypeFlags.HAVE_VECTORCALL)
    t.tp_doc = staticCString(
        "itemgetter(item, ...) --> itemgetter object\n\nReturn a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])"
    )
    t.tp_dealloc = itemgetter_dealloc
    t.tp_call = itemgetter_call
    t.tp_traverse = itemgetter_traverse
    t.tp_clear = itemgetter_clear
    t.tp_new = itemgetter_new
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_repr = itemgetter_repr
    t.setMethods([.noargs("__reduce__", itemgetter_reduce, "Return state information for pickling")])
    t.setMembers([MemberSpec("__vectorcalloffset__", .pyssizet, 40)])

    t = ModuleTypes.slot(301)
    t.initStaticType("operator.attrgetter", basicsize: 40, flags: flags | TypeFlags.HAVE_VECTORCALL)
    t.tp_doc = staticCString(
        "attrgetter(attr, ...) --> attrgetter object\n\nReturn a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last)."
    )
    t.tp_dealloc = itemgetter_dealloc
    t.tp_call = attrgetter_call
    t.tp_traverse = attrgetter_traverse
    t.tp_clear = itemgetter_clear
    t.tp_new = attrgetter_new
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_repr = attrgetter_repr
    t.setMethods([.noargs("__reduce__", attrgetter_reduce, "Return state information for pickling")])
    t.setMembers([MemberSpec("__vectorcalloffset__", .pyssizet, 32)])

    t = ModuleTypes.slot(302)
    t.initStaticType("operator.methodcaller", basicsize: 40, flags: flags)
    t.tp_doc = staticCString(
        "methodcaller(name, ...) --> methodcaller object\n\nReturn a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1)."
    )
    t.tp_dealloc = methodcaller_dealloc
    t.tp_call = methodcaller_call
    t.tp_traverse = methodcaller_traverse
    t.tp_clear = methodcaller_clear
    t.tp_new = methodcaller_new
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_repr = methodcaller_repr
    t.setMethods([.noargs("__reduce__", methodcaller_reduce, "Return state information for pickling")])
}
