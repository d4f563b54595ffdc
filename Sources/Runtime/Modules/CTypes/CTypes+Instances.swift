import Memory

// Simple values, arrays and pointers. Origin: Modules/_ctypes/_ctypes.c.

// MARK: simple

private func simple_get_value(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    guard let stg = ctDescription(op.ob_type) else { return nil }
    return ctGet(stg.stg_letter, stg.stg_swapped, op.b_ptr, op.b_size)
}

private func simple_set_value(_ op: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "can't delete attribute")
        return -1
    }
    guard let stg = ctDescription(op.ob_type), let keep = ctSet(stg.stg_letter, stg.stg_swapped, op.b_ptr, value, stg.stg_size)
    else { return -1 }
    return ctKeep(op, 0, keep)
}

private func simple_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if !_PyArg_CheckPositional("__init__", args.ob_size, 0, 1) { return -1 }
    return args.ob_size == 0 ? 0 : simple_set_value(op, PyTuple_GET_ITEM(args, 0), nil)
}

private func simple_bool(_ op: PyObj) -> Int32 {
    if !ctCheckAddress(op.b_ptr, op.b_size) { return -1 }
    for i in 0..<op.b_size where op.b_ptr.load(fromByteOffset: i, as: UInt8.self) != 0 { return 1 }
    return 0
}

private func simple_repr(_ op: PyObj) -> PyObj? {
    let name = op.ob_type.ht_name.map { strText($0) } ?? op.typeName
    if op.ob_type.tp_base != CT.Simple {
        return PyUnicode_FromString("<\(name) object at 0x\(String(UInt(bitPattern: op), radix: 16))>")
    }
    guard let v = simple_get_value(op, nil) else { return nil }
    defer { Py_DECREF(v) }
    guard let r = PyObject_Repr(v) else { return nil }
    defer { Py_DECREF(r) }
    return PyUnicode_FromString("\(name)(\(swiftString(r)))")
}

private func simple_from_outparam(_ op: PyObj) -> PyObj? { ctIsPlain(op.ob_type) ? simple_get_value(op, nil) : Py_NewRef(op) }

private func initSimple() {
    let t = CT.Simple
    ctInitBase(t, "_ctypes._SimpleCData", CT.SimpleMeta, base: CT.CData)
    t.tp_new = ctGenericNew
    t.tp_init = simple_init
    t.tp_repr = simple_repr
    t.newNumberMethods().nb_bool = simple_bool
    t.setGetSets([GetSetSpec("value", simple_get_value, simple_set_value, "current value")])
    t.setMethods([.noargs("__ctypes_from_outparam__", simple_from_outparam)])
}

// MARK: arrays

private func array_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    for i in 0..<args.ob_size where array_ass_item(op, i, PyTuple_GET_ITEM(args, i)) < 0 { return -1 }
    return 0
}

private func itemOf(_ op: PyObj) -> (stg: PyObj, type: PyObj, size: Int)? {
    guard let stg = ctDescription(op.ob_type), let item = stg.stg_proto, let d = ctDescription(item) else { return nil }
    return (stg, item, d.stg_size)
}

private func array_item(_ op: PyObj, _ index: Int) -> PyObj? {
    if index < 0 || index >= op.b_length { return PyErr_Format(PyExc_IndexError, "invalid index") }
    guard let (_, item, size) = itemOf(op) else { return nil }
    return ctGetItem(item, 0, op, index, size, op.b_ptr + index * size)
}

private func array_ass_item(_ op: PyObj, _ index: Int, _ value: PyObj?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "Array does not support item deletion")
        return -1
    }
    if index < 0 || index >= op.b_length {
        PyErr_SetString(PyExc_IndexError, "invalid index")
        return -1
    }
    guard let (_, item, size) = itemOf(op) else { return -1 }
    return ctSetItem(op, item, 0, value, index, size, op.b_ptr + index * size)
}

