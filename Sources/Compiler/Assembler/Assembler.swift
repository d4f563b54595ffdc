import Bytecode
import Syntax

// From the graph to the bytes of a code object. Origin: `assemble` in Python/compile.c.

extension CodeGenerator {
    /// Finishes the current unit: runs the passes over its graph and encodes the result.
    func assemble(addNone: Bool) throws(SyntaxErrorInfo) -> CodeDescription {
        if !unit.graph.blocks[Int(unit.currentBlock)].hasReturn {
            unsetLocation()
            if addNone { loadNone() }
            emit(Op.RETURN_VALUE)
        }
        report(.generateCode)
        var result = Assembly()
        for pass in Pass.onGraph {
            try run(pass, &result)
            report(pass)
        }
        assembledConsts = unit.consts
        return encode(stackSize: result.depth, droppedCells: result.droppedCells)
    }

    /// What passes find out on the way.
    private struct Assembly {
        var depth: Int32 = 0
        var droppedCells = 0
    }

    private func run(_ pass: Pass, _ result: inout Assembly) throws(SyntaxErrorInfo) {
        let unit = self.unit
        switch pass {
        case .foldConstants, .generateCode: break
        case .inlineExits:
            unit.graph.normalize()
            unit.graph.inlineSmallExits()
        case .placeCells: result.droppedCells = placeCells()
        case .peephole: unit.graph.optimizeBlocks(&unit.consts, &pool)
        case .inlineExitsAgain: unit.graph.inlineSmallExits()
        case .removeUnreachable:
            unit.graph.removeUnreachable()
            unit.graph.removeEmptyBlocks()
            unit.graph.removeAllNops()
        case .removeRedundantJumps: unit.graph.removeRedundantJumps()
        case .copyExits: unit.graph.duplicateExitsWithoutLine()
        case .trimConstants: trimConstants()
        case .propagateLines:
            unit.graph.propagateLines()
            unit.graph.guaranteeLinesForExits(firstLine: unit.firstLine)
        case .labelHandlers:
            result.depth = try stackDepth()
            unit.graph.labelExceptionTargets()
            unit.graph.removeAllNops()
        case .resolveJumps:
            unit.graph.normalizeJumps()
            unit.graph.computeJumpOffsets()
        }
    }

    private func trimConstants() {
        let before = unit.graph.log == nil ? [] : unit.consts
        unit.graph.trimUnusedConsts(&unit.consts)
        guard let log = unit.graph.log else { return }
        for (i, id) in before.enumerated().dropFirst(unit.consts.count) {
            log.note(
                "constant \(i), \(pool.constants[Int(id)].repr()), is dropped", "no instruction loads it any more")
        }
    }

    private func codeFlags() -> Int32 {
        let entry = unit.entry
        var flags: Int32 = 0
        if entry.type == .function {
            flags = 3
            if entry.isNested { flags |= 0x10 }
            switch (entry.isGenerator, entry.isCoroutine) {
            case (true, false): flags |= 0x20
            case (false, true): flags |= 0x80
            case (true, true): flags |= 0x200
            case (false, false): break
            }
            if entry.hasVarargs { flags |= 4 }
            if entry.hasVarkeywords { flags |= 8 }
        }
        flags |= future.features & FutureFeatures.mask
        if isTopLevelAwait && entry.isCoroutine && !entry.isGenerator { flags |= 0x80 }
        return flags
    }

