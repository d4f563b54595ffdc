import Bytecode

extension Parser {
    // MARK: Atoms

    mutating func atom() throws(ParseFailed) -> Expr {
        let start = pos
        switch kind {
        case .name:
            pos += 1
            return Expr(.name(id: identifier(start), ctx: .load), location(start))
        case .number:
            return try number()
        case .string:
            return try strings()
        case .lpar:
            return try parenthesised()
        case .lsqb:
            return try listOrComprehension()
        case .lbrace:
            return try braces()
        case .kwNone:
            pos += 1
            return Expr(.constant(value: .none, u: false), location(start))
        case .kwTrue:
            pos += 1
            return Expr(.constant(value: .bool(true), u: false), location(start))
        case .kwFalse:
            pos += 1
            return Expr(.constant(value: .bool(false), u: false), location(start))
        case .ellipsis:
            pos += 1
            return Expr(.constant(value: .ellipsis, u: false), location(start))
        default:
            throw ParseFailed()
        }
    }

    mutating func number() throws(ParseFailed) -> Expr {
        let t = tokens[pos]
        if t.kind != .number { throw ParseFailed() }
        pos += 1
        var digits = 0
        guard let value = NumberLiteral.value(base + Int(t.start), Int(t.end - t.start), digitCount: &digits) else {
            throw ParseFailed()
        }
        return Expr(.constant(value: value, u: false), location(pos - 1))
    }

    mutating func strings() throws(ParseFailed) -> Expr {
        let start = pos
        while kind == .string { pos += 1 }
        return try StringLiteralReader.read(base, UnsafeBufferPointer(start: tokens + start, count: pos - start), &self)
    }

    /// A group, a tuple or a generator expression.
    mutating func parenthesised() throws(ParseFailed) -> Expr {
        try enter(5)
        defer { depth -= 5 }
        let start = pos
        pos += 1
        if accept(.rpar) { return Expr(.tuple(elts: [], ctx: .load), location(start)) }
        if kind == .kwYield {
            let e = try yieldExpression()
            try expect(.rpar)
            return e
        }
        let first = try starNamedExpression()
        switch kind {
        case .rpar:
            if case .starred = first.kind, tokens[start + 1].kind == .star { throw ParseFailed() }
            pos += 1
            return first
        case .comma:
            var elts = [first]
            while accept(.comma) {
                if kind == .rpar { break }
                elts.append(try starNamedExpression())
            }
            try expect(.rpar)
            return Expr(.tuple(elts: elts, ctx: .load), location(start))
        case .kwFor, .async:
            if case .starred = first.kind { throw ParseFailed() }
            let generators = try comprehensions()
            try expect(.rpar)
            return Expr(.generatorExp(elt: first, generators: generators), location(start))
        default:
            throw ParseFailed()
        }
    }

    mutating func listOrComprehension() throws(ParseFailed) -> Expr {
        try enter(5)
        defer { depth -= 5 }
        let start = pos
        pos += 1
        if accept(.rsqb) { return Expr(.list(elts: [], ctx: .load), location(start)) }
        let first = try starNamedExpression()
        if kind == .kwFor || kind == .async {
            if case .starred = first.kind { throw ParseFailed() }
            let generators = try comprehensions()
            try expect(.rsqb)
            return Expr(.listComp(elt: first, generators: generators), location(start))
        }
        var elts = [first]
        while accept(.comma) {
            if kind == .rsqb { break }
            elts.append(try starNamedExpression())
        }
        try expect(.rsqb)
        return Expr(.list(elts: elts, ctx: .load), location(start))
    }

    /// A dict, a set, or a comprehension of either.
    mutating func braces() throws(ParseFailed) -> Expr {
        try enter(5)
        defer { depth -= 5 }
        let start = pos
        pos += 1
        if accept(.rbrace) { return Expr(.dict(keys: [], values: []), location(start)) }
        if kind == .doublestar { return try dictionary(start, nil) }
        let first = try starNamedExpression()
        if kind == .colon {
            if case .starred = first.kind { throw ParseFailed() }
            if case .namedExpr = first.kind, tokens[start + 1].kind == .name { throw ParseFailed() }
            pos += 1
            let value = try expression()
            if kind == .kwFor || kind == .async {
                let generators = try comprehensions()
                try expect(.rbrace)
                return Expr(.dictComp(key: first, value: value, generators: generators), location(start))
            }
            return try dictionary(start, (first, value))
        }
        if kind == .kwFor || kind == .async {
            if case .starred = first.kind { throw ParseFailed() }
            let generators = try comprehensions()
            try expect(.rbrace)
            return Expr(.setComp(elt: first, generators: generators), location(start))
        }
        var elts = [first]
        while accept(.comma) {
            if kind == .rbrace { break }
            elts.append(try starNamedExpression())
        }
        try expect(.rbrace)
        return Expr(.set(elts: elts), location(start))
    }

