import Bytecode
import Memory

// compile, eval, exec, and running source text. The compiler is another module that this one does not know: the top of the program puts it
// into `machineCompiler`. Origin: Python/bltinmodule.c, Python/pythonrun.c.

/// What is compiled: a module, an expression, or one interactive statement.
public enum CompileMode: Sendable {
    case exec, eval, single
}

/// Where a source text comes from.
public enum SourceOrigin: Sendable {
    /// A str or bytes object.
    case text
    /// The contents of a script.
    case file
    /// Lines that are still being typed: input that ends too early is `isIncomplete`.
    case interactive
}

/// One request to the compiler.
public struct CompileRequest: Sendable {
    /// The source: UTF-8, or what its coding declaration says.
    public var source: [UInt8]
    /// True if the source came from a str, so that a coding declaration is ignored.
    public var isUTF8: Bool
    /// What goes into `co_filename` and messages.
    public var filename: String
    /// Where the source comes from, which decides how some errors are reported.
    public var origin: SourceOrigin
    /// The start symbol.
    public var mode: CompileMode
    /// CO_FUTURE_… bits that are inherited.
    public var flags: Int32
    /// 0, 1 (-O) or 2 (-OO).
    public var optimize: Int
}

/// Why compiling failed: what CPython puts into a SyntaxError.
public struct CompileFailure: Error, Sendable {
    /// The exception class.
    public enum Kind: Sendable {
        case syntaxError, indentationError, tabError, memoryError, valueError, recursionError, overflowError, unicodeDecodeError
    }
    /// The exception class.
    public var kind: Kind
    /// The text.
    public var message: String
    /// The name given to the parser.
    public var filename: String
    /// From 1; nil for no location.
    public var lineno: Int?
    /// From 1, in characters; nil for no location.
    public var offset: Int?
    /// Line of the end.
    public var end_lineno: Int?
    /// Exclusive end, from 1.
    public var end_offset: Int?
    /// The source line, nil for None.
    public var text: String?
    /// For `unicodeDecodeError`: the bytes that are no UTF-8.
    public var undecoded: [UInt8] = []
    /// Whether the input merely ended too early, so that more lines could complete it.
    public var isIncomplete = false

    /// Makes the description of an error.
    public init(
        kind: Kind, message: String, filename: String, lineno: Int?, offset: Int?, end_lineno: Int?, end_offset: Int?, text: String?
    ) {
        self.kind = kind
        self.message = message
        self.filename = filename
        self.lineno = lineno
        self.offset = offset
        self.end_lineno = end_lineno
        self.end_offset = end_offset
        self.text = text
    }
}

/// A warning of the compiler.
public struct CompileWarning: Sendable {
    /// True for DeprecationWarning, false for SyntaxWarning.
    public var isDeprecation: Bool
    /// The text.
    public var message: String
    /// From 1.
    public var lineno: Int
    /// What it becomes where warnings are errors.
    public var failure: CompileFailure?

    /// Makes the description of a warning.
    public init(isDeprecation: Bool, message: String, lineno: Int, failure: CompileFailure? = nil) {
        self.failure = failure
        self.isDeprecation = isDeprecation
        self.message = message
        self.lineno = lineno
    }
}

/// What the compiler hands back.
public struct CompileOutcome: Sendable {
    /// The code, or why there is none.
    public var result: Result<CodeDescription, CompileFailure>
    /// Warnings, in order.
    public var warnings: [CompileWarning]

    /// Makes an outcome.
    public init(_ result: Result<CodeDescription, CompileFailure>, warnings: [CompileWarning]) {
        self.result = result
        self.warnings = warnings
    }
}

/// The compiler; set once by the top of the program before the machine starts.
nonisolated(unsafe) public var machineCompiler: ((CompileRequest) -> CompileOutcome)?

/// Compiler flags that a code object hands down to what it compiles (PyCF_MASK).
let PyCF_MASK: Int32 = 0x1fe_0000
private let PyCF_ONLY_AST: Int32 = 0x400

/// The CO_FUTURE_… flags of the running code. Origin: `PyEval_MergeCompilerFlags`.
func inheritedCompilerFlags() -> Int32 {
    guard let frame = ThreadState.cframe.cframe_current_frame else { return 0 }
    return frame.fr_code.co_flags & PyCF_MASK
}

