import Memory

// Warnings: filters, the registry of what was said already, and how a warning is shown; the module `_warnings`.
// Origin: Python/_warnings.c.

extension Interp {
    /// The list of filters: (action, message, category, module, line) tuples.
    static var warningFilters: PyObj? {
        get { object(116) }
        set { set(116, newValue) }
    }
    /// The registry of the action "once".
    static var warningOnceRegistry: PyObj? {
        get { object(117) }
        set { set(117, newValue) }
    }
    /// The action when no filter matches.
    static var warningDefaultAction: PyObj? {
        get { object(118) }
        set { set(118, newValue) }
    }
    /// Counts changes of the filters; a registry of an older version is emptied.
    static var warningFiltersVersion: Int {
        get { word(119) }
        set { set(119, newValue) }
    }
}

/// A filter tuple; `module` and `message` are exact texts or None.
private func newFilter(_ action: String, _ message: String?, _ category: PyObj, _ module: String?, _ line: Int) -> PyObj? {
    func text(_ s: String?) -> PyObj? { s.map { PyUnicode_InternFromString($0) } ?? Py_NewRef(Py_None) }
    guard let a = PyUnicode_InternFromString(action), let m = text(message), let n = text(module), let l = PyLong_FromLong(line)
    else { return nil }
    defer { for p in [a, m, n, l] { Py_DECREF(p) } }
    return tupleOf(a, m, category, n, l)
}

/// Sets up the default filters, with those of `-W` options before them. False with an exception. Origin: `_PyWarnings_InitState`.
func initWarnings(_ options: [String]) -> Bool {
    guard let filters = PyList_New(0) else { return false }
    Interp.warningFilters = filters
    Interp.warningOnceRegistry = PyDict_New()
    Interp.warningDefaultAction = PyUnicode_InternFromString("default")
    // The last option comes first, as each one is put in front of the others.
    for option in options.reversed() {
        guard let filter = filterFromOption(option) else { continue }
        defer { Py_DECREF(filter) }
        if PyList_Append(filters, filter) < 0 { return false }
    }
    let defaults: [(PyObj, String, String?)] = [
        (PyExc_DeprecationWarning, "default", "__main__"), (PyExc_DeprecationWarning, "ignore", nil),
        (PyExc_PendingDeprecationWarning, "ignore", nil), (PyExc_ImportWarning, "ignore", nil),
        (PyExc_ResourceWarning, "ignore", nil),
    ]
    for (category, action, module) in defaults {
        guard let filter = newFilter(action, nil, category, module, 0) else { return false }
        defer { Py_DECREF(filter) }
        if PyList_Append(filters, filter) < 0 { return false }
    }
    return true
}

/// A `-W action:message:category:module:line` option as a filter; nil, with a message on descriptor 2, if it is not valid.
/// Origin: `_setoption` in Lib/warnings.py.
private func filterFromOption(_ option: String) -> PyObj? {
    func invalid(_ why: String) -> PyObj? {
        hostWriteText(2, "Invalid -W option ignored: \(why)\n")
        return nil
    }
    var parts = option.split(separator: ":", omittingEmptySubsequences: false).map { $0.trimmed }
    if parts.count > 5 { return invalid("too many fields (max 5): '\(option)'") }
    while parts.count < 5 { parts.append("") }
    var action = parts[0]
    if action.isEmpty { action = "default" }
    if action == "all" { action = "always" }
    let actions = ["default", "always", "ignore", "module", "once", "error"]
    guard let full = actions.first(where: { $0.hasPrefix(action) }) else { return invalid("invalid action: '\(action)'") }
    var category = PyExc_Warning
    if !parts[2].isEmpty {
        guard let found = builtinExceptions().first(where: { "\($0.0)" == parts[2] })?.1 else {
            return invalid("unknown warning category: '\(parts[2])'")
        }
        if !PyType_IsSubtype(found, PyExc_Warning) { return invalid("invalid warning category: '\(parts[2])'") }
        category = found
    }
    var line = 0
    if !parts[4].isEmpty {
        guard let n = Int(parts[4]), n >= 0 else { return invalid("invalid lineno '\(parts[4])'") }
        line = n
    }
    return newFilter(full, parts[1].isEmpty ? nil : parts[1], category, parts[3].isEmpty ? nil : parts[3], line)
}

extension Substring {
    /// Without blanks at both ends.
    fileprivate var trimmed: String {
        var s = self
        while let c = s.first, c == " " || c == "\t" { s.removeFirst() }
        while let c = s.last, c == " " || c == "\t" { s.removeLast() }
        return String(s)
    }
}

