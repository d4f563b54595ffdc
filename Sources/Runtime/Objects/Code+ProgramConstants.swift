import Memory
import Trace

/// The literals of the texts that run: the program, and what `exec` and `eval` were given. CPython keeps the syntax tree of a text, and with
/// it one reference to each literal, until the text has run; that shows in `sys.getrefcount`. Origin: `pyrun_file` in Python/pythonrun.c, Python/pyarena.c.
///
/// The table lies in the static area, so that a snapshot of the memory has it: capacity, count, objects.
enum ProgramConstants {
    private static var table: PyObj? {
        get { Interp.object(33) }
        set { Interp.set(33, newValue) }
    }

    /// Takes one more reference to an object.
    static func add(_ op: PyObj) {
        let old = table
        let count = old?.load(fromByteOffset: 8, as: Int.self) ?? 0
        let capacity = old?.load(as: Int.self) ?? 0
        var t: PyObj
        if let old, count < capacity {
            t = old
        } else {
            let room = max(64, capacity * 2)
            t = staticAlloc(16 + 8 * room)
            if let old { t.copyMemory(from: old, byteCount: 16 + 8 * count) }
            t.storeBytes(of: room, as: Int.self)
            table = t
        }
        Py_INCREF(op)
        t.storeBytes(of: op, toByteOffset: 16 + 8 * count, as: PyObj.self)
        t.storeBytes(of: count + 1, toByteOffset: 8, as: Int.self)
    }

    /// How many references are held; the mark to go back to.
    static var count: Int { table?.load(fromByteOffset: 8, as: Int.self) ?? 0 }

    /// Drops the references taken since a mark (all: 0).
    static func release(to mark: Int = 0) {
        guard let t = table else { return }
        let count = t.load(fromByteOffset: 8, as: Int.self)
        if count <= mark { return }
        t.storeBytes(of: mark, toByteOffset: 8, as: Int.self)
        // The references beyond the mark are nobody's now; dropping them may run code that takes places again.
        let objects = (mark..<count).map { t.load(fromByteOffset: 16 + 8 * $0, as: PyObj.self) }
        for op in objects { Py_DECREF(op) }
    }
}