/// Raises the exception of a failed compilation. Origin: `_PyPegen_raise_error_known_location`.
func raiseCompileFailure(_ f: CompileFailure) {
    let type: PyObj
    switch f.kind {
    case .syntaxError: type = PyExc_SyntaxError
    case .indentationError: type = PyExc_IndentationError
    case .tabError: type = PyExc_TabError
    case .memoryError:
        PyErr_NoMemory()
        return
    case .valueError: type = PyExc_ValueError
    case .recursionError: type = PyExc_RecursionError
    case .overflowError: type = PyExc_OverflowError
    case .unicodeDecodeError:
        f.undecoded.withUnsafeBytes { Py_XDECREF(PyUnicode_DecodeUTF8($0.baseAddress!, $0.count, "strict")) }
        return
    }
    guard let lineno = f.lineno, type != PyExc_ValueError, type != PyExc_RecursionError, type != PyExc_OverflowError else {
        PyErr_SetString(type, f.message)
        return
    }
    if isSymbolTableMessage(f.message) {
        raiseAtLocation(f, lineno)
        return
    }
    func number(_ n: Int?) -> PyObj? { n.map { PyLong_FromLong($0) } ?? Py_NewRef(Py_None) }
    let parts = [
        PyUnicode_FromString(f.filename), PyLong_FromLong(lineno), number(f.offset),
        f.text.map { PyUnicode_FromString($0) } ?? Py_NewRef(Py_None), number(f.end_lineno), number(f.end_offset),
    ]
    defer { for p in parts { Py_XDECREF(p) } }
    guard let place = PyTuple_New(6) else { return }
    defer { Py_DECREF(place) }
    for (i, p) in parts.enumerated() {
        guard let p else { return }
        PyTuple_SET_ITEM(place, i, Py_NewRef(p))
    }
    guard let message = PyUnicode_FromString(f.message) else { return }
    defer { Py_DECREF(message) }
    guard let value = tupleOf(message, place) else { return }
    defer { Py_DECREF(value) }
    PyErr_SetObject(type, value)
}

/// Whether an error is the symbol table's: its exception is made with the message only and gets its place as attributes afterwards.
private func isSymbolTableMessage(_ m: String) -> Bool {
    if m.hasPrefix("name '") {
        return [
            "is parameter and", "is assigned to before", "is used prior to", "is nonlocal and global",
        ].contains { m.contains($0) }
    }
    return [
        "annotated name '", "import * only allowed at module level", "assignment expression within a comprehension",
        "assignment expression cannot", "comprehension inner loop cannot", "duplicate argument '",
        "nonlocal declaration not allowed", "no binding for nonlocal", "'yield' inside ", "future feature ", "not a chance",
    ].contains { m.hasPrefix($0) } || m.hasSuffix("can not be used within an annotation")
}

/// Raises with the message alone, then sets the place. Origin: `PyErr_RangedSyntaxLocationObject`.
private func raiseAtLocation(_ f: CompileFailure, _ lineno: Int) {
    PyErr_SetString(PyExc_SyntaxError, f.message)
    var (type, value, tb) = PyErr_Fetch()
    PyErr_NormalizeException(&type, &value, &tb)
    if let exc = value {
        func set(_ name: PyObj, _ v: PyObj?) {
            if v == nil || PyObject_SetAttr(exc, name, v) < 0 { PyErr_Clear() }
            Py_XDECREF(v)
        }
        func number(_ n: Int?) -> PyObj? { n.map { PyLong_FromLong($0) } ?? Py_NewRef(Py_None) }
        set(_Py_ID(.lineno), number(lineno))
        set(_Py_ID(.offset), number(f.offset))
        set(_Py_ID(.end_lineno), number(f.end_lineno))
        set(_Py_ID(.end_offset), number(f.end_offset))
        set(_Py_ID(.filename), PyUnicode_FromString(f.filename))
        if let text = f.text { set(_Py_ID(.text), PyUnicode_FromString(text)) }
    }
    PyErr_Restore(type, value, tb)
}

