import Memory
import Trace

// Reference counting for the object layer. Each change is reported when a trace is on: one test of a byte at a constant address.
// The eval loop has its own copies, specialised on its Tracer.

/// Adds one reference.
@inlinable @inline(__always) public func Py_INCREF(_ op: PyObj) {
    let count = op.ob_refcnt &+ 1
    op.ob_refcnt = count
    emitIfTracing(.incref(op, count))
}

/// Drops one reference; at zero the object is deallocated.
@inlinable @inline(__always) public func Py_DECREF(_ op: PyObj) {
    let count = op.ob_refcnt &- 1
    op.ob_refcnt = count
    emitIfTracing(.decref(op, count))
    if _slowPath(count == 0) { _Py_Dealloc(op) }
}

/// Adds one reference if there is an object.
@inlinable @inline(__always) public func Py_XINCREF(_ op: PyObj?) { if let op { Py_INCREF(op) } }
/// Drops one reference if there is an object.
@inlinable @inline(__always) public func Py_XDECREF(_ op: PyObj?) { if let op { Py_DECREF(op) } }
/// The same object with one more reference.
@inlinable @inline(__always) public func Py_NewRef(_ op: PyObj) -> PyObj { Py_INCREF(op); return op }
/// The same object, if any, with one more reference.
@inlinable @inline(__always) public func Py_XNewRef(_ op: PyObj?) -> PyObj? { Py_XINCREF(op); return op }

/// Deallocates an object whose count has reached zero, by its type's `tp_dealloc`. Origin: Objects/object.c.
@inline(never) public func _Py_Dealloc(_ op: PyObj) {
    let type = op.ob_type
    // Most of what dies are numbers: no way through the slot for them.
    if type == PyLong_Type { return PyObject_Free(op) }
    if type == PyFloat_Type { return _PyFloat_ExactDealloc(op) }
    type.tp_dealloc.unsafelyUnwrapped(op)
}

/// Empties a field of an object at a byte offset, then drops what it held: the order matters, because dropping may run any code.
@inline(__always) func Py_CLEAR(_ op: PyObj, _ offset: Int) {
    if let old = op.load(fromByteOffset: offset, as: PyObj?.self) {
        op.storeBytes(of: nil, toByteOffset: offset, as: PyObj?.self)
        Py_DECREF(old)
    }
}

/// Stores a reference (taken over) into a field at a byte offset, then drops what was there. Origin: Py_XSETREF.
@inline(__always) func Py_XSETREF(_ op: PyObj, _ offset: Int, _ value: PyObj?) {
    let old = op.load(fromByteOffset: offset, as: PyObj?.self)
    op.storeBytes(of: value, toByteOffset: offset, as: PyObj?.self)
    Py_XDECREF(old)
}

/// Exact type check.
@inlinable @inline(__always) public func Py_IS_TYPE(_ op: PyObj, _ type: PyObj) -> Bool { op.ob_type == type }
/// Whether a type has a flag.
@inlinable @inline(__always) public func PyType_HasFeature(_ type: PyObj, _ flag: UInt) -> Bool { type.tp_flags & flag != 0 }
/// Whether the object's type has one of the subclass flags.
@inlinable @inline(__always) public func PyType_FastSubclass(_ op: PyObj, _ flag: UInt) -> Bool { op.ob_type.tp_flags & flag != 0 }

