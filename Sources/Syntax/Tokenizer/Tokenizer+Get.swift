extension Tokenizer {
    /// The next token; its text is `pStart ..< pEnd`. On `errortoken`, `done` and perhaps `error` say why.
    /// Origin: _PyTokenizer_Get.
    @inline(__always)
    mutating func get() -> TokenKind {
        let kind = scan()
        if decodingErred {
            done = .decode
            return .errortoken
        }
        return kind
    }

    /// Origin: tok_get.
    mutating func scan() -> TokenKind {
        var c: Int32
        nextline: while true {
            pStart = -1
            pEnd = -1
            start = -1
            var blankline = false
            if atbol {
                atbol = false
                if let failure = indentation(&blankline) { return failure }
            }
            start = cur
            if pendin != 0 {
                if pendin < 0 {
                    pendin += 1
                    return .dedent
                }
                pendin -= 1
                return .indent
            }
            // The lookahead that CPython does here may read the next line, which moves lineno.
            c = nextc()
            backup(c)
            again: while true {
                start = -1
                repeat { c = nextc() } while c == 0x20 || c == 0x09 || c == 0x0c
                // At the end of input CPython's pointer stands one before `cur` too.
                start = cur - 1
                if c == 0x23 {
                    while c != Tokenizer.eof, c != 0x0a { c = nextc() }
                    if typeComments, let kind = typeComment(c, blankline) { return kind }
                }
                if c == Tokenizer.eof {
                    if level > 0 { return .errortoken }
                    return done == .eof ? .endmarker : .errortoken
                }
                if Tokenizer.isIdentifierStart(c) { return word(c) }
                if c == 0x0a {
                    atbol = true
                    if blankline || level > 0 { continue nextline }
                    pStart = start
                    pEnd = cur - 1
                    contLine = false
                    return .newline
                }
                if c == 0x2e { return dot() }
                if Tokenizer.isDigit(c) { return number(c) }
                if c == 0x27 || c == 0x22 { return string(c) }
                if c == 0x5c {
                    if continuationLine() == -1 { return .errortoken }
                    contLine = true
                    continue again
                }
                return operatorToken(UInt8(c))
            }
        }
    }

    /// The token of the comment from `start` to the line end `c` that has just been read, if it is a type comment.
    private mutating func typeComment(_ c: Int32, _ blankline: Bool) -> TokenKind? {
        var p = start
        for wanted in "# type: ".utf8 {
            if p >= cur { return nil }
            if wanted == 0x20 {
                while base[p] == 0x20 || base[p] == 0x09 { p += 1 }
            } else if base[p] == wanted {
                p += 1
            } else {
                return nil
            }
        }
        backup(c)
        let end = p + 6
        var isIgnore = cur >= end
        if isIgnore {
            for (i, letter) in "ignore".utf8.enumerated() where base[p + i] != letter { isIgnore = false }
        }
        if isIgnore, cur > end {
            let next = base[end]
            let isAlphanumeric = (next | 0x20 >= 0x61 && next | 0x20 <= 0x7a) || (next >= 0x30 && next <= 0x39)
            if next >= 128 || isAlphanumeric { isIgnore = false }
        }
        pStart = isIgnore ? end : p
        pEnd = cur
        if isIgnore, blankline {
            _ = nextc()
            atbol = true
        }
        return isIgnore ? .typeIgnore : .typeComment
    }

    /// Measures the white space at the start of a line and works out indents and dedents.
    private mutating func indentation(_ blankline: inout Bool) -> TokenKind? {
        var c: Int32
        var col: Int32 = 0
        var altcol: Int32 = 0
        var contLineCol: Int32 = 0
        while true {
            c = nextc()
            if c == 0x20 {
                col += 1
                altcol += 1
            } else if c == 0x09 {
                col = (col / 8 + 1) * 8
                altcol += 1
            } else if c == 0x0c {
                col = 0
                altcol = 0
            } else if c == 0x5c {
                contLineCol = contLineCol != 0 ? contLineCol : col
                c = continuationLine()
                if c == -1 { return .errortoken }
            } else {
                break
            }
        }
        backup(c)
        if c == 0x23 || c == 0x0a { blankline = true }
        if !blankline, level == 0 {
            if contLineCol != 0 {
                col = contLineCol
                altcol = contLineCol
            }
            if col == indstack[indent] {
                if altcol != altindstack[indent] { return indentError() }
            } else if col > indstack[indent] {
                if indent + 1 >= Tokenizer.maxIndent {
                    done = .toodeep
                    cur = inp
                    return .errortoken
                }
                if altcol <= altindstack[indent] { return indentError() }
                pendin += 1
                indent += 1
                indstack[indent] = col
                altindstack[indent] = altcol
            } else {
                while indent > 0, col < indstack[indent] {
                    pendin -= 1
                    indent -= 1
                }
                if col != indstack[indent] {
                    done = .dedent
                    cur = inp
                    return .errortoken
                }
                if altcol != altindstack[indent] { return indentError() }
            }
        }
        return nil
    }

    /// An identifier, a reserved word, or a string with a prefix; `first` has been read.
    private mutating func word(_ first: Int32) -> TokenKind {
        var c = first
        var sawB = false
        var sawR = false
        var sawU = false
        var sawF = false
        prefix: while true {
            let lower = c | 0x20
            if lower == 0x62, !(sawB || sawU || sawF) {
                sawB = true
            } else if lower == 0x75, !(sawB || sawU || sawR || sawF) {
                sawU = true
            } else if lower == 0x72, !(sawR || sawU) {
                sawR = true
            } else if lower == 0x66, !(sawF || sawB || sawU) {
                sawF = true
            } else {
                break prefix
            }
            c = nextc()
            if c == 0x22 || c == 0x27 { return string(c) }
        }
        var nonascii = false
        while Tokenizer.isIdentifierChar(c) {
            if c >= 128 { nonascii = true }
            c = nextc()
        }
        backup(c)
        if nonascii, !verifyIdentifier() { return .errortoken }
        pStart = start
        pEnd = cur
        if nonascii { return .name }
        return TokenKind.ofWord(UnsafePointer(base + start), cur - start)
    }

    private mutating func dot() -> TokenKind {
        var c = nextc()
        if Tokenizer.isDigit(c) { return fraction(c) }
        var kind = TokenKind.dot
        if c == 0x2e {
            c = nextc()
            if c == 0x2e {
                kind = .ellipsis
            } else {
                backup(c)
                backup(0x2e)
            }
        } else {
            backup(c)
        }
        pStart = start
        pEnd = cur
        return kind
    }

    /// A string whose opening quote has just been read.
    private mutating func string(_ quote: Int32) -> TokenKind {
        var quoteSize = 1
        var endQuoteSize = 0
        firstLineno = lineno
        multiLineStart = lineStart
        var c = nextc()
        if c == quote {
            c = nextc()
            if c == quote { quoteSize = 3 } else { endQuoteSize = 1 }
        }
        if c != quote { backup(c) }
        while endQuoteSize != quoteSize {
            c = nextc()
            if c == Tokenizer.eof || (quoteSize == 1 && c == 0x0a) {
                // The error is reported where the string began.
                cur = start + 1
                lineStart = multiLineStart
                let detected = lineno
                lineno = firstLineno
                if quoteSize == 3 {
                    syntaxError("unterminated triple-quoted string literal (detected at line \(detected))")
                    if c != 0x0a { done = .eofs }
                } else {
                    syntaxError("unterminated string literal (detected at line \(detected))")
                    if c != 0x0a { done = .eols }
                }
                return .errortoken
            }
            if c == quote {
                endQuoteSize += 1
            } else {
                endQuoteSize = 0
                if c == 0x5c { _ = nextc() }
            }
        }
        pStart = start
        pEnd = cur
        return .string
    }

    private mutating func operatorToken(_ c: UInt8) -> TokenKind {
        let c2 = nextc()
        var kind = c2 < 0 ? .op : TokenKind.twoCharacters(c, UInt8(c2))
        if kind != .op {
            let c3 = nextc()
            let three = c3 < 0 ? .op : TokenKind.threeCharacters(c, UInt8(c2), UInt8(c3))
            if three != .op { kind = three } else { backup(c3) }
            pStart = start
            pEnd = cur
            return kind
        }
        backup(c2)
        switch c {
        case 0x28, 0x5b, 0x7b:
            if level >= Tokenizer.maxLevel { return syntaxError("too many nested parentheses") }
            parenstack[level] = c
            parenlinenostack[level] = lineno
            parencolstack[level] = Int32(start - lineStart)
            level += 1
        case 0x29, 0x5d, 0x7d:
            let shown = Character(Unicode.Scalar(c))
            if level == 0 { return syntaxError("unmatched '\(shown)'") }
            level -= 1
            let opening = parenstack[level]
            if !((opening == 0x28 && c == 0x29) || (opening == 0x5b && c == 0x5d) || (opening == 0x7b && c == 0x7d)) {
                let open = Character(Unicode.Scalar(opening))
                if parenlinenostack[level] != lineno {
                    return syntaxError(
                        "closing parenthesis '\(shown)' does not match opening parenthesis '\(open)' on line "
                            + "\(parenlinenostack[level])")
                }
                return syntaxError("closing parenthesis '\(shown)' does not match opening parenthesis '\(open)'")
            }
        default: break
        }
        if c < 0x20 || c == 0x7f {
            return syntaxError("invalid non-printable character U+\(hexadecimal(UInt32(c), minimumDigits: 4))")
        }
        pStart = start
        pEnd = cur
        return TokenKind.oneCharacter(c)
    }
}

