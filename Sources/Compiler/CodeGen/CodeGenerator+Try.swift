import Bytecode
import Syntax

// Protected regions. A region starts with a SETUP pseudo-instruction that names its handler and ends with POP_BLOCK; the
// assembler turns both into entries of the exception table. The code of a `finally` clause is emitted twice: once for the
// normal way out, once for the exceptional one (and again wherever `return`, `break` or `continue` leave the region).

extension CodeGenerator {
    func tryFinally(
        _ body: [Stmt], _ handlers: [ExceptHandler], _ orelse: [Stmt], _ finalbody: [Stmt], isStar: Bool
    ) throws(SyntaxErrorInfo) {
        let bodyBlock = newBlock()
        let end = newBlock()
        let exit = newBlock()
        let cleanup = newBlock()
        jump(Op.SETUP_FINALLY, end)
        use(bodyBlock)
        try push(FrameBlock(kind: .finallyTry, block: bodyBlock, exit: end, finalBody: finalbody))
        if handlers.isEmpty {
            try statements(body)
        } else if isStar {
            try tryStarExcept(body, handlers, orelse)
        } else {
            try tryExcept(body, handlers, orelse)
        }
        emitNoLine(Op.POP_BLOCK)
        pop()
        if let first = finalbody.first {
            note(
                "the finally clause is written twice: once for leaving normally, once as a handler",
                "each way out needs its own: only the handler raises the exception again afterwards", first.location)
        }
        try statements(finalbody)
        jumpNoLine(Op.JUMP, exit)
        use(end)
        unsetLocation()
        jump(Op.SETUP_CLEANUP, cleanup)
        emit(Op.PUSH_EXC_INFO)
        try push(FrameBlock(kind: .finallyEnd, block: end))
        try statements(finalbody)
        pop()
        emit(Op.RERAISE, 0)
        use(cleanup)
        emitPopExceptAndReraise()
        use(exit)
    }

    func tryExcept(_ body: [Stmt], _ handlers: [ExceptHandler], _ orelse: [Stmt]) throws(SyntaxErrorInfo) {
        let bodyBlock = newBlock()
        var except = newBlock()
        let end = newBlock()
        let cleanup = newBlock()
        jump(Op.SETUP_FINALLY, except)
        use(bodyBlock)
        try push(FrameBlock(kind: .tryExcept, block: bodyBlock))
        try statements(body)
        pop()
        emitNoLine(Op.POP_BLOCK)
        try statements(orelse)
        jumpNoLine(Op.JUMP, end)
        use(except)
        unsetLocation()
        jump(Op.SETUP_CLEANUP, cleanup)
        emit(Op.PUSH_EXC_INFO)
        try push(FrameBlock(kind: .exceptionHandler, block: -1))
        for (i, handler) in handlers.enumerated() {
            unit.location = handler.location
            if handler.type == nil && i < handlers.count - 1 { throw error("default 'except:' must be last") }
            except = newBlock()
            if let type = handler.type {
                try expression(type)
                emit(Op.CHECK_EXC_MATCH)
                jump(Op.POP_JUMP_IF_FALSE, except)
            }
            if let bound = handler.name {
                let cleanupEnd = newBlock()
                let cleanupBody = newBlock()
                try name(bound, .store)
                jump(Op.SETUP_CLEANUP, cleanupEnd)
                use(cleanupBody)
                try push(FrameBlock(kind: .handlerCleanup, block: cleanupBody, name: bound))
                try statements(handler.body)
                pop()
                unsetLocation()
                emit(Op.POP_BLOCK)
                emit(Op.POP_BLOCK)
                emit(Op.POP_EXCEPT)
                try forget(bound)
                jump(Op.JUMP, end)
                use(cleanupEnd)
                unsetLocation()
                try forget(bound)
                emit(Op.RERAISE, 1)
            } else {
                let cleanupBody = newBlock()
                emit(Op.POP_TOP)
                use(cleanupBody)
                try push(FrameBlock(kind: .handlerCleanup, block: cleanupBody))
                try statements(handler.body)
                pop()
                unsetLocation()
                emit(Op.POP_BLOCK)
                emit(Op.POP_EXCEPT)
                jump(Op.JUMP, end)
            }
            use(except)
        }
        unsetLocation()
        pop()
        emit(Op.RERAISE, 0)
        use(cleanup)
        emitPopExceptAndReraise()
        use(end)
    }

    /// `name = None; del name`, in case the handler deleted the name itself.
    private func forget(_ bound: String) throws(SyntaxErrorInfo) {
        loadNone()
        try name(bound, .store)
        try name(bound, .del)
    }

