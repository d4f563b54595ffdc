import Memory

// Structures and unions, and their fields. Origin: Modules/_ctypes/stgdict.c, cfield.c.

// MARK: CField (offset 16, size 24, index 32, proto 40, letter 48, anonymous 52)

private func field_dealloc(_ f: PyObj) { deallocFields(f, 40) }

private func field_traverse(_ f: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(f, visit, arg, 40)
}

private func field_clear(_ f: PyObj) -> Int32 {
    Py_CLEAR(f, 40)
    return 0
}

private func field_get(_ f: PyObj, _ inst: PyObj?, _ type: PyObj?) -> PyObj? {
    guard let inst else { return Py_NewRef(f) }
    guard ctIsData(inst), let proto = f[ref: 40] else { return PyErr_Format(PyExc_TypeError, "not a ctype instance") }
    return ctGetItem(proto, UInt8(f[int: 48]), inst, f[word: 32], f[word: 24], inst.b_ptr + f[word: 16])
}

private func field_set(_ f: PyObj, _ inst: PyObj, _ value: PyObj?) -> Int32 {
    guard ctIsData(inst), let proto = f[ref: 40] else {
        PyErr_SetString(PyExc_TypeError, "not a ctype instance")
        return -1
    }
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "can't delete attribute")
        return -1
    }
    return ctSetItem(inst, proto, UInt8(f[int: 48]), value, f[word: 32], f[word: 24], inst.b_ptr + f[word: 16])
}

private func field_repr(_ f: PyObj) -> PyObj? {
    guard let proto = f[ref: 40] else { return PyUnicode_FromString("<Field>") }
    let name = typeText(proto)
    let size = f[word: 24]
    let text =
        size >> 16 != 0
        ? "<Field type=\(name), ofs=\(f[word: 16]):\(size & 0xffff), bits=\(size >> 16)>"
        : "<Field type=\(name), ofs=\(f[word: 16]), size=\(size)>"
    return PyUnicode_FromString(text)
}

/// Fills the type of fields.
func ctInitField() {
    let t = CT.Field
    t.initStaticType("_ctypes.CField", basicsize: 56, flags: TypeFlags.HAVE_GC)
    t.tp_dealloc = field_dealloc
    t.tp_repr = field_repr
    t.tp_traverse = field_traverse
    t.tp_clear = field_clear
    t.tp_descr_get = field_get
    t.tp_descr_set = field_set
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_alloc = PyType_GenericAlloc
    t.tp_free = PyObject_GC_Del
    t.setGetSets([
        GetSetSpec("offset", { f, _ in PyLong_FromSsize_t(f[word: 16]) }),
        GetSetSpec("size", { f, _ in PyLong_FromSsize_t(f[word: 24]) }),
    ])
}

// MARK: laying fields out

/// Where the next bit field can go on: the unit being filled.
private struct BitUnit {
    /// Bits of the unit, 0 when none is open.
    var width = 0
    /// Bits used.
    var used = 0
}

private func addField(
    _ type: PyObj, _ stg: PyObj, _ name: PyObj, _ proto: PyObj, _ index: Int, _ offset: Int, _ size: Int, _ letter: UInt8
) -> Bool {
    guard let f = PyType_GenericAlloc(CT.Field, 0) else { return false }
    defer { Py_DECREF(f) }
    f[word: 16] = offset
    f[word: 24] = size
    f[word: 32] = index
    f[ref: 40] = Py_NewRef(proto)
    f[int: 48] = Int32(letter)
    return PyDict_SetItem(stg, name, f) == 0
}

/// The letter by which a field is read: arrays of characters are strings.
private func fieldLetter(_ proto: PyObj, _ stg: PyObj) -> UInt8 {
    guard stg.stg_kind == CT.Kind.array, let item = stg.stg_proto, ctIsPlain(item), let d = ctDescription(item) else { return 0 }
    switch d.stg_letter {
    case UInt8(ascii: "c"): return UInt8(ascii: "s")
    case UInt8(ascii: "u"): return UInt8(ascii: "U")
    default: return 0
    }
}

