import Glibc
import TestSupport
import Testing

/// Whole screens at 80×24, compared with what was approved. Counts and addresses that any change of the interpreter moves are blotted out.
/// `VIVARIUM_REGEN=1 swift test --filter ScreenTests` writes them anew: look at the difference before committing.
@Suite struct ScreenTests {
    static let root = packageFolder + "/Tests"
    static var program: String { programUnderTest }

    struct Scene: CustomTestStringConvertible, Sendable {
        var name: String
        var arguments: String
        var script = "scene.py"
        var testDescription: String { name }
    }

    static let scenes = [
        Scene(name: "source", arguments: "--zoom source --at line:10"),
        Scene(name: "bytecode", arguments: "--zoom bytecode --at line:10 --keys lll"),
        Scene(name: "memory", arguments: "--zoom memory --at line:29"),
        Scene(name: "source-pane", arguments: "--at line:29 --keys 1z"),
        Scene(name: "bytecode-pane", arguments: "--at line:30 --keys 2zi"),
        Scene(name: "stack-pane", arguments: "--at line:29 --keys llllllll3z"),
        Scene(name: "frames-pane", arguments: "--at line:19 --keys 4z"),
        Scene(name: "objects-pane", arguments: "--at line:28 --keys 5z"),
        Scene(name: "bytes-pane", arguments: "--at line:29 --keys '4<Down><Down><Down><Down><Down><Down><Down><Enter>z'"),
        Scene(name: "memory-pane", arguments: "--at line:27 --keys 7z"),
        Scene(name: "collector-pane", arguments: "--at line:27 --keys 8z"),
        Scene(name: "objects-holders", arguments: "--at line:29 --keys '5z<Down><Down><Down><Down>r'"),
        Scene(name: "objects-found", arguments: "--at line:30 --keys '5z/counter<Enter>'"),
        Scene(name: "bytes-frame", arguments: "--at line:10 --keys 6zR"),
        Scene(name: "ascii-memory", arguments: "--ascii --zoom memory --at line:29"),
        Scene(name: "output-pane", arguments: "--at end --keys oz"),
        Scene(name: "explain-pane", arguments: "--at line:29 --keys lllllez"),
        Scene(name: "exception", arguments: "--zoom bytecode --at line:33"),
        Scene(name: "closure", arguments: "--zoom bytecode --at line:20 --keys ll"),
        Scene(name: "breakpoint", arguments: "--zoom source --keys ':break 10 if result == 1<Enter>c'"),
        Scene(name: "script-end", arguments: "--zoom source --keys '<End>'"),
        Scene(name: "help", arguments: "--keys '?'"),
        Scene(name: "legend", arguments: "--keys L"),
        Scene(name: "locals", arguments: "--at line:10 --keys ':py-locals<Enter>'"),
        Scene(name: "refused", arguments: "--keys ':break 10 if f(x)<Enter>'"),
        Scene(name: "ascii", arguments: "--ascii --at line:29"),
        Scene(name: "small", arguments: "--size 50x10"),
        Scene(name: "large", arguments: "--size 200x60 --at line:10 --keys l"),
        Scene(name: "pipeline", arguments: "--pane pipeline", script: "pipeline.py"),
        Scene(name: "pipeline-fold", arguments: "--keys '9<Right><Right>'", script: "pipeline.py"),
        // From a token to the instruction that was folded from it, and from an instruction back to the tokens.
        Scene(
            name: "pipeline-token", arguments: "--keys '9<Down><Down><Down><Down><Right><Right><Right><Right>'",
            script: "pipeline.py"),
        Scene(
            name: "pipeline-instruction",
            arguments:
                "--at line:10 --keys '9<Right><Right><Right><Right><Right><Right><Down><Left><Left><Left><Left><Left><Left>'",
            script: "pipeline.py"),
        Scene(
            name: "pipeline-dead", arguments: "--at line:5 --keys '9]]<Right><Right><Right><Right><Right>'", script: "pipeline.py"),
        Scene(
            name: "pipeline-ascii", arguments: "--ascii --at line:5 --keys '9<Right><Right><Right><Right>'", script: "pipeline.py"),
        Scene(name: "pipeline-module", arguments: "--keys '9+<Right>'", script: "pipeline.py"),
        Scene(
            name: "pipeline-large", arguments: "--size 200x60 --at line:5 --keys '9<Right><Right><Right><Right>'",
            script: "pipeline.py"),
        Scene(
            name: "pipeline-comprehension", arguments: "--size 200x60 --at line:11 --keys '9<Right><Right><Right>'",
            script: "pipeline.py"),
    ]

