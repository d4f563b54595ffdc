import ArgumentParser
import Canvas
import Glibc
import Runtime
import Timeline
import Views

extension Picture: ExpressibleByArgument {}

/// `vivarium export`: a screen, or a walk, as a picture.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a screen of the visualizer as text, SVG or HTML, or a walk as an asciicast.")

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, ansi, svg, html, cast, dot }

    @Option(help: "Where: an event's number, line:N, start, end of the run, or script-end.")
    var at = "start"

    @Option(name: .customLong("as"), help: "text, ansi, svg, html or cast; of a picture text, svg or dot.")
    var form: Form?

    @Option(name: [.short, .customLong("output")], help: "A file; standard output if there is none.")
    var output: String?

    @Option(help: "Instead of a screen: objects, collector or memory, drawn as a graph or a map.")
    var picture: Picture?

    @Flag(help: "The memory map under both memory models, side by side.")
    var bothModels = false

    @Option(help: "Columns and rows.")
    var size = "80x24"

    @Option(help: "source, bytecode or memory.")
    var zoom = "bytecode"

    @Option(help: "One pane that fills the screen: source, bytecode, pipeline and the others by name.")
    var pane: String?

    @Option(help: "Keys pressed before the picture is taken, such as 'nnn' or '4z<Down><Enter>'.")
    var keys = ""

    @Option(help: "For a cast: how many steps.")
    var steps = 40

    @Option(help: "For a cast: seconds between steps.")
    var pace = 0.5

    @OptionGroup var view: ViewOptions

    @Argument(help: "The script.")
    var script: String

    @Argument(help: "The script's arguments, after -- if they begin with a dash.")
    var arguments: [String] = []

    func run() throws {
        let numbers = size.split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2, (1...1000).contains(numbers[0]), (1...1000).contains(numbers[1]) else {
            throw UserError("--size \(size): write columns and rows like 80x24", status: 64)
        }
        guard let zoom = Zoom.allCases.first(where: { $0.rawValue.lowercased() == zoom.lowercased() }) else {
            throw UserError("--zoom \(zoom): there are source, bytecode and memory", status: 64)
        }
        if bothModels { return try writeBothModels(numbers[0]) }
        var kind: PaneKind?
        if let pane {
            kind = PaneKind.allCases.first { $0.title.lowercased() == pane.lowercased() }
            if kind == nil {
                let known = PaneKind.allCases.map { $0.title.lowercased() }.joined(separator: ", ")
                throw UserError("--pane \(pane): there are \(known)", status: 64)
            }
        }
        let theme = try view.loadTheme()
        let app = try view.app(script: script, arguments: arguments)
        _ = app.draw(width: numbers[0], height: numbers[1])
        app.start()
        app.show(zoom)
        try go(app)
        if let kind { app.show(kind) }
        // As a person sees it, with a screen before each key: what was not shown before can not be marked as changed.
        for key in Self.keys(keys) {
            _ = app.draw(width: numbers[0], height: numbers[1])
            _ = app.handle(key)
        }
        // A search begins when its pane is drawn.
        _ = app.draw(width: numbers[0], height: numbers[1])
        app.completeSearches()
        let form = form ?? Form.allCases.first { output?.hasSuffix(".\($0)") ?? false } ?? .text
        if let picture {
            try writePicture(app, picture, form, numbers[0])
            return
        }
        let paper: Paper = theme.name == "light" ? .light : .dark
        let text: String
        switch form {
        case .text: text = app.draw(width: numbers[0], height: numbers[1]).plainText
        case .ansi: text = app.draw(width: numbers[0], height: numbers[1]).ansiText(theme)
        case .svg: text = app.draw(width: numbers[0], height: numbers[1]).svg(theme, paper: paper)
        case .html: text = app.draw(width: numbers[0], height: numbers[1]).html(theme, paper: paper, title: script)
        case .dot: throw UserError("--as dot: only a picture can be written as dot; say --picture objects or collector", status: 64)
        case .cast: text = cast(app, theme, numbers[0], numbers[1], zoom)
        }
        if let output { try writeFile(output, text) } else { writeOut(text) }
    }

    /// Reads keys: characters, and names in angle brackets.
    static func keys(_ text: String) -> [Key] {
        let names: [(String, Key)] = [
            ("Enter", .enter), ("Down", .down), ("Up", .up), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
            ("Tab", .tab), ("Esc", .escape), ("PageDown", .pageDown), ("PageUp", .pageUp), ("Backspace", .backspace),
            ("Space", .character(" ")), ("F1", .function(1)), ("F2", .function(2)), ("F3", .function(3)),
        ]
        var all: [Key] = []
        var rest = text[...]
        while let c = rest.first {
            if let (name, key) = names.first(where: { rest.hasPrefix("<\($0.0)>") }) {
                all.append(key)
                rest = rest.dropFirst(name.count + 2)
            } else {
                all.append(.character(c))
                rest = rest.dropFirst()
            }
        }
        return all
    }

    /// Goes to where the picture is to be taken. Input is at its end.
    private func go(_ app: App) throws {
        func answering(_ movement: () -> Void) {
            movement()
            while app.session.lastStop == .needsInput {
                app.session.provide([])
                movement()
            }
        }
        if at == "start" { return }
        if at == "script-end" { return answering { _ = app.handle(.end) } }
        if at == "end" {
            answering { _ = app.handle(.end) }
            // From the script's end to the run's.
            if !app.session.isFinished { _ = app.handle(.end) }
            return
        }
        if at.hasPrefix("line:"), let n = Int(at.dropFirst(5)) {
            var isMet = false
            answering { isMet = app.runToLine(n) }
            if !isMet { throw UserError("line \(n) never begins") }
            return
        }
        guard let n = UInt64(at), n > 0 else {
            throw UserError("--at \(at): write an event's number, line:N, start, script-end or end", status: 64)
        }
        answering { app.go(to: n) }
        if app.session.isFinished, let end = app.session.end, n > end {
            throw UserError("--at \(at): the run has \(end) events; --at end shows its end", status: 64)
        }
    }

    /// An asciicast of version 2: a header, and for each screen its time and what a terminal has to draw.
    private func cast(_ app: App, _ theme: Theme, _ width: Int, _ height: Int, _ zoom: Zoom) -> String {
        var out = "{\"version\": 2, \"width\": \(width), \"height\": \(height), \"title\": \(Quoting.json(script))}\n"
        for i in 0...max(0, steps) {
            if i > 0 {
                if app.session.isFinished || app.session.lastStop == .needsInput { break }
                app.step(zoom == .source ? .line : .instruction)
            }
            var screen = app.draw(width: width, height: height).ansiText(theme)
            screen.removeLast()
            let data = "\u{1b}[H" + screen.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
            out += "[\(Double(i) * pace), \"o\", \(Quoting.json(data))]\n"
        }
        return out
    }
}
