import Bytecode

extension Parser {
    // MARK: Lists of expressions

    /// `star_expressions`: one expression, or a tuple without parentheses.
    mutating func starExpressions() throws(ParseFailed) -> Expr {
        let start = pos
        let first = try starExpression()
        if kind != .comma { return first }
        var elts = [first]
        while accept(.comma) {
            if kind != .star, !Parser.beginsExpression(kind) { break }
            elts.append(try starExpression())
        }
        return Expr(.tuple(elts: elts, ctx: .load), location(start))
    }

    @inline(__always)
    mutating func starExpression() throws(ParseFailed) -> Expr {
        if kind == .star { return try starred() }
        return try expression()
    }

    /// `*` and a `bitwise_or`.
    mutating func starred() throws(ParseFailed) -> Expr {
        let start = pos
        pos += 1
        let value = try binary(1)
        return Expr(.starred(value: value, ctx: .load), location(start))
    }

    /// `expressions`: without stars.
    mutating func expressions() throws(ParseFailed) -> Expr {
        let start = pos
        let first = try expression()
        if kind != .comma { return first }
        var elts = [first]
        while accept(.comma) {
            if !Parser.beginsExpression(kind) { break }
            elts.append(try expression())
        }
        return Expr(.tuple(elts: elts, ctx: .load), location(start))
    }

    mutating func starNamedExpression() throws(ParseFailed) -> Expr {
        if kind == .star { return try starred() }
        return try namedExpression()
    }

    @inline(__always)
    mutating func namedExpression() throws(ParseFailed) -> Expr {
        if kind == .name, nextKind == .colonequal { return try assignmentExpression() }
        return try expression()
    }

    mutating func assignmentExpression() throws(ParseFailed) -> Expr {
        let start = pos
        let id = try name()
        let target = Expr(.name(id: id, ctx: .store), location(start))
        try expect(.colonequal)
        let value = try expression()
        return Expr(.namedExpr(target: target, value: value), location(start))
    }

    mutating func yieldExpression() throws(ParseFailed) -> Expr {
        let start = pos
        try expect(.kwYield)
        if accept(.kwFrom) {
            let value = try expression()
            return Expr(.yieldFrom(value: value), location(start))
        }
        if kind == .star || Parser.beginsExpression(kind) {
            let value = try starExpressions()
            return Expr(.yield(value: value), location(start))
        }
        return Expr(.yield(value: nil), location(start))
    }

    @inline(__always)
    mutating func yieldOrStarExpressions() throws(ParseFailed) -> Expr {
        kind == .kwYield ? try yieldExpression() : try starExpressions()
    }

    // MARK: Operators

    mutating func expression() throws(ParseFailed) -> Expr {
        try enter(30)
        defer { depth -= 30 }
        if kind == .kwLambda { return try lambda() }
        let start = pos
        let body = try disjunction()
        if kind != .kwIf { return body }
        pos += 1
        let test = try disjunction()
        try expect(.kwElse)
        let orelse = try expression()
        return Expr(.ifExp(test: test, body: body, orelse: orelse), location(start))
    }

    mutating func lambda() throws(ParseFailed) -> Expr {
        let start = pos
        pos += 1
        let args = try parameters(end: .colon, annotated: false)
        try expect(.colon)
        let body = try expression()
        return Expr(.lambda(args: args, body: body), location(start))
    }

    mutating func disjunction() throws(ParseFailed) -> Expr {
        let start = pos
        let first = try conjunction()
        if kind != .kwOr { return first }
        var values = [first]
        while accept(.kwOr) { values.append(try conjunction()) }
        return Expr(.boolOp(op: .or, values: values), location(start))
    }

    mutating func conjunction() throws(ParseFailed) -> Expr {
        let start = pos
        let first = try inversion()
        if kind != .kwAnd { return first }
        var values = [first]
        while accept(.kwAnd) { values.append(try inversion()) }
        return Expr(.boolOp(op: .and, values: values), location(start))
    }

