/// A Python object: the address of its `ob_refcnt` in the machine's memory. The alias is the raw pointer type because that is what C
/// function pointers in `tp_` slots can carry; `PyObj?` is CPython's `PyObject *` that may be NULL.
public typealias PyObj = UnsafeMutableRawPointer
/// The argument vector of a vectorcall: `args[-1]` may be overwritten when `PY_VECTORCALL_ARGUMENTS_OFFSET` is set.
public typealias PyArgs = UnsafeMutablePointer<UnsafeMutableRawPointer>

// The slot signatures of Include/object.h. A nil object, or -1, means that an exception is set on the thread state.

/// `tp_dealloc`, `tp_finalize`, `tp_del`.
public typealias destructor = @convention(c) (PyObj) -> Void
/// `tp_free`: releases the memory of an object.
public typealias freefunc = @convention(c) (PyObj) -> Void
/// One operand in, a new reference out.
public typealias unaryfunc = @convention(c) (PyObj) -> PyObj?
/// Two operands in, a new reference out.
public typealias binaryfunc = @convention(c) (PyObj, PyObj) -> PyObj?
/// `tp_call` (callable, args tuple, kwargs dict or nil) and `nb_power`.
public typealias ternaryfunc = @convention(c) (PyObj, PyObj, PyObj?) -> PyObj?
/// A truth value: 1, 0, or -1 with an exception; also `tp_clear` and `tp_is_gc`.
public typealias inquiry = @convention(c) (PyObj) -> Int32
/// A length, or -1 with an exception.
public typealias lenfunc = @convention(c) (PyObj) -> Int
/// `sq_item`, `sq_repeat`: object and index.
public typealias ssizeargfunc = @convention(c) (PyObj, Int) -> PyObj?
/// `sq_ass_item`: object, index, new value or nil to delete.
public typealias ssizeobjargproc = @convention(c) (PyObj, Int, PyObj?) -> Int32
/// `sq_contains`.
public typealias objobjproc = @convention(c) (PyObj, PyObj) -> Int32
/// `mp_ass_subscript`: object, key, new value or nil to delete.
public typealias objobjargproc = @convention(c) (PyObj, PyObj, PyObj?) -> Int32
/// What `tp_traverse` calls for each referent, with the opaque argument it was given; a non-zero result stops the traversal.
public typealias visitproc = @convention(c) (PyObj, UnsafeMutableRawPointer?) -> Int32
/// `tp_traverse`.
public typealias traverseproc = @convention(c) (PyObj, visitproc, UnsafeMutableRawPointer?) -> Int32
/// `tp_repr` and `tp_str`.
public typealias reprfunc = @convention(c) (PyObj) -> PyObj?
/// `tp_hash`: -1 means an exception.
public typealias hashfunc = @convention(c) (PyObj) -> Int
/// `tp_richcompare` with `Py_LT` … `Py_GE`.
public typealias richcmpfunc = @convention(c) (PyObj, PyObj, Int32) -> PyObj?
/// `tp_iter`.
public typealias getiterfunc = @convention(c) (PyObj) -> PyObj?
/// `tp_iternext`: nil without an exception is the end.
public typealias iternextfunc = @convention(c) (PyObj) -> PyObj?
/// `tp_getattro`.
public typealias getattrofunc = @convention(c) (PyObj, PyObj) -> PyObj?
/// `tp_setattro`: a nil value deletes.
public typealias setattrofunc = @convention(c) (PyObj, PyObj, PyObj?) -> Int32
/// `tp_descr_get`: descriptor, instance or nil, type or nil.
public typealias descrgetfunc = @convention(c) (PyObj, PyObj?, PyObj?) -> PyObj?
/// `tp_descr_set`: descriptor, instance, value or nil to delete.
public typealias descrsetfunc = @convention(c) (PyObj, PyObj, PyObj?) -> Int32
/// `tp_init`: self, args tuple, kwargs dict or nil.
public typealias initproc = @convention(c) (PyObj, PyObj, PyObj?) -> Int32
/// `tp_new`: type, args tuple, kwargs dict or nil.
public typealias newfunc = @convention(c) (PyObj, PyObj, PyObj?) -> PyObj?
/// `tp_alloc`: type, number of items.
public typealias allocfunc = @convention(c) (PyObj, Int) -> PyObj?
/// A vectorcall: callable, arguments, count with `PY_VECTORCALL_ARGUMENTS_OFFSET`, names tuple or nil.
public typealias vectorcallfunc = @convention(c) (PyObj, PyArgs, Int, PyObj?) -> PyObj?
/// `am_send`: receiver, value sent, where the result goes; returns PYGEN_RETURN 0, PYGEN_ERROR -1 or PYGEN_NEXT 1.
public typealias sendfunc = @convention(c) (PyObj, PyObj, UnsafeMutablePointer<PyObj?>) -> Int32
/// The getter of a `PyGetSetDef`.
public typealias getter = @convention(c) (PyObj, UnsafeMutableRawPointer?) -> PyObj?
/// The setter of a `PyGetSetDef`; a nil value deletes.
public typealias setter = @convention(c) (PyObj, PyObj?, UnsafeMutableRawPointer?) -> Int32

