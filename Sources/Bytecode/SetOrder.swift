/// In which order a set of constants is iterated: CPython's hash functions with the key of PYTHONHASHSEED=0, and the set's
/// probing. Origin: Objects/setobject.c, Python/pyhash.c.
public enum SetOrder {
    /// Indices of the elements in the order in which a set built from them, one after another, yields them; elements equal to
    /// an earlier one are left out. None and Ellipsis hash by address in CPython 3.11; here they hash as zero.
    public static func iteration(of elements: [Constant]) -> [Int] {
        let hashes = elements.map { hash($0) }
        var table = [Int](repeating: -1, count: 8)
        var used = 0
        for (element, h) in hashes.enumerated() {
            let slot = find(h, in: table) { hashes[$0] == h && equal(elements[$0], elements[element]) }
            if table[slot] >= 0 { continue }
            table[slot] = element
            used += 1
            if used * 5 >= (table.count - 1) * 3 {
                let wanted = used > 50000 ? used * 2 : used * 4
                var size = 8
                while size <= wanted { size <<= 1 }
                var grown = [Int](repeating: -1, count: size)
                for old in table where old >= 0 { grown[find(hashes[old], in: grown) { _ in false }] = old }
                table = grown
            }
        }
        return table.filter { $0 >= 0 }
    }

    /// The slot of a matching element, or the first free one on its probe path.
    private static func find(_ hash: Int, in table: [Int], matches: (Int) -> Bool) -> Int {
        let mask = UInt(table.count - 1)
        var perturb = UInt(bitPattern: hash)
        var i = perturb & mask
        while true {
            let last = i + 9 <= mask ? i + 9 : i
            for slot in i...last where table[Int(slot)] < 0 || matches(table[Int(slot)]) { return Int(slot) }
            perturb >>= 5
            i = (i &* 5 &+ 1 &+ perturb) & mask
        }
    }

    /// What `hash()` returns.
    public static func hash(_ constant: Constant) -> Int {
        switch constant {
        case .none, .ellipsis, .code: return 0
        case .bool(let value): return value ? 1 : 0
        case .int(let value): return hash(value)
        case .float(let value): return hash(value)
        case .complex(let real, let imag):
            let combined = UInt(bitPattern: hash(real)) &+ 1_000_003 &* UInt(bitPattern: hash(imag))
            return combined == UInt.max ? -2 : Int(bitPattern: combined)
        case .str(let codePoints): return hash(codePoints)
        case .bytes(let bytes): return hash(bytes: bytes)
        case .tuple(let items):
            var accumulator: UInt = 2_870_177_450_012_600_261
            for item in items {
                accumulator &+= UInt(bitPattern: hash(item)) &* 14_029_467_366_897_019_727
                accumulator = accumulator << 31 | accumulator >> 33
                accumulator &*= 11_400_714_785_074_694_791
            }
            accumulator &+= UInt(items.count) ^ (2_870_177_450_012_600_261 ^ 3_527_539)
            return accumulator == UInt.max ? 1_546_275_796 : Int(bitPattern: accumulator)
        case .frozenset(let items):
            let order = iteration(of: items)
            var value: UInt = 0
            for i in order {
                let h = UInt(bitPattern: hash(items[i]))
                value ^= ((h ^ 89_869_747) ^ (h << 16)) &* 3_644_798_167
            }
            value ^= (UInt(order.count) &+ 1) &* 1_927_868_237
            value ^= (value >> 11) ^ (value >> 25)
            value = value &* 69069 &+ 907_133_923
            return value == UInt.max ? 590_923_713 : Int(bitPattern: value)
        }
    }

    private static let modulus: UInt64 = (1 << 61) - 1

    private static func hash(_ value: IntegerConstant) -> Int {
        var result: UInt64 = 0
        for digit in value.digits.reversed() {
            result = ((result << 30) & modulus) | (result >> 31)
            result += UInt64(digit)
            if result >= modulus { result -= modulus }
        }
        let signed = value.isNegative ? -Int(result) : Int(result)
        return signed == -1 ? -2 : signed
    }

