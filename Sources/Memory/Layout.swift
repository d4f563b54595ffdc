import Trace

// The machine's range, from its base 0x1000_0000:
//
//   0x1000_0000  trace control page (not in snapshots)
//   0x1000_1000  machine state, owned by Runtime
//   0x1000_c000  allocator state, see `State`
//   0x1001_0000  static objects at addresses that Runtime fixes: types, singletons, small ints, …
//   0x1008_0000  static tables; grow by `Memory.staticAlloc`
//   0x1200_0000  data-stack chunks, in units of 16 KiB
//   0x1700_0000  the vector of arena objects
//   0x17f0_0000  the ring of recorded events (256 KiB, not in snapshots), see `TraceControl`
//   0x17f8_0000  line numbers by code unit (8 KiB, not in snapshots), see Runtime's `LineCache`
//   0x1800_0000  arenas (nothing else, so that `address_in_range` is one comparison)
//   0x1_0000_0000  large blocks, up to the end of the range

/// The parts of the machine's range. All addresses are constants, so that compiled code uses them as immediates.
public enum Layout {
    /// Base of the whole range.
    @inlinable public static var base: UInt { 0x1000_0000 }
    /// First byte that snapshots hold: Runtime's own machine state.
    @inlinable public static var machineState: UInt { 0x1000_1000 }
    /// First byte of allocator state, and end of Runtime's machine state.
    @inlinable public static var allocatorState: UInt { 0x1000_c000 }
    /// First byte of the static area, and end of allocator state.
    @inlinable public static var staticBase: UInt { 0x1001_0000 }
    /// First byte of the static tables, and end of the static objects with fixed addresses.
    @inlinable public static var staticTables: UInt { 0x1008_0000 }
    /// First byte of the data-stack chunks, and end of the static area.
    @inlinable public static var chunkBase: UInt { 0x1200_0000 }
    /// First byte of the vector of arena objects, and end of the data-stack chunks.
    @inlinable public static var arenaObjectsBase: UInt { 0x1700_0000 }
    /// The traced loop's table of line numbers: bookkeeping of whoever watches, never part of a snapshot.
    @inlinable public static var lineCache: UInt { 0x17f8_0000 }
    /// First byte of the arenas.
    @inlinable public static var arenaBase: UInt { 0x1800_0000 }
    /// First byte of the large blocks, and end of the arenas.
    @inlinable public static var largeBase: UInt { 0x1_0000_0000 }
    /// Unit of data-stack chunks in bytes.
    @inlinable public static var chunkUnit: UInt { 0x4000 }
    /// Bytes of a page of the operating system.
    @inlinable public static var pageSize: UInt { 0x1000 }
}

/// What a part of the range is for.
public enum Region: UInt8, CaseIterable, Sendable {
    /// Outside the range.
    case none
    /// Trace control, allocator state and machine state.
    case machine
    /// Types, singletons, small ints and the like.
    case statics
    /// Data-stack chunks: interpreter frames.
    case dataStack
    /// The vector of arena objects.
    case arenaObjects
    /// Arenas: pools of small blocks.
    case arenas
    /// Large blocks.
    case large
}

/// Allocator state: fields at constant addresses inside the range, so that snapshots hold them.
@usableFromInline
enum State {
    @inlinable @inline(__always)
    static func field<T>(_ address: UInt, _: T.Type) -> UnsafeMutablePointer<T> {
        UnsafeMutablePointer<T>(bitPattern: address).unsafelyUnwrapped
    }

    /// CPython's `usedpools`: two pointers a size class, 64 classes.
    @inlinable static var usedpools: UnsafeMutablePointer<poolp> { @inline(__always) get { field(0x1000_c080, poolp.self) } }
    /// CPython's `nfp2lasta`: 65 pointers.
    @inlinable static var nfp2lasta: UnsafeMutablePointer<arenap?> { field(0x1000_c500, arenap?.self) }

