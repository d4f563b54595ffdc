import Glibc
import Memory

// The module `_struct`. Origin: Modules/_struct.c. Formats are parsed once into a table in the Struct object's own block.

var PyStruct_Type: PyObj { ModuleTypes.heap(272) }
var PyStructUnpackIter_Type: PyObj { ModuleTypes.heap(273) }

/// The words of the module's state: the cache of compiled formats, Struct, the iterator's type, `struct.error`.
private enum StructState {
    static var state: PyObj? { PyStruct_Type.ht_module?.md_state }
    static var cache: PyObj? {
        get { state?.rawSlot(0) }
        set { state?.setRawSlot(0, newValue) }
    }
    static var error: PyObj? { state?.rawSlot(24) }
}

/// One run of items in a format: letter, where it starts, bytes of one item, how many.
private struct Code {
    var letter: UInt8
    var offset: Int
    var size: Int
    var repeats: Int
}

// Struct: size 16, items 24, codes 32, format 40, weakrefs 48. A code (32 bytes): formatdef, offset, size, repeats; the last has no formatdef.
// A formatdef (40 bytes): letter, size 8, alignment 16, and, in the place of C's function pointers, 1 at 24 if it is little-endian.
extension UnsafeMutableRawPointer {
    /// The code with a number; nil after the last.
    fileprivate func code(_ i: Int) -> Code? {
        guard let codes = self.rawSlot(32) else { return nil }
        let p = codes + 32 * i
        guard let def = p.rawSlot(0) else { return nil }
        return Code(letter: def.load(as: UInt8.self), offset: p[word: 8], size: p[word: 16], repeats: p[word: 24])
    }
    /// The byte order of a Struct.
    fileprivate var isLittle: Bool {
        guard let codes = self.rawSlot(32), let def = codes.rawSlot(0) else { return true }
        return def[word: 24] != 0
    }
}

/// The tables of formatdefs: native, little-endian, big-endian, 128 entries each; in the words after the iterator's pattern.
private func formatTable() -> PyObj {
    let place = ModuleTypes.slot(273)
    if let table = place.rawSlot(SlotOffset.tp_cache) { return table }
    let table = staticAlloc(3 * 128 * 40)
    for order in 0..<3 {
        for c in 0..<128 {
            guard let letter = UnicodeScalar(c), let native = nativeSize(letter) else { continue }
            let def = table + (order * 128 + c) * 40
            def.storeBytes(of: UInt8(c), as: UInt8.self)
            def[word: 8] = order == 0 ? native.size : standardSize(letter) ?? 0
            def[word: 16] = order == 0 ? native.align : 0
            def[word: 24] = order < 2 ? 1 : 0
        }
    }
    place.setRawSlot(SlotOffset.tp_cache, table)
    return table
}

@discardableResult private func structError(_ text: String) -> PyObj? { PyErr_Format(StructState.error ?? PyExc_ValueError, text) }

private func nativeSize(_ c: UnicodeScalar) -> (size: Int, align: Int)? {
    switch c {
    case "x", "b", "B", "c", "s", "p", "?": (1, 1)
    case "h", "H", "e": (2, 2)
    case "i", "I", "f": (4, 4)
    case "l", "L", "q", "Q", "n", "N", "d", "P": (8, 8)
    default: nil
    }
}

private func standardSize(_ c: UnicodeScalar) -> Int? {
    switch c {
    case "x", "b", "B", "c", "s", "p", "?": 1
    case "h", "H", "e": 2
    case "i", "I", "l", "L", "f": 4
    case "q", "Q", "d": 8
    default: nil
    }
}

