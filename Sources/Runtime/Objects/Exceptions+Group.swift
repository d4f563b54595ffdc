import Memory

// BaseExceptionGroup (message 72, exceptions 80), ExceptionGroup, and the arithmetic of `except*`.
// Origin: Objects/exceptions.c.

/// Whether an object is an exception group.
@inline(__always) func _PyBaseExceptionGroup_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, PyExc_BaseExceptionGroup) }

private func BaseExceptionGroup_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    let n = args.ob_size
    if n != 2 {
        return PyErr_Format(PyExc_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (\(n) given)")
    }
    let message = PyTuple_GET_ITEM(args, 0)
    let sequence = PyTuple_GET_ITEM(args, 1)
    if !PyUnicode_Check(message) {
        return PyErr_Format(
            PyExc_TypeError,
            "BaseExceptionGroup.__new__() argument 1 must be str, not \(message == Py_None ? "None" : message.typeName)")
    }
    if !PySequence_Check(sequence) {
        return PyErr_Format(PyExc_TypeError, "second argument (exceptions) must be a sequence")
    }
    guard let exceptions = PySequence_Tuple(sequence) else { return nil }
    func fail(_ type: PyObj, _ text: String) -> PyObj? {
        PyErr_SetString(type, text)
        Py_DECREF(exceptions)
        return nil
    }
    if exceptions.ob_size == 0 {
        return fail(PyExc_ValueError, "second argument (exceptions) must be a non-empty sequence")
    }
    var nested = false
    for i in 0..<exceptions.ob_size {
        let exc = PyTuple_GET_ITEM(exceptions, i)
        if !PyExceptionInstance_Check(exc) {
            return fail(PyExc_ValueError, "Item \(i) of second argument (exceptions) is not an exception")
        }
        let ordinary = PyObject_IsInstance(exc, PyExc_Exception)
        if ordinary < 0 {
            Py_DECREF(exceptions)
            return nil
        }
        if ordinary == 0 { nested = true }
    }
    var cls = type
    if cls == Interp.exceptionGroup {
        if nested { return fail(PyExc_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup") }
    } else if cls == PyExc_BaseExceptionGroup {
        if !nested, let group = Interp.exceptionGroup { cls = group }
    } else if nested {
        let r = PyObject_IsSubclass(cls, PyExc_Exception)
        if r < 0 {
            Py_DECREF(exceptions)
            return nil
        }
        if r != 0 { return fail(PyExc_TypeError, "Cannot nest BaseExceptions in '\(typeText(cls))'") }
    }
    guard let self_ = BaseException_new(cls, args, kwds) else {
        Py_DECREF(exceptions)
        return nil
    }
    self_.exc_word0 = Py_NewRef(message)
    self_.exc_word1 = exceptions
    return self_
}

/// A new group with a message. Origin: `_PyExc_CreateExceptionGroup`.
public func _PyExc_CreateExceptionGroup(_ message: String, _ excs: PyObj) -> PyObj? {
    guard let msg = PyUnicode_FromString(message) else { return nil }
    defer { Py_DECREF(msg) }
    guard let args = tupleOf(msg, excs) else { return nil }
    defer { Py_DECREF(args) }
    return PyObject_Call(PyExc_BaseExceptionGroup, args, nil)
}

private func BaseExceptionGroup_clear(_ self_: PyObj) -> Int32 { clearFields(self_, StaticOffsets(a: 72, b: 80)) }
private func BaseExceptionGroup_dealloc(_ self_: PyObj) { deallocException(self_, BaseExceptionGroup_clear) }
private func BaseExceptionGroup_traverse(_ self_: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(self_, StaticOffsets(a: 72, b: 80), visit, arg)
}

private func BaseExceptionGroup_str(_ self_: PyObj) -> PyObj? {
    guard let msg = self_.exc_word0, let excs = self_.exc_word1 else { return BaseException_str(self_) }
    let n = excs.ob_size
    return PyUnicode_FromString("\(swiftString(msg)) (\(n) sub-exception\(n > 1 ? "s" : ""))")
}

private func BaseExceptionGroup_derive(_ self_: PyObj, _ args: PyObj) -> PyObj? {
    if args.ob_size != 1 {
        return PyErr_Format(PyExc_TypeError, "function takes exactly 1 argument (\(args.ob_size) given)")
    }
    guard let initArgs = tupleOf(self_.exc_word0 ?? Py_None, PyTuple_GET_ITEM(args, 0)) else { return nil }
    defer { Py_DECREF(initArgs) }
    return PyObject_Call(PyExc_BaseExceptionGroup, initArgs, nil)
}

/// A group like `orig` around some of its exceptions (a list), nil in `result` if there is none. 0, or -1 with an exception.
private func subset(_ orig: PyObj, _ excs: PyObj, _ result: inout PyObj?) -> Int32 {
    result = nil
    let n = PySequence_Size(excs)
    if n <= 0 { return n < 0 ? -1 : 0 }
    guard let derive = PyObject_GetAttrString(orig, "derive") else { return -1 }
    let group = PyObject_CallOneArg(derive, excs)
    Py_DECREF(derive)
    guard let eg = group else { return -1 }
    if !_PyBaseExceptionGroup_Check(eg) {
        PyErr_SetString(PyExc_TypeError, "derive must return an instance of BaseExceptionGroup")
        Py_DECREF(eg)
        return -1
    }
    if let tb = orig.exc_traceback, PyException_SetTraceback(eg, tb) < 0 {
        Py_DECREF(eg)
        return -1
    }
    PyException_SetContext(eg, PyException_GetContext(orig))
    PyException_SetCause(eg, PyException_GetCause(orig))
    var notes: PyObj?
    if _PyObject_LookupAttr(orig, _Py_ID(.__notes__), &notes) < 0 {
        Py_DECREF(eg)
        return -1
    }
    if let notes {
        defer { Py_DECREF(notes) }
        if PySequence_Check(notes) {
            guard let copy = PySequence_List(notes) else {
                Py_DECREF(eg)
                return -1
            }
            let r = PyObject_SetAttr(eg, _Py_ID(.__notes__), copy)
            Py_DECREF(copy)
            if r < 0 {
                Py_DECREF(eg)
                return -1
            }
        }
    }
    result = eg
    return 0
}

/// How exceptions are picked out of a group.
private enum Matcher {
    case byType, byPredicate, instances
}

private func matcherType(_ value: PyObj) -> Matcher? {
    if value.ob_type == PyFunction_Type { return .byPredicate }
    if PyExceptionClass_Check(value) { return .byType }
    if PyTuple_CheckExact(value) {
        var all = true
        for i in 0..<value.ob_size where !PyExceptionClass_Check(PyTuple_GET_ITEM(value, i)) { all = false }
        if all { return .byType }
    }
    PyErr_SetString(PyExc_TypeError, "expected a function, exception type or tuple of exception types")
    return nil
}

/// 1, 0, or -1 with an exception.
private func matches(_ exc: PyObj, _ matcher: Matcher, _ value: PyObj) -> Int32 {
    switch matcher {
    case .byType: return PyErr_GivenExceptionMatches(exc, value) ? 1 : 0
    case .byPredicate:
        guard let r = PyObject_CallOneArg(value, exc) else { return -1 }
        let truth = PyObject_IsTrue(r)
        Py_DECREF(r)
        return truth
    case .instances: return _PyBaseExceptionGroup_Check(exc) ? 0 : PySet_Contains(value, exc)
    }
}

/// Splits into what matches and the rest (new references or nil). 0, or -1 with an exception. Origin: `exceptiongroup_split_recursive`.
private func split(
    _ exc: PyObj, _ matcher: Matcher, _ value: PyObj, rest wantRest: Bool, _ match: inout PyObj?, _ rest: inout PyObj?
) -> Int32 {
    match = nil
    rest = nil
    let hit = matches(exc, matcher, value)
    if hit < 0 { return -1 }
    if hit > 0 {
        match = Py_NewRef(exc)
        return 0
    }
    if !_PyBaseExceptionGroup_Check(exc) {
        if wantRest { rest = Py_NewRef(exc) }
        return 0
    }
    let excs = exc.exc_word1 ?? emptyTuple
    guard let matchList = PyList_New(0) else { return -1 }
    defer { Py_DECREF(matchList) }
    guard let restList = PyList_New(0) else { return -1 }
    defer { Py_DECREF(restList) }
    for i in 0..<excs.ob_size {
        if !_Py_EnterRecursiveCall(" in exceptiongroup_split_recursive") { return -1 }
        var (m, r): (PyObj?, PyObj?) = (nil, nil)
        let status = split(PyTuple_GET_ITEM(excs, i), matcher, value, rest: wantRest, &m, &r)
        _Py_LeaveRecursiveCall()
        defer {
            Py_XDECREF(m)
            Py_XDECREF(r)
        }
        if status < 0 { return -1 }
        if let m, PyList_Append(matchList, m) < 0 { return -1 }
        if let r, PyList_Append(restList, r) < 0 { return -1 }
    }
    if subset(exc, matchList, &match) < 0 { return -1 }
    if wantRest, subset(exc, restList, &rest) < 0 {
        Py_XDECREF(match)
        match = nil
        return -1
    }
    return 0
}

private func BaseExceptionGroup_split(_ self_: PyObj, _ args: PyObj) -> PyObj? {
    if !PyArg_UnpackTuple(args, "split", 1, 1) { return nil }
    let value = PyTuple_GET_ITEM(args, 0)
    guard let matcher = matcherType(value) else { return nil }
    var (match, rest): (PyObj?, PyObj?) = (nil, nil)
    if split(self_, matcher, value, rest: true, &match, &rest) < 0 { return nil }
    let result = tupleOf(match ?? Py_None, rest ?? Py_None)
    Py_XDECREF(match)
    Py_XDECREF(rest)
    return result
}

private func BaseExceptionGroup_subgroup(_ self_: PyObj, _ args: PyObj) -> PyObj? {
    if !PyArg_UnpackTuple(args, "subgroup", 1, 1) { return nil }
    let value = PyTuple_GET_ITEM(args, 0)
    guard let matcher = matcherType(value) else { return nil }
    var (match, rest): (PyObj?, PyObj?) = (nil, nil)
    if split(self_, matcher, value, rest: false, &match, &rest) < 0 { return nil }
    return match ?? Py_NewRef(Py_None)
}

private func collectLeaves(_ exc: PyObj, _ leaves: PyObj) -> Int32 {
    if exc == Py_None { return 0 }
    if !_PyBaseExceptionGroup_Check(exc) { return PySet_Add(leaves, exc) < 0 ? -1 : 0 }
    let excs = exc.exc_word1 ?? emptyTuple
    for i in 0..<excs.ob_size {
        if !_Py_EnterRecursiveCall(" in collect_exception_group_leaves") { return -1 }
        let r = collectLeaves(PyTuple_GET_ITEM(excs, i), leaves)
        _Py_LeaveRecursiveCall()
        if r < 0 { return -1 }
    }
    return 0
}

/// The part of `eg` whose leaves are in any group of the list `keep`; a new reference, None if empty.
private func projection(_ eg: PyObj, _ keep: PyObj) -> PyObj? {
    guard let leaves = PySet_New(nil) else { return nil }
    defer { Py_DECREF(leaves) }
    for i in 0..<keep.ob_size where collectLeaves(PyList_GET_ITEM(keep, i), leaves) < 0 { return nil }
    var (match, rest): (PyObj?, PyObj?) = (nil, nil)
    if split(eg, .instances, leaves, rest: false, &match, &rest) < 0 { return nil }
    return match ?? Py_NewRef(Py_None)
}

private func sameMetadata(_ a: PyObj, _ b: PyObj) -> Bool {
    a.exc_notes == b.exc_notes && a.exc_traceback == b.exc_traceback && a.exc_cause == b.exc_cause
        && a.exc_context == b.exc_context
}

/// What is raised after a `try`-`except*`: from the original and the list of what its clauses raised. A new reference, None for nothing, nil
/// with an exception set. Origin: `_PyExc_PrepReraiseStar`.
public func _PyExc_PrepReraiseStar(_ orig: PyObj, _ excs: PyObj) -> PyObj? {
    let n = excs.ob_size
    if n == 0 { return Py_NewRef(Py_None) }
    if !_PyBaseExceptionGroup_Check(orig) { return Py_NewRef(PyList_GET_ITEM(excs, 0)) }
    guard let raised = PyList_New(0) else { return nil }
    defer { Py_DECREF(raised) }
    guard let reraised = PyList_New(0) else { return nil }
    defer { Py_DECREF(reraised) }
    for i in 0..<n {
        let e = PyList_GET_ITEM(excs, i)
        if e == Py_None { continue }
        if PyList_Append(sameMetadata(e, orig) ? reraised : raised, e) < 0 { return nil }
    }
    guard let again = projection(orig, reraised) else { return nil }
    if raised.ob_size == 0 { return again }
    if again != Py_None, PyList_Append(raised, again) < 0 {
        Py_DECREF(again)
        return nil
    }
    Py_DECREF(again)
    return _PyExc_CreateExceptionGroup("", raised)
}

/// Fills the slots of BaseExceptionGroup.
func initExceptionGroupTypes() {
    let t = PyExc_BaseExceptionGroup
    initExceptionType(
        t, "BaseExceptionGroup", base: PyExc_BaseException, size: 88, dealloc: BaseExceptionGroup_dealloc,
        traverse: BaseExceptionGroup_traverse, clear: BaseExceptionGroup_clear, new: BaseExceptionGroup_new,
        str: BaseExceptionGroup_str)
    t.setMethods([
        .o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS), .varargs("derive", BaseExceptionGroup_derive),
        .varargs("split", BaseExceptionGroup_split), .varargs("subgroup", BaseExceptionGroup_subgroup),
    ])
    t.setMembers([MemberSpec("message", .object, 72), MemberSpec("exceptions", .object, 80)])
}

/// Makes the heap type ExceptionGroup. False with an exception set. Origin: `create_exception_group_class`.
func createExceptionGroupClass() -> Bool {
    guard let bases = tupleOf(PyExc_BaseExceptionGroup, PyExc_Exception) else { return false }
    defer { Py_DECREF(bases) }
    guard let type = PyErr_NewException("builtins.ExceptionGroup", bases, nil) else { return false }
    Interp.exceptionGroup = type
    return true
}
