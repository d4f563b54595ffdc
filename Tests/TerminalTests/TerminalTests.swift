import Glibc
import TestSupport
import Testing

/// The visualizer in a real terminal, driven through tmux: keys go in, the screen is read.
@Suite(.serialized) struct TerminalTests {
    static let root = packageFolder
    static var program: String { programUnderTest }

    /// Output of a shell command.
    @discardableResult
    static func shell(_ command: String) -> String { TestSupport.shell(command).output }

    /// A terminal with a shell in it.
    struct Terminal {
        let name: String

        init(_ width: Int, _ height: Int) {
            name = "vivarium-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
            TerminalTests.shell("tmux -L \(name) -f /dev/null new-session -d -s t -x \(width) -y \(height) 'PS1=\"$ \" sh'")
        }

        func send(_ keys: String) { TerminalTests.shell("tmux -L \(name) send-keys -t t \(keys)") }
        /// What tmux knows of the terminal's state.
        func format(_ text: String) -> String {
            TerminalTests.shell("tmux -L \(name) display-message -p -t t '\(text)'").split(separator: "\n").joined()
        }
        var screen: String { TerminalTests.shell("tmux -L \(name) capture-pane -p -t t") }
        func end() { TerminalTests.shell("tmux -L \(name) kill-server 2>/dev/null") }

        /// Waits up to ten seconds for a text on the screen.
        func wait(for text: String) -> Bool {
            for _ in 0..<100 {
                if screen.contains(text) { return true }
                usleep(100_000)
            }
            return false
        }
    }

    private func open(_ arguments: String, _ width: Int = 80, _ height: Int = 24) -> Terminal {
        let t = Terminal(width, height)
        t.send("\"cd '\(Self.root)/Tests/Golden/screens' && '\(Self.program)' \(arguments); echo status=\\$?\" Enter")
        return t
    }

    @Test func aSession() {
        let t = open("scene.py")
        defer { t.end() }
        #expect(t.wait(for: "1 class Node:"), "\(t.screen)")
        #expect(t.screen.contains("? help  q quit"))
        t.send("n n n")
        #expect(t.wait(for: "class Node"))
        t.send("F1")
        #expect(t.wait(for: "o Output"))
        t.send("':' 'break 10' Enter c")
        #expect(t.wait(for: "Stopped at breakpoint 1: line 10"), "\(t.screen)")
        #expect(t.screen.contains("total"))
        t.send("'?'")
        #expect(t.wait(for: "Moving in time"))
        t.send("Escape End")
        #expect(t.wait(for: "caught 'nobody'"))
        t.send("Home")
        #expect(t.wait(for: "nothing written yet"))
        t.send("q")
        #expect(t.wait(for: "status=0"), "\(t.screen)")
        t.send("'stty -a | tr \";\" \"\\n\" | grep -c -w icanon' Enter")
        #expect(!t.screen.contains("\u{1b}"))
    }

    @Test func resizing() {
        let t = open("scene.py")
        defer { t.end() }
        #expect(t.wait(for: "1 class Node:"))
        Self.shell("tmux -L \(t.name) resize-window -t t -x 50 -y 12")
        #expect(t.wait(for: "too small"), "\(t.screen)")
        Self.shell("tmux -L \(t.name) resize-window -t t -x 120 -y 40")
        #expect(t.wait(for: "3 Stack"), "\(t.screen)")
        t.send("q")
        #expect(t.wait(for: "status=0"))
    }

    /// Signals from outside and the traps of a fault inside: the exit status tells which, and the terminal is as it was.
    @Test(arguments: [("TERM", 143), ("HUP", 129), ("INT", 130), ("SEGV", 139), ("ILL", 132), ("TRAP", 133), ("ABRT", 134)])
    func endedBySignal(_ signal: String, _ status: Int) {
        let t = open("scene.py")
        defer { t.end() }
        #expect(t.wait(for: "1 class Node:"))
        #expect(t.format("#{alternate_on} #{cursor_flag}") == "1 0")
        let shell = t.format("#{pane_pid}")
        let child = Self.shell("pgrep -P \(shell)").filter(\.isNumber)
        #expect(!child.isEmpty)
        Self.shell("kill -\(signal) \(child)")
        #expect(t.wait(for: "status=\(status)"), "\(t.screen)")
        #expect(t.format("#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag}") == "0 1 0 0")
        t.send("\"stty -a | tr ' ' '\\n' | grep -x -e icanon -e echo -e icrnl | tr '\\n' '+'; echo done\" Enter")
        #expect(t.wait(for: "icrnl+icanon+echo+done"), "\(t.screen)")
    }

