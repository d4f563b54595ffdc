import Memory

// BaseException. Origin: Objects/exceptions.c. Offsets: dict 16, args 24, notes 32, traceback 40, context 48, cause 56,
// suppress_context 64; classes with more fields use `exc_word0` (byte 72) and on.

/// Creates an exception; the arguments are kept, keywords are for `__init__`. Origin: `BaseException_new`.
func BaseException_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let self_ = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    self_.exc_args = Py_NewRef(args)
    return self_
}

/// Origin: `BaseException_init`.
func BaseException_init(_ self_: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if kwds != nil && !_PyArg_NoKeywords(self_.typeName, kwds) { return -1 }
    Py_INCREF(args)
    Py_XSETREF(self_, 24, args)
    return 0
}

/// Origin: `BaseException_clear`.
func BaseException_clear(_ self_: PyObj) -> Int32 {
    Py_CLEAR(self_, 16)
    Py_CLEAR(self_, 24)
    Py_CLEAR(self_, 32)
    Py_CLEAR(self_, 40)
    Py_CLEAR(self_, 56)
    Py_CLEAR(self_, 48)
    return 0
}

/// Origin: `BaseException_dealloc`; chains of exceptions may be long, so the trashcan limits the depth.
func BaseException_dealloc(_ self_: PyObj) {
    if _PyObject_GC_IS_TRACKED(self_) { _PyObject_GC_UNTRACK(self_) }
    if !Py_TRASHCAN_BEGIN(self_, BaseException_dealloc) { return }
    _ = BaseException_clear(self_)
    self_.ob_type.tp_free.unsafelyUnwrapped(self_)
    Py_TRASHCAN_END()
}

/// Origin: `BaseException_traverse`.
func BaseException_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var r = Py_VISIT(self_.exc_dict, visit, arg)
    if r != 0 { return r }
    r = Py_VISIT(self_.exc_args, visit, arg)
    if r != 0 { return r }
    r = Py_VISIT(self_.exc_notes, visit, arg)
    if r != 0 { return r }
    r = Py_VISIT(self_.exc_traceback, visit, arg)
    if r != 0 { return r }
    r = Py_VISIT(self_.exc_cause, visit, arg)
    if r != 0 { return r }
    return Py_VISIT(self_.exc_context, visit, arg)
}

/// Origin: `BaseException_str`.
func BaseException_str(_ self_: PyObj) -> PyObj? {
    guard let args = self_.exc_args else { return Py_NewRef(emptyUnicode) }
    switch args.ob_size {
    case 0: return PyUnicode_FromString("")
    case 1: return PyObject_Str(PyTuple_GET_ITEM(args, 0))
    default: return PyObject_Str(args)
    }
}

/// The name of a type without its module. Origin: `_PyType_Name`.
func shortTypeName(_ type: PyObj) -> String {
    let name = typeText(type)
    guard let dot = name.lastIndex(of: ".") else { return name }
    return String(name[name.index(after: dot)...])
}

private func BaseException_repr(_ self_: PyObj) -> PyObj? {
    guard let args = self_.exc_args else { return PyUnicode_FromString(shortTypeName(self_.ob_type)) }
    let name = shortTypeName(self_.ob_type)
    if args.ob_size == 1 {
        guard let r = PyObject_Repr(PyTuple_GET_ITEM(args, 0)) else { return nil }
        defer { Py_DECREF(r) }
        return PyUnicode_FromString("\(name)(\(swiftString(r)))")
    }
    guard let r = PyObject_Repr(args) else { return nil }
    defer { Py_DECREF(r) }
    return PyUnicode_FromString("\(name)\(swiftString(r))")
}

private func BaseException_reduce(_ self_: PyObj) -> PyObj? {
    if let args = self_.exc_args, let dict = self_.exc_dict { return tupleOf(self_.ob_type, args, dict) }
    return tupleOf(self_.ob_type, self_.exc_args ?? emptyTuple)
}

private func BaseException_setstate(_ self_: PyObj, _ state: PyObj) -> PyObj? {
    if state != Py_None {
        if !PyDict_Check(state) {
            return PyErr_Format(PyExc_TypeError, "state is not a dictionary")
        }
        var pos = 0
        var key: PyObj?
        var value: PyObj?
        while PyDict_Next(state, &pos, &key, &value) {
            if PyObject_SetAttr(self_, key.unsafelyUnwrapped, value) < 0 { return nil }
        }
    }
    return Py_NewRef(Py_None)
}

private func BaseException_with_traceback(_ self_: PyObj, _ tb: PyObj) -> PyObj? {
    if PyException_SetTraceback(self_, tb) != 0 { return nil }
    return Py_NewRef(self_)
}

private func BaseException_add_note(_ self_: PyObj, _ note: PyObj) -> PyObj? {
    if !PyUnicode_Check(note) {
        return PyErr_Format(PyExc_TypeError, "note must be a str, not '\(note.typeName)'")
    }
    var notes: PyObj?
    if _PyObject_LookupAttr(self_, _Py_ID(.__notes__), &notes) < 0 { return nil }
    if notes == nil {
        guard let list = PyList_New(0) else { return nil }
        if PyObject_SetAttr(self_, _Py_ID(.__notes__), list) < 0 {
            Py_DECREF(list)
            return nil
        }
        notes = list
    }
    let list = notes.unsafelyUnwrapped
    defer { Py_DECREF(list) }
    if !PyList_Check(list) { return PyErr_Format(PyExc_TypeError, "Cannot add note: __notes__ is not a list") }
    if PyList_Append(list, note) < 0 { return nil }
    return Py_NewRef(Py_None)
}

private func BaseException_get_args(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    Py_NewRef(self_.exc_args ?? Py_None)
}

