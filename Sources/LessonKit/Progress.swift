import Glibc
import Runtime

/// What a learner has done, kept in one file.
public struct LessonProgress {
    /// An answered question.
    public struct Answer: Equatable, Sendable {
        /// Tries, the right one included.
        public var tries: Int
        /// Whether the learner found it.
        public var isRight: Bool
    }

    /// What is known of one lesson.
    public struct Entry: Equatable, Sendable {
        /// Whether it was taken to its end.
        public var isDone = false
        /// The answers by the questions' ids.
        public var answers: [String: Answer] = [:]
    }

    /// Why the file cannot be used: one line.
    public struct Problem: Error, CustomStringConvertible, Sendable {
        /// One line.
        public var description: String
    }

    /// By lesson.
    public var lessons: [String: Entry] = [:]

    /// Nothing done.
    public init() {}

    /// Reads a file; nothing done if there is none.
    public init(file: String) throws(Problem) {
        guard let bytes = readWholeFile(file) else {
            if errno == ENOENT || errno == ENOTDIR { return }
            throw Problem(description: "cannot read \(file): \(String(cString: strerror(errno)))")
        }
        guard let json = JSON(String(decoding: bytes, as: UTF8.self)), case .object(let lessons)? = json["lessons"],
            json["format"] == .number(1)
        else { throw Problem(description: "\(file) is no progress file of format 1; 'vivarium lesson reset' begins a new one") }
        for (id, value) in lessons {
            var entry = Entry()
            entry.isDone = value["done"] == .bool(true)
            if case .object(let answers)? = value["answers"] {
                for (name, a) in answers {
                    guard case .number(let tries)? = a["tries"] else { continue }
                    entry.answers[name] = Answer(tries: tries, isRight: a["right"] == .bool(true))
                }
            }
            self.lessons[id] = entry
        }
    }

    /// The file's text.
    public var text: String {
        let all = lessons.sorted { $0.key < $1.key }.map { id, entry -> (key: String, value: JSON) in
            let answers = entry.answers.sorted { $0.key < $1.key }.map { name, a -> (key: String, value: JSON) in
                (name, .object([("tries", .number(a.tries)), ("right", .bool(a.isRight))]))
            }
            return (id, .object([("done", .bool(entry.isDone)), ("answers", .object(answers))]))
        }
        return JSON.object([("format", .number(1)), ("lessons", .object(all))]).text + "\n"
    }

    /// Writes the file, and its folders if need be; a reader never sees half of it.
    public func save(to file: String) throws(Problem) {
        var folder = ""
        for part in file.split(separator: "/").dropLast() {
            folder += (folder.isEmpty && !file.hasPrefix("/") ? "" : "/") + part
            if mkdir(folder, 0o700) != 0 && errno != EEXIST {
                throw Problem(description: "cannot make \(folder): \(String(cString: strerror(errno)))")
            }
        }
        let new = file + ".new"
        let fd = open(new, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard fd >= 0 else { throw Problem(description: "cannot write \(new): \(String(cString: strerror(errno)))") }
        var text = self.text
        let isWritten = text.withUTF8 { write(fd, $0.baseAddress, $0.count) == $0.count }
        close(fd)
        guard isWritten, rename(new, file) == 0 else {
            throw Problem(description: "cannot write \(file): \(String(cString: strerror(errno)))")
        }
    }
}
