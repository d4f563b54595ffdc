import Memory
import Trace

// Specialising PRECALL and CALL. Origin: Python/specialize.c.
//
//     PRECALL   counter       CALL   counter, function version (2), least number of arguments

/// Origin: _Py_Specialize_Precall.
@inline(never) func _Py_Specialize_Precall(_ callable: PyObj, _ unit: CodeUnit, _ nargs: Int, _ kwnames: PyObj?, _ oparg: Int) {
    let form: Instruction?
    if callable.ob_type == PyCFunction_Type {
        form = builtinForm(callable, nargs, kwnames)
    } else if callable.ob_type == PyFunction_Type {
        form = .PRECALL_PYFUNC
    } else if PyType_Check(callable) {
        form = classForm(callable, nargs, kwnames, oparg)
    } else if callable.ob_type == PyMethodDescr_Type {
        form = methodDescriptorForm(callable, unit, nargs, kwnames, oparg)
    } else if callable.ob_type == PyMethod_Type {
        form = .PRECALL_BOUND_METHOD
    } else {
        form = nil
    }
    if let form { specialized(unit, form) } else { specializationFailed(unit) }
}

private let conventions =
    MethodFlags.VARARGS | MethodFlags.FASTCALL | MethodFlags.NOARGS | MethodFlags.O | MethodFlags.KEYWORDS | MethodFlags.METHOD

/// Origin: specialize_c_call.
private func builtinForm(_ callable: PyObj, _ nargs: Int, _ kwnames: PyObj?) -> Instruction? {
    switch callable.m_ml.ml_flags & conventions {
    case MethodFlags.O:
        if kwnames != nil || nargs != 1 { return nil }
        return callable == Interp.lenCallable ? .PRECALL_NO_KW_LEN : .PRECALL_NO_KW_BUILTIN_O
    case MethodFlags.FASTCALL:
        if kwnames != nil { return nil }
        return nargs == 2 && callable == Interp.isinstanceCallable ? .PRECALL_NO_KW_ISINSTANCE : .PRECALL_NO_KW_BUILTIN_FAST
    case MethodFlags.FASTCALL | MethodFlags.KEYWORDS: return .PRECALL_BUILTIN_FAST_WITH_KEYWORDS
    default: return nil
    }
}

/// Origin: specialize_class_call.
private func classForm(_ type: PyObj, _ nargs: Int, _ kwnames: PyObj?, _ oparg: Int) -> Instruction? {
    if unsafeBitCast(type.tp_new, to: UInt.self) == unsafeBitCast(PyBaseObject_Type.tp_new, to: UInt.self) { return nil }
    if type.tp_flags & TypeFlags.IMMUTABLETYPE == 0 { return nil }
    if nargs == 1 && kwnames == nil && oparg == 1 {
        if type == PyUnicode_Type { return .PRECALL_NO_KW_STR_1 }
        if type == PyType_Type { return .PRECALL_NO_KW_TYPE_1 }
        if type == PyTuple_Type { return .PRECALL_NO_KW_TUPLE_1 }
    }
    return type.tp_vectorcall != nil ? .PRECALL_BUILTIN_CLASS : nil
}

/// Origin: specialize_method_descriptor.
private func methodDescriptorForm(_ descr: PyObj, _ unit: CodeUnit, _ nargs: Int, _ kwnames: PyObj?, _ oparg: Int) -> Instruction? {
    if kwnames != nil { return nil }
    switch descr.d_method.ml_flags & conventions {
    case MethodFlags.NOARGS: return nargs == 1 ? .PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS : nil
    case MethodFlags.O:
        if nargs != 2 { return nil }
        // PRECALL 1, CALL 1 and their caches; a POP_TOP after them throws the None away that append returns.
        if descr == Interp.listAppendCallable && oparg == 1 && (unit + 7).instruction == .POP_TOP {
            return .PRECALL_NO_KW_LIST_APPEND
        }
        return .PRECALL_NO_KW_METHOD_DESCRIPTOR_O
    case MethodFlags.FASTCALL: return .PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST
    case MethodFlags.FASTCALL | MethodFlags.KEYWORDS: return .PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS
    default: return nil
    }
}

/// Origin: _Py_Specialize_Call, specialize_py_call.
@inline(never) func _Py_Specialize_Call(_ callable: PyObj, _ unit: CodeUnit, _ nargs: Int, _ kwnames: PyObj?) {
    guard callable.ob_type == PyFunction_Type, kwnames == nil else { return specializationFailed(unit) }
    let code = callable.func_code.unsafelyUnwrapped
    guard isSimpleFunction(code) else { return specializationFailed(unit) }
    let argcount = Int(code.co_argcount)
    let least = argcount - (callable.func_defaults?.ob_size ?? 0)
    if nargs > argcount || nargs < least || least > 0xffff || least < 0 { return specializationFailed(unit) }
    let version = _PyFunction_GetVersionForCurrentState(callable)
    if version == 0 { return specializationFailed(unit) }
    unit.setU32(2, version)
    unit[4] = UInt16(least)
    specialized(unit, argcount == nargs ? .CALL_PY_EXACT_ARGS : .CALL_PY_WITH_DEFAULTS)
}
