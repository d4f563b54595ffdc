import Glibc
import Memory
import Trace

// The module `_random` (Mersenne Twister). Origin: Modules/_randommodule.c.

var PyRandom_Type: PyObj { ModuleTypes.heap(235) }

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
