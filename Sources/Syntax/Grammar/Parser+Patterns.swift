import Bytecode

extension Parser {
    /// Whether the line that begins with `match` ends with a colon and the next one begins with `case`: nothing else in Python
    /// looks so.
    func looksLikeMatch() -> Bool {
        var i = pos + 1
        while tokens[i].kind != .newline, tokens[i].kind != .endmarker { i += 1 }
        return i > pos + 2 && tokens[i - 1].kind == .colon && tokens[i].kind == .newline && tokens[i + 1].kind == .indent
            && isWord(i + 2, "case")
    }

    mutating func matchStatement() throws(ParseFailed) -> Stmt {
        let start = pos
        pos += 1
        let subject = try subjectExpression()
        try expect(.colon)
        try expect(.newline)
        try expect(.indent)
        var cases: [MatchCase] = []
        repeat {
            if !isWord(pos, "case") { throw ParseFailed() }
            pos += 1
            let pattern = try patterns()
            let condition = accept(.kwIf) ? try namedExpression() : nil
            try expect(.colon)
            let body = try block()
            cases.append(MatchCase(pattern: pattern, guard: condition, body: body))
        } while kind != .dedent
        pos += 1
        return Stmt(.match(subject: subject, cases: cases), statementLocation(start))
    }

    private mutating func subjectExpression() throws(ParseFailed) -> Expr {
        let start = pos
        let first = try starNamedExpression()
        if kind != .comma {
            if tokens[start].kind == .star { throw ParseFailed() }
            return first
        }
        var elts = [first]
        while accept(.comma) {
            if kind != .star, !Parser.beginsExpression(kind) { break }
            elts.append(try starNamedExpression())
        }
        return Expr(.tuple(elts: elts, ctx: .load), location(start))
    }

    private mutating func patterns() throws(ParseFailed) -> Pattern {
        let start = pos
        let first = try maybeStarPattern()
        if kind != .comma {
            if tokens[start].kind == .star { throw ParseFailed() }
            return first
        }
        var items = [first]
        while accept(.comma) {
            if kind == .colon || kind == .kwIf { break }
            items.append(try maybeStarPattern())
        }
        return Pattern(.matchSequence(patterns: items), location(start))
    }

    private mutating func maybeStarPattern() throws(ParseFailed) -> Pattern {
        if kind != .star { return try pattern() }
        let start = pos
        pos += 1
        if isWord(pos, "_") {
            pos += 1
            return Pattern(.matchStar(name: nil), location(start))
        }
        let id = try captureTarget()
        return Pattern(.matchStar(name: id), location(start))
    }

    /// A name other than `_` that is bound.
    private mutating func captureTarget() throws(ParseFailed) -> String {
        if isWord(pos, "_") { throw ParseFailed() }
        let id = try name()
        switch kind {
        case .dot, .lpar, .equal: throw ParseFailed()
        default: return id
        }
    }

    private mutating func pattern() throws(ParseFailed) -> Pattern {
        try enter(30)
        defer { depth -= 30 }
        let start = pos
        let first = try closedPattern()
        var result = first
        if kind == .vbar {
            var items = [first]
            while accept(.vbar) { items.append(try closedPattern()) }
            result = Pattern(.matchOr(patterns: items), location(start))
        }
        if accept(.kwAs) {
            let id = try captureTarget()
            result = Pattern(.matchAs(pattern: result, name: id), location(start))
        }
        return result
    }

    private mutating func closedPattern() throws(ParseFailed) -> Pattern {
        let start = pos
        switch kind {
        case .number, .minus, .string:
            let value = try literalExpression()
            return Pattern(.matchValue(value: value), location(start))
        case .kwNone:
            pos += 1
            return Pattern(.matchSingleton(value: .none), location(start))
        case .kwTrue:
            pos += 1
            return Pattern(.matchSingleton(value: .bool(true)), location(start))
        case .kwFalse:
            pos += 1
            return Pattern(.matchSingleton(value: .bool(false)), location(start))
        case .name:
            if isWord(pos, "_") {
                pos += 1
                return Pattern(.matchAs(pattern: nil, name: nil), location(start))
            }
            let value = try nameOrAttribute()
            switch kind {
            case .equal, .dot: throw ParseFailed()
            case .lpar: return try classPattern(value, start)
            default: break
            }
            if case .name(let id, _) = value.kind { return Pattern(.matchAs(pattern: nil, name: id), location(start)) }
            return Pattern(.matchValue(value: value), location(start))
        case .lpar: return try groupOrSequencePattern()
        case .lsqb:
            pos += 1
            var items: [Pattern] = []
            while kind != .rsqb {
                items.append(try maybeStarPattern())
                if kind != .rsqb { try expect(.comma) }
            }
            pos += 1
            return Pattern(.matchSequence(patterns: items), location(start))
        case .lbrace: return try mappingPattern()
        default: throw ParseFailed()
        }
    }

