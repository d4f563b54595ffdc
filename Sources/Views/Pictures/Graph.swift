import Canvas

/// A directed graph to be drawn: boxes with lines of text, and labelled arrows. It can be written for Graphviz, or as SVG with a layout of its own.
struct Graph {
    /// What a node is, which says how its box looks.
    enum Look: String { case place, object, container, trash, freed, note }
    struct Node {
        var id: String
        var lines: [String]
        var look: Look
        /// The box that groups it with others; empty for none.
        var group = ""
    }
    struct Edge {
        var from: String
        var to: String
        var label: String
        /// Whether it is the one that the picture is about.
        var isMarked = false
    }

    var title: String
    var nodes: [Node] = []
    var edges: [Edge] = []
    /// Lines under the drawing.
    var notes: [String] = []

    // MARK: Graphviz

    /// The graph in Graphviz's language.
    var dot: String {
        var out =
            "digraph vivarium {\n  label=\(Quoting.dot(([title] + notes).joined(separator: "\n")));\n  labelloc=t;\n  rankdir=LR;\n"
        out += "  node [shape=box, fontname=\"monospace\", fontsize=11, style=\"rounded,filled\", fillcolor=\"#ffffff\"];\n"
        out += "  edge [fontname=\"monospace\", fontsize=9];\n"
        func node(_ n: Node) -> String {
            let look =
                switch n.look {
                case .place: "shape=plaintext, style=\"\""
                case .object: "fillcolor=\"#f4f4f4\""
                case .container: "fillcolor=\"#e3f1fb\""
                case .trash: "fillcolor=\"#fde8d7\""
                case .freed: "fillcolor=\"#e8e8e8\", style=\"rounded,filled,dashed\", fontcolor=\"#777777\""
                case .note: "shape=note, style=\"\""
                }
            return "  \(Quoting.dot(n.id)) [label=\(Quoting.dot(n.lines.joined(separator: "\n"))), \(look)];\n"
        }
        var groups: [String] = []
        for n in nodes where !n.group.isEmpty && !groups.contains(n.group) { groups.append(n.group) }
        for (i, group) in groups.enumerated() {
            out += "  subgraph cluster_\(i) {\n    label=\(Quoting.dot(group));\n"
            for n in nodes where n.group == group { out += "  " + node(n) }
            out += "  }\n"
        }
        for n in nodes where n.group.isEmpty { out += node(n) }
        for e in edges {
            out +=
                "  \(Quoting.dot(e.from)) -> \(Quoting.dot(e.to)) [label=\(Quoting.dot(e.label))\(e.isMarked ? ", color=\"#d55e00\", penwidth=2" : "")];\n"
        }
        return out + "}\n"
    }

    // MARK: SVG

    private static let unit = (width: 7.3, height: 15.0)

    /// Columns of nodes: those in groups in the order of their groups, the others by their distance from a node that nothing leads to.
    private func columns() -> [[Int]] {
        var index: [String: Int] = [:]
        for (i, n) in nodes.enumerated() where index[n.id] == nil { index[n.id] = i }
        if nodes.contains(where: { !$0.group.isEmpty }) {
            var groups: [String] = []
            for n in nodes where !groups.contains(n.group) { groups.append(n.group) }
            return groups.map { g in nodes.indices.filter { nodes[$0].group == g } }
        }
        var next: [[Int]] = Array(repeating: [], count: nodes.count)
        var hasParent = Array(repeating: false, count: nodes.count)
        for e in edges {
            guard let a = index[e.from], let b = index[e.to] else { continue }
            next[a].append(b)
            if a != b { hasParent[b] = true }
        }
        var level = Array(repeating: -1, count: nodes.count)
        var queue = nodes.indices.filter { !hasParent[$0] || nodes[$0].look == .place }
        for i in queue { level[i] = 0 }
        func drain() {
            var at = 0
            while at < queue.count {
                let i = queue[at]
                at += 1
                for j in next[i] where level[j] < 0 {
                    level[j] = level[i] + 1
                    queue.append(j)
                }
            }
        }
        drain()
        // Cycles to which nothing leads begin anew.
        for i in nodes.indices where level[i] < 0 {
            level[i] = 1
            queue = [i]
            drain()
        }
        // The order within a column is that in which the search came by: arrows cross little.
        var out: [[Int]] = []
        for i in nodes.indices {
            while out.count <= level[i] { out.append([]) }
            out[level[i]].append(i)
        }
        return out.filter { !$0.isEmpty }
    }

    /// The graph as SVG: columns from left to right, arrows as curves.
    var svg: String {
        let columns = columns()
        var box: [String: (x: Double, y: Double, w: Double, h: Double)] = [:]
        var x = 24.0
        var bottom = 60.0
        var headings: [(x: Double, text: String)] = []
        for column in columns {
            let width = max(
                60,
                column.map { i in Double(nodes[i].lines.map { TextWidth.of($0) }.max() ?? 4) * Self.unit.width + 16 }.max() ?? 60)
            if let first = column.first, !nodes[first].group.isEmpty { headings.append((x, nodes[first].group)) }
            var y = headings.isEmpty ? 56.0 : 76.0
            for i in column {
                let h = Double(nodes[i].lines.count) * Self.unit.height + 10
                box[nodes[i].id] = (x, y, width, h)
                y += h + 16
            }
            bottom = max(bottom, y)
            // Room for the longest label of the arrows that leave this column.
            let ids = Set(column.map { nodes[$0].id })
            let label = edges.filter { ids.contains($0.from) }.map { TextWidth.of($0.label) }.max() ?? 0
            x += width + max(56, min(220, Double(label) * 6.4 + 36))
        }
        let width = max(
            320, x, Double(TextWidth.of(title)) * 9.4 + 48, Double(notes.map { TextWidth.of($0) }.max() ?? 0) * 7.4 + 48)
        let height = bottom + Double(notes.count) * 16 + 16
        var out = SVGText.head(width, height)
        out +=
            "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
        out += "<path d=\"M0 0L8 4L0 8z\" fill=\"#444\"/></marker></defs>\n"
        out += SVGText.text(24, 28, title, size: 15, bold: true)
        for h in headings { out += SVGText.text(h.x, 62, h.text, size: 13, bold: true) }
        var parallel: [String: Int] = [:]
        for e in edges {
            guard let a = box[e.from], let b = box[e.to] else { continue }
            let n = parallel[e.from, default: 0]
            parallel[e.from] = n + 1
            let total = Double(edges.filter { $0.from == e.from }.count)
            let y1 = a.y + a.h * (Double(n) + 0.5) / total
            let y2 = b.y + b.h / 2
            let colour = e.isMarked ? "#d55e00" : "#666"
            let path: String
            let at: (x: Double, y: Double)
            if b.x > a.x + 1 {
                let x1 = a.x + a.w
                let bend = max(20, (b.x - x1) / 2)
                path = "M\(r(x1)) \(r(y1))C\(r(x1 + bend)) \(r(y1)) \(r(b.x - bend)) \(r(y2)) \(r(b.x)) \(r(y2))"
                at = (x1 + 6, y1 - 3)
            } else if e.from == e.to {
                let x1 = a.x + a.w
                path =
                    "M\(r(x1)) \(r(y1))C\(r(x1 + 34)) \(r(y1 - 14)) \(r(x1 + 34)) \(r(a.y + a.h + 12)) \(r(x1)) \(r(a.y + a.h - 4))"
                at = (x1 + 6, y1 - 6)
            } else {
                // Back, or within the column: out on the right and round to the right side of the target.
                let x1 = a.x + a.w
                let x2 = b.x + b.w
                let out = max(x1, x2) + 26 + Double(n) * 5
                path = "M\(r(x1)) \(r(y1))C\(r(out)) \(r(y1)) \(r(out)) \(r(y2 + 4)) \(r(x2)) \(r(y2 + 4))"
                at = (x1 + 6, y1 - 3)
            }
            out +=
                "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(e.isMarked ? 2.2 : 1.2)\" marker-end=\"url(#arrow)\"/>\n"
            if !e.label.isEmpty { out += SVGText.text(at.x, at.y, e.label, size: 10, colour: colour, halo: true) }
        }
        for n in nodes {
            guard let b = box[n.id] else { continue }
            let (fill, line, dash) =
                switch n.look {
                case .place: ("none", "none", "")
                case .object: ("#f4f4f4", "#777", "")
                case .container: ("#e3f1fb", "#0072b2", "")
                case .trash: ("#fde8d7", "#d55e00", "")
                case .freed: ("#eeeeee", "#999", " stroke-dasharray=\"4 3\"")
                case .note: ("#ffffff", "#bbb", "")
                }
            out +=
                "<rect x=\"\(r(b.x))\" y=\"\(r(b.y))\" width=\"\(r(b.w))\" height=\"\(r(b.h))\" rx=\"5\" fill=\"\(fill)\" stroke=\"\(line)\"\(dash)/>\n"
            for (i, text) in n.lines.enumerated() {
                out += SVGText.text(
                    b.x + 8, b.y + 17 + Double(i) * Self.unit.height, text, size: 12, bold: i == 0 && n.look != .freed,
                    colour: n.look == .freed ? "#777" : i == 0 ? "#111" : "#444")
            }
        }
        for (i, note) in notes.enumerated() { out += SVGText.text(24, bottom + Double(i) * 16 + 6, note, size: 12, colour: "#444") }
        return out + "</svg>\n"
    }

    private func r(_ x: Double) -> String { SVGText.number(x) }
}

/// Pieces of SVG.
enum SVGText {
    static func number(_ x: Double) -> String {
        let n = Int((x * 10).rounded())
        return n % 10 == 0 ? "\(n / 10)" : "\(n < 0 ? "-" : "")\(abs(n) / 10).\(abs(n) % 10)"
    }

    static func head(_ width: Double, _ height: Double) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(number(width))\" height=\"\(number(height))\" viewBox=\"0 0 \(number(width)) \(number(height))\" "
            + "font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    }

    static func text(
        _ x: Double, _ y: Double, _ text: String, size: Int, bold: Bool = false, colour: String = "#111", halo: Bool = false
    ) -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(size)\" fill=\"\(colour)\"\(bold ? " font-weight=\"bold\"" : "")\(halo ? " stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\"" : "") xml:space=\"preserve\">\(Quoting.markup(text))</text>\n"
    }
}
