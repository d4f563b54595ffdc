import Bytecode

/// All constants of one compilation, each kept once. Two constants are the same if they have the same type and value, items
/// of tuples and frozensets included; 0.0 and −0.0 differ. Origin: `merge_consts_recursive` in Python/compile.c and
/// `_PyCode_ConstantKey` in Objects/codeobject.c.
struct ConstantPool {
    private(set) var constants: [Constant] = []
    private var ids: [Key: Int32] = [:]
    private var texts: [CodePoints: Int32] = [:]
    /// Small integers, None and the like are looked up often enough to be kept at hand.
    private(set) var noneID: Int32 = -1

    init() { noneID = id(of: .none) }

    /// The number of a constant, given on first sight.
    mutating func id(of constant: Constant) -> Int32 {
        if case .str(let text) = constant {
            let key = CodePoints(text: text)
            if let known = texts[key] { return known }
            let number = Int32(constants.count)
            texts[key] = number
            constants.append(constant)
            return number
        }
        // A NaN equals nothing, not even itself.
        switch constant {
        case .float(let value) where value.isNaN, .complex(let value, _) where value.isNaN,
            .complex(_, let value) where value.isNaN:
            constants.append(constant)
            return Int32(constants.count - 1)
        default: break
        }
        let key = key(of: constant)
        if let known = ids[key] { return known }
        let number = Int32(constants.count)
        ids[key] = number
        constants.append(constant)
        return number
    }

    /// The number of a code object whose constants are numbered already.
    mutating func id(of code: CodeDescription, constants ids: [Int32]) -> Int32 {
        let key = Key.code(CodeKey(code: code, constants: ids))
        if let known = self.ids[key] { return known }
        let number = Int32(constants.count)
        self.ids[key] = number
        constants.append(.code(code))
        return number
    }

    private mutating func key(of constant: Constant) -> Key {
        switch constant {
        case .none: .none
        case .ellipsis: .ellipsis
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .float(let value): .float(value.bitPattern)
        case .complex(let real, let imag): .complex(real.bitPattern, imag.bitPattern)
        case .str: preconditionFailure("text has its own table")
        case .bytes(let value): .bytes(value)
        case .tuple(let items): .tuple(items.map { id(of: $0) })
        case .frozenset(let items): .frozenset(items.map { id(of: $0) }.sorted())
        case .code(let code):
            .code(CodeKey(code: code, constants: code.co_consts.map { id(of: $0) }))
        }
    }

    private struct CodePoints: Hashable {
        let text: [UInt32]
        func hash(into hasher: inout Hasher) { text.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    private enum Key: Hashable {
        case none, ellipsis
        case bool(Bool)
        case int(IntegerConstant)
        case float(UInt64)
        case complex(UInt64, UInt64)
        case bytes([UInt8])
        case tuple([Int32])
        case frozenset([Int32])
        case code(CodeKey)
    }

    /// Two code objects are one constant only if everything agrees, tables included (`code_richcompare`).
    private struct CodeKey: Hashable {
        let code: CodeDescription
        let constants: [Int32]

        func hash(into hasher: inout Hasher) {
            hasher.combine(code.co_firstlineno)
            hasher.combine(code.co_code.count)
            hasher.combine(code.co_linetable.count)
            hasher.combine(code.co_name)
        }

        static func == (a: CodeKey, b: CodeKey) -> Bool {
            let (x, y) = (a.code, b.code)
            return x.co_name == y.co_name && x.co_argcount == y.co_argcount && x.co_posonlyargcount == y.co_posonlyargcount
                && x.co_kwonlyargcount == y.co_kwonlyargcount && x.co_flags == y.co_flags
                && x.co_firstlineno == y.co_firstlineno && x.co_code == y.co_code && a.constants == b.constants
                && x.co_names == y.co_names && x.co_localsplusnames == y.co_localsplusnames
                && x.co_linetable == y.co_linetable && x.co_exceptiontable == y.co_exceptiontable
        }
    }
}

extension Constant {
    /// A string constant from a name.
    init(name: String) {
        var points: [UInt32] = []
        points.reserveCapacity(name.utf8.count)
        for scalar in name.unicodeScalars { points.append(scalar.value) }
        self = .str(points)
    }

    /// What `bool()` says.
    var isTrue: Bool {
        switch self {
        case .none: false
        case .ellipsis, .code: true
        case .bool(let value): value
        case .int(let value): !value.digits.isEmpty
        case .float(let value): value != 0
        case .complex(let real, let imag): real != 0 || imag != 0
        case .str(let value): !value.isEmpty
        case .bytes(let value): !value.isEmpty
        case .tuple(let items), .frozenset(let items): !items.isEmpty
        }
    }
}
