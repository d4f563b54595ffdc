import Memory

// `list[int]`: types.GenericAlias. Origin: Objects/genericaliasobject.c.
// Layout: origin 16, args 24, parameters 32, weak references 40, starred 48, vectorcall 56.

private let starredOffset = 48

/// The type of the iterator behind `*list[int]` (a slot at the end of the type table).
var _Py_GenericAliasIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 248).unsafelyUnwrapped }
}

extension UnsafeMutableRawPointer {
    @inline(__always) fileprivate var aliasOrigin: PyObj { rawSlot(16).unsafelyUnwrapped }
    @inline(__always) fileprivate var aliasArgs: PyObj { rawSlot(24).unsafelyUnwrapped }
    @inline(__always) fileprivate var aliasStarred: Bool {
        get { load(fromByteOffset: 48, as: UInt8.self) != 0 }
        nonmutating set { storeBytes(of: newValue ? 1 : 0, toByteOffset: 48, as: UInt8.self) }
    }
}

/// Whether an object is a generic alias.
@inline(__always) func _PyGenericAlias_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, Py_GenericAlias_Type) }

private func ga_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    if op.rawSlot(40) != nil { PyObject_ClearWeakRefs(op) }
    Py_XDECREF(op.rawSlot(16))
    Py_XDECREF(op.rawSlot(24))
    Py_XDECREF(op.rawSlot(32))
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

private func ga_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var err = Py_VISIT(op.rawSlot(16), visit, arg)
    if err == 0 { err = Py_VISIT(op.rawSlot(24), visit, arg) }
    if err == 0 { err = Py_VISIT(op.rawSlot(32), visit, arg) }
    return err
}

/// Whether an object has an attribute: 1, 0, or -1 with an exception.
private func hasAttribute(_ op: PyObj, _ name: PyObj) -> Int32 {
    var value: PyObj?
    let res = _PyObject_LookupAttr(op, name, &value)
    Py_XDECREF(value)
    return res
}

/// The text of an argument of an alias or a union: qualified name with its module, or repr. A new str.
func typeArgumentText(_ p: PyObj) -> PyObj? {
    // What is itself parameterised says so by its repr.
    let origin = hasAttribute(p, _Py_ID(.__origin__))
    if origin < 0 { return nil }
    if origin > 0 {
        let args = hasAttribute(p, _Py_ID(.__args__))
        if args < 0 { return nil }
        if args > 0 { return PyObject_Repr(p) }
    }
    var qualname: PyObj?, module: PyObj?
    defer {
        Py_XDECREF(qualname)
        Py_XDECREF(module)
    }
    if _PyObject_LookupAttr(p, _Py_ID(.__qualname__), &qualname) < 0 { return nil }
    guard let q = qualname else { return PyObject_Repr(p) }
    if _PyObject_LookupAttr(p, _Py_ID(.__module__), &module) < 0 { return nil }
    guard let m = module, m != Py_None else { return PyObject_Repr(p) }
    if PyUnicode_Check(m) && _PyUnicode_Equal(m, _Py_ID(.builtins)) { return PyObject_Str(q) }
    return PyUnicode_FromString("\(strText(m)).\(strText(q))")
}

private func ga_repr(_ op: PyObj) -> PyObj? {
    var writer = UnicodeWriter()
    if op.aliasStarred && !writer.writeASCII("*") { return fail(&writer) }
    func write(_ p: PyObj) -> Bool {
        guard let text = p == Py_Ellipsis ? PyUnicode_FromString("...") : typeArgumentText(p) else { return false }
        defer { Py_DECREF(text) }
        return writer.writeStr(text)
    }
    if !write(op.aliasOrigin) || !writer.writeASCII("[") { return fail(&writer) }
    let args = op.aliasArgs
    let n = PyTuple_GET_SIZE(args)
    for i in 0..<n where (i > 0 && !writer.writeASCII(", ")) || !write(PyTuple_GET_ITEM(args, i)) { return fail(&writer) }
    // For an empty argument list, tell tuple[()] from a bare tuple.
    if (n == 0 && !writer.writeASCII("()")) || !writer.writeASCII("]") { return fail(&writer) }
    return writer.finish()
}

// MARK: parameters and substitution

private func tuple_index(_ tuple: PyObj, _ n: Int, _ item: PyObj) -> Int {
    for i in 0..<n where PyTuple_GET_ITEM(tuple, i) == item { return i }
    return -1
}

