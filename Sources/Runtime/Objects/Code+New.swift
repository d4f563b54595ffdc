import Bytecode
import Memory
import Trace

// Code objects made from their parts. Origin: Objects/codeobject.c.

/// What `code()` and `replace()` were given; all references are borrowed.
private struct CodeParts {
    var argcount = 0, posonlyargcount = 0, kwonlyargcount = 0, nlocals = 0, stacksize = 0, flags = 0, firstlineno = 0
    var code, consts, names, varnames, freevars, cellvars, filename, name, qualname, linetable, exceptiontable: PyObj
}

private func valueError(_ text: String) -> PyObj? {
    PyErr_SetString(PyExc_ValueError, text)
    return nil
}

/// Lays the names out as locals, cells and free variables (a cell that is an argument shares its slot), checks, and makes the object.
/// Origin: `PyCode_NewWithPosOnlyArgs`, `_PyCode_Validate`.
private func newCode(_ p: CodeParts) -> PyObj? {
    var slots: [(name: PyObj, kind: UInt8)] = []
    for i in 0..<p.varnames.ob_size { slots.append((PyTuple_GET_ITEM(p.varnames, i), FastKind.local)) }
    for i in 0..<p.cellvars.ob_size {
        let name = PyTuple_GET_ITEM(p.cellvars, i)
        let shared = slots.prefix(p.varnames.ob_size).firstIndex {
            PyUnicode_Check($0.name) && PyUnicode_Check(name) && PyUnicode_Compare($0.name, name) == 0
        }
        if let shared { slots[shared].kind |= FastKind.cell } else { slots.append((name, FastKind.cell)) }
    }
    for i in 0..<p.freevars.ob_size { slots.append((PyTuple_GET_ITEM(p.freevars, i), FastKind.free)) }
    guard let localsplus = PyTuple_New(slots.count) else { return nil }
    defer { Py_DECREF(localsplus) }
    for (i, slot) in slots.enumerated() { PyTuple_SET_ITEM(localsplus, i, Py_NewRef(slot.name)) }
    let kindBytes = slots.map(\.kind)
    guard let kinds = kindBytes.withUnsafeBytes({ PyBytes_FromStringAndSize($0.baseAddress, $0.count) }) else { return nil }
    defer { Py_DECREF(kinds) }
    if p.argcount < p.posonlyargcount || p.stacksize < 0 || p.flags < 0 {
        PyErr_BadInternalCall()
        return nil
    }
    if p.code.ob_size % 2 != 0 { return valueError("code: co_code is malformed") }
    // *args is 0x4, **kwargs 0x8.
    let stars = (p.flags & 0x4 != 0 ? 1 : 0) + (p.flags & 0x8 != 0 ? 1 : 0)
    if p.varnames.ob_size < p.argcount + p.kwonlyargcount + stars { return valueError("code: co_varnames is too small") }
    if p.nlocals != p.varnames.ob_size { return valueError("code: co_nlocals != len(co_varnames)") }
    return _PyCode_New(
        CodeConstructor(
            filename: p.filename, name: p.name, qualname: p.qualname, flags: Int32(p.flags), code: p.code,
            firstlineno: Int32(p.firstlineno), linetable: p.linetable, consts: p.consts, names: p.names,
            localsplusnames: localsplus, localspluskinds: kinds, argcount: Int32(p.argcount),
            posonlyargcount: Int32(p.posonlyargcount), kwonlyargcount: Int32(p.kwonlyargcount), stacksize: Int32(p.stacksize),
            exceptiontable: p.exceptiontable))
}

/// A C int argument; nil with an exception.
private func intArgument(_ op: PyObj) -> Int? {
    let value = _PyLong_AsInt(op)
    return value == -1 && PyErr_Occurred() != nil ? nil : Int(value)
}

/// Whether an argument has a type; TypeError if not.
private func check(_ op: PyObj, _ function: String, _ display: String, _ type: PyObj, _ expected: String) -> Bool {
    if PyObject_TypeCheck(op, type) { return true }
    _PyArg_BadArgument(function, display, expected, op)
    return false
}

/// The keyword arguments of `replace()`: name, and whether it is an int (else a type by its letter: b bytes, t tuple, s str).
private let replaceKeywords: [(name: StaticString, kind: Character)] = [
    ("co_argcount", "i"), ("co_posonlyargcount", "i"), ("co_kwonlyargcount", "i"), ("co_nlocals", "i"), ("co_stacksize", "i"),
    ("co_flags", "i"), ("co_firstlineno", "i"), ("co_code", "b"), ("co_consts", "t"), ("co_names", "t"), ("co_varnames", "t"),
    ("co_freevars", "t"), ("co_cellvars", "t"), ("co_filename", "s"), ("co_name", "s"), ("co_qualname", "s"), ("co_linetable", "b"),
    ("co_exceptiontable", "b"),
]