    /// Puts MAKE_CELL and the like before the first instruction and gives cells and free variables their slots. A cell that
    /// is also an argument shares the argument's slot. Returns how many cells do.
    private func placeCells() -> Int {
        let unit = self.unit
        let locals = unit.varnames.count
        let cells = unit.cellvars.count
        let frees = unit.freevars.count
        var slots = (0..<cells + frees).map { locals + $0 }
        for (i, name) in unit.cellvars.names.enumerated() {
            if let argument = unit.varnames.existing(name) { slots[i] = Int(argument) }
        }
        var prefix: [Instruction] = []
        if frees > 0 { prefix.append(Instruction(Op.COPY_FREE_VARS, Int32(frees), .none)) }
        for cell in (0..<cells).sorted(by: { slots[$0] < slots[$1] }) {
            prefix.append(Instruction(Op.MAKE_CELL, Int32(cell), .none))
        }
        if codeFlags() & (0x20 | 0x80 | 0x200) != 0 {
            let line = unit.firstLine
            prefix.append(
                Instruction(
                    Op.RETURN_GENERATOR, 0, Location(lineno: line, col_offset: -1, end_lineno: line, end_col_offset: -1)))
            prefix.append(Instruction(Op.POP_TOP, 0, .none))
        }
        if !prefix.isEmpty { unit.graph.blocks[0].code.insert(contentsOf: prefix, at: 0) }
        notePrefix(prefix)
        var dropped = 0
        for i in slots.indices {
            if slots[i] == locals + i { slots[i] -= dropped } else { dropped += 1 }
        }
        if slots.isEmpty { return 0 }
        var b: Int32 = 0
        while b >= 0 {
            let block = Int(b)
            for i in unit.graph.blocks[block].code.indices {
                switch unit.graph.blocks[block].code[i].opcode {
                case Op.MAKE_CELL, Op.LOAD_CLOSURE, Op.LOAD_DEREF, Op.STORE_DEREF, Op.DELETE_DEREF, Op.LOAD_CLASSDEREF:
                    unit.graph.blocks[block].code[i].oparg = Int32(slots[Int(unit.graph.blocks[block].code[i].oparg)])
                default: break
                }
            }
            b = unit.graph.blocks[block].next
        }
        return dropped
    }

    private func notePrefix(_ prefix: [Instruction]) {
        guard let log = unit.graph.log else { return }
        for i in prefix {
            switch i.opcode {
            case Op.COPY_FREE_VARS:
                log.note(
                    "COPY_FREE_VARS is put in front: \(unit.freevars.names.joined(separator: ", "))",
                    "the function uses cells of the function around it, and takes them over when it starts", .none)
            case Op.MAKE_CELL:
                log.note(
                    "MAKE_CELL is put in front: \(unit.cellvars.names[Int(i.oparg)])",
                    "an inner function uses the variable too, so it lives in a cell that both can reach", .none)
            case Op.RETURN_GENERATOR:
                log.note(
                    "RETURN_GENERATOR is put in front", "a call shall not run the body, but return an object that can", .none)
            default: break
            }
        }
    }

    /// The deepest value stack on any path; also sets each block's depth on entry.
    private func stackDepth() throws(SyntaxErrorInfo) -> Int32 {
        let isSuspendable = unit.entry.isGenerator || unit.entry.isCoroutine
        guard let depth = unit.graph.computeStackDepth(entry: isSuspendable ? 1 : 0) else {
            preconditionFailure("stack effect of an opcode is not known")
        }
        if depth > Int32(Self.stackUseGuideline * 100) {
            throw error("excessive stack use: stack is \(depth) deep")
        }
        return depth
    }

    private func encode(stackSize: Int32, droppedCells: Int) -> CodeDescription {
        let unit = self.unit
        var code = CodeDescription()
        code.co_name = unit.name
        code.co_qualname = unit.qualname
        code.co_filename = errors.filename
        code.co_firstlineno = unit.firstLine
        code.co_argcount = unit.posonlyargcount + unit.argcount
        code.co_posonlyargcount = unit.posonlyargcount
        code.co_kwonlyargcount = unit.kwonlyargcount
        code.co_stacksize = stackSize
        code.co_flags = codeFlags()
        code.co_consts = unit.consts.map { pool.constants[Int($0)] }
        code.co_names = unit.names.names
        for name in unit.varnames.names {
            let isCell = unit.cellvars.existing(name) != nil
            code.co_localsplusnames.append(name)
            code.co_localspluskinds.append(CodeDescription.CO_FAST_LOCAL | (isCell ? CodeDescription.CO_FAST_CELL : 0))
        }
        for name in unit.cellvars.names where unit.varnames.existing(name) == nil {
            code.co_localsplusnames.append(name)
            code.co_localspluskinds.append(CodeDescription.CO_FAST_CELL)
        }
        for name in unit.freevars.names {
            code.co_localsplusnames.append(name)
            code.co_localspluskinds.append(CodeDescription.CO_FAST_FREE)
        }
        unit.graph.encode(into: &code)
        return code
    }
}

