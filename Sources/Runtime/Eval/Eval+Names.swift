import Memory
import Trace

// What the name instructions do beyond their fast path. Origin: Python/ceval.c.

/// `co_flags` bits. Origin: Include/cpython/code.h.
enum CodeFlags {
    static let OPTIMIZED: Int32 = 0x1
    static let NEWLOCALS: Int32 = 0x2
    static let VARARGS: Int32 = 0x4
    static let VARKEYWORDS: Int32 = 0x8
    static let NESTED: Int32 = 0x10
    static let GENERATOR: Int32 = 0x20
    static let COROUTINE: Int32 = 0x80
    static let ITERABLE_COROUTINE: Int32 = 0x100
    static let ASYNC_GENERATOR: Int32 = 0x200
    static let FUTURE_FLAGS: Int32 = 0x1ff_0000
}

// The loop's error messages, out of line: the compiler would keep every literal's address ready in the loop's frame.

@inline(never) func noExceptionSet() { PyErr_SetString(PyExc_SystemError, "error return without exception set") }

@inline(never) func noLocals(_ when: StaticString, _ name: PyObj) {
    PyErr_SetString(PyExc_SystemError, "no locals \(when) \(reprText(name))")
}

@inline(never) func yieldFromCoroutine() {
    PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
}

@inline(never) func notAMapping(_ op: PyObj) { PyErr_SetString(PyExc_TypeError, "'\(op.typeName)' object is not a mapping") }

@inline(never) func unknownOpcode(_ opcode: UInt8) { PyErr_SetString(PyExc_SystemError, "not implemented: opcode \(opcode)") }

@inline(never) func nameNotDefined(_ name: PyObj) { nameError("name '\(swiftString(name))' is not defined", name) }

/// Sets a NameError and its `name` attribute.
@inline(never) func nameError(_ message: String, _ name: PyObj) {
    setNameError(PyExc_NameError, message, name)
}

private func setNameError(_ type: PyObj, _ message: String, _ name: PyObj) {
    PyErr_SetString(type, message)
    guard type == PyExc_NameError else { return }
    var (t, v, tb) = PyErr_Fetch()
    PyErr_NormalizeException(&t, &v, &tb)
    if let v, v.ob_type == PyExc_NameError, v.exc_word0 == nil || v.exc_word0 == Py_None {
        // A failure here only loses the suggestion.
        if PyObject_SetAttr(v, _Py_ID(.name), name) != 0 { PyErr_Clear() }
    }
    PyErr_Restore(t, v, tb)
}

@inline(never) func unboundLocal(_ code: PyObj, _ slot: Int) {
    let name = code.co_localsplusnames.tupleItem(slot)
    PyErr_SetString(
        PyExc_UnboundLocalError, "cannot access local variable '\(swiftString(name))' where it is not associated with a value")
}

@inline(never) func unboundDeref(_ code: PyObj, _ slot: Int) {
    if PyErr_Occurred() != nil { return }
    let name = code.co_localsplusnames.tupleItem(slot)
    if slot < Int(code.co_nlocalsplus - code.co_nfreevars) {
        PyErr_SetString(
            PyExc_UnboundLocalError, "cannot access local variable '\(swiftString(name))' where it is not associated with a value")
    } else {
        nameError(
            "cannot access free variable '\(swiftString(name))' where it is not associated with a value in enclosing scope", name)
    }
}

/// A name from locals, globals, builtins: a new reference, or nil with an exception.
@inline(never) func loadName(_ frame: PyObj, _ name: PyObj) -> PyObj? {
    guard let locals = frame.fr_locals else {
        PyErr_SetString(PyExc_SystemError, "no locals when loading \(reprText(name))")
        return nil
    }
    if PyDict_CheckExact(locals) {
        if let v = PyDict_GetItemWithError(locals, name) { return Py_NewRef(v) }
        if PyErr_Occurred() != nil { return nil }
    } else {
        if let v = PyObject_GetItem(locals, name) { return v }
        if !PyErr_ExceptionMatches(PyExc_KeyError) { return nil }
        PyErr_Clear()
    }
    if let v = PyDict_GetItemWithError(frame.fr_globals.unsafelyUnwrapped, name) { return Py_NewRef(v) }
    if PyErr_Occurred() != nil { return nil }
    let builtins = frame.fr_builtins.unsafelyUnwrapped
    if PyDict_CheckExact(builtins) {
        if let v = PyDict_GetItemWithError(builtins, name) { return Py_NewRef(v) }
        if PyErr_Occurred() == nil { nameNotDefined(name) }
        return nil
    }
    if let v = PyObject_GetItem(builtins, name) { return v }
    if PyErr_ExceptionMatches(PyExc_KeyError) { nameNotDefined(name) }
    return nil
}

