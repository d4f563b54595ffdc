import Foundation
import Testing

private let modulesFolder = testsFolder.appendingPathComponent("Golden/modules")

/// Programs that use the standard library against what python3.11 printed. `Golden/refresh.py --modules` writes the expected output.
@Suite struct ModuleTests {
    @Test(arguments: scripts(in: modulesFolder))
    func library(_ name: String) throws {
        let want = try String(contentsOf: modulesFolder.appendingPathComponent(name + ".out"), encoding: .utf8)
        let got = try run(["run", name + ".py"], folder: modulesFolder)
        #expect(normalised(got.out, folder: modulesFolder) == want)
        #expect(got.err == "")
        #expect(got.status == 0)
    }
}
