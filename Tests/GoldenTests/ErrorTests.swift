import Foundation
import Testing

private let errorsFolder = testsFolder.appendingPathComponent("Golden/errors")

/// Scripts about errors: wrong calls, tracebacks with carets, chains, groups, suggestions, syntax errors, warnings, imports, exit statuses, and what
/// finalisers print at the end; compared with what python3.11 wrote (`Golden/errors/regen.py`). Each runs in a process of its own.
@Suite struct ErrorTests {
    @Test(arguments: scripts(in: errorsFolder).filter { $0 != "regen" } + ["importing/main"])
    func sameAsCPython(script: String) throws {
        let want = try String(contentsOf: errorsFolder.appendingPathComponent(script + ".out"), encoding: .utf8)
        let got = try run(["run", "-S", script + ".py"], folder: errorsFolder)
        let text = got.out + "--- stderr\n" + got.err + "--- status \(got.status)\n"
        let masked = text.replacingOccurrences(of: errorsFolder.path + "/", with: "")
            .replacing(/0x[0-9a-f]{6,}/, with: "0x…")
        #expect(masked == want)
    }
}
