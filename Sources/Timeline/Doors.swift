import Runtime
import Trace

/// What the script has written up to the position, in order. What was met beyond the position is kept: a later checkpoint begins there.
public struct OutputLog: Sendable {
    private var all: [UInt8] = []
    private var allWrites: [(start: Int, fd: Int32, event: UInt64)] = []

    /// How many bytes there are.
    public private(set) var count = 0

    /// Nothing written yet.
    public init() {}

    /// The bytes of both streams together, as they came.
    public var bytes: [UInt8] { count == all.count ? all : Array(all[..<count]) }

    /// For each write: where it begins, to which descriptor, at which event.
    public var writes: [(start: Int, fd: Int32, event: UInt64)] {
        var end = allWrites.count
        while end > 0, allWrites[end - 1].start >= count { end -= 1 }
        return end == allWrites.count ? allWrites : Array(allWrites[..<end])
    }

    mutating func append(_ fd: Int32, _ new: UnsafeRawBufferPointer, at event: UInt64) {
        guard !new.isEmpty else { return }
        let end = count + new.count
        // A replay writes what is known already.
        if end <= all.count, all[count..<end].elementsEqual(new) {
            count = end
            return
        }
        all.removeLast(all.count - count)
        while let last = allWrites.last, last.start >= count { allWrites.removeLast() }
        allWrites.append((count, fd, event))
        all.append(contentsOf: new)
        count = all.count
    }

    /// The position has moved to where so many bytes had been written.
    mutating func move(to count: Int) { self.count = min(count, all.count) }
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
