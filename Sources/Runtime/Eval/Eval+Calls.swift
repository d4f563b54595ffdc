import Memory
import Trace

// Binding arguments and pushing frames for Python functions. Origin: initialize_locals and its neighbours in Python/ceval.c.

/// Makes a frame for a call; takes over the function's, the locals' and all arguments' references. nil with an exception set.
/// Origin: _PyEvalFramePushAndInit.
func pushAndInitFrame(_ function: PyObj, _ ns: PyObj?, _ args: PyArgs, _ argcount: Int, _ kwnames: PyObj?) -> PyObj? {
    let code = function.func_code.unsafelyUnwrapped
    let slots = Int(code.co_nlocalsplus)
    let size = slots &+ Int(code.co_stacksize) &+ FRAME_SPECIALS_BYTES / 8
    guard let frame = _PyThreadState_BumpFramePointer(size) else {
        for i in 0..<argcount + (kwnames?.ob_size ?? 0) { Py_DECREF(args[i]) }
        _ = PyErr_NoMemory()
        return nil
    }
    emitIfTracing(.framePush, UnsafeRawPointer(frame), size &* 8, Int(bitPattern: code))
    _PyFrame_InitializeSpecials(frame, function, ns, code)
    let locals = frame.localsplus
    if kwnames == nil && argcount == Int(code.co_argcount) && code.co_kwonlyargcount == 0
        && code.co_flags & (CodeFlags.VARARGS | CodeFlags.VARKEYWORDS) == 0
    {
        // Exactly the positional arguments: move them, clear the rest.
        var i = 0
        while i < argcount {
            locals[i] = args[i]
            i &+= 1
        }
        while i < slots {
            locals[i] = nil
            i &+= 1
        }
        return frame
    }
    var i = 0
    while i < slots {
        locals[i] = nil
        i &+= 1
    }
    if !initializeLocals(function, code, locals, args, argcount, kwnames) {
        _PyFrame_Clear(frame)
        _PyThreadState_PopFrame(frame)
        return nil
    }
    return frame
}

/// Leaves a frame that has ended: clears it and gives its record back. Origin: _PyEvalFrameClearAndPop.
@inline(__always) func clearAndPopFrame(_ frame: PyObj) {
    // One level less while clearing, so that finalisers at the limit do not run away.
    ThreadState.recursion_remaining = ThreadState.recursion_remaining &- 1
    _PyFrame_Clear(frame)
    ThreadState.recursion_remaining = ThreadState.recursion_remaining &+ 1
    _PyThreadState_PopFrame(frame)
    emitIfTracing(.framePop, UnsafeRawPointer(frame))
}

/// `popFrame` for the return of a call: nobody has usually asked for the frame object, and the slots are dropped here.
@inline(__always) func leaveFrame<T: Tracer>(_: T.Type, _ frame: PyObj) -> PyObj {
    if _slowPath(frame.fr_frame_obj != nil) { return popFrame(frame) }
    let previous = frame.fr_previous.unsafelyUnwrapped
    // First of all it is no longer the current one: what dies with it, dies in the caller.
    ThreadState.currentFrame = previous
    ThreadState.recursion_remaining = ThreadState.recursion_remaining &- 1
    let slots = frame.localsplus
    let count = Int(frame.fr_stacktop)
    var i = 0
    while i < count {
        T.XDECREF(slots[i])
        i &+= 1
    }
    // A finaliser may have asked for it meanwhile.
    Py_XDECREF(frame.fr_frame_obj)
    T.XDECREF(frame.fr_locals)
    T.DECREF(frame.fr_func)
    T.DECREF(frame.fr_code)
    ThreadState.recursion_remaining = ThreadState.recursion_remaining &+ 1
    _PyThreadState_PopFrame(frame)
    if T.isEnabled { T.emit(.framePop, UnsafeRawPointer(frame)) }
    return previous
}

/// Leaves a frame for its caller's, which becomes current and is returned. Origin: pop_frame.
@inline(__always) func popFrame(_ frame: PyObj) -> PyObj {
    let previous = frame.fr_previous.unsafelyUnwrapped
    ThreadState.currentFrame = previous
    clearAndPopFrame(frame)
    return previous
}

