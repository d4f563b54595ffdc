import Memory
import Trace

// Comparison, hash, truth. Origin: Objects/object.c.

/// The operator that gives the same answer with the operands exchanged: < and >, <= and >=.
@inline(__always) func swappedOp(_ op: Int32) -> Int32 {
    switch op {
    case Py_LT: Py_GT
    case Py_LE: Py_GE
    case Py_GT: Py_LT
    case Py_GE: Py_LE
    default: op
    }
}

/// The sign of a comparison operator.
func comparisonText(_ op: Int32) -> String { ["<", "<=", "==", "!=", ">", ">="][Int(op)] }

/// Origin: `do_richcompare`.
private func doRichCompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    var checkedReverse = false
    let vt = v.ob_type, wt = w.ob_type
    // A subclass on the right goes first.
    if vt != wt && PyType_IsSubtype(wt, vt), let f = wt.tp_richcompare {
        checkedReverse = true
        let result = f(w, v, swappedOp(op))
        if result != Py_NotImplemented { return result }
        Py_DECREF(Py_NotImplemented)
    }
    if let f = vt.tp_richcompare {
        let result = f(v, w, op)
        if result != Py_NotImplemented { return result }
        Py_DECREF(Py_NotImplemented)
    }
    if !checkedReverse, let f = w.ob_type.tp_richcompare {
        let result = f(w, v, swappedOp(op))
        if result != Py_NotImplemented { return result }
        Py_DECREF(Py_NotImplemented)
    }
    switch op {
    case Py_EQ: return PyBool_FromLong(v == w)
    case Py_NE: return PyBool_FromLong(v != w)
    default:
        PyErr_SetString(
            PyExc_TypeError,
            "'\(comparisonText(op))' not supported between instances of '\(typeText(v.ob_type, 100))' and "
                + "'\(typeText(w.ob_type, 100))'")
        return nil
    }
}

/// `v op w`: a new reference, or nil with an exception. Origin: Objects/object.c.
public func PyObject_RichCompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if !_Py_EnterRecursiveCall(" in comparison") { return nil }
    let result = doRichCompare(v, w, op)
    _Py_LeaveRecursiveCall()
    return result
}

/// `v op w` as 1 or 0, -1 with an exception; identical objects are equal without being asked. Origin: Objects/object.c.
public func PyObject_RichCompareBool(_ v: PyObj, _ w: PyObj, _ op: Int32) -> Int32 {
    if v == w {
        if op == Py_EQ { return 1 }
        if op == Py_NE { return 0 }
    }
    guard let result = PyObject_RichCompare(v, w, op) else { return -1 }
    let truth: Int32
    if result.ob_type == PyBool_Type { truth = result == Py_True ? 1 : 0 } else { truth = PyObject_IsTrue(result) }
    Py_DECREF(result)
    return truth
}

/// The answer of a comparison whose operands are ordered as `a` and `b` are. Origin: `Py_RETURN_RICHCOMPARE`.
@inline(__always) func richCompareResult<T: Comparable>(_ a: T, _ b: T, _ op: Int32) -> PyObj {
    let truth: Bool
    switch op {
    case Py_LT: truth = a < b
    case Py_LE: truth = a <= b
    case Py_EQ: truth = a == b
    case Py_NE: truth = a != b
    case Py_GT: truth = a > b
    default: truth = a >= b
    }
    return PyBool_FromLong(truth)
}

/// The `tp_hash` of unhashable types: raises TypeError. Origin: Objects/object.c.
public func PyObject_HashNotImplemented(_ op: PyObj) -> Int {
    PyErr_SetString(PyExc_TypeError, "unhashable type: '\(op.typeName)'")
    return -1
}

/// `hash(op)`; -1 with an exception. Origin: Objects/object.c.
@inline(__always) public func PyObject_Hash(_ op: PyObj) -> Int {
    if let slot = op.ob_type.tp_hash { return slot(op) }
    return hashSlow(op)
}

@inline(never) private func hashSlow(_ op: PyObj) -> Int {
    if op.ob_type.tp_dict == nil {
        if PyType_Ready(op.ob_type) < 0 { return -1 }
        if let slot = op.ob_type.tp_hash { return slot(op) }
    }
    return PyObject_HashNotImplemented(op)
}

/// The truth value: 1, 0, or -1 with an exception. Origin: Objects/object.c.
public func PyObject_IsTrue(_ op: PyObj) -> Int32 {
    if op == Py_True { return 1 }
    if op == Py_False || op == Py_None { return 0 }
    let type = op.ob_type
    let result: Int
    if let f = type.tp_as_number?.nb_bool {
        result = Int(f(op))
    } else if let f = type.tp_as_mapping?.mp_length {
        result = f(op)
    } else if let f = type.tp_as_sequence?.sq_length {
        result = f(op)
    } else {
        return 1
    }
    return result > 0 ? 1 : Int32(truncatingIfNeeded: result)
}

/// `not op`: 1, 0, or -1 with an exception. Origin: Objects/object.c.
@inline(__always) public func PyObject_Not(_ op: PyObj) -> Int32 {
    let truth = PyObject_IsTrue(op)
    return truth < 0 ? truth : (truth == 0 ? 1 : 0)
}

/// Whether the object can be called. Origin: Objects/object.c.
@inline(__always) public func PyCallable_Check(_ op: PyObj) -> Bool { op.ob_type.tp_call != nil }
