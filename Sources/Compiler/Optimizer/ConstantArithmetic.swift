import Bytecode
import Glibc
import Syntax

/// Python's operators on constants, as far as the optimiser may use them. Nil means that Python would raise or that the
/// result would be too large to keep: then the expression is left alone. Origin: Python/ast_opt.c and the number types.
enum ConstantArithmetic {
    private static let maxIntBits = 128
    private static let maxCollectionSize = 256
    private static let maxTextSize = 4096
    private static let maxTotalItems = 1024

    static func unary(_ op: UnaryOperator, _ value: Constant) -> Constant? {
        switch (op, value) {
        case (.not, _): return .bool(!value.isTrue)
        case (.invert, .int), (.invert, .bool): return .int(integer(value)!.inverted)
        case (.uAdd, .int), (.uAdd, .bool): return .int(integer(value)!)
        case (.uSub, .int), (.uSub, .bool): return .int(integer(value)!.negated)
        case (.uAdd, .float), (.uAdd, .complex): return value
        case (.uSub, .float(let x)): return .float(-x)
        case (.uSub, .complex(let real, let imag)): return .complex(real: -real, imag: -imag)
        default: return nil
        }
    }

    static func binary(_ a: Constant, _ op: Operator, _ b: Constant) -> Constant? {
        if op == .matMult { return nil }
        if op == .mod {
            switch a {
            case .str, .bytes: return nil
            default: break
            }
        }
        if let x = integer(a), let y = integer(b) { return integers(a, x, op, b, y) }
        if case .complex = a { return complexes(a, op, b) }
        if case .complex = b { return complexes(a, op, b) }
        if isNumber(a) && isNumber(b) {
            guard let x = double(a), let y = double(b) else { return nil }
            return floats(x, op, y)
        }
        switch (op, a, b) {
        case (.add, .str(let x), .str(let y)): return .str(x + y)
        case (.add, .bytes(let x), .bytes(let y)): return .bytes(x + y)
        case (.add, .tuple(let x), .tuple(let y)): return .tuple(x + y)
        case (.mult, _, _):
            if let n = integer(a) { return repeated(b, n) }
            if let n = integer(b) { return repeated(a, n) }
            return nil
        default: return nil
        }
    }

    static func item(_ container: Constant, _ index: Constant) -> Constant? {
        guard let wide = integer(index)?.int64, let i = Int(exactly: wide) else { return nil }
        func at<T>(_ list: [T]) -> T? {
            let k = i < 0 ? i + list.count : i
            return list.indices.contains(k) ? list[k] : nil
        }
        switch container {
        case .str(let text): return at(text).map { .str([$0]) }
        case .bytes(let bytes): return at(bytes).map { .int(IntegerConstant(Int64($0))) }
        case .tuple(let items): return at(items)
        default: return nil
        }
    }

    // MARK: Conversions

    private static func integer(_ c: Constant) -> IntegerConstant? {
        switch c {
        case .int(let value): value
        case .bool(let value): IntegerConstant(value ? 1 : 0)
        default: nil
        }
    }

    private static func isNumber(_ c: Constant) -> Bool {
        switch c {
        case .int, .bool, .float, .complex: true
        default: false
        }
    }

    private static func double(_ c: Constant) -> Double? {
        if case .float(let value) = c { return value }
        return integer(c)?.nearestDouble
    }

    // MARK: Repetition

    private static func repeated(_ value: Constant, _ count: IntegerConstant) -> Constant? {
        let size: Int
        switch value {
        case .str(let text): size = text.count
        case .bytes(let bytes): size = bytes.count
        case .tuple(let items): size = items.count
        default: return nil
        }
        if size == 0 { return count.int64 == nil ? nil : value }
        guard let wide = count.int64, wide >= 0 else { return nil }
        let n = Int(wide)
        switch value {
        case .str(let text):
            return n > maxTextSize / size ? nil : .str(Array(repeatElement(text, count: n).joined()))
        case .bytes(let bytes):
            return n > maxTextSize / size ? nil : .bytes(Array(repeatElement(bytes, count: n).joined()))
        case .tuple(let items):
            if n > maxCollectionSize / size { return nil }
            if n > 0 && complexity(value, maxTotalItems / n) < 0 { return nil }
            return .tuple(Array(repeatElement(items, count: n).joined()))
        default: return nil
        }
    }

