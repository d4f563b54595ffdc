import Memory

// The metatypes: what `class X(Structure)`, `c_int * 3` and `X.from_address` do. Origin: Modules/_ctypes/_ctypes.c.

// MARK: class methods that all ctypes types have

private func from_address(_ type: PyObj, _ value: PyObj) -> PyObj? {
    if !PyLong_Check(value) { return PyErr_Format(PyExc_TypeError, "integer expected") }
    let address = PyLong_AsUnsignedLongMask(value)
    if PyErr_Occurred() != nil { return nil }
    return ctAtAddress(type, UnsafeMutableRawPointer(bitPattern: address))
}

private func bufferArguments(_ name: String, _ args: PyObj) -> (PyObj, Int)? {
    if !_PyArg_CheckPositional(name, args.ob_size, 1, 2) { return nil }
    if args.ob_size == 1 { return (PyTuple_GET_ITEM(args, 0), 0) }
    guard let offset = ssizeArgument(PyTuple_GET_ITEM(args, 1)) else { return nil }
    if offset < 0 {
        PyErr_SetString(PyExc_ValueError, "offset cannot be negative")
        return nil
    }
    return (PyTuple_GET_ITEM(args, 0), offset)
}

private func from_buffer(_ type: PyObj, _ args: PyObj) -> PyObj? {
    guard let (obj, offset) = bufferArguments("from_buffer", args) else { return nil }
    guard let stg = ctDescription(type) else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    guard let view = PyMemoryView_FromObject(obj) else { return nil }
    defer { Py_DECREF(view) }
    let buffer = view.mv
    if buffer.buffer_readonly != 0 { return PyErr_Format(PyExc_TypeError, "underlying buffer is not writable") }
    if buffer.buffer_len < offset + stg.stg_size {
        return PyErr_Format(
            PyExc_ValueError, "Buffer size too small (\(buffer.buffer_len) instead of at least \(offset + stg.stg_size) bytes)")
    }
    guard let start = buffer.buffer_buf, let result = ctAtAddress(type, start + offset) else { return nil }
    if ctKeep(result, -1, Py_NewRef(view)) < 0 {
        Py_DECREF(result)
        return nil
    }
    return result
}

private func from_buffer_copy(_ type: PyObj, _ args: PyObj) -> PyObj? {
    guard let (obj, offset) = bufferArguments("from_buffer_copy", args) else { return nil }
    guard let stg = ctDescription(type) else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    let made = withBytes(obj) { (p, n) -> PyObj? in
        if n < offset + stg.stg_size {
            return PyErr_Format(PyExc_ValueError, "Buffer size too small (\(n) instead of at least \(offset + stg.stg_size) bytes)")
        }
        guard let result = ctGenericNew(type, emptyTuple, nil) else { return nil }
        result.b_ptr.copyMemory(from: p + offset, byteCount: stg.stg_size)
        return result
    }
    return made ?? nil
}

private func in_dll(_ type: PyObj, _ args: PyObj) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: variables of shared libraries (in_dll)")
}

/// Whether an argument can be passed as a type: the value itself, or what its `_as_parameter_` says. Origin: `CDataType_from_param`.
private func from_param(_ type: PyObj, _ value: PyObj) -> PyObj? {
    let same = PyObject_IsInstance(value, type)
    if same != 0 { return same < 0 ? nil : Py_NewRef(value) }
    if value.ob_type == CT.Arg {
        if let ob = value[ref: 48], PyObject_IsInstance(ob, type) > 0 { return Py_NewRef(value) }
        return PyErr_Format(
            PyExc_TypeError, "expected \(typeText(type)) instance instead of pointer to \(value[ref: 48]?.typeName ?? "NULL")")
    }
    return asParameter(type, value, "expected \(typeText(type)) instance instead of \(value.typeName)")
}

