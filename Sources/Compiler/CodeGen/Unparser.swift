import Bytecode
import Syntax

/// An expression as source text, for `from __future__ import annotations`. Origin: Python/ast_unparse.c.
struct Unparser {
    private var out: [UInt32] = []

    static func text(of e: Expr, level: Int = test) -> [UInt32] {
        var unparser = Unparser()
        unparser.expression(e, level)
        return unparser.out
    }

    // Priorities, loosest first.
    private static let tuple = 0, test = 1, or = 2, and = 3, not = 4, comparison = 5, bitOr = 6, bitXor = 7, bitAnd = 8,
        shift = 9, arithmetic = 10, term = 11, factor = 12, power = 13, await = 14, atom = 15

    private mutating func add(_ text: String) { for scalar in text.unicodeScalars { out.append(scalar.value) } }

    private mutating func parenthesised(_ condition: Bool, _ body: (inout Unparser) -> Void) {
        if condition { add("(") }
        body(&self)
        if condition { add(")") }
    }

    private mutating func list<T>(_ items: [T], _ body: (inout Unparser, T) -> Void) {
        for (i, item) in items.enumerated() {
            if i > 0 { add(", ") }
            body(&self, item)
        }
    }

    private mutating func expression(_ e: Expr, _ level: Int) {
        switch e.kind {
        case .boolOp(let op, let values):
            let priority = op == .and ? Self.and : Self.or
            parenthesised(level > priority) { u in
                for (i, value) in values.enumerated() {
                    if i > 0 { u.add(op == .and ? " and " : " or ") }
                    u.expression(value, priority + 1)
                }
            }
        case .namedExpr(let target, let value):
            parenthesised(level > Self.tuple) { u in
                u.expression(target, Self.atom)
                u.add(" := ")
                u.expression(value, Self.atom)
            }
        case .binOp(let left, let op, let right):
            let (symbol, priority) = Self.binary(op)
            let isRight = op == .pow
            parenthesised(level > priority) { u in
                u.expression(left, priority + (isRight ? 1 : 0))
                u.add(symbol)
                u.expression(right, priority + (isRight ? 0 : 1))
            }
        case .unaryOp(let op, let operand):
            let priority = op == .not ? Self.not : Self.factor
            parenthesised(level > priority) { u in
                switch op {
                case .invert: u.add("~")
                case .not: u.add("not ")
                case .uAdd: u.add("+")
                case .uSub: u.add("-")
                }
                u.expression(operand, priority)
            }
        case .lambda(let args, let body):
            parenthesised(level > Self.test) { u in
                u.add(args.args.count + args.posonlyargs.count > 0 ? "lambda " : "lambda")
                u.arguments(args)
                u.add(": ")
                u.expression(body, Self.test)
            }
        case .ifExp(let test, let body, let orelse):
            parenthesised(level > Self.test) { u in
                u.expression(body, Self.test + 1)
                u.add(" if ")
                u.expression(test, Self.test + 1)
                u.add(" else ")
                u.expression(orelse, Self.test)
            }
        case .dict(let keys, let values):
            add("{")
            for (i, value) in values.enumerated() {
                if i > 0 { add(", ") }
                if let key = keys[i] {
                    expression(key, Self.test)
                    add(": ")
                    expression(value, Self.test)
                } else {
                    add("**")
                    expression(value, Self.bitOr)
                }
            }
            add("}")
        case .set(let elts):
            add("{")
            list(elts) { $0.expression($1, Self.test) }
            add("}")
        case .list(let elts, _):
            add("[")
            list(elts) { $0.expression($1, Self.test) }
            add("]")
        case .tuple(let elts, _):
            if elts.isEmpty {
                add("()")
                return
            }
            parenthesised(level > Self.tuple) { u in
                u.list(elts) { $0.expression($1, Self.test) }
                if elts.count == 1 { u.add(",") }
            }
        case .generatorExp(let elt, let generators): comprehension("(", elt, nil, generators, ")")
        case .listComp(let elt, let generators): comprehension("[", elt, nil, generators, "]")
        case .setComp(let elt, let generators): comprehension("{", elt, nil, generators, "}")
        case .dictComp(let key, let value, let generators): comprehension("{", key, value, generators, "}")
        case .yield(let value):
            guard let value else {
                add("(yield)")
                return
            }
            add("(yield ")
            expression(value, Self.test)
            add(")")
        case .yieldFrom(let value):
            add("(yield from ")
            expression(value, Self.test)
            add(")")
        case .await(let value):
            parenthesised(level > Self.await) { u in
                u.add("await ")
                u.expression(value, Self.atom)
            }
        case .compare(let left, let ops, let comparators):
            parenthesised(level > Self.comparison) { u in
                u.expression(left, Self.comparison + 1)
                for (op, comparator) in zip(ops, comparators) {
                    u.add(Self.compare(op))
                    u.expression(comparator, Self.comparison + 1)
                }
            }
        case .call(let function, let args, let keywords):
            expression(function, Self.atom)
            if args.count == 1, keywords.isEmpty, case .generatorExp = args[0].kind {
                expression(args[0], Self.test)
                return
            }
            add("(")
            list(args) { $0.expression($1, Self.test) }
            if !args.isEmpty && !keywords.isEmpty { add(", ") }
            list(keywords) { u, keyword in
                u.add(keyword.arg.map { $0 + "=" } ?? "**")
                u.expression(keyword.value, Self.test)
            }
            add(")")
        case .constant(let value, let u):
            if case .ellipsis = value {
                add("...")
                return
            }
            if u { add("u") }
            constant(value)
        case .joinedStr(let values): joined(values, isSpec: false)
        case .formattedValue(let value, let conversion, let spec): formatted(value, conversion, spec)
        case .attribute(let value, let attr, _):
            expression(value, Self.atom)
            // A space keeps `1 .real` from being a float.
            if case .constant(.int, _) = value.kind { add(" .") } else { add(".") }
            add(attr)
        case .subscript(let value, let slice, _):
            expression(value, Self.atom)
            add("[")
            expression(slice, Self.tuple)
            add("]")
        case .starred(let value, _):
            add("*")
            expression(value, Self.bitOr)
        case .slice(let lower, let upper, let step):
            if let lower { expression(lower, Self.test) }
            add(":")
            if let upper { expression(upper, Self.test) }
            if let step {
                add(":")
                expression(step, Self.test)
            }
        case .name(let id, _): add(id)
        }
    }

