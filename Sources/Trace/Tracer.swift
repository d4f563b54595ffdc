/// Who hears of the evaluation loop's events. The loop is generic over it and specialised for both kinds.
public protocol Tracer {
    /// Whether emitting does anything; a constant, so that code under `if T.isEnabled` vanishes.
    static var isEnabled: Bool { get }
    /// Emits one event; the operands are described at `EventKind`.
    static func emit(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64)
    /// Emits one event of the commonest kinds.
    static func emit(_ event: PackedEvent)
    /// Counts `n` events at once, to be recorded with `record`; nil if each must be emitted by itself, because somebody may stop there.
    static func countGroup(_ n: UInt64) -> UInt64?
    /// Records an event that was counted.
    static func record(_ number: UInt64, _ event: PackedEvent)
}

extension Tracer {
    /// Emits an event whose first operand is an address.
    @inlinable @inline(__always)
    public static func emit(_ kind: EventKind, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer? = nil, _ c: UnsafeRawPointer? = nil) {
        emit(kind, bits(a), bits(b), bits(c))
    }

    /// Emits an event with one address and numbers.
    @inlinable @inline(__always)
    public static func emit(_ kind: EventKind, _ a: UnsafeRawPointer?, _ b: Int, _ c: Int = 0) {
        emit(kind, bits(a), bits(b), bits(c))
    }

    /// Emits an event with two addresses and a number.
    @inlinable @inline(__always)
    public static func emit(_ kind: EventKind, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ c: Int) {
        emit(kind, bits(a), bits(b), bits(c))
    }

    /// Emits an event with numbers.
    @inlinable @inline(__always)
    public static func emit(_ kind: EventKind, _ a: Int, _ b: Int = 0, _ c: Int = 0) { emit(kind, bits(a), bits(b), bits(c)) }
}

/// Nobody watches: compiles to no code.
public enum NullTracer: Tracer {
    /// False.
    @inlinable public static var isEnabled: Bool { @inline(__always) get { false } }
    /// Does nothing.
    @inlinable @inline(__always)
    public static func emit(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) {}
    /// Does nothing.
    @inlinable @inline(__always)
    public static func emit(_ event: PackedEvent) {}
    /// Nil.
    @inlinable @inline(__always)
    public static func countGroup(_ n: UInt64) -> UInt64? { nil }
    /// Does nothing.
    @inlinable @inline(__always)
    public static func record(_ number: UInt64, _ event: PackedEvent) {}
}

/// Somebody watches: counts every event, records it if asked, and calls the hook where the machine shall stop.
public enum LiveTracer: Tracer {
    /// True.
    @inlinable public static var isEnabled: Bool { @inline(__always) get { true } }
    /// Counts, records, stops.
    @inlinable @inline(__always)
    public static func emit(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) { TraceControl.emit(kind, a, b, c) }
    /// Counts, records, stops.
    @inlinable @inline(__always)
    public static func emit(_ event: PackedEvent) { TraceControl.emit(event) }
    /// Counts all, or says that one may have a stop.
    @inlinable @inline(__always)
    public static func countGroup(_ n: UInt64) -> UInt64? { TraceControl.countGroup(n) }
    /// Writes to the ring.
    @inlinable @inline(__always)
    public static func record(_ number: UInt64, _ event: PackedEvent) { EventRing.record(number, event) }
}

/// An address as an operand.
@inlinable @inline(__always)
public func bits(_ p: UnsafeRawPointer?) -> UInt64 { UInt64(UInt(bitPattern: p)) }

/// A signed number as an operand.
@inlinable @inline(__always)
public func bits(_ n: Int) -> UInt64 { UInt64(bitPattern: Int64(n)) }

/// Emits an event if somebody watches: one test of a byte at a constant address if nobody does. For code that is not
/// generic over the tracer (objects, allocator, collector).
@inlinable @inline(__always)
public func emitIfTracing(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) {
    if _slowPath(TraceControl.isTracing) { TraceControl.emitOutOfLine(kind, a, b, c) }
}

/// Emits an event of one of the commonest kinds if somebody watches.
@inlinable @inline(__always)
public func emitIfTracing(_ event: PackedEvent) {
    if _slowPath(TraceControl.isTracing) { TraceControl.emitOutOfLine(event) }
}

/// Emits an event of addresses if somebody watches.
@inlinable @inline(__always)
public func emitIfTracing(_ kind: EventKind, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer? = nil, _ c: UnsafeRawPointer? = nil) {
    if _slowPath(TraceControl.isTracing) { TraceControl.emitOutOfLine(kind, bits(a), bits(b), bits(c)) }
}

/// Emits an event of one address and numbers if somebody watches.
@inlinable @inline(__always)
public func emitIfTracing(_ kind: EventKind, _ a: UnsafeRawPointer?, _ b: Int, _ c: Int = 0) {
    if _slowPath(TraceControl.isTracing) { TraceControl.emitOutOfLine(kind, bits(a), bits(b), bits(c)) }
}

/// Emits an event of two addresses and a number if somebody watches.
@inlinable @inline(__always)
public func emitIfTracing(_ kind: EventKind, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ c: Int) {
    if _slowPath(TraceControl.isTracing) { TraceControl.emitOutOfLine(kind, bits(a), bits(b), bits(c)) }
}

/// Emits an event of numbers if somebody watches.
@inlinable @inline(__always)
public func emitIfTracing(_ kind: EventKind, _ a: Int, _ b: Int = 0, _ c: Int = 0) {
    if _slowPath(TraceControl.isTracing) { TraceControl.emitOutOfLine(kind, bits(a), bits(b), bits(c)) }
}
