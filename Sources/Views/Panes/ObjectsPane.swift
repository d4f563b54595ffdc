import Canvas
import Memory
import Runtime

/// Names, the objects that they lead to, and the objects that these lead to. An object that was seen once stays listed: without a name that leads
/// to it, and greyed when it was freed.
struct ObjectsPane: Pane {
    let kind = PaneKind.objects
    var scroll = 0
    var selection: Int?
    /// The object whose references are shown instead of the names'; nil for the names.
    var root: PyObj?
    /// Whether it is shown who refers to the selected object.
    var showsReferrers = false

    /// At the top.
    init() {}

    func note(_ s: Snapshot) -> String { root.map { "of " + s.name($0) } ?? (s.frame?.name ?? "") }

    var keys: [(String, String)] {
        [
            ("\u{2191}\u{2193}", "select"), ("Enter", "bytes"), ("r", "who refers"),
            (root == nil ? "x" : "Bksp", root == nil ? "expand" : "names"),
        ]
    }

    typealias Row = (line: TextLine, object: PyObj?)

    func rows(_ s: Snapshot, width: Int) -> [Row] {
        var out: [Row] = []
        var seen: Set<PyObj> = []
        func add(_ label: String, _ role: Role, _ p: PyObj, _ slot: UInt?, _ indent: Int) {
            let changed = slot.map { s.changes.isChanged($0) } ?? false
            let again = seen.contains(p) && s.isMarked(p)
            var line = TextLine(String(repeating: " ", count: indent))
            line.add(s.fit(label, max(4, width / 3)), changed ? .changed : role, changed ? .bold : [])
            line.add(changed ? s.glyphs.changed : " ", .changed, .bold)
            line.add(s.glyphs.arrow + " ", .dim)
            let rcChanged = s.changes.isChanged(UInt(bitPattern: p))
            let rc = "rc \(s.refcountText(p))"
            let room = max(6, width - line.width - rc.count - 3)
            if again {
                line.add(s.markLine(p))
                line.add(" (above)", .dim)
            } else {
                let isContainer = s.isMarked(p)
                line.add(s.line(for: p, limit: room, withType: isContainer && room > 16))
            }
            line.pad(to: width - rc.count - 2, gap: true)
            line.add(rc, rcChanged ? .changed : .dim, rcChanged ? .bold : [])
            line.add(rcChanged ? s.glyphs.changed : " ", .changed, .bold)
            out.append((line, p))
            if again { return }
            seen.insert(p)
            if indent < 4, s.isMarked(p) {
                for r in Inspect.references(p, limit: 12) where r.label != "key" && r.label != "__class__" {
                    add(r.label.isEmpty ? "?" : r.label, .dim, r.target, r.slot, indent + 2)
                }
            }
        }
        if let root {
            guard Inspect.isObject(root) else { return [(TextLine("this object is gone", .freed), nil)] }
            add("it", .title, root, nil, 0)
        } else {
            for v in s.frame?.variables ?? [] {
                if let p = v.value { add(v.name, .name, p, v.slot, 0) }
            }
            if s.frame == nil { out.append((TextLine(s.exitStatus == nil ? "no frame runs" : "the run has ended", .dim), nil)) }
        }
        // Objects that were shown before and to which nothing here leads any more.
        let namespaces = Set(s.frames.flatMap { [$0.fr_globals, $0.fr_locals, $0.fr_builtins] }.compactMap { $0 })
        // The latest only: a long walk gives out very many marks.
        let lost = s.marks.addresses.suffix(300).compactMap { UnsafeMutableRawPointer(bitPattern: $0) }.filter {
            !seen.contains($0) && !namespaces.contains($0)
        }
        var orphans: [Row] = []
        var freed: [(number: Int, row: Row)] = []
        for p in lost.sorted(by: { $0 < $1 }) {
            let n = s.marks.existing(p) ?? 0
            var line = TextLine(" ")
            let block = Memory.block(containing: UInt(bitPattern: p))
            if block.map({ $0.state == .used }) ?? true, Inspect.isObject(p), p.ob_refcnt > 0 {
                line.add(s.line(for: p, limit: max(8, width - 12), withType: true))
                let rc = "rc \(s.refcountText(p))"
                line.pad(to: width - rc.count - 2, gap: true)
                line.add(rc, .dim)
                orphans.append((line, p))
            } else {
                line.add(s.glyphs.mark(n) + " freed", .freed)
                line.pad(to: width - 9, gap: true)
                line.add(s.shortAddress(UInt(bitPattern: p)), .freed)
                freed.append((n, (line, nil)))
            }
        }
        let dropped = freed.count - 12
        orphans += freed.sorted { $0.number > $1.number }.prefix(12).map(\.row)
        if dropped > 0 { orphans.append((TextLine(" \(s.glyphs.ellipsis) and \(dropped) freed before", .freed), nil)) }
        if !orphans.isEmpty, root == nil {
            out.append((TextLine("seen before, no name here leads to:", .dim), nil))
            out += orphans
        }
        if showsReferrers, let i = selection, out.indices.contains(i), let p = out[i].object {
            out.append((TextLine("who refers to " + s.name(p) + ":", .title, .bold), nil))
            let found = referrers(of: p, s)
            for (text, object) in found.prefix(40) { out.append((TextLine("  " + text), object)) }
            let rest = p.ob_refcnt - found.count
            if rest > 0 && p.ob_refcnt < 900_000_000 {
                out.append((TextLine("  and \(rest) from running frames and native code", .dim), nil))
            }
        }
        return out
    }