    @Test func suspending() {
        let t = open("scene.py")
        defer { t.end() }
        #expect(t.wait(for: "1 class Node:"))
        t.send("C-z")
        #expect(t.wait(for: "Stopped") || t.screen.contains("$ "), "\(t.screen)")
        t.send("fg Enter")
        #expect(t.wait(for: "1 class Node:"))
        t.send("q")
        #expect(t.wait(for: "status="))
    }

    /// Ctrl-C (as any key) stops a program that does not end, and the person is back at the screen, at the place where it was stopped.
    @Test func endlessLoop() throws {
        let script = "/tmp/vivarium-endless-\(getpid()).py"
        try #require(writeText("i = 0\nwhile True:\n    i += 1\n", script))
        defer { unlink(script) }
        let t = open(script)
        defer { t.end() }
        #expect(t.wait(for: "1 i = 0"), "\(t.screen)")
        t.send("End")
        #expect(t.wait(for: "any key stops it"), "\(t.screen)")
        t.send("C-c")
        #expect(t.wait(for: "Interrupted."), "\(t.screen)")
        t.send("N")
        #expect(t.wait(for: "step  n N line"), "\(t.screen)")
        t.send("q")
        #expect(t.wait(for: "status=0"), "\(t.screen)")
    }

    /// A line that is typed for `input()` stays on the screen after its prompt, as in a terminal; going back takes it away.
    @Test func inputIsEchoed() throws {
        let script = "/tmp/vivarium-input-\(getpid()).py"
        try #require(writeText("name = input('who? ')\nprint('hello', name)\n", script))
        defer { unlink(script) }
        let t = open(script)
        defer { t.end() }
        #expect(t.wait(for: "1 name = input"), "\(t.screen)")
        t.send("F1 n")
        #expect(t.wait(for: "waits for input"), "\(t.screen)")
        t.send("Ann Enter")
        #expect(t.wait(for: "who? Ann"), "\(t.screen)")
        t.send("End")
        #expect(t.wait(for: "hello Ann"), "\(t.screen)")
        #expect(t.screen.contains("The script has ended."), "\(t.screen)")
        t.send("End")
        #expect(t.wait(for: "The run has ended with exit status 0."), "\(t.screen)")
        t.send("Home")
        #expect(t.wait(for: "nothing written yet"), "\(t.screen)")
        t.send("q")
        #expect(t.wait(for: "status=0"), "\(t.screen)")
    }

    /// What a script prints never reaches the terminal as commands: escape sequences are shown.
    @Test func escapeSequencesAreShown() {
        let t = open("scene.py", 120, 40)
        defer { t.end() }
        #expect(t.wait(for: "1 class Node:"))
        t.send("End o z")
        #expect(t.wait(for: "^[[31mred"), "\(t.screen)")
    }

    /// Terminals that cannot show a screen: one line says so, and what to do.
    @Test(arguments: [
        ("dumb", "TERM is 'dumb', which cannot move the cursor: use --plain"),
        ("zork", "TERM is 'zork', which this system does not know: use --plain"),
    ])
    func unsuitableTerminal(_ name: String, _ message: String) {
        let t = Terminal(120, 24)
        defer { t.end() }
        t.send("\"cd '\(Self.root)/Tests/Golden/screens' && TERM=\(name) '\(Self.program)' scene.py; echo status=\\$?\" Enter")
        #expect(t.wait(for: "status=1"), "\(t.screen)")
        #expect(t.screen.contains(message), "\(t.screen)")
    }

    @Test func noTerminal() {
        let text = Self.shell("cd '\(Self.root)/Tests/Golden/screens' && '\(Self.program)' scene.py </dev/null | cat")
        #expect(text.contains("1. line 1: class Node:") && text.contains("The run has ended with exit status 0."))
        #expect(!text.contains("\u{1b}"))
        #expect(text.contains("^[[31mred"))
    }
}
