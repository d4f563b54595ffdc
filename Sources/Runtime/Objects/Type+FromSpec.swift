import Memory

// Heap types of extension modules. Origin: PyType_FromModuleAndSpec, Objects/typeobject.c. What C writes down as a `PyType_Spec` is here a type
// that was filled like a static one but is never made ready: the pattern. The heap type takes its slots over.

/// The number of members in a null-terminated table, and the field offset of a special one by name (0 if it is not there).
private func scanMembers(_ table: PyObj?) -> (count: Int, weaklist: Int, dict: Int, vectorcall: Int) {
    var found = (count: 0, weaklist: 0, dict: 0, vectorcall: 0)
    guard var m = table else { return found }
    while let name = m.mem_name {
        switch cText(name) {
        case "__weaklistoffset__": found.weaklist = m.mem_offset
        case "__dictoffset__": found.dict = m.mem_offset
        case "__vectorcalloffset__": found.vectorcall = m.mem_offset
        default: break
        }
        found.count += 1
        m += SlotOffset.memberSize
    }
    return found
}

/// Copies a C string to a new block; nil with MemoryError.
private func copyCString(_ text: PyObj, _ allocate: (Int) -> PyObj?) -> PyObj? {
    var size = 0
    while text.load(fromByteOffset: size, as: UInt8.self) != 0 { size += 1 }
    guard let copy = allocate(size + 1) else { return PyErr_NoMemory() }
    copy.copyMemory(from: text, byteCount: size + 1)
    return copy
}

/// Copies the functions that are there from one table of methods to another.
private func copyFunctions(_ from: PyObj?, _ to: PyObj, _ size: Int) {
    guard let from else { return }
    for offset in stride(from: 0, to: size, by: 8) {
        if let f = from.rawSlot(offset) { to.setRawSlot(offset, f) }
    }
}

/// Makes a heap type that belongs to a module, from a pattern: a new reference, or nil with an exception. `base` is borrowed.
func PyType_FromModuleAndSpec(_ module: PyObj?, _ pattern: PyObj, _ base: PyObj = PyBaseObject_Type) -> PyObj? {
    let members = scanMembers(pattern.tp_members)
    guard let type = PyType_GenericAlloc(PyType_Type, members.count) else { return nil }
    if fillFromPattern(type, module, pattern, base, members.count), PyType_Ready(type) >= 0,
        finishFromPattern(type, weaklist: members.weaklist, dict: members.dict, vectorcall: members.vectorcall)
    {
        return type
    }
    Py_DECREF(type)
    return nil
}

private func fillFromPattern(_ type: PyObj, _ module: PyObj?, _ pattern: PyObj, _ base: PyObj, _ nmembers: Int) -> Bool {
    typealias S = SlotOffset
    type.tp_flags = pattern.tp_flags | TypeFlags.HEAPTYPE
    guard let name = PyUnicode_FromString(_PyType_Name(pattern)) else { return false }
    type.ht_name = name
    type.ht_qualname = Py_NewRef(name)
    guard let tpname = copyCString(pattern.rawSlot(24).unsafelyUnwrapped, PyMem_Malloc) else { return false }
    type._ht_tpname = tpname
    type.setRawSlot(24, tpname)
    type.ht_module = Py_XNewRef(module)
    guard let bases = pack1(base) else { return false }
    type.tp_as_async = type + S.as_async
    type.tp_as_number = type + S.as_number
    type.tp_as_sequence = type + S.as_sequence
    type.tp_as_mapping = type + S.as_mapping
    type.tp_as_buffer = type + S.as_buffer
    type.tp_bases = bases
    type.tp_base = Py_NewRef(base)
    type.tp_basicsize = pattern.tp_basicsize
    type.tp_itemsize = pattern.tp_itemsize
    copyFunctions(pattern.tp_as_async, type + S.as_async, 32)
    copyFunctions(pattern.tp_as_number, type + S.as_number, 288)
    copyFunctions(pattern.tp_as_sequence, type + S.as_sequence, 80)
    copyFunctions(pattern.tp_as_mapping, type + S.as_mapping, 24)
    copyFunctions(pattern.tp_as_buffer, type + S.as_buffer, 16)
    // 232 and 248: tp_methods and tp_getset.
    for offset in [
        S.tp_dealloc, S.tp_getattr, S.tp_setattr, S.tp_repr, S.tp_hash, S.tp_call, S.tp_str, S.tp_getattro, S.tp_setattro,
        S.tp_traverse,
        S.tp_clear, S.tp_richcompare, S.tp_iter, S.tp_iternext, 232, 248, S.tp_descr_get, S.tp_descr_set, S.tp_init,
        S.tp_alloc, S.tp_new, S.tp_free, S.tp_finalize,
    ] { type.setRawSlot(offset, pattern.rawSlot(offset)) }
    if let doc = pattern.tp_doc {
        guard let copy = copyCString(doc, { PyObject_Malloc($0) }) else { return false }
        type.tp_doc = copy
    }
    if let table = pattern.tp_members {
        let own = _PyHeapType_GET_MEMBERS(type)
        own.copyMemory(from: table, byteCount: nmembers * S.memberSize)
        type.tp_members = own
    }
    if type.tp_dealloc == nil { type.tp_dealloc = subtype_dealloc }
    type.tp_vectorcall_offset = scanMembers(pattern.tp_members).vectorcall
    return true
}

private func finishFromPattern(_ type: PyObj, weaklist: Int, dict: Int, vectorcall: Int) -> Bool {
    guard let namespace = type.tp_dict else { return false }
    if type.tp_flags & TypeFlags.MANAGED_DICT != 0 { type.ht_cached_keys = _PyDict_NewKeysForClass() }
    if let text = type.tp_doc {
        guard let doc = docWithoutSignature(typeText(type), text) else { return false }
        defer { Py_DECREF(doc) }
        if PyDict_SetItem(namespace, _Py_ID(.__doc__), doc) < 0 { return false }
    }
    if weaklist != 0 {
        type.tp_weaklistoffset = weaklist
        if !deleteItem(namespace, "__weaklistoffset__") { return false }
    }
    if dict != 0 {
        type.tp_dictoffset = dict
        if !deleteItem(namespace, "__dictoffset__") { return false }
    }
    let r = PyDict_Contains(namespace, _Py_ID(.__module__))
    if r != 0 { return r > 0 }
    let text = typeText(type)
    guard let dot = text.lastIndex(of: ".") else { return true }
    guard let module = PyUnicode_FromString(String(text[..<dot])) else { return false }
    defer { Py_DECREF(module) }
    return PyDict_SetItem(namespace, _Py_ID(.__module__), module) >= 0
}

private func deleteItem(_ dict: PyObj, _ name: String) -> Bool {
    guard let key = PyUnicode_InternFromString(name) else { return false }
    defer { Py_DECREF(key) }
    return PyDict_DelItem(dict, key) >= 0
}
