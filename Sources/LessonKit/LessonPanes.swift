import Bytecode
import Canvas
import Memory
import Runtime
import Timeline
import Trace

/// What a lesson shows of the machine, as lines of at most 78 columns. Every number is read from memory when it is shown.
struct LessonPanes {
    let run: LessonRun
    /// Names that are marked.
    let highlight: [String]
    private var isTight = false

    init(run: LessonRun, highlight: [String]) {
        self.run = run
        self.highlight = highlight
    }

    private var frame: PyObj? { run.context.frame }

    /// The panes one below the other, each with its title. Three of them are made smaller, so that they fit on a screen with what is said.
    mutating func lines(_ panes: [LessonPane]) -> [String] {
        isTight = panes.count > 2
        var out: [String] = []
        for pane in panes {
            let title = "-- \(pane.rawValue) "
            out.append(title + String(repeating: "-", count: max(2, 60 - title.count)))
            let content = lines(pane)
            out += content.isEmpty ? ["  (nothing)"] : content.map { String($0.prefix(78)) }
        }
        return out
    }

    private func lines(_ pane: LessonPane) -> [String] {
        switch pane {
        case .source: source
        case .bytecode: bytecode
        case .stack: stack
        case .frames: frames
        case .objects: objects
        case .bytes: bytes
        case .memory: memory
        case .collector: collector
        case .output: output
        }
    }

    private func pad(_ text: String, _ width: Int) -> String {
        let n = TextWidth.of(text)
        return n < width ? text + String(repeating: " ", count: width - n) : text
    }

    /// The line of the script that runs, and those around it.
    private var source: [String] {
        guard let script = run.script else { return [] }
        let lines = script.lines
        var current: Int?
        if let frame, Machine.isInMainFile(codeAddress: UInt64(UInt(bitPattern: frame.fr_code))) {
            current = FrameNames.line(of: frame)
        }
        let center = current ?? 1
        let rows = isTight ? 3 : 5
        let first = max(1, min(center - rows / 2, lines.count - rows + 1))
        guard first <= lines.count else { return [] }
        return (first...min(lines.count, first + rows - 1)).map { n in
            let number = String(n)
            return (n == current ? "> " : "  ") + String(repeating: " ", count: max(0, 3 - number.count)) + number + "  "
                + lines[n - 1]
        }
    }

    private var bytecode: [String] {
        guard let frame else { return [] }
        let code = frame.fr_code
        func strings(_ tuple: PyObj) -> [String] {
            Inspect.references(tuple, limit: 10_000).map { Inspect.text($0.target, limit: 100) }
        }
        func bytes(_ p: PyObj) -> [UInt8] { [UInt8](UnsafeRawBufferPointer(start: p + 32, count: p.ob_size)) }
        let units = [UInt8](UnsafeRawBufferPointer(start: code.codeStart, count: code.ob_size * 2))
        let listing = Disassembler.Listing(
            code: units, names: strings(code.co_names), localsplusnames: strings(code.co_localsplusnames),
            linetable: bytes(code.co_linetable), exceptiontable: bytes(code.co_exceptiontable), firstLine: code.co_firstlineno
        ) { i in
            guard i < code.co_consts.ob_size, let c = code.co_consts.load(fromByteOffset: 24 + i * 8, as: PyObj?.self) else {
                return "?"
            }
            return Inspect.shortRepr(c, limit: 30)
        }
        let all = Disassembler.instructions(listing)
        let at = frame.frameLasti
        let current = all.lastIndex { $0.offset <= at } ?? 0
        let rows = isTight ? 7 : 8
        let first = max(0, min(current - (isTight ? 1 : 3), all.count - rows))
        return all[first..<min(all.count, first + rows)].enumerated().map { i, instruction in
            let line = instruction.startsLine.map { "\($0)" } ?? ""
            let offset = "\(instruction.offset)"
            let argument = instruction.arg.map { " \($0)" } ?? ""
            let text = instruction.argrepr.isEmpty ? "" : "  (\(instruction.argrepr))"
            return (first + i == current && at >= 0 ? "> " : "  ") + pad(line, 4) + pad(offset, 5)
                + pad(Opcode.names[Int(Opcode.deoptimized[Int(instruction.opcode)])], 22) + argument + text
        }
    }

