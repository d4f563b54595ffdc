/// One event of the machine: a plain record of 32 bytes.
public struct Event: BitwiseCopyable, Sendable, Equatable {
    /// Raw value of the `EventKind`.
    public var rawKind: UInt8
    /// A small detail, used by whoever records (a thread number, a flag); 0 when emitted.
    public var detail: UInt8
    /// A second small detail; 0 when emitted.
    public var extra: UInt16
    /// A third detail; 0 when emitted.
    public var info: UInt32
    /// First operand; its meaning is in the documentation of the kind.
    public var a: UInt64
    /// Second operand.
    public var b: UInt64
    /// Third operand.
    public var c: UInt64

    /// The kind; `.none` for a raw value that this version does not know.
    public var kind: EventKind { EventKind(rawValue: rawKind) ?? .none }

    /// Makes an event from a kind and its operands.
    @inlinable @inline(__always)
    public init(_ kind: EventKind, _ a: UInt64 = 0, _ b: UInt64 = 0, _ c: UInt64 = 0) {
        rawKind = kind.rawValue
        detail = 0
        extra = 0
        info = 0
        self.a = a
        self.b = b
        self.c = c
    }
}
