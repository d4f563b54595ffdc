/// Facts about opcodes, as 256-byte tables indexed by the opcode. The tables live for the whole process and are never written
/// after they are made, so reading them from any thread is safe. Origin: Lib/opcode.py, Include/internal/pycore_opcode.h.
extension Opcode {
    /// Opcodes from this one on use their argument.
    @inlinable @inline(__always) public static var HAVE_ARGUMENT: UInt8 { 90 }

    /// How many two-byte cache units follow the instruction; zero for quickened forms (ask for `deoptimized` first).
    public nonisolated(unsafe) static let cacheCounts: UnsafePointer<UInt8> = makeTable([
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 4, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0,
        0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        10, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ])

    /// The documented opcode of which this one is a quickened form; any other opcode maps to itself.
    public nonisolated(unsafe) static let deoptimized: UnsafePointer<UInt8> = makeTable([
        0, 1, 2, 122, 122, 122, 122, 122, 122, 9, 10, 11, 12, 122, 122, 15, 122, 25, 25, 25,
        25, 25, 171, 171, 171, 25, 107, 107, 107, 107, 30, 31, 32, 33, 144, 35, 36, 37, 140, 106,
        106, 106, 106, 106, 100, 124, 124, 116, 116, 49, 50, 51, 52, 53, 54, 116, 160, 160, 160, 160,
        60, 61, 160, 160, 166, 166, 166, 166, 68, 69, 70, 71, 166, 166, 74, 75, 166, 166, 166, 166,
        166, 166, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99,
        100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 166, 114, 115, 116, 117, 118, 119,
        120, 166, 122, 123, 124, 125, 126, 166, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139,
        140, 166, 142, 166, 144, 145, 146, 147, 148, 149, 151, 151, 152, 95, 95, 155, 156, 157, 95, 95,
        160, 125, 162, 163, 164, 165, 166, 125, 60, 60, 60, 171, 172, 173, 174, 175, 176, 92, 92, 92,
        92, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199,
        200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219,
        220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239,
        240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254, 255,
    ])