    /// The rest of a dict whose first pair, if it is no `**` one, has been read.
    private mutating func dictionary(_ start: Int, _ first: (Expr, Expr)?) throws(ParseFailed) -> Expr {
        var keys: [Expr?] = []
        var values: [Expr] = []
        if let (key, value) = first {
            keys.append(key)
            values.append(value)
            if kind != .rbrace { try expect(.comma) }
        }
        while kind != .rbrace {
            if accept(.doublestar) {
                keys.append(nil)
                values.append(try binary(1))
            } else {
                keys.append(try expression())
                try expect(.colon)
                values.append(try expression())
            }
            if kind == .rbrace { break }
            try expect(.comma)
        }
        try expect(.rbrace)
        return Expr(.dict(keys: keys, values: values), location(start))
    }

    /// `for_if_clauses`.
    mutating func comprehensions() throws(ParseFailed) -> [Comprehension] {
        var clauses: [Comprehension] = []
        repeat {
            let isAsync = accept(.async)
            try expect(.kwFor)
            let target = try starTargets()
            try expect(.kwIn)
            let iter = try disjunction()
            var ifs: [Expr] = []
            while accept(.kwIf) { ifs.append(try disjunction()) }
            clauses.append(Comprehension(target: target, iter: iter, ifs: ifs, is_async: isAsync))
        } while kind == .kwFor || kind == .async
        return clauses
    }

    // MARK: Targets

    /// `star_targets`, as they stand after `for`.
    mutating func starTargets() throws(ParseFailed) -> Expr {
        let start = pos
        let first = try starTarget()
        if kind != .comma { return first }
        var elts = [first]
        while accept(.comma) {
            if kind != .star, !Parser.beginsExpression(kind) { break }
            elts.append(try starTarget())
        }
        return Expr(.tuple(elts: elts, ctx: .store), location(start))
    }

    mutating func starTarget() throws(ParseFailed) -> Expr {
        let start = pos
        if accept(.star) {
            let value = try primary()
            try setStore(value)
            return Expr(.starred(value: value, ctx: .store), location(start))
        }
        let e = try primary()
        try setStore(e)
        return e
    }

    /// Makes an expression a target of assignment, if it may be one.
    func setStore(_ e: Expr) throws(ParseFailed) {
        switch e.kind {
        case .name(let id, _): e.kind = .name(id: id, ctx: .store)
        case .attribute(let value, let attr, _): e.kind = .attribute(value: value, attr: attr, ctx: .store)
        case .subscript(let value, let slice, _): e.kind = .subscript(value: value, slice: slice, ctx: .store)
        case .starred(let value, _):
            try setStore(value)
            e.kind = .starred(value: value, ctx: .store)
        case .tuple(let elts, _):
            for x in elts { try setStore(x) }
            e.kind = .tuple(elts: elts, ctx: .store)
        case .list(let elts, _):
            for x in elts { try setStore(x) }
            e.kind = .list(elts: elts, ctx: .store)
        default: throw ParseFailed()
        }
    }

    /// Makes an expression a target of `del`, if it may be one.
    func setDelete(_ e: Expr) throws(ParseFailed) {
        switch e.kind {
        case .name(let id, _): e.kind = .name(id: id, ctx: .del)
        case .attribute(let value, let attr, _): e.kind = .attribute(value: value, attr: attr, ctx: .del)
        case .subscript(let value, let slice, _): e.kind = .subscript(value: value, slice: slice, ctx: .del)
        case .tuple(let elts, _):
            for x in elts { try setDelete(x) }
            e.kind = .tuple(elts: elts, ctx: .del)
        case .list(let elts, _):
            for x in elts { try setDelete(x) }
            e.kind = .list(elts: elts, ctx: .del)
        default: throw ParseFailed()
        }
    }
}
