import Canvas
import Timeline

extension App {
    /// The rectangle of the panes.
    var body: Rect { Rect(0, 1, size.width, size.height - 3) }

    /// The panes on the screen.
    func visible() -> [(kind: PaneKind, rect: Rect)] {
        isFull ? [(focus, body)] : PaneLayout.panes(zoom, in: body)
    }

    /// Where the time bar's line runs.
    var timeBar: Rect { Rect(2, size.height - 2, max(0, size.width - 4), 1) }

    /// Draws the whole screen for a size.
    public func draw(width: Int, height: Int) -> Canvas {
        if size.width != width || size.height != height {
            size = (width, height)
            cached = nil
            followAll()
        }
        var canvas = Canvas(width: width, height: height, glyphs: glyphs)
        if width < PaneLayout.minimum.width || height < PaneLayout.minimum.height {
            let text = [
                "The terminal is too small:", "it has \(width) x \(height), and",
                "\(PaneLayout.minimum.width) x \(PaneLayout.minimum.height) are needed.", "q quits.",
            ]
            for (y, line) in text.enumerated() { canvas.text(0, y, line) }
            finish(&canvas)
            return canvas
        }
        let s = snapshot
        drawTitle(&canvas, s)
        for (kind, rect) in visible() { drawPane(kind, rect, &canvas, s) }
        drawTimeBar(&canvas, s)
        drawStatus(&canvas)
        drawOverlay(&canvas)
        finish(&canvas)
        return canvas
    }

    private func finish(_ canvas: inout Canvas) { if !glyphs.circledMarks { canvas.makeASCII() } }

    private func drawTitle(_ canvas: inout Canvas, _ s: Snapshot) {
        canvas.fill(Rect(0, 0, size.width, 1), Style(.status))
        let right = (isFull ? focus.title : zoom.rawValue) + "   " + positionText(s) + " "
        canvas.field(1, 0, max(0, size.width - TextWidth.of(right) - 3), scriptName, Style(.status, .bold))
        canvas.text(size.width - TextWidth.of(right), 0, right, Style(.status))
    }

    /// Where we are in words.
    func positionText(_ s: Snapshot) -> String {
        let end =
            s.end.map { " of \(grouped($0))" } ?? (session.frontier > s.position ? " of \(grouped(session.frontier)) or more" : "")
        let what = s.exitStatus != nil ? "end" : s.event.kind == .instruction ? "event" : "event (\(s.event.kind))"
        return "\(what) \(grouped(s.position))\(end)"
    }

    private func drawPane(_ kind: PaneKind, _ rect: Rect, _ canvas: inout Canvas, _ s: Snapshot) {
        guard let pane = panes[kind] else { return }
        let focused = kind == focus
        let inside = canvas.frame(rect, title: "\(kind.key) \(kind.title)", right: pane.note(s), focused: focused)
        canvas.clipped(to: inside) { pane.draw(s, &$0, inside, focused: focused) }
    }

    /// The last event that the time bar shows.
    private var barEnd: UInt64 { max(session.end ?? session.frontier, first + 1) }

    /// Columns of the time bar for the script's own part; the rest is for the interpreter's shutting down, which may be longer.
    private var ownColumns: Int {
        guard let scriptEnd, scriptEnd < barEnd else { return timeBar.width }
        return timeBar.width - max(4, timeBar.width / 16)
    }

    /// The column of the time bar that stands for an event.
    private func column(_ position: UInt64) -> Int {
        let own = ownColumns
        let p = min(max(position, first), barEnd)
        let middle = own < timeBar.width ? scriptEnd! : barEnd
        if p <= middle { return Int(Double(p - first) / Double(max(1, middle - first)) * Double(own - 1)) }
        return own + Int(Double(p - middle) / Double(barEnd - middle) * Double(timeBar.width - own - 1))
    }

    /// The event that a column of the time bar stands for.
    func event(atColumn x: Int) -> UInt64 {
        let own = ownColumns
        let middle = own < timeBar.width ? scriptEnd! : barEnd
        let c = max(0, min(x, timeBar.width - 1))
        if c < own { return first + UInt64(Double(c) / Double(max(1, own - 1)) * Double(middle - first)) }
        return middle + UInt64(Double(c - own) / Double(max(1, timeBar.width - own - 1)) * Double(barEnd - middle))
    }

    private func drawTimeBar(_ canvas: inout Canvas, _ s: Snapshot) {
        let bar = timeBar
        guard bar.width > 4 else { return }
        let at = column(s.position)
        for i in 0..<bar.width {
            let past = i < at
            let glyph = i >= ownColumns ? glyphs.untouched : past ? glyphs.past : glyphs.future
            canvas.text(bar.x + i, bar.y, glyph, Style(past ? .timelinePast : .timeline))
        }
        for (c, place) in places { canvas.text(bar.x + column(place), bar.y, String(c), Style(.timelineHere)) }
        canvas.text(bar.x + at, bar.y, glyphs.position, Style(.timelineHere, .bold))
        if s.end == nil { canvas.text(bar.right, bar.y, glyphs.ellipsis, Style(.dim)) }
    }

