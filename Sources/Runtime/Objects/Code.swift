import Bytecode
import Memory
import Trace

// Code objects. Origin: Objects/codeobject.c.

/// Kinds of fast slots in `co_localspluskinds`. Origin: Include/internal/pycore_code.h.
enum FastKind {
    static let local: UInt8 = 0x20
    static let cell: UInt8 = 0x40
    static let free: UInt8 = 0x80
}

extension UnsafeMutableRawPointer {
    /// The kind of a code object's fast slot.
    @inline(__always) func slotKind(_ i: Int) -> UInt8 { co_localspluskinds.load(fromByteOffset: 32 + i, as: UInt8.self) }
}

/// Executions of RESUME and JUMP_BACKWARD that are left before a code object is quickened. Origin: QUICKENING_INITIAL_WARMUP_VALUE.
let QUICKENING_INITIAL_WARMUP_VALUE: Int16 = -8

/// What a code object is made of; references are borrowed and kept. Origin: struct _PyCodeConstructor.
struct CodeConstructor {
    var filename: PyObj
    var name: PyObj
    var qualname: PyObj
    var flags: Int32
    var code: PyObj
    var firstlineno: Int32
    var linetable: PyObj
    var consts: PyObj
    var names: PyObj
    var localsplusnames: PyObj
    var localspluskinds: PyObj
    var argcount: Int32
    var posonlyargcount: Int32
    var kwonlyargcount: Int32
    var stacksize: Int32
    var exceptiontable: PyObj
}

/// Makes a code object, interning its names and the constants that look like names. Origin: _PyCode_New.
func _PyCode_New(_ c: CodeConstructor) -> PyObj? {
    guard internAll(c.names), internConstants(c.consts) != nil, internAll(c.localsplusnames) else { return nil }
    let units = c.code.ob_size / 2
    guard let op = PyObject_NewVar(PyCode_Type, units) else { return PyErr_NoMemory() }
    op.co_filename = Py_NewRef(c.filename)
    op.co_name = Py_NewRef(c.name)
    op.co_qualname = Py_NewRef(c.qualname)
    op.co_flags = c.flags
    op.co_firstlineno = c.firstlineno
    op.co_linetable = Py_NewRef(c.linetable)
    op.co_consts = Py_NewRef(c.consts)
    op.co_names = Py_NewRef(c.names)
    op.co_localsplusnames = Py_NewRef(c.localsplusnames)
    op.co_localspluskinds = Py_NewRef(c.localspluskinds)
    op.co_argcount = c.argcount
    op.co_posonlyargcount = c.posonlyargcount
    op.co_kwonlyargcount = c.kwonlyargcount
    op.co_stacksize = c.stacksize
    op.co_exceptiontable = Py_NewRef(c.exceptiontable)
    var nlocals: Int32 = 0
    var nplaincells: Int32 = 0
    var ncells: Int32 = 0
    var nfree: Int32 = 0
    for i in 0..<c.localsplusnames.ob_size {
        let kind = c.localspluskinds.load(fromByteOffset: 32 + i, as: UInt8.self)
        if kind & FastKind.local != 0 {
            nlocals += 1
            if kind & FastKind.cell != 0 { ncells += 1 }
        } else if kind & FastKind.cell != 0 {
            ncells += 1
            nplaincells += 1
        } else if kind & FastKind.free != 0 {
            nfree += 1
        }
    }
    op.co_nlocalsplus = Int32(c.localsplusnames.ob_size)
    op.co_nlocals = nlocals
    op.co_nplaincellvars = nplaincells
    op.co_ncellvars = ncells
    op.co_nfreevars = nfree
    op.co_weakreflist = nil
    op.co_extra = nil
    op._co_code = nil
    op._co_linearray = nil
    op._co_linearray_entry_size = 0
    op.co_warmup = QUICKENING_INITIAL_WARMUP_VALUE
    UnsafeMutableRawPointer(op.codeStart).copyMemory(from: c.code + 32, byteCount: units * 2)
    // The first RESUME is where a frame begins to be visible.
    var first: Int32 = 0
    while Int(first) < units && UInt8(truncatingIfNeeded: op.codeStart[Int(first)]) != Instruction.RESUME.rawValue { first += 1 }
    op._co_firsttraceable = first
    return op
}

