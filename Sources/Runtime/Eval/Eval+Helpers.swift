import Memory
import Trace

// What the other instructions do beyond their fast path. Origin: Python/ceval.c.

/// The operators of BINARY_OP by argument. Origin: binary_ops in Python/ceval.c.
@inline(never) func binaryOperation(_ oparg: Int, _ left: PyObj, _ right: PyObj) -> PyObj? {
    switch oparg {
    case 0: return PyNumber_Add(left, right)
    case 1: return PyNumber_And(left, right)
    case 2: return PyNumber_FloorDivide(left, right)
    case 3: return PyNumber_Lshift(left, right)
    case 4: return PyNumber_MatrixMultiply(left, right)
    case 5: return PyNumber_Multiply(left, right)
    case 6: return PyNumber_Remainder(left, right)
    case 7: return PyNumber_Or(left, right)
    case 8: return PyNumber_Power(left, right, Py_None)
    case 9: return PyNumber_Rshift(left, right)
    case 10: return PyNumber_Subtract(left, right)
    case 11: return PyNumber_TrueDivide(left, right)
    case 12: return PyNumber_Xor(left, right)
    case 13: return PyNumber_InPlaceAdd(left, right)
    case 14: return PyNumber_InPlaceAnd(left, right)
    case 15: return PyNumber_InPlaceFloorDivide(left, right)
    case 16: return PyNumber_InPlaceLshift(left, right)
    case 17: return PyNumber_InPlaceMatrixMultiply(left, right)
    case 18: return PyNumber_InPlaceMultiply(left, right)
    case 19: return PyNumber_InPlaceRemainder(left, right)
    case 20: return PyNumber_InPlaceOr(left, right)
    case 21: return PyNumber_InPlacePower(left, right, Py_None)
    case 22: return PyNumber_InPlaceRshift(left, right)
    case 23: return PyNumber_InPlaceSubtract(left, right)
    case 24: return PyNumber_InPlaceTrueDivide(left, right)
    default: return PyNumber_InPlaceXor(left, right)
    }
}

/// Enters one level of recursion; false with a RecursionError set when there is none left. Origin: _Py_EnterRecursiveCallTstate.
@inline(__always) public func _Py_EnterRecursiveCall(_ place: StaticString) -> Bool {
    let remaining = ThreadState.recursion_remaining
    ThreadState.recursion_remaining = remaining &- 1
    return remaining > 0 || _Py_CheckRecursiveCall(place)
}

/// Leaves one level of recursion.
@inline(__always) public func _Py_LeaveRecursiveCall() {
    ThreadState.recursion_remaining = ThreadState.recursion_remaining &+ 1
}

@inline(never) func _Py_CheckRecursiveCall(_ place: StaticString) -> Bool {
    if ThreadState.recursion_headroom != 0 {
        if ThreadState.recursion_remaining < -50 { Py_FatalError("Cannot recover from stack overflow.") }
        return true
    }
    if ThreadState.recursion_remaining <= 0 {
        ThreadState.recursion_headroom += 1
        PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded\(place)")
        ThreadState.recursion_headroom -= 1
        ThreadState.recursion_remaining += 1
        return false
    }
    return true
}

/// Answers the eval breaker: pending signals. Non-zero with an exception set. Origin: handle_eval_breaker in Python/ceval.c.
@inline(never) func handleEvalBreaker() -> Int32 {
    emitIfTracing(.evalBreaker, UnsafeRawPointer(ThreadState.currentFrame), Interp.evalBreaker)
    Interp.evalBreaker = 0
    return _PyErr_CheckSignals()
}

