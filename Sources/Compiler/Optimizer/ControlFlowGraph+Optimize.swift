import Bytecode
import Syntax

// The passes over the graph, each a method that does one thing. Origin: the second half of Python/compile.c.

extension ControlFlowGraph {
    /// Exit blocks without a line and up to this size are copied to where they are jumped to.
    private static let maxCopySize = 4

    /// Marks blocks that end the scope or never fall through, and lets jumps skip empty blocks.
    mutating func normalize() {
        for b in blocks.indices {
            guard let last = blocks[b].code.last else { continue }
            switch last.opcode {
            case Op.RETURN_VALUE, Op.RAISE_VARARGS, Op.RERAISE:
                blocks[b].isExit = true
                blocks[b].noFallthrough = true
            case Op.JUMP, Op.JUMP_NO_INTERRUPT: blocks[b].noFallthrough = true
            default: break
            }
            if last.isJump && last.opcode != Op.SEND {
                noteSkip(last, skippingEmpty(last.target))
                blocks[b].code[blocks[b].code.count - 1].target = skippingEmpty(last.target)
            }
        }
    }

    /// Replaces jumps to small exit blocks that have no line of their own by copies of these blocks.
    mutating func inlineSmallExits() {
        for b in blocks.indices.reversed() {
            guard let last = blocks[b].code.last, last.opcode == Op.JUMP else { continue }
            let target = Int(last.target)
            guard isExitWithoutLine(target), blocks[target].code.count <= Self.maxCopySize else { continue }
            blocks[b].code[blocks[b].code.count - 1].opcode = Op.NOP
            let copy = blocks[target].code
            log?.note(
                "a copy of block \(target) (\(Self.names(copy))) takes the place of the jump to it",
                "the block ends the function, has no line of its own and at most \(Self.maxCopySize) instructions", last.location)
            blocks[b].code += copy
            blocks[b].isExit = true
        }
    }

    /// The peephole pass over every block in order: constant conditions, constant tuples, jump threading, swaps.
    mutating func optimizeBlocks(_ consts: inout [Int32], _ pool: inout ConstantPool) {
        var b: Int32 = 0
        while b >= 0 {
            optimize(Int(b), &consts, &pool)
            removeNops(Int(b))
            b = blocks[Int(b)].next
        }
    }

