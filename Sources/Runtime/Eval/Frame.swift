import Memory
import Trace

// Interpreter frames: records of 9 words and a variable part on the thread's data stack. Origin: Include/internal/pycore_frame.h, Python/frame.c.
//
//      0 f_func  8 f_globals  16 f_builtins  24 f_locals  32 f_code  40 frame_obj  48 previous  56 prev_instr  64 stacktop (4)
//     68 is_entry (1)  69 owner (1)  72 localsplus[nlocalsplus], then the value stack [co_stacksize]

/// Bytes of a frame record before `localsplus`.
let FRAME_SPECIALS_BYTES = 72

/// Who owns a frame record. Origin: enum _frameowner.
enum FrameOwner {
    static let thread: UInt8 = 0
    static let generator: UInt8 = 1
    static let frameObject: UInt8 = 2
}

/// `gi_frame_state`. Origin: enum _framestate.
enum FrameState {
    static let created: Int8 = -2
    static let suspended: Int8 = -1
    static let executing: Int8 = 0
    static let completed: Int8 = 1
    static let cleared: Int8 = 4
}

extension ThreadState {
    /// The frame that runs now: the current `_PyCFrame`'s. There is one C frame record; nested eval loops share it, because each
    /// restores its predecessor from the frame chain.
    @inline(__always) public static var currentFrame: PyObj? {
        get { StaticArea.at(rootCFrame).cframe_current_frame }
        set { StaticArea.at(rootCFrame).cframe_current_frame = newValue }
    }
}

extension UnsafeMutableRawPointer {
    /// The first of a frame's fast slots.
    @inline(__always) public var localsplus: UnsafeMutablePointer<PyObj?> {
        (self + FRAME_SPECIALS_BYTES).assumingMemoryBound(to: PyObj?.self)
    }
    /// The bottom of a frame's value stack.
    @inline(__always) public var frameStackBase: UnsafeMutablePointer<PyObj?> { localsplus + Int(fr_code.co_nlocalsplus) }
    /// The first code unit of a code object.
    @inline(__always) public var codeStart: UnsafeMutablePointer<UInt16> { (self + 184).assumingMemoryBound(to: UInt16.self) }
    /// Byte offset in the code of the instruction that a frame is at; -2 before the first.
    @inline(__always) public var frameLasti: Int { fr_prev_instr - UnsafeMutableRawPointer(fr_code.codeStart) }
    /// The generator object in which this frame record is embedded.
    @inline(__always) var frameGenerator: PyObj { self - 80 }
    /// The frame record embedded in a generator.
    @inline(__always) public var gi_iframe: PyObj { self + 80 }
}

/// Sets up a record for a call; the reference to `func` is taken over, as is `locals`.
@inline(__always) func _PyFrame_InitializeSpecials(_ frame: PyObj, _ function: PyObj, _ locals: PyObj?, _ code: PyObj) {
    frame.fr_func = function
    frame.fr_code = Py_NewRef(code)
    frame.fr_builtins = function.func_builtins
    frame.fr_globals = function.func_globals
    frame.fr_locals = locals
    frame.fr_stacktop = code.co_nlocalsplus
    frame.fr_frame_obj = nil
    frame.fr_prev_instr = UnsafeMutableRawPointer(code.codeStart) - 2
    frame.fr_is_entry = 0
    frame.fr_owner = FrameOwner.thread
}

/// A record on the data stack for a call of a function whose arguments need no binding; takes over its reference. The slots are not filled.
/// nil with an exception set. Origin: _PyFrame_Push.
@inline(__always) func pushFrame<T: Tracer>(_: T.Type, _ function: PyObj, _ code: PyObj) -> PyObj? {
    let size = Int(code.co_nlocalsplus) &+ Int(code.co_stacksize) &+ FRAME_SPECIALS_BYTES / 8
    guard let frame = _PyThreadState_BumpFramePointer(size) else { return PyErr_NoMemory() }
    if T.isEnabled { T.emit(.framePush, UnsafeRawPointer(frame), size &* 8, Int(bitPattern: code)) }
    _PyFrame_InitializeSpecials(frame, function, nil, code)
    return frame
}

