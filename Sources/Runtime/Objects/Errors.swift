import Glibc
import Memory

// The raised exception and the handled one. Origin: Python/errors.c.

/// The type of the exception that is being raised (borrowed), or nil. Origin: `PyErr_Occurred`.
@inlinable @inline(__always)
public func PyErr_Occurred() -> PyObj? { ThreadState.curexc_type }

/// Sets or clears the raised exception; takes over the three references and drops the old ones. Origin: `PyErr_Restore`.
public func PyErr_Restore(_ type: PyObj?, _ value: PyObj?, _ traceback: PyObj?) {
    var traceback = traceback
    if let tb = traceback, tb.ob_type != PyTraceBack_Type {
        Py_DECREF(tb)
        traceback = nil
    }
    let oldType = ThreadState.curexc_type
    let oldValue = ThreadState.curexc_value
    let oldTraceback = ThreadState.curexc_traceback
    ThreadState.curexc_type = type
    ThreadState.curexc_value = value
    ThreadState.curexc_traceback = traceback
    Py_XDECREF(oldType)
    Py_XDECREF(oldValue)
    Py_XDECREF(oldTraceback)
}

/// Takes the raised exception away from the thread state: new references, nil where there is none. Origin: `PyErr_Fetch`.
public func PyErr_Fetch() -> (type: PyObj?, value: PyObj?, traceback: PyObj?) {
    let result = (ThreadState.curexc_type, ThreadState.curexc_value, ThreadState.curexc_traceback)
    ThreadState.curexc_type = nil
    ThreadState.curexc_value = nil
    ThreadState.curexc_traceback = nil
    return result
}

/// Forgets the raised exception. Origin: `PyErr_Clear`.
public func PyErr_Clear() {
    if ThreadState.curexc_type == nil && ThreadState.curexc_value == nil && ThreadState.curexc_traceback == nil { return }
    PyErr_Restore(nil, nil, nil)
}

/// The stack item of the exception that is being handled: the innermost one that holds an exception, else the bottom one.
/// Origin: `_PyErr_GetTopmostException`.
public func _PyErr_GetTopmostException() -> PyObj {
    var item = ThreadState.exc_info
    while true {
        let value = item.load(as: PyObj?.self)
        if value != nil && value != Py_None { return item }
        guard let previous = item.load(fromByteOffset: 8, as: PyObj?.self) else { return item }
        item = previous
    }
}

/// Calls an exception class to make the instance for a raise; a new reference, or nil with another exception set.
private func createException(_ type: PyObj, _ value: PyObj?) -> PyObj? {
    let exc: PyObj?
    if let value, value != Py_None {
        if PyTuple_Check(value) {
            exc = PyObject_Call(type, value, nil)
        } else {
            exc = PyObject_CallOneArg(type, value)
        }
    } else {
        exc = PyObject_CallNoArgs(type)
    }
    guard let exc else { return nil }
    if !PyExceptionInstance_Check(exc) {
        PyErr_SetString(
            PyExc_TypeError,
            "calling \(reprText(type)) should have returned an instance of BaseException, not \(exc.typeName)")
        Py_DECREF(exc)
        return nil
    }
    return exc
}

/// Raises an exception of a type with a value (an instance, an argument, a tuple of arguments, or nil), all borrowed; the exception being
/// handled becomes its context. Origin: `PyErr_SetObject`.
public func PyErr_SetObject(_ type: PyObj, _ value: PyObj?) {
    if !PyExceptionClass_Check(type) {
        PyErr_SetString(
            PyExc_SystemError, "_PyErr_SetObject: exception \(reprText(type)) is not a BaseException subclass")
        return
    }
    var value = value
    Py_XINCREF(value)
    if let handled = _PyErr_GetTopmostException().load(as: PyObj?.self), handled != Py_None {
        Py_INCREF(handled)
        if value == nil || !PyExceptionInstance_Check(value.unsafelyUnwrapped) {
            PyErr_Clear()
            let fixed = createException(type, value)
            Py_XDECREF(value)
            guard let fixed else {
                Py_DECREF(handled)
                return
            }
            value = fixed
        }
        let exc = value.unsafelyUnwrapped
        if handled != exc {
            breakContextCycle(from: handled, to: exc)
            PyException_SetContext(exc, handled)
        } else {
            Py_DECREF(handled)
        }
    }
    var tb: PyObj?
    if let value, PyExceptionInstance_Check(value) { tb = PyException_GetTraceback(value) }
    Py_INCREF(type)
    PyErr_Restore(type, value, tb)
}

