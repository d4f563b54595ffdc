import Memory

/// One field of a struct in memory.
public struct Field {
    /// How its bytes are read.
    public enum Kind: Sendable {
        case signed, unsigned, pointer, address, function, double, flags, bytes
    }
    /// CPython's name.
    public var name: String
    /// Offset from the object; negative before it.
    public var offset: Int
    /// Bytes.
    public var size: Int
    /// How to read them.
    public var kind: Kind
    /// What there is to say beside the value: whose slot it is, what the bits mean.
    public var note = ""
    /// Where a pointer that leads to no object leads.
    public var link: MemoryThing?

    init(_ offset: Int, _ name: String, _ kind: Kind = .pointer, _ size: Int = 8, note: String = "", link: MemoryThing? = nil) {
        self.offset = offset
        self.name = name
        self.kind = kind
        self.size = size
        self.note = note
        self.link = link
    }
}

extension Inspect {
    /// The fields of an object in the order of their offsets: the head before it, its own struct, then items that lie inside it.
    public static func fields(_ p: PyObj) -> [Field] {
        guard isObject(p) else { return [] }
        var all: [Field] = []
        let before = preHeader(p)
        if before == 32 { all += [Field(-32, "values"), Field(-24, "dict")] }
        if before >= 16 { all += [Field(-16, "_gc_next", .unsigned), Field(-8, "_gc_prev", .unsigned)] }
        all += [Field(0, "ob_refcnt", .signed), Field(8, "ob_type")]
        let type = p.ob_type
        if isType(p) { return all + typeFields(p) }
        switch type {
        case PyLong_Type, PyBool_Type:
            all.append(Field(16, "ob_size", .signed))
            for i in 0..<max(1, min(abs(p.ob_size), 64)) { all.append(Field(24 + 4 * i, "ob_digit[\(i)]", .unsigned, 4)) }
        case PyFloat_Type: all.append(Field(16, "ob_fval", .double))
        case PyComplex_Type: all += [Field(16, "cval.real", .double), Field(24, "cval.imag", .double)]
        case PyUnicode_Type:
            all += [Field(16, "length", .signed), Field(24, "hash", .signed), Field(32, "state", .flags, 4), Field(40, "wstr")]
            let state = p.unicode_state
            let ascii = state >> 6 & 1 != 0
            let kind = Int(state >> 2 & 7)
            if !ascii { all += [Field(48, "utf8_length", .signed), Field(56, "utf8"), Field(64, "wstr_length", .signed)] }
            if state >> 5 & 1 != 0 {
                all += rows(ascii ? 48 : 72, (p.unicode_length + 1) * max(kind, 1), "data")
            } else {
                all.append(Field(72, "data"))
            }
        case PyBytes_Type:
            all += [Field(16, "ob_size", .signed), Field(24, "ob_shash", .signed)]
            all += rows(32, p.ob_size + 1, "ob_sval")
        case PyByteArray_Type:
            all += [
                Field(16, "ob_size", .signed), Field(24, "ob_alloc", .signed), Field(32, "ob_bytes"), Field(40, "ob_start"),
                Field(48, "ob_exports", .signed),
            ]
        case PyList_Type: all += [Field(16, "ob_size", .signed), Field(24, "ob_item"), Field(32, "allocated", .signed)]
        case PyTuple_Type:
            all.append(Field(16, "ob_size", .signed))
            for i in 0..<min(p.ob_size, 64) { all.append(Field(24 + 8 * i, "ob_item[\(i)]")) }
        case PyDict_Type:
            all += [
                Field(16, "ma_used", .signed), Field(24, "ma_version_tag", .unsigned), Field(32, "ma_keys"), Field(40, "ma_values"),
            ]
        case PySet_Type, PyFrozenSet_Type:
            all += [
                Field(16, "fill", .signed), Field(24, "used", .signed), Field(32, "mask", .signed), Field(40, "table"),
                Field(48, "hash", .signed),
                Field(56, "finger", .signed),
            ]
            for i in 0..<8 {
                all += [Field(64 + 16 * i, "smalltable[\(i)].key"), Field(72 + 16 * i, "smalltable[\(i)].hash", .signed)]
            }
            all.append(Field(192, "weakreflist"))
        case PyFunction_Type:
            let names = [
                "func_globals", "func_builtins", "func_name", "func_qualname", "func_code", "func_defaults", "func_kwdefaults",
                "func_closure", "func_doc",
                "func_dict", "func_weakreflist", "func_module", "func_annotations",
            ]
            for (i, n) in names.enumerated() { all.append(Field(16 + 8 * i, n)) }
            all += [Field(120, "vectorcall", .function), Field(128, "func_version", .unsigned, 4)]
        case PyMethod_Type:
            all += [Field(16, "im_func"), Field(24, "im_self"), Field(32, "im_weakreflist"), Field(40, "vectorcall", .function)]
        case PyCFunction_Type, PyCMethod_Type:
            all += [
                Field(16, "m_ml"), Field(24, "m_self"), Field(32, "m_module"), Field(40, "m_weakreflist"),
                Field(48, "vectorcall", .function),
            ]
        case PyCell_Type: all.append(Field(16, "ob_ref"))
        case PyModule_Type:
            all += [
                Field(16, "md_dict"), Field(24, "md_def"), Field(32, "md_state"), Field(40, "md_weaklist"), Field(48, "md_name"),
            ]
        case PyRange_Type: all += [Field(16, "start"), Field(24, "stop"), Field(32, "step"), Field(40, "length")]
        case PySlice_Type: all += [Field(16, "start"), Field(24, "stop"), Field(32, "step")]
        case PyRangeIter_Type:
            all += [
                Field(16, "index", .signed), Field(24, "start", .signed), Field(32, "step", .signed), Field(40, "len", .signed),
            ]
        case PyListIter_Type, PyTupleIter_Type, PySeqIter_Type: all += [Field(16, "it_index", .signed), Field(24, "it_seq")]
        case PyProperty_Type:
            all += [
                Field(16, "prop_get"), Field(24, "prop_set"), Field(32, "prop_del"), Field(40, "prop_doc"), Field(48, "prop_name"),
            ]
        case PyCode_Type: all += codeFields(p)
        case PyGen_Type, PyCoro_Type:
            all += [
                Field(16, "gi_code"), Field(24, "gi_weakreflist"), Field(32, "gi_name"), Field(40, "gi_qualname"),
                Field(48, "gi_exc_state.exc_value"),
                Field(56, "gi_exc_state.previous_item"), Field(64, "gi_origin_or_finalizer"),
                Field(75, "gi_frame_state", .signed, 1),
            ]
            all += frameFields(p + 80, 80)
        case PyFrame_Type:
            all += [Field(16, "f_back"), Field(24, "f_frame"), Field(32, "f_trace"), Field(40, "f_lineno", .signed, 4)]
        case PyTraceBack_Type:
            all += [
                Field(16, "tb_next"), Field(24, "tb_frame"), Field(32, "tb_lasti", .signed, 4), Field(36, "tb_lineno", .signed, 4),
            ]
        case _PyWeakref_Ref_Type:
            all += [
                Field(16, "wr_object"), Field(24, "wr_callback"), Field(32, "hash", .signed), Field(40, "wr_prev"),
                Field(48, "wr_next"), Field(56, "vectorcall", .function),
            ]
        default:
            if type.tp_flags & TypeFlags.BASE_EXC_SUBCLASS != 0 {
                all += [
                    Field(16, "dict"), Field(24, "args"), Field(32, "notes"), Field(40, "traceback"), Field(48, "context"),
                    Field(56, "cause"),
                    Field(64, "suppress_context", .unsigned, 1),
                ]
            } else if type.tp_flags & TypeFlags.HEAPTYPE != 0 {
                var offset = 16
                let slots = type.tp_basicsize > 16 ? slotNames(type) : [:]
                while offset + 8 <= type.tp_basicsize {
                    let name =
                        offset == type.tp_weaklistoffset
                        ? "weaklist" : offset == type.tp_dictoffset ? "dict" : slots[offset] ?? "slot at \(offset)"
                    all.append(Field(offset, name))
                    offset += 8
                }
            } else {
                for offset in stride(from: 16, to: max(16, type.tp_basicsize), by: 8) {
                    all.append(Field(offset, "+\(offset)", .unsigned))
                }
            }
        }
        return all
    }