/// Empties fast slots.
@inline(__always) func clearSlots(_ slots: UnsafeMutablePointer<PyObj?>, _ from: Int, _ to: Int) {
    var i = from
    while i < to {
        slots[i] = nil
        i &+= 1
    }
}

/// Whether a frame has not reached its RESUME yet (argument cells and free variables are still being set up).
@inline(__always) func _PyFrame_IsIncomplete(_ frame: PyObj) -> Bool {
    frame.fr_owner != FrameOwner.generator && frame.frameLasti < Int(frame.fr_code._co_firsttraceable) * 2
}

// The data stack: chunks of 16 KiB, doubled while smaller than what is needed plus 1,000 words. Origin: Python/pystate.c.

private let DATA_STACK_CHUNK_SIZE = 16 * 1024
private let MINIMUM_OVERHEAD = 1000

@inline(never) private func push_chunk(_ size: Int) -> PyObj? {
    var bytes = DATA_STACK_CHUNK_SIZE
    while bytes < 8 * (size + MINIMUM_OVERHEAD) { bytes *= 2 }
    guard let chunk = _PyObject_VirtualAlloc(bytes) else { return nil }
    chunk.chunk_previous = ThreadState.datastack_chunk
    chunk.chunk_size = bytes
    chunk.chunk_top = 0
    if let current = ThreadState.datastack_chunk {
        current.chunk_top = (ThreadState.datastack_top! - (current + 24)) / 8
    }
    ThreadState.datastack_chunk = chunk
    ThreadState.datastack_limit = chunk + bytes
    // The root chunk skips its first word so that `popFrame` never takes a frame for the start of a chunk.
    let result = chunk + 24 + (chunk.chunk_previous == nil ? 8 : 0)
    ThreadState.datastack_top = result + size * 8
    return result
}

/// Takes `size` words from the data stack, or nil when memory is exhausted.
@inline(__always) func _PyThreadState_BumpFramePointer(_ size: Int) -> PyObj? {
    if let base = ThreadState.datastack_top {
        let top = base + size &* 8
        if top < ThreadState.datastack_limit.unsafelyUnwrapped {
            ThreadState.datastack_top = top
            return base
        }
    }
    return push_chunk(size)
}

/// Gives a frame's words back.
@inline(__always) func _PyThreadState_PopFrame(_ frame: PyObj) {
    let chunk = ThreadState.datastack_chunk.unsafelyUnwrapped
    if frame == chunk + 24 {
        pop_chunk(chunk)
    } else {
        ThreadState.datastack_top = frame
    }
}

@inline(never) private func pop_chunk(_ chunk: PyObj) {
    let previous = chunk.chunk_previous!
    ThreadState.datastack_chunk = previous
    ThreadState.datastack_top = previous + 24 + previous.chunk_top * 8
    _PyObject_VirtualFree(chunk, chunk.chunk_size)
    ThreadState.datastack_limit = previous + previous.chunk_size
}

/// Copies a record with its live slots to another place (into a generator or a frame object).
func _PyFrame_Copy(_ source: PyObj, _ destination: PyObj) {
    destination.copyMemory(from: source, byteCount: FRAME_SPECIALS_BYTES + Int(source.fr_stacktop) * 8)
    destination.fr_previous = nil
}

