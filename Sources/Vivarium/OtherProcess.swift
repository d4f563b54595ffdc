import Canvas
import Glibc
import Timeline
import Views

/// A second process of this program that runs the same script under the other memory model and follows where the first one goes. Its input is lines:
/// those of the host's record, `g` and numbers for a request. Each request is answered by the pane's lines and a line with
/// a full stop alone.
final class OtherProcess: OtherMachine {
    private var pid: pid_t = 0
    private var toChild: Int32 = -1
    private var fromChild: Int32 = -1
    private var received: [UInt8] = []
    /// Answers that belong to earlier requests.
    private var outdated = 0
    private var isAsked = false

    /// Starts `vivarium follow` with these arguments; nil if that cannot be done.
    init?(_ arguments: [String]) {
        var path = [CChar](repeating: 0, count: 4096)
        guard readlink("/proc/self/exe", &path, path.count - 1) > 0 else { return nil }
        var down: [Int32] = [0, 0]
        var up: [Int32] = [0, 0]
        guard pipe(&down) == 0, pipe(&up) == 0 else { return nil }
        for fd in down + up { _ = fcntl(fd, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, down[0], 0)
        posix_spawn_file_actions_adddup2(&actions, up[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = (["vivarium", "follow"] + arguments).map { strdup($0) } + [nil]
        defer { for w in words { free(w) } }
        let error = posix_spawn(&pid, path, &actions, nil, &words, environ)
        close(down[0])
        close(up[1])
        toChild = down[1]
        fromChild = up[0]
        if error != 0 {
            pid = 0
            return nil
        }
        _ = fcntl(fromChild, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(toChild)
        close(fromChild)
        if pid > 0 {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
    }

    func send(_ request: OtherModelRequest, record: [String]) {
        var text = record.map { $0 + "\n" }.joined()
        text +=
            "g \(request.place.instruction) \(request.place.offset) \(request.width) \(request.height) \(request.mode) \(request.scroll)\n"
        if isAsked { outdated += 1 }
        isAsked = true
        let before = signal(SIGPIPE, SIG_IGN)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let n = bytes.withUnsafeBytes { write(toChild, $0.baseAddress, $0.count) }
            if n <= 0 { break }
            bytes = bytes.dropFirst(n)
        }
        signal(SIGPIPE, before)
    }

    func answer(milliseconds: Int) throws(PictureProblem) -> [TextLine]? {
        var poller = pollfd(fd: fromChild, events: Int16(POLLIN), revents: 0)
        let end = Clock.nanoseconds + milliseconds * 1_000_000
        while true {
            while let answer = takeAnswer() {
                if outdated > 0 {
                    outdated -= 1
                    continue
                }
                isAsked = false
                return answer
            }
            guard poll(&poller, 1, Int32(max(0, (end - Clock.nanoseconds) / 1_000_000))) > 0 else { return nil }
            var buffer = [UInt8](repeating: 0, count: 65536)
            let n = read(fromChild, &buffer, buffer.count)
            if n == 0 { throw PictureProblem(description: "the second machine has ended") }
            if n > 0 { received += buffer[..<n] }
        }
    }

    /// The next whole answer, if it has come.
    private func takeAnswer() -> [TextLine]? {
        let end: [UInt8] = [0x0a, 0x2e, 0x0a]
        guard received.count >= 3 else { return nil }
        var i = 0
        while i + 3 <= received.count {
            if received[i] == end[0], received[i + 1] == end[1], received[i + 2] == end[2] {
                let text = String(decoding: received[..<i], as: UTF8.self)
                received.removeFirst(i + 3)
                return text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map { StyledText.line(String($0)) }
            }
            i += 1
        }
        return nil
    }
}

/// Lines with their styles as text: pieces after a unit separator each, of role, attributes and the text.
enum StyledText {
    /// A line as text.
    static func text(_ line: TextLine) -> String {
        var out = line.background.map { "\($0.rawValue)" } ?? ""
        for span in line.spans { out += "\u{1f}\(span.style.role.rawValue) \(span.style.attributes.rawValue) \(span.text)" }
        return out
    }

    /// A line from text.
    static func line(_ text: String) -> TextLine {
        var line = TextLine()
        let parts = text.split(separator: "\u{1f}", omittingEmptySubsequences: false)
        line.background = parts.first.flatMap { UInt8($0) }.flatMap { Role(rawValue: $0) }
        for part in parts.dropFirst() {
            let words = part.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
            guard words.count == 3, let role = UInt8(words[0]).flatMap({ Role(rawValue: $0) }), let attributes = UInt8(words[1])
            else { continue }
            line.add(String(words[2]), role, Attributes(rawValue: attributes))
        }
        return line
    }
}
