import Runtime
import Trace

/// A position in words that do not depend on how memory is cut, so that two machines with different memory models can be brought to the same one: so many
/// instructions, and so many events after the last of them, those of the allocator not counted.
public struct Place: Equatable, Sendable {
    /// How many instructions were about to run up to here; `.max` for the end of the run.
    public var instruction: UInt64
    /// Events after the last of them.
    public var offset: UInt64

    /// Makes a place.
    public init(instruction: UInt64, offset: UInt64) {
        self.instruction = instruction
        self.offset = offset
    }

    /// The end of the run.
    public static let end = Place(instruction: .max, offset: 0)

    /// The kinds that are the same under every memory model.
    static let ownKinds: [EventKind] = EventKind.allCases.filter { isOwn($0.rawValue) }

    /// Whether a kind's events are the same under every memory model.
    static func isOwn(_ kind: UInt8) -> Bool {
        kind != 0 && !(EventKind.alloc.rawValue...EventKind.poolUsed.rawValue).contains(kind)
    }
}

/// How many instructions there are up to events where that was counted: to each checkpoint that a count has passed.
struct InstructionCounts {
    private var events: [UInt64] = [0]
    private var counts: [UInt64] = [0]

    /// The last known at or before an event.
    func last(atOrBefore event: UInt64) -> (event: UInt64, count: UInt64) {
        let i = Self.upper(events, event) - 1
        return (events[i], counts[i])
    }

    /// The last with at most so many instructions.
    func last(withCount count: UInt64) -> (event: UInt64, count: UInt64) {
        let i = Self.upper(counts, count) - 1
        return (events[i], counts[i])
    }

    mutating func add(_ event: UInt64, _ count: UInt64) {
        let i = Self.upper(events, event)
        if events[i - 1] == event { return }
        events.insert(event, at: i)
        counts.insert(count, at: i)
    }

