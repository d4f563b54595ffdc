import Memory

// The descriptors of built-in types: methods, class methods, members, getters, slot wrappers. Origin: Objects/descrobject.c.

func descr_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    Py_XDECREF(op.d_type)
    Py_XDECREF(op.d_name)
    Py_XDECREF(op.d_qualname)
    PyObject_GC_Del(op)
}

/// The descriptor's name as text, for messages.
func descrName(_ op: PyObj) -> String {
    guard let name = op.d_name, PyUnicode_Check(name) else { return "?" }
    return swiftString(name)
}

private func descr_repr(_ op: PyObj, _ kind: StaticString) -> PyObj? {
    PyUnicode_FromString("<\(kind) '\(descrName(op))' of '\(typeText(op.d_type.unsafelyUnwrapped))' objects>")
}
private func method_repr(_ op: PyObj) -> PyObj? { descr_repr(op, "method") }
private func member_repr(_ op: PyObj) -> PyObj? { descr_repr(op, "member") }
private func getset_repr(_ op: PyObj) -> PyObj? { descr_repr(op, "attribute") }
private func wrapperdescr_repr(_ op: PyObj) -> PyObj? { descr_repr(op, "slot wrapper") }

/// Whether the descriptor applies to an object; false with TypeError.
@inline(__always) func descr_check(_ descr: PyObj, _ obj: PyObj) -> Bool {
    let type = descr.d_type.unsafelyUnwrapped
    if _fastPath(obj.ob_type == type) || PyType_IsSubtype(obj.ob_type, type) { return true }
    descr_mismatch(descr, obj)
    return false
}

@inline(never) private func descr_mismatch(_ descr: PyObj, _ obj: PyObj) {
    PyErr_SetString(
        PyExc_TypeError,
        "descriptor '\(descrName(descr))' for '\(typeText(descr.d_type.unsafelyUnwrapped, 100))' objects doesn't apply to a '\(typeText(obj.ob_type, 100))' object"
    )
}

// MARK: __get__ and __set__

private func classmethod_get(_ descr: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    let descrType = descr.d_type.unsafelyUnwrapped
    var type = owner
    if type == nil {
        guard let obj else {
            PyErr_SetString(
                PyExc_TypeError,
                "descriptor '\(descrName(descr))' for type '\(typeText(descrType, 100))' needs either an object or a type")
            return nil
        }
        type = obj.ob_type
    }
    let t = type.unsafelyUnwrapped
    if !PyType_Check(t) {
        PyErr_SetString(
            PyExc_TypeError,
            "descriptor '\(descrName(descr))' for type '\(typeText(descrType, 100))' needs a type, not a '\(typeText(t.ob_type, 100))' as arg 2"
        )
        return nil
    }
    if !PyType_IsSubtype(t, descrType) {
        PyErr_SetString(
            PyExc_TypeError,
            "descriptor '\(descrName(descr))' requires a subtype of '\(typeText(descrType, 100))' but received '\(typeText(t, 100))'"
        )
        return nil
    }
    let cls: PyObj? = descr.d_method.ml_flags & MethodFlags.METHOD != 0 ? descrType : nil
    return PyCFunction_NewEx(descr.d_method, t, nil, cls)
}

private func method_get(_ descr: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    guard let obj else { return Py_NewRef(descr) }
    if !descr_check(descr, obj) { return nil }
    if descr.d_method.ml_flags & MethodFlags.METHOD != 0 {
        if let owner, PyType_Check(owner) { return PyCFunction_NewEx(descr.d_method, obj, nil, descr.d_type) }
        PyErr_SetString(
            PyExc_TypeError, "descriptor '\(descrName(descr))' needs a type, not '\(owner?.typeName ?? "NoneType")', as arg 2")
        return nil
    }
    return PyCFunction_NewEx(descr.d_method, obj, nil)
}

private func member_get(_ descr: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    guard let obj else { return Py_NewRef(descr) }
    if !descr_check(descr, obj) { return nil }
    return PyMember_GetOne(obj, descr.d_member)
}

