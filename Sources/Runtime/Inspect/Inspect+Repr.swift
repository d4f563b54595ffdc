import Memory

extension Inspect {
    /// A short description of an object's value in about `limit` columns, in Python's own notation where there is one.
    public static func shortRepr(_ p: PyObj, limit: Int = 40) -> String {
        var budget = Budget(left: max(4, limit))
        var out = ""
        write(p, &out, &budget, depth: 0)
        return out
    }

    private struct Budget {
        var left: Int
    }

    private static func add(_ text: String, _ out: inout String, _ budget: inout Budget) {
        out += text
        budget.left -= text.count
    }

    private static func write(_ p: PyObj, _ out: inout String, _ budget: inout Budget, depth: Int) {
        guard isObject(p) else { return add("<no object>", &out, &budget) }
        let type = p.ob_type
        switch type {
        case PyLong_Type: add(integer(p), &out, &budget)
        case PyBool_Type: add(p == Py_True ? "True" : "False", &out, &budget)
        case _PyNone_Type: add("None", &out, &budget)
        case PyEllipsis_Type: add("...", &out, &budget)
        case _PyNotImplemented_Type: add("NotImplemented", &out, &budget)
        case PyFloat_Type: add(float(p.ob_fval), &out, &budget)
        case PyComplex_Type: add("(\(float(p.cval_real))+\(float(p.cval_imag))j)", &out, &budget)
        case PyUnicode_Type: add(quoted(p, budget.left), &out, &budget)
        case PyBytes_Type: add(bytes(p + 32, p.ob_size, budget.left), &out, &budget)
        case PyByteArray_Type: add("bytearray(\(p.ob_start.map { bytes($0, p.ob_size, budget.left) } ?? "b''"))", &out, &budget)
        case PyList_Type: sequence(p, "[", "]", p.list_item, p.ob_size, &out, &budget, depth)
        case PyTuple_Type: sequence(p, "(", p.ob_size == 1 ? ",)" : ")", p + 24, p.ob_size, &out, &budget, depth)
        case PyDict_Type: dict(p, &out, &budget, depth)
        case PySet_Type, PyFrozenSet_Type: set(p, &out, &budget, depth)
        case PyRange_Type:
            add("range(", &out, &budget)
            write(p.range_start, &out, &budget, depth: depth + 1)
            add(", ", &out, &budget)
            write(p.range_stop, &out, &budget, depth: depth + 1)
            add(")", &out, &budget)
        case PyFunction_Type: add("function \(p.func_name.map { text($0, limit: 40) } ?? "?")", &out, &budget)
        case PyCFunction_Type, PyCMethod_Type: add("built-in \(cString(p.m_ml.ml_name))", &out, &budget)
        case PyMethodDescr_Type, PyClassMethodDescr_Type:
            add("method \(p.d_name.map { text($0, limit: 40) } ?? "?")", &out, &budget)
        case PyMethod_Type:
            add(
                "method \(p.im_func.flatMap { $0.ob_type == PyFunction_Type ? $0.func_name : nil }.map { text($0, limit: 40) } ?? "?")",
                &out, &budget)
        case PyModule_Type:
            add("module \(p.md_name.map { $0.ob_type == PyUnicode_Type ? text($0, limit: 40) : "?" } ?? "?")", &out, &budget)
        case PyCode_Type: add("code \(text(p.co_name, limit: 40))", &out, &budget)
        case PyGen_Type, PyCoro_Type: add("\(typeName(p)) \(p.gi_name.map { text($0, limit: 40) } ?? "?")", &out, &budget)
        case PyCell_Type:
            add("cell ", &out, &budget)
            if let v = p.ob_ref { write(v, &out, &budget, depth: depth + 1) } else { add("(empty)", &out, &budget) }
        default:
            if isType(p) {
                add("class \(typeText(ofType: p))", &out, &budget)
            } else if type.tp_flags & TypeFlags.BASE_EXC_SUBCLASS != 0 {
                add(typeName(p), &out, &budget)
                if let args = p.exc_args, isObject(args), args.ob_type == PyTuple_Type {
                    sequence(args, "(", ")", args + 24, args.ob_size, &out, &budget, depth)
                }
            } else {
                add("\(typeName(p)) object", &out, &budget)
            }
        }
    }