    /// The index of the first greater element.
    private static func upper(_ all: [UInt64], _ value: UInt64) -> Int {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Session {
    /// Where the machine stands, in words that hold for every memory model; nil if a person interrupted the counting. The run may be repeated in part; the
    /// machine ends where it stood.
    public func place() -> Place? {
        if isFinished { return .end }
        let home = position
        guard home > 0 else { return Place(instruction: 0, offset: 0) }
        if let placed, placed.event == home { return placed.place }
        // Back to the last instruction, in the ring if it is there.
        var at = home
        var offset: UInt64 = 0
        var isInstruction = false
        while at > recordedFrom, let e = TraceControl.recorded(at) {
            if e.kind == .instruction {
                isInstruction = true
                break
            }
            if Place.isOwn(e.rawKind) { offset += 1 }
            at -= 1
        }
        let answer: Place
        if isInstruction, let n = countInRing(at) {
            answer = Place(instruction: n, offset: offset)
        } else if isInstruction {
            guard let n = count(to: home, alsoOffset: false) else { return nil }
            answer = Place(instruction: n.instruction, offset: offset)
        } else {
            guard let n = count(to: home, alsoOffset: true) else { return nil }
            answer = n
        }
        placed = (home, answer)
        return answer
    }

    /// The number of instructions up to an event, if what was known last lies so near that the ring has all since.
    private func countInRing(_ event: UInt64) -> UInt64? {
        guard let placed, placed.event <= event, placed.event >= recordedFrom, event - placed.event < 8000 else { return nil }
        var n = placed.place.instruction
        var at = placed.event + 1
        while at <= event {
            guard let e = TraceControl.recorded(at) else { return nil }
            if e.kind == .instruction { n += 1 }
            at += 1
        }
        return n
    }

    /// Counts by repeating the run from the last checkpoint to which a count is known.
    private func count(to home: UInt64, alsoOffset: Bool) -> Place? {
        let known = instructionCounts.last(atOrBefore: home)
        let start = checkpoints.latest(atOrBefore: known.event)!
        // The count to a checkpoint that was thinned out is of no use.
        let base = instructionCounts.last(atOrBefore: start.event)
        let from = base.event == start.event ? start : checkpoints.all[0]
        var n = base.event == start.event ? base.count : 0
        // The instruction of the checkpoint itself is emitted again.
        if from.event > 0 { n -= 1 }
        var offset: UInt64 = 0
        let counter = CheckpointCounter(self, from.event)
        let isWhole = sweep(to: home, from: from, kinds: alsoOffset ? Place.ownKinds : [.instruction]) { e, number in
            if e.kind == .instruction {
                n += 1
                offset = 0
                counter.note(number, n)
            } else {
                offset += 1
            }
        }
        return isWhole ? Place(instruction: n, offset: offset) : nil
    }

    /// Goes to a place that another machine has named, as near as this run comes to it. Input that is missing is at its end.
    public func go(to place: Place) {
        if place.instruction == .max {
            repeat {
                if lastStop == .needsInput, inputs.at.line == inputs.lines.count { provide([]) }
                _ = seekToEnd()
            } while lastStop == .needsInput
            return
        }
        if let placed, placed.event == position, placed.place == place, !isFinished { return }
        var n: UInt64
        let known = instructionCounts.last(withCount: place.instruction)
        let checkpoint = checkpoints.latest(atOrBefore: known.event)!
        var start: Checkpoint?
        if let placed, placed.event == position, thread.isAlive, placed.place.instruction < place.instruction,
            placed.place.instruction >= known.count
        {
            n = placed.place.instruction
        } else {
            let base = instructionCounts.last(atOrBefore: checkpoint.event)
            let isKnown = base.event == checkpoint.event && checkpoint.event > 0
            start = isKnown ? checkpoint : checkpoints.all[0]
            n = isKnown ? base.count - 1 : 0
        }
        placed = nil
        let counter = CheckpointCounter(self, start?.event ?? position)
        let wanted = place.instruction
        if wanted > 0 {
            travel(from: start, kinds: [.instruction]) { e in
                n += 1
                counter.note(TraceControl.counter, n)
                return n >= wanted ? .reached : nil
            }
        } else {
            seek(to: 1)
        }
        var offset: UInt64 = 0
        if place.offset > 0, lastStop == .reached {
            let goal = place.offset
            travel(from: nil, kinds: Place.ownKinds) { e in
                // It does not come to an event of the next instruction: the runs differ there.
                if e.kind != .instruction { offset += 1 }
                return offset >= goal || e.kind == .instruction ? .reached : nil
            }
        }
        if lastStop == .reached { placed = (position, Place(instruction: n, offset: offset)) }
    }

    private func travel(from start: Checkpoint?, kinds: [EventKind], _ match: @escaping (Event) -> StopReason?) {
        var start = start
        repeat {
            if lastStop == .needsInput, start == nil, inputs.at.line == inputs.lines.count { provide([]) }
            isMatch = match
            recordsMatches = false
            target = 0
            arm(kinds)
            if let from = start {
                restart(from: from)
                start = nil
            } else if !proceed() {
                TraceControl.clearStops()
                lastStop = .boundary
                break
            }
            _ = settle()
        } while lastStop == .needsInput
        isMatch = nil
    }

    /// Takes down how many instructions there are to each checkpoint that is passed.
    private final class CheckpointCounter {
        let session: Session
        var next: UInt64

        init(_ session: Session, _ event: UInt64) {
            self.session = session
            next = 0
            next = following(event)
        }

        private func following(_ event: UInt64) -> UInt64 {
            let all = session.checkpoints.all
            let i = session.checkpoints.index(atOrBefore: event).map { $0 + 1 } ?? 0
            return i < all.count ? all[i].event : .max
        }

        func note(_ number: UInt64, _ count: UInt64) {
            // Checkpoints made by this very run come after all that were known.
            if next == .max, number % 4096 == 0 || session.checkpoints.all.last?.event == number { next = following(number - 1) }
            guard number >= next else { return }
            if number == next { session.instructionCounts.add(number, count) }
            next = following(number)
        }
    }
}
