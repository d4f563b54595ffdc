import Bytecode
import Syntax

/// The passes of the optimiser and the assembler, in the order in which they run. Origin: `compiler_mod` and `assemble` in Python/compile.c.
enum Pass: CaseIterable {
    case foldConstants, generateCode, inlineExits, placeCells, peephole, inlineExitsAgain, removeUnreachable
    case removeRedundantJumps, copyExits, trimConstants, propagateLines, labelHandlers, resolveJumps

    /// Those that work on the graph of one code object.
    static let onGraph: [Pass] = [
        .inlineExits, .placeCells, .peephole, .inlineExitsAgain, .removeUnreachable, .removeRedundantJumps, .copyExits,
        .trimConstants, .propagateLines, .labelHandlers, .resolveJumps,
    ]

    /// What it is called.
    var name: String {
        switch self {
        case .foldConstants: "fold constants"
        case .generateCode: "code generation"
        case .inlineExits: "inline small exits"
        case .placeCells: "place cells"
        case .peephole: "peephole"
        case .inlineExitsAgain: "inline small exits again"
        case .removeUnreachable: "remove unreachable code"
        case .removeRedundantJumps: "remove redundant jumps"
        case .copyExits: "copy exits without a line"
        case .trimConstants: "drop unused constants"
        case .propagateLines: "propagate lines"
        case .labelHandlers: "label handlers"
        case .resolveJumps: "resolve jumps"
        }
    }

    /// What it is for.
    var purpose: String {
        switch self {
        case .foldConstants: "Computes in the tree what needs no running program: expressions of constants only."
        case .generateCode:
            "Walks the tree once and writes instructions into basic blocks: runs that only their last instruction leaves."
        case .inlineExits:
            "Lets jumps skip empty blocks, and copies short blocks that end the function to where they are jumped to."
        case .placeCells:
            "Puts the instructions that make cells in front, now that it is known which variables inner functions use."
        case .peephole:
            "Looks at a few instructions at a time: decides tests of constants, lets jumps go straight to their end, makes tuples."
        case .inlineExitsAgain: "The peephole pass may have made new jumps to short blocks that end the function."
        case .removeUnreachable: "Empties the blocks that no path leads to, and takes out the NOPs that no line needs."
        case .removeRedundantJumps: "A jump to what comes next anyway does nothing."
        case .copyExits: "Copies blocks that end the function and have no line, so that each copy can have the line that led to it."
        case .trimConstants: "Drops constants at the end of co_consts that no instruction loads any more."
        case .propagateLines: "Gives instructions without a line that of the one before them, for tracebacks."
        case .labelHandlers: "Turns the marks of try and with into entries of the exception table: entering try then costs nothing."
        case .resolveJumps: "The order of the blocks is final: jumps get their direction and their distance."
        }
    }
}

/// The graph of one code object after one pass, or what the pass over the tree did.
public struct PassReport: Sendable {
    /// Counts the code objects of a compilation as they are finished; 0 for the pass over the tree, which comes before all of them.
    public var unit: Int
    /// Qualified name of the code object; empty for the pass over the tree.
    public var code: String
    /// Its first line.
    public var firstLine: Int32
    /// What the pass did, and the instructions after it.
    public var stage: PipelineReport.Stage
}

/// What passes did, noted while they run. There is one only if somebody asked for a report.
final class PassLog {
    private var changes: [PipelineReport.Change] = []

    func note(_ what: String, _ why: String, _ location: Location) {
        changes.append(PipelineReport.Change(what: what, why: why, position: PipelineReport.Position(location)))
    }

    /// Notes what concerns the code object as a whole.
    func note(_ what: String, _ why: String) {
        changes.append(PipelineReport.Change(what: what, why: why, position: .none, isWhole: true))
    }

    /// What was noted since it was last asked.
    func take() -> [PipelineReport.Change] {
        defer { changes = [] }
        return changes
    }
}

