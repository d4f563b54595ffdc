import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of _PyInterpreterFrame. Origin: Include/internal/pycore_frame.h (fr_ where the C field name is taken by PyFrameObject).
extension UnsafeMutableRawPointer {
    /// `fr_func` at byte 0.
    @inlinable @inline(__always) public var fr_func: PyObj {
        get { load(fromByteOffset: 0, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: PyObj.self) }
    }
    /// `fr_globals` at byte 8.
    @inlinable @inline(__always) public var fr_globals: PyObj? {
        get { load(fromByteOffset: 8, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: PyObj?.self) }
    }
    /// `fr_builtins` at byte 16.
    @inlinable @inline(__always) public var fr_builtins: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `fr_locals` at byte 24.
    @inlinable @inline(__always) public var fr_locals: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `fr_code` at byte 32.
    @inlinable @inline(__always) public var fr_code: PyObj {
        get { load(fromByteOffset: 32, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj.self) }
    }
    /// `fr_frame_obj` at byte 40.
    @inlinable @inline(__always) public var fr_frame_obj: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `fr_previous` at byte 48.
    @inlinable @inline(__always) public var fr_previous: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
    /// `fr_prev_instr` at byte 56.
    @inlinable @inline(__always) public var fr_prev_instr: PyObj {
        get { load(fromByteOffset: 56, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: PyObj.self) }
    }
    /// `fr_stacktop` at byte 64.
    @inlinable @inline(__always) public var fr_stacktop: Int32 {
        get { load(fromByteOffset: 64, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: Int32.self) }
    }
    /// `fr_is_entry` at byte 68.
    @inlinable @inline(__always) public var fr_is_entry: UInt8 {
        get { load(fromByteOffset: 68, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 68, as: UInt8.self) }
    }
    /// `fr_owner` at byte 69.
    @inlinable @inline(__always) public var fr_owner: UInt8 {
        get { load(fromByteOffset: 69, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 69, as: UInt8.self) }
    }
}

/// Fields of _PyCFrame. Origin: Include/cpython/pystate.h.
extension UnsafeMutableRawPointer {
    /// `cframe_use_tracing` at byte 0.
    @inlinable @inline(__always) public var cframe_use_tracing: UInt8 {
        get { load(fromByteOffset: 0, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: UInt8.self) }
    }
    /// `cframe_current_frame` at byte 8.
    @inlinable @inline(__always) public var cframe_current_frame: PyObj? {
        get { load(fromByteOffset: 8, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: PyObj?.self) }
    }
    /// `cframe_previous` at byte 16.
    @inlinable @inline(__always) public var cframe_previous: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
}

/// Fields of _stack_chunk. Origin: Include/cpython/pystate.h.
extension UnsafeMutableRawPointer {
    /// `chunk_previous` at byte 0.
    @inlinable @inline(__always) public var chunk_previous: PyObj? {
        get { load(fromByteOffset: 0, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: PyObj?.self) }
    }
    /// `chunk_size` at byte 8.
    @inlinable @inline(__always) public var chunk_size: Int {
        get { load(fromByteOffset: 8, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: Int.self) }
    }
    /// `chunk_top` at byte 16.
    @inlinable @inline(__always) public var chunk_top: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
}