/// A growing list of owned references that becomes a tuple.
private struct TupleBuilder {
    var items: [PyObj] = []
    mutating func add(_ item: PyObj) { items.append(Py_NewRef(item)) }
    mutating func addAll(_ tuple: PyObj) { for i in 0..<PyTuple_GET_SIZE(tuple) { add(PyTuple_GET_ITEM(tuple, i)) } }
    mutating func addOnce(_ item: PyObj) { if !items.contains(item) { add(item) } }
    func drop() { items.forEach { Py_DECREF($0) } }
    func finish() -> PyObj? {
        guard let t = PyTuple_New(items.count) else {
            drop()
            return nil
        }
        for (i, item) in items.enumerated() { PyTuple_SET_ITEM(t, i, item) }
        return t
    }
}

/// An attribute by a name that is too long for the identifiers: 1 found, 0 not, -1 with an exception.
private func lookup(_ op: PyObj, _ name: String, _ result: inout PyObj?) -> Int32 {
    guard let key = PyUnicode_InternFromString(name) else { return -1 }
    defer { Py_DECREF(key) }
    return _PyObject_LookupAttr(op, key, &result)
}

/// The type variables in a tuple of arguments, in order of appearance.
func _Py_make_parameters(_ args: PyObj) -> PyObj? {
    var parameters = TupleBuilder()
    for i in 0..<PyTuple_GET_SIZE(args) {
        let t = PyTuple_GET_ITEM(args, i)
        if PyType_Check(t) { continue }  // a class's own `__parameters__` is a descriptor
        let subst = hasAttribute(t, _Py_ID(.__typing_subst__))
        if subst < 0 {
            parameters.drop()
            return nil
        }
        if subst > 0 {
            parameters.addOnce(t)
            continue
        }
        var sub: PyObj?
        if _PyObject_LookupAttr(t, _Py_ID(.__parameters__), &sub) < 0 {
            parameters.drop()
            return nil
        }
        if let sub {
            if PyTuple_Check(sub) { for j in 0..<PyTuple_GET_SIZE(sub) { parameters.addOnce(PyTuple_GET_ITEM(sub, j)) } }
            Py_DECREF(sub)
        }
    }
    return parameters.finish()
}

/// Substitutes inside an argument that has parameters itself. A new reference.
private func subs_tvars(_ obj: PyObj, _ params: PyObj, _ items: PyObj) -> PyObj? {
    var sub: PyObj?
    if _PyObject_LookupAttr(obj, _Py_ID(.__parameters__), &sub) < 0 { return nil }
    defer { Py_XDECREF(sub) }
    guard let sub, PyTuple_Check(sub), PyTuple_GET_SIZE(sub) > 0 else { return Py_NewRef(obj) }
    let nparams = PyTuple_GET_SIZE(params)
    var builder = TupleBuilder()
    for i in 0..<PyTuple_GET_SIZE(sub) {
        let arg = PyTuple_GET_ITEM(sub, i)
        let index = tuple_index(params, nparams, arg)
        if index < 0 {
            builder.add(arg)
            continue
        }
        let value = PyTuple_GET_ITEM(items, index)
        // A type variable tuple takes several.
        if PyTuple_GET_ITEM(params, index).ob_type.tp_iter != nil && PyTuple_Check(value) {
            builder.addAll(value)
        } else {
            builder.add(value)
        }
    }
    guard let subargs = builder.finish() else { return nil }
    defer { Py_DECREF(subargs) }
    return PyObject_GetItem(obj, subargs)
}

private func is_unpacked_typevartuple(_ arg: PyObj) -> Int32 {
    if PyType_Check(arg) { return 0 }
    var value: PyObj?
    var res = lookup(arg, "__typing_is_unpacked_typevartuple__", &value)
    if let value {
        res = PyObject_IsTrue(value)
        Py_DECREF(value)
    }
    return res
}

/// The arguments of an unpacked tuple such as `*tuple[int, str]`; nil with or without an exception.
private func unpacked_tuple_args(_ arg: PyObj) -> PyObj? {
    if _PyGenericAlias_Check(arg) && arg.aliasStarred && arg.aliasOrigin == PyTuple_Type { return Py_NewRef(arg.aliasArgs) }
    var result: PyObj?
    if lookup(arg, "__typing_unpacked_tuple_args__", &result) > 0, let r = result {
        if r != Py_None { return r }
        Py_DECREF(r)
    }
    return nil
}

