import Bytecode
import Glibc

/// Parses a source text given as bytes. The tree's warnings are in the module.
///
/// - Throws: `SyntaxErrorInfo` with CPython's class, message and place.
public func parseModule(
    source: [UInt8], filename: String, mode: ParseMode = .exec, flags: ParseFlags = []
) throws(SyntaxErrorInfo) -> Module {
    let text = try SourceText(source, filename: filename, mode: mode, flags: flags)
    var list = TokenList(source: text.buffer, filename: filename)
    list.tokenizer.checksUTF8 = text.checksUTF8
    list.tokenizer.typeComments = flags.contains(.typeComments)
    defer { list.deallocate() }
    if list.readAll(single: mode == .single, implyDedent: !flags.contains(.dontImplyDedent)) {
        var isTooDeep = false
        if let module = attempt(list, text, filename, mode, flags, limit: 3000, &isTooDeep) { return module }
        if isTooDeep { return try parseDeep(list, text, filename, mode, flags) }
    }
    throw onRoomyThread {
        diagnose(text, filename, mode, flags)
            // Right by the grammar, but with a chain of operators that CPython's compiler refuses.
            ?? tooDeepToCompile(filename)
    }
}

/// Parses with `Parser`; nil if that refuses the text.
private func attempt(
    _ list: TokenList, _ text: SourceText, _ filename: String, _ mode: ParseMode, _ flags: ParseFlags, limit: Int,
    _ isTooDeep: inout Bool
) -> Module? {
    var parser = Parser(
        source: text.buffer, filename: filename, flags: flags, tokens: list.tokens, count: list.count, limit: limit)
    do throws(ParseFailed) {
        let kind: ModuleKind
        switch mode {
        case .exec: kind = .module(body: try parser.file())
        case .eval: kind = .expression(body: try parser.evalInput())
        case .single:
            kind = .interactive(body: try parser.interactive())
            if parser.moreFollows() { return nil }
        }
        var ordered: [(order: Int, warning: SyntaxWarningInfo)] = []
        for (i, w) in list.tokenizer.warnings.enumerated() { ordered.append((list.warningOrder[i] * 2, w)) }
        for (order, w, token) in parser.warnings {
            guard let token else {
                ordered.append((order * 2 + 3, w))
                continue
            }
            let machine = GrammarMachine(text: text, filename: filename, start: start(of: mode), flags: flags)
            machine.standAt(token)
            ordered.append((order * 2 + 3, machine.literalWarning(w.message, token)))
        }
        if ordered.count > 1 { ordered.sort { $0.order < $1.order } }
        let module = Module(kind, warnings: ordered.map(\.warning))
        module.typeComments = parser.typeComments
        module.typeIgnores = list.typeIgnores
        return module
    } catch {
        isTooDeep = parser.isTooDeep
        return nil
    }
}

/// Parses a deeply nested text, asking the machine whether it is deeper than CPython's parser goes.
private func parseDeep(
    _ list: TokenList, _ text: SourceText, _ filename: String, _ mode: ParseMode, _ flags: ParseFlags
) throws(SyntaxErrorInfo) -> Module {
    let result: Result<Module, SyntaxErrorInfo> = onRoomyThread {
        if let error = diagnose(text, filename, mode, flags) { return .failure(error) }
        var isTooDeep = false
        if let module = attempt(list, text, filename, mode, flags, limit: 200_000, &isTooDeep) { return .success(module) }
        return .failure(tooDeepToCompile(filename))
    }
    return try result.get()
}

private func tooDeepToCompile(_ filename: String) -> SyntaxErrorInfo {
    SyntaxErrorInfo(kind: .recursionError, message: "maximum recursion depth exceeded during compilation", filename: filename)
}

extension Parser {
    /// After an interactive statement: whether anything but white space and comments is left. Origin: bad_single_statement.
    func moreFollows() -> Bool {
        let t = tokens[pos - 1]
        var i = t.end >= 0 ? Int(t.end) : source.count
        while i < source.count {
            switch base[i] {
            case 0x20, 0x09, 0x0a, 0x0c: i += 1
            case 0x23: while i < source.count, base[i] != 0x0a { i += 1 }
            default: return true
            }
        }
        return false
    }
}

/// What CPython says about a text; nil if nothing is wrong with it.
private func diagnose(_ text: SourceText, _ filename: String, _ mode: ParseMode, _ flags: ParseFlags) -> SyntaxErrorInfo? {
    let machine = GrammarMachine(text: text, filename: filename, start: start(of: mode), flags: flags)
    var error = machine.run().error
    error?.warnings = machine.warnings
    return error
}

private func start(of mode: ParseMode) -> GrammarMachine.Start {
    switch mode {
    case .exec: .file
    case .eval: .eval
    case .single: .interactive
    }
}

/// Does some work on a thread of its own with room for deep nesting, and waits for it.
private func onRoomyThread<T>(_ work: @escaping () -> T) -> T {
    let job = RoomyJob { work() }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 128 << 20)
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(job)
    let status = pthread_create(
        &thread, &attributes,
        { raw in
            Unmanaged<RoomyJob>.fromOpaque(raw!).takeRetainedValue().run()
            return nil
        }, argument.toOpaque())
    pthread_attr_destroy(&attributes)
    if status == 0 {
        pthread_join(thread, nil)
    } else {
        argument.release()
        job.run()
    }
    return job.result as! T
}

/// The work of `onRoomyThread` and its result.
private final class RoomyJob {
    private let work: () -> Any
    var result: Any?

    init(_ work: @escaping () -> Any) { self.work = work }

    func run() { result = work() }
}
