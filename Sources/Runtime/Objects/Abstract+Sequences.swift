import Memory
import Trace

// The sequence and mapping protocols. Origin: Objects/abstract.c.

/// Whether the object can be indexed as a sequence. Origin: Objects/abstract.c.
public func PySequence_Check(_ op: PyObj) -> Bool { !PyDict_Check(op) && op.ob_type.tp_as_sequence?.sq_item != nil }

/// The length of a sequence; -1 with an exception. Origin: Objects/abstract.c.
public func PySequence_Size(_ op: PyObj) -> Int {
    if let f = op.ob_type.tp_as_sequence?.sq_length { return f(op) }
    if op.ob_type.tp_as_mapping?.mp_length != nil { return Int(typeErrorCode("", op, " is not a sequence")) }
    return Int(typeErrorCode("object of type '", op, "' has no len()"))
}

/// `PySequence_Size`. Origin: Objects/abstract.c.
@inline(__always) public func PySequence_Length(_ op: PyObj) -> Int { PySequence_Size(op) }

/// `a + b` of sequences. Origin: Objects/abstract.c.
public func PySequence_Concat(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if let f = a.ob_type.tp_as_sequence?.sq_concat { return f(a, b) }
    // A Python class with `__add__` has only the number slot.
    if PySequence_Check(a) && PySequence_Check(b) {
        let result = binary_op1(a, b, NumberSlot.add)
        if result != Py_NotImplemented { return result }
        Py_DECREF(Py_NotImplemented)
    }
    return typeError("'", a, "' object can't be concatenated")
}

/// `op * count` of a sequence. Origin: Objects/abstract.c.
public func PySequence_Repeat(_ op: PyObj, _ count: Int) -> PyObj? {
    if let f = op.ob_type.tp_as_sequence?.sq_repeat { return f(op, count) }
    if PySequence_Check(op) {
        guard let n = PyLong_FromSsize_t(count) else { return nil }
        let result = binary_op1(op, n, NumberSlot.multiply)
        Py_DECREF(n)
        if result != Py_NotImplemented { return result }
        Py_DECREF(Py_NotImplemented)
    }
    return typeError("'", op, "' object can't be repeated")
}

/// `a += b` of sequences. Origin: Objects/abstract.c.
public func PySequence_InPlaceConcat(_ a: PyObj, _ b: PyObj) -> PyObj? {
    let m = a.ob_type.tp_as_sequence
    if let f = m?.sq_inplace_concat ?? m?.sq_concat { return f(a, b) }
    if PySequence_Check(a) && PySequence_Check(b) {
        let result = binary_iop1(a, b, NumberSlot.inplaceAdd, NumberSlot.add)
        if result != Py_NotImplemented { return result }
        Py_DECREF(Py_NotImplemented)
    }
    return typeError("'", a, "' object can't be concatenated")
}

/// `op *= count` of a sequence. Origin: Objects/abstract.c.
public func PySequence_InPlaceRepeat(_ op: PyObj, _ count: Int) -> PyObj? {
    let m = op.ob_type.tp_as_sequence
    if let f = m?.sq_inplace_repeat ?? m?.sq_repeat { return f(op, count) }
    if PySequence_Check(op) {
        guard let n = PyLong_FromSsize_t(count) else { return nil }
        let result = binary_iop1(op, n, NumberSlot.inplaceMultiply, NumberSlot.multiply)
        Py_DECREF(n)
        if result != Py_NotImplemented { return result }
        Py_DECREF(Py_NotImplemented)
    }
    return typeError("'", op, "' object can't be repeated")
}

/// The index counted from the front; nil with an exception if the length cannot be had.
@inline(__always) private func fromFront(_ op: PyObj, _ i: Int, _ m: PyObj) -> Int? {
    if i < 0, let length = m.sq_length {
        let n = length(op)
        return n < 0 ? nil : i &+ n
    }
    return i
}

