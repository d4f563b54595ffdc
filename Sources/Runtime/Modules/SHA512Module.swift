import Glibc
import Memory

// The module `_sha512`, which `random.seed` needs. Origin: Modules/sha512module.c.
//
// SHAobject: digest (8 words) 16, count 80 (bits, low and high half), data 88 (a block of 128 bytes), local 216 (bytes in it), digestsize 220.

private var SHA512_Type: PyObj { ModuleTypes.heap(236) }
private var SHA384_Type: PyObj { ModuleTypes.heap(303) }

/// 80 round constants, then the initial states of sha512 and sha384: computed once, kept in the words of the pattern.
private func tables() -> UnsafeMutablePointer<UInt64> {
    let place = ModuleTypes.slot(236)
    if let table = place.rawSlot(SlotOffset.tp_cache) { return table.assumingMemoryBound(to: UInt64.self) }
    // The first 64 bits of the fractional parts of the cube and square roots of the first primes, computed with integers.
    func root(_ p: UInt64, cube: Bool) -> UInt64 {
        // The largest x with x^k <= p * 2^(64 k), by bits, in 128-bit (square) or 192-bit (cube) arithmetic.
        var x: [UInt64] = [0, 0]
        for bit in stride(from: 67, through: 0, by: -1) {
            var y = x
            y[bit / 64] |= 1 << UInt64(bit % 64)
            if powerFits(y, p, cube ? 3 : 2) { x = y }
        }
        return x[0]
    }
    func multiply(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        var r = [UInt64](repeating: 0, count: a.count + b.count)
        for i in 0..<a.count {
            var carry: UInt64 = 0
            for j in 0..<b.count {
                let (high, low) = a[i].multipliedFullWidth(by: b[j])
                let (s1, c1) = r[i + j].addingReportingOverflow(low)
                let (s2, c2) = s1.addingReportingOverflow(carry)
                r[i + j] = s2
                carry = high &+ (c1 ? 1 : 0) &+ (c2 ? 1 : 0)
            }
            r[i + b.count] = r[i + b.count] &+ carry
        }
        return r
    }
    func powerFits(_ x: [UInt64], _ p: UInt64, _ k: Int) -> Bool {
        var y = x
        for _ in 1..<k { y = multiply(y, x) }
        let limit = (0..<y.count).map { $0 == k ? p : 0 }
        for i in stride(from: y.count - 1, through: 0, by: -1) where y[i] != limit[i] { return y[i] < limit[i] }
        return true
    }
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < 80 {
        if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
        candidate += 1
    }
    let table = staticAlloc(96 * 8).assumingMemoryBound(to: UInt64.self)
    for i in 0..<80 { table[i] = root(primes[i], cube: true) }
    for i in 0..<8 {
        table[80 + i] = root(primes[i], cube: false)
        table[88 + i] = root(primes[8 + i], cube: false)
    }
    place.setRawSlot(SlotOffset.tp_cache, UnsafeMutableRawPointer(table))
    return table
}

private func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x &>> n | x &<< (64 &- n) }

/// Mixes the full block of an object into its state.
private func transform(_ op: PyObj) {
    let constants = tables()
    let state = (op + 16).assumingMemoryBound(to: UInt64.self)
    let data = op + 88
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 80) { w in
        for i in 0..<16 { w[i] = UInt64(bigEndian: data.loadUnaligned(fromByteOffset: 8 * i, as: UInt64.self)) }
        for i in 16..<80 {
            let s0 = rotate(w[i - 15], 1) ^ rotate(w[i - 15], 8) ^ (w[i - 15] &>> 7)
            let s1 = rotate(w[i - 2], 19) ^ rotate(w[i - 2], 61) ^ (w[i - 2] &>> 6)
            w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for i in 0..<80 {
            let s1 = rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41)
            let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[i] &+ w[i]
            let s0 = rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39)
            let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
        }
        for (i, v) in [a, b, c, d, e, f, g, h].enumerated() { state[i] = state[i] &+ v }
    }
}

/// Takes bytes in.
private func update(_ op: PyObj, _ bytes: UnsafeRawPointer, _ count: Int) {
    op.storeBytes(of: op.load(fromByteOffset: 80, as: UInt64.self) &+ UInt64(count) &* 8, toByteOffset: 80, as: UInt64.self)
    var done = 0
    while done < count {
        let used = Int(op[int: 216])
        let n = min(128 - used, count - done)
        memcpy(op + 88 + used, bytes + done, n)
        done += n
        op[int: 216] = Int32(used + n)
        if used + n == 128 {
            transform(op)
            op[int: 216] = 0
        }
    }
}

