import Syntax

// The second pass: decides where each name lives. A block gets from its parent the names bound in enclosing functions and
// those declared global; it gives back the names that it and its inner blocks leave free.

extension SymbolTable {
    func analyze() throws(SyntaxErrorInfo) {
        _ = try analyzeBlock(top, bound: nil, global: [])
    }

    /// Returns the names that stay free in the block. `bound` is nil for the module.
    private func analyzeBlock(
        _ entry: SymbolTableEntry, bound outer: Set<String>?, global outerGlobal: Set<String>
    ) throws(SyntaxErrorInfo) -> Set<String> {
        var bound = outer
        var global = outerGlobal
        var local = Set<String>()
        var free = Set<String>()
        var scopes = [Scope](repeating: .unknown, count: entry.names.count)
        // A class's own names are not visible in its methods: what it passes on is fixed before its names are looked at.
        var newBound = Set<String>()
        var newGlobal = Set<String>()
        if entry.type == .class {
            newGlobal = global
            newBound = bound ?? []
        }
        let passesLocals = entry.type == .function && !entry.children.isEmpty
        for i in scopes.indices {
            let name = entry.names[i]
            let flags = entry.flags[i]
            scopes[i] = try scope(of: name, flags, in: entry, &bound, &free, &global)
            if passesLocals && scopes[i] == .local { local.insert(name) }
        }
        if entry.children.isEmpty {
            for i in scopes.indices { entry.flags[i].scope = scopes[i] }
            return free
        }
        if entry.type == .class {
            newBound.insert("__class__")
        } else {
            if entry.type == .function { newBound = local }
            if let bound { newBound.formUnion(bound) }
            newGlobal = global
        }
        // Names that inner blocks leave free, kept apart from the block's own free names.
        var childFree = Set<String>()
        for child in entry.children {
            childFree.formUnion(try analyzeBlock(child, bound: newBound, global: newGlobal))
            if child.isFree || child.hasFreeChild { entry.hasFreeChild = true }
        }
        if entry.type == .function, !childFree.isEmpty {
            for i in scopes.indices where scopes[i] == .local && childFree.contains(entry.names[i]) {
                scopes[i] = .cell
                childFree.remove(entry.names[i])
            }
        } else if entry.type == .class, childFree.remove("__class__") != nil {
            entry.needsClassClosure = true
        }
        for i in scopes.indices { entry.flags[i].scope = scopes[i] }
        for name in childFree {
            if let i = entry.index(of: name) {
                if entry.type == .class, !entry.flags[i].isDisjoint(with: [.bound, .global]) {
                    entry.flags[i].insert(.freeClass)
                }
                continue
            }
            if let bound, !bound.contains(name) { continue }
            var flags = SymbolFlags()
            flags.scope = .free
            entry.add(name, flags)
        }
        return free.union(childFree)
    }

    private func scope(
        of name: String, _ flags: SymbolFlags, in entry: SymbolTableEntry, _ bound: inout Set<String>?,
        _ free: inout Set<String>, _ global: inout Set<String>
    ) throws(SyntaxErrorInfo) -> Scope {
        if flags.contains(.global) {
            if flags.contains(.nonlocal) { throw directiveError("name '\(name)' is nonlocal and global", name, entry) }
            global.insert(name)
            bound?.remove(name)
            return .globalExplicit
        }
        if flags.contains(.nonlocal) {
            guard let bound else { throw directiveError("nonlocal declaration not allowed at module level", name, entry) }
            guard bound.contains(name) else { throw directiveError("no binding for nonlocal '\(name)' found", name, entry) }
            entry.isFree = true
            free.insert(name)
            return .free
        }
        if !flags.isDisjoint(with: .bound) {
            if !global.isEmpty { global.remove(name) }
            return .local
        }
        if let bound, !bound.isEmpty, bound.contains(name) {
            entry.isFree = true
            free.insert(name)
            return .free
        }
        if !global.isEmpty, global.contains(name) { return .globalImplicit }
        if entry.isNested { entry.isFree = true }
        return .globalImplicit
    }

    private func directiveError(_ message: String, _ name: String, _ entry: SymbolTableEntry) -> SyntaxErrorInfo {
        let location = entry.directives.first { $0.name == name }?.location ?? entry.location
        return errors.error(message, at: location)
    }
}
