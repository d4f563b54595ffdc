import Bytecode
import Canvas
import Memory
import Runtime
import Timeline
import Trace

/// The panes, in the order of their keys.
public enum PaneKind: Int, CaseIterable, Sendable {
    case source = 1, bytecode, stack, frames, objects, bytes, memory, collector, pipeline
    case output = 20, explain = 21

    /// The key that chooses it.
    public var key: Character {
        switch self {
        case .output: "o"
        case .explain: "e"
        default: Character("\(rawValue)")
        }
    }

    /// Its name.
    public var title: String {
        switch self {
        case .source: "Source"
        case .bytecode: "Bytecode"
        case .stack: "Stack"
        case .frames: "Frames"
        case .objects: "Objects"
        case .bytes: "Bytes"
        case .memory: "Memory"
        case .collector: "Collector"
        case .pipeline: "Pipeline"
        case .output: "Output"
        case .explain: "Explain"
        }
    }
}

/// What panes know of the run at one position. It holds no copy of the heap: panes read the machine's memory, which stands still meanwhile.
public struct Snapshot {
    /// The number of the event at which the machine stands; 0 before the first.
    public var position: UInt64
    /// The number of the last event, once known.
    public var end: UInt64?
    /// The event.
    public var event: Event
    /// How the last movement ended.
    public var stop: StopReason
    /// Frame records from the innermost outwards; empty before and after the run.
    public var frames: [PyObj]
    /// The script's file name as shown.
    public var scriptName: String
    /// The script's absolute path.
    public var scriptPath: String
    /// The lines of the script and of modules that it imported.
    public var sources: Sources
    /// How files became bytecode.
    public var pipelines = Pipelines(read: { _ in nil }, make: { PipelineReport(filename: $1) })
    /// What the script has written so far.
    public var output: OutputLog
    /// Breakpoints.
    public var breakpoints: [Breakpoint]
    /// Recorded events before this one, oldest first, as far as the ring reaches.
    public var recent: [Event]
    /// Knows which words of memory changed in the last movement.
    public var changes: ChangeTracker
    /// The marks of objects.
    public var marks: Marks
    /// The characters to draw with.
    public var glyphs: Glyphs
    /// The exit status, if the run has ended at this position.
    public var exitStatus: Int32?
    /// The sentences of the Explain pane.
    public var explanations: Explanations
    /// What is being typed as an answer to `input()`, while the script waits for a line; nil when it does not.
    public var typed: String?

    /// What is known of the heap as a whole at this position.
    public var heap = Heap()

    /// What has happened in the collection that runs here; nothing if none runs.
    public var collection = CollectionLog()

    /// The machine with the other memory model, if there is one.
    var other: OtherModel?

    /// Which frame the panes look at, counted from the innermost.
    public var selectedFrame = 0

    /// The frame that the panes look at.
    public var currentFrame: PyObj? { frames.indices.contains(selectedFrame) ? frames[selectedFrame] : frames.first }

    /// That frame, read.
    public var frame: FrameView? { currentFrame.flatMap { FrameView($0) } }
}

/// Marks of objects: a small number for an address, the same in every pane and at every position, given out when an object is first drawn.
public final class Marks {
    private var numbers: [UInt: Int] = [:]
    /// The addresses that have marks, in the order in which they were given out.
    public private(set) var addresses: [UInt] = []

    /// No marks yet.
    public init() {}

    /// The mark of an address, if one was given out.
    public func existing(_ object: PyObj) -> Int? { numbers[UInt(bitPattern: object)] }

    /// The mark of an object, given out now if it has none.
    public func number(of object: PyObj) -> Int {
        let address = UInt(bitPattern: object)
        if let n = numbers[address] { return n }
        numbers[address] = numbers.count
        addresses.append(address)
        return numbers.count - 1
    }
}

/// Which words of memory changed in the last movement: panes ask about the words that they show, and what was shown before the movement is
/// compared with what is there after it.
public final class ChangeTracker {
    private var before: [UInt: UInt] = [:]
    private var now: [UInt: UInt] = [:]

    /// Knows nothing yet.
    public init() {}

    /// Whether the 8 bytes at an address are not what they were when they were shown last. A word never shown has not changed.
    public func isChanged(_ address: UInt) -> Bool {
        guard address & 7 == 0, Memory.isReadable(address, 8), let p = UnsafeRawPointer(bitPattern: address) else { return false }
        let value = p.load(as: UInt.self)
        now[address] = value
        guard let old = before[address] else { return false }
        return old != value
    }

    /// The word's value before the movement, if it was shown then.
    public func old(_ address: UInt) -> UInt? { before[address] }

    /// The machine is about to move.
    public func begin() {
        before = now
        now = [:]
    }

    /// The movement came back to where it began, or nothing is comparable any more.
    public func forget() { before = now }
}

/// What a pane asks of the program around it.
public enum PaneAction {
    /// Nothing; the key was used.
    case none
    /// Show this object in the Bytes pane (and remember where one came from).
    case inspect(PyObj)
    /// Show this in the Bytes pane: a table, a pool, an object.
    case inspectThing(MemoryThing)
    /// Select this object in Objects.
    case select(PyObj)
    /// Go to an event.
    case seek(UInt64)
    /// Run to the next time that this line of the script begins.
    case runToLine(Int)
    /// Set or clear a breakpoint on a line.
    case toggleBreakpoint(line: Int)
    /// Show this frame, counted from the innermost, in the other panes.
    case frame(Int)
    /// A line for the status bar.
    case message(String)
}

/// A pane: a small state of its own (scroll, selection) and a pure drawing.
public protocol Pane {
    /// Which one.
    var kind: PaneKind { get }
    /// What stands at the right end of its title.
    func note(_ snapshot: Snapshot) -> String
    /// The keys that matter in it, for the status line: key and word.
    var keys: [(String, String)] { get }
    /// Draws the inside of the pane (the frame is drawn already) into a rectangle.
    func draw(_ snapshot: Snapshot, _ canvas: inout Canvas, _ rect: Rect, focused: Bool)
    /// A key while focused; nil if it means nothing here.
    mutating func handle(_ key: Key, _ snapshot: Snapshot, _ rect: Rect) -> PaneAction?
    /// Called after each movement, before drawing: scrolls so that what matters is visible.
    mutating func follow(_ snapshot: Snapshot, _ rect: Rect)
    /// The pane as text lines for `--plain`.
    func plain(_ snapshot: Snapshot) -> [String]
    /// Searches for what was typed after a slash while the pane has the focus; nil if it has nothing to search in.
    mutating func search(_ text: String, _ snapshot: Snapshot, _ rect: Rect) -> PaneAction?
}

extension Pane {
    /// Most panes have nothing to search in: the source is searched.
    public mutating func search(_ text: String, _ snapshot: Snapshot, _ rect: Rect) -> PaneAction? { nil }
}
