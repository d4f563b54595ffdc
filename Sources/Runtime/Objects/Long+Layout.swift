import Memory
import Trace

// PyLongObject: sign and number of digits in `ob_size`, then digits of 30 bits, lowest first. Origin: Include/cpython/longintrepr.h.

/// Digits of an int: 30 bits each in 32-bit words, lowest first.
typealias Digits = UnsafeMutablePointer<UInt32>

/// Bits of a digit.
let PyLong_SHIFT = 30
/// 2 ** 30.
let PyLong_BASE = 1 << 30
/// A digit with all bits set.
let PyLong_MASK: UInt32 = (1 << 30) - 1

extension UnsafeMutableRawPointer {
    /// The digits of an int, at byte 24.
    @inline(__always) var ob_digit: Digits { (self + 24).assumingMemoryBound(to: UInt32.self) }
    /// The number of digits of an int, without its sign.
    @inline(__always) var digitCount: Int { let n = ob_size; return n < 0 ? 0 &- n : n }
}

/// Whether an int has at most one digit. Origin: `IS_MEDIUM_VALUE`.
@inline(__always) func isMedium(_ op: PyObj) -> Bool { UInt(bitPattern: op.ob_size &+ 1) < 3 }

/// The value of an int of at most one digit. Origin: `medium_value`.
@inline(__always) func mediumValue(_ op: PyObj) -> Int { op.ob_size &* Int(op.ob_digit[0]) }

/// A block for an int of `n` digits (room for one at least), `ob_size` set to `n`; nil with an exception. Origin: `_PyLong_New`.
@inline(__always) func _PyLong_New(_ n: Int) -> PyObj? {
    // MAX_LONG_DIGITS.
    if _slowPath(n > (Int.max - 24) / 4) {
        PyErr_SetString(PyExc_OverflowError, "too many digits in integer")
        return nil
    }
    guard let op = PyObject_Malloc(24 &+ 4 &* (n == 0 ? 1 : n)) else { return PyErr_NoMemory() }
    op.ob_size = n
    op.ob_type = PyLong_Type
    op.ob_refcnt = 1
    emitIfTracing(.newObject(op, PyLong_Type))
    return op
}

/// A new reference to an int that is known to fit one digit and to be no small int. Origin: `_PyLong_FromMedium`.
@inline(__always) private func fromMedium(_ value: Int) -> PyObj? {
    guard let op = PyObject_Malloc(32) else { return PyErr_NoMemory() }
    op.ob_size = value < 0 ? -1 : 1
    op.ob_type = PyLong_Type
    op.ob_refcnt = 1
    op.ob_digit[0] = UInt32(truncatingIfNeeded: value < 0 ? 0 &- value : value)
    emitIfTracing(.newObject(op, PyLong_Type))
    return op
}

/// Two or three digits.
@inline(never) private func fromLarge(_ value: Int) -> PyObj? {
    var magnitude = value.magnitude
    var n = 0
    var t = magnitude
    while t != 0 {
        n &+= 1
        t >>= 30
    }
    guard let op = _PyLong_New(n) else { return nil }
    let digits = op.ob_digit
    for i in 0..<n {
        digits[i] = UInt32(truncatingIfNeeded: magnitude) & PyLong_MASK
        magnitude >>= 30
    }
    if value < 0 { op.ob_size = 0 &- n }
    return op
}

/// An int of a machine integer: a new reference; small ints are shared. Origin: Objects/longobject.c.
@inline(__always) public func PyLong_FromLong(_ value: Int) -> PyObj? {
    if UInt(bitPattern: value &+ 5) < 262 { return Py_NewRef(smallInt(value)) }
    if UInt(bitPattern: value &+ 0x3fff_ffff) <= 0x7fff_fffe { return fromMedium(value) }
    return fromLarge(value)
}

/// `PyLong_FromLong`. Origin: Objects/longobject.c.
@inline(__always) public func PyLong_FromSsize_t(_ value: Int) -> PyObj? { PyLong_FromLong(value) }
/// `PyLong_FromLong`. Origin: Objects/longobject.c.
@inline(__always) public func PyLong_FromLongLong(_ value: Int) -> PyObj? { PyLong_FromLong(value) }

