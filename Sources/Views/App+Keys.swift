import Canvas
import Runtime
import Timeline
import Trace

extension App {
    /// A key or the mouse. The effects are for whoever shows the canvas.
    public func handle(_ key: Key) -> [Effect] {
        switch key {
        case .timeout:
            tick()
            return []
        case .closed: return [.quit]
        case .resize:
            cached = nil
            return []
        case .control("z"): return [.suspend]
        case .control("l"): return [.redraw]
        case .control("c"):
            if prompt != nil || overlay != .none || isPlaying { return handle(.escape) }
            say("q quits; Ctrl-C only stops what runs.")
            return []
        default: break
        }
        if size.width < PaneLayout.minimum.width || size.height < PaneLayout.minimum.height {
            return key == .character("q") ? [.quit] : []
        }
        if prompt != nil { return handlePrompt(key) }
        message = ""
        isError = false
        if overlay != .none {
            handleOverlay(key)
            return []
        }
        if isPlaying {
            // Any key but the speed stops the play.
            switch key {
            case .character("+"), .character("="):
                speed = min(128, speed * 2)
                return []
            case .character("-"):
                speed = max(1, speed / 2)
                return []
            default:
                isPlaying = false
                return key == .character("q") ? [.quit] : []
            }
        }
        if typed != nil, handleTyping(key) { return [] }
        if case .click(let x, let y) = key { return click(x, y, key) }
        if case .wheel(let x, let y, _) = key {
            if let (kind, rect) = visible().first(where: { $0.rect.contains(x: x, y: y) }) { _ = give(key, to: kind, rect) }
            return []
        }
        if let own = visible().first(where: { $0.kind == focus }), give(key, to: focus, own.rect) { return [] }
        return global(key)
    }

    /// Lets a pane have a key; whether it took it.
    private func give(_ key: Key, to kind: PaneKind, _ rect: Rect) -> Bool {
        guard var pane = panes[kind] else { return false }
        let action = pane.handle(key, snapshot, rect.inset(1))
        panes[kind] = pane
        guard let action else { return false }
        perform(action)
        return true
    }

    private func click(_ x: Int, _ y: Int, _ key: Key) -> [Effect] {
        if y == size.height - 2 {
            let bar = timeBar
            guard bar.width > 1, session.frontier > 0 else { return [] }
            go(to: event(atColumn: x - bar.x))
            return []
        }
        guard let (kind, rect) = visible().first(where: { $0.rect.contains(x: x, y: y) }) else { return [] }
        focus = kind
        if rect.inset(1).contains(x: x, y: y) { _ = give(key, to: kind, rect) }
        return []
    }

    private func global(_ key: Key) -> [Effect] {
        switch key {
        case .right, .character("l"): step(.instruction)
        case .left, .character("h"): step(.instruction, backward: true)
        case .enter, .character("n"): step(.line)
        case .character("N"), .character("p"): step(.line, backward: true)
        case .character("s"): step(.into)
        case .character("S"): step(.into, backward: true)
        case .character("f"): step(.finish)
        case .character("F"): step(.finish, backward: true)
        case .character("c"), .character("C"):
            let back = key == .character("C")
            if session.breakpoints.isEmpty {
                say("No breakpoint is set: b sets one on this line, End goes to the end.", error: true)
            } else {
                step(.breakpoint, backward: back)
            }
        case .character("."): step(.event)
        case .character(","): step(.event, backward: true)
        case .character(">"): step(.gcPhase)
        case .character("<"): step(.gcPhase, backward: true)
        case .character("]"): stepByObject(backward: false)
        case .character("["): stepByObject(backward: true)
        case .home: toStart()
        case .end: toEnd()
        case .character(" "):
            isPlaying = true
            playsBackward = false
            say("Playing, \(speed) steps a second: + faster, - slower, any other key stops.")
        case .backspace: step(.line, backward: true)
        case .character("b"):
            let s = snapshot
            if let source = panes[.source] as? SourcePane, let line = source.cursor ?? source.currentLine(s) {
                toggleBreakpoint(line)
            }
        case .character("w"): stepToChange(backward: false)
        case .character("W"): stepToChange(backward: true)
        case .character("g"): prompt = Prompt(kind: .command, text: "goto ")
        case .character(":"): prompt = Prompt(kind: .command)
        case .character("/"): prompt = Prompt(kind: .search)
        case .character("m"): prompt = Prompt(kind: .mark)
        case .character("B"): toggleBothModels()
        case .character("'"): prompt = Prompt(kind: .jump)
        case .tab, .backTab: cycleFocus(key == .tab ? 1 : -1)
        case .character("z"):
            isFull.toggle()
            leaveHidden()
            followAll()
        case .character("v"): choose(zoom.next)
        case .function(1): choose(Zoom.source)
        case .function(2): choose(Zoom.bytecode)
        case .function(3): choose(Zoom.memory)
        case .character("?"): open(.help)
        case .character("L"): open(.legend)
        case .escape:
            if isFull {
                isFull = false
                leaveHidden()
            } else if selectedFrame != 0 {
                selectedFrame = 0
                cached = nil
            } else if !searchText.isEmpty {
                search("")
            }
            followAll()
        case .character("q"): return [.quit]
        case .character(let c):
            if let kind = PaneKind.allCases.first(where: { $0.key == c }) {
                choose(kind)
            } else if c == "0" {
                say("not implemented: Threads, the pane of key \(c)", error: true)
            } else {
                say("\(c) means nothing here; ? shows the keys.")
            }
        default: break
        }
        return []
    }

