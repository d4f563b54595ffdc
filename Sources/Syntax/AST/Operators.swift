/// `expr_context` of Python.asdl: what happens to the place that an expression names.
public enum ExprContext: UInt8, Sendable {
    case load, store, del
}

/// `boolop` of Python.asdl.
public enum BoolOperator: UInt8, Sendable {
    case and, or
}

/// `operator` of Python.asdl, in its order.
public enum Operator: UInt8, Sendable {
    case add, sub, mult, matMult, div, mod, pow, lShift, rShift, bitOr, bitXor, bitAnd, floorDiv
}

/// `unaryop` of Python.asdl.
public enum UnaryOperator: UInt8, Sendable {
    case invert, not, uAdd, uSub
}

/// `cmpop` of Python.asdl, in its order.
public enum CompareOperator: UInt8, Sendable {
    case eq, notEq, lt, ltE, gt, gtE, `is`, isNot, `in`, notIn
}
