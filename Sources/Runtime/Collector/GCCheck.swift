import Memory
import Trace

// For panes and tests: walking the collector's lists, and checking that they and the reference counts are sound.

extension GCState {
    /// The objects of a list in its order. In the middle of a pass the links may carry flags; only forward links are followed.
    public static func objects(in head: PyObj) -> [PyObj] {
        var list: [PyObj] = []
        var gc = head._gc_next & ~1
        while gc != 0, gc != UInt(bitPattern: head) {
            let p = PyObj(bitPattern: gc).unsafelyUnwrapped
            list.append(FROM_GC(p))
            gc = p._gc_next & ~1
        }
        return list
    }

    /// Number of objects that a generation tracks.
    public static func size(_ generation: Int) -> Int { objects(in: head(generation)).count }

    /// gc_refs of an object while it belongs to the set being collected, else nil.
    public static func gcRefs(_ op: PyObj) -> Int? {
        let gc = AS_GC(op)
        return gc_is_collecting(gc) ? gc_get_refs(gc) : nil
    }

    /// Walks all lists and references between two collections and reports each broken invariant, one line each; empty if all is well.
    ///
    /// Checked: links agree in both directions, no flag of a collection is left, each object has references and a traversable type, and
    /// no object is referred to by tracked objects more often than its reference count says.
    public static func checkInvariants() -> [String] {
        guard GCProgress.pass == 0 else { return ["a collection is running"] }
        var problems: [String] = []
        let counter = ReferenceCounter()
        let argument = Unmanaged.passUnretained(counter).toOpaque()
        func name(_ op: PyObj) -> String { "0x" + String(UInt(bitPattern: op), radix: 16) }
        for (list, head) in [head(0), head(1), head(2), permanent].enumerated() {
            var prev = head
            var gc = PyObj(bitPattern: head._gc_next)
            var seen = 0
            while let g = gc, g != head {
                let op = FROM_GC(g)
                if GC_PREV(g) != prev { problems.append("list \(list): \(name(op)) does not point back") }
                if g._gc_prev & PREV_MASK_COLLECTING != 0 { problems.append("list \(list): \(name(op)) is marked as collecting") }
                if g._gc_next & NEXT_MASK_UNREACHABLE != 0 {
                    problems.append("list \(list): \(name(op)) is marked as unreachable")
                    break
                }
                if op.ob_refcnt <= 0 { problems.append("list \(list): \(name(op)) has the reference count \(op.ob_refcnt)") }
                if !_PyObject_IS_GC(op) { problems.append("list \(list): \(name(op)) is of a type without GC head") }
                if let traverse = op.ob_type.tp_traverse {
                    _ = traverse(
                        op,
                        { target, argument in
                            Unmanaged<ReferenceCounter>.fromOpaque(argument.unsafelyUnwrapped).takeUnretainedValue().add(target)
                            return 0
                        }, argument)
                } else {
                    problems.append("list \(list): \(name(op)) cannot be traversed")
                }
                prev = g
                gc = PyObj(bitPattern: g._gc_next)
                seen += 1
                if seen > 1 << 28 {
                    problems.append("list \(list) does not end")
                    break
                }
            }
            if gc == nil {
                problems.append("list \(list): a link is null")
            } else if GC_PREV(head) != prev {
                problems.append("list \(list): the head does not point to the last object")
            }
        }
        for (address, n) in counter.counts {
            let op = PyObj(bitPattern: address).unsafelyUnwrapped
            if op.ob_refcnt < n {
                problems.append(
                    "\(name(op)), a \(op.typeName): reference count \(op.ob_refcnt), but \(n) references from tracked objects")
            }
        }
        return problems.sorted()
    }
}

/// The hostile mode for developers and tests: the machine checks itself at the start and end of every n-th collection, and at the first
/// broken invariant writes what it found to the host's stderr and aborts. It takes the trace hook, so nothing else can watch.
public func installSelfCheck(every n: Int) {
    Interp.set(176, max(n, 1))
    Interp.set(177, 0)
    TraceControl.hook = { raw in
        Interp.set(177, Interp.word(177) &+ 1)
        // The end of the program is always checked.
        let isEnd = UnsafeRawPointer(raw).load(as: Event.self).kind == .exit
        guard isEnd || Interp.word(177) % Interp.word(176) == 0 else { return }
        TraceControl.isTracing = false
        let problems = Memory.checkInvariants() + GCState.checkInvariants() + checkCollections()
        TraceControl.isTracing = true
        if !problems.isEmpty { Py_FatalError("self-check: " + problems.prefix(20).joined(separator: "\n")) }
    }
    TraceControl.setStop(.gcStart, true)
    TraceControl.setStop(.gcEnd, true)
    TraceControl.setStop(.exit, true)
    TraceControl.isTracing = true
}

/// Counts references by target.
private final class ReferenceCounter {
    var counts: [UInt: Int] = [:]
    func add(_ op: PyObj) { counts[UInt(bitPattern: op), default: 0] += 1 }
}
