import Syntax

/// The symbol table of one compilation: for every block (module, class, function, lambda, comprehension) which names it
/// uses and where each of them lives. Built in two passes: the first walks the tree and notes raw facts, the second decides
/// the scope of each name. Origin: Python/symtable.c.
public final class SymbolTable {
    /// The module's entry.
    public internal(set) var top: SymbolTableEntry
    /// Entries by the node that opens the block.
    var blocks: [ObjectIdentifier: SymbolTableEntry] = [:]
    /// The open blocks, innermost last.
    var stack: [SymbolTableEntry] = []
    /// The innermost open block.
    var current: SymbolTableEntry
    /// The class whose name mangles private names.
    var privateName: String?
    let futureAnnotations: Bool
    let errors: ErrorContext
    var depth: Int32 = 0

    /// Builds the table of a module that has been through the tree optimiser.
    init(_ module: Module, futureAnnotations: Bool, errors: ErrorContext) throws(SyntaxErrorInfo) {
        top = SymbolTableEntry(name: "top", type: .module, location: Location.zero)
        current = top
        stack = [top]
        self.futureAnnotations = futureAnnotations
        self.errors = errors
        switch module.kind {
        case .module(let body), .interactive(let body): try visit(body)
        case .expression(let body): try visit(body)
        }
        try analyze()
    }

    /// The entry of the block that this statement or expression opens.
    func entry(for node: AnyObject) -> SymbolTableEntry {
        guard let entry = blocks[ObjectIdentifier(node)] else { preconditionFailure("unknown symbol table entry") }
        return entry
    }
}

/// The facts about one block. Origin: `PySTEntryObject` in Include/internal/pycore_symtable.h.
public final class SymbolTableEntry {
    /// What kind of block it is.
    public enum BlockType: Sendable { case function, `class`, module, annotation }

    /// What kind of comprehension it is, if any.
    public enum Comprehension: Sendable { case none, list, dict, set, generator }

    /// The block's name, `top` for the module.
    public let name: String
    /// What kind of block it is.
    public let type: BlockType
    /// Where the block stands.
    public let location: Location
    /// The names in the order in which they were met.
    public internal(set) var names: [String] = []
    /// The flags of each of `names`; after analysis also its scope.
    public internal(set) var flags: [SymbolFlags] = []
    private var indices: [String: Int] = [:]
    /// Parameters, in order.
    public internal(set) var varnames: [String] = []
    /// Blocks directly inside this one.
    public internal(set) var children: [SymbolTableEntry] = []
    /// `global` and `nonlocal` statements, for the positions of errors.
    var directives: [(name: String, location: Location)] = []
    /// Whether the block is inside a function.
    public internal(set) var isNested = false
    /// Whether a name of the block is free.
    public internal(set) var isFree = false
    /// Whether a name of an inner block is free.
    public internal(set) var hasFreeChild = false
    /// Whether the block yields.
    public internal(set) var isGenerator = false
    /// Whether the block awaits or is an `async def`.
    public internal(set) var isCoroutine = false
    /// What kind of comprehension the block is.
    public internal(set) var comprehension: Comprehension = .none
    /// Whether there is a `*args` parameter.
    public internal(set) var hasVarargs = false
    /// Whether there is a `**kwargs` parameter.
    public internal(set) var hasVarkeywords = false
    /// Whether a method of the class uses `__class__` or `super`.
    public internal(set) var needsClassClosure = false
    /// True while the target of a comprehension is visited.
    var inComprehensionTarget = false
    /// How many iterable expressions of comprehensions enclose the current place.
    var comprehensionIterables = 0

    init(name: String, type: BlockType, location: Location) {
        self.name = name
        self.type = type
        self.location = location
    }

    /// The place of a (mangled) name in `names`; nil if the block does not use it.
    func index(of name: String) -> Int? { indices[name] }

    /// The flags of a (mangled) name, none if the block does not use it.
    public func flags(of name: String) -> SymbolFlags { indices[name].map { flags[$0] } ?? [] }

    /// The scope of a (mangled) name, `.unknown` if the block does not use it.
    public func scope(of name: String) -> Scope { flags(of: name).scope }

    func add(_ name: String, _ newFlags: SymbolFlags) {
        indices[name] = names.count
        names.append(name)
        flags.append(newFlags)
    }
}

/// Where a name lives, seen from one block. The numbers are CPython's.
public enum Scope: UInt32, Sendable {
    case unknown = 0, local, globalExplicit, globalImplicit, free, cell
}

/// What is known of one name in one block. Origin: the DEF_ constants of Include/internal/pycore_symtable.h.
public struct SymbolFlags: OptionSet, Sendable {
    /// The bits; the scope lies above bit 12.
    public var rawValue: UInt32
    /// Makes flags from bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// Named in a `global` statement.
    public static let global = SymbolFlags(rawValue: 1)
    /// Assigned in the block.
    public static let local = SymbolFlags(rawValue: 2)
    /// A parameter.
    public static let param = SymbolFlags(rawValue: 4)
    /// Named in a `nonlocal` statement.
    public static let nonlocal = SymbolFlags(rawValue: 8)
    /// Read in the block.
    public static let use = SymbolFlags(rawValue: 16)
    /// Free in an inner block and bound in this class.
    public static let freeClass = SymbolFlags(rawValue: 64)
    /// Bound by an import.
    public static let imported = SymbolFlags(rawValue: 128)
    /// Annotated.
    public static let annotated = SymbolFlags(rawValue: 256)
    /// The target of a comprehension.
    public static let comprehensionTarget = SymbolFlags(rawValue: 512)
    /// Any kind of binding.
    static let bound: SymbolFlags = [.local, .param, .imported]

    /// The scope that the second pass decided.
    public var scope: Scope {
        get { Scope(rawValue: rawValue >> 12) ?? .unknown }
        set { rawValue = rawValue & 0xfff | newValue.rawValue << 12 }
    }
}

extension Location {
    static let zero = Location(lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0)
    static let none = Location(lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1)
}

/// `__name` inside class `_C` becomes `_C__name`. Origin: `_Py_Mangle` in Python/compile.c.
public func mangle(_ name: String, in privateName: String?) -> String {
    guard let privateName else { return name }
    let bytes = name.utf8
    guard bytes.count > 2, bytes.starts(with: [0x5f, 0x5f]) else { return name }
    if bytes.suffix(2).elementsEqual([0x5f, 0x5f]) || bytes.contains(0x2e) { return name }
    let stripped = privateName.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_" + stripped + name
}
