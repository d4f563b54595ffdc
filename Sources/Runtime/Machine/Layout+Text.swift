import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyASCIIObject. Origin: Include/cpython/unicodeobject.h.
extension UnsafeMutableRawPointer {
    /// `unicode_length` at byte 16.
    @inlinable @inline(__always) public var unicode_length: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `unicode_hash` at byte 24.
    @inlinable @inline(__always) public var unicode_hash: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
    /// `unicode_state` at byte 32.
    @inlinable @inline(__always) public var unicode_state: UInt32 {
        get { load(fromByteOffset: 32, as: UInt32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: UInt32.self) }
    }
    /// `wstr` at byte 40.
    @inlinable @inline(__always) public var wstr: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
}

/// Fields of PyCompactUnicodeObject. Origin: Include/cpython/unicodeobject.h.
extension UnsafeMutableRawPointer {
    /// `utf8_length` at byte 48.
    @inlinable @inline(__always) public var utf8_length: Int {
        get { load(fromByteOffset: 48, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: Int.self) }
    }
    /// `utf8` at byte 56.
    @inlinable @inline(__always) public var utf8: PyObj? {
        get { load(fromByteOffset: 56, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: PyObj?.self) }
    }
    /// `wstr_length` at byte 64.
    @inlinable @inline(__always) public var wstr_length: Int {
        get { load(fromByteOffset: 64, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: Int.self) }
    }
}

/// Fields of PyUnicodeObject. Origin: Include/cpython/unicodeobject.h.
extension UnsafeMutableRawPointer {
    /// `unicode_data` at byte 72.
    @inlinable @inline(__always) public var unicode_data: PyObj? {
        get { load(fromByteOffset: 72, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: PyObj?.self) }
    }
}

/// Fields of PyBytesObject. Origin: Include/cpython/bytesobject.h.
extension UnsafeMutableRawPointer {
    /// `ob_shash` at byte 24.
    @inlinable @inline(__always) public var ob_shash: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
}

/// Fields of PyByteArrayObject. Origin: Include/cpython/bytearrayobject.h.
extension UnsafeMutableRawPointer {
    /// `ob_alloc` at byte 24.
    @inlinable @inline(__always) public var ob_alloc: Int {
        get { load(fromByteOffset: 24, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int.self) }
    }
    /// `ob_bytes` at byte 32.
    @inlinable @inline(__always) public var ob_bytes: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `ob_start` at byte 40.
    @inlinable @inline(__always) public var ob_start: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `ob_exports` at byte 48.
    @inlinable @inline(__always) public var ob_exports: Int {
        get { load(fromByteOffset: 48, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: Int.self) }
    }
}