/// Unpacks an iterable downwards from `sp`; with `after` ≥ 0 a list of the rest lies between. False with an exception set.
/// Origin: unpack_iterable.
func unpackIterable(_ v: PyObj, _ count: Int, _ after: Int, _ spIn: UnsafeMutablePointer<PyObj?>) -> Bool {
    guard let iterator = PyObject_GetIter(v) else {
        if PyErr_ExceptionMatches(PyExc_TypeError) && v.ob_type.tp_iter == nil && !PySequence_Check(v) {
            PyErr_SetString(PyExc_TypeError, "cannot unpack non-iterable \(v.typeName) object")
        }
        return false
    }
    var sp = spIn
    var done = 0
    func fail() -> Bool {
        while done > 0 {
            Py_DECREF(sp.pointee!)
            sp += 1
            done -= 1
        }
        Py_DECREF(iterator)
        return false
    }
    while done < count {
        guard let w = PyIter_Next(iterator) else {
            if PyErr_Occurred() == nil {
                let expected = after == -1 ? "expected \(count)" : "expected at least \(count + after)"
                PyErr_SetString(PyExc_ValueError, "not enough values to unpack (\(expected), got \(done))")
            }
            return fail()
        }
        sp -= 1
        sp.pointee = w
        done += 1
    }
    if after == -1 {
        guard let extra = PyIter_Next(iterator) else {
            if PyErr_Occurred() != nil { return fail() }
            Py_DECREF(iterator)
            return true
        }
        Py_DECREF(extra)
        PyErr_SetString(PyExc_ValueError, "too many values to unpack (expected \(count))")
        return fail()
    }
    guard let list = PySequence_List(iterator) else { return fail() }
    sp -= 1
    sp.pointee = list
    done += 1
    let length = list.ob_size
    if length < after {
        PyErr_SetString(PyExc_ValueError, "not enough values to unpack (expected at least \(count + after), got \(count + length))")
        return fail()
    }
    for j in stride(from: after, to: 0, by: -1) {
        sp -= 1
        sp.pointee = list.list_item!.load(fromByteOffset: (length - j) * 8, as: PyObj.self)
    }
    list.ob_size = length - after
    Py_DECREF(iterator)
    return true
}

/// A tuple of `n` references, taken over from the value stack.
func tupleFromStack(_ items: UnsafeMutablePointer<PyObj?>, _ n: Int) -> PyObj? {
    guard let tuple = PyTuple_New(n) else { return nil }
    if n > 0 { (tuple + 24).copyMemory(from: items, byteCount: n &* 8) }
    return tuple
}

/// Formats a value for an f-string: conversion 0 none, 1 str, 2 repr, 3 ascii; consumes the value and the spec.
func formatValue(_ valueIn: PyObj, _ conversion: Int, _ spec: PyObj?) -> PyObj? {
    var value = valueIn
    if conversion != 0 {
        let converted: PyObj?
        switch conversion {
        case 1: converted = PyObject_Str(value)
        case 2: converted = PyObject_Repr(value)
        default: converted = PyObject_ASCII(value)
        }
        Py_DECREF(value)
        guard let converted else {
            Py_XDECREF(spec)
            return nil
        }
        value = converted
    }
    if PyUnicode_CheckExact(value) && spec == nil { return value }
    let result = PyObject_Format(value, spec)
    Py_DECREF(value)
    Py_XDECREF(spec)
    return result
}

/// Replaces the error of `[*x]` when x is not iterable. The TypeError of the iteration itself is kept otherwise.
func notIterableAfterStar(_ iterable: PyObj) {
    if PyErr_ExceptionMatches(PyExc_TypeError) && iterable.ob_type.tp_iter == nil && !PySequence_Check(iterable) {
        PyErr_Clear()
        PyErr_SetString(PyExc_TypeError, "Value after * must be an iterable, not \(iterable.typeName)")
    }
}

/// Whether the argument after `*` can be iterated; false with a TypeError set.
func checkArgsIterable(_ function: PyObj, _ args: PyObj) -> Bool {
    if args.ob_type.tp_iter == nil && !PySequence_Check(args) {
        PyErr_Clear()
        if let text = _PyObject_FunctionStr(function) {
            PyErr_SetString(PyExc_TypeError, "\(swiftString(text)) argument after * must be an iterable, not \(args.typeName)")
            Py_DECREF(text)
        }
        return false
    }
    return true
}

/// Turns a failed merge of `**kwargs` into the TypeError of a call.
func formatKwargsError(_ function: PyObj, _ kwargs: PyObj) {
    if PyErr_ExceptionMatches(PyExc_AttributeError) {
        PyErr_Clear()
        if let text = _PyObject_FunctionStr(function) {
            PyErr_SetString(PyExc_TypeError, "\(swiftString(text)) argument after ** must be a mapping, not \(kwargs.typeName)")
            Py_DECREF(text)
        }
    } else if PyErr_ExceptionMatches(PyExc_KeyError) {
        let (t, v, tb) = PyErr_Fetch()
        // _PyDict_MergeEx leaves the key in a one-tuple that is not an exception yet.
        let key: PyObj? =
            if let v, PyTuple_Check(v), v.ob_size == 1 {
                v.tupleItem(0)
            } else if let v, PyExceptionInstance_Check(v), let args = v.exc_args, args.ob_size == 1 {
                args.tupleItem(0)
            } else { nil }
        guard let key else {
            PyErr_Restore(t, v, tb)
            return
        }
        if let text = _PyObject_FunctionStr(function) {
            PyErr_SetString(PyExc_TypeError, "\(swiftString(text)) got multiple values for keyword argument '\(strText(key))'")
            Py_DECREF(text)
        }
        Py_XDECREF(t)
        Py_XDECREF(v)
        Py_XDECREF(tb)
    }
}