    /// Objects known to the collector that refer to an object, and slots of frames.
    func referrers(of p: PyObj, _ s: Snapshot) -> [(String, PyObj?)] {
        var out: [(String, PyObj?)] = []
        for record in s.frames.prefix(50) {
            guard let f = FrameView(record) else { continue }
            for v in f.variables where v.value == p && v.scope == .local && f.frame.fr_locals == nil {
                out.append(("local \(v.name) of \(f.name)", nil))
            }
            for slot in f.stack where slot.value == p { out.append(("value stack of \(f.name)", nil)) }
        }
        let globals = s.frame?.frame.fr_globals
        for generation in 0..<3 {
            for object in GCWalk.objects(GCState.head(generation)) {
                for r in Inspect.references(object, limit: 1000) where r.target == p {
                    out.append((object == globals ? "global \(r.label)" : "\(s.name(object, limit: 20)) \(r.label)", object))
                }
                if out.count > 60 { return out }
            }
        }
        return out
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        var lines = rows(s, width: rect.width).map(\.line)
        if let selection, lines.indices.contains(selection) { lines[selection].background = .current }
        drawLines(lines, &canvas, rect, scroll: scroll)
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        let count = rows(s, width: rect.width).count
        if let i = selection, i >= count { selection = nil }
        scroll = max(0, min(scroll, count - rect.height))
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let all = rows(s, width: rect.width)
        func selected() -> PyObj? { selection.flatMap { all.indices.contains($0) ? all[$0].object : nil } }
        switch key {
        case .up: selection = max(0, (selection ?? 1) - 1)
        case .down: selection = min(all.count - 1, (selection ?? -1) + 1)
        case .pageDown: selection = min(all.count - 1, (selection ?? 0) + rect.height)
        case .pageUp: selection = max(0, (selection ?? 0) - rect.height)
        case .enter:
            guard let p = selected() else { return nil }
            return .inspect(p)
        case .character("x"):
            guard let p = selected() else { return .message("select an object first") }
            root = p
            selection = 0
            scroll = 0
        case .backspace:
            guard root != nil else { return nil }
            root = nil
            selection = nil
        case .character("r"):
            guard selected() != nil || showsReferrers else { return .message("select an object first") }
            showsReferrers.toggle()
            return PaneAction.none
        case .wheel(_, _, let direction):
            scroll = max(0, min(max(0, all.count - rect.height), scroll + 3 * direction))
            return PaneAction.none
        case .click(_, let y):
            let i = scroll + y - rect.y
            guard all.indices.contains(i) else { return nil }
            if selection == i, let p = all[i].object { return .inspect(p) }
            selection = i
        default: return nil
        }
        if let i = selection { scroll = scrolled(scroll, toShow: i, of: all.count, height: rect.height) }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { rows(s, width: 76).map { "object: " + $0.line.plain.trimmed } }
}

/// Walking the collector's lists.
enum GCWalk {
    /// The objects of a list, oldest first; at most `limit`. Safe in the middle of a collection.
    static func objects(_ head: PyObj, limit: Int = 200_000) -> [PyObj] {
        var out: [PyObj] = []
        var at = head._gc_next & ~1
        while at != UInt(bitPattern: head), at != 0, at & 7 == 0, out.count < limit, Memory.isReadable(at, 16),
            let gc = UnsafeMutableRawPointer(bitPattern: at)
        {
            out.append(gc + 16)
            at = gc._gc_next & ~1
        }
        return out
    }
}
