import Memory

// All state of the machine that is not an object lies at constant addresses in its memory, so that a snapshot of the memory is a snapshot
// of the machine, and a read of it is one instruction.
//
//     0x1000_1000  PyThreadState, at CPython's offsets (360 bytes), the root _PyCFrame at +0x180
//     0x1000_1200  _gc_runtime_state (240 bytes), at CPython's offsets
//     0x1000_1400  the interpreter's own words (`Interp`)
//     0x1000_2000  free lists (`Freelists`)

/// Fields of the one `PyThreadState`. Origin: Include/cpython/pystate.h.
public enum ThreadState {
    /// The address of the thread state.
    public static let address: UInt = 0x1000_1000
    /// The address of its root C frame record.
    public static let rootCFrame: UInt = 0x1000_1180
    @inlinable @inline(__always) static var p: PyObj { StaticArea.at(address) }

    /// How many more levels of recursion are allowed.
    @inlinable @inline(__always) public static var recursion_remaining: Int32 {
        get { p.load(fromByteOffset: 32, as: Int32.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 32, as: Int32.self) }
    }
    /// `sys.getrecursionlimit()`.
    @inlinable @inline(__always) public static var recursion_limit: Int32 {
        get { p.load(fromByteOffset: 36, as: Int32.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 36, as: Int32.self) }
    }
    /// Extra levels given while a RecursionError is being handled.
    @inlinable @inline(__always) public static var recursion_headroom: Int32 {
        get { p.load(fromByteOffset: 40, as: Int32.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 40, as: Int32.self) }
    }
    /// The current `_PyCFrame`.
    @inlinable @inline(__always) public static var cframe: PyObj {
        get { p.load(fromByteOffset: 56, as: PyObj.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 56, as: PyObj.self) }
    }
    /// The exception being raised: type, value, traceback; the type is nil when there is none.
    @inlinable @inline(__always) public static var curexc_type: PyObj? {
        get { p.load(fromByteOffset: 96, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 96, as: PyObj?.self) }
    }
    /// Its value (or the arguments to make it from).
    @inlinable @inline(__always) public static var curexc_value: PyObj? {
        get { p.load(fromByteOffset: 104, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 104, as: PyObj?.self) }
    }
    /// Its traceback.
    @inlinable @inline(__always) public static var curexc_traceback: PyObj? {
        get { p.load(fromByteOffset: 112, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 112, as: PyObj?.self) }
    }
    /// The top of the stack of exceptions being handled (`_PyErr_StackItem`: exc_value at 0, previous_item at 8).
    @inlinable @inline(__always) public static var exc_info: PyObj {
        get { p.load(fromByteOffset: 120, as: PyObj.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 120, as: PyObj.self) }
    }
    /// The thread's own bottom `_PyErr_StackItem`, at 128.
    @inlinable @inline(__always) public static var exc_state: PyObj { p + 128 }
    /// How deep deallocation is nested (the trashcan).
    @inlinable @inline(__always) public static var trash_delete_nesting: Int32 {
        get { p.load(fromByteOffset: 168, as: Int32.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 168, as: Int32.self) }
    }
    /// Objects whose deallocation was put off by the trashcan, chained by their GC head's `_gc_prev`.
    @inlinable @inline(__always) public static var trash_delete_later: PyObj? {
        get { p.load(fromByteOffset: 176, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 176, as: PyObj?.self) }
    }
    /// The current data-stack chunk and the free part of it.
    @inlinable @inline(__always) public static var datastack_chunk: PyObj? {
        get { p.load(fromByteOffset: 296, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 296, as: PyObj?.self) }
    }
    /// The first free word of the current chunk.
    @inlinable @inline(__always) public static var datastack_top: PyObj? {
        get { p.load(fromByteOffset: 304, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 304, as: PyObj?.self) }
    }
    /// The end of the current chunk.
    @inlinable @inline(__always) public static var datastack_limit: PyObj? {
        get { p.load(fromByteOffset: 312, as: PyObj?.self) }
        set { p.storeBytes(of: newValue, toByteOffset: 312, as: PyObj?.self) }
    }
}

/// The interpreter's words: one object or number each, at `base + 8 * index`.
public enum Interp {
    /// The address of the first word.
    public static let base: UInt = 0x1000_1400
    @inlinable @inline(__always) static var p: PyObj { StaticArea.at(base) }
    @inlinable @inline(__always) static func object(_ i: Int) -> PyObj? { p.load(fromByteOffset: i &* 8, as: PyObj?.self) }
    @inlinable @inline(__always) static func set(_ i: Int, _ v: PyObj?) {
        p.storeBytes(of: v, toByteOffset: i &* 8, as: PyObj?.self)
    }
    @inlinable @inline(__always) static func word(_ i: Int) -> Int { p.load(fromByteOffset: i &* 8, as: Int.self) }
    @inlinable @inline(__always) static func set(_ i: Int, _ v: Int) { p.storeBytes(of: v, toByteOffset: i &* 8, as: Int.self) }

