import Bytecode
import Compiler
import Syntax
import Testing

@Suite struct CompilerTests {
    private func firstConstant(_ expression: String) throws -> String {
        let code = try compiled(expression, mode: .eval)
        return try #require(code.co_consts.first).repr()
    }

    @Test(arguments: [
        ("2 ** 127 - 1 + 1", "2"), ("1 << 100", "1267650600228229401496703205376"), ("-7 // 2", "-4"), ("-7 % 3", "2"),
        ("10 ** 30 / 10 ** 10", "1e+20"), ("'ab' * 3", "'ababab'"), ("(1, 2) + (3,)", "(1, 2, 3)"), ("'abc'[-1]", "'c'"),
        ("not 0", "True"), ("~True", "-2"), ("(-8) ** (1/3)", "(1.0000000000000002+1.7320508075688772j)"),
        ("5e-324 / 2", "0.0"), ("True & False", "False"), ("-5 >> 1", "-3"), ("-5 & 3", "3"), ("b'a' + b'b'", "b'ab'"),
        ("1 / 3", "0.3333333333333333"), ("7.5 // -2", "-4.0"), ("7.5 % -2", "-0.5"), ("1j * 1j", "(-1+0j)"),
    ])
    func folds(expression: String, result: String) throws {
        #expect(try firstConstant(expression) == result)
    }

    @Test(arguments: ["1 / 0", "2 ** 129", "'a' % 1", "1 << -1", "(1,)[5]", "0.0 ** -1", "'a' + 1", "1 @ 2"])
    func leavesAlone(expression: String) throws {
        let code = try compiled(expression, mode: .eval)
        #expect(code.co_consts.count == 2)
    }

    @Test func zeroKeepsItsSign() throws {
        let code = try compiled("0.0, -0.0, 0, False, 1, True, 1.0\nx = [0.0, y, -0.0, z, 0, False]")
        #expect(code.co_consts.map { $0.repr() } == ["0.0", "-0.0", "0", "False", "None"])
    }

    @Test func symbolTableKnowsScopes() throws {
        let source = Array("def f(a):\n  b = a\n  def g(): return b, c\n".utf8)
        let table = try Compiler.symbolTable(parseModule(source: source, filename: "<test>"), filename: "<test>")
        let f = try #require(table.top.children.first)
        let g = try #require(f.children.first)
        #expect(f.scope(of: "a") == .local && f.scope(of: "b") == .cell)
        #expect(g.scope(of: "b") == .free && g.scope(of: "c") == .globalImplicit)
    }

    @Test func warns() throws {
        let result = try Compiler.compileSource(Array("x is 1\nassert (x, 1)\n1()\n".utf8), filename: "<test>")
        #expect(result.warnings.map(\.lineno) == [1, 2, 3])
        #expect(result.warnings[0].message == "\"is\" with a literal. Did you mean \"==\"?")
    }

    @Test func interactivePrints() throws {
        let code = try compiled("x\n", mode: .single)
        #expect(code.co_code.contains(Opcode.PRINT_EXPR))
    }
}