/// Calls a Python function from native code; arguments are borrowed. Origin: _PyEval_Vector.
func _PyEval_Vector(_ function: PyObj, _ locals: PyObj?, _ args: PyArgs, _ argcount: Int, _ kwnames: PyObj?) -> PyObj? {
    Py_INCREF(function)
    Py_XINCREF(locals)
    for i in 0..<argcount &+ (kwnames?.ob_size ?? 0) { Py_INCREF(args[i]) }
    guard let frame = pushAndInitFrame(function, locals, args, argcount, kwnames) else { return nil }
    let result = _PyEval_EvalFrame(frame, false)
    clearAndPopFrame(frame)
    return result
}

/// Binds arguments to slots; false with an exception set (what was not bound has been dropped).
private func initializeLocals(
    _ function: PyObj, _ code: PyObj, _ locals: UnsafeMutablePointer<PyObj?>, _ args: PyArgs, _ argcount: Int, _ kwnames: PyObj?
)
    -> Bool
{
    let coArgcount = Int(code.co_argcount)
    let totalArgs = coArgcount + Int(code.co_kwonlyargcount)
    let kwcount = kwnames?.ob_size ?? 0
    let hasVarargs = code.co_flags & CodeFlags.VARARGS != 0
    var kwdict: PyObj?
    if code.co_flags & CodeFlags.VARKEYWORDS != 0 {
        guard let d = PyDict_New() else {
            for i in 0..<argcount + kwcount { Py_DECREF(args[i]) }
            return false
        }
        kwdict = d
        locals[totalArgs + (hasVarargs ? 1 : 0)] = d
    }
    let n = min(argcount, coArgcount)
    for j in 0..<n { locals[j] = args[j] }
    if hasVarargs {
        guard let rest = PyTuple_New(argcount - n) else {
            for i in n..<argcount + kwcount { Py_DECREF(args[i]) }
            return false
        }
        // The tuple takes the references over.
        for j in n..<argcount { PyTuple_SET_ITEM(rest, j - n, args[j]) }
        locals[totalArgs] = rest
    } else if argcount > n {
        for j in n..<argcount { Py_DECREF(args[j]) }
    }

    if let kwnames {
        var i = 0
        func dropRest() -> Bool {
            while i < kwcount {
                Py_DECREF(args[i + argcount])
                i += 1
            }
            return false
        }
        let varnames = code.co_localsplusnames.tupleItems
        while i < kwcount {
            let keyword = kwnames.tupleItem(i)
            let value = args[i + argcount]
            if !PyUnicode_Check(keyword) {
                PyErr_SetString(PyExc_TypeError, "\(qualname(function))() keywords must be strings")
                return dropRest()
            }
            var found = -1
            var j = Int(code.co_posonlyargcount)
            while j < totalArgs {
                if varnames[j] == keyword {
                    found = j
                    break
                }
                j += 1
            }
            if found < 0 {
                j = Int(code.co_posonlyargcount)
                while j < totalArgs {
                    let equal = PyObject_RichCompareBool(keyword, varnames[j], Py_EQ)
                    if equal < 0 { return dropRest() }
                    if equal > 0 {
                        found = j
                        break
                    }
                    j += 1
                }
            }
            if found < 0 {
                guard let kwdict else {
                    if code.co_posonlyargcount != 0 && positionalOnlyPassedAsKeyword(code, kwnames, function) { return dropRest() }
                    if PyErr_Occurred() == nil {
                        PyErr_SetString(
                            PyExc_TypeError, "\(qualname(function))() got an unexpected keyword argument '\(strText(keyword))'")
                    }
                    return dropRest()
                }
                if PyDict_SetItem(kwdict, keyword, value) == -1 { return dropRest() }
                Py_DECREF(value)
                i += 1
                continue
            }
            if locals[found] != nil {
                PyErr_SetString(PyExc_TypeError, "\(qualname(function))() got multiple values for argument '\(strText(keyword))'")
                return dropRest()
            }
            locals[found] = value
            i += 1
        }
    }

    if argcount > coArgcount && !hasVarargs {
        tooManyPositional(code, argcount, function, locals)
        return false
    }
    if argcount < coArgcount {
        let defaults = function.func_defaults
        let defcount = defaults?.ob_size ?? 0
        let m = coArgcount - defcount
        var missing = 0
        if argcount < m {
            for i in argcount..<m where locals[i] == nil { missing += 1 }
        }
        if missing > 0 {
            missingArguments(code, missing, defcount, function, locals)
            return false
        }
        var i = n > m ? n - m : 0
        while i < defcount {
            if locals[m + i] == nil { locals[m + i] = Py_NewRef(defaults.unsafelyUnwrapped.tupleItem(i)) }
            i += 1
        }
    }
    if code.co_kwonlyargcount > 0 {
        var missing = 0
        for i in coArgcount..<totalArgs where locals[i] == nil {
            if let kwdefaults = function.func_kwdefaults {
                if let value = PyDict_GetItemWithError(kwdefaults, code.co_localsplusnames.tupleItem(i)) {
                    locals[i] = Py_NewRef(value)
                    continue
                }
                if PyErr_Occurred() != nil { return false }
            }
            missing += 1
        }
        if missing > 0 {
            missingArguments(code, missing, -1, function, locals)
            return false
        }
    }
    return true
}

