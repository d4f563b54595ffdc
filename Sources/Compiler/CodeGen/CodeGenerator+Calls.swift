import Bytecode
import Syntax

extension CodeGenerator {
    private func validate(_ keywords: [Keyword]) throws(SyntaxErrorInfo) {
        for (i, keyword) in keywords.enumerated() {
            guard let arg = keyword.arg else { continue }
            try forbid(arg, .store)
            for other in keywords[(i + 1)...] where other.arg == arg {
                unit.location = other.location
                throw error("keyword argument repeated: \(arg)")
            }
        }
    }

    func call(_ e: Expr, _ function: Expr, _ args: [Expr], _ keywords: [Keyword]) throws(SyntaxErrorInfo) {
        try validate(keywords)
        if try methodCall(e, function, args, keywords) { return }
        checkCalled(function)
        unit.location = function.location
        emit(Op.PUSH_NULL)
        unit.location = e.location
        try expression(function)
        try callHelper(pushed: 0, args, keywords)
    }

    /// `object.method(…)` avoids making a bound method, unless the object is an imported module.
    private func methodCall(
        _ e: Expr, _ method: Expr, _ args: [Expr], _ keywords: [Keyword]
    ) throws(SyntaxErrorInfo) -> Bool {
        guard case .attribute(let object, let attr, .load) = method.kind else { return false }
        if case .name(let id, _) = object.kind, table.top.flags(of: id).contains(.imported) { return false }
        if args.count + keywords.count + (keywords.isEmpty ? 0 : 1) >= Self.stackUseGuideline { return false }
        for arg in args { if case .starred = arg.kind { return false } }
        for keyword in keywords where keyword.arg == nil { return false }
        try expression(object)
        unit.location = method.location
        moveToAttribute(method, attr)
        emitName(Op.LOAD_METHOD, attr)
        for arg in args { try expression(arg) }
        if !keywords.isEmpty {
            for keyword in keywords { try expression(keyword.value) }
            emitKeywordNames(keywords)
        }
        unit.location = e.location
        moveToAttribute(method, attr)
        emitCall(args.count + keywords.count)
        return true
    }

    private func emitKeywordNames(_ keywords: [Keyword]) {
        emit(Op.KW_NAMES, addConst(.tuple(keywords.map { Constant(name: $0.arg!) })))
    }

    /// The arguments and the call itself; `pushed` arguments are on the stack already.
    func callHelper(pushed: Int, _ args: [Expr], _ keywords: [Keyword]) throws(SyntaxErrorInfo) {
        try validate(keywords)
        var isSimple = args.count + keywords.count * 2 <= Self.stackUseGuideline
        for arg in args { if case .starred = arg.kind { isSimple = false } }
        for keyword in keywords where keyword.arg == nil { isSimple = false }
        if isSimple {
            for arg in args { try expression(arg) }
            if !keywords.isEmpty {
                for keyword in keywords { try expression(keyword.value) }
                emitKeywordNames(keywords)
            }
            emitCall(pushed + args.count + keywords.count)
            return
        }
        if pushed == 0, args.count == 1, case .starred(let value, _) = args[0].kind {
            try expression(value)
        } else {
            try display(args, pushed: pushed, Op.BUILD_LIST, Op.LIST_APPEND, Op.LIST_EXTEND, isTuple: true)
        }
        if !keywords.isEmpty {
            var hasDict = false
            var seen = 0
            func flush(_ end: Int) throws(SyntaxErrorInfo) {
                try subkeywords(keywords[(end - seen)..<end])
                if hasDict { emit(Op.DICT_MERGE, 1) }
                hasDict = true
                seen = 0
            }
            for (i, keyword) in keywords.enumerated() {
                if keyword.arg != nil {
                    seen += 1
                    continue
                }
                if seen > 0 { try flush(i) }
                if !hasDict {
                    emit(Op.BUILD_MAP, 0)
                    hasDict = true
                }
                try expression(keyword.value)
                emit(Op.DICT_MERGE, 1)
            }
            if seen > 0 { try flush(keywords.count) }
        }
        emit(Op.CALL_FUNCTION_EX, keywords.isEmpty ? 0 : 1)
    }

