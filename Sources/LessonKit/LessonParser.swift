import CCmark
import Runtime
import Timeline

extension Lesson {
    /// Reads a lesson from its file.
    public init(file: String) throws(LessonProblem) {
        guard let bytes = readWholeFile(file) else { throw LessonProblem(file: file, line: 1, message: "cannot be read") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LessonProblem(file: file, line: 1, message: "is not UTF-8")
        }
        try self.init(text: text, file: file)
    }

    /// Reads a lesson from its text; the first problem is thrown.
    public init(text: String, file: String) throws(LessonProblem) {
        var parser = LessonParser(text: text, file: file)
        self = try parser.lesson()
    }
}

/// Reads the front matter, then the Markdown: text is kept as text, and fenced blocks that the format knows become parts.
struct LessonParser {
    let file: String
    private let lines: [Substring]
    private var folder: String
    private var prose: [String] = []
    private var proseLine = 0
    private var blocks: [Lesson.Block] = []

    init(text: String, file: String) {
        self.file = file
        // A carriage return before the newline is one grapheme with it.
        lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        if folder.isEmpty { folder = "/" }
    }

    private func problem(_ line: Int, _ message: String) -> LessonProblem {
        LessonProblem(file: file, line: line, message: message)
    }

    mutating func lesson() throws(LessonProblem) -> Lesson {
        guard lines.first == "---" else { throw problem(1, "a lesson begins with front matter: a line of three dashes") }
        guard let close = lines.dropFirst().firstIndex(of: "---") else { throw problem(1, "the front matter has no end: ---") }
        let header = try BlockFields(lines[1..<close].joined(separator: "\n"), file: file, line: 1, firstLine: 2)
        try header.allow(["format", "id", "title", "needs", "minutes", "level"], in: "the front matter")
        let format = try header.requiredText("format", in: "the front matter")
        guard format == "1" else { throw header.problem("format is '\(format)'; this program reads format 1", header["format"]) }
        let id = try header.requiredText("id", in: "the front matter")
        guard id.allSatisfy({ $0.isLowercase && $0.isASCII || $0.isNumber || $0 == "-" }) else {
            throw header.problem("id '\(id)' may have small letters, digits and dashes only", header["id"])
        }
        let title = try header.requiredText("title", in: "the front matter")
        let minutesText = try header.requiredText("minutes", in: "the front matter")
        guard let minutes = Int(minutesText), (1...60).contains(minutes) else {
            throw header.problem("minutes is '\(minutesText)', not a number from 1 to 60", header["minutes"])
        }
        let level = try header.requiredText("level", in: "the front matter")
        guard LessonPane.zoom(level) != nil else {
            throw header.problem("level is '\(level)'; there are source, bytecode, memory", header["level"])
        }
        let needs = try header.texts("needs")
        try body(from: close + 1)
        return Lesson(
            file: file, folder: folder, id: id, title: title, needs: needs, minutes: minutes, level: level,
            headerLines: Dictionary(uniqueKeysWithValues: header.fields.map { ($0.key, $0.line) }), blocks: blocks)
    }

    private mutating func body(from first: Int) throws(LessonProblem) {
        // Empty lines in the place of the front matter keep libcmark's line numbers those of the file.
        let text = String(repeating: "\n", count: first) + lines[first...].joined(separator: "\n") + "\n"
        guard let document = cmark_parse_document(text, text.utf8.count, CMARK_OPT_DEFAULT) else {
            throw problem(1, "libcmark cannot read it")
        }
        defer { cmark_node_free(document) }
        var node = cmark_node_first_child(document)
        while let n = node {
            let line = Int(cmark_node_get_start_line(n))
            let info =
                cmark_node_get_type(n) == CMARK_NODE_CODE_BLOCK ? cmark_node_get_fence_info(n).map { String(cString: $0) } : nil
            if let info, try directive(info.trimmed, Prose.literal(n), line) {
                // Taken.
            } else {
                if prose.isEmpty { proseLine = line } else { prose.append("") }
                prose += Prose.lines(n)
            }
            node = cmark_node_next(n)
        }
        endProse()
    }

    private mutating func endProse() {
        if !prose.isEmpty { blocks.append(Lesson.Block(line: proseLine, kind: .prose(prose))) }
        prose = []
    }

