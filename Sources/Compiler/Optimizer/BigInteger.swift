import Bytecode
import Glibc

// Arithmetic on integers of any size, for constant folding. Magnitudes are arrays of 30-bit digits, least significant
// first, without leading zeros. Nothing here needs to be fast: folding limits keep the results small.

extension IntegerConstant {
    private static let base: UInt64 = 1 << 30

    /// Drops leading zeros; zero is never negative.
    static func normalized(_ isNegative: Bool, _ digits: [UInt32]) -> IntegerConstant {
        var digits = digits
        while digits.last == 0 { digits.removeLast() }
        return IntegerConstant(isNegative: isNegative && !digits.isEmpty, digits: digits)
    }

    var isZero: Bool { digits.isEmpty }

    /// `int.bit_length()`.
    var bitLength: Int {
        guard let top = digits.last else { return 0 }
        return digits.count * 30 - (top.leadingZeroBitCount - 2)
    }

    var negated: IntegerConstant { .normalized(!isNegative, digits) }

    /// -1, 0 or 1 as the magnitude of `a` is less than, equal to or greater than that of `b`.
    static func compareMagnitudes(_ a: [UInt32], _ b: [UInt32]) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        for i in a.indices.reversed() where a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
        return 0
    }

    private static func addMagnitudes(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt32 = 0
        for i in 0..<max(a.count, b.count) {
            carry += (i < a.count ? a[i] : 0) + (i < b.count ? b[i] : 0)
            result.append(carry & 0x3fff_ffff)
            carry >>= 30
        }
        if carry != 0 { result.append(carry) }
        return result
    }

    /// `a` must not be smaller than `b`.
    private static func subtractMagnitudes(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for i in a.indices {
            var value = Int64(a[i]) - borrow - (i < b.count ? Int64(b[i]) : 0)
            borrow = value < 0 ? 1 : 0
            if value < 0 { value += 1 << 30 }
            result.append(UInt32(value))
        }
        return result
    }

    static func + (a: IntegerConstant, b: IntegerConstant) -> IntegerConstant {
        if a.isNegative == b.isNegative { return .normalized(a.isNegative, addMagnitudes(a.digits, b.digits)) }
        if compareMagnitudes(a.digits, b.digits) >= 0 {
            return .normalized(a.isNegative, subtractMagnitudes(a.digits, b.digits))
        }
        return .normalized(b.isNegative, subtractMagnitudes(b.digits, a.digits))
    }

    static func - (a: IntegerConstant, b: IntegerConstant) -> IntegerConstant { a + b.negated }

    static func * (a: IntegerConstant, b: IntegerConstant) -> IntegerConstant {
        var result = [UInt32](repeating: 0, count: a.digits.count + b.digits.count)
        for i in a.digits.indices {
            var carry: UInt64 = 0
            for j in b.digits.indices {
                let value = UInt64(a.digits[i]) * UInt64(b.digits[j]) + UInt64(result[i + j]) + carry
                result[i + j] = UInt32(value & 0x3fff_ffff)
                carry = value >> 30
            }
            result[i + b.digits.count] = UInt32(carry)
        }
        return .normalized(a.isNegative != b.isNegative, result)
    }

    /// Quotient and remainder of the magnitudes, bit by bit.
    static func divideMagnitudes(_ a: [UInt32], _ b: [UInt32]) -> (quotient: IntegerConstant, remainder: IntegerConstant) {
        if b.count == 1 {
            var quotient = a
            var rest: UInt64 = 0
            for i in a.indices.reversed() {
                let value = rest << 30 | UInt64(a[i])
                quotient[i] = UInt32(value / UInt64(b[0]))
                rest = value % UInt64(b[0])
            }
            return (.normalized(false, quotient), .normalized(false, [UInt32(rest)]))
        }
        var quotient = [UInt32](repeating: 0, count: a.count)
        let divisor = IntegerConstant(isNegative: false, digits: b)
        var rest = IntegerConstant(isNegative: false, digits: [])
        for i in a.indices.reversed() {
            for bit in (0..<30).reversed() {
                rest = rest.shiftedLeft(1)
                if a[i] >> UInt32(bit) & 1 != 0 { rest = rest + IntegerConstant(1) }
                if compareMagnitudes(rest.digits, b) >= 0 {
                    rest = rest - divisor
                    quotient[i] |= 1 << UInt32(bit)
                }
            }
        }
        return (.normalized(false, quotient), rest)
    }

    /// Python's `divmod`: the quotient is rounded down, the remainder has the divisor's sign. The divisor is not zero.
    static func divmod(_ a: IntegerConstant, _ b: IntegerConstant) -> (quotient: IntegerConstant, remainder: IntegerConstant) {
        let (q, r) = divideMagnitudes(a.digits, b.digits)
        if a.isNegative == b.isNegative { return (q, .normalized(b.isNegative, r.digits)) }
        if r.isZero { return (q.negated, r) }
        let rest = IntegerConstant(isNegative: false, digits: subtractMagnitudes(b.digits, r.digits))
        return ((q + IntegerConstant(1)).negated, .normalized(b.isNegative, rest.digits))
    }

    func shiftedLeft(_ n: Int) -> IntegerConstant {
        if isZero { return self }
        var result = [UInt32](repeating: 0, count: n / 30)
        let bits = UInt64(n % 30)
        var carry: UInt64 = 0
        for digit in digits {
            let value = UInt64(digit) << bits | carry
            result.append(UInt32(value & 0x3fff_ffff))
            carry = value >> 30
        }
        result.append(UInt32(carry))
        return .normalized(isNegative, result)
    }

    /// Rounds down, as Python does.
    func shiftedRight(_ n: Int) -> IntegerConstant {
        if isNegative { return inverted.shiftedRight(n).inverted }
        let words = n / 30
        if words >= digits.count { return IntegerConstant(0) }
        let bits = UInt32(n % 30)
        var result: [UInt32] = []
        for i in words..<digits.count {
            let high = i + 1 < digits.count ? UInt64(digits[i + 1]) << 30 : 0
            result.append(UInt32((high | UInt64(digits[i])) >> UInt64(bits) & 0x3fff_ffff))
        }
        return .normalized(false, result)
    }

    /// `~x`.
    var inverted: IntegerConstant { negated - IntegerConstant(1) }

    /// A bitwise operation in two's complement.
    static func bitwise(_ a: IntegerConstant, _ b: IntegerConstant, _ op: (UInt32, UInt32) -> UInt32) -> IntegerConstant {
        // One more digit than either operand has room for the sign.
        let count = max(a.digits.count, b.digits.count) + 1
        func complement(_ x: IntegerConstant) -> [UInt32] {
            let digits = x.isNegative ? x.inverted.digits : x.digits
            let padded = digits + [UInt32](repeating: 0, count: count - digits.count)
            return x.isNegative ? padded.map { ~$0 & 0x3fff_ffff } : padded
        }
        let result = zip(complement(a), complement(b)).map { op($0, $1) & 0x3fff_ffff }
        if result[count - 1] == 0 { return .normalized(false, result) }
        return IntegerConstant.normalized(false, result.map { ~$0 & 0x3fff_ffff }).inverted
    }

    func power(_ exponent: Int) -> IntegerConstant {
        var result = IntegerConstant(1)
        for _ in 0..<exponent { result = result * self }
        return result
    }

    /// The nearest float, ties to even; nil if it would overflow.
    var nearestDouble: Double? {
        guard let (fraction, exponent) = frexp else { return nil }
        return fraction == 0 ? 0 : Double(sign: .plus, exponent: exponent, significand: fraction)
    }

    /// The value as fraction · 2^exponent with 0.5 ≤ |fraction| < 1, correctly rounded; nil if the exponent is beyond a float's.
    private var frexp: (Double, Int)? {
        let length = bitLength
        if length == 0 { return (0, 0) }
        if length > 1024 { return nil }
        let magnitude = IntegerConstant(isNegative: false, digits: digits)
        // Keep 55 bits, the lowest of them sticky, and let the conversion to 53 bits round.
        var top = magnitude
        var exponent = 0
        if length > 55 {
            exponent = length - 55
            top = magnitude.shiftedRight(exponent)
            if IntegerConstant.compareMagnitudes(top.shiftedLeft(exponent).digits, magnitude.digits) != 0 {
                top = IntegerConstant.bitwise(top, IntegerConstant(1), |)
            }
        }
        let value = Double(top.int64!)
        let result = value * Double(sign: .plus, exponent: exponent, significand: 1)
        if result.isInfinite { return nil }
        return (isNegative ? -value : value, exponent)
    }

    /// `a / b` of Python, correctly rounded; nil if it overflows. `b` is not zero. Origin: `long_true_divide`.
    static func trueDivide(_ a: IntegerConstant, _ b: IntegerConstant) -> Double? {
        if a.isZero { return b.isNegative ? -0.0 : 0.0 }
        let isNegative = a.isNegative != b.isNegative
        let difference = a.bitLength - b.bitLength
        if difference > 1024 { return nil }
        if difference < -1100 { return isNegative ? -0.0 : 0.0 }
        // Scale so that the quotient has 55 or 56 bits, fewer where the result is subnormal.
        let shift = max(difference, -1021) - 55
        let numerator = shift <= 0 ? a.shiftedLeftMagnitude(-shift) : a.digits
        let denominator = shift > 0 ? b.shiftedLeftMagnitude(shift) : b.digits
        let (quotient, remainder) = divideMagnitudes(numerator, denominator)
        var bits = quotient.int64!
        if !remainder.isZero { bits |= 1 }
        // Round half to even at the last bit that the result can hold; there are always at least two bits to drop.
        let extra = max(quotient.bitLength, -1021 - shift) - 53
        let mask = Int64(1) << Int64(extra - 1)
        if bits & mask != 0 && bits & (3 * mask - 1) != 0 { bits += mask }
        bits &= ~(2 * mask - 1)
        let result = ldexp(Double(bits), Int32(shift))
        if result.isInfinite { return nil }
        return isNegative ? -result : result
    }

    private func shiftedLeftMagnitude(_ n: Int) -> [UInt32] {
        IntegerConstant(isNegative: false, digits: digits).shiftedLeft(n).digits
    }
}
