import Canvas
import Runtime

/// The generations while no collection runs.
extension CollectorPane {
    func generations(_ s: Snapshot) -> TextLine {
        var line = TextLine()
        for g in 0..<3 {
            line.add("gen \(g) ", .dim)
            let slot = UInt(bitPattern: GCState.head(g)) + 16
            let changed = s.changes.isChanged(slot)
            line.add("\(GCState.count(g))/\(GCState.threshold(g))", changed ? .changed : .number, changed ? .bold : [])
            line.add(changed ? s.glyphs.changed : " ", .changed)
            line.add(" ")
        }
        if GCState.enabled == 0 { line.add("disabled", .warning) }
        return line
    }

    /// What starts the next collection, and which generation it takes.
    func trigger() -> String {
        guard GCState.enabled != 0 else { return "The automatic collector is off: only gc.collect() starts a collection." }
        let threshold = Int(GCState.threshold(0))
        guard threshold > 0 else { return "Threshold 0 of generation 0: no collection starts by itself." }
        let left = threshold - Int(GCState.count(0)) + 1
        var generation = 0
        for g in (1..<3).reversed() where Int(GCState.count(g)) > Int(GCState.threshold(g)) {
            if g == 2 && GCState.long_lived_pending < GCState.long_lived_total / 4 { continue }
            generation = g
            break
        }
        var text = "Next: when \(max(1, left)) more container\(left <= 1 ? " is" : "s are") made than freed"
        text +=
            generation == 0
            ? "; it takes generation 0." : "; it takes generations 0 to \(generation): count \(generation) is above its threshold."
        if Int(GCState.count(2)) > Int(GCState.threshold(2)), generation != 2 {
            text += " A full one waits until a quarter of the long-lived objects is new."
        }
        return text
    }

    func idle(_ s: Snapshot, _ width: Int) -> [TextLine] {
        var out = [generations(s)]
        out += TextLine(trigger()).wrapped(width)
        for g in 0..<3 {
            let count = s.heap.count(GCState.head(g))
            var head = TextLine("generation \(g)", .title, .bold)
            head.add(": \(count.text) object\(count.count == 1 ? "" : "s")", .dim)
            let stats = GCState.stats(g)
            let runs = stats.load(as: Int.self)
            if runs > 0, width > 60 {
                head.add(
                    ", \(runs) collection\(runs == 1 ? "" : "s"), \(stats.load(fromByteOffset: 8, as: Int.self)) collected", .dim)
            }
            // From the newest back.
            var newest: [PyObj] = []
            var marked: [PyObj] = []
            GCWalk.backward(GCState.head(g), limit: 3000) { p in
                if newest.count < 4 { newest.append(p) }
                if marked.count < 40, s.marks.existing(p) != nil { marked.append(p) }
            }
            let known = (marked.isEmpty && g == 0 ? newest : marked.reversed()).filter { Inspect.isObject($0) }
            if known.isEmpty {
                out.append(head)
                continue
            }
            head.add(marked.isEmpty ? ", the newest:" : ", seen here:", .dim)
            out.append(head)
            for p in known {
                var line = TextLine("  ")
                line.add(s.line(for: p, limit: max(8, width - 14), withType: true, giving: false))
                let rc = "rc \(s.refcountText(p))"
                line.pad(to: width - rc.count - 1, gap: true)
                line.add(rc, .dim)
                out.append(line)
            }
        }
        if GCWalk.objects(GCState.permanent, limit: 1).count > 0 {
            out.append(TextLine("permanent (gc.freeze): \(s.heap.count(GCState.permanent).text) objects", .dim))
        }
        var last = TextLine("long-lived \(GCState.long_lived_total), pending \(GCState.long_lived_pending)", .dim)
        if let garbage = GCState.garbage, Inspect.isObject(garbage), garbage.ob_type == PyList_Type, garbage.ob_size > 0 {
            last.add(", gc.garbage \(garbage.ob_size)", .warning)
        }
        out.append(last)
        return out
    }
}
