/// Where a node's text lies. Lines start at 1, columns are UTF-8 byte offsets from 0, the end is exclusive: the four
/// attributes that Parser/Python.asdl gives to every located node.
public struct Location: Hashable, Sendable {
    /// First line, from 1.
    public var lineno: Int32
    /// UTF-8 byte offset of the first character in its line.
    public var col_offset: Int32
    /// Line of the end.
    public var end_lineno: Int32
    /// UTF-8 byte offset just after the last character.
    public var end_col_offset: Int32

    /// Makes the location from its four numbers.
    @inlinable
    public init(lineno: Int32, col_offset: Int32, end_lineno: Int32, end_col_offset: Int32) {
        self.lineno = lineno
        self.col_offset = col_offset
        self.end_lineno = end_lineno
        self.end_col_offset = end_col_offset
    }
}
