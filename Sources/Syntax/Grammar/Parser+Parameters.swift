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
            try expect(.comma)
        }
        return result
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
        while kind != end {
            try expect(.comma)
            switch kind {
            case .name:
                result.kwonlyargs.append(try parameter(annotated))
                result.kw_defaults.append(accept(.equal) ? try expression() : nil)
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
        _ = accept(.comma)
        if kind != end { throw ParseFailed() }
    }
}
