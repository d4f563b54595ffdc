import Bytecode
import Memory

/// Something in memory that has a struct: an object, or one of the tables and records that objects and the allocator point to. It is known by its
/// address, and by what the pointer that led to it says about it.
public enum MemoryThing: Hashable, Sendable {
    /// An object.
    case object(UInt)
    /// A dict's keys table (PyDictKeysObject), with the split values beside it or 0.
    case dictKeys(UInt, values: UInt)
    /// An instance's inline values (PyDictValues), with the keys table that names them.
    case inlineValues(UInt, keys: UInt)
    /// An array of object pointers: how many there is room for, and how many of them are in use.
    case pointers(UInt, count: Int, used: Int, name: String)
    /// A set's table with mask + 1 entries.
    case setTable(UInt, mask: Int)
    /// A frame record (_PyInterpreterFrame).
    case frame(UInt)
    /// The head of a list of the collector.
    case gcList(UInt)
    /// A pool's header.
    case pool(UInt)
    /// The record of an arena.
    case arenaObject(UInt)
    /// A block that is not in use.
    case freeBlock(UInt, size: Int)
    /// A type's table of functions: `tp_as_number` and the like.
    case functions(UInt, of: String, type: UInt)
    /// Bytes.
    case bytes(UInt, count: Int, name: String)

    /// Its address.
    public var address: UInt {
        switch self {
        case .object(let a), .dictKeys(let a, _), .inlineValues(let a, _), .pointers(let a, _, _, _), .setTable(let a, _),
            .frame(let a),
            .gcList(let a), .pool(let a), .arenaObject(let a), .freeBlock(let a, _), .functions(let a, _, _), .bytes(let a, _, _):
            return a
        }
    }

    /// What it is called.
    public var title: String {
        switch self {
        case .object(let a): return PyObj(bitPattern: a).map { Inspect.isObject($0) ? Inspect.typeName($0) : "object" } ?? "object"
        case .dictKeys: return "dict keys"
        case .inlineValues: return "inline values"
        case .pointers(_, _, _, let name): return name
        case .setTable: return "set table"
        case .frame: return "frame record"
        case .gcList: return "GC list head"
        case .pool: return "pool header"
        case .arenaObject: return "arena object"
        case .freeBlock: return "free block"
        case .functions(_, let name, _): return name
        case .bytes(_, _, let name): return name
        }
    }

    /// What lies at an address, if that can be told from the address alone.
    public static func at(_ address: UInt) -> MemoryThing? {
        if let p = Inspect.object(at: UInt64(address)) {
            // A list head has no type; an object's block is in use.
            if Memory.region(of: address) == .statics { return .object(address) }
            if let block = Memory.block(containing: address), block.state == .used { return .object(address) }
            if Memory.region(of: address) == .dataStack { return nil }
            _ = p
        }
        if Memory.isPool(address) { return .pool(address) }
        if let block = Memory.block(containing: address), block.state != .used, !block.isLarge {
            return .freeBlock(block.address, size: block.size)
        }
        return nil
    }
}

extension Inspect {
    /// The fields of anything, by offset.
    public static func fields(of thing: MemoryThing) -> [Field] {
        guard let p = PyObj(bitPattern: thing.address), Memory.isReadable(thing.address, 16) else { return [] }
        switch thing {
        case .object: return isObject(p) ? linked(p, fields(p)) : []
        case .dictKeys(_, let values): return keysFields(p, values)
        case .inlineValues(_, let keys): return valuesFields(p, keys)
        case .pointers(_, let count, let used, _):
            return (0..<min(count, 4096)).map { i in
                Field(8 * i, "[\(i)]", i < used ? .pointer : .unsigned, note: i < used ? "" : "room, not in use")
            }
        case .setTable(_, let mask):
            return (0...min(max(mask, 0), 4095)).flatMap { i in
                [Field(16 * i, "[\(i)].key"), Field(16 * i + 8, "[\(i)].hash", .signed)]
            }
        case .frame: return frameRecordFields(p)
        case .gcList:
            return [
                Field(0, "_gc_next", .address, link: gcLink(p._gc_next)),
                Field(8, "_gc_prev", .address, link: gcLink(p._gc_prev)),
            ]
        case .pool: return poolFields(p)
        case .arenaObject: return arenaFields(p)
        case .freeBlock(let address, let size):
            let next = p.load(as: UInt.self)
            let pool = Memory.pool(containing: address)
            let isNext = next != 0 && Memory.pool(containing: next) == pool
            var all = [
                Field(
                    0, "next free block", .address, note: next == 0 ? "the last of the free list" : "",
                    link: isNext ? .freeBlock(next, size: size) : nil)
            ]
            all += rows(8, size - 8, "left over")
            if let pool { all.append(Field(Int(pool) - Int(address), "its pool", .address, link: .pool(pool))) }
            return all
        case .functions(_, let name, let type): return functionFields(p, name, type)
        case .bytes(_, let count, let name): return rows(0, count, name)
        }
    }

