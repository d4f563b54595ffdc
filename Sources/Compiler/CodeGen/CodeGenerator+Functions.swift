import Bytecode
import Syntax

extension CodeGenerator {
    /// The docstring of a block, if its first statement is a string.
    static func docstring(_ body: [Stmt]) -> Constant? {
        guard let first = body.first, case .expr(let value) = first.kind, case .constant(let constant, _) = value.kind,
            case .str = constant
        else { return nil }
        return constant
    }

    /// Whether a block has annotated assignments that `__annotations__` must exist for.
    static func hasAnnotations(_ body: [Stmt]) -> Bool {
        body.contains { s in
            switch s.kind {
            case .annAssign: true
            case .for(_, _, let body, let orelse), .asyncFor(_, _, let body, let orelse), .while(_, let body, let orelse),
                .if(_, let body, let orelse):
                hasAnnotations(body) || hasAnnotations(orelse)
            case .with(_, let body), .asyncWith(_, let body): hasAnnotations(body)
            case .try(let body, let handlers, let orelse, let finalbody),
                .tryStar(let body, let handlers, let orelse, let finalbody):
                handlers.contains { hasAnnotations($0.body) } || hasAnnotations(body) || hasAnnotations(finalbody)
                    || hasAnnotations(orelse)
            default: false
            }
        }
    }

    /// The statements of a module or class, with its docstring and annotations.
    func body_(_ body: [Stmt]) throws(SyntaxErrorInfo) {
        if unit.scopeType == .module, let first = body.first { unit.location = first.location }
        if Self.hasAnnotations(body) { emit(Op.SETUP_ANNOTATIONS) }
        var rest = body[...]
        if options.optimize < 2, Self.docstring(body) != nil, case .expr(let value) = body[0].kind {
            try expression(value)
            unsetLocation()
            try name("__doc__", .store)
            rest = body.dropFirst()
        }
        for s in rest { try statement(s) }
    }

    /// Makes a function of the code object that was assembled last.
    func makeClosure(_ code: CodeDescription, flags: Int32) {
        var flags = flags
        let frees = code.co_freevars
        if !frees.isEmpty {
            for name in frees {
                // A class's own `__class__` is always a cell; a name both local and free in a class is taken as free.
                let isClassCell = unit.scopeType == .class && name == "__class__"
                let isCell = isClassCell || unit.entry.scope(of: name) == .cell
                emit(Op.LOAD_CLOSURE, isCell ? unit.cellvars.index(of: name) : freeIndex(name))
            }
            flags |= 8
            emit(Op.BUILD_TUPLE, frees.count)
        }
        emit(Op.LOAD_CONST, addConst(id: pool.id(of: code, constants: assembledConsts)))
        emit(Op.MAKE_FUNCTION, flags)
    }

    private func applyDecorators(_ decorators: [Expr]) {
        let old = unit.location
        for decorator in decorators.reversed() {
            unit.location = decorator.location
            emitCall(0)
        }
        unit.location = old
    }

    private func checkDebugParameters(_ args: Arguments) throws(SyntaxErrorInfo) {
        for arg in args.posonlyargs { try forbid(arg.arg, .store) }
        for arg in args.args { try forbid(arg.arg, .store) }
        if let arg = args.vararg { try forbid(arg.arg, .store) }
        for arg in args.kwonlyargs { try forbid(arg.arg, .store) }
        if let arg = args.kwarg { try forbid(arg.arg, .store) }
    }

    /// Pushes the defaults; returns the flags for MAKE_FUNCTION.
    private func defaults(_ args: Arguments) throws(SyntaxErrorInfo) -> Int32 {
        var flags: Int32 = 0
        if !args.defaults.isEmpty {
            for value in args.defaults { try expression(value) }
            emit(Op.BUILD_TUPLE, args.defaults.count)
            flags |= 1
        }
        var keys: [Constant] = []
        for (arg, value) in zip(args.kwonlyargs, args.kw_defaults) {
            guard let value else { continue }
            keys.append(Constant(name: mangle(arg.arg, in: unit.privateName)))
            try expression(value)
        }
        if !keys.isEmpty {
            loadConst(.tuple(keys))
            emit(Op.BUILD_CONST_KEY_MAP, keys.count)
            flags |= 2
        }
        return flags
    }

    func annotationText(_ annotation: Expr) { loadConst(.str(Unparser.text(of: annotation))) }

