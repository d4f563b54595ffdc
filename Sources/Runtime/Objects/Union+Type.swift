import Memory

// `int | str`: types.UnionType. Origin: Objects/unionobject.c. Layout: args 16, parameters 24.

/// Whether an object is a union.
@inline(__always) func _PyUnion_Check(_ op: PyObj) -> Bool { op.ob_type == _PyUnion_Type }
/// The members of a union: a borrowed tuple.
@inline(__always) func _Py_union_args(_ op: PyObj) -> PyObj { op.rawSlot(16).unsafelyUnwrapped }

private func union_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    Py_XDECREF(op.rawSlot(16))
    Py_XDECREF(op.rawSlot(24))
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

private func union_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let err = Py_VISIT(op.rawSlot(16), visit, arg)
    return err != 0 ? err : Py_VISIT(op.rawSlot(24), visit, arg)
}

private func union_hash(_ op: PyObj) -> Int {
    guard let set = PyFrozenSet_New(_Py_union_args(op)) else { return -1 }
    let hash = PyObject_Hash(set)
    Py_DECREF(set)
    return hash
}

private func union_richcompare(_ a: PyObj, _ b: PyObj, _ cmp: Int32) -> PyObj? {
    if !_PyUnion_Check(b) || (cmp != Py_EQ && cmp != Py_NE) { return Py_NewRef(Py_NotImplemented) }
    guard let setA = PySet_New(_Py_union_args(a)) else { return nil }
    defer { Py_DECREF(setA) }
    guard let setB = PySet_New(_Py_union_args(b)) else { return nil }
    defer { Py_DECREF(setB) }
    return PyObject_RichCompare(setA, setB, cmp)
}

private func make_union(_ args: PyObj) -> PyObj? {
    guard let op = _PyObject_GC_New(_PyUnion_Type) else { return nil }
    op.setRawSlot(16, Py_NewRef(args))
    op.setRawSlot(24, nil)
    _PyObject_GC_TRACK(op)
    return op
}

private func is_unionable(_ op: PyObj) -> Bool {
    op == Py_None || PyType_Check(op) || _PyGenericAlias_Check(op) || _PyUnion_Check(op)
}

/// Whether an argument is already among some: 1, 0, or -1 with an exception. Aliases are compared, all else is by identity.
private func contains(_ items: [PyObj], _ obj: PyObj) -> Int32 {
    for item in items {
        if _PyGenericAlias_Check(item) && _PyGenericAlias_Check(obj) {
            let same = PyObject_RichCompareBool(item, obj, Py_EQ)
            if same != 0 { return same }
        } else if item == obj {
            return 1
        }
    }
    return 0
}

/// `left | right` of types, aliases, unions and None; NotImplemented for anything else.
func _Py_union_type_or(_ left: PyObj, _ right: PyObj) -> PyObj? {
    if !is_unionable(left) || !is_unionable(right) { return Py_NewRef(Py_NotImplemented) }
    func members(_ op: PyObj) -> [PyObj] {
        if op == Py_None { return [_PyNone_Type] }
        if !_PyUnion_Check(op) { return [op] }
        let args = _Py_union_args(op)
        return (0..<PyTuple_GET_SIZE(args)).map { PyTuple_GET_ITEM(args, $0) }
    }
    let mine = members(left)
    var all = mine
    for item in members(right) {
        let duplicate = contains(mine, item)
        if duplicate < 0 { return nil }
        if duplicate == 0 { all.append(item) }
    }
    // Nothing new: the left operand stays as it is.
    if all.count == mine.count { return Py_NewRef(left == Py_None ? _PyNone_Type : left) }
    guard let tuple = PyTuple_New(all.count) else { return nil }
    for (i, item) in all.enumerated() { PyTuple_SET_ITEM(tuple, i, Py_NewRef(item)) }
    let union = make_union(tuple)
    Py_DECREF(tuple)
    return union
}

private func union_repr(_ op: PyObj) -> PyObj? {
    var writer = UnicodeWriter()
    let args = _Py_union_args(op)
    for i in 0..<PyTuple_GET_SIZE(args) {
        if i > 0 && !writer.writeASCII(" | ") { return fail(&writer) }
        let p = PyTuple_GET_ITEM(args, i)
        guard let text = p == _PyNone_Type ? PyUnicode_FromString("None") : typeArgumentText(p) else { return fail(&writer) }
        let ok = writer.writeStr(text)
        Py_DECREF(text)
        if !ok { return fail(&writer) }
    }
    return writer.finish()
}

private func union_getitem(_ op: PyObj, _ item: PyObj) -> PyObj? {
    let args = _Py_union_args(op)
    guard let parameters = aliasParameters(op, args: args, at: 24),
        let newargs = _Py_subs_parameters(op, args, parameters, item)
    else { return nil }
    defer { Py_DECREF(newargs) }
    let n = PyTuple_GET_SIZE(newargs)
    if n == 0 { return make_union(newargs) }
    var res = Py_NewRef(PyTuple_GET_ITEM(newargs, 0))
    for i in 1..<max(n, 1) {
        let next = PyNumber_Or(res, PyTuple_GET_ITEM(newargs, i))
        Py_DECREF(res)
        guard let next else { return nil }
        res = next
    }
    return res
}

private func union_parameters(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    Py_XNewRef(aliasParameters(op, args: _Py_union_args(op), at: 24))
}

private func union_getattro(_ op: PyObj, _ name: PyObj) -> PyObj? {
    // The module is that of the type.
    if PyUnicode_Check(name) && _PyUnicode_Equal(name, _Py_ID(.__module__)) { return PyObject_GetAttr(op.ob_type, name) }
    return PyObject_GenericGetAttr(op, name)
}

func initUnionType() {
    let t = _PyUnion_Type
    t.initStaticType("types.UnionType", basicsize: 32, flags: TypeFlags.HAVE_GC)
    t.tp_doc = staticCString("Represent a PEP 604 union type\n\nE.g. for int | str")
    t.tp_dealloc = union_dealloc
    t.tp_alloc = PyType_GenericAlloc
    t.tp_free = PyObject_GC_Del
    t.tp_traverse = union_traverse
    t.tp_hash = union_hash
    t.tp_getattro = union_getattro
    t.tp_richcompare = union_richcompare
    t.tp_repr = union_repr
    t.newNumberMethods().nb_or = _Py_union_type_or
    t.newMappingMethods().mp_subscript = union_getitem
    t.setMembers([MemberSpec("__args__", .object, 16)])
    t.setGetSets([GetSetSpec("__parameters__", union_parameters, nil, "Type variables in the types.UnionType.")])
}