extension LocationTable.Position {
    /// The same range as a node has it.
    public init(_ l: Location) {
        self =
            l.lineno < 0
            ? .none
            : LocationTable.Position(
                line: l.lineno, endLine: l.end_lineno < 0 ? l.lineno : l.end_lineno, column: l.col_offset,
                endColumn: l.end_col_offset)
    }
}

extension CodeGenerator {
    /// Tells whoever asked what a pass did to the current unit and what its instructions are now.
    func report(_ pass: Pass) {
        guard let log = options.passLog else { return }
        if pass == .generateCode { unitCount += 1 }
        let stage = PipelineReport.Stage(
            name: pass.name, purpose: pass.purpose, changes: unit.graph.log?.take() ?? [], instructions: listing(pass))
        log(PassReport(unit: unitCount, code: unit.qualname, firstLine: unit.firstLine, stage: stage))
    }

    /// The instructions of the current unit, explained.
    private func listing(_ pass: Pass) -> [PipelineReport.Instruction] {
        let unit = self.unit
        var locals = unit.varnames.names
        let isPlaced = pass != .generateCode && pass != .inlineExits
        if isPlaced { locals += unit.cellvars.names.filter { unit.varnames.existing($0) == nil } + unit.freevars.names }
        let derefs = unit.cellvars.names + unit.freevars.names
        let isLast = pass == .resolveJumps
        func item(_ list: [String], _ i: Int32) -> String { list.indices.contains(Int(i)) ? list[Int(i)] : "?" }
        func explain(_ i: Instruction) -> String {
            switch i.opcode {
            case Op.LOAD_CONST, Op.KW_NAMES:
                guard unit.consts.indices.contains(Int(i.oparg)) else { return "?" }
                let constant = pool.constants[Int(unit.consts[Int(i.oparg)])]
                if case .code(let code) = constant { return "<code object \(code.co_name)>" }
                let text = constant.repr()
                return text.count > 60 ? String(text.prefix(57)) + "..." : text
            case Op.LOAD_FAST, Op.STORE_FAST, Op.DELETE_FAST: return item(locals, i.oparg)
            case Op.MAKE_CELL, Op.LOAD_CLOSURE, Op.LOAD_DEREF, Op.STORE_DEREF, Op.DELETE_DEREF, Op.LOAD_CLASSDEREF:
                return item(isPlaced ? locals : derefs, i.oparg)
            default: break
            }
            if i.target >= 0 { return isLast ? "to \(unit.graph.blocks[Int(i.target)].offset * 2)" : "to block \(i.target)" }
            if i.opcode < Int32(Opcode.HAVE_ARGUMENT) { return "" }
            let text = Disassembler.argument(UInt8(i.opcode), i.oparg, names: unit.names.names)
            return text.isEmpty ? "\(i.oparg)" : text
        }
        var out: [PipelineReport.Instruction] = []
        for b in unit.graph.order {
            var offset = unit.graph.blocks[Int(b)].offset
            for i in unit.graph.blocks[Int(b)].code {
                let size = i.size
                // Where the instruction itself stands, after its extended arguments.
                let at = isLast ? (offset + size - 1 - Int32(Opcode.cacheCounts[Int(max(0, i.opcode))])) * 2 : -1
                out.append(
                    PipelineReport.Instruction(
                        opcode: i.opcode, oparg: i.oparg, argument: explain(i), position: PipelineReport.Position(i.location),
                        block: b, target: i.target, offset: at))
                if isLast { offset += size }
            }
        }
        return out
    }
}

extension ControlFlowGraph {
    /// From the first instruction of a list to the last, as far as they stand somewhere.
    static func range(of code: some Collection<Instruction>) -> Location {
        var range = Location.none
        for i in code where i.location.lineno >= 0 {
            let l = i.location
            if range.lineno < 0 {
                range = l
                continue
            }
            if (l.lineno, l.col_offset) < (range.lineno, range.col_offset) {
                range.lineno = l.lineno
                range.col_offset = l.col_offset
            }
            if (l.end_lineno, l.end_col_offset) > (range.end_lineno, range.end_col_offset) {
                range.end_lineno = l.end_lineno
                range.end_col_offset = l.end_col_offset
            }
        }
        return range
    }
}
