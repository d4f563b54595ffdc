import Bytecode
import Syntax

// A comprehension is a nested function that gets the outermost iterator as its only argument, `.0`.

extension CodeGenerator {
    enum ComprehensionKind { case generator, list, set, dict }

    func comprehension(
        _ e: Expr, _ kind: ComprehensionKind, _ name: String, _ generators: [Comprehension], _ elt: Expr, _ value: Expr?
    ) throws(SyntaxErrorInfo) {
        let outerScope = unit.scopeType
        let atTopLevel = isTopLevelAwait
        enterScope(name, .comprehension, node: e, line: e.lineno)
        unit.location = e.location
        let isAsync = unit.entry.isCoroutine
        if isAsync, kind != .generator, outerScope != .asyncFunction, outerScope != .comprehension, !atTopLevel {
            throw error("asynchronous comprehension outside of an asynchronous function")
        }
        switch kind {
        case .generator: break
        case .list: emit(Op.BUILD_LIST, 0)
        case .set: emit(Op.BUILD_SET, 0)
        case .dict: emit(Op.BUILD_MAP, 0)
        }
        try generator(generators, 0, 0, elt, value, kind)
        if kind != .generator { emit(Op.RETURN_VALUE) }
        let code = try assemble(addNone: true)
        exitScope()
        if atTopLevel && isAsync { unit.entry.isCoroutine = true }
        makeClosure(code, flags: 0)
        try expression(generators[0].iter)
        emit(generators[0].is_async ? Op.GET_AITER : Op.GET_ITER)
        emitCall(0)
        if isAsync && kind != .generator {
            emit(Op.GET_AWAITABLE, 0)
            loadNone()
            emitYieldFrom(isAwait: true)
        }
    }

    private func generator(
        _ generators: [Comprehension], _ index: Int, _ depth: Int, _ elt: Expr, _ value: Expr?, _ kind: ComprehensionKind
    ) throws(SyntaxErrorInfo) {
        if generators[index].is_async {
            try asyncGenerator(generators, index, depth, elt, value, kind)
        } else {
            try syncGenerator(generators, index, depth, elt, value, kind)
        }
    }

    private func element(_ elt: Expr, _ value: Expr?, _ depth: Int, _ kind: ComprehensionKind) throws(SyntaxErrorInfo) {
        try expression(elt)
        switch kind {
        case .generator:
            emitYield()
            emit(Op.POP_TOP)
        case .list: emit(Op.LIST_APPEND, depth + 1)
        case .set: emit(Op.SET_ADD, depth + 1)
        case .dict:
            try expression(value!)
            emit(Op.MAP_ADD, depth + 1)
        }
    }

    private func syncGenerator(
        _ generators: [Comprehension], _ index: Int, _ outerDepth: Int, _ elt: Expr, _ value: Expr?,
        _ kind: ComprehensionKind
    ) throws(SyntaxErrorInfo) {
        var start: Int32? = newBlock()
        let ifCleanup = newBlock()
        let anchor = newBlock()
        let clause = generators[index]
        var depth = outerDepth
        if index == 0 {
            unit.argcount = 1
            emit(Op.LOAD_FAST, 0)
        } else {
            // `for y in [f(x)]` is an assignment in disguise and needs no loop.
            var only: Expr?
            switch clause.iter.kind {
            case .list(let elts, _), .tuple(let elts, _): if elts.count == 1 { only = elts[0] }
            default: break
            }
            if let only, case .starred = only.kind {
            } else if let only {
                try expression(only)
                start = nil
            }
            if start != nil {
                try expression(clause.iter)
                emit(Op.GET_ITER)
            }
        }
        if let start {
            depth += 1
            use(start)
            jump(Op.FOR_ITER, anchor)
        }
        try expression(clause.target)
        for test in clause.ifs { try jumpIf(test, ifCleanup, false) }
        if index + 1 < generators.count {
            try generator(generators, index + 1, depth, elt, value, kind)
        } else {
            try element(elt, value, depth, kind)
        }
        use(ifCleanup)
        if let start {
            jump(Op.JUMP, start)
            use(anchor)
        }
    }

    private func asyncGenerator(
        _ generators: [Comprehension], _ index: Int, _ depth: Int, _ elt: Expr, _ value: Expr?, _ kind: ComprehensionKind
    ) throws(SyntaxErrorInfo) {
        let start = newBlock()
        let except = newBlock()
        let ifCleanup = newBlock()
        let clause = generators[index]
        if index == 0 {
            unit.argcount = 1
            emit(Op.LOAD_FAST, 0)
        } else {
            try expression(clause.iter)
            emit(Op.GET_AITER)
        }
        use(start)
        try push(FrameBlock(kind: .asyncComprehension, block: start))
        jump(Op.SETUP_FINALLY, except)
        emit(Op.GET_ANEXT)
        loadNone()
        emitYieldFrom(isAwait: true)
        emit(Op.POP_BLOCK)
        try expression(clause.target)
        for test in clause.ifs { try jumpIf(test, ifCleanup, false) }
        if index + 1 < generators.count {
            try generator(generators, index + 1, depth + 1, elt, value, kind)
        } else {
            try element(elt, value, depth + 1, kind)
        }
        use(ifCleanup)
        jump(Op.JUMP, start)
        pop()
        use(except)
        emit(Op.END_ASYNC_FOR)
    }
}
