import Syntax

// The first pass: walks the tree in CPython's order and notes how each block uses each name.

extension SymbolTable {
    private func enter(_ name: String, _ type: SymbolTableEntry.BlockType, _ node: AnyObject, _ location: Location) {
        let entry = SymbolTableEntry(name: name, type: type, location: location)
        entry.isNested = current.isNested || current.type == .function
        entry.comprehensionIterables = current.comprehensionIterables
        // The blocks of annotations that become strings have no effect on any other block.
        if type != .annotation {
            current.children.append(entry)
            blocks[ObjectIdentifier(node)] = entry
        }
        stack.append(entry)
        current = entry
    }

    private func exit() {
        stack.removeLast()
        current = stack[stack.count - 1]
    }

    private func lookUp(_ name: String) -> SymbolFlags { current.flags(of: mangle(name, in: privateName)) }

    private func define(
        _ name: String, _ flag: SymbolFlags, _ location: Location, in target: SymbolTableEntry? = nil
    ) throws(SyntaxErrorInfo) {
        let entry = target ?? current
        let mangled = mangle(name, in: privateName)
        var flags = flag
        let known = entry.index(of: mangled)
        if let known {
            let old = entry.flags[known]
            if flag.contains(.param), old.contains(.param) {
                throw errors.error("duplicate argument '\(name)' in function definition", at: location)
            }
            flags.formUnion(old)
        }
        if entry.inComprehensionTarget {
            if !flags.isDisjoint(with: [.global, .nonlocal]) {
                throw errors.error(
                    "comprehension inner loop cannot rebind assignment expression target '\(name)'", at: location)
            }
            flags.insert(.comprehensionTarget)
        }
        if let known { entry.flags[known] = flags } else { entry.add(mangled, flags) }
        if flag.contains(.param) {
            entry.varnames.append(mangled)
        } else if flag.contains(.global) {
            if let i = top.index(of: mangled) { top.flags[i].formUnion(flag) } else { top.add(mangled, flag) }
        }
    }

    private func enterDepth() throws(SyntaxErrorInfo) {
        depth += 1
        if depth > errors.recursionLimit { throw errors.recursionError() }
    }

    func visit(_ statements: [Stmt]) throws(SyntaxErrorInfo) {
        for statement in statements { try visit(statement) }
    }

    func visit(_ expressions: [Expr]) throws(SyntaxErrorInfo) {
        for expression in expressions { try visit(expression) }
    }

