import Canvas
import Runtime
import Timeline
import Trace

extension App {
    /// The commands with what they take and do.
    static let commands: [(name: String, argument: String, help: String)] = [
        ("goto", "N", "go to event N"),
        ("line", "N", "run to the next time that line N begins"),
        ("break", "LINE [if EXPR]", "set a breakpoint"),
        ("delete", "[LINE]", "remove a breakpoint, or all"),
        ("breakpoints", "", "list them"),
        ("watch", "NAME", "w then goes to the next change of this variable"),
        ("where", "EXPR", "run to the first instruction at which this is true"),
        ("py-bt", "", "the frames, as gdb's python extension lists them"),
        ("py-list", "", "the source around the line that runs"),
        ("py-locals", "", "the variables of the frame"),
        ("save", "FILE", "write the screen to FILE.svg, .html or .txt"),
        ("theme", "NAME", "dark, light, high-contrast, mono"),
        ("both", "", "the memory under both models, modern and classic; again: this one's"),
        ("zoom", "source|bytecode|memory", "choose the level"),
        ("help", "", "the keys"),
        ("legend", "", "what the symbols mean"),
        ("quit", "", "leave"),
    ]

    func handlePrompt(_ key: Key) -> [Effect] {
        guard var p = prompt else { return [] }
        switch p.kind {
        case .mark, .jump:
            prompt = nil
            guard case .character(let c) = key else { return [] }
            if p.kind == .mark {
                places[c] = session.position
                say("Mark \(c) is at event \(grouped(session.position)); '\(c) comes back.")
            } else if c == "'" {
                say(
                    places.isEmpty
                        ? "No marks: m and a letter sets one."
                        : "Marks: " + places.keys.sorted().map(String.init).joined(separator: " "))
            } else if let place = places[c] {
                go(to: place)
            } else {
                say("There is no mark \(c).", error: true)
            }
            return []
        case .command, .search: break
        }
        switch key {
        case .escape: prompt = nil
        case .enter:
            prompt = nil
            message = ""
            if p.kind == .search {
                search(p.text.isEmpty ? searchText : p.text)
                return []
            }
            if !p.text.isEmpty { history.append(p.text) }
            historyIndex = nil
            return run(command: p.text)
        case .backspace:
            if p.text.isEmpty {
                prompt = nil
            } else {
                p.text.removeLast()
                p.hint = ""
                prompt = p
            }
        case .control("u"):
            p.text = ""
            prompt = p
        case .tab:
            complete(&p)
            prompt = p
        case .up where p.kind == .command && !history.isEmpty:
            historyIndex = max(0, (historyIndex ?? history.count) - 1)
            p.text = history[historyIndex!]
            prompt = p
        case .down where p.kind == .command && historyIndex != nil:
            historyIndex = min(history.count, historyIndex! + 1)
            p.text = historyIndex! < history.count ? history[historyIndex!] : ""
            prompt = p
        case .character(let c):
            p.text.append(c)
            p.hint = ""
            prompt = p
        default: break
        }
        return []
    }

    /// Completes what is typed as far as it is unambiguous, and hints at the rest.
    private func complete(_ p: inout Prompt) {
        guard p.kind == .command else { return }
        let words = p.text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let head = words.dropLast().joined(separator: " ")
        let last = words.last ?? ""
        var candidates: [String]
        if words.count <= 1 {
            candidates = Self.commands.map(\.name)
        } else {
            switch words[0] {
            case "theme": candidates = themeNames
            case "zoom": candidates = Zoom.allCases.map { $0.rawValue.lowercased() }
            case "watch", "where": candidates = snapshot.frame?.variables.map(\.name) ?? []
            case "delete": candidates = session.breakpoints.compactMap { if case .line(let n) = $0.place { "\(n)" } else { nil } }
            default: candidates = []
            }
        }
        candidates = candidates.filter { $0.hasPrefix(last) }
        guard var common = candidates.first else {
            p.hint = "no completion"
            return
        }
        for c in candidates { while !c.hasPrefix(common) { common.removeLast() } }
        p.text = (head.isEmpty ? "" : head + " ") + common + (candidates.count == 1 ? " " : "")
        p.hint = candidates.count > 1 ? candidates.joined(separator: " ") : ""
    }

