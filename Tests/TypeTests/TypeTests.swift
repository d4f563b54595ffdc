import Glibc
import Testing

/// Scripts about classes, descriptors, slots, metaclasses, operators, `super` and modules, compared with what python3.11 printed
/// (`PYTHONHASHSEED=0 python3.11 -S`, addresses masked). Each runs in a process of its own.
@Suite struct TypeTests {
    static let root = String(#filePath.dropLast("/TypeTests/TypeTests.swift".count))
    static let scripts = [
        "attribute_hooks", "builtin_types", "classes", "construction", "descriptors", "metaclasses", "modules_and_aliases", "mro",
        "mutation", "operators", "slots", "super_calls",
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

    /// The text with each hexadecimal number of six digits or more as "0x…".
    static func masked(_ text: String) -> String { text.replacing(/0x[0-9a-f]{6,}/, with: "0x…") }

    @Test(arguments: scripts)
    func sameAsCPython(script: String) throws {
        let file = try #require(fopen("\(Self.root)/Golden/types/\(script).out", "r"))
        defer { fclose(file) }
        #expect(access(Self.program, X_OK) == 0, "build vivarium first, or set VIVARIUM")
        let pipe = popen("'\(Self.program)' run '\(Self.root)/Golden/types/\(script).py' 2>&1", "r")!
        defer { pclose(pipe) }
        #expect(Self.masked(Self.read(pipe)) == Self.read(file))
    }
}