    private func describe(_ p: PyObj) -> String {
        pad(Inspect.shortRepr(p, limit: 24), 26) + pad(Inspect.typeName(p), 14) + " "
            + (p.ob_refcnt >= 900_000_000 ? "static" : "refcount \(p.ob_refcnt)")
    }

    /// Objects that are part of the program itself begin at 999,999,999: the number would only distract.
    private func count(_ p: PyObj) -> String { p.ob_refcnt >= 900_000_000 ? "static" : "\(p.ob_refcnt)" }

    private var stack: [String] {
        guard let frame else { return [] }
        let values = FrameNames.stack(of: frame)
        if values.isEmpty { return ["  (empty)"] }
        return values.enumerated().map { i, value in
            (i == 0 ? "  top  " : "       ") + (value.map { Inspect.isObject($0) ? describe($0) : "?" } ?? "NULL")
        }
    }

    private var frames: [String] {
        var out: [String] = []
        for frame in Machine.frames.reversed() where FrameNames.isFrame(frame) {
            let line = FrameNames.line(of: frame).map { "line \($0)" } ?? ""
            out.append("  " + pad(Inspect.text(frame.fr_code.co_qualname, limit: 30), 20) + line)
            for (name, value) in FrameNames.variables(of: frame).suffix(8) {
                out.append(
                    (highlight.contains(name) ? "  * " : "    ") + pad(name, 10) + (value.map { describe($0) } ?? "(not bound)"))
            }
        }
        return out
    }

    /// The objects that the lesson talks about: those that are marked now, else all that keep their names.
    private var subjects: [(name: String, address: UInt)] {
        let context = run.context
        let names = highlight.isEmpty ? run.remembered.keys.sorted() : highlight
        return names.compactMap { name in
            if let p = (try? MemoryExpression(name))?.object(context) { return (name, UInt(bitPattern: p)) }
            return run.remembered[name].map { (name, $0) }
        }
    }

    private func object(_ address: UInt) -> PyObj? {
        guard MemoryExpression.isLiveObject(address) else { return nil }
        return PyObj(bitPattern: address)
    }

    private var objects: [String] {
        var out: [String] = []
        let all = subjects
        for (name, address) in all {
            guard let p = object(address) else {
                out.append("  " + pad(name, 10) + "freed")
                continue
            }
            out.append("  " + pad(name, 10) + describe(p))
            for r in Inspect.references(p, limit: 4) where Inspect.isCollected(r.target) && !r.label.hasPrefix("__") {
                let target = all.first { $0.address == UInt(bitPattern: r.target) }?.name ?? Inspect.shortRepr(r.target, limit: 30)
                out.append("      \(r.label) -> \(target)")
            }
        }
        return out
    }

    /// The structs of the objects: offset, field, the bytes and what they mean.
    private var bytes: [String] {
        var out: [String] = []
        for (name, address) in subjects.prefix(2) {
            guard let p = object(address) else {
                out.append("  " + pad(name, 10) + "freed")
                continue
            }
            out.append("  \(name): \(Inspect.typeName(p)) at 0x\(String(address, radix: 16)), \(Inspect.size(p)) bytes")
            let rows = isTight || subjects.count > 1 ? 6 : 10
            let fields = Inspect.fields(of: .object(address))
            for field in fields.prefix(rows) {
                guard Memory.isReadable(address &+ UInt(bitPattern: field.offset), field.size) else { continue }
                var hex = ""
                for i in 0..<min(field.size, 8) {
                    let digits = String((p + field.offset).load(fromByteOffset: i, as: UInt8.self), radix: 16)
                    hex += (digits.count < 2 ? " 0" : " ") + digits
                }
                let value = Inspect.value(p, field)
                let offset = "\(field.offset)"
                out.append(
                    "  " + String(repeating: " ", count: max(0, 4 - offset.count)) + offset + " " + pad(field.name, 14)
                        + pad(hex, 25) + " "
                        + (value.target.flatMap { Inspect.isObject($0) ? "-> " : nil } ?? "") + value.text)
            }
            if fields.count > rows { out.append("       and \(fields.count - rows) fields more") }
        }
        return out
    }

