import Memory
import Runtime

/// A place that holds a reference, in words, and the object that the place is in.
struct Holder {
    var text: String
    var object: PyObj?
    /// Whether the reference is part of the object's count: those of the dict of interned texts are not.
    var isCounted = true
}

/// Finds all places that hold a reference to an object: frame slots, list items, dict values, attributes, constants of code.
final class ReferrerJob: HeapJob {
    private let target: PyObj
    private var walk = HeapWalk()
    private let visitor = ReferenceVisitor()
    /// The objects that hold it, with the places in them and whether their owner was known when these were put in words.
    private var hits: [(object: PyObj, places: [Holder], isNamed: Bool)] = []
    /// Who owns a tuple of constants or names, or a namespace.
    private var owners: [UInt: String] = [:]
    private var slots: [Holder] = []
    private(set) var isDone = false
    var progress: Double { isDone ? 1 : walk.progress }
    /// The most that are listed.
    static let limit = 200

    init(_ target: PyObj) {
        self.target = target
        for root in Inspect.roots() where root.target == target { slots.append(Holder(text: root.label, object: nil)) }
    }

    func advance() {
        walk.advance(150) { p in
            note(p)
            guard hits.count < Self.limit else { return }
            var isHit = false
            visitor.visit(p) {
                if $0 == target {
                    isHit = true
                    return false
                }
                return true
            }
            if isHit { hits.append((p, Self.places(in: p, of: target, owners), owners[UInt(bitPattern: p)] != nil)) }
        }
        guard walk.isDone else { return }
        isDone = true
        // Some owners were met after what they own.
        for (i, hit) in hits.enumerated() where !hit.isNamed && owners[UInt(bitPattern: hit.object)] != nil {
            hits[i].places = Self.places(in: hit.object, of: target, owners)
        }
    }

    /// Remembers what an object owns that would otherwise have no name.
    private func note(_ p: PyObj) {
        switch p.ob_type {
        case PyCode_Type:
            let name = Inspect.text(p.co_name, limit: 30)
            owners[(p + 24).load(as: UInt.self)] = "constant \u{1} of the code of \(name)"
            owners[(p + 32).load(as: UInt.self)] = "name \u{1} used in the code of \(name)"
            owners[(p + 96).load(as: UInt.self)] = "variable name \u{1} in the code of \(name)"
        case PyModule_Type:
            guard let dict = p.md_dict else { return }
            owners[UInt(bitPattern: dict)] = "global \u{1} of \(Inspect.shortRepr(p, limit: 30))"
        case PyFunction_Type:
            guard let closure = p.func_closure else { return }
            owners[UInt(bitPattern: closure)] = "closure cell \u{1} of \(Inspect.shortRepr(p, limit: 30))"
        default:
            if Inspect.isType(p), let dict = p.load(fromByteOffset: 264, as: PyObj?.self) {
                owners[UInt(bitPattern: dict)] = "attribute \u{1} of \(Inspect.shortRepr(p, limit: 30))"
            }
        }
    }

    /// The places found so far.
    var holders: [Holder] { slots + hits.flatMap(\.places) }

    /// Where in an object a reference is, in words.
    static func places(in p: PyObj, of target: PyObj, _ owners: [UInt: String]) -> [Holder] {
        let owner = owners[UInt(bitPattern: p)]
        var out: [Holder] = []
        if p == Interp.interned {
            // It holds each text twice, as key and as value.
            return ["key", "value"].map {
                Holder(text: "\($0) in the dict of interned texts (not counted)", object: p, isCounted: false)
            }
        }
        for r in Inspect.references(p, limit: 100_000) where r.target == target {
            var label = r.label
            if let owner {
                if label.hasPrefix("'") && label.hasSuffix("'") && label.count > 2 { label = String(label.dropFirst().dropLast()) }
                if label == "key" { label = "(its name)" }
                let parts = owner.split(separator: "\u{1}", omittingEmptySubsequences: false)
                out.append(Holder(text: parts[0] + label + (parts.count > 1 ? parts[1] : ""), object: p))
            } else {
                out.append(Holder(text: words(label, p), object: p))
            }
            if out.count > 50 { break }
        }
        if out.isEmpty { out.append(Holder(text: "somewhere in \u{2}", object: p)) }
        return out
    }

    private static func words(_ label: String, _ p: PyObj) -> String {
        if label.isEmpty { return "somewhere in \u{2}" }
        if label.hasPrefix("[") { return "item \(label) of \u{2}" }
        if label == "key" { return "key of \u{2}" }
        if label == "element" { return "element of \u{2}" }
        if label == "__class__" { return "the class of \u{2}" }
        if label.hasPrefix(".") { return "attribute \(label) of \u{2}" }
        if p.ob_type == PyDict_Type { return "value of key \(label) of \u{2}" }
        return "\(label) of \u{2}"
    }
}

/// Finds a shortest way of references from a root to an object: what keeps it alive.
final class PathJob: HeapJob {
    private let target: PyObj
    private var queue: [(object: UInt, parent: Int32)] = []
    private var next = 0
    private var seen: Set<UInt> = []
    private var labels: [String] = []
    private let visitor = ReferenceVisitor()
    private var end: Int?
    private(set) var isDone = false
    var progress: Double { isDone ? 1 : min(0.99, Double(next) / Double(max(1, queue.count))) }

