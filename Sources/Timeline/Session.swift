import Glibc
import Memory
import Runtime
import Trace

/// A run under glass: where it is, and how to get elsewhere. The position is the number of the event at which the machine stands, from 1; memory
/// is in the very state in which that event found it. There is one session in a process; it is used from one thread.
public final class Session: @unchecked Sendable {
    /// What is watched.
    public let program: Program
    let thread = MachineThread()
    var checkpoints = Checkpoints()
    /// The event at which the machine stands.
    public internal(set) var event = Event(.none)
    /// How the last movement ended.
    public internal(set) var lastStop = StopReason.boundary
    /// The number of the last event of the run, once it has been met.
    public internal(set) var end: UInt64?
    /// The exit status, once the run has ended.
    public internal(set) var exitStatus: Int32?
    /// The event from which on the ring's records belong to the run that led to the position.
    public internal(set) var recordedFrom: UInt64 = 0
    /// The farthest event that was met.
    public internal(set) var frontier: UInt64 = 0
    /// What the script has written up to the position.
    public internal(set) var output = OutputLog()
    /// The values that came in from outside, in order; replays read them again.
    var inputs = InputLog()
    /// What has happened in the collection that runs at the position, once `followCollection` was called there.
    public internal(set) var collection: CollectionLog?
    /// How many instructions there are to some events.
    var instructionCounts = InstructionCounts()
    /// The position that was put in words last.
    var placed: (event: UInt64, place: Place)?
    /// Whether system calls that are not in the record are performed; else they fail with EIO.
    public var performsCalls = true
    /// Breakpoints and watches.
    public var breakpoints: [Breakpoint] = []
    /// Whether movements forward that look for something stop where the script ends, before the interpreter shuts down.
    public var stopsAtScriptEnd = false
    /// Called now and then during long movements with the current position; true interrupts.
    public var onProgress: (UInt64) -> Bool = { _ in false }

    // What the hook does with an event; set before the machine proceeds.
    var target: UInt64 = 0
    var isMatch: ((Event) -> StopReason?)?
    /// The kinds that the current movement looks at; the hook is called for others as well.
    var wantedKinds: Set<EventKind> = []
    var lastMatch: UInt64?
    var recordsMatches = false
    var interruptRequested = false
    private var checkpointTries = 0
    /// Where the current movement began, and whether there is so much memory that short ones take no checkpoints.
    private var began: UInt64 = 0
    private var isHeavy = false

    /// The session that the hook reports to.
    nonisolated(unsafe) static var current: Session?

    /// Prepares a fresh machine for watching; the machine must have been started and not run.
    public init(_ program: Program) {
        self.program = program
        Session.current = self
        TraceControl.hook = { Session.current!.hook(UnsafeRawPointer($0).load(as: Event.self)) }
        TraceControl.isTracing = true
        TraceControl.counter = 0
        installDoors()
        checkpoints.add(Checkpoint(event: 0, snapshot: Memory.snapshot(), inputs: .init(), output: 0))
    }

    /// The number of the event at which the machine stands; 0 before the first.
    public var position: UInt64 { TraceControl.counter }

    /// Whether the run has ended at the position.
    public var isFinished: Bool { if case .finished = lastStop { !thread.isAlive } else { false } }

    /// Ends this session and puts the machine back to the fresh state, so that another can be made.
    public func close() {
        thread.abandon()
        Memory.restore(checkpoints.all[0].snapshot)
        Machine.memoryWasRestored()
        TraceControl.clearStops()
        TraceControl.stopAt = 0
        TraceControl.counter = 0
    }

    // MARK: The hook, on the machine's thread

    private func hook(_ e: Event) {
        let number = TraceControl.counter
        if e.kind == .instruction, number >= due(after: number) { takeCheckpoint(e, number) }
        if interruptRequested {
            interruptRequested = false
            park(e, .interrupted)
            return
        }
        if let isMatch, wantedKinds.contains(e.kind), let why = isMatch(e) {
            if recordsMatches {
                lastMatch = number
            } else {
                park(e, why)
                return
            }
        }
        if number == target {
            park(e, .reached)
            return
        }
        armCounter(number)
    }

    private func park(_ e: Event, _ why: StopReason) {
        event = e
        thread.park(why)
        armCounter(TraceControl.counter)
    }

    /// Sets the counter value at which the hook is called next.
    func armCounter(_ number: UInt64) {
        let due = due(after: number)
        if due <= number {
            // A checkpoint is due but this event does not suit: look at the next instructions.
            checkpointTries += 1
            if checkpointTries < 64 {
                TraceControl.setStop(.instruction, true)
                TraceControl.stopAt = target > number ? target : 0
                return
            }
            // Deep inside native code: try again later.
            checkpointTries = 0
            let later = number + checkpoints.interval / 8
            TraceControl.stopAt = target > number ? min(target, later) : later
        } else {
            checkpointTries = 0
            TraceControl.stopAt = target > number ? min(target, due) : due
        }
        if !wantsInstructions { TraceControl.setStop(.instruction, false) }
    }

    /// Whether the current movement itself looks at instructions.
    var wantsInstructions = false