private func BaseException_set_args(_ self_: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "args may not be deleted")
        return -1
    }
    guard let seq = PySequence_Tuple(value) else { return -1 }
    Py_XSETREF(self_, 24, seq)
    return 0
}

private func BaseException_get_tb(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    Py_NewRef(self_.exc_traceback ?? Py_None)
}

private func BaseException_set_tb(_ self_: PyObj, _ tb: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard let tb else {
        PyErr_SetString(PyExc_TypeError, "__traceback__ may not be deleted")
        return -1
    }
    if tb != Py_None && tb.ob_type != PyTraceBack_Type {
        PyErr_SetString(PyExc_TypeError, "__traceback__ must be a traceback or None")
        return -1
    }
    Py_INCREF(tb)
    // None is stored as such, as CPython does.
    Py_XSETREF(self_, 40, tb)
    return 0
}

private func BaseException_get_context(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    Py_NewRef(self_.exc_context ?? Py_None)
}

private func BaseException_get_cause(_ self_: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    Py_NewRef(self_.exc_cause ?? Py_None)
}

/// Checks a value for `__context__` or `__cause__`: a new reference or nil in `result`; -1 with TypeError.
private func checkLink(_ arg: PyObj?, _ name: String, _ result: inout PyObj?) -> Int32 {
    guard let arg else {
        PyErr_SetString(PyExc_TypeError, "__\(name)__ may not be deleted")
        return -1
    }
    if arg == Py_None { return 0 }
    if !PyExceptionInstance_Check(arg) {
        PyErr_SetString(PyExc_TypeError, "exception \(name) must be None or derive from BaseException")
        return -1
    }
    result = Py_NewRef(arg)
    return 0
}

private func BaseException_set_context(_ self_: PyObj, _ arg: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    var link: PyObj?
    if checkLink(arg, "context", &link) < 0 { return -1 }
    PyException_SetContext(self_, link)
    return 0
}

private func BaseException_set_cause(_ self_: PyObj, _ arg: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    var link: PyObj?
    if checkLink(arg, "cause", &link) < 0 { return -1 }
    PyException_SetCause(self_, link)
    return 0
}

/// `__traceback__` of an exception: a new reference or nil. Origin: `PyException_GetTraceback`.
public func PyException_GetTraceback(_ exc: PyObj) -> PyObj? { Py_XNewRef(exc.exc_traceback) }

/// Sets `__traceback__` (borrowed traceback or None); -1 with TypeError. Origin: `PyException_SetTraceback`.
@discardableResult
public func PyException_SetTraceback(_ exc: PyObj, _ tb: PyObj?) -> Int32 { BaseException_set_tb(exc, tb, nil) }

/// `__cause__`: a new reference or nil. Origin: `PyException_GetCause`.
public func PyException_GetCause(_ exc: PyObj) -> PyObj? { Py_XNewRef(exc.exc_cause) }

/// Sets `__cause__`, taking over the reference, and suppresses the context. Origin: `PyException_SetCause`.
public func PyException_SetCause(_ exc: PyObj, _ cause: PyObj?) {
    exc.exc_suppress_context = 1
    Py_XSETREF(exc, 56, cause)
}

/// `__context__`: a new reference or nil. Origin: `PyException_GetContext`.
public func PyException_GetContext(_ exc: PyObj) -> PyObj? { Py_XNewRef(exc.exc_context) }

/// Sets `__context__`, taking over the reference. Origin: `PyException_SetContext`.
public func PyException_SetContext(_ exc: PyObj, _ context: PyObj?) { Py_XSETREF(exc, 48, context) }

/// Fills one exception type that has no fields, methods or constructor of its own (`new` is nil where the base's is inherited).
func initExceptionType(
    _ type: PyObj, _ name: StaticString, base: PyObj, size: Int = 72, dealloc: destructor = BaseException_dealloc,
    traverse: traverseproc = BaseException_traverse, clear: inquiry = BaseException_clear,
    initialise: initproc = BaseException_init,
    new: newfunc? = BaseException_new, str: reprfunc? = nil
) {
    type.initStaticType(name, basicsize: size, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC, base: base)
    type.tp_dealloc = dealloc
    type.tp_traverse = traverse
    type.tp_clear = clear
    type.tp_dictoffset = 16
    type.tp_init = initialise
    type.tp_new = new
    type.tp_str = str
}

/// Fills the slots of BaseException.
func initBaseExceptionType() {
    let t = PyExc_BaseException
    t.initStaticType(
        "BaseException", basicsize: 72, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC | TypeFlags.BASE_EXC_SUBCLASS)
    t.tp_dealloc = BaseException_dealloc
    t.tp_repr = BaseException_repr
    t.tp_str = BaseException_str
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_traverse = BaseException_traverse
    t.tp_clear = BaseException_clear
    t.tp_dictoffset = 16
    t.tp_init = BaseException_init
    t.tp_new = BaseException_new
    t.setMethods([
        .noargs("__reduce__", BaseException_reduce), .o("__setstate__", BaseException_setstate),
        .o("with_traceback", BaseException_with_traceback), .o("add_note", BaseException_add_note),
    ])
    t.setMembers([MemberSpec("__suppress_context__", .bool, 64, readonly: false)])
    t.setGetSets([
        GetSetSpec("__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict),
        GetSetSpec("args", BaseException_get_args, BaseException_set_args),
        GetSetSpec("__traceback__", BaseException_get_tb, BaseException_set_tb),
        GetSetSpec("__context__", BaseException_get_context, BaseException_set_context),
        GetSetSpec("__cause__", BaseException_get_cause, BaseException_set_cause),
    ])
}