    private func visit(_ s: Stmt) throws(SyntaxErrorInfo) {
        try enterDepth()
        switch s.kind {
        case .functionDef(let f): try visitFunction(s, f, isAsync: false)
        case .asyncFunctionDef(let f): try visitFunction(s, f, isAsync: true)
        case .classDef(let c):
            try define(c.name, .local, s.location)
            try visit(c.bases)
            for keyword in c.keywords { try visit(keyword.value) }
            try visit(c.decorator_list)
            enter(c.name, .class, s, s.location)
            let outer = privateName
            privateName = c.name
            try visit(c.body)
            privateName = outer
            exit()
        case .return(let value): if let value { try visit(value) }
        case .delete(let targets): try visit(targets)
        case .assign(let targets, let value):
            try visit(targets)
            try visit(value)
        case .annAssign(let target, let annotation, let value, let simple):
            if case .name(let id, _) = target.kind {
                let flags = lookUp(id)
                if !flags.isDisjoint(with: [.global, .nonlocal]), current !== top, simple {
                    let kind = flags.contains(.global) ? "global" : "nonlocal"
                    throw errors.error("annotated name '\(id)' can't be \(kind)", at: s.location)
                }
                if simple {
                    try define(id, [.annotated, .local], target.location)
                } else if value != nil {
                    try define(id, .local, target.location)
                }
            } else {
                try visit(target)
            }
            try visitAnnotation(annotation)
            if let value { try visit(value) }
        case .augAssign(let target, _, let value):
            try visit(target)
            try visit(value)
        case .for(let target, let iter, let body, let orelse), .asyncFor(let target, let iter, let body, let orelse):
            try visit(target)
            try visit(iter)
            try visit(body)
            try visit(orelse)
        case .while(let test, let body, let orelse), .if(let test, let body, let orelse):
            try visit(test)
            try visit(body)
            try visit(orelse)
        case .match(let subject, let cases):
            try visit(subject)
            for matchCase in cases {
                try visit(matchCase.pattern)
                if let test = matchCase.guard { try visit(test) }
                try visit(matchCase.body)
            }
        case .raise(let exc, let cause):
            if let exc {
                try visit(exc)
                if let cause { try visit(cause) }
            }
        case .try(let body, let handlers, let orelse, let finalbody), .tryStar(let body, let handlers, let orelse, let finalbody):
            try visit(body)
            try visit(orelse)
            for handler in handlers {
                if let type = handler.type { try visit(type) }
                if let name = handler.name { try define(name, .local, handler.location) }
                try visit(handler.body)
            }
            try visit(finalbody)
        case .assert(let test, let msg):
            try visit(test)
            if let msg { try visit(msg) }
        case .import(let names), .importFrom(_, let names, _):
            for alias in names { try visit(alias) }
        case .global(let names): try visitDirective(names, .global, "global", s.location)
        case .nonlocal(let names): try visitDirective(names, .nonlocal, "nonlocal", s.location)
        case .expr(let value): try visit(value)
        case .with(let items, let body), .asyncWith(let items, let body):
            for item in items {
                try visit(item.context_expr)
                if let target = item.optional_vars { try visit(target) }
            }
            try visit(body)
        case .pass, .break, .continue: break
        }
        depth -= 1
    }

    private func visitFunction(_ s: Stmt, _ f: FunctionDef, isAsync: Bool) throws(SyntaxErrorInfo) {
        try define(f.name, .local, s.location)
        try visit(f.args.defaults)
        for value in f.args.kw_defaults { if let value { try visit(value) } }
        try visitAnnotations(s, f.args, f.returns)
        try visit(f.decorator_list)
        enter(f.name, .function, s, s.location)
        if isAsync { current.isCoroutine = true }
        try visitParameters(f.args)
        try visit(f.body)
        exit()
    }

    private func visitDirective(
        _ names: [String], _ flag: SymbolFlags, _ kind: String, _ location: Location
    ) throws(SyntaxErrorInfo) {
        for name in names {
            let flags = lookUp(name)
            if flags.contains(.param) { throw errors.error("name '\(name)' is parameter and \(kind)", at: location) }
            if flags.contains(.use) { throw errors.error("name '\(name)' is used prior to \(kind) declaration", at: location) }
            if flags.contains(.annotated) { throw errors.error("annotated name '\(name)' can't be \(kind)", at: location) }
            if flags.contains(.local) {
                throw errors.error("name '\(name)' is assigned to before \(kind) declaration", at: location)
            }
            try define(name, flag, location)
            current.directives.append((mangle(name, in: privateName), location))
        }
    }

    private func visit(_ alias: Alias) throws(SyntaxErrorInfo) {
        let name = alias.asname ?? alias.name
        if name == "*" {
            if current.type != .module { throw errors.error("import * only allowed at module level", at: alias.location) }
            return
        }
        let first = name.utf8.firstIndex(of: 0x2e).map { String(name[..<$0]) } ?? name
        try define(first, .imported, alias.location)
    }

    private func visitAnnotation(_ annotation: Expr) throws(SyntaxErrorInfo) {
        if futureAnnotations { enter("_annotation", .annotation, annotation, annotation.location) }
        try visit(annotation)
        if futureAnnotations { exit() }
    }

    private func visitAnnotations(_ s: Stmt, _ a: Arguments, _ returns: Expr?) throws(SyntaxErrorInfo) {
        if futureAnnotations { enter("_annotation", .annotation, s, s.location) }
        for arg in a.posonlyargs { if let annotation = arg.annotation { try visit(annotation) } }
        for arg in a.args { if let annotation = arg.annotation { try visit(annotation) } }
        if let annotation = a.vararg?.annotation { try visit(annotation) }
        if let annotation = a.kwarg?.annotation { try visit(annotation) }
        for arg in a.kwonlyargs { if let annotation = arg.annotation { try visit(annotation) } }
        if futureAnnotations { exit() }
        if let returns { try visitAnnotation(returns) }
    }