/// A name from globals or builtins: a new reference, or nil with an exception.
func loadGlobal(_ frame: PyObj, _ name: PyObj) -> PyObj? {
    let globals = frame.fr_globals.unsafelyUnwrapped
    let builtins = frame.fr_builtins.unsafelyUnwrapped
    if PyDict_CheckExact(globals) && PyDict_CheckExact(builtins) {
        if let v = _PyDict_LoadGlobal(globals, builtins, name) { return Py_NewRef(v) }
        if PyErr_Occurred() == nil { nameNotDefined(name) }
        return nil
    }
    if let v = PyObject_GetItem(globals, name) { return v }
    if !PyErr_ExceptionMatches(PyExc_KeyError) { return nil }
    PyErr_Clear()
    if let v = PyObject_GetItem(builtins, name) { return v }
    if PyErr_ExceptionMatches(PyExc_KeyError) { nameNotDefined(name) }
    return nil
}

/// A free variable as seen from a class body: the namespace first, then the cell.
func loadClassDeref(_ frame: PyObj, _ code: PyObj, _ locals: UnsafeMutablePointer<PyObj?>, _ slot: Int) -> PyObj? {
    let name = code.co_localsplusnames.tupleItem(slot)
    let ns = frame.fr_locals!
    if PyDict_CheckExact(ns) {
        if let v = PyDict_GetItemWithError(ns, name) { return Py_NewRef(v) }
        if PyErr_Occurred() != nil { return nil }
    } else {
        if let v = PyObject_GetItem(ns, name) { return v }
        if !PyErr_ExceptionMatches(PyExc_KeyError) { return nil }
        PyErr_Clear()
    }
    guard let v = locals[slot].unsafelyUnwrapped.ob_ref else {
        unboundDeref(code, slot)
        return nil
    }
    return Py_NewRef(v)
}

/// `builtins.__build_class__`: a new reference.
func loadBuildClass(_ frame: PyObj) -> PyObj? {
    let builtins = frame.fr_builtins.unsafelyUnwrapped
    if PyDict_CheckExact(builtins) {
        if let v = PyDict_GetItemWithError(builtins, _Py_ID(.__build_class__)) { return Py_NewRef(v) }
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_NameError, "__build_class__ not found") }
        return nil
    }
    if let v = PyObject_GetItem(builtins, _Py_ID(.__build_class__)) { return v }
    if PyErr_ExceptionMatches(PyExc_KeyError) { PyErr_SetString(PyExc_NameError, "__build_class__ not found") }
    return nil
}

/// Makes `__annotations__` in the namespace if it is not there.
func setupAnnotations(_ frame: PyObj) -> Bool {
    guard let ns = frame.fr_locals else {
        PyErr_SetString(PyExc_SystemError, "no locals found when setting up annotations")
        return false
    }
    let name = _Py_ID(.__annotations__)
    if PyDict_CheckExact(ns) {
        if PyDict_GetItemWithError(ns, name) != nil { return true }
        if PyErr_Occurred() != nil { return false }
    } else {
        if let v = PyObject_GetItem(ns, name) {
            Py_DECREF(v)
            return true
        }
        if !PyErr_ExceptionMatches(PyExc_KeyError) { return false }
        PyErr_Clear()
    }
    guard let d = PyDict_New() else { return false }
    let error = PyDict_CheckExact(ns) ? PyDict_SetItem(ns, name, d) : PyObject_SetItem(ns, name, d)
    Py_DECREF(d)
    return error == 0
}

/// `import name`: calls `__import__` from the builtins.
func importName(_ frame: PyObj, _ name: PyObj, _ fromlist: PyObj, _ level: PyObj) -> PyObj? {
    guard let function = PyDict_GetItemWithError(frame.fr_builtins.unsafelyUnwrapped, _Py_ID(.__import__)) else {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_ImportError, "__import__ not found") }
        return nil
    }
    Py_INCREF(function)
    defer { Py_DECREF(function) }
    return withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 5) { stack in
        stack[0] = name
        stack[1] = frame.fr_globals!
        stack[2] = frame.fr_locals ?? Py_None
        stack[3] = fromlist
        stack[4] = level
        return PyObject_Vectorcall(function, stack.baseAddress!, 5, nil)
    }
}