    private func annotation(_ name: String, _ value: Expr?, _ count: inout Int) throws(SyntaxErrorInfo) {
        guard let value else { return }
        loadConst(Constant(name: mangle(name, in: unit.privateName)))
        if future.annotations {
            annotationText(value)
        } else if case .starred(let inner, _) = value.kind {
            try expression(inner)
            emit(Op.UNPACK_SEQUENCE, 1)
        } else {
            try expression(value)
        }
        count += 2
    }

    private func annotations(_ args: Arguments, _ returns: Expr?) throws(SyntaxErrorInfo) -> Bool {
        var count = 0
        for arg in args.args { try annotation(arg.arg, arg.annotation, &count) }
        for arg in args.posonlyargs { try annotation(arg.arg, arg.annotation, &count) }
        if let arg = args.vararg { try annotation(arg.arg, arg.annotation, &count) }
        for arg in args.kwonlyargs { try annotation(arg.arg, arg.annotation, &count) }
        if let arg = args.kwarg { try annotation(arg.arg, arg.annotation, &count) }
        try annotation("return", returns, &count)
        if count > 0 { emit(Op.BUILD_TUPLE, count) }
        return count > 0
    }

    private func setArgumentCounts(_ args: Arguments) {
        unit.argcount = Int32(args.args.count)
        unit.posonlyargcount = Int32(args.posonlyargs.count)
        unit.kwonlyargcount = Int32(args.kwonlyargs.count)
    }

    func function(_ s: Stmt, _ f: FunctionDef, isAsync: Bool) throws(SyntaxErrorInfo) {
        try checkDebugParameters(f.args)
        for decorator in f.decorator_list { try expression(decorator) }
        let firstLine = f.decorator_list.first?.lineno ?? s.lineno
        var flags = try defaults(f.args)
        if try annotations(f.args, f.returns) { flags |= 4 }
        enterScope(f.name, isAsync ? .asyncFunction : .function, node: s, line: firstLine)
        let docstring = options.optimize < 2 ? Self.docstring(f.body) : nil
        addConst(docstring ?? .none)
        setArgumentCounts(f.args)
        for statement_ in f.body.dropFirst(docstring == nil ? 0 : 1) { try statement(statement_) }
        let code = try assemble(addNone: true)
        exitScope()
        makeClosure(code, flags: flags)
        applyDecorators(f.decorator_list)
        try name(f.name, .store)
    }

    func classDefinition(_ s: Stmt, _ c: ClassDef) throws(SyntaxErrorInfo) {
        for decorator in c.decorator_list { try expression(decorator) }
        let firstLine = c.decorator_list.first?.lineno ?? s.lineno
        enterScope(c.name, .class, node: s, line: firstLine)
        unit.privateName = c.name
        try name("__name__", .load)
        try name("__module__", .store)
        loadConst(Constant(name: unit.qualname))
        try name("__qualname__", .store)
        try body_(c.body)
        unsetLocation()
        if unit.entry.needsClassClosure {
            emit(Op.LOAD_CLOSURE, unit.cellvars.index(of: "__class__"))
            emit(Op.COPY, 1)
            try name("__classcell__", .store)
        } else {
            loadNone()
        }
        emit(Op.RETURN_VALUE)
        let code = try assemble(addNone: true)
        exitScope()
        emit(Op.PUSH_NULL)
        emit(Op.LOAD_BUILD_CLASS)
        makeClosure(code, flags: 0)
        loadConst(Constant(name: c.name))
        try callHelper(pushed: 2, c.bases, c.keywords)
        applyDecorators(c.decorator_list)
        try name(c.name, .store)
    }

    func lambda(_ e: Expr, _ args: Arguments, _ body: Expr) throws(SyntaxErrorInfo) {
        try checkDebugParameters(args)
        let flags = try defaults(args)
        enterScope("<lambda>", .lambda, node: e, line: e.lineno)
        // None first, so that a lambda cannot have a docstring.
        addConst(.none)
        setArgumentCounts(args)
        try expression(body)
        let code: CodeDescription
        if unit.entry.isGenerator {
            code = try assemble(addNone: false)
        } else {
            emit(Op.RETURN_VALUE)
            code = try assemble(addNone: true)
        }
        exitScope()
        makeClosure(code, flags: flags)
    }
}
