import Glibc
import Runtime

/// What came from outside, as lines of text for another process that runs the same script: `i` and bytes in hexadecimal for a line of input, `s` and a system
/// call with its result, its error number and its bytes.
extension Session {
    /// How many lines of input and how many system calls there are in the record.
    public var recordCounts: (lines: Int, calls: Int) { (inputs.lines.count, inputs.calls.count) }

    /// The record from so many lines of input and so many system calls on.
    public func hostRecord(fromLine line: Int, fromCall call: Int) -> [String] {
        inputs.lines.dropFirst(line).map { "i " + Self.hexadecimal($0) }
            + inputs.calls.dropFirst(call).map {
                "s \($0.call.rawValue) \($0.result.value) \($0.result.error) " + Self.hexadecimal($0.bytes)
            }
    }

    /// Adds a line of another process's record to this one; false if it is none.
    public func addRecord(_ text: String) -> Bool {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        if words.count == 2, words[0] == "i", let bytes = Self.bytes(words[1]) {
            inputs.lines.append(bytes)
        } else if words.count == 5, words[0] == "s", let raw = UInt8(words[1]), let call = SystemCall(rawValue: raw),
            let value = Int(words[2]), let error = Int32(words[3]), let bytes = Self.bytes(words[4])
        {
            inputs.calls.append(InputLog.Call(call: call, result: SystemResult(value: value, error: error), bytes: bytes))
        } else {
            return false
        }
        return true
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        func digit(_ c: UInt8) -> UInt8? { c >= 0x61 && c <= 0x66 ? c - 0x57 : c >= 0x30 && c <= 0x39 ? c - 0x30 : nil }
        let digits = text.utf8.map(digit)
        guard digits.count % 2 == 0 else { return nil }
        var out: [UInt8] = []
        for i in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[i], let low = digits[i + 1] else { return nil }
            out.append(high << 4 | low)
        }
        return out
    }
}
