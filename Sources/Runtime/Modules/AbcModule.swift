import Memory

// The module `_abc`, on which Lib/abc.py stands: registries and caches of abstract base classes. Origin: Modules/_abc.c.

/// The type of `_abc_impl`: the registry and the two caches of one class.
private var AbcData_Type: PyObj { ModuleTypes.heap(250) }

/// Byte offsets in `_abc_data`: three sets of weak references, each nil until needed, and the version of the third.
private enum AbcData {
    static let registry = 16, cache = 24, negativeCache = 32, negativeCacheVersion = 40
}

extension Interp {
    /// Counts registrations; a negative cache of an older count is worthless.
    fileprivate static var abcInvalidationCounter: Int {
        get { word(240) }
        set { set(240, newValue) }
    }
}

private func abc_data_dealloc(_ op: PyObj) { deallocHeapFields(op, AbcData.registry, AbcData.cache, AbcData.negativeCache) }

private func abc_data_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(op, visit, arg, AbcData.registry, AbcData.cache, AbcData.negativeCache)
}

private func abc_data_clear(_ op: PyObj) -> Int32 {
    for offset in [AbcData.registry, AbcData.cache, AbcData.negativeCache] {
        let set = op[ref: offset]
        op[ref: offset] = nil
        Py_XDECREF(set)
    }
    return 0
}

private func abc_data_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    op[word: AbcData.negativeCacheVersion] = Interp.abcInvalidationCounter
    return op
}

/// The `_abc_data` of a class, a new reference; nil with an exception. Origin: `_get_impl`.
private func implementation(_ cls: PyObj) -> PyObj? {
    guard let impl = PyObject_GetAttr(cls, _Py_ID(._abc_impl)) else { return nil }
    if impl.ob_type == AbcData_Type { return impl }
    Py_DECREF(impl)
    return PyErr_Format(PyExc_TypeError, "_abc_impl is set to a wrong type")
}

/// Whether a weak reference to an object is in a set: 1, 0, or -1 with an exception. Origin: `_in_weak_set`.
private func isIn(_ set: PyObj?, _ obj: PyObj) -> Int32 {
    guard let set, set.set_used != 0 else { return 0 }
    guard let ref = PyWeakref_NewRef(obj, nil) else {
        if !PyErr_ExceptionMatches(PyExc_TypeError) { return -1 }
        PyErr_Clear()
        return 0
    }
    defer { Py_DECREF(ref) }
    return PySet_Contains(set, ref)
}

/// The callback of the weak references: takes a dead one out of its set.
private func abc_destroy(_ setReference: PyObj, _ objectReference: PyObj) -> PyObj? {
    let set = PyWeakref_GET_OBJECT(setReference)
    if set == Py_None { return Py_NewRef(Py_None) }
    Py_INCREF(set)
    defer { Py_DECREF(set) }
    return PySet_Discard(set, objectReference) < 0 ? nil : Py_NewRef(Py_None)
}

extension Interp {
    /// The definition of the callback.
    fileprivate static var abcDestroyDefinition: PyObj? {
        get { object(241) }
        set { set(241, newValue) }
    }
}

/// Adds a weak reference to one of an `_abc_data`'s sets. False with an exception. Origin: `_add_to_weak_set`.
private func add(_ impl: PyObj, _ offset: Int, _ obj: PyObj) -> Bool {
    if impl[ref: offset] == nil { impl[ref: offset] = PySet_New(nil) }
    guard let set = impl[ref: offset], let wr = PyWeakref_NewRef(set, nil) else { return false }
    defer { Py_DECREF(wr) }
    if Interp.abcDestroyDefinition == nil { Interp.abcDestroyDefinition = staticMethodDefs([.o("_destroy", abc_destroy)]) }
    guard let definition = Interp.abcDestroyDefinition, let callback = PyCFunction_NewEx(definition, wr, nil) else { return false }
    let ref = PyWeakref_NewRef(obj, callback)
    Py_DECREF(callback)
    guard let ref else { return false }
    defer { Py_DECREF(ref) }
    return PySet_Add(set, ref) >= 0
}

private func abc_reset_registry(_ module: PyObj, _ cls: PyObj) -> PyObj? {
    guard let impl = implementation(cls) else { return nil }
    defer { Py_DECREF(impl) }
    if let set = impl[ref: AbcData.registry], PySet_Clear(set) < 0 { return nil }
    return Py_NewRef(Py_None)
}

private func abc_reset_caches(_ module: PyObj, _ cls: PyObj) -> PyObj? {
    guard let impl = implementation(cls) else { return nil }
    defer { Py_DECREF(impl) }
    for offset in [AbcData.cache, AbcData.negativeCache] {
        if let set = impl[ref: offset], PySet_Clear(set) < 0 { return nil }
    }
    return Py_NewRef(Py_None)
}

