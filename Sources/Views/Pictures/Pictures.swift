import Canvas
import Memory
import Runtime
import Trace

/// What can be drawn besides screens.
public enum Picture: String, CaseIterable, Sendable {
    /// Names, the objects that they lead to, and what these refer to.
    case objects
    /// The collector's lists with the containers in them.
    case collector
    /// Arenas, pools and blocks.
    case memory
}

/// Why a picture cannot be made: one line.
public struct PictureProblem: Error, CustomStringConvertible, Sendable {
    /// One line.
    public var description: String

    /// Makes a problem of a line.
    public init(description: String) { self.description = description }
}

extension App {
    /// A picture in Graphviz's language.
    public func dot(_ picture: Picture) throws(PictureProblem) -> String {
        switch picture {
        case .objects: return objectGraph().dot
        case .collector: return try collectorGraph().dot
        case .memory: throw PictureProblem(description: "a memory map is no graph: write it as svg or text")
        }
    }

    /// A picture as SVG.
    public func svg(_ picture: Picture) throws(PictureProblem) -> String {
        switch picture {
        case .objects: return objectGraph().svg
        case .collector: return try collectorGraph().svg
        case .memory: return memoryMap()
        }
    }

    /// A picture as lines of text.
    public func text(_ picture: Picture, width: Int) throws(PictureProblem) -> String {
        switch picture {
        case .objects: return (panes[.objects]?.plain(snapshot) ?? []).joined(separator: "\n") + "\n"
        case .collector: return (panes[.collector]?.plain(snapshot) ?? []).joined(separator: "\n") + "\n"
        case .memory:
            var pane = MemoryPane()
            let s = snapshot
            pane.follow(s, Rect(0, 0, width, 24))
            let m = Memory.model
            var out = [
                "\(m) model: arenas of \(m.arenaSize / 1024) KiB, pools of \(m.poolSize / 1024) KiB, blocks in steps of \(m.alignment)",
                "",
            ]
            for mode in [MemoryPane.Mode.arenas, .classes, .pool] {
                pane.mode = mode
                out += pane.lines(s, width: width, height: mode == .arenas ? 10_000 : 16).map(\.plain) + [""]
            }
            return out.joined(separator: "\n") + "\n"
        }
    }

    // MARK: Objects

    private static func id(_ p: PyObj) -> String { "o" + String(UInt(bitPattern: p), radix: 16) }

    private func lines(_ p: PyObj, _ s: Snapshot) -> [String] {
        let mark = s.markLine(p).plain
        let value = Inspect.shortRepr(p, limit: 28)
        let type = Inspect.typeName(p)
        return [
            (mark.isEmpty ? "" : mark + " ") + type, s.fit(value, 28),
            "refcount \(s.refcountText(p))  0x" + String(UInt(bitPattern: p), radix: 16),
        ]
    }

    func objectGraph() -> Graph {
        let s = snapshot
        var g = Graph(title: "\(scriptName), \(positionText(s))\(s.frame?.line.map { ", before line \($0)" } ?? "")")
        var seen: Set<PyObj> = []
        var queue: [(object: PyObj, depth: Int)] = []
        let limit = 80
        func node(_ p: PyObj, _ depth: Int) -> Bool {
            if seen.contains(p) { return true }
            guard seen.count < limit else { return false }
            seen.insert(p)
            g.nodes.append(Graph.Node(id: Self.id(p), lines: lines(p, s), look: s.isMarked(p) ? .container : .object))
            queue.append((p, depth))
            return true
        }
        var left = 0
        for (depth, record) in s.frames.prefix(6).enumerated().reversed() {
            guard let f = FrameView(record) else { continue }
            for v in f.variables {
                guard let p = v.value else { continue }
                let isPlain =
                    !s.isMarked(p) && (Inspect.isType(p) || [PyFunction_Type, PyModule_Type, PyCFunction_Type].contains(p.ob_type))
                // Functions, classes and modules are part of the program, not of its data.
                if isPlain { continue }
                guard node(p, 0) else {
                    left += 1
                    continue
                }
                let id = "n\(depth)_\(v.name)"
                g.nodes.append(Graph.Node(id: id, lines: [v.name, f.name], look: .place))
                g.edges.append(Graph.Edge(from: id, to: Self.id(p), label: "", isMarked: s.changes.isChanged(v.slot)))
            }
        }
        var at = 0
        while at < queue.count {
            let (p, depth) = queue[at]
            at += 1
            guard depth < 4, s.isMarked(p) else { continue }
            for r in Inspect.references(p, limit: 16) where r.label != "key" && r.label != "__class__" {
                guard node(r.target, depth + 1) else {
                    left += 1
                    continue
                }
                g.edges.append(
                    Graph.Edge(
                        from: Self.id(p), to: Self.id(r.target), label: r.label,
                        isMarked: r.slot.map { s.changes.isChanged($0) } ?? false))
            }
        }
        // What was seen and is gone stays in the picture.
        for address in s.marks.addresses.suffix(300) {
            guard let p = PyObj(bitPattern: address), !seen.contains(p), !s.heap.isLive(p), let n = s.marks.existing(p),
                g.nodes.count < limit + 20
            else { continue }
            g.nodes.append(
                Graph.Node(id: Self.id(p), lines: [s.glyphs.mark(n) + " freed", "0x" + String(address, radix: 16)], look: .freed))
        }
        if left > 0 { g.notes.append("\(left) more references are not drawn") }
        if g.nodes.isEmpty { g.notes.append("no frame runs here, or it has no data") }
        return g
    }

