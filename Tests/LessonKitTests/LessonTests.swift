import Glibc
import TestSupport
import Testing

/// Lessons as a learner and an author meet them, in processes of their own: there is one machine in a process.
@Suite struct LessonTests {
    static let root = packageFolder
    static var program: String { programUnderTest }

    static func run(_ command: String) -> (output: String, status: Int32) { shell(command) }

    /// A folder that goes away when the body has ended.
    static func inFolder<T>(_ body: (String) throws -> T) throws -> T { try inTemporaryFolder(body) }

    static func write(_ text: String, _ path: String) throws { try #require(writeText(text, path)) }

    @Test func allLessonsAreRight() {
        let result = Self.run("'\(Self.program)' lesson lint '\(Self.root)'/Lessons/*/lesson.md 2>&1")
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.hasSuffix("lessons: no problems\n"))
    }

    @Test func expressions() {
        let result = Self.run("'\(Self.program)' lesson lint '\(Self.root)'/Tests/LessonKitTests/Lessons/expressions.md 2>&1")
        #expect(result.output == "1 lesson: no problems\n")
    }

    static let good = """
        ---
        format: 1
        id: good
        title: Good
        needs: []
        minutes: 5
        level: source
        ---
        Text.

        ```python script
        a = [1]
        b = a
        print("end")
        ```

        ```step
        run: until line 2
        highlight: [a]
        ```

        ```predict
        id: q
        ask: How many?
        options: [1, 2, 3]
        answer: refcount(a)
        run: until line 3
        because: Two names.
        misconceptions: {1: one, 3: three}
        ```

        ```check
        expect: a is b
        otherwise: no
        ```

        ```edit
        id: e
        ask: Three references.
        goal: refcount(a) == 3
        at: until line 3
        solution: {2: "b = [a, a]"}
        ```

        """