/// `code.replace(**parts)`. Origin: `code_replace_impl`.
func code_replace(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    let count = replaceKeywords.count
    return withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: count) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        p.initialize(repeating: nil, count: count)
        if !_PyArg_UnpackKeywords(
            fname: "replace", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: replaceKeywords.map(\.name),
            minpos: 0, maxpos: 0, minkw: 0, into: p)
        {
            return nil
        }
        var numbers = [
            op.co_argcount, op.co_posonlyargcount, op.co_kwonlyargcount, op.co_nlocals, op.co_stacksize, op.co_flags,
            op.co_firstlineno,
        ].map(Int.init)
        for (i, keyword) in replaceKeywords.enumerated() {
            guard let given = p[i] else { continue }
            let display = "argument '\(keyword.name)'"
            switch keyword.kind {
            case "i":
                guard let value = intArgument(given) else { return nil }
                numbers[i] = value
            case "b": if !check(given, "replace", display, PyBytes_Type, "bytes") { return nil }
            case "t": if !check(given, "replace", display, PyTuple_Type, "tuple") { return nil }
            default: if !check(given, "replace", display, PyUnicode_Type, "str") { return nil }
            }
        }
        for i in 0..<7 where numbers[i] < 0 {
            return valueError("\(replaceKeywords[i].name) must be a positive integer")
        }
        let made = [
            p[7] == nil ? _PyCode_GetCode(op) : Py_XNewRef(p[7]), p[10] == nil ? codeNames(op, FastKind.local) : Py_XNewRef(p[10]),
            p[11] == nil ? codeNames(op, FastKind.free) : Py_XNewRef(p[11]),
            p[12] == nil ? codeNames(op, FastKind.cell) : Py_XNewRef(p[12]),
        ]
        defer { for part in made { Py_XDECREF(part) } }
        guard let code = made[0], let varnames = made[1], let freevars = made[2], let cellvars = made[3] else { return nil }
        return newCode(
            CodeParts(
                argcount: numbers[0], posonlyargcount: numbers[1], kwonlyargcount: numbers[2], nlocals: numbers[3],
                stacksize: numbers[4], flags: numbers[5], firstlineno: numbers[6], code: code, consts: p[8] ?? op.co_consts,
                names: p[9] ?? op.co_names, varnames: varnames, freevars: freevars, cellvars: cellvars,
                filename: p[13] ?? op.co_filename, name: p[14] ?? op.co_name, qualname: p[15] ?? op.co_qualname,
                linetable: p[16] ?? op.co_linetable, exceptiontable: p[17] ?? op.co_exceptiontable))
    }
}

/// `code(argcount, …)`. Origin: `code_new_impl`.
func code_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if !_PyArg_NoKeywords("code", kwargs) || !_PyArg_CheckPositional("code", args.ob_size, 16, 18) { return nil }
    func item(_ i: Int) -> PyObj { PyTuple_GET_ITEM(args, i) }
    let kinds: [Character] = ["i", "i", "i", "i", "i", "i", "b", "t", "t", "t", "s", "s", "s", "i", "b", "b", "t", "t"]
    var numbers: [Int: Int] = [:]
    for i in 0..<args.ob_size {
        let display = "argument \(i + 1)"
        switch kinds[i] {
        case "i":
            guard let value = intArgument(item(i)) else { return nil }
            numbers[i] = value
        case "b": if !check(item(i), "code", display, PyBytes_Type, "bytes") { return nil }
        case "t": if !check(item(i), "code", display, PyTuple_Type, "tuple") { return nil }
        default: if !check(item(i), "code", display, PyUnicode_Type, "str") { return nil }
        }
    }
    for (i, name) in ["argcount", "posonlyargcount", "kwonlyargcount", "nlocals"].enumerated() where numbers[i] ?? 0 < 0 {
        return valueError("code: \(name) must not be negative")
    }
    return newCode(
        CodeParts(
            argcount: numbers[0] ?? 0, posonlyargcount: numbers[1] ?? 0, kwonlyargcount: numbers[2] ?? 0, nlocals: numbers[3] ?? 0,
            stacksize: numbers[4] ?? 0, flags: numbers[5] ?? 0, firstlineno: numbers[13] ?? 0, code: item(6), consts: item(7),
            names: item(8), varnames: item(9), freevars: args.ob_size > 16 ? item(16) : emptyTuple,
            cellvars: args.ob_size > 17 ? item(17) : emptyTuple, filename: item(10), name: item(11), qualname: item(12),
            linetable: item(14), exceptiontable: item(15)))
}

/// `code._varname_from_oparg(oparg)`: the name of a slot. Origin: `code__varname_from_oparg_impl`.
func code_varname_from_oparg(_ op: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 1) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        p.initialize(to: nil)
        if !_PyArg_UnpackKeywords(
            fname: "_varname_from_oparg", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["oparg"], minpos: 1,
            maxpos: 1, minkw: 0, into: p)
        {
            return nil
        }
        guard let given = p[0], let i = intArgument(given) else { return nil }
        if i < 0 || i >= op.co_localsplusnames.ob_size {
            PyErr_SetString(PyExc_IndexError, "tuple index out of range")
            return nil
        }
        return Py_NewRef(PyTuple_GET_ITEM(op.co_localsplusnames, i))
    }
}

/// `co_lnotab`: pairs of byte and line deltas, the table of old. Origin: `decode_linetable`.
func code_getlnotab(_ op: PyObj) -> PyObj? {
    var bytes: [UInt8] = []
    func emit(_ b: Int, _ l: Int) {
        var (b, l) = (b, l)
        while b > 255 {
            bytes += [255, 0]
            b -= 255
        }
        while l > 127 {
            bytes += [UInt8(b), 127]
            b = 0
            l -= 127
        }
        while l < -128 {
            bytes += [UInt8(b), 128]
            b = 0
            l += 128
        }
        bytes += [UInt8(b), UInt8(bitPattern: Int8(l))]
    }
    var cursor = LocationTable.Cursor(of: op)
    var offset: Int32 = 0, line = op.co_firstlineno
    while cursor.next() {
        // An entry without a line goes on with the line before.
        if cursor.position.line < 0 || cursor.position.line == line { continue }
        emit(Int(cursor.start - offset), Int(cursor.position.line - line))
        offset = cursor.start
        line = cursor.position.line
    }
    return bytes.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }
}
