import Memory

// `object.__reduce_ex__`, `__reduce__`, `__getstate__`: what copy and pickle use. Origin: Objects/typeobject.c.

/// The module copyreg: a new reference.
private func import_copyreg() -> PyObj? {
    if let module = PyImport_GetModule(_Py_ID(.copyreg)) { return module }
    if PyErr_Occurred() != nil { return nil }
    return PyImport_Import(_Py_ID(.copyreg))
}

/// The slot names of a class, as copyreg computes and caches them: a list or None.
private func _PyType_GetSlotNames(_ cls: PyObj) -> PyObj? {
    if let names = PyDict_GetItemWithError(cls.tp_dict.unsafelyUnwrapped, _Py_ID(.__slotnames__)) {
        if names != Py_None && !PyList_Check(names) {
            PyErr_SetString(
                PyExc_TypeError,
                "\(clip(typeText(cls), 200)).__slotnames__ should be a list or None, not \(clip(names.typeName, 200))")
            return nil
        }
        return Py_NewRef(names)
    }
    if PyErr_Occurred() != nil { return nil }
    guard let copyreg = import_copyreg() else { return nil }
    let names = PyObject_CallMethodOneArg(copyreg, _Py_ID(._slotnames), cls)
    Py_DECREF(copyreg)
    guard let names else { return nil }
    if names != Py_None && !PyList_Check(names) {
        PyErr_SetString(PyExc_TypeError, "copyreg._slotnames didn't return a list or None")
        Py_DECREF(names)
        return nil
    }
    return names
}

private func object_getstate_default(_ obj: PyObj, _ required: Bool) -> PyObj? {
    let type = obj.ob_type
    if required && type.tp_itemsize != 0 {
        PyErr_SetString(PyExc_TypeError, "cannot pickle \(clip(typeText(type), 200)) objects")
        return nil
    }
    var state: PyObj
    if _PyObject_IsInstanceDictEmpty(obj) {
        state = Py_NewRef(Py_None)
    } else {
        guard let dict = PyObject_GenericGetDict(obj, nil) else { return nil }
        state = dict
    }
    guard let slotnames = _PyType_GetSlotNames(type) else {
        Py_DECREF(state)
        return nil
    }
    defer { Py_DECREF(slotnames) }
    let count = slotnames == Py_None ? 0 : PyList_GET_SIZE(slotnames)
    if required {
        var basicsize = PyBaseObject_Type.tp_basicsize
        if type.tp_dictoffset != 0 && type.tp_flags & TypeFlags.MANAGED_DICT == 0 { basicsize += 8 }
        if type.tp_weaklistoffset != 0 { basicsize += 8 }
        basicsize += 8 * count
        if type.tp_basicsize > basicsize {
            Py_DECREF(state)
            PyErr_SetString(PyExc_TypeError, "cannot pickle '\(clip(typeText(type), 200))' object")
            return nil
        }
    }
    if count == 0 { return state }
    guard let slots = PyDict_New() else {
        Py_DECREF(state)
        return nil
    }
    defer { Py_DECREF(slots) }
    for i in 0..<count {
        let name = Py_NewRef(PyList_GET_ITEM(slotnames, i))
        var value: PyObj?
        var err = _PyObject_LookupAttr(obj, name, &value)
        if err >= 0, let v = value {
            err = PyDict_SetItem(slots, name, v)
            Py_DECREF(v)
        }
        Py_DECREF(name)
        if err >= 0 && count != PyList_GET_SIZE(slotnames) {
            PyErr_SetString(PyExc_RuntimeError, "__slotsname__ changed size during iteration")
            err = -1
        }
        if err < 0 {
            Py_DECREF(state)
            return nil
        }
    }
    if slots.ma_used > 0 {
        let both = pack2(state, slots)
        Py_DECREF(state)
        guard let both else { return nil }
        state = both
    }
    return state
}

private func object_getstate(_ obj: PyObj, _ required: Bool) -> PyObj? {
    guard let getstate = PyObject_GetAttr(obj, _Py_ID(.__getstate__)) else { return nil }
    defer { Py_DECREF(getstate) }
    if getstate.ob_type == PyCFunction_Type, getstate.m_self == obj,
        getstate.m_ml.ml_meth == fptr(object_getstate_method)
    {
        // Not overridden: the requirement can be handed on.
        return object_getstate_default(obj, required)
    }
    return PyObject_CallNoArgs(getstate)
}

/// The object's `__getstate__()`. Origin: `_PyObject_GetState`.
func _PyObject_GetState(_ obj: PyObj) -> PyObj? { object_getstate(obj, false) }

func object_getstate_method(_ obj: PyObj) -> PyObj? { object_getstate_default(obj, false) }

