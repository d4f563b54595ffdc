import Memory

// The type `object`. Origin: Objects/typeobject.c.

private func excess_args(_ args: PyObj, _ kwds: PyObj?) -> Bool {
    if PyTuple_GET_SIZE(args) != 0 { return true }
    guard let kwds else { return false }
    return PyDict_Check(kwds) && kwds.ma_used != 0
}

func object_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    // Arguments are an error unless exactly one of __new__ and __init__ is overridden (the other then takes them).
    if excess_args(args, kwds) {
        let type = op.ob_type
        if type.rawSlot(SlotOffset.tp_init) != fptr(object_init) {
            PyErr_SetString(
                PyExc_TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
            return -1
        }
        if type.rawSlot(SlotOffset.tp_new) == fptr(object_new) {
            PyErr_SetString(
                PyExc_TypeError,
                "\(clip(typeText(type), 200)).__init__() takes exactly one argument (the instance to initialize)")
            return -1
        }
    }
    return 0
}

func object_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    if excess_args(args, kwds) {
        if type.rawSlot(SlotOffset.tp_new) != fptr(object_new) {
            PyErr_SetString(PyExc_TypeError, "object.__new__() takes exactly one argument (the type to instantiate)")
            return nil
        }
        if type.rawSlot(SlotOffset.tp_init) == fptr(object_init) {
            PyErr_SetString(PyExc_TypeError, "\(clip(typeText(type), 200))() takes no arguments")
            return nil
        }
    }
    if type.tp_flags & TypeFlags.IS_ABSTRACT != 0 {
        raiseAbstract(type)
        return nil
    }
    guard let obj = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    if _PyObject_InitializeDict(obj) != 0 {
        Py_DECREF(obj)
        return nil
    }
    return obj
}

/// TypeError that names the abstract methods in order.
private func raiseAbstract(_ type: PyObj) {
    guard let methods = type_abstractmethods(type, nil) else { return }
    let sorted = PySequence_List(methods)
    Py_DECREF(methods)
    guard let sorted else { return }
    defer { Py_DECREF(sorted) }
    if PyList_Sort(sorted) != 0 { return }
    let n = PyList_GET_SIZE(sorted)
    guard let separator = PyUnicode_FromString(", ") else { return }
    let joined = PyUnicode_Join(separator, sorted)
    Py_DECREF(separator)
    guard let joined else { return }
    PyErr_SetString(
        PyExc_TypeError,
        "Can't instantiate abstract class \(typeText(type)) with abstract method\(n > 1 ? "s" : "") \(swiftString(joined))")
    Py_DECREF(joined)
}

/// `tp_free` of types that the collector does not know.
func PyObject_Del(_ op: PyObj) { PyObject_Free(op) }

private func object_dealloc(_ op: PyObj) { op.ob_type.tp_free.unsafelyUnwrapped(op) }

func object_repr(_ op: PyObj) -> PyObj? {
    let type = op.ob_type
    var mod = type_module(type, nil)
    if mod == nil {
        PyErr_Clear()
    } else if !PyUnicode_Check(mod.unsafelyUnwrapped) {
        Py_XDECREF(mod)
        mod = nil
    }
    guard let name = type_qualname(type, nil) else {
        Py_XDECREF(mod)
        return nil
    }
    let result: PyObj?
    if let mod, !_PyUnicode_EQ(mod, _Py_ID(.builtins)) {
        result = PyUnicode_FromString("<\(swiftString(mod)).\(swiftString(name)) object at \(addressText(op))>")
    } else {
        result = PyUnicode_FromString("<\(typeText(type)) object at \(addressText(op))>")
    }
    Py_XDECREF(mod)
    Py_DECREF(name)
    return result
}

private func object_str(_ op: PyObj) -> PyObj? {
    guard let repr = op.ob_type.tp_repr else { return object_repr(op) }
    return repr(op)
}

