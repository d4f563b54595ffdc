import Memory

// The module `_collections`: defaultdict, _tuplegetter, _count_elements (deque is in Collections+Deque.swift; OrderedDict is the one in
// Python). Origin: Modules/_collectionsmodule.c.

var PyDefaultDict_Type: PyObj { ModuleTypes.slot(230) }
var PyTupleGetter_Type: PyObj { ModuleTypes.slot(231) }

// MARK: defaultdict (dict 0–47, default_factory 48)

private func newDefaultDict(_ dd: PyObj, _ argument: PyObj) -> PyObj? {
    PyObject_CallFunctionObjArgs(dd.ob_type, dd[ref: 48] ?? Py_None, argument)
}

private func defdict_missing(_ dd: PyObj, _ key: PyObj) -> PyObj? {
    guard let factory = dd[ref: 48], factory != Py_None else {
        guard let tuple = PyTuple_Pack(1, key) else { return nil }
        PyErr_SetObject(PyExc_KeyError, tuple)
        Py_DECREF(tuple)
        return nil
    }
    guard let value = PyObject_CallNoArgs(factory) else { return nil }
    if PyObject_SetItem(dd, key, value) < 0 {
        Py_DECREF(value)
        return nil
    }
    return value
}

private func defdict_copy(_ dd: PyObj) -> PyObj? { newDefaultDict(dd, dd) }

private func defdict_reduce(_ dd: PyObj) -> PyObj? {
    let factory = dd[ref: 48]
    guard let args = factory == nil || factory == Py_None ? Py_NewRef(emptyTuple) : PyTuple_Pack(1, factory.unsafelyUnwrapped)
    else { return nil }
    defer { Py_DECREF(args) }
    guard let items = PyObject_CallMethodNoArgs(dd, _Py_ID(.items)) else { return nil }
    defer { Py_DECREF(items) }
    guard let it = PyObject_GetIter(items) else { return nil }
    defer { Py_DECREF(it) }
    return tupleOf(dd.ob_type, args, Py_None, Py_None, it)
}

private func defdict_dealloc(_ dd: PyObj) {
    PyObject_GC_UnTrack(dd)
    Py_CLEAR(dd, 48)
    PyDict_Type.tp_dealloc.unsafelyUnwrapped(dd)
}

private func defdict_repr(_ dd: PyObj) -> PyObj? {
    guard let base = PyDict_Type.tp_repr.unsafelyUnwrapped(dd) else { return nil }
    defer { Py_DECREF(base) }
    var factory: PyObj?
    if let f = dd[ref: 48] {
        let status = Py_ReprEnter(f)
        if status < 0 { return nil }
        factory = status != 0 ? PyUnicode_FromString("...") : PyObject_Repr(f)
        Py_ReprLeave(f)
    } else {
        factory = PyUnicode_FromString("None")
    }
    guard let factory else { return nil }
    var text: PyObj? = PyUnicode_FromString("\(_PyType_Name(dd.ob_type))(")
    PyUnicode_AppendAndDel(&text, factory)
    if text != nil { PyUnicode_AppendAndDel(&text, PyUnicode_FromString(", ")) }
    if text != nil { PyUnicode_Append(&text, base) }
    if text != nil { PyUnicode_AppendAndDel(&text, PyUnicode_FromString(")")) }
    return text
}

private func defdict_or(_ left: PyObj, _ right: PyObj) -> PyObj? {
    let isLeft = PyObject_TypeCheck(left, PyDefaultDict_Type)
    let own = isLeft ? left : right
    if !PyDict_Check(isLeft ? right : left) { return Py_NewRef(Py_NotImplemented) }
    guard let new = newDefaultDict(own, left) else { return nil }
    if PyDict_Update(new, right) != 0 {
        Py_DECREF(new)
        return nil
    }
    return new
}