    mutating func inversion() throws(ParseFailed) -> Expr {
        if kind == .kwNot {
            try enter(10)
            defer { depth -= 10 }
            let start = pos
            pos += 1
            let operand = try inversion()
            return Expr(.unaryOp(op: .not, operand: operand), location(start))
        }
        let start = pos
        let left = try binary(1)
        guard let first = comparisonOperator() else { return left }
        var ops = [first]
        var comparators = [try binary(1)]
        while let op = comparisonOperator() {
            ops.append(op)
            comparators.append(try binary(1))
        }
        return Expr(.compare(left: left, ops: ops, comparators: comparators), location(start))
    }

    /// Reads a comparison operator, if one stands here.
    @inline(__always)
    mutating func comparisonOperator() -> CompareOperator? {
        switch kind {
        case .eqequal:
            pos += 1
            return .eq
        case .notequal:
            // `<>` is an operator only for Barry.
            let isOld = base[Int(tokens[pos].start)] == 0x3c
            if isOld != flags.contains(.barryAsBDFL) { return nil }
            pos += 1
            return .notEq
        case .lessequal:
            pos += 1
            return .ltE
        case .less:
            pos += 1
            return .lt
        case .greaterequal:
            pos += 1
            return .gtE
        case .greater:
            pos += 1
            return .gt
        case .kwIn:
            pos += 1
            return .in
        case .kwNot where nextKind == .kwIn:
            pos += 2
            return .notIn
        case .kwIs:
            pos += 1
            return accept(.kwNot) ? .isNot : .is
        default:
            return nil
        }
    }

    /// The binary operator that a token is, with its precedence from 1 for `|` to 6 for `*`; 0 for none.
    @inline(__always)
    static func operation(_ k: TokenKind) -> (precedence: Int, op: Operator) {
        switch k {
        case .vbar: return (1, .bitOr)
        case .circumflex: return (2, .bitXor)
        case .amper: return (3, .bitAnd)
        case .leftshift: return (4, .lShift)
        case .rightshift: return (4, .rShift)
        case .plus: return (5, .add)
        case .minus: return (5, .sub)
        case .star: return (6, .mult)
        case .slash: return (6, .div)
        case .doubleslash: return (6, .floorDiv)
        case .percent: return (6, .mod)
        case .at: return (6, .matMult)
        default: return (0, .add)
        }
    }

    /// Binary operators of at least this precedence, all grouping to the left: `bitwise_or` is `binary(1)`.
    mutating func binary(_ minimum: Int) throws(ParseFailed) -> Expr {
        let start = pos
        var left = try factor()
        var links = 0
        while true {
            let (precedence, op) = Parser.operation(kind)
            if precedence < minimum { return left }
            pos += 1
            links += 1
            try checkChain(links)
            let right = try binary(precedence + 1)
            left = Expr(.binOp(left: left, op: op, right: right), location(start))
        }
    }

    mutating func factor() throws(ParseFailed) -> Expr {
        let op: UnaryOperator
        switch kind {
        case .plus: op = .uAdd
        case .minus: op = .uSub
        case .tilde: op = .invert
        default: return try power()
        }
        try enter(10)
        defer { depth -= 10 }
        let start = pos
        pos += 1
        let operand = try factor()
        return Expr(.unaryOp(op: op, operand: operand), location(start))
    }

    mutating func power() throws(ParseFailed) -> Expr {
        let start = pos
        let left: Expr
        if kind == .await {
            pos += 1
            let value = try primary()
            left = Expr(.await(value: value), location(start))
        } else {
            left = try primary()
        }
        if kind != .doublestar { return left }
        try enter(10)
        defer { depth -= 10 }
        pos += 1
        let right = try factor()
        return Expr(.binOp(left: left, op: .pow, right: right), location(start))
    }

    // MARK: Primaries

