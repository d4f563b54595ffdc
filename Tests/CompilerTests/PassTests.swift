import Bytecode
import Compiler
import Glibc
import Syntax
import Testing

/// The optimiser tells what it does: each pass reports each change with its place and its reason.
@Suite struct PassTests {
    private static func reports(_ source: [UInt8], optimize: Int = 0) throws -> (code: CodeDescription, reports: [PassReport]) {
        final class Log { var reports: [PassReport] = [] }
        let log = Log()
        let options = CompileOptions(optimize: optimize, passLog: { log.reports.append($0) })
        let code = try Compiler.compileSource(source, filename: "<test>", options: options).code
        return (code, log.reports)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var source: String
        var pass: String
        var what: String
        var line: Int32
        var optimize = 0
        var testDescription: String { "\(pass): \(what)" }
    }

    static let cases = [
        Case(source: "x = 2 * 3 + 4\n", pass: "fold constants", what: "folded 2 * 3 to 6", line: 1),
        Case(source: "x = 2 * 3 + 4\n", pass: "fold constants", what: "folded 2 * 3 + 4, now 6 + 4, to 10", line: 1),
        Case(source: "\nx = -1\n", pass: "fold constants", what: "folded -1 to -1", line: 2),
        Case(source: "x = 'abc'[1]\n", pass: "fold constants", what: "folded 'abc'[1] to 'b'", line: 1),
        Case(source: "x = 1, 2\n", pass: "fold constants", what: "folded 1, 2 to (1, 2)", line: 1),
        Case(source: "x = not a in b\n", pass: "fold constants", what: "not a in b becomes a not in b", line: 1),
        Case(source: "x = '%s!' % (a,)\n", pass: "fold constants", what: "'%s!' % (a,) becomes an f-string", line: 1),
        Case(source: "for i in [1, a]: pass\n", pass: "fold constants", what: "[1, a] becomes a tuple", line: 1),
        Case(source: "x = a in {1, 2}\n", pass: "fold constants", what: "folded {1, 2} to frozenset({1, 2})", line: 1),
        Case(source: "x = __debug__\n", pass: "fold constants", what: "folded __debug__ to True", line: 1),
        Case(source: "x = 1 / 0\n", pass: "fold constants", what: "left 1 / 0 as it is", line: 1),
        Case(source: "x = 2 ** 1000\n", pass: "fold constants", what: "left 2 ** 1000 as it is", line: 1),
        Case(source: "while a:\n  b()\n", pass: "code generation", what: "the loop's test is written twice", line: 1),
        Case(source: "x\n'text'\n", pass: "code generation", what: "no instruction but a NOP", line: 2),
        Case(source: "x = {'a': b, 'c': d}\n", pass: "code generation", what: "the 2 keys become one constant tuple", line: 1),
        Case(source: "try: a\nfinally: b\n", pass: "code generation", what: "the finally clause is written twice", line: 2),
        Case(
            source: "def f():\n  try: return 1\n  finally: b\n", pass: "code generation",
            what: "another copy of the finally clause", line: 2),
        Case(source: "assert a\n", pass: "code generation", what: "nothing is written for this assert", line: 1, optimize: 1),
        Case(
            source: "def f(a):\n  if a: b()\n  else: c()\n", pass: "inline small exits",
            what: "(LOAD_CONST, RETURN_VALUE) takes the place of the jump", line: -1),
        Case(source: "def f(a):\n  def g(): return a\n", pass: "place cells", what: "MAKE_CELL is put in front: a", line: -1),
        Case(source: "def f(a):\n  def g(): return a\n", pass: "place cells", what: "COPY_FREE_VARS is put in front: a", line: -1),
        Case(source: "def f(): yield\n", pass: "place cells", what: "RETURN_GENERATOR is put in front", line: -1),
        Case(source: "if 0: a()\nb\n", pass: "peephole", what: "the test of 0 is decided: always jump to block", line: 1),
        Case(source: "if 1: a()\nb\n", pass: "peephole", what: "the test of 1 is decided: never jump to block", line: 1),
        Case(source: "x = a or 1 and b\n", pass: "peephole", what: "the test of 1 is decided: never jump", line: 1),
        Case(source: "if a is None: b\n", pass: "peephole", what: "become POP_JUMP_IF_NOT_NONE", line: 1),
        Case(source: "if not (a is not None): b\n", pass: "peephole", what: "become POP_JUMP_IF_NOT_NONE", line: 1),
        Case(source: "a, b = b, a\n", pass: "peephole", what: "BUILD_TUPLE 2, UNPACK_SEQUENCE 2 become SWAP 2", line: 1),
        Case(source: "def f(a, b):\n  a, b = b, a\n", pass: "peephole", what: "SWAP is gone: STORE_FAST and STORE_FAST", line: 2),
        Case(source: "x = a and b or c\n", pass: "peephole", what: "becomes POP_JUMP_IF_FALSE to block", line: 1),
        Case(source: "x = (a and b) and c\n", pass: "peephole", what: "goes straight to block", line: 1),
        Case(source: "def f(): print(1)\n", pass: "peephole", what: "PUSH_NULL is merged into LOAD_GLOBAL", line: 1),
        Case(source: "def f(): print(1)\n", pass: "peephole", what: "a NOP is removed", line: 1),
        Case(source: "if 0:\n  dead()\nb\n", pass: "remove unreachable code", what: "PUSH_NULL, LOAD_NAME", line: 2),
        Case(source: "def f():\n  return 1\n  dead()\n", pass: "remove unreachable code", what: "is removed", line: 3),
        Case(source: "if 0: a()\nb\n", pass: "remove redundant jumps", what: "the jump to block", line: 1),
        Case(
            source: "def f(a):\n  try:\n    if a: return\n  finally:\n    b()\n", pass: "propagate lines", what: "gets line",
            line: -1),
        Case(source: "try: a\nexcept B: c\n", pass: "label handlers", what: "SETUP_FINALLY becomes an entry", line: 1),
        Case(source: "with a: b\n", pass: "label handlers", what: "SETUP_WITH becomes an entry", line: 1),
        Case(source: "while a: b\n", pass: "resolve jumps", what: "POP_JUMP_IF_TRUE becomes POP_JUMP_BACKWARD_IF_TRUE", line: 1),
    ]

