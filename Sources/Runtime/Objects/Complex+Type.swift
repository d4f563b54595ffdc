import Glibc
import Memory
import Trace

// Complex numbers. Origin: Objects/complexobject.c.

/// The value of a complex number. Origin: Include/cpython/complexobject.h.
public struct Py_complex: Equatable, Sendable {
    /// The real part.
    public var real: Double
    /// The imaginary part.
    public var imag: Double
    /// A value of two parts.
    public init(_ real: Double, _ imag: Double) { (self.real, self.imag) = (real, imag) }

    static func + (a: Self, b: Self) -> Self { Self(a.real + b.real, a.imag + b.imag) }
    static func - (a: Self, b: Self) -> Self { Self(a.real - b.real, a.imag - b.imag) }
    static func * (a: Self, b: Self) -> Self {
        Self(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real)
    }
    static prefix func - (a: Self) -> Self { Self(-a.real, -a.imag) }
}

/// What went wrong in complex arithmetic (C's errno).
enum ComplexError { case domain, range }

/// a / b by Smith's method, scaled by the larger part of b; nil for a zero divisor. Origin: `_Py_c_quot`.
func _Py_c_quot(_ a: Py_complex, _ b: Py_complex) -> Py_complex? {
    let re = b.real < 0 ? -b.real : b.real, im = b.imag < 0 ? -b.imag : b.imag
    if re >= im {
        if re == 0 { return nil }
        let ratio = b.imag / b.real
        let denominator = b.real + b.imag * ratio
        return Py_complex((a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator)
    }
    if im >= re {
        let ratio = b.real / b.imag
        let denominator = b.real * ratio + b.imag
        return Py_complex((a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator)
    }
    return Py_complex(.nan, .nan)
}

/// a ** b in polar form; nil for a domain error: 0 to a negative or complex power, an infinite angle. Origin: `_Py_c_pow`.
private func polarPower(_ a: Py_complex, _ b: Py_complex) -> Py_complex? {
    if b.real == 0 && b.imag == 0 { return Py_complex(1, 0) }
    if a.real == 0 && a.imag == 0 { return b.imag != 0 || b.real < 0 ? nil : Py_complex(0, 0) }
    let magnitude = hypot(a.real, a.imag)
    var length = pow(magnitude, b.real)
    let angle = atan2(a.imag, a.real)
    var phase = angle * b.real
    if b.imag != 0 {
        length /= exp(angle * b.imag)
        phase += b.imag * log(magnitude)
    }
    // The sine of infinity is the C library's domain error.
    if phase.isInfinite { return nil }
    return Py_complex(length * cos(phase), length * sin(phase))
}

/// a ** n by squaring; nil for 0 to a negative power. Origin: `c_powi`.
private func integerPower(_ x: Py_complex, _ n: Int) -> Py_complex? {
    var result = Py_complex(1, 0), p = x
    var mask = 1
    let count = abs(n)
    while mask > 0 && count >= mask {
        if count & mask != 0 { result = result * p }
        mask <<= 1
        p = p * p
    }
    return n > 0 ? result : _Py_c_quot(Py_complex(1, 0), result)
}

/// |z|, infinite if either part is; `overflow` if finite parts give infinity. Origin: `_Py_c_abs`.
func _Py_c_abs(_ z: Py_complex, _ overflow: inout Bool) -> Double {
    overflow = false
    if !z.real.isFinite || !z.imag.isFinite {
        if z.real.isInfinite { return abs(z.real) }
        if z.imag.isInfinite { return abs(z.imag) }
        return .nan
    }
    let result = hypot(z.real, z.imag)
    overflow = !result.isFinite
    return result
}

extension UnsafeMutableRawPointer {
    /// Both parts of a complex object, at byte 16.
    var cval: Py_complex {
        get { Py_complex(cval_real, cval_imag) }
        nonmutating set {
            cval_real = newValue.real
            cval_imag = newValue.imag
        }
    }
}

/// A new complex number. Origin: Objects/complexobject.c.
public func PyComplex_FromCComplex(_ value: Py_complex) -> PyObj? {
    guard let op = PyObject_New(PyComplex_Type) else { return nil }
    op.cval = value
    return op
}

/// A new complex number of two parts. Origin: Objects/complexobject.c.
public func PyComplex_FromDoubles(_ real: Double, _ imag: Double) -> PyObj? { PyComplex_FromCComplex(Py_complex(real, imag)) }

/// The real part of a complex number or the value of a float; -1.0 with an exception. Origin: Objects/complexobject.c.
public func PyComplex_RealAsDouble(_ op: PyObj) -> Double { PyComplex_Check(op) ? op.cval_real : PyFloat_AsDouble(op) }
/// The imaginary part, 0 for what is not complex. Origin: Objects/complexobject.c.
public func PyComplex_ImagAsDouble(_ op: PyObj) -> Double { PyComplex_Check(op) ? op.cval_imag : 0 }

/// The result of `__complex__`; nil with or without an exception. Origin: `try_complex_special_method`.
private func trySpecialMethod(_ op: PyObj) -> PyObj? {
    guard let f = _PyObject_LookupSpecial(op, _Py_ID(.__complex__)) else { return nil }
    let result = PyObject_CallNoArgs(f)
    Py_DECREF(f)
    guard let result else { return nil }
    if PyComplex_CheckExact(result) { return result }
    let text = "__complex__ returned non-complex (type \(result.typeName))"
    if !PyComplex_Check(result) {
        PyErr_SetString(PyExc_TypeError, text)
        Py_DECREF(result)
        return nil
    }
    let warning =
        text + ".  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a "
        + "future version of Python."
    if PyErr_WarnEx(PyExc_DeprecationWarning, warning, 1) != 0 {
        Py_DECREF(result)
        return nil
    }
    return result
}

/// The value by `__complex__`, `__float__` or `__index__`; real -1 with an exception. Origin: Objects/complexobject.c.
public func PyComplex_AsCComplex(_ op: PyObj) -> Py_complex {
    if PyComplex_Check(op) { return op.cval }
    if let result = trySpecialMethod(op) {
        defer { Py_DECREF(result) }
        return result.cval
    }
    if PyErr_Occurred() != nil { return Py_complex(-1, 0) }
    return Py_complex(PyFloat_AsDouble(op), 0)
}

/// An operand of a complex operator: nil if it is none (`other` is then NotImplemented or nil). Origin: `to_complex`.
private func operand(_ op: PyObj, _ other: inout PyObj?) -> Py_complex? {
    if PyComplex_Check(op) { return op.cval }
    if PyLong_Check(op) {
        let value = PyLong_AsDouble(op)
        if value == -1.0 && PyErr_Occurred() != nil {
            other = nil
            return nil
        }
        return Py_complex(value, 0)
    }
    if PyFloat_Check(op) { return Py_complex(op.ob_fval, 0) }
    other = Py_NewRef(Py_NotImplemented)
    return nil
}

private func binary(_ v: PyObj, _ w: PyObj, _ body: (Py_complex, Py_complex) -> PyObj?) -> PyObj? {
    var other: PyObj?
    guard let a = operand(v, &other), let b = operand(w, &other) else { return other }
    return body(a, b)
}

private func complex_add(_ v: PyObj, _ w: PyObj) -> PyObj? { binary(v, w) { PyComplex_FromCComplex($0 + $1) } }
private func complex_sub(_ v: PyObj, _ w: PyObj) -> PyObj? { binary(v, w) { PyComplex_FromCComplex($0 - $1) } }
private func complex_mul(_ v: PyObj, _ w: PyObj) -> PyObj? { binary(v, w) { PyComplex_FromCComplex($0 * $1) } }

private func complex_div(_ v: PyObj, _ w: PyObj) -> PyObj? {
    binary(v, w) {
        if let quotient = _Py_c_quot($0, $1) { return PyComplex_FromCComplex(quotient) }
        PyErr_SetString(PyExc_ZeroDivisionError, "complex division by zero")
        return nil
    }
}

func complex_pow(_ v: PyObj, _ w: PyObj, _ z: PyObj?) -> PyObj? {
    binary(v, w) { a, b in
        if let z, z != Py_None {
            PyErr_SetString(PyExc_ValueError, "complex modulo")
            return nil
        }
        // Small whole exponents are done by multiplication: faster and more exact.
        let small = b.imag == 0 && b.real == floor(b.real) && abs(b.real) <= 100
        guard let p = small ? integerPower(a, Int(b.real)) : polarPower(a, b) else {
            PyErr_SetString(PyExc_ZeroDivisionError, "0.0 to a negative or complex power")
            return nil
        }
        if p.real.isInfinite || p.imag.isInfinite {
            PyErr_SetString(PyExc_OverflowError, "complex exponentiation")
            return nil
        }
        return PyComplex_FromCComplex(p)
    }
}

private func complex_neg(_ op: PyObj) -> PyObj? { PyComplex_FromCComplex(-op.cval) }
private func complex_pos(_ op: PyObj) -> PyObj? { PyComplex_CheckExact(op) ? Py_NewRef(op) : PyComplex_FromCComplex(op.cval) }
private func complex_bool(_ op: PyObj) -> Int32 { op.cval_real != 0 || op.cval_imag != 0 ? 1 : 0 }
private func complex_conjugate(_ op: PyObj) -> PyObj? { PyComplex_FromDoubles(op.cval_real, -op.cval_imag) }
private func complex___format__(_ op: PyObj, _ spec: PyObj) -> PyObj? { formatNumber(op, spec, _PyComplex_FormatAdvancedWriter) }

private func complex_abs(_ op: PyObj) -> PyObj? {
    var overflow = false
    let result = _Py_c_abs(op.cval, &overflow)
    if overflow {
        PyErr_SetString(PyExc_OverflowError, "absolute value too large")
        return nil
    }
    return PyFloat_FromDouble(result)
}

private func complex_repr(_ op: PyObj) -> PyObj? {
    let z = op.cval
    let code = UInt8(ascii: "r")
    var text: [UInt8]
    if z.real == 0 && z.real.sign == .plus {
        text = doubleBytes(z.imag, code, 0, 0) + [UInt8(ascii: "j")]
    } else {
        text = [UInt8(ascii: "(")] + doubleBytes(z.real, code, 0, 0) + doubleBytes(z.imag, code, 0, Py_DTSF_SIGN)
        text += [UInt8(ascii: "j"), UInt8(ascii: ")")]
    }
    return text.withUnsafeBufferPointer { asciiString($0.baseAddress.unsafelyUnwrapped, $0.count) }
}

private func complex_hash(_ op: PyObj) -> Int {
    let real = _Py_HashDouble(op, op.cval_real), imag = _Py_HashDouble(op, op.cval_imag)
    if real == -1 || imag == -1 { return -1 }
    let combined = real &+ 1_000_003 &* imag
    return combined == -1 ? -2 : combined
}

private func complex_richcompare(_ v: PyObj, _ w: PyObj, _ op: Int32) -> PyObj? {
    if op != Py_EQ && op != Py_NE { return Py_NewRef(Py_NotImplemented) }
    let z = v.cval
    let equal: Bool
    if PyLong_Check(w) {
        if z.imag == 0 {
            guard let real = PyFloat_FromDouble(z.real) else { return nil }
            defer { Py_DECREF(real) }
            return PyObject_RichCompare(real, w, op)
        }
        equal = false
    } else if PyFloat_Check(w) {
        equal = z.real == w.ob_fval && z.imag == 0
    } else if PyComplex_Check(w) {
        equal = z.real == w.cval_real && z.imag == w.cval_imag
    } else {
        return Py_NewRef(Py_NotImplemented)
    }
    return PyBool_FromLong(equal == (op == Py_EQ))
}

private func complex___getnewargs__(_ op: PyObj) -> PyObj? {
    guard let real = PyFloat_FromDouble(op.cval_real), let imag = PyFloat_FromDouble(op.cval_imag), let tuple = PyTuple_New(2)
    else { return nil }
    PyTuple_SET_ITEM(tuple, 0, real)
    PyTuple_SET_ITEM(tuple, 1, imag)
    return tuple
}

private func instance(_ type: PyObj, _ value: Py_complex) -> PyObj? {
    if type == PyComplex_Type { return PyComplex_FromCComplex(value) }
    guard let op = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    op.cval = value
    return op
}

/// A complex number in the forms `<float>`, `<float>j`, `<float><signed float>j`, `<sign>j`, `j`, in brackets or not.
/// Origin: `complex_from_string_inner`.
private func parseComplex(_ text: UnsafeBufferPointer<UInt8>) -> Py_complex? {
    guard let base = text.baseAddress else { return nil }
    var i = 0
    func at(_ k: Int) -> UInt8 { k < text.count ? text[k] : 0 }
    func skipSpace() { while at(i) == 32 || (at(i) >= 9 && at(i) <= 13) { i += 1 } }
    func isSign(_ c: UInt8) -> Bool { c == UInt8(ascii: "+") || c == UInt8(ascii: "-") }
    func isJ(_ c: UInt8) -> Bool { c | 0x20 == UInt8(ascii: "j") }
    func number() -> Double? {
        let (value, length) = scanDouble(base + i, text.count - i)
        i += length
        return length == 0 ? nil : value
    }
    skipSpace()
    let bracket = at(i) == UInt8(ascii: "(")
    if bracket {
        i += 1
        skipSpace()
    }
    var result = Py_complex(0, 0)
    if let first = number() {
        if isSign(at(i)) {
            result.real = first
            let sign = at(i)
            if let second = number() {
                result.imag = second
            } else {
                result.imag = sign == UInt8(ascii: "+") ? 1 : -1
                i += 1
            }
            if !isJ(at(i)) { return nil }
            i += 1
        } else if isJ(at(i)) {
            result.imag = first
            i += 1
        } else {
            result.real = first
        }
    } else {
        result.imag = at(i) == UInt8(ascii: "-") ? -1 : 1
        if isSign(at(i)) { i += 1 }
        if !isJ(at(i)) { return nil }
        i += 1
    }
    skipSpace()
    if bracket {
        if at(i) != UInt8(ascii: ")") { return nil }
        i += 1
        skipSpace()
    }
    return i == text.count ? result : nil
}

private func fromString(_ type: PyObj, _ op: PyObj) -> PyObj? {
    let bytes = decimalAndSpaceBytes(op)
    if bytes.contains(UInt8(ascii: "_")) {
        guard let plain = bytes.withUnsafeBufferPointer({ withoutUnderscores($0) }) else {
            guard let repr = PyObject_Repr(op) else { return nil }
            PyErr_SetString(PyExc_ValueError, "could not convert string to complex: \(swiftString(repr))")
            Py_DECREF(repr)
            return nil
        }
        if let value = plain.withUnsafeBufferPointer(parseComplex) { return instance(type, value) }
    } else if let value = bytes.withUnsafeBufferPointer(parseComplex) {
        return instance(type, value)
    }
    PyErr_SetString(PyExc_ValueError, "complex() arg is a malformed string")
    return nil
}

/// Whether a part can be given to `complex()`.
private func isNumber(_ op: PyObj) -> Bool {
    guard let nb = op.ob_type.tp_as_number else { return false }
    return nb.nb_float != nil || nb.nb_index != nil || PyComplex_Check(op)
}

/// Origin: `complex_new_impl`.
private func complexNew(_ type: PyObj, _ r: PyObj?, _ i: PyObj?) -> PyObj? {
    let r = r ?? smallInt(0)
    if PyComplex_CheckExact(r) && i == nil && type == PyComplex_Type { return Py_NewRef(r) }
    if PyUnicode_Check(r) {
        if i != nil {
            PyErr_SetString(PyExc_TypeError, "complex() can't take second arg if first is a string")
            return nil
        }
        return fromString(type, r)
    }
    if let i, PyUnicode_Check(i) {
        PyErr_SetString(PyExc_TypeError, "complex() second arg can't be a string")
        return nil
    }
    let special = trySpecialMethod(r)
    if special == nil && PyErr_Occurred() != nil { return nil }
    defer { Py_XDECREF(special) }
    let first = special ?? r
    if !isNumber(first) { return typeError("complex() first argument must be a string or a number, not '", first) }
    if let i, !isNumber(i) { return typeError("complex() second argument must be a number, not '", i) }
    var real: Py_complex
    let realIsComplex = PyComplex_Check(first)
    if realIsComplex {
        real = first.cval
    } else {
        guard let float = PyNumber_Float(first) else { return nil }
        real = Py_complex(float.ob_fval, 0)
        Py_DECREF(float)
    }
    var imaginary = Py_complex(real.imag, 0)
    if let i {
        if PyComplex_Check(i) {
            imaginary = i.cval
            // i * j has a real part too.
            real.real -= imaginary.imag
        } else {
            guard let float = PyNumber_Float(i) else { return nil }
            imaginary.real = float.ob_fval
            Py_DECREF(float)
        }
        if realIsComplex { imaginary.real += real.imag }
    }
    return instance(type, Py_complex(real.real, imaginary.real))
}

private func complex_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        p.initialize(repeating: nil, count: 2)
        let items = (args + 24).assumingMemoryBound(to: PyObj.self)
        if !_PyArg_UnpackKeywords(
            fname: "complex", args: items, nargs: args.ob_size, kwargs: kwargs, kwnames: nil, keywords: ["real", "imag"],
            minpos: 0, maxpos: 2, minkw: 0, into: p)
        {
            return nil
        }
        return complexNew(type, p[0], p[1])
    }
}