private func asParameter(_ type: PyObj, _ value: PyObj, _ message: String) -> PyObj? {
    guard let key = PyUnicode_InternFromString("_as_parameter_") else { return nil }
    defer { Py_DECREF(key) }
    var v: PyObj?
    if _PyObject_LookupAttr(value, key, &v) < 0 { return nil }
    guard let v else { return PyErr_Format(PyExc_TypeError, message) }
    defer { Py_DECREF(v) }
    return ctCallFromParam(type, v)
}

/// Calls `type.from_param(value)`.
func ctCallFromParam(_ type: PyObj, _ value: PyObj) -> PyObj? {
    guard let method = PyObject_GetAttrString(type, "from_param") else { return nil }
    defer { Py_DECREF(method) }
    return PyObject_CallOneArg(method, value)
}

/// An argument that carries a tag and 8 bytes, and keeps an object.
func ctNewArg(_ tag: UInt8, _ value: UInt, _ keep: PyObj?, _ size: Int = 8) -> PyObj? {
    guard let a = PyObject_New(CT.Arg) else { return nil }
    a[word: 16] = 0
    a[int: 24] = Int32(tag)
    a[int: 28] = 0
    a[word: 32] = Int(bitPattern: value)
    a[word: 40] = 0
    a[ref: 48] = Py_XNewRef(keep)
    a[word: 56] = size
    return a
}

private func simple_from_param(_ type: PyObj, _ value: PyObj) -> PyObj? {
    let same = PyObject_IsInstance(value, type)
    if same != 0 { return same < 0 ? nil : Py_NewRef(value) }
    guard let stg = ctDescription(type) else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    let letter = stg.stg_letter
    switch UnicodeScalar(letter) {
    case "P":
        if value == Py_None { return Py_NewRef(Py_None) }
        if PyLong_Check(value) {
            let v = PyLong_AsUnsignedLongMask(value)
            return PyErr_Occurred() != nil ? nil : ctNewArg(letter, v, nil)
        }
        if PyBytes_Check(value) { return ctNewArg(UInt8(ascii: "z"), UInt(bitPattern: value + 32), value) }
        if PyUnicode_Check(value) {
            guard let keep = ctWideCopy(value) else { return nil }
            defer { Py_DECREF(keep) }
            return ctNewArg(UInt8(ascii: "Z"), UInt(bitPattern: keep + 32), keep)
        }
        if ctIsData(value) {
            if PyObject_TypeCheck(value, CT.Array) || PyObject_TypeCheck(value, CT.Pointer) { return Py_NewRef(value) }
            if PyObject_TypeCheck(value, CT.FuncPtr) {
                return ctNewArg(letter, value.b_ptr.loadUnaligned(as: UInt.self), value)
            }
            if let l = ctDescription(value.ob_type)?.stg_letter, l == UInt8(ascii: "z") || l == UInt8(ascii: "Z") {
                return ctNewArg(l, value.b_ptr.loadUnaligned(as: UInt.self), value)
            }
        }
        if value.ob_type == CT.Arg && value[int: 24] == Int32(UInt8(ascii: "P")) { return Py_NewRef(value) }
        return asParameter(type, value, "wrong type")
    case "z", "Z":
        if value == Py_None { return Py_NewRef(Py_None) }
        if letter == UInt8(ascii: "z") ? PyBytes_Check(value) : PyUnicode_Check(value) { break }
        if PyObject_TypeCheck(value, CT.Array) || PyObject_TypeCheck(value, CT.Pointer),
            let item = ctDescription(value.ob_type)?.stg_proto.flatMap({ ctDescription($0) }),
            item.stg_letter == (letter == UInt8(ascii: "z") ? UInt8(ascii: "c") : UInt8(ascii: "u"))
        {
            return Py_NewRef(value)
        }
        if value.ob_type == CT.Arg { return Py_NewRef(value) }
        return asParameter(type, value, "wrong type")
    default: break
    }
    guard let arg = ctNewArg(letter, 0, nil) else { return nil }
    if let keep = ctSet(letter, stg.stg_swapped, arg + 32, value, 0) {
        Py_XSETREF(arg, 48, keep)
        return arg
    }
    Py_DECREF(arg)
    PyErr_Clear()
    return asParameter(type, value, "wrong type")
}

