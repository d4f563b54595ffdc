import Glibc
import Views

extension ExportCommand {
    /// Writes a graph or a map instead of a screen.
    func writePicture(_ app: App, _ picture: Picture, _ form: Form, _ width: Int) throws {
        guard form == .text || form == .svg || form == .dot else {
            throw UserError("a picture is written as text, svg or dot", status: 64)
        }
        let text: String
        do throws(PictureProblem) {
            switch form {
            case .text: text = try app.text(picture, width: width)
            case .svg: text = try app.svg(picture)
            default: text = try app.dot(picture)
            }
        } catch { throw UserError(error.description, status: 64) }
        if let output { try writeFile(output, text) } else { writeOut(text) }
    }

    /// The memory map under both models. A process has one machine with one model: each map is made by a process of its own.
    func writeBothModels(_ width: Int) throws {
        let isSVG = form == .svg || form == nil && (output?.hasSuffix(".svg") ?? false)
        guard isSVG || form == nil || form == .text else { throw UserError("--both-models: written as text or svg", status: 64) }
        guard DataDirectory.isReadable(script) else {
            throw UserError("can't open file '\(script)': \(String(cString: strerror(errno)))", status: 2)
        }
        func quoted(_ text: String) -> String {
            "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        }
        func map(_ model: String, _ width: Int) throws -> String {
            var words = [
                "/proc/self/exe", "export", "--picture", "memory", "--memory-model", model, "--as", isSVG ? "svg" : "text", "--at",
                at,
            ]
            words += ["--keys", keys, "--size", "\(width)x40"]
            if let folder = view.dataDirectory { words += ["--data-dir", folder] }
            if let limit = view.memoryLimit { words += ["--memory-limit", limit] }
            if view.ascii { words.append("--ascii") }
            words += ["--", script] + arguments
            var path = [CChar](repeating: 0, count: 4096)
            let length = readlink("/proc/self/exe", &path, path.count - 1)
            if length > 0 { words[0] = String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self) }
            guard let pipe = popen(words.map(quoted).joined(separator: " "), "r") else {
                throw UserError("cannot start a second machine")
            }
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65536)
            while true {
                let n = fread(&buffer, 1, buffer.count, pipe)
                if n == 0 { break }
                bytes += buffer[..<n]
            }
            guard pclose(pipe) == 0 else { throw UserError("the run under the \(model) model failed") }
            return String(decoding: bytes, as: UTF8.self)
        }
        let text: String
        if isSVG {
            let maps = try ["modern", "classic"].map { try map($0, width) }
            // One picture in the other: each keeps its own coordinates.
            func number(_ svg: String, _ name: String) -> Double {
                guard let range = svg.firstRange(of: name + "=\"") else { return 0 }
                return Double(svg[range.upperBound...].prefix { $0 != "\"" }) ?? 0
            }
            let left = number(maps[0], "width")
            let height = max(number(maps[0], "height"), number(maps[1], "height"))
            let second = maps[1].replacing("<svg xmlns", with: "<svg x=\"\(left)\" xmlns", maxReplacements: 1)
            text =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(left + number(maps[1], "width"))\" height=\"\(height)\">\n"
                + maps[0] + second
                + "</svg>\n"
        } else {
            let column = max(40, (width - 3) / 2)
            let maps = try ["modern", "classic"].map {
                try map($0, column).split(separator: "\n", omittingEmptySubsequences: false)
            }
            var lines: [String] = []
            for i in 0..<max(maps[0].count, maps[1].count) {
                var line = i < maps[0].count ? String(maps[0][i].prefix(column)) : ""
                if i < maps[1].count, !maps[1][i].isEmpty {
                    line += String(repeating: " ", count: max(0, column - line.count)) + " | " + maps[1][i].prefix(column)
                }
                lines.append(line)
            }
            text = lines.joined(separator: "\n") + "\n"
        }
        if let output { try writeFile(output, text) } else { writeOut(text) }
    }
}
