import Glibc

/// Where a lesson talks to the learner: lines of text on standard output, answers from standard input. On a terminal a single key is an answer;
/// elsewhere each answer is a line. No escape sequence is ever written.
final class LessonConsole {
    private var held: [UInt8] = []
    private var at = 0
    private let isTerminal = isatty(0) != 0

    /// Writes a line.
    func say(_ line: String = "") {
        var text = line + "\n"
        text.withUTF8 { put($0) }
    }

    /// Writes without ending the line.
    func prompt(_ text: String) {
        var text = text
        text.withUTF8 { put($0) }
    }

    private func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        var done = 0
        while done < bytes.count {
            let n = write(1, bytes.baseAddress! + done, bytes.count - done)
            if n < 0 && errno == EINTR { continue }
            if n <= 0 { return }
            done += n
        }
    }

    private func byte() -> UInt8? {
        if at == held.count {
            var chunk = [UInt8](repeating: 0, count: 4096)
            var n = read(0, &chunk, chunk.count)
            while n < 0 && errno == EINTR { n = read(0, &chunk, chunk.count) }
            guard n > 0 else { return nil }
            held = Array(chunk[..<n])
            at = 0
        }
        at += 1
        return held[at - 1]
    }

    /// A line without its newline; nil at the end of the input.
    func line() -> String? {
        var bytes: [UInt8] = []
        while let b = byte() {
            if b == 10 {
                if !isTerminal { say() }
                return String(decoding: bytes, as: UTF8.self)
            }
            bytes.append(b)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// One key, "" for Enter; elsewhere a line. Nil at the end of the input.
    func key() -> String? {
        guard isTerminal else { return line() }
        var old = termios()
        guard tcgetattr(0, &old) == 0 else { return line() }
        var new = old
        // Interrupt and suspend keep working; only lines are not awaited.
        new.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(0, TCSADRAIN, &new)
        defer { tcsetattr(0, TCSADRAIN, &old) }
        guard let b = byte() else { return nil }
        if b == 4 { return nil }
        // The rest of an escape sequence means nothing here.
        if b == 27 {
            at = held.count
            say()
            return "?"
        }
        say(b >= 0x20 && b < 0x7f ? String(Character(Unicode.Scalar(b))) : "")
        return b == 10 || b == 13 ? "" : String(Character(Unicode.Scalar(b)))
    }
}
