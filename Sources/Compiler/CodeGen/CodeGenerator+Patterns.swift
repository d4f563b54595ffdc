import Bytecode
import Syntax

// Structural pattern matching. Every routine here consumes the subject on top of the stack and jumps to a block of
// `failPop` if it does not match. Names captured on the way are kept on the stack, below whatever is still needed on top,
// and are stored only when the whole pattern has matched.

extension CodeGenerator {
    struct PatternContext {
        /// Captured names, in the order in which their values lie on the stack.
        var stores: [String] = []
        /// Whether a pattern that always matches is allowed here.
        var allowsIrrefutable = false
        /// `failPop[n]` pops n values and fails.
        var failPop: [Int32] = []
        /// How many values on top must stay on top.
        var onTop = 0
    }

    private static func isWildcard(_ p: Pattern) -> Bool {
        if case .matchAs(_, nil) = p.kind { return true }
        return false
    }

    private static func isStarWildcard(_ p: Pattern) -> Bool {
        if case .matchStar(nil) = p.kind { return true }
        return false
    }

    private func ensureFailPop(_ pc: inout PatternContext, _ n: Int) {
        while pc.failPop.count <= n { pc.failPop.append(newBlock()) }
    }

    private func jumpToFailPop(_ pc: inout PatternContext, _ opcode: Int32) {
        let pops = pc.onTop + pc.stores.count
        ensureFailPop(&pc, pops)
        jump(opcode, pc.failPop[pops])
    }

    private func emitFailPop(_ pc: inout PatternContext) {
        guard let last = pc.failPop.first else { return }
        for block in pc.failPop.dropFirst().reversed() {
            use(block)
            emit(Op.POP_TOP)
        }
        use(last)
        pc.failPop = []
    }

    private func rotate(_ count: Int) {
        var n = count
        while n > 1 {
            emit(Op.SWAP, n)
            n -= 1
        }
    }

    private func duplicateStore(_ name: String) -> SyntaxErrorInfo {
        error("multiple assignments to name \(Constant(name: name).repr()) in pattern")
    }

    private func store(_ name: String?, _ pc: inout PatternContext) throws(SyntaxErrorInfo) {
        guard let name else {
            emit(Op.POP_TOP)
            return
        }
        try forbid(name, .store)
        if pc.stores.contains(name) { throw duplicateStore(name) }
        rotate(pc.onTop + pc.stores.count + 1)
        pc.stores.append(name)
    }

    private func unpack(_ patterns: [Pattern]) throws(SyntaxErrorInfo) {
        var seenStar = false
        for (i, p) in patterns.enumerated() {
            guard case .matchStar = p.kind else { continue }
            if seenStar { throw error("multiple starred expressions in sequence pattern") }
            let after = patterns.count - i - 1
            if i >= 1 << 8 || after >= Int(Int32.max >> 8) {
                throw error("too many expressions in star-unpacking sequence pattern")
            }
            emit(Op.UNPACK_EX, i + after << 8)
            seenStar = true
        }
        if !seenStar { emit(Op.UNPACK_SEQUENCE, patterns.count) }
    }

    private func subpattern(_ p: Pattern, _ pc: inout PatternContext) throws(SyntaxErrorInfo) {
        let old = pc.allowsIrrefutable
        pc.allowsIrrefutable = true
        try pattern(p, &pc)
        pc.allowsIrrefutable = old
    }

    private func loadInt(_ value: Int) { loadConst(.int(IntegerConstant(Int64(value)))) }

    private func checkNotNone(_ pc: inout PatternContext) {
        emit(Op.COPY, 1)
        loadNone()
        emit(Op.IS_OP, 1)
    }

    private func pattern(_ p: Pattern, _ pc: inout PatternContext) throws(SyntaxErrorInfo) {
        unit.location = p.location
        switch p.kind {
        case .matchValue(let value):
            switch value.kind {
            case .constant, .attribute: break
            default: throw error("patterns may only match literals and attribute lookups")
            }
            try expression(value)
            emitCompare(.eq)
            jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        case .matchSingleton(let value):
            loadConst(value)
            emitCompare(.is)
            jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        case .matchSequence(let patterns): try sequence(patterns, &pc)
        case .matchMapping(let keys, let patterns, let rest): try mapping(keys, patterns, rest, &pc)
        case .matchClass(let cls, let patterns, let attrs, let kwd_patterns):
            try classPattern(p, cls, patterns, attrs, kwd_patterns, &pc)
        case .matchStar(let name): try store(name, &pc)
        case .matchAs(let inner, let name):
            guard let inner else {
                if !pc.allowsIrrefutable {
                    if let name {
                        throw error("name capture \(Constant(name: name).repr()) makes remaining patterns unreachable")
                    }
                    throw error("wildcard makes remaining patterns unreachable")
                }
                try store(name, &pc)
                return
            }
            pc.onTop += 1
            emit(Op.COPY, 1)
            try pattern(inner, &pc)
            pc.onTop -= 1
            try store(name, &pc)
        case .matchOr(let patterns): try alternatives(patterns, &pc)
        }
    }

