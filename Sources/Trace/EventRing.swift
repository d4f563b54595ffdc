// The ring of the last events. It lies at a constant address, outside the parts of the range that snapshots hold (`Layout` in Memory), so that
// recording is an index and a few stores. Stores are what a traced run waits for; so the kinds that make up most of a run are packed into the
// first 16 bytes of a record, which lie apart from the second 16: two stores instead of four, and half the cache.
//
//   heads   8,192 × 16 bytes        tails   8,192 × 16 bytes
//   ┌──────────────┬───────────┐    ┌───────────┬───────────┐
//   │ head         │ a         │    │ b         │ c         │     wide: head is the kind
//   └──────────────┴───────────┘    └───────────┴───────────┘

/// Address of the ring of recorded events, inside the machine's range.
@inlinable public var traceRingBase: UInt { @inline(__always) get { 0x17f0_0000 } }

/// The ring of the last events; event number n is at index n & `mask`.
public enum EventRing {
    /// The number of records minus one. The ring (256 KiB) stays in a core's second-level cache.
    @inlinable public static var mask: UInt64 { @inline(__always) get { 8191 } }

    /// Two words of a record.
    @usableFromInline typealias Words = (UInt64, UInt64)

    @inlinable @inline(__always)
    static func head(_ n: UInt64) -> UnsafeMutablePointer<Words> {
        UnsafeMutablePointer<Words>(bitPattern: traceRingBase).unsafelyUnwrapped + Int(truncatingIfNeeded: n & mask)
    }

    @inlinable @inline(__always)
    static func tail(_ n: UInt64) -> UnsafeMutablePointer<Words> {
        head(n) + Int(truncatingIfNeeded: mask &+ 1)
    }

    /// Records a packed event as number `n`.
    @inlinable @inline(__always)
    static func record(_ n: UInt64, _ event: PackedEvent) { head(n).pointee = (event.head, event.operand) }

    /// Records an event of any kind as number `n`.
    @inlinable @inline(__always)
    static func record(_ n: UInt64, _ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) {
        head(n).pointee = (UInt64(kind.rawValue), a)
        tail(n).pointee = (b, c)
    }

    /// The record at event number `n`'s place, as an event.
    static func event(_ n: UInt64) -> Event {
        let (first, second) = head(n).pointee
        if let packed = PackedEvent(head: first, operand: second) { return packed.event }
        return Event(EventKind(rawValue: UInt8(truncatingIfNeeded: first)) ?? .none, second, tail(n).pointee.0, tail(n).pointee.1)
    }
}
