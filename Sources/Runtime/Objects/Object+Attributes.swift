import Memory
import Trace

// Attribute access. Origin: Objects/object.c.

/// The place of an object's dict pointer when its type has MANAGED_DICT: before the object. Origin: pycore_object.h.
@inline(__always) public func _PyObject_ManagedDictPointer(_ op: PyObj) -> UnsafeMutablePointer<PyObj?> {
    (op - 24).assumingMemoryBound(to: PyObj?.self)
}

/// The place of an object's inline values when its type has MANAGED_DICT: before the dict pointer. Origin: pycore_object.h.
@inline(__always) public func _PyObject_ValuesPointer(_ op: PyObj) -> UnsafeMutablePointer<PyObj?> {
    (op - 32).assumingMemoryBound(to: PyObj?.self)
}

/// Where the object's dict pointer lies, nil if its type has no dict. Origin: Objects/object.c.
public func _PyObject_DictPointer(_ op: PyObj) -> UnsafeMutablePointer<PyObj?>? {
    let type = op.ob_type
    if type.tp_flags & TypeFlags.MANAGED_DICT != 0 { return _PyObject_ManagedDictPointer(op) }
    var offset = type.tp_dictoffset
    if offset == 0 { return nil }
    // A negative offset counts from the end of a variable-sized object.
    if offset < 0 { offset += _PyObject_VAR_SIZE(type, abs(op.ob_size)) }
    return (op + offset).assumingMemoryBound(to: PyObj?.self)
}

/// As `_PyObject_DictPointer`, but makes the dict of an object whose attributes are inline values. Sets no exception. Origin: object.c.
public func _PyObject_GetDictPtr(_ op: PyObj) -> UnsafeMutablePointer<PyObj?>? {
    if op.ob_type.tp_flags & TypeFlags.MANAGED_DICT == 0 { return _PyObject_DictPointer(op) }
    let dictPointer = _PyObject_ManagedDictPointer(op), valuesPointer = _PyObject_ValuesPointer(op)
    guard let values = valuesPointer.pointee else { return dictPointer }
    guard let dict = _PyObject_MakeDictFromInstanceAttributes(op, values) else {
        PyErr_Clear()
        return nil
    }
    valuesPointer.pointee = nil
    dictPointer.pointee = dict
    return dictPointer
}

/// Raises TypeError: an attribute name is not a str.
@inline(never) private func nameError(_ name: PyObj) {
    PyErr_SetString(PyExc_TypeError, "attribute name must be string, not '\(name.typeName)'")
}

/// Raises AttributeError for a missing attribute.
@inline(never) private func missingAttribute(_ type: PyObj, _ name: PyObj, _ limit: Int = 50) {
    PyErr_SetString(PyExc_AttributeError, "'\(typeText(type, limit))' object has no attribute '\(swiftString(name))'")
}

/// Adds name and object to an AttributeError that lacks both, for suggestions. Origin: `set_attribute_error_context`.
@inline(never) private func setAttributeErrorContext(_ op: PyObj, _ name: PyObj) {
    if !PyErr_ExceptionMatches(PyExc_AttributeError) { return }
    var (type, value, traceback) = PyErr_Fetch()
    PyErr_NormalizeException(&type, &value, &traceback)
    if let value, PyErr_GivenExceptionMatches(value, PyExc_AttributeError),
        // PyAttributeErrorObject: obj at 72, name at 80.
        value.load(fromByteOffset: 72, as: PyObj?.self) == nil, value.load(fromByteOffset: 80, as: PyObj?.self) == nil
    {
        if PyObject_SetAttr(value, _Py_ID(.name), name) != 0 || PyObject_SetAttr(value, _Py_ID(.obj), op) != 0 { return }
    }
    PyErr_Restore(type, value, traceback)
}

/// `op.name`: a new reference, or nil with an exception. Origin: Objects/object.c.
public func PyObject_GetAttr(_ op: PyObj, _ name: PyObj) -> PyObj? {
    let type = op.ob_type
    if !PyUnicode_Check(name) {
        nameError(name)
        return nil
    }
    var result: PyObj?
    if let slot = type.tp_getattro { result = slot(op, name) } else { missingAttribute(type, name) }
    if result == nil { setAttributeErrorContext(op, name) }
    return result
}

/// `op.name` of a name given as Swift text. Origin: Objects/object.c.
public func PyObject_GetAttrString(_ op: PyObj, _ name: String) -> PyObj? {
    guard let key = PyUnicode_FromString(name) else { return nil }
    defer { Py_DECREF(key) }
    return PyObject_GetAttr(op, key)
}

