import Glibc
import Memory

// The module `array`. Origin: Modules/arraymodule.c.

var PyArray_Type: PyObj { ModuleTypes.heap(274) }
var PyArrayIter_Type: PyObj { ModuleTypes.heap(275) }

// arrayobject: ob_size 16, ob_item 24, allocated 32, typecode 40 (in CPython a pointer to the description), weakreflist 48, ob_exports 56.
extension UnsafeMutableRawPointer {
    var ob_item: UnsafeMutableRawPointer? {
        get { load(fromByteOffset: 24, as: UnsafeMutableRawPointer?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: UnsafeMutableRawPointer?.self) }
    }
    var arrayLetter: UnicodeScalar { UnicodeScalar(UInt8(truncatingIfNeeded: self[word: 40])) }
    var itemSize: Int { size(of: arrayLetter) }
    private func size(of c: UnicodeScalar) -> Int { arrayItemSize(c) ?? 1 }
}

func arrayItemSize(_ c: UnicodeScalar) -> Int? {
    switch c {
    case "b", "B": 1
    case "h", "H": 2
    case "i", "I", "f", "u": 4
    case "l", "L", "q", "Q", "d": 8
    default: nil
    }
}

/// Changes the length. False with an exception. Origin: `array_resize`.
private func resize(_ a: PyObj, _ n: Int) -> Bool {
    if a[word: 56] > 0 && n != a.ob_size {
        PyErr_SetString(PyExc_BufferError, "cannot resize an array that is exporting buffers")
        return false
    }
    if a[word: 32] >= n && a.ob_size < n + 16 && a.ob_item != nil {
        a.ob_size = n
        return true
    }
    if n == 0 {
        PyMem_Free(a.ob_item)
        a.ob_item = nil
        a.ob_size = 0
        a[word: 32] = 0
        return true
    }
    let room = (n >> 4) + (a.ob_size < 8 ? 3 : 7) + n
    guard let p = PyMem_Realloc(a.ob_item, room * a.itemSize) else {
        _ = PyErr_NoMemory()
        return false
    }
    a.ob_item = p
    a.ob_size = n
    a[word: 32] = room
    return true
}

private func newArray(_ type: PyObj, _ n: Int, _ letter: UnicodeScalar) -> PyObj? {
    guard let a = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    a[word: 40] = Int(letter.value)
    a.ob_size = n
    a[word: 32] = n
    if n > 0 {
        guard let p = PyMem_Malloc(n * a.itemSize) else {
            Py_DECREF(a)
            return PyErr_NoMemory()
        }
        a.ob_item = p
    }
    return a
}

private func getItem(_ a: PyObj, _ i: Int) -> PyObj? {
    guard let base = a.ob_item else { return nil }
    let p = base + i * a.itemSize
    switch a.arrayLetter {
    case "b": return PyLong_FromLong(Int(p.load(as: Int8.self)))
    case "B": return PyLong_FromLong(Int(p.load(as: UInt8.self)))
    case "h": return PyLong_FromLong(Int(p.loadUnaligned(as: Int16.self)))
    case "H": return PyLong_FromLong(Int(p.loadUnaligned(as: UInt16.self)))
    case "i": return PyLong_FromLong(Int(p.loadUnaligned(as: Int32.self)))
    case "I": return PyLong_FromLong(Int(p.loadUnaligned(as: UInt32.self)))
    case "l", "q": return PyLong_FromLong(p.loadUnaligned(as: Int.self))
    case "L", "Q": return PyLong_FromUnsignedLong(p.loadUnaligned(as: UInt.self))
    case "f": return PyFloat_FromDouble(Double(p.loadUnaligned(as: Float.self)))
    case "d": return PyFloat_FromDouble(p.loadUnaligned(as: Double.self))
    default: return wideText(p, 1, stopsAtNull: false)
    }
}

private func rangeError(_ c: UnicodeScalar, _ isLow: Bool) {
    let names: [UnicodeScalar: String] = [
        "b": "signed char", "B": "unsigned byte integer", "h": "signed short integer", "H": "unsigned short",
    ]
    PyErr_SetString(PyExc_OverflowError, "\(names[c] ?? "integer") is \(isLow ? "less than minimum" : "greater than maximum")")
}

