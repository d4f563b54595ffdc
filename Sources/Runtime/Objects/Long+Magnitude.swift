import Glibc
import Memory

// Arithmetic on rows of 30-bit digits, without signs and without objects. Origin: Objects/longobject.c.

/// -1, 0, 1 as a row is less than, equal to or greater than another; no leading zeros.
@inline(__always) func magCompare(_ a: Digits, _ na: Int, _ b: Digits, _ nb: Int) -> Int {
    if na != nb { return na < nb ? -1 : 1 }
    var i = na &- 1
    while i >= 0 && a[i] == b[i] { i &-= 1 }
    return i < 0 ? 0 : (a[i] < b[i] ? -1 : 1)
}

/// z[0 ..< n] += b[0 ..< nb], nb ≤ n; the carry out. Origin: `v_iadd`.
@inline(__always) func magAddInPlace(_ z: Digits, _ n: Int, _ b: Digits, _ nb: Int) -> UInt32 {
    var carry: UInt32 = 0
    var i = 0
    while i < nb {
        carry &+= z[i] &+ b[i]
        z[i] = carry & PyLong_MASK
        carry >>= 30
        i &+= 1
    }
    while carry != 0 && i < n {
        carry &+= z[i]
        z[i] = carry & PyLong_MASK
        carry >>= 30
        i &+= 1
    }
    return carry
}

/// z[0 ..< n] -= b[0 ..< nb], nb ≤ n; the borrow out. Origin: `v_isub`.
@inline(__always) func magSubtractInPlace(_ z: Digits, _ n: Int, _ b: Digits, _ nb: Int) -> UInt32 {
    var borrow: UInt32 = 0
    var i = 0
    while i < nb {
        borrow = z[i] &- b[i] &- borrow
        z[i] = borrow & PyLong_MASK
        borrow = (borrow >> 30) & 1
        i &+= 1
    }
    while borrow != 0 && i < n {
        borrow = z[i] &- borrow
        z[i] = borrow & PyLong_MASK
        borrow = (borrow >> 30) & 1
        i &+= 1
    }
    return borrow
}

/// z = a << d, 0 ≤ d < 30; the bits shifted out. Origin: `v_lshift`.
@inline(__always) func magShiftLeft(_ z: Digits, _ a: Digits, _ n: Int, _ d: Int) -> UInt32 {
    var carry: UInt32 = 0
    for i in 0..<n {
        let accumulator = UInt64(a[i]) &<< UInt64(d) | UInt64(carry)
        z[i] = UInt32(truncatingIfNeeded: accumulator) & PyLong_MASK
        carry = UInt32(truncatingIfNeeded: accumulator >> 30)
    }
    return carry
}

/// z = a >> d, 0 ≤ d < 30; the bits shifted out. Origin: `v_rshift`.
@inline(__always) func magShiftRight(_ z: Digits, _ a: Digits, _ n: Int, _ d: Int) -> UInt32 {
    var carry: UInt32 = 0
    let mask = (UInt32(1) &<< UInt32(d)) &- 1
    var i = n &- 1
    while i >= 0 {
        let accumulator = UInt64(carry) << 30 | UInt64(a[i])
        carry = a[i] & mask
        z[i] = UInt32(truncatingIfNeeded: accumulator &>> UInt64(d)) & PyLong_MASK
        i &-= 1
    }
    return carry
}

/// z = a / d for one digit; the remainder. z may be a. Origin: `inplace_divrem1`.
@inline(__always) func magDivideByDigit(_ z: Digits, _ a: Digits, _ n: Int, _ d: UInt32) -> UInt32 {
    var remainder: UInt64 = 0
    let divisor = UInt64(d)
    var i = n &- 1
    while i >= 0 {
        let dividend = remainder << 30 | UInt64(a[i])
        let quotient = dividend / divisor
        z[i] = UInt32(truncatingIfNeeded: quotient)
        remainder = dividend &- quotient &* divisor
        i &-= 1
    }
    return UInt32(truncatingIfNeeded: remainder)
}

