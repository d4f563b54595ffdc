import Timeline

/// Takes a learner through a lesson, line by line of text: in any terminal, and in pipes.
public final class LessonPlayer {
    /// How a lesson was left.
    public enum Outcome: Sendable {
        /// At its end.
        case done
        /// Before, by the learner.
        case left
    }

    /// What the learner wants at a prompt.
    enum Wish {
        case next, back, quit, answer(String)
    }

    private let lesson: Lesson
    /// Whether a class answers, by votes.
    let isDemo: Bool
    let run: LessonRun
    let console = LessonConsole()
    /// The progress so far.
    public private(set) var progress: LessonProgress
    /// Called when there is progress to keep.
    private let save: (LessonProgress) -> Void
    /// Where each visited block found the machine, so that going back is possible.
    private var visited: [(block: Int, position: UInt64, script: Lesson.Script?, remembered: [String: UInt])] = []
    private var highlight: [String] = []

    /// Prepares a lesson; the machine must have been started.
    public init(
        _ lesson: Lesson, host: LessonHost, progress: LessonProgress, isDemo: Bool = false,
        save: @escaping (LessonProgress) -> Void
    ) {
        self.isDemo = isDemo
        self.lesson = lesson
        self.progress = progress
        self.save = save
        run = LessonRun(host: host, folder: lesson.folder)
    }

    /// Takes the lesson from its beginning.
    public func play() throws(RunProblem) -> Outcome {
        defer { run.close() }
        console.say(lesson.title)
        console.say(String(repeating: "=", count: lesson.title.count))
        console.say("About \(lesson.minutes) minutes. Enter goes on, b goes back, q leaves, ? helps.")
        console.say()
        var i = 0
        while i < lesson.blocks.count {
            visited.append((i, run.session?.position ?? 0, run.script, run.remembered))
            switch try show(lesson.blocks[i]) {
            case .next, .answer: i += 1
            case .quit:
                console.say("Left. Your answers are kept. To begin again: vivarium lesson \(lesson.id)")
                return .left
            case .back:
                // The block before this one at which the learner was asked something.
                visited.removeLast()
                while let v = visited.popLast() {
                    i = v.block
                    if isGate(lesson.blocks[i].kind) || visited.isEmpty {
                        try goBack(v.position, v.script, v.remembered)
                        console.say("(back)")
                        console.say()
                        break
                    }
                }
            }
        }
        if isDemo {
            console.say("Done: \(lesson.title).")
            return .done
        }
        progress.lessons[lesson.id, default: LessonProgress.Entry()].isDone = true
        save(progress)
        let answers = progress.lessons[lesson.id]?.answers ?? [:]
        let first = answers.values.count { $0.isRight && $0.tries == 1 }
        console.say("Done: \(lesson.title). \(first) of \(lesson.gates.count) right at the first try.")
        return .done
    }

    private func isGate(_ kind: Lesson.Kind) -> Bool {
        switch kind {
        case .step, .question, .edit, .pipeline: true
        case .prose, .script, .check: false
        }
    }

    private func goBack(_ position: UInt64, _ script: Lesson.Script?, _ remembered: [String: UInt]) throws(RunProblem) {
        guard let script else { return run.close() }
        if run.script?.source != script.source || run.session == nil { try run.start(script) }
        if position > 0 { run.goBack(to: position) }
        run.remembered = remembered
    }

    // MARK: Blocks