    /// `except*`: the stack holds the original group, the list of what was raised, and the part not yet handled.
    func tryStarExcept(_ body: [Stmt], _ handlers: [ExceptHandler], _ orelse: [Stmt]) throws(SyntaxErrorInfo) {
        let bodyBlock = newBlock()
        var except = newBlock()
        let orelseBlock = newBlock()
        let end = newBlock()
        let cleanup = newBlock()
        let reraiseStar = newBlock()
        jump(Op.SETUP_FINALLY, except)
        use(bodyBlock)
        try push(FrameBlock(kind: .tryExcept, block: bodyBlock))
        try statements(body)
        pop()
        emitNoLine(Op.POP_BLOCK)
        jumpNoLine(Op.JUMP, orelseBlock)
        use(except)
        unsetLocation()
        jump(Op.SETUP_CLEANUP, cleanup)
        emit(Op.PUSH_EXC_INFO)
        try push(FrameBlock(kind: .exceptionGroupHandler, block: -1))
        for (i, handler) in handlers.enumerated() {
            unit.location = handler.location
            except = newBlock()
            let handleMatch = newBlock()
            if i == 0 {
                emit(Op.COPY, 1)
                emit(Op.BUILD_LIST, 0)
                emit(Op.SWAP, 2)
            }
            if let type = handler.type {
                try expression(type)
                emit(Op.CHECK_EG_MATCH)
                emit(Op.COPY, 1)
                jump(Op.POP_JUMP_IF_NOT_NONE, handleMatch)
                emit(Op.POP_TOP)
                jump(Op.JUMP, except)
            }
            use(handleMatch)
            let cleanupEnd = newBlock()
            let cleanupBody = newBlock()
            if let bound = handler.name { try name(bound, .store) } else { emit(Op.POP_TOP) }
            jump(Op.SETUP_CLEANUP, cleanupEnd)
            use(cleanupBody)
            try push(FrameBlock(kind: .handlerCleanup, block: cleanupBody, name: handler.name))
            try statements(handler.body)
            pop()
            unsetLocation()
            emit(Op.POP_BLOCK)
            if let bound = handler.name { try forget(bound) }
            jump(Op.JUMP, except)
            use(cleanupEnd)
            unsetLocation()
            if let bound = handler.name { try forget(bound) }
            emit(Op.LIST_APPEND, 3)
            emit(Op.POP_TOP)
            jump(Op.JUMP, except)
            use(except)
            if i == handlers.count - 1 {
                emit(Op.LIST_APPEND, 1)
                jump(Op.JUMP, reraiseStar)
            }
        }
        unsetLocation()
        pop()
        let reraise = newBlock()
        use(reraiseStar)
        emit(Op.PREP_RERAISE_STAR)
        emit(Op.COPY, 1)
        jump(Op.POP_JUMP_IF_NOT_NONE, reraise)
        emit(Op.POP_TOP)
        emit(Op.POP_BLOCK)
        emit(Op.POP_EXCEPT)
        jump(Op.JUMP, end)
        use(reraise)
        emit(Op.POP_BLOCK)
        emit(Op.SWAP, 2)
        emit(Op.POP_EXCEPT)
        emit(Op.RERAISE, 0)
        use(cleanup)
        emitPopExceptAndReraise()
        use(orelseBlock)
        try statements(orelse)
        use(end)
    }

    // MARK: with

    private func finishWithHandler(_ cleanup: Int32) {
        unsetLocation()
        let exit = newBlock()
        jump(Op.POP_JUMP_IF_TRUE, exit)
        emit(Op.RERAISE, 2)
        use(cleanup)
        emitPopExceptAndReraise()
        use(exit)
        emit(Op.POP_TOP)
        emit(Op.POP_BLOCK)
        emit(Op.POP_EXCEPT)
        emit(Op.POP_TOP)
        emit(Op.POP_TOP)
    }

    func with(_ s: Stmt, _ items: [WithItem], _ body: [Stmt], _ position: Int) throws(SyntaxErrorInfo) {
        let block = newBlock()
        let final = newBlock()
        let exit = newBlock()
        let cleanup = newBlock()
        try expression(items[position].context_expr)
        emit(Op.BEFORE_WITH)
        jump(Op.SETUP_WITH, final)
        use(block)
        try push(FrameBlock(kind: .with, block: block, exit: final, location: s.location))
        if let target = items[position].optional_vars { try expression(target) } else { emit(Op.POP_TOP) }
        if position + 1 == items.count { try statements(body) } else { try with(s, items, body, position + 1) }
        unsetLocation()
        emit(Op.POP_BLOCK)
        pop()
        unit.location = s.location
        callExitWithNones()
        emit(Op.POP_TOP)
        jump(Op.JUMP, exit)
        use(final)
        jump(Op.SETUP_CLEANUP, cleanup)
        emit(Op.PUSH_EXC_INFO)
        emit(Op.WITH_EXCEPT_START)
        finishWithHandler(cleanup)
        use(exit)
    }

    func asyncWith(_ s: Stmt, _ items: [WithItem], _ body: [Stmt], _ position: Int) throws(SyntaxErrorInfo) {
        if isTopLevelAwait {
            unit.entry.isCoroutine = true
        } else if unit.scopeType != .asyncFunction {
            throw error("'async with' outside async function")
        }
        let block = newBlock()
        let final = newBlock()
        let exit = newBlock()
        let cleanup = newBlock()
        try expression(items[position].context_expr)
        emit(Op.BEFORE_ASYNC_WITH)
        emit(Op.GET_AWAITABLE, 1)
        loadNone()
        emitYieldFrom(isAwait: true)
        jump(Op.SETUP_WITH, final)
        use(block)
        try push(FrameBlock(kind: .asyncWith, block: block, exit: final, location: s.location))
        if let target = items[position].optional_vars { try expression(target) } else { emit(Op.POP_TOP) }
        if position + 1 == items.count { try statements(body) } else { try asyncWith(s, items, body, position + 1) }
        pop()
        emit(Op.POP_BLOCK)
        unit.location = s.location
        callExitWithNones()
        emit(Op.GET_AWAITABLE, 2)
        loadNone()
        emitYieldFrom(isAwait: true)
        emit(Op.POP_TOP)
        jump(Op.JUMP, exit)
        use(final)
        jump(Op.SETUP_CLEANUP, cleanup)
        emit(Op.PUSH_EXC_INFO)
        emit(Op.WITH_EXCEPT_START)
        emit(Op.GET_AWAITABLE, 2)
        loadNone()
        emitYieldFrom(isAwait: true)
        finishWithHandler(cleanup)
        use(exit)
    }
}
