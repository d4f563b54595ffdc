import Memory

// The module `_operator`: the operators as functions (itemgetter, attrgetter and methodcaller are in Operator+Getters.swift).
// Origin: Modules/_operator.c.

/// A function of two arguments.
private func binary(
    _ name: StaticString, _ doc: StaticString, _ f: FastFunction
) -> MethodSpec { .fast(name, f, doc) }

/// Checks for two arguments and calls.
@inline(__always) private func two(_ name: String, _ args: PyArgs, _ nargs: Int, _ f: (PyObj, PyObj) -> PyObj?) -> PyObj? {
    _PyArg_CheckPositional(name, nargs, 2, 2) ? f(args[0], args[1]) : nil
}

@inline(__always) private func truth(_ r: Int32) -> PyObj? { r < 0 ? nil : PyBool_FromLong(r != 0) }
@inline(__always) private func count(_ n: Int) -> PyObj? { n == -1 && PyErr_Occurred() != nil ? nil : PyLong_FromSsize_t(n) }
@inline(__always) private func none(_ r: Int32) -> PyObj? { r < 0 ? nil : Py_NewRef(Py_None) }

private func queries() -> [MethodSpec] {
    [
        .o("truth", { _, a in truth(PyObject_IsTrue(a)) }, "Return True if a is true, False otherwise."),
        binary("contains", "Same as b in a (note reversed operands).") { _, a, n in
            two("contains", a, n) { truth(PySequence_Contains($0, $1)) }
        },
        binary("indexOf", "Return the first index of b in a.") { _, a, n in two("indexOf", a, n) { count(PySequence_Index($0, $1)) }
        },
        binary("countOf", "Return the number of items in a which are, or which equal, b.") { _, a, n in
            two("countOf", a, n) { count(PySequence_Count($0, $1)) }
        },
        binary("is_", "Same as a is b.") { _, a, n in two("is_", a, n) { PyBool_FromLong($0 == $1) } },
        binary("is_not", "Same as a is not b.") { _, a, n in two("is_not", a, n) { PyBool_FromLong($0 != $1) } },
        .o("index", { _, a in PyNumber_Index(a) }, "Same as a.__index__()"),
    ]
}

private func arithmetic() -> [MethodSpec] {
    [
        binary("add", "Same as a + b.") { _, a, n in two("add", a, n) { PyNumber_Add($0, $1) } },
        binary("sub", "Same as a - b.") { _, a, n in two("sub", a, n) { PyNumber_Subtract($0, $1) } },
        binary("mul", "Same as a * b.") { _, a, n in two("mul", a, n) { PyNumber_Multiply($0, $1) } },
        binary("matmul", "Same as a @ b.") { _, a, n in two("matmul", a, n) { PyNumber_MatrixMultiply($0, $1) } },
        binary("floordiv", "Same as a // b.") { _, a, n in two("floordiv", a, n) { PyNumber_FloorDivide($0, $1) } },
        binary("truediv", "Same as a / b.") { _, a, n in two("truediv", a, n) { PyNumber_TrueDivide($0, $1) } },
        binary("mod", "Same as a % b.") { _, a, n in two("mod", a, n) { PyNumber_Remainder($0, $1) } },
        .o("neg", { _, a in PyNumber_Negative(a) }, "Same as -a."), .o("pos", { _, a in PyNumber_Positive(a) }, "Same as +a."),
        .o("abs", { _, a in PyNumber_Absolute(a) }, "Same as abs(a)."), .o("inv", { _, a in PyNumber_Invert(a) }, "Same as ~a."),
        .o("invert", { _, a in PyNumber_Invert(a) }, "Same as ~a."),
        binary("lshift", "Same as a << b.") { _, a, n in two("lshift", a, n) { PyNumber_Lshift($0, $1) } },
        binary("rshift", "Same as a >> b.") { _, a, n in two("rshift", a, n) { PyNumber_Rshift($0, $1) } },
        .o(
            "not_",
            { _, a in
                let r = PyObject_Not(a)
                return r < 0 ? nil : PyBool_FromLong(r != 0)
            }, "Same as not a."),
        binary("and_", "Same as a & b.") { _, a, n in two("and_", a, n) { PyNumber_And($0, $1) } },
        binary("xor", "Same as a ^ b.") { _, a, n in two("xor", a, n) { PyNumber_Xor($0, $1) } },
        binary("or_", "Same as a | b.") { _, a, n in two("or_", a, n) { PyNumber_Or($0, $1) } },
    ]
}

