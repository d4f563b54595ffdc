import Glibc
import Memory

// Hashing of bytes and addresses: SipHash-1-3 with CPython's key schedule. Origin: Python/pyhash.c, Python/bootstrap_hash.c.

/// The hash key: two words, both 0 for the seed 0.
enum HashSecret {
    private static let word = 48
    @inline(__always) static var k0: UInt64 { UInt64(bitPattern: Int64(Interp.word(word))) }
    @inline(__always) static var k1: UInt64 { UInt64(bitPattern: Int64(Interp.word(word + 1))) }

    /// Sets the key from a `PYTHONHASHSEED` number; 0 means no randomisation. Must come before any string is hashed.
    static func set(seed: UInt32) {
        if seed == 0 {
            Interp.set(word, 0)
            Interp.set(word + 1, 0)
            return
        }
        // A linear congruential generator fills the key byte by byte.
        var x = seed
        var key: [UInt64] = [0, 0]
        for i in 0..<16 {
            x = x &* 214013 &+ 2_531_011
            key[i / 8] |= UInt64((x >> 16) & 0xff) << UInt64(i % 8 * 8)
        }
        Interp.set(word, Int(bitPattern: UInt(key[0])))
        Interp.set(word + 1, Int(bitPattern: UInt(key[1])))
    }
}

/// SipHash with one compression and three finalisation rounds.
@inline(__always)
func siphash13(_ k0: UInt64, _ k1: UInt64, _ p: UnsafeRawPointer, _ n: Int) -> UInt64 {
    var v0 = k0 ^ 0x736f_6d65_7073_6575
    var v1 = k1 ^ 0x646f_7261_6e64_6f6d
    var v2 = k0 ^ 0x6c79_6765_6e65_7261
    var v3 = k1 ^ 0x7465_6462_7974_6573
    @inline(__always) func rotate(_ x: UInt64, _ by: UInt64) -> UInt64 { (x &<< by) | (x &>> (64 &- by)) }
    @inline(__always) func round() {
        v0 = v0 &+ v1
        v2 = v2 &+ v3
        v1 = rotate(v1, 13) ^ v0
        v3 = rotate(v3, 16) ^ v2
        v0 = rotate(v0, 32)
        v2 = v2 &+ v1
        v0 = v0 &+ v3
        v1 = rotate(v1, 17) ^ v2
        v3 = rotate(v3, 21) ^ v0
        v2 = rotate(v2, 32)
    }
    var p = p
    var left = n
    while left >= 8 {
        let m = p.loadUnaligned(as: UInt64.self)
        v3 ^= m
        round()
        v0 ^= m
        p += 8
        left &-= 8
    }
    var b = UInt64(truncatingIfNeeded: n) &<< 56
    var i = 0
    while i < left {
        b |= UInt64(p.load(fromByteOffset: i, as: UInt8.self)) &<< UInt64(i &* 8)
        i &+= 1
    }
    v3 ^= b
    round()
    v0 ^= b
    v2 ^= 0xff
    round()
    round()
    round()
    return (v0 ^ v1) ^ (v2 ^ v3)
}

/// The hash of bytes; 0 for none, never -1. Origin: _Py_HashBytes.
func _Py_HashBytes(_ p: UnsafeRawPointer, _ n: Int) -> Int {
    if n == 0 { return 0 }
    let x = Int(truncatingIfNeeded: siphash13(HashSecret.k0, HashSecret.k1, p, n))
    return x == -1 ? -2 : x
}

/// The hash of an address: rotated by 4, because blocks are aligned. Origin: _Py_HashPointerRaw.
@inline(__always) func _Py_HashPointerRaw(_ p: UnsafeRawPointer?) -> Int {
    let y = UInt(bitPattern: p)
    return Int(bitPattern: (y >> 4) | (y << 60))
}
/// The hash of an address, never -1. Origin: _Py_HashPointer.
@inline(__always) func _Py_HashPointer(_ p: UnsafeRawPointer?) -> Int {
    let x = _Py_HashPointerRaw(p)
    return x == -1 ? -2 : x
}
/// The parameters of numeric hashes. Origin: Include/pyhash.h.
enum HashModulus {
    static let bits = 61
    static let modulus: UInt = (1 << 61) - 1
    static let infinity = 314159
    static let imaginary = 1_000_003
}

/// The hash of a float, equal to that of an int or fraction of the same value; a NaN's is its object's. Origin: _Py_HashDouble.
func _Py_HashDouble(_ op: PyObj, _ v: Double) -> Int {
    if !v.isFinite {
        if v.isNaN { return _Py_HashPointer(op) }
        return v > 0 ? HashModulus.infinity : -HashModulus.infinity
    }
    var exponent: Int32 = 0
    var m = frexp(v, &exponent)
    let negative = m < 0
    if negative { m = -m }
    // 28 bits at a time, modulo 2**61 - 1.
    var x: UInt = 0
    var e = Int(exponent)
    while m != 0 {
        x = (x &<< 28) & HashModulus.modulus | x &>> (61 - 28)
        m *= 268_435_456
        e -= 28
        let y = UInt(m)
        m -= Double(y)
        x &+= y
        if x >= HashModulus.modulus { x -= HashModulus.modulus }
    }
    e = e >= 0 ? e % 61 : 61 - 1 - (-1 - e) % 61
    x = (x &<< UInt(e)) & HashModulus.modulus | x &>> UInt(61 - e)
    let result = negative ? 0 &- Int(bitPattern: x) : Int(bitPattern: x)
    return result == -1 ? -2 : result
}
