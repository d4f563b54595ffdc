import Glibc
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
    /// How far the script has come: lines taken, bytes of the line after them, system calls.
    struct Position {
        var line = 0
        var offset = 0
        var call = 0
    }

    /// A system call and what it gave.
    struct Call {
        var call: SystemCall
        var result: SystemResult
        var bytes: [UInt8]
    }

    var lines: [[UInt8]] = []
    var calls: [Call] = []
    var at = Position()
}

extension Session {
    /// Puts this session's doors in the place of the process's own.
    func installDoors() {
        HostDoor.write = { fd, bytes in
            Session.current!.output.append(fd, bytes, at: TraceControl.counter)
            return bytes.count
        }
        HostDoor.flush = { _ in }
        HostDoor.isTerminal = { _ in false }
        HostDoor.readLine = { _ in Session.current!.readLine() }
        HostDoor.readInput = { Session.current!.readInput($0) }
        HostDoor.system = { Session.current!.system($0, $1, $2, $3) }
        HostDoor.systemBytes = { Session.current!.systemBytes($0, $1) }
    }

    /// On the machine's thread: the rest of the next line of input, from the log or from the person.
    private func readLine() -> [UInt8] {
        let line = nextLine()
        let rest = Array(line[min(inputs.at.offset, line.count)...])
        inputs.at.line += 1
        inputs.at.offset = 0
        return rest
    }

    /// On the machine's thread: fills a room with what is left of the next line; what does not fit is left for the next reading.
    private func readInput(_ room: UnsafeMutableRawBufferPointer) -> SystemResult {
        let rest = nextLine()[inputs.at.offset...]
        let n = min(rest.count, room.count)
        room.copyBytes(from: rest.prefix(n))
        if n == rest.count {
            inputs.at.line += 1
            inputs.at.offset = 0
        } else {
            inputs.at.offset += n
        }
        return SystemResult(value: n, error: 0)
    }

    /// The next line of input, which is not taken yet.
    private func nextLine() -> [UInt8] {
        // Whoever moves on without an answer is asked again.
        while inputs.at.line == inputs.lines.count {
            thread.park(.needsInput)
            armCounter(TraceControl.counter)
        }
        let line = inputs.lines[inputs.at.line]
        if inputs.at.offset == 0 { line.withUnsafeBytes { output.append(0, $0, at: TraceControl.counter) } }
        return line
    }

    /// The record of the next system call, if it has been performed before.
    private func recorded(_ call: SystemCall) -> InputLog.Call? {
        if inputs.at.call == inputs.calls.count { return nil }
        let record = inputs.calls[inputs.at.call]
        precondition(record.call == call, "vivarium: the replay asks for \(call) where the run had asked for \(record.call)")
        inputs.at.call += 1
        return record
    }

    private func record(_ call: SystemCall, _ result: SystemResult, _ bytes: [UInt8]) {
        inputs.calls.append(InputLog.Call(call: call, result: result, bytes: bytes))
        inputs.at.call = inputs.calls.count
    }

    /// On the machine's thread: a system call, performed the first time and read from the record by replays.
    private func system(
        _ call: SystemCall, _ room: UnsafeMutableRawBufferPointer?, _ output: SystemOutput, _ perform: () -> SystemResult
    ) -> SystemResult {
        if let known = recorded(call) {
            room?.copyBytes(from: known.bytes)
            return known.result
        }
        guard performsCalls else { return SystemResult(value: -1, error: EIO) }
        let result = perform()
        var bytes: [UInt8] = []
        if let room, result.value >= 0 {
            bytes = Array(output == .whole ? room[...] : room.prefix(result.value))
        }
        record(call, result, bytes)
        return result
    }

    /// On the machine's thread: the same for a call that gives any number of bytes.
    private func systemBytes(
        _ call: SystemCall, _ perform: () -> (bytes: [UInt8], error: Int32)
    ) -> (bytes: [UInt8], error: Int32) {
        if let known = recorded(call) { return (known.bytes, known.result.error) }
        guard performsCalls else { return ([], EIO) }
        let (bytes, error) = perform()
        record(call, SystemResult(value: bytes.count, error: error), bytes)
        return (bytes, error)
    }

    /// Answers `.needsInput`: the line with its newline, or nothing for the end of input. The machine stays where it is until it is moved.
    public func provide(_ line: [UInt8]) { inputs.lines.append(line) }
}
