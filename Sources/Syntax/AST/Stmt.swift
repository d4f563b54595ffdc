/// A statement: a kind with its children, and where it stands. Origin: `stmt` in Parser/Python.asdl.
public final class Stmt {
    /// What it is, with its children.
    public var kind: StmtKind
    /// Where it stands.
    public var location: Location

    /// Makes a node.
    @inlinable
    public init(_ kind: StmtKind, _ location: Location) {
        self.kind = kind
        self.location = location
    }

    /// First line, from 1.
    @inlinable public var lineno: Int32 { location.lineno }
    /// UTF-8 byte offset of the first character in its line.
    @inlinable public var col_offset: Int32 { location.col_offset }
    /// Line of the end.
    @inlinable public var end_lineno: Int32 { location.end_lineno }
    /// UTF-8 byte offset just after the last character.
    @inlinable public var end_col_offset: Int32 { location.end_col_offset }
}

/// The kinds of `stmt` in Parser/Python.asdl, fields in its order; type comments are not read, so they have no field.
public enum StmtKind {
    case functionDef(FunctionDef)
    case asyncFunctionDef(FunctionDef)
    case classDef(ClassDef)
    case `return`(value: Expr?)
    case delete(targets: [Expr])
    case assign(targets: [Expr], value: Expr)
    case augAssign(target: Expr, op: Operator, value: Expr)
    /// `simple` says that the target is a name without parentheses.
    case annAssign(target: Expr, annotation: Expr, value: Expr?, simple: Bool)
    case `for`(target: Expr, iter: Expr, body: [Stmt], orelse: [Stmt])
    case asyncFor(target: Expr, iter: Expr, body: [Stmt], orelse: [Stmt])
    case `while`(test: Expr, body: [Stmt], orelse: [Stmt])
    case `if`(test: Expr, body: [Stmt], orelse: [Stmt])
    case with(items: [WithItem], body: [Stmt])
    case asyncWith(items: [WithItem], body: [Stmt])
    case match(subject: Expr, cases: [MatchCase])
    case raise(exc: Expr?, cause: Expr?)
    case `try`(body: [Stmt], handlers: [ExceptHandler], orelse: [Stmt], finalbody: [Stmt])
    case tryStar(body: [Stmt], handlers: [ExceptHandler], orelse: [Stmt], finalbody: [Stmt])
    case assert(test: Expr, msg: Expr?)
    case `import`(names: [Alias])
    case importFrom(module: String?, names: [Alias], level: Int32)
    case global(names: [String])
    case nonlocal(names: [String])
    case expr(value: Expr)
    case pass
    case `break`
    case `continue`
}

/// The fields of `FunctionDef` and `AsyncFunctionDef` in Parser/Python.asdl.
public final class FunctionDef {
    /// The name, as bound.
    public var name: String
    /// Field `args` of Python.asdl.
    public var args: Arguments
    /// The statements of the block.
    public var body: [Stmt]
    /// Decorators, outermost first.
    public var decorator_list: [Expr]
    /// Field `returns` of Python.asdl.
    public var returns: Expr?

    /// Makes the fields of a function definition.
    public init(name: String, args: Arguments, body: [Stmt], decorator_list: [Expr], returns: Expr?) {
        self.name = name
        self.args = args
        self.body = body
        self.decorator_list = decorator_list
        self.returns = returns
    }
}

/// The fields of `ClassDef` in Parser/Python.asdl.
public final class ClassDef {
    /// The name, as bound.
    public var name: String
    /// Field `bases` of Python.asdl.
    public var bases: [Expr]
    /// Field `keywords` of Python.asdl.
    public var keywords: [Keyword]
    /// The statements of the block.
    public var body: [Stmt]
    /// Decorators, outermost first.
    public var decorator_list: [Expr]

    /// Makes the fields of a class definition.
    public init(name: String, bases: [Expr], keywords: [Keyword], body: [Stmt], decorator_list: [Expr]) {
        self.name = name
        self.bases = bases
        self.keywords = keywords
        self.body = body
        self.decorator_list = decorator_list
    }
}

/// One `except` or `except*` clause. Origin: `excepthandler` in Parser/Python.asdl.
public final class ExceptHandler {
    /// Field `type` of Python.asdl.
    public var type: Expr?
    /// The name, as bound.
    public var name: String?
    /// The statements of the block.
    public var body: [Stmt]
    /// Where it stands.
    public var location: Location

    /// Makes a clause.
    public init(type: Expr?, name: String?, body: [Stmt], _ location: Location) {
        self.type = type
        self.name = name
        self.body = body
        self.location = location
    }
}

/// An imported name with its optional `as` name. Origin: `alias` in Parser/Python.asdl.
public final class Alias {
    /// The name, as bound.
    public var name: String
    /// Field `asname` of Python.asdl.
    public var asname: String?
    /// Where it stands.
    public var location: Location

    /// Makes an alias.
    public init(name: String, asname: String?, _ location: Location) {
        self.name = name
        self.asname = asname
        self.location = location
    }
}

/// One `expression [as target]` of a `with` statement. Origin: `withitem` in Parser/Python.asdl (no location there either).
public final class WithItem {
    /// Field `context_expr` of Python.asdl.
    public var context_expr: Expr
    /// Field `optional_vars` of Python.asdl.
    public var optional_vars: Expr?

    /// Makes an item.
    public init(context_expr: Expr, optional_vars: Expr?) {
        self.context_expr = context_expr
        self.optional_vars = optional_vars
    }
}
