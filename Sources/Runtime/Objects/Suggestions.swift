import Memory

// "Did you mean": names close to one that was not found. Origin: Python/suggestions.c.

private let moveCost = 2

private func substitutionCost(_ a: UInt8, _ b: UInt8) -> Int {
    if a & 31 != b & 31 { return moveCost }
    if a == b { return 0 }
    func lower(_ c: UInt8) -> UInt8 { c >= 65 && c <= 90 ? c + 32 : c }
    return lower(a) == lower(b) ? 1 : moveCost
}

/// The edit distance of two byte strings, or more than `limit` if it exceeds that.
private func distance(_ x: [UInt8], _ y: [UInt8], _ limit: Int) -> Int {
    var a = x[...]
    var b = y[...]
    while let p = a.first, let q = b.first, p == q {
        a.removeFirst()
        b.removeFirst()
    }
    while let p = a.last, let q = b.last, p == q {
        a.removeLast()
        b.removeLast()
    }
    if a.isEmpty || b.isEmpty { return (a.count + b.count) * moveCost }
    if a.count > 40 || b.count > 40 { return limit + 1 }
    if b.count < a.count { swap(&a, &b) }
    if (b.count - a.count) * moveCost > limit { return limit + 1 }
    var row = (1...a.count).map { $0 * moveCost }
    let first = Array(a)
    var result = 0
    for (i, code) in b.enumerated() {
        var diagonal = i * moveCost
        result = diagonal
        var least = Int.max
        for j in 0..<first.count {
            let substitute = diagonal + substitutionCost(code, first[j])
            diagonal = row[j]
            result = min(min(result, diagonal) + moveCost, substitute)
            row[j] = result
            least = min(least, result)
        }
        if least > limit { return limit + 1 }
    }
    return result
}

/// The candidate closest to a name, if one is close enough. Not tried with 750 candidates or more.
private func closest(_ candidates: [PyObj], _ name: PyObj) -> PyObj? {
    if candidates.count >= 750 { return nil }
    let wanted = Array(swiftString(name).utf8)
    var best: PyObj?
    var bestDistance = Int.max
    for item in candidates {
        if !PyUnicode_Check(item) { return nil }
        let text = Array(swiftString(item).utf8)
        if text == wanted { continue }
        let limit = min((wanted.count + text.count + 3) * moveCost / 6, bestDistance - 1)
        let d = distance(wanted, text, limit)
        if d > limit { continue }
        if best == nil || d < bestDistance {
            best = item
            bestDistance = d
        }
    }
    return best
}

/// The items of a list (borrowed).
private func items(_ list: PyObj) -> [PyObj] { (0..<list.ob_size).map { PyList_GET_ITEM(list, $0) } }

/// The closest of the keys of a mapping; no exception stays set.
private func closestKey(_ mapping: PyObj?, _ name: PyObj) -> String? {
    guard let mapping, let list = PySequence_List(mapping) else {
        PyErr_Clear()
        return nil
    }
    defer { Py_DECREF(list) }
    return closest(items(list), name).map { swiftString($0) }
}

private func forAttributeError(_ exc: PyObj) -> String? {
    guard let name = exc.exc_word1, let object = exc.exc_word0, PyUnicode_CheckExact(name) else { return nil }
    guard let dir = PyObject_Dir(object) else {
        PyErr_Clear()
        return nil
    }
    defer { Py_DECREF(dir) }
    return closest(items(dir), name).map { swiftString($0) }
}

private func forNameError(_ exc: PyObj) -> String? {
    guard let name = exc.exc_word0, PyUnicode_CheckExact(name), var tb = exc.exc_traceback, tb.ob_type == PyTraceBack_Type else {
        return nil
    }
    while let next = tb.tb_next { tb = next }
    guard let frame = tb.tb_frame.f_frame else { return nil }
    let code = frame.fr_code
    let kinds = code.co_localspluskinds + 32
    var locals: [PyObj] = []
    for i in 0..<Int(code.co_nlocalsplus) where kinds.load(fromByteOffset: i, as: UInt8.self) & 0x20 != 0 {
        locals.append(PyTuple_GET_ITEM(code.co_localsplusnames, i))
    }
    if let found = closest(locals, name) { return swiftString(found) }
    return closestKey(frame.fr_globals, name) ?? closestKey(frame.fr_builtins, name)
}

/// What the script's author may have meant, for an AttributeError or NameError (no subclass); nil if nothing is close.
/// Origin: `_Py_Offer_Suggestions`.
func suggestion(for exc: PyObj) -> String? {
    if exc.ob_type == PyExc_AttributeError { return forAttributeError(exc) }
    if exc.ob_type == PyExc_NameError { return forNameError(exc) }
    return nil
}
