import CCmark
import Canvas

/// CommonMark as plain text in columns.
enum Prose {
    /// The widest line.
    static let columns = 76

    /// A block and its lines; an empty line comes between blocks, not at the end.
    static func lines(_ node: OpaquePointer, columns: Int = columns) -> [String] {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HEADING:
            let text = inline(node)
            let rule = cmark_node_get_heading_level(node) == 1 ? "=" : "-"
            return wrap(text, columns) + [String(repeating: rule, count: min(TextWidth.of(text), columns))]
        case CMARK_NODE_PARAGRAPH: return wrap(inline(node), columns)
        case CMARK_NODE_THEMATIC_BREAK: return [String(repeating: "-", count: columns / 2)]
        case CMARK_NODE_CODE_BLOCK:
            return literal(node).split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.trimmedEnd
        case CMARK_NODE_BLOCK_QUOTE: return children(node, columns - 2).map { "| " + $0 }
        case CMARK_NODE_LIST:
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            var number = Int(cmark_node_get_list_start(node))
            let isTight = cmark_node_get_list_tight(node) != 0
            var out: [String] = []
            var item = cmark_node_first_child(node)
            while let i = item {
                let mark = isOrdered ? "\(number). " : "- "
                number += 1
                if !out.isEmpty && !isTight { out.append("") }
                for (n, line) in children(i, columns - mark.count).enumerated() {
                    out.append((n == 0 ? mark : String(repeating: " ", count: mark.count)) + line)
                }
                item = cmark_node_next(i)
            }
            return out
        default: return children(node, columns)
        }
    }

    private static func children(_ node: OpaquePointer, _ columns: Int) -> [String] {
        var out: [String] = []
        var child = cmark_node_first_child(node)
        while let c = child {
            if !out.isEmpty { out.append("") }
            out += lines(c, columns: columns)
            child = cmark_node_next(c)
        }
        return out
    }

    static func literal(_ node: OpaquePointer) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

    /// The text of a block's inline parts. Emphasis and code keep their marks, which plain text needs as much.
    private static func inline(_ node: OpaquePointer) -> String {
        var out = ""
        var child = cmark_node_first_child(node)
        while let c = child {
            switch cmark_node_get_type(c) {
            case CMARK_NODE_TEXT: out += literal(c)
            // Spaces inside code do not break.
            case CMARK_NODE_CODE: out += "`" + String(literal(c).map { $0 == " " ? "\u{a0}" : $0 }) + "`"
            case CMARK_NODE_SOFTBREAK: out += " "
            case CMARK_NODE_LINEBREAK: out += "\n"
            case CMARK_NODE_EMPH: out += "_" + inline(c) + "_"
            case CMARK_NODE_STRONG: out += "*" + inline(c) + "*"
            default: out += inline(c)
            }
            child = cmark_node_next(c)
        }
        return out
    }

    /// Breaks text at spaces.
    static func wrap(_ text: String, _ columns: Int = columns, indent: String = "") -> [String] {
        var out: [String] = []
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            for word in part.split(separator: " ") {
                if !line.isEmpty && TextWidth.of(line) + 1 + TextWidth.of(String(word)) > columns - indent.count {
                    out.append(indent + line)
                    line = ""
                }
                line += line.isEmpty ? String(word) : " " + word
            }
            out.append(line.isEmpty ? "" : indent + line)
        }
        return out.map { String($0.map { $0 == "\u{a0}" ? " " : $0 }) }
    }
}

extension [String] {
    /// Without empty lines at the end.
    var trimmedEnd: [String] {
        var all = self
        while let last = all.last, last.trimmed.isEmpty { all.removeLast() }
        return all
    }
}
