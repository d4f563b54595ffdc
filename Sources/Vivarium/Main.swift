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
            let line = error.isWhole ? error.message : "vivarium: \(error.message)"
            var text = line + "\n"
            text.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
            Glibc.exit(error.status)
        } catch {
            Vivarium.exit(withError: error)
        }
    }
}
