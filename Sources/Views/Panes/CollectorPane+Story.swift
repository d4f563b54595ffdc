import Canvas
import Memory
import Runtime
import Timeline
import Trace

/// What stands around the table of a collection: totals, the references of the object that is scanned, and what has become of weak references,
/// finalizers and the trash.
extension CollectorPane {
    /// Totals of the lists and of the pass.
    func totals(_ s: Snapshot, _ log: CollectionLog) -> TextLine {
        var line = TextLine()
        for (i, (name, head)) in chains().enumerated() {
            let count = s.heap.count(head)
            line.add((i > 0 ? ", " : "") + "\(name) ", .dim)
            line.add(count.text, .number)
            if name == "young",
                GCProgress.pass == Int(GCPass.subtractRefs.rawValue) || GCProgress.pass == Int(GCPass.moveUnreachable.rawValue)
            {
                line.add(" (\(grouped(UInt64(count.zeros))) at 0)", .dim)
            }
        }
        switch pass {
        case .updateRefs: line.add("; \(number(log.copied, log, "count")) copied", .dim)
        case .subtractRefs: line.add("; \(number(log.subtracted, log, "reference")) subtracted", .dim)
        case .moveUnreachable, .resurrected: line.add("; \(number(log.visited, log, "reference")) followed", .dim)
        case .weakrefs, .deleteGarbage, .finalize: line.add("; \(number(log.freed, log)) freed", .dim)
        default: break
        }
        return line
    }

    /// A number of events; with a plus if a person broke off the counting.
    private func number(_ n: Int, _ log: CollectionLog, _ noun: String = "") -> String {
        grouped(UInt64(n)) + (log.started == nil ? "+" : "") + (noun.isEmpty ? "" : " \(noun)\(n == 1 ? "" : "s")")
    }

    /// The references of the object that is scanned: those done, the one of this event, those to come.
    func edges(_ s: Snapshot, _ width: Int, _ log: CollectionLog, limit: Int) -> [TextLine] {
        guard let current = GCProgress.current, Inspect.isObject(current),
            pass == .subtractRefs || pass == .moveUnreachable || pass == .resurrected
        else { return [] }
        var head = TextLine("references of ", .title, .bold)
        head.add(s.line(for: current, limit: max(8, width - 30), withType: true))
        if pass == .moveUnreachable || pass == .resurrected, GCProgress.current.flatMap({ Self.gcRefs($0, "young") }) == 0 {
            head.add(": not followed, nothing outside refers to it", .dim)
            return [head]
        }
        var out = [head]
        // As tp_traverse visits them; what is no container is passed over.
        let all = Inspect.references(current, limit: 5000)
        let rows = all.filter { Inspect.isCollected($0.target) }
        func isThis(_ r: Reference) -> Bool {
            UInt64(UInt(bitPattern: r.target)) == s.event.b && s.event.a == UInt64(UInt(bitPattern: current))
        }
        let first = max(0, min((rows.firstIndex(where: isThis) ?? 0) - limit / 2, rows.count - limit))
        for r in rows.dropFirst(first).prefix(limit) {
            let isThis = isThis(r)
            var line = TextLine(isThis ? s.glyphs.here + " " : "  ", .timelineHere, .bold)
            line.add(s.fit(r.label.isEmpty ? "refers to" : r.label, 22), .name)
            line.add(" \(s.glyphs.arrow) ", .dim)
            line.add(s.line(for: r.target, limit: max(8, width - line.width - 26), withType: true, giving: isThis))
            line.pad(to: min(width - 24, 58), gap: true)
            if (r.target - 16)._gc_prev & 2 != 0, let refs = Self.gcRefs(r.target, "young") {
                line.add("gc_refs \(refs)", isThis ? .changed : .number, isThis ? .bold : [])
            } else {
                line.add("not in the set", .dim)
            }
            out.append(line)
        }
        var foot = "  \(rows.count) container\(rows.count == 1 ? "" : "s")"
        if all.count > rows.count { foot += " and \(all.count - rows.count) other\(all.count - rows.count == 1 ? "" : "s")" }
        out.append(TextLine(foot + ", \(log.followed(of: UInt64(UInt(bitPattern: current)))) followed", .dim))
        return out
    }

    /// Weak references, finalizers, resurrections, clears and frees, the newest last.
    func told(_ s: Snapshot, _ log: CollectionLog, limit: Int) -> [TextLine] {
        guard !log.told.isEmpty, limit > 1 else { return [] }
        var out = [TextLine("so far:", .title, .bold)]
        if log.toldCount > limit - 1 { out[0].add(" the last of \(grouped(UInt64(log.toldCount)))", .dim) }
        for e in log.told.suffix(limit - 1) {
            var line = TextLine("  ")
            let known = Inspect.object(at: e.a).map { s.heap.isLive($0) } ?? false
            func object(_ address: UInt64) {
                if known || address != e.a, let p = Inspect.object(at: address) {
                    line.add(s.line(for: p, limit: 28, withType: true))
                } else {
                    if let p = PyObj(bitPattern: UInt(address)), let n = s.marks.existing(p) {
                        line.add(s.glyphs.mark(n) + " ", .mark(n))
                    }
                    line.add(s.shortAddress(UInt(address)), .freed)
                }
            }
            switch e.kind {
            case .gcWeakref, .weakrefClear:
                line.add("weak reference to ")
                object(e.b)
                line.add(e.c == 1 ? " cleared, its callback will be called" : " cleared", .warning)
            case .weakrefCallback:
                line.add("callback of a weak reference called: ")
                object(e.b)
            case .gcFinalize:
                line.add("finalizer called: ", .warning)
                object(e.a)
            case .gcMove:
                line.add("brought back by a finalizer: ", .added, .bold)
                object(e.a)
            case .gcClear:
                line.add("tp_clear: ", .dim)
                object(e.a)
            default:
                line.add("freed: ", .removed)
                object(e.a)
            }
            out.append(line)
        }
        return out
    }
}
