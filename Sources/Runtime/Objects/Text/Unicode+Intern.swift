import Glibc
import Memory
import Trace

// Interning, and the strings that exist before any other object: the empty string, the Latin-1 characters, the identifiers.
// Origin: Objects/unicodeobject.c, Include/internal/pycore_runtime_init.h.

/// Writes the head of a static string. The caller writes the characters.
private func initStaticString(_ op: PyObj, _ length: Int, ascii: Bool) {
    op.ob_refcnt = StaticArea.refcnt
    op.ob_type = PyUnicode_Type
    op.unicode_length = length
    op.unicode_hash = -1
    op.unicode_state = ascii ? UnicodeState.compactASCII : UnicodeState.compactWide(1)
    op.wstr = nil
    if !ascii {
        op.utf8 = nil
        op.utf8_length = 0
        op.wstr_length = 0
    }
}

/// Lays out '', the 256 Latin-1 characters and the identifiers in the static area. No object is allocated and nothing is interned yet.
func initStaticStrings() {
    initStaticString(emptyUnicode, 0, ascii: true)
    for c in 0..<256 {
        let op = latin1Character(UInt8(c))
        initStaticString(op, 1, ascii: c < 128)
        (op + (c < 128 ? 48 : 72)).storeBytes(of: UInt16(c), as: UInt16.self)
    }
    Interp.initAnonymousNames()
    for id in Identifier.allCases {
        var text = id.text
        text.withUTF8 {
            precondition($0.count < 32, "identifier too long for its slot")
            initStaticString(id.object, $0.count, ascii: true)
            memcpy(id.object + 48, $0.baseAddress.unsafelyUnwrapped, $0.count)
        }
    }
}

extension Interp {
    /// Where the static names of nameless code lie, 80 bytes each.
    private static var anonymousNames: PyObj? {
        get { object(242) }
        set { set(242, newValue) }
    }
    fileprivate static func initAnonymousNames() {
        let table = staticAlloc(80 * anonymousTexts.count)
        for (i, text) in anonymousTexts.enumerated() {
            initStaticString(table + 80 * i, text.utf8CodeUnitCount, ascii: true)
            memcpy(table + 80 * i + 48, text.utf8Start, text.utf8CodeUnitCount)
        }
        anonymousNames = table
    }
    fileprivate static func anonymousName(_ i: Int) -> PyObj? { anonymousNames.map { $0 + 80 * i } }
}

/// The names of code that has none. They are static but not interned. Origin: `STRUCT_FOR_STR` in pycore_global_strings.h.
private let anonymousTexts: [StaticString] = [
    "<dictcomp>", "<genexpr>", "<lambda>", "<listcomp>", "<module>", "<setcomp>", "<string>",
]

/// The static string of a name in angle brackets, a new reference; nil if there is none of that text.
func anonymousName(_ text: String) -> PyObj? {
    guard text.utf8.first == UInt8(ascii: "<"), let i = anonymousTexts.firstIndex(where: { "\($0)" == text }) else { return nil }
    return Interp.anonymousName(i).map { Py_NewRef($0) }
}

/// The dict of interned strings, made on first use with the identifiers in it.
private func internedDict() -> PyObj? {
    if let dict = Interp.interned { return dict }
    guard let dict = PyDict_New() else { return nil }
    Interp.interned = dict
    internStatic(dict, emptyUnicode)
    for id in Identifier.allCases { internStatic(dict, id.object) }
    return dict
}
private func internStatic(_ dict: PyObj, _ op: PyObj) {
    if PyDict_SetDefault(dict, op, op) == op {
        op.ob_refcnt -= 2
        op.unicode_state |= UnicodeState.mortal
    }
}

/// Replaces a string by the interned one of the same text; the first becomes that one. Origin: PyUnicode_InternInPlace.
func PyUnicode_InternInPlace(_ p: inout PyObj) {
    let s = p
    if s.ob_type != PyUnicode_Type || s.unicode_state & UnicodeState.internedMask != 0 { return }
    guard let dict = internedDict(), let t = PyDict_SetDefault(dict, s, s) else {
        PyErr_Clear()
        return
    }
    if t != s {
        emitIfTracing(.intern, t, s, 1)
        Py_INCREF(t)
        p = t
        Py_DECREF(s)
        return
    }
    // The dict's two references are not counted; unicode_dealloc takes the entry out.
    s.ob_refcnt -= 2
    s.unicode_state |= UnicodeState.mortal
    emitIfTracing(.intern, s, s, 0)
}
/// Interns the string in a variable that may be empty.
func PyUnicode_InternInPlace(_ p: inout PyObj?) {
    guard var s = p else { return }
    PyUnicode_InternInPlace(&s)
    p = s
}
/// The interned str of a Swift text, a new reference. Origin: PyUnicode_InternFromString.
func PyUnicode_InternFromString(_ s: String) -> PyObj? {
    guard var op = PyUnicode_FromString(s) else { return nil }
    PyUnicode_InternInPlace(&op)
    return op
}
/// The interned str of an ASCII text, a new reference.
func PyUnicode_InternFromStatic(_ s: StaticString) -> PyObj? {
    guard var op = _PyUnicode_FromASCII(s) else { return nil }
    PyUnicode_InternInPlace(&op)
    return op
}

/// `tp_dealloc` of str. Origin: unicode_dealloc.
func unicode_dealloc(_ op: PyObj) {
    if op.unicode_state & UnicodeState.internedMask != 0, let dict = Interp.interned {
        // Revived for the time of the deletion, which drops the dict's two references.
        op.ob_refcnt = 3
        if PyDict_DelItem(dict, op) != 0 { PyErr_WriteUnraisable(dict) }
        op.ob_refcnt = 0
    }
    if !PyUnicode_IS_COMPACT_ASCII(op) {
        if unicodeHasUTF8Memory(op) { PyObject_Free(op.utf8) }
        if !PyUnicode_IS_COMPACT(op), let data = op.unicode_data { PyObject_Free(data) }
    }
    if op.ob_type == PyUnicode_Type {
        PyObject_Free(op)
    } else {
        op.ob_type.tp_free.unsafelyUnwrapped(op)
    }
}
