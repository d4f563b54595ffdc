import ArgumentParser
import Bytecode
import Compiler
import Glibc
import Runtime
import Syntax

/// `vivarium dis`: the bytecode of a script, as `python3.11 -m dis` prints it.
struct DisCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dis", abstract: "Print a script's bytecode as python3.11's dis prints it.")

    @Flag(name: .customLong("show-caches"), help: "Show the inline cache entries.")
    var showCaches = false

    @Argument(help: "The script; - or nothing reads standard input.")
    var script: String?

    func run() throws {
        let name = script ?? "-"
        let source = try readSource(name)
        let code = try compileOrReport(source, filename: name == "-" ? "<stdin>" : name)
        writeOut(Disassembler.recursiveText(code, showCaches: showCaches))
    }
}

/// `vivarium code`: code objects as JSON lines, one line a file.
struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Print the code objects of files as JSON, one line a file.",
        discussion:
            "Numbers, names, constants, code, exception table and location table of every code object: what a comparison with CPython needs."
    )

    @Argument(help: "Python files.")
    var files: [String]

    func run() throws {
        for file in files {
            let source = try readSource(file)
            let name = CodeDescription.jsonString(file)
            do {
                let result = try Compiler.compileSource(source, filename: file, parseFlags: quoting(file))
                writeOut("{\"file\":\(name),\"codes\":\(result.code.json)}\n")
            } catch {
                func number(_ n: Int?) -> String { n.map(String.init) ?? "null" }
                let failure = CompileFailure(error)
                let at =
                    "\(number(failure.lineno)),\(number(failure.offset)),\(number(failure.end_lineno)),\(number(failure.end_offset))"
                let message = CodeDescription.jsonString(failure.message)
                writeOut("{\"file\":\(name),\"error\":[\"\(failure.kind.className)\",\(message),\(at)]}\n")
            }
        }
    }
}

extension CompileFailure.Kind {
    /// The Python class.
    var className: String {
        switch self {
        case .syntaxError: "SyntaxError"
        case .indentationError: "IndentationError"
        case .tabError: "TabError"
        case .memoryError: "MemoryError"
        case .valueError: "ValueError"
        case .recursionError: "RecursionError"
        case .overflowError: "OverflowError"
        case .unicodeDecodeError: "UnicodeDecodeError"
        }
    }
}

/// The bytes of a file, or of standard input for `-`.
func readSource(_ path: String) throws -> [UInt8] {
    if path == "-" {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let n = read(0, &chunk, chunk.count)
            if n <= 0 { return all }
            all += chunk[..<n]
        }
    }
    guard let bytes = HostDoor.readFile(path) else {
        throw UserError("can't open file '\(path)': [Errno \(errno)] \(String(cString: strerror(errno)))", status: 2)
    }
    return bytes
}

/// Compiles; a syntax error is printed as Python prints it and ends the program with status 1.
func compileOrReport(_ source: [UInt8], filename: String) throws -> CodeDescription {
    do {
        return try Compiler.compileSource(source, filename: filename, parseFlags: quoting(filename)).code
    } catch {
        throw userError(CompileFailure(error), filename: filename)
    }
}

/// A syntax error as Python prints it.
func userError(_ failure: CompileFailure, filename: String) -> UserError {
    guard failure.lineno != nil else {
        let message = failure.message.isEmpty ? "" : ": " + failure.message
        return UserError(failure.kind.className + message, status: 1, isWhole: true)
    }
    var text = "  File \"\(filename)\", line \(failure.lineno ?? 0)\n"
    if let line = failure.text { text += quoted(line, failure) }
    return UserError(text + "\(failure.kind.className): \(failure.message)", status: 1, isWhole: true)
}

/// The broken line with carets below what is wrong in it. Origin: print_error_text in Python/pythonrun.c.
private func quoted(_ line: String, _ failure: CompileFailure) -> String {
    let whole = line.last == "\n" ? line.dropLast() : line[...]
    let shown = whole.drop { $0 == " " || $0 == "\t" || $0 == "\u{c}" }
    var text = "    \(shown)\n"
    guard let offset = failure.offset, offset > 0 else { return text }
    let start = max(0, offset - 1 - (whole.count - shown.count))
    var end = start + 1
    if let endLine = failure.end_lineno, let lineno = failure.lineno, let endOffset = failure.end_offset, endOffset > 0 {
        end = endLine > lineno ? shown.count : endOffset - 1 - (whole.count - shown.count)
    }
    text += "    " + String(repeating: " ", count: start) + String(repeating: "^", count: max(1, end - start)) + "\n"
    return text
}

/// Something that the person can mend: one line on standard error, and an exit status.
struct UserError: Error {
    var message: String
    var status: Int32
    var isWhole: Bool

    init(_ message: String, status: Int32 = 1, isWhole: Bool = false) {
        self.message = message
        self.status = status
        self.isWhole = isWhole
    }
}

/// Writes text to standard output.
func writeOut(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
        var done = 0
        while done < bytes.count {
            let n = write(1, bytes.baseAddress! + done, bytes.count - done)
            if n <= 0 { return }
            done += n
        }
    }
}
