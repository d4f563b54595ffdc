import Canvas
import Glibc
import Runtime
import Timeline
import Trace

/// Finds what is wrong with lessons: each is taken from beginning to end without a screen.
public struct LessonLint {
    private let host: LessonHost
    /// A python3.11 to compare the scripts' output with; nil for none.
    private let oracle: String?
    private var problems: [LessonProblem] = []

    /// The most lines that fit between two questions at 80×24, with the prompt.
    static let screenLines = 22

    /// A checker; the machine must have been started.
    public init(host: LessonHost, oracle: String? = nil) {
        self.host = host
        self.oracle = oracle
    }

    /// All problems of some lessons, in the order of files and lines.
    public mutating func check(files: [String]) -> [LessonProblem] {
        problems = []
        var lessons: [Lesson] = []
        for file in files {
            do { lessons.append(try Lesson(file: file)) } catch { problems.append(error) }
        }
        checkTogether(lessons)
        for lesson in lessons {
            checkText(lesson)
            checkRun(lesson)
        }
        return problems.enumerated().sorted {
            ($0.element.file, $0.element.line, $0.offset) < ($1.element.file, $1.element.line, $1.offset)
        }
        .map(\.element)
    }

    private mutating func report(_ lesson: Lesson, _ line: Int, _ message: String) {
        problems.append(LessonProblem(file: lesson.file, line: line, message: message))
    }

    // MARK: Lessons beside each other

    private mutating func checkTogether(_ lessons: [Lesson]) {
        // What the lessons need may lie beside them without being checked now.
        var known: [String: Lesson] = [:]
        for lesson in lessons {
            let shelf = lesson.folder.lastIndex(of: "/").map { String(lesson.folder[..<$0]) } ?? "."
            for other in LessonShelf(folder: shelf).lessons where known[other.id] == nil { known[other.id] = other }
        }
        var seen: [String: Lesson] = [:]
        for lesson in lessons {
            if let other = seen[lesson.id] {
                report(lesson, lesson.headerLines["id"] ?? 1, "id '\(lesson.id)' is also that of \(other.file)")
            }
            seen[lesson.id] = lesson
            known[lesson.id] = lesson
        }
        for lesson in lessons {
            let line = lesson.headerLines["needs"] ?? 1
            for id in lesson.needs where known[id] == nil { report(lesson, line, "needs '\(id)', which is no lesson") }
            var path = [lesson.id]
            func findCycle(_ id: String) -> [String]? {
                for next in known[id]?.needs ?? [] {
                    if next == lesson.id { return path + [next] }
                    if path.contains(next) { continue }
                    path.append(next)
                    if let cycle = findCycle(next) { return cycle }
                    path.removeLast()
                }
                return nil
            }
            if let cycle = findCycle(lesson.id) { report(lesson, line, "needs itself: \(cycle.joined(separator: " -> "))") }
        }
    }

    // MARK: What can be seen without running

    private mutating func checkText(_ lesson: Lesson) {
        var ids: [String: Int] = [:]
        for (id, line) in lesson.gates {
            if let first = ids[id] {
                report(lesson, line, "id '\(id)' is also that of the block on line \(first)")
            } else {
                ids[id] = line
            }
        }
        let hasPrediction = lesson.blocks.contains { if case .question(let q) = $0.kind { !q.isBe } else { false } }
        if !hasPrediction { report(lesson, 1, "there is no predict block: a learner who only watches learns nothing") }
        var hasScript = false
        for block in lesson.blocks {
            switch block.kind {
            case .prose(let lines):
                if lines.count > Self.screenLines {
                    report(
                        lesson, block.line,
                        "the text has \(lines.count) lines; \(Self.screenLines) fit on a screen before the next block")
                }
                for line in lines where TextWidth.of(line) > 78 {
                    report(lesson, block.line, "a line of \(TextWidth.of(line)) columns cannot be broken; 78 fit")
                }
            case .script(let script):
                hasScript = true
                for (i, line) in script.lines.enumerated() where TextWidth.of(line) > 72 {
                    report(lesson, block.line, "line \(i + 1) of the script has \(TextWidth.of(line)) columns; 72 fit")
                }
                if script.lines.count > 20 { report(lesson, block.line, "the script has \(script.lines.count) lines; 20 fit") }
            case .question(let q): checkQuestion(lesson, block.line, q)
            case .step, .check, .edit, .pipeline: break
            }
            switch block.kind {
            case .prose, .script: break
            default: if !hasScript { report(lesson, block.line, "there is no script before this block") }
            }
        }
    }

