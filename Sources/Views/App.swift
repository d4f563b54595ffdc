import Bytecode
import Canvas
import Memory
import Runtime
import Timeline
import Trace

/// What the visualizer asks of whoever shows it.
public enum Effect: Equatable, Sendable {
    /// End.
    case quit
    /// Stop as Ctrl-Z does.
    case suspend
    /// Send the whole screen anew.
    case redraw
    /// Another theme.
    case theme(String)
    /// Write the screen to a file, in the form that its name's ending says.
    case save(String)
}

/// The visualizer without a terminal: keys go in, a canvas comes out.
public final class App {
    /// The run.
    public let session: Session
    /// The script as the person named it.
    public let scriptName: String
    /// Its absolute path, which is its code's `co_filename`.
    public let scriptPath: String
    /// The characters to draw with.
    public var glyphs: Glyphs
    /// Sentences.
    public var explanations: Explanations
    /// Names of the themes that can be chosen.
    public var themeNames: [String] = ["dark", "light", "high-contrast", "mono"]
    /// The theme that is drawn with.
    public var themeName: String

    let sources: Sources
    let pipelines: Pipelines
    let objectMarks = Marks()
    let changes = ChangeTracker()
    let heap = Heap()
    /// Starts a second machine with the other memory model; nil where that is not possible.
    public var makeOtherModel: (() -> OtherModel?)?
    var other: OtherModel?
    var panes: [PaneKind: any Pane] = [
        .source: SourcePane(), .bytecode: BytecodePane(), .stack: StackPane(), .frames: FramesPane(), .output: OutputPane(),
        .explain: ExplainPane(), .objects: ObjectsPane(), .bytes: BytesPane(), .memory: MemoryPane(), .collector: CollectorPane(),
        .pipeline: PipelinePane(),
    ]
    /// The level.
    public internal(set) var zoom = Zoom.bytecode
    /// The pane that gets keys.
    public internal(set) var focus = PaneKind.source
    /// Whether the focused pane fills the screen.
    public internal(set) var isFull = false
    /// What lies over the panes.
    enum Overlay: Equatable {
        case none, help, legend
        case text(title: String, lines: [String])
    }
    var overlay = Overlay.none
    var overlayScroll = 0
    /// A line being typed at the bottom.
    struct Prompt: Equatable {
        enum Kind { case command, search, mark, jump }
        var kind: Kind
        var text = ""
        /// What Tab can still complete to.
        var hint = ""
    }
    var prompt: Prompt?
    var history: [String] = []
    var historyIndex: Int?
    /// A line for the person, until the next key.
    public internal(set) var message = ""
    var isError = false
    var places: [Character: UInt64] = [:]
    var watched: Watched?
    /// Whether it plays.
    public internal(set) var isPlaying = false
    var playsBackward = false
    var speed = 4
    /// What is being typed for `input()`.
    var typed: String?
    var selectedFrame = 0
    var size = (width: 80, height: 24)
    var cached: Snapshot?
    var resumesAfterInput: (() -> StopReason)?
    var searchText = ""
    /// The event of the script's first line: the time bar begins there.
    var first: UInt64 = 0
    /// The event at which the script's own part of the run ends, if it was met.
    var scriptEnd: UInt64?

    /// Something whose change `w` looks for.
    struct Watched {
        var title: String
        var value: () -> UInt64?
    }

    /// Makes a visualizer for a session that has not moved yet.
    public init(
        session: Session, scriptName: String, scriptPath: String, explanations: Explanations, glyphs: Glyphs = .unicode,
        themeName: String = "dark", readFile: @escaping (String) -> [UInt8]?,
        pipeline: @escaping ([UInt8], String) -> PipelineReport
    ) {
        self.session = session
        self.scriptName = scriptName
        self.scriptPath = scriptPath
        self.explanations = explanations
        self.glyphs = glyphs
        self.themeName = themeName
        sources = Sources(read: readFile)
        pipelines = Pipelines(read: readFile, make: pipeline)
    }

    // MARK: What panes see

    /// The state at the position.
    public var snapshot: Snapshot {
        if let cached { return cached }
        let ended = session.isFinished
        var recent: [Event] = []
        let p = session.position
        // Back to the instruction before, and a little farther.
        var n = p
        while n > session.recordedFrom + 1, let e = TraceControl.recorded(n - 1) {
            recent.append(e)
            n -= 1
            if e.kind == .instruction && p - n > 600 { break }
        }
        recent.reverse()
        var s = Snapshot(
            position: p, end: session.end, event: session.event, stop: session.lastStop,
            frames: ended || p == 0 ? [] : Machine.frames,
            scriptName: scriptName, scriptPath: scriptPath, sources: sources, pipelines: pipelines, output: session.output,
            breakpoints: session.breakpoints,
            recent: recent, changes: changes, marks: objectMarks, glyphs: glyphs, exitStatus: ended ? session.exitStatus : nil,
            explanations: explanations, typed: typed)
        s.heap = heap
        s.other = other
        s.collection = session.collection ?? CollectionLog()
        s.selectedFrame = min(selectedFrame, max(0, s.frames.count - 1))
        cached = s
        return s
    }

