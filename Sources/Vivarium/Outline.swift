import Bytecode
import Compiler
import Syntax

/// A tree as an outline, a line a node, with the names that it uses and the scope that each use belongs to.
struct Outline {
    typealias Position = PipelineReport.Position

    /// What opens a scope: where it stands, and whether it is a class.
    struct Opening: Hashable {
        var location: Location
        var isClass: Bool
    }

    private(set) var nodes: [PipelineReport.Node] = []
    private(set) var uses: [(scope: Int, name: String, position: Position)] = []
    private let scopes: [Opening: Int]
    private var scope = 0
    private var privateName: String?

    /// Walks a tree; `scopes` are the places of its blocks in the symbol table.
    init(_ module: Module, scopes: [Opening: Int] = [:]) {
        self.scopes = scopes
        switch module.kind {
        case .module(let body), .interactive(let body): statements(body, 0)
        case .expression(let body): expression(body, 0, "body")
        }
    }

    private mutating func add(
        _ depth: Int, _ field: String, _ name: String, _ detail: String = "", _ location: Location?, isStatement: Bool = false
    ) {
        nodes.append(
            PipelineReport.Node(
                depth: depth, field: field, name: name, detail: detail, position: location.map { Position($0) } ?? .none,
                isStatement: isStatement))
    }

    private mutating func use(_ name: String, _ location: Location) {
        uses.append((scope, mangle(name, in: privateName), Position(location)))
    }

    private mutating func within(_ location: Location, isClass: Bool = false, _ body: (inout Outline) -> Void) {
        let outer = scope
        scope = scopes[Opening(location: location, isClass: isClass)] ?? scope
        body(&self)
        scope = outer
    }

    // MARK: Statements

    private mutating func statements(_ list: [Stmt], _ depth: Int, _ field: String = "") {
        for s in list { statement(s, depth, field) }
    }

