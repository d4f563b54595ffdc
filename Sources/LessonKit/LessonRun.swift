import Bytecode
import Glibc
import Memory
import Runtime
import Timeline
import Trace

/// What a lesson needs of the program around it: how the machine runs a script. The machine must have been started.
public struct LessonHost: Sendable {
    /// Makes the program that runs the script with this path.
    public var program: @Sendable (_ path: String) -> Program

    /// Compiles a text and tells how.
    public var pipeline: @Sendable (_ source: [UInt8], _ filename: String) -> PipelineReport

    /// Makes a host.
    public init(
        pipeline: @escaping @Sendable (_ source: [UInt8], _ filename: String) -> PipelineReport,
        program: @escaping @Sendable (_ path: String) -> Program
    ) {
        self.pipeline = pipeline
        self.program = program
    }
}

/// Why the machine did not get where a lesson wants it.
public struct RunProblem: Error, CustomStringConvertible, Sendable {
    /// One line.
    public var description: String
}

/// The machine of a lesson: one script at a time under glass.
public final class LessonRun {
    /// What is right at a question, read from the machine.
    public struct Truth: Equatable, Sendable {
        /// As it is shown.
        public var text: String
        /// The object, if the answer is one.
        public var object: UInt?
    }

    /// Events after which a run is given up.
    static let longestRun: UInt64 = 5_000_000

    let host: LessonHost
    private let folder: String
    /// The session of the script that runs; nil before the first script.
    public private(set) var session: Session?
    /// The script that runs.
    public private(set) var script: Lesson.Script?
    /// Objects that keep their names.
    public var remembered: [String: UInt] = [:]

    /// A machine for a lesson's scripts; `folder` is where they lie.
    public init(host: LessonHost, folder: String) {
        self.host = host
        if let real = realpath(folder, nil) {
            defer { free(real) }
            self.folder = String(cString: real)
        } else {
            self.folder = folder
        }
    }

    /// Puts another script under glass and stands at its first line.
    public func start(_ script: Lesson.Script) throws(RunProblem) {
        close()
        let path = folder + "/" + script.name
        let bytes = Array(script.source.utf8)
        HostDoor.readFile = { $0 == path ? bytes : readWholeFile($0) }
        self.script = script
        remembered = [:]
        let new = Session(host.program(path))
        session = new
        // A script that never ends, as a learner may write one, must not hold the lesson.
        new.onProgress = { $0 > Self.longestRun }
        let why = new.seekToStart()
        startPosition = new.position
        if case .finished = why {
            throw RunProblem(
                description: "the script does not run: \(output.split(separator: "\n").last.map(String.init) ?? "no line")")
        }
    }

    /// Ends the script that runs.
    public func close() {
        session?.close()
        session = nil
    }

    /// What the script has written so far, both streams.
    public var output: String { session.map { String(decoding: $0.output.bytes, as: UTF8.self) } ?? "" }

    /// What the script has written to its standard output.
    var standardOutput: [UInt8] {
        guard let log = session?.output else { return [] }
        var out: [UInt8] = []
        for (i, w) in log.writes.enumerated() where w.fd == 1 {
            out += log.bytes[w.start..<(i + 1 < log.writes.count ? log.writes[i + 1].start : log.bytes.count)]
        }
        return out
    }

    /// Where expressions are evaluated now.
    public var context: MemoryContext { MemoryContext(output: output, remembered: remembered) }

    /// Lets names stand for the objects that they have now, or had before.
    public func remember(_ names: [String]) throws(RunProblem) {
        for name in names {
            do {
                let e = try MemoryExpression(name)
                if let p = e.object(context) {
                    remembered[name] = UInt(bitPattern: p)
                } else if remembered[name] == nil {
                    _ = try e.value(context)
                }
            } catch {
                throw RunProblem(description: "\(error)")
            }
        }
    }