    // MARK: Objects

    /// What a word of a GC head leads to: an object's head lies 16 bytes before it, a list's head stands alone.
    private static func gcLink(_ word: UInt) -> MemoryThing? {
        let address = word & ~3
        guard address >= Layout.base, Memory.isReadable(address, 32) else { return nil }
        return Memory.region(of: address) == .machine
            ? .gcList(address) : object(at: UInt64(address + 16)).map { .object(UInt(bitPattern: $0)) }
    }

    /// Adds to an object's fields where their pointers lead, and what the values mean.
    private static func linked(_ p: PyObj, _ fields: [Field]) -> [Field] {
        let type = p.ob_type
        let isTypeObject = isType(p)
        func word(_ f: Field) -> UInt { (p + f.offset).loadUnaligned(as: UInt.self) }
        return fields.map { field in
            var f = field
            guard f.size == 8 else {
                if f.name == "state", type == PyUnicode_Type { f.note = stringState(p) }
                if f.name == "owner" { f.note = owner(Int((p + f.offset).load(as: UInt8.self))) }
                return f
            }
            let value = word(f)
            switch (f.name, f.offset) {
            case ("_gc_next", -16): f.link = gcLink(value)
            case ("_gc_prev", -8):
                f.link = gcLink(value)
                if value & 2 != 0 { f.note = "collecting; gc_refs \(value >> 2)" } else if value & 1 != 0 { f.note = "finalized" }
            case ("values", -32):
                if value != 0, let keys = type.ht_cached_keys { f.link = .inlineValues(value, keys: UInt(bitPattern: keys)) }
            case ("ob_item", 24) where type == PyList_Type:
                if value != 0 { f.link = .pointers(value, count: p.list_allocated, used: p.ob_size, name: "list items") }
            case ("ma_keys", 32): f.link = .dictKeys(value, values: (p + 40).load(as: UInt.self))
            case ("ma_values", 40): if value != 0 { f.link = .dictKeys((p + 32).load(as: UInt.self), values: value) }
            case ("table", 40) where type == PySet_Type || type == PyFrozenSet_Type: f.link = .setTable(value, mask: p.set_mask)
            case ("ob_start", 40), ("ob_bytes", 32):
                if value != 0, type == PyByteArray_Type {
                    f.link = .bytes(value, count: (p + 24).load(as: Int.self), name: "buffer")
                }
            case ("utf8", 56): if value != 0 { f.link = .bytes(value, count: (p + 48).load(as: Int.self) + 1, name: "UTF-8") }
            case ("f_frame", 24), ("previous", _): if value != 0 { f.link = .frame(value) }
            case ("prev_instr", _): f.note = instructionAt(value)
            case ("tp_name", 24) where isTypeObject:
                if value != 0 {
                    let name = cString(p.tp_name)
                    f.link = .bytes(value, count: name.utf8.count + 1, name: "tp_name")
                    f.note = "\"\(name)\""
                }
            case ("tp_flags", 168) where isTypeObject: f.note = typeFlags(value)
            case ("ht_cached_keys", _): if value != 0 { f.link = .dictKeys(value, values: 0) }
            case (let name, _) where name.hasPrefix("tp_as_") && isTypeObject:
                if value != 0 { f.link = .functions(value, of: name, type: UInt(bitPattern: p)) }
            case ("tp_methods", _), ("tp_members", _), ("tp_getset", _):
                if value != 0, isTypeObject { f.link = .functions(value, of: f.name, type: UInt(bitPattern: p)) }
            case ("ob_refcnt", 0): if isStatic(p) { f.note = "static: counts begin at 999,999,999" }
            default: break
            }
            if isTypeObject, f.kind == .function, value != 0, let from = inherited(p, f.offset, value) {
                f.note = "from \(typeText(ofType: from))"
            }
            return f
        }
    }

