import Canvas
import Memory
import Runtime

/// Names, the objects that they lead to, and the objects that these lead to. A name or an object that was seen once stays where it was: greyed
/// when it is gone. Of the selected object it shows who holds it, what keeps it alive, and why it is shared; and it finds objects in the whole heap.
struct ObjectsPane: Pane {
    let kind = PaneKind.objects
    var scroll = 0
    var selection: Int?
    /// The object whose references are shown instead of the names'; nil for the names.
    var root: PyObj?
    /// What is listed when no object's references are.
    enum Mode { case names, addresses, found }
    var mode = Mode.names
    /// What is said of the selected object.
    enum Detail { case none, holders, path }
    var detail = Detail.none
    var detailScroll = 0
    /// What was searched for.
    var wanted = ""

    /// A name that was seen in a frame of some code, with the object that it led to last.
    private struct Known {
        var name: String
        var object: PyObj?
        var since: UInt64
    }
    /// Names by the code whose frames have them, in the order in which they came.
    private var known: [UInt: [Known]] = [:]

    /// At the top.
    init() {}

    func note(_ s: Snapshot) -> String {
        if let root { return "of " + s.name(root) }
        switch mode {
        case .names: return s.frame?.name ?? ""
        case .addresses: return "by address"
        case .found:
            let job = s.heap.search(wanted)
            return "\(grouped(UInt64(job.count)))\(job.isDone ? "" : "+") found: \(s.fit(wanted, 16))"
        }
    }

    var keys: [(String, String)] {
        [
            ("\u{2191}\u{2193}", "select"), ("Enter", "bytes"), ("r", "who holds it"), ("k", "what keeps it alive"), ("/", "find"),
            (root == nil && mode == .names ? "x" : "Bksp", root == nil && mode == .names ? "expand" : "names"), ("a", "by address"),
        ]
    }

    /// A row that is not drawn yet: making its text costs more than knowing what it is.
    enum Row {
        case reference(label: String, role: Role, object: PyObj, slot: UInt?, indent: Int, again: Bool)
        case gone(name: String, object: PyObj?)
        case placed(PyObj)
        case text(String, Role)

        var object: PyObj? {
            switch self {
            case .reference(_, _, let p, _, _, _), .placed(let p): p
            case .gone, .text: nil
            }
        }
    }

    /// The most rows of a tree of references.
    private static let limit = 600