    /// Runs to a target.
    public func go(_ target: RunTarget) throws(RunProblem) {
        guard let session else { throw RunProblem(description: "there is no script yet") }
        let why: StopReason
        var count = 0
        func after(_ n: Int) -> StopReason? {
            count += 1
            return count >= n ? .reached : nil
        }
        switch target {
        case .line(let line):
            // The run begins at the first line: that needs no movement.
            let isThere = session.event.kind == .line && session.event.a == UInt64(line) && isAtStart
            why = isThere ? .reached : session.move([.line], false) { Self.isLine($0, line) ? .reached : nil }
        case .pass(let pass): why = session.move([.gcPass], false) { $0.a == UInt64(pass.rawValue) ? .reached : nil }
        case .event(let kind): why = session.move([kind], false) { _ in .reached }
        case .opcode(let opcode):
            why = session.move([.instruction], false) {
                Opcode.isForm(UInt8(truncatingIfNeeded: $0.c), of: opcode) ? .reached : nil
            }
        case .instructions(let n):
            // At the beginning of a line its first instruction has not been met yet: it is the one to be run over.
            let more = session.event.kind == .line ? 1 : 0
            why = session.move([.instruction], false) { _ in after(n + more) }
        case .lines(let n): why = session.move([.line], false) { Machine.isInMainFile(codeAddress: $0.c) ? after(n) : nil }
        case .events(let n): why = session.seek(to: session.position + UInt64(n))
        case .end: why = session.move([.return], false) { $0.c == 0 ? .reached : nil }
        case .output(let text):
            let wanted = Array(text.utf8)
            var seen = session.output.bytes
            why = session.move([.output], false) { e in
                if let p = UnsafeRawPointer(bitPattern: UInt(e.b)) { seen += UnsafeRawBufferPointer(start: p, count: Int(e.c)) }
                return Self.contains(seen, wanted) ? .reached : nil
            }
            // The event comes before the bytes are out.
            if why == .reached { session.step(.event) }
        case .expression(let e):
            let names = remembered
            let wantsOutput = e.names.contains("output")
            why = session.move(EventKind.allCases.filter { $0 != .none }, false) { _ in
                let text = wantsOutput ? String(decoding: session.output.bytes, as: UTF8.self) : ""
                return e.isTrueNow(MemoryContext(output: text, remembered: names)) ? .reached : nil
            }
        }
        switch why {
        case .reached, .breakpoint: return
        case .finished, .scriptEnded, .boundary: throw RunProblem(description: "the script ends before that is reached")
        case .needsInput: throw RunProblem(description: "the script waits for input")
        case .interrupted: throw RunProblem(description: "the script runs on for more than \(Self.longestRun) events")
        }
    }

    /// Whether nothing has run yet.
    private var isAtStart: Bool { session.map { $0.position <= startPosition } ?? true }
    private var startPosition: UInt64 = 0
    private static func isLine(_ e: Event, _ line: Int) -> Bool { e.a == UInt64(line) && Machine.isInMainFile(codeAddress: e.c) }

    private static func contains(_ all: [UInt8], _ part: [UInt8]) -> Bool {
        guard !part.isEmpty, all.count >= part.count else { return part.isEmpty }
        return (0...all.count - part.count).contains { all[$0..<$0 + part.count].elementsEqual(part) }
    }

    /// Goes to a position where the machine was before.
    public func goBack(to position: UInt64) { session?.seek(to: position) }