    // MARK: The collector

    func collectorGraph() throws(PictureProblem) -> Graph {
        let s = snapshot
        guard s.exitStatus == nil else { throw PictureProblem(description: "the run has ended: there is no collector any more") }
        let pane = CollectorPane()
        var g = Graph(title: "\(scriptName), \(positionText(s)): " + (pane.isCollecting ? pane.note(s) : "no collection runs"))
        var all: [(object: PyObj, group: String, trash: Bool)] = []
        if pane.isCollecting {
            for row in pane.rows(s).prefix(60) { all.append((row.object, row.list, row.list != "young" && row.list != "old")) }
            for (name, head) in pane.chains() { g.notes.append("\(name): \(GCWalk.count(head)) objects") }
        } else {
            for n in 0..<3 {
                var some: [PyObj] = []
                GCWalk.backward(GCState.head(n), limit: 5000) { p in
                    if Inspect.isObject(p), some.count < 20, s.marks.existing(p) != nil || some.count < 6 && n == 0 {
                        some.append(p)
                    }
                }
                all += some.reversed().map { ($0, "generation \(n)  \(GCState.count(n))/\(GCState.threshold(n))", false) }
                g.notes.append(
                    "generation \(n): \(GCWalk.count(GCState.head(n))) objects, count \(GCState.count(n)) of \(GCState.threshold(n))"
                )
            }
        }
        var known: Set<PyObj> = []
        for entry in all where known.insert(entry.object).inserted {
            let p = entry.object
            var text = lines(p, s)
            let refs = CollectorPane.gcRefs(p, entry.group)
            text[2] = "ob_refcnt \(p.ob_refcnt)" + (refs.map { "  gc_refs \($0)" } ?? "")
            g.nodes.append(Graph.Node(id: Self.id(p), lines: text, look: entry.trash ? .trash : .container, group: entry.group))
        }
        for p in known {
            for r in Inspect.references(p, limit: 500) where known.contains(r.target) && r.label != "key" {
                let isThis =
                    s.event.a == UInt64(UInt(bitPattern: p)) && s.event.b == UInt64(UInt(bitPattern: r.target))
                    && (s.event.kind == .gcSubtract || s.event.kind == .gcVisit)
                g.edges.append(Graph.Edge(from: Self.id(p), to: Self.id(r.target), label: r.label, isMarked: isThis))
            }
        }
        g.edges.sort { ($0.from, $0.to, $0.label) < ($1.from, $1.to, $1.label) }
        return g
    }

    // MARK: Memory

