import Memory

// `_ctypes`: the objects and their layouts. Origin: Modules/_ctypes/ctypes.h, _ctypes.c.
//
// It looks at the machine's own memory: an address is read or written only if it lies in the machine's range. Calls of foreign functions
// do not exist here; a handful of functions that `ctypes/__init__.py` itself needs are native (CTypes+Function.swift).

/// The places of the module's types.
enum CT {
    @inline(__always) static func slot(_ i: UInt) -> PyObj { StaticArea.at(StaticArea.types + 416 * i) }
    // Metatypes.
    static var StructMeta: PyObj { slot(256) }
    static var UnionMeta: PyObj { slot(257) }
    static var PointerMeta: PyObj { slot(258) }
    static var ArrayMeta: PyObj { slot(259) }
    static var SimpleMeta: PyObj { slot(260) }
    static var FuncMeta: PyObj { slot(261) }
    // Bases of the types that a program makes.
    static var CData: PyObj { slot(262) }
    static var Struct: PyObj { slot(263) }
    static var Union: PyObj { slot(264) }
    static var Pointer: PyObj { slot(265) }
    static var Array: PyObj { slot(266) }
    static var Simple: PyObj { slot(267) }
    static var FuncPtr: PyObj { slot(268) }
    // Helpers.
    static var StgDict: PyObj { slot(269) }
    static var Field: PyObj { slot(270) }
    static var Arg: PyObj { slot(271) }

    /// What a type describes.
    enum Kind {
        static let simple: Int32 = 1, structure: Int32 = 2, union: Int32 = 3, array: Int32 = 4, pointer: Int32 = 5,
            function: Int32 = 6
    }
    /// Bits of a type's `flags`. Origin: ctypes.h.
    enum Flag {
        static let final: Int32 = 0x1000, pythonAPI: Int32 = 0x4, isPointer: Int32 = 0x100, hasPointer: Int32 = 0x200,
            hasBitfield: Int32 = 0x800
    }
}

extension Interp {
    /// `_ctypes._pointer_type_cache` (an owned reference).
    static var pointerTypeCache: PyObj? {
        get { object(222) }
        set { set(222, newValue) }
    }
    /// `_ctypes.ArgumentError` (an owned reference).
    static var argumentError: PyObj? {
        get { object(223) }
        set { set(223, newValue) }
    }
    /// The cache of array types by (item type, length) (an owned reference).
    static var arrayTypeCache: PyObj? {
        get { object(224) }
        set { set(224, newValue) }
    }
    /// ctypes' own copy of errno.
    static var ctypesErrno: Int {
        get { word(225) }
        set { set(225, newValue) }
    }
    /// The table of native functions' addresses, 0 before the module is imported.
    static var ctypesNatives: Int {
        get { word(226) }
        set { set(226, newValue) }
    }
}

