import Memory

// Pickling of arrays, reading them from files and writing them, and their iterator's state. Origin: Modules/arraymodule.c.

/// The number of the format in which this machine keeps items of a type code (CPython's `enum machine_format_code`).
private func machineFormat(_ letter: UnicodeScalar) -> Int {
    switch letter {
    case "B": 0
    case "b": 1
    case "H": 2
    case "h": 4
    case "I": 6
    case "i": 8
    case "L", "Q": 10
    case "l", "q": 12
    case "f": 14
    case "d": 16
    default: 20
    }
}

/// Size, signedness and byte order of the items of a machine format.
private func formatParts(_ code: Int) -> (size: Int, isSigned: Bool, isBig: Bool) {
    switch code {
    case 0, 1: (1, code == 1, false)
    case 2...5: (2, code >= 4, code & 1 != 0)
    case 6...9: (4, code >= 8, code & 1 != 0)
    case 10...13: (8, code >= 12, code & 1 != 0)
    case 14, 15: (4, false, code == 15)
    case 16, 17: (8, false, code == 17)
    // The sizes that CPython has for text.
    case 18, 19: (4, false, code == 19)
    default: (8, false, code == 21)
    }
}

func array_reduce_ex(_ a: PyObj, _ value: PyObj) -> PyObj? {
    if !PyLong_Check(value) { return PyErr_Format(PyExc_TypeError, "__reduce_ex__ argument should be an integer") }
    let proto = PyLong_AsLong(value)
    if proto == -1 && PyErr_Occurred() != nil { return nil }
    var found: PyObj?
    if _PyObject_LookupAttr(a, _Py_ID(.__dict__), &found) < 0 { return nil }
    let dict = found ?? Py_NewRef(Py_None)
    let code = PyUnicode_FromString(String(Character(a.arrayLetter)))
    if proto < 3 { return buildTuple(Py_NewRef(a.ob_type), buildTuple(code, array_tolist(a)), dict) }
    guard let module = PyImport_ImportModule("array") else {
        Py_XDECREF(code)
        Py_DECREF(dict)
        return nil
    }
    let reconstructor = PyObject_GetAttrString(module, "_array_reconstructor")
    Py_DECREF(module)
    let inner = buildTuple(Py_NewRef(a.ob_type), code, PyLong_FromLong(machineFormat(a.arrayLetter)), array_tobytes(a))
    return buildTuple(reconstructor, inner, dict)
}

private func makeArray(_ type: PyObj, _ letter: UnicodeScalar, _ items: PyObj) -> PyObj? {
    guard let args = buildTuple(PyUnicode_FromString(String(Character(letter))), Py_NewRef(items)) else { return nil }
    defer { Py_DECREF(args) }
    return array_new(type, args, nil)
}

func array_reconstructor(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("_array_reconstructor", nargs, 4, 4) else { return nil }
    let type = args[0]
    guard PyUnicode_Check(args[1]), PyUnicode_GET_LENGTH(args[1]) == 1 else {
        _PyArg_BadArgument("_array_reconstructor", "argument 2", "a unicode character", args[1])
        return nil
    }
    let code = Int(_PyLong_AsInt(args[2]))
    if code == -1 && PyErr_Occurred() != nil { return nil }
    if !PyType_Check(type) {
        return PyErr_Format(PyExc_TypeError, "first argument must be a type object, not \(clip(type.typeName, 200))")
    }
    if !PyType_IsSubtype(type, PyArray_Type) {
        return PyErr_Format(
            PyExc_TypeError, "\(clip(typeText(type), 200)) is not a subtype of \(clip(typeText(PyArray_Type), 200))")
    }
    guard var letter = UnicodeScalar(PyUnicode_READ_CHAR(args[1], 0)), arrayItemSize(letter) != nil else {
        return PyErr_Format(PyExc_ValueError, "second argument must be a valid type code")
    }
    if code < 0 || code > 21 { return PyErr_Format(PyExc_ValueError, "third argument must be a valid machine format code.") }
    let items = args[3]
    if !PyBytes_Check(items) {
        return PyErr_Format(PyExc_TypeError, "fourth argument should be bytes, not \(clip(items.typeName, 200))")
    }
    if code == machineFormat(letter) { return makeArray(type, letter, items) }
    let parts = formatParts(code)
    let size = items.ob_size
    if size % parts.size != 0 { return PyErr_Format(PyExc_ValueError, "string length not a multiple of item size") }
    let data = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(PyBytes_AS_STRING(items)))
    func word(_ i: Int) -> UInt64 {
        var v: UInt64 = 0
        for b in 0..<parts.size {
            let byte = UInt64(data.load(fromByteOffset: i * parts.size + (parts.isBig ? b : parts.size - 1 - b), as: UInt8.self))
            v = v << 8 | byte
        }
        return v
    }
    let converted: PyObj?
    if code >= 18 {
        guard
            let name = PyUnicode_FromString(
                parts.size == 4 ? (parts.isBig ? "utf-16-be" : "utf-16-le") : (parts.isBig ? "utf-32-be" : "utf-32-le"))
        else { return nil }
        defer { Py_DECREF(name) }
        guard let decode = PyObject_GetAttrString(items, "decode") else { return nil }
        defer { Py_DECREF(decode) }
        converted = PyObject_CallOneArg(decode, name)
    } else {
        converted = PyList_New(size / parts.size)
        guard let list = converted else { return nil }
        if code < 14 {
            // The last type code of the same size and sign.
            for c in "bBhHiIlLqQ".unicodeScalars {
                let f = formatParts(machineFormat(c))
                if f.size == parts.size && f.isSigned == parts.isSigned { letter = c }
            }
        }
        for i in 0..<size / parts.size {
            let w = word(i)
            let item: PyObj?
            if code >= 16 {
                item = PyFloat_FromDouble(Double(bitPattern: w))
            } else if code >= 14 {
                item = PyFloat_FromDouble(Double(Float(bitPattern: UInt32(truncatingIfNeeded: w))))
            } else if parts.isSigned {
                let shift = UInt64(64 - 8 * parts.size)
                item = PyLong_FromLong(Int(Int64(bitPattern: w << shift) >> Int64(shift)))
            } else {
                item = PyLong_FromUnsignedLong(UInt(w))
            }
            guard let item else {
                Py_DECREF(list)
                return nil
            }
            PyList_SET_ITEM(list, i, item)
        }
    }
    guard let converted else { return nil }
    defer { Py_DECREF(converted) }
    return makeArray(type, letter, converted)
}

