import Bytecode
import Memory
import Runtime

/// A frame record as panes read it. It holds no copies but of text; everything is read from the machine's memory, which stands still.
public struct FrameView {
    /// The record.
    public let frame: PyObj
    /// Its code object.
    public let code: PyObj

    /// Nil if the record does not hold a code object.
    public init?(_ frame: PyObj) {
        guard Memory.isReadable(UInt(bitPattern: frame), 72) else { return nil }
        let code = frame.fr_code
        guard Inspect.isObject(code), code.ob_type == PyCode_Type else { return nil }
        self.frame = frame
        self.code = code
    }

    /// `co_qualname`.
    public var name: String { Inspect.text(code.co_qualname, limit: 60) }
    /// `co_filename`.
    public var filename: String { Inspect.text(code.co_filename, limit: 400) }

    /// Byte offset of the instruction that the frame is at, its caches included in it; nil before the first.
    public var lasti: Int? {
        let n = frame.frameLasti
        return n >= 0 && n < code.ob_size * 2 ? n : nil
    }

    /// The line that the frame is at; nil if there is none.
    public var line: Int? {
        guard let lasti else { return nil }
        let n = PyCode_Addr2Line(code, lasti)
        return n > 0 ? n : nil
    }

    /// The code as a listing, specialised as it is now.
    public var listing: Disassembler.Listing {
        let code = self.code
        let bytes = [UInt8](UnsafeRawBufferPointer(start: code.codeStart, count: code.ob_size * 2))
        return Disassembler.Listing(
            code: bytes, names: Self.strings(code.co_names), localsplusnames: Self.strings(code.co_localsplusnames),
            linetable: Self.bytes(code.co_linetable), exceptiontable: Self.bytes(code.co_exceptiontable),
            firstLine: code.co_firstlineno
        ) { index in
            let consts = code.co_consts
            guard index >= 0, index < consts.ob_size, let item = consts.load(fromByteOffset: 24 + index * 8, as: PyObj?.self) else {
                return "<unknown>"
            }
            return Inspect.shortRepr(item, limit: 40)
        }
    }

    /// The instruction that the frame is at.
    public func current(_ all: [Disassembler.Instruction]) -> Int? {
        guard let lasti else { return nil }
        return all.lastIndex { $0.offset <= lasti && $0.opcode != Opcode.CACHE }
    }

    static func strings(_ tuple: PyObj) -> [String] {
        guard Inspect.isObject(tuple), tuple.ob_type == PyTuple_Type else { return [] }
        return (0..<tuple.ob_size).map { i in
            tuple.load(fromByteOffset: 24 + i * 8, as: PyObj?.self).map { Inspect.text($0, limit: 200) } ?? "?"
        }
    }

