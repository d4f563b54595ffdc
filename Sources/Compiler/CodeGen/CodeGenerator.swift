import Bytecode
import Syntax

/// Turns a tree into code objects: walks it once, emitting instructions into basic blocks, one `CodeUnit` a scope.
/// Origin: the compiler section of Python/compile.c.
final class CodeGenerator {
    /// Larger displays and calls are built step by step instead of on the value stack.
    static let stackUseGuideline = 30

    let table: SymbolTable
    let errors: ErrorContext
    let future: FutureFeatures
    let options: CompileOptions
    var unit: CodeUnit
    var outerUnits: [CodeUnit] = []
    var pool = ConstantPool()
    /// Pool numbers of the constants of the code object that was assembled last.
    var assembledConsts: [Int32] = []
    /// How many units have been reported.
    var unitCount = 0
    var isInteractive = false
    var nestLevel = 0
    var warnings: [SyntaxWarningInfo] = []

    init(_ module: Module, table: SymbolTable, future: FutureFeatures, options: CompileOptions, errors: ErrorContext) {
        self.table = table
        self.future = future
        self.options = options
        self.errors = errors
        unit = CodeUnit(entry: table.top, name: "<module>", scopeType: .module, firstLine: 1)
        startLog(unit)
    }

    /// Gives a unit something to note changes in, if somebody asked for a report.
    private func startLog(_ unit: CodeUnit) { if options.passLog != nil { unit.graph.log = PassLog() } }

    /// Notes how code is generated, if somebody asked for a report.
    func note(_ what: @autoclosure () -> String, _ why: @autoclosure () -> String, _ location: Location) {
        if let log = unit.graph.log { log.note(what(), why(), location) }
    }

    /// Compiles the whole module.
    func compile(_ module: Module) throws(SyntaxErrorInfo) -> CodeDescription {
        nestLevel = 1
        // The module's RESUME stands on line 0, before any line of the file.
        unit.location = Location(lineno: 0, col_offset: 0, end_lineno: 1, end_col_offset: 0)
        emit(Op.RESUME, 0)
        unit.location.lineno = 1
        switch module.kind {
        case .module(let body): try body_(body)
        case .interactive(let body):
            if Self.hasAnnotations(body) { emit(Op.SETUP_ANNOTATIONS) }
            isInteractive = true
            try statements(body)
        case .expression(let body):
            try expression(body)
            return try assemble(addNone: false)
        }
        return try assemble(addNone: true)
    }

    // MARK: Scopes

    func enterScope(_ name: String, _ type: ScopeType, node: AnyObject, line: Int32) {
        let inner = CodeUnit(entry: table.entry(for: node), name: name, scopeType: type, firstLine: line)
        inner.privateName = unit.privateName
        startLog(inner)
        outerUnits.append(unit)
        unit = inner
        nestLevel += 1
        setQualname()
        emit(Op.RESUME, 0)
    }

    func exitScope() {
        nestLevel -= 1
        unit = outerUnits.removeLast()
    }

    private func setQualname() {
        guard outerUnits.count > 1, let parent = outerUnits.last else { return }
        switch unit.scopeType {
        case .function, .asyncFunction, .class:
            if parent.entry.scope(of: mangle(unit.name, in: parent.privateName)) == .globalExplicit { return }
        default: break
        }
        switch parent.scopeType {
        case .function, .asyncFunction, .lambda: unit.qualname = parent.qualname + ".<locals>." + unit.name
        default: unit.qualname = parent.qualname + "." + unit.name
        }
    }

    // MARK: Blocks and instructions

    @inline(__always) func newBlock() -> Int32 { unit.graph.newBlock() }

    func use(_ block: Int32) {
        unit.graph.blocks[Int(unit.currentBlock)].next = block
        unit.currentBlock = block
        unit.needsNewBlock = false
    }

    private func add(_ instruction: Instruction) {
        if unit.needsNewBlock { use(newBlock()) }
        if instruction.opcode == Op.RETURN_VALUE { unit.graph.blocks[Int(unit.currentBlock)].hasReturn = true }
        unit.graph.blocks[Int(unit.currentBlock)].code.append(instruction)
        if instruction.isJump || instruction.isUnconditional { unit.needsNewBlock = true }
    }