    @Test(arguments: cases) func reports(item: Case) throws {
        let all = try Self.reports(Array(item.source.utf8), optimize: item.optimize).reports
        let changes = all.filter { $0.stage.name == item.pass }.flatMap(\.stage.changes)
        let hit = changes.first { $0.what.contains(item.what) && (item.line < 0 || $0.position.line == item.line) }
        #expect(hit != nil, "\(changes.map { "\($0.position.line): \($0.what)" })")
        #expect(hit.map { !$0.why.isEmpty } ?? true)
    }

    @Test func dropsConstants() throws {
        let all = try Self.reports(Array("def f():\n  return a\n  return 5\n".utf8)).reports
        let changes = all.filter { $0.stage.name == "drop unused constants" }.flatMap(\.stage.changes)
        #expect(changes.map(\.what) == ["constant 1, 5, is dropped"])
    }

    @Test func copiesExitsWithoutLine() throws {
        let source = "def f(a, b):\n  while a:\n    if b: break\n    try: c\n    finally: d\n  else:\n    if a: e\n"
        let all = try Self.reports(Array(source.utf8)).reports
        #expect(all.contains { $0.stage.name == "copy exits without a line" })
    }

    /// Every script of the golden tests: the last stage is the code object's bytecode, instruction for instruction, with its places; and a
    /// report changes nothing in what is compiled.
    @Test func stagesEndInTheBytecode() throws {
        var scripts = 0
        for name in try Self.files(Golden.root + "scripts/") where name.hasSuffix(".py") {
            let source = Golden.read("scripts/" + name)
            guard let plain = try? Compiler.compileSource(source, filename: "<test>").code else { continue }
            scripts += 1
            let (code, reports) = try Self.reports(source)
            #expect(code.json == plain.json, "\(name)")
            var codes: [CodeDescription] = []
            func collect(_ code: CodeDescription) {
                // Assembled in the order in which they are written: inner ones first.
                for case .code(let inner) in code.co_consts { collect(inner) }
                codes.append(code)
            }
            collect(code)
            let finals = reports.filter { $0.stage.name == "resolve jumps" }
            for code in codes {
                let wanted = Self.instructions(code)
                let hit = finals.contains { $0.code == code.co_qualname && Self.instructions($0.stage) == wanted }
                let nearest = finals.last { $0.code == code.co_qualname }.map { Self.instructions($0.stage) } ?? []
                let difference = zip(nearest, wanted).first { $0.0 != $0.1 }
                #expect(hit, "\(name): \(code.co_qualname): \(difference.map { "\($0)" } ?? "another length")")
            }
        }
        #expect(scripts > 20)
    }

    private struct Line: Equatable {
        var offset: Int32
        var opcode: Int32
        var argument: Int32
        var position: LocationTable.Position
    }

    private static func instructions(_ code: CodeDescription) -> [Line] {
        Disassembler.instructions(Disassembler.Listing(code)).filter { $0.opcode != Opcode.EXTENDED_ARG }.map { i in
            Line(offset: Int32(i.offset), opcode: Int32(i.opcode), argument: i.arg ?? 0, position: i.position)
        }
    }

    private static func instructions(_ stage: PipelineReport.Stage) -> [Line] {
        stage.instructions.map { i in
            Line(
                offset: i.offset, opcode: i.opcode, argument: i.opcode >= Int32(Opcode.HAVE_ARGUMENT) ? i.oparg : 0,
                position: i.position)
        }
    }

    private static func files(_ folder: String) throws -> [String] {
        let directory = try #require(opendir(folder))
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names.sorted()
    }
}
