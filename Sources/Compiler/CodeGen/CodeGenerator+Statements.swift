import Bytecode
import Syntax

extension CodeGenerator {
    func statements(_ list: [Stmt]) throws(SyntaxErrorInfo) {
        for s in list { try statement(s) }
    }

    func statement(_ s: Stmt) throws(SyntaxErrorInfo) {
        unit.location = s.location
        switch s.kind {
        case .functionDef(let f): try function(s, f, isAsync: false)
        case .asyncFunctionDef(let f): try function(s, f, isAsync: true)
        case .classDef(let c): try classDefinition(s, c)
        case .return(let value): try returnStatement(s, value)
        case .delete(let targets): for target in targets { try expression(target) }
        case .assign(let targets, let value):
            try expression(value)
            for (i, target) in targets.enumerated() {
                if i < targets.count - 1 { emit(Op.COPY, 1) }
                try expression(target)
            }
        case .augAssign(let target, let op, let value): try augmentedAssignment(target, op, value)
        case .annAssign(let target, let annotation, let value, let simple):
            try annotatedAssignment(target, annotation, value, simple)
        case .for(let target, let iter, let body, let orelse): try forStatement(target, iter, body, orelse)
        case .asyncFor(let target, let iter, let body, let orelse): try asyncForStatement(target, iter, body, orelse)
        case .while(let test, let body, let orelse): try whileStatement(s, test, body, orelse)
        case .if(let test, let body, let orelse): try ifStatement(test, body, orelse)
        case .match(let subject, let cases): try match(subject, cases)
        case .raise(let exc, let cause):
            var count = 0
            if let exc {
                try expression(exc)
                count = 1
                if let cause {
                    try expression(cause)
                    count = 2
                }
            }
            emit(Op.RAISE_VARARGS, count)
        case .try(let body, let handlers, let orelse, let finalbody):
            if finalbody.isEmpty {
                try tryExcept(body, handlers, orelse)
            } else {
                try tryFinally(body, handlers, orelse, finalbody, isStar: false)
            }
        case .tryStar(let body, let handlers, let orelse, let finalbody):
            if finalbody.isEmpty {
                try tryStarExcept(body, handlers, orelse)
            } else {
                try tryFinally(body, handlers, orelse, finalbody, isStar: true)
            }
        case .assert(let test, let msg): try assertStatement(test, msg)
        case .import(let names): try importStatement(names)
        case .importFrom(let module, let names, let level): try importFrom(s, module, names, level)
        case .global, .nonlocal: break
        case .expr(let value): try expressionStatement(value)
        case .pass: emit(Op.NOP)
        case .break: try breakStatement()
        case .continue: try continueStatement()
        case .with(let items, let body): try with(s, items, body, 0)
        case .asyncWith(let items, let body): try asyncWith(s, items, body, 0)
        }
    }

    private func expressionStatement(_ value: Expr) throws(SyntaxErrorInfo) {
        if isInteractive && nestLevel <= 1 {
            try expression(value)
            emit(Op.PRINT_EXPR)
            return
        }
        if case .constant = value.kind {
            note(
                "no instruction but a NOP for the line is written for this statement",
                "it is a constant whose value nobody uses", value.location)
            emit(Op.NOP)
            return
        }
        try expression(value)
        unsetLocation()
        emit(Op.POP_TOP)
    }

    private func ifStatement(_ test: Expr, _ body: [Stmt], _ orelse: [Stmt]) throws(SyntaxErrorInfo) {
        let end = newBlock()
        let next = orelse.isEmpty ? end : newBlock()
        try jumpIf(test, next, false)
        try statements(body)
        if !orelse.isEmpty {
            jumpNoLine(Op.JUMP, end)
            use(next)
            try statements(orelse)
        }
        use(end)
    }

    private func forStatement(_ target: Expr, _ iter: Expr, _ body: [Stmt], _ orelse: [Stmt]) throws(SyntaxErrorInfo) {
        let start = newBlock()
        let bodyBlock = newBlock()
        let cleanup = newBlock()
        let end = newBlock()
        try push(FrameBlock(kind: .forLoop, block: start, exit: end))
        try expression(iter)
        emit(Op.GET_ITER)
        use(start)
        jump(Op.FOR_ITER, cleanup)
        use(bodyBlock)
        try expression(target)
        try statements(body)
        unsetLocation()
        jump(Op.JUMP, start)
        use(cleanup)
        pop()
        try statements(orelse)
        use(end)
    }