    func rows(_ s: Snapshot) -> [Row] {
        var out: [Row] = []
        var seen: Set<PyObj> = []
        func add(_ label: String, _ role: Role, _ p: PyObj, _ slot: UInt?, _ indent: Int) {
            guard out.count < Self.limit else { return }
            let isContainer = s.isMarked(p)
            let again = isContainer && seen.contains(p)
            out.append(.reference(label: label, role: role, object: p, slot: slot, indent: indent, again: again))
            if again { return }
            seen.insert(p)
            guard indent < 4, isContainer else { return }
            let isRoot = p == root
            for r in Inspect.references(p, limit: isRoot ? 400 : 12) where r.label != "key" && r.label != "__class__" {
                add(r.label.isEmpty ? "?" : r.label, .dim, r.target, r.slot, indent + 2)
            }
        }
        if let root {
            guard s.heap.isLive(root) else { return [.text("this object is gone", .freed)] }
            add("it", .title, root, nil, 0)
            return out
        }
        switch mode {
        case .names: break
        case .addresses:
            let bound = (s.frame?.variables ?? []).compactMap(\.value).filter { s.isMarked($0) }.map { UInt(bitPattern: $0) }
            for address in Set(s.marks.addresses.suffix(2000) + bound).sorted() {
                if let p = PyObj(bitPattern: address) { out.append(.placed(p)) }
            }
            if out.isEmpty { out.append(.text("no object has been seen yet", .dim)) }
            return out
        case .found:
            let job = s.heap.search(wanted)
            out = job.found.map { .placed($0) }
            if job.count > job.found.count {
                out.append(.text("\(s.glyphs.ellipsis) \(grouped(UInt64(job.count - job.found.count))) more", .dim))
            }
            if !job.isDone {
                out.append(.text("searching: \(Int(job.progress * 100)) % of the heap", .changed))
            } else if out.isEmpty {
                out.append(.text("no object has this id, type or repr now", .freed))
            }
            return out
        }
        let variables = s.frame?.variables ?? []
        let names = s.frame.map { known[UInt(bitPattern: $0.code)] ?? [] } ?? []
        var byName: [String: FrameView.Variable] = [:]
        for v in variables where byName[v.name] == nil { byName[v.name] = v }
        for k in names {
            if let v = byName[k.name], let p = v.value {
                add(k.name, .name, p, v.slot, 0)
            } else if s.position >= k.since {
                out.append(.gone(name: k.name, object: k.object))
            }
        }
        let listed = Set(names.map(\.name))
        for v in variables where !listed.contains(v.name) { if let p = v.value { add(v.name, .name, p, v.slot, 0) } }
        if s.frame == nil { out.append(.text(s.exitStatus == nil ? "no frame runs" : "the run has ended", .dim)) }
        if out.count >= Self.limit { out.append(.text("\(s.glyphs.ellipsis) more; x shows the references of one object", .dim)) }
        // Objects that were shown before and to which nothing here leads any more.
        let namespaces = Set(s.frames.prefix(50).flatMap { [$0.fr_globals, $0.fr_locals, $0.fr_builtins] }.compactMap { $0 })
        // The latest only: a long walk gives out very many marks.
        let lost = s.marks.addresses.suffix(300).sorted().compactMap { PyObj(bitPattern: $0) }.filter {
            !seen.contains($0) && !namespaces.contains($0)
        }
        var freed = lost.filter { !s.heap.isLive($0) }
        let alive = lost.filter { s.heap.isLive($0) }
        if !lost.isEmpty { out.append(.text("seen before, no name here leads to:", .dim)) }
        out += alive.map { .placed($0) }
        let dropped = freed.count - 12
        if dropped > 0 { freed = Array(freed.sorted { (s.marks.existing($0) ?? 0) > (s.marks.existing($1) ?? 0) }.prefix(12)) }
        out += freed.sorted { $0 < $1 }.map { .placed($0) }
        if dropped > 0 { out.append(.text(" \(s.glyphs.ellipsis) and \(dropped) freed before", .freed)) }
        return out
    }

    func line(_ row: Row, _ s: Snapshot, width: Int) -> TextLine {
        var line = TextLine()
        func count(_ p: PyObj) {
            let rcChanged = s.changes.isChanged(UInt(bitPattern: p))
            let rc = "rc \(s.refcountText(p))"
            line.pad(to: width - rc.count - 2, gap: true)
            line.add(rc, rcChanged ? .changed : .dim, rcChanged ? .bold : [])
            line.add(rcChanged ? s.glyphs.changed : " ", .changed, .bold)
        }
        switch row {
        case .reference(let label, let role, let p, let slot, let indent, let again):
            let changed = slot.map { s.changes.isChanged($0) } ?? false
            line.add(String(repeating: " ", count: indent))
            line.add(s.fit(label, max(4, width / 3)), changed ? .changed : role, changed ? .bold : [])
            line.add(changed ? s.glyphs.changed : " ", .changed, .bold)
            line.add(s.glyphs.arrow + " ", .dim)
            let room = max(6, width - line.width - s.refcountText(p).count - 6)
            if again {
                line.add(s.markLine(p))
                line.add(" (above)", .dim)
            } else {
                line.add(s.line(for: p, limit: room, withType: s.isMarked(p) && room > 16))
            }
            count(p)
        case .placed(let p):
            line.add(" ")
            if s.heap.isLive(p) {
                if mode != .names { line.add(s.shortAddress(UInt(bitPattern: p)) + " ", .address) }
                line.add(s.line(for: p, limit: max(8, width - line.width - 11), withType: true))
                count(p)
            } else {
                if mode != .names { line.add(s.shortAddress(UInt(bitPattern: p)) + " ", .freed) }
                line.add((s.marks.existing(p).map { s.glyphs.mark($0) + " " } ?? "") + "freed", .freed)
                if mode == .names {
                    line.pad(to: width - 9, gap: true)
                    line.add(s.shortAddress(UInt(bitPattern: p)), .freed)
                }
            }
        case .gone(let name, let p):
            line.add(s.fit(name, max(4, width / 3)), .freed)
            line.add("  no longer bound", .freed)
            if let p {
                line.add(s.marks.existing(p).map { "; was " + s.glyphs.mark($0) } ?? "", .freed)
                if s.isMarked(p) || s.marks.existing(p) != nil { line.add(s.heap.isLive(p) ? "" : ", freed", .freed) }
            }
        case .text(let text, let role): line.add(text, role)
        }
        return line
    }

