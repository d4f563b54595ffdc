import Memory

// Traceback objects: one entry a frame, chained from the outermost. Origin: Python/traceback.c.

private func newTraceback(_ next: PyObj?, _ frame: PyObj, _ lasti: Int32, _ lineno: Int32) -> PyObj? {
    guard let tb = _PyObject_GC_New(PyTraceBack_Type) else { return nil }
    tb.tb_next = Py_XNewRef(next)
    tb.tb_frame = Py_NewRef(frame)
    tb.tb_lasti = lasti
    tb.tb_lineno = lineno
    _PyObject_GC_TRACK(tb)
    return tb
}

/// A new traceback entry for where a frame object is now, in front of `next` (both borrowed). Origin: `_PyTraceBack_FromFrame`.
func _PyTraceBack_FromFrame(_ next: PyObj?, _ frame: PyObj) -> PyObj? {
    guard let f = frame.f_frame else { return newTraceback(next, frame, -1, 0) }
    let offset = f.fr_prev_instr - codeStart(f.fr_code)
    let line = frame.f_lineno != 0 ? Int(frame.f_lineno) : PyCode_Addr2Line(f.fr_code, offset)
    return newTraceback(next, frame, Int32(offset), Int32(line))
}

/// Where the instructions of a code object begin (`_PyCode_CODE`).
@inline(__always) private func codeStart(_ code: PyObj) -> PyObj { code + 184 }

/// Adds an entry for a frame object to the traceback of the raised exception. -1 if that failed. Origin: `PyTraceBack_Here`.
@discardableResult
func PyTraceBack_Here(_ frame: PyObj) -> Int32 {
    let (type, value, tb) = PyErr_Fetch()
    guard let entry = _PyTraceBack_FromFrame(tb, frame) else {
        _PyErr_ChainExceptions(type, value, tb)
        return -1
    }
    PyErr_Restore(type, value, entry)
    Py_XDECREF(tb)
    return 0
}

private func tb_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 4) { buf -> PyObj? in
        let p = buf.baseAddress.unsafelyUnwrapped
        let n = args.ob_size
        if !_PyArg_UnpackKeywords(
            fname: "TracebackType", args: n == 0 ? nil : tupleItems(args), nargs: n, kwargs: kwds, kwnames: nil,
            keywords: ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"], minpos: 4, maxpos: 4, minkw: 0, into: p)
        {
            return nil
        }
        let frame = p[1].unsafelyUnwrapped
        if frame.ob_type != PyFrame_Type {
            _PyArg_BadArgument("TracebackType", "argument 'tb_frame'", "frame", frame)
            return nil
        }
        let lasti = _PyLong_AsInt(p[2].unsafelyUnwrapped)
        if lasti == -1 && PyErr_Occurred() != nil { return nil }
        let lineno = _PyLong_AsInt(p[3].unsafelyUnwrapped)
        if lineno == -1 && PyErr_Occurred() != nil { return nil }
        var next = p[0]
        if next == Py_None {
            next = nil
        } else if let n = next, n.ob_type != PyTraceBack_Type {
            return PyErr_Format(PyExc_TypeError, "expected traceback object or None, got '\(n.typeName)'")
        }
        return newTraceback(next, frame, lasti, lineno)
    }
}

/// The items of a tuple as an argument vector.
@inline(__always) func tupleItems(_ t: PyObj) -> PyArgs { (t + 24).assumingMemoryBound(to: UnsafeMutableRawPointer.self) }

private func tb_dir(_ tb: PyObj) -> PyObj? {
    guard let list = PyList_New(0) else { return nil }
    for name in ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"] {
        guard let text = PyUnicode_FromString(name) else { return nil }
        defer { Py_DECREF(text) }
        if PyList_Append(list, text) < 0 { return nil }
    }
    return list
}

private func tb_next_get(_ tb: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(tb.tb_next ?? Py_None) }

private func tb_next_set(_ tb: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard var next = value else {
        PyErr_SetString(PyExc_TypeError, "can't delete tb_next attribute")
        return -1
    }
    var new: PyObj?
    if next != Py_None {
        if next.ob_type != PyTraceBack_Type {
            PyErr_SetString(PyExc_TypeError, "expected traceback object, got '\(next.typeName)'")
            return -1
        }
        new = next
        while true {
            if next == tb {
                PyErr_SetString(PyExc_ValueError, "traceback loop detected")
                return -1
            }
            guard let further = next.tb_next else { break }
            next = further
        }
    }
    let old = tb.tb_next
    tb.tb_next = Py_XNewRef(new)
    Py_XDECREF(old)
    return 0
}

private func tb_dealloc(_ tb: PyObj) {
    if _PyObject_GC_IS_TRACKED(tb) { _PyObject_GC_UNTRACK(tb) }
    if !Py_TRASHCAN_BEGIN(tb, tb_dealloc) { return }
    Py_XDECREF(tb.tb_next)
    Py_XDECREF(tb.load(fromByteOffset: 24, as: PyObj?.self))
    PyObject_GC_Del(tb)
    Py_TRASHCAN_END()
}

private func tb_traverse(_ tb: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(tb.tb_next, visit, arg)
    if r != 0 { return r }
    return Py_VISIT(tb.load(fromByteOffset: 24, as: PyObj?.self), visit, arg)
}

private func tb_clear(_ tb: PyObj) -> Int32 {
    Py_CLEAR(tb, 16)
    Py_CLEAR(tb, 24)
    return 0
}

/// Fills the slots of the traceback type: tb_next 16, tb_frame 24, tb_lasti 32, tb_lineno 36.
func initTracebackType() {
    let t = PyTraceBack_Type
    t.initStaticType("traceback", basicsize: 40, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = tb_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = tb_traverse
    t.tp_clear = tb_clear
    t.tp_new = tb_new
    t.setMethods([.noargs("__dir__", tb_dir)])
    t.setMembers([
        MemberSpec("tb_frame", .object, 24), MemberSpec("tb_lasti", .int, 32), MemberSpec("tb_lineno", .int, 36),
    ])
    t.setGetSets([GetSetSpec("tb_next", tb_next_get, tb_next_set)])
}