private func internAll(_ tuple: PyObj) -> Bool {
    for i in 0..<tuple.ob_size {
        var s: PyObj? = tuple.tupleItem(i)
        if !PyUnicode_CheckExact(tuple.tupleItem(i)) {
            PyErr_SetString(PyExc_SystemError, "non-string found in code slot")
            return false
        }
        PyUnicode_InternInPlace(&s)
        (tuple + 24 + i * 8).storeBytes(of: s, as: PyObj?.self)
    }
    return true
}

/// Interns the strings made of ASCII letters, digits and underscores among constants, also inside tuples and frozensets.
/// nil with an exception; else whether something was exchanged. Origin: intern_string_constants.
private func internConstants(_ tuple: PyObj) -> Bool? {
    var modified = false
    for i in 0..<tuple.ob_size {
        let v = tuple.tupleItem(i)
        if PyUnicode_CheckExact(v) {
            if allNameCharacters(v) {
                var s: PyObj? = v
                PyUnicode_InternInPlace(&s)
                if s != v {
                    (tuple + 24 + i * 8).storeBytes(of: s, as: PyObj?.self)
                    modified = true
                }
            }
        } else if PyTuple_CheckExact(v) {
            guard let m = internConstants(v) else { return nil }
            modified = modified || m
        } else if v.ob_type == PyFrozenSet_Type {
            guard let items = PySequence_Tuple(v) else { return nil }
            guard let m = internConstants(items) else {
                Py_DECREF(items)
                return nil
            }
            if m {
                guard let set = PyFrozenSet_New(items) else {
                    Py_DECREF(items)
                    return nil
                }
                (tuple + 24 + i * 8).storeBytes(of: set, as: PyObj.self)
                Py_DECREF(v)
                modified = true
            }
            Py_DECREF(items)
        }
    }
    return modified
}

private func allNameCharacters(_ s: PyObj) -> Bool {
    guard PyUnicode_IS_ASCII(s) else { return false }
    for i in 0..<PyUnicode_GET_LENGTH(s) {
        switch UInt8(truncatingIfNeeded: PyUnicode_READ_CHAR(s, i)) {
        case 0x30...0x39, 0x41...0x5a, 0x5f, 0x61...0x7a: continue
        default: return false
        }
    }
    return true
}

private func code_dealloc(_ op: PyObj) {
    LineCache.forget(op)
    Py_XDECREF(op.co_consts)
    Py_XDECREF(op.co_names)
    Py_XDECREF(op.co_localsplusnames)
    Py_XDECREF(op.co_localspluskinds)
    Py_XDECREF(op.co_filename)
    Py_XDECREF(op.co_name)
    Py_XDECREF(op.co_qualname)
    Py_XDECREF(op.co_linetable)
    Py_XDECREF(op.co_exceptiontable)
    Py_XDECREF(op._co_code)
    if op.co_weakreflist != nil { PyObject_ClearWeakRefs(op) }
    PyMem_Free(op._co_linearray)
    PyObject_Free(op)
}

/// The original bytecode as bytes: opcodes of specialised instructions undone, caches zeroed. A new reference; cached on the object.
/// Origin: _PyCode_GetCode.
public func _PyCode_GetCode(_ op: PyObj) -> PyObj? {
    if let cached = op._co_code { return Py_NewRef(cached) }
    guard let bytes = PyBytes_FromStringAndSize(op.codeStart, op.ob_size * 2) else { return nil }
    deoptimize((bytes + 32).assumingMemoryBound(to: UInt16.self), op.ob_size)
    op._co_code = Py_NewRef(bytes)
    return bytes
}

/// A tuple of the names of slots of a kind.
func codeNames(_ op: PyObj, _ kind: UInt8) -> PyObj? {
    var indices: [Int] = []
    for i in 0..<Int(op.co_nlocalsplus) where op.slotKind(i) & kind != 0 { indices.append(i) }
    guard let tuple = PyTuple_New(indices.count) else { return nil }
    for (n, i) in indices.enumerated() { PyTuple_SET_ITEM(tuple, n, Py_NewRef(op.co_localsplusnames.tupleItem(i))) }
    return tuple
}

private func code_repr(_ op: PyObj) -> PyObj? {
    let line = op.co_firstlineno != 0 ? Int(op.co_firstlineno) : -1
    return PyUnicode_FromString(
        "<code object \(strText(op.co_name)) at \(addressText(op)), file \"\(strText(op.co_filename))\", line \(line)>")
}

