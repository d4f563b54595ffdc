import Memory
import Trace

// Bound methods and cells. Origin: Objects/classobject.c, Objects/cellobject.c.

/// A bound method of a function and its receiver (both borrowed and kept).
public func PyMethod_New(_ function: PyObj, _ receiver: PyObj) -> PyObj? {
    guard let op = _PyObject_GC_New(PyMethod_Type) else { return nil }
    op.im_weakreflist = nil
    op.im_func = Py_NewRef(function)
    op.im_self = Py_NewRef(receiver)
    op.im_vectorcall = method_vectorcall
    _PyObject_GC_TRACK(op)
    return op
}

private func method_vectorcall(_ method: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    let receiver = method.im_self.unsafelyUnwrapped
    let function = method.im_func.unsafelyUnwrapped
    let nargs = PyVectorcall_NARGS(nargsf)
    if nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET != 0 {
        // The slot before the arguments is ours to use for the receiver.
        let before = args - 1
        let saved = before.pointee
        before.pointee = receiver
        let result = PyObject_Vectorcall(function, before, nargs + 1, kwnames)
        before.pointee = saved
        return result
    }
    let total = nargs + (kwnames?.ob_size ?? 0)
    return withUnsafeTemporaryAllocation(of: PyObj.self, capacity: total + 1) { stack in
        stack[0] = receiver
        for i in 0..<total { stack[i + 1] = args[i] }
        return PyObject_Vectorcall(function, stack.baseAddress!, nargs + 1, kwnames)
    }
}

private func method_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    if op.im_weakreflist != nil { PyObject_ClearWeakRefs(op) }
    Py_DECREF(op.im_func.unsafelyUnwrapped)
    Py_XDECREF(op.im_self)
    PyObject_GC_Del(op)
}

private func method_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = Py_VISIT(op.im_func, visit, arg)
    return r != 0 ? r : Py_VISIT(op.im_self, visit, arg)
}

private func method_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    guard op == Py_EQ || op == Py_NE, a.ob_type == PyMethod_Type, b.ob_type == PyMethod_Type else {
        return Py_NewRef(Py_NotImplemented)
    }
    var equal = PyObject_RichCompareBool(a.im_func!, b.im_func!, Py_EQ)
    if equal < 0 { return nil }
    if equal != 0 { equal = a.im_self == b.im_self ? 1 : 0 }
    return PyBool_FromLong((equal != 0) == (op == Py_EQ))
}

private func method_repr(_ op: PyObj) -> PyObj? {
    var name: PyObj?
    if _PyObject_LookupAttr(op.im_func!, _Py_ID(.__qualname__), &name) < 0 { return nil }
    if name == nil && _PyObject_LookupAttr(op.im_func!, _Py_ID(.__name__), &name) < 0 { return nil }
    defer { Py_XDECREF(name) }
    let text = name.flatMap { PyUnicode_Check($0) ? swiftString($0) : nil } ?? "?"
    return PyUnicode_FromString("<bound method \(text) of \(reprText(op.im_self!))>")
}

private func method_hash(_ op: PyObj) -> Int {
    let y = PyObject_Hash(op.im_func!)
    if y == -1 { return -1 }
    let x = _Py_HashPointer(op.im_self) ^ y
    return x == -1 ? -2 : x
}

private func method_getattro(_ op: PyObj, _ name: PyObj) -> PyObj? {
    let type = op.ob_type
    if let descr = _PyType_Lookup(type, name) {
        if let get = descr.ob_type.tp_descr_get { return get(descr, op, type) }
        return Py_NewRef(descr)
    }
    return PyObject_GetAttr(op.im_func!, name)
}

private func method_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard _PyArg_NoKeywords("method", kwargs), _PyArg_CheckPositional("method", args.ob_size, 2, 2) else { return nil }
    let function = args.tupleItem(0)
    let receiver = args.tupleItem(1)
    if !PyCallable_Check(function) {
        PyErr_SetString(PyExc_TypeError, "first argument must be callable")
        return nil
    }
    if receiver == Py_None {
        PyErr_SetString(PyExc_TypeError, "self must not be None")
        return nil
    }
    return PyMethod_New(function, receiver)
}

