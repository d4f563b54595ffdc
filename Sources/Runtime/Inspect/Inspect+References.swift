import Memory

/// A reference that an object holds.
public struct Reference {
    /// Where it is held, as a person would say it: `[0]`, `'key'`, `.attr`, `func_code`.
    public var label: String
    /// The object that is referred to.
    public var target: PyObj
    /// The address of the word that holds it, if it is a plain word.
    public var slot: UInt?
}

extension Inspect {
    /// Entries of a dict of any kind, in insertion order.
    public static func dictEntries(_ p: PyObj, limit: Int = .max) -> [(key: PyObj, value: PyObj, slot: UInt)] {
        let keys = p.ma_keys
        guard Memory.isReadable(UInt(bitPattern: keys), 32) else { return [] }
        return entries(keys, p.ma_values, limit: limit)
    }

    /// Entries of a keys table with values inside it, or beside it (split).
    static func entries(_ keys: PyObj, _ values: PyObj?, limit: Int) -> [(key: PyObj, value: PyObj, slot: UInt)] {
        let base = keys + 32 + (1 << Int(keys.dk_log2_index_bytes))
        let stride = keys.dk_kind == 0 ? 24 : 16
        let keyOffset = keys.dk_kind == 0 ? 8 : 0
        let n = keys.dk_nentries
        guard n >= 0, n < 1 << 28, Memory.isReadable(UInt(bitPattern: base), n * stride) else { return [] }
        var all: [(key: PyObj, value: PyObj, slot: UInt)] = []
        for i in 0..<n where all.count < limit {
            let entry = base + i * stride
            guard let key = entry.load(fromByteOffset: keyOffset, as: PyObj?.self) else { continue }
            let slot = values.map { $0 + i * 8 } ?? entry + keyOffset + 8
            guard let value = slot.load(as: PyObj?.self) else { continue }
            all.append((key, value, UInt(bitPattern: slot)))
        }
        return all
    }

    /// Elements of a set in table order.
    static func setEntries(_ p: PyObj, limit: Int = .max) -> [PyObj] {
        guard let table = p.set_table, p.set_mask >= 0, Memory.isReadable(UInt(bitPattern: table), (p.set_mask + 1) * 16) else {
            return []
        }
        var all: [PyObj] = []
        for i in 0...p.set_mask where all.count < limit {
            let key = (table + i * 16).load(as: PyObj?.self)
            // A deleted entry points to a dummy object with hash -1.
            if let key, (table + i * 16).load(fromByteOffset: 8, as: Int.self) != -1 { all.append(key) }
        }
        return all
    }

    /// The attributes that an instance holds itself: inline values, or its dict's entries.
    public static func instanceAttributes(_ p: PyObj) -> [(name: PyObj, value: PyObj, slot: UInt)] {
        let type = p.ob_type
        if type.tp_flags & TypeFlags.MANAGED_DICT != 0 {
            let head = p - 32
            if let values = head.load(as: PyObj?.self), let keys = type.ht_cached_keys,
                Memory.isReadable(UInt(bitPattern: values), 8)
            {
                return entries(keys, values, limit: .max).map { ($0.key, $0.value, $0.slot) }
            }
            if let dict = head.load(fromByteOffset: 8, as: PyObj?.self), isObject(dict) {
                return dictEntries(dict).map { ($0.key, $0.value, $0.slot) }
            }
            return []
        }
        let offset = type.tp_dictoffset
        if offset > 0, let dict = p.load(fromByteOffset: offset, as: PyObj?.self), isObject(dict),
            dict.ob_type.tp_flags & TypeFlags.DICT_SUBCLASS != 0
        {
            return dictEntries(dict).map { ($0.key, $0.value, $0.slot) }
        }
        return []
    }

