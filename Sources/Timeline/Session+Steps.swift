import Memory
import Runtime
import Trace

/// How far one step goes.
public enum Granularity: CaseIterable, Sendable {
    /// To any event.
    case event
    /// To an instruction.
    case instruction
    /// To a line of this frame or one that it returns to: calls are stepped over.
    case line
    /// To a line of any frame: calls are stepped into.
    case into
    /// Until the frame that runs has returned.
    case finish
    /// To a call.
    case call
    /// To a return.
    case `return`
    /// To the next pass of a collection, or its beginning or end.
    case gcPhase
    /// To a breakpoint.
    case breakpoint
}

extension Session {
    /// Makes one step.
    @discardableResult
    public func step(_ granularity: Granularity, backward: Bool = false) -> StopReason {
        switch granularity {
        case .event:
            if !backward && isFinished { return .boundary }
            return backward ? (position <= 1 ? .boundary : seek(to: position - 1)) : seek(to: position + 1)
        case .instruction: return move([.instruction], backward) { _ in .reached }
        case .line:
            let depth = Machine.frameDepth
            return move([.line], backward) { _ in Machine.frameDepth <= depth ? .reached : nil }
        case .into: return move([.line], backward) { _ in .reached }
        case .finish:
            let depth = Machine.frameDepth
            // Forward: to the first instruction of the caller after the return. Backward: to the call.
            if backward { return move([.instruction], true) { _ in Machine.frameDepth < depth ? .reached : nil } }
            return move([.instruction], false) { _ in Machine.frameDepth < depth ? .reached : nil }
        case .call: return move([.call], backward) { _ in .reached }
        case .return: return move([.return], backward) { _ in .reached }
        case .gcPhase: return move([.gcStart, .gcPass, .gcEnd], backward) { _ in .reached }
        case .breakpoint: return toBreakpoint(backward: backward)
        }
    }

    /// Moves to the next or previous event of some kinds that matches.
    @discardableResult
    public func move(_ kinds: [EventKind], _ backward: Bool, _ match: @escaping (Event) -> StopReason?) -> StopReason {
        if !backward { return run(kinds: kinds, until: match) }
        let home = position
        guard let found = findBackward(kinds: kinds, where: match) else {
            seek(to: home)
            lastStop = .boundary
            return .boundary
        }
        return seek(to: found)
    }

    private func toBreakpoint(backward: Bool) -> StopReason {
        let active = breakpoints
        var hits = [Int](repeating: 0, count: active.count)
        let kinds = Array(Set(active.filter(\.isEnabled).map(\.kind)))
        return move(kinds, backward) { event in
            for (i, b) in active.enumerated() where b.isHit(event) {
                hits[i] += 1
                if backward || hits[i] >= b.fromHit { return .breakpoint(i) }
            }
            return nil
        }
    }

    /// Moves to the first event at which a value read from memory is no longer (or, backward, not yet) what it is now: "next change of this".
    @discardableResult
    public func stepToChange(backward: Bool, of value: @escaping () -> UInt64?) -> StopReason {
        let now = value()
        return move([.instruction], backward) { _ in value() != now ? .reached : nil }
    }

    /// Moves to the start: the first line of the script.
    @discardableResult
    public func seekToStart() -> StopReason {
        seek(to: 1)
        return event.kind == .line ? .reached : run(kinds: [.line]) { _ in .reached }
    }

    /// Moves to the end of the run, or as far as it goes: an endless script can be interrupted.
    @discardableResult
    public func seekToEnd() -> StopReason {
        if let end { return seek(to: end) }
        return run(kinds: []) { _ in nil }
    }

    /// Runs ahead to learn how long the run is, up to a number of events, and comes back to the first line. Stops at the first question to
    /// the person.
    public func scout(limit: UInt64) {
        isMatch = nil
        target = limit
        wantsInstructions = false
        TraceControl.clearStops()
        restart(from: checkpoints.all[0])
        _ = settle()
        seekToStart()
    }
}
