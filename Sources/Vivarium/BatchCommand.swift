import ArgumentParser
import Bytecode
import Compiler
import Glibc
import Runtime
import Syntax

/// `vivarium batch`: answers one request after another, for the conformance tests and the fuzzer, which would spend most of their
/// time starting processes.
///
/// A request is a line `WHAT OPTIMIZE MODE NAME-LENGTH SOURCE-LENGTH`, then the bytes of the file's name and of the source. An answer
/// is a line with the number of bytes that follow. WHAT is code, tokens, ast, dis, symbols or errors; a syntax error is answered with
/// a JSON list that begins with `["error"`.
struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Answer compilation requests on standard input.", shouldDisplay: false)

    func run() throws {
        var input = BatchInput()
        while let line = input.line() {
            let words = line.split(separator: " ")
            guard words.count == 5, let optimize = Int(words[1]), let nameLength = Int(words[3]), let length = Int(words[4]),
                let name = input.bytes(nameLength), let source = input.bytes(length)
            else { throw UserError("batch: not a request: \(line)", status: 2) }
            let mode: ParseMode = words[2] == "eval" ? .eval : words[2] == "single" ? .single : .exec
            let filename = String(decoding: name, as: UTF8.self)
            let text = answer(String(words[0]), source, filename, CompileOptions(optimize: optimize), mode)
            writeOut("\(text.utf8.count)\n\(text)")
        }
    }

    private func answer(
        _ what: String, _ source: [UInt8], _ filename: String, _ options: CompileOptions, _ mode: ParseMode
    ) -> String {
        if what == "tokens" {
            do {
                return try tokensText(source, filename: filename)
            } catch {
                return "[\"error\",\(CodeDescription.jsonString(error.message))]"
            }
        }
        do throws(SyntaxErrorInfo) {
            switch what {
            case "ast": return try treeText(source, filename: filename)
            case "symbols": return try symbolsText(source, filename: filename)
            default: break
            }
            let result = try Compiler.compileSource(
                source, filename: filename, mode: mode, parseFlags: quoting(filename), options: options)
            if what == "errors" { return "{\"warnings\":[\(list(result.warnings))]}" }
            if what == "dis" { return Disassembler.recursiveText(result.code) }
            return "{\"warnings\":[\(list(result.warnings))],\"codes\":\(result.code.json)}"
        } catch {
            func number(_ n: Int?) -> String { n.map(String.init) ?? "null" }
            let places = [error.lineno, error.offset, error.end_lineno, error.end_offset].map(number)
            let words = ["\"error\"", "\"\(CompileFailure(error).kind.className)\"", CodeDescription.jsonString(error.message)]
            return "[" + (words + places + [error.text.map(CodeDescription.jsonString) ?? "null"]).joined(separator: ",")
                + ",[\(list(error.warnings))]]"
        }
    }

    private func list(_ warnings: [SyntaxWarningInfo]) -> String {
        warnings.map {
            let category = $0.category == .deprecationWarning ? "DeprecationWarning" : "SyntaxWarning"
            return "[\"\(category)\",\(CodeDescription.jsonString($0.message)),\($0.lineno)]"
        }.joined(separator: ",")
    }
}

/// Standard input, buffered.
private struct BatchInput {
    private var buffer: [UInt8] = []
    private var at = 0

    private mutating func fill() -> Bool {
        if at > 0 {
            buffer.removeFirst(at)
            at = 0
        }
        let count = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: 1 << 16))
        let n = read(0, &buffer[count], 1 << 16)
        buffer.removeLast((1 << 16) - max(n, 0))
        return n > 0
    }

    mutating func line() -> String? {
        while true {
            if let end = buffer[at...].firstIndex(of: 0x0a) {
                defer { at = end + 1 }
                return String(decoding: buffer[at..<end], as: UTF8.self)
            }
            if !fill() { return nil }
        }
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        while buffer.count - at < count {
            if !fill() { return nil }
        }
        defer { at += count }
        return Array(buffer[at..<(at + count)])
    }
}
