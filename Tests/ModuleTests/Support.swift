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

/// Runs the program under test to its end; a run that takes longer than `seconds` is killed.
func run(
    _ arguments: [String], input: Data? = nil, folder: URL? = nil, environment: [String: String] = [:], joined: Bool = false,
    seconds: Double = 120,
    whileRunning: ((Process) -> Void)? = nil
) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"]) { $1 }.merging(
        environment
    ) { $1 }
    // Files instead of pipes: nothing can fill up.
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("vivarium-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: base) }
    func file(_ name: String, _ content: Data = Data()) throws -> URL {
        let url = base.appendingPathComponent(name)
        try content.write(to: url)
        return url
    }
    let out = try file("out")
    let outHandle = try FileHandle(forWritingTo: out)
    process.standardOutput = outHandle
    let err = try file("err")
    process.standardError = joined ? outHandle : try FileHandle(forWritingTo: err)
    process.standardInput = try FileHandle(forReadingFrom: try file("in", input ?? Data()))
    let killer = DispatchWorkItem { process.terminate() }
    try process.run()
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: killer)
    whileRunning?(process)
    process.waitUntilExit()
    killer.cancel()
    func text(_ url: URL) throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
    let signalled = process.terminationReason == .uncaughtSignal
    return Outcome(
        out: try text(out), err: try text(err), status: signalled ? 128 + process.terminationStatus : process.terminationStatus,
        signal: signalled ? process.terminationStatus : nil)
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
