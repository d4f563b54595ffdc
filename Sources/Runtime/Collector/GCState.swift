import Memory
import Trace

// The collector's state: CPython's `_gc_runtime_state` at its own offsets, and after it the heads of the lists that a running
// collection keeps on the C stack in CPython. Here they lie in the machine's memory too, so that snapshots hold them and panes can read
// them in the middle of a pass.
//
//     0x1000_1200  _gc_runtime_state (240 bytes)
//     0x1000_1300  list heads of the running collection, 16 bytes each (`GCLists`)
//     0x1000_1350  what the running collection is doing (`GCProgress`)

/// Fields of the one `_gc_runtime_state`. Origin: Include/internal/pycore_gc.h.
public enum GCState {
    /// The address of the state.
    public static let address: UInt = 0x1000_1200
    /// Number of generations that are collected.
    public static let NUM_GENERATIONS = 3
    @inlinable @inline(__always) static var p: PyObj { StaticArea.at(address) }

    /// Whether automatic collection is on.
    @inlinable @inline(__always) public static var enabled: Int32 {
        get { p.load(fromByteOffset: 12, as: Int32.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 12, as: Int32.self) }
    }
    /// The `gc.DEBUG_…` flags.
    @inlinable public static var debug: Int32 {
        get { p.load(fromByteOffset: 16, as: Int32.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 16, as: Int32.self) }
    }
    /// The list head of a generation, 0…2 (a `PyGC_Head`).
    @inlinable @inline(__always) public static func head(_ generation: Int) -> PyObj { p + (24 &+ generation &* 24) }
    /// The count at which a generation is collected.
    @inlinable @inline(__always) public static func threshold(_ generation: Int) -> Int32 {
        head(generation).load(fromByteOffset: 16, as: Int32.self)
    }
    /// Sets the count at which a generation is collected.
    public static func setThreshold(_ generation: Int, _ value: Int32) {
        head(generation).storeBytes(of: value, toByteOffset: 16, as: Int32.self)
    }
    /// The count of a generation: objects made minus freed for generation 0, collections of the next younger one for the others.
    @inlinable @inline(__always) public static func count(_ generation: Int) -> Int32 {
        head(generation).load(fromByteOffset: 20, as: Int32.self)
    }
    /// Sets the count of a generation.
    @inlinable @inline(__always) public static func setCount(_ generation: Int, _ value: Int32) {
        head(generation).storeBytes(of: value, toByteOffset: 20, as: Int32.self)
    }
    /// The list head of the permanent generation (`gc.freeze`).
    public static var permanent: PyObj { p + 104 }
    /// The statistics of a generation: collections at 0, collected at 8, uncollectable at 16.
    public static func stats(_ generation: Int) -> PyObj { p + (128 + generation * 24) }
    /// Whether a collection is running.
    @inlinable public static var collecting: Int32 {
        get { p.load(fromByteOffset: 200, as: Int32.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 200, as: Int32.self) }
    }
    /// The list `gc.garbage`.
    public static var garbage: PyObj? {
        get { p.load(fromByteOffset: 208, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 208, as: PyObj?.self) }
    }
    /// The list `gc.callbacks`.
    public static var callbacks: PyObj? {
        get { p.load(fromByteOffset: 216, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 216, as: PyObj?.self) }
    }
    /// Objects that survived the last full collection.
    public static var long_lived_total: Int {
        get { p.load(fromByteOffset: 224, as: Int.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 224, as: Int.self) }
    }
    /// Objects that entered the oldest generation since then.
    public static var long_lived_pending: Int {
        get { p.load(fromByteOffset: 232, as: Int.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 232, as: Int.self) }
    }

    /// Bits of `debug`. Origin: Modules/gcmodule.c.
    public static let DEBUG_STATS: Int32 = 1, DEBUG_COLLECTABLE: Int32 = 2, DEBUG_UNCOLLECTABLE: Int32 = 4
    /// `DEBUG_SAVEALL` and the sum `DEBUG_LEAK`.
    public static let DEBUG_SAVEALL: Int32 = 32, DEBUG_LEAK: Int32 = 38
}