    /// What an object refers to, with labels; at most `limit`. For types that have no labels here, the collector's own traversal names the
    /// targets.
    public static func references(_ p: PyObj, limit: Int = 200) -> [Reference] {
        guard isObject(p) else { return [] }
        var all: [Reference] = []
        func add(_ label: String, _ target: PyObj?, _ slot: UInt? = nil) {
            if let target, all.count < limit, isObject(target) { all.append(Reference(label: label, target: target, slot: slot)) }
        }
        func field(_ label: String, _ offset: Int) {
            add(label, p.load(fromByteOffset: offset, as: PyObj?.self), UInt(bitPattern: p + offset))
        }
        let type = p.ob_type
        switch type {
        case PyList_Type, PyTuple_Type:
            let items = type == PyList_Type ? p.list_item : p + 24
            if let items, Memory.isReadable(UInt(bitPattern: items), p.ob_size * 8) {
                for i in 0..<min(p.ob_size, limit) {
                    add("[\(i)]", items.load(fromByteOffset: i * 8, as: PyObj?.self), UInt(bitPattern: items + i * 8))
                }
            }
        case PyDict_Type:
            for e in dictEntries(p, limit: limit) {
                add("key", e.key)
                add(shortRepr(e.key, limit: 24), e.value, e.slot)
            }
        case PySet_Type, PyFrozenSet_Type: for key in setEntries(p, limit: limit) { add("element", key) }
        case PyFunction_Type:
            for (label, offset) in [
                ("__code__", 48), ("__globals__", 16), ("__builtins__", 24), ("__name__", 32), ("__qualname__", 40),
                ("__defaults__", 56), ("__kwdefaults__", 64), ("__closure__", 72), ("__doc__", 80), ("__dict__", 88),
                ("__module__", 104), ("__annotations__", 112),
            ] { field(label, offset) }
        case PyMethod_Type:
            field("__func__", 16)
            field("__self__", 24)
        case PyCell_Type: field("cell_contents", 16)
        case PyModule_Type:
            field("__dict__", 16)
            field("md_name", 48)
        case PyCode_Type:
            for (label, offset) in [
                ("co_consts", 24), ("co_names", 32), ("co_exceptiontable", 40), ("co_localsplusnames", 96),
                ("co_localspluskinds", 104), ("co_filename", 112), ("co_name", 120), ("co_qualname", 128), ("co_linetable", 136),
            ] { field(label, offset) }
        case PyRange_Type:
            field("start", 16)
            field("stop", 24)
            field("step", 32)
        default:
            if isType(p) {
                for (label, offset) in [
                    ("tp_dict", 264), ("tp_base", 256), ("tp_bases", 336), ("tp_mro", 344), ("tp_subclasses", 360),
                ] { field(label, offset) }
            } else {
                for a in instanceAttributes(p) { add("." + text(a.name, limit: 24), a.value, a.slot) }
                let known = Set(all.map(\.target))
                let others = traversed(p, limit: limit).filter { !known.contains($0) && $0 != type }
                let labels = others.isEmpty ? [:] : fieldLabels(p)
                for target in others { add(labels[target]?.label ?? "", target, labels[target]?.slot) }
            }
        }
        if type.tp_flags & TypeFlags.HEAPTYPE != 0 { add("__class__", type, UInt(bitPattern: p + 8)) }
        return all
    }

    /// What `tp_traverse` visits: reads only.
    static func traversed(_ p: PyObj, limit: Int) -> [PyObj] {
        guard isCollected(p), let traverse = p.ob_type.tp_traverse else { return [] }
        final class Box {
            var found: [PyObj] = []
            let limit: Int
            init(_ limit: Int) { self.limit = limit }
        }
        let box = Box(limit)
        _ = traverse(
            p,
            { target, arg in
                let box = Unmanaged<Box>.fromOpaque(arg!).takeUnretainedValue()
                box.found.append(target)
                return box.found.count >= box.limit ? 1 : 0
            }, Unmanaged.passUnretained(box).toOpaque())
        return box.found
    }
}
