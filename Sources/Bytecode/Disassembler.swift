/// Python's `dis` module: instructions with their arguments explained, and the listing that `python3.11 -m dis FILE` prints.
///
/// It works on a `Listing`, so that it can show both a compiler's product and code that lives (quickened) in the machine's
/// memory. Origin: Lib/dis.py.
public enum Disassembler {
    /// What is needed to disassemble one code object.
    public struct Listing {
        /// The instructions; quickened opcodes and filled caches are welcome.
        public var code: [UInt8]
        /// Names of globals and attributes.
        public var names: [String]
        /// Names of all fast slots.
        public var localsplusnames: [String]
        /// The location table.
        public var linetable: [UInt8]
        /// The exception table.
        public var exceptiontable: [UInt8]
        /// The code object's first line.
        public var firstLine: Int32
        /// `repr` of the constant with this index.
        public var constant: (Int) -> String

        /// Makes a listing from its parts.
        public init(
            code: [UInt8], names: [String], localsplusnames: [String], linetable: [UInt8], exceptiontable: [UInt8],
            firstLine: Int32, constant: @escaping (Int) -> String
        ) {
            self.code = code
            self.names = names
            self.localsplusnames = localsplusnames
            self.linetable = linetable
            self.exceptiontable = exceptiontable
            self.firstLine = firstLine
            self.constant = constant
        }

        /// A listing of a compiler's product.
        public init(_ code: CodeDescription, codeAddress: @escaping (CodeDescription) -> String = { _ in "0x..." }) {
            self.init(
                code: code.co_code, names: code.co_names, localsplusnames: code.co_localsplusnames, linetable: code.co_linetable,
                exceptiontable: code.co_exceptiontable, firstLine: code.co_firstlineno
            ) { $0 < code.co_consts.count ? code.co_consts[$0].repr(codeAddress: codeAddress) : "<unknown>" }
        }
    }

    /// One line of a disassembly.
    public struct Instruction: Sendable {
        /// The byte in the code, which may be a quickened opcode.
        public var opcode: UInt8
        /// The opcode's name.
        public var opname: String { Opcode.names[Int(opcode)] }
        /// The argument with its extensions; nil for an opcode that has none.
        public var arg: Int32?
        /// What the argument stands for, empty if there is nothing to add.
        public var argrepr: String
        /// Byte offset in the code.
        public var offset: Int
        /// The line that begins here, nil if none does.
        public var startsLine: Int32?
        /// Whether a jump or a handler leads here.
        public var isJumpTarget: Bool
        /// For a jump: the byte offset it leads to.
        public var jumpTarget: Int?
        /// The source range.
        public var position: LocationTable.Position
    }

    /// Disassembles all instructions; cache units are lines of their own if `showCaches` is true.
    public static func instructions(_ listing: Listing, showCaches: Bool = false) -> [Instruction] {
        let code = listing.code
        var starts: [Int: Int32] = [:]
        var lastLine: Int32 = -1
        for (start, _, line) in LocationTable.lines(listing.linetable, firstLine: listing.firstLine)
        where line >= 0 && line != lastLine {
            lastLine = line
            starts[Int(start)] = line
        }
        let positions = LocationTable.positions(listing.linetable, firstLine: listing.firstLine)
        var targets = Set<Int>()
        for entry in ExceptionTable.entries(listing.exceptiontable) { targets.insert(Int(entry.target) * 2) }
        forEachInstruction(code) { offset, opcode, arg in
            // As in dis: labels are found from the byte as it is, and no quickened form is in its list of jumps.
            if let arg, Opcode.isJump(opcode) { targets.insert(jumpTarget(opcode, arg, offset)) }
        }
        var result: [Instruction] = []
        forEachInstruction(code) { offset, opcode, arg in
            let base = Opcode.deoptimized[Int(opcode)]
            let position = offset / 2 < positions.count ? positions[offset / 2] : .none
            result.append(
                Instruction(
                    opcode: opcode, arg: arg, argrepr: arg.map { explain(base, $0, offset, listing) } ?? "", offset: offset,
                    startsLine: starts[offset], isJumpTarget: targets.contains(offset),
                    jumpTarget: Opcode.isJump(base) ? arg.map { jumpTarget(base, $0, offset) } : nil, position: position))
            guard showCaches else { return }
            var at = offset + 2
            for (name, units) in Opcode.cacheFields(base) {
                var text = ""
                if opcode != base, at + units * 2 <= code.count {
                    let bytes = code[at..<at + units * 2]
                    text = "\(name): \(bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })"
                }
                for i in 0..<units {
                    result.append(
                        Instruction(
                            opcode: Opcode.CACHE, arg: 0, argrepr: i == 0 ? text : "", offset: at, startsLine: nil,
                            isJumpTarget: false, jumpTarget: nil, position: position))
                    at += 2
                }
            }
        }
        return result
    }

    /// Calls `body` with the byte offset, opcode and argument of each instruction, leaving out caches.
    public static func forEachInstruction(_ code: [UInt8], _ body: (Int, UInt8, Int32?) -> Void) {
        var offset = 0
        var extended: Int32 = 0
        while offset + 1 < code.count {
            let opcode = code[offset]
            let base = Opcode.deoptimized[Int(opcode)]
            if base >= Opcode.HAVE_ARGUMENT {
                let arg = Int32(code[offset + 1]) | extended
                extended = base == Opcode.EXTENDED_ARG ? arg << 8 : 0
                body(offset, opcode, arg)
            } else {
                extended = 0
                body(offset, opcode, nil)
            }
            offset += 2 + 2 * Int(Opcode.cacheCounts[Int(base)])
        }
    }