    private mutating func checkQuestion(_ lesson: Lesson, _ line: Int, _ q: Lesson.Question) {
        let lines = Prose.wrap(q.ask).count + q.options.reduce(0) { $0 + Prose.wrap($1).count } + 4
        if lines > Self.screenLines {
            report(lesson, line, "the question takes \(lines) lines; \(Self.screenLines) fit on a screen")
        }
        if q.options.count == 1 { report(lesson, line, "one option is no choice") }
        if q.options.count > 9 { report(lesson, line, "\(q.options.count) options; one key each makes 9 at most") }
        if Set(q.options).count != q.options.count { report(lesson, line, "two options are the same") }
        for m in q.misconceptions where !q.options.isEmpty && !q.options.contains(m.answer) {
            report(lesson, line, "misconceptions: '\(m.answer)' is no option")
        }
        if case .cases(let cases) = q.answer {
            for c in cases where !q.options.contains(c.option) { report(lesson, line, "answer: '\(c.option)' is no option") }
            for option in q.options where !cases.contains(where: { $0.option == option }) {
                report(lesson, line, "answer: option '\(option)' has no condition")
            }
        }
    }

    // MARK: Running

    private mutating func checkRun(_ lesson: Lesson) {
        let run = LessonRun(host: host, folder: lesson.folder)
        defer { run.close() }
        var isLost = false
        for block in lesson.blocks {
            if isLost, case .script = block.kind { isLost = false }
            if isLost { continue }
            do {
                switch block.kind {
                case .prose: break
                case .script(let script):
                    try run.start(script)
                    if let oracle { compare(lesson, block.line, script, run, oracle) }
                case .step(let step):
                    try take(step, run)
                    checkHeight(lesson, block.line, step.panes, step.highlight, step.say, run)
                case .question(let q): if run.session != nil { try take(lesson, block.line, q, run) }
                case .check(let check):
                    guard run.session != nil else { continue }
                    let value: MemoryValue
                    do { value = try check.expect.value(run.context) } catch { throw RunProblem(description: error.description) }
                    if !value.isTrue { report(lesson, block.line, "'\(check.expect)' is \(value.display) of the machine") }
                case .edit(let edit): if run.session != nil { try take(lesson, block.line, edit, run) }
                case .pipeline(let pipeline):
                    guard let script = run.script else { continue }
                    let lines = try LessonPipeline(pipeline, script, host: host).lines()
                    let height = lines.count + (pipeline.say.isEmpty ? 0 : Prose.wrap(pipeline.say).count + 1)
                    if height > Self.screenLines {
                        report(lesson, block.line, "this takes \(height) lines; \(Self.screenLines) fit on a screen")
                    }
                    for line in lines where TextWidth.of(line) > 78 {
                        report(lesson, block.line, "a line of \(TextWidth.of(line)) columns; 78 fit")
                    }
                }
            } catch {
                report(lesson, block.line, "\(error)")
                if case .check = block.kind { continue }
                if case .pipeline = block.kind { continue }
                // What comes after would only say the same again.
                isLost = true
            }
        }
    }

    private func take(_ step: Lesson.Step, _ run: LessonRun) throws(RunProblem) {
        if run.session == nil { return }
        if let target = step.run { try run.go(target) }
        try run.remember(step.remember + step.highlight)
    }

