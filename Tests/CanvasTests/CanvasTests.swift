import Testing

@testable import Canvas

@Suite struct CanvasTests {
    @Test func untrustedTextCannotDraw() {
        var canvas = Canvas(width: 20, height: 1)
        canvas.text(0, 0, "a\u{1b}[31mb\u{7}\u{9b}")
        #expect(canvas.plainText == "a^[[31mb^G\\x9b\n")
    }

    @Test func wideCharactersAreNeverSplit() {
        var canvas = Canvas(width: 5, height: 1)
        canvas.text(0, 0, "漢字漢")
        #expect(canvas.plainText == "漢字\n")
        canvas.text(1, 0, "x")
        #expect(canvas.plainText == " x字\n")
    }

    @Test func clippingHolds() {
        var canvas = Canvas(width: 6, height: 2)
        canvas.clipped(to: Rect(1, 0, 3, 1)) {
            $0.text(0, 0, "abcdef")
            $0.text(0, 1, "abcdef")
        }
        #expect(canvas.plainText == " bcd\n\n")
    }

    @Test func fieldsEndInAnEllipsis() {
        var canvas = Canvas(width: 10, height: 1)
        canvas.field(0, 0, 5, "abcdefgh")
        #expect(canvas.plainText == "abcd…\n")
    }

    @Test func asciiOnly() {
        var canvas = Canvas(width: 12, height: 1)
        canvas.text(0, 0, "a…→−é漢z")
        canvas.makeASCII()
        #expect(canvas.plainText == "a~>-???z\n")
    }

    @Test func widths() {
        #expect(TextWidth.of("abc") == 3)
        #expect(TextWidth.of("漢字") == 4)
        #expect(TextWidth.of("e\u{301}") == 1)
        #expect(TextWidth.of("\u{1b}") == 2)
    }

    @Test func themesAreRead() throws {
        let theme = try Theme(name: "t", text: "# c\ncurrent = 16 227 bold\ndim = 245\n")
        #expect(theme[.current] == Look(16, 227, .bold))
        #expect(theme[.dim] == Look(245, nil, []))
        #expect(throws: Theme.ParseError.self) { try Theme(name: "t", text: "nothing = 3") }
        #expect(throws: Theme.ParseError.self) { try Theme(name: "t", text: "dim = 300") }
    }

    @Test func rectanglesAreDividedWithoutLoss() {
        let r = Rect(0, 0, 81, 23)
        #expect(r.columns([3, 2, 1]).map(\.width).reduce(0, +) == 81)
        #expect(r.rows([1, 1, 1]).map(\.height).reduce(0, +) == 23)
    }

    @Test func pictures() {
        var canvas = Canvas(width: 12, height: 3)
        _ = canvas.frame(canvas.bounds, title: "<t>", focused: true)
        #expect(canvas.plainText == "┌ <t> ─────┐\n│          │\n└──────────┘\n")
        let svg = canvas.svg(.mono, paper: .dark)
        #expect(svg.hasPrefix("<svg") && svg.contains("&lt;t&gt;") && !svg.contains("┌"))
        #expect(canvas.html(.mono, paper: .light, title: "x").contains("&lt;t&gt;"))
    }

    @Test func marks() {
        #expect(Glyphs.unicode.mark(0) == "①" && Glyphs.unicode.mark(19) == "⑳")
        #expect(Glyphs.unicode.mark(20) == "#21" && Glyphs.ascii.mark(0) == "#1")
    }
}