/// `from module import name`: an attribute, or the submodule in `sys.modules`.
func importFrom(_ module: PyObj, _ name: PyObj) -> PyObj? {
    var x: PyObj?
    if _PyObject_LookupAttr(module, name, &x) != 0 { return x }
    var package = PyObject_GetAttr(module, _Py_ID(.__name__))
    if let p = package, !PyUnicode_Check(p) {
        Py_DECREF(p)
        package = nil
    }
    if let package, let modules = Interp.modules {
        guard let full = PyUnicode_FromString("\(swiftString(package)).\(swiftString(name))") else { return nil }
        let found = PyDict_GetItemWithError(modules, full)
        Py_DECREF(full)
        if let found {
            Py_DECREF(package)
            return Py_NewRef(found)
        }
        if PyErr_Occurred() != nil {
            Py_DECREF(package)
            return nil
        }
    }
    PyErr_Clear()
    let path = PyModule_GetFilenameObject(module)
    if path == nil { PyErr_Clear() }
    let packageText = package.map { reprText($0) } ?? "'<unknown module name>'"
    var spec: PyObj?
    if _PyObject_LookupAttr(module, _Py_ID(.__spec__), &spec) < 0 { PyErr_Clear() }
    let isPartial = _PyModuleSpec_IsInitializing(spec)
    Py_XDECREF(spec)
    let message =
        isPartial
        ? "cannot import name \(reprText(name)) from partially initialized module \(packageText) (most likely due to a circular import) (\(path.map { swiftString($0) } ?? "unknown location"))"
        : path.map { "cannot import name \(reprText(name)) from \(packageText) (\(swiftString($0)))" }
            ?? "cannot import name \(reprText(name)) from \(packageText) (unknown location)"
    if let text = PyUnicode_FromString(message) {
        _ = PyErr_SetImportError(text, package, path)
        Py_DECREF(text)
    }
    Py_XDECREF(package)
    Py_XDECREF(path)
    return nil
}

/// `from module import *`.
func importStar(_ frame: PyObj, _ module: PyObj) -> Int32 {
    if _PyFrame_FastToLocalsWithError(frame) < 0 { return -1 }
    guard let locals = frame.fr_locals else {
        PyErr_SetString(PyExc_SystemError, "no locals found during 'import *'")
        return -1
    }
    let error = importAllFrom(locals, module)
    _PyFrame_LocalsToFast(frame, 0)
    return error
}

private func importAllFrom(_ locals: PyObj, _ module: PyObj) -> Int32 {
    var all: PyObj?
    if _PyObject_LookupAttr(module, _Py_ID(.__all__), &all) < 0 { return -1 }
    var skipUnderscores = false
    if all == nil {
        var dict: PyObj?
        if _PyObject_LookupAttr(module, _Py_ID(.__dict__), &dict) < 0 { return -1 }
        guard let dict else {
            PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__")
            return -1
        }
        all = PyMapping_Keys(dict)
        Py_DECREF(dict)
        if all == nil { return -1 }
        skipUnderscores = true
    }
    defer { Py_XDECREF(all) }
    var position = 0
    while true {
        guard let name = PySequence_GetItem(all!, position) else {
            if !PyErr_ExceptionMatches(PyExc_IndexError) { return -1 }
            PyErr_Clear()
            return 0
        }
        defer { Py_DECREF(name) }
        position += 1
        if !PyUnicode_Check(name) {
            if let moduleName = PyObject_GetAttr(module, _Py_ID(.__name__)) {
                PyErr_SetString(
                    PyExc_TypeError,
                    "\(skipUnderscores ? "Key" : "Item") in \(strText(moduleName)).\(skipUnderscores ? "__dict__" : "__all__") must be str, not \(name.typeName)"
                )
                Py_DECREF(moduleName)
            }
            return -1
        }
        if skipUnderscores && PyUnicode_GET_LENGTH(name) > 0 && PyUnicode_READ_CHAR(name, 0) == 0x5f { continue }
        guard let value = PyObject_GetAttr(module, name) else { return -1 }
        let error = PyDict_CheckExact(locals) ? PyDict_SetItem(locals, name, value) : PyObject_SetItem(locals, name, value)
        Py_DECREF(value)
        if error != 0 { return -1 }
    }
}