private func pointer_from_param(_ type: PyObj, _ value: PyObj) -> PyObj? {
    if value == Py_None { return Py_NewRef(Py_None) }
    guard let proto = ctDescription(type)?.stg_proto else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    let isItem = PyObject_IsInstance(value, proto)
    if isItem < 0 { return nil }
    if isItem > 0 { return ctByref(value, 0) }
    if PyObject_TypeCheck(value, CT.Pointer) || PyObject_TypeCheck(value, CT.Array), let p = ctDescription(value.ob_type)?.stg_proto
    {
        let ok = PyObject_IsSubclass(p, proto)
        if ok < 0 { return nil }
        if ok > 0 { return Py_NewRef(value) }
    }
    return from_param(type, value)
}

/// What `byref(obj, offset)` gives.
func ctByref(_ obj: PyObj, _ offset: Int) -> PyObj? { ctNewArg(UInt8(ascii: "P"), UInt(bitPattern: obj.b_ptr + offset), obj) }

private func dataMethods() -> [MethodSpec] {
    [
        .o("from_address", from_address), .varargs("from_buffer", from_buffer), .varargs("from_buffer_copy", from_buffer_copy),
        .varargs("in_dll", in_dll),
    ]
}

/// `type * n`. Origin: `CDataType_repeat`.
private func repeatType(_ type: PyObj, _ n: Int) -> PyObj? {
    if n < 0 { return PyErr_Format(PyExc_ValueError, "Array length must be >= 0, not \(n)") }
    return ctArrayType(type, n)
}

/// The array type of an item type and a length: a new reference. Origin: `PyCArrayType_from_ctype`.
func ctArrayType(_ item: PyObj, _ n: Int) -> PyObj? {
    guard let length = PyLong_FromSsize_t(n), let key = tupleOf(item, length), let cache = Interp.arrayTypeCache else { return nil }
    defer {
        Py_DECREF(length)
        Py_DECREF(key)
    }
    if let found = PyDict_GetItemWithError(cache, key) { return Py_NewRef(found) }
    if PyErr_Occurred() != nil { return nil }
    guard ctDescription(item) != nil else { return PyErr_Format(PyExc_TypeError, "Expected a type object") }
    guard let name = PyUnicode_FromString("\(strText(typeName(item)))_Array_\(n)"), let bases = tupleOf(CT.Array),
        let dict = PyDict_New()
    else { return nil }
    defer { for o in [name, bases, dict] { Py_DECREF(o) } }
    if PyDict_SetItemString(dict, "_length_", length) < 0 || PyDict_SetItemString(dict, "_type_", item) < 0 { return nil }
    guard let made = PyObject_CallFunctionObjArgs(CT.ArrayMeta, name, bases, dict) else { return nil }
    if PyDict_SetItem(cache, key, made) < 0 {
        Py_DECREF(made)
        return nil
    }
    return made
}

private func typeName(_ type: PyObj) -> PyObj { type.ht_name ?? Py_None }

// MARK: how each kind of type is made

/// The attribute of a class by name: a new reference, nil without an exception if there is none.
private func attribute(_ type: PyObj, _ name: String) -> PyObj? {
    guard let key = PyUnicode_InternFromString(name) else { return nil }
    defer { Py_DECREF(key) }
    var v: PyObj?
    return _PyObject_LookupAttr(type, key, &v) < 0 ? nil : v
}