extension ControlFlowGraph {
    /// Nil if an opcode has no known effect.
    mutating func computeStackDepth(entry: Int32) -> Int32? {
        for b in blocks.indices { blocks[b].startDepth = Int32.min }
        var deepest: Int32 = 0
        var stack: [Int32] = [0]
        blocks[0].startDepth = entry
        func push(_ block: Int32, _ depth: Int32, _ blocks: inout ContiguousArray<BasicBlock>) {
            let old = blocks[Int(block)].startDepth
            if old < depth && old < 100 {
                blocks[Int(block)].startDepth = depth
                stack.append(block)
            }
        }
        while let b = stack.popLast() {
            var depth = blocks[Int(b)].startDepth
            var next = blocks[Int(b)].next
            for i in 0..<blocks[Int(b)].code.count {
                let inst = blocks[Int(b)].code[i]
                guard let effect = Opcode.stackEffect(inst.opcode, argument: inst.oparg, jump: false) else { return nil }
                let newDepth = depth + effect
                deepest = max(deepest, newDepth)
                if inst.isJump || inst.isBlockPush {
                    let target = depth + Opcode.stackEffect(inst.opcode, argument: inst.oparg, jump: true)!
                    deepest = max(deepest, target)
                    push(inst.target, target, &blocks)
                }
                depth = newDepth
                if inst.isUnconditional {
                    next = -1
                    break
                }
            }
            if next >= 0 { push(next, depth, &blocks) }
        }
        return deepest
    }

    /// Gives every instruction the handler that covers it and turns the set-up pseudo-instructions into NOPs.
    mutating func labelExceptionTargets() {
        for b in blocks.indices { blocks[b].isVisited = false }
        var todo: [(block: Int32, handlers: [Int32])] = [(0, [])]
        blocks[0].isVisited = true
        while let (b, start) = todo.popLast() {
            var handlers = start
            for i in 0..<blocks[Int(b)].code.count {
                let inst = blocks[Int(b)].code[i]
                if inst.isBlockPush {
                    let target = Int(inst.target)
                    if !blocks[target].isVisited {
                        blocks[target].isVisited = true
                        todo.append((inst.target, handlers))
                    }
                    if inst.opcode != Op.SETUP_FINALLY { blocks[target].preservesLasti = true }
                    log?.note(
                        "\(PseudoOpcode.name(inst.opcode)) becomes an entry of the exception table: handler in block \(target)",
                        "the table is only read when something is raised", inst.location)
                    handlers.append(inst.target)
                    blocks[Int(b)].code[i].opcode = Op.NOP
                } else if inst.opcode == Op.POP_BLOCK {
                    handlers.removeLast()
                    blocks[Int(b)].code[i].opcode = Op.NOP
                } else {
                    blocks[Int(b)].code[i].handler = handlers.last ?? -1
                    if inst.isJump, !blocks[Int(inst.target)].isVisited {
                        blocks[Int(inst.target)].isVisited = true
                        todo.append((inst.target, handlers))
                    }
                }
            }
            let next = blocks[Int(b)].next
            if !blocks[Int(b)].noFallthrough, next >= 0, !blocks[Int(next)].isVisited {
                blocks[Int(next)].isVisited = true
                todo.append((next, handlers))
            }
        }
    }

