import Bytecode
import Memory
import Trace

/// Line numbers by code unit, for traced runs: decoding `co_linetable` at every instruction would be too slow. Host memory only, so that a traced
/// run leaves the machine's memory as an untraced one does. A table stays where it is as long as its code object lives, so the eval loop may hold
/// it while a frame runs (the frame holds the code object).
///
///     buckets[hash(code)] ──► Entry { code, lines, next } ──► Entry …
enum LineCache {
    private struct Entry {
        var code: PyObj
        var lines: UnsafeMutablePointer<Int32>
        var next: UnsafeMutablePointer<Entry>?
    }
    private typealias Bucket = UnsafeMutablePointer<UnsafeMutablePointer<Entry>?>

    /// The number of buckets, a power of two.
    private static var bucketCount: Int { @inline(__always) get { 1024 } }

    /// The buckets' place: in the machine's range but outside what snapshots hold.
    private static var buckets: Bucket {
        @inline(__always) get { Bucket(bitPattern: Layout.lineCache).unsafelyUnwrapped }
    }

    private static func bucket(_ code: PyObj) -> Bucket {
        buckets + Int(UInt(bitPattern: code) >> 4 ^ UInt(bitPattern: code) >> 13) & (bucketCount - 1)
    }

    /// The lines of a code object's instructions.
    static func lines(of code: PyObj) -> LineTable {
        let bucket = bucket(code)
        var entry = bucket.pointee
        while let e = entry {
            if e.pointee.code == code { return LineTable(e.pointee.lines, code.codeStart) }
            entry = e.pointee.next
        }
        let new = UnsafeMutablePointer<Entry>.allocate(capacity: 1)
        new.initialize(to: Entry(code: code, lines: decodedLines(code), next: bucket.pointee))
        bucket.pointee = new
        return LineTable(new.pointee.lines, code.codeStart)
    }

    /// A line for each code unit, and one more for the end; -1 for none.
    private static func decodedLines(_ code: PyObj) -> UnsafeMutablePointer<Int32> {
        let units = code.ob_size
        let lines = UnsafeMutablePointer<Int32>.allocate(capacity: units + 1)
        lines.initialize(repeating: -1, count: units + 1)
        var table = LocationTable.Cursor(of: code)
        while table.next() {
            for u in Int(table.start) / 2..<min(Int(table.end) / 2, units) { lines[u] = table.position.line }
        }
        return lines
    }

    /// Forgets a code object that dies: another may be born at its address.
    static func forget(_ code: PyObj) {
        let bucket = bucket(code)
        var previous: UnsafeMutablePointer<Entry>?
        var entry = bucket.pointee
        while let e = entry, e.pointee.code != code {
            previous = e
            entry = e.pointee.next
        }
        guard let e = entry else { return }
        if let previous { previous.pointee.next = e.pointee.next } else { bucket.pointee = e.pointee.next }
        e.pointee.lines.deallocate()
        e.deallocate()
    }

    /// Forgets everything: the memory was restored to another moment.
    static func forgetAll() {
        for i in 0..<bucketCount {
            while let e = buckets[i] { forget(e.pointee.code) }
        }
    }
}

/// The lines of one code object, found by the address of an instruction.
struct LineTable {
    /// The address of the line of the code unit at address 0: a unit has 2 bytes, a line 4.
    private var base: UInt

    fileprivate init(_ lines: UnsafeMutablePointer<Int32>, _ codeStart: UnsafeMutablePointer<UInt16>) {
        base = UInt(bitPattern: lines) &- UInt(bitPattern: codeStart) &* 2
    }

    /// A table for a loop that does not trace: never asked.
    static var none: LineTable { @inline(__always) get { LineTable() } }
    private init() { base = 0 }

    /// The line of the code unit at an address; -1 for none.
    @inline(__always) subscript(_ unit: UnsafeMutablePointer<UInt16>) -> Int32 {
        UnsafePointer<Int32>(bitPattern: base &+ UInt(bitPattern: unit) &* 2).unsafelyUnwrapped.pointee
    }
}

/// Reports an instruction, and before it the line if a new one begins. Returns the line that is now current.
@inline(__always)
func traceInstruction<T: Tracer>(
    _: T.Type, _ frame: PyObj, _ lines: LineTable, _ pc: UnsafeMutablePointer<UInt16>, _ word: UInt16, _ lastLine: Int32
) -> Int32 {
    let line = lines[pc]
    var current = lastLine
    if _slowPath(line != lastLine) && line > 0 {
        current = line
        Interp.tracedLine = Int(line)
        if !_PyFrame_IsIncomplete(frame) { T.emit(.line, Int(line), Int(bitPattern: frame), Int(bitPattern: frame.fr_code)) }
    }
    T.emit(.instruction(pc, frame, word))
    return current
}

/// Reports the second instruction of a superinstruction, which stands at `pc`. The frame is shown there meanwhile; as in CPython it stays at
/// the first one otherwise.
@inline(__always)
func traceSecond<T: Tracer>(
    _: T.Type, _ frame: PyObj, _ lines: LineTable, _ pc: UnsafeMutablePointer<UInt16>, _ lastLine: Int32
) -> Int32 {
    let first = frame.fr_prev_instr
    frame.fr_prev_instr = UnsafeMutableRawPointer(pc)
    let line = traceInstruction(T.self, frame, lines, pc, pc.pointee, lastLine)
    frame.fr_prev_instr = first
    return line
}