    /// Rows of 8 bytes.
    static func rows(_ offset: Int, _ count: Int, _ name: String) -> [Field] {
        stride(from: 0, to: min(count, 512), by: 8).map { Field(offset + $0, $0 == 0 ? name : "", .bytes, min(8, count - $0)) }
    }

    private static func codeFields(_ p: PyObj) -> [Field] {
        var all = [
            Field(16, "ob_size", .signed), Field(24, "co_consts"), Field(32, "co_names"), Field(40, "co_exceptiontable"),
            Field(48, "co_flags", .flags, 4),
            Field(52, "co_warmup", .signed, 2), Field(54, "_co_linearray_entry_size", .signed, 2),
        ]
        let ints = [
            "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_stacksize", "co_firstlineno", "co_nlocalsplus",
            "co_nlocals", "co_nplaincellvars", "co_ncellvars", "co_nfreevars",
        ]
        for (i, n) in ints.enumerated() { all.append(Field(56 + 4 * i, n, .signed, 4)) }
        let pointers = [
            "co_localsplusnames", "co_localspluskinds", "co_filename", "co_name", "co_qualname", "co_linetable", "co_weakreflist",
            "_co_code", "_co_linearray",
        ]
        for (i, n) in pointers.enumerated() { all.append(Field(96 + 8 * i, n)) }
        all += [Field(168, "_co_firsttraceable", .signed, 4), Field(176, "co_extra")]
        return all + codeUnits(p)
    }

