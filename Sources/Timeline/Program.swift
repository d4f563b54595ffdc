/// How the machine runs one script: from the start, and from a restored checkpoint. Both return the exit status. The top of the program makes it.
public struct Program: Sendable {
    /// Runs the script from a fresh machine.
    public var start: @Sendable () -> Int32
    /// Goes on from the instruction at which the checkpoint was taken.
    public var resume: @Sendable () -> Int32

    /// Makes a program from its two entries.
    public init(start: @escaping @Sendable () -> Int32, resume: @escaping @Sendable () -> Int32) {
        self.start = start
        self.resume = resume
    }
}

/// Why the machine stands still.
public enum StopReason: Equatable, Sendable {
    /// Whether it went past everything that was looked for.
    public var isEnd: Bool {
        switch self {
        case .finished, .scriptEnded: true
        default: false
        }
    }

    /// It stands at the event that was asked for.
    case reached
    /// A breakpoint or watch was met; the number is its index.
    case breakpoint(Int)
    /// The run has ended with this exit status.
    case finished(Int32)
    /// The script has ended; the interpreter is about to shut down.
    case scriptEnded
    /// The script waits for a line of input.
    case needsInput
    /// The person interrupted a long run.
    case interrupted
    /// There is nothing more in this direction.
    case boundary
}