func object_richcompare(_ op: PyObj, _ other: PyObj, _ cmp: Int32) -> PyObj? {
    if cmp == Py_EQ {
        // "Don't know" lets the other operand have a say.
        return Py_NewRef(op == other ? Py_True : Py_NotImplemented)
    }
    if cmp == Py_NE, let compare = op.ob_type.tp_richcompare {
        // `!=` is the opposite of `==`, unless that does not know.
        guard let res = compare(op, other, Py_EQ) else { return nil }
        if res == Py_NotImplemented { return res }
        let ok = PyObject_IsTrue(res)
        Py_DECREF(res)
        return ok < 0 ? nil : PyBool_FromLong(ok == 0)
    }
    return Py_NewRef(Py_NotImplemented)
}

// MARK: __class__

private func object_get_class(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(op.ob_type) }

private func compatible_with_tp_base(_ child: PyObj) -> Bool {
    guard let parent = child.tp_base else { return false }
    let dealloc = child.rawSlot(SlotOffset.tp_dealloc)
    return child.tp_basicsize == parent.tp_basicsize && child.tp_itemsize == parent.tp_itemsize
        && child.tp_dictoffset == parent.tp_dictoffset && child.tp_weaklistoffset == parent.tp_weaklistoffset
        && child.tp_flags & TypeFlags.HAVE_GC == parent.tp_flags & TypeFlags.HAVE_GC
        && (dealloc == fptr(subtype_dealloc) || dealloc == parent.rawSlot(SlotOffset.tp_dealloc))
}

private func same_slots_added(_ a: PyObj, _ b: PyObj) -> Bool {
    var size = a.tp_base.unsafelyUnwrapped.tp_basicsize
    if a.tp_dictoffset == size && b.tp_dictoffset == size { size += 8 }
    if a.tp_weaklistoffset == size && b.tp_weaklistoffset == size { size += 8 }
    if a.tp_flags & TypeFlags.HEAPTYPE == 0 || b.tp_flags & TypeFlags.HEAPTYPE == 0 { return false }
    if let slotsA = a.ht_slots, let slotsB = b.ht_slots {
        if PyObject_RichCompareBool(slotsA, slotsB, Py_EQ) != 1 { return false }
        size += 8 * PyTuple_GET_SIZE(slotsA)
    }
    return size == a.tp_basicsize && size == b.tp_basicsize
}

/// Whether instances of one type can become instances of another; false with TypeError.
func compatible_for_assignment(_ oldto: PyObj, _ newto: PyObj, _ attr: String) -> Bool {
    if newto.rawSlot(SlotOffset.tp_free) != oldto.rawSlot(SlotOffset.tp_free) {
        PyErr_SetString(
            PyExc_TypeError, "\(attr) assignment: '\(typeText(newto))' deallocator differs from '\(typeText(oldto))'")
        return false
    }
    // Compare the nearest ancestors whose layout is not that of their base.
    var newbase = newto
    var oldbase = oldto
    while compatible_with_tp_base(newbase) { newbase = newbase.tp_base.unsafelyUnwrapped }
    while compatible_with_tp_base(oldbase) { oldbase = oldbase.tp_base.unsafelyUnwrapped }
    let same = newbase == oldbase || (newbase.tp_base == oldbase.tp_base && same_slots_added(newbase, oldbase))
    if same && oldto.tp_flags & TypeFlags.MANAGED_DICT == newto.tp_flags & TypeFlags.MANAGED_DICT { return true }
    PyErr_SetString(
        PyExc_TypeError, "\(attr) assignment: '\(typeText(newto))' object layout differs from '\(typeText(oldto))'")
    return false
}

