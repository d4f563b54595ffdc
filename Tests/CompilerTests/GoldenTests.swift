import Bytecode
import Compiler
import Syntax
import Testing

/// The product is CPython's, byte for byte. The expectations come from CPython 3.11.2: see Golden/code/regen.py.
@Suite struct GoldenTests {
    @Test(arguments: Golden.lines("code/digests.txt"))
    func sameCode(line: String) throws {
        let parts = line.split(separator: " ").map(String.init)
        let source = Golden.read("code/" + parts[0])
        #expect(!source.isEmpty)
        var text: String
        do throws(SyntaxErrorInfo) {
            let options = CompileOptions(optimize: Int(parts[1])!)
            text = try Compiler.compileSource(source, filename: parts[0], options: options).code.json
        } catch {
            let list = [error.className, error.message].map(CodeDescription.jsonString) + error.fields(none: "null")
            text = "[" + list.joined(separator: ",") + "]"
        }
        #expect(fnv1a(text) == parts[2], "\(parts[0]) -O\(parts[1])")
    }

    @Test func sameErrors() {
        let snippets = Golden.text("code/errors.txt").split(separator: "----\n", omittingEmptySubsequences: false)
        let expected = Golden.lines("code/errors.expected")
        #expect(snippets.count == expected.count)
        for (snippet, line) in zip(snippets, expected) {
            var result = "no error"
            do throws(SyntaxErrorInfo) {
                _ = try Compiler.compileSource(Array(snippet.utf8), filename: "<string>")
            } catch {
                result = ([error.className, error.message] + error.fields(none: "None")).joined(separator: "|")
            }
            #expect(result == line, "\(snippet)")
        }
    }

    @Test(arguments: [
        "01_greet", "02_dis_add", "06_cycle", "09_dead_code", "10_const_fold", "13_fibonacci", "17_listcomp", "21_pipeline",
        "28_line_and_exception_tables", "31_instance_values", "control", "expressions", "functions", "patterns",
    ])
    func sameDisassembly(name: String) throws {
        // Most of these scripts are facts' own.
        let own = Golden.read("dis/\(name).py")
        let source = own.isEmpty ? Golden.read("facts/\(name).py") : own
        let code = try Compiler.compileSource(source, filename: "\(name).py").code
        let mine = Disassembler.recursiveText(code).split(separator: "\n", omittingEmptySubsequences: false)
        let expected = Golden.text("dis/\(name).dis").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(mine.count == expected.count)
        for (a, b) in zip(mine, expected) where a != b {
            Issue.record("\(name): \(a) instead of \(b)")
            return
        }
    }
}