/// Stores an item (with a place: 0…). False with an exception.
private func setItem(_ a: PyObj, _ i: Int, _ v: PyObj) -> Bool {
    let c = a.arrayLetter
    var bytes: UInt64 = 0
    switch c {
    case "f", "d":
        let x = PyFloat_AsDouble(v)
        if x == -1 && PyErr_Occurred() != nil { return false }
        bytes = c == "d" ? x.bitPattern : UInt64(Float(x).bitPattern)
    case "u":
        guard PyUnicode_Check(v) else {
            PyErr_SetString(PyExc_TypeError, "array item must be a unicode character, not \(v.typeName)")
            return false
        }
        guard PyUnicode_GET_LENGTH(v) == 1 else {
            PyErr_SetString(PyExc_TypeError, "array item must be a unicode character, not str")
            return false
        }
        bytes = UInt64(PyUnicode_READ_CHAR(v, 0))
    default:
        if v.ob_type == PyFloat_Type {
            PyErr_SetString(PyExc_TypeError, "'float' object cannot be interpreted as an integer")
            return false
        }
        guard let n = _PyNumber_Index(v) else { return false }
        defer { Py_DECREF(n) }
        let width = 8 * a.itemSize
        let isUnsigned = "BHILQ".unicodeScalars.contains(c)
        if width == 64 {
            if isUnsigned {
                let u = PyLong_AsUnsignedLong(n)
                if u == UInt.max && PyErr_Occurred() != nil { return false }
                bytes = UInt64(u)
            } else {
                let s = PyLong_AsLong(n)
                if s == -1 && PyErr_Occurred() != nil { return false }
                bytes = UInt64(bitPattern: Int64(s))
            }
        } else {
            let s = PyLong_AsLong(n)
            if s == -1 && PyErr_Occurred() != nil { return false }
            let low = isUnsigned ? 0 : -(1 << (width - 1))
            let high = isUnsigned ? (1 << width) - 1 : (1 << (width - 1)) - 1
            if s < low || s > high {
                if c == "i" {
                    PyErr_SetString(
                        PyExc_OverflowError,
                        s < low ? "signed integer is less than minimum" : "signed integer is greater than maximum")
                } else if c == "I" {
                    PyErr_SetString(
                        PyExc_OverflowError, s < low ? "unsigned int is less than minimum" : "unsigned int is greater than maximum")
                } else if c == "b" || c == "h" || c == "B" || c == "H" {
                    rangeError(c, s < low)
                }
                return false
            }
            bytes = UInt64(bitPattern: Int64(s))
        }
    }
    if let base = a.ob_item { memcpy(base + i * a.itemSize, &bytes, a.itemSize) }
    return true
}