/// The heads of the running collection's own lists.
public enum GCLists {
    @inlinable @inline(__always) static func head(_ i: UInt) -> PyObj { StaticArea.at(0x1000_1300 &+ i &* 16) }
    /// Tentative trash, then trash.
    public static var unreachable: PyObj { head(0) }
    /// Objects with `tp_del` and what they reach.
    public static var finalizers: PyObj { head(1) }
    /// Trash after the finalizers ran.
    public static var finalUnreachable: PyObj { head(2) }
    /// Objects whose finalizer was looked at.
    public static var seen: PyObj { head(3) }
    /// Weak references whose callbacks will be called.
    public static var weakrefsToCall: PyObj { head(4) }
}

/// What the running collection is doing: for panes, and for events that must name the object being scanned.
public enum GCProgress {
    @inlinable @inline(__always) static var p: PyObj { StaticArea.at(0x1000_1350) }
    /// Generation being collected.
    public static var generation: Int {
        get { p.load(fromByteOffset: 0, as: Int.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 0, as: Int.self) }
    }
    /// Raw value of the `GCPass`; 0 when no collection runs.
    public static var pass: Int {
        get { p.load(fromByteOffset: 8, as: Int.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 8, as: Int.self) }
    }
    /// The object that the pass is scanning, or nil.
    @inlinable @inline(__always) public static var current: PyObj? {
        get { p.load(fromByteOffset: 16, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// Head of the list being examined: a generation, or during `handle_resurrected_objects` the trash.
    public static var young: PyObj? {
        get { p.load(fromByteOffset: 24, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// Head of the list that survivors go to.
    public static var old: PyObj? {
        get { p.load(fromByteOffset: 32, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// 1 if `gc.collect()` asked for it, 0 if an allocation did.
    public static var manual: Int {
        get { p.load(fromByteOffset: 40, as: Int.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 40, as: Int.self) }
    }

    /// Begins a pass.
    static func begin(_ pass: GCPass) {
        self.pass = Int(pass.rawValue)
        current = nil
        emitIfTracing(.gcPass, Int(pass.rawValue), generation)
    }
}

/// Initialises the collector's state: empty generations, thresholds 700, 10, 10, enabled (CPython's `_PyGC_InitState` and the defaults in
/// pycore_runtime_init.h).
public func _PyGC_InitState() {
    for i in 0..<GCState.NUM_GENERATIONS {
        gc_list_init(GCState.head(i))
        GCState.setThreshold(i, i == 0 ? 700 : 10)
        GCState.setCount(i, 0)
    }
    gc_list_init(GCState.permanent)
    GCState.p.storeBytes(of: GCState.head(0), toByteOffset: 96, as: PyObj.self)
    GCState.enabled = 1
    for head in [GCLists.unreachable, GCLists.finalizers, GCLists.finalUnreachable, GCLists.seen, GCLists.weakrefsToCall] {
        gc_list_init(head)
    }
}

/// Start-up's name for `_PyGC_InitState`.
func initGCState() { _PyGC_InitState() }

/// Makes `gc.garbage` and `gc.callbacks`; false with an exception if there is no memory (CPython's `_PyGC_Init`).
public func _PyGC_Init() -> Bool {
    guard let garbage = PyList_New(0) else { return false }
    GCState.garbage = garbage
    guard let callbacks = PyList_New(0) else { return false }
    GCState.callbacks = callbacks
    return true
}

/// Drops `gc.garbage` and `gc.callbacks` at the end of the interpreter (CPython's `_PyGC_Fini`).
public func _PyGC_Fini() {
    Py_CLEAR(GCState.p, 208)
    Py_CLEAR(GCState.p, 216)
}