private func abc_get_dump(_ module: PyObj, _ cls: PyObj) -> PyObj? {
    guard let impl = implementation(cls) else { return nil }
    defer { Py_DECREF(impl) }
    return buildTuple(
        PySet_New(impl[ref: AbcData.registry]), PySet_New(impl[ref: AbcData.cache]), PySet_New(impl[ref: AbcData.negativeCache]),
        PyLong_FromUnsignedLongLong(UInt64(impl[word: AbcData.negativeCacheVersion])))
}

/// Adds the abstract ones among the items of a class's own namespace. False with an exception.
private func addOwnAbstracts(_ cls: PyObj, _ abstracts: PyObj) -> Bool {
    guard let ns = PyObject_GetAttr(cls, _Py_ID(.__dict__)) else { return false }
    defer { Py_DECREF(ns) }
    // A list, because asking an item whether it is abstract can change the namespace.
    guard let items = PyMapping_Items(ns) else { return false }
    defer { Py_DECREF(items) }
    var pos = 0
    while pos < items.ob_size {
        guard let it = PySequence_Fast(PyList_GET_ITEM(items, pos), "items() returned non-iterable") else { return false }
        defer { Py_DECREF(it) }
        if it.ob_size != 2 {
            PyErr_SetString(PyExc_TypeError, "items() returned item which size is not 2")
            return false
        }
        let isTuple = PyTuple_Check(it)
        let key = Py_NewRef(isTuple ? PyTuple_GET_ITEM(it, 0) : PyList_GET_ITEM(it, 0))
        defer { Py_DECREF(key) }
        let isAbstract = _PyObject_IsAbstract(isTuple ? PyTuple_GET_ITEM(it, 1) : PyList_GET_ITEM(it, 1))
        if isAbstract < 0 || (isAbstract > 0 && PySet_Add(abstracts, key) < 0) { return false }
        pos += 1
    }
    return true
}

/// Adds those of the bases' abstract names that are still abstract in the class. False with an exception.
private func addInheritedAbstracts(_ cls: PyObj, _ abstracts: PyObj) -> Bool {
    guard let bases = PyObject_GetAttr(cls, _Py_ID(.__bases__)) else { return false }
    defer { Py_DECREF(bases) }
    if !PyTuple_Check(bases) {
        PyErr_SetString(PyExc_TypeError, "__bases__ is not tuple")
        return false
    }
    for i in 0..<bases.ob_size {
        var names: PyObj?
        if _PyObject_LookupAttr(PyTuple_GET_ITEM(bases, i), _Py_ID(.__abstractmethods__), &names) < 0 { return false }
        guard let names else { continue }
        let iterator = PyObject_GetIter(names)
        Py_DECREF(names)
        guard let iterator else { return false }
        defer { Py_DECREF(iterator) }
        while let key = PyIter_Next(iterator) {
            defer { Py_DECREF(key) }
            var value: PyObj?
            if _PyObject_LookupAttr(cls, key, &value) < 0 { return false }
            guard let value else { continue }
            let isAbstract = _PyObject_IsAbstract(value)
            Py_DECREF(value)
            if isAbstract < 0 || (isAbstract > 0 && PySet_Add(abstracts, key) < 0) { return false }
        }
        if PyErr_Occurred() != nil { return false }
    }
    return true
}

private let collectionFlags = TypeFlags.SEQUENCE | TypeFlags.MAPPING

