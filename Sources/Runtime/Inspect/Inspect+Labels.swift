import Memory

/// What the words of an object are called that have no label of their own: the names in `__slots__`, and the fields of CPython's structs.
extension Inspect {
    /// The attributes that a type and its bases keep at fixed offsets of an instance (`__slots__` and the like), by offset.
    static func slotNames(_ type: PyObj) -> [Int: String] {
        var names: [Int: String] = [:]
        guard let mro = type.load(fromByteOffset: 344, as: PyObj?.self), isObject(mro), mro.ob_type == PyTuple_Type else {
            return [:]
        }
        for i in 0..<min(mro.ob_size, 50) {
            guard let base = mro.load(fromByteOffset: 24 + i * 8, as: PyObj?.self), isObject(base), isType(base),
                base.tp_flags & TypeFlags.HEAPTYPE != 0, let dict = base.load(fromByteOffset: 264, as: PyObj?.self), isObject(dict)
            else { continue }
            for e in dictEntries(dict, limit: 1000) where isObject(e.value) && e.value.ob_type == PyMemberDescr_Type {
                // A PyMemberDef: name, type, offset.
                guard let member = e.value.load(fromByteOffset: 40, as: PyObj?.self),
                    Memory.isReadable(UInt(bitPattern: member), 40)
                else { continue }
                let offset = member.load(fromByteOffset: 16, as: Int.self)
                if names[offset] == nil { names[offset] = text(e.key, limit: 24) }
            }
        }
        return names
    }

    /// Names for what an object refers to, where its own struct has them: the targets of its pointer fields.
    static func fieldLabels(_ p: PyObj) -> [PyObj: (label: String, slot: UInt)] {
        var labels: [PyObj: (String, UInt)] = [:]
        let isSlotted = p.ob_type.tp_flags & TypeFlags.HEAPTYPE != 0
        for f in fields(p) where f.kind == .pointer && f.offset >= 16 {
            guard Memory.isReadable(UInt(bitPattern: p + f.offset), 8),
                let target = (p + f.offset).loadUnaligned(as: PyObj?.self), labels[target] == nil
            else { continue }
            labels[target] = (isSlotted && !f.name.hasPrefix("slot at") ? "." + f.name : f.name, UInt(bitPattern: p + f.offset))
        }
        return labels
    }
}
