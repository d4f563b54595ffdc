import Memory

// Writing values in the format of `.pyc` files. Origin: Python/marshal.c.

/// The type bytes of the format.
enum MarshalType {
    static let null = UInt8(ascii: "0"), none = UInt8(ascii: "N"), `false` = UInt8(ascii: "F"), `true` = UInt8(ascii: "T")
    static let stopIteration = UInt8(ascii: "S"), ellipsis = UInt8(ascii: "."), int = UInt8(ascii: "i"), int64 = UInt8(ascii: "I")
    static let float = UInt8(ascii: "f"), binaryFloat = UInt8(ascii: "g"), complex = UInt8(ascii: "x")
    static let binaryComplex = UInt8(ascii: "y"), long = UInt8(ascii: "l"), string = UInt8(ascii: "s"), interned = UInt8(ascii: "t")
    static let ref = UInt8(ascii: "r"), tuple = UInt8(ascii: "("), list = UInt8(ascii: "["), dict = UInt8(ascii: "{")
    static let code = UInt8(ascii: "c"), unicode = UInt8(ascii: "u"), unknown = UInt8(ascii: "?"), set = UInt8(ascii: "<")
    static let frozenset = UInt8(ascii: ">"), ascii = UInt8(ascii: "a"), asciiInterned = UInt8(ascii: "A")
    static let smallTuple = UInt8(ascii: ")"), shortASCII = UInt8(ascii: "z"), shortASCIIInterned = UInt8(ascii: "Z")
    /// Added to a type byte: the object gets the next index, by which later bytes refer to it.
    static let flagRef: UInt8 = 0x80
}

/// How deep objects may be nested.
let MAX_MARSHAL_STACK_DEPTH = 2000

/// Writes one value.
private struct MarshalWriter {
    /// Why a value could not be written.
    enum Failure: Error { case unmarshallable, nestedTooDeep }

    let version: Int
    var bytes: [UInt8] = []
    private var depth = 0
    /// Objects that have an index.
    private var indices: [PyObj: Int32] = [:]
    private(set) var failure: Failure?

    init(version: Int) { self.version = version }

