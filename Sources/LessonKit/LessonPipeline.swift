import Bytecode
import Canvas

/// A part of the program on its way from text to bytecode, as a lesson shows it: lines of at most 78 columns.
struct LessonPipeline {
    let block: Lesson.Pipeline
    let report: PipelineReport
    let source: [UInt8]

    /// Compiles a script and looks at the statement that the block names.
    init(_ block: Lesson.Pipeline, _ script: Lesson.Script, host: LessonHost) {
        self.block = block
        source = Array(script.source.utf8)
        report = host.pipeline(source, script.name)
    }

    /// The columns that the block asks for, and what is marked.
    private func columns() throws(RunProblem) -> (all: [PipelineReport.Column], chosen: [PipelineReport.Position]) {
        if let error = report.error { throw RunProblem(description: "the script does not compile: \(error)") }
        let chain = report.statements(atLine: block.line)
        guard let inner = chain.last, inner.position.line <= Int32(block.line) else {
            throw RunProblem(description: "there is no statement on line \(block.line)")
        }
        let extent = chain[max(0, chain.count - 1 - block.wider)].position
        let known = report.columns(in: extent)
        var all: [PipelineReport.Column] = []
        for name in block.show {
            guard let column = known.first(where: { $0.title == name }) else {
                let titles = known.map(\.title).joined(separator: ", ")
                throw RunProblem(description: "nothing happens in '\(name)' on line \(block.line); there are \(titles)")
            }
            all.append(column)
        }
        var chosen: [PipelineReport.Position] = []
        if !block.mark.isEmpty {
            guard let place = report.place(of: block.mark, in: source, extent: extent) else {
                throw RunProblem(description: "mark: '\(block.mark)' does not occur on line \(block.line)")
            }
            chosen = [place]
        }
        return (all, chosen)
    }

    /// What is to be seen; throws if the block says something that is not so.
    func lines() throws(RunProblem) -> [String] {
        let (all, chosen) = try columns()
        var out: [String] = []
        var band: [(title: String, rows: [String])] = []
        func flush() {
            guard !band.isEmpty else { return }
            let widths = band.map { column in max(column.title.count + 6, column.rows.map { TextWidth.of($0) }.max() ?? 0) + 2 }
            out.append(
                zip(band, widths).map { column, width in Self.pad("-- \(column.title) ", width, "-") }.joined(separator: " "))
            for i in 0..<(band.map(\.rows.count).max() ?? 0) {
                var line = zip(band, widths).map { column, width in
                    Self.pad(i < column.rows.count ? column.rows[i] : "", width, " ")
                }.joined(separator: " ")
                while line.last == " " { line.removeLast() }
                out.append(line)
            }
            band = []
        }
        for column in all {
            let marks = report.marks(of: column.rows, chosen: chosen)
            if column.kind == .tokens {
                flush()
                out.append("-- tokens --")
                // A mark stands before the token.
                let words = zip(column.rows, marks).map { row, mark in
                    Self.sign(mark, chosen).trimmed + (row.text.isEmpty ? row.lead : row.text)
                }
                var line = ""
                for word in words {
                    if !line.isEmpty, TextWidth.of(line) + TextWidth.of(word) + 3 > Prose.columns {
                        out.append(line)
                        line = ""
                    }
                    line += (line.isEmpty ? "  " : "   ") + word
                }
                out.append(line)
                continue
            }
            let rows = zip(column.rows, marks).map { row, mark in
                Self.sign(row.isHeading ? .none : mark, chosen) + (row.isGone ? "- " : row.isNew ? "* " : "  ")
                    + (row.lead.isEmpty ? "" : Self.pad(row.lead, 4, " "))
                    + String(repeating: "  ", count: column.kind == .tree || column.kind == .foldedTree ? row.indent : 0) + row.text
                    + (row.note.isEmpty ? "" : "  (\(row.note))")
            }
            let used = band.reduce(0) { sum, c in sum + max(c.title.count + 6, c.rows.map { TextWidth.of($0) }.max() ?? 0) + 3 }
            let width = max(column.title.count + 6, rows.map { TextWidth.of($0) }.max() ?? 0)
            if !band.isEmpty, used + width > 76 || band.count == 3 { flush() }
            band.append((column.title, rows.map { String($0.prefix(76)) }))
        }
        flush()
        let changes = all.flatMap(\.changes)
        if block.changes {
            for change in changes { out += Prose.wrap("\(change.what): \(change.why).", Prose.columns, indent: "  ") }
        }
        let text = all.flatMap { $0.rows.map(\.text) } + changes.flatMap { [$0.what, $0.why] }
        for wanted in block.expect where !text.contains(where: { $0.contains(wanted) }) {
            throw RunProblem(description: "expect: '\(wanted)' is nowhere in \(block.show.joined(separator: ", "))")
        }
        for unwanted in block.without where text.contains(where: { $0.contains(unwanted) }) {
            throw RunProblem(description: "without: '\(unwanted)' is in \(block.show.joined(separator: ", "))")
        }
        if !block.mark.isEmpty, !all.contains(where: { c in report.marks(of: c.rows, chosen: chosen).contains { $0 != .none } }) {
            throw RunProblem(description: "mark: nothing in \(block.show.joined(separator: ", ")) came from '\(block.mark)'")
        }
        return out
    }

    private static func sign(_ mark: PipelineReport.Mark, _ chosen: [PipelineReport.Position]) -> String {
        if chosen.isEmpty { return "" }
        switch mark {
        case .none: return " "
        case .part: return "+"
        case .whole: return "("
        case .exact: return ">"
        }
    }

    private static func pad(_ text: String, _ width: Int, _ with: String) -> String {
        text + String(repeating: with, count: max(0, width - TextWidth.of(text)))
    }
}
