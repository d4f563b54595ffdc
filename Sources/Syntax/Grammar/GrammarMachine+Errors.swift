extension GrammarMachine {
    /// Raises at the last token read. Origin: _PyPegen_raise_error.
    @discardableResult
    func raise(_ message: String, kind: SyntaxErrorInfo.Kind = .syntaxError) -> Value? {
        guard let t = tokens.last else {
            return raise(kind, lineno: 0, col: 0, endLineno: 0, endCol: -1, message)
        }
        var col: Int
        if t.col_offset == -1 {
            col = tok.cur == tok.buf ? 0 : tok.cur - tok.lineStart
        } else {
            col = Int(t.col_offset) + 1
        }
        let endCol = t.end_col_offset == -1 ? -1 : Int(t.end_col_offset) + 1
        return raise(kind, lineno: Int(t.lineno), col: col, endLineno: Int(t.end_lineno), endCol: endCol, message)
    }

    /// Raises over a place.
    @discardableResult
    func raise(_ kind: SyntaxErrorInfo.Kind, _ at: Location, _ message: String) -> Value? {
        raise(
            kind, lineno: Int(at.lineno), col: Int(at.col_offset) + 1, endLineno: Int(at.end_lineno),
            endCol: Int(at.end_col_offset) + 1, message)
    }

    /// Raises with columns from 1, in bytes. Always gives nil. Origin: _PyPegen_raise_error_known_location.
    @discardableResult
    func raise(
        _ kind: SyntaxErrorInfo.Kind, lineno: Int, col: Int, endLineno: Int, endCol: Int, _ message: String
    ) -> Value? {
        errorIndicator = true
        var col = col
        var endLineno = endLineno
        var endCol = endCol
        if endLineno == GrammarMachine.currentPosition { endLineno = Int(tok.lineno) }
        if endCol == GrammarMachine.currentPosition { endCol = tok.cur - tok.lineStart }
        var message = message
        var line: [UInt8]
        if start == .fstring {
            message = "f-string: " + message
            col -= Int(startingCol)
            endCol -= Int(startingCol)
        }
        if start == .file, !flags.isDisjoint(with: [.file, .quotesFile]), let wholeLine = text.fileLine(lineno) {
            line = wholeLine
        } else if tok.lineno <= lineno, tok.inp > tok.buf {
            line = Array(UnsafeBufferPointer(start: tok.base + tok.buf, count: tok.inp - tok.buf))
        } else {
            let relative = startingLineno != 0 ? lineno - Int(startingLineno) + 1 : lineno
            line = text.line(relative, withNewline: false) ?? []
        }
        if text.encoding != nil {
            col = GrammarMachine.characters(line, col)
            if endCol > 0 { endCol = GrammarMachine.characters(line, endCol) }
        }
        error = SyntaxErrorInfo(
            kind: kind, message: message, filename: filename, lineno: lineno, offset: col, end_lineno: endLineno,
            end_offset: endCol,
            text: String(decoding: line, as: UTF8.self))
        return nil
    }

    /// How many characters the first `count` bytes of a line are. Origin: _PyPegen_byte_offset_to_character_offset.
    static func characters(_ line: [UInt8], _ count: Int) -> Int {
        if count < 0 { return 0 }
        // Bad bytes count as the three of the character that replaces them, and the NUL after the line counts too.
        let line = Array(String(decoding: line, as: UTF8.self).utf8)
        let inside = min(count, line.count)
        return String(decoding: line[0..<inside], as: UTF8.self).unicodeScalars.count + (count > line.count ? 1 : 0)
    }

    /// Takes over what the tokenizer has warned of.
    func collectWarnings() {
        if tok.warnings.isEmpty { return }
        warnings += tok.warnings
        tok.warnings = []
    }

    /// A warning about a string literal, with the error that it becomes where warnings are errors. Origin: warn_invalid_escape_sequence.
    func literalWarning(_ message: String, _ token: Token) -> SyntaxWarningInfo {
        let saved = (error, errorIndicator)
        defer { (error, errorIndicator) = saved }
        raise(.syntaxError, place(token), message)
        return SyntaxWarningInfo(category: .deprecationWarning, message: message, lineno: Int(token.lineno), error: error)
    }

    /// Moves the tokenizer to the line of a token, for a machine that only words errors.
    func standAt(_ token: Token) {
        guard token.lineno == token.end_lineno else { return }
        var from = Int(token.start)
        while from > 0, tok.base[from - 1] != 0x0a { from -= 1 }
        var to = from
        while to < text.buffer.count, tok.base[to] != 0x0a { to += 1 }
        tok.buf = from
        tok.inp = min(to + 1, text.buffer.count)
        tok.lineno = token.lineno
    }

    private func raiseUnclosed() {
        let i = tok.level - 1
        let line = Int(tok.parenlinenostack[i])
        raise(
            .syntaxError, lineno: line, col: Int(tok.parencolstack[i]) + 1, endLineno: line, endCol: 0,
            "'\(Character(Unicode.Scalar(tok.parenstack[i])))' was never closed")
    }

    /// Words the tokenizer's error. Origin: _Pypegen_tokenizer_error, _Pypegen_raise_decode_error.
    func tokenizerError() {
        if let e = tok.error {
            if tok.done == .decode, e.lineno == nil, !tok.decodingErred {
                raise(e.message)
            } else {
                error = e
            }
            return
        }
        var kind = SyntaxErrorInfo.Kind.syntaxError
        var message: String
        var col = -1
        switch tok.done {
        case .eof:
            if tok.level > 0 { raiseUnclosed() } else { raise("unexpected EOF while parsing") }
            return
        case .dedent:
            raise("unindent does not match any outer indentation level", kind: .indentationError)
            return
        case .tabspace:
            kind = .tabError
            message = "inconsistent use of tabs and spaces in indentation"
        case .toodeep:
            kind = .indentationError
            message = "too many levels of indentation"
        case .linecont:
            col = tok.cur - tok.buf - 1
            message = "unexpected character after line continuation character"
        case .token: message = "invalid token"
        default: message = "unknown parsing error"
        }
        raise(kind, lineno: Int(tok.lineno), col: max(col, 0) + 1, endLineno: Int(tok.lineno), endCol: 0, message)
    }

    /// Decides which error to report after the second pass. Origin: _Pypegen_set_syntax_error.
    func setSyntaxError(_ last: Token?) {
        if error != nil {
            if tok.done == .ok, let kind = error?.kind, kind == .syntaxError || kind == .indentationError || kind == .tabError {
                checkRest()
            }
            return
        }
        guard let last else {
            raise("error at start before reading any input")
            return
        }
        if last.kind == .errortoken, tok.done == .eof {
            if tok.level > 0 { raiseUnclosed() } else { raise("unexpected EOF while parsing") }
            return
        }
        if last.kind == .indent || last.kind == .dedent {
            raise(last.kind == .indent ? "unexpected indent" : "unexpected unindent", kind: .indentationError)
            return
        }
        raise(.syntaxError, place(last), "invalid syntax")
        checkRest()
    }

    /// Reads on to the end: an error of the tokenizer there, or a bracket that was opened on an earlier line than the error and
    /// never closed, is reported instead. Origin: _PyPegen_tokenize_full_source_to_check_for_errors.
    private func checkRest() {
        let line = tokens.last?.lineno ?? 0
        let saved = error
        error = nil
        tok.error = nil
        while true {
            let kind = tok.get()
            collectWarnings()
            if kind == .errortoken {
                if let e = tok.error {
                    error = e
                    if e.lineno == nil, !e.undecoded.isEmpty {
                        // The decoder's own exception: nothing makes a syntax error of it here.
                        error?.kind = .unicodeDecodeError
                        error?.message.removeFirst("(unicode error) ".count)
                    }
                    break
                }
                if tok.level != 0, line > tok.parenlinenostack[tok.level - 1] { raiseUnclosed() }
                break
            }
            if kind == .endmarker { break }
        }
        if error == nil { error = saved }
    }
}
