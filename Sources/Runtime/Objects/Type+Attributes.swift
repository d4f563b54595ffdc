import Memory

// The computed attributes of classes: `__name__`, `__bases__`, `__module__`, … Origin: Objects/typeobject.c.

func check_set_special_type_attr(_ type: PyObj, _ value: PyObj?, _ name: String) -> Bool {
    if PyType_HasFeature(type, TypeFlags.IMMUTABLETYPE) {
        PyErr_SetString(PyExc_TypeError, "cannot set '\(name)' attribute of immutable type '\(typeText(type))'")
        return false
    }
    if value == nil {
        PyErr_SetString(PyExc_TypeError, "cannot delete '\(name)' attribute of immutable type '\(typeText(type))'")
        return false
    }
    return true
}

/// `type.__name__`: a new reference.
func type_name(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if type.tp_flags & TypeFlags.HEAPTYPE != 0 { return Py_XNewRef(type.ht_name) }
    return PyUnicode_FromString(_PyType_Name(type))
}

/// `type.__qualname__`: a new reference.
func type_qualname(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if type.tp_flags & TypeFlags.HEAPTYPE != 0 { return Py_XNewRef(type.ht_qualname) }
    return PyUnicode_FromString(_PyType_Name(type))
}

/// The type's name as a new str. Origin: `PyType_GetName`.
func PyType_GetName(_ type: PyObj) -> PyObj? { type_name(type, nil) }
/// The type's qualified name as a new str. Origin: `PyType_GetQualName`.
func PyType_GetQualName(_ type: PyObj) -> PyObj? { type_qualname(type, nil) }

/// The UTF-8 bytes of a type name, kept alive by the string; nil with an exception when there are null characters in it.
func typeNameBytes(_ name: PyObj) -> PyObj? {
    guard let bytes = PyUnicode_AsUTF8AndSize(name) else { return nil }
    if bytes.contains(0) {
        PyErr_SetString(PyExc_ValueError, "type name must not contain null characters")
        return nil
    }
    // Read-only from here on: it is the string's own text.
    return bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) }
}

private func type_set_name(_ type: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard check_set_special_type_attr(type, value, "__name__"), let value else { return -1 }
    if !PyUnicode_Check(value) {
        PyErr_SetString(PyExc_TypeError, "can only assign string to \(typeText(type)).__name__, not '\(value.typeName)'")
        return -1
    }
    guard let bytes = typeNameBytes(value) else { return -1 }
    type.tp_name = bytes
    Py_INCREF(value)
    Py_XSETREF(type, SlotOffset.ht_name, value)
    return 0
}

private func type_set_qualname(_ type: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard check_set_special_type_attr(type, value, "__qualname__"), let value else { return -1 }
    if !PyUnicode_Check(value) {
        PyErr_SetString(PyExc_TypeError, "can only assign string to \(typeText(type)).__qualname__, not '\(value.typeName)'")
        return -1
    }
    Py_INCREF(value)
    Py_XSETREF(type, SlotOffset.ht_qualname, value)
    return 0
}

/// `type.__module__`: a new reference, or nil with AttributeError.
func type_module(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if type.tp_flags & TypeFlags.HEAPTYPE != 0 {
        guard let mod = PyDict_GetItemWithError(type.tp_dict.unsafelyUnwrapped, _Py_ID(.__module__)) else {
            if PyErr_Occurred() == nil { PyErr_SetString(PyExc_AttributeError, "__module__") }
            return nil
        }
        return Py_NewRef(mod)
    }
    let text = typeText(type)
    guard let dot = text.lastIndex(of: ".") else { return Py_NewRef(_Py_ID(.builtins)) }
    guard var mod = PyUnicode_FromString(String(text[..<dot])) else { return nil }
    PyUnicode_InternInPlace(&mod)
    return mod
}

private func type_set_module(_ type: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard check_set_special_type_attr(type, value, "__module__"), let value else { return -1 }
    PyType_Modified(type)
    return PyDict_SetItem(type.tp_dict.unsafelyUnwrapped, _Py_ID(.__module__), value)
}

func type_abstractmethods(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    // `type` itself has a descriptor of this name (this one): that is not an answer.
    var mod: PyObj?
    if type != PyType_Type { mod = PyDict_GetItemWithError(type.tp_dict.unsafelyUnwrapped, _Py_ID(.__abstractmethods__)) }
    guard let mod else {
        if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_AttributeError, _Py_ID(.__abstractmethods__)) }
        return nil
    }
    return Py_NewRef(mod)
}

