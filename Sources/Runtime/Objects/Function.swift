import Memory
import Trace

// Python functions. Origin: Objects/funcobject.c.

/// A function for a code object and globals (both borrowed and kept); the module's name becomes `__module__`.
public func PyFunction_New(_ code: PyObj, _ globals: PyObj) -> PyObj? {
    let consts = code.co_consts
    let doc = consts.ob_size > 0 && PyUnicode_Check(consts.tupleItem(0)) ? consts.tupleItem(0) : Py_None
    let module = PyDict_GetItemWithError(globals, _Py_ID(.__name__))
    if module == nil && PyErr_Occurred() != nil { return nil }
    guard let builtins = _PyEval_BuiltinsFromGlobals(globals) else { return nil }
    guard let op = _PyObject_GC_New(PyFunction_Type) else { return nil }
    op.func_globals = Py_NewRef(globals)
    op.func_builtins = Py_NewRef(builtins)
    op.func_name = Py_NewRef(code.co_name)
    op.func_qualname = Py_NewRef(code.co_qualname)
    op.func_code = Py_NewRef(code)
    op.func_defaults = nil
    op.func_kwdefaults = nil
    op.func_closure = nil
    op.func_doc = Py_NewRef(doc)
    op.func_dict = nil
    op.func_weakreflist = nil
    op.func_module = Py_XNewRef(module)
    op.func_annotations = nil
    op.func_vectorcall = _PyFunction_Vectorcall
    op.func_version = 0
    _PyObject_GC_TRACK(op)
    return op
}

/// The vectorcall of Python functions.
func _PyFunction_Vectorcall(_ function: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let optimized = function.func_code.unsafelyUnwrapped.co_flags & CodeFlags.OPTIMIZED != 0
    return _PyEval_Vector(function, optimized ? nil : function.func_globals, args, PyVectorcall_NARGS(nargsf), kwnames)
}

private func clearReferences(_ op: PyObj) {
    op.func_version = 0
    Py_CLEAR(op, 16)
    Py_CLEAR(op, 24)
    Py_CLEAR(op, 104)
    Py_CLEAR(op, 56)
    Py_CLEAR(op, 64)
    Py_CLEAR(op, 80)
    Py_CLEAR(op, 88)
    Py_CLEAR(op, 72)
    Py_CLEAR(op, 112)
}

private func func_clear(_ op: PyObj) -> Int32 {
    clearReferences(op)
    // Name, qualified name and code stay usable: they are exchanged for something that is always there.
    Py_XSETREF(op, 32, Py_NewRef(emptyUnicode))
    Py_XSETREF(op, 40, Py_NewRef(emptyUnicode))
    return 0
}

private func func_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    if op.func_weakreflist != nil { PyObject_ClearWeakRefs(op) }
    clearReferences(op)
    Py_DECREF(op.func_code.unsafelyUnwrapped)
    Py_DECREF(op.func_name.unsafelyUnwrapped)
    Py_DECREF(op.func_qualname.unsafelyUnwrapped)
    PyObject_GC_Del(op)
}

private func func_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    func v(_ r: PyObj?) -> Int32 { Py_VISIT(r, visit, arg) }
    var r = v(op.func_code)
    if r == 0 { r = v(op.func_globals) }
    if r == 0 { r = v(op.func_builtins) }
    if r == 0 { r = v(op.func_module) }
    if r == 0 { r = v(op.func_defaults) }
    if r == 0 { r = v(op.func_kwdefaults) }
    if r == 0 { r = v(op.func_doc) }
    if r == 0 { r = v(op.func_name) }
    if r == 0 { r = v(op.func_dict) }
    if r == 0 { r = v(op.func_closure) }
    if r == 0 { r = v(op.func_annotations) }
    if r == 0 { r = v(op.func_qualname) }
    return r
}

private func func_repr(_ op: PyObj) -> PyObj? {
    PyUnicode_FromString("<function \(swiftString(op.func_qualname!)) at \(addressText(op))>")
}