/// The subscript as a tuple with unpacked tuples spread out.
private func unpack_args(_ item: PyObj) -> PyObj? {
    var builder = TupleBuilder()
    let isTuple = PyTuple_Check(item)
    for i in 0..<(isTuple ? PyTuple_GET_SIZE(item) : 1) {
        let arg = isTuple ? PyTuple_GET_ITEM(item, i) : item
        if !PyType_Check(arg) {
            if let sub = unpacked_tuple_args(arg) {
                defer { Py_DECREF(sub) }
                if PyTuple_Check(sub) {
                    let n = PyTuple_GET_SIZE(sub)
                    if n == 0 || PyTuple_GET_ITEM(sub, n - 1) != Py_Ellipsis {
                        builder.addAll(sub)
                        continue
                    }
                }
            } else if PyErr_Occurred() != nil {
                builder.drop()
                return nil
            }
        }
        builder.add(arg)
    }
    return builder.finish()
}

/// The arguments after substituting the parameters by a subscript. A new tuple.
func _Py_subs_parameters(_ op: PyObj, _ args: PyObj, _ parameters: PyObj, _ index: PyObj) -> PyObj? {
    let nparams = PyTuple_GET_SIZE(parameters)
    if nparams == 0 {
        PyErr_SetString(PyExc_TypeError, "\(reprText(op)) is not a generic class")
        return nil
    }
    guard var item = unpack_args(index) else { return nil }
    defer { Py_DECREF(item) }
    for i in 0..<nparams {
        var prepare: PyObj?
        if lookup(PyTuple_GET_ITEM(parameters, i), "__typing_prepare_subst__", &prepare) < 0 { return nil }
        guard let prepare else { continue }
        defer { Py_DECREF(prepare) }
        if prepare == Py_None { continue }
        guard let tuple = PyTuple_Check(item) ? Py_NewRef(item) : pack1(item) else { return nil }
        let prepared = call2(prepare, op, tuple)
        Py_DECREF(tuple)
        guard let prepared else { return nil }
        Py_DECREF(item)
        item = prepared
    }
    guard let items = PyTuple_Check(item) ? Py_NewRef(item) : pack1(item) else { return nil }
    defer { Py_DECREF(items) }
    let nitems = PyTuple_GET_SIZE(items)
    if nitems != nparams {
        PyErr_SetString(
            PyExc_TypeError,
            "Too \(nitems > nparams ? "many" : "few") arguments for \(reprText(op)); actual \(nitems), expected \(nparams)")
        return nil
    }
    var builder = TupleBuilder()
    for i in 0..<PyTuple_GET_SIZE(args) {
        let arg = PyTuple_GET_ITEM(args, i)
        if PyType_Check(arg) {
            builder.add(arg)
            continue
        }
        let unpack = is_unpacked_typevartuple(arg)
        var subst: PyObj?
        if unpack < 0 || _PyObject_LookupAttr(arg, _Py_ID(.__typing_subst__), &subst) < 0 {
            builder.drop()
            return nil
        }
        let new: PyObj?
        if let subst {
            new = PyObject_CallOneArg(subst, PyTuple_GET_ITEM(items, tuple_index(parameters, nparams, arg)))
            Py_DECREF(subst)
        } else {
            new = subs_tvars(arg, parameters, items)
        }
        guard let new else {
            builder.drop()
            return nil
        }
        if unpack != 0 && PyTuple_Check(new) { builder.addAll(new) } else { builder.add(new) }
        Py_DECREF(new)
    }
    return builder.finish()
}

/// The parameters, found at the first use and kept at an offset: borrowed.
func aliasParameters(_ op: PyObj, args: PyObj, at offset: Int) -> PyObj? {
    if op.rawSlot(offset) == nil {
        guard let parameters = _Py_make_parameters(args) else { return nil }
        op.setRawSlot(offset, parameters)
    }
    return op.rawSlot(offset)
}

private func ga_getitem(_ op: PyObj, _ item: PyObj) -> PyObj? {
    guard let parameters = aliasParameters(op, args: op.aliasArgs, at: 32),
        let newargs = _Py_subs_parameters(op, op.aliasArgs, parameters, item)
    else { return nil }
    defer { Py_DECREF(newargs) }
    guard let res = Py_GenericAlias(op.aliasOrigin, newargs) else { return nil }
    res.aliasStarred = op.aliasStarred
    return res
}

// MARK: the other slots

private func ga_hash(_ op: PyObj) -> Int {
    let h0 = PyObject_Hash(op.aliasOrigin)
    if h0 == -1 { return -1 }
    let h1 = PyObject_Hash(op.aliasArgs)
    if h1 == -1 { return -1 }
    return h0 ^ h1
}

