import Bytecode
import Syntax

extension CodeGenerator {
    var isTopLevelAwait: Bool { options.allowTopLevelAwait && unit.entry.type == .module }

    func expression(_ e: Expr) throws(SyntaxErrorInfo) {
        let old = unit.location
        unit.location = e.location
        try expressionBody(e)
        unit.location = old
    }

    private func expressionBody(_ e: Expr) throws(SyntaxErrorInfo) {
        switch e.kind {
        case .namedExpr(let target, let value):
            try expression(value)
            emit(Op.COPY, 1)
            try expression(target)
        case .boolOp(let op, let values): try boolean(op, values)
        case .binOp(let left, let op, let right):
            try expression(left)
            try expression(right)
            emit(Op.BINARY_OP, binaryArgument(op))
        case .unaryOp(let op, let operand):
            try expression(operand)
            switch op {
            case .invert: emit(Op.UNARY_INVERT)
            case .not: emit(Op.UNARY_NOT)
            case .uAdd: emit(Op.UNARY_POSITIVE)
            case .uSub: emit(Op.UNARY_NEGATIVE)
            }
        case .lambda(let args, let body): try lambda(e, args, body)
        case .ifExp(let test, let body, let orelse):
            let end = newBlock()
            let next = newBlock()
            try jumpIf(test, next, false)
            try expression(body)
            jumpNoLine(Op.JUMP, end)
            use(next)
            try expression(orelse)
            use(end)
        case .dict(let keys, let values): try dict(keys, values)
        case .set(let elts): try display(elts, pushed: 0, Op.BUILD_SET, Op.SET_ADD, Op.SET_UPDATE, isTuple: false)
        case .generatorExp(let elt, let generators): try comprehension(e, .generator, "<genexpr>", generators, elt, nil)
        case .listComp(let elt, let generators): try comprehension(e, .list, "<listcomp>", generators, elt, nil)
        case .setComp(let elt, let generators): try comprehension(e, .set, "<setcomp>", generators, elt, nil)
        case .dictComp(let key, let value, let generators):
            try comprehension(e, .dict, "<dictcomp>", generators, key, value)
        case .yield(let value):
            if unit.entry.type != .function { throw error("'yield' outside function") }
            if let value { try expression(value) } else { loadNone() }
            emitYield()
        case .yieldFrom(let value):
            if unit.entry.type != .function { throw error("'yield' outside function") }
            if unit.scopeType == .asyncFunction { throw error("'yield from' inside async function") }
            try expression(value)
            emit(Op.GET_YIELD_FROM_ITER)
            loadNone()
            emitYieldFrom(isAwait: false)
        case .await(let value):
            if !isTopLevelAwait {
                if unit.entry.type != .function { throw error("'await' outside function") }
                if unit.scopeType != .asyncFunction && unit.scopeType != .comprehension {
                    throw error("'await' outside async function")
                }
            }
            try expression(value)
            emit(Op.GET_AWAITABLE, 0)
            loadNone()
            emitYieldFrom(isAwait: true)
        case .compare(let left, let ops, let comparators): try compare(left, ops, comparators)
        case .call(let function, let args, let keywords): try call(e, function, args, keywords)
        case .constant(let value, _): loadConst(value)
        case .joinedStr(let values): try joinedString(values)
        case .formattedValue(let value, let conversion, let spec):
            try expression(value)
            var argument = conversion < 0 ? 0 : conversion == 0x73 ? 1 : conversion == 0x72 ? 2 : 3
            if let spec {
                try expression(spec)
                argument |= 4
            }
            emit(Op.FORMAT_VALUE, argument)
        case .attribute(let value, let attr, let ctx):
            try expression(value)
            moveToAttribute(e, attr)
            switch ctx {
            case .load: emitName(Op.LOAD_ATTR, attr)
            case .store:
                try forbid(attr, ctx)
                emitName(Op.STORE_ATTR, attr)
            case .del: emitName(Op.DELETE_ATTR, attr)
            }
        case .subscript(let value, let slice, let ctx):
            if ctx == .load {
                checkSubscripted(value)
                checkIndex(value, slice)
            }
            try expression(value)
            try expression(slice)
            emit(ctx == .load ? Op.BINARY_SUBSCR : ctx == .store ? Op.STORE_SUBSCR : Op.DELETE_SUBSCR)
        case .starred(_, let ctx):
            throw error(
                ctx == .store ? "starred assignment target must be in a list or tuple" : "can't use starred expression here")
        case .slice(let lower, let upper, let step):
            if let lower { try expression(lower) } else { loadNone() }
            if let upper { try expression(upper) } else { loadNone() }
            if let step { try expression(step) }
            emit(Op.BUILD_SLICE, step == nil ? 2 : 3)
        case .name(let id, let ctx): try name(id, ctx)
        case .list(let elts, let ctx):
            switch ctx {
            case .store: try assignment(elts)
            case .load: try display(elts, pushed: 0, Op.BUILD_LIST, Op.LIST_APPEND, Op.LIST_EXTEND, isTuple: false)
            case .del: for elt in elts { try expression(elt) }
            }
        case .tuple(let elts, let ctx):
            switch ctx {
            case .store: try assignment(elts)
            case .load: try display(elts, pushed: 0, Op.BUILD_LIST, Op.LIST_APPEND, Op.LIST_EXTEND, isTuple: true)
            case .del: for elt in elts { try expression(elt) }
            }
        }
    }