    /// A change of the good lesson, and what lint then says (without the file's name).
    static let broken: [(old: String, new: String, messages: [String])] = [
        ("Text.", "Text.", []),
        ("format: 1", "format: 2", ["2: format is '2'; this program reads format 1"]),
        ("id: good", "id: Good one", ["3: id 'Good one' may have small letters, digits and dashes only"]),
        ("minutes: 5", "minutes: long", ["6: minutes is 'long', not a number from 1 to 60"]),
        ("level: source", "level: c", ["7: level is 'c'; there are source, bytecode, memory"]),
        (
            "level: source", "levels: source",
            ["7: the front matter has no key 'levels'; there are format, id, title, needs, minutes, level"]
        ),
        ("needs: []", "needs: [other]", ["5: needs 'other', which is no lesson"]),
        ("needs: []", "needs: [good]", ["5: needs itself: good -> good"]),
        (
            "```step", "```stop",
            [
                "17: unknown block 'stop'; there are python script, step, predict, be, check, edit, pipeline, and python, text, console, c to show"
            ]
        ),
        ("run: until line 2", "run: until line 9", ["17: the script ends before that is reached"]),
        ("run: until line 2", "run: until opcode LOAD_IT", ["18: run: there is no opcode 'LOAD_IT'"]),
        ("run: until line 2", "run: 2 lines", ["18: run: '2 lines': a run is 'until …' or 'for N instructions'"]),
        (
            "run: until line 2", "run: for some lines",
            ["18: run: 'for some lines': write 'for 3 instructions', 'for 2 lines' or 'for 5 events'"]
        ),
        ("highlight: [a]", "highlight: [zz]", ["17: name 'zz' is not bound here"]),
        (
            "highlight: [a]", "focus: heap",
            ["19: there is no pane 'heap'; there are source, bytecode, stack, frames, objects, bytes, memory, collector, output"]
        ),
        ("options: [1, 2, 3]", "options: [1, 3]", ["22: the machine's answer is '2', which is no option"]),
        (
            "answer: refcount(a)", "answer: refcont(a)",
            [
                "26: answer: 'refcont(a)': refcont() would run Python code; there are address, alive, block, block_size, field, finalized, gc_refs, id, in_list, instructions, interned, len, next_block, opcodes, pool, refcount, repr, size, static, tracked, type"
            ]
        ),
        ("answer: refcount(a)", "answer: refcount(a", ["26: answer: 'refcount(a': ) is missing before the end"]),
        ("answer: refcount(a)", "answer: refcount(zz)", ["22: name 'zz' is not bound here"]),
        ("answer: refcount(a)", "answer: {1: a is b, 2: a is b, 3: False}", ["22: 2 cases of the answer are true"]),
        ("misconceptions: {1: one, 3: three}", "misconceptions: {1: one}", ["22: wrong option '3' has no misconception"]),
        (
            "misconceptions: {1: one, 3: three}", "misconceptions: {1: one, 2: two, 3: three, 4: four}",
            ["22: misconceptions: '4' is no option", "22: misconceptions: '2' is the machine's answer"]
        ),
        (
            "because: Two names.", "cause: Two names.",
            [
                "28: predict has no key 'cause'; there are id, ask, options, answer, run, because, hints, misconceptions, focus, zoom, highlight, similar"
            ]
        ),
        ("because: Two names.", "", ["22: predict needs 'because'"]),
        ("expect: a is b", "expect: a is not b", ["32: 'a is not b' is False of the machine"]),
        ("expect: a is b", "expect: gc_refs(a) == 1", ["32: [1] is not in the set that is being collected"]),
        ("id: e\n", "id: q\n", ["37: id 'q' is also that of the block on line 22"]),
        (
            "goal: refcount(a) == 3", "goal: refcount(a) == 2",
            ["37: the script reaches the goal without a change", "37: the solution does not reach 'refcount(a) == 2'"]
        ),
        (
            "solution: {2: \"b = [a, a]\"}", "",
            ["37: edit needs 'solution', a map {line number: \"new text\"}, so that the goal can be checked"]
        ),
        ("print(\"end\")", "print(\"end\"", ["11: the script does not run: SyntaxError: '(' was never closed"]),
        (
            "```predict", "```text",
            ["1: there is no predict block: a learner who only watches learns nothing", "32: name 'b' is not bound here"]
        ),
        ("Text.", String(repeating: "x", count: 90), ["9: a line of 90 columns cannot be broken; 78 fit"]),
        (
            "Text.", Array(repeating: "Text.", count: 12).joined(separator: "\n\n"),
            ["9: the text has 23 lines; 22 fit on a screen before the next block"]
        ),
    ]

    /// A class votes twice before the answer is shown, and no progress is kept.
    @Test func aLessonBeforeAClass() throws {
        try Self.inFolder { folder in
            try Self.write(Self.good.replacing("id: q\n", with: "id: q\nsimilar: And if c were a too?\n"), folder + "/lesson.md")
            let typed = ["", "hands", "4 9 1", "", "1,12,1", "", "skip"].joined(separator: "\\n")
            let result = Self.run(
                "printf '\(typed)' | XDG_STATE_HOME='\(folder)' '\(Self.program)' lesson --demo '\(folder)/lesson.md' 2>&1")
            let output = result.output
            #expect(output.contains("One number for each option, as in '11 10 9'"))
            #expect(output.contains("  2  2                      ======================================== 9\n"))
            #expect(output.contains("  2  2                      ============================== 9\n"))
            #expect(output.contains("                            ######################################## 12\n"))
            #expect(output.contains("Not 1. one\n") && output.contains("The machine: 2. Two names.\n"))
            #expect(output.contains("A similar question: And if c were a too?\n"))
            #expect(Self.run("ls '\(folder)'").output == "lesson.md\n")
        }
    }

