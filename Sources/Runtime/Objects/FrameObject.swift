import Memory
import Trace

// Frame objects: what `sys._getframe()` and tracebacks show of a frame record. Origin: Objects/frameobject.c.

/// A frame object for a code object, not yet linked to a record. Origin: _PyFrame_New_NoTrack.
func _PyFrame_New_NoTrack(_ code: PyObj) -> PyObj? {
    let slots = Int(code.co_nlocalsplus + code.co_stacksize)
    guard let f = _PyObject_GC_NewVar(PyFrame_Type, slots) else { return nil }
    f.f_back = nil
    f.f_trace = nil
    f.f_trace_lines = 1
    f.f_trace_opcodes = 0
    f.f_fast_as_locals = 0
    f.f_lineno = 0
    return f
}

private func frame_dealloc(_ f: PyObj) {
    // What is left to clear is a record of the object's own; a record on the data stack or in a generator has gone its own way.
    if _PyObject_GC_IS_TRACKED(f) { _PyObject_GC_UNTRACK(f) }
    guard Py_TRASHCAN_BEGIN(f, frame_dealloc) else { return }
    var code: PyObj?
    let frame = f.f_frame!
    if frame.fr_owner == FrameOwner.frameObject && frame == f + 48 {
        code = frame.fr_code
        let locals = frame.localsplus
        Py_CLEAR(frame, 0)
        Py_CLEAR(frame, 24)
        for i in 0..<max(0, Int(frame.fr_stacktop)) {
            let v = locals[i]
            locals[i] = nil
            Py_XDECREF(v)
        }
    }
    Py_CLEAR(f, 16)
    Py_CLEAR(f, 32)
    PyObject_GC_Del(f)
    Py_XDECREF(code)
    Py_TRASHCAN_END()
}

private func frame_traverse(_ f: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    var r = Py_VISIT(f.f_back, visit, arg)
    if r == 0 { r = Py_VISIT(f.f_trace, visit, arg) }
    if r == 0, let frame = f.f_frame, frame.fr_owner == FrameOwner.frameObject { r = _PyFrame_Traverse(frame, visit, arg) }
    return r
}

private func frame_tp_clear(_ f: PyObj) -> Int32 {
    Py_CLEAR(f, 32)
    guard let frame = f.f_frame, frame.fr_owner == FrameOwner.frameObject else { return 0 }
    let count = Int(frame.fr_stacktop)
    frame.fr_stacktop = 0
    let locals = frame.localsplus
    for i in 0..<max(0, count) {
        let v = locals[i]
        locals[i] = nil
        Py_XDECREF(v)
    }
    Py_CLEAR(frame, 24)
    return 0
}

private func frame_clear(_ f: PyObj) -> PyObj? {
    let frame = f.f_frame!
    if frame.fr_owner == FrameOwner.generator {
        let gen = frame.frameGenerator
        if gen.gi_frame_state == FrameState.executing {
            PyErr_SetString(PyExc_RuntimeError, "cannot clear an executing frame")
            return nil
        }
        _PyGen_Finalize(gen)
    } else if frame.fr_owner == FrameOwner.thread {
        PyErr_SetString(PyExc_RuntimeError, "cannot clear an executing frame")
        return nil
    } else {
        _ = frame_tp_clear(f)
    }
    return Py_NewRef(Py_None)
}

/// The line that a frame is at; nil if it has none.
public func PyFrame_GetLineNumber(_ f: PyObj) -> Int {
    if f.f_lineno != 0 { return Int(f.f_lineno) }
    let frame = f.f_frame!
    return PyCode_Addr2Line(frame.fr_code, frame.frameLasti)
}

/// The caller's frame object: a new reference, or nil.
public func PyFrame_GetBack(_ f: PyObj) -> PyObj? {
    if let back = f.f_back { return Py_NewRef(back) }
    var previous = f.f_frame!.fr_previous
    while let p = previous, _PyFrame_IsIncomplete(p) { previous = p.fr_previous }
    guard let previous else { return nil }
    return Py_XNewRef(_PyFrame_GetFrameObject(previous))
}

private func frame_repr(_ f: PyObj) -> PyObj? {
    let code = f.f_frame!.fr_code
    return PyUnicode_FromString(
        "<frame at \(addressText(f)), file \(reprText(code.co_filename)), line \(PyFrame_GetLineNumber(f)), code \(strText(code.co_name))>"
    )
}

/// Whether MAKE_CELL for a slot has run: then the slot holds the cell, not the value.
private func makeCellHasRun(_ frame: PyObj, _ slot: Int) -> Bool {
    let code = frame.fr_code
    let last = frame.frameLasti / 2
    if frame.frameLasti < 0 { return false }
    for unit in 0..<min(last, code.ob_size) {
        let word = code.codeStart[unit]
        if UInt8(truncatingIfNeeded: word) == Instruction.MAKE_CELL.rawValue && Int(word >> 8) == slot { return true }
        if UInt8(truncatingIfNeeded: word) == Instruction.RESUME.rawValue { return false }
    }
    return false
}