private func getset_get(_ descr: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    guard let obj else { return Py_NewRef(descr) }
    if !descr_check(descr, obj) { return nil }
    let def = descr.d_getset
    if let get = def.gs_get { return get(obj, def.gs_closure) }
    PyErr_SetString(
        PyExc_AttributeError,
        "attribute '\(descrName(descr))' of '\(typeText(descr.d_type.unsafelyUnwrapped, 100))' objects is not readable")
    return nil
}

private func wrapperdescr_get(_ descr: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    guard let obj else { return Py_NewRef(descr) }
    if !descr_check(descr, obj) { return nil }
    return PyWrapper_New(descr, obj)
}

private func member_set(_ descr: PyObj, _ obj: PyObj, _ value: PyObj?) -> Int32 {
    if !descr_check(descr, obj) { return -1 }
    return PyMember_SetOne(obj, descr.d_member, value)
}

private func getset_set(_ descr: PyObj, _ obj: PyObj, _ value: PyObj?) -> Int32 {
    if !descr_check(descr, obj) { return -1 }
    let def = descr.d_getset
    if let set = def.gs_set { return set(obj, value, def.gs_closure) }
    PyErr_SetString(
        PyExc_AttributeError,
        "attribute '\(descrName(descr))' of '\(typeText(descr.d_type.unsafelyUnwrapped, 100))' objects is not writable")
    return -1
}

// MARK: calls of class-method descriptors and slot wrappers

private func needsArgument(_ descr: PyObj) {
    PyErr_SetString(
        PyExc_TypeError,
        "descriptor '\(descrName(descr))' of '\(typeText(descr.d_type.unsafelyUnwrapped, 100))' object needs an argument")
}

private func classmethoddescr_call(_ descr: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    let argc = PyTuple_GET_SIZE(args)
    if argc < 1 {
        needsArgument(descr)
        return nil
    }
    guard let bound = classmethod_get(descr, nil, PyTuple_GET_ITEM(args, 0)) else { return nil }
    let res = _PyObject_FastCallDict(bound, (args + 32).assumingMemoryBound(to: PyObj.self), argc - 1, kwds)
    Py_DECREF(bound)
    return res
}

/// Calls the wrapper of a slot on a self that fits.
func wrapperdescr_raw_call(_ descr: PyObj, _ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    let base = descr.d_base
    let wrapper = base.wb_wrapper.unsafelyUnwrapped
    let wrapped = descr.d_wrapped.unsafelyUnwrapped
    if base.wb_flags & 1 != 0 { return unsafeBitCast(wrapper, to: wrapperfunc_kwds.self)(op, args, wrapped, kwds) }
    if let kwds, !PyDict_Check(kwds) || kwds.ma_used != 0 {
        PyErr_SetString(PyExc_TypeError, "wrapper \(cText(base.wb_name))() takes no keyword arguments")
        return nil
    }
    return unsafeBitCast(wrapper, to: wrapperfunc.self)(op, args, wrapped)
}

private func wrapperdescr_call(_ descr: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    let argc = PyTuple_GET_SIZE(args)
    if argc < 1 {
        needsArgument(descr)
        return nil
    }
    let op = PyTuple_GET_ITEM(args, 0)
    let type = descr.d_type.unsafelyUnwrapped
    if _PyObject_RealIsSubclass(op.ob_type, type) == 0 {
        PyErr_SetString(
            PyExc_TypeError,
            "descriptor '\(descrName(descr))' requires a '\(typeText(type, 100))' object but received a '\(typeText(op.ob_type, 100))'"
        )
        return nil
    }
    guard let rest = PyTuple_GetSlice(args, 1, argc) else { return nil }
    let result = wrapperdescr_raw_call(descr, op, rest, kwds)
    Py_DECREF(rest)
    return result
}

// MARK: attributes of descriptors

private func method_get_doc(_ descr: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    _PyType_GetDocFromInternalDoc(cText(descr.d_method.ml_name), descr.d_method.ml_doc)
}
private func method_get_text_signature(_ descr: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    _PyType_GetTextSignatureFromInternalDoc(cText(descr.d_method.ml_name), descr.d_method.ml_doc)
}
private func wrapperdescr_get_doc(_ descr: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    _PyType_GetDocFromInternalDoc(cText(descr.d_base.wb_name), descr.d_base.wb_doc)
}
private func wrapperdescr_get_text_signature(_ descr: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    _PyType_GetTextSignatureFromInternalDoc(cText(descr.d_base.wb_name), descr.d_base.wb_doc)
}
private func member_get_doc(_ descr: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    guard let doc = descr.d_member.mem_doc else { return Py_NewRef(Py_None) }
    return PyUnicode_FromString(cText(doc))
}
private func getset_get_doc(_ descr: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    guard let doc = descr.d_getset.gs_doc else { return Py_NewRef(Py_None) }
    return PyUnicode_FromString(cText(doc))
}

