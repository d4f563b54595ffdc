import Runtime
import Trace

extension Session {
    /// Brings `collection` up to the position: from what is known already and the recorded events, or by repeating the run from the checkpoint
    /// before the collection. The machine ends where it stood.
    public func followCollection() {
        guard thread.isAlive, GCState.collecting != 0, GCProgress.pass > 0 else {
            collection = nil
            return
        }
        // With the event at which the machine stands: memory has its effect already.
        let last = position
        if event.kind == .gcStart {
            var log = CollectionLog()
            log.note(event, position)
            collection = log
            return
        }
        func extend(_ log: inout CollectionLog) -> Bool {
            guard log.position <= last, log.position >= recordedFrom else { return false }
            if log.position < last {
                guard TraceControl.recorded(log.position + 1) != nil else { return false }
                for n in log.position + 1...last {
                    guard let e = TraceControl.recorded(n) else { return false }
                    log.note(e, n)
                }
            }
            return log.started != nil
        }
        if var log = collection, log.started != nil, extend(&log) {
            collection = log
            return
        }
        // Back in the ring to the collection's first event.
        var n = last
        while n > recordedFrom, let e = TraceControl.recorded(n) {
            if e.kind == .gcStart {
                var log = CollectionLog()
                log.note(e, n)
                if extend(&log) { collection = log }
                return
            }
            n -= 1
        }
        var log = CollectionLog()
        let kinds = CollectionLog.kinds
        let isWhole = sweep(to: position, kinds: [.gcStart, .gcEnd]) { [unowned self] e, number in
            if number > last { return }
            if e.kind == .gcStart {
                for kind in kinds { listen(to: kind) }
            }
            log.note(e, number)
        }
        collection = isWhole ? log : nil
    }

    /// Repeats the run from the latest checkpoint before an event up to that event, and calls a function, on the machine's thread, for each event of some kinds
    /// and its number. False if a person interrupted it. The machine then stands at the event in either case, and how the last movement ended
    /// is not changed.
    func sweep(
        to goal: UInt64, from start: Checkpoint? = nil, kinds: [EventKind], _ body: @escaping (Event, UInt64) -> Void
    ) -> Bool {
        let stop = lastStop
        isMatch = { e in
            body(e, TraceControl.counter)
            return nil
        }
        recordsMatches = false
        target = goal
        arm(kinds)
        restart(from: start ?? checkpoints.latest(atOrBefore: goal - 1)!)
        _ = settle()
        isMatch = nil
        let isWhole = position == goal
        if !isWhole { seek(to: goal) }
        lastStop = stop
        return isWhole
    }

    /// In the middle of a sweep: from here on, events of this kind count too.
    func listen(to kind: EventKind) {
        wantedKinds.insert(kind)
        TraceControl.setStop(kind, true)
    }
}