private let complexDoc: StaticString = """
    Create a complex number from a real part and an optional imaginary part.

    This is equivalent to (real + imag*1j) where imag defaults to 0.
    """

/// Fills `complex`. Origin: `PyComplex_Type`.
func initComplexType() {
    let t = PyComplex_Type
    t.initStaticType("complex", basicsize: 32, flags: TypeFlags.BASETYPE)
    t.tp_doc = staticCString(complexDoc)
    t.tp_repr = complex_repr
    t.tp_hash = complex_hash
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_richcompare = complex_richcompare
    t.tp_alloc = PyType_GenericAlloc
    t.tp_new = complex_new
    t.tp_free = { PyObject_Free($0) }
    let n = t.newNumberMethods()
    n.nb_add = complex_add
    n.nb_subtract = complex_sub
    n.nb_multiply = complex_mul
    n.nb_power = complex_pow
    n.nb_negative = complex_neg
    n.nb_positive = complex_pos
    n.nb_absolute = complex_abs
    n.nb_bool = complex_bool
    n.nb_true_divide = complex_div
    t.setMethods([
        .noargs("conjugate", complex_conjugate, "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."),
        .noargs("__complex__", complex_pos, "Convert this value to exact type complex."),
        .noargs("__getnewargs__", complex___getnewargs__),
        .o("__format__", complex___format__),
    ])
    t.setMembers([
        MemberSpec("real", .double, 16, "the real part of a complex number"),
        MemberSpec("imag", .double, 24, "the imaginary part of a complex number"),
    ])
}
