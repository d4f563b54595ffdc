import Foundation
import Testing

/// Scripts by subject, compared with what python3.11 printed (`PYTHONHASHSEED=0 python3.11 -S`, addresses masked): each subject is a folder of
/// `Tests/Golden`, each script a program of its own.
@Suite struct SubjectTests {
    private static let golden = testsFolder.appendingPathComponent("Golden")

    /// Lists, tuples, dicts, sets, iterators and struct sequences.
    @Test(arguments: scripts(in: golden.appendingPathComponent("collections")))
    func collections(_ script: String) throws { try compare("collections", script) }

    /// The same with the machine checking all collections, the allocator, the collector and the reference counts at every fifth collection.
    @Test(arguments: scripts(in: golden.appendingPathComponent("collections")))
    func collectionsChecked(_ script: String) throws {
        // Deep nesting makes hundreds of thousands of objects: fewer checks there.
        try compare("collections", script, selfCheck: script == "mutation" ? 200 : 5)
    }

    /// The collector and weak references.
    @Test(arguments: scripts(in: golden.appendingPathComponent("collector")))
    func collector(_ script: String) throws { try compare("collector", script, joined: true) }

    /// The same with the machine checking itself at every third collection.
    @Test(arguments: scripts(in: golden.appendingPathComponent("collector")))
    func collectorChecked(_ script: String) throws {
        // A hundred thousand objects checked again and again would take minutes.
        try compare("collector", script, joined: true, selfCheck: script == "generations" ? 500 : 3)
    }

    /// Numbers, their modules and the object protocols. Most print one hash for hundreds of results; run them with the argument `full` to see all.
    @Test(arguments: scripts(in: golden.appendingPathComponent("numbers")))
    func numbers(_ script: String) throws { try compare("numbers", script) }

    /// Text, bytes, formatting and encodings.
    @Test(arguments: scripts(in: golden.appendingPathComponent("text")))
    func text(_ script: String) throws { try compare("text", script) }

    /// Classes, descriptors, slots, metaclasses, operators, `super` and modules.
    @Test(arguments: scripts(in: golden.appendingPathComponent("types")))
    func types(_ script: String) throws { try compare("types", script, joined: true) }

    private func compare(_ subject: String, _ script: String, joined: Bool = false, selfCheck: Int? = nil) throws {
        let folder = Self.golden.appendingPathComponent(subject)
        let want = try String(contentsOf: folder.appendingPathComponent(script + ".out"), encoding: .utf8)
        let environment = selfCheck.map { ["VIVARIUM_SELF_CHECK": String($0)] } ?? [:]
        let got = try run(["run", folder.appendingPathComponent(script + ".py").path], environment: environment, joined: joined)
        // Line by line, so that a failure names the line and not the whole output.
        let expected = lines(want.replacingOccurrences(of: "0x…", with: "0xADDR"), folder)
        let lines = lines(got.out, folder)
        for i in 0..<max(expected.count, lines.count) {
            let (e, g) = (i < expected.count ? expected[i] : "(nothing)", i < lines.count ? lines[i] : "(nothing)")
            if e != g {
                Issue.record("\(subject)/\(script).out:\(i + 1): expected \(e), got \(g)\n\(got.err)")
                return
            }
        }
        #expect(got.signal == nil)
    }

    private func lines(_ text: String, _ folder: URL) -> [Substring] {
        normalised(text, folder: folder).split(separator: "\n", omittingEmptySubsequences: false)
    }
}
