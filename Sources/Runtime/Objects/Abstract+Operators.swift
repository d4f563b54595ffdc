import Memory
import Trace

// The number protocol. Origin: Objects/abstract.c.

/// Offsets of slots in `PyNumberMethods`, for the operators' common code.
enum NumberSlot {
    static let add = 0, subtract = 8, multiply = 16, remainder = 24, divmod = 32, power = 40
    static let lshift = 88, rshift = 96, and = 104, xor = 112, or = 120
    static let inplaceAdd = 152, inplaceSubtract = 160, inplaceMultiply = 168, inplaceRemainder = 176, inplacePower = 184
    static let inplaceLshift = 192, inplaceRshift = 200, inplaceAnd = 208, inplaceXor = 216, inplaceOr = 224
    static let floorDivide = 232, trueDivide = 240, inplaceFloorDivide = 248, inplaceTrueDivide = 256
    static let matrixMultiply = 272, inplaceMatrixMultiply = 280
}

/// A binary operator by both operands' slots; NotImplemented (a new reference) if neither can. A right operand whose type is a
/// subclass of the left one's goes first. Origin: `binary_op1`.
@inline(__always) func binary_op1(_ v: PyObj, _ w: PyObj, _ slot: Int) -> PyObj? {
    let vt = v.ob_type, wt = w.ob_type
    let slotv = vt.tp_as_number?.load(fromByteOffset: slot, as: UnsafeMutableRawPointer?.self)
    var slotw: UnsafeMutableRawPointer?
    if vt != wt {
        slotw = wt.tp_as_number?.load(fromByteOffset: slot, as: UnsafeMutableRawPointer?.self)
        if slotw == slotv { slotw = nil }
    }
    if let slotv {
        if let f = slotw, PyType_IsSubtype(wt, vt) {
            let x = unsafeBitCast(f, to: binaryfunc.self)(v, w)
            if x != Py_NotImplemented { return x }
            Py_DECREF(Py_NotImplemented)
            slotw = nil
        }
        let x = unsafeBitCast(slotv, to: binaryfunc.self)(v, w)
        if x != Py_NotImplemented { return x }
        Py_DECREF(Py_NotImplemented)
    }
    if let slotw {
        let x = unsafeBitCast(slotw, to: binaryfunc.self)(v, w)
        if x != Py_NotImplemented { return x }
        Py_DECREF(Py_NotImplemented)
    }
    return Py_NewRef(Py_NotImplemented)
}

/// An in-place operator: its own slot of the left operand, then the plain operator. Origin: `binary_iop1`.
@inline(__always) func binary_iop1(_ v: PyObj, _ w: PyObj, _ inplaceSlot: Int, _ slot: Int) -> PyObj? {
    if let f = v.ob_type.tp_as_number?.load(fromByteOffset: inplaceSlot, as: UnsafeMutableRawPointer?.self) {
        let x = unsafeBitCast(f, to: binaryfunc.self)(v, w)
        if x != Py_NotImplemented { return x }
        Py_DECREF(Py_NotImplemented)
    }
    return binary_op1(v, w, slot)
}

/// Raises TypeError for operands that no slot takes. Origin: `binop_type_error`.
@inline(never) private func binopTypeError(_ v: PyObj, _ w: PyObj, _ name: StaticString, _ hint: String = "") -> PyObj? {
    PyErr_SetString(
        PyExc_TypeError,
        "unsupported operand type(s) for \(name): '\(typeText(v.ob_type, 100))' and '\(typeText(w.ob_type, 100))'\(hint)")
    return nil
}

@inline(__always) private func binary_op(_ v: PyObj, _ w: PyObj, _ slot: Int, _ name: StaticString) -> PyObj? {
    let result = binary_op1(v, w, slot)
    if _slowPath(result == Py_NotImplemented) {
        Py_DECREF(Py_NotImplemented)
        return binopTypeError(v, w, name)
    }
    return result
}

@inline(__always) private func binary_iop(_ v: PyObj, _ w: PyObj, _ inplaceSlot: Int, _ slot: Int, _ name: StaticString) -> PyObj? {
    let result = binary_iop1(v, w, inplaceSlot, slot)
    if _slowPath(result == Py_NotImplemented) {
        Py_DECREF(Py_NotImplemented)
        return binopTypeError(v, w, name)
    }
    return result
}