/// Whether an object is an instance of int or of a subtype.
@inlinable @inline(__always) public func PyLong_Check(_ op: PyObj) -> Bool { PyType_FastSubclass(op, TypeFlags.LONG_SUBCLASS) }
/// Whether an object is exactly of type int.
@inlinable @inline(__always) public func PyLong_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyLong_Type }
/// Whether an object is an instance of list or of a subtype.
@inlinable @inline(__always) public func PyList_Check(_ op: PyObj) -> Bool { PyType_FastSubclass(op, TypeFlags.LIST_SUBCLASS) }
/// Whether an object is exactly of type list.
@inlinable @inline(__always) public func PyList_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyList_Type }
/// Whether an object is an instance of tuple or of a subtype.
@inlinable @inline(__always) public func PyTuple_Check(_ op: PyObj) -> Bool { PyType_FastSubclass(op, TypeFlags.TUPLE_SUBCLASS) }
/// Whether an object is exactly of type tuple.
@inlinable @inline(__always) public func PyTuple_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyTuple_Type }
/// Whether an object is an instance of bytes or of a subtype.
@inlinable @inline(__always) public func PyBytes_Check(_ op: PyObj) -> Bool { PyType_FastSubclass(op, TypeFlags.BYTES_SUBCLASS) }
/// Whether an object is exactly of type bytes.
@inlinable @inline(__always) public func PyBytes_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyBytes_Type }
/// Whether an object is an instance of str or of a subtype.
@inlinable @inline(__always) public func PyUnicode_Check(_ op: PyObj) -> Bool {
    PyType_FastSubclass(op, TypeFlags.UNICODE_SUBCLASS)
}
/// Whether an object is exactly of type str.
@inlinable @inline(__always) public func PyUnicode_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyUnicode_Type }
/// Whether an object is an instance of dict or of a subtype.
@inlinable @inline(__always) public func PyDict_Check(_ op: PyObj) -> Bool { PyType_FastSubclass(op, TypeFlags.DICT_SUBCLASS) }
/// Whether an object is exactly of type dict.
@inlinable @inline(__always) public func PyDict_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyDict_Type }
/// Whether an object is an instance of type or of a subtype.
@inlinable @inline(__always) public func PyType_Check(_ op: PyObj) -> Bool { PyType_FastSubclass(op, TypeFlags.TYPE_SUBCLASS) }
/// Whether an object is an exception.
@inlinable @inline(__always) public func PyExceptionInstance_Check(_ op: PyObj) -> Bool {
    PyType_FastSubclass(op, TypeFlags.BASE_EXC_SUBCLASS)
}
/// Whether an object is an exception class.
@inlinable @inline(__always) public func PyExceptionClass_Check(_ op: PyObj) -> Bool {
    PyType_Check(op) && PyType_HasFeature(op, TypeFlags.BASE_EXC_SUBCLASS)
}
/// Whether an object is exactly of type float.
@inlinable @inline(__always) public func PyFloat_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyFloat_Type }
/// Whether an object is an instance of float or of a subtype.
@inlinable @inline(__always) public func PyFloat_Check(_ op: PyObj) -> Bool {
    op.ob_type == PyFloat_Type || PyType_IsSubtype(op.ob_type, PyFloat_Type)
}
/// Whether an object is exactly of type complex.
@inlinable @inline(__always) public func PyComplex_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyComplex_Type }
/// Whether an object is an instance of complex or of a subtype.
@inlinable @inline(__always) public func PyComplex_Check(_ op: PyObj) -> Bool {
    op.ob_type == PyComplex_Type || PyType_IsSubtype(op.ob_type, PyComplex_Type)
}
/// Whether an object is an instance of bool or of a subtype.
@inlinable @inline(__always) public func PyBool_Check(_ op: PyObj) -> Bool { op.ob_type == PyBool_Type }
/// Whether an object is an instance of bytearray or of a subtype.
@inlinable @inline(__always) public func PyByteArray_Check(_ op: PyObj) -> Bool {
    op.ob_type == PyByteArray_Type || PyType_IsSubtype(op.ob_type, PyByteArray_Type)
}
/// Whether an object is exactly of type set or frozenset.
@inlinable @inline(__always) public func PyAnySet_CheckExact(_ op: PyObj) -> Bool {
    op.ob_type == PySet_Type || op.ob_type == PyFrozenSet_Type
}
/// Whether an object is an instance of set or frozenset or of a subtype.
@inlinable @inline(__always) public func PyAnySet_Check(_ op: PyObj) -> Bool {
    PyAnySet_CheckExact(op) || PyType_IsSubtype(op.ob_type, PySet_Type) || PyType_IsSubtype(op.ob_type, PyFrozenSet_Type)
}
/// Whether an object is an instance of slice or of a subtype.
@inlinable @inline(__always) public func PySlice_Check(_ op: PyObj) -> Bool { op.ob_type == PySlice_Type }
/// Whether an object is an instance of a type or of a subtype.
@inlinable @inline(__always) public func PyObject_TypeCheck(_ op: PyObj, _ type: PyObj) -> Bool {
    op.ob_type == type || PyType_IsSubtype(op.ob_type, type)
}