    private func selected(_ all: [Row]) -> PyObj? { selection.flatMap { all.indices.contains($0) ? all[$0].object : nil } }

    /// What is said of the selected object, below the list.
    func details(_ s: Snapshot, _ p: PyObj, width: Int) -> [TextLine] {
        guard s.heap.isLive(p) else { return [] }
        var out: [TextLine] = []
        func note(_ job: any HeapJob, _ none: String) {
            if !job.isDone {
                out.append(TextLine("  searching: \(Int(job.progress * 100)) % of the heap", .changed))
            } else if !none.isEmpty {
                out.append(TextLine("  " + none, .dim))
            }
        }
        func filled(_ h: Holder) -> TextLine {
            var line = TextLine("  ")
            let parts = h.text.split(separator: "\u{2}", omittingEmptySubsequences: false)
            for (i, part) in parts.enumerated() {
                if i > 0, let holder = h.object { line.add(s.line(for: holder, limit: max(8, width - line.width), withType: true)) }
                line.add(String(part))
            }
            return line
        }
        switch detail {
        case .none: return []
        case .holders:
            for reason in Sharing.reasons(p, s) { out += TextLine(reason, .changed).wrapped(width) }
            let job = s.heap.referrers(of: p)
            let holders = job.holders
            var head = TextLine("held by, refcount \(s.refcountText(p)):", .title, .bold)
            head.add(Inspect.isStatic(p) ? " (static objects count from 999,999,999)" : "", .dim)
            out.append(head)
            out += holders.prefix(60).map(filled)
            if holders.count > 60 { out.append(TextLine("  \(s.glyphs.ellipsis) \(holders.count - 60) more", .dim)) }
            let rest = p.ob_refcnt - holders.count { $0.isCounted }
            note(
                job,
                !Inspect.isStatic(p) && rest > 0
                    ? "and \(rest) from native code, the interpreter or objects being made"
                    : holders.isEmpty ? "nothing that can be seen" : "")
        case .path:
            let job = s.heap.path(to: p)
            if let path = job.path {
                out.append(TextLine("kept alive by:", .title, .bold))
                for (i, step) in path.enumerated() {
                    var line = TextLine(String(repeating: " ", count: min(i, 8)) + (i == 0 ? " " : s.glyphs.arrow + " "), .dim)
                    line.add(step.label + " ", .name)
                    line.add(s.line(for: step.object, limit: max(8, width - line.width), withType: true))
                    out.append(line)
                }
            } else {
                out.append(TextLine("what keeps it alive:", .title, .bold))
                note(job, "no root leads to it: a cycle keeps it, or native code")
            }
        }
        return out
    }

