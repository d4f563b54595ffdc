/// The opcodes of CPython 3.11, numbers included: the documented ones and those into which the specialising interpreter rewrites them.
///
/// They are plain bytes, so that the machine's loop can switch on the byte it fetched. Origin: Lib/opcode.py, Include/opcode.h.
public enum Opcode {
    /// `CACHE`: no argument.
    @inlinable @inline(__always) public static var CACHE: UInt8 { 0 }
    /// `POP_TOP`: no argument.
    @inlinable @inline(__always) public static var POP_TOP: UInt8 { 1 }
    /// `PUSH_NULL`: no argument.
    @inlinable @inline(__always) public static var PUSH_NULL: UInt8 { 2 }
    /// `BINARY_OP_ADAPTIVE`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_ADAPTIVE: UInt8 { 3 }
    /// `BINARY_OP_ADD_FLOAT`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_ADD_FLOAT: UInt8 { 4 }
    /// `BINARY_OP_ADD_INT`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_ADD_INT: UInt8 { 5 }
    /// `BINARY_OP_ADD_UNICODE`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_ADD_UNICODE: UInt8 { 6 }
    /// `BINARY_OP_INPLACE_ADD_UNICODE`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_INPLACE_ADD_UNICODE: UInt8 { 7 }
    /// `BINARY_OP_MULTIPLY_FLOAT`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_MULTIPLY_FLOAT: UInt8 { 8 }
    /// `NOP`: no argument.
    @inlinable @inline(__always) public static var NOP: UInt8 { 9 }
    /// `UNARY_POSITIVE`: no argument.
    @inlinable @inline(__always) public static var UNARY_POSITIVE: UInt8 { 10 }
    /// `UNARY_NEGATIVE`: no argument.
    @inlinable @inline(__always) public static var UNARY_NEGATIVE: UInt8 { 11 }
    /// `UNARY_NOT`: no argument.
    @inlinable @inline(__always) public static var UNARY_NOT: UInt8 { 12 }
    /// `BINARY_OP_MULTIPLY_INT`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_MULTIPLY_INT: UInt8 { 13 }
    /// `BINARY_OP_SUBTRACT_FLOAT`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_SUBTRACT_FLOAT: UInt8 { 14 }
    /// `UNARY_INVERT`: no argument.
    @inlinable @inline(__always) public static var UNARY_INVERT: UInt8 { 15 }
    /// `BINARY_OP_SUBTRACT_INT`: quickened form of `BINARY_OP`.
    @inlinable @inline(__always) public static var BINARY_OP_SUBTRACT_INT: UInt8 { 16 }
    /// `BINARY_SUBSCR_ADAPTIVE`: quickened form of `BINARY_SUBSCR`.
    @inlinable @inline(__always) public static var BINARY_SUBSCR_ADAPTIVE: UInt8 { 17 }
    /// `BINARY_SUBSCR_DICT`: quickened form of `BINARY_SUBSCR`.
    @inlinable @inline(__always) public static var BINARY_SUBSCR_DICT: UInt8 { 18 }
    /// `BINARY_SUBSCR_GETITEM`: quickened form of `BINARY_SUBSCR`.
    @inlinable @inline(__always) public static var BINARY_SUBSCR_GETITEM: UInt8 { 19 }
    /// `BINARY_SUBSCR_LIST_INT`: quickened form of `BINARY_SUBSCR`.
    @inlinable @inline(__always) public static var BINARY_SUBSCR_LIST_INT: UInt8 { 20 }
    /// `BINARY_SUBSCR_TUPLE_INT`: quickened form of `BINARY_SUBSCR`.
    @inlinable @inline(__always) public static var BINARY_SUBSCR_TUPLE_INT: UInt8 { 21 }
    /// `CALL_ADAPTIVE`: quickened form of `CALL`.
    @inlinable @inline(__always) public static var CALL_ADAPTIVE: UInt8 { 22 }
    /// `CALL_PY_EXACT_ARGS`: quickened form of `CALL`.
    @inlinable @inline(__always) public static var CALL_PY_EXACT_ARGS: UInt8 { 23 }
    /// `CALL_PY_WITH_DEFAULTS`: quickened form of `CALL`.
    @inlinable @inline(__always) public static var CALL_PY_WITH_DEFAULTS: UInt8 { 24 }
    /// `BINARY_SUBSCR`: no argument, 4 cache units.
    @inlinable @inline(__always) public static var BINARY_SUBSCR: UInt8 { 25 }
    /// `COMPARE_OP_ADAPTIVE`: quickened form of `COMPARE_OP`.
    @inlinable @inline(__always) public static var COMPARE_OP_ADAPTIVE: UInt8 { 26 }
    /// `COMPARE_OP_FLOAT_JUMP`: quickened form of `COMPARE_OP`.
    @inlinable @inline(__always) public static var COMPARE_OP_FLOAT_JUMP: UInt8 { 27 }
    /// `COMPARE_OP_INT_JUMP`: quickened form of `COMPARE_OP`.
    @inlinable @inline(__always) public static var COMPARE_OP_INT_JUMP: UInt8 { 28 }
    /// `COMPARE_OP_STR_JUMP`: quickened form of `COMPARE_OP`.
    @inlinable @inline(__always) public static var COMPARE_OP_STR_JUMP: UInt8 { 29 }
    /// `GET_LEN`: no argument.
    @inlinable @inline(__always) public static var GET_LEN: UInt8 { 30 }
    /// `MATCH_MAPPING`: no argument.
    @inlinable @inline(__always) public static var MATCH_MAPPING: UInt8 { 31 }
    /// `MATCH_SEQUENCE`: no argument.
    @inlinable @inline(__always) public static var MATCH_SEQUENCE: UInt8 { 32 }
    /// `MATCH_KEYS`: no argument.
    @inlinable @inline(__always) public static var MATCH_KEYS: UInt8 { 33 }
    /// `EXTENDED_ARG_QUICK`: quickened form of `EXTENDED_ARG`.
    @inlinable @inline(__always) public static var EXTENDED_ARG_QUICK: UInt8 { 34 }
    /// `PUSH_EXC_INFO`: no argument.
    @inlinable @inline(__always) public static var PUSH_EXC_INFO: UInt8 { 35 }
    /// `CHECK_EXC_MATCH`: no argument.
    @inlinable @inline(__always) public static var CHECK_EXC_MATCH: UInt8 { 36 }
    /// `CHECK_EG_MATCH`: no argument.
    @inlinable @inline(__always) public static var CHECK_EG_MATCH: UInt8 { 37 }
    /// `JUMP_BACKWARD_QUICK`: quickened form of `JUMP_BACKWARD`.
    @inlinable @inline(__always) public static var JUMP_BACKWARD_QUICK: UInt8 { 38 }
    /// `LOAD_ATTR_ADAPTIVE`: quickened form of `LOAD_ATTR`.
    @inlinable @inline(__always) public static var LOAD_ATTR_ADAPTIVE: UInt8 { 39 }
    /// `LOAD_ATTR_INSTANCE_VALUE`: quickened form of `LOAD_ATTR`.
    @inlinable @inline(__always) public static var LOAD_ATTR_INSTANCE_VALUE: UInt8 { 40 }
    /// `LOAD_ATTR_MODULE`: quickened form of `LOAD_ATTR`.
    @inlinable @inline(__always) public static var LOAD_ATTR_MODULE: UInt8 { 41 }
    /// `LOAD_ATTR_SLOT`: quickened form of `LOAD_ATTR`.
    @inlinable @inline(__always) public static var LOAD_ATTR_SLOT: UInt8 { 42 }
    /// `LOAD_ATTR_WITH_HINT`: quickened form of `LOAD_ATTR`.
    @inlinable @inline(__always) public static var LOAD_ATTR_WITH_HINT: UInt8 { 43 }
    /// `LOAD_CONST__LOAD_FAST`: quickened form of `LOAD_CONST`.
    @inlinable @inline(__always) public static var LOAD_CONST__LOAD_FAST: UInt8 { 44 }
    /// `LOAD_FAST__LOAD_CONST`: quickened form of `LOAD_FAST`.
    @inlinable @inline(__always) public static var LOAD_FAST__LOAD_CONST: UInt8 { 45 }
    /// `LOAD_FAST__LOAD_FAST`: quickened form of `LOAD_FAST`.
    @inlinable @inline(__always) public static var LOAD_FAST__LOAD_FAST: UInt8 { 46 }
    /// `LOAD_GLOBAL_ADAPTIVE`: quickened form of `LOAD_GLOBAL`.
    @inlinable @inline(__always) public static var LOAD_GLOBAL_ADAPTIVE: UInt8 { 47 }
    /// `LOAD_GLOBAL_BUILTIN`: quickened form of `LOAD_GLOBAL`.
    @inlinable @inline(__always) public static var LOAD_GLOBAL_BUILTIN: UInt8 { 48 }
    /// `WITH_EXCEPT_START`: no argument.
    @inlinable @inline(__always) public static var WITH_EXCEPT_START: UInt8 { 49 }
    /// `GET_AITER`: no argument.
    @inlinable @inline(__always) public static var GET_AITER: UInt8 { 50 }
    /// `GET_ANEXT`: no argument.
    @inlinable @inline(__always) public static var GET_ANEXT: UInt8 { 51 }
    /// `BEFORE_ASYNC_WITH`: no argument.
    @inlinable @inline(__always) public static var BEFORE_ASYNC_WITH: UInt8 { 52 }
    /// `BEFORE_WITH`: no argument.
    @inlinable @inline(__always) public static var BEFORE_WITH: UInt8 { 53 }
    /// `END_ASYNC_FOR`: no argument.
    @inlinable @inline(__always) public static var END_ASYNC_FOR: UInt8 { 54 }
    /// `LOAD_GLOBAL_MODULE`: quickened form of `LOAD_GLOBAL`.
    @inlinable @inline(__always) public static var LOAD_GLOBAL_MODULE: UInt8 { 55 }
    /// `LOAD_METHOD_ADAPTIVE`: quickened form of `LOAD_METHOD`.
    @inlinable @inline(__always) public static var LOAD_METHOD_ADAPTIVE: UInt8 { 56 }
    /// `LOAD_METHOD_CLASS`: quickened form of `LOAD_METHOD`.
    @inlinable @inline(__always) public static var LOAD_METHOD_CLASS: UInt8 { 57 }
    /// `LOAD_METHOD_MODULE`: quickened form of `LOAD_METHOD`.
    @inlinable @inline(__always) public static var LOAD_METHOD_MODULE: UInt8 { 58 }
    /// `LOAD_METHOD_NO_DICT`: quickened form of `LOAD_METHOD`.
    @inlinable @inline(__always) public static var LOAD_METHOD_NO_DICT: UInt8 { 59 }
    /// `STORE_SUBSCR`: no argument, 1 cache unit.
    @inlinable @inline(__always) public static var STORE_SUBSCR: UInt8 { 60 }
    /// `DELETE_SUBSCR`: no argument.
    @inlinable @inline(__always) public static var DELETE_SUBSCR: UInt8 { 61 }
    /// `LOAD_METHOD_WITH_DICT`: quickened form of `LOAD_METHOD`.
    @inlinable @inline(__always) public static var LOAD_METHOD_WITH_DICT: UInt8 { 62 }
    /// `LOAD_METHOD_WITH_VALUES`: quickened form of `LOAD_METHOD`.
    @inlinable @inline(__always) public static var LOAD_METHOD_WITH_VALUES: UInt8 { 63 }
    /// `PRECALL_ADAPTIVE`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_ADAPTIVE: UInt8 { 64 }
    /// `PRECALL_BOUND_METHOD`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_BOUND_METHOD: UInt8 { 65 }
    /// `PRECALL_BUILTIN_CLASS`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_BUILTIN_CLASS: UInt8 { 66 }
    /// `PRECALL_BUILTIN_FAST_WITH_KEYWORDS`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_BUILTIN_FAST_WITH_KEYWORDS: UInt8 { 67 }
    /// `GET_ITER`: no argument.
    @inlinable @inline(__always) public static var GET_ITER: UInt8 { 68 }
    /// `GET_YIELD_FROM_ITER`: no argument.
    @inlinable @inline(__always) public static var GET_YIELD_FROM_ITER: UInt8 { 69 }
    /// `PRINT_EXPR`: no argument.
    @inlinable @inline(__always) public static var PRINT_EXPR: UInt8 { 70 }
    /// `LOAD_BUILD_CLASS`: no argument.
    @inlinable @inline(__always) public static var LOAD_BUILD_CLASS: UInt8 { 71 }
    /// `PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS: UInt8 { 72 }
    /// `PRECALL_NO_KW_BUILTIN_FAST`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_BUILTIN_FAST: UInt8 { 73 }
    /// `LOAD_ASSERTION_ERROR`: no argument.
    @inlinable @inline(__always) public static var LOAD_ASSERTION_ERROR: UInt8 { 74 }
    /// `RETURN_GENERATOR`: no argument.
    @inlinable @inline(__always) public static var RETURN_GENERATOR: UInt8 { 75 }
    /// `PRECALL_NO_KW_BUILTIN_O`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_BUILTIN_O: UInt8 { 76 }
    /// `PRECALL_NO_KW_ISINSTANCE`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_ISINSTANCE: UInt8 { 77 }
    /// `PRECALL_NO_KW_LEN`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_LEN: UInt8 { 78 }
    /// `PRECALL_NO_KW_LIST_APPEND`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_LIST_APPEND: UInt8 { 79 }
    /// `PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST: UInt8 { 80 }
    /// `PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS: UInt8 { 81 }
    /// `LIST_TO_TUPLE`: no argument.
    @inlinable @inline(__always) public static var LIST_TO_TUPLE: UInt8 { 82 }
    /// `RETURN_VALUE`: no argument.
    @inlinable @inline(__always) public static var RETURN_VALUE: UInt8 { 83 }
    /// `IMPORT_STAR`: no argument.
    @inlinable @inline(__always) public static var IMPORT_STAR: UInt8 { 84 }
    /// `SETUP_ANNOTATIONS`: no argument.
    @inlinable @inline(__always) public static var SETUP_ANNOTATIONS: UInt8 { 85 }
    /// `YIELD_VALUE`: no argument.
    @inlinable @inline(__always) public static var YIELD_VALUE: UInt8 { 86 }
    /// `ASYNC_GEN_WRAP`: no argument.
    @inlinable @inline(__always) public static var ASYNC_GEN_WRAP: UInt8 { 87 }
    /// `PREP_RERAISE_STAR`: no argument.
    @inlinable @inline(__always) public static var PREP_RERAISE_STAR: UInt8 { 88 }
    /// `POP_EXCEPT`: no argument.
    @inlinable @inline(__always) public static var POP_EXCEPT: UInt8 { 89 }
    /// `STORE_NAME`: takes an argument.
    @inlinable @inline(__always) public static var STORE_NAME: UInt8 { 90 }
    /// `DELETE_NAME`: takes an argument.
    @inlinable @inline(__always) public static var DELETE_NAME: UInt8 { 91 }
    /// `UNPACK_SEQUENCE`: takes an argument, 1 cache unit.
    @inlinable @inline(__always) public static var UNPACK_SEQUENCE: UInt8 { 92 }
    /// `FOR_ITER`: takes an argument, jumps.
    @inlinable @inline(__always) public static var FOR_ITER: UInt8 { 93 }
    /// `UNPACK_EX`: takes an argument.
    @inlinable @inline(__always) public static var UNPACK_EX: UInt8 { 94 }
    /// `STORE_ATTR`: takes an argument, 4 cache units.
    @inlinable @inline(__always) public static var STORE_ATTR: UInt8 { 95 }
    /// `DELETE_ATTR`: takes an argument.
    @inlinable @inline(__always) public static var DELETE_ATTR: UInt8 { 96 }
    /// `STORE_GLOBAL`: takes an argument.
    @inlinable @inline(__always) public static var STORE_GLOBAL: UInt8 { 97 }
    /// `DELETE_GLOBAL`: takes an argument.
    @inlinable @inline(__always) public static var DELETE_GLOBAL: UInt8 { 98 }
    /// `SWAP`: takes an argument.
    @inlinable @inline(__always) public static var SWAP: UInt8 { 99 }
    /// `LOAD_CONST`: takes an argument.
    @inlinable @inline(__always) public static var LOAD_CONST: UInt8 { 100 }
    /// `LOAD_NAME`: takes an argument.
    @inlinable @inline(__always) public static var LOAD_NAME: UInt8 { 101 }
    /// `BUILD_TUPLE`: takes an argument.
    @inlinable @inline(__always) public static var BUILD_TUPLE: UInt8 { 102 }
    /// `BUILD_LIST`: takes an argument.
    @inlinable @inline(__always) public static var BUILD_LIST: UInt8 { 103 }
    /// `BUILD_SET`: takes an argument.
    @inlinable @inline(__always) public static var BUILD_SET: UInt8 { 104 }
    /// `BUILD_MAP`: takes an argument.
    @inlinable @inline(__always) public static var BUILD_MAP: UInt8 { 105 }
    /// `LOAD_ATTR`: takes an argument, 4 cache units.
    @inlinable @inline(__always) public static var LOAD_ATTR: UInt8 { 106 }
    /// `COMPARE_OP`: takes an argument, 2 cache units.
    @inlinable @inline(__always) public static var COMPARE_OP: UInt8 { 107 }
    /// `IMPORT_NAME`: takes an argument.
    @inlinable @inline(__always) public static var IMPORT_NAME: UInt8 { 108 }
    /// `IMPORT_FROM`: takes an argument.
    @inlinable @inline(__always) public static var IMPORT_FROM: UInt8 { 109 }
    /// `JUMP_FORWARD`: takes an argument, jumps.
    @inlinable @inline(__always) public static var JUMP_FORWARD: UInt8 { 110 }
    /// `JUMP_IF_FALSE_OR_POP`: takes an argument, jumps.
    @inlinable @inline(__always) public static var JUMP_IF_FALSE_OR_POP: UInt8 { 111 }
    /// `JUMP_IF_TRUE_OR_POP`: takes an argument, jumps.
    @inlinable @inline(__always) public static var JUMP_IF_TRUE_OR_POP: UInt8 { 112 }
    /// `PRECALL_NO_KW_METHOD_DESCRIPTOR_O`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_METHOD_DESCRIPTOR_O: UInt8 { 113 }
    /// `POP_JUMP_FORWARD_IF_FALSE`: takes an argument, jumps.
    @inlinable @inline(__always) public static var POP_JUMP_FORWARD_IF_FALSE: UInt8 { 114 }
    /// `POP_JUMP_FORWARD_IF_TRUE`: takes an argument, jumps.
    @inlinable @inline(__always) public static var POP_JUMP_FORWARD_IF_TRUE: UInt8 { 115 }
    /// `LOAD_GLOBAL`: takes an argument, 5 cache units.
    @inlinable @inline(__always) public static var LOAD_GLOBAL: UInt8 { 116 }
    /// `IS_OP`: takes an argument.
    @inlinable @inline(__always) public static var IS_OP: UInt8 { 117 }
    /// `CONTAINS_OP`: takes an argument.
    @inlinable @inline(__always) public static var CONTAINS_OP: UInt8 { 118 }
    /// `RERAISE`: takes an argument.
    @inlinable @inline(__always) public static var RERAISE: UInt8 { 119 }
    /// `COPY`: takes an argument.
    @inlinable @inline(__always) public static var COPY: UInt8 { 120 }
    /// `PRECALL_NO_KW_STR_1`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_STR_1: UInt8 { 121 }
    /// `BINARY_OP`: takes an argument, 1 cache unit.
    @inlinable @inline(__always) public static var BINARY_OP: UInt8 { 122 }
    /// `SEND`: takes an argument, jumps.
    @inlinable @inline(__always) public static var SEND: UInt8 { 123 }
    /// `LOAD_FAST`: takes an argument.
    @inlinable @inline(__always) public static var LOAD_FAST: UInt8 { 124 }
    /// `STORE_FAST`: takes an argument.
    @inlinable @inline(__always) public static var STORE_FAST: UInt8 { 125 }
    /// `DELETE_FAST`: takes an argument.
    @inlinable @inline(__always) public static var DELETE_FAST: UInt8 { 126 }
    /// `PRECALL_NO_KW_TUPLE_1`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_TUPLE_1: UInt8 { 127 }
    /// `POP_JUMP_FORWARD_IF_NOT_NONE`: takes an argument, jumps.
    @inlinable @inline(__always) public static var POP_JUMP_FORWARD_IF_NOT_NONE: UInt8 { 128 }
    /// `POP_JUMP_FORWARD_IF_NONE`: takes an argument, jumps.
    @inlinable @inline(__always) public static var POP_JUMP_FORWARD_IF_NONE: UInt8 { 129 }
    /// `RAISE_VARARGS`: takes an argument.
    @inlinable @inline(__always) public static var RAISE_VARARGS: UInt8 { 130 }
    /// `GET_AWAITABLE`: takes an argument.
    @inlinable @inline(__always) public static var GET_AWAITABLE: UInt8 { 131 }
    /// `MAKE_FUNCTION`: takes an argument.
    @inlinable @inline(__always) public static var MAKE_FUNCTION: UInt8 { 132 }
    /// `BUILD_SLICE`: takes an argument.
    @inlinable @inline(__always) public static var BUILD_SLICE: UInt8 { 133 }
    /// `JUMP_BACKWARD_NO_INTERRUPT`: takes an argument, jumps.
    @inlinable @inline(__always) public static var JUMP_BACKWARD_NO_INTERRUPT: UInt8 { 134 }
    /// `MAKE_CELL`: takes an argument.
    @inlinable @inline(__always) public static var MAKE_CELL: UInt8 { 135 }
    /// `LOAD_CLOSURE`: takes an argument.
    @inlinable @inline(__always) public static var LOAD_CLOSURE: UInt8 { 136 }
    /// `LOAD_DEREF`: takes an argument.
    @inlinable @inline(__always) public static var LOAD_DEREF: UInt8 { 137 }
    /// `STORE_DEREF`: takes an argument.
    @inlinable @inline(__always) public static var STORE_DEREF: UInt8 { 138 }
    /// `DELETE_DEREF`: takes an argument.
    @inlinable @inline(__always) public static var DELETE_DEREF: UInt8 { 139 }
    /// `JUMP_BACKWARD`: takes an argument, jumps.
    @inlinable @inline(__always) public static var JUMP_BACKWARD: UInt8 { 140 }
    /// `PRECALL_NO_KW_TYPE_1`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_NO_KW_TYPE_1: UInt8 { 141 }
    /// `CALL_FUNCTION_EX`: takes an argument.
    @inlinable @inline(__always) public static var CALL_FUNCTION_EX: UInt8 { 142 }
    /// `PRECALL_PYFUNC`: quickened form of `PRECALL`.
    @inlinable @inline(__always) public static var PRECALL_PYFUNC: UInt8 { 143 }
    /// `EXTENDED_ARG`: takes an argument.
    @inlinable @inline(__always) public static var EXTENDED_ARG: UInt8 { 144 }
    /// `LIST_APPEND`: takes an argument.
    @inlinable @inline(__always) public static var LIST_APPEND: UInt8 { 145 }
    /// `SET_ADD`: takes an argument.
    @inlinable @inline(__always) public static var SET_ADD: UInt8 { 146 }
    /// `MAP_ADD`: takes an argument.
    @inlinable @inline(__always) public static var MAP_ADD: UInt8 { 147 }
    /// `LOAD_CLASSDEREF`: takes an argument.
    @inlinable @inline(__always) public static var LOAD_CLASSDEREF: UInt8 { 148 }
    /// `COPY_FREE_VARS`: takes an argument.
    @inlinable @inline(__always) public static var COPY_FREE_VARS: UInt8 { 149 }
    /// `RESUME_QUICK`: quickened form of `RESUME`.
    @inlinable @inline(__always) public static var RESUME_QUICK: UInt8 { 150 }
    /// `RESUME`: takes an argument.
    @inlinable @inline(__always) public static var RESUME: UInt8 { 151 }
    /// `MATCH_CLASS`: takes an argument.
    @inlinable @inline(__always) public static var MATCH_CLASS: UInt8 { 152 }
    /// `STORE_ATTR_ADAPTIVE`: quickened form of `STORE_ATTR`.
    @inlinable @inline(__always) public static var STORE_ATTR_ADAPTIVE: UInt8 { 153 }
    /// `STORE_ATTR_INSTANCE_VALUE`: quickened form of `STORE_ATTR`.
    @inlinable @inline(__always) public static var STORE_ATTR_INSTANCE_VALUE: UInt8 { 154 }
    /// `FORMAT_VALUE`: takes an argument.
    @inlinable @inline(__always) public static var FORMAT_VALUE: UInt8 { 155 }
    /// `BUILD_CONST_KEY_MAP`: takes an argument.
    @inlinable @inline(__always) public static var BUILD_CONST_KEY_MAP: UInt8 { 156 }
    /// `BUILD_STRING`: takes an argument.
    @inlinable @inline(__always) public static var BUILD_STRING: UInt8 { 157 }
    /// `STORE_ATTR_SLOT`: quickened form of `STORE_ATTR`.
    @inlinable @inline(__always) public static var STORE_ATTR_SLOT: UInt8 { 158 }
    /// `STORE_ATTR_WITH_HINT`: quickened form of `STORE_ATTR`.
    @inlinable @inline(__always) public static var STORE_ATTR_WITH_HINT: UInt8 { 159 }
    /// `LOAD_METHOD`: takes an argument, 10 cache units.
    @inlinable @inline(__always) public static var LOAD_METHOD: UInt8 { 160 }
    /// `STORE_FAST__LOAD_FAST`: quickened form of `STORE_FAST`.
    @inlinable @inline(__always) public static var STORE_FAST__LOAD_FAST: UInt8 { 161 }
    /// `LIST_EXTEND`: takes an argument.
    @inlinable @inline(__always) public static var LIST_EXTEND: UInt8 { 162 }
    /// `SET_UPDATE`: takes an argument.
    @inlinable @inline(__always) public static var SET_UPDATE: UInt8 { 163 }
    /// `DICT_MERGE`: takes an argument.
    @inlinable @inline(__always) public static var DICT_MERGE: UInt8 { 164 }
    /// `DICT_UPDATE`: takes an argument.
    @inlinable @inline(__always) public static var DICT_UPDATE: UInt8 { 165 }
    /// `PRECALL`: takes an argument, 1 cache unit.
    @inlinable @inline(__always) public static var PRECALL: UInt8 { 166 }
    /// `STORE_FAST__STORE_FAST`: quickened form of `STORE_FAST`.
    @inlinable @inline(__always) public static var STORE_FAST__STORE_FAST: UInt8 { 167 }
    /// `STORE_SUBSCR_ADAPTIVE`: quickened form of `STORE_SUBSCR`.
    @inlinable @inline(__always) public static var STORE_SUBSCR_ADAPTIVE: UInt8 { 168 }
    /// `STORE_SUBSCR_DICT`: quickened form of `STORE_SUBSCR`.
    @inlinable @inline(__always) public static var STORE_SUBSCR_DICT: UInt8 { 169 }
    /// `STORE_SUBSCR_LIST_INT`: quickened form of `STORE_SUBSCR`.
    @inlinable @inline(__always) public static var STORE_SUBSCR_LIST_INT: UInt8 { 170 }
    /// `CALL`: takes an argument, 4 cache units.
    @inlinable @inline(__always) public static var CALL: UInt8 { 171 }
    /// `KW_NAMES`: takes an argument.
    @inlinable @inline(__always) public static var KW_NAMES: UInt8 { 172 }
    /// `POP_JUMP_BACKWARD_IF_NOT_NONE`: takes an argument, jumps.
    @inlinable @inline(__always) public static var POP_JUMP_BACKWARD_IF_NOT_NONE: UInt8 { 173 }
    /// `POP_JUMP_BACKWARD_IF_NONE`: takes an argument, jumps.
    @inlinable @inline(__always) public static var POP_JUMP_BACKWARD_IF_NONE: UInt8 { 174 }
    /// `POP_JUMP_BACKWARD_IF_FALSE`: takes an argument, jumps.
    @inlinable @inline(__always) public static var POP_JUMP_BACKWARD_IF_FALSE: UInt8 { 175 }
    /// `POP_JUMP_BACKWARD_IF_TRUE`: takes an argument, jumps.
    @inlinable @inline(__always) public static var POP_JUMP_BACKWARD_IF_TRUE: UInt8 { 176 }
    /// `UNPACK_SEQUENCE_ADAPTIVE`: quickened form of `UNPACK_SEQUENCE`.
    @inlinable @inline(__always) public static var UNPACK_SEQUENCE_ADAPTIVE: UInt8 { 177 }
    /// `UNPACK_SEQUENCE_LIST`: quickened form of `UNPACK_SEQUENCE`.
    @inlinable @inline(__always) public static var UNPACK_SEQUENCE_LIST: UInt8 { 178 }
    /// `UNPACK_SEQUENCE_TUPLE`: quickened form of `UNPACK_SEQUENCE`.
    @inlinable @inline(__always) public static var UNPACK_SEQUENCE_TUPLE: UInt8 { 179 }
    /// `UNPACK_SEQUENCE_TWO_TUPLE`: quickened form of `UNPACK_SEQUENCE`.
    @inlinable @inline(__always) public static var UNPACK_SEQUENCE_TWO_TUPLE: UInt8 { 180 }
}
