import Foundation
import Testing

private let courseFolder = testsFolder.appendingPathComponent("Golden/scripts")
private let factsFolder = testsFolder.appendingPathComponent("Golden/facts")

/// Whole programs against what python3.11 printed: standard output, standard error and exit status. Each runs with the machine checking its
/// allocator, collector, collections and reference counts at its end and at every 50th collection event.
@Suite struct GoldenScriptTests {
    @Test(arguments: scripts(in: courseFolder))
    func course(_ name: String) throws {
        let file = { (ending: String) in
            try? String(contentsOf: courseFolder.appendingPathComponent(name + ending), encoding: .utf8)
        }
        let input = try? Data(contentsOf: courseFolder.appendingPathComponent(name + ".in"))
        let got = try run(["run", name + ".py"], input: input, folder: courseFolder, environment: ["VIVARIUM_SELF_CHECK": "50"])
        #expect(normalised(got.out, folder: courseFolder) == file(".out") ?? "")
        #expect(normalised(got.err, folder: courseFolder) == file(".err") ?? "")
        #expect(got.status == file(".status").flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0)
    }

    @Test func thereAreEnough() { #expect(scripts(in: courseFolder).count >= 60) }

    /// Scripts and tracebacks of the fact sheet; their standard error is joined to their output, warnings are off.
    @Test(arguments: scripts(in: factsFolder))
    func facts(_ name: String) throws {
        let want = try String(contentsOf: factsFolder.appendingPathComponent(name + ".out"), encoding: .utf8)
        let isTyped = name.prefix(while: { $0 != "_" }).hasSuffix("r")
        let script = try Data(contentsOf: factsFolder.appendingPathComponent(name + ".py"))
        let got =
            try isTyped
            ? run(["run", "-q", "-i"], input: script, folder: factsFolder)
            : run(["run", "-W", "ignore", name + ".py"], folder: factsFolder, joined: true)
        var text = got.out.replacingOccurrences(of: factsFolder.path + "/", with: "")
        text = text.replacingOccurrences(of: "/usr/lib/python3.11", with: "<lib>")
        for (pattern, template) in [
            ("0x[0-9a-f]{6,}", "0xADDR"), ("(None\nAddress: 0xADDR\nRefcount: )[0-9]+", "$1<n>"),
            ("Refcount: 1000000[0-9]{3}", "Refcount: <n>"), ("(\\{\\} .*'refcnt': )[0-9]+", "$1<n>"),
        ] {
            text = text.replacingOccurrences(of: pattern, with: template, options: .regularExpression)
        }
        // Whether a constant tuple is still tracked depends on where the last young collection of the start fell (known_differences.md).
        let isTracked = "(\\(1,2\\) const=|\\{'a':\\(1,\\)\\}=)(True|False)"
        let (seen, expected) = (
            text.replacingOccurrences(of: isTracked, with: "$1<n>", options: .regularExpression),
            want.replacingOccurrences(of: isTracked, with: "$1<n>", options: .regularExpression)
        )
        #expect(seen == expected)
    }
}

/// Time travel: going back and forth gives the same memory, and watching changes nothing.
@Suite struct TimeTravelTests {
    @Test(arguments: [
        "016_classes", "021_generators", "023_exceptions", "033_gc_cycles", "028_sorting", "053_del_order", "038_match",
        "049_simulation",
    ])
    func backAndForthIsTheSameMemory(_ name: String) throws {
        let got = try run(["replay-check", "--visits", "24", name + ".py"], folder: courseFolder)
        #expect(got.status == 0, "\(got.out)\(got.err)")
        #expect(got.out.contains("differences 0"))
    }

    @Test(arguments: ["006_lists", "016_classes", "021_generators", "033_gc_cycles", "047_big_numbers"])
    func watchedRunsEndInTheSameMemory(_ name: String) throws {
        let got = try run(["watching-check", name + ".py"], folder: courseFolder)
        #expect(got.status == 0, "\(got.out)\(got.err)")
        #expect(got.out.contains("the same"))
    }
}
