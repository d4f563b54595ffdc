import Bytecode

/// The tree as text, character for character what `ast.dump(tree, include_attributes=True, indent=3)` gives in Python 3.11; empty if the
/// tree is deeper than `dumpWithinLimit` goes.
public func dump(_ module: Module) -> String { dumpWithinLimit(module) ?? "" }

/// As `dump`; nil for a tree that is too deep for the recursion limit of the Python function.
public func dumpWithinLimit(_ module: Module) -> String? {
    let dumper = Dumper(comments: module.typeComments)
    let text = dump(module, dumper)
    return dumper.limit.isExceeded ? nil : text
}

private func dump(_ module: Module, _ dumper: Dumper) -> String {
    switch module.kind {
    case .module(let body):
        return dumper.node(
            "Module", 0,
            [("body", dumper.list(body, 1, dumper.stmt)), ("type_ignores", dumper.list(module.typeIgnores, 1, dumper.typeIgnore))],
            nil
        ).text
    case .interactive(let body):
        return dumper.node("Interactive", 0, [("body", dumper.list(body, 1, dumper.stmt))], nil).text
    case .expression(let body):
        return dumper.node("Expression", 0, [("body", dumper.expr(body, 1))], nil).text
    }
}

/// Formats nodes. Each function takes the level of nesting that its result stands in, and gives the text and whether it is so
/// simple that several fit on a line. Origin: `dump` in Lib/ast.py.
private struct Dumper {
    typealias Item = (text: String, simple: Bool)
    typealias Field = (name: String, item: Item?)

    let comments: [ObjectIdentifier: String]
    let limit = Limit()

    /// Notes that a tree was too deep.
    final class Limit {
        static let levels = 980
        var isExceeded = false
    }

    /// Whether nodes of this level are too deep to be formatted.
    func isTooDeep(_ level: Int) -> Bool {
        if level > Limit.levels { limit.isExceeded = true }
        return limit.isExceeded
    }

    /// The type comment of a statement or parameter.
    func comment(_ node: AnyObject) -> Item? { comments.isEmpty ? nil : comments[ObjectIdentifier(node)].map { identifier($0) } }

    func typeIgnore(_ ignore: (lineno: Int, tag: String), _ level: Int) -> Item {
        node("TypeIgnore", level, [("lineno", (String(ignore.lineno), true)), ("tag", identifier(ignore.tag))], nil)
    }

    func node(_ name: String, _ level: Int, _ fields: [Field], _ location: Location?) -> Item {
        var args: [String] = []
        var allSimple = true
        for (field, item) in fields {
            guard let item else { continue }
            if !item.simple { allSimple = false }
            args.append("\(field)=\(item.text)")
        }
        if let location {
            args.append("lineno=\(location.lineno)")
            args.append("col_offset=\(location.col_offset)")
            args.append("end_lineno=\(location.end_lineno)")
            args.append("end_col_offset=\(location.end_col_offset)")
        }
        if allSimple, args.count <= 3 { return ("\(name)(\(args.joined(separator: ", ")))", args.isEmpty) }
        return ("\(name)(\(lines(args, level + 1)))", false)
    }

    private func lines(_ items: [String], _ level: Int) -> String {
        let indent = String(repeating: "   ", count: level)
        return "\n" + indent + items.joined(separator: ",\n" + indent)
    }

    func list<T>(_ items: [T], _ level: Int, _ format: (T, Int) -> Item) -> Item {
        if items.isEmpty { return ("[]", true) }
        return ("[\(lines(items.map { format($0, level + 1).text }, level + 1))]", false)
    }

    func optional<T>(_ item: T?, _ level: Int, _ format: (T, Int) -> Item) -> Item? {
        guard let item else { return nil }
        return format(item, level)
    }

    func orNone(_ e: Expr?, _ level: Int) -> Item { e.map { expr($0, level) } ?? ("None", true) }

    func identifier(_ s: String, _ level: Int = 0) -> Item { (PythonRepr.string(s.unicodeScalars.map(\.value)), true) }

    func number(_ n: Int32) -> Item { (String(n), true) }

    func context(_ c: ExprContext) -> Item {
        switch c {
        case .load: return ("Load()", true)
        case .store: return ("Store()", true)
        case .del: return ("Del()", true)
        }
    }

    // MARK: Statements

