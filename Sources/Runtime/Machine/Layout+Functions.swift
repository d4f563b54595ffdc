import Memory

// Field accessors at CPython 3.11's own offsets. They read and write the machine's memory and nothing else; a field that may be
// null is optional. Raw loads and stores are used throughout so that one block may be seen as several structs.

/// Fields of PyFunctionObject. Origin: Include/cpython/funcobject.h.
extension UnsafeMutableRawPointer {
    /// `func_globals` at byte 16.
    @inlinable @inline(__always) public var func_globals: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `func_builtins` at byte 24.
    @inlinable @inline(__always) public var func_builtins: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `func_name` at byte 32.
    @inlinable @inline(__always) public var func_name: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `func_qualname` at byte 40.
    @inlinable @inline(__always) public var func_qualname: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `func_code` at byte 48.
    @inlinable @inline(__always) public var func_code: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
    /// `func_defaults` at byte 56.
    @inlinable @inline(__always) public var func_defaults: PyObj? {
        get { load(fromByteOffset: 56, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: PyObj?.self) }
    }
    /// `func_kwdefaults` at byte 64.
    @inlinable @inline(__always) public var func_kwdefaults: PyObj? {
        get { load(fromByteOffset: 64, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: PyObj?.self) }
    }
    /// `func_closure` at byte 72.
    @inlinable @inline(__always) public var func_closure: PyObj? {
        get { load(fromByteOffset: 72, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: PyObj?.self) }
    }
    /// `func_doc` at byte 80.
    @inlinable @inline(__always) public var func_doc: PyObj? {
        get { load(fromByteOffset: 80, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 80, as: PyObj?.self) }
    }
    /// `func_dict` at byte 88.
    @inlinable @inline(__always) public var func_dict: PyObj? {
        get { load(fromByteOffset: 88, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 88, as: PyObj?.self) }
    }
    /// `func_weakreflist` at byte 96.
    @inlinable @inline(__always) public var func_weakreflist: PyObj? {
        get { load(fromByteOffset: 96, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 96, as: PyObj?.self) }
    }
    /// `func_module` at byte 104.
    @inlinable @inline(__always) public var func_module: PyObj? {
        get { load(fromByteOffset: 104, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 104, as: PyObj?.self) }
    }
    /// `func_annotations` at byte 112.
    @inlinable @inline(__always) public var func_annotations: PyObj? {
        get { load(fromByteOffset: 112, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 112, as: PyObj?.self) }
    }
    /// `func_vectorcall` at byte 120.
    @inlinable @inline(__always) public var func_vectorcall: vectorcallfunc? {
        get { load(fromByteOffset: 120, as: vectorcallfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 120, as: vectorcallfunc?.self) }
    }
    /// `func_version` at byte 128.
    @inlinable @inline(__always) public var func_version: UInt32 {
        get { load(fromByteOffset: 128, as: UInt32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 128, as: UInt32.self) }
    }
}