/// Notes the alias on a new instance, where that is possible.
private func set_orig_class(_ obj: PyObj?, _ op: PyObj) -> PyObj? {
    guard let obj else { return nil }
    if PyObject_SetAttr(obj, _Py_ID(.__orig_class__), op) < 0 {
        if !PyErr_ExceptionMatches(PyExc_AttributeError) && !PyErr_ExceptionMatches(PyExc_TypeError) {
            Py_DECREF(obj)
            return nil
        }
        PyErr_Clear()
    }
    return obj
}

private func ga_call(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    set_orig_class(PyObject_Call(op.aliasOrigin, args, kwds), op)
}

private func ga_vectorcall(_ op: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    set_orig_class(PyObject_Vectorcall(op.aliasOrigin, args, nargsf, kwnames), op)
}

/// Names that are looked up on the alias itself; all others on its origin.
private let ownNames: [StaticString] = [
    "__class__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__",
    "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__",
]

private func ga_getattro(_ op: PyObj, _ name: PyObj) -> PyObj? {
    if PyUnicode_Check(name) && !ownNames.contains(where: { _PyUnicode_EqualToASCIIString(name, $0) }) {
        return PyObject_GetAttr(op.aliasOrigin, name)
    }
    return PyObject_GenericGetAttr(op, name)
}

private func ga_richcompare(_ a: PyObj, _ b: PyObj, _ cmp: Int32) -> PyObj? {
    if !_PyGenericAlias_Check(b) || (cmp != Py_EQ && cmp != Py_NE) { return Py_NewRef(Py_NotImplemented) }
    if cmp == Py_NE {
        guard let eq = ga_richcompare(a, b, Py_EQ) else { return nil }
        Py_DECREF(eq)
        return PyBool_FromLong(eq != Py_True)
    }
    if a.aliasStarred != b.aliasStarred { return Py_NewRef(Py_False) }
    let eq = PyObject_RichCompareBool(a.aliasOrigin, b.aliasOrigin, Py_EQ)
    if eq < 0 { return nil }
    if eq == 0 { return Py_NewRef(Py_False) }
    return PyObject_RichCompare(a.aliasArgs, b.aliasArgs, Py_EQ)
}

private func ga_mro_entries(_ op: PyObj, _ bases: PyObj) -> PyObj? { pack1(op.aliasOrigin) }

private func ga_instancecheck(_ op: PyObj, _ instance: PyObj) -> PyObj? {
    PyErr_SetString(PyExc_TypeError, "isinstance() argument 2 cannot be a parameterized generic")
    return nil
}

private func ga_subclasscheck(_ op: PyObj, _ cls: PyObj) -> PyObj? {
    PyErr_SetString(PyExc_TypeError, "issubclass() argument 2 cannot be a parameterized generic")
    return nil
}

private func ga_reduce(_ op: PyObj) -> PyObj? {
    if op.aliasStarred {
        guard let plain = Py_GenericAlias(op.aliasOrigin, op.aliasArgs) else { return nil }
        let iterator = PyObject_GetIter(plain)
        Py_DECREF(plain)
        guard let iterator else { return nil }
        defer { Py_DECREF(iterator) }
        guard let next = _PyEval_GetBuiltin(_Py_ID(.next)) else { return nil }
        defer { Py_DECREF(next) }
        guard let args = pack1(iterator) else { return nil }
        defer { Py_DECREF(args) }
        return pack2(next, args)
    }
    guard let args = pack2(op.aliasOrigin, op.aliasArgs) else { return nil }
    defer { Py_DECREF(args) }
    return pack2(op.ob_type, args)
}

private func ga_dir(_ op: PyObj) -> PyObj? {
    guard let dir = PyObject_Dir(op.aliasOrigin) else { return nil }
    for name in ownNames {
        guard let entry = PyUnicode_FromString("\(name)") else {
            Py_DECREF(dir)
            return nil
        }
        let contains = PySequence_Contains(dir, entry)
        let ok = contains > 0 || (contains == 0 && PyList_Append(dir, entry) >= 0)
        Py_DECREF(entry)
        if !ok {
            Py_DECREF(dir)
            return nil
        }
    }
    return dir
}

private func ga_parameters(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    Py_XNewRef(aliasParameters(op, args: op.aliasArgs, at: 32))
}

private func ga_unpacked_tuple_args(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    op.aliasStarred && op.aliasOrigin == PyTuple_Type ? Py_NewRef(op.aliasArgs) : Py_NewRef(Py_None)
}

/// Fills a fresh alias; false with an exception.
private func setup_ga(_ op: PyObj, _ origin: PyObj, _ args: PyObj) -> Bool {
    guard let tuple = PyTuple_Check(args) ? Py_NewRef(args) : pack1(args) else { return false }
    op.setRawSlot(16, Py_NewRef(origin))
    op.setRawSlot(24, tuple)
    op.setRawSlot(56, PyVectorcall_Function(origin) != nil ? fptr(ga_vectorcall) : nil)
    return true
}