    /// Reads a fenced block that the format knows; false if it is an example to show.
    private mutating func directive(_ info: String, _ text: String, _ line: Int) throws(LessonProblem) -> Bool {
        let kind: Lesson.Kind
        switch info {
        case "", "python", "text", "console", "c": return false
        case "python script": kind = .script(try script(text, line))
        case "step": kind = .step(try step(fields(text, line)))
        case "predict": kind = .question(try question(fields(text, line)))
        case "be": kind = .question(try be(fields(text, line)))
        case "check": kind = .check(try check(fields(text, line)))
        case "edit": kind = .edit(try edit(fields(text, line)))
        case "pipeline": kind = .pipeline(try pipeline(fields(text, line)))
        default:
            throw problem(
                line,
                "unknown block '\(info)'; there are python script, step, predict, be, check, edit, pipeline, and python, text, console, c to show"
            )
        }
        endProse()
        blocks.append(Lesson.Block(line: line, kind: kind))
        return true
    }

    private func fields(_ text: String, _ line: Int) throws(LessonProblem) -> BlockFields {
        try BlockFields(text, file: file, line: line, firstLine: line + 1)
    }

    private func script(_ text: String, _ line: Int) throws(LessonProblem) -> Lesson.Script {
        let trimmed = text.trimmed
        if trimmed.hasPrefix("file:"), !trimmed.contains("\n") {
            let name = String(trimmed.dropFirst(5)).trimmed
            guard !name.isEmpty, !name.contains("/") else { throw problem(line + 1, "'\(name)' must be a file beside the lesson") }
            guard let bytes = readWholeFile(folder + "/" + name) else { throw problem(line + 1, "cannot read '\(name)'") }
            return Lesson.Script(name: name, source: String(decoding: bytes, as: UTF8.self))
        }
        if trimmed.isEmpty { throw problem(line, "the script is empty") }
        return Lesson.Script(name: "lesson.py", source: text)
    }

    // MARK: The blocks

    private func target(_ f: BlockFields, _ key: String = "run") throws(LessonProblem) -> RunTarget? {
        guard let text = try f.text(key) else { return nil }
        do { return try RunTarget(text) } catch { throw f.problem("\(key): \(error.message)", f[key]) }
    }

    private func expression(_ text: String, _ f: BlockFields, _ key: String) throws(LessonProblem) -> MemoryExpression {
        do { return try MemoryExpression(text) } catch { throw f.problem("\(key): \(error.description)", f[key]) }
    }

    private func panes(_ f: BlockFields) throws(LessonProblem) -> [LessonPane] {
        var all: [LessonPane] = []
        if let zoom = try f.text("zoom") {
            guard let panes = LessonPane.zoom(zoom) else {
                throw f.problem("zoom is '\(zoom)'; there are source, bytecode, memory", f["zoom"])
            }
            all = panes
        }
        for name in try f.texts("focus") {
            guard let pane = LessonPane(rawValue: name) else {
                let known = LessonPane.allCases.map(\.rawValue).joined(separator: ", ")
                throw f.problem("there is no pane '\(name)'; there are \(known)", f["focus"])
            }
            if !all.contains(pane) { all.append(pane) }
        }
        return all
    }

    private func step(_ f: BlockFields) throws(LessonProblem) -> Lesson.Step {
        try f.allow(["run", "focus", "zoom", "highlight", "remember", "say"], in: "step")
        return Lesson.Step(
            run: try target(f), panes: try panes(f), highlight: try f.texts("highlight"), remember: try f.texts("remember"),
            say: try f.text("say") ?? "")
    }

    private func misconceptions(_ f: BlockFields) throws(LessonProblem) -> [(answer: String, text: String)] {
        var all: [(answer: String, text: String)] = []
        for entry in try f.map("misconceptions") {
            guard let text = entry.value.text else {
                throw f.problem("misconceptions: the value of '\(entry.key)' must be a text", f["misconceptions"])
            }
            all.append((entry.key, text))
        }
        return all
    }

    private func question(_ f: BlockFields) throws(LessonProblem) -> Lesson.Question {
        try f.allow(
            [
                "id", "ask", "options", "answer", "run", "because", "hints", "misconceptions", "focus", "zoom", "highlight",
                "similar",
            ],
            in: "predict")
        let options = try f.texts("options")
        guard let field = f["answer"] else { throw f.problem("predict needs 'answer'") }
        let answer: Lesson.Answer
        switch field.value {
        case .map(let entries):
            var cases: [(option: String, condition: MemoryExpression)] = []
            for e in entries {
                guard let text = e.value.text else { throw f.problem("answer: the condition of '\(e.key)' must be a text", field) }
                cases.append((e.key, try expression(text, f, "answer")))
            }
            answer = .cases(cases)
        case .list: throw f.problem("answer must be one answer, not a list", field)
        case .text(let text, true): answer = .literal(text)
        case .text(let text, false):
            if options.contains(text) && Int(text) == nil {
                answer = .literal(text)
            } else {
                answer = .expression(try expression(text, f, "answer"))
            }
        }
        return Lesson.Question(
            id: try f.requiredText("id", in: "predict"), isBe: false, ask: try f.requiredText("ask", in: "predict"),
            options: options,
            answer: answer, run: try target(f), because: try f.requiredText("because", in: "predict"), hints: try f.texts("hints"),
            misconceptions: try misconceptions(f), panes: try panes(f), highlight: try f.texts("highlight"),
            similar: try f.text("similar") ?? "")
    }