/// Parses a format: codes, byte size, items, byte order; nil with an exception. Origin: `prepare_s`.
private func parse(_ text: [UInt8]) -> (codes: [Code], size: Int, items: Int, order: Int)? {
    var i = 0
    var native = true, little = true
    if let first = text.first {
        switch UnicodeScalar(first) {
        case "@": i = 1
        case "=": (i, native) = (1, false)
        case "<": (i, native) = (1, false)
        case ">", "!": (i, native, little) = (1, false, false)
        default: break
        }
    }
    var codes: [Code] = []
    var size = 0, items = 0
    while i < text.count {
        var c = text[i]
        i += 1
        if c == 32 || (c >= 9 && c <= 13) { continue }
        var n = 1
        if c >= 48 && c <= 57 {
            n = 0
            while true {
                let (product, o1) = n.multipliedReportingOverflow(by: 10)
                let (sum, o2) = product.addingReportingOverflow(Int(c) - 48)
                if o1 || o2 {
                    structError("total struct size too long")
                    return nil
                }
                n = sum
                if i >= text.count {
                    structError("repeat count given without format specifier")
                    return nil
                }
                c = text[i]
                i += 1
                if c < 48 || c > 57 { break }
            }
        }
        let letter = UnicodeScalar(c)
        let width: Int, align: Int
        if native {
            guard let (w, a) = nativeSize(letter) else {
                structError("bad char in struct format")
                return nil
            }
            (width, align) = (w, a)
        } else {
            guard let w = standardSize(letter) else {
                structError("bad char in struct format")
                return nil
            }
            (width, align) = (w, 1)
        }
        if align > 1 { size = (size + align - 1) / align * align }
        let (bytes, o) = n.multipliedReportingOverflow(by: width)
        let (total, o2) = size.addingReportingOverflow(bytes)
        if o || o2 {
            structError("total struct size too long")
            return nil
        }
        switch letter {
        case "s", "p":
            codes.append(Code(letter: c, offset: size, size: n, repeats: 1))
            items += 1
        case "x": break
        default:
            if n > 0 { codes.append(Code(letter: c, offset: size, size: width, repeats: n)) }
            items += n
        }
        size = total
    }
    return (codes, size, items, native ? 0 : little ? 1 : 2)
}

private func structText(_ format: PyObj) -> [UInt8]? {
    if PyUnicode_Check(format) {
        if !PyUnicode_IS_ASCII(format) {
            guard let b = PyUnicode_AsEncodedString(format, "ascii", "strict") else { return nil }
            Py_DECREF(b)
            return nil
        }
        return Swift.Array(UnsafeRawBufferPointer(start: PyUnicode_DATA(format), count: PyUnicode_GET_LENGTH(format)))
    }
    if PyBytes_Check(format) { return Swift.Array(UnsafeRawBufferPointer(start: format + 32, count: format.ob_size)) }
    PyErr_SetString(PyExc_TypeError, "Struct() argument 1 must be a str or bytes object, not \(format.typeName)")
    return nil
}

private func struct_init(_ s: PyObj, _ args: PyObj, _ kwds: PyObj?) -> Int32 {
    withArguments("Struct", args, kwds, ["format"], min: 1, max: 1, -1) { p in
        let format = p[0].unsafelyUnwrapped
        guard let text = structText(format), let parsed = parse(text) else { return -1 }
        guard let bytes = text.withUnsafeBytes({ PyBytes_FromStringAndSize($0.baseAddress, $0.count) }) else { return -1 }
        guard let block = PyMem_Malloc(32 * (parsed.codes.count + 1)) else {
            _ = PyErr_NoMemory()
            return -1
        }
        for (i, c) in parsed.codes.enumerated() {
            let q = block + 32 * i
            q[ref: 0] = formatTable() + (parsed.order * 128 + Int(c.letter)) * 40
            (q[word: 8], q[word: 16], q[word: 24]) = (c.offset, c.size, c.repeats)
        }
        let last = block + 32 * parsed.codes.count
        last[ref: 0] = nil
        (last[word: 8], last[word: 16], last[word: 24]) = (parsed.size, 0, 0)
        PyMem_Free(s[ref: 32])
        s[word: 16] = parsed.size
        s[word: 24] = parsed.items
        s[ref: 32] = block
        Py_XSETREF(s, 40, bytes)
        return 0
    }
}