    func open(_ overlay: Overlay) {
        self.overlay = overlay
        overlayScroll = 0
    }

    func choose(_ zoom: Zoom) {
        self.zoom = zoom
        isFull = false
        focus = zoom.home
        followAll()
    }

    /// Focuses a pane; one that is not on the screen comes with the zoom that has it, or fills the screen.
    func choose(_ kind: PaneKind) {
        let wasFull = isFull
        if kind == .pipeline, focus == .source, let line = (panes[.source] as? SourcePane)?.cursor,
            var pane = panes[.pipeline] as? PipelinePane
        {
            // The line that the person looks at in the source is the one to be followed.
            pane.follow(snapshot, body)
            pane.line = line
            pane.chosen = []
            panes[.pipeline] = pane
        }
        focus = kind
        if wasFull { return followAll() }
        if !PaneLayout.panes(zoom, in: body).contains(where: { $0.kind == kind }) {
            if let z = Zoom.allCases.first(where: { PaneLayout.panes($0, in: body).contains { $0.kind == kind } }) {
                zoom = z
            } else {
                isFull = true
            }
        }
        followAll()
    }

    /// A pane that only ever fills the screen loses the focus when it no longer does.
    private func leaveHidden() {
        if !isFull, !PaneLayout.panes(zoom, in: body).contains(where: { $0.kind == focus }) { focus = zoom.home }
    }

    private func cycleFocus(_ by: Int) {
        let all = PaneLayout.panes(zoom, in: body).map(\.kind)
        let i = all.firstIndex(of: focus) ?? 0
        focus = all[(i + by + all.count) % all.count]
        followAll()
    }

    private func handleOverlay(_ key: Key) {
        switch key {
        case .down, .character("j"): overlayScroll += 1
        case .up, .character("k"): overlayScroll = max(0, overlayScroll - 1)
        case .pageDown, .character(" "): overlayScroll += max(1, size.height - 6)
        case .pageUp: overlayScroll = max(0, overlayScroll - max(1, size.height - 6))
        case .wheel(_, _, let direction): overlayScroll = max(0, overlayScroll + direction * 3)
        default: overlay = .none
        }
    }

    /// Typing for `input()`; whether the key was taken.
    private func handleTyping(_ key: Key) -> Bool {
        guard let text = typed else { return false }
        switch key {
        case .character(let c): typed = text + String(c)
        case .backspace: typed = String(text.dropLast())
        case .enter: answer(Array((text + "\n").utf8))
        case .control("d"): answer(Array(text.utf8))
        case .control("u"): typed = ""
        default:
            // Arrows and the like still move; the question comes again.
            if case .left = key { leaveInput() }
            return false
        }
        cached = nil
        return true
    }

    private func leaveInput() {
        typed = nil
        cached = nil
    }

