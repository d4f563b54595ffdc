import ArgumentParser
import Bytecode
import Compiler
import Glibc
import Runtime
import Syntax
import Timeline

/// `vivarium tokens`: what `python3.11 -m tokenize -e FILE` prints.
struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Print a script's tokens as python3.11's tokenize -e prints them.")

    @Argument(help: "The script; - or nothing reads standard input.")
    var script: String?

    func run() throws {
        let text = try ScriptText(script)
        do {
            writeOut(try tokensText(text.source, filename: text.filename))
        } catch {
            throw UserError(error.message, status: 1, isWhole: true)
        }
    }
}

/// `vivarium ast`: what `python3.11 -m ast -a FILE` prints.
struct AstCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ast", abstract: "Print a script's syntax tree as python3.11's ast -a prints it.")

    @Argument(help: "The script; - or nothing reads standard input.")
    var script: String?

    func run() throws {
        let text = try ScriptText(script)
        do {
            writeOut(try treeText(text.source, filename: text.filename))
        } catch {
            throw userError(CompileFailure(error), filename: text.filename)
        }
    }
}

/// `vivarium symbols`: the scopes of a script and what is known of each name in them.
struct SymbolsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "symbols", abstract: "Print a script's scopes, and where each name lives.",
        discussion: "A line a scope, then a line a name: its scope (local, cell, free, global) and how the scope uses it.")

    @Argument(help: "The script; - or nothing reads standard input.")
    var script: String?

    func run() throws {
        let text = try ScriptText(script)
        do {
            writeOut(try symbolsText(text.source, filename: text.filename))
        } catch {
            throw userError(CompileFailure(error), filename: text.filename)
        }
    }
}

/// `vivarium compile`: compiles files, prints nothing but how long it took and how much memory it needed.
struct CompileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile", abstract: "Compile files in this process and print the seconds and the peak memory.",
        discussion: "The files are read first. One line: files, bytes, seconds of the fastest round, MB at the peak.")

    @Option(help: "How often to compile them all.")
    var rounds = 1

    @Argument(help: "Python files; @FILE names a file with a name a line.")
    var files: [String]

    func run() throws {
        var names: [String] = []
        for file in files {
            guard file.hasPrefix("@") else {
                names.append(file)
                continue
            }
            names += String(decoding: try readSource(String(file.dropFirst())), as: UTF8.self).split(separator: "\n").map(
                String.init)
        }
        let sources = try names.map { try readSource($0) }
        var best = Double.infinity
        for _ in 0..<max(1, rounds) {
            let start = Clock.nanoseconds
            for (name, source) in zip(names, sources) { _ = try? Compiler.compileSource(source, filename: name) }
            best = min(best, Double(Clock.nanoseconds - start) / 1e9)
        }
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let bytes = sources.reduce(0) { $0 + $1.count }
        writeOut("\(names.count) \(bytes) \(best) \(Double(usage.ru_maxrss) / 1024)\n")
    }
}

// MARK: The texts

/// A script's text and the name that errors give it.
struct ScriptText {
    var source: [UInt8]
    var filename: String

    /// Reads a file; `-` or nothing is standard input.
    init(_ script: String?) throws {
        let name = script ?? "-"
        source = try readSource(name)
        filename = name == "-" ? "<stdin>" : name
    }
}

/// Where errors quote lines from: the file, unless the name is none.
func quoting(_ filename: String) -> ParseFlags { filename.hasPrefix("<") ? [] : .quotesFile }

/// The listing of `vivarium tokens`.
func tokensText(_ source: [UInt8], filename: String) throws(LibraryTokenizerFailure) -> String {
    var text = ""
    for token in try libraryTokens(source: source, filename: filename) {
        text += token.listing
        text += "\n"
    }
    return text
}

/// The listing of `vivarium ast`; like Python's it reads type comments.
func treeText(_ source: [UInt8], filename: String) throws(SyntaxErrorInfo) -> String {
    let module = try parseModule(source: source, filename: filename, flags: [.typeComments, quoting(filename)])
    guard let text = dumpWithinLimit(module) else {
        throw SyntaxErrorInfo(kind: .recursionError, message: "maximum recursion depth exceeded", filename: filename)
    }
    return text + "\n"
}

/// The listing of `vivarium symbols`.
func symbolsText(_ source: [UInt8], filename: String) throws(SyntaxErrorInfo) -> String {
    let table = try Compiler.symbolTable(
        parseModule(source: source, filename: filename, flags: quoting(filename)), source: source, filename: filename)
    var text = ""
    appendScope(table.top, to: &text, indent: "")
    return text
}

/// A scope, its names in alphabetical order, and the scopes within.
private func appendScope(_ entry: SymbolTableEntry, to text: inout String, indent: String) {
    let kind =
        switch entry.type {
        case .function: "function"
        case .class: "class"
        case .module: "module"
        case .annotation: "annotation"
        }
    text += "\(indent)\(kind) \(entry.name), line \(entry.location.lineno)"
    if entry.isNested { text += ", nested" }
    if !entry.varnames.isEmpty { text += ", parameters \(entry.varnames.joined(separator: " "))" }
    text += "\n"
    let names = entry.names.indices.map { (name: entry.names[$0], flags: entry.flags[$0]) }
        .sorted { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) }
    let width = names.map { $0.name.unicodeScalars.count }.max() ?? 0
    for (name, flags) in names {
        let scope =
            switch flags.scope {
            case .unknown: "?"
            case .local: "local"
            case .globalExplicit: "global, declared"
            case .globalImplicit: "global"
            case .free: "free"
            case .cell: "cell"
            }
        let words: [(SymbolFlags, String)] = [
            (.param, "parameter"), (.local, "assigned"), (.imported, "imported"), (.annotated, "annotated"), (.use, "used"),
            (.nonlocal, "nonlocal"), (.freeClass, "free in a method"), (.comprehensionTarget, "target of a comprehension"),
        ]
        let uses = words.filter { flags.contains($0.0) }.map(\.1).joined(separator: ", ")
        text += indent + "    " + name + String(repeating: " ", count: width - name.unicodeScalars.count) + "  " + scope
        if !uses.isEmpty { text += ": " + uses }
        text += "\n"
    }
    for child in entry.children { appendScope(child, to: &text, indent: indent + "    ") }
}
