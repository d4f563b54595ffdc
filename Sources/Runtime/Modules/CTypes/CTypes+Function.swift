import Glibc
import Memory

// Function pointers. There is no foreign code in the machine: a call works only for the few functions that `ctypes/__init__.py` builds its own
// helpers from, and for reference counting through `pythonapi`. Each has an address in the machine, where its number stands. Origin: Modules/_ctypes/callproc.c.

/// The functions that can be called.
enum CTNative: Int, CaseIterable {
    case memmove = 1, memset, string_at, wstring_at, cast, Py_IncRef, Py_DecRef, PyErr_CheckSignals

    /// The word before the number, which tells a function from other memory.
    static let magic = 0x6374_7970_6573_6678

    /// The function's address.
    var address: UInt { UInt(bitPattern: Interp.ctypesNatives) + UInt(16 * rawValue) }

    /// Makes the table once.
    static func makeTable() {
        if Interp.ctypesNatives != 0 { return }
        let table = staticAlloc(16 * (allCases.count + 1))
        for f in allCases {
            table[word: 16 * f.rawValue] = magic
            table[word: 16 * f.rawValue + 8] = f.rawValue
        }
        Interp.ctypesNatives = Int(bitPattern: table)
    }

    /// The function at an address; nil if there is none.
    static func at(_ address: UInt) -> CTNative? {
        guard Memory.isReadable(address, 16), address % 16 == 0, let p = UnsafeMutableRawPointer(bitPattern: address),
            p[word: 0] == magic
        else { return nil }
        return CTNative(rawValue: p[word: 8])
    }
}

// CFuncPtr, after CData's 96 bytes: converters 96, argtypes 104, restype 112, errcheck 120, name 128.

private func func_clear(_ f: PyObj) -> Int32 {
    for offset in [96, 104, 112, 120, 128] { Py_CLEAR(f, offset) }
    return CT.CData.tp_clear.unsafelyUnwrapped(f)
}

private func func_dealloc(_ f: PyObj) {
    if _PyObject_GC_IS_TRACKED(f) { _PyObject_GC_UNTRACK(f) }
    _ = func_clear(f)
    f.ob_type.tp_free.unsafelyUnwrapped(f)
}

private func func_traverse(_ f: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = visitFields(f, visit, arg, 96, 104, 112, 120, 128)
    return r != 0 ? r : CT.CData.tp_traverse.unsafelyUnwrapped(f, visit, arg)
}

private func func_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard ctDescription(type) != nil else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    if args.ob_size == 0 { return ctGenericNew(type, args, kwds) }
    let first = PyTuple_GET_ITEM(args, 0)
    var address: UInt = 0
    var name: PyObj?
    if PyLong_Check(first) {
        address = PyLong_AsUnsignedLongMask(first)
        if PyErr_Occurred() != nil { return nil }
    } else if PyTuple_Check(first) {
        guard first.ob_size == 2 else {
            return PyErr_Format(PyExc_TypeError, "argument must be callable or integer function address")
        }
        let n = PyTuple_GET_ITEM(first, 0)
        guard PyUnicode_Check(n) || PyBytes_Check(n) else {
            return PyErr_Format(PyExc_TypeError, "the name of a function must be str or bytes")
        }
        let text = PyUnicode_Check(n) ? swiftString(n) : reprText(n)
        guard let found = CTNative.allCases.first(where: { "\($0)" == text }) else {
            return PyErr_Format(
                PyExc_NotImplementedError, "not implemented: foreign function '\(text)' (the machine has no C code to call)")
        }
        address = found.address
        name = n
    } else if PyCallable_Check(first) {
        return PyErr_Format(
            PyExc_NotImplementedError, "not implemented: callbacks from C (the machine has no C code that could call)")
    } else {
        return PyErr_Format(PyExc_TypeError, "argument must be callable or integer function address")
    }
    guard let f = ctGenericNew(type, emptyTuple, nil) else { return nil }
    f.b_ptr.storeBytes(of: address, as: UInt.self)
    f[ref: 128] = Py_XNewRef(name)
    return f
}