/// Cuts the chain of contexts where it would lead back to the new exception; a slow second walker finds older cycles.
private func breakContextCycle(from start: PyObj, to exc: PyObj) {
    var o = start
    var slow = start
    var advanceSlow = false
    while let context = o.exc_context {
        if context == exc {
            PyException_SetContext(o, nil)
            return
        }
        o = context
        if o == slow { return }
        if advanceSlow, let next = slow.exc_context { slow = next }
        advanceSlow.toggle()
    }
}

/// Raises KeyError with one key, wrapped so that a tuple is not taken for arguments. Origin: `_PyErr_SetKeyError`.
public func _PyErr_SetKeyError(_ key: PyObj) {
    guard let t = tupleOf(key) else { return }
    PyErr_SetObject(PyExc_KeyError, t)
    Py_DECREF(t)
}

/// Raises an exception without a value. Origin: `PyErr_SetNone`.
public func PyErr_SetNone(_ type: PyObj) { PyErr_SetObject(type, nil) }

/// Raises an exception with a message. Origin: `PyErr_SetString`, and `PyErr_Format` by interpolation.
public func PyErr_SetString(_ type: PyObj, _ message: String) {
    PyErr_Clear()
    guard let text = PyUnicode_FromString(message) else { return }
    PyErr_SetObject(type, text)
    Py_DECREF(text)
}

/// As `PyErr_SetString`, with nil to return. Origin: `PyErr_Format`.
@discardableResult
public func PyErr_Format(_ type: PyObj, _ message: String) -> PyObj? {
    PyErr_SetString(type, message)
    return nil
}

/// Whether an exception (instance or class) matches a class or any class of a tuple. Origin: `PyErr_GivenExceptionMatches`.
public func PyErr_GivenExceptionMatches(_ err: PyObj?, _ exc: PyObj?) -> Bool {
    guard var err, let exc else { return false }
    if PyTuple_Check(exc) {
        for i in 0..<exc.ob_size where PyErr_GivenExceptionMatches(err, PyTuple_GET_ITEM(exc, i)) { return true }
        return false
    }
    if PyExceptionInstance_Check(err) { err = err.ob_type }
    if PyExceptionClass_Check(err) && PyExceptionClass_Check(exc) { return PyType_IsSubtype(err, exc) }
    return err == exc
}

/// Whether the raised exception matches. Origin: `PyErr_ExceptionMatches`.
public func PyErr_ExceptionMatches(_ exc: PyObj) -> Bool { PyErr_GivenExceptionMatches(ThreadState.curexc_type, exc) }