    /// `sys.modules`.
    @inlinable public static var modules: PyObj? {
        get { object(0) }
        set { set(0, newValue) }
    }
    /// The dict of `builtins`.
    @inlinable public static var builtins: PyObj? {
        get { object(1) }
        set { set(1, newValue) }
    }
    /// The dict of `sys`.
    @inlinable public static var sysdict: PyObj? {
        get { object(2) }
        set { set(2, newValue) }
    }
    /// The dict of interned strings (its two references to each string are not counted).
    @inlinable public static var interned: PyObj? {
        get { object(3) }
        set { set(3, newValue) }
    }
    /// The `__main__` module.
    @inlinable public static var mainModule: PyObj? {
        get { object(4) }
        set { set(4, newValue) }
    }
    /// The last `ma_version_tag` given out.
    @inlinable public static var dictVersion: Int {
        get { word(5) }
        set { set(5, newValue) }
    }
    /// The next `tp_version_tag`.
    @inlinable public static var nextTypeVersion: Int {
        get { word(6) }
        set { set(6, newValue) }
    }
    /// The next `func_version`.
    @inlinable public static var nextFuncVersion: Int {
        get { word(7) }
        set { set(7, newValue) }
    }
    /// The next `dk_version`.
    @inlinable public static var nextKeysVersion: Int {
        get { word(8) }
        set { set(8, newValue) }
    }
    /// Non-zero when the eval loop must look up: a signal, a trace request, an asynchronous exception.
    @inlinable public static var evalBreaker: Int {
        get { word(9) }
        set { set(9, newValue) }
    }
    /// How many native eval loops are active; a checkpoint can be taken when it is 1.
    @inlinable public static var nativeDepth: Int {
        get { word(10) }
        set { set(10, newValue) }
    }
    /// Objects that `repr` is in the middle of (a list, or nil): `Py_ReprEnter`.
    @inlinable public static var reprList: PyObj? {
        get { object(12) }
        set { set(12, newValue) }
    }
    /// The last resort MemoryError free list head (chained through `exc_dict`) and its length.
    @inlinable public static var memoryErrors: PyObj? {
        get { object(13) }
        set { set(13, newValue) }
    }
    /// How many MemoryErrors are in the list.
    @inlinable public static var memoryErrorCount: Int {
        get { word(14) }
        set { set(14, newValue) }
    }
    /// The cached slice object.
    @inlinable public static var sliceCache: PyObj? {
        get { object(15) }
        set { set(15, newValue) }
    }
    /// The head of the live data-stack region's free space (see DataStack.swift).
    @inlinable public static var dataStackTop: Int {
        get { word(16) }
        set { set(16, newValue) }
    }
    /// 1 while the interpreter is shutting down.
    @inlinable public static var finalizing: Int {
        get { word(17) }
        set { set(17, newValue) }
    }
    /// `-O` level.
    @inlinable public static var optimize: Int {
        get { word(18) }
        set { set(18, newValue) }
    }
    /// The line that the running frame was last reported at (traced runs; a checkpoint must know it to report the same lines again).
    @inlinable @inline(__always) public static var tracedLine: Int {
        get { word(221) }
        set { set(221, newValue) }
    }
    // Words 32…255 are free for modules' own state; take one, name it here or beside its user, and never reuse it.
}

/// Free lists: counts and heads. Objects on a list are chained as CPython chains them. Origin: Include/internal/pycore_interp.h.
public enum Freelists {
    /// The address of the first word.
    public static let base: UInt = 0x1000_2000
    @inlinable @inline(__always) static var p: PyObj { StaticArea.at(base) }

    /// Tuples of size 1…20: head at `16 * size`, count at `16 * size + 8`; chained through `ob_item[0]`.
    @inlinable @inline(__always) static func tupleHead(_ size: Int) -> PyObj { p + size &* 16 }
    /// Floats: head at 0x200, count at 0x208; chained through `ob_type`.
    @inlinable @inline(__always) static var floats: PyObj { p + 0x200 }
    /// List heads: count at 0x210, then an array of 80.
    @inlinable @inline(__always) static var lists: PyObj { p + 0x210 }
    /// Dict heads: count at 0x500, then an array of 80.
    @inlinable @inline(__always) static var dicts: PyObj { p + 0x500 }
    /// Dict keys: count at 0x800, then an array of 80.
    @inlinable @inline(__always) static var dictKeys: PyObj { p + 0x800 }
    /// Asynchronous generator objects: counts and arrays from 0xb00.
    @inlinable @inline(__always) static var asyncGen: PyObj { p + 0xb00 }
}