    private mutating func constant(_ value: Constant) {
        switch value {
        case .tuple(let items):
            add("(")
            list(items) { $0.constant($1) }
            if items.count == 1 { add(",") }
            add(")")
        case .float(let x) where x.isInfinite: add(x < 0 ? "-1e309" : "1e309")
        case .complex: add(value.repr().split(separator: "inf", omittingEmptySubsequences: false).joined(separator: "1e309"))
        default: add(value.repr())
        }
    }

    private mutating func argument(_ arg: Arg) {
        add(arg.arg)
        if let annotation = arg.annotation {
            add(": ")
            expression(annotation, Self.test)
        }
    }

    private mutating func arguments(_ a: Arguments) {
        var isFirst = true
        func comma(_ u: inout Unparser) {
            if !isFirst { u.add(", ") }
            isFirst = false
        }
        let positional = a.posonlyargs + a.args
        for (i, arg) in positional.enumerated() {
            comma(&self)
            argument(arg)
            let d = i - positional.count + a.defaults.count
            if d >= 0 {
                add("=")
                expression(a.defaults[d], Self.test)
            }
            if i + 1 == a.posonlyargs.count { add(", /") }
        }
        if a.vararg != nil || !a.kwonlyargs.isEmpty {
            comma(&self)
            add("*")
            if let arg = a.vararg { argument(arg) }
        }
        for (i, arg) in a.kwonlyargs.enumerated() {
            comma(&self)
            argument(arg)
            if let value = a.kw_defaults[i] {
                add("=")
                expression(value, Self.test)
            }
        }
        if let arg = a.kwarg {
            comma(&self)
            add("**")
            argument(arg)
        }
    }

    private mutating func comprehension(
        _ open: String, _ elt: Expr, _ value: Expr?, _ generators: [Comprehension], _ close: String
    ) {
        add(open)
        expression(elt, Self.test)
        if let value {
            add(": ")
            expression(value, Self.test)
        }
        for generator in generators {
            add(generator.is_async ? " async for " : " for ")
            expression(generator.target, Self.tuple)
            add(" in ")
            expression(generator.iter, Self.test + 1)
            for test in generator.ifs {
                add(" if ")
                expression(test, Self.test + 1)
            }
        }
        add(close)
    }

    private mutating func element(_ e: Expr, isSpec: Bool) {
        switch e.kind {
        case .constant(.str(let text), _):
            for c in text {
                out.append(c)
                if c == 0x7b || c == 0x7d { out.append(c) }
            }
        case .joinedStr(let values): joined(values, isSpec: isSpec)
        case .formattedValue(let value, let conversion, let spec): formatted(value, conversion, spec)
        default: preconditionFailure("unknown expression kind inside f-string")
        }
    }

    private mutating func joined(_ values: [Expr], isSpec: Bool) {
        var inner = Unparser()
        for value in values { inner.element(value, isSpec: isSpec) }
        if isSpec { out += inner.out } else { add("f" + PythonRepr.string(inner.out)) }
    }

    private mutating func formatted(_ value: Expr, _ conversion: Int32, _ spec: Expr?) {
        let text = Self.text(of: value, level: Self.test + 1)
        add(text.first == 0x7b ? "{ " : "{")
        out += text
        if conversion > 0 { add(conversion == 0x61 ? "!a" : conversion == 0x72 ? "!r" : "!s") }
        if let spec {
            add(":")
            element(spec, isSpec: true)
        }
        add("}")
    }

    private static func binary(_ op: Operator) -> (String, Int) {
        switch op {
        case .add: (" + ", arithmetic)
        case .sub: (" - ", arithmetic)
        case .mult: (" * ", term)
        case .matMult: (" @ ", term)
        case .div: (" / ", term)
        case .mod: (" % ", term)
        case .lShift: (" << ", shift)
        case .rShift: (" >> ", shift)
        case .bitOr: (" | ", bitOr)
        case .bitXor: (" ^ ", bitXor)
        case .bitAnd: (" & ", bitAnd)
        case .floorDiv: (" // ", term)
        case .pow: (" ** ", power)
        }
    }

    private static func compare(_ op: CompareOperator) -> String {
        switch op {
        case .eq: " == "
        case .notEq: " != "
        case .lt: " < "
        case .ltE: " <= "
        case .gt: " > "
        case .gtE: " >= "
        case .is: " is "
        case .isNot: " is not "
        case .in: " in "
        case .notIn: " not in "
        }
    }
}
