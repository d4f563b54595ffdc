extension Parser {
    // MARK: Statements and blocks

    mutating func statement(_ body: inout [Stmt]) throws(ParseFailed) {
        if try compoundStatement(&body) { return }
        try simpleStatements(&body)
    }

    mutating func simpleStatements(_ body: inout [Stmt]) throws(ParseFailed) {
        while true {
            body.append(try simpleStatement())
            if accept(.semi) {
                if accept(.newline) { return }
                continue
            }
            try expect(.newline)
            return
        }
    }

    mutating func block() throws(ParseFailed) -> [Stmt] {
        var body: [Stmt] = []
        if !accept(.newline) {
            try simpleStatements(&body)
            return body
        }
        try expect(.indent)
        repeat { try statement(&body) } while kind != .dedent
        pos += 1
        return body
    }

    // MARK: Simple statements

    mutating func simpleStatement() throws(ParseFailed) -> Stmt {
        let start = pos
        switch kind {
        case .name where nextKind == .colon:
            pos += 1
            let target = Expr(.name(id: identifier(start), ctx: .store), location(start))
            return try annotatedAssignment(target, start, simple: true)
        case .kwReturn:
            pos += 1
            let value = kind == .star || Parser.beginsExpression(kind) ? try starExpressions() : nil
            return Stmt(.return(value: value), location(start))
        case .kwImport: return try importName()
        case .kwFrom: return try importFrom()
        case .kwRaise:
            pos += 1
            if !Parser.beginsExpression(kind) { return Stmt(.raise(exc: nil, cause: nil), location(start)) }
            let exc = try expression()
            let cause = accept(.kwFrom) ? try expression() : nil
            return Stmt(.raise(exc: exc, cause: cause), location(start))
        case .kwPass:
            pos += 1
            return Stmt(.pass, location(start))
        case .kwBreak:
            pos += 1
            return Stmt(.break, location(start))
        case .kwContinue:
            pos += 1
            return Stmt(.continue, location(start))
        case .kwDel: return try deleteStatement()
        case .kwYield:
            let e = try yieldExpression()
            return Stmt(.expr(value: e), location(start))
        case .kwAssert:
            pos += 1
            let test = try expression()
            let message = accept(.comma) ? try expression() : nil
            return Stmt(.assert(test: test, msg: message), location(start))
        case .kwGlobal:
            let names = try nameList()
            return Stmt(.global(names: names), location(start))
        case .kwNonlocal:
            let names = try nameList()
            return Stmt(.nonlocal(names: names), location(start))
        default:
            break
        }
        let e = try starExpressions()
        switch kind {
        case .equal:
            return try assignment(e, start)
        case .colon:
            switch e.kind {
            // A bare name was dealt with above: this one stands in parentheses.
            case .name, .attribute, .subscript: try setStore(e)
            default: throw ParseFailed()
            }
            return try annotatedAssignment(e, start, simple: false)
        default:
            guard let op = Parser.augmented(kind) else { return Stmt(.expr(value: e), location(start)) }
            switch e.kind {
            case .name, .attribute, .subscript: try setStore(e)
            default: throw ParseFailed()
            }
            pos += 1
            let value = try yieldOrStarExpressions()
            return Stmt(.augAssign(target: e, op: op, value: value), location(start))
        }
    }

    private mutating func assignment(_ first: Expr, _ start: Int) throws(ParseFailed) -> Stmt {
        var targets: [Expr] = []
        var value = first
        while kind == .equal {
            try setStore(value)
            targets.append(value)
            pos += 1
            value = try yieldOrStarExpressions()
        }
        let comment = typeComment()
        return commented(Stmt(.assign(targets: targets, value: value), location(start)), comment)
    }

    private mutating func annotatedAssignment(_ target: Expr, _ start: Int, simple: Bool) throws(ParseFailed) -> Stmt {
        try expect(.colon)
        let annotation = try expression()
        let value = accept(.equal) ? try yieldOrStarExpressions() : nil
        return Stmt(.annAssign(target: target, annotation: annotation, value: value, simple: simple), location(start))
    }

    static func augmented(_ k: TokenKind) -> Operator? {
        switch k {
        case .plusequal: return .add
        case .minequal: return .sub
        case .starequal: return .mult
        case .atequal: return .matMult
        case .slashequal: return .div
        case .percentequal: return .mod
        case .amperequal: return .bitAnd
        case .vbarequal: return .bitOr
        case .circumflexequal: return .bitXor
        case .leftshiftequal: return .lShift
        case .rightshiftequal: return .rShift
        case .doublestarequal: return .pow
        case .doubleslashequal: return .floorDiv
        default: return nil
        }
    }

    private mutating func nameList() throws(ParseFailed) -> [String] {
        pos += 1
        var names = [try name()]
        while accept(.comma) { names.append(try name()) }
        return names
    }

    private mutating func deleteStatement() throws(ParseFailed) -> Stmt {
        let start = pos
        pos += 1
        var targets: [Expr] = []
        repeat {
            if !targets.isEmpty, kind == .semi || kind == .newline { break }
            let e = try primary()
            try setDelete(e)
            targets.append(e)
        } while accept(.comma)
        if kind != .semi, kind != .newline { throw ParseFailed() }
        return Stmt(.delete(targets: targets), location(start))
    }

    // MARK: Imports

    private mutating func dottedName() throws(ParseFailed) -> String {
        var id = try name()
        while accept(.dot) {
            id += "."
            id += try name()
        }
        return id
    }

    private mutating func importName() throws(ParseFailed) -> Stmt {
        let start = pos
        pos += 1
        var names: [Alias] = []
        repeat {
            let first = pos
            let id = try dottedName()
            let asname = accept(.kwAs) ? try name() : nil
            names.append(Alias(name: id, asname: asname, location(first)))
        } while accept(.comma)
        return Stmt(.import(names: names), location(start))
    }

    private mutating func importFrom() throws(ParseFailed) -> Stmt {
        let start = pos
        pos += 1
        var level: Int32 = 0
        while true {
            if accept(.dot) {
                level += 1
            } else if accept(.ellipsis) {
                level += 3
            } else {
                break
            }
        }
        let module = level > 0 && kind == .kwImport ? nil : try dottedName()
        try expect(.kwImport)
        var names: [Alias] = []
        if kind == .star {
            pos += 1
            names.append(Alias(name: "*", asname: nil, location(pos - 1)))
        } else {
            let inParentheses = accept(.lpar)
            repeat {
                if inParentheses, !names.isEmpty, kind == .rpar { break }
                let first = pos
                let id = try name()
                let asname = accept(.kwAs) ? try name() : nil
                names.append(Alias(name: id, asname: asname, location(first)))
            } while accept(.comma)
            if inParentheses { try expect(.rpar) }
        }
        return Stmt(.importFrom(module: module, names: names, level: level), location(start))
    }

    // MARK: Compound statements

    /// Reads a compound statement, if one stands here.
    mutating func compoundStatement(_ body: inout [Stmt]) throws(ParseFailed) -> Bool {
        switch kind {
        case .kwIf: body.append(try ifStatement())
        case .kwFor: body.append(try forStatement(pos, isAsync: false))
        case .kwWhile: body.append(try whileStatement())
        case .kwTry: body.append(try tryStatement())
        case .kwWith: body.append(try withStatement(pos, isAsync: false))
        case .kwDef: body.append(try functionDefinition([]))
        case .kwClass: body.append(try classDefinition([]))
        case .at:
            var decorators: [Expr] = []
            while accept(.at) {
                decorators.append(try namedExpression())
                try expect(.newline)
            }
            body.append(kind == .kwClass ? try classDefinition(decorators) : try functionDefinition(decorators))
        case .async:
            let start = pos
            switch nextKind {
            case .kwDef: body.append(try functionDefinition([]))
            case .kwFor:
                pos += 1
                body.append(try forStatement(start, isAsync: true))
            case .kwWith:
                pos += 1
                body.append(try withStatement(start, isAsync: true))
            default: throw ParseFailed()
            }
        case .name:
            guard isWord(pos, "match"), looksLikeMatch() else { return false }
            body.append(try matchStatement())
        default:
            return false
        }
        return true
    }

    private mutating func elseBlock() throws(ParseFailed) -> [Stmt] {
        if !accept(.kwElse) { return [] }
        try expect(.colon)
        return try block()
    }

    private mutating func ifStatement() throws(ParseFailed) -> Stmt {
        try enter(10)
        defer { depth -= 10 }
        let start = pos
        pos += 1
        let test = try namedExpression()
        try expect(.colon)
        let body = try block()
        let orelse = kind == .kwElif ? [try ifStatement()] : try elseBlock()
        return Stmt(.if(test: test, body: body, orelse: orelse), statementLocation(start))
    }

    private mutating func whileStatement() throws(ParseFailed) -> Stmt {
        let start = pos
        pos += 1
        let test = try namedExpression()
        try expect(.colon)
        let body = try block()
        let orelse = try elseBlock()
        return Stmt(.while(test: test, body: body, orelse: orelse), statementLocation(start))
    }

    private mutating func forStatement(_ start: Int, isAsync: Bool) throws(ParseFailed) -> Stmt {
        try expect(.kwFor)
        let target = try starTargets()
        try expect(.kwIn)
        let iter = try starExpressions()
        try expect(.colon)
        let comment = typeComment()
        let body = try block()
        let orelse = try elseBlock()
        let location = statementLocation(start)
        if isAsync { return commented(Stmt(.asyncFor(target: target, iter: iter, body: body, orelse: orelse), location), comment) }
        return commented(Stmt(.for(target: target, iter: iter, body: body, orelse: orelse), location), comment)
    }

    private mutating func withStatement(_ start: Int, isAsync: Bool) throws(ParseFailed) -> Stmt {
        try expect(.kwWith)
        var items: [WithItem] = []
        if kind == .lpar, closesBeforeColon() {
            // Parentheses around all the items, unless what is in them is no list of items.
            let saved = pos
            let savedWarnings = warnings.count
            do throws(ParseFailed) {
                pos += 1
                repeat {
                    if !items.isEmpty, kind == .rpar { break }
                    items.append(try withItem())
                } while accept(.comma)
                try expect(.rpar)
                try expect(.colon)
                // This form has no place for a type comment: with one, the parentheses are a tuple's.
                if kind == .typeComment { throw ParseFailed() }
            } catch {
                pos = saved
                warnings.removeLast(warnings.count - savedWarnings)
                items = []
            }
        }
        if items.isEmpty {
            repeat { items.append(try withItem()) } while accept(.comma)
            try expect(.colon)
        }
        let comment = typeComment()
        let body = try block()
        let location = statementLocation(start)
        return commented(Stmt(isAsync ? .asyncWith(items: items, body: body) : .with(items: items, body: body), location), comment)
    }

    /// Whether the parenthesis here closes just before a colon.
    private func closesBeforeColon() -> Bool {
        let level = tokens[pos].level
        var i = pos + 1
        while tokens[i].level >= level {
            if tokens[i].kind == .endmarker { return false }
            i += 1
        }
        return tokens[i + 1].kind == .colon
    }

    private mutating func withItem() throws(ParseFailed) -> WithItem {
        let e = try expression()
        if !accept(.kwAs) { return WithItem(context_expr: e, optional_vars: nil) }
        let target = try starTarget()
        switch kind {
        case .comma, .rpar, .colon: return WithItem(context_expr: e, optional_vars: target)
        default: throw ParseFailed()
        }
    }

    private mutating func tryStatement() throws(ParseFailed) -> Stmt {
        let start = pos
        pos += 1
        try expect(.colon)
        let body = try block()
        var handlers: [ExceptHandler] = []
        let isStar = kind == .kwExcept && nextKind == .star
        while kind == .kwExcept {
            let first = pos
            pos += 1
            var type: Expr?
            var id: String?
            if isStar { try expect(.star) }
            if isStar || kind != .colon {
                type = try expression()
                if accept(.kwAs) { id = try name() }
            }
            try expect(.colon)
            let handlerBody = try block()
            handlers.append(ExceptHandler(type: type, name: id, body: handlerBody, statementLocation(first)))
        }
        let orelse = handlers.isEmpty ? [] : try elseBlock()
        var finalbody: [Stmt] = []
        if accept(.kwFinally) {
            try expect(.colon)
            finalbody = try block()
        } else if handlers.isEmpty {
            throw ParseFailed()
        }
        let location = statementLocation(start)
        if isStar { return Stmt(.tryStar(body: body, handlers: handlers, orelse: orelse, finalbody: finalbody), location) }
        return Stmt(.try(body: body, handlers: handlers, orelse: orelse, finalbody: finalbody), location)
    }

    private mutating func functionDefinition(_ decorators: [Expr]) throws(ParseFailed) -> Stmt {
        let start = pos
        let isAsync = accept(.async)
        try expect(.kwDef)
        let id = try name()
        try expect(.lpar)
        let args = try parameters(end: .rpar, annotated: true)
        try expect(.rpar)
        let returns = accept(.rarrow) ? try expression() : nil
        try expect(.colon)
        // The comment stands in the line of the colon or alone in the next.
        if kind == .newline, nextKind == .typeComment, tokens[pos + 2].kind == .newline, tokens[pos + 3].kind == .indent {
            pos += 1
        }
        let comment = typeComment()
        let body = try block()
        let function = FunctionDef(name: id, args: args, body: body, decorator_list: decorators, returns: returns)
        return commented(
            Stmt(isAsync ? .asyncFunctionDef(function) : .functionDef(function), statementLocation(start)), comment)
    }

    private mutating func classDefinition(_ decorators: [Expr]) throws(ParseFailed) -> Stmt {
        let start = pos
        try expect(.kwClass)
        let id = try name()
        var bases: [Expr] = []
        var keywords: [Keyword] = []
        if accept(.lpar) {
            try arguments(&bases, &keywords, generatorAllowed: false)
            try expect(.rpar)
        }
        try expect(.colon)
        let body = try block()
        let definition = ClassDef(name: id, bases: bases, keywords: keywords, body: body, decorator_list: decorators)
        return Stmt(.classDef(definition), statementLocation(start))
    }
}
