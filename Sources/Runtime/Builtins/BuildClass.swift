import Memory

// `__build_class__`: what a class statement calls. Origin: Python/bltinmodule.c.

/// Replaces bases that are no classes by what their `__mro_entries__` gives; the same tuple (a new reference) if there are none.
/// Origin: `update_bases`.
func updateBases(_ bases: PyObj) -> PyObj? {
    var replaced: PyObj?
    func fail() -> PyObj? {
        Py_XDECREF(replaced)
        return nil
    }
    for i in 0..<bases.ob_size {
        let base = PyTuple_GET_ITEM(bases, i)
        var method: PyObj?
        if !PyType_Check(base) {
            if _PyObject_LookupAttr(base, _Py_ID(.__mro_entries__), &method) < 0 { return fail() }
        }
        guard let method else {
            if let replaced, PyList_Append(replaced, base) < 0 { return fail() }
            continue
        }
        let entries = PyObject_CallOneArg(method, bases)
        Py_DECREF(method)
        guard let entries else { return fail() }
        if !PyTuple_Check(entries) {
            PyErr_SetString(PyExc_TypeError, "__mro_entries__ must return a tuple")
            Py_DECREF(entries)
            return fail()
        }
        if replaced == nil {
            guard let list = PyList_New(0) else {
                Py_DECREF(entries)
                return nil
            }
            replaced = list
            for j in 0..<i where PyList_Append(list, PyTuple_GET_ITEM(bases, j)) < 0 {
                Py_DECREF(entries)
                return fail()
            }
        }
        let list = replaced.unsafelyUnwrapped
        let r = PyList_SetSlice(list, list.ob_size, list.ob_size, entries)
        Py_DECREF(entries)
        if r < 0 { return fail() }
    }
    guard let replaced else { return Py_NewRef(bases) }
    defer { Py_DECREF(replaced) }
    return PyList_AsTuple(replaced)
}

func builtin___build_class__(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    if nargs < 2 { return PyErr_Format(PyExc_TypeError, "__build_class__: not enough arguments") }
    let function = args[0]
    if function.ob_type != PyFunction_Type {
        return PyErr_Format(PyExc_TypeError, "__build_class__: func must be a function")
    }
    let name = args[1]
    if !PyUnicode_Check(name) { return PyErr_Format(PyExc_TypeError, "__build_class__: name is not a string") }
    guard let origBases = PyTuple_New(nargs - 2) else { return nil }
    for i in 2..<nargs { PyTuple_SET_ITEM(origBases, i - 2, Py_NewRef(args[i])) }
    defer { Py_DECREF(origBases) }
    guard let bases = updateBases(origBases) else { return nil }
    defer { Py_DECREF(bases) }

    var meta: PyObj?
    var mkw: PyObj?
    var isClass = false
    defer {
        Py_XDECREF(meta)
        Py_XDECREF(mkw)
    }
    if let kwnames {
        guard let kw = PyDict_New() else { return nil }
        mkw = kw
        for i in 0..<kwnames.ob_size where PyDict_SetItem(kw, PyTuple_GET_ITEM(kwnames, i), args[nargs + i]) < 0 { return nil }
        if let given = PyDict_GetItemWithError(kw, _Py_ID(.metaclass)) {
            meta = Py_NewRef(given)
            if PyDict_DelItem(kw, _Py_ID(.metaclass)) < 0 { return nil }
            isClass = PyType_Check(given)
        } else if PyErr_Occurred() != nil {
            return nil
        }
    }
    if meta == nil {
        meta = Py_NewRef(bases.ob_size == 0 ? PyType_Type : PyTuple_GET_ITEM(bases, 0).ob_type)
        isClass = true
    }
    if isClass {
        guard let winner = _PyType_CalculateMetaclass(meta.unsafelyUnwrapped, bases) else { return nil }
        if winner != meta {
            Py_INCREF(winner)
            Py_XDECREF(meta)
            meta = winner
        }
    }
    let metaclass = meta.unsafelyUnwrapped
    var prepare: PyObj?
    if _PyObject_LookupAttr(metaclass, _Py_ID(.__prepare__), &prepare) < 0 { return nil }
    let space: PyObj?
    if let prepare {
        defer { Py_DECREF(prepare) }
        guard let pargs = tupleOf(name, bases) else { return nil }
        defer { Py_DECREF(pargs) }
        space = PyObject_Call(prepare, pargs, mkw)
    } else {
        space = PyDict_New()
    }
    guard let space else { return nil }
    defer { Py_DECREF(space) }
    if !PyMapping_Check(space) {
        return PyErr_Format(
            PyExc_TypeError,
            "\(isClass ? typeText(metaclass) : "<metaclass>").__prepare__() must return a mapping, not \(space.typeName)")
    }
    guard let cell = _PyEval_Vector(function, space, tupleItems(emptyTuple), 0, nil) else { return nil }
    defer { Py_DECREF(cell) }
    if bases != origBases {
        guard let key = PyUnicode_InternFromString("__orig_bases__") else { return nil }
        defer { Py_DECREF(key) }
        if PyObject_SetItem(space, key, origBases) < 0 { return nil }
    }
    guard let margs = tupleOf(name, bases, space) else { return nil }
    defer { Py_DECREF(margs) }
    guard let cls = PyObject_Call(metaclass, margs, mkw) else { return nil }
    if PyType_Check(cls) && cell.ob_type == PyCell_Type {
        let held = cell.ob_ref
        if held != cls {
            if let held {
                PyErr_SetString(
                    PyExc_TypeError, "__class__ set to \(reprText(held)) defining \(reprText(name)) as \(reprText(cls))")
            } else {
                PyErr_SetString(
                    PyExc_RuntimeError,
                    "__class__ not set defining \(reprText(name)) as \(reprText(cls)). Was __classcell__ propagated to type.__new__?"
                )
            }
            Py_DECREF(cls)
            return nil
        }
    }
    return cls
}
