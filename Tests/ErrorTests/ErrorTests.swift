import Glibc
import Testing

/// Scripts about errors: wrong calls, tracebacks with carets, chains, groups, suggestions, syntax errors, warnings, imports, exit statuses, and what
/// finalisers print at the end; compared with what python3.11 wrote (`Golden/errors/regen.py`). Each runs in a process of its own.
@Suite struct ErrorTests {
    static let root = String(#filePath.dropLast("/ErrorTests/ErrorTests.swift".count))
    static let scripts = [
        "class_statements", "end_by_exit", "end_of_program", "end_with_cycles", "end_with_exception", "exception_state",
        "exit_in_hook", "exit_with_number", "exit_with_text", "failing_hook", "groups", "importing/main", "memory_errors",
        "no_hook",
        "streams", "suggestions", "syntax_errors", "tracebacks", "unraisable", "warnings", "wrong_calls_of_functions",
        "wrong_calls_of_types",
    ]

    /// The program under test: the environment variable VIVARIUM, else the debug build.
    static var program: String {
        getenv("VIVARIUM").map { String(cString: $0) } ?? root.dropLast("/Tests".count) + "/.build/debug/vivarium"
    }

    static func read(_ file: UnsafeMutablePointer<FILE>) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let n = fread(&buffer, 1, buffer.count, file)
            if n == 0 { break }
            bytes += buffer[..<n]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: scripts)
    func sameAsCPython(script: String) throws {
        #expect(access(Self.program, X_OK) == 0, "build vivarium first, or set VIVARIUM")
        let folder = "\(Self.root)/Golden/errors"
        let file = try #require(fopen("\(folder)/\(script).out", "r"))
        defer { fclose(file) }
        let errors = "/tmp/vivarium-errors-\(getpid())-\(script.replacing("/", with: "-"))"
        defer { unlink(errors) }
        let command = "cd '\(folder)' && '\(Self.program)' run -S '\(script).py' </dev/null 2>'\(errors)'; echo \"--- status $?\""
        let pipe = try #require(popen(command, "r"))
        var output = Self.read(pipe)
        pclose(pipe)
        let messages = try #require(fopen(errors, "r"))
        defer { fclose(messages) }
        let status = try #require(output.ranges(of: "--- status ").last)
        let tail = String(output[status.lowerBound...])
        output.removeSubrange(status.lowerBound...)
        let text = output + "--- stderr\n" + Self.read(messages) + tail
        let masked = text.replacing(folder + "/", with: "").replacing(/0x[0-9a-f]{6,}/, with: "0x…")
            .replacing(/not implemented: module .*\n/, with: "")
        #expect(masked == Self.read(file))
    }
}