/// Makes an instance of a raised exception if it is not one yet; the three references are replaced in place.
/// Origin: `PyErr_NormalizeException`.
public func PyErr_NormalizeException(_ exc: inout PyObj?, _ val: inout PyObj?, _ tb: inout PyObj?) {
    var depth = 0
    ThreadState.recursion_headroom += 1
    defer { ThreadState.recursion_headroom -= 1 }
    while true {
        guard var type = exc else { return }
        var value = val ?? Py_NewRef(Py_None)
        var failed = false
        if PyExceptionClass_Check(type) {
            var isSubclass: Int32 = 0
            if PyExceptionInstance_Check(value) {
                isSubclass = PyObject_IsSubclass(value.ob_type, type)
                failed = isSubclass < 0
            }
            if !failed && isSubclass == 0 {
                if let fixed = createException(type, value) {
                    Py_DECREF(value)
                    value = fixed
                } else {
                    failed = true
                }
            } else if !failed && value.ob_type != type {
                let inclass = value.ob_type
                Py_INCREF(inclass)
                Py_DECREF(type)
                type = inclass
            }
        }
        if !failed {
            exc = type
            val = value
            return
        }
        Py_DECREF(type)
        Py_DECREF(value)
        depth += 1
        if depth == 32 {
            PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded while normalizing an exception")
        }
        let initial = tb
        (exc, val, tb) = PyErr_Fetch()
        if let initial {
            if tb == nil { tb = initial } else { Py_DECREF(initial) }
        }
        if depth >= 34 { Py_FatalError("Cannot recover from the recursive normalization of an exception.") }
    }
}

/// The type of a handled exception (borrowed), None if there is none.
private func handledType(_ value: PyObj?) -> PyObj {
    guard let value, value != Py_None else { return Py_None }
    return value.ob_type
}

/// The traceback of a handled exception (borrowed), None if there is none.
private func handledTraceback(_ value: PyObj?) -> PyObj {
    guard let value, value != Py_None else { return Py_None }
    return value.exc_traceback ?? Py_None
}

/// The handled exception (a new reference), or nil. Origin: `PyErr_GetHandledException`.
public func PyErr_GetHandledException() -> PyObj? {
    let value = _PyErr_GetTopmostException().load(as: PyObj?.self)
    guard let value, value != Py_None else { return nil }
    return Py_NewRef(value)
}

/// Replaces the handled exception of the innermost stack item (borrowed). Origin: `PyErr_SetHandledException`.
public func PyErr_SetHandledException(_ exc: PyObj?) { Py_XSETREF(ThreadState.exc_info, 0, Py_XNewRef(exc)) }

/// The handled exception as type, value and traceback: new references. Origin: `PyErr_GetExcInfo`.
public func PyErr_GetExcInfo() -> (type: PyObj, value: PyObj?, traceback: PyObj) {
    let value = _PyErr_GetTopmostException().load(as: PyObj?.self)
    return (Py_NewRef(handledType(value)), Py_XNewRef(value), Py_NewRef(handledTraceback(value)))
}

/// A stack item as the tuple that `sys.exc_info()` returns. Origin: `_PyErr_StackItemToExcInfoTuple`.
public func _PyErr_StackItemToExcInfoTuple(_ item: PyObj) -> PyObj? {
    let value = item.load(as: PyObj?.self)
    return tupleOf(handledType(value), value ?? Py_None, handledTraceback(value))
}

/// Restores an exception; one that is already set gets it as its context. Takes over the references. Origin: `_PyErr_ChainExceptions`.
public func _PyErr_ChainExceptions(_ type: PyObj?, _ value: PyObj?, _ tb: PyObj?) {
    guard let type else { return }
    if PyErr_Occurred() == nil {
        PyErr_Restore(type, value, tb)
        return
    }
    var (type2, value2, tb2) = PyErr_Fetch()
    var (type1, value1, tb1): (PyObj?, PyObj?, PyObj?) = (type, value, tb)
    PyErr_NormalizeException(&type1, &value1, &tb1)
    if let tb1, let value1 {
        _ = PyException_SetTraceback(value1, tb1)
        Py_DECREF(tb1)
    }
    Py_XDECREF(type1)
    PyErr_NormalizeException(&type2, &value2, &tb2)
    if let value2 { PyException_SetContext(value2, value1) }
    PyErr_Restore(type2, value2, tb2)
}

