import Foundation
import Testing

/// Thousands of broken programs, and programs that are warned of, against what CPython 3.11.2 says: class, message, both ends, quoted line,
/// warnings, and the printed form (`Golden/errortable/refresh.py`); and the programs that a fuzzing run once found (`Golden/fuzz/add.py`).
@Suite struct ErrorTableTests {
    static let folder = testsFolder.appendingPathComponent("Golden/errortable")

    static func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }

    static func lines(_ name: String) throws -> [String] {
        try text(name).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    static func json(_ line: String) throws -> [Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
    }

    static func latin1(_ text: String) -> Data { Data(text.unicodeScalars.map { UInt8($0.value) }) }

    /// The answers of `vivarium batch`, one for each request.
    static func answers(_ requests: [(what: String, optimize: Int, mode: String, name: String, source: Data)]) throws -> [Data] {
        var input = Data()
        for r in requests {
            input += Data("\(r.what) \(r.optimize) \(r.mode) \(r.name.utf8.count) \(r.source.count)\n\(r.name)".utf8)
            input += r.source
        }
        let outcome = try runForData(["batch"], input: input)
        var rest = outcome[...]
        var answers: [Data] = []
        while let end = rest.firstIndex(of: 0x0a), let count = Int(String(decoding: rest[..<end], as: UTF8.self)) {
            answers.append(Data(rest[(end + 1)..<(end + 1 + count)]))
            rest = rest[(end + 1 + count)...]
        }
        return answers
    }

    private func compare(_ programs: [(mode: String, source: Data)], _ expected: [String]) throws {
        #expect(programs.count == expected.count)
        let answers = try Self.answers(programs.map { ("errors", 0, $0.mode, "<case>", $0.source) })
        #expect(answers.count == expected.count, "the program ended early")
        var different = 0
        for (i, (answer, line)) in zip(answers, expected).enumerated() where answer != Data(line.utf8) {
            different += 1
            Issue.record(
                "\(i + 1): \(String(decoding: programs[i].source.prefix(200), as: UTF8.self))\nours: \(String(decoding: answer, as: UTF8.self))\nCPython: \(line)"
            )
            if different > 20 { return }
        }
    }

    @Test func sameErrorsAndWarnings() throws {
        let programs = try Self.lines("snippets.jsonl").map(Self.json).map {
            (mode: $0[0] as! String, source: Self.latin1($0[1] as! String))
        }
        let expected = try Self.lines("table.expected")
        #expect(expected.filter { $0.hasPrefix("[\"error\"") }.count > 1500)
        try compare(programs, expected)
    }

    /// Nesting of every kind, up to where CPython refuses it and far beyond.
    @Test func sameLimits() throws {
        let programs = try Self.lines("limits.jsonl").map(Self.json).map { row in
            let parts = (row[1] as! [[Any]]).map { String(repeating: $0[0] as! String, count: $0[1] as! Int) }
            return (mode: row[0] as! String, source: Data(parts.joined().utf8))
        }
        try compare(programs, try Self.lines("limits.expected"))
    }

    @Test(arguments: [["run", "-S", "printed.py"], ["run", "-S", "-W", "error", "warned.py"]])
    func samePrintedForm(arguments: [String]) throws {
        let ours = try run(arguments, folder: Self.folder).err.split(separator: "\n", omittingEmptySubsequences: false)
        let name = arguments.last!.replacingOccurrences(of: ".py", with: ".out")
        let expected = try Self.text(name).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(ours.count == expected.count)
        for (i, (a, b)) in zip(ours, expected).enumerated() where a != b {
            let context = ours[max(0, i - 6)...i].joined(separator: "\n")
            Issue.record("line \(i + 1): \(a)\ninstead of: \(b)\n\(context)")
            return
        }
    }

    /// Files with errors, as the interpreter reports them.
    @Test func sameReportsOfFiles() throws {
        let sources = try Self.lines("snippets.jsonl").map(Self.json)
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(try Self.text("files.expected").utf8)) as? [[Any]])
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vivarium-errors-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var different: [String] = []
        for row in rows {
            let source = Self.latin1(sources[row[0] as! Int][1] as! String)
            try source.write(to: folder.appendingPathComponent("case.py"))
            let option = row[1] as! String
            let outcome = try run(["run", "-S"] + (option.isEmpty ? [] : ["-W", option]) + ["case.py"], folder: folder)
            let ours = outcome.err.replacingOccurrences(of: folder.path + "/", with: "")
            if ours != row[2] as! String {
                different.append(
                    "\(row[0]) \(option)\n\(String(decoding: source, as: UTF8.self))\nours:\n\(ours)CPython:\n\(row[2])")
            }
        }
        #expect(different.isEmpty, "\(different.count) of \(rows.count): \(different.prefix(8).joined(separator: "\n----\n"))")
    }

    /// What a fuzzing run once found: `{"mode", "optimize", "source", "expected"}` a line, the answer whole if it is an error, else its digest.
    @Test func sameOnFuzzedPrograms() throws {
        let path = testsFolder.appendingPathComponent("Golden/fuzz/cases.jsonl")
        let rows = try String(decoding: try Data(contentsOf: path), as: UTF8.self).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let answers = try Self.answers(
            rows.map { ("code", $0["optimize"] as! Int, $0["mode"] as! String, "<fuzz>", Self.latin1($0["source"] as! String)) })
        #expect(answers.count == rows.count, "the program ended early")
        for (answer, row) in zip(answers, rows) {
            let text = String(decoding: answer, as: UTF8.self)
            let ours = text.hasPrefix("[\"error\"") ? text : digest(answer)
            #expect(ours == row["expected"] as! String, "\(row["source"]!)")
        }
    }
}

/// Debian's standard library, compiled and compared with committed digests of what CPython makes of it (`Golden/library/refresh.py`).
@Suite struct LibraryTests {
    @Test func sameCodeForTheStandardLibrary() throws {
        let path = testsFolder.appendingPathComponent("Golden/library/digests.txt")
        let rows = String(decoding: try Data(contentsOf: path), as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        var requests: [(what: String, optimize: Int, mode: String, name: String, source: Data)] = []
        var expected: [String] = []
        var leftOut: [String] = []
        for row in rows {
            // Another Debian release of the library may have changed a file: only what is the same text is compared.
            guard let source = FileManager.default.contents(atPath: row[0]), digest(source) == row[1] else {
                leftOut.append(row[0])
                continue
            }
            for what in 0..<5 {
                requests.append((["code", "code", "tokens", "ast", "symbols"][what], what == 1 ? 2 : 0, "exec", row[0], source))
                expected.append(row[2 + what])
            }
        }
        print("library: \(rows.count - leftOut.count) files compared, \(leftOut.count) left out: missing, or another text")
        #expect(
            leftOut.count <= 5,
            "\(leftOut.count) of \(rows.count) files are missing or have another text, such as \(leftOut.prefix(3)): is libpython3.11-stdlib installed? Golden/library/refresh.py makes new digests"
        )
        let answers = try ErrorTableTests.answers(requests)
        #expect(answers.count == requests.count, "the program ended early")
        for (answer, (request, digested)) in zip(answers, zip(requests, expected)) where digest(answer) != digested {
            Issue.record("\(request.what) of \(request.name), optimised \(request.optimize)")
        }
    }
}

/// FNV-1a, 64 bits.
func digest(_ data: Data) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    data.withUnsafeBytes { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

/// Standard output of a run, as bytes.
func runForData(_ arguments: [String], input: Data) throws -> Data {
    Data(try run(arguments, input: input, seconds: 300).out.utf8)
}
