import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyNumberMethods. Origin: Include/cpython/object.h.
extension UnsafeMutableRawPointer {
    /// `nb_add` at byte 0.
    @inlinable @inline(__always) public var nb_add: binaryfunc? {
        get { load(fromByteOffset: 0, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: binaryfunc?.self) }
    }
    /// `nb_subtract` at byte 8.
    @inlinable @inline(__always) public var nb_subtract: binaryfunc? {
        get { load(fromByteOffset: 8, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: binaryfunc?.self) }
    }
    /// `nb_multiply` at byte 16.
    @inlinable @inline(__always) public var nb_multiply: binaryfunc? {
        get { load(fromByteOffset: 16, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: binaryfunc?.self) }
    }
    /// `nb_remainder` at byte 24.
    @inlinable @inline(__always) public var nb_remainder: binaryfunc? {
        get { load(fromByteOffset: 24, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: binaryfunc?.self) }
    }
    /// `nb_divmod` at byte 32.
    @inlinable @inline(__always) public var nb_divmod: binaryfunc? {
        get { load(fromByteOffset: 32, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: binaryfunc?.self) }
    }
    /// `nb_power` at byte 40.
    @inlinable @inline(__always) public var nb_power: ternaryfunc? {
        get { load(fromByteOffset: 40, as: ternaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: ternaryfunc?.self) }
    }
    /// `nb_negative` at byte 48.
    @inlinable @inline(__always) public var nb_negative: unaryfunc? {
        get { load(fromByteOffset: 48, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: unaryfunc?.self) }
    }
    /// `nb_positive` at byte 56.
    @inlinable @inline(__always) public var nb_positive: unaryfunc? {
        get { load(fromByteOffset: 56, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: unaryfunc?.self) }
    }
    /// `nb_absolute` at byte 64.
    @inlinable @inline(__always) public var nb_absolute: unaryfunc? {
        get { load(fromByteOffset: 64, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: unaryfunc?.self) }
    }
    /// `nb_bool` at byte 72.
    @inlinable @inline(__always) public var nb_bool: inquiry? {
        get { load(fromByteOffset: 72, as: inquiry?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: inquiry?.self) }
    }
    /// `nb_invert` at byte 80.
    @inlinable @inline(__always) public var nb_invert: unaryfunc? {
        get { load(fromByteOffset: 80, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 80, as: unaryfunc?.self) }
    }
    /// `nb_lshift` at byte 88.
    @inlinable @inline(__always) public var nb_lshift: binaryfunc? {
        get { load(fromByteOffset: 88, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 88, as: binaryfunc?.self) }
    }
    /// `nb_rshift` at byte 96.
    @inlinable @inline(__always) public var nb_rshift: binaryfunc? {
        get { load(fromByteOffset: 96, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 96, as: binaryfunc?.self) }
    }
    /// `nb_and` at byte 104.
    @inlinable @inline(__always) public var nb_and: binaryfunc? {
        get { load(fromByteOffset: 104, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 104, as: binaryfunc?.self) }
    }
    /// `nb_xor` at byte 112.
    @inlinable @inline(__always) public var nb_xor: binaryfunc? {
        get { load(fromByteOffset: 112, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 112, as: binaryfunc?.self) }
    }
    /// `nb_or` at byte 120.
    @inlinable @inline(__always) public var nb_or: binaryfunc? {
        get { load(fromByteOffset: 120, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 120, as: binaryfunc?.self) }
    }
    /// `nb_int` at byte 128.
    @inlinable @inline(__always) public var nb_int: unaryfunc? {
        get { load(fromByteOffset: 128, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 128, as: unaryfunc?.self) }
    }
    /// `nb_float` at byte 144.
    @inlinable @inline(__always) public var nb_float: unaryfunc? {
        get { load(fromByteOffset: 144, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 144, as: unaryfunc?.self) }
    }
    /// `nb_inplace_add` at byte 152.
    @inlinable @inline(__always) public var nb_inplace_add: binaryfunc? {
        get { load(fromByteOffset: 152, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 152, as: binaryfunc?.self) }
    }
    /// `nb_inplace_subtract` at byte 160.
    @inlinable @inline(__always) public var nb_inplace_subtract: binaryfunc? {
        get { load(fromByteOffset: 160, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 160, as: binaryfunc?.self) }
    }
    /// `nb_inplace_multiply` at byte 168.
    @inlinable @inline(__always) public var nb_inplace_multiply: binaryfunc? {
        get { load(fromByteOffset: 168, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 168, as: binaryfunc?.self) }
    }
    /// `nb_inplace_remainder` at byte 176.
    @inlinable @inline(__always) public var nb_inplace_remainder: binaryfunc? {
        get { load(fromByteOffset: 176, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 176, as: binaryfunc?.self) }
    }
    /// `nb_inplace_power` at byte 184.
    @inlinable @inline(__always) public var nb_inplace_power: ternaryfunc? {
        get { load(fromByteOffset: 184, as: ternaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 184, as: ternaryfunc?.self) }
    }
    /// `nb_inplace_lshift` at byte 192.
    @inlinable @inline(__always) public var nb_inplace_lshift: binaryfunc? {
        get { load(fromByteOffset: 192, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 192, as: binaryfunc?.self) }
    }
    /// `nb_inplace_rshift` at byte 200.
    @inlinable @inline(__always) public var nb_inplace_rshift: binaryfunc? {
        get { load(fromByteOffset: 200, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 200, as: binaryfunc?.self) }
    }
    /// `nb_inplace_and` at byte 208.
    @inlinable @inline(__always) public var nb_inplace_and: binaryfunc? {
        get { load(fromByteOffset: 208, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 208, as: binaryfunc?.self) }
    }
    /// `nb_inplace_xor` at byte 216.
    @inlinable @inline(__always) public var nb_inplace_xor: binaryfunc? {
        get { load(fromByteOffset: 216, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 216, as: binaryfunc?.self) }
    }
    /// `nb_inplace_or` at byte 224.
    @inlinable @inline(__always) public var nb_inplace_or: binaryfunc? {
        get { load(fromByteOffset: 224, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 224, as: binaryfunc?.self) }
    }
    /// `nb_floor_divide` at byte 232.
    @inlinable @inline(__always) public var nb_floor_divide: binaryfunc? {
        get { load(fromByteOffset: 232, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 232, as: binaryfunc?.self) }
    }
    /// `nb_true_divide` at byte 240.
    @inlinable @inline(__always) public var nb_true_divide: binaryfunc? {
        get { load(fromByteOffset: 240, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 240, as: binaryfunc?.self) }
    }
    /// `nb_inplace_floor_divide` at byte 248.
    @inlinable @inline(__always) public var nb_inplace_floor_divide: binaryfunc? {
        get { load(fromByteOffset: 248, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 248, as: binaryfunc?.self) }
    }
    /// `nb_inplace_true_divide` at byte 256.
    @inlinable @inline(__always) public var nb_inplace_true_divide: binaryfunc? {
        get { load(fromByteOffset: 256, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 256, as: binaryfunc?.self) }
    }
    /// `nb_index` at byte 264.
    @inlinable @inline(__always) public var nb_index: unaryfunc? {
        get { load(fromByteOffset: 264, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 264, as: unaryfunc?.self) }
    }
    /// `nb_matrix_multiply` at byte 272.
    @inlinable @inline(__always) public var nb_matrix_multiply: binaryfunc? {
        get { load(fromByteOffset: 272, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 272, as: binaryfunc?.self) }
    }
    /// `nb_inplace_matrix_multiply` at byte 280.
    @inlinable @inline(__always) public var nb_inplace_matrix_multiply: binaryfunc? {
        get { load(fromByteOffset: 280, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 280, as: binaryfunc?.self) }
    }
}

