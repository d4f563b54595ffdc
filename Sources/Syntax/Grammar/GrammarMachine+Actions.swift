import Bytecode

extension GrammarMachine {
    func place(_ t: Token) -> Location {
        Location(lineno: t.lineno, col_offset: t.col_offset, end_lineno: t.end_lineno, end_col_offset: t.end_col_offset)
    }

    /// From the token at `begin` to the last token with text.
    func extent(_ begin: Int) -> Location {
        let a = tokens[begin]
        var e = mark - 1
        while e >= 0 {
            switch tokens[e].kind {
            case .newline, .indent, .dedent, .endmarker: e -= 1
            default:
                let b = tokens[e]
                return Location(
                    lineno: a.lineno, col_offset: a.col_offset, end_lineno: b.end_lineno, end_col_offset: b.end_col_offset)
            }
        }
        return place(a)
    }

    /// Where a value stands; of a list, the first or the last item.
    func place(_ value: Value, last: Bool = false) -> Location {
        switch value {
        case .unit: return dummy.location
        case .token(let i): return place(tokens[i])
        case .expr(let e): return e.location
        case .place(let location), .keyword(let location, _): return location
        case .list(let items): return place((last ? items.last : items.first) ?? .unit, last: last)
        }
    }

    private func exprs(_ value: Value?) -> [Expr] {
        switch value {
        case .expr(let e): return [e]
        case .list(let items): return items.flatMap { exprs($0) }
        default: return []
        }
    }

    /// Makes the result of an alternative that has matched, or raises its error.
    func act(_ alternative: GrammarRules.Alternative, _ values: [Value], _ begin: Int) -> Value? {
        let a = alternative.a >= 0 ? values[alternative.a] : nil
        let b = alternative.b >= 0 ? values[alternative.b] : nil
        switch alternative.action {
        case .onlyItem:
            if alternative.values != 1 { return .unit }
            for (i, item) in alternative.items.enumerated() {
                switch item {
                case .lookahead, .cut: continue
                default: return values[i]
                }
            }
            return .unit
        case .a: return a
        case .b: return b
        case .node: return .place(extent(begin))
        case .expression(let name): return .expr(Expr(expressionKind(name, a, b), extent(begin)))
        case .special(let name): return special(name, a, b, begin)
        case .at(let message): return raise(.syntaxError, place(a!), filled(message, a!))
        case .range(let message):
            let first = place(a!)
            let last = place(b!, last: true)
            return raise(
                .syntaxError,
                Location(
                    lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno,
                    end_col_offset: last.end_col_offset), filled(message, a!))
        case .from(let message):
            let first = place(a!)
            return raise(
                .syntaxError, lineno: Int(first.lineno), col: Int(first.col_offset) + 1,
                endLineno: GrammarMachine.currentPosition, endCol: GrammarMachine.currentPosition, message)
        case .raise(let message): return raise(message)
        case .indent(let message):
            return raise(message.replacing("%d", with: a.map { String(place($0).lineno) } ?? ""), kind: .indentationError)
        case .starTarget: return invalidTarget(a!, "cannot assign to ", forTarget: false, delTarget: false)
        case .forTarget: return invalidTarget(a!, "cannot assign to ", forTarget: true, delTarget: false)
        case .delTarget: return invalidTarget(a!, "cannot delete ", forTarget: false, delTarget: true)
        }
    }

    private func filled(_ message: String, _ value: Value) -> String {
        switch value {
        case .expr(let e): return message.replacing("%e", with: GrammarMachine.name(of: e)).replacing("%t", with: "")
        case .token(let i): return message.replacing("%t", with: spelling(tokens[i]))
        default: return message
        }
    }

    private func expressionKind(_ name: String, _ a: Value?, _ b: Value?) -> ExprKind {
        switch name {
        case "tuple": return .tuple(elts: exprs(a) + exprs(b), ctx: .load)
        case "list": return .list(elts: exprs(b), ctx: .load)
        case "starred": return .starred(value: exprs(a).first ?? dummy, ctx: .load)
        case "if_exp": return .ifExp(test: dummy, body: dummy, orelse: dummy)
        case "yield": return .yield(value: nil)
        case "named_expr": return .namedExpr(target: dummy, value: dummy)
        case "bool_op": return .boolOp(op: .or, values: [])
        case "unary_op": return .unaryOp(op: .not, operand: dummy)
        case "bin_op": return .binOp(left: dummy, op: .add, right: dummy)
        case "compare":
            // Only whether the first operator is `in` matters; its pair gives the token.
            var op = CompareOperator.eq
            if case .list(let pairs) = b, case .token = pairs.first { op = .in }
            return .compare(left: exprs(a).first ?? dummy, ops: [op], comparators: [])
        case "await": return .await(value: dummy)
        case "attribute": return .attribute(value: dummy, attr: "", ctx: .load)
        case "call": return .call(func: dummy, args: [], keywords: [])
        case "subscript": return .subscript(value: dummy, slice: dummy, ctx: .load)
        case "slice": return .slice(lower: nil, upper: nil, step: nil)
        case "true": return .constant(value: .bool(true), u: false)
        case "false": return .constant(value: .bool(false), u: false)
        case "none": return .constant(value: .none, u: false)
        case "ellipsis": return .constant(value: .ellipsis, u: false)
        case "set": return .set(elts: [])
        case "dict": return .dict(keys: [], values: [])
        case "list_comp": return .listComp(elt: dummy, generators: [])
        case "set_comp": return .setComp(elt: dummy, generators: [])
        case "dict_comp": return .dictComp(key: dummy, value: dummy, generators: [])
        case "generator_exp": return .generatorExp(elt: dummy, generators: [])
        case "lambda": return .lambda(args: Arguments(), body: dummy)
        default: preconditionFailure("grammar: no node \(name)")
        }
    }