    /// Gives jumps their direction, now that the order of the blocks is final.
    mutating func normalizeJumps() {
        for b in blocks.indices { blocks[b].isVisited = false }
        for b in order {
            blocks[Int(b)].isVisited = true
            guard let last = blocks[Int(b)].code.last, last.isJump else { continue }
            let isForward = !blocks[Int(last.target)].isVisited
            let opcode: Int32
            switch last.opcode {
            case Op.JUMP: opcode = isForward ? Op.JUMP_FORWARD : Op.JUMP_BACKWARD
            case Op.JUMP_NO_INTERRUPT: opcode = isForward ? Op.JUMP_FORWARD : Op.JUMP_BACKWARD_NO_INTERRUPT
            case Op.POP_JUMP_IF_NOT_NONE:
                opcode = isForward ? Op.POP_JUMP_FORWARD_IF_NOT_NONE : Op.POP_JUMP_BACKWARD_IF_NOT_NONE
            case Op.POP_JUMP_IF_NONE: opcode = isForward ? Op.POP_JUMP_FORWARD_IF_NONE : Op.POP_JUMP_BACKWARD_IF_NONE
            case Op.POP_JUMP_IF_FALSE: opcode = isForward ? Op.POP_JUMP_FORWARD_IF_FALSE : Op.POP_JUMP_BACKWARD_IF_FALSE
            case Op.POP_JUMP_IF_TRUE: opcode = isForward ? Op.POP_JUMP_FORWARD_IF_TRUE : Op.POP_JUMP_BACKWARD_IF_TRUE
            default: opcode = last.opcode
            }
            if let log, opcode != last.opcode {
                log.note(
                    "\(PseudoOpcode.name(last.opcode)) becomes \(PseudoOpcode.name(opcode))",
                    "block \(last.target) stands \(isForward ? "after" : "before") it", last.location)
            }
            blocks[Int(b)].code[blocks[Int(b)].code.count - 1].opcode = opcode
        }
    }

    /// Sets jump arguments. An argument that outgrows its instruction moves everything behind it, so this repeats until
    /// nothing grows.
    mutating func computeJumpOffsets() {
        let order = order
        var hasGrown = true
        while hasGrown {
            var total: Int32 = 0
            for b in order {
                blocks[Int(b)].offset = total
                for inst in blocks[Int(b)].code { total += inst.size }
            }
            hasGrown = false
            for b in order {
                var offset = blocks[Int(b)].offset
                for i in 0..<blocks[Int(b)].code.count {
                    let inst = blocks[Int(b)].code[i]
                    let size = inst.size
                    offset += size
                    guard inst.isJump else { continue }
                    let target = blocks[Int(inst.target)].offset
                    blocks[Int(b)].code[i].oparg = target < offset ? offset - target : target - offset
                    if blocks[Int(b)].code[i].size != size { hasGrown = true }
                }
            }
        }
    }

    /// Writes the instructions and the location and exception tables.
    func encode(into code: inout CodeDescription) {
        let order = order
        var bytes: [UInt8] = []
        var locations = LocationTable.Writer(firstLine: code.co_firstlineno)
        var exceptions: [UInt8] = []
        var handler: Int32 = -1
        var start: Int32 = -1
        var offset: Int32 = 0
        func close(_ end: Int32) {
            guard handler >= 0 else { return }
            let block = blocks[Int(handler)]
            let depth = block.startDepth - 1 - (block.preservesLasti ? 1 : 0)
            ExceptionTable.append(
                ExceptionTable.Entry(start: start, end: end, target: block.offset, depth: depth, lasti: block.preservesLasti),
                to: &exceptions)
        }
        for b in order {
            for inst in blocks[Int(b)].code {
                let opcode = UInt8(truncatingIfNeeded: inst.opcode)
                let argument = opcode >= Opcode.HAVE_ARGUMENT ? UInt32(bitPattern: inst.oparg) : 0
                var shift: UInt32 = 24
                while shift > 0 {
                    if argument >> shift != 0 {
                        bytes.append(Opcode.EXTENDED_ARG)
                        bytes.append(UInt8(truncatingIfNeeded: argument >> shift))
                    }
                    shift -= 8
                }
                bytes.append(opcode)
                bytes.append(UInt8(truncatingIfNeeded: argument))
                for _ in 0..<Opcode.cacheCounts[Int(opcode)] {
                    bytes.append(0)
                    bytes.append(0)
                }
                let size = inst.size
                let l = inst.location
                locations.add(
                    LocationTable.Position(
                        line: l.lineno, endLine: l.end_lineno, column: l.col_offset, endColumn: l.end_col_offset),
                    units: Int(size))
                if inst.handler != handler {
                    close(offset)
                    start = offset
                    handler = inst.handler
                }
                offset += size
            }
        }
        close(offset)
        code.co_code = bytes
        code.co_linetable = locations.table
        code.co_exceptiontable = exceptions
    }
}
