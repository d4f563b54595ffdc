import Bytecode
import Compiler
import Runtime
import Syntax

// The wire between the compiler and the machine, which do not know each other.

/// Compiles for the machine.
func compileForMachine(_ request: CompileRequest) -> CompileOutcome {
    let mode: ParseMode =
        switch request.mode {
        case .exec: .exec
        case .eval: .eval
        case .single: .single
        }
    var flags: ParseFlags =
        switch request.origin {
        case .text: []
        case .file: .file
        case .interactive: [.allowIncompleteInput, .dontImplyDedent]
        }
    if request.isUTF8 { flags.insert(.ignoreCookie) }
    if request.flags & 0x40_0000 != 0 { flags.insert(.barryAsBDFL) }
    do throws(SyntaxErrorInfo) {
        let module = try parseModule(source: request.source, filename: request.filename, mode: mode, flags: flags)
        // Errors after parsing quote the line from the file of that name; a text that is compiled has none.
        let quoted = request.origin == .file ? request.source : []
        let result = try Compiler.compile(
            module, source: quoted, filename: request.filename,
            options: CompileOptions(optimize: request.optimize, features: request.flags))
        return CompileOutcome(.success(result.code), warnings: result.warnings.map(CompileWarning.init))
    } catch {
        return CompileOutcome(.failure(CompileFailure(error)), warnings: error.warnings.map(CompileWarning.init))
    }
}

extension CompileFailure {
    /// The same error in the machine's words.
    init(_ error: SyntaxErrorInfo) {
        let kind: Kind =
            switch error.kind {
            case .syntaxError: .syntaxError
            case .indentationError: .indentationError
            case .tabError: .tabError
            case .memoryError: .memoryError
            case .valueError: .valueError
            case .recursionError: .recursionError
            case .unicodeDecodeError: .unicodeDecodeError
            }
        self.init(
            kind: kind, message: error.message, filename: error.filename, lineno: error.lineno, offset: error.offset,
            end_lineno: error.end_lineno,
            end_offset: error.end_offset, text: error.text)
        undecoded = error.undecoded
        isIncomplete = error.message == "incomplete input"
    }
}

extension CompileWarning {
    /// The same warning in the machine's words.
    init(_ warning: SyntaxWarningInfo) {
        self.init(
            isDeprecation: warning.category == .deprecationWarning, message: warning.message, lineno: Int(warning.lineno),
            failure: warning.error.map(CompileFailure.init))
    }
}
