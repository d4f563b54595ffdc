import Glibc
import Syntax
import Testing

/// The front end against what CPython 3.11.2 makes of the same programs: see Golden/syntax/regen.py.
@Suite struct SyntaxTests {
    @Test func sameTrees() {
        let programs = Golden.programs("trees.txt")
        let expected = Golden.lines("trees.expected")
        #expect(programs.count == expected.count && programs.count > 300)
        for (program, line) in zip(programs, expected) {
            var result: String
            do throws(SyntaxErrorInfo) {
                let module = try program.parse()
                result = crc32(dump(module))
                for w in module.warnings {
                    let category = w.category == .syntaxWarning ? "SyntaxWarning" : "DeprecationWarning"
                    result += "|\(category) \(escaped(w.message)) \(w.lineno)"
                }
            } catch {
                result = describe(error)
            }
            #expect(result == line, "\(program.source)")
        }
    }

    @Test func sameDumps() {
        let programs = Golden.programs("dumps.txt")
        let expected = Golden.text("dumps.expected").components(separatedBy: "\n====\n").dropLast()
        #expect(programs.count == expected.count && programs.count > 20)
        for (program, text) in zip(programs, expected) {
            let module = try? program.parse()
            #expect(module.map { dump($0) } == text, "\(program.source)")
        }
    }

    @Test func sameErrors() {
        let programs = Golden.programs("errors.txt")
        let expected = Golden.lines("errors.expected")
        #expect(programs.count == expected.count && programs.count > 500)
        for (program, line) in zip(programs, expected) {
            var result = "no error"
            do throws(SyntaxErrorInfo) { _ = try program.parse() } catch { result = describe(error) }
            #expect(result == line, "\(program.source)")
        }
    }

    /// Nesting that CPython refuses is refused, and no depth ends the process.
    @Test func survivesDepth() {
        func outcome(_ source: String) -> String {
            do throws(SyntaxErrorInfo) {
                _ = try parseModule(source: Array(source.utf8), filename: "<test>", flags: [.ignoreCookie])
                return "ok"
            } catch {
                return error.message.isEmpty ? "\(error.kind)" : error.message
            }
        }
        func nested(_ open: String, _ close: String, _ n: Int) -> String {
            String(repeating: open, count: n) + "1" + String(repeating: close, count: n)
        }
        #expect(outcome(nested("(", ")", 199)) == "ok")
        #expect(outcome(nested("(", ")", 201)) == "too many nested parentheses")
        #expect(outcome(nested("lambda:(", ")", 199)) == "memoryError")
        #expect(outcome(nested("-", "", 500)) == "ok")
        #expect(outcome(nested("not ", "", 20_000)) == "memoryError")
        #expect(outcome(nested("1+", "", 20_000)) == "maximum recursion depth exceeded during compilation")
        #expect(outcome("a" + String(repeating: ".b", count: 20_000)) == "maximum recursion depth exceeded during compilation")
    }

    /// Bytes are decoded as CPython decodes them.
    @Test func encodings() throws {
        func value(_ bytes: [UInt8], _ flags: ParseFlags = []) throws -> String {
            let text = dump(try parseModule(source: bytes, filename: "t.py", mode: .eval, flags: flags))
            return String(text.split(separator: "value=")[1].prefix { $0 != "," })
        }
        func message(_ bytes: [UInt8], _ flags: ParseFlags = []) -> String {
            do throws(SyntaxErrorInfo) {
                _ = try parseModule(source: bytes, filename: "t.py", flags: flags)
                return "ok"
            } catch {
                return error.message
            }
        }
        #expect(try value(Array("#coding:latin-1\n'".utf8) + [0xe9, 0x27]) == "'é'")
        #expect(try value(Array("#coding:koi8-r\n'".utf8) + [0xc1, 0x27]) == "'а'")
        #expect(try value([0xef, 0xbb, 0xbf] + Array("'é'".utf8)) == "'é'")
        #expect(message(Array("#coding:nope\n1".utf8)) == "unknown encoding: nope")
        #expect(message([0xef, 0xbb, 0xbf] + Array("#coding:latin-1\n1".utf8)) == "encoding problem: iso-8859-1 with BOM")
        #expect(message([0x31, 0]) == "source code string cannot contain null bytes")
        let bad = [0x0a, 0x22, 0xff, 0x22, 0x0a] as [UInt8]
        #expect(message(bad) == "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")
        #expect(
            message(bad, .file)
                == "Non-UTF-8 code starting with '\\xff' in file t.py on line 2, but no encoding declared; see "
                + "https://peps.python.org/pep-0263/ for details")
    }

    @Test func tokens() throws {
        let (tokens, text) = try tokenize(source: Array("if x:\n    y += 0x1F\n".utf8), filename: "<test>")
        #expect(
            tokens.map(\.kind.name) == [
                "NAME", "NAME", "COLON", "NEWLINE", "INDENT", "NAME", "PLUSEQUAL", "NUMBER", "NEWLINE", "DEDENT", "ENDMARKER",
            ])
        let number = tokens[7]
        #expect(String(decoding: text[Int(number.start)..<Int(number.end)], as: UTF8.self) == "0x1F")
        #expect(number.lineno == 2 && number.col_offset == 9 && number.end_col_offset == 13)
        #expect(throws: SyntaxErrorInfo.self) { try tokenize(source: Array("x = 'abc".utf8), filename: "<test>") }
    }

    /// Identifiers are equal when they look alike.
    @Test func normalises() throws {
        for (written, meant) in [("ﬁne", "fine"), ("µ", "μ"), ("𝐱", "x"), ("e\u{301}", "é"), ("가", "가")] {
            let text = dump(try parseModule(source: Array(written.utf8), filename: "<test>", mode: .eval, flags: .ignoreCookie))
            let id = text.split(separator: "id='")[1].prefix { $0 != "'" }
            #expect(id.unicodeScalars.elementsEqual(meant.unicodeScalars), "\(written)")
        }
    }
}
