import Memory

// The types `classmethod` and `staticmethod`: one layout (callable at 16, dict at 24). Origin: Objects/funcobject.c.

private func method_dealloc(_ op: PyObj) {
    _PyObject_GC_UNTRACK(op)
    Py_XDECREF(op.cm_callable)
    Py_XDECREF(op.cm_dict)
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

private func method_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let err = Py_VISIT(op.cm_callable, visit, arg)
    return err != 0 ? err : Py_VISIT(op.cm_dict, visit, arg)
}

private func method_clear(_ op: PyObj) -> Int32 {
    Py_CLEAR(op, 16)
    Py_CLEAR(op, 24)
    return 0
}

/// Copies `__module__`, `__name__`, `__qualname__`, `__doc__` and `__annotations__` from the wrapped function, where it has them.
private func functools_wraps(_ wrapper: PyObj, _ wrapped: PyObj) -> Int32 {
    for name in [
        _Py_ID(.__module__), _Py_ID(.__name__), _Py_ID(.__qualname__), _Py_ID(.__doc__), _Py_ID(.__annotations__),
    ] {
        // A missing attribute raises, and the exception is made: CPython's collector counts it.
        guard let value = PyObject_GetAttr(wrapped, name) else {
            if !PyErr_ExceptionMatches(PyExc_AttributeError) { return -1 }
            PyErr_Clear()
            continue
        }
        let res = PyObject_SetAttr(wrapper, name, value)
        Py_DECREF(value)
        if res < 0 { return -1 }
    }
    return 0
}

private func method_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?, _ name: String) -> Int32 {
    if !_PyArg_NoKeywords(name, kwds) || !_PyArg_CheckPositional(name, PyTuple_GET_SIZE(args), 1, 1) { return -1 }
    let callable = PyTuple_GET_ITEM(args, 0)
    Py_INCREF(callable)
    Py_XSETREF(op, 16, callable)
    return functools_wraps(op, callable)
}

private func cm_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 { method_init(op, args, kwds, "classmethod") }
private func sm_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 { method_init(op, args, kwds, "staticmethod") }

private func cm_descr_get(_ op: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    guard let callable = op.cm_callable else {
        PyErr_SetString(PyExc_RuntimeError, "uninitialized classmethod object")
        return nil
    }
    let type = owner ?? obj.unsafelyUnwrapped.ob_type
    // A descriptor inside (a property, say) is asked as if on the metaclass.
    if let get = callable.ob_type.tp_descr_get { return get(callable, type, type) }
    return PyMethod_New(callable, type)
}

private func sm_descr_get(_ op: PyObj, _ obj: PyObj?, _ owner: PyObj?) -> PyObj? {
    guard let callable = op.cm_callable else {
        PyErr_SetString(PyExc_RuntimeError, "uninitialized staticmethod object")
        return nil
    }
    return Py_NewRef(callable)
}

private func sm_call(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let callable = op.cm_callable else {
        PyErr_SetString(PyExc_RuntimeError, "uninitialized staticmethod object")
        return nil
    }
    return PyObject_Call(callable, args, kwds)
}

private func method_isabstract(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    let res = _PyObject_IsAbstract(op.cm_callable)
    return res < 0 ? nil : PyBool_FromLong(res != 0)
}

private func named_repr(_ op: PyObj, _ name: StaticString) -> PyObj? {
    guard let callable = op.cm_callable else { return PyUnicode_FromString("<\(name)(<NULL>)>") }
    guard let repr = PyObject_Repr(callable) else { return nil }
    defer { Py_DECREF(repr) }
    return PyUnicode_FromString("<\(name)(\(swiftString(repr)))>")
}
private func cm_repr(_ op: PyObj) -> PyObj? { named_repr(op, "classmethod") }
private func sm_repr(_ op: PyObj) -> PyObj? { named_repr(op, "staticmethod") }

private func make(_ type: PyObj, _ callable: PyObj) -> PyObj? {
    guard let op = PyType_GenericAlloc(type, 0) else { return nil }
    op.cm_callable = Py_NewRef(callable)
    return op
}

/// A classmethod of a callable.
func PyClassMethod_New(_ callable: PyObj) -> PyObj? { make(PyClassMethod_Type, callable) }
/// A staticmethod of a callable.
func PyStaticMethod_New(_ callable: PyObj) -> PyObj? { make(PyStaticMethod_Type, callable) }

func initClassMethodTypes() {
    func common(_ t: PyObj, _ name: StaticString) {
        t.initStaticType(name, basicsize: 32, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC)
        t.tp_dealloc = method_dealloc
        t.tp_traverse = method_traverse
        t.tp_clear = method_clear
        t.tp_dictoffset = 24
        t.tp_alloc = PyType_GenericAlloc
        t.tp_new = PyType_GenericNew
        t.tp_free = PyObject_GC_Del
        t.setMembers([MemberSpec("__func__", .object, 16), MemberSpec("__wrapped__", .object, 16)])
        t.setGetSets([
            GetSetSpec("__isabstractmethod__", method_isabstract),
            GetSetSpec("__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict),
        ])
    }
    common(PyClassMethod_Type, "classmethod")
    PyClassMethod_Type.tp_doc = staticCString(
        "classmethod(function) -> method\n\nConvert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust like an instance method receives the instance.\nTo declare a class method, use this idiom:\n\n  class C:\n      @classmethod\n      def f(cls, arg1, arg2, ...):\n          ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()).  The instance is ignored except for its class.\nIf a class method is called for a derived class, the derived class\nobject is passed as the implied first argument.\n\nClass methods are different than C++ or Java static methods.\nIf you want those, see the staticmethod builtin."
    )
    PyClassMethod_Type.tp_repr = cm_repr
    PyClassMethod_Type.tp_descr_get = cm_descr_get
    PyClassMethod_Type.tp_init = cm_init
    common(PyStaticMethod_Type, "staticmethod")
    PyStaticMethod_Type.tp_doc = staticCString(
        "staticmethod(function) -> method\n\nConvert a function to be a static method.\n\nA static method does not receive an implicit first argument.\nTo declare a static method, use this idiom:\n\n     class C:\n         @staticmethod\n         def f(arg1, arg2, ...):\n             ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()). Both the class and the instance are ignored, and\nneither is passed implicitly as the first argument to the method.\n\nStatic methods in Python are similar to those found in Java or C++.\nFor a more advanced concept, see the classmethod builtin."
    )
    PyStaticMethod_Type.tp_repr = sm_repr
    PyStaticMethod_Type.tp_call = sm_call
    PyStaticMethod_Type.tp_descr_get = sm_descr_get
    PyStaticMethod_Type.tp_init = sm_init
}
