import Bytecode
import Memory
import Trace

/// Line numbers by code unit, for traced runs: decoding `co_linetable` at every instruction would be too slow. Host memory only, so that a traced
/// run leaves the machine's memory as an untraced one does; direct-mapped by the code object's address.
enum LineCache {
    private struct Entry {
        var code: PyObj?
        var lines: UnsafeMutablePointer<Int32>?
    }

    /// The table's place: in the machine's range but outside what snapshots hold, so that reaching it costs no look at a global.
    private static var entries: UnsafeMutablePointer<Entry> {
        @inline(__always) get { UnsafeMutablePointer<Entry>(bitPattern: Layout.lineCache).unsafelyUnwrapped }
    }

    @inline(__always) private static func entry(_ code: PyObj) -> UnsafeMutablePointer<Entry> {
        entries + Int((UInt(bitPattern: code) >> 4 ^ UInt(bitPattern: code) >> 13) & 511)
    }

    /// The line of a code unit; -1 for none.
    @inline(__always) static func line(_ code: PyObj, _ unit: Int) -> Int32 {
        let e = entry(code)
        if e.pointee.code != code { fill(e, code) }
        return e.pointee.lines.unsafelyUnwrapped[unit]
    }

    @inline(never) private static func fill(_ e: UnsafeMutablePointer<Entry>, _ code: PyObj) {
        e.pointee.lines?.deallocate()
        let units = code.ob_size
        let lines = UnsafeMutablePointer<Int32>.allocate(capacity: units + 1)
        lines.initialize(repeating: -1, count: units + 1)
        var table = LocationTable.Cursor(of: code)
        while table.next() {
            for u in Int(table.start) / 2..<min(Int(table.end) / 2, units) { lines[u] = table.position.line }
        }
        e.pointee = Entry(code: code, lines: lines)
    }

    /// Forgets a code object that dies: another may be born at its address.
    static func forget(_ code: PyObj) {
        let e = entry(code)
        if e.pointee.code == code { e.pointee.code = nil }
    }

    /// Forgets everything: the memory was restored to another moment.
    static func forgetAll() {
        for i in 0..<512 { entries[i].code = nil }
    }
}

/// Reports an instruction, and before it the line if a new one begins. Returns the line that is now current.
@inline(__always)
func traceInstruction<T: Tracer>(
    _: T.Type, _ frame: PyObj, _ code: PyObj, _ pc: UnsafeMutablePointer<UInt16>, _ word: Int, _ lastLine: Int32
) -> Int32 {
    let line = LineCache.line(code, pc - code.codeStart)
    var current = lastLine
    if line != lastLine && line > 0 {
        current = line
        if !_PyFrame_IsIncomplete(frame) { T.emit(.line, Int(line), Int(bitPattern: frame), Int(bitPattern: code)) }
    }
    Interp.tracedLine = Int(current)
    T.emit(.instruction, UnsafeRawPointer(pc), UnsafeRawPointer(frame), word)
    return current
}

/// Reports the second instruction of a superinstruction, which stands at `pc`. The frame is shown there meanwhile; as in CPython it stays at
/// the first one otherwise.
@inline(__always)
func traceSecond<T: Tracer>(
    _: T.Type, _ frame: PyObj, _ code: PyObj, _ pc: UnsafeMutablePointer<UInt16>, _ lastLine: Int32
) -> Int32 {
    let first = frame.fr_prev_instr
    frame.fr_prev_instr = UnsafeMutableRawPointer(pc)
    let line = traceInstruction(T.self, frame, code, pc, Int(pc.pointee), lastLine)
    frame.fr_prev_instr = first
    return line
}
