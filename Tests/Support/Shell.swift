import Glibc

/// The folder of the package.
public let packageFolder = String(#filePath.dropLast("/Tests/Support/Shell.swift".count))

/// The program under test: the environment variable VIVARIUM, else the debug build.
public var programUnderTest: String {
    getenv("VIVARIUM").map { String(cString: $0) } ?? packageFolder + "/.build/debug/vivarium"
}

/// Runs a shell command to its end: its output as text, and its exit status (128 and the signal that ended it, -1 if it did not start).
@discardableResult
public func shell(_ command: String) -> (output: String, status: Int32) {
    guard let pipe = popen(command, "r") else { return ("cannot run", -1) }
    let bytes = readAll(pipe)
    let status = pclose(pipe)
    let signal = status & 0x7f
    return (String(decoding: bytes, as: UTF8.self), signal != 0 ? 128 + signal : status >> 8 & 255)
}

/// A file's bytes; nil if it cannot be read.
public func fileBytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    return readAll(file)
}

/// A file's text; nil if it cannot be read.
public func fileText(_ path: String) -> String? { fileBytes(path).map { String(decoding: $0, as: UTF8.self) } }

/// Writes a text file; whether that went well.
@discardableResult
public func writeText(_ text: String, _ path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let isWritten = fputs(text, file) >= 0
    return fclose(file) == 0 && isWritten
}

/// Runs a body with a folder that goes away afterwards.
public func inTemporaryFolder<T>(_ body: (String) throws -> T) throws -> T {
    var path = Array("/tmp/vivarium-test-XXXXXX".utf8CString)
    guard let folder = mkdtemp(&path).map({ String(cString: $0) }) else { throw NoFolder() }
    defer { shell("rm -r '\(folder)'") }
    return try body(folder)
}

/// No temporary folder could be made.
public struct NoFolder: Error {}

private func readAll(_ file: UnsafeMutablePointer<FILE>) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let n = fread(&buffer, 1, buffer.count, file)
        if n == 0 { return bytes }
        bytes += buffer[..<n]
    }
}
