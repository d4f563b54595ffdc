import ArgumentParser
import Bytecode
import Glibc
import Runtime
import Timeline
import Trace
import Views

/// `vivarium trace`: every event as a line.
struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Print every event of a run, one a line, as text or JSON.",
        discussion:
            "A run has thousands of events before its first line: choose kinds with --events, such as line,call,return or gcStart,gcMove,gcEnd."
    )

    @Flag(help: "JSON lines: number, kind, the three operands, and a sentence.")
    var json = false

    @Option(name: [.short, .customLong("output")], help: "A file; standard output if there is none.")
    var output: String?

    @Option(help: "Kinds of events, separated by commas; all if not given.")
    var events: String?

    @Flag(name: .customLong("all"), help: "Also what happens before the script's first line.")
    var fromTheStart = false

    @OptionGroup var view: ViewOptions

    @Argument(help: "The script.")
    var script: String

    @Argument(help: "The script's arguments, after -- if they begin with a dash.")
    var arguments: [String] = []

    func run() throws {
        var kinds = EventKind.allCases.filter { $0 != .none }
        if let events {
            kinds = try events.split(separator: ",").map { word in
                guard let kind = EventKind.allCases.first(where: { "\($0)" == word }) else {
                    throw UserError(
                        "there is no event '\(word)'; there are "
                            + EventKind.allCases.dropFirst().map { "\($0)" }.joined(separator: ", "),
                        status: 64)
                }
                return kind
            }
        }
        let text = EventText(explanations: try view.explanations(), glyphs: .unicode)
        let session = try view.session(script: script, arguments: arguments)
        var fd: Int32 = 1
        if let output {
            fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            if fd < 0 { throw UserError("cannot write \(output): \(String(cString: strerror(errno)))") }
        }
        let sink = Sink(fd)
        if !fromTheStart { session.seekToStart() }
        let json = self.json
        func write(_ e: Event) {
            let n = session.position
            let sentence = text.sentence(e)
            if json {
                sink.add(
                    "{\"n\":\(n),\"kind\":\"\(e.kind)\",\"a\":\(e.a),\"b\":\(e.b),\"c\":\(e.c),\"text\":\(CodeDescription.jsonString(sentence))}\n"
                )
            } else {
                sink.add("\(n)\t\(e.kind)\t\(sentence.unicodeScalars.map { $0.value < 0x20 ? " " : String($0) }.joined())\n")
            }
        }
        if !fromTheStart, kinds.contains(session.event.kind), !session.isFinished { write(session.event) }
        while true {
            let why = session.move(kinds, false) { e in
                write(e)
                return nil
            }
            guard why == .needsInput else { break }
            session.provide(StandardInput.readLine(0))
        }
        sink.flush()
        if let status = session.exitStatus, status != 0 { Glibc.exit(status) }
    }
}

/// Text on its way to a file descriptor.
private final class Sink {
    private let fd: Int32
    private var held: [UInt8] = []

    init(_ fd: Int32) { self.fd = fd }

    func add(_ text: String) {
        held.append(contentsOf: text.utf8)
        if held.count > 1 << 16 { flush() }
    }

    func flush() {
        held.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let n = write(fd, bytes.baseAddress! + done, bytes.count - done)
                if n <= 0 { return }
                done += n
            }
        }
        held.removeAll(keepingCapacity: true)
    }
}