    /// The fields of a frame record; `offset` is where it begins in what is shown.
    public static func frameFields(_ frame: PyObj, _ offset: Int = 0) -> [Field] {
        var all = [
            Field(offset, "f_func"), Field(offset + 8, "f_globals"), Field(offset + 16, "f_builtins"),
            Field(offset + 24, "f_locals"), Field(offset + 32, "f_code"),
            Field(offset + 40, "frame_obj"), Field(offset + 48, "previous"), Field(offset + 56, "prev_instr"),
            Field(offset + 64, "stacktop", .signed, 4),
            Field(offset + 68, "is_entry", .unsigned, 1), Field(offset + 69, "owner", .unsigned, 1),
        ]
        let code = frame.fr_code
        guard isObject(code), code.ob_type == PyCode_Type else { return all }
        for i in 0..<Int(code.co_nlocalsplus + code.co_stacksize) {
            all.append(
                Field(
                    offset + 72 + 8 * i,
                    i < Int(code.co_nlocalsplus) ? "localsplus[\(i)]" : "stack[\(i - Int(code.co_nlocalsplus))]"))
        }
        return all
    }

    private static func typeFields(_ p: PyObj) -> [Field] {
        var all = [
            Field(16, "ob_size", .signed), Field(24, "tp_name", .pointer), Field(32, "tp_basicsize", .signed),
            Field(40, "tp_itemsize", .signed),
            Field(48, "tp_dealloc", .function), Field(56, "tp_vectorcall_offset", .signed), Field(64, "tp_getattr", .function),
            Field(72, "tp_setattr", .function), Field(80, "tp_as_async"), Field(88, "tp_repr", .function),
            Field(96, "tp_as_number"),
            Field(104, "tp_as_sequence"), Field(112, "tp_as_mapping"), Field(120, "tp_hash", .function),
            Field(128, "tp_call", .function),
            Field(136, "tp_str", .function), Field(144, "tp_getattro", .function), Field(152, "tp_setattro", .function),
            Field(160, "tp_as_buffer"),
            Field(168, "tp_flags", .flags), Field(176, "tp_doc"), Field(184, "tp_traverse", .function),
            Field(192, "tp_clear", .function),
            Field(200, "tp_richcompare", .function), Field(208, "tp_weaklistoffset", .signed), Field(216, "tp_iter", .function),
            Field(224, "tp_iternext", .function), Field(232, "tp_methods"), Field(240, "tp_members"), Field(248, "tp_getset"),
            Field(256, "tp_base"),
            Field(264, "tp_dict"), Field(272, "tp_descr_get", .function), Field(280, "tp_descr_set", .function),
            Field(288, "tp_dictoffset", .signed),
            Field(296, "tp_init", .function), Field(304, "tp_alloc", .function), Field(312, "tp_new", .function),
            Field(320, "tp_free", .function),
            Field(328, "tp_is_gc", .function), Field(336, "tp_bases"), Field(344, "tp_mro"), Field(352, "tp_cache"),
            Field(360, "tp_subclasses"),
            Field(368, "tp_weaklist"), Field(376, "tp_del", .function), Field(384, "tp_version_tag", .unsigned, 4),
            Field(392, "tp_finalize", .function),
            Field(400, "tp_vectorcall", .function),
        ]
        if p.tp_flags & TypeFlags.HEAPTYPE != 0 {
            all += [
                Field(848, "ht_name"), Field(856, "ht_slots"), Field(864, "ht_qualname"), Field(872, "ht_cached_keys"),
                Field(880, "ht_module"),
                Field(888, "_ht_tpname"),
            ]
        }
        return all
    }

