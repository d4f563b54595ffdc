// What belongs together in the columns of a pipeline: everything is found by the source range that it came from.

extension LocationTable.Position {
    /// Whether it stands somewhere, with columns.
    public var isKnown: Bool { line > 0 && column >= 0 && endColumn >= 0 }

    /// Whether another range lies in this one.
    public func contains(_ other: LocationTable.Position) -> Bool {
        (line, column) <= (other.line, other.column) && (other.endLine, other.endColumn) <= (endLine, endColumn)
    }

    /// Which of two ranges that hold the same place is the smaller one.
    func isSmaller(than other: LocationTable.Position) -> Bool { other != self && other.contains(self) }
}

extension PipelineReport {
    /// How an item of a column stands to what was chosen.
    public enum Mark: Sendable {
        /// It has nothing to do with it.
        case none
        /// It came from a part of it.
        case part
        /// It came from something larger, of which the chosen is a part, and nothing in the column from less.
        case whole
        /// It came from just that.
        case exact
    }

    /// The smallest node that holds a range: what a token belongs to.
    public func node(around position: Position) -> Node? {
        var best: Node?
        for node in tree where node.position.isKnown && node.position.contains(position) {
            if let b = best, !node.position.isSmaller(than: b.position) { continue }
            best = node
        }
        return best
    }

    /// The statements that hold a range, outermost first.
    public func statements(around position: Position) -> [Node] {
        tree.filter { $0.isStatement && $0.position.isKnown && $0.position.contains(position) }
    }

    /// The statements on a line, or around it, outermost first: the chain of the innermost that begins there, else of the innermost around it.
    public func statements(atLine line: Int) -> [Node] {
        let n = Int32(line)
        let all = tree.filter { $0.isStatement && $0.position.isKnown && $0.position.line <= n && n <= $0.position.endLine }
        guard let inner = all.first(where: { $0.position.line == n }) ?? all.last else { return [] }
        return statements(around: inner.position)
    }

    /// The marks of the items of a column, given where each came from.
    public func marks(of items: [Position], chosen: [Position]) -> [Mark] {
        var marks = [Mark](repeating: .none, count: items.count)
        for position in chosen where position.isKnown {
            var isHit = false
            for (i, item) in items.enumerated() where item.isKnown && position.contains(item) {
                isHit = true
                if item == position { marks[i] = .exact } else if marks[i] != .exact { marks[i] = .part }
            }
            if isHit { continue }
            // What was folded came from more than was chosen, but from no more than the statement.
            let limit = statements(around: position).last?.position
            var best: Position?
            for item in items where item.isKnown && item.contains(position) && limit?.contains(item) ?? true {
                if best.map({ item.isSmaller(than: $0) }) ?? true { best = item }
            }
            guard let best else { continue }
            for (i, item) in items.enumerated() where item == best && marks[i] == .none { marks[i] = .whole }
        }
        return marks
    }

    /// The mark of a symbol, which occurs in several places.
    public func mark(of symbol: Symbol, chosen: [Position]) -> Mark {
        if symbol.positions.contains(where: { chosen.contains($0) }) { return .exact }
        return symbol.positions.contains { p in chosen.contains { $0.contains(p) } } ? .part : .none
    }

    /// What choosing a token means: the node that it belongs to.
    public func range(of token: Token) -> Position { node(around: token.position)?.position ?? token.position }

    /// The node that the first occurrence of a piece of text belongs to; nil if it does not occur in a part of the source.
    public func place(of piece: String, in source: [UInt8], extent: Position?) -> Position? {
        let wanted = Array(piece.utf8)
        let lines = source.split(separator: 0x0a, omittingEmptySubsequences: false)
        let first = extent.map { Int($0.line) } ?? 1
        let last = min(extent.map { Int($0.endLine) } ?? lines.count, lines.count)
        guard !wanted.isEmpty, first <= last else { return nil }
        for n in first...last {
            let text = Array(lines[n - 1])
            guard text.count >= wanted.count else { continue }
            for at in 0...(text.count - wanted.count) where text[at..<at + wanted.count].elementsEqual(wanted) {
                let place = Position(line: Int32(n), endLine: Int32(n), column: Int32(at), endColumn: Int32(at + wanted.count))
                return node(around: place)?.position ?? place
            }
        }
        return nil
    }

    /// The tokens of a statement, its NEWLINE included.
    public func tokens(in extent: Position) -> [Token] {
        tokens.filter { t in
            if t.position.isKnown, extent.contains(t.position) { return true }
            guard t.text.isEmpty || t.kind == "NEWLINE" else { return false }
            return t.position.line >= extent.line && t.position.line <= extent.endLine
        }
    }

    /// The places in a stage of the instructions that came from a range. Those without a place of their own go with the ones before them.
    public static func instructions(_ stage: Stage, in extent: Position) -> [Int] {
        var out: [Int] = []
        var isIn = false
        for (i, instruction) in stage.instructions.enumerated() {
            if instruction.position.isKnown {
                isIn = extent.contains(instruction.position)
            } else if instruction.position.line >= 0 {
                isIn = extent.line <= instruction.position.line && instruction.position.line <= extent.endLine
            }
            if isIn { out.append(i) }
        }
        return out
    }
}
