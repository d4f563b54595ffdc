import ArgumentParser
import Canvas
import Glibc
import Memory
import Runtime
import Terminal
import Timeline
import Views

/// When colours are used.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// The geometry of the small-block allocator.
enum ModelChoice: String, ExpressibleByArgument, CaseIterable {
    case modern, classic
}

/// Options that all commands that show something share.
struct ViewOptions: ParsableArguments {
    @Flag(help: "Draw with ASCII characters only.")
    var ascii = false

    @Option(help: "Colours: dark, light, high-contrast, mono.")
    var theme = "dark"

    @Option(name: .customLong("data-dir"), help: "The folder with Assets and Lessons.")
    var dataDirectory: String?

    @Option(name: .customLong("memory-limit"), help: "How many bytes the script may use: 512M, 2G.")
    var memoryLimit: String?

    @Option(name: .customLong("memory-model"), help: "How memory is cut: modern (3.10 and later) or classic (up to 3.7).")
    var memoryModel = ModelChoice.modern

    /// The theme's looks.
    func loadTheme(_ name: String? = nil) throws -> Theme {
        let name = name ?? theme
        if name == "mono" { return .mono }
        let path = try DataDirectory.find(dataDirectory) + "/Assets/themes/\(name).theme"
        guard !name.contains("/"), DataDirectory.isReadable(path) else {
            throw UserError("there is no theme '\(name)'; there are dark, light, high-contrast and mono", status: 64)
        }
        do { return try Theme(name: name, text: DataDirectory.text(path)) } catch let error as Theme.ParseError {
            throw UserError(error.description)
        }
    }

    /// The sentences of the Explain pane.
    func explanations() throws -> Explanations {
        let folder = try DataDirectory.find(dataDirectory) + "/Assets/explain/"
        return Explanations(
            opcodes: try DataDirectory.text(folder + "opcodes.txt"), events: try DataDirectory.text(folder + "events.txt"))
    }

    /// Starts the machine and makes a session for a script, which must be readable.
    func session(script: String, arguments: [String]) throws -> Session {
        guard DataDirectory.isReadable(script) else {
            throw UserError("can't open file '\(script)': \(String(cString: strerror(errno)))", status: 2)
        }
        if let memoryLimit {
            guard parseBytes(memoryLimit) != nil else {
                throw UserError("--memory-limit \(memoryLimit): write bytes like 512M or 2G", status: 64)
            }
            setenv("VIVARIUM_MEMORY_LIMIT", memoryLimit, 1)
        }
        // The same script is the same run, event for event, each time it is watched.
        setenv("PYTHONHASHSEED", "0", 0)
        let options = RunOptions(source: .file(script), arguments: arguments)
        HostDoor.catchesInterrupts = false
        try startMachine(model: memoryModel == .classic ? .classic : .modern)
        return Session(Program(start: { runMain(options) }, resume: { resumeMain(options) }))
    }

    /// The visualizer of a script.
    func app(script: String, arguments: [String]) throws -> App {
        let explanations = try explanations()
        let session = try session(script: script, arguments: arguments)
        let app = App(
            session: session, scriptName: script, scriptPath: RunOptions.absolutePath(script), explanations: explanations,
            glyphs: ascii ? .ascii : .unicode, themeName: theme, readFile: readWholeFile, pipeline: pipelineReport)
        app.makeOtherModel = { [self] in
            let model = memoryModel == .classic ? ModelChoice.modern : .classic
            var words = ["--memory-model", model.rawValue]
            if let dataDirectory { words += ["--data-dir", dataDirectory] }
            if let memoryLimit { words += ["--memory-limit", memoryLimit] }
            if app.glyphs.circledMarks == false { words.append("--ascii") }
            guard let process = OtherProcess(words + ["--", script] + arguments) else { return nil }
            return OtherModel(name: model.rawValue, machine: process, session: session)
        }
        return app
    }
}