    private func visitParameters(_ a: Arguments) throws(SyntaxErrorInfo) {
        for arg in a.posonlyargs { try define(arg.arg, .param, arg.location) }
        for arg in a.args { try define(arg.arg, .param, arg.location) }
        for arg in a.kwonlyargs { try define(arg.arg, .param, arg.location) }
        if let arg = a.vararg {
            try define(arg.arg, .param, arg.location)
            current.hasVarargs = true
        }
        if let arg = a.kwarg {
            try define(arg.arg, .param, arg.location)
            current.hasVarkeywords = true
        }
    }

    func visit(_ e: Expr) throws(SyntaxErrorInfo) {
        try enterDepth()
        switch e.kind {
        case .namedExpr(let target, let value):
            try forbidInAnnotation("named expression", e)
            if current.comprehensionIterables > 0 {
                throw errors.error("assignment expression cannot be used in a comprehension iterable expression", at: e.location)
            }
            if current.comprehension != .none { try extendNamedExprScope(target) }
            try visit(value)
            try visit(target)
        case .boolOp(_, let values): try visit(values)
        case .binOp(let left, _, let right):
            try visit(left)
            try visit(right)
        case .unaryOp(_, let operand): try visit(operand)
        case .lambda(let args, let body):
            try visit(args.defaults)
            for value in args.kw_defaults { if let value { try visit(value) } }
            enter("lambda", .function, e, e.location)
            try visitParameters(args)
            try visit(body)
            exit()
        case .ifExp(let test, let body, let orelse):
            try visit(test)
            try visit(body)
            try visit(orelse)
        case .dict(let keys, let values):
            for key in keys { if let key { try visit(key) } }
            try visit(values)
        case .set(let elts), .list(let elts, _), .tuple(let elts, _): try visit(elts)
        case .generatorExp(let elt, let generators):
            try visitComprehension(e, "genexpr", .generator, generators, elt, nil)
        case .listComp(let elt, let generators): try visitComprehension(e, "listcomp", .list, generators, elt, nil)
        case .setComp(let elt, let generators): try visitComprehension(e, "setcomp", .set, generators, elt, nil)
        case .dictComp(let key, let value, let generators):
            try visitComprehension(e, "dictcomp", .dict, generators, key, value)
        case .yield(let value):
            try forbidInAnnotation("yield expression", e)
            if let value { try visit(value) }
            current.isGenerator = true
            try forbidInComprehension(e)
        case .yieldFrom(let value):
            try forbidInAnnotation("yield expression", e)
            try visit(value)
            current.isGenerator = true
            try forbidInComprehension(e)
        case .await(let value):
            try forbidInAnnotation("await expression", e)
            try visit(value)
            current.isCoroutine = true
        case .compare(let left, _, let comparators):
            try visit(left)
            try visit(comparators)
        case .call(let function, let args, let keywords):
            try visit(function)
            try visit(args)
            for keyword in keywords { try visit(keyword.value) }
        case .formattedValue(let value, _, let spec):
            try visit(value)
            if let spec { try visit(spec) }
        case .joinedStr(let values): try visit(values)
        case .constant: break
        case .attribute(let value, _, _), .starred(let value, _): try visit(value)
        case .subscript(let value, let slice, _):
            try visit(value)
            try visit(slice)
        case .slice(let lower, let upper, let step):
            if let lower { try visit(lower) }
            if let upper { try visit(upper) }
            if let step { try visit(step) }
        case .name(let id, let ctx):
            try define(id, ctx == .load ? .use : .local, e.location)
            // Using super counts as using __class__.
            if ctx == .load, current.type == .function, id == "super" { try define("__class__", .use, e.location) }
        }
        depth -= 1
    }