    private func show(_ block: Lesson.Block) throws(RunProblem) -> Wish {
        switch block.kind {
        case .prose(let lines):
            console.say(lines + [""])
            return .next
        case .script(let script):
            try run.start(script)
            let numbered = script.lines.enumerated().map { i, line in
                String(repeating: " ", count: i < 9 ? 3 : 2) + "\(i + 1)  " + line
            }
            console.say(["-- the program \(script.name) --"] + numbered + [""])
            return .next
        case .step(let step):
            if let target = step.run { try run.go(target) }
            try run.remember(step.remember + step.highlight)
            highlight = step.highlight
            show(step.panes, step.say)
            return pause("[Enter] goes on ")
        case .question(let question): return try ask(question)
        case .check(let check):
            let value = (try? check.expect.value(run.context)) ?? .bool(false)
            if value.isTrue {
                Prose.wrap("The machine is asked: \(check.expect)? It is true.").forEach { console.say($0) }
            } else {
                Prose.wrap("The machine says that '\(check.expect)' is not true. \(check.otherwise)").forEach { console.say($0) }
            }
            console.say()
            return .next
        case .edit(let edit): return try take(edit)
        case .pipeline(let pipeline):
            guard let script = run.script else { return .next }
            var lines = try LessonPipeline(pipeline, script, host: run.host).lines()
            if !pipeline.say.isEmpty { lines += [""] + Prose.wrap(pipeline.say) }
            console.say(lines + [""])
            return pause("[Enter] goes on ")
        }
    }

    private func show(_ panes: [LessonPane], _ text: String = "") {
        var drawing = LessonPanes(run: run, highlight: highlight)
        var lines = drawing.lines(panes)
        if !lines.isEmpty && !text.isEmpty { lines.append("") }
        if !text.isEmpty { lines += Prose.wrap(text) }
        if !lines.isEmpty { console.say(lines + [""]) }
    }

    /// A prompt at which there is nothing to answer.
    func pause(_ text: String) -> Wish {
        while true {
            console.prompt(text)
            guard let key = console.key() else { return end() }
            switch key.trimmed {
            case "": return .next
            case "b": return .back
            case "q": return .quit
            default: console.say("Enter goes on, b goes back, q leaves.")
            }
        }
    }

    func end() -> Wish {
        console.say()
        return .quit
    }

    // MARK: Questions

    private func ask(_ q: Lesson.Question) throws(RunProblem) -> Wish {
        if isDemo { return try askClass(q) }
        let truth = try run.truth(of: q)
        var tries = 0
        while true {
            console.say(question(q))
            guard case .answer(let answer) = read(q) else { return lastWish }
            tries += 1
            if run.isRight(answer, truth, q) {
                console.say("Right.")
                reveal(q, truth, isRight: true, tries)
                return try after(q)
            }
            let misconception = q.misconceptions.first { $0.answer == answer || $0.answer == answer.trimmed }?.text
            Prose.wrap("Not \(answer). " + (misconception ?? "")).forEach { console.say($0) }
            if q.options.isEmpty, let word = ["b": "goes back", "q": "leaves"][answer] { console.say("(:\(answer) \(word).)") }
            if tries == 2 {
                reveal(q, truth, isRight: false, tries)
                return try after(q)
            }
            if q.hints.count >= tries { Prose.wrap("Hint: " + q.hints[tries - 1]).forEach { console.say($0) } }
            console.say("Once more.")
            console.say()
        }
    }

    /// A question with its options.
    func question(_ q: Lesson.Question) -> [String] {
        var lines = Prose.wrap((q.isBe ? "Be the machine. " : "Predict. ") + q.ask)
        for (i, option) in q.options.enumerated() {
            let wrapped = Prose.wrap(option, Prose.columns - 6)
            lines.append("  \(i + 1)  " + wrapped[0])
            lines += wrapped.dropFirst().map { "     " + $0 }
        }
        return lines
    }

    private var lastWish = Wish.next

    /// An answer, or nil with what the learner wants instead in `lastWish`.
    private func read(_ q: Lesson.Question) -> Wish {
        let isChoice = !q.options.isEmpty
        while true {
            console.prompt(isChoice ? "1-\(q.options.count)> " : "> ")
            guard let given = isChoice ? console.key() : console.line() else {
                lastWish = end()
                return lastWish
            }
            let text = given.trimmed
            switch text {
            case "b" where isChoice, ":b":
                lastWish = .back
                return lastWish
            case "q" where isChoice, ":q":
                lastWish = .quit
                return lastWish
            case "": continue
            case "?":
                let help =
                    isChoice
                    ? "Press the number of your answer; b goes back, q leaves." : "Type a value and Enter; :b goes back, :q leaves."
                console.say(help)
                for hint in q.hints.prefix(1) { Prose.wrap("Hint: " + hint).forEach { console.say($0) } }
            default:
                if !isChoice { return .answer(text) }
                if let n = Int(text), q.options.indices.contains(n - 1) { return .answer(q.options[n - 1]) }
                if q.options.contains(text) { return .answer(text) }
                console.say("Press a number from 1 to \(q.options.count), b, q or ?.")
            }
        }
    }

