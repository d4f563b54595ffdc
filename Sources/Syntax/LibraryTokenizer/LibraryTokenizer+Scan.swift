extension LibraryTokenizer {
    /// What the pattern for a token found.
    private enum Match {
        /// The end of the text, or a backslash before the line end.
        case nothing, continuation
        case comment, number, newline, name, operation
        /// Opening quotes of a triple-quoted string.
        case triple
        /// A string, whole or up to the backslash at the line's end.
        case string
    }

    /// The tokens of the rest of a line. Origin: the inner loop of `_tokenize`.
    mutating func scanLine(from first: Int) {
        var pos = first
        while pos < line.count {
            var start = pos
            while start < line.count, line[start] == 0x20 || line[start] == 0x0c || line[start] == 0x09 { start += 1 }
            guard let (match, end) = match(at: start) else {
                add("ERRORTOKEN", line[pos...pos], (lnum, pos), (lnum, pos + 1))
                pos += 1
                continue
            }
            pos = end
            if start == end { continue }
            let text = line[start..<end]
            let place: (Place, Place) = ((lnum, start), (lnum, end))
            switch match {
            case .nothing: break
            case .continuation: continued = true
            case .number: add("NUMBER", text, place.0, place.1)
            case .newline: add(parenlev > 0 ? "NL" : "NEWLINE", text, place.0, place.1)
            case .comment: add("COMMENT", text, place.0, place.1)
            case .triple:
                let quote = line[end - 1]
                if let close = stringEnd(from: end, quote, isTriple: true) {
                    pos = close
                    add("STRING", line[start..<close], place.0, (lnum, close))
                } else {
                    open = OpenString(text: Array(line[start...]), start: place.0, quote: quote, isTriple: true)
                    return
                }
            case .string:
                if text.last == 0x0a {
                    let quote = text.first { $0 == 0x27 || $0 == 0x22 }!
                    open = OpenString(text: Array(line[start...]), start: place.0, quote: quote, isTriple: false)
                    return
                }
                add("STRING", text, place.0, place.1)
            case .name:
                // What is a letter of a word but may not begin one counts as an operator.
                add(LibraryTokenizer.beginsIdentifier(line[start]) ? "NAME" : "OP", text, place.0, place.1)
            case .operation:
                switch line[start] {
                case 0x28, 0x5b, 0x7b: parenlev += 1
                case 0x29, 0x5d, 0x7d: parenlev -= 1
                default: break
                }
                add(LibraryTokenizer.operators[text.map { UInt8($0) }]!, text, place.0, place.1)
            }
        }
    }

    private func at(_ i: Int) -> UInt32 { i < line.count ? line[i] : 0xffff_ffff }

    /// The first alternative of the token pattern that fits at `p`, in the pattern's order.
    private func match(at p: Int) -> (Match, Int)? {
        if p == line.count { return (.nothing, p) }
        let c = line[p]
        if c == 0x5c {
            if at(p + 1) == 0x0a { return (.continuation, p + 2) }
            return at(p + 1) == 0x0d && at(p + 2) == 0x0a ? (.continuation, p + 3) : nil
        }
        if c == 0x23 {
            var end = p
            while end < line.count, line[end] != 0x0d, line[end] != 0x0a { end += 1 }
            return (.comment, end)
        }
        let quoteAt = afterPrefix(p)
        if let q = quoteAt, at(q + 1) == line[q], at(q + 2) == line[q] { return (.triple, q + 3) }
        if let end = number(p) { return (.number, end) }
        if c == 0x0a { return (.newline, p + 1) }
        if c == 0x0d, at(p + 1) == 0x0a { return (.newline, p + 2) }
        if let end = operation(p) { return (.operation, end) }
        if let q = quoteAt, let end = shortString(q) { return (.string, end) }
        var end = p
        while end < line.count, LibraryTokenizer.isWordCharacter(line[end]) { end += 1 }
        return end > p ? (.name, end) : nil
    }

    /// Where the quote stands if a string begins here, prefix and all.
    private func afterPrefix(_ p: Int) -> Int? {
        var seen: [UInt32] = []
        for i in p..<min(p + 3, line.count) {
            if line[i] == 0x27 || line[i] == 0x22 {
                switch seen {
                case [], [0x62], [0x72], [0x75], [0x66], [0x62, 0x72], [0x72, 0x62], [0x66, 0x72], [0x72, 0x66]: return i
                default: return nil
                }
            }
            guard line[i] < 0x80 else { return nil }
            seen.append(line[i] | 0x20)
        }
        return nil
    }

    /// The end of a string in single quotes, or of its part in this line if a backslash ends it.
    private func shortString(_ q: Int) -> Int? {
        let quote = line[q]
        var i = q + 1
        var escaped = -1
        while i < line.count {
            let c = line[i]
            if c == quote { return i + 1 }
            if c == 0x0a {
                // A backslash and a carriage return were taken for an escape before the line end was seen.
                return escaped == i - 2 && line[i - 1] == 0x0d ? i + 1 : nil
            }
            if c == 0x5c {
                if at(i + 1) == 0x0a { return i + 2 }
                if i + 1 >= line.count { return nil }
                escaped = i
                i += 2
            } else {
                i += 1
            }
        }
        return nil
    }

    private func isDigit(_ i: Int) -> Bool { at(i) >= 0x30 && at(i) <= 0x39 }

    /// `[0-9](?:_?[0-9])*`
    private func digits(_ p: Int, _ isDigit: (UInt32) -> Bool) -> Int? {
        guard isDigit(at(p)) else { return nil }
        var i = p + 1
        while true {
            if isDigit(at(i)) {
                i += 1
            } else if at(i) == 0x5f, isDigit(at(i + 1)) {
                i += 2
            } else {
                return i
            }
        }
    }

    private func decimal(_ p: Int) -> Int? { digits(p) { $0 >= 0x30 && $0 <= 0x39 } }

    private func exponent(_ p: Int) -> Int? {
        guard at(p) | 0x20 == 0x65 else { return nil }
        let sign = at(p + 1) == 0x2b || at(p + 1) == 0x2d ? 1 : 0
        return decimal(p + 1 + sign)
    }

    private func float(_ p: Int) -> Int? {
        if let whole = decimal(p) {
            if at(whole) == 0x2e {
                let point = decimal(whole + 1) ?? whole + 1
                return exponent(point) ?? point
            }
            return exponent(whole)
        }
        guard at(p) == 0x2e, let fraction = decimal(p + 1) else { return nil }
        return exponent(fraction) ?? fraction
    }

    private func isImaginaryUnit(_ i: Int) -> Bool { at(i) == 0x6a || at(i) == 0x4a }

    private func number(_ p: Int) -> Int? {
        guard isDigit(p) || at(p) == 0x2e else { return nil }
        if let end = decimal(p), isImaginaryUnit(end) { return end + 1 }
        if let end = float(p) { return isImaginaryUnit(end) ? end + 1 : end }
        guard isDigit(p) else { return nil }
        if at(p) != 0x30 { return decimal(p) }
        let base: ((UInt32) -> Bool)?
        switch at(p + 1) | 0x20 {
        case 0x78: base = { ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) }
        case 0x62: base = { $0 == 0x30 || $0 == 0x31 }
        case 0x6f: base = { $0 >= 0x30 && $0 <= 0x37 }
        default: base = nil
        }
        if let base {
            let from = at(p + 2) == 0x5f ? p + 3 : p + 2
            if let end = digits(from, base) { return end }
        }
        return digits(p) { $0 == 0x30 }
    }

    private func operation(_ p: Int) -> Int? {
        for length in stride(from: 3, through: 1, by: -1) where p + length <= line.count {
            let text = line[p..<(p + length)]
            if text.contains(where: { $0 >= 0x80 }) { continue }
            if LibraryTokenizer.operators[text.map { UInt8($0) }] != nil { return p + length }
        }
        return nil
    }

    /// `\w` of Python's regular expressions.
    static func isWordCharacter(_ c: UInt32) -> Bool {
        if c < 0x80 { return (c | 0x20 >= 0x61 && c | 0x20 <= 0x7a) || (c >= 0x30 && c <= 0x39) || c == 0x5f }
        guard let scalar = Unicode.Scalar(c), scalar.isInUnicode14 else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return scalar.properties.numericType != nil
        }
    }

    static func beginsIdentifier(_ c: UInt32) -> Bool {
        if c < 0x80 { return (c | 0x20 >= 0x61 && c | 0x20 <= 0x7a) || c == 0x5f }
        return Unicode.Scalar(c)?.isXIDStart311 ?? false
    }

    /// Origin: EXACT_TOKEN_TYPES in Lib/token.py.
    static let operators: [[UInt8]: String] = {
        let list = [
            ("!=", "NOTEQUAL"), ("%", "PERCENT"), ("%=", "PERCENTEQUAL"), ("&", "AMPER"), ("&=", "AMPEREQUAL"), ("(", "LPAR"),
            (")", "RPAR"), ("*", "STAR"), ("**", "DOUBLESTAR"), ("**=", "DOUBLESTAREQUAL"), ("*=", "STAREQUAL"), ("+", "PLUS"),
            ("+=", "PLUSEQUAL"), (",", "COMMA"), ("-", "MINUS"), ("-=", "MINEQUAL"), ("->", "RARROW"), (".", "DOT"),
            ("...", "ELLIPSIS"), ("/", "SLASH"), ("//", "DOUBLESLASH"), ("//=", "DOUBLESLASHEQUAL"), ("/=", "SLASHEQUAL"),
            (":", "COLON"), (":=", "COLONEQUAL"), (";", "SEMI"), ("<", "LESS"), ("<<", "LEFTSHIFT"), ("<<=", "LEFTSHIFTEQUAL"),
            ("<=", "LESSEQUAL"), ("=", "EQUAL"), ("==", "EQEQUAL"), (">", "GREATER"), (">=", "GREATEREQUAL"),
            (">>", "RIGHTSHIFT"), (">>=", "RIGHTSHIFTEQUAL"), ("@", "AT"), ("@=", "ATEQUAL"), ("[", "LSQB"), ("]", "RSQB"),
            ("^", "CIRCUMFLEX"), ("^=", "CIRCUMFLEXEQUAL"), ("{", "LBRACE"), ("|", "VBAR"), ("|=", "VBAREQUAL"),
            ("}", "RBRACE"), ("~", "TILDE"),
        ]
        return Dictionary(uniqueKeysWithValues: list.map { (Array($0.0.utf8), $0.1) })
    }()
}
