import Glibc
import Memory
import Trace

// PyFloatObject: making, free list, reading. Origin: Objects/floatobject.c.

/// How many floats the free list holds at most. Origin: `PyFloat_MAXFREELIST`.
private let maxFreeFloats = 100

/// A new float. The free list is chained through `ob_type`. Origin: Objects/floatobject.c.
@inline(__always) public func PyFloat_FromDouble(_ value: Double) -> PyObj? {
    let list = Freelists.floats
    if let op = list.load(as: PyObj?.self) {
        list.storeBytes(of: op.load(fromByteOffset: 8, as: PyObj?.self), as: PyObj?.self)
        let left = list.load(fromByteOffset: 8, as: Int.self) &- 1
        list.storeBytes(of: left, toByteOffset: 8, as: Int.self)
        emitIfTracing(.freelistTake, op, PyFloat_Type, left)
        op.ob_type = PyFloat_Type
        op.ob_refcnt = 1
        op.ob_fval = value
        if Memory.isTraced { Memory.tellTraceOfReuse(op) }
        emitIfTracing(.newObject(op, PyFloat_Type))
        return op
    }
    return newFloat(value)
}

@inline(never) private func newFloat(_ value: Double) -> PyObj? {
    guard let op = PyObject_Malloc(24) else { return PyErr_NoMemory() }
    op.ob_type = PyFloat_Type
    op.ob_refcnt = 1
    op.ob_fval = value
    emitIfTracing(.newObject(op, PyFloat_Type))
    return op
}

/// Parks an exact float on the free list, or frees it. Origin: Objects/floatobject.c.
@inline(__always) public func _PyFloat_ExactDealloc(_ op: PyObj) {
    let list = Freelists.floats
    let count = list.load(fromByteOffset: 8, as: Int.self)
    if count >= maxFreeFloats {
        PyObject_Free(op)
        return
    }
    list.storeBytes(of: count &+ 1, toByteOffset: 8, as: Int.self)
    op.storeBytes(of: list.load(as: PyObj?.self), toByteOffset: 8, as: PyObj?.self)
    list.storeBytes(of: op, as: PyObj?.self)
    emitIfTracing(.freelistPut, op, PyFloat_Type, count &+ 1)
}

func float_dealloc(_ op: PyObj) {
    if _fastPath(op.ob_type == PyFloat_Type) { _PyFloat_ExactDealloc(op) } else { op.ob_type.tp_free.unsafelyUnwrapped(op) }
}

/// Frees the floats on the free list (a full collection does). Origin: Objects/floatobject.c.
public func _PyFloat_ClearFreeList() {
    let list = Freelists.floats
    var next = list.load(as: PyObj?.self)
    while let op = next {
        next = op.load(fromByteOffset: 8, as: PyObj?.self)
        PyObject_Free(op)
    }
    list.storeBytes(of: nil, as: PyObj?.self)
    list.storeBytes(of: 0, toByteOffset: 8, as: Int.self)
}

/// The value of a float object. Origin: Include/cpython/floatobject.h.
@inline(__always) public func PyFloat_AS_DOUBLE(_ op: PyObj) -> Double { op.ob_fval }

/// The value by `__float__` or `__index__`; -1.0 with an exception. Origin: Objects/floatobject.c.
@inline(__always) public func PyFloat_AsDouble(_ op: PyObj) -> Double {
    if op.ob_type == PyFloat_Type { return op.ob_fval }
    return asDoubleSlow(op)
}

