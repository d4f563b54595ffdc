import Memory

// The type `property`. Origin: Objects/descrobject.c.

private func property_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    Py_XDECREF(op.prop_get)
    Py_XDECREF(op.prop_set)
    Py_XDECREF(op.prop_del)
    Py_XDECREF(op.prop_doc)
    Py_XDECREF(op.prop_name)
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

/// AttributeError "property 'x' of 'C' object has no …".
private func missing(_ op: PyObj, _ obj: PyObj, _ what: String) {
    guard let qualname = PyType_GetQualName(obj.ob_type) else {
        PyErr_SetString(PyExc_AttributeError, "property has no \(what)")
        return
    }
    let name = op.prop_name.map { " \(reprText($0))" } ?? ""
    PyErr_SetString(PyExc_AttributeError, "property\(name) of \(reprText(qualname)) object has no \(what)")
    Py_DECREF(qualname)
}

private func property_descr_get(_ op: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    guard let obj, obj != Py_None else { return Py_NewRef(op) }
    guard let get = op.prop_get else {
        missing(op, obj, "getter")
        return nil
    }
    return PyObject_CallOneArg(get, obj)
}

private func property_descr_set(_ op: PyObj, _ obj: PyObj, _ value: PyObj?) -> Int32 {
    guard let function = value == nil ? op.prop_del : op.prop_set else {
        missing(op, obj, value == nil ? "deleter" : "setter")
        return -1
    }
    guard let res = value == nil ? PyObject_CallOneArg(function, obj) : call2(function, obj, value.unsafelyUnwrapped) else {
        return -1
    }
    Py_DECREF(res)
    return 0
}

/// A copy with one accessor replaced.
private func property_copy(_ old: PyObj, _ get: PyObj?, _ set: PyObj?, _ del: PyObj?) -> PyObj? {
    func choose(_ new: PyObj?, _ old: PyObj?) -> PyObj { new != nil && new != Py_None ? new! : (old ?? Py_None) }
    let g = choose(get, old.prop_get), s = choose(set, old.prop_set), d = choose(del, old.prop_del)
    // The getter's docstring is used again, the new getter's if there is one.
    let doc = old.prop_getter_doc != 0 && g != Py_None ? Py_None : (old.prop_doc ?? Py_None)
    var stack = (g, s, d, doc)
    let new = withUnsafeMutablePointer(to: &stack) {
        PyObject_Vectorcall(old.ob_type, UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 4, nil)
    }
    guard let new else { return nil }
    if PyObject_TypeCheck(new, PyProperty_Type) {
        Py_XINCREF(old.prop_name)
        Py_XSETREF(new, 48, old.prop_name)
    }
    return new
}

private func property_getter(_ op: PyObj, _ f: PyObj) -> PyObj? { property_copy(op, f, nil, nil) }
private func property_setter(_ op: PyObj, _ f: PyObj) -> PyObj? { property_copy(op, nil, f, nil) }
private func property_deleter(_ op: PyObj, _ f: PyObj) -> PyObj? { property_copy(op, nil, nil, f) }

private func property_set_name(_ op: PyObj, _ args: PyObj) -> PyObj? {
    let n = PyTuple_GET_SIZE(args)
    if n != 2 {
        PyErr_SetString(PyExc_TypeError, "__set_name__() takes 2 positional arguments but \(n) were given")
        return nil
    }
    let name = PyTuple_GET_ITEM(args, 1)
    Py_INCREF(name)
    Py_XSETREF(op, 48, name)
    return Py_NewRef(Py_None)
}

