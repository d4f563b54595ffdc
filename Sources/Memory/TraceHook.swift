// Telling of allocations, for `tracemalloc`. While nobody traces this costs nothing: the inlined allocator's one test of `State.path` stands for
// CPython's choice of the allocator functions (`PyMem_SetAllocator`).

/// What happened to a block.
public enum MemoryHookKind: Int32, Sendable {
    /// It was allocated, or resized where it is: address, bytes asked for.
    case allocated = 0
    /// It is about to be freed, or was moved away: address.
    case freed = 1
    /// An object came from a free list: its address.
    case reused = 2
}

/// Is told of each allocation and freeing: kind, address, bytes asked for.
public typealias MemoryHook = @convention(c) (Int32, UnsafeMutableRawPointer, Int) -> Void

extension Memory {
    /// Whether allocations are told of. A test of a byte at a constant address.
    @inlinable public static var isTraced: Bool { @inline(__always) get { State.path & 2 != 0 } }

    /// Tells that an object from a free list is in use again (CPython's `_PyTraceMalloc_NewReference`).
    public static func tellTraceOfReuse(_ op: UnsafeMutableRawPointer) { tellTrace(.reused, op, 0) }

    /// Sets the function that is told, nil for none. It lies in the machine's memory, as slots do.
    public static func setTraceHook(_ hook: MemoryHook?) { State.traceHook = hook.map { unsafeBitCast($0, to: UInt.self) } ?? 0 }
}

/// Calls the function that is told.
func tellTrace(_ kind: MemoryHookKind, _ p: UnsafeMutableRawPointer, _ nbytes: Int) {
    let hook = unsafeBitCast(State.traceHook, to: MemoryHook.self)
    hook(kind.rawValue, p, nbytes)
}

/// A block for the tables of a tracer: it is not traced, not counted and never comes from a pool; nil if there is no memory.
public func untracedMalloc(_ nbytes: Int) -> UnsafeMutableRawPointer? { large_malloc(nbytes) }

/// Frees a block of `untracedMalloc`.
public func untracedFree(_ p: UnsafeMutableRawPointer?) { if let p { large_free(p) } }
