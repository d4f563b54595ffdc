/// A pointer to a pool.
public typealias poolp = UnsafeMutablePointer<pool_header>
/// A pointer to an arena object.
public typealias arenap = UnsafeMutablePointer<arena_object>

/// The first 48 bytes of a pool (CPython's `struct pool_header`, Objects/obmalloc.c), with its offsets.
public struct pool_header: BitwiseCopyable {
    /// +0: number of allocated blocks (`ref.count`).
    public var count: UInt32
    /// +4: padding of CPython's union.
    public var padding: UInt32
    /// +8: head of the pool's free list, null if none is free.
    public var freeblock: UnsafeMutableRawPointer?
    /// +16: next pool of this size class, or next free pool of the arena.
    public var nextpool: poolp?
    /// +24: previous pool of this size class.
    public var prevpool: poolp?
    /// +32: index of the arena in the vector of arena objects.
    public var arenaindex: UInt32
    /// +36: size-class index; 0xffff before the first use.
    public var szidx: UInt32
    /// +40: offset from the pool's start to the first block never handed out.
    public var nextoffset: UInt32
    /// +44: the largest valid `nextoffset`.
    public var maxnextoffset: UInt32
}

/// Record of an arena, 48 bytes (CPython's `struct arena_object`).
public struct arena_object: BitwiseCopyable {
    /// +0: address of the arena; 0 if this record has none.
    public var address: UInt
    /// +8: address of the next pool to be carved.
    public var pool_address: UInt
    /// +16: free pools and pools not carved yet.
    public var nfreepools: UInt32
    /// +20: all pools.
    public var ntotalpools: UInt32
    /// +24: free pools that were used before, linked by `nextpool`.
    public var freepools: poolp?
    /// +32: next in `usable_arenas`, or next unused record.
    public var nextarena: arenap?
    /// +40: previous in `usable_arenas`.
    public var prevarena: arenap?
}