private func type_set_abstractmethods(_ type: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    let dict = type.tp_dict.unsafelyUnwrapped
    var abstract: Int32 = 0
    var res: Int32
    if let value {
        abstract = PyObject_IsTrue(value)
        if abstract < 0 { return -1 }
        res = PyDict_SetItem(dict, _Py_ID(.__abstractmethods__), value)
    } else {
        res = PyDict_DelItem(dict, _Py_ID(.__abstractmethods__))
        if res != 0 && PyErr_ExceptionMatches(PyExc_KeyError) {
            PyErr_SetObject(PyExc_AttributeError, _Py_ID(.__abstractmethods__))
            return -1
        }
    }
    if res == 0 {
        PyType_Modified(type)
        if abstract != 0 {
            type.tp_flags |= TypeFlags.IS_ABSTRACT
        } else {
            type.tp_flags &= ~TypeFlags.IS_ABSTRACT
        }
    }
    return res
}

private func type_get_bases(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { Py_XNewRef(type.tp_bases) }

/// Recomputes the MRO of a type and all its subclasses; (type, new, old) tuples go to the list `temp` for a rollback.
private func mro_hierarchy(_ type: PyObj, _ temp: PyObj) -> Int32 {
    var oldMro: PyObj?
    var res = mro_internal(type, &oldMro, keepOld: true)
    if res <= 0 { return res }
    let newMro = type.tp_mro.unsafelyUnwrapped
    let tuple = oldMro != nil ? pack3(type, newMro, oldMro.unsafelyUnwrapped) : pack2(type, newMro)
    if let tuple { res = PyList_Append(temp, tuple) } else { res = -1 }
    Py_XDECREF(tuple)
    if res < 0 {
        type.tp_mro = oldMro
        Py_DECREF(newMro)
        return -1
    }
    Py_XDECREF(oldMro)
    if type.tp_subclasses != nil {
        // A copy, because an `mro()` method may change the subclasses meanwhile.
        guard let subclasses = _PyType_GetSubclasses(type) else { return -1 }
        for i in 0..<PyList_GET_SIZE(subclasses) {
            res = mro_hierarchy(PyList_GET_ITEM(subclasses, i), temp)
            if res < 0 { break }
        }
        Py_DECREF(subclasses)
    }
    return res
}

private func type_set_bases(_ type: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard check_set_special_type_attr(type, value, "__bases__"), let newBases = value else { return -1 }
    if !PyTuple_Check(newBases) {
        PyErr_SetString(
            PyExc_TypeError, "can only assign tuple to \(typeText(type)).__bases__, not \(newBases.typeName)")
        return -1
    }
    let n = PyTuple_GET_SIZE(newBases)
    if n == 0 {
        PyErr_SetString(PyExc_TypeError, "can only assign non-empty tuple to \(typeText(type)).__bases__, not ()")
        return -1
    }
    for i in 0..<n {
        let base = PyTuple_GET_ITEM(newBases, i)
        if !PyType_Check(base) {
            PyErr_SetString(
                PyExc_TypeError, "\(typeText(type)).__bases__ must be tuple of classes, not '\(base.typeName)'")
            return -1
        }
        // The chain of tp_base is checked too: inside a reentrant call the MRO may not be up to date.
        if PyType_IsSubtype(base, type) || (base.tp_mro != nil && type_is_subtype_base_chain(base, type)) {
            PyErr_SetString(PyExc_TypeError, "a __bases__ item causes an inheritance cycle")
            return -1
        }
    }
    guard let newBase = best_base(newBases) else { return -1 }
    if !compatible_for_assignment(type.tp_base.unsafelyUnwrapped, newBase, "__bases__") { return -1 }
    let oldBases = type.tp_bases.unsafelyUnwrapped
    let oldBase = type.tp_base.unsafelyUnwrapped
    type.tp_bases = Py_NewRef(newBases)
    type.tp_base = Py_NewRef(newBase)

    let temp = PyList_New(0)
    if let temp {
        if mro_hierarchy(type, temp) >= 0 {
            Py_DECREF(temp)
            var res: Int32 = 0
            // Nothing to do if a reentrant call has replaced tp_bases.
            if type.tp_bases == newBases {
                remove_all_subclasses(type, oldBases)
                res = add_all_subclasses(type, newBases)
                update_all_slots(type)
            }
            Py_DECREF(oldBases)
            Py_DECREF(oldBase)
            return res
        }
        var i = PyList_GET_SIZE(temp) - 1
        while i >= 0 {
            let entry = PyList_GET_ITEM(temp, i)
            let cls = PyTuple_GET_ITEM(entry, 0)
            let newMro = PyTuple_GET_ITEM(entry, 1)
            let oldMro: PyObj? = PyTuple_GET_SIZE(entry) == 3 ? PyTuple_GET_ITEM(entry, 2) : nil
            if cls.tp_mro == newMro {
                Py_XINCREF(oldMro)
                cls.tp_mro = oldMro
                Py_DECREF(newMro)
            }
            i -= 1
        }
        Py_DECREF(temp)
    }
    if type.tp_bases == newBases {
        type.tp_bases = oldBases
        type.tp_base = oldBase
        Py_DECREF(newBases)
        Py_DECREF(newBase)
    } else {
        Py_DECREF(oldBases)
        Py_DECREF(oldBase)
    }
    return -1
}

private func type_dict(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    guard let dict = type.tp_dict else { return Py_NewRef(Py_None) }
    return PyDictProxy_New(dict)
}

private func type_get_doc(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if type.tp_flags & TypeFlags.HEAPTYPE == 0, let doc = type.tp_doc {
        return _PyType_GetDocFromInternalDoc(typeText(type), doc)
    }
    guard let result = PyDict_GetItemWithError(type.tp_dict.unsafelyUnwrapped, _Py_ID(.__doc__)) else {
        return PyErr_Occurred() == nil ? Py_NewRef(Py_None) : nil
    }
    if let get = result.ob_type.tp_descr_get { return get(result, nil, type) }
    return Py_NewRef(result)
}

private func type_set_doc(_ type: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    guard check_set_special_type_attr(type, value, "__doc__"), let value else { return -1 }
    PyType_Modified(type)
    return PyDict_SetItem(type.tp_dict.unsafelyUnwrapped, _Py_ID(.__doc__), value)
}

private func type_get_text_signature(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    _PyType_GetTextSignatureFromInternalDoc(typeText(type), type.tp_doc)
}

private func type_get_annotations(_ type: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    if type.tp_flags & TypeFlags.HEAPTYPE == 0 {
        PyErr_SetString(
            PyExc_AttributeError, "type object '\(typeText(type))' has no attribute '__annotations__'")
        return nil
    }
    let dict = type.tp_dict.unsafelyUnwrapped
    if PyDict_Contains(dict, _Py_ID(.__annotations__)) != 0 {
        guard let annotations = PyDict_GetItemWithError(dict, _Py_ID(.__annotations__)) else { return nil }
        if let get = annotations.ob_type.tp_descr_get { return get(annotations, nil, type) }
        return Py_NewRef(annotations)
    }
    guard let annotations = PyDict_New() else { return nil }
    if PyDict_SetItem(dict, _Py_ID(.__annotations__), annotations) != 0 {
        Py_DECREF(annotations)
        return nil
    }
    PyType_Modified(type)
    return annotations
}

private func type_set_annotations(_ type: PyObj, _ value: PyObj?, _ closure: UnsafeMutableRawPointer?) -> Int32 {
    if PyType_HasFeature(type, TypeFlags.IMMUTABLETYPE) {
        PyErr_SetString(
            PyExc_TypeError, "cannot set '__annotations__' attribute of immutable type '\(typeText(type))'")
        return -1
    }
    let dict = type.tp_dict.unsafelyUnwrapped
    let result: Int32
    if let value {
        result = PyDict_SetItem(dict, _Py_ID(.__annotations__), value)
    } else {
        if PyDict_Contains(dict, _Py_ID(.__annotations__)) == 0 {
            PyErr_SetString(PyExc_AttributeError, "__annotations__")
            return -1
        }
        result = PyDict_DelItem(dict, _Py_ID(.__annotations__))
    }
    if result == 0 { PyType_Modified(type) }
    return result
}

/// The getters of `type`.
func typeGetSets() -> [GetSetSpec] {
    [
        GetSetSpec("__name__", type_name, type_set_name),
        GetSetSpec("__qualname__", type_qualname, type_set_qualname),
        GetSetSpec("__bases__", type_get_bases, type_set_bases),
        GetSetSpec("__module__", type_module, type_set_module),
        GetSetSpec("__abstractmethods__", type_abstractmethods, type_set_abstractmethods),
        GetSetSpec("__dict__", type_dict),
        GetSetSpec("__doc__", type_get_doc, type_set_doc),
        GetSetSpec("__text_signature__", type_get_text_signature),
        GetSetSpec("__annotations__", type_get_annotations, type_set_annotations),
    ]
}

func type_repr(_ type: PyObj) -> PyObj? {
    var mod = type_module(type, nil)
    if mod == nil {
        PyErr_Clear()
    } else if !PyUnicode_Check(mod.unsafelyUnwrapped) {
        Py_XDECREF(mod)
        mod = nil
    }
    guard let name = type_qualname(type, nil) else {
        Py_XDECREF(mod)
        return nil
    }
    let result: PyObj?
    if let mod, !_PyUnicode_EQ(mod, _Py_ID(.builtins)) {
        result = PyUnicode_FromString("<class '\(swiftString(mod)).\(swiftString(name))'>")
    } else {
        result = PyUnicode_FromString("<class '\(typeText(type))'>")
    }
    Py_XDECREF(mod)
    Py_DECREF(name)
    return result
}

// MARK: docstrings with a signature in front ("name(args)\n--\n\ntext")

/// The bytes of a null-terminated docstring.
private func docBytes(_ doc: PyObj) -> UnsafeBufferPointer<UInt8> {
    var n = 0
    while doc.load(fromByteOffset: n, as: UInt8.self) != 0 { n += 1 }
    return UnsafeBufferPointer(start: doc.assumingMemoryBound(to: UInt8.self), count: n)
}

/// Where the signature's "(" is, if the docstring starts with the name (its last component) and "(".
private func find_signature(_ name: String, _ doc: UnsafeBufferPointer<UInt8>) -> Int? {
    var short = Array(name.utf8)
    if let dot = short.lastIndex(of: 0x2e) { short.removeSubrange(...dot) }
    guard doc.count > short.count, doc[short.count] == 0x28, zip(short, doc).allSatisfy({ $0 == $1 }) else { return nil }
    return short.count
}

/// Where the text after ")\n--\n\n" begins.
private func skip_signature(_ doc: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let marker: [UInt8] = [0x29, 0x0a, 0x2d, 0x2d, 0x0a, 0x0a]
    var i = start
    while i < doc.count {
        if doc[i] == marker[0], i + 6 <= doc.count, (0..<6).allSatisfy({ doc[i + $0] == marker[$0] }) { return i + 6 }
        if doc[i] == 0x0a, i + 1 < doc.count, doc[i + 1] == 0x0a { return nil }
        i += 1
    }
    return nil
}

/// The docstring without its signature, as a new str. Origin: `_PyType_DocWithoutSignature`.
func docWithoutSignature(_ name: String, _ doc: PyObj) -> PyObj? {
    let bytes = docBytes(doc)
    var start = 0
    if let at = find_signature(name, bytes), let after = skip_signature(bytes, from: at) { start = after }
    return PyUnicode_FromString(String(decoding: bytes[start...], as: UTF8.self))
}

/// `__doc__` of a built-in: None when the text is empty. A new reference.
func _PyType_GetDocFromInternalDoc(_ name: String, _ doc: PyObj?) -> PyObj? {
    guard let doc else { return Py_NewRef(Py_None) }
    guard let text = docWithoutSignature(name, doc) else { return nil }
    if PyUnicode_GET_LENGTH(text) == 0 {
        Py_DECREF(text)
        return Py_NewRef(Py_None)
    }
    return text
}

/// `__text_signature__` of a built-in: "(…)" or None. A new reference.
func _PyType_GetTextSignatureFromInternalDoc(_ name: String, _ doc: PyObj?) -> PyObj? {
    guard let doc else { return Py_NewRef(Py_None) }
    let bytes = docBytes(doc)
    guard let start = find_signature(name, bytes), let end = skip_signature(bytes, from: start) else {
        return Py_NewRef(Py_None)
    }
    return PyUnicode_FromString(String(decoding: bytes[start..<(end - 5)], as: UTF8.self))
}