/// The digest of what an object has taken in, which it may go on with.
private func digest(_ op: PyObj) -> [UInt8] {
    // The padding is done in a copy.
    withUnsafeTemporaryAllocation(byteCount: 224, alignment: 16) { buffer in
        let copy = buffer.baseAddress.unsafelyUnwrapped
        memcpy(copy, op, 224)
        let bits = copy.load(fromByteOffset: 80, as: UInt64.self)
        let used = Int(copy[int: 216])
        (copy + 88 + used).storeBytes(of: 0x80, as: UInt8.self)
        memset(copy + 88 + used + 1, 0, 127 - used)
        if used >= 112 {
            transform(copy)
            memset(copy + 88, 0, 128)
        }
        copy.storeBytes(of: bits.bigEndian, toByteOffset: 88 + 120, as: UInt64.self)
        transform(copy)
        let size = Int(op[int: 220])
        return (0..<size).map {
            UInt8(truncatingIfNeeded: copy.load(fromByteOffset: 16 + $0 & ~7, as: UInt64.self) >> UInt64(56 - 8 * ($0 & 7)))
        }
    }
}

private func new(_ type: PyObj, _ initial: Int, _ size: Int32) -> PyObj? {
    guard let op = _PyObject_GC_New(type) else { return nil }
    memset(op + 16, 0, 208)
    memcpy(op + 16, tables() + initial, 64)
    op[int: 220] = size
    PyObject_GC_Track(op)
    return op
}

private func sha512_dealloc(_ op: PyObj) {
    let type = op.ob_type
    PyObject_GC_UnTrack(op)
    PyObject_GC_Del(op)
    Py_DECREF(type)
}

private func sha512_traverse(_ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 { visit(op.ob_type, arg) }

/// Feeds an object that has bytes. False with an exception.
private func feed(_ op: PyObj, _ data: PyObj) -> Bool {
    if PyUnicode_Check(data) {
        PyErr_SetString(PyExc_TypeError, "Strings must be encoded before hashing")
        return false
    }
    if !PyObject_CheckBuffer(data) {
        PyErr_SetString(PyExc_TypeError, "object supporting the buffer API required")
        return false
    }
    return withBytes(data) { (p, n) -> Bool in
        update(op, p, n)
        return true
    } ?? false
}

private func sha512_update(_ op: PyObj, _ data: PyObj) -> PyObj? { feed(op, data) ? Py_NewRef(Py_None) : nil }

private func make(
    _ name: StaticString, _ type: PyObj, _ initial: Int, _ size: Int32, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?
) -> PyObj? {
    withFastArguments(name, args, nargs, kwnames, ["string", "usedforsecurity"], min: 0, max: 1) { p in
        guard let op = new(type, initial, size) else { return nil }
        if let data = p[0], !feed(op, data) {
            Py_DECREF(op)
            return nil
        }
        return op
    }
}

private func sha512_sha512(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    make("sha512", SHA512_Type, 80, 64, args, nargs, kwnames)
}
private func sha512_sha384(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    make("sha384", SHA384_Type, 88, 48, args, nargs, kwnames)
}

private func sha512_digest(_ op: PyObj) -> PyObj? {
    digest(op).withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress.unsafelyUnwrapped, $0.count) }
}

private func sha512_hexdigest(_ op: PyObj) -> PyObj? {
    let digits = Array("0123456789abcdef")
    return PyUnicode_FromString(String(digest(op).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
}

private func sha512_copy(_ op: PyObj) -> PyObj? {
    guard let new = _PyObject_GC_New(op.ob_type) else { return nil }
    memcpy(new + 16, op + 16, 208)
    PyObject_GC_Track(new)
    return new
}

private func sha512_name(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? {
    PyUnicode_FromString(op[int: 220] == 64 ? "sha512" : "sha384")
}
private func sha512_block_size(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyLong_FromLong(128) }

private func fill(_ t: PyObj, _ name: StaticString) {
    t.initStaticType(name, basicsize: 224, flags: TypeFlags.HAVE_GC | TypeFlags.DISALLOW_INSTANTIATION | TypeFlags.IMMUTABLETYPE)
    t.tp_dealloc = sha512_dealloc
    t.tp_traverse = sha512_traverse
    t.setMethods([
        .noargs("copy", sha512_copy, "Return a copy of the hash object."), .noargs("digest", sha512_digest),
        .noargs("hexdigest", sha512_hexdigest),
        .o("update", sha512_update, "Update this hash object's state with the provided string."),
    ])
    t.setMembers([MemberSpec("digest_size", .int, 220)])
    t.setGetSets([GetSetSpec("block_size", sha512_block_size), GetSetSpec("name", sha512_name)])
}

/// Makes the module `_sha512`; nil with an exception.
func PyInit__sha512() -> PyObj? {
    if ModuleTypes.slot(236).tp_basicsize == 0 {
        fill(ModuleTypes.slot(236), "_sha512.sha512")
        fill(ModuleTypes.slot(303), "_sha512.sha384")
    }
    guard let m = makeModule("_sha512", "", [.fastKeywords("sha512", sha512_sha512), .fastKeywords("sha384", sha512_sha384)]) else {
        return nil
    }
    // As in CPython, sha512's type takes the name over.
    if PyModule_SetState(m, words: 2) == 0, PyModule_AddHeapType(m, 303, state: 0, shown: false) == 0,
        PyModule_AddHeapType(m, 236, state: 1, shown: false) == 0, PyModule_AddObjectRef(m, "SHA384Type", SHA384_Type) == 0,
        PyModule_AddObjectRef(m, "SHA384Type", SHA512_Type) == 0
    {
        return m
    }
    Py_DECREF(m)
    return nil
}