/// Fields of PyCodeObject. Origin: Include/cpython/code.h.
extension UnsafeMutableRawPointer {
    /// `co_consts` at byte 24.
    @inlinable @inline(__always) public var co_consts: PyObj {
        get { load(fromByteOffset: 24, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj.self) }
    }
    /// `co_names` at byte 32.
    @inlinable @inline(__always) public var co_names: PyObj {
        get { load(fromByteOffset: 32, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj.self) }
    }
    /// `co_exceptiontable` at byte 40.
    @inlinable @inline(__always) public var co_exceptiontable: PyObj {
        get { load(fromByteOffset: 40, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj.self) }
    }
    /// `co_flags` at byte 48.
    @inlinable @inline(__always) public var co_flags: Int32 {
        get { load(fromByteOffset: 48, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: Int32.self) }
    }
    /// `co_warmup` at byte 52.
    @inlinable @inline(__always) public var co_warmup: Int16 {
        get { load(fromByteOffset: 52, as: Int16.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 52, as: Int16.self) }
    }
    /// `_co_linearray_entry_size` at byte 54.
    @inlinable @inline(__always) public var _co_linearray_entry_size: Int16 {
        get { load(fromByteOffset: 54, as: Int16.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 54, as: Int16.self) }
    }
    /// `co_argcount` at byte 56.
    @inlinable @inline(__always) public var co_argcount: Int32 {
        get { load(fromByteOffset: 56, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: Int32.self) }
    }
    /// `co_posonlyargcount` at byte 60.
    @inlinable @inline(__always) public var co_posonlyargcount: Int32 {
        get { load(fromByteOffset: 60, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 60, as: Int32.self) }
    }
    /// `co_kwonlyargcount` at byte 64.
    @inlinable @inline(__always) public var co_kwonlyargcount: Int32 {
        get { load(fromByteOffset: 64, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: Int32.self) }
    }
    /// `co_stacksize` at byte 68.
    @inlinable @inline(__always) public var co_stacksize: Int32 {
        get { load(fromByteOffset: 68, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 68, as: Int32.self) }
    }
    /// `co_firstlineno` at byte 72.
    @inlinable @inline(__always) public var co_firstlineno: Int32 {
        get { load(fromByteOffset: 72, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: Int32.self) }
    }
    /// `co_nlocalsplus` at byte 76.
    @inlinable @inline(__always) public var co_nlocalsplus: Int32 {
        get { load(fromByteOffset: 76, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 76, as: Int32.self) }
    }
    /// `co_nlocals` at byte 80.
    @inlinable @inline(__always) public var co_nlocals: Int32 {
        get { load(fromByteOffset: 80, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 80, as: Int32.self) }
    }
    /// `co_nplaincellvars` at byte 84.
    @inlinable @inline(__always) public var co_nplaincellvars: Int32 {
        get { load(fromByteOffset: 84, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 84, as: Int32.self) }
    }
    /// `co_ncellvars` at byte 88.
    @inlinable @inline(__always) public var co_ncellvars: Int32 {
        get { load(fromByteOffset: 88, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 88, as: Int32.self) }
    }
    /// `co_nfreevars` at byte 92.
    @inlinable @inline(__always) public var co_nfreevars: Int32 {
        get { load(fromByteOffset: 92, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 92, as: Int32.self) }
    }
    /// `co_localsplusnames` at byte 96.
    @inlinable @inline(__always) public var co_localsplusnames: PyObj {
        get { load(fromByteOffset: 96, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 96, as: PyObj.self) }
    }
    /// `co_localspluskinds` at byte 104.
    @inlinable @inline(__always) public var co_localspluskinds: PyObj {
        get { load(fromByteOffset: 104, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 104, as: PyObj.self) }
    }
    /// `co_filename` at byte 112.
    @inlinable @inline(__always) public var co_filename: PyObj {
        get { load(fromByteOffset: 112, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 112, as: PyObj.self) }
    }
    /// `co_name` at byte 120.
    @inlinable @inline(__always) public var co_name: PyObj {
        get { load(fromByteOffset: 120, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 120, as: PyObj.self) }
    }
    /// `co_qualname` at byte 128.
    @inlinable @inline(__always) public var co_qualname: PyObj {
        get { load(fromByteOffset: 128, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 128, as: PyObj.self) }
    }
    /// `co_linetable` at byte 136.
    @inlinable @inline(__always) public var co_linetable: PyObj {
        get { load(fromByteOffset: 136, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 136, as: PyObj.self) }
    }
    /// `co_weakreflist` at byte 144.
    @inlinable @inline(__always) public var co_weakreflist: PyObj? {
        get { load(fromByteOffset: 144, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 144, as: PyObj?.self) }
    }
    /// `_co_code` at byte 152.
    @inlinable @inline(__always) public var _co_code: PyObj? {
        get { load(fromByteOffset: 152, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 152, as: PyObj?.self) }
    }
    /// `_co_linearray` at byte 160.
    @inlinable @inline(__always) public var _co_linearray: PyObj? {
        get { load(fromByteOffset: 160, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 160, as: PyObj?.self) }
    }
    /// `_co_firsttraceable` at byte 168.
    @inlinable @inline(__always) public var _co_firsttraceable: Int32 {
        get { load(fromByteOffset: 168, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 168, as: Int32.self) }
    }
    /// `co_extra` at byte 176.
    @inlinable @inline(__always) public var co_extra: PyObj? {
        get { load(fromByteOffset: 176, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 176, as: PyObj?.self) }
    }
}

