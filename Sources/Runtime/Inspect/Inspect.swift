import Memory

/// Looking at objects without touching them: nothing here runs Python code, allocates in the machine, or changes a count. It may be used at any
/// event, even in the middle of an instruction, so it trusts no pointer that it has not checked.
public enum Inspect {
    /// The object at an address, if there plausibly is one: readable, with a type object as its type.
    public static func object(at address: UInt64) -> PyObj? {
        guard address & 7 == 0, Memory.isReadable(UInt(address), 16), let p = PyObj(bitPattern: UInt(address)) else { return nil }
        return isObject(p) ? p : nil
    }

    /// Whether an address holds an object.
    public static func isObject(_ p: PyObj) -> Bool {
        let address = UInt(bitPattern: p)
        guard address & 7 == 0, Memory.isReadable(address, 16) else { return false }
        guard let type = p.load(fromByteOffset: 8, as: PyObj?.self) else { return false }
        return isType(type) && p.ob_refcnt >= 0
    }

    /// Whether an address holds a type object: its type's type is `type`, or derived from it.
    public static func isType(_ p: PyObj) -> Bool {
        let address = UInt(bitPattern: p)
        guard address & 7 == 0, Memory.isReadable(address, 408) else { return false }
        guard let meta = p.load(fromByteOffset: 8, as: PyObj?.self), Memory.isReadable(UInt(bitPattern: meta), 408),
            UInt(bitPattern: meta) & 7 == 0
        else {
            return false
        }
        return meta == PyType_Type || meta.tp_flags & TypeFlags.TYPE_SUBCLASS != 0
    }

    /// The name of an object's type.
    public static func typeName(_ p: PyObj) -> String { typeText(ofType: p.ob_type) }

    /// The name of a type.
    public static func typeText(ofType type: PyObj) -> String {
        guard isType(type), let name = type.load(fromByteOffset: 24, as: PyObj?.self) else { return "?" }
        let full = cString(name)
        return full.split(separator: ".").last.map(String.init) ?? full
    }

    /// A C string of at most 200 bytes; empty if it cannot be read.
    static func cString(_ p: PyObj) -> String {
        guard Memory.isReadable(UInt(bitPattern: p), 1) else { return "" }
        var bytes: [UInt8] = []
        var i = 0
        while i < 200 {
            let b = p.load(fromByteOffset: i, as: UInt8.self)
            if b == 0 { break }
            bytes.append(b)
            i += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of a str object, at most `limit` code points.
    public static func text(_ p: PyObj, limit: Int = 1000) -> String {
        let state = p.unicode_state
        let length = p.unicode_length
        guard length >= 0 else { return "" }
        let kind = Int(state >> 2 & 7)
        let data: PyObj
        if state >> 5 & 1 != 0 {
            data = p + (state >> 6 & 1 != 0 ? 48 : 72)
        } else if let d = p.unicode_data {
            data = d
        } else {
            return ""
        }
        let n = min(length, limit)
        guard kind == 1 || kind == 2 || kind == 4, Memory.isReadable(UInt(bitPattern: data), n * kind) else { return "" }
        var out = String.UnicodeScalarView()
        for i in 0..<n {
            let v: UInt32 =
                switch kind {
                case 1: UInt32(data.load(fromByteOffset: i, as: UInt8.self))
                case 2: UInt32(data.load(fromByteOffset: i * 2, as: UInt16.self))
                default: data.load(fromByteOffset: i * 4, as: UInt32.self)
                }
            out.append(Unicode.Scalar(v) ?? "\u{fffd}")
        }
        return String(out)
    }

    /// Bytes that an object takes, its head before it included; what `sys.getsizeof` says of objects that do not override it.
    public static func size(_ p: PyObj) -> Int {
        let type = p.ob_type
        let items = type.tp_itemsize > 0 ? abs(p.ob_size) : 0
        return type.tp_basicsize + items * type.tp_itemsize + preHeader(p)
    }

    /// Bytes before the object: 0, 16 for the collector's head, 32 where instances have inline values.
    public static func preHeader(_ p: PyObj) -> Int {
        if !isCollected(p) { return 0 }
        return p.ob_type.tp_flags & TypeFlags.MANAGED_DICT != 0 ? 32 : 16
    }

    /// Whether an object has a collector's head. Static types say that they have none.
    public static func isCollected(_ p: PyObj) -> Bool {
        guard p.ob_type.tp_flags & TypeFlags.HAVE_GC != 0 else { return false }
        return isType(p) ? p.tp_flags & TypeFlags.HEAPTYPE != 0 : true
    }

    /// Whether the collector knows the object.
    public static func isTracked(_ p: PyObj) -> Bool { isCollected(p) && p != emptyTuple && (p - 16)._gc_next != 0 }

    /// Whether the object lies in the static area, where counts begin at 999,999,999.
    public static func isStatic(_ p: PyObj) -> Bool { Memory.region(of: UInt(bitPattern: p)) == .statics }
}