// The functions behind built-in methods (`ml_meth`), by calling convention.

/// METH_NOARGS.
public typealias NoArgsFunction = @convention(c) (PyObj) -> PyObj?
/// METH_O.
public typealias OneArgFunction = @convention(c) (PyObj, PyObj) -> PyObj?
/// METH_VARARGS: self, args tuple.
public typealias VarArgsFunction = @convention(c) (PyObj, PyObj) -> PyObj?
/// METH_VARARGS | METH_KEYWORDS: self, args tuple, kwargs dict or nil.
public typealias KeywordsFunction = @convention(c) (PyObj, PyObj, PyObj?) -> PyObj?
/// METH_FASTCALL: self, args, count.
public typealias FastFunction = @convention(c) (PyObj, PyArgs, Int) -> PyObj?
/// METH_FASTCALL | METH_KEYWORDS: self, args, count of positional ones, names tuple or nil.
public typealias FastKeywordsFunction = @convention(c) (PyObj, PyArgs, Int, PyObj?) -> PyObj?

/// Comparison operators, as `tp_richcompare` receives them. Origin: Include/object.h.
public let Py_LT: Int32 = 0, Py_LE: Int32 = 1, Py_EQ: Int32 = 2, Py_NE: Int32 = 3, Py_GT: Int32 = 4, Py_GE: Int32 = 5

/// `tp_flags` bits. Origin: Include/object.h.
public enum TypeFlags {
    /// Instances have a vectorcall pointer at `tp_vectorcall_offset`.
    public static let HAVE_VECTORCALL: UInt = 1 << 11
    /// Matches sequence patterns.
    public static let SEQUENCE: UInt = 1 << 5
    /// Matches mapping patterns.
    public static let MAPPING: UInt = 1 << 6
    /// Instances keep values and dict pointers before their head.
    public static let MANAGED_DICT: UInt = 1 << 4
    /// Calling the type is refused.
    public static let DISALLOW_INSTANTIATION: UInt = 1 << 7
    /// Attributes of the type cannot be set.
    public static let IMMUTABLETYPE: UInt = 1 << 8
    /// The type was made at run time.
    public static let HEAPTYPE: UInt = 1 << 9
    /// The type may be subclassed.
    public static let BASETYPE: UInt = 1 << 10
    /// `PyType_Ready` is done.
    public static let READY: UInt = 1 << 12
    /// `PyType_Ready` is at work.
    public static let READYING: UInt = 1 << 13
    /// Instances have a collector's head.
    public static let HAVE_GC: UInt = 1 << 14
    /// Behaves like an unbound method: LOAD_METHOD need not bind it.
    public static let METHOD_DESCRIPTOR: UInt = 1 << 17
    /// `tp_version_tag` is valid.
    public static let VALID_VERSION_TAG: UInt = 1 << 19
    /// Has abstract methods: no instances.
    public static let IS_ABSTRACT: UInt = 1 << 20
    /// A class pattern with one positional part matches the subject itself.
    public static let MATCH_SELF: UInt = 1 << 22
    /// Items lie at the end of the instance.
    public static let ITEMS_AT_END: UInt = 1 << 23
    /// Derives from int.
    public static let LONG_SUBCLASS: UInt = 1 << 24
    /// Derives from list.
    public static let LIST_SUBCLASS: UInt = 1 << 25
    /// Derives from tuple.
    public static let TUPLE_SUBCLASS: UInt = 1 << 26
    /// Derives from bytes.
    public static let BYTES_SUBCLASS: UInt = 1 << 27
    /// Derives from str.
    public static let UNICODE_SUBCLASS: UInt = 1 << 28
    /// Derives from dict.
    public static let DICT_SUBCLASS: UInt = 1 << 29
    /// Derives from BaseException.
    public static let BASE_EXC_SUBCLASS: UInt = 1 << 30
    /// Derives from type: instances are types.
    public static let TYPE_SUBCLASS: UInt = 1 << 31
    /// Bits that a static type starts with: none in 3.11.
    public static let DEFAULT: UInt = 0
}

/// `ml_flags` bits. Origin: Include/methodobject.h.
public enum MethodFlags {
    /// Called with a tuple.
    public static let VARARGS: Int32 = 0x1
    /// Takes keyword arguments.
    public static let KEYWORDS: Int32 = 0x2
    /// Takes no argument.
    public static let NOARGS: Int32 = 0x4
    /// Takes one argument.
    public static let O: Int32 = 0x8
    /// A class method.
    public static let CLASS: Int32 = 0x10
    /// A static method.
    public static let STATIC: Int32 = 0x20
    /// May replace a slot's wrapper of the same name.
    public static let COEXIST: Int32 = 0x40
    /// Called with a vector.
    public static let FASTCALL: Int32 = 0x80
    /// Is told its defining class.
    public static let METHOD: Int32 = 0x200
}

/// Set in `nargsf` when the callee may overwrite `args[-1]`.
public let PY_VECTORCALL_ARGUMENTS_OFFSET: Int = Int.min
/// The number of positional arguments in `nargsf`.
@inlinable @inline(__always) public func PyVectorcall_NARGS(_ nargsf: Int) -> Int { nargsf & Int.max }
