import Glibc
import Memory
import Trace

// System calls of the script: files, folders, processes. Every one passes the same door, so that a visualizer performs it once, records what
// came back, and gives the record to replays: a file is read the same again and is not written twice. Host state; no part of a snapshot.

/// Which system call; a replay that asks for another one than the record holds has gone astray.
public enum SystemCall: UInt8, Sendable {
    case open, close, read, write, seek, truncate, duplicate, pipe, isTerminal, setInheritable, synchronize, descriptorFlags
    case stat, access, readLink, folder, currentFolder
    case unlink, rename, makeFolder, removeFolder, link, symbolicLink, changeFolder, changeMode, setTimes, mask
    case identity, processors, environment, clock, sleep, random, terminalSize, processTimes, systemName, sourceFile
}

/// What a system call gave.
public struct SystemResult: Sendable {
    /// The result; negative if it failed.
    public var value: Int
    /// `errno` if it failed.
    public var error: Int32

    /// Makes a result.
    public init(value: Int, error: Int32) { (self.value, self.error) = (value, error) }
}

/// How many bytes of the given room a system call has filled.
public enum SystemOutput: Sendable {
    /// As many as its result says.
    case result
    /// All, if it succeeded.
    case whole
}

extension HostDoor {
    /// Performs a system call whose result is a number and perhaps bytes in a room of given size.
    nonisolated(unsafe) public static var system:
        (SystemCall, UnsafeMutableRawBufferPointer?, SystemOutput, () -> SystemResult) -> SystemResult = {
            $3()
        }
    /// Performs a system call whose result is any number of bytes; an error number that is not 0 if it failed.
    nonisolated(unsafe) public static var systemBytes:
        (SystemCall, () -> (bytes: [UInt8], error: Int32)) -> (bytes: [UInt8], error: Int32) = {
            $1()
        }
    /// Whether the script may end the process at once (`os._exit`); a visualizer does not let it.
    public static var endsProcess: Bool { !TraceControl.isTracing }
    /// Reads from descriptor 0 into a room: the number of bytes, 0 at the end, or -1 with `errno`.
    nonisolated(unsafe) public static var readInput: (UnsafeMutableRawBufferPointer) -> SystemResult = StandardInput.read
}

extension StandardInput {
    /// Reads what is held back, else from the descriptor.
    public static func read(_ room: UnsafeMutableRawBufferPointer) -> SystemResult {
        if let n = takeHeld(room) { return SystemResult(value: n, error: 0) }
        let n = Glibc.read(0, room.baseAddress, room.count)
        return SystemResult(value: n, error: n < 0 ? errno : 0)
    }
}

/// Performs a system call through the door.
func hostCall(
    _ call: SystemCall, _ room: UnsafeMutableRawBufferPointer? = nil, _ output: SystemOutput = .result, _ perform: () -> Int
) -> SystemResult {
    let result = HostDoor.system(call, room, output) {
        errno = 0
        let value = perform()
        return SystemResult(value: value, error: value < 0 ? errno : 0)
    }
    emitIfTracing(.input, call == .read ? HostDoor.Number.file : HostDoor.Number.system, result.value, max(result.value, 0))
    return result
}

/// Performs a system call that gives any number of bytes.
func hostBytes(_ call: SystemCall, _ perform: () -> (bytes: [UInt8], error: Int32)) -> (bytes: [UInt8], error: Int32) {
    let result = HostDoor.systemBytes(call, perform)
    emitIfTracing(.input, HostDoor.Number.system, result.bytes.count, result.bytes.count)
    return result
}

/// `stat` of an open file; nil if that fails (with errno in `error`).
func hostStat(_ error: inout Int32, _ perform: (UnsafeMutablePointer<stat>) -> Int32) -> stat? {
    var s = stat()
    let result = withUnsafeMutablePointer(to: &s) { p in
        hostCall(.stat, UnsafeMutableRawBufferPointer(start: p, count: MemoryLayout<stat>.size), .whole) { Int(perform(p)) }
    }
    error = result.error
    return result.value < 0 ? nil : s
}

extension Interp {
    /// Which of the descriptors 0, 1, 2 are no longer the process's own streams (bits), because the script closed or replaced them.
    static var replacedStreams: Int {
        get { word(160) }
        set { set(160, newValue) }
    }
}

/// Whether a descriptor is one of the process's own streams.
func isStandardDescriptor(_ fd: Int32) -> Bool { fd >= 0 && fd <= 2 && Interp.replacedStreams & 1 << Int(fd) == 0 }

/// Reads from a descriptor. Origin: `read(2)`.
func hostRead(_ fd: Int32, _ p: UnsafeMutableRawPointer?, _ count: Int) -> SystemResult {
    let room = UnsafeMutableRawBufferPointer(start: p, count: count)
    if fd == 0 && isStandardDescriptor(0) {
        let result = HostDoor.readInput(room)
        emitIfTracing(.input, HostDoor.Number.line, result.value, max(result.value, 0))
        return result
    }
    return hostCall(.read, room) { read(fd, p, count) }
}

/// Writes to a descriptor; what the standard streams get goes to the output door. Origin: `write(2)`.
func hostWriteBytes(_ fd: Int32, _ p: UnsafeRawPointer, _ count: Int) -> SystemResult {
    if fd != 0 && isStandardDescriptor(fd) {
        if count == 0 { return SystemResult(value: 0, error: 0) }
        emitIfTracing(.output, UInt64(UInt32(bitPattern: fd)), UInt64(UInt(bitPattern: p)), UInt64(count))
        let n = HostDoor.write(fd, UnsafeRawBufferPointer(start: p, count: count))
        return n < 0 ? SystemResult(value: -1, error: Int32(-n)) : SystemResult(value: n, error: 0)
    }
    return hostCall(.write) { write(fd, p, count) }
}

/// Closes a descriptor. Origin: `close(2)`.
func hostClose(_ fd: Int32) -> SystemResult {
    // A script under glass may not close the visualizer's own streams.
    if isStandardDescriptor(fd) {
        Interp.replacedStreams |= 1 << Int(fd)
        if TraceControl.isTracing { return SystemResult(value: 0, error: 0) }
    }
    return hostCall(.close) { Int(close(fd)) }
}
