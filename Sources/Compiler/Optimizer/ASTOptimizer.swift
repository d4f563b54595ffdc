import Bytecode
import Syntax

/// Folds constant expressions in the tree, in place. Origin: Python/ast_opt.c.
struct ASTOptimizer {
    let optimize: Int
    let futureAnnotations: Bool
    let errors: ErrorContext
    private var depth: Int32 = 0
    /// How many expressions were replaced.
    private(set) var foldCount = 0
    /// Where it notes what it changes; nil if nobody asked.
    var log: PassLog?

    init(optimize: Int, futureAnnotations: Bool, errors: ErrorContext) {
        self.optimize = optimize
        self.futureAnnotations = futureAnnotations
        self.errors = errors
    }

    mutating func fold(_ module: Module) throws(SyntaxErrorInfo) {
        switch module.kind {
        case .module(let body): try foldBody(body)
        case .interactive(let body): try fold(body)
        case .expression(let body): try fold(body)
        }
    }

    /// A frozen set of these values, kept in the order in which a set built from them iterates.
    static func frozenset(_ values: [Constant]) -> Constant {
        .frozenset(SetOrder.iteration(of: values).map { values[$0] })
    }

    private mutating func enterDepth() throws(SyntaxErrorInfo) {
        depth += 1
        if depth > errors.recursionLimit { throw errors.recursionError() }
    }

    private mutating func replace(_ e: Expr, _ value: Constant?, _ why: @autoclosure () -> String) {
        guard let value else { return }
        if let log { log.note("folded \(text(e)) to \(value.repr())", why(), e.location) }
        e.kind = .constant(value: value, u: false)
        foldCount += 1
    }

    private static func unparsed(_ e: Expr) -> String {
        String(String.UnicodeScalarView(Unparser.text(of: e).compactMap { Unicode.Scalar($0) }))
    }

    /// The expression as the source has it, with what is folded already in its parts.
    private func text(_ e: Expr) -> String {
        let now = Self.unparsed(e)
        guard let source = errors.excerpt(e.location) else { return now }
        // Blanks, quotes and brackets are a matter of style.
        func bare(_ text: String) -> String { text.filter { !" \t'\"()".contains($0) } }
        if bare(source) == bare(now) { return source }
        return "\(source), now \(now),"
    }

    // MARK: Statements

    private mutating func foldBody(_ body: [Stmt]) throws(SyntaxErrorInfo) {
        let hadDocstring = CodeGenerator.docstring(body) != nil
        try fold(body)
        // What folding made a string must not become a docstring.
        if !hadDocstring, CodeGenerator.docstring(body) != nil, case .expr(let value) = body[0].kind {
            body[0].kind = .expr(value: Expr(.joinedStr(values: [value]), body[0].location))
        }
    }

    private mutating func fold(_ list: [Stmt]) throws(SyntaxErrorInfo) {
        for s in list { try fold(s) }
    }

    private mutating func fold(_ list: [Expr]) throws(SyntaxErrorInfo) {
        for e in list { try fold(e) }
    }

    private mutating func fold(optional e: Expr?) throws(SyntaxErrorInfo) {
        if let e { try fold(e) }
    }

    private mutating func fold(_ s: Stmt) throws(SyntaxErrorInfo) {
        try enterDepth()
        switch s.kind {
        case .functionDef(let f), .asyncFunctionDef(let f):
            try fold(f.args)
            try foldBody(f.body)
            try fold(f.decorator_list)
            if !futureAnnotations { try fold(optional: f.returns) }
        case .classDef(let c):
            try fold(c.bases)
            for keyword in c.keywords { try fold(keyword.value) }
            try foldBody(c.body)
            try fold(c.decorator_list)
        case .return(let value): try fold(optional: value)
        case .delete(let targets): try fold(targets)
        case .assign(let targets, let value):
            try fold(targets)
            try fold(value)
        case .augAssign(let target, _, let value):
            try fold(target)
            try fold(value)
        case .annAssign(let target, let annotation, let value, _):
            try fold(target)
            if !futureAnnotations { try fold(annotation) }
            try fold(optional: value)
        case .for(let target, let iter, let body, let orelse):
            try fold(target)
            try fold(iter)
            try fold(body)
            try fold(orelse)
            foldIterable(iter)
        case .asyncFor(let target, let iter, let body, let orelse):
            try fold(target)
            try fold(iter)
            try fold(body)
            try fold(orelse)
        case .while(let test, let body, let orelse), .if(let test, let body, let orelse):
            try fold(test)
            try fold(body)
            try fold(orelse)
        case .with(let items, let body), .asyncWith(let items, let body):
            for item in items {
                try fold(item.context_expr)
                try fold(optional: item.optional_vars)
            }
            try fold(body)
        case .match(let subject, let cases):
            try fold(subject)
            for matchCase in cases {
                try fold(matchCase.pattern)
                try fold(optional: matchCase.guard)
                try fold(matchCase.body)
            }
        case .raise(let exc, let cause):
            try fold(optional: exc)
            try fold(optional: cause)
        case .try(let body, let handlers, let orelse, let finalbody), .tryStar(let body, let handlers, let orelse, let finalbody):
            try fold(body)
            for handler in handlers {
                try fold(optional: handler.type)
                try fold(handler.body)
            }
            try fold(orelse)
            try fold(finalbody)
        case .assert(let test, let msg):
            try fold(test)
            try fold(optional: msg)
        case .expr(let value): try fold(value)
        case .import, .importFrom, .global, .nonlocal, .pass, .break, .continue: break
        }
        depth -= 1
    }

