import Memory
import Trace

/// The value stack of the frame that runs: a pointer to the first free slot. With a live tracer each push and pop is reported, and the pointer
/// is mirrored in memory (`LiveStacks`), so that the panes can read the stack in the middle of an instruction.
struct ValueStack<T: Tracer> {
    /// The first free slot.
    var p: UnsafeMutablePointer<PyObj?>
    /// The frame's entry in `LiveStacks`; only kept with a live tracer.
    var live: PyObj

    @inline(__always) init(_ p: UnsafeMutablePointer<PyObj?>) {
        self.p = p
        live = T.isEnabled ? LiveStacks.entry(Interp.nativeDepth) : Py_None
    }

    /// Mirrors the pointer for the panes.
    @inline(__always) func publish() {
        if T.isEnabled { live.storeBytes(of: UnsafeMutableRawPointer(p), toByteOffset: 8, as: UnsafeMutableRawPointer.self) }
    }

    /// Pushes a reference (taken over).
    @inline(__always) mutating func push(_ v: PyObj?) {
        p.pointee = v
        p += 1
        if T.isEnabled {
            publish()
            T.emit(.push, UnsafeRawPointer(v), UnsafeRawPointer(p - 1), UnsafeRawPointer(live.load(as: PyObj?.self)))
        }
    }

    /// Pops a value whose reference the caller takes over.
    @inline(__always) mutating func pop() -> PyObj {
        p -= 1
        let v = p.pointee
        if T.isEnabled {
            publish()
            T.emit(.pop, UnsafeRawPointer(v), UnsafeRawPointer(p), UnsafeRawPointer(live.load(as: PyObj?.self)))
        }
        return v.unsafelyUnwrapped
    }

    /// Pops a value that may be NULL.
    @inline(__always) mutating func popNullable() -> PyObj? {
        p -= 1
        let v = p.pointee
        if T.isEnabled {
            publish()
            T.emit(.pop, UnsafeRawPointer(v), UnsafeRawPointer(p), UnsafeRawPointer(live.load(as: PyObj?.self)))
        }
        return v
    }

    /// Drops `n` slots whose references have already gone elsewhere.
    @inline(__always) mutating func shrink(_ n: Int) {
        if T.isEnabled {
            for _ in 0..<n { _ = popNullable() }
        } else {
            p -= n
        }
    }

    /// The value on top.
    @inline(__always) var top: PyObj { p[-1].unsafelyUnwrapped }
    /// The value `n` from the top; 1 is the top.
    @inline(__always) func peek(_ n: Int) -> PyObj? { p[-n] }
    /// Replaces the value on top; the reference is taken over and the old one has gone elsewhere.
    @inline(__always) mutating func setTop(_ v: PyObj?) {
        if T.isEnabled {
            _ = popNullable()
            push(v)
        } else {
            p[-1] = v
        }
    }
    /// Replaces the value `n` from the top.
    @inline(__always) mutating func set(_ n: Int, _ v: PyObj?) { p[-n] = v }
}

extension Tracer {
    /// Adds a reference and reports it.
    @inline(__always) static func INCREF(_ op: PyObj) {
        let count = op.ob_refcnt &+ 1
        op.ob_refcnt = count
        if isEnabled { emit(.incref, UnsafeRawPointer(op), count) }
    }

    /// Drops a reference and reports it; at zero the object goes.
    @inline(__always) static func DECREF(_ op: PyObj) {
        let count = op.ob_refcnt &- 1
        op.ob_refcnt = count
        if isEnabled { emit(.decref, UnsafeRawPointer(op), count) }
        if _slowPath(count == 0) { _Py_Dealloc(op) }
    }

    /// Drops a reference, if any.
    @inline(__always) static func XDECREF(_ op: PyObj?) { if let op { DECREF(op) } }
}
