import Memory

// Slots are compared and copied as plain addresses: Swift's C function pointers have no `==`. One overload a signature.

/// The address of a C function.
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj) -> Void) -> PyObj { unsafeBitCast(f, to: PyObj.self) }
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj) -> PyObj?) -> PyObj { unsafeBitCast(f, to: PyObj.self) }
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, PyObj) -> PyObj?) -> PyObj { unsafeBitCast(f, to: PyObj.self) }
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, PyObj, PyObj) -> PyObj?) -> PyObj {
    unsafeBitCast(f, to: PyObj.self)
}
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, PyObj, PyObj?) -> PyObj?) -> PyObj {
    unsafeBitCast(f, to: PyObj.self)
}
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, PyObj, PyObj, PyObj?) -> PyObj?) -> PyObj {
    unsafeBitCast(f, to: PyObj.self)
}
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, PyObj?, PyObj?) -> PyObj?) -> PyObj {
    unsafeBitCast(f, to: PyObj.self)
}
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj) -> Int32) -> PyObj { unsafeBitCast(f, to: PyObj.self) }
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj) -> Int) -> PyObj { unsafeBitCast(f, to: PyObj.self) }
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, Int) -> PyObj?) -> PyObj { unsafeBitCast(f, to: PyObj.self) }
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, Int, PyObj?) -> Int32) -> PyObj {
    unsafeBitCast(f, to: PyObj.self)
}
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, PyObj) -> Int32) -> PyObj { unsafeBitCast(f, to: PyObj.self) }
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, PyObj, PyObj?) -> Int32) -> PyObj {
    unsafeBitCast(f, to: PyObj.self)
}
@inline(__always) func fptr(_ f: @escaping @convention(c) (PyObj, PyObj, Int32) -> PyObj?) -> PyObj {
    unsafeBitCast(f, to: PyObj.self)
}
@inline(__always) func fptr(_ f: traverseproc) -> PyObj { unsafeBitCast(f, to: PyObj.self) }
@inline(__always) func fptr(_ f: vectorcallfunc) -> PyObj { unsafeBitCast(f, to: PyObj.self) }

extension UnsafeMutableRawPointer {
    /// A slot of a type (or of one of its method tables) as an address: nil when empty.
    @inline(__always) func rawSlot(_ offset: Int) -> PyObj? { load(fromByteOffset: offset, as: PyObj?.self) }
    /// Sets a slot as an address.
    @inline(__always) func setRawSlot(_ offset: Int, _ value: PyObj?) {
        storeBytes(of: value, toByteOffset: offset, as: PyObj?.self)
    }
}

/// Byte offsets of the slots of PyTypeObject and PyHeapTypeObject that are handled as addresses.
enum SlotOffset {
    static let tp_dealloc = 48, tp_vectorcall_offset = 56, tp_getattr = 64, tp_setattr = 72, tp_as_async = 80, tp_repr = 88
    static let tp_as_number = 96, tp_as_sequence = 104, tp_as_mapping = 112, tp_hash = 120, tp_call = 128, tp_str = 136
    static let tp_getattro = 144, tp_setattro = 152, tp_as_buffer = 160, tp_traverse = 184, tp_clear = 192
    static let tp_richcompare = 200, tp_iter = 216, tp_iternext = 224, tp_base = 256, tp_dict = 264, tp_descr_get = 272
    static let tp_descr_set = 280, tp_dictoffset = 288, tp_init = 296, tp_alloc = 304, tp_new = 312, tp_free = 320
    static let tp_is_gc = 328, tp_bases = 336, tp_mro = 344, tp_cache = 352, tp_subclasses = 360, tp_finalize = 392
    static let as_async = 408, as_number = 440, as_mapping = 728, as_sequence = 752, as_buffer = 832
    static let ht_name = 848, ht_slots = 856, ht_qualname = 864, ht_module = 880
    /// `sizeof(PyHeapTypeObject)` and `sizeof(PyMemberDef)`.
    static let heapTypeSize = 904, memberSize = 40
}

/// At most `limit` bytes of a text, as `%.200s` gives them.
func clip(_ text: String, _ limit: Int) -> String {
    text.utf8.count <= limit ? text : String(decoding: text.utf8.prefix(limit), as: UTF8.self)
}

/// The part of a type's `tp_name` after the last dot. Origin: `_PyType_Name`, Objects/typeobject.c.
func _PyType_Name(_ type: PyObj) -> String {
    let text = typeText(type)
    guard let dot = text.lastIndex(of: ".") else { return text }
    return String(text[text.index(after: dot)...])
}

// Tuples of a few items, without a Swift array in between. The items are borrowed; nil is an error.
@inline(__always) func pack1(_ a: PyObj) -> PyObj? {
    guard let t = PyTuple_New(1) else { return nil }
    PyTuple_SET_ITEM(t, 0, Py_NewRef(a))
    return t
}
@inline(__always) func pack2(_ a: PyObj, _ b: PyObj) -> PyObj? {
    guard let t = PyTuple_New(2) else { return nil }
    PyTuple_SET_ITEM(t, 0, Py_NewRef(a))
    PyTuple_SET_ITEM(t, 1, Py_NewRef(b))
    return t
}
@inline(__always) func pack3(_ a: PyObj, _ b: PyObj, _ c: PyObj) -> PyObj? {
    guard let t = PyTuple_New(3) else { return nil }
    PyTuple_SET_ITEM(t, 0, Py_NewRef(a))
    PyTuple_SET_ITEM(t, 1, Py_NewRef(b))
    PyTuple_SET_ITEM(t, 2, Py_NewRef(c))
    return t
}

// Calls with two and three arguments on the native stack.
@inline(__always) func call2(_ f: PyObj, _ a: PyObj, _ b: PyObj) -> PyObj? {
    var stack = (a, b)
    return withUnsafeMutablePointer(to: &stack) {
        PyObject_Vectorcall(f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 2, nil)
    }
}
@inline(__always) func call3(_ f: PyObj, _ a: PyObj, _ b: PyObj, _ c: PyObj) -> PyObj? {
    var stack = (a, b, c)
    return withUnsafeMutablePointer(to: &stack) {
        PyObject_Vectorcall(f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyObj.self), 3, nil)
    }
}

/// Words 80–111 of the interpreter belong to the type system.
enum TypeWords {
    /// The slot table (`slotdefs`), records of 56 bytes, ended by a null name.
    static let slotdefs = 80
    /// The name that `resolve_slotdups` looked at last, and its list of table entries.
    static let dupName = 81, dupEntries = 82
    /// Getters of subclasses with a dict and weak references, with a dict only, with weak references only.
    static let getsetsFull = 83, getsetsDict = 84, getsetsWeakref = 85
    /// The definition of the `__new__` wrapper.
    static let newMethodDef = 86
    /// `object.__reduce__`, found once.
    static let objectReduce = 87
}
