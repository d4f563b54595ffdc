// What is known about single code points: Unicode 14, as in CPython 3.11. The data come from the Swift standard library, which knows a
// later Unicode: characters that are younger than 14.0 are treated as unassigned. Origin: Objects/unicodectype.c.

/// The properties of a code point, or nil for surrogates and what Unicode 14 does not assign.
@inline(__always)
private func properties(_ c: UInt32) -> Unicode.Scalar.Properties? {
    guard let scalar = Unicode.Scalar(c) else { return nil }
    let p = scalar.properties
    if c < 0x0800 { return p }
    guard let age = p.age, age.major <= 14 else { return nil }
    return p
}

// Where a later Unicode changed its mind about characters that 14.0 had.

private func becameLowercase(_ c: UInt32) -> Bool {
    c == 0x10fc || c == 0xab69 || (0xa7f2...0xa7f4).contains(c)
}
private func becameNumeric(_ c: UInt32) -> Bool {
    switch c {
    case 0x4e24, 0x4eac, 0x4fe9, 0x5006, 0x62d0, 0x6d1e, 0x7695, 0x79ed, 0x920e, 0x94a9, 0x12038,
        0x12039, 0x12079, 0x12226,
        0x1222b,
        0x1230b, 0x1230d, 0x12399:
        return true
    default: return false
    }
}
private func gotUppercase(_ c: UInt32) -> Bool {
    c == 0x19b || c == 0x264 || c == 0xa7d3 || c == 0xa7d5
}

@inline(__always) func isASCIILetter(_ c: UInt32) -> Bool { (c | 0x20) &- 97 < 26 }
@inline(__always) func isASCIIDigit(_ c: UInt32) -> Bool { c &- 48 < 10 }
@inline(__always) func isASCIIUpper(_ c: UInt32) -> Bool { c &- 65 < 26 }
@inline(__always) func isASCIILower(_ c: UInt32) -> Bool { c &- 97 < 26 }

/// The facts themselves, straight from the standard library.
enum CharacterFacts {
    /// Categories Lm, Lt, Lu, Ll, Lo.
    static func isAlpha(_ c: UInt32) -> Bool {
        if c < 128 { return isASCIILetter(c) }
        switch properties(c)?.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return true
        default: return false
        }
    }
    /// The value of a decimal digit, or -1.
    static func decimal(_ c: UInt32) -> Int {
        if c < 128 { return isASCIIDigit(c) ? Int(c) - 48 : -1 }
        guard let p = properties(c), p.numericType == .decimal, let v = p.numericValue else {
            return -1
        }
        return Int(v)
    }
    /// The value of a digit (superscripts too), or -1.
    static func digit(_ c: UInt32) -> Int {
        if c < 128 { return isASCIIDigit(c) ? Int(c) - 48 : -1 }
        guard let p = properties(c), p.numericType == .decimal || p.numericType == .digit,
            let v = p.numericValue
        else { return -1 }
        return Int(v)
    }
    /// Whether a character has a numeric value.
    static func isNumeric(_ c: UInt32) -> Bool {
        if c < 128 { return isASCIIDigit(c) }
        return properties(c)?.numericType != nil && !becameNumeric(c)
    }
    /// The Lowercase property.
    static func isLowercase(_ c: UInt32) -> Bool {
        if c < 128 { return isASCIILower(c) }
        if c == 0x295 { return true }
        return (properties(c)?.isLowercase ?? false) && !becameLowercase(c)
    }
    /// The Uppercase property.
    static func isUppercase(_ c: UInt32) -> Bool {
        if c < 128 { return isASCIIUpper(c) }
        return properties(c)?.isUppercase ?? false
    }
    /// Category Lt.
    static func isTitlecase(_ c: UInt32) -> Bool {
        if c < 0x1c0 { return false }
        return properties(c)?.generalCategory == .titlecaseLetter
    }
    /// May begin an identifier (but for the underscore).
    static func isXidStart(_ c: UInt32) -> Bool {
        if c < 128 { return isASCIILetter(c) }
        return properties(c)?.isXIDStart ?? false
    }
    /// May continue an identifier.
    static func isXidContinue(_ c: UInt32) -> Bool {
        if c < 128 { return isASCIILetter(c) || isASCIIDigit(c) || c == 95 }
        if c == 0x200c || c == 0x200d || c == 0x30fb || c == 0xff65 { return false }
        return properties(c)?.isXIDContinue ?? false
    }
    /// What `repr` shows as it is: not categories C and Z, but the space.
    static func isPrintable(_ c: UInt32) -> Bool {
        if c < 128 { return c >= 32 && c < 127 }
        switch properties(c)?.generalCategory {
        case nil, .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .spaceSeparator:
            return false
        default: return true
        }
    }
    /// The Cased property.
    static func isCased(_ c: UInt32) -> Bool {
        if c < 128 { return isASCIILetter(c) }
        if c == 0x295 { return true }
        return (properties(c)?.isCased ?? false) && !becameLowercase(c)
    }
    /// The Case_Ignorable property.
    static func isCaseIgnorable(_ c: UInt32) -> Bool {
        c == 0x1171e || (properties(c)?.isCaseIgnorable ?? false)
    }
    /// The full lower-case mapping.
    static func lower(_ c: UInt32) -> MappedCharacters {
        if c < 128 { return MappedCharacters(isASCIIUpper(c) ? c + 32 : c) }
        guard let p = properties(c) else { return MappedCharacters(c) }
        return MappedCharacters(p.lowercaseMapping)
    }
    /// The full upper-case mapping.
    static func upper(_ c: UInt32) -> MappedCharacters {
        if c < 128 { return MappedCharacters(isASCIILower(c) ? c - 32 : c) }
        guard let p = properties(c), !gotUppercase(c) else { return MappedCharacters(c) }
        return MappedCharacters(p.uppercaseMapping)
    }
    /// The full title-case mapping.
    static func title(_ c: UInt32) -> MappedCharacters {
        if c < 128 { return MappedCharacters(isASCIILower(c) ? c - 32 : c) }
        guard let p = properties(c), !gotUppercase(c) else { return MappedCharacters(c) }
        return MappedCharacters(p.titlecaseMapping)
    }
}

