/// The text under the parser: UTF-8 bytes with `\n` line ends and a NUL after the last one, at an address that stays.
final class SourceBuffer {
    let base: UnsafeMutablePointer<UInt8>
    /// Number of bytes before the NUL.
    let count: Int
    /// Whether the last newline is not in the source.
    let newlineWasAdded: Bool

    /// Copies `bytes`, turning `\r\n` and `\r` into `\n`; with `addNewline`, a missing last newline is added.
    /// Origin: translate_newlines in Parser/tokenizer.c.
    init(_ bytes: UnsafeBufferPointer<UInt8>, addNewline: Bool, isString: Bool = true) {
        let n = bytes.count
        base = .allocate(capacity: n + 3)
        var i = 0
        var o = 0
        var last: UInt8 = 0
        while i < n {
            var c = bytes[i]
            i += 1
            if c == 0x0d {
                c = 0x0a
                if i < n, bytes[i] == 0x0a { i += 1 }
            }
            if c == 0, !isString {
                // CPython reads files line by line as C strings: the rest of the line is lost.
                while i < n, bytes[i] != 0x0a, bytes[i] != 0x0d { i += 1 }
                if i + 1 < n, bytes[i] == 0x0d, bytes[i + 1] == 0x0a { i += 1 }
                i += 1
                continue
            }
            base[o] = c
            o += 1
            last = c
        }
        newlineWasAdded = addNewline && last != 0x0a
        // CPython's loop loses sight of the last newline if it is a CRLF, and adds another.
        if addNewline, last != 0x0a || (isString && n >= 2 && bytes[n - 2] == 0x0d && bytes[n - 1] == 0x0a) {
            base[o] = 0x0a
            o += 1
        }
        base[o] = 0
        count = o
    }

    deinit { base.deallocate() }

    /// The text of bytes `start ..< end`, with U+FFFD for bad bytes.
    func string(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: base + start, count: end - start), as: UTF8.self)
    }
}