    /// The list's part and the details' part of the pane.
    private func parts(_ s: Snapshot, _ all: [Row], _ rect: Rect) -> (list: Rect, details: Rect, lines: [TextLine]) {
        guard detail != .none, let p = selected(all) else { return (rect, Rect(rect.x, rect.bottom, rect.width, 0), []) }
        let lines = details(s, p, width: rect.width)
        let height = min(lines.count + 1, max(rect.height / 2, rect.height - all.count))
        guard height > 1 else { return (rect, Rect(rect.x, rect.bottom, rect.width, 0), []) }
        return (
            Rect(rect.x, rect.y, rect.width, rect.height - height), Rect(rect.x, rect.bottom - height, rect.width, height), lines
        )
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        let all = rows(s)
        let (list, below, lines) = parts(s, all, rect)
        let first = max(0, min(scroll, all.count - list.height))
        var visible = all.dropFirst(first).prefix(list.height).map { line($0, s, width: rect.width) }
        if let selection, visible.indices.contains(selection - first) { visible[selection - first].background = .current }
        drawLines(Array(visible), &canvas, list, scroll: 0)
        if below.height > 0 {
            canvas.text(below.x, below.y, String(repeating: s.glyphs.horizontal, count: below.width), Style(.border))
            let inner = Rect(below.x, below.y + 1, below.width, below.height - 1)
            drawLines(lines, &canvas, inner, scroll: min(detailScroll, max(0, lines.count - inner.height)))
        }
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) {
        if let f = s.frame {
            let key = UInt(bitPattern: f.code)
            var names = known[key] ?? []
            for v in f.variables.prefix(300) {
                guard let p = v.value else { continue }
                if let i = names.firstIndex(where: { $0.name == v.name }) {
                    names[i].object = p
                    names[i].since = min(names[i].since, s.position)
                } else {
                    names.append(Known(name: v.name, object: p, since: s.position))
                }
            }
            known[key] = names
        }
        let count = rows(s).count
        if let i = selection, i >= count { selection = nil }
        scroll = max(0, min(scroll, count - rect.height))
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        switch key {
        case .left, .right, .character("l"), .character("h"), .character("."), .character(","): return nil
        default: break
        }
        let all = rows(s)
        let height = max(1, parts(s, all, rect).list.height)
        switch key {
        case .up:
            selection = max(0, (selection ?? 1) - 1)
            detailScroll = 0
        case .down:
            selection = min(all.count - 1, (selection ?? -1) + 1)
            detailScroll = 0
        case .pageDown:
            if detail != .none { detailScroll += height } else { selection = min(all.count - 1, (selection ?? 0) + height) }
        case .pageUp:
            if detail != .none {
                detailScroll = max(0, detailScroll - height)
            } else {
                selection = max(0, (selection ?? 0) - height)
            }
        case .enter:
            guard let p = selected(all) else { return nil }
            return .inspect(p)
        case .character("x"):
            guard let p = selected(all) else { return .message("select an object first") }
            root = p
            selection = 0
            scroll = 0
        case .character("a"):
            mode = mode == .addresses ? .names : .addresses
            root = nil
            selection = nil
            scroll = 0
        case .backspace:
            guard root != nil || mode != .names else { return nil }
            if root != nil { root = nil } else { mode = .names }
            selection = nil
            scroll = 0
        case .escape:
            guard detail != .none else { return nil }
            detail = .none
        case .character("r"), .character("k"):
            let next = key == .character("r") ? Detail.holders : .path
            guard selected(all) != nil || detail == next else { return .message("select an object first, with the arrows") }
            detail = detail == next ? .none : next
            detailScroll = 0
        case .wheel(_, let y, let direction):
            let (list, _, lines) = parts(s, all, rect)
            if y >= list.bottom {
                detailScroll = max(0, min(lines.count - 1, detailScroll + 3 * direction))
            } else {
                scroll = max(0, min(max(0, all.count - list.height), scroll + 3 * direction))
            }
            return PaneAction.none
        case .click(_, let y):
            let i = scroll + y - rect.y
            guard all.indices.contains(i), y - rect.y < height else { return nil }
            if selection == i, let p = all[i].object { return .inspect(p) }
            selection = i
        default: return nil
        }
        let now = rows(s)
        if let i = selection {
            scroll = scrolled(scroll, toShow: i, of: now.count, height: max(1, parts(s, now, rect).list.height))
        }
        return PaneAction.none
    }

    /// Finds objects in the whole heap by id, type or repr.
    mutating func search(_ text: String, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        root = nil
        selection = nil
        scroll = 0
        guard !text.isEmpty else {
            mode = .names
            return PaneAction.none
        }
        wanted = text
        mode = .found
        selection = 0
        _ = s.heap.search(text)
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { rows(s).map { "object: " + line($0, s, width: 76).plain.trimmed } }
}