/// a % d for one digit. Origin: `inplace_rem1`.
@inline(__always) func magRemainderByDigit(_ a: Digits, _ n: Int, _ d: UInt32) -> UInt32 {
    var remainder: UInt64 = 0
    let divisor = UInt64(d)
    var i = n &- 1
    while i >= 0 {
        remainder = (remainder << 30 | UInt64(a[i])) % divisor
        i &-= 1
    }
    return UInt32(truncatingIfNeeded: remainder)
}

/// z[0 ..< na + nb] = a * b, digit by digit. Origin: `x_mul`.
private func magMultiplySchool(_ z: Digits, _ a: Digits, _ na: Int, _ b: Digits, _ nb: Int) {
    z.update(repeating: 0, count: na &+ nb)
    if a == b && na == nb {
        // A square: each mixed product once, doubled.
        for i in 0..<na {
            var f = UInt64(a[i])
            var p = i << 1
            var carry = UInt64(z[p]) &+ f &* f
            z[p] = UInt32(truncatingIfNeeded: carry) & PyLong_MASK
            p &+= 1
            carry >>= 30
            f <<= 1
            var j = i &+ 1
            while j < na {
                carry &+= UInt64(z[p]) &+ UInt64(a[j]) &* f
                z[p] = UInt32(truncatingIfNeeded: carry) & PyLong_MASK
                p &+= 1
                carry >>= 30
                j &+= 1
            }
            if carry != 0 {
                carry &+= UInt64(z[p])
                z[p] = UInt32(truncatingIfNeeded: carry) & PyLong_MASK
                p &+= 1
                carry >>= 30
            }
            if carry != 0 { z[p] = z[p] &+ (UInt32(truncatingIfNeeded: carry) & PyLong_MASK) }
        }
        return
    }
    for i in 0..<na {
        let f = UInt64(a[i])
        var carry: UInt64 = 0
        let row = z + i
        for j in 0..<nb {
            carry &+= UInt64(row[j]) &+ UInt64(b[j]) &* f
            row[j] = UInt32(truncatingIfNeeded: carry) & PyLong_MASK
            carry >>= 30
        }
        row[nb] = row[nb] &+ UInt32(truncatingIfNeeded: carry)
    }
}

