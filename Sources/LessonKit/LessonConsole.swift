import Glibc

/// Where a lesson talks to the learner: lines of text on standard output, answers from standard input. On a terminal a single key is an answer;
/// elsewhere each answer is a line. No escape sequence is ever written.
final class LessonConsole {
    private var held: [UInt8] = []
    private var at = 0
    /// Whether a person types.
    let isTerminal = isatty(0) != 0
    /// Lines since the learner was last asked something.
    private(set) var count = 0

    /// Lines that fit on the screen.
    var rows: Int {
        var size = winsize()
        return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 5 ? Int(size.ws_row) : 24
    }

    /// Writes lines that belong together; on a terminal, waits first if they would push others off the screen.
    func say(_ lines: [String]) {
        if isTerminal && count > 0 && count + lines.count > rows - 1 {
            prompt("[Enter] shows more ")
            _ = key()
        }
        for line in lines { say(line) }
    }

    /// Writes a line.
    func say(_ line: String = "") {
        count += 1
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
                let text = String(decoding: bytes, as: UTF8.self)
                // What is typed into a terminal is there already.
                if !isTerminal { say(text) }
                count = 0
                return text
            }
            bytes.append(b)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// One key, "" for Enter; elsewhere a line. Nil at the end of the input.
    func key() -> String? {
        guard isTerminal else { return line() }
        guard Keyboard.begin() else { return line() }
        var b = byte()
        while b == 26 {
            Keyboard.end()
            raise(SIGTSTP)
            guard Keyboard.begin() else { return nil }
            b = byte()
        }
        Keyboard.end()
        // Ctrl-C and Ctrl-D leave.
        guard let b, b != 3, b != 4 else { return nil }
        // The rest of an escape sequence means nothing here.
        if b >= 0x80 || b == 27 { at = held.count }
        let isText = b >= 0x20 && b < 0x7f
        say(isText ? String(Character(Unicode.Scalar(b))) : "")
        count = 0
        return b == 10 || b == 13 ? "" : isText ? String(Character(Unicode.Scalar(b))) : "?"
    }
}

/// The terminal while a single key is awaited; put right again even if the process is ended from outside meanwhile.
private enum Keyboard {
    nonisolated(unsafe) private static var old = termios()

    /// Single keys without echo from now on; false if that is not possible.
    static func begin() -> Bool {
        guard tcgetattr(0, &old) == 0 else { return false }
        var new = old
        new.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        guard tcsetattr(0, TCSADRAIN, &new) == 0 else { return false }
        for number in [SIGTERM, SIGHUP] {
            signal(number) { number in
                Keyboard.restore()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
        return true
    }

    /// As it was.
    static func end() {
        restore()
        for number in [SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    }

    fileprivate static func restore() { tcsetattr(0, TCSANOW, &old) }
}