    private func sequence(_ patterns: [Pattern], _ pc: inout PatternContext) throws(SyntaxErrorInfo) {
        var star = -1
        var onlyWildcards = true
        var starWildcard = false
        for (i, p) in patterns.enumerated() {
            if case .matchStar = p.kind {
                if star >= 0 { throw error("multiple starred names in sequence pattern") }
                starWildcard = Self.isStarWildcard(p)
                onlyWildcards = onlyWildcards && starWildcard
                star = i
            } else {
                onlyWildcards = onlyWildcards && Self.isWildcard(p)
            }
        }
        pc.onTop += 1
        emit(Op.MATCH_SEQUENCE)
        jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        if star < 0 {
            emit(Op.GET_LEN)
            loadInt(patterns.count)
            emitCompare(.eq)
            jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        } else if patterns.count > 1 {
            emit(Op.GET_LEN)
            loadInt(patterns.count - 1)
            emitCompare(.gtE)
            jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        }
        pc.onTop -= 1
        if onlyWildcards {
            emit(Op.POP_TOP)
        } else if starWildcard {
            try sequenceBySubscript(patterns, star, &pc)
        } else {
            try unpack(patterns)
            pc.onTop += patterns.count
            for p in patterns {
                pc.onTop -= 1
                try subpattern(p, &pc)
            }
        }
    }

    /// `[first, *_, last]`: fetches the items one by one instead of unpacking all of them.
    private func sequenceBySubscript(
        _ patterns: [Pattern], _ star: Int, _ pc: inout PatternContext
    ) throws(SyntaxErrorInfo) {
        pc.onTop += 1
        for (i, p) in patterns.enumerated() {
            if Self.isWildcard(p) || i == star { continue }
            emit(Op.COPY, 1)
            if i < star {
                loadInt(i)
            } else {
                emit(Op.GET_LEN)
                loadInt(patterns.count - i)
                emit(Op.BINARY_OP, binaryArgument(.sub))
            }
            emit(Op.BINARY_SUBSCR)
            try subpattern(p, &pc)
        }
        pc.onTop -= 1
        emit(Op.POP_TOP)
    }

    private func classPattern(
        _ p: Pattern, _ cls: Expr, _ patterns: [Pattern], _ attrs: [String], _ kwd_patterns: [Pattern],
        _ pc: inout PatternContext
    ) throws(SyntaxErrorInfo) {
        if !attrs.isEmpty {
            for (i, attr) in attrs.enumerated() {
                unit.location = kwd_patterns[i].location
                try forbid(attr, .store)
                for j in (i + 1)..<max(attrs.count, i + 1) where attrs[j] == attr {
                    unit.location = kwd_patterns[j].location
                    throw error("attribute name repeated in class pattern: \(attr)")
                }
            }
            unit.location = p.location
        }
        try expression(cls)
        loadConst(.tuple(attrs.map { Constant(name: $0) }))
        emit(Op.MATCH_CLASS, patterns.count)
        checkNotNone(&pc)
        pc.onTop += 1
        jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        let all = patterns + kwd_patterns
        emit(Op.UNPACK_SEQUENCE, all.count)
        pc.onTop += all.count - 1
        for item in all {
            pc.onTop -= 1
            if Self.isWildcard(item) {
                emit(Op.POP_TOP)
            } else {
                try subpattern(item, &pc)
            }
        }
    }