    @inlinable static var arenas: arenap { field(Layout.arenaObjectsBase, arena_object.self) }
    @inlinable static var maxarenas: Int {
        get { field(0x1000_c708, Int.self).pointee }
        set { field(0x1000_c708, Int.self).pointee = newValue }
    }
    @inlinable static var unused_arena_objects: arenap? {
        get { field(0x1000_c710, arenap?.self).pointee }
        set { field(0x1000_c710, arenap?.self).pointee = newValue }
    }
    @inlinable static var usable_arenas: arenap? {
        get { field(0x1000_c718, arenap?.self).pointee }
        set { field(0x1000_c718, arenap?.self).pointee = newValue }
    }
    @inlinable static var narenas_currently_allocated: Int {
        get { field(0x1000_c720, Int.self).pointee }
        set { field(0x1000_c720, Int.self).pointee = newValue }
    }
    @inlinable static var ntimes_arena_allocated: Int {
        get { field(0x1000_c728, Int.self).pointee }
        set { field(0x1000_c728, Int.self).pointee = newValue }
    }
    @inlinable static var narenas_highwater: Int {
        get { field(0x1000_c730, Int.self).pointee }
        set { field(0x1000_c730, Int.self).pointee = newValue }
    }
    @inlinable static var raw_allocated_blocks: Int {
        get { field(0x1000_c738, Int.self).pointee }
        set { field(0x1000_c738, Int.self).pointee = newValue }
    }
    /// 0: allocation and freeing take the inlined way (modern geometry, nobody traces or tortures). Otherwise they take the way round, which asks.
    @inlinable static var path: UInt8 {
        @inline(__always) get { field(0x1000_c740, UInt8.self).pointee }
        set { field(0x1000_c740, UInt8.self).pointee = newValue }
    }
    /// Raw value of the `MemoryModel`.
    @inlinable static var model: UInt8 {
        @inline(__always) get { field(0x1000_c741, UInt8.self).pointee }
        set {
            field(0x1000_c741, UInt8.self).pointee = newValue
            choosePath()
        }
    }
    /// Whether the allocator is hostile, see `Torture`.
    static var tortured: Bool {
        get { field(0x1000_c742, Bool.self).pointee }
        set {
            field(0x1000_c742, Bool.self).pointee = newValue
            choosePath()
        }
    }
    @usableFromInline static func choosePath() { path = model | (traceHook != 0 ? 2 : 0) | (tortured ? 4 : 0) }
    /// The function that is told of allocations while `tracemalloc` traces (a `MemoryHook`), or 0.
    @inlinable static var traceHook: UInt {
        get { field(0x1000_c7a0, UInt.self).pointee }
        set {
            field(0x1000_c7a0, UInt.self).pointee = newValue
            choosePath()
        }
    }
    /// Bytes from an arena slot's start to its arena: decides whether arenas are pool-aligned.
    @inlinable static var arenaOffset: UInt {
        get { field(0x1000_c748, UInt.self).pointee }
        set { field(0x1000_c748, UInt.self).pointee = newValue }
    }
    /// Bytes that arenas and large blocks may take together.
    @inlinable static var limit: UInt {
        get { field(0x1000_c750, UInt.self).pointee }
        set { field(0x1000_c750, UInt.self).pointee = newValue }
    }
    /// First free byte of the static area.
    @inlinable static var staticTop: UInt {
        get { field(0x1000_c758, UInt.self).pointee }
        set { field(0x1000_c758, UInt.self).pointee = newValue }
    }
    /// End of the data-stack chunks ever used.
    @inlinable static var chunkHigh: UInt {
        get { field(0x1000_c760, UInt.self).pointee }
        set { field(0x1000_c760, UInt.self).pointee = newValue }
    }
    /// Address after the last large block; a header with size 0 stands there.
    @inlinable static var largeTop: UInt {
        get { field(0x1000_c768, UInt.self).pointee }
        set { field(0x1000_c768, UInt.self).pointee = newValue }
    }
    /// No byte of the large region at or above this address was written since the last trim.
    @inlinable static var largeTouched: UInt {
        get { field(0x1000_c770, UInt.self).pointee }
        set { field(0x1000_c770, UInt.self).pointee = newValue }
    }
    /// Bytes of large blocks in use, with their headers.
    @inlinable static var largeInUse: Int {
        get { field(0x1000_c778, Int.self).pointee }
        set { field(0x1000_c778, Int.self).pointee = newValue }
    }
    /// Number of large blocks in use.
    @inlinable static var largeCount: Int {
        get { field(0x1000_c780, Int.self).pointee }
        set { field(0x1000_c780, Int.self).pointee = newValue }
    }
    /// End of the range.
    @inlinable static var rangeEnd: UInt {
        get { field(0x1000_c788, UInt.self).pointee }
        set { field(0x1000_c788, UInt.self).pointee = newValue }
    }
    /// Bit n: the large free lists of power n are not all empty.
    @inlinable static var largeFirst: UInt64 {
        get { field(0x1000_c790, UInt64.self).pointee }
        set { field(0x1000_c790, UInt64.self).pointee = newValue }
    }
    /// For each power of two, bit m: its free list m is not empty. 40 entries.
    @inlinable static var largeSecond: UnsafeMutablePointer<UInt32> { field(0x1000_c800, UInt32.self) }
    /// Heads of the large free lists: 40 powers × 16 lists.
    @inlinable static var largeHeads: UnsafeMutablePointer<UInt> { field(0x1000_c900, UInt.self) }
    /// One bit a slot for an arena: taken. 16 384 bits.
    @inlinable static var arenaSlots: UnsafeMutablePointer<UInt64> { field(0x1000_e000, UInt64.self) }
    /// One bit a data-stack chunk unit: taken. 5120 bits.
    @inlinable static var chunkUnits: UnsafeMutablePointer<UInt64> { field(0x1000_e800, UInt64.self) }
}

/// A typed pointer to an address.
@inlinable @inline(__always)
func at<T>(_ address: UInt, _: T.Type) -> UnsafeMutablePointer<T> {
    UnsafeMutablePointer<T>(bitPattern: address).unsafelyUnwrapped
}

/// A number rounded up to a multiple of a power of two.
@inlinable @inline(__always)
func roundUp(_ n: UInt, _ unit: UInt) -> UInt { (n &+ unit &- 1) & ~(unit &- 1) }
