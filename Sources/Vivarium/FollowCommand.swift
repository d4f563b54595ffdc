import ArgumentParser
import Glibc
import Timeline
import Views

/// `vivarium follow`: the second machine of "both memory models". It does what `OtherProcess` says.
struct FollowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "The second machine that the Memory pane shows beside the first.", shouldDisplay: false)

    @OptionGroup var view: ViewOptions

    @Argument(help: "The script.")
    var script: String

    @Argument(parsing: .captureForPassthrough, help: "The script's arguments.")
    var arguments: [String] = []

    func run() throws {
        let app = try view.app(script: script, arguments: arguments)
        // What the script does to the world has been done by the first machine.
        app.session.performsCalls = false
        var received: [UInt8] = []
        var poller = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        // A newer request ends the way to an older one.
        app.session.onProgress = { _ in poll(&poller, 1, 0) > 0 }
        while true {
            var buffer = [UInt8](repeating: 0, count: 65536)
            let n = read(0, &buffer, buffer.count)
            if n <= 0 { return }
            received += buffer[..<n]
            while let i = received.firstIndex(of: 0x0a) {
                let line = String(decoding: received[..<i], as: UTF8.self)
                received.removeFirst(i + 1)
                // Each is answered, so that whoever asks can count; all but the last by nothing.
                obey(line, app, isLast: received.isEmpty)
            }
        }
    }

    private func obey(_ line: String, _ app: App, isLast: Bool) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        switch words.first {
        case "g" where words.count == 7:
            let numbers = [1, 2, 3, 4, 6].map { UInt64(words[$0]) ?? 0 }
            var lines: [String] = []
            if isLast {
                app.session.go(to: Place(instruction: numbers[0], offset: numbers[1]))
                let request = OtherModelRequest(
                    place: Place(instruction: numbers[0], offset: numbers[1]), width: Int(numbers[2]), height: Int(numbers[3]),
                    mode: String(words[5]), scroll: Int(numbers[4]))
                lines = app.memoryLines(request).map(StyledText.text)
            }
            writeOut((["-"] + lines + ["."]).joined(separator: "\n") + "\n")
        default: _ = app.session.addRecord(line)
        }
    }
}