// CDataObject: b_ptr 16, b_needsfree 24, b_base 32, b_size 40, b_length 48, b_index 56, b_objects 64, b_value 80 (16 bytes).
extension UnsafeMutableRawPointer {
    var b_ptr: UnsafeMutableRawPointer {
        get { load(fromByteOffset: 16, as: UnsafeMutableRawPointer.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: UnsafeMutableRawPointer.self) }
    }
    var b_needsfree: Int32 {
        get { self[int: 24] }
        nonmutating set { self[int: 24] = newValue }
    }
    var b_base: PyObj? {
        get { self[ref: 32] }
        nonmutating set { self[ref: 32] = newValue }
    }
    var b_size: Int {
        get { self[word: 40] }
        nonmutating set { self[word: 40] = newValue }
    }
    var b_length: Int {
        get { self[word: 48] }
        nonmutating set { self[word: 48] = newValue }
    }
    var b_index: Int {
        get { self[word: 56] }
        nonmutating set { self[word: 56] = newValue }
    }
    var b_objects: PyObj? {
        get { self[ref: 64] }
        nonmutating set { self[ref: 64] = newValue }
    }
    // StgDict, a dict with: size 48, align 56, length 64, proto 72, format letter 80, swapped 84, argtypes 88, converters 96, restype 104, flags 112, kind 116.
    var stg_size: Int {
        get { self[word: 48] }
        nonmutating set { self[word: 48] = newValue }
    }
    var stg_align: Int {
        get { self[word: 56] }
        nonmutating set { self[word: 56] = newValue }
    }
    var stg_length: Int {
        get { self[word: 64] }
        nonmutating set { self[word: 64] = newValue }
    }
    var stg_proto: PyObj? {
        get { self[ref: 72] }
        nonmutating set { self[ref: 72] = newValue }
    }
    /// The letter of a simple type, which says how values are read and written; 0 for others.
    var stg_letter: UInt8 {
        get { UInt8(truncatingIfNeeded: self[int: 80]) }
        nonmutating set { self[int: 80] = Int32(newValue) }
    }
    var stg_swapped: Bool {
        get { self[int: 84] != 0 }
        nonmutating set { self[int: 84] = newValue ? 1 : 0 }
    }
    var stg_flags: Int32 {
        get { self[int: 112] }
        nonmutating set { self[int: 112] = newValue }
    }
    var stg_kind: Int32 {
        get { self[int: 116] }
        nonmutating set { self[int: 116] = newValue }
    }
}

/// The description in a ctypes type's dict; nil if the type has none. Origin: `PyType_stgdict`.
func ctDescription(_ type: PyObj) -> PyObj? {
    guard PyType_Check(type), let dict = type.tp_dict, dict.ob_type == CT.StgDict else { return nil }
    return dict
}

/// Whether an object is an instance of a ctypes type.
@inline(__always) func ctIsData(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, CT.CData) }

/// Raises ValueError unless bytes lie in the machine's memory (and, to be written, are no state of the machine).
func ctCheckAddress(_ p: UnsafeRawPointer?, _ count: Int, writing: Bool = false) -> Bool {
    let address = UInt(bitPattern: p)
    if address == 0 {
        PyErr_SetString(PyExc_ValueError, "NULL pointer access")
        return false
    }
    if !Memory.isReadable(address, max(count, 1)) {
        PyErr_SetString(
            PyExc_ValueError, "address 0x\(String(address, radix: 16)) (\(count) bytes) is outside the machine's memory")
        return false
    }
    if writing && address < Layout.staticBase {
        PyErr_SetString(
            PyExc_ValueError, "address 0x\(String(address, radix: 16)) is the machine's own state and cannot be written")
        return false
    }
    return true
}

// MARK: StgDict

private func stgdict_clear(_ d: PyObj) -> Int32 {
    for offset in [72, 88, 96, 104] { Py_CLEAR(d, offset) }
    return 0
}

private func stgdict_dealloc(_ d: PyObj) {
    _ = stgdict_clear(d)
    PyDict_Type.tp_dealloc.unsafelyUnwrapped(d)
}

private func stgdict_traverse(_ d: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    let r = visitFields(d, visit, arg, 72, 88, 96, 104)
    return r != 0 ? r : PyDict_Type.tp_traverse.unsafelyUnwrapped(d, visit, arg)
}

private func stgdict_tp_clear(_ d: PyObj) -> Int32 {
    _ = stgdict_clear(d)
    return PyDict_Type.tp_clear.unsafelyUnwrapped(d)
}

/// Puts a fresh description in the place of a type's dict. It (borrowed), or nil with an exception.
func ctInstallDescription(_ type: PyObj, _ kind: Int32) -> PyObj? {
    guard let stg = PyObject_CallNoArgs(CT.StgDict) else { return nil }
    let old = type.tp_dict.unsafelyUnwrapped
    if PyDict_Update(stg, old) < 0 {
        Py_DECREF(stg)
        return nil
    }
    stg.stg_kind = kind
    type.tp_dict = stg
    Py_DECREF(old)
    return stg
}

