import Canvas
import Memory
import Runtime

/// Both memory models for the same moment of the script: this machine's, and that of a second one that follows.
extension MemoryPane {
    /// Columns inside the pane from which on both fit side by side.
    static let widthForBoth = 100

    /// The pane's lines as they stand beside the other model's: from the scroll position on.
    func comparedLines(_ s: Snapshot, _ width: Int, _ height: Int) -> [TextLine] {
        let all = lines(s, width: width, height: height)
        return mode == .pool ? all : Array(all.dropFirst(scroll))
    }

    /// Draws this machine's map and the other's, or the other's alone where both do not fit.
    func drawBoth(_ s: Snapshot, _ other: OtherModel, _ canvas: inout Canvas, _ rect: Rect) {
        let body = Rect(rect.x, rect.y + 1, rect.width, rect.height - 1)
        func head(_ name: String, _ what: String) -> TextLine {
            var line = TextLine("\(name) model", .title, .bold)
            line.add(what, .dim)
            return line
        }
        func draw(_ x: Int, _ width: Int) {
            let lines = other.lines(width: width, height: body.height, mode: "\(mode)", scroll: mode == .pool ? 0 : scroll)
            head(other.name, other.isPending ? ", on its way \(s.glyphs.ellipsis)" : ", a second machine").draw(
                &canvas, x, rect.y, width)
            drawLines(lines, &canvas, Rect(x, body.y, width, body.height), scroll: 0)
        }
        guard rect.width >= Self.widthForBoth else { return draw(rect.x, rect.width) }
        let width = (rect.width - 3) / 2
        head("\(Memory.model)", ", this machine").draw(&canvas, rect.x, rect.y, width)
        let own = Rect(rect.x, body.y, width, body.height)
        drawLines(comparedLines(s, width, body.height), &canvas, own, scroll: 0)
        for y in rect.y..<rect.bottom {
            canvas.text(rect.x + width + 1, y, s.glyphs.vertical, Style(.border))
        }
        draw(rect.x + width + 3, rect.width - width - 3)
    }
}
