/// The characters that views draw with: one set for terminals that can, one of pure ASCII. None is ambiguous in width.
public struct Glyphs: Sendable {
    public var horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight: String
    /// The instruction or line that is next.
    public var here: String
    /// A breakpoint.
    public var breakpoint: String
    /// Something that changed in this step.
    public var changed: String
    /// An arrow to what a reference leads to.
    public var arrow: String
    /// Text that was cut.
    public var ellipsis: String
    /// Blocks of a pool: used, free, untouched, the one that is next.
    public var used, free, untouched, next: String
    /// The time line: past, future, here.
    public var past, future, position: String
    /// A jump's line in the bytecode.
    public var jumpFrom, jumpTo: String
    /// Times sign and minus for arithmetic in explanations.
    public var minus: String
    /// Whether object marks are circled digits.
    public var circledMarks: Bool

    /// Box lines and geometric shapes.
    public static let unicode = Glyphs(
        horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", here: "▸", breakpoint: "•",
        changed: "*",
        arrow: "→", ellipsis: "…", used: "█", free: "▒", untouched: "·", next: "◆", past: "━", future: "─", position: "◆",
        jumpFrom: "╮", jumpTo: "►",
        minus: "−", circledMarks: true)
    /// Nothing outside ASCII.
    public static let ascii = Glyphs(
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", here: ">", breakpoint: "@",
        changed: "*",
        arrow: "->", ellipsis: "~", used: "#", free: "o", untouched: ".", next: "X", past: "=", future: "-", position: "O",
        jumpFrom: "\\", jumpTo: ">",
        minus: "-", circledMarks: false)

    /// The mark of the n-th marked object, from 0: one text for one object in every pane.
    public func mark(_ n: Int) -> String {
        // There are circled numbers up to 50, but from 21 on they are two columns wide, and few fonts have them.
        guard circledMarks, n < 20 else { return "#\(n + 1)" }
        return String(Character(Unicode.Scalar(UInt32(0x2460 + n))!))
    }
}
