import Memory

// Argument checking for built-in functions. Origin: Python/getargs.c.

/// Checks the number of positional arguments of a built-in function (borrowed nothing, changes nothing). False means that a TypeError is
/// set. Origin: `_PyArg_CheckPositional`.
@inline(__always)
public func _PyArg_CheckPositional(_ name: String, _ nargs: Int, _ min: Int, _ max: Int) -> Bool {
    if _fastPath(nargs >= min && nargs <= max) { return true }
    return argCountError(name, nargs, min, max)
}

/// Sets the TypeError of a wrong number of positional arguments; always false.
@inline(never)
private func argCountError(_ name: String, _ nargs: Int, _ min: Int, _ max: Int) -> Bool {
    let low = nargs < min
    let limit = low ? min : max
    let bound = min == max ? "" : (low ? "at least " : "at most ")
    PyErr_SetString(PyExc_TypeError, "\(name) expected \(bound)\(limit) argument\(limit == 1 ? "" : "s"), got \(nargs)")
    return false
}

/// Checks the size of an argument tuple. False means that a TypeError is set. Origin: `PyArg_UnpackTuple` (the items are then read with
/// `PyTuple_GET_ITEM`).
public func PyArg_UnpackTuple(_ args: PyObj, _ name: String, _ min: Int, _ max: Int) -> Bool {
    _PyArg_CheckPositional(name, args.ob_size, min, max)
}

/// True if a keywords dict is absent or empty, else a TypeError is set. Origin: `_PyArg_NoKeywords`.
@inline(__always)
public func _PyArg_NoKeywords(_ name: String, _ kwargs: PyObj?) -> Bool {
    guard let kwargs, kwargs.ma_used != 0 else { return true }
    PyErr_SetString(PyExc_TypeError, "\(name)() takes no keyword arguments")
    return false
}

/// True if there is no positional argument, else a TypeError is set. Origin: `_PyArg_NoPositional`.
public func _PyArg_NoPositional(_ name: String, _ args: PyObj?) -> Bool {
    guard let args, args.ob_size != 0 else { return true }
    PyErr_SetString(PyExc_TypeError, "\(name)() takes no positional arguments")
    return false
}

/// True if a vectorcall has no keyword names, else a TypeError is set. Origin: `_PyArg_NoKwnames`.
public func _PyArg_NoKwnames(_ name: String, _ kwnames: PyObj?) -> Bool {
    guard let kwnames, kwnames.ob_size != 0 else { return true }
    PyErr_SetString(PyExc_TypeError, "\(name)() takes no keyword arguments")
    return false
}

/// Sets the TypeError of an argument of a wrong type: "f() argument 1 must be str, not int". Origin: `_PyArg_BadArgument`.
public func _PyArg_BadArgument(_ fname: String, _ display: String, _ expected: String, _ arg: PyObj) {
    PyErr_SetString(PyExc_TypeError, "\(fname)() \(display) must be \(expected), not \(arg == Py_None ? "None" : arg.typeName)")
}

/// The value of the keyword argument with this name (borrowed), or nil.
private func findKeyword(_ name: StaticString, _ kwargs: PyObj?, _ kwnames: PyObj?, _ values: PyArgs?) -> PyObj? {
    if let kwargs {
        var pos = 0
        var key: PyObj?
        var value: PyObj?
        while PyDict_Next(kwargs, &pos, &key, &value) {
            if let key, PyUnicode_Check(key), _PyUnicode_EqualToASCIIString(key, name) { return value }
        }
        return nil
    }
    guard let kwnames, let values else { return nil }
    for i in 0..<kwnames.ob_size where _PyUnicode_EqualToASCIIString(PyTuple_GET_ITEM(kwnames, i), name) { return values[i] }
    return nil
}