func initMethodType() {
    let t = PyMethod_Type
    t.initStaticType("method", basicsize: 48, flags: TypeFlags.HAVE_GC | TypeFlags.HAVE_VECTORCALL)
    t.tp_dealloc = method_dealloc
    t.tp_vectorcall_offset = 40
    t.tp_repr = method_repr
    t.tp_hash = method_hash
    t.tp_call = PyVectorcall_Call
    t.tp_getattro = method_getattro
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_traverse = method_traverse
    t.tp_richcompare = method_richcompare
    t.tp_weaklistoffset = 32
    t.tp_new = method_new
    t.setMembers([MemberSpec("__func__", .object, 16), MemberSpec("__self__", .object, 24)])
    t.setGetSets([
        GetSetSpec(
            "__doc__",
            { op, _ in
                var doc: PyObj?
                if _PyObject_LookupAttr(op.im_func!, _Py_ID(.__doc__), &doc) < 0 { return nil }
                return doc ?? Py_NewRef(Py_None)
            })
    ])
}

// MARK: Cells

/// A cell that holds a value (borrowed and kept) or nothing.
public func PyCell_New(_ value: PyObj?) -> PyObj? {
    guard let op = _PyObject_GC_New(PyCell_Type) else { return nil }
    op.ob_ref = Py_XNewRef(value)
    _PyObject_GC_TRACK(op)
    return op
}

private func cell_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    guard _PyArg_NoKeywords("cell", kwargs), _PyArg_CheckPositional("cell", args.ob_size, 0, 1) else { return nil }
    return PyCell_New(args.ob_size == 1 ? args.tupleItem(0) : nil)
}

private func cell_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    guard a.ob_type == PyCell_Type, b.ob_type == PyCell_Type else { return Py_NewRef(Py_NotImplemented) }
    if let x = a.ob_ref, let y = b.ob_ref { return PyObject_RichCompare(x, y, op) }
    // Empty cells sort before full ones.
    let x = a.ob_ref == nil ? 0 : 1
    let y = b.ob_ref == nil ? 0 : 1
    let truth: Bool
    switch op {
    case Py_LT: truth = x < y
    case Py_LE: truth = x <= y
    case Py_EQ: truth = x == y
    case Py_NE: truth = x != y
    case Py_GT: truth = x > y
    default: truth = x >= y
    }
    return PyBool_FromLong(truth)
}

func initCellType() {
    let t = PyCell_Type
    t.initStaticType("cell", basicsize: 24, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = { op in
        PyObject_GC_UnTrack(op)
        Py_XDECREF(op.ob_ref)
        PyObject_GC_Del(op)
    }
    t.tp_repr = { op in
        guard let value = op.ob_ref else { return PyUnicode_FromString("<cell at \(addressText(op)): empty>") }
        return PyUnicode_FromString("<cell at \(addressText(op)): \(value.typeName) object at \(addressText(value))>")
    }
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = { op, visit, arg in Py_VISIT(op.ob_ref, visit, arg) }
    t.tp_clear = { op in
        Py_CLEAR(op, 16)
        return 0
    }
    t.tp_richcompare = cell_richcompare
    t.tp_new = cell_new
    t.setGetSets([
        GetSetSpec(
            "cell_contents",
            { op, _ in
                guard let value = op.ob_ref else {
                    PyErr_SetString(PyExc_ValueError, "Cell is empty")
                    return nil
                }
                return Py_NewRef(value)
            },
            { op, value, _ in
                Py_XSETREF(op, 16, Py_XNewRef(value))
                return 0
            })
    ])
}

/// Sets or empties a cell (the value is borrowed and kept). Origin: PyCell_Set.
public func PyCell_Set(_ cell: PyObj, _ value: PyObj?) { Py_XSETREF(cell, 16, Py_XNewRef(value)) }