    private static func jumpTarget(_ opcode: UInt8, _ arg: Int32, _ offset: Int) -> Int {
        offset + 2 + Int(Opcode.isBackwardJump(opcode) ? -arg : arg) * 2
    }

    /// What an argument stands for that is neither a constant nor a fast slot nor a jump; empty if there is nothing to add.
    public static func argument(_ opcode: UInt8, _ arg: Int32, names: [String]) -> String {
        let listing = Listing(
            code: [], names: names, localsplusnames: [], linetable: [], exceptiontable: [], firstLine: 1, constant: { "\($0)" })
        return explain(opcode, arg, 0, listing)
    }

    private static func explain(_ base: UInt8, _ arg: Int32, _ offset: Int, _ listing: Listing) -> String {
        let index = Int(arg)
        func item(_ list: [String], _ i: Int) -> String { list.indices.contains(i) ? list[i] : "<unknown>" }
        switch base {
        case Opcode.LOAD_CONST: return listing.constant(index)
        case Opcode.LOAD_GLOBAL: return (index & 1 != 0 ? "NULL + " : "") + item(listing.names, index / 2)
        case Opcode.STORE_NAME, Opcode.DELETE_NAME, Opcode.STORE_ATTR, Opcode.DELETE_ATTR, Opcode.STORE_GLOBAL,
            Opcode.DELETE_GLOBAL, Opcode.LOAD_NAME, Opcode.LOAD_ATTR, Opcode.IMPORT_NAME, Opcode.IMPORT_FROM,
            Opcode.LOAD_METHOD:
            return item(listing.names, index)
        case Opcode.LOAD_FAST, Opcode.STORE_FAST, Opcode.DELETE_FAST, Opcode.MAKE_CELL, Opcode.LOAD_CLOSURE, Opcode.LOAD_DEREF,
            Opcode.STORE_DEREF, Opcode.DELETE_DEREF, Opcode.LOAD_CLASSDEREF:
            return item(listing.localsplusnames, index)
        case Opcode.COMPARE_OP: return item(Opcode.comparisonOperators, index)
        case Opcode.BINARY_OP: return item(Opcode.binaryOperators, index)
        case Opcode.FORMAT_VALUE:
            let conversion = ["", "str", "repr", "ascii"][index & 3]
            return index & 4 == 0 ? conversion : conversion + (conversion.isEmpty ? "with format" : ", with format")
        case Opcode.MAKE_FUNCTION:
            let parts = ["defaults", "kwdefaults", "annotations", "closure"]
            return parts.indices.filter { index & 1 << $0 != 0 }.map { parts[$0] }.joined(separator: ", ")
        default:
            return Opcode.isJump(base) ? "to \(jumpTarget(base, arg, offset))" : ""
        }
    }

    /// The listing of one code object, each line ended. `current` is the byte offset that gets the arrow.
    public static func text(_ listing: Listing, showCaches: Bool = false, current: Int = -1) -> String {
        let instructions = instructions(listing, showCaches: showCaches)
        let maxLine = LocationTable.lines(listing.linetable, firstLine: listing.firstLine).map(\.line).max() ?? -1
        let lineWidth = maxLine < 0 ? 0 : maxLine >= 1000 ? String(maxLine).count : 3
        let offsetWidth = listing.code.count - 2 >= 10000 ? String(listing.code.count - 2).count : 4
        var out = ""
        for instruction in instructions {
            if instruction.startsLine != nil && instruction.offset > 0 { out += "\n" }
            out += line(instruction, lineWidth: lineWidth, offsetWidth: offsetWidth, isCurrent: instruction.offset == current)
            out += "\n"
        }
        let entries = ExceptionTable.entries(listing.exceptiontable)
        if !entries.isEmpty {
            out += "ExceptionTable:\n"
            for e in entries {
                out += "  \(e.start * 2) to \(e.end * 2 - 2) -> \(e.target * 2) [\(e.depth)]\(e.lasti ? " lasti" : "")\n"
            }
        }
        return out
    }

    /// One instruction as `dis` writes it, without the line end.
    public static func line(_ instruction: Instruction, lineWidth: Int, offsetWidth: Int, isCurrent: Bool) -> String {
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        var fields: [String] = []
        if lineWidth > 0 { fields.append(right(instruction.startsLine.map(String.init) ?? "", lineWidth)) }
        fields.append(isCurrent ? "-->" : "   ")
        fields.append(instruction.isJumpTarget ? ">>" : "  ")
        fields.append(right(String(instruction.offset), offsetWidth))
        let name = instruction.opname
        fields.append(name + String(repeating: " ", count: max(0, 20 - name.count)))
        if let arg = instruction.arg {
            fields.append(right(String(arg), 5))
            if !instruction.argrepr.isEmpty { fields.append("(" + instruction.argrepr + ")") }
        }
        var text = fields.joined(separator: " ")
        while let last = text.unicodeScalars.last, last.properties.isWhitespace { text.unicodeScalars.removeLast() }
        return text
    }

    /// Everything that `python3.11 -m dis FILE` prints: the module, then every nested code object, depth first.
    public static func recursiveText(
        _ code: CodeDescription, showCaches: Bool = false,
        codeAddress: @escaping (CodeDescription) -> String = { _ in "0x..." }
    ) -> String {
        var out = text(Listing(code, codeAddress: codeAddress), showCaches: showCaches)
        for constant in code.co_consts {
            guard case .code(let inner) = constant else { continue }
            out += "\nDisassembly of \(constant.repr(codeAddress: codeAddress)):\n"
            out += recursiveText(inner, showCaches: showCaches, codeAddress: codeAddress)
        }
        return out
    }
}
