import Memory
import Trace

// Specialising LOAD_ATTR, STORE_ATTR, LOAD_METHOD and LOAD_GLOBAL. Origin: Python/specialize.c.
//
//     LOAD_ATTR, STORE_ATTR   counter, version (2), index
//     LOAD_METHOD             counter, type version (2), dict offset, keys version (2), descriptor (4)
//     LOAD_GLOBAL             counter, index, module keys version (2), builtins keys version

/// What an attribute's entry on the class means for instances. Origin: DescriptorClassification.
private enum DescriptorKind {
    case overriding, method, property, objectSlot, otherSlot, nonOverriding, builtinClassMethod, pythonClassMethod, nonDescriptor,
        mutable, absent, dunderClass, getSetOverridden
}

/// PyMemberDef: type at byte 8, offset at 16, flags at 24. Origin: Include/structmember.h.
private enum MemberDef {
    static let objectEx: Int32 = 16
    static let readOnly: Int32 = 1
    static let auditRead: Int32 = 2
}

/// Classifies what a name is bound to on a type. Origin: analyze_descriptor.
private func analyzeDescriptor(_ type: PyObj, _ name: PyObj, store: Bool) -> (kind: DescriptorKind, descr: PyObj?) {
    if store {
        let generic: setattrofunc = PyObject_GenericSetAttr
        guard let set = type.tp_setattro, unsafeBitCast(set, to: UInt.self) == unsafeBitCast(generic, to: UInt.self) else {
            return (.getSetOverridden, nil)
        }
    } else {
        guard let get = type.tp_getattro, sameFunction(get, PyObject_GenericGetAttr) else { return (.getSetOverridden, nil) }
    }
    guard let descr = _PyType_Lookup(type, name) else { return (.absent, nil) }
    let cls = descr.ob_type
    if cls.tp_flags & TypeFlags.IMMUTABLETYPE == 0 { return (.mutable, descr) }
    if cls.tp_descr_set != nil {
        if cls == PyMemberDescr_Type {
            return (descr.d_member.load(fromByteOffset: 8, as: Int32.self) == MemberDef.objectEx ? .objectSlot : .otherSlot, descr)
        }
        if cls == PyProperty_Type { return (.property, descr) }
        if name == _Py_ID(.__class__) && descr == _PyType_Lookup(PyBaseObject_Type, name) { return (.dunderClass, descr) }
        return (.overriding, descr)
    }
    if cls.tp_descr_get != nil {
        if cls.tp_flags & TypeFlags.METHOD_DESCRIPTOR != 0 { return (.method, descr) }
        if cls == PyClassMethodDescr_Type { return (.builtinClassMethod, descr) }
        if cls == PyClassMethod_Type { return (.pythonClassMethod, descr) }
        return (.nonOverriding, descr)
    }
    return (.nonDescriptor, descr)
}

/// An attribute of a module by its place in the module's dict. Origin: specialize_module_load_attr.
private func specializeModuleAttribute(_ owner: PyObj, _ unit: CodeUnit, _ name: PyObj, _ form: Instruction) -> Bool {
    guard let dict = owner.md_dict, dict.ma_keys.dk_kind == DICT_KEYS_UNICODE else { return false }
    var value: PyObj?
    // A module with a __getattr__ of its own is left alone.
    if _PyDict_GetItemHint(dict, _Py_ID(.__getattr__), -1, &value) != DKIX_EMPTY { return false }
    let index = _PyDict_GetItemHint(dict, name, -1, &value)
    if index != Int(UInt16(truncatingIfNeeded: index)) { return false }
    let version = _PyDictKeys_GetVersionForCurrentState(dict.ma_keys)
    if version == 0 { return false }
    unit.setU32(2, version)
    unit[4] = UInt16(index)
    specialized(unit, form)
    return true
}

