import ArgumentParser
import Glibc
import Memory
import Runtime
import Trace

/// `vivarium watching-check`: runs a script twice in one process, unwatched and watched, and compares the memories that the two runs leave. (Not in two
/// processes: type objects hold the addresses of native functions, which differ from process to process.)
struct WatchingCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watching-check", abstract: "Check that watching a script leaves the same memory as just running it.",
        shouldDisplay: false)

    @Argument(help: "The script.")
    var script: String

    func run() throws {
        try startMachine()
        HostDoor.write = { $1.count }
        HostDoor.flush = { _ in }
        let options = RunOptions(source: .file(script))
        let fresh = Memory.snapshot()
        func pages(watched: Bool) -> [UInt: UInt64] {
            Memory.restore(fresh)
            Machine.memoryWasRestored()
            TraceControl.isTracing = watched
            _ = onDeepStack { runMain(options) }
            TraceControl.isTracing = false
            Machine.clearResidue()
            return Dictionary(uniqueKeysWithValues: Memory.pageDigests())
        }
        let plain = pages(watched: false)
        let watched = pages(watched: true)
        let different = Set(plain.keys).union(watched.keys).filter { plain[$0] != watched[$0] }.sorted()
        if different.isEmpty {
            writeOut("the same: \(plain.count) pages\n")
        } else {
            writeOut(
                "\(different.count) of \(plain.count) pages differ: \(different.prefix(10).map { String($0, radix: 16) }.joined(separator: " "))\n"
            )
            Glibc.exit(1)
        }
    }
}
