import Memory

// Reading a code object's location table and exception table in place. Formats: facts of CPython 3.11's Objects/locations.md and exception
// handling notes; the location table's varints are least significant first, the exception table's most significant first.

/// Walks a code object's location table entry by entry.
public struct LocationCursor {
    private var p: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>
    /// First code unit of the entry.
    public private(set) var startUnit = 0
    /// One past its last code unit.
    public private(set) var endUnit = 0
    /// Line number (of the last entry that had one).
    public private(set) var line: Int
    /// Last line of the range.
    public private(set) var endLine = 0
    /// First column in bytes, from 0; -1 if unknown.
    public private(set) var column = -1
    /// Column after the end; -1 if unknown.
    public private(set) var endColumn = -1
    /// Whether the entry has a line at all.
    public private(set) var hasLine = false

    /// Starts before the first entry of a code object.
    public init(_ code: PyObj) {
        let table = code.co_linetable
        p = UnsafePointer((table + 32).assumingMemoryBound(to: UInt8.self))
        end = p + table.ob_size
        line = Int(code.co_firstlineno)
    }

    private mutating func varint() -> Int {
        var shift = 0
        var value = 0
        while true {
            let b = Int(p.pointee)
            p += 1
            value |= (b & 63) << shift
            if b & 64 == 0 { return value }
            shift += 6
        }
    }

    private mutating func signedVarint() -> Int {
        let v = varint()
        return v & 1 != 0 ? -(v >> 1) : v >> 1
    }

    /// Goes on to the next entry; false at the end.
    public mutating func advance() -> Bool {
        guard p < end else { return false }
        let first = Int(p.pointee)
        p += 1
        startUnit = endUnit
        endUnit += (first & 7) + 1
        hasLine = true
        let form = (first >> 3) & 15
        switch form {
        case 15:
            hasLine = false
            column = -1
            endColumn = -1
        case 14:
            line += signedVarint()
            endLine = line + varint()
            column = varint() - 1
            endColumn = varint() - 1
        case 13:
            line += signedVarint()
            endLine = line
            column = -1
            endColumn = -1
        case 10, 11, 12:
            line += form - 10
            endLine = line
            column = Int(p[0])
            endColumn = Int(p[1])
            p += 2
        default:
            endLine = line
            column = form << 3 | Int(p[0]) >> 4
            endColumn = column + (Int(p[0]) & 15)
            p += 1
        }
        return true
    }
}

/// The line of a byte offset in the code; `co_firstlineno` for a negative one, -1 if there is none. Origin: PyCode_Addr2Line.
public func PyCode_Addr2Line(_ code: PyObj, _ byteOffset: Int) -> Int {
    if byteOffset < 0 { return Int(code.co_firstlineno) }
    var cursor = LocationCursor(code)
    while cursor.advance() {
        if byteOffset / 2 < cursor.endUnit { return cursor.hasLine ? cursor.line : -1 }
    }
    return -1
}

/// Line, column, end line and end column of a byte offset; -1 for what is unknown. Origin: PyCode_Addr2Location.
public func PyCode_Addr2Location(_ code: PyObj, _ byteOffset: Int) -> (line: Int, column: Int, endLine: Int, endColumn: Int) {
    if byteOffset < 0 { return (Int(code.co_firstlineno), -1, -1, -1) }
    var cursor = LocationCursor(code)
    while cursor.advance() {
        if byteOffset / 2 < cursor.endUnit {
            return cursor.hasLine ? (cursor.line, cursor.column, cursor.endLine, cursor.endColumn) : (-1, -1, -1, -1)
        }
    }
    return (-1, -1, -1, -1)
}

/// The handler that covers a code unit: depth to cut the stack to, where to go, and whether to push the instruction's offset.
/// Origin: get_exception_handler in Python/ceval.c.
func findHandler(_ code: PyObj, _ unit: Int) -> (found: Bool, depth: Int, handler: Int, pushLasti: Bool) {
    let table = code.co_exceptiontable
    var p = UnsafePointer((table + 32).assumingMemoryBound(to: UInt8.self))
    let end = p + table.ob_size

    func varint() -> Int {
        var b = Int(p.pointee)
        p += 1
        var value = b & 63
        while b & 64 != 0 {
            b = Int(p.pointee)
            p += 1
            value = value << 6 | b & 63
        }
        return value
    }

    while p < end {
        let start = varint()
        let size = varint()
        let handler = varint()
        let depthAndLasti = varint()
        if start > unit { break }
        if start + size > unit { return (true, depthAndLasti >> 1, handler, depthAndLasti & 1 != 0) }
    }
    return (false, 0, 0, false)
}