func array_new(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    if type == PyArray_Type || type.rawSlot(SlotOffset.tp_init) == PyArray_Type.rawSlot(SlotOffset.tp_init),
        !_PyArg_NoKeywords("array.array", kwds)
    {
        return nil
    }
    if !_PyArg_CheckPositional("array", args.ob_size, 1, 2) { return nil }
    let code = PyTuple_GET_ITEM(args, 0)
    if !PyUnicode_Check(code) || PyUnicode_GET_LENGTH(code) != 1 {
        return PyErr_Format(PyExc_TypeError, "array() argument 1 must be a unicode character, not \(code.typeName)")
    }
    guard let letter = UnicodeScalar(PyUnicode_READ_CHAR(code, 0)), arrayItemSize(letter) != nil else {
        return PyErr_Format(PyExc_ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
    }
    let initial = args.ob_size == 2 ? PyTuple_GET_ITEM(args, 1) : nil
    if let initial, letter != "u" {
        if PyUnicode_Check(initial) {
            return PyErr_Format(PyExc_TypeError, "cannot use a str to initialize an array with typecode '\(letter)'")
        }
        if PyObject_TypeCheck(initial, PyArray_Type) && initial.arrayLetter == "u" {
            return PyErr_Format(PyExc_TypeError, "cannot use a unicode array to initialize an array with typecode '\(letter)'")
        }
    }
    guard let initial else { return newArray(type, 0, letter) }
    if PyList_Check(initial) || PyTuple_Check(initial) || PyObject_TypeCheck(initial, PyArray_Type) {
        let n = PySequence_Size(initial)
        guard n >= 0, let a = newArray(type, n, letter) else { return nil }
        for i in 0..<n {
            guard let v = PySequence_GetItem(initial, i) else {
                Py_DECREF(a)
                return nil
            }
            let ok = setItem(a, i, v)
            Py_DECREF(v)
            if !ok {
                Py_DECREF(a)
                return nil
            }
        }
        return a
    }
    guard let a = newArray(type, 0, letter) else { return nil }
    let done: Bool
    if PyBytes_Check(initial) || PyByteArray_Check(initial) {
        done = addBytes(a, initial)
    } else if PyUnicode_Check(initial) {
        done = takeText(a, initial)
    } else {
        done = extendByIterating(a, initial)
    }
    if !done {
        Py_DECREF(a)
        return nil
    }
    return a
}

private func addBytes(_ a: PyObj, _ source: PyObj) -> Bool {
    withBytes(source) { (p, n) -> Bool in
        if n % a.itemSize != 0 {
            PyErr_SetString(PyExc_ValueError, "bytes length not a multiple of item size")
            return false
        }
        let old = a.ob_size
        if n == 0 { return true }
        if !resize(a, old + n / a.itemSize) { return false }
        if let base = a.ob_item { memcpy(base + old * a.itemSize, p, n) }
        return true
    } ?? false
}

/// A new array of characters takes over the block that the text was copied to: there is room for a null after them.
private func takeText(_ a: PyObj, _ text: PyObj) -> Bool {
    let n = PyUnicode_GET_LENGTH(text)
    guard let block = PyMem_Malloc((n + 1) * 4) else {
        _ = PyErr_NoMemory()
        return false
    }
    if n == 0 {
        PyMem_Free(block)
        return true
    }
    for i in 0..<n { (block + 4 * i).storeBytes(of: PyUnicode_READ_CHAR(text, i), as: UInt32.self) }
    (block + 4 * n).storeBytes(of: 0, as: UInt32.self)
    a.ob_item = block
    a.ob_size = n
    a[word: 32] = n
    return true
}

private func addText(_ a: PyObj, _ text: PyObj) -> Bool {
    let n = PyUnicode_GET_LENGTH(text)
    let old = a.ob_size
    if n == 0 { return true }
    if !resize(a, old + n) { return false }
    for i in 0..<n { (a.ob_item.unsafelyUnwrapped + 4 * (old + i)).storeBytes(of: PyUnicode_READ_CHAR(text, i), as: UInt32.self) }
    return true
}

private func extendByIterating(_ a: PyObj, _ source: PyObj) -> Bool {
    guard let it = PyObject_GetIter(source) else { return false }
    defer { Py_DECREF(it) }
    while let v = PyIter_Next(it) {
        let ok = insertAt(a, a.ob_size, v)
        Py_DECREF(v)
        if !ok { return false }
    }
    return PyErr_Occurred() == nil
}

private func insertAt(_ a: PyObj, _ place: Int, _ v: PyObj) -> Bool {
    let n = a.ob_size
    // The value is checked before anything changes: it is stored at the end first.
    if !resize(a, n + 1) { return false }
    var i = place
    if i < 0 { i = max(0, i + n) }
    i = min(i, n)
    if !setItem(a, n, v) {
        _ = resize(a, n)
        return false
    }
    if i < n, let base = a.ob_item {
        let size = a.itemSize
        withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { temporary in
            let t = temporary.baseAddress.unsafelyUnwrapped
            memcpy(t, base + n * size, size)
            memmove(base + (i + 1) * size, base + i * size, (n - i) * size)
            memcpy(base + i * size, t, size)
        }
    }
    return true
}

private func array_dealloc(_ a: PyObj) {
    PyObject_GC_UnTrack(a)
    if a[ref: 48] != nil { PyObject_ClearWeakRefs(a) }
    if let items = a.ob_item { PyMem_Free(items) }
    let type = a.ob_type
    type.tp_free.unsafelyUnwrapped(a)
    Py_DECREF(type)
}

private func array_traverse(_ a: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 { visit(a.ob_type, arg) }

private func array_length(_ a: PyObj) -> Int { a.ob_size }

private func array_item(_ a: PyObj, _ i: Int) -> PyObj? {
    if i < 0 || i >= a.ob_size { return PyErr_Format(PyExc_IndexError, "array index out of range") }
    return getItem(a, i)
}

private func slice(_ a: PyObj, _ from: Int, _ count: Int, _ step: Int = 1) -> PyObj? {
    guard let r = newArray(PyArray_Type, count, a.arrayLetter) else { return nil }
    let size = a.itemSize
    if let to = r.ob_item, let base = a.ob_item {
        for k in 0..<count { memcpy(to + k * size, base + (from + k * step) * size, size) }
    }
    return r
}

private func array_subscript(_ a: PyObj, _ key: PyObj) -> PyObj? {
    if PyIndex_Check(key) {
        var i = PyNumber_AsSsize_t(key, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return nil }
        if i < 0 { i += a.ob_size }
        return array_item(a, i)
    }
    if key.ob_type != PySlice_Type { return PyErr_Format(PyExc_TypeError, "array indices must be integers") }
    var start = 0, stop = 0, step = 0
    if PySlice_Unpack(key, &start, &stop, &step) < 0 { return nil }
    let n = PySlice_AdjustIndices(a.ob_size, &start, &stop, step)
    return slice(a, start, max(n, 0), step)
}

private func array_ass_item(_ a: PyObj, _ i: Int, _ v: PyObj?) -> Int32 {
    if i < 0 || i >= a.ob_size {
        PyErr_SetString(PyExc_IndexError, "array assignment index out of range")
        return -1
    }
    if let v { return setItem(a, i, v) ? 0 : -1 }
    return removeRange(a, i, 1) ? 0 : -1
}

private func removeRange(_ a: PyObj, _ at: Int, _ count: Int) -> Bool {
    let n = a.ob_size
    if count == 0 { return true }
    if a[word: 56] > 0 {
        PyErr_SetString(PyExc_BufferError, "cannot resize an array that is exporting buffers")
        return false
    }
    if let base = a.ob_item { memmove(base + at * a.itemSize, base + (at + count) * a.itemSize, (n - at - count) * a.itemSize) }
    return resize(a, n - count)
}

private func array_ass_subscript(_ a: PyObj, _ key: PyObj, _ value: PyObj?) -> Int32 {
    if PyIndex_Check(key) {
        var i = PyNumber_AsSsize_t(key, PyExc_IndexError)
        if i == -1 && PyErr_Occurred() != nil { return -1 }
        if i < 0 { i += a.ob_size }
        return array_ass_item(a, i, value)
    }
    if key.ob_type != PySlice_Type {
        PyErr_SetString(PyExc_TypeError, "array indices must be integers")
        return -1
    }
    var start = 0, stop = 0, step = 0
    if PySlice_Unpack(key, &start, &stop, &step) < 0 { return -1 }
    let n = max(PySlice_AdjustIndices(a.ob_size, &start, &stop, step), 0)
    let size = a.itemSize
    guard let value else {
        if step == 1 { return removeRange(a, start, n) ? 0 : -1 }
        for k in (0..<n).map({ start + $0 * step }).sorted(by: >) where !removeRange(a, k, 1) { return -1 }
        return 0
    }
    guard PyObject_TypeCheck(value, PyArray_Type) else {
        PyErr_SetString(PyExc_TypeError, "can only assign array (not \"\(value.typeName)\") to array slice")
        return -1
    }
    if value.arrayLetter != a.arrayLetter {
        PyErr_BadArgument()
        return -1
    }
    guard let other = value == a ? slice(a, 0, a.ob_size) : Py_NewRef(value) else { return -1 }
    defer { Py_DECREF(other) }
    let m = other.ob_size
    if step == 1 {
        let old = a.ob_size
        if m < n {
            if !removeRange(a, start + m, n - m) { return -1 }
        } else if m > n {
            if !resize(a, old + m - n) { return -1 }
            if let base = a.ob_item { memmove(base + (start + m) * size, base + (start + n) * size, (old - start - n) * size) }
        }
        if m > 0, let base = a.ob_item, let from = other.ob_item { memcpy(base + start * size, from, m * size) }
        return 0
    }
    if m != n {
        PyErr_SetString(PyExc_ValueError, "attempt to assign array of size \(m) to extended slice of size \(n)")
        return -1
    }
    if let base = a.ob_item, let from = other.ob_item {
        for k in 0..<n { memcpy(base + (start + k * step) * size, from + k * size, size) }
    }
    return 0
}

private func array_concat(_ a: PyObj, _ b: PyObj) -> PyObj? {
    guard PyObject_TypeCheck(b, PyArray_Type) else {
        return PyErr_Format(PyExc_TypeError, "can only append array (not \"\(b.typeName)\") to array")
    }
    if a.arrayLetter != b.arrayLetter {
        PyErr_BadArgument()
        return nil
    }
    guard let r = newArray(PyArray_Type, a.ob_size + b.ob_size, a.arrayLetter) else { return nil }
    if let to = r.ob_item {
        if let p = a.ob_item { memcpy(to, p, a.ob_size * a.itemSize) }
        if let p = b.ob_item { memcpy(to + a.ob_size * a.itemSize, p, b.ob_size * a.itemSize) }
    }
    return r
}

private func array_repeat(_ a: PyObj, _ times: Int) -> PyObj? {
    let n = a.ob_size * max(times, 0)
    guard let r = newArray(PyArray_Type, n, a.arrayLetter) else { return nil }
    if let to = r.ob_item, let p = a.ob_item {
        for k in 0..<max(times, 0) { memcpy(to + k * a.ob_size * a.itemSize, p, a.ob_size * a.itemSize) }
    }
    return r
}

private func array_inplace_concat(_ a: PyObj, _ b: PyObj) -> PyObj? {
    guard PyObject_TypeCheck(b, PyArray_Type) else {
        return PyErr_Format(PyExc_TypeError, "can only extend with array (not \"\(b.typeName)\")")
    }
    return extendWith(a, b) ? Py_NewRef(a) : nil
}

private func extendWith(_ a: PyObj, _ b: PyObj) -> Bool {
    if !PyObject_TypeCheck(b, PyArray_Type) { return extendByIterating(a, b) }
    if a.arrayLetter != b.arrayLetter {
        PyErr_SetString(PyExc_TypeError, "can only extend with array of same kind")
        return false
    }
    let n = a.ob_size, m = b.ob_size
    if !resize(a, n + m) { return false }
    if m > 0, let to = a.ob_item, let from = b.ob_item { memcpy(to + n * a.itemSize, from, m * a.itemSize) }
    return true
}

private func array_inplace_repeat(_ a: PyObj, _ times: Int) -> PyObj? {
    let n = a.ob_size
    if !resize(a, n * max(times, 0)) { return nil }
    if let p = a.ob_item, times > 1 { for k in 1..<times { memcpy(p + k * n * a.itemSize, p, n * a.itemSize) } }
    return Py_NewRef(a)
}

private func array_contains(_ a: PyObj, _ v: PyObj) -> Int32 {
    var i = 0
    while i < a.ob_size {
        guard let x = getItem(a, i) else { return -1 }
        let r = PyObject_RichCompareBool(x, v, Py_EQ)
        Py_DECREF(x)
        if r != 0 { return r }
        i += 1
    }
    return 0
}

private func array_richcompare(_ a: PyObj, _ b: PyObj, _ op: Int32) -> PyObj? {
    guard PyObject_TypeCheck(a, PyArray_Type), PyObject_TypeCheck(b, PyArray_Type) else { return Py_NewRef(Py_NotImplemented) }
    let n = a.ob_size, m = b.ob_size
    if n != m && (op == Py_EQ || op == Py_NE) { return PyBool_FromLong(op == Py_NE) }
    for i in 0..<min(n, m) {
        guard let x = getItem(a, i), let y = getItem(b, i) else { return nil }
        defer {
            Py_DECREF(x)
            Py_DECREF(y)
        }
        let same = PyObject_RichCompareBool(x, y, Py_EQ)
        if same < 0 { return nil }
        if same == 0 {
            if op == Py_EQ { return PyBool_FromLong(false) }
            if op == Py_NE { return PyBool_FromLong(true) }
            return PyObject_RichCompare(x, y, op)
        }
    }
    let r: Bool =
        switch op {
        case Py_LT: n < m
        case Py_LE: n <= m
        case Py_EQ: n == m
        case Py_NE: n != m
        case Py_GT: n > m
        default: n >= m
        }
    return PyBool_FromLong(r)
}

func array_tolist(_ a: PyObj) -> PyObj? {
    guard let l = PyList_New(a.ob_size) else { return nil }
    for i in 0..<a.ob_size {
        guard let v = getItem(a, i) else {
            Py_DECREF(l)
            return nil
        }
        PyList_SET_ITEM(l, i, v)
    }
    return l
}

private func array_tounicode(_ a: PyObj) -> PyObj? {
    if a.arrayLetter != "u" { return PyErr_Format(PyExc_ValueError, "tounicode() may only be called on unicode type arrays ('u')") }
    guard let p = a.ob_item else { return Py_NewRef(emptyUnicode) }
    return wideText(p, a.ob_size, stopsAtNull: false)
}

private func array_repr(_ a: PyObj) -> PyObj? {
    let name = a.ob_type.ht_nameOrType
    if a.ob_size == 0 { return PyUnicode_FromString("\(name)('\(a.arrayLetter)')") }
    guard let v = a.arrayLetter == "u" ? array_tounicode(a) : array_tolist(a) else { return nil }
    defer { Py_DECREF(v) }
    guard let r = PyObject_Repr(v) else { return nil }
    defer { Py_DECREF(r) }
    return PyUnicode_FromString("\(name)('\(a.arrayLetter)', \(swiftString(r)))")
}

extension UnsafeMutableRawPointer {
    /// The last part of a type's name.
    fileprivate var ht_nameOrType: String {
        let t = typeText(self)
        return t.lastIndex(of: ".").map { String(t[t.index(after: $0)...]) } ?? t
    }
}

private func array_getbuffer(_ a: PyObj, _ view: UnsafeMutableRawPointer, _ flags: Int32) -> Int32 {
    let p = a.ob_item ?? emptyBytes + 32
    if PyBuffer_FillInfo(view, a, p, a.ob_size * a.itemSize, 0, flags) < 0 { return -1 }
    view.buffer_itemsize = a.itemSize
    if flags & BufferFlags.FORMAT != 0 { view.buffer_format = latin1Character(UInt8(a.arrayLetter.value)) + 48 }
    if flags & BufferFlags.ND != 0 { view.buffer_shape = a + 16 }
    a[word: 56] += 1
    return 0
}

private func array_releasebuffer(_ a: PyObj, _ view: UnsafeMutableRawPointer) { a[word: 56] -= 1 }

// MARK: methods

private func none(_ ok: Bool) -> PyObj? { ok ? Py_NewRef(Py_None) : nil }
private func array_append(_ a: PyObj, _ v: PyObj) -> PyObj? { none(insertAt(a, a.ob_size, v)) }
private func array_extend(_ a: PyObj, _ v: PyObj) -> PyObj? { none(extendWith(a, v)) }
private func array_insert(_ a: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("insert", nargs, 2, 2), let i = ssizeArgument(args[0]) else { return nil }
    return none(insertAt(a, i, args[1]))
}
private func array_pop(_ a: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("pop", nargs, 0, 1) else { return nil }
    var i = -1
    if nargs == 1 {
        guard let n = ssizeArgument(args[0]) else { return nil }
        i = n
    }
    if a.ob_size == 0 { return PyErr_Format(PyExc_IndexError, "pop from empty array") }
    if i < 0 { i += a.ob_size }
    if i < 0 || i >= a.ob_size { return PyErr_Format(PyExc_IndexError, "pop index out of range") }
    guard let v = getItem(a, i) else { return nil }
    if !removeRange(a, i, 1) {
        Py_DECREF(v)
        return nil
    }
    return v
}
private func find(_ a: PyObj, _ v: PyObj, _ from: Int = 0) -> Int? {
    var i = from
    while i < a.ob_size {
        guard let x = getItem(a, i) else { return nil }
        let r = PyObject_RichCompareBool(x, v, Py_EQ)
        Py_DECREF(x)
        if r < 0 { return nil }
        if r > 0 { return i }
        i += 1
    }
    return -1
}
private func array_remove(_ a: PyObj, _ v: PyObj) -> PyObj? {
    guard let i = find(a, v) else { return nil }
    if i < 0 { return PyErr_Format(PyExc_ValueError, "array.remove(x): x not in array") }
    return none(removeRange(a, i, 1))
}
private func array_index(_ a: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("index", nargs, 1, 3) else { return nil }
    var start = 0, stop = Int.max
    if nargs > 1 {
        guard let n = ssizeArgument(args[1]) else { return nil }
        start = n < 0 ? max(0, n + a.ob_size) : n
    }
    if nargs > 2 {
        guard let n = ssizeArgument(args[2]) else { return nil }
        stop = n < 0 ? n + a.ob_size : n
    }
    guard let i = find(a, args[0], start) else { return nil }
    if i < 0 || i >= stop { return PyErr_Format(PyExc_ValueError, "array.index(x): x not in array") }
    return PyLong_FromSsize_t(i)
}
private func array_count(_ a: PyObj, _ v: PyObj) -> PyObj? {
    var n = 0, i = 0
    while i < a.ob_size {
        guard let j = find(a, v, i) else { return nil }
        if j < 0 { break }
        n += 1
        i = j + 1
    }
    return PyLong_FromSsize_t(n)
}
private func array_reverse(_ a: PyObj) -> PyObj? {
    let size = a.itemSize, n = a.ob_size
    if let p = a.ob_item {
        for i in 0..<n / 2 { for b in 0..<size { swap(p + i * size + b, p + (n - 1 - i) * size + b) } }
    }
    return Py_NewRef(Py_None)
}
private func swap(_ x: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer) {
    let t = x.load(as: UInt8.self)
    x.storeBytes(of: y.load(as: UInt8.self), as: UInt8.self)
    y.storeBytes(of: t, as: UInt8.self)
}
private func array_byteswap(_ a: PyObj) -> PyObj? {
    let size = a.itemSize
    if let p = a.ob_item {
        for i in 0..<a.ob_size { for b in 0..<size / 2 { swap(p + i * size + b, p + i * size + size - 1 - b) } }
    }
    return Py_NewRef(Py_None)
}
func array_tobytes(_ a: PyObj) -> PyObj? { PyBytes_FromStringAndSize(a.ob_item ?? emptyBytes + 32, a.ob_size * a.itemSize) }
func array_frombytes(_ a: PyObj, _ v: PyObj) -> PyObj? { none(addBytes(a, v)) }
private func array_fromlist(_ a: PyObj, _ l: PyObj) -> PyObj? {
    if !PyList_Check(l) { return PyErr_Format(PyExc_TypeError, "arg must be list") }
    let old = a.ob_size
    if !resize(a, old + l.ob_size) { return nil }
    for i in 0..<l.ob_size where !setItem(a, old + i, PyList_GET_ITEM(l, i)) {
        _ = resize(a, old)
        return nil
    }
    return Py_NewRef(Py_None)
}
private func array_fromunicode(_ a: PyObj, _ v: PyObj) -> PyObj? {
    if a.arrayLetter != "u" { return PyErr_Format(PyExc_ValueError, "fromunicode() may only be called on unicode type arrays") }
    if !PyUnicode_Check(v) { return PyErr_Format(PyExc_TypeError, "fromunicode() argument must be str, not \(v.typeName)") }
    return none(addText(a, v))
}
private func array_buffer_info(_ a: PyObj) -> PyObj? { buildTuple(PyLong_FromVoidPtr(a.ob_item), PyLong_FromSsize_t(a.ob_size)) }
private func array_copy(_ a: PyObj) -> PyObj? { slice(a, 0, a.ob_size) }
private func array_deepcopy(_ a: PyObj, _ memo: PyObj) -> PyObj? { slice(a, 0, a.ob_size) }
private func array_sizeof(_ a: PyObj) -> PyObj? { PyLong_FromSsize_t(a.ob_type.tp_basicsize + a[word: 32] * a.itemSize) }
// MARK: the iterator (index 16, array 24)

private func array_iter(_ a: PyObj) -> PyObj? {
    guard let it = _PyObject_GC_New(PyArrayIter_Type) else { return nil }
    it[word: 16] = 0
    it[ref: 24] = Py_NewRef(a)
    it[word: 32] = 0
    _PyObject_GC_TRACK(it)
    return it
}
private func arrayiter_dealloc(_ it: PyObj) { deallocHeapFields(it, 24) }
private func arrayiter_traverse(_ it: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitHeapFields(it, visit, arg, 24)
}
private func arrayiter_next(_ it: PyObj) -> PyObj? {
    guard let a = it[ref: 24] else { return nil }
    let i = it[word: 16]
    if i < a.ob_size {
        it[word: 16] = i + 1
        return getItem(a, i)
    }
    it[ref: 24] = nil
    Py_DECREF(a)
    return nil
}

/// Makes the module `array`; nil with an exception.
func PyInit_array() -> PyObj? {
    let t = ModuleTypes.slot(274)
    t.initStaticType(
        "array.array", basicsize: 64,
        flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC | TypeFlags.SEQUENCE | TypeFlags.IMMUTABLETYPE)
    t.tp_dealloc = array_dealloc
    t.tp_traverse = array_traverse
    t.tp_repr = array_repr
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_richcompare = array_richcompare
    t.setMembers([MemberSpec("__weaklistoffset__", .pyssizet, 48)])
    t.tp_iter = array_iter
    t.tp_new = array_new
    t.tp_alloc = PyType_GenericAlloc
    t.tp_free = PyObject_GC_Del
    let sequence = t.newSequenceMethods()
    sequence.sq_length = array_length
    sequence.sq_concat = array_concat
    sequence.sq_repeat = array_repeat
    sequence.sq_item = array_item
    sequence.sq_ass_item = array_ass_item
    sequence.sq_contains = array_contains
    sequence.sq_inplace_concat = array_inplace_concat
    sequence.sq_inplace_repeat = array_inplace_repeat
    let mapping = t.newMappingMethods()
    mapping.mp_length = array_length
    mapping.mp_subscript = array_subscript
    mapping.mp_ass_subscript = array_ass_subscript
    let buffer = staticAlloc(16)
    buffer.bf_getbuffer = unsafeBitCast(array_getbuffer as getbufferproc, to: UnsafeMutableRawPointer.self)
    buffer.bf_releasebuffer = unsafeBitCast(array_releasebuffer as releasebufferproc, to: UnsafeMutableRawPointer.self)
    t.tp_as_buffer = buffer
    t.setMethods([
        .o("append", array_append), .noargs("buffer_info", array_buffer_info), .noargs("byteswap", array_byteswap),
        .noargs("__copy__", array_copy), .o("count", array_count), .o("__deepcopy__", array_deepcopy), .o("extend", array_extend),
        .fast("fromfile", array_fromfile), .o("fromlist", array_fromlist), .o("frombytes", array_frombytes),
        .o("fromunicode", array_fromunicode), .fast("index", array_index), .fast("insert", array_insert), .fast("pop", array_pop),
        .o("__reduce_ex__", array_reduce_ex), .o("remove", array_remove), .noargs("reverse", array_reverse),
        .o("tofile", array_tofile), .noargs("tolist", array_tolist), .noargs("tobytes", array_tobytes),
        .noargs("tounicode", array_tounicode), .noargs("__sizeof__", array_sizeof),
    ])
    t.setGetSets([
        GetSetSpec("typecode", { a, _ in PyUnicode_FromString(String(Character(a.arrayLetter))) }),
        GetSetSpec("itemsize", { a, _ in PyLong_FromSsize_t(a.itemSize) }),
    ])
    let iterator = ModuleTypes.slot(275)
    initIteratorType(
        iterator, "array.arrayiterator", 40, arrayiter_dealloc, arrayiter_traverse, arrayiter_next, nil, subclasses: false)
    iterator.tp_flags |= TypeFlags.IMMUTABLETYPE | TypeFlags.DISALLOW_INSTANTIATION
    iterator.setMethods([.noargs("__reduce__", arrayiter_reduce), .o("__setstate__", arrayiter_setstate)])
    guard let m = makeModule("array", "", [.fast("_array_reconstructor", array_reconstructor)]) else { return nil }
    if PyModule_SetState(m, words: 2) == 0, PyModule_AddHeapType(m, 274, state: 0, shown: false) == 0,
        PyModule_AddHeapType(m, 275, state: 1, shown: false) == 0, PyModule_AddObjectRef(m, "ArrayType", PyArray_Type) == 0,
        registerMutableSequence(PyArray_Type), PyModule_AddType(m, PyArray_Type) == 0,
        PyModule_AddObject(m, "typecodes", PyUnicode_FromString("bBuhHiIlLqQfd")) == 0
    {
        return m
    }
    Py_DECREF(m)
    return nil
}
