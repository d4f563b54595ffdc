import Canvas
import Runtime
import Timeline

/// What the script has written; and a line to type in while it waits for input. Control characters are shown, never obeyed.
struct OutputPane: Pane {
    let kind = PaneKind.output
    /// Lines scrolled back from the end.
    var back = 0

    /// At the end.
    init() {}

    func note(_ s: Snapshot) -> String {
        let n = s.output.written
        return n == 0 ? "" : "\(grouped(UInt64(n))) byte\(n == 1 ? "" : "s")"
    }

    var keys: [(String, String)] { [("\u{2191}\u{2193}", "scroll")] }

    func lines(_ s: Snapshot, width: Int) -> [TextLine] {
        var out: [TextLine] = []
        var line = TextLine()
        var used = 0
        // The last part is enough: nobody scrolls back farther in a pane.
        let limit = 64 << 10
        let bytes = s.output.tail(limit)
        let first = bytes.startIndex
        let writes = s.output.writes
        var w = writes.lastIndex { $0.start <= first } ?? 0
        var start = first
        while w < writes.count {
            let end = w + 1 < writes.count ? writes[w + 1].start : bytes.endIndex
            if start < end {
                let role: Role = writes[w].fd == 2 ? .error : writes[w].fd == 0 ? .string : .normal
                for c in String(decoding: bytes[start..<end], as: UTF8.self) {
                    if c == "\n" || c == "\r\n" {
                        out.append(line)
                        line = TextLine()
                        used = 0
                    } else if c == "\t" {
                        let n = 8 - used % 8
                        line.add(String(repeating: " ", count: n), role)
                        used += n
                    } else {
                        let n = TextWidth.of(String(c))
                        if used + n > width && used > 0 {
                            out.append(line)
                            line = TextLine()
                            used = 0
                        }
                        line.add(String(c), role)
                        used += n
                    }
                }
            }
            start = end
            w += 1
        }
        if let typed = s.typed {
            line.add(typed, .string, .bold)
            line.add("_", .timelineHere, .bold)
            out.append(line)
        } else if used > 0 {
            out.append(line)
        }
        if out.isEmpty { out.append(TextLine(s.exitStatus == nil ? "nothing written yet" : "nothing was written", .dim)) }
        return out
    }

    func draw(_ s: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool) {
        let all = lines(s, width: rect.width)
        drawLines(all, &canvas, rect, scroll: max(0, all.count - rect.height - back))
    }

    mutating func follow(_ s: Snapshot, _ rect: Rect) { back = 0 }

    mutating func handle(_ key: Key, _ s: Snapshot, _ rect: Rect) -> PaneAction? {
        let most = max(0, lines(s, width: rect.width).count - rect.height)
        switch key {
        case .up: back = min(most, back + 1)
        case .down: back = max(0, back - 1)
        case .pageUp: back = min(most, back + rect.height)
        case .pageDown: back = max(0, back - rect.height)
        case .wheel(_, _, let direction): back = max(0, min(most, back - 3 * direction))
        default: return nil
        }
        return PaneAction.none
    }

    func plain(_ s: Snapshot) -> [String] { lines(s, width: 200).map { "output: " + $0.plain } }
}
