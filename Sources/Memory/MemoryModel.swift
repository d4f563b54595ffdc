/// The geometry of the small-block allocator, as a value.
public enum MemoryModel: UInt8, CaseIterable, Sendable {
    /// CPython 3.10 and later: 1 MiB arenas, 16 KiB pools, 16-byte alignment.
    case modern = 0
    /// CPython up to 3.7.3, and many texts: 256 KiB arenas, 4 KiB pools, 8-byte alignment.
    case classic = 1

    /// Bytes of an arena.
    public var arenaSize: Int { self == .modern ? Modern.arenaSize : Classic.arenaSize }
    /// Bytes of a pool.
    public var poolSize: Int { self == .modern ? Modern.poolSize : Classic.poolSize }
    /// Alignment of blocks and step of the size classes, in bytes.
    public var alignment: Int { self == .modern ? Modern.alignment : Classic.alignment }
    /// Binary logarithm of `alignment`.
    public var alignmentShift: Int { self == .modern ? Modern.alignmentShift : Classic.alignmentShift }
    /// Largest request that pools serve, in bytes.
    public var threshold: Int { 512 }
    /// Number of size classes.
    public var classCount: Int { threshold / alignment }
    /// Pools in an arena whose address is pool-aligned.
    public var poolsPerArena: Int { arenaSize / poolSize }
    /// Bytes of a block of a size class (CPython's `INDEX2SIZE`).
    public func size(ofClass index: Int) -> Int { (index + 1) << alignmentShift }
    /// The size class of a request, 1…512 bytes.
    public func sizeClass(of bytes: Int) -> Int { (bytes - 1) >> alignmentShift }
    /// Blocks in a pool of a size class (CPython's `NUMBLOCKS`).
    public func blocksPerPool(ofClass index: Int) -> Int { (poolSize - poolOverhead) / size(ofClass: index) }
    /// Bytes of a pool's header (CPython's `POOL_OVERHEAD`).
    public var poolOverhead: Int { 48 }
}

/// A geometry as static constants, for specialisation of the allocator's code.
@usableFromInline
protocol Geometry {
    static var arenaSize: Int { get }
    static var poolSize: Int { get }
    static var alignmentShift: Int { get }
}

extension Geometry {
    @inlinable static var alignment: Int { @inline(__always) get { 1 &<< alignmentShift } }
    /// CPython's `INDEX2SIZE`.
    @inlinable @inline(__always)
    static func INDEX2SIZE(_ i: UInt32) -> UInt32 { (i &+ 1) &<< UInt32(truncatingIfNeeded: alignmentShift) }
    /// CPython's `POOL_ADDR`.
    @inlinable @inline(__always)
    static func POOL_ADDR(_ p: UnsafeMutableRawPointer) -> poolp {
        at(UInt(bitPattern: p) & ~UInt(bitPattern: poolSize &- 1), pool_header.self)
    }
}

/// Constants of `MemoryModel.modern`.
@usableFromInline
enum Modern: Geometry {
    @inlinable static var arenaSize: Int { @inline(__always) get { 1 << 20 } }
    @inlinable static var poolSize: Int { @inline(__always) get { 1 << 14 } }
    @inlinable static var alignmentShift: Int { @inline(__always) get { 4 } }
}

/// Constants of `MemoryModel.classic`.
@usableFromInline
enum Classic: Geometry {
    @inlinable static var arenaSize: Int { @inline(__always) get { 1 << 18 } }
    @inlinable static var poolSize: Int { @inline(__always) get { 1 << 12 } }
    @inlinable static var alignmentShift: Int { @inline(__always) get { 3 } }
}