/// Lays out `_fields_` and makes the field descriptors. -1 with an exception. Origin: `PyCStructUnionType_update_stgdict`.
func ctSetFields(_ type: PyObj, _ fields: PyObj, isStruct: Bool) -> Int32 {
    func fail(_ error: PyObj, _ text: String) -> Int32 {
        PyErr_SetString(error, text)
        return -1
    }
    guard let stg = ctDescription(type) else { return PyErr_Occurred() != nil ? -1 : 0 }
    var pack = 0
    if let p = PyDict_GetItemString(stg, "_pack_") {
        pack = PyLong_Check(p) ? PyLong_AsLong(p) : -1
        if pack < 0 || PyErr_Occurred() != nil { return fail(PyExc_ValueError, "_pack_ must be a non-negative integer") }
    }
    if stg.stg_flags & CT.Flag.final != 0 { return fail(PyExc_AttributeError, "_fields_ is final") }
    guard let list = PySequence_Fast(fields, "_fields_ must be a sequence of pairs") else { return -1 }
    defer { Py_DECREF(list) }
    let n = PySequence_Fast_GET_SIZE(list)
    var size = 0, offset = 0, align = 1, index = 0, union = 0
    var unit = BitUnit()
    if let base = type.tp_base, let b = ctDescription(base) {
        stg.stg_flags |= b.stg_flags & (CT.Flag.hasPointer | CT.Flag.hasBitfield)
        b.stg_flags |= CT.Flag.final
        size = b.stg_size
        offset = isStruct ? size : 0
        align = max(b.stg_align, 1)
        union = isStruct ? 0 : size
        index = b.stg_length
    }
    for i in 0..<n {
        let pair = PySequence_Fast_GET_ITEM(list, i)
        guard PyTuple_Check(pair), pair.ob_size == 2 || pair.ob_size == 3, PyUnicode_Check(PyTuple_GET_ITEM(pair, 0)) else {
            return fail(PyExc_TypeError, "_fields_ must be a sequence of (name, C type) pairs")
        }
        let name = PyTuple_GET_ITEM(pair, 0)
        let proto = PyTuple_GET_ITEM(pair, 1)
        guard let d = ctDescription(proto) else {
            return fail(PyExc_TypeError, "second item in _fields_ tuple (index \(i)) must be a C type")
        }
        d.stg_flags |= CT.Flag.final
        if d.stg_flags & (CT.Flag.isPointer | CT.Flag.hasPointer) != 0 { stg.stg_flags |= CT.Flag.hasPointer }
        let fieldAlign = pack != 0 ? min(pack, max(d.stg_align, 1)) : max(d.stg_align, 1)
        var fieldSize = d.stg_size
        var place = 0
        if pair.ob_size == 3 {
            guard "cbBhHiIlLqQ?".utf8.contains(d.stg_letter), d.stg_kind == CT.Kind.simple else {
                return fail(PyExc_TypeError, "bit fields not allowed for type \(typeText(proto))")
            }
            let bits = _PyLong_AsInt(PyTuple_GET_ITEM(pair, 2))
            if bits == -1 && PyErr_Occurred() != nil { return -1 }
            if bits <= 0 || Int(bits) > 8 * d.stg_size { return fail(PyExc_ValueError, "number of bits invalid for bit field") }
            stg.stg_flags |= CT.Flag.hasBitfield
            let width = 8 * d.stg_size
            var low = 0
            if isStruct && unit.width != 0 && unit.used + Int(bits) <= max(unit.width, width) && width >= unit.width {
                // Goes on in the open unit, which may be widened (as gcc does).
                if width > unit.width {
                    offset += (width - unit.width) / 8
                    size += (width - unit.width) / 8
                    unit.width = width
                }
                place = offset - unit.width / 8
                low = unit.used
                unit.used += Int(bits)
            } else if isStruct && unit.width != 0 && unit.used + Int(bits) <= unit.width {
                place = offset - unit.width / 8
                low = unit.used
                fieldSize = d.stg_size
                unit.used += Int(bits)
            } else {
                if isStruct { offset = (offset + fieldAlign - 1) / fieldAlign * fieldAlign }
                place = isStruct ? offset : 0
                offset = place + fieldSize
                unit = BitUnit(width: isStruct ? width : 0, used: Int(bits))
            }
            if !addField(type, stg, name, proto, index, place, Int(bits) << 16 | low, d.stg_letter) { return -1 }
        } else {
            unit = BitUnit()
            if isStruct { offset = (offset + fieldAlign - 1) / fieldAlign * fieldAlign }
            place = isStruct ? offset : 0
            offset = place + fieldSize
            if !addField(type, stg, name, proto, index, place, fieldSize, fieldLetter(proto, d)) { return -1 }
        }
        union = max(union, fieldSize)
        align = max(align, fieldAlign)
        size = offset
        index += 1
    }
    if !isStruct { size = union }
    size = (size + align - 1) / align * align
    stg.stg_size = size
    stg.stg_align = align
    stg.stg_length = index
    if makeAnonymous(type, stg) < 0 { return -1 }
    PyType_Modified(type)
    return 0
}

