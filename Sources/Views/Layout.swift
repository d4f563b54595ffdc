import Canvas

/// The three levels at which people think.
public enum Zoom: String, CaseIterable, Sendable {
    case source = "Source"
    case bytecode = "Bytecode"
    case memory = "Memory"

    /// The next one.
    var next: Zoom {
        switch self {
        case .source: .bytecode
        case .bytecode: .memory
        case .memory: .source
        }
    }

    /// The pane that has the focus when one comes here.
    var home: PaneKind {
        switch self {
        case .source: .source
        case .bytecode: .bytecode
        case .memory: .objects
        }
    }
}

/// Where panes stand.
public enum PaneLayout {
    /// The least that a screen must have.
    public static let minimum = (width: 60, height: 16)

    /// Rows of panes with weights: how tall a row is, and the panes in it with their widths.
    private typealias Plan = [(height: Int, panes: [(PaneKind, Int)])]

    private static func plan(_ zoom: Zoom, _ width: Int, _ height: Int) -> Plan {
        let large = width >= 150 && height >= 45
        let medium = width >= 110 && height >= 32
        switch zoom {
        case .source:
            if large {
                return [
                    (32, [(.source, 40), (.frames, 34), (.bytecode, 34)]), (16, [(.objects, 40), (.stack, 34), (.explain, 34)]),
                    (9, [(.output, 1)]),
                ]
            }
            if medium { return [(24, [(.source, 46), (.frames, 40), (.stack, 30)]), (12, [(.output, 50), (.explain, 60)])] }
            return [(14, [(.source, 44), (.frames, 36)]), (7, [(.output, 36), (.explain, 44)])]
        case .bytecode:
            if large {
                return [
                    (34, [(.source, 34), (.bytecode, 40), (.stack, 32)]), (15, [(.frames, 34), (.explain, 40), (.objects, 32)]),
                    (7, [(.output, 1)]),
                ]
            }
            if medium {
                return [
                    (24, [(.source, 36), (.bytecode, 44), (.stack, 32)]), (12, [(.frames, 36), (.explain, 50), (.output, 26)]),
                ]
            }
            return [(12, [(.source, 23), (.bytecode, 33), (.stack, 24)]), (9, [(.frames, 30), (.explain, 50)])]
        case .memory:
            if large {
                return [
                    (26, [(.objects, 40), (.bytes, 40), (.source, 30)]), (26, [(.memory, 40), (.collector, 44), (.explain, 26)]),
                ]
            }
            if medium {
                return [(18, [(.objects, 50), (.bytes, 50)]), (18, [(.memory, 46), (.collector, 54)])]
            }
            return [(11, [(.objects, 38), (.bytes, 42)]), (10, [(.memory, 38), (.collector, 42)])]
        }
    }

    /// The panes of a zoom in a rectangle.
    public static func panes(_ zoom: Zoom, in rect: Rect) -> [(kind: PaneKind, rect: Rect)] {
        let plan = plan(zoom, rect.width, rect.height + 3)
        var out: [(kind: PaneKind, rect: Rect)] = []
        for (row, r) in zip(plan, rect.rows(plan.map(\.height))) {
            for (pane, column) in zip(row.panes, r.columns(row.panes.map(\.1))) { out.append((pane.0, column)) }
        }
        return out
    }
}