    private func mapping(
        _ keys: [Expr], _ patterns: [Pattern], _ rest: String?, _ pc: inout PatternContext
    ) throws(SyntaxErrorInfo) {
        let size = keys.count
        pc.onTop += 1
        emit(Op.MATCH_MAPPING)
        jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        if size == 0 && rest == nil {
            pc.onTop -= 1
            emit(Op.POP_TOP)
            return
        }
        if size > 0 {
            emit(Op.GET_LEN)
            loadInt(size)
            emitCompare(.gtE)
            jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        }
        var seen: [Constant] = []
        for key in keys {
            if case .constant(let value, _) = key.kind {
                if seen.contains(where: { SetOrder.equal($0, value) }) {
                    throw error("mapping pattern checks duplicate key (\(value.repr()))")
                }
                seen.append(value)
            } else if case .attribute = key.kind {
            } else {
                throw error("mapping pattern keys may only match literals and attribute lookups")
            }
            try expression(key)
        }
        emit(Op.BUILD_TUPLE, size)
        emit(Op.MATCH_KEYS)
        pc.onTop += 2
        checkNotNone(&pc)
        jumpToFailPop(&pc, Op.POP_JUMP_IF_FALSE)
        emit(Op.UNPACK_SEQUENCE, size)
        pc.onTop += size - 1
        for p in patterns {
            pc.onTop -= 1
            try subpattern(p, &pc)
        }
        pc.onTop -= 2
        if let rest {
            // rest = dict(subject), then each key is deleted from it.
            emit(Op.BUILD_MAP, 0)
            emit(Op.SWAP, 3)
            emit(Op.DICT_UPDATE, 2)
            emit(Op.UNPACK_SEQUENCE, size)
            for left in stride(from: size, to: 0, by: -1) {
                emit(Op.COPY, 1 + left)
                emit(Op.SWAP, 2)
                emit(Op.DELETE_SUBSCR)
            }
            try store(rest, &pc)
        } else {
            emit(Op.POP_TOP)
            emit(Op.POP_TOP)
        }
    }

    private func alternatives(_ patterns: [Pattern], _ pc: inout PatternContext) throws(SyntaxErrorInfo) {
        let end = newBlock()
        let old = pc
        // The names that the first alternative binds, in their order on the stack.
        var control: [String] = []
        for (i, alternative) in patterns.enumerated() {
            unit.location = alternative.location
            pc = PatternContext(allowsIrrefutable: i == patterns.count - 1 && old.allowsIrrefutable)
            emit(Op.COPY, 1)
            try pattern(alternative, &pc)
            if i == 0 {
                control = pc.stores
            } else if pc.stores.count != control.count {
                throw error("alternative patterns bind different names")
            } else {
                var place = pc.stores.count
                while place > 0 {
                    place -= 1
                    guard let found = pc.stores.firstIndex(of: control[place]) else {
                        throw error("alternative patterns bind different names")
                    }
                    if place == found { continue }
                    // Bring the names into the order of the first alternative.
                    let rotated = Array(pc.stores[0...found])
                    pc.stores.removeSubrange(0...found)
                    pc.stores.insert(contentsOf: rotated, at: place - found)
                    for _ in 0...found { rotate(place + 1) }
                }
            }
            jump(Op.JUMP, end)
            emitFailPop(&pc)
        }
        pc = old
        // No alternative matched: drop the copy of the subject and fail.
        emit(Op.POP_TOP)
        jumpToFailPop(&pc, Op.JUMP)
        use(end)
        let rotations = control.count + 1 + pc.onTop + pc.stores.count
        for name in control {
            rotate(rotations)
            if pc.stores.contains(name) { throw duplicateStore(name) }
            pc.stores.append(name)
        }
        emit(Op.POP_TOP)
    }

    func match(_ subject: Expr, _ cases: [MatchCase]) throws(SyntaxErrorInfo) {
        try expression(subject)
        let end = newBlock()
        let last = cases[cases.count - 1]
        let hasDefault = Self.isWildcard(last.pattern) && cases.count > 1
        let tested = cases.count - (hasDefault ? 1 : 0)
        for (i, matchCase) in cases.prefix(tested).enumerated() {
            unit.location = matchCase.pattern.location
            if i != tested - 1 { emit(Op.COPY, 1) }
            var pc = PatternContext(allowsIrrefutable: matchCase.guard != nil || i == cases.count - 1)
            try pattern(matchCase.pattern, &pc)
            for captured in pc.stores { try name(captured, .store) }
            if let test = matchCase.guard {
                ensureFailPop(&pc, 0)
                try jumpIf(test, pc.failPop[0], false)
            }
            if i != tested - 1 { emit(Op.POP_TOP) }
            try statements(matchCase.body)
            jump(Op.JUMP, end)
            unit.location = matchCase.pattern.location
            emitFailPop(&pc)
        }
        if hasDefault {
            unit.location = last.pattern.location
            if cases.count == 1 { emit(Op.POP_TOP) } else { emit(Op.NOP) }
            if let test = last.guard { try jumpIf(test, end, false) }
            try statements(last.body)
        }
        use(end)
    }
}
