import Glibc
import Testing

/// Scripts about the collector and weak references, compared with what python3.11 printed (`PYTHONHASHSEED=0 python3.11 -S`).
///
/// Each runs in a process of its own, twice: as it is, and with the machine checking its allocator, collector and reference counts at
/// every third collection.
@Suite struct CollectorTests {
    static let root = String(#filePath.dropLast("/CollectorTests/CollectorTests.swift".count))
    static let scripts = [
        "weakref", "weakref_death", "gc_module", "generations", "hostile", "destruction_order", "resurrect_all",
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
        let check = selfCheck ? "VIVARIUM_SELF_CHECK=3 " : ""
        let pipe = popen("\(check)'\(program)' run '\(root)/Golden/collector/\(script).py' 2>&1", "r")!
        defer { pclose(pipe) }
        return read(pipe)
    }

    @Test(arguments: scripts, [false, true])
    func sameAsCPython(script: String, selfCheck: Bool) throws {
        let file = try #require(fopen("\(Self.root)/Golden/collector/\(script).out", "r"))
        defer { fclose(file) }
        #expect(access(Self.program, X_OK) == 0, "build vivarium first, or set VIVARIUM")
        // A hundred thousand objects checked again and again would take minutes.
        if selfCheck && script == "generations" { return }
        #expect(Self.run(script, selfCheck: selfCheck) == Self.read(file))
    }
}
