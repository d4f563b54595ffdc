import Memory

/// Calls a function for each object that an object refers to. Unlike `Inspect.references` it makes no labels, so that a heap can be searched.
public final class ReferenceVisitor {
    private var body: (PyObj) -> Bool = { _ in true }

    /// A visitor that can be used for many objects.
    public init() {}

    /// Calls `body` for each reference of `p` until it says false. Only what is complete is traversed: containers that the collector tracks, and
    /// those whose structs are read here.
    public func visit(_ p: PyObj, _ body: (PyObj) -> Bool) {
        let type = p.ob_type
        func words(_ start: PyObj, _ count: Int) {
            guard count > 0, count < 1 << 32, Memory.isReadable(UInt(bitPattern: start), count * 8) else { return }
            for i in 0..<count {
                if let target = start.load(fromByteOffset: i * 8, as: PyObj?.self), Inspect.isObject(target), !body(target) {
                    return
                }
            }
        }
        switch type {
        case PyTuple_Type: return words(p + 24, p.ob_size)
        case PyList_Type:
            if let items = p.list_item { words(items, p.ob_size) }
            return
        case PyDict_Type:
            for e in Inspect.dictEntries(p) {
                if Inspect.isObject(e.key), !body(e.key) { return }
                if Inspect.isObject(e.value), !body(e.value) { return }
            }
            return
        case PySet_Type, PyFrozenSet_Type:
            for key in Inspect.setEntries(p) where Inspect.isObject(key) { if !body(key) { return } }
            return
        case PyCode_Type:
            words(p + 24, 3)
            return words(p + 96, 6)
        case PyLong_Type, PyUnicode_Type, PyFloat_Type, PyBytes_Type, PyBool_Type: return
        default: break
        }
        if Inspect.isType(p), p.tp_flags & TypeFlags.HEAPTYPE == 0 {
            for offset in [256, 264, 336, 344, 360] { words(p + offset, 1) }
            return
        }
        if type.tp_flags & TypeFlags.HEAPTYPE != 0, !body(type) { return }
        guard Inspect.isTracked(p), let traverse = type.tp_traverse else { return }
        withoutActuallyEscaping(body) { escaping in
            self.body = escaping
            _ = traverse(
                p,
                { target, argument in
                    let visitor = Unmanaged<ReferenceVisitor>.fromOpaque(argument.unsafelyUnwrapped).takeUnretainedValue()
                    return visitor.body(target) ? 0 : 1
                }, Unmanaged.passUnretained(self).toOpaque())
            self.body = { _ in true }
        }
    }
}

extension Inspect {
    /// A place outside of all objects that holds an object.
    public struct Root {
        /// The place in words: `local x of f`, `sys.modules`.
        public var label: String
        /// The object.
        public var target: PyObj
    }

    /// The places from which objects are kept: slots of frames from the innermost outwards, the thread's exceptions, the interpreter's words. Static types
    /// are not among them.
    public static func roots() -> [Root] {
        var out: [Root] = []
        func add(_ label: String, _ p: PyObj?) { if let p, isObject(p) { out.append(Root(label: label, target: p)) } }
        for frame in Machine.frames.prefix(2000) {
            let code = frame.fr_code
            guard isObject(code), code.ob_type == PyCode_Type else { continue }
            let name = text(code.co_qualname, limit: 40)
            let names = (code.co_localsplusnames.ob_type == PyTuple_Type) ? code.co_localsplusnames : emptyTuple
            let top = LiveStacks.top(of: frame)
            let count = max(Int(code.co_nlocalsplus), min(top, Int(code.co_nlocalsplus + code.co_stacksize)))
            for i in 0..<count {
                guard let p = frame.localsplus[i], isObject(p) else { continue }
                if i < Int(code.co_nlocalsplus), i < names.ob_size {
                    let variable = names.load(fromByteOffset: 24 + i * 8, as: PyObj?.self).map { text($0, limit: 30) } ?? "?"
                    add("local \(variable) of \(name)", p)
                } else {
                    add("value stack of \(name)", p)
                }
            }
            add("f_locals of \(name)", frame.fr_locals)
            add("f_globals of \(name)", frame.fr_globals)
            add("f_func of \(name)", frame.fr_func)
            add("f_code of \(name)", code)
            add("frame object of \(name)", frame.fr_frame_obj)
        }
        add("sys.modules", Interp.modules)
        add("exception being raised", ThreadState.curexc_value)
        add("traceback being made", ThreadState.curexc_traceback)
        add("exception being handled", ThreadState.exc_info.load(as: PyObj?.self))
        for i in 0..<256 where i != 3 { add("the interpreter", Interp.object(i)) }
        return out
    }
}