    /// The opcode's name as `dis` prints it, `<number>` for a number that has no meaning.
    public static let names: [String] = [
        "CACHE", "POP_TOP", "PUSH_NULL", "BINARY_OP_ADAPTIVE", "BINARY_OP_ADD_FLOAT", "BINARY_OP_ADD_INT",
        "BINARY_OP_ADD_UNICODE", "BINARY_OP_INPLACE_ADD_UNICODE", "BINARY_OP_MULTIPLY_FLOAT", "NOP", "UNARY_POSITIVE",
        "UNARY_NEGATIVE", "UNARY_NOT", "BINARY_OP_MULTIPLY_INT", "BINARY_OP_SUBTRACT_FLOAT", "UNARY_INVERT",
        "BINARY_OP_SUBTRACT_INT", "BINARY_SUBSCR_ADAPTIVE", "BINARY_SUBSCR_DICT", "BINARY_SUBSCR_GETITEM",
        "BINARY_SUBSCR_LIST_INT", "BINARY_SUBSCR_TUPLE_INT", "CALL_ADAPTIVE", "CALL_PY_EXACT_ARGS", "CALL_PY_WITH_DEFAULTS",
        "BINARY_SUBSCR", "COMPARE_OP_ADAPTIVE", "COMPARE_OP_FLOAT_JUMP", "COMPARE_OP_INT_JUMP", "COMPARE_OP_STR_JUMP", "GET_LEN",
        "MATCH_MAPPING", "MATCH_SEQUENCE", "MATCH_KEYS", "EXTENDED_ARG_QUICK", "PUSH_EXC_INFO", "CHECK_EXC_MATCH",
        "CHECK_EG_MATCH", "JUMP_BACKWARD_QUICK", "LOAD_ATTR_ADAPTIVE", "LOAD_ATTR_INSTANCE_VALUE", "LOAD_ATTR_MODULE",
        "LOAD_ATTR_SLOT", "LOAD_ATTR_WITH_HINT", "LOAD_CONST__LOAD_FAST", "LOAD_FAST__LOAD_CONST", "LOAD_FAST__LOAD_FAST",
        "LOAD_GLOBAL_ADAPTIVE", "LOAD_GLOBAL_BUILTIN", "WITH_EXCEPT_START", "GET_AITER", "GET_ANEXT", "BEFORE_ASYNC_WITH",
        "BEFORE_WITH", "END_ASYNC_FOR", "LOAD_GLOBAL_MODULE", "LOAD_METHOD_ADAPTIVE", "LOAD_METHOD_CLASS", "LOAD_METHOD_MODULE",
        "LOAD_METHOD_NO_DICT", "STORE_SUBSCR", "DELETE_SUBSCR", "LOAD_METHOD_WITH_DICT", "LOAD_METHOD_WITH_VALUES",
        "PRECALL_ADAPTIVE", "PRECALL_BOUND_METHOD", "PRECALL_BUILTIN_CLASS", "PRECALL_BUILTIN_FAST_WITH_KEYWORDS", "GET_ITER",
        "GET_YIELD_FROM_ITER", "PRINT_EXPR", "LOAD_BUILD_CLASS", "PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS",
        "PRECALL_NO_KW_BUILTIN_FAST", "LOAD_ASSERTION_ERROR", "RETURN_GENERATOR", "PRECALL_NO_KW_BUILTIN_O",
        "PRECALL_NO_KW_ISINSTANCE", "PRECALL_NO_KW_LEN", "PRECALL_NO_KW_LIST_APPEND", "PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST",
        "PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS", "LIST_TO_TUPLE", "RETURN_VALUE", "IMPORT_STAR", "SETUP_ANNOTATIONS",
        "YIELD_VALUE", "ASYNC_GEN_WRAP", "PREP_RERAISE_STAR", "POP_EXCEPT", "STORE_NAME", "DELETE_NAME", "UNPACK_SEQUENCE",
        "FOR_ITER", "UNPACK_EX", "STORE_ATTR", "DELETE_ATTR", "STORE_GLOBAL", "DELETE_GLOBAL", "SWAP", "LOAD_CONST", "LOAD_NAME",
        "BUILD_TUPLE", "BUILD_LIST", "BUILD_SET", "BUILD_MAP", "LOAD_ATTR", "COMPARE_OP", "IMPORT_NAME", "IMPORT_FROM",
        "JUMP_FORWARD", "JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP", "PRECALL_NO_KW_METHOD_DESCRIPTOR_O",
        "POP_JUMP_FORWARD_IF_FALSE", "POP_JUMP_FORWARD_IF_TRUE", "LOAD_GLOBAL", "IS_OP", "CONTAINS_OP", "RERAISE", "COPY",
        "PRECALL_NO_KW_STR_1", "BINARY_OP", "SEND", "LOAD_FAST", "STORE_FAST", "DELETE_FAST", "PRECALL_NO_KW_TUPLE_1",
        "POP_JUMP_FORWARD_IF_NOT_NONE", "POP_JUMP_FORWARD_IF_NONE", "RAISE_VARARGS", "GET_AWAITABLE", "MAKE_FUNCTION",
        "BUILD_SLICE", "JUMP_BACKWARD_NO_INTERRUPT", "MAKE_CELL", "LOAD_CLOSURE", "LOAD_DEREF", "STORE_DEREF", "DELETE_DEREF",
        "JUMP_BACKWARD", "PRECALL_NO_KW_TYPE_1", "CALL_FUNCTION_EX", "PRECALL_PYFUNC", "EXTENDED_ARG", "LIST_APPEND", "SET_ADD",
        "MAP_ADD", "LOAD_CLASSDEREF", "COPY_FREE_VARS", "RESUME_QUICK", "RESUME", "MATCH_CLASS", "STORE_ATTR_ADAPTIVE",
        "STORE_ATTR_INSTANCE_VALUE", "FORMAT_VALUE", "BUILD_CONST_KEY_MAP", "BUILD_STRING", "STORE_ATTR_SLOT",
        "STORE_ATTR_WITH_HINT", "LOAD_METHOD", "STORE_FAST__LOAD_FAST", "LIST_EXTEND", "SET_UPDATE", "DICT_MERGE", "DICT_UPDATE",
        "PRECALL", "STORE_FAST__STORE_FAST", "STORE_SUBSCR_ADAPTIVE", "STORE_SUBSCR_DICT", "STORE_SUBSCR_LIST_INT", "CALL",
        "KW_NAMES", "POP_JUMP_BACKWARD_IF_NOT_NONE", "POP_JUMP_BACKWARD_IF_NONE", "POP_JUMP_BACKWARD_IF_FALSE",
        "POP_JUMP_BACKWARD_IF_TRUE", "UNPACK_SEQUENCE_ADAPTIVE", "UNPACK_SEQUENCE_LIST", "UNPACK_SEQUENCE_TUPLE",
        "UNPACK_SEQUENCE_TWO_TUPLE", "<181>", "<182>", "<183>", "<184>", "<185>", "<186>", "<187>", "<188>", "<189>", "<190>",
        "<191>", "<192>", "<193>", "<194>", "<195>", "<196>", "<197>", "<198>", "<199>", "<200>", "<201>", "<202>", "<203>",
        "<204>", "<205>", "<206>", "<207>", "<208>", "<209>", "<210>", "<211>", "<212>", "<213>", "<214>", "<215>", "<216>",
        "<217>", "<218>", "<219>", "<220>", "<221>", "<222>", "<223>", "<224>", "<225>", "<226>", "<227>", "<228>", "<229>",
        "<230>", "<231>", "<232>", "<233>", "<234>", "<235>", "<236>", "<237>", "<238>", "<239>", "<240>", "<241>", "<242>",
        "<243>", "<244>", "<245>", "<246>", "<247>", "<248>", "<249>", "<250>", "<251>", "<252>", "<253>", "<254>", "<255>",
    ]

