import Bytecode
import Compiler
import Glibc
import Syntax

/// Files under Tests/Golden.
enum Golden {
    static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(2)
        return "/" + parts.joined(separator: "/") + "/Golden/"
    }()

    static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(root + path, "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func text(_ path: String) -> String { String(decoding: read(path), as: UTF8.self) }

    static func lines(_ path: String) -> [String] { text(path).split(separator: "\n").map(String.init) }
}

func fnv1a(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

func compiled(_ source: String, mode: ParseMode = .exec) throws -> CodeDescription {
    try Compiler.compileSource(Array(source.utf8), filename: "<test>", mode: mode).code
}

extension SyntaxErrorInfo {
    var className: String {
        switch kind {
        case .syntaxError: "SyntaxError"
        case .indentationError: "IndentationError"
        case .tabError: "TabError"
        case .memoryError: "MemoryError"
        case .valueError: "ValueError"
        case .recursionError: "RecursionError"
        case .unicodeDecodeError: "UnicodeDecodeError"
        }
    }

    func fields(none: String) -> [String] {
        [lineno, offset, end_lineno, end_offset].map { $0.map { String($0) } ?? none }
    }
}
