import Memory

// The table that ties special method names to slots, and what uses it: wrappers for C slots, slot functions for Python methods.
// Origin: Objects/typeobject.c (slotdefs, add_operators, update_one_slot, …). A record is a `wrapperbase` of 56 bytes.

/// A null-terminated text in the static area.
func staticText(_ text: String) -> PyObj {
    var text = text
    return text.withUTF8 { bytes in
        let p = staticAlloc(bytes.count + 1)
        if let start = bytes.baseAddress { p.copyMemory(from: start, byteCount: bytes.count) }
        return p
    }
}

/// One line of the table.
private struct SlotDef {
    var name: Identifier
    var offset: Int
    var function: PyObj?
    var wrapper: PyObj?
    var doc: String
    var flags: Int32 = 0
}

/// Builds the table in the static area; it must be there before the first type is made ready. It is sorted by offset.
func _PyTypes_InitSlotDefs() {
    typealias S = SlotOffset
    let unary = fptr(wrap_unaryfunc), binary = fptr(wrap_binaryfunc)
    let left = fptr(wrap_binaryfunc_l), right = fptr(wrap_binaryfunc_r)
    var defs: [SlotDef] = []
    func tp(_ name: Identifier, _ offset: Int, _ f: PyObj?, _ w: PyObj?, _ doc: String = "", _ flags: Int32 = 0) {
        defs.append(SlotDef(name: name, offset: offset, function: f, wrapper: w, doc: doc, flags: flags))
    }
    // The text of a docstring with a signature: name(signature), then what it does.
    func sig(_ name: Identifier, _ signature: String, _ text: String) -> String { "\(name.text)(\(signature))\n--\n\n\(text)" }
    func one(_ name: Identifier, _ offset: Int, _ f: PyObj?, _ w: PyObj?, _ text: String) {
        tp(name, offset, f, w, sig(name, "$self, /", text))
    }
    func value(_ name: Identifier, _ offset: Int, _ f: PyObj?, _ w: PyObj?, _ text: String) {
        tp(name, offset, f, w, sig(name, "$self, value, /", text))
    }
    func bin(_ name: Identifier, _ rname: Identifier, _ nb: Int, _ f: PyObj, _ sign: String) {
        value(name, S.as_number + nb, f, left, "Return self\(sign)value.")
        value(rname, S.as_number + nb, f, right, "Return value\(sign)self.")
    }
    func inplace(_ name: Identifier, _ nb: Int, _ f: PyObj, _ sign: String, _ w: PyObj? = nil) {
        value(name, S.as_number + nb, f, w ?? binary, "Return self\(sign)value.")
    }

    tp(.__getattribute__, S.tp_getattr, nil, nil)
    tp(.__getattr__, S.tp_getattr, nil, nil)
    tp(.__setattr__, S.tp_setattr, nil, nil)
    tp(.__delattr__, S.tp_setattr, nil, nil)
    one(.__repr__, S.tp_repr, fptr(slot_tp_repr), unary, "Return repr(self).")
    one(.__hash__, S.tp_hash, fptr(slot_tp_hash), fptr(wrap_hashfunc), "Return hash(self).")
    tp(
        .__call__, S.tp_call, fptr(slot_tp_call), fptr(wrap_call),
        sig(.__call__, "$self, /, *args, **kwargs", "Call self as a function."), 1)
    one(.__str__, S.tp_str, fptr(slot_tp_str), unary, "Return str(self).")
    tp(
        .__getattribute__, S.tp_getattro, fptr(slot_tp_getattr_hook), binary,
        sig(.__getattribute__, "$self, name, /", "Return getattr(self, name)."))
    tp(.__getattr__, S.tp_getattro, fptr(slot_tp_getattr_hook), nil)
    tp(
        .__setattr__, S.tp_setattro, fptr(slot_tp_setattro), fptr(wrap_setattr),
        sig(.__setattr__, "$self, name, value, /", "Implement setattr(self, name, value)."))
    tp(
        .__delattr__, S.tp_setattro, fptr(slot_tp_setattro), fptr(wrap_delattr),
        sig(.__delattr__, "$self, name, /", "Implement delattr(self, name)."))
    let rich = fptr(slot_tp_richcompare)
    value(.__lt__, S.tp_richcompare, rich, fptr(richcmp_lt), "Return self<value.")
    value(.__le__, S.tp_richcompare, rich, fptr(richcmp_le), "Return self<=value.")
    value(.__eq__, S.tp_richcompare, rich, fptr(richcmp_eq), "Return self==value.")
    value(.__ne__, S.tp_richcompare, rich, fptr(richcmp_ne), "Return self!=value.")
    value(.__gt__, S.tp_richcompare, rich, fptr(richcmp_gt), "Return self>value.")
    value(.__ge__, S.tp_richcompare, rich, fptr(richcmp_ge), "Return self>=value.")
    one(.__iter__, S.tp_iter, fptr(slot_tp_iter), unary, "Implement iter(self).")
    one(.__next__, S.tp_iternext, fptr(slot_tp_iternext), fptr(wrap_next), "Implement next(self).")
    tp(
        .__get__, S.tp_descr_get, fptr(slot_tp_descr_get), fptr(wrap_descr_get),
        sig(.__get__, "$self, instance, owner=None, /", "Return an attribute of instance, which is of type owner."))
    tp(
        .__set__, S.tp_descr_set, fptr(slot_tp_descr_set), fptr(wrap_descr_set),
        sig(.__set__, "$self, instance, value, /", "Set an attribute of instance to value."))
    tp(
        .__delete__, S.tp_descr_set, fptr(slot_tp_descr_set), fptr(wrap_descr_delete),
        sig(.__delete__, "$self, instance, /", "Delete an attribute of instance."))
    tp(
        .__init__, S.tp_init, fptr(slot_tp_init), fptr(wrap_init),
        sig(.__init__, "$self, /, *args, **kwargs", "Initialize self.  See help(type(self)) for accurate signature."), 1)
    tp(
        .__new__, S.tp_new, fptr(slot_tp_new), nil,
        sig(.__new__, "type, /, *args, **kwargs", "Create and return new object.  See help(type) for accurate signature."))
    tp(.__del__, S.tp_finalize, fptr(slot_tp_finalize), fptr(wrap_del))

    one(.__await__, S.as_async, fptr(slot_am_await), unary, "Return an iterator to be used in await expression.")
    one(
        .__aiter__, S.as_async + 8, fptr(slot_am_aiter), unary,
        "Return an awaitable, that resolves in asynchronous iterator.")
    one(.__anext__, S.as_async + 16, fptr(slot_am_anext), unary, "Return a value or raise StopAsyncIteration.")

    let nb = S.as_number
    bin(.__add__, .__radd__, 0, fptr(slot_nb_add), "+")
    bin(.__sub__, .__rsub__, 8, fptr(slot_nb_subtract), "-")
    bin(.__mul__, .__rmul__, 16, fptr(slot_nb_multiply), "*")
    bin(.__mod__, .__rmod__, 24, fptr(slot_nb_remainder), "%")
    value(.__divmod__, nb + 32, fptr(slot_nb_divmod), left, "Return divmod(self, value).")
    value(.__rdivmod__, nb + 32, fptr(slot_nb_divmod), right, "Return divmod(value, self).")
    let power = fptr(slot_nb_power)
    tp(
        .__pow__, nb + 40, power, fptr(wrap_ternaryfunc),
        sig(.__pow__, "$self, value, mod=None, /", "Return pow(self, value, mod)."))
    tp(
        .__rpow__, nb + 40, power, fptr(wrap_ternaryfunc_r),
        sig(.__rpow__, "$self, value, mod=None, /", "Return pow(value, self, mod)."))
    one(.__neg__, nb + 48, fptr(slot_nb_negative), unary, "-self")
    one(.__pos__, nb + 56, fptr(slot_nb_positive), unary, "+self")
    one(.__abs__, nb + 64, fptr(slot_nb_absolute), unary, "abs(self)")
    one(.__bool__, nb + 72, fptr(slot_nb_bool), fptr(wrap_inquirypred), "True if self else False")
    one(.__invert__, nb + 80, fptr(slot_nb_invert), unary, "~self")
    bin(.__lshift__, .__rlshift__, 88, fptr(slot_nb_lshift), "<<")
    bin(.__rshift__, .__rrshift__, 96, fptr(slot_nb_rshift), ">>")
    bin(.__and__, .__rand__, 104, fptr(slot_nb_and), "&")
    bin(.__xor__, .__rxor__, 112, fptr(slot_nb_xor), "^")
    bin(.__or__, .__ror__, 120, fptr(slot_nb_or), "|")
    one(.__int__, nb + 128, fptr(slot_nb_int), unary, "int(self)")
    one(.__float__, nb + 144, fptr(slot_nb_float), unary, "float(self)")
    inplace(.__iadd__, 152, fptr(slot_nb_inplace_add), "+=")
    inplace(.__isub__, 160, fptr(slot_nb_inplace_subtract), "-=")
    inplace(.__imul__, 168, fptr(slot_nb_inplace_multiply), "*=")
    inplace(.__imod__, 176, fptr(slot_nb_inplace_remainder), "%=")
    inplace(.__ipow__, 184, fptr(slot_nb_inplace_power), "**=", fptr(wrap_ternaryfunc))
    inplace(.__ilshift__, 192, fptr(slot_nb_inplace_lshift), "<<=")
    inplace(.__irshift__, 200, fptr(slot_nb_inplace_rshift), ">>=")
    inplace(.__iand__, 208, fptr(slot_nb_inplace_and), "&=")
    inplace(.__ixor__, 216, fptr(slot_nb_inplace_xor), "^=")
    inplace(.__ior__, 224, fptr(slot_nb_inplace_or), "|=")
    bin(.__floordiv__, .__rfloordiv__, 232, fptr(slot_nb_floor_divide), "//")
    bin(.__truediv__, .__rtruediv__, 240, fptr(slot_nb_true_divide), "/")
    inplace(.__ifloordiv__, 248, fptr(slot_nb_inplace_floor_divide), "//=")
    inplace(.__itruediv__, 256, fptr(slot_nb_inplace_true_divide), "/=")
    one(
        .__index__, nb + 264, fptr(slot_nb_index), unary,
        "Return self converted to an integer, if self is suitable for use as an index into a list.")
    bin(.__matmul__, .__rmatmul__, 272, fptr(slot_nb_matrix_multiply), "@")
    inplace(.__imatmul__, 280, fptr(slot_nb_inplace_matrix_multiply), "@=")

    let length = fptr(slot_sq_length)
    one(.__len__, S.as_mapping, length, fptr(wrap_lenfunc), "Return len(self).")
    tp(
        .__getitem__, S.as_mapping + 8, fptr(slot_mp_subscript), binary,
        sig(.__getitem__, "$self, key, /", "Return self[key]."))
    tp(
        .__setitem__, S.as_mapping + 16, fptr(slot_mp_ass_subscript), fptr(wrap_objobjargproc),
        sig(.__setitem__, "$self, key, value, /", "Set self[key] to value."))
    tp(
        .__delitem__, S.as_mapping + 16, fptr(slot_mp_ass_subscript), fptr(wrap_delitem),
        sig(.__delitem__, "$self, key, /", "Delete self[key]."))

    let sq = S.as_sequence
    one(.__len__, sq, length, fptr(wrap_lenfunc), "Return len(self).")
    // The addition and repetition slots of sequences have no slot function: the number slots serve Python classes.
    value(.__add__, sq + 8, nil, binary, "Return self+value.")
    value(.__mul__, sq + 16, nil, fptr(wrap_indexargfunc), "Return self*value.")
    value(.__rmul__, sq + 16, nil, fptr(wrap_indexargfunc), "Return value*self.")
    tp(
        .__getitem__, sq + 24, fptr(slot_sq_item), fptr(wrap_sq_item),
        sig(.__getitem__, "$self, key, /", "Return self[key]."))
    tp(
        .__setitem__, sq + 40, fptr(slot_sq_ass_item), fptr(wrap_sq_setitem),
        sig(.__setitem__, "$self, key, value, /", "Set self[key] to value."))
    tp(
        .__delitem__, sq + 40, fptr(slot_sq_ass_item), fptr(wrap_sq_delitem),
        sig(.__delitem__, "$self, key, /", "Delete self[key]."))
    tp(
        .__contains__, sq + 56, fptr(slot_sq_contains), fptr(wrap_objobjproc),
        sig(.__contains__, "$self, key, /", "Return key in self."))
    value(.__iadd__, sq + 64, nil, binary, "Implement self+=value.")
    value(.__imul__, sq + 72, nil, fptr(wrap_indexargfunc), "Implement self*=value.")

    let table = staticAlloc((defs.count + 1) * 56)
    for (i, d) in defs.enumerated() {
        let p = table + i * 56
        p.wb_name = staticText(d.name.text)
        p.wb_offset = Int32(d.offset)
        p.wb_function = d.function
        p.wb_wrapper = d.wrapper
        p.wb_doc = d.doc.isEmpty ? nil : staticText(d.doc)
        p.wb_flags = d.flags
        p.wb_name_strobj = d.name.object
    }
    // The last record has a null name and, as no slot is there, offset 0.
    Interp.set(TypeWords.slotdefs, table)
    Interp.set(TypeWords.dupName, nil as PyObj?)
    Interp.set(TypeWords.dupEntries, staticAlloc(8 * 12))
}