private func struct_dealloc(_ s: PyObj) {
    PyObject_GC_UnTrack(s)
    let type = s.ob_type
    if s[ref: 48] != nil { PyObject_ClearWeakRefs(s) }
    if let codes = s[ref: 32] { PyMem_Free(codes) }
    Py_XDECREF(s[ref: 40])
    type.tp_free.unsafelyUnwrapped(s)
    Py_DECREF(type)
}

private func struct_traverse(_ s: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(s, visit, arg, 40)
}

/// Reads one item.
private func unpackItem(_ c: Code, _ little: Bool, _ p: UnsafeRawPointer) -> PyObj? {
    func raw() -> UInt64 {
        var v: UInt64 = 0
        memcpy(&v, p, c.size)
        return little ? v : v.byteSwapped >> UInt64(64 - 8 * c.size)
    }
    switch UnicodeScalar(c.letter) {
    case "c": return PyBytes_FromStringAndSize(p, 1)
    case "b", "h", "i", "l", "q", "n":
        let shift = UInt64(64 - 8 * c.size)
        return PyLong_FromLong(Int(Int64(bitPattern: raw() << shift) >> Int64(shift)))
    case "B", "H", "I", "L", "Q", "N", "P": return PyLong_FromUnsignedLong(UInt(raw()))
    case "?": return PyBool_FromLong(raw() != 0)
    case "e": return PyFloat_FromDouble(halfToDouble(UInt16(raw())))
    case "f": return PyFloat_FromDouble(Double(Float(bitPattern: UInt32(raw()))))
    case "d": return PyFloat_FromDouble(Double(bitPattern: raw()))
    case "s": return PyBytes_FromStringAndSize(p, c.size)
    case "p":
        if c.size == 0 { return Py_NewRef(emptyBytes) }
        return PyBytes_FromStringAndSize(p + 1, min(Int(p.load(as: UInt8.self)), c.size - 1))
    default: return structError("bad char in struct format")
    }
}

private func halfToDouble(_ h: UInt16) -> Double {
    let sign = h >> 15 != 0 ? -1.0 : 1.0
    let e = Int(h >> 10 & 31)
    let f = Double(h & 1023)
    if e == 31 { return f == 0 ? sign * .infinity : .nan }
    if e == 0 { return sign * scalbn(f, -24) }
    return sign * scalbn(1024 + f, e - 25)
}

/// The half-precision bits of a number, rounded to even; nil if it is too large. Origin: `PyFloat_Pack2`.
private func doubleToHalf(_ x: Double) -> UInt16? {
    let sign: UInt16 = x.sign == .minus ? 0x8000 : 0
    if x.isNaN { return sign | 0x7e00 }
    if x.isInfinite { return sign | 0x7c00 }
    let a = abs(x)
    if a == 0 { return sign }
    var e = Int(a.exponent)
    if e < -14 { e = -14 }
    let scaled = scalbn(a, 10 - e).rounded(.toNearestOrEven)
    var m = Int(scaled)
    if m >= 2048 {
        m /= 2
        e += 1
    }
    if e > 15 { return nil }
    return m < 1024 ? sign | UInt16(m) : sign | UInt16(e + 15) << 10 | UInt16(m - 1024)
}

