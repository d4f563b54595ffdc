/// What a cell means; a theme says how that looks. Views never name a colour.
public enum Role: UInt8, CaseIterable, Sendable {
    case normal, dim, title, focusTitle, border, focusBorder
    case keyword, string, number, comment, name, builtin
    case opcode, argument, address, hex
    case current, changed, added, removed, freed, breakpoint, warning, error, match
    case status, statusKey, timeline, timelinePast, timelineHere
    case used, free, untouched, next
    case mark0, mark1, mark2, mark3, mark4, mark5, mark6

    /// The role of the n-th object mark; they repeat after seven, the most that stay distinguishable for every eye.
    public static func mark(_ n: Int) -> Role { Role(rawValue: Role.mark0.rawValue + UInt8(n % 7))! }
}

/// Attributes that a cell has whatever the theme says.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Makes a set from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Heavier letters.
    public static let bold = Attributes(rawValue: 1)
    /// A line below.
    public static let underline = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 4)
    /// Fainter letters.
    public static let dim = Attributes(rawValue: 8)
}

/// How a cell is to look: its meaning and attributes on top.
public struct Style: Hashable, Sendable {
    /// What it means.
    public var role: Role
    /// Attributes on top of the theme's.
    public var attributes: Attributes

    /// Makes a style.
    public init(_ role: Role = .normal, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }

    /// The same with more attributes.
    public func with(_ more: Attributes) -> Style { Style(role, attributes.union(more)) }
}