    private mutating func optimize(_ b: Int, _ consts: inout [Int32], _ pool: inout ConstantPool) {
        var i = 0
        while i < blocks[b].code.count {
            defer { i += 1 }
            let inst = blocks[b].code[i]
            let nextOpcode = i + 1 < blocks[b].code.count ? blocks[b].code[i + 1].opcode : 0
            var target = Instruction(Op.NOP, 0, .none)
            if inst.target >= 0 {
                let block = skippingEmpty(inst.target)
                blocks[b].code[i].target = block
                target = blocks[Int(block)].code[0]
            }
            switch inst.opcode {
            case Op.LOAD_CONST: optimizeLoadConst(b, i, nextOpcode, pool.constants[Int(consts[Int(inst.oparg)])])
            case Op.BUILD_TUPLE:
                let n = Int(inst.oparg)
                if nextOpcode == Op.UNPACK_SEQUENCE, blocks[b].code[i + 1].oparg == inst.oparg, (1...3).contains(n) {
                    blocks[b].code[i].opcode = Op.NOP
                    blocks[b].code[i + 1].opcode = n == 1 ? Op.NOP : Op.SWAP
                    log?.note(
                        "BUILD_TUPLE \(n), UNPACK_SEQUENCE \(n) become \(n == 1 ? "nothing" : "SWAP \(n)")",
                        "the tuple would be taken apart at once; the values can stay on the stack", inst.location)
                } else if i >= n {
                    foldTuple(b, i - n, n, &consts, &pool)
                }
            case Op.JUMP_IF_FALSE_OR_POP:
                switch target.opcode {
                case Op.POP_JUMP_IF_FALSE: if thread(b, i, target, Op.POP_JUMP_IF_FALSE) { i -= 1 }
                case Op.JUMP, Op.JUMP_IF_FALSE_OR_POP: if thread(b, i, target, Op.JUMP_IF_FALSE_OR_POP) { i -= 1 }
                case Op.JUMP_IF_TRUE_OR_POP, Op.POP_JUMP_IF_TRUE:
                    if skipOpposite(b, i, target, Op.POP_JUMP_IF_FALSE) { i -= 1 }
                default: break
                }
            case Op.JUMP_IF_TRUE_OR_POP:
                switch target.opcode {
                case Op.POP_JUMP_IF_TRUE: if thread(b, i, target, Op.POP_JUMP_IF_TRUE) { i -= 1 }
                case Op.JUMP, Op.JUMP_IF_TRUE_OR_POP: if thread(b, i, target, Op.JUMP_IF_TRUE_OR_POP) { i -= 1 }
                case Op.JUMP_IF_FALSE_OR_POP, Op.POP_JUMP_IF_FALSE:
                    if skipOpposite(b, i, target, Op.POP_JUMP_IF_TRUE) { i -= 1 }
                default: break
                }
            case Op.POP_JUMP_IF_NOT_NONE, Op.POP_JUMP_IF_NONE, Op.POP_JUMP_IF_FALSE, Op.POP_JUMP_IF_TRUE, Op.JUMP:
                if target.opcode == Op.JUMP, thread(b, i, target, inst.opcode) { i -= 1 }
            case Op.SWAP:
                if inst.oparg == 1 {
                    blocks[b].code[i].opcode = Op.NOP
                    log?.note("SWAP 1 becomes a NOP", "it exchanges the top with itself", inst.location)
                } else {
                    swaptimize(b, &i)
                    applyStaticSwaps(b, i)
                }
            case Op.PUSH_NULL:
                if nextOpcode == Op.LOAD_GLOBAL, blocks[b].code[i + 1].oparg & 1 == 0 {
                    blocks[b].code[i].opcode = Op.NOP
                    blocks[b].code[i].oparg = 0
                    blocks[b].code[i + 1].oparg |= 1
                    log?.note(
                        "PUSH_NULL is merged into LOAD_GLOBAL", "LOAD_GLOBAL can push the NULL below the function itself",
                        blocks[b].code[i + 1].location)
                }
            default: break
            }
        }
    }

    /// A test of a constant is decided here; `is None` tests become one jump instruction.
    private mutating func optimizeLoadConst(_ b: Int, _ i: Int, _ nextOpcode: Int32, _ constant: Constant) {
        switch nextOpcode {
        case Op.POP_JUMP_IF_FALSE, Op.POP_JUMP_IF_TRUE:
            blocks[b].code[i].opcode = Op.NOP
            noteDecided(b, i, constant, constant.isTrue == (nextOpcode == Op.POP_JUMP_IF_TRUE))
            if constant.isTrue == (nextOpcode == Op.POP_JUMP_IF_TRUE) {
                blocks[b].code[i + 1].opcode = Op.JUMP
                blocks[b].noFallthrough = true
            } else {
                blocks[b].code[i + 1].opcode = Op.NOP
                blocks[b].code[i + 1].target = -1
            }
        case Op.JUMP_IF_FALSE_OR_POP, Op.JUMP_IF_TRUE_OR_POP:
            noteDecided(b, i, constant, constant.isTrue == (nextOpcode == Op.JUMP_IF_TRUE_OR_POP))
            if constant.isTrue == (nextOpcode == Op.JUMP_IF_TRUE_OR_POP) {
                blocks[b].code[i + 1].opcode = Op.JUMP
                blocks[b].noFallthrough = true
            } else {
                blocks[b].code[i].opcode = Op.NOP
                blocks[b].code[i + 1].opcode = Op.NOP
                blocks[b].code[i + 1].target = -1
            }
        case Op.IS_OP:
            guard case .none = constant, i + 2 < blocks[b].code.count else { return }
            let jump = blocks[b].code[i + 2].opcode
            guard jump == Op.POP_JUMP_IF_FALSE || jump == Op.POP_JUMP_IF_TRUE else { return }
            let isNot = blocks[b].code[i + 1].oparg & 0xff != 0
            blocks[b].code[i].opcode = Op.NOP
            blocks[b].code[i + 1].opcode = Op.NOP
            blocks[b].code[i + 2].opcode =
                isNot != (jump == Op.POP_JUMP_IF_FALSE) ? Op.POP_JUMP_IF_NOT_NONE : Op.POP_JUMP_IF_NONE
            log?.note(
                "LOAD_CONST None, IS_OP and the jump become \(PseudoOpcode.name(blocks[b].code[i + 2].opcode))",
                "one instruction can test for None and jump", blocks[b].code[i + 1].location)
        default: break
        }
    }

