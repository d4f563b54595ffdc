import Memory

// `sys._debugmallocstats()`. Origin: `_PyObject_DebugMallocStats` in Objects/obmalloc.c, and the freelists of dict, float, list and tuple.

private func grouped(_ value: Int) -> String {
    let digits = String(value)
    var text = ""
    for (i, d) in digits.enumerated() {
        if i > 0 && (digits.count - i) % 3 == 0 { text += "," }
        text.append(d)
    }
    return text
}

private func right(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }

private func line(_ message: String, _ value: Int) -> String {
    message + String(repeating: " ", count: max(0, 35 - message.count)) + "=" + right(grouped(value), 21) + "\n"
}

private func freelist(_ name: String, _ count: Int, _ size: Int) -> String {
    line(right("\(count) \(name)s * \(size) bytes each", 48) + " ", count * size)
}

/// The text that `sys._debugmallocstats()` writes.
func mallocStatsText() -> String {
    let s = Memory.poolStatistics()
    let model = Memory.model
    var text = "Small block threshold = \(model.threshold), in \(model.classCount) size classes.\n\n"
    text += "class   size   num pools   blocks in use  avail blocks\n-----   ----   ---------   -------------  ------------\n"
    var allocated = 0, available = 0, headers = 0, quantization = 0
    for (i, c) in s.classes.enumerated() where c.pools != 0 {
        let size = model.size(ofClass: i)
        text +=
            "\(right("\(i)", 5)) \(right("\(size)", 6)) \(right("\(c.pools)", 11)) \(right("\(c.used)", 15)) \(right("\(c.free)", 13))\n"
        allocated += c.used * size
        available += c.free * size
        headers += c.pools * model.poolOverhead
        quantization += c.pools * ((model.poolSize - model.poolOverhead) % size)
    }
    text += "\n" + line("# arenas allocated total", s.arenasEver)
    text += line("# arenas reclaimed", s.arenasEver - s.arenas)
    text += line("# arenas highwater mark", s.arenasHigh)
    text += line("# arenas allocated current", s.arenas)
    text += line("\(s.arenas) arenas * \(model.arenaSize) bytes/arena", s.arenas * model.arenaSize) + "\n"
    text += line("# bytes in allocated blocks", allocated) + line("# bytes in available blocks", available)
    text += line("\(s.freePools) unused pools * \(model.poolSize) bytes", s.freePools * model.poolSize)
    text += line("# bytes lost to pool headers", headers) + line("# bytes lost to quantization", quantization)
    text += line("# bytes lost to arena alignment", s.alignmentBytes)
    text += line("Total", allocated + available + s.freePools * model.poolSize + headers + quantization + s.alignmentBytes)
    if model == .modern {
        // CPython finds arenas by a tree of three levels over the address; the machine needs none. These are the nodes that its arenas would have.
        text +=
            "\narena map counts\n" + line("# arena map mid nodes", s.mapMidNodes) + line("# arena map bot nodes", s.mapBotNodes)
            + "\n"
        let mid = 262_144 * s.mapMidNodes, bot = 131_072 * s.mapBotNodes
        text +=
            line("# bytes lost to arena map root", 262_144) + line("# bytes lost to arena map mid", mid)
            + line("# bytes lost to arena map bot", bot)
        text += line("Total", 262_144 + mid + bot)
    }
    text += "\n" + freelist("free PyDictObject", Freelists.dicts.load(as: Int.self), PyDict_Type.tp_basicsize)
    text += freelist("free PyFloatObject", Freelists.floats.load(fromByteOffset: 8, as: Int.self), PyFloat_Type.tp_basicsize)
    text += freelist("free PyListObject", Freelists.lists.load(as: Int.self), PyList_Type.tp_basicsize)
    for n in 1...20 {
        text += freelist(
            "free \(n)-sized PyTupleObject", Freelists.tupleHead(n).load(fromByteOffset: 8, as: Int.self),
            PyTuple_Type.tp_basicsize + 8 * n)
    }
    return text
}
