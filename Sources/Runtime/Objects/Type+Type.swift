import Memory

// The type `type`: calling classes, its methods, deallocation of classes. Origin: Objects/typeobject.c.

func type_call(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    if type == PyType_Type {
        // type(x) asks; only `type` itself does.
        let nargs = PyTuple_GET_SIZE(args)
        if nargs == 1 && (kwds == nil || kwds.unsafelyUnwrapped.ma_used == 0) {
            return Py_NewRef(PyTuple_GET_ITEM(args, 0).ob_type)
        }
        if nargs != 3 {
            PyErr_SetString(PyExc_TypeError, "type() takes 1 or 3 arguments")
            return nil
        }
    }
    guard let new = type.tp_new else {
        PyErr_SetString(PyExc_TypeError, "cannot create '\(typeText(type))' instances")
        return nil
    }
    guard let obj = _Py_CheckFunctionResult(type, new(type, args, kwds)) else { return nil }
    // What is not an instance is not initialised.
    if !PyObject_TypeCheck(obj, type) { return obj }
    if let initialize = obj.ob_type.tp_init, initialize(obj, args, kwds) < 0 {
        Py_DECREF(obj)
        return nil
    }
    return obj
}

func type_vectorcall(_ metatype: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    if nargs == 1 && metatype == PyType_Type {
        if let kwnames, PyTuple_GET_SIZE(kwnames) != 0 {
            PyErr_SetString(PyExc_TypeError, "type() takes no keyword arguments")
            return nil
        }
        return Py_NewRef(args[0].ob_type)
    }
    // Other classes set their tp_call only.
    return _PyObject_MakeTpCall(metatype, args, nargs, kwnames)
}

private func type_dealloc(_ type: PyObj) {
    _PyObject_GC_UNTRACK(type)
    if let bases = type.tp_bases {
        let saved = PyErr_Fetch()
        remove_all_subclasses(type, bases)
        PyErr_Restore(saved.0, saved.1, saved.2)
    }
    PyObject_ClearWeakRefs(type)
    Py_XDECREF(type.tp_base)
    Py_XDECREF(type.tp_dict)
    Py_XDECREF(type.tp_bases)
    Py_XDECREF(type.tp_mro)
    Py_XDECREF(type.tp_cache)
    Py_XDECREF(type.tp_subclasses)
    if let doc = type.tp_doc { PyObject_Free(doc) }  // heap types own a copy of theirs
    Py_XDECREF(type.ht_name)
    Py_XDECREF(type.ht_qualname)
    Py_XDECREF(type.ht_slots)
    if let keys = type.ht_cached_keys { _PyDictKeys_DecRef(keys) }
    Py_XDECREF(type.ht_module)
    if let name = type._ht_tpname { PyMem_Free(name) }
    type.ob_type.tp_free.unsafelyUnwrapped(type)
}

private func type_traverse(_ type: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    // Only heap types are collected. Weak or external references (subclasses, name) are not visited.
    for field in [type.tp_dict, type.tp_cache, type.tp_mro, type.tp_bases, type.tp_base, type.ht_module] {
        let err = Py_VISIT(field, visit, arg)
        if err != 0 { return err }
    }
    return 0
}

private func type_clear(_ type: PyObj) -> Int32 {
    // The order is on purpose: instances may still need the type's base and bases while they are torn down.
    PyType_Modified(type)
    if let dict = type.tp_dict { PyDict_Clear(dict) }
    Py_CLEAR(type, SlotOffset.ht_module)
    Py_CLEAR(type, SlotOffset.tp_mro)
    return 0
}

private func type_is_gc(_ type: PyObj) -> Int32 { Int32(truncatingIfNeeded: type.tp_flags & TypeFlags.HEAPTYPE) }

// MARK: methods