    init(_ target: PyObj) {
        self.target = target
        for root in Inspect.roots() { begin(root.label, root.target) }
        // Static types are never freed; what they hold lives as long as the program.
        for i in 0..<256 {
            if let p = PyObj(bitPattern: StaticArea.types + UInt(i) * 416), Inspect.isObject(p), Inspect.isType(p) {
                begin("static type \(Inspect.typeText(ofType: p))", p)
            }
        }
    }

    private func begin(_ label: String, _ p: PyObj) {
        guard end == nil, seen.insert(UInt(bitPattern: p)).inserted else { return }
        queue.append((UInt(bitPattern: p), Int32(-1 - labels.count)))
        labels.append(label)
        if p == target { finish(queue.count - 1) }
    }

    private func finish(_ i: Int) {
        end = i
        isDone = true
    }

    func advance() {
        for _ in 0..<100 {
            guard !isDone else { return }
            guard next < queue.count else {
                isDone = true
                return
            }
            let i = next
            next += 1
            guard let p = PyObj(bitPattern: queue[i].object) else { continue }
            visitor.visit(p) { child in
                guard seen.insert(UInt(bitPattern: child)).inserted else { return true }
                queue.append((UInt(bitPattern: child), Int32(i)))
                if child == target {
                    finish(queue.count - 1)
                    return false
                }
                return true
            }
        }
    }

    /// One step: in words how it is held, and the object.
    typealias Step = (label: String, object: PyObj)

    /// The steps from a root to the object; nil if no root leads to it (as far as is known yet).
    var path: [Step]? {
        guard let end else { return nil }
        var out: [Step] = []
        var i = end
        while true {
            guard let p = PyObj(bitPattern: queue[i].object) else { return nil }
            let parent = Int(queue[i].parent)
            if parent < 0 {
                out.append((labels[-1 - parent], p))
                break
            }
            guard let holder = PyObj(bitPattern: queue[parent].object) else { return nil }
            let label = Inspect.references(holder, limit: 100_000).first { $0.target == p }?.label ?? ""
            out.append((label.isEmpty ? "refers to" : label == "key" ? "has the key" : label, p))
            i = parent
        }
        return out.reversed()
    }
}

/// Why an object is shared: what makes two names lead to one object where a person may expect two.
enum Sharing {
    /// Sentences; empty if nothing but assignment shares it.
    static func reasons(_ p: PyObj, _ s: Snapshot) -> [String] {
        let address = UInt(bitPattern: p)
        var out: [String] = []
        switch p.ob_type {
        case PyLong_Type where address >= StaticArea.smallInts && address < StaticArea.byteCharacters:
            out.append(
                "The ints from -5 to 256 are made once, when the interpreter starts: every \(Inspect.shortRepr(p)) is this object.")
        case PyBool_Type, _PyNone_Type, PyEllipsis_Type, _PyNotImplemented_Type:
            out.append("There is only one \(Inspect.shortRepr(p)) in the whole machine.")
        case PyTuple_Type where p.ob_size == 0: out.append("There is only one empty tuple.")
        case PyBytes_Type where p.ob_size == 0: out.append("There is only one empty bytes object.")
        case PyBytes_Type where address >= StaticArea.byteCharacters && address < StaticArea.latin1:
            out.append("Bytes objects of length 1 are made once, when the interpreter starts.")
        case PyUnicode_Type:
            if address >= StaticArea.latin1 && address < StaticArea.identifiers {
                out.append("The 256 Latin-1 characters are made once, when the interpreter starts.")
            } else if p.unicode_length == 0 {
                out.append("There is only one empty string.")
            } else if p.unicode_state & 3 != 0 {
                out.append("This text is interned: it looks like a name, so the compiler made one object for all equal ones.")
            }
        default: break
        }
        for record in s.frames.prefix(20) {
            guard let f = FrameView(record) else { continue }
            let consts = f.code.co_consts
            guard Inspect.isObject(consts), consts.ob_type == PyTuple_Type else { continue }
            for i in 0..<min(consts.ob_size, 1000) where consts.load(fromByteOffset: 24 + i * 8, as: PyObj?.self) == p {
                out.append("It is constant \(i) of the code of \(f.name): each time that code loads it, it is this object.")
                break
            }
            if out.count > 2 { break }
        }
        let names = s.frames.prefix(20).compactMap { FrameView($0) }.flatMap { f in
            f.variables.filter { $0.value == p }.map {
                $0.scope == .local && f.frame.fr_locals == nil ? "\($0.name) in \(f.name)" : $0.name
            }
        }
        var unique: [String] = []
        for n in names where !unique.contains(n) { unique.append(n) }
        if unique.count > 1 {
            let list = unique.prefix(6).joined(separator: ", ") + (unique.count > 6 ? " and others" : "")
            out.append(
                out.isEmpty
                    ? "\(list) are names of this one object: assignment and passing copy the reference, never the object."
                    : "Here its names are \(list).")
        }
        return out
    }
}
