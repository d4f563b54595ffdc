import Memory
import Trace

// Attribute lookup on types: the method cache, version tags, and what classes do on `C.x`, `C.x = v`. Origin: Objects/typeobject.c.

/// The entry of the method cache for a version and a name: 32 bytes, version at 0, name at 8, value at 16.
@inline(__always) func methodCacheEntry(_ version: UInt32, _ name: PyObj) -> PyObj {
    let h = (UInt(version) ^ (UInt(bitPattern: name) &>> 3)) & 0xfff
    return StaticArea.at(StaticArea.methodCache &+ (h &<< 5))
}

/// Gives the entries of the method cache that are still unused the name None, as CPython does (each is a reference to it).
func _PyType_InitCache() {
    for i in 0..<4096 {
        let entry = StaticArea.at(StaticArea.methodCache + UInt(i) * 32)
        if entry.rawSlot(8) == nil {
            entry.setRawSlot(8, Py_None)
            Py_None.ob_refcnt += 1
        }
    }
}

/// Empties the method cache. Returns the last version tag given out.
@discardableResult func PyType_ClearCache() -> Int {
    for i in 0..<4096 {
        let entry = StaticArea.at(StaticArea.methodCache + UInt(i) * 32)
        entry.storeBytes(of: 0, as: UInt32.self)
        entry.setRawSlot(16, nil)
        Py_INCREF(Py_None)
        Py_XSETREF(entry, 8, Py_None)
    }
    return Interp.nextTypeVersion - 1
}

/// A borrowed reference to what a name is bound to in the type's MRO, or nil; no exception is set.
@inline(__always) public func _PyType_Lookup(_ type: PyObj, _ name: PyObj) -> PyObj? {
    let version = type.tp_version_tag
    let entry = methodCacheEntry(version, name)
    if entry.load(as: UInt32.self) == version && entry.rawSlot(8) == name { return entry.rawSlot(16) }
    return typeLookupMiss(type, name)
}

/// The way past the method cache: search the MRO, then remember.
@inline(never) func typeLookupMiss(_ type: PyObj, _ name: PyObj) -> PyObj? {
    var error: Int32 = 0
    let res = find_name_in_mro(type, name, &error)
    if error != 0 {
        if error == -1 { PyErr_Clear() }
        return nil
    }
    if PyUnicode_CheckExact(name) && name.unicode_length <= 100 && assign_version_tag(type) {
        let version = type.tp_version_tag
        let entry = methodCacheEntry(version, name)
        entry.storeBytes(of: version, as: UInt32.self)
        entry.setRawSlot(16, res)
        let old = entry.rawSlot(8)
        entry.setRawSlot(8, Py_NewRef(name))
        Py_XDECREF(old)
    }
    return res
}

/// Searches the MRO without the cache. error: 0 found or not, 1 the type is not ready, -1 an exception is set.
func find_name_in_mro(_ type: PyObj, _ name: PyObj, _ error: inout Int32) -> PyObj? {
    var hash = PyUnicode_CheckExact(name) ? name.unicode_hash : -1
    if hash == -1 {
        hash = PyObject_Hash(name)
        if hash == -1 { error = -1; return nil }
    }
    if type.tp_mro == nil {
        if type.tp_flags & TypeFlags.READYING == 0 {
            if PyType_Ready(type) < 0 { error = -1; return nil }
        }
        if type.tp_mro == nil { error = 1; return nil }
    }
    let mro = type.tp_mro.unsafelyUnwrapped
    Py_INCREF(mro)  // the search may run code that replaces it
    var res: PyObj?
    error = 0
    let n = PyTuple_GET_SIZE(mro)
    var i = 0
    while i < n {
        let dict = PyTuple_GET_ITEM(mro, i).tp_dict.unsafelyUnwrapped
        res = _PyDict_GetItem_KnownHash(dict, name, hash)
        if res != nil { break }
        if PyErr_Occurred() != nil { error = -1; break }
        i &+= 1
    }
    Py_DECREF(mro)
    return res
}