    private mutating func take(_ lesson: Lesson, _ line: Int, _ q: Lesson.Question, _ run: LessonRun) throws(RunProblem) {
        do { compare(lesson, line, q, try run.truth(of: q)) } catch { report(lesson, line, "\(error)") }
        if let target = q.run { try run.go(target) }
        try run.remember(q.highlight)
        checkHeight(lesson, line, q.panes, q.highlight, "", run)
    }

    private mutating func compare(_ lesson: Lesson, _ line: Int, _ q: Lesson.Question, _ truth: LessonRun.Truth) {
        if !q.options.isEmpty {
            if !q.options.contains(truth.text) {
                report(lesson, line, "the machine's answer is '\(truth.text)', which is no option")
            }
            for option in q.options where option != truth.text && !q.misconceptions.contains(where: { $0.answer == option }) {
                report(lesson, line, "wrong option '\(option)' has no misconception")
            }
        }
        for m in q.misconceptions where m.answer == truth.text {
            report(lesson, line, "misconceptions: '\(m.answer)' is the machine's answer")
        }
    }

    private mutating func checkHeight(
        _ lesson: Lesson, _ line: Int, _ panes: [LessonPane], _ highlight: [String], _ text: String, _ run: LessonRun
    ) {
        guard run.session != nil else { return }
        var drawing = LessonPanes(run: run, highlight: highlight)
        let height = drawing.lines(panes).count + (text.isEmpty ? 0 : Prose.wrap(text).count + 1)
        if height > Self.screenLines { report(lesson, line, "the panes take \(height) lines; \(Self.screenLines) fit on a screen") }
    }

    private mutating func take(_ lesson: Lesson, _ line: Int, _ edit: Lesson.Edit, _ run: LessonRun) throws(RunProblem) {
        guard let script = run.script, let session = run.session else { return }
        let home = session.position
        let names = run.remembered
        try run.start(script)
        if try run.reaches(edit) { report(lesson, line, "the script reaches the goal without a change") }
        if edit.solution.isEmpty {
            report(lesson, line, "edit needs 'solution', a map {line number: \"new text\"}, so that the goal can be checked")
        } else {
            try run.start(LessonRun.replaced(script, edit.solution))
            if try !run.reaches(edit) { report(lesson, line, "the solution does not reach '\(edit.goal)'") }
        }
        try run.start(script)
        run.goBack(to: home)
        run.remembered = names
    }

    // MARK: The oracle

    private mutating func compare(_ lesson: Lesson, _ line: Int, _ script: Lesson.Script, _ run: LessonRun, _ oracle: String) {
        guard let session = run.session else { return }
        let home = session.position
        session.seekToEnd()
        let ours = run.standardOutput
        session.seek(to: home)
        var path = Array("/tmp/vivarium-lint-XXXXXX\0".utf8CString)
        let fd = mkstemp(&path)
        guard fd >= 0 else { return report(lesson, line, "cannot make a file in /tmp for the oracle") }
        let name = path.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        defer { unlink(name) }
        var source = script.source
        _ = source.withUTF8 { write(fd, $0.baseAddress, $0.count) }
        close(fd)
        let quoted = "'" + oracle.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        guard let pipe = popen("PYTHONHASHSEED=0 \(quoted) -S '\(name)' 2>/dev/null", "r") else {
            return report(lesson, line, "cannot run \(oracle)")
        }
        var theirs: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let n = fread(&buffer, 1, buffer.count, pipe)
            if n == 0 { break }
            theirs += buffer[..<n]
        }
        let status = pclose(pipe)
        if status == 127 << 8 { return report(lesson, line, "cannot run \(oracle)") }
        if ours != theirs {
            let a = String(decoding: ours, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let b = String(decoding: theirs, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let i = zip(a, b).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(a.count, b.count)
            func at(_ lines: [Substring]) -> String { i < lines.count ? "'\(lines[i])'" : "no more" }
            report(lesson, line, "line \(i + 1) of the script's output is \(at(a)) here and \(at(b)) in \(oracle)")
        }
    }
}