    private mutating func statement(_ s: Stmt, _ depth: Int, _ field: String) {
        let l = s.location
        let d = depth + 1
        func make(_ o: inout Outline, _ name: String, _ detail: String = "") {
            o.add(depth, field, name, detail, l, isStatement: true)
        }
        switch s.kind {
        case .functionDef(let f): function("FunctionDef", f, s, depth, field)
        case .asyncFunctionDef(let f): function("AsyncFunctionDef", f, s, depth, field)
        case .classDef(let c):
            make(&self, "ClassDef", c.name)
            use(c.name, l)
            expressions(c.bases, d, "bases")
            keywords(c.keywords, d)
            within(l, isClass: true) { o in
                let outer = o.privateName
                o.privateName = c.name
                o.statements(c.body, d)
                o.privateName = outer
            }
            expressions(c.decorator_list, d, "decorator_list")
        case .return(let value):
            make(&self, "Return")
            optional(value, d, "value")
        case .delete(let targets):
            make(&self, "Delete")
            expressions(targets, d, "targets")
        case .assign(let targets, let value):
            make(&self, "Assign")
            expressions(targets, d, "targets")
            expression(value, d, "value")
        case .augAssign(let target, let op, let value):
            make(&self, "AugAssign", Self.symbol(op) + "=")
            expression(target, d, "target")
            expression(value, d, "value")
        case .annAssign(let target, let annotation, let value, _):
            make(&self, "AnnAssign")
            expression(target, d, "target")
            expression(annotation, d, "annotation")
            optional(value, d, "value")
        case .for(let target, let iter, let body, let orelse), .asyncFor(let target, let iter, let body, let orelse):
            if case .for = s.kind { make(&self, "For") } else { make(&self, "AsyncFor") }
            expression(target, d, "target")
            expression(iter, d, "iter")
            statements(body, d)
            statements(orelse, d, "orelse")
        case .while(let test, let body, let orelse), .if(let test, let body, let orelse):
            if case .while = s.kind { make(&self, "While") } else { make(&self, "If") }
            expression(test, d, "test")
            statements(body, d)
            statements(orelse, d, "orelse")
        case .with(let items, let body), .asyncWith(let items, let body):
            if case .with = s.kind { make(&self, "With") } else { make(&self, "AsyncWith") }
            for item in items {
                expression(item.context_expr, d, "context_expr")
                optional(item.optional_vars, d, "optional_vars")
            }
            statements(body, d)
        case .match(let subject, let cases):
            make(&self, "Match")
            expression(subject, d, "subject")
            for c in cases {
                add(d, "cases", "match_case", "", nil)
                pattern(c.pattern, d + 1, "pattern")
                optional(c.guard, d + 1, "guard")
                statements(c.body, d + 1)
            }
        case .raise(let exc, let cause):
            make(&self, "Raise")
            optional(exc, d, "exc")
            optional(cause, d, "cause")
        case .try(let body, let handlers, let orelse, let final), .tryStar(let body, let handlers, let orelse, let final):
            if case .try = s.kind { make(&self, "Try") } else { make(&self, "TryStar") }
            statements(body, d)
            for h in handlers {
                add(d, "handlers", "ExceptHandler", h.name ?? "", h.location)
                if let name = h.name { use(name, h.location) }
                optional(h.type, d + 1, "type")
                statements(h.body, d + 1)
            }
            statements(orelse, d, "orelse")
            statements(final, d, "finalbody")
        case .assert(let test, let msg):
            make(&self, "Assert")
            expression(test, d, "test")
            optional(msg, d, "msg")
        case .import(let names):
            make(&self, "Import")
            aliases(names, d)
        case .importFrom(let module, let names, let level):
            make(&self, "ImportFrom", String(repeating: ".", count: Int(max(0, level))) + (module ?? ""))
            aliases(names, d)
        case .global(let names):
            make(&self, "Global", names.joined(separator: ", "))
            for name in names { use(name, l) }
        case .nonlocal(let names):
            make(&self, "Nonlocal", names.joined(separator: ", "))
            for name in names { use(name, l) }
        case .expr(let value):
            make(&self, "Expr")
            expression(value, d, "value")
        case .pass: make(&self, "Pass")
        case .break: make(&self, "Break")
        case .continue: make(&self, "Continue")
        }
    }

    private mutating func function(_ name: String, _ f: FunctionDef, _ s: Stmt, _ depth: Int, _ field: String) {
        let d = depth + 1
        add(depth, field, name, f.name, s.location, isStatement: true)
        use(f.name, s.location)
        defaults(f.args, d)
        within(s.location) { o in
            o.parameters(f.args, d)
            o.statements(f.body, d)
        }
        expressions(f.decorator_list, d, "decorator_list")
        optional(f.returns, d, "returns")
    }

    private mutating func defaults(_ a: Arguments, _ depth: Int) {
        expressions(a.defaults, depth, "defaults")
        for e in a.kw_defaults { optional(e, depth, "kw_defaults") }
        for arg in a.posonlyargs + a.args + a.kwonlyargs + [a.vararg, a.kwarg].compactMap({ $0 }) {
            optional(arg.annotation, depth, "annotation")
        }
    }

    private mutating func parameters(_ a: Arguments, _ depth: Int) {
        func one(_ o: inout Outline, _ arg: Arg?, _ field: String) {
            guard let arg else { return }
            o.add(depth, field, "arg", arg.arg, arg.location)
            o.use(arg.arg, arg.location)
        }
        for arg in a.posonlyargs { one(&self, arg, "posonlyargs") }
        for arg in a.args { one(&self, arg, "args") }
        one(&self, a.vararg, "vararg")
        for arg in a.kwonlyargs { one(&self, arg, "kwonlyargs") }
        one(&self, a.kwarg, "kwarg")
    }

    private mutating func aliases(_ names: [Alias], _ depth: Int) {
        for a in names {
            add(depth, "names", "alias", a.name + (a.asname.map { " as \($0)" } ?? ""), a.location)
            if a.name != "*" { use(a.asname ?? String(a.name.prefix { $0 != "." }), a.location) }
        }
    }

