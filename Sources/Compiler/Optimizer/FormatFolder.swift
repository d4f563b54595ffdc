import Bytecode
import Syntax

/// Turns `'%s …' % (…)` into the parts of an f-string, if only `%s`, `%r` and `%a` occur. Origin: Python/ast_opt.c.
enum FormatFolder {
    /// The f-string's values; nil if the format is not simple or the number of values does not fit.
    static func values(_ format: [UInt32], _ elts: [Expr]) -> [Expr]? {
        var values: [Expr] = []
        var position = 0
        var used = 0
        while true {
            if let text = literal(format, &position) {
                values.append(Expr(.constant(value: .str(text), u: false), .none))
            }
            if position >= format.count { break }
            if used >= elts.count { return nil }
            position += 1
            guard let value = conversion(format, &position, elts[used]) else { return nil }
            used += 1
            values.append(value)
        }
        return used < elts.count ? nil : values
    }

    private static let percent = UInt32(UInt8(ascii: "%"))

    private static func literal(_ format: [UInt32], _ position: inout Int) -> [UInt32]? {
        var text: [UInt32] = []
        while position < format.count {
            if format[position] != percent {
                text.append(format[position])
                position += 1
            } else if position + 1 < format.count, format[position + 1] == percent {
                text.append(percent)
                position += 2
            } else {
                break
            }
        }
        return text.isEmpty ? nil : text
    }

    private static func conversion(_ format: [UInt32], _ position: inout Int, _ value: Expr) -> Expr? {
        func next() -> UInt32? {
            guard position < format.count else { return nil }
            position += 1
            return format[position - 1]
        }
        func isDigit(_ c: UInt32) -> Bool { (0x30...0x39).contains(c) }
        var isLeft = false
        guard var c = next() else { return nil }
        while let flag = Unicode.Scalar(c), "-+ #0z".unicodeScalars.contains(flag) {
            if flag == "-" { isLeft = true }
            guard let following = next() else { return nil }
            c = following
        }
        var width: Int?
        var precision: Int?
        func number() -> Int? {
            var result = 0
            var digits = 0
            while isDigit(c) {
                result = result * 10 + Int(c - 0x30)
                guard let following = next() else { return nil }
                c = following
                digits += 1
                if digits >= 3 { return nil }
            }
            return result
        }
        if isDigit(c) {
            guard let n = number() else { return nil }
            width = n
        }
        if c == 0x2e {
            guard let following = next() else { return nil }
            c = following
            guard let n = number() else { return nil }
            precision = n
        }
        guard c == 0x73 || c == 0x72 || c == 0x61 else { return nil }
        var spec = ""
        if !isLeft, let width, width > 0 { spec += ">" }
        if let width { spec += String(width) }
        if let precision { spec += "." + String(precision) }
        let specNode = spec.isEmpty ? nil : Expr(.constant(value: Constant(name: spec), u: false), .none)
        return Expr(.formattedValue(value: value, conversion: Int32(c), format_spec: specNode), value.location)
    }
}