/// z[0 ..< na + nb] = a * b; z overlaps neither. Karatsuba above 70 digits (140 for squares). Origin: `k_mul`, `k_lopsided_mul`.
func magMultiply(_ z: Digits, _ a: Digits, _ na: Int, _ b: Digits, _ nb: Int) {
    var (a, na, b, nb) = (a, na, b, nb)
    if na > nb { swap(&a, &b); swap(&na, &nb) }
    let square = a == b && na == nb
    if na <= (square ? 140 : 70) {
        if na == 0 { z.update(repeating: 0, count: nb) } else { magMultiplySchool(z, a, na, b, nb) }
        return
    }
    if 2 &* na <= nb {
        // Slices of b as long as a.
        z.update(repeating: 0, count: na &+ nb)
        let part = Digits.allocate(capacity: 2 &* na)
        defer { part.deallocate() }
        var done = 0
        while done < nb {
            let n = min(na, nb &- done)
            magMultiply(part, a, na, b + done, n)
            _ = magAddInPlace(z + done, na &+ nb &- done, part, na &+ n)
            done &+= n
        }
        return
    }
    // (ah X + al)(bh X + bl), X = 2 ** (30 shift).
    let shift = nb >> 1
    func trimmed(_ p: Digits, _ n: Int) -> Int {
        var n = n
        while n > 0 && p[n &- 1] == 0 { n &-= 1 }
        return n
    }
    let al = a, ah = a + shift, bl = b, bh = b + shift
    let nal = trimmed(al, shift), nah = na &- shift, nbl = trimmed(bl, shift), nbh = nb &- shift
    let total = na &+ nb
    z.update(repeating: 0, count: total)
    // ah * bh at the top, al * bl at the bottom.
    magMultiply(z + 2 &* shift, ah, nah, bh, nbh)
    let lowSize = nal &+ nbl
    let low = Digits.allocate(capacity: lowSize + 1)
    defer { low.deallocate() }
    magMultiply(low, al, nal, bl, nbl)
    for i in 0..<lowSize { z[i] = low[i] }
    // (ah + al)(bh + bl) in the middle, less the other two.
    let capacity = nb &- shift &+ 1
    let sums = Digits.allocate(capacity: 4 &* capacity)
    defer { sums.deallocate() }
    func sum(_ z: Digits, _ x: Digits, _ nx: Int, _ y: Digits, _ ny: Int) -> Int {
        let (long, n, short, m) = nx >= ny ? (x, nx, y, ny) : (y, ny, x, nx)
        z.update(from: long, count: n)
        z[n] = magAddInPlace(z, n, short, m)
        return trimmed(z, n &+ 1)
    }
    let sa = sums
    let nsa = sum(sa, ah, nah, al, nal)
    let sb = square ? sa : sums + capacity
    let nsb = square ? nsa : sum(sb, bh, nbh, bl, nbl)
    let middle = sums + 2 &* capacity
    magMultiply(middle, sa, nsa, sb, nsb)
    let nm = nsa &+ nsb
    // The differences are taken in the middle product: it is the larger.
    _ = magSubtractInPlace(middle, nm, low, trimmed(low, lowSize))
    _ = magSubtractInPlace(middle, nm, z + 2 &* shift, trimmed(z + 2 &* shift, nah &+ nbh))
    _ = magAddInPlace(z + shift, total &- shift, middle, trimmed(middle, nm))
}

/// Knuth's algorithm D: q[0 ..< nv - nw] and the remainder in r[0 ..< nw]; nv ≥ nw ≥ 2. q and r overlap nothing. Origin: `x_divrem`.
func magDivide(_ q: Digits, _ r: Digits, _ v1: Digits, _ nv: Int, _ w1: Digits, _ nw: Int) -> Int {
    let scratch = Digits.allocate(capacity: nv &+ 1 &+ nw)
    defer { scratch.deallocate() }
    let v = scratch, w = scratch + (nv &+ 1)
    var nv = nv
    let d = w1[nw &- 1].leadingZeroBitCount &- 2
    _ = magShiftLeft(w, w1, nw, d)
    let carry = magShiftLeft(v, v1, nv, d)
    if carry != 0 || v[nv &- 1] >= w[nw &- 1] {
        v[nv] = carry
        nv &+= 1
    }
    let k = nv &- nw
    let wm1 = UInt64(w[nw &- 1]), wm2 = UInt64(w[nw &- 2])
    var j = k &- 1
    while j >= 0 {
        let vk = v + j
        let vtop = UInt64(vk[nw])
        let vv = vtop << 30 | UInt64(vk[nw &- 1])
        var quotient = vv / wm1
        var rest = vv &- wm1 &* quotient
        while wm2 &* quotient > (rest << 30 | UInt64(vk[nw &- 2])) {
            quotient &-= 1
            rest &+= wm1
            if rest >= 1 << 30 { break }
        }
        // Subtract quotient * w.
        var zhi: Int64 = 0
        for i in 0..<nw {
            let z = Int64(vk[i]) &+ zhi &- Int64(quotient) &* Int64(w[i])
            vk[i] = UInt32(truncatingIfNeeded: z) & PyLong_MASK
            zhi = z >> 30
        }
        if Int64(vtop) &+ zhi < 0 {
            // One too many: add back.
            var c: UInt32 = 0
            for i in 0..<nw {
                c &+= vk[i] &+ w[i]
                vk[i] = c & PyLong_MASK
                c >>= 30
            }
            quotient &-= 1
        }
        q[j] = UInt32(truncatingIfNeeded: quotient)
        j &-= 1
    }
    _ = magShiftRight(r, v, nw, d)
    return k
}