    /// The limit minus the number of items, nested ones included.
    private static func complexity(_ value: Constant, _ limit: Int) -> Int {
        switch value {
        case .tuple(let items), .frozenset(let items):
            var rest = limit - items.count
            for item in items where rest >= 0 { rest = complexity(item, rest) }
            return rest
        default: return limit
        }
    }

    // MARK: Integers

    private static func integers(
        _ a: Constant, _ x: IntegerConstant, _ op: Operator, _ b: Constant, _ y: IntegerConstant
    ) -> Constant? {
        func bits(_ op: (UInt32, UInt32) -> UInt32) -> Constant {
            let result = IntegerConstant.bitwise(x, y, op)
            if case .bool = a, case .bool = b { return .bool(!result.isZero) }
            return .int(result)
        }
        switch op {
        case .add: return .int(x + y)
        case .sub: return .int(x - y)
        case .mult:
            if !x.isZero && !y.isZero && x.bitLength + y.bitLength > maxIntBits { return nil }
            return .int(x * y)
        case .div: return y.isZero ? nil : IntegerConstant.trueDivide(x, y).map { .float($0) }
        case .floorDiv: return y.isZero ? nil : .int(IntegerConstant.divmod(x, y).quotient)
        case .mod: return y.isZero ? nil : .int(IntegerConstant.divmod(x, y).remainder)
        case .pow:
            if y.isNegative {
                guard let p = x.nearestDouble, let q = y.nearestDouble else { return nil }
                return floats(p, .pow, q)
            }
            if y.isZero { return .int(IntegerConstant(1)) }
            if x.isZero { return .int(x) }
            guard let n = y.int64, n <= maxIntBits, x.bitLength <= maxIntBits / Int(n) else { return nil }
            return .int(x.power(Int(n)))
        case .lShift:
            if y.isNegative { return nil }
            if x.isZero || y.isZero { return .int(x) }
            guard let n = y.int64, n <= maxIntBits, x.bitLength <= maxIntBits - Int(n) else { return nil }
            return .int(x.shiftedLeft(Int(n)))
        case .rShift:
            if y.isNegative { return nil }
            guard let n = y.int64 else { return .int(IntegerConstant(x.isNegative ? -1 : 0)) }
            return .int(x.shiftedRight(Int(n)))
        case .bitOr: return bits(|)
        case .bitXor: return bits(^)
        case .bitAnd: return bits(&)
        case .matMult: return nil
        }
    }

    // MARK: Floats

    private static func floats(_ x: Double, _ op: Operator, _ y: Double) -> Constant? {
        switch op {
        case .add: return .float(x + y)
        case .sub: return .float(x - y)
        case .mult: return .float(x * y)
        case .div: return y == 0 ? nil : .float(x / y)
        case .floorDiv: return y == 0 ? nil : .float(divmod(x, y).0)
        case .mod: return y == 0 ? nil : .float(divmod(x, y).1)
        case .pow: return power(x, y)
        default: return nil
        }
    }

    /// Origin: `_float_div_mod` in Objects/floatobject.c.
    private static func divmod(_ x: Double, _ y: Double) -> (Double, Double) {
        var remainder = fmod(x, y)
        var quotient = (x - remainder) / y
        if remainder != 0 {
            if (y < 0) != (remainder < 0) {
                remainder += y
                quotient -= 1
            }
        } else {
            remainder = copysign(0, y)
        }
        if quotient != 0 {
            var floored = floor(quotient)
            if quotient - floored > 0.5 { floored += 1 }
            return (floored, remainder)
        }
        return (copysign(0, x / y), remainder)
    }

