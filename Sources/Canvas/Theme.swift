/// How a role looks: colours from the 256-colour palette (nil: the terminal's own) and attributes.
public struct Look: Hashable, Sendable {
    /// Foreground.
    public var foreground: UInt8?
    /// Background.
    public var background: UInt8?
    /// Attributes.
    public var attributes: Attributes

    /// Makes a look.
    public init(_ foreground: UInt8? = nil, _ background: UInt8? = nil, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

/// A look for every role. Written as text, one role a line: `role = foreground background attributes`, colours as numbers of the 256-colour
/// palette or `-`, `#` begins a comment.
public struct Theme: Sendable {
    /// Its name.
    public var name: String
    private var looks: [Look]

    /// The look of a role.
    public subscript(role: Role) -> Look { looks[Int(role.rawValue)] }

    /// The look of a style: the theme's and the style's own attributes.
    public func look(_ style: Style) -> Look {
        var look = self[style.role]
        look.attributes.formUnion(style.attributes)
        return look
    }

    /// A theme without colours: meaning is carried by bold, underline and reverse alone.
    public static let mono: Theme = {
        var theme = Theme(name: "mono")
        func set(_ roles: [Role], _ attributes: Attributes) {
            for r in roles { theme.looks[Int(r.rawValue)] = Look(nil, nil, attributes) }
        }
        set([.title, .keyword, .opcode, .changed, .added, .breakpoint, .error, .warning, .statusKey, .focusBorder, .next], .bold)
        set([.current, .focusTitle, .timelineHere, .match], .reverse)
        set([.dim, .comment, .freed, .border, .untouched, .removed], .dim)
        set([.name], .underline)
        theme.looks[Int(Role.name.rawValue)] = Look()
        return theme
    }()

    /// A theme in which nothing looks special.
    public init(name: String) {
        self.name = name
        looks = Array(repeating: Look(), count: Role.allCases.count)
    }

    /// What is wrong with a theme's text.
    public struct ParseError: Error, CustomStringConvertible, Sendable {
        /// One line for a person.
        public var description: String
    }

    /// Reads a theme.
    public init(name: String, text: String) throws(ParseError) {
        self.init(name: name)
        var number = 0
        for rawLine in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let line = rawLine.prefix { $0 != "#" }
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "=" })
            guard let first = words.first else { continue }
            guard let role = Role.allCases.first(where: { "\($0)" == first }) else {
                throw ParseError(description: "\(name):\(number): unknown role '\(first)'")
            }
            func colour(_ i: Int) throws(ParseError) -> UInt8? {
                guard i < words.count, words[i] != "-" else { return nil }
                guard let c = UInt8(words[i]) else {
                    throw ParseError(description: "\(name):\(number): '\(words[i])' is no colour from 0 to 255")
                }
                return c
            }
            var attributes: Attributes = []
            for word in words.dropFirst(3) {
                switch word {
                case "bold": attributes.insert(.bold)
                case "underline": attributes.insert(.underline)
                case "reverse": attributes.insert(.reverse)
                case "dim": attributes.insert(.dim)
                default: throw ParseError(description: "\(name):\(number): unknown attribute '\(word)'")
                }
            }
            looks[Int(role.rawValue)] = Look(try colour(1), try colour(2), attributes)
        }
    }
}
