// The trace control page: first page of the machine's range, at a constant address, never part of a snapshot.
//
//   +0    UInt8   tracing: `emitIfTracing` and `LiveTracer` do something
//   +1    UInt8   recording: events are written to the ring
//   +8    UInt64  counter: number of events so far
//   +16   UInt64  stopAt: the hook is called when the counter reaches it
//   +24   pointer ring: events, or null
//   +32   UInt64  ring mask: entries of the ring minus one
//   +40   pointer hook: @convention(c) (UnsafeRawPointer) -> Void, or null
//   +256  256 × UInt8: one byte a kind, bit 0: the hook is called for it

/// Address of the trace control page and base of the machine's range.
public let machineBase: UInt = 0x1000_0000

/// What is called when the machine shall stop at an event (the argument points to the `Event`). It may block the machine's thread.
public typealias TraceHook = @convention(c) (UnsafeRawPointer) -> Void

/// The trace control page's fields. `Memory.reserve()` must have mapped the page before any is used.
public enum TraceControl {
    @inlinable @inline(__always)
    static func field<T>(_ offset: UInt, _: T.Type) -> UnsafeMutablePointer<T> {
        UnsafeMutablePointer<T>(bitPattern: 0x1000_0000 &+ offset).unsafelyUnwrapped
    }

    /// Whether events are emitted at all.
    @inlinable public static var isTracing: Bool {
        @inline(__always) get { field(0, UInt8.self).pointee != 0 }
        set { field(0, UInt8.self).pointee = newValue ? 1 : 0 }
    }

    /// Whether events are written to the ring.
    @inlinable public static var isRecording: Bool {
        @inline(__always) get { field(1, UInt8.self).pointee != 0 }
        set { field(1, UInt8.self).pointee = newValue && ring != nil ? 1 : 0 }
    }

    /// The number of events emitted so far; the event being emitted is number `counter`, counted from 1.
    @inlinable public static var counter: UInt64 {
        @inline(__always) get { field(8, UInt64.self).pointee }
        @inline(__always) set { field(8, UInt64.self).pointee = newValue }
    }

    /// The counter value at which the hook is called; 0 for never.
    @inlinable public static var stopAt: UInt64 {
        @inline(__always) get { field(16, UInt64.self).pointee }
        set { field(16, UInt64.self).pointee = newValue }
    }

    /// The ring of recorded events: event number n is at index n & `ringMask`; nil if there is none.
    @inlinable public static var ring: UnsafeMutablePointer<Event>? {
        @inline(__always) get { field(24, UnsafeMutablePointer<Event>?.self).pointee }
    }

    /// The number of entries of the ring minus one (the number is a power of two).
    @inlinable public static var ringMask: UInt64 {
        @inline(__always) get { field(32, UInt64.self).pointee }
    }

    /// The function called at `stopAt` and for the kinds with a stop mark; nil for none.
    public static var hook: TraceHook? {
        get { field(40, TraceHook?.self).pointee }
        set { field(40, TraceHook?.self).pointee = newValue }
    }

    /// Sets or clears the stop mark of one kind.
    public static func setStop(_ kind: EventKind, _ stop: Bool) {
        field(256 &+ UInt(kind.rawValue), UInt8.self).pointee = stop ? 1 : 0
    }

    /// Whether a kind has a stop mark.
    @inlinable @inline(__always)
    public static func stops(_ kind: EventKind) -> Bool {
        field(256 &+ UInt(kind.rawValue), UInt8.self).pointee != 0
    }

    /// Clears the stop marks of all kinds.
    public static func clearStops() {
        field(256, UInt8.self).update(repeating: 0, count: 256)
    }

    /// Makes a ring of at least `count` entries (rounded up to a power of two) and starts recording; 0 removes the ring.
    public static func makeRing(count: Int) {
        isRecording = false
        ring?.deallocate()
        field(24, UnsafeMutablePointer<Event>?.self).pointee = nil
        field(32, UInt64.self).pointee = 0
        guard count > 0 else { return }
        var n = 1
        while n < count { n <<= 1 }
        let new = UnsafeMutablePointer<Event>.allocate(capacity: n)
        new.initialize(repeating: Event(.none), count: n)
        field(24, UnsafeMutablePointer<Event>?.self).pointee = new
        field(32, UInt64.self).pointee = UInt64(n - 1)
        isRecording = true
    }

    /// Event number `n` if it is still in the ring, else nil.
    public static func recorded(_ n: UInt64) -> Event? {
        guard let ring, n >= 1, n <= counter, counter - n <= ringMask else { return nil }
        return ring[Int(n & ringMask)]
    }

    /// Calls the hook; out of line so that emitting stays small.
    @usableFromInline @inline(never)
    static func stop(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) {
        guard let hook else { return }
        withUnsafePointer(to: Event(kind, a, b, c)) { hook($0) }
    }

    /// Counts, records and possibly stops: what an event costs when somebody watches.
    @inlinable @inline(__always)
    static func emit(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) {
        let number = counter &+ 1
        counter = number
        if isRecording {
            ring.unsafelyUnwrapped[Int(truncatingIfNeeded: number & ringMask)] = Event(kind, a, b, c)
        }
        if number == stopAt || stops(kind) { stop(kind, a, b, c) }
    }

    /// The same, out of line: for the object layer's many call sites, which are cold when nobody watches.
    @usableFromInline @inline(never)
    static func emitOutOfLine(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) { emit(kind, a, b, c) }
}