private func property_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    var found: (PyObj?, PyObj?, PyObj?, PyObj?) = (nil, nil, nil, nil)
    let ok = withUnsafeMutablePointer(to: &found) { p in
        _PyArg_UnpackKeywords(
            fname: "property", args: (args + 24).assumingMemoryBound(to: PyObj.self), nargs: PyTuple_GET_SIZE(args),
            kwargs: kwds, kwnames: nil, keywords: ["fget", "fset", "fdel", "doc"], minpos: 0, maxpos: 4, minkw: 0,
            into: UnsafeMutableRawPointer(p).assumingMemoryBound(to: PyObj?.self))
    }
    if !ok { return -1 }
    func orNil(_ x: PyObj?) -> PyObj? { x == Py_None ? nil : x }
    let get = orNil(found.0), doc = found.3
    Py_XINCREF(get)
    Py_XSETREF(op, 16, get)
    Py_XINCREF(orNil(found.1))
    Py_XSETREF(op, 24, orNil(found.1))
    Py_XINCREF(orNil(found.2))
    Py_XSETREF(op, 32, orNil(found.2))
    Py_XINCREF(doc)
    Py_XSETREF(op, 40, doc)
    Py_XSETREF(op, 48, nil)
    op.prop_getter_doc = 0
    // Without a docstring the getter's is used.
    if let get, doc == nil || doc == Py_None {
        var getDoc: PyObj?
        let rc = _PyObject_LookupAttr(get, _Py_ID(.__doc__), &getDoc)
        guard rc > 0, let getDoc else { return rc }
        if op.ob_type == PyProperty_Type {
            Py_XSETREF(op, 40, getDoc)
        } else {
            // A subclass keeps it in its instance's dict, where its own class docstring does not hide it.
            let err = PyObject_SetAttr(op, _Py_ID(.__doc__), getDoc)
            Py_DECREF(getDoc)
            if err < 0 { return -1 }
        }
        op.prop_getter_doc = 1
    }
    return 0
}

private func property_isabstract(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    var res = _PyObject_IsAbstract(op.prop_get)
    if res == 0 { res = _PyObject_IsAbstract(op.prop_set) }
    if res == 0 { res = _PyObject_IsAbstract(op.prop_del) }
    return res < 0 ? nil : PyBool_FromLong(res != 0)
}

private func property_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var err = Py_VISIT(op.prop_get, visit, arg)
    if err == 0 { err = Py_VISIT(op.prop_set, visit, arg) }
    if err == 0 { err = Py_VISIT(op.prop_del, visit, arg) }
    if err == 0 { err = Py_VISIT(op.prop_doc, visit, arg) }
    if err == 0 { err = Py_VISIT(op.prop_name, visit, arg) }
    return err
}

private func property_clear(_ op: PyObj) -> Int32 {
    Py_CLEAR(op, 40)
    return 0
}

func initPropertyType() {
    let t = PyProperty_Type
    t.initStaticType("property", basicsize: 64, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE)
    t.tp_doc = staticCString(
        """
        property(fget=None, fset=None, fdel=None, doc=None)
        --

        Property attribute.

          fget
            function to be used for getting an attribute value
          fset
            function to be used for setting an attribute value
          fdel
            function to be used for del'ing an attribute
          doc
            docstring

        Typical use is to define a managed attribute x:

        class C(object):
            def getx(self): return self._x
            def setx(self, value): self._x = value
            def delx(self): del self._x
            x = property(getx, setx, delx, "I'm the 'x' property.")

        Decorators make defining new properties or modifying existing ones easy:

        class C(object):
            @property
            def x(self):
                "I am the 'x' property."
                return self._x
            @x.setter
            def x(self, value):
                self._x = value
            @x.deleter
            def x(self):
                del self._x
        """)
    t.tp_dealloc = property_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = property_traverse
    t.tp_clear = property_clear
    t.tp_descr_get = property_descr_get
    t.tp_descr_set = property_descr_set
    t.tp_init = property_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = PyType_GenericNew
    t.tp_free = PyObject_GC_Del
    t.setMethods([
        .o("getter", property_getter, "Descriptor to obtain a copy of the property with a different getter."),
        .o("setter", property_setter, "Descriptor to obtain a copy of the property with a different setter."),
        .o("deleter", property_deleter, "Descriptor to obtain a copy of the property with a different deleter."),
        .varargs("__set_name__", property_set_name, "Method to set name of a property."),
    ])
    t.setMembers([
        MemberSpec("fget", .object, 16), MemberSpec("fset", .object, 24), MemberSpec("fdel", .object, 32),
        MemberSpec("__doc__", .object, 40, readonly: false),
    ])
    t.setGetSets([GetSetSpec("__isabstractmethod__", property_isabstract)])
}
