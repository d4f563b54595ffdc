import Bytecode
import Syntax

/// One instruction between code generation and assembly. Origin: `struct instr` in Python/compile.c.
struct Instruction {
    /// A real opcode or a pseudo-instruction (negative).
    var opcode: Int32
    var oparg: Int32
    /// The block that a jump or a set-up instruction leads to; −1 if none.
    var target: Int32 = -1
    /// The handler that covers the instruction; −1 if none.
    var handler: Int32 = -1
    var location: Location

    init(_ opcode: Int32, _ oparg: Int32 = 0, target: Int32 = -1, _ location: Location) {
        self.opcode = opcode
        self.oparg = oparg
        self.target = target
        self.location = location
    }

    /// How many code units it takes, extended arguments and caches included.
    var size: Int32 {
        let argument = opcode >= 90 ? oparg : 0
        let extended: Int32 = argument <= 0xff ? 0 : argument <= 0xffff ? 1 : argument <= 0xff_ffff ? 2 : 3
        return extended + 1 + Int32(Opcode.cacheCounts[Int(opcode)])
    }

    var isBlockPush: Bool { opcode < 0 && opcode >= Op.SETUP_WITH }
    var isJump: Bool { opcode < 0 ? opcode <= Op.JUMP : Opcode.isJump(UInt8(truncatingIfNeeded: opcode)) }
    /// Whether control never reaches the instruction after it.
    var isUnconditional: Bool {
        opcode == Op.RETURN_VALUE || opcode == Op.RAISE_VARARGS || opcode == Op.RERAISE || opcode == Op.JUMP
            || opcode == Op.JUMP_NO_INTERRUPT
    }
}

/// A basic block: instructions of which only the last may jump. Origin: `basicblock` in Python/compile.c.
struct BasicBlock {
    var code: [Instruction] = []
    /// The block reached by falling through; −1 at the end.
    var next: Int32 = -1
    var predecessors: Int32 = 0
    var startDepth: Int32 = Int32.min
    /// In code units; set by the assembler.
    var offset: Int32 = 0
    var noFallthrough = false
    var preservesLasti = false
    var isVisited = false
    var isExit = false
    var hasReturn = false
}

/// The blocks of one code object. A block's number is its place in order of creation; 0 is the entry.
struct ControlFlowGraph {
    var blocks: ContiguousArray<BasicBlock> = []
    /// Where passes note what they change; nil if nobody asked.
    var log: PassLog?

    mutating func newBlock() -> Int32 {
        blocks.append(BasicBlock())
        return Int32(blocks.count - 1)
    }

    /// Block numbers in the order in which control falls through them.
    var order: [Int32] {
        var result: [Int32] = []
        var b: Int32 = 0
        while b >= 0 {
            result.append(b)
            b = blocks[Int(b)].next
        }
        return result
    }

    /// The last instruction of a block, nil if it is empty.
    func last(_ block: Int32) -> Instruction? { blocks[Int(block)].code.last }

    /// The first block at or after this one that is not empty.
    func skippingEmpty(_ block: Int32) -> Int32 {
        var b = block
        while blocks[Int(b)].code.isEmpty { b = blocks[Int(b)].next }
        return b
    }
}