    // MARK: Starting

    /// Learns how long the run is (up to so many events) and goes to the first instruction.
    public func start(scoutLimit: UInt64 = 3_000_000) {
        session.move([.line, .exit], false) { [self] e in
            let now = TraceControl.counter
            // What follows the script is the interpreter's own shutting down.
            if e.kind == .exit { scriptEnd = scriptEnd ?? now }
            return now >= scoutLimit ? .reached : nil
        }
        session.stopsAtScriptEnd = true
        session.seekToStart()
        first = session.position
        settleOnInstruction()
        arrived(session.lastStop, quiet: true)
        if session.isFinished { focus = .output }
    }

    // MARK: Moving

    /// Makes a movement and shows what came of it.
    func move(_ what: @escaping () -> StopReason) {
        changes.begin()
        selectedFrame = 0
        cached = nil
        if var source = panes[.source] as? SourcePane {
            source.cursor = nil
            panes[.source] = source
        }
        let stop = what()
        if stop == .needsInput { resumesAfterInput = what }
        arrived(stop)
    }

    /// After a movement: says how it ended and lets panes scroll.
    func arrived(_ stop: StopReason, quiet: Bool = false) {
        cached = nil
        heap.forget()
        session.followCollection()
        followOther()
        switch stop {
        case .finished(let status): if !quiet { say("The run has ended with exit status \(status).") }
        case .scriptEnded:
            scriptEnd = session.position
            isPlaying = false
            let status = Int64(bitPattern: session.event.a)
            say(
                status == 0
                    ? "The script has ended. . and > step into the shutting down; End goes past it."
                    : "The script has ended, status \(status). End goes past the shutting down.")
        case .needsInput:
            typed = ""
            isPlaying = false
            say("The script waits for input: type a line, then Enter (Ctrl-D: end of input).")
        case .breakpoint(let i):
            isPlaying = false
            let b = session.breakpoints.indices.contains(i) ? session.breakpoints[i] : nil
            if let b { say("Stopped at breakpoint \(i + 1): \(describe(b))") }
        case .interrupted: say("Interrupted.")
        case .boundary:
            isPlaying = false
            if !quiet { say(session.isFinished ? "This is the end of the run." : "There is nothing more in this direction.") }
        case .reached: break
        }
        followAll()
    }

    func followAll() {
        let s = snapshot
        for (kind, rect) in visible() { panes[kind]?.follow(s, rect.inset(1)) }
    }

    /// Where lines begin, the first instruction is what panes can show best: one event farther.
    func settleOnInstruction() {
        if session.event.kind == .line, !session.isFinished, session.lastStop != .needsInput {
            session.seek(to: session.position + 1)
        }
    }

    /// Before a search backward for a line: the line's own event, just passed, is not what is looked for.
    private func backOff() {
        if !session.isFinished, let last = snapshot.recent.last, last.kind == .line, session.event.kind == .instruction {
            session.seek(to: session.position - 1)
        }
    }

    /// One step.
    public func step(_ granularity: Granularity, backward: Bool = false) {
        move { [self] in
            var g = granularity
            // Outside all frames there is no caller to stay in.
            if snapshot.frames.isEmpty, g == .line || g == .finish { g = .into }
            let home = session.position
            switch g {
            case .event, .instruction, .gcPhase, .call, .return: return session.step(g, backward: backward)
            default:
                if backward { backOff() }
                var stop = session.step(g, backward: backward)
                // Going back ends by a plain seek: which breakpoint was it?
                if g == .breakpoint, backward, stop == .reached,
                    let i = session.breakpoints.firstIndex(where: { $0.isHit(session.event) })
                {
                    stop = .breakpoint(i)
                }
                if stop == .boundary, session.position != home { session.seek(to: home) }
                settleOnInstruction()
                return stop
            }
        }
    }

    /// Goes to an event.
    public func go(to position: UInt64) {
        move { [self] in
            let stop = session.seek(to: position)
            return stop == .boundary ? .reached : stop
        }
    }

    /// Goes to the next or previous time that a line of the script begins; false if it does not, and then nothing moves.
    @discardableResult
    public func runToLine(_ line: Int, backward: Bool = false) -> Bool {
        var isMissed = false
        move { [self] in
            let home = session.position
            if backward { backOff() }
            let stop = session.move([.line], backward) { e in
                e.a == UInt64(line) && Machine.isInMainFile(codeAddress: e.c) ? .reached : nil
            }
            isMissed = stop == .boundary || stop.isEnd
            if isMissed {
                session.seek(to: home)
                return .boundary
            }
            settleOnInstruction()
            return stop
        }
        if isMissed { say("Line \(line) does not begin \(backward ? "before" : "after") this.", error: true) }
        return !isMissed
    }

