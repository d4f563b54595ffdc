import ArgumentParser
import Glibc
import Memory
import Runtime

/// `vivarium run`: a script and nothing else, as `python3.11` runs it.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a script as python3.11 would: its output, tracebacks and exit status, no visualizer.",
        usage: "vivarium run [PYTHON-OPTIONS] SCRIPT|-c CODE|- [ARGS ...]",
        discussion: """
            Python's own options come before the script and may be joined as Python allows: -O, -OO (leave asserts and docstrings out), \
            -W ACTION (warnings), -u (nothing held back), -i (go on interactively), -q (no banner). The environment variable \
            VIVARIUM_MEMORY_LIMIT sets how many bytes the script may use (suffixes K, M, G; 1G by default).
            """)

    @Argument(parsing: .captureForPassthrough, help: "Python's options, the script, and its arguments.")
    var words: [String] = []

    /// A command for the argument parser to fill.
    init() {}

    /// The command with these words.
    init(words: [String]) { self.words = words }

    func run() throws {
        if words.first == "--help" || words.first == "-h" { throw CleanExit.helpRequest(self) }
        let options: RunOptions
        do { options = try RunOptions(pythonWords: words) } catch { throw UserError(error.description, status: 64) }
        try startMachine()
        // For developers: the machine checks its allocator and collector at every n-th collection.
        if let n = environment("VIVARIUM_SELF_CHECK").flatMap(Int.init) { installSelfCheck(every: n) }
        let torture = try planTorture()
        let status = onDeepStack { runMain(options) }
        if torture.contains("count") {
            var text = "torture: \(Torture.allocations) allocations\n"
            text.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
        }
        Glibc.exit(status)
    }

    /// Hostile modes for developers, from VIVARIUM_TORTURE, joined by commas: `poison` (freed blocks are filled and watched), `fail=N` (the N-th
    /// allocation of the program fails), `collect` (the collector runs at each allocation of a container), `count` (says how many allocations
    /// there were).
    private func planTorture() throws -> [Substring] {
        guard let text = environment("VIVARIUM_TORTURE") else { return [] }
        let modes = text.split(separator: ",")
        var failing = 0
        for mode in modes {
            if mode.hasPrefix("fail="), let n = Int(mode.dropFirst(5)), n > 0 {
                failing = n
            } else if mode == "collect" {
                // A count is always greater.
                for generation in 0..<3 { GCState.setThreshold(generation, -1) }
            } else if mode != "poison" && mode != "count" {
                throw ValidationError("VIVARIUM_TORTURE: '\(mode)' is none of poison, collect, count, fail=N")
            }
        }
        if failing > 0 || modes.contains("poison") || modes.contains("count") {
            Torture.plan(failing: failing, poison: modes.contains("poison"))
        }
        return modes
    }
}

/// A command line that Python's rules cannot read.
struct PythonWordsError: Error, CustomStringConvertible {
    var description: String
}

extension RunOptions {
    /// Reads words as `python3.11` reads its command line: options up to the first word that is none, or `-c`.
    init(pythonWords words: [String]) throws(PythonWordsError) {
        var options = RunOptions(source: .standardInput)
        var rest = words[...]
        func argument(_ letter: Character, _ tail: Substring) throws(PythonWordsError) -> String {
            if !tail.isEmpty { return String(tail) }
            guard let next = rest.popFirst() else {
                throw PythonWordsError(description: "argument expected for the -\(letter) option")
            }
            return next
        }
        scan: while let word = rest.first {
            guard word.hasPrefix("-"), word != "-" else { break }
            rest.removeFirst()
            if word == "--" { break }
            var letters = word.dropFirst()
            while let letter = letters.popFirst() {
                switch letter {
                case "O": options.optimize += 1
                case "u": options.unbuffered = true
                case "i": options.interactive = true
                case "q": options.quiet = true
                // What these switch off in python3.11, this program never does: site, environment variables, user directories, isolated mode.
                case "S", "E", "s", "I", "B": break
                case "W":
                    options.warnOptions.append(try argument(letter, letters))
                    continue scan
                case "c":
                    options.source = .command(try argument(letter, letters))
                    options.arguments = Array(rest)
                    self = options
                    return
                case "m":
                    throw PythonWordsError(
                        description: "not implemented: -m \(try argument(letter, letters)); run the module's file instead")
                default: throw PythonWordsError(description: "unknown option -\(letter)")
                }
            }
        }
        if let word = rest.popFirst() { if word == "-" { options.hasDash = true } else { options.source = .file(word) } }
        options.arguments = Array(rest)
        self = options
    }
}
