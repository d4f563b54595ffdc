// The report as columns: what the Pipeline pane, lessons and `vivarium pipeline` show, each in its own way.

extension PipelineReport {
    /// One column: tokens, tree, scopes, or the instructions after a pass.
    public struct Column: Sendable {
        /// What a column shows.
        public enum Kind: Sendable { case tokens, tree, foldedTree, scopes, stage, final }
        /// What it shows.
        public var kind: Kind
        /// Its title.
        public var title: String
        /// What the pass is for, or what the column is.
        public var purpose: String
        /// What the pass did here.
        public var changes: [Change]
        /// Its lines.
        public var rows: [Row]
    }

    /// One line of a column.
    public struct Row: Sendable {
        /// How far it is indented.
        public var indent: Int
        /// What stands at the left: a kind of token, an offset.
        public var lead: String
        /// What it says.
        public var text: String
        /// What may follow in fainter letters.
        public var note: String
        /// Where it came from; several places for a symbol, none for a heading.
        public var positions: [Position]
        /// Whether it is a heading.
        public var isHeading: Bool
        /// Whether the column before did not have it so.
        public var isNew: Bool
        /// Whether the next column has it no longer so.
        public var isGone: Bool
        /// The code object that it belongs to, for instructions.
        public var code: String
        /// The byte offset of an instruction in the finished code; −1 for everything else.
        public var offset: Int32

        init(
            _ text: String, indent: Int = 0, lead: String = "", note: String = "", positions: [Position] = [],
            isHeading: Bool = false,
            isNew: Bool = false, isGone: Bool = false, code: String = "", offset: Int32 = -1
        ) {
            self.indent = indent
            self.lead = lead
            self.text = text
            self.note = note
            self.positions = positions
            self.isHeading = isHeading
            self.isNew = isNew
            self.isGone = isGone
            self.code = code
            self.offset = offset
        }
    }

    /// The columns for a part of the text; nil: for all of it. Passes that did nothing here are left out.
    public func columns(in extent: Position?) -> [Column] {
        func isIn(_ p: Position) -> Bool { extent.map { $0.contains(p) } ?? true }
        var out: [Column] = []
        let tokens = extent.map { self.tokens(in: $0) } ?? self.tokens
        out.append(
            Column(
                kind: .tokens, title: "tokens", purpose: "The text is cut into tokens: the words and signs of the language.",
                changes: [],
                rows: tokens.map {
                    Row($0.text, lead: $0.kind, positions: $0.position.isKnown && !$0.text.isEmpty ? [$0.position] : [])
                }))
        out.append(
            Column(
                kind: .tree, title: "tree", purpose: "The grammar orders the tokens: what is an operand of what.", changes: [],
                rows: outline(tree, extent)))
        let folds = folding.changes.filter { isIn($0.position) }
        if !folds.isEmpty {
            out.append(
                Column(
                    kind: .foldedTree, title: folding.name, purpose: folding.purpose, changes: folds,
                    rows: outline(foldedTree, extent)))
            Self.compare(&out)
        }
        out.append(
            Column(
                kind: .scopes, title: "scopes", purpose: "The symbol table decides for each name of each block where it lives.",
                changes: [], rows: scopeRows(extent)))
        let codes = self.codes.filter { code in
            extent.map { e in code.stages.first.map { !Self.instructions($0, in: e).isEmpty } ?? false } ?? true
        }
        let count = codes.map(\.stages.count).min() ?? 0
        for i in 0..<count {
            var changes: [Change] = []
            for code in codes {
                changes += code.stages[i].changes.filter { c in
                    guard let extent else { return true }
                    return c.isWhole || c.position.isKnown && extent.overlaps(c.position)
                }
            }
            let rows = instructionRows(codes, i, extent, isLast: i == count - 1)
            if i > 0, i < count - 1, changes.isEmpty, !rows.contains(where: \.isNew) { continue }
            out.append(
                Column(
                    kind: i == count - 1 ? .final : .stage, title: codes[0].stages[i].name, purpose: codes[0].stages[i].purpose,
                    changes: changes, rows: rows))
        }
        return out
    }

