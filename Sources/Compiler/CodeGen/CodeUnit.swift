import Bytecode
import Syntax

/// What kind of scope a code object is compiled for.
enum ScopeType { case module, `class`, function, asyncFunction, lambda, comprehension }

/// A name → index table that remembers the order of insertion.
struct NameTable {
    private(set) var names: [String] = []
    /// Kept only for tables that are too large to be searched from the start.
    private var indices: [String: Int32] = [:]
    private static let searchLimit = 8
    var count: Int { names.count }

    init(_ names: [String] = []) { for name in names { _ = index(of: name) } }

    mutating func index(of name: String) -> Int32 {
        if let known = existing(name) { return known }
        let index = Int32(names.count)
        names.append(name)
        if names.count > Self.searchLimit {
            if indices.isEmpty {
                for (i, old) in names.enumerated() { indices[old] = Int32(i) }
            } else {
                indices[name] = index
            }
        }
        return index
    }

    func existing(_ name: String) -> Int32? {
        if names.count > Self.searchLimit { return indices[name] }
        for i in names.indices where names[i] == name { return Int32(i) }
        return nil
    }
}

/// The code object being compiled. Origin: `struct compiler_unit` in Python/compile.c.
final class CodeUnit {
    let entry: SymbolTableEntry
    let name: String
    var qualname: String
    let scopeType: ScopeType
    var constIndices: [Int32: Int32] = [:]
    /// Pool numbers of `co_consts`.
    var consts: [Int32] = []
    var names = NameTable()
    var varnames: NameTable
    var cellvars: NameTable
    var freevars: NameTable
    var privateName: String?
    var argcount: Int32 = 0
    var posonlyargcount: Int32 = 0
    var kwonlyargcount: Int32 = 0
    let firstLine: Int32
    /// Given to the instructions that are added.
    var location: Location
    var graph = ControlFlowGraph()
    var currentBlock: Int32 = 0
    var needsNewBlock = false
    var frameBlocks: [FrameBlock] = []

    init(entry: SymbolTableEntry, name: String, scopeType: ScopeType, firstLine: Int32) {
        self.entry = entry
        self.name = name
        self.qualname = name
        self.scopeType = scopeType
        self.firstLine = firstLine
        location = Location(lineno: firstLine, col_offset: 0, end_lineno: firstLine, end_col_offset: 0)
        varnames = NameTable(entry.varnames)
        var cells: [String] = []
        var frees: [String] = []
        for (name, flags) in zip(entry.names, entry.flags) {
            if flags.scope == .cell { cells.append(name) }
            if flags.scope == .free || flags.contains(.freeClass) { frees.append(name) }
        }
        if cells.count > 1 { cells.sort() }
        if frees.count > 1 { frees.sort() }
        if entry.needsClassClosure { cells.append("__class__") }
        cellvars = NameTable(cells)
        freevars = NameTable(frees)
        _ = graph.newBlock()
    }
}

/// A construct that `break`, `continue` and `return` have to unwind. Origin: `struct fblockinfo` in Python/compile.c.
struct FrameBlock {
    enum Kind {
        case whileLoop, forLoop, tryExcept, finallyTry, finallyEnd, with, asyncWith, handlerCleanup, popValue,
            exceptionHandler, exceptionGroupHandler, asyncComprehension
    }
    let kind: Kind
    let block: Int32
    var exit: Int32 = -1
    /// For `finallyTry`: the statements of the `finally` clause.
    var finalBody: [Stmt] = []
    /// For `with`: the location of the statement.
    var location = Location.none
    /// For `handlerCleanup`: the name bound to the exception.
    var name: String?
}
