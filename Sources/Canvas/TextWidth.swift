/// How many columns text takes, and how untrusted text is made harmless.
public enum TextWidth {
    /// Columns of a scalar: 0 for combining ones, 2 for East Asian wide ones and emoji, -1 for control characters.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        let v = scalar.value
        if v < 0x20 || (v >= 0x7f && v < 0xa0) { return -1 }
        if v < 0x300 { return v == 0xad ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        case .control, .surrogate, .lineSeparator, .paragraphSeparator: return -1
        default: break
        }
        return isWide(v) ? 2 : 1
    }

    /// Blocks that terminals draw two columns wide (East Asian Width W and F, and emoji presentation).
    private static func isWide(_ v: UInt32) -> Bool {
        switch v {
        case 0x1100...0x115f, 0x231a...0x231b, 0x2329...0x232a, 0x23e9...0x23ec, 0x23f0, 0x23f3, 0x25fd...0x25fe, 0x2614...0x2615,
            0x2648...0x2653,
            0x267f, 0x2693, 0x26a1, 0x26aa...0x26ab, 0x26bd...0x26be, 0x26c4...0x26c5, 0x26ce, 0x26d4, 0x26ea, 0x26f2...0x26f3,
            0x26f5, 0x26fa, 0x26fd,
            0x2705, 0x270a...0x270b, 0x2728, 0x274c, 0x274e, 0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27b0, 0x27bf,
            0x2b1b...0x2b1c, 0x2b50, 0x2b55,
            0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff,
            0xfe10...0xfe19,
            0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18cff, 0x1aff0...0x1b2ff, 0x1f004, 0x1f0cf, 0x1f18e,
            0x1f191...0x1f19a,
            0x1f200...0x1f320, 0x1f32d...0x1f335, 0x1f337...0x1f37c, 0x1f37e...0x1f393, 0x1f3a0...0x1f3ca, 0x1f3cf...0x1f3d3,
            0x1f3e0...0x1f3f0,
            0x1f3f4, 0x1f3f8...0x1f43e, 0x1f440, 0x1f442...0x1f4fc, 0x1f4ff...0x1f53d, 0x1f54b...0x1f54e, 0x1f550...0x1f567,
            0x1f57a,
            0x1f595...0x1f596, 0x1f5a4, 0x1f5fb...0x1f64f, 0x1f680...0x1f6c5, 0x1f6cc, 0x1f6d0...0x1f6d2, 0x1f6d5...0x1f6d7,
            0x1f6dc...0x1f6df,
            0x1f6eb...0x1f6ec, 0x1f6f4...0x1f6fc, 0x1f7e0...0x1f7eb, 0x1f7f0, 0x1f90c...0x1f93a, 0x1f93c...0x1f945,
            0x1f947...0x1f9ff,
            0x1fa70...0x1faff, 0x20000...0x3fffd:
            true
        default: false
        }
    }

    /// Columns of a text as the canvas draws it, escapes included.
    public static func of(_ text: String) -> Int {
        var n = 0
        for c in text { n += clusterWidth(c) }
        return n
    }

    /// Columns of one grapheme cluster as the canvas draws it.
    static func clusterWidth(_ c: Character) -> Int {
        if let s = drawn(c) { return s.width }
        return escaped(c).count
    }

    /// What is stored in a cell for a cluster: one spacing scalar with its combining ones, if terminals agree on its width; else nil.
    static func drawn(_ c: Character) -> (text: String, width: Int)? {
        let scalars = c.unicodeScalars
        let first = scalars.first!
        let width = of(first)
        if width <= 0 { return nil }
        var count = 1
        for s in scalars.dropFirst() {
            if of(s) != 0 || s.value == 0x200d || s.value == 0xfe0f { return nil }
            count += 1
        }
        // curses holds one spacing and four combining scalars in a cell.
        return count <= 5 ? (String(c), width) : nil
    }

    /// A cluster that must not reach the terminal as it is: control characters, and clusters whose width terminals disagree on.
    static func escaped(_ c: Character) -> String {
        c.unicodeScalars.map { s in
            switch s.value {
            case 0x1b: return "^["
            case 0..<0x20: return "^" + String(Character(Unicode.Scalar(s.value + 0x40)!))
            case 0x7f: return "^?"
            case ..<0x100: return "\\x" + hex(s.value, 2)
            case ..<0x10000: return "\\u" + hex(s.value, 4)
            default: return "\\U" + hex(s.value, 8)
            }
        }.joined()
    }

    private static func hex(_ v: UInt32, _ width: Int) -> String {
        let digits = String(v, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
