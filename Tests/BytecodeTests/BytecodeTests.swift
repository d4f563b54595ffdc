import Bytecode
import Testing

@Suite struct BytecodeTests {
    @Test func opcodeTablesAgree() {
        #expect(Opcode.number(named: "CALL") == 171 && Opcode.names[171] == "CALL")
        for opcode in UInt8.min...UInt8.max {
            let base = Opcode.deoptimized[Int(opcode)]
            #expect(Opcode.deoptimized[Int(base)] == base)
            let units = Opcode.cacheFields(base).reduce(0) { $0 + $1.units }
            #expect(Int(Opcode.cacheCounts[Int(base)]) == units)
            if base != opcode {
                let prefix = Opcode.names[Int(base)]
                #expect(Opcode.names[Int(opcode)].hasPrefix(prefix))
            }
        }
    }

    @Test func exceptionTableRoundTrips() {
        var generator = Random(seed: 1)
        for _ in 0..<500 {
            var entries: [ExceptionTable.Entry] = []
            var table: [UInt8] = []
            var at: Int32 = 0
            for _ in 0..<generator.below(8) {
                let start = at + Int32(generator.below(1 << generator.below(20)))
                let end = start + 1 + Int32(generator.below(1 << generator.below(16)))
                let entry = ExceptionTable.Entry(
                    start: start, end: end, target: Int32(generator.below(1 << 22)), depth: Int32(generator.below(200)),
                    lasti: generator.below(2) == 1)
                entries.append(entry)
                ExceptionTable.append(entry, to: &table)
                at = end
            }
            #expect(ExceptionTable.entries(table) == entries)
            table.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                for entry in entries {
                    for probe in [entry.start, entry.end - 1] {
                        #expect(ExceptionTable.handler(in: base, length: buffer.count, covering: probe) == entry)
                    }
                    let after = ExceptionTable.handler(in: base, length: buffer.count, covering: entry.end)
                    #expect(after != entry)
                }
            }
        }
    }

    @Test func locationTableRoundTrips() {
        var generator = Random(seed: 2)
        for _ in 0..<500 {
            var writer = LocationTable.Writer(firstLine: 10)
            var expected: [LocationTable.Position] = []
            for _ in 0..<generator.below(20) {
                var position = LocationTable.Position.none
                let line = Int32(1 + generator.below(1 << generator.below(14)))
                switch generator.below(4) {
                case 0: break
                case 1: position = LocationTable.Position(line: line, endLine: line, column: -1, endColumn: -1)
                case 2:
                    let column = Int32(generator.below(200))
                    position = LocationTable.Position(
                        line: line, endLine: line, column: column, endColumn: column + Int32(generator.below(200)))
                default:
                    position = LocationTable.Position(
                        line: line, endLine: line + Int32(generator.below(100)), column: Int32(generator.below(100)),
                        endColumn: Int32(generator.below(100)))
                    if position.endLine == position.line {
                        position.endColumn = max(position.column, position.endColumn)
                    }
                }
                let units = 1 + generator.below(20)
                writer.add(position, units: units)
                expected += Array(repeating: position, count: units)
            }
            #expect(LocationTable.positions(writer.table, firstLine: 10) == expected)
            writer.table.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                for (i, position) in expected.enumerated() {
                    let address = Int32(i * 2)
                    #expect(LocationTable.line(at: address, in: base, length: buffer.count, firstLine: 10) == position.line)
                }
                #expect(LocationTable.line(at: -1, in: base, length: buffer.count, firstLine: 10) == 10)
            }
        }
    }

    @Test(arguments: [
        (0.1, "0.1"), (1e16, "1e+16"), (1e15, "1000000000000000.0"), (123456789012345680.0, "1.2345678901234568e+17"),
        (1e-4, "0.0001"), (1e-5, "1e-05"), (5e-324, "5e-324"), (-0.0, "-0.0"), (1e22, "1e+22"), (1.5e300, "1.5e+300"),
        (9007199254740993.0, "9007199254740992.0"), (Double.infinity, "inf"), (2.0, "2.0"),
    ])
    func floatRepr(value: Double, text: String) {
        #expect(PythonRepr.float(value) == text)
    }

    @Test func reprs() {
        func string(_ text: String) -> String { PythonRepr.string(text.unicodeScalars.map(\.value)) }
        #expect(string("it's") == "\"it's\"")
        #expect(string("'\"") == "'\\'\"'")
        #expect(string("\n\t\\é\u{7f}\u{ad}\u{3000}") == "'\\n\\t\\\\é\\x7f\\xad\\u3000'")
        #expect(PythonRepr.string([0xd800, 0x10ffff, 0x1f600]) == "'\\ud800\\U0010ffff😀'")
        #expect(PythonRepr.bytes([0, 0x27, 0x61, 0xff]) == "b\"\\x00'a\\xff\"")
        #expect(PythonRepr.complex(0, 1) == "1j" && PythonRepr.complex(-0.0, -1) == "(-0-1j)")
        #expect(Constant.tuple([.int(IntegerConstant(1))]).repr() == "(1,)")
        #expect(IntegerConstant(isNegative: true, digits: [0, 0, 0, 0, 1]).decimal == "-1329227995784915872903807060280344576")
        #expect(IntegerConstant(Int64.min).decimal == "-9223372036854775808")
        #expect(IntegerConstant(Int64.min).int64 == Int64.min)
        #expect(IntegerConstant(-255).hexadecimal == "-0xff")
        #expect(PythonRepr.floatHex(1.5) == "0x1.8000000000000p+0")
    }

    /// The order in which `PYTHONHASHSEED=0 python3.11` iterates these sets.
    @Test func setOrder() {
        let words = ["False", "None", "True", "and", "as", "assert"].map { Constant.str($0.unicodeScalars.map(\.value)) }
        #expect(words.map { SetOrder.hash($0) } == SetOrderFacts.hashes)
        #expect(SetOrder.iteration(of: words) == SetOrderFacts.order)
        let numbers: [Constant] = [.int(IntegerConstant(1)), .bool(true), .float(1), .float(2.5), .int(IntegerConstant(-1))]
        #expect(numbers.map { SetOrder.hash($0) } == [1, 1, 1, 1_152_921_504_606_846_978, -2])
        #expect(SetOrder.iteration(of: numbers).count == 3)
    }
}

/// A small generator with a fixed seed (xorshift).
struct Random {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }
    mutating func below(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return limit <= 1 ? 0 : Int(state % UInt64(limit))
    }
}

/// Measured.
enum SetOrderFacts {
    static let hashes = [
        6718977774506213310, 6326007198132564125, 5458529228144564558, 2432133464029327800, 7301567744838821262,
        -6365466213097062761,
    ]
    static let order = [2, 4, 5, 3, 1, 0]
}
