import Glibc
import Testing

/// Scripts about str, bytes, bytearray, memoryview, formatting and codecs: every method with many arguments, right and wrong, compared
/// with what python3.11 did (`PYTHONHASHSEED=0 python3.11 -S`). Each runs in a process of its own.
@Suite struct TextTests {
    static let root = String(#filePath.dropLast("/TextTests/TextTests.swift".count))
    static let scripts = [
        "bytearray", "bytes", "characters", "encodings_and_errors", "format", "memoryview", "percent", "str_arguments",
        "str_methods",
        "subclasses",
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
        let file = try #require(fopen("\(Self.root)/Golden/text/\(script).out", "r"))
        defer { fclose(file) }
        #expect(access(Self.program, X_OK) == 0, "build vivarium first, or set VIVARIUM")
        let pipe = popen("'\(Self.program)' run '\(Self.root)/Golden/text/\(script).py' 2>/dev/null", "r")!
        defer { pclose(pipe) }
        // Line by line, so that a failure names the group.
        let expected = Self.read(file).split(separator: "\n")
        let actual = Self.read(pipe).split(separator: "\n")
        for (e, a) in zip(expected, actual) { #expect(a == e) }
        #expect(actual.count == expected.count)
    }
}