    /// An int in decimal; very large ones by their size.
    static func integer(_ p: PyObj) -> String {
        let n = abs(p.ob_size)
        guard n <= 20, Memory.isReadable(UInt(bitPattern: p), 24 + n * 4) else { return "int of \(n * 30) bits" }
        // Base 10⁹ digits from base 2³⁰ ones, most significant first.
        var decimal: [UInt64] = [0]
        for i in stride(from: n - 1, through: 0, by: -1) {
            var carry = UInt64(p.load(fromByteOffset: 24 + i * 4, as: UInt32.self))
            for j in decimal.indices {
                carry += decimal[j] << 30
                decimal[j] = carry % 1_000_000_000
                carry /= 1_000_000_000
            }
            while carry > 0 {
                decimal.append(carry % 1_000_000_000)
                carry /= 1_000_000_000
            }
        }
        var text = String(decimal.last!)
        for d in decimal.dropLast().reversed() {
            let s = String(d)
            text += String(repeating: "0", count: 9 - s.count) + s
        }
        return p.ob_size < 0 ? "-" + text : text
    }

    private static func float(_ d: Double) -> String {
        if d.isNaN { return "nan" }
        if d.isInfinite { return d < 0 ? "-inf" : "inf" }
        return "\(d)"
    }

    private static func quoted(_ p: PyObj, _ room: Int) -> String {
        let limit = max(4, room - 2)
        let t = text(p, limit: limit)
        var out = "'"
        for c in t.unicodeScalars {
            switch c {
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case "\\": out += "\\\\"
            case "'": out += "\\'"
            default: out.unicodeScalars.append(c)
            }
        }
        return out + (p.unicode_length > limit ? "…'" : "'")
    }

    private static func bytes(_ data: PyObj, _ n: Int, _ room: Int) -> String {
        var out = "b'"
        for i in 0..<min(n, max(2, room - 3)) {
            let b = data.load(fromByteOffset: i, as: UInt8.self)
            switch b {
            case 0x0a: out += "\\n"
            case 0x27, 0x5c: out += "\\" + String(Character(Unicode.Scalar(b)))
            case 0x20..<0x7f: out += String(Character(Unicode.Scalar(b)))
            default:
                let h = String(b, radix: 16)
                out += "\\x" + (h.count < 2 ? "0" : "") + h
            }
            if out.count > room { return out + "…'" }
        }
        return out + "'"
    }

    private static func sequence(
        _ p: PyObj, _ open: String, _ close: String, _ items: PyObj?, _ n: Int, _ out: inout String, _ budget: inout Budget,
        _ depth: Int
    ) {
        add(open, &out, &budget)
        if depth > 2 && n > 0 {
            add("…", &out, &budget)
        } else if let items, n > 0, Memory.isReadable(UInt(bitPattern: items), n * 8) {
            for i in 0..<n {
                if i > 0 { add(", ", &out, &budget) }
                if budget.left < 4 {
                    add("…", &out, &budget)
                    break
                }
                if let item = items.load(fromByteOffset: i * 8, as: PyObj?.self) {
                    write(item, &out, &budget, depth: depth + 1)
                } else {
                    add("NULL", &out, &budget)
                }
            }
        }
        add(close, &out, &budget)
    }

    private static func dict(_ p: PyObj, _ out: inout String, _ budget: inout Budget, _ depth: Int) {
        add("{", &out, &budget)
        var first = true
        for e in dictEntries(p, limit: 40) {
            if !first { add(", ", &out, &budget) }
            first = false
            if budget.left < 6 || depth > 2 {
                add("…", &out, &budget)
                break
            }
            write(e.key, &out, &budget, depth: depth + 1)
            add(": ", &out, &budget)
            write(e.value, &out, &budget, depth: depth + 1)
        }
        add("}", &out, &budget)
    }

    private static func set(_ p: PyObj, _ out: inout String, _ budget: inout Budget, _ depth: Int) {
        let frozen = p.ob_type == PyFrozenSet_Type
        if p.set_used == 0 { return add(frozen ? "frozenset()" : "set()", &out, &budget) }
        add(frozen ? "frozenset({" : "{", &out, &budget)
        var first = true
        for key in setEntries(p, limit: 40) {
            if !first { add(", ", &out, &budget) }
            first = false
            if budget.left < 6 || depth > 2 {
                add("…", &out, &budget)
                break
            }
            write(key, &out, &budget, depth: depth + 1)
        }
        add(frozen ? "})" : "}", &out, &budget)
    }
}
