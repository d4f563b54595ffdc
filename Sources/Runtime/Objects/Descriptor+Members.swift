import Memory

// Reading and writing struct fields through PyMemberDef. Origin: Python/structmember.c.

/// The value of a field as a new object. nil with an exception.
func PyMember_GetOne(_ obj: PyObj, _ member: PyObj) -> PyObj? {
    let p = obj + member.mem_offset
    switch MemberType(rawValue: member.mem_type) {
    case .objectEx:
        if let v = p.rawSlot(0) { return Py_NewRef(v) }
        PyErr_SetString(
            PyExc_AttributeError,
            "'\(clip(obj.typeName, 200))' object has no attribute '\(cText(member.mem_name.unsafelyUnwrapped))'")
        return nil
    case .object: return Py_NewRef(p.rawSlot(0) ?? Py_None)
    case .bool: return PyBool_FromLong(p.load(as: UInt8.self) != 0)
    case .byte: return PyLong_FromLong(Int(p.load(as: Int8.self)))
    case .ubyte: return PyLong_FromLong(Int(p.load(as: UInt8.self)))
    case .short: return PyLong_FromLong(Int(p.loadUnaligned(as: Int16.self)))
    case .ushort: return PyLong_FromLong(Int(p.loadUnaligned(as: UInt16.self)))
    case .int: return PyLong_FromLong(Int(p.loadUnaligned(as: Int32.self)))
    case .uint: return PyLong_FromLong(Int(p.loadUnaligned(as: UInt32.self)))
    case .long, .longlong, .pyssizet: return PyLong_FromSsize_t(p.load(as: Int.self))
    case .ulong, .ulonglong: return PyLong_FromUnsignedLong(p.load(as: UInt.self))
    case .float: return PyFloat_FromDouble(Double(p.load(as: Float.self)))
    case .double: return PyFloat_FromDouble(p.load(as: Double.self))
    case .string:
        guard let s = p.rawSlot(0) else { return Py_NewRef(Py_None) }
        return PyUnicode_FromString(cText(s))
    case .stringInplace: return PyUnicode_FromString(cText(p))
    case .char: return PyUnicode_FromString(String(UnicodeScalar(p.load(as: UInt8.self))))
    case .some(.none): return Py_NewRef(Py_None)
    case nil:
        PyErr_SetString(PyExc_SystemError, "bad memberdescr type")
        return nil
    }
}

/// Sets a field from an object, or empties it. -1 with an exception.
func PyMember_SetOne(_ obj: PyObj, _ member: PyObj, _ value: PyObj?) -> Int32 {
    let p = obj + member.mem_offset
    if member.mem_flags & 1 != 0 {
        PyErr_SetString(PyExc_AttributeError, "readonly attribute")
        return -1
    }
    let type = MemberType(rawValue: member.mem_type)
    guard let v = value else {
        switch type {
        case .objectEx where p.rawSlot(0) == nil:
            PyErr_SetString(PyExc_AttributeError, cText(member.mem_name.unsafelyUnwrapped))
            return -1
        case .object, .objectEx:
            Py_CLEAR(p, 0)
            return 0
        default:
            PyErr_SetString(PyExc_TypeError, "can't delete numeric/char attribute")
            return -1
        }
    }
    /// The value as an integer in a range; a value that is too large is cut down after a warning.
    func integer(_ range: ClosedRange<Int>, _ text: String) -> Int? {
        let n = PyLong_AsLong(v)
        if n == -1 && PyErr_Occurred() != nil { return nil }
        if !range.contains(n) && PyErr_WarnEx(PyExc_RuntimeWarning, "Truncation of value to \(text)", 1) != 0 { return nil }
        return n
    }
    switch type {
    case .object, .objectEx:
        Py_INCREF(v)
        Py_XSETREF(p, 0, v)
    case .bool:
        if v.ob_type != PyBool_Type {
            PyErr_SetString(PyExc_TypeError, "attribute value type must be bool")
            return -1
        }
        p.storeBytes(of: v == Py_True ? 1 : 0, as: UInt8.self)
    case .byte:
        guard let n = integer(-128...127, "char") else { return -1 }
        p.storeBytes(of: Int8(truncatingIfNeeded: n), as: Int8.self)
    case .ubyte:
        guard let n = integer(0...255, "unsigned char") else { return -1 }
        p.storeBytes(of: UInt8(truncatingIfNeeded: n), as: UInt8.self)
    case .short:
        guard let n = integer(-32768...32767, "short") else { return -1 }
        p.storeBytes(of: Int16(truncatingIfNeeded: n), as: Int16.self)
    case .ushort:
        guard let n = integer(0...65535, "unsigned short") else { return -1 }
        p.storeBytes(of: UInt16(truncatingIfNeeded: n), as: UInt16.self)
    case .int:
        guard let n = integer(Int(Int32.min)...Int(Int32.max), "int") else { return -1 }
        p.storeBytes(of: Int32(truncatingIfNeeded: n), as: Int32.self)
    case .uint:
        guard let n = integer(0...Int(UInt32.max), "unsigned int") else { return -1 }
        p.storeBytes(of: UInt32(truncatingIfNeeded: n), as: UInt32.self)
    case .long, .longlong, .pyssizet, .ulong, .ulonglong:
        guard let n = integer(Int.min...Int.max, "long") else { return -1 }
        p.storeBytes(of: n, as: Int.self)
    case .float, .double:
        let d = PyFloat_AsDouble(v)
        if d == -1 && PyErr_Occurred() != nil { return -1 }
        if type == .float { p.storeBytes(of: Float(d), as: Float.self) } else { p.storeBytes(of: d, as: Double.self) }
    case .string, .stringInplace:
        PyErr_SetString(PyExc_TypeError, "readonly attribute")
        return -1
    default:
        PyErr_SetString(PyExc_SystemError, "bad memberdescr type for \(cText(member.mem_name.unsafelyUnwrapped))")
        return -1
    }
    return 0
}