    /// An attribute instruction is reported on the line where its name stands, starting at the name if that is not the line
    /// on which the whole expression starts. Origin: `update_start_location_to_match_attr` in Python/compile.c.
    func moveToAttribute(_ e: Expr, _ attr: String) {
        guard unit.location.lineno != e.end_lineno else { return }
        unit.location.lineno = e.end_lineno
        let length = Int32(attr.unicodeScalars.count)
        if length <= e.end_col_offset {
            unit.location.col_offset = e.end_col_offset - length
        } else {
            unit.location.col_offset = -1
            unit.location.end_col_offset = -1
        }
    }

    func binaryArgument(_ op: Operator) -> Int {
        switch op {
        case .add: 0
        case .bitAnd: 1
        case .floorDiv: 2
        case .lShift: 3
        case .matMult: 4
        case .mult: 5
        case .mod: 6
        case .bitOr: 7
        case .pow: 8
        case .rShift: 9
        case .sub: 10
        case .div: 11
        case .bitXor: 12
        }
    }

    private func boolean(_ op: BoolOperator, _ values: [Expr]) throws(SyntaxErrorInfo) {
        let end = newBlock()
        for value in values.dropLast() {
            try expression(value)
            jump(op == .and ? Op.JUMP_IF_FALSE_OR_POP : Op.JUMP_IF_TRUE_OR_POP, end)
            use(newBlock())
        }
        try expression(values[values.count - 1])
        use(end)
    }

    // MARK: Conditions