private func structNew(_ meta: PyObj, _ args: PyObj, _ kwds: PyObj?, _ kind: Int32) -> PyObj? {
    guard let type = type_new(meta, args, kwds) else { return nil }
    // `_abstract_` classes have no description.
    if PyDict_GetItemString(type.tp_dict.unsafelyUnwrapped, "_abstract_") != nil { return type }
    guard let stg = ctInstallDescription(type, kind) else {
        Py_DECREF(type)
        return nil
    }
    if let fields = PyDict_GetItemString(stg, "_fields_") {
        guard let key = PyUnicode_InternFromString("_fields_") else { return nil }
        Py_INCREF(fields)
        defer {
            Py_DECREF(fields)
            Py_DECREF(key)
        }
        // By the metatype's own way, which a structure with the other byte order overrides.
        if PyObject_SetAttr(type, key, fields) < 0 {
            Py_DECREF(type)
            return nil
        }
    } else if let base = type.tp_base, let basedict = ctDescription(base) {
        ctClone(stg, basedict)
        basedict.stg_flags |= CT.Flag.final
    }
    if stg.stg_align == 0 { stg.stg_align = 1 }
    PyType_Modified(type)
    return type
}

private func struct_meta_new(_ meta: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    structNew(meta, args, kwds, CT.Kind.structure)
}
private func union_meta_new(_ meta: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? { structNew(meta, args, kwds, CT.Kind.union) }

private func setattroFields(_ type: PyObj, _ key: PyObj, _ value: PyObj?, isStruct: Bool) -> Int32 {
    if type_setattro(type, key, value) < 0 { return -1 }
    if let value, PyUnicode_Check(key), _PyUnicode_EqualToASCIIString(key, "_fields_") {
        return ctSetFields(type, value, isStruct: isStruct)
    }
    return 0
}
private func struct_meta_setattro(_ type: PyObj, _ key: PyObj, _ value: PyObj?) -> Int32 {
    setattroFields(type, key, value, isStruct: true)
}
private func union_meta_setattro(_ type: PyObj, _ key: PyObj, _ value: PyObj?) -> Int32 {
    setattroFields(type, key, value, isStruct: false)
}

private func pointer_meta_new(_ meta: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let type = type_new(meta, args, kwds) else { return nil }
    guard let stg = ctInstallDescription(type, CT.Kind.pointer) else { return nil }
    stg.stg_size = 8
    stg.stg_align = 8
    stg.stg_length = 1
    stg.stg_flags |= CT.Flag.isPointer
    if let proto = PyDict_GetItemString(stg, "_type_") {
        if ctDescription(proto) == nil {
            Py_DECREF(type)
            return PyErr_Format(PyExc_TypeError, "_type_ must have storage info")
        }
        stg.stg_proto = Py_NewRef(proto)
    }
    PyType_Modified(type)
    return type
}

private func pointer_set_type(_ type: PyObj, _ proto: PyObj) -> PyObj? {
    guard let stg = ctDescription(type) else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    if ctDescription(proto) == nil { return PyErr_Format(PyExc_TypeError, "_type_ must have storage info") }
    Py_XSETREF(stg, 72, Py_NewRef(proto))
    if PyDict_SetItemString(stg, "_type_", proto) < 0 { return nil }
    return Py_NewRef(Py_None)
}

private func array_meta_new(_ meta: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let type = type_new(meta, args, kwds) else { return nil }
    func fail(_ error: PyObj, _ text: String) -> PyObj? {
        Py_DECREF(type)
        return PyErr_Format(error, text)
    }
    guard let length = attribute(type, "_length_") else {
        return fail(PyExc_AttributeError, "class must define a '_length_' attribute")
    }
    defer { Py_DECREF(length) }
    if !PyLong_Check(length) { return fail(PyExc_TypeError, "The '_length_' attribute must be an integer") }
    let n = PyLong_AsSsize_t(length)
    if n == -1 && PyErr_Occurred() != nil { return fail(PyExc_OverflowError, "The '_length_' attribute is too large") }
    if n < 0 { return fail(PyExc_ValueError, "The '_length_' attribute must not be negative") }
    guard let item = attribute(type, "_type_") else { return fail(PyExc_AttributeError, "class must define a '_type_' attribute") }
    defer { Py_DECREF(item) }
    guard let itemStg = ctDescription(item) else { return fail(PyExc_TypeError, "_type_ must have storage info") }
    let (total, overflow) = itemStg.stg_size.multipliedReportingOverflow(by: n)
    if overflow { return fail(PyExc_OverflowError, "array too large") }
    guard let stg = ctInstallDescription(type, CT.Kind.array) else { return nil }
    stg.stg_size = total
    stg.stg_align = itemStg.stg_align
    stg.stg_length = n
    stg.stg_proto = Py_NewRef(item)
    stg.stg_flags |= itemStg.stg_flags & CT.Flag.hasPointer
    PyType_Modified(type)
    if itemStg.stg_letter == UInt8(ascii: "c") || itemStg.stg_letter == UInt8(ascii: "u"), ctIsPlain(item) {
        // Arrays of characters have `value` (and `raw`).
        for spec in ctCharArrayGetSets(wide: itemStg.stg_letter == UInt8(ascii: "u")) {
            guard let descr = PyDescr_NewGetSet(type, spec) else { return nil }
            let r = PyDict_SetItemString(stg, spec.gs_name.map { cText($0) } ?? "", descr)
            Py_DECREF(descr)
            if r < 0 { return nil }
        }
    }
    return type
}

private func makeSimple(_ type: PyObj, _ letter: UInt8, swapped: Bool) -> PyObj? {
    guard let stg = ctInstallDescription(type, CT.Kind.simple) else { return nil }
    stg.stg_size = ctSize(letter)
    stg.stg_align = ctSize(letter)
    stg.stg_letter = letter
    stg.stg_swapped = swapped
    if "OPzZ".utf8.contains(letter) { stg.stg_flags |= CT.Flag.hasPointer }
    PyType_Modified(type)
    return stg
}

private func simple_meta_new(_ meta: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let type = type_new(meta, args, kwds) else { return nil }
    func fail(_ error: PyObj, _ text: String) -> PyObj? {
        Py_DECREF(type)
        return PyErr_Format(error, text)
    }
    guard let proto = attribute(type, "_type_") else { return fail(PyExc_AttributeError, "class must define a '_type_' attribute") }
    defer { Py_DECREF(proto) }
    if !PyUnicode_Check(proto) { return fail(PyExc_TypeError, "class must define a '_type_' string attribute") }
    if PyUnicode_GET_LENGTH(proto) != 1 {
        return fail(PyExc_ValueError, "class must define a '_type_' attribute which must be a string of length 1")
    }
    let code = PyUnicode_READ_CHAR(proto, 0)
    guard code < 128, ctSize(UInt8(code)) != 0 else {
        return fail(
            PyExc_AttributeError,
            "class must define a '_type_' attribute which must be\na single character string containing one of 'cbBhHiIlLdfuzZqQPXOv?g'."
        )
    }
    let letter = UInt8(code)
    guard makeSimple(type, letter, swapped: false) != nil else { return nil }
    // Direct children of _SimpleCData also exist with the other byte order.
    if meta == CT.SimpleMeta && type.tp_base == CT.Simple && "hHiIlLqQfd".utf8.contains(letter) {
        guard let name = type.ht_name, let dict = PyDict_New(), let bases = tupleOf(CT.Simple) else { return nil }
        defer {
            Py_DECREF(dict)
            Py_DECREF(bases)
        }
        if PyDict_SetItemString(dict, "_type_", proto) < 0 { return nil }
        guard let newArgs = tupleOf(name, bases, dict) else { return nil }
        defer { Py_DECREF(newArgs) }
        guard let other = type_new(meta, newArgs, nil), makeSimple(other, letter, swapped: true) != nil else { return nil }
        defer { Py_DECREF(other) }
        for (t, order, v) in [
            (type, "__ctype_be__", other), (type, "__ctype_le__", type), (other, "__ctype_be__", other),
            (other, "__ctype_le__", type),
        ] {
            guard let dict = t.tp_dict, PyDict_SetItemString(dict, order, v) == 0 else { return nil }
            PyType_Modified(t)
        }
    }
    return type
}

private func func_meta_new(_ meta: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let type = type_new(meta, args, kwds) else { return nil }
    guard let stg = ctInstallDescription(type, CT.Kind.function) else { return nil }
    stg.stg_size = 8
    stg.stg_align = 8
    stg.stg_flags |= CT.Flag.isPointer
    guard let flags = PyDict_GetItemString(stg, "_flags_"), PyLong_Check(flags) else {
        Py_DECREF(type)
        return PyErr_Format(PyExc_TypeError, "class must define _flags_ which must be an integer")
    }
    stg.stg_flags |= Int32(truncatingIfNeeded: PyLong_AsLong(flags))
    if let argtypes = PyDict_GetItemString(stg, "_argtypes_") {
        guard PyTuple_Check(argtypes), let converters = ctConverters(argtypes) else {
            Py_DECREF(type)
            return PyErr_Occurred() != nil ? nil : PyErr_Format(PyExc_TypeError, "class must define _argtypes_ as a tuple")
        }
        stg[ref: 88] = Py_NewRef(argtypes)
        stg[ref: 96] = converters
    }
    if let restype = PyDict_GetItemString(stg, "_restype_") {
        if restype != Py_None && ctDescription(restype) == nil && !PyCallable_Check(restype) {
            Py_DECREF(type)
            return PyErr_Format(PyExc_TypeError, "_restype_ must be a type, a callable, or None")
        }
        stg[ref: 104] = Py_NewRef(restype)
    }
    PyType_Modified(type)
    return type
}

/// The `from_param` of each argument type, a new tuple. Origin: `converters_from_argtypes`.
func ctConverters(_ argtypes: PyObj) -> PyObj? {
    guard let t = PyTuple_New(argtypes.ob_size) else { return nil }
    for i in 0..<argtypes.ob_size {
        guard let c = PyObject_GetAttrString(PyTuple_GET_ITEM(argtypes, i), "from_param") else {
            Py_DECREF(t)
            return PyErr_Format(PyExc_TypeError, "item \(i + 1) in _argtypes_ has no from_param method")
        }
        PyTuple_SET_ITEM(t, i, c)
    }
    return t
}

/// Fills the metatypes.
func ctInitMetatypes() {
    func meta(_ t: PyObj, _ name: StaticString, _ new: newfunc, _ methods: [MethodSpec]) {
        t.initStaticType(name, basicsize: 0, flags: TypeFlags.BASETYPE, base: PyType_Type)
        t.tp_new = new
        t.setMethods(dataMethods() + methods)
        t.newSequenceMethods().sq_repeat = repeatType
    }
    meta(CT.StructMeta, "_ctypes.PyCStructType", struct_meta_new, [.o("from_param", from_param)])
    CT.StructMeta.tp_setattro = struct_meta_setattro
    meta(CT.UnionMeta, "_ctypes.UnionType", union_meta_new, [.o("from_param", from_param)])
    CT.UnionMeta.tp_setattro = union_meta_setattro
    meta(
        CT.PointerMeta, "_ctypes.PyCPointerType", pointer_meta_new,
        [.o("from_param", pointer_from_param), .o("set_type", pointer_set_type)])
    meta(CT.ArrayMeta, "_ctypes.PyCArrayType", array_meta_new, [.o("from_param", from_param)])
    meta(CT.SimpleMeta, "_ctypes.PyCSimpleType", simple_meta_new, [.o("from_param", simple_from_param)])
    meta(CT.FuncMeta, "_ctypes.PyCFuncPtrType", func_meta_new, [.o("from_param", from_param)])
}