    /// The keys that matter now.
    private var hints: [(String, String)] {
        let arrows = glyphs.circledMarks ? ("\u{2190}\u{2192}", "\u{2191}\u{2193}") : ("Left/Right", "Up/Down")
        if typed != nil { return [("type", "a line"), ("Enter", "give it"), ("Ctrl-D", "end of input"), ("Left", "back")] }
        if isPlaying { return [("+ -", "speed, now \(speed) steps a second"), ("any other key", "stops")] }
        if session.isFinished, focus != .pipeline {
            return [
                (arrows.0.prefix(1).description, "back"), ("N", "line back"), ("Home", "start"), ("F1 F2 F3", "zoom"),
                ("?", "help"), ("q", "quit"),
            ]
        }
        var own = panes[focus]?.keys ?? []
        // A pane may want the arrows for itself.
        let takesArrows = own.contains { $0.0 == "\u{2190}\u{2192}" }
        var all: [(String, String)] = takesArrows ? [] : [(arrows.0, "step")]
        if !takesArrows { all += [("n N", "line"), ("s f", "into/out")] }
        if !glyphs.circledMarks {
            own = own.map { ($0.0 == "\u{2191}\u{2193}" ? arrows.1 : $0.0 == "\u{2190}\u{2192}" ? arrows.0 : $0.0, $0.1) }
        }
        all += own
        if !session.breakpoints.isEmpty { all.append(("c", "continue")) }
        if focus != .source { all.append(("b", "break")) }
        all += [("v", "zoom"), ("Tab", "pane"), ("z", "full"), (".", "event")]
        return all
    }

    private func drawStatus(_ canvas: inout Canvas) {
        let y = size.height - 1
        canvas.fill(Rect(0, y, size.width, 1), Style(.status))
        if let p = prompt {
            let lead =
                switch p.kind {
                case .command: ":"
                case .search: "/"
                case .mark: "mark: a letter?"
                case .jump: "go to mark: a letter? (' lists them)"
                }
            let x = canvas.text(0, y, lead + p.text, Style(.status, .bold))
            if p.kind == .command || p.kind == .search { canvas.cursor = (min(x, size.width - 1), y) }
            var hint = p.hint
            if hint.isEmpty, p.kind == .command, let word = p.text.split(separator: " ").first.map(String.init) {
                let known = Self.commands.filter { $0.name.hasPrefix(word) }
                if let c = known.first(where: { $0.name == word }) ?? (known.count == 1 ? known[0] : nil) {
                    hint = "\(c.name) \(c.argument): \(c.help)"
                }
            } else if hint.isEmpty, p.kind == .command {
                hint = "Tab completes; Esc leaves"
            }
            canvas.field(x + 3, y, max(0, size.width - x - 4), hint, Style(.status))
            return
        }
        if !message.isEmpty {
            canvas.field(1, y, size.width - 2, message, Style(isError ? .error : .status, .bold))
            return
        }
        // Help and quit are always there, but where every key is text or stops the play.
        let ordinary = typed == nil && !isPlaying
        let last = ordinary ? [("?", "help"), ("q", "quit")] : []
        let tail = last.reduce(0) { $0 + TextWidth.of($1.0) + TextWidth.of($1.1) + 3 }
        var x = 1
        for (key, word) in hints where !(ordinary && (key == "?" || key == "q")) {
            if x + TextWidth.of(key) + TextWidth.of(word) + 3 > size.width - tail { continue }
            x = canvas.text(x, y, key, Style(.statusKey))
            x = canvas.text(x, y, " " + word + "  ", Style(.status))
        }
        for (key, word) in last {
            x = canvas.text(x, y, key, Style(.statusKey))
            x = canvas.text(x, y, " " + word + "  ", Style(.status))
        }
    }

    /// While a long movement runs: only the bottom line may change, because the machine's memory is in motion.
    public func drawProgress(_ canvas: inout Canvas, position: UInt64) {
        let y = canvas.height - 1
        canvas.fill(Rect(0, y, canvas.width, 1), Style(.status))
        let end = session.end.map { " of \(grouped($0))" } ?? ""
        canvas.field(1, y, canvas.width - 2, "running: event \(grouped(position))\(end); any key stops it", Style(.status, .bold))
        if !glyphs.circledMarks { canvas.makeASCII() }
    }

    private func drawOverlay(_ canvas: inout Canvas) {
        let title: String
        let lines: [TextLine]
        switch overlay {
        case .none: return
        case .help: (title, lines) = ("Help", helpLines())
        case .legend: (title, lines) = ("Legend", legendLines())
        case .text(let t, let l): (title, lines) = (t, l.map { TextLine($0) })
        }
        let width = min(size.width - 4, max(40, (lines.map(\.width).max() ?? 0) + 4))
        let height = min(size.height - 4, lines.count + 2)
        let rect = Rect((size.width - width) / 2, max(1, (size.height - height) / 2), width, height)
        canvas.fill(rect)
        overlayScroll = max(0, min(overlayScroll, lines.count - height + 2))
        let more = lines.count > height - 2
        let inside = canvas.frame(rect, title: title, right: more ? "Up/Down scroll, Esc closes" : "Esc closes", focused: true)
        canvas.clipped(to: inside) {
            drawLines(lines, &$0, Rect(inside.x + 1, inside.y, inside.width - 2, inside.height), scroll: overlayScroll)
        }
    }

