import Memory
import Trace

// Tuples whose items also have names: time.struct_time, sys.version_info and the like. Origin: Objects/structseq.c.

/// What a struct sequence type looks like.
struct PyStructSequence_Desc {
    /// The type's name, with its module.
    var name: StaticString
    var doc: StaticString
    /// The names of the items in order; "" for one without a name.
    var fields: [StaticString]
    /// How many of them are items of the tuple; the others are attributes only.
    var n_in_sequence: Int

    init(name: StaticString, doc: StaticString = "", fields: [StaticString], n_in_sequence: Int? = nil) {
        self.name = name
        self.doc = doc
        self.fields = fields
        self.n_in_sequence = n_in_sequence ?? fields.count
    }
}

/// Stores an item (taken over) of a new struct sequence.
@inline(__always) func PyStructSequence_SET_ITEM(_ op: PyObj, _ i: Int, _ v: PyObj?) { PyTuple_SET_ITEM(op, i, v) }
/// An item (borrowed), those outside the tuple included.
@inline(__always) func PyStructSequence_GET_ITEM(_ op: PyObj, _ i: Int) -> PyObj { PyTuple_GET_ITEM(op, i) }
/// The same as a function.
func PyStructSequence_SetItem(_ op: PyObj, _ i: Int, _ v: PyObj?) { PyTuple_SET_ITEM(op, i, v) }

/// A number in the type's dict; -1 with an exception.
private func typeSize(_ type: PyObj, _ name: Identifier) -> Int {
    guard let v = PyDict_GetItemWithError(type.tp_dict.unsafelyUnwrapped, _Py_ID(name)) else {
        if PyErr_Occurred() == nil {
            PyErr_SetString(PyExc_TypeError, "Missed attribute '\(name.text)' of type \(typeText(type))")
        }
        return -1
    }
    return PyLong_AsSsize_t(v)
}

/// A new struct sequence with empty items, not tracked; nil with an exception.
func PyStructSequence_New(_ type: PyObj) -> PyObj? {
    let size = typeSize(type, .n_fields)
    if size < 0 { return nil }
    let visible = typeSize(type, .n_sequence_fields)
    if visible < 0 { return nil }
    guard let op = _PyObject_GC_NewVar(type, size) else { return nil }
    // The size that Python sees leaves out the last items.
    op.ob_size = visible
    for i in 0..<size { PyTuple_SET_ITEM(op, i, nil) }
    return op
}

private func structseq_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    if op.ob_type.tp_flags & TypeFlags.HEAPTYPE != 0 {
        let r = Py_VISIT(op.ob_type, visit, arg)
        if r != 0 { return r }
    }
    for i in 0..<max(typeSize(op.ob_type, .n_fields), 0) {
        let r = Py_VISIT(op.load(fromByteOffset: 24 &+ i &* 8, as: PyObj?.self), visit, arg)
        if r != 0 { return r }
    }
    return 0
}

private func structseq_dealloc(_ op: PyObj) {
    PyObject_GC_UnTrack(op)
    let type = op.ob_type
    for i in 0..<max(typeSize(type, .n_fields), 0) { Py_XDECREF(op.load(fromByteOffset: 24 &+ i &* 8, as: PyObj?.self)) }
    PyObject_GC_Del(op)
    if type.tp_flags & TypeFlags.HEAPTYPE != 0 { Py_DECREF(type) }
}

private func memberName(_ type: PyObj, _ i: Int) -> String {
    String(cString: (type.tp_members.unsafelyUnwrapped + i * 40).mem_name.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self))
}

func structseq_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    var buffer: (PyObj?, PyObj?) = (nil, nil)
    let ok = withUnsafeMutableBytes(of: &buffer) {
        _PyArg_UnpackKeywords(
            fname: "structseq", args: _PyTuple_ITEMS(args), nargs: args.ob_size, kwargs: kwargs, kwnames: nil,
            keywords: ["sequence", "dict"], minpos: 1, maxpos: 2, minkw: 0,
            into: $0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: PyObj?.self))
    }
    guard ok, let sequence = buffer.0 else { return nil }
    let dict = buffer.1
    let minLen = typeSize(type, .n_sequence_fields)
    let maxLen = typeSize(type, .n_fields)
    let unnamed = typeSize(type, .n_unnamed_fields)
    if minLen < 0 || maxLen < 0 || unnamed < 0 { return nil }
    guard let arg = PySequence_Fast(sequence, "constructor requires a sequence") else { return nil }
    defer { Py_DECREF(arg) }
    let name = typeText(type)
    if let dict, !PyDict_Check(dict) {
        PyErr_SetString(PyExc_TypeError, "\(name)() takes a dict as second arg, if any")
        return nil
    }
    let len = arg.ob_size
    if minLen != maxLen {
        if len < minLen {
            PyErr_SetString(PyExc_TypeError, "\(name)() takes an at least \(minLen)-sequence (\(len)-sequence given)")
            return nil
        }
        if len > maxLen {
            PyErr_SetString(PyExc_TypeError, "\(name)() takes an at most \(maxLen)-sequence (\(len)-sequence given)")
            return nil
        }
    } else if len != minLen {
        PyErr_SetString(PyExc_TypeError, "\(name)() takes a \(minLen)-sequence (\(len)-sequence given)")
        return nil
    }
    guard let res = PyStructSequence_New(type) else { return nil }
    let items = PySequence_Fast_ITEMS(arg)
    for i in 0..<len { PyTuple_SET_ITEM(res, i, Py_NewRef(items[i])) }
    var i = len
    while i < maxLen {
        var value = Py_None
        if let dict {
            if let v = _PyDict_GetItemStringWithError(dict, memberName(type, i - unnamed)) {
                value = v
            } else if PyErr_Occurred() != nil {
                Py_DECREF(res)
                return nil
            }
        }
        PyTuple_SET_ITEM(res, i, Py_NewRef(value))
        i += 1
    }
    _PyObject_GC_TRACK(res)
    return res
}

