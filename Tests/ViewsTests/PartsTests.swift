import Bytecode
import Canvas
import TestSupport
import Testing
import Timeline
import Trace

@testable import Views

/// Parts that need no machine.
@Suite struct PartsTests {
    private static func asset(_ name: String) throws -> String {
        try #require(fileText("\(packageFolder)/Assets/explain/\(name)"))
    }

    @Test func everyOpcodeHasASentence() throws {
        let all = Explanations(opcodes: try Self.asset("opcodes.txt"), events: try Self.asset("events.txt"))
        for opcode in 0..<255 where !Opcode.names[opcode].hasPrefix("<") {
            #expect(all.opcodes[Opcode.names[opcode]] != nil, "\(Opcode.names[opcode])")
        }
        for kind in EventKind.allCases { #expect(all.events["\(kind)"] != nil, "\(kind)") }
        for name in all.opcodes.keys { #expect(Opcode.number(named: name) != nil, "\(name) is no opcode") }
        for name in all.events.keys { #expect(EventKind.allCases.contains { "\($0)" == name }, "\(name) is no event") }
    }

    @Test func bracesAreKnown() throws {
        let opcodes: Set<String> = [
            "tos", "tos1", "tos2", "tos3", "rc", "arg", "argval", "items", "target", "truth", "jumps", "function", "callable",
            "arguments", "value",
            "where",
        ]
        let events: Set<String> = [
            "a", "b", "c", "na", "nb", "nc", "ha", "hb", "type", "list", "reason", "pass", "function", "last", "namespace",
            "exception", "sb", "sc", "bound",
        ]
        let all = Explanations(opcodes: try Self.asset("opcodes.txt"), events: try Self.asset("events.txt"))
        for (name, text) in all.opcodes {
            for p in Explanations.parts(text) where p.isName { #expect(opcodes.contains(p.text), "\(name): \(p.text)") }
        }
        for (name, text) in all.events {
            for p in Explanations.parts(text) where p.isName { #expect(events.contains(p.text), "\(name): \(p.text)") }
        }
    }

    /// What an instruction pops and pushes agrees with the net effect that the compiler reckons with.
    @Test func stackUseAgreesWithTheCompiler() {
        for opcode in 0..<255 where Opcode.deoptimized[opcode] == UInt8(opcode) && !Opcode.names[opcode].hasPrefix("<") {
            let o = UInt8(opcode)
            // The compiler books a call's arguments on PRECALL, the machine on CALL.
            if o == Opcode.PRECALL || o == Opcode.CALL { continue }
            for argument in 0..<5 {
                guard let net = Opcode.stackEffect(Int32(opcode), argument: Int32(argument), jump: false) else { continue }
                let use = StackUse.of(o, argument)
                #expect(use.pushes - use.pops == Int(net), "\(Opcode.names[opcode]) \(argument)")
            }
        }
    }

    @Test func panesFillTheScreen() {
        for (width, height) in [(80, 24), (60, 16), (100, 30), (120, 40), (200, 60), (300, 100)] {
            let body = Rect(0, 1, width, height - 3)
            for zoom in Zoom.allCases {
                var covered = 0
                for (kind, rect) in PaneLayout.panes(zoom, in: body) {
                    covered += rect.width * rect.height
                    #expect(rect.width >= 16 && rect.height >= 4, "\(kind) in \(zoom) at \(width)x\(height)")
                }
                #expect(covered == body.width * body.height)
            }
        }
    }

    @Test func expressionsAreReadOrRefused() {
        for text in [
            "n > 3", "len(x) == 2 and not y", "refcount(x) == 0", "a[0]['k'] is None", "-1 <= i % 3", "'a' == b or (c)", "a.b",
            "gc_refs(x) / 2 > 1",
        ] {
            #expect(throws: Never.self, "\(text)") { try MemoryExpression(text) }
        }
        for text in ["", "f(x)", "a.", "x +", "(x", "x = 3", "a b", "[1"] {
            #expect(throws: MemoryExpression.SyntaxProblem.self, "\(text)") { try MemoryExpression(text) }
        }
    }

    @Test func linesBreakAtBlanks() {
        let line = TextLine("one two three four")
        #expect(line.wrapped(9).map(\.plain) == ["one two", "three", "four"])
        #expect(TextLine("abcdefghijkl").wrapped(5).map(\.plain) == ["abcde", "fghij", "kl"])
    }

    @Test func scrollingMovesOnlyWhenItMust() {
        #expect(scrolled(0, toShow: 3, of: 100, height: 10) == 0)
        #expect(scrolled(0, toShow: 12, of: 100, height: 10) == 4)
        #expect(scrolled(50, toShow: 99, of: 100, height: 10) == 90)
        #expect(scrolled(5, toShow: 0, of: 3, height: 10) == 0)
    }

    @Test func sourceColours() {
        let text = SourceText("x = 'a' # c\ndef f():\n\t\"\"\"doc\nmore\"\"\"\n\treturn 1\n")
        #expect(text.lines.count == 5)
        #expect(text.glyphs[0][4].role == .string && text.glyphs[0][8].role == .comment)
        #expect(text.glyphs[1][0].role == .keyword)
        #expect(text.glyphs[2].count == 8 + 6 && text.glyphs[3][0].role == .string)
        #expect(text.glyphs[4].last?.role == .number)
    }

    @Test func numbersAreGrouped() {
        #expect([0, 999, 1000, 1_234_567].map { grouped($0) } == ["0", "999", "1,000", "1,234,567"])
    }
}