    private var memory: [String] {
        blocks + pools
    }

    /// The pools of the objects' blocks, and the block that the next request of that size gets.
    private var pools: [String] {
        var seen: [UInt] = []
        var out: [String] = []
        for (_, address) in subjects {
            guard let pool = Memory.pool(containing: address), !seen.contains(pool), seen.count < 2 else { continue }
            seen.append(pool)
            let info = Memory.pool(at: pool)
            out.append(
                "  pool 0x\(String(pool, radix: 16)): blocks of \(info.blockSize) bytes, \(info.usedBlocks) of \(info.capacity) in use"
            )
            switch Memory.nextBlock(for: info.blockSize) {
            case .freeList(let block, let from):
                out.append(
                    "      malloc(\(info.blockSize)) would return 0x\(String(block, radix: 16))"
                        + (from == pool ? ", in this pool" : ", in another pool"))
            case .freePool(let block, _), .newPool(let block, _):
                out.append("      malloc(\(info.blockSize)) would return 0x\(String(block, radix: 16)), in a new pool")
            case .newArena: out.append("      malloc(\(info.blockSize)) would need a new arena")
            case .large: break
            }
        }
        return out
    }

    private var blocks: [String] {
        subjects.map { name, address in
            guard let block = Memory.block(containing: address) else { return "  " + pad(name, 10) + "static" }
            // A dead object may be parked on its type's freelist: for the allocator the block is still in use.
            let isParked = block.state == .used && object(address) == nil
            let state = isParked ? "the object is freed, its block waits for the next one" : "\(block.state)"
            return "  " + pad(name, 10) + "block 0x\(String(block.address, radix: 16)), \(block.size) bytes: \(state)"
        }
    }

    private var collector: [String] {
        var out: [String] = []
        let runs = GCProgress.pass != 0
        if runs, let pass = GCPass(rawValue: UInt8(truncatingIfNeeded: GCProgress.pass)) {
            out.append("  generation \(GCProgress.generation), pass \(RunTarget.snake("\(pass)"))")
        } else {
            let counts = (0..<3).map { "gen \($0): \(GCState.count($0))/\(GCState.threshold($0))" }.joined(separator: "   ")
            out.append("  no collection runs   \(counts)" + (GCState.enabled == 0 ? "   (automatic: off)" : ""))
        }
        guard !subjects.isEmpty else { return out }
        out.append("  object    ob_refcnt  gc_refs  list")
        for (name, address) in subjects {
            guard let p = object(address) else {
                out.append("  " + pad(name, 10) + "freed")
                continue
            }
            guard Inspect.isCollected(p) else { continue }
            let refs = (try? MemoryExpression.gcRefs(p)).map { "\($0)" } ?? "-"
            out.append("  " + pad(name, 10) + pad("\(count(p))", 11) + pad(refs, 9) + list(p))
        }
        return out
    }

    private func list(_ p: PyObj) -> String {
        let lists = GCProgress.pass != 0 ? ["unreachable", "finalizers", "trash", "young", "old"] : ["gen0", "gen1", "gen2"]
        return lists.first { MemoryExpression.isInList(p, $0) } ?? (Inspect.isTracked(p) ? "another list" : "not tracked")
    }

    private var output: [String] {
        run.output.split(separator: "\n").suffix(6).map { line in
            // What the script writes must not draw on the learner's terminal.
            "  " + String(line.unicodeScalars.map { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) ? "?" : Character($0) })
        }
    }
}