    /// Arenas as rows of pools, the pool of the last allocation as a map of blocks, and the large blocks.
    func memoryMap() -> String {
        let s = snapshot
        let model = Memory.model
        let arenas = Memory.arenas()
        let cell = 13.0
        let columns = 64
        var body = ""
        var y = 48.0
        func rect(_ x: Double, _ y: Double, _ w: Double, _ h: Double, _ fill: String, _ title: String, stroke: String = "#fff") {
            body +=
                "<rect x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\" width=\"\(SVGText.number(w))\" height=\"\(SVGText.number(h))\" fill=\"\(fill)\" stroke=\"\(stroke)\"><title>\(Quoting.markup(title))</title></rect>\n"
        }
        func shade(_ used: Int, _ capacity: Int) -> String {
            // From light to dark blue with the part in use.
            let part = capacity > 0 ? Double(used) / Double(capacity) : 0
            func mix(_ a: Double, _ b: Double) -> String {
                let digits = String(Int(a + (b - a) * part), radix: 16)
                return digits.count < 2 ? "0" + digits : digits
            }
            return "#" + mix(214, 0) + mix(232, 92) + mix(245, 158)
        }
        var pane = MemoryPane()
        pane.follow(s, Rect(0, 0, 80, 24))
        for arena in arenas.prefix(200) {
            body += SVGText.text(
                16, y + 11,
                "arena \(arena.index)  0x\(String(arena.address, radix: 16))  \(arena.totalPools - arena.freePools) of \(arena.totalPools) pools in use",
                size: 11)
            y += 16
            for (i, p) in Memory.pools(ofArena: arena.index).enumerated() {
                let px = 16 + Double(i % columns) * cell
                let py = y + Double(i / columns) * cell
                let address = "0x" + String(p.address, radix: 16)
                switch p.state {
                case .untouched: rect(px, py, cell, cell, "#f3f3f3", "pool \(address): never carved", stroke: "#ddd")
                case .empty: rect(px, py, cell, cell, "#fbe3a6", "pool \(address): empty, last served \(p.blockSize) bytes")
                case .used, .full:
                    rect(
                        px, py, cell, cell, shade(p.usedBlocks, p.capacity),
                        "pool \(address): \(p.blockSize)-byte blocks, \(p.usedBlocks) of \(p.capacity) in use",
                        stroke: p.address == pane.poolAddress ? "#d55e00" : "#fff")
                }
            }
            y += Double((arena.totalPools + columns - 1) / columns) * cell + 8
        }
        if arenas.count > 200 {
            body += SVGText.text(16, y + 11, "and \(arenas.count - 200) arenas more", size: 11)
            y += 20
        }
        if Memory.isPool(pane.poolAddress) {
            let pool = Memory.pool(at: pane.poolAddress)
            let free = Memory.freeList(ofPool: pool.address)
            let next = free.first
            body += SVGText.text(
                16, y + 18,
                "pool 0x\(String(pool.address, radix: 16)): \(pool.blockSize)-byte blocks, \(pool.usedBlocks) of \(pool.capacity) in use, free list of \(free.count)",
                size: 12, bold: true)
            y += 28
            for (i, b) in Memory.blocks(ofPool: pool.address).enumerated() {
                let px = 16 + Double(i % columns) * cell
                let py = y + Double(i / columns) * cell
                let address = "0x" + String(b.address, radix: 16)
                if b.address == next {
                    rect(px, py, cell, cell, "#d55e00", "block \(address): free, handed out next")
                } else {
                    switch b.state {
                    case .used:
                        var walk = HeapWalk(withStatics: false)
                        let what =
                            walk.object(inBlock: b.address, b.size).map {
                                "\(Inspect.typeName($0)) \(Inspect.shortRepr($0, limit: 40))"
                            } ?? "no object"
                        rect(px, py, cell, cell, "#0072b2", "block \(address): \(what)")
                    case .free:
                        rect(
                            px, py, cell, cell, "#f0c060",
                            "block \(address): free, number \((free.firstIndex(of: b.address) ?? 0) + 1) of the free list")
                    case .untouched: rect(px, py, cell, cell, "#f3f3f3", "block \(address): never handed out", stroke: "#ddd")
                    }
                }
            }
            y += Double((pool.capacity + columns - 1) / columns) * cell + 12
        }
        let (classes, empty, untouched) = MemoryPane.census()
        var inUse = 0
        var free = 0
        for (c, u) in classes {
            inUse += u.used * model.size(ofClass: c)
            free += (u.capacity - u.used) * model.size(ofClass: c)
        }
        let t = Memory.totals
        for line in [
            "\(t.arenas) arenas of \(model.arenaSize / 1024) KiB; pools of \(model.poolSize / 1024) KiB: \(classes.values.reduce(0) { $0 + $1.pools }) used, \(empty) empty, \(untouched) untouched",
            "bytes in blocks in use \(grouped(UInt64(inUse))), in free blocks of used pools \(grouped(UInt64(free)))",
            "large blocks: \(t.largeBlocks), \(grouped(UInt64(t.largeBytes))) bytes",
            "darker: more of the pool in use; orange: the next block; yellow: free; grey: never used",
        ] {
            y += 17
            body += SVGText.text(16, y, line, size: 12, colour: "#333")
        }
        return SVGText.head(16 * 2 + Double(columns) * cell, y + 20)
            + SVGText.text(16, 28, "\(scriptName), \(positionText(s)): memory, \(model) model", size: 14, bold: true) + body
            + "</svg>\n"
    }
}

extension GCWalk {
    /// The number of objects of a list.
    static func count(_ head: PyObj) -> Int {
        var n = 0
        forEach(head, limit: .max) { _ in n += 1 }
        return n
    }
}
