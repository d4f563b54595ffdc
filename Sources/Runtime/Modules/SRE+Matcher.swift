import Memory

// The matching engine behind `re`: it runs the 32-bit code that Lib/re/_compiler.py makes over a string. Origin: Modules/_sre/sre_lib.h.
// CPython keeps its backtracking contexts on a heap stack; here each is a native call, with a limit that fails loudly.

/// Opcodes, by number, of `re._constants.OPCODES` (magic 20220615).
enum SREOp {
    static let failure: UInt32 = 0, success: UInt32 = 1, any: UInt32 = 2, anyAll: UInt32 = 3, assert: UInt32 = 4
    static let assertNot: UInt32 = 5, at: UInt32 = 6, branch: UInt32 = 7, category: UInt32 = 8, charset: UInt32 = 9
    static let bigCharset: UInt32 = 10, groupRef: UInt32 = 11, groupRefExists: UInt32 = 12, in_: UInt32 = 13, info: UInt32 = 14
    static let jump: UInt32 = 15, literal: UInt32 = 16, mark: UInt32 = 17, maxUntil: UInt32 = 18, minUntil: UInt32 = 19
    static let notLiteral: UInt32 = 20, negate: UInt32 = 21, range: UInt32 = 22, repeat_: UInt32 = 23, repeatOne: UInt32 = 24
    static let minRepeatOne: UInt32 = 26, atomicGroup: UInt32 = 27, possessiveRepeat: UInt32 = 28
    static let possessiveRepeatOne: UInt32 = 29, groupRefIgnore: UInt32 = 30, inIgnore: UInt32 = 31, literalIgnore: UInt32 = 32
    static let notLiteralIgnore: UInt32 = 33, groupRefLocIgnore: UInt32 = 34, inLocIgnore: UInt32 = 35
    static let literalLocIgnore: UInt32 = 36, notLiteralLocIgnore: UInt32 = 37, groupRefUniIgnore: UInt32 = 38
    static let inUniIgnore: UInt32 = 39, literalUniIgnore: UInt32 = 40, notLiteralUniIgnore: UInt32 = 41
    static let rangeUniIgnore: UInt32 = 42
    static let maxRepeat = UInt32.max
}

@inline(__always) func sreLowerASCII(_ c: UInt32) -> UInt32 { c >= 65 && c <= 90 ? c + 32 : c }

