import Glibc
import Testing

/// Scripts about lists, tuples, dicts, sets, iterators and struct sequences, compared with what python3.11 printed
/// (`PYTHONHASHSEED=0 python3.11 -S`).
///
/// Each runs in a process of its own, twice: as it is, and with the machine checking all collections, the allocator, the collector and the
/// reference counts at every fifth collection.
@Suite struct CollectionsTests {
    static let root = String(#filePath.dropLast("/CollectionsTests/CollectionsTests.swift".count))
    static let scripts = [
        "calls_random", "dict_random", "errors", "freelists", "instances", "iterators", "list_slices", "misc", "mutation",
        "refcounts",
        "set_random", "sizes", "sorting",
    ]

    /// The program under test: the environment variable VIVARIUM, else the debug build.
    static var program: String {
        getenv("VIVARIUM").map { String(cString: $0) } ?? root.dropLast("/Tests".count) + "/.build/debug/vivarium"
    }

    static func read(_ file: UnsafeMutablePointer<FILE>) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let n = fread(&buffer, 1, buffer.count, file)
            if n == 0 { break }
            bytes += buffer[..<n]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func run(_ script: String, selfCheck: Bool) -> String {
        // Deep nesting makes hundreds of thousands of objects: fewer checks there.
        let check = selfCheck ? "VIVARIUM_SELF_CHECK=\(script == "mutation" ? 200 : 5) " : ""
        let pipe = popen("\(check)'\(program)' run '\(root)/Golden/collections/\(script).py' 2>/dev/null", "r")!
        defer { pclose(pipe) }
        return read(pipe)
    }

    @Test(arguments: scripts, [false, true])
    func sameAsCPython(script: String, selfCheck: Bool) throws {
        let file = try #require(fopen("\(Self.root)/Golden/collections/\(script).out", "r"))
        defer { fclose(file) }
        #expect(access(Self.program, X_OK) == 0, "build vivarium first, or set VIVARIUM")
        let expected = Self.read(file).split(separator: "\n", omittingEmptySubsequences: false)
        let got = Self.run(script, selfCheck: selfCheck).split(separator: "\n", omittingEmptySubsequences: false)
        // Line by line, so that a failure names the line and not the whole output.
        for i in 0..<max(expected.count, got.count) {
            let (e, g) = (i < expected.count ? expected[i] : "(nothing)", i < got.count ? got[i] : "(nothing)")
            if e != g {
                Issue.record("\(script).out:\(i + 1): expected \(e), got \(g)")
                return
            }
        }
    }
}
