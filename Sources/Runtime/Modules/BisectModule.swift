import Memory

// The module `_bisect`. Origin: Modules/_bisectmodule.c.

/// The place for an item; -1 with an exception. `right`: behind its equals.
private func bisect(_ list: PyObj, _ item: PyObj, _ from: Int, _ to: Int, _ key: PyObj, right: Bool) -> Int {
    var (lo, hi) = (from, to)
    if lo < 0 {
        PyErr_SetString(PyExc_ValueError, "lo must be non-negative")
        return -1
    }
    if hi == -1 {
        hi = PySequence_Size(list)
        if hi < 0 { return -1 }
    }
    while lo < hi {
        let mid = Int((UInt(lo) + UInt(hi)) / 2)
        guard var other = PySequence_GetItem(list, mid) else { return -1 }
        if key != Py_None {
            let mapped = PyObject_CallOneArg(key, other)
            Py_DECREF(other)
            guard let mapped else { return -1 }
            other = mapped
        }
        let r = right ? PyObject_RichCompareBool(item, other, Py_LT) : PyObject_RichCompareBool(other, item, Py_LT)
        Py_DECREF(other)
        if r < 0 { return -1 }
        if (r != 0) == right { hi = mid } else { lo = mid + 1 }
    }
    return lo
}

private func run(_ name: StaticString, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, right: Bool, inserts: Bool) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 5) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        guard
            _PyArg_UnpackKeywords(
                fname: name, args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: ["a", "x", "lo", "hi", "key"],
                minpos: 2,
                maxpos: 4, minkw: 0, into: p)
        else { return nil }
        let a = p[0].unsafelyUnwrapped, x = p[1].unsafelyUnwrapped
        var lo = 0, hi = -1
        if let given = p[2] {
            guard let n = ssizeArgument(given) else { return nil }
            lo = n
        }
        if let given = p[3], given != Py_None {
            if !PyIndex_Check(given) {
                return PyErr_Format(PyExc_TypeError, "argument should be integer or None, not '\(clip(given.typeName, 200))'")
            }
            guard let n = ssizeArgument(given) else { return nil }
            hi = n
        }
        let key = p[4] ?? Py_None
        var place: Int
        if inserts && key != Py_None {
            guard let mapped = PyObject_CallOneArg(key, x) else { return nil }
            place = bisect(a, mapped, lo, hi, key, right: right)
            Py_DECREF(mapped)
        } else {
            place = bisect(a, x, lo, hi, key, right: right)
        }
        if place < 0 { return nil }
        if !inserts { return PyLong_FromSsize_t(place) }
        if a.ob_type == PyList_Type { return PyList_Insert(a, place, x) < 0 ? nil : Py_NewRef(Py_None) }
        guard let index = PyLong_FromSsize_t(place), let insert = PyObject_GetAttrString(a, "insert") else { return nil }
        defer {
            Py_DECREF(index)
            Py_DECREF(insert)
        }
        guard let result = call2(insert, index, x) else { return nil }
        Py_DECREF(result)
        return Py_NewRef(Py_None)
    }
}

/// Makes the module `_bisect`; nil with an exception.
func PyInit__bisect() -> PyObj? {
    makeModule(
        "_bisect",
        "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.\n",
        [
            .fastKeywords("bisect_right", { run("bisect_right", $1, $2, $3, right: true, inserts: false) }),
            .fastKeywords("insort_right", { run("insort_right", $1, $2, $3, right: true, inserts: true) }),
            .fastKeywords("bisect_left", { run("bisect_left", $1, $2, $3, right: false, inserts: false) }),
            .fastKeywords("insort_left", { run("insort_left", $1, $2, $3, right: false, inserts: true) }),
        ])
}