/// Gives the type and its bases valid version tags. False if that cannot be done.
func assign_version_tag(_ type: PyObj) -> Bool {
    if type.tp_flags & TypeFlags.VALID_VERSION_TAG != 0 { return true }
    if type.tp_flags & TypeFlags.READY == 0 { return false }
    let next = Interp.nextTypeVersion
    if next > Int(UInt32.max) { return false }  // out of numbers
    Interp.nextTypeVersion = next + 1
    type.tp_version_tag = UInt32(next)
    let bases = type.tp_bases.unsafelyUnwrapped
    for i in 0..<PyTuple_GET_SIZE(bases) where !assign_version_tag(PyTuple_GET_ITEM(bases, i)) { return false }
    type.tp_flags |= TypeFlags.VALID_VERSION_TAG
    return true
}

/// The subclass that a value of `tp_subclasses` refers to, if it is alive.
@inline(__always) func subclassOf(_ ref: PyObj) -> PyObj? {
    guard let obj = ref.wr_object, obj != Py_None, obj.ob_refcnt > 0 else { return nil }
    return obj
}

/// Invalidates whatever is cached about a type and its subclasses; called after its bases, MRO or attributes change.
public func PyType_Modified(_ type: PyObj) {
    if type.tp_flags & TypeFlags.VALID_VERSION_TAG == 0 { return }
    if let subclasses = type.tp_subclasses {
        var i = 0
        var key: PyObj?, ref: PyObj?
        while PyDict_Next(subclasses, &i, &key, &ref) {
            if let sub = subclassOf(ref.unsafelyUnwrapped) { PyType_Modified(sub) }
        }
    }
    emitIfTracing(.typeModified, UInt64(UInt(bitPattern: type)), UInt64(type.tp_version_tag), 0)
    type.tp_flags &= ~TypeFlags.VALID_VERSION_TAG
    type.tp_version_tag = 0
}

/// After a change of bases or MRO: a type with an `mro()` of its own, or whose MRO holds types that it does not derive from, loses its tag.
func type_mro_modified(_ type: PyObj, _ bases: PyObj) {
    var clear = false
    if type.ob_type != PyType_Type {
        var unbound = false
        guard let mine = lookup_maybe_method(type, _Py_ID(.mro), &unbound) else { return clearVersion(type) }
        guard let standard = lookup_maybe_method(PyType_Type, _Py_ID(.mro), &unbound) else {
            Py_DECREF(mine)
            return clearVersion(type)
        }
        Py_DECREF(mine)
        Py_DECREF(standard)
        clear = mine != standard
    }
    if !clear {
        for i in 0..<PyTuple_GET_SIZE(bases) where !PyType_IsSubtype(type, PyTuple_GET_ITEM(bases, i)) { clear = true; break }
    }
    if clear { clearVersion(type) }
}

private func clearVersion(_ type: PyObj) {
    type.tp_flags &= ~TypeFlags.VALID_VERSION_TAG
    type.tp_version_tag = 0
}

/// Whether a type has READY set.
@inline(__always) func _PyType_IsReady(_ type: PyObj) -> Bool { type.tp_dict != nil }

/// Whether a derives from b (or is b).
public func PyType_IsSubtype(_ a: PyObj, _ b: PyObj) -> Bool {
    if let mro = a.tp_mro {
        let n = PyTuple_GET_SIZE(mro)
        var i = 0
        while i < n {
            if PyTuple_GET_ITEM(mro, i) == b { return true }
            i &+= 1
        }
        return false
    }
    return type_is_subtype_base_chain(a, b)  // a is not completely made yet
}

func type_is_subtype_base_chain(_ a: PyObj, _ b: PyObj) -> Bool {
    var t: PyObj? = a
    while let x = t {
        if x == b { return true }
        t = x.tp_base
    }
    return b == PyBaseObject_Type
}

// MARK: special methods

/// Looks up a special method on the type and binds it. A new reference, or nil with or without an exception.
func _PyObject_LookupSpecial(_ op: PyObj, _ attr: PyObj) -> PyObj? {
    guard let res = _PyType_Lookup(op.ob_type, attr) else { return nil }
    guard let f = res.ob_type.tp_descr_get else { return Py_NewRef(res) }
    return f(res, op, op.ob_type)
}