/// Whether a filter's text matches: 1, 0, or -1 with an exception. Anything but a str is asked by its `match` method.
private func checkMatched(_ pattern: PyObj, _ text: PyObj) -> Int32 {
    if pattern == Py_None { return 1 }
    if PyUnicode_CheckExact(pattern) { return _PyUnicode_EQ(pattern, text) ? 1 : 0 }
    guard let match = PyObject_GetAttr(pattern, _Py_ID(.match)) else { return -1 }
    let result = PyObject_CallOneArg(match, text)
    Py_DECREF(match)
    guard let result else { return -1 }
    defer { Py_DECREF(result) }
    return PyObject_IsTrue(result)
}

/// An attribute of the Python module `warnings` if that is imported (a new reference), else nil.
private func warningsAttribute(_ name: PyObj) -> PyObj? {
    guard let modules = Interp.modules, let module = PyDict_GetItemWithError(modules, _Py_ID(.warnings)) else { return nil }
    var result: PyObj?
    _ = _PyObject_LookupAttr(module, name, &result)
    return result
}

/// What is to be done with a warning: the action (borrowed from a filter) as text, nil with an exception. Origin: `get_filter`.
private func findAction(_ category: PyObj, _ text: PyObj, _ lineno: Int, _ module: PyObj) -> (name: String, item: String)? {
    if let current = warningsAttribute(_Py_ID(.filters)) {
        let old = Interp.warningFilters
        Interp.warningFilters = current
        Py_XDECREF(old)
    } else if PyErr_Occurred() != nil {
        return nil
    }
    guard let filters = Interp.warningFilters, PyList_Check(filters) else {
        PyErr_SetString(PyExc_ValueError, "_warnings.filters must be a list")
        return nil
    }
    var i = 0
    while i < filters.ob_size {
        let item = PyList_GET_ITEM(filters, i)
        if !PyTuple_Check(item) || item.ob_size != 5 {
            PyErr_SetString(PyExc_ValueError, "_warnings.filters item \(i) isn't a 5-tuple")
            return nil
        }
        Py_INCREF(item)
        defer { Py_DECREF(item) }
        let action = PyTuple_GET_ITEM(item, 0)
        if !PyUnicode_Check(action) {
            PyErr_SetString(PyExc_TypeError, "action must be a string, not '\(action.typeName)'")
            return nil
        }
        let goodText = checkMatched(PyTuple_GET_ITEM(item, 1), text)
        if goodText < 0 { return nil }
        let goodModule = checkMatched(PyTuple_GET_ITEM(item, 3), module)
        if goodModule < 0 { return nil }
        let isSubclass = PyObject_IsSubclass(category, PyTuple_GET_ITEM(item, 2))
        if isSubclass < 0 { return nil }
        let line = PyLong_AsSsize_t(PyTuple_GET_ITEM(item, 4))
        if line == -1 && PyErr_Occurred() != nil { return nil }
        if goodText != 0 && isSubclass != 0 && goodModule != 0 && (line == 0 || line == lineno) {
            return (swiftString(action), reprText(item))
        }
        i += 1
    }
    if let action = warningsAttribute(_Py_ID(.defaultaction)) {
        if !PyUnicode_Check(action) {
            PyErr_SetString(PyExc_TypeError, "_warnings.defaultaction must be a string, not '\(action.typeName)'")
            Py_DECREF(action)
            return nil
        }
        let old = Interp.warningDefaultAction
        Interp.warningDefaultAction = action
        Py_XDECREF(old)
    } else if PyErr_Occurred() != nil {
        return nil
    }
    return (Interp.warningDefaultAction.map { swiftString($0) } ?? "default", "None")
}

/// Whether a key is in a registry: 1, 0, or -1 with an exception. A registry of older filters is emptied first.
private func alreadyWarned(_ registry: PyObj, _ key: PyObj, set: Bool) -> Int32 {
    let version = PyDict_GetItemWithError(registry, _Py_ID(.version))
    if version == nil && PyErr_Occurred() != nil { return -1 }
    var current = false
    if let version, PyLong_CheckExact(version) { current = PyLong_AsSsize_t(version) == Interp.warningFiltersVersion }
    if !current {
        PyErr_Clear()
        PyDict_Clear(registry)
        guard let v = PyLong_FromLong(Interp.warningFiltersVersion) else { return -1 }
        defer { Py_DECREF(v) }
        if PyDict_SetItem(registry, _Py_ID(.version), v) < 0 { return -1 }
    } else if let found = PyDict_GetItemWithError(registry, key) {
        let truth = PyObject_IsTrue(found)
        if truth != 0 { return truth }
    } else if PyErr_Occurred() != nil {
        return -1
    }
    return set ? PyDict_SetItem(registry, key, Py_True) : 0
}