@inline(never) private func asDoubleSlow(_ op: PyObj) -> Double {
    if PyFloat_Check(op) { return op.ob_fval }
    let nb = op.ob_type.tp_as_number
    guard let slot = nb?.nb_float else {
        if nb?.nb_index != nil {
            guard let index = _PyNumber_Index(op) else { return -1 }
            defer { Py_DECREF(index) }
            return PyLong_AsDouble(index)
        }
        PyErr_SetString(PyExc_TypeError, "must be real number, not \(typeText(op.ob_type, 50))")
        return -1
    }
    guard let result = slot(op) else { return -1 }
    defer { Py_DECREF(result) }
    if !PyFloat_CheckExact(result) {
        let text = "\(typeText(op.ob_type, 50)).__float__ returned non-float (type \(typeText(result.ob_type, 50)))"
        if !PyFloat_Check(result) {
            PyErr_SetString(PyExc_TypeError, text)
            return -1
        }
        let warning =
            text + ".  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a "
            + "future version of Python."
        if PyErr_WarnEx(PyExc_DeprecationWarning, warning, 1) != 0 { return -1 }
    }
    return result.ob_fval
}

/// Takes single underscores between digits out; nil if one is elsewhere. Origin: `_Py_string_to_number_with_underscores`.
func withoutUnderscores(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var previous: UInt8 = 0
    func isDigit(_ c: UInt8) -> Bool { c >= 48 && c <= 57 }
    for c in text {
        if c == UInt8(ascii: "_") {
            if !isDigit(previous) { return nil }
        } else {
            if previous == UInt8(ascii: "_") && !isDigit(c) { return nil }
            result.append(c)
        }
        previous = c
    }
    return previous == UInt8(ascii: "_") ? nil : result
}

/// A double of ASCII bytes with space around; nil if they are no number.
private func parseFloat(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    func isSpace(_ c: UInt8) -> Bool { c == 32 || (c >= 9 && c <= 13) }
    if text.contains(UInt8(ascii: "_")) {
        guard let plain = withoutUnderscores(text) else { return nil }
        return plain.withUnsafeBufferPointer(parseFloat)
    }
    var start = 0, end = text.count
    while start < end && isSpace(text[start]) { start += 1 }
    while end > start && isSpace(text[end - 1]) { end -= 1 }
    guard let base = text.baseAddress, end > start else { return nil }
    let (value, length) = scanDouble(base + start, end - start)
    return length == end - start ? value : nil
}

/// A float of a str, bytes, bytearray or buffer: nil with ValueError or TypeError. Origin: Objects/floatobject.c.
public func PyFloat_FromString(_ op: PyObj) -> PyObj? {
    let value: Double?
    if PyUnicode_Check(op) {
        if PyUnicode_IS_ASCII(op) {
            let data = UnsafePointer(PyUnicode_DATA(op).assumingMemoryBound(to: UInt8.self))
            value = parseFloat(UnsafeBufferPointer(start: data, count: PyUnicode_GET_LENGTH(op)))
        } else {
            value = decimalAndSpaceBytes(op).withUnsafeBufferPointer(parseFloat)
        }
    } else if PyBytes_Check(op) || PyByteArray_Check(op) {
        let data = PyBytes_Check(op) ? PyBytes_AS_STRING(op) : PyByteArray_AS_STRING(op)
        value = parseFloat(UnsafeBufferPointer(start: data.assumingMemoryBound(to: UInt8.self), count: op.ob_size))
    } else if PyObject_CheckBuffer(op) {
        var parsed: Double?
        let done = withBuffer(op) { data, count in
            parsed = parseFloat(UnsafeBufferPointer(start: data.assumingMemoryBound(to: UInt8.self), count: count))
            return Py_None
        }
        if done == nil { return nil }
        value = parsed
    } else {
        return typeError("float() argument must be a string or a real number, not '", op)
    }
    if let value { return PyFloat_FromDouble(value) }
    guard let repr = PyObject_Repr(op) else { return nil }
    PyErr_SetString(PyExc_ValueError, "could not convert string to float: \(swiftString(repr))")
    Py_DECREF(repr)
    return nil
}

/// A double of Swift text, for the compiler's number literals: nil with ValueError. Origin: `PyOS_string_to_double`.
public func PyOS_string_to_double(_ text: String) -> Double? {
    var text = text
    if let value = text.withUTF8(parseFloat) { return value }
    PyErr_SetString(PyExc_ValueError, "could not convert string to float: '\(text)'")
    return nil
}