    /// The sheet to fill in has the questions and an empty table; the teacher's copy is filled in from the machine.
    @Test func aLessonOnPaper() throws {
        try Self.inFolder { folder in
            try Self.write(Self.good, folder + "/lesson.md")
            let empty = Self.run("'\(Self.program)' lesson sheet '\(folder)/lesson.md' 2>&1").output
            #expect(empty.contains("[ ] 2") && !empty.contains("[x]") && empty.contains("Name: ___"))
            #expect(empty.contains("|    3 |") || empty.contains("| 3    |"))
            let full = Self.run("'\(Self.program)' lesson sheet --answers '\(folder)/lesson.md' 2>&1").output
            #expect(full.contains("[x] 2"))
            #expect(full.contains("| 1    | 1    | <module>       | a = [1]                          |              |"))
            #expect(full.contains("| 3    | 3    | <module>       |                                  | end          |"))
            #expect(full.contains("line 2:  b = [a, a]"))
        }
    }

    /// A block that shows the pipeline, and what lint says of it.
    static let pipelines: [(block: String, messages: [String])] = [
        ("line: 1\nshow: [tokens, tree, code generation]\nmark: a\nexpect: [\"BUILD_LIST 1\", STORE_NAME a]", []),
        (
            "line: 1\nshow: [fold constants]",
            ["45: nothing happens in 'fold constants' on line 1; there are tokens, tree, scopes, code generation, resolve jumps"]
        ),
        ("line: 9\nshow: tokens", ["45: there is no statement on line 9"]),
        ("line: 1\nshow: tokens\nmark: zz", ["45: mark: 'zz' does not occur on line 1"]),
        ("line: 1\nshow: scopes\nmark: 1", ["45: mark: nothing in scopes came from '1'"]),
        ("line: 1\nshow: tree\nexpect: BinOp", ["45: expect: 'BinOp' is nowhere in tree"]),
        ("line: 1\nshow: tree\nwithout: Assign", ["45: without: 'Assign' is in tree"]),
        ("line: 1", ["45: pipeline needs 'show': tokens, tree, scopes, or passes by name"]),
        ("show: tree", ["45: pipeline needs 'line'"]),
        ("line: one\nshow: tree", ["46: line is 'one', not a number"]),
    ]

    @Test(arguments: pipelines.indices) func pipelineBlocks(of index: Int) throws {
        let (block, messages) = Self.pipelines[index]
        try Self.inFolder { folder in
            try Self.write(Self.good + "\n```pipeline\n\(block)\n```\n", folder + "/lesson.md")
            let result = Self.run("'\(Self.program)' lesson lint '\(folder)/lesson.md' 2>&1")
            let expected = messages.map { "\(folder)/lesson.md:\($0)\n" }.joined()
            #expect(result.output == (messages.isEmpty ? "1 lesson: no problems\n" : expected))
        }
    }

