import ArgumentParser
import Glibc
import Memory
import Runtime
import Trace

/// `vivarium memory-digest`: runs a script and prints a number made of all the memory that is in use at its end, so that two runs can be compared.
struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory-digest", abstract: "Print a digest of the machine's memory at the end of a script.",
        shouldDisplay: false)

    @Flag(help: "Run as under glass, with every event.")
    var traced = false

    @Flag(help: "Print a digest of each page, to find where two runs differ.")
    var pages = false

    @Argument(help: "The script.")
    var script: String

    func run() throws {
        try startMachine()
        HostDoor.write = { _, _ in }
        HostDoor.flush = { _ in }
        TraceControl.isTracing = traced
        let options = RunOptions(source: .file(script))
        let status = onDeepStack { runMain(options) }
        TraceControl.isTracing = false
        Machine.clearResidue()
        if pages { for p in Memory.pageDigests() { writeOut("\(String(p.address, radix: 16)) \(String(p.digest, radix: 16))\n") } }
        writeOut("status \(status) digest \(String(Memory.digest(), radix: 16)) blocks \(getallocatedblocks())\n")
    }
}
