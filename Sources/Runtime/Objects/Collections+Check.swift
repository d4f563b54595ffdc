import Memory

// All invariants of the collections at once, for tests and `--check`.

/// The objects met on a walk.
private final class Met {
    var seen = Set<UInt>()
    var queue: [PyObj] = []
    func add(_ op: PyObj) { if seen.insert(UInt(bitPattern: op)).inserted { queue.append(op) } }
}

/// What is wrong with any collection that can be reached from what the collector tracks, or with the free lists: one line for each
/// broken rule; empty if all is well.
public func checkCollections() -> [String] {
    var wrong: [String] = []
    let met = Met()
    for head in [GCState.head(0), GCState.head(1), GCState.head(2), GCState.permanent] {
        for op in GCState.objects(in: head) { met.add(op) }
    }
    let argument = Unmanaged.passUnretained(met).toOpaque()
    while let op = met.queue.popLast() {
        wrong += checkCollection(op)
        // Dicts of atoms and the like are not tracked: they are met here.
        guard _PyObject_IS_GC(op), let traverse = op.ob_type.tp_traverse else { continue }
        _ = traverse(
            op,
            { target, argument in
                Unmanaged<Met>.fromOpaque(argument.unsafelyUnwrapped).takeUnretainedValue().add(target)
                return 0
            }, argument)
    }
    return wrong + checkFreelists()
}

/// What is wrong with one object, if it is a collection.
public func checkCollection(_ op: PyObj) -> [String] {
    if PyDict_Check(op) { return _PyDict_CheckConsistency(op) }
    if PyList_Check(op) { return _PyList_CheckConsistency(op) }
    if PyTuple_Check(op) { return _PyTuple_CheckConsistency(op) }
    if PyAnySet_Check(op) { return _PySet_CheckConsistency(op) }
    return []
}

/// What is wrong with the free lists of dicts, keys tables, lists and tuples.
private func checkFreelists() -> [String] {
    var wrong: [String] = []
    func array(_ name: String, _ list: PyObj, _ check: (PyObj) -> Bool) {
        let n = list.load(as: Int.self)
        if n < 0 || n > 80 {
            wrong.append("free list of \(name): \(n) entries")
            return
        }
        var seen = Set<UInt>()
        for i in 0..<n {
            let p = list.load(fromByteOffset: (i + 1) * 8, as: PyObj.self)
            if !seen.insert(UInt(bitPattern: p)).inserted { wrong.append("free list of \(name): \(p) is on it twice") }
            if !check(p) { wrong.append("free list of \(name): \(p) is none") }
        }
    }
    array("dicts", Freelists.dicts) { $0.ob_type == PyDict_Type && $0.ob_refcnt == 0 && !_PyObject_GC_IS_TRACKED($0) }
    array("lists", Freelists.lists) { $0.ob_type == PyList_Type && $0.ob_refcnt == 0 && !_PyObject_GC_IS_TRACKED($0) }
    array("dict keys", Freelists.dictKeys) { $0.dk_log2_size == 3 && $0.dk_kind != DICT_KEYS_GENERAL && $0.dk_refcnt <= 1 }
    for size in 1...PyTuple_MAXSAVESIZE {
        let list = Freelists.tupleHead(size)
        let count = list.load(fromByteOffset: 8, as: Int.self)
        var n = 0
        var next = list.load(as: PyObj?.self)
        while let op = next, n <= PyTuple_MAXFREELIST {
            if op.ob_type != PyTuple_Type || op.ob_size != size || op.ob_refcnt != 0 {
                wrong.append("free list of tuples of \(size): \(op) is none")
                break
            }
            n += 1
            next = op.load(fromByteOffset: 24, as: PyObj?.self)
        }
        if n != count { wrong.append("free list of tuples of \(size): \(count) counted, \(n) there") }
    }
    return wrong
}
