import Glibc
import Testing

/// Scripts about numbers, their modules and the object protocols, compared with what python3.11 printed
/// (`PYTHONHASHSEED=0 python3.11 -S`). Most print one hash for hundreds of results; run them with the argument `full` to see all.
@Suite struct NumberTests {
    static let root = String(#filePath.dropLast("/NumberTests/NumberTests.swift".count))
    static let scripts = [
        "ints", "floats", "math_module", "messages", "ranges", "time_module", "protocols", "literal_refcounts",
        "static_hashes", "fixed_point", "code_replace",
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

    @Test(arguments: scripts)
    func sameAsCPython(script: String) throws {
        let file = try #require(fopen("\(Self.root)/Golden/numbers/\(script).out", "r"))
        defer { fclose(file) }
        #expect(access(Self.program, X_OK) == 0, "build vivarium first, or set VIVARIUM")
        let pipe = try #require(popen("'\(Self.program)' run '\(Self.root)/Golden/numbers/\(script).py' 2>/dev/null", "r"))
        defer { pclose(pipe) }
        #expect(Self.read(pipe) == Self.read(file))
    }
}