/// The place of a slot in a type, or nil if its method table is missing.
@inline(__always) private func slotptr(_ type: PyObj, _ ioffset: Int32) -> PyObj? {
    let offset = Int(ioffset)
    if offset >= SlotOffset.as_sequence { return type.tp_as_sequence.map { $0 + (offset - SlotOffset.as_sequence) } }
    if offset >= SlotOffset.as_mapping { return type.tp_as_mapping.map { $0 + (offset - SlotOffset.as_mapping) } }
    if offset >= SlotOffset.as_number { return type.tp_as_number.map { $0 + (offset - SlotOffset.as_number) } }
    if offset >= SlotOffset.as_async { return type.tp_as_async.map { $0 + (offset - SlotOffset.as_async) } }
    return type + offset
}

private var firstSlotDef: PyObj { Interp.object(TypeWords.slotdefs).unsafelyUnwrapped }

/// The one filled slot among those that a name stands for; nil if there is none or more than one.
private func resolve_slotdups(_ type: PyObj, _ name: PyObj) -> PyObj? {
    let entries = Interp.object(TypeWords.dupEntries).unsafelyUnwrapped
    if Interp.object(TypeWords.dupName) != name {
        Interp.set(TypeWords.dupName, name)
        var n = 0
        var p = firstSlotDef
        while let strobj = p.wb_name_strobj {
            if strobj == name {
                entries.setRawSlot(n * 8, p)
                n += 1
            }
            p += 56
        }
        entries.setRawSlot(n * 8, nil)
    }
    var res: PyObj?
    var i = 0
    while let p = entries.rawSlot(i) {
        i += 8
        guard let ptr = slotptr(type, p.wb_offset), ptr.rawSlot(0) != nil else { continue }
        if res != nil { return nil }
        res = ptr
    }
    return res
}

