import ArgumentParser

/// `vivarium paths`: where things are.
struct PathsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "paths", abstract: "Print where data and progress are kept.")

    @Option(name: .customLong("data-dir"), help: "The folder with Assets and Lessons.")
    var dataDirectory: String?

    func run() throws {
        let found = try? DataDirectory.find(dataDirectory)
        writeOut("data      \(found ?? "not found")\n")
        writeOut("progress  \(DataDirectory.state)\n")
        writeOut("looked at for data, in this order:\n")
        for path in DataDirectory.candidates(dataDirectory) { writeOut("  \(path)\n") }
    }
}
