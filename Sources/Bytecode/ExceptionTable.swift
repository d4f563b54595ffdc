/// The exception table (`co_exceptiontable`): which handler covers which instructions.
///
///     entry  = start, length, target, depth << 1 | lasti       (the first three in code units)
///     number = 1 to 6 bytes, most significant six bits first
///              S C v v v v v v      S: set on an entry's first byte only, so that a reader can find a start
///                                   C: another byte follows
///
/// Entries are sorted by start and do not overlap. Origin: Objects/exception_handling_notes.txt.
public enum ExceptionTable {
    /// One entry, in code units (two bytes each).
    public struct Entry: Equatable, Sendable {
        /// First covered instruction.
        public var start: Int32
        /// One past the last covered instruction.
        public var end: Int32
        /// Where the handler begins.
        public var target: Int32
        /// To how many values the stack is cut before the exception is pushed.
        public var depth: Int32
        /// Whether the offset of the failing instruction is pushed below the exception.
        public var lasti: Bool

        /// Makes an entry from its parts.
        @inlinable public init(start: Int32, end: Int32, target: Int32, depth: Int32, lasti: Bool) {
            self.start = start
            self.end = end
            self.target = target
            self.depth = depth
            self.lasti = lasti
        }
    }

    /// Reads one number and moves the pointer past it.
    @inlinable @inline(__always)
    public static func readNumber(_ p: inout UnsafePointer<UInt8>) -> Int32 {
        var byte = p.pointee
        var value = Int32(byte & 63)
        p += 1
        while byte & 64 != 0 {
            byte = p.pointee
            p += 1
            value = value &<< 6 | Int32(byte & 63)
        }
        return value
    }

    /// The handler that covers the instruction at `instruction` (its index in code units); nil if none does. Allocates nothing.
    /// Origin: `get_exception_handler` in Python/ceval.c.
    @inlinable
    public static func handler(
        in table: UnsafePointer<UInt8>, length: Int, covering instruction: Int32
    ) -> Entry? {
        var p = table
        let end = table + length
        while p < end {
            let start = readNumber(&p)
            if start > instruction { return nil }
            let size = readNumber(&p)
            let target = readNumber(&p)
            let depthAndLasti = readNumber(&p)
            if instruction &- start < size {
                return Entry(
                    start: start, end: start &+ size, target: target, depth: depthAndLasti >> 1, lasti: depthAndLasti & 1 != 0)
            }
        }
        return nil
    }

    /// All entries, in order.
    public static func entries(_ table: [UInt8]) -> [Entry] {
        table.withUnsafeBufferPointer { buffer in
            var result: [Entry] = []
            guard var p = buffer.baseAddress else { return result }
            let end = p + buffer.count
            while p < end {
                let start = readNumber(&p)
                let size = readNumber(&p)
                let target = readNumber(&p)
                let last = readNumber(&p)
                result.append(Entry(start: start, end: start + size, target: target, depth: last >> 1, lasti: last & 1 != 0))
            }
            return result
        }
    }

    /// Appends one entry. Origin: `assemble_emit_exception_table_entry` in Python/compile.c.
    public static func append(_ entry: Entry, to table: inout [UInt8]) {
        appendNumber(entry.start, first: 0x80, to: &table)
        appendNumber(entry.end - entry.start, first: 0, to: &table)
        appendNumber(entry.target, first: 0, to: &table)
        appendNumber(entry.depth << 1 | (entry.lasti ? 1 : 0), first: 0, to: &table)
    }

    private static func appendNumber(_ value: Int32, first: UInt8, to table: inout [UInt8]) {
        var mark = first
        var shift: Int32 = 24
        while shift > 0 {
            if value >= 1 << shift {
                table.append(UInt8(truncatingIfNeeded: (value >> shift) & 0x3f) | 0x40 | mark)
                mark = 0
            }
            shift -= 6
        }
        table.append(UInt8(truncatingIfNeeded: value & 0x3f) | mark)
    }
}