/// Writes one item. False with an exception.
private func packItem(_ c: Code, _ little: Bool, _ p: UnsafeMutableRawPointer, _ v: PyObj) -> Bool {
    func put(_ value: UInt64) {
        var bits = little ? value : value.byteSwapped >> UInt64(64 - 8 * c.size)
        memcpy(p, &bits, c.size)
    }
    let letter = UnicodeScalar(c.letter)
    switch letter {
    case "c":
        guard PyBytes_Check(v), v.ob_size == 1 else { return structError("char format requires a bytes object of length 1") != nil }
        p.copyMemory(from: v + 32, byteCount: 1)
    case "s", "p":
        guard PyBytes_Check(v) || PyByteArray_Check(v) else {
            return structError("argument for '\(letter)' must be a bytes object") != nil
        }
        let data = PyBytes_Check(v) ? v + 32 : PyByteArray_AS_STRING(v)
        if letter == "s" {
            p.copyMemory(from: data, byteCount: min(v.ob_size, c.size))
        } else if c.size > 0 {
            let n = min(v.ob_size, c.size - 1)
            (p + 1).copyMemory(from: data, byteCount: n)
            p.storeBytes(of: UInt8(min(n, 255)), as: UInt8.self)
        }
    case "?":
        let t = PyObject_IsTrue(v)
        if t < 0 { return false }
        put(t != 0 ? 1 : 0)
    case "e", "f", "d":
        let x = PyFloat_AsDouble(v)
        if x == -1 && PyErr_Occurred() != nil {
            if PyErr_ExceptionMatches(PyExc_TypeError) { structError("required argument is not a float") }
            return false
        }
        if letter == "d" {
            put(x.bitPattern)
        } else if letter == "f" {
            let f = Float(x)
            if f.isInfinite && !x.isInfinite {
                PyErr_SetString(PyExc_OverflowError, "float too large to pack with f format")
                return false
            }
            put(UInt64(f.bitPattern))
        } else {
            guard let h = doubleToHalf(x) else {
                PyErr_SetString(PyExc_OverflowError, "float too large to pack with e format")
                return false
            }
            put(UInt64(h))
        }
    default:
        guard PyLong_Check(v) || PyIndex_Check(v) else { return structError("required argument is not an integer") != nil }
        guard let n = _PyNumber_Index(v) else { return false }
        defer { Py_DECREF(n) }
        let unsigned = "BHILQNP".unicodeScalars.contains(letter)
        // First into a C long, then into the width.
        var buffer = [UInt8](repeating: 0, count: 8)
        let bad = buffer.withUnsafeMutableBufferPointer { _PyLong_AsByteArray(n, $0.baseAddress!, 8, true, !unsigned) < 0 }
        var value: UInt64 = 0
        if bad {
            if !PyErr_ExceptionMatches(PyExc_OverflowError) { return false }
            PyErr_Clear()
            if letter == "P" {
                put(UInt64(PyLong_AsUnsignedLongMask(n)))
                return PyErr_Occurred() == nil
            }
            structRangeError(letter, c.size, unsigned, isMachines: little, fits: false)
            return false
        }
        for (i, b) in buffer.enumerated() { value |= UInt64(b) << UInt64(8 * i) }
        let width = 8 * c.size
        if width < 64 {
            let fits =
                unsigned
                ? value >> UInt64(width) == 0 : { $0 == ($0 << Int64(64 - width)) >> Int64(64 - width) }(Int64(bitPattern: value))
            if !fits {
                structRangeError(letter, c.size, unsigned, isMachines: little, fits: true)
                return false
            }
        }
        put(value)
    }
    return true
}

private func structRangeError(_ letter: UnicodeScalar, _ size: Int, _ unsigned: Bool, isMachines: Bool, fits: Bool) {
    // One byte, and two bytes in the machine's order, have messages of their own.
    if size == 1 {
        structError(unsigned ? "ubyte format requires 0 <= number <= 255" : "byte format requires -128 <= number <= 127")
        return
    }
    if isMachines && size == 2 {
        structError(unsigned ? "ushort format requires 0 <= number <= 65535" : "short format requires -32768 <= number <= 32767")
        return
    }
    if size == 8 || !fits {
        structError("argument out of range")
        return
    }
    let bits = UInt64(8 * size)
    if unsigned {
        structError("'\(letter)' format requires 0 <= number <= \((UInt64(1) << bits) - 1)")
    } else {
        structError(
            "'\(letter)' format requires \(-(Int64(1) << Int64(bits - 1))) <= number <= \((Int64(1) << Int64(bits - 1)) - 1)")
    }
}