/// Item `i` (negative: from the end): a new reference, or nil with an exception. Origin: Objects/abstract.c.
public func PySequence_GetItem(_ op: PyObj, _ i: Int) -> PyObj? {
    if let m = op.ob_type.tp_as_sequence, let f = m.sq_item {
        guard let i = fromFront(op, i, m) else { return nil }
        return f(op, i)
    }
    if op.ob_type.tp_as_mapping?.mp_subscript != nil { return typeError("", op, " is not a sequence") }
    return typeError("'", op, "' object does not support indexing")
}

/// `op[i] = value`: 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PySequence_SetItem(_ op: PyObj, _ i: Int, _ value: PyObj) -> Int32 {
    if let m = op.ob_type.tp_as_sequence, let f = m.sq_ass_item {
        guard let i = fromFront(op, i, m) else { return -1 }
        return f(op, i, value)
    }
    if op.ob_type.tp_as_mapping?.mp_ass_subscript != nil { return typeErrorCode("", op, " is not a sequence") }
    return typeErrorCode("'", op, "' object does not support item assignment")
}

/// `del op[i]`: 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PySequence_DelItem(_ op: PyObj, _ i: Int) -> Int32 {
    if let m = op.ob_type.tp_as_sequence, let f = m.sq_ass_item {
        guard let i = fromFront(op, i, m) else { return -1 }
        return f(op, i, nil)
    }
    if op.ob_type.tp_as_mapping?.mp_ass_subscript != nil { return typeErrorCode("", op, " is not a sequence") }
    return typeErrorCode("'", op, "' object doesn't support item deletion")
}

/// `op[i1:i2]`. Origin: Objects/abstract.c.
public func PySequence_GetSlice(_ op: PyObj, _ i1: Int, _ i2: Int) -> PyObj? {
    guard let f = op.ob_type.tp_as_mapping?.mp_subscript else { return typeError("'", op, "' object is unsliceable") }
    guard let slice = _PySlice_FromIndices(i1, i2) else { return nil }
    defer { Py_DECREF(slice) }
    return f(op, slice)
}

/// `op[i1:i2] = value`: 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PySequence_SetSlice(_ op: PyObj, _ i1: Int, _ i2: Int, _ value: PyObj) -> Int32 {
    guard let f = op.ob_type.tp_as_mapping?.mp_ass_subscript else {
        return typeErrorCode("'", op, "' object doesn't support slice assignment")
    }
    guard let slice = _PySlice_FromIndices(i1, i2) else { return -1 }
    defer { Py_DECREF(slice) }
    return f(op, slice, value)
}

/// `del op[i1:i2]`: 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PySequence_DelSlice(_ op: PyObj, _ i1: Int, _ i2: Int) -> Int32 {
    guard let f = op.ob_type.tp_as_mapping?.mp_ass_subscript else {
        return typeErrorCode("'", op, "' object doesn't support slice deletion")
    }
    guard let slice = _PySlice_FromIndices(i1, i2) else { return -1 }
    defer { Py_DECREF(slice) }
    return f(op, slice, nil)
}

/// `tuple(op)`: a new reference, or nil with an exception. Origin: Objects/abstract.c.
public func PySequence_Tuple(_ op: PyObj) -> PyObj? {
    if PyTuple_CheckExact(op) { return Py_NewRef(op) }
    if PyList_CheckExact(op) { return PyList_AsTuple(op) }
    guard let it = PyObject_GetIter(op) else { return nil }
    defer { Py_DECREF(it) }
    var n = PyObject_LengthHint(op, 10)
    if n == -1 { return nil }
    var result = PyTuple_New(n)
    if result == nil { return nil }
    var j = 0
    while true {
        guard let item = PyIter_Next(it) else {
            if PyErr_Occurred() != nil {
                Py_XDECREF(result)
                return nil
            }
            break
        }
        if j >= n {
            // Ten more and a quarter: what is too much is given back below.
            n += 10
            n += n >> 2
            if _PyTuple_Resize(&result, n) != 0 {
                Py_DECREF(item)
                return nil
            }
        }
        PyTuple_SET_ITEM(result.unsafelyUnwrapped, j, item)
        j += 1
    }
    if j < n && _PyTuple_Resize(&result, j) != 0 { return nil }
    return result
}

