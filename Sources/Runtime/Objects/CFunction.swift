import Memory
import Trace

// Built-in functions and methods. Origin: Objects/methodobject.c.

/// A built-in function object for a method definition; `self` and `module` are borrowed and kept. Origin: PyCMethod_New.
func PyCFunction_NewEx(_ ml: PyObj, _ receiver: PyObj?, _ module: PyObj?, _ cls: PyObj? = nil) -> PyObj? {
    let vectorcall: vectorcallfunc
    switch ml.ml_flags
        & (MethodFlags.VARARGS | MethodFlags.FASTCALL | MethodFlags.NOARGS | MethodFlags.O | MethodFlags.KEYWORDS
            | MethodFlags.METHOD)
    {
    case MethodFlags.VARARGS, MethodFlags.VARARGS | MethodFlags.KEYWORDS: vectorcall = cfunction_vectorcall_VARARGS
    case MethodFlags.FASTCALL: vectorcall = cfunction_vectorcall_FASTCALL
    case MethodFlags.FASTCALL | MethodFlags.KEYWORDS: vectorcall = cfunction_vectorcall_FASTCALL_KEYWORDS
    case MethodFlags.NOARGS: vectorcall = cfunction_vectorcall_NOARGS
    case MethodFlags.O: vectorcall = cfunction_vectorcall_O
    default:
        PyErr_SetString(PyExc_SystemError, "\(cText(ml.ml_name))() method: bad call flags")
        return nil
    }
    guard let op = _PyObject_GC_New(cls == nil ? PyCFunction_Type : PyCMethod_Type) else { return nil }
    if cls != nil { op.mm_class = Py_XNewRef(cls) }
    op.m_weakreflist = nil
    op.m_ml = ml
    op.m_self = Py_XNewRef(receiver)
    op.m_module = Py_XNewRef(module)
    op.m_vectorcall = vectorcall
    _PyObject_GC_TRACK(op)
    return op
}

/// The text of a C string in the machine's memory.
public func cText(_ p: PyObj) -> String { String(cString: p.assumingMemoryBound(to: CChar.self)) }

/// True if there are no keyword arguments; else sets a TypeError.
@inline(__always) private func noKeywords(_ function: PyObj, _ kwnames: PyObj?) -> Bool {
    if let kwnames, kwnames.ob_size > 0 {
        functionError(function, "takes no keyword arguments")
        return false
    }
    return true
}

@inline(never) private func functionError(_ function: PyObj, _ message: String) {
    guard let text = _PyObject_FunctionStr(function) else { return }
    PyErr_SetString(PyExc_TypeError, "\(swiftString(text)) \(message)")
    Py_DECREF(text)
}

// `m_self` is passed even if nil (functions of no module): the functions that get it do not look at it then.
@inline(__always) private func receiver(_ function: PyObj) -> PyObj {
    function.m_ml.ml_flags & MethodFlags.STATIC != 0 ? Py_None : function.m_self ?? Py_None
}

private func cfunction_vectorcall_NOARGS(_ function: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    guard noKeywords(function, kwnames) else { return nil }
    if nargs != 0 {
        functionError(function, "takes no arguments (\(nargs) given)")
        return nil
    }
    guard _Py_EnterRecursiveCall(" while calling a Python object") else { return nil }
    let result = unsafeBitCast(function.m_ml.ml_meth, to: NoArgsFunction.self)(receiver(function))
    _Py_LeaveRecursiveCall()
    return result
}

private func cfunction_vectorcall_O(_ function: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    guard noKeywords(function, kwnames) else { return nil }
    if nargs != 1 {
        functionError(function, "takes exactly one argument (\(nargs) given)")
        return nil
    }
    guard _Py_EnterRecursiveCall(" while calling a Python object") else { return nil }
    let result = unsafeBitCast(function.m_ml.ml_meth, to: OneArgFunction.self)(receiver(function), args[0])
    _Py_LeaveRecursiveCall()
    return result
}

private func cfunction_vectorcall_FASTCALL(_ function: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    guard noKeywords(function, kwnames) else { return nil }
    guard _Py_EnterRecursiveCall(" while calling a Python object") else { return nil }
    let result = unsafeBitCast(function.m_ml.ml_meth, to: FastFunction.self)(receiver(function), args, PyVectorcall_NARGS(nargsf))
    _Py_LeaveRecursiveCall()
    return result
}

private func cfunction_vectorcall_FASTCALL_KEYWORDS(_ function: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    guard _Py_EnterRecursiveCall(" while calling a Python object") else { return nil }
    let result = unsafeBitCast(function.m_ml.ml_meth, to: FastKeywordsFunction.self)(
        receiver(function), args, PyVectorcall_NARGS(nargsf), kwnames)
    _Py_LeaveRecursiveCall()
    return result
}

private func cfunction_vectorcall_VARARGS(_ function: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let nargs = PyVectorcall_NARGS(nargsf)
    guard let tuple = _PyTuple_FromArray(args, nargs) else { return nil }
    defer { Py_DECREF(tuple) }
    if function.m_ml.ml_flags & MethodFlags.KEYWORDS == 0 {
        if let kwnames, kwnames.ob_size > 0 {
            // As cfunction_call says it: the name alone.
            PyErr_SetString(PyExc_TypeError, "\(cText(function.m_ml.ml_name))() takes no keyword arguments")
            return nil
        }
        guard _Py_EnterRecursiveCall(" while calling a Python object") else { return nil }
        defer { _Py_LeaveRecursiveCall() }
        return unsafeBitCast(function.m_ml.ml_meth, to: VarArgsFunction.self)(receiver(function), tuple)
    }
    var kwargs: PyObj?
    if let kwnames, kwnames.ob_size > 0 {
        kwargs = _PyStack_AsDict(args + nargs, kwnames)
        if kwargs == nil { return nil }
    }
    defer { Py_XDECREF(kwargs) }
    guard _Py_EnterRecursiveCall(" while calling a Python object") else { return nil }
    defer { _Py_LeaveRecursiveCall() }
    return unsafeBitCast(function.m_ml.ml_meth, to: KeywordsFunction.self)(receiver(function), tuple, kwargs)
}