    mutating func primary() throws(ParseFailed) -> Expr {
        let start = pos
        var value = try atom()
        var links = 0
        while true {
            links += 1
            try checkChain(links)
            switch kind {
            case .dot:
                pos += 1
                let attr = try name()
                value = Expr(.attribute(value: value, attr: attr, ctx: .load), location(start))
            case .lpar:
                value = try call(value, start)
            case .lsqb:
                pos += 1
                let index = try slices()
                try expect(.rsqb)
                value = Expr(.subscript(value: value, slice: index, ctx: .load), location(start))
            default:
                return value
            }
        }
    }

    mutating func call(_ function: Expr, _ start: Int) throws(ParseFailed) -> Expr {
        let open = pos
        pos += 1
        if accept(.rpar) { return Expr(.call(func: function, args: [], keywords: []), location(start)) }
        var args: [Expr] = []
        var keywords: [Keyword] = []
        try arguments(&args, &keywords, generatorAllowed: true)
        if args.count == 1, keywords.isEmpty, kind == .kwFor || kind == .async {
            // A lone generator expression: its parentheses are the call's.
            if case .starred = args[0].kind { throw ParseFailed() }
            let generators = try comprehensions()
            try expect(.rpar)
            let generator = Expr(.generatorExp(elt: args[0], generators: generators), location(open))
            return Expr(.call(func: function, args: [generator], keywords: []), location(start))
        }
        try expect(.rpar)
        return Expr(.call(func: function, args: args, keywords: keywords), location(start))
    }

    /// `[arguments]` up to the closing parenthesis, which is left. With `generatorAllowed`, a `for` after the first one is left.
    mutating func arguments(
        _ args: inout [Expr], _ keywords: inout [Keyword], generatorAllowed: Bool
    ) throws(ParseFailed) {
        var sawDoubleStar = false
        while kind != .rpar {
            let start = pos
            switch kind {
            case .star:
                if sawDoubleStar { throw ParseFailed() }
                pos += 1
                let value = try expression()
                args.append(Expr(.starred(value: value, ctx: .load), location(start)))
            case .doublestar:
                sawDoubleStar = true
                pos += 1
                let value = try expression()
                keywords.append(Keyword(arg: nil, value: value, location(start)))
            case .name where nextKind == .equal:
                let arg = try name()
                pos += 1
                let value = try expression()
                keywords.append(Keyword(arg: arg, value: value, location(start)))
            default:
                if !keywords.isEmpty { throw ParseFailed() }
                args.append(try namedExpression())
                if generatorAllowed, args.count == 1, kind == .kwFor || kind == .async { return }
            }
            if kind == .rpar { return }
            try expect(.comma)
        }
    }

    mutating func slices() throws(ParseFailed) -> Expr {
        let start = pos
        let first = try sliceOrStarred()
        if kind != .comma {
            if case .starred = first.kind {
                // A lone starred index is a tuple of one.
                return Expr(.tuple(elts: [first], ctx: .load), location(start))
            }
            return first
        }
        var elts = [first]
        while accept(.comma) {
            if kind == .rsqb { break }
            elts.append(try sliceOrStarred())
        }
        return Expr(.tuple(elts: elts, ctx: .load), location(start))
    }

    mutating func sliceOrStarred() throws(ParseFailed) -> Expr {
        let start = pos
        if kind == .star {
            pos += 1
            let value = try expression()
            return Expr(.starred(value: value, ctx: .load), location(start))
        }
        var lower: Expr?
        if kind != .colon {
            let e = try namedExpression()
            if kind != .colon { return e }
            if case .namedExpr = e.kind, tokens[start].kind == .name { throw ParseFailed() }
            lower = e
        }
        pos += 1
        var upper: Expr?
        var step: Expr?
        if Parser.beginsExpression(kind) { upper = try expression() }
        if accept(.colon), Parser.beginsExpression(kind) { step = try expression() }
        return Expr(.slice(lower: lower, upper: upper, step: step), location(start))
    }
}
