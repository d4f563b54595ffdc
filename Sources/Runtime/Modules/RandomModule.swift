import Glibc
import Memory
import Trace

// The modules `_random` (Mersenne Twister) and `_sha512` (which `random.seed` needs). Origin: Modules/_randommodule.c, sha512module.c.

var PyRandom_Type: PyObj { ModuleTypes.heap(235) }
var PySHA512_Type: PyObj { ModuleTypes.heap(236) }

/// Reads random bytes through the recorded door.
func hostRandomBytes(_ count: Int) -> [UInt8] {
    let (bytes, _) = HostDoor.systemBytes(.random) {
        var bytes = [UInt8](repeating: 0, count: count)
        let fd = open("/dev/urandom", O_RDONLY)
        if fd < 0 { Py_FatalError("no source of random numbers") }
        defer { close(fd) }
        var done = 0
        while done < count {
            let n = bytes.withUnsafeMutableBytes { read(fd, $0.baseAddress.unsafelyUnwrapped + done, count - done) }
            if n <= 0 && errno != EINTR { Py_FatalError("no source of random numbers") }
            done += max(n, 0)
        }
        return (bytes, 0)
    }
    emitIfTracing(.input, HostDoor.Number.random, count, count)
    return bytes
}

// MARK: Random (index 16, state 20…: 624 words)

private let N = 624

private func words(_ op: PyObj) -> UnsafeMutablePointer<UInt32> { (op + 20).assumingMemoryBound(to: UInt32.self) }

private func nextWord(_ op: PyObj) -> UInt32 {
    let mt = words(op)
    if op[int: 16] >= Int32(N) {
        func twist(_ k: Int, _ next: Int, _ far: Int) {
            let y = (mt[k] & 0x8000_0000) | (mt[next] & 0x7fff_ffff)
            mt[k] = mt[far] ^ (y >> 1) ^ (y & 1 != 0 ? 0x9908_b0df : 0)
        }
        for k in 0..<(N - 397) { twist(k, k + 1, k + 397) }
        for k in (N - 397)..<(N - 1) { twist(k, k + 1, k + 397 - N) }
        twist(N - 1, 0, 396)
        op[int: 16] = 0
    }
    var y = mt[Int(op[int: 16])]
    op[int: 16] += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
}

private func seedByKey(_ op: PyObj, _ key: [UInt32]) {
    let mt = words(op)
    mt[0] = 19_650_218
    for i in 1..<N { mt[i] = 1_812_433_253 &* (mt[i - 1] ^ (mt[i - 1] >> 30)) &+ UInt32(i) }
    var i = 1
    var j = 0
    for _ in 0..<max(N, key.count) {
        mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
        i += 1
        j += 1
        if i >= N {
            mt[0] = mt[N - 1]
            i = 1
        }
        if j >= key.count { j = 0 }
    }
    for _ in 0..<(N - 1) {
        mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
        i += 1
        if i >= N {
            mt[0] = mt[N - 1]
            i = 1
        }
    }
    mt[0] = 0x8000_0000
    op[int: 16] = Int32(N)
}

/// Seeds from an argument: None or nothing, an int, or any hashable. False with an exception.
private func seed(_ op: PyObj, _ argument: PyObj?) -> Bool {
    guard let argument, argument != Py_None else {
        let bytes = hostRandomBytes(N * 4)
        seedByKey(op, (0..<N).map { i in (0..<4).reduce(0) { $0 | UInt32(bytes[4 * i + $1]) << UInt32(8 * $1) } })
        return true
    }
    let n: PyObj?
    if PyLong_CheckExact(argument) || PyLong_Check(argument) {
        n = PyNumber_Absolute(argument)
    } else {
        let hash = PyObject_Hash(argument)
        if hash == -1 { return false }
        n = PyLong_FromSize_t(UInt(bitPattern: hash))
    }
    guard let n else { return false }
    defer { Py_DECREF(n) }
    let bits = _PyLong_NumBits(n)
    let count = bits == 0 ? 1 : (bits - 1) / 32 + 1
    var key: [UInt32] = []
    for i in 0..<count {
        guard let shifted = _PyLong_Rshift(n, 32 * i) else { return false }
        key.append(UInt32(truncatingIfNeeded: PyLong_AsUnsignedLongMask(shifted)))
        Py_DECREF(shifted)
    }
    seedByKey(op, key)
    return true
}

