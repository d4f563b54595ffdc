import ArgumentParser
import Glibc
import Memory
import Runtime
import Timeline
import Trace

/// `vivarium replay-check`: runs a script under glass, jumps about, and compares memory byte for byte each time it comes back to an event.
struct ReplayCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay-check", abstract: "Check that going back and forth in a script gives the same memory, byte for byte.",
        shouldDisplay: false)

    @Option(help: "How many random positions to visit.")
    var visits = 20

    @Argument(help: "The script.")
    var script: String

    func run() throws {
        let options = RunOptions(source: .file(script))
        try startMachine()
        let session = Session(Program(start: { runMain(options) }, resume: { resumeMain(options) }))
        let clock = ContinuousClock()
        let whole = clock.measure { session.seekToEnd() }
        guard let end = session.end else { throw UserError("the script did not end") }
        writeOut("events \(end), first run \(whole), status \(session.exitStatus ?? -1)\n")
        writeOut("the script wrote: \(String(decoding: session.output.bytes, as: UTF8.self).prefix(200))\n")
        var random = SystemRandomNumberGenerator()
        var times: [Duration] = []
        var seen: [(UInt64, Snapshot, Int)] = []
        var differences = 0
        for i in 0..<visits {
            let position =
                i % 2 == 0 || seen.isEmpty ? UInt64.random(in: 1..<end, using: &random) : seen.randomElement(using: &random)!.0
            times.append(clock.measure { session.seek(to: position) })
            if session.position != position {
                writeOut("asked for \(position), came to \(session.position)\n")
                differences += 1
                continue
            }
            if let old = seen.first(where: { $0.0 == position }) {
                if let address = Memory.firstDifference(from: old.1) {
                    writeOut("event \(position): memory differs at 0x\(String(address, radix: 16))\n")
                    differences += 1
                }
                if session.output.count != old.2 {
                    writeOut("event \(position): \(session.output.count) bytes of output, before \(old.2)\n")
                    differences += 1
                }
            } else {
                seen.append((position, Memory.snapshot(), session.output.count))
            }
        }
        times.sort()
        writeOut("visits \(visits), median \(times[times.count / 2]), slowest \(times.last!), differences \(differences)\n")
        Glibc.exit(differences == 0 ? 0 : 1)
    }
}