/// Writes a warning to `sys.stderr`: place, class, text, source line. Origin: `show_warning`.
private func showWarning(_ filename: PyObj, _ lineno: Int, _ text: PyObj, _ category: PyObj, _ sourceline: PyObj?) {
    defer { PyErr_Clear() }
    guard let name = PyObject_GetAttr(category, _Py_ID(.__name__)) else { return }
    defer { Py_DECREF(name) }
    guard let file = _PySys_GetAttr(_Py_ID(.stderr)) else {
        hostWriteText(2, "lost sys.stderr\n")
        return
    }
    if file == Py_None { return }
    if PyFile_WriteObject(filename, file, raw: true) < 0 || PyFile_WriteString(":\(lineno): ", file) < 0
        || PyFile_WriteObject(name, file, raw: true) < 0 || PyFile_WriteString(": ", file) < 0
        || PyFile_WriteObject(text, file, raw: true) < 0 || PyFile_WriteString("\n", file) < 0
    {
        return
    }
    if let sourceline {
        _ = PyFile_WriteObject(sourceline, file, raw: true)
        _ = PyFile_WriteString("\n", file)
        return
    }
    let path = strText(filename)
    if path.hasPrefix("<") && path.hasSuffix(">") { return }
    var files = SourceFiles()
    if let line = files.line(path, lineno) {
        let stripped = line.drop { $0 == 32 || $0 == 9 || $0 == 12 }
        _ = PyFile_WriteString("  " + String(decoding: stripped, as: UTF8.self) + "\n", file)
    }
}

/// Shows a warning by `warnings._showwarnmsg` if that module is imported, else natively. -1 with an exception.
private func callShowWarning(
    _ category: PyObj, _ text: PyObj, _ message: PyObj, _ filename: PyObj, _ lineno: Int, _ linenoObject: PyObj,
    _ sourceline: PyObj?, _ source: PyObj?
) -> Int32 {
    guard let show = warningsAttribute(_Py_ID(._showwarnmsg)) else {
        if PyErr_Occurred() != nil { return -1 }
        showWarning(filename, lineno, text, category, sourceline)
        return 0
    }
    defer { Py_DECREF(show) }
    if !PyCallable_Check(show) {
        PyErr_SetString(PyExc_TypeError, "warnings._showwarnmsg() must be set to a callable")
        return -1
    }
    guard let cls = warningsAttribute(_Py_ID(.WarningMessage)) else {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_RuntimeError, "unable to get warnings.WarningMessage") }
        return -1
    }
    defer { Py_DECREF(cls) }
    guard let args = tupleOf(message, category, filename, linenoObject, Py_None, Py_None, source ?? Py_None) else { return -1 }
    defer { Py_DECREF(args) }
    guard let msg = PyObject_Call(cls, args, nil) else { return -1 }
    defer { Py_DECREF(msg) }
    guard let result = PyObject_CallOneArg(show, msg) else { return -1 }
    Py_DECREF(result)
    return 0
}