    private func special(_ name: String, _ a: Value?, _ b: Value?, _ begin: Int) -> Value? {
        switch name {
        case "interactive_exit": return nil
        case "join": return .list((exprs(a) + exprs(b)).map { .expr($0) })
        case "concat":
            guard case .list(let x) = a, case .list(let y) = b else { return .unit }
            return .list(x + y)
        case "clause":
            // A clause stands for its last part.
            return .expr(exprs(b).last ?? exprs(a).first ?? dummy)
        case "or_pattern":
            if case .list(let items) = a, items.count == 1 { return items[0] }
            return .place(extent(begin))
        case "keyword": return .keyword(extent(begin), isUnpacking: false)
        case "double_star": return .keyword(extent(begin), isUnpacking: true)
        case "args":
            var args = exprs(a)
            var keywords: [Keyword] = []
            if case .list(let items) = b {
                for item in items {
                    switch item {
                    case .expr(let e): args.append(e)
                    case .keyword(let location, let isUnpacking):
                        keywords.append(Keyword(arg: isUnpacking ? nil : "", value: dummy, location))
                    default: break
                    }
                }
            }
            return .expr(Expr(.call(func: dummy, args: args, keywords: keywords), extent(begin)))
        case "check_barry":
            guard case .token(let i) = a else { return nil }
            let isOld = spelling(tokens[i]) == "<>"
            if flags.contains(.barryAsBDFL) {
                return isOld ? a : raise("with Barry as BDFL, use '<>' instead of '!='")
            }
            return isOld ? nil : a
        case "ensure_real", "ensure_imaginary":
            let e = exprs(a)[0]
            var isImaginary = false
            if case .constant(.complex, _) = e.kind { isImaginary = true }
            if isImaginary == (name == "ensure_imaginary") { return a }
            return raise(
                .syntaxError, e.location,
                name == "ensure_real" ? "real number required in complex literal" : "imaginary number required in complex literal")
        case "strings": return strings(begin)
        case "legacy":
            guard case .name(let id, _) = exprs(a)[0].kind, id == "print" || id == "exec" else { return nil }
            let first = place(a!)
            let last = place(b!)
            return raise(
                .syntaxError,
                Location(
                    lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno,
                    end_col_offset: last.end_col_offset), "Missing parentheses in call to '\(id)'. Did you mean \(id)(...)?")
        case "missing_comma":
            if case .name(let id, _) = exprs(a)[0].kind, id == "print" || id == "exec" { return nil }
            if tokens[mark - 1].level == 0 { return nil }
            let first = place(a!)
            let last = place(b!)
            return raise(
                .syntaxError,
                Location(
                    lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno,
                    end_col_offset: last.end_col_offset), "invalid syntax. Perhaps you forgot a comma?")
        case "nonparen_genexp":
            guard case .call(_, let args, _) = exprs(a)[0].kind, args.count > 1 else { return nil }
            let first = args[args.count - 1].location
            let last = place(b!, last: true)
            return raise(
                .syntaxError,
                Location(
                    lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno,
                    end_col_offset: last.end_col_offset), "Generator expression must be parenthesized")
        case "arguments_error":
            guard case .call(_, _, let keywords) = exprs(a)[0].kind else { return nil }
            return raise(
                keywords.contains { $0.arg == nil }
                    ? "positional argument follows keyword argument unpacking" : "positional argument follows keyword argument")
        case "after_key":
            let at = place(a!)
            return raise(
                .syntaxError, lineno: Int(at.lineno), col: Int(at.end_col_offset), endLineno: Int(at.end_lineno), endCol: 0,
                "':' expected after dictionary key")
        default: preconditionFailure("grammar: no action \(name)")
        }
    }

    // MARK: Literals