/// `raise`, `raise exc`, `raise exc from cause`; takes both references over. True if the exception was re-raised as it was.
func doRaise(_ exceptionIn: PyObj?, _ causeIn: PyObj?) -> Bool {
    guard let exception = exceptionIn else {
        let info = _PyErr_GetTopmostException()
        guard let value = info.load(as: PyObj?.self), value != Py_None else {
            PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise")
            return false
        }
        PyErr_Restore(Py_NewRef(value.ob_type), Py_NewRef(value), PyException_GetTraceback(value))
        return true
    }
    let type: PyObj
    let value: PyObj
    if PyExceptionClass_Check(exception) {
        type = exception
        guard let v = _PyObject_CallNoArgs(exception) else {
            Py_DECREF(type)
            Py_XDECREF(causeIn)
            return false
        }
        value = v
        if !PyExceptionInstance_Check(value) {
            PyErr_SetString(
                PyExc_TypeError,
                "calling \(reprText(type)) should have returned an instance of BaseException, not \(reprText(value.ob_type))")
            Py_DECREF(value)
            Py_DECREF(type)
            Py_XDECREF(causeIn)
            return false
        }
    } else if PyExceptionInstance_Check(exception) {
        value = exception
        type = Py_NewRef(exception.ob_type)
    } else {
        Py_DECREF(exception)
        PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException")
        Py_XDECREF(causeIn)
        return false
    }
    if let cause = causeIn {
        var fixed: PyObj?
        if PyExceptionClass_Check(cause) {
            fixed = _PyObject_CallNoArgs(cause)
            if fixed == nil {
                Py_DECREF(value)
                Py_DECREF(type)
                Py_DECREF(cause)
                return false
            }
            Py_DECREF(cause)
        } else if PyExceptionInstance_Check(cause) {
            fixed = cause
        } else if cause == Py_None {
            Py_DECREF(cause)
        } else {
            PyErr_SetString(PyExc_TypeError, "exception causes must derive from BaseException")
            Py_DECREF(value)
            Py_DECREF(type)
            Py_DECREF(cause)
            return false
        }
        PyException_SetCause(value, fixed)
    }
    PyErr_SetObject(type, value)
    Py_DECREF(value)
    Py_DECREF(type)
    return false
}

private let cannotCatch = "catching classes that do not inherit from BaseException is not allowed"

/// Whether every class after `except` is an exception class.
func checkExceptTypeValid(_ right: PyObj) -> Bool {
    if PyTuple_Check(right) {
        for i in 0..<right.ob_size where !PyExceptionClass_Check(right.tupleItem(i)) {
            PyErr_SetString(PyExc_TypeError, cannotCatch)
            return false
        }
    } else if !PyExceptionClass_Check(right) {
        PyErr_SetString(PyExc_TypeError, cannotCatch)
        return false
    }
    return true
}