/// Issues a warning at a place. 0, or -1 with an exception. Origin: `warn_explicit`.
private func warnExplicit(
    _ categoryIn: PyObj, _ messageIn: PyObj, _ filename: PyObj, _ lineno: Int, _ moduleIn: PyObj?, _ registryIn: PyObj?,
    _ sourceline: PyObj?, _ source: PyObj?
) -> Int32 {
    if moduleIn == Py_None { return 0 }
    let registry = registryIn == Py_None ? nil : registryIn
    if let registry, !PyDict_Check(registry) {
        PyErr_SetString(PyExc_TypeError, "'registry' must be a dict or None")
        return -1
    }
    var category = categoryIn
    let module: PyObj
    if let moduleIn {
        module = Py_NewRef(moduleIn)
    } else {
        var name = swiftString(filename)
        if name.isEmpty { name = "<unknown>" } else if name.hasSuffix(".py") { name.removeLast(3) }
        guard let m = PyUnicode_FromString(name) else { return -1 }
        module = m
    }
    defer { Py_DECREF(module) }
    let isInstance = PyObject_IsInstance(messageIn, PyExc_Warning)
    if isInstance < 0 { return -1 }
    let text: PyObj
    let message: PyObj
    if isInstance != 0 {
        guard let t = PyObject_Str(messageIn) else { return -1 }
        text = t
        message = Py_NewRef(messageIn)
        category = messageIn.ob_type
    } else {
        guard let m = PyObject_CallOneArg(category, messageIn) else { return -1 }
        text = Py_NewRef(messageIn)
        message = m
    }
    defer {
        Py_DECREF(text)
        Py_DECREF(message)
    }
    guard let line = PyLong_FromLong(lineno) else { return -1 }
    defer { Py_DECREF(line) }
    guard let key = tupleOf(text, category, line) else { return -1 }
    defer { Py_DECREF(key) }
    if let registry {
        let said = alreadyWarned(registry, key, set: false)
        if said != 0 { return said < 0 ? -1 : 0 }
    }
    guard let (action, item) = findAction(category, text, lineno, module) else { return -1 }
    if action == "error" {
        PyErr_SetObject(category, message)
        return -1
    }
    if action == "ignore" { return 0 }
    var said: Int32 = 0
    if action != "always" {
        if let registry, PyDict_SetItem(registry, key, Py_True) < 0 { return -1 }
        if action == "once" || action == "module" {
            if let place = registry ?? (action == "once" ? Interp.warningOnceRegistry : nil) {
                guard let short = tupleOf(text, category) else { return -1 }
                said = alreadyWarned(place, short, set: true)
                Py_DECREF(short)
            }
        } else if action != "default" {
            PyErr_SetString(PyExc_RuntimeError, "Unrecognized action ('\(action)') in warnings.filters:\n \(item)")
            return -1
        }
    }
    if said != 0 { return said < 0 ? -1 : 0 }
    return callShowWarning(
        category, text, message, filename, lineno, line, sourceline, source == Py_None ? nil : source)
}

/// Whether a frame belongs to the import machinery.
private func isInternal(_ frame: PyObj) -> Bool {
    let name = swiftString(frame.fr_code.co_filename)
    return name.contains("importlib") && name.contains("_bootstrap")
}

/// Issues a warning at the caller `stackLevel` levels up. 0, or -1 with an exception. Origin: `do_warn`, `setup_context`.
private func warn(_ message: PyObj, _ category: PyObj, _ stackLevel: Int, _ source: PyObj?) -> Int32 {
    func complete(_ f: PyObj?) -> PyObj? {
        var f = f
        while let g = f, _PyFrame_IsIncomplete(g) { f = g.fr_previous }
        return f
    }
    var level = stackLevel
    var frame = complete(ThreadState.cframe.cframe_current_frame)
    let skipInternal = level > 0 && !(frame.map { isInternal($0) } ?? false)
    while level > 1, let f = frame {
        level -= 1
        frame = complete(f.fr_previous)
        if skipInternal { while let g = frame, isInternal(g) { frame = complete(g.fr_previous) } }
    }
    let globals: PyObj
    let filename: PyObj
    let lineno: Int
    if let f = frame, let g = f.fr_globals {
        globals = g
        filename = Py_NewRef(f.fr_code.co_filename)
        lineno = PyCode_Addr2Line(f.fr_code, f.fr_prev_instr - (f.fr_code + 184))
    } else {
        guard let name = PyUnicode_FromString("sys"), let dict = Interp.sysdict else { return -1 }
        globals = dict
        filename = name
        lineno = 1
    }
    defer { Py_DECREF(filename) }
    let registry: PyObj
    if let r = PyDict_GetItemWithError(globals, _Py_ID(.__warningregistry__)) {
        registry = Py_NewRef(r)
    } else {
        if PyErr_Occurred() != nil { return -1 }
        guard let r = PyDict_New() else { return -1 }
        registry = r
        if PyDict_SetItem(globals, _Py_ID(.__warningregistry__), r) < 0 {
            Py_DECREF(r)
            return -1
        }
    }
    defer { Py_DECREF(registry) }
    var module = PyDict_GetItemWithError(globals, _Py_ID(.__name__))
    if let m = module, m == Py_None || PyUnicode_Check(m) {
        Py_INCREF(m)
    } else {
        if PyErr_Occurred() != nil { return -1 }
        module = PyUnicode_FromString("<string>")
        if module == nil { return -1 }
    }
    defer { Py_XDECREF(module) }
    return warnExplicit(category, message, filename, lineno, module, registry, nil, source)
}

/// Issues a warning of a class (nil: RuntimeWarning) with a text. 0, or -1 with an exception if it was made an error.
/// Origin: `PyErr_WarnEx`.
@discardableResult
public func PyErr_WarnEx(_ category: PyObj?, _ message: String, _ stackLevel: Int) -> Int32 {
    guard let text = PyUnicode_FromString(message) else { return -1 }
    defer { Py_DECREF(text) }
    return warn(text, category ?? PyExc_RuntimeWarning, stackLevel, nil)
}