/// Looks an attribute up without raising AttributeError: 1 and a new reference, 0 and nil, or -1 and an exception. Origin: object.c.
public func _PyObject_LookupAttr(_ op: PyObj, _ name: PyObj, _ result: inout PyObj?) -> Int32 {
    let type = op.ob_type
    result = nil
    if !PyUnicode_Check(name) {
        nameError(name)
        return -1
    }
    guard let slot = type.tp_getattro else { return 0 }
    if sameFunction(slot, PyObject_GenericGetAttr) {
        result = _PyObject_GenericGetAttrWithDict(op, name, nil, 1)
        if result != nil { return 1 }
        return PyErr_Occurred() != nil ? -1 : 0
    }
    result = slot(op, name)
    if result != nil { return 1 }
    if !PyErr_ExceptionMatches(PyExc_AttributeError) { return -1 }
    PyErr_Clear()
    return 0
}

/// Whether a slot holds a given function. Swift compares no functions; the addresses are compared.
@inline(__always) func sameFunction(_ a: getattrofunc, _ b: getattrofunc) -> Bool {
    unsafeBitCast(a, to: UInt.self) == unsafeBitCast(b, to: UInt.self)
}

/// Whether the attribute is there; every error counts as no. Origin: Objects/object.c.
public func PyObject_HasAttr(_ op: PyObj, _ name: PyObj) -> Bool {
    var result: PyObj?
    if _PyObject_LookupAttr(op, name, &result) < 0 {
        PyErr_Clear()
        return false
    }
    Py_XDECREF(result)
    return result != nil
}

/// `PyObject_HasAttr` of a name given as Swift text. Origin: Objects/object.c.
public func PyObject_HasAttrString(_ op: PyObj, _ name: String) -> Bool {
    if let result = PyObject_GetAttrString(op, name) {
        Py_DECREF(result)
        return true
    }
    PyErr_Clear()
    return false
}

/// `op.name = value`, or `del op.name` for nil: 0, or -1 with an exception. Origin: Objects/object.c.
public func PyObject_SetAttr(_ op: PyObj, _ name: PyObj, _ value: PyObj?) -> Int32 {
    let type = op.ob_type
    if !PyUnicode_Check(name) {
        nameError(name)
        return -1
    }
    var name = name
    Py_INCREF(name)
    PyUnicode_InternInPlace(&name)
    defer { Py_DECREF(name) }
    if let slot = type.tp_setattro { return slot(op, name, value) }
    let what = type.tp_getattro == nil ? "no attributes" : "only read-only attributes"
    let doing = value == nil ? "del" : "assign to"
    PyErr_SetString(PyExc_TypeError, "'\(typeText(type, 100))' object has \(what) (\(doing) .\(swiftString(name)))")
    return -1
}

/// `del op.name`: 0, or -1 with an exception. Origin: Include/abstract.h.
public func PyObject_DelAttr(_ op: PyObj, _ name: PyObj) -> Int32 { PyObject_SetAttr(op, name, nil) }

/// `PyObject_SetAttr` of a name given as Swift text. Origin: Objects/object.c.
public func PyObject_SetAttrString(_ op: PyObj, _ name: String, _ value: PyObj?) -> Int32 {
    guard let key = PyUnicode_InternFromString(name) else { return -1 }
    defer { Py_DECREF(key) }
    return PyObject_SetAttr(op, key, value)
}

/// Whether `__isabstractmethod__` is true: 1, 0, or -1 with an exception. Origin: Objects/object.c.
public func _PyObject_IsAbstract(_ op: PyObj?) -> Int32 {
    guard let op else { return 0 }
    var flag: PyObj?
    let found = _PyObject_LookupAttr(op, _Py_ID(.__isabstractmethod__), &flag)
    guard found > 0, let flag else { return found }
    defer { Py_DECREF(flag) }
    return PyObject_IsTrue(flag)
}

