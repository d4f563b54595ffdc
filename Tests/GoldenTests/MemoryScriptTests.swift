import Foundation
import Testing

private let memoryFolder = testsFolder.appendingPathComponent("Golden/memory")

/// Scripts that look at their own memory: sizes, counts, identities, places, free lists, collections, finalizers. `Golden/refresh.py --memory`
/// writes what python3.11 says; `Golden/memory/known_differences.md` lists what is known to differ and why.
@Suite struct MemoryScriptTests {
    @Test(arguments: scripts(in: memoryFolder))
    func equals(_ name: String) throws {
        let file = { (ending: String) in
            try? String(contentsOf: memoryFolder.appendingPathComponent(name + ending), encoding: .utf8)
        }
        let source = try Data(contentsOf: memoryFolder.appendingPathComponent(name + ".py"))
        let got: Outcome
        if name.hasSuffix("_c") {
            got = try run(["run", "-c", String(decoding: source, as: UTF8.self)], folder: memoryFolder)
        } else if name.hasSuffix("_r") {
            got = try run(["run", "-q", "-i"], input: source, folder: memoryFolder)
        } else {
            got = try run(["run", name + ".py"], folder: memoryFolder)
        }
        #expect(tidy(got.out) == file(".out") ?? "")
        #expect(tidy(got.err) == file(".err") ?? "")
        #expect(got.status == file(".status").flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0)
    }

    @Test func thereAreEnough() { #expect(scripts(in: memoryFolder).count >= 80) }

    private func tidy(_ text: String) -> String {
        var text = normalised(text, folder: memoryFolder)
        for (pattern, template) in [
            ("[0-9]+\\.[0-9]{4}s elapsed", "N.NNNNs elapsed"),
            ("(objects in each generation: [0-9]+ [0-9]+) [0-9]+", "$1 N"),
        ] {
            text = text.replacingOccurrences(of: pattern, with: template, options: .regularExpression)
        }
        return text
    }
}
