import Memory

// print, input, open. Origin: Python/bltinmodule.c.

func builtin_print(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    var sep: PyObj?
    var end: PyObj?
    var file: PyObj?
    var flush = false
    if let kwnames {
        let parsed: Bool = withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 4) { buf in
            let p = buf.baseAddress.unsafelyUnwrapped
            // The positional arguments go into a tuple of their own, so only the names are parsed here.
            if !_PyArg_UnpackKeywords(
                fname: "print", args: args + nargs, nargs: 0, kwargs: nil, kwnames: kwnames,
                keywords: ["sep", "end", "file", "flush"], minpos: 0, maxpos: 0, minkw: 0, into: p)
            {
                return false
            }
            sep = p[0] == Py_None ? nil : p[0]
            end = p[1] == Py_None ? nil : p[1]
            file = p[2] == Py_None ? nil : p[2]
            if let f = p[3] {
                let truth = PyObject_IsTrue(f)
                if truth < 0 { return false }
                flush = truth != 0
            }
            return true
        }
        if !parsed { return nil }
    }
    guard let items = PyTuple_New(nargs) else { return nil }
    defer { Py_DECREF(items) }
    for i in 0..<nargs { PyTuple_SET_ITEM(items, i, Py_NewRef(args[i])) }
    guard let file = file ?? _PySys_GetAttr(_Py_ID(.stdout)) else {
        return PyErr_Format(PyExc_RuntimeError, "lost sys.stdout")
    }
    if file == Py_None { return Py_NewRef(Py_None) }
    if let sep, !PyUnicode_Check(sep) {
        return PyErr_Format(PyExc_TypeError, "sep must be None or a string, not \(sep.typeName)")
    }
    if let end, !PyUnicode_Check(end) {
        return PyErr_Format(PyExc_TypeError, "end must be None or a string, not \(end.typeName)")
    }
    for i in 0..<nargs {
        if i > 0 {
            if PyFile_WriteObject(sep ?? latin1Character(32), file, raw: true) != 0 { return nil }
        }
        if PyFile_WriteObject(args[i], file, raw: true) != 0 { return nil }
    }
    if PyFile_WriteObject(end ?? latin1Character(10), file, raw: true) != 0 { return nil }
    if flush {
        guard let method = PyObject_GetAttr(file, _Py_ID(.flush)) else { return nil }
        let r = PyObject_CallNoArgs(method)
        Py_DECREF(method)
        guard let r else { return nil }
        Py_DECREF(r)
    }
    return Py_NewRef(Py_None)
}

func builtin_input(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("input", nargs, 0, 1) { return nil }
    guard let fin = _PySys_GetAttr(_Py_ID(.stdin)), fin != Py_None else {
        return PyErr_Format(PyExc_RuntimeError, "input(): lost sys.stdin")
    }
    guard let fout = _PySys_GetAttr(_Py_ID(.stdout)), fout != Py_None else {
        return PyErr_Format(PyExc_RuntimeError, "input(): lost sys.stdout")
    }
    guard let ferr = _PySys_GetAttr(_Py_ID(.stderr)), ferr != Py_None else {
        return PyErr_Format(PyExc_RuntimeError, "input(): lost sys.stderr")
    }
    Py_INCREF(fin)
    Py_INCREF(fout)
    defer {
        Py_DECREF(fin)
        Py_DECREF(fout)
    }
    callQuietly(ferr, _Py_ID(.flush))
    if nargs > 0 && PyFile_WriteObject(args[0], fout, raw: true) != 0 { return nil }
    callQuietly(fout, _Py_ID(.flush))
    return PyFile_GetLine(fin)
}
