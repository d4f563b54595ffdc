import Bytecode

extension StringLiteralReader {
    /// Reads an f-string's text from `at` to `end` into `pieces`. `depth` is 1 within a format specification.
    /// Origin: _PyPegen_FstringParser_ConcatFstring.
    func formatted<H: LiteralHost>(
        _ pieces: inout Pieces, _ at: inout Int, _ end: Int, _ raw: Bool, _ depth: Int, _ first: Token, _ token: Token,
        _ last: Token, _ host: inout H
    ) throws(ParseFailed) {
        pieces.isFormatted = true
        while true {
            let doubled = try literal(&pieces, &at, end, raw, depth, token, &host)
            if doubled { continue }
            if at >= end || base[at] == 0x7d { break }
            let node = try field(&pieces, &at, end, raw, depth, first, token, last, &host)
            if !pieces.text.isEmpty { pieces.nodes.append(textNode(&pieces, first, last)) }
            pieces.nodes.append(node)
        }
        if depth == 0, at < end - 1 { throw host.literalError("f-string: unexpected end of string") }
        if depth != 0, base[at] != 0x7d { throw host.literalError("f-string: expecting '}'") }
    }

    /// Reads literal text up to a brace; true if it ended with a doubled brace, after which more text may follow.
    /// Origin: fstring_find_literal.
    private func literal<H: LiteralHost>(
        _ pieces: inout Pieces, _ at: inout Int, _ end: Int, _ raw: Bool, _ depth: Int, _ token: Token, _ host: inout H
    ) throws(ParseFailed) -> Bool {
        let start = at
        var s = at
        var doubled = false
        var hasBackslash = false
        scan: while s < end {
            var c = base[s]
            s += 1
            if !raw, c == 0x5c, s < end {
                hasBackslash = true
                c = base[s]
                s += 1
                if c == 0x4e {
                    // The braces of \N{name} are no field.
                    if s < end {
                        s += 1
                        if base[s - 1] == 0x7b {
                            while s < end {
                                s += 1
                                if base[s - 1] == 0x7d { break }
                            }
                        }
                    }
                    continue
                }
                if c == 0x7b { host.literalWarning("invalid escape sequence '\\{'", token) }
            }
            if c == 0x7b || c == 0x7d {
                if depth == 0 {
                    if s < end, base[s] == c {
                        at = s + 1
                        doubled = true
                        break scan
                    }
                    if c == 0x7d {
                        at = s - 1
                        throw host.literalError("f-string: single '}' is not allowed")
                    }
                }
                s -= 1
                break
            }
        }
        if !doubled { at = s }
        if start != s {
            let text = raw || !hasBackslash ? try plain(start, s, byRuns: !raw, &host) : try escaped(start, s, token, &host)
            pieces.text += text
        }
        return doubled
    }

    /// Reads a replacement field, `at` standing on its `{`. The text of an `=` field goes to `pieces`.
    /// Origin: fstring_find_expr.
    private func field<H: LiteralHost>(
        _ pieces: inout Pieces, _ at: inout Int, _ end: Int, _ raw: Bool, _ depth: Int, _ first: Token, _ token: Token,
        _ last: Token, _ host: inout H
    ) throws(ParseFailed) -> Expr {
        if depth >= 2 { throw host.literalError("f-string: expressions nested too deeply") }
        at += 1
        let exprStart = at
        try skipExpression(&at, end, &host)
        let exprEnd = at
        let value = try expression(exprStart, exprEnd, token, &host)
        var exprText: [UInt32]?
        var conversion: Int32 = -1
        if base[at] == 0x3d {
            at += 1
            while base[at] == 0x20 || (base[at] >= 0x09 && base[at] <= 0x0d) { at += 1 }
            exprText = try plain(exprStart, at, &host)
        }
        if base[at] == 0x21 {
            at += 1
            if at >= end { throw host.literalError("f-string: expecting '}'") }
            conversion = Int32(base[at])
            at += 1
            if !(conversion == 0x73 || conversion == 0x72 || conversion == 0x61) {
                throw host.literalError("f-string: invalid conversion character: expected 's', 'r', or 'a'")
            }
        }
        if at >= end { throw host.literalError("f-string: expecting '}'") }
        var spec: Expr?
        if base[at] == 0x3a {
            at += 1
            if at >= end { throw host.literalError("f-string: expecting '}'") }
            var inner = Pieces()
            try formatted(&inner, &at, end, raw, depth + 1, first, token, last, &host)
            spec = finish(&inner, token, token)
        }
        if at >= end || base[at] != 0x7d { throw host.literalError("f-string: expecting '}'") }
        at += 1
        if let exprText {
            pieces.text += exprText
            if spec == nil, conversion == -1 { conversion = 0x72 }
        }
        return Expr(
            .formattedValue(value: value, conversion: conversion, format_spec: spec),
            Location(
                lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset
            ))
    }

