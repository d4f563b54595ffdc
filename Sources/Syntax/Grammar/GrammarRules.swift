/// The grammar in a form that can be run: the rules of `GrammarText`, read once, the first time a program is wrong.
struct GrammarRules: Sendable {
    /// A set of token kinds.
    struct KindSet: Sendable, Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        @inline(__always)
        func contains(_ k: TokenKind) -> Bool {
            k.rawValue < 64 ? low >> UInt64(k.rawValue) & 1 != 0 : high >> UInt64(k.rawValue - 64) & 1 != 0
        }

        mutating func insert(_ k: TokenKind) {
            if k.rawValue < 64 { low |= 1 << UInt64(k.rawValue) } else { high |= 1 << UInt64(k.rawValue - 64) }
        }

        mutating func formUnion(_ other: KindSet) {
            low |= other.low
            high |= other.high
        }
    }

    indirect enum Item: Sendable {
        case token(TokenKind)
        case name
        case number
        case softKeyword([UInt8])
        case anySoftKeyword
        case rule(Int)
        case group([Alternative])
        case optional(Item)
        case star(Item)
        case plus(Item)
        case gather(Item, TokenKind)
        case lookahead(Bool, Item)
        case cut
        /// The token must be there, or "expected '…'" is raised.
        case forced(TokenKind, String)
    }

    struct Alternative: Sendable {
        var items: [Item] = []
        var action = Action.onlyItem
        /// Index of the items labelled `a` and `b`, `c` for what a group passes on; -1 for none.
        var a = -1
        var b = -1
        /// The number of items that have a value.
        var values = 0
        /// Whether it begins with a rule of the `invalid_` kind, and so is tried in the second pass only.
        var isInvalid = false
        /// What it may begin with, unless it may begin with nothing.
        var first = KindSet()
        var nullable = false
    }

    /// What makes the result of an alternative.
    enum Action: Sendable {
        /// The value of the only item, or nothing in particular.
        case onlyItem
        case a, b
        /// Just the place.
        case node
        case expression(String)
        case special(String)
        case at(String)
        case range(String)
        case from(String)
        case raise(String)
        case indent(String)
        case starTarget, delTarget, forTarget
    }

    struct Rule: Sendable {
        var name: String
        var isMemo = false
        var isLeftRecursive = false
        var alternatives: [Alternative] = []
        var first = KindSet()
        var nullable = false
        /// Switches the `invalid_` rules off below it.
        var withoutInvalid = false
    }

    var rules: [Rule] = []
    private(set) var index: [String: Int] = [:]

    static let shared = GrammarRules(GrammarText.text)

    private static let leftRecursive: Set<String> = [
        "dotted_name", "attr", "bitwise_or", "bitwise_xor", "bitwise_and", "shift_expr", "sum", "term", "primary", "t_primary",
    ]

    init(_ text: String) {
        var reader = Reader(Array(text.utf8))
        // Names first, since rules refer forward.
        for name in reader.ruleNames() {
            index[name.name] = rules.count
            rules.append(
                Rule(
                    name: name.name, isMemo: name.isMemo, isLeftRecursive: GrammarRules.leftRecursive.contains(name.name),
                    withoutInvalid: name.name.hasSuffix("_without_invalid")))
        }
        reader.index = index
        for i in rules.indices { rules[i].alternatives = reader.rule() }
        computeFirst()
    }

    /// Works out what each rule and alternative may begin with.
    private mutating func computeFirst() {
        var changed = true
        while changed {
            changed = false
            for i in rules.indices {
                let (first, nullable) = firstOf(rules[i].alternatives)
                if first != rules[i].first || nullable != rules[i].nullable {
                    rules[i].first = first
                    rules[i].nullable = nullable
                    changed = true
                }
            }
        }
        for i in rules.indices { rules[i].alternatives = rules[i].alternatives.map(annotated) }
    }

    private func firstOf(_ alternatives: [Alternative]) -> (KindSet, Bool) {
        var first = KindSet()
        var nullable = false
        for alternative in alternatives {
            let (f, n) = firstOf(alternative)
            first.formUnion(f)
            nullable = nullable || n
        }
        return (first, nullable)
    }

    private func firstOf(_ alternative: Alternative) -> (KindSet, Bool) {
        var first = KindSet()
        for item in alternative.items {
            let (f, n) = firstOf(item)
            first.formUnion(f)
            if !n { return (first, false) }
        }
        return (first, true)
    }

    private func firstOf(_ item: Item) -> (KindSet, Bool) {
        var set = KindSet()
        switch item {
        case .token(let k), .forced(let k, _): set.insert(k)
        case .name, .softKeyword, .anySoftKeyword: set.insert(.name)
        case .number: set.insert(.number)
        case .rule(let r): return (rules[r].first, rules[r].nullable)
        case .group(let alternatives): return firstOf(alternatives)
        case .optional(let inner), .star(let inner): return (firstOf(inner).0, true)
        case .plus(let inner): return firstOf(inner)
        case .gather(let inner, _): return firstOf(inner)
        case .lookahead, .cut: return (set, true)
        }
        return (set, false)
    }

    /// The alternative with what it and the alternatives within it may begin with.
    private func annotated(_ alternative: Alternative) -> Alternative {
        var result = alternative
        (result.first, result.nullable) = firstOf(alternative)
        result.items = alternative.items.map(annotated)
        return result
    }

    private func annotated(_ item: Item) -> Item {
        switch item {
        case .group(let alternatives): return .group(alternatives.map(annotated))
        case .optional(let inner): return .optional(annotated(inner))
        case .star(let inner): return .star(annotated(inner))
        case .plus(let inner): return .plus(annotated(inner))
        case .gather(let inner, let separator): return .gather(annotated(inner), separator)
        case .lookahead(let positive, let inner): return .lookahead(positive, annotated(inner))
        default: return item
        }
    }

    /// Reads the notation.
    private struct Reader {
        let text: [UInt8]
        var at = 0
        var index: [String: Int] = [:]
        private static let tokens: [String: TokenKind] = {
            var map: [String: TokenKind] = [
                "ENDMARKER": .endmarker, "NEWLINE": .newline, "INDENT": .indent, "DEDENT": .dedent, "STRING": .string,
                "ASYNC": .async, "AWAIT": .await, "TYPE_COMMENT": .typeComment,
            ]
            let operators: [(String, TokenKind)] = [
                ("(", .lpar), (")", .rpar), ("[", .lsqb), ("]", .rsqb), (":", .colon), (",", .comma), (";", .semi), ("+", .plus),
                ("-", .minus), ("*", .star), ("/", .slash), ("|", .vbar), ("&", .amper), ("<", .less), (">", .greater),
                ("=", .equal), (".", .dot), ("%", .percent), ("{", .lbrace), ("}", .rbrace), ("==", .eqequal),
                ("!=", .notequal), ("<=", .lessequal), (">=", .greaterequal), ("~", .tilde), ("^", .circumflex),
                ("<<", .leftshift), (">>", .rightshift), ("**", .doublestar), ("+=", .plusequal), ("-=", .minequal),
                ("*=", .starequal), ("/=", .slashequal), ("%=", .percentequal), ("&=", .amperequal), ("|=", .vbarequal),
                ("^=", .circumflexequal), ("<<=", .leftshiftequal), (">>=", .rightshiftequal), ("**=", .doublestarequal),
                ("//", .doubleslash), ("//=", .doubleslashequal), ("@", .at), ("@=", .atequal), ("->", .rarrow),
                ("...", .ellipsis), (":=", .colonequal),
            ]
            for (spelling, kind) in operators { map["'" + spelling] = kind }
            return map
        }()

        init(_ text: [UInt8]) { self.text = text }

        private mutating func skip() {
            while at < text.count, text[at] == 0x20 || text[at] == 0x0a { at += 1 }
        }

        private func isWord(_ c: UInt8) -> Bool {
            c == 0x5f || (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || (c >= 0x30 && c <= 0x39)
        }

        private mutating func word() -> String {
            let start = at
            while at < text.count, isWord(text[at]) { at += 1 }
            return String(decoding: text[start..<at], as: UTF8.self)
        }

        private func looking(_ s: StaticString) -> Bool {
            let n = s.utf8CodeUnitCount
            if at + n > text.count { return false }
            for i in 0..<n where text[at + i] != s.utf8Start[i] { return false }
            return true
        }

        /// The names at the left of the arrows.
        func ruleNames() -> [(name: String, isMemo: Bool)] {
            var names: [(name: String, isMemo: Bool)] = []
            var start = 0
            for i in 0...text.count where i == text.count || text[i] == 0x0a {
                let line = text[start..<i]
                start = i + 1
                guard let c = line.first, isWord(c), let end = line.firstIndex(of: 0x20) else { continue }
                let head = String(decoding: line[line.startIndex..<end], as: UTF8.self)
                let isMemo = head.hasSuffix(":memo")
                names.append((isMemo ? String(head.dropLast(5)) : head, isMemo))
            }
            return names
        }

        mutating func rule() -> [Alternative] {
            skip()
            while text[at] != 0x20 { at += 1 }
            skip()
            at += 2  // the arrow
            return alternatives()
        }

        /// Whether a new rule begins here (at the start of a line).
        private func atRuleStart() -> Bool { at == text.count || (text[at - 1] == 0x0a && isWord(text[at])) }

        private mutating func alternatives() -> [Alternative] {
            var result = [alternative()]
            while true {
                skip()
                if at < text.count, text[at] == 0x2f {
                    at += 1
                    result.append(alternative())
                } else {
                    return result
                }
            }
        }

        private mutating func alternative() -> Alternative {
            var result = Alternative()
            while true {
                skip()
                if atRuleStart() || text[at] == 0x2f || text[at] == 0x29 { return result }
                if looking("->") {
                    at += 2
                    action(&result)
                    return result
                }
                var label: UInt8 = 0
                if at + 1 < text.count, isWord(text[at]), text[at + 1] == 0x3d {
                    label = text[at]
                    at += 2
                }
                let item = self.item(&result)
                if label == 0x61 { result.a = result.items.count }
                // Inner groups pass on what they label with other letters.
                if label == 0x62 { result.b = result.items.count }
                if label == 0x63 || label == 0x7a || label == 0x6b { result.a = result.items.count }
                switch item {
                case .lookahead, .cut: break
                default: result.values += 1
                }
                result.items.append(item)
            }
        }

        private mutating func action(_ result: inout Alternative) {
            skip()
            let name = word()
            // Labels and the message that follow.
            var message = ""
            var labels: [String] = []
            while true {
                let saved = at
                skip()
                if at < text.count, text[at] == 0x22 {
                    at += 1
                    var bytes: [UInt8] = []
                    while text[at] != 0x22 {
                        if text[at] == 0x5c { at += 1 }
                        bytes.append(text[at])
                        at += 1
                    }
                    at += 1
                    message = String(decoding: bytes, as: UTF8.self)
                    break
                }
                if !atRuleStart(), at + 1 < text.count, isWord(text[at]), text[at + 1] == 0x20 || text[at + 1] == 0x0a {
                    labels.append(word())
                    continue
                }
                at = saved
                break
            }
            switch name {
            case "a", "c", "z", "k": result.action = .a
            case "b": result.action = .b
            case "node": result.action = .node
            case "at": result.action = .at(message)
            case "range":
                result.action = .range(message)
                if labels == ["a", "a"] { result.b = result.a }
            case "from": result.action = .from(message)
            case "raise": result.action = .raise(message)
            case "indent": result.action = .indent(message)
            case "star_target": result.action = .starTarget
            case "del_target": result.action = .delTarget
            case "for_target": result.action = .forTarget
            case "interactive_exit", "check_barry", "ensure_real", "ensure_imaginary", "or_pattern", "clause", "args", "concat",
                "join",
                "keyword", "double_star", "legacy", "missing_comma", "nonparen_genexp", "arguments_error", "after_key", "strings":
                result.action = .special(name)
            default: result.action = .expression(name)
            }
        }

        private mutating func item(_ alternative: inout Alternative) -> Item {
            if text[at] == 0x7e {
                at += 1
                return .cut
            }
            if text[at] == 0x26 || text[at] == 0x21 {
                let positive = text[at] == 0x26
                at += 1
                return .lookahead(positive, atom(&alternative))
            }
            if text[at] == 0x5e {
                at += 2
                let start = at
                while text[at] != 0x27 { at += 1 }
                let spelling = String(decoding: text[start..<at], as: UTF8.self)
                at += 1
                return .forced(Reader.tokens["'" + spelling]!, spelling)
            }
            var result = atom(&alternative)
            if at < text.count {
                switch text[at] {
                case 0x3f:
                    at += 1
                    result = .optional(result)
                case 0x2a:
                    at += 1
                    result = .star(result)
                case 0x2b:
                    at += 1
                    result = .plus(result)
                default: break
                }
            }
            let saved = at
            skip()
            if at < text.count, text[at] == 0x25 {
                at += 1
                skip()
                guard case .token(let separator) = atom(&alternative) else { preconditionFailure("grammar: separator") }
                return .gather(result, separator)
            }
            at = saved
            return result
        }

        private mutating func atom(_ alternative: inout Alternative) -> Item {
            switch text[at] {
            case 0x28:
                at += 1
                let inner = alternatives()
                skip()
                at += 1
                return .group(inner)
            case 0x27:
                let start = at
                at += 1
                while text[at] != 0x27 { at += 1 }
                let spelling = String(decoding: text[start..<at], as: UTF8.self)
                at += 1
                if let kind = Reader.tokens[spelling] { return .token(kind) }
                let bytes = Array(spelling.utf8.dropFirst())
                return .token(bytes.withUnsafeBufferPointer { TokenKind.ofWord($0.baseAddress!, bytes.count) })
            case 0x22:
                let start = at + 1
                at += 1
                while text[at] != 0x22 { at += 1 }
                at += 1
                return .softKeyword(Array(text[start..<(at - 1)]))
            default:
                let name = word()
                switch name {
                case "NAME": return .name
                case "NUMBER": return .number
                case "SOFT_KEYWORD": return .anySoftKeyword
                default: break
                }
                if let kind = Reader.tokens[name] { return .token(kind) }
                guard let rule = index[name] else { preconditionFailure("grammar: no rule \(name)") }
                // Only at the front: in `dict` CPython tries such a rule in the first pass too.
                if name.hasPrefix("invalid_"), alternative.items.isEmpty { alternative.isInvalid = true }
                return .rule(rule)
            }
        }
    }
}
