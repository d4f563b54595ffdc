import Memory

// The module `_ast`: the classes of syntax tree nodes, which `ast`, `inspect` and so `dataclasses` need. Nodes can be made and read;
// `compile()` does not make them in this version and says so. Origin: Python/Python-ast.c, Parser/Python.asdl.

var PyAST_Type: PyObj { ModuleTypes.heap(240) }

/// One line a node: name, base, fields ("?" optional). Lines without a base are the sums.
private let nodes = """
    mod: Module(body,type_ignores) Interactive(body) Expression(body) FunctionType(argtypes,returns)
    stmt: FunctionDef(name,args,body,decorator_list,returns?,type_comment?) AsyncFunctionDef(name,args,body,decorator_list,returns?,type_comment?) \
    ClassDef(name,bases,keywords,body,decorator_list) Return(value?) Delete(targets) Assign(targets,value,type_comment?) \
    AugAssign(target,op,value) AnnAssign(target,annotation,value?,simple) For(target,iter,body,orelse,type_comment?) \
    AsyncFor(target,iter,body,orelse,type_comment?) While(test,body,orelse) If(test,body,orelse) With(items,body,type_comment?) \
    AsyncWith(items,body,type_comment?) Match(subject,cases) Raise(exc?,cause?) Try(body,handlers,orelse,finalbody) \
    TryStar(body,handlers,orelse,finalbody) Assert(test,msg?) Import(names) ImportFrom(module?,names,level?) Global(names) \
    Nonlocal(names) Expr(value) Pass() Break() Continue()
    expr: BoolOp(op,values) NamedExpr(target,value) BinOp(left,op,right) UnaryOp(op,operand) Lambda(args,body) \
    IfExp(test,body,orelse) Dict(keys,values) Set(elts) ListComp(elt,generators) SetComp(elt,generators) \
    DictComp(key,value,generators) GeneratorExp(elt,generators) Await(value) Yield(value?) YieldFrom(value) \
    Compare(left,ops,comparators) Call(func,args,keywords) FormattedValue(value,conversion,format_spec?) JoinedStr(values) \
    Constant(value,kind?) Attribute(value,attr,ctx) Subscript(value,slice,ctx) Starred(value,ctx) Name(id,ctx) List(elts,ctx) \
    Tuple(elts,ctx) Slice(lower?,upper?,step?)
    expr_context: Load() Store() Del()
    boolop: And() Or()
    operator: Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() BitXor() BitAnd() FloorDiv()
    unaryop: Invert() Not() UAdd() USub()
    cmpop: Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()
    excepthandler: ExceptHandler(type?,name?,body)
    pattern: MatchValue(value) MatchSingleton(value) MatchSequence(patterns) MatchMapping(keys,patterns,rest?) \
    MatchClass(cls,patterns,kwd_attrs,kwd_patterns) MatchStar(name?) MatchAs(pattern?,name?) MatchOr(patterns)
    type_ignore: TypeIgnore(lineno,tag)
    AST: comprehension(target,iter,ifs,is_async) arguments(posonlyargs,args,vararg?,kwonlyargs,kw_defaults,kwarg?,defaults) \
    arg(arg,annotation?,type_comment?) keyword(arg?,value) alias(name,asname?) withitem(context_expr,optional_vars?) \
    match_case(pattern,guard?,body)
    """

/// Sums and products whose nodes have positions.
private let positioned: Set<Substring> = ["stmt", "expr", "excepthandler", "pattern", "arg", "keyword", "alias"]

private func ast_dealloc(_ op: PyObj) { deallocHeapFields(op, 16) }

private func ast_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(op, visit, arg, 16)
}

private func ast_clear(_ op: PyObj) -> Int32 {
    Py_CLEAR(op, 16)
    return 0
}

private func ast_init(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    guard let found = PyObject_GetAttrString(op.ob_type, "_fields") else { return -1 }
    defer { Py_DECREF(found) }
    guard let fields = PySequence_Tuple(found) else { return -1 }
    defer { Py_DECREF(fields) }
    let n = fields.ob_size
    if args.ob_size > n {
        PyErr_SetString(
            PyExc_TypeError, "\(_PyType_Name(op.ob_type)) constructor takes at most \(n) positional argument\(n == 1 ? "" : "s")")
        return -1
    }
    for i in 0..<args.ob_size where PyObject_SetAttr(op, PyTuple_GET_ITEM(fields, i), PyTuple_GET_ITEM(args, i)) < 0 { return -1 }
    guard let kwargs else { return 0 }
    var pos = 0
    var key: PyObj?
    var value: PyObj?
    while PyDict_Next(kwargs, &pos, &key, &value) {
        guard let key else { break }
        let place = PySequence_Index(fields, key)
        if place < 0 { PyErr_Clear() }
        if place >= 0 && place < args.ob_size {
            PyErr_SetString(PyExc_TypeError, "\(_PyType_Name(op.ob_type)) got multiple values for argument \(reprText(key))")
            return -1
        }
        if PyObject_SetAttr(op, key, value) < 0 { return -1 }
    }
    return 0
}