/// One converted argument: the 8 bytes that would be passed, and the object they came from.
private struct Argument {
    var value: UInt
    var object: PyObj
}

/// The bytes of an argument. Origin: `ConvParam`.
private func convert(_ op: PyObj, _ index: Int) -> Argument? {
    if ctIsData(op) {
        guard let stg = ctDescription(op.ob_type) else { return nil }
        if stg.stg_kind == CT.Kind.array { return Argument(value: UInt(bitPattern: op.b_ptr), object: op) }
        if stg.stg_size > 8 {
            PyErr_SetString(PyExc_NotImplementedError, "not implemented: structures passed by value")
            return nil
        }
        if !ctCheckAddress(op.b_ptr, stg.stg_size) { return nil }
        var v: UInt = 0
        memcpy(&v, op.b_ptr, stg.stg_size)
        return Argument(value: v, object: op)
    }
    if op.ob_type == CT.Arg { return Argument(value: UInt(bitPattern: op[word: 32]), object: op) }
    if op == Py_None { return Argument(value: 0, object: op) }
    if PyLong_Check(op) {
        let v = PyLong_AsUnsignedLongMask(op)
        return PyErr_Occurred() != nil ? nil : Argument(value: v, object: op)
    }
    if PyBytes_Check(op) { return Argument(value: UInt(bitPattern: op + 32), object: op) }
    PyErr_SetString(PyExc_TypeError, "Don't know how to convert parameter \(index + 1)")
    return nil
}

private func func_call(_ f: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let stg = ctDescription(f.ob_type) else { return nil }
    if !ctCheckAddress(f.b_ptr, 8) { return nil }
    let address = f.b_ptr.loadUnaligned(as: UInt.self)
    guard let native = CTNative.at(address) else {
        return PyErr_Format(
            PyExc_NotImplementedError, "not implemented: a call of foreign code at address 0x\(String(address, radix: 16))")
    }
    let converters = f[ref: 96] ?? stg[ref: 96]
    if let converters, args.ob_size < converters.ob_size {
        return PyErr_Format(
            PyExc_TypeError,
            "this function takes at least \(converters.ob_size) argument\(converters.ob_size == 1 ? "" : "s") (\(args.ob_size) given)"
        )
    }
    var converted: [Argument] = []
    var owned: [PyObj] = []
    defer { for o in owned { Py_DECREF(o) } }
    for i in 0..<args.ob_size {
        var op = PyTuple_GET_ITEM(args, i)
        if let converters, i < converters.ob_size {
            guard let c = PyObject_CallOneArg(PyTuple_GET_ITEM(converters, i), op) else { return argumentError(i) }
            owned.append(c)
            op = c
        }
        guard let a = convert(op, i) else { return argumentError(i) }
        converted.append(a)
    }
    guard let result = callNative(native, converted) else { return PyErr_Occurred() != nil ? nil : Py_NewRef(Py_None) }
    let restype = f[ref: 112] ?? stg[ref: 104]
    guard let restype else { return PyLong_FromLong(Int(Int32(truncatingIfNeeded: result))) }
    if restype == Py_None { return Py_NewRef(Py_None) }
    guard let d = ctDescription(restype) else {
        guard let n = PyLong_FromLong(Int(Int32(truncatingIfNeeded: result))) else { return nil }
        defer { Py_DECREF(n) }
        return PyObject_CallOneArg(restype, n)
    }
    guard let made = ctGenericNew(restype, emptyTuple, nil) else { return nil }
    defer { Py_DECREF(made) }
    var r = result
    memcpy(made.b_ptr, &r, min(8, d.stg_size))
    if d.stg_letter == UInt8(ascii: "O") {
        // The function gave a new reference.
        return UnsafeMutableRawPointer(bitPattern: result)
    }
    return ctIsPlain(restype) ? ctGet(d.stg_letter, d.stg_swapped, made.b_ptr, d.stg_size) : Py_NewRef(made)
}