/// Compiles source bytes to a new code object, or nil with an exception set. `optimize` -1 is the machine's own level.
func compileSource(
    _ source: [UInt8], isUTF8: Bool, filename: String, mode: CompileMode, flags: Int32, optimize: Int,
    origin: SourceOrigin = .text, keepsConstants: Bool = false
) -> PyObj? {
    switch compileSourceResult(
        source, isUTF8: isUTF8, filename: filename, mode: mode, flags: flags, optimize: optimize, origin: origin,
        keepsConstants: keepsConstants)
    {
    case .success(let code): return code
    case .failure(let failure):
        if let failure { raiseCompileFailure(failure) }
        return nil
    }
}

/// A failure that may have been raised already (nil).
enum SourceResult {
    case success(PyObj)
    case failure(CompileFailure?)
}

/// As `compileSource`, but a syntax error is handed back and not raised.
func compileSourceResult(
    _ source: [UInt8], isUTF8: Bool, filename: String, mode: CompileMode, flags: Int32, optimize: Int, origin: SourceOrigin,
    keepsConstants: Bool = false
) -> SourceResult {
    guard let compiler = machineCompiler else {
        PyErr_SetString(PyExc_NotImplementedError, "not implemented: this machine was started without a compiler")
        return .failure(nil)
    }
    let outcome = compiler(
        CompileRequest(
            source: source, isUTF8: isUTF8, filename: filename, origin: origin, mode: mode, flags: flags,
            optimize: optimize < 0 ? Interp.optimize : optimize))
    for w in outcome.warnings where !issueCompileWarning(w, filename) { return .failure(nil) }
    switch outcome.result {
    case .failure(let failure): return .failure(failure)
    case .success(let description):
        guard let code = PyCode_FromDescription(description, keepsConstants: keepsConstants) else { return .failure(nil) }
        return .success(code)
    }
}

/// Issues a compiler warning. False if it was turned into an error: a SyntaxError, as CPython makes of it.
private func issueCompileWarning(_ w: CompileWarning, _ filename: String) -> Bool {
    let category = w.isDeprecation ? PyExc_DeprecationWarning : PyExc_SyntaxWarning
    if PyErr_WarnExplicit(category, w.message, filename, w.lineno, nil, nil) >= 0 { return true }
    if PyErr_ExceptionMatches(category) {
        PyErr_Clear()
        var text: String?
        if let bytes = hostReadFile(filename) { text = sourceLine(bytes, w.lineno) }
        raiseCompileFailure(
            w.failure
                ?? CompileFailure(
                    kind: .syntaxError, message: w.message, filename: filename, lineno: w.lineno, offset: 1, end_lineno: w.lineno,
                    end_offset: 1, text: text))
    }
    return false
}

/// The line of a text, from 1, with its newline; nil if there is none.
func sourceLine(_ bytes: [UInt8], _ lineno: Int) -> String? {
    var line = 1
    var start = 0
    for (i, byte) in bytes.enumerated() where byte == 10 {
        if line == lineno { return String(decoding: bytes[start...i], as: UTF8.self) }
        line += 1
        start = i + 1
    }
    return line == lineno && start < bytes.count ? String(decoding: bytes[start...], as: UTF8.self) : nil
}

/// The source argument of compile, eval or exec as bytes; nil with an exception. Origin: `_Py_SourceAsString`.
private func sourceBytes(_ source: PyObj, _ function: String, _ what: String) -> (bytes: [UInt8], isUTF8: Bool)? {
    let bytes: [UInt8]
    var isUTF8 = false
    if PyUnicode_Check(source) {
        guard let encoded = PyUnicode_AsEncodedString(source, "utf-8", "strict") else { return nil }
        bytes = Array(UnsafeRawBufferPointer(start: encoded + 32, count: encoded.ob_size))
        Py_DECREF(encoded)
        isUTF8 = true
    } else if PyBytes_Check(source) {
        bytes = Array(UnsafeRawBufferPointer(start: source + 32, count: source.ob_size))
    } else if PyByteArray_Check(source) {
        bytes = source.ob_size == 0 ? [] : Array(UnsafeRawBufferPointer(start: source.ob_start, count: source.ob_size))
    } else {
        PyErr_SetString(PyExc_TypeError, "\(function)() arg 1 must be a \(what) object")
        return nil
    }
    if bytes.contains(0) {
        PyErr_SetString(PyExc_ValueError, "source code string cannot contain null bytes")
        return nil
    }
    return (bytes, isUTF8)
}