/// Fields of PySequenceMethods. Origin: Include/cpython/object.h.
extension UnsafeMutableRawPointer {
    /// `sq_length` at byte 0.
    @inlinable @inline(__always) public var sq_length: lenfunc? {
        get { load(fromByteOffset: 0, as: lenfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: lenfunc?.self) }
    }
    /// `sq_concat` at byte 8.
    @inlinable @inline(__always) public var sq_concat: binaryfunc? {
        get { load(fromByteOffset: 8, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: binaryfunc?.self) }
    }
    /// `sq_repeat` at byte 16.
    @inlinable @inline(__always) public var sq_repeat: ssizeargfunc? {
        get { load(fromByteOffset: 16, as: ssizeargfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: ssizeargfunc?.self) }
    }
    /// `sq_item` at byte 24.
    @inlinable @inline(__always) public var sq_item: ssizeargfunc? {
        get { load(fromByteOffset: 24, as: ssizeargfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: ssizeargfunc?.self) }
    }
    /// `sq_ass_item` at byte 40.
    @inlinable @inline(__always) public var sq_ass_item: ssizeobjargproc? {
        get { load(fromByteOffset: 40, as: ssizeobjargproc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: ssizeobjargproc?.self) }
    }
    /// `sq_contains` at byte 56.
    @inlinable @inline(__always) public var sq_contains: objobjproc? {
        get { load(fromByteOffset: 56, as: objobjproc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: objobjproc?.self) }
    }
    /// `sq_inplace_concat` at byte 64.
    @inlinable @inline(__always) public var sq_inplace_concat: binaryfunc? {
        get { load(fromByteOffset: 64, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: binaryfunc?.self) }
    }
    /// `sq_inplace_repeat` at byte 72.
    @inlinable @inline(__always) public var sq_inplace_repeat: ssizeargfunc? {
        get { load(fromByteOffset: 72, as: ssizeargfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: ssizeargfunc?.self) }
    }
}

