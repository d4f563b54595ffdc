import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyFloatObject. Origin: Include/cpython/floatobject.h.
extension UnsafeMutableRawPointer {
    /// `ob_fval` at byte 16.
    @inlinable @inline(__always) public var ob_fval: Double {
        get { load(fromByteOffset: 16, as: Double.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Double.self) }
    }
}

/// Fields of PyComplexObject. Origin: Include/cpython/complexobject.h.
extension UnsafeMutableRawPointer {
    /// `cval_real` at byte 16.
    @inlinable @inline(__always) public var cval_real: Double {
        get { load(fromByteOffset: 16, as: Double.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Double.self) }
    }
    /// `cval_imag` at byte 24.
    @inlinable @inline(__always) public var cval_imag: Double {
        get { load(fromByteOffset: 24, as: Double.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Double.self) }
    }
}