    private func asyncForStatement(
        _ target: Expr, _ iter: Expr, _ body: [Stmt], _ orelse: [Stmt]
    ) throws(SyntaxErrorInfo) {
        if isTopLevelAwait {
            unit.entry.isCoroutine = true
        } else if unit.scopeType != .asyncFunction {
            throw error("'async for' outside async function")
        }
        let start = newBlock()
        let except = newBlock()
        let end = newBlock()
        try expression(iter)
        emit(Op.GET_AITER)
        use(start)
        try push(FrameBlock(kind: .forLoop, block: start, exit: end))
        // The handler catches StopAsyncIteration.
        jump(Op.SETUP_FINALLY, except)
        emit(Op.GET_ANEXT)
        loadNone()
        emitYieldFrom(isAwait: true)
        emit(Op.POP_BLOCK)
        try expression(target)
        try statements(body)
        unsetLocation()
        jump(Op.JUMP, start)
        pop()
        use(except)
        unit.location = iter.location
        emit(Op.END_ASYNC_FOR)
        try statements(orelse)
        use(end)
    }

    private func whileStatement(_ s: Stmt, _ test: Expr, _ body: [Stmt], _ orelse: [Stmt]) throws(SyntaxErrorInfo) {
        let loop = newBlock()
        let bodyBlock = newBlock()
        let anchor = newBlock()
        let end = newBlock()
        use(loop)
        try push(FrameBlock(kind: .whileLoop, block: loop, exit: end))
        try jumpIf(test, anchor, false)
        use(bodyBlock)
        try statements(body)
        unit.location = s.location
        // The test stands again at the bottom, so that each turn takes one jump.
        note(
            "the loop's test is written twice: before the body, and again after it",
            "the copy at the end leads back to the body while the test is true, so that no round needs a jump back to the first one",
            test.location)
        try jumpIf(test, bodyBlock, true)
        pop()
        use(anchor)
        try statements(orelse)
        use(end)
    }

    private func returnStatement(_ s: Stmt, _ value: Expr?) throws(SyntaxErrorInfo) {
        var constant: Constant?
        if let value, case .constant(let c, _) = value.kind { constant = c }
        let preserveTop = value != nil && constant == nil
        if unit.entry.type != .function { throw error("'return' outside function") }
        if value != nil, unit.entry.isCoroutine, unit.entry.isGenerator {
            throw error("'return' with value in async generator")
        }
        if let value {
            if preserveTop {
                try expression(value)
            } else {
                unit.location = value.location
                emit(Op.NOP)
            }
        }
        if value == nil || value!.lineno != s.lineno {
            unit.location = s.location
            emit(Op.NOP)
        }
        _ = try unwindAll(preserveTop: preserveTop, toLoop: false)
        if value == nil {
            loadNone()
        } else if let constant {
            loadConst(constant)
        }
        emit(Op.RETURN_VALUE)
    }

    private func breakStatement() throws(SyntaxErrorInfo) {
        let location = unit.location
        emit(Op.NOP)
        guard let loop = try unwindAll(preserveTop: false, toLoop: true) else {
            throw errors.error("'break' outside loop", at: location)
        }
        try unwind(loop, preserveTop: false)
        jump(Op.JUMP, loop.exit)
    }

    private func continueStatement() throws(SyntaxErrorInfo) {
        let location = unit.location
        emit(Op.NOP)
        guard let loop = try unwindAll(preserveTop: false, toLoop: true) else {
            throw errors.error("'continue' not properly in loop", at: location)
        }
        jump(Op.JUMP, loop.block)
    }

    private func assertStatement(_ test: Expr, _ msg: Expr?) throws(SyntaxErrorInfo) {
        switch test.kind {
        case .tuple(let elts, _) where !elts.isEmpty: warn("assertion is always true, perhaps remove parentheses?")
        case .constant(.tuple(let items), _) where !items.isEmpty:
            warn("assertion is always true, perhaps remove parentheses?")
        default: break
        }
        if options.optimize > 0 {
            note("nothing is written for this assert", "python -O leaves assertions out", unit.location)
            return
        }
        let end = newBlock()
        try jumpIf(test, end, true)
        emit(Op.LOAD_ASSERTION_ERROR)
        if let msg {
            try expression(msg)
            emitCall(0)
        }
        emit(Op.RAISE_VARARGS, 1)
        use(end)
    }

