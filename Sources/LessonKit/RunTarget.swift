import Bytecode
import Timeline
import Trace

/// How far a step of a lesson runs.
public enum RunTarget: Sendable {
    /// To the next beginning of a line of the script.
    case line(Int)
    /// To the beginning of a pass of a collection.
    case pass(GCPass)
    /// To an event of a kind: the start or end of a collection, a call, a return, …
    case event(EventKind)
    /// To an instruction that is about to run.
    case opcode(UInt8)
    /// Over a number of instructions.
    case instructions(Int)
    /// Over a number of lines: calls are stepped into.
    case lines(Int)
    /// Over a number of events.
    case events(Int)
    /// Until the script has written a text.
    case output(String)
    /// Until the module's code returns.
    case end
    /// Until an expression is true.
    case expression(MemoryExpression)

    /// Why a text is no target.
    struct Problem: Error {
        var message: String
    }

    /// Reads `until line 6`, `until gc.subtract_refs`, `until opcode CALL`, `until event gc_move`, `until output hello`, `until end`,
    /// `until EXPRESSION`, `for 3 instructions`.
    init(_ text: String) throws(Problem) {
        let words = text.split(separator: " ").map(String.init)
        func rest(_ n: Int) -> String { words.dropFirst(n).joined(separator: " ") }
        switch words.first {
        case "for":
            guard words.count == 3, let n = Int(words[1]), n > 0 else {
                throw Problem(message: "'\(text)': write 'for 3 instructions', 'for 2 lines' or 'for 5 events'")
            }
            switch words[2] {
            case "instruction", "instructions": self = .instructions(n)
            case "line", "lines": self = .lines(n)
            case "event", "events": self = .events(n)
            default: throw Problem(message: "'\(words[2])' cannot be counted; there are instructions, lines, events")
            }
        case "until" where words.count > 1:
            switch words[1] {
            case "line" where words.count == 3 && Int(words[2]) != nil: self = .line(Int(words[2])!)
            case "end" where words.count == 2: self = .end
            case "opcode" where words.count == 3:
                guard let opcode = Opcode.number(named: words[2]) else {
                    throw Problem(message: "there is no opcode '\(words[2])'")
                }
                self = .opcode(opcode)
            case "event" where words.count == 3:
                guard let kind = EventKind.allCases.first(where: { Self.snake("\($0)") == words[2] && $0 != .none }) else {
                    throw Problem(message: "there is no event '\(words[2])'")
                }
                self = .event(kind)
            case "output" where words.count > 2: self = .output(rest(2))
            case let word where word.hasPrefix("gc.") && words.count == 2:
                let name = String(word.dropFirst(3))
                if name == "start" {
                    self = .event(.gcStart)
                } else if name == "end" {
                    self = .event(.gcEnd)
                } else if let pass = GCPass.allCases.first(where: { Self.snake("\($0)") == name }) {
                    self = .pass(pass)
                } else {
                    let known = GCPass.allCases.map { Self.snake("\($0)") }.joined(separator: ", ")
                    throw Problem(message: "there is no pass '\(name)'; there are start, \(known), end")
                }
            default:
                do { self = .expression(try MemoryExpression(rest(1))) } catch { throw Problem(message: error.description) }
            }
        default: throw Problem(message: "'\(text)': a run is 'until …' or 'for N instructions'")
        }
    }

    /// `gcSubtract` as `gc_subtract`.
    static func snake(_ name: String) -> String {
        var out = ""
        for c in name {
            if c.isUppercase { out += "_" }
            out += c.lowercased()
        }
        return out
    }
}