/// `pow` by the slots of all three operands. Origin: `ternary_op`.
private func ternary_op(_ v: PyObj, _ w: PyObj, _ z: PyObj, _ slot: Int, _ name: StaticString) -> PyObj? {
    let vt = v.ob_type, wt = w.ob_type
    let slotv = vt.tp_as_number?.load(fromByteOffset: slot, as: UnsafeMutableRawPointer?.self)
    var slotw: UnsafeMutableRawPointer?
    if vt != wt {
        slotw = wt.tp_as_number?.load(fromByteOffset: slot, as: UnsafeMutableRawPointer?.self)
        if slotw == slotv { slotw = nil }
    }
    if let slotv {
        if let f = slotw, PyType_IsSubtype(wt, vt) {
            let x = unsafeBitCast(f, to: ternaryfunc.self)(v, w, z)
            if x != Py_NotImplemented { return x }
            Py_DECREF(Py_NotImplemented)
            slotw = nil
        }
        let x = unsafeBitCast(slotv, to: ternaryfunc.self)(v, w, z)
        if x != Py_NotImplemented { return x }
        Py_DECREF(Py_NotImplemented)
    }
    if let slotw {
        let x = unsafeBitCast(slotw, to: ternaryfunc.self)(v, w, z)
        if x != Py_NotImplemented { return x }
        Py_DECREF(Py_NotImplemented)
    }
    if let slotz = z.ob_type.tp_as_number?.load(fromByteOffset: slot, as: UnsafeMutableRawPointer?.self),
        slotz != slotv, slotz != slotw
    {
        let x = unsafeBitCast(slotz, to: ternaryfunc.self)(v, w, z)
        if x != Py_NotImplemented { return x }
        Py_DECREF(Py_NotImplemented)
    }
    if z == Py_None { return binopTypeError(v, w, name) }
    PyErr_SetString(
        PyExc_TypeError,
        "unsupported operand type(s) for \(name): '\(typeText(v.ob_type, 100))', '\(typeText(w.ob_type, 100))', "
            + "'\(typeText(z.ob_type, 100))'")
    return nil
}

/// `seq * n` where only the sequence knows how. Origin: `sequence_repeat`.
private func sequenceRepeat(_ f: ssizeargfunc, _ seq: PyObj, _ n: PyObj) -> PyObj? {
    if !_PyIndex_Check(n) { return typeError("can't multiply sequence by non-int of type '", n) }
    let count = PyNumber_AsSsize_t(n, PyExc_OverflowError)
    if count == -1 && PyErr_Occurred() != nil { return nil }
    return f(seq, count)
}

/// `v + w`: a new reference, or nil with an exception. Origin: Objects/abstract.c.
public func PyNumber_Add(_ v: PyObj, _ w: PyObj) -> PyObj? {
    let result = binary_op1(v, w, NumberSlot.add)
    if result != Py_NotImplemented { return result }
    Py_DECREF(Py_NotImplemented)
    if let f = v.ob_type.tp_as_sequence?.sq_concat { return f(v, w) }
    return binopTypeError(v, w, "+")
}

/// `v * w`. Origin: Objects/abstract.c.
public func PyNumber_Multiply(_ v: PyObj, _ w: PyObj) -> PyObj? {
    let result = binary_op1(v, w, NumberSlot.multiply)
    if result != Py_NotImplemented { return result }
    Py_DECREF(Py_NotImplemented)
    if let f = v.ob_type.tp_as_sequence?.sq_repeat { return sequenceRepeat(f, v, w) }
    if let f = w.ob_type.tp_as_sequence?.sq_repeat { return sequenceRepeat(f, w, v) }
    return binopTypeError(v, w, "*")
}

/// `v += w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceAdd(_ v: PyObj, _ w: PyObj) -> PyObj? {
    let result = binary_iop1(v, w, NumberSlot.inplaceAdd, NumberSlot.add)
    if result != Py_NotImplemented { return result }
    Py_DECREF(Py_NotImplemented)
    if let m = v.ob_type.tp_as_sequence, let f = m.sq_inplace_concat ?? m.sq_concat { return f(v, w) }
    return binopTypeError(v, w, "+=")
}

/// `v *= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceMultiply(_ v: PyObj, _ w: PyObj) -> PyObj? {
    let result = binary_iop1(v, w, NumberSlot.inplaceMultiply, NumberSlot.multiply)
    if result != Py_NotImplemented { return result }
    Py_DECREF(Py_NotImplemented)
    if let m = v.ob_type.tp_as_sequence {
        if let f = m.sq_inplace_repeat ?? m.sq_repeat { return sequenceRepeat(f, v, w) }
    } else if let f = w.ob_type.tp_as_sequence?.sq_repeat {
        // The right operand must not be changed.
        return sequenceRepeat(f, w, v)
    }
    return binopTypeError(v, w, "*=")
}