    private func importStatement(_ names: [Alias]) throws(SyntaxErrorInfo) {
        for alias in names {
            loadConst(.int(IntegerConstant(0)))
            loadNone()
            emitName(Op.IMPORT_NAME, alias.name)
            let parts = alias.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard let asname = alias.asname else {
                try name(parts[0], .store)
                continue
            }
            // `import a.b.c as d` fetches the submodules one by one.
            for (i, part) in parts.dropFirst().enumerated() {
                if i > 0 {
                    emit(Op.SWAP, 2)
                    emit(Op.POP_TOP)
                }
                emit(Op.IMPORT_FROM, unit.names.index(of: part))
            }
            try name(asname, .store)
            if parts.count > 1 { emit(Op.POP_TOP) }
        }
    }

    private func importFrom(
        _ s: Stmt, _ module: String?, _ names: [Alias], _ level: Int32
    ) throws(SyntaxErrorInfo) {
        loadConst(.int(IntegerConstant(Int64(level))))
        if s.lineno > future.line, module == "__future__" {
            throw error("from __future__ imports must occur at the beginning of the file")
        }
        loadConst(.tuple(names.map { Constant(name: $0.name) }))
        emitName(Op.IMPORT_NAME, module ?? "")
        for alias in names {
            if alias.name == "*" {
                emit(Op.IMPORT_STAR)
                return
            }
            emitName(Op.IMPORT_FROM, alias.name)
            try name(alias.asname ?? alias.name, .store)
        }
        emit(Op.POP_TOP)
    }

    // MARK: Assignments

    private func augmentedAssignment(_ target: Expr, _ op: Operator, _ value: Expr) throws(SyntaxErrorInfo) {
        let old = unit.location
        unit.location = target.location
        switch target.kind {
        case .attribute(let object, let attr, _):
            try expression(object)
            emit(Op.COPY, 1)
            moveToAttribute(target, attr)
            emitName(Op.LOAD_ATTR, attr)
        case .subscript(let object, let slice, _):
            try expression(object)
            try expression(slice)
            emit(Op.COPY, 2)
            emit(Op.COPY, 2)
            emit(Op.BINARY_SUBSCR)
        case .name(let id, _): try name(id, .load)
        default: preconditionFailure("invalid node type for augmented assignment")
        }
        unit.location = old
        try expression(value)
        emit(Op.BINARY_OP, binaryArgument(op) + 13)
        unit.location = target.location
        switch target.kind {
        case .attribute(_, let attr, _):
            moveToAttribute(target, attr)
            emit(Op.SWAP, 2)
            emitName(Op.STORE_ATTR, attr)
        case .subscript:
            emit(Op.SWAP, 3)
            emit(Op.SWAP, 2)
            emit(Op.STORE_SUBSCR)
        case .name(let id, _): try name(id, .store)
        default: break
        }
    }

    private func evaluateAndPop(_ e: Expr) throws(SyntaxErrorInfo) {
        try expression(e)
        emit(Op.POP_TOP)
    }

    private func checkAnnotatedSubscript(_ e: Expr) throws(SyntaxErrorInfo) {
        switch e.kind {
        case .slice(let lower, let upper, let step):
            if let lower { try evaluateAndPop(lower) }
            if let upper { try evaluateAndPop(upper) }
            if let step { try evaluateAndPop(step) }
        case .tuple(let elts, _): for elt in elts { try checkAnnotatedSubscript(elt) }
        default: try evaluateAndPop(e)
        }
    }

    private func annotatedAssignment(
        _ target: Expr, _ annotation: Expr, _ value: Expr?, _ simple: Bool
    ) throws(SyntaxErrorInfo) {
        if let value {
            try expression(value)
            try expression(target)
        }
        let evaluates = unit.scopeType == .module || unit.scopeType == .class
        switch target.kind {
        case .name(let id, _):
            try forbid(id, .store)
            if simple && evaluates {
                if future.annotations { annotationText(annotation) } else { try expression(annotation) }
                emitName(Op.LOAD_NAME, "__annotations__")
                loadConst(Constant(name: mangle(id, in: unit.privateName)))
                emit(Op.STORE_SUBSCR)
            }
        case .attribute(let object, let attr, _):
            try forbid(attr, .store)
            if value == nil { try evaluateAndPop(object) }
        case .subscript(let object, let slice, _):
            if value == nil {
                try evaluateAndPop(object)
                try checkAnnotatedSubscript(slice)
            }
        default: preconditionFailure("invalid node type for annotated assignment")
        }
        if !simple && evaluates && !future.annotations { try evaluateAndPop(annotation) }
    }
}