/// Fields of PyMappingMethods. Origin: Include/cpython/object.h.
extension UnsafeMutableRawPointer {
    /// `mp_length` at byte 0.
    @inlinable @inline(__always) public var mp_length: lenfunc? {
        get { load(fromByteOffset: 0, as: lenfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: lenfunc?.self) }
    }
    /// `mp_subscript` at byte 8.
    @inlinable @inline(__always) public var mp_subscript: binaryfunc? {
        get { load(fromByteOffset: 8, as: binaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: binaryfunc?.self) }
    }
    /// `mp_ass_subscript` at byte 16.
    @inlinable @inline(__always) public var mp_ass_subscript: objobjargproc? {
        get { load(fromByteOffset: 16, as: objobjargproc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: objobjargproc?.self) }
    }
}

/// Fields of PyAsyncMethods. Origin: Include/cpython/object.h.
extension UnsafeMutableRawPointer {
    /// `am_await` at byte 0.
    @inlinable @inline(__always) public var am_await: unaryfunc? {
        get { load(fromByteOffset: 0, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: unaryfunc?.self) }
    }
    /// `am_aiter` at byte 8.
    @inlinable @inline(__always) public var am_aiter: unaryfunc? {
        get { load(fromByteOffset: 8, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: unaryfunc?.self) }
    }
    /// `am_anext` at byte 16.
    @inlinable @inline(__always) public var am_anext: unaryfunc? {
        get { load(fromByteOffset: 16, as: unaryfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: unaryfunc?.self) }
    }
    /// `am_send` at byte 24.
    @inlinable @inline(__always) public var am_send: sendfunc? {
        get { load(fromByteOffset: 24, as: sendfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: sendfunc?.self) }
    }
}

/// Fields of PyBufferProcs. Origin: Include/cpython/object.h.
extension UnsafeMutableRawPointer {
    /// `bf_getbuffer` at byte 0.
    @inlinable @inline(__always) public var bf_getbuffer: PyObj? {
        get { load(fromByteOffset: 0, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: PyObj?.self) }
    }
    /// `bf_releasebuffer` at byte 8.
    @inlinable @inline(__always) public var bf_releasebuffer: PyObj? {
        get { load(fromByteOffset: 8, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: PyObj?.self) }
    }
}
