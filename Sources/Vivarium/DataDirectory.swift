import Glibc
import Runtime

/// Where themes, sentences and lessons are: files that come with the program.
enum DataDirectory {
    /// The places that are looked at, in order.
    static func candidates(_ option: String?) -> [String] {
        if let option { return [option] }
        var all: [String] = []
        if let path = environment("VIVARIUM_DATA_DIR"), !path.isEmpty { all.append(path) }
        if let executable = realPath("/proc/self/exe") {
            let folder = parent(executable)
            all.append(parent(folder) + "/share/vivarium")
            // The checkout: above the executable in .build.
            var up = folder
            while up != "/" && !up.isEmpty {
                up = parent(up)
                if isReadable(up + "/Assets") { all.append(up) }
            }
        }
        let home = environment("HOME") ?? ""
        all.append((environment("XDG_DATA_HOME") ?? home + "/.local/share") + "/vivarium")
        for folder in (environment("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share").split(separator: ":") {
            all.append(folder + "/vivarium")
        }
        return all
    }

    /// The first that has what is needed.
    static func find(_ option: String?) throws -> String {
        let all = candidates(option)
        if let found = all.first(where: { isReadable($0 + "/Assets/explain/opcodes.txt") }) { return found }
        throw UserError(
            "no data folder: looked for Assets/explain in \(all.joined(separator: ", ")); give one with --data-dir", status: 1)
    }

    /// Where progress and the like are kept.
    static var state: String { (environment("XDG_STATE_HOME") ?? (environment("HOME") ?? "") + "/.local/state") + "/vivarium" }

    static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

    static func realPath(_ path: String) -> String? {
        guard let p = realpath(path, nil) else { return nil }
        defer { free(p) }
        return String(cString: p)
    }

    /// A file's text.
    static func text(_ path: String) throws -> String {
        guard let bytes = readWholeFile(path) else { throw UserError("cannot read \(path): \(String(cString: strerror(errno)))") }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Writes a whole file.
func writeFile(_ path: String, _ text: String) throws {
    let fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard fd >= 0 else { throw UserError("cannot write \(path): \(String(cString: strerror(errno)))") }
    defer { close(fd) }
    var text = text
    let complete = text.withUTF8 { bytes in
        var done = 0
        while done < bytes.count {
            let n = write(fd, bytes.baseAddress! + done, bytes.count - done)
            if n <= 0 { return false }
            done += n
        }
        return true
    }
    if !complete { throw UserError("cannot write \(path): \(String(cString: strerror(errno)))") }
}