/// `v >> w`. Origin: Objects/abstract.c.
public func PyNumber_Rshift(_ v: PyObj, _ w: PyObj) -> PyObj? {
    let result = binary_op1(v, w, NumberSlot.rshift)
    if result != Py_NotImplemented { return result }
    Py_DECREF(Py_NotImplemented)
    // `print >>f, x` of Python 2.
    if v.ob_type == PyCFunction_Type,
        String(cString: v.m_ml.ml_name.assumingMemoryBound(to: CChar.self)) == "print"
    {
        return binopTypeError(v, w, ">>", ". Did you mean \"print(<message>, file=<output_stream>)\"?")
    }
    return binopTypeError(v, w, ">>")
}

/// `v ** w`, or `pow(v, w, z)`; z is None if not given. Origin: Objects/abstract.c.
public func PyNumber_Power(_ v: PyObj, _ w: PyObj, _ z: PyObj) -> PyObj? {
    ternary_op(v, w, z, NumberSlot.power, "** or pow()")
}

/// `v ** w`. Origin: Objects/abstract.c.
public func _PyNumber_PowerNoMod(_ v: PyObj, _ w: PyObj) -> PyObj? { PyNumber_Power(v, w, Py_None) }

/// `v **= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlacePower(_ v: PyObj, _ w: PyObj, _ z: PyObj) -> PyObj? {
    if let f = v.ob_type.tp_as_number?.nb_inplace_power {
        let x = f(v, w, z)
        if x != Py_NotImplemented { return x }
        Py_DECREF(Py_NotImplemented)
    }
    return ternary_op(v, w, z, NumberSlot.power, "**=")
}

/// `v **= w`. Origin: Objects/abstract.c.
public func _PyNumber_InPlacePowerNoMod(_ v: PyObj, _ w: PyObj) -> PyObj? { PyNumber_InPlacePower(v, w, Py_None) }

/// `v | w`. Origin: Objects/abstract.c.
public func PyNumber_Or(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.or, "|") }

/// `v ^ w`. Origin: Objects/abstract.c.
public func PyNumber_Xor(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.xor, "^") }

/// `v & w`. Origin: Objects/abstract.c.
public func PyNumber_And(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.and, "&") }

/// `v << w`. Origin: Objects/abstract.c.
public func PyNumber_Lshift(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.lshift, "<<") }

/// `v - w`. Origin: Objects/abstract.c.
public func PyNumber_Subtract(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.subtract, "-") }

/// `v @ w`. Origin: Objects/abstract.c.
public func PyNumber_MatrixMultiply(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.matrixMultiply, "@") }

/// `v // w`. Origin: Objects/abstract.c.
public func PyNumber_FloorDivide(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.floorDivide, "//") }

/// `v / w`. Origin: Objects/abstract.c.
public func PyNumber_TrueDivide(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.trueDivide, "/") }

/// `v % w`. Origin: Objects/abstract.c.
public func PyNumber_Remainder(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.remainder, "%") }

/// `divmod(v, w)`. Origin: Objects/abstract.c.
public func PyNumber_Divmod(_ v: PyObj, _ w: PyObj) -> PyObj? { binary_op(v, w, NumberSlot.divmod, "divmod()") }

/// `v |= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceOr(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceOr, NumberSlot.or, "|=")
}

/// `v ^= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceXor(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceXor, NumberSlot.xor, "^=")
}

/// `v &= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceAnd(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceAnd, NumberSlot.and, "&=")
}

/// `v <<= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceLshift(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceLshift, NumberSlot.lshift, "<<=")
}

/// `v -= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceSubtract(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceSubtract, NumberSlot.subtract, "-=")
}

/// `v @= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceMatrixMultiply(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceMatrixMultiply, NumberSlot.matrixMultiply, "@=")
}

/// `v //= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceFloorDivide(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceFloorDivide, NumberSlot.floorDivide, "//=")
}

/// `v /= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceTrueDivide(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceTrueDivide, NumberSlot.trueDivide, "/=")
}

/// `v %= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceRemainder(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceRemainder, NumberSlot.remainder, "%=")
}

/// `v >>= w`. Origin: Objects/abstract.c.
public func PyNumber_InPlaceRshift(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary_iop(v, w, NumberSlot.inplaceRshift, NumberSlot.rshift, ">>=")
}