    private mutating func groupOrSequencePattern() throws(ParseFailed) -> Pattern {
        let start = pos
        pos += 1
        if accept(.rpar) { return Pattern(.matchSequence(patterns: []), location(start)) }
        let isStar = kind == .star
        let first = try maybeStarPattern()
        if accept(.rpar) {
            if isStar { throw ParseFailed() }
            return first
        }
        var items = [first]
        while kind != .rpar {
            try expect(.comma)
            if kind == .rpar { break }
            items.append(try maybeStarPattern())
        }
        pos += 1
        return Pattern(.matchSequence(patterns: items), location(start))
    }

    /// A number, perhaps signed or complex, or a string.
    private mutating func literalExpression() throws(ParseFailed) -> Expr {
        let start = pos
        if kind == .string { return try strings() }
        let negative = accept(.minus)
        var value = try number()
        let isImaginary = Parser.isComplex(value)
        if negative { value = Expr(.unaryOp(op: .uSub, operand: value), location(start)) }
        if kind != .plus, kind != .minus { return value }
        let op: Operator = kind == .plus ? .add : .sub
        pos += 1
        let imaginary = try number()
        if isImaginary || !Parser.isComplex(imaginary) { throw ParseFailed() }
        return Expr(.binOp(left: value, op: op, right: imaginary), location(start))
    }

    private static func isComplex(_ e: Expr) -> Bool {
        if case .constant(.complex, _) = e.kind { return true }
        return false
    }

    private mutating func nameOrAttribute() throws(ParseFailed) -> Expr {
        let start = pos
        let id = try name()
        var value = Expr(.name(id: id, ctx: .load), location(start))
        while accept(.dot) {
            let attr = try name()
            value = Expr(.attribute(value: value, attr: attr, ctx: .load), location(start))
        }
        return value
    }

    private mutating func classPattern(_ cls: Expr, _ start: Int) throws(ParseFailed) -> Pattern {
        pos += 1
        var patterns: [Pattern] = []
        var names: [String] = []
        var named: [Pattern] = []
        while kind != .rpar {
            if kind == .name, nextKind == .equal {
                names.append(try name())
                pos += 1
                named.append(try pattern())
            } else {
                if !names.isEmpty { throw ParseFailed() }
                patterns.append(try pattern())
            }
            if kind != .rpar { try expect(.comma) }
        }
        pos += 1
        return Pattern(.matchClass(cls: cls, patterns: patterns, kwd_attrs: names, kwd_patterns: named), location(start))
    }

    private mutating func mappingPattern() throws(ParseFailed) -> Pattern {
        let start = pos
        pos += 1
        var keys: [Expr] = []
        var patterns: [Pattern] = []
        var rest: String?
        while kind != .rbrace {
            let first = pos
            if accept(.doublestar) {
                rest = try captureTarget()
                _ = accept(.comma)
                if kind != .rbrace { throw ParseFailed() }
                break
            }
            switch kind {
            case .number, .minus, .string: keys.append(try literalExpression())
            case .kwNone, .kwTrue, .kwFalse: keys.append(try atom())
            case .name:
                let key = try nameOrAttribute()
                if pos == first + 1 { throw ParseFailed() }
                keys.append(key)
            default: throw ParseFailed()
            }
            try expect(.colon)
            patterns.append(try pattern())
            if kind != .rbrace { try expect(.comma) }
        }
        pos += 1
        return Pattern(.matchMapping(keys: keys, patterns: patterns, rest: rest), location(start))
    }
}
