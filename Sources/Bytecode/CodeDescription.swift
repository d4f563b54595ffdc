/// Everything that CPython 3.11 keeps in a code object, as a plain value: the compiler's product, from which the machine
/// builds a `PyCodeObject` in its memory. Origin: Include/cpython/code.h.
public struct CodeDescription: Sendable {
    /// The name given in the source, `<module>`, `<lambda>`, ….
    public var co_name = ""
    /// The dotted path to it.
    public var co_qualname = ""
    /// The file that was compiled.
    public var co_filename = ""
    /// 1-based line of the first decorator or the header.
    public var co_firstlineno: Int32 = 0
    /// Positional arguments, positional-only ones included.
    public var co_argcount: Int32 = 0
    /// Positional-only arguments.
    public var co_posonlyargcount: Int32 = 0
    /// Keyword-only arguments.
    public var co_kwonlyargcount: Int32 = 0
    /// Deepest value stack.
    public var co_stacksize: Int32 = 0
    /// `CO_…` bits.
    public var co_flags: Int32 = 0
    /// What `LOAD_CONST` indexes.
    public var co_consts: [Constant] = []
    /// What name, global and attribute instructions index.
    public var co_names: [String] = []
    /// Names of all fast slots: arguments and locals, then cells that are not arguments, then free variables.
    public var co_localsplusnames: [String] = []
    /// One byte a slot: CO_FAST_LOCAL 0x20, CO_FAST_CELL 0x40, CO_FAST_FREE 0x80 (an argument that is a cell has both).
    public var co_localspluskinds: [UInt8] = []
    /// Two bytes an instruction, inline caches zeroed.
    public var co_code: [UInt8] = []
    /// Source ranges: see `LocationTable`.
    public var co_linetable: [UInt8] = []
    /// Handlers: see `ExceptionTable`.
    public var co_exceptiontable: [UInt8] = []

    /// An empty description, to be filled in.
    public init() {}
}