    static func bytes(_ p: PyObj) -> [UInt8] {
        guard Inspect.isObject(p), p.ob_type == PyBytes_Type else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: p + 32, count: p.ob_size))
    }

    /// Where a variable lives.
    public enum Scope: String, Sendable {
        case local = ""
        case cell
        case free
        case name = "global"
    }

    /// A variable of the frame.
    public struct Variable {
        /// Its name.
        public var name: String
        /// Its value; nil if it is not bound. For cells, what the cell holds.
        public var value: PyObj?
        /// The word that holds the value.
        public var slot: UInt
        /// Where it lives.
        public var scope: Scope
    }

    /// Local variables, cells and free variables; of a frame without fast slots (module, class body), the names in its namespace that a person
    /// made.
    public var variables: [Variable] {
        var all: [Variable] = []
        let names = Self.strings(code.co_localsplusnames)
        let kinds = Self.bytes(code.co_localspluskinds)
        let slots = frame.localsplus
        let live = min(names.count, LiveStacks.top(of: frame))
        for i in 0..<names.count {
            let value = i < live || live < 0 ? slots[i] : nil
            let kind = i < kinds.count ? kinds[i] : 0x20
            let slot = UInt(bitPattern: slots + i)
            if let cell = value, kind & 0xc0 != 0, Inspect.isObject(cell), cell.ob_type == PyCell_Type {
                let held = cell.ob_ref
                all.append(
                    Variable(
                        name: names[i], value: held.flatMap { Inspect.isObject($0) ? $0 : nil }, slot: UInt(bitPattern: cell + 16),
                        scope: kind & 0x80 != 0 ? .free : .cell))
            } else {
                all.append(
                    Variable(
                        name: names[i], value: value.flatMap { Inspect.isObject($0) ? $0 : nil }, slot: slot,
                        scope: kind & 0x40 != 0 ? .cell : .local))
            }
        }
        if let space = frame.fr_locals, Inspect.isObject(space), space.ob_type == PyDict_Type {
            for e in Inspect.dictEntries(space) where Inspect.isObject(e.key) && e.key.ob_type == PyUnicode_Type {
                let name = Inspect.text(e.key, limit: 100)
                if name.hasPrefix("__") && name.hasSuffix("__") { continue }
                all.append(
                    Variable(
                        name: name, value: Inspect.isObject(e.value) ? e.value : nil, slot: e.slot,
                        scope: space == frame.fr_globals ? .name : .local))
            }
        }
        return all
    }

    /// A value on the frame's value stack: the object or NULL, and the word that holds it.
    public typealias Slot = (value: PyObj?, address: UInt)

    /// The value stack, top first.
    public var stack: [Slot] {
        let base = Int(code.co_nlocalsplus)
        let top = LiveStacks.top(of: frame)
        guard top >= base, top <= base + Int(code.co_stacksize) else { return [] }
        return (base..<top).reversed().map { (frame.localsplus[$0], UInt(bitPattern: frame.localsplus + $0)) }
    }

    /// The words above the top of the stack, lowest first: what was popped last is still there.
    public var aboveTop: [UInt] {
        let base = Int(code.co_nlocalsplus)
        let top = LiveStacks.top(of: frame)
        guard top >= base, top < base + Int(code.co_stacksize) else { return [] }
        return (top..<base + Int(code.co_stacksize)).map { UInt(bitPattern: frame.localsplus + $0) }
    }
}