    /// The farthest base that has the same word in a slot; nil if the nearest has another.
    private static func inherited(_ type: PyObj, _ offset: Int, _ value: UInt) -> PyObj? {
        var found: PyObj?
        var at = type
        for _ in 0..<64 {
            guard let base = at.load(fromByteOffset: 256, as: PyObj?.self), isType(base),
                base.load(fromByteOffset: offset, as: UInt.self) == value
            else { break }
            found = base
            at = base
        }
        return found
    }

    /// The bits of a str's state in words.
    static func stringState(_ p: PyObj) -> String {
        let state = p.unicode_state
        let kind = Int(state >> 2 & 7)
        var words = ["\(kind) byte\(kind == 1 ? "" : "s") a character"]
        words.append(state >> 5 & 1 != 0 ? "compact" : "not compact")
        if state >> 6 & 1 != 0 { words.append("ASCII") }
        switch state & 3 {
        case 1: words.append("interned")
        case 2: words.append("interned for ever")
        default: words.append("not interned")
        }
        return words.joined(separator: ", ")
    }

    private static func owner(_ n: Int) -> String {
        switch n {
        case 0: "the thread's data stack"
        case 1: "a generator"
        case 2: "a frame object"
        default: ""
        }
    }

    /// The flags of a type that matter most, by CPython's names without their prefix.
    static func typeFlags(_ flags: UInt) -> String {
        let names: [(Int, String)] = [
            (3, "MANAGED_DICT"), (5, "SEQUENCE"), (6, "MAPPING"), (7, "DISALLOW_INSTANTIATION"), (8, "IMMUTABLETYPE"),
            (9, "HEAPTYPE"),
            (10, "BASETYPE"), (11, "HAVE_VECTORCALL"), (12, "READY"), (14, "HAVE_GC"), (17, "METHOD_DESCRIPTOR"),
            (19, "VALID_VERSION_TAG"),
            (20, "IS_ABSTRACT"), (24, "LONG_SUBCLASS"), (25, "LIST_SUBCLASS"), (26, "TUPLE_SUBCLASS"), (27, "BYTES_SUBCLASS"),
            (28, "UNICODE_SUBCLASS"), (29, "DICT_SUBCLASS"), (30, "BASE_EXC_SUBCLASS"), (31, "TYPE_SUBCLASS"),
        ]
        return names.filter { flags >> UInt($0.0) & 1 != 0 }.map(\.1).joined(separator: " ")
    }

    private static func instructionAt(_ address: UInt) -> String {
        guard Memory.isReadable(address, 2), let p = PyObj(bitPattern: address) else { return "" }
        return Opcode.names[Int(p.load(as: UInt8.self))]
    }

    // MARK: Code

    /// The code units one by one: instructions with their arguments, and the fields of their inline caches.
    static func codeUnits(_ p: PyObj) -> [Field] {
        var all: [Field] = []
        let units = min(p.ob_size, 4000)
        guard Memory.isReadable(UInt(bitPattern: p + 184), units * 2) else { return [] }
        var i = 0
        while i < units {
            let opcode = (p + 184 + 2 * i).load(as: UInt8.self)
            let argument = (p + 185 + 2 * i).load(as: UInt8.self)
            let base = Opcode.deoptimized[Int(opcode)]
            all.append(
                Field(
                    184 + 2 * i, Opcode.names[Int(opcode)], .unsigned, 2,
                    note: base >= Opcode.HAVE_ARGUMENT ? "arg \(argument)" : ""))
            i += 1
            for cache in Opcode.cacheFields(base) {
                guard i + cache.units <= units else { break }
                all.append(Field(184 + 2 * i, "  " + cache.name, .unsigned, 2 * cache.units))
                i += cache.units
            }
        }
        return all
    }