/// The same for `except*`, where exception groups are not allowed either.
func checkExceptStarTypeValid(_ right: PyObj) -> Bool {
    guard checkExceptTypeValid(right) else { return false }
    let classes = PyTuple_Check(right) ? (0..<right.ob_size).map { right.tupleItem($0) } : [right]
    for c in classes {
        let sub = PyObject_IsSubclass(c, PyExc_BaseExceptionGroup)
        if sub < 0 { return false }
        if sub > 0 {
            PyErr_SetString(PyExc_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
            return false
        }
    }
    return true
}

/// Splits an exception for `except*`: what matches and the rest (new references), or nil with an exception.
func exceptionGroupMatch(_ value: PyObj, _ type: PyObj) -> (match: PyObj, rest: PyObj)? {
    if value == Py_None { return (Py_NewRef(Py_None), Py_NewRef(Py_None)) }
    let isGroup = PyObject_TypeCheck(value, PyExc_BaseExceptionGroup)
    if PyErr_GivenExceptionMatches(value, type) {
        if isGroup { return (Py_NewRef(value), Py_NewRef(Py_None)) }
        guard let excs = PyTuple_New(1) else { return nil }
        PyTuple_SET_ITEM(excs, 0, Py_NewRef(value))
        let wrapped = _PyExc_CreateExceptionGroup("", excs)
        Py_DECREF(excs)
        guard let wrapped else { return nil }
        return (wrapped, Py_NewRef(Py_None))
    }
    if isGroup {
        guard let name = PyUnicode_FromString("split") else { return nil }
        let pair = PyObject_CallMethodOneArg(value, name, type)
        Py_DECREF(name)
        guard let pair else { return nil }
        let result = (Py_NewRef(pair.tupleItem(0)), Py_NewRef(pair.tupleItem(1)))
        Py_DECREF(pair)
        return result
    }
    return (Py_NewRef(Py_None), Py_NewRef(Py_None))
}

/// `__enter__` and `__exit__` (or their asynchronous siblings) of a context manager, bound: new references.
func lookupContextManager(_ manager: PyObj, _ isAsync: Bool) -> (enter: PyObj, exit: PyObj)? {
    let protocolName = isAsync ? "asynchronous context manager protocol" : "context manager protocol"
    guard let enter = _PyObject_LookupSpecial(manager, isAsync ? _Py_ID(.__aenter__) : _Py_ID(.__enter__)) else {
        if PyErr_Occurred() == nil {
            PyErr_SetString(PyExc_TypeError, "'\(manager.typeName)' object does not support the \(protocolName)")
        }
        return nil
    }
    guard let exit = _PyObject_LookupSpecial(manager, isAsync ? _Py_ID(.__aexit__) : _Py_ID(.__exit__)) else {
        if PyErr_Occurred() == nil {
            PyErr_SetString(
                PyExc_TypeError,
                "'\(manager.typeName)' object does not support the \(protocolName) (missed \(isAsync ? "__aexit__" : "__exit__") method)"
            )
        }
        Py_DECREF(enter)
        return nil
    }
    return (enter, exit)
}

/// Calls an exit function with an exception's type, value and traceback.
func callExit(_ exit: PyObj, _ value: PyObj) -> PyObj? {
    let tb = PyException_GetTraceback(value)
    defer { Py_XDECREF(tb) }
    return withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 4) { stack in
        stack[1] = value.ob_type
        stack[2] = value
        stack[3] = tb ?? Py_None
        return PyObject_Vectorcall(exit, stack.baseAddress! + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, nil)
    }
}

/// `sys.displayhook(value)`, for the interactive mode.
func printExpression(_ value: PyObj) -> Bool {
    guard let hook = Interp.sysdict.flatMap({ PyDict_GetItemWithError($0, _Py_ID(.displayhook)) }) else {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_RuntimeError, "lost sys.displayhook") }
        return false
    }
    guard let result = PyObject_CallOneArg(hook, value) else { return false }
    Py_DECREF(result)
    return true
}

// MARK: Pattern matching

/// The values of a mapping pattern's keys as a tuple, None if one is missing, nil with an exception.
func matchKeys(_ map: PyObj, _ keys: PyObj) -> PyObj? {
    let count = keys.ob_size
    if count == 0 { return PyTuple_New(0) }
    var get: PyObj?
    let unbound = _PyObject_GetMethod(map, _Py_ID(.get), &get)
    guard let get else { return nil }
    defer { Py_DECREF(get) }
    guard let seen = PySet_New(nil) else { return nil }
    defer { Py_DECREF(seen) }
    guard let dummy = _PyObject_CallNoArgs(PyBaseObject_Type) else { return nil }
    defer { Py_DECREF(dummy) }
    guard let values = PyTuple_New(count) else { return nil }
    for i in 0..<count {
        let key = keys.tupleItem(i)
        if PySet_Contains(seen, key) != 0 || PySet_Add(seen, key) != 0 {
            if PyErr_Occurred() == nil {
                PyErr_SetString(PyExc_ValueError, "mapping pattern checks duplicate key (\(reprText(key)))")
            }
            Py_DECREF(values)
            return nil
        }
        let value: PyObj? = withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 3) { args in
            args[0] = map
            args[1] = key
            args[2] = dummy
            return unbound != 0
                ? PyObject_Vectorcall(get, args.baseAddress!, 3, nil) : PyObject_Vectorcall(get, args.baseAddress! + 1, 2, nil)
        }
        guard let value else {
            Py_DECREF(values)
            return nil
        }
        if value == dummy {
            Py_DECREF(value)
            Py_DECREF(values)
            return Py_NewRef(Py_None)
        }
        PyTuple_SET_ITEM(values, i, value)
    }
    return values
}

