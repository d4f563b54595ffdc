import Bytecode
import Memory

// Where in the source a code object's instructions come from: its location table is read in place. Origin: Objects/codeobject.c.

extension LocationTable.Cursor {
    /// Starts before the first entry of a code object.
    @inline(__always) init(of code: PyObj) {
        let table = code.co_linetable
        self.init(
            table: UnsafePointer((table + 32).assumingMemoryBound(to: UInt8.self)), length: table.ob_size,
            firstLine: code.co_firstlineno)
    }
}

/// The line of a byte offset in the code; `co_firstlineno` for a negative one, -1 if there is none. Origin: PyCode_Addr2Line.
public func PyCode_Addr2Line(_ code: PyObj, _ byteOffset: Int) -> Int {
    let table = code.co_linetable
    return Int(
        LocationTable.line(
            at: Int32(truncatingIfNeeded: byteOffset), in: (table + 32).assumingMemoryBound(to: UInt8.self), length: table.ob_size,
            firstLine: code.co_firstlineno))
}

/// Line, column, end line and end column of a byte offset; -1 for what is unknown. Origin: PyCode_Addr2Location.
public func PyCode_Addr2Location(_ code: PyObj, _ byteOffset: Int) -> (line: Int, column: Int, endLine: Int, endColumn: Int) {
    if byteOffset < 0 { return (Int(code.co_firstlineno), -1, -1, -1) }
    var cursor = LocationTable.Cursor(of: code)
    guard cursor.seek(Int32(byteOffset)) else { return (-1, -1, -1, -1) }
    let p = cursor.position
    return (Int(p.line), Int(p.column), Int(p.endLine), Int(p.endColumn))
}
