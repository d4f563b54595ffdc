import Glibc
import Memory

// How a str is read: the macros of Include/cpython/unicodeobject.h. A str of this machine is always "ready": compact ASCII (data at 48),
// compact (data at 72), or legacy with separate data (subclasses of str).

/// Bits of `unicode_state`.
enum UnicodeState {
    static let internedMask: UInt32 = 3
    static let mortal: UInt32 = 1
    static let compact: UInt32 = 1 << 5
    static let ascii: UInt32 = 1 << 6
    static let ready: UInt32 = 1 << 7
    /// The state of a new compact ASCII string.
    static let compactASCII: UInt32 = 1 << 2 | compact | ascii | ready
    /// The state of a new compact string that is not ASCII.
    @inline(__always) static func compactWide(_ kind: Int) -> UInt32 { UInt32(kind) << 2 | compact | ready }
}

/// The number of code points. Origin: PyUnicode_GET_LENGTH.
@inlinable @inline(__always) public func PyUnicode_GET_LENGTH(_ op: PyObj) -> Int { op.unicode_length }
/// Bytes for one code point: 1, 2 or 4. Origin: PyUnicode_KIND.
@inlinable @inline(__always) public func PyUnicode_KIND(_ op: PyObj) -> Int { Int((op.unicode_state >> 2) & 7) }
/// Whether all code points are below 128. Origin: PyUnicode_IS_ASCII.
@inlinable @inline(__always) public func PyUnicode_IS_ASCII(_ op: PyObj) -> Bool { op.unicode_state & 64 != 0 }
/// Whether the characters follow the head in the same block. Origin: PyUnicode_IS_COMPACT.
@inlinable @inline(__always) public func PyUnicode_IS_COMPACT(_ op: PyObj) -> Bool { op.unicode_state & 32 != 0 }
/// Whether the string is compact and ASCII. Origin: PyUnicode_IS_COMPACT_ASCII.
@inlinable @inline(__always) public func PyUnicode_IS_COMPACT_ASCII(_ op: PyObj) -> Bool { op.unicode_state & 96 == 96 }
/// 0: not interned, 1: interned and mortal, 2: immortal. Origin: PyUnicode_CHECK_INTERNED.
@inlinable @inline(__always) public func PyUnicode_CHECK_INTERNED(_ op: PyObj) -> Int { Int(op.unicode_state & 3) }
/// The address of the first code point. Origin: PyUnicode_DATA.
@inlinable @inline(__always) public func PyUnicode_DATA(_ op: PyObj) -> UnsafeMutableRawPointer {
    let state = op.unicode_state
    if _fastPath(state & 96 == 96) { return op + 48 }
    if state & 32 != 0 { return op + 72 }
    return op.unicode_data.unsafelyUnwrapped
}
/// An upper bound of the code points, by the kind. Origin: PyUnicode_MAX_CHAR_VALUE.
@inlinable @inline(__always) public func PyUnicode_MAX_CHAR_VALUE(_ op: PyObj) -> UInt32 {
    if PyUnicode_IS_ASCII(op) { return 0x7f }
    switch PyUnicode_KIND(op) {
    case 1: return 0xff
    case 2: return 0xffff
    default: return 0x10ffff
    }
}

/// One code point of a buffer of a kind.
@inlinable @inline(__always) public func unicodeRead(_ kind: Int, _ data: UnsafeRawPointer, _ i: Int) -> UInt32 {
    switch kind {
    case 1: return UInt32(data.load(fromByteOffset: i, as: UInt8.self))
    case 2: return UInt32(data.load(fromByteOffset: i &* 2, as: UInt16.self))
    default: return data.load(fromByteOffset: i &* 4, as: UInt32.self)
    }
}
/// Stores one code point into a buffer of a kind that can hold it.
@inlinable @inline(__always) public func unicodeWrite(_ kind: Int, _ data: UnsafeMutableRawPointer, _ i: Int, _ c: UInt32) {
    switch kind {
    case 1: data.storeBytes(of: UInt8(truncatingIfNeeded: c), toByteOffset: i, as: UInt8.self)
    case 2: data.storeBytes(of: UInt16(truncatingIfNeeded: c), toByteOffset: i &* 2, as: UInt16.self)
    default: data.storeBytes(of: c, toByteOffset: i &* 4, as: UInt32.self)
    }
}
/// The code point at an index that must be in range. Origin: PyUnicode_READ_CHAR.
@inlinable @inline(__always) public func PyUnicode_READ(_ op: PyObj, _ i: Int) -> UInt32 {
    unicodeRead(PyUnicode_KIND(op), PyUnicode_DATA(op), i)
}
/// The code point at an index that must be in range. Origin: PyUnicode_READ_CHAR.
@inlinable @inline(__always) public func PyUnicode_READ_CHAR(_ op: PyObj, _ i: Int) -> UInt32 { PyUnicode_READ(op, i) }
/// Stores a code point into a string under construction. Origin: PyUnicode_WRITE.
@inlinable @inline(__always) public func PyUnicode_WRITE(_ op: PyObj, _ i: Int, _ c: UInt32) {
    unicodeWrite(PyUnicode_KIND(op), PyUnicode_DATA(op), i, c)
}