    private mutating func pattern(_ p: Pattern, _ depth: Int, _ field: String) {
        let d = depth + 1
        func make(_ o: inout Outline, _ name: String, _ detail: String = "") { o.add(depth, field, name, detail, p.location) }
        func patterns(_ o: inout Outline, _ list: [Pattern], _ field: String = "patterns") {
            for inner in list { o.pattern(inner, d, field) }
        }
        func bind(_ o: inout Outline, _ name: String?) { if let name { o.use(name, p.location) } }
        switch p.kind {
        case .matchValue(let value):
            make(&self, "MatchValue")
            expression(value, d, "value")
        case .matchSingleton(let value): make(&self, "MatchSingleton", value.repr())
        case .matchSequence(let list):
            make(&self, "MatchSequence")
            patterns(&self, list)
        case .matchMapping(let keys, let list, let rest):
            make(&self, "MatchMapping", rest.map { "**\($0)" } ?? "")
            bind(&self, rest)
            expressions(keys, d, "keys")
            patterns(&self, list)
        case .matchClass(let cls, let list, let names, let named):
            make(&self, "MatchClass", names.joined(separator: ", "))
            expression(cls, d, "cls")
            patterns(&self, list)
            patterns(&self, named, "kwd_patterns")
        case .matchStar(let name):
            make(&self, "MatchStar", name ?? "_")
            bind(&self, name)
        case .matchAs(let inner, let name):
            make(&self, "MatchAs", name ?? "_")
            bind(&self, name)
            if let inner { pattern(inner, d, "pattern") }
        case .matchOr(let list):
            make(&self, "MatchOr")
            patterns(&self, list)
        }
    }

    // MARK: Expressions

    private mutating func expressions(_ list: [Expr], _ depth: Int, _ field: String) {
        for e in list { expression(e, depth, field) }
    }

    private mutating func optional(_ e: Expr?, _ depth: Int, _ field: String) {
        if let e { expression(e, depth, field) }
    }

    private mutating func keywords(_ list: [Keyword], _ depth: Int) {
        for k in list {
            add(depth, "keywords", "keyword", k.arg ?? "**", k.location)
            expression(k.value, depth + 1, "value")
        }
    }

