import Memory
import Trace

// How the static types are written down: a file `X+Type.swift` has one function that fills the slots of its type object and lists methods,
// getters and members. The tables are copied into the static area in CPython's own struct layouts, because the type pane shows them.

/// Takes zeroed bytes from the static area; they are never freed.
public func staticAlloc(_ size: Int) -> PyObj { Memory.staticAlloc(size) }

/// A C string in the static area.
public func staticCString(_ text: StaticString) -> PyObj {
    let p = staticAlloc(text.utf8CodeUnitCount + 1)
    p.copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
    return p
}

/// One built-in method: name, calling convention, function, docstring.
struct MethodSpec {
    var name: StaticString
    var flags: Int32
    var function: UnsafeMutableRawPointer
    var doc: StaticString

    private init(_ name: StaticString, _ flags: Int32, _ function: UnsafeMutableRawPointer, _ doc: StaticString) {
        (self.name, self.flags, self.function, self.doc) = (name, flags, function, doc)
    }

    // The function pointers lose their types here and get them back by `ml_flags` in the call (CFunction+Call.swift).
    static func noargs(_ name: StaticString, _ f: NoArgsFunction, _ doc: StaticString = "", flags: Int32 = 0) -> MethodSpec {
        MethodSpec(name, MethodFlags.NOARGS | flags, unsafeBitCast(f, to: UnsafeMutableRawPointer.self), doc)
    }
    static func o(_ name: StaticString, _ f: OneArgFunction, _ doc: StaticString = "", flags: Int32 = 0) -> MethodSpec {
        MethodSpec(name, MethodFlags.O | flags, unsafeBitCast(f, to: UnsafeMutableRawPointer.self), doc)
    }
    static func varargs(_ name: StaticString, _ f: VarArgsFunction, _ doc: StaticString = "", flags: Int32 = 0) -> MethodSpec {
        MethodSpec(name, MethodFlags.VARARGS | flags, unsafeBitCast(f, to: UnsafeMutableRawPointer.self), doc)
    }
    static func keywords(_ name: StaticString, _ f: KeywordsFunction, _ doc: StaticString = "", flags: Int32 = 0) -> MethodSpec {
        MethodSpec(
            name, MethodFlags.VARARGS | MethodFlags.KEYWORDS | flags, unsafeBitCast(f, to: UnsafeMutableRawPointer.self), doc)
    }
    static func fast(_ name: StaticString, _ f: FastFunction, _ doc: StaticString = "", flags: Int32 = 0) -> MethodSpec {
        MethodSpec(name, MethodFlags.FASTCALL | flags, unsafeBitCast(f, to: UnsafeMutableRawPointer.self), doc)
    }
    static func fastKeywords(_ name: StaticString, _ f: FastKeywordsFunction, _ doc: StaticString = "", flags: Int32 = 0)
        -> MethodSpec
    {
        MethodSpec(
            name, MethodFlags.FASTCALL | MethodFlags.KEYWORDS | flags, unsafeBitCast(f, to: UnsafeMutableRawPointer.self), doc)
    }
}

/// One computed attribute.
struct GetSetSpec {
    var name: StaticString
    var get: getter?
    var set: setter?
    var doc: StaticString = ""
    var closure: UnsafeMutableRawPointer?

    init(
        _ name: StaticString, _ get: getter?, _ set: setter? = nil, _ doc: StaticString = "",
        closure: UnsafeMutableRawPointer? = nil
    ) {
        (self.name, self.get, self.set, self.doc, self.closure) = (name, get, set, doc, closure)
    }
}

/// Kinds of `PyMemberDef`. Origin: Include/structmember.h.
enum MemberType: Int32 {
    case short = 0, int = 1, long = 2, float = 3, double = 4, string = 5, object = 6, char = 7, byte = 8, ubyte = 9, ushort = 10
    case uint = 11, ulong = 12, stringInplace = 13, bool = 14, objectEx = 16, longlong = 17, ulonglong = 18, pyssizet = 19, none =
        20
}

/// One attribute that is a field of the struct.
struct MemberSpec {
    var name: StaticString
    var type: MemberType
    var offset: Int
    var readonly: Bool
    var doc: StaticString

    init(_ name: StaticString, _ type: MemberType, _ offset: Int, readonly: Bool = true, _ doc: StaticString = "") {
        (self.name, self.type, self.offset, self.readonly, self.doc) = (name, type, offset, readonly, doc)
    }
}

extension UnsafeMutableRawPointer {
    /// Fills a static type's head; slots, tables and `PyType_Ready` follow.
    func initStaticType(_ name: StaticString, basicsize: Int, itemsize: Int = 0, flags: UInt = 0, base: PyObj? = nil) {
        ob_refcnt = 1
        ob_type = PyType_Type
        ob_size = 0
        tp_name = staticCString(name)
        tp_basicsize = basicsize
        tp_itemsize = itemsize
        tp_flags = TypeFlags.DEFAULT | flags
        tp_base = base
    }

    /// Sets `tp_methods` from specs.
    func setMethods(_ specs: [MethodSpec]) { tp_methods = staticMethodDefs(specs) }

    /// Sets `tp_getset` from specs.
    func setGetSets(_ specs: [GetSetSpec]) {
        let table = staticAlloc((specs.count + 1) * 40)
        for (i, s) in specs.enumerated() {
            let d = table + i * 40
            d.gs_name = staticCString(s.name)
            d.gs_get = s.get
            d.gs_set = s.set
            d.gs_doc = s.doc.utf8CodeUnitCount == 0 ? nil : staticCString(s.doc)
            d.gs_closure = s.closure
        }
        tp_getset = table
    }

    /// Sets `tp_members` from specs.
    func setMembers(_ specs: [MemberSpec]) {
        let table = staticAlloc((specs.count + 1) * 40)
        for (i, s) in specs.enumerated() {
            let d = table + i * 40
            d.mem_name = staticCString(s.name)
            d.mem_type = s.type.rawValue
            d.mem_offset = s.offset
            d.mem_flags = s.readonly ? 1 : 0
            d.mem_doc = s.doc.utf8CodeUnitCount == 0 ? nil : staticCString(s.doc)
        }
        tp_members = table
    }

    /// Gives the type an empty `PyNumberMethods` and returns it.
    func newNumberMethods() -> PyObj { let p = staticAlloc(288); tp_as_number = p; return p }
    /// Gives the type an empty `PySequenceMethods` and returns it.
    func newSequenceMethods() -> PyObj { let p = staticAlloc(80); tp_as_sequence = p; return p }
    /// Gives the type an empty `PyMappingMethods` and returns it.
    func newMappingMethods() -> PyObj { let p = staticAlloc(24); tp_as_mapping = p; return p }
    /// Gives the type an empty `PyAsyncMethods` and returns it.
    func newAsyncMethods() -> PyObj { let p = staticAlloc(32); tp_as_async = p; return p }
}

/// A null-terminated table of `PyMethodDef` in the static area.
func staticMethodDefs(_ specs: [MethodSpec]) -> PyObj {
    let table = staticAlloc((specs.count + 1) * 32)
    for (i, s) in specs.enumerated() {
        let d = table + i * 32
        d.ml_name = staticCString(s.name)
        d.ml_meth = s.function
        d.ml_flags = s.flags
        d.ml_doc = s.doc.utf8CodeUnitCount == 0 ? nil : staticCString(s.doc)
    }
    return table
}
