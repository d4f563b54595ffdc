/// The values that a compiler can put into `co_consts`: what the syntax tree's `Constant` node holds, what folding makes
/// of it, and the code objects of nested scopes. Text is kept as code points because a Python string may hold lone surrogates.
public indirect enum Constant: Sendable {
    case none
    case ellipsis
    case bool(Bool)
    case int(IntegerConstant)
    /// Compared by bit pattern, so that `0.0` and `-0.0` stay two constants, as in CPython.
    case float(Double)
    case complex(real: Double, imag: Double)
    /// Code points, lone surrogates included.
    case str([UInt32])
    case bytes([UInt8])
    case tuple([Constant])
    /// Elements in the order in which the compiler met them; the machine builds the set from that order.
    case frozenset([Constant])
    case code(CodeDescription)
}

/// An integer of any size in CPython's own form: a sign and base-2³⁰ digits, least significant first, no leading zeros
/// (zero has no digits). Origin: Include/cpython/longintrepr.h.
public struct IntegerConstant: Hashable, Sendable {
    /// Whether it is below zero.
    public var isNegative: Bool
    /// Each below 2³⁰, least significant first; empty for zero.
    public var digits: [UInt32]

    /// Makes the integer with these digits; the caller has normalised them.
    public init(isNegative: Bool, digits: [UInt32]) {
        self.isNegative = isNegative
        self.digits = digits
    }
}