/// Gives the raised exception the context of a stack item (nil: the current one). Origin: `_PyErr_ChainStackItem`.
public func _PyErr_ChainStackItem(_ item: PyObj?) {
    let info = item ?? ThreadState.exc_info
    let handled = info.load(as: PyObj?.self)
    if handled == nil || handled == Py_None { return }
    let saved = ThreadState.exc_info
    if item != nil { ThreadState.exc_info = info }
    let (type, value, tb) = PyErr_Fetch()
    if let type { PyErr_SetObject(type, value) }
    Py_XDECREF(type)
    Py_XDECREF(value)
    Py_XDECREF(tb)
    if item != nil { ThreadState.exc_info = saved }
}

/// Raises an exception whose cause and context is the one that is set. Origin: `_PyErr_FormatFromCause`; nil to return.
@discardableResult
public func _PyErr_FormatFromCause(_ exception: PyObj, _ message: String) -> PyObj? {
    var (type, value, tb) = PyErr_Fetch()
    PyErr_NormalizeException(&type, &value, &tb)
    if let tb, let value {
        _ = PyException_SetTraceback(value, tb)
        Py_DECREF(tb)
    }
    Py_XDECREF(type)
    PyErr_SetString(exception, message)
    var (type2, value2, tb2) = PyErr_Fetch()
    PyErr_NormalizeException(&type2, &value2, &tb2)
    if let value2 {
        Py_XINCREF(value)
        PyException_SetCause(value2, value)
        PyException_SetContext(value2, value)
    }
    PyErr_Restore(type2, value2, tb2)
    return nil
}

/// TypeError for a bad argument; 0 to return. Origin: `PyErr_BadArgument`.
@discardableResult
public func PyErr_BadArgument() -> Int32 {
    PyErr_SetString(PyExc_TypeError, "bad argument type for built-in operation")
    return 0
}

/// Raises MemoryError; nil to return. Origin: `PyErr_NoMemory`.
@discardableResult
public func PyErr_NoMemory() -> PyObj? {
    PyErr_SetNone(PyExc_MemoryError)
    return nil
}

/// SystemError for a bad internal call. Origin: `PyErr_BadInternalCall`.
public func PyErr_BadInternalCall(_ file: StaticString = #fileID, _ line: Int = #line) {
    PyErr_SetString(PyExc_SystemError, "\(file):\(line): bad argument to internal function")
}

/// Raises an OSError (or given class) for an errno with up to two file names (borrowed); nil to return.
/// Origin: `PyErr_SetFromErrnoWithFilenameObjects`.
@discardableResult
public func PyErr_SetFromErrno(_ type: PyObj, _ code: Int32, _ filename: PyObj? = nil, _ filename2: PyObj? = nil) -> PyObj? {
    guard let message = PyUnicode_FromString(code != 0 ? String(cString: strerror(code)) : "Error") else { return nil }
    defer { Py_DECREF(message) }
    guard let number = PyLong_FromLong(Int(code)) else { return nil }
    defer { Py_DECREF(number) }
    let args: PyObj?
    if let filename, let filename2 {
        let zero = smallInt(0)
        args = tupleOf(number, message, filename, zero, filename2)
    } else if let filename {
        args = tupleOf(number, message, filename)
    } else {
        args = tupleOf(number, message)
    }
    guard let args else { return nil }
    defer { Py_DECREF(args) }
    if let v = PyObject_Call(type, args, nil) {
        PyErr_SetObject(v.ob_type, v)
        Py_DECREF(v)
    }
    return nil
}

/// Raises an ImportError class with message, module name and path (borrowed, nil for None); nil to return.
/// Origin: `PyErr_SetImportErrorSubclass`.
@discardableResult
public func PyErr_SetImportErrorSubclass(_ type: PyObj, _ message: PyObj, _ name: PyObj?, _ path: PyObj?) -> PyObj? {
    guard let kwargs = PyDict_New() else { return nil }
    defer { Py_DECREF(kwargs) }
    guard PyDict_SetItem(kwargs, _Py_ID(.name), name ?? Py_None) == 0,
        PyDict_SetItem(kwargs, _Py_ID(.path), path ?? Py_None) == 0, let args = tupleOf(message)
    else { return nil }
    defer { Py_DECREF(args) }
    if let error = PyObject_Call(type, args, kwargs) {
        PyErr_SetObject(error.ob_type, error)
        Py_DECREF(error)
    }
    return nil
}