private func packInto(_ s: PyObj, _ args: PyArgs, _ start: Int, _ p: UnsafeMutableRawPointer) -> Bool {
    p.initializeMemory(as: UInt8.self, repeating: 0, count: s[word: 16])
    var k = start
    let little = s.isLittle
    var number = 0
    while let c = s.code(number) {
        number += 1
        for r in 0..<c.repeats {
            if !packItem(c, little, p + c.offset + r * c.size, args[k]) { return false }
            k += 1
        }
    }
    return true
}

private func s_pack(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs != s[word: 24] { return structError("pack expected \(s[word: 24]) items for packing (got \(nargs))") }
    guard let b = PyBytes_FromStringAndSize(nil, s[word: 16]) else { return nil }
    if s[word: 16] > 0 && !packInto(s, args, 0, b + 32) {
        Py_DECREF(b)
        return nil
    }
    return b
}

private func s_pack_into(_ s: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs != s[word: 24] + 2 {
        if nargs == 0 { return structError("pack_into expected buffer argument") }
        if nargs == 1 { return structError("pack_into expected offset argument") }
        return structError("pack_into expected \(s[word: 24]) items for packing (got \(nargs - 2))")
    }
    var view = Py_buffer()
    if PyObject_GetBuffer(args[0], &view, BufferFlags.WRITABLE) != 0 { return nil }
    defer { PyBuffer_Release(&view) }
    guard var offset = ssizeArgument(args[1]) else { return nil }
    let size = s[word: 16]
    if offset < 0 {
        if offset + size > 0 { return structError("no space to pack \(size) bytes at offset \(offset)") }
        if offset + view.len < 0 { return structError("offset \(offset) out of range for \(view.len)-byte buffer") }
        offset += view.len
    }
    if view.len - offset < size {
        return structError(
            "pack_into requires a buffer of at least \(size + offset) bytes for packing \(size) bytes at offset \(offset) (actual buffer size is \(view.len))"
        )
    }
    guard let start = view.buf else { return Py_NewRef(Py_None) }
    return packInto(s, args, 2, start + offset) ? Py_NewRef(Py_None) : nil
}

private func unpackAll(_ s: PyObj, _ p: UnsafeRawPointer) -> PyObj? {
    guard let t = PyTuple_New(s[word: 24]) else { return nil }
    var k = 0
    let little = s.isLittle
    var number = 0
    while let c = s.code(number) {
        number += 1
        for r in 0..<c.repeats {
            guard let v = unpackItem(c, little, p + c.offset + r * c.size) else {
                Py_DECREF(t)
                return nil
            }
            PyTuple_SET_ITEM(t, k, v)
            k += 1
        }
    }
    return t
}

private func s_unpack(_ s: PyObj, _ buffer: PyObj) -> PyObj? {
    withBytes(buffer) { (p, n) -> PyObj? in
        if n != s[word: 16] { return structError("unpack requires a buffer of \(s[word: 16]) bytes") }
        return unpackAll(s, p)
    } ?? nil
}

private func unpackFrom(_ s: PyObj, _ buffer: PyObj, _ given: Int) -> PyObj? {
    let size = s[word: 16]
    return withBytes(buffer) { (p, n) -> PyObj? in
        var offset = given
        if offset < 0 {
            if offset + size > 0 { return structError("not enough data to unpack \(size) bytes at offset \(offset)") }
            if offset + n < 0 { return structError("offset \(offset) out of range for \(n)-byte buffer") }
            offset += n
        }
        if n - offset < size {
            return structError(
                "unpack_from requires a buffer of at least \(size + offset) bytes for unpacking \(size) bytes at offset \(offset) (actual buffer size is \(n))"
            )
        }
        return unpackAll(s, p + offset)
    } ?? nil
}

private func s_unpack_from(_ s: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("unpack_from", args, nargs, kwnames, ["buffer", "offset"], min: 1, max: 2) { p in
        var offset = 0
        if let o = p[1] {
            guard let n = ssizeArgument(o) else { return nil }
            offset = n
        }
        return unpackFrom(s, p[0].unsafelyUnwrapped, offset)
    }
}