    private func subkeywords(_ keywords: ArraySlice<Keyword>) throws(SyntaxErrorInfo) {
        let isBig = keywords.count * 2 > Self.stackUseGuideline
        if keywords.count > 1 && !isBig {
            for keyword in keywords { try expression(keyword.value) }
            loadConst(.tuple(keywords.map { Constant(name: $0.arg!) }))
            emit(Op.BUILD_CONST_KEY_MAP, keywords.count)
            return
        }
        if isBig { emitNoLine(Op.BUILD_MAP, 0) }
        for keyword in keywords {
            loadConst(Constant(name: keyword.arg!))
            try expression(keyword.value)
            if isBig { emitNoLine(Op.MAP_ADD, 1) }
        }
        if !isBig { emit(Op.BUILD_MAP, keywords.count) }
    }

    // MARK: Warnings about what cannot work

    private func typeName(_ e: Expr) -> String? {
        switch e.kind {
        case .tuple: "tuple"
        case .list, .listComp: "list"
        case .dict, .dictComp: "dict"
        case .set, .setComp: "set"
        case .generatorExp: "generator"
        case .lambda: "function"
        case .joinedStr, .formattedValue: "str"
        case .constant(let value, _): Self.typeName(value)
        default: nil
        }
    }

    private static func typeName(_ value: Constant) -> String {
        switch value {
        case .none: "NoneType"
        case .ellipsis: "ellipsis"
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .complex: "complex"
        case .str: "str"
        case .bytes: "bytes"
        case .tuple: "tuple"
        case .frozenset: "frozenset"
        case .code: "code"
        }
    }

    private func checkCalled(_ e: Expr) {
        switch e.kind {
        case .constant, .tuple, .list, .listComp, .dict, .dictComp, .set, .setComp, .generatorExp, .joinedStr, .formattedValue:
            warn("'\(typeName(e)!)' object is not callable; perhaps you missed a comma?")
        default: break
        }
    }

    func checkSubscripted(_ e: Expr) {
        switch e.kind {
        case .constant(let value, _):
            switch value {
            case .none, .ellipsis, .int, .bool, .float, .complex, .frozenset: break
            default: return
            }
        case .set, .setComp, .generatorExp, .lambda: break
        default: return
        }
        warn("'\(typeName(e)!)' object is not subscriptable; perhaps you missed a comma?")
    }

    func checkIndex(_ e: Expr, _ index: Expr) {
        guard let indexType = typeName(index), indexType != "int", indexType != "bool" else { return }
        switch e.kind {
        case .constant(let value, _):
            switch value {
            case .str, .bytes, .tuple: break
            default: return
            }
        case .tuple, .list, .listComp, .joinedStr, .formattedValue: break
        default: return
        }
        warn("\(typeName(e)!) indices must be integers or slices, not \(indexType); perhaps you missed a comma?")
    }

    func checkCompare(_ left: Expr, _ ops: [CompareOperator], _ comparators: [Expr]) {
        func isIdentifiable(_ e: Expr) -> Bool {
            guard case .constant(let value, _) = e.kind else { return true }
            switch value {
            case .none, .bool, .ellipsis: return true
            default: return false
            }
        }
        var leftIsFine = isIdentifiable(left)
        for (op, comparator) in zip(ops, comparators) {
            let rightIsFine = isIdentifiable(comparator)
            if op == .is || op == .isNot, !leftIsFine || !rightIsFine {
                warn(
                    op == .is
                        ? "\"is\" with a literal. Did you mean \"==\"?" : "\"is not\" with a literal. Did you mean \"!=\"?")
                return
            }
            leftIsFine = rightIsFine
        }
    }
}