/// Like `_PyObject_LookupSpecial`, but a plain function is not bound: then `unbound` is true and the caller passes self.
@inline(__always) func lookup_maybe_method(_ op: PyObj, _ attr: PyObj, _ unbound: inout Bool) -> PyObj? {
    guard let res = _PyType_Lookup(op.ob_type, attr) else { return nil }
    if PyType_HasFeature(res.ob_type, TypeFlags.METHOD_DESCRIPTOR) {
        unbound = true
        return Py_NewRef(res)
    }
    unbound = false
    guard let f = res.ob_type.tp_descr_get else { return Py_NewRef(res) }
    return f(res, op, op.ob_type)
}

/// The same, with AttributeError when there is no such method.
@inline(__always) func lookup_method(_ op: PyObj, _ attr: PyObj, _ unbound: inout Bool) -> PyObj? {
    if let res = lookup_maybe_method(op, attr, &unbound) { return res }
    if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_AttributeError, attr) }
    return nil
}

// MARK: attributes of classes

func type_getattro(_ type: PyObj, _ name: PyObj) -> PyObj? {
    if !PyUnicode_Check(name) {
        PyErr_SetString(PyExc_TypeError, "attribute name must be string, not '\(clip(name.typeName, 200))'")
        return nil
    }
    if !_PyType_IsReady(type) && PyType_Ready(type) < 0 { return nil }
    let metatype = type.ob_type
    var metaGet: descrgetfunc?
    let metaAttribute = _PyType_Lookup(metatype, name)
    if let m = metaAttribute {
        Py_INCREF(m)
        metaGet = m.ob_type.tp_descr_get
        if let get = metaGet, m.ob_type.rawSlot(SlotOffset.tp_descr_set) != nil {
            // A data descriptor of the metatype comes first.
            let res = get(m, type, metatype)
            Py_DECREF(m)
            return res
        }
    }
    if let attribute = _PyType_Lookup(type, name) {
        Py_INCREF(attribute)
        let localGet = attribute.ob_type.tp_descr_get
        Py_XDECREF(metaAttribute)
        if let localGet {
            let res = localGet(attribute, nil, type)
            Py_DECREF(attribute)
            return res
        }
        return attribute
    }
    if let m = metaAttribute {
        if let get = metaGet {
            let res = get(m, type, metatype)
            Py_DECREF(m)
            return res
        }
        return m
    }
    PyErr_SetString(
        PyExc_AttributeError, "type object '\(clip(typeText(type), 50))' has no attribute '\(swiftString(name))'")
    return nil
}

/// Whether a name is `__like_this__`.
private func is_dunder_name(_ name: PyObj) -> Bool {
    let length = PyUnicode_GET_LENGTH(name)
    return length > 4 && PyUnicode_READ_CHAR(name, 0) == 0x5f && PyUnicode_READ_CHAR(name, 1) == 0x5f
        && PyUnicode_READ_CHAR(name, length - 1) == 0x5f && PyUnicode_READ_CHAR(name, length - 2) == 0x5f
}

func type_setattro(_ type: PyObj, _ nameArgument: PyObj, _ value: PyObj?) -> Int32 {
    if type.tp_flags & TypeFlags.IMMUTABLETYPE != 0 {
        PyErr_SetString(
            PyExc_TypeError, "cannot set \(reprText(nameArgument)) attribute of immutable type '\(typeText(type))'")
        return -1
    }
    var name = nameArgument
    if PyUnicode_Check(name) {
        if PyUnicode_CheckExact(name) {
            Py_INCREF(name)
        } else {
            guard let copy = _PyUnicode_Copy(name) else { return -1 }
            name = copy
        }
        PyUnicode_InternInPlace(&name)
    } else {
        Py_INCREF(name)
    }
    var res = _PyObject_GenericSetAttrWithDict(type, name, value, nil)
    if res == 0 {
        // The tag goes first: slot updates look the new attribute up.
        PyType_Modified(type)
        if is_dunder_name(name) { res = update_slot(type, name) }
    }
    Py_DECREF(name)
    return res
}
