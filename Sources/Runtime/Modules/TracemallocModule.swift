import Memory

// The module `_tracemalloc`: where each living block was allocated. Its tables lie in the machine's memory. Origin: Modules/_tracemalloc.c.
//
// A trace is 24 bytes: address, bytes asked for, traceback. A traceback is hash 0, frames 8 (Int32), all frames 12 (Int32), then 16 bytes
// a frame: file name (an owned str), line.

/// The tracer's words.
private enum TM {
    /// Number of the first of ten words of `Interp`.
    static let first = 229
    static func word(_ i: Int) -> Int { Interp.word(first + i) }
    static func set(_ i: Int, _ v: Int) { Interp.set(first + i, v) }
    static var isTracing: Bool {
        get { word(0) != 0 }
        set { set(0, newValue ? 1 : 0) }
    }
    /// The most frames of a traceback.
    static var maxFrames: Int {
        get { word(1) }
        set { set(1, newValue) }
    }
    /// Non-zero while the tracer itself works.
    static var busy: Int {
        get { word(2) }
        set { set(2, newValue) }
    }
    static var traced: Int {
        get { word(3) }
        set { set(3, newValue) }
    }
    static var peak: Int {
        get { word(4) }
        set { set(4, newValue) }
    }
    static let traces = Table(5)
    static let tracebacks = Table(8)
}

/// An open-addressing table of entries in the machine's memory: three words (place, capacity, count).
private struct Table {
    let at: Int
    init(_ at: Int) { self.at = at }
    var base: UnsafeMutableRawPointer? {
        get { UnsafeMutableRawPointer(bitPattern: TM.word(at)) }
        nonmutating set { TM.set(at, Int(bitPattern: newValue)) }
    }
    var capacity: Int {
        get { TM.word(at + 1) }
        nonmutating set { TM.set(at + 1, newValue) }
    }
    var count: Int {
        get { TM.word(at + 2) }
        nonmutating set { TM.set(at + 2, newValue) }
    }
    func entry(_ i: Int) -> UnsafeMutableRawPointer { base.unsafelyUnwrapped + 24 * i }
    func free() {
        untracedFree(base)
        base = nil
        capacity = 0
        count = 0
    }
    /// Makes room for one more. False if there is no memory.
    func reserve(_ hash: (UnsafeMutableRawPointer) -> Int) -> Bool {
        if base != nil && 3 * (count + 1) < 2 * capacity { return true }
        let n = max(64, capacity * 2)
        guard let new = untracedMalloc(24 * n) else { return false }
        new.initializeMemory(as: UInt8.self, repeating: 0, count: 24 * n)
        for i in 0..<capacity where entry(i)[word: 0] != 0 {
            var k = hash(entry(i)) & (n - 1)
            while new[word: 24 * k] != 0 { k = (k + 1) & (n - 1) }
            (new + 24 * k).copyMemory(from: entry(i), byteCount: 24)
        }
        untracedFree(base)
        base = new
        capacity = n
        return true
    }
}

private func hashAddress(_ a: Int) -> Int { Int(truncatingIfNeeded: (UInt(bitPattern: a) >> 4) &* 0x9e37_79b9_7f4a_7c15 >> 20) }

// MARK: tracebacks

private func sameTraceback(_ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer) -> Bool {
    guard a[word: 0] == b[word: 0], a[word: 8] == b[word: 8] else { return false }
    for i in 0..<Int(a[int: 8]) where a[word: 16 + 16 * i] != b[word: 16 + 16 * i] || a[word: 24 + 16 * i] != b[word: 24 + 16 * i] {
        return false
    }
    return true
}

/// The traceback of the running frames, one record for equal ones; nil if there is no memory. Origin: `traceback_new`.
private func newTraceback() -> UnsafeMutableRawPointer? {
    let limit = TM.maxFrames
    guard let t = untracedMalloc(16 + 16 * max(limit, 1)) else { return nil }
    var n = 0, all = 0
    var frame = ThreadState.currentFrame
    while let f = frame {
        if !frameIsIncomplete(f) {
            if n < limit {
                let line = PyCode_Addr2Line(f.fr_code, f.frameLasti)
                t[ref: 16 + 16 * n] = f.fr_code.co_filename
                t[word: 24 + 16 * n] = max(line, 0)
                n += 1
            }
            if all < 65535 { all += 1 }
        }
        frame = f.fr_previous
    }
    if n == 0 {
        t[ref: 16] = unknownName()
        t[word: 24] = 0
        (n, all) = (1, 1)
    }
    t[int: 8] = Int32(n)
    t[int: 12] = Int32(all)
    var h = 0x345678
    for i in 0..<n { h = (h ^ (t[word: 16 + 16 * i] >> 4) ^ t[word: 24 + 16 * i]) &* 1_000_003 }
    t[word: 0] = h == 0 ? 1 : h
    let table = TM.tracebacks
    guard table.reserve({ UnsafeMutableRawPointer(bitPattern: $0[word: 0]).unsafelyUnwrapped[word: 0] }) else {
        untracedFree(t)
        return nil
    }
    var k = t[word: 0] & (table.capacity - 1)
    while let old = UnsafeMutableRawPointer(bitPattern: table.entry(k)[word: 0]) {
        if sameTraceback(old, t) {
            untracedFree(t)
            return old
        }
        k = (k + 1) & (table.capacity - 1)
    }
    for i in 0..<n { Py_XINCREF(t[ref: 16 + 16 * i]) }
    table.entry(k)[word: 0] = Int(bitPattern: t)
    table.count += 1
    return t
}