private func structseq_repr(_ op: PyObj) -> PyObj? {
    let type = op.ob_type
    var writer = UnicodeWriter()
    writer.overallocate = true
    let name = op.typeName
    writer.min_length = name.unicodeScalars.count + 1 + op.ob_size * 5 + 1
    var ok = writer.writeText(name) && writer.writeChar(0x28)
    var i = 0
    while ok && i < op.ob_size {
        ok =
            (i == 0 || writer.writeASCII(", ")) && writer.writeText(memberName(type, i)) && writer.writeChar(0x3d)
            && writeRepr(&writer, PyTuple_GET_ITEM(op, i))
        i += 1
    }
    if ok && writer.writeChar(0x29) { return writer.finish() }
    writer.dealloc()
    return nil
}

private func structseq_reduce(_ op: PyObj) -> PyObj? {
    let type = op.ob_type
    let fields = typeSize(type, .n_fields)
    let unnamed = typeSize(type, .n_unnamed_fields)
    if fields < 0 || unnamed < 0 { return nil }
    guard let tuple = _PyTuple_FromArray(_PyTuple_ITEMS(op), op.ob_size) else { return nil }
    defer { Py_DECREF(tuple) }
    guard let dict = PyDict_New() else { return nil }
    defer { Py_DECREF(dict) }
    var i = op.ob_size
    while i < fields {
        if PyDict_SetItemString(dict, memberName(type, i - unnamed), PyTuple_GET_ITEM(op, i)) < 0 { return nil }
        i += 1
    }
    guard let args = PyTuple_Pack(2, tuple, dict) else { return nil }
    let result = PyTuple_Pack(2, type, args)
    Py_DECREF(args)
    return result
}

/// Makes a zeroed static type object (408 bytes) a struct sequence type and gets it ready. 0, or -1 with an exception.
func _PyStructSequence_InitType(_ type: PyObj, _ desc: PyStructSequence_Desc, _ flags: UInt) -> Int32 {
    fillStructSequence(type, desc, flags)
    return PyType_Ready(type) < 0 ? -1 : initStructSequenceDict(type, desc)
}

/// Fills the slots.
private func fillStructSequence(_ type: PyObj, _ desc: PyStructSequence_Desc, _ flags: UInt) {
    type.initStaticType(desc.name, basicsize: 24, itemsize: 8, flags: TypeFlags.HAVE_GC | flags, base: PyTuple_Type)
    type.tp_dealloc = structseq_dealloc
    type.tp_repr = structseq_repr
    if desc.doc.utf8CodeUnitCount > 0 { type.tp_doc = staticCString(desc.doc) }
    type.setMethods([.noargs("__reduce__", structseq_reduce)])
    type.tp_new = structseq_new
    type.tp_traverse = structseq_traverse
    var members: [MemberSpec] = []
    for (i, name) in desc.fields.enumerated() where name.utf8CodeUnitCount > 0 {
        members.append(MemberSpec(name, .object, 24 + i * 8))
    }
    type.setMembers(members)
}

/// Adds the numbers of fields and `__match_args__`. 0, or -1 with an exception. Origin: `initialize_structseq_dict`.
private func initStructSequenceDict(_ type: PyObj, _ desc: PyStructSequence_Desc) -> Int32 {
    let dict = type.tp_dict.unsafelyUnwrapped
    func setSize(_ name: Identifier, _ value: Int) -> Bool {
        guard let v = PyLong_FromSsize_t(value) else { return false }
        let r = PyDict_SetItem(dict, _Py_ID(name), v)
        Py_DECREF(v)
        return r == 0
    }
    if !setSize(.n_sequence_fields, desc.n_in_sequence) || !setSize(.n_fields, desc.fields.count)
        || !setSize(.n_unnamed_fields, desc.fields.filter { $0.utf8CodeUnitCount == 0 }.count)
    {
        return -1
    }
    let visible = desc.fields.prefix(desc.n_in_sequence).filter { $0.utf8CodeUnitCount > 0 }
    guard let keys = PyTuple_New(visible.count) else { return -1 }
    for (i, name) in visible.enumerated() {
        guard let text = PyUnicode_FromString(name.description) else {
            Py_DECREF(keys)
            return -1
        }
        PyTuple_SET_ITEM(keys, i, text)
    }
    let r = PyDict_SetItemString(dict, "__match_args__", keys)
    Py_DECREF(keys)
    return r
}

/// The same without flags.
func PyStructSequence_InitType2(_ type: PyObj, _ desc: PyStructSequence_Desc) -> Int32 { _PyStructSequence_InitType(type, desc, 0) }

/// A new struct sequence type on the heap, as extension modules have them; nil with an exception.
func PyStructSequence_NewType(_ desc: PyStructSequence_Desc) -> PyObj? {
    let pattern = staticAlloc(416)
    fillStructSequence(pattern, desc, 0)
    pattern.setRawSlot(8, nil)
    guard let type = PyType_FromModuleAndSpec(nil, pattern, PyTuple_Type) else { return nil }
    if initStructSequenceDict(type, desc) == 0 { return type }
    Py_DECREF(type)
    return nil
}

/// A new struct sequence type in the static area; nil with an exception. Flags: TypeFlags.DISALLOW_INSTANTIATION or 0.
func PyStructSequence_NewStaticType(_ desc: PyStructSequence_Desc, _ flags: UInt = 0) -> PyObj? {
    let type = staticAlloc(416)
    return _PyStructSequence_InitType(type, desc, flags) < 0 ? nil : type
}