// The questions and mappings of unicodectype.c: ASCII at once, the rest from the cache.

/// Categories Lm, Lt, Lu, Ll, Lo.
@inline(__always) func _PyUnicode_IsAlpha(_ c: UInt32) -> Bool {
    c < 128 ? isASCIILetter(c) : CharacterTable.has(c, CharacterFlags.alpha)
}
/// The value of a decimal digit, or -1.
@inline(__always) func _PyUnicode_ToDecimalDigit(_ c: UInt32) -> Int {
    if c < 128 { return isASCIIDigit(c) ? Int(c) &- 48 : -1 }
    return CharacterTable.has(c, CharacterFlags.decimal) ? CharacterFacts.decimal(c) : -1
}
/// The value of a digit (superscripts too), or -1.
func _PyUnicode_ToDigit(_ c: UInt32) -> Int {
    if c < 128 { return isASCIIDigit(c) ? Int(c) - 48 : -1 }
    return CharacterTable.has(c, CharacterFlags.digit) ? CharacterFacts.digit(c) : -1
}
/// Whether a character has a numeric value.
@inline(__always) func _PyUnicode_IsNumeric(_ c: UInt32) -> Bool {
    c < 128 ? isASCIIDigit(c) : CharacterTable.has(c, CharacterFlags.numeric)
}
/// The Lowercase property.
@inline(__always) func _PyUnicode_IsLowercase(_ c: UInt32) -> Bool {
    c < 128 ? isASCIILower(c) : CharacterTable.has(c, CharacterFlags.lower)
}
/// The Uppercase property.
@inline(__always) func _PyUnicode_IsUppercase(_ c: UInt32) -> Bool {
    c < 128 ? isASCIIUpper(c) : CharacterTable.has(c, CharacterFlags.upper)
}
/// Category Lt.
@inline(__always) func _PyUnicode_IsTitlecase(_ c: UInt32) -> Bool {
    c < 0x1c0 ? false : CharacterTable.has(c, CharacterFlags.title)
}
/// May begin an identifier (but for the underscore).
@inline(__always) func _PyUnicode_IsXidStart(_ c: UInt32) -> Bool {
    c < 128 ? isASCIILetter(c) : CharacterTable.has(c, CharacterFlags.xidStart)
}
/// May continue an identifier.
@inline(__always) func _PyUnicode_IsXidContinue(_ c: UInt32) -> Bool {
    c < 128
        ? isASCIILetter(c) || isASCIIDigit(c) || c == 95
        : CharacterTable.has(c, CharacterFlags.xidContinue)
}
/// What `repr` shows as it is: not categories C and Z, but the space.
@inline(__always) func _PyUnicode_IsPrintable(_ c: UInt32) -> Bool {
    c < 128 ? c &- 32 < 95 : CharacterTable.has(c, CharacterFlags.printable)
}
/// The Cased property.
@inline(__always) func _PyUnicode_IsCased(_ c: UInt32) -> Bool {
    c < 128 ? isASCIILetter(c) : CharacterTable.has(c, CharacterFlags.cased)
}
/// The Case_Ignorable property.
@inline(__always) func _PyUnicode_IsCaseIgnorable(_ c: UInt32) -> Bool {
    CharacterTable.has(c, CharacterFlags.ignorable)
}
/// The full lower-case mapping.
@inline(__always) func _PyUnicode_ToLowerFull(_ c: UInt32) -> MappedCharacters {
    if c < 128 { return MappedCharacters(isASCIIUpper(c) ? c &+ 32 : c) }
    let x = CharacterTable.entry(c).toLower
    return x != CharacterEntry.complex ? MappedCharacters(x) : CharacterFacts.lower(c)
}
/// The full upper-case mapping.
@inline(__always) func _PyUnicode_ToUpperFull(_ c: UInt32) -> MappedCharacters {
    if c < 128 { return MappedCharacters(isASCIILower(c) ? c &- 32 : c) }
    let x = CharacterTable.entry(c).toUpper
    return x != CharacterEntry.complex ? MappedCharacters(x) : CharacterFacts.upper(c)
}
/// The full title-case mapping.
@inline(__always) func _PyUnicode_ToTitleFull(_ c: UInt32) -> MappedCharacters {
    if c < 128 { return MappedCharacters(isASCIILower(c) ? c &- 32 : c) }
    let x = CharacterTable.entry(c).toTitle
    return x != CharacterEntry.complex ? MappedCharacters(x) : CharacterFacts.title(c)
}
/// Whether a character is a decimal digit.
func _PyUnicode_IsDecimalDigit(_ c: UInt32) -> Bool { _PyUnicode_ToDecimalDigit(c) >= 0 }
/// Whether a character is a digit.
func _PyUnicode_IsDigit(_ c: UInt32) -> Bool { _PyUnicode_ToDigit(c) >= 0 }
/// The numeric value, or -1.
func _PyUnicode_ToNumeric(_ c: UInt32) -> Double {
    if c < 128 { return isASCIIDigit(c) ? Double(c) - 48 : -1 }
    return becameNumeric(c) ? -1 : properties(c)?.numericValue ?? -1
}
/// Letters, decimal digits, digits and numerics.
func _PyUnicode_IsAlnum(_ c: UInt32) -> Bool {
    if c < 128 { return isASCIILetter(c) || isASCIIDigit(c) }
    return _PyUnicode_IsAlpha(c) || _PyUnicode_IsNumeric(c)
}
/// Bidirectional type WS, B or S, or category Zs.
@inline(__always) func _PyUnicode_IsWhitespace(_ c: UInt32) -> Bool {
    if c < 128 { return c == 32 || c &- 9 < 5 || c &- 28 < 4 }
    return unicodeIsWideSpace(c)
}
private func unicodeIsWideSpace(_ c: UInt32) -> Bool {
    switch c {
    case 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: return true
    default: return false
    }
}
/// What `splitlines` splits at.
@inline(__always) func _PyUnicode_IsLinebreak(_ c: UInt32) -> Bool {
    c < 128 ? c &- 10 < 4 || c &- 28 < 3 : c == 0x85 || c == 0x2028 || c == 0x2029
}