/// A list of items at indices, or bytes or text if the items are characters.
private func gather(_ op: PyObj, _ letter: UInt8, _ indices: [Int], _ get: (Int) -> PyObj?) -> PyObj? {
    guard let (_, _, size) = itemOf(op) else { return nil }
    if letter == UInt8(ascii: "c") || letter == UInt8(ascii: "u") {
        let base =
            op.ob_type.tp_base == CT.Pointer || PyObject_TypeCheck(op, CT.Pointer)
            ? op.b_ptr.loadUnaligned(as: UnsafeMutableRawPointer.self) : op.b_ptr
        for i in indices where !ctCheckAddress(base + i * size, size) { return nil }
        if letter == UInt8(ascii: "c") {
            return indices.map { base.load(fromByteOffset: $0, as: UInt8.self) }.withUnsafeBytes {
                PyBytes_FromStringAndSize($0.baseAddress, $0.count)
            }
        }
        if indices.isEmpty { return Py_NewRef(emptyUnicode) }
        return indices.map { (base + 4 * $0).loadUnaligned(as: UInt32.self) }.withUnsafeBytes {
            PyUnicode_FromKindAndData(4, $0.baseAddress!, indices.count)
        }
    }
    guard let list = PyList_New(indices.count) else { return nil }
    for (k, i) in indices.enumerated() {
        guard let v = get(i) else {
            Py_DECREF(list)
            return nil
        }
        PyList_SET_ITEM(list, k, v)
    }
    return list
}

private func array_subscript(_ op: PyObj, _ key: PyObj) -> PyObj? {
    if PyIndex_Check(key) {
        var i = PyNumber_AsSsize_t(key, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        if i < 0 { i += op.b_length }
        return array_item(op, i)
    }
    if key.ob_type != PySlice_Type { return PyErr_Format(PyExc_TypeError, "indices must be integers") }
    var start = 0, stop = 0, step = 0
    if PySlice_Unpack(key, &start, &stop, &step) < 0 { return nil }
    let n = PySlice_AdjustIndices(op.b_length, &start, &stop, step)
    let letter = itemOf(op).flatMap { ctDescription($0.type)?.stg_letter } ?? 0
    return gather(op, letter, (0..<max(n, 0)).map { start + $0 * step }) { array_item(op, $0) }
}

private func array_ass_subscript(_ op: PyObj, _ key: PyObj, _ value: PyObj?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "Array does not support item deletion")
        return -1
    }
    if PyIndex_Check(key) {
        var i = PyNumber_AsSsize_t(key, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return -1 }
        if i < 0 { i += op.b_length }
        return array_ass_item(op, i, value)
    }
    if key.ob_type != PySlice_Type {
        PyErr_SetString(PyExc_TypeError, "indices must be integer")
        return -1
    }
    var start = 0, stop = 0, step = 0
    if PySlice_Unpack(key, &start, &stop, &step) < 0 { return -1 }
    let n = PySlice_AdjustIndices(op.b_length, &start, &stop, step)
    let m = PySequence_Size(value)
    if m < 0 { return -1 }
    if m != n {
        PyErr_SetString(PyExc_ValueError, "Can only assign sequence of same size")
        return -1
    }
    for k in 0..<max(n, 0) {
        guard let item = PySequence_GetItem(value, k) else { return -1 }
        let r = array_ass_item(op, start + k * step, item)
        Py_DECREF(item)
        if r < 0 { return -1 }
    }
    return 0
}

private func array_length(_ op: PyObj) -> Int { op.b_length }

private func array_repr(_ op: PyObj) -> PyObj? { object_repr(op) }

private func chars_get_raw(_ op: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? {
    ctCheckAddress(op.b_ptr, op.b_size) ? PyBytes_FromStringAndSize(op.b_ptr, op.b_size) : nil
}

private func chars_set_raw(_ op: PyObj, _ value: PyObj?, _ c: UnsafeMutableRawPointer?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_AttributeError, "cannot delete attribute")
        return -1
    }
    let r = withBytes(value) { (p, n) -> Int32 in
        if n > op.b_size {
            PyErr_SetString(PyExc_ValueError, "byte string too long")
            return -1
        }
        if !ctCheckAddress(op.b_ptr, n, writing: true) { return -1 }
        op.b_ptr.copyMemory(from: p, byteCount: n)
        return 0
    }
    return r ?? -1
}

