import ArgumentParser
import Canvas
import Glibc
import Runtime
import Terminal
import Timeline
import Views

/// `vivarium SCRIPT`: the visualizer.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Open a script in the visualizer (what happens when no command is given).",
        usage: "vivarium [--plain] [--ascii] [--theme THEME] [--color WHEN] SCRIPT [ARGS ...]")

    @Flag(help: "Numbered lines of text instead of a screen; also when standard output is not a terminal.")
    var plain = false

    @Option(help: "Use colours: auto, always, never (NO_COLOR is obeyed by auto).")
    var color = ColourChoice.auto

    @Flag(help: "With --plain: one step for each instruction, not each line.")
    var instructions = false

    @OptionGroup var view: ViewOptions

    @Argument(help: "The script.")
    var script: String

    @Argument(parsing: .captureForPassthrough, help: "The script's arguments.")
    var arguments: [String] = []

    func run() throws {
        _ = try view.loadTheme()
        if plain || isatty(1) == 0 || isatty(0) == 0 {
            try PlainWalk(app: view.app(script: script, arguments: arguments), byInstruction: instructions).run()
            return
        }
        let colour: Bool
        switch color {
        case .always: colour = true
        case .never: colour = false
        case .auto: colour = (environment("NO_COLOR") ?? "").isEmpty
        }
        let theme = colour ? try view.loadTheme() : .mono
        let app = try view.app(script: script, arguments: arguments)
        let screen: Screen
        do { screen = try Screen(theme: theme, colour: colour) } catch { throw UserError(error.description) }
        if !Screen.isUTF8 { app.glyphs = .ascii }
        defer { screen.close() }
        try WatchLoop(app: app, screen: screen, view: view, colour: colour).run()
    }
}

/// Shows the visualizer on a terminal and feeds it keys.
private final class WatchLoop {
    let app: App
    let screen: Screen
    let view: ViewOptions
    let colour: Bool
    var canvas = Canvas(width: 0, height: 0)
    var polls = 0

    init(app: App, screen: Screen, view: ViewOptions, colour: Bool) {
        self.app = app
        self.screen = screen
        self.view = view
        self.colour = colour
    }

    func run() throws {
        canvas = Canvas(width: screen.size.width, height: screen.size.height, glyphs: app.glyphs)
        // Every 30 ms of a long movement: any key stops it.
        app.session.onProgress = { [self] position in
            polls += 1
            if polls > 6 {
                app.drawProgress(&canvas, position: position)
                screen.show(canvas)
            }
            switch screen.key(timeout: 0) {
            case .timeout, .resize: return false
            default: return true
            }
        }
        app.start()
        while true {
            polls = 0
            let size = screen.size
            canvas = app.draw(width: size.width, height: size.height)
            screen.show(canvas)
            for effect in app.handle(screen.key(timeout: app.timeout)) {
                switch effect {
                case .quit: return
                case .suspend: screen.suspend()
                case .redraw: screen.redraw()
                case .theme(let name):
                    do { screen.theme = try view.loadTheme(name) } catch let error as UserError { app.report(error.message) }
                case .save(let path):
                    do {
                        try savePicture(app.draw(width: size.width, height: size.height), path, screen.theme, title: app.scriptName)
                        app.report("Saved \(path).", error: false)
                    } catch let error as UserError { app.report(error.message) }
                }
            }
        }
    }
}

/// Writes a canvas to a file in the form that the name's ending says.
func savePicture(_ canvas: Canvas, _ path: String, _ theme: Theme, title: String) throws {
    let paper: Paper = theme.name == "light" ? .light : .dark
    if path.hasSuffix(".svg") {
        try writeFile(path, canvas.svg(theme, paper: paper))
    } else if path.hasSuffix(".html") {
        try writeFile(path, canvas.html(theme, paper: paper, title: title))
    } else if path.hasSuffix(".txt") {
        try writeFile(path, canvas.plainText)
    } else {
        throw UserError("\(path): the name must end in .svg, .html or .txt")
    }
}

/// A walk as numbered lines of text: what a screen reader or a pipe can follow. No escape sequence is written.
private struct PlainWalk {
    let app: App
    let byInstruction: Bool

    func run() throws {
        let session = app.session
        var number = 0
        var variables: [String: String] = [:]
        var lastFrame = ""
        var written = 0

        func show(_ text: String) {
            writeOut(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f } ? text + "\n" : escape(text) + "\n")
        }
        func showOutput() {
            let bytes = session.output.bytes
            guard written < bytes.count else { return }
            var lines = String(decoding: bytes[written...], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            if lines.last == "" { lines.removeLast() }
            for line in lines { show("     writes: \(line)") }
            written = bytes.count
        }
        func showChanges() {
            guard let f = app.snapshot.frame else { return }
            let same = f.name == lastFrame
            var now: [String: String] = [:]
            for v in f.variables {
                let text = v.value.map { app.snapshot.line(for: $0, limit: 50).plain } ?? "not bound"
                now[v.name] = text
                if text != variables[v.name], same || v.value != nil { show("     \(v.name) = \(text)") }
            }
            if same { for name in variables.keys.sorted() where now[name] == nil { show("     \(name) is gone") } }
            variables = now
            lastFrame = f.name
        }

        app.start(scoutLimit: 1)
        while true {
            if session.lastStop == .needsInput {
                showOutput()
                session.provide(StandardInput.readLine(0))
                app.step(byInstruction ? .instruction : .into)
                continue
            }
            showOutput()
            if session.isFinished { break }
            if session.lastStop == .scriptEnded {
                app.step(.into)
                continue
            }
            showChanges()
            number += 1
            if byInstruction {
                let lines = app.plainLines()
                show("\(number). \(lines.first ?? "")")
                for line in lines.dropFirst() { show("     \(line)") }
            } else {
                show("\(number). \(app.currentLineText)")
            }
            app.step(byInstruction ? .instruction : .into)
        }
        show("The run has ended with exit status \(session.exitStatus ?? 0).")
        if let status = session.exitStatus, status != 0 { throw ExitCode(status) }
    }

    private func escape(_ text: String) -> String {
        var out = ""
        for u in text.unicodeScalars {
            switch u.value {
            case 0x09: out += "    "
            case 0..<0x20: out += "^" + String(Character(Unicode.Scalar(u.value + 0x40)!))
            case 0x7f: out += "^?"
            case 0x80..<0xa0: out += "\\x" + String(u.value, radix: 16)
            default: out.unicodeScalars.append(u)
            }
        }
        return out
    }
}
