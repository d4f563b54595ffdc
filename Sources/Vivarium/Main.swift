import ArgumentParser
import Glibc

/// The program: a command each in a file of its own.
struct Vivarium: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vivarium",
        abstract: "Watch CPython 3.11 live, under glass.",
        discussion: "`vivarium SCRIPT` opens a Python script in the visualizer; `vivarium run SCRIPT` just runs it.",
        version: "0.1.0",
        subcommands: [
            WatchCommand.self, RunCommand.self, DisCommand.self, TraceCommand.self, ExportCommand.self, PathsCommand.self,
            LessonCommand.self, TokensCommand.self, AstCommand.self, SymbolsCommand.self, CodeCommand.self, CompileCommand.self,
            PipelineCommand.self, BatchCommand.self,
            ReplayCheckCommand.self, WatchingCheckCommand.self, FrameTimesCommand.self, FollowCommand.self,
        ],
        defaultSubcommand: WatchCommand.self)
}

/// Errors of the person's become one line on standard error and a status; everything else is the argument parser's.
@main enum Main {
    static func main() {
        signal(SIGPIPE, SIG_DFL)
        if CommandLine.arguments.count == 1 {
            fail("no script: `vivarium SCRIPT` opens one, `vivarium lesson` lists the lessons, `vivarium --help` says the rest", 64)
        }
        do {
            let words = CommandLine.arguments.dropFirst()
            // `run` starts as often and as fast as python3.11 does. Its words are Python's own: there is nothing for the argument parser to
            // read, and its look at every command costs more than the machine's start.
            if words.first == RunCommand.configuration.commandName {
                try RunCommand(words: Array(words.dropFirst())).run()
            } else {
                var command = try Vivarium.parseAsRoot()
                try command.run()
            }
        } catch let error as UserError {
            fail(error.message, error.status, isWhole: error.isWhole)
        } catch {
            let status = Vivarium.exitCode(for: error).rawValue
            guard status == 64 else { Vivarium.exit(withError: error) }
            // The parser's message can have a list of choices in lines of its own.
            let lines = Vivarium.message(for: error).split(separator: "\n")
            var text = lines.first.map(String.init) ?? "the command line cannot be read"
            let choices = lines.dropFirst().filter { $0.hasPrefix("  - ") }.map { String($0.dropFirst(4)) }
            if !choices.isEmpty { text += " " + choices.joined(separator: ", ") }
            while text.last == "." { text.removeLast() }
            let given = CommandLine.arguments[1]
            let known = Vivarium.configuration.subcommands.contains { $0.configuration.commandName == given }
            fail("\(text); `vivarium \(known ? given : "watch") --help` says more", status)
        }
    }

    /// One line on standard error, and the end.
    private static func fail(_ message: String, _ status: Int32, isWhole: Bool = false) -> Never {
        var text = (isWhole ? message : "vivarium: \(message)") + "\n"
        text.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
        Glibc.exit(status)
    }
}
