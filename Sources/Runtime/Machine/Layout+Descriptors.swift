import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyModuleObject. Origin: Include/internal/pycore_moduleobject.h.
extension UnsafeMutableRawPointer {
    /// `md_dict` at byte 16.
    @inlinable @inline(__always) public var md_dict: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `md_def` at byte 24.
    @inlinable @inline(__always) public var md_def: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `md_state` at byte 32.
    @inlinable @inline(__always) public var md_state: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `md_weaklist` at byte 40.
    @inlinable @inline(__always) public var md_weaklist: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `md_name` at byte 48.
    @inlinable @inline(__always) public var md_name: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
}

/// Fields of PyDescrObject. Origin: Include/descrobject.h.
extension UnsafeMutableRawPointer {
    /// `d_type` at byte 16.
    @inlinable @inline(__always) public var d_type: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `d_name` at byte 24.
    @inlinable @inline(__always) public var d_name: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `d_qualname` at byte 32.
    @inlinable @inline(__always) public var d_qualname: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `d_member` at byte 40.
    @inlinable @inline(__always) public var d_member: PyObj {
        get { load(fromByteOffset: 40, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj.self) }
    }
    /// `d_vectorcall` at byte 48.
    @inlinable @inline(__always) public var d_vectorcall: vectorcallfunc? {
        get { load(fromByteOffset: 48, as: vectorcallfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: vectorcallfunc?.self) }
    }
}

/// Fields of PyMethodDescrObject. Origin: Include/descrobject.h.
extension UnsafeMutableRawPointer {
    /// `d_method` at byte 40.
    @inlinable @inline(__always) public var d_method: PyObj {
        get { load(fromByteOffset: 40, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj.self) }
    }
}

/// Fields of PyGetSetDescrObject. Origin: Include/descrobject.h.
extension UnsafeMutableRawPointer {
    /// `d_getset` at byte 40.
    @inlinable @inline(__always) public var d_getset: PyObj {
        get { load(fromByteOffset: 40, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj.self) }
    }
}

/// Fields of PyWrapperDescrObject. Origin: Include/descrobject.h.
extension UnsafeMutableRawPointer {
    /// `d_base` at byte 40.
    @inlinable @inline(__always) public var d_base: PyObj {
        get { load(fromByteOffset: 40, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj.self) }
    }
    /// `d_wrapped` at byte 48.
    @inlinable @inline(__always) public var d_wrapped: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
}

/// Fields of wrapperobject. Origin: Objects/descrobject.c.
extension UnsafeMutableRawPointer {
    /// `wrapper_descr` at byte 16.
    @inlinable @inline(__always) public var wrapper_descr: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `wrapper_self` at byte 24.
    @inlinable @inline(__always) public var wrapper_self: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
}

/// Fields of propertyobject. Origin: Objects/descrobject.c.
extension UnsafeMutableRawPointer {
    /// `prop_get` at byte 16.
    @inlinable @inline(__always) public var prop_get: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `prop_set` at byte 24.
    @inlinable @inline(__always) public var prop_set: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `prop_del` at byte 32.
    @inlinable @inline(__always) public var prop_del: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `prop_doc` at byte 40.
    @inlinable @inline(__always) public var prop_doc: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `prop_name` at byte 48.
    @inlinable @inline(__always) public var prop_name: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
    /// `prop_getter_doc` at byte 56.
    @inlinable @inline(__always) public var prop_getter_doc: Int32 {
        get { load(fromByteOffset: 56, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: Int32.self) }
    }
}

/// Fields of superobject. Origin: Objects/typeobject.c.
extension UnsafeMutableRawPointer {
    /// `super_type` at byte 16.
    @inlinable @inline(__always) public var super_type: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `super_obj` at byte 24.
    @inlinable @inline(__always) public var super_obj: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `super_obj_type` at byte 32.
    @inlinable @inline(__always) public var super_obj_type: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
}

/// Fields of classmethod. Origin: Objects/funcobject.c.
extension UnsafeMutableRawPointer {
    /// `cm_callable` at byte 16.
    @inlinable @inline(__always) public var cm_callable: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `cm_dict` at byte 24.
    @inlinable @inline(__always) public var cm_dict: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
}

