import Glibc
import Memory

// The module math: wrappers of the C library. Origin: Modules/mathmodule.c.

/// Raises ValueError "math domain error".
@inline(never) func mathDomainError() -> PyObj? {
    PyErr_SetString(PyExc_ValueError, "math domain error")
    return nil
}

/// Raises OverflowError "math range error".
@inline(never) func mathRangeError() -> PyObj? {
    PyErr_SetString(PyExc_OverflowError, "math range error")
    return nil
}

/// The argument as a double; nil with an exception.
@inline(__always) func doubleArgument(_ op: PyObj) -> Double? {
    if op.ob_type == PyFloat_Type { return op.ob_fval }
    let value = PyFloat_AsDouble(op)
    return value == -1.0 && PyErr_Occurred() != nil ? nil : value
}

/// f(x): NaN from a number is a domain error; infinity from a finite number is a range error if f can overflow, else a domain error.
/// Origin: `math_1`.
@inline(__always) private func math1(_ op: PyObj, _ f: (Double) -> Double, canOverflow: Bool = false) -> PyObj? {
    guard let x = doubleArgument(op) else { return nil }
    let r = f(x)
    if r.isNaN && !x.isNaN { return mathDomainError() }
    if r.isInfinite && x.isFinite { return canOverflow ? mathRangeError() : mathDomainError() }
    return PyFloat_FromDouble(r)
}

/// f(x, y): NaN from numbers is a domain error, infinity from finite ones a range error. Origin: `math_2`.
@inline(__always) private func math2(
    _ args: PyArgs, _ nargs: Int, _ name: String, _ f: (Double, Double) -> Double
) -> PyObj? {
    if !_PyArg_CheckPositional(name, nargs, 2, 2) { return nil }
    guard let x = doubleArgument(args[0]), let y = doubleArgument(args[1]) else { return nil }
    let r = f(x, y)
    if r.isNaN && !x.isNaN && !y.isNaN { return mathDomainError() }
    if r.isInfinite && x.isFinite && y.isFinite { return mathRangeError() }
    return PyFloat_FromDouble(r)
}

/// What a function that knows its own errors returns.
enum MathResult {
    case value(Double)
    case domain
    case range
}

/// f(x) where f says itself what is wrong. Origin: `math_1a`.
private func math1a(_ op: PyObj, _ f: (Double) -> MathResult) -> PyObj? {
    guard let x = doubleArgument(op) else { return nil }
    switch f(x) {
    case .value(let r): return PyFloat_FromDouble(r)
    case .domain: return mathDomainError()
    case .range: return mathRangeError()
    }
}

private let lanczosG = 6.024680040776729583740234375
private let lanczosGMinusHalf = 5.524680040776729583740234375

/// Lanczos' sum for positive x. Origin: `lanczos_sum`.
private func lanczosSum(_ x: Double) -> Double {
    let numerators: [Double] = [
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    ]
    let denominators: [Double] = [
        0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0, 1925.0, 66.0,
        1.0,
    ]
    var num = 0.0, den = 0.0
    if x < 5.0 {
        for i in stride(from: 12, through: 0, by: -1) {
            num = num * x + numerators[i]
            den = den * x + denominators[i]
        }
    } else {
        // As a function of 1 / x: no overflow for large x.
        for i in 0...12 {
            num = num / x + numerators[i]
            den = den / x + denominators[i]
        }
    }
    return num / den
}

/// sin(pi x) for finite x. Origin: `m_sinpi`.
private func sinPi(_ x: Double) -> Double {
    let y = fmod(abs(x), 2.0)
    let r: Double
    switch Int(round(2.0 * y)) {
    case 0: r = sin(Double.pi * y)
    case 1: r = cos(Double.pi * (y - 0.5))
    case 2: r = sin(Double.pi * (1.0 - y))
    case 3: r = -cos(Double.pi * (y - 1.5))
    default: r = sin(Double.pi * (y - 2.0))
    }
    return copysign(1.0, x) * r
}