private func func_descr_get(_ function: PyObj, _ instance: PyObj?, _: PyObj?) -> PyObj? {
    guard let instance, instance != Py_None else { return Py_NewRef(function) }
    return PyMethod_New(function, instance)
}

private func func_set_code(_ op: PyObj, _ value: PyObj?, _: UnsafeMutableRawPointer?) -> Int32 {
    guard let value, value.ob_type == PyCode_Type else {
        PyErr_SetString(PyExc_TypeError, "__code__ must be set to a code object")
        return -1
    }
    let closure = op.func_closure?.ob_size ?? 0
    let free = Int(value.co_nfreevars)
    if closure != free {
        PyErr_SetString(
            PyExc_ValueError, "\(swiftString(op.func_name!))() requires a code object with \(closure) free vars, not \(free)")
        return -1
    }
    op.func_version = 0
    Py_XSETREF(op, 48, Py_NewRef(value))
    return 0
}

private func setText(_ op: PyObj, _ value: PyObj?, _ offset: Int, _ name: String) -> Int32 {
    guard let value, PyUnicode_Check(value) else {
        PyErr_SetString(PyExc_TypeError, "\(name) must be set to a string object")
        return -1
    }
    Py_XSETREF(op, offset, Py_NewRef(value))
    return 0
}

private func func_set_defaults(_ op: PyObj, _ valueIn: PyObj?, _: UnsafeMutableRawPointer?) -> Int32 {
    let value = valueIn == Py_None ? nil : valueIn
    if let value, !PyTuple_Check(value) {
        PyErr_SetString(PyExc_TypeError, "__defaults__ must be set to a tuple object")
        return -1
    }
    op.func_version = 0
    Py_XSETREF(op, 56, Py_XNewRef(value))
    return 0
}

private func func_set_kwdefaults(_ op: PyObj, _ valueIn: PyObj?, _: UnsafeMutableRawPointer?) -> Int32 {
    let value = valueIn == Py_None ? nil : valueIn
    if let value, !PyDict_Check(value) {
        PyErr_SetString(PyExc_TypeError, "__kwdefaults__ must be set to a dict object")
        return -1
    }
    op.func_version = 0
    Py_XSETREF(op, 64, Py_XNewRef(value))
    return 0
}

/// `__annotations__`: a dict, made on demand from the tuple of names and values that MAKE_FUNCTION stores.
private func func_get_annotations(_ op: PyObj, _: UnsafeMutableRawPointer?) -> PyObj? {
    guard let stored = op.func_annotations else {
        guard let d = PyDict_New() else { return nil }
        op.func_annotations = d
        return Py_NewRef(d)
    }
    if PyTuple_CheckExact(stored) {
        guard let d = PyDict_New() else { return nil }
        for i in stride(from: 0, to: stored.ob_size, by: 2)
        where PyDict_SetItem(d, stored.tupleItem(i), stored.tupleItem(i + 1)) != 0 {
            Py_DECREF(d)
            return nil
        }
        Py_XSETREF(op, 112, d)
    }
    return Py_NewRef(op.func_annotations!)
}

private func func_set_annotations(_ op: PyObj, _ valueIn: PyObj?, _: UnsafeMutableRawPointer?) -> Int32 {
    let value = valueIn == Py_None ? nil : valueIn
    if let value, !PyDict_Check(value) {
        PyErr_SetString(PyExc_TypeError, "__annotations__ must be set to a dict object")
        return -1
    }
    op.func_version = 0
    Py_XSETREF(op, 112, Py_XNewRef(value))
    return 0
}