/// Fields of mappingproxyobject. Origin: Objects/descrobject.c.
extension UnsafeMutableRawPointer {
    /// `mappingproxy_mapping` at byte 16.
    @inlinable @inline(__always) public var mappingproxy_mapping: PyObj {
        get { load(fromByteOffset: 16, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj.self) }
    }
}

/// Fields of PyGetSetDef. Origin: Include/descrobject.h.
extension UnsafeMutableRawPointer {
    /// `gs_name` at byte 0.
    @inlinable @inline(__always) public var gs_name: PyObj? {
        get { load(fromByteOffset: 0, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: PyObj?.self) }
    }
    /// `gs_get` at byte 8.
    @inlinable @inline(__always) public var gs_get: getter? {
        get { load(fromByteOffset: 8, as: getter?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: getter?.self) }
    }
    /// `gs_set` at byte 16.
    @inlinable @inline(__always) public var gs_set: setter? {
        get { load(fromByteOffset: 16, as: setter?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: setter?.self) }
    }
    /// `gs_doc` at byte 24.
    @inlinable @inline(__always) public var gs_doc: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `gs_closure` at byte 32.
    @inlinable @inline(__always) public var gs_closure: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
}

/// Fields of PyMemberDef. Origin: Include/structmember.h.
extension UnsafeMutableRawPointer {
    /// `mem_name` at byte 0.
    @inlinable @inline(__always) public var mem_name: PyObj? {
        get { load(fromByteOffset: 0, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: PyObj?.self) }
    }
    /// `mem_type` at byte 8.
    @inlinable @inline(__always) public var mem_type: Int32 {
        get { load(fromByteOffset: 8, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: Int32.self) }
    }
    /// `mem_offset` at byte 16.
    @inlinable @inline(__always) public var mem_offset: Int {
        get { load(fromByteOffset: 16, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int.self) }
    }
    /// `mem_flags` at byte 24.
    @inlinable @inline(__always) public var mem_flags: Int32 {
        get { load(fromByteOffset: 24, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: Int32.self) }
    }
    /// `mem_doc` at byte 32.
    @inlinable @inline(__always) public var mem_doc: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
}

/// Fields of wrapperbase. Origin: Include/descrobject.h.
extension UnsafeMutableRawPointer {
    /// `wb_name` at byte 0.
    @inlinable @inline(__always) public var wb_name: PyObj {
        get { load(fromByteOffset: 0, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: PyObj.self) }
    }
    /// `wb_offset` at byte 8.
    @inlinable @inline(__always) public var wb_offset: Int32 {
        get { load(fromByteOffset: 8, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: Int32.self) }
    }
    /// `wb_function` at byte 16.
    @inlinable @inline(__always) public var wb_function: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `wb_wrapper` at byte 24.
    @inlinable @inline(__always) public var wb_wrapper: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `wb_doc` at byte 32.
    @inlinable @inline(__always) public var wb_doc: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `wb_flags` at byte 40.
    @inlinable @inline(__always) public var wb_flags: Int32 {
        get { load(fromByteOffset: 40, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: Int32.self) }
    }
    /// `wb_name_strobj` at byte 48.
    @inlinable @inline(__always) public var wb_name_strobj: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
}

/// Fields of PyWeakReference. Origin: Include/cpython/weakrefobject.h.
extension UnsafeMutableRawPointer {
    /// `wr_object` at byte 16.
    @inlinable @inline(__always) public var wr_object: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `wr_callback` at byte 24.
    @inlinable @inline(__always) public var wr_callback: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `wr_hash` at byte 32.
    @inlinable @inline(__always) public var wr_hash: Int {
        get { load(fromByteOffset: 32, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int.self) }
    }
    /// `wr_prev` at byte 40.
    @inlinable @inline(__always) public var wr_prev: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `wr_next` at byte 48.
    @inlinable @inline(__always) public var wr_next: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
    /// `wr_vectorcall` at byte 56.
    @inlinable @inline(__always) public var wr_vectorcall: vectorcallfunc? {
        get { load(fromByteOffset: 56, as: vectorcallfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: vectorcallfunc?.self) }
    }
}