/// Sets one slot from the methods that the type has by the names of the slot; returns the record after them.
///
/// If all these are wrappers of one C function, the slot gets that function; otherwise it gets the function that looks methods up.
private func update_one_slot(_ type: PyObj, _ start: PyObj) -> PyObj {
    var p = start
    let offset = p.wb_offset
    guard let ptr = slotptr(type, offset) else {
        repeat { p += 56 } while p.wb_offset == offset
        return p
    }
    var generic: PyObj?
    var specific: PyObj?
    var useGeneric = false
    repeat {
        let name = p.wb_name_strobj.unsafelyUnwrapped
        var error: Int32 = 0
        let found = find_name_in_mro(type, name, &error)
        if let descr = found {
            if descr.ob_type == PyWrapperDescr_Type && descr.d_base.wb_name_strobj == name {
                let tptr = resolve_slotdups(type, name)
                if tptr == nil || tptr == ptr { generic = p.wb_function }
                if (specific == nil || specific == descr.d_wrapped) && descr.d_base.wb_wrapper == p.wb_wrapper
                    && PyType_IsSubtype(type, descr.d_type.unsafelyUnwrapped)
                {
                    specific = descr.d_wrapped
                } else {
                    // Two different C functions, or one of an unrelated type: look methods up.
                    useGeneric = true
                }
            } else if descr.ob_type == PyCFunction_Type && ptr == type + SlotOffset.tp_new
                && descr.m_ml.ml_meth == Interp.object(TypeWords.newMethodDef).unsafelyUnwrapped.ml_meth
            {
                // The `__new__` wrapper: keep the C constructor that was inherited.
                specific = type.rawSlot(SlotOffset.tp_new)
            } else if descr == Py_None && ptr == type + SlotOffset.tp_hash {
                // `__hash__ = None` makes instances unhashable.
                specific = fptr(PyObject_HashNotImplemented)
            } else {
                useGeneric = true
                generic = p.wb_function
            }
        } else {
            if error == -1 { PyErr_Clear() }
            if ptr == type + SlotOffset.tp_iternext { specific = fptr(_PyObject_NextNotImplemented) }
        }
        p += 56
    } while p.wb_offset == offset
    ptr.setRawSlot(0, specific != nil && !useGeneric ? specific : generic)
    return p
}

