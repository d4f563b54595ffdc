import Canvas
import Memory
import Runtime

/// The frames from the innermost outwards, each with its variables.
struct FramesPane: Pane {
    let kind = PaneKind.frames
    var scroll = 0
    var selection: Int?

    /// At the top.
    init() {}

    func note(_ s: Snapshot) -> String {
        s.frames.isEmpty ? "" : s.frames.count == 1 ? "1 frame" : "\(s.frames.count) frames"
    }

    var keys: [(String, String)] { [("\u{2191}\u{2193}", "select"), ("Enter", "look at it")] }

    enum Row {
        case frame(Int)
        case variable(PyObj?)
        case note
    }

    func rows(_ s: Snapshot, width: Int) -> [(line: TextLine, row: Row)] {
        guard !s.frames.isEmpty else {
            let text = s.exitStatus.map { "the run has ended, status \($0)" } ?? "no frame runs"
            return [(TextLine(text, .dim), .note)]
        }
        var out: [(line: TextLine, row: Row)] = []
        // Deep recursion: the inner and the outer ones are enough.
        let all = Array(s.frames.enumerated())
        let shown = all.count > 60 ? Array(all.prefix(40)) + Array(all.suffix(10)) : all
        for (depth, record) in shown {
            if all.count > 60 && depth == all.count - 10 {
                out.append((TextLine("  \(s.glyphs.ellipsis) \(all.count - 50) more frames", .dim), .note))
            }
            guard let f = FrameView(record) else { continue }
            var head = TextLine()
            head.add(depth == s.selectedFrame ? s.glyphs.here : " ", .timelineHere, .bold)
            head.add(f.name, .title, .bold)
            let place = f.line.map { depth == 0 ? "line \($0)" : "returns to line \($0)" } ?? "not begun"
            head.pad(to: max(head.width + 1, width - place.count))
            head.add(place, .dim)
            out.append((head, .frame(depth)))
            for v in f.variables {
                var line = TextLine("   ")
                let changed = s.changes.isChanged(v.slot)
                let scope = v.scope == .cell || v.scope == .free ? " \(v.scope.rawValue)" : ""
                line.add(s.fit(v.name, max(4, width / 3)), changed ? .changed : .name, changed ? .bold : [])
                line.add(scope, .dim)
                line.pad(to: min(3 + max(6, width / 4), width / 2), gap: true)
                var rc = ""
                var rcChanged = false
                if let value = v.value {
                    rcChanged = s.changes.isChanged(UInt(bitPattern: value))
                    rc = "rc " + s.refcountText(value)
                    line.add(s.line(for: value, limit: max(6, width - line.width - rc.count - 3)))
                } else {
                    line.add(v.scope == .cell ? "(empty)" : "not bound", .dim)
                }
                line.pad(to: width - rc.count - 2, gap: true)
                line.add(rc, rcChanged ? .changed : .dim, rcChanged ? .bold : [])
                line.add(changed || rcChanged ? s.glyphs.changed : " ", .changed, .bold)
                out.append((line, .variable(v.value)))
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
        scroll = 0
        selection = nil
    }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let all = rows(s, width: rect.width)
        guard !all.isEmpty else { return nil }
        func open(_ i: Int) -> PaneAction? {
            switch all[i].row {
            case .frame(let depth): .frame(depth)
            case .variable(let value): value.map { .inspect($0) } ?? .message("no object is bound to this name")
            case .note: nil
            }
        }
        switch key {
        case .up: selection = max(0, (selection ?? 1) - 1)
        case .down: selection = min(all.count - 1, (selection ?? -1) + 1)
        case .pageDown: selection = min(all.count - 1, (selection ?? 0) + rect.height)
        case .pageUp: selection = max(0, (selection ?? 0) - rect.height)
        case .enter:
            guard let i = selection, all.indices.contains(i) else { return nil }
            return open(i)
        case .wheel(_, _, let direction):
            scroll = max(0, min(max(0, all.count - rect.height), scroll + 3 * direction))
            return PaneAction.none
        case .click(_, let y):
            let i = scroll + y - rect.y
            guard all.indices.contains(i) else { return nil }
            if selection == i { return open(i) }
            selection = i
        default: return nil
        }
        if let i = selection { scroll = scrolled(scroll, toShow: i, of: all.count, height: rect.height) }
        return PaneAction.none
    }

    /// The object that is selected.
    func selectedObject(_ s: Snapshot, _ rect: Rect) -> PyObj? {
        let all = rows(s, width: rect.width)
        guard let i = selection, all.indices.contains(i), case .variable(let v) = all[i].row else { return nil }
        return v
    }

    func plain(_ s: Snapshot) -> [String] {
        s.frames.prefix(8).compactMap { record in
            guard let f = FrameView(record) else { return nil }
            let variables = f.variables.map { "\($0.name) = \($0.value.map { s.line(for: $0, limit: 24).plain } ?? "not bound")" }
            return "frame \(f.name)\(f.line.map { " at line \($0)" } ?? ""): "
                + (variables.isEmpty ? "no variables" : variables.joined(separator: ", "))
        }
    }
}