    private static func hash(_ value: Double) -> Int {
        if value.isNaN { return 0 }
        if value.isInfinite { return value > 0 ? 314159 : -314159 }
        if value == 0 { return 0 }
        // The mantissa is eaten 28 bits at a time, then the exponent rotates the result.
        var mantissa = value.magnitude.significand / 2
        var exponent = Int(value.magnitude.exponent) + 1
        var x: UInt64 = 0
        while mantissa != 0 {
            x = ((x << 28) & modulus) | x >> 33
            mantissa *= 268_435_456
            exponent -= 28
            let y = UInt64(mantissa)
            mantissa -= Double(y)
            x += y
            if x >= modulus { x -= modulus }
        }
        let e = exponent >= 0 ? exponent % 61 : 60 - ((-1 - exponent) % 61)
        x = ((x << UInt64(e)) & modulus) | x >> UInt64(61 - e)
        let signed = value < 0 ? -Int(x) : Int(x)
        return signed == -1 ? -2 : signed
    }

    private static func hash(_ codePoints: [UInt32]) -> Int {
        let largest = codePoints.max() ?? 0
        if largest < 0x100 { return hash(bytes: codePoints.map { UInt8($0) }) }
        let width = largest < 0x10000 ? 2 : 4
        return hash(bytes: codePoints.flatMap { c in (0..<width).map { UInt8(truncatingIfNeeded: c >> UInt32(8 * $0)) } })
    }

    /// SipHash-1-3 with a zero key.
    private static func hash(bytes: [UInt8]) -> Int {
        if bytes.isEmpty { return 0 }
        var v0: UInt64 = 0x736f_6d65_7073_6575
        var v1: UInt64 = 0x646f_7261_6e64_6f6d
        var v2: UInt64 = 0x6c79_6765_6e65_7261
        var v3: UInt64 = 0x7465_6462_7974_6573
        func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x << n | x >> (64 - n) }
        func round() {
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
        var i = 0
        while i + 8 <= bytes.count {
            var word: UInt64 = 0
            for k in 0..<8 { word |= UInt64(bytes[i + k]) << UInt64(8 * k) }
            v3 ^= word
            round()
            v0 ^= word
            i += 8
        }
        var last = UInt64(bytes.count) << 56
        for k in i..<bytes.count { last |= UInt64(bytes[k]) << UInt64(8 * (k - i)) }
        v3 ^= last
        round()
        v0 ^= last
        v2 ^= 0xff
        round()
        round()
        round()
        let value = Int(bitPattern: UInt(v0 ^ v1 ^ v2 ^ v3))
        return value == -1 ? -2 : value
    }

    /// Python's `==` between constants.
    public static func equal(_ a: Constant, _ b: Constant) -> Bool {
        switch (a, b) {
        case (.none, .none), (.ellipsis, .ellipsis): return true
        case (.str(let x), .str(let y)): return x == y
        case (.bytes(let x), .bytes(let y)): return x == y
        case (.tuple(let x), .tuple(let y)): return x.count == y.count && zip(x, y).allSatisfy { equal($0, $1) }
        case (.frozenset(let x), .frozenset(let y)):
            let (p, q) = (iteration(of: x), iteration(of: y))
            return p.count == q.count && p.allSatisfy { i in q.contains { equal(x[i], y[$0]) } }
        default:
            guard let x = number(a), let y = number(b) else { return false }
            if let p = x.integer, let q = y.integer { return p == q }
            if x.imag != y.imag { return false }
            if let p = x.integer { return p.exactDouble == y.real }
            if let q = y.integer { return q.exactDouble == x.real }
            return x.real == y.real
        }
    }

    private static func number(_ c: Constant) -> (integer: IntegerConstant?, real: Double, imag: Double)? {
        switch c {
        case .bool(let value): (IntegerConstant(value ? 1 : 0), 0, 0)
        case .int(let value): (value, 0, 0)
        case .float(let value): (nil, value, 0)
        case .complex(let real, let imag): (nil, real, imag)
        default: nil
        }
    }
}

extension IntegerConstant {
    /// The same value as a float if there is one, otherwise nil.
    public var exactDouble: Double? {
        var value = 0.0
        for digit in digits.reversed() {
            let next = value * 1_073_741_824 + Double(digit)
            // Subtracting again finds out whether anything was rounded away.
            if next.isInfinite || next - value * 1_073_741_824 != Double(digit) { return nil }
            value = next
        }
        return isNegative ? -value : value
    }
}
