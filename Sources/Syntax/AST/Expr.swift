import Bytecode

/// An expression: a kind with its children, and where it stands. A reference, so that the optimiser can replace `kind` in
/// place (constant folding). Origin: `expr` in Parser/Python.asdl.
public final class Expr {
    /// What it is, with its children.
    public var kind: ExprKind
    /// Where it stands.
    public var location: Location

    /// Makes a node.
    @inlinable
    public init(_ kind: ExprKind, _ location: Location) {
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

/// The kinds of `expr` in Parser/Python.asdl, fields in its order.
public enum ExprKind {
    case boolOp(op: BoolOperator, values: [Expr])
    case namedExpr(target: Expr, value: Expr)
    case binOp(left: Expr, op: Operator, right: Expr)
    case unaryOp(op: UnaryOperator, operand: Expr)
    case lambda(args: Arguments, body: Expr)
    case ifExp(test: Expr, body: Expr, orelse: Expr)
    /// A nil key stands for `**value`.
    case dict(keys: [Expr?], values: [Expr])
    case set(elts: [Expr])
    case listComp(elt: Expr, generators: [Comprehension])
    case setComp(elt: Expr, generators: [Comprehension])
    case dictComp(key: Expr, value: Expr, generators: [Comprehension])
    case generatorExp(elt: Expr, generators: [Comprehension])
    case await(value: Expr)
    case yield(value: Expr?)
    case yieldFrom(value: Expr)
    case compare(left: Expr, ops: [CompareOperator], comparators: [Expr])
    case call(func: Expr, args: [Expr], keywords: [Keyword])
    /// `conversion` is -1 for none, or the character code of `s`, `r` or `a`.
    case formattedValue(value: Expr, conversion: Int32, format_spec: Expr?)
    case joinedStr(values: [Expr])
    /// `u` is the node's `kind` field: whether the (first) literal had the prefix `u`.
    case constant(value: Constant, u: Bool)
    case attribute(value: Expr, attr: String, ctx: ExprContext)
    case `subscript`(value: Expr, slice: Expr, ctx: ExprContext)
    case starred(value: Expr, ctx: ExprContext)
    case name(id: String, ctx: ExprContext)
    case list(elts: [Expr], ctx: ExprContext)
    case tuple(elts: [Expr], ctx: ExprContext)
    case slice(lower: Expr?, upper: Expr?, step: Expr?)
}

/// One `for … in … if …` clause. Origin: `comprehension` in Parser/Python.asdl (it has no location there either).
public final class Comprehension {
    /// Field `target` of Python.asdl.
    public var target: Expr
    /// Field `iter` of Python.asdl.
    public var iter: Expr
    /// The conditions, in order.
    public var ifs: [Expr]
    /// Whether it is an `async for`.
    public var is_async: Bool

    /// Makes a clause.
    public init(target: Expr, iter: Expr, ifs: [Expr], is_async: Bool) {
        self.target = target
        self.iter = iter
        self.ifs = ifs
        self.is_async = is_async
    }
}

/// A keyword argument of a call or a class; a nil `arg` stands for `**value`. Origin: `keyword` in Parser/Python.asdl.
public final class Keyword {
    /// Field `arg` of Python.asdl.
    public var arg: String?
    /// Field `value` of Python.asdl.
    public var value: Expr
    /// Where it stands.
    public var location: Location

    /// Makes a keyword argument.
    public init(arg: String?, value: Expr, _ location: Location) {
        self.arg = arg
        self.value = value
        self.location = location
    }
}