    /// Names of instructions, for reports.
    static func names(_ code: some Collection<Instruction>) -> String {
        code.map { PseudoOpcode.name($0.opcode) }.joined(separator: ", ")
    }

    private func noteDecided(_ b: Int, _ i: Int, _ constant: Constant, _ jumps: Bool) {
        guard let log else { return }
        let jump = blocks[b].code[i + 1]
        log.note(
            "the test of \(constant.repr()) is decided: "
                + (jumps ? "always jump to block \(jump.target)" : "never jump to block \(jump.target)"),
            "a constant is always \(constant.isTrue ? "true" : "false")", blocks[b].code[i].location)
    }

    /// `n` LOAD_CONST and a BUILD_TUPLE become one LOAD_CONST of a tuple, appended to the constants if it is new.
    private mutating func foldTuple(
        _ b: Int, _ first: Int, _ n: Int, _ consts: inout [Int32], _ pool: inout ConstantPool
    ) {
        var items: [Constant] = []
        for k in first..<first + n {
            let inst = blocks[b].code[k]
            guard inst.opcode == Op.LOAD_CONST else { return }
            items.append(pool.constants[Int(consts[Int(inst.oparg)])])
        }
        let id = pool.id(of: .tuple(items))
        let index: Int
        if let known = consts.firstIndex(of: id) {
            index = known
        } else {
            index = consts.count
            consts.append(id)
        }
        log?.note(
            "\(n) LOAD_CONST and BUILD_TUPLE \(n) become LOAD_CONST \(Constant.tuple(items).repr())",
            "all items are constants, and a tuple of constants is one", blocks[b].code[first + n].location)
        for k in first..<first + n { blocks[b].code[k].opcode = Op.NOP }
        blocks[b].code[first + n].opcode = Op.LOAD_CONST
        blocks[b].code[first + n].oparg = Int32(index)
    }

    /// A jump to a jump goes where the second one goes, if both stand on one line (so that tracing sees the same lines).
    private mutating func thread(_ b: Int, _ i: Int, _ target: Instruction, _ opcode: Int32) -> Bool {
        let inst = blocks[b].code[i]
        guard inst.location.lineno == target.location.lineno, inst.target != target.target else { return false }
        blocks[b].code[i].target = target.target
        blocks[b].code[i].opcode = opcode
        log?.note(
            "\(PseudoOpcode.name(inst.opcode)) to block \(inst.target) goes straight to block \(target.target)"
                + (opcode == inst.opcode ? "" : ", as \(PseudoOpcode.name(opcode))"),
            "block \(inst.target) begins with \(PseudoOpcode.name(target.opcode)) and would go there anyway: the jump is threaded",
            inst.location)
        return true
    }

    /// A jump whose outcome decides the next test the other way lands behind that test.
    private mutating func skipOpposite(_ b: Int, _ i: Int, _ target: Instruction, _ opcode: Int32) -> Bool {
        let inst = blocks[b].code[i]
        guard inst.location.lineno == target.location.lineno else { return false }
        blocks[b].code[i].opcode = opcode
        blocks[b].code[i].target = blocks[Int(inst.target)].next
        log?.note(
            "\(PseudoOpcode.name(inst.opcode)) to block \(inst.target) becomes \(PseudoOpcode.name(opcode)) to block \(blocks[b].code[i].target)",
            "block \(inst.target) tests the same value again with \(PseudoOpcode.name(target.opcode)), which then never jumps: the jump is threaded",
            inst.location)
        return true
    }

