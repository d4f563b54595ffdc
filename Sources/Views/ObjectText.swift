import Canvas
import Memory
import Runtime

/// How objects are written in panes: a mark for those that have an identity worth following, and a short value.
extension Snapshot {
    /// Whether an object gets a mark: containers and instances do; numbers, texts, types, functions and modules are known by their value or name.
    public func isMarked(_ p: PyObj) -> Bool {
        guard Inspect.isObject(p), Inspect.isCollected(p), !Inspect.isType(p) else { return false }
        switch p.ob_type {
        case PyFunction_Type, PyCFunction_Type, PyCMethod_Type, PyModule_Type, PyMethodDescr_Type, PyClassMethodDescr_Type,
            PyCode_Type:
            return false
        case PyTuple_Type: return p.ob_size > 0
        default: return true
        }
    }

    /// The mark of an object with its style, or nothing.
    ///
    /// Panes that show where objects are give marks out; sentences only use those that exist.
    public func markLine(_ p: PyObj, giving: Bool = true) -> TextLine {
        var line = TextLine()
        guard isMarked(p), let n = giving ? marks.number(of: p) : marks.existing(p) else { return line }
        line.add(glyphs.mark(n), .mark(n))
        return line
    }

    /// The role in which a value is written.
    public func role(_ p: PyObj) -> Role {
        switch p.ob_type {
        case PyLong_Type, PyFloat_Type, PyComplex_Type, PyBool_Type: .number
        case PyUnicode_Type, PyBytes_Type, PyByteArray_Type: .string
        case PyFunction_Type, PyMethod_Type, PyCFunction_Type: .builtin
        default: Inspect.isType(p) ? .builtin : .normal
        }
    }

    /// A reference: mark and short value in at most so many columns.
    public func line(for p: PyObj?, limit: Int = 30, withType: Bool = false, giving: Bool = true) -> TextLine {
        guard let p else { return TextLine("NULL", .dim) }
        guard Inspect.isObject(p) else { return TextLine("not an object", .dim) }
        var line = markLine(p, giving: giving)
        if !line.spans.isEmpty { line.add(" ") }
        let type = Inspect.typeName(p)
        if withType, type.count + line.width + 5 < limit, !Inspect.shortRepr(p, limit: 8).hasPrefix(type) {
            line.add(type + " ", .dim)
        }
        line.add(fit(Inspect.shortRepr(p, limit: max(4, limit - line.width)), max(4, limit - line.width)), role(p))
        return line
    }

    /// A reference as plain text for sentences.
    public func name(_ p: PyObj?, limit: Int = 24) -> String {
        guard let p else { return "NULL" }
        guard Inspect.isObject(p) else { return "something" }
        let mark = markLine(p).plain
        let value = fit(Inspect.shortRepr(p, limit: limit), limit)
        if mark.isEmpty { return value }
        switch p.ob_type {
        case PyList_Type, PyTuple_Type, PyDict_Type, PySet_Type, PyFrozenSet_Type: return "\(Inspect.typeName(p)) \(mark)"
        default: return "\(value) \(mark)"
        }
    }

    /// Text cut to so many columns, closed with an ellipsis.
    public func fit(_ text: String, _ columns: Int) -> String {
        if TextWidth.of(text) <= columns { return text }
        var out = ""
        var used = 0
        for c in text {
            let w = TextWidth.of(String(c))
            if used + w > columns - 1 { break }
            out.append(c)
            used += w
        }
        return out + glyphs.ellipsis
    }

    /// A reference count; of static objects, whose counts begin at 999,999,999, the distance from 1e9.
    public func refcountText(_ p: PyObj) -> String {
        let n = p.ob_refcnt
        guard n > 900_000_000 else { return "\(n)" }
        let distance = n - 1_000_000_000
        return distance == 0 ? "1e9" : distance > 0 ? "1e9+\(distance)" : "1e9\(distance)"
    }

    /// The last four hexadecimal digits of an address, with an ellipsis before them.
    public func shortAddress(_ address: UInt) -> String { glyphs.ellipsis + hexadecimal(address & 0xfffff, 5) }
}
