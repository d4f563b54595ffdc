/// The location table (`co_linetable`): the source range of every instruction.
///
///     entry = 1 c c c c n n n, then what the form c asks for; the entry covers n + 1 code units
///       c = 0…9    one byte  s s s s l l l l: same line, columns c·8 + s up to that plus l
///       c = 10…12  two bytes: line + (c − 10), start column, end column
///       c = 13     signed number: line delta; no columns
///       c = 14     signed number: line delta; numbers: end line − line, start column + 1, end column + 1
///       c = 15     nothing: the instructions have no location
///     number = six bits a byte, least significant first, 0x40: another byte follows; a signed one has its sign in bit 0
///
/// Origin: Objects/locations.md.
public enum LocationTable {
    /// A source range as the table stores it: 1-based lines, 0-based byte columns, −1 for what is missing.
    public struct Position: Equatable, Sendable {
        /// First line.
        public var line: Int32
        /// Last line.
        public var endLine: Int32
        /// First column, in bytes.
        public var column: Int32
        /// Column after the last one, in bytes.
        public var endColumn: Int32

        /// Makes a position from its parts.
        @inlinable public init(line: Int32, endLine: Int32, column: Int32, endColumn: Int32) {
            self.line = line
            self.endLine = endLine
            self.column = column
            self.endColumn = endColumn
        }

        /// No location at all.
        public static let none = Position(line: -1, endLine: -1, column: -1, endColumn: -1)
    }

    /// Walks the entries of a table in raw memory; allocates nothing. Start with `init`, call `next()` until it is false.
    public struct Cursor {
        @usableFromInline var p: UnsafePointer<UInt8>
        @usableFromInline let limit: UnsafePointer<UInt8>
        /// The line that deltas add to, also while the current entry has no location (`computed_line`).
        public var computedLine: Int32
        /// First byte offset that the current entry covers (`ar_start`).
        public var start: Int32 = -1
        /// Byte offset after the current entry's last instruction (`ar_end`).
        public var end: Int32 = 0
        /// The current entry's position.
        public var position = Position.none

        /// A cursor before the first entry of the table at `table`.
        @inlinable public init(table: UnsafePointer<UInt8>, length: Int, firstLine: Int32) {
            p = table
            limit = table + length
            computedLine = firstLine
        }

        @inlinable mutating func byte() -> Int32 {
            let b = p.pointee
            p += 1
            return Int32(b)
        }

        @inlinable mutating func number() -> Int32 {
            var b = byte()
            var value = b & 63
            var shift: Int32 = 0
            while b & 64 != 0 {
                b = byte()
                shift &+= 6
                value |= (b & 63) &<< shift
            }
            return value
        }

        @inlinable mutating func signed() -> Int32 {
            let value = number()
            return value & 1 != 0 ? -(value >> 1) : value >> 1
        }

        /// Moves to the next entry; false at the end of the table. Origin: `advance_with_locations` in Objects/codeobject.c.
        @inlinable public mutating func next() -> Bool {
            guard p < limit else { return false }
            let first = byte()
            start = end
            end = start &+ ((first & 7) &+ 1) &* 2
            let form = (first >> 3) & 15
            switch form {
            case 15:
                position = .none
            case 14:
                computedLine &+= signed()
                let endLine = computedLine &+ number()
                let column = number() &- 1
                position = Position(line: computedLine, endLine: endLine, column: column, endColumn: number() &- 1)
            case 13:
                computedLine &+= signed()
                position = Position(line: computedLine, endLine: computedLine, column: -1, endColumn: -1)
            case 10, 11, 12:
                computedLine &+= form &- 10
                let column = byte()
                position = Position(line: computedLine, endLine: computedLine, column: column, endColumn: byte())
            default:
                let second = byte()
                let column = form << 3 | second >> 4
                position = Position(
                    line: computedLine, endLine: computedLine, column: column, endColumn: column &+ (second & 15))
            }
            return true
        }

        /// Moves to the entry that covers the instruction at byte offset `address`, which must not lie before the current
        /// entry; false if the table ends first.
        @inlinable public mutating func seek(_ address: Int32) -> Bool {
            while end <= address {
                if !next() { return false }
            }
            return true
        }
    }

