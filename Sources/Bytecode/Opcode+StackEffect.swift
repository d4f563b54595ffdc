/// Instructions that exist only between code generation and assembly. They are negative, so that one `Int32` holds either
/// these or a real opcode. Origin: the pseudo-instructions of Python/compile.c.
public enum PseudoOpcode {
    /// Start of a protected region; its handler gets the exception.
    public static let SETUP_FINALLY: Int32 = -1
    /// The same, and the handler also gets the offset of the failing instruction.
    public static let SETUP_CLEANUP: Int32 = -2
    /// Start of the body of a `with` statement.
    public static let SETUP_WITH: Int32 = -3
    /// End of a protected region.
    public static let POP_BLOCK: Int32 = -4
    /// An unconditional jump whose direction is not known yet.
    public static let JUMP: Int32 = -5
    /// The same, but never interrupted by a pending call or signal.
    public static let JUMP_NO_INTERRUPT: Int32 = -6
    /// A conditional jump whose direction is not known yet.
    public static let POP_JUMP_IF_FALSE: Int32 = -7
    /// A conditional jump whose direction is not known yet.
    public static let POP_JUMP_IF_TRUE: Int32 = -8
    /// A conditional jump whose direction is not known yet.
    public static let POP_JUMP_IF_NONE: Int32 = -9
    /// A conditional jump whose direction is not known yet.
    public static let POP_JUMP_IF_NOT_NONE: Int32 = -10

    /// Names by negated number; index 0 is unused.
    public static let names = [
        "", "SETUP_FINALLY", "SETUP_CLEANUP", "SETUP_WITH", "POP_BLOCK", "JUMP", "JUMP_NO_INTERRUPT", "POP_JUMP_IF_FALSE",
        "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE",
    ]

    /// The name of a real or pseudo-instruction.
    public static func name(_ opcode: Int32) -> String {
        opcode < 0 ? names[Int(-opcode)] : Opcode.names[Int(opcode)]
    }
}

extension Opcode {
    /// By how much an instruction changes the depth of the value stack: with `jump` true when its jump is taken (for the
    /// set-up pseudo-instructions: on entry to the handler), otherwise when control falls through. Nil for an opcode that the
    /// compiler never produces. Origin: `stack_effect` in Python/compile.c.
    public static func stackEffect(_ opcode: Int32, argument: Int32, jump: Bool) -> Int32? {
        let bit = { (mask: Int32) -> Int32 in argument & mask != 0 ? 1 : 0 }
        guard opcode >= 0 else {
            switch opcode {
            case PseudoOpcode.SETUP_FINALLY, PseudoOpcode.SETUP_WITH: return jump ? 1 : 0
            case PseudoOpcode.SETUP_CLEANUP: return jump ? 2 : 0
            case PseudoOpcode.POP_BLOCK, PseudoOpcode.JUMP, PseudoOpcode.JUMP_NO_INTERRUPT: return 0
            default: return -1
            }
        }
        guard opcode < 256 else { return nil }
        switch UInt8(opcode) {
        case NOP, EXTENDED_ARG, RESUME, CACHE, SWAP, UNARY_POSITIVE, UNARY_NEGATIVE, UNARY_NOT, UNARY_INVERT, GET_ITER,
            SETUP_ANNOTATIONS, ASYNC_GEN_WRAP, YIELD_VALUE, DELETE_NAME, DELETE_GLOBAL, DELETE_FAST, DELETE_DEREF, LOAD_ATTR,
            CHECK_EXC_MATCH, CHECK_EG_MATCH, JUMP_FORWARD, JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT, RETURN_GENERATOR,
            KW_NAMES, MAKE_CELL, COPY_FREE_VARS, GET_AWAITABLE, GET_AITER, GET_YIELD_FROM_ITER, LIST_TO_TUPLE:
            return 0
        case POP_TOP, SET_ADD, LIST_APPEND, BINARY_SUBSCR, PRINT_EXPR, RETURN_VALUE, IMPORT_STAR, POP_EXCEPT, STORE_NAME,
            DELETE_ATTR, STORE_GLOBAL, COMPARE_OP, IS_OP, CONTAINS_OP, IMPORT_NAME, PREP_RERAISE_STAR, RERAISE, STORE_FAST,
            CALL, STORE_DEREF, LIST_EXTEND, SET_UPDATE, DICT_MERGE, DICT_UPDATE, BINARY_OP, POP_JUMP_BACKWARD_IF_NONE,
            POP_JUMP_FORWARD_IF_NONE, POP_JUMP_BACKWARD_IF_NOT_NONE, POP_JUMP_FORWARD_IF_NOT_NONE, POP_JUMP_FORWARD_IF_FALSE,
            POP_JUMP_BACKWARD_IF_FALSE, POP_JUMP_FORWARD_IF_TRUE, POP_JUMP_BACKWARD_IF_TRUE:
            return -1
        case LOAD_BUILD_CLASS, LOAD_CONST, LOAD_NAME, IMPORT_FROM, PUSH_EXC_INFO, WITH_EXCEPT_START, LOAD_FAST, LOAD_CLOSURE,
            LOAD_DEREF, LOAD_CLASSDEREF, BEFORE_ASYNC_WITH, BEFORE_WITH, GET_ANEXT, LOAD_METHOD, LOAD_ASSERTION_ERROR, GET_LEN,
            MATCH_MAPPING, MATCH_SEQUENCE, MATCH_KEYS, COPY, PUSH_NULL:
            return 1
        case MAP_ADD, DELETE_SUBSCR, STORE_ATTR, END_ASYNC_FOR, MATCH_CLASS: return -2
        case STORE_SUBSCR: return -3
        case UNPACK_SEQUENCE: return argument - 1
        case UNPACK_EX: return (argument & 0xff) + (argument >> 8)
        case FOR_ITER: return jump ? -1 : 1
        case SEND: return jump ? -1 : 0
        case BUILD_TUPLE, BUILD_LIST, BUILD_SET, BUILD_STRING: return 1 - argument
        case BUILD_MAP: return 1 - 2 * argument
        case BUILD_CONST_KEY_MAP, RAISE_VARARGS, PRECALL: return -argument
        case JUMP_IF_TRUE_OR_POP, JUMP_IF_FALSE_OR_POP: return jump ? 0 : -1
        case LOAD_GLOBAL: return bit(1) + 1
        case CALL_FUNCTION_EX: return -2 - bit(1)
        case MAKE_FUNCTION: return -bit(1) - bit(2) - bit(4) - bit(8)
        case BUILD_SLICE: return argument == 3 ? -2 : -1
        case FORMAT_VALUE: return argument & 4 != 0 ? -1 : 0
        default: return nil
        }
    }
}
