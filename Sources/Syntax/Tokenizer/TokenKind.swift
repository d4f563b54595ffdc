/// The kinds of token. The first 61 have CPython's numbers (Include/internal/pycore_token.h); the reserved words follow, one kind
/// each, as the generated parser of CPython has them.
public enum TokenKind: UInt8, Sendable {
    case endmarker = 0
    case name, number, string, newline, indent, dedent
    case lpar, rpar, lsqb, rsqb, colon, comma, semi, plus, minus, star, slash, vbar, amper, less, greater, equal, dot, percent
    case lbrace, rbrace, eqequal, notequal, lessequal, greaterequal, tilde, circumflex, leftshift, rightshift, doublestar
    case plusequal, minequal, starequal, slashequal, percentequal, amperequal, vbarequal, circumflexequal, leftshiftequal
    case rightshiftequal, doublestarequal, doubleslash, doubleslashequal, at, atequal, rarrow, ellipsis, colonequal
    case op, await, async, typeIgnore, typeComment, softKeyword, errortoken
    // Reserved words.
    case kwFalse, kwNone, kwTrue, kwAnd, kwAs, kwAssert, kwBreak, kwClass, kwContinue, kwDef, kwDel, kwElif, kwElse, kwExcept
    case kwFinally, kwFor, kwFrom, kwGlobal, kwIf, kwImport, kwIn, kwIs, kwLambda, kwNonlocal, kwNot, kwOr, kwPass, kwRaise
    case kwReturn, kwTry, kwWhile, kwWith, kwYield

    /// Whether this is a reserved word (`async` and `await` have kinds of their own and are not counted).
    @inlinable
    public var isKeyword: Bool { rawValue >= TokenKind.kwFalse.rawValue }

    /// The name in CPython's token module; reserved words are NAME there.
    public var name: String {
        if isKeyword { return "NAME" }
        return TokenKind.names[Int(rawValue)]
    }

    private static let names = [
        "ENDMARKER", "NAME", "NUMBER", "STRING", "NEWLINE", "INDENT", "DEDENT", "LPAR", "RPAR", "LSQB", "RSQB", "COLON", "COMMA",
        "SEMI", "PLUS", "MINUS", "STAR", "SLASH", "VBAR", "AMPER", "LESS", "GREATER", "EQUAL", "DOT", "PERCENT", "LBRACE", "RBRACE",
        "EQEQUAL", "NOTEQUAL", "LESSEQUAL", "GREATEREQUAL", "TILDE", "CIRCUMFLEX", "LEFTSHIFT", "RIGHTSHIFT", "DOUBLESTAR",
        "PLUSEQUAL", "MINEQUAL", "STAREQUAL", "SLASHEQUAL", "PERCENTEQUAL", "AMPEREQUAL", "VBAREQUAL", "CIRCUMFLEXEQUAL",
        "LEFTSHIFTEQUAL", "RIGHTSHIFTEQUAL", "DOUBLESTAREQUAL", "DOUBLESLASH", "DOUBLESLASHEQUAL", "AT", "ATEQUAL", "RARROW",
        "ELLIPSIS", "COLONEQUAL", "OP", "AWAIT", "ASYNC", "TYPE_IGNORE", "TYPE_COMMENT", "SOFT_KEYWORD", "ERRORTOKEN",
    ]
}

/// One token with its place. Origin: `Token` in Parser/pegen.h.
public struct Token: Sendable {
    /// What it is.
    public var kind: TokenKind
    /// Depth of open brackets after the token.
    var level: Int16
    /// Byte offset of the first byte in the (UTF-8, newline-normalised) source; -1 for tokens without text.
    public var start: Int32
    /// Byte offset just after the last byte; -1 for tokens without text.
    public var end: Int32
    /// First line, from 1.
    public var lineno: Int32
    /// UTF-8 byte offset in its line; -1 for tokens without text.
    public var col_offset: Int32
    /// Line of the end.
    public var end_lineno: Int32
    /// UTF-8 byte offset just after the last byte; -1 for tokens without text.
    public var end_col_offset: Int32
}

extension TokenKind {
    /// Recognises a reserved word of `count` bytes at `s`; `name` if it is none.
    static func ofWord(_ s: UnsafePointer<UInt8>, _ count: Int) -> TokenKind {
        @inline(__always) func eq(_ word: StaticString) -> Bool {
            let w = word.utf8Start
            var i = 0
            while i < count {
                if s[i] != w[i] { return false }
                i += 1
            }
            return true
        }
        let c = s[0]
        switch count {
        case 2:
            switch c {
            case 0x61: return eq("as") ? .kwAs : .name
            case 0x69: return eq("if") ? .kwIf : eq("in") ? .kwIn : eq("is") ? .kwIs : .name
            case 0x6f: return eq("or") ? .kwOr : .name
            default: return .name
            }
        case 3:
            switch c {
            case 0x61: return eq("and") ? .kwAnd : .name
            case 0x64: return eq("def") ? .kwDef : eq("del") ? .kwDel : .name
            case 0x66: return eq("for") ? .kwFor : .name
            case 0x6e: return eq("not") ? .kwNot : .name
            case 0x74: return eq("try") ? .kwTry : .name
            default: return .name
            }
        case 4:
            switch c {
            case 0x4e: return eq("None") ? .kwNone : .name
            case 0x54: return eq("True") ? .kwTrue : .name
            case 0x65: return eq("else") ? .kwElse : eq("elif") ? .kwElif : .name
            case 0x66: return eq("from") ? .kwFrom : .name
            case 0x70: return eq("pass") ? .kwPass : .name
            case 0x77: return eq("with") ? .kwWith : .name
            default: return .name
            }
        case 5:
            switch c {
            case 0x46: return eq("False") ? .kwFalse : .name
            case 0x61: return eq("await") ? .await : eq("async") ? .async : .name
            case 0x62: return eq("break") ? .kwBreak : .name
            case 0x63: return eq("class") ? .kwClass : .name
            case 0x72: return eq("raise") ? .kwRaise : .name
            case 0x77: return eq("while") ? .kwWhile : .name
            case 0x79: return eq("yield") ? .kwYield : .name
            default: return .name
            }
        case 6:
            switch c {
            case 0x61: return eq("assert") ? .kwAssert : .name
            case 0x65: return eq("except") ? .kwExcept : .name
            case 0x67: return eq("global") ? .kwGlobal : .name
            case 0x69: return eq("import") ? .kwImport : .name
            case 0x6c: return eq("lambda") ? .kwLambda : .name
            case 0x72: return eq("return") ? .kwReturn : .name
            default: return .name
            }
        case 7: return eq("finally") ? .kwFinally : .name
        case 8: return eq("continue") ? .kwContinue : eq("nonlocal") ? .kwNonlocal : .name
        default: return .name
        }
    }
}