private func type_prepare(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? { PyDict_New() }

private func type_instancecheck(_ op: PyObj, _ instance: PyObj) -> PyObj? {
    let res = _PyObject_RealIsInstance(instance, op)
    return res < 0 ? nil : PyBool_FromLong(res != 0)
}

private func type_subclasscheck(_ op: PyObj, _ subclass: PyObj) -> PyObj? {
    let res = _PyObject_RealIsSubclass(subclass, op)
    return res < 0 ? nil : PyBool_FromLong(res != 0)
}

/// Adds to a dict all names of a class and its bases. -1 with an exception.
func merge_class_dict(_ dict: PyObj, _ cls: PyObj) -> Int32 {
    var classDict: PyObj?
    if _PyObject_LookupAttr(cls, _Py_ID(.__dict__), &classDict) < 0 { return -1 }
    if let classDict {
        let status = PyDict_Update(dict, classDict)
        Py_DECREF(classDict)
        if status < 0 { return -1 }
    }
    var bases: PyObj?
    if _PyObject_LookupAttr(cls, _Py_ID(.__bases__), &bases) < 0 { return -1 }
    guard let bases else { return 0 }
    defer { Py_DECREF(bases) }
    let n = PySequence_Size(bases)
    if n < 0 { return -1 }
    for i in 0..<n {
        guard let base = PySequence_GetItem(bases, i) else { return -1 }
        let status = merge_class_dict(dict, base)
        Py_DECREF(base)
        if status < 0 { return -1 }
    }
    return 0
}

private func type_dir(_ op: PyObj) -> PyObj? {
    guard let dict = PyDict_New() else { return nil }
    let result = merge_class_dict(dict, op) == 0 ? PyDict_Keys(dict) : nil
    Py_DECREF(dict)
    return result
}

private func type_sizeof(_ type: PyObj) -> PyObj? {
    if type.tp_flags & TypeFlags.HEAPTYPE == 0 { return PyLong_FromSsize_t(408) }
    var size = SlotOffset.heapTypeSize
    if let keys = type.ht_cached_keys { size += _PyDict_KeysSize(keys) }
    return PyLong_FromSsize_t(size)
}

/// A table of getters that belongs to no static type (it is made in passing through one's slot).
private func getSetTable(_ specs: [GetSetSpec]) -> PyObj? {
    let scratch = staticAlloc(416)
    scratch.setGetSets(specs)
    return scratch.tp_getset
}

/// Getters for classes; which table a class uses depends on what its instances have.
private func initSubtypeGetSets() {
    let dict = GetSetSpec("__dict__", subtype_dict, subtype_setdict, "dictionary for instance variables (if defined)")
    let weakref = GetSetSpec(
        "__weakref__", subtype_getweakref, nil, "list of weak references to the object (if defined)")
    Interp.set(TypeWords.getsetsFull, getSetTable([dict, weakref]))
    Interp.set(TypeWords.getsetsDict, getSetTable([dict]))
    Interp.set(TypeWords.getsetsWeakref, getSetTable([weakref]))
}

// In several functions, because the compiler's isolation pass (Swift 6.3) fails on one long one.
func initTypeType() {
    let t = PyType_Type
    t.initStaticType(
        "type", basicsize: SlotOffset.heapTypeSize, itemsize: SlotOffset.memberSize,
        flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE | TypeFlags.TYPE_SUBCLASS | TypeFlags.HAVE_VECTORCALL)
    t.tp_doc = staticCString("type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type")
    t.tp_dealloc = type_dealloc
    t.tp_vectorcall_offset = 400
    t.tp_vectorcall = type_vectorcall
    t.tp_repr = type_repr
    t.newNumberMethods().nb_or = _Py_union_type_or
    initTypeSlots(t)
}
private func initTypeSlots(_ t: PyObj) {
    t.tp_call = type_call
    t.tp_getattro = type_getattro
    t.tp_setattro = type_setattro
    t.tp_traverse = type_traverse
    t.tp_clear = type_clear
    t.tp_weaklistoffset = 368
    t.tp_dictoffset = SlotOffset.tp_dict
    initTypeMaking(t)
}
private func initTypeMaking(_ t: PyObj) {
    t.tp_init = type_init
    t.tp_new = type_new
    t.tp_free = PyObject_GC_Del
    t.tp_is_gc = type_is_gc
    initTypeTables(t)
}
private func initTypeTables(_ t: PyObj) {
    t.setMethods([
        .noargs("mro", type_mro, "mro($self, /)\n--\n\nReturn a type's method resolution order."),
        .noargs(
            "__subclasses__", _PyType_GetSubclasses, "__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses."),
        .fastKeywords(
            "__prepare__", type_prepare, "__prepare__() -> dict\nused to create the namespace for the class statement",
            flags: MethodFlags.CLASS),
        .o(
            "__instancecheck__", type_instancecheck,
            "__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an instance."),
        .o(
            "__subclasscheck__", type_subclasscheck,
            "__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a subclass."),
        .noargs("__dir__", type_dir, "__dir__($self, /)\n--\n\nSpecialized __dir__ implementation for types."),
        .noargs("__sizeof__", type_sizeof, "__sizeof__($self, /)\n--\n\nReturn memory consumption of the type object."),
    ])
    t.setMembers([
        MemberSpec("__basicsize__", .pyssizet, 32), MemberSpec("__itemsize__", .pyssizet, 40),
        MemberSpec("__flags__", .ulong, 168), MemberSpec("__weakrefoffset__", .pyssizet, 208),
        MemberSpec("__base__", .object, 256), MemberSpec("__dictoffset__", .pyssizet, 288),
        MemberSpec("__mro__", .object, 344),
    ])
    t.setGetSets(typeGetSets())

    initSubtypeGetSets()
    initTypeNewWrapper()
}
private func initTypeNewWrapper() {
    Interp.set(
        TypeWords.newMethodDef,
        staticMethodDefs([
            .keywords(
                "__new__", tp_new_wrapper,
                "__new__($type, *args, **kwargs)\n--\n\nCreate and return a new object.  See help(type) for accurate signature.")
        ]))
}

/// Fills the slots of the static types of this area.
func initTypeTypes() {
    _PyTypes_InitSlotDefs()
    if Interp.nextTypeVersion == 0 { Interp.nextTypeVersion = 1 }
    initTypeType()
    initObjectType()
    initSuperType()
    initDescriptorTypes()
    initPropertyType()
    initDictProxyType()
    initClassMethodTypes()
    initModuleType()
    initNamespaceType()
    initGenericAliasType()
    initUnionType()
}

/// After the types are ready and None has its reference count.
func initTypeObjects() { _PyType_InitCache() }
