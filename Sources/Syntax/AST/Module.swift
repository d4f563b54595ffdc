/// What a source text is parsed as: the start rule, and the `mode` of Python's `compile()`.
public enum ParseMode: Sendable {
    /// A file: any number of statements.
    case exec
    /// One expression.
    case eval
    /// One interactive statement, whose expression values are printed.
    case single
}

/// A parsed source text. Origin: `mod` in Parser/Python.asdl.
public final class Module {
    /// What it is, with its children.
    public var kind: ModuleKind
    /// The warnings met while reading, in the order in which CPython issues them.
    public var warnings: [SyntaxWarningInfo]
    /// The type comments of statements and parameters, if they were read.
    var typeComments: [ObjectIdentifier: String] = [:]
    /// The lines of `# type: ignore` comments with what follows these words.
    var typeIgnores: [(lineno: Int, tag: String)] = []

    /// Makes a module.
    public init(_ kind: ModuleKind, warnings: [SyntaxWarningInfo] = []) {
        self.kind = kind
        self.warnings = warnings
    }
}

/// The kinds of `mod` in Parser/Python.asdl (function types exist only for type comments and are not read).
public enum ModuleKind {
    case module(body: [Stmt])
    case interactive(body: [Stmt])
    case expression(body: Expr)
}