    func toStart() {
        move { [self] in
            let stop = session.seekToStart()
            settleOnInstruction()
            return stop
        }
    }

    /// To the end of the script; from there, to the end of the run, when the interpreter has shut down.
    func toEnd() {
        move { [self] in
            guard let scriptEnd, session.position < scriptEnd else { return session.seekToEnd() }
            session.seek(to: scriptEnd)
            return .scriptEnded
        }
    }

    /// Nothing was typed for a while: plays on.
    public func tick() {
        heap.advance(microseconds: 5000)
        other?.poll(milliseconds: 0)
        if !isPlaying { session.takeDueCheckpoint() }
        guard isPlaying else { return }
        step(zoom == .source ? .line : .instruction, backward: playsBackward)
        if session.isFinished && !playsBackward { isPlaying = false }
    }

    /// Milliseconds to wait for a key; negative: as long as it takes.
    public var timeout: Int {
        isPlaying ? max(1, 1000 / speed) : heap.isPending ? 0 : other?.isPending == true ? 20 : session.isCheckpointDue ? 300 : -1
    }

    /// Ends all searches that would go on while no key is pressed: for whoever takes a picture.
    public func completeSearches() {
        heap.complete()
        other?.poll(milliseconds: 60_000)
    }

    // MARK: Saying

    func say(_ text: String, error: Bool = false) {
        message = text
        isError = error
    }

    func describe(_ b: Breakpoint) -> String {
        let place: String =
            switch b.place {
            case .line(let n): "line \(n)"
            case .opcode(let n): "opcode \(n)"
            case .kind(let k): "event \(k)"
            }
        return place + (b.conditionText.map { " if \($0)" } ?? "") + (b.fromHit > 1 ? ", from hit \(b.fromHit) on" : "")
    }

    func toggleBreakpoint(_ line: Int) {
        if let i = session.breakpoints.firstIndex(where: { $0.place == .line(line) }) {
            session.breakpoints.remove(at: i)
            say("Breakpoint on line \(line) removed.")
        } else if sources.text(scriptPath).map({ line >= 1 && line <= $0.lines.count }) ?? true {
            session.breakpoints.append(Breakpoint(.line(line)))
            say("Breakpoint on line \(line). c continues to it, C goes back to it.")
        } else {
            say("The script has no line \(line).", error: true)
        }
        cached = nil
    }

    /// Does what a pane asks for.
    func perform(_ action: PaneAction) {
        switch action {
        case .none: break
        case .inspect(let object): perform(.inspectThing(.object(UInt(bitPattern: object))))
        case .inspectThing(let thing):
            if var bytes = panes[.bytes] as? BytesPane {
                bytes.show(thing)
                panes[.bytes] = bytes
            }
            if !(isFull && focus == .bytes), zoom != .memory || isFull {
                zoom = .memory
                isFull = false
            }
            focus = .bytes
            followAll()
        case .select(let object):
            if var objects = panes[.objects] as? ObjectsPane {
                objects.root = object
                panes[.objects] = objects
            }
            followAll()
        case .seek(let position): go(to: position)
        case .runToLine(let line): runToLine(line)
        case .toggleBreakpoint(let line): toggleBreakpoint(line)
        case .frame(let depth):
            selectedFrame = depth
            cached = nil
            let s = snapshot
            for (kind, rect) in visible() where kind != focus { panes[kind]?.follow(s, rect.inset(1)) }
        case .message(let text): say(text)
        }
    }
}

extension App {
    /// A line for the person from whoever shows the canvas.
    public func report(_ text: String, error: Bool = true) { say(text, error: error) }

    /// Where the run is, as one line of text.
    public var currentLineText: String {
        let s = snapshot
        let source = panes[.source]?.plain(s).first ?? ""
        let text = source.components(before: "   expression:")
        guard let f = s.frame else { return text }
        return f.name == "<module>" ? text : "\(text)   in \(f.name)"
    }

    /// Whether one pane fills the screen.
    public var isFullScreen: Bool { isFull }

    /// Chooses a zoom, as its key does.
    public func show(_ zoom: Zoom) { choose(zoom) }

    /// Lets one pane fill the screen.
    public func show(_ pane: PaneKind) {
        focus = pane
        isFull = true
        followAll()
    }
}

extension String {
    /// The part before a separator, or all of it.
    func components(before separator: String) -> String {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(separator) { return String(self[..<rest.startIndex]) }
            rest.removeFirst()
        }
        return self
    }
}