/// Makes a new exception class "module.Name" with a base (class or tuple of classes; nil for Exception) and a namespace, all borrowed.
/// Origin: `PyErr_NewException`.
public func PyErr_NewException(_ name: String, _ base: PyObj?, _ dict: PyObj?) -> PyObj? {
    guard let dot = name.lastIndex(of: ".") else {
        PyErr_SetString(PyExc_SystemError, "PyErr_NewException: name must be module.class")
        return nil
    }
    guard let space = dict.map({ Py_NewRef($0) }) ?? PyDict_New() else { return nil }
    defer { Py_DECREF(space) }
    let has = PyDict_Contains(space, _Py_ID(.__module__))
    if has < 0 { return nil }
    if has == 0 {
        guard let module = PyUnicode_FromString(String(name[..<dot])) else { return nil }
        defer { Py_DECREF(module) }
        if PyDict_SetItem(space, _Py_ID(.__module__), module) != 0 { return nil }
    }
    let base = base ?? PyExc_Exception
    guard let bases = PyTuple_Check(base) ? Py_NewRef(base) : tupleOf(base) else { return nil }
    defer { Py_DECREF(bases) }
    guard let className = PyUnicode_FromString(String(name[name.index(after: dot)...])) else { return nil }
    defer { Py_DECREF(className) }
    guard let args = tupleOf(className, bases, space) else { return nil }
    defer { Py_DECREF(args) }
    return PyObject_Call(PyType_Type, args, nil)
}

/// Replaces a simple raised exception by one of its own class whose message starts with more text, caused by the old one; exceptions with more
/// state than a message stay as they are. Origin: `_PyErr_TrySetFromCause`.
func _PyErr_TrySetFromCause(_ prefix: String) {
    var (type, value, tb) = PyErr_Fetch()
    func slot<T>(_ f: T) -> UInt { unsafeBitCast(f, to: UInt.self) }
    guard let cls = type else { return }
    let base = PyExc_BaseException.tp_basicsize
    let isSimple =
        cls.tp_basicsize == base || (cls.tp_weaklistoffset != 0 && cls.tp_basicsize == base + 8)
    if slot(cls.tp_init) != slot(PyExc_BaseException.tp_init) || slot(cls.tp_new) != slot(PyExc_BaseException.tp_new) || !isSimple {
        PyErr_Restore(type, value, tb)
        return
    }
    PyErr_NormalizeException(&type, &value, &tb)
    guard let exc = value, let args = exc.exc_args, args.ob_size <= 1,
        args.ob_size == 0 || PyUnicode_CheckExact(PyTuple_GET_ITEM(args, 0)), exc.exc_dict.map({ $0.ma_used == 0 }) ?? true
    else {
        PyErr_Restore(type, value, tb)
        return
    }
    if let tb {
        PyException_SetTraceback(exc, tb)
        Py_DECREF(tb)
    }
    PyErr_SetString(cls, "\(prefix) (\(exc.typeName): \(strText(exc)))")
    Py_DECREF(cls)
    var (newType, newValue, newTraceback) = PyErr_Fetch()
    PyErr_NormalizeException(&newType, &newValue, &newTraceback)
    if let newValue { PyException_SetCause(newValue, exc) }
    PyErr_Restore(newType, newValue, newTraceback)
}

/// Ends the process with a message: the machine's state is beyond repair. Origin: `Py_FatalError`.
public func Py_FatalError(_ message: String) -> Never { hostFatal("Fatal Python error: \(message)") }