/// Issues a warning at a file and line; nil module: made from the file's name. 0, or -1 with an exception. Origin: `PyErr_WarnExplicitObject`.
@discardableResult
public func PyErr_WarnExplicit(
    _ category: PyObj, _ message: String, _ filename: String, _ lineno: Int, _ module: PyObj?, _ registry: PyObj?
) -> Int32 {
    guard let text = PyUnicode_FromString(message) else { return -1 }
    defer { Py_DECREF(text) }
    guard let file = PyUnicode_FromString(filename) else { return -1 }
    defer { Py_DECREF(file) }
    return warnExplicit(category, text, file, lineno, module, registry, nil, nil)
}

/// Issues ResourceWarning about an object. 0, or -1 with an exception. Origin: `PyErr_ResourceWarning`.
@discardableResult
public func PyErr_ResourceWarning(_ source: PyObj?, _ stackLevel: Int, _ message: String) -> Int32 {
    guard let text = PyUnicode_FromString(message) else { return -1 }
    defer { Py_DECREF(text) }
    return warn(text, PyExc_ResourceWarning, stackLevel, source)
}

/// Warns of a coroutine that was never awaited. Origin: `_PyErr_WarnUnawaitedCoroutine`.
func _PyErr_WarnUnawaitedCoroutine(_ coro: PyObj) {
    let name = coro.gi_qualname.map { swiftString($0) } ?? ""
    if PyErr_WarnEx(PyExc_RuntimeWarning, "coroutine '\(name)' was never awaited", 1) < 0 { PyErr_WriteUnraisable(coro) }
}

// MARK: The module _warnings

private func warnings_warn(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 4) { buf -> PyObj? in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "warn", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames,
            keywords: ["message", "category", "stacklevel", "source"], minpos: 1, maxpos: 4, minkw: 0, into: p)
        {
            return nil
        }
        let message = p[0].unsafelyUnwrapped
        var category = p[1] ?? Py_None
        var level = 1
        if let l = p[2] {
            guard let index = PyNumber_Index(l) else { return nil }
            level = PyLong_AsSsize_t(index)
            Py_DECREF(index)
            if level == -1 && PyErr_Occurred() != nil { return nil }
        }
        let isInstance = PyObject_IsInstance(message, PyExc_Warning)
        if isInstance < 0 { return nil }
        if isInstance != 0 { category = message.ob_type } else if category == Py_None { category = PyExc_UserWarning }
        if PyObject_IsSubclass(category, PyExc_Warning) <= 0 {
            return PyErr_Format(PyExc_TypeError, "category must be a Warning subclass, not '\(category.typeName)'")
        }
        return warn(message, category, level, p[3]) < 0 ? nil : Py_NewRef(Py_None)
    }
}

private func warnings_warn_explicit(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 8) { buf -> PyObj? in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "warn_explicit", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames,
            keywords: ["message", "category", "filename", "lineno", "module", "registry", "module_globals", "source"], minpos: 4,
            maxpos: 8, minkw: 0, into: p)
        {
            return nil
        }
        let filename = p[2].unsafelyUnwrapped
        if !PyUnicode_Check(filename) {
            _PyArg_BadArgument("warn_explicit", "argument 3", "str", filename)
            return nil
        }
        let line = PyLong_AsSsize_t(p[3].unsafelyUnwrapped)
        if line == -1 && PyErr_Occurred() != nil { return nil }
        let r = warnExplicit(p[1].unsafelyUnwrapped, p[0].unsafelyUnwrapped, filename, line, p[4], p[5], nil, p[7])
        return r < 0 ? nil : Py_NewRef(Py_None)
    }
}

private func warnings_filters_mutated(_ module: PyObj) -> PyObj? {
    Interp.warningFiltersVersion += 1
    return Py_NewRef(Py_None)
}

/// Makes the module `_warnings`. A new reference, or nil with an exception.
func PyInit__warnings() -> PyObj? {
    guard
        let module = newBuiltinModule(
            "_warnings",
            [
                .fastKeywords("warn", warnings_warn), .fastKeywords("warn_explicit", warnings_warn_explicit),
                .noargs("_filters_mutated", warnings_filters_mutated),
            ]), let dict = module.md_dict, setByName(dict, "filters", Interp.warningFilters),
        setByName(dict, "_onceregistry", Interp.warningOnceRegistry),
        setByName(dict, "_defaultaction", Interp.warningDefaultAction)
    else { return nil }
    return module
}
