import Memory

// The type `super`. Origin: Objects/typeobject.c.

private func super_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    Py_XDECREF(op.super_obj)
    Py_XDECREF(op.super_type)
    Py_XDECREF(op.super_obj_type)
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

private func super_repr(_ op: PyObj) -> PyObj? {
    let type = op.super_type.map { typeText($0) } ?? "NULL"
    if let objType = op.super_obj_type {
        return PyUnicode_FromString("<super: <class '\(type)'>, <\(typeText(objType)) object>>")
    }
    return PyUnicode_FromString("<super: <class '\(type)'>, NULL>")
}

private func super_getattro(_ op: PyObj, _ name: PyObj) -> PyObj? {
    // `__class__` is that of the super object itself.
    if let starttype = op.super_obj_type, let mro = starttype.tp_mro,
        !(PyUnicode_Check(name) && PyUnicode_GET_LENGTH(name) == 9 && _PyUnicode_EQ(name, _Py_ID(.__class__)))
    {
        let type = op.super_type
        let n = PyTuple_GET_SIZE(mro)
        var i = 0
        while i + 1 < n && PyTuple_GET_ITEM(mro, i) != type { i &+= 1 }
        i &+= 1  // after the class that asks
        if i < n {
            Py_INCREF(mro)
            repeat {
                let dict = PyTuple_GET_ITEM(mro, i).tp_dict.unsafelyUnwrapped
                if let found = PyDict_GetItemWithError(dict, name) {
                    var res: PyObj? = Py_NewRef(found)
                    if let get = found.ob_type.tp_descr_get {
                        // A class as second argument means an unbound lookup.
                        let obj = op.super_obj
                        res = get(found, obj == starttype ? nil : obj, starttype)
                        Py_DECREF(found)
                    }
                    Py_DECREF(mro)
                    return res
                }
                if PyErr_Occurred() != nil {
                    Py_DECREF(mro)
                    return nil
                }
                i &+= 1
            } while i < n
            Py_DECREF(mro)
        }
    }
    return PyObject_GenericGetAttr(op, name)
}

/// The type whose MRO a bound super walks: `obj` itself if it is a subclass, else its type. A new reference.
private func supercheck(_ type: PyObj, _ obj: PyObj) -> PyObj? {
    if PyType_Check(obj) && PyType_IsSubtype(obj, type) { return Py_NewRef(obj) }
    if PyType_IsSubtype(obj.ob_type, type) { return Py_NewRef(obj.ob_type) }
    // A proxy may claim another class.
    var cls: PyObj?
    if _PyObject_LookupAttr(obj, _Py_ID(.__class__), &cls) < 0 { return nil }
    if let c = cls, PyType_Check(c), c != obj.ob_type, PyType_IsSubtype(c, type) { return c }
    Py_XDECREF(cls)
    PyErr_SetString(PyExc_TypeError, "super(type, obj): obj must be an instance or subtype of type")
    return nil
}

private func super_descr_get(_ op: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    guard let obj, obj != Py_None, op.super_obj == nil else { return Py_NewRef(op) }
    if op.ob_type != PySuper_Type {
        // An unusual subclass: call its type.
        return call2(op.ob_type, op.super_type.unsafelyUnwrapped, obj)
    }
    let type = op.super_type.unsafelyUnwrapped
    guard let objType = supercheck(type, obj) else { return nil }
    guard let new = PyType_GenericAlloc(PySuper_Type, 0) else { return nil }
    new.super_type = Py_NewRef(type)
    new.super_obj = Py_NewRef(obj)
    new.super_obj_type = objType
    return new
}

/// The class and the first argument for `super()`, from the running frame. False with RuntimeError. Both are borrowed.
private func super_init_without_args(_ frame: PyObj, _ type: inout PyObj?, _ obj: inout PyObj?) -> Bool {
    let code = frame.fr_code
    let locals = frame + 72
    if code.co_argcount == 0 {
        PyErr_SetString(PyExc_RuntimeError, "super(): no arguments")
        return false
    }
    var first = locals.rawSlot(0)
    // The first argument may have been moved into a cell: once the first instruction has run, it has.
    if let cell = first, code.co_localspluskinds.load(fromByteOffset: 32, as: UInt8.self) & 0x40 != 0,
        frame.fr_prev_instr >= code + 184
    {
        first = cell.ob_ref
    }
    guard let first else {
        PyErr_SetString(PyExc_RuntimeError, "super(): arg[0] deleted")
        return false
    }
    var i = Int(code.co_nlocals) + Int(code.co_nplaincellvars)
    while i < Int(code.co_nlocalsplus) {
        let name = PyTuple_GET_ITEM(code.co_localsplusnames, i)
        if name == _Py_ID(.__class__) || _PyUnicode_EQ(name, _Py_ID(.__class__)) {
            guard let cell = locals.rawSlot(i &* 8), cell.ob_type == PyCell_Type else {
                PyErr_SetString(PyExc_RuntimeError, "super(): bad __class__ cell")
                return false
            }
            guard let cls = cell.ob_ref else {
                PyErr_SetString(PyExc_RuntimeError, "super(): empty __class__ cell")
                return false
            }
            if !PyType_Check(cls) {
                PyErr_SetString(PyExc_RuntimeError, "super(): __class__ is not a type (\(cls.typeName))")
                return false
            }
            type = cls
            obj = first
            return true
        }
        i += 1
    }
    PyErr_SetString(PyExc_RuntimeError, "super(): __class__ cell not found")
    return false
}

