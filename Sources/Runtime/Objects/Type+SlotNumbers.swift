import Memory

// The number slots of classes with `__add__`, `__radd__` and so on. Origin: Objects/typeobject.c (SLOT1BINFULL and its uses).

/// Whether the right operand's class brings another method of this name than the left one's: 1, 0 or -1 with an exception.
private func method_is_overloaded(_ left: PyObj, _ right: PyObj, _ name: PyObj) -> Int32 {
    var a: PyObj?, b: PyObj?
    if _PyObject_LookupAttr(right.ob_type, name, &b) < 0 { return -1 }
    guard let b else { return 0 }  // the right one cannot do it at all
    if _PyObject_LookupAttr(left.ob_type, name, &a) < 0 {
        Py_DECREF(b)
        return -1
    }
    guard let a else {
        Py_DECREF(b)
        return 1
    }
    let ok = PyObject_RichCompareBool(a, b, Py_NE)
    Py_DECREF(a)
    Py_DECREF(b)
    return ok
}

/// A binary slot: the right operand first if its class is a subclass that overloads the reflected method.
/// `slot` is the offset in PyNumberMethods, `test` the slot function by which such classes are known.
@inline(__always) private func slot1bin(
    _ op: PyObj, _ other: PyObj, _ slot: Int, _ test: PyObj, _ name: PyObj, _ rname: PyObj
) -> PyObj? {
    var doOther =
        op.ob_type != other.ob_type && other.ob_type.tp_as_number?.rawSlot(slot) == test
    if op.ob_type.tp_as_number?.rawSlot(slot) == test {
        if doOther && PyType_IsSubtype(other.ob_type, op.ob_type) {
            let ok = method_is_overloaded(op, other, rname)
            if ok < 0 { return nil }
            if ok != 0 {
                let r = vectorcall_maybe(rname, other, op)
                if r != Py_NotImplemented { return r }
                Py_DECREF(Py_NotImplemented)
                doOther = false
            }
        }
        let r = vectorcall_maybe(name, op, other)
        if r != Py_NotImplemented || other.ob_type == op.ob_type { return r }
        Py_DECREF(Py_NotImplemented)
    }
    if doOther { return vectorcall_maybe(rname, other, op) }
    return Py_NewRef(Py_NotImplemented)
}

private func slot_nb_power_binary(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 40, fptr(slot_nb_power), _Py_ID(.__pow__), _Py_ID(.__rpow__))
}

func slot_nb_power(_ op: PyObj, _ other: PyObj, _ modulus: PyObj?) -> PyObj? {
    let modulus = modulus.unsafelyUnwrapped
    if modulus == Py_None { return slot_nb_power_binary(op, other) }
    // Three operands are never dispatched on the second one; an inplace power comes here for classes without one.
    if op.ob_type.tp_as_number?.rawSlot(40) == fptr(slot_nb_power) { return slot2(op, other, modulus, _Py_ID(.__pow__)) }
    return Py_NewRef(Py_NotImplemented)
}

func slot_nb_inplace_power(_ op: PyObj, _ arg: PyObj, _ modulus: PyObj?) -> PyObj? { slot1(op, arg, _Py_ID(.__ipow__)) }

func slot_nb_bool(_ op: PyObj) -> Int32 {
    var unbound = false
    var usingLen = false
    var function = lookup_maybe_method(op, _Py_ID(.__bool__), &unbound)
    if function == nil {
        if PyErr_Occurred() != nil { return -1 }
        function = lookup_maybe_method(op, _Py_ID(.__len__), &unbound)
        if function == nil { return PyErr_Occurred() != nil ? -1 : 1 }
        usingLen = true
    }
    let f = function.unsafelyUnwrapped
    guard let value = call_unbound_noarg(unbound, f, op) else {
        Py_DECREF(f)
        return -1
    }
    let result: Int32
    if usingLen || value.ob_type == PyBool_Type {
        result = PyObject_IsTrue(value)
    } else {
        PyErr_SetString(PyExc_TypeError, "__bool__ should return bool, returned \(value.typeName)")
        result = -1
    }
    Py_DECREF(value)
    Py_DECREF(f)
    return result
}

func slot_nb_add(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 0, fptr(slot_nb_add), _Py_ID(.__add__), _Py_ID(.__radd__))
}
func slot_nb_subtract(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 8, fptr(slot_nb_subtract), _Py_ID(.__sub__), _Py_ID(.__rsub__))
}
func slot_nb_multiply(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 16, fptr(slot_nb_multiply), _Py_ID(.__mul__), _Py_ID(.__rmul__))
}
func slot_nb_remainder(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 24, fptr(slot_nb_remainder), _Py_ID(.__mod__), _Py_ID(.__rmod__))
}
func slot_nb_divmod(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 32, fptr(slot_nb_divmod), _Py_ID(.__divmod__), _Py_ID(.__rdivmod__))
}
func slot_nb_lshift(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 88, fptr(slot_nb_lshift), _Py_ID(.__lshift__), _Py_ID(.__rlshift__))
}
func slot_nb_rshift(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 96, fptr(slot_nb_rshift), _Py_ID(.__rshift__), _Py_ID(.__rrshift__))
}
func slot_nb_and(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 104, fptr(slot_nb_and), _Py_ID(.__and__), _Py_ID(.__rand__))
}
func slot_nb_xor(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 112, fptr(slot_nb_xor), _Py_ID(.__xor__), _Py_ID(.__rxor__))
}
func slot_nb_or(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 120, fptr(slot_nb_or), _Py_ID(.__or__), _Py_ID(.__ror__))
}
func slot_nb_floor_divide(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 232, fptr(slot_nb_floor_divide), _Py_ID(.__floordiv__), _Py_ID(.__rfloordiv__))
}
func slot_nb_true_divide(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 240, fptr(slot_nb_true_divide), _Py_ID(.__truediv__), _Py_ID(.__rtruediv__))
}
func slot_nb_matrix_multiply(_ op: PyObj, _ other: PyObj) -> PyObj? {
    slot1bin(op, other, 272, fptr(slot_nb_matrix_multiply), _Py_ID(.__matmul__), _Py_ID(.__rmatmul__))
}
func slot_nb_negative(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__neg__)) }
func slot_nb_positive(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__pos__)) }
func slot_nb_absolute(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__abs__)) }
func slot_nb_invert(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__invert__)) }
func slot_nb_int(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__int__)) }
func slot_nb_float(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__float__)) }
func slot_nb_index(_ op: PyObj) -> PyObj? { slot0(op, _Py_ID(.__index__)) }
func slot_nb_inplace_add(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__iadd__)) }
func slot_nb_inplace_subtract(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__isub__)) }
func slot_nb_inplace_multiply(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__imul__)) }
func slot_nb_inplace_matrix_multiply(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__imatmul__)) }
func slot_nb_inplace_remainder(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__imod__)) }
func slot_nb_inplace_lshift(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__ilshift__)) }
func slot_nb_inplace_rshift(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__irshift__)) }
func slot_nb_inplace_and(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__iand__)) }
func slot_nb_inplace_xor(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__ixor__)) }
func slot_nb_inplace_or(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__ior__)) }
func slot_nb_inplace_floor_divide(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__ifloordiv__)) }
func slot_nb_inplace_true_divide(_ op: PyObj, _ arg: PyObj) -> PyObj? { slot1(op, arg, _Py_ID(.__itruediv__)) }