    private func visit(_ p: Pattern) throws(SyntaxErrorInfo) {
        try enterDepth()
        switch p.kind {
        case .matchValue(let value): try visit(value)
        case .matchSingleton: break
        case .matchSequence(let patterns), .matchOr(let patterns):
            for pattern in patterns { try visit(pattern) }
        case .matchStar(let name): if let name { try define(name, .local, p.location) }
        case .matchMapping(let keys, let patterns, let rest):
            try visit(keys)
            for pattern in patterns { try visit(pattern) }
            if let rest { try define(rest, .local, p.location) }
        case .matchClass(let cls, let patterns, _, let kwd_patterns):
            try visit(cls)
            for pattern in patterns { try visit(pattern) }
            for pattern in kwd_patterns { try visit(pattern) }
        case .matchAs(let pattern, let name):
            if let pattern { try visit(pattern) }
            if let name { try define(name, .local, p.location) }
        }
        depth -= 1
    }

    private func visitComprehension(
        _ e: Expr, _ name: String, _ kind: SymbolTableEntry.Comprehension, _ generators: [Comprehension], _ elt: Expr,
        _ value: Expr?
    ) throws(SyntaxErrorInfo) {
        // The outermost iterable is evaluated outside and comes in as the only argument.
        current.comprehensionIterables += 1
        try visit(generators[0].iter)
        current.comprehensionIterables -= 1
        enter(name, .function, e, e.location)
        current.comprehension = kind
        if generators[0].is_async { current.isCoroutine = true }
        try define(".0", .param, current.location)
        current.inComprehensionTarget = true
        try visit(generators[0].target)
        current.inComprehensionTarget = false
        try visit(generators[0].ifs)
        for generator in generators.dropFirst() {
            current.inComprehensionTarget = true
            try visit(generator.target)
            current.inComprehensionTarget = false
            current.comprehensionIterables += 1
            try visit(generator.iter)
            current.comprehensionIterables -= 1
            try visit(generator.ifs)
            if generator.is_async { current.isCoroutine = true }
        }
        if let value { try visit(value) }
        try visit(elt)
        current.isGenerator = kind == .generator
        let isAsync = current.isCoroutine && kind != .generator
        exit()
        if isAsync { current.isCoroutine = true }
    }

    /// `(x := …)` inside a comprehension binds in the nearest enclosing function or module.
    private func extendNamedExprScope(_ target: Expr) throws(SyntaxErrorInfo) {
        guard case .name(let name, _) = target.kind else { return }
        for entry in stack.reversed() {
            let flags = entry.flags(of: name)
            if entry.comprehension != .none {
                if flags.contains(.comprehensionTarget) {
                    throw errors.error(
                        "assignment expression cannot rebind comprehension iteration variable '\(name)'", at: target.location)
                }
                continue
            }
            switch entry.type {
            case .function:
                try define(name, flags.contains(.global) ? .global : .nonlocal, target.location)
                current.directives.append((mangle(name, in: privateName), target.location))
                try define(name, .local, target.location, in: entry)
                return
            case .module:
                try define(name, .global, target.location)
                current.directives.append((mangle(name, in: privateName), target.location))
                try define(name, .global, target.location, in: entry)
                return
            case .class:
                throw errors.error(
                    "assignment expression within a comprehension cannot be used in a class body", at: target.location)
            case .annotation: continue
            }
        }
    }

    private func forbidInAnnotation(_ what: String, _ e: Expr) throws(SyntaxErrorInfo) {
        if current.type == .annotation {
            throw errors.error("'\(what)' can not be used within an annotation", at: e.location)
        }
    }

    private func forbidInComprehension(_ e: Expr) throws(SyntaxErrorInfo) {
        let kind =
            switch current.comprehension {
            case .none: ""
            case .list: "list comprehension"
            case .set: "set comprehension"
            case .dict: "dict comprehension"
            case .generator: "generator expression"
            }
        if !kind.isEmpty { throw errors.error("'yield' inside \(kind)", at: e.location) }
    }
}