private func chars_get_value(_ op: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? {
    ctGet(UInt8(ascii: "s"), false, op.b_ptr, op.b_size)
}

private func chars_set_value(_ op: PyObj, _ value: PyObj?, _ c: UnsafeMutableRawPointer?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "can't delete attribute")
        return -1
    }
    if !PyBytes_Check(value) {
        PyErr_SetString(PyExc_TypeError, "bytes expected instead of \(value.typeName) instance")
        return -1
    }
    if value.ob_size > op.b_size {
        PyErr_SetString(PyExc_ValueError, "byte string too long")
        return -1
    }
    guard let keep = ctSet(UInt8(ascii: "s"), false, op.b_ptr, value, op.b_size) else { return -1 }
    Py_DECREF(keep)
    return 0
}

private func wide_get_value(_ op: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? {
    ctGet(UInt8(ascii: "U"), false, op.b_ptr, op.b_size)
}

private func wide_set_value(_ op: PyObj, _ value: PyObj?, _ c: UnsafeMutableRawPointer?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "can't delete attribute")
        return -1
    }
    if PyUnicode_Check(value) && PyUnicode_GET_LENGTH(value) > op.b_size / 4 {
        PyErr_SetString(PyExc_ValueError, "string too long")
        return -1
    }
    guard let keep = ctSet(UInt8(ascii: "U"), false, op.b_ptr, value, op.b_size) else { return -1 }
    Py_DECREF(keep)
    return 0
}

/// The records of `value` (and `raw`) of character arrays.
func ctCharArrayGetSets(wide: Bool) -> [PyObj] {
    func record(_ name: StaticString, _ get: getter, _ set: setter) -> PyObj {
        let d = staticAlloc(40)
        d.gs_name = staticCString(name)
        d.gs_get = get
        d.gs_set = set
        return d
    }
    if wide { return [record("value", wide_get_value, wide_set_value)] }
    return [record("raw", chars_get_raw, chars_set_raw), record("value", chars_get_value, chars_set_value)]
}

private func initArray() {
    let t = CT.Array
    ctInitBase(t, "_ctypes.Array", CT.ArrayMeta, base: CT.CData)
    t.tp_new = ctGenericNew
    t.tp_init = array_init
    let sequence = t.newSequenceMethods()
    sequence.sq_length = array_length
    sequence.sq_item = array_item
    sequence.sq_ass_item = array_ass_item
    let mapping = t.newMappingMethods()
    mapping.mp_length = array_length
    mapping.mp_subscript = array_subscript
    mapping.mp_ass_subscript = array_ass_subscript
    t.setMethods([.o("__class_getitem__", Py_GenericAlias, flags: MethodFlags.CLASS)])
}

// MARK: pointers

private func target(_ op: PyObj) -> UnsafeMutableRawPointer? {
    if !ctCheckAddress(op.b_ptr, 8) { return nil }
    guard let p = op.b_ptr.loadUnaligned(as: UnsafeMutableRawPointer?.self) else {
        PyErr_SetString(PyExc_ValueError, "NULL pointer access")
        return nil
    }
    return p
}

private func pointer_get_contents(_ op: PyObj, _ c: UnsafeMutableRawPointer?) -> PyObj? {
    guard let p = target(op), let proto = ctDescription(op.ob_type)?.stg_proto else { return nil }
    return ctFromBase(proto, op, 0, p)
}

private func pointer_set_contents(_ op: PyObj, _ value: PyObj?, _ c: UnsafeMutableRawPointer?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "Pointer does not support item deletion")
        return -1
    }
    guard let proto = ctDescription(op.ob_type)?.stg_proto else { return -1 }
    let ok = PyObject_IsInstance(value, proto)
    if ok < 0 { return -1 }
    if ok == 0 && !(PyObject_TypeCheck(value, CT.Array) && ctDescription(value.ob_type)?.stg_proto == proto) {
        PyErr_SetString(PyExc_TypeError, "expected \(typeText(proto)) instead of \(value.typeName)")
        return -1
    }
    if !ctCheckAddress(op.b_ptr, 8, writing: true) { return -1 }
    op.b_ptr.storeBytes(of: value.b_ptr, as: UnsafeMutableRawPointer.self)
    if ctKeep(op, 1, Py_NewRef(value)) < 0 { return -1 }
    guard let kept = ctKept(value) else { return -1 }
    return ctKeep(op, 0, Py_NewRef(kept))
}