/// An int of an unsigned machine integer. Origin: Objects/longobject.c.
public func PyLong_FromUnsignedLong(_ value: UInt) -> PyObj? {
    if value <= 256 { return Py_NewRef(smallInt(Int(value))) }
    guard let op = _PyLong_New((63 - value.leadingZeroBitCount) / 30 + 1) else { return nil }
    for i in 0..<op.ob_size { op.ob_digit[i] = UInt32(truncatingIfNeeded: value >> UInt(30 * i)) & PyLong_MASK }
    return op
}

/// `PyLong_FromUnsignedLong`. Origin: Objects/longobject.c.
public func PyLong_FromSize_t(_ value: UInt) -> PyObj? { PyLong_FromUnsignedLong(value) }
/// `PyLong_FromUnsignedLong`. Origin: Objects/longobject.c.
public func PyLong_FromUnsignedLongLong(_ value: UInt64) -> PyObj? { PyLong_FromUnsignedLong(UInt(value)) }
/// The address of an object as an int, as `id()` gives it. Origin: Objects/longobject.c.
public func PyLong_FromVoidPtr(_ p: UnsafeMutableRawPointer?) -> PyObj? { PyLong_FromUnsignedLong(UInt(bitPattern: p)) }

/// The cached 0, borrowed. Origin: pycore_long.h.
@inline(__always) public func _PyLong_GetZero() -> PyObj { smallInt(0) }
/// The cached 1, borrowed. Origin: pycore_long.h.
@inline(__always) public func _PyLong_GetOne() -> PyObj { smallInt(1) }

/// Takes leading zero digits off. Origin: `long_normalize`.
@inline(__always) func longNormalize(_ op: PyObj) {
    let size = op.ob_size
    let digits = op.ob_digit
    var n = size < 0 ? 0 &- size : size
    while n > 0 && digits[n &- 1] == 0 { n &-= 1 }
    op.ob_size = size < 0 ? 0 &- n : n
}

/// Exchanges a fresh int that is a small one for the shared object. Origin: `maybe_small_long`.
@inline(__always) func maybeSmall(_ op: PyObj?) -> PyObj? {
    guard let op else { return nil }
    if isMedium(op) {
        let value = mediumValue(op)
        if UInt(bitPattern: value &+ 5) < 262 {
            Py_DECREF(op)
            return Py_NewRef(smallInt(value))
        }
    }
    return op
}

/// A copy of an int (exact, small ints shared). Origin: `_PyLong_Copy`.
public func _PyLong_Copy(_ op: PyObj) -> PyObj? {
    if isMedium(op) { return PyLong_FromLong(mediumValue(op)) }
    let n = op.digitCount
    guard let copy = _PyLong_New(n) else { return nil }
    copy.ob_digit.update(from: op.ob_digit, count: n)
    copy.ob_size = op.ob_size
    return copy
}

/// The sign: -1, 0, 1. Origin: `_PyLong_Sign`.
@inline(__always) public func _PyLong_Sign(_ op: PyObj) -> Int32 { Int32(op.ob_size.signum()) }

/// Bits of the absolute value. Origin: `_PyLong_NumBits`.
public func _PyLong_NumBits(_ op: PyObj) -> Int {
    let n = op.digitCount
    return n == 0 ? 0 : (n - 1) * 30 + 32 - op.ob_digit[n - 1].leadingZeroBitCount
}

/// The `tp_dealloc` of ints: nothing but the block to give back.
func long_dealloc(_ op: PyObj) {
    if _fastPath(op.ob_type == PyLong_Type) { PyObject_Free(op) } else { op.ob_type.tp_free.unsafelyUnwrapped(op) }
}

/// Writes the small ints -5 … 256.
func initLongObjects() {
    for value in -5...256 {
        let op = smallInt(value)
        op.ob_refcnt = StaticArea.refcnt
        op.ob_type = PyLong_Type
        op.ob_size = value.signum()
        op.ob_digit[0] = UInt32(value.magnitude)
    }
}