private func matchClassAttribute(_ subject: PyObj, _ type: PyObj, _ name: PyObj, _ seen: PyObj) -> PyObj? {
    if PySet_Contains(seen, name) != 0 || PySet_Add(seen, name) != 0 {
        if PyErr_Occurred() == nil {
            PyErr_SetString(PyExc_TypeError, "\(typeText(type))() got multiple sub-patterns for attribute \(reprText(name))")
        }
        return nil
    }
    let attribute = PyObject_GetAttr(subject, name)
    if attribute == nil && PyErr_ExceptionMatches(PyExc_AttributeError) { PyErr_Clear() }
    return attribute
}

/// The attributes that a class pattern asks for, as a tuple; nil without an exception if there is no match.
func matchClass(_ subject: PyObj, _ type: PyObj, _ nargs: Int, _ kwargs: PyObj) -> PyObj? {
    if !PyType_Check(type) {
        PyErr_SetString(PyExc_TypeError, "called match pattern must be a type")
        return nil
    }
    if PyObject_IsInstance(subject, type) <= 0 { return nil }
    guard let seen = PySet_New(nil) else { return nil }
    defer { Py_DECREF(seen) }
    guard let attributes = PyList_New(0) else { return nil }
    defer { Py_DECREF(attributes) }
    if nargs != 0 {
        var matchSelf = false
        var names = PyObject_GetAttr(type, _Py_ID(.__match_args__))
        if let names {
            if !PyTuple_CheckExact(names) {
                PyErr_SetString(PyExc_TypeError, "\(typeText(type)).__match_args__ must be a tuple (got \(names.typeName))")
                Py_DECREF(names)
                return nil
            }
        } else if PyErr_ExceptionMatches(PyExc_AttributeError) {
            PyErr_Clear()
            names = PyTuple_New(0)
            matchSelf = type.tp_flags & TypeFlags.MATCH_SELF != 0
        } else {
            return nil
        }
        defer { Py_XDECREF(names) }
        let allowed = matchSelf ? 1 : names!.ob_size
        if allowed < nargs {
            PyErr_SetString(
                PyExc_TypeError,
                "\(typeText(type))() accepts \(allowed) positional sub-pattern\(allowed == 1 ? "" : "s") (\(nargs) given)")
            return nil
        }
        if matchSelf {
            if PyList_Append(attributes, subject) != 0 { return nil }
        } else {
            for i in 0..<nargs {
                let name = names!.tupleItem(i)
                if !PyUnicode_CheckExact(name) {
                    PyErr_SetString(PyExc_TypeError, "__match_args__ elements must be strings (got \(name.typeName))")
                    return nil
                }
                guard let a = matchClassAttribute(subject, type, name, seen) else { return nil }
                let error = PyList_Append(attributes, a)
                Py_DECREF(a)
                if error != 0 { return nil }
            }
        }
    }
    for i in 0..<kwargs.ob_size {
        guard let a = matchClassAttribute(subject, type, kwargs.tupleItem(i), seen) else { return nil }
        let error = PyList_Append(attributes, a)
        Py_DECREF(a)
        if error != 0 { return nil }
    }
    return PyList_AsTuple(attributes)
}

/// An index of a slice as a clipped number; None and nil leave `pi` alone. False with an exception set. Origin: _PyEval_SliceIndex.
func _PyEval_SliceIndex(_ v: PyObj?, _ pi: UnsafeMutablePointer<Int>) -> Bool {
    guard let v, v != Py_None else { return true }
    if !_PyIndex_Check(v) {
        PyErr_SetString(PyExc_TypeError, "slice indices must be integers or None or have an __index__ method")
        return false
    }
    return _PyEval_SliceIndexNotNone(v, pi)
}

/// The same, where None is no index.
func _PyEval_SliceIndexNotNone(_ v: PyObj, _ pi: UnsafeMutablePointer<Int>) -> Bool {
    if !_PyIndex_Check(v) {
        PyErr_SetString(PyExc_TypeError, "slice indices must be integers or have an __index__ method")
        return false
    }
    let x = PyNumber_AsSsize_t(v, nil)
    if x == -1 && PyErr_Occurred() != nil { return false }
    pi.pointee = x
    return true
}
