import Glibc
import Memory
import Trace

// Running a program from start to end, as the `python3.11` command does. Origin: Modules/main.c, Python/pythonrun.c, Python/pylifecycle.c.

/// What to run, and how.
public struct RunOptions: Sendable {
    /// Where the program comes from.
    public enum Source: Sendable {
        /// A script.
        case file(String)
        /// `-c`.
        case command(String)
        /// Standard input: a whole program, or statement by statement if it is a terminal or `-i` is given.
        case standardInput
    }

    /// The program.
    public var source: Source
    /// The arguments after the program.
    public var arguments: [String]
    /// 0, 1 (-O) or 2 (-OO).
    public var optimize = 0
    /// `-i`: go on interactively when the program has ended.
    public var interactive = false
    /// Whether standard input was asked for by `-`.
    public var hasDash = false
    /// `-q`: no banner in interactive mode.
    public var quiet = false
    /// `-u`: nothing is held back.
    public var unbuffered = false
    /// `-W` options, in order.
    public var warnOptions: [String] = []

    /// Makes options with everything else at its default.
    public init(source: Source, arguments: [String] = []) {
        self.source = source
        self.arguments = arguments
    }

    /// A script's path made absolute: the folder where the program was started, and the path as it was given.
    public static func absolutePath(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    /// A path with symbolic links resolved, or as it is if it leads nowhere.
    static func realPath(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// `sys.argv`.
    var argv: [String] {
        switch source {
        case .file(let path): return [path] + arguments
        case .command: return ["-c"] + arguments
        case .standardInput: return hasDash ? ["-"] + arguments : [""]
        }
    }

    /// The first entry of `sys.path`.
    var searchPath: String? {
        guard case .file(let path) = source else { return "" }
        let full = String(decoding: hostBytes(.currentFolder) { (Array(RunOptions.realPath(path).utf8), 0) }.bytes, as: UTF8.self)
        return full.lastIndex(of: "/").map { $0 == full.startIndex ? "/" : String(full[..<$0]) } ?? ""
    }
}

extension Interp {
    /// A copy of the dict of `builtins` as it was at the start, to which the end goes back.
    static var builtinsCopy: PyObj? {
        get { object(120) }
        set { set(120, newValue) }
    }
}

/// Makes the objects that every program finds: `sys`, `builtins`, the streams, `__main__`. False with an exception.
/// Origin: `pyinit_main`.
public func initializeInterpreter(_ options: RunOptions) -> Bool {
    Interp.optimize = options.optimize
    Interp.intMaxStrDigits = 4300
    Interp.switchInterval = 5000
    guard let modules = PyDict_New() else { return false }
    Interp.modules = modules
    guard let sys = makeSysModule(options) else { return false }
    defer { Py_DECREF(sys) }
    if PyDict_SetItem(modules, _Py_ID(.sys), sys) < 0 { return false }
    guard let builtins = PyInit_builtins() else { return false }
    defer { Py_DECREF(builtins) }
    if PyDict_SetItem(modules, _Py_ID(.builtins), builtins) < 0 { return false }
    Interp.builtinsCopy = Interp.builtins.flatMap { PyDict_Copy($0) }
    if !initWarnings(options.warnOptions) { return false }
    guard let main = PyImport_AddModule("__main__"), let dict = main.md_dict else { return false }
    // Borrowed: sys.modules keeps it.
    Interp.mainModule = main
    guard let annotations = PyDict_New() else { return false }
    defer { Py_DECREF(annotations) }
    if PyDict_SetItem(dict, _Py_ID(.__annotations__), annotations) < 0 { return false }
    if PyDict_SetItem(dict, _Py_ID(.__builtins__), builtins) < 0 { return false }
    if !makeImporters() || !setByName(dict, "__loader__", Interp.builtinImporter) { return false }
    for module in [sys, builtins] where !setBuiltinSpec(module) { return false }
    // Origin: init_set_builtins_open.
    guard let io = PyImport_ImportModule("_io"), let open = PyObject_GetAttr(io, _Py_ID(.open)), let dict = Interp.builtins else {
        return false
    }
    Py_DECREF(io)
    defer { Py_DECREF(open) }
    if PyDict_SetItem(dict, _Py_ID(.open), open) < 0 { return false }
    if !initStandardStreams(unbuffered: options.unbuffered) { return false }
    // The import system's own code has taken slices when CPython starts a program: the one cached slice object is there.
    Py_XDECREF(PySlice_New(nil, nil, nil))
    return true
}

/// The exit status that a raised SystemExit asks for, with the exception cleared; nil if something else is raised.
/// Origin: `_Py_HandleSystemExit`.
func handleSystemExit() -> Int32? {
    if !PyErr_ExceptionMatches(PyExc_SystemExit) { return nil }
    HostDoor.flush(1)
    var (type, value, tb) = PyErr_Fetch()
    defer {
        Py_XDECREF(type)
        Py_XDECREF(value)
        Py_XDECREF(tb)
        PyErr_Clear()
        type = nil
    }
    guard var v = value, v != Py_None else { return 0 }
    if PyExceptionInstance_Check(v) {
        if let code = PyObject_GetAttr(v, _Py_ID(.code)) {
            Py_DECREF(v)
            v = code
            value = code
            if code == Py_None { return 0 }
        } else {
            PyErr_Clear()
        }
    }
    if PyLong_Check(v) {
        var overflow: Int32 = 0
        let n = PyLong_AsLongAndOverflow(v, &overflow)
        return overflow != 0 ? 255 : Int32(truncatingIfNeeded: n) & 0xff
    }
    if let file = _PySys_GetAttr(_Py_ID(.stderr)), file != Py_None {
        Py_INCREF(file)
        if PyFile_WriteObject(v, file, raw: true) == 0 { _ = PyFile_WriteString("\n", file) }
        Py_DECREF(file)
    } else {
        hostWriteText(2, strText(v) + "\n")
    }
    PyErr_Clear()
    return 1
}

/// Prints the raised exception by `sys.excepthook` and clears it; the status of a SystemExit that came instead, else nil.
/// Origin: `PyErr_PrintEx`.
@discardableResult
public func PyErr_PrintEx(_ setLastVariables: Bool, honourExit: Bool = true) -> Int32? {
    if honourExit, let status = handleSystemExit() { return status }
    var (type, value, tb) = PyErr_Fetch()
    defer {
        Py_XDECREF(type)
        Py_XDECREF(value)
        Py_XDECREF(tb)
    }
    if type == nil { return nil }
    PyErr_NormalizeException(&type, &value, &tb)
    if tb == nil { tb = Py_NewRef(Py_None) }
    guard let exc = value, let cls = type, let trace = tb else { return nil }
    PyException_SetTraceback(exc, trace)
    if setLastVariables {
        for (name, object) in [(_Py_ID(.last_type), cls), (_Py_ID(.last_value), exc), (_Py_ID(.last_traceback), trace)]
        where _PySys_SetAttr(name, object) < 0 { PyErr_Clear() }
    }
    guard let hook = _PySys_GetAttr(_Py_ID(.excepthook)) else {
        PySys_WriteStderr("sys.excepthook is missing\n")
        PyErr_Display(exc, trace)
        return nil
    }
    Py_INCREF(hook)
    defer { Py_DECREF(hook) }
    guard let args = tupleOf(cls, exc, trace) else { return nil }
    let result = PyObject_Call(hook, args, nil)
    Py_DECREF(args)
    if let result {
        Py_DECREF(result)
        return nil
    }
    if honourExit, let status = handleSystemExit() { return status }
    var (type2, value2, tb2) = PyErr_Fetch()
    PyErr_NormalizeException(&type2, &value2, &tb2)
    HostDoor.flush(1)
    PySys_WriteStderr("Error in sys.excepthook:\n")
    PyErr_Display(value2 ?? Py_None, tb2)
    PySys_WriteStderr("\nOriginal exception was:\n")
    PyErr_Display(exc, trace)
    Py_XDECREF(type2)
    Py_XDECREF(value2)
    Py_XDECREF(tb2)
    return nil
}

/// Origin: `PyErr_Print`.
@discardableResult
public func PyErr_Print() -> Int32? { PyErr_PrintEx(true) }

/// Writes to `sys.stderr`, or to the host's if that fails. Origin: `PySys_WriteStderr`.
func PySys_WriteStderr(_ text: String) {
    let saved = PyErr_Fetch()
    let file = _PySys_GetAttr(_Py_ID(.stderr))
    if file == nil || file == Py_None || PyFile_WriteString(text, file.unsafelyUnwrapped) != 0 {
        PyErr_Clear()
        hostWriteText(2, text)
    }
    PyErr_Restore(saved.type, saved.value, saved.traceback)
}

/// Runs a whole program: starts the machine if it is not running, executes, finalises. The exit status of the process.
public func runMain(_ options: RunOptions) -> Int32 {
    if !Machine.isReady {
        do { try Machine.start() } catch { hostFatal("vivarium: the machine's memory cannot be reserved: \(error)") }
    }
    if !initializeInterpreter(options) {
        let (_, value, _) = PyErr_Fetch()
        hostFatal("Fatal Python error: the interpreter cannot be initialised: \(value.map { reprText($0) } ?? "no exception")")
    }
    // A broken pipe is an exception, not an end.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Under glass the terminal's owner deals with signals.
    if !TraceControl.isTracing { installInterruptHandler() }
    return endMain(runProgram(options), options)
}

/// Goes on with a program from a restored checkpoint: the same end as `runMain`'s. The exit status of the process.
public func resumeMain(_ options: RunOptions) -> Int32 {
    let value = Machine.resumeEvaluation()
    return endMain(endOfProgram(value, options), options)
}

/// What comes after the program.
private func endMain(_ programStatus: Int32, _ options: RunOptions) -> Int32 {
    var status = programStatus
    if options.interactive { status = runInteractively() ?? 0 }
    emitIfTracing(.exit, Int(status))
    return finalizeInterpreter(status)
}

extension Interp {
    /// The code object of the program that runs: an owned reference, kept here so that a restored checkpoint finds it.
    static var mainCode: PyObj? {
        get { object(193) }
        set { set(193, newValue) }
    }
}

/// The end of the program's evaluation, whichever way it was reached: its exit status.
private func endOfProgram(_ value: PyObj?, _ options: RunOptions) -> Int32 {
    Py_XDECREF(Interp.mainCode)
    Interp.mainCode = nil
    ProgramConstants.release()
    if case .command = options.source { return conclude(value, options) }
    flushStandardStreams()
    let status = conclude(value, options)
    if let globals = Interp.mainModule?.md_dict {
        for key in ["__file__", "__cached__"] {
            if let k = PyUnicode_InternFromString(key) {
                if PyDict_DelItem(globals, k) < 0 { PyErr_Clear() }
                Py_DECREF(k)
            }
        }
    }
    return status
}

/// The end of a run: nil value means an exception is set.
private func conclude(_ value: PyObj?, _ options: RunOptions) -> Int32 {
    if let value {
        Py_DECREF(value)
        return 0
    }
    let isInterrupt = PyErr_Occurred() == PyExc_KeyboardInterrupt
    if let status = PyErr_PrintEx(true, honourExit: !options.interactive) { return status }
    return isInterrupt ? 130 : 1
}

/// Runs the program itself; its exit status.
private func runProgram(_ options: RunOptions) -> Int32 {
    guard let main = Interp.mainModule, let globals = main.md_dict else { return 1 }
    switch options.source {
    case .command(let command):
        var text = command
        if !text.hasSuffix("\n") { text += "\n" }
        return endOfProgram(runSource(Array(text.utf8), isUTF8: true, "<string>", globals, origin: .text), options)
    case .file(let given):
        // A replay finds the script although it has changed the folder.
        let path = String(
            decoding: hostBytes(.currentFolder) { (Array(RunOptions.absolutePath(given).utf8), 0) }.bytes, as: UTF8.self)
        guard let bytes = hostReadFile(path) else {
            let code = errno
            if code == EISDIR {
                hostWriteText(2, "vivarium: can't find '__main__' module in '\(RunOptions.realPath(path))'\n")
                return 1
            }
            hostWriteText(2, "vivarium: can't open file '\(path)': [Errno \(code)] \(String(cString: strerror(code)))\n")
            return 2
        }
        return runFile(bytes, path, globals, options)
    case .standardInput:
        if options.interactive || HostDoor.isTerminal(0) {
            if !options.quiet { hostWriteText(2, "Python 3.11.2 (Vivarium) [Swift] on linux\n") }
            if !options.interactive { return runInteractively() ?? 0 }
            return 0
        }
        var bytes: [UInt8] = []
        while true {
            let line = hostReadLine(0)
            if line.isEmpty { break }
            bytes += line
        }
        return runFile(bytes, "<stdin>", globals, options)
    }
}

/// Runs a program text as a file; its exit status. Origin: `_PyRun_SimpleFileObject`.
private func runFile(_ bytes: [UInt8], _ path: String, _ globals: PyObj, _ options: RunOptions) -> Int32 {
    guard let name = PyUnicode_FromString(path) else { return conclude(nil, options) }
    // The dict keeps it: nothing may be held by native code alone while the program runs, or a checkpoint would lose it.
    let isSet =
        setMainLoader(globals, path) && PyDict_SetItem(globals, _Py_ID(.__file__), name) == 0
        && setByName(globals, "__cached__", Py_None)
    Py_DECREF(name)
    if !isSet { return conclude(nil, options) }
    return endOfProgram(runSource(bytes, isUTF8: false, path, globals, origin: .file), options)
}

/// Compiles and runs source text in the globals of `__main__`: a new reference, or nil with an exception.
private func runSource(
    _ bytes: [UInt8], isUTF8: Bool, _ filename: String, _ globals: PyObj, origin: SourceOrigin
) -> PyObj? {
    guard
        let code = compileSource(
            bytes, isUTF8: isUTF8, filename: filename, mode: .exec, flags: 0, optimize: -1, origin: origin, keepsConstants: true)
    else {
        return nil
    }
    Interp.mainCode = code
    Torture.beginIfPlanned()
    return PyEval_EvalCode(code, globals, globals)
}

/// Ends the process with a message that says why the machine cannot go on.
func hostFatal(_ message: String) -> Never {
    hostWriteText(2, message + "\n")
    HostDoor.flush(1)
    abort()
}
