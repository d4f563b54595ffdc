import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyListObject. Origin: Include/cpython/listobject.h.
extension UnsafeMutableRawPointer {
    /// `list_item` at byte 24.
    @inlinable @inline(__always) public var list_item: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `list_allocated` at byte 32.
    @inlinable @inline(__always) public var list_allocated: Int {
        get { load(fromByteOffset: 32, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int.self) }
    }
}

/// Fields of PyDictObject. Origin: Include/cpython/dictobject.h.
extension UnsafeMutableRawPointer {
    /// `ma_used` at byte 16.
    @inlinable @inline(__always) public var ma_used: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `ma_version_tag` at byte 24.
    @inlinable @inline(__always) public var ma_version_tag: UInt64 {
        get { load(fromByteOffset: 24, as: UInt64.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: UInt64.self) }
    }
    /// `ma_keys` at byte 32.
    @inlinable @inline(__always) public var ma_keys: PyObj {
        get { load(fromByteOffset: 32, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj.self) }
    }
    /// `ma_values` at byte 40.
    @inlinable @inline(__always) public var ma_values: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
}

/// Fields of PyDictKeysObject. Origin: Include/internal/pycore_dict.h.
extension UnsafeMutableRawPointer {
    /// `dk_refcnt` at byte 0.
    @inlinable @inline(__always) public var dk_refcnt: Int {
        get { load(fromByteOffset: 0, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: Int.self) }
    }
    /// `dk_log2_size` at byte 8.
    @inlinable @inline(__always) public var dk_log2_size: UInt8 {
        get { load(fromByteOffset: 8, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: UInt8.self) }
    }
    /// `dk_log2_index_bytes` at byte 9.
    @inlinable @inline(__always) public var dk_log2_index_bytes: UInt8 {
        get { load(fromByteOffset: 9, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 9, as: UInt8.self) }
    }
    /// `dk_kind` at byte 10.
    @inlinable @inline(__always) public var dk_kind: UInt8 {
        get { load(fromByteOffset: 10, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 10, as: UInt8.self) }
    }
    /// `dk_version` at byte 12.
    @inlinable @inline(__always) public var dk_version: UInt32 {
        get { load(fromByteOffset: 12, as: UInt32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 12, as: UInt32.self) }
    }
    /// `dk_usable` at byte 16.
    @inlinable @inline(__always) public var dk_usable: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `dk_nentries` at byte 24.
    @inlinable @inline(__always) public var dk_nentries: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
}

/// Fields of PySetObject. Origin: Include/cpython/setobject.h.
extension UnsafeMutableRawPointer {
    /// `set_fill` at byte 16.
    @inlinable @inline(__always) public var set_fill: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `set_used` at byte 24.
    @inlinable @inline(__always) public var set_used: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
    /// `set_mask` at byte 32.
    @inlinable @inline(__always) public var set_mask: Int {
        get { load(fromByteOffset: 32, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int.self) }
    }
    /// `set_table` at byte 40.
    @inlinable @inline(__always) public var set_table: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `set_hash` at byte 48.
    @inlinable @inline(__always) public var set_hash: Int {
        get { load(fromByteOffset: 48, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: Int.self) }
    }
    /// `set_finger` at byte 56.
    @inlinable @inline(__always) public var set_finger: Int {
        get { load(fromByteOffset: 56, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: Int.self) }
    }
    /// `set_weakreflist` at byte 192.
    @inlinable @inline(__always) public var set_weakreflist: PyObj? {
        get { load(fromByteOffset: 192, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 192, as: PyObj?.self) }
    }
}

/// Fields of PySliceObject. Origin: Include/sliceobject.h.
extension UnsafeMutableRawPointer {
    /// `slice_start` at byte 16.
    @inlinable @inline(__always) public var slice_start: PyObj {
        get { load(fromByteOffset: 16, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj.self) }
    }
    /// `slice_stop` at byte 24.
    @inlinable @inline(__always) public var slice_stop: PyObj {
        get { load(fromByteOffset: 24, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj.self) }
    }
    /// `slice_step` at byte 32.
    @inlinable @inline(__always) public var slice_step: PyObj {
        get { load(fromByteOffset: 32, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj.self) }
    }
}

/// Fields of rangeobject. Origin: Objects/rangeobject.c.
extension UnsafeMutableRawPointer {
    /// `range_start` at byte 16.
    @inlinable @inline(__always) public var range_start: PyObj {
        get { load(fromByteOffset: 16, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj.self) }
    }
    /// `range_stop` at byte 24.
    @inlinable @inline(__always) public var range_stop: PyObj {
        get { load(fromByteOffset: 24, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj.self) }
    }
    /// `range_step` at byte 32.
    @inlinable @inline(__always) public var range_step: PyObj {
        get { load(fromByteOffset: 32, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj.self) }
    }
    /// `range_length` at byte 40.
    @inlinable @inline(__always) public var range_length: PyObj {
        get { load(fromByteOffset: 40, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj.self) }
    }
}