/// Updates the slots that a special method name stands for, in a type and its subclasses.
func update_slot(_ type: PyObj, _ name: PyObj) -> Int32 {
    // At most ten records have one name.
    withUnsafeTemporaryAllocation(of: PyObj.self, capacity: 10) { found in
        var n = 0
        let first = firstSlotDef
        var p = first
        while let strobj = p.wb_name_strobj {
            if strobj == name {
                // Start with the first record of this slot.
                var q = p
                while q > first && (q - 56).wb_offset == p.wb_offset { q -= 56 }
                found[n] = q
                n += 1
            }
            p += 56
        }
        if n == 0 { return 0 }
        return update_subclasses(type, name, UnsafeBufferPointer(rebasing: found[0..<n]))
    }
}

private func update_subclasses(_ type: PyObj, _ name: PyObj, _ records: UnsafeBufferPointer<PyObj>) -> Int32 {
    for p in records { _ = update_one_slot(type, p) }
    guard let subclasses = type.tp_subclasses else { return 0 }
    var i = 0
    var key: PyObj?, ref: PyObj?
    while PyDict_Next(subclasses, &i, &key, &ref) {
        guard let sub = subclassOf(ref.unsafelyUnwrapped) else { continue }
        if let dict = sub.tp_dict, PyDict_Check(dict) {
            // A subclass with a method of its own is not concerned.
            let r = PyDict_Contains(dict, name)
            if r < 0 { return -1 }
            if r > 0 { continue }
        }
        if update_subclasses(sub, name, records) < 0 { return -1 }
    }
    return 0
}