private func pointer_item(_ op: PyObj, _ index: Int) -> PyObj? {
    guard let p = target(op), let (_, item, size) = itemOf(op) else { return nil }
    return ctGetItem(item, 0, op, index, size, p + index * size)
}

private func pointer_ass_item(_ op: PyObj, _ index: Int, _ value: PyObj?) -> Int32 {
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "Pointer does not support item deletion")
        return -1
    }
    guard let p = target(op), let (_, item, size) = itemOf(op) else { return -1 }
    return ctSetItem(op, item, 0, value, index, size, p + index * size)
}

private func pointer_subscript(_ op: PyObj, _ key: PyObj) -> PyObj? {
    if PyIndex_Check(key) {
        let i = PyNumber_AsSsize_t(key, PyExc_IndexError)
        return i == -1 && PyErr_Occurred() != nil ? nil : pointer_item(op, i)
    }
    if key.ob_type != PySlice_Type { return PyErr_Format(PyExc_TypeError, "Pointer indices must be integer") }
    func bound(_ v: PyObj?) -> Int? {
        guard let v, v != Py_None else { return 0 }
        let i = PyNumber_AsSsize_t(v, PyExc_ValueError)
        return i == -1 && PyErr_Occurred() != nil ? nil : i
    }
    var step = 1
    if key.slice_step != Py_None {
        guard let v = bound(key.slice_step) else { return nil }
        if v == 0 { return PyErr_Format(PyExc_ValueError, "slice step cannot be zero") }
        step = v
    }
    if step < 0 && key.slice_start == Py_None {
        return PyErr_Format(PyExc_ValueError, "slice start is required for step < 0")
    }
    guard let start = bound(key.slice_start) else { return nil }
    if key.slice_stop == Py_None { return PyErr_Format(PyExc_ValueError, "slice stop is required") }
    guard let stop = bound(key.slice_stop), target(op) != nil else { return nil }
    let letter = itemOf(op).flatMap { ctDescription($0.type)?.stg_letter } ?? 0
    return gather(op, letter, Swift.Array(stride(from: start, to: stop, by: step))) { pointer_item(op, $0) }
}

private func pointer_bool(_ op: PyObj) -> Int32 {
    ctCheckAddress(op.b_ptr, 8) ? (op.b_ptr.loadUnaligned(as: UInt.self) != 0 ? 1 : 0) : -1
}

private func pointer_init(_ op: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if !_PyArg_CheckPositional("POINTER", args.ob_size, 0, 1) { return -1 }
    return args.ob_size == 0 ? 0 : pointer_set_contents(op, PyTuple_GET_ITEM(args, 0), nil)
}

private func pointer_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let stg = ctDescription(type), stg.stg_proto != nil else {
        return PyErr_Format(PyExc_TypeError, "Cannot create instance: has no _type_")
    }
    return ctGenericNew(type, args, kwds)
}

private func initPointer() {
    let t = CT.Pointer
    ctInitBase(t, "_ctypes._Pointer", CT.PointerMeta, base: CT.CData)
    t.tp_new = pointer_new
    t.tp_init = pointer_init
    t.newNumberMethods().nb_bool = pointer_bool
    let sequence = t.newSequenceMethods()
    sequence.sq_item = pointer_item
    sequence.sq_ass_item = pointer_ass_item
    t.newMappingMethods().mp_subscript = pointer_subscript
    t.setGetSets([
        GetSetSpec("contents", pointer_get_contents, pointer_set_contents, "the object this pointer points to (read-write)")
    ])
}

/// Fills `_SimpleCData`, `Array` and `_Pointer`.
func ctInitInstances() {
    initSimple()
    initArray()
    initPointer()
}