private func object_set_class(_ op: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    let oldto = op.ob_type
    guard let newto = value else {
        PyErr_SetString(PyExc_TypeError, "can't delete __class__ attribute")
        return -1
    }
    if !PyType_Check(newto) {
        PyErr_SetString(PyExc_TypeError, "__class__ must be set to a class, not '\(newto.typeName)' object")
        return -1
    }
    if !(PyType_IsSubtype(newto, PyModule_Type) && PyType_IsSubtype(oldto, PyModule_Type))
        && (newto.tp_flags | oldto.tp_flags) & TypeFlags.IMMUTABLETYPE != 0
    {
        PyErr_SetString(
            PyExc_TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
        return -1
    }
    if !compatible_for_assignment(oldto, newto, "__class__") { return -1 }
    // Inline values belong to the old class's keys: make a real dict first.
    _ = _PyObject_GetDictPtr(op)
    if oldto.tp_flags & TypeFlags.MANAGED_DICT != 0 && op.rawSlot(-32) != nil {
        _ = PyErr_NoMemory()
        return -1
    }
    if newto.tp_flags & TypeFlags.HEAPTYPE != 0 { Py_INCREF(newto) }
    op.ob_type = newto
    if oldto.tp_flags & TypeFlags.HEAPTYPE != 0 { Py_DECREF(oldto) }
    return 0
}

// MARK: methods

private func object_subclasshook(_ cls: PyObj, _ args: PyObj) -> PyObj? { Py_NewRef(Py_NotImplemented) }
private func object_init_subclass(_ cls: PyObj) -> PyObj? { Py_NewRef(Py_None) }

private func object_format(_ op: PyObj, _ spec: PyObj) -> PyObj? {
    if !PyUnicode_Check(spec) {
        _PyArg_BadArgument("__format__", "argument", "str", spec)
        return nil
    }
    if PyUnicode_GET_LENGTH(spec) > 0 {
        PyErr_SetString(
            PyExc_TypeError, "unsupported format string passed to \(clip(op.typeName, 200)).__format__")
        return nil
    }
    return PyObject_Str(op)
}

private func object_sizeof(_ op: PyObj) -> PyObj? {
    let type = op.ob_type
    let itemsize = type.tp_itemsize
    return PyLong_FromSsize_t(type.tp_basicsize + (itemsize > 0 ? op.ob_size * itemsize : 0))
}

private func object_dir(_ op: PyObj) -> PyObj? {
    var attribute: PyObj?
    if _PyObject_LookupAttr(op, _Py_ID(.__dict__), &attribute) < 0 { return nil }
    let dict: PyObj?
    if let d = attribute, PyDict_Check(d) { dict = PyDict_Copy(d) } else { dict = PyDict_New() }
    Py_XDECREF(attribute)
    guard let dict else { return nil }
    defer { Py_DECREF(dict) }
    var cls: PyObj?
    if _PyObject_LookupAttr(op, _Py_ID(.__class__), &cls) < 0 { return nil }
    if let cls {
        let err = merge_class_dict(dict, cls)
        Py_DECREF(cls)
        if err < 0 { return nil }
    }
    return PyDict_Keys(dict)
}

func initObjectType() {
    let t = PyBaseObject_Type
    t.initStaticType("object", basicsize: 16, flags: TypeFlags.BASETYPE)
    t.tp_doc = staticCString(
        "object()\n--\n\nThe base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n"
    )
    t.tp_dealloc = object_dealloc
    t.tp_repr = object_repr
    t.tp_hash = object_hash
    t.tp_str = object_str
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_richcompare = object_richcompare
    t.tp_init = object_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = object_new
    t.tp_free = PyObject_Del
    t.setGetSets([GetSetSpec("__class__", object_get_class, object_set_class, "the object's class")])
    t.setMethods([
        .o("__reduce_ex__", object_reduce_ex, "__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle."),
        .noargs("__reduce__", object_reduce, "__reduce__($self, /)\n--\n\nHelper for pickle."),
        .noargs("__getstate__", object_getstate_method, "__getstate__($self, /)\n--\n\nHelper for pickle."),
        .varargs(
            "__subclasshook__", object_subclasshook,
            "Abstract classes can override this to customize issubclass().\n\nThis is invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return True, False or NotImplemented.  If it returns\nNotImplemented, the normal algorithm is used.  Otherwise, it\noverrides the normal algorithm (and the outcome is cached).\n",
            flags: MethodFlags.CLASS),
        .noargs(
            "__init_subclass__", object_init_subclass,
            "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses.\n",
            flags: MethodFlags.CLASS),
        .o("__format__", object_format, "__format__($self, format_spec, /)\n--\n\nDefault object formatter."),
        .noargs("__sizeof__", object_sizeof, "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes."),
        .noargs("__dir__", object_dir, "__dir__($self, /)\n--\n\nDefault dir() implementation."),
    ])
}
