import Foundation
import Testing

private let courseFolder = testsFolder.appendingPathComponent("Golden/scripts")

/// The course's scripts under hostile memory (`VIVARIUM_TORTURE`, see `Sources/Memory/Torture.swift`). `make torture` tries more scripts, and more
/// failing allocations for each.
@Suite struct TortureTests {
    /// Freed blocks are filled and watched: the output is what it always is.
    @Test(arguments: scripts(in: courseFolder)) func poisoned(_ name: String) throws {
        let got = try torture(name, "poison")
        #expect(normalised(got.out, folder: courseFolder) == expected(name))
    }

    /// The collector runs at each allocation of a container: the output is what it always is, but for scripts that ask the collector.
    @Test(arguments: scripts(in: courseFolder).filter { !asksCollector($0) }) func collecting(_ name: String) throws {
        let got = try torture(name, "collect")
        #expect(normalised(got.out, folder: courseFolder) == expected(name))
    }

    /// One allocation fails: the script ends as Python ends, and the machine's checkers find nothing broken.
    @Test(arguments: scripts(in: courseFolder)) func failingAllocation(_ name: String) throws {
        let told = try torture(name, "count").err
        let count = try #require(told.firstMatch(of: /torture: (\d+) allocations/).flatMap { Int($0.output.1) })
        for n in stride(from: 1, through: count, by: max(1, count / 12)) {
            let got = try torture(name, "fail=\(n)")
            #expect(
                got.signal == nil && !got.err.contains("self-check") && !got.err.contains("Fatal"),
                "fail=\(n): \(got.err.suffix(300))")
        }
    }

    private func torture(_ name: String, _ modes: String) throws -> Outcome {
        try run(
            ["run", name + ".py"], input: try? Data(contentsOf: courseFolder.appendingPathComponent(name + ".in")),
            folder: courseFolder,
            environment: ["VIVARIUM_TORTURE": modes, "VIVARIUM_SELF_CHECK": "1000000"])
    }

    private func expected(_ name: String) -> String {
        (try? String(contentsOf: courseFolder.appendingPathComponent(name + ".out"), encoding: .utf8)) ?? ""
    }

    private static func asksCollector(_ name: String) -> Bool {
        let text = (try? String(contentsOf: courseFolder.appendingPathComponent(name + ".py"), encoding: .utf8)) ?? ""
        return text.range(of: pattern, options: .regularExpression) != nil
    }

    /// What a script has that prints thresholds, counts or the moments of collections.
    private static let pattern =
        ((try? String(contentsOf: testsFolder.appendingPathComponent("Torture/tells_collections.txt"), encoding: .utf8)) ?? "")
        .trimmingCharacters(in: .newlines)
}
