import Memory

// Built-in functions about numbers and characters. Origin: Python/bltinmodule.c.

func builtin_abs(_ module: PyObj, _ x: PyObj) -> PyObj? { PyNumber_Absolute(x) }
func builtin_bin(_ module: PyObj, _ x: PyObj) -> PyObj? { PyNumber_ToBase(x, 2) }
func builtin_oct(_ module: PyObj, _ x: PyObj) -> PyObj? { PyNumber_ToBase(x, 8) }
func builtin_hex(_ module: PyObj, _ x: PyObj) -> PyObj? { PyNumber_ToBase(x, 16) }

func builtin_chr(_ module: PyObj, _ x: PyObj) -> PyObj? {
    let n = _PyLong_AsInt(x)
    if n == -1 && PyErr_Occurred() != nil { return nil }
    return PyUnicode_FromOrdinal(Int(n))
}

func builtin_ord(_ module: PyObj, _ c: PyObj) -> PyObj? {
    let size: Int
    if PyBytes_Check(c) {
        size = c.ob_size
        if size == 1 { return PyLong_FromLong(Int(c.load(fromByteOffset: 32, as: UInt8.self))) }
    } else if PyUnicode_Check(c) {
        size = PyUnicode_GET_LENGTH(c)
        if size == 1 { return PyLong_FromLong(Int(PyUnicode_READ_CHAR(c, 0))) }
    } else if PyByteArray_Check(c) {
        size = c.ob_size
        if size == 1, let p = c.ob_start { return PyLong_FromLong(Int(p.load(as: UInt8.self))) }
    } else {
        return PyErr_Format(PyExc_TypeError, "ord() expected string of length 1, but \(c.typeName) found")
    }
    return PyErr_Format(PyExc_TypeError, "ord() expected a character, but string of length \(size) found")
}

func builtin_divmod(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    if !_PyArg_CheckPositional("divmod", nargs, 2, 2) { return nil }
    return PyNumber_Divmod(args[0], args[1])
}

func builtin_pow(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    if kwnames == nil && nargs == 2 { return PyNumber_Power(args[0], args[1], Py_None) }
    return withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 3) { buf in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "pow", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["base", "exp", "mod"], minpos: 2,
            maxpos: 3, minkw: 0, into: p)
        {
            return nil
        }
        return PyNumber_Power(p[0].unsafelyUnwrapped, p[1].unsafelyUnwrapped, p[2] ?? Py_None)
    }
}

func builtin_round(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buf in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "round", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["number", "ndigits"], minpos: 1,
            maxpos: 2, minkw: 0, into: p)
        {
            return nil
        }
        let number = p[0].unsafelyUnwrapped
        guard let round = _PyObject_LookupSpecial(number, _Py_ID(.__round__)) else {
            if PyErr_Occurred() == nil {
                PyErr_SetString(PyExc_TypeError, "type \(number.typeName) doesn't define __round__ method")
            }
            return nil
        }
        defer { Py_DECREF(round) }
        if let ndigits = p[1], ndigits != Py_None { return PyObject_CallOneArg(round, ndigits) }
        return PyObject_CallNoArgs(round)
    }
}

func builtin_sum(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 2) { buf in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "sum", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["", "start"], minpos: 1, maxpos: 2,
            minkw: 0, into: p)
        {
            return nil
        }
        return sum(p[0].unsafelyUnwrapped, p[1])
    }
}

/// Adds up an iterable: ints in a machine word while they fit, floats in a double, else by `PyNumber_Add`.
private func sum(_ iterable: PyObj, _ start: PyObj?) -> PyObj? {
    guard let iter = PyObject_GetIter(iterable) else { return nil }
    defer { Py_DECREF(iter) }
    var result: PyObj
    if let start {
        if PyUnicode_Check(start) {
            return PyErr_Format(PyExc_TypeError, "sum() can't sum strings [use ''.join(seq) instead]")
        }
        if PyBytes_Check(start) {
            return PyErr_Format(PyExc_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]")
        }
        if PyByteArray_Check(start) {
            return PyErr_Format(PyExc_TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]")
        }
        result = Py_NewRef(start)
    } else {
        result = Py_NewRef(smallInt(0))
    }
    if PyLong_CheckExact(result) {
        var overflow: Int32 = 0
        var total = PyLong_AsLongAndOverflow(result, &overflow)
        if overflow == 0 {
            Py_DECREF(result)
            while true {
                guard let item = PyIter_Next(iter) else {
                    return PyErr_Occurred() != nil ? nil : PyLong_FromLong(total)
                }
                if PyLong_CheckExact(item) || PyBool_Check(item) {
                    var b = 0
                    overflow = 0
                    switch item.ob_size {
                    case 0: break
                    case 1: b = Int(item.load(fromByteOffset: 24, as: UInt32.self))
                    case -1: b = -Int(item.load(fromByteOffset: 24, as: UInt32.self))
                    default: b = PyLong_AsLongAndOverflow(item, &overflow)
                    }
                    let (next, carried) = total.addingReportingOverflow(b)
                    if overflow == 0 && !carried {
                        total = next
                        Py_DECREF(item)
                        continue
                    }
                }
                guard let boxed = PyLong_FromLong(total) else {
                    Py_DECREF(item)
                    return nil
                }
                let added = PyNumber_Add(boxed, item)
                Py_DECREF(boxed)
                Py_DECREF(item)
                guard let added else { return nil }
                result = added
                break
            }
        }
    }
    if PyFloat_CheckExact(result) {
        var total = result.load(fromByteOffset: 16, as: Double.self)
        Py_DECREF(result)
        while true {
            guard let item = PyIter_Next(iter) else {
                return PyErr_Occurred() != nil ? nil : PyFloat_FromDouble(total)
            }
            if PyFloat_CheckExact(item) {
                total += item.load(fromByteOffset: 16, as: Double.self)
                Py_DECREF(item)
                continue
            }
            if PyLong_Check(item) {
                var overflow: Int32 = 0
                let value = PyLong_AsLongAndOverflow(item, &overflow)
                if overflow == 0 {
                    total += Double(value)
                    Py_DECREF(item)
                    continue
                }
            }
            guard let boxed = PyFloat_FromDouble(total) else {
                Py_DECREF(item)
                return nil
            }
            let added = PyNumber_Add(boxed, item)
            Py_DECREF(boxed)
            Py_DECREF(item)
            guard let added else { return nil }
            result = added
            break
        }
    }
    while let item = PyIter_Next(iter) {
        let added = PyNumber_Add(result, item)
        Py_DECREF(result)
        Py_DECREF(item)
        guard let added else { return nil }
        result = added
    }
    if PyErr_Occurred() != nil {
        Py_DECREF(result)
        return nil
    }
    return result
}
