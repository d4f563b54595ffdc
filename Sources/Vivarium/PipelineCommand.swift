import ArgumentParser
import Bytecode

/// `vivarium pipeline`: how a script became bytecode, as text.
struct PipelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline",
        abstract: "Print how a script becomes bytecode: tokens, tree, scopes, and the instructions after each pass.",
        discussion: """
            Before an instruction, - says that the next pass changes it, * that the last one made it. With --at, a line begins \
            with > if it came from just that text, with + if from a part of it, with ( if from something around it.
            """)

    @Option(help: "Only the statement on this line.")
    var line: Int?

    @Option(
        name: .customLong("at"), help: "Mark what came from this piece of the source: its first occurrence on the line, or at all.")
    var piece: String?

    @Option(help: "With --line: this many statements farther out.")
    var wider = 0

    @Flag(help: "Only what the passes did and why.")
    var changes = false

    @Argument(help: "The script; - or nothing reads standard input.")
    var script: String?

    func run() throws {
        let name = script ?? "-"
        let source = try readSource(name)
        let report = pipelineReport(source, name == "-" ? "<stdin>" : name)
        if let error = report.error { throw UserError("\(report.filename): \(error)") }
        var extent: PipelineReport.Position?
        if let line {
            let chain = report.statements(atLine: line)
            guard !chain.isEmpty else { throw UserError("\(report.filename): there is no statement on line \(line)", status: 64) }
            extent = chain.indices.contains(chain.count - 1 - wider) ? chain[chain.count - 1 - wider].position : nil
        }
        var chosen: [PipelineReport.Position]?
        if let piece {
            guard let place = report.place(of: piece, in: source, extent: extent) else {
                throw UserError("'\(piece)' does not occur there", status: 64)
            }
            chosen = [place]
        }
        for column in report.columns(in: extent) {
            if changes && column.changes.isEmpty { continue }
            writeOut("\(column.title)\n")
            if !changes {
                let marks = chosen.map { report.marks(of: column.rows, chosen: $0) }
                let lead = column.rows.map(\.lead.count).max() ?? 0
                for (i, row) in column.rows.enumerated() {
                    writeOut(Self.text(row, marks?[i], lead: lead) + "\n")
                }
            }
            for change in column.changes {
                let place = change.position.line > 0 ? "line \(change.position.line): " : ""
                writeOut("  . \(place)\(change.what): \(change.why)\n")
            }
            writeOut("\n")
        }
    }

    private static func text(_ row: PipelineReport.Row, _ mark: PipelineReport.Mark?, lead: Int) -> String {
        let sign =
            switch mark {
            case nil, .some(.none): " "
            case .part: "+"
            case .whole: "("
            case .exact: ">"
            }
        var line = sign + (row.isGone ? "-" : row.isNew ? "*" : " ") + " "
        if lead > 0 && !row.isHeading { line += row.lead + String(repeating: " ", count: lead - row.lead.count + 1) }
        line += String(repeating: "  ", count: row.indent) + row.text
        if !row.note.isEmpty { line += "  (\(row.note))" }
        while line.last == " " { line.removeLast() }
        return line
    }
}