@inline(__always) private func isASCIIWord(_ c: UInt32) -> Bool {
    (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c == 95
}

@inline(__always) private func isUnicodeWord(_ c: UInt32) -> Bool { c < 128 ? isASCIIWord(c) : _PyUnicode_IsAlnum(c) }

private func inCategory(_ category: UInt32, _ c: UInt32) -> Bool {
    switch category {
    case 0: return c >= 48 && c <= 57
    case 1: return !(c >= 48 && c <= 57)
    case 2: return c == 32 || (c >= 9 && c <= 13)
    case 3: return !(c == 32 || (c >= 9 && c <= 13))
    case 4, 8: return isASCIIWord(c)
    case 5, 9: return !isASCIIWord(c)
    case 6: return c == 10
    case 7: return c != 10
    case 10: return _PyUnicode_IsDecimalDigit(c)
    case 11: return !_PyUnicode_IsDecimalDigit(c)
    case 12: return _PyUnicode_IsWhitespace(c)
    case 13: return !_PyUnicode_IsWhitespace(c)
    case 14: return isUnicodeWord(c)
    case 15: return !isUnicodeWord(c)
    case 16: return _PyUnicode_IsLinebreak(c)
    case 17: return !_PyUnicode_IsLinebreak(c)
    default: return false
    }
}

/// The state of one search over one string; positions are character indices, -1 is C's NULL.
final class SREMatcher {
    private struct Repeat {
        var count: Int
        var pattern: Int
        var previous: Int
        var lastPosition: Int
    }

    let code: UnsafePointer<UInt32>
    let data: UnsafeRawPointer
    let kind: Int
    let isBytes: Bool
    let string: PyObj
    let length: Int
    let pos: Int
    let endpos: Int
    var start: Int
    let end: Int
    /// Where the last match ended.
    var ptr: Int
    var matchAll = false
    var mustAdvance = false
    var lastmark = -1
    var lastindex = -1
    let marks: UnsafeMutablePointer<Int>
    private var repeats: [Repeat] = []
    /// The innermost open repeat, an index, or -1.
    private var open = -1
    private var depth = 0
    private(set) var tooDeep = false
    private let view: UnsafeMutableRawPointer?

    /// A matcher of a pattern over a string or bytes-like object; nil with an exception. `finish` must be called.
    init?(_ pattern: PyObj, _ string: PyObj, _ start: Int, _ end: Int) {
        let patternIsBytes = pattern[int: 72]
        if PyUnicode_Check(string) {
            isBytes = false
            length = PyUnicode_GET_LENGTH(string)
            kind = PyUnicode_KIND(string)
            data = UnsafeRawPointer(PyUnicode_DATA(string))
            view = nil
        } else {
            let buffer = UnsafeMutableRawPointer.allocate(byteCount: 80, alignment: 16)
            if PyObject_GetBuffer(string, buffer, 0) != 0 {
                buffer.deallocate()
                PyErr_SetString(PyExc_TypeError, "expected string or bytes-like object, got '\(string.typeName)'")
                return nil
            }
            isBytes = true
            length = buffer.buffer_len
            kind = 1
            data = UnsafeRawPointer(buffer.buffer_buf ?? buffer)
            view = buffer
        }
        let mismatch = isBytes ? patternIsBytes == 0 : patternIsBytes > 0
        if mismatch {
            if let view {
                PyBuffer_Release(view)
                view.deallocate()
            }
            PyErr_SetString(
                PyExc_TypeError,
                isBytes
                    ? "cannot use a string pattern on a bytes-like object" : "cannot use a bytes pattern on a string-like object")
            return nil
        }
        code = UnsafePointer((pattern + 88).assumingMemoryBound(to: UInt32.self))
        pos = min(max(start, 0), length)
        endpos = min(max(end, 0), length)
        self.start = pos
        self.end = endpos
        ptr = pos
        marks = .allocate(capacity: max(pattern[word: 24] * 2, 1))
        self.string = Py_NewRef(string)
    }

    /// Gives back what the matcher holds.
    func finish() {
        if let view {
            PyBuffer_Release(view)
            view.deallocate()
        }
        marks.deallocate()
        Py_DECREF(string)
    }

    /// Forgets groups before the next search.
    func reset() {
        lastmark = -1
        lastindex = -1
        open = -1
        repeats.removeAll(keepingCapacity: true)
        depth = 0
    }

    @inline(__always) private func at(_ i: Int) -> UInt32 {
        switch kind {
        case 1: return UInt32(data.load(fromByteOffset: i, as: UInt8.self))
        case 2: return UInt32(data.load(fromByteOffset: i &* 2, as: UInt16.self))
        default: return data.load(fromByteOffset: i &* 4, as: UInt32.self)
        }
    }

    private func inSet(_ position: Int, _ c: UInt32) -> Bool {
        var ok = true
        var p = position
        while true {
            let op = code[p]
            p += 1
            switch op {
            case SREOp.failure: return !ok
            case SREOp.literal:
                if c == code[p] { return ok }
                p += 1
            case SREOp.category:
                if inCategory(code[p], c) { return ok }
                p += 1
            case SREOp.charset:
                if c < 256 && code[p + Int(c >> 5)] & (1 << (c & 31)) != 0 { return ok }
                p += 8
            case SREOp.range:
                if code[p] <= c && c <= code[p + 1] { return ok }
                p += 2
            case SREOp.rangeUniIgnore:
                if code[p] <= c && c <= code[p + 1] { return ok }
                let upper = _PyUnicode_ToUppercase(c)
                if code[p] <= upper && upper <= code[p + 1] { return ok }
                p += 2
            case SREOp.negate: ok = !ok
            case SREOp.bigCharset:
                let count = Int(code[p])
                p += 1
                let blocks = UnsafeRawPointer(code + p)
                let block = c < 0x10000 ? Int(blocks.load(fromByteOffset: Int(c >> 8), as: UInt8.self)) : -1
                p += 64
                if block >= 0 && code[p + (block * 256 + Int(c & 255)) / 32] & (1 << (c & 31)) != 0 { return ok }
                p += count * 8
            default: return false
            }
        }
    }

    private func inSetLocale(_ position: Int, _ c: UInt32) -> Bool {
        let lower = sreLowerASCII(c)
        if inSet(position, lower) { return true }
        let upper = c >= 97 && c <= 122 ? c - 32 : c
        return upper != lower && inSet(position, upper)
    }

    private func holds(_ place: UInt32, _ p: Int) -> Bool {
        switch place {
        case 0, 2: return p == 0
        case 1: return p == 0 || at(p - 1) == 10
        case 5: return (end - p == 1 && at(p) == 10) || p == end
        case 6: return p == end || at(p) == 10
        case 7: return p == end
        case 3, 4, 8, 9, 10, 11:
            if end == 0 { return false }
            let unicode = place >= 10
            let before = p > 0 && (unicode ? isUnicodeWord(at(p - 1)) : isASCIIWord(at(p - 1)))
            let after = p < end && (unicode ? isUnicodeWord(at(p)) : isASCIIWord(at(p)))
            return (before != after) == (place == 3 || place == 8 || place == 10)
        default: return false
        }
    }

    /// How often the one-character item at `item` matches from `ptr` on, at most `limit` times; negative on failure of the engine.
    private func count(_ item: Int, _ limit: UInt32) -> Int {
        let first = ptr
        var stop = end
        if limit != SREOp.maxRepeat && Int(limit) < stop - first { stop = first + Int(limit) }
        var p = first
        let c = code[item + 1]
        switch code[item] {
        case SREOp.in_: while p < stop && inSet(item + 2, at(p)) { p += 1 }
        case SREOp.any: while p < stop && at(p) != 10 { p += 1 }
        case SREOp.anyAll: p = stop
        case SREOp.literal: while p < stop && at(p) == c { p += 1 }
        case SREOp.literalIgnore, SREOp.literalLocIgnore: while p < stop && sreLowerASCII(at(p)) == sreLowerASCII(c) { p += 1 }
        case SREOp.literalUniIgnore: while p < stop && _PyUnicode_ToLowercase(at(p)) == c { p += 1 }
        case SREOp.notLiteral: while p < stop && at(p) != c { p += 1 }
        case SREOp.notLiteralIgnore, SREOp.notLiteralLocIgnore:
            while p < stop && sreLowerASCII(at(p)) != sreLowerASCII(c) { p += 1 }
        case SREOp.notLiteralUniIgnore: while p < stop && _PyUnicode_ToLowercase(at(p)) != c { p += 1 }
        default:
            while ptr < stop {
                let r = match(item, false)
                if r < 0 { return r }
                if r == 0 { break }
            }
            return ptr - first
        }
        return p - first
    }

    private struct Saved {
        var lastmark: Int
        var lastindex: Int
        var marks: [Int] = []
    }

    /// Remembers the groups; their positions too inside a repeat, or if asked.
    private func save(_ all: Bool) -> Saved {
        var s = Saved(lastmark: lastmark, lastindex: lastindex)
        if all && lastmark >= 0 { s.marks = Array(UnsafeBufferPointer(start: marks, count: lastmark + 1)) }
        return s
    }

    private func restore(_ s: Saved) {
        for (i, m) in s.marks.enumerated() { marks[i] = m }
        lastmark = s.lastmark
        lastindex = s.lastindex
    }

    /// Whether a match may not end here.
    @inline(__always) private func refused(_ toplevel: Bool, _ p: Int) -> Bool {
        toplevel && ((matchAll && p != end) || (mustAdvance && p == start))
    }

    private func backreference(_ group: UInt32, _ p: Int, _ fold: (UInt32) -> UInt32) -> Int {
        let g = Int(group) * 2
        if g >= lastmark { return -1 }
        var q = marks[g]
        let e = marks[g + 1]
        if q < 0 || e < 0 || e < q { return -1 }
        var p = p
        while q < e {
            if p >= end || fold(at(p)) != fold(at(q)) { return -1 }
            q += 1
            p += 1
        }
        return p
    }

    /// Matches the code from `position` at `ptr`: 1 with `ptr` at the end of the match, 0, or negative if the engine fails.
    func match(_ position: Int, _ toplevel: Bool) -> Int {
        depth += 1
        defer { depth -= 1 }
        if depth > 20_000 {
            tooDeep = true
            return -1
        }
        var pc = position
        var p = ptr
        if code[pc] == SREOp.info {
            if code[pc + 3] != 0 && end - p < Int(code[pc + 3]) { return 0 }
            pc += Int(code[pc + 1]) + 1
        }
        while true {
            let op = code[pc]
            pc += 1
            switch op {
            case SREOp.mark:
                let i = Int(code[pc])
                if i & 1 != 0 { lastindex = i / 2 + 1 }
                if i > lastmark {
                    for j in stride(from: lastmark + 1, to: i, by: 1) { marks[j] = -1 }
                    lastmark = i
                }
                marks[i] = p
                pc += 1
            case SREOp.literal:
                if p >= end || at(p) != code[pc] { return 0 }
                pc += 1
                p += 1
            case SREOp.notLiteral:
                if p >= end || at(p) == code[pc] { return 0 }
                pc += 1
                p += 1
            case SREOp.success:
                if refused(toplevel, p) { return 0 }
                ptr = p
                return 1
            case SREOp.at:
                if !holds(code[pc], p) { return 0 }
                pc += 1
            case SREOp.category:
                if p >= end || !inCategory(code[pc], at(p)) { return 0 }
                pc += 1
                p += 1
            case SREOp.any:
                if p >= end || at(p) == 10 { return 0 }
                p += 1
            case SREOp.anyAll:
                if p >= end { return 0 }
                p += 1
            case SREOp.in_:
                if p >= end || !inSet(pc + 1, at(p)) { return 0 }
                pc += Int(code[pc])
                p += 1
            case SREOp.literalIgnore, SREOp.literalLocIgnore:
                if p >= end || sreLowerASCII(at(p)) != sreLowerASCII(code[pc]) { return 0 }
                pc += 1
                p += 1
            case SREOp.literalUniIgnore:
                if p >= end || _PyUnicode_ToLowercase(at(p)) != code[pc] { return 0 }
                pc += 1
                p += 1
            case SREOp.notLiteralIgnore, SREOp.notLiteralLocIgnore:
                if p >= end || sreLowerASCII(at(p)) == sreLowerASCII(code[pc]) { return 0 }
                pc += 1
                p += 1
            case SREOp.notLiteralUniIgnore:
                if p >= end || _PyUnicode_ToLowercase(at(p)) == code[pc] { return 0 }
                pc += 1
                p += 1
            case SREOp.inIgnore:
                if p >= end || !inSet(pc + 1, sreLowerASCII(at(p))) { return 0 }
                pc += Int(code[pc])
                p += 1
            case SREOp.inUniIgnore:
                if p >= end || !inSet(pc + 1, _PyUnicode_ToLowercase(at(p))) { return 0 }
                pc += Int(code[pc])
                p += 1
            case SREOp.inLocIgnore:
                if p >= end || !inSetLocale(pc + 1, at(p)) { return 0 }
                pc += Int(code[pc])
                p += 1
            case SREOp.jump, SREOp.info: pc += Int(code[pc])
            case SREOp.branch: return matchBranch(pc, p, toplevel)
            case SREOp.repeatOne: return matchRepeatOne(pc, p, toplevel)
            case SREOp.minRepeatOne: return matchMinRepeatOne(pc, p, toplevel)
            case SREOp.possessiveRepeatOne:
                if end - p < Int(code[pc + 1]) { return 0 }
                ptr = p
                let n = count(pc + 3, code[pc + 2])
                if n < 0 { return n }
                if n < Int(code[pc + 1]) { return 0 }
                p += n
                pc += Int(code[pc])
                ptr = p
            case SREOp.repeat_:
                repeats.append(Repeat(count: -1, pattern: pc, previous: open, lastPosition: -1))
                let mine = repeats.count - 1
                open = mine
                ptr = p
                let r = match(pc + Int(code[pc]), toplevel)
                open = repeats[mine].previous
                repeats.removeLast(repeats.count - mine)
                return r
            case SREOp.maxUntil: return matchMaxUntil(pc, p, toplevel)
            case SREOp.minUntil: return matchMinUntil(pc, p, toplevel)
            case SREOp.possessiveRepeat:
                ptr = p
                var n = 0
                while n < Int(code[pc + 1]) {
                    let r = match(pc + 3, false)
                    if r < 0 { return r }
                    if r == 0 {
                        ptr = p
                        return 0
                    }
                    n += 1
                }
                var last = -1
                while (code[pc + 2] == SREOp.maxRepeat || n < Int(code[pc + 2])) && ptr != last {
                    let saved = save(true)
                    last = ptr
                    let r = match(pc + 3, false)
                    if r < 0 { return r }
                    if r == 0 {
                        restore(saved)
                        ptr = last
                        break
                    }
                    n += 1
                }
                pc += Int(code[pc]) + 1
                p = ptr
            case SREOp.atomicGroup:
                ptr = p
                let r = match(pc + 1, false)
                if r < 0 { return r }
                if r == 0 {
                    ptr = p
                    return 0
                }
                pc += Int(code[pc])
                p = ptr
            case SREOp.groupRef:
                p = backreference(code[pc], p) { $0 }
                if p < 0 { return 0 }
                pc += 1
            case SREOp.groupRefIgnore, SREOp.groupRefLocIgnore:
                p = backreference(code[pc], p, sreLowerASCII)
                if p < 0 { return 0 }
                pc += 1
            case SREOp.groupRefUniIgnore:
                p = backreference(code[pc], p, _PyUnicode_ToLowercase)
                if p < 0 { return 0 }
                pc += 1
            case SREOp.groupRefExists:
                let g = Int(code[pc]) * 2
                if g >= lastmark || marks[g] < 0 || marks[g + 1] < marks[g] { pc += Int(code[pc + 1]) } else { pc += 2 }
            case SREOp.assert:
                if p < Int(code[pc + 1]) { return 0 }
                ptr = p - Int(code[pc + 1])
                let r = match(pc + 2, false)
                if r <= 0 { return r }
                pc += Int(code[pc])
            case SREOp.assertNot:
                if p >= Int(code[pc + 1]) {
                    ptr = p - Int(code[pc + 1])
                    let saved = save(open >= 0)
                    let r = match(pc + 2, false)
                    if r != 0 { return r < 0 ? r : 0 }
                    restore(saved)
                }
                pc += Int(code[pc])
            case SREOp.failure: return 0
            default: return -2
            }
        }
    }

    private func matchBranch(_ position: Int, _ p: Int, _ toplevel: Bool) -> Int {
        let saved = save(open >= 0)
        var pc = position
        while code[pc] != 0 {
            defer { pc += Int(code[pc]) }
            if code[pc + 1] == SREOp.literal && (p >= end || at(p) != code[pc + 2]) { continue }
            if code[pc + 1] == SREOp.in_ && (p >= end || !inSet(pc + 3, at(p))) { continue }
            ptr = p
            let r = match(pc + 1, toplevel)
            if r != 0 { return r }
            restore(saved)
        }
        return 0
    }

    private func matchRepeatOne(_ pc: Int, _ position: Int, _ toplevel: Bool) -> Int {
        let least = Int(code[pc + 1])
        if end - position < least { return 0 }
        ptr = position
        var n = count(pc + 3, code[pc + 2])
        if n < 0 { return n }
        var p = position + n
        if n < least { return 0 }
        let tail = pc + Int(code[pc])
        if code[tail] == SREOp.success && p == end && !refused(toplevel, p) {
            ptr = p
            return 1
        }
        let saved = save(open >= 0)
        let literal = code[tail] == SREOp.literal
        let c = code[tail + 1]
        while true {
            if literal {
                while n >= least && (p >= end || at(p) != c) {
                    p -= 1
                    n -= 1
                }
            }
            if n < least { return 0 }
            ptr = p
            let r = match(tail, toplevel)
            if r != 0 { return r }
            restore(saved)
            p -= 1
            n -= 1
        }
    }

    private func matchMinRepeatOne(_ pc: Int, _ position: Int, _ toplevel: Bool) -> Int {
        let least = Int(code[pc + 1])
        if end - position < least { return 0 }
        var p = position
        ptr = p
        var n = 0
        if least > 0 {
            n = count(pc + 3, code[pc + 1])
            if n < 0 { return n }
            if n < least { return 0 }
            p += n
        }
        let tail = pc + Int(code[pc])
        if code[tail] == SREOp.success && !refused(toplevel, p) {
            ptr = p
            return 1
        }
        let saved = save(open >= 0)
        while code[pc + 2] == SREOp.maxRepeat || n <= Int(code[pc + 2]) {
            ptr = p
            var r = match(tail, toplevel)
            if r != 0 { return r }
            restore(saved)
            ptr = p
            r = count(pc + 3, 1)
            if r < 0 { return r }
            if r == 0 { break }
            p += 1
            n += 1
        }
        return 0
    }

    private func matchMaxUntil(_ pc: Int, _ p: Int, _ toplevel: Bool) -> Int {
        let rep = open
        if rep < 0 { return -2 }
        ptr = p
        let body = repeats[rep].pattern
        let n = repeats[rep].count + 1
        if n < Int(code[body + 1]) {
            repeats[rep].count = n
            let r = match(body + 3, toplevel)
            if r != 0 { return r }
            repeats[rep].count = n - 1
            ptr = p
            return 0
        }
        if (code[body + 2] == SREOp.maxRepeat || n < Int(code[body + 2])) && p != repeats[rep].lastPosition {
            repeats[rep].count = n
            let saved = save(true)
            let last = repeats[rep].lastPosition
            repeats[rep].lastPosition = p
            let r = match(body + 3, toplevel)
            repeats[rep].lastPosition = last
            if r != 0 { return r }
            restore(saved)
            repeats[rep].count = n - 1
            ptr = p
        }
        open = repeats[rep].previous
        let r = match(pc, toplevel)
        open = rep
        if r != 0 { return r }
        ptr = p
        return 0
    }

    private func matchMinUntil(_ pc: Int, _ p: Int, _ toplevel: Bool) -> Int {
        let rep = open
        if rep < 0 { return -2 }
        ptr = p
        let body = repeats[rep].pattern
        let n = repeats[rep].count + 1
        if n < Int(code[body + 1]) {
            repeats[rep].count = n
            let r = match(body + 3, toplevel)
            if r != 0 { return r }
            repeats[rep].count = n - 1
            ptr = p
            return 0
        }
        open = repeats[rep].previous
        let saved = save(open >= 0)
        var r = match(pc, toplevel)
        open = rep
        if r != 0 { return r }
        restore(saved)
        ptr = p
        if (code[body + 2] != SREOp.maxRepeat && n >= Int(code[body + 2])) || p == repeats[rep].lastPosition { return 0 }
        repeats[rep].count = n
        let last = repeats[rep].lastPosition
        repeats[rep].lastPosition = p
        r = match(body + 3, toplevel)
        repeats[rep].lastPosition = last
        if r != 0 { return r }
        repeats[rep].count = n - 1
        ptr = p
        return 0
    }

    /// Looks for the first match from `start` on: 1 with `start` and `ptr` around it, 0, or negative if the engine fails.
    func search() -> Int {
        var pc = 0
        var p = start
        var stop = end
        if p > stop { return 0 }
        var prefix = 0
        var prefixLength = 0
        var prefixSkip = 0
        var set = -1
        var flags: UInt32 = 0
        if code[0] == SREOp.info {
            flags = code[2]
            let least = Int(code[3])
            if least != 0 && stop - p < least { return 0 }
            if least > 1 { stop = max(stop - (least - 1), p) }
            if flags & 1 != 0 {
                prefixLength = Int(code[5])
                prefixSkip = Int(code[6])
                prefix = 7
            } else if flags & 4 != 0 {
                set = 5
            }
            pc = 1 + Int(code[1])
        }
        func forget() {
            lastmark = -1
            lastindex = -1
        }
        if prefixLength > 0 {
            // The first place of the whole prefix, then the rest of the pattern: the same places that C's overlap table finds.
            mustAdvance = false
            let last = end - prefixLength
            while p <= last {
                var same = 0
                while same < prefixLength && at(p + same) == code[prefix + same] { same += 1 }
                if same == prefixLength {
                    start = p
                    ptr = p + prefixSkip
                    if flags & 2 != 0 {
                        ptr = p + prefixLength
                        return 1
                    }
                    let r = match(pc + 2 * prefixSkip, false)
                    if r != 0 { return r }
                    forget()
                }
                p += 1
            }
            return 0
        }
        if set >= 0 {
            mustAdvance = false
            while true {
                while p < end && !inSet(set, at(p)) { p += 1 }
                if p >= end { return 0 }
                start = p
                ptr = p
                let r = match(pc, false)
                if r != 0 { return r }
                p += 1
                forget()
            }
        }
        start = p
        ptr = p
        var r = match(pc, true)
        mustAdvance = false
        if r == 0 && code[pc] == SREOp.at && (code[pc + 1] == 0 || code[pc + 1] == 2) {
            start = end
            ptr = end
            return 0
        }
        while r == 0 && p < stop {
            p += 1
            forget()
            start = p
            ptr = p
            r = match(pc, false)
        }
        return r
    }
}