/// An int argument of compile(); nil with an exception.
private func intArgument(_ arg: PyObj?, _ fallback: Int32) -> Int32? {
    guard let arg else { return fallback }
    let n = _PyLong_AsInt(arg)
    return n == -1 && PyErr_Occurred() != nil ? nil : n
}

func builtin_compile(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 7) { buf in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "compile", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames,
            keywords: ["source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"], minpos: 3, maxpos: 6,
            minkw: 0, into: p)
        {
            return nil
        }
        let filenameArg = p[1].unsafelyUnwrapped
        let filename: String
        if PyUnicode_Check(filenameArg) {
            filename = swiftString(filenameArg)
        } else if PyBytes_Check(filenameArg) {
            filename = String(
                decoding: UnsafeRawBufferPointer(start: filenameArg + 32, count: filenameArg.ob_size), as: UTF8.self)
        } else {
            return PyErr_Format(
                PyExc_TypeError, "expected str, bytes or os.PathLike object, not \(filenameArg.typeName)")
        }
        let modeArg = p[2].unsafelyUnwrapped
        if !PyUnicode_Check(modeArg) {
            _PyArg_BadArgument("compile", "argument 'mode'", "str", modeArg)
            return nil
        }
        guard let flags = intArgument(p[3], 0), let dontInherit = intArgument(p[4], 0), let optimize = intArgument(p[5], -1) else {
            return nil
        }
        let known: Int32 = PyCF_MASK | 0x10 | 0x200 | 0x400 | 0x1000 | 0x2000 | 0x4000
        if flags & ~known != 0 { return PyErr_Format(PyExc_ValueError, "compile(): unrecognised flags") }
        if optimize < -1 || optimize > 2 { return PyErr_Format(PyExc_ValueError, "compile(): invalid optimize value") }
        var cf = flags & PyCF_MASK
        if dontInherit == 0 { cf |= inheritedCompilerFlags() }
        let mode: CompileMode
        switch swiftString(modeArg) {
        case "exec": mode = .exec
        case "eval": mode = .eval
        case "single": mode = .single
        case "func_type" where flags & PyCF_ONLY_AST == 0:
            return PyErr_Format(PyExc_ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST")
        default:
            return PyErr_Format(
                PyExc_ValueError,
                flags & PyCF_ONLY_AST != 0
                    ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                    : "compile() mode must be 'exec', 'eval' or 'single'")
        }
        if flags & PyCF_ONLY_AST != 0 {
            return PyErr_Format(PyExc_NotImplementedError, "not implemented: compile() to a syntax tree")
        }
        guard let (source, isUTF8) = sourceBytes(p[0].unsafelyUnwrapped, "compile", "string, bytes or AST") else { return nil }
        return compileSource(source, isUTF8: isUTF8, filename: filename, mode: mode, flags: cf, optimize: Int(optimize))
    }
}

/// Puts `__builtins__` into globals that lack it. False with an exception.
private func ensureBuiltins(_ globals: PyObj) -> Bool {
    let has = PyDict_Contains(globals, _Py_ID(.__builtins__))
    if has < 0 { return false }
    if has == 0, let builtins = PyEval_GetBuiltins() {
        return PyDict_SetItem(globals, _Py_ID(.__builtins__), builtins) == 0
    }
    return true
}