private func unknownName() -> PyObj? { PyUnicode_InternFromString("<unknown>") }

/// Whether a frame has not got to its first instruction that can be traced. Origin: `_PyFrame_IsIncomplete`.
private func frameIsIncomplete(_ f: PyObj) -> Bool {
    f.fr_owner != FrameOwner.generator && f.frameLasti < 2 * Int(f.fr_code._co_firsttraceable)
}

// MARK: traces

private func add(_ p: UnsafeMutableRawPointer, _ nbytes: Int) {
    let table = TM.traces
    guard let traceback = newTraceback(), table.reserve({ hashAddress($0[word: 0]) }) else { return }
    let key = Int(bitPattern: p)
    var k = hashAddress(key) & (table.capacity - 1)
    while table.entry(k)[word: 0] != 0 && table.entry(k)[word: 0] != key { k = (k + 1) & (table.capacity - 1) }
    let e = table.entry(k)
    if e[word: 0] == key { TM.traced -= e[word: 8] } else { table.count += 1 }
    e[word: 0] = key
    e[word: 8] = nbytes
    e[word: 16] = Int(bitPattern: traceback)
    TM.traced += nbytes
    if TM.traced > TM.peak { TM.peak = TM.traced }
}

private func find(_ p: UnsafeMutableRawPointer) -> Int? {
    let table = TM.traces
    if table.capacity == 0 { return nil }
    let key = Int(bitPattern: p)
    var k = hashAddress(key) & (table.capacity - 1)
    while table.entry(k)[word: 0] != 0 {
        if table.entry(k)[word: 0] == key { return k }
        k = (k + 1) & (table.capacity - 1)
    }
    return nil
}

private func remove(_ p: UnsafeMutableRawPointer) {
    guard var hole = find(p) else { return }
    let table = TM.traces
    let mask = table.capacity - 1
    TM.traced -= table.entry(hole)[word: 8]
    table.count -= 1
    // What was pushed on by the removed entry moves back.
    var k = (hole + 1) & mask
    while table.entry(k)[word: 0] != 0 {
        let home = hashAddress(table.entry(k)[word: 0]) & mask
        if (k - home) & mask >= (k - hole) & mask {
            table.entry(hole).copyMemory(from: table.entry(k), byteCount: 24)
            hole = k
        }
        k = (k + 1) & mask
    }
    table.entry(hole)[word: 0] = 0
}

private func hook(_ kind: Int32, _ p: UnsafeMutableRawPointer, _ nbytes: Int) {
    if kind == MemoryHookKind.freed.rawValue {
        remove(p)
        return
    }
    if kind == MemoryHookKind.reused.rawValue {
        guard let k = find(p - (_PyObject_IS_GC(p) ? 16 : 0)), let traceback = newTraceback() else { return }
        TM.traces.entry(k)[word: 16] = Int(bitPattern: traceback)
        return
    }
    if TM.busy != 0 { return }
    TM.busy = 1
    add(p, nbytes)
    TM.busy = 0
}

private func clearTraces() {
    TM.busy = 1
    TM.traces.free()
    let table = TM.tracebacks
    for i in 0..<table.capacity {
        guard let t = UnsafeMutableRawPointer(bitPattern: table.entry(i)[word: 0]) else { continue }
        for f in 0..<Int(t[int: 8]) { Py_XDECREF(t[ref: 16 + 16 * f]) }
        untracedFree(t)
    }
    table.free()
    TM.traced = 0
    TM.peak = 0
    TM.busy = 0
}

// MARK: the module's functions

private func tracemalloc_is_tracing(_ m: PyObj) -> PyObj? { PyBool_FromLong(TM.isTracing) }

private func tracemalloc_clear_traces(_ m: PyObj) -> PyObj? {
    if TM.isTracing { clearTraces() }
    return Py_NewRef(Py_None)
}

private func tracemalloc_start(_ m: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("start", nargs, 0, 1) { return nil }
    var n = 1
    if nargs == 1 {
        n = Int(_PyLong_AsInt(args[0]))
        if n == -1 && PyErr_Occurred() != nil { return nil }
    }
    if n < 1 || n > 65535 { return PyErr_Format(PyExc_ValueError, "the number of frames must be in range [1; 65535]") }
    if !TM.isTracing {
        TM.maxFrames = n
        TM.isTracing = true
        Memory.setTraceHook(hook)
    }
    return Py_NewRef(Py_None)
}