/// Fields of anonymous members become fields of the whole. Origin: `MakeAnonFields`.
private func makeAnonymous(_ type: PyObj, _ stg: PyObj) -> Int32 {
    guard let names = PyDict_GetItemString(stg, "_anonymous_") else { return PyErr_Occurred() == nil ? 0 : -1 }
    guard let list = PySequence_Fast(names, "_anonymous_ must be a sequence") else { return -1 }
    defer { Py_DECREF(list) }
    func make(_ descr: PyObj, _ index: Int, _ offset: Int) -> Int32 {
        guard let proto = descr[ref: 40], let inner = PyObject_GetAttrString(proto, "_fields_") else { return -1 }
        defer { Py_DECREF(inner) }
        guard let fields = PySequence_Fast(inner, "_fields_ must be a sequence") else { return -1 }
        defer { Py_DECREF(fields) }
        for i in 0..<PySequence_Fast_GET_SIZE(fields) {
            let name = PyTuple_GET_ITEM(PySequence_Fast_GET_ITEM(fields, i), 0)
            guard let f = PyObject_GetAttr(proto, name) else { return -1 }
            defer { Py_DECREF(f) }
            if f.ob_type != CT.Field {
                PyErr_SetString(PyExc_TypeError, "unexpected type")
                return -1
            }
            if f[int: 52] != 0 {
                if make(f, f[word: 32] + index, f[word: 16] + offset) < 0 { return -1 }
                continue
            }
            if !addField(
                type, stg, name, f[ref: 40].unsafelyUnwrapped, f[word: 32] + index, f[word: 16] + offset, f[word: 24],
                UInt8(f[int: 48]))
            {
                return -1
            }
        }
        return 0
    }
    for i in 0..<PySequence_Fast_GET_SIZE(list) {
        let name = PySequence_Fast_GET_ITEM(list, i)
        guard let descr = PyDict_GetItemWithError(stg, name), descr.ob_type == CT.Field else {
            PyErr_SetString(PyExc_AttributeError, "'\(strText(name))' is specified in _anonymous_ but not in _fields_")
            return -1
        }
        descr[int: 52] = 1
        if make(descr, descr[word: 32], descr[word: 16]) < 0 { return -1 }
    }
    return 0
}

// MARK: instances

private func initPositional(_ inst: PyObj, _ type: PyObj, _ args: PyObj, _ kwds: PyObj?, _ start: Int) -> Int? {
    var index = start
    if let base = type.tp_base, ctDescription(base) != nil {
        guard let next = initPositional(inst, base, args, kwds, index) else { return nil }
        index = next
    }
    guard let stg = ctDescription(type), let fields = PyDict_GetItemString(stg, "_fields_") else { return index }
    let n = PySequence_Size(fields)
    if n < 0 { return nil }
    for i in 0..<n where index < args.ob_size {
        guard let pair = PySequence_GetItem(fields, i) else { return nil }
        defer { Py_DECREF(pair) }
        guard let name = PySequence_GetItem(pair, 0) else { return nil }
        defer { Py_DECREF(name) }
        if let kwds, PyDict_Contains(kwds, name) > 0 {
            PyErr_SetString(PyExc_TypeError, "duplicate values for field \(reprText(name))")
            return nil
        }
        if PyObject_SetAttr(inst, name, PyTuple_GET_ITEM(args, index)) < 0 { return nil }
        index += 1
    }
    return index
}

private func struct_init(_ inst: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    if args.ob_size > 0 {
        guard let used = initPositional(inst, inst.ob_type, args, kwds, 0) else { return -1 }
        if used < args.ob_size {
            PyErr_SetString(PyExc_TypeError, "too many initializers")
            return -1
        }
    }
    guard let kwds else { return 0 }
    var pos = 0
    var key: PyObj?, value: PyObj?
    while PyDict_Next(kwds, &pos, &key, &value) {
        if PyObject_SetAttr(inst, key.unsafelyUnwrapped, value.unsafelyUnwrapped) < 0 { return -1 }
    }
    return 0
}

/// Fills `Structure` and `Union`.
func ctInitStructures() {
    for (t, name, meta) in [
        (CT.Struct, "_ctypes.Structure" as StaticString, CT.StructMeta), (CT.Union, "_ctypes.Union", CT.UnionMeta),
    ] {
        ctInitBase(t, name, meta, base: CT.CData)
        t.tp_new = ctGenericNew
        t.tp_init = struct_init
    }
}
