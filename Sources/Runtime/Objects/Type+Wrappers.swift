import Memory

// What a slot wrapper such as `list.__len__` does: check the arguments, call the C slot, convert the result. Origin: Objects/typeobject.c.

/// The signatures of wrappers: self, args tuple, the slot's address (and keywords).
typealias wrapperfunc = @convention(c) (PyObj, PyObj, PyObj) -> PyObj?
typealias wrapperfunc_kwds = @convention(c) (PyObj, PyObj, PyObj, PyObj?) -> PyObj?

private func check_num_args(_ args: PyObj, _ n: Int) -> Bool {
    if !PyTuple_CheckExact(args) {
        PyErr_SetString(PyExc_SystemError, "PyArg_UnpackTuple() argument list is not a tuple")
        return false
    }
    let given = PyTuple_GET_SIZE(args)
    if n == given { return true }
    PyErr_SetString(PyExc_TypeError, "expected \(n) argument\(n == 1 ? "" : "s"), got \(given)")
    return false
}

/// Like PyArg_UnpackTuple with an empty function name.
private func checkRange(_ args: PyObj, _ min: Int, _ max: Int) -> Bool {
    let n = PyTuple_GET_SIZE(args)
    if n >= min && n <= max { return true }
    let limit = n < min ? min : max
    let bound = min == max ? "" : n < min ? "at least " : "at most "
    PyErr_SetString(PyExc_TypeError, " expected \(bound)\(limit) argument\(limit == 1 ? "" : "s"), got \(n)")
    return false
}

@inline(__always) private func item(_ args: PyObj, _ i: Int) -> PyObj { PyTuple_GET_ITEM(args, i) }
@inline(__always) private func done(_ res: Int32) -> PyObj? {
    if res == -1 && PyErr_Occurred() != nil { return nil }
    return Py_NewRef(Py_None)
}

func wrap_lenfunc(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 0) else { return nil }
    let res = unsafeBitCast(wrapped, to: lenfunc.self)(op)
    if res == -1 && PyErr_Occurred() != nil { return nil }
    return PyLong_FromSsize_t(res)
}
func wrap_inquirypred(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 0) else { return nil }
    let res = unsafeBitCast(wrapped, to: inquiry.self)(op)
    if res == -1 && PyErr_Occurred() != nil { return nil }
    return PyBool_FromLong(res != 0)
}
func wrap_binaryfunc(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1) else { return nil }
    return unsafeBitCast(wrapped, to: binaryfunc.self)(op, item(args, 0))
}
func wrap_binaryfunc_l(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1) else { return nil }
    return unsafeBitCast(wrapped, to: binaryfunc.self)(op, item(args, 0))
}
func wrap_binaryfunc_r(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1) else { return nil }
    return unsafeBitCast(wrapped, to: binaryfunc.self)(item(args, 0), op)
}
func wrap_ternaryfunc(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard checkRange(args, 1, 2) else { return nil }
    let third = PyTuple_GET_SIZE(args) > 1 ? item(args, 1) : Py_None
    return unsafeBitCast(wrapped, to: ternaryfunc.self)(op, item(args, 0), third)
}
func wrap_ternaryfunc_r(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard checkRange(args, 1, 2) else { return nil }
    let third = PyTuple_GET_SIZE(args) > 1 ? item(args, 1) : Py_None
    return unsafeBitCast(wrapped, to: ternaryfunc.self)(item(args, 0), op, third)
}
func wrap_unaryfunc(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 0) else { return nil }
    return unsafeBitCast(wrapped, to: unaryfunc.self)(op)
}
func wrap_indexargfunc(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard checkRange(args, 1, 1) else { return nil }
    let i = PyNumber_AsSsize_t(item(args, 0), PyExc_OverflowError)
    if i == -1 && PyErr_Occurred() != nil { return nil }
    return unsafeBitCast(wrapped, to: ssizeargfunc.self)(op, i)
}