/// Origin: `m_tgamma`.
private func gammaFunction(_ x: Double) -> MathResult {
    if !x.isFinite { return x.isNaN || x > 0 ? .value(x) : .domain }
    if x == 0 { return .domain }
    if x == floor(x) {
        if x < 0 { return .domain }
        if x <= 23 {
            // (x - 1)! is exact.
            var r = 1.0
            for i in stride(from: 2.0, to: x, by: 1.0) { r *= i }
            return .value(r)
        }
    }
    let absx = abs(x)
    if absx < 1e-20 {
        let r = 1.0 / x
        return r.isInfinite ? .range : .value(r)
    }
    if absx > 200.0 { return x < 0 ? .value(0.0 / sinPi(x)) : .range }
    let y = absx + lanczosGMinusHalf
    // The error of that sum.
    var z: Double
    if absx > lanczosGMinusHalf {
        let q = y - absx
        z = q - lanczosGMinusHalf
    } else {
        let q = y - lanczosGMinusHalf
        z = q - absx
    }
    z = z * lanczosG / y
    var r: Double
    if x < 0 {
        r = -Double.pi / sinPi(absx) / absx * exp(y) / lanczosSum(absx)
        r -= z * r
        if absx < 140.0 {
            r /= pow(y, absx - 0.5)
        } else {
            let root = pow(y, absx / 2.0 - 0.25)
            r /= root
            r /= root
        }
    } else {
        r = lanczosSum(absx) / exp(y)
        r += z * r
        if absx < 140.0 {
            r *= pow(y, absx - 0.5)
        } else {
            let root = pow(y, absx / 2.0 - 0.25)
            r *= root
            r *= root
        }
    }
    return r.isInfinite ? .range : .value(r)
}

/// Origin: `m_lgamma`.
private func logGamma(_ x: Double) -> MathResult {
    if !x.isFinite { return .value(x.isNaN ? x : Double.infinity) }
    if x == floor(x) && x <= 2.0 { return x <= 0 ? .domain : .value(0.0) }
    let absx = abs(x)
    if absx < 1e-20 { return .value(-log(absx)) }
    var r = log(lanczosSum(absx)) - lanczosG
    r += (absx - 0.5) * (log(absx + lanczosG - 0.5) - 1)
    if x < 0 {
        let logPi = 1.144729885849400174143427351353058711647
        r = logPi - log(abs(sinPi(absx))) - log(absx) - r
    }
    return r.isInfinite ? .range : .value(r)
}

/// Origin: `m_atan2`.
private func arcTangent2(_ y: Double, _ x: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    if y.isInfinite {
        if x.isInfinite { return copysign((x.sign == .plus ? 0.25 : 0.75) * Double.pi, y) }
        return copysign(0.5 * Double.pi, y)
    }
    if x.isInfinite || y == 0 { return x.sign == .plus ? copysign(0, y) : copysign(Double.pi, y) }
    return atan2(y, x)
}

/// x - n y for the nearest n, even in a tie. Origin: `m_remainder`.
private func ieeeRemainder(_ x: Double, _ y: Double) -> Double {
    if x.isFinite && y.isFinite {
        if y == 0 { return .nan }
        let absx = abs(x), absy = abs(y)
        let m = fmod(absx, absy)
        // Compared with its complement: half of y may not be representable.
        let c = absy - m
        let r = m < c ? m : m > c ? -c : m - 2.0 * fmod(0.5 * (absx - m), absy)
        return copysign(1.0, x) * r
    }
    if x.isNaN { return x }
    if y.isNaN { return y }
    return x.isInfinite ? .nan : x
}

/// Origin: `m_log1p`.
private func logOnePlus(_ x: Double) -> Double { x == 0 ? x : log1p(x) }

/// The METH_O and METH_FASTCALL functions that only wrap a function of doubles.
func mathWrappers() -> [MethodSpec] {
    [
        .o("acos", { math1($1, { acos($0) }) }), .o("acosh", { math1($1, { acosh($0) }) }), .o("asin", { math1($1, { asin($0) }) }),
        .o("asinh", { math1($1, { asinh($0) }) }), .o("atan", { math1($1, { atan($0) }) }),
        .fast("atan2", { math2($1, $2, "atan2", arcTangent2) }), .o("atanh", { math1($1, { atanh($0) }) }),
        .o("cbrt", { math1($1, { cbrt($0) }) }),
        .fast("copysign", { math2($1, $2, "copysign", { copysign($0, $1) }) }), .o("cos", { math1($1, { cos($0) }) }),
        .o("cosh", { math1($1, { cosh($0) }, canOverflow: true) }), .o("erf", { math1a($1, { .value(erf($0)) }) }),
        .o("erfc", { math1a($1, { .value(erfc($0)) }) }), .o("exp", { math1($1, { exp($0) }, canOverflow: true) }),
        .o("exp2", { math1($1, { exp2($0) }, canOverflow: true) }), .o("expm1", { math1($1, { expm1($0) }, canOverflow: true) }),
        .o("fabs", { math1($1, { abs($0) }) }), .o("gamma", { math1a($1, gammaFunction) }),
        .o("lgamma", { math1a($1, logGamma) }), .o("log1p", { math1($1, logOnePlus) }),
        .fast("remainder", { math2($1, $2, "remainder", ieeeRemainder) }), .o("sin", { math1($1, { sin($0) }) }),
        .o("sinh", { math1($1, { sinh($0) }, canOverflow: true) }), .o("sqrt", { math1($1, { $0.squareRoot() }) }),
        .o("tan", { math1($1, { tan($0) }) }), .o("tanh", { math1($1, { tanh($0) }) }),
    ]
}