    /// Jumps to `next` if the truth of the expression is `condition`, falls through otherwise.
    func jumpIf(_ e: Expr, _ next: Int32, _ condition: Bool) throws(SyntaxErrorInfo) {
        switch e.kind {
        case .unaryOp(.not, let operand):
            try jumpIf(operand, next, !condition)
            return
        case .boolOp(let op, let values):
            let condition2 = op == .or
            let next2 = condition2 != condition ? newBlock() : next
            for value in values.dropLast() { try jumpIf(value, next2, condition2) }
            try jumpIf(values[values.count - 1], next, condition)
            if next2 != next { use(next2) }
            return
        case .ifExp(let test, let body, let orelse):
            let end = newBlock()
            let next2 = newBlock()
            try jumpIf(test, next2, false)
            try jumpIf(body, next, condition)
            jumpNoLine(Op.JUMP, end)
            use(next2)
            try jumpIf(orelse, next, condition)
            use(end)
            return
        case .compare(let left, let ops, let comparators):
            unit.location = e.location
            if ops.count == 1 { break }
            checkCompare(left, ops, comparators)
            let cleanup = newBlock()
            try expression(left)
            for i in 0..<ops.count - 1 {
                try expression(comparators[i])
                emit(Op.SWAP, 2)
                emit(Op.COPY, 2)
                emitCompare(ops[i])
                jump(Op.POP_JUMP_IF_FALSE, cleanup)
            }
            try expression(comparators[ops.count - 1])
            emitCompare(ops[ops.count - 1])
            jump(condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, next)
            let end = newBlock()
            jumpNoLine(Op.JUMP, end)
            use(cleanup)
            emit(Op.POP_TOP)
            if !condition { jumpNoLine(Op.JUMP, next) }
            use(end)
            return
        default: break
        }
        try expression(e)
        jump(condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, next)
    }

    func emitCompare(_ op: CompareOperator) {
        switch op {
        case .lt: emit(Op.COMPARE_OP, 0)
        case .ltE: emit(Op.COMPARE_OP, 1)
        case .eq: emit(Op.COMPARE_OP, 2)
        case .notEq: emit(Op.COMPARE_OP, 3)
        case .gt: emit(Op.COMPARE_OP, 4)
        case .gtE: emit(Op.COMPARE_OP, 5)
        case .is: emit(Op.IS_OP, 0)
        case .isNot: emit(Op.IS_OP, 1)
        case .in: emit(Op.CONTAINS_OP, 0)
        case .notIn: emit(Op.CONTAINS_OP, 1)
        }
    }

    private func compare(_ left: Expr, _ ops: [CompareOperator], _ comparators: [Expr]) throws(SyntaxErrorInfo) {
        checkCompare(left, ops, comparators)
        try expression(left)
        let last = ops.count - 1
        if last == 0 {
            try expression(comparators[0])
            emitCompare(ops[0])
            return
        }
        let cleanup = newBlock()
        for i in 0..<last {
            try expression(comparators[i])
            emit(Op.SWAP, 2)
            emit(Op.COPY, 2)
            emitCompare(ops[i])
            jump(Op.JUMP_IF_FALSE_OR_POP, cleanup)
        }
        try expression(comparators[last])
        emitCompare(ops[last])
        let end = newBlock()
        jumpNoLine(Op.JUMP, end)
        use(cleanup)
        emit(Op.SWAP, 2)
        emit(Op.POP_TOP)
        use(end)
    }

    // MARK: Displays

    private static func allConstants(_ elts: some Collection<Expr>) -> [Constant]? {
        var result: [Constant] = []
        for elt in elts {
            guard case .constant(let value, _) = elt.kind else { return nil }
            result.append(value)
        }
        return result
    }

    private static func starred(_ e: Expr) -> Expr? {
        if case .starred(let value, _) = e.kind { return value }
        return nil
    }

    /// A list, set or tuple display, or positional arguments with `*`; `pushed` values are on the stack already.
    func display(
        _ elts: [Expr], pushed: Int, _ build: Int32, _ add: Int32, _ extend: Int32, isTuple: Bool
    ) throws(SyntaxErrorInfo) {
        if elts.count > 2, let values = Self.allConstants(elts) {
            if isTuple && pushed == 0 {
                loadConst(.tuple(values))
            } else {
                emit(build, pushed)
                loadConst(add == Op.SET_ADD ? ASTOptimizer.frozenset(values) : .tuple(values))
                emit(extend, 1)
                if isTuple { emit(Op.LIST_TO_TUPLE) }
            }
            return
        }
        let isBig = elts.count + pushed > Self.stackUseGuideline
        if !isBig && !elts.contains(where: { Self.starred($0) != nil }) {
            for elt in elts { try expression(elt) }
            emit(isTuple ? Op.BUILD_TUPLE : build, elts.count + pushed)
            return
        }
        var isBuilt = false
        if isBig {
            emit(build, pushed)
            isBuilt = true
        }
        for (i, elt) in elts.enumerated() {
            if let inner = Self.starred(elt) {
                if !isBuilt {
                    emit(build, i + pushed)
                    isBuilt = true
                }
                try expression(inner)
                emit(extend, 1)
            } else {
                try expression(elt)
                if isBuilt { emit(add, 1) }
            }
        }
        if isTuple { emit(Op.LIST_TO_TUPLE) }
    }

