import Memory
import Trace

// Specialising BINARY_OP, COMPARE_OP, BINARY_SUBSCR, STORE_SUBSCR and UNPACK_SEQUENCE. Origin: Python/specialize.c.
//
//     COMPARE_OP      counter, mask      BINARY_SUBSCR   counter, type version (2), function version      others   counter

/// Origin: _Py_Specialize_BinaryOp.
@inline(never) func _Py_Specialize_BinaryOp(
    _ left: PyObj, _ right: PyObj, _ unit: CodeUnit, _ oparg: Int, _ locals: UnsafeMutablePointer<PyObj?>
) {
    let type = left.ob_type
    let same = type == right.ob_type
    switch oparg {
    case 0, 13:
        if !same { break }
        if type == PyUnicode_Type {
            // `s = s + t` on a local: the store that follows is done at once, in place if nobody else holds the string.
            let next = unit + 2
            let isStore = next.instruction == .STORE_FAST || next.instruction == .STORE_FAST__LOAD_FAST
            if isStore && locals[Int(next.pointee >> 8)] == left {
                return specialized(unit, .BINARY_OP_INPLACE_ADD_UNICODE)
            }
            return specialized(unit, .BINARY_OP_ADD_UNICODE)
        }
        if type == PyLong_Type { return specialized(unit, .BINARY_OP_ADD_INT) }
        if type == PyFloat_Type { return specialized(unit, .BINARY_OP_ADD_FLOAT) }
    case 5, 18:
        if !same { break }
        if type == PyLong_Type { return specialized(unit, .BINARY_OP_MULTIPLY_INT) }
        if type == PyFloat_Type { return specialized(unit, .BINARY_OP_MULTIPLY_FLOAT) }
    case 10, 23:
        if !same { break }
        if type == PyLong_Type { return specialized(unit, .BINARY_OP_SUBTRACT_INT) }
        if type == PyFloat_Type { return specialized(unit, .BINARY_OP_SUBTRACT_FLOAT) }
    default:
        // The other operators have no forms.
        return neverSpecialized(unit, .BINARY_OP)
    }
    specializationFailed(unit)
}

/// Origin: _Py_Specialize_CompareOp.
@inline(never) func _Py_Specialize_CompareOp(_ left: PyObj, _ right: PyObj, _ unit: CodeUnit, _ oparg: Int) {
    let jump = (unit + 3).instruction
    switch jump {
    case .POP_JUMP_FORWARD_IF_FALSE, .POP_JUMP_BACKWARD_IF_FALSE, .POP_JUMP_FORWARD_IF_TRUE, .POP_JUMP_BACKWARD_IF_TRUE: break
    default: return neverSpecialized(unit, .COMPARE_OP)
    }
    // When to jump: bit 0 if less, bit 1 if equal, bit 2 if greater; three bits higher for a jump backwards.
    var mask: UInt16
    switch oparg {
    case 0: mask = 1
    case 1: mask = 3
    case 2: mask = 2
    case 3: mask = 5
    case 4: mask = 4
    default: mask = 6
    }
    if jump == .POP_JUMP_FORWARD_IF_FALSE || jump == .POP_JUMP_BACKWARD_IF_FALSE { mask = 7 & ~mask }
    if jump == .POP_JUMP_BACKWARD_IF_FALSE || jump == .POP_JUMP_BACKWARD_IF_TRUE { mask <<= 3 }
    let type = left.ob_type
    var form: Instruction?
    if type == right.ob_type {
        if type == PyFloat_Type {
            form = .COMPARE_OP_FLOAT_JUMP
        } else if type == PyLong_Type {
            if isCompactInt(left) && isCompactInt(right) { form = .COMPARE_OP_INT_JUMP }
        } else if type == PyUnicode_Type {
            if oparg == 2 || oparg == 3 { form = .COMPARE_OP_STR_JUMP }
        }
    }
    guard let form else { return specializationFailed(unit) }
    unit[2] = mask
    specialized(unit, form)
}

/// Origin: _Py_Specialize_BinarySubscr.
@inline(never) func _Py_Specialize_BinarySubscr(_ container: PyObj, _ sub: PyObj, _ unit: CodeUnit) {
    let type = container.ob_type
    if type == PyList_Type {
        if sub.ob_type == PyLong_Type { return specialized(unit, .BINARY_SUBSCR_LIST_INT) }
        return specializationFailed(unit)
    }
    if type == PyTuple_Type {
        if sub.ob_type == PyLong_Type { return specialized(unit, .BINARY_SUBSCR_TUPLE_INT) }
        return specializationFailed(unit)
    }
    if type == PyDict_Type { return specialized(unit, .BINARY_SUBSCR_DICT) }
    guard let descr = _PyType_Lookup(type, _Py_ID(.__getitem__)), descr.ob_type == PyFunction_Type,
        type.tp_flags & TypeFlags.HEAPTYPE != 0, type.tp_version_tag != 0
    else { return specializationFailed(unit) }
    let code = descr.func_code.unsafelyUnwrapped
    if !isSimpleFunction(code) || code.co_argcount != 2 { return specializationFailed(unit) }
    unit.setU32(2, type.tp_version_tag)
    let version = _PyFunction_GetVersionForCurrentState(descr)
    if version == 0 || version > 0xffff { return specializationFailed(unit) }
    unit[4] = UInt16(version)
    type._spec_getitem = descr
    specialized(unit, .BINARY_SUBSCR_GETITEM)
}

/// Origin: _Py_Specialize_StoreSubscr.
@inline(never) func _Py_Specialize_StoreSubscr(_ container: PyObj, _ sub: PyObj, _ unit: CodeUnit) {
    let type = container.ob_type
    if type == PyList_Type {
        if sub.ob_type == PyLong_Type, UInt(bitPattern: sub.ob_size) <= 1,
            Int(sub.load(fromByteOffset: 24, as: UInt32.self)) < container.ob_size
        {
            return specialized(unit, .STORE_SUBSCR_LIST_INT)
        }
        return specializationFailed(unit)
    }
    if type == PyDict_Type { return specialized(unit, .STORE_SUBSCR_DICT) }
    specializationFailed(unit)
}

/// Origin: _Py_Specialize_UnpackSequence.
@inline(never) func _Py_Specialize_UnpackSequence(_ seq: PyObj, _ unit: CodeUnit, _ oparg: Int) {
    if seq.ob_type == PyTuple_Type {
        if seq.ob_size != oparg { return specializationFailed(unit) }
        return specialized(unit, oparg == 2 ? .UNPACK_SEQUENCE_TWO_TUPLE : .UNPACK_SEQUENCE_TUPLE)
    }
    if seq.ob_type == PyList_Type && seq.ob_size == oparg { return specialized(unit, .UNPACK_SEQUENCE_LIST) }
    specializationFailed(unit)
}