    private func be(_ f: BlockFields) throws(LessonProblem) -> Lesson.Question {
        try f.allow(
            ["id", "do", "of", "ask", "run", "because", "hints", "misconceptions", "focus", "zoom", "highlight", "similar"],
            in: "be")
        let what = try f.requiredText("do", in: "be")
        var options: [String] = []
        let answer: Lesson.Answer
        var standard: String
        switch what {
        case "push":
            answer = .push
            standard = "Which value do you push now?"
        case "pop":
            answer = .pop
            standard = "Which value do you pop now?"
        case "which block":
            options = try f.texts("of")
            if options.count < 2 { throw f.problem("'which block' needs 'of', a list of names", f["of"]) }
            for name in options { _ = try expression("alive(\(name))", f, "of") }
            answer = .freed(options)
            standard = "Which of these objects' blocks do you free first?"
        case let text where text.hasPrefix("refcount of ") || text.hasPrefix("gc_refs of "):
            let words = text.split(separator: " ", maxSplits: 2).map(String.init)
            answer = .expression(try expression("\(words[0])(\(words[2]))", f, "do"))
            standard =
                "Which \(words[0] == "refcount" ? "reference count" : "gc_refs") do you write into \(words[2])?"
        default: throw f.problem("'\(what)' cannot be done; there are push, pop, refcount of X, gc_refs of X, which block", f["do"])
        }
        if let ask = try f.text("ask") { standard = ask }
        return Lesson.Question(
            id: try f.requiredText("id", in: "be"), isBe: true, ask: standard, options: options, answer: answer, run: try target(f),
            because: try f.requiredText("because", in: "be"), hints: try f.texts("hints"), misconceptions: try misconceptions(f),
            panes: try panes(f), highlight: try f.texts("highlight"),
            similar: try f.text("similar") ?? "")
    }

    private func check(_ f: BlockFields) throws(LessonProblem) -> Lesson.Check {
        try f.allow(["expect", "otherwise"], in: "check")
        let text = try f.requiredText("expect", in: "check")
        return Lesson.Check(expect: try expression(text, f, "expect"), otherwise: try f.requiredText("otherwise", in: "check"))
    }

    private func pipeline(_ f: BlockFields) throws(LessonProblem) -> Lesson.Pipeline {
        try f.allow(["line", "wider", "show", "mark", "changes", "expect", "without", "say"], in: "pipeline")
        func number(_ key: String, _ standard: Int?) throws(LessonProblem) -> Int {
            guard let text = try f.text(key) else {
                if let standard { return standard }
                throw f.problem("pipeline needs '\(key)'")
            }
            guard let n = Int(text), n >= 0 else { throw f.problem("\(key) is '\(text)', not a number", f[key]) }
            return n
        }
        let show = try f.texts("show")
        if show.isEmpty { throw f.problem("pipeline needs 'show': tokens, tree, scopes, or passes by name") }
        let changes = try f.text("changes") ?? "no"
        guard ["yes", "no"].contains(changes) else { throw f.problem("changes is '\(changes)'; there are yes, no", f["changes"]) }
        return Lesson.Pipeline(
            line: try number("line", nil), wider: try number("wider", 0), show: show, mark: try f.text("mark") ?? "",
            changes: changes == "yes", expect: try f.texts("expect"), without: try f.texts("without"), say: try f.text("say") ?? "")
    }

    private func edit(_ f: BlockFields) throws(LessonProblem) -> Lesson.Edit {
        try f.allow(["id", "ask", "goal", "at", "solution", "hints", "because"], in: "edit")
        var solution: [(line: Int, text: String)] = []
        for e in try f.map("solution") {
            guard let line = Int(e.key), line > 0, let text = e.value.text else {
                throw f.problem("solution is a map {line number: \"new text\"}", f["solution"])
            }
            solution.append((line, text))
        }
        let goal = try f.requiredText("goal", in: "edit")
        return Lesson.Edit(
            id: try f.requiredText("id", in: "edit"), ask: try f.requiredText("ask", in: "edit"),
            goal: try expression(goal, f, "goal"),
            at: try target(f, "at"), solution: solution, hints: try f.texts("hints"), because: try f.text("because") ?? "")
    }
}
