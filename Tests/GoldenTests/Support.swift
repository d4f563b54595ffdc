import Foundation

/// The folder of the tests.
let testsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

/// The program under test: the environment variable VIVARIUM, else the release build, else the debug build.
let program: String = {
    if let path = ProcessInfo.processInfo.environment["VIVARIUM"] { return path }
    let root = testsFolder.deletingLastPathComponent()
    for kind in ["release", "debug"] {
        let path = root.appendingPathComponent(".build/\(kind)/vivarium").path
        if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    return "vivarium"
}()

/// What a finished program left.
struct Outcome {
    var out: String
    var err: String
    var status: Int32
    /// The signal that ended it, if one did.
    var signal: Int32?
}

/// Why a program could not be started.
struct CannotStart: Error {
    var code: Int32
}

/// Runs the program under test to its end; a run that takes longer than `seconds` is killed.
///
/// By `posix_spawn` and not Foundation's `Process`, whose `run` crashes now and then when many threads start programs at once.
func run(
    _ arguments: [String], input: Data? = nil, folder: URL? = nil, environment: [String: String] = [:], joined: Bool = false,
    seconds: Double = 120, whileRunning: ((pid_t) -> Void)? = nil
) throws -> Outcome {
    // Files instead of pipes: nothing can fill up.
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("vivarium-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: base) }
    let (given, out, err) = (
        base.appendingPathComponent("in"), base.appendingPathComponent("out"), base.appendingPathComponent("err")
    )
    try (input ?? Data()).write(to: given)
    try Data().write(to: err)
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, given.path, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, 1, out.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    if joined {
        posix_spawn_file_actions_adddup2(&files, 1, 2)
    } else {
        posix_spawn_file_actions_addopen(&files, 2, err.path, O_WRONLY | O_TRUNC, 0o600)
    }
    // Threads of a test runner may have signals blocked, which a child would inherit: `env` gives it a clean start.
    let env = ["/usr/bin/env", "--default-signal=INT,TERM,HUP", "--chdir=\(folder?.path ?? "/")", program] + arguments
    let values = ProcessInfo.processInfo.environment.merging(["PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"]) { $1 }
        .merging(environment) { $1 }
    var argv = env.map { strdup($0) } + [nil]
    var envp = values.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for p in argv + envp { free(p) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, "/usr/bin/env", &files, nil, &argv, &envp)
    guard code == 0 else { throw CannotStart(code: code) }
    let child = id
    let killer = DispatchWorkItem { kill(child, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: killer)
    whileRunning?(child)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    killer.cancel()
    func text(_ url: URL) throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
    let signal = status & 0x7f
    return Outcome(
        out: try text(out), err: try text(err), status: signal != 0 ? 128 + signal : status >> 8 & 0xff,
        signal: signal != 0 ? signal : nil)
}

/// Text with the parts that differ from machine to machine made the same: the folder, and addresses.
func normalised(_ text: String, folder: URL) -> String {
    text.replacingOccurrences(of: folder.path + "/", with: "<here>/")
        .replacingOccurrences(of: "0x[0-9a-f]{6,}", with: "0xADDR", options: .regularExpression)
}

/// The names of the Python files in a folder, without the ending.
func scripts(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".py") }.map {
        String($0.dropLast(3))
    }.sorted()
}