private func ast_reduce(_ op: PyObj) -> PyObj? {
    buildTuple(Py_NewRef(op.ob_type), Py_NewRef(emptyTuple), Py_NewRef(op[ref: 16] ?? Py_None))
}

/// A tuple of names; nil with an exception.
private func nameTuple(_ names: [Substring]) -> PyObj? {
    guard let t = PyTuple_New(names.count) else { return nil }
    for (i, name) in names.enumerated() {
        guard let s = PyUnicode_InternFromString(String(name)) else {
            Py_DECREF(t)
            return nil
        }
        PyTuple_SET_ITEM(t, i, s)
    }
    return t
}

/// Makes a class of nodes (a new reference) and puts it into the module; nil with an exception.
private func nodeClass(
    _ m: PyObj, _ name: Substring, _ base: PyObj, _ fields: [Substring], _ optional: [Substring], _ attributes: Bool
) -> PyObj? {
    guard let dict = PyDict_New() else { return nil }
    defer { Py_DECREF(dict) }
    let positions: [Substring] = attributes ? ["lineno", "col_offset", "end_lineno", "end_col_offset"] : []
    var entries: [(String, PyObj?)] = [
        ("_fields", nameTuple(fields)), ("__match_args__", nameTuple(fields)), ("__module__", PyUnicode_InternFromString("ast")),
    ]
    if attributes { entries.append(("_attributes", nameTuple(positions))) }
    for o in optional + (attributes ? ["end_lineno", "end_col_offset"] : []) { entries.append((String(o), Py_NewRef(Py_None))) }
    for (key, value) in entries {
        guard let value else { return nil }
        defer { Py_DECREF(value) }
        if PyDict_SetItemString(dict, key, value) < 0 { return nil }
    }
    guard let text = PyUnicode_InternFromString(String(name)), let bases = PyTuple_Pack(1, base) else { return nil }
    defer {
        Py_DECREF(text)
        Py_DECREF(bases)
    }
    guard let c = PyObject_CallFunctionObjArgs(PyType_Type, text, bases, dict) else { return nil }
    if PyModule_AddObjectRef(m, String(name), c) < 0 { return nil }
    return c
}

/// Makes the module `_ast`; nil with an exception.
func PyInit__ast() -> PyObj? {
    var t = ModuleTypes.slot(240)
    if t.tp_basicsize == 0 {
        t.initStaticType("ast.AST", basicsize: 24, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE)
        t.tp_dealloc = ast_dealloc
        t.tp_traverse = ast_traverse
        t.tp_clear = ast_clear
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_setattro = PyObject_GenericSetAttr
        t.setMembers([MemberSpec("__dictoffset__", .pyssizet, 16)])
        t.tp_init = ast_init
        t.tp_alloc = PyType_GenericAlloc
        t.tp_new = PyType_GenericNew
        t.tp_free = PyObject_GC_Del
        t.setMethods([.noargs("__reduce__", ast_reduce)])
        t.setGetSets([GetSetSpec("__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict)])
    }
    guard let m = makeModule("_ast", "", []), PyModule_AddHeapType(m, 240, state: nil) == 0 else { return nil }
    t = PyAST_Type
    guard let dict = t.tp_dict else { return nil }
    for name in ["_fields", "_attributes", "__match_args__"] where PyDict_SetItemString(dict, name, emptyTuple) < 0 { return nil }
    PyType_Modified(t)
    for line in nodes.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1)
        let sum = parts[0]
        var base = Py_NewRef(t)
        if sum != "AST" {
            Py_DECREF(base)
            guard let made = nodeClass(m, sum, t, [], [], positioned.contains(sum)) else { return nil }
            base = made
        }
        for node in parts[1].split(separator: " ") {
            let pieces = node.split(separator: "(", maxSplits: 1)
            let fields = pieces[1].dropLast().split(separator: ",")
            guard
                let made = nodeClass(
                    m, pieces[0], base, fields.map { $0.last == "?" ? $0.dropLast() : $0 },
                    fields.filter { $0.last == "?" }.map { $0.dropLast() }, sum == "AST" && positioned.contains(pieces[0]))
            else { return nil }
            Py_DECREF(made)
        }
        Py_DECREF(base)
    }
    for (name, value) in [("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000), ("PyCF_ONLY_AST", 0x400), ("PyCF_TYPE_COMMENTS", 0x1000)]
    where PyModule_AddIntConstant(m, name, value) < 0 { return nil }
    return m
}