    // MARK: Tables

    private static func keysFields(_ p: PyObj, _ values: UInt) -> [Field] {
        var all = [
            Field(0, "dk_refcnt", .signed),
            Field(8, "dk_log2_size", .unsigned, 1, note: "\(1 << min(Int(p.dk_log2_size), 40)) slots"),
            Field(9, "dk_log2_index_bytes", .unsigned, 1),
            Field(
                10, "dk_kind", .unsigned, 1,
                note: ["any keys", "str keys only", "split: shared by instances"][min(2, Int(p.dk_kind))]),
            Field(12, "dk_version", .unsigned, 4), Field(16, "dk_usable", .signed), Field(24, "dk_nentries", .signed),
        ]
        let log = Int(p.dk_log2_size)
        let indexBytes = Int(p.dk_log2_index_bytes)
        guard log <= 30, indexBytes <= 34, indexBytes >= log, Memory.isReadable(UInt(bitPattern: p), 32 + 1 << indexBytes) else {
            return all
        }
        let width = 1 << (indexBytes - log)
        for slot in 0..<min(1 << log, 1024) {
            let at = p + 32 + slot * width
            let index: Int =
                switch width {
                case 1: Int(at.load(as: Int8.self))
                case 2: Int(at.loadUnaligned(as: Int16.self))
                case 4: Int(at.loadUnaligned(as: Int32.self))
                default: at.loadUnaligned(as: Int.self)
                }
            all.append(
                Field(
                    32 + slot * width, "indices[\(slot)]", .signed, width,
                    note: index == -1 ? "empty" : index == -2 ? "deleted" : "entry \(index)"))
        }
        let base = 32 + 1 << indexBytes
        let isGeneral = p.dk_kind == 0
        let stride = isGeneral ? 24 : 16
        let entries = max(0, min(p.dk_nentries, 2000))
        for i in 0..<entries {
            let at = base + i * stride
            if isGeneral { all.append(Field(at, "entries[\(i)].hash", .signed)) }
            all.append(Field(at + (isGeneral ? 8 : 0), "entries[\(i)].key"))
            all.append(Field(at + (isGeneral ? 16 : 8), "entries[\(i)].value", note: values != 0 ? "split: see values" : ""))
        }
        if values != 0, Memory.isReadable(values, entries * 8) {
            for i in 0..<entries { all.append(Field(Int(values) - Int(bitPattern: p) + i * 8, "values[\(i)]")) }
        }
        return all
    }

    private static func valuesFields(_ p: PyObj, _ keys: UInt) -> [Field] {
        guard let table = PyObj(bitPattern: keys), Memory.isReadable(keys, 32) else { return [] }
        let log = Int(table.dk_log2_index_bytes)
        guard log < 20 else { return [] }
        let base = table + 32 + 1 << log
        let count = max(0, min(table.dk_nentries + table.dk_usable, 64))
        // The bytes before the values: the last is the size of what is before, those before it the order of insertion.
        let before = Int((p - 1).load(as: UInt8.self))
        var all: [Field] = []
        if before > 0, before <= 64 {
            all += rows(-before, before, "").enumerated().map { i, f in
                var f = f
                f.name = i == 0 ? "order, size" : ""
                f.kind = .bytes
                return f
            }
        }
        for i in 0..<count {
            let key = i < table.dk_nentries ? (base + i * 16).load(as: PyObj?.self) : nil
            let name = key.flatMap { isObject($0) && $0.ob_type == PyUnicode_Type ? text($0, limit: 30) : nil }
            all.append(Field(8 * i, "values[\(i)]", note: name.map { "." + $0 } ?? "no such key yet"))
        }
        all.append(Field(Int(keys) - Int(bitPattern: p), "its keys", .address, link: .dictKeys(keys, values: 0)))
        return all
    }

