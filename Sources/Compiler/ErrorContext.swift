import Syntax

/// What is needed to word an error of the symbol table or the code generator: the file's name and its text.
final class ErrorContext {
    let filename: String
    let source: [UInt8]
    /// How deep the tree may nest: what is left of the recursion limit, times CPython's scale for compiler frames.
    let recursionLimit: Int32

    init(filename: String, source: [UInt8], options: CompileOptions) {
        self.filename = filename
        self.source = source
        recursionLimit = Int32(clamping: 3 * (options.recursionLimit - options.recursionDepth))
    }

    /// A SyntaxError over a tree location: columns become 1-based, still counted in bytes, as in CPython.
    func error(_ message: String, at location: Location) -> SyntaxErrorInfo {
        SyntaxErrorInfo(
            kind: .syntaxError, message: message, filename: filename, lineno: Int(location.lineno),
            offset: Int(location.col_offset) + 1, end_lineno: Int(location.end_lineno),
            end_offset: Int(location.end_col_offset) + 1, text: text(ofLine: Int(location.lineno)))
    }

    /// A SyntaxError without an end position, as `__future__` statements get it.
    func error(_ message: String, line: Int32, offset: Int32) -> SyntaxErrorInfo {
        SyntaxErrorInfo(
            kind: .syntaxError, message: message, filename: filename, lineno: Int(line), offset: Int(offset),
            end_lineno: Int(line), end_offset: nil, text: text(ofLine: Int(line)))
    }

    func recursionError() -> SyntaxErrorInfo {
        SyntaxErrorInfo(
            kind: .recursionError, message: "maximum recursion depth exceeded during compilation", filename: filename)
    }

    /// What stands at a location within one line, for reports.
    func excerpt(_ l: Location) -> String? {
        guard l.lineno > 0, l.lineno == l.end_lineno, l.col_offset >= 0, l.end_col_offset > l.col_offset else { return nil }
        var line = 1
        var start = 0
        while line < l.lineno {
            guard let end = source[start...].firstIndex(of: 0x0a) else { return nil }
            start = end + 1
            line += 1
        }
        guard start + Int(l.end_col_offset) <= source.count else { return nil }
        return String(decoding: source[start + Int(l.col_offset)..<start + Int(l.end_col_offset)], as: UTF8.self)
    }

    /// The source line with its newline. CPython reads it from the file, so there is none for names such as `<string>`.
    private func text(ofLine line: Int) -> String? {
        guard line > 0, !filename.hasPrefix("<") else { return nil }
        var number = 1
        var start = 0
        while number < line {
            guard let end = source[start...].firstIndex(of: 0x0a) else { return nil }
            start = end + 1
            number += 1
        }
        guard start < source.count else { return nil }
        let end = source[start...].firstIndex(of: 0x0a).map { $0 + 1 } ?? source.count
        return String(decoding: source[start..<end], as: UTF8.self)
    }
}