private func tracemalloc_stop(_ m: PyObj) -> PyObj? {
    stopTracemalloc()
    return Py_NewRef(Py_None)
}

/// Stops tracing and forgets all traces; also done at the end of the machine.
func stopTracemalloc() {
    if !TM.isTracing { return }
    TM.isTracing = false
    Memory.setTraceHook(nil)
    clearTraces()
}

private func tracemalloc_get_traceback_limit(_ m: PyObj) -> PyObj? { PyLong_FromLong(TM.maxFrames == 0 ? 1 : TM.maxFrames) }

private func tracemalloc_get_tracemalloc_memory(_ m: PyObj) -> PyObj? {
    var bytes = 24 * (TM.traces.capacity + TM.tracebacks.capacity)
    for i in 0..<TM.tracebacks.capacity {
        if let t = UnsafeMutableRawPointer(bitPattern: TM.tracebacks.entry(i)[word: 0]) { bytes += 16 + 16 * Int(t[int: 8]) }
    }
    return PyLong_FromSsize_t(bytes)
}

private func tracemalloc_get_traced_memory(_ m: PyObj) -> PyObj? {
    if !TM.isTracing { return buildTuple(PyLong_FromLong(0), PyLong_FromLong(0)) }
    // The numbers are taken before the result is made.
    let traced = TM.traced, peak = TM.peak
    return buildTuple(PyLong_FromSsize_t(traced), PyLong_FromSsize_t(peak))
}

private func tracemalloc_reset_peak(_ m: PyObj) -> PyObj? {
    if TM.isTracing { TM.peak = TM.traced }
    return Py_NewRef(Py_None)
}

/// ((file name, line), …), the newest first. Origin: `traceback_to_pyobject`.
private func tracebackTuple(_ t: UnsafeMutableRawPointer) -> PyObj? {
    let n = Int(t[int: 8])
    guard let frames = PyTuple_New(n) else { return nil }
    for i in 0..<n {
        guard let frame = buildTuple(Py_NewRef(t[ref: 16 + 16 * i] ?? Py_None), PyLong_FromLong(t[word: 24 + 16 * i])) else {
            Py_DECREF(frames)
            return nil
        }
        PyTuple_SET_ITEM(frames, i, frame)
    }
    return frames
}

private func tracemalloc__get_traces(_ m: PyObj) -> PyObj? {
    guard let list = PyList_New(0) else { return nil }
    if !TM.isTracing { return list }
    // A copy of the table first: making the result allocates, which changes the table.
    let table = TM.traces
    var copies: [(Int, UnsafeMutableRawPointer)] = []
    for i in 0..<table.capacity where table.entry(i)[word: 0] != 0 {
        copies.append((table.entry(i)[word: 8], UnsafeMutableRawPointer(bitPattern: table.entry(i)[word: 16]).unsafelyUnwrapped))
    }
    TM.busy = 1
    defer { TM.busy = 0 }
    var made: [UnsafeMutableRawPointer: PyObj] = [:]
    defer { for t in made.values { Py_DECREF(t) } }
    for (size, t) in copies {
        if made[t] == nil {
            guard let tuple = tracebackTuple(t) else {
                Py_DECREF(list)
                return nil
            }
            made[t] = tuple
        }
        guard
            let entry = buildTuple(
                PyLong_FromLong(0), PyLong_FromSsize_t(size), Py_XNewRef(made[t]), PyLong_FromLong(Int(t[int: 12])))
        else {
            Py_DECREF(list)
            return nil
        }
        let failed = PyList_Append(list, entry) < 0
        Py_DECREF(entry)
        if failed {
            Py_DECREF(list)
            return nil
        }
    }
    return list
}

private func tracemalloc__get_object_traceback(_ m: PyObj, _ op: PyObj) -> PyObj? {
    guard TM.isTracing, let k = find(op - (_PyObject_IS_GC(op) ? 16 : 0)) else { return Py_NewRef(Py_None) }
    guard let t = UnsafeMutableRawPointer(bitPattern: TM.traces.entry(k)[word: 16]) else { return Py_NewRef(Py_None) }
    return tracebackTuple(t)
}

/// Makes the module `_tracemalloc`; nil with an exception.
func PyInit__tracemalloc() -> PyObj? {
    makeModule(
        "_tracemalloc", "Debug module to trace memory blocks allocated by Python.",
        [
            .noargs("is_tracing", tracemalloc_is_tracing), .noargs("clear_traces", tracemalloc_clear_traces),
            .noargs("_get_traces", tracemalloc__get_traces), .o("_get_object_traceback", tracemalloc__get_object_traceback),
            .fast("start", tracemalloc_start), .noargs("stop", tracemalloc_stop),
            .noargs("get_traceback_limit", tracemalloc_get_traceback_limit),
            .noargs("get_tracemalloc_memory", tracemalloc_get_tracemalloc_memory),
            .noargs("get_traced_memory", tracemalloc_get_traced_memory), .noargs("reset_peak", tracemalloc_reset_peak),
        ])
}