    func number(_ t: Token) -> Value? {
        var digits = 0
        if let value = NumberLiteral.value(UnsafePointer(tok.base) + Int(t.start), Int(t.end - t.start), digitCount: &digits) {
            return .expr(Expr(.constant(value: value, u: false), place(t)))
        }
        return raise(
            .syntaxError, lineno: Int(t.lineno), col: 0, endLineno: Int(t.end_lineno), endCol: 0,
            "Exceeds the limit (4300 digits) for integer string conversion: value has \(digits) digits; use "
                + "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid "
                + "decimal conversion limits.")
    }

    private func strings(_ begin: Int) -> Value? {
        var host = MachineHost(machine: self)
        let list = Array(tokens[begin..<mark])
        do throws(ParseFailed) {
            let e = try list.withUnsafeBufferPointer { (buffer) throws(ParseFailed) in
                try StringLiteralReader.read(UnsafePointer(tok.base), buffer, &host)
            }
            return .expr(e)
        } catch {
            return nil
        }
    }

    // MARK: Names of expressions

    /// What messages call an expression. Origin: _PyPegen_get_expr_name.
    static func name(of e: Expr) -> String {
        switch e.kind {
        case .attribute: return "attribute"
        case .subscript: return "subscript"
        case .starred: return "starred"
        case .name: return "name"
        case .list: return "list"
        case .tuple: return "tuple"
        case .lambda: return "lambda"
        case .call: return "function call"
        case .boolOp, .binOp, .unaryOp: return "expression"
        case .generatorExp: return "generator expression"
        case .yield, .yieldFrom: return "yield expression"
        case .await: return "await expression"
        case .listComp: return "list comprehension"
        case .setComp: return "set comprehension"
        case .dictComp: return "dict comprehension"
        case .dict: return "dict literal"
        case .set: return "set display"
        case .joinedStr, .formattedValue: return "f-string expression"
        case .constant(let value, _):
            switch value {
            case .none: return "None"
            case .bool(let b): return b ? "True" : "False"
            case .ellipsis: return "ellipsis"
            default: return "literal"
            }
        case .compare: return "comparison"
        case .ifExp: return "conditional expression"
        case .namedExpr: return "named expression"
        case .slice: return "slice"
        }
    }

    /// The first part of an expression that may not be a target. Origin: _PyPegen_get_invalid_target.
    private func invalidPart(_ e: Expr, forTarget: Bool, delTarget: Bool) -> Expr? {
        switch e.kind {
        case .list(let elts, _), .tuple(let elts, _):
            for x in elts {
                if let bad = invalidPart(x, forTarget: forTarget, delTarget: delTarget) { return bad }
            }
            return nil
        case .starred(let value, _):
            return delTarget ? e : invalidPart(value, forTarget: forTarget, delTarget: delTarget)
        case .compare(let left, let ops, _):
            if forTarget { return ops[0] == .in ? invalidPart(left, forTarget: forTarget, delTarget: delTarget) : nil }
            return e
        case .name, .subscript, .attribute: return nil
        default: return e
        }
    }

    private func invalidTarget(_ value: Value, _ words: String, forTarget: Bool, delTarget: Bool) -> Value? {
        guard let e = exprs(value).first, let bad = invalidPart(e, forTarget: forTarget, delTarget: delTarget) else { return nil }
        return raise(.syntaxError, bad.location, words + GrammarMachine.name(of: bad))
    }
}

/// Lets string literals report to the machine.
struct MachineHost: LiteralHost {
    let machine: GrammarMachine

    mutating func literalError(_ message: String) -> ParseFailed {
        machine.raise(message)
        return ParseFailed()
    }

    mutating func literalWarning(_ message: String, _ token: Token) {
        machine.warnings.append(machine.literalWarning(message, token))
    }

    mutating func replacementField(
        _ text: SourceBuffer, startingLineno: Int32, startingCol: Int32
    ) throws(ParseFailed) -> Expr {
        let inner = GrammarMachine(
            text: SourceText(expression: text), filename: machine.filename, start: .fstring, flags: machine.flags,
            startingLineno: startingLineno, startingCol: startingCol)
        let (error, value) = inner.run()
        machine.warnings += inner.warnings
        if let error {
            machine.error = error
            machine.errorIndicator = true
            throw ParseFailed()
        }
        if case .expr(let e) = value { return e }
        return machine.dummy
    }
}

extension String {
    /// The text with every `old` replaced.
    func replacing(_ old: String, with new: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(utf8)
        let pattern = Array(old.utf8)
        var i = 0
        while i < bytes.count {
            if i + pattern.count <= bytes.count, Array(bytes[i..<(i + pattern.count)]) == pattern {
                result += new.utf8
                i += pattern.count
            } else {
                result.append(bytes[i])
                i += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
