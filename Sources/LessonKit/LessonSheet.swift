import Canvas
import Runtime
import Timeline
import Trace

/// A lesson on paper: its programs, its questions with room for answers, and an empty table to trace the program in. With answers it is the
/// teacher's copy: everything in it is read from the machine.
public struct LessonSheet {
    private let lesson: Lesson
    private let host: LessonHost
    private static let columns = 76
    /// The most lines of a program that the table has room for.
    private static let mostSteps = 24

    /// A sheet for a lesson; the machine must have been started.
    public init(_ lesson: Lesson, host: LessonHost) {
        self.lesson = lesson
        self.host = host
    }

    /// The sheet as lines of text.
    public func text(answers: Bool) throws(RunProblem) -> String {
        var out: [String] = []
        let right = answers ? "answers" : "Name: ____________________"
        out.append(lesson.title + String(repeating: " ", count: max(2, Self.columns - lesson.title.count - right.count)) + right)
        out.append(String(repeating: "=", count: Self.columns))
        let run = LessonRun(host: host, folder: lesson.folder)
        defer { run.close() }
        var number = 0
        for block in lesson.blocks {
            switch block.kind {
            case .prose, .check, .pipeline: break
            case .script(let script):
                out += ["", "The program \(script.name)", ""]
                for (i, line) in script.lines.enumerated() { out.append(Self.right("\(i + 1)", 4) + "  " + line) }
                out += [""] + (try table(script, answers))
                try run.start(script)
            case .step(let step):
                if let target = step.run { try run.go(target) }
                try run.remember(step.remember + step.highlight)
            case .question(let q):
                number += 1
                let truth = try run.truth(of: q)
                out += ["", "\(number). " + (q.isBe ? "Be the machine. " : "") + "(line \(currentLine(run)))"]
                out += Prose.wrap(q.ask, Self.columns - 3).map { "   " + $0 }
                for option in q.options { out.append("   [\(answers && option == truth.text ? "x" : " ")] \(option)") }
                if q.options.isEmpty { out.append("   answer: " + (answers ? truth.text : "______________________________")) }
                if answers { out += Prose.wrap(q.because, Self.columns - 3).map { "   " + $0 } }
                if let target = q.run { try run.go(target) }
                try run.remember(q.highlight)
            case .edit(let edit):
                number += 1
                out += ["", "\(number). Change the program."]
                out += Prose.wrap(edit.ask, Self.columns - 3).map { "   " + $0 }
                if answers {
                    for change in edit.solution { out.append("   line \(change.line):  \(change.text)") }
                } else {
                    for _ in 0..<max(1, edit.solution.count) { out.append("   line ____  " + String(repeating: "_", count: 50)) }
                }
            }
        }
        return out.joined(separator: "\n") + "\n"
    }

    private func currentLine(_ run: LessonRun) -> String {
        guard let session = run.session else { return "?" }
        if session.event.kind == .line { return "\(session.event.a)" }
        return run.context.frame.flatMap { FrameNames.line(of: $0) }.map { "\($0)" } ?? "end"
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - TextWidth.of(text))) + text
    }

    private static func left(_ text: String, _ width: Int) -> String {
        let cut = TextWidth.of(text) > width ? String(text.prefix(width - 2)) + ".." : text
        return cut + String(repeating: " ", count: max(0, width - TextWidth.of(cut)))
    }

    /// The table: a row for each line that the program runs, with what it changes and writes.
    private func table(_ script: Lesson.Script, _ answers: Bool) throws(RunProblem) -> [String] {
        let widths = [4, 4, 14, 32, 12]
        let rule = "+" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+") + "+"
        func row(_ cells: [String]) -> String {
            "|" + zip(cells, widths).map { " " + Self.left($0, $1) + " " }.joined(separator: "|") + "|"
        }
        let (steps, isCut) = try trace(script)
        var out = [rule, row(["step", "line", "in", "names that change, and to what", "output"]), rule]
        for (i, step) in steps.enumerated() {
            out.append(
                answers
                    ? row(["\(i + 1)", "\(step.line)", step.function, step.changes, step.output])
                    : row(["\(i + 1)", "", "", "", ""]))
            if !answers { out.append(rule) }
        }
        if answers { out.append(rule) }
        if isCut { out.append("(the program goes on after \(steps.count) lines)") }
        return out
    }

    private struct Step {
        var line: Int
        var function: String
        var changes: String
        var output: String
    }

    /// Walks through a program line by line, and notes what each line has changed.
    private func trace(_ script: Lesson.Script) throws(RunProblem) -> (steps: [Step], isCut: Bool) {
        let run = LessonRun(host: host, folder: lesson.folder)
        defer { run.close() }
        try run.start(script)
        guard let session = run.session else { return ([], false) }
        var steps: [Step] = []
        var written = 0
        var isOver = false
        while steps.count < Self.mostSteps, !isOver {
            guard let frame = run.context.frame else { break }
            let line = session.event.kind == .line ? Int(session.event.a) : FrameNames.line(of: frame) ?? 0
            let function = Inspect.text(frame.fr_code.co_qualname, limit: 30)
            let before = values(frame)
            // The next call may have its frame at the same address.
            var isLeft = false
            isOver =
                session.move([.line, .return], false) { e in
                    if e.kind == .line { return Machine.isInMainFile(codeAddress: e.c) ? .reached : nil }
                    if Machine.frames.first == frame { isLeft = true }
                    return e.c == 0 ? .reached : nil
                } != .reached || session.event.kind == .return
            var changes: [String] = []
            if isLeft && !isOver {
                changes = ["(returns)"]
            } else if FrameNames.isFrame(frame) {
                let after = values(frame)
                for (name, value) in after.sorted(by: { $0.key < $1.key }) where before[name] != value {
                    changes.append("\(name) = \(value)")
                }
                for name in before.keys.sorted() where after[name] == nil { changes.append("\(name) is gone") }
            }
            let text = String(decoding: run.standardOutput, as: UTF8.self)
            let new = text.utf8.count > written ? String(decoding: Array(text.utf8)[written...], as: UTF8.self) : ""
            written = text.utf8.count
            steps.append(
                Step(
                    line: line, function: function, changes: changes.joined(separator: ", "),
                    output: new.split(separator: "\n").joined(separator: " / ")))
        }
        return (steps, !isOver)
    }

    private func values(_ frame: PyObj) -> [String: String] {
        var out: [String: String] = [:]
        for (name, value) in FrameNames.variables(of: frame) {
            guard let value, Inspect.isObject(value) else { continue }
            out[name] = Inspect.shortRepr(value, limit: 24)
        }
        return out
    }
}
