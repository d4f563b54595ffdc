import Memory

/// A state to which the machine can be put back.
struct Checkpoint {
    /// The number of the event at which it was taken: an instruction of the outermost eval loop; 0 for the fresh machine.
    var event: UInt64
    var snapshot: Snapshot
    /// How many values had come in through the recorded doors.
    var inputs: InputLog.Position
    /// How many bytes the script had written.
    var output: Int
}

/// The checkpoints of a run in order, thinned out as the run grows: the distance between two of them stays a fixed fraction of the whole.
struct Checkpoints {
    private(set) var all: [Checkpoint] = []
    /// Events between two checkpoints.
    private(set) var interval: UInt64 = 500_000
    private let capacity = 256

    /// The latest at or before an event.
    func latest(atOrBefore event: UInt64) -> Checkpoint? {
        guard let i = index(atOrBefore: event) else { return nil }
        return all[i]
    }

    /// The index of the latest at or before an event.
    func index(atOrBefore event: UInt64) -> Int? {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].event <= event { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }

    /// The first event after the latest checkpoint before `event` at which one is due.
    func nextDue(after event: UInt64) -> UInt64 { (latest(atOrBefore: event)?.event ?? 0) + interval }

    /// Adds one; when there are too many, every second goes and the distance doubles.
    mutating func add(_ checkpoint: Checkpoint) {
        let i = (index(atOrBefore: checkpoint.event) ?? -1) + 1
        if i > 0 && all[i - 1].event == checkpoint.event { return }
        all.insert(checkpoint, at: i)
        if all.count > capacity {
            interval *= 2
            all = all.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        }
    }

    /// Forgets all but the fresh machine.
    mutating func removeAll() { self = Checkpoints() }
}