    func stmt(_ s: Stmt, _ level: Int) -> Item {
        if isTooDeep(level) { return ("", true) }
        let l = level + 1
        func statements(_ b: [Stmt]) -> Item { list(b, l, stmt) }
        func make(_ name: String, _ fields: Field...) -> Item { node(name, level, fields, s.location) }
        func function(_ name: String, _ f: FunctionDef) -> Item {
            make(
                name, ("name", identifier(f.name)), ("args", arguments(f.args, l)), ("body", statements(f.body)),
                ("decorator_list", list(f.decorator_list, l, expr)), ("returns", optional(f.returns, l, expr)),
                ("type_comment", comment(s)))
        }
        func loop(_ name: String, _ target: Expr, _ iter: Expr, _ body: [Stmt], _ orelse: [Stmt]) -> Item {
            make(
                name, ("target", expr(target, l)), ("iter", expr(iter, l)), ("body", statements(body)),
                ("orelse", statements(orelse)), ("type_comment", comment(s)))
        }
        func attempt(_ name: String, _ body: [Stmt], _ handlers: [ExceptHandler], _ orelse: [Stmt], _ final: [Stmt]) -> Item {
            make(
                name, ("body", statements(body)), ("handlers", list(handlers, l, handler)), ("orelse", statements(orelse)),
                ("finalbody", statements(final)))
        }
        switch s.kind {
        case .functionDef(let f): return function("FunctionDef", f)
        case .asyncFunctionDef(let f): return function("AsyncFunctionDef", f)
        case .classDef(let c):
            return make(
                "ClassDef", ("name", identifier(c.name)), ("bases", list(c.bases, l, expr)),
                ("keywords", list(c.keywords, l, keyword)), ("body", statements(c.body)),
                ("decorator_list", list(c.decorator_list, l, expr)))
        case .return(let value): return make("Return", ("value", optional(value, l, expr)))
        case .delete(let targets): return make("Delete", ("targets", list(targets, l, expr)))
        case .assign(let targets, let value):
            return make(
                "Assign", ("targets", list(targets, l, expr)), ("value", expr(value, l)), ("type_comment", comment(s)))
        case .augAssign(let target, let op, let value):
            return make("AugAssign", ("target", expr(target, l)), ("op", operation(op)), ("value", expr(value, l)))
        case .annAssign(let target, let annotation, let value, let simple):
            return make(
                "AnnAssign", ("target", expr(target, l)), ("annotation", expr(annotation, l)),
                ("value", optional(value, l, expr)), ("simple", number(simple ? 1 : 0)))
        case .for(let target, let iter, let body, let orelse): return loop("For", target, iter, body, orelse)
        case .asyncFor(let target, let iter, let body, let orelse): return loop("AsyncFor", target, iter, body, orelse)
        case .while(let test, let body, let orelse):
            return make("While", ("test", expr(test, l)), ("body", statements(body)), ("orelse", statements(orelse)))
        case .if(let test, let body, let orelse):
            return make("If", ("test", expr(test, l)), ("body", statements(body)), ("orelse", statements(orelse)))
        case .with(let items, let body):
            return make(
                "With", ("items", list(items, l, withItem)), ("body", statements(body)), ("type_comment", comment(s)))
        case .asyncWith(let items, let body):
            return make(
                "AsyncWith", ("items", list(items, l, withItem)), ("body", statements(body)), ("type_comment", comment(s)))
        case .match(let subject, let cases):
            return make("Match", ("subject", expr(subject, l)), ("cases", list(cases, l, matchCase)))
        case .raise(let exc, let cause):
            return make("Raise", ("exc", optional(exc, l, expr)), ("cause", optional(cause, l, expr)))
        case .try(let body, let handlers, let orelse, let final): return attempt("Try", body, handlers, orelse, final)
        case .tryStar(let body, let handlers, let orelse, let final): return attempt("TryStar", body, handlers, orelse, final)
        case .assert(let test, let msg): return make("Assert", ("test", expr(test, l)), ("msg", optional(msg, l, expr)))
        case .import(let names): return make("Import", ("names", list(names, l, alias)))
        case .importFrom(let module, let names, let importLevel):
            return make(
                "ImportFrom", ("module", optional(module, l, identifier)), ("names", list(names, l, alias)),
                ("level", number(importLevel)))
        case .global(let names): return make("Global", ("names", list(names, l, identifier)))
        case .nonlocal(let names): return make("Nonlocal", ("names", list(names, l, identifier)))
        case .expr(let value): return make("Expr", ("value", expr(value, l)))
        case .pass: return make("Pass")
        case .break: return make("Break")
        case .continue: return make("Continue")
        }
    }

