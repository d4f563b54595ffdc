import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of seqiterobject, and the list, tuple, str and bytes iterators. Origin: Objects/iterobject.c.
extension UnsafeMutableRawPointer {
    /// `it_index` at byte 16.
    @inlinable @inline(__always) public var it_index: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `it_seq` at byte 24.
    @inlinable @inline(__always) public var it_seq: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
}

/// Fields of dictiterobject. Origin: Objects/dictobject.c.
extension UnsafeMutableRawPointer {
    /// `di_dict` at byte 16.
    @inlinable @inline(__always) public var di_dict: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `di_used` at byte 24.
    @inlinable @inline(__always) public var di_used: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
    /// `di_pos` at byte 32.
    @inlinable @inline(__always) public var di_pos: Int {
        get { load(fromByteOffset: 32, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int.self) }
    }
    /// `di_result` at byte 40.
    @inlinable @inline(__always) public var di_result: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `di_len` at byte 48.
    @inlinable @inline(__always) public var di_len: Int {
        get { load(fromByteOffset: 48, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: Int.self) }
    }
}

/// Fields of setiterobject. Origin: Objects/setobject.c.
extension UnsafeMutableRawPointer {
    /// `si_set` at byte 16.
    @inlinable @inline(__always) public var si_set: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `si_used` at byte 24.
    @inlinable @inline(__always) public var si_used: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
    /// `si_pos` at byte 32.
    @inlinable @inline(__always) public var si_pos: Int {
        get { load(fromByteOffset: 32, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int.self) }
    }
    /// `si_len` at byte 40.
    @inlinable @inline(__always) public var si_len: Int {
        get { load(fromByteOffset: 40, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: Int.self) }
    }
}

/// Fields of rangeiterobject. Origin: Objects/rangeobject.c.
extension UnsafeMutableRawPointer {
    /// `ri_index` at byte 16.
    @inlinable @inline(__always) public var ri_index: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `ri_start` at byte 24.
    @inlinable @inline(__always) public var ri_start: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
    /// `ri_step` at byte 32.
    @inlinable @inline(__always) public var ri_step: Int {
        get { load(fromByteOffset: 32, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int.self) }
    }
    /// `ri_len` at byte 40.
    @inlinable @inline(__always) public var ri_len: Int {
        get { load(fromByteOffset: 40, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: Int.self) }
    }
}

/// Fields of longrangeiterobject. Origin: Objects/rangeobject.c.
extension UnsafeMutableRawPointer {
    /// `lri_index` at byte 16.
    @inlinable @inline(__always) public var lri_index: PyObj {
        get { load(fromByteOffset: 16, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj.self) }
    }
    /// `lri_start` at byte 24.
    @inlinable @inline(__always) public var lri_start: PyObj {
        get { load(fromByteOffset: 24, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj.self) }
    }
    /// `lri_step` at byte 32.
    @inlinable @inline(__always) public var lri_step: PyObj {
        get { load(fromByteOffset: 32, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj.self) }
    }
    /// `lri_len` at byte 40.
    @inlinable @inline(__always) public var lri_len: PyObj {
        get { load(fromByteOffset: 40, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj.self) }
    }
}

/// Fields of calliterobject. Origin: Objects/iterobject.c.
extension UnsafeMutableRawPointer {
    /// `it_callable` at byte 16.
    @inlinable @inline(__always) public var it_callable: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `it_sentinel` at byte 24.
    @inlinable @inline(__always) public var it_sentinel: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
}

/// Fields of reversedobject. Origin: Objects/enumobject.c.
extension UnsafeMutableRawPointer {
    /// `rev_index` at byte 16.
    @inlinable @inline(__always) public var rev_index: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `rev_seq` at byte 24.
    @inlinable @inline(__always) public var rev_seq: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
}

/// Fields of enumobject. Origin: Objects/enumobject.c.
extension UnsafeMutableRawPointer {
    /// `en_index` at byte 16.
    @inlinable @inline(__always) public var en_index: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `en_sit` at byte 24.
    @inlinable @inline(__always) public var en_sit: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `en_result` at byte 32.
    @inlinable @inline(__always) public var en_result: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `en_longindex` at byte 40.
    @inlinable @inline(__always) public var en_longindex: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `en_one` at byte 48.
    @inlinable @inline(__always) public var en_one: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
}

/// Fields of zipobject. Origin: Python/bltinmodule.c.
extension UnsafeMutableRawPointer {
    /// `zip_tuplesize` at byte 16.
    @inlinable @inline(__always) public var zip_tuplesize: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `zip_ittuple` at byte 24.
    @inlinable @inline(__always) public var zip_ittuple: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `zip_result` at byte 32.
    @inlinable @inline(__always) public var zip_result: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `zip_strict` at byte 40.
    @inlinable @inline(__always) public var zip_strict: Int32 {
        get { load(fromByteOffset: 40, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: Int32.self) }
    }
}

/// Fields of mapobject. Origin: Python/bltinmodule.c.
extension UnsafeMutableRawPointer {
    /// `map_iters` at byte 16.
    @inlinable @inline(__always) public var map_iters: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `map_func` at byte 24.
    @inlinable @inline(__always) public var map_func: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
}

/// Fields of filterobject. Origin: Python/bltinmodule.c.
extension UnsafeMutableRawPointer {
    /// `filter_func` at byte 16.
    @inlinable @inline(__always) public var filter_func: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `filter_it` at byte 24.
    @inlinable @inline(__always) public var filter_it: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
}

/// Fields of _PyDictViewObject. Origin: Objects/dictobject.c.
extension UnsafeMutableRawPointer {
    /// `dv_dict` at byte 16.
    @inlinable @inline(__always) public var dv_dict: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
}