    func emit(_ opcode: Int32) { add(Instruction(opcode, 0, unit.location)) }
    func emit(_ opcode: Int32, _ oparg: Int) { add(Instruction(opcode, Int32(oparg), unit.location)) }
    func emit(_ opcode: Int32, _ oparg: Int32) { add(Instruction(opcode, oparg, unit.location)) }
    func emitNoLine(_ opcode: Int32, _ oparg: Int32 = 0) {
        add(Instruction(opcode, oparg, Location(lineno: -1, col_offset: 0, end_lineno: 0, end_col_offset: 0)))
    }
    func jump(_ opcode: Int32, _ target: Int32) { add(Instruction(opcode, 0, target: target, unit.location)) }
    func jumpNoLine(_ opcode: Int32, _ target: Int32) {
        add(Instruction(opcode, 0, target: target, Location(lineno: -1, col_offset: 0, end_lineno: 0, end_col_offset: 0)))
    }
    func unsetLocation() { unit.location = .none }

    @discardableResult
    func addConst(_ constant: Constant) -> Int32 { addConst(id: pool.id(of: constant)) }

    func addConst(id: Int32) -> Int32 {
        let count = unit.consts.count
        if count <= 16 {
            for i in 0..<count where unit.consts[i] == id { return Int32(i) }
        } else {
            // The table is filled when the list has become too long to be searched.
            if unit.constIndices.isEmpty {
                for (i, old) in unit.consts.enumerated() { unit.constIndices[old] = Int32(i) }
            }
            if let known = unit.constIndices[id] { return known }
            unit.constIndices[id] = Int32(count)
        }
        let index = Int32(count)
        unit.consts.append(id)
        return index
    }

    func loadConst(_ constant: Constant) { emit(Op.LOAD_CONST, addConst(constant)) }
    func loadNone() { emit(Op.LOAD_CONST, addConst(id: pool.noneID)) }

    /// Emits an instruction on a global or attribute name.
    func emitName(_ opcode: Int32, _ name: String) {
        emit(opcode, unit.names.index(of: mangle(name, in: unit.privateName)))
    }

    func emitYieldFrom(isAwait: Bool) {
        let start = newBlock()
        let resume = newBlock()
        let exit = newBlock()
        use(start)
        jump(Op.SEND, exit)
        use(resume)
        emit(Op.YIELD_VALUE)
        emit(Op.RESUME, isAwait ? 3 : 2)
        jump(Op.JUMP_NO_INTERRUPT, start)
        use(exit)
    }

    func emitYield() {
        if unit.entry.isGenerator && unit.entry.isCoroutine { emit(Op.ASYNC_GEN_WRAP) }
        emit(Op.YIELD_VALUE)
        emit(Op.RESUME, 1)
    }

    func emitCall(_ count: Int) {
        emit(Op.PRECALL, count)
        emit(Op.CALL, count)
    }

    func emitPopExceptAndReraise() {
        emit(Op.COPY, 3)
        emit(Op.POP_EXCEPT)
        emit(Op.RERAISE, 1)
    }

    func error(_ message: String) -> SyntaxErrorInfo { errors.error(message, at: unit.location) }

    func warn(_ message: String) {
        warnings.append(
            SyntaxWarningInfo(
                category: .syntaxWarning, message: message, lineno: Int(unit.location.lineno), error: error(message)))
    }

    // MARK: Names

    func forbid(_ name: String, _ ctx: ExprContext) throws(SyntaxErrorInfo) {
        if ctx == .load || name != "__debug__" { return }
        throw error(ctx == .store ? "cannot assign to __debug__" : "cannot delete __debug__")
    }

