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
    defer { list.deallocate() }
    if list.readAll(single: mode == .single) {
        var parser = Parser(
            source: text.buffer, filename: filename, flags: flags, tokens: list.tokens, count: list.count)
        do throws(ParseFailed) {
            let kind: ModuleKind
            switch mode {
            case .exec: kind = .module(body: try parser.file())
            case .eval: kind = .expression(body: try parser.evalInput())
            case .single:
                kind = .interactive(body: try parser.interactive())
                if parser.moreFollows() { throw ParseFailed() }
            }
            var ordered: [(order: Int, warning: SyntaxWarningInfo)] = []
            for (i, w) in list.tokenizer.warnings.enumerated() { ordered.append((list.warningOrder[i] * 2, w)) }
            for (order, w) in parser.warnings { ordered.append((order * 2 + 3, w)) }
            if ordered.count > 1 { ordered.sort { $0.order < $1.order } }
            return Module(kind, warnings: ordered.map(\.warning))
        } catch {}
    }
    throw diagnose(text, filename: filename, mode: mode, flags: flags)
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

/// Finds out what is wrong with a text that `Parser` refused, on a thread of its own with room for deep nesting.
private func diagnose(_ text: SourceText, filename: String, mode: ParseMode, flags: ParseFlags) -> SyntaxErrorInfo {
    let job = DiagnosisJob {
        let start: GrammarMachine.Start
        switch mode {
        case .exec: start = .file
        case .eval: start = .eval
        case .single: start = .interactive
        }
        let machine = GrammarMachine(text: text, filename: filename, start: start, flags: flags)
        if let error = machine.run().error { return error }
        // Right by the grammar but nested deeper than the parser goes: CPython parses such a program, and its compiler refuses it.
        return SyntaxErrorInfo(
            kind: .recursionError, message: "maximum recursion depth exceeded during compilation", filename: filename)
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 128 << 20)
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(job)
    let status = pthread_create(
        &thread, &attributes,
        { raw in
            let job = Unmanaged<DiagnosisJob>.fromOpaque(raw!).takeRetainedValue()
            job.result = job.work()
            return nil
        }, argument.toOpaque())
    pthread_attr_destroy(&attributes)
    if status != 0 {
        argument.release()
        return job.work()
    }
    pthread_join(thread, nil)
    return job.result!
}

/// The work of `diagnose` and its result.
private final class DiagnosisJob {
    let work: () -> SyntaxErrorInfo
    var result: SyntaxErrorInfo?

    init(_ work: @escaping () -> SyntaxErrorInfo) { self.work = work }
}