    private mutating func fold(_ a: Arguments) throws(SyntaxErrorInfo) {
        for arg in a.posonlyargs { try fold(arg) }
        for arg in a.args { try fold(arg) }
        if let arg = a.vararg { try fold(arg) }
        for arg in a.kwonlyargs { try fold(arg) }
        for value in a.kw_defaults { try fold(optional: value) }
        if let arg = a.kwarg { try fold(arg) }
        try fold(a.defaults)
    }

    private mutating func fold(_ arg: Arg) throws(SyntaxErrorInfo) {
        if !futureAnnotations { try fold(optional: arg.annotation) }
    }

    private mutating func fold(_ p: Pattern) throws(SyntaxErrorInfo) {
        try enterDepth()
        switch p.kind {
        case .matchValue(let value): try fold(value)
        case .matchSingleton, .matchStar: break
        case .matchSequence(let patterns), .matchOr(let patterns):
            for pattern in patterns { try fold(pattern) }
        case .matchMapping(let keys, let patterns, _):
            try fold(keys)
            for pattern in patterns { try fold(pattern) }
        case .matchClass(let cls, let patterns, _, let kwd_patterns):
            try fold(cls)
            for pattern in patterns { try fold(pattern) }
            for pattern in kwd_patterns { try fold(pattern) }
        case .matchAs(let pattern, _): if let pattern { try fold(pattern) }
        }
        depth -= 1
    }

    // MARK: Expressions

    private mutating func fold(_ generators: [Comprehension]) throws(SyntaxErrorInfo) {
        for generator in generators {
            try fold(generator.target)
            try fold(generator.iter)
            try fold(generator.ifs)
            foldIterable(generator.iter)
        }
    }

    private mutating func fold(_ e: Expr) throws(SyntaxErrorInfo) {
        try enterDepth()
        switch e.kind {
        case .boolOp(_, let values), .joinedStr(let values): try fold(values)
        case .binOp(let left, let op, let right):
            try fold(left)
            try fold(right)
            foldBinary(e, left, op, right)
        case .unaryOp(let op, let operand):
            try fold(operand)
            foldUnary(e, op, operand)
        case .lambda(let args, let body):
            try fold(args)
            try fold(body)
        case .ifExp(let test, let body, let orelse):
            try fold(test)
            try fold(body)
            try fold(orelse)
        case .dict(let keys, let values):
            for key in keys { try fold(optional: key) }
            try fold(values)
        case .set(let elts), .list(let elts, _): try fold(elts)
        case .tuple(let elts, let ctx):
            try fold(elts)
            if ctx == .load { replace(e, Self.constantTuple(elts), "a tuple of constants cannot change, so it is made only once") }
        case .listComp(let elt, let generators), .setComp(let elt, let generators), .generatorExp(let elt, let generators):
            try fold(elt)
            try fold(generators)
        case .dictComp(let key, let value, let generators):
            try fold(key)
            try fold(value)
            try fold(generators)
        case .await(let value), .yieldFrom(let value), .attribute(let value, _, _), .starred(let value, _),
            .namedExpr(_, let value):
            try fold(value)
        case .yield(let value): try fold(optional: value)
        case .compare(let left, let ops, let comparators):
            try fold(left)
            try fold(comparators)
            if let op = ops.last, op == .in || op == .notIn { foldIterable(comparators[comparators.count - 1]) }
        case .call(let function, let args, let keywords):
            try fold(function)
            try fold(args)
            for keyword in keywords { try fold(keyword.value) }
        case .formattedValue(let value, _, let spec):
            try fold(value)
            try fold(optional: spec)
        case .subscript(let value, let slice, let ctx):
            try fold(value)
            try fold(slice)
            if ctx == .load, case .constant(let container, _) = value.kind, case .constant(let index, _) = slice.kind {
                let value = ConstantArithmetic.item(container, index)
                if value == nil { noteRefusal(e) }
                replace(e, value, "container and index are constants")
            }
        case .slice(let lower, let upper, let step):
            try fold(optional: lower)
            try fold(optional: upper)
            try fold(optional: step)
        case .name(let id, let ctx):
            if ctx == .load, id == "__debug__" { replace(e, .bool(optimize == 0), "only the option -O decides it") }
        case .constant: break
        }
        depth -= 1
    }