    private static func frameRecordFields(_ p: PyObj) -> [Field] {
        let names = p.fr_code
        let variables =
            isObject(names) && names.ob_type == PyCode_Type && names.co_localsplusnames.ob_type == PyTuple_Type
            ? names.co_localsplusnames : emptyTuple
        let top = LiveStacks.top(of: p)
        return frameFields(p).map { field in
            var f = field
            if f.offset >= 72 {
                let i = (f.offset - 72) / 8
                if i < variables.ob_size, let name = variables.load(fromByteOffset: 24 + i * 8, as: PyObj?.self) {
                    f.note = text(name, limit: 20)
                } else if i >= top {
                    f.note = "above the top"
                } else if i == top - 1 {
                    f.note = "top"
                }
            } else if f.name == "previous" {
                let previous = (p + f.offset).load(as: UInt.self)
                if previous != 0 { f.link = .frame(previous) }
            } else if f.name == "prev_instr" {
                f.note = instructionAt((p + f.offset).load(as: UInt.self))
            } else if f.name == "owner" {
                f.note = owner(Int((p + f.offset).load(as: UInt8.self)))
            }
            return f
        }
    }

    // MARK: The allocator

    private static func poolFields(_ p: PyObj) -> [Field] {
        let info = Memory.pool(at: UInt(bitPattern: p))
        func poolLink(_ offset: Int) -> MemoryThing? {
            let address = (p + offset).load(as: UInt.self)
            return Memory.isPool(address) ? .pool(address) : nil
        }
        func ring(_ offset: Int) -> String {
            let address = (p + offset).load(as: UInt.self)
            if address == 0 { return "" }
            if let c = info.sizeClass, address == Memory.ringHead(ofClass: c) { return "usedpools[\(c)]" }
            return ""
        }
        let arena = Int((p + 32).load(as: UInt32.self))
        var all = [
            Field(0, "ref.count", .unsigned, 4, note: "of \(info.capacity) blocks"), Field(4, "padding", .unsigned, 4),
            Field(
                8, "freeblock", .address, note: info.freeblock == 0 ? "none is free" : "next for \(info.blockSize) bytes",
                link: info.freeblock == 0 ? nil : .freeBlock(info.freeblock, size: info.blockSize)),
            Field(16, "nextpool", .address, note: ring(16), link: poolLink(16)),
            Field(24, "prevpool", .address, note: ring(24), link: poolLink(24)),
            Field(32, "arenaindex", .unsigned, 4, link: Memory.arenaObject(arena).map { .arenaObject($0) }),
            Field(36, "szidx", .unsigned, 4, note: "\(info.blockSize) bytes a block"),
            Field(40, "nextoffset", .unsigned, 4, note: "first block never used"), Field(44, "maxnextoffset", .unsigned, 4),
        ]
        guard info.blockSize > 0 else { return all }
        for (i, b) in Memory.blocks(ofPool: UInt(bitPattern: p)).enumerated() {
            let offset = Memory.model.poolOverhead + i * info.blockSize
            var f = Field(offset, "block \(i)", .bytes, min(8, info.blockSize))
            switch b.state {
            case .used:
                var walk = HeapWalk(withStatics: false)
                if let object = walk.object(inBlock: b.address, b.size) {
                    f.link = .object(UInt(bitPattern: object))
                    f.note = typeName(object)
                } else {
                    f.link = .bytes(b.address, count: b.size, name: "block")
                    f.note = "used, no object"
                }
            case .free:
                f.link = .freeBlock(b.address, size: b.size)
                f.note = "free"
            case .untouched: f.note = "never handed out"
            }
            all.append(f)
        }
        return all
    }