    /// Answers `input()` and goes on with the movement that had met it.
    private func answer(_ line: [UInt8]) {
        session.provide(line)
        typed = nil
        cached = nil
        let what = resumesAfterInput ?? { [session] in session.step(.instruction) }
        resumesAfterInput = nil
        move(what)
    }

    // MARK: The collector's steps

    /// To where the collector turns to another object.
    private func stepByObject(backward: Bool) {
        move { [self] in
            let now = GCProgress.current
            let home = session.position
            let kinds: [EventKind] = [
                .gcStart, .gcPass, .gcUpdateRefs, .gcSubtract, .gcVisit, .gcMove, .gcWeakref, .gcFinalize, .gcClear, .gcUntrack,
                .gcEnd,
            ]
            let stop = session.move(kinds, backward) { _ in GCProgress.current != now && GCProgress.current != nil ? .reached : nil
            }
            if stop.isEnd {
                session.seek(to: home)
                return .boundary
            }
            return stop
        }
    }

    // MARK: Next change

    private func stepToChange(backward: Bool) {
        if let watched = selectedThing() ?? watched {
            self.watched = watched
            let before = session.position
            move { [self] in
                let stop = session.stepToChange(backward: backward, of: watched.value)
                guard stop.isEnd else { return stop }
                session.seek(to: before)
                return .boundary
            }
            if session.position != before {
                if session.lastStop == .reached { say("\(watched.title) changed.") }
            } else if session.lastStop != .needsInput {
                say("\(watched.title) does not change any more \(backward ? "before this" : "after this").")
            }
        } else {
            say("Select a variable in Frames, or say which: :watch NAME", error: true)
        }
    }

    /// What is selected in the focused pane, as something whose change can be looked for.
    private func selectedThing() -> Watched? {
        guard focus == .frames, let pane = panes[.frames] as? FramesPane, let i = pane.selection,
            let rect = visible().first(where: { $0.kind == .frames })?.rect
        else { return nil }
        let rows = pane.rows(snapshot, width: rect.inset(1).width)
        guard rows.indices.contains(i), case .variable = rows[i].row else { return nil }
        let name = rows[i].line.plain.trimmed.split(separator: " ").first.map(String.init) ?? ""
        return watch(named: name)
    }

    /// The slot of a variable of the current frame.
    func watch(named name: String) -> Watched? {
        guard let f = snapshot.frame, let v = f.variables.first(where: { $0.name == name }) else { return nil }
        if f.frame.fr_locals != nil, let dict = f.frame.fr_locals,
            let key = Inspect.dictEntries(dict).first(where: { $0.slot == v.slot })?.key
        {
            return Watched(title: name) {
                guard Inspect.isObject(dict) else { return nil }
                return Inspect.dictEntries(dict).first { $0.key == key }.map { UInt64(UInt(bitPattern: $0.value)) }
            }
        }
        let slot = v.slot
        return Watched(title: name) { UnsafeRawPointer(bitPattern: slot).map { $0.load(as: UInt64.self) } }
    }

    // MARK: Search

    func search(_ text: String) {
        searchText = text
        // The focused pane first: objects in the heap, fields of a struct, containers of a collection.
        if focus != .source, var pane = panes[focus], let rect = visible().first(where: { $0.kind == focus })?.rect {
            let action = pane.search(text, snapshot, rect.inset(1))
            panes[focus] = pane
            if let action {
                perform(action)
                return
            }
        }
        guard var source = panes[.source] as? SourcePane else { return }
        source.searched = text
        defer { panes[.source] = source }
        guard !text.isEmpty, let lines = sources.text(source.path(snapshot))?.lines else { return }
        let from = source.cursor ?? source.currentLine(snapshot) ?? 0
        let found = (1...lines.count).map { (from + $0 - 1) % lines.count + 1 }.first {
            lines[$0 - 1].lowercased().contains(text.lowercased())
        }
        if let found {
            source.cursor = found
            if let rect = visible().first(where: { $0.kind == .source })?.rect { source.follow(snapshot, rect.inset(1)) }
            say("Line \(found). / Enter finds the next; click it or :line \(found) to run there.")
        } else {
            say("\"\(text)\" is not in the source.", error: true)
        }
    }
}
