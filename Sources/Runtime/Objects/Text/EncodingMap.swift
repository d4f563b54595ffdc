import Glibc
import Memory

// The charmap codec: one byte a character through a table, and the compact reverse table of the standard encodings.
// Origin: Objects/unicodeobject.c.

private func encoding_map_size(_ op: PyObj) -> PyObj? {
    PyLong_FromSsize_t(
        40 + 16 * Int(op.load(fromByteOffset: 48, as: Int32.self)) + 128 * Int(op.load(fromByteOffset: 52, as: Int32.self)))
}
private func encoding_map_dealloc(_ op: PyObj) { PyObject_Free(op) }

/// Fills the type of `codecs.charmap_build`'s results.
func initEncodingMapType() {
    let t = EncodingMap_Type
    t.initStaticType("EncodingMap", basicsize: 56)
    t.tp_dealloc = encoding_map_dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.setMethods([.noargs("size", encoding_map_size)])
}
