/// Something in a lesson that its author must mend.
public struct LessonProblem: Error, CustomStringConvertible, Sendable {
    /// The lesson's file.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// One line of text.
    public var message: String

    /// `file:line: message`.
    public var description: String { "\(file):\(line): \(message)" }
}
