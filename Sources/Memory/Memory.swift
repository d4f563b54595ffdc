import Glibc
import Trace

/// The machine's memory: one reserved range at a constant address. There is one in a process.
public enum Memory {
    /// Why the range could not be reserved.
    public enum ReserveError: Error, CustomStringConvertible {
        /// `mmap` failed with this errno.
        case refused(Int32)
        /// The range was reserved before.
        case already
        /// One line for a person.
        public var description: String {
            switch self {
            case .refused(let code): "cannot reserve the machine's address range at 0x10000000: \(String(cString: strerror(code)))"
            case .already: "the machine's address range is reserved already"
            }
        }
    }

    /// Default size of the range in bytes: all addresses lie below `PackedEvent.addressLimit`.
    public static let defaultRange: UInt = 31 << 30
    /// Default limit for arenas and large blocks together, in bytes.
    public static let defaultLimit: UInt = 1 << 30

    nonisolated(unsafe) private(set) static var reserved = false

    /// Whether the range is there.
    public static var isReserved: Bool { reserved }

    /// Reserves the range and makes it a fresh memory. Pages cost nothing until they are touched.
    ///
    /// If the system refuses so large a range (a limit on address space), smaller ones down to 5 GiB are tried.
    public static func reserve(
        model: MemoryModel = .modern, limit: UInt = defaultLimit, arenasAligned: Bool = false, range: UInt = defaultRange
    ) throws(ReserveError) {
        guard !reserved else { throw .already }
        var size = range
        while true {
            let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE
            let p = mmap(UnsafeMutableRawPointer(bitPattern: Layout.base), Int(size), PROT_READ | PROT_WRITE, flags, -1, 0)
            if UInt(bitPattern: p) == Layout.base { break }
            let code = errno
            if UInt(bitPattern: p) != UInt.max { munmap(p, Int(size)) }
            guard code == ENOMEM, size >= 10 << 30 else { throw .refused(UInt(bitPattern: p) == UInt.max ? code : EEXIST) }
            size /= 2
        }
        reserved = true
        initialize(model: model, limit: limit, arenasAligned: arenasAligned, end: Layout.base + size)
    }

    /// Forgets everything in the range and makes it a fresh memory, perhaps with another geometry. Trace control stays.
    public static func reinitialize(model: MemoryModel = .modern, limit: UInt = defaultLimit, arenasAligned: Bool = false) {
        precondition(reserved)
        let end = State.rangeEnd
        for part in extents() { discard(part.lowerBound, part.upperBound) }
        initialize(model: model, limit: limit, arenasAligned: arenasAligned, end: end)
    }

    private static func initialize(model: MemoryModel, limit: UInt, arenasAligned: Bool, end: UInt) {
        State.model = model.rawValue
        // Not pool-aligned, like most addresses that mmap gives: 63 pools an arena. Classic pools are pages: always aligned.
        State.arenaOffset = arenasAligned || model == .classic ? 0 : 0x9000
        State.limit = limit
        State.rangeEnd = end
        State.staticTop = Layout.staticTables
        State.chunkHigh = Layout.chunkBase
        State.largeTop = Layout.largeBase
        State.largeTouched = Layout.largeBase + largeHeader
        for i in 0..<64 {
            let head = usedPoolHead(UInt(i))
            head.pointee.nextpool = head
            head.pointee.prevpool = head
        }
    }

    /// The geometry in use.
    public static var model: MemoryModel { MemoryModel(rawValue: State.model)! }

    /// Bytes that arenas and large blocks may take together; beyond it allocation fails.
    public static var limit: UInt {
        get { State.limit }
        set { State.limit = newValue }
    }

    /// Bytes that arenas and large blocks take now.
    public static var bytesTaken: Int { Int(takenNow()) }

    /// Which part of the range an address is in.
    public static func region(of address: UInt) -> Region {
        switch address {
        case Layout.base..<Layout.staticBase: .machine
        case Layout.staticBase..<Layout.chunkBase: .statics
        case Layout.chunkBase..<Layout.arenaObjectsBase: .dataStack
        case Layout.arenaObjectsBase..<Layout.arenaBase: .arenaObjects
        case Layout.arenaBase..<Layout.largeBase: .arenas
        case Layout.largeBase..<(reserved ? State.rangeEnd : Layout.largeBase): .large
        default: .none
        }
    }

    /// Whether some bytes lie in memory that the machine has in use, so that a pane may read them.
    public static func isReadable(_ address: UInt, _ count: Int = 1) -> Bool {
        guard reserved, count >= 0, address >= Layout.base else { return false }
        let end = address &+ UInt(count)
        return end >= address && end <= State.rangeEnd
    }

    /// Zeroed space in the static area that is never freed; `align` is a power of two. A full area (31.5 MiB) is a fatal error.
    public static func staticAlloc(_ size: Int, _ align: Int = 16) -> UnsafeMutableRawPointer {
        let start = roundUp(State.staticTop, UInt(align))
        precondition(start + UInt(size) <= Layout.chunkBase, "the static area is full")
        State.staticTop = start + UInt(size)
        return UnsafeMutableRawPointer(bitPattern: start).unsafelyUnwrapped
    }
}