    private static func arenaFields(_ p: PyObj) -> [Field] {
        func arena(_ offset: Int) -> MemoryThing? {
            let address = (p + offset).load(as: UInt.self)
            return address == 0 ? nil : .arenaObject(address)
        }
        let address = p.load(as: UInt.self)
        let first = (address + UInt(Memory.model.poolSize) - 1) & ~UInt(Memory.model.poolSize - 1)
        let free = (p + 24).load(as: UInt.self)
        return [
            Field(
                0, "address", .address, note: address == 0 ? "this record has no arena" : "",
                link: address != 0 && Memory.isPool(first) ? .pool(first) : nil),
            Field(8, "pool_address", .address, note: "next pool to be carved"), Field(16, "nfreepools", .unsigned, 4),
            Field(20, "ntotalpools", .unsigned, 4),
            Field(24, "freepools", .address, link: Memory.isPool(free) ? .pool(free) : nil),
            Field(32, "nextarena", .address, link: arena(32)), Field(40, "prevarena", .address, link: arena(40)),
        ]
    }

    // MARK: Functions of types

    private static let functionTables: [String: [(offset: Int, name: String)]] = {
        func table(_ prefix: String, _ names: String) -> [(offset: Int, name: String)] {
            names.split(separator: " ").enumerated().filter { $0.element != "-" }.map { ($0.offset * 8, prefix + $0.element) }
        }
        return [
            "tp_as_number": table(
                "nb_",
                "add subtract multiply remainder divmod power negative positive absolute bool invert lshift rshift and xor or int - float inplace_add "
                    + "inplace_subtract inplace_multiply inplace_remainder inplace_power inplace_lshift inplace_rshift inplace_and inplace_xor "
                    + "inplace_or floor_divide true_divide inplace_floor_divide inplace_true_divide index matrix_multiply inplace_matrix_multiply"
            ),
            "tp_as_sequence": table("sq_", "length concat repeat item - ass_item - contains inplace_concat inplace_repeat"),
            "tp_as_mapping": table("mp_", "length subscript ass_subscript"),
            "tp_as_async": table("am_", "await aiter anext send"),
            "tp_as_buffer": table("bf_", "getbuffer releasebuffer"),
        ]
    }()

    private static func functionFields(_ p: PyObj, _ name: String, _ type: UInt) -> [Field] {
        if let table = functionTables[name] {
            // The slot that holds the pointer to the same table in the bases.
            let offset = ["tp_as_async": 80, "tp_as_number": 96, "tp_as_sequence": 104, "tp_as_mapping": 112, "tp_as_buffer": 160][
                name]
            return table.map { entry in
                var f = Field(entry.offset, entry.name, .function)
                let value = (p + entry.offset).load(as: UInt.self)
                var at = PyObj(bitPattern: type)
                var from: PyObj?
                while value != 0, let t = at, let base = t.load(fromByteOffset: 256, as: PyObj?.self), isType(base),
                    let other = base.load(fromByteOffset: offset ?? 96, as: PyObj?.self),
                    other.load(fromByteOffset: entry.offset, as: UInt.self) == value
                {
                    from = base
                    at = base
                }
                if let from { f.note = "from \(typeText(ofType: from))" }
                return f
            }
        }
        // PyMethodDef 32 bytes, PyMemberDef 40, PyGetSetDef 40; a null name ends the table.
        var all: [Field] = []
        let stride = name == "tp_methods" ? 32 : 40
        for i in 0..<300 {
            let entry = p + i * stride
            guard Memory.isReadable(UInt(bitPattern: entry), stride), let text = entry.load(as: PyObj?.self) else { break }
            let label = cString(text)
            all.append(
                Field(
                    i * stride, "[\(i)] \(label)", .unsigned,
                    link: .bytes(UInt(bitPattern: text), count: label.utf8.count + 1, name: "name")))
            switch name {
            case "tp_methods":
                all.append(Field(i * stride + 8, "  ml_meth", .function))
                all.append(Field(i * stride + 16, "  ml_flags", .flags, 4))
            case "tp_getset":
                all.append(Field(i * stride + 8, "  get", .function))
                all.append(Field(i * stride + 16, "  set", .function))
            default:
                all.append(Field(i * stride + 8, "  type", .signed, 4))
                all.append(Field(i * stride + 16, "  offset", .signed))
                all.append(Field(i * stride + 24, "  flags", .flags, 4))
            }
        }
        return all
    }
}
