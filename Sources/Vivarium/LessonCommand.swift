import ArgumentParser
import Glibc
import LessonKit
import Runtime
import Timeline

/// `vivarium lesson`: the lessons that come with the program.
struct LessonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lesson", abstract: "List the lessons with your progress, or take one.",
        subcommands: [Take.self, Sheet.self, Lint.self, Reset.self, Progress.self], defaultSubcommand: Take.self)

    /// Takes a lesson, or lists all.
    struct Take: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "take", abstract: "List the lessons, or take one: a line of text at a time, in any terminal and in pipes.")

        @Option(help: ArgumentHelp("The folder with Lessons in it.", valueName: "folder"))
        var dataDir: String?

        @Flag(help: "For a class: it votes, discusses, and votes again before the answer is shown.")
        var demo = false

        @Argument(help: "The lesson's id or number, or the file of one.")
        var id: String?

        func run() throws {
            let progress = try reading { try LessonProgress(file: LessonFiles.progress) }
            guard let id else { return list(LessonShelf(folder: try LessonFiles.folder(dataDir)), progress) }
            let (lesson, shelf) = try LessonFiles.lesson(id, dataDir)
            for need in lesson.needs where progress.lessons[need]?.isDone != true {
                if !demo, let other = shelf?[need] { writeOut("(Before this one: \(other.title), 'vivarium lesson \(need)'.)\n\n") }
            }
            try startMachine()
            let player = LessonPlayer(lesson, host: LessonFiles.host, progress: progress, isDemo: demo) { new in
                do { try new.save(to: LessonFiles.progress) } catch { writeOut("(\(error))\n") }
            }
            _ = try reading { try player.play() }
        }

        private func list(_ shelf: LessonShelf, _ progress: LessonProgress) {
            for (i, lesson) in shelf.lessons.enumerated() {
                let entry = progress.lessons[lesson.id]
                let count = lesson.gates.count { entry?.answers[$0.id]?.isRight == true }
                let state = entry?.isDone == true ? "done" : entry == nil ? "" : "begun"
                let number = (i < 9 ? " " : "") + "\(i + 1)"
                let title = lesson.title + String(repeating: " ", count: max(1, 46 - lesson.title.count))
                let answers = entry == nil ? "" : "\(count) of \(lesson.gates.count) right"
                writeOut(
                    "\(number)  \(title)\(lesson.minutes < 10 ? " " : "")\(lesson.minutes) min\(state.isEmpty ? "" : "  \(state), ")\(answers)\n    vivarium lesson \(lesson.id)\n"
                )
            }
            for problem in shelf.problems { writeOut("   \(problem)\n") }
        }
    }

    /// A lesson on paper.
    struct Sheet: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sheet",
            abstract: "Print a lesson as a sheet of paper: the program, an empty table to trace it in, the questions.")

        @Flag(help: "The teacher's copy, filled in from the machine.")
        var answers = false

        @Option(help: ArgumentHelp("The folder with Lessons in it.", valueName: "folder"))
        var dataDir: String?

        @Argument(help: "The lesson's id or number, or the file of one.")
        var id: String

        func run() throws {
            let (lesson, _) = try LessonFiles.lesson(id, dataDir)
            try startMachine()
            writeOut(try reading { try LessonSheet(lesson, host: LessonFiles.host).text(answers: answers) })
        }
    }

    /// Checks lessons.
    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint", abstract: "Check lessons: every target is reached, every answer is true of the machine.")

        @Option(help: ArgumentHelp("Compare the scripts' output with this python3.11.", valueName: "python"))
        var oracle: String?

        @Argument(help: "The lessons' files.")
        var files: [String]

        func run() throws {
            try startMachine()
            var lint = LessonLint(host: LessonFiles.host, oracle: oracle)
            let problems = lint.check(files: files)
            for problem in problems { writeOut("\(problem)\n") }
            if problems.isEmpty { writeOut("\(files.count) lesson\(files.count == 1 ? "" : "s"): no problems\n") }
            Glibc.exit(problems.isEmpty ? 0 : 1)
        }
    }

    /// Forgets progress.
    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset", abstract: "Forget your progress, of one lesson or of all.")

        @Argument(help: "The lesson's id; all if there is none.")
        var id: String?

        func run() throws {
            guard let id else {
                if unlink(LessonFiles.progress) != 0 && errno != ENOENT {
                    throw UserError("cannot remove \(LessonFiles.progress): \(String(cString: strerror(errno)))")
                }
                return writeOut("Progress of all lessons is forgotten.\n")
            }
            var progress = try reading { try LessonProgress(file: LessonFiles.progress) }
            guard progress.lessons.removeValue(forKey: id) != nil else {
                throw UserError("there is no progress of a lesson '\(id)'")
            }
            try reading { try progress.save(to: LessonFiles.progress) }
            writeOut("Progress of \(id) is forgotten.\n")
        }
    }

    /// Progress to and from other places.
    struct Progress: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "progress", abstract: "Write your progress to standard output, or take it over from a file.")

        @Option(name: .customLong("import"), help: ArgumentHelp("A file that was written so.", valueName: "file"))
        var source: String?

        func run() throws {
            guard let source else { return writeOut(try reading { try LessonProgress(file: LessonFiles.progress) }.text) }
            guard access(source, R_OK) == 0 else { throw UserError("cannot read \(source): \(String(cString: strerror(errno)))") }
            let progress = try reading { try LessonProgress(file: source) }
            try reading { try progress.save(to: LessonFiles.progress) }
            writeOut("Progress of \(progress.lessons.count) lesson\(progress.lessons.count == 1 ? "" : "s") is taken over.\n")
        }
    }
}

/// Makes any error a line for the person.
private func reading<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch { throw UserError("\(error)") }
}

/// Where lessons and progress are, and how the machine runs a lesson's script.
private enum LessonFiles {
    static var progress: String { DataDirectory.state + "/progress.json" }

    static let host = LessonHost(pipeline: pipelineReport) { path in
        let options = RunOptions(source: .file(path))
        return Program(start: { runMain(options) }, resume: { resumeMain(options) })
    }

    /// A lesson by its id, number or file, and the shelf that it stands on.
    static func lesson(_ id: String, _ dataDir: String?) throws -> (lesson: Lesson, shelf: LessonShelf?) {
        if id.hasSuffix(".md") { return (try reading { try Lesson(file: id) }, nil) }
        let shelf = LessonShelf(folder: try folder(dataDir))
        if let broken = shelf.problems.first { throw UserError("\(broken)") }
        let number = Int(id).flatMap { shelf.lessons.indices.contains($0 - 1) ? shelf.lessons[$0 - 1] : nil }
        guard let found = number ?? shelf[id] else {
            let known = shelf.lessons.map(\.id).joined(separator: ", ")
            throw UserError("there is no lesson '\(id)'; there are \(known)", status: 64)
        }
        return (found, shelf)
    }

    /// The folder of the lessons, where the program's data is.
    static func folder(_ given: String?) throws -> String {
        let places = DataDirectory.candidates(given)
        guard let place = places.first(where: { access($0 + "/Lessons", R_OK | X_OK) == 0 }) else {
            throw UserError("there is no folder Lessons in \(places.joined(separator: ", ")); give one with --data-dir")
        }
        return place + "/Lessons"
    }
}