/// An attribute in the instance's values or dict. Origin: specialize_dict_access.
private func specializeDictAccess(
    _ owner: PyObj, _ unit: CodeUnit, _ type: PyObj, _ name: PyObj, _ valuesForm: Instruction, _ hintForm: Instruction
) -> Bool {
    if type.tp_flags & TypeFlags.MANAGED_DICT == 0 || type.tp_version_tag == 0 { return false }
    let index: Int
    let form: Instruction
    if let dict = _PyObject_ManagedDictPointer(owner).pointee {
        if !PyDict_CheckExact(dict) { return false }
        var value: PyObj?
        index = _PyDict_GetItemHint(dict, name, -1, &value)
        form = hintForm
    } else {
        index = _PyDictKeys_StringLookup(type.ht_cached_keys.unsafelyUnwrapped, name)
        form = valuesForm
    }
    if index != Int(UInt16(truncatingIfNeeded: index)) { return false }
    unit.setU32(2, type.tp_version_tag)
    unit[4] = UInt16(index)
    specialized(unit, form)
    return true
}

/// A slot of the instance at a byte offset.
private func specializeSlot(_ unit: CodeUnit, _ type: PyObj, _ offset: Int, _ form: Instruction) -> Bool {
    if offset != Int(UInt16(truncatingIfNeeded: offset)) || type.tp_version_tag == 0 { return false }
    unit[4] = UInt16(offset)
    unit.setU32(2, type.tp_version_tag)
    specialized(unit, form)
    return true
}

/// Origin: _Py_Specialize_LoadAttr.
@inline(never) func _Py_Specialize_LoadAttr(_ owner: PyObj, _ unit: CodeUnit, _ name: PyObj) {
    if !loadAttribute(owner, unit, name) { specializationFailed(unit) }
}

private func loadAttribute(_ owner: PyObj, _ unit: CodeUnit, _ name: PyObj) -> Bool {
    if owner.ob_type == PyModule_Type { return specializeModuleAttribute(owner, unit, name, .LOAD_ATTR_MODULE) }
    let type = owner.ob_type
    if type.tp_dict == nil { return false }
    let (kind, descr) = analyzeDescriptor(type, name, store: false)
    switch kind {
    case .overriding, .method, .property, .otherSlot, .mutable, .getSetOverridden: return false
    case .objectSlot:
        let member = descr.unsafelyUnwrapped.d_member
        if member.load(fromByteOffset: 24, as: Int32.self) & MemberDef.auditRead != 0 { return false }
        return specializeSlot(unit, type, member.load(fromByteOffset: 16, as: Int.self), .LOAD_ATTR_SLOT)
    case .dunderClass: return specializeSlot(unit, type, 8, .LOAD_ATTR_SLOT)
    case .builtinClassMethod, .pythonClassMethod, .nonOverriding, .nonDescriptor, .absent:
        return specializeDictAccess(owner, unit, type, name, .LOAD_ATTR_INSTANCE_VALUE, .LOAD_ATTR_WITH_HINT)
    }
}

/// Origin: _Py_Specialize_StoreAttr.
@inline(never) func _Py_Specialize_StoreAttr(_ owner: PyObj, _ unit: CodeUnit, _ name: PyObj) {
    if !storeAttribute(owner, unit, name) { specializationFailed(unit) }
}

private func storeAttribute(_ owner: PyObj, _ unit: CodeUnit, _ name: PyObj) -> Bool {
    if owner.ob_type == PyModule_Type { return false }
    let type = owner.ob_type
    let (kind, descr) = analyzeDescriptor(type, name, store: true)
    switch kind {
    case .overriding, .method, .property, .otherSlot, .dunderClass, .mutable, .getSetOverridden: return false
    case .objectSlot:
        let member = descr.unsafelyUnwrapped.d_member
        if member.load(fromByteOffset: 24, as: Int32.self) & MemberDef.readOnly != 0 { return false }
        return specializeSlot(unit, type, member.load(fromByteOffset: 16, as: Int.self), .STORE_ATTR_SLOT)
    case .builtinClassMethod, .pythonClassMethod, .nonOverriding, .nonDescriptor, .absent:
        return specializeDictAccess(owner, unit, type, name, .STORE_ATTR_INSTANCE_VALUE, .STORE_ATTR_WITH_HINT)
    }
}

/// Origin: _Py_Specialize_LoadMethod.
@inline(never) func _Py_Specialize_LoadMethod(_ owner: PyObj, _ unit: CodeUnit, _ name: PyObj) {
    if !loadMethod(owner, unit, name) { specializationFailed(unit) }
}

