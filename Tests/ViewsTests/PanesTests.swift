import Glibc
import TestSupport
import Testing

/// What panes 5 to 8 say of a run, in the words that do not depend on addresses.
@Suite struct PanesTests {
    /// A screen, or a picture, of the scene script.
    static func export(_ arguments: String, script: String = "scene.py", status: Int32 = 0) throws -> String {
        let result = shell(
            "cd '\(ScreenTests.root)/Golden/screens' && '\(programUnderTest)' export \(script) \(arguments) 2>&1")
        #expect(result.status == status, "\(result.output)")
        return result.output
    }

    static func expect(_ arguments: String, _ wanted: [String]) throws {
        let screen = try export("--size 120x50 " + arguments)
        for text in wanted { #expect(screen.contains(text), "\(text) is not in\n\(screen)") }
    }

    // MARK: Objects

    @Test func holders() throws {
        // The second row is the first Node: a name, an attribute of the other, an item of the list.
        try Self.expect(
            "--at line:29 --keys '5z<Down><Down><Down><Down>r'",
            ["held by, refcount 3:", "global a of module __main__", "attribute .link of", "item [0] of"])
    }

    @Test func sharing() throws {
        try Self.expect(
            "--at line:29 --keys '5z<Down><Down><Down><Down><Down>r'",
            ["The ints from -5 to 256 are made once", "constant", "of the code of <module>"])
        try Self.expect("--at line:10 --keys '5z<Down>r'", ["held by", "local nodes of total"])
    }

    @Test func whatKeepsAlive() throws {
        try Self.expect("--at line:29 --keys '5z<Down><Down><Down><Down>k'", ["kept alive by:", "of <module>", "'a'"])
    }

    @Test func findsInTheHeap() throws {
        try Self.expect("--at line:30 --keys '5z/function step<Enter>'", ["found: function step"])
        try Self.expect("--at line:30 --keys '5z/keyerror<Enter>'", ["class KeyError"])
        try Self.expect("--at line:30 --keys '5z/no such thing at all<Enter>'", ["no object has this id, type or repr now"])
        // By id: that of the int 0 is known.
        try Self.expect("--at line:30 --keys '5z/0x100310a0<Enter>'", ["1 found", "int 0"])
    }

    @Test func whatIsGoneStays() throws {
        let before = try Self.export("--at line:37 --zoom memory --keys 5z")
        #expect(before.contains("pair →"))
        try Self.expect("--at line:37 --zoom memory --keys '5zn'", ["pair  no longer bound; was", "freed"])
    }

    @Test func slotsAndFieldsHaveNames() throws {
        try inTemporaryFolder { folder in
            let script = "\(folder)/slots.py"
            writeText(
                "class A:\n    __slots__ = ('x', 'y')\na = A()\na.x = 'here'\na.y = [1]\ns = slice(1, 2)\nprint(a)\n", script)
            let text = try Self.export("--size 100x40 --at line:7 --pane objects", script: script)
            #expect(text.contains(".x → 'here'") && text.contains(".y → ") && text.contains("start → 1"), "\(text)")
            #expect(!text.contains("? →"), "\(text)")
        }
    }

    // MARK: Bytes

    @Test func typesShowTheirSlots() throws {
        try Self.expect(
            "--at line:29 --keys '5z<Down><Down><Enter>zt'",
            ["tp_dealloc", "func_dealloc", "object_hash  from object", "tp_flags"])
    }

    @Test func tablesAndRecords() throws {
        try Self.expect("--at line:30 --keys '6zR'", ["frame record", "f_code", "prev_instr", "above the top"])
        try Self.expect(
            "--at line:29 --keys '5z<Down><Down><Enter>za'", ["pool header", "ref.count", "freeblock", "arena object", "szidx"])
        // From a dict to its keys: the module's namespace is the function's third pointer.
        try Self.expect(
            "--at line:29 --keys '5z<Down><Down><Enter>z<Down><Down><Down><Down><Enter>/ma_keys<Enter><Enter>'",
            ["dict keys", "dk_log2_size", "indices[0]", "entries[0].key", "'__name__'"])
        try Self.expect(
            "--at line:29 --keys '5z<Down><Down><Enter>z/func_code<Enter><Enter>/counter<Enter>'", ["counter"])
        try Self.expect(
            "--at line:29 --keys '5z<Down><Down><Down><Down><Enter>z/values<Enter><Enter>'", ["inline values", ".value", ".link"])
    }

    @Test func backAgain() throws {
        try Self.expect("--at line:29 --keys '5z<Down><Down><Enter>zt<Backspace>'", ["func_globals"])
    }

    // MARK: Memory

    @Test func memoryModes() throws {
        try Self.expect("--at line:30 --keys 7z", ["free list:", "would return", "usedpools["])
        try Self.expect("--at line:30 --keys 7zx", ["pools in use", "tenths in use"])
        try Self.expect("--at line:30 --keys 7zxx", ["fragmentation:", "class bytes pools"])
        try Self.expect("--at line:29 --keys 7zxxx.........................", ["freelist? yes", "no malloc"])
    }

    /// The second machine stands where the first one does, after steps forward and back: it shows what a run under the
    /// other model shows there.
    @Test(arguments: ["", "nn", "nnN", "llll", "lllhh", "nnn>>", "<End>"]) func bothModels(walk: String) throws {
        func part(_ text: String) -> [String] {
            text.split(separator: "\n").filter { $0.contains("pools in use") || $0.contains("arenas:") || $0.contains("in arenas") }
                .map { String($0.filter { $0 != "│" && $0 != " " }) }
        }
        // Both end at the same line and instruction, which is not the same number of events.
        let own = try Self.export("--memory-model classic --zoom memory --at line:27 --keys '\(walk)7zx'")
        let other = try Self.export("--zoom memory --at line:27 --keys '7zxB\(walk)'")
        #expect(!part(own).isEmpty && part(own) == part(other), "\(own)\n\(other)")
        #expect(try Self.export("--size 120x40 --zoom memory --at line:27 --keys 'B'").contains("classic model, a second machine"))
    }

    /// What the script does to the world is done once, however many machines run it and however often.
    @Test func bothModelsWriteOnce() throws {
        try inTemporaryFolder { folder in
            let script = "\(folder)/writes.py"
            writeText("import _io\nf = _io.FileIO('\(folder)/log', 'a')\nf.write(b'x')\nf.close()\nprint(1)\n", script)
            let text = try Self.export("--size 120x40 --zoom memory --at line:5 --keys 'Bhhllhh'", script: script)
            #expect(text.contains("classic model, a second machine") && text.contains("would return"), "\(text)")
            #expect(fileText("\(folder)/log") == "x")
        }
    }

    @Test func classicModel() throws {
        try Self.expect("--memory-model classic --at line:30 --keys 7zx", ["of 64 pools in use"])
    }

    // MARK: Collector

    @Test func whatComesNext() throws { try Self.expect("--at line:30 --keys 8z", ["Next: when", "it takes generation 0."]) }

    @Test func edgesOneByOne() throws {
        try Self.expect(
            "--at line:37 --keys '8znn>>>>]]]]]'", ["references subtracted", "refers to it: −1", "references of", "gc_refs"])
    }

    @Test func trashAndFrees() throws {
        // The ring of the two nodes is found, and freed one by one.
        try Self.expect(
            "--at line:37 --keys '8znn>>>>>>'", ["unreachable", "all its references come from inside the set", "Node object"])
        try Self.expect("--at line:37 --keys '8znn>>>>>>>>>>>>...............'", ["so far:", "tp_clear"])
    }

    /// The numbers of a collection with more events than the ring holds are those of all its events.
    @Test func largeCollections() throws {
        try inTemporaryFolder { folder in
            let script = "\(folder)/large.py"
            writeText("import gc\ngc.disable()\na = [[i] for i in range(10000)]\ngc.collect()\n", script)
            let events = shell("'\(programUnderTest)' trace '\(script)' --events gcPass,gcUpdateRefs,gcSubtract,gcVisit,gcEnd")
                .output
                .split(separator: "\n").map { $0.split(separator: "\t")[1] }
            let first = events[..<(events.firstIndex(of: "gcEnd") ?? 0)]
            func grouped(_ n: Int) -> String { n < 1000 ? "\(n)" : "\(n / 1000),\(String("\(1000 + n % 1000)".dropFirst()))" }
            let subtracted = first.filter { $0 == "gcSubtract" }.count
            #expect(subtracted > 10_000)
            // At the end of subtract_refs, reached forward and backward; then on from there.
            let keys = "--size 120x40 --at line:4 --keys"
            for walk in ["8z>>>>>,", "8z>>>>>,hh>>>>>,"] {
                let text = try Self.export("\(keys) '\(walk)'", script: script)
                #expect(text.contains("; \(grouped(subtracted)) references subtracted"), "\(subtracted)\n\(text)")
            }
            let followed = first.filter { $0 == "gcVisit" }.count
            let text = try Self.export("\(keys) '8z>>>>>>,'", script: script)
            #expect(text.contains("; \(grouped(followed)) references followed"), "\(followed)\n\(text)")
            // Found by its value, far from where the scan stands.
            let found = try Self.export("\(keys) '8z>>>]/[7777]<Enter>'", script: script)
            #expect(found.contains("list [7777]"), "\(found)")
        }
    }

    // MARK: Pictures

    @Test func objectsAsGraph() throws {
        let dot = try Self.export("--picture objects --as dot --at line:29")
        #expect(dot.hasPrefix("digraph vivarium {") && dot.hasSuffix("}\n"))
        #expect(dot.contains("[label=\".link\"") && dot.contains("pair"))
        #expect(dot.split(separator: "\n").filter { $0.contains(" -> ") }.count >= 8)
        let svg = try Self.export("--picture objects --as svg --at line:29")
        Self.checkSVG(svg)
        #expect(svg.contains(">pair<") && svg.contains(".link"))
    }

    @Test func collectorAsGraph() throws {
        let dot = try Self.export("--picture collector --as dot --at line:37 --keys 'nn>>>>>>'")
        #expect(dot.contains("subgraph cluster_0") && dot.contains("label=\"unreachable\"") && dot.contains("Node"))
        Self.checkSVG(try Self.export("--picture collector --as svg --at line:37 --keys 'nn>>>>>>'"))
        Self.checkSVG(try Self.export("--picture collector --as svg --at line:30"))
    }

    @Test func memoryAsMap() throws {
        let svg = try Self.export("--picture memory --as svg --at line:30")
        Self.checkSVG(svg)
        #expect(svg.contains("<title>pool 0x"))
        Self.checkSVG(try Self.export("--both-models --as svg --at line:30"))
        let both = try Self.export("--both-models --size 160x40 --at line:30")
        #expect(both.contains("modern model: arenas of 1024 KiB") && both.contains("classic model: arenas of 256 KiB"))
        _ = try Self.export("--picture memory --as dot", status: 64)
    }

    /// Every element is closed, in the order in which it was opened.
    static func checkSVG(_ text: String) {
        #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else {
                Issue.record("a tag is not closed")
                return
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                let last = open.popLast()
                #expect(last == tag.dropFirst(), "</\(tag.dropFirst())> closes <\(last ?? "nothing")>")
            } else if !tag.hasSuffix("/") {
                open.append(tag.prefix { $0 != " " })
            }
        }
        #expect(open.isEmpty)
    }
}