    private func reveal(_ q: Lesson.Question, _ truth: LessonRun.Truth, isRight: Bool, _ tries: Int) {
        Prose.wrap("The machine: \(truth.text). \(q.because)").forEach { console.say($0) }
        console.say()
        record(q.id, LessonProgress.Answer(tries: tries, isRight: isRight))
    }

    private func record(_ id: String, _ answer: LessonProgress.Answer) {
        if isDemo { return }
        progress.lessons[lesson.id, default: LessonProgress.Entry()].answers[id] = answer
        save(progress)
    }

    /// The machine goes where the question looked.
    func after(_ q: Lesson.Question) throws(RunProblem) -> Wish {
        if let target = q.run { try run.go(target) }
        try run.remember(q.highlight)
        if !q.highlight.isEmpty { highlight = q.highlight }
        if q.panes.isEmpty { return .next }
        show(q.panes)
        return pause("[Enter] goes on ")
    }

    // MARK: Changing the program

    private func take(_ edit: Lesson.Edit) throws(RunProblem) -> Wish {
        guard let original = run.script, let home = run.session?.position else { return .next }
        let remembered = run.remembered
        var script = original
        var older: [Lesson.Script] = []
        var tries = 0
        Prose.wrap("Your turn. " + edit.ask).forEach { console.say($0) }
        console.say("Type a line's number and the new line, as in '2 x = 1'. 'run' tries it; there")
        console.say("are 'undo', 'show' and 'skip'; ':b' goes back, ':q' leaves.")
        list(script)
        func restore() throws(RunProblem) {
            try run.start(original)
            run.goBack(to: home)
            run.remembered = remembered
        }
        while true {
            console.prompt("edit> ")
            guard let text = console.line()?.trimmed else {
                try restore()
                return end()
            }
            let digits = text.prefix { $0.isNumber }
            switch text {
            case "": continue
            case ":q", ":b":
                try restore()
                return text == ":q" ? .quit : .back
            case "show": list(script)
            case "undo":
                if let last = older.popLast() { script = last } else { console.say("There is nothing to undo.") }
                list(script)
            case "skip":
                for change in edit.solution { console.say("One way: line \(change.line) is  \(change.text)") }
                Prose.wrap(edit.because).forEach { console.say($0) }
                record(edit.id, LessonProgress.Answer(tries: max(1, tries), isRight: false))
                try restore()
                return .next
            case "run":
                tries += 1
                var isReached = false
                do {
                    try run.start(script)
                    isReached = try run.reaches(edit)
                } catch { console.say("\(error)") }
                if isReached {
                    Prose.wrap("Reached: \(edit.goal) is true of the machine. \(edit.because)").forEach { console.say($0) }
                    console.say()
                    record(edit.id, LessonProgress.Answer(tries: tries, isRight: true))
                    try restore()
                    return .next
                }
                run.session?.seekToEnd()
                let output = run.output.split(separator: "\n").suffix(4)
                output.forEach { console.say("  | " + $0.prefix(74)) }
                console.say("Not yet: \(edit.goal) never becomes true.")
                if edit.hints.count >= tries { Prose.wrap("Hint: " + edit.hints[tries - 1]).forEach { console.say($0) } }
                if tries >= 3 { console.say("'skip' shows one way.") }
            default:
                guard let n = Int(digits), n >= 1, n <= script.lines.count + 1 else {
                    console.say("A line number from 1 to \(script.lines.count + 1) and the new line, or run, undo, show, skip.")
                    continue
                }
                var new = text.dropFirst(digits.count)
                if new.first == " " { new.removeFirst() }
                older.append(script)
                script = LessonRun.replaced(script, [(n, String(new))])
                list(script)
            }
        }
    }

    private func list(_ script: Lesson.Script) {
        for (i, line) in script.lines.enumerated() { console.say("  \(i + 1)  \(line)") }
    }
}
