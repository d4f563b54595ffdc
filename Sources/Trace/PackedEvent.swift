// Events of the kinds that make up most of a run, in 16 bytes. Bit 31 of the head tells them from unpacked ones; addresses of objects, slots and
// frames are multiples of 8 below 1 << 35, and go by 32 bits:
//
//                  bits 63…32   31  23…8   7…0       operand
//   instruction    frame / 8    1   word   kind      address of the code unit
//   push, pop      frame / 8    1   –      kind      object / 8 | slot / 8 << 32
//   incref, decref object / 8   1   –      kind      new count
//   storeLocal     slot / 8     1   –      kind      new object / 8 | old object / 8 << 32
//   alloc          block / 8    1   asked  kind      bytes of the block (a small block: at most 512 were asked for)
//   free           block / 8    1   –      kind      bytes of the block
//   newObject      object / 8   1   –      kind      its type

/// An event of one of the commonest kinds, packed; the kinds' operands are described at `EventKind`.
public struct PackedEvent: BitwiseCopyable, Sendable {
    /// No address that is packed may reach this.
    public static let addressLimit: UInt = 1 << 35

    @usableFromInline let head: UInt64
    @usableFromInline let operand: UInt64

    @inlinable @inline(__always)
    init(_ kind: EventKind, _ address: UInt64, _ word: UInt64 = 0, operand: UInt64) {
        head = UInt64(kind.rawValue) | 1 << 31 | word &<< 8 | address &<< 29
        self.operand = operand
    }

    /// A packed event from its two words; nil if the head is an unpacked event's.
    init?(head: UInt64, operand: UInt64) {
        guard head & 1 << 31 != 0 else { return nil }
        self.head = head
        self.operand = operand
    }

    @inlinable @inline(__always)
    static func two(_ low: UnsafeRawPointer?, _ high: UnsafeRawPointer?) -> UInt64 { bits(low) &>> 3 | bits(high) &<< 29 }

    /// An instruction is about to run: its code unit's address and content, and the frame.
    @inlinable @inline(__always)
    public static func instruction(_ unit: UnsafeRawPointer, _ frame: UnsafeRawPointer, _ word: UInt16) -> PackedEvent {
        PackedEvent(.instruction, bits(frame), UInt64(word), operand: bits(unit))
    }

    /// A value went to a stack slot of a frame.
    @inlinable @inline(__always)
    public static func push(_ object: UnsafeRawPointer?, _ slot: UnsafeRawPointer, _ frame: UnsafeRawPointer?) -> PackedEvent {
        PackedEvent(.push, bits(frame), operand: two(object, slot))
    }

    /// A value came from a stack slot of a frame.
    @inlinable @inline(__always)
    public static func pop(_ object: UnsafeRawPointer?, _ slot: UnsafeRawPointer, _ frame: UnsafeRawPointer?) -> PackedEvent {
        PackedEvent(.pop, bits(frame), operand: two(object, slot))
    }

    /// A reference count grew.
    @inlinable @inline(__always)
    public static func incref(_ object: UnsafeRawPointer, _ count: Int) -> PackedEvent {
        PackedEvent(.incref, bits(object), operand: bits(count))
    }

    /// A reference count fell.
    @inlinable @inline(__always)
    public static func decref(_ object: UnsafeRawPointer, _ count: Int) -> PackedEvent {
        PackedEvent(.decref, bits(object), operand: bits(count))
    }

    /// A variable's slot was set: the new and the old object, if any.
    @inlinable @inline(__always)
    public static func storeLocal(_ slot: UnsafeRawPointer, _ new: UnsafeRawPointer?, _ old: UnsafeRawPointer?) -> PackedEvent {
        PackedEvent(.storeLocal, bits(slot), operand: two(new, old))
    }

    /// A small block was allocated: its address, the bytes asked for and the bytes of the block.
    @inlinable @inline(__always)
    public static func alloc(_ block: UnsafeRawPointer, _ asked: UInt16, _ size: Int) -> PackedEvent {
        PackedEvent(.alloc, bits(block), UInt64(asked), operand: bits(size))
    }

    /// A block was freed: its address and bytes.
    @inlinable @inline(__always)
    public static func free(_ block: UnsafeRawPointer, _ size: Int) -> PackedEvent {
        PackedEvent(.free, bits(block), operand: bits(size))
    }

    /// An object was made, of a type.
    @inlinable @inline(__always)
    public static func newObject(_ object: UnsafeRawPointer, _ type: UnsafeRawPointer) -> PackedEvent {
        PackedEvent(.newObject, bits(object), operand: bits(type))
    }

    /// The raw value of the kind.
    @inlinable @inline(__always)
    var rawKind: UInt8 { UInt8(truncatingIfNeeded: head) }

    /// The event itself.
    var event: Event {
        let address = (head >> 32) << 3
        let low = (operand & 0xffff_ffff) << 3
        let high = (operand >> 32) << 3
        let word = head >> 8 & 0xffff
        let kind = EventKind(rawValue: rawKind) ?? .none
        switch kind {
        case .instruction: return Event(kind, operand, address, word)
        case .push, .pop: return Event(kind, low, high, address)
        case .storeLocal: return Event(kind, address, low, high)
        case .alloc: return Event(kind, address, word, operand)
        default: return Event(kind, address, operand)
        }
    }
}