/// Largest code point class of a range: 0x7f, 0xff, 0xffff or 0x10ffff. Origin: stringlib/find_max_char.h.
func unicodeFindMaxChar(_ kind: Int, _ data: UnsafeRawPointer, _ start: Int, _ end: Int) -> UInt32 {
    if start >= end { return 0x7f }
    switch kind {
    case 1:
        var p = data + start
        var n = end - start
        while n >= 8 {
            if p.loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return 0xff }
            p += 8
            n -= 8
        }
        while n > 0 {
            if p.load(as: UInt8.self) >= 128 { return 0xff }
            p += 1
            n -= 1
        }
        return 0x7f
    case 2:
        let p = data.assumingMemoryBound(to: UInt16.self)
        var bits: UInt16 = 0
        for i in start..<end { bits |= p[i] }
        return bits >= 0x100 ? 0xffff : bits >= 0x80 ? 0xff : 0x7f
    default:
        let p = data.assumingMemoryBound(to: UInt32.self)
        var bits: UInt32 = 0
        for i in start..<end { bits |= p[i] }
        return bits >= 0x10000 ? 0x10ffff : bits >= 0x100 ? 0xffff : bits >= 0x80 ? 0xff : 0x7f
    }
}
/// Largest code point class in a part of a string. Origin: _PyUnicode_FindMaxChar.
func _PyUnicode_FindMaxChar(_ op: PyObj, _ start: Int, _ end: Int) -> UInt32 {
    if PyUnicode_IS_ASCII(op) || start == end { return 0x7f }
    return unicodeFindMaxChar(PyUnicode_KIND(op), PyUnicode_DATA(op), start, end)
}

/// Copies code points between buffers of any kinds; every one must fit.
@inline(__always)
func unicodeConvert(
    _ toKind: Int, _ to: UnsafeMutableRawPointer, _ toStart: Int, _ fromKind: Int, _ from: UnsafeRawPointer, _ fromStart: Int,
    _ n: Int
) {
    if toKind == fromKind {
        memcpy(to + toStart &* toKind, from + fromStart &* fromKind, n &* toKind)
    } else {
        unicodeConvertSlow(toKind, to, toStart, fromKind, from, fromStart, n)
    }
}
@inline(never)
private func unicodeConvertSlow(
    _ toKind: Int, _ to: UnsafeMutableRawPointer, _ toStart: Int, _ fromKind: Int, _ from: UnsafeRawPointer, _ fromStart: Int,
    _ n: Int
) {
    @inline(__always) func go<A: FixedWidthInteger, B: FixedWidthInteger>(_: A.Type, _: B.Type) {
        let d = to.assumingMemoryBound(to: A.self) + toStart
        let s = from.assumingMemoryBound(to: B.self) + fromStart
        for i in 0..<n { d[i] = A(truncatingIfNeeded: s[i]) }
    }
    switch (toKind, fromKind) {
    case (1, 2): go(UInt8.self, UInt16.self)
    case (1, 4): go(UInt8.self, UInt32.self)
    case (2, 1): go(UInt16.self, UInt8.self)
    case (2, 4): go(UInt16.self, UInt32.self)
    case (4, 1): go(UInt32.self, UInt8.self)
    default: go(UInt32.self, UInt16.self)
    }
}
/// Copies a part of one string into another that can hold it. Origin: _PyUnicode_FastCopyCharacters.
@inline(__always)
func _PyUnicode_FastCopyCharacters(_ to: PyObj, _ toStart: Int, _ from: PyObj, _ fromStart: Int, _ n: Int) {
    unicodeConvert(PyUnicode_KIND(to), PyUnicode_DATA(to), toStart, PyUnicode_KIND(from), PyUnicode_DATA(from), fromStart, n)
}
/// Fills a range of a buffer with one code point. Origin: unicode_fill.
func unicodeFill(_ kind: Int, _ data: UnsafeMutableRawPointer, _ c: UInt32, _ start: Int, _ n: Int) {
    switch kind {
    case 1: memset(data + start, Int32(c), n)
    case 2: (data.assumingMemoryBound(to: UInt16.self) + start).update(repeating: UInt16(truncatingIfNeeded: c), count: n)
    default: (data.assumingMemoryBound(to: UInt32.self) + start).update(repeating: c, count: n)
    }
}
/// Fills a range of a string under construction. Origin: _PyUnicode_FastFill.
func _PyUnicode_FastFill(_ op: PyObj, _ start: Int, _ n: Int, _ c: UInt32) {
    unicodeFill(PyUnicode_KIND(op), PyUnicode_DATA(op), c, start, n)
}

/// The text of a str as a Swift string; lone surrogates become U+FFFD.
public func swiftString(_ op: PyObj) -> String {
    let n = PyUnicode_GET_LENGTH(op)
    let data = PyUnicode_DATA(op)
    if PyUnicode_IS_ASCII(op) {
        return String(decoding: UnsafeRawBufferPointer(start: data, count: n), as: UTF8.self)
    }
    let kind = PyUnicode_KIND(op)
    var out = String.UnicodeScalarView()
    for i in 0..<n { out.append(Unicode.Scalar(unicodeRead(kind, data, i)) ?? "\u{fffd}") }
    return String(out)
}
