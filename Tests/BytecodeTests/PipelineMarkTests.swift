import Bytecode
import Testing

/// What belongs together in the columns of a pipeline.
@Suite struct PipelineMarkTests {
    typealias Position = PipelineReport.Position

    private func at(_ column: Int32, _ end: Int32) -> Position { Position(line: 1, endLine: 1, column: column, endColumn: end) }

    /// `x = a * 2`, tree and tokens by hand.
    private var report: PipelineReport {
        var r = PipelineReport(filename: "f")
        func node(_ depth: Int, _ name: String, _ a: Int32, _ b: Int32) -> PipelineReport.Node {
            PipelineReport.Node(depth: depth, field: "", name: name, detail: "", position: at(a, b), isStatement: depth == 0)
        }
        r.tree = [
            node(0, "Assign", 0, 9), node(1, "Name", 0, 1), node(1, "BinOp", 4, 9), node(2, "Name", 4, 5),
            node(2, "Constant", 8, 9),
        ]
        return r
    }

    private func text(_ marks: [PipelineReport.Mark]) -> String {
        String(
            marks.map {
                switch $0 {
                case .none: "."
                case .part: "+"
                case .whole: "("
                case .exact: ">"
                }
            })
    }

    @Test func aTokenStandsForItsNode() {
        #expect(report.range(of: .init(kind: "STAR", text: "*", position: at(6, 7))) == at(4, 9))
        #expect(report.range(of: .init(kind: "NAME", text: "a", position: at(4, 5))) == at(4, 5))
    }

    @Test func partsAndTheVeryNode() {
        let items = report.tree.map(\.position)
        #expect(text(report.marks(of: items, chosen: [at(4, 9)])) == "..>++")
        #expect(text(report.marks(of: items, chosen: [at(8, 9)])) == "....>")
        #expect(text(report.marks(of: items, chosen: [])) == ".....")
        #expect(text(report.marks(of: items, chosen: [at(0, 1), at(8, 9)])) == ".>..>")
    }

    /// Folded code came from more than was chosen: the smallest that holds it is marked, but nothing larger than the statement.
    @Test func whatWasFolded() {
        #expect(text(report.marks(of: [at(4, 9), at(0, 1)], chosen: [at(8, 9)])) == "(.")
        #expect(text(report.marks(of: [Position(line: 1, endLine: 3, column: 0, endColumn: 1)], chosen: [at(8, 9)])) == ".")
    }

    @Test func placesUnknown() {
        #expect(text(report.marks(of: [.none, at(4, 9)], chosen: [at(4, 9)])) == ".>")
        #expect(text(report.marks(of: [at(4, 9)], chosen: [.none])) == ".")
    }
}