    /// What came from a piece of text is marked in every column, and what a column says is the same as the pane's.
    @Test func pipelineOfAStatement() throws {
        try Self.inFolder { folder in
            try Self.write("x = 2 * 3 + y\nz = 1\n", folder + "/s.py")
            let result = Self.run("cd '\(folder)' && '\(Self.program)' pipeline s.py --line 1 --at 3 2>&1")
            #expect(
                result.output == """
                    tokens
                       NAME    x
                       EQUAL   =
                       NUMBER  2
                       STAR    *
                    >  NUMBER  3
                       PLUS    +
                       NAME    y
                       NEWLINE

                    tree
                       Assign
                         targets: Name x Store
                         value: BinOp +
                     -     left: BinOp *
                     -       left: Constant 2
                    >-       right: Constant 3
                           right: Name y

                    fold constants
                       Assign
                         targets: Name x Store
                         value: BinOp +
                    (*     left: Constant 6
                           right: Name y
                      . line 1: folded 2 * 3 to 6: both operands are constants

                    scopes
                       module
                         x: local  (assigned)
                         y: global  (read)

                    code generation
                       block 0
                    (    LOAD_CONST 6
                         LOAD_NAME y
                         BINARY_OP +
                         STORE_NAME x

                    resolve jumps
                    (  2    LOAD_CONST 6
                       4    LOAD_NAME y
                       6    BINARY_OP +
                       10   STORE_NAME x


                    """)
        }
    }

    @Test(arguments: broken.indices) func messages(of index: Int) throws {
        let (old, new, messages) = Self.broken[index]
        try Self.inFolder { folder in
            #expect(Self.good.contains(old))
            let parts = Self.good.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
            try Self.write(parts.joined(separator: new), folder + "/lesson.md")
            let result = Self.run("'\(Self.program)' lesson lint '\(folder)/lesson.md' 2>&1")
            let expected = messages.map { "\(folder)/lesson.md:\($0)\n" }.joined()
            #expect(result.output == (messages.isEmpty ? "1 lesson: no problems\n" : expected))
            #expect(result.status == (messages.isEmpty ? 0 : 1))
        }
    }

    @Test func sameIdTwice() throws {
        try Self.inFolder { folder in
            for name in ["a.md", "b.md"] { try Self.write(Self.good, folder + "/" + name) }
            let result = Self.run("'\(Self.program)' lesson lint '\(folder)'/*.md 2>&1")
            #expect(result.output == "\(folder)/b.md:3: id 'good' is also that of \(folder)/a.md\n")
        }
    }

    @Test func aLessonThroughAPipe() throws {
        try Self.inFolder { folder in
            let answers = [
                "", "3", "", "count", "", "4", "2", "", "1", "", "", "14", "", "", "3", "", "run", "3 total = 2 + price * count",
                "run",
            ].joined(separator: "\\n")
            let state = "XDG_STATE_HOME='\(folder)' "
            let taken = Self.run("printf '\(answers)\\n' | \(state)'\(Self.program)' lesson the-value-stack 2>&1")
            #expect(taken.status == 0)
            for text in [
                "Predict. BINARY_OP runs next.", "Not 3. The operands do not stay below the result", "Right.\nThe machine: 1.",
                "  top  14 ", "Not yet: depth == 3 never becomes true.", "Reached: depth == 3 is true of the machine.",
                "Done: The value stack. 5 of 7 right at the first try.",
            ] { #expect(taken.output.contains(text), "\(text) is missing in \(taken.output)") }
            #expect(!taken.output.utf8.contains(27))
            let list = Self.run("\(state)'\(Self.program)' lesson").output
            #expect(list.contains("8 min  done, 7 of 7 right"))
            let kept = Self.run("\(state)'\(Self.program)' lesson progress").output
            #expect(kept.contains("\"after-multiplication\": {\n          \"tries\": 2,\n          \"right\": true"))
            #expect(Self.run("\(state)'\(Self.program)' lesson reset the-value-stack").status == 0)
            #expect(!Self.run("\(state)'\(Self.program)' lesson").output.contains("done"))
        }
    }

    @Test func goingBackAndLeaving() throws {
        try Self.inFolder { folder in
            let answers = ["", "5", "5", "", ":b", ""].joined(separator: "\\n")
            let taken = Self.run(
                "printf '\(answers)\\n' | XDG_STATE_HOME='\(folder)' '\(Self.program)' lesson 1 2>&1")
            #expect(
                taken.output.contains("Not 5. \nHint: Look at line 1 of the program.\nOnce more.")
                    || taken.output.contains("Not 5."))
            #expect(taken.output.contains("(back)"))
            #expect(taken.output.hasSuffix("Left. Your answers are kept. To begin again: vivarium lesson the-value-stack\n"))
        }
    }

    @Test func anEndlessScriptIsGivenUp() throws {
        try Self.inFolder { folder in
            let text = Self.good.split(separator: "```predict", maxSplits: 1, omittingEmptySubsequences: false).joined(
                separator: "```predict")
            try Self.write(text, folder + "/lesson.md")
            let answers = ["", "2", "2 while True: pass", "run", "undo", "skip"].joined(separator: "\\n")
            let taken = Self.run(
                "printf '\(answers)\\n' | XDG_STATE_HOME='\(folder)' '\(Self.program)' lesson '\(folder)/lesson.md' 2>&1")
            #expect(taken.output.contains("the script runs on for more than"), "\(taken.output)")
            #expect(taken.output.contains("One way: line 2 is  b = [a, a]"))
        }
    }
}