extension TokenKind {
    /// Origin: PyToken_OneChar.
    static func oneCharacter(_ c: UInt8) -> TokenKind {
        switch c {
        case 0x28: return .lpar
        case 0x29: return .rpar
        case 0x5b: return .lsqb
        case 0x5d: return .rsqb
        case 0x3a: return .colon
        case 0x2c: return .comma
        case 0x3b: return .semi
        case 0x2b: return .plus
        case 0x2d: return .minus
        case 0x2a: return .star
        case 0x2f: return .slash
        case 0x7c: return .vbar
        case 0x26: return .amper
        case 0x3c: return .less
        case 0x3e: return .greater
        case 0x3d: return .equal
        case 0x2e: return .dot
        case 0x25: return .percent
        case 0x7b: return .lbrace
        case 0x7d: return .rbrace
        case 0x7e: return .tilde
        case 0x5e: return .circumflex
        case 0x40: return .at
        default: return .op
        }
    }

    /// Origin: PyToken_TwoChars.
    static func twoCharacters(_ a: UInt8, _ b: UInt8) -> TokenKind {
        if b == 0x3d {
            switch a {
            case 0x21: return .notequal
            case 0x25: return .percentequal
            case 0x26: return .amperequal
            case 0x2a: return .starequal
            case 0x2b: return .plusequal
            case 0x2d: return .minequal
            case 0x2f: return .slashequal
            case 0x3a: return .colonequal
            case 0x3c: return .lessequal
            case 0x3d: return .eqequal
            case 0x3e: return .greaterequal
            case 0x40: return .atequal
            case 0x5e: return .circumflexequal
            case 0x7c: return .vbarequal
            default: return .op
            }
        }
        switch (a, b) {
        case (0x2a, 0x2a): return .doublestar
        case (0x2d, 0x3e): return .rarrow
        case (0x2f, 0x2f): return .doubleslash
        case (0x3c, 0x3c): return .leftshift
        case (0x3c, 0x3e): return .notequal
        case (0x3e, 0x3e): return .rightshift
        default: return .op
        }
    }

    /// Origin: PyToken_ThreeChars.
    static func threeCharacters(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> TokenKind {
        switch (a, b, c) {
        case (0x2a, 0x2a, 0x3d): return .doublestarequal
        case (0x2e, 0x2e, 0x2e): return .ellipsis
        case (0x2f, 0x2f, 0x3d): return .doubleslashequal
        case (0x3c, 0x3c, 0x3d): return .leftshiftequal
        case (0x3e, 0x3e, 0x3d): return .rightshiftequal
        default: return .op
        }
    }
}