    /// Symbols of `BINARY_OP`, by argument: the operators, then their in-place forms.
    public static let binaryOperators: [String] = [
        "+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^",
        "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^=",
    ]

    /// Symbols of `COMPARE_OP`, by argument.
    public static let comparisonOperators: [String] = ["<", "<=", "==", "!=", ">", ">="]

    /// One field of an instruction's inline cache: its name and its size in two-byte units.
    public typealias CacheField = (name: String, units: Int)

    /// The fields of the inline cache of a documented opcode, in order; empty if it has none.
    public static func cacheFields(_ opcode: UInt8) -> [CacheField] {
        switch opcode {
        case LOAD_GLOBAL: [("counter", 1), ("index", 1), ("module_keys_version", 2), ("builtin_keys_version", 1)]
        case BINARY_OP, UNPACK_SEQUENCE, PRECALL, STORE_SUBSCR: [("counter", 1)]
        case COMPARE_OP: [("counter", 1), ("mask", 1)]
        case BINARY_SUBSCR: [("counter", 1), ("type_version", 2), ("func_version", 1)]
        case LOAD_ATTR, STORE_ATTR: [("counter", 1), ("version", 2), ("index", 1)]
        case LOAD_METHOD: [("counter", 1), ("type_version", 2), ("dict_offset", 1), ("keys_version", 2), ("descr", 4)]
        case CALL: [("counter", 1), ("func_version", 2), ("min_args", 1)]
        default: []
        }
    }

    /// Whether the documented opcode's argument is a jump distance in code units.
    @inlinable public static func isJump(_ opcode: UInt8) -> Bool {
        switch opcode {
        case FOR_ITER, JUMP_FORWARD, JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP, POP_JUMP_FORWARD_IF_FALSE,
            POP_JUMP_FORWARD_IF_TRUE, SEND, POP_JUMP_FORWARD_IF_NOT_NONE, POP_JUMP_FORWARD_IF_NONE:
            true
        default: isBackwardJump(opcode)
        }
    }

    /// Whether the documented opcode jumps backwards, that is, its argument is subtracted.
    @inlinable public static func isBackwardJump(_ opcode: UInt8) -> Bool {
        switch opcode {
        case JUMP_BACKWARD_NO_INTERRUPT, JUMP_BACKWARD, POP_JUMP_BACKWARD_IF_NOT_NONE, POP_JUMP_BACKWARD_IF_NONE,
            POP_JUMP_BACKWARD_IF_FALSE, POP_JUMP_BACKWARD_IF_TRUE:
            true
        default: false
        }
    }

    /// Whether the opcode that stands in the code is the one asked for, or a quickened form of it.
    @inlinable public static func isForm(_ live: UInt8, of asked: UInt8) -> Bool {
        live == asked || deoptimized[Int(live)] == asked
    }

    /// The opcode with this name, quickened forms included; nil if there is none.
    public static func number(named name: String) -> UInt8? {
        names.firstIndex(of: name).map { UInt8($0) }
    }

    private static func makeTable(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        table.initialize(from: bytes, count: 256)
        return UnsafePointer(table)
    }
}
