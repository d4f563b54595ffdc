import Memory

// The static types have fixed places in the static area, so that a type check is a comparison with a constant. The order is free;
// a new type goes at the end of its list. Each slot is 416 bytes (a PyTypeObject of 408, kept 16-byte aligned).

/// The type object `type`.
@inlinable public var PyType_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 0).unsafelyUnwrapped }
}
/// The type object `object`.
@inlinable public var PyBaseObject_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 1).unsafelyUnwrapped }
}
/// The type object `int`.
@inlinable public var PyLong_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 2).unsafelyUnwrapped }
}
/// The type object `bool`.
@inlinable public var PyBool_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 3).unsafelyUnwrapped }
}
/// The type object `float`.
@inlinable public var PyFloat_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 4).unsafelyUnwrapped }
}
/// The type object `complex`.
@inlinable public var PyComplex_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 5).unsafelyUnwrapped }
}
/// The type object `str`.
@inlinable public var PyUnicode_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 6).unsafelyUnwrapped }
}
/// The type object `bytes`.
@inlinable public var PyBytes_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 7).unsafelyUnwrapped }
}
/// The type object `bytearray`.
@inlinable public var PyByteArray_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 8).unsafelyUnwrapped }
}
/// The type object `tuple`.
@inlinable public var PyTuple_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 9).unsafelyUnwrapped }
}
/// The type object `list`.
@inlinable public var PyList_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 10).unsafelyUnwrapped }
}
/// The type object `dict`.
@inlinable public var PyDict_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 11).unsafelyUnwrapped }
}
/// The type object `set`.
@inlinable public var PySet_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 12).unsafelyUnwrapped }
}
/// The type object `frozenset`.
@inlinable public var PyFrozenSet_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 13).unsafelyUnwrapped }
}
/// The type object `range`.
@inlinable public var PyRange_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 14).unsafelyUnwrapped }
}
/// The type object `slice`.
@inlinable public var PySlice_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 15).unsafelyUnwrapped }
}
/// The type object `NoneType`.
@inlinable public var _PyNone_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 16).unsafelyUnwrapped }
}
/// The type object `ellipsis`.
@inlinable public var PyEllipsis_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 17).unsafelyUnwrapped }
}
/// The type object `NotImplementedType`.
@inlinable public var _PyNotImplemented_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 18).unsafelyUnwrapped }
}
/// The type object `function`.
@inlinable public var PyFunction_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 19).unsafelyUnwrapped }
}
/// The type object `method`.
@inlinable public var PyMethod_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 20).unsafelyUnwrapped }
}
/// The type object `builtin_function_or_method`.
@inlinable public var PyCFunction_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 21).unsafelyUnwrapped }
}
/// The type object `builtin_method`.
@inlinable public var PyCMethod_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 22).unsafelyUnwrapped }
}
/// The type object `method_descriptor`.
@inlinable public var PyMethodDescr_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 23).unsafelyUnwrapped }
}
/// The type object `classmethod_descriptor`.
@inlinable public var PyClassMethodDescr_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 24).unsafelyUnwrapped }
}
/// The type object `member_descriptor`.
@inlinable public var PyMemberDescr_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 25).unsafelyUnwrapped }
}
/// The type object `getset_descriptor`.
@inlinable public var PyGetSetDescr_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 26).unsafelyUnwrapped }
}
/// The type object `wrapper_descriptor`.
@inlinable public var PyWrapperDescr_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 27).unsafelyUnwrapped }
}
/// The type object `method-wrapper`.
@inlinable public var _PyMethodWrapper_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 28).unsafelyUnwrapped }
}
/// The type object `property`.
@inlinable public var PyProperty_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 29).unsafelyUnwrapped }
}
/// The type object `classmethod`.
@inlinable public var PyClassMethod_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 30).unsafelyUnwrapped }
}
/// The type object `staticmethod`.
@inlinable public var PyStaticMethod_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 31).unsafelyUnwrapped }
}
/// The type object `super`.
@inlinable public var PySuper_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 32).unsafelyUnwrapped }
}
/// The type object `module`.
@inlinable public var PyModule_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 33).unsafelyUnwrapped }
}
/// The type object `code`.
@inlinable public var PyCode_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 34).unsafelyUnwrapped }
}
/// The type object `cell`.
@inlinable public var PyCell_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 35).unsafelyUnwrapped }
}
/// The type object `frame`.
@inlinable public var PyFrame_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 36).unsafelyUnwrapped }
}
/// The type object `traceback`.
@inlinable public var PyTraceBack_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 37).unsafelyUnwrapped }
}
/// The type object `generator`.
@inlinable public var PyGen_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 38).unsafelyUnwrapped }
}
/// The type object `coroutine`.
@inlinable public var PyCoro_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 39).unsafelyUnwrapped }
}
/// The type object `coroutine_wrapper`.
@inlinable public var _PyCoroWrapper_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 40).unsafelyUnwrapped }
}
/// The type object `async_generator`.
@inlinable public var PyAsyncGen_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 41).unsafelyUnwrapped }
}
/// The type object `async_generator_asend`.
@inlinable public var _PyAsyncGenASend_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 42).unsafelyUnwrapped }
}
/// The type object `async_generator_athrow`.
@inlinable public var _PyAsyncGenAThrow_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 43).unsafelyUnwrapped }
}
/// The type object `async_generator_wrapped_value`.
@inlinable public var _PyAsyncGenWrappedValue_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 44).unsafelyUnwrapped }
}
/// The type object `mappingproxy`.
@inlinable public var PyDictProxy_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 45).unsafelyUnwrapped }
}
/// The type object `types.SimpleNamespace`.
@inlinable public var _PyNamespace_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 46).unsafelyUnwrapped }
}
/// The type object `weakref`.
@inlinable public var _PyWeakref_Ref_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 47).unsafelyUnwrapped }
}
/// The type object `weakproxy`.
@inlinable public var _PyWeakref_Proxy_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 48).unsafelyUnwrapped }
}
/// The type object `weakcallableproxy`.
@inlinable public var _PyWeakref_CallableProxy_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 49).unsafelyUnwrapped }
}
/// The type object `list_iterator`.
@inlinable public var PyListIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 50).unsafelyUnwrapped }
}
/// The type object `list_reverseiterator`.
@inlinable public var PyListRevIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 51).unsafelyUnwrapped }
}
/// The type object `tuple_iterator`.
@inlinable public var PyTupleIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 52).unsafelyUnwrapped }
}
/// The type object `str_iterator`.
@inlinable public var PyUnicodeIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 53).unsafelyUnwrapped }
}
/// The type object `str_ascii_iterator`.
@inlinable public var _PyUnicodeASCIIIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 54).unsafelyUnwrapped }
}
/// The type object `bytes_iterator`.
@inlinable public var PyBytesIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 55).unsafelyUnwrapped }
}
/// The type object `bytearray_iterator`.
@inlinable public var PyByteArrayIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 56).unsafelyUnwrapped }
}
/// The type object `dict_keys`.
@inlinable public var PyDictKeys_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 57).unsafelyUnwrapped }
}
/// The type object `dict_values`.
@inlinable public var PyDictValues_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 58).unsafelyUnwrapped }
}
/// The type object `dict_items`.
@inlinable public var PyDictItems_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 59).unsafelyUnwrapped }
}
/// The type object `dict_keyiterator`.
@inlinable public var PyDictIterKey_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 60).unsafelyUnwrapped }
}
/// The type object `dict_valueiterator`.
@inlinable public var PyDictIterValue_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 61).unsafelyUnwrapped }
}
/// The type object `dict_itemiterator`.
@inlinable public var PyDictIterItem_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 62).unsafelyUnwrapped }
}
/// The type object `dict_reversekeyiterator`.
@inlinable public var PyDictRevIterKey_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 63).unsafelyUnwrapped }
}
/// The type object `dict_reversevalueiterator`.
@inlinable public var PyDictRevIterValue_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 64).unsafelyUnwrapped }
}
/// The type object `dict_reverseitemiterator`.
@inlinable public var PyDictRevIterItem_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 65).unsafelyUnwrapped }
}
/// The type object `set_iterator`.
@inlinable public var PySetIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 66).unsafelyUnwrapped }
}
/// The type object `range_iterator`.
@inlinable public var PyRangeIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 67).unsafelyUnwrapped }
}
/// The type object `longrange_iterator`.
@inlinable public var PyLongRangeIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 68).unsafelyUnwrapped }
}
/// The type object `iterator`.
@inlinable public var PySeqIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 69).unsafelyUnwrapped }
}
/// The type object `callable_iterator`.
@inlinable public var PyCallIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 70).unsafelyUnwrapped }
}
/// The type object `enumerate`.
@inlinable public var PyEnum_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 71).unsafelyUnwrapped }
}
/// The type object `reversed`.
@inlinable public var PyReversed_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 72).unsafelyUnwrapped }
}
/// The type object `zip`.
@inlinable public var PyZip_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 73).unsafelyUnwrapped }
}
/// The type object `map`.
@inlinable public var PyMap_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 74).unsafelyUnwrapped }
}
/// The type object `filter`.
@inlinable public var PyFilter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 75).unsafelyUnwrapped }
}
/// The type object `memoryview`.
@inlinable public var PyMemoryView_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 76).unsafelyUnwrapped }
}
/// The type object `managedbuffer`.
@inlinable public var _PyManagedBuffer_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 77).unsafelyUnwrapped }
}
/// The type object `PyCapsule`.
@inlinable public var PyCapsule_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 78).unsafelyUnwrapped }
}
/// The type object `types.GenericAlias`.
@inlinable public var Py_GenericAlias_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 79).unsafelyUnwrapped }
}
/// The type object `types.UnionType`.
@inlinable public var _PyUnion_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 80).unsafelyUnwrapped }
}
/// The type object `anext_awaitable`.
@inlinable public var _PyAnextAwaitable_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 81).unsafelyUnwrapped }
}
/// The type object `instancemethod`.
@inlinable public var PyInstanceMethod_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 82).unsafelyUnwrapped }
}
/// The type object `fieldnameiterator`.
@inlinable public var PyFieldNameIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 83).unsafelyUnwrapped }
}
/// The type object `formatteriterator`.
@inlinable public var PyFormatterIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 84).unsafelyUnwrapped }
}
/// The type object `EncodingMap`.
@inlinable public var EncodingMap_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 85).unsafelyUnwrapped }
}
/// The type object `stderrprinter`.
@inlinable public var PyStdPrinter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 86).unsafelyUnwrapped }
}
/// The type object `TextIOWrapper`.
@inlinable public var PyTextIOWrapper_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 87).unsafelyUnwrapped }
}
/// The type object `moduledef`.
@inlinable public var PyModuleDef_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 89).unsafelyUnwrapped }
}
/// The type object `line_iterator`.
@inlinable public var _PyLineIterator_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 90).unsafelyUnwrapped }
}
/// The type object `positions_iterator`.
@inlinable public var _PyPositionsIterator_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 91).unsafelyUnwrapped }
}
/// The type object `symtable_entry`.
@inlinable public var PySTEntry_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 92).unsafelyUnwrapped }
}
/// The exception type `BaseException`.
@inlinable public var PyExc_BaseException: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 128).unsafelyUnwrapped }
}
/// The exception type `Exception`.
@inlinable public var PyExc_Exception: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 129).unsafelyUnwrapped }
}
/// The exception type `TypeError`.
@inlinable public var PyExc_TypeError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 130).unsafelyUnwrapped }
}
/// The exception type `StopAsyncIteration`.
@inlinable public var PyExc_StopAsyncIteration: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 131).unsafelyUnwrapped }
}
/// The exception type `StopIteration`.
@inlinable public var PyExc_StopIteration: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 132).unsafelyUnwrapped }
}
/// The exception type `GeneratorExit`.
@inlinable public var PyExc_GeneratorExit: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 133).unsafelyUnwrapped }
}
/// The exception type `SystemExit`.
@inlinable public var PyExc_SystemExit: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 134).unsafelyUnwrapped }
}
/// The exception type `KeyboardInterrupt`.
@inlinable public var PyExc_KeyboardInterrupt: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 135).unsafelyUnwrapped }
}
/// The exception type `BaseExceptionGroup`.
@inlinable public var PyExc_BaseExceptionGroup: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 136).unsafelyUnwrapped }
}
/// The exception type `ImportError`.
@inlinable public var PyExc_ImportError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 137).unsafelyUnwrapped }
}
/// The exception type `ModuleNotFoundError`.
@inlinable public var PyExc_ModuleNotFoundError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 138).unsafelyUnwrapped }
}
/// The exception type `OSError`.
@inlinable public var PyExc_OSError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 139).unsafelyUnwrapped }
}
/// The exception type `EOFError`.
@inlinable public var PyExc_EOFError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 140).unsafelyUnwrapped }
}
/// The exception type `RuntimeError`.
@inlinable public var PyExc_RuntimeError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 141).unsafelyUnwrapped }
}
/// The exception type `RecursionError`.
@inlinable public var PyExc_RecursionError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 142).unsafelyUnwrapped }
}
/// The exception type `NotImplementedError`.
@inlinable public var PyExc_NotImplementedError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 143).unsafelyUnwrapped }
}
/// The exception type `NameError`.
@inlinable public var PyExc_NameError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 144).unsafelyUnwrapped }
}
/// The exception type `UnboundLocalError`.
@inlinable public var PyExc_UnboundLocalError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 145).unsafelyUnwrapped }
}
/// The exception type `AttributeError`.
@inlinable public var PyExc_AttributeError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 146).unsafelyUnwrapped }
}
/// The exception type `SyntaxError`.
@inlinable public var PyExc_SyntaxError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 147).unsafelyUnwrapped }
}
/// The exception type `IndentationError`.
@inlinable public var PyExc_IndentationError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 148).unsafelyUnwrapped }
}
/// The exception type `TabError`.
@inlinable public var PyExc_TabError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 149).unsafelyUnwrapped }
}
/// The exception type `LookupError`.
@inlinable public var PyExc_LookupError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 150).unsafelyUnwrapped }
}
/// The exception type `IndexError`.
@inlinable public var PyExc_IndexError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 151).unsafelyUnwrapped }
}
/// The exception type `KeyError`.
@inlinable public var PyExc_KeyError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 152).unsafelyUnwrapped }
}
/// The exception type `ValueError`.
@inlinable public var PyExc_ValueError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 153).unsafelyUnwrapped }
}
/// The exception type `UnicodeError`.
@inlinable public var PyExc_UnicodeError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 154).unsafelyUnwrapped }
}
/// The exception type `UnicodeEncodeError`.
@inlinable public var PyExc_UnicodeEncodeError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 155).unsafelyUnwrapped }
}
/// The exception type `UnicodeDecodeError`.
@inlinable public var PyExc_UnicodeDecodeError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 156).unsafelyUnwrapped }
}
/// The exception type `UnicodeTranslateError`.
@inlinable public var PyExc_UnicodeTranslateError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 157).unsafelyUnwrapped }
}
/// The exception type `AssertionError`.
@inlinable public var PyExc_AssertionError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 158).unsafelyUnwrapped }
}
/// The exception type `ArithmeticError`.
@inlinable public var PyExc_ArithmeticError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 159).unsafelyUnwrapped }
}
/// The exception type `FloatingPointError`.
@inlinable public var PyExc_FloatingPointError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 160).unsafelyUnwrapped }
}
/// The exception type `OverflowError`.
@inlinable public var PyExc_OverflowError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 161).unsafelyUnwrapped }
}
/// The exception type `ZeroDivisionError`.
@inlinable public var PyExc_ZeroDivisionError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 162).unsafelyUnwrapped }
}
/// The exception type `SystemError`.
@inlinable public var PyExc_SystemError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 163).unsafelyUnwrapped }
}
/// The exception type `ReferenceError`.
@inlinable public var PyExc_ReferenceError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 164).unsafelyUnwrapped }
}
/// The exception type `MemoryError`.
@inlinable public var PyExc_MemoryError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 165).unsafelyUnwrapped }
}
/// The exception type `BufferError`.
@inlinable public var PyExc_BufferError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 166).unsafelyUnwrapped }
}
/// The exception type `Warning`.
@inlinable public var PyExc_Warning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 167).unsafelyUnwrapped }
}
/// The exception type `UserWarning`.
@inlinable public var PyExc_UserWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 168).unsafelyUnwrapped }
}
/// The exception type `EncodingWarning`.
@inlinable public var PyExc_EncodingWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 169).unsafelyUnwrapped }
}
/// The exception type `DeprecationWarning`.
@inlinable public var PyExc_DeprecationWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 170).unsafelyUnwrapped }
}
/// The exception type `PendingDeprecationWarning`.
@inlinable public var PyExc_PendingDeprecationWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 171).unsafelyUnwrapped }
}
/// The exception type `SyntaxWarning`.
@inlinable public var PyExc_SyntaxWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 172).unsafelyUnwrapped }
}
/// The exception type `RuntimeWarning`.
@inlinable public var PyExc_RuntimeWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 173).unsafelyUnwrapped }
}
/// The exception type `FutureWarning`.
@inlinable public var PyExc_FutureWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 174).unsafelyUnwrapped }
}
/// The exception type `ImportWarning`.
@inlinable public var PyExc_ImportWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 175).unsafelyUnwrapped }
}
/// The exception type `UnicodeWarning`.
@inlinable public var PyExc_UnicodeWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 176).unsafelyUnwrapped }
}
/// The exception type `BytesWarning`.
@inlinable public var PyExc_BytesWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 177).unsafelyUnwrapped }
}
/// The exception type `ResourceWarning`.
@inlinable public var PyExc_ResourceWarning: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 178).unsafelyUnwrapped }
}
/// The exception type `ConnectionError`.
@inlinable public var PyExc_ConnectionError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 179).unsafelyUnwrapped }
}
/// The exception type `BlockingIOError`.
@inlinable public var PyExc_BlockingIOError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 180).unsafelyUnwrapped }
}
/// The exception type `BrokenPipeError`.
@inlinable public var PyExc_BrokenPipeError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 181).unsafelyUnwrapped }
}
/// The exception type `ChildProcessError`.
@inlinable public var PyExc_ChildProcessError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 182).unsafelyUnwrapped }
}
/// The exception type `ConnectionAbortedError`.
@inlinable public var PyExc_ConnectionAbortedError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 183).unsafelyUnwrapped }
}
/// The exception type `ConnectionRefusedError`.
@inlinable public var PyExc_ConnectionRefusedError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 184).unsafelyUnwrapped }
}
/// The exception type `ConnectionResetError`.
@inlinable public var PyExc_ConnectionResetError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 185).unsafelyUnwrapped }
}
/// The exception type `FileExistsError`.
@inlinable public var PyExc_FileExistsError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 186).unsafelyUnwrapped }
}
/// The exception type `FileNotFoundError`.
@inlinable public var PyExc_FileNotFoundError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 187).unsafelyUnwrapped }
}
/// The exception type `IsADirectoryError`.
@inlinable public var PyExc_IsADirectoryError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 188).unsafelyUnwrapped }
}
/// The exception type `NotADirectoryError`.
@inlinable public var PyExc_NotADirectoryError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 189).unsafelyUnwrapped }
}
/// The exception type `InterruptedError`.
@inlinable public var PyExc_InterruptedError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 190).unsafelyUnwrapped }
}
/// The exception type `PermissionError`.
@inlinable public var PyExc_PermissionError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 191).unsafelyUnwrapped }
}
/// The exception type `ProcessLookupError`.
@inlinable public var PyExc_ProcessLookupError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 192).unsafelyUnwrapped }
}
/// The exception type `TimeoutError`.
@inlinable public var PyExc_TimeoutError: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 193).unsafelyUnwrapped }
}
/// The type object `memory_iterator`.
@inlinable public var PyMemoryIter_Type: PyObj {
    @inline(__always) get { PyObj(bitPattern: StaticArea.types + 416 * 194).unsafelyUnwrapped }
}

extension StaticArea {
    /// How many slots of 416 bytes the type table has, spare ones included.
    public static let typeCount = 256
}