/// Sets all slots of a new class.
func fixup_slot_dispatchers(_ type: PyObj) {
    var p = firstSlotDef
    while p.rawSlot(0) != nil { p = update_one_slot(type, p) }
}

/// Sets all slots of a class and its subclasses, after `__bases__` was assigned.
func update_all_slots(_ type: PyObj) {
    PyType_Modified(type)
    var p = firstSlotDef
    while let name = p.wb_name_strobj {
        _ = update_slot(type, name)
        p += 56
    }
}

/// Puts wrappers for the C slots of a type into its dict.
func add_operators(_ type: PyObj) -> Int32 {
    let dict = type.tp_dict.unsafelyUnwrapped
    let hashNotImplemented = fptr(PyObject_HashNotImplemented)
    var p = firstSlotDef
    while let name = p.wb_name_strobj {
        defer { p += 56 }
        guard p.wb_wrapper != nil, let function = slotptr(type, p.wb_offset)?.rawSlot(0) else { continue }
        let r = PyDict_Contains(dict, name)
        if r > 0 { continue }
        if r < 0 { return -1 }
        if function == hashNotImplemented {
            if PyDict_SetItem(dict, name, Py_None) < 0 { return -1 }
            continue
        }
        guard let descr = PyDescr_NewWrapper(type, p, function) else { return -1 }
        let err = PyDict_SetItem(dict, name, descr)
        Py_DECREF(descr)
        if err < 0 { return -1 }
    }
    return 0
}
