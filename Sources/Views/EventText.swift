import Bytecode
import Canvas
import Runtime
import Timeline
import Trace

/// Events as lines, for `vivarium trace`. It reads the machine's memory, so it must be asked while the machine stands at the event or on the machine's
/// own thread.
public final class EventText {
    private let explanations: Explanations
    private var snapshot: Snapshot

    /// Makes a writer with the sentences of the Explain pane.
    public init(explanations: Explanations, glyphs: Glyphs) {
        self.explanations = explanations
        snapshot = Snapshot(
            position: 0, end: nil, event: Event(.none), stop: .reached, frames: [], scriptName: "", scriptPath: "",
            sources: Sources(read: { _ in nil }), output: OutputLog(), breakpoints: [], recent: [], changes: ChangeTracker(),
            marks: Marks(), glyphs: glyphs, exitStatus: nil, explanations: explanations, typed: nil)
    }

    /// A sentence about an event that happens now.
    public func sentence(_ e: Event) -> String {
        snapshot.frames = Machine.frames.first.map { [$0] } ?? []
        if e.kind == .instruction {
            let opcode = UInt8(truncatingIfNeeded: e.c)
            var text = Opcode.names[Int(opcode)]
            if Opcode.deoptimized[Int(opcode)] >= Opcode.HAVE_ARGUMENT { text += " \(e.c >> 8)" }
            if let f = snapshot.frame {
                text += " at \(f.lasti ?? 0) in \(f.name)"
                if let line = f.line { text += ", line \(line)" }
            }
            return text
        }
        return ExplainPane().fill(explanations.events["\(e.kind)"] ?? "\(e.kind)", ExplainPane.eventValues(snapshot, e), snapshot)
            .plain
    }
}
