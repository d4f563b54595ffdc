import Memory

// How an exception is displayed: traceback, message, suggestion, notes, causes and contexts, groups. Origin: Python/pythonrun.c.

private let causeMessage = "The above exception was the direct cause of the following exception:\n"
private let contextMessage = "During handling of the above exception, another exception occurred:\n"

/// What is passed along while one exception with its relatives is printed. Functions return false when writing failed.
private struct Display {
    var file: PyObj
    /// Exceptions whose causes have been looked at, by address; prevents endless loops.
    var seen: Set<UInt> = []
    var depth = 0
    var needClose = false
    let maxWidth = 15
    let maxDepth = 10

    var indent: Int { 2 * depth }
    var margin: String { depth > 0 ? "| " : "" }
    var head: String { indentedMargin(indent, margin) }

    func write(_ text: String) -> Bool { PyFile_WriteString(text, file) == 0 }

    /// The traceback under its heading.
    func traceback(_ value: PyObj) -> Bool {
        guard let tb = value.exc_traceback, tb != Py_None else { return true }
        var header = "Traceback (most recent call last):\n"
        var headerMargin = margin
        if _PyBaseExceptionGroup_Check(value) {
            header = "Exception Group Traceback (most recent call last):\n"
            if depth == 1 { headerMargin = "+ " }
        }
        Py_INCREF(tb)
        defer { Py_DECREF(tb) }
        return _PyTraceBack_Print_Indented(tb, indent, margin, headerMargin, header, file) == 0
    }

    /// For syntax errors: file, line, text with carets. Hands back the object that is displayed as the message (a new reference).
    func fileAndLine(_ value: PyObj) -> PyObj? {
        var mark: PyObj?
        if _PyObject_LookupAttr(value, _Py_ID(.print_file_and_line), &mark) <= 0 {
            PyErr_Clear()
            return Py_NewRef(value)
        }
        Py_XDECREF(mark)
        guard let e = SyntaxErrorFields(value) else {
            PyErr_Clear()
            return Py_NewRef(value)
        }
        var text = head + "  File \"\(e.filename)\", line \(e.lineno)\n"
        if let line = e.text { text += errorText(line, e) }
        return write(text) ? e.message : nil
    }

    /// The line of a syntax error, and carets where the error is.
    private func errorText(_ source: String, _ e: SyntaxErrorFields) -> String {
        var bytes = Array(source.utf8)
        if let null = bytes.firstIndex(of: 0) { bytes.removeSubrange(null...) }
        var offset = e.offset
        var end = e.endOffset
        if e.endLineno > e.lineno { end = bytes.count }
        if end > bytes.count + 1 { end = bytes.count + 1 }
        let carets = end > 0 && end > offset ? end - offset : 1
        offset -= 1
        let blanks = bytes.prefix { $0 == 32 || $0 == 9 || $0 == 12 }.count
        bytes.removeFirst(blanks)
        offset -= blanks
        var length = bytes.count
        if bytes.last == 10 { length -= 1 }
        offset = min(offset, length)
        while let newline = bytes.firstIndex(of: 10), newline < offset {
            bytes.removeFirst(newline + 1)
            length -= newline + 1
            offset -= newline + 1
        }
        var text = "    " + String(decoding: bytes, as: UTF8.self)
        if length >= bytes.count || bytes[length] != 10 { text += "\n" }
        if offset >= 0 {
            text += "    " + String(repeating: " ", count: offset) + String(repeating: "^", count: carets) + "\n"
        }
        return text
    }

    /// "module.Class: text", without newline.
    func message(_ type: PyObj, _ value: PyObj) -> Bool {
        if !write(head) { return false }
        let module = PyObject_GetAttr(type, _Py_ID(.__module__))
        if let module, PyUnicode_Check(module) {
            defer { Py_DECREF(module) }
            if !_PyUnicode_EQ(module, _Py_ID(.builtins)) && !_PyUnicode_EQ(module, _Py_ID(.__main__)) {
                if PyFile_WriteObject(module, file, raw: true) < 0 || !write(".") { return false }
            }
        } else {
            Py_XDECREF(module)
            PyErr_Clear()
            if !write("<unknown>.") { return false }
        }
        let name = PyObject_GetAttr(type, _Py_ID(.__qualname__))
        if let name, PyUnicode_Check(name) {
            defer { Py_DECREF(name) }
            if PyFile_WriteObject(name, file, raw: true) < 0 { return false }
        } else {
            Py_XDECREF(name)
            PyErr_Clear()
            if !write("<unknown>") { return false }
        }
        if value == Py_None { return true }
        guard let text = PyObject_Str(value) else {
            PyErr_Clear()
            return write(": <exception str() failed>")
        }
        defer { Py_DECREF(text) }
        if PyUnicode_GET_LENGTH(text) != 0 && !write(": ") { return false }
        return PyFile_WriteObject(text, file, raw: true) == 0
    }