/// Spreads positional and keyword arguments over `keywords.count` cells, nil where none was given (borrowed references).
///
/// - `keywords`: the parameter names, "" for positional-only ones; `minpos` and `maxpos` count positional parameters, `minkw` the required
///   keyword-only ones.
/// - `kwargs` is a dict or nil (for `tp_new`, `tp_init`), else `kwnames` a tuple whose values follow the positional ones (vectorcall).
///
/// False means that a TypeError is set. Origin: `_PyArg_UnpackKeywords`.
public func _PyArg_UnpackKeywords(
    fname: StaticString, args: PyArgs?, nargs: Int, kwargs: PyObj?, kwnames: PyObj?, keywords: [StaticString], minpos: Int,
    maxpos: Int, minkw: Int, into buf: UnsafeMutablePointer<PyObj?>
) -> Bool {
    let maxargs = keywords.count
    for i in 0..<maxargs { buf[i] = nil }
    var posonly = 0
    while posonly < maxargs, keywords[posonly].utf8CodeUnitCount == 0 { posonly += 1 }
    let minposonly = min(posonly, minpos)
    let reqlimit = minkw != 0 ? maxpos + minkw : minpos
    var nkwargs = 0
    if let kwargs { nkwargs = kwargs.ma_used } else if let kwnames { nkwargs = kwnames.ob_size }
    let values = kwnames == nil ? nil : args.map { $0 + nargs }
    if nkwargs == 0 && minkw == 0 && minpos <= nargs && nargs <= maxpos {
        for i in 0..<nargs { buf[i] = args.unsafelyUnwrapped[i] }
        return true
    }
    let call = "\(fname)()"
    func fail(_ message: String) -> Bool {
        PyErr_SetString(PyExc_TypeError, message)
        return false
    }
    if nargs + nkwargs > maxargs {
        return fail(
            "\(call) takes at most \(maxargs) \(nargs == 0 ? "keyword " : "")argument\(maxargs == 1 ? "" : "s") (\(nargs + nkwargs) given)"
        )
    }
    if nargs > maxpos {
        if maxpos == 0 { return fail("\(call) takes no positional arguments") }
        return fail(
            "\(call) takes \(minpos < maxpos ? "at most" : "exactly") \(maxpos) positional argument\(maxpos == 1 ? "" : "s") (\(nargs) given)"
        )
    }
    if nargs < minposonly {
        return fail(
            "\(call) takes \(minposonly < maxpos ? "at least" : "exactly") \(minposonly) positional argument\(minposonly == 1 ? "" : "s") (\(nargs) given)"
        )
    }
    for i in 0..<nargs { buf[i] = args.unsafelyUnwrapped[i] }
    var i = max(nargs, posonly)
    while i < maxargs {
        var current: PyObj?
        if nkwargs != 0 {
            current = findKeyword(keywords[i], kwargs, kwnames, values)
        } else if i >= reqlimit {
            break
        }
        buf[i] = current
        if current != nil {
            nkwargs -= 1
        } else if i < minpos || (maxpos <= i && i < reqlimit) {
            return fail("\(call) missing required argument '\(keywords[i])' (pos \(i + 1))")
        }
        i += 1
    }
    if nkwargs > 0 {
        for j in posonly..<max(nargs, posonly) where findKeyword(keywords[j], kwargs, kwnames, values) != nil {
            return fail("argument for \(call) given by name ('\(keywords[j])') and position (\(j + 1))")
        }
        return rejectKeyword(call, keywords[posonly...], kwargs, kwnames)
    }
    return true
}

/// Sets the TypeError for the first keyword that is none of the names; true if there is none.
private func rejectKeyword(_ call: String, _ names: ArraySlice<StaticString>, _ kwargs: PyObj?, _ kwnames: PyObj?) -> Bool {
    func check(_ key: PyObj) -> Bool {
        for name in names where PyUnicode_Check(key) && _PyUnicode_EqualToASCIIString(key, name) { return true }
        if !PyUnicode_Check(key) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings")
            return false
        }
        PyErr_SetString(PyExc_TypeError, "'\(swiftString(key))' is an invalid keyword argument for \(call)")
        return false
    }
    if let kwargs {
        var pos = 0
        var key: PyObj?
        var value: PyObj?
        while PyDict_Next(kwargs, &pos, &key, &value) {
            if let key, !check(key) { return false }
        }
    } else if let kwnames {
        for i in 0..<kwnames.ob_size where !check(PyTuple_GET_ITEM(kwnames, i)) { return false }
    }
    return true
}

/// A new tuple of borrowed objects, or nil with an exception set. Origin: `PyTuple_Pack`, for any number of items.
func tupleOf(_ items: PyObj...) -> PyObj? {
    guard let t = PyTuple_New(items.count) else { return nil }
    for (i, item) in items.enumerated() { PyTuple_SET_ITEM(t, i, Py_NewRef(item)) }
    return t
}