private func calculate_qualname(_ descr: PyObj) -> PyObj? {
    guard let name = descr.d_name, PyUnicode_Check(name) else {
        PyErr_SetString(PyExc_TypeError, "<descriptor>.__name__ is not a unicode object")
        return nil
    }
    guard let qualname = PyObject_GetAttr(descr.d_type.unsafelyUnwrapped, _Py_ID(.__qualname__)) else { return nil }
    defer { Py_DECREF(qualname) }
    if !PyUnicode_Check(qualname) {
        PyErr_SetString(PyExc_TypeError, "<descriptor>.__objclass__.__qualname__ is not a unicode object")
        return nil
    }
    return PyUnicode_FromString("\(swiftString(qualname)).\(swiftString(name))")
}

func descr_get_qualname(_ descr: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if descr.d_qualname == nil { descr.d_qualname = calculate_qualname(descr) }
    return Py_XNewRef(descr.d_qualname)
}

/// `(getattr, (object, name))`, as pickle wants it; the object and the name are borrowed.
func reduceAsGetattr(_ object: PyObj, _ name: PyObj) -> PyObj? {
    guard let getattr = _PyEval_GetBuiltin(_Py_ID(.getattr)) else { return nil }
    defer { Py_DECREF(getattr) }
    guard let args = pack2(object, name) else { return nil }
    defer { Py_DECREF(args) }
    return pack2(getattr, args)
}

private func descr_reduce(_ descr: PyObj) -> PyObj? {
    reduceAsGetattr(descr.d_type.unsafelyUnwrapped, descr.d_name.unsafelyUnwrapped)
}

private func descr_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    Py_VISIT(op.d_type, visit, arg)
}

// MARK: making descriptors

private func descr_new(_ descrType: PyObj, _ type: PyObj, _ name: PyObj) -> PyObj? {
    guard let descr = PyType_GenericAlloc(descrType, 0) else { return nil }
    descr.d_type = Py_NewRef(type)
    guard let nameObject = PyUnicode_InternFromString(cText(name)) else {
        Py_DECREF(descr)
        return nil
    }
    descr.d_name = nameObject
    return descr
}

/// A method descriptor for a PyMethodDef.
func PyDescr_NewMethod(_ type: PyObj, _ method: PyObj) -> PyObj? {
    typealias M = MethodFlags
    let vectorcall: vectorcallfunc
    switch method.ml_flags & (M.VARARGS | M.FASTCALL | M.NOARGS | M.O | M.KEYWORDS | M.METHOD) {
    case M.VARARGS: vectorcall = method_vectorcall_VARARGS
    case M.VARARGS | M.KEYWORDS: vectorcall = method_vectorcall_VARARGS_KEYWORDS
    case M.FASTCALL: vectorcall = method_vectorcall_FASTCALL
    case M.FASTCALL | M.KEYWORDS: vectorcall = method_vectorcall_FASTCALL_KEYWORDS
    case M.NOARGS: vectorcall = method_vectorcall_NOARGS
    case M.O: vectorcall = method_vectorcall_O
    case M.METHOD | M.FASTCALL | M.KEYWORDS: vectorcall = method_vectorcall_FASTCALL_KEYWORDS_METHOD
    default:
        PyErr_SetString(PyExc_SystemError, "\(cText(method.ml_name))() method: bad call flags")
        return nil
    }
    guard let descr = descr_new(PyMethodDescr_Type, type, method.ml_name) else { return nil }
    descr.d_method = method
    descr.d_vectorcall = vectorcall
    return descr
}

/// A class-method descriptor for a PyMethodDef.
func PyDescr_NewClassMethod(_ type: PyObj, _ method: PyObj) -> PyObj? {
    guard let descr = descr_new(PyClassMethodDescr_Type, type, method.ml_name) else { return nil }
    descr.d_method = method
    return descr
}

