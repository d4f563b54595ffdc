import Glibc
import Memory
import Trace

// The doors to the outside world. Everything that a script writes or reads passes here, so that a visualizer can capture output, and record
// and replay input. Cold code; the doors are host state and no part of a snapshot.

/// The replaceable doors. They are set before the machine starts and not changed while it runs.
public enum HostDoor {
    /// Numbers of the doors in `.input` events.
    public enum Number {
        /// A clock was read.
        public static let clock = 1
        /// Random bytes were taken.
        public static let random = 2
        /// A line of input was read.
        public static let line = 3
        /// A file was read.
        public static let file = 4
        /// Another system call came back.
        public static let system = 5
    }

    /// Whether SIGINT becomes a KeyboardInterrupt of the script; a visualizer leaves it to its terminal.
    nonisolated(unsafe) public static var catchesInterrupts = true
    /// Takes bytes that the script writes to a file descriptor (1 or 2): how many were written, or minus an error number.
    nonisolated(unsafe) public static var write: (Int32, UnsafeRawBufferPointer) -> Int = StandardOutput.write
    /// Empties what `write` holds back for a descriptor.
    nonisolated(unsafe) public static var flush: (Int32) -> Void = StandardOutput.flush
    /// Reads one line with its newline from a descriptor; empty at the end of input.
    nonisolated(unsafe) public static var readLine: (Int32) -> [UInt8] = StandardInput.readLine
    /// Reads a whole file; nil if it cannot be read.
    nonisolated(unsafe) public static var readFile: (String) -> [UInt8]? = readWholeFile
    /// Whether a descriptor is a terminal.
    nonisolated(unsafe) public static var isTerminal: (Int32) -> Bool = { isatty($0) != 0 }
}

/// The process's own output. Nothing is held back here: the streams of the script do that.
public enum StandardOutput {
    /// Writes bytes to a descriptor: how many were written, or minus an error number.
    public static func write(_ fd: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        let n = Glibc.write(fd, bytes.baseAddress, bytes.count)
        return n < 0 ? -Int(errno) : n
    }

    /// Nothing is held back.
    public static func flush(_ fd: Int32) {}
}

/// The process's own input, by lines.
public enum StandardInput {
    nonisolated(unsafe) private static var held: [UInt8] = []
    nonisolated(unsafe) private static var position = 0

    /// Reads one line with its newline; empty at the end, and when a signal came before any byte.
    public static func readLine(_ fd: Int32) -> [UInt8] {
        var line: [UInt8] = []
        while true {
            while position < held.count {
                let byte = held[position]
                position += 1
                line.append(byte)
                if byte == 10 { return line }
            }
            var chunk = [UInt8](repeating: 0, count: 8192)
            let n = chunk.withUnsafeMutableBytes { Glibc.read(fd, $0.baseAddress, 8192) }
            if n <= 0 {
                if n < 0 && errno == EINTR && Interp.evalBreaker == 0 { continue }
                return line
            }
            held = Array(chunk[0..<n])
            position = 0
        }
    }
}

extension StandardInput {
    /// Takes what was read ahead; nil if there is nothing.
    static func takeHeld(_ room: UnsafeMutableRawBufferPointer) -> Int? {
        let n = min(held.count - position, room.count)
        if n <= 0 { return nil }
        room.copyBytes(from: held[position..<position + n])
        position += n
        return n
    }
}

/// Reads a whole file of the host; nil if it cannot be read (errno says why).
public func readWholeFile(_ path: String) -> [UInt8]? {
    let fd = open(path, O_RDONLY)
    if fd < 0 { return nil }
    defer { close(fd) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
        let n = chunk.withUnsafeMutableBytes { read(fd, $0.baseAddress, 65536) }
        if n < 0 { return nil }
        if n == 0 { return result }
        result.append(contentsOf: chunk[0..<n])
    }
}

/// Writes bytes of the script to a descriptor: emits `.output` and passes them on.
func hostWrite(_ fd: Int32, _ bytes: UnsafeRawPointer, _ count: Int) {
    if count == 0 { return }
    emitIfTracing(.output, UInt64(UInt32(bitPattern: fd)), UInt64(UInt(bitPattern: bytes)), UInt64(count))
    var done = 0
    while done < count {
        let n = HostDoor.write(fd, UnsafeRawBufferPointer(start: bytes + done, count: count - done))
        if n == -Int(EINTR) { continue }
        if n <= 0 { return }
        done += n
    }
}

/// Writes host text to a descriptor.
func hostWriteText(_ fd: Int32, _ text: String) {
    var text = text
    text.withUTF8 { buffer in
        if let p = buffer.baseAddress { hostWrite(fd, p, buffer.count) }
    }
}

/// Reads one line of input through the recorded door.
func hostReadLine(_ fd: Int32) -> [UInt8] {
    let line = HostDoor.readLine(fd)
    emitIfTracing(.input, HostDoor.Number.line, line.count, line.count)
    return line
}

/// Reads a file through the recorded door; nil if it cannot be read.
func hostReadFile(_ path: String) -> [UInt8]? {
    let (content, error) = HostDoor.systemBytes(.sourceFile) {
        guard let bytes = HostDoor.readFile(path) else { return ([], errno != 0 ? errno : ENOENT) }
        return (bytes, 0)
    }
    let bytes = error == 0 ? content : nil
    if error != 0 { errno = error }
    emitIfTracing(.input, HostDoor.Number.file, bytes?.count ?? 0, bytes?.count ?? 0)
    return bytes
}
