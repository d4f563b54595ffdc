import Bytecode

/// One `case` of a `match` statement. Origin: `match_case` in Parser/Python.asdl (no location there either).
public final class MatchCase {
    /// Field `pattern` of Python.asdl.
    public var pattern: Pattern
    /// Field `guard` of Python.asdl.
    public var `guard`: Expr?
    /// The statements of the block.
    public var body: [Stmt]

    /// Makes a case.
    public init(pattern: Pattern, guard: Expr?, body: [Stmt]) {
        self.pattern = pattern
        self.guard = `guard`
        self.body = body
    }
}

/// A pattern: a kind with its children, and where it stands. Origin: `pattern` in Parser/Python.asdl.
public final class Pattern {
    /// What it is, with its children.
    public var kind: PatternKind
    /// Where it stands.
    public var location: Location

    /// Makes a node.
    public init(_ kind: PatternKind, _ location: Location) {
        self.kind = kind
        self.location = location
    }
}

/// The kinds of `pattern` in Parser/Python.asdl, fields in its order.
public enum PatternKind {
    case matchValue(value: Expr)
    /// None, True or False.
    case matchSingleton(value: Constant)
    case matchSequence(patterns: [Pattern])
    case matchMapping(keys: [Expr], patterns: [Pattern], rest: String?)
    case matchClass(cls: Expr, patterns: [Pattern], kwd_attrs: [String], kwd_patterns: [Pattern])
    case matchStar(name: String?)
    /// With neither pattern nor name: the wildcard `_`.
    case matchAs(pattern: Pattern?, name: String?)
    case matchOr(patterns: [Pattern])
}