/// Fields of PyFrameObject. Origin: Include/internal/pycore_frame.h.
extension UnsafeMutableRawPointer {
    /// `f_back` at byte 16.
    @inlinable @inline(__always) public var f_back: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `f_frame` at byte 24.
    @inlinable @inline(__always) public var f_frame: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `f_trace` at byte 32.
    @inlinable @inline(__always) public var f_trace: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `f_lineno` at byte 40.
    @inlinable @inline(__always) public var f_lineno: Int32 {
        get { load(fromByteOffset: 40, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: Int32.self) }
    }
    /// `f_trace_lines` at byte 44.
    @inlinable @inline(__always) public var f_trace_lines: UInt8 {
        get { load(fromByteOffset: 44, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 44, as: UInt8.self) }
    }
    /// `f_trace_opcodes` at byte 45.
    @inlinable @inline(__always) public var f_trace_opcodes: UInt8 {
        get { load(fromByteOffset: 45, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 45, as: UInt8.self) }
    }
    /// `f_fast_as_locals` at byte 46.
    @inlinable @inline(__always) public var f_fast_as_locals: UInt8 {
        get { load(fromByteOffset: 46, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 46, as: UInt8.self) }
    }
}

/// Fields of PyGenObject. Origin: Include/cpython/genobject.h (coroutines and asynchronous generators share these fields).
extension UnsafeMutableRawPointer {
    /// `gi_code` at byte 16.
    @inlinable @inline(__always) public var gi_code: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `gi_weakreflist` at byte 24.
    @inlinable @inline(__always) public var gi_weakreflist: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `gi_name` at byte 32.
    @inlinable @inline(__always) public var gi_name: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `gi_qualname` at byte 40.
    @inlinable @inline(__always) public var gi_qualname: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `gi_exc_value` at byte 48.
    @inlinable @inline(__always) public var gi_exc_value: PyObj? {
        get { load(fromByteOffset: 48, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: PyObj?.self) }
    }
    /// `gi_exc_previous_item` at byte 56.
    @inlinable @inline(__always) public var gi_exc_previous_item: PyObj? {
        get { load(fromByteOffset: 56, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: PyObj?.self) }
    }
    /// `gi_origin_or_finalizer` at byte 64.
    @inlinable @inline(__always) public var gi_origin_or_finalizer: PyObj? {
        get { load(fromByteOffset: 64, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 64, as: PyObj?.self) }
    }
    /// `gi_hooks_inited` at byte 72.
    @inlinable @inline(__always) public var gi_hooks_inited: UInt8 {
        get { load(fromByteOffset: 72, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 72, as: UInt8.self) }
    }
    /// `gi_closed` at byte 73.
    @inlinable @inline(__always) public var gi_closed: UInt8 {
        get { load(fromByteOffset: 73, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 73, as: UInt8.self) }
    }
    /// `gi_running_async` at byte 74.
    @inlinable @inline(__always) public var gi_running_async: UInt8 {
        get { load(fromByteOffset: 74, as: UInt8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 74, as: UInt8.self) }
    }
    /// `gi_frame_state` at byte 75.
    @inlinable @inline(__always) public var gi_frame_state: Int8 {
        get { load(fromByteOffset: 75, as: Int8.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 75, as: Int8.self) }
    }
}

