import Glibc
import Memory

// How the bytes of each simple type become a Python value and back. Origin: Modules/_ctypes/cfield.c.

/// Size and alignment of a simple type's letter; 0 if there is no such letter.
func ctSize(_ letter: UInt8) -> Int {
    switch UnicodeScalar(letter) {
    case "c", "b", "B", "?": 1
    case "h", "H": 2
    case "i", "I", "f", "u": 4
    case "l", "L", "q", "Q", "d", "z", "Z", "P", "O": 8
    case "v": 2
    case "g": 16
    default: 0
    }
}

/// The value of `size` bytes as an unsigned number; the bit field in the upper half of `size` is cut out.
private func bits(_ p: UnsafeMutableRawPointer, _ width: Int, _ swapped: Bool) -> UInt64 {
    var v: UInt64 = 0
    memcpy(&v, p, width)
    return swapped ? v.byteSwapped >> UInt64(64 - 8 * width) : v
}

private func store(_ p: UnsafeMutableRawPointer, _ width: Int, _ swapped: Bool, _ value: UInt64) {
    var v = swapped ? value.byteSwapped >> UInt64(64 - 8 * width) : value
    memcpy(p, &v, width)
}

/// The value of bytes: a new reference, or nil with an exception. A bit field's size is in `size`: low bit, and width above bit 16.
func ctGet(_ letter: UInt8, _ swapped: Bool, _ p: UnsafeMutableRawPointer, _ size: Int) -> PyObj? {
    let c = UnicodeScalar(letter)
    let width = ctSize(letter)
    if letter == UInt8(ascii: "s") || letter == UInt8(ascii: "U") {
        if !ctCheckAddress(p, size) { return nil }
        if c == "s" {
            var n = 0
            while n < size && p.load(fromByteOffset: n, as: UInt8.self) != 0 { n += 1 }
            return PyBytes_FromStringAndSize(p, n)
        }
        return wideText(p, size / 4)
    }
    if !ctCheckAddress(p, width) { return nil }
    let low = size & 0xffff
    let count = size >> 16
    switch c {
    case "b", "h", "i", "l", "q":
        var v = bits(p, width, swapped)
        let all = count != 0 ? count : 8 * width
        if count != 0 { v >>= UInt64(low) }
        return PyLong_FromLong(Int(Int64(bitPattern: v << UInt64(64 - all)) >> Int64(64 - all)))
    case "B", "H", "I", "L", "Q":
        var v = bits(p, width, swapped)
        if count != 0 { v = v >> UInt64(low) & (count == 64 ? ~0 : (1 << UInt64(count)) - 1) }
        return PyLong_FromUnsignedLong(UInt(v))
    case "?": return PyBool_FromLong(p.load(as: UInt8.self) != 0)
    case "v": return PyBool_FromLong(p.loadUnaligned(as: Int16.self) != 0)
    case "c": return PyBytes_FromStringAndSize(p, 1)
    case "u": return wideText(p, 1, stopsAtNull: false)
    case "f": return PyFloat_FromDouble(Double(Float(bitPattern: UInt32(bits(p, 4, swapped)))))
    case "d": return PyFloat_FromDouble(Double(bitPattern: bits(p, 8, swapped)))
    case "g":
        #if arch(x86_64)
        return PyFloat_FromDouble(Double(p.loadUnaligned(as: Float80.self)))
        #else
        return PyErr_Format(PyExc_NotImplementedError, "not implemented: c_longdouble on this computer")
        #endif
    case "O":
        guard let op = p.loadUnaligned(as: PyObj?.self) else { return PyErr_Format(PyExc_ValueError, "PyObject is NULL") }
        return ctCheckAddress(op, 16) ? Py_NewRef(op) : nil
    case "P":
        let v = bits(p, 8, swapped)
        return v == 0 ? Py_NewRef(Py_None) : PyLong_FromUnsignedLong(UInt(v))
    case "z":
        guard let text = p.loadUnaligned(as: UnsafeMutableRawPointer?.self) else { return Py_NewRef(Py_None) }
        guard let n = ctTextLength(text, 1) else { return nil }
        return PyBytes_FromStringAndSize(text, n)
    case "Z":
        guard let text = p.loadUnaligned(as: UnsafeMutableRawPointer?.self) else { return Py_NewRef(Py_None) }
        guard let n = ctTextLength(text, 4) else { return nil }
        return wideText(text, n)
    default: return PyErr_Format(PyExc_SystemError, "bad ctypes letter")
    }
}