    /// Moves `at` to the end of the expression: a `!`, `:`, `=` or `}` outside brackets and strings.
    private func skipExpression<H: LiteralHost>(_ at: inout Int, _ end: Int, _ host: inout H) throws(ParseFailed) {
        var quote: UInt8 = 0
        var stringType = 0
        var parens: [UInt8] = []
        scan: while at < end {
            let c = base[at]
            if c == 0x5c { throw host.literalError("f-string expression part cannot include a backslash") }
            if quote != 0 {
                if c == quote {
                    if stringType == 3 {
                        if at + 2 < end, base[at + 1] == c, base[at + 2] == c {
                            at += 3
                            stringType = 0
                            quote = 0
                            continue
                        }
                    } else {
                        quote = 0
                        stringType = 0
                    }
                }
                at += 1
                continue
            }
            if parens.isEmpty, c == 0x21 || c == 0x3a || c == 0x7d || c == 0x3d || c == 0x3e || c == 0x3c {
                // `!=`, `==`, `<=` and `>=` do not end an expression, and `<` and `>` alone do not either.
                if at + 1 < end, base[at + 1] == 0x3d, c != 0x3a, c != 0x7d {
                    at += 2
                    continue
                }
                if c != 0x3e, c != 0x3c { break scan }
                at += 1
                continue
            }
            switch c {
            case 0x27, 0x22:
                if at + 2 < end, base[at + 1] == c, base[at + 2] == c {
                    stringType = 3
                    at += 2
                } else {
                    stringType = 1
                }
                quote = c
            case 0x5b, 0x7b, 0x28:
                if parens.count >= Tokenizer.maxLevel { throw host.literalError("f-string: too many nested parenthesis") }
                parens.append(c)
            case 0x23:
                throw host.literalError("f-string expression part cannot include '#'")
            case 0x5d, 0x7d, 0x29:
                let shown = Character(Unicode.Scalar(c))
                guard let opening = parens.popLast() else { throw host.literalError("f-string: unmatched '\(shown)'") }
                if !((opening == 0x28 && c == 0x29) || (opening == 0x5b && c == 0x5d) || (opening == 0x7b && c == 0x7d)) {
                    throw host.literalError(
                        "f-string: closing parenthesis '\(shown)' does not match opening parenthesis "
                            + "'\(Character(Unicode.Scalar(opening)))'")
                }
            default: break
            }
            at += 1
        }
        if quote != 0 { throw host.literalError("f-string: unterminated string") }
        if let opening = parens.last {
            throw host.literalError("f-string: unmatched '\(Character(Unicode.Scalar(opening)))'")
        }
        if at >= end { throw host.literalError("f-string: expecting '}'") }
    }

    /// Parses the expression in `start ..< end`. Origin: fstring_compile_expr, fstring_find_expr_location.
    private func expression<H: LiteralHost>(
        _ start: Int, _ end: Int, _ token: Token, _ host: inout H
    ) throws(ParseFailed) -> Expr {
        var s = start
        while s < end, base[s] == 0x20 || base[s] == 0x09 || base[s] == 0x0a || base[s] == 0x0c { s += 1 }
        if s == end {
            let c = base[end]
            if c == 0x21 || c == 0x3a || c == 0x3d {
                throw host.literalError("f-string: expression required before '\(Character(Unicode.Scalar(c)))'")
            }
            throw host.literalError("f-string: empty expression not allowed")
        }
        // How far the expression's first line is shifted: from the last newline in the literal to the brace.
        let brace = start - 1
        let tokenStart = Int(token.start)
        var lines: Int32 = 0
        var cols: Int32 = 0
        var newlineAfterBrace = true
        s = start
        while base[s] != 0x7d, base[s] != 0x0a {
            if base[s] != 0x20, base[s] != 0x09, base[s] != 0x0c {
                newlineAfterBrace = false
                break
            }
            s += 1
        }
        if !newlineAfterBrace {
            s = brace
            while s > tokenStart, base[s] != 0x0a { s -= 1 }
            cols += Int32(brace - s)
            if base[s] == 0x0a { cols -= 1 }
        }
        for i in tokenStart..<brace where base[i] == 0x0a { lines += 1 }
        var text: [UInt8] = [0x28]
        text.append(contentsOf: UnsafeBufferPointer(start: base + start, count: end - start))
        text.append(0x29)
        let buffer = text.withUnsafeBufferPointer { SourceBuffer($0, addNewline: true) }
        return try host.replacementField(
            buffer, startingLineno: token.lineno + lines, startingCol: lines != 0 ? cols : token.col_offset + cols)
    }
}
