import Runtime
import Trace

/// What the script has written, in order.
public struct OutputLog: Sendable {
    /// The bytes of both streams together, as they came.
    public private(set) var bytes: [UInt8] = []
    /// For each write: where it begins, to which descriptor, at which event.
    public private(set) var writes: [(start: Int, fd: Int32, event: UInt64)] = []

    /// Nothing written yet.
    public init() {}

    /// How many bytes there are.
    public var count: Int { bytes.count }

    mutating func append(_ fd: Int32, _ new: UnsafeRawBufferPointer, at event: UInt64) {
        writes.append((bytes.count, fd, event))
        bytes.append(contentsOf: new)
    }

    mutating func truncate(to count: Int) {
        bytes.removeLast(bytes.count - count)
        while let last = writes.last, last.start >= count { writes.removeLast() }
    }
}

/// Values from outside, recorded at their first reading and read again by replays.
struct InputLog {
    var lines: [[UInt8]] = []
    var position = 0
}

extension Session {
    /// Puts this session's doors in the place of the process's own.
    func installDoors() {
        HostDoor.write = { fd, bytes in Session.current!.output.append(fd, bytes, at: TraceControl.counter) }
        HostDoor.flush = { _ in }
        HostDoor.isTerminal = { _ in false }
        HostDoor.readLine = { _ in Session.current!.readLine() }
    }

    /// On the machine's thread: the next line of input, from the log or from the person.
    private func readLine() -> [UInt8] {
        // Whoever moves on without an answer is asked again.
        while inputs.position == inputs.lines.count {
            thread.park(.needsInput)
            armCounter(TraceControl.counter)
        }
        let line = inputs.lines[inputs.position]
        inputs.position += 1
        return line
    }

    /// Answers `.needsInput`: the line with its newline, or nothing for the end of input. The machine stays where it is until it is moved.
    public func provide(_ line: [UInt8]) { inputs.lines.append(line) }
}
