import Bytecode
import Memory
import Trace

// From the compiler's description to objects in memory. Equal constants of one compilation unit become one object, and so do equal
// `co_consts` tuples and byte strings, as CPython's compiler merges them (merge_const_one in Python/compile.c).

/// Builds code objects of one compilation unit.
struct CodeMaterializer {
    /// Constant key → constant, the unit's merging table (`c_const_cache`).
    private let cache: PyObj
    /// Whether the constants stay alive until `ProgramConstants.release()`.
    private let keepsConstants: Bool

    /// Starts a unit; nil with an exception set.
    init?(keepsConstants: Bool) {
        guard let d = PyDict_New() else { return nil }
        cache = d
        self.keepsConstants = keepsConstants
    }

    /// Ends the unit: drops the table.
    func finish() { Py_DECREF(cache) }

    /// Replaces an object (taken over) by an equal one that the unit already has. Origin: merge_const_one.
    private func merge(_ object: PyObj?, isLiteral: Bool = false) -> PyObj? {
        guard let object else { return nil }
        guard let key = _PyCode_ConstantKey(object) else {
            Py_DECREF(object)
            return nil
        }
        defer { Py_DECREF(key) }
        guard let found = PyDict_SetDefault(cache, key, object) else {
            Py_DECREF(object)
            return nil
        }
        if found != object {
            Py_INCREF(found)
            Py_DECREF(object)
        } else if isLiteral && keepsConstants {
            ProgramConstants.add(found)
        }
        return found
    }

    private func integer(_ i: IntegerConstant) -> PyObj? {
        // One digit goes through the small ints; more are copied as they are.
        if i.digits.count <= 1 {
            let value = Int(i.digits.first ?? 0)
            return PyLong_FromLong(i.isNegative ? -value : value)
        }
        guard let op = _PyLong_New(i.digits.count) else { return nil }
        for (n, digit) in i.digits.enumerated() { op.storeBytes(of: digit, toByteOffset: 24 + n * 4, as: UInt32.self) }
        if i.isNegative { op.ob_size = -op.ob_size }
        return op
    }

    private func text(_ s: String) -> PyObj? { PyUnicode_FromString(s) }

    private func bytes(_ b: [UInt8]) -> PyObj? { b.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) } }

    /// Bytes in an object of their own, even if there is only one.
    private func freshBytes(_ b: [UInt8]) -> PyObj? {
        guard let op = PyBytes_FromStringAndSize(nil, b.count) else { return nil }
        if !b.isEmpty { b.withUnsafeBytes { (op + 32).copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count) } }
        return op
    }

    private func tuple(_ items: [PyObj?]) -> PyObj? {
        guard !items.contains(where: { $0 == nil }), let t = PyTuple_New(items.count) else {
            for i in items { Py_XDECREF(i) }
            return nil
        }
        for (i, item) in items.enumerated() { PyTuple_SET_ITEM(t, i, item!) }
        return t
    }

    /// The constants of a code object as new references. A tuple whose items are constants beside it comes from the peephole pass and not
    /// from the syntax tree: it is not kept.
    private func constants(_ all: [Constant]) -> [PyObj?] {
        if !keepsConstants { return all.map { object($0) } }
        let objects = all.map { constant -> PyObj? in
            if case .tuple(let items) = constant { return merge(tuple(items.map { object($0) })) }
            return object(constant)
        }
        let addresses = Set(objects)
        for (constant, op) in zip(all, objects) {
            // 3: the value and the key of the merging table, and this one: the tuple is new.
            guard case .tuple(let items) = constant, let op, !items.isEmpty, op.ob_refcnt == 3 else { continue }
            if !(0..<items.count).allSatisfy({ addresses.contains(PyTuple_GET_ITEM(op, $0)) }) { ProgramConstants.add(op) }
        }
        return objects
    }

    /// One constant as a new reference.
    func object(_ constant: Constant) -> PyObj? {
        switch constant {
        case .none: return Py_NewRef(Py_None)
        case .ellipsis: return Py_NewRef(Py_Ellipsis)
        case .bool(let b): return PyBool_FromLong(b)
        case .int(let i): return merge(integer(i), isLiteral: true)
        case .float(let d): return merge(PyFloat_FromDouble(d), isLiteral: true)
        case .complex(let re, let im): return merge(PyComplex_FromDoubles(re, im), isLiteral: true)
        case .str(let codePoints):
            let text: PyObj? =
                codePoints.isEmpty
                ? Py_NewRef(emptyUnicode)
                : codePoints.withUnsafeBytes { PyUnicode_FromKindAndData(4, $0.baseAddress!, codePoints.count) }
            return merge(text, isLiteral: true)
        case .bytes(let b): return merge(bytes(b), isLiteral: true)
        case .tuple(let items): return merge(tuple(items.map { object($0) }), isLiteral: true)
        case .frozenset(let items):
            guard let t = tuple(items.map { object($0) }) else { return nil }
            defer { Py_DECREF(t) }
            return merge(PyFrozenSet_New(t), isLiteral: true)
        case .code(let d): return code(d)
        }
    }

    /// A code object as a new reference.
    func code(_ d: CodeDescription) -> PyObj? {
        guard let consts = merge(tuple(constants(d.co_consts))) else { return nil }
        defer { Py_DECREF(consts) }
        guard let names = merge(tuple(d.co_names.map { internedText($0) })) else { return nil }
        defer { Py_DECREF(names) }
        guard let localsplus = merge(tuple(d.co_localsplusnames.map { internedText($0) })) else { return nil }
        defer { Py_DECREF(localsplus) }
        guard let kinds = freshBytes(d.co_localspluskinds), let code = merge(bytes(d.co_code)),
            let lines = merge(bytes(d.co_linetable)),
            let exceptions = merge(bytes(d.co_exceptiontable)), let filename = merge(text(d.co_filename)),
            let name = anonymousName(d.co_name) ?? internedText(d.co_name),
            let qualname = d.co_qualname == d.co_name ? Py_NewRef(name) : merge(text(d.co_qualname))
        else { return nil }
        defer { for r in [kinds, code, lines, exceptions, filename, name, qualname] { Py_DECREF(r) } }
        return _PyCode_New(
            CodeConstructor(
                filename: filename, name: name, qualname: qualname, flags: d.co_flags, code: code, firstlineno: d.co_firstlineno,
                linetable: lines,
                consts: consts, names: names, localsplusnames: localsplus, localspluskinds: kinds, argcount: d.co_argcount,
                posonlyargcount: d.co_posonlyargcount, kwonlyargcount: d.co_kwonlyargcount, stacksize: d.co_stacksize,
                exceptiontable: exceptions))
    }

    private func internedText(_ s: String) -> PyObj? { PyUnicode_InternFromString(s) }
}

/// Builds the code object of a compiled unit: a new reference, or nil with an exception set. With `keepsConstants` its literals stay alive
/// until `ProgramConstants.release()`, as those of a program do while it runs.
public func PyCode_FromDescription(_ description: CodeDescription, keepsConstants: Bool = false) -> PyObj? {
    guard let unit = CodeMaterializer(keepsConstants: keepsConstants) else { return nil }
    defer { unit.finish() }
    return unit.code(description)
}