private func defdict_traverse(_ dd: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(dd[ref: 48], visit, arg)
    return r != 0 ? r : PyDict_Type.tp_traverse.unsafelyUnwrapped(dd, visit, arg)
}

private func defdict_clear(_ dd: PyObj) -> Int32 {
    Py_CLEAR(dd, 48)
    return PyDict_Type.tp_clear.unsafelyUnwrapped(dd)
}

private func defdict_init(_ dd: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    var factory: PyObj?
    let n = args.ob_size
    if n > 0 {
        let f = PyTuple_GET_ITEM(args, 0)
        if !PyCallable_Check(f) && f != Py_None {
            PyErr_SetString(PyExc_TypeError, "first argument must be callable or None")
            return -1
        }
        factory = f
    }
    guard let rest = PySequence_GetSlice(args, 1, n) else { return -1 }
    let old = dd[ref: 48]
    dd[ref: 48] = Py_XNewRef(factory)
    let result = PyDict_Type.tp_init.unsafelyUnwrapped(dd, rest, kwargs)
    Py_DECREF(rest)
    Py_XDECREF(old)
    return result
}

// MARK: _count_elements

private func collections__count_elements(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("_count_elements", nargs, 2, 2), let it = PyObject_GetIter(args[1]) else { return nil }
    defer { Py_DECREF(it) }
    let mapping = args[0]
    let get = _PyType_Lookup(mapping.ob_type, _Py_ID(.get))
    let setitem = _PyType_Lookup(mapping.ob_type, _Py_ID(.__setitem__))
    if get != nil, get == _PyType_Lookup(PyDict_Type, _Py_ID(.get)), setitem != nil,
        setitem == _PyType_Lookup(PyDict_Type, _Py_ID(.__setitem__)), PyDict_Check(mapping)
    {
        while let key = PyIter_Next(it) {
            defer { Py_DECREF(key) }
            let hash = PyObject_Hash(key)
            if hash == -1 { return nil }
            if let old = _PyDict_GetItem_KnownHash(mapping, key, hash) {
                guard let new = PyNumber_Add(old, smallInt(1)) else { return nil }
                defer { Py_DECREF(new) }
                if _PyDict_SetItem_KnownHash(mapping, key, new, hash) < 0 { return nil }
            } else {
                if PyErr_Occurred() != nil || _PyDict_SetItem_KnownHash(mapping, key, smallInt(1), hash) < 0 { return nil }
            }
        }
    } else {
        guard let bound = PyObject_GetAttr(mapping, _Py_ID(.get)) else { return nil }
        defer { Py_DECREF(bound) }
        while let key = PyIter_Next(it) {
            defer { Py_DECREF(key) }
            guard let old = PyObject_CallFunctionObjArgs(bound, key, smallInt(0)) else { return nil }
            let new = PyNumber_Add(old, smallInt(1))
            Py_DECREF(old)
            guard let new else { return nil }
            defer { Py_DECREF(new) }
            if PyObject_SetItem(mapping, key, new) < 0 { return nil }
        }
    }
    return PyErr_Occurred() != nil ? nil : Py_NewRef(Py_None)
}

// MARK: _tuplegetter (index 16, doc 24)

private func tuplegetter_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard noKeywords("_tuplegetter", type, PyTupleGetter_Type, kwargs), _PyArg_CheckPositional("_tuplegetter", args.ob_size, 2, 2),
        let index = ssizeArgument(PyTuple_GET_ITEM(args, 0)), let op = type.tp_alloc.unsafelyUnwrapped(type, 0)
    else { return nil }
    op[word: 16] = index
    op[ref: 24] = Py_NewRef(PyTuple_GET_ITEM(args, 1))
    return op
}