private func code_sizeof(_ op: PyObj) -> PyObj? { PyLong_FromLong((184 + op.ob_size * 2 + 7) & ~7) }

private func code_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    guard op == Py_EQ || op == Py_NE, a.ob_type == PyCode_Type, b.ob_type == PyCode_Type else {
        return Py_NewRef(Py_NotImplemented)
    }
    func same(_ x: PyObj, _ y: PyObj) -> Int32 { PyObject_RichCompareBool(x, y, Py_EQ) }
    var equal: Int32 = 1
    if a != b {
        equal =
            a.co_argcount == b.co_argcount && a.co_posonlyargcount == b.co_posonlyargcount
                && a.co_kwonlyargcount == b.co_kwonlyargcount
                && a.co_flags == b.co_flags && a.co_firstlineno == b.co_firstlineno && a.ob_size == b.ob_size ? 1 : 0
        if equal > 0 { equal = same(a.co_name, b.co_name) }
        if equal > 0, let x = _PyCode_GetCode(a), let y = _PyCode_GetCode(b) {
            equal = same(x, y)
            Py_DECREF(x)
            Py_DECREF(y)
        }
        if equal > 0, let x = _PyCode_ConstantKey(a.co_consts), let y = _PyCode_ConstantKey(b.co_consts) {
            equal = same(x, y)
            Py_DECREF(x)
            Py_DECREF(y)
        }
        if equal > 0 { equal = same(a.co_names, b.co_names) }
        if equal > 0 { equal = same(a.co_localsplusnames, b.co_localsplusnames) }
        if equal > 0 { equal = same(a.co_linetable, b.co_linetable) }
        if equal > 0 { equal = same(a.co_exceptiontable, b.co_exceptiontable) }
        if equal < 0 { return nil }
    }
    return PyBool_FromLong((equal != 0) == (op == Py_EQ))
}

private func code_hash(_ op: PyObj) -> Int {
    let parts = [
        PyObject_Hash(op.co_name), PyObject_Hash(op.co_consts), PyObject_Hash(op.co_names), PyObject_Hash(op.co_localsplusnames),
    ]
    if parts.contains(-1) { return -1 }
    var h = 0
    for p in parts { h ^= p }
    h ^= Int(op.co_argcount) ^ Int(op.co_posonlyargcount) ^ Int(op.co_kwonlyargcount) ^ Int(op.co_flags)
    return h == -1 ? -2 : h
}

/// A key under which equal constants of one type, and only they, compare equal. Origin: _PyCode_ConstantKey.
func _PyCode_ConstantKey(_ op: PyObj) -> PyObj? {
    if op == Py_None || op == Py_Ellipsis || op.ob_type == PyLong_Type || op.ob_type == PyUnicode_Type || op.ob_type == PyCode_Type
    {
        return Py_NewRef(op)
    }
    if op.ob_type == PyFloat_Type || op.ob_type == PyComplex_Type || op.ob_type == PyBool_Type || op.ob_type == PyBytes_Type {
        // The repr tells 0.0 from -0.0 and nan from nothing else.
        guard let r = PyObject_Repr(op) else { return nil }
        defer { Py_DECREF(r) }
        return PyTuple_Pack(2, op.ob_type, r)
    }
    if op.ob_type == PyTuple_Type {
        guard let t = PyTuple_New(op.ob_size) else { return nil }
        for i in 0..<op.ob_size {
            guard let k = _PyCode_ConstantKey(op.tupleItem(i)) else {
                Py_DECREF(t)
                return nil
            }
            PyTuple_SET_ITEM(t, i, k)
        }
        defer { Py_DECREF(t) }
        return PyTuple_Pack(2, t, op)
    }
    if op.ob_type == PyFrozenSet_Type {
        guard let items = PySequence_Tuple(op) else { return nil }
        defer { Py_DECREF(items) }
        guard let t = PyTuple_New(items.ob_size) else { return nil }
        defer { Py_DECREF(t) }
        for i in 0..<items.ob_size {
            guard let k = _PyCode_ConstantKey(items.tupleItem(i)) else { return nil }
            PyTuple_SET_ITEM(t, i, k)
        }
        guard let set = PyFrozenSet_New(t) else { return nil }
        defer { Py_DECREF(set) }
        return PyTuple_Pack(2, set, op)
    }
    guard let id = PyLong_FromLong(Int(bitPattern: op)) else { return nil }
    defer { Py_DECREF(id) }
    return PyTuple_Pack(2, op, id)
}

