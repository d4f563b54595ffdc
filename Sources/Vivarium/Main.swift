import ArgumentParser

/// The program: a command each in a file of its own, and nothing else here.
@main struct Vivarium: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vivarium",
        abstract: "Watch CPython 3.11 live, under glass.",
        discussion: "`vivarium SCRIPT` opens a Python script in the visualizer; `vivarium run SCRIPT` just runs it.",
        version: "0.1.0",
        subcommands: [RunCommand.self, DisCommand.self, CodeCommand.self])
}