/// Turns the raised exception into `ctypes.ArgumentError`. Origin: `_ctypes_extend_error`.
private func argumentError(_ index: Int) -> PyObj? {
    guard let type = PyErr_Occurred(), let error = Interp.argumentError, type != PyExc_NotImplementedError else { return nil }
    var (t, v, tb) = PyErr_Fetch()
    PyErr_NormalizeException(&t, &v, &tb)
    let text = "argument \(index + 1): \(t.map { reprText($0) } ?? ""): \(v.map { strText($0) } ?? "")"
    Py_XDECREF(t)
    Py_XDECREF(v)
    Py_XDECREF(tb)
    return PyErr_Format(error, text)
}

private func pointer(_ a: Argument) -> UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: a.value) }

/// Runs a native function: its 8 bytes of result, nil with an exception (or without, if it gives nothing).
private func callNative(_ native: CTNative, _ a: [Argument]) -> UInt? {
    func need(_ n: Int) -> Bool {
        if a.count >= n { return true }
        PyErr_SetString(PyExc_TypeError, "this function takes at least \(n) arguments (\(a.count) given)")
        return false
    }
    switch native {
    case .memmove:
        guard need(3) else { return nil }
        let n = Int(bitPattern: a[2].value)
        if n == 0 { return a[0].value }
        guard ctCheckAddress(pointer(a[0]), n, writing: true), ctCheckAddress(pointer(a[1]), n), let to = pointer(a[0]),
            let from = pointer(a[1])
        else { return nil }
        Glibc.memmove(to, from, n)
        return a[0].value
    case .memset:
        guard need(3) else { return nil }
        let n = Int(bitPattern: a[2].value)
        if n == 0 { return a[0].value }
        guard ctCheckAddress(pointer(a[0]), n, writing: true), let to = pointer(a[0]) else { return nil }
        Glibc.memset(to, Int32(truncatingIfNeeded: a[1].value), n)
        return a[0].value
    case .string_at, .wstring_at:
        guard need(2) else { return nil }
        let unit = native == .string_at ? 1 : 4
        var n = Int(Int32(truncatingIfNeeded: a[1].value))
        guard ctCheckAddress(pointer(a[0]), max(n, 0) * unit), let p = pointer(a[0]) else { return nil }
        if n < 0 {
            guard let length = ctTextLength(p, unit) else { return nil }
            n = length
        }
        let made = unit == 1 ? PyBytes_FromStringAndSize(p, n) : wideText(p, n, stopsAtNull: false)
        return made.map { UInt(bitPattern: $0) }
    case .cast:
        guard need(3) else { return nil }
        // The second and the third are objects, passed as they are.
        guard let source = UnsafeMutableRawPointer(bitPattern: a[1].value),
            let type = UnsafeMutableRawPointer(bitPattern: a[2].value)
        else { return nil }
        return ctCast(a[0].value, source, type).map { UInt(bitPattern: $0) }
    case .Py_IncRef, .Py_DecRef:
        guard need(1) else { return nil }
        guard let op = pointer(a[0]), ctCheckAddress(op, 16) else { return nil }
        if native == .Py_IncRef { Py_INCREF(op) } else { Py_DECREF(op) }
        return 0
    case .PyErr_CheckSignals: return UInt(bitPattern: Int(PyErr_CheckSignals()))
    }
}

/// A pointer object of a type with the value of another. Origin: `cast`.
private func ctCast(_ value: UInt, _ source: PyObj, _ type: PyObj) -> PyObj? {
    guard let stg = ctDescription(type) else {
        return PyErr_Format(
            PyExc_TypeError, "cast() argument 2 must be a pointer, not \(PyType_Check(type) ? typeText(type) : type.typeName)")
    }
    let isPointer =
        stg.stg_flags & CT.Flag.isPointer != 0 || "sPzUZXO".utf8.contains(stg.stg_letter) && stg.stg_kind == CT.Kind.simple
    if !isPointer { return PyErr_Format(PyExc_TypeError, "cast() argument 2 must be a pointer type, not \(typeText(type))") }
    guard let result = PyObject_CallNoArgs(type) else { return nil }
    if ctIsData(source) {
        guard let kept = ctKept(source) else { return nil }
        if kept != Py_None {
            Py_XSETREF(result, 64, Py_NewRef(kept))
            if let d = result.b_objects, PyDict_CheckExact(d) {
                guard let id = PyLong_FromVoidPtr(source) else { return nil }
                defer { Py_DECREF(id) }
                if PyDict_SetItem(d, id, source) < 0 { return nil }
            }
        }
    }
    result.b_ptr.storeBytes(of: value, as: UInt.self)
    return result
}