    /// Replaces a run of SWAPs and NOPs by the shortest run with the same effect.
    private mutating func swaptimize(_ b: Int, _ i: inout Int) {
        let code = blocks[b].code
        var depth = Int(code[i].oparg)
        var length = 1
        var hasMore = false
        while i + length < code.count {
            if code[i + length].opcode == Op.SWAP {
                depth = max(depth, Int(code[i + length].oparg))
                hasMore = true
            } else if code[i + length].opcode != Op.NOP {
                break
            }
            length += 1
        }
        if !hasMore { return }
        var stack = Array(0..<depth)
        for k in i..<i + length where code[k].opcode == Op.SWAP { stack.swapAt(0, Int(code[k].oparg) - 1) }
        // Each cycle of the permutation is walked once, writing swaps from the end of the run backwards.
        var current = length - 1
        for start in 0..<depth {
            if stack[start] == -1 || stack[start] == start { continue }
            var j = start
            while true {
                if j != 0 {
                    blocks[b].code[i + current].opcode = Op.SWAP
                    blocks[b].code[i + current].oparg = Int32(j + 1)
                    current -= 1
                }
                if stack[j] == -1 { break }
                let next = stack[j]
                stack[j] = -1
                j = next
            }
        }
        while current >= 0 {
            blocks[b].code[i + current].opcode = Op.NOP
            current -= 1
        }
        log?.note(
            "\(Self.names(code[i..<i + length])) become \(Self.names(blocks[b].code[i..<i + length].filter { $0.opcode != Op.NOP }))",
            "fewer swaps have the same effect", code[i].location)
        i += length - 1
    }

    private static func isSwappable(_ opcode: Int32) -> Bool { opcode == Op.STORE_FAST || opcode == Op.POP_TOP }

    private func nextSwappable(_ b: Int, _ start: Int, _ line: Int32) -> Int? {
        var i = start + 1
        while i < blocks[b].code.count {
            let inst = blocks[b].code[i]
            if line >= 0 && inst.location.lineno != line { return nil }
            if inst.opcode != Op.NOP { return Self.isSwappable(inst.opcode) ? i : nil }
            i += 1
        }
        return nil
    }

    /// Instead of swapping stack items, swaps the instructions that consume them.
    private mutating func applyStaticSwaps(_ b: Int, _ start: Int) {
        var i = start
        while i >= 0 {
            let swap = blocks[b].code[i]
            if swap.opcode != Op.SWAP {
                if swap.opcode == Op.NOP || Self.isSwappable(swap.opcode) {
                    i -= 1
                    continue
                }
                return
            }
            guard let j = nextSwappable(b, i, -1) else { return }
            var k = j
            let line = blocks[b].code[j].location.lineno
            for _ in 0..<max(0, Int(swap.oparg) - 1) {
                guard let next = nextSwappable(b, k, line) else { return }
                k = next
            }
            log?.note(
                "SWAP is gone: \(PseudoOpcode.name(blocks[b].code[j].opcode)) and \(PseudoOpcode.name(blocks[b].code[k].opcode)) change places instead",
                "storing the values in the other order is the same as exchanging them first", swap.location)
            blocks[b].code[i].opcode = Op.NOP
            blocks[b].code.swapAt(j, k)
            i -= 1
        }
    }

    private func noteSkip(_ jump: Instruction, _ target: Int32) {
        guard let log, jump.target != target else { return }
        log.note(
            "\(PseudoOpcode.name(jump.opcode)) to block \(jump.target) goes to block \(target)", "block \(jump.target) is empty",
            jump.location)
    }

    private func noteNop(_ nop: Instruction) {
        log?.note(
            "a NOP is removed",
            nop.location.lineno < 0
                ? "it stands on no line" : "line \(nop.location.lineno) has another instruction to stop at, so nobody misses it",
            nop.location)
    }