private func qualname(_ function: PyObj) -> String { swiftString(function.func_qualname!) }

/// Whether a keyword names a positional-only parameter; sets the TypeError if so.
private func positionalOnlyPassedAsKeyword(_ code: PyObj, _ kwnames: PyObj, _ function: PyObj) -> Bool {
    var names: [String] = []
    for k in 0..<Int(code.co_posonlyargcount) {
        let name = code.co_localsplusnames.tupleItem(k)
        for k2 in 0..<kwnames.ob_size {
            let keyword = kwnames.tupleItem(k2)
            let equal = keyword == name ? 1 : PyObject_RichCompareBool(name, keyword, Py_EQ)
            if equal < 0 { return true }
            if equal > 0 { names.append(swiftString(keyword)) }
        }
    }
    if names.isEmpty { return false }
    PyErr_SetString(
        PyExc_TypeError,
        "\(qualname(function))() got some positional-only arguments passed as keyword arguments: '\(names.joined(separator: ", "))'"
    )
    return true
}

private func tooManyPositional(_ code: PyObj, _ given: Int, _ function: PyObj, _ locals: UnsafeMutablePointer<PyObj?>) {
    let coArgcount = Int(code.co_argcount)
    var kwonlyGiven = 0
    for i in coArgcount..<coArgcount + Int(code.co_kwonlyargcount) where locals[i] != nil { kwonlyGiven += 1 }
    let defcount = function.func_defaults?.ob_size ?? 0
    let plural = defcount > 0 || coArgcount != 1
    let signature = defcount > 0 ? "from \(coArgcount - defcount) to \(coArgcount)" : "\(coArgcount)"
    let kwonly =
        kwonlyGiven > 0
        ? " positional argument\(given != 1 ? "s" : "") (and \(kwonlyGiven) keyword-only argument\(kwonlyGiven != 1 ? "s" : ""))"
        : ""
    let verb = given == 1 && kwonlyGiven == 0 ? "was" : "were"
    PyErr_SetString(
        PyExc_TypeError,
        "\(qualname(function))() takes \(signature) positional argument\(plural ? "s" : "") but \(given)\(kwonly) \(verb) given")
}

