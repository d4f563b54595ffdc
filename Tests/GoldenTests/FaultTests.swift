import Foundation
import Testing

/// Bad input: one clear line or Python's own traceback, the right exit status, nothing lost.
@Suite struct FaultTests {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("vivarium-faults-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func script(_ text: String) throws -> String { try script(Data(text.utf8)) }

    func script(_ bytes: Data) throws -> String {
        let path = folder.appendingPathComponent("s\(UUID().uuidString.prefix(8)).py").path
        try bytes.write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func missingFile() throws {
        let got = try run(["run", "no_such_file.py"], folder: folder)
        #expect(got.status == 2)
        #expect(got.err.contains("can't open file") && got.err.contains("[Errno 2] No such file or directory"))
        #expect(got.err.split(separator: "\n").count == 1)
    }

    @Test func folderInsteadOfFile() throws {
        let got = try run(["run", folder.path])
        #expect(got.status != 0 && got.err.split(separator: "\n").count == 1)
    }

    @Test func emptyFile() throws {
        let got = try run(["run", try script("")])
        #expect(got.status == 0 && got.out.isEmpty && got.err.isEmpty)
    }

    @Test func binaryFile() throws {
        let got = try run(["run", try script(Data([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]))])
        #expect(got.status == 1)
        #expect(got.err.contains("Error"))
    }

    @Test func fileThatIsNotUTF8() throws {
        let got = try run(["run", try script(Data([0x70, 0x3d, 0x27, 0xe9, 0x27, 0x0a]))])
        #expect(got.status == 1)
        #expect(
            got.err.contains("SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xe9")
                || got.err.contains("SyntaxError: Non-UTF-8 code starting with"))
    }

    @Test func syntaxError() throws {
        let got = try run(["run", try script("x = (1,\n")])
        #expect(got.status == 1)
        #expect(got.err.contains("SyntaxError: '(' was never closed"))
    }

    @Test func unknownModule() throws {
        let got = try run(["run", "-c", "import no_such_module"])
        #expect(got.status == 1)
        #expect(got.err.contains("ModuleNotFoundError: No module named 'no_such_module'"))
    }

    @Test func endlessRecursion() throws {
        let got = try run(["run", "-c", "def f(): f()\nf()"])
        #expect(got.status == 1)
        #expect(got.err.contains("RecursionError: maximum recursion depth exceeded"))
    }

    @Test func deepRecursionThroughNativeCode() throws {
        let got = try run(["run", "-c", "class A:\n def __repr__(self): return repr(self)\nrepr(A())"])
        #expect(got.status == 1)
        #expect(got.err.contains("RecursionError"))
    }

    @Test func interruptedLoop() throws {
        let got = try run(["run", "-c", "print('started', flush=True)\nwhile True: pass"]) { process in
            Thread.sleep(forTimeInterval: 1)
            kill(process, SIGINT)
        }
        #expect(got.out == "started\n")
        #expect(got.err.contains("KeyboardInterrupt"))
        #expect(got.status == 130)
    }

    @Test func hugeString() throws {
        let got = try run(["run", "-c", "print('before')\n'x' * 10**12"])
        #expect(got.status == 1)
        #expect(got.out == "before\n")
        #expect(got.err.contains("MemoryError"))
    }

    @Test func growingList() throws {
        let got = try run(["run", "-c", "l = [0]\nwhile True: l.append(l)"], environment: ["VIVARIUM_MEMORY_LIMIT": "64M"])
        #expect(got.status == 1)
        #expect(got.err.contains("MemoryError"))
    }

    @Test func memoryErrorCanBeCaught() throws {
        let got = try run(
            ["run", "-c", "l = []\ntry:\n while True: l.append('x' * 1000)\nexcept MemoryError:\n l = None; print('recovered')"],
            environment: ["VIVARIUM_MEMORY_LIMIT": "32M"])
        #expect(got.status == 0 && got.out == "recovered\n")
    }

    @Test func badMemoryLimit() throws {
        let got = try run(["run", "-c", "pass"], environment: ["VIVARIUM_MEMORY_LIMIT": "lots"])
        #expect(got.status == 64)
        #expect(got.err.contains("VIVARIUM_MEMORY_LIMIT"))
    }

    @Test func exitStatuses() throws {
        #expect(try run(["run", "-c", "import sys; sys.exit(7)"]).status == 7)
        #expect(try run(["run", "-c", "raise SystemExit"]).status == 0)
        let text = try run(["run", "-c", "raise SystemExit('why')"])
        #expect(text.status == 1 && text.err == "why\n")
    }

    @Test func closedOutput() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "'\(program)' run -c 'for i in range(100000): print(i)' | head -1 > /dev/null"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func unknownOption() throws {
        let got = try run(["run", "-Z", "x.py"])
        #expect(got.status == 64)
        #expect(got.err.contains("unknown option -Z"))
    }

    @Test func commandLineOfPython() throws {
        #expect(try run(["run", "-O", "-c", "assert False\nprint(__debug__)"]).out == "False\n")
        #expect(try run(["run", "-", "a", "b"], input: Data("import sys\nprint(sys.argv)\n".utf8)).out == "['-', 'a', 'b']\n")
        #expect(try run(["run", "-c", "import sys; print(sys.argv)", "-x", "y"]).out == "['-c', '-x', 'y']\n")
        #expect(try run(["run", "-OO", "-c", "def f():\n 'doc'\nprint(f.__doc__)"]).out == "None\n")
        #expect(try run(["run", "-i", "-q", "-c", "x = 5"], input: Data("x + 1\n".utf8)).out.hasPrefix("6"))
    }
}
