import Memory

// The way back from quickened code to what the compiler wrote. Origin: _PyOpcode_Deopt, deopt_code in Objects/codeobject.c.

/// How many cache units follow each instruction. Origin: _PyOpcode_Caches.
@inline(__always) func cacheUnits(_ instruction: Instruction) -> Int {
    switch instruction {
    case .BINARY_OP, .UNPACK_SEQUENCE, .STORE_SUBSCR, .PRECALL: 1
    case .COMPARE_OP: 2
    case .BINARY_SUBSCR, .LOAD_ATTR, .STORE_ATTR, .CALL: 4
    case .LOAD_GLOBAL: 5
    case .LOAD_METHOD: 10
    default: 0
    }
}

/// The instruction that a specialised or quickened one stands for. Origin: _PyOpcode_Deopt.
func baseInstruction(_ instruction: Instruction) -> Instruction {
    switch instruction {
    case .BINARY_OP_ADAPTIVE, .BINARY_OP_ADD_FLOAT, .BINARY_OP_ADD_INT, .BINARY_OP_ADD_UNICODE, .BINARY_OP_INPLACE_ADD_UNICODE,
        .BINARY_OP_MULTIPLY_FLOAT,
        .BINARY_OP_MULTIPLY_INT, .BINARY_OP_SUBTRACT_FLOAT, .BINARY_OP_SUBTRACT_INT:
        .BINARY_OP
    case .BINARY_SUBSCR_ADAPTIVE, .BINARY_SUBSCR_DICT, .BINARY_SUBSCR_GETITEM, .BINARY_SUBSCR_LIST_INT, .BINARY_SUBSCR_TUPLE_INT:
        .BINARY_SUBSCR
    case .CALL_ADAPTIVE, .CALL_PY_EXACT_ARGS, .CALL_PY_WITH_DEFAULTS: .CALL
    case .COMPARE_OP_ADAPTIVE, .COMPARE_OP_FLOAT_JUMP, .COMPARE_OP_INT_JUMP, .COMPARE_OP_STR_JUMP: .COMPARE_OP
    case .EXTENDED_ARG_QUICK: .EXTENDED_ARG
    case .JUMP_BACKWARD_QUICK: .JUMP_BACKWARD
    case .LOAD_ATTR_ADAPTIVE, .LOAD_ATTR_INSTANCE_VALUE, .LOAD_ATTR_MODULE, .LOAD_ATTR_SLOT, .LOAD_ATTR_WITH_HINT: .LOAD_ATTR
    case .LOAD_CONST__LOAD_FAST: .LOAD_CONST
    case .LOAD_FAST__LOAD_CONST, .LOAD_FAST__LOAD_FAST: .LOAD_FAST
    case .LOAD_GLOBAL_ADAPTIVE, .LOAD_GLOBAL_BUILTIN, .LOAD_GLOBAL_MODULE: .LOAD_GLOBAL
    case .LOAD_METHOD_ADAPTIVE, .LOAD_METHOD_CLASS, .LOAD_METHOD_MODULE, .LOAD_METHOD_NO_DICT, .LOAD_METHOD_WITH_DICT,
        .LOAD_METHOD_WITH_VALUES:
        .LOAD_METHOD
    case .PRECALL_ADAPTIVE, .PRECALL_BOUND_METHOD, .PRECALL_BUILTIN_CLASS, .PRECALL_BUILTIN_FAST_WITH_KEYWORDS,
        .PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS, .PRECALL_NO_KW_BUILTIN_FAST, .PRECALL_NO_KW_BUILTIN_O,
        .PRECALL_NO_KW_ISINSTANCE,
        .PRECALL_NO_KW_LEN, .PRECALL_NO_KW_LIST_APPEND, .PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST,
        .PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS,
        .PRECALL_NO_KW_METHOD_DESCRIPTOR_O, .PRECALL_NO_KW_STR_1, .PRECALL_NO_KW_TUPLE_1, .PRECALL_NO_KW_TYPE_1, .PRECALL_PYFUNC:
        .PRECALL
    case .RESUME_QUICK: .RESUME
    case .STORE_ATTR_ADAPTIVE, .STORE_ATTR_INSTANCE_VALUE, .STORE_ATTR_SLOT, .STORE_ATTR_WITH_HINT: .STORE_ATTR
    case .STORE_FAST__LOAD_FAST, .STORE_FAST__STORE_FAST: .STORE_FAST
    case .STORE_SUBSCR_ADAPTIVE, .STORE_SUBSCR_DICT, .STORE_SUBSCR_LIST_INT: .STORE_SUBSCR
    case .UNPACK_SEQUENCE_ADAPTIVE, .UNPACK_SEQUENCE_LIST, .UNPACK_SEQUENCE_TUPLE, .UNPACK_SEQUENCE_TWO_TUPLE: .UNPACK_SEQUENCE
    default: instruction
    }
}

/// Restores the compiler's opcodes and zeroes the caches, in place.
func deoptimize(_ units: UnsafeMutablePointer<UInt16>, _ count: Int) {
    var i = 0
    while i < count {
        let instruction = baseInstruction(Instruction(byte: UInt8(truncatingIfNeeded: units[i])))
        units[i] = units[i] & 0xff00 | UInt16(instruction.rawValue)
        i += 1
        for _ in 0..<cacheUnits(instruction) where i < count {
            units[i] = 0
            i += 1
        }
    }
}