    /// Removes NOPs that no line depends on.
    mutating func removeNops(_ b: Int) {
        var code = blocks[b].code
        guard code.contains(where: { $0.opcode == Op.NOP }) else { return }
        blocks[b].code = []
        var kept = 0
        var previousLine: Int32 = -1
        for i in code.indices {
            let line = code[i].location.lineno
            if code[i].opcode == Op.NOP {
                if line < 0 || previousLine == line {
                    noteNop(code[i])
                    continue
                }
                if i < code.count - 1 {
                    let nextLine = code[i + 1].location.lineno
                    if nextLine < 0 { code[i + 1].location = code[i].location }
                    if nextLine == line || nextLine < 0 {
                        noteNop(code[i])
                        continue
                    }
                } else {
                    var next = blocks[b].next
                    while next >= 0 && blocks[Int(next)].code.isEmpty { next = blocks[Int(next)].next }
                    if next >= 0 && blocks[Int(next)].code[0].location.lineno == line {
                        noteNop(code[i])
                        continue
                    }
                }
            }
            if kept != i { code[kept] = code[i] }
            kept += 1
            previousLine = line
        }
        code.removeLast(code.count - kept)
        blocks[b].code = code
    }

    mutating func removeAllNops() {
        var b: Int32 = 0
        while b >= 0 {
            removeNops(Int(b))
            b = blocks[Int(b)].next
        }
    }

    /// Counts each block's predecessors and empties the blocks that have none.
    mutating func removeUnreachable() {
        var stack: [Int32] = [0]
        blocks[0].predecessors = 1
        while let b = stack.popLast() {
            func reach(_ target: Int32, _ blocks: inout ContiguousArray<BasicBlock>) {
                if blocks[Int(target)].predecessors == 0 { stack.append(target) }
                blocks[Int(target)].predecessors += 1
            }
            if blocks[Int(b)].next >= 0 && !blocks[Int(b)].noFallthrough { reach(blocks[Int(b)].next, &blocks) }
            for i in 0..<blocks[Int(b)].code.count {
                let inst = blocks[Int(b)].code[i]
                if inst.isJump || inst.isBlockPush { reach(inst.target, &blocks) }
            }
        }
        if let log {
            for b in order where blocks[Int(b)].predecessors == 0 && !blocks[Int(b)].code.isEmpty {
                let code = blocks[Int(b)].code
                let shown = code.prefix(6)
                log.note(
                    "block \(b) is removed: \(Self.names(shown))\(code.count > shown.count ? ", and \(code.count - shown.count) more" : "")",
                    "no path leads to it", Self.range(of: code))
            }
        }
        for b in order where blocks[Int(b)].predecessors == 0 {
            blocks[Int(b)].code = []
            blocks[Int(b)].noFallthrough = false
        }
    }

    mutating func removeEmptyBlocks() {
        var b: Int32 = 0
        while b >= 0 {
            var next = blocks[Int(b)].next
            if next >= 0 {
                while blocks[Int(next)].code.isEmpty && blocks[Int(next)].next >= 0 { next = blocks[Int(next)].next }
                blocks[Int(b)].next = next
            }
            b = next
        }
        for b in order {
            guard let last = blocks[Int(b)].code.last, last.isJump else { continue }
            noteSkip(last, skippingEmpty(last.target))
            blocks[Int(b)].code[blocks[Int(b)].code.count - 1].target = skippingEmpty(last.target)
        }
    }

    /// Removes jumps to the block that follows anyway.
    mutating func removeRedundantJumps() {
        var isChanged = false
        for b in order {
            guard let last = blocks[Int(b)].code.last else { continue }
            if last.opcode == Op.JUMP || last.opcode == Op.JUMP_NO_INTERRUPT, last.target == blocks[Int(b)].next {
                log?.note("the jump to block \(last.target) is removed", "that block comes next anyway", last.location)
                blocks[Int(b)].noFallthrough = false
                blocks[Int(b)].code[blocks[Int(b)].code.count - 1].opcode = Op.NOP
                blocks[Int(b)].code[blocks[Int(b)].code.count - 1].target = -1
                isChanged = true
            }
        }
        if isChanged { removeEmptyBlocks() }
    }