    private func assignment(_ elts: [Expr]) throws(SyntaxErrorInfo) {
        var seenStar = false
        for (i, elt) in elts.enumerated() where Self.starred(elt) != nil {
            if seenStar { throw error("multiple starred expressions in assignment") }
            let after = elts.count - i - 1
            if i >= 1 << 8 || after >= Int(Int32.max >> 8) {
                throw error("too many expressions in star-unpacking assignment")
            }
            emit(Op.UNPACK_EX, i + after << 8)
            seenStar = true
        }
        if !seenStar { emit(Op.UNPACK_SEQUENCE, elts.count) }
        for elt in elts { try expression(Self.starred(elt) ?? elt) }
    }

    private func subdict(_ keys: ArraySlice<Expr?>, _ values: ArraySlice<Expr>) throws(SyntaxErrorInfo) {
        let isBig = keys.count * 2 > Self.stackUseGuideline
        let present = keys.compactMap { $0 }
        if keys.count > 1, !isBig, let constants = Self.allConstants(present) {
            for value in values { try expression(value) }
            note(
                "the \(keys.count) keys become one constant tuple for BUILD_CONST_KEY_MAP",
                "all keys are constants, so only the values have to be pushed one by one", unit.location)
            loadConst(.tuple(constants))
            emit(Op.BUILD_CONST_KEY_MAP, keys.count)
            return
        }
        if isBig { emit(Op.BUILD_MAP, 0) }
        for (key, value) in zip(present, values) {
            try expression(key)
            try expression(value)
            if isBig { emit(Op.MAP_ADD, 1) }
        }
        if !isBig { emit(Op.BUILD_MAP, keys.count) }
    }

    private func dict(_ keys: [Expr?], _ values: [Expr]) throws(SyntaxErrorInfo) {
        var hasDict = false
        var elements = 0
        func flush(_ end: Int) throws(SyntaxErrorInfo) {
            // `end` is one past the last pair of the run.
            let start = end - elements
            try subdict(keys[start..<end], values[start..<end])
            if hasDict { emit(Op.DICT_UPDATE, 1) }
            hasDict = true
            elements = 0
        }
        for i in values.indices {
            if keys[i] == nil {
                if elements > 0 { try flush(i) }
                if !hasDict {
                    emit(Op.BUILD_MAP, 0)
                    hasDict = true
                }
                try expression(values[i])
                emit(Op.DICT_UPDATE, 1)
            } else if elements * 2 > Self.stackUseGuideline {
                elements += 1
                try flush(i + 1)
            } else {
                elements += 1
            }
        }
        if elements > 0 { try flush(values.count) }
        if !hasDict { emit(Op.BUILD_MAP, 0) }
    }

    private func joinedString(_ values: [Expr]) throws(SyntaxErrorInfo) {
        if values.count > Self.stackUseGuideline {
            loadConst(.str([]))
            emitName(Op.LOAD_METHOD, "join")
            emit(Op.BUILD_LIST, 0)
            for value in values {
                try expression(value)
                emit(Op.LIST_APPEND, 1)
            }
            emitCall(1)
            return
        }
        for value in values { try expression(value) }
        if values.count != 1 { emit(Op.BUILD_STRING, values.count) }
    }
}