/// `list(op)`: a new list, or nil with an exception. Origin: Objects/abstract.c.
public func PySequence_List(_ op: PyObj) -> PyObj? {
    guard let result = PyList_New(0) else { return nil }
    guard let none = _PyList_Extend(result, op) else {
        Py_DECREF(result)
        return nil
    }
    Py_DECREF(none)
    return result
}

/// The object itself if it is a list or tuple, else a list of its items; `message` is the TypeError of what cannot be iterated.
/// Origin: Objects/abstract.c.
public func PySequence_Fast(_ op: PyObj, _ message: String) -> PyObj? {
    if PyList_CheckExact(op) || PyTuple_CheckExact(op) { return Py_NewRef(op) }
    guard let it = PyObject_GetIter(op) else {
        if PyErr_ExceptionMatches(PyExc_TypeError) { PyErr_SetString(PyExc_TypeError, message) }
        return nil
    }
    defer { Py_DECREF(it) }
    return PySequence_List(it)
}

/// The length of what `PySequence_Fast` returned. Origin: Include/abstract.h.
@inline(__always) public func PySequence_Fast_GET_SIZE(_ op: PyObj) -> Int { op.ob_size }

/// The items of what `PySequence_Fast` returned. Origin: Include/abstract.h.
@inline(__always) public func PySequence_Fast_ITEMS(_ op: PyObj) -> PyArgs {
    (PyList_Check(op) ? op.list_item.unsafelyUnwrapped : op + 24).assumingMemoryBound(to: PyObj.self)
}

/// Item `i`, borrowed, of what `PySequence_Fast` returned. Origin: Include/abstract.h.
@inline(__always) public func PySequence_Fast_GET_ITEM(_ op: PyObj, _ i: Int) -> PyObj { PySequence_Fast_ITEMS(op)[i] }

/// What `_PySequence_IterSearch` looks for.
public let PY_ITERSEARCH_COUNT: Int32 = 1, PY_ITERSEARCH_INDEX: Int32 = 2, PY_ITERSEARCH_CONTAINS: Int32 = 3

/// Goes through an iterable and counts, finds or tests for an object; -1 with an exception. Origin: Objects/abstract.c.
public func _PySequence_IterSearch(_ seq: PyObj, _ op: PyObj, _ operation: Int32) -> Int {
    guard let it = PyObject_GetIter(seq) else {
        if PyErr_ExceptionMatches(PyExc_TypeError) { _ = typeError("argument of type '", seq, "' is not iterable") }
        return -1
    }
    defer { Py_DECREF(it) }
    var n = 0
    while let item = PyIter_Next(it) {
        let equal = PyObject_RichCompareBool(item, op, Py_EQ)
        Py_DECREF(item)
        if equal < 0 { return -1 }
        if equal > 0 {
            if operation == PY_ITERSEARCH_CONTAINS { return 1 }
            if operation == PY_ITERSEARCH_INDEX { return n }
            n += 1
        } else if operation == PY_ITERSEARCH_INDEX {
            n += 1
        }
    }
    if PyErr_Occurred() != nil { return -1 }
    if operation != PY_ITERSEARCH_INDEX { return n }
    PyErr_SetString(PyExc_ValueError, "sequence.index(x): x not in sequence")
    return -1
}

/// How often `op` is in `seq`; -1 with an exception. Origin: Objects/abstract.c.
public func PySequence_Count(_ seq: PyObj, _ op: PyObj) -> Int { _PySequence_IterSearch(seq, op, PY_ITERSEARCH_COUNT) }