    /// Origin: `float_pow` in Objects/floatobject.c.
    private static func power(_ x: Double, _ y: Double) -> Constant? {
        if y == 0 { return .float(1) }
        if x.isNaN { return .float(x) }
        if y.isNaN { return .float(x == 1 ? 1 : y) }
        if y.isInfinite {
            let magnitude = abs(x)
            if magnitude == 1 { return .float(1) }
            return .float((y > 0) == (magnitude > 1) ? abs(y) : 0)
        }
        let yIsOdd = fmod(abs(y), 2) == 1
        if x.isInfinite {
            if y > 0 { return .float(yIsOdd ? x : abs(x)) }
            return .float(yIsOdd ? copysign(0, x) : 0)
        }
        if x == 0 {
            if y < 0 { return nil }
            return .float(yIsOdd ? x : 0)
        }
        var base = x
        var negate = false
        if x < 0 {
            // A negative number to a broken power is complex.
            if y != floor(y) { return complexPower((x, 0), (y, 0)) }
            base = -x
            negate = yIsOdd
        }
        if base == 1 { return .float(negate ? -1 : 1) }
        errno = 0
        let result = pow(base, y)
        if result.isInfinite || (errno != 0 && result != 0) { return nil }
        return .float(negate ? -result : result)
    }

    // MARK: Complex numbers

    private typealias Pair = (real: Double, imag: Double)

    private static func complexes(_ a: Constant, _ op: Operator, _ b: Constant) -> Constant? {
        func pair(_ c: Constant) -> Pair? {
            if case .complex(let real, let imag) = c { return (real, imag) }
            return double(c).map { ($0, 0) }
        }
        guard let x = pair(a), let y = pair(b) else { return nil }
        switch op {
        case .add: return .complex(real: x.real + y.real, imag: x.imag + y.imag)
        case .sub: return .complex(real: x.real - y.real, imag: x.imag - y.imag)
        case .mult:
            let p = multiply(x, y)
            return .complex(real: p.real, imag: p.imag)
        case .div: return divide(x, y).map { .complex(real: $0.real, imag: $0.imag) }
        case .pow: return complexPower(x, y)
        default: return nil
        }
    }

    private static func multiply(_ x: Pair, _ y: Pair) -> Pair {
        (x.real * y.real - x.imag * y.imag, x.real * y.imag + x.imag * y.real)
    }

    /// Origin: `_Py_c_quot` in Objects/complexobject.c.
    private static func divide(_ a: Pair, _ b: Pair) -> Pair? {
        if abs(b.real) >= abs(b.imag) {
            if b.real == 0 { return nil }
            let ratio = b.imag / b.real
            let denominator = b.real + b.imag * ratio
            return ((a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator)
        }
        if abs(b.imag) >= abs(b.real) {
            let ratio = b.real / b.imag
            let denominator = b.real * ratio + b.imag
            return ((a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator)
        }
        return (.nan, .nan)
    }

    /// Origin: `complex_pow` in Objects/complexobject.c.
    private static func complexPower(_ a: Pair, _ b: Pair) -> Constant? {
        var result: Pair
        // The C library reports arguments outside a function's domain through errno.
        errno = 0
        if b.imag == 0 && b.real == floor(b.real) && abs(b.real) <= 100 {
            let n = Int(b.real)
            var power: Pair = (1, 0)
            var square = a
            var mask = 1
            let count = abs(n)
            while mask > 0 && count >= mask {
                if count & mask != 0 { power = multiply(power, square) }
                mask <<= 1
                square = multiply(square, square)
            }
            if n > 0 {
                result = power
            } else if n == 0 {
                result = (1, 0)
            } else {
                guard let inverse = divide((1, 0), power) else { return nil }
                result = inverse
            }
        } else if a.real == 0 && a.imag == 0 {
            if b.imag != 0 || b.real < 0 { return nil }
            result = (0, 0)
        } else {
            let magnitude = hypot(a.real, a.imag)
            var length = pow(magnitude, b.real)
            let angle = atan2(a.imag, a.real)
            var phase = angle * b.real
            if b.imag != 0 {
                length /= exp(angle * b.imag)
                phase += b.imag * log(magnitude)
            }
            result = (length * cos(phase), length * sin(phase))
        }
        if result.real.isInfinite || result.imag.isInfinite || errno == EDOM { return nil }
        return .complex(real: result.real, imag: result.imag)
    }
}
