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
            T.emit(.push, UnsafeRawPointer(v), UnsafeRawPointer(p - 1), UnsafeRawPointer(frame))
        }
    }

    /// Adds a reference to a value and pushes it: `Py_INCREF`, then `PUSH`.
    @inline(__always) mutating func pushNewReference(_ v: PyObj) {
        guard T.isEnabled, let number = T.countGroup(2) else {
            T.INCREF(v)
            push(v)
            return
        }
        let count = v.ob_refcnt &+ 1
        v.ob_refcnt = count
        p.pointee = v
        T.record(number, .incref, bits(v), bits(count), 0)
        T.record(number &+ 1, .push, bits(v), bits(p), bits(frame))
        p += 1
        publish()
    }

    /// Pops a value and drops its reference: `Py_DECREF(POP())`.
    @inline(__always) mutating func drop() {
        guard T.isEnabled, let number = T.countGroup(2) else {
            T.DECREF(pop())
            return
        }
        p -= 1
        let v = p.pointee.unsafelyUnwrapped
        publish()
        let count = v.ob_refcnt &- 1
        v.ob_refcnt = count
        T.record(number, .pop, bits(v), bits(p), bits(frame))
        T.record(number &+ 1, .decref, bits(v), bits(count), 0)
        if _slowPath(count == 0) { _Py_Dealloc(v) }
    }

    /// Pops a value into a variable's slot and drops what was there: `SETLOCAL(oparg, POP())`.
    @inline(__always) mutating func popInto(_ slot: UnsafeMutablePointer<PyObj?>) {
        let old = slot.pointee
        guard T.isEnabled, let old, let number = T.countGroup(3) else {
            let value = pop()
            slot.pointee = value
            if T.isEnabled { T.emit(.storeLocal, UnsafeRawPointer(slot), UnsafeRawPointer(value), UnsafeRawPointer(old)) }
            T.XDECREF(old)
            return
        }
        p -= 1
        let value = p.pointee
        publish()
        slot.pointee = value
        let count = old.ob_refcnt &- 1
        old.ob_refcnt = count
        T.record(number, .pop, bits(value), bits(p), bits(frame))
        T.record(number &+ 1, .storeLocal, bits(slot), bits(value), bits(old))
        T.record(number &+ 2, .decref, bits(old), bits(count), 0)
        if _slowPath(count == 0) { _Py_Dealloc(old) }
    }

    /// The frame that the stack belongs to; only with a live tracer.
    @inline(__always) private var frame: PyObj? { live.load(as: PyObj?.self) }

    /// Pops a value whose reference the caller takes over.
    @inline(__always) mutating func pop() -> PyObj {
        p -= 1
        let v = p.pointee
        if T.isEnabled {
            publish()
            T.emit(.pop, UnsafeRawPointer(v), UnsafeRawPointer(p), UnsafeRawPointer(frame))
        }
        return v.unsafelyUnwrapped
    }

    /// Pops a value that may be NULL.
    @inline(__always) mutating func popNullable() -> PyObj? {
        p -= 1
        let v = p.pointee
        if T.isEnabled {
            publish()
            T.emit(.pop, UnsafeRawPointer(v), UnsafeRawPointer(p), UnsafeRawPointer(frame))
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
        guard T.isEnabled else {
            p[-1] = v
            return
        }
        guard let number = T.countGroup(2) else {
            _ = popNullable()
            push(v)
            return
        }
        T.record(number, .pop, bits(p[-1]), bits(p - 1), bits(frame))
        T.record(number &+ 1, .push, bits(v), bits(p - 1), bits(frame))
        p[-1] = v
    }
    /// Puts a result in the place of the two values on top, whose references have gone elsewhere or will be dropped.
    @inline(__always) mutating func replaceTwo(_ v: PyObj?) {
        if T.isEnabled {
            guard let number = T.countGroup(3) else {
                shrink(2)
                push(v)
                return
            }
            T.record(number, .pop, bits(p[-1]), bits(p - 1), bits(frame))
            T.record(number &+ 1, .pop, bits(p[-2]), bits(p - 2), bits(frame))
            T.record(number &+ 2, .push, bits(v), bits(p - 2), bits(frame))
            p[-2] = v
            p -= 1
            publish()
        } else {
            p[-2] = v
            p -= 1
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

    /// Drops a reference to an exact int.
    @inline(__always) static func DECREF_INT(_ op: PyObj) {
        let count = op.ob_refcnt &- 1
        op.ob_refcnt = count
        if isEnabled { emit(.decref, UnsafeRawPointer(op), count) }
        if count == 0 { PyObject_Free(op) }
    }

    /// Drops a reference to an exact float.
    @inline(__always) static func DECREF_FLOAT(_ op: PyObj) {
        let count = op.ob_refcnt &- 1
        op.ob_refcnt = count
        if isEnabled { emit(.decref, UnsafeRawPointer(op), count) }
        if count == 0 { _PyFloat_ExactDealloc(op) }
    }

    /// Drops a reference, if any.
    @inline(__always) static func XDECREF(_ op: PyObj?) { if let op { DECREF(op) } }
}