/// Copies the description of a base into a type's own: fields of a structure are inherited. Origin: `PyCStgDict_clone`.
func ctClone(_ dst: PyObj, _ src: PyObj) {
    for offset in [48, 56, 64] { dst[word: offset] = src[word: offset] }
    for offset in [72, 88, 96, 104] { Py_XSETREF(dst, offset, Py_XNewRef(src[ref: offset])) }
    dst[int: 80] = src[int: 80]
    dst[int: 84] = src[int: 84]
    dst.stg_flags = src.stg_flags & ~CT.Flag.final
}

// MARK: instances

/// Gives a new object its bytes: inside it up to 16, else a block. -1 with an exception. Origin: `PyCData_MallocBuffer`.
func ctMallocBuffer(_ obj: PyObj, _ stg: PyObj) -> Int32 {
    let size = stg.stg_size
    if size <= 16 {
        obj.b_ptr = obj + 80
    } else {
        guard let p = PyMem_Malloc(size) else {
            _ = PyErr_NoMemory()
            return -1
        }
        p.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        obj.b_ptr = p
    }
    obj.b_needsfree = 1
    obj.b_size = size
    return 0
}

/// `tp_new` of all instances. Origin: `GenericPyCData_new`.
func ctGenericNew(_ type: PyObj, _ args: PyObj, _ kwds: PyObj?) -> PyObj? {
    guard let stg = ctDescription(type) else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    stg.stg_flags |= CT.Flag.final
    guard let obj = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    obj.b_length = stg.stg_length
    if ctMallocBuffer(obj, stg) < 0 {
        Py_DECREF(obj)
        return nil
    }
    return obj
}

/// An object that looks into another (base) or has a copy of the bytes. A new reference, or nil with an exception.
/// Origin: `PyCData_FromBaseObj`.
func ctFromBase(_ type: PyObj, _ base: PyObj?, _ index: Int, _ address: UnsafeMutableRawPointer) -> PyObj? {
    guard let stg = ctDescription(type) else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    if !ctCheckAddress(address, stg.stg_size) { return nil }
    stg.stg_flags |= CT.Flag.final
    guard let obj = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    obj.b_length = stg.stg_length
    obj.b_index = index
    if let base {
        obj.b_ptr = address
        obj.b_needsfree = 0
        obj.b_base = Py_NewRef(base)
        obj.b_size = stg.stg_size
    } else {
        if ctMallocBuffer(obj, stg) < 0 {
            Py_DECREF(obj)
            return nil
        }
        obj.b_ptr.copyMemory(from: address, byteCount: stg.stg_size)
    }
    return obj
}

/// An object over bytes at an address. Origin: `PyCData_AtAddress`.
func ctAtAddress(_ type: PyObj, _ address: UnsafeMutableRawPointer?) -> PyObj? {
    guard let stg = ctDescription(type) else { return PyErr_Format(PyExc_TypeError, "abstract class") }
    guard ctCheckAddress(address, stg.stg_size), let address else { return nil }
    stg.stg_flags |= CT.Flag.final
    guard let obj = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    obj.b_ptr = address
    obj.b_length = stg.stg_length
    obj.b_size = stg.stg_size
    return obj
}

private func cdata_clear(_ obj: PyObj) -> Int32 {
    Py_CLEAR(obj, 64)
    if obj.b_needsfree != 0, obj[word: 16] != 0, obj.b_ptr != obj + 80 { PyMem_Free(obj.b_ptr) }
    obj.b_needsfree = 0
    obj[word: 16] = 0
    Py_CLEAR(obj, 32)
    return 0
}

private func cdata_dealloc(_ obj: PyObj) {
    if _PyObject_GC_IS_TRACKED(obj) { _PyObject_GC_UNTRACK(obj) }
    _ = cdata_clear(obj)
    obj.ob_type.tp_free.unsafelyUnwrapped(obj)
}