// MARK: attributes

private func func_set_restype(_ f: PyObj, _ value: PyObj?, _ c: UnsafeMutableRawPointer?) -> Int32 {
    if let value, value != Py_None, ctDescription(value) == nil, !PyCallable_Check(value) {
        PyErr_SetString(PyExc_TypeError, "restype must be a type, a callable, or None")
        return -1
    }
    Py_XSETREF(f, 112, Py_XNewRef(value))
    return 0
}

private func func_get_restype(_ f: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? {
    Py_NewRef(f[ref: 112] ?? ctDescription(f.ob_type)?[ref: 104] ?? Py_None)
}

private func func_set_argtypes(_ f: PyObj, _ value: PyObj?, _ c: UnsafeMutableRawPointer?) -> Int32 {
    guard let value, value != Py_None else {
        Py_CLEAR(f, 96)
        Py_CLEAR(f, 104)
        return 0
    }
    guard let t = PySequence_Tuple(value) else { return -1 }
    guard let converters = ctConverters(t) else {
        Py_DECREF(t)
        return -1
    }
    Py_XSETREF(f, 96, converters)
    Py_XSETREF(f, 104, t)
    return 0
}

private func func_get_argtypes(_ f: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? {
    Py_NewRef(f[ref: 104] ?? ctDescription(f.ob_type)?[ref: 88] ?? Py_None)
}

private func func_set_errcheck(_ f: PyObj, _ value: PyObj?, _ c: UnsafeMutableRawPointer?) -> Int32 {
    if value != nil && value != Py_None {
        PyErr_SetString(PyExc_NotImplementedError, "not implemented: errcheck of foreign functions")
        return -1
    }
    return 0
}

private func func_get_errcheck(_ f: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? { Py_NewRef(Py_None) }

private func func_bool(_ f: PyObj) -> Int32 {
    ctCheckAddress(f.b_ptr, 8) ? (f.b_ptr.loadUnaligned(as: UInt.self) != 0 ? 1 : 0) : -1
}

private func func_repr(_ f: PyObj) -> PyObj? {
    PyUnicode_FromString(
        "<\(f.ob_type.ht_name.map { strText($0) } ?? f.typeName) object at 0x\(String(UInt(bitPattern: f), radix: 16))>")
}

private func arg_dealloc(_ a: PyObj) {
    Py_XDECREF(a[ref: 48])
    PyObject_Del(a)
}

private func arg_repr(_ a: PyObj) -> PyObj? {
    let tag = Character(UnicodeScalar(UInt8(truncatingIfNeeded: a[int: 24])))
    return PyUnicode_FromString("<cparam '\(tag)' (0x\(String(UInt(bitPattern: a[word: 32]), radix: 16)))>")
}

/// Fills `CFuncPtr` and the argument type.
func ctInitFunctions() {
    let t = CT.FuncPtr
    ctInitBase(t, "_ctypes.CFuncPtr", CT.FuncMeta, 136, base: CT.CData)
    t.tp_dealloc = func_dealloc
    t.tp_traverse = func_traverse
    t.tp_clear = func_clear
    t.tp_new = func_new
    t.tp_call = func_call
    t.tp_repr = func_repr
    t.newNumberMethods().nb_bool = func_bool
    t.setGetSets([
        GetSetSpec("restype", func_get_restype, func_set_restype), GetSetSpec("argtypes", func_get_argtypes, func_set_argtypes),
        GetSetSpec("errcheck", func_get_errcheck, func_set_errcheck),
    ])
    let a = CT.Arg
    a.initStaticType("CArgObject", basicsize: 64)
    a.tp_dealloc = arg_dealloc
    a.tp_repr = arg_repr
    a.tp_getattro = PyObject_GenericGetAttr
    a.setMembers([MemberSpec("_obj", .object, 48)])
}
