import Glibc

/// The lessons of a folder, in the order of their folders' names.
public struct LessonShelf {
    /// Those that can be read.
    public private(set) var lessons: [Lesson] = []
    /// What is wrong with the others.
    public private(set) var problems: [LessonProblem] = []

    /// Reads `folder/*/lesson.md`.
    public init(folder: String) {
        var names: [String] = []
        if let directory = opendir(folder) {
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if !name.hasPrefix("."), access("\(folder)/\(name)/lesson.md", F_OK) == 0 { names.append(name) }
            }
        }
        for name in names.sorted() {
            do { lessons.append(try Lesson(file: "\(folder)/\(name)/lesson.md")) } catch { problems.append(error) }
        }
    }

    /// A lesson by its id.
    public subscript(id: String) -> Lesson? { lessons.first { $0.id == id } }
}
