import Runtime
import Trace

/// What the script has written up to the position, in order. What was met beyond the position is kept: a later checkpoint begins there.
public struct OutputLog: Sendable {
    private var all: [UInt8] = []
    private var allWrites: [(start: Int, fd: Int32, event: UInt64)] = []

    /// How many bytes there are, echoed ones included.
    public private(set) var count = 0
    /// Whether any input was echoed.
    private var hasEcho = false

    /// Nothing written yet.
    public init() {}

    /// The bytes of both streams together, as they came.
    public var bytes: [UInt8] {
        guard hasEcho else { return screen }
        var out: [UInt8] = []
        let writes = writes
        for (i, w) in writes.enumerated() where w.fd != 0 {
            out += all[w.start..<(i + 1 < writes.count ? writes[i + 1].start : count)]
        }
        return out
    }

    /// How many bytes the script has written.
    public var written: Int { hasEcho ? bytes.count : count }

    /// What a terminal would show: the bytes of both streams, and the lines that were typed, which belong to descriptor 0.
    public var screen: [UInt8] { count == all.count ? all : Array(all[..<count]) }

    /// The last bytes of `screen`, at most so many; their indices are those in `screen`.
    public func tail(_ most: Int) -> ArraySlice<UInt8> { all[max(0, count - most)..<count] }

    /// For each write: where in `screen` it begins, to which descriptor (0: a line that was typed), at which event.
    public var writes: [(start: Int, fd: Int32, event: UInt64)] {
        var end = allWrites.count
        while end > 0, allWrites[end - 1].start >= count { end -= 1 }
        return end == allWrites.count ? allWrites : Array(allWrites[..<end])
    }

    mutating func append(_ fd: Int32, _ new: UnsafeRawBufferPointer, at event: UInt64) {
        guard !new.isEmpty else { return }
        if fd == 0 { hasEcho = true }
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
        line.withUnsafeBytes { output.append(0, $0, at: TraceControl.counter) }
        return line
    }

    /// The lines that were given so far.
    public var givenInputs: [[UInt8]] { inputs.lines }

    /// Answers `.needsInput`: the line with its newline, or nothing for the end of input. The machine stays where it is until it is moved.
    public func provide(_ line: [UInt8]) { inputs.lines.append(line) }
}
