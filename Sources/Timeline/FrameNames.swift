import Memory
import Runtime

/// The variables of a frame record, read from memory.
public enum FrameNames {
    /// Whether a record holds a code object and can be read.
    public static func isFrame(_ frame: PyObj) -> Bool {
        guard Memory.isReadable(UInt(bitPattern: frame), 72) else { return false }
        let code = frame.load(fromByteOffset: 32, as: PyObj?.self)
        return code.map { Inspect.isObject($0) && $0.ob_type == PyCode_Type } ?? false
    }

    /// The line that a frame is at; nil before its first instruction.
    public static func line(of frame: PyObj) -> Int? {
        let at = frame.frameLasti
        guard at >= 0, at < frame.fr_code.ob_size * 2 else { return nil }
        let line = PyCode_Addr2Line(frame.fr_code, at)
        return line > 0 ? line : nil
    }

    /// The values on a frame's value stack, top first; nil for NULL.
    public static func stack(of frame: PyObj) -> [PyObj?] {
        let base = Int(frame.fr_code.co_nlocalsplus)
        let top = LiveStacks.top(of: frame)
        guard top >= base, top <= base + Int(frame.fr_code.co_stacksize) else { return [] }
        return (base..<top).reversed().map { frame.localsplus[$0] }
    }

    /// Fast locals, cells and free variables with their values, nil where unbound; of frames with a namespace also its names, but for those
    /// with two underscores.
    public static func variables(of frame: PyObj) -> [(name: String, value: PyObj?)] {
        var all: [(name: String, value: PyObj?)] = []
        let names = frame.fr_code.co_localsplusnames
        if Inspect.isObject(names), names.ob_type == PyTuple_Type {
            for i in 0..<names.ob_size {
                guard let name = names.load(fromByteOffset: 24 + i * 8, as: PyObj?.self) else { continue }
                var value = frame.localsplus[i].flatMap { Inspect.isObject($0) ? $0 : nil }
                if let cell = value, cell.ob_type == PyCell_Type { value = cell.ob_ref.flatMap { Inspect.isObject($0) ? $0 : nil } }
                all.append((Inspect.text(name, limit: 200), value))
            }
        }
        if let space = frame.fr_locals, Inspect.isObject(space), space.ob_type == PyDict_Type {
            for (name, value) in texts(space) where !(name.hasPrefix("__") && name.hasSuffix("__")) { all.append((name, value)) }
        }
        return all
    }

    /// What a name means in a frame: local, cell, in its namespace, global, built in; nil if it is not bound. It is quick, for it is asked at each
    /// instruction of a long search.
    public static func value(of name: String, in frame: PyObj) -> PyObj? {
        let wanted = Array(name.utf8)
        let names = frame.fr_code.co_localsplusnames
        if Inspect.isObject(names), names.ob_type == PyTuple_Type {
            for i in 0..<names.ob_size {
                guard let text = names.load(fromByteOffset: 24 + i * 8, as: PyObj?.self), isText(text, wanted, name) else {
                    continue
                }
                guard let value = frame.localsplus[i], Inspect.isObject(value) else { return nil }
                guard value.ob_type == PyCell_Type else { return value }
                return value.ob_ref.flatMap { Inspect.isObject($0) ? $0 : nil }
            }
        }
        var previous: PyObj?
        for space in [frame.fr_locals, frame.fr_globals, frame.fr_builtins] {
            guard let space, space != previous, Inspect.isObject(space), space.ob_type == PyDict_Type else { continue }
            previous = space
            for entry in Inspect.dictEntries(space) where Inspect.isObject(entry.key) && isText(entry.key, wanted, name) {
                return Inspect.isObject(entry.value) ? entry.value : nil
            }
        }
        return nil
    }

    /// Whether a str has this text.
    private static func isText(_ p: PyObj, _ utf8: [UInt8], _ text: String) -> Bool {
        guard p.ob_type == PyUnicode_Type else { return false }
        // Compact ASCII: the bytes themselves.
        if p.unicode_state >> 5 & 3 == 3 {
            guard p.unicode_length == utf8.count, Memory.isReadable(UInt(bitPattern: p), 48 + utf8.count) else { return false }
            return UnsafeRawBufferPointer(start: p + 48, count: utf8.count).elementsEqual(utf8)
        }
        return Inspect.text(p, limit: 200) == text
    }

    private static func texts(_ dict: PyObj) -> [(String, PyObj)] {
        Inspect.dictEntries(dict).compactMap {
            guard Inspect.isObject($0.key), $0.key.ob_type == PyUnicode_Type, Inspect.isObject($0.value) else { return nil }
            return (Inspect.text($0.key, limit: 200), $0.value)
        }
    }
}
