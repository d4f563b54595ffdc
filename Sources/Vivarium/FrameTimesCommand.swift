import ArgumentParser
import Canvas
import Runtime
import Timeline
import Views

/// `vivarium frame-times`: how long a screen takes, pane by pane.
struct FrameTimesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frame-times",
        abstract:
            "Measure how long screens take: each pane in full, drawn and written for a terminal, and from a key to the finished frame.",
        shouldDisplay: false)

    @Option(help: "Where: line:N or end, or an event's number.")
    var at = "end"

    @Option(help: "Columns and rows.")
    var size = "200x60"

    @Option(help: "How many steps for each pane.")
    var steps = 40

    @Option(help: "Keys pressed first, as export takes them.")
    var keys = ""

    @OptionGroup var view: ViewOptions

    @Argument(help: "The script.")
    var script: String

    /// Milliseconds of the clock.
    private static func now() -> Double { Double(Clock.nanoseconds) / 1e6 }

    /// Milliseconds of processor time of the whole process: what a frame takes when nothing else runs.
    private static func processor() -> Double { Double(Clock.processorNanoseconds) / 1e6 }

    /// One measurement: by the clock, and of the processor.
    private typealias Time = (clock: Double, processor: Double)

    private static func measure(_ body: () -> Void) -> Time {
        let start = now()
        let used = processor()
        body()
        return (now() - start, processor() - used)
    }

    func run() throws {
        let numbers = size.split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2 else { throw UserError("--size \(size): write columns and rows like 80x24", status: 64) }
        let (width, height) = (numbers[0], numbers[1])
        let theme = try view.loadTheme()
        let app = try view.app(script: script, arguments: [])
        _ = app.draw(width: width, height: height)
        app.start()
        if at.hasPrefix("line:"), let n = Int(at.dropFirst(5)) { app.runToLine(n) } else if let n = UInt64(at) { app.go(to: n) }
        for key in ExportCommand.keys(keys) { _ = app.handle(key) }
        // What a terminal would be sent. ncurses sends less: only what changed.
        func frame() -> Time { Self.measure { _ = app.draw(width: width, height: height).ansiText(theme) } }
        func line(_ name: String, _ times: [Time]) {
            let clock = times.map(\.clock).sorted()
            let processor = times.map(\.processor).sorted()
            func f(_ x: Double) -> String {
                let n = Int(x * 100 + 0.5)
                let cents = "\(n % 100)"
                return "\(n / 100)." + (cents.count < 2 ? "0" : "") + cents
            }
            let label = name + String(repeating: " ", count: max(1, 28 - name.count))
            writeOut(
                "\(label) median \(f(clock[clock.count / 2])) ms, longest \(f(clock.last!)); of the processor \(f(processor[processor.count / 2])), longest \(f(processor.last!))\n"
            )
        }
        var screens: [(String, [Key])] = PaneKind.allCases.map {
            ($0.title, [.escape, .escape, .character($0.key), .character("z")])
        }
        screens += [
            ("zoom source", [.escape, .escape, .function(1)]), ("zoom bytecode", [.escape, .escape, .function(2)]),
            ("zoom memory", [.escape, .escape, .function(3)]),
        ]
        let home = app.session.position
        for (name, keys) in screens {
            if app.session.position != home { app.go(to: home) }
            for key in keys { _ = app.handle(key) }
            _ = frame()
            line("draw \(name)", (0..<10).map { _ in frame() })
            var times: [Time] = []
            for i in 0..<steps {
                if app.session.isFinished { break }
                // Inside an instruction by events, else by instructions.
                let isInside = app.session.event.kind != .instruction && app.session.event.kind != .line
                times.append(
                    Self.measure {
                        _ = app.handle(.character(i % 4 == 3 || isInside && !keys.isEmpty ? "." : "l"))
                        _ = app.draw(width: width, height: height).ansiText(theme)
                    })
            }
            if !times.isEmpty { line("key \(name)", times) }
            if app.isFullScreen { _ = app.handle(.character("z")) }
        }
        // Keys that stay in the pane while a search through the heap goes on.
        if app.session.position != home { app.go(to: home) }
        for key in [Key.character("5"), .character("z"), .character("/")] { _ = app.handle(key) }
        for c in "no such object" { _ = app.handle(.character(c)) }
        /// A key, then frame after frame until the search has its answer.
        func search(_ name: String, _ key: Key) {
            var times: [Time] = []
            let begin = (Self.now(), Self.processor())
            _ = app.handle(key)
            repeat {
                times.append(
                    Self.measure {
                        _ = app.handle(.timeout)
                        _ = app.draw(width: width, height: height).ansiText(theme)
                    })
            } while app.timeout == 0
            line("\(name), each frame", times)
            line("\(name), whole", [(Self.now() - begin.0, Self.processor() - begin.1)])
        }
        search("search", .enter)
        for key in [Key.escape, .backspace, .down] { _ = app.handle(key) }
        search("who holds it", .character("r"))
        search("what keeps it alive", .character("k"))
    }
}