/// The lookup of `LOAD_METHOD`: 1 and an unbound method, 0 and any other attribute, 0 and nil with an exception. Origin: object.c.
public func _PyObject_GetMethod(_ op: PyObj, _ name: PyObj, _ method: inout PyObj?) -> Int32 {
    let type = op.ob_type
    if type.tp_flags & TypeFlags.READY == 0 && PyType_Ready(type) < 0 { return 0 }
    guard let getattro = type.tp_getattro, sameFunction(getattro, PyObject_GenericGetAttr), PyUnicode_CheckExact(name) else {
        method = PyObject_GetAttr(op, name)
        return 0
    }
    var found = false
    var get: descrgetfunc?
    let descr = _PyType_Lookup(type, name)
    if let descr {
        Py_INCREF(descr)
        let descrType = descr.ob_type
        if descrType.tp_flags & TypeFlags.METHOD_DESCRIPTOR != 0 {
            found = true
        } else {
            get = descrType.tp_descr_get
            if let get, descrType.tp_descr_set != nil {
                method = get(descr, op, type)
                Py_DECREF(descr)
                return 0
            }
        }
    }
    if type.tp_flags & TypeFlags.MANAGED_DICT != 0, let values = _PyObject_ValuesPointer(op).pointee {
        if let attribute = _PyObject_GetInstanceAttribute(op, values, name) {
            method = attribute
            Py_XDECREF(descr)
            return 0
        }
    } else if let dict = _PyObject_DictPointer(op)?.pointee {
        Py_INCREF(dict)
        if let attribute = PyDict_GetItemWithError(dict, name) {
            method = Py_NewRef(attribute)
            Py_DECREF(dict)
            Py_XDECREF(descr)
            return 0
        }
        Py_DECREF(dict)
        if PyErr_Occurred() != nil {
            Py_XDECREF(descr)
            return 0
        }
    }
    if found {
        method = descr
        return 1
    }
    if let get, let descr {
        method = get(descr, op, op.ob_type)
        Py_DECREF(descr)
        return 0
    }
    if let descr {
        method = descr
        return 0
    }
    missingAttribute(type, name)
    setAttributeErrorContext(op, name)
    return 0
}

/// The usual attribute lookup: data descriptor, instance dict, other class attribute. `dict` replaces the instance's own; with
/// `suppress` a missing attribute is nil without an exception. Origin: Objects/object.c.
public func _PyObject_GenericGetAttrWithDict(_ op: PyObj, _ name: PyObj, _ dict: PyObj?, _ suppress: Int32) -> PyObj? {
    let type = op.ob_type
    if !PyUnicode_Check(name) {
        nameError(name)
        return nil
    }
    Py_INCREF(name)
    defer { Py_DECREF(name) }
    if type.tp_dict == nil && PyType_Ready(type) < 0 { return nil }
    let descr = _PyType_Lookup(type, name)
    var get: descrgetfunc?
    if let descr {
        Py_INCREF(descr)
        let descrType = descr.ob_type
        get = descrType.tp_descr_get
        if let get, descrType.tp_descr_set != nil {
            let result = get(descr, op, op.ob_type)
            if result == nil && suppress != 0 && PyErr_ExceptionMatches(PyExc_AttributeError) { PyErr_Clear() }
            Py_DECREF(descr)
            return result
        }
    }
    var dict = dict
    if dict == nil {
        if type.tp_flags & TypeFlags.MANAGED_DICT != 0, let values = _PyObject_ValuesPointer(op).pointee {
            if PyUnicode_CheckExact(name) {
                if let result = _PyObject_GetInstanceAttribute(op, values, name) {
                    Py_XDECREF(descr)
                    return result
                }
            } else {
                dict = _PyObject_MakeDictFromInstanceAttributes(op, values)
                _PyObject_ManagedDictPointer(op).pointee = dict
                if dict == nil {
                    Py_XDECREF(descr)
                    return nil
                }
                _PyObject_ValuesPointer(op).pointee = nil
            }
        } else {
            dict = _PyObject_DictPointer(op)?.pointee
        }
    }
    if let dict {
        Py_INCREF(dict)
        if let result = PyDict_GetItemWithError(dict, name) {
            Py_INCREF(result)
            Py_DECREF(dict)
            Py_XDECREF(descr)
            return result
        }
        Py_DECREF(dict)
        if PyErr_Occurred() != nil {
            if suppress != 0 && PyErr_ExceptionMatches(PyExc_AttributeError) {
                PyErr_Clear()
            } else {
                Py_XDECREF(descr)
                return nil
            }
        }
    }
    if let descr {
        guard let get else { return descr }
        let result = get(descr, op, op.ob_type)
        if result == nil && suppress != 0 && PyErr_ExceptionMatches(PyExc_AttributeError) { PyErr_Clear() }
        Py_DECREF(descr)
        return result
    }
    if suppress == 0 { missingAttribute(type, name) }
    return nil
}

/// `tp_getattro` of most types. Origin: Objects/object.c.
public func PyObject_GenericGetAttr(_ op: PyObj, _ name: PyObj) -> PyObj? { _PyObject_GenericGetAttrWithDict(op, name, nil, 0) }