/// Up to three code points.
struct MappedCharacters {
    var a: UInt32 = 0
    var b: UInt32 = 0
    var c: UInt32 = 0
    var count = 1

    @inline(__always) init(_ a: UInt32) { self.a = a }
    init(_ text: String) {
        count = 0
        for scalar in text.unicodeScalars { append(scalar.value) }
    }
    init() { count = 0 }
    mutating func append(_ x: UInt32) {
        if count == 0 { a = x } else if count == 1 { b = x } else { c = x }
        count += 1
    }
    @inline(__always) subscript(_ i: Int) -> UInt32 { i == 0 ? a : i == 1 ? b : c }
}

/// The full case folding: the lower case of the upper case, but for a few.
func _PyUnicode_ToFoldedFull(_ c: UInt32) -> MappedCharacters {
    if c < 128 { return MappedCharacters(isASCIIUpper(c) ? c + 32 : c) }
    switch c {
    case 0x131: return MappedCharacters(c)
    case 0x1e9e: return MappedCharacters("ss")
    case 0x13a0...0x13fd, 0xab70...0xabbf: return _PyUnicode_ToUpperFull(c)
    default: break
    }
    let upper = _PyUnicode_ToUpperFull(c)
    var out = MappedCharacters()
    for i in 0..<upper.count {
        let lower = _PyUnicode_ToLowerFull(upper[i])
        for k in 0..<lower.count where out.count < 3 { out.append(lower[k]) }
    }
    return out
}
/// The simple lower-case mapping.
func _PyUnicode_ToLowercase(_ c: UInt32) -> UInt32 {
    let m = _PyUnicode_ToLowerFull(c)
    return m.count == 1 ? m.a : c == 0x130 ? 0x69 : c
}
/// The simple upper-case mapping where the full one is a single character, else the character itself.
func _PyUnicode_ToUppercase(_ c: UInt32) -> UInt32 {
    let m = _PyUnicode_ToUpperFull(c)
    return m.count == 1 ? m.a : c
}