    func name(_ name: String, _ ctx: ExprContext) throws(SyntaxErrorInfo) {
        try forbid(name, ctx)
        let mangled = mangle(name, in: unit.privateName)
        let isFunction = unit.entry.type == .function
        func pick(_ load: Int32, _ store: Int32, _ del: Int32) -> Int32 { ctx == .load ? load : ctx == .store ? store : del }
        switch unit.entry.scope(of: mangled) {
        case .free, .cell:
            let isFree = unit.entry.scope(of: mangled) == .free
            let load = unit.entry.type == .class ? Op.LOAD_CLASSDEREF : Op.LOAD_DEREF
            let opcode = pick(load, Op.STORE_DEREF, Op.DELETE_DEREF)
            emit(opcode, isFree ? freeIndex(mangled) : unit.cellvars.index(of: mangled))
        case .local where isFunction:
            emit(pick(Op.LOAD_FAST, Op.STORE_FAST, Op.DELETE_FAST), unit.varnames.index(of: mangled))
        case .globalImplicit where isFunction, .globalExplicit:
            let index = unit.names.index(of: mangled)
            emit(pick(Op.LOAD_GLOBAL, Op.STORE_GLOBAL, Op.DELETE_GLOBAL), ctx == .load ? index << 1 : index)
        default:
            emit(pick(Op.LOAD_NAME, Op.STORE_NAME, Op.DELETE_NAME), unit.names.index(of: mangled))
        }
    }

    /// Free variables are numbered after the cells.
    func freeIndex(_ name: String) -> Int32 { unit.freevars.index(of: name) + Int32(unit.cellvars.count) }

    // MARK: Frame blocks

    func push(_ block: FrameBlock) throws(SyntaxErrorInfo) {
        if unit.frameBlocks.count >= 20 { throw error("too many statically nested blocks") }
        unit.frameBlocks.append(block)
    }

    func pop() { unit.frameBlocks.removeLast() }

    func callExitWithNones() {
        loadNone()
        loadNone()
        loadNone()
        emitCall(2)
    }

    /// Emits what leaving one construct takes; with `preserveTop` the value on top of the stack survives.
    func unwind(_ block: FrameBlock, preserveTop: Bool) throws(SyntaxErrorInfo) {
        func swapIfNeeded() { if preserveTop { emit(Op.SWAP, 2) } }
        switch block.kind {
        case .whileLoop, .exceptionHandler, .exceptionGroupHandler, .asyncComprehension: break
        case .forLoop, .popValue:
            swapIfNeeded()
            emit(Op.POP_TOP)
        case .tryExcept: emit(Op.POP_BLOCK)
        case .finallyTry:
            emit(Op.POP_BLOCK)
            if preserveTop { try push(FrameBlock(kind: .popValue, block: -1)) }
            note(
                "another copy of the finally clause is written here",
                "the statement leaves the try block, and the clause has to run on that way out as well", unit.location)
            try statements(block.finalBody)
            if preserveTop { pop() }
            // The clause should seem to run after the statement that leaves, so what follows is artificial.
            unsetLocation()
        case .finallyEnd:
            swapIfNeeded()
            emit(Op.POP_TOP)
            swapIfNeeded()
            emit(Op.POP_BLOCK)
            emit(Op.POP_EXCEPT)
        case .with, .asyncWith:
            unit.location = block.location
            emit(Op.POP_BLOCK)
            swapIfNeeded()
            callExitWithNones()
            if block.kind == .asyncWith {
                emit(Op.GET_AWAITABLE, 2)
                loadNone()
                emitYieldFrom(isAwait: true)
            }
            emit(Op.POP_TOP)
            unsetLocation()
        case .handlerCleanup:
            if block.name != nil { emit(Op.POP_BLOCK) }
            swapIfNeeded()
            emit(Op.POP_BLOCK)
            emit(Op.POP_EXCEPT)
            if let bound = block.name {
                loadNone()
                try name(bound, .store)
                try name(bound, .del)
            }
        }
    }

    /// Unwinds all constructs, or only up to the nearest loop, which is returned.
    func unwindAll(preserveTop: Bool, toLoop: Bool) throws(SyntaxErrorInfo) -> FrameBlock? {
        guard let top = unit.frameBlocks.last else { return nil }
        if top.kind == .exceptionGroupHandler {
            throw error("'break', 'continue' and 'return' cannot appear in an except* block")
        }
        if toLoop && (top.kind == .whileLoop || top.kind == .forLoop) { return top }
        unit.frameBlocks.removeLast()
        try unwind(top, preserveTop: preserveTop)
        let loop = try unwindAll(preserveTop: preserveTop, toLoop: toLoop)
        unit.frameBlocks.append(top)
        return loop
    }
}
