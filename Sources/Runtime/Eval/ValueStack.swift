import Memory
import Trace

/// What the operands of an instruction are known to be, so that dropping them needs no look at their type.
enum OperandKind {
    case any, int, float
}

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

    /// The same stack with the pointer elsewhere.
    @inline(__always) private init(_ p: UnsafeMutablePointer<PyObj?>, _ live: PyObj) {
        self.p = p
        self.live = live
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
            T.emit(.push(v, p - 1, frame))
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
        T.record(number, .incref(v, count))
        T.record(number &+ 1, .push(v, p, frame))
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
        T.record(number, .pop(v, p, frame))
        T.record(number &+ 1, .decref(v, count))
        if _slowPath(count == 0) { _Py_Dealloc(v) }
    }

    /// Pops a value into a variable's slot and drops what was there: `SETLOCAL(oparg, POP())`.
    @inline(__always) mutating func popInto(_ slot: UnsafeMutablePointer<PyObj?>) {
        let old = slot.pointee
        guard T.isEnabled, let old, let number = T.countGroup(3) else {
            let value = pop()
            slot.pointee = value
            if T.isEnabled { T.emit(.storeLocal(slot, value, old)) }
            T.XDECREF(old)
            return
        }
        p -= 1
        let value = p.pointee
        publish()
        slot.pointee = value
        let count = old.ob_refcnt &- 1
        old.ob_refcnt = count
        T.record(number, .pop(value, p, frame))
        T.record(number &+ 1, .storeLocal(slot, value, old))
        T.record(number &+ 2, .decref(old, count))
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
            T.emit(.pop(v, p, frame))
        }
        return v.unsafelyUnwrapped
    }

    /// Pops a value that may be NULL.
    @inline(__always) mutating func popNullable() -> PyObj? {
        p -= 1
        let v = p.pointee
        if T.isEnabled {
            publish()
            T.emit(.pop(v, p, frame))
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
        T.record(number, .pop(p[-1], p - 1, frame))
        T.record(number &+ 1, .push(v, p - 1, frame))
        p[-1] = v
    }
    /// Puts a result in the place of the two values on top and drops these, `first` before `second`: the end of most binary operators. `kind` says
    /// what they are known to be.
    @inline(__always) mutating func replaceTwo(_ v: PyObj?, dropping first: PyObj, _ second: PyObj, _ kind: OperandKind = .any) {
        if T.isEnabled {
            Self.replaceTwoTraced(p, live, v, first, second)
            p -= 1
            return
        }
        p[-2] = v
        p -= 1
        switch kind {
        case .any:
            T.DECREF(first)
            T.DECREF(second)
        case .int:
            T.DECREF_INT(first)
            T.DECREF_INT(second)
        case .float:
            T.DECREF_FLOAT(first)
            T.DECREF_FLOAT(second)
        }
    }

    /// As `replaceTwo`, reported; `p` is the first free slot before it. Out of line: the loop is large enough.
    @inline(never) private static func replaceTwoTraced(
        _ p: UnsafeMutablePointer<PyObj?>, _ live: PyObj, _ v: PyObj?, _ first: PyObj, _ second: PyObj
    ) {
        guard first != second, first.ob_refcnt > 1, second.ob_refcnt > 1, let number = T.countGroup(5) else {
            var stack = ValueStack(p, live)
            stack.shrink(2)
            stack.push(v)
            T.DECREF(first)
            T.DECREF(second)
            return
        }
        // Both live on: nothing else happens between the five events.
        let frame = live.load(as: PyObj?.self)
        T.record(number, .pop(p[-1], p - 1, frame))
        T.record(number &+ 1, .pop(p[-2], p - 2, frame))
        T.record(number &+ 2, .push(v, p - 2, frame))
        p[-2] = v
        live.storeBytes(of: UnsafeMutableRawPointer(p - 1), toByteOffset: 8, as: UnsafeMutableRawPointer.self)
        first.ob_refcnt = first.ob_refcnt &- 1
        T.record(number &+ 3, .decref(first, first.ob_refcnt))
        second.ob_refcnt = second.ob_refcnt &- 1
        T.record(number &+ 4, .decref(second, second.ob_refcnt))
    }

    /// Replaces the value `n` from the top.
    @inline(__always) mutating func set(_ n: Int, _ v: PyObj?) { p[-n] = v }
}

extension Tracer {
    /// Adds a reference and reports it.
    @inline(__always) static func INCREF(_ op: PyObj) {
        let count = op.ob_refcnt &+ 1
        op.ob_refcnt = count
        if isEnabled { emit(.incref(op, count)) }
    }

    /// Drops a reference and reports it; at zero the object goes.
    @inline(__always) static func DECREF(_ op: PyObj) {
        let count = op.ob_refcnt &- 1
        op.ob_refcnt = count
        if isEnabled { emit(.decref(op, count)) }
        if _slowPath(count == 0) { _Py_Dealloc(op) }
    }

    /// Drops a reference to an exact int.
    @inline(__always) static func DECREF_INT(_ op: PyObj) {
        let count = op.ob_refcnt &- 1
        op.ob_refcnt = count
        if isEnabled { emit(.decref(op, count)) }
        if count == 0 { PyObject_Free(op) }
    }

    /// Drops a reference to an exact float.
    @inline(__always) static func DECREF_FLOAT(_ op: PyObj) {
        let count = op.ob_refcnt &- 1
        op.ob_refcnt = count
        if isEnabled { emit(.decref(op, count)) }
        if count == 0 { _PyFloat_ExactDealloc(op) }
    }

    /// Drops a reference, if any.
    @inline(__always) static func XDECREF(_ op: PyObj?) { if let op { DECREF(op) } }
}
