/// A rectangle of cells.
public struct Rect: Hashable, Sendable {
    /// Column of the left edge, from 0.
    public var x: Int
    /// Row of the top edge, from 0.
    public var y: Int
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// Makes a rectangle; negative sizes become 0.
    public init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// One past the right edge.
    public var right: Int { x + width }
    /// One past the bottom edge.
    public var bottom: Int { y + height }

    /// Whether a cell lies inside.
    public func contains(x px: Int, y py: Int) -> Bool { px >= x && px < right && py >= y && py < bottom }

    /// The rectangle without a frame of `n` cells.
    public func inset(_ n: Int) -> Rect { Rect(x + n, y + n, width - 2 * n, height - 2 * n) }

    /// Two parts, one beside the other; the first gets `columns`.
    public func splitLeft(_ columns: Int) -> (Rect, Rect) {
        let n = min(max(0, columns), width)
        return (Rect(x, y, n, height), Rect(x + n, y, width - n, height))
    }

    /// Two parts, one below the other; the first gets `rows`.
    public func splitTop(_ rows: Int) -> (Rect, Rect) {
        let n = min(max(0, rows), height)
        return (Rect(x, y, width, n), Rect(x, y + n, width, height - n))
    }

    /// Parts side by side with these weights.
    public func columns(_ weights: [Int]) -> [Rect] {
        var rest = self
        var total = weights.reduce(0, +)
        return weights.map { w in
            let (a, b) = rest.splitLeft(total > 0 ? rest.width * w / total : 0)
            total -= w
            rest = b
            return a
        }
    }

    /// Parts one below the other with these weights.
    public func rows(_ weights: [Int]) -> [Rect] {
        var rest = self
        var total = weights.reduce(0, +)
        return weights.map { w in
            let (a, b) = rest.splitTop(total > 0 ? rest.height * w / total : 0)
            total -= w
            rest = b
            return a
        }
    }
}
