import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyBaseExceptionObject. Origin: Include/cpython/pyerrors.h.
extension UnsafeMutableRawPointer {
    /// `exc_dict` at byte 16.
    @inlinable @inline(__always) public var exc_dict: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `exc_args` at byte 24.
    @inlinable @inline(__always) public var exc_args: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `exc_notes` at byte 32.
    @inlinable @inline(__always) public var exc_notes: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `exc_traceback` at byte 40.
    @inlinable @inline(__always) public var exc_traceback: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `exc_context` at byte 48.
    @inlinable @inline(__always) public var exc_context: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
    /// `exc_cause` at byte 56.
    @inlinable @inline(__always) public var exc_cause: PyObj? {
        get { load(fromByteOffset: 56, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: PyObj?.self) }
    }
    /// `exc_suppress_context` at byte 64.
    @inlinable @inline(__always) public var exc_suppress_context: UInt8 {
        get { load(fromByteOffset: 64, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: UInt8.self) }
    }
}

/// Fields of StopIteration, SystemExit, NameError and AttributeError: the extra words. Origin: Include/cpython/pyerrors.h.
extension UnsafeMutableRawPointer {
    /// `exc_word0` at byte 72.
    @inlinable @inline(__always) public var exc_word0: PyObj? {
        get { load(fromByteOffset: 72, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: PyObj?.self) }
    }
    /// `exc_word1` at byte 80.
    @inlinable @inline(__always) public var exc_word1: PyObj? {
        get { load(fromByteOffset: 80, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 80, as: PyObj?.self) }
    }
    /// `exc_word2` at byte 88.
    @inlinable @inline(__always) public var exc_word2: PyObj? {
        get { load(fromByteOffset: 88, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 88, as: PyObj?.self) }
    }
    /// `exc_word3` at byte 96.
    @inlinable @inline(__always) public var exc_word3: PyObj? {
        get { load(fromByteOffset: 96, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 96, as: PyObj?.self) }
    }
    /// `exc_word4` at byte 104.
    @inlinable @inline(__always) public var exc_word4: PyObj? {
        get { load(fromByteOffset: 104, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 104, as: PyObj?.self) }
    }
    /// `exc_word5` at byte 112.
    @inlinable @inline(__always) public var exc_word5: PyObj? {
        get { load(fromByteOffset: 112, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 112, as: PyObj?.self) }
    }
    /// `exc_word6` at byte 120.
    @inlinable @inline(__always) public var exc_word6: PyObj? {
        get { load(fromByteOffset: 120, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 120, as: PyObj?.self) }
    }
    /// `exc_word7` at byte 128.
    @inlinable @inline(__always) public var exc_word7: PyObj? {
        get { load(fromByteOffset: 128, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 128, as: PyObj?.self) }
    }
}
