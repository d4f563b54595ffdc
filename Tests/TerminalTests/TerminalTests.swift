import Glibc
import Testing

/// The visualizer in a real terminal, driven through tmux: keys go in, the screen is read.
@Suite(.serialized) struct TerminalTests {
    static let root = String(#filePath.dropLast("/Tests/TerminalTests/TerminalTests.swift".count))
    static var program: String { getenv("VIVARIUM").map { String(cString: $0) } ?? root + "/.build/debug/vivarium" }

    /// Output of a shell command.
    @discardableResult
    static func shell(_ command: String) -> String {
        guard let pipe = popen(command, "r") else { return "" }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let n = fread(&buffer, 1, buffer.count, pipe)
            if n == 0 { break }
            bytes += buffer[..<n]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A terminal with a shell in it.
    struct Terminal {
        let name: String

        init(_ width: Int, _ height: Int) {
            name = "vivarium-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
            TerminalTests.shell("tmux -L \(name) -f /dev/null new-session -d -s t -x \(width) -y \(height) 'PS1=\"$ \" sh'")
        }

        func send(_ keys: String) { TerminalTests.shell("tmux -L \(name) send-keys -t t \(keys)") }
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

    @Test func endedFromOutside() {
        let t = open("scene.py")
        defer { t.end() }
        #expect(t.wait(for: "1 class Node:"))
        let id = Self.shell("tmux -L \(t.name) list-panes -F '#{pane_pid}'").filter(\.isNumber)
        let child = Self.shell("pgrep -P \(id)").filter(\.isNumber)
        #expect(!child.isEmpty)
        Self.shell("kill -TERM \(child)")
        #expect(t.wait(for: "status=143"), "\(t.screen)")
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

    @Test func noTerminal() {
        let text = Self.shell("cd '\(Self.root)/Tests/Golden/screens' && '\(Self.program)' scene.py </dev/null | cat")
        #expect(text.contains("1. line 1: class Node:") && text.contains("The run has ended with exit status 0."))
        #expect(!text.contains("\u{1b}"))
        #expect(text.contains("^[[31mred"))
    }
}