private func super_init_impl(_ op: PyObj, _ typeArgument: PyObj?, _ objArgument: PyObj?) -> Bool {
    var type = typeArgument
    var obj = objArgument
    if type == nil {
        guard let frame = ThreadState.cframe.cframe_current_frame else {
            PyErr_SetString(PyExc_RuntimeError, "super(): no current frame")
            return false
        }
        if !super_init_without_args(frame, &type, &obj) { return false }
    }
    let t = type.unsafelyUnwrapped
    if obj == Py_None { obj = nil }
    var objType: PyObj?
    if let o = obj {
        objType = supercheck(t, o)
        if objType == nil { return false }
        Py_INCREF(o)
    }
    Py_INCREF(t)
    Py_XSETREF(op, 16, t)
    Py_XSETREF(op, 24, obj)
    Py_XSETREF(op, 32, objType)
    return true
}

private func super_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if !_PyArg_NoKeywords("super", kwds) { return -1 }
    let n = PyTuple_GET_SIZE(args)
    if n > 2 {
        PyErr_SetString(PyExc_TypeError, "super() takes at most 2 arguments (\(n) given)")
        return -1
    }
    let type: PyObj? = n > 0 ? PyTuple_GET_ITEM(args, 0) : nil
    if let type, !PyType_Check(type) {
        PyErr_SetString(
            PyExc_TypeError, "super() argument 1 must be type, not \(type == Py_None ? "None" : clip(type.typeName, 50))")
        return -1
    }
    return super_init_impl(op, type, n > 1 ? PyTuple_GET_ITEM(args, 1) : nil) ? 0 : -1
}

private func super_vectorcall(_ op: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if let kwnames, PyTuple_GET_SIZE(kwnames) != 0 {
        PyErr_SetString(PyExc_TypeError, "super() takes no keyword arguments")
        return nil
    }
    let nargs = PyVectorcall_NARGS(nargsf)
    if nargs > 2 && !_PyArg_CheckPositional("super()", nargs, 0, 2) { return nil }
    guard let new = op.tp_alloc.unsafelyUnwrapped(op, 0) else { return nil }
    var type: PyObj?
    if nargs != 0 {
        let first = args[0]
        if !PyType_Check(first) {
            PyErr_SetString(PyExc_TypeError, "super() argument 1 must be a type, not \(clip(first.typeName, 200))")
            Py_DECREF(new)
            return nil
        }
        type = first
    }
    if !super_init_impl(new, type, nargs == 2 ? args[1] : nil) {
        Py_DECREF(new)
        return nil
    }
    return new
}

private func super_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var err = Py_VISIT(op.super_obj, visit, arg)
    if err == 0 { err = Py_VISIT(op.super_type, visit, arg) }
    if err == 0 { err = Py_VISIT(op.super_obj_type, visit, arg) }
    return err
}

func initSuperType() {
    let t = PySuper_Type
    t.initStaticType("super", basicsize: 40, flags: TypeFlags.HAVE_GC | TypeFlags.BASETYPE)
    t.tp_doc = staticCString(
        "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n"
    )
    t.tp_dealloc = super_dealloc
    t.tp_repr = super_repr
    t.tp_getattro = super_getattro
    t.tp_traverse = super_traverse
    t.tp_descr_get = super_descr_get
    t.tp_init = super_init
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = PyType_GenericNew
    t.tp_free = PyObject_GC_Del
    t.tp_vectorcall = super_vectorcall
    t.setMembers([
        MemberSpec("__thisclass__", .object, 16, "the class invoking super()"),
        MemberSpec("__self__", .object, 24, "the instance invoking super(); may be None"),
        MemberSpec("__self_class__", .object, 32, "the type of the instance invoking super(); may be None"),
    ])
}