/// An index argument; a negative one counts from the end. nil with an exception.
private func getindex(_ op: PyObj, _ arg: PyObj) -> Int? {
    var i = PyNumber_AsSsize_t(arg, PyExc_OverflowError)
    if i == -1 && PyErr_Occurred() != nil { return nil }
    if i < 0, let length = op.ob_type.tp_as_sequence?.sq_length {
        let n = length(op)
        if n < 0 { return nil }
        i += n
    }
    return i
}
func wrap_sq_item(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1), let i = getindex(op, item(args, 0)) else { return nil }
    return unsafeBitCast(wrapped, to: ssizeargfunc.self)(op, i)
}
func wrap_sq_setitem(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard checkRange(args, 2, 2), let i = getindex(op, item(args, 0)) else { return nil }
    return done(unsafeBitCast(wrapped, to: ssizeobjargproc.self)(op, i, item(args, 1)))
}
func wrap_sq_delitem(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1), let i = getindex(op, item(args, 0)) else { return nil }
    return done(unsafeBitCast(wrapped, to: ssizeobjargproc.self)(op, i, nil))
}
func wrap_objobjproc(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1) else { return nil }
    let res = unsafeBitCast(wrapped, to: objobjproc.self)(op, item(args, 0))
    if res == -1 && PyErr_Occurred() != nil { return nil }
    return PyBool_FromLong(res != 0)
}
func wrap_objobjargproc(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard checkRange(args, 2, 2) else { return nil }
    return done(unsafeBitCast(wrapped, to: objobjargproc.self)(op, item(args, 0), item(args, 1)))
}
func wrap_delitem(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1) else { return nil }
    return done(unsafeBitCast(wrapped, to: objobjargproc.self)(op, item(args, 0), nil))
}

/// Refuses `object.__setattr__(int_subclass_of_something_stricter, …)`: the C slot that applies must be this one.
private func hackcheck(_ op: PyObj, _ function: PyObj, _ what: String) -> Bool {
    let type = op.ob_type
    guard let mro = type.tp_mro else { return true }
    let mine = fptr(slot_tp_setattro)
    // The least derived type that still has the setattr of this one.
    var defining = type
    var i = PyTuple_GET_SIZE(mro) - 1
    while i >= 0 {
        let base = PyTuple_GET_ITEM(mro, i)
        let set = base.rawSlot(SlotOffset.tp_setattro)
        if set != mine && set == type.rawSlot(SlotOffset.tp_setattro) {
            defining = base
            break
        }
        i -= 1
    }
    var base: PyObj? = defining
    while let b = base {
        let set = b.rawSlot(SlotOffset.tp_setattro)
        if set == function { break }
        if set != mine {
            PyErr_SetString(PyExc_TypeError, "can't apply this \(what) to \(typeText(type)) object")
            return false
        }
        base = b.tp_base
    }
    return true
}
func wrap_setattr(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard checkRange(args, 2, 2), hackcheck(op, wrapped, "__setattr__") else { return nil }
    if unsafeBitCast(wrapped, to: setattrofunc.self)(op, item(args, 0), item(args, 1)) < 0 { return nil }
    return Py_NewRef(Py_None)
}
func wrap_delattr(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1), hackcheck(op, wrapped, "__delattr__") else { return nil }
    if unsafeBitCast(wrapped, to: setattrofunc.self)(op, item(args, 0), nil) < 0 { return nil }
    return Py_NewRef(Py_None)
}
func wrap_hashfunc(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 0) else { return nil }
    let res = unsafeBitCast(wrapped, to: hashfunc.self)(op)
    if res == -1 && PyErr_Occurred() != nil { return nil }
    return PyLong_FromSsize_t(res)
}
func wrap_call(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj, _ kwds: PyObj?) -> PyObj? {
    unsafeBitCast(wrapped, to: ternaryfunc.self)(op, args, kwds)
}
func wrap_del(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 0) else { return nil }
    unsafeBitCast(wrapped, to: destructor.self)(op)
    return Py_NewRef(Py_None)
}