/// What an instruction takes from the value stack and puts there.
public enum StackUse {
    /// The number of values popped and pushed when nothing is raised and, for jumps on a condition, when the jump is not taken.
    public static func of(_ opcode: UInt8, _ argument: Int) -> (pops: Int, pushes: Int) {
        let bits = (argument & 1) + (argument >> 1 & 1) + (argument >> 2 & 1) + (argument >> 3 & 1)
        switch opcode {
        // Specialised forms that do the next instruction's work too; the others use the stack as what they stand for.
        case Opcode.COMPARE_OP_INT_JUMP, Opcode.COMPARE_OP_FLOAT_JUMP, Opcode.COMPARE_OP_STR_JUMP,
            Opcode.BINARY_OP_INPLACE_ADD_UNICODE:
            return (2, 0)
        case Opcode.POP_TOP, Opcode.STORE_NAME, Opcode.STORE_GLOBAL, Opcode.STORE_FAST, Opcode.STORE_DEREF, Opcode.DELETE_ATTR,
            Opcode.RETURN_VALUE, Opcode.IMPORT_STAR, Opcode.PRINT_EXPR, Opcode.LIST_APPEND, Opcode.SET_ADD, Opcode.LIST_EXTEND,
            Opcode.SET_UPDATE, Opcode.DICT_UPDATE, Opcode.DICT_MERGE, Opcode.POP_EXCEPT, Opcode.RERAISE,
            Opcode.POP_JUMP_FORWARD_IF_FALSE, Opcode.POP_JUMP_FORWARD_IF_TRUE, Opcode.POP_JUMP_FORWARD_IF_NONE,
            Opcode.POP_JUMP_FORWARD_IF_NOT_NONE, Opcode.POP_JUMP_BACKWARD_IF_FALSE, Opcode.POP_JUMP_BACKWARD_IF_TRUE,
            Opcode.POP_JUMP_BACKWARD_IF_NONE, Opcode.POP_JUMP_BACKWARD_IF_NOT_NONE, Opcode.JUMP_IF_FALSE_OR_POP,
            Opcode.JUMP_IF_TRUE_OR_POP:
            return (1, 0)
        case Opcode.UNARY_NOT, Opcode.UNARY_INVERT, Opcode.UNARY_NEGATIVE, Opcode.UNARY_POSITIVE, Opcode.LOAD_ATTR, Opcode.GET_ITER,
            Opcode.GET_YIELD_FROM_ITER, Opcode.GET_AWAITABLE, Opcode.GET_AITER, Opcode.LIST_TO_TUPLE, Opcode.YIELD_VALUE,
            Opcode.SEND, Opcode.ASYNC_GEN_WRAP, Opcode.CHECK_EXC_MATCH:
            return (1, 1)
        case Opcode.BINARY_OP, Opcode.BINARY_SUBSCR, Opcode.COMPARE_OP, Opcode.IS_OP, Opcode.CONTAINS_OP, Opcode.IMPORT_NAME,
            Opcode.PREP_RERAISE_STAR:
            return (2, 1)
        case Opcode.LOAD_METHOD, Opcode.PUSH_EXC_INFO, Opcode.BEFORE_WITH, Opcode.BEFORE_ASYNC_WITH: return (1, 2)
        case Opcode.CHECK_EG_MATCH: return (2, 2)
        case Opcode.STORE_SUBSCR: return (3, 0)
        case Opcode.DELETE_SUBSCR, Opcode.STORE_ATTR, Opcode.MAP_ADD, Opcode.END_ASYNC_FOR: return (2, 0)
        case Opcode.MATCH_CLASS: return (3, 1)
        case Opcode.UNPACK_SEQUENCE: return (1, argument)
        case Opcode.UNPACK_EX: return (1, 1 + (argument & 0xff) + argument >> 8)
        case Opcode.BUILD_TUPLE, Opcode.BUILD_LIST, Opcode.BUILD_SET, Opcode.BUILD_STRING: return (argument, 1)
        case Opcode.BUILD_MAP: return (2 * argument, 1)
        case Opcode.BUILD_CONST_KEY_MAP: return (argument + 1, 1)
        case Opcode.BUILD_SLICE: return (argument == 3 ? 3 : 2, 1)
        case Opcode.CALL: return (argument + 2, 1)
        case Opcode.PRECALL, Opcode.SWAP: return (0, 0)
        case Opcode.CALL_FUNCTION_EX: return (3 + argument & 1, 1)
        case Opcode.MAKE_FUNCTION: return (1 + bits, 1)
        case Opcode.RAISE_VARARGS: return (argument, 0)
        case Opcode.FORMAT_VALUE: return (argument & 4 != 0 ? 2 : 1, 1)
        case Opcode.LOAD_GLOBAL: return (0, 1 + argument & 1)
        default:
            let net = Int(Opcode.stackEffect(Int32(opcode), argument: Int32(argument), jump: false) ?? 0)
            return (max(0, -net), max(0, net))
        }
    }
}

/// Looking a name up in a namespace as fast as a condition at every instruction needs it.
enum NameLookup {
    /// The value of a name in a dict, and the word that holds it.
    static func find(_ name: String, in dict: PyObj?) -> (value: PyObj, slot: UInt)? {
        guard let dict, Inspect.isObject(dict), dict.ob_type == PyDict_Type else { return nil }
        let length = name.unicodeScalars.count
        for e in Inspect.dictEntries(dict)
        where Inspect.isObject(e.key) && e.key.ob_type == PyUnicode_Type && e.key.unicode_length == length {
            if Inspect.text(e.key, limit: length) == name, Inspect.isObject(e.value) { return (e.value, e.slot) }
        }
        return nil
    }
}