private func loadMethod(_ owner: PyObj, _ unit: CodeUnit, _ name: PyObj) -> Bool {
    if owner.ob_type == PyModule_Type { return specializeModuleAttribute(owner, unit, name, .LOAD_METHOD_MODULE) }
    let type = owner.ob_type
    if type.tp_dict == nil { return false }
    if PyType_Check(owner) {
        // C.method: what the class itself has, without binding.
        let (kind, descr) = analyzeDescriptor(owner, name, store: false)
        guard kind == .method || kind == .nonDescriptor, owner.tp_version_tag != 0 else { return false }
        unit.setU32(2, owner.tp_version_tag)
        unit.setObject(7, descr.unsafelyUnwrapped)
        specialized(unit, .LOAD_METHOD_CLASS)
        return true
    }
    let (kind, descr) = analyzeDescriptor(type, name, store: false)
    guard kind == .method, type.tp_version_tag != 0 else { return false }
    let form: Instruction
    var keys: PyObj?
    if type.tp_flags & TypeFlags.MANAGED_DICT != 0 {
        keys = type.ht_cached_keys
        if _PyObject_ManagedDictPointer(owner).pointee == nil {
            form = .LOAD_METHOD_WITH_VALUES
        } else {
            form = .LOAD_METHOD_WITH_DICT
        }
    } else {
        let offset = type.tp_dictoffset
        if offset < 0 || offset > Int(Int16.max) { return false }
        if offset == 0 {
            form = .LOAD_METHOD_NO_DICT
        } else {
            guard let dict = owner.load(fromByteOffset: offset, as: PyObj?.self) else { return false }
            keys = dict.ma_keys
            form = .LOAD_METHOD_WITH_DICT
        }
    }
    if let keys {
        // An instance attribute of the name would hide the method: the keys must not come to have it.
        if _PyDictKeys_StringLookup(keys, name) != DKIX_EMPTY { return false }
        let version = _PyDictKeys_GetVersionForCurrentState(keys)
        if version == 0 { return false }
        unit.setU32(5, version)
    }
    if form == .LOAD_METHOD_WITH_DICT {
        let offset = type.tp_flags & TypeFlags.MANAGED_DICT != 0 ? -24 : type.tp_dictoffset
        unit[4] = UInt16(bitPattern: Int16(offset))
    }
    // The descriptor is borrowed: while the version tag holds, the class has it.
    unit.setU32(2, type.tp_version_tag)
    unit.setObject(7, descr.unsafelyUnwrapped)
    specialized(unit, form)
    return true
}

/// Origin: _Py_Specialize_LoadGlobal.
@inline(never) func _Py_Specialize_LoadGlobal(_ globals: PyObj, _ builtins: PyObj, _ unit: CodeUnit, _ name: PyObj) {
    if !loadGlobalName(globals, builtins, unit, name) { specializationFailed(unit) }
}

private func loadGlobalName(_ globals: PyObj, _ builtins: PyObj, _ unit: CodeUnit, _ name: PyObj) -> Bool {
    guard PyDict_CheckExact(globals) else { return false }
    let keys = globals.ma_keys
    guard DK_IS_UNICODE(keys) else { return false }
    var index = _PyDictKeys_StringLookup(keys, name)
    if index == DKIX_ERROR { return false }
    if index != DKIX_EMPTY {
        if index != Int(UInt16(truncatingIfNeeded: index)) { return false }
        let version = _PyDictKeys_GetVersionForCurrentState(keys)
        if version == 0 { return false }
        unit[2] = UInt16(index)
        unit.setU32(3, version)
        specialized(unit, .LOAD_GLOBAL_MODULE)
        return true
    }
    guard PyDict_CheckExact(builtins) else { return false }
    let builtinKeys = builtins.ma_keys
    guard DK_IS_UNICODE(builtinKeys) else { return false }
    index = _PyDictKeys_StringLookup(builtinKeys, name)
    if index == DKIX_ERROR || index != Int(UInt16(truncatingIfNeeded: index)) { return false }
    let version = _PyDictKeys_GetVersionForCurrentState(keys)
    if version == 0 { return false }
    let builtinVersion = _PyDictKeys_GetVersionForCurrentState(builtinKeys)
    if builtinVersion == 0 || builtinVersion > 0xffff { return false }
    unit[2] = UInt16(index)
    unit.setU32(3, version)
    unit[5] = UInt16(builtinVersion)
    specialized(unit, .LOAD_GLOBAL_BUILTIN)
    return true
}