/// The usual attribute store: descriptor with a setter, else the instance dict (or `dict`); a nil value deletes. Origin: object.c.
public func _PyObject_GenericSetAttrWithDict(_ op: PyObj, _ name: PyObj, _ value: PyObj?, _ dict: PyObj?) -> Int32 {
    let type = op.ob_type
    if !PyUnicode_Check(name) {
        nameError(name)
        return -1
    }
    if type.tp_dict == nil && PyType_Ready(type) < 0 { return -1 }
    Py_INCREF(name)
    Py_INCREF(type)
    let descr = _PyType_Lookup(type, name)
    defer {
        Py_XDECREF(descr)
        Py_DECREF(type)
        Py_DECREF(name)
    }
    if let descr {
        Py_INCREF(descr)
        if let set = descr.ob_type.tp_descr_set { return set(descr, op, value) }
    }
    var result: Int32
    if let dict {
        Py_INCREF(dict)
        if let value { result = PyDict_SetItem(dict, name, value) } else { result = PyDict_DelItem(dict, name) }
        Py_DECREF(dict)
    } else if type.tp_flags & TypeFlags.MANAGED_DICT != 0, let values = _PyObject_ValuesPointer(op).pointee {
        result = _PyObject_StoreInstanceAttribute(op, values, name, value)
    } else if let dictPointer = _PyObject_DictPointer(op) {
        result = _PyObjectDict_SetItem(type, dictPointer, name, value)
    } else {
        if descr == nil {
            missingAttribute(type, name, 100)
        } else {
            PyErr_SetString(
                PyExc_AttributeError, "'\(typeText(type, 50))' object attribute '\(swiftString(name))' is read-only")
        }
        return -1
    }
    if result < 0 && PyErr_ExceptionMatches(PyExc_KeyError) {
        if PyType_IsSubtype(type, PyType_Type) {
            PyErr_SetString(
                PyExc_AttributeError, "type object '\(typeText(op, 50))' has no attribute '\(swiftString(name))'")
        } else {
            missingAttribute(type, name, 100)
        }
    }
    return result
}

/// `tp_setattro` of most types. Origin: Objects/object.c.
public func PyObject_GenericSetAttr(_ op: PyObj, _ name: PyObj, _ value: PyObj?) -> Int32 {
    _PyObject_GenericSetAttrWithDict(op, name, value, nil)
}

/// The setter of `__dict__` (its getter is in dictobject.c): 0, or -1 with an exception. Origin: Objects/object.c.
public func PyObject_GenericSetDict(_ op: PyObj, _ value: PyObj?, _ context: UnsafeMutableRawPointer?) -> Int32 {
    guard let dictPointer = _PyObject_GetDictPtr(op) else {
        if op.ob_type.tp_flags & TypeFlags.MANAGED_DICT != 0 && _PyObject_ValuesPointer(op).pointee != nil {
            _ = PyErr_NoMemory()
        } else {
            PyErr_SetString(PyExc_AttributeError, "This object has no __dict__")
        }
        return -1
    }
    guard let value else {
        PyErr_SetString(PyExc_TypeError, "cannot delete __dict__")
        return -1
    }
    if !PyDict_Check(value) {
        PyErr_SetString(PyExc_TypeError, "__dict__ must be set to a dictionary, not a '\(value.typeName)'")
        return -1
    }
    Py_INCREF(value)
    let old = dictPointer.pointee
    dictPointer.pointee = value
    Py_XDECREF(old)
    return 0
}

/// `dir()` without an argument: the sorted names of the local scope.
private func dirLocals() -> PyObj? {
    guard let locals = PyEval_GetLocals() else { return nil }
    guard let names = PyMapping_Keys(locals) else { return nil }
    if !PyList_Check(names) {
        PyErr_SetString(PyExc_TypeError, "dir(): expected keys() of locals to be a list, not '\(names.typeName)'")
        Py_DECREF(names)
        return nil
    }
    if PyList_Sort(names) != 0 {
        Py_DECREF(names)
        return nil
    }
    return names
}

/// `dir(op)`, of the current scope if nil: a new sorted list, or nil with an exception. Origin: Objects/object.c.
public func PyObject_Dir(_ op: PyObj?) -> PyObj? {
    guard let op else { return dirLocals() }
    guard let function = _PyObject_LookupSpecial(op, _Py_ID(.__dir__)) else {
        if PyErr_Occurred() == nil { PyErr_SetString(PyExc_TypeError, "object does not provide __dir__") }
        return nil
    }
    let result = PyObject_CallNoArgs(function)
    Py_DECREF(function)
    guard let result else { return nil }
    let sorted = PySequence_List(result)
    Py_DECREF(result)
    guard let sorted else { return nil }
    if PyList_Sort(sorted) != 0 {
        Py_DECREF(sorted)
        return nil
    }
    return sorted
}