// MARK: iter_unpack (struct 16, buffer view 24 (80 bytes), index 104)

private func s_iter_unpack(_ s: PyObj, _ buffer: PyObj) -> PyObj? {
    if s[word: 16] == 0 { return structError("cannot iteratively unpack with a struct of length 0") }
    guard let it = PyType_GenericAlloc(PyStructUnpackIter_Type, 0) else { return nil }
    if PyObject_GetBuffer(buffer, it + 24, BufferFlags.SIMPLE) != 0 {
        Py_DECREF(it)
        return nil
    }
    let n = (it + 24).buffer_len
    if n % s[word: 16] != 0 {
        Py_DECREF(it)
        return structError("iterative unpacking requires a buffer of a multiple of \(s[word: 16]) bytes")
    }
    it[ref: 16] = Py_NewRef(s)
    return it
}

private func iter_dealloc(_ it: PyObj) {
    let type = it.ob_type
    PyObject_GC_UnTrack(it)
    Py_XDECREF(it[ref: 16])
    PyBuffer_Release(it + 24)
    type.tp_free.unsafelyUnwrapped(it)
    Py_DECREF(type)
}

private func iter_traverse(_ it: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = visitHeapFields(it, visit, arg, 16)
    return r != 0 ? r : Py_VISIT((it + 24).buffer_obj, visit, arg)
}

private func iter_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    PyErr_Format(PyExc_TypeError, "Cannot create '\(clip(_PyType_Name(type), 200)) objects")
}

private func iter_next(_ it: PyObj) -> PyObj? {
    guard let s = it[ref: 16], it[word: 104] + s[word: 16] <= (it + 24).buffer_len, let p = (it + 24).buffer_buf else { return nil }
    let r = unpackAll(s, p + it[word: 104])
    it[word: 104] += s[word: 16]
    return r
}

private func iter_length_hint(_ it: PyObj) -> PyObj? {
    guard let s = it[ref: 16] else { return PyLong_FromLong(0) }
    return PyLong_FromSsize_t(((it + 24).buffer_len - it[word: 104]) / s[word: 16])
}

// MARK: the module

/// The Struct of a format, from the cache: a new reference. Origin: `cache_struct_converter`.
private func cached(_ format: PyObj) -> PyObj? {
    if format.ob_type == PyStruct_Type { return Py_NewRef(format) }
    if StructState.cache == nil { StructState.cache = PyDict_New() }
    guard let cache = StructState.cache else { return nil }
    if let s = PyDict_GetItemWithError(cache, format) { return Py_NewRef(s) }
    if PyErr_Occurred() != nil { return nil }
    guard let s = PyObject_CallOneArg(PyStruct_Type, format) else { return nil }
    if cache.ma_used >= 100 { PyDict_Clear(cache) }
    if PyDict_SetItem(cache, format, s) < 0 { PyErr_Clear() }
    return s
}

private func struct_calcsize(_ m: PyObj, _ format: PyObj) -> PyObj? {
    guard let s = cached(format) else { return nil }
    defer { Py_DECREF(s) }
    return PyLong_FromSsize_t(s[word: 16])
}

private func struct_pack(_ m: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs == 0 { return PyErr_Format(PyExc_TypeError, "missing format argument") }
    guard let s = cached(args[0]) else { return nil }
    defer { Py_DECREF(s) }
    return s_pack(s, args + 1, nargs - 1)
}

private func struct_pack_into(_ m: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if nargs == 0 { return PyErr_Format(PyExc_TypeError, "missing format argument") }
    guard let s = cached(args[0]) else { return nil }
    defer { Py_DECREF(s) }
    return s_pack_into(s, args + 1, nargs - 1)
}

private func struct_unpack(_ m: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("unpack", nargs, 2, 2) { return nil }
    guard let s = cached(args[0]) else { return nil }
    defer { Py_DECREF(s) }
    return s_unpack(s, args[1])
}