/// Where `op` is in `seq`; -1 with an exception. Origin: Objects/abstract.c.
public func PySequence_Index(_ seq: PyObj, _ op: PyObj) -> Int { _PySequence_IterSearch(seq, op, PY_ITERSEARCH_INDEX) }

/// `op in seq`: 1, 0, or -1 with an exception. Origin: Objects/abstract.c.
public func PySequence_Contains(_ seq: PyObj, _ op: PyObj) -> Int32 {
    if let f = seq.ob_type.tp_as_sequence?.sq_contains { return f(seq, op) }
    return Int32(_PySequence_IterSearch(seq, op, PY_ITERSEARCH_CONTAINS))
}

/// Whether the object has `op[key]` as a mapping has. Origin: Objects/abstract.c.
public func PyMapping_Check(_ op: PyObj?) -> Bool { op?.ob_type.tp_as_mapping?.mp_subscript != nil }

/// The length of a mapping; -1 with an exception. Origin: Objects/abstract.c.
public func PyMapping_Size(_ op: PyObj) -> Int {
    if let f = op.ob_type.tp_as_mapping?.mp_length { return f(op) }
    if op.ob_type.tp_as_sequence?.sq_length != nil { return Int(typeErrorCode("", op, " is not a mapping")) }
    return Int(typeErrorCode("object of type '", op, "' has no len()"))
}

/// `op[key]` of a key given as Swift text. Origin: Objects/abstract.c.
public func PyMapping_GetItemString(_ op: PyObj, _ key: String) -> PyObj? {
    guard let name = PyUnicode_FromString(key) else { return nil }
    defer { Py_DECREF(name) }
    return PyObject_GetItem(op, name)
}

/// `op[key] = value` of a key given as Swift text. Origin: Objects/abstract.c.
public func PyMapping_SetItemString(_ op: PyObj, _ key: String, _ value: PyObj) -> Int32 {
    guard let name = PyUnicode_FromString(key) else { return -1 }
    defer { Py_DECREF(name) }
    return PyObject_SetItem(op, name, value)
}

/// Whether `op[key]` succeeds; every error counts as no. Origin: Objects/abstract.c.
public func PyMapping_HasKey(_ op: PyObj, _ key: PyObj) -> Bool {
    if let value = PyObject_GetItem(op, key) {
        Py_DECREF(value)
        return true
    }
    PyErr_Clear()
    return false
}

/// The result of a method without arguments, as a list. Origin: `method_output_as_list`.
private func methodOutputAsList(_ op: PyObj, _ method: PyObj) -> PyObj? {
    guard let output = PyObject_CallMethodNoArgs(op, method) else { return nil }
    if PyList_CheckExact(output) { return output }
    guard let it = PyObject_GetIter(output) else {
        if PyErr_ExceptionMatches(PyExc_TypeError) {
            PyErr_SetString(
                PyExc_TypeError,
                "\(op.typeName).\(swiftString(method))() returned a non-iterable (type \(output.typeName))")
        }
        Py_DECREF(output)
        return nil
    }
    Py_DECREF(output)
    defer { Py_DECREF(it) }
    return PySequence_List(it)
}

/// A list of the keys. Origin: Objects/abstract.c.
public func PyMapping_Keys(_ op: PyObj) -> PyObj? {
    PyDict_CheckExact(op) ? PyDict_Keys(op) : methodOutputAsList(op, _Py_ID(.keys))
}

/// A list of the (key, value) pairs. Origin: Objects/abstract.c.
public func PyMapping_Items(_ op: PyObj) -> PyObj? {
    PyDict_CheckExact(op) ? PyDict_Items(op) : methodOutputAsList(op, _Py_ID(.items))
}

/// A list of the values. Origin: Objects/abstract.c.
public func PyMapping_Values(_ op: PyObj) -> PyObj? {
    PyDict_CheckExact(op) ? PyDict_Values(op) : methodOutputAsList(op, _Py_ID(.values))
}