/// Merges a frame's fast slots into its `f_locals`. Origin: _PyFrame_FastToLocalsWithError.
func _PyFrame_FastToLocalsWithError(_ frame: PyObj) -> Int32 {
    if frame.fr_locals == nil {
        guard let d = PyDict_New() else { return -1 }
        frame.fr_locals = d
    }
    let locals = frame.fr_locals!
    let code = frame.fr_code
    if frame.frameLasti < 0 && UInt8(truncatingIfNeeded: code.codeStart[0]) == Instruction.COPY_FREE_VARS.rawValue {
        // A generator that was not started: do what its first instruction would.
        let offset = Int(code.co_nlocals + code.co_nplaincellvars)
        for i in 0..<Int(code.co_nfreevars) { frame.localsplus[offset + i] = Py_NewRef(frame.fr_func.func_closure!.tupleItem(i)) }
        frame.fr_prev_instr = UnsafeMutableRawPointer(code.codeStart)
    }
    for i in 0..<Int(code.co_nlocalsplus) {
        let kind = code.slotKind(i)
        if kind & FastKind.free != 0 && code.co_flags & CodeFlags.OPTIMIZED == 0 { continue }
        let name = code.co_localsplusnames.tupleItem(i)
        var value = frame.localsplus[i]
        if frame.fr_stacktop != 0 {
            if kind & FastKind.free != 0 {
                value = value?.ob_ref
            } else if kind & FastKind.cell != 0, let v = value, v.ob_type == PyCell_Type, makeCellHasRun(frame, i) {
                value = v.ob_ref
            }
        }
        if let value {
            if PyObject_SetItem(locals, name, value) != 0 { return -1 }
        } else if PyObject_DelItem(locals, name) != 0 {
            if !PyErr_ExceptionMatches(PyExc_KeyError) { return -1 }
            PyErr_Clear()
        }
    }
    return 0
}

/// Merges `f_locals` back into the fast slots. Origin: _PyFrame_LocalsToFast.
func _PyFrame_LocalsToFast(_ frame: PyObj, _ clear: Int32) {
    guard let locals = frame.fr_locals else { return }
    let code = frame.fr_code
    let (t, v, tb) = PyErr_Fetch()
    for i in 0..<Int(code.co_nlocalsplus) {
        let kind = code.slotKind(i)
        if kind & FastKind.free != 0 && code.co_flags & CodeFlags.OPTIMIZED == 0 { continue }
        let value = PyObject_GetItem(locals, code.co_localsplusnames.tupleItem(i))
        if value == nil {
            PyErr_Clear()
            if clear == 0 { continue }
        }
        let old = frame.localsplus[i]
        var cell: PyObj?
        if kind == FastKind.free {
            cell = old
        } else if kind & FastKind.cell != 0, let old, old.ob_type == PyCell_Type, makeCellHasRun(frame, i) {
            cell = old
        }
        if let cell {
            if cell.ob_ref != value { Py_XSETREF(cell, 16, Py_XNewRef(value)) }
        } else if value != old {
            frame.localsplus[i] = Py_XNewRef(value)
            Py_XDECREF(old)
        }
        Py_XDECREF(value)
    }
    PyErr_Restore(t, v, tb)
}

private func frame_getlineno(_ f: PyObj, _: UnsafeMutableRawPointer?) -> PyObj? {
    let line = PyFrame_GetLineNumber(f)
    return line < 0 ? Py_NewRef(Py_None) : PyLong_FromLong(line)
}

/// The object's own fields and the record with its slots, wherever the record lies. Origin: `frame_sizeof`.
private func frame_sizeof(_ f: PyObj) -> PyObj? {
    guard let code = f.f_frame?.fr_code else { return PyLong_FromLong(120) }
    return PyLong_FromLong(120 + 8 * (code.co_localsplusnames.ob_size + Int(code.co_stacksize)))
}

func initFrameType() {
    let t = PyFrame_Type
    // 48 bytes of its own, then the 72 of a record without slots.
    t.initStaticType("frame", basicsize: 120, itemsize: 8, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = frame_dealloc
    t.tp_repr = frame_repr
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_traverse = frame_traverse
    t.tp_clear = frame_tp_clear
    t.setMembers([MemberSpec("f_trace_lines", .bool, 44, readonly: false)])
    t.setMethods([
        .noargs("clear", frame_clear), .noargs("__sizeof__", frame_sizeof),
    ])
    t.setGetSets([
        GetSetSpec("f_back", { f, _ in PyFrame_GetBack(f) ?? (PyErr_Occurred() == nil ? Py_NewRef(Py_None) : nil) }),
        GetSetSpec(
            "f_locals",
            { f, _ in
                if _PyFrame_FastToLocalsWithError(f.f_frame!) < 0 { return nil }
                f.f_fast_as_locals = 1
                return Py_NewRef(f.f_frame!.fr_locals!)
            }),
        GetSetSpec("f_lineno", frame_getlineno),
        GetSetSpec("f_lasti", { f, _ in PyLong_FromLong(max(f.f_frame!.frameLasti, -1)) }),
        GetSetSpec("f_globals", { f, _ in Py_NewRef(f.f_frame!.fr_globals ?? Py_None) }),
        GetSetSpec("f_builtins", { f, _ in Py_NewRef(f.f_frame!.fr_builtins ?? Py_None) }),
        GetSetSpec("f_code", { f, _ in Py_NewRef(f.f_frame!.fr_code) }),
        GetSetSpec("f_trace", { f, _ in Py_NewRef(f.f_trace ?? Py_None) }),
    ])
}