    /// Runs a command line.
    func run(command text: String) -> [Effect] {
        let words = text.split(separator: " ").map(String.init)
        guard let given = words.first else { return [] }
        let matches = Self.commands.map(\.name).filter { $0.hasPrefix(given) }
        guard let name = Self.commands.map(\.name).first(where: { $0 == given }) ?? (matches.count == 1 ? matches[0] : nil) else {
            if let n = UInt64(given.filter { $0 != "," }) {
                go(to: n)
            } else if matches.isEmpty {
                say("There is no command \(given); Tab lists them.", error: true)
            } else {
                say("\(given) could be: " + matches.joined(separator: ", "), error: true)
            }
            return []
        }
        let rest = text.trimmed.dropFirst(given.count).description.trimmed
        switch name {
        case "goto":
            guard let n = UInt64(rest.filter { $0 != "," }), n > 0 else {
                say("Write :goto and the number of an event, from 1 on.", error: true)
                return []
            }
            go(to: n)
        case "line":
            guard let n = Int(rest) else {
                say("Write :line and a line number.", error: true)
                return []
            }
            runToLine(n)
        case "break": setBreakpoint(rest)
        case "delete":
            if rest.isEmpty {
                session.breakpoints.removeAll()
                say("All breakpoints removed.")
            } else if let n = Int(rest), session.breakpoints.contains(where: { $0.place == .line(n) }) {
                session.breakpoints.removeAll { $0.place == .line(n) }
                say("Breakpoint on line \(n) removed.")
            } else {
                say("There is no breakpoint on line \(rest).", error: true)
            }
            cached = nil
        case "breakpoints":
            let list = session.breakpoints.enumerated().map { "\($0 + 1)  \(describe($1))" }
            open(
                .text(
                    title: "Breakpoints",
                    lines: list.isEmpty ? ["none: b sets one on the current line, :break 12 on line 12"] : list))
        case "watch":
            if let w = watch(named: rest) {
                watched = w
                say("Watching \(rest): w goes to its next change, W to the previous one.")
            } else {
                say("The frame has no variable \(rest.isEmpty ? "of that name" : rest).", error: true)
            }
        case "where": runWhere(rest)
        case "py-bt": open(.text(title: "py-bt", lines: backtrace()))
        case "py-list": open(.text(title: "py-list", lines: listing()))
        case "py-locals":
            let list = snapshot.frame?.variables.map { v in
                "\(v.name) = \(v.value.map { snapshot.line(for: $0, limit: 60).plain } ?? "not bound")"
            }
            open(.text(title: "py-locals", lines: list ?? ["no frame"]))
        case "save":
            guard !rest.isEmpty else {
                say("Write :save and a file name that ends in .svg, .html or .txt.", error: true)
                return []
            }
            return [.save(rest)]
        case "theme":
            guard themeNames.contains(rest) else {
                say("Themes: " + themeNames.joined(separator: ", "), error: true)
                return []
            }
            themeName = rest
            return [.theme(rest)]
        case "zoom":
            guard let z = Zoom.allCases.first(where: { $0.rawValue.lowercased().hasPrefix(rest.lowercased()) }), !rest.isEmpty
            else {
                say("Zooms: source, bytecode, memory", error: true)
                return []
            }
            choose(z)
        case "both": toggleBothModels()
        case "help": open(.help)
        case "legend": open(.legend)
        case "quit": return [.quit]
        default: break
        }
        return []
    }

    private func setBreakpoint(_ text: String) {
        var words = text.split(separator: " ").map(String.init)
        guard let first = words.first, let line = Int(first) else {
            say("Write :break and a line number, perhaps with `if` and a condition.", error: true)
            return
        }
        words.removeFirst()
        let count = sources.text(scriptPath)?.lines.count ?? Int.max
        guard line >= 1, line <= count else {
            say("The script has no line \(line).", error: true)
            return
        }
        var b = Breakpoint(.line(line))
        if words.first == "if" {
            let source = words.dropFirst().joined(separator: " ")
            do {
                let expression = try MemoryExpression(source)
                b.conditionText = source
                b.condition = { expression.isTrueNow() }
            } catch {
                say(error.description, error: true)
                return
            }
        } else if words.first == "hit", words.count == 2, let n = Int(words[1]), n > 0 {
            b.fromHit = n
        } else if !words.isEmpty {
            say("After the line may come `if` and a condition, or `hit` and a number.", error: true)
            return
        }
        session.breakpoints.removeAll { $0.place == .line(line) }
        session.breakpoints.append(b)
        say("Breakpoint: \(describe(b)).")
        cached = nil
    }

    private func runWhere(_ text: String) {
        do {
            let expression = try MemoryExpression(text)
            var isMissed = false
            move { [self] in
                let home = session.position
                let stop = session.move(expression.kinds, false) { _ in expression.isTrueNow() ? .reached : nil }
                isMissed = stop.isEnd || stop == .boundary
                guard isMissed else { return stop }
                session.seek(to: home)
                return .boundary
            }
            if isMissed {
                say("\(text) is nowhere true after this.", error: true)
            } else if session.lastStop == .reached {
                say("\(text) is true here.")
            }
        } catch {
            say(error.description, error: true)
        }
    }

    private func backtrace() -> [String] {
        let s = snapshot
        var out = s.frames.isEmpty ? ["no frame"] : ["Traceback (most recent call first):"]
        for record in s.frames.prefix(200) {
            guard let f = FrameView(record) else { continue }
            out.append("  File \"\(f.filename)\", line \(f.line ?? 0), in \(f.name)")
            if let n = f.line, let lines = sources.text(f.filename)?.lines, lines.indices.contains(n - 1) {
                out.append("    " + lines[n - 1].trimmed)
            }
        }
        return out
    }

    private func listing() -> [String] {
        guard let f = snapshot.frame, let n = f.line, let lines = sources.text(f.filename)?.lines else { return ["no source"] }
        return (max(1, n - 8)...max(1, min(lines.count, n + 8))).map { i in
            let number = String(i)
            return (i == n ? ">" : " ") + String(repeating: " ", count: max(0, 4 - number.count)) + number + "    " + lines[i - 1]
        }
    }
}
