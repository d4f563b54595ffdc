import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyObject. Origin: Include/object.h.
extension UnsafeMutableRawPointer {
    /// `ob_refcnt` at byte 0.
    @inlinable @inline(__always) public var ob_refcnt: Int {
        get { load(fromByteOffset: 0, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: Int.self) }
    }
    /// `ob_type` at byte 8.
    @inlinable @inline(__always) public var ob_type: PyObj {
        get { load(fromByteOffset: 8, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: PyObj.self) }
    }
    /// `ob_size` at byte 16.
    @inlinable @inline(__always) public var ob_size: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
}

/// Fields of PyGC_Head. Origin: Include/internal/pycore_gc.h (these three are read from the head's own address, 16 bytes before the object).
extension UnsafeMutableRawPointer {
    /// `_gc_next` at byte 0.
    @inlinable @inline(__always) public var _gc_next: UInt {
        get { load(fromByteOffset: 0, as: UInt.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: UInt.self) }
    }
    /// `_gc_prev` at byte 8.
    @inlinable @inline(__always) public var _gc_prev: UInt {
        get { load(fromByteOffset: 8, as: UInt.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: UInt.self) }
    }
}