    /// What is right at a question: the machine runs ahead, is asked, and comes back.
    public func truth(of question: Lesson.Question) throws(RunProblem) -> Truth {
        if case .literal(let text) = question.answer, question.run == nil { return Truth(text: text) }
        guard let session else { throw RunProblem(description: "there is no script yet") }
        let home = session.position
        defer { session.seek(to: home) }
        // Names that the question is about stand for what they mean now.
        switch question.answer {
        case .expression(let e): try? remember(e.names)
        case .cases(let cases): for c in cases { try? remember(c.condition.names) }
        case .freed(let names): try remember(names)
        case .literal, .push, .pop: break
        }
        if let run = question.run { try go(run) }
        switch question.answer {
        case .literal(let text): return Truth(text: text)
        case .expression(let e):
            do { return Truth(text: try e.value(context).display, object: e.object(context).map { UInt(bitPattern: $0) }) } catch {
                throw RunProblem(description: error.description)
            }
        case .cases(let cases):
            var hits: [String] = []
            for c in cases {
                do { if try c.condition.value(context).isTrue { hits.append(c.option) } } catch {
                    throw RunProblem(description: error.description)
                }
            }
            guard hits.count == 1 else {
                throw RunProblem(
                    description: hits.isEmpty ? "no case of the answer is true" : "\(hits.count) cases of the answer are true")
            }
            return Truth(text: hits[0])
        case .push, .pop:
            let kind: EventKind = if case .push = question.answer { .push } else { .pop }
            guard session.move([kind], false, { _ in .reached }) == .reached else {
                throw RunProblem(description: "the script ends before the next \(kind)")
            }
            guard let p = Inspect.object(at: session.event.a) else { return Truth(text: "NULL") }
            return Truth(text: Inspect.shortRepr(p, limit: 60), object: UInt(bitPattern: p))
        case .freed(let names):
            // A freelist is given the object, the allocator the block, which begins with the object's head.
            let objects = names.map { name -> (object: UInt64, block: UInt64) in
                let address = remembered[name]!
                let before = PyObj(bitPattern: address).map { Inspect.isObject($0) ? Inspect.preHeader($0) : 0 } ?? 0
                return (UInt64(address), UInt64(address) - UInt64(before))
            }
            var first: Int?
            _ = session.move([.free, .freelistPut], false) { e in
                first = objects.firstIndex { e.a == (e.kind == .free ? $0.block : $0.object) }
                return first == nil ? nil : .reached
            }
            guard let first else { throw RunProblem(description: "none of \(names.joined(separator: ", ")) is freed") }
            return Truth(text: names[first])
        }
    }

    /// Whether an answer is right. It may also be a name or an expression for the right value, as the machine has it now.
    public func isRight(_ answer: String, _ truth: Truth, _ question: Lesson.Question) -> Bool {
        let given = answer.trimmed
        if given == truth.text { return true }
        if !question.options.isEmpty { return false }
        guard let e = try? MemoryExpression(given) else { return false }
        if let object = truth.object, let p = e.object(context) { return UInt(bitPattern: p) == object }
        guard e.isConstant || e.object(context) != nil, let v = try? e.value(context) else { return false }
        if let object = truth.object, let p = PyObj(bitPattern: object), Inspect.isObject(p) {
            return v.display == truth.text || "'\(v.display)'" == truth.text
        }
        return v.display == truth.text
    }

    /// Whether a changed script reaches a goal: at a place, or at any line or at the end.
    public func reaches(_ edit: Lesson.Edit) throws(RunProblem) -> Bool {
        guard let session else { throw RunProblem(description: "there is no script yet") }
        if let at = edit.at {
            try go(at)
            return edit.goal.isTrueNow(context)
        }
        if edit.goal.isTrueNow(context) { return true }
        let goal = edit.goal
        let why = session.move([.line, .return], false) { e in
            guard e.kind == .line || e.c == 0 else { return nil }
            return goal.isTrueNow(MemoryContext(output: String(decoding: session.output.bytes, as: UTF8.self))) ? .reached : nil
        }
        if why == .needsInput { throw RunProblem(description: "the script waits for input") }
        // The text of the last lines is written when the streams are closed.
        return why == .reached || goal.names == ["output"] && goal.isTrueNow(context)
    }

    /// A script with some lines replaced.
    public static func replaced(_ script: Lesson.Script, _ changes: [(line: Int, text: String)]) -> Lesson.Script {
        var lines = script.lines
        for c in changes where c.line <= lines.count + 1 {
            if c.line == lines.count + 1 { lines.append(c.text) } else { lines[c.line - 1] = c.text }
        }
        return Lesson.Script(name: script.name, source: lines.joined(separator: "\n") + "\n")
    }
}