private func abc_init(_ module: PyObj, _ cls: PyObj) -> PyObj? {
    guard let abstracts = PyFrozenSet_New(nil) else { return nil }
    let computed =
        addOwnAbstracts(cls, abstracts) && addInheritedAbstracts(cls, abstracts)
        && PyObject_SetAttr(cls, _Py_ID(.__abstractmethods__), abstracts) == 0
    Py_DECREF(abstracts)
    if !computed { return nil }
    guard let data = abc_data_new(AbcData_Type, emptyTuple, nil) else { return nil }
    let isSet = PyObject_SetAttr(cls, _Py_ID(._abc_impl), data) == 0
    Py_DECREF(data)
    if !isSet { return nil }
    // `__abc_tpflags__` says how pattern matching sees the class; it becomes flags and goes.
    guard PyType_Check(cls), let dict = cls.tp_dict else { return Py_NewRef(Py_None) }
    guard let flags = PyDict_GetItemWithError(dict, _Py_ID(.__abc_tpflags__)) else {
        return PyErr_Occurred() != nil ? nil : Py_NewRef(Py_None)
    }
    if PyLong_CheckExact(flags) {
        let value = PyLong_AsLong(flags)
        if value == -1 && PyErr_Occurred() != nil { return nil }
        let bits = UInt(bitPattern: value) & collectionFlags
        if bits == collectionFlags {
            return PyErr_Format(
                PyExc_TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
        }
        cls.tp_flags |= bits
    }
    return PyDict_DelItem(dict, _Py_ID(.__abc_tpflags__)) < 0 ? nil : Py_NewRef(Py_None)
}

/// Gives a class and its subclasses a collection flag. Origin: `set_collection_flag_recursive`.
private func setCollectionFlag(_ child: PyObj, _ flag: UInt) {
    if child.tp_flags & TypeFlags.IMMUTABLETYPE != 0 || child.tp_flags & collectionFlags == flag { return }
    child.tp_flags = child.tp_flags & ~collectionFlags | flag
    guard let grandchildren = _PyType_GetSubclasses(child) else { return }
    for i in 0..<grandchildren.ob_size { setCollectionFlag(PyList_GET_ITEM(grandchildren, i), flag) }
    Py_DECREF(grandchildren)
}

private func abc_register(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("_abc_register", nargs, 2, 2) { return nil }
    let cls = args[0]
    let subclass = args[1]
    if !PyType_Check(subclass) { return PyErr_Format(PyExc_TypeError, "Can only register classes") }
    var result = PyObject_IsSubclass(subclass, cls)
    if result != 0 { return result > 0 ? Py_NewRef(subclass) : nil }
    // After that test, so that registering a class with itself does nothing.
    result = PyObject_IsSubclass(cls, subclass)
    if result > 0 { return PyErr_Format(PyExc_RuntimeError, "Refusing to create an inheritance cycle") }
    if result < 0 { return nil }
    guard let impl = implementation(cls) else { return nil }
    let added = add(impl, AbcData.registry, subclass)
    Py_DECREF(impl)
    if !added { return nil }
    Interp.abcInvalidationCounter += 1
    if PyType_Check(cls) {
        let flag = cls.tp_flags & collectionFlags
        if flag != 0 { setCollectionFlag(subclass, flag) }
    }
    return Py_NewRef(subclass)
}

private func abc_instancecheck(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("_abc_instancecheck", nargs, 2, 2) { return nil }
    let cls = args[0]
    let instance = args[1]
    guard let impl = implementation(cls) else { return nil }
    defer { Py_DECREF(impl) }
    guard let subclass = PyObject_GetAttr(instance, _Py_ID(.__class__)) else { return nil }
    defer { Py_DECREF(subclass) }
    var cached = isIn(impl[ref: AbcData.cache], subclass)
    if cached != 0 { return cached < 0 ? nil : PyBool_FromLong(true) }
    let subtype = instance.ob_type
    if subtype == subclass {
        if impl[word: AbcData.negativeCacheVersion] == Interp.abcInvalidationCounter {
            cached = isIn(impl[ref: AbcData.negativeCache], subclass)
            if cached != 0 { return cached < 0 ? nil : PyBool_FromLong(false) }
        }
        return PyObject_CallMethodOneArg(cls, _Py_ID(.__subclasscheck__), subclass)
    }
    guard let result = PyObject_CallMethodOneArg(cls, _Py_ID(.__subclasscheck__), subclass) else { return nil }
    let truth = PyObject_IsTrue(result)
    if truth > 0 { return result }
    Py_DECREF(result)
    return truth < 0 ? nil : PyObject_CallMethodOneArg(cls, _Py_ID(.__subclasscheck__), subtype)
}

/// Whether a class is, or descends from, one that is registered: 1 (and it goes into the cache), 0, or -1 with an exception.
/// Origin: `subclasscheck_check_registry`.
private func checkRegistry(_ impl: PyObj, _ subclass: PyObj) -> Int32 {
    let direct = isIn(impl[ref: AbcData.registry], subclass)
    if direct != 0 { return direct }
    guard let registry = impl[ref: AbcData.registry], registry.set_used > 0 else { return 0 }
    // A copy: callbacks of the weak references can shrink the set.
    var copy: [PyObj] = []
    var pos = 0
    var key: PyObj?
    var hash = 0
    while _PySet_NextEntry(registry, &pos, &key, &hash) { if let key { copy.append(Py_NewRef(key)) } }
    defer { for ref in copy { Py_DECREF(ref) } }
    for ref in copy {
        guard PyWeakref_Check(ref) else {
            PyErr_BadInternalCall()
            return -1
        }
        let registered = PyWeakref_GET_OBJECT(ref)
        if registered == Py_None { continue }
        Py_INCREF(registered)
        let result = PyObject_IsSubclass(subclass, registered)
        Py_DECREF(registered)
        if result < 0 { return -1 }
        if result > 0 { return add(impl, AbcData.cache, subclass) ? 1 : -1 }
    }
    return 0
}

private func abc_subclasscheck(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("_abc_subclasscheck", nargs, 2, 2) { return nil }
    let cls = args[0]
    let subclass = args[1]
    if !PyType_Check(subclass) { return PyErr_Format(PyExc_TypeError, "issubclass() arg 1 must be a class") }
    guard let impl = implementation(cls) else { return nil }
    defer { Py_DECREF(impl) }
    /// Remembers an answer and gives it.
    func remember(_ answer: Bool) -> PyObj? {
        add(impl, answer ? AbcData.cache : AbcData.negativeCache, subclass) ? PyBool_FromLong(answer) : nil
    }
    // 1. The cache.
    var cached = isIn(impl[ref: AbcData.cache], subclass)
    if cached != 0 { return cached < 0 ? nil : PyBool_FromLong(true) }
    // 2. The negative cache, if it is not out of date.
    if impl[word: AbcData.negativeCacheVersion] < Interp.abcInvalidationCounter {
        if let set = impl[ref: AbcData.negativeCache], PySet_Clear(set) < 0 { return nil }
        impl[word: AbcData.negativeCacheVersion] = Interp.abcInvalidationCounter
    } else {
        cached = isIn(impl[ref: AbcData.negativeCache], subclass)
        if cached != 0 { return cached < 0 ? nil : PyBool_FromLong(false) }
    }
    // 3. The class's own hook.
    guard let ok = PyObject_CallMethodOneArg(cls, _Py_ID(.__subclasshook__), subclass) else { return nil }
    Py_DECREF(ok)
    if ok == Py_True { return remember(true) }
    if ok == Py_False { return remember(false) }
    if ok != Py_NotImplemented {
        return PyErr_Format(PyExc_AssertionError, "__subclasshook__ must return either False, True, or NotImplemented")
    }
    // 4. A subclass in the ordinary sense.
    if let mro = subclass.tp_mro {
        for i in 0..<mro.ob_size where PyTuple_GET_ITEM(mro, i) == cls { return remember(true) }
    }
    // 5. A subclass of a registered class.
    let registered = checkRegistry(impl, subclass)
    if registered != 0 { return registered < 0 ? nil : PyBool_FromLong(true) }
    // 6. A subclass of a subclass.
    guard let name = PyUnicode_FromString("__subclasses__") else { return nil }
    let children = PyObject_CallMethodNoArgs(cls, name)
    Py_DECREF(name)
    guard let children else { return nil }
    defer { Py_DECREF(children) }
    if !PyList_Check(children) { return PyErr_Format(PyExc_TypeError, "__subclasses__() must return a list") }
    var i = 0
    while i < children.ob_size {
        let child = Py_NewRef(PyList_GET_ITEM(children, i))
        let result = PyObject_IsSubclass(subclass, child)
        Py_DECREF(child)
        if result != 0 { return result < 0 ? nil : remember(true) }
        i += 1
    }
    return remember(false)
}

private func abc_get_cache_token(_ module: PyObj) -> PyObj? {
    PyLong_FromUnsignedLongLong(UInt64(Interp.abcInvalidationCounter))
}

/// Makes the module `_abc`; nil with an exception.
func PyInit__abc() -> PyObj? {
    let t = ModuleTypes.slot(250)
    if t.tp_basicsize == 0 {
        t.initStaticType("_abc._abc_data", basicsize: 48, flags: TypeFlags.HAVE_GC)
        t.tp_dealloc = abc_data_dealloc
        t.tp_traverse = abc_data_traverse
        t.tp_clear = abc_data_clear
        t.tp_alloc = PyType_GenericAlloc
        t.tp_new = abc_data_new
        t.tp_free = PyObject_GC_Del
    }
    let m = makeModule(
        "_abc", "Module contains faster C implementation of abc.ABCMeta",
        [
            .noargs(
                "get_cache_token", abc_get_cache_token,
                "Returns the current ABC cache token.\n\nThe token is an opaque object (supporting equality testing) identifying the\ncurrent version of the ABC cache for virtual subclasses. The token changes\nwith every call to register() on any ABC."
            ),
            .o("_abc_init", abc_init, "Internal ABC helper for class set-up. Should be never used outside abc module."),
            .o("_reset_registry", abc_reset_registry), .o("_reset_caches", abc_reset_caches), .o("_get_dump", abc_get_dump),
            .fast("_abc_register", abc_register), .fast("_abc_instancecheck", abc_instancecheck),
            .fast("_abc_subclasscheck", abc_subclasscheck),
        ])
    guard let m else { return nil }
    if PyModule_SetState(m, words: 1) == 0, PyModule_AddHeapType(m, 250, state: 0, shown: false) == 0 { return m }
    Py_DECREF(m)
    return nil
}