func builtin_eval(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("eval", nargs, 1, 3) { return nil }
    let source = args[0]
    var globals: PyObj? = nargs > 1 ? args[1] : Py_None
    var locals: PyObj? = nargs > 2 ? args[2] : Py_None
    if let l = locals, l != Py_None, !PyMapping_Check(l) {
        return PyErr_Format(PyExc_TypeError, "locals must be a mapping")
    }
    if let g = globals, g != Py_None, !PyDict_Check(g) {
        return PyErr_Format(
            PyExc_TypeError,
            PyMapping_Check(g) ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict")
    }
    if globals == Py_None {
        globals = PyEval_GetGlobals()
        if locals == Py_None {
            locals = PyEval_GetLocals()
            if locals == nil { return nil }
        }
    } else if locals == Py_None {
        locals = globals
    }
    guard let globals, let locals else {
        return PyErr_Format(PyExc_TypeError, "eval must be given globals and locals when called without a frame")
    }
    if !ensureBuiltins(globals) { return nil }
    if source.ob_type == PyCode_Type {
        if source.co_nfreevars > 0 {
            return PyErr_Format(PyExc_TypeError, "code object passed to eval() may not contain free variables")
        }
        return PyEval_EvalCode(source, globals, locals)
    }
    guard var (text, isUTF8) = sourceBytes(source, "eval", "string, bytes or code") else { return nil }
    text.removeFirst(text.prefix { $0 == 32 || $0 == 9 }.count)
    let mark = ProgramConstants.count
    defer { ProgramConstants.release(to: mark) }
    guard
        let code = compileSource(
            text, isUTF8: isUTF8, filename: "<string>", mode: .eval, flags: inheritedCompilerFlags(), optimize: -1,
            keepsConstants: true)
    else { return nil }
    isUTF8 = false
    defer { Py_DECREF(code) }
    return PyEval_EvalCode(code, globals, locals)
}

func builtin_exec(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 4) { buf in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "exec", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["", "", "", "closure"], minpos: 1,
            maxpos: 3, minkw: 0, into: p)
        {
            return nil
        }
        return exec(p[0].unsafelyUnwrapped, p[1] ?? Py_None, p[2] ?? Py_None, p[3] == Py_None ? nil : p[3])
    }
}

private func exec(_ source: PyObj, _ globalsIn: PyObj, _ localsIn: PyObj, _ closure: PyObj?) -> PyObj? {
    var globals: PyObj? = globalsIn
    var locals: PyObj? = localsIn
    if globals == Py_None {
        globals = PyEval_GetGlobals()
        if locals == Py_None {
            locals = PyEval_GetLocals()
            if locals == nil { return nil }
        }
    } else if locals == Py_None {
        locals = globals
    }
    guard let globals, let locals else { return PyErr_Format(PyExc_SystemError, "globals and locals cannot be NULL") }
    if !PyDict_Check(globals) {
        return PyErr_Format(PyExc_TypeError, "exec() globals must be a dict, not \(globals.typeName)")
    }
    if !PyMapping_Check(locals) {
        return PyErr_Format(PyExc_TypeError, "locals must be a mapping or None, not \(locals.typeName)")
    }
    if !ensureBuiltins(globals) { return nil }
    let result: PyObj?
    if source.ob_type == PyCode_Type {
        let free = Int(source.co_nfreevars)
        if free == 0 {
            if closure != nil { return PyErr_Format(PyExc_TypeError, "cannot use a closure with this code object") }
            result = PyEval_EvalCode(source, globals, locals)
        } else {
            var good = false
            if let closure, PyTuple_CheckExact(closure), closure.ob_size == free {
                good = (0..<free).allSatisfy { PyTuple_GET_ITEM(closure, $0).ob_type == PyCell_Type }
            }
            if !good {
                return PyErr_Format(PyExc_TypeError, "code object requires a closure of exactly length \(free)")
            }
            guard let function = PyFunction_New(source, globals) else { return nil }
            defer { Py_DECREF(function) }
            Py_XINCREF(closure)
            function.func_closure = closure
            result = _PyEval_Vector(function, locals, tupleItems(emptyTuple), 0, nil)
        }
    } else {
        if closure != nil {
            return PyErr_Format(PyExc_TypeError, "closure can only be used when source is a code object")
        }
        guard let (text, isUTF8) = sourceBytes(source, "exec", "string, bytes or code") else { return nil }
        let mark = ProgramConstants.count
        defer { ProgramConstants.release(to: mark) }
        guard
            let code = compileSource(
                text, isUTF8: isUTF8, filename: "<string>", mode: .exec, flags: inheritedCompilerFlags(), optimize: -1,
                keepsConstants: true)
        else { return nil }
        defer { Py_DECREF(code) }
        result = PyEval_EvalCode(code, globals, locals)
    }
    guard let result else { return nil }
    Py_DECREF(result)
    return Py_NewRef(Py_None)
}
