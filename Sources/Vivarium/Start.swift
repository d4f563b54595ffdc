import ArgumentParser
import Glibc
import Memory
import Runtime

/// Makes the machine, with the compiler wired in and the memory limit that the environment asks for.
func startMachine(model: MemoryModel = .modern) throws {
    machineCompiler = compileForMachine
    machineCaretAnchors = caretAnchors
    var limit = Memory.defaultLimit
    if let text = environment("VIVARIUM_MEMORY_LIMIT") {
        guard let bytes = parseBytes(text) else {
            throw ValidationError("VIVARIUM_MEMORY_LIMIT is '\(text)'; write a number of bytes like 512M or 2G")
        }
        limit = bytes
    }
    do { try Machine.start(model: model, limit: limit) } catch { throw ValidationError("\(error)") }
}

/// The value of an environment variable, or nil.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// A number of bytes with an optional suffix K, M or G; nil if it is none.
func parseBytes(_ text: String) -> UInt? {
    var digits = text[...]
    var factor: UInt = 1
    switch digits.last {
    case "K", "k": factor = 1 << 10
    case "M", "m": factor = 1 << 20
    case "G", "g": factor = 1 << 30
    default: break
    }
    if factor > 1 { digits.removeLast() }
    guard let n = UInt(digits), n > 0, n <= 1 << 40 / factor else { return nil }
    return n * factor
}

/// Runs a function on a thread with a stack deep enough for any recursion that Python's own limit allows.
func onDeepStack(_ body: @escaping () -> Int32) -> Int32 {
    final class Box {
        let body: () -> Int32
        var status: Int32 = 0
        init(_ body: @escaping () -> Int32) { self.body = body }
    }
    let box = Box(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    // Address space only: pages of the stack are made when they are touched.
    pthread_attr_setstacksize(&attributes, 512 << 20)
    var thread = pthread_t()
    let error = pthread_create(
        &thread, &attributes,
        { raw in
            let box = Unmanaged<Box>.fromOpaque(raw!).takeUnretainedValue()
            box.status = box.body()
            return nil
        }, Unmanaged.passUnretained(box).toOpaque())
    pthread_attr_destroy(&attributes)
    guard error == 0 else { return body() }
    pthread_join(thread, nil)
    return box.status
}