    private func outline(_ nodes: [Node], _ extent: Position?) -> [Row] {
        // Nodes without a place of their own go with the ones before them.
        var isIn = extent == nil
        let part = nodes.filter { n in
            guard let extent else { return true }
            if n.position.isKnown { isIn = extent.contains(n.position) }
            return isIn
        }
        let least = part.map(\.depth).min() ?? 0
        return part.map { Row($0.text, indent: $0.depth - least, positions: $0.position.isKnown ? [$0.position] : []) }
    }

    private func scopeRows(_ extent: Position?) -> [Row] {
        var rows: [Row] = []
        for scope in scopes {
            let symbols = scope.symbols.filter { s in
                guard let extent else { return true }
                return s.positions.contains { extent.contains($0) }
            }
            if symbols.isEmpty && extent != nil { continue }
            rows.append(
                Row(scope.kind + (scope.name.isEmpty ? "" : " " + scope.name), indent: scope.depth, positions: [], isHeading: true))
            for s in symbols {
                rows.append(
                    Row(
                        "\(s.name): \(s.scope)", indent: scope.depth + 1, note: s.facts,
                        positions: s.positions.filter { p in extent.map { $0.contains(p) } ?? true }))
            }
        }
        return rows
    }

    private func instructionRows(_ codes: [Code], _ stage: Int, _ extent: Position?, isLast: Bool) -> [Row] {
        var rows: [Row] = []
        for code in codes {
            let s = code.stages[stage]
            let shown = extent.map { Self.instructions(s, in: $0) } ?? Array(s.instructions.indices)
            if codes.count > 1 { rows.append(Row(code.name, isHeading: true)) }
            var block: Int32 = -1
            for i in shown {
                let instruction = s.instructions[i]
                if !isLast, instruction.block != block {
                    block = instruction.block
                    rows.append(Row("block \(block)", isHeading: true))
                }
                rows.append(
                    Row(
                        instruction.text, indent: 1, lead: isLast ? "\(instruction.offset)" : "",
                        positions: instruction.position.isKnown ? [instruction.position] : [], isNew: instruction.isNew,
                        isGone: instruction.isGone, code: code.name, offset: instruction.offset))
            }
        }
        return rows
    }

    /// Notes what differs between the last two columns.
    private static func compare(_ columns: inout [Column]) {
        let last = columns.count - 1
        func keys(_ rows: [Row]) -> [String] { rows.map { "\($0.indent) \($0.text)" } }
        for change in keys(columns[last].rows).difference(from: keys(columns[last - 1].rows)) {
            switch change {
            case .insert(let at, _, _): columns[last].rows[at].isNew = true
            case .remove(let at, _, _): columns[last - 1].rows[at].isGone = true
            }
        }
    }

    /// The marks of the rows of a column.
    public func marks(of rows: [Row], chosen: [Position]) -> [Mark] {
        guard rows.contains(where: { $0.positions.count > 1 }) else {
            return marks(of: rows.map { $0.positions.first ?? .none }, chosen: chosen)
        }
        return rows.map { row in
            if row.positions.contains(where: { chosen.contains($0) }) { return .exact }
            return row.positions.contains { p in chosen.contains { $0.contains(p) } } ? .part : .none
        }
    }

    /// What choosing a row means: a token stands for the node that it belongs to.
    public func ranges(of row: Row, in column: Column) -> [Position] {
        column.kind == .tokens ? row.positions.map { node(around: $0)?.position ?? $0 } : row.positions
    }

    /// The finished code of the code object with this name and first line: opcodes and arguments by byte offset, extensions and caches left out.
    public func finalInstructions(name: String, firstLine: Int32) -> [Instruction]? {
        codes.last { $0.name == name && $0.firstLine == firstLine }?.stages.last?.instructions
    }
}

extension LocationTable.Position {
    /// Whether two ranges have a place in common.
    func overlaps(_ other: LocationTable.Position) -> Bool {
        (line, column) < (other.endLine, other.endColumn) && (other.line, other.column) < (endLine, endColumn)
    }
}