private func func_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 5) { a -> PyObj? in
        a.initialize(repeating: nil)
        guard
            _PyArg_UnpackKeywords(
                fname: "function", args: args.tupleItems, nargs: args.ob_size, kwargs: kwargs, kwnames: nil,
                keywords: ["code", "globals", "name", "argdefs", "closure"], minpos: 2, maxpos: 5, minkw: 0, into: a.baseAddress!)
        else { return nil }
        guard let code = a[0], code.ob_type == PyCode_Type else {
            _PyArg_BadArgument("function", "argument 'code'", "code", a[0]!)
            return nil
        }
        guard let globals = a[1], PyDict_Check(globals) else {
            _PyArg_BadArgument("function", "argument 'globals'", "dict", a[1]!)
            return nil
        }
        let name = a[2] == Py_None ? nil : a[2]
        let defaults = a[3] == Py_None ? nil : a[3]
        let closure = a[4]
        if let name, !PyUnicode_Check(name) {
            PyErr_SetString(PyExc_TypeError, "arg 3 (name) must be None or string")
            return nil
        }
        if let defaults, !PyTuple_Check(defaults) {
            PyErr_SetString(PyExc_TypeError, "arg 4 (defaults) must be None or tuple")
            return nil
        }
        let free = Int(code.co_nfreevars)
        if let closure, !PyTuple_Check(closure) {
            if free != 0 && closure == Py_None {
                PyErr_SetString(PyExc_TypeError, "arg 5 (closure) must be tuple")
                return nil
            } else if closure != Py_None {
                PyErr_SetString(PyExc_TypeError, "arg 5 (closure) must be None or tuple")
                return nil
            }
        }
        let cells = closure == nil || closure == Py_None ? 0 : closure!.ob_size
        if free != cells {
            PyErr_SetString(PyExc_ValueError, "\(swiftString(code.co_name)) requires closure of length \(free), not \(cells)")
            return nil
        }
        for i in 0..<cells where closure!.tupleItem(i).ob_type != PyCell_Type {
            PyErr_SetString(PyExc_TypeError, "arg 5 (closure) expected cell, found \(closure!.tupleItem(i).typeName)")
            return nil
        }
        guard let op = PyFunction_New(code, globals) else { return nil }
        if let name { Py_XSETREF(op, 32, Py_NewRef(name)) }
        if let defaults { op.func_defaults = Py_NewRef(defaults) }
        if cells > 0 { op.func_closure = Py_NewRef(closure!) }
        return op
    }
}

func initFunctionType() {
    let t = PyFunction_Type
    t.initStaticType(
        "function", basicsize: 136, flags: TypeFlags.HAVE_GC | TypeFlags.HAVE_VECTORCALL | TypeFlags.METHOD_DESCRIPTOR)
    t.tp_dealloc = func_dealloc
    t.tp_vectorcall_offset = 120
    t.tp_repr = func_repr
    t.tp_call = PyVectorcall_Call
    t.tp_traverse = func_traverse
    t.tp_clear = func_clear
    t.tp_weaklistoffset = 96
    t.tp_descr_get = func_descr_get
    t.tp_dictoffset = 88
    t.tp_new = func_new
    t.setGetSets([
        GetSetSpec("__code__", { op, _ in Py_NewRef(op.func_code!) }, func_set_code),
        GetSetSpec("__defaults__", { op, _ in Py_NewRef(op.func_defaults ?? Py_None) }, func_set_defaults),
        GetSetSpec("__kwdefaults__", { op, _ in Py_NewRef(op.func_kwdefaults ?? Py_None) }, func_set_kwdefaults),
        GetSetSpec("__annotations__", func_get_annotations, func_set_annotations),
        GetSetSpec("__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict),
        GetSetSpec("__name__", { op, _ in Py_NewRef(op.func_name!) }, { op, v, _ in setText(op, v, 32, "__name__") }),
        GetSetSpec("__qualname__", { op, _ in Py_NewRef(op.func_qualname!) }, { op, v, _ in setText(op, v, 40, "__qualname__") }),
    ])
    t.setMembers([
        MemberSpec("__closure__", .object, 72), MemberSpec("__doc__", .object, 80, readonly: false),
        MemberSpec("__globals__", .object, 16), MemberSpec("__module__", .object, 104, readonly: false),
        MemberSpec("__builtins__", .object, 24),
    ])
}