private func random_init(_ op: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> Int32 {
    let sameInit = op.ob_type.rawSlot(SlotOffset.tp_init) == PyRandom_Type.rawSlot(SlotOffset.tp_init)
    if op.ob_type == PyRandom_Type || sameInit, !_PyArg_NoKeywords("Random", kwargs) { return -1 }
    if args.ob_size > 1 {
        PyErr_SetString(PyExc_TypeError, "Random() requires 0 or 1 argument")
        return -1
    }
    return seed(op, args.ob_size == 1 ? PyTuple_GET_ITEM(args, 0) : nil) ? 0 : -1
}

private func random_random(_ op: PyObj) -> PyObj? {
    let a = nextWord(op) >> 5
    let b = nextWord(op) >> 6
    return PyFloat_FromDouble((Double(a) * 67_108_864.0 + Double(b)) * (1.0 / 9_007_199_254_740_992.0))
}

private func random_seed(_ op: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("seed", nargs, 0, 1) else { return nil }
    return seed(op, nargs == 1 ? args[0] : nil) ? Py_NewRef(Py_None) : nil
}

private func random_getstate(_ op: PyObj) -> PyObj? {
    guard let state = PyTuple_New(N + 1) else { return nil }
    for i in 0..<N {
        guard let v = PyLong_FromUnsignedLong(UInt(words(op)[i])) else {
            Py_DECREF(state)
            return nil
        }
        PyTuple_SET_ITEM(state, i, v)
    }
    PyTuple_SET_ITEM(state, N, PyLong_FromLong(Int(op[int: 16])))
    return state
}

private func random_setstate(_ op: PyObj, _ state: PyObj) -> PyObj? {
    if !PyTuple_Check(state) { return PyErr_Format(PyExc_TypeError, "state vector must be a tuple") }
    if state.ob_size != N + 1 { return PyErr_Format(PyExc_ValueError, "state vector is the wrong size") }
    var new: [UInt32] = []
    for i in 0..<N {
        let v = PyLong_AsUnsignedLong(PyTuple_GET_ITEM(state, i))
        if v == UInt.max && PyErr_Occurred() != nil { return nil }
        new.append(UInt32(truncatingIfNeeded: v))
    }
    let index = PyLong_AsLong(PyTuple_GET_ITEM(state, N))
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if index < 0 || index > N { return PyErr_Format(PyExc_ValueError, "invalid state") }
    op[int: 16] = Int32(index)
    for i in 0..<N { words(op)[i] = new[i] }
    return Py_NewRef(Py_None)
}

private func random_getrandbits(_ op: PyObj, _ argument: PyObj) -> PyObj? {
    var k = Int(_PyLong_AsInt(argument))
    if k == -1 && PyErr_Occurred() != nil { return nil }
    if k < 0 { return PyErr_Format(PyExc_ValueError, "number of bits must be non-negative") }
    if k == 0 { return PyLong_FromLong(0) }
    if k <= 32 { return PyLong_FromUnsignedLong(UInt(nextWord(op) >> UInt32(32 - k))) }
    var bytes: [UInt8] = []
    while k > 0 {
        var r = nextWord(op)
        if k < 32 { r >>= UInt32(32 - k) }
        for s in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: r >> s)) }
        k -= 32
    }
    return bytes.withUnsafeBufferPointer { _PyLong_FromByteArray($0.baseAddress.unsafelyUnwrapped, $0.count, true, false) }
}

/// Makes the module `_random`; nil with an exception.
func PyInit__random() -> PyObj? {
    let t = ModuleTypes.slot(235)
    if t.tp_basicsize == 0 {
        t.initStaticType("_random.Random", basicsize: 2520, flags: TypeFlags.BASETYPE)
        t.tp_new = PyType_GenericNew
        t.tp_init = random_init
        t.tp_free = PyObject_Del
        t.setMethods([
            .noargs("random", random_random, "random() -> x in the interval [0, 1)."), .fast("seed", random_seed),
            .noargs("getstate", random_getstate), .o("setstate", random_setstate), .o("getrandbits", random_getrandbits),
        ])
    }
    guard let m = makeModule("_random", "Module implements the Mersenne Twister random number generator.", []) else { return nil }
    if PyModule_SetState(m, words: 1) == 0, PyModule_AddHeapType(m, 235, state: 0) == 0 { return m }
    Py_DECREF(m)
    return nil
}

// MARK: sha512 (bits 16, data so far 24: a bytes object)

private func sha512_digestBytes(_ message: [UInt8], _ bits: Int) -> [UInt8] {
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
    let constants = primes.map { root($0, cube: true) }
    var h = (bits == 384 ? primes[8..<16] : primes[0..<8]).map { root($0, cube: false) }
    var padded = message + [0x80]
    while padded.count % 128 != 112 { padded.append(0) }
    padded += [UInt8](repeating: 0, count: 8)
    for s in stride(from: UInt64(56), through: 0, by: -8) {
        padded.append(UInt8(truncatingIfNeeded: UInt64(message.count * 8) >> s))
    }
    func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x >> n | x << (64 - n) }
    for block in stride(from: 0, to: padded.count, by: 128) {
        var w = (0..<16).map { i in (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(padded[block + 8 * i + $1]) } }
        for i in 16..<80 {
            let s0 = rotate(w[i - 15], 1) ^ rotate(w[i - 15], 8) ^ (w[i - 15] >> 7)
            let s1 = rotate(w[i - 2], 19) ^ rotate(w[i - 2], 61) ^ (w[i - 2] >> 6)
            w.append(w[i - 16] &+ s0 &+ w[i - 7] &+ s1)
        }
        var v = h
        for i in 0..<80 {
            let s1 = rotate(v[4], 14) ^ rotate(v[4], 18) ^ rotate(v[4], 41)
            let t1 = v[7] &+ s1 &+ ((v[4] & v[5]) ^ (~v[4] & v[6])) &+ constants[i] &+ w[i]
            let s0 = rotate(v[0], 28) ^ rotate(v[0], 34) ^ rotate(v[0], 39)
            let t2 = s0 &+ ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))
            v = [t1 &+ t2, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
        }
        for i in 0..<8 { h[i] = h[i] &+ v[i] }
    }
    let all = h.flatMap { word in stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) } }
    return Array(all[0..<(bits / 8)])
}

