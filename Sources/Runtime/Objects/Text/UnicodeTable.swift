import Glibc

// A cache of what is known about code points, filled block by block from the Swift standard library, whose own look-ups are slow.
// It holds no state of the machine: every block is computed the same way whenever it is first wanted.

/// Facts about one code point.
enum CharacterFlags {
    static let alpha: UInt16 = 1, decimal: UInt16 = 2, digit: UInt16 = 4, numeric: UInt16 = 8,
        lower: UInt16 = 16, upper: UInt16 = 32
    static let title: UInt16 = 64, printable: UInt16 = 128, xidStart: UInt16 = 256,
        xidContinue: UInt16 = 512, cased: UInt16 = 1024
    static let ignorable: UInt16 = 2048
}

/// One entry: the flags, and the full case mappings where they are one character (else `complex`).
struct CharacterEntry {
    static let complex = UInt32.max
    var flags: UInt16
    var toLower: UInt32
    var toUpper: UInt32
    var toTitle: UInt32
}

enum CharacterTable {
    private static let blockSize = 64
    // Zeroed, untouched pages cost nothing: one pointer for each block of 64 code points.
    private nonisolated(unsafe) static let blocks: UnsafeMutablePointer<UnsafeMutablePointer<CharacterEntry>?> = {
        let p = UnsafeMutablePointer<UnsafeMutablePointer<CharacterEntry>?>.allocate(
            capacity: 0x110000 / 64)
        p.initialize(repeating: nil, count: 0x110000 / 64)
        return p
    }()

    /// The entry of a code point up to U+10FFFF.
    @inline(__always) static func entry(_ c: UInt32) -> CharacterEntry {
        let block = blocks[Int(c >> 6)] ?? fill(c >> 6)
        return block[Int(c & 63)]
    }
    @inline(__always) static func has(_ c: UInt32, _ flag: UInt16) -> Bool {
        entry(c).flags & flag != 0
    }

    @inline(never) private static func fill(_ index: UInt32) -> UnsafeMutablePointer<CharacterEntry> {
        let block = UnsafeMutablePointer<CharacterEntry>.allocate(capacity: blockSize)
        for i in 0..<UInt32(blockSize) {
            let c = index << 6 | i
            var flags: UInt16 = 0
            if CharacterFacts.isAlpha(c) { flags |= CharacterFlags.alpha }
            if CharacterFacts.decimal(c) >= 0 { flags |= CharacterFlags.decimal }
            if CharacterFacts.digit(c) >= 0 { flags |= CharacterFlags.digit }
            if CharacterFacts.isNumeric(c) { flags |= CharacterFlags.numeric }
            if CharacterFacts.isLowercase(c) { flags |= CharacterFlags.lower }
            if CharacterFacts.isUppercase(c) { flags |= CharacterFlags.upper }
            if CharacterFacts.isTitlecase(c) { flags |= CharacterFlags.title }
            if CharacterFacts.isPrintable(c) { flags |= CharacterFlags.printable }
            if CharacterFacts.isXidStart(c) { flags |= CharacterFlags.xidStart }
            if CharacterFacts.isXidContinue(c) { flags |= CharacterFlags.xidContinue }
            if CharacterFacts.isCased(c) { flags |= CharacterFlags.cased }
            if CharacterFacts.isCaseIgnorable(c) { flags |= CharacterFlags.ignorable }
            func single(_ m: MappedCharacters) -> UInt32 { m.count == 1 ? m.a : CharacterEntry.complex }
            (block + Int(i)).initialize(
                to: CharacterEntry(
                    flags: flags, toLower: single(CharacterFacts.lower(c)),
                    toUpper: single(CharacterFacts.upper(c)),
                    toTitle: single(CharacterFacts.title(c))))
        }
        blocks[Int(index)] = block
        return block
    }
}