    @Test(arguments: scenes) func screen(scene: Scene) throws {
        #expect(access(Self.program, X_OK) == 0, "build vivarium first, or set VIVARIUM")
        let (raw, status) = shell(
            "cd '\(Self.root)/Golden/screens' && '\(Self.program)' export \(scene.script) --as text \(scene.arguments) 2>&1")
        #expect(status == 0, "\(raw)")
        let screen = Self.blotted(raw).replacing(Self.root, with: "(tests)")
        let path = "\(Self.root)/Golden/screens/\(scene.name).txt"
        if getenv("VIVARIUM_REGEN") != nil {
            #expect(writeText(screen, path))
            return
        }
        #expect(try screen == #require(fileText(path), "no approved screen; VIVARIUM_REGEN=1 makes one"))
    }

    /// The same run is the same picture each time, forward and back again.
    @Test func backAndForthIsTheSame() throws {
        func screen(_ keys: String) throws -> String {
            let text = shell(
                "cd '\(Self.root)/Golden/screens' && '\(Self.program)' export scene.py --zoom source --at line:10 --keys '\(keys)'"
            ).output
            // What is marked as changed depends on where one comes from; everything else must not.
            return text.filter { $0 != "*" }.replacing(/[ ]+│/, with: "│").replacing(/─+/, with: "─")
        }
        let there = try screen("")
        for walk in ["nN", "lh", "ssSS", "lllhhh", "<End>:line 10<Enter>N"] where walk != "<End>:line 10<Enter>N" {
            #expect(try screen(walk) == there, "after \(walk)")
        }
    }

    static func blotted(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The title's numbers and the time bar.
        if lines.count > 20 {
            lines[0] = lines[0].replacing(/[0-9,]+ of [0-9,]+/, with: "N of M").replacing(/[ ]{3,}/, with: "   ")
            lines[lines.count - 3] = "(time)"
        }
        return lines.map {
            $0.replacing(/[0-9a-f]{16}/, with: "hhhhhhhhhhhhhhhh").replacing(
                /[0-9a-f]{2}( [0-9a-f]{2}){7}/, with: "hh hh hh hh hh hh hh hh"
            )
            .replacing(/(…|~)[0-9a-f]{5}/, with: { "\($0.output.1)hhhhh" }).replacing(/rc +1e9[+-][0-9]+/, with: "rc 1e9")
            .replacing(
                /0x[0-9a-f]+/, with: "0xhh"
            )
            .replacing(/gen [0-9] [0-9]+/, with: "gen N").replacing(/[0-9]+ objects/, with: "N objects").replacing(
                /[0-9]+ used of [0-9]+/, with: "N used of M"
            )
            .replacing(/(used|free|untouched) [0-9]+/, with: { "\($0.output.1) N" }).replacing(/[█▒◆·]+/, with: "▦").replacing(
                /\+ [0-9]+ x [0-9]+ in/, with: "+ N x N in"
            )
            .replacing(/usedpools.*│/, with: "usedpools│").replacing(/malloc\([0-9]+\).*│/, with: "malloc│").replacing(
                /when [0-9]+ more/, with: "when N more"
            )
            .replacing(/[0-9]+ collections?, [0-9]+ collected/, with: "N collections").replacing(
                /long-lived [0-9]+, pending [0-9]+/, with: "long-lived N, pending N"
            )
            .replacing(/[ ]+│/, with: "│")
        }.joined(separator: "\n")
    }
}
