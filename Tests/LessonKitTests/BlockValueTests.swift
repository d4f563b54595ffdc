import LessonKit
import Testing

/// The value syntax of blocks.
@Suite struct BlockValueTests {
    func value(_ text: String) throws -> BlockValue {
        try BlockFields("k: " + text, file: "l.md", line: 1, firstLine: 2)["k"]!.value
    }

    @Test func texts() throws {
        #expect(try value("plain, with: all [kinds] of signs") == .text("plain, with: all [kinds] of signs", isQuoted: false))
        #expect(try value("\"a \\\"b\\\" \\\\ c\"") == .text("a \"b\" \\ c", isQuoted: true))
        #expect(try value("\"young\" == x") == .text("\"young\" == x", isQuoted: false))
        #expect(try value("one\n  two\n  three") == .text("one two three", isQuoted: false))
    }

    @Test func listsAndMaps() throws {
        #expect(
            try value("[a, \"b, c\", f(x, [1, 2])]")
                == .list([.text("a", isQuoted: false), .text("b, c", isQuoted: true), .text("f(x, [1, 2])", isQuoted: false)]))
        #expect(try value("[]") == .list([]))
        #expect(
            try value("{3: \"three: yes\", it is: in_list(a, \"young\")}")
                == .map([
                    BlockValue.Entry(key: "3", value: .text("three: yes", isQuoted: true)),
                    BlockValue.Entry(key: "it is", value: .text("in_list(a, \"young\")", isQuoted: false)),
                ]))
    }

    @Test(arguments: [
        ("k [a]", "l.md:2: 'k [a]' is not of the form 'key: value'"),
        ("k: [a, b", "l.md:2: k: ] is missing"),
        ("k: [a] b", "l.md:2: k: 'b' after the end of the value"),
        ("k: {a b}", "l.md:2: k: a map is written {key: value, key: value}; after 'a b' there is no colon"),
        ("k: {a: 1, a: 2}", "l.md:2: k: 'a' is given twice"),
        ("k: [a, , b]", "l.md:2: k: a value is missing"),
        ("x: 1\nk: 1\nk: 2", "l.md:4: 'k' is given twice"),
        ("  k: 1", "l.md:2: a block begins with 'key: value'"),
        ("2k: 1", "l.md:2: '2k' is not a key: letters and _ only"),
    ])
    func problems(text: String, message: String) {
        #expect {
            try BlockFields(text, file: "l.md", line: 1, firstLine: 2)
        } throws: { "\($0)" == message }
    }
}