/// Units before the terminating null; nil with an exception if the machine's memory ends before it.
func ctTextLength(_ text: UnsafeMutableRawPointer, _ unit: Int) -> Int? {
    var n = 0
    while true {
        if !ctCheckAddress(text + n * unit, unit) { return nil }
        if unit == 1 ? text.load(fromByteOffset: n, as: UInt8.self) == 0 : (text + n * 4).loadUnaligned(as: UInt32.self) == 0 {
            return n
        }
        n += 1
    }
}

/// Text of wide characters (4 bytes each).
func wideText(_ p: UnsafeMutableRawPointer, _ limit: Int, stopsAtNull: Bool = true) -> PyObj? {
    var units: [UInt32] = []
    for i in 0..<limit {
        let u = (p + 4 * i).loadUnaligned(as: UInt32.self)
        if u == 0 && stopsAtNull { break }
        if u > 0x10_ffff {
            return PyErr_Format(PyExc_ValueError, "character U+\(String(u, radix: 16)) is not in range [U+0000; U+10ffff]")
        }
        units.append(u)
    }
    if units.isEmpty { return Py_NewRef(emptyUnicode) }
    return units.withUnsafeBytes { PyUnicode_FromKindAndData(4, $0.baseAddress!, units.count) }
}

private func expected(_ what: String, _ value: PyObj) -> PyObj? {
    PyErr_Format(PyExc_TypeError, "\(what) expected instead of \(value.typeName) instance")
}

