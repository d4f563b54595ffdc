import ArgumentParser
import Canvas
import Glibc
import Runtime
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

    private static func now() -> Double {
        var t = timespec()
        clock_gettime(CLOCK_MONOTONIC, &t)
        return Double(t.tv_sec) * 1000 + Double(t.tv_nsec) / 1e6
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
        func frame() -> Double {
            let start = Self.now()
            _ = app.draw(width: width, height: height).ansiText(theme)
            return Self.now() - start
        }
        func line(_ name: String, _ times: [Double]) {
            let sorted = times.sorted()
            func f(_ x: Double) -> String {
                let n = Int(x * 100 + 0.5)
                let cents = "\(n % 100)"
                return "\(n / 100)." + (cents.count < 2 ? "0" : "") + cents
            }
            let label = name + String(repeating: " ", count: max(1, 28 - name.count))
            writeOut("\(label) median \(f(sorted[sorted.count / 2])) ms, longest \(f(sorted.last!)) ms\n")
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
            var times: [Double] = []
            for i in 0..<steps {
                if app.session.isFinished { break }
                let start = Self.now()
                _ = app.handle(.character(i % 4 == 3 ? "." : "l"))
                _ = app.draw(width: width, height: height).ansiText(theme)
                times.append(Self.now() - start)
            }
            if !times.isEmpty { line("key \(name)", times) }
            if app.isFullScreen { _ = app.handle(.character("z")) }
        }
        // Keys that stay in the pane while a search through the heap goes on.
        if app.session.position != home { app.go(to: home) }
        for key in [Key.character("5"), .character("z"), .character("/")] { _ = app.handle(key) }
        for c in "no such object" { _ = app.handle(.character(c)) }
        var times: [Double] = []
        let begin = Self.now()
        _ = app.handle(.enter)
        repeat {
            let start = Self.now()
            _ = app.handle(.timeout)
            _ = app.draw(width: width, height: height).ansiText(theme)
            times.append(Self.now() - start)
        } while app.timeout == 0
        line("search, each frame", times)
        line("search, whole", [Self.now() - begin])
        for key in [Key.escape, .backspace, .down] { _ = app.handle(key) }
        for (name, key) in [("who holds it", "r"), ("what keeps it alive", "k")] as [(String, Character)] {
            _ = app.handle(.character(key))
            times = []
            let begin = Self.now()
            repeat {
                let start = Self.now()
                _ = app.handle(.timeout)
                _ = app.draw(width: width, height: height).ansiText(theme)
                times.append(Self.now() - start)
            } while app.timeout == 0
            line("\(name), each frame", times)
            line("\(name), whole", [Self.now() - begin])
        }
    }
}