/// Hands a dying frame's record over to its frame object, which somebody still refers to. Origin: take_ownership in Python/frame.c.
private func take_ownership(_ f: PyObj, _ frame: PyObj) {
    if _PyFrame_IsIncomplete(frame) {
        // A generator that was created but not started, or a call that failed while binding: pretend that it is at RESUME.
        frame.fr_prev_instr = UnsafeMutableRawPointer(frame.fr_code.codeStart + Int(frame.fr_code._co_firsttraceable)) - 2
    }
    let destination = f + 48
    _PyFrame_Copy(frame, destination)
    f.f_frame = destination
    destination.fr_owner = FrameOwner.frameObject
    var previous = frame.fr_previous
    while let p = previous, _PyFrame_IsIncomplete(p) { previous = p.fr_previous }
    if let previous {
        // Link the frame object to its caller's, now that the records are about to part.
        if let back = _PyFrame_GetFrameObject(previous) {
            f.f_back = Py_NewRef(back)
        } else {
            PyErr_Clear()
        }
        destination.fr_previous = nil
    }
    if !_PyObject_GC_IS_TRACKED(f) { _PyObject_GC_TRACK(f) }
}

/// Drops all that a frame holds: slots in order, then the frame object, locals, function and code.
func _PyFrame_Clear(_ frame: PyObj) {
    if let f = frame.fr_frame_obj {
        frame.fr_frame_obj = nil
        if f.ob_refcnt > 1 {
            take_ownership(f, frame)
            Py_DECREF(f)
            return
        }
        Py_DECREF(f)
    }
    let slots = frame.localsplus
    let count = Int(frame.fr_stacktop)
    var i = 0
    while i < count {
        Py_XDECREF(slots[i])
        i &+= 1
    }
    Py_XDECREF(frame.fr_frame_obj)
    Py_XDECREF(frame.fr_locals)
    Py_DECREF(frame.fr_func)
    Py_DECREF(frame.fr_code)
}

/// Visits what a frame refers to. Origin: _PyFrame_Traverse.
func _PyFrame_Traverse(_ frame: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    for r in [frame.fr_frame_obj, frame.fr_locals, frame.fr_func, frame.fr_code] {
        if let r {
            let v = visit(r, arg)
            if v != 0 { return v }
        }
    }
    var i = 0
    while i < Int(frame.fr_stacktop) {
        if let r = frame.localsplus[i] {
            let v = visit(r, arg)
            if v != 0 { return v }
        }
        i += 1
    }
    return 0
}

/// The frame object of a record (borrowed), made on first demand. Origin: _PyFrame_MakeAndSetFrameObject.
func _PyFrame_GetFrameObject(_ frame: PyObj) -> PyObj? {
    if let f = frame.fr_frame_obj { return f }
    let (t, v, tb) = PyErr_Fetch()
    guard let f = _PyFrame_New_NoTrack(frame.fr_code) else {
        Py_XDECREF(t)
        Py_XDECREF(v)
        Py_XDECREF(tb)
        return nil
    }
    PyErr_Restore(t, v, tb)
    if let other = frame.fr_frame_obj {
        // Making the object may have run a collection whose callbacks asked for this very frame.
        Py_DECREF(f)
        return other
    }
    f.f_frame = frame
    frame.fr_frame_obj = f
    return f
}

// Which frames are active in which native eval loop, and where their value stacks end: kept while traced, because a running frame's `stacktop`
// says -1 nothing of the sort in CPython either. `LiveStacks.top(of:)` is what the panes read.

/// The value-stack tops of frames that are running, one for each nested native eval loop (traced runs only).
public enum LiveStacks {
    /// First entry: pairs of (frame, stack pointer), indexed by native depth.
    public static let base: UInt = 0x1000_4000
    /// Number of entries; deeper loops are not recorded.
    public static let capacity = 960

    @inline(__always) static func entry(_ depth: Int) -> PyObj { StaticArea.at(base) + (depth < capacity ? depth : capacity) &* 16 }

    /// Number of slots in use in a frame's `localsplus` (locals included).
    public static func top(of frame: PyObj) -> Int {
        var depth = Interp.nativeDepth
        while depth > 0 {
            let e = entry(depth)
            if e.load(as: PyObj?.self) == frame, let sp = e.load(fromByteOffset: 8, as: PyObj?.self) {
                return (sp - UnsafeMutableRawPointer(frame.localsplus)) / 8
            }
            depth -= 1
        }
        return Int(frame.fr_stacktop)
    }
}
