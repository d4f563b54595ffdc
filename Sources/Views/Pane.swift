import Canvas
import Runtime
import Timeline
import Trace

/// The panes, in the order of their keys.
public enum PaneKind: Int, CaseIterable, Sendable {
    case source = 1, bytecode, stack, frames, objects, bytes, memory, collector
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
    /// The script's file name as shown, and its lines.
    public var scriptName: String
    /// The script's lines.
    public var lines: [String]
    /// What the script has written so far.
    public var output: OutputLog
    /// Breakpoints.
    public var breakpoints: [Breakpoint]
    /// Recorded events before this one, oldest first, as far as the ring reaches.
    public var recent: [Event]
    /// Addresses whose 8-byte word changed in the last movement (a bounded sample: frame slots, values, counts that panes asked about).
    public var changed: (UInt) -> Bool
    /// The marks of objects.
    public var marks: Marks

    /// Makes a snapshot from its parts.
    public init(
        position: UInt64, end: UInt64?, event: Event, stop: StopReason, frames: [PyObj], scriptName: String, lines: [String],
        output: OutputLog,
        breakpoints: [Breakpoint], recent: [Event], changed: @escaping (UInt) -> Bool, marks: Marks
    ) {
        self.position = position
        self.end = end
        self.event = event
        self.stop = stop
        self.frames = frames
        self.scriptName = scriptName
        self.lines = lines
        self.output = output
        self.breakpoints = breakpoints
        self.recent = recent
        self.changed = changed
        self.marks = marks
    }

    /// The innermost frame that has begun to run.
    public var currentFrame: PyObj? { frames.first }
}

/// Marks of objects: a small number for an address, the same in every pane and at every position, given out when an object is first drawn.
public final class Marks {
    private var numbers: [UInt: Int] = [:]

    /// No marks yet.
    public init() {}

    /// The mark of an object, given out now if it has none.
    public func number(of object: PyObj) -> Int {
        let address = UInt(bitPattern: object)
        if let n = numbers[address] { return n }
        numbers[address] = numbers.count
        return numbers.count - 1
    }
}

/// What a pane asks of the program around it.
public enum PaneAction {
    /// Nothing; the key was used.
    case none
    /// Show this object in the Bytes pane (and remember where one came from).
    case inspect(PyObj)
    /// Select this object in Objects.
    case select(PyObj)
    /// Go to an event.
    case seek(UInt64)
    /// Set or clear a breakpoint on a line.
    case toggleBreakpoint(line: Int)
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
}