private func code_getlines(_ op: PyObj) -> PyObj? {
    guard let list = PyList_New(0) else { return nil }
    var cursor = LocationTable.Cursor(of: op)
    // Neighbouring entries of one line are one range, as in `co_lines`.
    var pending: (start: Int32, end: Int32, line: Int32)?
    func flush() -> Bool {
        guard let p = pending else { return true }
        guard let t = PyTuple_New(3) else { return false }
        PyTuple_SET_ITEM(t, 0, PyLong_FromLong(Int(p.start))!)
        PyTuple_SET_ITEM(t, 1, PyLong_FromLong(Int(p.end))!)
        PyTuple_SET_ITEM(t, 2, p.line < 0 ? Py_NewRef(Py_None) : PyLong_FromLong(Int(p.line))!)
        let error = PyList_Append(list, t)
        Py_DECREF(t)
        return error == 0
    }
    while cursor.next() {
        let line = cursor.position.line
        if let p = pending, p.line == line {
            pending = (p.start, cursor.end, line)
        } else {
            guard flush() else { return nil }
            pending = (cursor.start, cursor.end, line)
        }
    }
    guard flush() else { return nil }
    defer { Py_DECREF(list) }
    return PyObject_GetIter(list)
}

private func code_getpositions(_ op: PyObj) -> PyObj? {
    guard let list = PyList_New(0) else { return nil }
    func number(_ n: Int32) -> PyObj { n < 0 ? Py_NewRef(Py_None) : PyLong_FromLong(Int(n))! }
    var cursor = LocationTable.Cursor(of: op)
    while cursor.next() {
        let p = cursor.position
        for _ in 0..<(cursor.end - cursor.start) / 2 {
            guard let t = PyTuple_New(4) else { return nil }
            PyTuple_SET_ITEM(t, 0, number(p.line))
            PyTuple_SET_ITEM(t, 1, number(p.endLine))
            PyTuple_SET_ITEM(t, 2, number(p.column))
            PyTuple_SET_ITEM(t, 3, number(p.endColumn))
            let error = PyList_Append(list, t)
            Py_DECREF(t)
            if error != 0 { return nil }
        }
    }
    defer { Py_DECREF(list) }
    return PyObject_GetIter(list)
}

func initCodeType() {
    let t = PyCode_Type
    t.initStaticType("code", basicsize: 184, itemsize: 2)
    t.tp_dealloc = code_dealloc
    t.tp_repr = code_repr
    t.tp_hash = code_hash
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_richcompare = code_richcompare
    t.tp_weaklistoffset = 144
    t.tp_new = code_new
    t.setMembers([
        MemberSpec("co_argcount", .int, 56), MemberSpec("co_posonlyargcount", .int, 60), MemberSpec("co_kwonlyargcount", .int, 64),
        MemberSpec("co_stacksize", .int, 68), MemberSpec("co_flags", .int, 48), MemberSpec("co_names", .object, 32),
        MemberSpec("co_filename", .object, 112), MemberSpec("co_name", .object, 120), MemberSpec("co_qualname", .object, 128),
        MemberSpec("co_firstlineno", .int, 72), MemberSpec("co_linetable", .object, 136),
        MemberSpec("co_exceptiontable", .object, 40),
        MemberSpec("co_nlocals", .int, 80), MemberSpec("co_consts", .object, 24),
    ])
    t.setGetSets([
        GetSetSpec("co_code", { op, _ in _PyCode_GetCode(op) }),
        GetSetSpec("_co_code_adaptive", { op, _ in PyBytes_FromStringAndSize(op.codeStart, op.ob_size * 2) }),
        GetSetSpec("co_varnames", { op, _ in codeNames(op, FastKind.local) }),
        GetSetSpec("co_cellvars", { op, _ in codeNames(op, FastKind.cell) }),
        GetSetSpec("co_lnotab", { op, _ in code_getlnotab(op) }),
        GetSetSpec("co_freevars", { op, _ in codeNames(op, FastKind.free) }),
    ])
    t.setMethods([
        .noargs("__sizeof__", code_sizeof), .noargs("co_lines", code_getlines), .noargs("co_positions", code_getpositions),
        .fastKeywords("replace", code_replace), .fastKeywords("_varname_from_oparg", code_varname_from_oparg),
    ])
}
