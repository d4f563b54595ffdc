// The trace control page: first page of the machine's range, at a constant address, never part of a snapshot.
//
//   +0      UInt8   tracing: `emitIfTracing` and `LiveTracer` do something
//   +8      UInt64  counter: number of events so far
//   +16     UInt64  stopAt: the hook is called when the counter reaches it; 0 for never
//   +24     UInt64  group alarm: events may be counted in groups while the counter stays below it
//   +40     pointer hook: @convention(c) (UnsafeRawPointer) -> Void, or null
//   +256    128 × UInt8: one byte a kind, bit 0: the hook is called for it (the stop mark)
//   +0x800  128 × UInt64: one alarm a kind: 0 with a stop mark, else stopAt (all ones for never). An event looks closer when the counter is
//           not below its kind's alarm: one comparison answers both questions

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
        set {
            field(0, UInt8.self).pointee = newValue ? 1 : 0
            // A fresh page has no alarms yet.
            setAlarms()
        }
    }

    /// The number of events emitted so far; the event being emitted is number `counter`, counted from 1.
    @inlinable public static var counter: UInt64 {
        @inline(__always) get { field(8, UInt64.self).pointee }
        @inline(__always) set { field(8, UInt64.self).pointee = newValue }
    }

    /// The counter value at which the hook is called; 0 for never.
    public static var stopAt: UInt64 {
        get { field(16, UInt64.self).pointee }
        set {
            guard newValue != stopAt else { return }
            field(16, UInt64.self).pointee = newValue
            setAlarms()
        }
    }

    /// The function called at `stopAt` and for the kinds with a stop mark; nil for none.
    public static var hook: TraceHook? {
        get { field(40, TraceHook?.self).pointee }
        set { field(40, TraceHook?.self).pointee = newValue }
    }

    /// Sets or clears the stop mark of one kind.
    public static func setStop(_ kind: EventKind, _ stop: Bool) {
        field(256 &+ UInt(kind.rawValue), UInt8.self).pointee = stop ? 1 : 0
        setAlarms()
    }

    /// The alarms: for each kind, the counter value from which on its events look closer.
    @inlinable static var alarms: UnsafeMutablePointer<UInt64> { @inline(__always) get { field(0x800, UInt64.self) } }

    @usableFromInline static func setAlarms() {
        var isMarked = false
        for kind in 0..<UInt8(128) {
            setAlarm(kind)
            isMarked = isMarked || alarms[Int(kind)] == 0
        }
        groupAlarm = isMarked ? 0 : stopAt == 0 ? .max : stopAt
    }

    /// The counter value from which on no events are counted in groups: 0 while any kind has a stop mark.
    @inlinable static var groupAlarm: UInt64 {
        @inline(__always) get { field(24, UInt64.self).pointee }
        @inline(__always) set { field(24, UInt64.self).pointee = newValue }
    }

    private static func setAlarm(_ kind: UInt8) {
        let marked = field(256 &+ UInt(kind), UInt8.self).pointee != 0
        alarms[Int(kind)] = marked ? 0 : stopAt == 0 ? .max : stopAt
    }

    /// Whether a kind has a stop mark.
    @inlinable @inline(__always)
    public static func stops(_ kind: EventKind) -> Bool {
        field(256 &+ UInt(kind.rawValue), UInt8.self).pointee != 0
    }

    /// Clears the stop marks of all kinds.
    public static func clearStops() {
        field(256, UInt8.self).update(repeating: 0, count: 128)
        setAlarms()
    }

    /// Event number `n` if it is still in the ring (the last 8,192 are), else nil.
    public static func recorded(_ n: UInt64) -> Event? {
        guard n >= 1, n <= counter, counter - n <= EventRing.mask else { return nil }
        return EventRing.event(n)
    }

    /// Calls the hook if the event is one to stop at; out of line so that emitting stays small.
    @usableFromInline @inline(never)
    static func look(_ event: Event) {
        guard counter == stopAt || stops(event.kind), let hook else { return }
        withUnsafePointer(to: event) { hook($0) }
    }

    /// As `look`, of a packed event.
    @usableFromInline @inline(never)
    static func look(_ event: PackedEvent) { look(event.event) }

    /// Counts, records and possibly stops: what an event costs when somebody watches.
    @inlinable @inline(__always)
    static func emit(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) {
        let number = counter &+ 1
        counter = number
        EventRing.record(number, kind, a, b, c)
        if _slowPath(number >= alarms[Int(kind.rawValue)]) { look(Event(kind, a, b, c)) }
    }

    /// As `emit`, for one of the commonest kinds.
    @inlinable @inline(__always)
    static func emit(_ event: PackedEvent) {
        let number = counter &+ 1
        counter = number
        EventRing.record(number, event)
        if _slowPath(number >= alarms[Int(event.rawKind)]) { look(event) }
    }

    /// Counts `n` events at once and returns the number of the first, if the hook is surely to be called for none of them; nil if each has to be
    /// emitted by itself. The counter is a chain of loads and stores through memory, and the traced loop is as fast as the chain is short.
    @inlinable @inline(__always)
    static func countGroup(_ n: UInt64) -> UInt64? {
        let first = counter &+ 1
        let last = counter &+ n
        if _slowPath(last >= groupAlarm) { return nil }
        counter = last
        return first
    }

    /// `emit`, out of line: for the object layer's many call sites, which are cold when nobody watches.
    @usableFromInline @inline(never)
    static func emitOutOfLine(_ kind: EventKind, _ a: UInt64, _ b: UInt64, _ c: UInt64) { emit(kind, a, b, c) }

    /// `emit`, out of line, for one of the commonest kinds.
    @usableFromInline @inline(never)
    static func emitOutOfLine(_ event: PackedEvent) { emit(event) }
}