private func contents(_ op: PyObj) -> [UInt8] {
    let data = op[ref: 24].unsafelyUnwrapped
    return Array(UnsafeRawBufferPointer(start: PyBytes_AS_STRING(data), count: PyBytes_GET_SIZE(data)))
}

private func sha512_dealloc(_ op: PyObj) {
    let type = op.ob_type
    Py_XDECREF(op[ref: 24])
    type.tp_free.unsafelyUnwrapped(op)
    Py_DECREF(type)
}

private func sha512_update(_ op: PyObj, _ data: PyObj) -> PyObj? {
    if PyUnicode_Check(data) { return PyErr_Format(PyExc_TypeError, "Strings must be encoded before hashing") }
    guard let bytes = PyBytes_FromObject(data) else { return nil }
    defer { Py_DECREF(bytes) }
    var joined: PyObj? = op[ref: 24]
    PyBytes_Concat(&joined, bytes)
    op[ref: 24] = joined
    return joined == nil ? nil : Py_NewRef(Py_None)
}

private func newHash(_ bits: Int, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments(bits == 512 ? "sha512" : "sha384", args, nargs, kwnames, ["string", "usedforsecurity"], min: 0, max: 1) { p in
        guard let op = PyObject_New(PySHA512_Type) else { return nil }
        op[word: 16] = bits
        op[ref: 24] = Py_NewRef(emptyBytes)
        if let data = p[0] {
            guard let none = sha512_update(op, data) else {
                Py_DECREF(op)
                return nil
            }
            Py_DECREF(none)
        }
        return op
    }
}

private func sha512_sha512(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    newHash(512, args, nargs, kwnames)
}
private func sha512_sha384(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    newHash(384, args, nargs, kwnames)
}

private func sha512_digest(_ op: PyObj) -> PyObj? {
    sha512_digestBytes(contents(op), op[word: 16]).withUnsafeBytes {
        PyBytes_FromStringAndSize($0.baseAddress.unsafelyUnwrapped, $0.count)
    }
}

private func sha512_hexdigest(_ op: PyObj) -> PyObj? {
    let digits = Array("0123456789abcdef")
    return PyUnicode_FromString(
        String(sha512_digestBytes(contents(op), op[word: 16]).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
}

private func sha512_copy(_ op: PyObj) -> PyObj? {
    guard let new = PyObject_New(PySHA512_Type) else { return nil }
    new[word: 16] = op[word: 16]
    new[ref: 24] = Py_XNewRef(op[ref: 24])
    return new
}

private func sha512_name(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyUnicode_FromString("sha\(op[word: 16])") }
private func sha512_digest_size(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyLong_FromLong(op[word: 16] / 8) }
private func sha512_block_size(_ op: PyObj, _ closure: UnsafeMutableRawPointer?) -> PyObj? { PyLong_FromLong(128) }

/// Makes the module `_sha512`; nil with an exception.
func PyInit__sha512() -> PyObj? {
    let t = ModuleTypes.slot(236)
    if t.tp_basicsize == 0 {
        t.initStaticType("_sha512.sha512", basicsize: 32, flags: TypeFlags.DISALLOW_INSTANTIATION | TypeFlags.IMMUTABLETYPE)
        t.tp_dealloc = sha512_dealloc
        t.setMethods([
            .noargs("copy", sha512_copy), .noargs("digest", sha512_digest), .noargs("hexdigest", sha512_hexdigest),
            .o("update", sha512_update),
        ])
        t.setGetSets([
            GetSetSpec("digest_size", sha512_digest_size), GetSetSpec("block_size", sha512_block_size),
            GetSetSpec("name", sha512_name),
        ])
    }
    guard let m = makeModule("_sha512", "", [.fastKeywords("sha512", sha512_sha512), .fastKeywords("sha384", sha512_sha384)]) else {
        return nil
    }
    if PyModule_SetState(m, words: 1) == 0, PyModule_AddHeapType(m, 236, state: 0, shown: false) == 0 { return m }
    Py_DECREF(m)
    return nil
}
