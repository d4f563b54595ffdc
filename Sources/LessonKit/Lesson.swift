import Timeline

/// A lesson as its file says it.
public struct Lesson: Sendable {
    /// The file.
    public var file: String
    /// The folder that holds it.
    public var folder: String
    /// Its name in commands and in `needs`.
    public var id: String
    /// Its title.
    public var title: String
    /// The lessons that should be taken before.
    public var needs: [String]
    /// How long it takes.
    public var minutes: Int
    /// At which level it looks: source, bytecode or memory.
    public var level: String
    /// The front matter's lines by key, for messages.
    public var headerLines: [String: Int]
    /// What it consists of, in order.
    public var blocks: [Block]

    /// One part of a lesson.
    public struct Block: Sendable {
        /// The line of the file on which it begins.
        public var line: Int
        /// What it is.
        public var kind: Kind
    }

    /// The kinds of parts.
    public enum Kind: Sendable {
        /// Text, wrapped already.
        case prose([String])
        /// A program: from here on, that is what runs.
        case script(Script)
        /// The machine runs.
        case step(Step)
        /// The learner predicts, or is the machine.
        case question(Question)
        /// The machine is asked whether something is true.
        case check(Check)
        /// The learner changes the program.
        case edit(Edit)
        /// A statement is shown on its way from text to bytecode.
        case pipeline(Pipeline)
    }

    /// A program.
    public struct Script: Sendable {
        /// Its name in the lesson's folder.
        public var name: String
        /// Its text.
        public var source: String
        /// Its lines.
        public var lines: [String] {
            var all = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            while all.last?.isEmpty == true { all.removeLast() }
            return all
        }
    }

    /// How the machine runs, and what is shown then.
    public struct Step: Sendable {
        /// How far; nil to stay.
        public var run: RunTarget?
        /// The panes that are shown.
        public var panes: [LessonPane]
        /// Names that matter: they are shown first, and stand for their objects even after `del`.
        public var highlight: [String]
        /// Names that stand for their objects even after `del`.
        public var remember: [String]
        /// What is said about it.
        public var say: String
    }

    /// What the learner answers.
    public struct Question: Sendable {
        /// Its name in the progress file.
        public var id: String
        /// Whether the learner acts as the machine.
        public var isBe: Bool
        /// The question.
        public var ask: String
        /// The answers to choose from; empty for one that is typed.
        public var options: [String]
        /// What is right.
        public var answer: Answer
        /// How far the machine runs before the answer shows; nil if it shows at once.
        public var run: RunTarget?
        /// Why it is right.
        public var because: String
        /// Help, one after each wrong try.
        public var hints: [String]
        /// What somebody who gives a wrong answer may have thought.
        public var misconceptions: [(answer: String, text: String)]
        /// Panes that are shown when the answer is out.
        public var panes: [LessonPane]
        /// Names that matter.
        public var highlight: [String]
        /// Another question of the same kind, for a class.
        public var similar = ""
    }

    /// Where the right answer comes from.
    public enum Answer: Sendable {
        /// As the author wrote it.
        case literal(String)
        /// What the machine has.
        case expression(MemoryExpression)
        /// The option whose condition is true of the machine.
        case cases([(option: String, condition: MemoryExpression)])
        /// The next value that is pushed.
        case push
        /// The next value that is popped.
        case pop
        /// The first of some objects that is deallocated.
        case freed([String])
    }

    /// A statement about the machine.
    public struct Check: Sendable {
        /// The statement.
        public var expect: MemoryExpression
        /// What is said if it is not true.
        public var otherwise: String
    }

    /// A statement on its way from text to bytecode.
    public struct Pipeline: Sendable {
        /// Its line.
        public var line: Int
        /// How many statements farther out.
        public var wider: Int
        /// The columns: tokens, tree, scopes, or passes by name.
        public var show: [String]
        /// A piece of the source; what came from it is marked.
        public var mark: String
        /// Whether it is told what the passes did and why.
        public var changes: Bool
        /// What must occur in a line of the columns or in what the passes did.
        public var expect: [String]
        /// What must not.
        public var without: [String]
        /// What is said about it.
        public var say: String
    }

    /// A change of the program.
    public struct Edit: Sendable {
        /// Its name in the progress file.
        public var id: String
        /// What shall be reached, in words.
        public var ask: String
        /// What must become true during the run.
        public var goal: MemoryExpression
        /// Where it must be true; nil: at any line, or at the end.
        public var at: RunTarget?
        /// One way to do it: lines to replace.
        public var solution: [(line: Int, text: String)]
        /// Help, one after each wrong try.
        public var hints: [String]
        /// Why it works.
        public var because: String
    }

    /// The questions and changes of the program, which are what progress counts.
    public var gates: [(id: String, line: Int)] {
        blocks.compactMap {
            switch $0.kind {
            case .question(let q): (q.id, $0.line)
            case .edit(let e): (e.id, $0.line)
            default: nil
            }
        }
    }
}

/// What a lesson can show of the machine.
public enum LessonPane: String, CaseIterable, Sendable {
    case source, bytecode, stack, frames, objects, bytes, memory, collector, output

    /// The panes of a zoom; nil for an unknown one.
    static func zoom(_ name: String) -> [LessonPane]? {
        switch name {
        case "source": [.source, .frames, .output]
        case "bytecode": [.source, .bytecode, .stack]
        case "memory": [.source, .objects, .collector]
        default: nil
        }
    }
}