private func struct_unpack_from(_ m: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("unpack_from", args, nargs, kwnames, ["", "buffer", "offset"], min: 2, max: 3) { p in
        guard let s = cached(p[0].unsafelyUnwrapped) else { return nil }
        defer { Py_DECREF(s) }
        var offset = 0
        if let o = p[2] {
            guard let n = ssizeArgument(o) else { return nil }
            offset = n
        }
        return unpackFrom(s, p[1].unsafelyUnwrapped, offset)
    }
}

private func struct_iter_unpack(_ m: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("iter_unpack", nargs, 2, 2) { return nil }
    guard let s = cached(args[0]) else { return nil }
    defer { Py_DECREF(s) }
    return s_iter_unpack(s, args[1])
}

private func struct_clearcache(_ m: PyObj) -> PyObj? {
    if let cache = StructState.cache { PyDict_Clear(cache) }
    return Py_NewRef(Py_None)
}

private func s_sizeof(_ s: PyObj) -> PyObj? {
    var n = 0
    while s.code(n) != nil { n += 1 }
    return PyLong_FromSsize_t(s.ob_type.tp_basicsize + 32 * (n + 1))
}

/// Makes the module `_struct`; nil with an exception.
func PyInit__struct() -> PyObj? {
    let t = ModuleTypes.slot(272)
    t.initStaticType("_struct.Struct", basicsize: 56, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC | TypeFlags.IMMUTABLETYPE)
    t.tp_doc = staticCString("Struct(fmt) --> compiled struct object\n\n")
    t.tp_dealloc = struct_dealloc
    t.tp_traverse = struct_traverse
    t.setMembers([MemberSpec("__weaklistoffset__", .pyssizet, 48)])
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_setattro = PyObject_GenericSetAttr
    t.tp_init = struct_init
    t.tp_new = PyType_GenericNew
    t.tp_alloc = PyType_GenericAlloc
    t.tp_free = PyObject_GC_Del
    t.setMethods([
        .o("iter_unpack", s_iter_unpack), .fast("pack", s_pack), .fast("pack_into", s_pack_into), .o("unpack", s_unpack),
        .fastKeywords("unpack_from", s_unpack_from), .noargs("__sizeof__", s_sizeof),
    ])
    t.setGetSets([
        GetSetSpec("format", { s, _ in s[ref: 40].flatMap { PyUnicode_DecodeASCII($0 + 32, $0.ob_size, nil) } }),
        GetSetSpec("size", { s, _ in PyLong_FromSsize_t(s[word: 16]) }),
    ])
    let iterator = ModuleTypes.slot(273)
    initIteratorType(
        iterator, "_struct.unpack_iterator", 112, iter_dealloc, iter_traverse, iter_next, iter_new, subclasses: false)
    iterator.tp_flags |= TypeFlags.IMMUTABLETYPE
    iterator.setMethods([.noargs("__length_hint__", iter_length_hint)])
    guard
        let m = makeModule(
            "_struct", "Functions to convert between Python values and C structs.\n",
            [
                .noargs("_clearcache", struct_clearcache), .o("calcsize", struct_calcsize), .fast("pack", struct_pack),
                .fast("pack_into", struct_pack_into), .fast("unpack", struct_unpack),
                .fastKeywords("unpack_from", struct_unpack_from),
                .fast("iter_unpack", struct_iter_unpack),
            ])
    else { return nil }
    if PyModule_SetState(m, words: 4) == 0, PyModule_AddHeapType(m, 272, state: 1) == 0,
        PyModule_AddHeapType(m, 273, state: 2, shown: false) == 0, let error = PyErr_NewException("struct.error", nil, nil)
    {
        m.md_state?.setRawSlot(24, error)
        if PyModule_AddObjectRef(m, "error", error) == 0 { return m }
    }
    Py_DECREF(m)
    return nil
}