private func cdata_traverse(_ obj: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    visitFields(obj, visit, arg, 64, 32)
}

private func cdata_nohash(_ obj: PyObj) -> Int {
    PyErr_SetString(PyExc_TypeError, "unhashable type")
    return -1
}

private func cdata_ctypes_from_outparam(_ obj: PyObj) -> PyObj? { Py_NewRef(obj) }

private func cdata_reduce(_ obj: PyObj) -> PyObj? {
    PyErr_Format(PyExc_ValueError, "ctypes objects containing pointers cannot be pickled")
}

private func cdata_getbuffer(_ obj: PyObj, _ view: UnsafeMutableRawPointer, _ flags: Int32) -> Int32 {
    if !ctCheckAddress(obj.b_ptr, obj.b_size) { return -1 }
    return PyBuffer_FillInfo(view, obj, obj.b_ptr, obj.b_size, 0, flags)
}

/// Fills a base type of instances.
func ctInitBase(_ t: PyObj, _ name: StaticString, _ meta: PyObj?, _ size: Int = 96, base: PyObj?) {
    t.initStaticType(name, basicsize: size, flags: TypeFlags.BASETYPE | TypeFlags.HAVE_GC, base: base)
    if let meta { t.ob_type = meta }
    t.tp_dealloc = cdata_dealloc
    t.tp_traverse = cdata_traverse
    t.tp_clear = cdata_clear
    t.tp_hash = cdata_nohash
    t.tp_alloc = PyType_GenericAlloc
    t.tp_free = PyObject_GC_Del
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_setattro = PyObject_GenericSetAttr
    let buffer = staticAlloc(16)
    buffer.bf_getbuffer = unsafeBitCast(cdata_getbuffer as getbufferproc, to: UnsafeMutableRawPointer.self)
    t.tp_as_buffer = buffer
}

// MARK: what a value is kept alive by

/// The object that owns the bytes, with its `b_objects` made. Origin: `PyCData_GetContainer`.
private func container(_ given: PyObj) -> PyObj? {
    var obj = given
    while let base = obj.b_base, ctIsData(base) { obj = base }
    if obj.b_objects == nil {
        if obj.b_length != 0 {
            guard let d = PyDict_New() else { return nil }
            obj.b_objects = d
        } else {
            obj.b_objects = Py_NewRef(Py_None)
        }
    }
    return obj
}

/// What keeps an object's content alive (borrowed). Origin: `GetKeepedObjects`.
func ctKept(_ obj: PyObj) -> PyObj? { container(obj)?.b_objects }

/// Remembers what a stored value needs (takes it over). -1 with an exception. Origin: `KeepRef`.
func ctKeep(_ target: PyObj, _ index: Int, _ keep: PyObj) -> Int32 {
    if keep == Py_None {
        Py_DECREF(keep)
        return 0
    }
    guard let owner = container(target) else {
        Py_DECREF(keep)
        return -1
    }
    guard let objects = owner.b_objects, PyDict_CheckExact(objects) else {
        Py_XSETREF(owner, 64, keep)
        return 0
    }
    var text = String(index, radix: 16)
    var obj = target
    while let base = obj.b_base, ctIsData(base) {
        text += ":" + String(obj.b_index, radix: 16)
        obj = base
    }
    let r = PyDict_SetItemString(objects, text, keep)
    Py_DECREF(keep)
    return r
}

// MARK: reading and writing items

/// Whether a type is a subclass that a program made of a simple type: its values are not converted. Origin: `_ctypes_simple_instance`.
func ctIsPlain(_ type: PyObj) -> Bool { PyObject_TypeCheck(type, CT.SimpleMeta) && type.tp_base == CT.Simple }