    func handler(_ h: ExceptHandler, _ level: Int) -> Item {
        node(
            "ExceptHandler", level,
            [
                ("type", optional(h.type, level + 1, expr)), ("name", optional(h.name, level, identifier)),
                ("body", list(h.body, level + 1, stmt)),
            ], h.location)
    }

    func alias(_ a: Alias, _ level: Int) -> Item {
        node("alias", level, [("name", identifier(a.name)), ("asname", optional(a.asname, level, identifier))], a.location)
    }

    func withItem(_ w: WithItem, _ level: Int) -> Item {
        node(
            "withitem", level,
            [("context_expr", expr(w.context_expr, level + 1)), ("optional_vars", optional(w.optional_vars, level + 1, expr))], nil)
    }

    func matchCase(_ m: MatchCase, _ level: Int) -> Item {
        node(
            "match_case", level,
            [
                ("pattern", pattern(m.pattern, level + 1)), ("guard", optional(m.guard, level + 1, expr)),
                ("body", list(m.body, level + 1, stmt)),
            ], nil)
    }

    func pattern(_ p: Pattern, _ level: Int) -> Item {
        if isTooDeep(level) { return ("", true) }
        let l = level + 1
        func make(_ name: String, _ fields: Field...) -> Item { node(name, level, fields, p.location) }
        switch p.kind {
        case .matchValue(let value): return make("MatchValue", ("value", expr(value, l)))
        case .matchSingleton(let value): return make("MatchSingleton", ("value", (value.repr(), true)))
        case .matchSequence(let patterns): return make("MatchSequence", ("patterns", list(patterns, l, pattern)))
        case .matchMapping(let keys, let patterns, let rest):
            return make(
                "MatchMapping", ("keys", list(keys, l, expr)), ("patterns", list(patterns, l, pattern)),
                ("rest", optional(rest, l, identifier)))
        case .matchClass(let cls, let patterns, let names, let named):
            return make(
                "MatchClass", ("cls", expr(cls, l)), ("patterns", list(patterns, l, pattern)),
                ("kwd_attrs", list(names, l, identifier)), ("kwd_patterns", list(named, l, pattern)))
        case .matchStar(let name): return make("MatchStar", ("name", optional(name, l, identifier)))
        case .matchAs(let inner, let name):
            return make("MatchAs", ("pattern", optional(inner, l, pattern)), ("name", optional(name, l, identifier)))
        case .matchOr(let patterns): return make("MatchOr", ("patterns", list(patterns, l, pattern)))
        }
    }

    // MARK: Expressions

    func arguments(_ a: Arguments, _ level: Int) -> Item {
        let l = level + 1
        return node(
            "arguments", level,
            [
                ("posonlyargs", list(a.posonlyargs, l, arg)), ("args", list(a.args, l, arg)),
                ("vararg", optional(a.vararg, l, arg)), ("kwonlyargs", list(a.kwonlyargs, l, arg)),
                ("kw_defaults", list(a.kw_defaults, l, orNone)), ("kwarg", optional(a.kwarg, l, arg)),
                ("defaults", list(a.defaults, l, expr)),
            ], nil)
    }

    func arg(_ a: Arg, _ level: Int) -> Item {
        node(
            "arg", level,
            [
                ("arg", identifier(a.arg)), ("annotation", optional(a.annotation, level + 1, expr)), ("type_comment", comment(a)),
            ], a.location)
    }

    func keyword(_ k: Keyword, _ level: Int) -> Item {
        node("keyword", level, [("arg", optional(k.arg, level, identifier)), ("value", expr(k.value, level + 1))], k.location)
    }

    func comprehension(_ c: Comprehension, _ level: Int) -> Item {
        let l = level + 1
        return node(
            "comprehension", level,
            [
                ("target", expr(c.target, l)), ("iter", expr(c.iter, l)), ("ifs", list(c.ifs, l, expr)),
                ("is_async", number(c.is_async ? 1 : 0)),
            ], nil)
    }

    func operation(_ op: Operator) -> Item {
        let names = [
            "Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv",
        ]
        return (names[Int(op.rawValue)] + "()", true)
    }