    /// The line of the instruction at byte offset `address`: `firstLine` for a negative address, −1 if it has no line. Columns are skipped
    /// unread: short forms have one byte more, one-line forms two, and of the long form's only an entry's first byte has its top bit set. Origin: `PyCode_Addr2Line` in Objects/codeobject.c.
    @inlinable
    public static func line(at address: Int32, in table: UnsafePointer<UInt8>, length: Int, firstLine: Int32) -> Int32 {
        if address < 0 { return firstLine }
        let limit = table + length
        var p = table
        var line = firstLine
        var end: Int32 = 0
        while p < limit {
            let first = Int32(p.pointee)
            p += 1
            end &+= ((first & 7) &+ 1) &* 2
            let form = (first >> 3) & 15
            switch form {
            case 0...9: p += 1
            case 10, 11, 12:
                line &+= form &- 10
                p += 2
            case 13, 14:
                var byte = Int32(p.pointee)
                p += 1
                var value = byte & 63
                var shift: Int32 = 0
                while byte & 64 != 0 {
                    byte = Int32(p.pointee)
                    p += 1
                    shift &+= 6
                    value |= (byte & 63) &<< shift
                }
                line &+= value & 1 != 0 ? 0 &- (value >> 1) : value >> 1
                while p < limit && p.pointee & 0x80 == 0 { p += 1 }
            default: break
            }
            if end > address { return form == 15 ? -1 : line }
        }
        return -1
    }

    /// The source range of the instruction at byte offset `address`. Origin: `PyCode_Addr2Location`.
    @inlinable
    public static func position(at address: Int32, in table: UnsafePointer<UInt8>, length: Int, firstLine: Int32) -> Position {
        if address < 0 { return Position(line: firstLine, endLine: firstLine, column: 0, endColumn: 0) }
        var cursor = Cursor(table: table, length: length, firstLine: firstLine)
        return cursor.seek(address) ? cursor.position : .none
    }

    /// What `co_lines()` yields: byte ranges with their line, −1 for none (Python shows None).
    public static func lines(_ table: [UInt8], firstLine: Int32) -> [(start: Int32, end: Int32, line: Int32)] {
        table.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [] }
            var result: [(start: Int32, end: Int32, line: Int32)] = []
            var cursor = Cursor(table: base, length: buffer.count, firstLine: firstLine)
            while cursor.next() { result.append((cursor.start, cursor.end, cursor.position.line)) }
            return result
        }
    }

    /// What `co_positions()` yields: one position a code unit, caches included.
    public static func positions(_ table: [UInt8], firstLine: Int32) -> [Position] {
        table.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [] }
            var result: [Position] = []
            var cursor = Cursor(table: base, length: buffer.count, firstLine: firstLine)
            while cursor.next() {
                for _ in 0..<(cursor.end - cursor.start) / 2 { result.append(cursor.position) }
            }
            return result
        }
    }

    /// Builds a table entry by entry. Origin: `assemble_location` and its helpers in Python/compile.c.
    public struct Writer {
        /// The table so far.
        public private(set) var table: [UInt8] = []
        private var line: Int32

        /// An empty table for code whose first line is `firstLine`.
        public init(firstLine: Int32) { line = firstLine }

        /// Adds the position of one instruction that is `units` code units long, caches and extended arguments included.
        public mutating func add(_ position: Position, units: Int) {
            var rest = units
            while rest > 8 {
                addEntry(position, units: 8)
                rest -= 8
            }
            addEntry(position, units: rest)
        }

        private mutating func addEntry(_ position: Position, units: Int) {
            if position.line < 0 {
                first(15, units)
                return
            }
            let delta = position.line - line
            let (column, endColumn) = (position.column, position.endColumn)
            if column < 0 || endColumn < 0 {
                if position.endLine == position.line || position.endLine == -1 {
                    first(13, units)
                    signed(delta)
                    line = position.line
                    return
                }
            } else if position.endLine == position.line {
                if delta == 0, column < 80, endColumn - column < 16, endColumn >= column {
                    first(column >> 3, units)
                    table.append(UInt8(truncatingIfNeeded: (column & 7) << 4 | (endColumn - column)))
                    return
                }
                if delta >= 0, delta < 3, column < 128, endColumn < 128 {
                    first(10 + delta, units)
                    table.append(UInt8(truncatingIfNeeded: column))
                    table.append(UInt8(truncatingIfNeeded: endColumn))
                    line = position.line
                    return
                }
            }
            first(14, units)
            signed(delta)
            number(position.endLine - position.line)
            number(column + 1)
            number(endColumn + 1)
            line = position.line
        }

        private mutating func first(_ form: Int32, _ units: Int) {
            table.append(0x80 | UInt8(truncatingIfNeeded: form << 3) | UInt8(truncatingIfNeeded: units - 1))
        }

        private mutating func number(_ value: Int32) {
            var rest = UInt32(bitPattern: value)
            while rest >= 64 {
                table.append(UInt8(rest & 63) | 64)
                rest >>= 6
            }
            table.append(UInt8(rest))
        }

        private mutating func signed(_ value: Int32) {
            number(value < 0 ? (0 &- value) << 1 | 1 : value << 1)
        }
    }
}