    private mutating func expression(_ e: Expr, _ depth: Int, _ field: String) {
        let l = e.location
        let d = depth + 1
        func make(_ o: inout Outline, _ name: String, _ detail: String = "") { o.add(depth, field, name, detail, l) }
        switch e.kind {
        case .boolOp(let op, let values):
            make(&self, "BoolOp", op == .and ? "and" : "or")
            expressions(values, d, "values")
        case .namedExpr(let target, let value):
            make(&self, "NamedExpr", ":=")
            expression(target, d, "target")
            expression(value, d, "value")
        case .binOp(let left, let op, let right):
            make(&self, "BinOp", Self.symbol(op))
            expression(left, d, "left")
            expression(right, d, "right")
        case .unaryOp(let op, let operand):
            make(&self, "UnaryOp", ["~", "not", "+", "-"][Int(op.rawValue)])
            expression(operand, d, "operand")
        case .lambda(let args, let body):
            make(&self, "Lambda")
            defaults(args, d)
            within(l) { o in
                o.parameters(args, d)
                o.expression(body, d, "body")
            }
        case .ifExp(let test, let body, let orelse):
            make(&self, "IfExp")
            expression(test, d, "test")
            expression(body, d, "body")
            expression(orelse, d, "orelse")
        case .dict(let keys, let values):
            make(&self, "Dict")
            for (key, value) in zip(keys, values) {
                optional(key, d, "keys")
                expression(value, d, "values")
            }
        case .set(let elts):
            make(&self, "Set")
            expressions(elts, d, "elts")
        case .list(let elts, let ctx):
            make(&self, "List", Self.context(ctx))
            expressions(elts, d, "elts")
        case .tuple(let elts, let ctx):
            make(&self, "Tuple", Self.context(ctx))
            expressions(elts, d, "elts")
        case .listComp(let elt, let generators):
            make(&self, "ListComp")
            comprehension(l, generators, d) { $0.expression(elt, d, "elt") }
        case .setComp(let elt, let generators):
            make(&self, "SetComp")
            comprehension(l, generators, d) { $0.expression(elt, d, "elt") }
        case .generatorExp(let elt, let generators):
            make(&self, "GeneratorExp")
            comprehension(l, generators, d) { $0.expression(elt, d, "elt") }
        case .dictComp(let key, let value, let generators):
            make(&self, "DictComp")
            comprehension(l, generators, d) { o in
                o.expression(key, d, "key")
                o.expression(value, d, "value")
            }
        case .await(let value):
            make(&self, "Await")
            expression(value, d, "value")
        case .yield(let value):
            make(&self, "Yield")
            optional(value, d, "value")
        case .yieldFrom(let value):
            make(&self, "YieldFrom")
            expression(value, d, "value")
        case .compare(let left, let ops, let comparators):
            make(&self, "Compare", ops.map(Self.symbol).joined(separator: " "))
            expression(left, d, "left")
            expressions(comparators, d, "comparators")
        case .call(let function, let args, let keywords):
            make(&self, "Call")
            expression(function, d, "func")
            expressions(args, d, "args")
            self.keywords(keywords, d)
        case .formattedValue(let value, let conversion, let spec):
            make(&self, "FormattedValue", conversion > 0 ? "!" + String(Character(Unicode.Scalar(UInt8(conversion)))) : "")
            expression(value, d, "value")
            optional(spec, d, "format_spec")
        case .joinedStr(let values):
            make(&self, "JoinedStr")
            expressions(values, d, "values")
        case .constant(let value, _): make(&self, "Constant", value.repr())
        case .attribute(let value, let attr, let ctx):
            make(&self, "Attribute", "." + attr + Self.suffix(ctx))
            expression(value, d, "value")
        case .subscript(let value, let slice, let ctx):
            make(&self, "Subscript", Self.context(ctx))
            expression(value, d, "value")
            expression(slice, d, "slice")
        case .starred(let value, let ctx):
            make(&self, "Starred", Self.context(ctx))
            expression(value, d, "value")
        case .name(let id, let ctx):
            make(&self, "Name", id + Self.suffix(ctx))
            use(id, l)
        case .slice(let lower, let upper, let step):
            make(&self, "Slice")
            optional(lower, d, "lower")
            optional(upper, d, "upper")
            optional(step, d, "step")
        }
    }

    /// The first iterable is evaluated outside of the comprehension's own scope.
    private mutating func comprehension(
        _ location: Location, _ generators: [Comprehension], _ depth: Int, _ element: (inout Outline) -> Void
    ) {
        within(location, element)
        for (i, g) in generators.enumerated() {
            add(depth, "generators", "comprehension", g.is_async ? "async" : "", nil)
            within(location) { $0.expression(g.target, depth + 1, "target") }
            if i == 0 {
                expression(g.iter, depth + 1, "iter")
            } else {
                within(location) { $0.expression(g.iter, depth + 1, "iter") }
            }
            within(location) { $0.expressions(g.ifs, depth + 1, "ifs") }
        }
    }

    private static func context(_ c: ExprContext) -> String { c == .load ? "" : c == .store ? "Store" : "Del" }
    private static func suffix(_ c: ExprContext) -> String { c == .load ? "" : " " + context(c) }

    private static func symbol(_ op: Operator) -> String {
        ["+", "-", "*", "@", "/", "%", "**", "<<", ">>", "|", "^", "&", "//"][Int(op.rawValue)]
    }

    private static func symbol(_ op: CompareOperator) -> String {
        ["==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"][Int(op.rawValue)]
    }
}