    private mutating func long(_ x: Int) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: x).littleEndian) { bytes.append(contentsOf: $0) }
    }
    private mutating func short(_ x: Int) {
        bytes.append(UInt8(truncatingIfNeeded: x))
        bytes.append(UInt8(truncatingIfNeeded: x >> 8))
    }
    /// A length; false (and a failure) if it does not fit.
    private mutating func size(_ n: Int) -> Bool {
        if n > 0x7fff_ffff {
            failure = .unmarshallable
            return false
        }
        long(n)
        return true
    }
    private mutating func string(_ p: UnsafeRawPointer, _ n: Int) {
        if size(n) { bytes.append(contentsOf: UnsafeRawBufferPointer(start: p, count: n)) }
    }
    private mutating func double(_ x: Double) {
        if version > 1 {
            withUnsafeBytes(of: x.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        } else {
            let text = PyOS_double_to_string(x, UInt8(ascii: "g"), 17, 0) ?? ""
            bytes.append(UInt8(truncatingIfNeeded: text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        }
    }

    /// Writes a reference if the object has an index; else takes an index for it (unless it certainly is not shared). Origin: `w_ref`.
    private mutating func reference(_ v: PyObj, _ flag: inout UInt8) -> Bool {
        if version < 3 { return false }
        // Interned strings always take one, so that files do not depend on who else holds them.
        if v.ob_refcnt == 1 && !(PyUnicode_CheckExact(v) && PyUnicode_CHECK_INTERNED(v) != 0) { return false }
        if let index = indices[v] {
            bytes.append(MarshalType.ref)
            long(Int(index))
            return true
        }
        indices[v] = Int32(indices.count)
        flag = MarshalType.flagRef
        return false
    }

    /// Origin: `w_object`.
    mutating func object(_ v: PyObj?) {
        depth += 1
        defer { depth -= 1 }
        if depth > MAX_MARSHAL_STACK_DEPTH {
            failure = .nestedTooDeep
            return
        }
        guard let v else {
            bytes.append(MarshalType.null)
            return
        }
        if v == Py_None {
            bytes.append(MarshalType.none)
        } else if v == PyExc_StopIteration {
            bytes.append(MarshalType.stopIteration)
        } else if v == Py_Ellipsis {
            bytes.append(MarshalType.ellipsis)
        } else if v == Py_False {
            bytes.append(MarshalType.false)
        } else if v == Py_True {
            bytes.append(MarshalType.true)
        } else {
            var flag: UInt8 = 0
            if !reference(v, &flag) { complexObject(v, flag) }
        }
    }

    private mutating func integer(_ v: PyObj, _ flag: UInt8) {
        var overflow: Int32 = 0
        let x = PyLong_AsLongAndOverflow(v, &overflow)
        if overflow == 0 && x == Int(Int32(truncatingIfNeeded: x)) {
            bytes.append(MarshalType.int | flag)
            long(x)
            return
        }
        bytes.append(MarshalType.long | flag)
        // Digits of 15 bits, whatever the machine's own have.
        let n = abs(v.ob_size)
        func digit(_ i: Int) -> Int { Int(v.load(fromByteOffset: 24 + i * 4, as: UInt32.self)) }
        let count = (n - 1) * 2 + (digit(n - 1) >> 15 != 0 ? 2 : 1)
        long(v.ob_size > 0 ? count : -count)
        for i in 0..<n {
            let d = digit(i)
            short(d & 0x7fff)
            if i < n - 1 || d >> 15 != 0 { short(d >> 15) }
        }
    }

    private mutating func text(_ v: PyObj, _ flag: UInt8) {
        let isInterned = PyUnicode_CHECK_INTERNED(v) != 0
        if version >= 4 && PyUnicode_IS_ASCII(v) {
            let n = PyUnicode_GET_LENGTH(v)
            if n < 256 {
                bytes.append((isInterned ? MarshalType.shortASCIIInterned : MarshalType.shortASCII) | flag)
                bytes.append(UInt8(n))
                bytes.append(contentsOf: UnsafeRawBufferPointer(start: PyUnicode_DATA(v), count: n))
            } else {
                bytes.append((isInterned ? MarshalType.asciiInterned : MarshalType.ascii) | flag)
                string(PyUnicode_DATA(v), n)
            }
            return
        }
        guard let utf8 = PyUnicode_AsEncodedString(v, "utf8", "surrogatepass") else {
            failure = .unmarshallable
            return
        }
        bytes.append((version >= 3 && isInterned ? MarshalType.interned : MarshalType.unicode) | flag)
        string(utf8 + 32, utf8.ob_size)
        Py_DECREF(utf8)
    }

    /// The items go in the order of their own bytes, so that files do not depend on hashes.
    private mutating func set(_ v: PyObj, _ flag: UInt8) {
        bytes.append((v.ob_type == PyFrozenSet_Type ? MarshalType.frozenset : MarshalType.set) | flag)
        let n = PySet_GET_SIZE(v)
        guard size(n), let pairs = PyList_New(n) else { return }
        defer { Py_DECREF(pairs) }
        var pos = 0
        var key: PyObj?
        var hash = 0
        var i = 0
        while _PySet_NextEntry(v, &pos, &key, &hash) {
            guard let value = key, let dump = PyMarshal_WriteObjectToString(value, version) else {
                failure = .unmarshallable
                return
            }
            let pair = PyTuple_Pack(2, dump, value)
            Py_DECREF(dump)
            guard let pair else { return }
            PyList_SET_ITEM(pairs, i, pair)
            i += 1
        }
        if PyList_Sort(pairs) != 0 { return }
        for i in 0..<n { object(PyTuple_GET_ITEM(PyList_GET_ITEM(pairs, i), 1)) }
    }

    private mutating func code(_ v: PyObj, _ flag: UInt8) {
        guard let bytecode = _PyCode_GetCode(v) else { return }
        defer { Py_DECREF(bytecode) }
        bytes.append(MarshalType.code | flag)
        for n in [v.co_argcount, v.co_posonlyargcount, v.co_kwonlyargcount, v.co_stacksize, v.co_flags] { long(Int(n)) }
        for part in [
            bytecode, v.co_consts, v.co_names, v.co_localsplusnames, v.co_localspluskinds, v.co_filename, v.co_name, v.co_qualname,
        ] { object(part) }
        long(Int(v.co_firstlineno))
        object(v.co_linetable)
        object(v.co_exceptiontable)
    }

    /// Origin: `w_complex_object`.
    private mutating func complexObject(_ v: PyObj, _ flag: UInt8) {
        switch v.ob_type {
        case PyLong_Type: integer(v, flag)
        case PyFloat_Type:
            bytes.append((version > 1 ? MarshalType.binaryFloat : MarshalType.float) | flag)
            double(PyFloat_AS_DOUBLE(v))
        case PyComplex_Type:
            bytes.append((version > 1 ? MarshalType.binaryComplex : MarshalType.complex) | flag)
            double(v.load(fromByteOffset: 16, as: Double.self))
            double(v.load(fromByteOffset: 24, as: Double.self))
        case PyBytes_Type:
            bytes.append(MarshalType.string | flag)
            string(v + 32, v.ob_size)
        case PyUnicode_Type: text(v, flag)
        case PyTuple_Type:
            let n = v.ob_size
            if version >= 4 && n < 256 {
                bytes.append(MarshalType.smallTuple | flag)
                bytes.append(UInt8(n))
            } else {
                bytes.append(MarshalType.tuple | flag)
                if !size(n) { return }
            }
            for i in 0..<n { object(PyTuple_GET_ITEM(v, i)) }
        case PyList_Type:
            bytes.append(MarshalType.list | flag)
            let n = v.ob_size
            if !size(n) { return }
            for i in 0..<n { object(PyList_GET_ITEM(v, i)) }
        case PyDict_Type:
            bytes.append(MarshalType.dict | flag)
            var pos = 0
            var key: PyObj?
            var value: PyObj?
            while PyDict_Next(v, &pos, &key, &value) {
                object(key)
                object(value)
            }
            object(nil)
        case PySet_Type, PyFrozenSet_Type: set(v, flag)
        case PyCode_Type: code(v, flag)
        default:
            if !PyObject_CheckBuffer(v) {
                bytes.append(MarshalType.unknown | flag)
                failure = .unmarshallable
                return
            }
            var view = Py_buffer()
            if PyObject_GetBuffer(v, &view, PyBUF_SIMPLE) != 0 {
                bytes.append(MarshalType.unknown)
                failure = .unmarshallable
                return
            }
            bytes.append(MarshalType.string | flag)
            string(view.buf ?? v, view.len)
            PyBuffer_Release(&view)
        }
    }
}

/// A value as bytes, a new reference; nil with an exception. Origin: `PyMarshal_WriteObjectToString`.
func PyMarshal_WriteObjectToString(_ x: PyObj, _ version: Int) -> PyObj? {
    var writer = MarshalWriter(version: version)
    writer.object(x)
    if let failure = writer.failure {
        PyErr_SetString(
            PyExc_ValueError, failure == .unmarshallable ? "unmarshallable object" : "object too deeply nested to marshal")
        return nil
    }
    if PyErr_Occurred() != nil { return nil }
    return writer.bytes.withUnsafeBytes { PyBytes_FromStringAndSize($0.baseAddress ?? UnsafeRawPointer(emptyBytes + 32), $0.count) }
}
