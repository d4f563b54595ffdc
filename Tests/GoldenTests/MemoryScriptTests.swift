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
        #expect((name.hasSuffix("_m") ? mallocChanges(got.err) : tidy(got.err)) == file(".err") ?? "")
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

    /// What changed between the dumps of `sys._debugmallocstats()` in a text, as `refresh.py` words it.
    private func mallocChanges(_ text: String) -> String {
        var out: [String] = []
        var before: [String: Int] = [:]
        var title = ""
        var now: [String: Int] = [:]
        func finish() {
            if !before.isEmpty && !title.hasPrefix("(") {
                out.append("== " + title)
                for name in Set(now.keys).union(before.keys).sorted() {
                    let change = (now[name] ?? 0) - (before[name] ?? 0)
                    let first = title.first
                    let isHidden =
                        (first == "~" || first == ".") && name.contains("arenas")
                        || first == "~" && (name.hasSuffix(" pools") || name.hasSuffix(" free"))
                    if change != 0 && !isHidden { out.append("\(name): \(change > 0 ? "+" : "")\(change)") }
                }
            }
            before = now
            now = [:]
        }
        var isFirst = true
        for line in text.split(separator: "\n") {
            if line.hasPrefix("== ") {
                if !isFirst { finish() }
                isFirst = false
                title = String(line.dropFirst(3))
                continue
            }
            let words = line.split(separator: " ").map(String.init)
            let numbers = words.compactMap { Int($0.replacingOccurrences(of: ",", with: "")) }
            if words.count == 5 && numbers.count == 5 {
                let label = words[0].count < 2 ? " " + words[0] : words[0]
                for (i, kind) in ["pools", "used", "free"].enumerated() {
                    now["class \(label) (\(words[1]) bytes) \(kind)"] = numbers[i + 2]
                }
            } else if line.hasPrefix("# arenas"), let equals = words.firstIndex(of: "="), let value = numbers.last {
                now[words[..<equals].joined(separator: " ")] = value
            } else if words.count > 4, words[1] == "free", let star = words.firstIndex(of: "*"), let value = Int(words[0]) {
                now[String(words[1..<star].joined(separator: " ").dropLast())] = value
            }
        }
        finish()
        return out.map { $0 + "\n" }.joined()
    }
}