private func meth_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    if op.m_weakreflist != nil { PyObject_ClearWeakRefs(op) }
    if op.ob_type == PyCMethod_Type { Py_XDECREF(op.mm_class) }
    Py_XDECREF(op.m_self)
    Py_XDECREF(op.m_module)
    PyObject_GC_Del(op)
}

private func meth_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var r = op.ob_type == PyCMethod_Type ? Py_VISIT(op.mm_class, visit, arg) : 0
    if r == 0 { r = Py_VISIT(op.m_self, visit, arg) }
    if r == 0 { r = Py_VISIT(op.m_module, visit, arg) }
    return r
}

private func meth_repr(_ op: PyObj) -> PyObj? {
    guard let receiver = op.m_self, receiver.ob_type != PyModule_Type else {
        return PyUnicode_FromString("<built-in function \(cText(op.m_ml.ml_name))>")
    }
    return PyUnicode_FromString(
        "<built-in method \(cText(op.m_ml.ml_name)) of \(receiver.typeName) object at \(addressText(receiver))>")
}

private func meth_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    guard op == Py_EQ || op == Py_NE, a.ob_type == b.ob_type, a.ob_type == PyCFunction_Type || a.ob_type == PyCMethod_Type else {
        return Py_NewRef(Py_NotImplemented)
    }
    let equal = a.m_self == b.m_self && a.m_ml.ml_meth == b.m_ml.ml_meth
    return PyBool_FromLong(equal == (op == Py_EQ))
}

private func meth_hash(_ op: PyObj) -> Int {
    let x = _Py_HashPointer(op.m_self) ^ _Py_HashPointer(op.m_ml.ml_meth)
    return x == -1 ? -2 : x
}

private func meth_get_qualname(_ op: PyObj, _: UnsafeMutableRawPointer?) -> PyObj? {
    let name = cText(op.m_ml.ml_name)
    guard let receiver = op.m_self, receiver.ob_type != PyModule_Type else { return PyUnicode_FromString(name) }
    let type = PyType_Check(receiver) ? receiver : receiver.ob_type
    guard let q = PyObject_GetAttr(type, _Py_ID(.__qualname__)) else { return nil }
    defer { Py_DECREF(q) }
    if !PyUnicode_Check(q) {
        PyErr_SetString(PyExc_TypeError, "<method>.__class__.__qualname__ is not a unicode object")
        return nil
    }
    return PyUnicode_FromString("\(swiftString(q)).\(name)")
}

/// What pickle stores: the name alone for functions of modules, else `getattr(self, name)`.
private func meth_reduce(_ op: PyObj) -> PyObj? {
    guard let name = PyUnicode_FromString(cText(op.m_ml.ml_name)) else { return nil }
    guard let receiver = op.m_self, !PyModule_Check(receiver) else { return name }
    defer { Py_DECREF(name) }
    return reduceAsGetattr(receiver, name)
}

func initCFunctionTypes() {
    for t in [PyCFunction_Type, PyCMethod_Type] {
        if t == PyCFunction_Type {
            t.initStaticType("builtin_function_or_method", basicsize: 56, flags: TypeFlags.HAVE_GC | TypeFlags.HAVE_VECTORCALL)
        } else {
            t.initStaticType(
                "builtin_method", basicsize: 64, flags: TypeFlags.HAVE_GC | TypeFlags.HAVE_VECTORCALL, base: PyCFunction_Type)
        }
        t.tp_dealloc = meth_dealloc
        t.tp_vectorcall_offset = 48
        t.tp_repr = meth_repr
        t.tp_hash = meth_hash
        t.tp_call = PyVectorcall_Call
        t.tp_getattro = PyObject_GenericGetAttr
        t.tp_traverse = meth_traverse
        t.tp_richcompare = meth_richcompare
        t.tp_weaklistoffset = 40
    }
    PyCFunction_Type.setGetSets([
        GetSetSpec("__doc__", { op, _ in _PyType_GetDocFromInternalDoc(cText(op.m_ml.ml_name), op.m_ml.ml_doc) }),
        GetSetSpec("__name__", { op, _ in PyUnicode_FromString(cText(op.m_ml.ml_name)) }),
        GetSetSpec("__qualname__", meth_get_qualname),
        GetSetSpec(
            "__self__",
            { op, _ in Py_NewRef(op.m_ml.ml_flags & MethodFlags.STATIC != 0 ? Py_None : op.m_self ?? Py_None) }),
        GetSetSpec(
            "__text_signature__",
            { op, _ in _PyType_GetTextSignatureFromInternalDoc(cText(op.m_ml.ml_name), op.m_ml.ml_doc) }),
    ])
    PyCFunction_Type.setMethods([.noargs("__reduce__", meth_reduce)])
    PyCFunction_Type.setMembers([MemberSpec("__module__", .object, 32, readonly: false)])
}