/// Fields of PyMethodObject. Origin: Include/cpython/classobject.h.
extension UnsafeMutableRawPointer {
    /// `im_func` at byte 16.
    @inlinable @inline(__always) public var im_func: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `im_self` at byte 24.
    @inlinable @inline(__always) public var im_self: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `im_weakreflist` at byte 32.
    @inlinable @inline(__always) public var im_weakreflist: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `im_vectorcall` at byte 40.
    @inlinable @inline(__always) public var im_vectorcall: vectorcallfunc? {
        get { load(fromByteOffset: 40, as: vectorcallfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: vectorcallfunc?.self) }
    }
}

/// Fields of PyCFunctionObject. Origin: Include/cpython/methodobject.h.
extension UnsafeMutableRawPointer {
    /// `m_ml` at byte 16.
    @inlinable @inline(__always) public var m_ml: PyObj {
        get { load(fromByteOffset: 16, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj.self) }
    }
    /// `m_self` at byte 24.
    @inlinable @inline(__always) public var m_self: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
    /// `m_module` at byte 32.
    @inlinable @inline(__always) public var m_module: PyObj? {
        get { load(fromByteOffset: 32, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: PyObj?.self) }
    }
    /// `m_weakreflist` at byte 40.
    @inlinable @inline(__always) public var m_weakreflist: PyObj? {
        get { load(fromByteOffset: 40, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 40, as: PyObj?.self) }
    }
    /// `m_vectorcall` at byte 48.
    @inlinable @inline(__always) public var m_vectorcall: vectorcallfunc? {
        get { load(fromByteOffset: 48, as: vectorcallfunc?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 48, as: vectorcallfunc?.self) }
    }
    /// `mm_class` at byte 56.
    @inlinable @inline(__always) public var mm_class: PyObj? {
        get { load(fromByteOffset: 56, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 56, as: PyObj?.self) }
    }
}

/// Fields of PyCellObject. Origin: Include/cpython/cellobject.h.
extension UnsafeMutableRawPointer {
    /// `ob_ref` at byte 16.
    @inlinable @inline(__always) public var ob_ref: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
}

/// Fields of PyMethodDef. Origin: Include/methodobject.h.
extension UnsafeMutableRawPointer {
    /// `ml_name` at byte 0.
    @inlinable @inline(__always) public var ml_name: PyObj {
        get { load(fromByteOffset: 0, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 0, as: PyObj.self) }
    }
    /// `ml_meth` at byte 8.
    @inlinable @inline(__always) public var ml_meth: PyObj? {
        get { load(fromByteOffset: 8, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: PyObj?.self) }
    }
    /// `ml_flags` at byte 16.
    @inlinable @inline(__always) public var ml_flags: Int32 {
        get { load(fromByteOffset: 16, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: Int32.self) }
    }
    /// `ml_doc` at byte 24.
    @inlinable @inline(__always) public var ml_doc: PyObj? {
        get { load(fromByteOffset: 24, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj?.self) }
    }
}

/// Fields of PyTracebackObject. Origin: Include/cpython/traceback.h.
extension UnsafeMutableRawPointer {
    /// `tb_next` at byte 16.
    @inlinable @inline(__always) public var tb_next: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `tb_frame` at byte 24.
    @inlinable @inline(__always) public var tb_frame: PyObj {
        get { load(fromByteOffset: 24, as: PyObj.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 24, as: PyObj.self) }
    }
    /// `tb_lasti` at byte 32.
    @inlinable @inline(__always) public var tb_lasti: Int32 {
        get { load(fromByteOffset: 32, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 32, as: Int32.self) }
    }
    /// `tb_lineno` at byte 36.
    @inlinable @inline(__always) public var tb_lineno: Int32 {
        get { load(fromByteOffset: 36, as: Int32.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 36, as: Int32.self) }
    }
}
