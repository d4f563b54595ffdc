import Bytecode
import Syntax

/// How to compile.
public struct CompileOptions {
    /// `-O` level: 0, 1 (no asserts, `__debug__` is false) or 2 (no docstrings either).
    public var optimize = 0
    /// Future features that are on from the start: `CO_FUTURE_…` bits inherited from the calling code.
    public var features: Int32 = 0
    /// PyCF_ALLOW_TOP_LEVEL_AWAIT.
    public var allowTopLevelAwait = false
    /// `sys.getrecursionlimit()`.
    public var recursionLimit = 1000
    /// How many frames are active where the compiler is called; a script is compiled at depth 0.
    public var recursionDepth = 0
    /// Called after the pass over the tree and after each pass over each code object's graph; nil costs nothing.
    public var passLog: ((PassReport) -> Void)?

    /// The options of a plain run.
    public init(
        optimize: Int = 0, features: Int32 = 0, allowTopLevelAwait: Bool = false, passLog: ((PassReport) -> Void)? = nil
    ) {
        self.optimize = optimize
        self.features = features
        self.allowTopLevelAwait = allowTopLevelAwait
        self.passLog = passLog
    }
}

/// A compiled module with what was noticed on the way.
public struct CompileResult: Sendable {
    /// The module's code object.
    public var code: CodeDescription
    /// Warnings of the parser and the compiler, in the order in which CPython issues them.
    public var warnings: [SyntaxWarningInfo]
}

/// CPython 3.11's compiler. Origin: `_PyAST_Compile` in Python/compile.c.
public enum Compiler {
    /// Reads and compiles a source text; what Python's `compile()` does.
    public static func compileSource(
        _ source: [UInt8], filename: String, mode: ParseMode = .exec, parseFlags: ParseFlags = [],
        options: CompileOptions = CompileOptions()
    ) throws(SyntaxErrorInfo) -> CompileResult {
        var flags = parseFlags
        if options.features & FutureFeatures.barryFlag != 0 { flags.insert(.barryAsBDFL) }
        let module = try parseModule(source: source, filename: filename, mode: mode, flags: flags)
        return try compile(module, source: source, filename: filename, options: options)
    }

    /// Folds constants in a tree, in place, and returns how many expressions became simpler.
    public static func foldConstants(
        _ module: Module, filename: String, options: CompileOptions = CompileOptions()
    ) throws(SyntaxErrorInfo) -> Int {
        let errors = ErrorContext(filename: filename, source: [], options: options)
        var future = try FutureFeatures(module, errors: errors)
        future.features |= options.features
        var optimizer = ASTOptimizer(optimize: options.optimize, futureAnnotations: future.annotations, errors: errors)
        try optimizer.fold(module)
        return optimizer.foldCount
    }

    /// The symbol table of a tree. `source` is only used to quote lines in errors.
    public static func symbolTable(
        _ module: Module, source: [UInt8] = [], filename: String, options: CompileOptions = CompileOptions()
    ) throws(SyntaxErrorInfo) -> SymbolTable {
        let errors = ErrorContext(filename: filename, source: source, options: options)
        var future = try FutureFeatures(module, errors: errors)
        future.features |= options.features
        return try SymbolTable(module, futureAnnotations: future.annotations, errors: errors)
    }

    /// Compiles a tree; the tree is changed by constant folding. `source` is only used to quote lines in errors.
    public static func compile(
        _ module: Module, source: [UInt8], filename: String, options: CompileOptions = CompileOptions()
    ) throws(SyntaxErrorInfo) -> CompileResult {
        let errors = ErrorContext(filename: filename, source: source, options: options)
        var warnings = module.warnings
        do throws(SyntaxErrorInfo) {
            var future = try FutureFeatures(module, errors: errors)
            future.features |= options.features
            var optimizer = ASTOptimizer(optimize: options.optimize, futureAnnotations: future.annotations, errors: errors)
            if options.passLog != nil { optimizer.log = PassLog() }
            try optimizer.fold(module)
            if let log = options.passLog {
                let stage = PipelineReport.Stage(
                    name: Pass.foldConstants.name, purpose: Pass.foldConstants.purpose, changes: optimizer.log?.take() ?? [],
                    instructions: [])
                log(PassReport(unit: 0, code: "", firstLine: 0, stage: stage))
            }
            let table = try SymbolTable(module, futureAnnotations: future.annotations, errors: errors)
            let generator = CodeGenerator(module, table: table, future: future, options: options, errors: errors)
            defer { warnings += generator.warnings }
            let code = try generator.compile(module)
            return CompileResult(code: code, warnings: warnings + generator.warnings)
        } catch {
            var error = error
            error.warnings = warnings
            throw error
        }
    }
}