    /// The notes, a line each.
    func notes(_ value: PyObj) -> Bool {
        var found: PyObj?
        if _PyObject_LookupAttr(value, _Py_ID(.__notes__), &found) < 0 { PyErr_Clear() }
        guard let notes = found else { return true }
        defer { Py_DECREF(notes) }
        if !PySequence_Check(notes) {
            guard let text = PyObject_Repr(notes) else {
                PyErr_Clear()
                return write(head + "<__notes__ repr() failed>")
            }
            defer { Py_DECREF(text) }
            return write(head) && PyFile_WriteObject(text, file, raw: true) == 0
        }
        let count = PySequence_Size(notes)
        if count < 0 { return false }
        for i in 0..<count {
            guard let note = PySequence_GetItem(notes, i) else { return false }
            let text = PyObject_Str(note)
            Py_DECREF(note)
            if let text {
                defer { Py_DECREF(text) }
                guard let lines = PyUnicode_Splitlines(text, true) else { return false }
                defer { Py_DECREF(lines) }
                for j in 0..<lines.ob_size {
                    if !write(head) || PyFile_WriteObject(PyList_GET_ITEM(lines, j), file, raw: true) < 0 { return false }
                }
            } else {
                PyErr_Clear()
                if !write("<note str() failed>") { return false }
            }
            if !write("\n") { return false }
        }
        return true
    }

    /// One exception without its relatives.
    func exception(_ value: PyObj) -> Bool {
        if !PyExceptionInstance_Check(value) {
            return write(
                String(repeating: " ", count: indent)
                    + "TypeError: print_exception(): Exception expected for value, \(value.typeName) found\n")
        }
        Py_INCREF(value)
        defer { Py_DECREF(value) }
        HostDoor.flush(1)
        if !traceback(value) { return false }
        guard let shown = fileAndLine(value) else { return false }
        defer { Py_DECREF(shown) }
        if !message(value.ob_type, shown) { return false }
        if shown == value, let better = suggestion(for: value) {
            if !write(". Did you mean: '\(better)'?") { return false }
        }
        PyErr_Clear()
        return write("\n") && notes(value)
    }

    /// A relative, and how it is related.
    mutating func chained(_ value: PyObj, _ message: String) -> Bool {
        if !_Py_EnterRecursiveCall(" in print_chained") { return false }
        let saved = needClose
        let good = recursive(value)
        needClose = saved
        _Py_LeaveRecursiveCall()
        return good && write(head + "\n" + head + message + head + "\n")
    }

    mutating func causeAndContext(_ value: PyObj) -> Bool {
        seen.insert(UInt(bitPattern: value))
        if !PyExceptionInstance_Check(value) { return true }
        if let cause = value.exc_cause {
            if seen.contains(UInt(bitPattern: cause)) { return true }
            Py_INCREF(cause)
            defer { Py_DECREF(cause) }
            return chained(cause, causeMessage)
        }
        if value.exc_suppress_context != 0 { return true }
        if let context = value.exc_context, !seen.contains(UInt(bitPattern: context)) {
            Py_INCREF(context)
            defer { Py_DECREF(context) }
            return chained(context, contextMessage)
        }
        return true
    }