/// Sets the TypeError for missing arguments; `defcount` -1 means keyword-only ones.
private func missingArguments(
    _ code: PyObj, _ missing: Int, _ defcount: Int, _ function: PyObj, _ locals: UnsafeMutablePointer<PyObj?>
) {
    let coArgcount = Int(code.co_argcount)
    let range = defcount != -1 ? 0..<coArgcount - defcount : coArgcount..<coArgcount + Int(code.co_kwonlyargcount)
    var names: [String] = []
    for i in range where locals[i] == nil { names.append(reprText(code.co_localsplusnames.tupleItem(i))) }
    let text: String
    switch names.count {
    case 1: text = names[0]
    case 2: text = "\(names[0]) and \(names[1])"
    default: text = names.dropLast(2).joined(separator: ", ") + ", \(names[names.count - 2]), and \(names[names.count - 1])"
    }
    PyErr_SetString(
        PyExc_TypeError,
        "\(qualname(function))() missing \(names.count) required \(defcount != -1 ? "positional" : "keyword-only") argument\(names.count == 1 ? "" : "s"): \(text)"
    )
}

/// Runs a code object in namespaces, as `exec` does. Origin: PyEval_EvalCode.
public func PyEval_EvalCode(_ code: PyObj, _ globals: PyObj, _ locals: PyObj?) -> PyObj? {
    guard let function = evalFunction(code, globals) else { return nil }
    // A function object stands for the frame's namespaces; it dies with the frame.
    let result = _PyEval_Vector(function, locals ?? globals, UnsafeMutablePointer(bitPattern: 8)!, 0, nil)
    Py_DECREF(function)
    return result
}

/// The function object that runs a module's or `exec`'s code.
func evalFunction(_ code: PyObj, _ globals: PyObj) -> PyObj? {
    guard let function = PyFunction_New(code, globals) else { return nil }
    if let builtins = _PyEval_BuiltinsFromGlobals(globals) { Py_XSETREF(function, 24, Py_NewRef(builtins)) }
    // It has neither a docstring nor a module (`func_doc`, `func_module`), as `_PyFunction_FromConstructor` leaves them.
    Py_XSETREF(function, 80, Py_NewRef(Py_None))
    Py_XSETREF(function, 104, nil)
    return function
}

/// `__builtins__` of a globals dict (module or dict), or the interpreter's: borrowed. Origin: _PyEval_BuiltinsFromGlobals.
func _PyEval_BuiltinsFromGlobals(_ globals: PyObj) -> PyObj? {
    if let builtins = PyDict_GetItemWithError(globals, _Py_ID(.__builtins__)) {
        return builtins.ob_type == PyModule_Type ? builtins.md_dict : builtins
    }
    if PyErr_Occurred() != nil { return nil }
    return Interp.builtins
}

/// The globals of the frame that runs (borrowed), or nil.
public func PyEval_GetGlobals() -> PyObj? { currentCompleteFrame()?.fr_globals }

/// The builtins of the frame that runs (borrowed).
public func PyEval_GetBuiltins() -> PyObj? { currentCompleteFrame()?.fr_builtins ?? Interp.builtins }

/// The locals of the frame that runs as a mapping (borrowed); nil with an exception set.
public func PyEval_GetLocals() -> PyObj? {
    guard let frame = currentCompleteFrame() else {
        PyErr_SetString(PyExc_SystemError, "frame does not exist")
        return nil
    }
    if _PyFrame_FastToLocalsWithError(frame) < 0 { return nil }
    return frame.fr_locals
}

/// The innermost frame that has started to run its code.
func currentCompleteFrame() -> PyObj? {
    var frame = ThreadState.currentFrame
    while let f = frame, _PyFrame_IsIncomplete(f) { frame = f.fr_previous }
    return frame
}

/// The frame object of the frame that runs (borrowed), or nil. Origin: PyEval_GetFrame.
public func PyEval_GetFrame() -> PyObj? {
    guard let frame = currentCompleteFrame() else { return nil }
    guard let f = _PyFrame_GetFrameObject(frame) else {
        PyErr_Clear()
        return nil
    }
    return f
}

/// A built-in by name: a new reference; AttributeError if there is none. Origin: _PyEval_GetBuiltin.
func _PyEval_GetBuiltin(_ name: PyObj) -> PyObj? {
    if let v = PyEval_GetBuiltins().flatMap({ PyDict_GetItemWithError($0, name) }) { return Py_NewRef(v) }
    if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_AttributeError, name) }
    return nil
}
