extension Parser {
    /// The parameters of a function (`end` is the closing parenthesis) or of a lambda (`end` is the colon); `end` is left.
    mutating func parameters(end: TokenKind, annotated: Bool) throws(ParseFailed) -> Arguments {
        let result = Arguments()
        if kind == end { return result }
        var sawDefault = false
        var sawSlash = false
        while kind != end {
            switch kind {
            case .name:
                let arg = try parameter(annotated)
                result.args.append(arg)
                if accept(.equal) {
                    sawDefault = true
                    result.defaults.append(try expression())
                } else if sawDefault {
                    throw ParseFailed()
                }
            case .slash:
                if sawSlash || result.args.isEmpty { throw ParseFailed() }
                pos += 1
                sawSlash = true
                result.posonlyargs = result.args
                result.args = []
            case .star:
                pos += 1
                try afterStar(result, end, annotated)
                return result
            case .doublestar:
                try keywordRest(result, end, annotated)
                return result
            default:
                throw ParseFailed()
            }
            if kind == end { break }
            if try endOfParameter(end, result.args.last) { break }
        }
        return result
    }

    /// What follows a parameter: a comma with perhaps a type comment, or (then true is given) a type comment before the end.
    private mutating func endOfParameter(_ end: TokenKind, _ arg: Arg?) throws(ParseFailed) -> Bool {
        if kind == .typeComment {
            guard let arg, nextKind == end else { throw ParseFailed() }
            _ = commented(arg, typeComment())
            return true
        }
        try expect(.comma)
        if kind == .typeComment {
            guard let arg else { throw ParseFailed() }
            _ = commented(arg, typeComment())
        }
        return false
    }

    private mutating func parameter(_ annotated: Bool, starAnnotation: Bool = false) throws(ParseFailed) -> Arg {
        let start = pos
        let id = try name()
        var annotation: Expr?
        if annotated, accept(.colon) {
            if starAnnotation, kind == .star { annotation = try starred() } else { annotation = try expression() }
        }
        return Arg(arg: id, annotation: annotation, location(start))
    }

    private mutating func afterStar(_ result: Arguments, _ end: TokenKind, _ annotated: Bool) throws(ParseFailed) {
        if kind == .comma {
            // A bare star must be followed by a named parameter.
            if nextKind != .name { throw ParseFailed() }
        } else {
            result.vararg = try parameter(annotated, starAnnotation: true)
        }
        var last = result.vararg
        while kind != end {
            if try endOfParameter(end, last) { return }
            switch kind {
            case .name:
                result.kwonlyargs.append(try parameter(annotated))
                result.kw_defaults.append(accept(.equal) ? try expression() : nil)
                last = result.kwonlyargs.last
            case .doublestar:
                try keywordRest(result, end, annotated)
                return
            case end:
                return
            default:
                throw ParseFailed()
            }
        }
    }

    private mutating func keywordRest(_ result: Arguments, _ end: TokenKind, _ annotated: Bool) throws(ParseFailed) {
        pos += 1
        result.kwarg = try parameter(annotated)
        if kind != end { _ = try endOfParameter(end, result.kwarg) }
        if kind != end { throw ParseFailed() }
    }
}
