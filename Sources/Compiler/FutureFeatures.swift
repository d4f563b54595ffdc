import Syntax

/// What a module's `from __future__` statements ask for. Origin: Python/future.c.
struct FutureFeatures {
    static let annotationsFlag: Int32 = 0x100_0000
    static let barryFlag: Int32 = 0x40_0000
    /// All feature bits that code objects inherit.
    static let mask: Int32 = 0x2_0000 | 0x4_0000 | 0x8_0000 | 0x10_0000 | 0x20_0000 | 0x40_0000 | 0x80_0000 | 0x100_0000

    var features: Int32 = 0
    /// The line of the last `__future__` statement that counts; later ones are errors.
    var line: Int32 = -1
    var annotations: Bool { features & Self.annotationsFlag != 0 }

    init(_ module: Module, errors: ErrorContext) throws(SyntaxErrorInfo) {
        let body: [Stmt]
        switch module.kind {
        case .module(let list), .interactive(let list): body = list
        case .expression: return
        }
        var isDone = false
        var previousLine: Int32 = 0
        for s in body.dropFirst(CodeGenerator.docstring(body) == nil ? 0 : 1) {
            if isDone && s.lineno > previousLine { return }
            previousLine = s.lineno
            guard case .importFrom("__future__"?, let names, _) = s.kind else {
                isDone = true
                continue
            }
            if isDone {
                throw errors.error(
                    "from __future__ imports must occur at the beginning of the file", line: s.lineno, offset: s.col_offset)
            }
            for alias in names {
                switch alias.name {
                case "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
                    "unicode_literals", "generator_stop":
                    break
                case "barry_as_FLUFL": features |= Self.barryFlag
                case "annotations": features |= Self.annotationsFlag
                case "braces": throw errors.error("not a chance", line: s.lineno, offset: s.col_offset + 1)
                default:
                    throw errors.error(
                        "future feature \(alias.name) is not defined", line: s.lineno, offset: s.col_offset + 1)
                }
            }
            line = s.lineno
        }
    }
}
