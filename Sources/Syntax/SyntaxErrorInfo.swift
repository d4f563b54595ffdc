/// A failed parse: everything that CPython puts into a SyntaxError. Origin: Parser/pegen_errors.c.
public struct SyntaxErrorInfo: Error, Sendable {
    /// The exception class.
    public enum Kind: Sendable {
        case syntaxError, indentationError, tabError
        /// Not a syntax error but `MemoryError`: the parser's stack limit was met.
        case memoryError
        /// `ValueError`: the source holds null bytes, or a number has too many digits.
        case valueError
        /// `OverflowError` and the like never come from here; this is `RecursionError` from compiling too deep a tree.
        case recursionError
        /// `UnicodeDecodeError`, which CPython lets through in one place: for a word that is no UTF-8, met after the error proper.
        case unicodeDecodeError
    }

    /// The exception class.
    public var kind: Kind
    /// The text, as CPython words it.
    public var message: String
    /// The name given to the parser.
    public var filename: String
    /// From 1; nil where CPython leaves the location out.
    public var lineno: Int?
    /// From 1, in characters; 0 or -1 where CPython says so; nil where it leaves the location out.
    public var offset: Int?
    /// Line of the end, from 1.
    public var end_lineno: Int?
    /// Exclusive end, from 1, in characters; 0 or -1 where CPython says so.
    public var end_offset: Int?
    /// The source line with its newline, nil for None.
    public var text: String?
    /// For `unicodeDecodeError`: the bytes that are no UTF-8.
    public var undecoded: [UInt8] = []
    /// What was warned of before the error was found.
    public var warnings: [SyntaxWarningInfo] = []

    /// Makes the description of an error.
    public init(
        kind: Kind, message: String, filename: String, lineno: Int? = nil, offset: Int? = nil, end_lineno: Int? = nil,
        end_offset: Int? = nil, text: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.filename = filename
        self.lineno = lineno
        self.offset = offset
        self.end_lineno = end_lineno
        self.end_offset = end_offset
        self.text = text
    }
}

/// A warning that the front end or the compiler issues. Origin: PyErr_WarnExplicitObject calls in Parser/ and Python/compile.c.
public struct SyntaxWarningInfo: Sendable {
    /// The warning class.
    public enum Category: Sendable {
        case deprecationWarning, syntaxWarning
    }

    /// The warning class.
    public var category: Category
    /// The text, as CPython words it.
    public var message: String
    /// From 1.
    public var lineno: Int
    /// What it becomes where warnings are errors.
    public var error: SyntaxErrorInfo?

    /// Makes the description of a warning.
    public init(category: Category, message: String, lineno: Int, error: SyntaxErrorInfo? = nil) {
        self.category = category
        self.message = message
        self.lineno = lineno
        self.error = error
    }
}