@inline(__always) private func richcmp(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj, _ cmp: Int32) -> PyObj? {
    guard check_num_args(args, 1) else { return nil }
    return unsafeBitCast(wrapped, to: richcmpfunc.self)(op, item(args, 0), cmp)
}
func richcmp_lt(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? { richcmp(op, args, wrapped, Py_LT) }
func richcmp_le(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? { richcmp(op, args, wrapped, Py_LE) }
func richcmp_eq(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? { richcmp(op, args, wrapped, Py_EQ) }
func richcmp_ne(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? { richcmp(op, args, wrapped, Py_NE) }
func richcmp_gt(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? { richcmp(op, args, wrapped, Py_GT) }
func richcmp_ge(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? { richcmp(op, args, wrapped, Py_GE) }

func wrap_next(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 0) else { return nil }
    let res = unsafeBitCast(wrapped, to: iternextfunc.self)(op)
    if res == nil && PyErr_Occurred() == nil { PyErr_SetNone(PyExc_StopIteration) }
    return res
}
func wrap_descr_get(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard checkRange(args, 1, 2) else { return nil }
    var obj: PyObj? = item(args, 0)
    var type: PyObj? = PyTuple_GET_SIZE(args) > 1 ? item(args, 1) : nil
    if obj == Py_None { obj = nil }
    if type == Py_None { type = nil }
    if type == nil && obj == nil {
        PyErr_SetString(PyExc_TypeError, "__get__(None, None) is invalid")
        return nil
    }
    return unsafeBitCast(wrapped, to: descrgetfunc.self)(op, obj, type)
}
func wrap_descr_set(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard checkRange(args, 2, 2) else { return nil }
    if unsafeBitCast(wrapped, to: descrsetfunc.self)(op, item(args, 0), item(args, 1)) < 0 { return nil }
    return Py_NewRef(Py_None)
}
func wrap_descr_delete(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj) -> PyObj? {
    guard check_num_args(args, 1) else { return nil }
    if unsafeBitCast(wrapped, to: descrsetfunc.self)(op, item(args, 0), nil) < 0 { return nil }
    return Py_NewRef(Py_None)
}
func wrap_init(_ op: PyObj, _ args: PyObj, _ wrapped: PyObj, _ kwds: PyObj?) -> PyObj? {
    if unsafeBitCast(wrapped, to: initproc.self)(op, args, kwds) < 0 { return nil }
    return Py_NewRef(Py_None)
}

/// The function behind `list.__new__`, `int.__new__`, …: its self is the type that defines it, its first argument the type to make.
func tp_new_wrapper(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    if !PyType_Check(type) {
        PyErr_SetString(PyExc_SystemError, "__new__() called with non-type 'self'")
        return nil
    }
    if PyTuple_GET_SIZE(args) < 1 {
        PyErr_SetString(PyExc_TypeError, "\(typeText(type)).__new__(): not enough arguments")
        return nil
    }
    let subtype = PyTuple_GET_ITEM(args, 0)
    if !PyType_Check(subtype) {
        PyErr_SetString(
            PyExc_TypeError, "\(typeText(type)).__new__(X): X is not a type object (\(subtype.typeName))")
        return nil
    }
    if !PyType_IsSubtype(subtype, type) {
        let (a, b) = (typeText(type), typeText(subtype))
        PyErr_SetString(PyExc_TypeError, "\(a).__new__(\(b)): \(b) is not a subtype of \(a)")
        return nil
    }
    // The nearest C constructor of the subtype must be this one.
    var staticbase: PyObj? = subtype
    let mine = fptr(slot_tp_new)
    while let s = staticbase, s.rawSlot(SlotOffset.tp_new) == mine { staticbase = s.tp_base }
    if let s = staticbase, s.rawSlot(SlotOffset.tp_new) != type.rawSlot(SlotOffset.tp_new) {
        PyErr_SetString(
            PyExc_TypeError, "\(typeText(type)).__new__(\(typeText(subtype))) is not safe, use \(typeText(s)).__new__()")
        return nil
    }
    guard let rest = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args)) else { return nil }
    let res = type.tp_new.unsafelyUnwrapped(subtype, rest, kwds)
    Py_DECREF(rest)
    return res
}

/// Gives a type with a C constructor its `__new__`.
func add_tp_new_wrapper(_ type: PyObj) -> Int32 {
    let dict = type.tp_dict.unsafelyUnwrapped
    let r = PyDict_Contains(dict, _Py_ID(.__new__))
    if r != 0 { return r > 0 ? 0 : -1 }
    guard let f = PyCFunction_NewEx(Interp.object(TypeWords.newMethodDef).unsafelyUnwrapped, type, nil) else { return -1 }
    let res = PyDict_SetItem(dict, _Py_ID(.__new__), f)
    Py_DECREF(f)
    return res
}