/// Stores a value: what must be kept alive for it (a new reference, None if nothing), or nil with an exception.
func ctSet(_ letter: UInt8, _ swapped: Bool, _ p: UnsafeMutableRawPointer, _ value: PyObj, _ size: Int) -> PyObj? {
    let c = UnicodeScalar(letter)
    let width = ctSize(letter)
    let isText = c == "s" || c == "U"
    if !ctCheckAddress(p, isText ? size : width, writing: true) { return nil }
    let none = { Py_NewRef(Py_None) }
    switch c {
    case "b", "h", "i", "l", "q", "B", "H", "I", "L", "Q":
        guard let number = _PyNumber_Index(value) else { return nil }
        var v = UInt64(PyLong_AsUnsignedLongMask(number))
        Py_DECREF(number)
        if PyErr_Occurred() != nil { return nil }
        let low = size & 0xffff
        let count = size >> 16
        if count != 0 {
            let mask: UInt64 = count == 64 ? ~0 : (1 << UInt64(count)) - 1
            v = bits(p, width, swapped) & ~(mask << UInt64(low)) | (v & mask) << UInt64(low)
        }
        store(p, width, swapped, v & (width == 8 ? ~0 : (1 << UInt64(8 * width)) - 1))
        return none()
    case "?", "v":
        let truth = PyObject_IsTrue(value)
        if truth < 0 { return nil }
        if c == "?" {
            p.storeBytes(of: truth != 0 ? 1 : 0, as: UInt8.self)
        } else {
            p.storeBytes(of: truth != 0 ? -1 : 0, as: Int16.self)
        }
        return none()
    case "c":
        if PyBytes_Check(value) && value.ob_size == 1 {
            p.copyMemory(from: value + 32, byteCount: 1)
            return none()
        }
        if PyByteArray_Check(value) && value.ob_size == 1 {
            p.copyMemory(from: PyByteArray_AS_STRING(value), byteCount: 1)
            return none()
        }
        if PyLong_Check(value) {
            let n = PyLong_AsLong(value)
            if PyErr_Occurred() == nil && n >= 0 && n < 256 {
                p.storeBytes(of: UInt8(n), as: UInt8.self)
                return none()
            }
            PyErr_Clear()
        }
        return PyErr_Format(PyExc_TypeError, "one character bytes, bytearray or integer expected")
    case "u":
        if !PyUnicode_Check(value) { return expected("unicode string", value) }
        if PyUnicode_GET_LENGTH(value) != 1 { return PyErr_Format(PyExc_TypeError, "one character unicode string expected") }
        p.storeBytes(of: PyUnicode_READ_CHAR(value, 0), as: UInt32.self)
        return none()
    case "U":
        if !PyUnicode_Check(value) { return expected("unicode string", value) }
        let n = PyUnicode_GET_LENGTH(value)
        if n > size / 4 { return PyErr_Format(PyExc_ValueError, "string too long (\(n), maximum length \(size / 4))") }
        for i in 0..<n { (p + 4 * i).storeBytes(of: PyUnicode_READ_CHAR(value, i), as: UInt32.self) }
        if n < size / 4 { (p + 4 * n).storeBytes(of: 0, as: UInt32.self) }
        return none()
    case "s":
        if !PyBytes_Check(value) { return expected("bytes", value) }
        let n = value.ob_size
        if n > size { return PyErr_Format(PyExc_ValueError, "bytes too long (\(n), maximum length \(size))") }
        p.copyMemory(from: value + 32, byteCount: min(n + 1, size))
        return none()
    case "f", "d", "g":
        let x = PyFloat_AsDouble(value)
        if x == -1 && PyErr_Occurred() != nil { return nil }
        if c == "f" {
            store(p, 4, swapped, UInt64(Float(x).bitPattern))
        } else if c == "d" {
            store(p, 8, swapped, x.bitPattern)
        } else {
            #if arch(x86_64)
            p.storeBytes(of: Float80(x), as: Float80.self)
            #else
            return PyErr_Format(PyExc_NotImplementedError, "not implemented: c_longdouble on this computer")
            #endif
        }
        return none()
    case "O":
        p.storeBytes(of: value, as: PyObj.self)
        return Py_NewRef(value)
    case "P":
        if value == Py_None {
            store(p, 8, swapped, 0)
            return none()
        }
        if !PyLong_Check(value) { return PyErr_Format(PyExc_TypeError, "cannot be converted to pointer") }
        let v = PyLong_AsUnsignedLongMask(value)
        if PyErr_Occurred() != nil { return nil }
        store(p, 8, swapped, UInt64(v))
        return none()
    case "z":
        if value == Py_None {
            p.storeBytes(of: 0, as: UInt.self)
            return none()
        }
        if PyBytes_Check(value) {
            p.storeBytes(of: value + 32, as: UnsafeMutableRawPointer.self)
            return Py_NewRef(value)
        }
        if PyLong_Check(value) {
            p.storeBytes(of: PyLong_AsUnsignedLongMask(value), as: UInt.self)
            return none()
        }
        return expected("bytes or integer address", value)
    case "Z":
        if value == Py_None {
            p.storeBytes(of: 0, as: UInt.self)
            return none()
        }
        if PyLong_Check(value) {
            p.storeBytes(of: PyLong_AsUnsignedLongMask(value), as: UInt.self)
            return none()
        }
        if !PyUnicode_Check(value) { return expected("unicode string or integer address", value) }
        guard let keep = ctWideCopy(value) else { return nil }
        p.storeBytes(of: keep + 32, as: UnsafeMutableRawPointer.self)
        return keep
    default: return PyErr_Format(PyExc_SystemError, "bad ctypes letter")
    }
}

/// A bytes object with the wide characters of a str and a null: what keeps a wide text alive.
func ctWideCopy(_ text: PyObj) -> PyObj? {
    var units: [UInt32] = []
    for i in 0..<PyUnicode_GET_LENGTH(text) { units.append(PyUnicode_READ_CHAR(text, i)) }
    units.append(0)
    return units.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress, $0.count) }
}