    private mutating func foldUnary(_ e: Expr, _ op: UnaryOperator, _ operand: Expr) {
        switch operand.kind {
        case .constant(let value, _):
            let result = ConstantArithmetic.unary(op, value)
            if result == nil { noteRefusal(e) }
            replace(e, result, "the operand is a constant")
        case .compare(let left, let ops, let comparators) where op == .not && ops.count == 1:
            // `not a in b` is `a not in b`; orderings and equality have no such law.
            let inverse: CompareOperator
            switch ops[0] {
            case .is: inverse = .isNot
            case .isNot: inverse = .is
            case .in: inverse = .notIn
            case .notIn: inverse = .in
            default: return
            }
            let before = log == nil ? "" : text(e)
            let place = e.location
            e.kind = .compare(left: left, ops: [inverse], comparators: comparators)
            e.location = operand.location
            foldCount += 1
            if let log {
                log.note("\(before) becomes \(Self.unparsed(e))", "one comparison does the same, without a UNARY_NOT", place)
            }
        default: break
        }
    }

    private mutating func foldBinary(_ e: Expr, _ left: Expr, _ op: Operator, _ right: Expr) {
        guard case .constant(let a, _) = left.kind else { return }
        if op == .mod, case .str(let format) = a, case .tuple(let elts, _) = right.kind, !Self.hasStarred(elts) {
            if let values = FormatFolder.values(format, elts) {
                let before = log == nil ? "" : text(e)
                e.kind = .joinedStr(values: values)
                foldCount += 1
                if let log { log.note("\(before) becomes an f-string", "the format is known and simple", e.location) }
            }
            return
        }
        if case .constant(let b, _) = right.kind {
            let value = ConstantArithmetic.binary(a, op, b)
            if value == nil { noteRefusal(e) }
            replace(e, value, "both operands are constants")
        }
    }

    private func noteRefusal(_ e: Expr) {
        guard let log else { return }
        log.note(
            "left \(text(e)) as it is",
            "it would raise an error, or its result would be too large to keep: that is left to the run", e.location)
    }

    private static func hasStarred(_ elts: [Expr]) -> Bool {
        elts.contains { if case .starred = $0.kind { true } else { false } }
    }

    private static func constantTuple(_ elts: [Expr]) -> Constant? {
        var values: [Constant] = []
        for elt in elts {
            guard case .constant(let value, _) = elt.kind else { return nil }
            values.append(value)
        }
        return .tuple(values)
    }

    /// Nobody can change a list or set that only a loop or an `in` test sees: it may be a constant.
    private mutating func foldIterable(_ e: Expr) {
        switch e.kind {
        case .list(let elts, let ctx):
            if Self.hasStarred(elts) { return }
            let before = log == nil ? "" : text(e)
            e.kind = .tuple(elts: elts, ctx: ctx)
            if let log {
                log.note(
                    "\(before) becomes a tuple", "nobody but this loop or test sees the list, so nobody can change it", e.location)
            }
            replace(e, Self.constantTuple(elts), "a tuple of constants cannot change, so it is made only once")
        case .set(let elts):
            if case .tuple(let values)? = Self.constantTuple(elts) {
                replace(e, Self.frozenset(values), "nobody but this loop or test sees the set, so nobody can change it")
            }
        default: break
        }
    }
}
