import Memory

// The interactive loop: statement by statement from standard input. Origin: `PyRun_InteractiveLoop` in Python/pythonrun.c.

/// A prompt (`sys.ps1`, `sys.ps2`) as text; it goes to descriptor 2 when input is no terminal, as in CPython.
private func prompt(_ name: PyObj) -> String {
    guard let v = _PySys_GetAttr(name) else { return "" }
    return strText(v)
}

/// Runs statements until the input ends; the status of a SystemExit, else nil.
func runInteractively() -> Int32? {
    for (name, text) in [(_Py_ID(.ps1), ">>> "), (_Py_ID(.ps2), "... ")] where _PySys_GetAttr(name) == nil {
        if let t = PyUnicode_FromString(text) {
            _PySys_SetAttr(name, t)
            Py_DECREF(t)
        }
    }
    guard let globals = Interp.mainModule?.md_dict else { return nil }
    while true {
        switch readStatement() {
        case .end:
            hostWriteText(HostDoor.isTerminal(0) ? 1 : 2, "\n")
            HostDoor.flush(1)
            return nil
        case .failed:
            if let status = PyErr_Print() { return status }
            flushStandardStreams()
        case .code(let code):
            let value = PyEval_EvalCode(code, globals, globals)
            Py_DECREF(code)
            ProgramConstants.release()
            if let value { Py_DECREF(value) } else if let status = PyErr_Print() { return status }
            flushStandardStreams()
        }
    }
}

/// What reading one statement gave.
private enum Statement {
    case end
    /// An exception is set.
    case failed
    /// A new reference to a code object.
    case code(PyObj)
}

/// Reads lines until they make a whole statement, and compiles it.
private func readStatement() -> Statement {
    var source: [UInt8] = []
    while true {
        hostWriteText(HostDoor.isTerminal(0) ? 1 : 2, prompt(source.isEmpty ? _Py_ID(.ps1) : _Py_ID(.ps2)))
        HostDoor.flush(1)
        let line = hostReadLine(0)
        if PyErr_CheckSignals() < 0 { return .failed }
        if line.isEmpty && source.isEmpty { return .end }
        let atEnd = line.isEmpty
        let isBlank = line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 || $0 == 12 }
        let isComment = line.first { $0 != 32 && $0 != 9 } == 35
        if source.isEmpty && (isBlank || isComment) { continue }
        source += line
        if source.last != 10 { source.append(10) }
        let result = compileSourceResult(
            source, isUTF8: true, filename: "<stdin>", mode: .single, flags: 0, optimize: -1,
            origin: atEnd ? .text : .interactive, keepsConstants: true)
        switch result {
        case .success(let code):
            // A compound statement ends with an empty line.
            if !isCompound(source) || isBlank || atEnd { return .code(code) }
            Py_DECREF(code)
            ProgramConstants.release()
        case .failure(nil): return .failed
        case .failure(let failure?):
            if !atEnd && failure.isIncomplete { continue }
            raiseCompileFailure(failure)
            return .failed
        }
    }
}

/// Whether a statement has a block: it starts with one of these words, or a decorator.
private func isCompound(_ source: [UInt8]) -> Bool {
    let text = String(decoding: source, as: UTF8.self)
    let start = text.drop { $0 == " " || $0 == "\t" }
    if start.first == "@" { return true }
    let word = start.prefix { $0.isLetter || $0 == "_" }
    if ["if", "while", "for", "try", "with", "def", "class", "async"].contains(word) { return true }
    let firstLine = start.prefix { $0 != "\n" }
    return (word == "match" || word == "case") && firstLine.last == ":"
}