/// The value of bytes as a type: a new reference. Origin: `PyCData_get`.
func ctGetItem(_ type: PyObj, _ letter: UInt8, _ src: PyObj, _ index: Int, _ size: Int, _ p: UnsafeMutableRawPointer) -> PyObj? {
    let stg = ctDescription(type)
    if letter != 0 { return ctGet(letter, stg?.stg_swapped ?? false, p, size) }
    if let stg, stg.stg_letter != 0, ctIsPlain(type) { return ctGet(stg.stg_letter, stg.stg_swapped, p, size) }
    return ctFromBase(type, src, index, p)
}

private func setItem(
    _ dst: PyObj, _ type: PyObj, _ letter: UInt8, _ value: PyObj, _ size: Int, _ p: UnsafeMutableRawPointer
) -> PyObj? {
    let stg = ctDescription(type)
    if letter != 0 { return ctSet(letter, stg?.stg_swapped ?? false, p, value, size) }
    if !ctIsData(value) {
        if let stg, stg.stg_letter != 0 { return ctSet(stg.stg_letter, stg.stg_swapped, p, value, size) }
        if PyTuple_Check(value) {
            guard let ob = PyObject_CallObject(type, value) else { return nil }
            defer { Py_DECREF(ob) }
            return setItem(dst, type, letter, ob, size, p)
        }
        if PyObject_TypeCheck(type, CT.PointerMeta) && value == Py_None {
            if !ctCheckAddress(p, 8, writing: true) { return nil }
            p.storeBytes(of: 0, as: UInt.self)
            return Py_NewRef(Py_None)
        }
        return PyErr_Format(PyExc_TypeError, "expected \(typeText(type)) instance, got \(value.typeName)")
    }
    let same = PyObject_IsInstance(value, type)
    if same < 0 { return nil }
    if same > 0 {
        if !ctCheckAddress(p, size, writing: true) || !ctCheckAddress(value.b_ptr, size) { return nil }
        p.copyMemory(from: value.b_ptr, byteCount: size)
        return Py_XNewRef(ctKept(value))
    }
    if PyObject_TypeCheck(type, CT.PointerMeta), PyObject_TypeCheck(value, CT.Array) {
        guard let mine = ctDescription(value.ob_type)?.stg_proto, let theirs = stg?.stg_proto else { return nil }
        if mine != theirs {
            return PyErr_Format(
                PyExc_TypeError, "incompatible types, \(value.typeName) instance instead of \(typeText(type)) instance")
        }
        if !ctCheckAddress(p, 8, writing: true) { return nil }
        p.storeBytes(of: value.b_ptr, as: UnsafeMutableRawPointer.self)
        guard let kept = ctKept(value) else { return nil }
        return tupleOf(kept, value)
    }
    return PyErr_Format(PyExc_TypeError, "incompatible types, \(value.typeName) instance instead of \(typeText(type)) instance")
}

/// Stores a value as a type into bytes of an object. -1 with an exception. Origin: `PyCData_set`.
func ctSetItem(
    _ dst: PyObj, _ type: PyObj, _ letter: UInt8, _ value: PyObj, _ index: Int, _ size: Int, _ p: UnsafeMutableRawPointer
) -> Int32 {
    guard let keep = setItem(dst, type, letter, value, size, p) else { return -1 }
    return ctKeep(dst, index, keep)
}

/// Fills the helper type of the descriptions.
func ctInitStgDict() {
    let t = CT.StgDict
    t.initStaticType("StgDict", basicsize: 128, flags: TypeFlags.HAVE_GC, base: PyDict_Type)
    t.tp_dealloc = stgdict_dealloc
    t.tp_traverse = stgdict_traverse
    t.tp_clear = stgdict_tp_clear
}

/// Fills `_CData`.
func ctInitCData() {
    let t = CT.CData
    ctInitBase(t, "_ctypes._CData", nil, base: nil)
    t.setMembers([
        MemberSpec("_b_base_", .object, 32), MemberSpec("_b_needsfree_", .int, 24), MemberSpec("_objects", .object, 64),
    ])
    t.setMethods([.noargs("__ctypes_from_outparam__", cdata_ctypes_from_outparam), .noargs("__reduce__", cdata_reduce)])
}
