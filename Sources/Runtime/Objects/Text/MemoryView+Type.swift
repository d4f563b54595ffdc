import Memory

// The type object of memoryview. Origin: Objects/memoryobject.c.

private func memoryAttribute(_ op: PyObj, _ value: () -> PyObj?) -> PyObj? { memoryAccessible(op) ? value() : nil }
private func memoryGetSets() -> [GetSetSpec] {
    [
        GetSetSpec("obj", { op, _ in memoryAttribute(op) { Py_NewRef(op.mv.buffer_obj ?? Py_None) } }),
        GetSetSpec("nbytes", { op, _ in memoryAttribute(op) { PyLong_FromSsize_t(op.mv.buffer_len) } }),
        GetSetSpec("readonly", { op, _ in memoryAttribute(op) { PyBool_FromLong(op.mv.buffer_readonly != 0) } }),
        GetSetSpec("itemsize", { op, _ in memoryAttribute(op) { PyLong_FromSsize_t(op.mv.buffer_itemsize) } }),
        GetSetSpec("format", { op, _ in memoryAttribute(op) { PyUnicode_FromString(op.mvFormatText) } }),
        GetSetSpec("ndim", { op, _ in memoryAttribute(op) { PyLong_FromSsize_t(1) } }),
        GetSetSpec("shape", { op, _ in memoryAttribute(op) { tupleSteal(PyLong_FromSsize_t(op.mvLength)) } }),
        GetSetSpec("strides", { op, _ in memoryAttribute(op) { tupleSteal(PyLong_FromSsize_t(op.mvStride)) } }),
        GetSetSpec("suboffsets", { op, _ in memoryAttribute(op) { Py_NewRef(emptyTuple) } }),
        GetSetSpec("c_contiguous", { op, _ in memoryAttribute(op) { PyBool_FromLong(op.int32(MV.flags) & MV.contiguousC != 0) } }),
        GetSetSpec("f_contiguous", { op, _ in memoryAttribute(op) { PyBool_FromLong(op.int32(MV.flags) & MV.contiguousF != 0) } }),
        GetSetSpec("contiguous", { op, _ in memoryAttribute(op) { PyBool_FromLong(op.int32(MV.flags) & MV.contiguousC != 0) } }),
    ]
}
private func memoryMethods() -> [MethodSpec] {
    [
        .noargs("release", { memoryRelease($0) < 0 ? nil : Py_NewRef(Py_None) }), .fastKeywords("tobytes", memory_tobytes),
        .fastKeywords("hex", memory_hex), .noargs("tolist", memory_tolist), .fastKeywords("cast", memory_cast),
        .noargs("toreadonly", memory_toreadonly), .noargs("__enter__", { memoryAccessible($0) ? Py_NewRef($0) : nil }),
        .varargs("__exit__", { op, _ in memoryRelease(op) < 0 ? nil : Py_NewRef(Py_None) }),
    ]
}
/// Fills memoryview, its iterator and the managed buffer.
func initMemoryViewTypes() {
    let names = staticAlloc(128 * 3)
    for c in 0..<128 {
        names.storeBytes(of: 64, toByteOffset: c * 3, as: UInt8.self)
        names.storeBytes(of: UInt8(c), toByteOffset: c * 3 + 1, as: UInt8.self)
    }
    Interp.set(53, Int(bitPattern: names))
    let b = _PyManagedBuffer_Type
    b.initStaticType("managedbuffer", basicsize: 112, flags: TypeFlags.HAVE_GC)
    b.tp_dealloc = mbuf_dealloc
    b.tp_getattro = PyObject_GenericGetAttr
    b.tp_traverse = mbuf_traverse
    b.tp_clear = mbuf_clear
    let i = PyMemoryIter_Type
    i.initStaticType("memory_iterator", basicsize: 48, flags: TypeFlags.HAVE_GC)
    i.tp_dealloc = textiter_dealloc
    i.tp_traverse = textiter_traverse
    i.tp_getattro = PyObject_GenericGetAttr
    i.tp_iter = PyObject_SelfIter
    i.tp_iternext = memoryiter_next
    let t = PyMemoryView_Type
    t.initStaticType(
        "memoryview", basicsize: 144, itemsize: 8, flags: TypeFlags.HAVE_GC | TypeFlags.SEQUENCE)
    t.tp_doc = staticCString("Create a new memoryview object which references the given object.")
    initMemoryViewSlots(t)
    t.setMethods(memoryMethods())
    t.setGetSets(memoryGetSets())
}
private func initMemoryViewSlots(_ t: PyObj) {
    t.tp_dealloc = memory_dealloc
    t.tp_repr = memory_repr
    t.tp_hash = memory_hash
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = memory_traverse
    t.tp_clear = memory_clear
    t.tp_richcompare = memory_richcompare
    t.tp_weaklistoffset = MV.weakreflist
    t.tp_iter = memory_iter
    t.tp_new = memoryview_new
    let sequence = t.newSequenceMethods()
    sequence.sq_length = memory_length
    sequence.sq_item = memory_item
    let mapping = t.newMappingMethods()
    mapping.mp_length = memory_length
    mapping.mp_subscript = memory_subscript
    mapping.mp_ass_subscript = memory_ass_sub
    let buffer = staticAlloc(16)
    buffer.bf_getbuffer = unsafeBitCast(memory_getbuf as getbufferproc, to: UnsafeMutableRawPointer.self)
    buffer.bf_releasebuffer = unsafeBitCast(memory_releasebuf as releasebufferproc, to: UnsafeMutableRawPointer.self)
    t.tp_as_buffer = buffer
}