private func inplace() -> [MethodSpec] {
    [
        binary("iadd", "Same as a += b.") { _, a, n in two("iadd", a, n) { PyNumber_InPlaceAdd($0, $1) } },
        binary("isub", "Same as a -= b.") { _, a, n in two("isub", a, n) { PyNumber_InPlaceSubtract($0, $1) } },
        binary("imul", "Same as a *= b.") { _, a, n in two("imul", a, n) { PyNumber_InPlaceMultiply($0, $1) } },
        binary("imatmul", "Same as a @= b.") { _, a, n in two("imatmul", a, n) { PyNumber_InPlaceMatrixMultiply($0, $1) } },
        binary("ifloordiv", "Same as a //= b.") { _, a, n in two("ifloordiv", a, n) { PyNumber_InPlaceFloorDivide($0, $1) } },
        binary("itruediv", "Same as a /= b.") { _, a, n in two("itruediv", a, n) { PyNumber_InPlaceTrueDivide($0, $1) } },
        binary("imod", "Same as a %= b.") { _, a, n in two("imod", a, n) { PyNumber_InPlaceRemainder($0, $1) } },
        binary("ilshift", "Same as a <<= b.") { _, a, n in two("ilshift", a, n) { PyNumber_InPlaceLshift($0, $1) } },
        binary("irshift", "Same as a >>= b.") { _, a, n in two("irshift", a, n) { PyNumber_InPlaceRshift($0, $1) } },
        binary("iand", "Same as a &= b.") { _, a, n in two("iand", a, n) { PyNumber_InPlaceAnd($0, $1) } },
        binary("ixor", "Same as a ^= b.") { _, a, n in two("ixor", a, n) { PyNumber_InPlaceXor($0, $1) } },
        binary("ior", "Same as a |= b.") { _, a, n in two("ior", a, n) { PyNumber_InPlaceOr($0, $1) } },
    ]
}

private func sequences() -> [MethodSpec] {
    [
        binary("concat", "Same as a + b, for a and b sequences.") { _, a, n in two("concat", a, n) { PySequence_Concat($0, $1) } },
        binary("iconcat", "Same as a += b, for a and b sequences.") { _, a, n in
            two("iconcat", a, n) { PySequence_InPlaceConcat($0, $1) }
        },
        binary("getitem", "Same as a[b].") { _, a, n in two("getitem", a, n) { PyObject_GetItem($0, $1) } },
        .fast(
            "setitem",
            { _, a, n in
                _PyArg_CheckPositional("setitem", n, 3, 3) ? none(PyObject_SetItem(a[0], a[1], a[2])) : nil
            }, "Same as a[b] = c."),
        binary("delitem", "Same as del a[b].") { _, a, n in two("delitem", a, n) { none(PyObject_DelItem($0, $1)) } },
        binary("pow", "Same as a ** b.") { _, a, n in two("pow", a, n) { PyNumber_Power($0, $1, Py_None) } },
        binary("ipow", "Same as a **= b.") { _, a, n in two("ipow", a, n) { PyNumber_InPlacePower($0, $1, Py_None) } },
        binary("eq", "Same as a == b.") { _, a, n in two("eq", a, n) { PyObject_RichCompare($0, $1, Py_EQ) } },
        binary("ne", "Same as a != b.") { _, a, n in two("ne", a, n) { PyObject_RichCompare($0, $1, Py_NE) } },
        binary("lt", "Same as a < b.") { _, a, n in two("lt", a, n) { PyObject_RichCompare($0, $1, Py_LT) } },
        binary("le", "Same as a <= b.") { _, a, n in two("le", a, n) { PyObject_RichCompare($0, $1, Py_LE) } },
        binary("gt", "Same as a > b.") { _, a, n in two("gt", a, n) { PyObject_RichCompare($0, $1, Py_GT) } },
        binary("ge", "Same as a >= b.") { _, a, n in two("ge", a, n) { PyObject_RichCompare($0, $1, Py_GE) } },
    ]
}

