extension Tokenizer {
    /// Whether the bytes of `test` follow, and then nothing that could go on an identifier. Origin: lookahead.
    private func follows(_ test: StaticString) -> Bool {
        var i = 0
        while i < test.utf8CodeUnitCount {
            if base[cur + i] != test.utf8Start[i] { return false }
            i += 1
        }
        return !Tokenizer.isIdentifierChar(Int32(base[cur + i]))
    }

    /// After a number, `c` being the character after it (already read): a letter there is an error, or a warning if a word
    /// follows that may stand after a number. Origin: verify_end_of_number.
    private mutating func verifyEnd(_ c: Int32, _ kind: String) -> Bool {
        var r = false
        switch c {
        case 0x61: r = follows("nd")
        case 0x65: r = follows("lse")
        case 0x66: r = follows("or")
        case 0x69:
            let c2 = base[cur]
            r = c2 == 0x66 || c2 == 0x6e || c2 == 0x73
        case 0x6f: r = follows("r")
        case 0x6e: r = follows("ot")
        default: break
        }
        if r {
            backup(c)
            warn(.syntaxWarning, "invalid \(kind) literal")
            _ = nextc()
        } else if Tokenizer.isIdentifierChar(c) {
            backup(c)
            syntaxError("invalid \(kind) literal")
            return false
        }
        return true
    }

    /// Digits with single underscores between them; the character after them, or 0 on error. Origin: tok_decimal_tail.
    private mutating func decimalTail() -> Int32 {
        var c: Int32
        while true {
            repeat { c = nextc() } while Tokenizer.isDigit(c)
            if c != 0x5f { break }
            c = nextc()
            if !Tokenizer.isDigit(c) {
                backup(c)
                syntaxError("invalid decimal literal")
                return 0
            }
        }
        return c
    }

    private static func isHexDigit(_ c: Int32) -> Bool {
        isDigit(c) || (c >= 0x61 && c <= 0x66) || (c >= 0x41 && c <= 0x46)
    }

    /// After `0x`, `0o` or `0b`. Origin: tok_get.
    private mutating func radixDigits(_ kind: String, limit: Int32) -> TokenKind {
        @inline(__always) func good(_ c: Int32) -> Bool {
            limit == 16 ? Tokenizer.isHexDigit(c) : c >= 0x30 && c < 0x30 + limit
        }
        var c = nextc()
        repeat {
            if c == 0x5f { c = nextc() }
            if !good(c) {
                if limit < 16, Tokenizer.isDigit(c) {
                    return syntaxError("invalid digit '\(Character(Unicode.Scalar(UInt8(c))))' in \(kind) literal")
                }
                backup(c)
                return syntaxError("invalid \(kind) literal")
            }
            repeat { c = nextc() } while good(c)
        } while c == 0x5f
        if limit < 16, Tokenizer.isDigit(c) {
            return syntaxError("invalid digit '\(Character(Unicode.Scalar(UInt8(c))))' in \(kind) literal")
        }
        if !verifyEnd(c, kind) { return .errortoken }
        return numberEnds(c)
    }

    private mutating func numberEnds(_ c: Int32) -> TokenKind {
        backup(c)
        pStart = start
        pEnd = cur
        return .number
    }

    /// A number whose first digit `c` has been read. Origin: tok_get.
    mutating func number(_ first: Int32) -> TokenKind {
        var c = first
        if c == 0x30 {
            c = nextc()
            switch c {
            case 0x78, 0x58: return radixDigits("hexadecimal", limit: 16)
            case 0x6f, 0x4f: return radixDigits("octal", limit: 8)
            case 0x62, 0x42: return radixDigits("binary", limit: 2)
            default: break
            }
            // Zeros only, unless it turns out to be a float.
            var nonzero = false
            while true {
                if c == 0x5f {
                    c = nextc()
                    if !Tokenizer.isDigit(c) {
                        backup(c)
                        return syntaxError("invalid decimal literal")
                    }
                }
                if c != 0x30 { break }
                c = nextc()
            }
            let zerosEnd = cur
            if Tokenizer.isDigit(c) {
                nonzero = true
                c = decimalTail()
                if c == 0 { return .errortoken }
            }
            if c == 0x2e {
                c = nextc()
                return fraction(c)
            }
            if c == 0x65 || c == 0x45 { return exponent(c) }
            if c == 0x6a || c == 0x4a { return imaginary() }
            if nonzero {
                backup(c)
                return syntaxError(
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                    col: start + 1 - lineStart, endCol: zerosEnd - lineStart)
            }
            if !verifyEnd(c, "decimal") { return .errortoken }
            return numberEnds(c)
        }
        c = decimalTail()
        if c == 0 { return .errortoken }
        if c == 0x2e {
            c = nextc()
            return fraction(c)
        }
        return afterFraction(c)
    }

    /// After the decimal point, `first` being the next character.
    mutating func fraction(_ first: Int32) -> TokenKind {
        var c = first
        if Tokenizer.isDigit(c) {
            c = decimalTail()
            if c == 0 { return .errortoken }
        }
        return afterFraction(c)
    }

    private mutating func afterFraction(_ c: Int32) -> TokenKind {
        if c == 0x65 || c == 0x45 { return exponent(c) }
        if c == 0x6a || c == 0x4a { return imaginary() }
        if !verifyEnd(c, "decimal") { return .errortoken }
        return numberEnds(c)
    }

    private mutating func exponent(_ e: Int32) -> TokenKind {
        var c = nextc()
        if c == 0x2b || c == 0x2d {
            c = nextc()
            if !Tokenizer.isDigit(c) {
                backup(c)
                return syntaxError("invalid decimal literal")
            }
        } else if !Tokenizer.isDigit(c) {
            // `1else`: the e belongs to a word.
            backup(c)
            if !verifyEnd(e, "decimal") { return .errortoken }
            return numberEnds(e)
        }
        c = decimalTail()
        if c == 0 { return .errortoken }
        if c == 0x6a || c == 0x4a { return imaginary() }
        if !verifyEnd(c, "decimal") { return .errortoken }
        return numberEnds(c)
    }

    private mutating func imaginary() -> TokenKind {
        let c = nextc()
        if !verifyEnd(c, "imaginary") { return .errortoken }
        return numberEnds(c)
    }
}
