import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyTypeObject. Origin: Include/cpython/object.h.
extension UnsafeMutableRawPointer {
    /// `tp_name` at byte 24.
    @inlinable @inline(__always) public var tp_name: PyObj {
        get { load(fromByteOffset: 24, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj.self) }
    }
    /// `tp_basicsize` at byte 32.
    @inlinable @inline(__always) public var tp_basicsize: Int {
        get { load(fromByteOffset: 32, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int.self) }
    }
    /// `tp_itemsize` at byte 40.
    @inlinable @inline(__always) public var tp_itemsize: Int {
        get { load(fromByteOffset: 40, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: Int.self) }
    }
    /// `tp_dealloc` at byte 48.
    @inlinable @inline(__always) public var tp_dealloc: destructor? {
        get { load(fromByteOffset: 48, as: destructor?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: destructor?.self) }
    }
    /// `tp_vectorcall_offset` at byte 56.
    @inlinable @inline(__always) public var tp_vectorcall_offset: Int {
        get { load(fromByteOffset: 56, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: Int.self) }
    }
    /// `tp_getattr` at byte 64.
    @inlinable @inline(__always) public var tp_getattr: PyObj? {
        get { load(fromByteOffset: 64, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: PyObj?.self) }
    }
    /// `tp_setattr` at byte 72.
    @inlinable @inline(__always) public var tp_setattr: PyObj? {
        get { load(fromByteOffset: 72, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: PyObj?.self) }
    }
    /// `tp_as_async` at byte 80.
    @inlinable @inline(__always) public var tp_as_async: PyObj? {
        get { load(fromByteOffset: 80, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 80, as: PyObj?.self) }
    }
    /// `tp_repr` at byte 88.
    @inlinable @inline(__always) public var tp_repr: reprfunc? {
        get { load(fromByteOffset: 88, as: reprfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 88, as: reprfunc?.self) }
    }
    /// `tp_as_number` at byte 96.
    @inlinable @inline(__always) public var tp_as_number: PyObj? {
        get { load(fromByteOffset: 96, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 96, as: PyObj?.self) }
    }
    /// `tp_as_sequence` at byte 104.
    @inlinable @inline(__always) public var tp_as_sequence: PyObj? {
        get { load(fromByteOffset: 104, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 104, as: PyObj?.self) }
    }
    /// `tp_as_mapping` at byte 112.
    @inlinable @inline(__always) public var tp_as_mapping: PyObj? {
        get { load(fromByteOffset: 112, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 112, as: PyObj?.self) }
    }
    /// `tp_hash` at byte 120.
    @inlinable @inline(__always) public var tp_hash: hashfunc? {
        get { load(fromByteOffset: 120, as: hashfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 120, as: hashfunc?.self) }
    }
    /// `tp_call` at byte 128.
    @inlinable @inline(__always) public var tp_call: ternaryfunc? {
        get { load(fromByteOffset: 128, as: ternaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 128, as: ternaryfunc?.self) }
    }
    /// `tp_str` at byte 136.
    @inlinable @inline(__always) public var tp_str: reprfunc? {
        get { load(fromByteOffset: 136, as: reprfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 136, as: reprfunc?.self) }
    }
    /// `tp_getattro` at byte 144.
    @inlinable @inline(__always) public var tp_getattro: getattrofunc? {
        get { load(fromByteOffset: 144, as: getattrofunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 144, as: getattrofunc?.self) }
    }
    /// `tp_setattro` at byte 152.
    @inlinable @inline(__always) public var tp_setattro: setattrofunc? {
        get { load(fromByteOffset: 152, as: setattrofunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 152, as: setattrofunc?.self) }
    }
    /// `tp_as_buffer` at byte 160.
    @inlinable @inline(__always) public var tp_as_buffer: PyObj? {
        get { load(fromByteOffset: 160, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 160, as: PyObj?.self) }
    }
    /// `tp_flags` at byte 168.
    @inlinable @inline(__always) public var tp_flags: UInt {
        get { load(fromByteOffset: 168, as: UInt.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 168, as: UInt.self) }
    }
    /// `tp_doc` at byte 176.
    @inlinable @inline(__always) public var tp_doc: PyObj? {
        get { load(fromByteOffset: 176, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 176, as: PyObj?.self) }
    }
    /// `tp_traverse` at byte 184.
    @inlinable @inline(__always) public var tp_traverse: traverseproc? {
        get { load(fromByteOffset: 184, as: traverseproc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 184, as: traverseproc?.self) }
    }
    /// `tp_clear` at byte 192.
    @inlinable @inline(__always) public var tp_clear: inquiry? {
        get { load(fromByteOffset: 192, as: inquiry?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 192, as: inquiry?.self) }
    }
    /// `tp_richcompare` at byte 200.
    @inlinable @inline(__always) public var tp_richcompare: richcmpfunc? {
        get { load(fromByteOffset: 200, as: richcmpfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 200, as: richcmpfunc?.self) }
    }
    /// `tp_weaklistoffset` at byte 208.
    @inlinable @inline(__always) public var tp_weaklistoffset: Int {
        get { load(fromByteOffset: 208, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 208, as: Int.self) }
    }
    /// `tp_iter` at byte 216.
    @inlinable @inline(__always) public var tp_iter: getiterfunc? {
        get { load(fromByteOffset: 216, as: getiterfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 216, as: getiterfunc?.self) }
    }
    /// `tp_iternext` at byte 224.
    @inlinable @inline(__always) public var tp_iternext: iternextfunc? {
        get { load(fromByteOffset: 224, as: iternextfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 224, as: iternextfunc?.self) }
    }
    /// `tp_methods` at byte 232.
    @inlinable @inline(__always) public var tp_methods: PyObj? {
        get { load(fromByteOffset: 232, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 232, as: PyObj?.self) }
    }
    /// `tp_members` at byte 240.
    @inlinable @inline(__always) public var tp_members: PyObj? {
        get { load(fromByteOffset: 240, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 240, as: PyObj?.self) }
    }
    /// `tp_getset` at byte 248.
    @inlinable @inline(__always) public var tp_getset: PyObj? {
        get { load(fromByteOffset: 248, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 248, as: PyObj?.self) }
    }
    /// `tp_base` at byte 256.
    @inlinable @inline(__always) public var tp_base: PyObj? {
        get { load(fromByteOffset: 256, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 256, as: PyObj?.self) }
    }
    /// `tp_dict` at byte 264.
    @inlinable @inline(__always) public var tp_dict: PyObj? {
        get { load(fromByteOffset: 264, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 264, as: PyObj?.self) }
    }
    /// `tp_descr_get` at byte 272.
    @inlinable @inline(__always) public var tp_descr_get: descrgetfunc? {
        get { load(fromByteOffset: 272, as: descrgetfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 272, as: descrgetfunc?.self) }
    }
    /// `tp_descr_set` at byte 280.
    @inlinable @inline(__always) public var tp_descr_set: descrsetfunc? {
        get { load(fromByteOffset: 280, as: descrsetfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 280, as: descrsetfunc?.self) }
    }
    /// `tp_dictoffset` at byte 288.
    @inlinable @inline(__always) public var tp_dictoffset: Int {
        get { load(fromByteOffset: 288, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 288, as: Int.self) }
    }
    /// `tp_init` at byte 296.
    @inlinable @inline(__always) public var tp_init: initproc? {
        get { load(fromByteOffset: 296, as: initproc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 296, as: initproc?.self) }
    }
    /// `tp_alloc` at byte 304.
    @inlinable @inline(__always) public var tp_alloc: allocfunc? {
        get { load(fromByteOffset: 304, as: allocfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 304, as: allocfunc?.self) }
    }
    /// `tp_new` at byte 312.
    @inlinable @inline(__always) public var tp_new: newfunc? {
        get { load(fromByteOffset: 312, as: newfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 312, as: newfunc?.self) }
    }
    /// `tp_free` at byte 320.
    @inlinable @inline(__always) public var tp_free: freefunc? {
        get { load(fromByteOffset: 320, as: freefunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 320, as: freefunc?.self) }
    }
    /// `tp_is_gc` at byte 328.
    @inlinable @inline(__always) public var tp_is_gc: inquiry? {
        get { load(fromByteOffset: 328, as: inquiry?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 328, as: inquiry?.self) }
    }
    /// `tp_bases` at byte 336.
    @inlinable @inline(__always) public var tp_bases: PyObj? {
        get { load(fromByteOffset: 336, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 336, as: PyObj?.self) }
    }
    /// `tp_mro` at byte 344.
    @inlinable @inline(__always) public var tp_mro: PyObj? {
        get { load(fromByteOffset: 344, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 344, as: PyObj?.self) }
    }
    /// `tp_cache` at byte 352.
    @inlinable @inline(__always) public var tp_cache: PyObj? {
        get { load(fromByteOffset: 352, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 352, as: PyObj?.self) }
    }
    /// `tp_subclasses` at byte 360.
    @inlinable @inline(__always) public var tp_subclasses: PyObj? {
        get { load(fromByteOffset: 360, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 360, as: PyObj?.self) }
    }
    /// `tp_weaklist` at byte 368.
    @inlinable @inline(__always) public var tp_weaklist: PyObj? {
        get { load(fromByteOffset: 368, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 368, as: PyObj?.self) }
    }
    /// `tp_del` at byte 376.
    @inlinable @inline(__always) public var tp_del: destructor? {
        get { load(fromByteOffset: 376, as: destructor?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 376, as: destructor?.self) }
    }
    /// `tp_version_tag` at byte 384.
    @inlinable @inline(__always) public var tp_version_tag: UInt32 {
        get { load(fromByteOffset: 384, as: UInt32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 384, as: UInt32.self) }
    }
    /// `tp_finalize` at byte 392.
    @inlinable @inline(__always) public var tp_finalize: destructor? {
        get { load(fromByteOffset: 392, as: destructor?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 392, as: destructor?.self) }
    }
    /// `tp_vectorcall` at byte 400.
    @inlinable @inline(__always) public var tp_vectorcall: vectorcallfunc? {
        get { load(fromByteOffset: 400, as: vectorcallfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 400, as: vectorcallfunc?.self) }
    }
}