    /// A line of help: a key or a symbol, and from a column on what it means, in as many lines as that takes.
    private func entry(
        _ key: String, _ role: Role, _ attributes: Attributes, _ meaning: TextLine, _ column: Int, _ out: inout [TextLine]
    ) {
        var line = TextLine(key, role, attributes)
        if line.width >= column {
            out.append(line)
            line = TextLine()
        }
        // The overlay's frame and margins take eight columns.
        for part in meaning.wrapped(max(20, min(100, size.width - 8) - column)) {
            line.pad(to: column)
            line.add(part)
            out.append(line)
            line = TextLine()
        }
    }

    private func helpLines() -> [TextLine] {
        var out: [TextLine] = []
        func head(_ text: String) { out.append(TextLine(text, .title, .bold)) }
        func key(_ key: String, _ word: String) {
            entry("  " + key, .statusKey, [], TextLine(word), 20, &out)
        }
        head("\(focus.title), the pane in focus")
        for (k, w) in panes[focus]?.keys ?? [] { key(k, w) }
        out.append(TextLine())
        head("Moving in time")
        key("Right l", "next instruction")
        key("Left h", "previous instruction")
        key("n Enter", "next line, calls stepped over")
        key("N p Backspace", "previous line")
        key("s S", "into the next line of any frame; backward")
        key("f F", "until this frame has returned; back to its call")
        key("c C", "continue to a breakpoint; backward")
        key(". ,", "next, previous event")
        key("> <", "next, previous pass of the collector")
        key("] [", "next, previous object that the collector looks at")
        key("w W", "next, previous change of the selected variable")
        key("Home End", "start; end of the script, again: of the run")
        key("Space + -", "play, faster, slower")
        key("g :goto N", "go to event N; the time bar can be clicked")
        key("m x  ' x", "set mark x; go to mark x")
        out.append(TextLine())
        head("Looking")
        key("F1 F2 F3, v", "zoom: Source, Bytecode, Memory")
        key("1-9 o e", "focus a pane: " + PaneKind.allCases.map { "\($0.key) \($0.title)" }.joined(separator: ", "))
        key("Tab Shift-Tab", "next, previous pane")
        key("z", "one pane fills the screen; again: back")
        key("Up Down PgUp PgDn", "move in the pane")
        key("/", "search: the source; in Objects the whole heap, by id, type or repr")
        key("b", "breakpoint on this line")
        key("B", "the memory under both models, modern and classic")
        key("L", "legend: what the symbols mean")
        key("Ctrl-L", "draw the screen anew")
        key("Esc", "back out of anything")
        key("q", "quit")
        out.append(TextLine())
        head("Commands, after a colon")
        for c in Self.commands { key(":" + c.name + (c.argument.isEmpty ? "" : " " + c.argument), c.help) }
        return out
    }

    private func legendLines() -> [TextLine] {
        let g = glyphs
        func line(_ symbol: String, _ role: Role, _ text: String) -> [TextLine] {
            var out: [TextLine] = []
            entry(" " + symbol, role, .bold, TextLine(text), 8, &out)
            return out
        }
        return [
            line(g.here, .timelineHere, "the line, instruction or frame that is next"),
            line(g.breakpoint, .breakpoint, "a breakpoint; o one that is off"),
            line(g.changed, .changed, "changed in the last movement (bold as well)"),
            line(g.minus, .warning, "the next instruction takes this off the stack"),
            line(g.mark(0), .mark(0), "a mark: the same object in every pane, by its address"),
            line("rc 2", .normal, "reference count; 1e9+3 means static: counts there begin at 999,999,999"),
            line(g.jumpTo, .next, "a jump leads here"),
            line(g.used, .used, "a block in use"),
            line(g.free, .free, "a free block"),
            line(g.untouched, .untouched, "a block that was never handed out"),
            line(g.next, .next, "the block that the next request of its size gets"),
            line(g.past + g.position + g.future, .timelinePast, "time: what has run, where we stand, what is to come"),
            line(g.untouched + g.untouched, .timeline, "time, at the right end: the interpreter shuts down after the script"),
            line("+ (", .match, "in Pipeline: came from a part of what is chosen; from something around it"),
            line(g.minus + " " + g.changed, .changed, "in Pipeline: the next pass changes this; the last one made it"),
            line("expr", .current, "underlined in Source: the expression of the current instruction"),
        ].flatMap { $0 }
    }

    // MARK: Plain text

    /// The position as text lines, for a pipe or a screen reader.
    public func plainLines() -> [String] {
        let s = snapshot
        var out = [positionText(s)]
        for kind in [PaneKind.source, .bytecode, .explain, .stack, .frames] { out += panes[kind]?.plain(s) ?? [] }
        return out
    }
}