func array_fromfile(_ a: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("fromfile", nargs, 2, 2), let n = ssizeArgument(args[1]) else { return nil }
    if n < 0 { return PyErr_Format(PyExc_ValueError, "negative count") }
    if n > Int.max / a.itemSize { return PyErr_NoMemory() }
    guard let count = PyLong_FromSsize_t(n * a.itemSize), let read = PyObject_GetAttrString(args[0], "read") else { return nil }
    let bytes = PyObject_CallOneArg(read, count)
    Py_DECREF(count)
    Py_DECREF(read)
    guard let bytes else { return nil }
    defer { Py_DECREF(bytes) }
    if !PyBytes_Check(bytes) { return PyErr_Format(PyExc_TypeError, "read() didn't return bytes") }
    guard let none = array_frombytes(a, bytes) else { return nil }
    if bytes.ob_size == n * a.itemSize { return none }
    Py_DECREF(none)
    return PyErr_Format(PyExc_EOFError, "read() didn't return enough bytes")
}

func array_tofile(_ a: PyObj, _ file: PyObj) -> PyObj? {
    let size = a.ob_size * a.itemSize
    var done = 0
    while done < size, let items = a.ob_item {
        // 64 KiB at a time.
        let n = min(size - done, 65536)
        guard let bytes = PyBytes_FromStringAndSize(items + done, n), let write = PyObject_GetAttrString(file, "write") else {
            return nil
        }
        let result = PyObject_CallOneArg(write, bytes)
        Py_DECREF(bytes)
        Py_DECREF(write)
        guard let result else { return nil }
        Py_DECREF(result)
        done += n
    }
    return Py_NewRef(Py_None)
}

/// Tells `collections.abc.MutableSequence` about the type. False with an exception.
func registerMutableSequence(_ type: PyObj) -> Bool {
    guard let abc = PyImport_ImportModule("collections.abc") else { return false }
    let sequence = PyObject_GetAttrString(abc, "MutableSequence")
    Py_DECREF(abc)
    guard let sequence else { return false }
    defer { Py_DECREF(sequence) }
    guard let register = PyObject_GetAttrString(sequence, "register") else { return false }
    defer { Py_DECREF(register) }
    guard let result = PyObject_CallOneArg(register, type) else { return false }
    Py_DECREF(result)
    return true
}

func arrayiter_reduce(_ it: PyObj) -> PyObj? {
    guard let builtins = PyEval_GetBuiltins(), let iter = PyDict_GetItemString(builtins, "iter") else { return nil }
    guard let a = it[ref: 24] else { return buildTuple(Py_NewRef(iter), buildTuple(Py_NewRef(emptyTuple))) }
    return buildTuple(Py_NewRef(iter), buildTuple(Py_NewRef(a)), PyLong_FromSsize_t(it[word: 16]))
}

func arrayiter_setstate(_ it: PyObj, _ state: PyObj) -> PyObj? {
    let index = PyLong_AsSsize_t(state)
    if index == -1 && PyErr_Occurred() != nil { return nil }
    if let a = it[ref: 24] { it[word: 16] = min(max(index, 0), a.ob_size) }
    return Py_NewRef(Py_None)
}