/// Fields of PyHeapTypeObject. Origin: Include/cpython/object.h.
extension UnsafeMutableRawPointer {
    /// `ht_name` at byte 848.
    @inlinable @inline(__always) public var ht_name: PyObj? {
        get { load(fromByteOffset: 848, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 848, as: PyObj?.self) }
    }
    /// `ht_slots` at byte 856.
    @inlinable @inline(__always) public var ht_slots: PyObj? {
        get { load(fromByteOffset: 856, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 856, as: PyObj?.self) }
    }
    /// `ht_qualname` at byte 864.
    @inlinable @inline(__always) public var ht_qualname: PyObj? {
        get { load(fromByteOffset: 864, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 864, as: PyObj?.self) }
    }
    /// `ht_cached_keys` at byte 872.
    @inlinable @inline(__always) public var ht_cached_keys: PyObj? {
        get { load(fromByteOffset: 872, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 872, as: PyObj?.self) }
    }
    /// `ht_module` at byte 880.
    @inlinable @inline(__always) public var ht_module: PyObj? {
        get { load(fromByteOffset: 880, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 880, as: PyObj?.self) }
    }
    /// `_ht_tpname` at byte 888.
    @inlinable @inline(__always) public var _ht_tpname: PyObj? {
        get { load(fromByteOffset: 888, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 888, as: PyObj?.self) }
    }
    /// `_spec_getitem` at byte 896.
    @inlinable @inline(__always) public var _spec_getitem: PyObj? {
        get { load(fromByteOffset: 896, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 896, as: PyObj?.self) }
    }
}
