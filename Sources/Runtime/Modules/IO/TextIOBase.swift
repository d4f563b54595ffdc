import Memory

// `_TextIOBase`. Origin: Modules/_io/textio.c.

/// Fills the slots of `_TextIOBase`.
func initTextIOBaseType() {
    let t = PyTextIOBase_Type
    t.initStaticType("_io._TextIOBase", basicsize: 0, flags: TypeFlags.BASETYPE, base: PyIOBase_Type)
    t.tp_doc = staticCString("Base class for text I/O.\n")
    t.setMethods([
        .noargs("detach", { _ in ioUnsupported("detach") }), .varargs("read", { _, _ in ioUnsupported("read") }),
        .varargs("readline", { _, _ in ioUnsupported("readline") }), .varargs("write", { _, _ in ioUnsupported("write") }),
    ])
    t.setGetSets([
        GetSetSpec("encoding", { _, _ in Py_NewRef(Py_None) }), GetSetSpec("newlines", { _, _ in Py_NewRef(Py_None) }),
        GetSetSpec("errors", { _, _ in Py_NewRef(Py_None) }),
    ])
}
