import Foundation
import Testing

private let modulesFolder = testsFolder.appendingPathComponent("Golden/modules")

/// Programs that use the standard library against what python3.11 printed. `Golden/refresh.py --modules` writes the expected output.
@Suite struct ModuleTests {
    @Test(arguments: scripts(in: modulesFolder))
    func library(_ name: String) throws {
        let file = { (ending: String) in
            try? String(contentsOf: modulesFolder.appendingPathComponent(name + ending), encoding: .utf8)
        }
        let input = try? Data(contentsOf: modulesFolder.appendingPathComponent(name + ".in"))
        let got = try run(["run", name + ".py"], input: input, folder: modulesFolder)
        #expect(normalised(got.out, folder: modulesFolder) == file(".out"))
        #expect(normalised(got.err, folder: modulesFolder) == file(".err") ?? "")
        #expect(got.status == file(".status").flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0)
    }

    /// Files under glass: going back and forth gives the same memory, whatever has become of the files meanwhile.
    @Test(arguments: ["io_text_seek_tell", "os_files", "io_standard_streams"])
    func backAndForth(_ name: String) throws {
        let got = try run(["replay-check", "--visits", "6", name + ".py"], folder: modulesFolder)
        #expect(got.status == 0, "\(got.out)\(got.err)")
    }

    /// Going back and forth does not write a second time.
    @Test func writesOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vivarium-once-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = """
            for i in range(3000): x = i * 2
            with open("log.txt", "a") as f: f.write("once\\n")
            for i in range(3000): x = i * 3
            with open("log.txt") as f: text = f.read()
            for i in range(3000): x = i * 4
            open("log.txt", "w").write(text + "twice\\n")
            """
        try script.write(to: folder.appendingPathComponent("script.py"), atomically: true, encoding: .utf8)
        let got = try run(["replay-check", "script.py"], folder: folder)
        #expect(got.status == 0, "\(got.out)\(got.err)")
        #expect(try String(contentsOf: folder.appendingPathComponent("log.txt"), encoding: .utf8) == "once\ntwice\n")
    }
}