    /// The value of a field as text; pointers to objects are described by their targets.
    public static func value(_ p: PyObj, _ field: Field) -> (text: String, target: PyObj?) {
        let at = p + field.offset
        guard Memory.isReadable(UInt(bitPattern: at), field.size) else { return ("unreadable", nil) }
        switch field.kind {
        case .signed:
            let v: Int =
                switch field.size {
                case 1: Int(at.load(as: Int8.self))
                case 2: Int(at.loadUnaligned(as: Int16.self))
                case 4: Int(at.loadUnaligned(as: Int32.self))
                default: at.loadUnaligned(as: Int.self)
                }
            return ("\(v)", nil)
        case .unsigned, .flags:
            let v: UInt =
                switch field.size {
                case 1: UInt(at.load(as: UInt8.self))
                case 2: UInt(at.loadUnaligned(as: UInt16.self))
                case 4: UInt(at.loadUnaligned(as: UInt32.self))
                default: at.loadUnaligned(as: UInt.self)
                }
            return (field.kind == .flags || v > 0xffff_ffff ? "0x" + String(v, radix: 16) : "\(v)", nil)
        case .address:
            let v = at.loadUnaligned(as: UInt.self)
            return (v == 0 ? "NULL" : "0x" + String(v, radix: 16), nil)
        case .double: return ("\(at.loadUnaligned(as: Double.self))", nil)
        case .function:
            let v = at.loadUnaligned(as: UInt.self)
            return (v == 0 ? "NULL" : FunctionNames.name(of: v) ?? "native function", nil)
        case .bytes:
            var text = ""
            for i in 0..<field.size {
                let b = at.load(fromByteOffset: i, as: UInt8.self)
                text += b >= 0x20 && b < 0x7f ? String(Character(Unicode.Scalar(b))) : "."
            }
            return (text, nil)
        case .pointer:
            guard let target = at.loadUnaligned(as: PyObj?.self) else { return ("NULL", nil) }
            if isObject(target) { return (shortRepr(target, limit: 30), target) }
            return ("0x" + String(UInt(bitPattern: target), radix: 16), target)
        }
    }
}