    mutating func group(_ value: PyObj) -> Bool {
        if depth > maxDepth { return write(head + "... (max_group_depth is \(maxDepth))\n") }
        if depth == 0 { depth += 1 }
        _ = exception(value)
        guard let excs = value.exc_word1 else { return true }
        let total = excs.ob_size
        let n = total <= maxWidth ? total : maxWidth + 1
        needClose = false
        for i in 0..<n {
            let isLast = i == n - 1
            if isLast { needClose = true }
            let truncated = i >= maxWidth
            let label = truncated ? "..." : "\(i + 1)"
            let rule = "\(i == 0 ? "+-" : "  ")+---------------- \(label) ----------------\n"
            if !write(String(repeating: " ", count: indent) + rule) { return false }
            depth += 1
            if !truncated {
                if !_Py_EnterRecursiveCall(" in print_exception_group") { return false }
                let good = recursive(PyTuple_GET_ITEM(excs, i))
                _Py_LeaveRecursiveCall()
                if !good { return false }
            } else {
                let more = total - maxWidth
                if !write(head + "and \(more) more exception\(more > 1 ? "s" : "")\n") { return false }
            }
            if isLast && needClose {
                if !write(String(repeating: " ", count: indent) + "+------------------------------------\n") { return false }
                needClose = false
            }
            depth -= 1
        }
        if depth == 1 { depth -= 1 }
        return true
    }

    mutating func recursive(_ value: PyObj) -> Bool {
        if !causeAndContext(value) { return false }
        return _PyBaseExceptionGroup_Check(value) ? group(value) : exception(value)
    }
}

/// The attributes of a syntax error that are displayed. Origin: `parse_syntax_error`.
private struct SyntaxErrorFields {
    /// The text of the error: a new reference.
    var message: PyObj
    var filename: String
    var lineno: Int
    var offset: Int
    var endLineno: Int
    var endOffset = -1
    var text: String?

    /// Reads them; nil, perhaps with an exception, if one is missing or of a wrong type.
    init?(_ err: PyObj) {
        func integer(_ name: PyObj, _ none: Int) -> Int? {
            guard let v = PyObject_GetAttr(err, name) else { return nil }
            defer { Py_DECREF(v) }
            if v == Py_None { return none }
            let n = PyLong_AsSsize_t(v)
            return n < 0 && PyErr_Occurred() != nil ? nil : n
        }
        guard let file = PyObject_GetAttr(err, _Py_ID(.filename)) else { return nil }
        filename = file == Py_None ? "<string>" : strText(file)
        Py_DECREF(file)
        guard let v = PyObject_GetAttr(err, _Py_ID(.lineno)) else { return nil }
        lineno = PyLong_AsSsize_t(v)
        Py_DECREF(v)
        if lineno < 0 && PyErr_Occurred() != nil { return nil }
        guard let column = integer(_Py_ID(.offset), -1) else { return nil }
        offset = column
        endLineno = lineno
        if err.ob_type == PyExc_SyntaxError {
            guard let endLine = integer(_Py_ID(.end_lineno), lineno), let endColumn = integer(_Py_ID(.end_offset), -1) else {
                return nil
            }
            endLineno = endLine
            endOffset = endColumn
        }
        guard let line = PyObject_GetAttr(err, _Py_ID(.text)) else { return nil }
        if line != Py_None { text = strText(line) }
        Py_DECREF(line)
        guard let msg = PyObject_GetAttr(err, _Py_ID(.msg)) else { return nil }
        message = msg
    }
}

/// Displays an exception in a file object. Origin: `_PyErr_Display`.
func _PyErr_Display(_ file: PyObj, _ value: PyObj, _ tb: PyObj?) {
    if PyExceptionInstance_Check(value), let tb, tb.ob_type == PyTraceBack_Type, value.exc_traceback == nil {
        PyException_SetTraceback(value, tb)
    }
    var display = Display(file: file)
    if !display.recursive(value) {
        PyErr_Clear()
        hostWriteText(2, "lost sys.stderr\n")
    }
    callQuietly(file, _Py_ID(.flush))
}

/// Displays an exception in `sys.stderr`. Origin: `PyErr_Display`.
func PyErr_Display(_ value: PyObj, _ tb: PyObj?) {
    guard let file = _PySys_GetAttr(_Py_ID(.stderr)) else {
        hostWriteText(2, "lost sys.stderr\n")
        return
    }
    if file == Py_None { return }
    Py_INCREF(file)
    _PyErr_Display(file, value, tb)
    Py_DECREF(file)
}