    func comparison(_ op: CompareOperator, _ level: Int) -> Item {
        let names = ["Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"]
        return (names[Int(op.rawValue)] + "()", true)
    }

    func expr(_ e: Expr, _ level: Int) -> Item {
        if isTooDeep(level) { return ("", true) }
        let l = level + 1
        func make(_ name: String, _ fields: Field...) -> Item { node(name, level, fields, e.location) }
        func comprehended(_ name: String, _ elt: Expr, _ generators: [Comprehension]) -> Item {
            make(name, ("elt", expr(elt, l)), ("generators", list(generators, l, comprehension)))
        }
        switch e.kind {
        case .boolOp(let op, let values):
            return make("BoolOp", ("op", (op == .and ? "And()" : "Or()", true)), ("values", list(values, l, expr)))
        case .namedExpr(let target, let value): return make("NamedExpr", ("target", expr(target, l)), ("value", expr(value, l)))
        case .binOp(let left, let op, let right):
            return make("BinOp", ("left", expr(left, l)), ("op", operation(op)), ("right", expr(right, l)))
        case .unaryOp(let op, let operand):
            let name = ["Invert()", "Not()", "UAdd()", "USub()"][Int(op.rawValue)]
            return make("UnaryOp", ("op", (name, true)), ("operand", expr(operand, l)))
        case .lambda(let args, let body): return make("Lambda", ("args", arguments(args, l)), ("body", expr(body, l)))
        case .ifExp(let test, let body, let orelse):
            return make("IfExp", ("test", expr(test, l)), ("body", expr(body, l)), ("orelse", expr(orelse, l)))
        case .dict(let keys, let values): return make("Dict", ("keys", list(keys, l, orNone)), ("values", list(values, l, expr)))
        case .set(let elts): return make("Set", ("elts", list(elts, l, expr)))
        case .listComp(let elt, let generators): return comprehended("ListComp", elt, generators)
        case .setComp(let elt, let generators): return comprehended("SetComp", elt, generators)
        case .dictComp(let key, let value, let generators):
            return make(
                "DictComp", ("key", expr(key, l)), ("value", expr(value, l)), ("generators", list(generators, l, comprehension)))
        case .generatorExp(let elt, let generators): return comprehended("GeneratorExp", elt, generators)
        case .await(let value): return make("Await", ("value", expr(value, l)))
        case .yield(let value): return make("Yield", ("value", optional(value, l, expr)))
        case .yieldFrom(let value): return make("YieldFrom", ("value", expr(value, l)))
        case .compare(let left, let ops, let comparators):
            return make(
                "Compare", ("left", expr(left, l)), ("ops", list(ops, l, comparison)), ("comparators", list(comparators, l, expr)))
        case .call(let function, let args, let keywords):
            return make(
                "Call", ("func", expr(function, l)), ("args", list(args, l, expr)), ("keywords", list(keywords, l, keyword)))
        case .formattedValue(let value, let conversion, let spec):
            return make(
                "FormattedValue", ("value", expr(value, l)), ("conversion", number(conversion)),
                ("format_spec", optional(spec, l, expr)))
        case .joinedStr(let values): return make("JoinedStr", ("values", list(values, l, expr)))
        case .constant(let value, let u):
            return make("Constant", ("value", (value.repr(), true)), ("kind", u ? ("'u'", true) : nil))
        case .attribute(let value, let attr, let ctx):
            return make("Attribute", ("value", expr(value, l)), ("attr", identifier(attr)), ("ctx", context(ctx)))
        case .subscript(let value, let slice, let ctx):
            return make("Subscript", ("value", expr(value, l)), ("slice", expr(slice, l)), ("ctx", context(ctx)))
        case .starred(let value, let ctx): return make("Starred", ("value", expr(value, l)), ("ctx", context(ctx)))
        case .name(let id, let ctx): return make("Name", ("id", identifier(id)), ("ctx", context(ctx)))
        case .list(let elts, let ctx): return make("List", ("elts", list(elts, l, expr)), ("ctx", context(ctx)))
        case .tuple(let elts, let ctx): return make("Tuple", ("elts", list(elts, l, expr)), ("ctx", context(ctx)))
        case .slice(let lower, let upper, let step):
            return make(
                "Slice", ("lower", optional(lower, l, expr)), ("upper", optional(upper, l, expr)),
                ("step", optional(step, l, expr)))
        }
    }
}