/// The arguments for `__new__` by `__getnewargs_ex__` or `__getnewargs__`; nil ones when there are none. False with an exception.
private func getNewArguments(_ obj: PyObj, _ args: inout PyObj?, _ kwargs: inout PyObj?) -> Bool {
    if let method = _PyObject_LookupSpecial(obj, _Py_ID(.__getnewargs_ex__)) {
        let newargs = PyObject_CallNoArgs(method)
        Py_DECREF(method)
        guard let newargs else { return false }
        defer { Py_DECREF(newargs) }
        if !PyTuple_Check(newargs) {
            PyErr_SetString(
                PyExc_TypeError, "__getnewargs_ex__ should return a tuple, not '\(clip(newargs.typeName, 200))'")
            return false
        }
        if PyTuple_GET_SIZE(newargs) != 2 {
            PyErr_SetString(
                PyExc_ValueError, "__getnewargs_ex__ should return a tuple of length 2, not \(PyTuple_GET_SIZE(newargs))")
            return false
        }
        let a = PyTuple_GET_ITEM(newargs, 0), k = PyTuple_GET_ITEM(newargs, 1)
        if !PyTuple_Check(a) {
            PyErr_SetString(
                PyExc_TypeError,
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '\(clip(a.typeName, 200))'")
            return false
        }
        if !PyDict_Check(k) {
            PyErr_SetString(
                PyExc_TypeError,
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '\(clip(k.typeName, 200))'")
            return false
        }
        args = Py_NewRef(a)
        kwargs = Py_NewRef(k)
        return true
    }
    if PyErr_Occurred() != nil { return false }
    if let method = _PyObject_LookupSpecial(obj, _Py_ID(.__getnewargs__)) {
        let newargs = PyObject_CallNoArgs(method)
        Py_DECREF(method)
        guard let newargs else { return false }
        if !PyTuple_Check(newargs) {
            PyErr_SetString(
                PyExc_TypeError, "__getnewargs__ should return a tuple, not '\(clip(newargs.typeName, 200))'")
            Py_DECREF(newargs)
            return false
        }
        args = newargs
        return true
    }
    return PyErr_Occurred() == nil
}

private func reduce_newobj(_ obj: PyObj) -> PyObj? {
    let type = obj.ob_type
    if type.tp_new == nil {
        PyErr_SetString(PyExc_TypeError, "cannot pickle '\(clip(typeText(type), 200))' object")
        return nil
    }
    var args: PyObj?, kwargs: PyObj?
    if !getNewArguments(obj, &args, &kwargs) { return nil }
    defer {
        Py_XDECREF(args)
        Py_XDECREF(kwargs)
    }
    guard let copyreg = import_copyreg() else { return nil }
    let hasKeywords = kwargs != nil && kwargs.unsafelyUnwrapped.ma_used != 0
    let newobj = PyObject_GetAttr(copyreg, hasKeywords ? _Py_ID(.__newobj_ex__) : _Py_ID(.__newobj__))
    Py_DECREF(copyreg)
    guard let newobj else { return nil }
    defer { Py_DECREF(newobj) }
    let newargs: PyObj?
    if hasKeywords {
        newargs = pack3(type, args.unsafelyUnwrapped, kwargs.unsafelyUnwrapped)
    } else {
        let n = args.map { PyTuple_GET_SIZE($0) } ?? 0
        newargs = PyTuple_New(n + 1)
        if let newargs {
            PyTuple_SET_ITEM(newargs, 0, Py_NewRef(type))
            for i in 0..<n { PyTuple_SET_ITEM(newargs, i + 1, Py_NewRef(PyTuple_GET_ITEM(args.unsafelyUnwrapped, i))) }
        }
    }
    guard let newargs else { return nil }
    defer { Py_DECREF(newargs) }
    guard let state = object_getstate(obj, !(args != nil || PyList_Check(obj) || PyDict_Check(obj))) else { return nil }
    defer { Py_DECREF(state) }
    guard let listitems = PyList_Check(obj) ? PyObject_GetIter(obj) : Py_NewRef(Py_None) else { return nil }
    defer { Py_DECREF(listitems) }
    var dictitems: PyObj? = nil
    if PyDict_Check(obj) {
        guard let items = PyObject_CallMethodNoArgs(obj, _Py_ID(.items)) else { return nil }
        dictitems = PyObject_GetIter(items)
        Py_DECREF(items)
    } else {
        dictitems = Py_NewRef(Py_None)
    }
    guard let dictitems else { return nil }
    defer { Py_DECREF(dictitems) }
    guard let result = PyTuple_New(5) else { return nil }
    for (i, item) in [newobj, newargs, state, listitems, dictitems].enumerated() {
        PyTuple_SET_ITEM(result, i, Py_NewRef(item))
    }
    return result
}

private func common_reduce(_ op: PyObj, _ proto: Int) -> PyObj? {
    if proto >= 2 { return reduce_newobj(op) }
    guard let copyreg = import_copyreg() else { return nil }
    defer { Py_DECREF(copyreg) }
    guard let name = PyUnicode_InternFromString("_reduce_ex") else { return nil }
    let function = PyObject_GetAttr(copyreg, name)
    Py_DECREF(name)
    guard let function else { return nil }
    defer { Py_DECREF(function) }
    guard let number = PyLong_FromLong(proto) else { return nil }
    defer { Py_DECREF(number) }
    return call2(function, op, number)
}

func object_reduce(_ op: PyObj) -> PyObj? { common_reduce(op, 0) }

func object_reduce_ex(_ op: PyObj, _ protocolObject: PyObj) -> PyObj? {
    let proto = PyLong_AsLong(protocolObject)
    if proto == -1 && PyErr_Occurred() != nil { return nil }
    if Interp.object(TypeWords.objectReduce) == nil {
        Interp.set(
            TypeWords.objectReduce,
            PyDict_GetItemWithError(PyBaseObject_Type.tp_dict.unsafelyUnwrapped, _Py_ID(.__reduce__)))
    }
    var reduce: PyObj?
    if _PyObject_LookupAttr(op, _Py_ID(.__reduce__), &reduce) < 0 { return nil }
    if let reduce {
        defer { Py_DECREF(reduce) }
        guard let clsreduce = PyObject_GetAttr(op.ob_type, _Py_ID(.__reduce__)) else { return nil }
        Py_DECREF(clsreduce)
        // A `__reduce__` of one's own has precedence.
        if clsreduce != Interp.object(TypeWords.objectReduce) { return PyObject_CallNoArgs(reduce) }
    }
    return common_reduce(op, proto)
}