    /// Whether a block ends the scope and none of its instructions has a line.
    private func isExitWithoutLine(_ b: Int) -> Bool {
        blocks[b].isExit && blocks[b].code.allSatisfy { $0.location.lineno < 0 }
    }

    /// Exit blocks without a line are copied until each has one predecessor, so that each gets a line.
    mutating func duplicateExitsWithoutLine() {
        for b in blocks.indices.reversed() {
            guard let last = blocks[b].code.last, last.isJump else { continue }
            let target = Int(last.target)
            guard !blocks[target].code.isEmpty, isExitWithoutLine(target), blocks[target].predecessors > 1 else { continue }
            var copy = BasicBlock()
            copy.code = blocks[target].code
            copy.isExit = blocks[target].isExit
            copy.noFallthrough = true
            copy.code[0].location = last.location
            copy.predecessors = 1
            copy.next = blocks[target].next
            let number = newBlock()
            blocks[Int(number)] = copy
            log?.note(
                "block \(target) (\(Self.names(copy.code))) is copied as block \(number) for the jump to it",
                "it ends the function and has no line; the copy takes line \(last.location.lineno), from which it is reached",
                last.location)
            blocks[b].code[blocks[b].code.count - 1].target = number
            blocks[target].predecessors -= 1
            blocks[target].next = number
        }
        for b in blocks.indices.reversed() {
            while blocks[b].next >= 0 && blocks[Int(blocks[b].next)].code.isEmpty {
                blocks[b].next = blocks[Int(blocks[b].next)].next
            }
        }
        for b in blocks.indices.reversed() {
            let next = Int(blocks[b].next)
            if !blocks[b].noFallthrough, next >= 0, let last = blocks[b].code.last, isExitWithoutLine(next) {
                blocks[next].code[0].location = last.location
            }
        }
    }

    /// Constants behind the last one that is used are dropped; the first may be a docstring and stays.
    func trimUnusedConsts(_ consts: inout [Int32]) {
        var last = 0
        for b in order {
            for inst in blocks[Int(b)].code where inst.opcode == Op.LOAD_CONST || inst.opcode == Op.KW_NAMES {
                last = max(last, Int(inst.oparg))
            }
        }
        if last + 1 < consts.count { consts.removeLast(consts.count - last - 1) }
    }

    /// Instructions without a line take that of the one before, blocks with one predecessor that of its end.
    mutating func propagateLines() {
        var b: Int32 = 0
        while b >= 0 {
            let block = Int(b)
            b = blocks[block].next
            if blocks[block].code.isEmpty { continue }
            var location = Location.none
            for i in blocks[block].code.indices {
                if blocks[block].code[i].location.lineno < 0 {
                    if let log, location.lineno >= 0 {
                        log.note(
                            "\(PseudoOpcode.name(blocks[block].code[i].opcode)) gets line \(location.lineno)",
                            "it has no line of its own and comes after an instruction of that line", location)
                    }
                    blocks[block].code[i].location = location
                } else {
                    location = blocks[block].code[i].location
                }
            }
            let next = Int(blocks[block].next)
            if !blocks[block].noFallthrough, next >= 0, blocks[next].predecessors == 1, !blocks[next].code.isEmpty,
                blocks[next].code[0].location.lineno < 0
            {
                blocks[next].code[0].location = location
            }
            if let last = blocks[block].code.last, last.isJump {
                let target = Int(last.target)
                if blocks[target].predecessors == 1, blocks[target].code[0].location.lineno < 0 {
                    blocks[target].code[0].location = location
                }
            }
        }
    }

    /// Every return needs a line for tracebacks, if only an approximate one.
    mutating func guaranteeLinesForExits(firstLine: Int32) {
        var line = firstLine
        for b in order {
            guard let last = blocks[Int(b)].code.last else { continue }
            if last.location.lineno >= 0 {
                line = last.location.lineno
            } else if last.opcode == Op.RETURN_VALUE {
                for i in blocks[Int(b)].code.indices { blocks[Int(b)].code[i].location.lineno = line }
            }
        }
    }
}
