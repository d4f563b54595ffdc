import Bytecode
import Runtime
import Trace

/// Where a run shall stop.
public struct Breakpoint: Sendable {
    /// What it looks at.
    public enum Place: Equatable, Sendable {
        /// The beginning of a line of the script.
        case line(Int)
        /// An instruction with this opcode.
        case opcode(UInt8)
        /// An event of this kind.
        case kind(EventKind)
    }

    /// What it looks at.
    public var place: Place
    /// Stops from the n-th hit on; 1 for each.
    public var fromHit = 1
    /// A condition on top, evaluated while the machine stands; nil for none.
    public var condition: (@Sendable () -> Bool)?
    /// The condition as the person wrote it.
    public var conditionText: String?
    /// Whether it counts.
    public var isEnabled = true

    /// Makes a breakpoint.
    public init(_ place: Place, fromHit: Int = 1, conditionText: String? = nil, condition: (@Sendable () -> Bool)? = nil) {
        self.place = place
        self.fromHit = fromHit
        self.conditionText = conditionText
        self.condition = condition
    }

    /// The kind of event that it must see.
    var kind: EventKind {
        switch place {
        case .line: .line
        case .opcode: .instruction
        case .kind(let kind): kind
        }
    }

    /// Whether an event is at its place.
    public func isHit(_ event: Event) -> Bool {
        guard isEnabled, event.kind == kind else { return false }
        switch place {
        case .line(let line): guard event.a == UInt64(line), Machine.isInMainFile(codeAddress: event.c) else { return false }
        case .opcode(let opcode): guard Opcode.isForm(UInt8(truncatingIfNeeded: event.c), of: opcode) else { return false }
        case .kind: break
        }
        return condition?() ?? true
    }
}