/// Whether two runs of bytes are the same, in a time that depends on the second's length only.
private func sameBytes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    var difference: UInt8 = a.count == b.count ? 0 : 1
    let left = a.count == b.count ? a : b
    for i in 0..<b.count { difference |= left[i] ^ b[i] }
    return difference == 0
}

private func operator_compare_digest(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("_compare_digest", nargs, 2, 2) else { return nil }
    let a = args[0], b = args[1]
    if PyUnicode_Check(a) && PyUnicode_Check(b) {
        guard PyUnicode_IS_ASCII(a), PyUnicode_IS_ASCII(b) else {
            return PyErr_Format(PyExc_TypeError, "comparing strings with non-ASCII characters is not supported")
        }
        return PyBool_FromLong(
            sameBytes(
                UnsafeRawBufferPointer(start: PyUnicode_DATA(a), count: PyUnicode_GET_LENGTH(a)),
                UnsafeRawBufferPointer(start: PyUnicode_DATA(b), count: PyUnicode_GET_LENGTH(b))))
    }
    if !PyObject_CheckBuffer(a) && !PyObject_CheckBuffer(b) {
        return PyErr_Format(
            PyExc_TypeError,
            "unsupported operand types(s) or combination of types: '\(clip(a.typeName, 100))' and '\(clip(b.typeName, 100))'")
    }
    let same = withBytes(a) { (p, n) -> Bool? in
        withBytes(b) { (q, m) -> Bool in
            sameBytes(UnsafeRawBufferPointer(start: p, count: n), UnsafeRawBufferPointer(start: q, count: m))
        }
    }
    guard let same, let same else { return nil }
    return PyBool_FromLong(same)
}

private func operator_length_hint(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("length_hint", nargs, 1, 2) else { return nil }
    var otherwise = 0
    if nargs == 2 {
        guard let n = ssizeArgument(args[1]) else { return nil }
        otherwise = n
    }
    return count(PyObject_LengthHint(args[0], otherwise))
}

private func operator_call(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    guard _PyArg_CheckPositional("call", nargs, 1, Int.max) else { return nil }
    return PyObject_Vectorcall(args[0], args + 1, (nargs - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames)
}

/// Makes the module `_operator`; nil with an exception.
func PyInit__operator() -> PyObj? {
    if ModuleTypes.slot(300).tp_basicsize == 0 { initGetterTypes() }
    let m = makeModule(
        "_operator",
        "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
        queries() + arithmetic() + inplace() + sequences() + [
            .fast("_compare_digest", operator_compare_digest, "Return 'a == b'."),
            .fast("length_hint", operator_length_hint, "Return an estimate of the number of items in obj."),
            .fastKeywords("call", operator_call, "Same as obj(*args, **kwargs)."),
        ])
    guard let m else { return nil }
    // itemgetter, attrgetter, methodcaller
    if PyModule_SetState(m, words: 3) == 0, PyModule_AddHeapType(m, 301, state: 1) == 0,
        PyModule_AddHeapType(m, 300, state: 0) == 0,
        PyModule_AddHeapType(m, 302, state: 2) == 0
    {
        return m
    }
    Py_DECREF(m)
    return nil
}