/// A descriptor for a PyMemberDef.
func PyDescr_NewMember(_ type: PyObj, _ member: PyObj) -> PyObj? {
    guard let descr = descr_new(PyMemberDescr_Type, type, member.mem_name.unsafelyUnwrapped) else { return nil }
    descr.d_member = member
    return descr
}

/// A descriptor for a PyGetSetDef.
func PyDescr_NewGetSet(_ type: PyObj, _ getset: PyObj) -> PyObj? {
    guard let descr = descr_new(PyGetSetDescr_Type, type, getset.gs_name.unsafelyUnwrapped) else { return nil }
    descr.d_getset = getset
    return descr
}

/// A descriptor for a C slot.
func PyDescr_NewWrapper(_ type: PyObj, _ base: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard let descr = descr_new(PyWrapperDescr_Type, type, base.wb_name) else { return nil }
    descr.d_base = base
    descr.d_wrapped = wrapped
    return descr
}

/// Whether an object is a data descriptor.
@inline(__always) func PyDescr_IsData(_ op: PyObj) -> Bool { op.ob_type.rawSlot(SlotOffset.tp_descr_set) != nil }

func initDescriptorTypes() {
    let members = [MemberSpec("__objclass__", .object, 16), MemberSpec("__name__", .object, 24)]
    let qualname = GetSetSpec("__qualname__", descr_get_qualname)
    func common(_ t: PyObj, _ name: StaticString, _ size: Int, _ flags: UInt, _ getsets: [GetSetSpec], reduce: Bool = true) {
        t.initStaticType(name, basicsize: size, flags: TypeFlags.HAVE_GC | flags)
        t.tp_dealloc = descr_dealloc
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = descr_traverse
        if reduce { t.setMethods([.noargs("__reduce__", descr_reduce)]) }
        t.setMembers(members)
        t.setGetSets(getsets)
    }
    let methodGetSets = [
        GetSetSpec("__doc__", method_get_doc), qualname, GetSetSpec("__text_signature__", method_get_text_signature),
    ]
    common(
        PyMethodDescr_Type, "method_descriptor", 56, TypeFlags.HAVE_VECTORCALL | TypeFlags.METHOD_DESCRIPTOR, methodGetSets)
    PyMethodDescr_Type.tp_vectorcall_offset = 48
    PyMethodDescr_Type.tp_repr = method_repr
    PyMethodDescr_Type.tp_call = PyVectorcall_Call
    PyMethodDescr_Type.tp_descr_get = method_get

    common(PyClassMethodDescr_Type, "classmethod_descriptor", 56, 0, methodGetSets, reduce: false)
    PyClassMethodDescr_Type.tp_repr = method_repr
    PyClassMethodDescr_Type.tp_call = classmethoddescr_call
    PyClassMethodDescr_Type.tp_descr_get = classmethod_get

    common(PyMemberDescr_Type, "member_descriptor", 48, 0, [GetSetSpec("__doc__", member_get_doc), qualname])
    PyMemberDescr_Type.tp_repr = member_repr
    PyMemberDescr_Type.tp_descr_get = member_get
    PyMemberDescr_Type.tp_descr_set = member_set

    common(
        PyGetSetDescr_Type, "getset_descriptor", 48, 0, [GetSetSpec("__doc__", getset_get_doc), qualname], reduce: false)
    PyGetSetDescr_Type.tp_repr = getset_repr
    PyGetSetDescr_Type.tp_descr_get = getset_get
    PyGetSetDescr_Type.tp_descr_set = getset_set

    common(
        PyWrapperDescr_Type, "wrapper_descriptor", 56, TypeFlags.METHOD_DESCRIPTOR,
        [
            GetSetSpec("__doc__", wrapperdescr_get_doc), qualname,
            GetSetSpec("__text_signature__", wrapperdescr_get_text_signature),
        ])
    PyWrapperDescr_Type.tp_repr = wrapperdescr_repr
    PyWrapperDescr_Type.tp_call = wrapperdescr_call
    PyWrapperDescr_Type.tp_descr_get = wrapperdescr_get

    initMethodWrapperType()
}
