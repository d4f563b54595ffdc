import Bytecode
import Compiler
import Syntax

/// Compiles a text and reports every step on the way: the source of the Pipeline pane, of lessons, and of `vivarium pipeline`.
func pipelineReport(_ source: [UInt8], _ filename: String) -> PipelineReport {
    var report = PipelineReport(filename: filename)
    do {
        let (tokens, text) = try tokenize(source: source, filename: filename)
        report.tokens = tokens.map { t in
            let isText = t.start >= 0 && t.end >= t.start && Int(t.end) <= text.count
            let isLayout = [.newline, .indent, .dedent, .endmarker].contains(t.kind)
            return PipelineReport.Token(
                kind: t.kind.name,
                text: isText && !isLayout ? String(decoding: text[Int(t.start)..<Int(t.end)], as: UTF8.self) : "",
                position: PipelineReport.Position(
                    line: t.lineno, endLine: t.end_lineno, column: t.col_offset, endColumn: t.end_col_offset))
        }
        let parsed = try parseModule(source: source, filename: filename)
        let module = try parseModule(source: source, filename: filename)
        final class Log {
            var reports: [PassReport] = []
        }
        let log = Log()
        // Excerpts in the report are cut from the text as the tokenizer has it.
        _ = try Compiler.compile(
            module, source: text, filename: filename, options: CompileOptions(passLog: { log.reports.append($0) }))
        for r in log.reports {
            if r.unit == 0 {
                report.folding = r.stage
            } else if r.unit == report.codes.count {
                report.codes[r.unit - 1].stages.append(r.stage)
            } else {
                report.codes.append(PipelineReport.Code(name: r.code, firstLine: r.firstLine, stages: [r.stage]))
            }
        }
        for i in report.codes.indices { report.codes[i].compareStages() }
        var places: [Outline.Opening: Int] = [:]
        report.scopes = scopes(try Compiler.symbolTable(module, filename: filename).top, &places)
        let outline = Outline(parsed, scopes: places)
        report.tree = outline.nodes
        for use in outline.uses {
            if let i = report.scopes[use.scope].symbols.firstIndex(where: { $0.name == use.name }) {
                report.scopes[use.scope].symbols[i].positions.append(use.position)
            }
        }
        report.foldedTree = Outline(module).nodes
    } catch {
        report.error = "line \(error.lineno ?? 0): \(error.message)"
    }
    return report
}

/// The symbol table as a list, and where each of its blocks came to stand in it.
private func scopes(_ top: SymbolTableEntry, _ places: inout [Outline.Opening: Int]) -> [PipelineReport.Scope] {
    var all: [PipelineReport.Scope] = []
    func add(_ entry: SymbolTableEntry, _ depth: Int) {
        let isTop = depth == 0
        if !isTop { places[Outline.Opening(location: entry.location, isClass: entry.type == .class)] = all.count }
        let kind =
            switch (entry.type, entry.comprehension) {
            case (.module, _): "module"
            case (.class, _): "class"
            case (.annotation, _): "annotation"
            case (.function, .none): "function"
            case (.function, _): "comprehension"
            }
        all.append(
            PipelineReport.Scope(
                depth: depth, kind: kind, name: isTop ? "" : entry.name, position: isTop ? .none : .init(entry.location),
                symbols: zip(entry.names, entry.flags).map { symbol($0, $1, kind) }))
        for child in entry.children { add(child, depth + 1) }
    }
    add(top, 0)
    return all
}

private func symbol(_ name: String, _ flags: SymbolFlags, _ kind: String) -> PipelineReport.Symbol {
    var facts: [String] = []
    if flags.contains(.param) { facts.append("parameter") }
    if flags.contains(.local) { facts.append("assigned") }
    if flags.contains(.imported) { facts.append("imported") }
    if flags.contains(.use) { facts.append("read") }
    if flags.contains(.annotated) { facts.append("annotated") }
    let scope: String
    let why: String
    switch flags.scope {
    case .local where kind == "function" || kind == "comprehension":
        scope = "local"
        why = flags.contains(.param) ? "a parameter: it has a slot in the frame" : "the block binds it: it has a slot in the frame"
    case .local:
        scope = "local"
        why = "the \(kind) binds it: it lives in the namespace dict"
    case .globalExplicit:
        scope = "global"
        why = "a global statement says so"
    case .globalImplicit:
        scope = "global"
        why = "no block around binds it: the module's namespace is asked, then the built-ins"
    case .cell:
        scope = "cell"
        why = "the block binds it and an inner one uses it: both reach it through a cell"
    case .free:
        scope = "free"
        why = "a function around binds it, and lends its cell"
    case .unknown:
        scope = "unknown"
        why = ""
    }
    return PipelineReport.Symbol(name: name, scope: scope, facts: facts.joined(separator: ", "), why: why, positions: [])
}
