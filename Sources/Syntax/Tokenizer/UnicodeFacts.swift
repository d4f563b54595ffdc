// Unicode as CPython 3.11 knows it: version 14.0. Swift's tables are newer, so characters that came later count as unassigned.
extension Unicode.Scalar {
    /// Whether Unicode 14.0 has this character.
    var isInUnicode14: Bool {
        guard let age = properties.age else { return false }
        return age.major <= 14
    }

    /// May start an identifier. Origin: _PyUnicode_IsXidStart.
    var isXIDStart311: Bool { properties.isXIDStart && isInUnicode14 }

    /// May go on in an identifier. Origin: _PyUnicode_IsXidContinue.
    var isXIDContinue311: Bool {
        switch value {
        // Joiners and katakana middle dots became so after 14.0.
        case 0x200c, 0x200d, 0x30fb, 0xff65: return false
        default: return properties.isXIDContinue && isInUnicode14
        }
    }

    /// Whether repr() shows it as it is. Origin: _PyUnicode_IsPrintable.
    var isPrintable311: Bool {
        if value == 0x20 { return true }
        if !isInUnicode14 { return false }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
            return false
        default:
            return true
        }
    }
}