    /// When the next checkpoint is to be taken. With much memory a copy takes longer than a person wants to wait for a step: short movements leave it to
    /// `takeDueCheckpoint`.
    private func due(after number: UInt64) -> UInt64 {
        let due = checkpoints.nextDue(after: number)
        return isHeavy ? max(due, began &+ 20_000) : due
    }

    /// A movement begins at an event.
    private func begin(at event: UInt64) {
        began = event
        let totals = Memory.totals
        isHeavy = totals.arenas * Memory.model.arenaSize + totals.largeBytes > 24 << 20
    }

    /// Whether a checkpoint was put off and can be taken here.
    public var isCheckpointDue: Bool {
        isHeavy && thread.isAlive && event.kind == .instruction && lastStop == .reached
            && checkpoints.nextDue(after: position) <= position
            && Machine.canCheckpoint(event)
    }

    /// Takes the checkpoint that short movements have put off, while the person looks.
    public func takeDueCheckpoint() { if isCheckpointDue { takeCheckpoint(event, position) } }

    private func takeCheckpoint(_ e: Event, _ number: UInt64) {
        guard Machine.canCheckpoint(e) else { return }
        checkpoints.add(Checkpoint(event: number, snapshot: Memory.snapshot(), inputs: inputs.at, output: output.count))
        checkpointTries = 0
        if !wantsInstructions { TraceControl.setStop(.instruction, false) }
    }

    // MARK: Moving, on the driver's thread

    /// Puts the machine back to a checkpoint and lets it run from there as the armed hook says.
    func restart(from checkpoint: Checkpoint) {
        thread.abandon()
        Memory.restore(checkpoint.snapshot)
        Machine.memoryWasRestored()
        inputs.at = checkpoint.inputs
        output.move(to: checkpoint.output)
        recordedFrom = checkpoint.event
        begin(at: checkpoint.event)
        if checkpoint.event == 0 {
            TraceControl.counter = 0
            armCounter(0)
            thread.launch(program.start)
        } else {
            // The instruction event is emitted again.
            TraceControl.counter = checkpoint.event - 1
            armCounter(checkpoint.event - 1)
            thread.launch(program.resume)
        }
    }

    /// Lets a parked machine go on, or does nothing if the run is over.
    func proceed() -> Bool {
        guard thread.isAlive else { return false }
        begin(at: position)
        armCounter(TraceControl.counter)
        thread.proceed()
        return true
    }

    /// Waits for the machine to stand still, and notes what is known then.
    func settle() -> StopReason {
        let why = thread.wait {
            if onProgress(TraceControl.counter) && !interruptRequested {
                interruptRequested = true
                for kind in EventKind.allCases { TraceControl.setStop(kind, true) }
            }
        }
        interruptRequested = false
        TraceControl.clearStops()
        frontier = max(frontier, position)
        if case .finished(let status) = why {
            end = position
            exitStatus = status
        }
        lastStop = why
        return why
    }

    /// Moves to an event, forward or backward; beyond the end, to the end.
    @discardableResult
    public func seek(to event: UInt64) -> StopReason {
        // The last event is not the end: the machine goes on from it to the exit status.
        let toTheEnd = end.map { event >= $0 } ?? false
        if event == position && thread.isAlive && !toTheEnd { return lastStop }
        isMatch = nil
        recordsMatches = false
        wantsInstructions = false
        let goal = max(event, 1)
        target = toTheEnd ? 0 : goal
        TraceControl.clearStops()
        let nearest = checkpoints.latest(atOrBefore: goal)!
        if thread.isAlive && (position < goal || toTheEnd) && nearest.event <= position {
            _ = proceed()
        } else if !thread.isAlive && position > 0 && goal >= position && end == position {
            return .boundary
        } else {
            restart(from: nearest)
        }
        return settle()
    }

    /// Runs forward until an event of one of these kinds matches. `.boundary` if the run is over already.
    func run(kinds: [EventKind], until match: @escaping (Event) -> StopReason?) -> StopReason {
        var kinds = kinds
        isMatch = match
        if stopsAtScriptEnd {
            if !kinds.contains(.exit) { kinds.append(.exit) }
            isMatch = { e in e.kind == .exit ? .scriptEnded : match(e) }
        }
        recordsMatches = false
        target = 0
        arm(kinds)
        if position == 0 && !thread.isAlive {
            restart(from: checkpoints.all[0])
        } else if !proceed() {
            TraceControl.clearStops()
            return .boundary
        }
        let why = settle()
        isMatch = nil
        return why
    }

    /// The last event before the position that matches; nil if there is none. The machine is moved.
    func findBackward(kinds: [EventKind], where match: @escaping (Event) -> StopReason?) -> UInt64? {
        var high = position
        while high > 1 {
            let i = checkpoints.index(atOrBefore: high - 1)!
            let from = checkpoints.all[i]
            isMatch = match
            recordsMatches = true
            lastMatch = nil
            target = high - 1
            arm(kinds)
            restart(from: from)
            let why = settle()
            recordsMatches = false
            isMatch = nil
            if let found = lastMatch { return found }
            if why == .interrupted || i == 0 { return nil }
            high = from.event
        }
        return nil
    }

    func arm(_ kinds: [EventKind]) {
        TraceControl.clearStops()
        wantedKinds = Set(kinds)
        wantsInstructions = kinds.contains(.instruction)
        for kind in kinds { TraceControl.setStop(kind, true) }
    }
}