private func tuplegetter_descr_get(_ op: PyObj, _ obj: PyObj?, _ type: PyObj?) -> PyObj? {
    guard let obj else { return Py_NewRef(op) }
    let index = op[word: 16]
    if !PyTuple_Check(obj) {
        if obj == Py_None { return Py_NewRef(op) }
        return PyErr_Format(
            PyExc_TypeError, "descriptor for index '\(index)' for tuple subclasses doesn't apply to '\(obj.typeName)' object")
    }
    if index < 0 || index >= obj.ob_size { return PyErr_Format(PyExc_IndexError, "tuple index out of range") }
    return Py_NewRef(PyTuple_GET_ITEM(obj, index))
}

private func tuplegetter_descr_set(_ op: PyObj, _ obj: PyObj, _ value: PyObj?) -> Int32 {
    PyErr_SetString(PyExc_AttributeError, value == nil ? "can't delete attribute" : "can't set attribute")
    return -1
}

private func tuplegetter_dealloc(_ op: PyObj) { deallocFields(op, 24) }

private func tuplegetter_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(op[ref: 24], visit, arg)
}

private func tuplegetter_clear(_ op: PyObj) -> Int32 {
    Py_CLEAR(op, 24)
    return 0
}

private func tuplegetter_reduce(_ op: PyObj) -> PyObj? {
    buildTuple(Py_NewRef(op.ob_type), buildTuple(PyLong_FromSsize_t(op[word: 16]), Py_XNewRef(op[ref: 24])))
}

private func tuplegetter_repr(_ op: PyObj) -> PyObj? {
    guard let doc = PyObject_Repr(op[ref: 24]) else { return nil }
    defer { Py_DECREF(doc) }
    return PyUnicode_FromString("\(_PyType_Name(op.ob_type))(\(op[word: 16]), \(swiftString(doc)))")
}

/// Makes the module `_collections`; nil with an exception.
func PyInit__collections() -> PyObj? {
    if !_PyType_IsReady(PyDeque_Type) {
        initDequeTypes()
        var t = PyDefaultDict_Type
        t.initStaticType(
            "collections.defaultdict", basicsize: 56, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE, base: PyDict_Type)
        t.tp_dealloc = defdict_dealloc
        t.tp_repr = defdict_repr
        t.newNumberMethods().nb_or = defdict_or
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_doc = staticCString(
            "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments."
        )
        t.tp_traverse = defdict_traverse
        t.tp_clear = defdict_clear
        t.tp_init = defdict_init
        t.tp_alloc = PyType_GenericAlloc
        t.tp_free = PyObject_GC_Del
        t.setMethods([
            .o("__missing__", defdict_missing), .noargs("copy", defdict_copy, "D.copy() -> a shallow copy of D."),
            .noargs("__copy__", defdict_copy, "D.copy() -> a shallow copy of D."), .noargs("__reduce__", defdict_reduce),
            .o("__class_getitem__", Py_GenericAlias, "See PEP 585", flags: MethodFlags.CLASS),
        ])
        t.setMembers([
            MemberSpec(
                "default_factory", .object, 48, readonly: false, "Factory for default value called by __missing__().")
        ])
        t = PyTupleGetter_Type
        t.initStaticType("_collections._tuplegetter", basicsize: 32, flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = tuplegetter_dealloc
        t.tp_repr = tuplegetter_repr
        t.tp_traverse = tuplegetter_traverse
        t.tp_clear = tuplegetter_clear
        t.tp_descr_get = tuplegetter_descr_get
        t.tp_descr_set = tuplegetter_descr_set
        t.tp_alloc = PyType_GenericAlloc
        t.tp_new = tuplegetter_new
        t.tp_free = PyObject_GC_Del
        t.setMethods([.noargs("__reduce__", tuplegetter_reduce)])
        t.setMembers([MemberSpec("__doc__", .object, 24, readonly: false)])
    }
    return makeModule(
        "_collections",
        "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n",
        [.fast("_count_elements", collections__count_elements, "Count elements in the iterable, updating the mapping")],
        [PyDeque_Type, PyDefaultDict_Type, PyODict_Type, PyDequeIter_Type, PyDequeRevIter_Type, PyTupleGetter_Type])
}