private func ga_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    if !_PyArg_NoKeywords("GenericAlias", kwds) || !_PyArg_CheckPositional("GenericAlias", PyTuple_GET_SIZE(args), 2, 2) {
        return nil
    }
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    if !setup_ga(op, PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1)) {
        Py_DECREF(op)
        return nil
    }
    return op
}

/// `origin[args]`: a new alias; `args` is a tuple or one argument. It is also `__class_getitem__` of built-in types.
func Py_GenericAlias(_ origin: PyObj, _ args: PyObj) -> PyObj? {
    guard let op = PyType_GenericAlloc(Py_GenericAlias_Type, 0) else { return nil }
    if !setup_ga(op, origin, args) {
        Py_DECREF(op)
        return nil
    }
    return op
}

// MARK: the iterator behind `*tuple[int]`, which gives one starred alias

private func ga_iter(_ op: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(_Py_GenericAliasIter_Type) else { return nil }
    it.setRawSlot(16, Py_NewRef(op))
    _PyObject_GC_TRACK(it)
    return it
}

private func ga_iternext(_ it: PyObj) -> PyObj? {
    guard let op = it.rawSlot(16) else { return nil }
    guard let starred = Py_GenericAlias(op.aliasOrigin, op.aliasArgs) else { return nil }
    starred.aliasStarred = true
    Py_CLEAR(it, 16)
    return starred
}

private func ga_iter_dealloc(_ it: PyObj) {
    PyObject_GC_UnTrack(it)
    Py_XDECREF(it.rawSlot(16))
    PyObject_GC_Del(it)
}

private func ga_iter_traverse(_ it: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(it.rawSlot(16), visit, arg)
}

private func ga_iter_clear(_ it: PyObj) -> Int32 {
    Py_CLEAR(it, 16)
    return 0
}

private func ga_iter_reduce(_ it: PyObj) -> PyObj? {
    guard let iter = _PyEval_GetBuiltin(_Py_ID(.iter)) else { return nil }
    defer { Py_DECREF(iter) }
    // An exhausted iterator is one over an empty tuple.
    guard let args = pack1(it.rawSlot(16) ?? emptyTuple) else { return nil }
    defer { Py_DECREF(args) }
    return pack2(iter, args)
}

func initGenericAliasType() {
    let t = Py_GenericAlias_Type
    t.initStaticType(
        "types.GenericAlias", basicsize: 64, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.HAVE_VECTORCALL)
    t.tp_doc = staticCString(
        "GenericAlias(origin, args, /)\n--\n\nRepresent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,)."
    )
    t.tp_dealloc = ga_dealloc
    t.tp_repr = ga_repr
    t.newNumberMethods().nb_or = _Py_union_type_or
    t.newMappingMethods().mp_subscript = ga_getitem
    t.tp_hash = ga_hash
    t.tp_call = ga_call
    t.tp_getattro = ga_getattro
    t.tp_traverse = ga_traverse
    t.tp_richcompare = ga_richcompare
    t.tp_weaklistoffset = 40
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = ga_new
    t.tp_free = PyObject_GC_Del
    t.tp_iter = ga_iter
    t.tp_vectorcall_offset = 56
    t.setMethods([
        .o("__mro_entries__", ga_mro_entries), .o("__instancecheck__", ga_instancecheck),
        .o("__subclasscheck__", ga_subclasscheck), .noargs("__reduce__", ga_reduce), .noargs("__dir__", ga_dir),
    ])
    t.setMembers([
        MemberSpec("__origin__", .object, 16), MemberSpec("__args__", .object, 24),
        MemberSpec("__unpacked__", .bool, starredOffset),
    ])
    t.setGetSets([
        GetSetSpec("__parameters__", ga_parameters, nil, "Type variables in the GenericAlias."),
        GetSetSpec("__typing_unpacked_tuple_args__", ga_unpacked_tuple_args),
    ])

    let it = _Py_GenericAliasIter_Type
    it.initStaticType("generic_alias_iterator", basicsize: 24, flags: TypeFlags.HAVE_GC)
    it.tp_dealloc = ga_iter_dealloc
    it.tp_traverse = ga_iter_traverse
    it.tp_clear = ga_iter_clear
    it.tp_iter = PyObject_SelfIter
    it.tp_iternext = ga_iternext
    it.setMethods([.noargs("__reduce__", ga_iter_reduce)])
}
